//! Texts made of runs with their own fonts, put together; readings for pronunciation are left out.

use super::xml::{Event, decode};
use crate::base::search;
use std::io;

/// Collects the text of one item from the events within it.
#[derive(Default)]
pub(super) struct RichText {
    text: String,
    decoded: String,
    in_text: bool,
    in_phonetic: bool,
}

impl RichText {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        (self.in_text, self.in_phonetic) = (false, false);
    }
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
    /// Takes an event within the item.
    pub(super) fn event(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Start(tag) => match tag.name {
                b"t" => self.in_text = !tag.empty,
                b"rPh" => self.in_phonetic = !tag.empty,
                _ => {}
            },
            Event::End(b"t") => self.in_text = false,
            Event::End(b"rPh") => self.in_phonetic = false,
            Event::Text(text) if self.in_text && !self.in_phonetic => decode(text, &mut self.text)?,
            Event::Raw(text) if self.in_text && !self.in_phonetic => {
                self.text.push_str(&String::from_utf8_lossy(text));
            }
            _ => {}
        }
        Ok(())
    }
    /// The text, with characters that XML cannot hold put back.
    pub(super) fn finish(&mut self) -> &str {
        unescape(&self.text, &mut self.decoded)
    }
}

/// Replaces `_x000D_` by the character it stands for. `room` is used where there is one.
pub(super) fn unescape<'a>(text: &'a str, room: &'a mut String) -> &'a str {
    if search::find(text.as_bytes(), b"_x").is_none() {
        return text;
    }
    room.clear();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        room.push_str(before);
        match escaped(escape) {
            Some((c, length)) => {
                room.push(c);
                rest = escape.get(length..).unwrap_or("");
            }
            None => {
                room.push_str("_x");
                rest = escape.get(2..).unwrap_or("");
            }
        }
    }
    room.push_str(rest);
    room
}

/// The character at the front and the length of its escape. Characters beyond 16 bits take two escapes.
fn escaped(text: &str) -> Option<(char, usize)> {
    let first = escaped_unit(text)?;
    if let Some(c) = char::from_u32(first.into()) {
        return Some((c, 7));
    }
    let second = escaped_unit(text.get(7..)?)?;
    char::decode_utf16([first, second]).next()?.ok().map(|c| (c, 14))
}

fn escaped_unit(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..4).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
    (text.as_bytes().get(6) == Some(&b'_')).then(|| u16::from_str_radix(hex, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn characters_that_xml_cannot_hold() {
        for (text, expected) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00zz_ _x1_ _x", "_x00zz_ _x1_ _x"),
            ("max_xyz_", "max_xyz_"),
            ("_xD83D_", "_xD83D_"),
            ("_xD83D__xDE00_!", "\u{1f600}!"),
            ("_xD83D__x0041_", "_xD83D_A"),
        ] {
            assert_eq!(unescape(text, &mut String::new()), expected);
        }
    }
}
