//! Encodings: their names, and a stream that turns bytes into UTF-8 while it is read.
//!
//! Nothing is replaced silently: where bytes mean nothing in the encoding, U+FFFD is put and its place is kept, so that
//! the cell can be named.

use super::codepages::{PAGES, Page};
use super::decoder::{Bad, Decoder};
use crate::base::pulse;
use std::collections::VecDeque;
use std::io::{self, Read};

/// Bytes asked of the source at a time.
pub(crate) const CHUNK: usize = 256 * 1024;

/// A way to read bytes as text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Encoding {
    /// UTF-8 that is known to be valid from end to end: passed through as it is.
    ValidUtf8,
    /// UTF-8 that was valid as far as it was looked at: passed through, and proved on the way.
    ProbablyUtf8,
    /// Any encoding of the web, UTF-8 with faults and UTF-16 included.
    Web(&'static encoding_rs::Encoding),
    /// A code page with a table of our own.
    Table(&'static Page),
    /// UTF-32, the lowest byte first.
    Utf32Le,
    /// UTF-32, the highest byte first.
    Utf32Be,
    /// An encoding of seven bits that shifts to two bytes per letter and back.
    Shifted(Shifted),
}

/// Encodings of seven bits that the web does not know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shifted {
    /// ISO-2022-KR: shift out and shift in around Korean.
    Korean,
    /// ISO-2022-CN: the same around Chinese.
    Chinese,
}

impl Encoding {
    /// The name used in reports, in small letters.
    pub(crate) fn name(self) -> String {
        match self {
            Encoding::ValidUtf8 | Encoding::ProbablyUtf8 => "utf-8".to_owned(),
            Encoding::Web(encoding) => encoding.name().to_ascii_lowercase(),
            Encoding::Table(page) => page.name.to_owned(),
            Encoding::Utf32Le => "utf-32le".to_owned(),
            Encoding::Utf32Be => "utf-32be".to_owned(),
            Encoding::Shifted(Shifted::Korean) => "iso-2022-kr".to_owned(),
            Encoding::Shifted(Shifted::Chinese) => "iso-2022-cn".to_owned(),
        }
    }

    /// The encoding of that name, by the names of the web, of IBM, and those in common use.
    pub(crate) fn named(name: &str) -> Option<Encoding> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            "utf32le" | "utf32" => return Some(Encoding::Utf32Le),
            "utf32be" => return Some(Encoding::Utf32Be),
            "iso2022kr" => return Some(Encoding::Shifted(Shifted::Korean)),
            "iso2022cn" => return Some(Encoding::Shifted(Shifted::Chinese)),
            "macroman" => return Some(Encoding::Web(encoding_rs::MACINTOSH)),
            "utf8sig" | "utf8bom" => return Some(Encoding::Web(encoding_rs::UTF_8)),
            _ => {}
        }
        if let Some(page) = PAGES.iter().find(|page| page.aliases.contains(&plain.as_str())) {
            return Some(Encoding::Table(page));
        }
        let found = encoding_rs::Encoding::for_label(name.trim().as_bytes())
            .or_else(|| encoding_rs::Encoding::for_label(plain.as_bytes()))
            .or_else(|| {
                plain
                    .strip_prefix("cp")
                    .and_then(|n| encoding_rs::Encoding::for_label(format!("windows-{n}").as_bytes()))
            })?;
        (found != encoding_rs::REPLACEMENT).then_some(Encoding::Web(found))
    }

    /// The length of the byte order mark of this encoding at the start of `head`, 0 if there is none.
    pub(crate) fn mark_length(self, head: &[u8]) -> usize {
        match byte_order_mark(head) {
            Some((marked, length)) if marked.same(self) => length,
            _ => 0,
        }
    }

    fn same(self, other: Encoding) -> bool {
        let utf8 = |e: Encoding| {
            matches!(e, Encoding::ValidUtf8 | Encoding::ProbablyUtf8)
                || e == Encoding::Web(encoding_rs::UTF_8)
        };
        self == other || utf8(self) && utf8(other)
    }

    /// Decodes a short text; faults become U+FFFD.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        let mut out = Vec::new();
        Engine::new(self).decode(bytes, true, &mut out, &mut |_| {});
        String::from_utf8_lossy(&out).into_owned()
    }
}

