//! Further tables below the one that is checked: their rows would be taken for rows of it.

use crate::base::sorting;
use crate::check::file::File;
use crate::edits::{Decisions, Overlay};
use crate::problem::{Detail, Finding, Place};
use crate::record::layout::Layout;
use crate::rules::file::{FURTHER_TABLE, ROWS_ABOVE};
use crate::table::{Row, Stored};
use std::collections::BTreeSet;

/// So many empty rows part two tables; a single one stands between the rows of many, unless what follows is narrower than
/// every row above.
const GAP: u32 = 2;
/// So many rows say how wide a table is.
const RECORDS: u32 = 2;
/// Headings are no longer than this, in characters.
const LONGEST: usize = 40;
/// So many places are said.
const SAID: usize = 20;

/// Looks out for headings while the rows of a sheet pass by.
#[derive(Debug, Default)]
pub(crate) struct FurtherTables {
    /// The row that came last.
    last: u32,
    /// How far every row so far reaches at least, and how many there are.
    reach: Option<(usize, u32)>,
    /// A row that may be one of headings, if another follows it: one that reaches less far than this, where it does.
    pending: Option<Candidate>,
    found: Vec<Finding>,
}

#[derive(Debug)]
struct Candidate {
    row: u32,
    texts: Vec<String>,
    below: Option<usize>,
}

impl FurtherTables {
    /// Takes a row with something in it. Rows that a person left out or moved are no empty ones, and begin no table.
    pub(crate) fn note(&mut self, row: &Row, is_record: bool, overlay: &Overlay) {
        if overlay.moved_after(row.number).is_some() {
            return;
        }
        let before = std::mem::replace(&mut self.last, row.number);
        if let Some(Candidate { row: number, texts, below }) = self.pending.take()
            && row.number == number + 1
            && below.is_none_or(|below| reach(row, below) < below)
            && self.found.len() < SAID
        {
            let finding = Finding::new(&FURTHER_TABLE, Place::Row(number));
            self.found.push(finding.with("texts", Detail::All(texts)));
        }
        let (above, rows) = self.reach.unwrap_or((usize::MAX, 0));
        let reaches = reach(row, above);
        self.reach = Some((reaches, rows.saturating_add(1)));
        let gap = row.number.saturating_sub(before).saturating_sub(1);
        if before == 0 || gap == 0 || !is_record {
            return;
        }
        let gap = gap.saturating_sub(overlay.elsewhere_between(before, row.number));
        let below = (gap < GAP).then_some(above);
        let is_narrower = rows >= RECORDS && reaches < above;
        if gap > 0
            && (below.is_none() || is_narrower)
            && let Some(texts) = headings(row)
        {
            self.pending = Some(Candidate { row: row.number, texts, below });
        }
    }

    /// Whether a row with this number can be followed by others without a look at each.
    pub(crate) fn goes_on_with(&self, row: u32) -> bool {
        self.pending.is_none() && self.last != 0 && row == self.last + 1
    }

    /// Takes so many records up to this row, one after the other, each of which reaches at least so far.
    pub(crate) fn note_alike(&mut self, last: u32, count: u32, reach: usize) {
        let (above, rows) = self.reach.unwrap_or((usize::MAX, 0));
        self.last = last;
        self.reach = Some((above.min(reach), rows.saturating_add(count)));
    }

    /// What was found.
    pub(crate) fn finish(self) -> Vec<Finding> {
        self.found
    }
}

/// How many columns a row reaches over, as far as it is less than `most`.
fn reach(row: &Row, most: usize) -> usize {
    let mut reach = row.len().min(most);
    if row.len() > most && (most.saturating_sub(1)..row.len()).any(|column| !row.cell(column).is_blank()) {
        return most;
    }
    while reach > 0 && row.cell(reach - 1).is_blank() {
        reach -= 1;
    }
    reach
}

/// The texts of a row that may be headings: at least two, all short, of letters and different.
fn headings(row: &Row) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for cell in row.cells().filter(|cell| !cell.is_blank()) {
        let text = cell.shown.trim();
        let is_text = matches!(cell.stored, Stored::Text(_)) && text.chars().any(char::is_alphabetic);
        let is_value = text.contains(|c: char| c.is_numeric() || c == '@');
        if !is_text || is_value || text.chars().count() > LONGEST {
            return None;
        }
        texts.push(text.to_owned());
    }
    let different: BTreeSet<&str> = sorting::gathered(texts.iter().map(String::as_str));
    (texts.len() >= 2 && different.len() == texts.len()).then_some(texts)
}

impl File<'_> {
    /// Says where another table may begin, unless a person said that it is one.
    pub(crate) fn say_further_tables(&mut self) {
        if Decisions(&self.input.edits.decisions).accepted(&FURTHER_TABLE, "", "").is_some() {
            return;
        }
        let found = self.checked.as_mut().map(|checked| std::mem::take(&mut checked.further_tables));
        self.not_checked.extend(found.unwrap_or_default());
    }

    /// Says that rows above the headings may be records, unless a person said that they are not, or which row the
    /// headings are.
    pub(crate) fn say_rows_above(&mut self) {
        let (Some(book), Some(layout)) = (&self.book, &self.layout) else { return };
        let decided = Decisions(&self.input.edits.decisions).accepted(&ROWS_ABOVE, "", "").is_some();
        if decided || self.input.wishes.header_row.is_some() {
            return;
        }
        let head = book.sheets().get(layout.sheet).map_or(&[][..], |sheet| &sheet.head);
        let end = layout.header_row.saturating_sub(u32::from(layout.over_two_rows));
        let full: Vec<&Row> = head.iter().filter(|row| row.number < end && is_full(row, layout)).collect();
        // One row of texts alone is one of groups, or of names that a program has for the columns.
        if let [first, more @ ..] = full.as_slice()
            && (!more.is_empty() || holds_value(first))
        {
            let finding = Finding::new(&ROWS_ABOVE, Place::Row(first.number))
                .with("header", u64::from(layout.header_row))
                .with("first", u64::from(first.number));
            self.not_checked.push(finding.with("count", full.len() as u64));
        }
    }
}

/// Whether a row has something in every column of the import, as records have, and is no line of a form (`Date: …`).
fn is_full(row: &Row, layout: &Layout) -> bool {
    let columns = layout.slots.iter().filter_map(|slot| slot.column);
    let filled: Vec<bool> = columns.map(|column| !row.cell(column as usize).is_blank()).collect();
    let form =
        row.cells().find(|cell| !cell.is_blank()).is_some_and(|cell| cell.shown.trim_end().ends_with(':'));
    filled.len() >= 2 && !form && !filled.contains(&false)
}

fn holds_value(row: &Row) -> bool {
    row.cells().any(|cell| {
        !matches!(cell.stored, Stored::Text(_) | Stored::Empty)
            || cell.shown.contains(|c: char| c.is_numeric() || c == '@')
    })
}
