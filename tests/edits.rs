//! Edits are an overlay: none disturbs another cell, no row is lost, and without them everything is as it was.

#![allow(clippy::pedantic, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::{
    AddedRow, Decision, Edits, Filter, ImportDefinition, Input, Job, Lang, Move, Product, RowsInError,
    Session, TextEdit, Verdict,
};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::sync::Arc;
use support::builtin;

const THREE: &str = r#"{"name":"own/three","version":"1","fields":[
    {"name":"a","constraints":{"unique":true}},{"name":"b","type":"number"},{"name":"c","constraints":{"maxLength":8}}]}"#;

const ADDED: u32 = 0x8000_0000;

fn checked(text: &str, edits: Edits) -> Session<'static> {
    let definition = ImportDefinition::parse(THREE).unwrap_or_else(|e| panic!("{e}"));
    checked_as(text.as_bytes().to_vec(), vec![Arc::new(definition)], None, edits)
}

fn checked_as(
    bytes: Vec<u8>,
    definitions: Vec<Arc<ImportDefinition>>,
    import: Option<&str>,
    edits: Edits,
) -> Session<'static> {
    let import = import.map(str::to_owned);
    let input = Input { name: "file.csv".to_owned(), import, edits, ..Input::default() };
    let job = Job::new(definitions, Lang::En).file(input, Cursor::new(bytes));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn report(session: &Session<'_>) -> String {
    session.files()[0].report(Lang::En).to_string()
}

/// All rows of the grid: their numbers and what they show.
fn rows(session: &mut Session<'_>) -> Vec<(u32, Vec<String>)> {
    let window = session.window(0, &Filter::All, 0, u64::MAX);
    window.rows.into_iter().map(|row| (row.number, row.cells)).collect()
}

fn codes_at(session: &Session<'_>) -> Vec<(String, String)> {
    let report = session.files()[0].report(Lang::En);
    let text = |json: &serde_json::Value| json.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    findings.iter().map(|f| (text(&f["code"]), text(&f["cell"]))).collect()
}

fn text_of(count: u32) -> String {
    let lines = (2..count + 2).map(|row| format!("a{row},{row},c{row}\n"));
    "a,b,c\n".to_owned() + &lines.collect::<String>()
}

const COUNT: u32 = 12;

fn some_row() -> impl Strategy<Value = u32> {
    2..COUNT + 2
}

fn edits() -> impl Strategy<Value = Edits> {
    let text = (some_row(), 0..3_u32, "[a-z0-9]{0,4}");
    let texts = proptest::collection::vec(text, 0..8);
    let deleted = proptest::collection::vec(some_row(), 0..4);
    let moved = proptest::collection::vec((some_row(), prop_oneof![Just(0), some_row()]), 0..6);
    let added = proptest::collection::vec((some_row(), "[a-z]{1,3}"), 0..3);
    (texts, deleted, moved, added).prop_map(|(texts, deleted, moved, added)| Edits {
        texts: texts.into_iter().map(|(row, column, text)| TextEdit { row, column, text }).collect(),
        deleted,
        moved: moved.into_iter().map(|(row, after)| Move { row, after, code: None }).collect(),
        added: (ADDED..)
            .zip(added)
            .map(|(id, (after, text))| AddedRow {
                id,
                after,
                cells: vec![text, String::new(), "new".to_owned()],
            })
            .collect(),
        ..Edits::default()
    })
}

