//! A text as it is shown in a message: short, and with nothing hidden in it.

use super::{is_blank, is_invisible};

/// The text with invisible characters spelled out, shortened in the middle to about `max` characters. Blanks show
/// as `␣` where they would be overlooked: at an end and next to another blank.
#[must_use]
pub fn visible(text: &str, max: usize) -> String {
    let count = text.chars().count();
    if count <= max {
        return spelled(text, true, true);
    }
    let head = max.div_ceil(2);
    let tail = max - head;
    let head_end = at(text, head);
    let tail_start = at(text, count - tail);
    let (head, tail) = (text.get(..head_end).unwrap_or(""), text.get(tail_start..).unwrap_or(""));
    format!("{}…{}", spelled(head, true, false), spelled(tail, false, true))
}

/// The byte at which character number `index` begins.
fn at(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

/// `starts` and `ends` tell whether the piece holds the text's own ends.
fn spelled(text: &str, starts: bool, ends: bool) -> String {
    let plain = text.bytes().all(|b| (0x21..0x7f).contains(&b));
    if plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = starts.then_some(' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().or(ends.then_some(' '));
        match c {
            ' ' if before.is_some_and(is_blank) || after.is_some_and(is_blank) => out.push('␣'),
            ' ' => out.push(' '),
            '\n' | '\u{2028}' | '\u{2029}' => out.push('↵'),
            // A Windows line end shows as one.
            '\r' if after != Some('\n') => out.push('↵'),
            '\r' => {}
            '\t' => out.push('⇥'),
            c if c.is_control() || is_blank(c) || is_invisible(c) => {
                out.push_str(&format!("‹U+{:04X}›", u32::from(c)));
            }
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}
