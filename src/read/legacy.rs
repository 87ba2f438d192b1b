//! Chooses among the encodings from before Unicode by the words they make of a file.

use super::Confidence;
use super::codepages::PAGES;
use super::encoding::Encoding;
use super::guess::{Guess, guessed};
use super::languages::Family;
use super::plausible::Prices;
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::problem::Detail;
use std::collections::HashSet;

/// Bytes and number of different words that are weighed.
const WORD_BYTES: usize = 64 * 1024;
const WORDS: usize = 2000;
/// Longest word; longer ones are cut.
const WORD: usize = 200;

/// A candidate whose price is higher by less than this is a question for the user.
const MARGIN: f32 = 6.0;
/// The same where only the words that differ are compared.
const LOCAL_MARGIN: f32 = 3.0;
/// So few words with letters beyond ASCII prove little: what makes words as good of them is a question, too. A single
/// word may be dearer by this much, two by half of it, and so on.
const FEW: usize = 4;
const THIN: f32 = 4.0;
/// A price per letter at which nothing fits.
const HOPELESS: f32 = 8.0;

/// Different words with bytes beyond ASCII, with one byte of their surroundings on each side.
#[derive(Default)]
pub(crate) struct OddWords {
    text: Vec<u8>,
    known: HashSet<Vec<u8>>,
    values: Seen,
    looked_at: usize,
    /// The unfinished word at the end of the last chunk, with the byte before it.
    held: Vec<u8>,
}

/// Which bytes were met.
struct Seen([bool; 256]);

impl Default for Seen {
    fn default() -> Seen {
        Seen([false; 256])
    }
}

impl Seen {
    fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(false)
    }

    fn note(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(seen) = self.0.get_mut(usize::from(*byte)) {
                *seen = true;
            }
        }
    }
}

/// Whether a byte may be part of a word; in some encodings the second byte of a letter is one of these.
fn in_word(byte: u8) -> bool {
    byte >= 0x40 && byte != 0x7f
}

impl OddWords {
    /// Takes the words of a chunk; where chunks are cut plays no part.
    pub(crate) fn add(&mut self, chunk: &[u8]) {
        if self.is_full() && !chunk.iter().any(|b| *b >= 0x80 && !self.values.has(*b)) {
            self.held.clear();
            return;
        }
        let mut rest = chunk;
        if !self.held.is_empty() {
            let end = rest.iter().position(|b| !in_word(*b));
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            let room = (WORD + 1).saturating_sub(self.held.len());
            self.held.extend_from_slice(word.get(..word.len().min(room)).unwrap_or_default());
            rest = after;
            let Some(next) = after.first() else { return };
            let held = std::mem::take(&mut self.held);
            self.keep(&held, *next);
        }
        self.whole_words(rest);
    }

    fn whole_words(&mut self, chunk: &[u8]) {
        let mut at = 0;
        while let Some(high) = chunk.get(at..).and_then(|rest| rest.iter().position(|b| *b >= 0x80)) {
            let high = at + high;
            let back =
                chunk.get(at..high).unwrap_or_default().iter().rev().take_while(|b| in_word(**b)).count();
            let start = high - back;
            let length = chunk.get(start..).unwrap_or_default().iter().take_while(|b| in_word(**b)).count();
            let mut word = vec![start.checked_sub(1).and_then(|i| chunk.get(i)).copied().unwrap_or(b' ')];
            let end = start + length;
            word.extend_from_slice(chunk.get(start..end.min(start + WORD)).unwrap_or_default());
            match chunk.get(end) {
                Some(next) => self.keep(&word, *next),
                None => self.held = word,
            }
            at = end;
        }
        if self.held.is_empty() {
            // A word may begin in plain letters at the very end, and its surroundings are needed in any case.
            let back = chunk.iter().rev().take_while(|b| in_word(**b)).count().min(WORD);
            let start = (chunk.len() - back).saturating_sub(1);
            self.held = chunk.get(start..).unwrap_or_default().to_vec();
        }
    }

    fn is_full(&self) -> bool {
        self.known.len() >= WORDS || self.text.len() >= WORD_BYTES || self.looked_at >= LIMITS.weighed_words
    }

