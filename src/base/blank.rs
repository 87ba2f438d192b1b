//! What shows nothing: the one idea of blank, for cells, rows, headings and texts.

/// A blank of any kind: white space, and the few blanks that Unicode does not call so.
#[must_use]
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// A character without width, or one that turns the direction of writing.
#[must_use]
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Whether a text shows nothing at all: blanks, controls, and what has no form of its own (joiners, marks of direction,
/// fillers, selectors of forms, tags).
#[must_use]
pub(crate) fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || c.is_control() || is_invisible(c) || is_formless(c))
}

/// What only changes another character, and is nothing without one.
pub(crate) fn is_formless(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2065}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_seen_of_blanks_controls_and_joiners() {
        for text in
            ["", " ", "\u{a0}\t", "\u{200b}", "\u{2800}", "\u{1}\u{7f}\u{85}", "\u{feff}\u{fe0f}\u{e0041}"]
        {
            assert!(shows_nothing(text), "{text:?}");
        }
        for text in ["a", " -", "\u{200b}x", "0", "\u{301}", "\u{fffd}", "."] {
            assert!(!shows_nothing(text), "{text:?}");
        }
    }
}
