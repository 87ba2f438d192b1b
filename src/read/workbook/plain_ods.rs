//! An OpenDocument spreadsheet as another reader is given it: its sheets with nothing in them but cells, each part written
//! anew.
//!
//! Another reader makes as many cells and blanks as a file asks for, and waits for the end of a sheet for ever.

use super::ods_sheet::skip;
use super::package::{Package, part_error};
use super::plain_parts::{PlainParts, container, doubtful, too_many_cells, unpacked};
use super::xml::{Event, Tag, Xml, decode};
use crate::base::limits::LIMITS;
use crate::read::refusals::{self, refuse};
use crate::read::{ReadError, Source};
use std::io;

const CONTENT: &str = "content.xml";
const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// What a cell may say of itself that another reader asks for.
const SAYS: [&[u8]; 7] = [
    b"value-type",
    b"value",
    b"string-value",
    b"date-value",
    b"time-value",
    b"boolean-value",
    b"number-columns-repeated",
];

/// Writes the workbook anew.
pub(super) fn plain_parts(source: Box<dyn Source + '_>) -> Result<PlainParts, ReadError> {
    let mut package = Package::open(source)?;
    let mut left = LIMITS.second_unpacked_bytes;
    if super::ods::is_encrypted(&mut package)? {
        return Err(refuse(
            &refusals::PASSWORD,
            ["a workbook with a password", "un classeur avec mot de passe"],
        ));
    }
    let content = unpacked(&mut package, CONTENT, &mut left)?;
    let mut plain =
        Plain { out: "<office:document-content>".to_owned(), bytes: 0, held: Vec::new(), places: 0 };
    plain.content(&content).map_err(|error| part_error(&error, CONTENT))?;
    let parts = [
        ("mimetype".to_owned(), KIND.to_vec()),
        ("META-INF/manifest.xml".to_owned(), b"<manifest:manifest/>".to_vec()),
        (CONTENT.to_owned(), (plain.out + "</office:document-content>").into_bytes()),
    ];
    Ok(PlainParts { container: container(&parts), held: plain.held })
}

struct Plain {
    out: String,
    /// Bytes of the texts, as often as they come.
    bytes: u64,
    held: Vec<Vec<(u32, u32)>>,
    /// Places of all sheets, up to the last cell that holds something.
    places: u64,
}

