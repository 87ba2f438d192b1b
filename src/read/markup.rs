//! The tags and texts of a web page or XML file, one by one, forgiving as browsers are.

use super::encoding::Utf8Stream;
use super::{ReadError, stopped, too_much};
use crate::base::limits::LIMITS;
use crate::base::search;
use memchr::memchr;
use std::io::Read;

/// A piece of the file.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    /// `<name …>`; names are in small letters and without their prefix.
    Open { name: String, attributes: Attributes, empty: bool },
    /// `</name>`.
    Close(String),
    /// Text with its entities decoded.
    Text(String),
}

/// The attributes of a tag, named like tags.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Takes a file apart.
pub(crate) struct Tokens<R> {
    stream: Utf8Stream<R>,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
    /// Elements whose content is no markup, as scripts are.
    raw: &'static [&'static str],
    skip_until: Option<String>,
}

impl<R: Read> Tokens<R> {
    pub(crate) fn new(stream: Utf8Stream<R>, raw: &'static [&'static str]) -> Tokens<R> {
        Tokens { stream, buffer: Vec::new(), at: 0, ended: false, raw, skip_until: None }
    }

    /// The next tag or text; absent at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Token>, ReadError> {
        loop {
            if let Some(name) = self.skip_until.take() {
                self.skip_raw(&name)?;
            }
            if self.rest().is_empty() && !self.fill()? {
                return Ok(None);
            }
            if self.rest().first() != Some(&b'<') {
                let end = self.find(b"<", 0)?.unwrap_or(self.rest().len());
                return Ok(Some(Token::Text(self.take_text(end, true))));
            }
            while self.rest().len() < 9 && self.fill()? {}
            if self.rest().starts_with(b"<![CDATA[") {
                let end = self.find(b"]]>", 9)?.unwrap_or(self.rest().len());
                self.at += 9;
                let text = self.take_text(end.saturating_sub(9), false);
                self.at = (self.at + 3).min(self.buffer.len());
                return Ok(Some(Token::Text(text)));
            }
            if let Some(token) = self.tag()? {
                return Ok(Some(token));
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads more; false at the end.
    fn fill(&mut self) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let held = self.buffer.len();
        if held > LIMITS.row_bytes {
            return Err(too_much::row_too_long(0));
        }
        while !self.ended && self.buffer.len() < held * 2 + 1 {
            self.ended = !self.stream.fill(&mut self.buffer).map_err(|e| stopped::failed(&e))?;
        }
        Ok(self.buffer.len() > held)
    }

    /// The place of `needle` in the rest, looked for from `from` on; reads more as needed.
    fn find(&mut self, needle: &[u8], mut from: usize) -> Result<Option<usize>, ReadError> {
        loop {
            let rest = self.rest();
            if let Some(found) = search::find(rest.get(from..).unwrap_or_default(), needle) {
                return Ok(Some(from + found));
            }
            from = from.max((rest.len() + 1).saturating_sub(needle.len()));
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    fn take_text(&mut self, length: usize, entities: bool) -> String {
        let text = String::from_utf8_lossy(self.rest().get(..length).unwrap_or_default()).into_owned();
        self.at = (self.at + length).min(self.buffer.len());
        if entities && text.contains('&') { decode_entities(&text) } else { text }
    }

    /// Reads a tag. Absent for comments, declarations and whatever is no tag after all.
    fn tag(&mut self) -> Result<Option<Token>, ReadError> {
        let second = self.rest().get(1).copied().unwrap_or(0);
        if self.rest().starts_with(b"<!--") {
            let end = self.find(b"-->", 4)?.map(|end| end + 3);
            self.at += end.unwrap_or(self.rest().len());
            return Ok(None);
        }
        if !(second.is_ascii_alphabetic() || matches!(second, b'/' | b'!' | b'?')) {
            // A lone "less than": text, as browsers see it.
            self.at += 1;
            return Ok(Some(Token::Text("<".to_owned())));
        }
        let end = self.tag_end()?;
        let tag = String::from_utf8_lossy(self.rest().get(1..end).unwrap_or_default()).into_owned();
        self.at = (self.at + end + 1).min(self.buffer.len());
        if matches!(second, b'!' | b'?') {
            return Ok(None);
        }
        if let Some(name) = tag.strip_prefix('/') {
            return Ok(Some(Token::Close(local_name(name.trim()))));
        }
        let empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, rest) = tag.split_once(|c: char| c.is_whitespace() || c == '/').unwrap_or((tag, ""));
        let name = local_name(name);
        if self.raw.contains(&name.as_str()) && !empty {
            self.skip_until = Some(name.clone());
        }
        Ok(Some(Token::Open { name, attributes: Attributes(attributes(rest)), empty }))
    }

    /// The closing bracket of the tag at hand, quoted values passed over.
    fn tag_end(&mut self) -> Result<usize, ReadError> {
        let mut at = 1;
        let mut quote = None;
        loop {
            let Some(byte) = self.rest().get(at).copied() else {
                if self.fill()? {
                    continue;
                }
                return Ok(self.rest().len());
            };
            match (byte, quote) {
                (b'>', None) => return Ok(at),
                (b'"' | b'\'', None) if at > 0 && self.rest().get(at - 1) == Some(&b'=') => {
                    quote = Some(byte);
                }
                (_, Some(open)) if byte == open => quote = None,
                _ => {}
            }
            at += 1;
        }
    }

    /// Passes over the content of a raw element, up to its closing tag.
    fn skip_raw(&mut self, name: &str) -> Result<(), ReadError> {
        loop {
            let Some(end) = self.find(b"</", 0)? else {
                self.at = self.buffer.len();
                return Ok(());
            };
            self.at += end;
            while self.rest().len() < name.len() + 2 && self.fill()? {}
            let found = self.rest().get(2..2 + name.len());
            if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
                return Ok(());
            }
            self.at += 2;
        }
    }
}

