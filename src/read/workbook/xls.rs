//! Binary workbooks of Excel 5.0 to 2003: one stream of records, a list of sheets at its head.

use super::collector::{Collector, Common};
use super::dress::{BOLD, Font, is_black};
use super::ole::{self, Ole, u16_at, u32_at};
use super::strings::Strings;
use super::styles::{Palette, Worn};
use super::xls_text::{self, Pieces};
use super::xlsx::kind_name;
use super::{SheetReader, Tab, problem, xls_sheet};
use crate::base::limits::LIMITS;
use crate::base::pulse;
use crate::problem::Detail;
use crate::read::encoding::Encoding;
use crate::read::refusals;
use crate::read::{ReadError, Source};
use std::rc::Rc;

/// Kinds of record.
pub(super) mod kind {
    pub(in crate::read::workbook) const EOF: u16 = 0x0a;
    pub(in crate::read::workbook) const FONT: u16 = 0x31;
    pub(in crate::read::workbook) const DATE_MODE: u16 = 0x22;
    pub(in crate::read::workbook) const FILE_PASS: u16 = 0x2f;
    pub(in crate::read::workbook) const CONTINUE: u16 = 0x3c;
    pub(in crate::read::workbook) const CODE_PAGE: u16 = 0x42;
    pub(in crate::read::workbook) const BOUND_SHEET: u16 = 0x85;
    pub(in crate::read::workbook) const XF: u16 = 0xe0;
    pub(in crate::read::workbook) const SST: u16 = 0xfc;
    pub(in crate::read::workbook) const FORMAT: u16 = 0x41e;
    pub(in crate::read::workbook) const BOF: u16 = 0x809;
}

/// The colour that the program chooses.
const AUTOMATIC: u16 = 0x7fff;

/// A record: its kind, its bytes, and where the next one begins.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) next: usize,
}

/// The record at a place; absent at the end and where the stream was cut off.
pub(super) fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
    let data = stream.get(at + 4..at + 4 + length)?;
    Some(Record { kind, data, next: at + 4 + length })
}

/// The version of the records and what texts without their own encoding are in.
#[derive(Clone, Copy)]
pub(super) struct Version {
    /// Excel 97 and later: texts are Unicode and kept in a table.
    pub(super) unicode: bool,
    pub(super) code_page: Encoding,
}

struct XlsSheetEntry {
    name: String,
    offset: usize,
    visible: bool,
    kind: u8,
}

struct Xls {
    stream: Vec<u8>,
    version: Version,
    sheets: Vec<XlsSheetEntry>,
    common: Rc<Common>,
}

/// Opens a workbook: everything but the cells.
pub(super) fn open<'s>(mut source: Box<dyn Source + 's>) -> Result<Box<dyn SheetReader + 's>, ReadError> {
    let bytes = ole::whole(&mut source)?;
    Ok(Box::new(Globals::read(stream(bytes)?)?))
}

/// The records of a workbook.
pub(super) fn stream(bytes: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    if !ole::is_ole(&bytes) {
        return Ok(bytes);
    }
    let ole = Ole::open(bytes)?;
    let missing = || ReadError::new(&problem::PART_MISSING).with("part", "Workbook");
    ole.stream("Workbook").or_else(|| ole.stream("Book")).ok_or_else(missing)?
}

/// What the head of the stream says.
struct Globals {
    version: Version,
    common: Common,
    palette: Palette,
    /// Style records name formats whose codes may come later.
    styles: Vec<(u32, Worn)>,
    sheets: Vec<XlsSheetEntry>,
}

fn unreadable(reason: &str) -> ReadError {
    ReadError::new(&problem::PART_UNREADABLE).with("part", "Workbook").with("reason", reason)
}

impl Globals {
    fn read(stream: Vec<u8>) -> Result<Xls, ReadError> {
        let first = record(&stream, 0).ok_or_else(|| unreadable("it is empty"))?;
        let mut globals = Globals {
            version: version(&first)?,
            common: Common::default(),
            palette: Palette::default(),
            styles: Vec::new(),
            sheets: Vec::new(),
        };
        let mut at = first.next;
        while let Some(record) = record(&stream, at) {
            if record.kind == kind::EOF {
                break;
            }
            at = globals.record(&stream, &record)?;
        }
        for (id, worn) in std::mem::take(&mut globals.styles) {
            globals.palette.style(id, worn);
        }
        globals.common.styles = globals.palette.styles;
        if globals.sheets.is_empty() {
            return Err(ReadError::new(&problem::NO_SHEETS));
        }
        let Globals { version, common, sheets, .. } = globals;
        Ok(Xls { stream, version, sheets, common: Rc::new(common) })
    }