impl Plain {
    fn content(&mut self, content: &[u8]) -> io::Result<()> {
        let mut xml = Xml::new(content)?;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.prefix == b"table" && tag.name == b"table" => {
                    let (name, empty) = (tag.text(b"name").unwrap_or_default(), tag.empty);
                    self.out += "<table:table table:name=\"";
                    put_text(&mut self.out, &name);
                    self.out += "\">";
                    if !empty {
                        self.table(&mut xml)?;
                    }
                    self.out += "</table:table>";
                    if self.held.len() > LIMITS.sheets {
                        return Err(doubtful("there are too many sheets"));
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The rows of a sheet, to its end.
    fn table(&mut self, xml: &mut Xml<'_>) -> io::Result<()> {
        let (mut held, mut row, mut widest) = (Vec::new(), 1_u32, 0_u32);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == b"table-row" => {
                    let repeated = times(&tag, b"number-rows-repeated")?;
                    let empty = tag.empty;
                    self.out += &format!("<table:table-row table:number-rows-repeated=\"{repeated}\">");
                    let columns = if empty { Vec::new() } else { self.row(xml, repeated)? };
                    self.out += "</table:table-row>";
                    if let Some(last) = columns.last() {
                        widest = widest.max(last + 1);
                        let (rows, width) = (u64::from(row) + u64::from(repeated), u64::from(widest));
                        if self.places.saturating_add(rows.saturating_mul(width)) > LIMITS.second_cells {
                            return Err(too_many_cells());
                        }
                        for number in row..row.saturating_add(repeated) {
                            held.extend(columns.iter().map(|column| (number, *column)));
                        }
                    }
                    row = row.saturating_add(repeated);
                }
                Event::Start(tag) if tag.name == b"table" => {
                    return Err(doubtful("there is a sheet within a sheet"));
                }
                // Shapes that float above the cells, and other things that are no cells.
                Event::Start(tag)
                    if matches!(tag.name, b"shapes" | b"table-source" | b"scenario") && !tag.empty =>
                {
                    let name = tag.name.to_vec();
                    skip(xml, &name, 1)?;
                }
                Event::End(b"table") => break,
                Event::Eof => return Err(doubtful("it ends within a sheet")),
                _ => {}
            }
        }
        let last = held.last().map_or(0, |(row, _): &(u32, u32)| *row);
        self.places = self.places.saturating_add(u64::from(last) * u64::from(widest));
        self.held.push(held);
        Ok(())
    }

    /// The cells of a row that comes so many times; the columns of those that hold something.
    fn row(&mut self, xml: &mut Xml<'_>, rows: u32) -> io::Result<Vec<u32>> {
        let (mut columns, mut column) = (Vec::new(), 0_u32);
        loop {
            match xml.next()? {
                Event::Start(tag) if matches!(tag.name, b"table-cell" | b"covered-table-cell") => {
                    let repeated = times(&tag, b"number-columns-repeated")?;
                    let before = self.out.len();
                    let (name, empty) = (tag.name.to_vec(), tag.empty);
                    let holds = self.begin_cell(&tag)?;
                    if !empty {
                        self.text(xml, &name, holds)?;
                    }
                    self.out += "</table:table-cell>";
                    let written = (self.out.len() - before) as u64;
                    let copies = u64::from(rows).saturating_mul(repeated.into());
                    if holds {
                        self.bytes = self.bytes.saturating_add(written.saturating_mul(copies));
                        if repeated as usize > LIMITS.columns || self.bytes > LIMITS.second_unpacked_bytes {
                            return Err(too_many_cells());
                        }
                        columns.extend(column..column.saturating_add(repeated));
                    }
                    column = column.saturating_add(repeated);
                }
                Event::End(b"table-row") => return Ok(columns),
                Event::Start(_) => return Err(doubtful("there is something between the cells")),
                Event::Eof => return Err(doubtful("it ends within a row")),
                _ => {}
            }
        }
    }

    /// Begins a cell; whether it holds something.
    fn begin_cell(&mut self, tag: &Tag<'_>) -> io::Result<bool> {
        self.out += "<table:table-cell";
        let (mut holds, mut formula) = (false, false);
        for attribute in tag.attributes() {
            formula |= attribute.name == b"formula";
            if attribute.prefix == b"calcext" || !SAYS.contains(&attribute.name) {
                continue;
            }
            let prefix = if attribute.name == b"number-columns-repeated" { "table" } else { "office" };
            let mut value = String::new();
            decode(attribute.value, &mut value)?;
            holds |= prefix == "office";
            self.out += &format!(" {prefix}:{}=\"", String::from_utf8_lossy(attribute.name));
            put_text(&mut self.out, &value);
            self.out.push('"');
        }
        if formula && !holds {
            return Err(doubtful("a formula has no result"));
        }
        self.out.push('>');
        Ok(holds)
    }

    /// What a cell shows, to its end.
    fn text(&mut self, xml: &mut Xml<'_>, cell: &[u8], holds: bool) -> io::Result<()> {
        let mut open = false;
        loop {
            match xml.next()? {
                Event::Eof => return Err(doubtful("it ends within a cell")),
                Event::End(name) if name == cell => break,
                Event::Start(tag) => {
                    // What stands beside the text of a cell: notes, pictures, and how letters are read aloud.
                    let aside = matches!(tag.name, b"annotation" | b"ruby-text")
                        || matches!(tag.prefix, b"draw" | b"dr3d" | b"form" | b"chart" | b"table");
                    if aside && !tag.empty {
                        let name = tag.name.to_vec();
                        skip(xml, &name, 1)?;
                    } else if holds && !aside {
                        open = self.begin_text(&tag, open)?;
                    }
                }
                Event::End(b"p" | b"h") if std::mem::take(&mut open) => self.out += "</text:p>",
                Event::Text(text) if open => {
                    let mut letters = String::new();
                    decode(text, &mut letters)?;
                    put_text(&mut self.out, &letters);
                }
                Event::Raw(text) if open => put_text(&mut self.out, &String::from_utf8_lossy(text)),
                _ => {}
            }
        }
        if open { Err(doubtful("it ends within a paragraph")) } else { Ok(()) }
    }

    /// Takes over what begins within the text of a cell; whether a paragraph is open then.
    fn begin_text(&mut self, tag: &Tag<'_>, open: bool) -> io::Result<bool> {
        match tag.name {
            b"p" | b"h" if open => return Err(doubtful("there is a paragraph within a paragraph")),
            b"p" | b"h" if tag.empty => self.out += "<text:p></text:p>",
            b"p" | b"h" => {
                self.out += "<text:p>";
                return Ok(true);
            }
            b"s" => {
                let count = tag.number::<usize>(b"c").unwrap_or(1);
                if count > LIMITS.sheet_cell_bytes {
                    return Err(too_many_cells());
                }
                self.bytes = self.bytes.saturating_add(count as u64);
                self.out += &format!("<text:s text:c=\"{count}\"/>");
            }
            b"tab" => self.out += "<text:tab/>",
            b"line-break" => self.out += "<text:line-break/>",
            _ => {}
        }
        Ok(open)
    }
}

/// How many times a row or a cell comes.
fn times(tag: &Tag<'_>, name: &[u8]) -> io::Result<u32> {
    if tag.raw(name).is_none() {
        return Ok(1);
    }
    tag.number::<u32>(name).ok_or_else(|| doubtful("a count is no number"))
}

fn put_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            _ => out.push(letter),
        }
    }
}