/// What every row should show, wherever it stands.
fn expected(edits: &Edits) -> BTreeMap<u32, Vec<String>> {
    let own = (2..COUNT + 2).map(|row| (row, vec![format!("a{row}"), row.to_string(), format!("c{row}")]));
    let added = edits.added.iter().map(|row| (row.id, row.cells.clone()));
    let mut rows: BTreeMap<u32, Vec<String>> = own.chain(added).collect();
    for edit in &edits.texts {
        if let Some(cell) = rows.get_mut(&edit.row).and_then(|cells| cells.get_mut(edit.column as usize)) {
            cell.clone_from(&edit.text);
        }
    }
    rows.retain(|row, cells| !edits.deleted.contains(row) && cells.iter().any(|cell| !cell.is_empty()));
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_edit_disturbs_another_cell_and_no_row_is_lost(edits in edits()) {
        let mut session = checked(&text_of(COUNT), edits.clone());
        let shown = rows(&mut session);
        let numbers: BTreeSet<u32> = shown.iter().map(|(row, _)| *row).collect();
        prop_assert_eq!(numbers.len(), shown.len(), "each row stands in one place");
        prop_assert_eq!(shown.into_iter().collect::<BTreeMap<_, _>>(), expected(&edits));
    }

    #[test]
    fn rows_that_nobody_moved_keep_their_order(edits in edits()) {
        let mut session = checked(&text_of(COUNT), edits.clone());
        let moved: BTreeSet<u32> = edits.moved.iter().map(|m| m.row).collect();
        let numbers = rows(&mut session).into_iter().map(|(row, _)| row);
        let own: Vec<u32> = numbers.filter(|row| *row < ADDED && !moved.contains(row)).collect();
        prop_assert!(own.is_sorted(), "{:?}", own);
    }

    #[test]
    fn a_row_moved_once_stands_below_the_row_it_was_put_to(row in some_row(), after in some_row()) {
        prop_assume!(row != after);
        let edits = Edits { moved: vec![Move { row, after, code: None }], ..Edits::default() };
        let numbers: Vec<u32> = rows(&mut checked(&text_of(COUNT), edits)).into_iter().map(|(n, _)| n).collect();
        let at = numbers.iter().position(|n| *n == after);
        prop_assert_eq!(at.and_then(|at| numbers.get(at + 1)).copied(), Some(row));
    }

    #[test]
    fn without_the_edits_the_first_report_comes_again(edits in edits()) {
        let text = text_of(COUNT);
        let first = report(&checked(&text, Edits::default()));
        let mut session = checked(&text, edits);
        drop(rows(&mut session));
        prop_assert_eq!(report(&checked(&text, Edits::default())), first);
    }

    #[test]
    fn every_record_is_accounted_for_whatever_was_edited(edits in edits()) {
        let mut session = checked(&text_of(COUNT), edits.clone());
        let records = session.files()[0].records();
        prop_assert_eq!(records.on_file, records.ready + records.in_error + records.skipped);
        prop_assert_eq!(records.on_file, rows(&mut session).len() as u64);
        let emptied = (2..COUNT + 2).filter(|row| !edits.deleted.contains(row) && !expected(&edits).contains_key(row));
        let last = rows(&mut session).iter().map(|(row, _)| *row).filter(|row| *row < ADDED).max().unwrap_or(0);
        prop_assert_eq!(records.blank, emptied.filter(|row| *row < last).count() as u64);
    }
}

#[test]
fn an_edit_that_makes_a_duplicate_is_found_at_once() {
    let text = text_of(4);
    let typed = TextEdit { row: 4, column: 0, text: "a2".to_owned() };
    let session = checked(&text, Edits { texts: vec![typed], ..Edits::default() });
    assert_eq!(codes_at(&session), [("U610".to_owned(), "A4".to_owned())]);
}

#[test]
fn a_typed_text_longer_than_allowed_is_found_at_once() {
    let typed = TextEdit { row: 3, column: 2, text: "much too long".to_owned() };
    let session = checked(&text_of(4), Edits { texts: vec![typed], ..Edits::default() });
    assert_eq!(codes_at(&session), [("V320".to_owned(), "C3".to_owned())]);
}

