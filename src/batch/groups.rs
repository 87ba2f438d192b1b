//! Rules that compare records, where several files are for one import.

use super::all_keys::AllKeys;
use super::hits::{Hit, Kind, Other, Resolved};
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::file::File;
use crate::problem::Findings;
use crate::problem::lang::Lang;
use crate::record::context::{Group, Reporter};
use crate::rules::across::{Placed, broken};
use crate::rules::rule_of;
use std::collections::HashSet;

/// Records of several files that go out together or not at all: file and record.
pub(super) type Bound = Vec<Vec<(usize, u32)>>;

/// Judges the groups of records that may go on from one file of an import to the next. Returns the right ones of which no
/// record may go out without the others.
pub(super) fn judge_groups(all_keys: &AllKeys<'_>, files: &mut [File<'_>], lang: Lang) -> Bound {
    let mut bound = Bound::new();
    let taken = |file: &mut File<'_>| file.checked.as_mut().map(|c| std::mem::take(&mut c.open_groups));
    let open: Vec<Vec<Group>> = files.iter_mut().map(|file| taken(file).unwrap_or_default()).collect();
    if open.iter().all(Vec::is_empty) {
        return bound;
    }
    let mut condemned = vec![HashSet::new(); files.len()];
    for (plan, of) in all_keys.keys.plans.iter().enumerate() {
        // As one table they stand in the order in which they were given.
        let mut parts: Vec<(usize, u64, usize, usize)> = Vec::new();
        for file in all_keys.files_of(plan) {
            parts.extend(open[file].iter().enumerate().map(|(at, group)| (group.rule, group.key, file, at)));
        }
        sorting::sort(&mut parts);
        for group in parts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some(entry) = group.first().and_then(|part| of.definition.rules.get(part.0)) else {
                continue;
            };
            let Some(rule) = rule_of(entry) else { continue };
            let groups: Vec<&Group> = group.iter().map(|(.., file, at)| &open[*file][*at]).collect();
            let wrong = rule.judge_group(&groups);
            if wrong.is_empty() && rule.binds() {
                let placed = group
                    .iter()
                    .zip(&groups)
                    .flat_map(|((.., file, _), part)| part.rows.iter().map(|row| (*file, *row)));
                bound.push(placed.collect());
            }
            for (at, rows) in wrong {
                let file = group[at].2;
                let names: Vec<String> = group.iter().map(|part| files[part.2].input.name.clone()).collect();
                let named: Vec<(&str, &Group)> =
                    names.iter().map(String::as_str).zip(groups.iter().copied()).collect();
                let Some(mut checked) = files[file].checked.take() else { continue };
                let mut findings = std::mem::replace(&mut checked.findings, Findings::keeping(0));
                if let Some((_, subject)) = files[file].subject(lang) {
                    let context = subject.context(&checked.edits, Some(&checked.survey));
                    if let Some(finding) = rule.tell_group(&named, at, entry, &context) {
                        let mut reporter = Reporter::new(&mut findings, &of.definition.severities);
                        reporter.add(finding.problem, entry.severity, || finding);
                        if reporter.error {
                            condemned[file].extend(rows);
                        }
                        if let Some(run) = checked.rule_runs.get_mut(&group[at].0) {
                            run.found += reporter.added;
                        }
                    }
                }
                checked.findings = findings;
                files[file].checked = Some(checked);
            }
        }
    }
    for (file, rows) in files.iter_mut().zip(&condemned) {
        file.checked.iter_mut().for_each(|checked| checked.condemn(rows));
    }
    numbered(bound, files)
}

/// The same with the place of each record in place of its row.
fn numbered(mut bound: Bound, files: &[File<'_>]) -> Bound {
    let of = |file: &File<'_>| -> Map<u32, u32> {
        file.checked.iter().flat_map(|checked| checked.rows.iter().copied().zip(0..)).collect()
    };
    if bound.is_empty() {
        return bound;
    }
    let places: Vec<Map<u32, u32>> = files.iter().map(of).collect();
    for group in &mut bound {
        group.retain_mut(|(file, row)| {
            let place = places.get(*file).and_then(|places| places.get(row)).copied();
            place.inspect(|place| *row = *place).is_some()
        });
    }
    bound.retain(|group| group.len() > 1);
    bound
}

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
