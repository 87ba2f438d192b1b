//! Many lines at once: where their cells stand, found in one pass over a piece of text.
//!
//! Only lines with nothing special about them are kept: those with as many cells as the table has columns, and with quotes
//! only around cells that need them for a delimiter in them. The same pass tells which of their cells are printable ASCII
//! without stray blanks. Whoever needs more of a line makes a [`Row`](super::Row) of it.

use super::{Marks, byte_scan};
use memchr::memchr;
use std::ops::Range;
use wide::u8x16;

/// Marks the end of a cell that is not simple. Pieces of text are much shorter than this.
const ODD: u32 = 1 << 31;

/// Marks the end of a cell in quotes, which is behind the closing one.
const QUOTED: u32 = 1 << 30;

/// What of an end is its place.
const PLACE: u32 = QUOTED - 1;

/// Bytes that are looked at in one go.
const PIECE: u32 = 64;

/// So many bytes of a text. What is asked of them is answered by a bit for each, the lowest for the first.
struct Piece([u8x16; 4]);

impl Piece {
    /// The bytes from `at` on, with letters behind the end of the text.
    fn of(text: &[u8], at: usize, delimiter: u8) -> Piece {
        let rest = text.get(at..).unwrap_or_default();
        let mut padded = [if delimiter == b'a' { b'b' } else { b'a' }; PIECE as usize];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            &padded
        });
        let (quarters, _) = bytes.as_chunks::<16>();
        let quarter = |index: usize| u8x16::new(quarters.get(index).copied().unwrap_or_default());
        Piece([quarter(0), quarter(1), quarter(2), quarter(3)])
    }

    fn bits(&self, test: impl Fn(u8x16) -> u8x16) -> u64 {
        // One after the other: made of a list by a closure, they are not compiled as one step where size counts.
        let [a, b, c, d] = self.0;
        let bits = u64::from(test(a).to_bitmask()) | u64::from(test(b).to_bitmask()) << 16;
        bits | u64::from(test(c).to_bitmask()) << 32 | u64::from(test(d).to_bitmask()) << 48
    }

    /// Which bytes are this one.
    fn places(&self, byte: u8) -> u64 {
        self.bits(|quarter| quarter.simd_eq(u8x16::splat(byte)))
    }

    /// Which bytes are no printable ASCII, or a blank.
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
    /// Some of its cells are in quotes.
    pub(crate) quoted: bool,
}

impl LineIndex {
    /// Finds the lines of a text of whole lines. Those that are longer than `longest` bytes, or do not have `width` cells,
    /// are passed over.
    pub(crate) fn find(&mut self, text: &str, delimiter: u8, width: usize, longest: u32) {
        self.clear();
        let bytes = text.as_bytes();
        // Whoever passes more than that gets no line.
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length < QUOTED).unwrap_or(0);
        let mut line = Line { start: 0, end: 0, after: 0, quoted: false };
        // The cell at hand has nothing but ordinary characters, and the line has something special.
        let (mut simple, mut strange) = (true, false);
        // Of the byte before: it is a blank, it is the end of a cell.
        let (mut after_blank, mut after_end) = (0, 1);
        let mut at = 0;
        while at < length {
            let piece = Piece::of(bytes, at as usize, delimiter);
            let delimiters = piece.places(delimiter);
            let special = piece.special() & !delimiters;
            let mut quotes = piece.places(b'"');
            let (mut newlines, mut odd, mut foreign) = (0, 0, 0);
            if special != 0 || after_blank != 0 {
                newlines = piece.places(b'\n');
                let blanks = piece.places(b' ') & special;
                let ends = delimiters | newlines;
                let others = special & !newlines & !blanks;
                // A carriage return belongs to the line feed behind it.
                let returns = if others == 0 { 0 } else { piece.places(b'\r') };
                let next = u64::from(bytes.get((at + PIECE) as usize) == Some(&b'\n'));
                let endings = returns & (newlines >> 1 | next << 63);
                foreign = returns & !endings;
                // A stray blank shows in itself, or in what stands behind it.
                let behind_blank = blanks << 1 | after_blank;
                let behind_end = ends << 1 | after_end;
                let stray = blanks & (behind_blank | behind_end) | (ends | endings) & behind_blank;
                odd = others & !endings | stray;
                after_blank = blanks >> 63;
            }
            let mut ends = delimiters | newlines;
            after_end = ends >> 63;
            if newlines | odd | foreign | quotes == 0 && simple {
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
                line.quoted |= quotes & until != 0;
                self.ends.push(if simple { end } else { end | ODD });
                if newlines & until != 0 {
                    line.end = end;
                    line.after = end + 1;
                    self.end_line(line, bytes, width, strange || line.after - line.start > longest);
                    (line.start, line.quoted, strange) = (end + 1, false, false);
                }
                simple = true;
                odd &= !until;
                foreign &= !until;
                quotes &= !until;
                newlines &= !until;
                ends &= ends - 1;
            }
            simple &= odd == 0;
            strange |= foreign != 0;
            line.quoted |= quotes != 0;
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
        let strange = strange || line.quoted && !self.join_quoted(line, bytes, known);
        if strange || line.end == line.start || self.ends.len() - known != width {
            self.ends.truncate(known);
        } else {
            self.lines.push(line);
        }
    }

