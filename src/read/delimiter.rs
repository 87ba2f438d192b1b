//! Which character separates the cells of a text file.
//!
//! Every candidate cuts the first part of the file; the right one gives rows of one length and cells that look like
//! values. (The measure is van den Burg's: pattern score times type score.)

use super::{Confidence, Decided};
use crate::finding::Detail;
use std::collections::BTreeMap;

/// Records looked at.
const RECORDS: usize = 500;

/// Candidates with their weight: the rare ones must be clearly better than the usual ones.
const CANDIDATES: [(char, f64); 14] = [
    (',', 1.0),
    (';', 1.0),
    ('\t', 1.0),
    ('|', 0.98),
    (':', 0.6),
    ('^', 0.9),
    ('~', 0.9),
    (' ', 0.5),
    ('#', 0.5),
    ('&', 0.5),
    ('*', 0.5),
    ('!', 0.5),
    ('\u{1}', 0.95),
    ('\u{1f}', 0.95),
];

/// The delimiter that a first line `sep=;` names, and the bytes of that line.
pub(crate) fn declared(sample: &str) -> Option<(char, usize)> {
    let rest = sample.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).and_then(|_| sample.get(4..))?;
    let delimiter = rest.chars().next().filter(|c| usable(*c))?;
    let behind = rest.get(delimiter.len_utf8()..)?;
    let end = ["\r\n", "\n", "\r"].iter().find(|end| behind.starts_with(**end)).map(|end| end.len());
    Some((delimiter, 4 + delimiter.len_utf8() + end.or(behind.is_empty().then_some(0))?))
}

/// Whether a character can separate cells.
pub(crate) fn usable(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '"' | '\n' | '\r' | '\0' | '\u{7f}')
}

/// Finds the delimiter from the first part of a file; `whole` says that the sample does not end inside a record.
pub(crate) fn guess(sample: &str, whole: bool) -> Decided<char> {
    let mut scored: Vec<(char, Cut)> = CANDIDATES
        .iter()
        .filter(|(c, _)| sample.contains(*c))
        .map(|(c, weight)| (*c, cut(sample, *c, *weight, whole)))
        .collect();
    scored.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    let Some((best, first)) = scored.first().filter(|(_, cut)| cut.width > 1) else {
        return Decided::new(
            ',',
            Confidence::Likely,
            ["the file has one column only", "le fichier n'a qu'une colonne"],
        );
    };
    let rivals = scored.iter().skip(1).filter(|(_, cut)| cut.width > 1 && cut.score >= first.score * 0.8);
    let rivals: Vec<(char, Vec<String>)> = rivals.map(|(c, cut)| (*c, cut.words.clone())).collect();
    let confidence = match rivals.is_empty() {
        true if first.even == first.records && first.records > 1 => Confidence::Sure,
        true => Confidence::Likely,
        false => Confidence::Ask,
    };
    let mut decided = Decided::new(
        *best,
        confidence,
        [
            "{even} of the first {records} {records|row|rows} have {width} columns with it",
            "{even} des {records} premières lignes ont {width} colonnes avec lui",
        ],
    );
    decided.details = vec![
        ("even", Detail::Count(first.even as u64)),
        ("records", Detail::Count(first.records as u64)),
        ("width", Detail::Count(first.width as u64)),
    ];
    decided.others = rivals;
    decided
}

/// What a candidate makes of the sample.
struct Cut {
    score: f64,
    records: usize,
    /// The most frequent number of cells, and how many records have it.
    width: usize,
    even: usize,
    /// The first cells of the last record looked at.
    words: Vec<String>,
}

fn cut(sample: &str, delimiter: char, weight: f64, whole: bool) -> Cut {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut cells, mut typed) = (0usize, 0usize);
    let mut words = Vec::new();
    let mut records = split(sample, delimiter);
    if !whole && records.len() > 1 {
        records.pop();
    }
    for record in &records {
        *widths.entry(record.len()).or_insert(0) += 1;
        cells += record.len();
        typed += record.iter().filter(|cell| looks_like_value(cell)).count();
        words = record.iter().take(3).map(|cell| (*cell).to_owned()).collect();
    }
    let pattern: f64 =
        widths.iter().map(|(width, n)| *n as f64 * (*width as f64 - 1.0).max(0.001) / *width as f64).sum();
    let pattern = pattern / widths.len().max(1) as f64;
    let types = (typed as f64 / cells.max(1) as f64).max(1e-10);
    let (width, even) = widths.into_iter().max_by_key(|(width, n)| (*n, *width)).unwrap_or((0, 0));
    Cut { score: pattern * types * weight, records: records.len(), width, even, words }
}

