//! A forward scanner for XML of any length: tags and texts, borrowed from one buffer.
//!
//! Workbooks are XML that programs write, millions of tags with one or two attributes. This scanner copies nothing,
//! builds no tree, keeps no stack, and never needs more memory than the longest single tag. It is not a validator:
//! tags that do not match are not noticed, but what cannot be taken apart is an error, never a guess.

mod front;
mod text;
mod whole;

use crate::base::limits::LIMITS;
use crate::base::search;
pub(super) use front::Front;
pub(super) use text::decode;
use text::{decoded, safe_cut};
pub(super) use whole::{Value, WholeCell};

use crate::base::pulse;
use crate::read::decoder::Decoder;
use encoding_rs::Encoding;
use std::io::{self, ErrorKind, Read};

const WINDOW: usize = 64 << 10;

/// What the scanner met.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Start(Tag<'a>),
    /// The local name of the element that ends.
    End(&'a [u8]),
    /// Text, perhaps only the next piece of a long one, with its entities as written.
    Text(&'a [u8]),
    /// Text in which `&` and `<` mean themselves.
    Raw(&'a [u8]),
    Eof,
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// The name without its namespace prefix.
    pub(super) name: &'a [u8],
    pub(super) prefix: &'a [u8],
    /// The element ends with this tag; no end event follows.
    pub(super) empty: bool,
    attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The attributes as written: name without prefix, prefix, value.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }
    /// The value of an attribute by its name without prefix, as written.
    pub(super) fn raw(&self, name: &[u8]) -> Option<&'a [u8]> {
        self.attributes().find(|a| a.name == name).map(|a| a.value)
    }
    /// The value of an attribute as text.
    pub(super) fn text(&self, name: &[u8]) -> Option<String> {
        decoded(self.raw(name)?)
    }
    /// The value of an attribute as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &[u8]) -> Option<T> {
        std::str::from_utf8(self.raw(name)?).ok()?.trim().parse().ok()
    }
    /// Whether an attribute is there and says yes.
    pub(super) fn is(&self, name: &[u8]) -> bool {
        matches!(self.raw(name), Some(b"1" | b"true" | b"on"))
    }
}

/// One attribute.
pub(super) struct Attribute<'a> {
    pub(super) prefix: &'a [u8],
    pub(super) name: &'a [u8],
    pub(super) value: &'a [u8],
}

/// Attributes from left to right.
pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        if let Some((attribute, rest)) = short(self.0) {
            self.0 = rest;
            return Some(attribute);
        }
        let bytes = self.0.trim_ascii_start();
        let equals = bytes.iter().position(|b| *b == b'=')?;
        let (prefix, name) = local(bytes.get(..equals)?.trim_ascii_end());
        let rest = bytes.get(equals + 1..)?.trim_ascii_start();
        let (&quote, rest) = rest.split_first()?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let end = rest.iter().position(|b| *b == quote)?;
        self.0 = rest.get(end + 1..)?;
        Some(Attribute { prefix, name, value: rest.get(..end)? })
    }
}

/// The common case: one blank, a name of one letter, a value of a few characters in double quotes.
fn short(bytes: &[u8]) -> Option<(Attribute<'_>, &[u8])> {
    let [b' ', _, b'=', b'"', rest @ ..] = bytes else { return None };
    let end = rest.iter().take(24).position(|b| *b == b'"')?;
    let attribute = Attribute { prefix: &[], name: bytes.get(1..2)?, value: rest.get(..end)? };
    Some((attribute, rest.get(end + 1..)?))
}

/// A name apart from its prefix.
fn local(name: &[u8]) -> (&[u8], &[u8]) {
    match name.iter().position(|b| *b == b':') {
        Some(colon) => (name.get(..colon).unwrap_or(&[]), name.get(colon + 1..).unwrap_or(&[])),
        None => (&[], name),
    }
}

/// A part of XML being scanned.
pub(super) struct Xml<'r> {
    /// Asked once per window, so that one scanner serves all readers.
    reader: Box<dyn Read + 'r>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    eof: bool,
    decoder: Option<Decoder>,
    /// Bytes of the part that came before the window, unless they were recoded.
    passed: u64,
}

/// What lies at the front of the buffer: kind, and where its inside begins and ends.
enum Token {
    Start,
    End,
    Text,
    Raw,
    Skip,
}

fn bad(reason: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason)
}

