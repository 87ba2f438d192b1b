//! Values from a list: the right one, the right one in another spelling, another name for it, a near miss.
//!
//! Near misses are apart from the rest: they cost a comparison with every value, so they are looked for only when
//! they are shown.

mod problems;

pub(crate) use problems::*;

use super::text::{fold, is_blank, is_invisible, trim};
use crate::base::limits::LIMITS;
use crate::base::near::Near;
use crate::base::seeded::Map;

/// What a text says about a list of allowed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'a> {
    /// The value itself.
    Exact(&'a str),
    /// The value in other case, with brackets or with other blanks.
    Spelling(&'a str),
    /// Another name that can only mean this value.
    Safe(&'a str),
    /// Another name that probably means this value: a person decides.
    Ask(&'a str),
    /// Nothing known.
    None,
}

/// Shorter lists are as quickly looked through.
const SHORT: usize = 64;

/// The values of a list. Those of a long one are found by what is left of a text without case, brackets and blanks: a hundred
/// thousand cells may be looked for among as many values.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    values: Vec<String>,
    places: Map<String, Vec<u32>>,
}

impl Listed {
    pub(crate) fn new(values: Vec<String>) -> Listed {
        let mut places: Map<String, Vec<u32>> = Map::default();
        if values.len() > SHORT {
            for (place, value) in (0..).zip(&values) {
                places.entry(essence(&fold(value)).collect()).or_default().push(place);
            }
        }
        Listed { values, places }
    }

    /// Whether a text is one of the values, to the letter.
    pub(crate) fn has(&self, text: &str) -> bool {
        if self.places.is_empty() {
            return self.values.iter().any(|value| value == text);
        }
        self.spelt_alike(text).contains(&text)
    }

    /// The values that differ from a text in case, brackets and blanks only, in the order of the list.
    fn spelt_alike(&self, text: &str) -> Vec<&str> {
        if self.places.is_empty() {
            return self.values.iter().map(String::as_str).filter(|value| alike(text, value)).collect();
        }
        let places = self.places.get(&essence(&fold(text)).collect::<String>());
        places.into_iter().flatten().filter_map(|at| Some(self.values.get(*at as usize)?.as_str())).collect()
    }
}

impl std::ops::Deref for Listed {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.values
    }
}

/// Finds a text among allowed values. `safe` and `ask` pair other names with the values they stand for.
#[must_use]
pub(crate) fn find<'a>(
    text: &str,
    allowed: &'a Listed,
    safe: &'a [(String, String)],
    ask: &'a [(String, String)],
) -> Choice<'a> {
    let spelt = allowed.spelt_alike(text);
    if let Some(value) = spelt.iter().find(|value| **value == text) {
        return Choice::Exact(value);
    }
    match spelt.as_slice() {
        [] => named(text, safe, ask),
        [value] => Choice::Spelling(value),
        // Two values that differ in case only: no spelling can stand for one of them.
        _ => Choice::None,
    }
}

/// Finds a text among other names of values.
#[must_use]
pub(crate) fn named<'a>(text: &str, safe: &'a [(String, String)], ask: &'a [(String, String)]) -> Choice<'a> {
    if let Some((_, value)) = safe.iter().find(|(name, _)| alike(text, name)) {
        return Choice::Safe(value);
    }
    if let Some((_, value)) = ask.iter().find(|(name, _)| alike(text, name)) {
        return Choice::Ask(value);
    }
    Choice::None
}

/// The one value that a text was probably meant to be; absent when none is near or two are equally near.
#[must_use]
pub(crate) fn near<'a>(text: &str, allowed: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let text = fold(text);
    let length = text.chars().count();
    let limit = match length {
        0..=2 => return None,
        3..=4 => 1,
        5..=8 => 2,
        9..=60 => 3,
        _ => return None,
    };
    let mut search = Near::new(&text, limit)?;
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for value in allowed.take(LIMITS.near_values) {
        // Folded, ASCII is as long as before.
        if value.is_ascii() && trim(value).len().abs_diff(length) > limit {
            continue;
        }
        let Some(distance) = search.distance(&fold(value)) else { continue };
        let bar = best.map_or(limit, |(bar, _)| bar);
        if best.is_some() && distance == bar {
            tie = true;
        } else if distance <= bar {
            (best, tie) = (Some((distance, value)), false);
        }
    }
    best.filter(|_| !tie).map(|(_, value)| value)
}

/// Whether two texts differ only in case, brackets and blanks.
#[must_use]
pub(crate) fn alike(a: &str, b: &str) -> bool {
    // Most differ in their first letter, which is seen without folding: it outlasts that.
    if begin_otherwise(a, b) {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        return ascii_essence(a).eq(ascii_essence(b));
    }
    essence(&fold(a)).eq(essence(&fold(b)))
}

