//! What other programs made of values is told in text files as in workbooks, and innocent neighbours are left alone.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, unreachable_pub)]
#[path = "reading_workbooks/package.rs"]
mod package;
mod support;

use import_checker::{ImportDefinition, Lang, Session};
use package::{Xlsx, container, ods};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fmt::Write;
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
    assert_eq!(
        values("day", &["=\"2025-03-14\"", "'14/03/2025", "'2025-03-16"], &[]),
        ["2025-03-14", "2025-03-14", "2025-03-16"]
    );
    assert_eq!(values("amount", &["=\"12\"", "'12", "'12,5"], &[]), ["12", "12", "12.5"]);
    assert_eq!(
        (count("day", &["'2025-03-14"], "V280"), count("note", &["'n huis", "'80s'"], "V280")),
        (1, 0)
    );
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
    assert_eq!((count("post", &["75001.0"], "T730"), count("phone", &["33612345678.0", ""], "T730")), (1, 1));
    assert_eq!(count("code", &["05. Mrz", "05/mar", "01-gen", "5-mrt", "set-12"], "T640"), 4);
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
    // What has no form of its own: a tag, a joiner of graphemes, a filler, a selector of forms, where nothing asks for them.
    let hidden = [
        "a\u{e0041}b",
        "a\u{e0041}\u{e0042}b",
        "a\u{34f}b",
        "a\u{115f}b",
        "a\u{fe0f}b",
        "a\u{180b}b",
        "a\u{fff0}b",
    ];
    assert_eq!(values("note", &hidden, &[]), ["ab"; 7]);
    assert_eq!(count("note", &hidden, "V220"), 7);
    let meant = [
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "葛\u{e0100}",
        "ᠠ\u{180b}",
        "ᄀ\u{1160}",
        "🏴\u{e0067}\u{e0062}\u{e007f}",
    ];
    assert_eq!(values("note", &meant, &[]), meant);
    assert_eq!(count("note", &meant, "V220"), 0);
    // A formula does not hide behind one, before the repair or after it.
    assert_eq!(count("note", &["\u{e0041}=1+1", "\u{fe0f}=1+1"], "V260"), 2);
    assert_eq!(count("note", &["Smith &amp; Sons", "1<br>2", "A & B", "R&D"], "V420"), 2);
}

// The same column in every kind of file.