    fn keep(&mut self, word: &[u8], next: u8) {
        if word.is_ascii() {
            return;
        }
        self.looked_at += 1;
        let full = self.is_full();
        let unseen = word.iter().any(|b| *b >= 0x80 && !self.values.has(*b));
        if full && !unseen || self.known.contains(word) {
            return;
        }
        self.values.note(word);
        self.known.insert(word.to_vec());
        let plain = |byte: u8| if byte.is_ascii_graphic() { byte } else { b' ' };
        let (first, inner) = word.split_first().map_or((b' ', word), |(first, inner)| (*first, inner));
        self.text.push(plain(first));
        self.text.extend_from_slice(inner);
        self.text.extend([plain(next), b'\n']);
    }

    /// One word per line.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let held = std::mem::take(&mut self.held);
        self.keep(&held, b' ');
        self.text
    }
}

const LATIN: &[Family] = &[Family::West];

/// Encodings by their name, what makes them less likely beforehand, and the languages they are for.
#[rustfmt::skip]
static CANDIDATES: &[(&str, f32, &[Family])] = &[
    ("windows-1252", -1.5, LATIN),
    ("windows-1250", 1.5, &[Family::Central]),
    ("iso-8859-2", 2.5, &[Family::Central]),
    ("windows-1251", 1.0, &[Family::Cyrillic]),
    ("koi8-r", 2.0, &[Family::Cyrillic]),
    ("koi8-u", 2.5, &[Family::Cyrillic]),
    ("ibm866", 2.5, &[Family::Cyrillic]),
    ("iso-8859-5", 3.0, &[Family::Cyrillic]),
    ("x-mac-cyrillic", 3.5, &[Family::Cyrillic]),
    ("windows-1253", 1.5, &[Family::Greek]),
    ("iso-8859-7", 2.0, &[Family::Greek]),
    ("windows-1254", 1.5, &[Family::Turkish, Family::West]),
    ("windows-1255", 2.0, &[Family::Hebrew]),
    ("iso-8859-8", 3.0, &[Family::Hebrew]),
    ("windows-1256", 2.0, &[Family::Arabic]),
    ("iso-8859-6", 3.0, &[Family::Arabic]),
    ("windows-1257", 2.0, &[Family::Baltic]),
    ("iso-8859-13", 3.0, &[Family::Baltic]),
    ("iso-8859-4", 4.0, &[Family::Baltic, Family::North]),
    ("iso-8859-10", 4.5, &[Family::Baltic, Family::North, Family::West]),
    ("iso-8859-3", 4.0, &[Family::South, Family::Turkish]),
    ("iso-8859-14", 4.0, &[Family::Celtic, Family::West]),
    ("iso-8859-15", 3.0, LATIN),
    ("iso-8859-16", 4.0, &[Family::Central]),
    ("windows-1258", 3.0, &[Family::Vietnamese]),
    ("windows-874", 2.0, &[Family::Thai]),
    ("macintosh", 3.0, LATIN),
    ("x-mac-ce", 4.0, &[Family::Central, Family::Baltic]),
    ("ibm437", 3.0, LATIN),
    ("ibm850", 3.0, LATIN),
    ("ibm858", 4.0, LATIN),
    ("ibm852", 3.5, &[Family::Central]),
    ("ibm855", 4.0, &[Family::Cyrillic]),
    ("shift_jis", 1.5, &[Family::Japanese]),
    ("euc-jp", 2.5, &[Family::Japanese]),
    ("gb18030", 1.5, &[Family::ChineseSimple]),
    ("big5", 1.5, &[Family::ChineseTraditional]),
    ("euc-kr", 1.5, &[Family::Korean]),
];

struct Candidate {
    encoding: Encoding,
    prior: f32,
    families: &'static [Family],
    /// What its letters cost, and that with everything else.
    letters: f32,
    price: f32,
    text: String,
}

