//! Text: blanks around it, characters nobody sees, damage from other programs, length and pattern.
//!
//! Most cells are plain ASCII without anything odd, so every function begins with the question whether it has
//! anything to do.

mod compose;
mod mojibake;
mod problems;
mod visible;

use crate::base::blank::is_formless;
pub(crate) use crate::base::blank::{is_blank, is_invisible};
use crate::table::byte_scan::BytesSeen;
pub(crate) use crate::table::byte_scan::is_plain;
pub(crate) use mojibake::repair_mojibake;
pub(crate) use problems::*;
pub(crate) use visible::put_visible;
pub(crate) use visible::visible;

use super::number::{self, NumberReading};
use std::borrow::Cow;

/// The oddities that are taken away, each with the problem that says so, in the order of the taking.
pub(crate) static REMOVABLE: &[(Oddities, &crate::problem::Problem)] = &[
    (Oddities::APOSTROPHE, &LEADING_APOSTROPHE),
    (Oddities::MISREAD_SIGNS, &MISREAD_SIGNS),
    (Oddities::CONTROLS, &CONTROL_CHARACTERS),
    (Oddities::INVISIBLE, &INVISIBLE_CHARACTERS),
    (Oddities::LINE_BREAKS, &LINE_BREAKS),
    (Oddities(Oddities::OTHER_BLANKS.0 | Oddities::TABS.0), &BLANKS_REPLACED),
    (Oddities::OUTER_BLANKS, &TRIMMED),
];

/// The text without blanks and invisible characters at either end.
#[must_use]
pub(crate) fn trim(text: &str) -> &str {
    let text = without_usual_blanks(text);
    let bytes = text.as_bytes();
    let solid = |byte: Option<&u8>| byte.is_none_or(|b| (0x21..0x7f).contains(b));
    if solid(bytes.first()) && solid(bytes.last()) {
        return text;
    }
    text.trim_matches(|c| is_blank(c) || is_invisible(c))
}

/// The text without blanks and non-breaking spaces at either end: nearly all that stands there is one of these.
fn without_usual_blanks(text: &str) -> &str {
    let mut inner = text.as_bytes();
    while let [b' ', rest @ ..] | [0xc2, 0xa0, rest @ ..] = inner {
        inner = rest;
    }
    let start = text.len() - inner.len();
    while let [rest @ .., b' '] | [rest @ .., 0xc2, 0xa0] = inner {
        inner = rest;
    }
    text.get(start..start + inner.len()).unwrap_or(text)
}

/// What is odd about a text. A set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Oddities(u16);

impl Oddities {
    /// Blanks or invisible characters at an end.
    pub(crate) const OUTER_BLANKS: Oddities = Oddities(1);
    /// Two or more blanks in a row inside.
    pub(crate) const INNER_RUNS: Oddities = Oddities(2);
    /// A blank other than the usual one inside, such as the non-breaking space.
    pub(crate) const OTHER_BLANKS: Oddities = Oddities(4);
    /// A line break inside.
    pub(crate) const LINE_BREAKS: Oddities = Oddities(8);
    /// A tab inside.
    pub(crate) const TABS: Oddities = Oddities(16);
    /// A control character.
    pub(crate) const CONTROLS: Oddities = Oddities(32);
    /// A character without width, or one that turns the direction of writing.
    pub(crate) const INVISIBLE: Oddities = Oddities(64);
    /// The character that programs put where they could not read one.
    pub(crate) const REPLACEMENT: Oddities = Oddities(128);
    /// Typographic quotation marks or apostrophes.
    pub(crate) const CURLY_QUOTES: Oddities = Oddities(256);
    /// Characters in which misread accents show; `repair_mojibake` tells for certain.
    pub(crate) const MAYBE_MOJIBAKE: Oddities = Oddities(512);
    /// An apostrophe before a number or a formula, as spreadsheets are told to keep a text.
    pub(crate) const APOSTROPHE: Oddities = Oddities(1024);
    /// A spreadsheet would take it for a formula.
    pub(crate) const FORMULA: Oddities = Oddities(2048);
    /// A control character that is a sign of Windows-1252: a dash, a quotation mark, the euro.
    pub(crate) const MISREAD_SIGNS: Oddities = Oddities(4096);

    /// A line break that keyboards do not make, such as the vertical tab or U+2028.
    pub(crate) const RARE_BREAKS: Oddities = Oddities(8192);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub(crate) fn has(self, other: Oddities) -> bool {
        self.0 & other.0 == other.0
    }
    /// Whether any bit of `other` is set.
    #[must_use]
    pub(crate) fn any(self, other: Oddities) -> bool {
        self.0 & other.0 != 0
    }
    /// Whether nothing is odd.
    #[must_use]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// This set with the bits of `other` added.
    #[must_use]
    pub(crate) fn with(self, other: Oddities) -> Oddities {
        Oddities(self.0 | other.0)
    }
    fn add(&mut self, other: Oddities, when: bool) {
        if when {
            self.0 |= other.0;
        }
    }
}

/// Whether a character shows nothing, alone or before another one.
fn shows_nothing(c: char) -> bool {
    is_blank(c) || is_invisible(c) || is_formless(c) || c.is_control()
}

