//! Texts of strangers on a terminal: what would steer it, or turn the direction of writing, is shown by its number.
//!
//! The texts of a file are shown with [`lines`] or [`line`], and JSON with [`json`].

use std::borrow::Cow;

/// Whether a terminal does something with this character instead of showing it, or shows what follows elsewhere.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text that may have several lines, as a terminal can show it: line feeds and tabs stay, what steers it does not.
///
/// ```
/// assert_eq!(import_checker::terminal::lines("a\u{1b}[31m\nb"), "a‹U+001B›[31m\nb");
/// ```
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    shown(text, |c| matches!(c, '\n' | '\t'))
}

/// A text that must stay on its line, such as the name of a file.
///
/// ```
/// assert_eq!(import_checker::terminal::line("a\nready"), "a‹U+000A›ready");
/// ```
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

/// JSON whose strings hold nothing that steers a terminal: the same values, written with escapes.
///
/// ```
/// assert_eq!(import_checker::terminal::json("{\"a\": \"\u{9b}2J\"}"), "{\"a\": \"\\u009b2J\"}");
/// ```
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    // Outside of strings JSON has no such characters but line feeds; all of them lie in the first plane.
    replaced(text, |c| c == '\n', |c, out| out.push_str(&format!("\\u{:04x}", u32::from(c))))
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    replaced(text, stays, |c, out| out.push_str(&format!("‹U+{:04X}›", u32::from(c))))
}

fn replaced(text: &str, stays: impl Fn(char) -> bool, put: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.chars().any(|c| steers(c) && !stays(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) && !stays(c) { put(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}
