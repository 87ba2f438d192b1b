//! Files checked together: who refers to whom.
//!
//! While each file is checked, the keys that others may name and the keys that its own records name are collected as
//! hashes (`keys`), by what the definitions ask for (`plan`). Then they are sorted (`world`), everything is looked up
//! (`resolve`, with `shared`, `links` and `circles`), told (`faults`, in `words`, with suggestions from `near`), and
//! whatever depends on a record in error is left out (`skip`).

mod circles;
mod existing;
mod faults;
mod fill;
mod keys;
mod links;
mod near;
mod plan;
mod resolve;
mod shared;
mod skip;
mod subtotals;
mod words;
mod world;

pub use existing::Existing;
pub(crate) use keys::Keys;

use crate::check::file::File;
use crate::definition::ImportDefinition;
use crate::edits::Fills;
use resolve::resolve;
use std::sync::Arc;
use world::World;

/// The texts that repairs taken by the user put in place, by file. Empty where there are none (any more).
pub(crate) fn repairs(
    files: &mut [File<'_>],
    keys: &Keys,
    existing: &Existing,
    all: &[Arc<ImportDefinition>],
) -> Vec<Fills> {
    if !files.iter().any(fill::wants_any) {
        return Vec::new();
    }
    let mut world = World::new(keys, files, all, existing.hashed(all));
    world.repairing = true;
    let found = resolve(&world, files);
    fill::taken(&world, &found, files)
}

/// Compares all files and settles what becomes of each record.
pub(crate) fn check(files: &mut [File<'_>], keys: &Keys, existing: &Existing, all: &[Arc<ImportDefinition>]) {
    let world = World::new(keys, files, all, existing.hashed(all));
    let found = resolve(&world, files);
    faults::tell(&world, &found, files);
    faults::whole_files(&world, &found, keys, files);
    skip::skip(&world, &found, files);
    for checked in files.iter_mut().filter_map(|f| f.checked.as_mut()) {
        checked.findings.sort();
    }
}
