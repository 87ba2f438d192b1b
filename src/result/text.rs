//! An answer that is a text, as somebody copies it from a page or a mail: one thing in each line.

use super::Said;
use super::words::number;
use crate::table::{Address, letters};
use regex_lite::Regex;
use std::sync::OnceLock;

/// "rows 3 to 9" may name so many.
const WIDEST: u64 = 10_000;

/// A row that is named: "Row 3", "ligne n° 7", "lines 3, 5 and 9", "row #3, column email:".
const ROWS: &str = r#"(?i)(?:^|[^A-Za-zÀ-ÿ])(?:rows?|lines?|records?|lignes?|enregistrements?|zeilen?)\s*(?:(?:n[°º]|no\.?|nr\.?|number|numéro|nummer|#)\s*)?[:#]?\s*(\d+(?:\s*(?:,|;|&|-|–|and|et|und|to|à|bis)\s*\d+)*)(?:\s*[,;(\[]?\s*(?:column|field|colonne|champ|spalte|feld)\s*:?\s*(?:["“«']\s*([^"”»']+?)\s*["”»']|([^\s:,;)\]]+)))?\s*[)\]]?\s*[:.,–—-]*\s*"#;
/// A cell that is named at the beginning: "C7: …", "Cell C7 – …".
const CELL: &str = r"(?i)^\s*(?:cell\s+|cellule\s+)?([a-z]{1,3}\d+)\s*[:–—-]+\s*";
/// A number that begins the line: "3: …", "3) …", "3<tab>…".
const NUMBERED: &str = r"^\s*(\d+)\s*(?:[:)]|\t|\.\s|[–—-]\s)\s*";

/// What a text says.
pub(super) fn read(text: &str) -> Vec<Said> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(line).collect()
}

fn line(line: &str) -> Vec<Said> {
    static PATTERNS: OnceLock<[Option<Regex>; 3]> = OnceLock::new();
    let [rows, cell, numbered] =
        PATTERNS.get_or_init(|| [ROWS, CELL, NUMBERED].map(|pattern| Regex::new(pattern).ok()));
    let whole = || line.to_owned();
    if let Some(found) = cell.as_ref().and_then(|cell| cell.captures(line)) {
        let address = found.get(1).and_then(|name| Address::read(&name.as_str().to_ascii_uppercase()));
        if let (Some(address), Some(all)) = (address, found.get(0)) {
            let message = line[all.end()..].to_owned();
            return vec![Said {
                row: Some(address.row.into()),
                column: Some(letters(address.column)),
                message,
                cells: Vec::new(),
            }];
        }
    }
    if let Some(found) = rows.as_ref().and_then(|rows| rows.captures(line)) {
        let column = found.get(2).or(found.get(3)).map(|name| name.as_str().to_owned());
        // What stands before the row belongs to the sentence.
        let begins = found.get(0).is_some_and(|all| all.start() == 0);
        let rest = found.get(0).map_or("", |all| &line[all.end()..]);
        let message = if begins && !rest.is_empty() { rest.to_owned() } else { whole() };
        let numbers = found.get(1).map_or("", |numbers| numbers.as_str());
        let one = |row| Said {
            row: Some(row),
            column: column.clone(),
            message: message.clone(),
            cells: Vec::new(),
        };
        return all_of(numbers).into_iter().map(one).collect();
    }
    let found = numbered.as_ref().and_then(|numbered| numbered.captures(line));
    let row = found.as_ref().and_then(|found| number(found.get(1)?.as_str()));
    let message = found.and_then(|found| found.get(0)).map_or(line, |all| &line[all.end()..]).to_owned();
    vec![Said { row, message: if message.is_empty() { whole() } else { message }, ..Said::default() }]
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
        if let Ok(number) = std::mem::take(&mut digits).parse::<u64>() {
            let from = matches!(between.trim(), "-" | "–" | "to" | "à" | "bis")
                .then(|| all.last().copied())
                .flatten();
            match from {
                Some(from) if number > from && number - from <= WIDEST => all.extend(from + 1..=number),
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
        read(text).into_iter().map(|said| (said.row, said.column, said.message)).collect()
    }

    #[test]
    fn sentences_as_people_copy_them() {
        for (text, row, column, message) in [
            ("Row 3: is taken", 3, "", "is taken"),
            ("Line 12 - is taken", 12, "", "is taken"),
            ("Ligne n° 7 : existe déjà", 7, "", "existe déjà"),
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
