//! The texts that a workbook keeps apart from its cells: one long text and the ends of its parts.

use crate::table::byte_scan::{self as text, ByteScan};

/// Texts by number. One allocation for all of them, because workbooks have millions.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<End>,
}

/// Where a text ends, and what one look at it told, so that cells with the same text need not look again. The limits
/// keep all texts together far below the 2^30 bytes that fit beside that.
#[derive(Clone, Copy)]
struct End(u32);

impl End {
    const PLAIN: u32 = 1 << 31;
    const BARE: u32 = 1 << 30;

    fn new(end: usize, scan: ByteScan) -> End {
        let end = u32::try_from(end).unwrap_or(u32::MAX).min(End::BARE - 1);
        let plain = if scan.plain { End::PLAIN } else { 0 };
        End(end | plain | if scan.bare { End::BARE } else { 0 })
    }
    fn place(self) -> usize {
        (self.0 & (End::BARE - 1)) as usize
    }
    fn scan(self) -> ByteScan {
        ByteScan { plain: self.0 & End::PLAIN != 0, bare: self.0 & End::BARE != 0 }
    }
}

impl Strings {
    /// Adds a text under the next number.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(End::new(self.text.len(), text::scan(text.as_bytes())));
    }
    /// The text of a number, and what one look at it tells; empty if there is none.
    pub(super) fn get(&self, index: u32) -> (&str, ByteScan) {
        let Some((start, end)) = self.part(index) else { return ("", text::scan(b"")) };
        (self.text.get(start..end.place()).unwrap_or(""), end.scan())
    }
    /// The bytes of the text of a number.
    pub(super) fn length(&self, index: u32) -> usize {
        self.part(index).map_or(0, |(start, end)| end.place().saturating_sub(start))
    }
    fn part(&self, index: u32) -> Option<(usize, End)> {
        let index = index as usize;
        let end = *self.ends.get(index)?;
        let before = index.checked_sub(1).and_then(|i| self.ends.get(i));
        Some((before.map_or(0, |end| end.place()), end))
    }
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
    /// Bytes of all texts.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }
}
