//! Countries, states, postcodes, time zones and currencies, known from tables.

mod names;
mod postcode;
mod problems;
mod time_zone;
mod zones;

pub(crate) use postcode::{postcode, postcode_sample};
pub(crate) use problems::*;
pub(crate) use time_zone::{near_time_zone, time_zone};

use super::choice;
use super::text::{fold, trim};
use crate::base::sorting;
use names::{COUNTRIES, CURRENCIES, STATES_AU, STATES_CA, STATES_US};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What a text says as a place or another name from a fixed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It stands in the table as it is.
    Good,
    /// It means this and nothing else; only the spelling differs.
    Spelling(String),
    /// It probably means this; a person decides.
    Suggestion(String),
    /// It is not in the table.
    Unknown,
    /// There is no table to judge it by.
    NotJudged,
}

/// One name of a country.
struct Name {
    code: &'static str,
    /// The name as it is written; empty for codes and other names, which give way to the code.
    name: &'static str,
    certain: bool,
}

/// Judges a country: its two-letter code or its name in English or French.
#[must_use]
pub(crate) fn country(text: &str) -> Place {
    if text.len() == 2 && is_code(text) {
        return Place::Good;
    }
    match country_names().get(&key(text)) {
        None => Place::Unknown,
        Some(found) if found.name == text || found.name.replace('’', "'") == text => Place::Good,
        Some(found) if !found.certain => Place::Suggestion(found.code.to_owned()),
        Some(found) if found.name.is_empty() => Place::Spelling(found.code.to_owned()),
        Some(found) => Place::Spelling(found.name.to_owned()),
    }
}

/// The two-letter code of a country given by code or by any of its names.
#[must_use]
pub(crate) fn country_code(text: &str) -> Option<&'static str> {
    country_names().get(&key(text)).map(|found| found.code)
}

/// What a country of that code is called: English, French.
#[must_use]
pub(crate) fn country_title(code: &str) -> [&'static str; 2] {
    let line = COUNTRIES.split('\n').find(|line| line.starts_with(code)).and_then(|line| line.get(6..));
    let mut names = line.unwrap_or_default().split('|');
    let english = names.next().unwrap_or_default();
    let french = names.next().filter(|name| !name.starts_with('?')).unwrap_or(english);
    [english, french]
}

/// The country's name that a text was probably meant to be.
#[must_use]
pub(crate) fn near_country(text: &str) -> Option<&'static str> {
    // A country may have two names that are equally near, in English and in French: the English ones come first.
    let english = COUNTRIES.split('\n').filter_map(|line| line.get(6..)?.split('|').next());
    let names = || country_names().values().map(|found| found.name).filter(|name| !name.is_empty());
    choice::near(text, english).or_else(|| choice::near(text, names()))
}

/// Asked of every cell, so the codes are kept as bits: a word per first letter, a bit per second.
fn is_code(text: &str) -> bool {
    static CODES: OnceLock<[u32; 26]> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        let mut codes = [0; 26];
        for (first, second) in COUNTRIES.split('\n').filter_map(letters) {
            if let Some(word) = codes.get_mut(first) {
                *word |= 1 << second;
            }
        }
        codes
    });
    letters(text).is_some_and(|(first, second)| codes.get(first).is_some_and(|word| word >> second & 1 == 1))
}

/// The first two letters as numbers.
fn letters(text: &str) -> Option<(usize, usize)> {
    let number =
        |at: usize| text.as_bytes().get(at).filter(|b| b.is_ascii_uppercase()).map(|b| usize::from(b - b'A'));
    Some((number(0)?, number(1)?))
}

/// Every code and name, by its key.
fn country_names() -> &'static BTreeMap<String, Name> {
    static NAMES: OnceLock<BTreeMap<String, Name>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut map = BTreeMap::new();
        for line in COUNTRIES.split('\n') {
            let (Some(code), Some(long), Some(all)) = (line.get(..2), line.get(2..5), line.get(6..)) else {
                continue;
            };
            for code_name in [code, long] {
                map.entry(key(code_name)).or_insert(Name { code, name: "", certain: true });
            }
            for (i, name) in all.split('|').enumerate() {
                let doubtful = name.strip_prefix('?');
                // The first two are the names in English and French, where they differ.
                let own = if i < 2 && doubtful.is_none() { name } else { "" };
                let entry = Name { code, name: own, certain: doubtful.is_none() };
                map.entry(key(doubtful.unwrap_or(name))).or_insert(entry);
            }
        }
        map
    })
}

/// Judges a state or province, which is written as its code, in a country that has a table of them.
#[must_use]
pub(crate) fn state(country_code: &str, text: &str) -> Place {
    if states(country_code).is_none() {
        return Place::NotJudged;
    }
    if state_codes().contains(&(country_code, text)) {
        return Place::Good;
    }
    match state_names().get(&format!("{country_code} {}", key(text))) {
        Some(code) => Place::Spelling((*code).to_owned()),
        None => Place::Unknown,
    }
}

