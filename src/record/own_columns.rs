//! What we add to a user's table, and how it is known again when such a file is dropped in.

use crate::problem::lang::Lang;
use crate::read::SheetInfo;

/// The heading of the column that holds the sentences about a row, in English and French.
const ERRORS: [&str; 2] = ["Errors (import check)", "Erreurs (contrôle d’import)"];

/// The heading of the column that holds the row's number in the user's file.
const ROW: [&str; 2] = ["Row (import check)", "Ligne (contrôle d’import)"];

/// The first cell of sheets that hold no data: findings, instructions, lists of allowed values.
const SHEETS: [[&str; 2]; 3] = [
    ["Findings (import check)", "Constats (contrôle d’import)"],
    ["How to fill in this file (import check)", "Comment remplir ce fichier (contrôle d’import)"],
    ["Allowed values (import check)", "Valeurs admises (contrôle d’import)"],
];

/// The headings of our columns beside a user's table: the row number, and the sentences.
pub(crate) fn headings(lang: Lang) -> [&'static str; 2] {
    [lang.pick(ROW), lang.pick(ERRORS)]
}

/// The first cell of the sheet with all findings.
pub(crate) fn findings_title(lang: Lang) -> &'static str {
    lang.pick(SHEETS[0])
}

/// The first cell of the sheet with the instructions.
#[cfg(feature = "xlsx-out")]
pub(crate) fn instructions_title(lang: Lang) -> &'static str {
    lang.pick(SHEETS[1])
}

/// The first cell of the sheet with the lists behind drop-downs.
#[cfg(feature = "xlsx-out")]
pub(crate) fn lists_title(lang: Lang) -> &'static str {
    lang.pick(SHEETS[2])
}

/// Whether a heading is one of those that we add.
pub(crate) fn is_heading(text: &str) -> bool {
    [ERRORS, ROW].iter().flatten().any(|ours| text.trim() == *ours)
}

/// Whether a heading is that of the row numbers.
pub(crate) fn is_row_heading(text: &str) -> bool {
    ROW.contains(&text.trim())
}

/// Whether a sheet is one of those that we add: it is never the one with the data.
pub(crate) fn is_sheet(sheet: &SheetInfo) -> bool {
    let first = sheet.head.first().map_or("", |row| row.cell(0).shown.trim());
    SHEETS.iter().flatten().any(|title| first == *title)
}
