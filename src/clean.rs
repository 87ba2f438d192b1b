//! Records into the cleaned file, with an account of every row and every change.
//!
//! Every row is judged again, so the change log is complete without keeping anything from the check.

use crate::check::{Checked, Step, Steps, Subject};
use crate::definition::Dialect;
use crate::edits::{ADDED, Overlay};
use crate::finding::{Findings, Problem};
use crate::header::{Layout, Pairing};
use crate::outline::RowState;
use crate::read::{Book, ReadError};
use crate::record::Values;
use crate::rules::Sink;
use crate::table::{Row, letters};
use crate::walk::{Seen, Walker, data_rows};
use serde::Serialize;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The code of changes that a person made.
const BY_HAND: &str = "by-hand";

/// What to do with rows in error and rows skipped with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsInError {
    /// Leave them out of the cleaned file.
    #[default]
    Drop,
    /// No cleaned file while there are any.
    Block,
    /// Write them as they are in the file.
    Include,
}

impl RowsInError {
    /// The choice of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<RowsInError> {
        Some(match name {
            "drop" => RowsInError::Drop,
            "block" => RowsInError::Block,
            "include" => RowsInError::Include,
            _ => return None,
        })
    }
}

/// One difference between the cleaned file and what the user sees in theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Row number in the file.
    pub row: u32,
    /// Column letters; empty when the whole row is meant.
    pub column: String,
    /// Cell, such as `C17`; empty when the file has no such cell.
    pub cell: String,
    /// The field, by its name in the cleaned file.
    pub field: String,
    /// What the user sees in the file.
    pub before: String,
    /// What the cleaned file holds.
    pub after: String,
    /// The problem's code, or `by-hand`.
    pub code: String,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Records read.
    pub read: u64,
    /// Records written.
    pub written: u64,
    /// Records left out.
    pub left_out: u64,
    /// Differences to the file.
    pub changes: u64,
}