/// The encoding that a byte order mark at the start names, and the mark's length.
pub(crate) fn byte_order_mark(head: &[u8]) -> Option<(Encoding, usize)> {
    // UTF-32 goes first: its mark begins with the one of UTF-16.
    if head.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some((Encoding::Utf32Le, 4));
    }
    if head.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some((Encoding::Utf32Be, 4));
    }
    encoding_rs::Encoding::for_bom(head).map(|(encoding, length)| (Encoding::Web(encoding), length))
}

/// Turns a source into UTF-8, chunk by chunk. Where the source cuts a character plays no part.
pub(crate) struct Utf8Stream<R> {
    source: R,
    engine: Engine,
    input: Vec<u8>,
    ended: bool,
    /// Bytes that begin a character whose rest has not come yet.
    cut: Vec<u8>,
    /// Bytes given out so far.
    given: u64,
    /// Where in the output a U+FFFD stands for bytes that mean nothing.
    bad: VecDeque<u64>,
    /// Bytes of the source that were decoded.
    taken: u64,
    /// The last place where the decoder held nothing: in the source, and in the output.
    clean: (u64, u64),
    /// What a byte means depends on bytes far before it.
    stateful: bool,
}

enum Engine {
    Pass,
    /// Passed through as it is, and looked at on the way where it is asked for as text.
    Prove(Proof),
    Plain(Decoder),
    Shifted {
        unshift: Unshift,
        decoder: Decoder,
    },
}

impl Engine {
    fn new(encoding: Encoding) -> Engine {
        Engine::Plain(match encoding {
            Encoding::ValidUtf8 => return Engine::Pass,
            Encoding::ProbablyUtf8 => return Engine::Prove(Proof::default()),
            Encoding::Web(web) => Decoder::new(web),
            Encoding::Table(page) => Decoder::Table(Box::new(page.table())),
            Encoding::Utf32Le => Decoder::Utf32 { big: false, rest: Vec::new() },
            Encoding::Utf32Be => Decoder::Utf32 { big: true, rest: Vec::new() },
            Encoding::Shifted(which) => {
                let plain = match which {
                    Shifted::Korean => encoding_rs::EUC_KR,
                    Shifted::Chinese => encoding_rs::GBK,
                };
                return Engine::Shifted { unshift: Unshift::default(), decoder: Decoder::new(plain) };
            }
        })
    }

    fn decode(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>, bad: Bad<'_>) {
        match self {
            Engine::Pass | Engine::Prove(_) => out.extend_from_slice(input),
            Engine::Plain(decoder) => decoder.decode(input, last, out, bad),
            Engine::Shifted { unshift, decoder } => decoder.decode(&unshift.turn(input), last, out, bad),
        }
    }

    /// Bytes that wait for the rest of their character, where that is known.
    fn held(&self) -> u64 {
        if let Engine::Plain(decoder) = self { decoder.held() as u64 } else { 0 }
    }
}

/// Turns shifted seven-bit text into its eight-bit form: letters between shift out and shift in get the high bit,
/// escape sequences are dropped.
#[derive(Default)]
struct Unshift {
    out: bool,
    escape: bool,
}

impl Unshift {
    fn turn(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut plain = Vec::with_capacity(bytes.len());
        for byte in bytes {
            match *byte {
                // An escape sequence ends at the first letter or digit.
                b if self.escape => self.escape = !b.is_ascii_alphanumeric(),
                0x1b => self.escape = true,
                0x0e => self.out = true,
                0x0f => self.out = false,
                b if self.out && (0x21..0x7f).contains(&b) => plain.push(b | 0x80),
                b => {
                    // The end of a line shifts in again.
                    self.out &= b != b'\n';
                    plain.push(b);
                }
            }
        }
        plain
    }
}

impl<R: Read> Utf8Stream<R> {
    /// Decodes `source` from where it stands; a byte order mark must have been skipped.
    pub(crate) fn new(source: R, encoding: Encoding) -> Utf8Stream<R> {
        let engine = Engine::new(encoding);
        let (input, cut, bad) = (Vec::new(), Vec::new(), VecDeque::new());
        let stateful =
            matches!(encoding, Encoding::Shifted(_)) || encoding == Encoding::Web(encoding_rs::ISO_2022_JP);
        let (given, taken, clean) = (0, 0, (0, 0));
        Utf8Stream { source, engine, input, ended: false, cut, given, bad, taken, clean, stateful }
    }

