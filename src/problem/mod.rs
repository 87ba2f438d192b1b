//! A problem is a kind of thing that can be wrong; a finding is a problem at a place.
//!
//! Findings hold fields, not sentences: they are worded when shown, in the language asked for. All are counted, only
//! the first of each cause are kept, so that totals stay exact and memory stays bounded however bad the file is.

pub(crate) mod lang;
pub(crate) mod texts;
pub(crate) mod words;

use crate::base::sorting;
use crate::problem::words::TranslatedText;
use crate::table::{Address, letters};
use litemap::LiteMap;
use std::collections::BTreeMap;

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
/// that follows a count.
#[derive(Debug, PartialEq, Eq)]
pub struct Prose {
    /// The fault in one sentence, without a place.
    pub title: &'static str,
    /// The sentence at the place: what was found, what was expected, why, and what to do.
    pub message: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do in one's own tool.
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

/// A kind of thing that can be wrong. The only source of prose about it; the texts are in `src/problem/texts/`.
#[derive(Debug)]
pub struct Problem {
    /// One family letter and three digits, never reused: `O720`.
    pub code: &'static str,
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
}

/// One condition that made a rule apply, named by the columns of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The column holds this value.
    Is {
        /// The heading.
        column: String,
        /// The value.
        value: String,
    },
    /// The column is filled.
    Filled(String),
    /// The column is empty.
    Blank(String),
    /// Rows belong to this row.
    HasRows,
    /// No rows belong to this row.
    HasNoRows,
    /// The row that this one belongs to holds this value.
    AboveIs {
        /// The heading.
        column: String,
        /// The value; empty when the cell there is empty.
        value: String,
        /// The row above.
        row: u32,
    },
}

impl Detail {
    fn shorten(&mut self) {
        match self {
            Detail::Text(text) => shorten(text),
            Detail::Either(texts) | Detail::All(texts) => texts.iter_mut().for_each(shorten),
            Detail::Because(reasons) => reasons.iter_mut().for_each(|reason| match reason {
                Reason::Is { value, .. } | Reason::AboveIs { value, .. } => shorten(value),
                _ => {}
            }),
            Detail::Count(_) | Detail::Phrase(_) | Detail::Said(_) => {}
        }
    }
}

/// Bytes of a cell's text that a list of findings or changes quotes. A message shows far fewer; the whole text is in the
/// cell.
const QUOTED: usize = 4_096;

/// Takes the middle out of a text that is too long to be quoted.
pub(crate) fn shorten(text: &mut String) {
    if text.len() <= QUOTED {
        return;
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (head, tail) = (boundary(QUOTED / 2), boundary(text.len() - QUOTED / 4));
    *text = format!("{}…{}", text.get(..head).unwrap_or_default(), text.get(tail..).unwrap_or_default());
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
    // Not part of `with`: what is not generic is compiled once.
    fn add_detail(&mut self, name: &'static str, detail: Detail) {
        self.details.push((name, detail));
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
        self.fixes.push(Fix { grade, choice, text });
        self
    }
}

/// What findings have in common that are shown, counted and repaired together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) problem: &'static Problem,
    pub(crate) severity: Severity,
    /// Column index; absent when rows or the file are meant.
    pub(crate) column: Option<u32>,
    /// The definition's field, by index.
    pub(crate) field: Option<usize>,
}

impl Cause {
    pub(crate) fn of(finding: &Finding) -> Cause {
        let (problem, severity, field) = (finding.problem, finding.severity, finding.field);
        Cause { problem, severity, column: finding.place.column(), field }
    }

    fn key(&self) -> (&'static str, Option<u32>, Option<usize>, Severity) {
        (self.problem.code, self.column, self.field, self.severity)
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Cause) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Cause {}
impl Ord for Cause {
    fn cmp(&self, other: &Cause) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}
impl PartialOrd for Cause {
    fn partial_cmp(&self, other: &Cause) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How often a cause was found, and how many of its findings are kept.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u64,
    kept: u64,
}

/// When so many times the limit of one cause are kept of all together, one of each further cause is kept.
const CAUSES_IN_FULL: u64 = 10;

/// Findings so far: every one counted, the first of each cause kept.
#[derive(Clone, Debug)]
pub struct Findings {
    kept: Vec<Finding>,
    tallies: BTreeMap<Cause, Tally>,
    keep: u64,
}

impl Findings {
    /// Keeps at most `keep` findings of each problem, severity and column, and of a file with very many of these at least
    /// one of each.
    #[must_use]
    pub fn keeping(keep: u64) -> Findings {
        Findings { kept: Vec::new(), tallies: BTreeMap::new(), keep }
    }

    /// Counts a finding of the problem's own severity and keeps it if there is room.
    pub fn add_with(&mut self, problem: &'static Problem, make: impl FnOnce() -> Finding) {
        self.add(make().severity(problem.severity));
    }

