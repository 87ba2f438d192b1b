//! A sheet in compact form: read once, replayed as often as needed.
//!
//! Checking, cleaning and showing a window of rows each need the rows again, and a workbook is slow to read and
//! cannot be entered in the middle. So its rows are written into pieces of about 4 MiB, a few bytes a cell, with the
//! place of every 1,024th row beside them. Only this file knows the form.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "what is read back is what was put there: rows, columns and offsets of a spool that a limit bounds"
)]

use super::digits;
use super::strings::Strings;
use crate::base::pulse;
use crate::base::sorting;
use crate::table::{CellFormat, Date, Kind, Marks, Moment, Row};
use std::ops::ControlFlow;

const PIECE: usize = 4 << 20;
const STEP: u32 = 1024;

/// Rows in compact form.
#[derive(Default)]
pub(super) struct Spool {
    pieces: Vec<Vec<u8>>,
    /// Number, piece and offset of every `STEP`th row.
    index: Vec<(u32, u32, u32)>,
    rows: u32,
    /// Where the row pushed last begins in the last piece.
    last: usize,
}

/// What follows a cell's first byte.
mod tag {
    pub(super) const TEXT: u8 = 0;
    pub(super) const SHARED: u8 = 1;
    /// A whole number that is shown as its digits.
    pub(super) const INTEGER: u8 = 2;
    /// A number that its shown text says exactly.
    pub(super) const DECIMAL: u8 = 3;
    /// A number and what is shown.
    pub(super) const NUMBER: u8 = 4;
    /// A day at midnight and what is shown.
    pub(super) const DAY: u8 = 5;
    /// A day or none, seconds, and what is shown.
    pub(super) const MOMENT: u8 = 6;
    pub(super) const DURATION: u8 = 7;
    pub(super) const TRUE: u8 = 8;
    pub(super) const FALSE: u8 = 9;
    pub(super) const ERROR: u8 = 10;
    pub(super) const EMPTY: u8 = 11;
    /// A number that is shown as its digits.
    pub(super) const EXACT: u8 = 12;
    pub(super) const KINDS: u8 = 0x0f;
    /// Empty cells stand before this one; their number follows.
    pub(super) const GAP: u8 = 0x10;
    /// Format and marks follow.
    pub(super) const DRESSED: u8 = 0x20;
}

/// The cells of one row, each encoded, before they are put in order.
#[derive(Default)]
pub(super) struct Draft {
    bytes: Vec<u8>,
    /// Column, and where the cell's bytes begin.
    cells: Vec<(u32, u32)>,
    sorted: bool,
}

