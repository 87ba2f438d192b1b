//! The rows of a file on their way through the check, one by one or as lines.
//!
//! A line that is right as it is needs no row: it is counted, its keys are noted, and it goes out as the bytes it is. That
//! holds where nothing else is asked of records; every other line, and every line of a file of which more is asked, is made
//! a row and goes the usual way. A test compares the two.

use crate::check::further_tables::FurtherTables;
use crate::check::record_notes::RecordNotes;
use crate::check::subject::{EachRecord, Step, Steps};
use crate::check::survey::Survey;
use crate::check::walk::Walker;
use crate::edits::{ADDED, Overlay};
use crate::judge::columns::{LineSeen, LinesSeen};
use crate::read::{LineReporter, WantedLines};
use crate::record::context::{Reporter, RuleContext};
use crate::record::values::Seen;
use crate::rules::no_record::Beginning;
use crate::table::{Lines, Row};
use std::ops::{ControlFlow, Range};

/// What takes part in the check of a row.
pub(super) struct Passing<'p, 'a, 'n, 'o, 'r> {
    pub(super) context: &'p RuleContext<'a>,
    pub(super) overlay: &'p Overlay,
    pub(super) walker: &'p mut Walker<'a>,
    pub(super) notes: &'p mut RecordNotes<'n, 'o>,
    pub(super) reporter: &'p mut Reporter<'r>,
    /// What is learned of the columns on the way.
    pub(super) survey: Option<&'p mut Survey>,
    pub(super) further: &'p mut FurtherTables,
    pub(super) each: Option<EachRecord<'p>>,
    pub(super) steps: Steps<'p>,
}

impl Passing<'_, '_, '_, '_, '_> {
    /// Takes a row as edited, and as in the file where that differs.
    pub(super) fn row(&mut self, row: &Row, original: Option<&Row>) -> ControlFlow<()> {
        self.row_seen(row, original, None)
    }

    fn row_seen(&mut self, row: &Row, original: Option<&Row>, seen: Option<LineSeen<'_>>) -> ControlFlow<()> {
        let (context, layout) = (self.context, self.context.layout);
        let wanted = row.number > layout.header_row && !row.is_blank();
        let each: Option<EachRecord<'_>> = match &mut self.each {
            Some(each) => Some(&mut **each),
            None => None,
        };
        let record =
            wanted && self.notes.row(context, self.walker, (row, original, seen), self.reporter, each);
        if let Some(survey) = &mut self.survey {
            survey.take(layout, row, record.then(|| self.walker.values()));
        }
        if !wanted {
            return ControlFlow::Continue(());
        }
        // Rows of an outline say of what kind they are.
        if context.definition.outline.is_none() && row.number < ADDED {
            self.further.note(row, record, self.overlay);
        }
        (self.steps)(Step::Check, self.notes.states.len() as u64)
    }
}

/// The same where lines need no row.
pub(super) struct PassingLines<'p, 'b, 'a, 'n, 'o, 'r> {
    rows: &'p mut Passing<'b, 'a, 'n, 'o, 'r>,
    beginning: Beginning<'a>,
    wanted: WantedLines,
    seen: LinesSeen,
    /// The row that is made of a line.
    row: Row,
}

impl<'p, 'b, 'a, 'n, 'o, 'r> PassingLines<'p, 'b, 'a, 'n, 'o, 'r> {
    /// Gives back what it was given where more is asked of the records than lines can tell.
    pub(super) fn new(
        rows: &'p mut Passing<'b, 'a, 'n, 'o, 'r>,
        delimiter: u8,
    ) -> Result<PassingLines<'p, 'b, 'a, 'n, 'o, 'r>, &'p mut Passing<'b, 'a, 'n, 'o, 'r>> {
        let context = rows.context;
        let width = context.layout.headings.len();
        let takes = rows.each.is_none()
            && rows.overlay.is_empty()
            && context.definition.outline.is_none()
            && rows.walker.takes_lines(context, width)
            && rows.notes.takes_lines(width, delimiter);
        #[cfg(test)]
        let takes = takes && !tests::ONE_BY_ONE.get();
        let Some(beginning) = Beginning::new(context).filter(|_| takes) else { return Err(rows) };
        let wanted = WantedLines { width, above: Beginning::last_row_above(context) };
        Ok(PassingLines { rows, beginning, wanted, seen: LinesSeen::default(), row: Row::new() })
    }

    pub(super) fn wanted(&self) -> WantedLines {
        self.wanted
    }

    /// Whether the next row may be a line that is taken as it is.
    fn goes_on_with(&self, row: u32) -> bool {
        let of_survey = self.rows.survey.as_ref().is_none_or(|survey| survey.goes_on_with(row));
        of_survey && self.rows.further.goes_on_with(row)
    }

    /// Notes lines that are right as they are.
    fn note(&mut self, lines: &Lines<'_>, which: Range<usize>, first: u32) -> ControlFlow<()> {
        let (Some(reach), Ok(count)) =
            (which.clone().map(|line| lines.reach(line)).min(), u32::try_from(which.len()))
        else {
            return ControlFlow::Continue(());
        };
        #[cfg(test)]
        tests::TAKEN.set(tests::TAKEN.get() + which.len());
        let rows = &mut *self.rows;
        let before = rows.notes.states.len() as u64;
        rows.notes.lines(lines, which.clone(), first, reach);
        if let Some(survey) = &mut rows.survey {
            let seen = |slot| self.seen.of_slot(slot).get(which.clone()).unwrap_or_default();
            survey.take_lines(rows.context.layout, (lines, which.clone()), first, |slot| {
                seen(slot).iter().map(|seen| seen.unwrap_or(Seen::Other))
            });
        }
        rows.further.note_alike(first + count - 1, count, reach);
        (1..=u64::from(count)).try_for_each(|done| (rows.steps)(Step::Check, before + done))
    }
}

impl LineReporter for PassingLines<'_, '_, '_, '_, '_, '_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.rows.row(row, None)
    }

    fn look_ahead(&mut self, lines: &Lines<'_>) {
        let rows = &mut *self.rows;
        rows.walker.look_at(rows.context, lines, &mut self.seen);
        for line in 0..lines.len() {
            if self.seen.is_right(line) && !self.beginning.is_of_record(lines, line) {
                self.seen.doubt(line);
            }
        }
    }

    fn lines(&mut self, lines: &Lines<'_>, which: Range<usize>, first: (u32, u64)) -> ControlFlow<()> {
        let mut right = which.start..which.start;
        let row_of = |line: usize| first.0 + u32::try_from(line - which.start).unwrap_or(0);
        for line in which.clone() {
            let row = row_of(line);
            let follows = !right.is_empty() || self.goes_on_with(row);
            if follows && self.seen.is_right(line) && self.rows.walker.line((lines, line), row) {
                right.end = line + 1;
                continue;
            }
            self.note(lines, right.clone(), row_of(right.start))?;
            self.row.clear(row, first.1 + (line - which.start) as u64);
            self.row.push_found(lines, line);
            self.rows.row_seen(&self.row, None, Some(self.seen.of_line(line)))?;
            right = line + 1..line + 1;
        }
        self.note(lines, right.clone(), row_of(right.start))
    }
}

#[cfg(test)]
mod tests;
