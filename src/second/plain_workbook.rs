//! What another reader found in a workbook, written as a plain workbook that our reader takes as any other.

use crate::base::zip;
use crate::read::workbook::found::{FORMATS, FoundCell, FoundSheet, FoundValue};
use crate::table::Address;
use std::fmt::Write;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The workbook of these sheets, whose days are counted from 1904 or from 1900. A sheet that was not read is listed and
/// has no part, so that its lack is said.
pub(super) fn write(mut sheets: Vec<FoundSheet>, date_1904: bool) -> Vec<u8> {
    let (mut listed, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    relations += &relation("styles", "styles", "styles.xml");
    for (at, sheet) in (1_usize..).zip(&mut sheets) {
        sheet.put_in_order();
        let (mut name, state) = (String::new(), if sheet.hidden { " state=\"hidden\"" } else { "" });
        put_text(&mut name, &sheet.name);
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"r{at}\"{state}/>");
        if let Some(cells) = &sheet.cells {
            relations += &relation(&format!("r{at}"), "worksheet", &format!("worksheets/sheet{at}.xml"));
            parts.push((format!("xl/worksheets/sheet{at}.xml"), rows(cells)));
        }
    }
    let days = if date_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let workbook =
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{days}<sheets>{listed}</sheets></workbook>");
    let list = |relations: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>");
    parts.push(("_rels/.rels".to_owned(), list(&relation("r1", "officeDocument", "xl/workbook.xml"))));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), list(&relations)));
    parts.push(("xl/workbook.xml".to_owned(), workbook));
    parts.push(("xl/styles.xml".to_owned(), styles()));
    let members: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip::stored(&members)
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

/// The first cell style is that of texts; those of the formats follow.
fn styles() -> String {
    let (mut formats, mut cells) = (String::new(), "<xf numFmtId=\"0\"/>".to_owned());
    for (id, format) in (FIRST_FORMAT..).zip(FORMATS) {
        formats += &format!("<numFmt numFmtId=\"{id}\" formatCode=\"{format}\"/>");
        cells += &format!("<xf numFmtId=\"{id}\" applyNumberFormat=\"1\"/>");
    }
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"
    )
}

/// Numbers below it belong to formats that every spreadsheet knows.
const FIRST_FORMAT: u32 = 164;

fn rows(cells: &[FoundCell]) -> String {
    let mut out = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for row in cells.chunk_by(|a, b| a.row == b.row) {
        let number = row.first().map_or(0, |cell| cell.row);
        out += &format!("<row r=\"{number}\">");
        row.iter().for_each(|cell| put_cell(&mut out, cell));
        out += "</row>";
    }
    out + "</sheetData></worksheet>"
}

fn put_cell(out: &mut String, cell: &FoundCell) {
    let at = Address { row: cell.row, column: cell.column };
    let style = cell.value.format().map_or(0, |format| format + 1);
    let (kind, mut text) = match &cell.value {
        FoundValue::Text(text) => ("inlineStr", text.clone()),
        FoundValue::Number(number) | FoundValue::Day(number) | FoundValue::Length(number)
            if number.is_finite() =>
        {
            ("n", number.to_string())
        }
        FoundValue::Number(_) | FoundValue::Day(_) | FoundValue::Length(_) => ("e", "#NUM!".to_owned()),
        FoundValue::Bool(truth) => ("b", u8::from(*truth).to_string()),
        FoundValue::Error(error) => ("e", error.clone()),
        FoundValue::Iso(text) => ("d", text.clone()),
    };
    let mut value = String::with_capacity(text.len());
    put_text(&mut value, &text);
    text.clear();
    text += match kind {
        "inlineStr" => "<is><t xml:space=\"preserve\">",
        _ => "<v>",
    };
    text += &value;
    text += if kind == "inlineStr" { "</t></is>" } else { "</v>" };
    *out += &format!("<c r=\"{at}\" s=\"{style}\" t=\"{kind}\">{text}</c>");
}

/// Appends a text. What has a meaning of its own in XML, or no place in it, is written by its number, and so is what would
/// be taken for such a number.
fn put_text(out: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            '_' if text[at..].starts_with("_x") => *out += "_x005F_",
            '\t' | '\n' => out.push(letter),
            // A text cannot refuse to be written to.
            _ if u32::from(letter) < 0x20 => drop(write!(out, "_x{:04X}_", u32::from(letter))),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::workbook::found_book;
    use crate::read::{self, Book, Format, Wishes};
    use std::io::Cursor;
    use std::ops::ControlFlow;

    fn found() -> Vec<FoundSheet> {
        let values = vec![
            FoundValue::Text(" a\rb\r\nc_x000D_d _x _ <&>\"\u{1}é𝄞 ".to_owned()),
            FoundValue::Text("007".to_owned()),
            FoundValue::Number(7.25),
            FoundValue::Number(1e300),
            FoundValue::Number(-0.1),
            FoundValue::Day(45_730.0),
            FoundValue::Day(45_730.5),
            FoundValue::Day(0.75),
            FoundValue::Length(1.5),
            FoundValue::Bool(true),
            FoundValue::Error("#N/A".to_owned()),
            FoundValue::Iso("2025-03-14T10:00:00".to_owned()),
        ];
        let cell = |(at, value)| FoundCell { row: 2 + at % 3, column: at, value };
        let cells: Vec<FoundCell> = (0_u32..).zip(values).map(cell).collect();
        let twice = [1, 1].map(|row| FoundCell { row, column: 0, value: FoundValue::Bool(false) });
        vec![
            FoundSheet { name: "Prices & \"more\"".to_owned(), hidden: false, cells: Some(cells) },
            FoundSheet { name: "hidden".to_owned(), hidden: true, cells: Some(Vec::new()) },
            FoundSheet { name: "unread".to_owned(), hidden: false, cells: None },
            FoundSheet { name: "twice".to_owned(), hidden: false, cells: Some(twice.into()) },
        ]
    }

    fn told(book: &mut dyn Book) -> String {
        let mut told = String::new();
        for at in 0..book.sheets().len() {
            let sheet = &book.sheets()[at];
            told += &format!("{} {} {}\n", sheet.name, sheet.hidden, sheet.refused.is_some());
            if sheet.refused.is_none() {
                book.rows(at, &mut |row| {
                    told += &format!("{} {:?}\n", row.number, row.cells().collect::<Vec<_>>());
                    ControlFlow::Continue(())
                })
                .unwrap();
                assert!(book.complete(at));
            }
        }
        told
    }

    #[test]
    fn our_reader_finds_in_it_what_was_found() {
        for date_1904 in [false, true] {
            let bytes = write(found(), date_1904);
            let source = Box::new(Cursor::new(bytes));
            let mut plain =
                read::open(source, &Wishes::default(), &mut |_| ControlFlow::Continue(())).unwrap();
            let mut direct = found_book::book(found(), date_1904, Format::Xlsx).unwrap();
            assert_eq!(told(plain.as_mut()), told(direct.as_mut()));
        }
    }
}
