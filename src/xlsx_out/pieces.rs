//! A workbook on its way to the writer, piece by piece.
//!
//! The writer is a module of its own in the page, without readers and rules; what it writes comes to it as these
//! pieces, one JSON object on each line. On this machine they are handed over as they are.

use serde::{Deserialize, Serialize};

/// One piece.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// A new sheet; lines name it by its index.
    #[serde(rename = "s")]
    Sheet(Sheet),
    /// A row of a sheet.
    #[serde(rename = "l")]
    Line(Line),
}

/// A sheet before its rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// The row of the headings, 1 for the first.
    pub header: u32,
    /// Width of each column in characters.
    pub widths: Vec<u16>,
    /// The first column that we added.
    pub ours: u32,
    /// Rows can be filtered by their headings.
    pub filter: bool,
    /// Columns whose cells are texts, whatever is typed into them.
    pub texts: Vec<u32>,
    /// Columns whose texts are broken into lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wraps: Vec<u32>,
    /// The name of a document property that says what the workbook is, and its value.
    pub property: Option<(String, String)>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Index of the sheet.
    #[serde(rename = "s")]
    pub sheet: usize,
    /// Its number, 1 for the first.
    #[serde(rename = "r")]
    pub row: u32,
    /// The cells from the first column on.
    #[serde(rename = "c")]
    pub cells: Vec<Content>,
    /// It is a title over the rows below it.
    #[serde(rename = "t", default, skip_serializing_if = "std::ops::Not::not")]
    pub title: bool,
    /// Marked cells.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// A marked cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Column index, 0 for A.
    pub column: u32,
    /// How bad it is.
    pub kind: Kind,
    /// The sentences.
    pub text: String,
}

/// The kinds of mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What stands there is not what stood in the file: typed by hand, or a repair that was accepted.
    Change,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// Nothing.
    Empty(()),
    /// Yes or no.
    Bool(bool),
    /// A number without a format.
    Number(f64),
    /// A text, never read as a formula.
    Text(String),
    /// A number under a format: dates, times, percentages.
    Formatted {
        /// The number.
        n: f64,
        /// The format's code.
        f: String,
    },
    /// A text that leads to a cell of the workbook.
    Link {
        /// The text.
        t: String,
        /// The cell, such as `'Sheet 1'!C17`.
        to: String,
    },
}

impl Content {
    /// A text; nothing if it is empty.
    #[must_use]
    pub fn text(text: &str) -> Content {
        if text.is_empty() { Content::Empty(()) } else { Content::Text(text.to_owned()) }
    }
}

/// The most rows and columns that a workbook can hold.
pub const MOST_ROWS: u32 = 1_048_576;
/// The most columns.
pub const MOST_COLUMNS: u32 = 16_384;
/// The longest text of a cell, in UTF-16 units.
pub const LONGEST_TEXT: usize = 32_767;

/// A name that a tab may have: without the characters it refuses, at most 31 long, not empty.
#[must_use]
pub fn tab_name(wanted: &str, otherwise: &str) -> String {
    let refused = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
    let name: String = wanted.chars().map(|c| if refused(c) { ' ' } else { c }).collect();
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= 31
    };
    let name: String = name.trim_matches(['\'', ' ']).chars().take_while(fits).collect();
    let name = name.trim_matches(['\'', ' ']).to_owned();
    if name.is_empty() || name.eq_ignore_ascii_case("history") { otherwise.to_owned() } else { name }
}