    /// Counts a finding. True if it is one of those to keep.
    pub(crate) fn has_room(&mut self, cause: Cause) -> bool {
        let most = self.room();
        let tally = self.tallies.entry(cause).or_default();
        tally.count += 1;
        let room = tally.kept < most;
        tally.kept += u64::from(room);
        room
    }

    /// How many findings of a cause may be kept.
    fn room(&self) -> u64 {
        let full = self.kept.len() as u64 >= self.keep.saturating_mul(CAUSES_IN_FULL);
        if full { self.keep.min(1) } else { self.keep }
    }

    /// Keeps a finding that was counted.
    pub(crate) fn keep(&mut self, mut finding: Finding) {
        finding.shorten();
        self.kept.push(finding);
    }

    /// Counts findings of which none is kept.
    pub(crate) fn count_more(&mut self, cause: Cause, more: u64) {
        self.tallies.entry(cause).or_default().count += more;
    }

    /// The exact number of findings of a code.
    pub(crate) fn count(&self, code: &str) -> u64 {
        self.tallies.iter().filter(|(c, _)| c.problem.code == code).map(|(_, t)| t.count).sum()
    }

    /// The exact number of findings of a cause.
    pub(crate) fn of_cause(&self, cause: &Cause) -> u64 {
        self.tallies.get(cause).map_or(0, |t| t.count)
    }

    /// The causes, each with the exact number of its findings.
    pub(crate) fn causes(&self) -> impl Iterator<Item = (&Cause, u64)> {
        self.tallies.iter().map(|(cause, tally)| (cause, tally.count))
    }

    /// Counts a finding and keeps it if there is room.
    pub fn add(&mut self, finding: Finding) {
        if self.has_room(Cause::of(&finding)) {
            self.keep(finding);
        }
    }

    /// Adds all of another collection; counts add up, the limit stays.
    pub fn absorb(&mut self, other: Findings) {
        for (cause, tally) in &other.tallies {
            self.count_more(*cause, tally.count);
        }
        for finding in other.kept {
            let most = self.room();
            let tally = self.tallies.entry(Cause::of(&finding)).or_default();
            if tally.kept < most {
                tally.kept += 1;
                self.kept.push(finding);
            }
        }
    }

    /// Takes back the last findings of a row, those of some fields: kept ones go, counts fall.
    pub(crate) fn take_back(&mut self, row: u32, causes: &[Cause]) {
        for cause in causes {
            let Some(tally) = self.tallies.get_mut(cause) else { continue };
            tally.count = tally.count.saturating_sub(1);
            // The findings of the row at hand are the last ones.
            let own = self.kept.iter().rev().take_while(|f| f.place.row() == Some(row));
            let from_end = own.enumerate().find(|(_, f)| Cause::of(f) == *cause).map(|(at, _)| at + 1);
            if let Some(at) = from_end.and_then(|at| self.kept.len().checked_sub(at)) {
                self.kept.remove(at);
                tally.kept = tally.kept.saturating_sub(1);
            }
            if tally.count == 0 {
                self.tallies.remove(cause);
            }
        }
    }

    /// Drops all findings of some problems, their counts included.
    pub fn without(&mut self, dropped: &dyn Fn(&str) -> bool) {
        let stays = |problem: &Problem| !dropped(problem.code) && !dropped(problem.name);
        self.kept.retain(|f| stays(f.problem));
        self.tallies.retain(|cause, _| stays(cause.problem));
    }

    /// Grades findings anew, as a definition asks for: by code or name; absent means "leave out".
    pub fn regrade(&mut self, severities: &LiteMap<String, Option<Severity>>) {
        if severities.is_empty() {
            return;
        }
        self.without(&|name| severities.get(name) == Some(&None));
        let wanted = |problem: &Problem| {
            severities.get(problem.code).or_else(|| severities.get(problem.name)).copied().flatten()
        };
        for finding in &mut self.kept {
            finding.severity = wanted(finding.problem).unwrap_or(finding.severity);
        }
        for (mut cause, tally) in std::mem::take(&mut self.tallies) {
            cause.severity = wanted(cause.problem).unwrap_or(cause.severity);
            let sum = self.tallies.entry(cause).or_default();
            sum.count += tally.count;
            sum.kept += tally.kept;
        }
    }

    /// Gives some of the kept findings another severity.
    pub(crate) fn regrade_some(&mut self, to: Severity, which: &dyn Fn(&Finding) -> bool) {
        let (chosen, stay): (Vec<Finding>, Vec<Finding>) =
            std::mem::take(&mut self.kept).into_iter().partition(which);
        self.kept = stay;
        for finding in chosen {
            if let Some(tally) = self.tallies.get_mut(&Cause::of(&finding)) {
                (tally.count, tally.kept) = (tally.count.saturating_sub(1), tally.kept.saturating_sub(1));
            }
            self.add(finding.severity(to));
        }
        self.tallies.retain(|_, tally| tally.count > 0);
    }

