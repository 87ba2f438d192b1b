//! JSON written down at once. Where there are thousands of objects, making each would take longer than writing it.

/// JSON on its way, in ASCII alone: a browser takes such a text over without looking at its letters, and keeps it in
/// half the room.
#[derive(Default)]
pub(crate) struct JsonText {
    text: String,
}

impl JsonText {
    /// Appends what is JSON already: names of ours, and the marks around them.
    pub(crate) fn raw(&mut self, json: &'static str) {
        self.text.push_str(json);
    }

    /// Appends a text in quotes. In most there is nothing to escape.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some((plain, other)) = rest.split_at_checked(plain_part(rest.as_bytes())) {
            self.text.push_str(plain);
            let mut letters = other.chars();
            let Some(letter) = letters.next() else { break };
            self.escaped(letter);
            rest = letters.as_str();
        }
        self.text.push('"');
    }

    pub(crate) fn text_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    pub(crate) fn number_or_null(&mut self, number: Option<u32>) {
        match number {
            Some(number) => self.text.push_str(&number.to_string()),
            None => self.raw("null"),
        }
    }

    fn escaped(&mut self, letter: char) {
        self.text.push('\\');
        if matches!(letter, '"' | '\\') {
            return self.text.push(letter);
        }
        for (index, unit) in letter.encode_utf16(&mut [0; 2]).iter().enumerate() {
            self.text.push_str(if index > 0 { "\\u" } else { "u" });
            let digits = [12, 8, 4, 0].map(|place| char::from_digit(u32::from(*unit >> place & 15), 16));
            self.text.extend(digits.into_iter().flatten());
        }
    }

    /// The JSON as a text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Bytes at the start that stand for themselves.
fn plain_part(text: &[u8]) -> usize {
    let special = |byte: &u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\');
    text.iter().position(special).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_comes_back_from_ascii(text in prop_oneof![any::<String>(), "[a\"\\\\é“😀\n\u{7f}]{0,5}"]) {
            let mut json = JsonText::default();
            json.text(&text);
            let json = json.finish();
            prop_assert!(json.bytes().all(|byte| matches!(byte, b' '..=b'~')));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
