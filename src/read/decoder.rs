//! Bytes in an encoding of the web, piece by piece, to UTF-8.
//!
//! The tables of East Asian letters are as large as everything else that reads text. Every browser has them, so the
//! module of a page is given decoders by its host ([`decode_letters_with`]); elsewhere `encoding_rs` has them.
//! Both follow the same standard, and all the rest is decoded here.

use crate::base::search;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// U+FFFD in UTF-8.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// What is told the length of the output before each U+FFFD that stands for bytes without a meaning.
pub(crate) type Bad<'a> = &'a mut dyn FnMut(usize);

/// A decoder and what it holds back of the last piece. A byte order mark must have been skipped.
pub(crate) enum Decoder {
    /// With the beginning of an unfinished character.
    Utf8(Vec<u8>),
    /// With the beginning of an unfinished character.
    Utf16 { big: bool, rest: Vec<u8> },
    /// With the beginning of an unfinished character.
    Utf32 { big: bool, rest: Vec<u8> },
    /// One byte per character: those of the bytes 128 to 255.
    Table(Box<[char; 128]>),
    /// Several bytes per character.
    Letters(Box<dyn Letters>),
}

impl Decoder {
    pub(crate) fn new(encoding: &'static Encoding) -> Decoder {
        if encoding == UTF_8 {
            Decoder::Utf8(Vec::new())
        } else if encoding == UTF_16LE || encoding == UTF_16BE {
            Decoder::Utf16 { big: encoding == UTF_16BE, rest: Vec::new() }
        } else if encoding.is_single_byte() {
            let mut table = Box::new(['\u{fffd}'; 128]);
            let upper: Vec<u8> = (128..=255).collect();
            let mut text = Vec::new();
            letters(encoding).decode(&upper, true, &mut text);
            for (place, c) in table.iter_mut().zip(String::from_utf8_lossy(&text).chars()) {
                *place = c;
            }
            Decoder::Table(table)
        } else {
            Decoder::Letters(letters(encoding))
        }
    }

    /// Bytes held back of the last piece. Letters are held back by their own decoder.
    pub(crate) fn held(&self) -> usize {
        match self {
            Decoder::Utf8(rest) | Decoder::Utf16 { rest, .. } | Decoder::Utf32 { rest, .. } => rest.len(),
            Decoder::Table(_) | Decoder::Letters(_) => 0,
        }
    }

    /// Appends the text of a piece; `last` says that no other follows.
    pub(crate) fn decode(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>, bad: Bad<'_>) {
        match self {
            Decoder::Utf8(rest) => {
                rest.extend_from_slice(input);
                let used = utf8(rest, last, out, bad);
                rest.drain(..used);
            }
            Decoder::Utf16 { big, rest } => {
                rest.extend_from_slice(input);
                let used = utf16(rest, *big, last, out, bad);
                rest.drain(..used);
            }
            Decoder::Utf32 { big, rest } => {
                rest.extend_from_slice(input);
                let used = utf32(rest, *big, last, out, bad);
                rest.drain(..used);
            }
            Decoder::Table(upper) => table(upper, input, out, bad),
            Decoder::Letters(letters) => {
                let before = out.len();
                letters.decode(input, last, out);
                let added = out.get(before..).unwrap_or_default();
                search::all(added, REPLACEMENT).for_each(|at| bad(before + at));
            }
        }
    }
}

fn replace(out: &mut Vec<u8>, bad: Bad<'_>) {
    bad(out.len());
    out.extend_from_slice(REPLACEMENT);
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Decodes what is there of UTF-8 and returns how many bytes that took.
fn utf8(bytes: &[u8], last: bool, out: &mut Vec<u8>, bad: Bad<'_>) -> usize {
    let mut used = 0;
    while let Some(rest) = bytes.get(used..).filter(|rest| !rest.is_empty()) {
        let Err(fault) = std::str::from_utf8(rest) else {
            out.extend_from_slice(rest);
            return bytes.len();
        };
        let (valid, _) = rest.split_at(fault.valid_up_to());
        out.extend_from_slice(valid);
        used += valid.len();
        match fault.error_len() {
            None if !last => return used,
            length => {
                replace(out, bad);
                used = length.map_or(bytes.len(), |length| used + length);
            }
        }
    }
    used
}

/// Decodes what is there of UTF-16 and returns how many bytes that took.
fn utf16(bytes: &[u8], big: bool, last: bool, out: &mut Vec<u8>, bad: Bad<'_>) -> usize {
    let (pairs, _) = bytes.as_chunks::<2>();
    let unit = |at: usize| {
        let pair = pairs.get(at)?;
        Some(if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) })
    };
    let mut at = 0;
    out.reserve(pairs.len() + pairs.len() / 8);
    while let Some(first) = unit(at) {
        at += 1;
        if let Some(c) = char::from_u32(u32::from(first)) {
            push(out, c);
            continue;
        }
        let high = first < 0xdc00;
        match unit(at) {
            // The other half comes with the next piece.
            None if high => {
                at -= 1;
                break;
            }
            Some(second @ 0xdc00..=0xdfff) if high => {
                let code = 0x10000 + ((u32::from(first) - 0xd800) << 10) + (u32::from(second) - 0xdc00);
                push(out, char::from_u32(code).unwrap_or('\u{fffd}'));
                at += 1;
            }
            _ => replace(out, bad),
        }
    }
    if last && 2 * at < bytes.len() {
        replace(out, bad);
        return bytes.len();
    }
    2 * at
}

