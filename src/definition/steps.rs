//! Simple patterns as a row of steps: "two letters, a dash, four digits". Matched in one go along the text, some twenty
//! times as fast as the engine for all patterns, which takes the rest.
//!
//! A step takes as many characters as it can. That is right without ever going back only if the next step cannot begin
//! with a character this one takes, so other patterns are left to the engine; a test compares the two.

use super::pattern::word_ranges;

/// One step: characters of a set, so many times.
#[derive(Clone, Debug)]
struct Step {
    set: Vec<(char, char)>,
    least: u32,
    most: u32,
}

/// Longer samples say less than they cost to read, in characters.
const LONGEST_SAMPLE: u32 = 24;

/// A simple pattern, matched against the whole of a text.
#[derive(Clone, Debug)]
pub(crate) struct Steps(Vec<Step>);

impl Steps {
    /// The steps of a pattern; absent for all that is not simple.
    pub(crate) fn of(pattern: &str) -> Option<Steps> {
        let inner = pattern.strip_prefix('^').unwrap_or(pattern);
        let inner = inner.strip_suffix('$').filter(|i| !i.ends_with('\\')).unwrap_or(inner);
        let mut chars = inner.chars().peekable();
        let mut steps: Vec<Step> = Vec::new();
        while chars.peek().is_some() {
            let set = sorted(set(&mut chars)?);
            let (least, most) = count(&mut chars)?;
            steps.push(Step { set, least, most });
        }
        let never_back = steps.windows(2).all(|pair| match pair {
            [one, next] => one.least == one.most || (next.least > 0 && disjoint(&one.set, &next.set)),
            _ => true,
        });
        never_back.then_some(Steps(steps))
    }

    /// Whether the whole text matches.
    pub(crate) fn match_whole(&self, text: &str) -> bool {
        let mut chars = text.chars().peekable();
        for step in &self.0 {
            let mut taken = 0;
            while taken < step.most && chars.next_if(|c| has(&step.set, *c)).is_some() {
                taken += 1;
            }
            if taken < step.least {
                return false;
            }
        }
        chars.peek().is_none()
    }

    /// A short text that matches, such as `AB-123`; absent where it would be too long to serve as a sample.
    pub(crate) fn example(&self) -> Option<String> {
        let mut sample = String::new();
        for step in &self.0 {
            let wanted = step.least.max(step.most.min(3)).min(LONGEST_SAMPLE);
            let plain = step.set.iter().find(|(from, _)| from.is_ascii_alphanumeric());
            let (from, to) = *plain.or(step.set.first())?;
            for n in 0..wanted {
                let c = char::from_u32(u32::from(from) + n + u32::from(from == '0')).unwrap_or(from);
                sample.push(if c > to { to } else { c });
            }
        }
        let short = !sample.is_empty() && sample.chars().count() < LONGEST_SAMPLE as usize;
        (short && self.match_whole(&sample)).then_some(sample)
    }
}

type Chars<'p> = std::iter::Peekable<std::str::Chars<'p>>;