#[test]
fn a_change_of_a_hundred_thousand_cells_is_undone_exactly() {
    let count = 100_000;
    let text = text_of(count);
    let first = report(&checked(&text, Edits::default()));
    let texts = (2..count + 2).map(|row| TextEdit { row, column: 1, text: "7".to_owned() });
    let mut session = checked(&text, Edits { texts: texts.collect(), ..Edits::default() });
    let mut log = Vec::new();
    session.product(0, Product::Changes, RowsInError::Drop, &mut log).unwrap_or_else(|e| panic!("{e}"));
    let seven = 1; // Row 7 held a 7 before.
    assert_eq!(String::from_utf8_lossy(&log).lines().count() as u32, 1 + count - seven);
    assert_eq!(report(&checked(&text, Edits::default())), first);
}

#[test]
fn one_row_of_a_circle_of_moves_stays_and_the_others_follow_it() {
    let order = |moves: &[(u32, u32)]| {
        let moved = moves.iter().map(|(row, after)| Move { row: *row, after: *after, code: None }).collect();
        let edits = Edits { moved, ..Edits::default() };
        rows(&mut checked(&text_of(6), edits)).into_iter().map(|(row, _)| row).collect::<Vec<u32>>()
    };
    assert_eq!(order(&[]), [2, 3, 4, 5, 6, 7]);
    assert_eq!(order(&[(3, 5), (5, 3)]), [2, 3, 5, 4, 6, 7]);
    assert_eq!(order(&[(2, 3), (3, 5), (5, 3)]), [3, 2, 5, 4, 6, 7], "a row that follows into the circle");
    assert_eq!(order(&[(2, 7), (3, 2), (2, 4)]), [4, 2, 3, 5, 6, 7], "the last move of a row counts");
}

#[test]
fn deleted_and_moved_rows_stand_in_the_change_log() {
    let edits = Edits {
        deleted: vec![3, 3, ADDED],
        moved: vec![Move { row: 5, after: 2, code: None }],
        ..Edits::default()
    };
    let mut session = checked(&text_of(4), edits);
    let mut log = Vec::new();
    session.product(0, Product::Changes, RowsInError::Drop, &mut log).unwrap_or_else(|e| panic!("{e}"));
    let log = String::from_utf8_lossy(&log).into_owned();
    let lines: Vec<&str> = log.lines().skip(1).collect();
    assert_eq!(lines, ["3,,,,row 3,deleted,by-hand,by-hand", "5,,,,row 5,below row 2,by-hand,by-hand"]);
    assert_eq!(session.files()[0].report(Lang::En)["changeCount"], 2);
    assert_eq!(session.files()[0].records().blank, 0, "a deleted row is no blank one");
}

/// A repair of rows is taken whichever column its findings stand in: the page names it, the command line does not.
#[test]
fn rows_are_regrouped_whatever_column_the_decision_names() {
    let text = "project name,resource type,resource name,task budget type\nA,project,A,\nB,project,B,\nA,task,x,none\nB,task,y,none\n";
    for field in [None, Some("project name".to_owned())] {
        let decision = Decision { code: "O740".to_owned(), field, value: None, choice: None, accept: true };
        let edits = Edits { decisions: vec![decision], ..Edits::default() };
        let mut session = checked_as(text.as_bytes().to_vec(), builtin(), Some("gryzzly/projects"), edits);
        let order: Vec<u32> = rows(&mut session).into_iter().map(|(row, _)| row).collect();
        assert_eq!(order, [2, 4, 3, 5]);
    }
}

