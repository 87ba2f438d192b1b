//! What is left out with a record in error: the records that name it, and those that name them.

use super::all_keys::AllKeys;
use super::faults::graded;
use super::fetched_rows::row_number;
use super::fetched_rows::{Rows, fetch};
use super::groups::Bound;
use super::hits::Resolved;
use super::keys::NOBODY;
use super::sentences::with_place;
use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::file::File;
use crate::problem::{Cause, Detail, Finding, Place, Problem};
use crate::record::context::Reporter;
use crate::record::outline::RowState;
use crate::rules::file::LEFT_OUT_WITH_GROUP;
use crate::rules::together::{CHILDREN_LEFT_OUT, LEFT_OUT_WITH_OTHER_FILE};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A record that names another: parent, child, and the link of the child's import.
type Edge = (u32, u32, u32);

/// A record left out, with the one it named.
struct Left {
    child: u32,
    parent: u32,
    link: u32,
}

/// Skips whatever depends on records that do not go into the cleaned files.
pub(super) fn skip(all_keys: &AllKeys<'_>, found: &Resolved, bound: &Bound, files: &mut [File<'_>]) {
    for file in files.iter_mut() {
        if let (Some(checked), Some(definition)) = (&mut file.checked, &file.definition) {
            checked.skip_dependents(definition);
            checked.settle();
        }
    }
    let out =
        |f: &File<'_>| f.checked.as_ref().is_some_and(|c| c.count(RowState::Ready) < c.states.len() as u64);
    if !files.iter().any(out) {
        return;
    }
    let edges = edges(all_keys, found, files);
    if edges.is_empty() && bound.is_empty() {
        return;
    }
    let mut roots = vec![NOBODY; all_keys.total as usize];
    let mut left = Vec::new();
    loop {
        let before = left.len();
        let unbound = skip_bound(bound, files);
        spread(all_keys, files, &edges, &mut roots, &mut left);
        if left.len() == before && !unbound {
            break;
        }
        // Rows that hang on a skipped row of an outline go with it, and may take others along.
        for file in files.iter_mut() {
            if let (Some(checked), Some(definition)) = (&mut file.checked, &file.definition) {
                checked.skip_dependents(definition);
            }
        }
    }
    tell_children(all_keys, files, &left);
    tell_parents(all_keys, files, &left, &roots);
}

/// Skips the records that a rule holds together with one that does not go out. False where there are none.
fn skip_bound(bound: &Bound, files: &mut [File<'_>]) -> bool {
    let mut any = false;
    for group in bound {
        let is_out = |(file, record): &&(usize, u32)| {
            let checked = files.get(*file).and_then(|file| file.checked.as_ref());
            checked.and_then(|c| c.states.get(*record as usize)).is_some_and(|s| *s != RowState::Ready)
        };
        let Some((cause, record)) = group.iter().find(is_out).copied() else { continue };
        let Some(row) = files.get(cause).and_then(|file| row_number(file, record)) else { continue };
        let name = files[cause].input.name.clone();
        for (file, record) in group {
            let Some(File { checked: Some(checked), definition: Some(definition), .. }) =
                files.get_mut(*file)
            else {
                continue;
            };
            let index = *record as usize;
            let (Some(state @ RowState::Ready), Some(own)) =
                (checked.states.get_mut(index), checked.rows.get(index))
            else {
                continue;
            };
            *state = RowState::Skipped;
            any = true;
            Reporter::new(&mut checked.findings, &definition.severities).add(
                &LEFT_OUT_WITH_GROUP,
                None,
                || {
                    let finding =
                        Finding::new(&LEFT_OUT_WITH_GROUP, Place::Row(*own)).with("cause", u64::from(row));
                    if *file == cause {
                        finding
                    } else {
                        finding.with("file", name.as_str()).with("of_file", OF_FILE)
                    }
                },
            );
        }
    }
    any
}

const OF_FILE: Detail = Detail::Phrase([" of {file}", " de {file}"]);

/// Who names whom, sorted by the one who is named. Of several records with one key, one that is ready counts.
fn edges(all_keys: &AllKeys<'_>, found: &Resolved, files: &[File<'_>]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (file, places) in found.places.iter().enumerate() {
        let Some(plan) = all_keys.plan(file) else { continue };
        for (about, (link, list)) in (0_u32..).zip(plan.links.iter().zip(places)) {
            let Some((target, shape)) = link.target.filter(|_| link.skips) else { continue };
            let index = &all_keys.indexes[target][shape];
            // Many may name one key that many bear: which of these counts is looked for once.
            let mut counting: Map<u32, Option<u32>> = Map::default();
            for (record, place) in (0_u32..).zip(list).filter(|(_, p)| **p != NOBODY) {
                let parent = *counting.entry(*place).or_insert_with(|| {
                    let ready = index.at(*place).find(|n| state(all_keys, files, *n) == RowState::Ready);
                    ready.or_else(|| index.at(*place).next())
                });
                let Some(parent) = parent else { continue };
                let own = all_keys.keys.files[file].sources[about as usize].get(record as usize).copied();
                let folded = link.parts.first().is_some_and(|p| p.folded);
                let listed = link.parts.len() == 1
                    && own.is_some_and(|key| all_keys.on_server(&link.resource, key, folded));
                let child = all_keys.offsets[file] + record;
                // What exists on the server is there, whatever becomes of the row.
                if parent != child && !listed {
                    edges.push((parent, child, about));
                }
            }
        }
    }
    sorting::sort(&mut edges);
    edges
}

