//! Other values of the same shape: letters for letters, digits for digits, everything else as it is.
//!
//! What stands in place of a word is drawn by a key, so the same key gives the same sample, and equal words stay equal.

use crate::rules::rows::TOTALS;
use crate::scalar::places::Place;
use crate::scalar::{check_digit, places};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Letters in a row that tell something: shorter ones are codes, units, endings of addresses.
pub(super) const WORD: usize = 4;

/// How near to the value another one stays. Each way is tried where the one before gave other findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// All letters and digits are others.
    Shape(u8),
    /// The same, and check digits fit or do not fit as before.
    CheckDigit,
    /// Numbers keep their first digit, days keep their place in another year, unusual letters stay.
    Near(u8),
    /// The same, and short words stay.
    ShortStay(u8),
    /// Another word that every such import knows, such as a country.
    Known(u8),
    /// It stays because everybody knows it: a country, a currency, a time zone.
    Public,
    /// Digits stay, words do not.
    DigitsStay,
    /// Nothing gives the same finding.
    GivenUp,
}

impl Way {
    /// What is tried next.
    pub(super) fn next(self) -> Way {
        match self {
            Way::Shape(n) if n < 3 => Way::Shape(n + 1),
            Way::Shape(_) => Way::CheckDigit,
            Way::CheckDigit => Way::Near(0),
            Way::Near(n) if n < 3 => Way::Near(n + 1),
            Way::Near(_) => Way::ShortStay(0),
            Way::ShortStay(n) if n < 2 => Way::ShortStay(n + 1),
            Way::ShortStay(_) => Way::Known(0),
            Way::Known(n) if usize::from(n) + 1 < KNOWN_WORDS.len() => Way::Known(n + 1),
            Way::Known(_) => Way::Public,
            Way::Public => Way::DigitsStay,
            Way::DigitsStay | Way::GivenUp => Way::GivenUp,
        }
    }
}

/// Words that no file gives away: what programs write for nothing, truths, countries, languages, currencies, zones.
const KNOWN_WORDS: &[&str] = &[
    "Norway",
    "NO",
    "NOR",
    "Portugal",
    "PT",
    "NOK",
    "true",
    "false",
    "yes",
    "no",
    "oui",
    "non",
    "ja",
    "nein",
    "Norvège",
    "Norwegen",
    "Europe/Lisbon",
    "Norwegian",
    "n/a",
    "#N/A",
    "#REF!",
    "#VALUE!",
    "null",
    "none",
    "http://pt.no",
];

/// Parts of addresses that say nothing.
const PARTS: &[&str] = &["http", "https", "mailto"];

/// Whether a word is everybody's, wherever it stands: part of an address, or what a line of totals begins with.
fn is_part(word: &str) -> bool {
    PARTS.contains(&word) || TOTALS.iter().any(|total| total.split(' ').any(|part| part == word))
}

/// Whether a text stands in a public list.
fn is_public(text: &str) -> bool {
    let lists = [places::country, places::currency, places::time_zone];
    KNOWN_WORDS.iter().any(|word| folded(word) == folded(text))
        || lists
            .iter()
            .any(|list| matches!(list(text), Place::Good | Place::Spelling(_) | Place::Suggestion(_)))
}

/// Draws other words.
pub(super) struct Pseudonyms {
    key: Vec<u8>,
    /// The unusual letters that the file has, by their neighbourhood and case: another one of these can be written in its
    /// character set, too.
    letters: BTreeMap<(u32, bool), BTreeSet<char>>,
    /// What may stay: lists of the definition.
    stays: BTreeSet<String>,
    /// Words of the file: none of them may come again.
    words: BTreeSet<String>,
}

/// Texts that are compared: without the blanks around them, and capitals do not count.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a text that tell something.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let all = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= WORD);
    all.map(str::to_lowercase).filter(|word| !is_part(word))
}

/// Which neighbours a letter may be exchanged with.
fn neighbourhood(c: char) -> (u32, bool) {
    (u32::from(c) >> 7, c.is_uppercase())
}

impl Pseudonyms {
    pub(super) fn new(key: &[u8], stays: BTreeSet<String>) -> Pseudonyms {
        Pseudonyms { key: key.to_vec(), letters: BTreeMap::new(), stays, words: BTreeSet::new() }
    }

    /// Whether a text is one of the definition's own.
    pub(super) fn is_of_definition(&self, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        [text, bare].into_iter().any(|text| self.stays.contains(&folded(text)))
    }

