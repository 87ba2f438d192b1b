//! The keys of all files, as fingerprints by record: 16 bytes a key while they are collected, 32 when they are sorted.
//!
//! Texts are not kept: the few that messages name are read again from the file.

use super::plan::{KeyPart, Plan, Shape, is_reference, plans};
use crate::base::first_seen::wide_hash;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::File;
use crate::check::subject::Noted;
use crate::definition::value::plain_number;
use crate::definition::{ImportDefinition, SharedKey};
use crate::problem::Problem;
use crate::record::outline::NONE;
use crate::record::values::Values;
use crate::rules::across::{Share, member};
use crate::rules::holds;
use crate::rules::uniqueness::{compared, key_of};
use crate::scalar::text::fold;
use std::sync::Arc;

/// "No such record."
pub(super) const NOBODY: u32 = u32::MAX;

/// A blank value for which a text can be made.
#[derive(Clone, Debug)]
pub(super) struct Blank {
    pub(super) record: u32,
    pub(super) field: usize,
    /// What the text begins with.
    pub(super) stem: String,
}

/// The records of a file that a rule compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    /// What the rule finds among the records of one file.
    pub(super) problem: Option<&'static Problem>,
    /// What the records of a group have in common, the record, what is compared.
    pub(super) members: Vec<(u64, u32, Share)>,
}

/// What was collected from one file. A key of 0 means: none.
#[derive(Debug, Default)]
pub(super) struct FileKeys {
    /// By shape and record: how others find it.
    pub(super) targets: Vec<Vec<Key>>,
    /// By shape and record: the exact spelling, where the key is compared without regard to it.
    pub(super) spelled: Vec<Vec<u32>>,
    /// By link and record: whom it names.
    pub(super) sources: Vec<Vec<Key>>,
    /// By link and record: the exact spelling.
    pub(super) named: Vec<Vec<u32>>,
    /// By shared key and record.
    pub(super) shared: Vec<Vec<Key>>,
    /// By shared key: the values with leading zeros, without them.
    pub(super) bare: Vec<Vec<(Key, u32)>>,
    pub(super) blanks: Vec<Blank>,
    /// By rule of the definition, where several files are for one import: the records that it compares.
    pub(super) members: Vec<Members>,
    /// By looked-up field and record.
    own: Vec<Vec<Key>>,
}

/// The keys of all files of a session.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(super) plans: Vec<Plan>,
    /// The plan of each file; absent where the import is not known.
    pub(super) plan_of: Vec<Option<usize>>,
    pub(super) files: Vec<FileKeys>,
}

/// A key, or a part of one. A match says that a record exists, and nothing looks at the texts again: so it has 128 bits,
/// and which ones is known to nobody before the run.
pub(super) type Key = u128;

pub(super) fn hash(text: &str, folded: bool) -> Key {
    // 0 is taken.
    wide_hash(&compared(text, folded)).max(1)
}

/// The hash of a text as the part of a key compares it.
pub(super) fn hash_of_part(text: &str, part: &KeyPart) -> Key {
    match Some(text).filter(|_| part.number).and_then(plain_number) {
        Some(number) => hash(&number, false),
        None => hash(text, part.folded),
    }
}

/// One part's share of a key; the shares are added up.
fn share(position: usize, part: Key) -> Key {
    let turn = u32::try_from(position * 43 % 128).unwrap_or(0);
    part.rotate_left(turn).wrapping_mul(2 * position as Key + 1)
}

/// A key of several parts, or 0 when one is missing.
pub(super) fn joined(parts: impl Iterator<Item = Key>) -> Key {
    let mut sum: Key = 0;
    for (position, part) in parts.enumerate() {
        if part == 0 {
            return 0;
        }
        sum = sum.wrapping_add(share(position, part));
    }
    sum.max(1)
}

#[expect(clippy::cast_possible_truncation, reason = "Half of a hash is enough to tell two spellings apart.")]
fn short(text: &str) -> u32 {
    hash(text, false) as u32
}

fn set<T: Copy + Default>(list: &mut Vec<T>, record: u32, value: T) {
    list.resize(record as usize, T::default());
    list.push(value);
}

/// The definition of an import with several files: what occurs once in a file, alone or in combination, occurs once in
/// all of them.
fn across_files(definition: &ImportDefinition) -> ImportDefinition {
    let mut definition = definition.clone();
    for key in &definition.unique_keys {
        let Some((field, with)) = key.split_last() else { continue };
        let known = |shared: &SharedKey| shared.field == *field && shared.with == *with;
        if !definition.shared_keys.iter().any(known) {
            // No name that somebody gives a group begins with this.
            let group = format!("\u{0}{} {key:?}", definition.name);
            definition.shared_keys.push(SharedKey {
                field: *field,
                with: with.to_vec(),
                group,
                implied: true,
                roots: false,
            });
        }
    }
    definition
}

