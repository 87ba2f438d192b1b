//! An answer that is a text, as somebody copies it from a page or a mail: one thing in each line.

use super::sentences::{begins_well, is_count, is_of_others};
use super::words::{is_well, number};
use super::{Read, Said};
use crate::base::limits::LIMITS;
use crate::table::{Address, letters};
use regex_lite::{Captures, Regex};
use std::rc::Rc;
use std::sync::OnceLock;

/// A row that is named: "Row 3", "ligne n° 7", "lines 3, 5 and 9", "row #3, column email:".
static ROWS: Lazy = Lazy(
    r#"(?i)(?:^|[^A-Za-zÀ-ÿ])(?:rows?|lines?|records?|lignes?|enregistrements?|zeilen?)\s*(?:(?:n[°º]|no\.?|nr\.?|number|numéro|nummer|#)\s*)?[:#]?\s*(\d+(?:\s*(?:,\s*(?:and|et|und)|,|;|&|-|–|and|et|und|to|à|bis)\s*\d+)*)(?:\s*[,;(\[]?\s*(?:column|field|colonne|champ|spalte|feld)\s*:?\s*(?:["“«']\s*([^"”»']+?)\s*["”»']|([^ \t\u{a0}\u{202f}:,;)\]]+)))?\s*[)\]]?\s*[:.,–—-]*\s*"#,
    OnceLock::new(),
);
/// A cell that is named at the beginning: "C7: …", "Cell C7 – …".
static CELL: Lazy = Lazy(r"(?i)^\s*(?:cell\s+|cellule\s+)?([a-z]{1,3}\d+)\s*[:–—-]+\s*", OnceLock::new());
/// A number that begins the line: "3: …", "3) …", "3<tab>…".
static NUMBERED: Lazy = Lazy(r"^\s*(\d+)\s*(?:[:)]|\t|\.\s|[–—-]\s)\s*", OnceLock::new());
/// What goes on with a list, or a span, of rows behind the last that was read: "Rows 3 or 4", "Rows 3/4", "Row 3 ff.".
static GOES_ON: Lazy = Lazy(
    r"(?i)^(?:\s|[,;(])*(?:[/+&|…~−<>]|\.\.|(?:and|or|to|till|until|through|thru|up|on|onwards?|ff?|following|plus|also|as|next|all|any|every|others?|more|rest|et|ou|à|jusqu|puis|ainsi|suivantes?|toutes?|autres?|und|oder|bis|sowie|ab|alle|weitere|andere)(?:[^A-Za-zÀ-ÿ]|$))",
    OnceLock::new(),
);
/// Another row within a sentence: "…, 5: is taken".
static ANOTHER: Lazy = Lazy(r"(?:^|[,;|.>)]\s*)\d+\s*[:)](?:\s|$)", OnceLock::new());
/// What may stand before a row: the time and the grade of a log, a bullet, "Error in", "Could not import".
static BEFORE: Lazy = Lazy(
    r"(?i)^(?:[\[(]?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})?(?:\s|[T,])*(?:\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?Z?)?[\])]?|\d{1,6}[.)]\s)[^0-9A-Za-zÀ-ÿ]*(?:(?:error|errors|erreur|erreurs|fehler|warn|warning|info|in|at|for|on|the|à|la|dans|pour|sur|der|bei|could|not|import|impossible|d|de|l|importer)[^0-9A-Za-zÀ-ÿ]+)*$",
    OnceLock::new(),
);
/// So many rows, and not the number of one: "Rows: 6".
static COUNT: Lazy = Lazy(
    r"(?i)(?:^|[^A-Za-zÀ-ÿ])(?:rows|lines|records|lignes|enregistrements|zeilen)\s*[:=]\s*\d",
    OnceLock::new(),
);
/// A cell in what is said of another one: "B3:B5: bad", "B3: bad, B4: bad".
static FURTHER_CELL: Lazy =
    Lazy(r"(?:^[A-Za-z]{1,3}\d+(?:[^A-Za-z0-9]|$)|[,;|>]\s*[A-Za-z]{1,3}\d+\s*[:–—-])", OnceLock::new());
/// Digits in groups of three, which may be one number or several: "1,003", "1 003".
static GROUPED: Lazy = Lazy(r"^(?:\d+\D+)*?(\d{1,3}(?:(?:[.,'’]|\s)\d{3})+)(?:\D|$)", OnceLock::new());
/// A line that begins with them.
static GROUPED_LINE: Lazy = Lazy(r"^\s*\d{1,3}(?:(?:[.,'’]|\s)\d{3})+\s*[:)]", OnceLock::new());

