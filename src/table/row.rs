//! A row: its cells, in one text.

use super::{Cell, CellFormat, FoundCell, Lines, Marks, Moment, Stored, cut};
use crate::table::byte_scan::{self as text, ByteScan};

/// What stands between the cells of rows that are made as lines: what most cleaned files have there.
pub(crate) const BETWEEN: u8 = b',';

/// The kind of a stored value without its text, so that a row can keep all texts in one buffer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Empty,
    Text,
    Number(f64),
    Moment(Moment),
    Duration(f64),
    Bool(bool),
    Error,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    start: u32,
    end: u32,
    kind: Kind,
    look: CellFormat,
    marks: Marks,
    /// Nothing is odd about what is shown.
    plain: bool,
    summary: CellSummary,
}

/// What a first look at a cell tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellSummary {
    /// Nothing at all stands there.
    Void,
    /// A text in which nothing is odd; nothing else is to be said of the cell.
    Text,
    /// A number that is shown digit for digit; nothing else is to be said of the cell.
    Number,
    /// It must be looked at.
    Other,
}

impl Slot {
    fn new((start, end): (usize, usize), kind: Kind, look: CellFormat, marks: Marks, plain: bool) -> Slot {
        let [start, end] = [start, end].map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        let ordinary = matches!(look, CellFormat::General | CellFormat::Text) && !marks.has(Marks::NO_RESULT);
        let summary = match kind {
            Kind::Text if plain && ordinary && start < end => CellSummary::Text,
            Kind::Empty if start == end && marks.0 == 0 => CellSummary::Void,
            _ => CellSummary::Other,
        };
        Slot { start, end, kind, look, marks, plain, summary }
    }

    /// The slot of a text of a text file.
    fn of_text((start, end): (u32, u32), plain: bool) -> Slot {
        let (kind, summary) = match (start < end, plain) {
            (false, _) => (Kind::Empty, CellSummary::Void),
            (true, true) => (Kind::Text, CellSummary::Text),
            (true, false) => (Kind::Text, CellSummary::Other),
        };
        Slot { start, end, kind, look: CellFormat::General, marks: Marks::default(), plain, summary }
    }
}