/// The columns of the cleaned file, as slots.
pub(crate) fn columns(subject: &Subject<'_>) -> Vec<usize> {
    let definition = subject.definition;
    let known = definition.fields.len();
    let layout = subject.layout;
    let wanted = |slot: &usize| {
        *slot >= known
            || definition.dialect.all_columns
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

/// One record on its way out.
pub(crate) struct Out<'a> {
    /// The texts of the cleaned file's columns.
    pub(crate) texts: &'a [String],
}

/// Goes over all records again; `record` gets each one that is written, `change` each difference.
pub(crate) fn pass(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    steps: Steps<'_>,
    record: &mut dyn FnMut(&Out<'_>) -> io::Result<()>,
    change: &mut dyn FnMut(Change),
) -> Result<Account, CleanError> {
    let scene = subject.scene(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut walker = Walker::new(&scene, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut sink = Sink::new(&mut unheard, &subject.definition.severities);
    let columns = columns(subject);
    let mut texts: Vec<String> = vec![String::new(); columns.len()];
    let mut account = Account::default();
    let mut index = 0;
    let mut trouble = None;
    let mut counted = |c: Change, account: &mut Account| {
        account.changes += 1;
        change(c);
    };
    for c in renamed_headings(subject.layout, &columns) {
        counted(c, &mut account);
    }
    data_rows(book, &scene, &overlay, &mut |row, original| {
        let state = checked.states.get(index).copied().unwrap_or(RowState::Error);
        index += 1;
        account.read += 1;
        let seen = walker.row(&scene, row, &mut sink);
        let Seen::Record { values, .. } = seen else {
            account.left_out += 1;
            return ControlFlow::Continue(());
        };
        if state != RowState::Ready && rows == Rows::Ready {
            account.left_out += 1;
            return steps(Step::Clean, account.read);
        }
        let as_is = state != RowState::Ready;
        fill(&mut texts, &columns, subject.layout, values, row, as_is);
        let line = Line { row, original, overlay: &overlay, layout: subject.layout };
        line.changes(&columns, &texts, values, &mut |c| counted(c, &mut account));
        if let Err(error) = record(&Out { texts: &texts }) {
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

/// A record's texts: canonical, or for a record in error what the user sees.
fn fill(texts: &mut [String], columns: &[usize], layout: &Layout, values: &Values, row: &Row, as_is: bool) {
    for (text, slot) in texts.iter_mut().zip(columns) {
        text.clear();
        let column = layout.slots.get(*slot).and_then(|s| s.column);
        let shown = column.map_or("", |c| row.cell(c as usize).shown);
        text.push_str(if as_is { shown } else { values.text(*slot) });
    }
}

/// A record beside what the file has in its place.
struct Line<'a> {
    row: &'a Row,
    original: Option<&'a Row>,
    overlay: &'a Overlay,
    layout: &'a Layout,
}

impl Line<'_> {
    fn changes(&self, columns: &[usize], texts: &[String], values: &Values, change: &mut dyn FnMut(Change)) {
        let number = self.row.number;
        let file = self.original.unwrap_or(self.row);
        for (text, slot) in texts.iter().zip(columns) {
            let column = self.layout.slots.get(*slot).and_then(|s| s.column);
            let before = match column {
                Some(_) if number >= ADDED => "",
                Some(c) => file.cell(c as usize).shown,
                None => "",
            };
            if before == text {
                continue;
            }
            let typed = column.is_some_and(|c| self.overlay.typed(number, c).is_some()) || number >= ADDED;
            let cause = values.cause(*slot).filter(|_| !typed);
            change(self.entry(*slot, column, before, text, cause));
        }
        if let Some(after) = self.overlay.moved_after(number) {
            change(Change {
                row: number,
                column: String::new(),
                cell: String::new(),
                field: String::new(),
                before: format!("row {number}"),
                after: if after == 0 { "first row".to_owned() } else { format!("below row {after}") },
                code: self.overlay.moved_by(number).unwrap_or(BY_HAND).to_owned(),
            });
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

fn renamed_headings(layout: &Layout, columns: &[usize]) -> Vec<Change> {
    let slots = columns.iter().filter_map(|slot| layout.slots.get(*slot));
    let changed = slots.filter_map(|slot| {
        let column = slot.column?;
        let heading = layout.headings.iter().find(|h| h.column == column)?;
        let plain =
            matches!(heading.pairing, Pairing::Alias | Pairing::Chosen | Pairing::Repeat | Pairing::Extra);
        (plain && heading.text != slot.name).then(|| Change {
            row: layout.header_row,
            column: letters(column),
            cell: format!("{}{}", letters(column), layout.header_row),
            field: slot.name.clone(),
            before: heading.text.clone(),
            after: slot.name.clone(),
            code: crate::rules::headings::RENAMED_HEADING.code.to_owned(),
        })
    });
    changed.collect()
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
    change: &mut dyn FnMut(Change),
) -> Result<Account, CleanError> {
    let rows = rows_to_write(checked, rows_in_error)?;
    let dialect = &subject.definition.dialect;
    let mut writer = csv_writer(dialect, out)?;
    let columns = columns(subject);
    let names = columns.iter().filter_map(|slot| subject.layout.slots.get(*slot)).map(|s| s.name.as_str());
    writer.write_record(names).map_err(io::Error::other)?;
    let guard = dialect.guard_formulas;
    let account = pass(
        book,
        subject,
        checked,
        rows,
        steps,
        &mut |out| {
            if guard {
                writer
                    .write_record(out.texts.iter().map(|t| guarded(t).into_owned()))
                    .map_err(io::Error::other)
            } else {
                writer.write_record(out.texts).map_err(io::Error::other)
            }
        },
        change,
    )?;
    writer.flush()?;
    Ok(account)
}

/// A writer of delimited text as the server wants it.
pub(crate) fn csv_writer<'o>(
    dialect: &Dialect,
    out: &'o mut dyn Write,
) -> io::Result<csv::Writer<&'o mut dyn Write>> {
    if dialect.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let terminator = match dialect.line_terminator.as_str() {
        "\r\n" => csv::Terminator::CRLF,
        other => csv::Terminator::Any(other.bytes().next().unwrap_or(b'\n')),
    };
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(u8::try_from(dialect.delimiter).unwrap_or(b',')).terminator(terminator);
    Ok(builder.buffer_capacity(1 << 16).from_writer(out))
}

/// A text that a spreadsheet would run is written with an apostrophe before it; numbers and phones are left alone.
pub(crate) fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if crate::values::text::is_formula_like(text) { format!("'{text}").into() } else { text.into() }
}
