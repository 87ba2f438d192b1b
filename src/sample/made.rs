//! A sample as a file: text in the file's own delimiter and character set, or a workbook.

use crate::base::delimited::DelimitedWriter;
use crate::base::json::Json;
use crate::check::error::Error;
use crate::check::outgoing::as_plain_text;
use crate::xlsx_out::Book;
use crate::xlsx_out::pieces::{Content, Line, Piece, Sheet};
use std::collections::BTreeSet;

/// How a sample is written.
pub(super) enum Written {
    Text {
        delimiter: u8,
        encoding: String,
    },
    /// Numbers are stored as such, but in these columns.
    Workbook {
        texts: BTreeSet<u32>,
    },
}

impl Written {
    /// As the file of this report.
    pub(super) fn of(report: &Json) -> Written {
        let reading = &report["reading"];
        match (reading["format"].as_str(), reading["delimiter"]["value"].as_str()) {
            (Some("csv"), Some(delimiter)) => Written::Text {
                delimiter: delimiter.bytes().next().unwrap_or(b','),
                encoding: reading["encoding"]["value"].as_str().unwrap_or("utf-8").to_owned(),
            },
            _ => Written::Workbook { texts: BTreeSet::new() },
        }
    }

    /// How the file's name ends.
    pub(super) fn ending(&self) -> &'static str {
        match self {
            Written::Text { .. } => "csv",
            Written::Workbook { .. } => "xlsx",
        }
    }

    /// The character set it is written in, where it is not that of the file.
    pub(super) fn other_encoding(&self) -> Option<&'static str> {
        match self {
            Written::Text { encoding, .. } => {
                (!is_utf8(encoding) && encoder(encoding).is_none()).then_some("utf-8")
            }
            Written::Workbook { .. } => None,
        }
    }

    /// Writes these columns otherwise; false where they are already, or there is no other form.
    pub(super) fn other_form(&mut self, columns: impl Iterator<Item = u32>) -> bool {
        match self {
            Written::Text { .. } => false,
            Written::Workbook { texts } => columns.fold(false, |any, column| any | texts.insert(column)),
        }
    }

    /// The file.
    pub(super) fn file(&self, headings: &[String], lines: &[Vec<String>]) -> Result<Vec<u8>, Error> {
        match self {
            Written::Text { delimiter, encoding } => {
                let mut bytes = Vec::new();
                let mut out = DelimitedWriter::new(&mut bytes, *delimiter, "\n");
                // Whoever helps may open it in a spreadsheet.
                out.record(headings.iter().map(|text| as_plain_text(text)))?;
                for line in lines {
                    out.record(line.iter().map(|text| as_plain_text(text)))?;
                }
                out.finish()?;
                Ok(match encoder(encoding) {
                    Some(encode) => {
                        String::from_utf8(bytes).ok().and_then(|text| encode(&text)).unwrap_or_default()
                    }
                    None => bytes,
                })
            }
            Written::Workbook { texts } => {
                let mut book = Book::new();
                let width = lines.iter().map(Vec::len).max().unwrap_or(0).max(headings.len());
                let sheet = Sheet {
                    name: "Sample".to_owned(),
                    header: 1,
                    ours: u32::MAX,
                    widths: vec![16; width],
                    texts: texts.iter().copied().collect(),
                    ..Sheet::default()
                };
                book.add(Piece::Sheet(sheet))?;
                let headings: Vec<Content> = headings.iter().map(|text| Content::text(text)).collect();
                let typed = |line: &Vec<String>| -> Vec<Content> {
                    (0_u32..).zip(line).map(|(column, text)| cell(text, texts.contains(&column))).collect()
                };
                let rows = std::iter::once(headings).chain(lines.iter().map(typed));
                for (row, cells) in (1_u32..).zip(rows) {
                    book.add(Piece::Line(Line { row, cells, ..Line::default() }))?;
                }
                Ok(book.finish()?)
            }
        }
    }
}

/// A number as a number, a day as a day.
fn cell(text: &str, as_text: bool) -> Content {
    let number = text.parse::<f64>().ok().filter(|number| !as_text && number.to_string() == text);
    match (number, crate::scalar::date::iso(text)) {
        (Some(number), _) => Content::Number(number),
        (None, Some(day)) if !as_text => Content::Formatted { n: serial(day), f: "yyyy-mm-dd".to_owned() },
        _ => Content::text(text),
    }
}

/// Days since the last of 1899, as workbooks count them.
fn serial(day: crate::table::Date) -> f64 {
    let (y, m) = (i64::from(day.year) - i64::from(day.month <= 2), (i64::from(day.month) + 9) % 12);
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + i64::from(day.day) - 1;
    // 1899-12-30 is day 693,899 of the same count.
    (days - 693_899) as f64
}

fn is_utf8(encoding: &str) -> bool {
    encoding.eq_ignore_ascii_case("utf-8")
}

type Encode = Box<dyn Fn(&str) -> Option<Vec<u8>>>;

/// Writes in a character set other than UTF-8, where that can be done.
#[cfg(not(target_arch = "wasm32"))]
fn encoder(name: &str) -> Option<Encode> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("utf-16") {
        let big = lower.ends_with("be");
        return Some(Box::new(move |text| {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            Some(units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect())
        }));
    }
    let encoding =
        encoding_rs::Encoding::for_label(lower.as_bytes()).filter(|one| *one != encoding_rs::UTF_8)?;
    Some(Box::new(move |text| {
        let (bytes, _, lossy) = encoding.encode(text);
        (!lossy).then(|| bytes.into_owned())
    }))
}

/// A browser writes UTF-8 only, and the sample says so.
#[cfg(target_arch = "wasm32")]
fn encoder(_: &str) -> Option<Encode> {
    None
}
