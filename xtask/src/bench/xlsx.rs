//! The wide table as a workbook, as a spreadsheet saves it: shared strings, numbers as numbers.

use super::data::{Dirt, HEADINGS, each_order};
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// Writes the workbook.
pub fn orders(rows: u64, dirt: Dirt, out: &mut (impl Write + Seek)) -> io::Result<()> {
    let mut strings = Strings::default();
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    let mut number = 1;
    let headings: Vec<String> = HEADINGS.iter().map(|h| (*h).to_owned()).collect();
    row(&mut sheet, &mut strings, number, &headings);
    let mut zip = Zip { out, entries: Vec::new() };
    let mut part = zip.begin("xl/worksheets/sheet1.xml")?;
    each_order(rows, dirt, &mut |cells| {
        number += 1;
        row(&mut sheet, &mut strings, number, cells);
        if sheet.len() > 1 << 20 {
            part.write(sheet.as_bytes())?;
            sheet.clear();
        }
        Ok(())
    })?;
    sheet.push_str("</sheetData></worksheet>");
    part.write(sheet.as_bytes())?;
    zip.end(part)?;
    zip.file("xl/sharedStrings.xml", &strings.part())?;
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
    ] {
        zip.file(name, text)?;
    }
    zip.finish()
}

fn row(sheet: &mut String, strings: &mut Strings, number: u64, cells: &[String]) {
    let _ = write!(sheet, r#"<row r="{number}">"#);
    for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let letter = char::from(b'A' + column as u8);
        // Columns I to L hold numbers, unless somebody typed something else.
        match text.parse::<f64>() {
            Ok(value) if (8..12).contains(&column) && number > 1 => {
                let _ = write!(sheet, r#"<c r="{letter}{number}"><v>{value}</v></c>"#);
            }
            _ => {
                let _ = write!(sheet, r#"<c r="{letter}{number}" t="s"><v>{}</v></c>"#, strings.index(text));
            }
        }
    }
    sheet.push_str("</row>");
}

#[derive(Default)]
struct Strings {
    known: HashMap<String, usize>,
    list: Vec<String>,
}

impl Strings {
    fn index(&mut self, text: &str) -> usize {
        if let Some(index) = self.known.get(text) {
            return *index;
        }
        self.known.insert(text.to_owned(), self.list.len());
        self.list.push(text.to_owned());
        self.list.len() - 1
    }

    fn part(&self) -> String {
        let count = self.list.len();
        let mut part = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{count}" uniqueCount="{count}">"#
        );
        for text in &self.list {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let _ = write!(part, r#"<si><t xml:space="preserve">{text}</t></si>"#);
        }
        part + "</sst>"
    }
}

/// A plain ZIP archive, member after member.
struct Zip<'o, W> {
    out: &'o mut W,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    at: u64,
    crc: u32,
    packed: u64,
    size: u64,
}

/// A member that is being written; kept packed in memory.
struct Part {
    name: String,
    crc: Crc,
    packed: DeflateEncoder<Vec<u8>>,
    size: u64,
}

impl Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        self.packed.write_all(bytes)
    }
}

impl<W: Write + Seek> Zip<'_, W> {
    fn begin(&mut self, name: &str) -> io::Result<Part> {
        let packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        Ok(Part { name: name.to_owned(), crc: Crc::new(), packed, size: 0 })
    }

    fn file(&mut self, name: &str, text: &str) -> io::Result<()> {
        let mut part = self.begin(name)?;
        part.write(text.as_bytes())?;
        self.end(part)
    }

    fn end(&mut self, part: Part) -> io::Result<()> {
        let bytes = part.packed.finish()?;
        let at = self.out.stream_position()?;
        let packed = bytes.len() as u64;
        let entry = Entry { name: part.name, at, crc: part.crc.sum(), packed, size: part.size };
        self.out.write_all(b"PK\x03\x04")?;
        self.out.write_all(&entry.common())?;
        self.out.write_all(entry.name.as_bytes())?;
        self.out.write_all(&bytes)?;
        self.entries.push(entry);
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        let start = self.out.stream_position()?;
        for entry in &self.entries {
            self.out.write_all(b"PK\x01\x02\x14\x00")?;
            self.out.write_all(&entry.common())?;
            self.out.write_all(&[0; 10])?;
            self.out.write_all(&(entry.at as u32).to_le_bytes())?;
            self.out.write_all(entry.name.as_bytes())?;
        }
        let length = self.out.stream_position()? - start;
        let count = (self.entries.len() as u16).to_le_bytes();
        self.out.write_all(b"PK\x05\x06\0\0\0\0")?;
        self.out.write_all(&[count, count].concat())?;
        self.out.write_all(&(length as u32).to_le_bytes())?;
        self.out.write_all(&(start as u32).to_le_bytes())?;
        self.out.write_all(&[0; 2])
    }
}

impl Entry {
    /// What the local and the central header have in common.
    fn common(&self) -> Vec<u8> {
        let mut bytes = vec![0x14, 0, 0, 8, 8, 0, 0, 0, 0x21, 0x50];
        bytes.extend(self.crc.to_le_bytes());
        bytes.extend((self.packed as u32).to_le_bytes());
        bytes.extend((self.size as u32).to_le_bytes());
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }
}
