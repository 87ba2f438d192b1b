//! Long stretches without a row: the reading is heard all the same, with the sheet it is at.

use crate::open;
use crate::package::{Xlsx, container, ods};
use import_checker::pulse;
use std::cell::RefCell;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Opens a file, reads its last sheet and returns the rows and how often that sheet was named meanwhile.
fn listen(bytes: Vec<u8>) -> (usize, usize) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&heard);
    pulse::listen(Box::new(move |sheet| ear.borrow_mut().push(sheet.to_owned())));
    let mut book = open(bytes).unwrap();
    let mut rows = 0;
    heard.borrow_mut().clear();
    let sheet = book.sheets().len() - 1;
    let name = book.sheets()[sheet].name.clone();
    book.rows(sheet, &mut |_| {
        rows += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    let count = heard.borrow().iter().filter(|sheet| **sheet == name).count();
    (rows, count)
}

fn xls(records: &[(u16, &[u8])], times: usize) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        [&kind.to_le_bytes(), &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    };
    let head = record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x0a, &[]);
    let sheet = |at: u32| record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 4, 0], b"Data"].concat());
    let at = u32::try_from(head.len() + sheet(0).len() + end.len()).unwrap();
    let cells: Vec<u8> = records.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    let begin = record(0x809, &[0, 6, 16, 0, 0, 0, 0, 0]);
    container(&[head, sheet(at), end.clone(), begin, cells.repeat(times), end].concat())
}

#[test]
fn cells_without_a_value_are_heard() {
    let mut blanks = String::new();
    for row in 1..=20_000 {
        write!(blanks, "<row r='{row}'><c r='A{row}' s='1'/><c r='B{row}' s='1'/></row>").unwrap();
    }
    let filled = "<row r='1'><c r='A1'><v>1</v></c></row>";
    let row = "<table:table-row><table:table-cell table:style-name='a'/></table:table-row>".repeat(20_000);
    for (name, bytes) in [
        ("xlsx", Xlsx { rows: &blanks, ..Xlsx::default() }.build()),
        ("ods", ods("", &format!("<table:table table:name='Data'>{row}</table:table>"))),
        ("xls", xls(&[(0x201, &[0, 0, 0, 0, 15, 0])], 100_000)),
    ] {
        let (rows, beats) = listen(bytes);
        assert_eq!(rows, 0, "{name}");
        assert!(beats >= 4, "{name}: {beats}");
    }
    let (rows, beats) = listen(Xlsx { rows: filled, ..Xlsx::default() }.build());
    assert_eq!(rows, 1);
    assert!(beats < 10, "a small sheet is not talkative: {beats}");
}

#[test]
fn one_row_said_to_be_there_many_times_is_heard() {
    let cell =
        "<table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name='Data'><table:table-row table:number-rows-repeated='200000'>{cell}</table:table-row>\
         </table:table>"
    );
    let (rows, beats) = listen(ods("", &table));
    assert_eq!(rows, 200_000);
    assert!(beats >= 10, "{beats}");
}

#[test]
fn texts_without_a_row_are_heard() {
    let blank = "\n".repeat(3_000_000);
    let page = format!("<html><table>{}<tr><td>1</td></tr></table>", "<tr><td></td></tr>".repeat(100_000));
    for (name, bytes) in [("csv", format!("a,b\n1,2\n{blank}3,4\n")), ("html", page)] {
        let (_, beats) = listen(bytes.into_bytes());
        assert!(beats >= 5, "{name}: {beats}");
    }
}

#[test]
fn a_part_that_is_only_looked_at_is_heard() {
    let strings = "<si><t>x</t></si>".repeat(200_000);
    let heard = Rc::new(RefCell::new(0));
    let ear = Rc::clone(&heard);
    pulse::listen(Box::new(move |_| *ear.borrow_mut() += 1));
    open(Xlsx { strings: &strings, ..Xlsx::default() }.build()).unwrap();
    assert!(*heard.borrow() >= 20, "{}", heard.borrow());
}

#[test]
fn long_texts_that_cells_share_are_heard() {
    let strings = format!("<si><t>{}</t></si>", "x".repeat(30_000));
    let row = "<row>".to_owned() + &"<c t='s'><v>0</v></c>".repeat(50) + "</row>";
    let (rows, beats) = listen(Xlsx { rows: &row.repeat(20), strings: &strings, ..Xlsx::default() }.build());
    assert_eq!(rows, 20);
    assert!(beats >= 20, "{beats}");
}

#[test]
fn the_first_rows_of_thousands_of_sheets_stay_small() {
    let cell = "<table:table-cell table:number-columns-repeated='10000' office:value-type='string'><text:p>x</text:p></table:table-cell>";
    let table = |name: &str, rows: u32| {
        format!(
            "<table:table table:name='{name}'><table:table-row table:number-rows-repeated='{rows}'>{cell}</table:table-row></table:table>"
        )
    };
    let tables: String = (0..30).map(|i| table(&i.to_string(), 90)).collect();
    let book = open(ods("", &tables)).unwrap();
    let kept: usize =
        book.sheets().iter().flat_map(|sheet| &sheet.head).map(import_checker::table::Row::len).sum();
    let refused = book.sheets().iter().filter_map(|sheet| sheet.refused.as_ref());
    let refused: Vec<&str> = refused.map(|error| error.problem.name).collect();
    assert!((1_000_000..2_000_000).contains(&kept), "{kept}");
    assert_eq!(refused, ["too-much-data"].repeat(28));
    let one = open(ods("", &table("only", 90))).unwrap();
    assert!(one.sheets()[0].refused.is_none());
}

#[test]
fn the_first_rows_of_tables_that_span_much_stay_small() {
    let table = format!("<table>{}</table>", "<tr><td colspan=16000>x".repeat(90));
    let book = open(format!("<html>{}", table.repeat(3)).into_bytes()).unwrap();
    let kept: usize =
        book.sheets().iter().flat_map(|sheet| &sheet.head).map(import_checker::table::Row::len).sum();
    assert!((1_400_000..2_100_000).contains(&kept), "{kept}");
}