impl Draft {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.cells.clear();
        self.sorted = true;
    }
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }
    /// One more than the last column in use.
    pub(super) fn width(&self) -> u32 {
        if self.sorted {
            return self.cells.last().map_or(0, |c| c.0 + 1);
        }
        self.cells.iter().map(|c| c.0 + 1).max().unwrap_or(0)
    }

    fn begin(&mut self, column: u32, kind: u8, look: CellFormat, marks: Marks) {
        if self.cells.last().is_some_and(|last| last.0 >= column) {
            self.sorted = false;
        }
        self.cells.push((column, self.bytes.len() as u32));
        if look == CellFormat::General && marks == Marks::default() {
            self.bytes.push(kind);
        } else {
            self.bytes.extend([kind | tag::DRESSED, look as u8, marks.0]);
        }
    }
    fn text(&mut self, text: &str) {
        varint(&mut self.bytes, text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text from the workbook's table of texts.
    pub(super) fn shared(&mut self, column: u32, index: u32, look: CellFormat, marks: Marks) {
        self.begin(column, tag::SHARED, look, marks);
        varint(&mut self.bytes, u64::from(index));
    }
    /// A number that `shown` says exactly.
    pub(super) fn decimal(&mut self, column: u32, shown: &str, look: CellFormat, marks: Marks) {
        self.begin(column, tag::DECIMAL, look, marks);
        self.text(shown);
    }
    /// A number without a format whose digits are what is shown, as `digits::is_shown_so` tells.
    pub(super) fn exact(&mut self, column: u32, digits: &str, marks: Marks) {
        self.begin(column, tag::EXACT, CellFormat::General, marks);
        self.text(digits);
    }
    /// A whole number shown as its digits.
    pub(super) fn integer(&mut self, column: u32, number: i64, look: CellFormat, marks: Marks) {
        self.begin(column, tag::INTEGER, look, marks);
        varint(&mut self.bytes, ((number << 1) ^ (number >> 63)) as u64);
    }
    /// Any cell.
    pub(super) fn cell(&mut self, column: u32, kind: Kind, shown: &str, look: CellFormat, marks: Marks) {
        if let Kind::Number(number) = kind
            && shown.len() < 20
            && shown.parse() == Ok(number)
        {
            // The text says it all; nothing is added by the number.
            return self.decimal(column, shown, look, marks);
        }
        let name = match kind {
            Kind::Empty => tag::EMPTY,
            Kind::Text => tag::TEXT,
            Kind::Number(_) => tag::NUMBER,
            Kind::Moment(Moment { date: Some(_), seconds: 0.0 }) => tag::DAY,
            Kind::Moment(_) => tag::MOMENT,
            Kind::Duration(_) => tag::DURATION,
            Kind::Bool(true) => tag::TRUE,
            Kind::Bool(false) => tag::FALSE,
            Kind::Error => tag::ERROR,
        };
        self.begin(column, name, look, marks);
        match kind {
            Kind::Number(n) | Kind::Duration(n) => self.bytes.extend(n.to_le_bytes()),
            Kind::Moment(moment) => {
                let day = moment.date.map_or(0, pack);
                varint(&mut self.bytes, u64::from(day));
                if name == tag::MOMENT {
                    self.bytes.extend(moment.seconds.to_le_bytes());
                }
            }
            _ => {}
        }
        if !matches!(kind, Kind::Empty | Kind::Bool(_)) {
            self.text(shown);
        }
    }

    /// Brings the cells into the order of their columns; of two in the same column the later stays.
    fn sort(&mut self) {
        if self.sorted {
            return;
        }
        let ends: Vec<u32> =
            self.cells.iter().skip(1).map(|c| c.1).chain([self.bytes.len() as u32]).collect();
        let mut parts: Vec<(u32, u32, u32)> =
            self.cells.iter().zip(ends).map(|(&(column, start), end)| (column, start, end)).collect();
        sorting::sort_by_key(&mut parts, |part| (part.0, std::cmp::Reverse(part.1)));
        parts.dedup_by_key(|part| part.0);
        let (mut bytes, mut cells) = (Vec::with_capacity(self.bytes.len()), Vec::with_capacity(parts.len()));
        for (column, start, end) in parts {
            cells.push((column, bytes.len() as u32));
            bytes.extend_from_slice(self.bytes.get(start as usize..end as usize).unwrap_or(&[]));
        }
        (self.bytes, self.cells, self.sorted) = (bytes, cells, true);
    }

    /// Whether two cells claimed the same column.
    pub(super) fn settle(&mut self) -> bool {
        let before = self.cells.len();
        self.sort();
        self.cells.len() < before
    }

    fn write(&self, out: &mut Vec<u8>, number: u32, hidden: bool) {
        varint(out, u64::from(number) << 1 | u64::from(hidden));
        varint(out, self.cells.len() as u64);
        // Cells without a gap before them are copied together.
        let (mut next, mut done) = (0, 0);
        for &(column, start) in &self.cells {
            let start = start as usize;
            if column > next {
                let first = self.bytes.get(start).copied().unwrap_or(tag::EMPTY);
                out.extend_from_slice(self.bytes.get(done..start).unwrap_or(&[]));
                out.push(first | tag::GAP);
                varint(out, u64::from(column - next));
                done = start + 1;
            }
            next = column + 1;
        }
        out.extend_from_slice(self.bytes.get(done..).unwrap_or(&[]));
    }
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn pack(date: Date) -> u32 {
    u32::from(date.year) << 9 | u32::from(date.month) << 5 | u32::from(date.day)
}

fn unpack(day: u64) -> Option<Date> {
    Date::new((day >> 9) as u16, (day >> 5 & 15) as u8, (day & 31) as u8)
}

impl Spool {
    /// Appends a row and gives it back decoded, so that the first reading and every later one push the same.
    pub(super) fn push(
        &mut self,
        draft: &Draft,
        number: u32,
        hidden: bool,
        strings: &Strings,
        row: &mut Row,
    ) {
        if self.pieces.last().is_none_or(|piece| piece.len() >= PIECE) {
            self.pieces.push(Vec::new());
        }
        let at = self.pieces.len() - 1;
        let Some(piece) = self.pieces.last_mut() else { return };
        let start = piece.len();
        self.last = start;
        if self.rows.is_multiple_of(STEP) {
            self.index.push((number, at as u32, start as u32));
        }
        draft.write(piece, number, hidden);
        self.rows += 1;
        let mut bytes = piece.get(start..).unwrap_or(&[]);
        let _ = decode(&mut bytes, strings, row);
    }

    /// Takes the row pushed last away again.
    pub(super) fn undo(&mut self) {
        self.rows = self.rows.saturating_sub(1);
        if self.rows.is_multiple_of(STEP) {
            self.index.pop();
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.truncate(self.last);
        }
    }

    /// Forgets all rows.
    pub(super) fn drop_all(&mut self) {
        *self = Spool::default();
    }

    /// Bytes in use.
    pub(super) fn bytes(&self) -> usize {
        self.pieces.len().saturating_sub(1) * PIECE + self.pieces.last().map_or(0, Vec::len)
    }

    /// Pushes the rows from row number `first` on until the end or until the reporter breaks.
    pub(super) fn replay(
        &self,
        first: u32,
        strings: &Strings,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let after = self.index.partition_point(|(number, ..)| *number <= first);
        let Some(&(_, piece, offset)) = self.index.get(after.saturating_sub(1)) else {
            return ControlFlow::Continue(());
        };
        let (mut row, mut passed) = (Row::new(), 0);
        let mut start = offset as usize;
        for piece in self.pieces.iter().skip(piece as usize) {
            let mut bytes = piece.get(start..).unwrap_or(&[]);
            start = 0;
            while decode(&mut bytes, strings, &mut row).is_some() {
                passed += (row.text().len() + row.len()) as u64;
                if passed > pulse::BYTES {
                    passed = 0;
                    pulse::beat();
                }
                if row.number >= first {
                    reporter(&row)?;
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// Takes the next row off the front of `bytes`; absent at the end.
fn decode(bytes: &mut &[u8], strings: &Strings, row: &mut Row) -> Option<()> {
    let head = read_varint(bytes)?;
    row.begin_line((head >> 1) as u32);
    row.hidden = head & 1 == 1;
    for _ in 0..read_varint(bytes)? {
        let first = take::<1>(bytes)?[0];
        if first & tag::GAP != 0 {
            let gap = read_varint(bytes)? as usize;
            row.pad(row.len() + gap);
        }
        let (mut look, mut marks) = (CellFormat::General, Marks::default());
        if first & tag::DRESSED != 0 {
            let [l, m] = take::<2>(bytes)?;
            (look, marks) = (look_of(l), Marks(m));
        }
        decode_cell(bytes, first & tag::KINDS, look, marks, strings, row)?;
    }
    Some(())
}

fn decode_cell(
    bytes: &mut &[u8],
    kind: u8,
    look: CellFormat,
    marks: Marks,
    strings: &Strings,
    row: &mut Row,
) -> Option<()> {
    match kind {
        tag::SHARED => {
            let (text, scan) = strings.get(read_varint(bytes)? as u32);
            let kind = if text.is_empty() { Kind::Empty } else { Kind::Text };
            row.push_scanned(kind, (text, scan), look, marks);
        }
        tag::INTEGER => {
            let zigzag = read_varint(bytes)?;
            let number = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            let mut digits = [0; 20];
            let shown = write_integer(number, &mut digits);
            push_number(row, number as f64, shown, shown.len() <= 15, look, marks);
        }
        tag::DECIMAL => {
            let text = read_text(bytes)?;
            push_number(row, number_of(text)?, text, digits::is_shown_so(text), look, marks);
        }
        tag::EXACT => {
            let text = read_text(bytes)?;
            row.push_exact(number_of(text)?, text, marks);
        }
        tag::TEXT => row.push_kind(Kind::Text, read_text(bytes)?, look, marks),
        tag::ERROR => row.push_kind(Kind::Error, read_text(bytes)?, look, marks),
        tag::NUMBER => {
            let kind = Kind::Number(read_f64(bytes)?);
            row.push_kind(kind, read_text(bytes)?, look, marks);
        }
        tag::DURATION => {
            let kind = Kind::Duration(read_f64(bytes)?);
            row.push_kind(kind, read_text(bytes)?, look, marks);
        }
        tag::DAY | tag::MOMENT => {
            let date = unpack(read_varint(bytes)?);
            let seconds = if kind == tag::MOMENT { read_f64(bytes)? } else { 0.0 };
            row.push_kind(Kind::Moment(Moment { date, seconds }), read_text(bytes)?, look, marks);
        }
        tag::TRUE => row.push_kind(Kind::Bool(true), "TRUE", look, marks),
        tag::FALSE => row.push_kind(Kind::Bool(false), "FALSE", look, marks),
        _ => row.push_kind(Kind::Empty, "", look, marks),
    }
    Some(())
}

fn number_of(text: &str) -> Option<f64> {
    digits::short_number(text.as_bytes()).or_else(|| text.parse().ok())
}

fn push_number(row: &mut Row, number: f64, shown: &str, exact: bool, look: CellFormat, marks: Marks) {
    if exact && look == CellFormat::General {
        row.push_exact(number, shown, marks);
    } else {
        row.push_kind(Kind::Number(number), shown, look, marks);
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

fn read_f64(bytes: &mut &[u8]) -> Option<f64> {
    take::<8>(bytes).map(f64::from_le_bytes)
}

fn read_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let [byte] = take::<1>(bytes)?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn read_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = read_varint(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

/// The digits of a whole number, without allocating.
fn write_integer(number: i64, digits: &mut [u8; 20]) -> &str {
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    std::str::from_utf8(digits.get(at..).unwrap_or(&[])).unwrap_or("")
}

fn look_of(byte: u8) -> CellFormat {
    use CellFormat::{Currency, General, Mask, Moment, Percent, Plain, Scaled, Scientific, Text, Unknown};
    [General, Text, Plain, Percent, Scientific, Currency, Mask, Scaled, Moment, Unknown]
        .into_iter()
        .find(|look| *look as u8 == byte)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
