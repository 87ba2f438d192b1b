//! A text as it is shown in a message: short, and with nothing hidden in it.

use super::{is_blank, is_meant, is_plain, shows_nothing};

/// The text with invisible characters spelled out, shortened in the middle to about `max` characters. Blanks show
/// as `␣` where they would be overlooked: at an end and next to another blank.
#[must_use]
pub(crate) fn visible(text: &str, max: usize) -> String {
    let mut out = String::new();
    put_visible(text, max, &mut out);
    out
}

/// Appends the text so shown.
pub(crate) fn put_visible(text: &str, max: usize, out: &mut String) {
    // No text has more characters than bytes.
    if text.len() <= max {
        return if is_plain(text.as_bytes()) { out.push_str(text) } else { spell(text, true, true, out) };
    }
    let count = text.chars().count();
    if count <= max {
        return spell(text, true, true, out);
    }
    let head = max.div_ceil(2);
    let tail = max - head;
    let head_end = at(text, head);
    let tail_start = at(text, count - tail);
    let (head, tail) = (text.get(..head_end).unwrap_or(""), text.get(tail_start..).unwrap_or(""));
    spell(head, true, false, out);
    out.push('…');
    spell(tail, false, true, out);
}

/// The byte at which character number `index` begins.
fn at(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

/// `starts` and `ends` tell whether the piece holds the text's own ends.
fn spell(text: &str, starts: bool, ends: bool, out: &mut String) {
    let mut before = starts.then_some(' ');
    let mut meant = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().or(ends.then_some(' '));
        meant = is_meant((before, meant), c, after);
        match c {
            ' ' if before.is_some_and(is_blank) || after.is_some_and(is_blank) => out.push('␣'),
            ' ' => out.push(' '),
            '\n' | '\u{2028}' | '\u{2029}' => out.push('↵'),
            // A Windows line end shows as one.
            '\r' if after != Some('\n') => out.push('↵'),
            '\r' => {}
            '\t' => out.push('⇥'),
            c if shows_nothing(c) && !meant => {
                out.push_str(&format!("‹U+{:04X}›", u32::from(c)));
            }
            c => out.push(c),
        }
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_plain_is_shown_as_it_is(text in "[a '=é\u{a0}\n\u{200b}]{0,6}") {
            let mut spelled = String::new();
            spell(&text, true, true, &mut spelled);
            prop_assert_eq!(visible(&text, 20), spelled);
        }
    }
}
