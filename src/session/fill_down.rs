//! Cells that are blank below a filled one, in a column that every row fills: merged cells, and lists that say a value
//! once for all rows below it.

use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::File;
use crate::check::subject::Subject;
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::{Fills, Overlay};
use crate::problem::lang::Lang;
use crate::problem::{Cause, Detail, Findings, Fix, Grade};
use crate::read::Book;
use crate::read::workbook::sheet_problems::merged_area;
use crate::record::context::Reporter;
use crate::record::values::Values;
use crate::rules::kinds::required::MISSING_VALUE;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The repair of a missing value that takes over the value above.
const ABOVE: &str = "above";

/// Fewer rows than one in so many without a value are slips rather than a list that says values once.
const FEW: u64 = 3;

impl File<'_> {
    /// The values that rows above give to the blank cells of a column, where a person took that repair.
    pub(super) fn filled_down(&mut self, lang: Lang) -> Fills {
        let fills = self.with_subject(lang, |book, subject, checked| {
            let decisions = subject.context(&checked.edits, None).decisions;
            let accepted = |field: &str| {
                let choice = decisions.accepted(&MISSING_VALUE, field, "");
                choice.is_some_and(|choice| choice.is_empty() || choice == ABOVE)
            };
            let name =
                |slot: usize| subject.definition.fields.get(slot).map_or("", |field| field.name.as_str());
            let slots: Vec<usize> =
                columns(subject).into_iter().filter(|slot| accepted(name(*slot))).collect();
            from_above(book, subject, checked, &slots, None)
        });
        fills.unwrap_or_default()
    }

    /// Offers that repair, one for each column where many rows miss a value, or where cells are merged.
    pub(super) fn offer_fill_down(&mut self, lang: Lang) {
        let found = self.with_subject(lang, |book, subject, checked| {
            let merged = merged(checked);
            let often = |cause: &Cause, count: u64| {
                let column = cause.column.is_some_and(|column| merged.contains_key(&column));
                column || (count > 1 && count * FEW >= checked.states.len() as u64)
            };
            let causes =
                checked.findings.causes().filter(|(cause, _)| cause.problem.code == MISSING_VALUE.code);
            let wanted: Vec<usize> = causes
                .filter(|(cause, count)| often(cause, *count))
                .filter_map(|(cause, _)| cause.field)
                .collect();
            let slots: Vec<usize> =
                columns(subject).into_iter().filter(|slot| wanted.contains(slot)).collect();
            let missing = checked.findings.kept().iter().filter(|f| *f.problem == MISSING_VALUE);
            let told = missing.filter_map(|finding| finding.place.row().zip(finding.field));
            let told = told.filter(|(_, slot)| slots.contains(slot)).collect();
            from_above(book, subject, checked, &slots, Some(told))
        });
        let (Some(fills), Some(checked)) = (found.filter(|fills| !fills.is_empty()), &mut self.checked)
        else {
            return;
        };
        checked.findings.each_kept(&mut |finding| {
            let place = finding.place.row().zip(finding.field);
            let fill = place.and_then(|place| fills.get(&place));
            if let Some((text, _)) = fill.filter(|_| finding.problem.code == MISSING_VALUE.code) {
                finding.fixes.push(Fix { grade: Grade::Ask, choice: ABOVE, text: Some(text.clone()) });
                let phrase = [
                    "Above it stands “{above}”, which may be meant for the rows below as well.",
                    "Au-dessus figure «\u{a0}{above}\u{a0}», qui vaut peut-être aussi pour les lignes suivantes.",
                ];
                finding.details.push(("above", Detail::Text(text.clone())));
                finding.details.push(("note", Detail::Phrase(phrase)));
            }
        });
    }
}

/// The columns whose values may be meant for several rows: every row has one, and none tells rows apart.
fn columns(subject: &Subject<'_>) -> Vec<usize> {
    let definition = subject.definition;
    if definition.outline.is_some() {
        return Vec::new();
    }
    let shared = |slot: usize| definition.shared_keys.iter().any(|key| key.field == slot);
    let unique = |slot: usize| shared(slot) || definition.unique_keys.iter().any(|key| key.contains(&slot));
    let fields = definition.fields.iter().enumerate().filter(|(_, field)| field.required);
    fields.map(|(slot, _)| slot).filter(|slot| !unique(*slot)).collect()
}

/// The rows that merged cells reach over, by column: areas below each other that do not overlap.
fn merged(checked: &Checked) -> HashMap<u32, Vec<(u32, u32)>> {
    let mut areas: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
    let found = checked.findings.kept().iter().filter_map(merged_area);
    for (first, last) in found.filter(|(first, last)| first.column == last.column) {
        areas.entry(first.column).or_default().push((first.row, last.row));
    }
    for rows in areas.values_mut() {
        sorting::sort(rows);
        rows.dedup_by(|next, before| {
            let overlaps = next.0 <= before.1;
            if overlaps {
                before.1 = before.1.max(next.1);
            }
            overlaps
        });
    }
    areas
}

/// Whether a row lies in one of the areas.
fn reach_over(areas: &[(u32, u32)], row: u32) -> bool {
    areas.partition_point(|(first, _)| *first <= row).checked_sub(1).is_some_and(|at| row <= areas[at].1)
}

/// The value above each blank cell of some columns, by row and field. Where cells of a column are merged, only these are
/// filled. `wanted` are the cells that are asked for, where it is not all of them: no row is read below the last one.
fn from_above(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    slots: &[usize],
    mut wanted: Option<HashSet<(u32, usize)>>,
) -> Fills {
    let mut fills = Fills::new();
    if slots.is_empty() || wanted.as_ref().is_some_and(HashSet::is_empty) {
        return fills;
    }
    let merged = merged(checked);
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let mut above: HashMap<usize, String> = HashMap::new();
    let mut look = |row: u32, values: &Values| -> ControlFlow<()> {
        for slot in slots.iter().copied() {
            if values.is_filled(slot) {
                above.insert(slot, values.good(slot).unwrap_or_default().to_owned());
                continue;
            }
            let column = subject.layout.slots.get(slot).and_then(|slot| slot.column);
            let areas = column.and_then(|column| merged.get(&column));
            let inside = areas.is_none_or(|areas| reach_over(areas, row));
            let is_wanted = wanted.as_mut().is_none_or(|wanted| wanted.remove(&(row, slot)));
            if let Some(text) = above.get(&slot).filter(|text| inside && !text.is_empty() && is_wanted) {
                fills.insert((row, slot), (text.clone(), &MISSING_VALUE));
            }
        }
        match &wanted {
            Some(wanted) if wanted.is_empty() => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    };
    // Of a row that cannot be read a second time nothing is known.
    let _ =
        data_rows(book, &context, &overlay, &mut |row, _| match walker.row(&context, row, &mut reporter) {
            Seen::Record { values, .. } => look(row.number, values),
            Seen::NoRecord(_) => ControlFlow::Continue(()),
        });
    fills
}
