//! The cells of a sheet in a binary workbook of Excel 5.0 to 2003.
//!
//! Programs may write cells in any order. So their places are listed first (eight bytes a cell), sorted if need be,
//! and each cell is taken apart when its turn comes.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "the file is held in memory whole and has a limit; the format says how bits are meant"
)]

use super::collector::{Collector, Value};
use super::ole::{u16_at, u32_at};
use super::problem;
use super::xls::{Version, kind, record};
use super::xls_text::{self, Pieces};
use crate::base::pulse;
use crate::base::sorting;
use crate::problem::{Finding, Place};
use crate::table::{Address, Marks};
use std::collections::HashSet;

const BLANK: u16 = 0x201;
pub(super) const NUMBER: u16 = 0x203;
pub(super) const LABEL: u16 = 0x204;
pub(super) const BOOL_OR_ERROR: u16 = 0x205;
pub(super) const STRING: u16 = 0x207;
const ROW: u16 = 0x208;
pub(super) const RK: u16 = 0x27e;
pub(super) const MULTIPLE_RK: u16 = 0xbd;
pub(super) const RICH_STRING: u16 = 0xd6;
pub(super) const LABEL_SST: u16 = 0xfd;
const COLUMN_INFO: u16 = 0x7d;
const MERGED_CELLS: u16 = 0xe5;
const FILTER_MODE: u16 = 0x9b;
pub(super) const FORMULA: u16 = 0x06;
pub(super) const FORMULAS: [u16; 3] = [FORMULA, 0x206, 0x406];
/// What may stand between a formula and the record with its text.
const BETWEEN: [u16; 4] = [0x221, 0x21, 0x4bc, 0x236];

/// Where a cell is on the sheet and in the stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct FoundRecord {
    row: u16,
    column: u16,
    at: u32,
}

struct XlsSheetReader<'a, 'o, 'c> {
    stream: &'a [u8],
    version: Version,
    out: &'o mut Collector<'c>,
    cells: Vec<FoundRecord>,
    hidden: HashSet<u16>,
}

/// Hands all cells of the sheet that begins at `offset` to `out`.
pub(super) fn read(
    stream: &[u8],
    offset: usize,
    version: Version,
    out: &mut Collector<'_>,
) -> Result<(), &'static str> {
    let first = record(stream, offset).filter(|r| r.kind == kind::BOF);
    let first = first.ok_or("it does not begin where the workbook says")?;
    let mut sheet = XlsSheetReader { stream, version, out, cells: Vec::new(), hidden: HashSet::new() };
    let ended = sheet.list(first.next);
    if !sheet.cells.is_sorted() {
        sorting::sort(&mut sheet.cells);
    }
    sheet.hand_out();
    if ended { Ok(()) } else { Err("it ends too early") }
}