/// Chooses by the words.
pub(crate) fn choose(words: &[u8]) -> Guess {
    let prices = Prices::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (name, prior, families) in CANDIDATES {
        let Some(encoding) = named(name) else { continue };
        let text = encoding.decode(words);
        if candidates.iter().any(|c| c.text == text) {
            continue;
        }
        let letters = prices.of(&text, families);
        candidates.push(Candidate {
            encoding,
            prior: *prior,
            families,
            letters,
            price: prior + letters,
            text,
        });
    }
    sorting::sort_by(&mut candidates, |a, b| a.price.total_cmp(&b.price));
    let Some(best) = candidates.first() else {
        return guessed(Encoding::Web(encoding_rs::WINDOWS_1252), Confidence::Likely, EVIDENCE);
    };
    let hopeless = is_hopeless(best);
    let count = best.text.lines().take(FEW + 1).count();
    let thin = |c: &Candidate| count <= FEW && c.letters < best.letters + THIN / count.max(1) as f32;
    let rivals: Vec<&Candidate> = candidates
        .iter()
        .skip(1)
        .filter(|c| hopeless || c.price < best.price + MARGIN || is_close(best, c, &prices) || thin(c))
        .take(3)
        .collect();
    let other = second_opinion(words, best, &rivals);
    let rivals: Vec<&Candidate> = other.iter().chain(rivals).take(3).collect();
    let confidence = if rivals.is_empty() { Confidence::Likely } else { Confidence::Ask };
    let mut guess = guessed(best.encoding, confidence, EVIDENCE);
    let telling = telling_lines(best, &rivals);
    guess.decided.details.push(("words", Detail::All(words_of(best, &telling))));
    guess.decided.others = rivals.iter().map(|c| (c.encoding.name(), words_of(c, &telling))).collect();
    guess
}

/// What another detector takes the words for, if it knows the best candidate and reads other words than it and its
/// rivals: then the user is asked.
fn second_opinion(words: &[u8], best: &Candidate, rivals: &[&Candidate]) -> Option<Candidate> {
    let web = |c: &Candidate| matches!(c.encoding, Encoding::Web(web) if SECOND_KNOWS.contains(&web.name()));
    if !web(best) {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(words, true);
    let encoding = Encoding::Web(detector.guess(None, chardetng::Utf8Detection::Deny));
    let text = encoding.decode(words);
    if best.text == text || rivals.iter().any(|rival| rival.text == text) {
        return None;
    }
    Some(Candidate { encoding, prior: 0.0, families: LATIN, letters: 0.0, price: 0.0, text })
}

/// The encodings, by their names in the web, that the second detector tells apart.
const SECOND_KNOWS: &[&str] = &[
    "Shift_JIS",
    "EUC-JP",
    "gb18030",
    "GBK",
    "Big5",
    "EUC-KR",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "ISO-8859-2",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-13",
    "KOI8-U",
    "KOI8-R",
    "IBM866",
];

/// Whether a rival is as good on the words in which the two differ.
fn is_close(best: &Candidate, rival: &Candidate, prices: &Prices) -> bool {
    let differing = || best.text.lines().zip(rival.text.lines()).filter(|(a, b)| a != b);
    if differing().take(20).count() == 20 {
        return false;
    }
    let ours = best.prior + prices.of_words(differing().map(|(a, _)| a), best.families);
    let theirs = rival.prior + prices.of_words(differing().map(|(_, b)| b), rival.families);
    theirs < ours + LOCAL_MARGIN
}

/// Whether even the best candidate makes no sense.
fn is_hopeless(best: &Candidate) -> bool {
    let letters = best.text.chars().filter(|c| !c.is_ascii()).count();
    best.text.contains('\u{fffd}') || best.price - best.prior > HOPELESS * letters as f32
}

const EVIDENCE: [&str; 2] =
    ["its letters make likely words: {words}", "ses lettres donnent des mots vraisemblables\u{a0}: {words}"];

fn named(name: &str) -> Option<Encoding> {
    match PAGES.iter().find(|page| page.name == name) {
        Some(page) => Some(Encoding::Table(page)),
        None => Encoding::named(name),
    }
}

/// Up to three lines on which the rivals differ from the best, or any three if there is no rival.
fn telling_lines(best: &Candidate, rivals: &[&Candidate]) -> Vec<usize> {
    let mut lines: Vec<usize> = Vec::new();
    for (i, line) in best.text.lines().enumerate() {
        let differs = rivals.is_empty() || rivals.iter().any(|rival| rival.text.lines().nth(i) != Some(line));
        if differs {
            lines.push(i);
        }
        if lines.len() == 3 {
            break;
        }
    }
    lines
}

/// The words on these lines, without their surroundings.
fn words_of(candidate: &Candidate, lines: &[usize]) -> Vec<String> {
    let word = |i: &usize| {
        let line = candidate.text.lines().nth(*i)?;
        let mut inner = line.chars();
        inner.next();
        inner.next_back();
        Some(inner.as_str().to_owned())
    };
    lines.iter().filter_map(word).collect()
}
