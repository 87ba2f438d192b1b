//! Cells and texts in the form in which nearly all programs write them, taken in one step: `<c r="B2" s="1"
//! t="s"><v>17</v></c>` and `<si><t>text</t></si>`. Whatever is written otherwise, or is not whole in the window, is left
//! to the scanner; a test compares the two.

use super::super::digits;
use super::{Front, Xml};

/// A cell without a formula, whose value has neither blanks nor entities.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read::workbook) struct WholeCell<'a> {
    pub(in crate::read::workbook) place: Option<&'a [u8]>,
    pub(in crate::read::workbook) style: Option<&'a [u8]>,
    pub(in crate::read::workbook) kind: Option<&'a [u8]>,
    pub(in crate::read::workbook) value: Value<'a>,
}

/// What stands in `<v>`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::workbook) enum Value<'a> {
    Text(&'a str),
    /// The digits of a text of the workbook's table.
    Index(u32),
}

impl Default for Value<'_> {
    fn default() -> Self {
        Value::Text("")
    }
}

/// Longer values go the other way, in bytes.
const LONGEST_VALUE: usize = 32;

impl Xml<'_> {
    /// The cell that comes next, if it is such a cell. One that begins with `front` does not say its place again.
    #[inline]
    pub(in crate::read::workbook) fn whole_cell(&mut self, front: &Front) -> Option<WholeCell<'_>> {
        let window = self.buffer.get(self.start..self.end)?;
        let (cell, rest) = cell(window, front)?;
        self.start += window.len() - rest.len();
        Some(cell)
    }

    /// The text of the table of texts that comes next, if it has no entities and is not made of pieces.
    pub(in crate::read::workbook) fn whole_text(&mut self) -> Option<&str> {
        let window = self.buffer.get(self.start..self.end)?;
        let (text, rest) = text(window)?;
        self.start += window.len() - rest.len();
        Some(text)
    }
}

/// A cell at the front, and what follows it.
fn cell<'a>(bytes: &'a [u8], front: &Front) -> Option<(WholeCell<'a>, &'a [u8])> {
    let mut cell = WholeCell::default();
    let mut rest = front.strip(bytes).or_else(|| bytes.strip_prefix(b"<c"))?;
    while let [b' ', name, b'=', b'"', tail @ ..] = rest {
        let end = tail.iter().take(LONGEST_VALUE).position(|b| *b == b'"')?;
        let (value, tail) = tail.split_at_checked(end)?;
        match name {
            b'r' => cell.place = Some(value),
            b's' => cell.style = Some(value),
            b't' => cell.kind = Some(value),
            _ => return None,
        }
        rest = tail.get(1..)?;
    }
    rest = rest.strip_prefix(b"><v>")?;
    if cell.kind == Some(b"s")
        && let Some((index, tail)) = digits::leading(rest)
    {
        cell.value = Value::Index(index);
        return Some((cell, tail.strip_prefix(b"</v></c>")?));
    }
    let end =
        rest.iter().take(LONGEST_VALUE).position(|b| !b.is_ascii_graphic() || matches!(b, b'<' | b'&'))?;
    let (value, tail) = rest.split_at_checked(end)?;
    cell.value = Value::Text(std::str::from_utf8(value).ok()?);
    Some((cell, tail.strip_prefix(b"</v></c>")?))
}

/// A text at the front, and what follows it.
fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(b"<si><t")?;
    let rest = rest.strip_prefix(b" xml:space=\"preserve\"").unwrap_or(rest).strip_prefix(b">")?;
    let end = memchr::memchr3(b'<', b'&', b'\r', rest)?;
    let (text, tail) = rest.split_at_checked(end)?;
    Some((std::str::from_utf8(text).ok()?, tail.strip_prefix(b"</t></si>")?))
}
