//! How likely a text is under an encoding: wrong letters make unlikely words.
//!
//! Each word with a letter beyond ASCII has a price, the negative logarithm of its likelihood: rare letters, capitals
//! in mid-word, signs among letters and mixed scripts are dear. The encoding with the lowest sum is the best.

use super::languages::{CHINESE_SIMPLE, CHINESE_TRADITIONAL, Family, JAPANESE, KOREAN, LANGUAGES, Language};
use std::collections::HashMap;

/// A letter that neither uses.
const STRANGE: f32 = 10.0;
/// Something that text does not hold: controls, unassigned, undecodable.
const IMPOSSIBLE: f32 = 16.0;
/// A word in another language than the rest.
const FOREIGN: f32 = 4.0;

/// The prices of letters, by family.
pub(crate) struct Prices {
    families: HashMap<u8, Vec<HashMap<char, f32>>>,
    siblings: HashMap<u8, HashMap<char, f32>>,
}

impl Prices {
    pub(crate) fn new() -> Prices {
        let mut families: HashMap<u8, Vec<HashMap<char, f32>>> = HashMap::new();
        for language in LANGUAGES {
            families.entry(language.family as u8).or_default().push(Language::prices(language).collect());
        }
        for (family, frequent) in [
            (Family::ChineseSimple, CHINESE_SIMPLE),
            (Family::ChineseTraditional, CHINESE_TRADITIONAL),
            (Family::Japanese, JAPANESE),
            (Family::Korean, KOREAN),
        ] {
            let ranked = frequent.chars().zip(0u16..);
            let table = ranked.map(|(c, rank)| (c, 4.5 + f32::from(rank) / 150.0)).collect();
            families.insert(family as u8, vec![table]);
        }
        let siblings = families.iter().map(|(family, tables)| {
            let letters = tables.iter().flatten().map(|(c, price)| (*c, price.max(2.0) + 3.5));
            (*family, letters.collect())
        });
        Prices { siblings: siblings.collect(), families }
    }

    /// The price of a text of one word per line, each with a character of its surroundings at both ends.
    pub(crate) fn of(&self, text: &str, families: &[Family]) -> f32 {
        let words: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        families
            .iter()
            .map(|family| self.of_family(&words, *family))
            .min_by(f32::total_cmp)
            .unwrap_or(f32::INFINITY)
    }

    /// The price of single words, each in whatever language suits it best.
    pub(crate) fn of_words<'a>(&self, words: impl Iterator<Item = &'a str>, families: &[Family]) -> f32 {
        words
            .map(|word| {
                families.iter().map(|family| self.cheapest(word, *family)).fold(f32::INFINITY, f32::min)
            })
            .sum()
    }

    fn cheapest(&self, word: &str, family: Family) -> f32 {
        let word: Vec<char> = word.chars().collect();
        let Some(siblings) = self.siblings.get(&(family as u8)) else { return f32::INFINITY };
        let languages = self.families.get(&(family as u8)).into_iter().flatten();
        languages.map(|letters| word_price(&word, letters, siblings)).fold(f32::INFINITY, f32::min)
    }

    fn of_family(&self, words: &[Vec<char>], family: Family) -> f32 {
        let (Some(languages), Some(siblings)) =
            (self.families.get(&(family as u8)), self.siblings.get(&(family as u8)))
        else {
            return f32::INFINITY;
        };
        let prices: Vec<Vec<f32>> = languages
            .iter()
            .map(|letters| words.iter().map(|word| word_price(word, letters, siblings)).collect())
            .collect();
        let cheapest = |i: usize| {
            let all = prices.iter().filter_map(|p| p.get(i)).copied();
            all.min_by(f32::total_cmp).unwrap_or(IMPOSSIBLE)
        };
        let main = prices.iter().min_by(|a, b| a.iter().sum::<f32>().total_cmp(&b.iter().sum::<f32>()));
        let main = main.into_iter().flatten().enumerate();
        main.map(|(i, price)| price.min(cheapest(i) + FOREIGN)).sum()
    }
}

/// The price of one word; its first and last character are surroundings.
fn word_price(word: &[char], letters: &HashMap<char, f32>, siblings: &HashMap<char, f32>) -> f32 {
    let priced = word.windows(3).map(|window| match *window {
        [before, c, after] if !c.is_ascii() => price([before, c, after], letters, siblings),
        _ => 0.0,
    });
    priced.sum()
}