fn state(all_keys: &AllKeys<'_>, files: &[File<'_>], number: u32) -> RowState {
    let (file, record) = all_keys.spot(number);
    let checked = files.get(file).and_then(|f| f.checked.as_ref());
    checked.and_then(|c| c.states.get(record as usize).copied()).unwrap_or(RowState::Error)
}

/// One wave: from everything that is out to everything that names it.
fn spread(
    all_keys: &AllKeys<'_>,
    files: &mut [File<'_>],
    edges: &[Edge],
    roots: &mut [u32],
    left: &mut Vec<Left>,
) {
    let mut queue: VecDeque<u32> = VecDeque::new();
    let mut last = NOBODY;
    for (parent, ..) in edges {
        if *parent != last && state(all_keys, files, *parent) != RowState::Ready {
            queue.push_back(*parent);
        }
        last = *parent;
    }
    while let Some(parent) = queue.pop_front() {
        let start = edges.partition_point(|(p, ..)| *p < parent);
        for (_, child, link) in edges[start..].iter().take_while(|(p, ..)| *p == parent) {
            let (file, record) = all_keys.spot(*child);
            let checked = files.get_mut(file).and_then(|f| f.checked.as_mut());
            let Some(state @ RowState::Ready) = checked.and_then(|c| c.states.get_mut(record as usize))
            else {
                continue;
            };
            *state = RowState::Skipped;
            let root = roots.get(parent as usize).copied().filter(|r| *r != NOBODY).unwrap_or(parent);
            if let Some(slot) = roots.get_mut(*child as usize) {
                *slot = root;
            }
            left.push(Left { child: *child, parent, link: *link });
            queue.push_back(*child);
        }
    }
}

const STATES: [[&str; 2]; 3] = [
    ["has errors", "a des erreurs"],
    ["is waiting itself", "est elle-même en attente"],
    ["stands in a file that cannot be used as a whole", "se trouve dans un fichier inutilisable en entier"],
];

/// One notice per record that is left out, naming the one it goes with.
fn tell_children(all_keys: &AllKeys<'_>, files: &mut [File<'_>], left: &[Left]) {
    let problem = &LEFT_OUT_WITH_OTHER_FILE;
    let mut by_file: BTreeMap<usize, Vec<&Left>> = BTreeMap::new();
    for one in left {
        by_file.entry(all_keys.spot(one.child).0).or_default().push(one);
    }
    for (index, mut list) in by_file {
        sorting::sort_by_key(&mut list, |l| l.child);
        let Some(plan) = all_keys.plan(index) else { continue };
        let Some(severity) = graded(&plan.definition, problem, None) else { continue };
        let shown: Vec<&&Left> =
            list.iter().take(usize::try_from(LIMITS.kept).unwrap_or(usize::MAX)).collect();
        let mut wanted = vec![BTreeSet::new(); files.len()];
        wanted[index]
            .extend(shown.iter().filter_map(|l| row_number(&files[index], all_keys.spot(l.child).1)));
        let rows = fetch(all_keys, files, &wanted);
        let findings: Vec<Finding> =
            shown.iter().filter_map(|l| child(all_keys, files, &rows, index, l)).collect();
        let Some(checked) = &mut files[index].checked else { continue };
        let told = findings.len();
        findings.into_iter().for_each(|f| checked.findings.add(f.severity(severity)));
        for one in list.iter().skip(shown.len()) {
            checked.say_later(all_keys.spot(one.child).1 as usize, None, problem, severity);
        }
        let cause = Cause { problem, severity, column: None, field: None };
        checked.findings.count_more(cause, (list.len() - told) as u64);
    }
}