    /// Makes one cell of the parts of each that stands in quotes, from the end at this place on. False where a quote has
    /// another place than at both ends of a cell with a delimiter in it.
    fn join_quoted(&mut self, line: Line, bytes: &[u8], known: usize) -> bool {
        let Some(ends) = self.ends.get_mut(known..) else { return false };
        let part = |start: u32, end: u32| bytes.get(start as usize..end as usize).unwrap_or_default();
        let (mut start, mut joined, mut from) = (line.start, 0, 0);
        while let Some(first) = ends.get(from).copied() {
            let (mut end, mut flags, mut to) = (first & PLACE, first & ODD, from + 1);
            if part(start, end).first() == Some(&b'"') {
                flags |= QUOTED;
                // The quote that follows is the closing one.
                let Some(closing) = memchr(b'"', part(start + 1, line.end)) else { return false };
                let closing = start + 2 + u32::try_from(closing).unwrap_or(PLACE);
                while end < closing {
                    let Some(next) = ends.get(to) else { return false };
                    (end, flags, to) = (next & PLACE, flags | next & ODD, to + 1);
                }
                if end != closing || to == from + 1 {
                    return false;
                }
                // Beside a quote a blank is a stray one, too, and inside a text a tab is none that separates.
                let text = part(start + 1, end - 1);
                let joint = bytes.get((first & PLACE) as usize).is_none_or(|byte| !byte.is_ascii_graphic());
                if joint || text.first() == Some(&b' ') || text.last() == Some(&b' ') {
                    flags |= ODD;
                }
            } else if memchr(b'"', part(start, end)).is_some() {
                return false;
            }
            ends.get_mut(joined).into_iter().for_each(|place| *place = end | flags);
            (start, joined, from) = (end + 1, joined + 1, to);
        }
        self.ends.truncate(known + joined);
        true
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

/// Where a cell of a line stands in the text of all lines, without its quotes.
#[derive(Clone, Copy)]
pub(crate) struct CellPlace {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// It stands in quotes.
    pub(crate) quoted: bool,
    /// It is printable ASCII without stray blanks.
    simple: bool,
}

impl CellPlace {
    fn new(start: u32, end: u32) -> CellPlace {
        let inside = u32::from(end & QUOTED != 0);
        let (start, quoted, simple) = (start + inside, inside > 0, end & ODD == 0);
        CellPlace { start, end: (end & PLACE).saturating_sub(inside), quoted, simple }
    }

    /// Whether nothing is odd about the cell, whose text this is. It may say no where that is so.
    #[inline]
    pub(crate) fn is_plain(self, text: &[u8]) -> bool {
        let signed = matches!(text.first(), Some(b'=' | b'@' | b'\'' | b'+' | b'-'));
        self.simple && !signed || byte_scan::is_plain(text)
    }
}

/// A cell of a line.
#[derive(Clone, Copy)]
pub(crate) struct FoundCell<'t> {
    pub(crate) text: &'t str,
    place: CellPlace,
}

impl FoundCell<'_> {
    /// Whether nothing is odd about it. It may say no where that is so.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.place.is_plain(self.text.as_bytes())
    }

    pub(crate) fn marks(&self) -> Marks {
        if self.place.quoted { Marks::QUOTED } else { Marks::default() }
    }
}

