//! What goes into the compact form comes out of it.

use super::*;
use crate::table::{Cell, Stored};

fn cells() -> Vec<(Kind, &'static str, CellFormat, Marks)> {
    let day = Date::new(2025, 3, 14);
    vec![
        (Kind::Text, "é", CellFormat::General, Marks::default()),
        (Kind::Number(0.125), "12.5%", CellFormat::Percent, Marks::FORMULA),
        (Kind::Number(12.0), "0012", CellFormat::Mask, Marks::default()),
        (
            Kind::Moment(Moment { date: day, seconds: 0.0 }),
            "14/03/2025",
            CellFormat::Moment,
            Marks::default(),
        ),
        (Kind::Moment(Moment { date: None, seconds: 0.5 }), "0:00", CellFormat::Moment, Marks::default()),
        (Kind::Duration(-1.5), "-0:01", CellFormat::Moment, Marks::DOUBTFUL),
        (Kind::Bool(true), "TRUE", CellFormat::General, Marks::default()),
        (Kind::Bool(false), "FALSE", CellFormat::General, Marks::default()),
        (Kind::Error, "#N/A", CellFormat::General, Marks::default()),
        (Kind::Empty, "", CellFormat::General, Marks::NO_RESULT),
    ]
}

#[test]
fn every_kind_of_cell_comes_back_as_it_went_in() {
    let mut strings = Strings::default();
    strings.push("zero");
    strings.push("one");
    let (mut spool, mut draft, mut row) = (Spool::default(), Draft::default(), Row::new());
    draft.clear();
    for (i, (kind, shown, look, marks)) in cells().into_iter().enumerate() {
        draft.cell(2 * i as u32, kind, shown, look, marks);
    }
    draft.shared(100, 1, CellFormat::Text, Marks::default());
    draft.integer(101, -7, CellFormat::General, Marks::default());
    draft.exact(102, "0.5", Marks::default());
    spool.push(&draft, 9, true, &strings, &mut row);
    assert_eq!((row.number, row.hidden, row.len()), (9, true, 103));
    for (i, (kind, shown, look, marks)) in cells().into_iter().enumerate() {
        let mut expected = Row::new();
        expected.push_kind(kind, shown, look, marks);
        assert_eq!(row.cell(2 * i), expected.cell(0));
        assert_eq!(row.cell(2 * i + 1), Cell::EMPTY);
    }
    assert_eq!((row.cell(100).shown, row.cell(101).shown), ("one", "-7"));
    assert_eq!((row.cell(102).shown, row.cell(102).stored), ("0.5", Stored::Number(0.5)));
}

#[test]
fn cells_in_any_order_are_put_in_order_and_the_later_of_two_stays() {
    let (mut spool, mut draft, mut row) = (Spool::default(), Draft::default(), Row::new());
    draft.clear();
    for (column, number) in [(3, 3), (1, 1), (3, 33)] {
        draft.integer(column, number, CellFormat::General, Marks::default());
    }
    assert!(draft.settle());
    spool.push(&draft, 1, false, &Strings::default(), &mut row);
    let shown: Vec<&str> = row.cells().map(|c| c.shown).collect();
    assert_eq!(shown, ["", "1", "", "33"]);
}

#[test]
fn rows_are_found_from_the_middle_and_taken_back() {
    let (mut spool, mut draft, mut row) = (Spool::default(), Draft::default(), Row::new());
    let text = "x".repeat(3000);
    for number in 1..=5000 {
        draft.clear();
        draft.cell(0, Kind::Text, &text, CellFormat::General, Marks::default());
        spool.push(&draft, number, false, &Strings::default(), &mut row);
        if number % 2 == 0 {
            spool.undo();
        }
    }
    assert!(spool.pieces.len() > 1);
    for first in [0, 1, 2, 2047, 2048, 2049, 4999, 5000] {
        let mut numbers = Vec::new();
        let _ = spool.replay(first, &Strings::default(), &mut |row| {
            numbers.push(row.number);
            ControlFlow::Continue(())
        });
        let expected: Vec<u32> = (first..=5000).filter(|number| number % 2 == 1).collect();
        assert_eq!(numbers, expected);
    }
}
