//! Lines with nothing special about them, many at a time.
//!
//! A block of lines is looked at ahead of the reading, in one pass. Where the reading comes to such a line, it and those
//! that follow it are handed out as they are; everything else is read as a record by itself. So the rows, their numbers and
//! the faults are those of the simple way, which a test compares.

use super::super::quotes::LineEnd;
use super::super::quoting::Quoting;
use super::super::{ReadError, WantedLines};
use super::Records;
use crate::base::limits::LIMITS;
use crate::table::{Line, LineIndex, Lines, Row};
use memchr::memrchr;
use std::io::Read;
use std::ops::Range;

/// Bytes that are looked at ahead: few enough to be still at hand when the lines are judged.
const AHEAD: usize = if cfg!(test) { 1 << 10 } else { 1 << 16 };

/// The lines that were found ahead, in a part of the buffer.
#[derive(Default)]
pub(super) struct Block {
    index: LineIndex,
    start: usize,
    end: usize,
    /// The lines before this one were handed out or passed over.
    next: usize,
    /// Bytes that are not looked at ahead, as nothing was found before them.
    idle: usize,
}

/// What the reading came to.
pub(crate) enum Piece {
    /// A block was looked at: [`Records::lines`] are those that were found.
    Block,
    /// Some of its lines, with the row number and the line number of the first.
    Lines(Range<usize>, (u32, u64)),
    /// Any other record.
    Row,
    End,
}

impl Block {
    /// So many bytes at the beginning of the buffer are gone.
    pub(super) fn forget(&mut self, gone: usize) {
        self.index.clear();
        (self.start, self.end, self.next) = (0, self.end.saturating_sub(gone), 0);
    }
}

impl<R: Read> Records<'_, R> {
    /// Reads on by a record or by several lines.
    pub(crate) fn next_piece(&mut self, row: &mut Row, wanted: WantedLines) -> Result<Piece, ReadError> {
        let cut_by_lines = self.quoting == Quoting::Doubled && self.delimiter.is_ascii();
        if cut_by_lines && self.number >= wanted.above {
            if self.at >= self.block.end && self.look_ahead(wanted) {
                return Ok(Piece::Block);
            }
            if let Some(piece) = self.next_lines() {
                return Ok(piece);
            }
        }
        Ok(if self.next(row)? { Piece::Row } else { Piece::End })
    }

    /// The lines of the block at hand.
    pub(crate) fn lines(&self, wanted: WantedLines) -> Lines<'_> {
        let text = self.buffer.get(self.block.start..self.block.end).unwrap_or_default();
        Lines::new(text, &self.block.index, wanted.width, self.delimiter)
    }

    /// Looks at the next lines that are in the buffer from end to end. False where there are none to hand out.
    fn look_ahead(&mut self, wanted: WantedLines) -> bool {
        let rest = self.buffer.as_bytes().get(self.at..).unwrap_or_default();
        let rest = rest.get(..AHEAD).unwrap_or(rest);
        let whole = memrchr(b'\n', rest).map_or(0, |last| last + 1);
        let text = self.buffer.get(self.at..self.at + whole).unwrap_or_default();
        let longest = u32::try_from(LIMITS.cell_characters).unwrap_or(u32::MAX);
        let block = &mut self.block;
        block.index.find(text, self.delimiter, wanted.width, longest);
        let found = !block.index.lines().is_empty();
        // A file without such lines is not looked at twice for nothing: of one that is quoted throughout, little is.
        block.idle = if found { 0 } else { (block.idle * 2).clamp(rest.len(), AHEAD * 16) };
        (block.start, block.end, block.next) = (self.at, self.at + whole.max(block.idle), 0);
        found
    }

    /// The lines of the block that begin here and follow each other, if there are any.
    fn next_lines(&mut self) -> Option<Piece> {
        let at = u32::try_from(self.at.checked_sub(self.block.start)?).ok()?;
        let lines = self.block.index.lines();
        let passed = lines.get(self.block.next..)?.iter().take_while(|line| line.start < at).count();
        self.block.next += passed;
        let first = *lines.get(self.block.next).filter(|line| line.start == at)?;
        // A character that never belongs in a table is told with its record.
        let until =
            self.odd.front().map(|place| place - self.base).and_then(|place| usize::try_from(place).ok());
        let until =
            until.map_or(u32::MAX, |place| u32::try_from(place - self.block.start).unwrap_or(u32::MAX));
        let room = usize::try_from(LIMITS.rows - self.number).unwrap_or(0);
        let mut before = at;
        let follows = |line: &&Line| {
            let alike = line.start == before && line.after - line.end == first.after - first.end;
            before = line.after;
            alike && line.after <= until
        };
        let count = lines.get(self.block.next..)?.iter().take(room).take_while(follows).count();
        let which = self.block.next..self.block.next + count;
        let lines = lines.get(which.clone())?;
        let last = lines.last()?;
        let rows = u32::try_from(count).ok()?;
        let piece = Piece::Lines(which.clone(), (self.number + 1, self.line + 1));
        self.at = self.block.start + last.after as usize;
        self.block.next = which.end;
        self.number += rows;
        self.line += u64::from(rows);
        if lines.iter().any(|line| line.quoted) {
            self.faults.note_quoted();
        }
        self.faults.line_ends(if first.after - first.end == 2 { LineEnd::CrLf } else { LineEnd::Lf }, count);
        Some(piece)
    }
}