/// What stands in a typed cell beside the text that it shows.
#[derive(Clone, Copy)]
enum Typed {
    Text,
    Error,
    Number(f64, &'static str),
    /// A day, or a day and a time, as ISO writes them.
    Moment(&'static str, &'static str),
}

use Typed::{Error, Moment, Number, Text};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Days since the beginning of 1900, as spreadsheets count them.
fn serial(iso: &str) -> f64 {
    let moment: jiff::civil::DateTime = iso.parse().unwrap();
    let first = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    moment.duration_since(first).as_secs_f64() / 86_400.0
}

/// The column with its heading and a second one, row by row from the second on.
fn rows<'a>(name: &'a str, cells: &'a [(&'a str, Typed)]) -> impl Iterator<Item = [(&'a str, Typed); 2]> {
    let head = [(name, Text), ("name", Text)];
    std::iter::once(head).chain(cells.iter().map(|cell| [*cell, ("Ana", Text)]))
}

fn as_csv(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let line = |row: [(&str, Typed); 2]| format!("\"{}\",{}\r\n", row[0].0.replace('"', "\"\""), row[1].0);
    rows(name, cells).map(line).collect::<String>().into_bytes()
}

fn as_xlsx(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let (mut text, mut formats) = (String::new(), Vec::new());
    for (row, line) in (1..).zip(rows(name, cells)) {
        write!(text, "<row r='{row}'>").unwrap();
        for ((shown, typed), letter) in line.iter().zip(["A", "B"]) {
            let at = format!("r='{letter}{row}'");
            let mut number = |value: f64, format| {
                formats.push(format);
                format!("<c {at} s='{}'><v>{value}</v></c>", formats.len())
            };
            text += &match *typed {
                Text => format!(
                    "<c {at} t='inlineStr'><is><t xml:space='preserve'>{}</t></is></c>",
                    escaped(shown)
                ),
                Error => format!("<c {at} t='e'><v>{shown}</v></c>"),
                Number(value, format) => number(value, format),
                Moment(iso, format) => number(serial(iso), format),
            };
        }
        text += "</row>";
    }
    Xlsx { rows: &text, formats: &formats, ..Xlsx::default() }.build()
}

fn as_ods(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let cell = |(shown, typed): (&str, Typed)| {
        let kind = match typed {
            Text => "office:value-type='string'".to_owned(),
            Error => "office:value-type='string' calcext:value-type='error'".to_owned(),
            Number(value, _) => format!("office:value-type='float' office:value='{value}'"),
            Moment(iso, _) => format!("office:value-type='date' office:date-value='{iso}'"),
        };
        format!("<table:table-cell {kind}><text:p>{}</text:p></table:table-cell>", escaped(shown))
    };
    let row =
        |row: [(&str, Typed); 2]| format!("<table:table-row>{}</table:table-row>", row.map(cell).concat());
    let table: String = rows(name, cells).map(row).collect();
    ods("", &format!("<table:table table:name='Data'>{table}</table:table>"))
}

fn as_xls(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        [&kind.to_le_bytes(), &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    };
    let wide = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
        bytes.push(1);
        bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
        bytes
    };
    let (mut formats, mut sheet) = (Vec::new(), record(0x809, &[0, 6, 16, 0, 0, 0, 0, 0]));
    for (row, line) in (0_u16..).zip(rows(name, cells)) {
        for ((shown, typed), column) in line.into_iter().zip(0_u16..) {
            let at = |style: u16| [row, column, style].map(u16::to_le_bytes).concat();
            let mut number = |value: f64, format| {
                formats.push(format);
                record(
                    0x203,
                    &[at(u16::try_from(formats.len()).unwrap()), value.to_le_bytes().to_vec()].concat(),
                )
            };
            sheet.extend(match typed {
                Text => record(0x204, &[at(0), wide(shown)].concat()),
                Error => {
                    let errors = [("#N/A", 0x2a), ("#REF!", 0x17), ("#VALUE!", 0x0f), ("#DIV/0!", 0x07)];
                    let code = errors.iter().find(|(text, _)| *text == shown).unwrap().1;
                    record(0x205, &[at(0), vec![code, 1]].concat())
                }
                Number(value, format) => number(value, format),
                Moment(iso, format) => number(serial(iso), format),
            });
        }
    }
    sheet.extend(record(0x0a, &[]));
    let mut book = record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let id = |at: usize| u16::try_from(164 + at).unwrap().to_le_bytes();
    for (at, format) in formats.iter().enumerate() {
        book.extend(record(0x41e, &[id(at).to_vec(), wide(format)].concat()));
    }
    book.extend(record(0xe0, &[0; 20]));
    for at in 0..formats.len() {
        book.extend(record(0xe0, &[&[0, 0], &id(at)[..], &[0; 16]].concat()));
    }
    let named = |at: u32| record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 4, 0], b"Data"].concat());
    let at = u32::try_from(book.len() + named(0).len() + 4).unwrap();
    book.extend([named(at), record(0x0a, &[]), sheet].concat());
    book.resize(book.len().max(4_096), 0);
    container(&book)
}

fn as_xml(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let cell = |(shown, _): (&str, Typed)| {
        format!("<Cell><Data ss:Type=\"String\">{}</Data></Cell>", escaped(shown))
    };
    let table: String =
        rows(name, cells).map(|row| format!("<Row>{}</Row>", row.map(cell).concat())).collect();
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Data\"><Table>{table}\
         </Table></Worksheet></Workbook>"
    )
    .into_bytes()
}

fn as_html(name: &str, cells: &[(&str, Typed)]) -> Vec<u8> {
    let cell = |(shown, _): (&str, Typed)| format!("<td>{}</td>", escaped(shown));
    let table: String = rows(name, cells).map(|row| format!("<tr>{}</tr>", row.map(cell).concat())).collect();
    format!("<html><meta charset=\"utf-8\"><table>{table}</table></html>").into_bytes()
}

/// What is found in the cells of the column: place, code, severity.
fn found(file: &str, bytes: Vec<u8>) -> BTreeSet<(String, String, String)> {
    let all = FIELDS.replace("{\"fields\":[", "{\"fields\":[{\"name\":\"name\"},");
    let session = check(file, bytes, vec![ImportDefinition::parse(&all).unwrap().into()], &How::default());
    let report = session.files()[0].report(Lang::En);
    let text = |finding: &Json, part: &str| finding[part].as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap();
    let cells = findings.iter().filter(|finding| text(finding, "cell").starts_with('A'));
    cells.map(|f| (text(f, "cell"), text(f, "code"), text(f, "severity"))).collect()
}

