//! A row under its column names, in canonical text.

use crate::problem::Problem;
use crate::scalar::date::Exchange;
use crate::scalar::number::Decimal;
use crate::table::Row;

/// Whether a value can be used by rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing was filled in.
    Blank,
    /// The text is canonical.
    Good,
    /// Something was filled in that is not a value of its field; the text is what the user sees.
    Bad,
}

/// What a short look saw of a text that is right as it is, for what its column says of its notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Digits alone, perhaps behind a minus.
    Whole,
    /// A number with a decimal point.
    Fraction,
    /// `2025-03-14`, and whether day and month could be exchanged in it.
    IsoDay(Exchange),
    /// Something else, or nothing.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    start: u32,
    end: u32,
    state: State,
    seen: Seen,
    cause: Option<&'static Problem>,
}

/// The values of one record, one per slot of the layout. One buffer, reused for every record: it begins with a copy of
/// the row's text, so that values which are just what the user sees need not be copied one by one.
#[derive(Debug, Default)]
pub(crate) struct Values {
    arena: String,
    /// Where what was copied from the row ends.
    copied: usize,
    items: Vec<Item>,
    /// The slots whose values differ from what the user sees in their cells, in ascending order.
    touched: Vec<usize>,
    /// Numbers that are written otherwise than arithmetic reads them: slot, and the plain number in the arena.
    plain: Vec<(usize, u32, u32)>,
    /// Counts records and replaced values: what was found out about these values holds as long as it stays.
    state_number: u64,
}

impl Values {
    /// Forgets the last record and begins the one of a row.
    pub(crate) fn begin(&mut self, row: &Row) {
        self.arena.clear();
        self.arena.push_str(row.text());
        self.copied = self.arena.len();
        self.items.clear();
        self.touched.clear();
        self.plain.clear();
        self.state_number = self.state_number.wrapping_add(1);
    }

    /// Another number for every record, and after every value that was replaced.
    pub(crate) fn state_number(&self) -> u64 {
        self.state_number
    }

    /// Appends the value of a cell.
    pub(crate) fn push_cell(
        &mut self,
        row: &Row,
        (shown, text): (&str, &str),
        state: State,
        cause: Option<&'static Problem>,
    ) {
        let touched = shown.len() != text.len() || (shown.as_ptr() != text.as_ptr() && shown != text);
        if touched {
            self.touched.push(self.items.len());
        }
        let (start, end) = row.place_of(text).unwrap_or_else(|| self.store(text));
        self.items.push(Item { start, end, state, seen: Seen::Other, cause });
    }

    /// Says what number the last value is, where its text is in a dialect of its own.
    pub(crate) fn say_plain(&mut self, number: &str) {
        let (start, end) = self.store(number);
        if let Some(slot) = self.items.len().checked_sub(1) {
            self.plain.push((slot, start, end));
        }
    }

    /// A good number as arithmetic reads it: optional minus, digits, optional point and digits.
    pub(crate) fn plain_number(&self, slot: usize) -> Option<&str> {
        let text = self.good(slot)?;
        let other = self.plain.iter().find(|(other, ..)| *other == slot);
        other.map_or(Some(text), |(_, start, end)| self.arena.get(*start as usize..*end as usize))
    }

    /// Appends a good value that is a part of the row this record began with.
    #[inline]
    pub(crate) fn push_shown(&mut self, (start, end): (u32, u32), seen: Seen) {
        self.items.push(Item { start, end, state: State::Good, seen, cause: None });
    }

    /// Appends nothing for a cell with nothing in it.
    #[inline]
    pub(crate) fn push_nothing(&mut self) {
        let (state, seen) = (State::Blank, Seen::Other);
        self.items.push(Item { start: 0, end: 0, state, seen, cause: None });
    }

    /// Appends good values of which no text is known until there are so many values.
    pub(crate) fn pass_over(&mut self, until: usize) {
        let (state, seen) = (State::Good, Seen::Other);
        self.items.resize(until.max(self.items.len()), Item { start: 0, end: 0, state, seen, cause: None });
    }

    /// What a short look saw of a text of the row.
    pub(crate) fn seen(&self, slot: usize) -> Seen {
        self.items.get(slot).map_or(Seen::Other, |item| item.seen)
    }

    /// Whether a value is a part of the row as it is there.
    pub(crate) fn is_of_row(&self, slot: usize) -> bool {
        self.items.get(slot).is_none_or(|item| item.end as usize <= self.copied)
    }

    /// The slots whose values may differ from what the user sees in their cells, in ascending order.
    pub(crate) fn touched(&self) -> &[usize] {
        &self.touched
    }

    /// Puts a text behind the others; gives its place.
    fn store(&mut self, text: &str) -> (u32, u32) {
        let start = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
        self.arena.push_str(text);
        let end = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
        (start, end)
    }

    /// Puts another text in place, as a repair does. An empty text makes the value blank.
    pub(crate) fn replace(&mut self, slot: usize, text: &str, cause: &'static Problem) {
        let state = if text.is_empty() { State::Blank } else { State::Good };
        let (start, end) = self.store(text);
        let item = Item { start, end, state, seen: Seen::Other, cause: Some(cause) };
        self.state_number = self.state_number.wrapping_add(1);
        self.plain.retain(|(other, ..)| *other != slot);
        if let Some(old) = self.items.get_mut(slot) {
            *old = item;
            if let Err(place) = self.touched.binary_search(&slot) {
                self.touched.insert(place, slot);
            }
        }
    }

    pub(crate) fn text(&self, slot: usize) -> &str {
        let Some(item) = self.items.get(slot) else { return "" };
        self.arena.get(item.start as usize..item.end as usize).unwrap_or("")
    }

    pub(crate) fn state(&self, slot: usize) -> State {
        self.items.get(slot).map_or(State::Blank, |i| i.state)
    }

    /// Something stands there, right or wrong.
    pub(crate) fn is_filled(&self, slot: usize) -> bool {
        self.state(slot) != State::Blank
    }

    /// A value that rules can rely on.
    pub(crate) fn good(&self, slot: usize) -> Option<&str> {
        (self.state(slot) == State::Good).then(|| self.text(slot))
    }

    pub(crate) fn decimal(&self, slot: usize) -> Option<Decimal> {
        Decimal::parse(self.plain_number(slot)?)
    }

    pub(crate) fn number(&self, slot: usize) -> Option<f64> {
        self.plain_number(slot)?.parse().ok()
    }

    /// Why the text differs from what the user sees, if it does.
    pub(crate) fn cause(&self, slot: usize) -> Option<&'static Problem> {
        self.items.get(slot).and_then(|i| i.cause)
    }
}