    /// Whether a word of the file stands in a text that is neither the definition's nor everybody's.
    pub(super) fn tells(&self, other: &str) -> bool {
        !self.is_of_definition(other)
            && !is_public(other)
            && words(other).any(|word| self.words.contains(&word))
    }

    /// Learns what the file says.
    pub(super) fn learn(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
            self.letters.entry(neighbourhood(c)).or_default().insert(c);
        }
        if !self.is_of_definition(text) {
            self.words.extend(words(text));
        }
    }

    /// Numbers that nobody without the key can know.
    fn draw(&self, what: &str, way: u32) -> impl Iterator<Item = u8> {
        let begin = Sha256::new()
            .chain_update((self.key.len() as u64).to_le_bytes())
            .chain_update(&self.key)
            .chain_update(way.to_le_bytes())
            .chain_update(what.as_bytes());
        (0_u32..).flat_map(move |n| begin.clone().chain_update(n.to_le_bytes()).finalize())
    }

    /// The other value; absent where this way has none.
    pub(super) fn other(&self, text: &str, way: Way) -> Option<String> {
        if self.is_of_definition(text) {
            return Some(text.to_owned());
        }
        match way {
            Way::Shape(n) => Some(self.rewritten(text, u32::from(n), &Stay::default())),
            Way::GivenUp => Some(self.rewritten(text, 0, &Stay::default())),
            Way::CheckDigit => self.with_check_digit(text),
            Way::Near(n) => {
                Some(self.rewritten(text, 10 + u32::from(n), &Stay { near: true, ..Stay::default() }))
            }
            Way::ShortStay(n) => Some(self.rewritten(
                text,
                20 + u32::from(n),
                &Stay { near: n > 0, short: true, ..Stay::default() },
            )),
            Way::Known(n) => {
                let known = KNOWN_WORDS.get(usize::from(n)).copied()?;
                // A word that the file has itself would be taken for one of its values.
                let free = !words(known).any(|word| self.words.contains(&word));
                let may = free && text.chars().count() <= 40 && !text.bytes().any(|b| b.is_ascii_digit());
                may.then(|| known.to_owned())
            }
            Way::Public => is_public(text).then(|| text.to_owned()),
            Way::DigitsStay => {
                Some(self.rewritten(text, 30, &Stay { near: true, short: true, digits: true }))
            }
        }
    }

    fn with_check_digit(&self, text: &str) -> Option<String> {
        let tidy = check_digit::tidy(text);
        if tidy.len() < 6 || !tidy.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let faults = |text: &str| -> Vec<_> {
            let tidy = check_digit::tidy(text);
            check_digit::FORMATS.iter().map(|format| check_digit::fault(format, &tidy)).collect()
        };
        let wanted = faults(text);
        let short = Stay { short: true, ..Stay::default() };
        (1000..5000).map(|n| self.rewritten(text, n, &short)).find(|other| faults(other) == wanted)
    }

    fn rewritten(&self, text: &str, way: u32, stay: &Stay) -> String {
        let calendar = is_calendar(text);
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let kind = Kind::of(first);
            let end = rest.find(|c| Kind::of(c) != kind).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            match kind {
                Kind::Letters => self.put_letters(run, way, stay, &mut out),
                Kind::Digits if stay.digits => out.push_str(run),
                Kind::Digits if calendar => self.put_part_of_day(run, (text, out.len()), way, stay, &mut out),
                Kind::Digits => self.put_digits(run, way, stay, &mut out),
                Kind::Others => out.push_str(run),
            }
        }
        out
    }

    fn put_letters(&self, run: &str, way: u32, stay: &Stay, out: &mut String) {
        let lower = run.to_lowercase();
        if is_part(&lower) || (stay.short && run.chars().count() < WORD) {
            return out.push_str(run);
        }
        let mut drawn = self.draw(&lower, way);
        for c in run.chars() {
            let number = drawn.next().unwrap_or_default();
            if c.is_ascii() {
                let other = char::from(b'a' + number % 26);
                out.push(if c.is_ascii_uppercase() { other.to_ascii_uppercase() } else { other });
            } else if let Some(signs) = signs_like(c) {
                // One such sign may be a name: it never stays.
                let others: Vec<char> = signs.chars().filter(|other| *other != c).collect();
                out.push(others.get(usize::from(number) % others.len().max(1)).copied().unwrap_or(c));
            } else if stay.near {
                out.push(c);
            } else {
                let of = self.letters.get(&neighbourhood(c));
                let other = of.and_then(|all| all.iter().nth(usize::from(number) % all.len().max(1)));
                out.push(other.copied().unwrap_or(c));
            }
        }
    }

    /// Zeros in front stay, and what is no zero stays none.
    fn put_digits(&self, run: &str, way: u32, stay: &Stay, out: &mut String) {
        if let ([digit @ b'1'..=b'9'], false) = (run.as_bytes(), stay.near) {
            // Of nine numbers no two become one.
            let turn = self.draw("one digit", way).next().unwrap_or_default() % 8 + 1;
            return out.push(char::from(b'1' + (digit - b'1' + turn) % 9));
        }
        let mut drawn = self.draw(run, way);
        let mut begun = false;
        let long = run.chars().nth(1).is_some();
        for c in run.chars() {
            let number = u32::from(drawn.next().unwrap_or_default());
            let zero = zero_of(c).unwrap_or('0');
            let digit = |value: u32| char::from_u32(u32::from(zero) + value).unwrap_or(zero);
            match begun {
                false if c == zero => out.push(c),
                false if stay.near && long => out.push(c),
                false => out.push(digit(1 + number % 9)),
                true => out.push(digit(number % 10)),
            }
            begun |= c != zero;
        }
    }

    /// A day stays a day and an hour an hour: each part moves among the numbers that mean the same.
    fn put_part_of_day(
        &self,
        run: &str,
        (text, place): (&str, usize),
        way: u32,
        stay: &Stay,
        out: &mut String,
    ) {
        let Ok(number) = run.parse::<u32>() else { return self.put_digits(run, way, stay, out) };
        let drawn = |what: &str| u32::from(self.draw(what, way).next().unwrap_or_default());
        if run.len() == 4 && (1900..=2100).contains(&number) {
            // Of all days alike, so that none overtakes another; in steps that keep leap years.
            let years = 4 * (1 + drawn("years") % 4);
            return out.push_str(&(number - years).to_string());
        }
        if run.len() > 2 {
            return self.put_digits(run, way, stay, out);
        }
        let group = [0..=0, 1..=12, 13..=28, 29..=31, 32..=59, 60..=99]
            .into_iter()
            .find(|group| group.contains(&number));
        let other = match group {
            Some(group) if run.len() <= 2 && !stay.near && *group.start() != 29 => {
                // One sign stays one sign.
                let end = if run.len() == 1 { (*group.end()).min(9) } else { *group.end() };
                group.start() + drawn(&format!("{place} {text}")) % (end - group.start() + 1)
            }
            _ => number,
        };
        out.push_str(&format!("{other:0width$}", width = run.len()));
    }
}

