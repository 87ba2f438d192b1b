//! The keys of all files, sorted, and every record numbered across them.

use super::existing::OnServer;
use super::keys::{Index, Key, Keys, place_of};
use super::plan::Plan;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::File;
use crate::definition::ImportDefinition;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys of all files, sorted and numbered.
pub(super) struct AllKeys<'a> {
    pub(super) keys: &'a Keys,
    pub(super) all: &'a [Arc<ImportDefinition>],
    pub(super) server: BTreeMap<String, OnServer>,
    /// Whether it is looked at for repairs, before the files are judged.
    pub(super) repairing: bool,
    /// By plan and shape.
    pub(super) indexes: Vec<Vec<Index>>,
    /// The files in the order of loading; records are numbered in this order, so that nothing depends on the order
    /// in which files were dropped.
    pub(super) order: Vec<usize>,
    /// The number of each file's first record.
    pub(super) offsets: Vec<u32>,
    /// How many records there are.
    pub(super) total: u32,
    /// Place of each file in the order of loading: rank, import, name.
    pub(super) standing: Vec<u32>,
    /// By plan: files of it could not be read in full.
    pub(super) partial: Vec<bool>,
    /// By group of shared keys: key, standing and record.
    pub(super) groups: BTreeMap<String, Vec<(Key, u32, u32)>>,
}

impl<'a> AllKeys<'a> {
    pub(super) fn new(
        keys: &'a Keys,
        files: &[File<'_>],
        all: &'a [Arc<ImportDefinition>],
        server: BTreeMap<String, OnServer>,
    ) -> AllKeys<'a> {
        let standing = standing(keys, files);
        let mut order: Vec<usize> = (0..files.len()).collect();
        sorting::sort_by_key(&mut order, |f| standing[*f]);
        let mut offsets = vec![0_u32; files.len()];
        let mut total = 0_u32;
        for file in &order {
            offsets[*file] = total;
            let count = files[*file].checked.as_ref().map_or(0, |c| c.states.len());
            total = total.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        }
        let partial = |plan: usize| {
            let mut own = files.iter().zip(&keys.plan_of).filter(|(_, p)| **p == Some(plan));
            let shapes = keys.plans.get(plan).map_or(&[][..], |plan| &plan.shapes);
            // What is named there cannot be looked up without its column.
            let lacks = |file: &File<'_>| {
                let mut parts = shapes.iter().flat_map(|shape| &shape.parts);
                file.layout.as_ref().is_some_and(|layout| parts.any(|part| !layout.has(part.field)))
            };
            own.any(|(f, _)| f.checked.as_ref().is_none_or(Checked::is_partial) || lacks(f))
        };
        let mut all_keys = AllKeys {
            keys,
            all,
            server,
            repairing: false,
            indexes: Vec::new(),
            order,
            offsets,
            total,
            standing,
            partial: (0..keys.plans.len()).map(partial).collect(),
            groups: BTreeMap::new(),
        };
        all_keys.indexes = (0..keys.plans.len()).map(|plan| all_keys.indexes_of(plan)).collect();
        all_keys.groups = all_keys.shared();
        all_keys
    }

    fn indexes_of(&self, plan: usize) -> Vec<Index> {
        let index = |shape: usize| {
            let entries = self.files_of(plan).flat_map(|file| {
                let list = self.keys.files[file].targets.get(shape).map_or(&[][..], |l| l);
                let first = self.offsets[file];
                (0_u32..).zip(list).filter(|(_, k)| **k != 0).map(move |(r, k)| (*k, first + r))
            });
            Index::new(entries.collect())
        };
        (0..self.keys.plans[plan].shapes.len()).map(index).collect()
    }

    /// All shared keys: by key, the highest level first.
    fn shared(&self) -> BTreeMap<String, Vec<(Key, u32, u32)>> {
        let mut groups: BTreeMap<String, Vec<(Key, u32, u32)>> = BTreeMap::new();
        for (file, keys) in self.keys.files.iter().enumerate() {
            let Some(plan) = self.plan(file) else { continue };
            for (shared, list) in plan.definition.shared_keys.iter().zip(&keys.shared) {
                let group = groups.entry(shared.group.clone()).or_default();
                let (standing, first) = (self.standing[file], self.offsets[file]);
                let entries = (0_u32..).zip(list).filter(|(_, k)| **k != 0);
                group.extend(entries.map(|(r, k)| (*k, standing, first + r)));
            }
        }
        groups.iter_mut().for_each(|(_, group)| sorting::sort_by_print(group, |(key, ..)| *key));
        groups
    }

    pub(super) fn plan(&self, file: usize) -> Option<&Plan> {
        self.keys.plans.get(self.keys.plan_of.get(file).copied().flatten()?)
    }

    /// The file and record of a number.
    pub(super) fn spot(&self, number: u32) -> (usize, u32) {
        let at = self.order.partition_point(|f| self.offsets[*f] <= number).saturating_sub(1);
        let file = self.order.get(at).copied().unwrap_or(0);
        (file, number - self.offsets.get(file).copied().unwrap_or(0))
    }

    /// The numbers of a file's records.
    pub(super) fn numbers(&self, file: usize) -> std::ops::Range<u32> {
        let place = self.standing.get(file).map_or(0, |s| *s as usize);
        let next = self.order.get(place + 1).map_or(self.total, |f| self.offsets[*f]);
        self.offsets.get(file).copied().unwrap_or(0)..next
    }

    /// The files of an import, in the order of loading.
    pub(super) fn files_of(&self, plan: usize) -> impl Iterator<Item = usize> {
        self.order.iter().copied().filter(move |f| self.keys.plan_of.get(*f) == Some(&Some(plan)))
    }

    pub(super) fn on_server(&self, import: &str, key: Key, folded: bool) -> bool {
        self.server.get(import).is_some_and(|list| list.has(key, folded))
    }

    /// The records of a group with this key.
    pub(super) fn holders(&self, group: &str, key: Key) -> &[(Key, u32, u32)] {
        let all = self.groups.get(group).map_or(&[][..], |g| g);
        let rest = all.get(place_of(all, key, |(k, ..)| *k)..).unwrap_or(&[]);
        let is_it = |at: usize| rest.get(at).is_some_and(|(k, ..)| *k == key);
        // Most keys have one holder or none.
        let count = if is_it(1) { rest.partition_point(|(k, ..)| *k == key) } else { usize::from(is_it(0)) };
        rest.get(..count).unwrap_or(&[])
    }
}

/// Files in the order of loading; names decide between files of one import, never the order of dropping.
fn standing(keys: &Keys, files: &[File<'_>]) -> Vec<u32> {
    let rank = |file: &usize| {
        let definition = keys.plan_of[*file].map(|p| &keys.plans[p].definition);
        let rank = definition.map_or(0, |d| d.rank);
        let name = definition.map_or(String::new(), |d| d.name.clone());
        (if rank == 0 { u32::MAX } else { rank }, name, files[*file].input.name.clone(), *file)
    };
    let mut order: Vec<usize> = (0..files.len()).collect();
    sorting::sort_by_key(&mut order, rank);
    let mut standing = vec![0; files.len()];
    for (place, file) in (0_u32..).zip(order) {
        standing[file] = place;
    }
    standing
}
