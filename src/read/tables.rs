//! Files of tags that hold tables, as a book: web pages and XML Spreadsheet 2003.
//!
//! The tags are walked anew for every pass, as text files are read anew; nothing of the file is kept.

use super::encoding::{CHUNK, Encoding, Utf8Stream};
use super::markup::Tokens;
use super::quotes::{LOST_LETTER, UNDECODABLE};
use super::too_much::HeadRoom;
use super::workbook::sheet_problems as problem;
use super::{
    Book, Format, Progress, ReadError, SheetInfo, Source, TextReading, Wishes, guess, html, refusals, sniff,
    stopped, too_much, xml2003,
};
use crate::base::limits::LIMITS;
use crate::base::pulse;
use crate::problem::{Finding, Findings, Place, short_name};
use crate::table::{Address, Cell, CellFormat, Marks, Row, Stored};
use std::io::{Read, SeekFrom};
use std::ops::ControlFlow;

/// What a walk over the tags hands out.
pub(super) trait Tables {
    /// A table begins; tables are numbered from 0.
    fn table(&mut self, name: String) -> Result<(), ReadError>;
    /// The user does not see that table.
    fn hide(&mut self, table: usize);
    /// A row of a table.
    fn row(&mut self, table: usize, grid: &Grid) -> Result<ControlFlow<()>, ReadError>;
}

/// A file of tags whose tables are known.
pub(crate) struct TableBook<'s> {
    source: Box<dyn Source + 's>,
    format: Format,
    encoding: Encoding,
    /// Whether the encoding was a guess under which some bytes mean nothing.
    mark: u64,
    sheets: Vec<SheetInfo>,
    findings: Findings,
    complete: Option<usize>,
}

/// Opens a web page or an XML Spreadsheet 2003.
pub(crate) fn open<'s>(
    mut source: Box<dyn Source + 's>,
    format: Format,
    wishes: &Wishes,
    progress: Progress<'_>,
) -> Result<TableBook<'s>, ReadError> {
    let encoding = encoding(source.as_mut(), wishes, progress)?;
    let head = sniff::head(source.as_mut(), 8)?;
    let mark = encoding.mark_length(&head) as u64;
    let findings = Findings::keeping(LIMITS.kept);
    let mut book = TableBook { source, format, encoding, mark, sheets: Vec::new(), findings, complete: None };
    let mut heads = Heads { sheets: Vec::new(), room: HeadRoom::new() };
    book.walk(&mut heads)?;
    book.sheets = heads.sheets;
    if book.sheets.iter().all(|sheet| sheet.head.is_empty()) {
        let kind = ["a web page or XML file without a table", "une page web ou un fichier XML sans tableau"];
        return Err(refusals::refuse(&refusals::DOCUMENT, kind));
    }
    Ok(book)
}

/// The encoding: what is certain, else what the file says of itself, else a guess.
fn encoding(source: &mut dyn Source, wishes: &Wishes, progress: Progress<'_>) -> Result<Encoding, ReadError> {
    let guess = guess::encoding(source, wishes.encoding.as_deref(), guess::HowMuch::Whole, progress)?;
    if guess.decided.confidence == super::Confidence::Sure {
        return Ok(guess.encoding);
    }
    let head = sniff::as_text(&sniff::head(source, CHUNK)?);
    let declared = ["encoding=", "charset="].iter().find_map(|key| {
        let name = head.get(head.find(key)? + key.len()..)?.trim_start_matches(['"', '\'']);
        Encoding::named(name.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).next()?)
    });
    // UTF-8 was looked for and not found, so a file that claims it is wrong.
    let wrong = |e: &Encoding| matches!(e.name().as_str(), "utf-8" | "utf-16le" | "utf-16be");
    Ok(declared.filter(|e| !wrong(e)).unwrap_or(guess.encoding))
}

impl TableBook<'_> {
    /// Walks over all tags; true if the file ended where it should.
    fn walk(&mut self, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        self.source.seek(SeekFrom::Start(self.mark)).map_err(|e| stopped::failed(&e))?;
        let stream = Utf8Stream::new(self.source.as_mut() as &mut dyn Read, self.encoding);
        match self.format {
            Format::Html => html::walk(Tokens::new(stream, html::RAW), tables),
            _ => xml2003::walk(Tokens::new(stream, &[]), tables),
        }
    }
}

/// Keeps the first rows of every table.
struct Heads {
    sheets: Vec<SheetInfo>,
    room: HeadRoom,
}

