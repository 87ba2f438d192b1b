//! Records into the cleaned file, with an account of every row and every change.
//!
//! Every row that is changed is judged again, so the change log is complete without keeping it from the check.

use crate::base::delimited::DelimitedWriter;
use crate::base::sorting;
use crate::check::changes::Account;
use crate::check::changes::Change;
use crate::check::changes::RowsInError;
use crate::check::checked::Checked;
use crate::check::subject::{Step, Steps, Subject};
use crate::check::walk::{Seen, Walker, data_rows};
use crate::definition::Dialect;
use crate::edits::{ADDED, Edits, Overlay};
use crate::problem::lang::Lang;
use crate::problem::{Findings, Problem};
use crate::read::{Book, ReadError};
use crate::record::context::Reporter;
use crate::record::header::{Layout, Pairing};
use crate::record::outline::RowState;
use crate::record::values::Values;
use crate::table::{Row, letters};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The code of changes that a person made.
pub(crate) const BY_HAND: &str = "by-hand";

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

/// Which records a pass writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those that are ready.
    Ready,
    /// All of them; those in error as they are in the file.
    All,
}

/// Called with each difference; makes it only when it is asked for.
pub(crate) type Changes<'a> = &'a mut dyn FnMut(&str, &dyn Fn() -> Change);

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
fn written<'a>(slot: usize, row: &'a Row, layout: &Layout, values: Option<&'a Values>) -> &'a str {
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

/// Goes over all records again; `record` gets each one that is written, `change` each difference. Only records that
/// the check found to be changed are judged again: the others go out as they are.
pub(crate) fn pass(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    steps: Steps<'_>,
    record: &mut dyn FnMut(&OutgoingRecord<'_>) -> io::Result<()>,
    change: Changes<'_>,
) -> Result<Account, CleanError> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let columns = columns(subject);
    let layout = subject.layout;
    let same_columns = in_order(layout, &columns);
    let mut account = Account::default();
    let mut index = 0;
    let mut trouble = None;
    let mut noted = |code: &str, make: &dyn Fn() -> Change| {
        account.changes += 1;
        change(code, make);
    };
    renamed_headings(layout, &columns, &mut noted);
    deleted_rows(&checked.edits, layout, subject.lang, &mut noted);
    data_rows(book, &context, &overlay, &mut |row, original| {
        let state = checked.states.get(index).copied().unwrap_or(RowState::Error);
        let changed = checked.changed.get(index).copied().unwrap_or(true);
        index += 1;
        account.read += 1;
        let ready = state == RowState::Ready;
        let values = if ready && changed {
            match walker.row(&context, row, &mut reporter) {
                Seen::NoRecord(_) => None,
                Seen::Record { values, .. } => Some(Some(values)),
            }
        } else {
            walker.pass_by(&context, row, &mut reporter).then_some(None)
        };
        let goes = (ready || rows == Rows::All) && !checked.stays(index - 1, rows);
        let Some(values) = values.filter(|_| goes) else {
            account.left_out += 1;
            return steps(Step::Clean, account.read);
        };
        if changed || !ready {
            let line = RecordAndOriginal { row, original, overlay: &overlay, layout, lang: subject.lang };
            line.changes(&columns, values, &mut |code, make| {
                account.changes += 1;
                change(code, make);
            });
        }
        if let Err(error) = record(&OutgoingRecord { row, columns: &columns, layout, values, same_columns }) {
            trouble = Some(error);
            return ControlFlow::Break(());
        }
        account.written += 1;
        steps(Step::Clean, account.read)
    })?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(account),
    }
}

/// The cleaned file could not be written.
#[derive(Debug)]
pub enum CleanError {
    /// The file could not be read a second time.
    Read(ReadError),
    /// The output did not take what was written.
    Write(io::Error),
    /// The file is in error as a whole, or rows in error block it.
    Blocked,
    /// A workbook cannot hold it.
    TooLarge,
}

impl std::fmt::Display for CleanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CleanError::Read(error) => f.write_str(error.problem.en.title),
            CleanError::Write(error) => write!(f, "{error}"),
            CleanError::Blocked => f.write_str("the file, or rows in it, are in error"),
            CleanError::TooLarge => f.write_str("this is more than a workbook can hold"),
        }
    }
}

impl From<ReadError> for CleanError {
    fn from(error: ReadError) -> CleanError {
        CleanError::Read(error)
    }
}

impl From<io::Error> for CleanError {
    fn from(error: io::Error) -> CleanError {
        // Said by what makes workbooks of a text that no cell can hold.
        if error.kind() == io::ErrorKind::FileTooLarge {
            CleanError::TooLarge
        } else {
            CleanError::Write(error)
        }
    }
}

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
        let Some(heading) = layout.headings.iter().find(|h| h.column == column) else { continue };
        let mapped = heading.pairing == Pairing::Mapped;
        let plain =
            matches!(heading.pairing, Pairing::Alias | Pairing::Chosen | Pairing::Repeat | Pairing::Extra);
        let renamed = crate::record::heading_problems::RENAMED_HEADING.code;
        let code = if mapped { crate::judge::MAPPED.code } else { renamed };
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

/// Which records go out; none where the file or an error in it blocks all.
pub(crate) fn rows_to_write(checked: &Checked, rows_in_error: RowsInError) -> Result<Rows, CleanError> {
    let faulty = checked.states.iter().any(|s| *s != RowState::Ready);
    if checked.file_error || (rows_in_error == RowsInError::Block && faulty) {
        return Err(CleanError::Blocked);
    }
    Ok(if rows_in_error == RowsInError::Include { Rows::All } else { Rows::Ready })
}

/// Writes the cleaned file.
pub(crate) fn clean(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows_in_error: RowsInError,
    steps: Steps<'_>,
    out: &mut dyn Write,
    change: Changes<'_>,
) -> Result<Account, CleanError> {
    let rows = rows_to_write(checked, rows_in_error)?;
    let mut file = CleanedFile::begin(subject, &columns(subject), out)?;
    let account = pass(book, subject, checked, rows, steps, &mut |out| file.record(out), change)?;
    file.finish()?;
    Ok(account)
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
            lines.record(names.map(guarded))?;
        } else {
            lines.record(names)?;
        }
        Ok(CleanedFile { lines, delimiter: delimiter(dialect), guard: dialect.guard_formulas })
    }

    /// Writes a record.
    pub(crate) fn record(&mut self, out: &OutgoingRecord<'_>) -> io::Result<()> {
        if self.guard {
            return self.lines.record(out.texts().map(guarded));
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
pub(crate) fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.is_empty() && crate::scalar::text::hides_formula(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}
