//! Takes a sheet's cells from the reader of a format, gives them their meaning and puts them together as rows.

use super::iso::{iso_moment, show_iso};
use super::problems as problem;
use super::spool::{Draft, Spool};
use super::strings::Strings;
use super::styles::Style;
use crate::base::limits::LIMITS;
use crate::base::pulse;
use crate::problem::{Finding, Findings, Place};
use crate::read::ReadError;
use crate::read::number_format::{self, NumberFormat};
use crate::read::too_much::{CELL_TOO_LONG, TOO_MANY_COLUMNS};
use crate::table::{Address, CellFormat, Kind, Marks, Row, letters};
use std::ops::ControlFlow;
use std::rc::Rc;

/// Rows whose formatting is noted: more than may stand above the records.
const DRESSED: usize = 200;

/// What all sheets of a workbook share.
#[derive(Default)]
pub(super) struct Common {
    /// Texts that cells name by number.
    pub(super) strings: Strings,
    /// Styles of cells by number.
    pub(super) styles: Vec<Style>,
    /// Days are counted from 1904.
    pub(super) date_1904: bool,
}

/// A cell's value as a format stores it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(&'a str),
    /// A text of the common table.
    Shared(u32),
    Number(f64),
    /// A number and the digits it was written with, in a plain form of at most 15 digits.
    Digits(f64, &'a str),
    Bool(bool),
    Error(&'a str),
    /// A date as text: `2025-03-14T10:00:00`.
    Iso(&'a str),
    /// A value that the file also gives as shown.
    Shown(Kind, &'a str, CellFormat),
    /// A formula whose result is not in the file.
    NoResult,
}

/// What was counted while a sheet was read.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetCounts {
    /// Cells with a value that the file's own bytes hold.
    pub(super) seen: u64,
    /// Cells in rows, delivered or blank.
    pub(super) kept: u64,
    places: u64,
    shown: u64,
    formulas: u64,
    hidden_rows: u64,
    first_hidden: u32,
}

/// Receives the cells of one sheet.
pub(super) struct Collector<'a> {
    common: Rc<Common>,
    reporter: &'a mut dyn FnMut(&Row) -> ControlFlow<()>,
    pub(super) spool: Spool,
    pub(super) findings: Findings,
    pub(super) counts: SheetCounts,
    /// The reporter asked to stop.
    pub(super) stopped: bool,
    /// A limit was met.
    pub(super) error: Option<ReadError>,
    /// Rows are only looked at: nothing is kept for later.
    preview: bool,
    draft: Draft,
    row: Row,
    number: u32,
    hidden: bool,
    last: u32,
    text: String,
    unknown_columns: Vec<bool>,
    hidden_columns: Vec<(u32, u32)>,
    /// The first dressed cell of each of the first rows that have one.
    pub(super) dressed: Vec<Address>,
    widest: u32,
    /// Bytes that were shown before the row at hand.
    shown_before: u64,
    /// How often it was heard that cells and their texts went by.
    stretch: u64,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        common: Rc<Common>,
        preview: bool,
        reporter: &'a mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Collector<'a> {
        Collector {
            common,
            reporter,
            spool: Spool::default(),
            findings: Findings::keeping(LIMITS.kept),
            counts: SheetCounts::default(),
            stopped: false,
            error: None,
            preview,
            draft: Draft::default(),
            row: Row::new(),
            number: 0,
            hidden: false,
            last: 0,
            text: String::new(),
            unknown_columns: Vec::new(),
            hidden_columns: Vec::new(),
            dressed: Vec::new(),
            widest: 0,
            shown_before: 0,
            stretch: 0,
        }
    }

    /// Whether the row begun last has no cell yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.draft.is_empty()
    }

    /// Whether the common table has a text of this number.
    pub(super) fn has_string(&self, index: u32) -> bool {
        (index as usize) < self.common.strings.len()
    }

    /// A cell has a value that cannot be told: the sheet is not whole.
    pub(super) fn lost(&mut self, column: u32, value: &str) {
        self.counts.seen += 1;
        self.note(&problem::CELL_LOST, column, value);
    }

    /// Refuses a text that grew too long; whether it did.
    pub(super) fn too_long(&mut self, column: u32, length: usize) -> bool {
        let long = length > LIMITS.sheet_cell_bytes;
        if long {
            let cell = Address { row: self.number, column }.to_string();
            let error = ReadError::new(&CELL_TOO_LONG).with("cell", cell);
            self.refuse(error.with("limit", LIMITS.sheet_cell_bytes as u64));
        }
        long
    }

    /// A cell stands in a row that is not its own.
    pub(super) fn refuse_row(&mut self, row: u32) {
        self.refuse(ReadError::new(&problem::ROWS_OUT_OF_ORDER).with("number", u64::from(row)));
    }

    /// Notes hidden columns.
    pub(super) fn hidden_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    /// Notes a merged area by its first cell.
    pub(super) fn merged(&mut self, row: u32, column: u32, range: &str) {
        self.findings.add_with(&problem::MERGED, || {
            Finding::new(&problem::MERGED, Place::cell(row, column)).with("range", range)
        });
    }

    /// Notes a cell of the row at hand whose font, fill or border somebody set.
    pub(super) fn dressed(&mut self, column: u32) {
        let noted = self.dressed.last().is_some_and(|cell| cell.row == self.number);
        if !noted && self.dressed.len() < DRESSED {
            self.dressed.push(Address { row: self.number, column });
        }
    }

    /// Begins a row; 1 is the first.
    pub(super) fn begin_row(&mut self, number: u32, hidden: bool) {
        self.draft.clear();
        (self.number, self.hidden) = (number, hidden);
        self.shown_before = self.counts.shown;
    }

    /// Refuses the sheet if so many cells more, each with so many bytes of text, would make the row too large; whether
    /// they may come. To be asked before a few letters are repeated many times.
    pub(super) fn may_hold(&mut self, cells: u32, bytes: usize) -> bool {
        let row = self.counts.shown - self.shown_before;
        let needed = (bytes as u64).saturating_mul(u64::from(cells)).saturating_add(row);
        if needed > LIMITS.row_bytes as u64 {
            let error = ReadError::new(&problem::ROW_TOO_LARGE)
                .with("row", u64::from(self.number))
                .with("needed", needed.div_ceil(1 << 20))
                .with("limit", (LIMITS.row_bytes >> 20) as u64);
            self.refuse(error);
        }
        self.error.is_none()
    }

    /// Adds a cell to the row; column 0 is A. `style` is the number of a style, if the cell has one.
    pub(super) fn cell(&mut self, column: u32, value: Value<'_>, style: Option<u32>, marks: Marks) {
        if self.error.is_some() {
            return;
        }
        if column as usize >= LIMITS.columns {
            let error = ReadError::new(&TOO_MANY_COLUMNS)
                .with("row", u64::from(self.number))
                .with("columns", u64::from(column) + 1)
                .with("limit", LIMITS.columns as u64);
            return self.refuse(error);
        }
        self.counts.seen += 1;
        if marks.has(Marks::FORMULA) {
            self.counts.formulas += 1;
        }
        let common = Rc::clone(&self.common);
        let style = style.and_then(|s| common.styles.get(s as usize));
        if style.is_some_and(|s| s.dressed) {
            self.dressed(column);
        }
        let format = style.map(|s| s.format.as_ref());
        let look = match format.map(NumberFormat::look) {
            Some(CellFormat::Text) => CellFormat::Text,
            _ => CellFormat::General,
        };
        match value {
            Value::Text(text) if text.is_empty() && !marks.has(Marks::FORMULA) => {
                self.draft.cell(column, Kind::Empty, "", look, marks);
            }
            Value::Text(text) => self.long(column, text, Kind::Text, look, marks),
            Value::Shared(index) => {
                let length = common.strings.length(index);
                if !self.may_hold(1, length) {
                    return;
                }
                self.counts.shown += length as u64;
                self.draft.shared(column, index, look, marks);
            }
            Value::Number(number) => self.number(column, number, None, format, marks),
            Value::Digits(number, digits) => self.number(column, number, Some(digits), format, marks),
            Value::Bool(truth) => {
                self.draft.cell(column, Kind::Bool(truth), "", CellFormat::General, marks);
            }
            Value::Error(text) => self.long(column, text, Kind::Error, CellFormat::General, marks),
            Value::Iso(text) => self.iso(column, text, format, marks),
            Value::Shown(kind, shown, look) => {
                if let Kind::Number(number) = kind {
                    self.watch_digits(column, number);
                }
                self.long(column, shown, kind, look, marks);
            }
            Value::NoResult => {
                let marks = marks.with(Marks::FORMULA).with(Marks::NO_RESULT);
                self.draft.cell(column, Kind::Empty, "", look, marks);
                self.note(&problem::NO_RESULT, column, "");
            }
        }
    }

    fn long(&mut self, column: u32, text: &str, kind: Kind, look: CellFormat, marks: Marks) {
        if self.too_long(column, text.len()) || !self.may_hold(1, text.len()) {
            return;
        }
        self.counts.shown += text.len() as u64;
        self.draft.cell(column, kind, text, look, marks);
    }

    fn number(
        &mut self,
        column: u32,
        number: f64,
        digits: Option<&str>,
        format: Option<&NumberFormat>,
        marks: Marks,
    ) {
        if !number.is_finite() {
            return self.draft.cell(column, Kind::Error, "#NUM!", CellFormat::General, marks);
        }
        self.watch_digits(column, number);
        let Some(format) = format.filter(|f| !f.is_plain()) else {
            return self.plain_number(column, number, digits, marks);
        };
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let meaning = format.show(number, self.common.date_1904, &mut text);
        let mut marks = marks;
        if meaning.doubtful {
            marks = marks.with(Marks::DOUBTFUL);
            self.note(&problem::DOUBTFUL_DATE, column, &text);
        }
        if meaning.look == CellFormat::Unknown {
            self.unknown(column);
        }
        self.counts.shown += text.len() as u64;
        self.draft.cell(column, meaning.kind, &text, meaning.look, marks);
        self.text = text;
    }

    /// Notes a whole number with more digits than spreadsheets keep.
    fn watch_digits(&mut self, column: u32, number: f64) {
        if number.fract() == 0.0 && number.abs() >= 1e15 {
            let mut shown = String::new();
            number_format::general(number, &mut shown);
            self.note(&problem::DIGITS_LOST, column, &shown);
        }
    }

    fn plain_number(&mut self, column: u32, number: f64, digits: Option<&str>, marks: Marks) {
        self.counts.shown += 8;
        if number.fract() == 0.0 && number.abs() < 1e15 {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
            return self.draft.integer(column, number as i64, CellFormat::General, marks);
        }
        if let Some(digits) = digits {
            return self.draft.exact(column, digits, marks);
        }
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        number_format::general(number, &mut text);
        if text.parse() == Ok(number) {
            self.draft.decimal(column, &text, CellFormat::General, marks);
        } else {
            self.draft.cell(column, Kind::Number(number), &text, CellFormat::General, marks);
        }
        self.text = text;
    }

    fn iso(&mut self, column: u32, text: &str, format: Option<&NumberFormat>, marks: Marks) {
        match iso_moment(text) {
            Some(moment) => {
                let mut shown = std::mem::take(&mut self.text);
                shown.clear();
                show_iso(moment, &mut shown);
                let look = format.map(NumberFormat::look).filter(|l| *l == CellFormat::Moment);
                self.draft.cell(
                    column,
                    Kind::Moment(moment),
                    &shown,
                    look.unwrap_or(CellFormat::Moment),
                    marks,
                );
                self.text = shown;
            }
            None => self.long(column, text, Kind::Text, CellFormat::General, marks.with(Marks::DOUBTFUL)),
        }
    }

    /// Ends the row and pushes it, unless nothing shows in it.
    pub(super) fn end_row(&mut self) -> ControlFlow<()> {
        if self.error.is_none() && !self.draft.is_empty() {
            self.deliver();
        }
        if self.error.is_some() || self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Refuses the sheet if pushing the row begun last so many times more would pass a limit; whether it may be.
    pub(super) fn may_repeat(&mut self, times: u32) -> bool {
        let times = u64::from(times);
        let cells = self.counts.kept.saturating_add(times.saturating_mul(self.draft.len() as u64));
        let row = self.counts.shown - self.shown_before;
        let shown = self.counts.shown.saturating_add(times.saturating_mul(row));
        let bytes =
            (self.spool.bytes() as u64).saturating_add(times.saturating_mul(self.draft.bytes() as u64));
        let error = if cells > LIMITS.sheet_cells {
            ReadError::new(&problem::TOO_MANY_CELLS).with("limit", LIMITS.sheet_cells)
        } else if bytes > LIMITS.sheet_bytes as u64 || shown > LIMITS.sheet_shown_bytes {
            ReadError::new(&problem::TOO_MUCH_DATA)
        } else if u64::from(self.number) + times > u64::from(LIMITS.sheet_rows) {
            ReadError::new(&problem::TOO_LONG).with("limit", u64::from(LIMITS.sheet_rows))
        } else {
            return true;
        };
        self.refuse(error);
        false
    }

    /// Pushes the row begun last once more, one row further down.
    pub(super) fn repeat_row(&mut self) -> ControlFlow<()> {
        self.number = self.number.saturating_add(1);
        self.counts.seen += self.draft.len() as u64;
        let row = self.counts.shown - self.shown_before;
        self.shown_before = self.counts.shown;
        self.counts.shown += row;
        self.end_row()
    }

    fn deliver(&mut self) {
        if self.draft.settle() {
            self.findings.add(Finding::new(&problem::CELL_TWICE, Place::Row(self.number)));
        }
        self.counts.kept += self.draft.len() as u64;
        let stretch = self.counts.kept / pulse::CELLS + self.counts.shown / pulse::BYTES;
        if stretch > self.stretch {
            self.stretch = stretch;
            pulse::beat();
        }
        self.counts.places += u64::from(self.draft.width());
        if let Err(error) = self.within_limits() {
            return self.refuse(error);
        }
        if self.preview {
            self.spool.drop_all();
        }
        self.spool.push(&self.draft, self.number, self.hidden, &self.common.strings, &mut self.row);
        // Blanks are texts, too: who prints the sheet as it is wants them.
        if !self.row.cells().any(|c| !c.shown.is_empty() || c.marks.has(Marks::NO_RESULT)) {
            self.spool.undo();
            return;
        }
        self.last = self.number;
        self.widest = self.widest.max(u32::try_from(self.row.len()).unwrap_or(u32::MAX));
        if self.hidden {
            self.counts.hidden_rows += 1;
            if self.counts.first_hidden == 0 {
                self.counts.first_hidden = self.number;
            }
        }
        self.stopped |= (self.reporter)(&self.row).is_break();
    }

    fn within_limits(&self) -> Result<(), ReadError> {
        if self.number == 0 || self.number > LIMITS.sheet_rows {
            return Err(ReadError::new(&problem::TOO_LONG).with("limit", u64::from(LIMITS.sheet_rows)));
        }
        if self.number <= self.last {
            return Err(ReadError::new(&problem::ROWS_OUT_OF_ORDER).with("number", u64::from(self.number)));
        }
        if self.counts.kept > LIMITS.sheet_cells {
            return Err(ReadError::new(&problem::TOO_MANY_CELLS).with("limit", LIMITS.sheet_cells));
        }
        if self.counts.places > LIMITS.sheet_places {
            return Err(ReadError::new(&problem::TOO_MANY_CELLS).with("limit", LIMITS.sheet_places));
        }
        if self.spool.bytes() > LIMITS.sheet_bytes {
            return Err(ReadError::new(&problem::TOO_MUCH_DATA));
        }
        if self.counts.shown > LIMITS.sheet_shown_bytes {
            return Err(ReadError::new(&problem::TOO_MUCH_DATA));
        }
        Ok(())
    }

    /// Ends the reading for a reason.
    pub(super) fn refuse(&mut self, error: ReadError) {
        self.error.get_or_insert(error);
    }

    /// Notes a problem of one cell.
    pub(super) fn note(&mut self, problem: &'static crate::problem::Problem, column: u32, value: &str) {
        let place = Place::cell(self.number, column);
        self.findings.add_with(problem, || Finding::new(problem, place).value(value));
    }

    /// Notes once per column that what is shown is not known.
    fn unknown(&mut self, column: u32) {
        let at = column as usize;
        if self.unknown_columns.len() <= at {
            self.unknown_columns.resize(at + 1, false);
        }
        if let Some(noted) = self.unknown_columns.get_mut(at).filter(|noted| !**noted) {
            *noted = true;
            self.findings.add(Finding::new(&problem::SHOWN_UNKNOWN, Place::Column(column)));
        }
    }

    /// Adds what is known once the sheet has been read to its end.
    pub(super) fn finish(&mut self) {
        if self.counts.formulas > 0 {
            let finding = Finding::new(&problem::FORMULAS, Place::File).with("count", self.counts.formulas);
            self.findings.add(finding);
        }
        if self.counts.hidden_rows > 0 {
            let finding = Finding::new(&problem::HIDDEN_ROWS, Place::File)
                .with("count", self.counts.hidden_rows)
                .with("first", u64::from(self.counts.first_hidden));
            self.findings.add(finding);
        }
        for (first, last) in std::mem::take(&mut self.hidden_columns) {
            // All columns behind the table are often hidden at once, which hides nothing.
            if first < self.widest {
                let range = column_range(first, last.min(self.widest - 1));
                self.findings
                    .add(Finding::new(&problem::HIDDEN_COLUMN, Place::Column(first)).with("range", range));
            }
        }
        if self.counts.seen != self.counts.kept {
            self.findings.add(Finding::new(&problem::NOT_WHOLE, Place::File));
        }
    }
}

/// The letters of a range of columns: `C` or `C:F`.
fn column_range(first: u32, last: u32) -> String {
    if first == last { letters(first) } else { format!("{}:{}", letters(first), letters(last)) }
}
