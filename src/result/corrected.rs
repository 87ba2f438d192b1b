//! Rows in error that were corrected elsewhere: back to the rows of the user's file that they stand for.
//!
//! The file of such rows says of each which row it was. What differs from that row now was corrected, as if somebody had
//! typed it there; a row that is missing stays as it was. Nothing is taken where anything does not fit.

use crate::base::limits::LIMITS;
use crate::check::error::Error;
use crate::check::file::Input;
use crate::check::outgoing::as_plain_text;
use crate::edits::{Overlay, TextEdit};
use crate::problem::lang::Lang;
use crate::record::layout::Layout;
use crate::record::own_columns;
use crate::scalar::text::{hides_formula, trim};
use crate::session::{Job, Session};
use crate::table::Row;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;

/// Headings are looked for in so many rows.
const HEAD: usize = 20;

/// Corrected rows by number, and the columns of the file that their cells stand in.
struct Corrected {
    columns: Vec<Option<u32>>,
    rows: BTreeMap<u32, Row>,
}

impl Session<'_> {
    /// What was corrected in rows in error of a file: a text for each cell that says something else than the file as it was
    /// edited, by row number and column from 0. `name` and `bytes` are of the file of these rows, of any format that is read.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"name": "people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let file = Cursor::new("name,age\nAna,x\nBob,7\n");
    /// let mut session = Job::new(vec![Arc::new(definition)], Lang::En)
    ///     .file(Input::default(), file)
    ///     .open(&mut |_, _, _| ControlFlow::Continue(()));
    /// let corrected = session.corrected(0, "rejected.csv", b"name,age,Row (import check)\nAna,8,2\n").unwrap();
    /// assert_eq!(corrected.iter().map(|one| (one.row, one.column, one.text.as_str())).collect::<Vec<_>>(), [(2, 1, "8")]);
    /// # Ok::<(), import_checker::definition::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// Anything of it does not fit the file; then nothing is to be taken.
    pub fn corrected(&mut self, file: usize, name: &str, bytes: &[u8]) -> Result<Vec<TextEdit>, Error> {
        if bytes.len() > LIMITS.answer_bytes {
            return Err(Error::CorrectedTooLong);
        }
        let own = self.files().get(file).ok_or(Error::CorrectedUnreadable)?;
        let layout = own.layout.clone().ok_or(Error::CorrectedUnreadable)?;
        let typed = Overlay::new(&own.input.edits);
        let Corrected { columns, rows } = read(name, bytes, &layout)?;
        let (mut edits, mut found) = (Vec::new(), BTreeSet::new());
        self.whole_rows(file, &mut |row| {
            if row.number > layout.header_row
                && let Some(corrected) = rows.get(&row.number)
            {
                found.insert(row.number);
                differences((row, &typed), &columns, corrected, &mut edits);
            }
            ControlFlow::Continue(())
        })
        .map_err(|_| Error::CorrectedUnreadable)?;
        match rows.keys().find(|row| !found.contains(row)) {
            Some(row) => Err(Error::NoSuchRow(*row)),
            None => Ok(edits),
        }
    }
}

/// Adds the cells that say something else than those of the file, with what was typed there.
fn differences(
    (row, typed): (&Row, &Overlay),
    columns: &[Option<u32>],
    corrected: &Row,
    edits: &mut Vec<TextEdit>,
) {
    // Line breaks in a cell are those of whatever wrote the file last.
    let plain = |text: &str| text.replace("\r\n", "\n");
    for (at, column) in columns.iter().enumerate() {
        let Some(column) = *column else { continue };
        let text = corrected.cell(at).shown;
        let before = typed.typed(row.number, column).unwrap_or(row.cell(column as usize).shown);
        if plain(text) != plain(before) && plain(text) != plain(&as_plain_text(before)) {
            edits.push(TextEdit { row: row.number, column, text: bare(text).to_owned() });
        }
    }
}

/// A text without the apostrophe that we put before what a spreadsheet would run.
fn bare(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| hides_formula(rest)).unwrap_or(text)
}

fn read(name: &str, bytes: &[u8], layout: &Layout) -> Result<Corrected, Error> {
    let input = Input { name: name.to_owned(), ..Input::default() };
    let mut on = |_, _, _| ControlFlow::Continue(());
    let mut session = Job::new(Vec::new(), Lang::En).file(input, Cursor::new(bytes)).open(&mut on);
    let mut head: Option<Head> = None;
    let (mut before, mut held) = (0, 0);
    let mut rows = BTreeMap::new();
    let mut failed = None;
    let read = session.whole_rows(0, &mut |row| {
        let done = match &head {
            None => headings(row, layout).map(|found| head = found),
            Some((at, _)) => numbered(row, *at).and_then(|number| {
                held += row.text().len();
                let twice = rows.insert(number, row.clone()).is_some();
                if twice { Err(Error::RowTwice(number)) } else { Ok(()) }
            }),
        };
        before += 1;
        failed = match done {
            Err(error) => Some(error),
            Ok(()) if head.is_none() && before == HEAD => Some(Error::NoRowNumbers),
            // A workbook unpacks to more than its bytes.
            Ok(()) if held > LIMITS.answer_bytes => Some(Error::CorrectedTooLong),
            Ok(()) => None,
        };
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    read.map_err(|_| Error::CorrectedUnreadable)?;
    let (_, columns) = head.ok_or(Error::NoRowNumbers)?;
    Ok(Corrected { columns, rows })
}

/// The column of the row numbers, and the column of the file for each other one.
type Head = (usize, Vec<Option<u32>>);

/// What the headings of a row stand for; nothing where these are none.
fn headings(row: &Row, layout: &Layout) -> Result<Option<Head>, Error> {
    let texts: Vec<&str> = row.cells().map(|cell| trim(cell.shown)).collect();
    let Some(at) = texts.iter().position(|text| own_columns::is_row_heading(text)) else { return Ok(None) };
    let last = layout.headings.iter().map(|heading| heading.column + 1).max().unwrap_or(0);
    // Columns may lie beyond the last heading; they come after it in both files.
    let all = last.saturating_add(u32::try_from(texts.len()).unwrap_or(u32::MAX));
    let own: Vec<Cow<'_, str>> = (0..all).map(|column| as_plain_text(layout.heading(column))).collect();
    let mut taken = vec![false; own.len()];
    let mut columns = Vec::with_capacity(texts.len());
    for text in &texts {
        if own_columns::is_heading(text) {
            columns.push(None);
            continue;
        }
        // Of equal headings, the first is the first.
        let found = own.iter().zip(&taken).position(|(heading, taken)| !taken && trim(heading) == *text);
        let found = found.ok_or_else(|| Error::NoSuchColumn((*text).to_owned()))?;
        if let Some(one) = taken.get_mut(found) {
            *one = true;
        }
        columns.push(u32::try_from(found).ok());
    }
    Ok(Some((at, columns)))
}

/// The number of a row.
fn numbered(row: &Row, at: usize) -> Result<u32, Error> {
    let text = trim(row.cell(at).shown);
    text.parse().map_err(|_| Error::NoRowNumber(text.to_owned()))
}
