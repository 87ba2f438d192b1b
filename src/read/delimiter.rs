//! Which character separates the cells of a text file.
//!
//! Every candidate cuts the first part of the file; the right one gives rows of one length and cells that look like
//! values. (The measure is van den Burg's: pattern score times type score.)

use super::{Confidence, Decided};
use crate::base::sorting;
use std::collections::BTreeMap;

/// Records looked at.
const RECORDS: usize = 500;

/// What separates cells in nearly all files, the usual ones first.
const USUAL: [char; 8] = [',', ';', '\t', '|', '^', '~', '\u{1}', '\u{1f}'];

/// What separates cells in few files and words in many: accepted only where every row agrees.
const UNUSUAL: [char; 6] = [':', ' ', '#', '&', '*', '!'];

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
    let cuts = |among: &[char]| -> Vec<Cut> {
        let found = among.iter().filter(|c| sample.contains(**c)).map(|c| cut(sample, *c, whole));
        found.filter(|cut| cut.width > 1).collect()
    };
    let mut scored = cuts(&USUAL);
    if !scored.iter().any(|cut| cut.even * 2 >= cut.records) {
        scored.extend(cuts(&UNUSUAL).into_iter().filter(Cut::is_flawless));
    }
    sorting::sort_by(&mut scored, |a, b| b.score.total_cmp(&a.score));
    let Some(best) = scored.first() else { return one_column(',', Confidence::Likely) };
    let mut rivals: Vec<(char, Vec<String>)> = scored
        .iter()
        .skip(1)
        .filter(|cut| cut.score >= best.score * 0.7)
        .map(|cut| (cut.delimiter, cut.words.clone()))
        .collect();
    let absent = USUAL.into_iter().find(|c| !sample.contains(*c)).filter(|_| best.may_be_one_column());
    if let Some(absent) = absent {
        if best.only_marks_of_numbers {
            let mut decided = one_column(absent, Confidence::Ask);
            decided.others = vec![(best.delimiter, best.words.clone())];
            return decided;
        }
        rivals.push((absent, best.lines.clone()));
    }
    let confidence = match rivals.is_empty() {
        true if best.even == best.records && best.records > 1 => Confidence::Sure,
        true => Confidence::Likely,
        false => Confidence::Ask,
    };
    let evidence = match best.records {
        1 => [
            "the first row has {width} {width|column|columns} with it",
            "la première ligne a {width} {width|colonne|colonnes} avec lui",
        ],
        _ => [
            "{even} of the first {records} rows {even|has|have} {width} {width|column|columns} with it",
            "sur les {records} premières lignes, {even} {even|a|ont} {width} {width|colonne|colonnes} avec lui",
        ],
    };
    let mut decided = Decided::new(best.delimiter, confidence, evidence);
    decided = decided.with("even", best.even as u64).with("records", best.records as u64);
    decided = decided.with("width", best.width as u64);
    decided.others = rivals;
    decided
}

/// No character separates cells; `delimiter` is one that does not occur.
fn one_column(delimiter: char, confidence: Confidence) -> Decided<char> {
    Decided::new(delimiter, confidence, ["the file has one column only", "le fichier n’a qu’une colonne"])
}

/// What a candidate makes of the sample.
struct Cut {
    delimiter: char,
    score: f64,
    records: usize,
    /// The most frequent number of cells, and how many records have it.
    width: usize,
    even: usize,
    /// Cells of the first record.
    first: usize,
    /// Share of cells that are numbers, and that are numbers of one or two digits, as on a clock.
    numbers: f64,
    clocks: f64,
    /// Behind the first record it stands only where decimal and thousands marks do.
    only_marks_of_numbers: bool,
    /// The first cells of the last record, and the last lines.
    words: Vec<String>,
    lines: Vec<String>,
}

impl Cut {
    /// Whether an unusual character cuts so well that it can be meant.
    fn is_flawless(&self) -> bool {
        let every = self.records >= 3 && self.even == self.records;
        let most = self.records >= 2 && self.even * 5 >= self.records * 4 && self.width >= 3;
        match self.delimiter {
            ':' => (every || most) && !(self.width <= 3 && self.clocks > 0.6),
            ' ' => every && self.width >= 3 && self.numbers > 0.5,
            _ => every && self.width >= 3,
        }
    }

    /// Whether the character may belong to the text of a single column: its heading does not hold it, and the rows
    /// below hold it in different numbers, or once each.
    fn may_be_one_column(&self) -> bool {
        self.first == 1
            && self.records > 1
            && (self.even * 10 < self.records * 6 || self.width == 2 && self.even + 1 == self.records)
    }
}

fn cut(sample: &str, delimiter: char, whole: bool) -> Cut {
    let mut records = split(sample, delimiter);
    if !whole && records.len() > 1 {
        records.pop();
    }
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in &records {
        *widths.entry(record.len()).or_insert(0) += 1;
    }
    let share = |test: &dyn Fn(&str) -> bool| {
        let cells = records.iter().flatten();
        cells.clone().filter(|cell| test(cell)).count() as f64 / cells.count().max(1) as f64
    };
    let weigh = |(width, n): (&usize, &usize)| *n as f64 * (*width as f64 - 1.0).max(0.001) / *width as f64;
    let pattern = widths.iter().map(weigh).sum::<f64>() / widths.len().max(1) as f64;
    // A wrong candidate cuts quoted cells of the right one in pieces.
    let broken = share(&|cell| {
        cell.contains('"') && !(cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"'))
    });
    let score = pattern * share(&looks_like_value).max(1e-10) / (1.0 + 20.0 * broken);
    let (width, even) = widths.into_iter().max_by_key(|(width, n)| (*n, *width)).unwrap_or((0, 0));
    let line = |record: &Vec<&str>| record.join(&delimiter.to_string());
    Cut {
        delimiter,
        score,
        records: records.len(),
        width,
        even,
        first: records.first().map_or(0, Vec::len),
        numbers: share(&is_number),
        clocks: share(&|cell| matches!(cell.len(), 1 | 2) && cell.bytes().all(|b| b.is_ascii_digit())),
        only_marks_of_numbers: records.iter().skip(1).all(|record| is_marked_number(&line(record))),
        words: records.last().into_iter().flatten().take(3).map(|cell| (*cell).to_owned()).collect(),
        lines: records.iter().rev().take(3).map(line).collect(),
    }
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
            // A doubled quote closes and opens again.
            b'"' if at == start || bytes.get(start) == Some(&b'"') => quoted = !quoted,
            _ if quoted => {}
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
            b if b == delimiter => {
                record.push(sample.get(start..at).unwrap_or_default());
                start = at + 1;
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

/// Whether a line is a number with decimal or thousands marks: `9,99`, `-1,234,567.89`, `1 234,50 €`.
fn is_marked_number(line: &str) -> bool {
    let text =
        line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '+' | '€' | '$' | '£' | '%'));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}'))
        && text.split([',', '.', ' ', '\u{a0}', '\u{202f}']).all(digits)
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
            ("name\nAnn Lee\nBob Roe\nCid Poe\n", ','),
            ("time\n10:20\n11:30\n", ','),
            ("price\n9,99\n12,50\n", ';'),
            ("a:b:c\n1:x:y\n2:z:w\n", ':'),
            ("a:b:c:d\n1:2:3:4\n5:6:7:8\n", ':'),
            ("time\n10:20:30\n11:30:40\n", ','),
            ("Budget\n\nname\tnote\nAnn\t\"a, b\nc\"\nBob\t\"d, e\"\n", '\t'),
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