/// The ranges in ascending order, those that touch as one.
fn sorted(mut set: Vec<(char, char)>) -> Vec<(char, char)> {
    set.sort_unstable();
    let mut joined: Vec<(char, char)> = Vec::with_capacity(set.len());
    for (from, to) in set {
        match joined.last_mut() {
            Some((_, end)) if u32::from(from) <= u32::from(*end) + 1 => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Whether a character is in ranges that ascend. Few are gone through, many are searched.
fn has(set: &[(char, char)], c: char) -> bool {
    if set.len() <= 8 {
        return set.iter().any(|(from, to)| (*from..=*to).contains(&c));
    }
    let after = set.partition_point(|(from, _)| *from <= c);
    after.checked_sub(1).and_then(|at| set.get(at)).is_some_and(|(_, to)| c <= *to)
}

fn disjoint(a: &[(char, char)], b: &[(char, char)]) -> bool {
    a.iter().all(|(from, to)| b.iter().all(|(low, high)| to < low || high < from))
}

/// A character, an escaped sign, a digit class or a class in brackets.
fn set(chars: &mut Chars<'_>) -> Option<Vec<(char, char)>> {
    match chars.next()? {
        '[' => class(chars),
        '\\' if chars.next_if_eq(&'w').is_some() => Some(word_ranges().clone()),
        '\\' => escaped(chars).map(|range| vec![range]),
        c if is_plain(c) => Some(vec![(c, c)]),
        _ => None,
    }
}

/// Signs that mean themselves outside brackets.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | ',' | ':' | '@' | '#' | '%' | '=')
}

fn escaped(chars: &mut Chars<'_>) -> Option<(char, char)> {
    match chars.next()? {
        'd' => Some(('0', '9')),
        c if c.is_ascii_punctuation() && !matches!(c, '<' | '>') => Some((c, c)),
        _ => None,
    }
}

fn class(chars: &mut Chars<'_>) -> Option<Vec<(char, char)>> {
    let mut ranges = Vec::new();
    loop {
        let (from, to) = match chars.next()? {
            ']' if !ranges.is_empty() => return Some(ranges),
            '\\' if chars.next_if_eq(&'w').is_some() => {
                ranges.extend_from_slice(word_ranges());
                continue;
            }
            '\\' => escaped(chars)?,
            '-' if ranges.is_empty() || chars.peek() == Some(&']') => ('-', '-'),
            c if is_plain(c) && c != '-' || matches!(c, '.' | '+' | '*' | '(' | ')' | '\'') => (c, c),
            _ => return None,
        };
        let mut ahead = chars.clone();
        let is_range = ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']');
        if !is_range {
            ranges.push((from, to));
            continue;
        }
        chars.next();
        let end = chars.next().filter(|c| c.is_alphanumeric())?;
        if from != to || end < from {
            return None;
        }
        ranges.push((from, end));
    }
}

/// How often: once unless it is said.
fn count(chars: &mut Chars<'_>) -> Option<(u32, u32)> {
    let counted = match chars.peek() {
        Some('?') => (0, 1),
        Some('*') => (0, u32::MAX),
        Some('+') => (1, u32::MAX),
        Some('{') => {
            let text: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
            let number = |digits: &str| digits.parse::<u32>().ok().filter(|n| *n <= 1000);
            let counted = match text.split_once(',') {
                None => (number(&text)?, number(&text)?),
                Some((least, "")) => (number(least)?, u32::MAX),
                Some((least, most)) => (number(least)?, number(most)?),
            };
            // What follows a count makes it lazy, or a count of counts.
            let simple = counted.0 <= counted.1 && !matches!(chars.peek(), Some('?' | '*' | '+' | '{'));
            return simple.then_some(counted);
        }
        _ => return Some((1, 1)),
    };
    chars.next();
    (!matches!(chars.peek(), Some('?' | '*' | '+' | '{'))).then_some(counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sample_matches_its_pattern() {
        let sample = |pattern: &str| Steps::of(pattern).and_then(|steps| steps.example());
        assert_eq!(sample("[A-Z]{2}-[0-9]{4}").as_deref(), Some("AB-1234"));
        assert_eq!(sample("[-_a-z]+").as_deref(), Some("abc"));
        assert_eq!(sample("AB[0-9]?").as_deref(), Some("AB1"));
        assert_eq!(sample("[a-b]{5}").as_deref(), Some("abbbb"));
        assert_eq!(sample("[0-9]{30}"), None);
        assert_eq!(sample(""), None);
    }

    #[test]
    fn which_patterns_are_simple() {
        for simple in ["[A-Z]{2}-[0-9]{4}", "\\d+", "^[a-z_-]+$", "[A-Za-z0-9À-ÖØ-öø-ɏ._/-]+", "a?b", ""]
        {
            assert!(Steps::of(simple).is_some(), "{simple}");
        }
        for other in ["a|b", "(a)", "[^a]", "a+a", "a*?b", "a?b?", "\\W", ".", "[]", "[a", "a{2}{3}", "[b-a]"]
        {
            assert!(Steps::of(other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn the_engine_says_the_same(
            parts in proptest::collection::vec(
                "(a|b|-|[.]|\\\\d|\\[ab\\]|\\[a-c0-9\\]|\\[b_-\\]|\\[é.+\\])([?*+]|\\{2\\}|\\{1,2\\}|\\{2,\\}|)", 0..4),
            text in "[abcé0.+_-]{0,6}",
        ) {
            let pattern = parts.concat();
            if let (Some(steps), Ok(engine)) =
                (Steps::of(&pattern), regex_lite::Regex::new(&format!("^(?:{pattern})$")))
            {
                prop_assert_eq!(steps.match_whole(&text), engine.is_match(&text), "{}", pattern);
            }
        }
    }
}