/// What a text says. Where some lines say “row” and others only begin with a number, nobody knows whether that is one.
pub(super) fn read(text: &str) -> Read {
    let says_row = lines(text).any(|line| of_cell(line).is_none() && ROWS.captures(line).is_some());
    let mut read = Read::default();
    for one in lines(text).flat_map(move |one| line(one, says_row)).take(LIMITS.answer_items + 1) {
        // "Row 2: created"
        match one.row {
            Some(row) if is_well(&one.message) => read.well.add(Some(row), std::iter::empty()),
            _ => read.said.push(one),
        }
    }
    read
}

/// Whether a text is a table, the headings of which nobody knows: a first line of names, with a mark between them that all
/// others have as often.
pub(super) fn is_table(text: &str) -> bool {
    let mut lines = lines(text);
    let Some(head) = lines.next().filter(|head| ROWS.captures(head).is_none()) else { return false };
    let rest: Vec<&str> = lines.collect();
    let is_separated = |mark: char| {
        // "10:00:00,123" is a time, and "Hello, Bob" a sentence.
        let is_name = |name: &str| name.starts_with(|c: char| !c.is_whitespace() && !c.is_ascii_digit());
        let names = head.matches(mark).count();
        names > 0
            && head.split(mark).skip(1).all(is_name)
            && rest.iter().all(|line| line.matches(mark).count() >= names)
    };
    !rest.is_empty() && [',', ';', '\t', '|'].into_iter().any(is_separated)
}

/// What a sentence says that stands where an answer has none of its own for the row: as it is, or once for each row that
/// it names itself.
pub(super) fn rows_of(one: Said) -> Vec<Said> {
    if !names_a_row(&one.message) {
        return vec![one];
    }
    let own = |line| of_rows(line).unwrap_or_else(|| vec![Said { message: line.into(), ..Said::default() }]);
    let of_column = |said: Said| Said { column: said.column.or(one.column.clone()), ..said };
    lines(&one.message).flat_map(own).take(LIMITS.answer_items + 1).map(of_column).collect()
}

/// Whether a sentence names a row.
pub(super) fn names_a_row(text: &str) -> bool {
    lines(text).any(|line| ROWS.captures(line).is_some())
}

/// Whether a sentence may be about rows.
pub(super) fn may_name_rows(text: &str) -> bool {
    has_digit(text) || is_of_others(text)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A pattern, made when it is first needed. Its spaces are also those that do not break, as French has them before a colon.
struct Lazy(&'static str, OnceLock<Option<Regex>>);

impl Lazy {
    fn captures<'l>(&self, line: &'l str) -> Option<Captures<'l>> {
        let pattern = || self.0.replace(r"\s", r"[\s\u{a0}\u{202f}]");
        self.1.get_or_init(|| Regex::new(&pattern()).ok()).as_ref()?.captures(line)
    }
}

fn line(line: &str, says_row: bool) -> Vec<Said> {
    // "Rows: 6, errors: 0"
    if COUNT.captures(line).is_some() && is_count(line) {
        return vec![Said { message: line.into(), ..Said::default() }];
    }
    of_cell(line).or_else(|| of_rows(line)).unwrap_or_else(|| numbered(line, says_row))
}

/// What a line says of rows. Where it may name others as well, that is said, too.
fn placed(line: &str, rows: Vec<Said>, more: bool) -> Vec<Said> {
    let Some(message) = rows.first().map(|one| Rc::clone(&one.message)) else { return rows };
    if is_well(&message) && !more {
        return rows;
    }
    // "Row 2: created with number 5" is no error.
    if begins_well(&message) {
        return vec![unread(line)];
    }
    rows.into_iter().chain(more.then(|| unread(line))).collect()
}

/// A line that names rows in a way that nobody reads.
fn unread(line: &str) -> Said {
    Said { of_unread_row: true, message: line.into(), ..Said::default() }
}

/// Whether what is said of a row may name another one, too.
fn names_more(rest: &str) -> bool {
    ANOTHER.captures(rest).is_some() || ROWS.captures(rest).is_some()
}

