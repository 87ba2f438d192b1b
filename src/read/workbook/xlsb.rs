//! Binary workbooks of 2007 and later: the same parts as Office Open XML, made of records instead of tags.

use super::collector::{Collector, Common, Value};
use super::dress::{BOLD, Font, is_black, unless_black};
use super::ole::{u16_at, u32_at};
use super::package::{Package, part_error};
use super::strings::Strings;
use super::styles::Palette;
use super::xls_sheet::{error, rk};
use super::xlsx::{Listed, tabs, workbook_part};
use super::{SheetReader, Tab, problem, relations};
use crate::base::limits::LIMITS;
use crate::problem::{Finding, Place};
use crate::read::{ReadError, Source};
use crate::table::{Address, Marks};
use std::io::{self, BufReader, ErrorKind, Read};
use std::rc::Rc;

/// Kinds of record.
pub(super) mod kind {
    pub(in crate::read::workbook) const ROW: u32 = 0;
    pub(in crate::read::workbook) const RK: u32 = 2;
    pub(in crate::read::workbook) const ERROR: u32 = 3;
    pub(in crate::read::workbook) const BOOL: u32 = 4;
    pub(in crate::read::workbook) const REAL: u32 = 5;
    pub(in crate::read::workbook) const TEXT: u32 = 6;
    pub(in crate::read::workbook) const SHARED: u32 = 7;
    pub(in crate::read::workbook) const FORMULA_TEXT: u32 = 8;
    pub(in crate::read::workbook) const FORMULA_NUMBER: u32 = 9;
    pub(in crate::read::workbook) const FORMULA_BOOL: u32 = 10;
    pub(in crate::read::workbook) const FORMULA_ERROR: u32 = 11;
    pub(in crate::read::workbook) const STRING_ITEM: u32 = 19;
    pub(in crate::read::workbook) const FONT: u32 = 43;
    pub(in crate::read::workbook) const FORMAT: u32 = 44;
    pub(in crate::read::workbook) const FILL: u32 = 45;
    pub(in crate::read::workbook) const BORDER: u32 = 46;
    pub(in crate::read::workbook) const STYLE: u32 = 47;
    pub(in crate::read::workbook) const COLUMN_INFO: u32 = 60;
    pub(in crate::read::workbook) const RICH_TEXT: u32 = 62;
    pub(in crate::read::workbook) const WORKBOOK: u32 = 153;
    pub(in crate::read::workbook) const SHEET: u32 = 156;
    pub(in crate::read::workbook) const FILTER: u32 = 161;
    pub(in crate::read::workbook) const MERGED: u32 = 176;
    pub(in crate::read::workbook) const BEGIN_CELL_STYLES: u32 = 617;
    pub(in crate::read::workbook) const END_CELL_STYLES: u32 = 618;
}

fn bad(reason: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason)
}

/// The records of a part, one after the other.
pub(super) struct Records<R> {
    reader: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    pub(super) fn new(reader: R) -> Records<R> {
        Records { reader: BufReader::with_capacity(64 << 10, reader), data: Vec::new() }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        Ok((self.reader.read(&mut byte)? == 1).then_some(byte[0]))
    }

    /// A number in groups of seven bits, at most `most` of them.
    fn number(&mut self, most: u32) -> io::Result<Option<u32>> {
        let mut number = 0;
        for group in 0..most {
            let Some(byte) = self.byte()? else {
                return if group == 0 { Ok(None) } else { Err(bad("it ends within a record")) };
            };
            number |= u32::from(byte & 0x7f) << (7 * group);
            if byte < 0x80 {
                break;
            }
        }
        Ok(Some(number))
    }

    /// The kind of the next record and its bytes; absent at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u32, &[u8])>> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u32::from(first & 0x7f);
        if first >= 0x80 {
            let second = self.byte()?.ok_or_else(|| bad("it ends within a record"))?;
            kind |= u32::from(second & 0x7f) << 7;
        }
        let length = u64::from(self.number(4)?.ok_or_else(|| bad("it ends within a record"))?);
        self.data.clear();
        let count = if length > LIMITS.piece_bytes as u64 {
            // Pictures and the like: of no interest here.
            io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())?
        } else {
            self.reader.by_ref().take(length).read_to_end(&mut self.data)? as u64
        };
        if count < length {
            return Err(bad("it ends within a record"));
        }
        Ok(Some((kind, &self.data)))
    }
}

/// A text with its length in 32 bits, and how many bytes it takes.
pub(super) fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let count = u32_at(data, at)? as usize;
    // Absent texts have all bits set.
    if count == u32::MAX as usize {
        return Some((String::new(), 4));
    }
    let bytes = data.get(at + 4..)?.get(..count.checked_mul(2)?)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    Some((String::from_utf16_lossy(&units), 4 + bytes.len()))
}

