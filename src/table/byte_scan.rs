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
/// The first byte of a letter of Chinese, Japanese or Korean, or of a sign beside them: three bytes each.
const WIDE: u8 = 32;

/// What each byte says about a text.
static KIND_OF_BYTE: [u8; 256] = {
    let mut kinds = [NOT_PLAIN; 256];
    let mut byte = 0x20;
    while byte < 0xee {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let letter = byte as u8;
        kinds[byte] = match letter {
            b' ' => BLANK,
            BETWEEN => QUOTED,
            b'"' => WORDY | QUOTED,
            b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'|' | b'&' | b'*' | b'=' | b'@' => WORDY,
            0x21..=0x7e => 0,
            0x80..=0xbf | 0xc3..=0xc5 => WORDY | ACCENT,
            0xe3..=0xed => WORDY | WIDE,
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
        self.0 & (NOT_PLAIN | ACCENT | WIDE) == 0
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
        && (seen & ACCENT == 0 || accents_are_single(text) || (seen & WIDE != 0 && letters_are_wide(text)));
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

/// Whether what is not ASCII are letters of Chinese, Japanese and Korean alone: none of them is a blank, shows nothing, or joins
/// with the one before.
fn letters_are_wide(text: &[u8]) -> bool {
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return true,
            [0..0x80, rest @ ..] => rest,
            [first, second, third, rest @ ..] if is_wide([*first, *second, *third]) => rest,
            _ => return false,
        };
    }
}

fn is_wide([first, second, third]: [u8; 3]) -> bool {
    let bits = |byte: u8| u32::from(byte & 0x3f);
    let letter = u32::from(first & 0x0f) << 12 | bits(second) << 6 | bits(third);
    let kana = matches!(letter, 0x3005 | 0x3041..=0x3096 | 0x30a1..=0x30fa | 0x30fc);
    (0xe3..=0xed).contains(&first) && (kana || matches!(letter, 0x4e00..=0x9fff | 0xac00..=0xd7a3))
}

/// No letter with an accent beside another: what was saved in one encoding and read in another has such pairs.
fn accents_are_single(text: &[u8]) -> bool {
    !text.windows(3).any(|run| run.iter().all(|byte| *byte >= 0x80))
}
