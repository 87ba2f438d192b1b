//! A problem is a kind of thing that can be wrong; a finding is a problem at a place.
//!
//! Findings hold fields, not sentences: they are worded when shown, in the language asked for. All are counted, only
//! the first of each cause are kept, so that totals stay exact and memory stays bounded however bad the file is.
//!
//! ```
//! use import_checker::problem::{Finding, Place};
//! use import_checker::problems;
//! let finding = Finding::new(problems::find("T220").unwrap(), Place::cell(3, 1));
//! assert_eq!((finding.place.row(), finding.place.letters().unwrap().as_str()), (Some(3), "B"));
//! ```

mod choices;
mod findings;
pub(crate) mod lang;
pub(crate) mod texts;
pub(crate) mod words;

use crate::base::limits::LIMITS;
use crate::problem::words::TranslatedText;
use crate::table::{Address, Date, letters};
pub(crate) use findings::Cause;
pub use findings::Findings;
use std::borrow::Cow;

/// What the server would do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Notice,
    /// Accepted but doubtful, or changed by us.
    Warning,
    /// The server would refuse it or store it wrongly.
    Error,
}

impl Severity {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Severity> {
        [Severity::Notice, Severity::Warning, Severity::Error].into_iter().find(|s| s.name() == name)
    }
}

/// How sure a repair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// There is no repair.
    None,
    /// The meaning cannot change: applied always, logged.
    Safe,
    /// The evidence leaves one reading only: applied, logged, warned about, can be switched off.
    Unambiguous,
    /// Two readings remain, or something would be removed or invented: applied after a person chose.
    Ask,
}

impl Grade {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Grade::None => "none",
            Grade::Safe => "safe",
            Grade::Unambiguous => "unambiguous",
            Grade::Ask => "ask",
        }
    }
}

/// The texts of a problem in one language.
///
/// `message` is a template. `{at}` is the place ("E14, “purchase paid date”" or "Row 22"), `{cell}`, `{row}`,
/// `{column}` (the heading), `{value}` (shortened, invisible characters made visible), `{because}` (the conditions
/// that made the rule apply, or nothing), any detail of the finding by its name, and `{name|one|many}` for a word
/// that follows a count. `{remedy}` is the remedy of the problem, `{or_empty}` says that the cell may be emptied, where it
/// may; `{system}` is the system that imports (by its name, or "the server" where it has none), `{in_system}` "in" that
/// name or "on the server". The last sentence says what to do: see `docs/messages.md`.
#[derive(Debug, PartialEq, Eq)]
pub struct Prose {
    /// The fault in one sentence, without a place.
    pub title: &'static str,
    /// The sentence at the place: what was found, what was expected, why, and what to do.
    pub message: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do, whatever is known of the place. Its last sentence is an imperative.
    pub remedy: &'static str,
}

/// A small table that has the problem, its innocent neighbour, and the definition that both are judged by.
///
/// The tests and the documentation are made with the native crate. A page explains nothing by examples, so a module does
/// not carry them.
#[derive(Debug)]
pub struct Example {
    /// A definition as JSON; `""` when the problem needs none (it is about the file itself).
    #[cfg(not(target_arch = "wasm32"))]
    pub definition: &'static str,
    /// A text file in which the problem occurs exactly once. `""` when it cannot be shown as text.
    #[cfg(not(target_arch = "wasm32"))]
    pub bad: &'static str,
    /// A text file in which it does not occur.
    #[cfg(not(target_arch = "wasm32"))]
    pub good: &'static str,
}

impl Example {
    /// No example as text is possible: the problem is one of workbooks or of the machine.
    pub const NONE: Example = Example::of("", "", "");

    /// A definition, a text file that has the problem, and one that has not.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub const fn of(definition: &'static str, bad: &'static str, good: &'static str) -> Example {
        Example { definition, bad, good }
    }

    /// Nothing of it is kept in a module.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub const fn of(_definition: &'static str, _bad: &'static str, _good: &'static str) -> Example {
        Example {}
    }
}

/// What a problem is about; the letter that its code begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The file as a whole: its format, encoding, delimiter, what it asks of the machine.
    File,
    /// The header row and its columns.
    Headings,
    /// The sheet below it.
    Sheet,
    /// Whole rows.
    Row,
    /// A value that is not of the kind that its field takes.
    Kind,
    /// A value of the right kind that its field does not take.
    Limit,
    /// What is written otherwise in the cleaned file.
    Spelling,
    /// Values of a row that do not go together.
    Record,
    /// What may be there once.
    Twice,
    /// The order of rows.
    Order,
    /// What is said in other files, or in the receiving system.
    OtherFiles,
    /// What the receiving system answered.
    Answer,
}