impl<'r> Xml<'r> {
    /// Begins a part. Its encoding is found out from its first bytes.
    pub(super) fn new(reader: impl Read + 'r) -> io::Result<Xml<'r>> {
        let mut xml = Xml::continued(reader)?;
        let head = xml.buffer.get(..xml.end).unwrap_or(&[]);
        if let Some((encoding, skip)) = declared(head)? {
            let raw = head.get(skip..).unwrap_or(&[]).to_vec();
            xml.end = 0;
            xml.decoder = Some(Decoder::new(encoding));
            xml.append_decoded(&raw, xml.eof)?;
        } else if head.starts_with(b"\xef\xbb\xbf") {
            xml.start = 3;
        }
        Ok(xml)
    }

    /// Goes on within a part in UTF-8.
    pub(super) fn continued(reader: impl Read + 'r) -> io::Result<Xml<'r>> {
        let buffer = vec![0; WINDOW];
        let mut xml =
            Xml { reader: Box::new(reader), buffer, start: 0, end: 0, eof: false, decoder: None, passed: 0 };
        xml.fill()?;
        Ok(xml)
    }

    /// Where the next tag or text begins in the part.
    pub(super) fn offset(&self) -> u64 {
        self.passed + self.start as u64
    }

    /// The next tag or text.
    pub(super) fn next(&mut self) -> io::Result<Event<'_>> {
        let (token, from, to) = loop {
            match self.token()? {
                None => return Ok(Event::Eof),
                Some((Token::Skip, ..)) => {}
                Some(found) => break found,
            }
        };
        let inside = self.buffer.get(from..to).unwrap_or(&[]);
        Ok(match token {
            Token::Text => Event::Text(inside),
            Token::Raw | Token::Skip => Event::Raw(inside),
            Token::End => Event::End(local(inside.trim_ascii_end()).1),
            Token::Start => Event::Start(tag(inside)),
        })
    }

    /// Reads to the end of the part, so that its checksum is tested.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        while !self.eof {
            (self.start, self.end) = (0, 0);
            self.fill()?;
        }
        Ok(())
    }

    /// Finds the token at the front and steps over it.
    fn token(&mut self) -> io::Result<Option<(Token, usize, usize)>> {
        if self.start == self.end && !self.more()? {
            return Ok(None);
        }
        if self.buffer.get(self.start) != Some(&b'<') {
            return self.text().map(Some);
        }
        // What was searched once is not searched again when more of a long tag is there.
        let mut searched = TagSearch::default();
        loop {
            let window = self.buffer.get(self.start..self.end).unwrap_or(&[]);
            if let Some(&second) = window.get(1) {
                if second == b'!' || second == b'?' {
                    return self.special().map(Some);
                }
                if let Some(length) = searched.tag_end(window) {
                    let (from, to) = (self.start + 1, self.start + length);
                    self.start += length + 1;
                    return Ok(Some(if second == b'/' {
                        (Token::End, from + 1, to)
                    } else {
                        (Token::Start, from, to)
                    }));
                }
            }
            if !self.more()? {
                return Err(bad("it ends within a tag"));
            }
        }
    }

    fn text(&mut self) -> io::Result<(Token, usize, usize)> {
        let mut searched = 0;
        loop {
            let window = self.buffer.get(self.start..self.end).unwrap_or(&[]);
            let found = memchr::memchr(b'<', window.get(searched..).unwrap_or(&[]));
            let length = match found {
                Some(at) => searched + at,
                None if window.len() >= WINDOW => safe_cut(window),
                None => {
                    searched = window.len();
                    if self.more()? {
                        continue;
                    }
                    searched
                }
            };
            let from = self.start;
            self.start += length;
            return Ok((Token::Text, from, self.start));
        }
    }

    /// Comments, processing instructions, declarations, and raw text.
    fn special(&mut self) -> io::Result<(Token, usize, usize)> {
        let mut searched = 0;
        loop {
            let window = self.buffer.get(self.start..self.end).unwrap_or(&[]);
            let (token, head, tail): (Token, usize, &[u8]) = if window.starts_with(b"<![CDATA[") {
                (Token::Raw, 9, b"]]>")
            } else if window.starts_with(b"<!--") {
                (Token::Skip, 4, b"-->")
            } else if window.starts_with(b"<?") {
                (Token::Skip, 2, b"?>")
            } else if window.len() >= 9 {
                // A workbook that brings its own entities could make one letter mean a book.
                return Err(bad("it brings declarations of its own"));
            } else if self.more()? {
                continue;
            } else {
                return Err(bad("it ends within a declaration"));
            };
            let inside = window.get(head..).unwrap_or(&[]);
            if let Some(at) = search::find(inside.get(searched..).unwrap_or(&[]), tail) {
                let (from, to) = (self.start + head, self.start + head + searched + at);
                self.start = to + tail.len();
                return Ok((token, from, to));
            }
            // The end may have begun.
            searched = inside.len().saturating_sub(tail.len() - 1);
            if !self.more()? {
                return Err(bad("it ends within a comment"));
            }
        }
    }

    /// Makes more bytes available behind those in the window; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.passed += self.start as u64;
            self.start = 0;
        }
        if self.end > LIMITS.piece_bytes {
            return Err(bad("a single tag is longer than any spreadsheet writes"));
        }
        let before = self.end;
        while !self.eof && self.end == before {
            self.fill()?;
        }
        Ok(self.end > before)
    }

    fn fill(&mut self) -> io::Result<()> {
        // A part that lies in memory whole has nobody else to say so.
        pulse::beat();
        if self.decoder.is_some() {
            let mut raw = [0; 8192];
            let count = self.reader.read(&mut raw)?;
            self.eof = count == 0;
            return self.append_decoded(raw.get(..count).unwrap_or(&[]), self.eof);
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = self.reader.read(self.buffer.get_mut(self.end..).unwrap_or(&mut []))?;
        self.end += count;
        self.eof = count == 0;
        Ok(())
    }

    fn append_decoded(&mut self, raw: &[u8], last: bool) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        let mut damaged = false;
        self.buffer.truncate(self.end);
        decoder.decode(raw, last, &mut self.buffer, &mut |_| damaged = true);
        self.end = self.buffer.len();
        if damaged { Err(bad("it holds bytes that are no text")) } else { Ok(()) }
    }
}

