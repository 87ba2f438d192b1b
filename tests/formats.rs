//! One table, saved in many ways, gives one report: the same codes at the same cells and the same cleaned file. Only
//! what is said of the file itself may differ.

#![allow(clippy::pedantic, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::{Lang, Session};
use std::fs;
use std::path::PathBuf;
use support::{How, builtin, check, cleaned};

fn saved(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Codes, severities and cells of everything that is said of rows, and the cleaned file.
fn outcome(session: &mut Session<'_>) -> (Vec<String>, String) {
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let about_rows = findings.iter().filter(|f| !f["row"].is_null());
    let found = about_rows.map(|f| {
        let field = f["field"].as_str().unwrap_or("");
        format!("{} {} row {} {field}", f["code"], f["severity"], f["row"])
    });
    (found.collect(), String::from_utf8_lossy(&cleaned(session)).into_owned())
}

fn checked(name: &str, bytes: Vec<u8>) -> (Vec<String>, String) {
    let how = How { import: Some("gryzzly/projects".to_owned()), ..How::default() };
    outcome(&mut check(name, bytes, builtin(), &how))
}

fn expected() -> (Vec<String>, String) {
    let found = checked("table.csv", saved("table.csv"));
    assert!(found.0.len() > 10 && found.1.lines().count() == 9, "{found:?}");
    found
}

#[test]
fn workbooks_of_three_kinds() {
    let expected = expected();
    for name in ["table.xlsx", "table.xls", "table.ods"] {
        assert_eq!(checked(name, saved(name)), expected, "{name}");
    }
}

#[test]
fn the_name_says_nothing() {
    let expected = expected();
    assert_eq!(checked("table.csv", saved("table.xlsx")), expected);
    assert_eq!(checked("table.xls", saved("table.csv")), expected);
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[test]
fn encodings() {
    let expected = expected();
    let text = String::from_utf8_lossy(&saved("table.csv")).into_owned();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let marked = [b"\xef\xbb\xbf".to_vec(), text.clone().into_bytes()].concat();
    let ways =
        [("windows-1252", latin), ("mark", marked), ("le", utf16(&text, false)), ("be", utf16(&text, true))];
    for (way, bytes) in ways {
        assert_eq!(checked("table.csv", bytes), expected, "{way}");
    }
}

#[test]
fn delimiters_and_line_ends() {
    let expected = expected();
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(saved("table.csv")));
    let head = reader.headers().cloned().unwrap_or_default();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.unwrap_or_default()).collect();
    for delimiter in [b',', b';', b'\t', b'|'] {
        for end in [csv::Terminator::CRLF, csv::Terminator::Any(b'\n')] {
            let mut writer =
                csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
            for row in std::iter::once(&head).chain(&rows) {
                writer.write_record(row).unwrap_or_else(|e| panic!("{e}"));
            }
            let bytes = writer.into_inner().unwrap_or_default();
            assert_eq!(checked("table.csv", bytes), expected, "{} {end:?}", char::from(delimiter));
        }
    }
}
