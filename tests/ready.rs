//! *Ready* means that everything was looked at: sheets, rows and columns that are easily passed over.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{ImportDefinition, Lang, Session, Verdict};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use support::{How, check, check_text, cleaned, codes};

const NAMES: &str = r#"{"fields":[{"name":"name"},{"name":"city"}]}"#;

/// Writes lines of cells from the top of a sheet on.
fn fill(sheet: &mut Worksheet, top: u32, lines: &[&[&str]]) {
    for (row, line) in (top..).zip(lines) {
        for (column, text) in (0..).zip(*line) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

/// Checks a workbook that is made sheet by sheet.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Session<'static> {
    let mut book = Workbook::new();
    for (name, lines) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        fill(sheet, 0, lines);
    }
    checked(book, NAMES)
}

fn checked(mut book: Workbook, definition: &str) -> Session<'static> {
    let bytes = book.save_to_buffer().unwrap();
    let definition = ImportDefinition::parse(definition).unwrap();
    check("file.xlsx", bytes, vec![definition.into()], &How::default())
}

fn verdict(session: &Session<'_>) -> Verdict {
    session.files()[0].verdict()
}

#[test]
fn sheets_with_the_same_headings_are_not_checked() {
    const NORTH: &[&[&str]] = &[&["name", "city"], &["Ana", "Cork"]];
    const SOUTH: &[&[&str]] = &[&["Regional list"], &["City", "Name"], &["Lyon", "Bo"], &[], &["Nice", "Cy"]];
    const OTHER: &[&[&str]] = &[&["colour", "size"], &["red", "5"]];
    const VOID: &[&[&str]] = &[&["name", "city"]];

    let session = workbook(&[("North", NORTH), ("South", SOUTH)]);
    assert_eq!(verdict(&session), Verdict::Incomplete);
    let report = session.files()[0].report(Lang::En);
    let said = report["notChecked"][0]["message"].as_str().unwrap();
    assert!(said.contains("“South”") && said.contains("2 rows"), "{said}");

    for innocent in [("Colours", OTHER), ("Template", VOID), ("How to fill it in", SOUTH)] {
        assert_eq!(verdict(&workbook(&[("North", NORTH), innocent])), Verdict::Ready, "{}", innocent.0);
    }
}

#[test]
fn a_row_that_shows_nothing_is_blank() {
    let nothing =
        ["", " ", "\u{a0}", "\u{200b}", "\u{2800}", "\u{1}", "\u{feff}\u{2060}", "\u{3000}", "\u{e0041}"];
    for sign in nothing {
        let session = check_text(NAMES, &format!("name,city\nAna,Cork\n{sign},{sign}\nBo,Lyon\n"));
        let records = session.files()[0].records();
        assert_eq!((records.on_file, records.ready, records.blank), (2, 2, 1), "{sign:?}");
        let session =
            workbook(&[("A", &[&["name", "city"], &["Ana", "Cork"], &[sign, sign], &["Bo", "Lyon"]])]);
        let records = session.files()[0].records();
        assert_eq!((records.on_file, records.ready), (2, 2), "{sign:?} in a workbook");
    }
    let session = check_text(NAMES, "name,city\nAna,Cork\n-,.\n");
    assert_eq!(session.files()[0].records().on_file, 2);
}

#[test]
fn a_needed_cell_that_shows_nothing_is_empty() {
    let definition = r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"}]}"#;
    for sign in ["\u{200b}", "\u{2800}", "\u{1}", "\u{a0}"] {
        let session = check_text(definition, &format!("name,city\n{sign},Cork\n"));
        assert_eq!(codes(&session), ["B110"], "{sign:?}");
    }
}

#[test]
fn a_merged_title_is_a_notice_and_merged_records_are_not() {
    let definition = NAMES.replacen('{', r#"{"severities":{"merged-cells":"error"},"#, 1);
    let title = |row: u32| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, 1, &[&["name", "city"], &["Ana", "Cork"], &["Bo", "Lyon"]]);
        sheet.merge_range(row, 0, row, 1, "All our customers", &Format::new()).unwrap();
        checked(book, &definition)
    };
    assert_eq!(verdict(&title(0)), Verdict::Ready);
    assert_eq!(verdict(&title(3)), Verdict::Errors);
}

