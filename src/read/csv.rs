//! Delimited text to rows, with the row and line numbers a person would count.
//!
//! Rows and quote faults come from one and the same scan, so that what is reported is what was read. Records without
//! quotes are cut by plain searches; only a record with a quote is looked at byte by byte. The rows are those of the
//! `csv` crate (a test compares them), which counts neither blank lines nor quote faults and so is not used here.

mod block;
mod faults;
mod start;

use super::ReadError;
use super::checkpoints::{Checkpoint, Checkpoints};
use super::encoding::{Proof, Utf8Stream};
use super::quotes::{Faults, LineEnd};
use super::quoting::{Flaw, Quoting};
use super::stopped;
use super::too_much;
use crate::base::limits::LIMITS;
use crate::table::{Marks, Row};
use block::Block;
pub(crate) use block::Piece;
use faults::{count_lines, note_bare, note_breaks};
use memchr::{memchr, memchr2, memchr3};
use std::collections::VecDeque;
use std::io::Read;

const QUOTE: u8 = b'"';
/// Control-Z.
const END_OF_FILE: char = '\u{1a}';

/// Reads records one by one.
pub(crate) struct Records<'c, R> {
    stream: Utf8Stream<R>,
    /// Where records begin is noted here.
    checkpoints: &'c mut Checkpoints,
    /// Where in the source the stream began.
    source: u64,
    /// Where another stream could begin that gives the text of the last fill: in this one's source and text.
    clean: Option<(u64, u64)>,
    delimiter: u8,
    quoting: Quoting,
    /// Text that was read but not yet given out, from `at` on.
    buffer: String,
    at: usize,
    /// Bytes of text before the start of `buffer`.
    base: u64,
    ended: bool,
    /// Where the next quote in the buffer is, if it was looked for; at or after `at`.
    next_quote: Option<usize>,
    number: u32,
    line: u64,
    /// Places of characters that never belong in a table, by bytes of text.
    odd: VecDeque<u64>,
    scanned: usize,
    /// Text of the quoted cell at hand.
    cell: String,
    /// Where the cells of the quoted record at hand begin.
    starts: Vec<usize>,
    faults: Faults,
    /// Lines that were found ahead of the reading.
    block: Block,
}

/// What a look at the buffer gave.
enum Step {
    /// A record was read into the row; the next one begins there.
    Done(usize),
    /// The record goes on beyond the buffer.
    More,
}

