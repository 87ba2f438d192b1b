//! Many lines at once: where their cells stand, found in one pass over a piece of text.
//!
//! Only lines with nothing special about them are kept: those with as many cells as the table has columns, and without
//! quotes. The same pass tells which of their cells are printable ASCII without stray blanks. Whoever needs more of a line
//! makes a [`Row`](super::Row) of it.

use super::byte_scan;
use std::ops::Range;
use wide::u8x16;

/// Marks the end of a cell that is not simple. Pieces of text are much shorter than this.
const ODD: u32 = 1 << 31;

/// Bytes that are looked at in one go.
const PIECE: u32 = 64;

/// So many bytes of a text. What is asked of them is answered by a bit for each, the lowest for the first.
struct Piece([u8x16; 4]);

impl Piece {
    /// The bytes from `at` on, with letters behind the end of the text.
    #[inline(always)]
    fn of(text: &[u8], at: usize, delimiter: u8) -> Piece {
        let rest = text.get(at..).unwrap_or_default();
        let mut padded = [if delimiter == b'a' { b'b' } else { b'a' }; PIECE as usize];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            &padded
        });
        let (quarters, _) = bytes.as_chunks::<16>();
        Piece(std::array::from_fn(|index| u8x16::new(quarters.get(index).copied().unwrap_or_default())))
    }

    #[inline(always)]
    fn bits(&self, test: impl Fn(u8x16) -> u8x16) -> u64 {
        let [a, b, c, d] = self.0.map(|quarter| u64::from(test(quarter).to_bitmask()));
        a | b << 16 | c << 32 | d << 48
    }

    /// Which bytes are this one.
    #[inline(always)]
    fn places(&self, byte: u8) -> u64 {
        self.bits(|quarter| quarter.simd_eq(u8x16::splat(byte)))
    }

    /// Which bytes are no printable ASCII, or a blank.
    #[inline(always)]
    fn special(&self) -> u64 {
        let (low, high) = (u8x16::splat(0x21), u8x16::splat(0x7e));
        !self.bits(|quarter| quarter.max(low).min(high).simd_eq(quarter))
    }
}

/// Where lines and their cells stand in a piece of text. One for all pieces of a file: the memory is kept.
#[derive(Default)]
pub(crate) struct LineIndex {
    lines: Vec<Line>,
    /// The ends of the cells of all these lines, one line after the other.
    ends: Vec<u32>,
}

/// A line by places in the text: where it begins, where its line end begins, and where the next line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) after: u32,
}