    /// The exact number of findings of a severity.
    #[must_use]
    pub fn of_severity(&self, severity: Severity) -> u64 {
        self.tallies.iter().filter(|(c, _)| c.severity == severity).map(|(_, t)| t.count).sum()
    }

    /// The exact number of findings per code.
    #[must_use]
    pub fn counts(&self) -> LiteMap<&'static str, u64> {
        let mut counts = LiteMap::new();
        for (cause, tally) in &self.tallies {
            *counts.entry(cause.problem.code).or_insert(0) += tally.count;
        }
        counts
    }

    /// The findings that were kept.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// The kept findings of a row, once they are sorted.
    pub(crate) fn of_row(&self, row: u32) -> &[Finding] {
        let start = self.kept.partition_point(|f| f.place.row() < Some(row));
        let end = self.kept.partition_point(|f| f.place.row() <= Some(row));
        self.kept.get(start..end).unwrap_or_default()
    }

    /// The causes of which more was found than is kept.
    pub(crate) fn cut(&self) -> impl Iterator<Item = &Cause> {
        self.tallies.iter().filter(|(_, tally)| tally.count > tally.kept).map(|(cause, _)| cause)
    }

    /// Sorts the kept findings by place, then code. Most lists are sorted as they come, row by row.
    pub fn sort(&mut self) {
        fn key(finding: &Finding) -> (Option<u32>, Option<u32>, &'static str) {
            (finding.place.row(), finding.place.column(), finding.problem.code)
        }
        if !self.kept.is_sorted_by_key(key) {
            sorting::sort_by(&mut self.kept, |a, b| key(a).cmp(&key(b)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rows::IDENTICAL_ROWS;

    /// Totals stay exact however few findings are kept, also when two collections become one or are graded anew.
    #[test]
    fn every_finding_counts_by_severity() {
        let some = |severity: Severity, count: u32| {
            let mut findings = Findings::keeping(2);
            for row in 0..count {
                findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(row)).severity(severity));
            }
            findings
        };
        let mut findings = some(Severity::Warning, 5);
        findings.absorb(some(Severity::Notice, 4));
        assert_eq!(findings.kept().len(), 4);
        assert_eq!(findings.of_severity(Severity::Warning), 5);
        assert_eq!(findings.of_severity(Severity::Notice), 4);
        findings.regrade(&LiteMap::from_iter([("R150".to_owned(), Some(Severity::Error))]));
        assert_eq!(findings.of_severity(Severity::Error), 9);
        assert_eq!(findings.of_severity(Severity::Warning), 0);
    }

    #[test]
    fn a_code_is_cut_when_more_is_found_than_kept() {
        let mut findings = Findings::keeping(2);
        for row in [3, 1] {
            findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(row)));
        }
        findings.sort();
        assert_eq!(findings.cut().count(), 0);
        assert_eq!(findings.of_row(3).len(), 1);
        assert!(findings.of_row(2).is_empty());
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(4)));
        assert_eq!(findings.cut().map(|cause| cause.problem.code).collect::<Vec<_>>(), ["R150"]);
    }

    /// A column with few findings is not hidden behind one with many, nor a warning behind errors.
    #[test]
    fn each_column_and_severity_is_a_cause_of_its_own() {
        let mut findings = Findings::keeping(2);
        for row in 1..9 {
            findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(row, 0)));
        }
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(9, 1)));
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(9, 0)).severity(Severity::Error));
        let counts: Vec<(Option<u32>, u64)> = findings.causes().map(|(c, n)| (c.column, n)).collect();
        assert_eq!(counts, [(Some(0), 8), (Some(0), 1), (Some(1), 1)]);
        assert_eq!(findings.kept().len(), 4);
        assert_eq!(findings.count("R150"), 10);
    }

    #[test]
    fn very_many_causes_keep_one_each() {
        let mut findings = Findings::keeping(2);
        for column in 0..100 {
            for row in 1..4 {
                findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(row, column)));
            }
        }
        assert_eq!(findings.kept().len(), 20 + 90);
        assert_eq!(findings.causes().map(|(_, n)| n).sum::<u64>(), 300);
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let mut findings = Findings::keeping(2);
        let cell = |row| Finding::new(&IDENTICAL_ROWS, Place::cell(row, 0));
        (1..4).for_each(|row| findings.add(cell(row)));
        findings.take_back(3, &[Cause::of(&cell(3))]);
        assert_eq!((findings.count("R150"), findings.kept().len(), findings.cut().count()), (2, 2, 0));
        findings.take_back(2, &[Cause::of(&cell(2))]);
        assert_eq!((findings.count("R150"), findings.kept().len()), (1, 1));
    }
}