/// The definition of an import with several sheets of one table: a block is opened once in all of them.
fn across_sheets(definition: &ImportDefinition) -> ImportDefinition {
    let mut definition = definition.clone();
    if let Some(outline) = &definition.outline {
        let group = format!("\u{0}{} blocks", definition.name);
        let (field, with) = (outline.root, Vec::new());
        definition.shared_keys.push(SharedKey { field, with, group, implied: true, roots: true });
    }
    definition
}

impl Keys {
    /// Empty lists for the files, by what their definitions ask for.
    pub(crate) fn new(all: &[Arc<ImportDefinition>], files: &[File<'_>]) -> Keys {
        let mut used: Vec<Arc<ImportDefinition>> = Vec::new();
        let plan_of = files.iter().map(|file| {
            // A file for another import says nothing about this one.
            let definition = file.definition.as_ref().filter(|_| file.better.is_none())?;
            let known = used.iter().position(|d| d.name == definition.name);
            Some(known.unwrap_or_else(|| {
                used.push(Arc::clone(definition));
                used.len() - 1
            }))
        });
        let plan_of: Vec<Option<usize>> = plan_of.collect();
        for (plan, definition) in used.iter_mut().enumerate() {
            if plan_of.iter().filter(|own| **own == Some(plan)).count() > 1 {
                *definition = Arc::new(across_files(definition));
            }
            let own = files.iter().zip(&plan_of).filter(|(_, own)| **own == Some(plan));
            let mut tables: Vec<&String> =
                own.filter_map(|(file, _)| file.input.one_table.as_ref()).collect();
            tables.sort_unstable();
            if tables.windows(2).any(|pair| pair[0] == pair[1]) {
                *definition = Arc::new(across_sheets(definition));
            }
        }
        let plans = plans(&used, all);
        let mut keys = Keys { plans, plan_of, files: Vec::new() };
        for index in 0..files.len() {
            keys.files.push(FileKeys::default());
            keys.forget(index);
        }
        keys
    }

    /// Whether other files are for the import of this one.
    pub(crate) fn has_several(&self, file: usize) -> bool {
        let own = self.plan_of.get(file).copied().flatten();
        own.is_some() && self.plan_of.iter().filter(|plan| **plan == own).count() > 1
    }

    /// Empties the lists of a file, before it is checked again.
    pub(crate) fn forget(&mut self, file: usize) {
        let own = self.plan_of.get(file).copied().flatten();
        let several = self.has_several(file);
        let plan = own.and_then(|p| self.plans.get(p));
        let (Some(plan), Some(keys)) = (plan, self.files.get_mut(file)) else { return };
        let rules = if several { plan.definition.rules.len() } else { 0 };
        let lists = |n: usize| vec![Vec::new(); n];
        let shared = plan.definition.shared_keys.len();
        *keys = FileKeys {
            targets: lists(plan.shapes.len()),
            spelled: vec![Vec::new(); plan.shapes.len()],
            sources: lists(plan.links.len()),
            named: vec![Vec::new(); plan.links.len()],
            shared: lists(shared),
            bare: vec![Vec::new(); shared],
            blanks: Vec::new(),
            members: vec![Members::default(); rules],
            own: lists(plan.looked_up.len()),
        };
    }

    /// Whether anything is collected of the records of a file.
    pub(crate) fn collects(&self, file: usize) -> bool {
        let plan = self.plan_of.get(file).copied().flatten().and_then(|p| self.plans.get(p));
        let (Some(plan), Some(keys)) = (plan, self.files.get(file)) else { return false };
        let definition = &plan.definition;
        let keyed = !(plan.shapes.is_empty() && plan.links.is_empty() && plan.looked_up.is_empty());
        let made = definition.fields.iter().any(|field| field.generate_from.is_some());
        keyed || made || !definition.shared_keys.is_empty() || !keys.members.is_empty()
    }

    /// Takes the keys of a record that was just checked.
    pub(crate) fn note(&mut self, file: usize, noted: &Noted<'_>) {
        let plan = self.plan_of.get(file).copied().flatten().and_then(|p| self.plans.get(p));
        let (Some(plan), Some(keys)) = (plan, self.files.get_mut(file)) else { return };
        keys.note(plan, noted);
    }

    /// Once a file was checked: keys that need the tree are completed.
    pub(crate) fn complete(&mut self, file: usize, checked: &Checked) {
        let plan = self.plan_of.get(file).copied().flatten().and_then(|p| self.plans.get(p));
        let (Some(plan), Some(keys)) = (plan, self.files.get_mut(file)) else { return };
        let records = checked.states.len();
        for list in keys.targets.iter_mut().chain(&mut keys.sources).chain(&mut keys.shared) {
            list.resize(records, 0);
        }
        for list in keys.spelled.iter_mut().chain(&mut keys.named).filter(|l| !l.is_empty()) {
            list.resize(records, 0);
        }
        for (index, shape) in plan.shapes.iter().enumerate() {
            keys.finish(plan, index, shape, checked);
        }
        keys.own = Vec::new();
    }
}

impl FileKeys {
    fn note(&mut self, plan: &Plan, noted: &Noted<'_>) {
        let (record, values) = (noted.record, noted.values);
        for (list, part) in self.own.iter_mut().zip(&plan.looked_up) {
            set(list, record, target_part(part, values));
        }
        for (index, shape) in plan.shapes.iter().enumerate() {
            if !counts(shape, &plan.definition, values) {
                continue;
            }
            let parts = shape.parts.iter();
            let key = joined(parts.map(|p| if p.of_parent { UNKNOWN } else { target_part(p, values) }));
            if key != 0 {
                set(&mut self.targets[index], record, key);
                if let [only] = shape.parts.as_slice()
                    && only.folded
                {
                    set(&mut self.spelled[index], record, short(values.text(only.field)));
                }
            }
        }
        for (index, link) in plan.links.iter().enumerate() {
            let key = joined(link.parts.iter().map(|p| source_part(p, values)));
            if key != 0 && holds(&link.when, &noted.at, values) {
                set(&mut self.sources[index], record, key);
                if let [only] = link.parts.as_slice()
                    && only.folded
                {
                    set(&mut self.named[index], record, short(values.text(only.field)));
                }
            }
        }
        self.note_shared(&plan.definition, record, values);
        for (list, rule) in self.members.iter_mut().zip(&plan.definition.rules) {
            if let Some(member) = member(rule, &noted.at, values) {
                list.problem = Some(member.problem);
                list.members.push((member.group, record, member.share));
            }
        }
    }

