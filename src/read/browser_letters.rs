//! The browser's own decoders, for the letters that only a large table knows.

use crate::read::decoder::{Letters, decode_letters_with};
use web_sys::{TextDecodeOptions, TextDecoder};

/// A decoder of the browser in the middle of a text.
struct BrowserLetters(Option<TextDecoder>);

/// Offers them to the reader of text files.
pub(crate) fn offer() {
    decode_letters_with(|encoding| {
        Box::new(BrowserLetters(TextDecoder::new_with_label(encoding.name()).ok()))
    });
}

impl Letters for BrowserLetters {
    fn decode(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>) {
        let options = TextDecodeOptions::new();
        options.set_stream(!last);
        let text = self.0.as_ref().and_then(|d| d.decode_with_u8_array_and_options(input, &options).ok());
        // Every browser has every encoding of the standard; should one not, nothing of the text is known.
        out.extend_from_slice(text.unwrap_or_else(|| "\u{fffd}".repeat(input.len())).as_bytes());
    }
}
