//! The rows of a file on their way through the check, one by one or as lines.
//!
//! A line that is right as it is needs no row: it is counted, its keys are noted, and it goes out as the bytes it is. One with
//! a few doubtful cells needs none either: these cells alone are judged, and put in their places where it is written. That
//! holds where nothing else is asked of records; every other line, and every line of a file of which more is asked, is made
//! a row and goes the usual way. A test compares the two.

use crate::base::sorting;
use crate::check::further_tables::FurtherTables;
use crate::check::record_notes::{JudgedLine, RecordNotes};
use crate::check::subject::{EachRecord, Step, Steps};
use crate::check::survey::Survey;
use crate::check::walk::Walker;
use crate::edits::{ADDED, Overlay};
use crate::judge::columns::{Doubt, LineSeen, LinesSeen};
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
    /// The row that is made of a line, or of its doubtful cells.
    row: Row,
    /// The doubtful cells of a line, slot and column, and their columns in ascending order.
    doubtful: Vec<(usize, usize)>,
    columns: Vec<usize>,
    /// What became of lines that are not noted yet.
    judged: Vec<JudgedLine>,
    /// Lines before this one are written.
    written: usize,
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
        Ok(PassingLines {
            rows,
            beginning,
            wanted,
            seen: LinesSeen::default(),
            row: Row::new(),
            doubtful: Vec::new(),
            columns: Vec::new(),
            judged: Vec::new(),
            written: 0,
        })
    }

    pub(super) fn wanted(&self) -> WantedLines {
        self.wanted
    }

    /// Whether the next row may be a line that is taken as it is.
    fn goes_on_with(&self, row: u32) -> bool {
        let of_survey = self.rows.survey.as_ref().is_none_or(|survey| survey.goes_on_with(row));
        of_survey && self.rows.further.goes_on_with(row)
    }

    /// Takes a line as it is, but for cells that are judged. False where a row must be made of it. `run` is where the lines
    /// begin that are noted with it.
    fn takes(&mut self, lines: &Lines<'_>, line: usize, run: usize, (row, number): (u32, u64)) -> bool {
        let doubt = self.seen.doubt_about(line);
        self.doubtful.clear();
        self.columns.clear();
        if doubt == Doubt::Cells {
            self.doubtful.extend(self.seen.doubtful_cells(line));
            self.columns.extend(self.doubtful.iter().map(|(_, column)| *column));
            if !self.columns.is_sorted() {
                sorting::sort(&mut self.columns);
            }
        }
        if doubt == Doubt::Line || !self.rows.walker.line((lines, line), row, &self.columns) {
            return false;
        }
        if doubt == Doubt::Cells {
            self.judge_cells(lines, line, run, (row, number));
        }
        true
    }

    /// Judges the doubtful cells of a line, and writes it with what they come to.
    fn judge_cells(&mut self, lines: &Lines<'_>, line: usize, run: usize, (row, number): (u32, u64)) {
        #[cfg(test)]
        tests::JUDGED.set(tests::JUDGED.get() + 1);
        let rows = &mut *self.rows;
        self.row.clear(row, number);
        for column in &self.columns {
            self.row.push_found_cell(*column, lines.cell(line, *column));
        }
        rows.reporter.error = false;
        rows.reporter.warned = false;
        let slots = self.doubtful.iter().map(|(slot, _)| *slot);
        let values = rows.walker.some_cells(rows.context, &self.row, slots, rows.reporter);
        let (ready, warned) = (!rows.reporter.error, rows.reporter.warned);
        rows.notes.write_lines(lines, self.written..line);
        let changed = rows.notes.write_line((lines, line), &self.row, values, ready);
        self.judged.push(JudgedLine { place: line - run, ready, warned, changed });
        self.written = line + 1;
    }

    /// Notes lines that were taken.
    fn note(&mut self, lines: &Lines<'_>, which: Range<usize>, first: u32) -> ControlFlow<()> {
        let (Some(reach), Ok(count)) =
            (which.clone().map(|line| lines.reach(line)).min(), u32::try_from(which.len()))
        else {
            self.written = which.end;
            return ControlFlow::Continue(());
        };
        #[cfg(test)]
        tests::TAKEN.set(tests::TAKEN.get() + which.len());
        let rows = &mut *self.rows;
        let before = rows.notes.states.len() as u64;
        rows.notes.write_lines(lines, self.written..which.end);
        self.written = which.end;
        rows.notes.lines((lines.width(), reach), which.len(), first, &self.judged);
        self.judged.clear();
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
            if self.seen.doubt_about(line) != Doubt::Line && !self.beginning.is_of_record(lines, line) {
                self.seen.doubt(line);
            }
        }
    }

    fn lines(&mut self, lines: &Lines<'_>, which: Range<usize>, first: (u32, u64)) -> ControlFlow<()> {
        let mut run = which.start..which.start;
        self.written = which.start;
        let row_of = |line: usize| first.0 + u32::try_from(line - which.start).unwrap_or(0);
        for line in which.clone() {
            let row = row_of(line);
            let number = first.1 + (line - which.start) as u64;
            let follows = !run.is_empty() || self.goes_on_with(row);
            if follows && self.takes(lines, line, run.start, (row, number)) {
                run.end = line + 1;
                continue;
            }
            self.note(lines, run.clone(), row_of(run.start))?;
            self.row.clear(row, number);
            self.row.push_found(lines, line);
            self.rows.row_seen(&self.row, None, Some(self.seen.of_line(line)))?;
            run = line + 1..line + 1;
            self.written = run.start;
        }
        self.note(lines, run.clone(), row_of(run.start))
    }
}

#[cfg(test)]
mod tests;