/// Lines of a text with the same number of cells, and with quotes only around cells that need them.
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

    /// Whether some cells of a line stand in quotes.
    pub(crate) fn is_quoted(&self, line: usize) -> bool {
        self.index.lines.get(line).is_some_and(|line| line.quoted)
    }

    /// The cell that stands there.
    fn at(&self, place: CellPlace) -> FoundCell<'t> {
        FoundCell { text: self.text.get(place.start as usize..place.end as usize).unwrap_or(""), place }
    }

    /// The cell of a column in a line with these ends.
    fn cell_of(&self, line: &Line, ends: &[u32], column: usize) -> FoundCell<'t> {
        let end = ends.get(column).copied().unwrap_or(0);
        let before = column.checked_sub(1).and_then(|before| ends.get(before));
        self.at(CellPlace::new(before.map_or(line.start, |before| (before & PLACE) + 1), end))
    }

    /// The ends of the cells of a line.
    fn ends(&self, line: usize) -> &'t [u32] {
        self.index.ends.get(line * self.width..(line + 1) * self.width).unwrap_or_default()
    }

    /// The places of the cells of a line.
    #[inline]
    pub(crate) fn places(&self, line: usize) -> impl Iterator<Item = CellPlace> {
        let mut start = self.start(line);
        let ends = self.ends(line).iter();
        ends.map(move |end| CellPlace::new(std::mem::replace(&mut start, (end & PLACE) + 1), *end))
    }

    /// The cells of a line.
    pub(crate) fn cells(&self, line: usize) -> impl Iterator<Item = FoundCell<'t>> + '_ {
        self.places(line).map(|place| self.at(place))
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
        place.map_or(FoundCell { text: "", place: CellPlace::new(0, 0) }, |place| {
            self.cell_of(place, self.ends(line), column)
        })
    }

    /// Where in a line the cell of a column stands, quotes included, and whether it has any.
    pub(crate) fn written_place(&self, line: usize, column: usize) -> (Range<usize>, bool) {
        let (place, start) = (self.cell(line, column).place, self.start(line));
        let quote = u32::from(place.quoted);
        let [from, to] = [place.start - quote, place.end + quote].map(|at| at.saturating_sub(start) as usize);
        (from..to, place.quoted)
    }

    /// Where a line begins in the text.
    pub(crate) fn start(&self, line: usize) -> u32 {
        self.index.lines.get(line).map_or(0, |line| line.start)
    }

    /// How many cells of a line come before those at its end with nothing in them.
    pub(crate) fn reach(&self, line: usize) -> usize {
        let start = self.start(line);
        // A cell with nothing in it ends where it begins: behind the end of the one before.
        let begins = |before: Option<&u32>| before.map_or(start, |before| (before & PLACE) + 1);
        let ends = self.ends(line);
        let filled = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| ends.get(before));
            ends.get(*at).is_some_and(|end| end & PLACE != begins(before))
        };
        (0..ends.len()).rev().find(filled).map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CellSummary, Row};
    use super::*;
    use proptest::prelude::*;

    /// The cells of a line, and which of them are in quotes; nothing where a quote has an unusual place.
    fn cut(line: &str, delimiter: char) -> Option<Vec<(&str, bool)>> {
        let mut cells = Vec::new();
        let mut rest = Some(line);
        while let Some(line) = rest {
            let inside = line.strip_prefix('"');
            let text = match inside {
                Some(inside) => inside.split_once('"').filter(|(text, _)| text.contains(delimiter))?.0,
                None => line.split(delimiter).next()?,
            };
            let behind = line.get(text.len() + 2 * usize::from(inside.is_some())..)?;
            if !behind.is_empty() && !behind.starts_with(delimiter) || inside.is_none() && text.contains('"')
            {
                return None;
            }
            cells.push((text, inside.is_some()));
            rest = behind.strip_prefix(delimiter);
        }
        Some(cells)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// The lines that are kept are those of a plain look at the text, and their cells are those of a row.
        #[test]
        fn as_line_by_line(
            parts in proptest::collection::vec(prop_oneof![
                6 => "[a-c]{0,9}", 2 => " ?[a-c]{0,3} {0,2}", 1 => "[é€Ã©=+-]{0,3}", 1 => Just("\"".to_owned()),
                1 => "\"[a-cé ]{0,3},[a-c, ]{0,2}\"", 1 => Just("\r".to_owned()), 6 => Just(",".to_owned()), 5 => Just("\n".to_owned()), 3 => Just("\r\n".to_owned()),
            ], 0..60),
            delimiter in prop_oneof![8 => Just(b','), 1 => Just(b'\t'), 1 => Just(b' '), 1 => Just(b'a')],
            width in 1..4_usize,
        ) {
            let text = parts.concat().replace(',', &char::from(delimiter).to_string()) + "\n";
            let mut expected = Vec::new();
            for line in text.split_inclusive('\n') {
                let ended = line.strip_suffix('\n').unwrap();
                let body = ended.strip_suffix('\r').unwrap_or(ended);
                let cells = cut(body, char::from(delimiter)).filter(|cells| cells.len() == width);
                if let Some(cells) = cells.filter(|_| !body.is_empty() && !body.contains('\r') && line.len() <= 40) {
                    expected.push((body, cells));
                }
            }
            let mut index = LineIndex::default();
            index.find(&text, delimiter, width, 40);
            let lines = Lines::new(&text, &index, width, delimiter);
            let found: Vec<&str> = (0..lines.len()).map(|line| lines.line(line)).collect();
            prop_assert_eq!(found, expected.iter().map(|(line, _)| *line).collect::<Vec<_>>());
            let (mut row, mut found) = (Row::new(), Row::new());
            for (at, (line, cells)) in expected.iter().enumerate() {
                row.clear(1, 1);
                if lines.is_quoted(at) {
                    for (index, (text, quoted)) in cells.iter().enumerate() {
                        let between = (index > 0).then_some(delimiter);
                        between.into_iter().chain(quoted.then_some(b'"')).for_each(|byte| row.push_between(byte));
                        row.push_text(text, if *quoted { Marks::QUOTED } else { Marks::default() });
                        quoted.then_some(b'"').into_iter().for_each(|byte| row.push_between(byte));
                    }
                    row.is_quoted_line(delimiter);
                } else {
                    row.push_line(line, delimiter);
                }
                found.clear(1, 1);
                found.push_found(&lines, at);
                prop_assert_eq!(lines.is_quoted(at), cells.iter().any(|(_, quoted)| *quoted));
                let same = |row: &Row| (row.cells().map(|c| format!("{c:?}")).collect::<Vec<_>>(), row.text().to_owned());
                prop_assert_eq!(same(&row), same(&found));
                prop_assert_eq!(row.as_line(delimiter), found.as_line(delimiter));
                prop_assert_eq!(row.as_written(delimiter), found.as_written(delimiter));
                prop_assert_eq!(row.is_all_plain(), found.is_all_plain());
                prop_assert_eq!(row.len(), width);
                (0..width).for_each(|column| assert_eq!(row.summary(column), found.summary(column)));
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