/// What is odd about the text.
#[must_use]
pub(crate) fn oddities(text: &str) -> Oddities {
    let mut found = Oddities::default();
    let inner = trim(text);
    found.add(Oddities::OUTER_BLANKS, inner.len() != text.len());
    found.add(Oddities::APOSTROPHE, inner.starts_with('\'') && has_apostrophe_prefix(inner));
    if !inner.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        let hides = |c: char| c == '\'' || shows_nothing(c);
        found.add(Oddities::FORMULA, is_formula_like(inner.trim_start_matches(hides)));
    }
    let seen = BytesSeen::of(inner.as_bytes());
    if seen.are_ascii() {
        let run = seen.has_blank() && inner.as_bytes().windows(2).any(|pair| pair == b"  ");
        found.add(Oddities::INNER_RUNS, run);
    } else {
        look_inside(inner, &mut found);
    }
    found
}

fn look_inside(text: &str, found: &mut Oddities) {
    let mut before = None;
    let mut meant = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        found.add(Oddities::INNER_RUNS, is_blank(c) && before.is_some_and(is_blank));
        meant = is_meant((before, meant), c, chars.peek().copied());
        found.add(kind_of(c), !meant);
        before = Some(c);
    }
}

/// The sign of Windows-1252 that a control character stands for when its byte was taken over as it was.
fn misread_sign(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..0xa0).contains(byte))?;
    let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte)).0;
    text.chars().next().filter(|sign| !sign.is_control())
}

/// Whether what shows nothing is meant where it stands: a joiner between letters of the scripts that need it and in pictures
/// made of several, a selector behind a letter that has several forms, a filler between letters of Hangul, tags behind a flag.
/// `before` is the character before, and whether that was meant.
fn is_meant((before, was_meant): (Option<char>, bool), c: char, after: Option<char>) -> bool {
    let is = |test: fn(char) -> bool| before.is_some_and(test);
    let own_form = |c: char| !(is_blank(c) || c.is_control() || (c.is_alphabetic() && c < '\u{370}'));
    match c {
        '\u{200c}' | '\u{200d}' => joins(before, after),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => before.is_some_and(own_form),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => is(|c| matches!(c, '\u{1800}'..='\u{18af}')),
        '\u{115f}' | '\u{1160}' => {
            let hangul = |c: char| matches!(c, '\u{1100}'..='\u{11ff}');
            before.is_some_and(hangul) || after.is_some_and(hangul)
        }
        '\u{34f}' => is(|c| matches!(c, '\u{591}'..='\u{5f4}')),
        '\u{e0020}'..='\u{e007f}' => {
            before == Some('\u{1f3f4}') || (was_meant && is(|c| matches!(c, '\u{e0020}'..='\u{e007f}')))
        }
        _ => false,
    }
}

/// Whether a joiner stands between letters of the scripts that need it, or between pictures.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let joined = |c: char| {
        matches!(c,
            '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
            | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}'
            | '\u{1f000}'..='\u{1faff}')
    };
    before.is_some_and(joined) && after.is_some_and(joined)
}

fn kind_of(c: char) -> Oddities {
    match c {
        ' '..='~' => Oddities::default(),
        '\t' => Oddities::TABS,
        '\n' | '\r' => Oddities::LINE_BREAKS,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Oddities::LINE_BREAKS.with(Oddities::RARE_BREAKS)
        }
        '\u{fffd}' => Oddities::REPLACEMENT,
        '‘' | '’' | '‚' | '‛' => Oddities::CURLY_QUOTES.with(Oddities::MAYBE_MOJIBAKE),
        '“' | '”' | '„' | '‟' => Oddities::CURLY_QUOTES.with(Oddities::MAYBE_MOJIBAKE),
        'Â'..='ô' => Oddities::MAYBE_MOJIBAKE,
        _ if misread_sign(c).is_some() => Oddities::MISREAD_SIGNS,
        _ if c.is_control() => Oddities::CONTROLS,
        _ if is_blank(c) => Oddities::OTHER_BLANKS,
        _ if is_invisible(c) || is_formless(c) => Oddities::INVISIBLE,
        _ => Oddities::default(),
    }
}

/// The text without those of the given oddities that can be taken away: outer blanks cut, inner runs made one blank,
/// other blanks, line breaks and tabs made plain blanks, control and invisible characters left out, curly quotes
/// made straight, the leading apostrophe dropped. Other oddities are left alone.
#[must_use]
pub(crate) fn without(text: &str, what: Oddities) -> Cow<'_, str> {
    let mut start = if what.has(Oddities::OUTER_BLANKS) { trim(text) } else { text };
    if what.has(Oddities::APOSTROPHE) {
        start = start.strip_prefix('\'').unwrap_or(start);
    }
    let kept =
        Oddities::REPLACEMENT.0 | Oddities::MAYBE_MOJIBAKE.0 | Oddities::FORMULA.0 | Oddities::APOSTROPHE.0;
    let what = Oddities(what.0 & !kept);
    // The outer blanks are gone by now.
    if what == Oddities::OUTER_BLANKS || !oddities(start).any(what) {
        return Cow::Borrowed(start);
    }
    Cow::Owned(replaced(start, what))
}

