//! Any file to rows: what kind of file it is, how it is to be read, and the rows themselves.
//!
//! Rows are pushed into a reporter that may ask to stop. Pushing needs no type that borrows from itself (the readers of
//! workbooks borrow their workbook), reuses one buffer, and lets a preview end early.
//!
//! Everything begins with [`open`].

#[cfg(all(target_arch = "wasm32", any(feature = "engine", feature = "second-reader")))]
pub(crate) mod browser_letters;
mod checkpoints;
mod codepages;
mod csv;
pub(crate) mod decoder;
mod delimiter;
pub(crate) mod encoding;
mod guess;
mod html;
mod languages;
mod legacy;
mod markup;
mod number_format;
mod plausible;
pub(crate) mod quotes;
mod quoting;
mod refusals;
mod sniff;
mod sniff_container;
mod stopped;
mod tables;
mod text;
mod too_much;
pub(crate) mod workbook;
mod xml2003;

use crate::problem::{Detail, Finding, Findings, Problem};
use crate::table::{Address, Lines, Row};
use guess::HowMuch;
pub(crate) use quotes::{LOST_LETTER, UNDECODABLE};
use std::io::{Read, Seek};
use std::ops::{ControlFlow, Range};
pub(crate) use stopped::{READ_FAILED, STOPPED};
#[cfg(test)]
pub(crate) use text::RECORD_BY_RECORD;

/// Where bytes come from: a file, a byte slice, or a `Blob` in a browser's worker.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// The kinds of file that are read, by content and never by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Delimited text, whatever the delimiter.
    Csv,
    /// Office Open XML workbook, macros or not.
    Xlsx,
    /// Binary workbook of 2007 and later.
    Xlsb,
    /// Binary workbook of 97 to 2003, and 5.0/95.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// A web page with a table, often saved as `.xls`.
    Html,
    /// XML Spreadsheet 2003.
    Xml2003,
}

impl Format {
    /// The word used in reports: `csv`, `xlsx`, …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Html => "html",
            Format::Xml2003 => "xml-2003",
        }
    }
}

/// How sure a part of the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Nothing else is possible, or the user said so.
    Sure,
    /// The evidence is clear, but not a proof.
    Likely,
    /// Two candidates are close: somebody should be asked.
    Ask,
}

impl Confidence {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Sure => "sure",
            Confidence::Likely => "likely",
            Confidence::Ask => "ask",
        }
    }
}

/// One line of the reading card: what was decided, how sure it is, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided<T> {
    /// The decision.
    pub value: T,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why, as a phrase in English and French that may name `details`.
    pub evidence: [&'static str; 2],
    /// Facts for the evidence.
    pub details: Vec<(&'static str, Detail)>,
    /// Other candidates, each with up to three samples of the user's own words under that reading.
    pub others: Vec<(T, Vec<String>)>,
}

impl<T> Decided<T> {
    /// A decision for a reason that needs no facts.
    pub fn new(value: T, confidence: Confidence, evidence: [&'static str; 2]) -> Decided<T> {
        Decided { value, confidence, evidence, details: Vec::new(), others: Vec::new() }
    }
    /// Adds a fact for the evidence.
    #[must_use]
    pub fn with(mut self, name: &'static str, detail: impl Into<Detail>) -> Decided<T> {
        self.details.push((name, detail.into()));
        self
    }
}

/// What the user decided about the reading; absent parts are found out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Sheet by name.
    pub sheet: Option<String>,
    /// Other sheets of the workbook that are checked beside this one, each as a file of its own.
    pub beside: Vec<String>,
    /// Row number of the header, 1 for the first.
    pub header_row: Option<u32>,
    /// Encoding by its WHATWG or IBM name.
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<char>,
    /// Decimal mark, `.` or `,`.
    pub decimal: Option<char>,
    /// `ymd`, `dmy` or `mdy`.
    pub date_order: Option<String>,
}

/// What is known of a sheet before its rows are read. Text files have one sheet without a name.
#[derive(Clone, Debug)]
pub struct SheetInfo {
    /// The name on the tab; empty for text files.
    pub name: String,
    /// The user does not see the tab.
    pub hidden: bool,
    /// The first rows (up to 100), blank rows left out.
    pub head: Vec<Row>,
    /// Why the sheet cannot be read, if it cannot. Other sheets still can.
    pub refused: Option<ReadError>,
}

/// How the bytes are read, apart from what only a definition can tell (sheet and header row).
#[derive(Clone, Debug)]
pub struct TextReading {
    /// The encoding's name, such as `utf-8` or `windows-1252`.
    pub encoding: Decided<String>,
    /// The delimiter.
    pub delimiter: Decided<char>,
}

/// The file could not be read at all. Never used for bad data.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadError {
    /// What is wrong, by a problem of family F or S.
    pub problem: &'static Problem,
    /// Facts for the message.
    pub details: Vec<(&'static str, Detail)>,
}

impl ReadError {
    /// An error without facts.
    #[must_use]
    pub fn new(problem: &'static Problem) -> ReadError {
        ReadError { problem, details: Vec::new() }
    }
    /// Adds a fact for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, detail: impl Into<Detail>) -> ReadError {
        self.details.push((name, detail.into()));
        self
    }
    /// The same as a finding about the file.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let mut finding = Finding::new(self.problem, crate::problem::Place::File);
        finding.details.clone_from(&self.details);
        finding
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.problem.en.title)
    }
}

