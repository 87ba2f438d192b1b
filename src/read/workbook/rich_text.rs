//! Texts made of runs with their own fonts, put together; readings for pronunciation are left out.

use super::xml::{Event, decode};
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
    if memchr::memmem::find(text.as_bytes(), b"_x").is_none() {
        return text;
    }
    room.clear();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        room.push_str(before);
        let hex = escape.get(2..6).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = hex.filter(|_| escape.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                room.push(c);
                rest = escape.get(7..).unwrap_or("");
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
        ] {
            assert_eq!(unescape(text, &mut String::new()), expected);
        }
    }
}
