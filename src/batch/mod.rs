//! Files checked together: who refers to whom.
//!
//! While each file is checked, the keys that others may name and the keys that its own records name are collected as
//! hashes (`keys`), by what the definitions ask for (`plan`). Then they are sorted (`all_keys`), everything is looked up
//! (`resolve`, with `shared`, `links`, `circles` and `groups`), told (`faults`, in `sentences`, with suggestions from `suggestions`), and
//! whatever depends on a record in error is left out (`skip`).

mod all_keys;
mod circles;
mod existing;
mod faults;
mod fetched_rows;
mod fill;
mod groups;
mod hits;
mod keys;
mod links;
mod plan;
mod resolve;
mod sentences;
mod shared;
mod skip;
mod subtotals;
mod suggestions;

pub use existing::Existing;
pub(crate) use keys::Keys;

use crate::check::file::File;
use crate::check::parts::say_in_parts;
use crate::definition::ImportDefinition;
use crate::edits::Fills;
use crate::problem::lang::Lang;
use all_keys::AllKeys;
use resolve::resolve;
use std::sync::Arc;

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
    let mut all_keys = AllKeys::new(keys, files, all, existing.hashed(all));
    all_keys.repairing = true;
    let found = resolve(&all_keys, files);
    fill::taken(&all_keys, &found, files)
}

/// Compares all files and settles what becomes of each record.
pub(crate) fn check(
    files: &mut [File<'_>],
    keys: &Keys,
    existing: &Existing,
    all: &[Arc<ImportDefinition>],
    lang: Lang,
) {
    let all_keys = AllKeys::new(keys, files, all, existing.hashed(all));
    let found = resolve(&all_keys, files);
    faults::tell(&all_keys, &found, files);
    faults::whole_files(&all_keys, &found, keys, files);
    let bound = groups::judge_groups(&all_keys, files, lang);
    skip::skip(&all_keys, &found, &bound, files);
    // What cannot be divided as its import asks for takes others along.
    let tables = tables(files);
    say_in_parts(files, &tables, lang, |files| skip::skip(&all_keys, &found, &bound, files));
    for checked in files.iter_mut().filter_map(|f| f.checked.as_mut()) {
        checked.findings.sort();
    }
}

/// The files that go out as one table, table by table.
pub(crate) fn tables(files: &[File<'_>]) -> Vec<Vec<usize>> {
    let mut tables: Vec<Vec<usize>> = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let Some(name) = &file.input.one_table else { continue };
        let is_its = |table: &&mut Vec<usize>| {
            table
                .first()
                .and_then(|first| files.get(*first))
                .is_some_and(|f| f.input.one_table.as_ref() == Some(name))
        };
        match tables.iter_mut().find(is_its) {
            Some(table) => table.push(index),
            None => tables.push(vec![index]),
        }
    }
    tables.retain(|table| table.len() > 1);
    tables
}
