//! What holds for every file: no bytes make it panic, no row is lost, cleaning a clean file changes nothing.

#![allow(clippy::pedantic, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::{Account, Change, ImportDefinition, Lang, RowsInError, Session, Verdict};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::ops::ControlFlow;
use std::sync::Arc;
use support::{How, builtin, check};

fn how() -> How {
    How { import: Some("gryzzly/projects".to_owned()), ..How::default() }
}

fn clean(session: &mut Session<'_>, rows: RowsInError) -> Option<(Vec<u8>, Account, Vec<Change>)> {
    let (mut out, mut changes) = (Vec::new(), Vec::new());
    let mut go_on = |_, _| ControlFlow::Continue(());
    let account = session.clean(0, rows, &mut out, &mut |c| changes.push(c()), &mut go_on).ok()?;
    Some((out, account, changes))
}

/// Rows that look like those of an import, right and wrong ones mixed.
fn row() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![Just("Alpha"), Just("Beta"), Just("alpha "), Just(""), Just("Gamma\nline")];
    let kind = prop_oneof![
        Just("project"),
        Just("[Task]"),
        Just("subtask"),
        Just("purchase"),
        Just("discount"),
        Just("tsk"),
        Just("")
    ];
    let budget =
        prop_oneof![Just(""), Just("none"), Just("Detailed"), Just("global"), Just("time"), Just("x")];
    let number = || prop_oneof![Just("10"), Just(""), Just("52,50"), Just("1,200"), Just("-1"), Just("a\"b")];
    let mode = prop_oneof![Just(""), Just("task"), Just("group")];
    let date = prop_oneof![Just(""), Just("2025-03-14"), Just("14/03/2025"), Just("04/05/2025")];
    (name, kind, "[A-Za-zé ,;\"]{0,12}", budget, number(), number(), mode, number(), number(), date).prop_map(
        |(name, kind, label, budget, hours, amount, mode, rate, cost, date)| {
            [name, kind, &label, budget, hours, amount, mode, rate, cost, cost, date, amount]
                .iter()
                .map(|t| (*t).to_owned())
                .collect()
        },
    )
}

const HEAD: [&str; 12] = [
    "project name",
    "resource type",
    "resource name",
    "task budget type",
    "task time planned",
    "budget amount",
    "task hourly rate mode",
    "task hourly rate",
    "purchase paid cost",
    "purchase resale price",
    "purchase paid date",
    "discount amount",
];

