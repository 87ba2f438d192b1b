//! What is counted is true wherever it is said, also where more was found than is listed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use calamine::{DataType, Reader};
use import_checker::{
    Edits, Filter, ImportDefinition, Input, Job, Lang, Move, Product, RowsInError, Session,
};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use support::{check_text, golden};

const NUMBERS: &str = r#"{"fields":[
    {"name":"a","type":"integer","title":"Amount"},
    {"name":"b","type":"date"},
    {"name":"c","constraints":{"required":true}},
    {"name":"d","type":"integer"}]}"#;

/// 1,500 wrong numbers in one column and 30 in another, 1,200 days to ask about, 1,100 empty cells.
fn many() -> String {
    let line = |i: usize| {
        let c = if i < 1_100 { "" } else { "c" };
        let b = if i < 1_200 { "31.02.2025" } else { "2025-02-28" };
        let d = if i.is_multiple_of(50) { "y" } else { "1" };
        format!("x{i},{b},{c},{d}\n")
    };
    "a,b,c,d\n".to_owned() + &(0..1_500).map(line).collect::<String>()
}

fn product(session: &mut Session<'_>, what: &str) -> Vec<u8> {
    let mut out = Vec::new();
    session
        .product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out)
        .unwrap_or_else(|e| panic!("{what}: {e}"));
    out
}

/// The counts of each cause, by code, severity and column.
fn causes(report: &Json) -> BTreeMap<[String; 3], u64> {
    let text = |group: &Json, key: &str| group[key].as_str().unwrap_or_default().to_owned();
    let groups = report["groups"].as_array().unwrap().iter();
    let causes: Vec<([String; 3], u64)> = groups
        .map(|g| (["code", "severity", "column"].map(|key| text(g, key)), g["count"].as_u64().unwrap()))
        .collect();
    let number = causes.len();
    let causes: BTreeMap<[String; 3], u64> = causes.into_iter().collect();
    assert_eq!(causes.len(), number, "each cause has one group");
    causes
}

#[test]
fn every_output_counts_each_cause_alike() {
    let mut session = check_text(NUMBERS, &many());
    let report = session.files()[0].report(Lang::En);
    let causes = causes(&report);
    let expected = [("T110", "A", 1_500), ("T110", "D", 30), ("T220", "B", 1_200), ("B110", "C", 1_100)];
    for (code, column, count) in expected {
        let cause = [code, "error", column].map(str::to_owned);
        assert_eq!(causes.get(&cause), Some(&count), "{code} {column}: {causes:?}");
    }
    // What is shown of a cause is what is listed, and never more than was counted.
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for group in report["groups"].as_array().unwrap() {
        let listed = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| ["code", "severity", "column"].iter().all(|key| f[*key] == group[*key]));
        assert_eq!(group["shown"].as_u64(), Some(listed.count() as u64), "{group}");
        assert!(group["shown"].as_u64() <= group["count"].as_u64() && group["shown"] != 0, "{group}");
        *counts.entry(group["code"].as_str().unwrap().to_owned()).or_default() +=
            group["count"].as_u64().unwrap();
    }
    for (code, count) in report["counts"].as_object().unwrap() {
        assert_eq!(counts.get(code), count.as_u64().as_ref(), "{code}");
    }

    let page = String::from_utf8(product(&mut session, "html")).unwrap();
    for count in ["1,500", "1,200", "1,100"] {
        assert!(page.contains(&format!("<td class=\"number\">{count}</td>")), "{count}");
    }
    let summary: Json = serde_json::from_slice(&product(&mut session, "summary")).unwrap();
    assert_eq!(self::causes(&summary), causes);
    let opened = import_checker::open_summary(&summary.to_string(), Lang::En).unwrap();
    assert_eq!(self::causes(&opened), causes);

    let workbook = product(&mut session, "annotated");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let (_, sheet) = book.worksheets().pop().unwrap();
    let numbers: Vec<f64> = sheet.used_cells().filter_map(|(_, _, cell)| cell.get_float()).collect();
    for count in [1_500.0, 1_200.0, 1_100.0, 30.0] {
        assert!(numbers.contains(&count), "{count}");
    }
}

/// A problem that was found a thousand times before leaves room for the one cause that comes last.
#[test]
fn no_cause_is_without_a_group_or_its_repair() {
    let definition =
        r#"{"fields":[{"name":"a","type":"date"},{"name":"b","type":"date"},{"name":"c","type":"date"}]}"#;
    let mut text = "a,b,c\n".to_owned();
    (0..1_200).for_each(|_| text += "03.04.2025 ,03/04/25,2025-04-03\n");
    text += "03.04.2025,03/04/25,25.04.2025\n";
    let report = check_text(definition, &text).files()[0].report(Lang::En);
    let causes = causes(&report);
    let columns: BTreeSet<&str> = causes.keys().map(|[_, _, column]| column.as_str()).collect();
    assert!(["A", "B", "C"].iter().all(|column| columns.contains(column)), "{causes:?}");
    for group in report["groups"].as_array().unwrap() {
        let repairs = report["findings"].as_array().unwrap().iter().any(|f| {
            f["code"] == group["code"] && f["column"] == group["column"] && f["fix"]["grade"].is_string()
        });
        assert_eq!(group["repair"]["grade"] != "none", repairs, "{group}");
    }
}

