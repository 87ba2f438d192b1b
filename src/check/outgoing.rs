//! What a record looks like in the cleaned file. The only place that decides whether the row's own line goes out as the bytes
//! it is.

use crate::base::delimited::DelimitedWriter;
use crate::check::subject::Subject;
use crate::definition::Dialect;
use crate::record::layout::Layout;
use crate::record::values::Values;
use crate::table::{Lines, Row};
use std::io::{self, Write};

/// The columns of the cleaned file, as slots, in ascending order.
pub(crate) fn columns(subject: &Subject<'_>) -> Vec<usize> {
    let definition = subject.definition;
    let known = definition.fields.len();
    let layout = subject.layout;
    let wanted = |slot: &usize| {
        *slot >= known
            || (definition.dialect.all_columns && definition.fields.get(*slot).is_some_and(|f| f.in_template))
            || layout.has(*slot)
            || definition.is_mandatory(*slot)
    };
    (0..layout.slots.len()).filter(wanted).collect()
}

/// One record on its way out.
pub(crate) struct OutgoingRecord<'a> {
    pub(crate) row: &'a Row,
    pub(crate) columns: &'a [usize],
    pub(crate) layout: &'a Layout,
    /// Absent when the record goes out as the user sees it.
    pub(crate) values: Option<&'a Values>,
    /// The cleaned file has the columns of the file, in their order.
    pub(crate) same_columns: bool,
}

impl<'a> OutgoingRecord<'a> {
    /// The texts of the cleaned file's columns.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'a str> {
        let (row, layout, values) = (self.row, self.layout, self.values);
        self.columns.iter().map(move |slot| written(*slot, row, layout, values))
    }

    /// The text of one of them.
    pub(crate) fn text(&self, slot: usize) -> Option<&'a str> {
        self.columns.binary_search(&slot).ok()?;
        Some(written(slot, self.row, self.layout, self.values))
    }

    /// The row's own line, where that is what would be written but for the cells whose values differ from it, and how many
    /// empty cells follow it.
    fn line(&self, delimiter: u8) -> Option<(&'a str, usize)> {
        let missing = self.columns.len().checked_sub(self.row.len()).filter(|_| self.same_columns)?;
        let last = self.values.and_then(|values| values.touched().last());
        let is_cell = |slot: &usize| self.columns.binary_search(slot).is_ok_and(|c| c < self.row.len());
        let line = self.row.as_written(delimiter).filter(|_| missing == 0 || last.is_none_or(is_cell))?;
        Some((line, missing))
    }
}

/// The text of one column: canonical, or without values what the user sees.
pub(crate) fn written<'a>(slot: usize, row: &'a Row, layout: &Layout, values: Option<&'a Values>) -> &'a str {
    match values {
        Some(values) => values.text(slot),
        None => {
            let column = layout.slots.get(slot).and_then(|s| s.column);
            column.map_or("", |c| row.cell(c as usize).shown)
        }
    }
}

/// Whether the columns of the cleaned file are the first of the file, in their order.
pub(crate) fn in_order(layout: &Layout, columns: &[usize]) -> bool {
    let places = columns.iter().map(|slot| layout.slots.get(*slot).and_then(|s| s.column));
    places.enumerate().all(|(index, column)| column.is_some_and(|c| c as usize == index))
}

/// The cleaned file while it is written.
pub(crate) struct CleanedFile<'o> {
    lines: DelimitedWriter<'o>,
    delimiter: u8,
    guard: bool,
}

impl<'o> CleanedFile<'o> {
    /// Writes what stands before the first record.
    pub(crate) fn begin(
        subject: &Subject<'_>,
        columns: &[usize],
        out: &'o mut dyn Write,
    ) -> io::Result<CleanedFile<'o>> {
        let dialect = &subject.definition.dialect;
        let mut lines = lines(dialect, out)?;
        let slots = columns.iter().filter_map(|slot| subject.layout.slots.get(*slot));
        // Columns of the user's own may be called whatever the file says.
        let names = slots.map(|s| s.name.as_str());
        if dialect.guard_formulas {
            lines.record(names.map(as_plain_text))?;
        } else {
            lines.record(names)?;
        }
        Ok(CleanedFile { lines, delimiter: delimiter(dialect), guard: dialect.guard_formulas })
    }

    /// Writes a record.
    pub(crate) fn record(&mut self, out: &OutgoingRecord<'_>) -> io::Result<()> {
        if self.guard {
            return self.lines.record(out.texts().map(as_plain_text));
        }
        let Some((line, missing)) = out.line(self.delimiter) else { return self.lines.record(out.texts()) };
        let Some(values) = out.values else { return self.lines.line(line, missing) };
        // What was a part of a cell without quotes needs none.
        let patch = |slot: &usize| {
            let column = out.columns.binary_search(slot).ok()?;
            let (start, end, quoted) = out.row.written_place(column);
            Some(((start, end), values.text(*slot), values.is_of_row(*slot) && !quoted))
        };
        self.lines.patched(line, missing, values.touched().iter().filter_map(patch))
    }

    /// Whether lines of so many cells with such delimiters are written as they are.
    pub(crate) fn takes_lines(&self, width: usize, columns: usize, delimiter: u8) -> bool {
        !self.guard && width == columns && delimiter == self.delimiter
    }

    /// Writes a record that is a line of the file, but for cells whose values differ from it.
    pub(crate) fn line(
        &mut self,
        (lines, line): (&Lines<'_>, usize),
        columns: &[usize],
        values: Option<&Values>,
    ) -> io::Result<()> {
        let text = lines.line(line);
        let Some(values) = values else { return self.lines.line(text, 0) };
        let patch = |slot: &usize| {
            let (place, quoted) = lines.written_place(line, columns.binary_search(slot).ok()?);
            Some(((place.start, place.end), values.text(*slot), values.is_of_row(*slot) && !quoted))
        };
        self.lines.patched(text, 0, values.touched().iter().filter_map(patch))
    }

    /// Writes records that are lines of the file, each of which ends in so many bytes.
    pub(crate) fn lines(&mut self, lines: &str, ending: usize) -> io::Result<()> {
        self.lines.lines(lines, ending)
    }

    /// How many bytes its headings and records have so far.
    pub(crate) fn written(&self) -> u64 {
        self.lines.written()
    }

    /// Hands on what is left.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.lines.finish()
    }
}

/// Starts a delimited text as the server wants it.
pub(crate) fn lines<'o>(dialect: &Dialect, out: &'o mut dyn Write) -> io::Result<DelimitedWriter<'o>> {
    if dialect.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    Ok(DelimitedWriter::new(out, delimiter(dialect), &dialect.line_terminator))
}

fn delimiter(dialect: &Dialect) -> u8 {
    u8::try_from(dialect.delimiter).unwrap_or(b',')
}

/// A text that a spreadsheet would run, or some program after it took away what nobody sees, is written with an
/// apostrophe before it; numbers and phones are left alone.
pub(crate) fn as_plain_text(text: &str) -> std::borrow::Cow<'_, str> {
    if crate::scalar::text::hides_formula(text) { format!("'{text}").into() } else { text.into() }
}
