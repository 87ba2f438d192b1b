//! Keys that several imports share: used twice, listed on the server, or the same but for zeros.

use super::all_keys::AllKeys;
use super::existing::OnServer;
use super::hits::{Hit, Kind, Other, Resolved};
use super::keys::Key;
use crate::definition::rule::{Role, RuleField};
use crate::definition::{ImportDefinition, SharedKey};
use crate::problem::Severity;
use std::collections::HashSet;

/// Keys used twice across files; the answer is the records that are at fault.
pub(super) fn shared_keys(all_keys: &AllKeys<'_>, found: &mut Resolved) -> HashSet<u32> {
    let mut taken = HashSet::new();
    for (name, group) in &all_keys.groups {
        let mut holder: Option<(Key, u32)> = None;
        let mut before = None;
        for (key, _, number) in group {
            let (file, record) = all_keys.spot(*number);
            let after_own = before.replace((*key, file)) == Some((*key, file));
            let Some((_, first)) = holder.filter(|(k, _)| k == key) else {
                holder = Some((*key, *number));
                continue;
            };
            let about = shared_index(all_keys, file, name, *key, record);
            // Twice in one file is told by the file's own keys, where it has them.
            let own = all_keys.spot(first).0 == file;
            if first != *number && !(own && is_unique(all_keys, file, about)) {
                taken.insert(*number);
                if after_own && is_unique(all_keys, file, about) {
                    continue;
                }
                if told_in_row(all_keys, file, about, record, *key) {
                    continue;
                }
                let kind = match shared_key(all_keys, file, about) {
                    Some(shared) if shared.roots => Kind::Opened,
                    Some(shared) if !shared.with.is_empty() => Kind::Combined,
                    _ => Kind::Taken,
                };
                let hit = Hit { record, kind, about, other: Other::Record(first) };
                found.hits[file].push(hit);
            }
        }
    }
    for file in 0..all_keys.keys.files.len() {
        taken_on_server(all_keys, file, &mut taken, found);
        zeros(all_keys, file, found);
    }
    taken
}

/// Whether a file's shared key may occur once in the file anyway.
fn is_unique(all_keys: &AllKeys<'_>, file: usize, about: u32) -> bool {
    let Some(plan) = all_keys.plan(file) else { return false };
    let Some(shared) = plan.definition.shared_keys.get(about as usize) else { return false };
    shared.roots || plan.definition.unique_keys.iter().any(|key| key.iter().copied().eq(shared.fields()))
}

fn shared_key<'k>(all_keys: &'k AllKeys<'_>, file: usize, about: u32) -> Option<&'k SharedKey> {
    all_keys.plan(file).and_then(|plan| plan.definition.shared_keys.get(about as usize))
}

/// Whether the record bears the reference of the very record it names, and its own file refuses that already.
fn told_in_row(all_keys: &AllKeys<'_>, file: usize, about: u32, record: u32, key: Key) -> bool {
    let Some(plan) = all_keys.plan(file) else { return false };
    let Some(own) = plan.definition.shared_keys.get(about as usize) else { return false };
    let mut named = plan.links.iter().zip(&all_keys.keys.files[file].sources).filter_map(|(link, list)| {
        let [only] = link.parts.as_slice() else { return None };
        (list.get(record as usize) == Some(&key)).then_some(only.field)
    });
    named.any(|other| {
        let differs = RuleField { field: own.field, role: Role::DiffersFrom(other) };
        let mut rules = plan.definition.parts().filter(|(rule, _)| rule.when.0.is_empty());
        rules.any(|(rule, part)| {
            rule.severity.unwrap_or(Severity::Error) == Severity::Error && part == differs
        })
    })
}

/// Which of the shared keys of a file, among those of one group, a record's key is.
pub(super) fn shared_index(all_keys: &AllKeys<'_>, file: usize, group: &str, key: Key, record: u32) -> u32 {
    let of_group = |at: &usize| {
        let plan = all_keys.plan(file);
        plan.and_then(|plan| plan.definition.shared_keys.get(*at)).is_some_and(|s| s.group == group)
    };
    let mut lists = all_keys.keys.files[file].shared.iter().enumerate();
    let at = lists.find(|(at, list)| of_group(at) && list.get(record as usize) == Some(&key));
    at.and_then(|(at, _)| u32::try_from(at).ok()).unwrap_or(0)
}

/// On its own level a reference of the server means an update, on another level a duplicate.
fn taken_on_server(all_keys: &AllKeys<'_>, file: usize, taken: &mut HashSet<u32>, found: &mut Resolved) {
    let Some(plan) = all_keys.plan(file) else { return };
    if all_keys.server.is_empty() {
        return;
    }
    let listed = (0_u32..).zip(&plan.definition.shared_keys).filter(|(_, shared)| !shared.implied);
    for (about, shared) in listed {
        let in_group = |d: &ImportDefinition| d.shared_keys.iter().any(|s| s.group == shared.group);
        let others: Vec<(u32, &OnServer)> = (0_u32..)
            .zip(all_keys.all)
            .filter(|(_, d)| d.name != plan.definition.name && in_group(d))
            .filter_map(|(i, d)| Some((i, all_keys.server.get(&d.name)?)))
            .collect();
        let mut updates = 0;
        let Some(list) = all_keys.keys.files[file].shared.get(about as usize) else { continue };
        for (record, key) in (0_u32..).zip(list).filter(|(_, k)| **k != 0) {
            updates += u64::from(all_keys.on_server(&plan.definition.name, *key, true));
            if let Some((index, _)) = others.iter().find(|(_, list)| list.has(*key, true))
                && taken.insert(all_keys.offsets[file] + record)
            {
                let hit = Hit { record, kind: Kind::Taken, about, other: Other::Server(*index) };
                found.hits[file].push(hit);
            }
        }
        if updates > 0 {
            found.updates.push((file, shared.field, updates));
        }
    }
}

/// References of two files that differ by zeros at the start only; told at the lower level.
fn zeros(all_keys: &AllKeys<'_>, file: usize, found: &mut Resolved) {
    let Some(plan) = all_keys.plan(file) else { return };
    for (about, shared) in (0_u32..).zip(&plan.definition.shared_keys) {
        for (core, record) in &all_keys.keys.files[file].bare[about as usize] {
            let holders = all_keys.holders(&shared.group, *core);
            let Some((_, standing, number)) = holders.iter().find(|h| all_keys.spot(h.2).0 != file) else {
                continue;
            };
            let (other, their_record) = all_keys.spot(*number);
            let here = all_keys.offsets[file] + record;
            if *standing < all_keys.standing[file] {
                let other = Other::Record(*number);
                found.hits[file].push(Hit { record: *record, kind: Kind::Zeros, about, other });
            } else {
                let about = shared_index(all_keys, other, &shared.group, *core, their_record);
                let hit = Hit { record: their_record, kind: Kind::Zeros, about, other: Other::Record(here) };
                found.hits[other].push(hit);
            }
        }
    }
}