/// What a rewritten text keeps.
#[derive(Default)]
struct Stay {
    near: bool,
    short: bool,
    digits: bool,
}

/// The zero that a digit of any script is counted from. Scripts put their ten digits in a row, which begins at a multiple of
/// sixteen or, in India and a few others, six behind one.
fn zero_of(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some('0');
    }
    let row = u32::from(c) & !0xf;
    let starts = [row, row + 6].map(|start| (start, char::from_u32(start)));
    let all = |start: u32| (start..start + 10).all(|c| char::from_u32(c).is_some_and(char::is_numeric));
    let (_, zero) =
        starts.into_iter().find(|(start, _)| (*start..start + 10).contains(&u32::from(c)) && all(*start))?;
    zero
}

/// Signs of the same script that every character set with that script has, where one sign says as much as a word.
fn signs_like(c: char) -> Option<&'static str> {
    match c {
        '\u{3041}'..='\u{3096}' => Some("あいうえおかきくけこ"),
        '\u{30a1}'..='\u{30fa}' => Some("アイウエオカキクケコ"),
        '\u{ac00}'..='\u{d7a3}' => Some("가나다라마바사아자하"),
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Some("一二三四五六七八九十上下中大小山川水火木金土日月")
        }
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Digits,
    Others,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            _ if zero_of(c).is_some() => Kind::Digits,
            _ if c.is_alphabetic() => Kind::Letters,
            _ => Kind::Others,
        }
    }
}

/// Whether a text looks like a day or a time: short numbers with the marks of one between them.
fn is_calendar(text: &str) -> bool {
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let marked = text.matches(['/', '-', ':']).count() > 0 || text.matches('.').count() > 1;
    (2..=7).contains(&runs.len()) && marked && runs.iter().all(|run| run.len() <= 4)
}
