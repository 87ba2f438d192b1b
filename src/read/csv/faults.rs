//! Where the faults of a record are: lines, columns, and characters that never belong in a table.

use super::super::quotes::{Faults, Odd};
use super::super::too_much;
use super::{QUOTE, Records};
use crate::table::{Marks, Row};
use memchr::{memchr, memchr_iter, memchr2};
use std::io::Read;

impl<R: Read> Records<'_, R> {
    /// The line of a place in the record at hand, and the position of its character on that line, from 1.
    pub(super) fn place_of(&self, at: usize) -> (u64, u64) {
        let before = self.buffer.as_bytes().get(self.at..at).unwrap_or_default();
        let start = before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1);
        let on_line = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count();
        (self.line + 1 + count_lines(before), on_line as u64 + 1)
    }

    /// Looks for NUL, byte order marks and U+FFFD in the text that was just read.
    pub(super) fn scan_odd(&mut self) {
        let mut from = self.scanned;
        let text = self.buffer.as_bytes();
        while let Some(at) = memchr2(0, 0xef, text.get(from..).unwrap_or_default()).map(|i| from + i) {
            let tail = text.get(at..).unwrap_or_default();
            if tail.starts_with(&[0])
                || tail.starts_with(b"\xef\xbb\xbf")
                || tail.starts_with(b"\xef\xbf\xbd")
            {
                self.odd.push_back(self.base + at as u64);
            }
            from = at + 1;
        }
        self.scanned = self.buffer.len();
    }

    /// Turns odd characters of the record that ends at `after` into faults of their cells.
    pub(super) fn note_odd(&mut self, after: usize, row: &Row) {
        let until = self.base + after as u64;
        // They come in the order of the text: what lies before one is counted once, and not again for each.
        let (mut seen, mut delimiters) = (self.at, 0);
        while let Some(place) = self.odd.front().copied().filter(|place| *place < until) {
            self.odd.pop_front();
            let at = usize::try_from(place - self.base).unwrap_or(0);
            let replaced = self.stream.take_bad(place + 1).is_some();
            let column = if self.starts.first() == Some(&self.at) {
                self.starts.partition_point(|start| *start <= at).saturating_sub(1)
            } else {
                let between = self.buffer.as_bytes().get(seen..at).unwrap_or_default();
                delimiters += memchr_iter(self.delimiter, between).count();
                seen = seen.max(at);
                delimiters
            };
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            let odd = match self.buffer.as_bytes().get(at..).unwrap_or_default() {
                [0, ..] => Odd::Nul,
                [_, 0xbb, ..] => Odd::Mark,
                _ if replaced => Odd::Undecodable,
                _ => Odd::Replacement,
            };
            self.faults.odd(odd, column, row);
        }
    }

    /// Notes where cells begin that were cut in one go, if anybody will ask.
    pub(super) fn note_starts(&mut self, first: usize, end: usize) {
        if !self.odd.is_empty() {
            let cells = self.buffer.as_bytes().get(first..end).unwrap_or_default();
            self.starts.extend(memchr_iter(self.delimiter, cells).map(|place| first + place + 1));
        }
    }
}

/// Notes faults in the part of a cell outside quotes.
pub(super) fn note_bare(faults: &mut Faults, bare: &str, quoted: Marks, row: &Row) {
    if quoted == Marks::QUOTED && !bare.is_empty() {
        faults.text_after_quote(row, bare);
    } else if memchr(QUOTE, bare.as_bytes()).is_some() {
        faults.quote_inside(row, bare);
    }
}

/// Notes a quoted cell that goes over several lines, or over very many.
pub(super) fn note_breaks(faults: &mut Faults, text: &[u8], row: &Row) {
    let breaks = count_lines(text);
    if breaks > 0 {
        faults.goes_over_lines(row);
    }
    if breaks > too_much::CELL_BREAKS {
        faults.many_breaks(row, breaks);
    }
}

/// Line breaks in a text: a carriage return with its line feed is one.
pub(super) fn count_lines(text: &[u8]) -> u64 {
    if memchr2(b'\n', b'\r', text).is_none() {
        return 0;
    }
    let mut count = 0;
    let mut previous = 0;
    for byte in text {
        count += u64::from(*byte == b'\r' || *byte == b'\n' && previous != b'\r');
        previous = *byte;
    }
    count
}