/// Cuts a sample into records of raw cells, blank lines left out.
fn split(sample: &str, delimiter: char) -> Vec<Vec<&str>> {
    let bytes = sample.as_bytes();
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut records = Vec::new();
    let mut record = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        match *byte {
            b'"' if at == start || quoted => quoted = !quoted,
            // A doubled quote: the cell went on after all.
            b'"' if at > start + 1 && bytes.get(at - 1) == Some(&b'"') && bytes.get(start) == Some(&b'"') => {
                quoted = true
            }
            b if quoted && b != b'"' => {}
            b if b == delimiter => {
                record.push(sample.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            b'\n' | b'\r' => {
                if at > start || !record.is_empty() {
                    record.push(sample.get(start..at).unwrap_or_default());
                    records.push(std::mem::take(&mut record));
                }
                start = at + 1;
                if records.len() >= RECORDS {
                    return records;
                }
            }
            _ => {}
        }
    }
    if start < bytes.len() || !record.is_empty() {
        record.push(sample.get(start..).unwrap_or_default());
        records.push(record);
    }
    records
}

/// Whether a raw cell is what cells usually are: empty, a number, a date, a word or two, an address.
fn looks_like_value(cell: &str) -> bool {
    let text = cell.trim();
    let text = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text);
    if text.is_empty() || is_number(text) || is_date(text) || is_address(text) {
        return true;
    }
    // Words with the marks that occur inside ordinary text, but no separator of lists.
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '-'
                    | '_'
                    | '.'
                    | '\''
                    | '’'
                    | '&'
                    | '('
                    | ')'
                    | '/'
                    | '+'
                    | '%'
                    | '€'
                    | '$'
                    | '£'
                    | '#'
                    | '°'
                    | '!'
                    | '?'
                    | '@'
                    | '*'
            )
    };
    text.chars().all(plain) && text.chars().any(char::is_alphanumeric)
}

fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = text.chars().filter(|c| !c.is_ascii_digit());
    digits > 0
        && others.clone().all(|c| {
            matches!(
                c,
                '.' | ','
                    | '-'
                    | '+'
                    | '%'
                    | ' '
                    | '\u{a0}'
                    | '\u{202f}'
                    | '\''
                    | 'e'
                    | 'E'
                    | '€'
                    | '$'
                    | '£'
            )
        })
        && others.filter(|c| matches!(c, '-' | '+' | 'e' | 'E' | '%' | '€' | '$' | '£')).count() <= 3
}

fn is_date(text: &str) -> bool {
    text.len() <= 40
        && text.bytes().filter(u8::is_ascii_digit).count() >= 3
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ' | 'T' | 'Z' | '+'))
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains('@') && !text.contains([' ', ',', ';', '\t', '|'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_files() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", ';'),
            ("a\tb\n1\t2\n", '\t'),
            ("a|b|c\n1|2|3\n", '|'),
            ("name;note\nAnn;\"a,b,c\"\nBob;\"d,e\"\n", ';'),
            ("name\nAnn\nBob\n", ','),
            ("date time,value\n2024-01-01 10:00:00,5\n2024-01-01 11:00:00,6\n", ','),
        ] {
            assert_eq!(guess(text, true).value, expected, "{text}");
        }
    }

    #[test]
    fn the_first_line_may_name_it() {
        assert_eq!(declared("sep=;\r\na;b\r\n"), Some((';', 7)));
        assert_eq!(declared("SEP=\t\na\tb"), Some(('\t', 6)));
        assert_eq!(declared("sep=5\n"), None);
        assert_eq!(declared("sep=;b\n"), None);
        assert_eq!(declared("separate,b\n"), None);
    }
}
