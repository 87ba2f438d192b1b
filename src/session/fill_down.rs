//! Cells that are blank below a filled one, in a column that every row fills: merged cells, and lists that say a value
//! once for all rows below it.

use crate::check::checked::Checked;
use crate::check::file::File;
use crate::check::subject::Subject;
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::{Fills, Overlay};
use crate::problem::lang::Lang;
use crate::problem::{Cause, Detail, Findings, Fix, Grade, Place};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::values::Values;
use crate::rules::kinds::required::MISSING_VALUE;
use crate::table::column_of;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// The repair of a missing value that takes over the value above.
const ABOVE: &str = "above";

/// Fewer rows than one in so many without a value are slips rather than a list that says values once.
const FEW: u64 = 3;

impl File<'_> {
    /// The values that rows above give to the blank cells of a column, where a person took that repair.
    pub(super) fn filled_down(&mut self, lang: Lang) -> Fills {
        let fills = self.with_subject(lang, |book, subject, checked| {
            let accepted = |field: &str| {
                let choice =
                    subject.context(&checked.edits, None).decisions.accepted(&MISSING_VALUE, field, "");
                choice.is_some_and(|choice| choice.is_empty() || choice == ABOVE)
            };
            let name =
                |slot: usize| subject.definition.fields.get(slot).map_or("", |field| field.name.as_str());
            let slots: Vec<usize> =
                columns(subject).into_iter().filter(|slot| accepted(name(*slot))).collect();
            from_above(book, subject, checked, &slots)
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
            from_above(book, subject, checked, &slots)
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

/// The rows that merged cells reach over, by column.
fn merged(checked: &Checked) -> HashMap<u32, Vec<(u32, u32)>> {
    let mut areas: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
    for finding in checked.findings.kept() {
        let range = finding.details.iter().find(|(name, _)| *name == "range");
        let (Place::Cell(first), Some((_, Detail::Text(range)))) = (finding.place, range) else { continue };
        let last = range.rsplit_once(':').map_or("", |(_, last)| last);
        let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let row = last.get(letters.len()..).and_then(|row| row.parse().ok());
        if let (Some(row), true) = (row, column_of(letters) == Some(first.column)) {
            areas.entry(first.column).or_default().push((first.row, row));
        }
    }
    areas
}

/// The value above each blank cell of some columns. Where cells of a column are merged, only these are filled.
fn from_above(book: &mut dyn Book, subject: &Subject<'_>, checked: &Checked, slots: &[usize]) -> Fills {
    let mut fills = Fills::new();
    if slots.is_empty() {
        return fills;
    }
    let merged = merged(checked);
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let mut above: HashMap<usize, String> = HashMap::new();
    let mut look = |row: u32, values: &Values| {
        for slot in slots.iter().copied() {
            if values.is_filled(slot) {
                above.insert(slot, values.good(slot).unwrap_or_default().to_owned());
                continue;
            }
            let column = subject.layout.slots.get(slot).and_then(|slot| slot.column);
            let areas = column.and_then(|column| merged.get(&column));
            let inside =
                areas.is_none_or(|all| all.iter().any(|(first, last)| (first..=last).contains(&&row)));
            if let Some(text) = above.get(&slot).filter(|text| inside && !text.is_empty()) {
                fills.insert((row, slot), (text.clone(), &MISSING_VALUE));
            }
        }
    };
    // Of a row that cannot be read a second time nothing is known.
    let _ = data_rows(book, &context, &overlay, &mut |row, _| {
        if let Seen::Record { values, .. } = walker.row(&context, row, &mut reporter) {
            look(row.number, values);
        }
        ControlFlow::Continue(())
    });
    fills
}