/// The code of the state that a text was probably meant to name.
#[must_use]
pub(crate) fn near_state(country_code: &str, text: &str) -> Option<&'static str> {
    let table = states(country_code)?;
    let name = choice::near(text, entries(table).map(|(_, name)| name))?;
    entries(table).find(|(_, other)| *other == name).map(|(code, _)| code)
}

/// Codes and names of a table.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.split('|').filter_map(|entry| entry.split_once(' '))
}

/// Every country that has a table, with every code.
fn state_codes() -> &'static BTreeSet<(&'static str, &'static str)> {
    static CODES: OnceLock<BTreeSet<(&'static str, &'static str)>> = OnceLock::new();
    CODES.get_or_init(|| {
        let of = |country| entries(states(country).unwrap_or("")).map(move |(code, _)| (country, code));
        sorting::gathered(["US", "CA", "AU"].into_iter().flat_map(of))
    })
}

/// Every code and name behind its country, by its key.
fn state_names() -> &'static BTreeMap<String, &'static str> {
    static NAMES: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = BTreeMap::new();
        for country in ["US", "CA", "AU"] {
            for (code, name) in entries(states(country).unwrap_or("")) {
                names.insert(format!("{country} {}", key(code)), code);
                names.insert(format!("{country} {}", key(name)), code);
            }
        }
        names
    })
}

/// States of the United States whose postcodes may begin with a zero.
const ZEROS_AT_THE_START: &str = "AE CT MA ME NH NJ NY PR RI VI VT";

/// Whether a postcode of a state may have lost a zero at its start: not where the state is known to have none.
#[must_use]
pub(crate) fn may_begin_with_zero(state_text: &str) -> bool {
    let code = match state("US", state_text) {
        Place::Good => state_text.to_owned(),
        Place::Spelling(code) => code,
        _ => return true,
    };
    ZEROS_AT_THE_START.split(' ').any(|other| other == code)
}

/// A code of a state of the country, as an example.
#[must_use]
pub(crate) fn state_sample(country_code: &str) -> Option<&'static str> {
    states(country_code)?.split(' ').next()
}

fn states(country_code: &str) -> Option<&'static str> {
    match country_code {
        "US" => Some(STATES_US),
        "CA" => Some(STATES_CA),
        "AU" => Some(STATES_AU),
        _ => None,
    }
}

/// Judges a currency, which is written as its three-letter code.
#[must_use]
pub(crate) fn currency(text: &str) -> Place {
    if is_currency(text) {
        return Place::Good;
    }
    let upper = trim(text).to_ascii_uppercase();
    if is_currency(&upper) {
        return Place::Spelling(upper);
    }
    let meant = match upper.trim_end_matches('S') {
        "€" | "EURO" => "EUR",
        "£" | "POUND" | "POUND STERLING" => "GBP",
        "US$" | "$US" | "US DOLLAR" => "USD",
        "CA$" | "C$" | "CAD$" | "CANADIAN DOLLAR" => "CAD",
        "A$" | "AU$" | "AUSTRALIAN DOLLAR" => "AUD",
        "SFR" | "SFR." | "FR." | "SWISS FRANC" => "CHF",
        "₹" | "RUPEE" => "INR",
        "ZŁ" | "ZLOTY" => "PLN",
        "¥" | "YEN" => "JPY",
        _ => return Place::Unknown,
    };
    Place::Suggestion(meant.to_owned())
}

/// Whether a text names money that several countries have.
#[must_use]
pub(crate) fn is_dollar(text: &str) -> bool {
    matches!(trim(text).to_ascii_uppercase().trim_end_matches('S'), "$" | "DOLLAR")
}

/// The codes stand in order and each takes four characters with its blank, so they are halved, not walked.
fn is_currency(text: &str) -> bool {
    let (mut low, mut high) = (0, CURRENCIES.len().div_ceil(4));
    while low < high {
        let middle = low.midpoint(high);
        match CURRENCIES.get(middle * 4..middle * 4 + 3).map(|code| code.cmp(text)) {
            Some(Ordering::Equal) => return true,
            Some(Ordering::Less) => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

/// The letters and digits of a name without case, accents and article.
fn key(text: &str) -> String {
    let folded = fold(text);
    let words = if folded.contains('&') { Cow::Owned(folded.replace('&', " and ")) } else { folded };
    let words = words.strip_prefix("the ").unwrap_or(&words);
    words.chars().map(base_letter).filter(|c| c.is_alphanumeric()).collect()
}

/// The letter without its accent, for the letters of the names here.
fn base_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    const PAIRS: &str = "àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüu";
    let mut pairs = PAIRS.chars().skip_while(|c| *c != letter || c.is_ascii());
    pairs.nth(1).unwrap_or(letter)
}

#[cfg(test)]
mod tests;