    /// Takes one record and says where the next one is.
    fn record(&mut self, stream: &[u8], record: &Record<'_>) -> Result<usize, ReadError> {
        let data = record.data;
        match record.kind {
            kind::FILE_PASS => return Err(ReadError::new(&refusals::PASSWORD)),
            kind::DATE_MODE => self.common.date_1904 = u16_at(data, 0) == Some(1),
            kind::CODE_PAGE => {
                let page = u16_at(data, 0).unwrap_or(1252);
                self.version.code_page = xls_text::code_page(page).unwrap_or(self.version.code_page);
            }
            kind::FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(data, 0), self.format_code(data)) {
                    self.palette.code(id.into(), code);
                }
            }
            kind::FONT => self.palette.fonts.push(self.font(data)),
            kind::XF => self.styles.push((u16_at(data, 2).unwrap_or(0).into(), self.worn(data))),
            kind::BOUND_SHEET => self.sheets.extend(self.sheet(data)),
            kind::SST => {
                let (pieces, next) = Pieces::gather(stream, record);
                self.common.strings = strings(pieces)?;
                return Ok(next);
            }
            _ => {}
        }
        if self.sheets.len() > LIMITS.sheets || self.styles.len() > LIMITS.styles {
            return Err(ReadError::new(&problem::TOO_MANY_SHEETS)
                .with("count", self.sheets.len() as u64)
                .with("limit", LIMITS.sheets as u64));
        }
        Ok(record.next)
    }

    fn font(&self, data: &[u8]) -> Font {
        let number = |at: usize| u16_at(data, at).unwrap_or(0);
        let length = usize::from(data.get(14).copied().unwrap_or(0));
        let name = if self.version.unicode {
            data.get(16..).and_then(|rest| Some(xls_text::characters(rest, length, data.get(15)? & 1 == 1)))
        } else {
            data.get(15..).and_then(|rest| rest.get(..length)).map(|rest| xls_text::bytes(rest, self.version))
        };
        let colour = Some(number(4)).filter(|index| !is_black(*index) && *index != AUTOMATIC);
        Font {
            name,
            size: Some(number(0).to_string()),
            colour: colour.map(|index| index.to_string()),
            bold: number(6) >= BOLD,
            italic: number(2) & 2 != 0,
            lined: number(2) & 8 != 0 || data.get(10).is_some_and(|line| *line != 0),
        }
    }

    fn worn(&self, data: &[u8]) -> Worn {
        let font = usize::from(u16_at(data, 0).unwrap_or(0));
        // There is no font 4: the number was skipped, and those behind it count on.
        let font = font - usize::from(font > 4);
        // Before 1997 fills and borders stood elsewhere; such files are told by their fonts alone.
        let (lines, fill) = if self.version.unicode {
            (u16_at(data, 10).unwrap_or(0), u16_at(data, 16).unwrap_or(0) >> 10)
        } else {
            (0, 0)
        };
        Worn { font, filled: fill != 0, bordered: lines != 0 }
    }

    fn format_code(&self, data: &[u8]) -> Option<String> {
        if self.version.unicode {
            xls_text::unicode(data.get(2..)?)
        } else {
            let length = usize::from(*data.get(2)?);
            Some(xls_text::bytes(data.get(3..)?.get(..length)?, self.version))
        }
    }

    fn sheet(&self, data: &[u8]) -> Option<XlsSheetEntry> {
        let length = usize::from(*data.get(6)?);
        let name = if self.version.unicode {
            xls_text::characters(data.get(8..)?, length, data.get(7)? & 1 == 1)
        } else {
            xls_text::bytes(data.get(7..)?.get(..length)?, self.version)
        };
        Some(XlsSheetEntry {
            name,
            offset: u32_at(data, 0)? as usize,
            visible: data.get(4)? & 3 == 0,
            kind: *data.get(5)?,
        })
    }
}

fn version(first: &Record<'_>) -> Result<Version, ReadError> {
    let old = |name| Err(refusals::refuse(&refusals::OLD_WORKBOOK, name));
    let code_page = Encoding::Web(encoding_rs::WINDOWS_1252);
    match (first.kind, u16_at(first.data, 0)) {
        (kind::BOF, Some(0x0600)) => Ok(Version { unicode: true, code_page }),
        (kind::BOF, Some(0x0500)) => Ok(Version { unicode: false, code_page }),
        (0x0009, _) => old(["an Excel 2 workbook", "un classeur Excel 2"]),
        (0x0209, _) => old(["an Excel 3 workbook", "un classeur Excel 3"]),
        (0x0409, _) => old(["an Excel 4 workbook", "un classeur Excel 4"]),
        (kind::BOF, _) => Ok(Version { unicode: true, code_page }),
        _ => Err(unreadable("it does not begin as one")),
    }
}

fn strings(mut pieces: Pieces<'_>) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    // The table begins with two counts, which are wrong in many files.
    pieces.skip(8);
    while let Some(text) = pieces.rich_text() {
        strings.push(&text);
        if (strings.len() as u64).is_multiple_of(pulse::CELLS) {
            pulse::beat();
        }
        if strings.len() > LIMITS.strings || strings.bytes() > LIMITS.string_bytes {
            return Err(ReadError::new(&problem::TOO_MANY_TEXTS)
                .with("count", LIMITS.strings as u64)
                .with("limit", (LIMITS.string_bytes >> 20) as u64));
        }
    }
    Ok(strings)
}

impl SheetReader for Xls {
    fn tabs(&self) -> Vec<Tab> {
        let tab = |sheet: &XlsSheetEntry| {
            let name = match sheet.kind {
                0 => None,
                2 => Some(kind_name("chartsheet")),
                _ => Some(kind_name("")),
            };
            let refused = name.map(|name| {
                ReadError::new(&problem::NOT_CELLS)
                    .with("sheet", sheet.name.as_str())
                    .with("kind", Detail::Phrase(name))
            });
            Tab { name: sheet.name.clone(), hidden: !sheet.visible, refused }
        };
        // A module holds a program, not a sheet, and has no tab.
        self.sheets.iter().filter(|s| s.kind != 6).map(tab).collect()
    }
    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let Some(sheet) = self.sheets.iter().filter(|s| s.kind != 6).nth(sheet) else { return Ok(()) };
        let error = |reason: &str| ReadError::new(&problem::SHEET_UNREADABLE).with("reason", reason);
        xls_sheet::read(&self.stream, sheet.offset, self.version, out).map_err(error)
    }
}
