//! Text files of every make: what is read is what was written.

#![allow(clippy::unwrap_used)]

use import_checker::read::{self, Wishes};
use import_checker::table::Row;
use std::io::Cursor;
use std::ops::ControlFlow;

/// Every row as its number and cells, or the name of the refusal.
fn rows(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, &'static str> {
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let mut go = |_| ControlFlow::Continue(());
    let mut book = read::open(source, &Wishes::default(), &mut go).map_err(|e| e.problem.name)?;
    let mut rows = Vec::new();
    book.rows(0, &mut |row: &Row| {
        rows.push((row.number, row.cells().map(|cell| cell.shown.to_owned()).collect()));
        ControlFlow::Continue(())
    })
    .map_err(|e| e.problem.name)?;
    Ok(rows)
}

#[test]
fn plain() {
    let read = rows(b"a,b\r\n\r\n1,\"x\ny\"\r\n2,\"q\"\"r\"\r\n").unwrap();
    let expected = [(1, ["a", "b"]), (3, ["1", "x\ny"]), (4, ["2", "q\"r"])];
    assert_eq!(read, expected.map(|(n, cells)| (n, cells.map(str::to_owned).to_vec())));
}
