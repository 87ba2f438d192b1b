//! An answer that is a text, as somebody copies it from a page or a mail: one thing in each line.

use super::Said;
use super::words::number;
use crate::base::limits::LIMITS;
use crate::table::{Address, letters};
use regex_lite::{Captures, Regex};
use std::rc::Rc;
use std::sync::OnceLock;

/// A row that is named: "Row 3", "ligne n° 7", "lines 3, 5 and 9", "row #3, column email:".
static ROWS: Lazy = Lazy(
    r#"(?i)(?:^|[^A-Za-zÀ-ÿ])(?:rows?|lines?|records?|lignes?|enregistrements?|zeilen?)\s*(?:(?:n[°º]|no\.?|nr\.?|number|numéro|nummer|#)\s*)?[:#]?\s*(\d+(?:\s*(?:,|;|&|-|–|and|et|und|to|à|bis)\s*\d+)*)(?:\s*[,;(\[]?\s*(?:column|field|colonne|champ|spalte|feld)\s*:?\s*(?:["“«']\s*([^"”»']+?)\s*["”»']|([^ \t\u{a0}\u{202f}:,;)\]]+)))?\s*[)\]]?\s*[:.,–—-]*\s*"#,
    OnceLock::new(),
);
/// A cell that is named at the beginning: "C7: …", "Cell C7 – …".
static CELL: Lazy = Lazy(r"(?i)^\s*(?:cell\s+|cellule\s+)?([a-z]{1,3}\d+)\s*[:–—-]+\s*", OnceLock::new());
/// A number that begins the line: "3: …", "3) …", "3<tab>…".
static NUMBERED: Lazy = Lazy(r"^\s*(\d+)\s*(?:[:)]|\t|\.\s|[–—-]\s)\s*", OnceLock::new());
/// Digits in groups of three, which may be one number or several: "1,003", "1 003".
static GROUPED: Lazy = Lazy(r"^(?:\d+\D+)*?(\d{1,3}(?:(?:[.,'’]|\s)\d{3})+)(?:\D|$)", OnceLock::new());
/// A line that begins with them.
static GROUPED_LINE: Lazy = Lazy(r"^\s*\d{1,3}(?:(?:[.,'’]|\s)\d{3})+\s*[:)]", OnceLock::new());

/// What a text says. Where some lines say “row” and others only begin with a number, nobody knows whether that is one.
pub(super) fn read(text: &str) -> Vec<Said> {
    let says_row = lines(text).any(|line| of_cell(line).is_none() && ROWS.captures(line).is_some());
    lines(text).flat_map(|one| line(one, says_row)).take(LIMITS.answer_items + 1).collect()
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
    let placed = |said: Said| Said { column: said.column.or(one.column.clone()), ..said };
    lines(&one.message).flat_map(own).take(LIMITS.answer_items + 1).map(placed).collect()
}

/// Whether a sentence names a row.
pub(super) fn names_a_row(text: &str) -> bool {
    lines(text).any(|line| ROWS.captures(line).is_some())
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
    of_cell(line)
        .map(|one| vec![one])
        .or_else(|| of_rows(line))
        .unwrap_or_else(|| vec![numbered(line, says_row)])
}

/// A line that begins with a cell.
fn of_cell(line: &str) -> Option<Said> {
    let found = CELL.captures(line)?;
    let address = Address::read(&found.get(1)?.as_str().to_ascii_uppercase())?;
    Some(Said {
        row: Some(address.row.into()),
        column: Some(letters(address.column).into()),
        message: line[found.get(0)?.end()..].into(),
        ..Said::default()
    })
}

/// A line that names rows.
fn of_rows(line: &str) -> Option<Vec<Said>> {
    let found = ROWS.captures(line)?;
    let all = found.get(0)?;
    let column: Option<Rc<str>> = found.get(2).or(found.get(3)).map(|name| name.as_str().into());
    // What stands before the row belongs to the sentence.
    let rest = Some(&line[all.end()..]).filter(|rest| all.start() == 0 && !rest.is_empty());
    let message: Rc<str> = rest.unwrap_or(line).into();
    let one = |row| Said {
        row: Some(row),
        column: column.clone(),
        message: Rc::clone(&message),
        ..Said::default()
    };
    let numbers = found.get(1)?;
    let grouped = GROUPED.captures(&line[numbers.start()..]).and_then(|found| found.get(1));
    if grouped.is_some_and(|grouped| grouped.start() < numbers.len()) {
        return Some(vec![Said { row: None, of_unread_row: true, ..one(0) }]);
    }
    Some(all_of(numbers.as_str()).into_iter().map(one).collect())
}

/// A line that may begin with a number.
fn numbered(line: &str, says_row: bool) -> Said {
    let rest_of = |found: &Captures<'_>| found.get(0).map_or(line, |all| &line[all.end()..]);
    // "12:30" is a time.
    let is_time = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && line[..line.len() - rest.len()].ends_with(':')
    };
    let found = NUMBERED.captures(line).filter(|found| !is_time(rest_of(found)));
    let of_unread_row = (says_row && found.is_some()) || GROUPED_LINE.captures(line).is_some();
    let row = found.as_ref().filter(|_| !of_unread_row).and_then(|found| number(found.get(1)?.as_str()));
    let rest = found.as_ref().map_or(line, rest_of);
    let message = if rest.is_empty() || of_unread_row { line } else { rest }.into();
    Said { row, of_unread_row, message, ..Said::default() }
}

/// The numbers of "3, 5 and 7-9".
fn all_of(text: &str) -> Vec<u64> {
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
            let from = matches!(between.trim(), "-" | "–" | "to" | "à" | "bis")
                .then(|| all.last().copied())
                .flatten();
            match from {
                Some(from) if number > from && number - from <= LIMITS.answer_span => {
                    all.extend(from + 1..=number);
                }
                _ => all.push(number),
            }
            between.clear();
        }
        between.push(c);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(Option<u64>, Option<String>, String)> {
        read(text)
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
        let rows = |text: &str| read(text).iter().filter_map(|said| said.row).collect::<Vec<u64>>();
        assert_eq!(rows("Rows 3, 5 and 9: twice the same"), [3, 5, 9]);
        assert_eq!(rows("Lignes 3 à 6 : en double"), [3, 4, 5, 6]);
        assert_eq!(rows("Row 3: bad\n\nRow 4: bad"), [3, 4]);
        assert_eq!(rows("Rows 3-99999999: bad"), [3, 99_999_999], "no list of millions");
    }

    #[test]
    fn no_more_rows_are_named_than_an_answer_may_have() {
        let many = "Rows 1-10000: x\n".repeat(1_000);
        assert_eq!(read(&many).len(), LIMITS.answer_items + 1);
        let one = format!("Rows {}: x", vec!["1-10000"; 1_000].join(", "));
        assert!(
            read(&one).len() > LIMITS.answer_items
                && all_of(&one).len() < LIMITS.answer_items + 2 * LIMITS.answer_span as usize
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
            let said = read(line);
            assert_eq!((said.len(), said[0].row, said[0].of_unread_row), (1, None, true), "{line}");
        }
        // Among lines that say “row”, one that begins with a number may be anything.
        let rows: Vec<_> =
            read("Row 3: bad\n2. Send it again").iter().map(|one| (one.row, one.of_unread_row)).collect();
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