impl LineIndex {
    /// Finds the lines of a text of whole lines. Those that are longer than `longest` bytes, or do not have `width` cells,
    /// are passed over.
    pub(crate) fn find(&mut self, text: &str, delimiter: u8, width: usize, longest: u32) {
        self.clear();
        let bytes = text.as_bytes();
        // Whoever passes more than that gets no line.
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length < ODD).unwrap_or(0);
        let mut line = Line { start: 0, end: 0, after: 0 };
        // The cell at hand has nothing but ordinary characters, and the line has something special.
        let (mut simple, mut strange) = (true, false);
        // Of the byte before: it is a blank, it is the end of a cell.
        let (mut after_blank, mut after_end) = (0, 1);
        let mut at = 0;
        while at < length {
            let piece = Piece::of(bytes, at as usize, delimiter);
            let delimiters = piece.places(delimiter);
            let special = piece.special() & !delimiters;
            let mut foreign = piece.places(b'"');
            let (mut newlines, mut odd) = (0, 0);
            if special != 0 || after_blank != 0 {
                newlines = piece.places(b'\n');
                let blanks = piece.places(b' ') & special;
                let ends = delimiters | newlines;
                let others = special & !newlines & !blanks;
                // A carriage return belongs to the line feed behind it.
                let returns = if others == 0 { 0 } else { piece.places(b'\r') };
                let next = u64::from(bytes.get((at + PIECE) as usize) == Some(&b'\n'));
                let endings = returns & (newlines >> 1 | next << 63);
                foreign |= returns & !endings;
                // A stray blank shows in itself, or in what stands behind it.
                let behind_blank = blanks << 1 | after_blank;
                let behind_end = ends << 1 | after_end;
                let stray = blanks & (behind_blank | behind_end) | (ends | endings) & behind_blank;
                odd = others & !endings | stray;
                after_blank = blanks >> 63;
            }
            let mut ends = delimiters | newlines;
            after_end = ends >> 63;
            if newlines | odd | foreign == 0 && simple {
                while ends != 0 {
                    self.ends.push(at + ends.trailing_zeros());
                    ends &= ends - 1;
                }
            }
            while ends != 0 {
                let until = ends ^ (ends - 1);
                let end = at + ends.trailing_zeros();
                simple &= odd & until == 0;
                strange |= foreign & until != 0;
                self.ends.push(if simple { end } else { end | ODD });
                if newlines & until != 0 {
                    line.end = end;
                    line.after = end + 1;
                    self.end_line(line, bytes, width, strange || line.after - line.start > longest);
                    (line.start, strange) = (end + 1, false);
                }
                simple = true;
                odd &= !until;
                foreign &= !until;
                newlines &= !until;
                ends &= ends - 1;
            }
            simple &= odd == 0;
            strange |= foreign != 0;
            at += PIECE;
        }
        self.ends.truncate(self.lines.len() * width);
    }

    /// Keeps a line whose cells were found, or forgets them.
    fn end_line(&mut self, mut line: Line, bytes: &[u8], width: usize, strange: bool) {
        let known = self.lines.len() * width;
        let before = line.end.checked_sub(1).filter(|before| *before >= line.start);
        if let Some(before) = before
            && bytes.get(before as usize) == Some(&b'\r')
            && let Some(last) = self.ends.last_mut()
        {
            line.end = before;
            *last = before | *last & ODD;
        }
        if strange || line.end == line.start || self.ends.len() - known != width {
            self.ends.truncate(known);
        } else {
            self.lines.push(line);
        }
    }

    /// Forgets the lines.
    pub(crate) fn clear(&mut self) {
        self.lines.clear();
        self.ends.clear();
    }

    /// The lines in their order.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// A cell of a line.
#[derive(Clone, Copy)]
pub(crate) struct FoundCell<'t> {
    pub(crate) text: &'t str,
    /// Where it begins in the text of all lines.
    pub(crate) start: u32,
    /// It is printable ASCII without stray blanks.
    simple: bool,
}

impl FoundCell<'_> {
    /// Whether nothing is odd about it. It may say no where that is so.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        let bytes = self.text.as_bytes();
        let signed = matches!(bytes.first(), Some(b'=' | b'@' | b'\'' | b'+' | b'-'));
        self.simple && !signed || byte_scan::is_plain(bytes)
    }
}

/// Lines of a text with the same number of cells, and without quotes.
pub struct Lines<'t> {
    text: &'t str,
    index: &'t LineIndex,
    width: usize,
    delimiter: u8,
}