/// A name in small letters without its prefix: `ss:Name` is `name`.
fn local_name(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            found.push((local_name(name), String::new()));
            rest = after;
            continue;
        };
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quoted.and_then(|quote| value.get(1..)?.split_once(quote)) {
            Some(parts) => parts,
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        found.push((local_name(name), decode_entities(value)));
        rest = after.trim_start();
    }
    found
}

/// Names of the characters 160 to 255.
const LATIN1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// Other names in common use.
const NAMED: [(&str, char); 28] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("permil", '‰'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("minus", '−'),
    ("thinsp", '\u{2009}'),
];

/// Replaces entities; what is none stays as it is.
fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.bytes().take(12).position(|b| b == b';');
        let decoded = end.and_then(|end| Some((end, character(entity.get(1..end)?)?)));
        let (length, c) = decoded.map_or((1, '&'), |(end, c)| (end + 1, c));
        out.push(c);
        rest = entity.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code =
            hexadecimal.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    named.or_else(|| {
        let index = LATIN1.split_whitespace().position(|known| known == name)?;
        char::from_u32(160 + u32::try_from(index).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::super::encoding::Encoding;
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(Utf8Stream::new(text.as_bytes(), Encoding::ValidUtf8), &["script"]);
        let mut out = Vec::new();
        while let Some(token) = tokens.next().unwrap() {
            out.push(match token {
                Token::Open { name, attributes, empty } => {
                    format!("<{name} {:?}{}", attributes.0, if empty { "/" } else { "" })
                }
                Token::Close(name) => format!("/{name}"),
                Token::Text(text) => text,
            });
        }
        out
    }

    #[test]
    fn tags_texts_and_entities() {
        assert_eq!(
            tokens(
                "<!DOCTYPE x><TD Class='a>b' nowrap ss:Index=3>1 &lt; 2&nbsp;&eacute;&#x20AC;&no;&</td><br/>"
            ),
            [
                "<td [(\"class\", \"a>b\"), (\"nowrap\", \"\"), (\"index\", \"3\")]",
                "1 < 2\u{a0}é€&no;&",
                "/td",
                "<br []/"
            ]
        );
        assert_eq!(
            tokens("<script>a<b</script>x<!-- <td> -->y<![CDATA[<&amp;]]>"),
            ["<script []", "/script", "x", "y", "<&amp;"]
        );
        assert_eq!(tokens("a < b <c"), ["a ", "<", " b ", "<c []"]);
    }
}
