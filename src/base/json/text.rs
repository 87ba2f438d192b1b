//! JSON written down at once. Where there are thousands of objects, making each would take longer than writing it: 100,000
//! changes take 10 ms of CPU time so and 220 as values that are serialised (natively, 1 December 2026).

use super::Json;
use serde_json::Map;

/// JSON on its way, in ASCII alone: a browser takes such a text over without looking at its letters, and keeps it in
/// half the room.
#[derive(Default)]
pub(crate) struct JsonText {
    bytes: Vec<u8>,
}

impl JsonText {
    /// Appends what is JSON already: names of ours, and the marks around them.
    pub(crate) fn raw(&mut self, json: &str) {
        self.bytes.extend_from_slice(json.as_bytes());
    }

    /// Appends a text in quotes. In most there is nothing to escape.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes.push(b'"');
        let mut rest = text;
        while let Some((plain, other)) = rest.split_at_checked(plain_part(rest.as_bytes())) {
            self.raw(plain);
            let mut letters = other.chars();
            let Some(letter) = letters.next() else { break };
            self.escaped(letter);
            rest = letters.as_str();
        }
        self.bytes.push(b'"');
    }

    pub(crate) fn text_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// Appends a name, written as JSON with what stands before and behind it, and its text.
    pub(crate) fn member(&mut self, name: &'static str, text: Option<&str>) {
        self.raw(name);
        self.text_or_null(text);
    }

    pub(crate) fn number_or_null(&mut self, number: Option<u32>) {
        match number {
            Some(number) => self.raw(&number.to_string()),
            None => self.raw("null"),
        }
    }

    /// Appends a value that was made.
    pub(crate) fn value(&mut self, value: &Json) {
        match value {
            Json::Null => self.raw("null"),
            Json::Bool(truth) => self.raw(if *truth { "true" } else { "false" }),
            Json::Number(number) => self.raw(&number.to_string()),
            Json::String(text) => self.text(text),
            Json::Array(values) => self.list(values, JsonText::value),
            Json::Object(members) => self.object(members, |json, _, value| json.value(value)),
        }
    }

    /// Appends an object of what `put` appends for each member.
    pub(crate) fn object(
        &mut self,
        members: &Map<String, Json>,
        mut put: impl FnMut(&mut JsonText, &str, &Json),
    ) {
        for (index, (name, value)) in members.iter().enumerate() {
            self.raw(if index > 0 { "," } else { "{" });
            self.text(name);
            self.raw(":");
            put(self, name, value);
        }
        self.raw(if members.is_empty() { "{}" } else { "}" });
    }

    /// Appends a list of what `put` appends for each item.
    pub(crate) fn list<T>(&mut self, items: &[T], mut put: impl FnMut(&mut JsonText, &T)) {
        for (index, item) in items.iter().enumerate() {
            self.raw(if index > 0 { "," } else { "[" });
            put(self, item);
        }
        self.raw(if items.is_empty() { "[]" } else { "]" });
    }

    fn escaped(&mut self, letter: char) {
        if matches!(letter, '"' | '\\') {
            return self.bytes.extend_from_slice(&[b'\\', letter as u8]);
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let [a, b, c, d] = [hex(*unit >> 12), hex(*unit >> 8), hex(*unit >> 4), hex(*unit)];
            self.bytes.extend_from_slice(&[b'\\', b'u', a, b, c, d]);
        }
    }

    /// The JSON as a text.
    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }

    /// The JSON so far.
    pub(crate) fn so_far(&self) -> &str {
        str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// Forgets the JSON so far, keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }
}

/// The last four bits as a digit.
fn hex(bits: u16) -> u8 {
    match (bits & 15) as u8 {
        digit @ ..10 => b'0' + digit,
        letter => b'a' - 10 + letter,
    }
}

/// Bytes at the start that stand for themselves.
fn plain_part(text: &[u8]) -> usize {
    let special = |byte: &u8| !matches!(byte, b' '..0x80) || matches!(byte, b'"' | b'\\');
    text.iter().position(special).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_comes_back_from_ascii(text in prop_oneof![any::<String>(), "[a\"\\\\é“😀\n\u{7f}]{0,12}"]) {
            let mut json = JsonText::default();
            json.text(&text);
            let json = json.finish();
            prop_assert!(json.is_ascii());
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