impl Tables for Heads {
    fn table(&mut self, name: String) -> Result<(), ReadError> {
        if self.sheets.len() >= LIMITS.tables {
            return Err(too_much::too_many_rows());
        }
        let name = short_name(&name).into_owned();
        self.sheets.push(SheetInfo { name, hidden: false, head: Vec::new(), refused: None });
        Ok(())
    }

    fn hide(&mut self, table: usize) {
        if let Some(sheet) = self.sheets.get_mut(table) {
            sheet.hidden = true;
        }
    }

    fn row(&mut self, table: usize, grid: &Grid) -> Result<ControlFlow<()>, ReadError> {
        let room = self.room.is_left();
        let Some(sheet) = self.sheets.get_mut(table) else { return Ok(ControlFlow::Continue(())) };
        if !room && sheet.head.is_empty() {
            sheet.refused.get_or_insert_with(|| ReadError::new(&problem::TOO_MUCH_DATA));
        }
        if room && sheet.head.len() < LIMITS.head_rows {
            self.room.take(&grid.row);
            sheet.head.push(grid.row.clone());
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// Pushes the rows of one table and notes what is special about them.
struct Pusher<'a> {
    wanted: usize,
    reporter: &'a mut dyn FnMut(&Row) -> ControlFlow<()>,
    findings: Findings,
    formulas: u64,
    hidden: u64,
    first_hidden: u64,
    broken: bool,
    decoded: bool,
}

impl Tables for Pusher<'_> {
    fn table(&mut self, _: String) -> Result<(), ReadError> {
        Ok(())
    }

    fn hide(&mut self, _: usize) {}

    fn row(&mut self, table: usize, grid: &Grid) -> Result<ControlFlow<()>, ReadError> {
        if table != self.wanted {
            return Ok(ControlFlow::Continue(()));
        }
        for (first, last) in &grid.merged {
            self.findings.add_with(&problem::MERGED, || {
                Finding::new(&problem::MERGED, Place::Cell(*first)).with("range", format!("{first}:{last}"))
            });
        }
        self.note(&grid.row);
        let flow = (self.reporter)(&grid.row);
        self.broken |= flow.is_break();
        Ok(flow)
    }
}

impl Pusher<'_> {
    fn note(&mut self, row: &Row) {
        if row.hidden {
            self.hidden += 1;
            self.first_hidden = if self.hidden == 1 { u64::from(row.number) } else { self.first_hidden };
        }
        for (cell, column) in row.cells().zip(0u32..) {
            self.formulas += u64::from(cell.marks.has(Marks::FORMULA));
            if cell.shown.contains('\u{fffd}') {
                let lost = if self.decoded { &UNDECODABLE } else { &LOST_LETTER };
                let place = Place::cell(row.number, column);
                self.findings.add_with(lost, || Finding::new(lost, place).value(cell.shown));
            }
        }
    }

    fn finish(mut self) -> Findings {
        if self.formulas > 0 {
            self.findings.add(Finding::new(&problem::FORMULAS, Place::File).with("count", self.formulas));
        }
        if self.hidden > 0 {
            let finding = Finding::new(&problem::HIDDEN_ROWS, Place::File).with("count", self.hidden);
            self.findings.add(finding.with("first", self.first_hidden));
        }
        self.findings
    }
}

impl Book for TableBook<'_> {
    fn format(&self) -> Format {
        self.format
    }

    fn text(&self) -> Option<&TextReading> {
        None
    }

    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn rows(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        self.complete = None;
        pulse::sheet(self.sheets.get(sheet).map_or("", |info| &info.name));
        let mut pusher = Pusher {
            wanted: sheet,
            reporter,
            findings: Findings::keeping(LIMITS.kept),
            formulas: 0,
            hidden: 0,
            first_hidden: 0,
            broken: false,
            decoded: self.encoding != Encoding::ValidUtf8,
        };
        let ended = self.walk(&mut pusher);
        let broken = pusher.broken;
        self.findings = pusher.finish();
        if ended? && !broken {
            self.complete = Some(sheet);
        }
        Ok(())
    }

    fn findings(&self, _: usize) -> Findings {
        self.findings.clone()
    }

    fn complete(&self, sheet: usize) -> bool {
        self.complete == Some(sheet)
    }
}

/// The row of a table that is being put together, with the merged cells that reach into it.
pub(super) struct Grid {
    pub(super) row: Row,
    /// Rows that a merged cell still reaches into, by column.
    reach: Vec<u32>,
    merged: Vec<(Address, Address)>,
    /// Cells of the rows before, with those that merged cells make of nothing.
    cells: u64,
    /// Those of the tables before it: a file of a thousand tables is one file.
    before: u64,
}