fn child(
    all_keys: &AllKeys<'_>,
    files: &[File<'_>],
    rows: &Rows,
    index: usize,
    left: &Left,
) -> Option<Finding> {
    let link = all_keys.plan(index)?.links.get(left.link as usize)?;
    let (target, shape) = link.target?;
    let theirs = all_keys.keys.plans.get(target)?.shapes.get(shape)?.parts.last()?.field;
    let record = all_keys.spot(left.child).1;
    let row = row_number(&files[index], record)?;
    let mut finding = Finding::new(&LEFT_OUT_WITH_OTHER_FILE, Place::Row(row));
    finding.value = rows.text(files, index, record, link.field());
    let spot = all_keys.spot(left.parent);
    let whole = files[spot.0].checked.as_ref().is_some_and(|c| c.file_error);
    let state = match state(all_keys, files, left.parent) {
        _ if whole => STATES[2],
        RowState::Skipped => STATES[1],
        _ => STATES[0],
    };
    Some(with_place(finding.with("state", Detail::Phrase(state)), files, index, spot, theirs))
}

/// How many records by file, the files in the order of loading.
type ByFile = BTreeMap<(u32, usize), u64>;

/// One notice per record in error that takes others along; per file where the whole file is in error.
fn tell_parents(all_keys: &AllKeys<'_>, files: &mut [File<'_>], left: &[Left], roots: &[u32]) {
    let mut taken: BTreeMap<(usize, Option<u32>), ByFile> = BTreeMap::new();
    for one in left {
        let Some(root) = roots.get(one.child as usize).copied().filter(|r| *r != NOBODY) else { continue };
        let (file, record) = all_keys.spot(root);
        let whole = files[file].checked.as_ref().is_some_and(|c| c.file_error);
        let key = (file, (!whole).then_some(record));
        let child = all_keys.spot(one.child).0;
        *taken.entry(key).or_default().entry((all_keys.standing[child], child)).or_default() += 1;
    }
    let problem: &'static Problem = &CHILDREN_LEFT_OUT;
    for ((index, record), by_file) in taken {
        let Some(plan) = all_keys.plan(index) else { continue };
        let Some(severity) = graded(&plan.definition, problem, None) else { continue };
        let names = by_file.iter().map(|((_, f), n)| format!("{} ({n})", files[*f].input.name)).collect();
        let subject = if record.is_some() { ["{at}", "{at}"] } else { ["This file", "Ce fichier"] };
        let row = record.and_then(|r| row_number(&files[index], r));
        let finding = Finding::new(problem, row.map_or(Place::File, Place::Row))
            .severity(severity)
            .with("count", by_file.values().sum::<u64>())
            .with("subject", Detail::Phrase(subject))
            .with("files", Detail::All(names));
        if let Some(checked) = &mut files[index].checked {
            checked.findings.add(finding);
        }
    }
}