impl Family {
    /// The letter that codes of this family begin with.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Family::File => 'F',
            Family::Headings | Family::Sheet => 'S',
            Family::Row => 'R',
            Family::Kind => 'T',
            Family::Limit => 'V',
            Family::Spelling => 'C',
            Family::Record => 'B',
            Family::Twice => 'U',
            Family::Order => 'O',
            Family::OtherFiles => 'X',
            Family::Answer => 'A',
        }
    }

    /// Whether it is about the file before anything in it: its format, its sheet, its columns.
    pub(crate) fn is_of_file(self) -> bool {
        matches!(self, Family::File | Family::Headings | Family::Sheet)
    }
}

/// A kind of thing that can be wrong. The only source of prose about it; the texts are in `src/problem/texts/`.
#[derive(Debug)]
pub struct Problem {
    /// One family letter and three digits, never reused: `O720`.
    pub code: &'static str,
    /// What it is about.
    pub family: Family,
    /// The bad condition in kebab case: `child-before-parent`.
    pub name: &'static str,
    /// How bad it is, unless a definition says otherwise.
    pub severity: Severity,
    /// How sure its repair is.
    pub repair: Grade,
    /// English texts.
    pub en: Prose,
    /// French texts.
    pub fr: Prose,
    /// A bad and a good example, both run by the tests.
    pub example: Example,
}

impl Problem {
    /// Whether somebody means it by this word: its code or its name.
    pub(crate) fn is_named(&self, word: &str) -> bool {
        word == self.code || word == self.name
    }
}

impl PartialEq for Problem {
    fn eq(&self, other: &Problem) -> bool {
        self.code == other.code
    }
}

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file or sheet as a whole.
    File,
    /// A whole column, by index (0 is A).
    Column(u32),
    /// A whole row, by the number the spreadsheet shows.
    Row(u32),
    /// One cell.
    Cell(Address),
}

impl Place {
    /// The cell at `row` (1 is the first) and `column` (0 is A).
    #[must_use]
    pub fn cell(row: u32, column: u32) -> Place {
        Place::Cell(Address { row, column })
    }
    /// The row number, if the place has one.
    #[must_use]
    pub fn row(self) -> Option<u32> {
        match self {
            Place::Row(row) | Place::Cell(Address { row, .. }) => Some(row),
            Place::File | Place::Column(_) => None,
        }
    }
    /// The column index, if the place has one.
    #[must_use]
    pub fn column(self) -> Option<u32> {
        match self {
            Place::Column(column) | Place::Cell(Address { column, .. }) => Some(column),
            Place::File | Place::Row(_) => None,
        }
    }
    /// The column's letters, if the place has a column.
    #[must_use]
    pub fn letters(self) -> Option<String> {
        self.column().map(letters)
    }
}

/// One named fact of a finding, put into the message where the template names it.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Text from the file or the definition, shown as it is.
    Text(String),
    /// A count.
    Count(u64),
    /// A number that was worked out, with the decimal mark of the file.
    Amount(String),
    /// A phrase of ours: English, French. May itself name other details.
    Phrase([&'static str; 2]),
    /// Several texts; worded as "a, b or c".
    Either(Vec<String>),
    /// Several texts; worded as "a, b and c".
    All(Vec<String>),
    /// A text of the definition, in the language asked for.
    Said(TranslatedText),
    /// The conditions under which a rule applies; worded as "because …".
    Because(Vec<Reason>),
    /// A day; worded with the name of its month.
    Day(Date),
}

/// One condition that made a rule apply, named by the cells of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A cell of the row, or of the one it belongs to, holds this value.
    Is {
        /// The cell.
        cell: NamedCell,
        /// The value; empty when the cell is.
        value: String,
    },
    /// The cell is filled.
    Filled(NamedCell),
    /// Rows belong to this row.
    HasRows,
    /// No rows belong to this row.
    HasNoRows,
}

/// A cell by its heading and its address.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedCell {
    /// The heading.
    pub column: String,
    /// `B7`; the number of the row where the file has no such column.
    pub address: String,
}

impl Detail {
    fn shorten(&mut self) {
        match self {
            Detail::Text(text) => shorten(text),
            Detail::Either(texts) | Detail::All(texts) => texts.iter_mut().for_each(shorten),
            Detail::Because(reasons) => reasons.iter_mut().for_each(|reason| match reason {
                Reason::Is { cell, value } => [&mut cell.column, value].into_iter().for_each(shorten),
                Reason::Filled(cell) => shorten(&mut cell.column),
                Reason::HasRows | Reason::HasNoRows => {}
            }),
            Detail::Count(_) | Detail::Amount(_) | Detail::Phrase(_) | Detail::Said(_) | Detail::Day(_) => {}
        }
    }
}

/// Takes the middle out of a text that is too long to be quoted.
pub(crate) fn shorten(text: &mut String) {
    if let Cow::Owned(short) = ends(text) {
        *text = short;
    }
}

/// A text as it is or, if it is too long to be quoted, its beginning and its end.
pub(crate) fn ends(text: &str) -> Cow<'_, str> {
    ends_within(text, LIMITS.quoted_bytes)
}

