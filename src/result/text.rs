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

/// What a text says.
pub(super) fn read(text: &str) -> Vec<Said> {
    lines(text).flat_map(line).take(LIMITS.answer_items + 1).collect()
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

fn line(line: &str) -> Vec<Said> {
    of_cell(line).map(|one| vec![one]).or_else(|| of_rows(line)).unwrap_or_else(|| vec![numbered(line)])
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
    Some(all_of(found.get(1)?.as_str()).into_iter().map(one).collect())
}

/// A line that may begin with a number.
fn numbered(line: &str) -> Said {
    let found = NUMBERED.captures(line);
    let row = found.as_ref().and_then(|found| number(found.get(1)?.as_str()));
    let rest = found.and_then(|found| found.get(0)).map_or(line, |all| &line[all.end()..]);
    Said { row, message: if rest.is_empty() { line } else { rest }.into(), ..Said::default() }
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
        if let Ok(number) = std::mem::take(&mut digits).parse::<u64>() {
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
    fn what_names_no_row() {
        for text in [
            "The import ended with 2 errors.",
            "Tomorrow 3 people come",
            "arrow 3",
            "2024-01-01 import started",
        ] {
            assert_eq!(places(text), [(None, None, text.to_owned())]);
        }
    }
}
