//! Workbooks made on the spot: packed folders from a few lines of XML.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

/// A packed folder in the making.
#[derive(Default)]
pub struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Package {
    /// Adds a part.
    pub fn add(mut self, name: &str, content: &[u8]) -> Package {
        self.add_as(name, content, content.len() as u32, None);
        self
    }

    /// Adds a part and lies about its length or checksum.
    pub fn add_as(&mut self, name: &str, content: &[u8], size: u32, checksum: Option<u32>) {
        self.packed_as(name, content, size, checksum, Compression::default());
    }

    /// Adds a part that takes as many bytes as it has.
    pub fn add_unpacked(&mut self, name: &str, content: &[u8]) {
        self.packed_as(name, content, content.len() as u32, None, Compression::none());
    }

    fn packed_as(&mut self, name: &str, content: &[u8], size: u32, checksum: Option<u32>, how: Compression) {
        let mut encoder = DeflateEncoder::new(Vec::new(), how);
        encoder.write_all(content).expect("memory");
        let packed = encoder.finish().expect("memory");
        let mut crc = Crc::new();
        crc.update(content);
        let mut fields = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        fields.extend(checksum.unwrap_or(crc.sum()).to_le_bytes());
        fields.extend((packed.len() as u32).to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        let offset = self.bytes.len() as u32;
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&fields);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&fields);
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        let offset = self.bytes.len() as u32;
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend((self.directory.len() as u32).to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An Office Open XML workbook in the making.
#[derive(Clone, Default)]
pub struct Xlsx<'a> {
    /// What stands within `<sheetData>` of the first sheet.
    pub rows: &'a str,
    /// What stands before and behind it.
    pub before: &'a str,
    pub behind: &'a str,
    /// `<si>` elements.
    pub strings: &'a str,
    /// Codes of number formats; style 1 is the first of them.
    pub formats: &'a [&'a str],
    /// Attributes of `<workbookPr>` and of the sheet's entry.
    pub properties: &'a str,
    pub sheet: &'a str,
}

impl Xlsx<'_> {
    /// The parts, so that a test can leave some out or spoil them.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let Xlsx { rows, before, behind, strings, properties, sheet, .. } = self;
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let list = |inside: String| format!("<?xml version=\"1.0\"?><Relationships>{inside}</Relationships>");
        let sheets = format!("<sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\" {sheet}/>");
        vec![
            ("_rels/.rels", list(relation("r1", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!("<workbook><workbookPr {properties}/><sheets>{sheets}</sheets></workbook>"),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                list(
                    relation("r1", "worksheet", "worksheets/sheet1.xml")
                        + &relation("r2", "sharedStrings", "sharedStrings.xml")
                        + &relation("r3", "styles", "styles.xml"),
                ),
            ),
            ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
            ("xl/styles.xml", self.styles()),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"),
            ),
        ]
    }

    fn styles(&self) -> String {
        let escape = |code: &str| code.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let (mut formats, mut styles) = (String::new(), String::from("<xf numFmtId=\"0\"/>"));
        for (i, code) in self.formats.iter().enumerate() {
            let id = 164 + i;
            formats += &format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escape(code));
            styles += &format!("<xf numFmtId=\"{id}\"/>");
        }
        format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>")
    }

    /// The file.
    pub fn build(&self) -> Vec<u8> {
        pack(&self.parts())
    }
}

/// Packs parts.
pub fn pack(parts: &[(&str, String)]) -> Vec<u8> {
    let add = |package: Package, (name, text): &(&str, String)| package.add(name, text.as_bytes());
    parts.iter().fold(Package::default(), add).finish()
}

/// An OpenDocument spreadsheet: what stands in `<office:automatic-styles>` and the tables.
pub fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let spaces = ["office", "table", "text", "style", "number", "calcext", "draw", "fo"]
        .map(|p| format!("xmlns:{p}=\"urn:oasis:names:tc:opendocument:xmlns:{p}:1.0\""))
        .join(" ");
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {spaces}><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let mut package = Package::default();
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    package.add_as("mimetype", kind, kind.len() as u32, None);
    package.add("content.xml", content.as_bytes()).finish()
}