impl<'c, R: Read> Records<'c, R> {
    /// Reads records from a stream that begins where `start` says.
    pub(crate) fn new(
        stream: Utf8Stream<R>,
        (delimiter, quoting): (u8, Quoting),
        start: Checkpoint,
        checkpoints: &'c mut Checkpoints,
    ) -> Result<Records<'c, R>, ReadError> {
        let mut records = Records {
            stream,
            checkpoints,
            source: start.source,
            clean: None,
            delimiter,
            quoting,
            buffer: String::new(),
            at: 0,
            base: 0,
            ended: false,
            next_quote: Some(0),
            number: start.number,
            line: start.line,
            odd: VecDeque::new(),
            scanned: 0,
            cell: String::new(),
            starts: Vec::new(),
            faults: Faults::new(),
            block: Block::default(),
        };
        records.pass_over(start.skip)?;
        Ok(records)
    }

    /// What was seen of a text that was only probably UTF-8.
    pub(crate) fn proof(&self) -> Option<Proof> {
        self.stream.proof()
    }

    /// The faults met so far.
    pub(crate) fn into_faults(self) -> Faults {
        self.faults
    }

    /// Reads the next record that is not a blank line. False at the end.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        loop {
            let Some((end, after)) = self.line_end()? else { return Ok(false) };
            if end == self.at {
                self.end_record(end, after)?;
                continue;
            }
            row.clear(self.number.saturating_add(1), self.line + 1);
            self.starts.clear();
            let after = if self.quoting != Quoting::Doubled {
                self.record_by_quoting(row)?
            } else if self.quote_before(end) {
                self.quoted_record(row)?
            } else {
                self.plain_record(end, row)?;
                self.end_line(end, after, row.number);
                after
            };
            if row.len() > LIMITS.columns {
                return Err(too_much::too_many_columns(row.number, row.len()));
            }
            if row.text().len() > LIMITS.row_bytes {
                return Err(too_much::row_too_long(u64::from(row.number)));
            }
            self.note_odd(after, row);
            self.advance(after)?;
            return Ok(true);
        }
    }

    /// The end of the line at hand and the start of the next one. Absent when nothing is left.
    fn line_end(&mut self) -> Result<Option<(usize, usize)>, ReadError> {
        let mut searched = self.at;
        loop {
            let bytes = self.buffer.as_bytes();
            let rest = bytes.get(searched..).unwrap_or_default();
            let found = memchr2(b'\n', b'\r', rest).map(|i| searched + i);
            match found {
                Some(end) if bytes.get(end) == Some(&b'\n') => return Ok(Some((end, end + 1))),
                Some(end) => match bytes.get(end + 1) {
                    Some(b'\n') => return Ok(Some((end, end + 2))),
                    Some(_) => return Ok(Some((end, end + 1))),
                    None if self.ended => return Ok(Some((end, end + 1))),
                    None => searched = end,
                },
                None if self.ended => {
                    let end = bytes.len();
                    return Ok((end > self.at).then_some((end, end)));
                }
                None => searched = bytes.len(),
            }
            searched -= self.at;
            self.fill()?;
            searched += self.at;
        }
    }

    /// Drops what was given out and reads at least as much again as is still held.
    fn fill(&mut self) -> Result<(), ReadError> {
        let held = self.buffer.len() - self.at;
        if held > LIMITS.row_bytes {
            return Err(too_much::row_too_long(u64::from(self.number) + 1));
        }
        self.base += self.at as u64;
        self.note_start();
        self.scanned = self.scanned.saturating_sub(self.at);
        self.next_quote = None;
        self.block.forget(self.at);
        // Records end at characters of one byte.
        if !self.buffer.is_char_boundary(self.at) {
            return Err(ReadError::new(&stopped::READ_FAILED));
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        while !self.ended && self.buffer.len() < held * 2 + 1 {
            self.ended = !self.stream.fill_text(&mut self.buffer).map_err(|e| stopped::failed(&e))?;
        }
        // Old programs end a file with this character, which belongs to no line.
        while self.ended && self.buffer.ends_with(END_OF_FILE) {
            self.buffer.pop();
        }
        self.scan_odd();
        Ok(())
    }

    /// Whether there is a quote in the buffer before `end`. Remembers the next one, as most files have few.
    fn quote_before(&mut self, end: usize) -> bool {
        let known = self.next_quote.filter(|at| *at >= self.at);
        let next = known.unwrap_or_else(|| {
            let rest = self.buffer.as_bytes().get(self.at..).unwrap_or_default();
            memchr(QUOTE, rest).map_or(self.buffer.len(), |i| self.at + i)
        });
        self.next_quote = Some(next);
        next < end
    }

    /// Cuts a record without quotes.
    fn plain_record(&mut self, end: usize, row: &mut Row) -> Result<(), ReadError> {
        let line = self.text(self.at, end)?;
        if line.len() > LIMITS.cell_characters {
            return self.long_record(end, row);
        }
        row.push_line(line, self.delimiter);
        Ok(())
    }

    /// A part of the buffer.
    fn text(&self, start: usize, end: usize) -> Result<&str, ReadError> {
        self.buffer.get(start..end).ok_or_else(|| ReadError::new(&stopped::READ_FAILED))
    }

    /// Cuts a record that may break a limit, cell by cell.
    fn long_record(&mut self, end: usize, row: &mut Row) -> Result<(), ReadError> {
        let mut start = self.at;
        loop {
            let rest = self.text(start, end)?;
            let length = memchr(self.delimiter, rest.as_bytes()).unwrap_or(rest.len());
            push(row, rest.get(..length).unwrap_or_default(), Marks::default())?;
            start += length + 1;
            if start > end {
                return Ok(());
            }
            if row.len() > LIMITS.columns {
                return Err(too_much::too_many_columns(row.number, row.len()));
            }
        }
    }

    /// Reads a record with quotes, which may go over several lines, and returns where the next one begins.
    fn quoted_record(&mut self, row: &mut Row) -> Result<usize, ReadError> {
        loop {
            if let Step::Done(after) = self.scan_record(row)? {
                return Ok(after);
            }
            self.fill()?;
            self.faults.forget_record();
            row.clear(row.number, row.line);
        }
    }

    /// Reads a record in another way of quoting than the usual one.
    fn record_by_quoting(&mut self, row: &mut Row) -> Result<usize, ReadError> {
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            if let Some(record) = self.quoting.record(rest, self.ended, self.delimiter) {
                self.starts.clear();
                for cell in record.cells {
                    let marks = if cell.quoted { Marks::QUOTED } else { Marks::default() };
                    match cell.flaw {
                        Some(Flaw::AfterClosing) => self.faults.text_after_quote(row, &cell.text),
                        Some(Flaw::Inside) => self.faults.quote_inside(row, &cell.text),
                        Some(Flaw::Undoubled) => self.faults.undoubled(row, &cell.text),
                        Some(Flaw::Unclosed) => {
                            let (line, column) = self.place_of(self.at + cell.start);
                            let lines = count_lines(cell.text.as_bytes());
                            self.faults.unterminated(row, line, column, lines);
                        }
                        None => {}
                    }
                    note_breaks(&mut self.faults, cell.text.as_bytes(), row);
                    self.starts.push(self.at + cell.start);
                    push(row, &cell.text, marks)?;
                    if row.len() > LIMITS.columns {
                        return Err(too_much::too_many_columns(row.number, row.len()));
                    }
                }
                if let Step::Done(after) = self.finish_quoted(self.at + record.end, row) {
                    return Ok(after);
                }
            }
            self.fill()?;
            self.faults.forget_record();
            row.clear(row.number, row.line);
        }
    }

    fn scan_record(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.starts.clear();
        let mut at = self.at;
        let mut as_written = true;
        loop {
            self.starts.push(at);
            let end;
            if let Some(closing) = self.plain_quotes(at) {
                let text = self.buffer.get(at + 1..closing).unwrap_or_default();
                note_breaks(&mut self.faults, text.as_bytes(), row);
                as_written &= memchr3(self.delimiter, b'\n', b'\r', text.as_bytes()).is_some();
                row.push_between(QUOTE);
                push(row, text, Marks::QUOTED)?;
                row.push_between(QUOTE);
                end = closing + 1;
            } else if let Some(stop) = self.bare_cells(at) {
                row.push_cells(self.text(at, stop)?, self.delimiter);
                self.note_starts(at, stop);
                end = stop;
            } else {
                let Some(found) = self.other_cell(at, row)? else { return Ok(Step::More) };
                end = found;
                as_written = false;
            }
            if self.buffer.as_bytes().get(end) == Some(&self.delimiter) {
                if row.len() > LIMITS.columns {
                    return Err(too_much::too_many_columns(row.number, row.len()));
                }
                at = end + 1;
                row.push_between(self.delimiter);
                continue;
            }
            if as_written && self.delimiter.is_ascii() {
                row.is_quoted_line(self.delimiter);
            }
            return Ok(self.finish_quoted(end, row));
        }
    }

    /// The closing quote of a cell that is quoted from end to end and holds no quotes, as nearly all quoted cells are.
    fn plain_quotes(&self, open: usize) -> Option<usize> {
        let rest = self.buffer.as_bytes().get(open..)?.strip_prefix(&[QUOTE])?;
        let length = memchr(QUOTE, rest)?;
        let next = *rest.get(length + 1)?;
        (next == self.delimiter || next == b'\n' || next == b'\r').then_some(open + 1 + length)
    }

    /// The end of the cells from here on that have nothing to do with quotes: at the end of the line, or at the delimiter
    /// before the next cell that begins with a quote. Absent where the next quote is in another place.
    fn bare_cells(&self, at: usize) -> Option<usize> {
        let rest = self.buffer.as_bytes().get(at..)?;
        let stop = memchr3(QUOTE, b'\n', b'\r', rest)?;
        let length = match rest.get(stop) {
            Some(&QUOTE) => {
                stop.checked_sub(1).filter(|before| rest.get(*before) == Some(&self.delimiter))?
            }
            _ => stop,
        };
        (length <= LIMITS.cell_characters).then_some(at + length)
    }

    /// Reads any other cell and returns its end. Absent when that is not in the buffer yet.
    fn other_cell(&mut self, at: usize, row: &mut Row) -> Result<Option<usize>, ReadError> {
        let mut marks = Marks::default();
        let mut end = at;
        self.cell.clear();
        if self.buffer.as_bytes().get(at) == Some(&QUOTE) {
            marks = Marks::QUOTED;
            let Some(closed) = self.scan_quotes(at, row)? else { return Ok(None) };
            end = closed;
        }
        let rest = self.buffer.get(end..).unwrap_or_default();
        let found =
            memchr3(self.delimiter, b'\n', b'\r', rest.as_bytes()).or(self.ended.then_some(rest.len()));
        let Some(length) = found else { return Ok(None) };
        let bare = rest.get(..length).unwrap_or_default();
        note_bare(&mut self.faults, bare, marks, row);
        if marks == Marks::QUOTED {
            self.cell.push_str(bare);
            push(row, &self.cell, marks)?;
        } else {
            push(row, bare, marks)?;
        }
        Ok(Some(end + length))
    }

    /// Reads from an opening quote to behind its closing one. Absent when that is not in the buffer yet.
    fn scan_quotes(&mut self, open: usize, row: &Row) -> Result<Option<usize>, ReadError> {
        let mut at = open + 1;
        loop {
            let rest = self.buffer.get(at..).unwrap_or_default();
            let Some(length) = memchr(QUOTE, rest.as_bytes()) else {
                return self.unclosed(open, at, row);
            };
            self.cell.push_str(rest.get(..length).unwrap_or_default());
            at += length + 1;
            match self.buffer.as_bytes().get(at) {
                Some(&QUOTE) => self.cell.push(char::from(QUOTE)),
                None if !self.ended => return Ok(None),
                _ => break,
            }
            at += 1;
        }
        note_breaks(&mut self.faults, self.cell.as_bytes(), row);
        Ok(Some(at))
    }

    /// The buffer ends inside quotes: read on, or give the rest as it is and say so.
    fn unclosed(&mut self, open: usize, at: usize, row: &Row) -> Result<Option<usize>, ReadError> {
        let too_long = self.buffer.len() - open > LIMITS.cell_characters * 4;
        if !self.ended && !too_long {
            return Ok(None);
        }
        let (line, column) = self.place_of(open);
        if too_long {
            return Err(too_much::quote_too_long(row, line, column));
        }
        let rest = self.buffer.get(at..).unwrap_or_default();
        self.cell.push_str(rest);
        self.faults.unterminated(row, line, column, count_lines(self.cell.as_bytes()));
        Ok(Some(self.buffer.len()))
    }

    /// Counts the lines of a quoted record and finds the start of the next one. A carriage return at the very end of
    /// the buffer waits for the next byte.
    fn finish_quoted(&mut self, end: usize, row: &Row) -> Step {
        let bytes = self.buffer.as_bytes();
        let after = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), None) if !self.ended => return Step::More,
            (Some(b'\r'), Some(b'\n')) => end + 2,
            (Some(_), _) => end + 1,
            (None, _) => end,
        };
        let breaks = count_lines(bytes.get(self.at..end).unwrap_or_default());
        self.faults.keep_record(row, breaks, self.delimiter);
        self.line += breaks;
        self.end_line(end, after, row.number);
        Step::Done(after)
    }

    fn end_line(&mut self, end: usize, after: usize, row: u32) {
        match (self.buffer.as_bytes().get(end), after - end) {
            (None, _) => {}
            (_, 2) => self.faults.line_end(LineEnd::CrLf, row),
            (Some(b'\r'), _) => self.faults.line_end(LineEnd::Cr, row),
            _ => self.faults.line_end(LineEnd::Lf, row),
        }
    }

    /// Passes over a blank line, which is a row of the spreadsheet all the same.
    fn end_record(&mut self, end: usize, after: usize) -> Result<(), ReadError> {
        self.end_line(end, after, self.number.saturating_add(1));
        self.advance(after)
    }

    fn advance(&mut self, after: usize) -> Result<(), ReadError> {
        self.at = after;
        self.line += 1;
        self.number = self.number.saturating_add(1);
        if self.number > LIMITS.rows { Err(too_much::too_many_rows()) } else { Ok(()) }
    }
}

fn push(row: &mut Row, text: &str, marks: Marks) -> Result<(), ReadError> {
    if text.len() > LIMITS.cell_characters && text.chars().count() > LIMITS.cell_characters {
        return Err(too_much::cell_too_long(row));
    }
    row.push_text(text, marks);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::encoding::Encoding;
    use super::*;

    #[test]
    fn the_limit_of_rows() {
        let stream = Utf8Stream::new(&b"1\n\n2\n3\n"[..], Encoding::ValidUtf8);
        let start = Checkpoint { source: 0, skip: 0, number: LIMITS.rows - 3, line: 0 };
        let mut checkpoints = Checkpoints::new();
        let mut records = Records::new(stream, (b',', Quoting::Doubled), start, &mut checkpoints).unwrap();
        let mut row = Row::new();
        assert_eq!(records.next(&mut row), Ok(true));
        assert_eq!(records.next(&mut row), Ok(true));
        assert_eq!((row.number, row.cell(0).shown), (LIMITS.rows, "2"));
        assert_eq!(records.next(&mut row).map_err(|e| e.problem.name), Err("too-many-rows"));
    }
}