/// One row of a sheet or text file. One buffer, reused for every row: pushing cells allocates only while it grows.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The row's number as the spreadsheet shows it: 1 for the first. In text files records are counted as a
    /// spreadsheet would after opening the file, blank lines included.
    pub number: u32,
    /// The line on which the row begins, 1 for the first; 0 where there are no lines (workbooks).
    pub line: u64,
    /// The user does not see this row: it is hidden or filtered out.
    pub hidden: bool,
    text: String,
    slots: Vec<Slot>,
    /// So many cells at the beginning are nothing at all, as far as that was counted: who looks for the first cell that
    /// holds something begins behind them.
    leading: usize,
    /// The text is a whole line, without quotes, whose cells this character separates.
    line_of: Option<u8>,
    /// Cells are pushed with [`BETWEEN`] between them.
    joined: bool,
    /// A cell holds something that is not plain.
    odd: bool,
    /// The same of a line with quotes, each around a cell that needs them and holds none.
    quoted_line_of: Option<u8>,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn new() -> Row {
        Row::default()
    }

    /// Forgets the cells, keeps the memory.
    pub fn clear(&mut self, number: u32, line: u64) {
        self.number = number;
        self.line = line;
        self.hidden = false;
        self.text.clear();
        self.slots.clear();
        self.leading = 0;
        self.line_of = None;
        self.joined = false;
        self.odd = false;
        self.quoted_line_of = None;
    }

    /// Forgets the cells, keeps the memory, and makes a line of the cells that are pushed one by one, as long as none of
    /// them needs quotes.
    pub(crate) fn begin_line(&mut self, number: u32) {
        self.clear(number, 0);
        self.joined = true;
        self.line_of = Some(BETWEEN);
    }

    /// Appends the cells of a line without quotes. The line is copied in one go, delimiters included.
    pub(crate) fn push_line(&mut self, line: &str, delimiter: u8) {
        let whole = self.slots.is_empty() && delimiter.is_ascii();
        self.push_cells(line, delimiter);
        self.line_of = whole.then_some(delimiter);
    }

    /// Makes a row without cells that of a line, as [`Row::push_line`] does, where its cells are found already.
    pub(crate) fn push_found(&mut self, lines: &Lines<'_>, line: usize) {
        let text = lines.line(line);
        self.text.push_str(text);
        let from = lines.start(line);
        let mut odd = false;
        self.slots.extend(lines.places(line).map(|place| {
            let (start, end) = (place.start.wrapping_sub(from), place.end.wrapping_sub(from));
            let plain = place.is_plain(text.as_bytes().get(start as usize..end as usize).unwrap_or_default());
            odd |= !plain;
            let marks = if place.quoted { Marks::QUOTED } else { Marks::default() };
            Slot { marks, ..Slot::of_text((start, end), plain) }
        }));
        self.odd |= odd;
        let delimiter = Some(lines.delimiter());
        let quoted = lines.is_quoted(line);
        (self.line_of, self.quoted_line_of) = if quoted { (None, delimiter) } else { (delimiter, None) };
    }

    /// Appends the cell of a column of a line, without those before it: nothing stands in them.
    pub(crate) fn push_found_cell(&mut self, column: usize, cell: FoundCell<'_>) {
        let nothing = Slot::of_text((0, 0), true);
        self.slots.resize(column.max(self.slots.len()), nothing);
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(cell.text);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let (plain, marks) = (cell.is_plain(), cell.marks());
        self.odd |= !plain;
        self.slots.push(Slot { marks, ..Slot::of_text((start, end), plain) });
    }

    /// Appends a text of a text file that stands in the buffer already.
    #[inline]
    fn push_slot(&mut self, place: (u32, u32), plain: bool) {
        self.odd |= !plain;
        self.slots.push(Slot::of_text(place, plain));
    }

    /// Appends cells with delimiters between them.
    pub(crate) fn push_cells(&mut self, cells: &str, delimiter: u8) {
        // Rows are much shorter than that.
        let base = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(cells);
        let bytes = cells.as_bytes();
        cut::cells(bytes, delimiter, |start, end, simple| {
            let signed = matches!(bytes.get(start as usize), Some(b'=' | b'@' | b'\'' | b'+' | b'-'));
            let whole = || bytes.get(start as usize..end as usize).unwrap_or_default();
            let plain = match (simple, signed) {
                (true, false) => true,
                (true, true) => text::begins_plainly(whole()),
                (false, _) => text::is_plain(whole()),
            };
            self.push_slot((base.wrapping_add(start), base.wrapping_add(end)), plain);
        });
        (self.line_of, self.quoted_line_of) = (None, None);
    }

    /// What a first look at a column tells, and the place of its text in [`Row::text`].
    #[inline]
    pub(crate) fn summary(&self, index: usize) -> (CellSummary, (u32, u32)) {
        self.slots
            .get(index)
            .map_or((CellSummary::Other, (0, 0)), |slot| (slot.summary, (slot.start, slot.end)))
    }

    /// Whether nothing is odd about what is shown in a column. It may say no where that is so.
    #[inline]
    pub(crate) fn is_plain(&self, index: usize) -> bool {
        self.slots.get(index).is_some_and(|slot| slot.plain)
    }

    /// Whether nothing is odd about what is shown in any column. It may say no where that is so.
    pub(crate) fn is_all_plain(&self) -> bool {
        !self.odd
    }

    /// The line that the row is, if its cells stand in it as they are, between such delimiters.
    pub(crate) fn as_line(&self, delimiter: u8) -> Option<&str> {
        (self.line_of == Some(delimiter)).then_some(self.text.as_str())
    }

    /// Says that the text of the row is a line with quotes, just where they are needed, and such delimiters.
    pub(crate) fn is_quoted_line(&mut self, delimiter: u8) {
        self.quoted_line_of = Some(delimiter);
    }

    /// The line that is written for the row between such delimiters, if its text is that. [`Row::written_place`] gives
    /// places in it.
    pub(crate) fn as_written(&self, delimiter: u8) -> Option<&str> {
        let written = self.line_of == Some(delimiter) || self.quoted_line_of == Some(delimiter);
        written.then_some(self.text.as_str())
    }

    /// Where in the line that is written for the row the cell of a column stands, quotes included, and whether it has any.
    pub(crate) fn written_place(&self, index: usize) -> (usize, usize, bool) {
        let (start, end) = self.place(index);
        match self.slots.get(index) {
            Some(slot) if slot.marks.has(Marks::QUOTED) => (start.saturating_sub(1), end + 1, true),
            _ => (start, end, false),
        }
    }

    /// The texts of all cells, with or without something between them; [`Row::place_of`] gives places in it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where in [`Row::text`] the cell of a column stands.
    pub(crate) fn place(&self, index: usize) -> (usize, usize) {
        self.slots.get(index).map_or((0, 0), |slot| (slot.start as usize, slot.end as usize))
    }

    /// Where in [`Row::text`] a text stands, if it is a part of that very buffer.
    pub(crate) fn place_of(&self, part: &str) -> Option<(u32, u32)> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start.checked_add(part.len()).filter(|end| *end <= self.text.len())?;
        Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    }

    /// Appends a cell. `shown` is what the user sees; for text and error values it is the value too.
    pub fn push(&mut self, cell: Cell<'_>) {
        let kind = match cell.stored {
            Stored::Empty => Kind::Empty,
            Stored::Text(_) => Kind::Text,
            Stored::Number(n) => Kind::Number(n),
            Stored::Moment(m) => Kind::Moment(m),
            Stored::Duration(s) => Kind::Duration(s),
            Stored::Bool(b) => Kind::Bool(b),
            Stored::Error(_) => Kind::Error,
        };
        self.push_kind(kind, cell.shown, cell.look, cell.marks);
    }

    /// Appends a character that belongs to no cell.
    pub(crate) fn push_between(&mut self, between: u8) {
        self.text.push(char::from(between));
    }

    /// Appends a text cell; an empty text makes an empty cell.
    pub fn push_text(&mut self, text: &str, marks: Marks) {
        let kind = if text.is_empty() { Kind::Empty } else { Kind::Text };
        self.push_kind(kind, text, CellFormat::General, marks);
    }

    /// Appends a number without a format that is shown digit for digit, as `values::number::says` would find.
    pub(crate) fn push_exact(&mut self, number: f64, shown: &str, marks: Marks) {
        self.push_kind(Kind::Number(number), shown, CellFormat::General, marks);
        if let Some(slot) = self.slots.last_mut() {
            let quick = slot.plain && !marks.has(Marks::NO_RESULT);
            slot.summary = if quick { CellSummary::Number } else { CellSummary::Other };
        }
    }

    pub(crate) fn push_kind(&mut self, kind: Kind, shown: &str, look: CellFormat, marks: Marks) {
        self.push_scanned(kind, (shown, text::scan(shown.as_bytes())), look, marks);
    }

    /// Appends a cell whose text was looked at before.
    pub(crate) fn push_scanned(
        &mut self,
        kind: Kind,
        (shown, scan): (&str, ByteScan),
        look: CellFormat,
        marks: Marks,
    ) {
        if self.joined && !self.slots.is_empty() {
            self.push_between(BETWEEN);
        }
        if !self.joined || !scan.bare {
            (self.line_of, self.quoted_line_of) = (None, None);
        }
        let start = self.text.len();
        self.text.push_str(shown);
        self.odd |= !scan.plain;
        let slot = Slot::new((start, self.text.len()), kind, look, marks, scan.plain);
        let leads = self.leading == self.slots.len() && slot.summary == CellSummary::Void;
        self.leading += usize::from(leads);
        self.slots.push(slot);
    }

    /// Appends empty cells until the row has `width` of them. All at once: one cell at the far end of a row makes sixteen
    /// thousand of them before it.
    pub fn pad(&mut self, width: usize) {
        self.push_empty(width.saturating_sub(self.slots.len()), Marks::default());
    }

    /// Appends so many empty cells with the same marks.
    pub(crate) fn push_empty(&mut self, missing: usize, marks: Marks) {
        if missing == 0 {
            return;
        }
        let (first, step) = (self.slots.is_empty(), usize::from(self.joined));
        let start = self.text.len() + if first { 0 } else { step };
        if self.leading == self.slots.len() && marks == Marks::default() {
            self.leading += missing;
        }
        if self.joined {
            self.text.push_str(&char::from(BETWEEN).to_string().repeat(missing - usize::from(first)));
        } else {
            (self.line_of, self.quoted_line_of) = (None, None);
        }
        self.slots.extend((0..missing).map(|index| {
            let place = start + index * step;
            Slot::new((place, place), Kind::Empty, CellFormat::General, marks, true)
        }));
    }

    /// Number of cells, trailing empty ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether the row has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether no cell shows anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        (self.leading..self.len()).all(|i| !self.is_solid(i) && self.cell(i).is_blank())
    }

    /// The first column that may hold something: those before it are nothing at all.
    pub(crate) fn first_column(&self) -> usize {
        self.leading
    }

    /// Whether something visible stands in a column, as far as a first look tells. It may say no where that is so.
    #[inline]
    pub(crate) fn is_solid(&self, index: usize) -> bool {
        self.slots.get(index).is_some_and(|slot| slot.plain && slot.start < slot.end)
    }

    /// What the user sees in column `index`; empty beyond the end.
    #[inline]
    pub(crate) fn shown(&self, index: usize) -> &str {
        let Some(slot) = self.slots.get(index) else { return "" };
        self.part((slot.start, slot.end))
    }

    /// What stands at a place of [`Row::text`].
    pub(crate) fn part(&self, (start, end): (u32, u32)) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The cell in column `index` (0 is column A); an empty cell beyond the end.
    #[must_use]
    pub fn cell(&self, index: usize) -> Cell<'_> {
        let Some(slot) = self.slots.get(index) else { return Cell::EMPTY };
        let shown = self.shown(index);
        let stored = match slot.kind {
            Kind::Empty => Stored::Empty,
            Kind::Text => Stored::Text(shown),
            Kind::Number(n) => Stored::Number(n),
            Kind::Moment(m) => Stored::Moment(m),
            Kind::Duration(s) => Stored::Duration(s),
            Kind::Bool(b) => Stored::Bool(b),
            Kind::Error => Stored::Error(shown),
        };
        Cell { stored, shown, look: slot.look, marks: slot.marks }
    }

    /// The cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|i| self.cell(i))
    }

    /// Replaces one cell by a typed text, as an edit does. Columns in between are filled up.
    pub fn set_text(&mut self, index: usize, text: &str) {
        let mut changed = Row { number: self.number, line: self.line, hidden: self.hidden, ..Row::default() };
        for i in 0..self.len().max(index + 1) {
            if i == index {
                changed.push_text(text, Marks::default());
            } else {
                changed.push(self.cell(i));
            }
        }
        *self = changed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_make_a_line_unless_one_needs_quotes(
            texts in proptest::collection::vec("[a1é€=;,\" \r\n\t]{0,3}", 0..4), width in 0..5_usize,
        ) {
            let (mut line, mut single) = (Row::new(), Row::new());
            line.begin_line(1);
            for row in [&mut line, &mut single] {
                texts.iter().for_each(|text| row.push_text(text, Marks::default()));
                let mut one_by_one = row.clone();
                row.pad(width);
                (texts.len()..width).for_each(|_| one_by_one.push_text("", Marks::default()));
                row.push_empty(2, Marks::MERGED);
                (0..2).for_each(|_| one_by_one.push_text("", Marks::MERGED));
                prop_assert_eq!(format!("{:?}", row), format!("{:?}", one_by_one));
            }
            prop_assert!(line.cells().eq(single.cells()) && line.is_all_plain() == single.is_all_plain());
            let shown: Vec<&str> = line.cells().map(|cell| cell.shown).collect();
            let bare = !shown.iter().any(|text| text.contains([',', '"', '\r', '\n']));
            let joined = shown.join(",");
            prop_assert_eq!(line.as_line(BETWEEN), bare.then_some(joined.as_str()));
            prop_assert_eq!(single.as_line(BETWEEN), None);
        }
    }

    #[test]
    fn a_row_gives_back_its_cells() {
        let mut row = Row::new();
        row.clear(3, 0);
        row.push_text("né", Marks::default());
        row.push(Cell {
            stored: Stored::Number(12.0),
            shown: "0012",
            look: CellFormat::Mask,
            marks: Marks::FORMULA,
        });
        row.push_text("", Marks::default());
        assert_eq!(row.cell(0).shown, "né");
        assert_eq!(row.cell(1).stored, Stored::Number(12.0));
        assert_eq!(row.cell(1).shown, "0012");
        assert!(row.cell(2).is_blank() && row.cell(9).is_blank());
        row.set_text(4, "x");
        assert_eq!((row.cell(1).shown, row.cell(4).shown, row.len()), ("0012", "x", 5));
    }

    #[test]
    fn a_line_is_cut_as_cells_pushed_one_by_one() {
        for line in ["a,b", "", ",", "a,,né,", "x"] {
            let (mut whole, mut single) = (Row::new(), Row::new());
            whole.push_line(line, b',');
            line.split(',').for_each(|text| single.push_text(text, Marks::default()));
            assert!(whole.cells().eq(single.cells()), "{line}");
            assert_eq!(
                (whole.as_line(b','), whole.as_line(b';'), single.as_line(b',')),
                (Some(line), None, None)
            );
            whole.push_text("more", Marks::default());
            assert_eq!((whole.as_line(b','), whole.cell(whole.len() - 1).shown), (None, "more"));
        }
    }

    #[test]
    fn a_part_of_a_row_is_known_by_its_place() {
        let mut row = Row::new();
        row.push_line("one,two", b',');
        assert_eq!(row.place_of(row.cell(1).shown), Some((4, 7)));
        assert_eq!(row.place_of("two".to_owned().as_str()).filter(|p| *p == (4, 7)), None);
    }
}