type Column = (&'static str, &'static [(&'static str, Typed)]);

/// Columns of the table above, each cell as it is shown and as it is stored.
const COLUMNS: &[Column] = &[
    ("code", ERRORS),
    ("post", ERRORS),
    ("phone", ERRORS),
    ("day", ERRORS),
    ("amount", ERRORS),
    ("kind", ERRORS),
    ("note", ERRORS),
    ("note", &[("NULL", Text), ("\\N", Text), ("(null)", Text), ("nan", Text), ("NA", Text), ("Null", Text)]),
    ("amount", &[("NULL", Text), ("-", Text), ("50,-", Text), ("50.-", Text), ("1.200,-", Text)]),
    ("note", &[("=\"0612\"", Text), ("'14/03/2025", Text), ("'12", Text)]),
    ("note", &[("L\u{92}Hôpital", Text), ("a\u{200d}b", Text), ("Smith &amp; Sons", Text), ("1<br>2", Text)]),
    ("code", &[("1.23E+15", Number(1.23e15, "0.00E+00")), ("5.55E+11", Number(5.55e11, "0.00E+00"))]),
    ("note", &[("02-Feb", Moment("2025-02-02", "dd-mmm")), ("Mar-05", Moment("2005-03-01", "mmm-yy"))]),
    ("code", &[("02-Feb", Moment("2025-02-02", "dd-mmm")), ("Mar-05", Moment("2005-03-01", "mmm-yy"))]),
    ("post", LOST),
    ("code", &[("1001.0", Number(1001.0, "0.0")), ("1002.0", Number(1002.0, "0.0"))]),
    ("day", SWAPPED),
    (
        "day",
        &[
            ("2205-03-14", Moment("2205-03-14", "yyyy-mm-dd")),
            ("1899-12-30", Moment("1899-12-30", "yyyy-mm-dd")),
        ],
    ),
    ("day", &[("2025-03-10 22:00:00", LATE[0]), ("2025-06-10 23:00:00", LATE[1])]),
    (
        "amount",
        &[("07-May", Moment("2025-05-07", "dd-mmm")), ("2025-05-07", Moment("2025-05-07", "yyyy-mm-dd"))],
    ),
];

const ERRORS: &[(&str, Typed)] = &[("#N/A", Error), ("#REF!", Error), ("#VALUE!", Error), ("#DIV/0!", Error)];

const LOST: &[(&str, Typed)] = &[
    ("75001", Number(75001.0, "0")),
    ("69001", Number(69001.0, "0")),
    ("13001", Number(13001.0, "0")),
    ("31000", Number(31000.0, "0")),
    ("1000", Number(1000.0, "0")),
    ("6000", Number(6000.0, "0")),
];

const SWAPPED: &[(&str, Typed)] = &[
    ("2025-09-03", Moment("2025-09-03", "yyyy-mm-dd")),
    ("2025-10-03", Moment("2025-10-03", "yyyy-mm-dd")),
    ("2025-11-03", Moment("2025-11-03", "yyyy-mm-dd")),
    ("13/03/2025", Text),
    ("14/03/2025", Text),
    ("15/03/2025", Text),
];

const LATE: [Typed; 2] = [
    Moment("2025-03-10T22:00:00", "yyyy-mm-dd hh:mm:ss"),
    Moment("2025-06-10T23:00:00", "yyyy-mm-dd hh:mm:ss"),
];

/// The codes of the guards: what other programs made of values.
const GUARDS: &[&str] =
    &["T160", "T610", "T640", "T660", "T710", "T720", "T730", "T740", "T750", "T810", "T840", "V420"];

#[test]
fn the_same_column_is_judged_alike_in_every_kind_of_file() {
    type Write = fn(&str, &[(&str, Typed)]) -> Vec<u8>;
    let texts: [(&str, Write); 5] =
        [("xlsx", as_xlsx), ("ods", as_ods), ("xls", as_xls), ("xml", as_xml), ("html", as_html)];
    let mut wrong = String::new();
    for (name, cells) in COLUMNS {
        let plain: Vec<(&str, Typed)> = cells.iter().map(|(shown, _)| (*shown, Text)).collect();
        let csv = found("file.csv", as_csv(name, &plain));
        for (ending, write) in texts {
            let other = found(&format!("file.{ending}"), write(name, &plain));
            if other != csv {
                writeln!(wrong, "{name} {:?}: csv {csv:?}, text cells of {ending} {other:?}", plain[0].0)
                    .unwrap();
            }
        }
        let guards = |all: &BTreeSet<(String, String, String)>| -> BTreeSet<(String, String, String)> {
            all.iter().filter(|(_, code, _)| GUARDS.contains(&code.as_str())).cloned().collect()
        };
        if cells.iter().all(|(_, typed)| matches!(typed, Text)) {
            continue;
        }
        for (ending, write) in &texts[..3] {
            let other = guards(&found(&format!("file.{ending}"), write(name, cells)));
            if other != guards(&csv) {
                let csv = guards(&csv);
                writeln!(wrong, "{name} {:?}: csv {csv:?}, typed cells of {ending} {other:?}", plain[0].0)
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