#[test]
fn blank_columns_between_the_others_are_told() {
    for text in
        ["name,,city\nAna,,Cork\n", ",name,city\n,Ana,Cork\n", "name,\u{a0},\u{200b},city\nAna, ,,Cork\n"]
    {
        let mut session = check_text(NAMES, text);
        assert!(codes(&session).contains(&"S530".to_owned()), "{text:?}");
        assert_eq!(verdict(&session), Verdict::Ready);
        assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n");
    }
    assert!(!codes(&check_text(NAMES, "name,city,,\nAna,Cork,,\n")).contains(&"S530".to_owned()));
}

#[test]
fn a_country_is_one_country_under_all_its_names() {
    let definition = r#"{"fields":[{"name":"country","format":"country"},{"name":"state"}],
        "rules":[{"rule":"required","fields":["state"],"when":{"country":"US"}}]}"#;
    for name in ["US", "USA", "United States", "États-Unis", "etats-unis", "U.S.A."] {
        let session = check_text(definition, &format!("country,state\n{name},\n"));
        assert!(codes(&session).contains(&"B110".to_owned()), "{name}");
    }
    assert!(!codes(&check_text(definition, "country,state\nFrance,\n")).contains(&"B110".to_owned()));
}

#[test]
fn a_number_that_became_a_date_is_called_so() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"hours","type":"number"}]}"#;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, &[&["name", "hours"], &["Ana"]]);
    sheet.write_number_with_format(1, 1, 45784.0, &Format::new().set_num_format("d.m")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let run = |accept: &[&str]| {
        let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
        check("file.xlsx", bytes.clone(), vec![ImportDefinition::parse(definition).unwrap().into()], &how)
    };
    assert!(codes(&run(&[])).contains(&"T840".to_owned()));
    assert_eq!(cleaned(&mut run(&["T840"])), b"name,hours\r\nAna,7.5\r\n");
}

#[test]
fn a_dash_is_emptied_where_no_value_is_needed() {
    let definition = r#"{"fields":[{"name":"kind"},{"name":"hours","type":"number"}],
        "rules":[{"rule":"unused","silent":true,"fields":["hours"],"when":{"kind":"free"}}]}"#;
    let mut session = check_text(definition, "kind,hours\nfree,-\nfree,5\nfree,\n");
    assert_eq!((codes(&session), verdict(&session)), (vec!["B130".to_owned()], Verdict::Ready));
    assert_eq!(cleaned(&mut session), b"kind,hours\r\nfree,\r\nfree,5\r\nfree,\r\n");
    for wrong in ["paid,-", "free,7x", "free,1;200"] {
        assert_eq!(
            verdict(&check_text(definition, &format!("kind,hours\n{wrong}\n"))),
            Verdict::Errors,
            "{wrong}"
        );
    }
}

#[test]
fn minus_nothing_is_tidied_and_told() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"amount","type":"number"}]}"#;
    let mut session = check_text(definition, "name,amount\nAna,-0\n");
    assert_eq!(codes(&session), ["C170"]);
    assert_eq!(cleaned(&mut session), b"name,amount\r\nAna,0\r\n");
}

#[test]
fn a_hint_in_brackets_does_not_hide_a_heading() {
    for heading in ["City (town)", "city [where?]", "CITY (text)*"] {
        let mut session = check_text(NAMES, &format!("name,{heading}\nAna,Cork\n"));
        assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n", "{heading}");
    }
    // A column that has the name itself comes first, and of two with hints nobody knows which is meant.
    let mut session = check_text(NAMES, "name,city,city (birth)\nAna,Cork,Lyon\n");
    assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n");
    let session = check_text(NAMES, "name,city (home),city (birth)\nAna,Cork,Lyon\n");
    assert_eq!(verdict(&session), Verdict::Errors);
    assert!(codes(&session).contains(&"S140".to_owned()));
}

#[test]
fn two_columns_for_one_field_are_both_named() {
    let definition = r#"{"fields":[{"name":"user","aliases":["email"]},{"name":"city"}]}"#;
    let session = check_text(definition, "User,city,Email\nAna,Cork,a@b.example\n");
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().unwrap();
    let said = findings.iter().find(|f| f["code"] == "S140").unwrap()["message"].as_str().unwrap();
    assert!(said.contains("“Email”, and column A, “User”, are both taken for “user”"), "{said}");
}