/// The container of a binary workbook of 97 to 2003: its table of sectors, its directory, and the workbook, of at least
/// 4,096 bytes.
pub fn container(workbook: &[u8]) -> Vec<u8> {
    const LAST: u32 = 0xffff_fffe;
    let number = |n: usize| u32::try_from(n).unwrap();
    let count = workbook.len().div_ceil(512);
    let tables = (count + 2).div_ceil(127);
    let first = tables + 1;
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.extend([0; 16]);
    header.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    for n in [0, number(tables), number(tables), 0, 4096, LAST, 0, LAST, 0] {
        header.extend(n.to_le_bytes());
    }
    (0..109).for_each(|n| header.extend(if n < tables { number(n) } else { u32::MAX }.to_le_bytes()));
    let chain = (first + 1..first + count).map(number).chain([LAST]);
    let sectors = std::iter::repeat_n(0xffff_fffd, tables).chain([LAST]).chain(chain);
    let mut table: Vec<u8> = sectors.flat_map(u32::to_le_bytes).collect();
    table.resize(tables * 512, 0xff);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend([u8::try_from(name.len() * 2 + 2).unwrap(), 0, kind, 1]);
        [u32::MAX, u32::MAX, child].iter().for_each(|n| entry.extend(n.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        entry
    };
    let root = entry("Root Entry", 5, 1, LAST, 0);
    let mut rest = [root, entry("Workbook", 2, u32::MAX, number(first), workbook.len())].concat();
    rest.resize(512, 0);
    rest.extend(workbook);
    rest.resize(512 + count * 512, 0);
    [header, table, rest].concat()
}

/// A record of a binary workbook of 2007: its kind in up to two bytes, its length, its bytes.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 128, (kind >> 7) as u8] };
    bytes.extend([data.len() as u8 | 128, (data.len() >> 7) as u8]);
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A binary workbook of 2007 with one row: kind and bytes of each cell, from column A. Style 1 has `format`.
pub fn xlsb(cells: &[(u16, Vec<u8>)], format: &str, strings: &[&str]) -> Vec<u8> {
    xlsb_of(&[cells], format, strings)
}

/// The same with several rows.
pub fn xlsb_of(cells: &[&[(u16, Vec<u8>)]], format: &str, strings: &[&str]) -> Vec<u8> {
    let sheet = [vec![0; 8], wide("r1"), wide("Data")].concat();
    let styles = [
        record(44, &[164_u16.to_le_bytes().to_vec(), wide(format)].concat()),
        record(617, &[]),
        record(47, &[0; 16]),
        record(47, &[&[0, 0, 164, 0], &[0; 12][..]].concat()),
        record(618, &[]),
    ];
    let strings: Vec<u8> = strings.iter().flat_map(|s| record(19, &[vec![0], wide(s)].concat())).collect();
    let mut rows = Vec::new();
    for (number, cells) in cells.iter().enumerate() {
        rows.extend(record(0, &[&(number as u32).to_le_bytes()[..], &[0; 21]].concat()));
        for (column, (kind, data)) in cells.iter().enumerate() {
            rows.extend(record(
                *kind,
                &[&(column as u32).to_le_bytes(), &[1, 0, 0, 0], data.as_slice()].concat(),
            ));
        }
    }
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let top = relation("r1", "officeDocument", "xl/workbook.bin");
    let parts = relation("r1", "worksheet", "sheet1.bin")
        + &relation("r2", "styles", "styles.bin")
        + &relation("r3", "sharedStrings", "sharedStrings.bin");
    Package::default()
        .add("_rels/.rels", format!("<Relationships>{top}</Relationships>").as_bytes())
        .add("xl/_rels/workbook.bin.rels", format!("<Relationships>{parts}</Relationships>").as_bytes())
        .add("xl/workbook.bin", &record(156, &sheet))
        .add("xl/styles.bin", &styles.concat())
        .add("xl/sharedStrings.bin", &strings)
        .add("xl/sheet1.bin", &rows)
        .finish()
}

/// The bytes of a text cell of such a workbook.
pub fn xlsb_text(text: &str) -> Vec<u8> {
    wide(text)
}