/// How many columns and rows a cell takes.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Grid {
    /// A table behind others that had so many cells.
    pub(super) fn after(before: u64) -> Grid {
        Grid { row: Row::new(), reach: Vec::new(), merged: Vec::new(), cells: 0, before }
    }

    /// Its own cells up to here.
    pub(super) fn own_cells(&self) -> u64 {
        self.cells + self.row.len() as u64
    }

    /// The same with those of the tables before it.
    pub(super) fn all_cells(&self) -> u64 {
        self.before + self.own_cells()
    }

    /// Begins the row of that number.
    pub(super) fn begin(&mut self, number: u32, hidden: bool) {
        self.cells += self.row.len() as u64;
        self.row.clear(number, 0);
        self.row.hidden = hidden;
        self.merged.clear();
    }

    /// Fills up with empty cells to the column at `index`.
    pub(super) fn pad(&mut self, index: usize) -> Result<(), ReadError> {
        self.check(index)?;
        while self.row.len() < index.min(self.reach.len()) {
            let reached = self.step();
            self.row.push(Cell { marks: reached, ..Cell::EMPTY });
        }
        self.row.pad(index);
        Ok(())
    }

    /// Appends a cell behind those that reach into the row from above.
    pub(super) fn push(&mut self, cell: Cell<'_>, span: Span) -> Result<(), ReadError> {
        while self.reach.get(self.row.len()).is_some_and(|rows| *rows > 0) {
            self.pad(self.row.len() + 1)?;
        }
        let first = self.row.len();
        self.check(first + span.columns)?;
        if cell.shown.len() > LIMITS.cell_characters && cell.shown.chars().count() > LIMITS.cell_characters {
            return Err(too_much::cell_too_long(&self.row));
        }
        if self.row.text().len() + cell.shown.len() > LIMITS.row_bytes {
            return Err(too_much::row_too_long(u64::from(self.row.number)));
        }
        let merged = if span.columns > 1 || span.rows > 1 { Marks::MERGED } else { Marks::default() };
        self.row.push(Cell { marks: cell.marks.with(merged), ..cell });
        self.row.push_empty(span.columns.saturating_sub(1), merged);
        if span.rows > 1 {
            let below = u32::try_from(span.rows - 1).unwrap_or(0).min(LIMITS.rows);
            self.reach.resize(self.reach.len().max(self.row.len()), 0);
            self.reach.get_mut(first..self.row.len()).unwrap_or_default().fill(below);
        }
        if merged == Marks::MERGED {
            self.merged.push(self.area(first, span));
        }
        Ok(())
    }

    /// Ends the row; true if it shows anything.
    pub(super) fn finish(&mut self) -> bool {
        for rows in self.reach.iter_mut().skip(self.row.len()) {
            *rows = rows.saturating_sub(1);
        }
        !self.row.is_blank()
    }

    fn area(&self, first: usize, span: Span) -> (Address, Address) {
        let column = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let rows = u32::try_from(span.rows.max(1) - 1).unwrap_or(0);
        let row = self.row.number;
        let last = Address { row: row.saturating_add(rows), column: column(first + span.columns.max(1) - 1) };
        (Address { row, column: column(first) }, last)
    }

    fn step(&mut self) -> Marks {
        match self.reach.get_mut(self.row.len()) {
            Some(rows) if *rows > 0 => {
                *rows -= 1;
                Marks::MERGED
            }
            _ => Marks::default(),
        }
    }

    fn check(&self, width: usize) -> Result<(), ReadError> {
        if width > LIMITS.columns {
            return Err(too_much::too_many_columns(self.row.number, width));
        }
        if self.before + self.cells + width as u64 > LIMITS.sheet_cells {
            return Err(ReadError::new(&problem::TOO_MANY_CELLS).with("limit", LIMITS.sheet_cells));
        }
        Ok(())
    }
}

pub(super) fn text_cell(text: &str) -> Cell<'_> {
    let stored = if text.is_empty() { Stored::Empty } else { Stored::Text(text) };
    Cell { stored, shown: text, look: CellFormat::General, marks: Marks::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_spans_make_of_nothing_are_counted() {
        let mut grid = Grid { cells: LIMITS.sheet_cells - 15, ..Grid::after(0) };
        let wide = Span { columns: 10, rows: 9 };
        grid.begin(1, false);
        assert!(grid.push(text_cell("a"), wide).is_ok());
        grid.finish();
        grid.begin(2, false);
        // The cell of the row above reaches down into this one.
        let refused = grid.push(text_cell("b"), Span { columns: 1, rows: 1 }).unwrap_err();
        assert_eq!(refused.problem.code, problem::TOO_MANY_CELLS.code);
    }
}