fn replaced(text: &str, what: Oddities) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let (mut before, mut meant) = (None, false);
    while let Some(c) = chars.next() {
        // A Windows line end is one break.
        let breaks = c == '\r' && chars.peek() == Some(&'\n') && what.has(Oddities::LINE_BREAKS);
        meant = is_meant((before, meant), c, chars.peek().copied());
        before = Some(c);
        if let Some(c) = meant.then_some(c).or_else(|| replacement(c, what)).filter(|_| !breaks) {
            let run = what.has(Oddities::INNER_RUNS) && c == ' ' && out.ends_with(' ');
            out.extend((!run).then_some(c));
        }
    }
    if what.has(Oddities::OUTER_BLANKS) && trim(&out).len() != out.len() {
        out = trim(&out).to_owned();
    }
    out
}

fn replacement(c: char, what: Oddities) -> Option<char> {
    let kind = kind_of(c);
    if !kind.any(what) {
        return Some(c);
    }
    match c {
        '‘' | '’' | '‚' | '‛' => Some('\''),
        '“' | '”' | '„' | '‟' => Some('"'),
        _ if kind.has(Oddities::MISREAD_SIGNS) => misread_sign(c),
        _ if kind.any(Oddities::CONTROLS.with(Oddities::INVISIBLE)) => None,
        _ if kind.any(Oddities::OTHER_BLANKS.with(Oddities::LINE_BREAKS).with(Oddities::TABS)) => Some(' '),
        _ => Some(c),
    }
}

/// Whether a text holds a blank, a control character or something that nobody sees.
pub(crate) fn hides_something(text: &str) -> bool {
    // Of ASCII these are what is not drawn.
    let is_drawn = text.bytes().all(|byte| byte.is_ascii_graphic());
    !is_drawn && text.chars().any(|c| is_blank(c) || c.is_control() || is_invisible(c))
}

/// The text in the form in which texts are compared: trimmed, lower case, accents joined to their letters, every
/// blank a plain one, without invisible characters.
#[must_use]
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        // Nothing else of such a text is changed by what follows.
        let same = !text.bytes().any(|b| b.is_ascii_uppercase());
        return if same { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) };
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            _ if is_blank(c) => out.push(' '),
            _ if is_invisible(c) || is_formless(c) => {}
            _ if compose::is_accent(c) => put_accent(&mut out, c),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn put_accent(out: &mut String, accent: char) {
    let joined = out.chars().next_back().and_then(|letter| compose::compose(letter, accent));
    if joined.is_some() {
        out.pop();
    }
    out.push(joined.unwrap_or(accent));
}

/// Whether a spreadsheet would take the text for a formula: it begins with `=`, `+`, `-` or `@`, also as wide as a
/// Chinese character, and is neither a number, nor a phone number, nor a line of a list.
#[must_use]
pub(crate) fn is_formula_like(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let rest = text.get(first.len_utf8()..).unwrap_or("");
    match first {
        '=' => !rest.is_empty(),
        // Nothing that calculates is a rule across a page.
        '＝' => rest.contains(char::is_alphanumeric),
        '＋' | '－' | '＠' => !rest.is_empty() && !is_wordless(rest),
        '@' => rest.starts_with(|c: char| c.is_alphabetic() || c == '_'),
        '+' | '-' => !is_wordless(rest) && !is_list_line(rest) && !is_amount(text),
        _ => false,
    }
}

/// The same where blanks, or characters that nobody sees, stand before the formula: some programs take them away.
#[must_use]
pub(crate) fn hides_formula(text: &str) -> bool {
    is_formula_like(text.trim_start_matches(shows_nothing))
}

/// Whether a repair would make a formula of a text that is none: then it is not made, however well it is meant.
#[must_use]
pub(crate) fn makes_formula(before: &str, after: &str) -> bool {
    is_formula_like(after) && !is_formula_like(before)
}

/// Digits and punctuation, but nothing that calculates with other cells.
fn is_wordless(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphabetic() && !matches!(c, '!' | '|' | '"' | '&' | '*' | '=' | '@'))
}

/// `- item` and `-- title --`; a call or a link to a program is none.
fn is_list_line(rest: &str) -> bool {
    rest.starts_with([' ', '-']) && !rest.contains(['(', '|', '!'])
}

/// Amounts in any notation may have their currency behind them: `-12,50 EUR`.
fn is_amount(text: &str) -> bool {
    !matches!(number::read(text), NumberReading::Not | NumberReading::Hours { .. })
}

/// `'0123`, `'=A1`, but not `'t Hooft`.
/// The text behind an apostrophe that tells a spreadsheet to leave it alone: `'12`, `'14/03/2025`.
#[must_use]
pub(crate) fn behind_apostrophe(text: &str) -> Option<&str> {
    let text = trim(text);
    text.strip_prefix('\'').filter(|_| has_apostrophe_prefix(text))
}

fn has_apostrophe_prefix(text: &str) -> bool {
    let next = text.get(1..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@')) && !text.ends_with('\'')
}

#[cfg(test)]
mod tests;
