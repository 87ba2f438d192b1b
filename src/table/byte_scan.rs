//! Cells in which nothing is odd, told by which bytes they have: nearly all cells of nearly all files.
//!
//! The kinds of bytes are collected as one number for the whole text; the few questions that need places are asked only
//! where the kinds leave them open.

use crate::table::BETWEEN;

const BLANK: u8 = 1;
const NOT_PLAIN: u8 = 2;
/// Letters, and signs with which formulas calculate: what follows a `+` or `-` has none of them in numbers and phones.
const WORDY: u8 = 4;
/// A byte of a western letter with an accent: two bytes each, the first of which is one of three.
const ACCENT: u8 = 8;
/// What stands between the cells of a line, and quotes: a cell with one of them is written in quotes.
const QUOTED: u8 = 16;

/// What each byte says about a text.
static KIND_OF_BYTE: [u8; 256] = {
    let mut kinds = [NOT_PLAIN; 256];
    let mut byte = 0x20;
    while byte < 0xc6 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let letter = byte as u8;
        kinds[byte] = match letter {
            b' ' => BLANK,
            BETWEEN => QUOTED,
            b'"' => WORDY | QUOTED,
            b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'|' | b'&' | b'*' | b'=' | b'@' => WORDY,
            0x21..=0x7e => 0,
            0x80..=0xbf | 0xc3..=0xc5 => WORDY | ACCENT,
            _ => NOT_PLAIN,
        };
        byte += 1;
    }
    kinds
};

/// What the bytes of a text say about it.
#[derive(Clone, Copy, Default)]
pub(crate) struct BytesSeen(u8);

impl BytesSeen {
    /// What all bytes of a text say.
    #[inline]
    pub(crate) fn of(text: &[u8]) -> BytesSeen {
        BytesSeen(text.iter().fold(0, |kinds, byte| kinds | KIND_OF_BYTE[usize::from(*byte)]))
    }

    /// Printable ASCII alone.
    pub(crate) fn are_ascii(self) -> bool {
        self.0 & (NOT_PLAIN | ACCENT) == 0
    }

    /// There is a blank.
    pub(crate) fn has_blank(self) -> bool {
        self.0 & BLANK != 0
    }
}

/// What one look at a text in UTF-8 tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByteScan {
    /// Nothing is odd about it: nothing to take away and nothing to say. It may be false where nothing is odd.
    pub(crate) plain: bool,
    /// It needs no quotes in a line whose cells [`BETWEEN`] separates.
    pub(crate) bare: bool,
}

/// Looks at a text in UTF-8.
pub(crate) fn scan(text: &[u8]) -> ByteScan {
    let seen = BytesSeen::of(text).0;
    let plain = seen & NOT_PLAIN == 0
        && begins_plainly(text)
        && (seen & BLANK == 0 || blanks_are_single(text))
        && (seen & ACCENT == 0 || accents_are_single(text));
    let broken = || text.contains(&b'\n') || text.contains(&b'\r');
    ByteScan { plain, bare: seen & QUOTED == 0 && (seen & NOT_PLAIN == 0 || !broken()) }
}

/// Whether nothing is odd about a text in UTF-8. It may say no where nothing is odd.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    scan(text).plain
}

/// The same of a text that is known to be printable ASCII without stray blanks.
pub(crate) fn begins_plainly(text: &[u8]) -> bool {
    match text.first() {
        Some(b'=' | b'@' | b'\'') => false,
        Some(b'+' | b'-') => BytesSeen::of(text).0 & WORDY == 0,
        _ => true,
    }
}

/// No blank at an end, and none beside another.
fn blanks_are_single(text: &[u8]) -> bool {
    text.first() != Some(&b' ') && text.last() != Some(&b' ') && !text.windows(2).any(|pair| pair == b"  ")
}

/// No letter with an accent beside another: what was saved in one encoding and read in another has such pairs.
fn accents_are_single(text: &[u8]) -> bool {
    !text.windows(3).any(|run| run.iter().all(|byte| *byte >= 0x80))
}