/// A heading or the name of a sheet as it stands in lists that name each of them, or name it again with each finding.
pub(crate) fn short_name(text: &str) -> Cow<'_, str> {
    ends_within(text, LIMITS.name_bytes)
}

fn ends_within(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (head, tail) = (boundary(most / 2), boundary(text.len() - most / 4));
    Cow::Owned(format!("{}…{}", text.get(..head).unwrap_or_default(), text.get(tail..).unwrap_or_default()))
}

impl From<&str> for Detail {
    fn from(text: &str) -> Detail {
        Detail::Text(text.to_owned())
    }
}
impl From<String> for Detail {
    fn from(text: String) -> Detail {
        Detail::Text(text)
    }
}
impl From<u64> for Detail {
    fn from(count: u64) -> Detail {
        Detail::Count(count)
    }
}

/// A repair that can be offered for a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// How sure it is.
    pub grade: Grade,
    /// The name of the choice where there are several (`day-first`); empty where there is one.
    pub choice: &'static str,
    /// The text the cell gets; absent when the repair is not a new text (moving a row).
    pub text: Option<String>,
}

/// A problem at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub problem: &'static Problem,
    /// How bad it is here.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The definition's field, by index, when the finding is about one.
    pub field: Option<usize>,
    /// What the user sees in the cell.
    pub value: String,
    /// What was expected, as values or an example; absent when the message says it all.
    pub expected: Option<Detail>,
    /// Facts for the message.
    pub details: Vec<(&'static str, Detail)>,
    /// Repairs, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding with the problem's own severity and nothing else known.
    #[must_use]
    pub fn new(problem: &'static Problem, place: Place) -> Finding {
        Finding {
            problem,
            severity: problem.severity,
            place,
            field: None,
            value: String::new(),
            expected: None,
            details: Vec::new(),
            fixes: Vec::new(),
        }
    }
    /// Adds a fact for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, detail: impl Into<Detail>) -> Finding {
        self.add_detail(name, detail.into());
        self
    }
    /// The definition takes what was found for unusual and not for wrong: the sentence says so, and names what is usual.
    pub(crate) fn unusual(self) -> Finding {
        let has = |wanted: &str| self.details.iter().any(|(name, _)| *name == wanted);
        let usual = match () {
            () if has("bound") => [" (usual: {bound})", " (d’habitude\u{a0}: {bound})"],
            () if has("limit") => [" (limit: {limit})", " (limite\u{a0}: {limit})"],
            () if has("form") => [" ({form})", " ({form})"],
            () if has("first") => [" ({first})", " ({first})"],
            () if self.expected.is_some() => [" ({expected})", " ({expected})"],
            () => ["", ""],
        };
        self.with("unusual", Detail::Phrase(usual))
    }
    /// Whether the sentence says that it is unusual and not wrong.
    pub(crate) fn is_unusual(&self) -> bool {
        self.severity != Severity::Error && self.details.iter().any(|(name, _)| *name == "unusual")
    }
    // Not part of `with`: what is not generic is compiled once.
    fn add_detail(&mut self, name: &'static str, detail: Detail) {
        self.details.push((name, detail));
    }
    /// The repairs that wait for a person's answer.
    pub(crate) fn open_repairs(&self) -> impl Iterator<Item = &Fix> {
        self.fixes.iter().filter(|fix| fix.grade == Grade::Ask)
    }
    /// A fact for the message that is a text.
    pub(crate) fn fact(&self, name: &str) -> Option<&str> {
        self.details.iter().find(|(own, _)| *own == name).and_then(|(_, detail)| match detail {
            Detail::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
    /// Says what the user sees there.
    #[must_use]
    pub fn value(mut self, value: &str) -> Finding {
        self.value = value.to_owned();
        self
    }
    /// Says what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<Detail>) -> Finding {
        self.expected = Some(expected.into());
        self
    }
    /// Overrides the severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Finding {
        self.severity = severity;
        self
    }
    /// Says which field it is about.
    #[must_use]
    pub fn field(mut self, field: usize) -> Finding {
        self.field = Some(field);
        self
    }
    /// Shortens what it quotes of the file: thousands of findings may each quote a megabyte.
    fn shorten(&mut self) {
        shorten(&mut self.value);
        let details = self.details.iter_mut().map(|(_, detail)| detail);
        details.chain(&mut self.expected).for_each(Detail::shorten);
        for text in self.fixes.iter_mut().filter_map(|fix| fix.text.as_mut()) {
            shorten(text);
        }
    }
    /// Offers a repair.
    #[must_use]
    pub fn fix(mut self, grade: Grade, choice: &'static str, text: Option<String>) -> Finding {
        debug_assert!(self.problem.takes(choice), "{} has no choice {choice}", self.problem.code);
        self.fixes.push(Fix { grade, choice, text });
        self
    }
}