/// The encoding of a part that is not UTF-8, and how many bytes stand before its text.
fn declared(head: &[u8]) -> io::Result<Option<(&'static Encoding, usize)>> {
    if head.starts_with(b"\xff\xfe") {
        return Ok(Some((encoding_rs::UTF_16LE, 2)));
    }
    if head.starts_with(b"\xfe\xff") {
        return Ok(Some((encoding_rs::UTF_16BE, 2)));
    }
    if head.starts_with(b"<\0") {
        return Ok(Some((encoding_rs::UTF_16LE, 0)));
    }
    if head.starts_with(b"\0<") {
        return Ok(Some((encoding_rs::UTF_16BE, 0)));
    }
    let Some(end) = head.get(..200.min(head.len())).and_then(|h| search::find(h, b"?>")) else {
        return Ok(None);
    };
    let Some(name) = tag(head.get(2..end).unwrap_or(&[])).raw(b"encoding") else { return Ok(None) };
    match Encoding::for_label(name) {
        None => Err(bad("its encoding is not known")),
        Some(encoding)
            if encoding == encoding_rs::UTF_8 || encoding.is_single_byte() && name == b"us-ascii" =>
        {
            Ok(None)
        }
        // The part is not UTF-16 whatever it says, or its declaration could not be read byte by byte.
        Some(encoding) if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE => Ok(None),
        Some(encoding) => Ok(Some((encoding, 0))),
    }
}

/// The search for the end of a tag, of which there may be more each time.
#[derive(Default)]
struct TagSearch {
    /// Bytes that were looked at.
    done: usize,
    /// The quote that is open there.
    quote: u8,
}

impl TagSearch {
    /// Where the `>` of the tag at the front is; one between quotes does not count.
    fn tag_end(&mut self, window: &[u8]) -> Option<usize> {
        // Hardly any tag has a `>` or a single quote in its attributes, so the first `>` is looked at first.
        if self.done == 0
            && let Some(first) = memchr::memchr(b'>', window)
        {
            let inside = window.get(..first).unwrap_or(&[]);
            let double = inside.iter().filter(|b| **b == b'"').count();
            if double.is_multiple_of(2) && !inside.contains(&b'\'') {
                return Some(first);
            }
        }
        for (i, &byte) in window.iter().enumerate().skip(self.done) {
            if self.quote != 0 {
                if byte == self.quote {
                    self.quote = 0;
                }
            } else if byte == b'>' {
                return Some(i);
            } else if byte == b'"' || byte == b'\'' {
                self.quote = byte;
            }
        }
        self.done = window.len();
        None
    }
}

fn tag(inside: &[u8]) -> Tag<'_> {
    let (inside, empty) = match inside.split_last() {
        Some((b'/', rest)) => (rest, true),
        _ => (inside, false),
    };
    let length = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(length);
    let (prefix, name) = local(name);
    Tag { name, prefix, empty, attributes }
}

#[cfg(test)]
mod tests;