    fn note_shared(&mut self, definition: &ImportDefinition, record: u32, values: &Values) {
        for (index, key) in definition.shared_keys.iter().enumerate() {
            if !key.fields().all(|field| values.is_filled(field))
                || (key.roots && !is_root(definition, values))
            {
                continue;
            }
            let text = values.text(key.field);
            // What nobody wrote is compared as within a file.
            let hashed = if key.implied {
                joined(key.fields().map(|field| hash(&key_of(field, definition, values), false)))
            } else {
                hash(text, true)
            };
            set(&mut self.shared[index], record, hashed);
            let core = text.trim_start_matches('0');
            if core.len() < text.len()
                && core.starts_with(|c: char| c.is_ascii_digit())
                && !key.implied
                && is_reference(definition, key.field)
            {
                self.bare[index].push((hash(core, true), record));
            }
        }
        for (index, field) in definition.fields.iter().enumerate() {
            if let Some(stem) = field.generate_from.and_then(|from| values.good(from))
                && !values.is_filled(index)
            {
                self.blanks.push(Blank { record, field: index, stem: stem.to_owned() });
            }
        }
    }

    /// Adds the parts that belong to the row above, and forgets rows that are no groups where groups are meant.
    fn finish(&mut self, plan: &Plan, index: usize, shape: &Shape, checked: &Checked) {
        let parents = shape.parts.iter().any(|p| p.of_parent);
        if !parents && !shape.groups {
            return;
        }
        let nodes = checked.survey.tree.as_ref().map_or(&[][..], |t| &t.nodes);
        let mut record_of = vec![NOBODY; nodes.len()];
        for (record, node) in (0_u32..).zip(&checked.nodes) {
            if let Some(slot) = record_of.get_mut(*node as usize) {
                *slot = record;
            }
        }
        let keys = &mut self.targets[index];
        for (key, node) in keys.iter_mut().zip(&checked.nodes).filter(|(key, _)| **key != 0) {
            let node = nodes.get(*node as usize);
            if shape.groups && !node.is_some_and(|n| n.group) {
                *key = 0;
                continue;
            }
            let above = node.filter(|n| n.parent != NONE).and_then(|n| record_of.get(n.parent as usize));
            for (position, part) in shape.parts.iter().enumerate().filter(|(_, p)| p.of_parent) {
                let list = plan.looked_up.iter().position(|looked_up| looked_up == part);
                let list = list.and_then(|l| self.own.get(l));
                let theirs = list.zip(above).and_then(|(l, r)| l.get(*r as usize)).copied().unwrap_or(0);
                let without = key.wrapping_sub(share(position, UNKNOWN));
                *key = if theirs == 0 { 0 } else { without.wrapping_add(share(position, theirs)).max(1) };
            }
        }
    }
}

/// Stands for the part of a row above until the tree is complete.
const UNKNOWN: Key = 1;

/// Whether a row opens a block.
fn is_root(definition: &ImportDefinition, values: &Values) -> bool {
    definition.outline.as_ref().is_some_and(|outline| {
        let kind = values.text(outline.kind);
        outline.levels.iter().any(|level| level.parents.is_empty() && level.value == kind)
    })
}

fn counts(shape: &Shape, definition: &ImportDefinition, values: &Values) -> bool {
    shape.filter.iter().all(|(slot, allowed)| {
        let text = values.text(*slot);
        let field = definition.fields.get(*slot);
        allowed.iter().any(|a| a == text || field.is_some_and(|f| !text.is_empty() && f.same(a, text)))
    })
}

/// A wrong value is a key too: those who name it are left out with it rather than told it does not exist.
fn target_part(part: &KeyPart, values: &Values) -> Key {
    if values.is_filled(part.field) { hash_of_part(values.text(part.field), part) } else { 0 }
}

fn source_part(part: &KeyPart, values: &Values) -> Key {
    values.good(part.field).map_or(0, |text| hash_of_part(text, part))
}

/// Where the entries of a key begin in a sorted list, or would. Keys are spread evenly, so that the place can nearly be
/// computed: a search through the whole of a long list would wait for the memory at every step.
pub(super) fn place_of<T>(sorted: &[T], key: Key, of: impl Fn(&T) -> Key) -> usize {
    const NEAR: usize = 64;
    let last = sorted.len();
    // The upper half is enough for a place.
    let guess = usize::try_from(((key >> 64) * last as u128) >> 64).unwrap_or(last);
    let reaches = |at: usize| sorted.get(at).is_none_or(|entry| of(entry) >= key);
    let (mut low, mut step) = (guess.saturating_sub(NEAR), NEAR);
    while low > 0 && reaches(low - 1) {
        step *= 2;
        low = low.saturating_sub(step);
    }
    let (mut high, mut step) = ((guess + NEAR).min(last), NEAR);
    while high < last && !reaches(high) {
        step *= 2;
        high = (high + step).min(last);
    }
    low + sorted.get(low..high).map_or(0, |near| near.partition_point(|entry| of(entry) < key))
}

/// The keys of one shape in all files of an import, sorted.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Key and record, by its number across all files.
    pub(super) entries: Vec<(Key, u32)>,
}