/// Decodes what is there of UTF-32 and returns how many bytes that took.
fn utf32(bytes: &[u8], big: bool, last: bool, out: &mut Vec<u8>, bad: Bad<'_>) -> usize {
    let (units, rest) = bytes.as_chunks::<4>();
    for unit in units {
        let code = if big { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) };
        match char::from_u32(code) {
            Some(c) => push(out, c),
            None => replace(out, bad),
        }
    }
    if last && !rest.is_empty() {
        replace(out, bad);
        return bytes.len();
    }
    bytes.len() - rest.len()
}

/// Decodes text of one byte per character.
fn table(upper: &[char; 128], mut input: &[u8], out: &mut Vec<u8>, bad: Bad<'_>) {
    out.reserve(input.len() + input.len() / 8);
    while let Some(at) = input.iter().position(|byte| *byte >= 128) {
        let (plain, rest) = input.split_at(at);
        out.extend_from_slice(plain);
        let Some((byte, rest)) = rest.split_first() else { break };
        match upper.get(usize::from(byte & 127)) {
            Some(c) if *c != '\u{fffd}' => push(out, *c),
            _ => replace(out, bad),
        }
        input = rest;
    }
    out.extend_from_slice(input);
}

/// Decodes the letters of an encoding that only its table knows.
pub(crate) trait Letters {
    /// Appends the text of a piece; what has no meaning becomes U+FFFD.
    fn decode(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>);
}

#[cfg(not(target_arch = "wasm32"))]
fn letters(encoding: &'static Encoding) -> Box<dyn Letters> {
    Box::new(encoding.new_decoder_without_bom_handling())
}

#[cfg(not(target_arch = "wasm32"))]
impl Letters for encoding_rs::Decoder {
    fn decode(&mut self, mut input: &[u8], last: bool, out: &mut Vec<u8>) {
        loop {
            let start = out.len();
            // Three bytes for one, and room for what the decoder held back, is the worst case of every encoding.
            out.resize(start + input.len() * 3 + 16, 0);
            let target = out.get_mut(start..).unwrap_or_default();
            let (result, read, written, _) = self.decode_to_utf8(input, target, last);
            out.truncate(start + written);
            input = input.get(read..).unwrap_or_default();
            if result == encoding_rs::CoderResult::InputEmpty {
                return;
            }
        }
    }
}

/// Makes a decoder for an encoding.
#[cfg(target_arch = "wasm32")]
pub(crate) type MakeLetters = fn(&'static Encoding) -> Box<dyn Letters>;

#[cfg(target_arch = "wasm32")]
static HOST: std::sync::OnceLock<MakeLetters> = std::sync::OnceLock::new();

/// Names who decodes the letters for a module without tables. The first one stays.
#[cfg(all(target_arch = "wasm32", any(feature = "engine", feature = "second-reader")))]
pub(crate) fn decode_letters_with(make: MakeLetters) {
    HOST.get_or_init(|| make);
}

#[cfg(target_arch = "wasm32")]
fn letters(encoding: &'static Encoding) -> Box<dyn Letters> {
    HOST.get().map_or_else(|| Box::new(Unknown) as Box<dyn Letters>, |make| make(encoding))
}

/// Nobody decodes them: nothing of the text is known.
#[cfg(target_arch = "wasm32")]
struct Unknown;

#[cfg(target_arch = "wasm32")]
impl Letters for Unknown {
    fn decode(&mut self, input: &[u8], _last: bool, out: &mut Vec<u8>) {
        out.extend_from_slice("\u{fffd}".repeat(input.len()).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 10] = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1252",
        "windows-1253",
        "koi8-u",
        "shift_jis",
        "gb18030",
        "iso-2022-jp",
        "euc-kr",
    ];

    proptest! {
        /// Bytes that are no text at all, and however they are cut.
        #[test]
        fn everything_is_decoded_as_the_standard_says(
            name in prop::sample::select(NAMES.to_vec()),
            bytes in proptest::collection::vec(
                prop_oneof![any::<u8>(), 0xd7_u8..0xf0, 0x80_u8..0xc0, b'a'..b'd', Just(0_u8)], 0..40),
            cut in 0_usize..40,
        ) {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (expected, faults) = encoding.decode_without_bom_handling(&bytes);
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let (mut out, mut places) = (Vec::new(), Vec::new());
            let mut decoder = Decoder::new(encoding);
            decoder.decode(first, false, &mut out, &mut |at| places.push(at));
            decoder.decode(second, true, &mut out, &mut |at| places.push(at));
            let text = String::from_utf8(out).unwrap();
            prop_assert_eq!(&text, &*expected);
            prop_assert_eq!(!places.is_empty(), faults);
            let at_replacements = places.iter().all(|at| text[*at..].starts_with('\u{fffd}'));
            prop_assert!(at_replacements);
        }
    }
}
