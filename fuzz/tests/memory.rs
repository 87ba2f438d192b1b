//! Small files that become large: what is held at any time stays far below what they would be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cap::Cap;
use import_checker::{Filter, Input, Job, Lang, Product, RowsInError, Session};
use import_checker_fuzz::{definitions, xlsx_of};
use std::alloc::System;
use std::io::Cursor;
use std::ops::ControlFlow;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// So many rows, each with two cells of so many bytes, which the file holds once.
const ROWS: usize = 300;
const CELL: usize = 256 << 10;
/// All rows as shown would be five times as much; the first hundred are kept for finding the headings.
const MOST: usize = 80 << 20;

fn checked() -> Session<'static> {
    let string = |text: &str| format!("<si><t>{text}</t></si>");
    let strings = ["project name", "resource type", "resource name", "project"].map(string).concat();
    let long = string(&"x".repeat(CELL));
    let row = |numbers: [u32; 3]| {
        let cells = numbers.map(|n| format!("<c t=\"s\"><v>{n}</v></c>")).concat();
        format!("<row>{cells}</row>")
    };
    let rows = row([0, 1, 2]) + &row([4, 3, 4]).repeat(ROWS);
    let input = Input { import: Some("gryzzly/projects".to_owned()), ..Input::default() };
    let job = Job::new(definitions(), Lang::En).file(input, Cursor::new(xlsx_of(&rows, &(strings + &long))));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// One test for all: the bytes are counted for the whole program.
#[test]
fn rows_that_are_long_are_never_held_together() {
    let mut session = checked();
    let held =
        |what: &str| assert!(MEMORY.max_allocated() < MOST, "{what}: {} bytes", MEMORY.max_allocated());
    held("the check");
    assert_eq!(session.files()[0].records().on_file, ROWS as u64);
    assert!(session.files()[0].report(Lang::En).to_string().len() < 8 << 20);
    let window = session.window(0, &Filter::All, 0, 100);
    held("a window");
    assert_eq!(window.rows.len(), 100);
    let cut: Vec<bool> = window.rows.iter().map(|row| row.cut).collect();
    assert!(!cut[0] && cut[99], "{cut:?}");
    assert!(window.rows[99].cells[0].len() < 8_000 && window.rows[99].cells[0].contains('…'));
    let alone = session.window(0, &Filter::All, 99, 1).rows.remove(0);
    assert!(!alone.cut && alone.cells[0].len() == CELL);
    for what in ["rejected", "changes", "html", "summary"] {
        let mut out = std::io::sink();
        let _ = session.product(0, Product::of(what).unwrap(), RowsInError::Include, &mut out);
        held(what);
    }
}
