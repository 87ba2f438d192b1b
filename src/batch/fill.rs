//! Texts that repairs across files put in place: references made for empty cells, the nearest value, the spelling
//! of the other file.

use super::all_keys::AllKeys;
use super::fetched_rows::{fetch, row_number};
use super::hits::{Kind, Other, Resolved};
use super::keys::{Blank, Key, hash};
use super::suggestions::{Suggestions, prefix};
use crate::check::file::File;
use crate::edits::{Decisions, Fills};
use crate::problem::Problem;
use crate::rules::reference::{REFERENCE_NOT_FOUND, REFERENCE_SPELLED_DIFFERENTLY};
use crate::rules::together::BLANK_MAY_BE_GENERATED;
use crate::scalar::text::fold;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The texts that can be made for the blanks of each file, in the order of its blanks; empty where none can.
pub(super) fn made(all_keys: &AllKeys<'_>) -> Vec<Vec<String>> {
    let mut used: HashSet<(String, Key)> = HashSet::new();
    let mut counters: HashMap<(String, String), u64> = HashMap::new();
    let mut made = vec![Vec::new(); all_keys.order.len()];
    // The same files give the same references, in whatever order they were dropped.
    for file in all_keys.order.iter().copied() {
        let Some(plan) = all_keys.plan(file) else { continue };
        let text = |blank: &Blank| {
            let definition = &plan.definition;
            let group = definition.shared_keys.iter().find(|s| s.field == blank.field);
            let Some(group) = group.map(|s| s.group.clone()) else { return String::new() };
            let longest = definition.fields.get(blank.field).and_then(|f| f.length.1).unwrap_or(usize::MAX);
            let counter = counters.entry((group.clone(), fold(&blank.stem).into_owned())).or_insert(0);
            loop {
                let text = format!("{}{}", blank.stem, letters(*counter));
                *counter += 1;
                if text.chars().count() > longest {
                    return String::new();
                }
                let key = hash(&text, true);
                if is_free(all_keys, &group, key) && used.insert((group.clone(), key)) {
                    return text;
                }
            }
        };
        made[file] = all_keys.keys.files[file].blanks.iter().map(text).collect();
    }
    made
}

fn is_free(all_keys: &AllKeys<'_>, group: &str, key: Key) -> bool {
    let listed = all_keys
        .all
        .iter()
        .any(|d| d.shared_keys.iter().any(|s| s.group == group) && all_keys.on_server(&d.name, key, true));
    !listed && all_keys.holders(group, key).is_empty()
}

/// `a` to `z`, `aa`, `ab` …
fn letters(count: u64) -> String {
    crate::table::letters(u32::try_from(count).unwrap_or(u32::MAX)).to_lowercase()
}

/// Repairs that put another text in place of one.
static CORRECTIONS: [&Problem; 2] = [&REFERENCE_NOT_FOUND, &REFERENCE_SPELLED_DIFFERENTLY];

fn wants(file: &File<'_>, problem: &Problem) -> bool {
    let about = |code: &str| problem.is_named(code);
    file.input.edits.decisions.iter().any(|d| d.accept && about(&d.code))
}

/// Whether the user took any repair that looks at several files.
pub(super) fn wants_any(file: &File<'_>) -> bool {
    wants(file, &BLANK_MAY_BE_GENERATED) || CORRECTIONS.iter().any(|p| wants(file, p))
}

/// What the user took of the repairs offered, as texts by file; nothing where nothing was taken.
pub(super) fn taken(all_keys: &AllKeys<'_>, found: &Resolved, files: &mut [File<'_>]) -> Vec<Fills> {
    let mut fills = vec![Fills::new(); files.len()];
    let made = made(all_keys);
    for (index, file) in files.iter().enumerate().filter(|(_, f)| wants(f, &BLANK_MAY_BE_GENERATED)) {
        generate(all_keys, index, file, &made[index], &mut fills[index]);
    }
    let mut near = Suggestions::new();
    for index in 0..files.len() {
        if CORRECTIONS.iter().any(|p| wants(&files[index], p)) {
            let texts = corrected(all_keys, found, files, index, &mut near);
            fills[index].extend(texts);
        }
    }
    fills
}

fn accepts(file: &File<'_>, problem: &Problem, field: usize, value: &str, choice: &str) -> bool {
    let name = file.definition.as_ref().and_then(|d| d.fields.get(field)).map_or("", |f| f.name.as_str());
    Decisions(&file.input.edits.decisions).took(problem, name, value, choice)
}

fn generate(all_keys: &AllKeys<'_>, index: usize, file: &File<'_>, made: &[String], fills: &mut Fills) {
    let Some(checked) = &file.checked else { return };
    for (blank, text) in all_keys.keys.files[index].blanks.iter().zip(made).filter(|(_, t)| !t.is_empty()) {
        if let Some(row) = checked.rows.get(blank.record as usize)
            && accepts(file, &BLANK_MAY_BE_GENERATED, blank.field, "", "")
        {
            fills.insert((*row, blank.field), (text.clone(), &BLANK_MAY_BE_GENERATED));
        }
    }
}

/// The nearest value and the other file's spelling, where the user took them.
fn corrected(
    all_keys: &AllKeys<'_>,
    found: &Resolved,
    files: &mut [File<'_>],
    index: usize,
    near: &mut Suggestions,
) -> Fills {
    let mut fills = Fills::new();
    let Some(plan) = all_keys.plan(index) else { return fills };
    let hits: Vec<_> =
        found.hits[index].iter().filter(|h| matches!(h.kind, Kind::Missing | Kind::Spelled)).collect();
    let mut wanted: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); files.len()];
    for hit in &hits {
        wanted[index].extend(row_number(&files[index], hit.record));
        if let (Kind::Spelled, Other::Record(number)) = (hit.kind, hit.other) {
            let (file, record) = all_keys.spot(number);
            wanted[file].extend(row_number(&files[file], record));
        }
    }
    let rows = fetch(all_keys, files, &wanted);
    for hit in hits {
        let Some(link) = plan.links.get(hit.about as usize) else { continue };
        let Some(row) = row_number(&files[index], hit.record) else { continue };
        let field = link.field();
        let value = rows.text(files, index, hit.record, field);
        let (text, problem) = match (hit.kind, hit.other, link.target) {
            (Kind::Spelled, Other::Record(number), Some((p, s)))
                if accepts(&files[index], &REFERENCE_SPELLED_DIFFERENTLY, field, &value, "") =>
            {
                let (file, record) = all_keys.spot(number);
                let there = all_keys.keys.plans[p].shapes[s].parts.last().map_or(0, |x| x.field);
                (Some(rows.text(files, file, record, there)), &REFERENCE_SPELLED_DIFFERENTLY)
            }
            (Kind::Missing, _, Some(target))
                if accepts(&files[index], &REFERENCE_NOT_FOUND, field, &value, "nearest") =>
            {
                let parts: Vec<String> =
                    link.parts.iter().map(|x| rows.text(files, index, hit.record, x.field)).collect();
                let prefix = prefix(parts.iter().map(String::as_str));
                let found = near.nearest(all_keys, files, target, prefix, &value);
                (found.map(|(_, text)| text), &REFERENCE_NOT_FOUND)
            }
            _ => continue,
        };
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            fills.insert((row, field), (text, problem));
        }
    }
    fills
}
