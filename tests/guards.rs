//! What other programs made of values is told in text files as in workbooks, and innocent neighbours are left alone.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{ImportDefinition, Session};
use support::{How, check, cleaned, codes};

const FIELDS: &str = r#"{"fields":[{"name":"code","format":"reference"},{"name":"post","format":"postcode"},
    {"name":"phone","format":"phone"},{"name":"day","type":"date"},{"name":"amount","type":"number"},
    {"name":"kind","constraints":{"enum":["none","fixed"]}},{"name":"note"}]}"#;

/// Checks one column of the table above.
fn column(name: &str, values: &[&str], accept: &[&str]) -> Session<'static> {
    let mut text = format!("{name};name\n");
    for (index, value) in values.iter().enumerate() {
        let value = if value.contains(';') { format!("\"{value}\"") } else { (*value).to_owned() };
        text.push_str(&format!("{value};x{index}\n"));
    }
    let all = FIELDS.replace("{\"fields\":[", "{\"fields\":[{\"name\":\"name\"},");
    let definition = ImportDefinition::parse(&all).unwrap();
    let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
    check("file.csv", text.into_bytes(), vec![definition.into()], &how)
}

/// How often a column has a code.
fn count(name: &str, values: &[&str], code: &str) -> usize {
    codes(&column(name, values, &[])).iter().filter(|c| *c == code).count()
}

/// The values of the cleaned file.
fn values(name: &str, written: &[&str], accept: &[&str]) -> Vec<String> {
    let mut session = column(name, written, accept);
    let bytes = cleaned(&mut session);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    reader.records().map(|r| r.unwrap()[at].to_owned()).collect()
}

#[test]
fn error_values_in_every_kind_of_column() {
    for name in ["code", "post", "phone", "day", "amount", "kind", "note"] {
        assert_eq!(count(name, &["#N/A", "#WERT!", "#¡REF!", "########", "Loading..."], "T610"), 5, "{name}");
    }
    assert_eq!(count("note", &["#1", "#team", "C#"], "T610"), 0);
}

#[test]
fn words_for_empty_are_asked_about() {
    for name in ["code", "day", "amount", "note"] {
        assert_eq!(count(name, &["NULL", "\\N"], "T710"), 2, "{name}");
        assert_eq!(values(name, &["NULL", "\\N"], &["T710=empty"]), ["", ""], "{name}");
    }
    assert_eq!(values("note", &["NULL", "x"], &["T710=text"]), ["NULL", "x"]);
    assert_eq!(count("note", &["NA", "Null", "Nancy"], "T710") + count("kind", &["None"], "T710"), 0);
}

#[test]
fn guards_of_spreadsheets_are_taken_off() {
    assert_eq!(values("note", &["=\"0612\"", "'14/03/2025"], &[]), ["0612", "14/03/2025"]);
    assert_eq!(values("day", &["=\"2025-03-14\""], &[]), ["2025-03-14"]);
    assert_eq!(count("note", &["=\"0612\""], "T720"), 1);
}

#[test]
fn codes_that_a_spreadsheet_changed() {
    assert_eq!(count("note", &["1,23E+15", "5.55E+11", "2E5"], "T160"), 2);
    assert_eq!(count("note", &["02-févr", "Mar-05", "4-Apr", "4-APR", "A-12"], "T640"), 3);
    let lost = ["75001", "69001", "13001", "31000", "1000", "6000", "7000", "8000"];
    assert_eq!(count("post", &lost, "T660"), 1);
    assert_eq!(values("code", &["1001.0", "1002.0"], &["T730=remove"]), ["1001", "1002"]);
    assert_eq!(count("code", &["1001.0", "1002"], "T730"), 0);
}

#[test]
fn dates_that_are_hardly_meant() {
    let odd = ["0025-03-14", "2205-03-14", "1899-12-30", "1900-01-01", "14/03/0025"];
    assert_eq!(count("day", &odd, "T810"), 5);
    assert_eq!(count("day", &["1925-03-14", "1970-01-01", "2099-12-31"], "T810"), 0);
    let swapped = ["2025-09-03", "2025-10-03", "2025-11-03", "13/03/2025", "14/03/2025", "15/03/2025"];
    assert_eq!(count("day", &swapped, "T750"), 3);
    let meant = ["2025-03-09", "2025-03-10", "2025-03-11", "2025-03-13", "2025-03-14", "2025-03-15"];
    assert_eq!(values("day", &swapped, &["T750=exchange"]), meant);
    assert_eq!(
        count("day", &["2025-09-03", "2025-10-13", "13/03/2025", "14/03/2025", "15/03/2025"], "T750"),
        0
    );
    let utc = ["2025-03-10T23:00:00.000Z", "2025-06-10T22:00:00.000Z"];
    assert_eq!(values("day", &utc, &["T740=next-day"]), ["2025-03-11", "2025-06-11"]);
    assert_eq!(values("day", &utc, &[]), Vec::<String>::new());
    assert_eq!(count("day", &["2025-03-10 22:00:00", "2025-06-10 23:00:00"], "T740"), 2);
    assert_eq!(count("day", &["2025-03-10T00:00:00Z", "2025-03-10 09:15:00"], "T740"), 0);
}

#[test]
fn amounts_without_cents_and_with_thousands() {
    let written = ["1.200,-", "50,-", "50.-", "CHF 50.–", "50,--", "50:-", "-50,-", "(50,-)", "50,-€"];
    let meant = ["1200", "50", "50", "50", "50", "50", "-50", "-50", "50"];
    assert_eq!(values("amount", &written, &[]), meant);
    assert_eq!(values("amount", &["50,00-", "50-"], &[]), ["-50.00", "-50"]);
    assert_eq!(count("amount", &["12.000", "3.500"], "T130"), 2);
    assert_eq!(values("amount", &["12.000", "3.500", "7,5"], &[]), ["12000", "3500", "7.5"]);
}

#[test]
fn letters_that_another_program_changed() {
    assert_eq!(
        values("note", &["L\u{92}Hôpital", "8h \u{96} 18h", "\u{80} 5"], &[]),
        ["L’Hôpital", "8h – 18h", "€ 5"]
    );
    let joined = ["علی\u{200c}رضا", "ශ්\u{200d}රී", "👩\u{200d}🔧"];
    assert_eq!(values("note", &joined, &[]), joined);
    assert_eq!(values("note", &["a\u{200d}b"], &[]), ["ab"]);
    assert_eq!(count("note", &["Smith &amp; Sons", "1<br>2", "A & B", "R&D"], "V420"), 2);
}
