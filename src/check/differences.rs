//! What differs between the user's file and the cleaned one: cells, headings, rows left out or elsewhere.

use crate::base::sorting;
use crate::check::changes::Change;
use crate::check::outgoing::written;
use crate::edits::{ADDED, Edits, Overlay};
use crate::problem::Problem;
use crate::problem::lang::Lang;
use crate::record::layout::{Layout, Pairing};
use crate::record::values::Values;
use crate::table::{Row, letters};
use std::collections::BTreeSet;

/// The code of changes that a person made.
pub(crate) const BY_HAND: &str = "by-hand";

/// Called with each difference; makes it only when it is asked for.
pub(crate) type Changes<'a> = &'a mut dyn FnMut(&str, &dyn Fn() -> Change);

/// A record beside what the file has in its place.
pub(crate) struct RecordAndOriginal<'a> {
    pub(crate) row: &'a Row,
    pub(crate) original: Option<&'a Row>,
    pub(crate) overlay: &'a Overlay,
    pub(crate) layout: &'a Layout,
    pub(crate) lang: Lang,
}

impl RecordAndOriginal<'_> {
    /// Whether a person, or a repair that moves rows, has put the row where it is or typed into it.
    pub(crate) fn is_edited(&self) -> bool {
        let number = self.row.number;
        self.original.is_some() || number >= ADDED || self.overlay.moved_after(number).is_some()
    }

    /// Tells every difference between the file and what is written.
    pub(crate) fn changes(&self, columns: &[usize], values: Option<&Values>, change: Changes<'_>) {
        if values.is_none() && !self.is_edited() {
            return;
        }
        let number = self.row.number;
        let file = self.original.unwrap_or(self.row);
        let as_in_file = self.original.is_none() && number < ADDED;
        let slots = values.filter(|_| as_in_file).map_or(columns, Values::touched);
        for slot in slots.iter().filter(|slot| columns.binary_search(slot).is_ok()) {
            let column = self.layout.slots.get(*slot).and_then(|s| s.column);
            let before = match column {
                Some(_) if number >= ADDED => "",
                Some(c) => file.cell(c as usize).shown,
                None => "",
            };
            let text = written(*slot, self.row, self.layout, values);
            if before == text {
                continue;
            }
            let typed = column.is_some_and(|c| self.overlay.typed(number, c).is_some()) || number >= ADDED;
            let cause = values.and_then(|v| v.cause(*slot)).filter(|_| !typed);
            change(cause.map_or(BY_HAND, |p| p.code), &|| self.entry(*slot, column, before, text, cause));
        }
        if let Some(after) = self.overlay.moved_after(number) {
            let code = self.overlay.moved_by(number).unwrap_or(BY_HAND);
            let place = match after {
                0 => self.lang.pick(["first row", "première ligne"]).to_owned(),
                _ => format!("{} {after}", self.lang.pick(["below row", "sous la ligne"])),
            };
            change(code, &|| of_row(number, &place, code, self.lang));
        }
    }

    fn entry(
        &self,
        slot: usize,
        column: Option<u32>,
        before: &str,
        after: &str,
        cause: Option<&'static Problem>,
    ) -> Change {
        let letters = column.map(letters).unwrap_or_default();
        let in_file = column.is_some() && self.row.number < ADDED;
        Change {
            row: self.row.number,
            cell: if in_file { format!("{letters}{}", self.row.number) } else { String::new() },
            column: letters,
            field: self.layout.slots.get(slot).map_or(String::new(), |s| s.name.clone()),
            before: before.to_owned(),
            after: after.to_owned(),
            code: cause.map_or(BY_HAND, |p| p.code).to_owned(),
        }
    }
}

/// A difference that is no cell's: a row elsewhere, or left out by hand.
fn of_row(row: u32, after: &str, code: &str, lang: Lang) -> Change {
    Change {
        row,
        column: String::new(),
        cell: String::new(),
        field: String::new(),
        before: format!("{} {row}", lang.pick(["row", "ligne"])),
        after: after.to_owned(),
        code: code.to_owned(),
    }
}

/// Tells which rows of the file a person left out.
pub(crate) fn deleted_rows(edits: &Edits, layout: &Layout, lang: Lang, change: Changes<'_>) {
    let below = layout.header_row + 1..ADDED;
    let rows: BTreeSet<u32> =
        sorting::gathered(edits.deleted.iter().copied().filter(|row| below.contains(row)));
    for row in rows {
        change(BY_HAND, &|| of_row(row, lang.pick(["deleted", "supprimée"]), BY_HAND, lang));
    }
}

/// Tells which headings of the file are written otherwise.
pub(crate) fn renamed_headings(layout: &Layout, columns: &[usize], change: Changes<'_>) {
    for slot in columns.iter().filter_map(|slot| layout.slots.get(*slot)) {
        let Some(column) = slot.column else { continue };
        let Some(heading) = layout.heading_of(column) else { continue };
        let mapped = heading.pairing == Pairing::Mapped;
        let plain =
            matches!(heading.pairing, Pairing::Alias | Pairing::Chosen | Pairing::Repeat | Pairing::Extra);
        let renamed = crate::record::heading_problems::RENAMED_HEADING.code;
        let code = match heading.pairing {
            Pairing::Mapped if layout.is_moved(column) => crate::judge::MOVED_OVER.code,
            Pairing::Mapped => crate::judge::MAPPED.code,
            _ => renamed,
        };
        if (plain || mapped) && heading.text != slot.name {
            change(code, &|| Change {
                row: layout.header_row,
                column: letters(column),
                cell: format!("{}{}", letters(column), layout.header_row),
                field: slot.name.clone(),
                before: heading.text.clone(),
                after: slot.name.clone(),
                code: code.to_owned(),
            });
        }
    }
}
