//! The prepared file: the cleaned one, written along with the check. The rows are at hand then, and most people want it.
//!
//! What was written counts only if nothing found later, in other files or about the file as a whole, changes what
//! becomes of a record. Otherwise the cleaned file is written in a pass of its own, as if nothing had been prepared; a
//! test compares the two.

use crate::check::changes::{Account, RowsInError};
use crate::check::differences::RecordAndOriginal;
use crate::check::outgoing::{CleanedFile, OutgoingRecord, in_order};
use crate::check::subject::Subject;
use crate::record::values::Values;
use crate::table::Lines;
use std::io::Write;

/// Asks for the cleaned file along with the check.
pub(crate) struct Order<'o> {
    pub(crate) rows: RowsInError,
    pub(crate) out: &'o mut dyn Write,
}

/// A cleaned file on its way.
pub(crate) struct Preparing<'o> {
    /// Absent once the output failed.
    file: Option<CleanedFile<'o>>,
    rows: RowsInError,
    same_columns: bool,
    written: u64,
    changes: u64,
}

/// A cleaned file that is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prepared {
    pub(crate) rows: RowsInError,
    pub(crate) account: Account,
}

impl<'o> Preparing<'o> {
    pub(crate) fn begin(order: Order<'o>, subject: &Subject<'_>, columns: &[usize]) -> Option<Preparing<'o>> {
        Some(Preparing {
            file: Some(CleanedFile::begin(subject, columns, order.out).ok()?),
            rows: order.rows,
            same_columns: in_order(subject.layout, columns),
            written: 0,
            changes: 0,
        })
    }

    /// Takes the next record; `values` where it goes out otherwise than it is in the file.
    pub(crate) fn record(
        &mut self,
        line: &RecordAndOriginal<'_>,
        columns: &[usize],
        ready: bool,
        values: Option<&Values>,
    ) {
        if !ready && self.rows != RowsInError::Include {
            return;
        }
        if !ready {
            // As they are, but for what was typed into them.
            line.changes(columns, None, &mut |_, _| self.changes += 1);
        }
        let RecordAndOriginal { row, layout, .. } = *line;
        let out = OutgoingRecord { row, columns, layout, values, same_columns: self.same_columns };
        if self.file.as_mut().is_some_and(|file| file.record(&out).is_err()) {
            self.file = None;
        }
        self.written += 1;
    }

    /// Whether lines of so many cells go out as they are.
    pub(crate) fn takes_lines(&self, width: usize, columns: usize, delimiter: u8) -> bool {
        let takes = |file: &CleanedFile<'_>| file.takes_lines(width, columns, delimiter);
        self.same_columns && self.file.as_ref().is_none_or(takes)
    }

    /// Takes records that are ready and go out as the lines they are, each of which ends in so many bytes.
    pub(crate) fn lines(&mut self, lines: &str, ending: usize, count: usize) {
        if self.file.as_mut().is_some_and(|file| file.lines(lines, ending).is_err()) {
            self.file = None;
        }
        self.written += count as u64;
    }

    /// Takes the next record, which is a line; `values` where some of its cells go out otherwise than they are in the file.
    pub(crate) fn line(
        &mut self,
        (lines, line): (&Lines<'_>, usize),
        columns: &[usize],
        ready: bool,
        values: Option<&Values>,
    ) {
        if !ready && self.rows != RowsInError::Include {
            return;
        }
        if self.file.as_mut().is_some_and(|file| file.line((lines, line), columns, values).is_err()) {
            self.file = None;
        }
        self.written += 1;
    }

    /// The account of `read` records, of which those that are ready have `changes`.
    pub(crate) fn end(self, read: u64, changes: u64) -> Option<Prepared> {
        self.file?.finish().ok()?;
        let account = Account {
            read,
            written: self.written,
            left_out: read - self.written,
            changes: changes + self.changes,
        };
        Some(Prepared { rows: self.rows, account })
    }
}
