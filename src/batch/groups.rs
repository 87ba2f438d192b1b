//! Rules that compare records, where several files are for one import.

use super::all_keys::AllKeys;
use super::hits::{Hit, Kind, Other, Resolved};
use crate::base::sorting;
use crate::rules::across::{Placed, broken};

/// Records that break a rule only when the files of their import are seen together.
pub(super) fn groups(all_keys: &AllKeys<'_>, found: &mut Resolved) {
    for (plan, of) in all_keys.keys.plans.iter().enumerate() {
        for rule in 0..of.definition.rules.len() {
            for (number, other) in broken_in(all_keys, plan, rule) {
                let (file, record) = all_keys.spot(number);
                let about = u32::try_from(rule).unwrap_or(u32::MAX);
                let hit = Hit { record, kind: Kind::Together, about, other: Other::Record(other) };
                found.hits[file].push(hit);
            }
        }
    }
}

/// The records of an import that break one of its rules, each with the one it is compared with.
fn broken_in(all_keys: &AllKeys<'_>, plan: usize, rule: usize) -> Vec<(u32, u32)> {
    let mut members: Vec<(u64, Placed)> = Vec::new();
    for file in all_keys.files_of(plan) {
        let list = all_keys.keys.files[file].members.get(rule).map_or(&[][..], |list| &list.members);
        let first = all_keys.offsets[file];
        members.extend(list.iter().map(|(group, record, share)| (*group, (first + record, file, *share))));
    }
    sorting::sort_by_key(&mut members, |(group, (number, ..))| (*group, *number));
    let mut all = Vec::new();
    for group in members.chunk_by(|a, b| a.0 == b.0) {
        let in_one = group.first().map(|m| m.1.1) == group.last().map(|m| m.1.1);
        if !in_one {
            let group: Vec<Placed> = group.iter().map(|(_, placed)| *placed).collect();
            all.extend(broken(&group));
        }
    }
    all
}
