//! Web pages with tables, which many programs save under a workbook's name.
//!
//! Each table is a sheet of its own. Missing closing tags are put in where a browser would.

use super::markup::{Attributes, Token, Tokens};
use super::tables::{Grid, Span, Tables, text_cell};
use super::{ReadError, too_much};
use crate::base::limits::LIMITS;
use crate::table::{Cell, CellFormat, Marks, Stored};
use std::io::Read;

/// Elements whose content is not shown.
pub(super) const RAW: &[&str] = &["script", "style", "title"];

/// A table that was opened and not closed yet.
struct Open {
    index: usize,
    grid: Grid,
    in_row: bool,
    cell: Option<CellText>,
}

/// A cell that was opened and not closed yet.
struct CellText {
    text: String,
    span: Span,
    /// The number that Excel wrote beside the text.
    number: Option<f64>,
}

/// Walks over a page; true if all tables were closed.
pub(super) fn walk<R: Read>(mut tokens: Tokens<R>, tables: &mut dyn Tables) -> Result<bool, ReadError> {
    let mut open: Vec<Open> = Vec::new();
    let (mut count, mut cells) = (0, 0);
    while let Some(token) = tokens.next()? {
        let stop = match token {
            Token::Open { name, attributes, .. } if name == "table" => {
                if open.len() < LIMITS.depth {
                    tables.table(format!("Table {}", count + 1))?;
                    let around: u64 = open.iter().map(|table| table.grid.own_cells()).sum();
                    let grid = Grid::after(cells + around);
                    open.push(Open { index: count, grid, in_row: false, cell: None });
                    count += 1;
                }
                drop(attributes);
                false
            }
            Token::Close(name) if name == "table" => match open.pop() {
                Some(mut table) => {
                    let stop = table.end_row(tables)?;
                    cells += table.grid.own_cells();
                    stop
                }
                None => false,
            },
            other => match open.last_mut() {
                Some(table) => table.take(other, tables)?,
                None => false,
            },
        };
        if stop {
            return Ok(false);
        }
    }
    let whole = open.is_empty();
    while let Some(mut table) = open.pop() {
        if table.end_row(tables)? {
            return Ok(false);
        }
    }
    Ok(whole)
}

impl Open {
    /// Takes a tag or text of this table; true to stop.
    fn take(&mut self, token: Token, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        match token {
            Token::Text(text) => {
                if let Some(cell) = &mut self.cell {
                    cell.add(&text);
                    if cell.text.len() > LIMITS.cell_characters * 4 {
                        return Err(too_much::cell_too_long(&self.grid.row));
                    }
                }
            }
            Token::Close(name) => match name.as_str() {
                "td" | "th" => self.end_cell()?,
                "tr" | "thead" | "tbody" | "tfoot" => return self.end_row(tables),
                _ => {}
            },
            Token::Open { name, attributes, .. } => match name.as_str() {
                "tr" => {
                    let stop = self.end_row(tables)?;
                    self.begin_row(is_hidden(&attributes))?;
                    return Ok(stop);
                }
                "td" | "th" => self.begin_cell(&attributes)?,
                "br" | "p" | "div" | "li" => {
                    if let Some(cell) = &mut self.cell {
                        cell.end_line(name == "br");
                    }
                }
                _ => {}
            },
        }
        Ok(false)
    }

    fn begin_row(&mut self, hidden: bool) -> Result<(), ReadError> {
        let number = self.grid.row.number.saturating_add(1);
        if number > LIMITS.rows {
            return Err(too_much::too_many_rows());
        }
        self.grid.begin(number, hidden);
        self.in_row = true;
        Ok(())
    }

    fn begin_cell(&mut self, attributes: &Attributes) -> Result<(), ReadError> {
        self.end_cell()?;
        if !self.in_row {
            self.begin_row(false)?;
        }
        let span = |name: &str| attributes.number(name).unwrap_or(1).clamp(1, 65_534);
        let span = Span { columns: span("colspan"), rows: span("rowspan") };
        // Excel writes numbers as `x:num="12.5"`, or as `x:num` alone when the text is the number.
        let number = attributes.get("num").and_then(|number| number.parse().ok());
        self.cell = Some(CellText { text: String::new(), span, number });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let text = cell.text.trim_matches([' ', '\n']);
        let content = match cell.number {
            Some(number) if !text.is_empty() => Cell {
                stored: Stored::Number(number),
                shown: text,
                look: CellFormat::Plain,
                marks: Marks::default(),
            },
            _ => text_cell(text),
        };
        self.grid.push(content, cell.span)
    }

    fn end_row(&mut self, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        self.end_cell()?;
        if !std::mem::take(&mut self.in_row) || !self.grid.finish() {
            return Ok(false);
        }
        Ok(tables.row(self.index, &self.grid)?.is_break())
    }
}

impl CellText {
    /// Adds text as a browser shows it: blanks and line ends in a row are one blank.
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\x0c' => {
                    if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                }
                other => self.text.push(other),
            }
        }
    }

    fn end_line(&mut self, always: bool) {
        if always || !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
        }
    }
}

fn is_hidden(attributes: &Attributes) -> bool {
    let style: String = attributes.get("style").unwrap_or_default().split_whitespace().collect();
    style.to_ascii_lowercase().contains("display:none")
}
