//! A check of nothing, so that the browser has translated the engine before the first file comes.
//!
//! Browsers translate WebAssembly quickly and badly at first, and well once a function was used a lot. Tables made of what
//! the page's own definitions show as right, checked while the user is still looking for their file, take that off the first
//! check: the kinds of value, the rules and the way in which files are recognised are those that the file will need. Nothing
//! of it remains.

use crate::base::zip::stored;
use crate::check::changes::RowsInError;
use crate::check::file::Input;
use crate::definition::{Field, FieldKind, ImportDefinition, TextFormat};
use crate::problem::lang::Lang;
use crate::session::Job;
use std::fmt::Write;
use std::io::{Cursor, sink};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Cells of the text files together, and of the workbook: enough for the browser to take notice.
const CELLS: usize = 25_000;

/// Checks a made-up text file of each import, all of them together, and a made-up workbook of the widest.
pub(super) fn warm(definitions: &[Arc<ImportDefinition>]) {
    let fields: usize = definitions.iter().map(|one| one.fields.len()).sum();
    let texts = definitions.iter().map(|one| ("warm.csv", text(one, CELLS / fields.max(1)).into_bytes()));
    check(definitions, texts.collect());
    if let Some(widest) = definitions.iter().max_by_key(|one| one.fields.len()) {
        let book = workbook(widest, CELLS / widest.fields.len().max(1));
        check(definitions, vec![("warm.xlsx", book)]);
    }
}

fn check(definitions: &[Arc<ImportDefinition>], files: Vec<(&str, Vec<u8>)>) {
    let mut job = Job::new(definitions.to_vec(), Lang::default())
        .prepared(RowsInError::Drop, Box::new(|_| Box::new(sink())));
    for (name, bytes) in files {
        job = job.file(Input { name: name.to_owned(), ..Input::default() }, Cursor::new(bytes));
    }
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    for file in session.files() {
        let _ = js_sys::JSON::parse(&file.report_in_parts(Lang::default(), &mut |_| {}));
    }
}

/// The headings of an import, and so many rows below them.
fn table(definition: &ImportDefinition, rows: usize) -> impl Iterator<Item = Vec<String>> + '_ {
    let headings = definition.fields.iter().map(|field| field.heading.clone()).collect();
    let row = move |row: usize| {
        definition.fields.iter().enumerate().map(move |(at, _)| cell(definition, row, at)).collect()
    };
    std::iter::once(headings).chain((1..=rows).map(row))
}

/// A cell as people fill it in: mostly right, here and there wrong or in another notation.
fn cell(definition: &ImportDefinition, row: usize, at: usize) -> String {
    let field = &definition.fields[at];
    let sample = definition.samples.get(row % definition.samples.len().max(1));
    let shown = sample.and_then(|sample| sample.get(&at)).unwrap_or(&field.example);
    let mut cell = if shown.is_empty() { likely(field).to_owned() } else { shown.clone() };
    // Names and references are different from row to row.
    let names = matches!(field.kind, FieldKind::Text(TextFormat::Plain | TextFormat::Reference))
        && field.pattern.is_none();
    if names && field.allowed.is_empty() || definition.unique_keys.iter().flatten().any(|key| *key == at) {
        let _ = write!(cell, "{}", row / definition.samples.len().max(1));
    }
    match (row + 7 * at) % 160 {
        0 => String::new(),
        1 => cell.to_uppercase(),
        2 => format!(" {cell}"),
        3 => format!("{cell}?"),
        4..=7 => match *cell.split('-').collect::<Vec<_>>() {
            [year, month, day] => format!("{day}/{month}/{year}"),
            _ => cell.replace('.', ","),
        },
        _ => cell,
    }
}

/// What a field may hold of which nothing is shown.
fn likely(field: &Field) -> &str {
    match &field.kind {
        _ if !field.allowed.is_empty() => &field.allowed[0],
        FieldKind::Date(_) => "2025-03-14",
        FieldKind::Number | FieldKind::Integer | FieldKind::Hours => "12",
        FieldKind::Text(TextFormat::Email) => "anna@example.org",
        FieldKind::Text(TextFormat::Plain) => "Anna M\u{fc}ller",
        _ => "",
    }
}

fn text(definition: &ImportDefinition, rows: usize) -> String {
    let mut text = String::new();
    for cells in table(definition, rows) {
        for (at, cell) in cells.iter().enumerate() {
            let (comma, quote) =
                (if at > 0 { "," } else { "" }, if cell.contains([',', '"']) { "\"" } else { "" });
            let _ = write!(text, "{comma}{quote}{}{quote}", cell.replace('"', "\"\""));
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

fn workbook(definition: &ImportDefinition, rows: usize) -> Vec<u8> {
    let (mut sheet, mut strings, mut count) = ("<worksheet><sheetData>".to_owned(), "<sst>".to_owned(), 0);
    for (number, cells) in (1..).zip(table(definition, rows)) {
        let _ = write!(sheet, "<row r=\"{number}\">");
        // A sheet of more columns than letters is warm enough with these.
        for (letter, cell) in ('A'..='Z').zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            if cell.parse::<f64>().is_ok() {
                let _ = write!(sheet, "<c r=\"{letter}{number}\"><v>{cell}</v></c>");
            } else {
                let _ = write!(sheet, "<c r=\"{letter}{number}\" t=\"s\"><v>{count}</v></c>");
                let _ = write!(strings, "<si><t>{}</t></si>", cell.replace(['&', '<'], " "));
                count += 1;
            }
        }
        sheet.push_str("</row>");
    }
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