/// What comes with a request may be old, or written by another program: a choice that there is not takes nothing.
#[test]
fn a_choice_that_there_is_not_takes_no_repair() {
    let fields =
        r#"{"fields":[{"name":"name"},{"name":"day","type":"date"},{"name":"sum","type":"number"}]}"#;
    let cases = [
        ("S580", "name,day,sum\n(text),dd/mm/yyyy,(€)\nParis,2025-03-14,1\n", "leave-out"),
        ("R170", "name,day,sum\nParis,2025-03-14,1\nTotal,,1\n", "leave-out"),
        ("S140", "name,name,sum\nParis,Lyon,1\n", "B"),
        ("S510", "name,,sum\nParis,x,1\n", "leave-out"),
        ("T130", "name,day,sum\nParis,2025-03-14,\"1,234\"\n", "decimal"),
        ("T140", "name,day,sum\nParis,2025-03-14,50%\n", "points"),
        ("T240", "name,day,sum\nParis,04/06/2025,1\n", "day-first"),
        ("T710", "name,day,sum\nNULL,2025-03-14,1\n", "empty"),
    ];
    for (code, text, right) in cases {
        let verdict = |choice: Option<&str>| {
            let choice = choice.map(str::to_owned);
            let decision = Decision { code: code.to_owned(), field: None, value: None, choice, accept: true };
            let edits = Edits { decisions: vec![decision], ..Edits::default() };
            let definition = vec![ImportDefinition::parse(fields).unwrap_or_else(|e| panic!("{e}")).into()];
            checked_as(text.as_bytes().to_vec(), definition, None, edits).files()[0].verdict()
        };
        assert_eq!(verdict(Some(right)), Verdict::Ready, "{code}={right}");
        for wrong in ["keep", "zzz", "leave", "Z"] {
            assert_eq!(verdict(Some(wrong)), Verdict::Errors, "{code}={wrong}");
        }
    }
    let two = Decision { code: "T240".to_owned(), field: None, value: None, choice: None, accept: true };
    let edits = Edits { decisions: vec![two], ..Edits::default() };
    let definition = vec![ImportDefinition::parse(fields).unwrap_or_else(|e| panic!("{e}")).into()];
    let session = checked_as(b"name,day\nParis,04/06/2025\n".to_vec(), definition, None, edits);
    assert_eq!(session.files()[0].verdict(), Verdict::Errors, "one of two days must be named");
}

#[test]
fn a_view_of_one_problem_is_complete_however_often_it_occurs() {
    let lines = (0..3_000).map(|i| format!("a{i},{},c\n", if i % 2 == 0 { "x" } else { "1" }));
    let mut session = checked(&("a,b,c\n".to_owned() + &lines.collect::<String>()), Edits::default());
    let code = Filter::Code { code: "T110".to_owned() };
    assert_eq!(session.window(0, &code, 0, 1).total, 1_500);
    assert_eq!(session.window(0, &Filter::Column { column: 1 }, 0, 1).total, 1_500);
    let value = Filter::Value { column: 1, text: "1".to_owned() };
    assert_eq!(session.window(0, &value, 1_499, 10).rows.len(), 1);
    let profile = session.profile(0);
    assert_eq!(profile[1].errors, 1_500);
    assert_eq!(profile[1].top.len(), 2);
}

#[test]
fn a_view_is_sorted_by_what_the_file_holds_and_edits_do_not_move_its_rows() {
    let text = "a,b\nfirst,10\nsecond,beta\nthird,\nfourth,\"1,5\"\nfifth,Alpha\nsixth,9\nseventh,10\n";
    let definition = r#"{"fields":[{"name":"a"},{"name":"b","type":"integer"}]}"#;
    let mut session = support::check_text(definition, text);
    let mut order = |rows: Filter, column: u32, descending: bool| -> Vec<u32> {
        let sorted = Filter::Sorted { rows: Box::new(rows), column, descending };
        session.window(0, &sorted, 0, 99).rows.iter().map(|row| row.number).collect()
    };
    // Numbers by their size, then texts regardless of case; equal ones as in the file, and no text last.
    assert_eq!(order(Filter::All, 1, false), [5, 7, 2, 8, 6, 3, 4]);
    assert_eq!(order(Filter::All, 1, true), [3, 6, 2, 8, 7, 5, 4]);
    let wrong = order(Filter::Errors, 1, true);
    assert_eq!(wrong, [3, 6, 5]);
    // The way leads through the cells as they are shown.
    let sorted = Filter::Sorted { rows: Box::new(Filter::All), column: 1, descending: true };
    let next = |session: &mut Session<'_>, row| {
        session.next(0, (row, 1), true, &sorted, None).map(|found| (found.row, found.index, found.at))
    };
    assert_eq!(next(&mut session, 3), Some((6, 1, Some(2))));
    assert_eq!(next(&mut session, 6), Some((5, 5, Some(3))));
    assert_eq!(next(&mut session, 5), Some((3, 0, Some(1))));
}