struct Xlsb<'s> {
    package: Package<'s>,
    tabs: Vec<Tab>,
    parts: Vec<String>,
    common: Rc<Common>,
}

/// Opens a workbook: everything but the cells.
pub(super) fn open<'s>(source: Box<dyn Source + 's>) -> Result<Box<dyn SheetReader + 's>, ReadError> {
    let mut package = Package::open(source)?;
    let book = workbook_part(&mut package)?;
    let relations = relations::of(&mut package, &book)?;
    let mut common = Common::default();
    let mut sheets = Vec::new();
    let part = package.part(&book)?;
    workbook(part, &mut common, &mut sheets).map_err(|e| part_error(&e, &book))?;
    let find = |kind: &str| relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    if let Some(name) = find("styles").filter(|p| package.has(p)) {
        let mut palette = Palette::default();
        let part = package.part(&name)?;
        let good = styles(part, &mut palette).map_err(|e| part_error(&e, &name))?;
        if !good {
            return Err(ReadError::new(&problem::TOO_MANY_STYLES).with("limit", LIMITS.styles as u64));
        }
        common.styles = palette.styles;
    }
    if let Some(name) = find("sharedStrings").filter(|p| package.has(p)) {
        let part = package.part(&name)?;
        let good = strings(part, &mut common.strings).map_err(|e| part_error(&e, &name))?;
        if !good {
            return Err(ReadError::new(&problem::TOO_MANY_TEXTS)
                .with("count", LIMITS.strings as u64)
                .with("limit", (LIMITS.string_bytes >> 20) as u64));
        }
    }
    let (tabs, parts) = tabs(&package, &sheets, &relations)?;
    Ok(Box::new(Xlsb { package, tabs, parts, common: Rc::new(common) }))
}

fn workbook(part: impl Read, common: &mut Common, sheets: &mut Vec<Listed>) -> io::Result<()> {
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        match kind {
            kind::WORKBOOK => common.date_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 == 1),
            kind::SHEET if sheets.len() <= LIMITS.sheets => {
                let (relation, length) = text(data, 8).ok_or_else(|| bad("a sheet has no name"))?;
                let (name, _) = text(data, 8 + length).ok_or_else(|| bad("a sheet has no name"))?;
                let hidden = u32_at(data, 0).is_some_and(|state| state != 0);
                sheets.push(Listed { name, relation, hidden });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Where the record of a border says which lines there are: top, bottom, left, right, diagonal.
const BORDER_LINES: [usize; 5] = [1, 11, 21, 31, 41];

fn font(data: &[u8]) -> Font {
    let flags = u16_at(data, 2).unwrap_or(0);
    // The kind of the colour stands in the upper bits: 1 is the old palette.
    let colour = match (data.get(12).map(|kind| kind >> 1), data.get(13)) {
        (Some(1), Some(index)) if !is_black((*index).into()) => Some(format!("indexed {index}")),
        (Some(2), _) => {
            let rgb: String =
                data.get(16..19).unwrap_or(&[]).iter().map(|byte| format!("{byte:02x}")).collect();
            unless_black(&rgb)
        }
        (Some(3), Some(theme)) => {
            let tint = u16_at(data, 14).unwrap_or(0);
            (*theme != 1 || tint != 0).then(|| format!("theme {theme} {tint}"))
        }
        _ => None,
    };
    Font {
        name: text(data, 21).map(|(name, _)| name),
        size: u16_at(data, 0).map(|size| size.to_string()),
        colour,
        bold: u16_at(data, 4).is_some_and(|weight| weight >= BOLD),
        italic: flags & 2 != 0,
        lined: flags & 8 != 0 || data.get(8).is_some_and(|line| *line != 0),
    }
}

/// Reads the styles of cells; false if there are too many.
fn styles(part: impl Read, palette: &mut Palette) -> io::Result<bool> {
    let mut records = Records::new(part);
    let mut in_cells = false;
    while let Some((kind, data)) = records.next()? {
        match kind {
            kind::FORMAT => {
                if let (Some(id), Some((code, _))) = (u16_at(data, 0), text(data, 2)) {
                    palette.code(id.into(), code);
                }
            }
            kind::BEGIN_CELL_STYLES => in_cells = true,
            kind::END_CELL_STYLES => in_cells = false,
            kind::FONT => palette.fonts.push(font(data)),
            kind::FILL => palette.fills.push(u32_at(data, 0).is_some_and(|pattern| pattern != 0)),
            kind::BORDER => palette
                .borders
                .push(BORDER_LINES.iter().any(|at| data.get(*at).is_some_and(|line| *line != 0))),
            kind::STYLE if in_cells => {
                let number = |at: usize| u16_at(data, at).unwrap_or(0);
                let worn = palette.worn(number(4).into(), number(6).into(), number(8).into());
                palette.style(number(2).into(), worn);
            }
            _ => {}
        }
        if palette.is_too_large() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads the table of texts; false if it is beyond the limits.
fn strings(part: impl Read, strings: &mut Strings) -> io::Result<bool> {
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        if kind == kind::STRING_ITEM {
            let (item, _) = text(data, 1).ok_or_else(|| bad("a text is cut off"))?;
            strings.push(&item);
        }
        if strings.len() > LIMITS.strings || strings.bytes() > LIMITS.string_bytes {
            return Ok(false);
        }
    }
    Ok(true)
}

impl SheetReader for Xlsb<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.tabs.clone()
    }
    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let Some(name) = self.parts.get(sheet) else { return Ok(()) };
        let part = self.package.part(name)?;
        cells(part, out).map_err(|e| part_error(&e, name))
    }
}