/// A line that begins with a cell.
fn of_cell(line: &str) -> Option<Vec<Said>> {
    let found = CELL.captures(line)?;
    let address = Address::read(&found.get(1)?.as_str().to_ascii_uppercase())?;
    let rest = &line[found.get(0)?.end()..];
    let one = Said {
        row: Some(address.row.into()),
        column: Some(letters(address.column).into()),
        message: rest.into(),
        ..Said::default()
    };
    Some(placed(line, vec![one], FURTHER_CELL.captures(rest).is_some() || names_more(rest)))
}

/// A line that names rows.
fn of_rows(line: &str) -> Option<Vec<Said>> {
    let found = ROWS.captures(line)?;
    let all = found.get(0)?;
    let column: Option<Rc<str>> = found.get(2).or(found.get(3)).map(|name| name.as_str().into());
    let numbers = found.get(1)?;
    let rest = &line[all.end()..];
    // What stands before the row belongs to the sentence.
    let message: Rc<str> = if all.start() == 0 && !rest.is_empty() { rest } else { line }.into();
    let grouped = GROUPED.captures(&line[numbers.start()..]).and_then(|found| found.get(1));
    let rows =
        all_of(numbers.as_str()).filter(|_| grouped.is_none_or(|grouped| grouped.start() >= numbers.len()));
    let Some(rows) = rows else { return Some(vec![unread(line)]) };
    let between = &line[numbers.end()..all.end()];
    let begins_with_digit = rest.starts_with(|c: char| c.is_ascii_digit());
    // Behind a colon, or a dash, a sentence begins.
    let ends = between.contains(':') || (between.contains(['-', '–', '—']) && !begins_with_digit);
    let before = all.start() + line[all.start()..].find(char::is_alphabetic).unwrap_or(0);
    let word = line[before..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    // "Row 3 - 5 errors"
    let several = rows.len() > 1 && !word.ends_with('s') && !word.ends_with('n');
    let more = names_more(rest)
        || BEFORE.captures(&line[..before]).is_none()
        || (!ends && (GOES_ON.captures(rest).is_some() || has_digit(rest) || (several && !rest.is_empty())));
    let one = |row| Said {
        row: Some(row),
        column: column.clone(),
        message: Rc::clone(&message),
        ..Said::default()
    };
    Some(placed(line, rows.into_iter().map(one).collect(), more))
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A line that may begin with a number.
fn numbered(line: &str, says_row: bool) -> Vec<Said> {
    let Some(found) = NUMBERED.captures(line) else {
        let of_unread_row = GROUPED_LINE.captures(line).is_some();
        return vec![Said { of_unread_row, message: line.into(), ..Said::default() }];
    };
    let rest = found.get(0).map_or(line, |all| &line[all.end()..]);
    let begins_with_digit = rest.starts_with(|c: char| c.is_ascii_digit());
    let between = &line[..line.len() - rest.len()];
    // "12:30" is a time.
    if begins_with_digit && between.ends_with(':') {
        return vec![Said { message: line.into(), ..Said::default() }];
    }
    let row = found.get(1).and_then(|found| number(found.as_str())).filter(|_| !says_row);
    if row.is_none() || GROUPED_LINE.captures(line).is_some() {
        return vec![unread(line)];
    }
    let more = names_more(rest) || (begins_with_digit && !between.contains([':', ')', '\t']));
    let message = if rest.is_empty() { line } else { rest }.into();
    placed(line, vec![Said { row, message, ..Said::default() }], more)
}

/// The numbers of "3, 5 and 7-9"; nothing where a span is none, or is longer than is believed.
fn all_of(text: &str) -> Option<Vec<u64>> {
    let mut all: Vec<u64> = Vec::new();
    let mut between = String::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if all.len() > LIMITS.answer_items {
            break;
        }
        let digits = std::mem::take(&mut digits);
        if !digits.is_empty() {
            // No file has a row of a number that is too long to be read.
            let number = digits.parse().unwrap_or(u64::MAX);
            match all.last().copied().filter(|_| matches!(between.trim(), "-" | "–" | "to" | "à" | "bis"))
            {
                Some(from) if number > from && number - from <= LIMITS.answer_span => {
                    all.extend(from + 1..=number);
                }
                Some(_) => return None,
                None => all.push(number),
            }
            between.clear();
        }
        between.push(c);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(Option<u64>, Option<String>, String)> {
        read(text)
            .said
            .into_iter()
            .map(|said| (said.row, said.column.map(|name| name.to_string()), said.message.to_string()))
            .collect()
    }

    #[test]
    fn sentences_as_people_copy_them() {
        for (text, row, column, message) in [
            ("Row 3: is taken", 3, "", "is taken"),
            ("Line 12 - is taken", 12, "", "is taken"),
            ("Ligne n° 7 : existe déjà", 7, "", "existe déjà"),
            ("Ligne\u{a0}7\u{202f}: existe déjà", 7, "", "existe déjà"),
            ("Ligne 7, champ «\u{a0}E-mail\u{a0}»\u{a0}: existe déjà", 7, "E-mail", "existe déjà"),
            ("Ligne 7, champ email\u{a0}: existe déjà", 7, "email", "existe déjà"),
            ("C7\u{a0}: existe déjà", 7, "C", "existe déjà"),
            ("row #4, column “Email”: is taken", 4, "Email", "is taken"),
            ("Row 4 (field email): is taken", 4, "email", "is taken"),
            ("Row 3: 1,000 is too much", 3, "", "1,000 is too much"),
            ("Row 3: the year 2 025 is too late", 3, "", "the year 2 025 is too late"),
            ("5: is taken", 5, "", "is taken"),
            ("5\tis taken", 5, "", "is taken"),
            ("C7: is taken", 7, "C", "is taken"),
            ("Could not import row 8.", 8, "", "Could not import row 8."),
            ("Row 9", 9, "", "Row 9"),
        ] {
            let column = Some(column).filter(|column| !column.is_empty()).map(str::to_owned);
            assert_eq!(places(text), [(Some(row), column, message.to_owned())], "{text}");
        }
    }

    #[test]
    fn several_rows_in_one_sentence() {
        let rows = |text: &str| read(text).said.iter().filter_map(|said| said.row).collect::<Vec<u64>>();
        assert_eq!(rows("Rows 3, 5 and 9: twice the same"), [3, 5, 9]);
        assert_eq!(rows("Lignes 3 à 6 : en double"), [3, 4, 5, 6]);
        assert_eq!(rows("Row 3: bad\n\nRow 4: bad"), [3, 4]);
        assert_eq!(rows("Rows 3, 4, and 7: twice the same"), [3, 4, 7]);
    }

    #[test]
    fn no_more_rows_are_named_than_an_answer_may_have() {
        let many = "Rows 1-10000: x\n".repeat(1_000);
        assert_eq!(read(&many).said.len(), LIMITS.answer_items + 1);
        let one = format!("Rows {}: x", vec!["1-10000"; 1_000].join(", "));
        assert!(
            read(&one).said.len() > LIMITS.answer_items
                && all_of(&one).unwrap().len() < LIMITS.answer_items + 2 * LIMITS.answer_span as usize
        );
    }

    #[test]
    fn digits_in_groups_may_be_one_number_or_several() {
        for line in [
            "Row 1,003: bad",
            "Ligne 1\u{202f}003\u{a0}: en double",
            "Zeile 1.003: doppelt",
            "Rows 3 and 1,003: bad",
            "1,003: bad",
            "1 003: bad",
        ] {
            let said = read(line).said;
            assert_eq!((said.len(), said[0].row, said[0].of_unread_row), (1, None, true), "{line}");
        }
        // Among lines that say “row”, one that begins with a number may be anything.
        let rows: Vec<_> = read("Row 3: bad\n2. Send it again")
            .said
            .iter()
            .map(|one| (one.row, one.of_unread_row))
            .collect();
        assert_eq!(rows, [(Some(3), false), (None, true)]);
    }

    #[test]
    fn what_is_a_table_and_what_are_sentences() {
        for table in ["fila,mensaje\n3,ya existe", "Fila;Campo;Mensaje\n3;;ya existe\n4;a;b\n", "a\tb\n1\t2"]
        {
            assert!(is_table(table), "{table}");
        }
        for sentences in [
            "Hello,\nRow 3: bad\nBest,",
            "Dear Ana, your file is here\nRow 3, column x: bad",
            "Row 3,4: bad\nRow 5,6: bad",
            "2024-05-01 10:00:00,123 INFO start\n2024-05-01 10:00:01,456 ERROR line 3: bad",
            "a,b",
            "",
        ] {
            assert!(!is_table(sentences), "{sentences}");
        }
    }

    #[test]
    fn what_names_no_row() {
        for text in [
            "The import ended with 2 errors.",
            "Tomorrow 3 people come",
            "arrow 3",
            "2024-01-01 import started",
            "12:30:05 import started",
        ] {
            assert_eq!(places(text), [(None, None, text.to_owned())]);
        }
    }
}