impl std::error::Error for ReadError {}

/// Called now and then with the share of the work done, 0 to 1; `Break` ends the reading.
pub type Progress<'a> = &'a mut dyn FnMut(f64) -> ControlFlow<()>;

/// Lines that a reporter wants to have many at a time.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct WantedLines {
    /// How many cells they have.
    pub width: usize,
    /// The rows up to this one come one by one in any case.
    pub above: u32,
}

/// Takes the rows of a text, lines with nothing special about them many at a time.
#[doc(hidden)]
pub trait LineReporter {
    /// A row, as everywhere.
    fn row(&mut self, row: &Row) -> ControlFlow<()>;
    /// Lines of which the next ones will be. Not all of them need come, and rows may come between them.
    fn look_ahead(&mut self, lines: &Lines<'_>);
    /// Some of these lines, one after the other and ended alike: which of them, and the row number and the line number of
    /// the first.
    fn lines(&mut self, lines: &Lines<'_>, which: Range<usize>, first: (u32, u64)) -> ControlFlow<()>;
}

/// An opened file: its sheets are known, the rows of any of them can be pushed.
pub trait Book {
    /// The kind of file.
    fn format(&self) -> Format;
    /// Encoding and delimiter, for text files.
    fn text(&self) -> Option<&TextReading>;
    /// The sheets in the order of the file.
    fn sheets(&self) -> &[SheetInfo];
    /// Pushes every row of a sheet from the top, blank rows left out (their absence shows in the row numbers), until
    /// the end or until the reporter breaks. May be called any number of times and always pushes the same rows.
    ///
    /// # Errors
    /// The file cannot be read any further; rows pushed before stay true.
    fn rows(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError>;
    /// Like `rows`; what is read of a text may come as lines, many at a time. Nothing else differs.
    ///
    /// # Errors
    /// The file cannot be read any further; what was pushed before stays true.
    #[doc(hidden)]
    fn rows_or_lines(
        &mut self,
        sheet: usize,
        _: WantedLines,
        reporter: &mut dyn LineReporter,
    ) -> Result<(), ReadError> {
        self.rows(sheet, &mut |row| reporter.row(row))
    }
    /// Like `rows`, from row number `first` on. Readers that can jump there override it.
    ///
    /// # Errors
    /// The file cannot be read any further; rows pushed before stay true.
    fn rows_from(
        &mut self,
        sheet: usize,
        first: u32,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        self.rows(sheet, &mut |row| {
            if row.number < first { ControlFlow::Continue(()) } else { reporter(row) }
        })
    }
    /// Decides anew how the file is to be read, if what was assumed when it was opened early proved wrong while its rows
    /// were pushed. False when it did not.
    ///
    /// # Errors
    /// The file cannot be read at all.
    fn rethink(&mut self, _: &Wishes, _: Progress<'_>) -> Result<bool, ReadError> {
        Ok(false)
    }
    /// What was noticed while reading the file and, once its rows have been pushed to the end, the sheet: converted
    /// encoding, quote faults, formulas, merged cells, hidden rows, values that were lost before we saw them.
    fn findings(&self, sheet: usize) -> Findings;
    /// The first cell with a font, a fill or a border of its own in each of the first rows that have one, headings
    /// included. Meaningful after `rows` reached the end.
    fn dressed(&self, _sheet: usize) -> &[Address] {
        &[]
    }
    /// What nobody can know of a sheet, however well its rows are judged: with it the file is not ready.
    fn doubts(&self, _sheet: usize) -> Vec<Finding> {
        Vec::new()
    }
    /// Whether all of the sheet was delivered (counters seen = delivered). Meaningful after `rows` reached the end.
    fn complete(&self, sheet: usize) -> bool;
}

/// The problems found while reading.
pub static PROBLEMS: &[&[&Problem]] = &[
    stopped::PROBLEMS,
    too_much::PROBLEMS,
    quotes::PROBLEMS,
    refusals::PROBLEMS,
    workbook::container_problems::PROBLEMS,
    workbook::sheet_problems::PROBLEMS,
];

/// Opens a file of any kind: finds out what it is, by content, and how it is to be read.
///
/// ```
/// use import_checker::read::{self, Wishes};
/// use std::{io::Cursor, ops::ControlFlow};
/// let source = Box::new(Cursor::new("name;city\nAna;Cork\n"));
/// let mut book = read::open(source, &Wishes::default(), &mut |_share| ControlFlow::Continue(()))?;
/// let mut rows = 0;
/// book.rows(0, &mut |_row| {
///     rows += 1;
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(rows, 2);
/// # Ok::<(), read::ReadError>(())
/// ```
///
/// # Errors
/// The file cannot be read at all, or is of a kind that is refused by name.
pub fn open<'s>(
    source: Box<dyn Source + 's>,
    wishes: &Wishes,
    progress: Progress<'_>,
) -> Result<Box<dyn Book + 's>, ReadError> {
    open_by(source, wishes, HowMuch::Whole, progress)
}

/// Like [`open`], but a text that begins as UTF-8 is taken to be that to its end, which shows when its rows are pushed:
/// who opens a file this way calls [`Book::rethink`] after that.
pub(crate) fn open_early<'s>(
    source: Box<dyn Source + 's>,
    wishes: &Wishes,
    progress: Progress<'_>,
) -> Result<Box<dyn Book + 's>, ReadError> {
    open_by(source, wishes, HowMuch::Early, progress)
}

/// The kind of a file, by its content.
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
pub(crate) fn format_of(source: &mut dyn Source) -> Result<Format, ReadError> {
    sniff::sniff(source)
}

fn open_by<'s>(
    mut source: Box<dyn Source + 's>,
    wishes: &Wishes,
    look: HowMuch,
    progress: Progress<'_>,
) -> Result<Box<dyn Book + 's>, ReadError> {
    match sniff::sniff(source.as_mut())? {
        Format::Csv => Ok(Box::new(text::open(source, wishes, look, progress)?)),
        format @ (Format::Html | Format::Xml2003) => {
            Ok(Box::new(tables::open(source, format, wishes, progress)?))
        }
        format => workbook::open(source, format, progress),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Severity;

    /// A refusal is often read alone, on a line of its own.
    #[test]
    fn every_refusal_says_what_to_do() {
        for problem in PROBLEMS.iter().flat_map(|family| family.iter()) {
            let alone = problem.severity == Severity::Error && problem.family.is_of_file();
            for prose in [&problem.en, &problem.fr] {
                let sentences = prose.message.split_terminator('.').filter(|s| s.starts_with(' '));
                assert!(!alone || sentences.count() > 0, "{}: {}", problem.code, prose.message);
            }
        }
    }
}
