//! Workbooks of every format: what is delivered, what is flagged, what is refused.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod cells;
mod corpus;
mod damage;
#[allow(unreachable_pub, missing_docs)]
mod package;
mod pulse;
mod refused;
mod sheets;

use import_checker::problem::Findings;
use import_checker::read::{self, Book, ReadError, Wishes};
use import_checker::table::{Cell, Marks, Row, Stored};
use std::io::Cursor;
use std::ops::ControlFlow;

/// Opens a file held in memory.
fn open(bytes: Vec<u8>) -> Result<Box<dyn Book>, ReadError> {
    read::open(Box::new(Cursor::new(bytes)), &Wishes::default(), &mut |_| ControlFlow::Continue(()))
}

/// All rows of a sheet.
fn rows(book: &mut dyn Book, sheet: usize) -> Result<Vec<Row>, ReadError> {
    let mut rows = Vec::new();
    book.rows(sheet, &mut |row| {
        rows.push(row.clone());
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// A cell as one short text: `number 12 "0012" Mask formula`.
fn cell_text(cell: &Cell<'_>) -> String {
    let stored = match cell.stored {
        Stored::Empty => "empty".to_owned(),
        Stored::Text(_) => "text".to_owned(),
        Stored::Number(n) => format!("number {n}"),
        Stored::Moment(m) => {
            format!("moment {} {}", m.date.map_or_else(|| "-".to_owned(), |d| d.to_string()), m.seconds)
        }
        Stored::Duration(s) => format!("duration {s}"),
        Stored::Bool(b) => format!("bool {b}"),
        Stored::Error(_) => "error".to_owned(),
    };
    let marks =
        [(Marks::FORMULA, " formula"), (Marks::NO_RESULT, " no-result"), (Marks::DOUBTFUL, " doubtful")];
    let marks: String = marks.iter().filter(|(m, _)| cell.marks.has(*m)).map(|(_, name)| *name).collect();
    format!("{stored} {:?} {:?}{marks}", cell.shown, cell.look)
}

/// A whole sheet: one line per cell that is not empty, with its address.
fn sheet_text(book: &mut dyn Book, sheet: usize) -> Result<String, ReadError> {
    let mut out = String::new();
    for row in rows(book, sheet)? {
        let hidden = if row.hidden { " hidden" } else { "" };
        for (i, cell) in row.cells().enumerate() {
            let silent = cell.stored == Stored::Empty && !cell.marks.has(Marks::NO_RESULT);
            if !silent {
                let column = import_checker::table::letters(i as u32);
                out += &format!("{column}{}{hidden} {}\n", row.number, cell_text(&cell));
            }
        }
    }
    Ok(out)
}

/// The codes found on a sheet, each with how often.
fn codes(findings: &Findings) -> String {
    findings.counts().iter().map(|(code, n)| format!("{code}×{n}")).collect::<Vec<_>>().join(" ")
}