impl<'t> Lines<'t> {
    /// The lines that were found in `text`.
    pub(crate) fn new(text: &'t str, index: &'t LineIndex, width: usize, delimiter: u8) -> Lines<'t> {
        Lines { text, index, width, delimiter }
    }

    pub(crate) fn len(&self) -> usize {
        self.index.lines.len()
    }

    /// What separates the cells.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// How many cells each line has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// A line without its line end.
    pub(crate) fn line(&self, line: usize) -> &'t str {
        let place = self.index.lines.get(line);
        place.and_then(|line| self.text.get(line.start as usize..line.end as usize)).unwrap_or("")
    }

    /// Lines that follow each other, with their line ends, all of which are alike; and how many bytes each of these has.
    pub(crate) fn run(&self, lines: Range<usize>) -> (&'t str, usize) {
        let lines = self.index.lines.get(lines).unwrap_or_default();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return ("", 0) };
        let text = self.text.get(first.start as usize..last.after as usize).unwrap_or("");
        (text, (first.after - first.end) as usize)
    }

    /// The cell of a column in a line with these ends.
    #[inline(always)]
    fn cell_of(&self, line: &Line, ends: &[u32], column: usize) -> FoundCell<'t> {
        let end = ends.get(column).copied().unwrap_or(0);
        let before = column.checked_sub(1).and_then(|before| ends.get(before));
        let start = before.map_or(line.start, |before| (before & !ODD) + 1);
        let text = self.text.get(start as usize..(end & !ODD) as usize).unwrap_or("");
        FoundCell { text, start, simple: end & ODD == 0 }
    }

    /// The ends of the cells of a line.
    fn ends(&self, line: usize) -> &'t [u32] {
        self.index.ends.get(line * self.width..(line + 1) * self.width).unwrap_or_default()
    }

    /// The cells of a line.
    pub(crate) fn cells(&self, line: usize) -> impl Iterator<Item = FoundCell<'t>> {
        let (text, mut start) = (self.text, self.start(line));
        self.ends(line).iter().map(move |end| {
            let place = start as usize..(end & !ODD) as usize;
            let cell = FoundCell { text: text.get(place).unwrap_or(""), start, simple: end & ODD == 0 };
            start = (end & !ODD) + 1;
            cell
        })
    }

    /// The cells of a column, line by line.
    #[inline]
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = FoundCell<'t>> {
        let lines = self.index.lines.iter().zip(self.index.ends.chunks_exact(self.width.max(1)));
        lines.map(move |(line, ends)| self.cell_of(line, ends, column))
    }

    /// The cell of a line in a column.
    #[inline]
    pub(crate) fn cell(&self, line: usize, column: usize) -> FoundCell<'t> {
        let place = self.index.lines.get(line);
        place.map_or(FoundCell { text: "", start: 0, simple: true }, |place| {
            self.cell_of(place, self.ends(line), column)
        })
    }

    /// Where a line begins in the text.
    pub(crate) fn start(&self, line: usize) -> u32 {
        self.index.lines.get(line).map_or(0, |line| line.start)
    }

    /// How many cells of a line come before those at its end with nothing in them.
    pub(crate) fn reach(&self, line: usize) -> usize {
        let start = self.start(line);
        // A cell with nothing in it ends where it begins: behind the end of the one before.
        let begins = |before: Option<&u32>| before.map_or(start, |before| (before & !ODD) + 1);
        let ends = self.ends(line);
        let filled = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| ends.get(before));
            ends.get(*at).is_some_and(|end| end & !ODD != begins(before))
        };
        (0..ends.len()).rev().find(filled).map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CellSummary, Row};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// The lines that are kept are those of a plain look at the text, and their cells are those of a row.
        #[test]
        fn as_line_by_line(
            parts in proptest::collection::vec(prop_oneof![
                6 => "[a-c]{0,9}", 2 => " ?[a-c]{0,3} {0,2}", 1 => "[é€Ã©=+-]{0,3}", 1 => Just("\"".to_owned()),
                1 => Just("\r".to_owned()), 6 => Just(",".to_owned()), 5 => Just("\n".to_owned()), 3 => Just("\r\n".to_owned()),
            ], 0..60),
            delimiter in prop_oneof![8 => Just(b','), 1 => Just(b'\t'), 1 => Just(b' '), 1 => Just(b'a')],
            width in 1..4_usize,
        ) {
            let text = parts.concat().replace(',', &char::from(delimiter).to_string()) + "\n";
            let mut expected = Vec::new();
            for line in text.split_inclusive('\n') {
                let ended = line.strip_suffix('\n').unwrap();
                let body = ended.strip_suffix('\r').unwrap_or(ended);
                let cells = body.split(char::from(delimiter)).count();
                if !body.is_empty() && !body.contains(['"', '\r']) && cells == width && line.len() <= 40 {
                    expected.push(body);
                }
            }
            let mut index = LineIndex::default();
            index.find(&text, delimiter, width, 40);
            let lines = Lines::new(&text, &index, width, delimiter);
            let found: Vec<&str> = (0..lines.len()).map(|line| lines.line(line)).collect();
            prop_assert_eq!(&found, &expected);
            let (mut row, mut found) = (Row::new(), Row::new());
            for (at, line) in expected.iter().enumerate() {
                row.clear(1, 1);
                row.push_line(line, delimiter);
                found.clear(1, 1);
                found.push_found(&lines, at);
                prop_assert_eq!(format!("{row:?}"), format!("{found:?}"));
                prop_assert_eq!(row.len(), width);
                let filled = (0..width).rev().find(|column| row.summary(*column).0 != CellSummary::Void);
                prop_assert_eq!(lines.reach(at), filled.map_or(0, |last| last + 1));
                for column in 0..width {
                    prop_assert_eq!(lines.cell(at, column).text, row.shown(column));
                    prop_assert_eq!(lines.cell(at, column).is_plain(), row.is_plain(column), "{:?}", row.shown(column));
                }
            }
        }
    }
}