/// Hands all cells of a sheet to `out`.
fn cells(part: impl Read, out: &mut Collector<'_>) -> io::Result<()> {
    let mut records = Records::new(part);
    let mut open = false;
    while let Some((kind, data)) = records.next()? {
        match kind {
            kind::ROW => {
                if open && out.end_row().is_break() {
                    return Ok(());
                }
                let row = u32_at(data, 0).ok_or_else(|| bad("a row is cut off"))?;
                let hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
                out.begin_row(row.saturating_add(1), hidden);
                open = true;
            }
            kind::RK..=kind::FORMULA_ERROR | kind::RICH_TEXT => {
                let column = u32_at(data, 0).ok_or_else(|| bad("a cell is cut off"))?;
                if cell(kind, column, data, out).is_none() {
                    out.lost(column, "");
                }
            }
            kind::COLUMN_INFO if data.get(16).is_some_and(|flags| flags & 1 == 1) => {
                out.hidden_columns(u32_at(data, 0).unwrap_or(0), u32_at(data, 4).unwrap_or(0));
            }
            kind::MERGED => merged(data, out),
            kind::FILTER => out.findings.add(Finding::new(&problem::FILTER, Place::File)),
            _ => {}
        }
        if out.error.is_some() {
            return Ok(());
        }
    }
    if open {
        let _ = out.end_row();
    }
    Ok(())
}

/// Hands one cell on; absent if its record makes no sense.
fn cell(kind: u32, column: u32, data: &[u8], out: &mut Collector<'_>) -> Option<()> {
    let style = Some(u32_at(data, 4)? & 0x00ff_ffff);
    let marks = match kind {
        kind::FORMULA_TEXT..=kind::FORMULA_ERROR => Marks::FORMULA,
        _ => Marks::default(),
    };
    match kind {
        kind::RK => out.cell(column, Value::Number(rk(u32_at(data, 8)?)), style, marks),
        kind::REAL | kind::FORMULA_NUMBER => {
            let number = f64::from_le_bytes(data.get(8..16)?.try_into().ok()?);
            out.cell(column, Value::Number(number), style, marks);
        }
        kind::BOOL | kind::FORMULA_BOOL => out.cell(column, Value::Bool(*data.get(8)? != 0), style, marks),
        kind::ERROR | kind::FORMULA_ERROR => {
            out.cell(column, Value::Error(error(*data.get(8)?)?), style, marks);
        }
        kind::TEXT | kind::FORMULA_TEXT => {
            let (text, _) = text(data, 8)?;
            out.cell(column, Value::Text(&text), style, marks);
        }
        kind::RICH_TEXT => {
            let (text, _) = text(data, 9)?;
            out.cell(column, Value::Text(&text), style, marks);
        }
        kind::SHARED => {
            let index = u32_at(data, 8)?;
            out.has_string(index).then_some(())?;
            out.cell(column, Value::Shared(index), style, marks);
        }
        _ => return None,
    }
    Some(())
}

fn merged(data: &[u8], out: &mut Collector<'_>) {
    let [Some(top), Some(bottom), Some(left), Some(right)] = [0, 4, 8, 12].map(|at| u32_at(data, at)) else {
        return;
    };
    let corner = |row: u32, column: u32| Address { row: row.saturating_add(1), column };
    let range = format!("{}:{}", corner(top, left), corner(bottom, right));
    out.merged(top.saturating_add(1), left, &range);
}