fn begin_otherwise(a: &str, b: &str) -> bool {
    let both = a.bytes().next().zip(b.bytes().next());
    both.is_some_and(|(a, b)| {
        a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() && !a.eq_ignore_ascii_case(&b)
    })
}

fn essence(text: &str) -> impl Iterator<Item = char> {
    let nothing =
        |c: &char| is_blank(*c) || is_invisible(*c) || matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '_');
    text.chars().filter(move |c| !nothing(c)).map(|c| c.to_ascii_lowercase())
}

/// The same of ASCII: its blanks are these, and nothing in it is invisible.
fn ascii_essence(text: &str) -> impl Iterator<Item = u8> {
    let nothing = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'_');
    text.bytes().filter(move |b| !nothing(b)).map(|b| b.to_ascii_lowercase())
}

/// Yes or no in the words people use; absent for anything else.
#[must_use]
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    const YES: [&str; 7] = ["true", "yes", "y", "1", "oui", "vrai", "o"];
    const NO: [&str; 6] = ["false", "no", "n", "0", "non", "faux"];
    let is = |words: &[&str]| words.iter().any(|word| alike(text, word));
    match (is(&YES), is(&NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn owned(values: &[&str]) -> Vec<String> {
        values.iter().map(|v| (*v).to_owned()).collect()
    }
    fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
        values.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_value_among_the_allowed() {
        let allowed = owned(&["project", "task", "subtask", "purchase", "discount"]);
        let safe = pairs(&[("projet", "project"), ("sous-tâche", "subtask")]);
        let ask = pairs(&[("expense", "purchase")]);
        for (text, expected) in [
            ("task", Choice::Exact("task")),
            ("Task", Choice::Spelling("task")),
            ("[Task]", Choice::Spelling("task")),
            (" sub task ", Choice::Spelling("subtask")),
            ("sub_task", Choice::Spelling("subtask")),
            ("TASK\u{a0}", Choice::Spelling("task")),
            ("projet", Choice::Safe("project")),
            ("[Projet]", Choice::Safe("project")),
            ("SOUS-TÂCHE", Choice::Safe("subtask")),
            ("sous-ta\u{302}che", Choice::Safe("subtask")),
            ("Expense", Choice::Ask("purchase")),
            ("purchsae", Choice::None),
            ("invoice", Choice::None),
            ("", Choice::None),
            ("[]", Choice::None),
            ("am", Choice::None),
        ] {
            // A long list is not looked through, and gives the same.
            for more in [0, 100] {
                let others = (0..more).map(|n| format!("other {n}"));
                let listed = Listed::new(allowed.iter().cloned().chain(others).collect());
                assert_eq!(listed.places.is_empty(), more == 0);
                assert_eq!(find(text, &listed, &safe, &ask), expected, "{text:?}");
                assert_eq!(listed.has(text), matches!(expected, Choice::Exact(_)), "{text:?}");
            }
        }
    }

    #[test]
    fn no_guess_between_two() {
        let allowed = owned(&["am", "pm", "Full", "full", "monday", "sunday", "purchase"]);
        assert_eq!(find("FULL", &Listed::new(allowed.clone()), &[], &[]), Choice::None);
        assert_eq!(find("full", &Listed::new(allowed.clone()), &[], &[]), Choice::Exact("full"));
        for (text, expected) in [
            ("purchsae", Some("purchase")),
            ("Purchases", Some("purchase")),
            ("monday2", Some("monday")),
            ("sonday", None),
            ("xm", None),
            ("am", None),
            ("invoice", None),
            ("", None),
        ] {
            assert_eq!(near(text, allowed.iter().map(String::as_str)), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_first_letter_tells_no_more_than_the_whole(a in "[abAB _(é\u{301}ſs]{0,3}", b in "[abAB _)É\u{301}Ss]{0,3}") {
            prop_assert_eq!(alike(&a, &b), essence(&fold(&a)).eq(essence(&fold(&b))));
        }

        #[test]
        fn ascii_has_no_essence_of_its_own(text in "[\\x00-\\x7f]{0,6}") {
            prop_assert!(essence(&text).eq(ascii_essence(&text).map(char::from)));
        }
    }

    #[test]
    fn yes_and_no() {
        for text in ["true", "TRUE", "Yes", "y", "1", "oui", "Vrai", " yes "] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in ["false", "No", "N", "0", "non", "FAUX"] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
        for text in ["", "maybe", "2", "yess", "01", "x", "-1", "y n"] {
            assert_eq!(yes_or_no(text), None, "{text}");
        }
    }
}
