//! A check of nothing, so that the browser has translated the engine before the first file comes.
//!
//! Browsers translate WebAssembly quickly and badly at first, and well once a function was used a lot. A made-up table,
//! checked while the user is still looking for their file, takes that off the first check. Nothing of it remains.

use crate::base::zip::stored;
use crate::check::changes::RowsInError;
use crate::check::file::Input;
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::session::Job;
use std::fmt::Write;
use std::io::{Cursor, sink};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Rows of each made-up table: enough for the browser to take notice.
const ROWS: u32 = 2_500;

const DEFINITION: &str = r#"{"name":"warm/up","fields":[
    {"name":"id","constraints":{"required":true,"unique":true}},{"name":"name","constraints":{"required":true}},
    {"name":"mail","format":"email"},{"name":"day","type":"date"},{"name":"count","type":"integer"},
    {"name":"price","type":"number","constraints":{"minimum":0}},{"name":"kind","constraints":{"enum":["one","two"]}},
    {"name":"code","constraints":{"pattern":"[A-Z]{2}-[0-9]{4}"}},{"name":"note"}]}"#;

const HEADINGS: [&str; 9] = ["id", "name", "mail", "day", "count", "price", "kind", "code", "note"];

/// Checks a made-up text file and a made-up workbook.
pub(super) fn warm() {
    check("warm.csv", text().into_bytes());
    check("warm.xlsx", workbook());
}

fn check(name: &str, bytes: Vec<u8>) {
    let Ok(definition) = ImportDefinition::parse(DEFINITION) else { return };
    let input = Input { name: name.to_owned(), ..Input::default() };
    let session = Job::new(vec![Arc::new(definition)], Lang::default())
        .prepared(RowsInError::Drop, Box::new(|_| Box::new(sink())))
        .file(input, Cursor::new(bytes))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    for file in session.files() {
        let _ = js_sys::JSON::parse(&file.report_in_parts(Lang::default(), &mut |_| {}));
    }
}

/// The cells of a row: mostly right, here and there wrong or in another notation.
fn cells(row: u32) -> [String; 9] {
    let odd = |every: u32| row.is_multiple_of(every);
    [
        format!("W{row:06}"),
        if odd(50) { String::new() } else { format!("Anna Müller {row}") },
        if odd(60) { "anna at example.org".to_owned() } else { format!("a{row}@example.org") },
        if odd(20) { "14/03/2025".to_owned() } else { format!("2025-03-{:02}", 1 + row % 28) },
        if odd(70) { "many".to_owned() } else { row.to_string() },
        if odd(20) { "12,50".to_owned() } else { format!("{}.25", row % 900) },
        if odd(30) { "TWO".to_owned() } else { "one".to_owned() },
        if odd(80) { "ab-12".to_owned() } else { format!("AB-{:04}", row % 10_000) },
        if odd(10) { format!(" first, then {row}") } else { format!("step {row}") },
    ]
}

fn text() -> String {
    let mut text = HEADINGS.join(",") + "\n";
    for row in 1..=ROWS {
        for (index, cell) in cells(row).iter().enumerate() {
            let (comma, quote) =
                (if index > 0 { "," } else { "" }, if cell.contains(',') { "\"" } else { "" });
            let _ = write!(text, "{comma}{quote}{cell}{quote}");
        }
        text.push('\n');
    }
    text
}

const TYPES: &str = "<Types/>";
const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships><Relationship Id="a" Type="/worksheet" Target="s.xml"/><Relationship Id="b" Type="/sharedStrings" Target="t.xml"/></Relationships>"#;

fn workbook() -> Vec<u8> {
    let (mut sheet, mut strings, mut count) = ("<worksheet><sheetData>".to_owned(), "<sst>".to_owned(), 0);
    let mut put = |number: u32, cells: &[String]| {
        let _ = write!(sheet, "<row r=\"{number}\">");
        for (letter, cell) in ('A'..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            if cell.parse::<f64>().is_ok() {
                let _ = write!(sheet, "<c r=\"{letter}{number}\"><v>{cell}</v></c>");
            } else {
                let _ = write!(sheet, "<c r=\"{letter}{number}\" t=\"s\"><v>{count}</v></c>");
                let _ = write!(strings, "<si><t>{cell}</t></si>");
                count += 1;
            }
        }
        sheet.push_str("</row>");
    };
    put(1, &HEADINGS.map(str::to_owned));
    (1..=ROWS).for_each(|row| put(row + 1, &cells(row)));
    sheet.push_str("</sheetData></worksheet>");
    strings.push_str("</sst>");
    stored(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
        ("xl/t.xml", strings.as_bytes()),
    ])
}