fn price([before, c, after]: [char; 3], letters: &HashMap<char, f32>, siblings: &HashMap<char, f32>) -> f32 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let known = letters.get(&lower).or_else(|| siblings.get(&lower));
    if let Some(price) = known.copied().or_else(|| c.is_alphabetic().then(|| strange(c))) {
        return price + capitals([before, c, after]) + neighbours([before, c, after]);
    }
    // A fraction does not stand in a word: it is another letter, read wrongly.
    if matches!(c, '¼'..='¾') && (before.is_alphabetic() || after.is_alphabetic()) {
        return 14.0;
    }
    if c.is_alphanumeric() || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}') {
        return 6.0;
    }
    if c.is_control() || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') {
        return IMPOSSIBLE;
    }
    sign(before, c, after)
}

/// A letter that no list has: those of big scripts are simply many.
fn strange(c: char) -> f32 {
    match c {
        '\u{3041}'..='\u{30ff}' => 3.5,
        '\u{ff66}'..='\u{ff9f}' => 7.0,
        '\u{ac00}'..='\u{d7a3}' => 8.0,
        '\u{4e00}'..='\u{9fff}' => 9.5,
        'ª' | 'º' => 8.0,
        _ => STRANGE,
    }
}

fn capitals([before, c, after]: [char; 3]) -> f32 {
    if c.is_uppercase() {
        return if before.is_lowercase() { 7.0 } else { 2.0 };
    }
    if c.is_lowercase() && before.is_uppercase() && after.is_uppercase() { 4.0 } else { 0.0 }
}

fn neighbours([before, c, after]: [char; 3]) -> f32 {
    let latin = |c: char| c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    if !latin(c) && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic()) {
        let wide = c >= '\u{2e80}';
        return if wide { 3.0 } else { 8.0 };
    }
    if !latin(c) {
        return 0.0;
    }
    let accents = !before.is_ascii() && latin(before) && before.is_alphabetic();
    alternation([before, c, after]) + if accents { 2.0 } else { 0.0 }
}

/// In Latin script vowels mostly stand between consonants, and consonants between vowels.
fn alternation([before, c, after]: [char; 3]) -> f32 {
    let cost = |near: char, edge: f32| match (near.is_alphabetic(), vowel(near) == vowel(c)) {
        (false, _) => edge,
        (true, true) => 1.5,
        (true, false) => 0.0,
    };
    if c == 'ß' && !vowel(before) {
        return 5.0;
    }
    cost(before, 1.0) + cost(after, 0.5)
}

fn vowel(c: char) -> bool {
    let lower = c.to_lowercase().next().unwrap_or(c);
    matches!(lower, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ÿ')
        || "āăąēĕėęěīįıōőœūŭůűųŵŷơư".contains(lower)
}

/// Whether an apostrophe stands here as in *l’eau*, *it’s*, *we’re* or *O’Brien*, rather than for a letter.
fn elides(before: char, after: char) -> bool {
    let short =
        matches!(after, 's' | 't' | 'h') || vowel(before) && matches!(after, 'd' | 'l' | 'r' | 'v' | 'm');
    short || vowel(after) || before.is_uppercase() || after.is_uppercase() || before > '\u{370}'
}

/// A sign that is no letter: likely only where such signs stand.
fn sign(before: char, c: char, after: char) -> f32 {
    let (left, right) = (before.is_alphabetic(), after.is_alphabetic());
    let digit = before.is_ascii_digit() || after.is_ascii_digit();
    match c {
        '’' if left && right && elides(before, after) => 1.5,
        '\u{a0}' | '\u{202f}' => 3.0,
        '’' | '”' | '»' | '…' | '›' if !right => 3.0,
        '‘' | '“' | '„' | '«' | '¿' | '¡' | '‚' | '‹' if !left => 3.0,
        '™' | '®' | '©' | '²' | '³' if !right => 4.0,
        '°' if matches!(before, 'n' | 'N') || digit || after == 'C' => 2.5,
        '–' | '—' | '•' | '·' if !left && !right => 2.5,
        '–' | '—' | '·' => 5.0,
        '€' | '£' | '½' | '±' | '×' | 'µ' | '§' if digit => 2.5,
        '€' | '£' | '§' | '°' | '±' | '×' if !left && !right => 3.5,
        '\u{2500}'..='\u{25ff}' | '¤' | '¦' | '¨' | '¸' => 12.0,
        _ if left && right => 10.0,
        _ => 8.0,
    }
}