impl Index {
    pub(super) fn new(mut entries: Vec<(Key, u32)>) -> Index {
        sorting::sort_by_print(&mut entries, |(key, _)| *key);
        Index { entries }
    }

    /// The place of the first record with this key, to be asked with `at`.
    pub(super) fn find(&self, key: Key) -> Option<u32> {
        let at = place_of(&self.entries, key, |(k, _)| *k);
        self.entries.get(at).filter(|(k, _)| *k == key).and_then(|_| u32::try_from(at).ok())
    }

    /// All records with the key at this place.
    pub(super) fn at(&self, place: u32) -> impl Iterator<Item = u32> {
        let rest = self.entries.get(place as usize..).unwrap_or_default();
        let key = rest.first().map(|(k, _)| *k);
        rest.iter().take_while(move |(k, _)| Some(*k) == key).map(|(_, record)| *record)
    }
}

/// The texts that stand for one value without blanks, signs, zeros at the start and `.0`.
pub(super) fn skeleton(text: &str) -> String {
    let folded = fold(text);
    let whole = match folded.rsplit_once('.') {
        Some((whole, zeros)) if !whole.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        _ => &folded,
    };
    let bare: String = whole.chars().filter(|c| c.is_alphanumeric()).collect();
    let core = bare.trim_start_matches('0');
    if core.is_empty() { bare } else { core.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_computed_place_is_that_of_a_search() {
        let spread: Vec<Key> = (0..3_000_u64).map(|n| hash(&format!("key {n}"), false)).collect();
        let crowded: Vec<Key> = (0..3_000).map(|n| if n % 2 == 0 { 7 } else { Key::MAX - n / 9 }).collect();
        for mut keys in [spread, crowded, vec![5], Vec::new()] {
            keys.sort_unstable();
            let asked = keys.iter().flat_map(|k| [k.saturating_sub(1), *k, k.saturating_add(1)]);
            for key in asked.chain([0, 1, Key::MAX / 2, Key::MAX]).collect::<Vec<Key>>() {
                let expected = keys.partition_point(|k| *k < key);
                assert_eq!(place_of(&keys, key, |k| *k), expected, "{key} of {}", keys.len());
            }
        }
    }
}
