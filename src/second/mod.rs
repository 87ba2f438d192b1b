//! A second reader, which shares no code with ours: what it finds stored in a file, as a second opinion on what we find, and
//! in place of it where our reader refuses a workbook.
//!
//! Workbooks are read again by calamine, text files by the csv crate. Both keep a whole file in memory, so a file that is
//! large, or a sheet that spans much, is not compared and that is said. Only what is *stored* is compared: neither of
//! them knows what a spreadsheet shows.

mod found;
mod plain_workbook;
#[cfg(not(target_arch = "wasm32"))]
mod reader;
#[cfg(not(target_arch = "wasm32"))]
mod shared;
mod text;
#[cfg(all(target_arch = "wasm32", feature = "second-reader"))]
pub mod wasm;
mod workbook;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use reader::open_early;

use crate::base::limits::LIMITS;
use crate::read::workbook::found::FoundSheet;
use crate::read::workbook::plain_parts::plain_parts;
use crate::read::{Book, Format, Source, format_of};
use crate::table::Address;
use std::io::{Cursor, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A cell in which the readers differ.
///
/// Listed in a [`SecondOpinion`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The sheet; empty for text files.
    pub sheet: String,
    /// The cell, such as `C17`.
    pub cell: String,
    /// The value as we read it; empty where we find nothing.
    pub ours: String,
    /// The value as the second reader has it; empty where it finds nothing.
    pub theirs: String,
}

/// What a second reader says of a file.
///
/// ```
/// use import_checker::read::{self, Wishes};
/// use import_checker::second_opinion;
/// use std::io::Cursor;
/// use std::ops::ControlFlow;
///
/// let bytes = b"name;city\nAna;Cork\n".to_vec();
/// let source = Box::new(Cursor::new(bytes.clone()));
/// let mut book = read::open(source, &Wishes::default(), &mut |_| ControlFlow::Continue(()))?;
/// let opinion = second_opinion(book.as_mut(), &mut Cursor::new(bytes));
/// assert_eq!((opinion.compared, opinion.different), (4, 0));
/// # Ok::<(), read::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondOpinion {
    /// Cells that both readers were asked for.
    pub compared: u64,
    /// Cells in which they differ.
    pub different: u64,
    /// The first thousand of these.
    pub cells: Vec<Difference>,
    /// What was not compared, and why, in English and French: the sheet's name, empty for the whole file.
    pub not_compared: Vec<(String, [&'static str; 2])>,
}

impl SecondOpinion {
    /// Why something was not compared that the second reader refuses, in English and French.
    pub const CANNOT: [&'static str; 2] =
        ["the second reader cannot read it", "illisible pour le second lecteur"];

    fn passed_over(sheet: &str, why: [&'static str; 2]) -> SecondOpinion {
        SecondOpinion { not_compared: vec![(sheet.to_owned(), why)], ..SecondOpinion::default() }
    }

    fn differs(&mut self, sheet: &str, (row, column): (u32, u32), ours: &str, theirs: &str) {
        self.different += 1;
        if self.cells.len() < LIMITS.second_differences {
            self.cells.push(Difference {
                sheet: sheet.to_owned(),
                cell: Address { row, column }.to_string(),
                ours: ours.to_owned(),
                theirs: theirs.to_owned(),
            });
        }
    }

    /// Whether everything was compared and nothing differs.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.different == 0 && self.not_compared.is_empty()
    }
}

/// Reads the file a second time and compares. `source` holds the bytes that `book` was opened from.
///
/// What it says is a [`SecondOpinion`].
pub fn second_opinion(book: &mut dyn Book, source: &mut dyn Source) -> SecondOpinion {
    let Ok(size) = source.seek(SeekFrom::End(0)) else { return unreadable() };
    if size > LIMITS.second_file_bytes {
        return SecondOpinion::passed_over(
            "",
            ["the file is too large to be read twice", "le fichier est trop grand pour être lu deux fois"],
        );
    }
    let mut bytes = Vec::new();
    if source.rewind().is_err() || source.read_to_end(&mut bytes).is_err() {
        return unreadable();
    }
    match book.format() {
        Format::Csv => text::compare(book, &bytes),
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods => workbook::compare(book, &bytes),
        _ => SecondOpinion::passed_over(
            "",
            ["no second reader knows this format", "aucun second lecteur ne connaît ce format"],
        ),
    }
}

fn unreadable() -> SecondOpinion {
    SecondOpinion::passed_over("", ["the file could not be read again", "le fichier n’a pas pu être relu"])
}

/// A workbook as the second reader finds it, written as a plain one that our reader takes in its place.
///
/// Given by [`read_instead`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The plain workbook, as XLSX.
    pub workbook: Vec<u8>,
    /// Cells may be missing that neither reader knows: so it is in every format but XLSX.
    pub cells_may_lack: bool,
}

/// A workbook that our reader refuses, read by the second reader and written as a plain one that ours takes; nothing
/// where the second reader does not find something in exactly the cells that hold something, or may not be asked. Of what
/// comes out only what cells *store* is known.
///
/// ```
/// assert_eq!(import_checker::read_instead(b"no workbook"), None);
/// ```
#[must_use]
pub fn read_instead(bytes: &[u8]) -> Option<Instead> {
    let (format, date_1904, sheets) = found_in(&mut || Cursor::new(bytes))?;
    let read = sheets.iter().any(|sheet| sheet.cells.is_some());
    read.then(|| Instead {
        workbook: plain_workbook::write(sheets, date_1904),
        cells_may_lack: format != Format::Xlsx,
    })
}

/// The kind of a workbook, whether its days are counted from 1904, and the sheets as the second reader finds them. Nothing
/// where it may not be asked or finds no workbook.
fn found_in<S: Source>(source: &mut dyn FnMut() -> S) -> Option<(Format, bool, Vec<FoundSheet>)> {
    let mut first = source();
    if first.seek(SeekFrom::End(0)).ok()? > LIMITS.second_file_bytes {
        return None;
    }
    let format = format_of(&mut first).ok()?;
    let parts = plain_parts(Box::new(source()), format).ok()?;
    // A reader that fails on a file of a stranger must not take the check with it.
    let found = catch_unwind(AssertUnwindSafe(|| found::found(parts, format))).ok().flatten();
    found.map(|(date_1904, sheets)| (format, date_1904, sheets))
}