impl XlsSheetReader<'_, '_, '_> {
    /// Lists the cells; whether the sheet came to its end.
    fn list(&mut self, mut at: usize) -> bool {
        let mut depth = 0;
        for count in 1u64.. {
            let Some(record) = record(self.stream, at) else { break };
            if count.is_multiple_of(pulse::CELLS) {
                pulse::beat();
            }
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth == 0 => return true,
                kind::EOF => depth -= 1,
                // What lies deeper belongs to a chart on the sheet.
                _ if depth > 0 => {}
                _ => self.note(record.kind, record.data, at),
            }
            at = record.next;
        }
        false
    }

    fn note(&mut self, kind: u16, data: &[u8], at: usize) {
        let (row, column) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0));
        match kind {
            NUMBER | LABEL | BOOL_OR_ERROR | RK | RICH_STRING | LABEL_SST => {
                self.cells.push(FoundRecord { row, column, at: at as u32 });
            }
            _ if FORMULAS.contains(&kind) => self.cells.push(FoundRecord { row, column, at: at as u32 }),
            MULTIPLE_RK => {
                let count = data.len().saturating_sub(6) / 6;
                let found = (0..count).map(|i| FoundRecord {
                    row,
                    column: column.saturating_add(i as u16),
                    at: at as u32,
                });
                self.cells.extend(found);
            }
            ROW if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.hidden.insert(row);
            }
            COLUMN_INFO if u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                self.out.hidden_columns(row.into(), column.into());
            }
            MERGED_CELLS => self.merged(data),
            FILTER_MODE => self.out.findings.add(Finding::new(&problem::FILTER, Place::File)),
            BLANK => {}
            _ => {}
        }
    }

    fn merged(&mut self, data: &[u8]) {
        for area in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
            let [Some(top), Some(bottom), Some(left), Some(right)] = [0, 2, 4, 6].map(|at| u16_at(area, at))
            else {
                continue;
            };
            let corner = |row: u16, column: u16| Address { row: u32::from(row) + 1, column: column.into() };
            let range = format!("{}:{}", corner(top, left), corner(bottom, right));
            self.out.merged(u32::from(top) + 1, left.into(), &range);
        }
    }

    fn hand_out(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        for row in cells.chunk_by(|a, b| a.row == b.row) {
            let Some(first) = row.first() else { continue };
            self.out.begin_row(u32::from(first.row) + 1, self.hidden.contains(&first.row));
            for found in row {
                self.cell(*found);
            }
            if self.out.end_row().is_break() {
                return;
            }
        }
    }

    fn cell(&mut self, found: FoundRecord) {
        let column = u32::from(found.column);
        if self.value(found).is_none() {
            self.out.lost(column, "");
        }
    }

    /// Hands one cell on; absent if its record is too short.
    fn value(&mut self, found: FoundRecord) -> Option<()> {
        let record = record(self.stream, found.at as usize)?;
        let data = record.data;
        let column = u32::from(found.column);
        let style = Some(u32::from(u16_at(data, 4)?));
        let none = Marks::default();
        match record.kind {
            NUMBER => self.out.cell(column, Value::Number(f64_at(data, 6)?), style, none),
            RK => self.out.cell(column, Value::Number(rk(u32_at(data, 6)?)), style, none),
            MULTIPLE_RK => {
                let at = 4 + 6 * usize::from(found.column.checked_sub(u16_at(data, 2)?)?);
                let style = Some(u32::from(u16_at(data, at)?));
                self.out.cell(column, Value::Number(rk(u32_at(data, at + 2)?)), style, none);
            }
            LABEL_SST => {
                let index = u32_at(data, 6)?;
                self.out.has_string(index).then_some(())?;
                self.out.cell(column, Value::Shared(index), style, none);
            }
            LABEL | RICH_STRING => {
                let text = self.text(found.at as usize, 6)?;
                self.out.cell(column, Value::Text(&text), style, none);
            }
            BOOL_OR_ERROR => {
                let (value, is_error) = (*data.get(6)?, *data.get(7)? == 1);
                let value = if is_error { Value::Error(error(value)?) } else { Value::Bool(value != 0) };
                self.out.cell(column, value, style, none);
            }
            _ => self.formula(column, data, style, record.next)?,
        }
        Some(())
    }

    /// A text within a record: behind `skip` bytes, its length in 16 bits first.
    fn text(&self, at: usize, skip: usize) -> Option<String> {
        let record = record(self.stream, at)?;
        if self.version.unicode {
            let (mut pieces, _) = Pieces::gather(self.stream, &record);
            pieces.skip(skip);
            return pieces.rich_text();
        }
        let length = usize::from(u16_at(record.data, skip)?);
        Some(xls_text::bytes(record.data.get(skip + 2..)?.get(..length)?, self.version))
    }

    fn formula(&mut self, column: u32, data: &[u8], style: Option<u32>, next: usize) -> Option<()> {
        let marks = Marks::FORMULA;
        if u16_at(data, 12)? != 0xffff {
            self.out.cell(column, Value::Number(f64_at(data, 6)?), style, marks);
            return Some(());
        }
        let value = *data.get(8)?;
        match data.get(6)? {
            0 => match self.result_text(next) {
                Some(text) => self.out.cell(column, Value::Text(&text), style, marks),
                None => self.out.cell(column, Value::NoResult, style, marks),
            },
            1 => self.out.cell(column, Value::Bool(value != 0), style, marks),
            2 => self.out.cell(column, Value::Error(error(value)?), style, marks),
            // An empty text, or, where it is to be computed on opening, nothing yet.
            _ if u16_at(data, 14)? & 3 != 0 => self.out.cell(column, Value::NoResult, style, marks),
            _ => self.out.cell(column, Value::Text(""), style, marks),
        }
        Some(())
    }

    /// The text of a formula stands in a record of its own behind it.
    fn result_text(&self, mut at: usize) -> Option<String> {
        for _ in 0..4 {
            let record = record(self.stream, at)?;
            if record.kind == STRING {
                return self.text(at, 0);
            }
            if !BETWEEN.contains(&record.kind) && record.kind != kind::CONTINUE {
                return None;
            }
            at = record.next;
        }
        None
    }
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in 30 bits: whole or the upper part of a long one, perhaps in hundredths.
pub(super) fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

/// The spelling of an error.
pub(super) fn error(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => return None,
    })
}
