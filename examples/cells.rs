//! Prints every cell of a file as it was read, one JSON array a line, for comparisons with other readers:
//! `[sheet, row, column, kind, value, shown, format, formula]`. What was not read is `[sheet, null, reason]`, and a file
//! that could not be opened `[null, null, reason]`. Rows count from 1, columns from 0, times are in seconds.
//!
//! ```text
//! cargo run --release --example cells -- FILE
//! ```

// A program for developers: it talks to a terminal and has nobody else to tell.
#![allow(clippy::pedantic, clippy::print_stdout, clippy::print_stderr)]

use import_checker::read::{self, Book, Wishes};
use import_checker::table::{Cell, Marks, Stored};
use serde_json::{Value as Json, json};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("cells FILE")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let source = Box::new(File::open(path)?);
    match read::open(source, &Wishes::default(), &mut |_| ControlFlow::Continue(())) {
        Ok(mut book) => print(book.as_mut(), &mut out)?,
        Err(error) => writeln!(out, "{}", json!([null, null, error.problem.code]))?,
    }
    Ok(out.flush()?)
}

fn print(book: &mut dyn Book, out: &mut dyn Write) -> std::io::Result<()> {
    for index in 0..book.sheets().len() {
        let name = book.sheets()[index].name.clone();
        let mut failed = Ok(());
        let read = book.rows(index, &mut |row| {
            for (column, cell) in row.cells().enumerate() {
                if let Some((kind, value)) = stored(&cell) {
                    let formula = cell.marks.has(Marks::FORMULA);
                    let format = format!("{:?}", cell.look);
                    let line = json!([name, row.number, column, kind, value, cell.shown, format, formula]);
                    failed = writeln!(out, "{line}");
                }
            }
            if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        failed?;
        match read {
            Err(error) => writeln!(out, "{}", json!([name, null, error.problem.code]))?,
            Ok(()) if !book.complete(index) => writeln!(out, "{}", json!([name, null, "not read whole"]))?,
            Ok(()) => {}
        }
    }
    Ok(())
}

/// The kind of a cell and its value; nothing for a cell that holds nothing.
fn stored(cell: &Cell<'_>) -> Option<(&'static str, Json)> {
    Some(match cell.stored {
        Stored::Empty if cell.marks.has(Marks::NO_RESULT) => ("no-result", Json::Null),
        Stored::Empty => return None,
        Stored::Text(text) => ("text", json!(text)),
        Stored::Number(number) => ("number", json!(number)),
        Stored::Moment(moment) => {
            let day = moment.date.map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day));
            ("moment", json!([day, moment.seconds]))
        }
        Stored::Duration(seconds) => ("duration", json!(seconds)),
        Stored::Bool(truth) => ("bool", json!(truth)),
        Stored::Error(text) => ("error", json!(text)),
    })
}