#[test]
fn an_empty_row_keeps_its_number_whatever_is_moved() {
    let text = "name,city\nA,1\nB,2\nC,3\nD,4\n\nE,5\nF,6\nG,7\n";
    let said = |moves: &[(u32, u32)]| {
        let moved = moves.iter().map(|(row, after)| Move { row: *row, after: *after, code: None }).collect();
        let definition = ImportDefinition::parse(r#"{"fields":[{"name":"name"},{"name":"city"}]}"#).unwrap();
        let edits = Edits { moved, ..Edits::default() };
        let input = Input { name: "file.csv".to_owned(), edits, ..Input::default() };
        let session = Job::new(vec![definition.into()], Lang::En)
            .file(input, Cursor::new(text))
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let report = session.files()[0].report(Lang::En);
        let found = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == "R160").cloned();
        (report["records"]["blank"].clone(), found.map(|f| f["message"].as_str().unwrap().to_owned()))
    };
    let (count, first) = said(&[]);
    assert_eq!(count, 1);
    assert!(first.as_ref().unwrap().contains("row 6"), "{first:?}");
    for moves in [&[(9, 2)][..], &[(2, 9)], &[(7, 2), (8, 7)], &[(3, 8)], &[(2, 5), (9, 3)]] {
        assert_eq!(said(moves), (Json::from(1), first.clone()), "{moves:?}");
    }
}

/// A title above the headings, a row that somebody left out and the empty rows at the end are no empty rows between others.
#[test]
fn only_empty_rows_between_others_are_counted() {
    let blank = |above: &str, below: &str, deleted: &[u32]| {
        let definition = ImportDefinition::parse(r#"{"fields":[{"name":"name"},{"name":"city"}]}"#).unwrap();
        let edits = Edits { deleted: deleted.to_vec(), ..Edits::default() };
        let input = Input { name: "file.csv".to_owned(), edits, ..Input::default() };
        let session = Job::new(vec![definition.into()], Lang::En)
            .file(input, Cursor::new(format!("{above}name,city\n{below}")))
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let records = session.files()[0].report(Lang::En)["records"].clone();
        (records["onFile"].as_u64().unwrap(), records["blank"].as_u64().unwrap())
    };
    let rows = "A,1\n\nB,2\n\n\nC,3\n\n\n";
    assert_eq!(blank("", rows, &[]), (3, 3));
    assert_eq!(blank("Our list,\n\n", rows, &[]), (3, 3), "what stands above the headings is not counted");
    // The headings stand in row 1, A in 2, B in 4, C in 7.
    assert_eq!(blank("", rows, &[4]), (2, 3), "a row that was left out is no empty one");
    assert_eq!(blank("", rows, &[1]), (3, 3), "the headings are no row of data");
    assert_eq!(blank("", rows, &[2, 4]), (1, 3));
    assert_eq!(blank("", rows, &[40]), (3, 3), "there is no such row");
    assert_eq!(blank("", "A,1\nB,2\n", &[]), (2, 0));
    assert_eq!(blank("", "\nA,1\n", &[]), (1, 1), "the one below the headings is between others, too");
}

/// By row number and column: the codes; of the row as a whole the sentences.
type Said = BTreeMap<(u32, Option<u32>), BTreeSet<String>>;

fn said(rows: &[import_checker::WindowRow]) -> Said {
    let mut said = Said::new();
    for row in rows {
        said.entry((row.number, None)).or_default().extend(row.messages.iter().cloned());
        for mark in &row.marks {
            said.entry((row.number, Some(mark.column))).or_default().extend(mark.codes.iter().cloned());
        }
    }
    said
}

/// What a preview says of a cell and the check does not.
fn taken_back(
    name: &str,
    bytes: Vec<u8>,
    definitions: Vec<Arc<ImportDefinition>>,
    how: &support::How,
) -> Said {
    let input = support::input(name, &definitions, how);
    let job = Job::new(definitions, Lang::En).file(input, Cursor::new(bytes));
    let mut session = job.open(&mut |_, _, _| ControlFlow::Continue(()));
    let Some(preview) = session.preview(0) else { return Said::new() };
    let before = said(&preview.rows);
    session.check(&mut |_, _, _| ControlFlow::Continue(()));
    let after = said(&session.window(0, &Filter::All, 0, 100).rows);
    let none = BTreeSet::new();
    before
        .into_iter()
        .map(|(place, codes)| {
            (place, codes.difference(after.get(&place).unwrap_or(&none)).cloned().collect())
        })
        .filter(|(_, codes): &(_, BTreeSet<String>)| !codes.is_empty())
        .collect()
}

#[test]
fn a_preview_says_nothing_that_the_check_takes_back() {
    for path in golden::inputs() {
        let (definitions, how) = (golden::definitions(&path), golden::how(&path));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let taken = taken_back(&name, std::fs::read(&path).unwrap(), definitions, &how);
        assert!(taken.is_empty(), "{}: {taken:?}", path.display());
    }
    // What only rows far below tell: the decimal mark, the order of days, swapped days, what programs append.
    let definition = r#"{"fields":[{"name":"amount","type":"number"},{"name":"day","type":"date"},
        {"name":"code","format":"reference"},{"name":"at","type":"date"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let early = "1.234;03/04/2025;12.0;2025-04-03 22:00\n";
    for late in [
        "1,5;03/04/2025;12.0;2025-04-03\n",
        "1.234;25/04/2025;12a;2025-04-03 10:00\n",
        "1.2345;04/25/2025;7;\n",
    ] {
        let text = format!("amount;day;code;at\n{}{}", early.repeat(150), late.repeat(30));
        let taken =
            taken_back("file.csv", text.into(), vec![Arc::clone(&definition)], &support::How::default());
        assert!(taken.is_empty(), "{late}: {taken:?}");
    }
}