    /// The last place from which another stream would give the same text as this one: in the source, and in the text
    /// that was appended. Both count from where this stream began.
    pub(crate) fn clean(&self) -> Option<(u64, u64)> {
        (!self.stateful).then_some(self.clean)
    }

    /// Appends the next piece to `text`, which takes only whole characters. False at the end. What is not UTF-8 is not
    /// read on.
    pub(crate) fn fill_text(&mut self, text: &mut String) -> io::Result<bool> {
        let mut bytes = std::mem::take(&mut self.cut);
        let held = bytes.len();
        let more = self.fill(&mut bytes)?;
        if let Engine::Prove(proof) = &mut self.engine {
            proof.note(bytes.get(held..).unwrap_or_default());
        }
        let whole = match std::str::from_utf8(&bytes) {
            Ok(valid) => {
                text.push_str(valid);
                valid.len()
            }
            Err(fault) if fault.error_len().is_none() && !self.ended => {
                let valid = bytes.get(..fault.valid_up_to()).unwrap_or_default();
                text.push_str(&String::from_utf8_lossy(valid));
                valid.len()
            }
            Err(_) => {
                if let Engine::Prove(proof) = &mut self.engine {
                    proof.refuted = true;
                }
                return Err(io::ErrorKind::InvalidData.into());
            }
        };
        bytes.drain(..whole);
        if matches!(self.engine, Engine::Pass | Engine::Prove(_)) {
            let at = self.given - bytes.len() as u64;
            self.clean = (at, at);
        }
        self.cut = bytes;
        Ok(more)
    }

    /// Appends the next piece of text to `out`. False at the end.
    pub(crate) fn fill(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let before = out.len();
        if matches!(self.engine, Engine::Pass | Engine::Prove(_)) {
            self.ended = !read_chunk(&mut self.source, out)?;
        } else {
            let mut input = std::mem::take(&mut self.input);
            input.clear();
            self.ended = !read_chunk(&mut self.source, &mut input)?;
            let (given, places) = (self.given, &mut self.bad);
            let mut bad = |at: usize| places.push_back(given + (at - before) as u64);
            // No character of several bytes has one of these behind its first byte, save those whose bytes are kept.
            let cut = input.iter().rposition(|byte| *byte < b'0').map_or(0, |at| at + 1);
            let (head, tail) = input.split_at(cut);
            if !head.is_empty() {
                self.engine.decode(head, false, out, &mut bad);
                let source = self.taken + head.len() as u64 - self.engine.held();
                self.clean = (source, given + (out.len() - before) as u64);
            }
            self.engine.decode(tail, self.ended, out, &mut bad);
            self.taken += input.len() as u64;
            self.input = input;
        }
        self.given += (out.len() - before) as u64;
        Ok(true)
    }

    /// What was seen of a text that was only probably UTF-8.
    pub(crate) fn proof(&self) -> Option<Proof> {
        if let Engine::Prove(proof) = self.engine { Some(proof) } else { None }
    }

    /// Takes the places of U+FFFD below `until`, counted in bytes of the output.
    pub(crate) fn take_bad(&mut self, until: u64) -> Option<u64> {
        if *self.bad.front()? < until { self.bad.pop_front() } else { None }
    }
}

/// What is seen of a text that is probably UTF-8, while it passes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Proof {
    /// Something else than ASCII was met.
    pub(crate) letters: bool,
    /// An escape character was met before that, as East Asian encodings of seven bits have.
    pub(crate) escapes: bool,
    /// It is not UTF-8.
    pub(crate) refuted: bool,
}

impl Proof {
    fn note(&mut self, fresh: &[u8]) {
        if !self.letters {
            self.letters = !fresh.is_ascii();
            self.escapes |= memchr::memchr(0x1b, fresh).is_some();
        }
    }
}