fn file(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD).unwrap_or_else(|e| panic!("{e}"));
    for row in rows {
        writer.write_record(row).unwrap_or_else(|e| panic!("{e}"));
    }
    writer.into_inner().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let mut session = check("file", bytes, builtin(), &How::default());
        assert!(session.files()[0].report(Lang::Fr).is_object());
        clean(&mut session, RowsInError::Include);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(?s)[\\PC\t\r\n\",;]{0,600}") {
        let mut session = check("file", text.into_bytes(), builtin(), &how());
        assert!(session.files()[0].report(Lang::En).is_object());
        clean(&mut session, RowsInError::Drop);
    }

    #[test]
    fn every_row_is_accounted_for(rows in proptest::collection::vec(row(), 0..25)) {
        let mut session = check("file.csv", file(&rows), builtin(), &how());
        let records = session.files()[0].records();
        prop_assert_eq!(records.on_file, records.ready + records.in_error + records.skipped);
        let visible = rows.iter().filter(|r| r.iter().any(|t| !t.trim().is_empty())).count() as u64;
        prop_assert_eq!(records.on_file, visible);
        if let Some((bytes, account, _)) = clean(&mut session, RowsInError::Drop) {
            prop_assert_eq!(account.read, account.written + account.left_out);
            prop_assert_eq!(account.written, records.ready);
            let again = csv::Reader::from_reader(bytes.as_slice()).records().count() as u64;
            prop_assert_eq!(again, records.ready);
        }
    }

    #[test]
    fn cleaning_what_is_clean_changes_nothing(rows in proptest::collection::vec(row(), 1..25)) {
        let mut session = check("file.csv", file(&rows), builtin(), &how());
        let Some((bytes, account, _)) = clean(&mut session, RowsInError::Drop) else { return Ok(()) };
        if account.written == 0 {
            return Ok(());
        }
        let mut again = check("file.csv", bytes.clone(), builtin(), &how());
        let report = again.files()[0].report(Lang::En);
        prop_assert_eq!(again.files()[0].verdict(), Verdict::Ready, "{:#}", report["findings"]);
        let (twice, _, changes) = clean(&mut again, RowsInError::Drop).unwrap_or_default();
        prop_assert_eq!(changes, vec![]);
        prop_assert_eq!(twice, bytes);
    }

    #[test]
    fn the_same_file_gives_the_same_report(rows in proptest::collection::vec(row(), 0..12)) {
        let report = || check("file.csv", file(&rows), builtin(), &how()).files()[0].report(Lang::En);
        prop_assert_eq!(report(), report());
    }

    /// Lines that are taken over whole, with commas between the cells, against records that are written cell by cell.
    #[test]
    fn the_delimiter_of_the_cleaned_file_changes_nothing_else(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..5), 1..8)
    ) {
        let files = [("file.xlsx", workbook(&rows)), ("file.csv", lines(&rows))];
        for (name, bytes) in files {
            let [commas, semicolons] = [',', ';'].map(|delimiter| cleaned(name, bytes.clone(), delimiter));
            prop_assert_eq!(commas, semicolons, "{}", name);
        }
    }
}

/// A cell of a list of people: right, in another notation, wrong, or in need of quotes.
fn cell() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        2 => Just(""),
        4 => prop_oneof![Just("Ana"), Just("2025-03-14"), Just("12.5"), Just("é"), Just("-3"), Just("7")],
        2 => prop_oneof![Just("14/03/2025"), Just("12,5"), Just(" Ana "), Just("Bo\u{a0}")],
        2 => prop_oneof![Just("a;b"), Just("a, b"), Just("say \"no\""), Just("two\nlines"), Just("\"")],
    ]
}

const PEOPLE: [&str; 4] = ["name", "born", "weight", "note"];

fn workbook(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let all = std::iter::once(&PEOPLE.to_vec()).chain(rows).cloned().collect::<Vec<_>>();
    for (row, cells) in (0..).zip(all) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            let number = text.parse::<f64>().map(|number| sheet.write_number(row, column, number).is_ok());
            let written = number.unwrap_or_else(|_| sheet.write_string(row, column, text).is_ok());
            assert!(written, "{text}");
        }
    }
    book.save_to_buffer().unwrap_or_else(|e| panic!("{e}"))
}

/// As short as the rows are.
fn lines(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in std::iter::once(&PEOPLE.to_vec()).chain(rows) {
        writer.write_record(row).unwrap_or_else(|e| panic!("{e}"));
    }
    writer.into_inner().unwrap_or_default()
}

/// The records of the cleaned file, those in error among them.
fn cleaned(name: &str, bytes: Vec<u8>, delimiter: char) -> Vec<Vec<String>> {
    let definition = format!(
        r#"{{"name":"people","dialect":{{"delimiter":"{delimiter}"}},"fields":[{{"name":"name","constraints":
        {{"required":true}}}},{{"name":"born","type":"date"}},{{"name":"weight","type":"number"}},{{"name":"note"}}]}}"#
    );
    let definition = ImportDefinition::parse(&definition).unwrap_or_else(|e| panic!("{e}"));
    let mut session = check(name, bytes, vec![Arc::new(definition)], &How::default());
    let (bytes, ..) = clean(&mut session, RowsInError::Include).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).delimiter(delimiter as u8);
    let records = reader.from_reader(bytes.as_slice()).into_records();
    records
        .map(|record| record.unwrap_or_else(|e| panic!("{e}")).iter().map(str::to_owned).collect())
        .collect()
}