/// The numbers of the rows of a file in the order of its second column.
fn sorted_rows(definition: &str, text: &str) -> Vec<u32> {
    let mut session = support::check_text(definition, text);
    let sorted = Filter::Sorted { rows: Box::new(Filter::All), column: 1, descending: false };
    session.window(0, &sorted, 0, 99).rows.iter().map(|row| row.number).collect()
}

#[test]
fn a_view_is_sorted_by_the_numbers_and_days_that_the_check_reads() {
    let numbers = r#"{"fields":[{"name":"a"},{"name":"b","type":"number"}]}"#;
    let days = r#"{"fields":[{"name":"a"},{"name":"b","type":"date"}]}"#;
    // Points group and a comma is the mark of decimals, which the column tells of `1.500`, too.
    let with_commas = "a;b\nx;1.234,56\nx;1.500\nx;999,5\nx;-3\nx;1 000,00 €\nx;12\n";
    assert_eq!(sorted_rows(numbers, with_commas), [5, 7, 4, 6, 2, 3]);
    // The other way round the same text is one and a half.
    let with_points = "a;b\nx;1,234.56\nx;1.500\nx;999.5\nx;12\n";
    assert_eq!(sorted_rows(numbers, with_points), [3, 5, 4, 2]);
    // Without a field, a number is a number all the same.
    let of_no_field = r#"{"fields":[{"name":"a"}]}"#;
    assert_eq!(sorted_rows(of_no_field, "a;extra\nx;1.234,56\nx;999,5\nx;word\nx;12 %\n"), [5, 3, 2, 4]);
    // The one day above the twelfth tells that days come first; no day at the end, blank cells last.
    let day_first = "a;b\nx;03/12/2025\nx;14/03/2025\nx;\nx;soon\nx;2024-12-31\nx;1 May 2025\nx;04/01/2025 09:30\nx;04/01/2025\n";
    assert_eq!(sorted_rows(days, day_first), [6, 9, 8, 3, 7, 2, 5, 4]);
    let month_first = "a;b\nx;03/12/2025\nx;01/04/2025\nx;03/14/2025\n";
    assert_eq!(sorted_rows(days, month_first), [3, 2, 4]);
    // While nothing tells which part is the month, days whose order is open stand behind the others, as texts.
    assert_eq!(sorted_rows(days, "a;b\nx;05/04/2025\nx;04/05/2025\nx;2025-12-31\n"), [4, 3, 2]);
    // So do days with a time: one above the twelfth tells it of the others.
    let moments = r#"{"fields":[{"name":"a"},{"name":"b","type":"datetime"}]}"#;
    let day_first = "a;b\nx;03/12/2025 08:00\nx;14/03/2025 08:00\nx;04/01/2025 09:30\nx;2025-02-01T00:00:00\nx;04/01/2025 08:30\nx;\nx;soon\n";
    assert_eq!(sorted_rows(moments, day_first), [6, 4, 5, 3, 2, 8, 7]);
    let month_first =
        "a;b\nx;03/12/2025 08:00\nx;01/04/2025 08:00\nx;03/14/2025 08:00\nx;2025-01-05T00:00:00\n";
    assert_eq!(sorted_rows(moments, month_first), [3, 5, 2, 4]);
    assert_eq!(
        sorted_rows(moments, "a;b\nx;05/04/2025 08:00\nx;04/05/2025 08:00\nx;2025-12-31T00:00:00\n"),
        [4, 3, 2]
    );
    let times = r#"{"fields":[{"name":"a"},{"name":"b","type":"time"}]}"#;
    assert_eq!(sorted_rows(times, "a;b\nx;10:15:00\nx;9:30\nx;8h45\n"), [4, 3, 2]);
}