/// Reads up to a chunk, appending to `out`. False at the end of the source.
fn read_chunk(source: &mut impl Read, out: &mut Vec<u8>) -> io::Result<bool> {
    pulse::beat();
    let before = out.len();
    out.resize(before + CHUNK, 0);
    let result = loop {
        match source.read(out.get_mut(before..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other,
        }
    };
    out.truncate(before + result.as_ref().map_or(0, |n| (*n).min(CHUNK)));
    result.map(|n| n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives out one byte at a time.
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            let Some(place) = buf.first_mut() else { return Ok(0) };
            *place = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn all(source: impl Read, encoding: Encoding) -> (String, Vec<u64>) {
        let mut stream = Utf8Stream::new(source, encoding);
        let mut out = String::new();
        while stream.fill_text(&mut out).unwrap() {}
        let bad = std::iter::from_fn(|| stream.take_bad(u64::MAX)).collect();
        (out, bad)
    }

    #[test]
    fn cuts_at_every_byte_change_nothing() {
        let probably = |bytes| all(bytes, Encoding::ProbablyUtf8);
        assert_eq!(
            probably("Müller €𝄞".as_bytes()),
            all(Drip("Müller €𝄞".as_bytes()), Encoding::ProbablyUtf8)
        );
        let cases: [(&str, &[u8], &str); 10] = [
            ("utf-8", "Müller €𝄞".as_bytes(), "Müller €𝄞"),
            ("utf-16le", &[0x4d, 0, 0xfc, 0, 0x34, 0xd8, 0x1e, 0xdd], "Mü𝄞"),
            ("utf-16be", &[0, 0x4d, 0, 0xfc, 0xd8, 0x34, 0xdd, 0x1e], "Mü𝄞"),
            ("utf-32le", &[0x4d, 0, 0, 0, 0x1e, 0xd1, 1, 0], "M𝄞"),
            ("windows-1252", b"caf\xe9 \x80", "café €"),
            ("ibm437", b"caf\x82", "café"),
            ("shift_jis", b"\x93\xfa\x96\x7b", "日本"),
            ("iso-2022-jp", b"\x1b$BF|K\\\x1b(B a", "日本 a"),
            ("iso-2022-kr", b"\x1b$)C\x0eGQ19\x0f a", "한국 a"),
            ("utf-8", b"a\xc3", "a\u{fffd}"),
        ];
        for (name, bytes, expected) in cases {
            let encoding = Encoding::named(name).unwrap();
            let whole = all(bytes, encoding);
            assert_eq!(whole.0, expected, "{name}");
            assert_eq!(all(Drip(bytes), encoding), whole, "{name}");
        }
    }

    #[test]
    fn what_is_not_utf8_after_all_is_refuted() {
        let refuted = |source: &mut dyn Read| {
            let mut stream = Utf8Stream::new(source, Encoding::ProbablyUtf8);
            let mut out = String::new();
            while let Ok(true) = stream.fill_text(&mut out) {}
            stream.proof().unwrap().refuted
        };
        for bytes in [&b"caf\xe9"[..], b"caf\xe9 ", b"\xc3", b"a\xff", b"\xe2\x82"] {
            assert!(refuted(&mut &*bytes) && refuted(&mut Drip(bytes)), "{bytes:?}");
        }
        assert!(!refuted(&mut Drip("né €𝄞".as_bytes())) && !refuted(&mut Drip(b"")));
    }

    #[test]
    fn bad_bytes_are_placed() {
        let (text, bad) = all(&b"ab\xffc\xe2\x82"[..], Encoding::Web(encoding_rs::UTF_8));
        assert_eq!((text.as_str(), bad), ("ab\u{fffd}c\u{fffd}", vec![2, 6]));
    }

    #[test]
    fn names_in_common_use() {
        for (given, name) in [
            ("UTF-8", "utf-8"),
            ("latin1", "windows-1252"),
            ("cp1252", "windows-1252"),
            ("CP850", "ibm850"),
            ("mac-roman", "macintosh"),
            ("cp866", "ibm866"),
            ("UTF-16LE", "utf-16le"),
        ] {
            assert_eq!(Encoding::named(given).map(Encoding::name).as_deref(), Some(name), "{given}");
        }
        assert_eq!(Encoding::named("no such thing"), None);
    }
}