#[test]
fn each_column_has_its_own_count_however_many_another_has() {
    let lines = (0..1_500).map(|i| format!("x{i},{},c\n", if i % 50 == 0 { "y" } else { "1" }));
    let definition =
        r#"{"fields":[{"name":"a","type":"integer"},{"name":"b","type":"integer"},{"name":"c"}]}"#;
    let session = support::check_text(definition, &("a,b,c\n".to_owned() + &lines.collect::<String>()));
    let report = session.files()[0].report(import_checker::Lang::En);
    let groups = report["groups"].as_array().map_or(&[][..], Vec::as_slice);
    let told: Vec<String> =
        groups.iter().map(|g| format!("{} {} {}", g["column"], g["count"], g["shown"])).collect();
    assert_eq!(told, [r#""A" 1500 1000"#, r#""B" 30 30"#]);
    assert_eq!(report["counts"]["T110"], 1_530);
}

#[test]
fn headings_that_come_again_carry_no_findings_of_their_own() {
    let definition =
        r#"{"fields":[{"name":"kind","constraints":{"enum":["a","b"]}},{"name":"count","type":"integer"}]}"#;
    let mut session = support::check_text(definition, "kind,count\na,1\nkind,count\nc,2\n");
    let window = session.window(0, &Filter::All, 0, 10);
    let codes = |row: usize| window.rows[row].marks.iter().flat_map(|m| m.codes.clone()).collect::<Vec<_>>();
    assert_eq!(window.rows[1].state, "skipped");
    assert_eq!(codes(1), Vec::<String>::new());
    assert_eq!(codes(2), ["T310"]);
}

/// A source that counts the bytes it gives out.
struct Counted<'a>(Cursor<Vec<u8>>, &'a Cell<usize>);

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.set(self.1.get() + count);
        Ok(count)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Rows far down are read without those before them, whatever was typed, deleted, moved or added.
#[test]
fn a_window_reads_little_and_shows_what_all_rows_show() {
    let filler = "x".repeat(450);
    let lines: String = (2..=8_000).map(|row| format!("a{row},{row},{filler}\n")).collect();
    let text = |row, text: &str| TextEdit { row, column: 0, text: text.to_owned() };
    let edits = Edits {
        texts: vec![text(7_900, "typed"), text(3, "typed too")],
        deleted: vec![9, 7_902],
        moved: vec![
            Move { row: 12, after: 7_904, code: None },
            Move { row: 7_906, after: 20, code: None },
            Move { row: 7_912, after: 7_908, code: None },
        ],
        added: vec![AddedRow { id: ADDED, after: 7_910, cells: vec!["added".to_owned()] }],
        ..Edits::default()
    };
    let given = Cell::new(0);
    let definition = ImportDefinition::parse(THREE).unwrap_or_else(|e| panic!("{e}"));
    let source = Counted(Cursor::new(format!("a,b,c\n{lines}").into_bytes()), &given);
    let input = Input { name: "file.csv".to_owned(), edits, ..Input::default() };
    let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, source);
    let mut session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files()[0].report(Lang::En);
    let whole = session.window(0, &Filter::All, 0, u64::MAX).rows;
    let first = whole.iter().position(|row| row.cells[0] == "typed").unwrap_or_default();
    assert!(first > 7_000);
    for (from, count) in [(first - 5, 20), (first - 5_000, 10), (0, 40)] {
        given.set(0);
        let rows = session.window(0, &Filter::All, from as u64, count as u64).rows;
        assert_eq!(rows, whole[from..from + count]);
        assert!(given.get() < 3 << 19, "{} bytes for {count} rows from {from}", given.get());
    }
    assert_eq!(session.files()[0].report(Lang::En), report);
}
