//! Whole rows: blank, ragged, repeated headings, left-over samples, totals, identical rows.

use super::uniqueness::Kept;
use crate::base::first_seen::{First, FirstSeen, fingerprints};
use crate::problem::{Detail, Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::heading_names::{fold_heading, same_heading};
use crate::record::heading_problems::FURTHER_HEADINGS;
use crate::record::layout::Pairing;
use crate::record::outline::Node;
use crate::table::{CellSummary, Lines, Row, letters};
use memchr::memchr;
use std::hash::{Hash, Hasher};

pub(crate) static REPEATED_HEADER: Problem = Problem {
    code: "R110",
    family: Family::Row,
    name: "repeated-header",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::R110,
    fr: texts::fr::R110,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nname,city\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static EXTRA_CELLS: Problem = Problem {
    code: "R120",
    family: Family::Row,
    name: "extra-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::R120,
    fr: texts::fr::R120,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork,x\n",
        "name,city\nAna,Cork,\n",
    ),
};

pub(crate) static SAMPLE_ROW: Problem = Problem {
    code: "R140",
    family: Family::Row,
    name: "sample-row",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::R140,
    fr: texts::fr::R140,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}],"samples":[{"name":"Jane Sample","city":"Town"}]}"#,
        "name,city\nJane Sample,Town\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static IDENTICAL_ROWS: Problem = Problem {
    code: "R150",
    family: Family::Row,
    name: "identical-rows",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::R150,
    fr: texts::fr::R150,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\nAna,Cork\n",
        "name,city\nAna,Cork\nAna,Kerry\n",
    ),
};

pub(crate) static BLANK_ROWS: Problem = Problem {
    code: "R160",
    family: Family::Row,
    name: "blank-rows",
    severity: Severity::Warning,
    repair: Grade::Safe,
    en: texts::en::R160,
    fr: texts::fr::R160,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"city"}]}"#,
        "name,city\nAna,Cork\n\nBo,Kerry\n",
        "name,city\nAna,Cork\nBo,Kerry\n",
    ),
};

pub(crate) static TOTAL_ROW: Problem = Problem {
    code: "R170",
    family: Family::Row,
    name: "total-row",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::R170,
    fr: texts::fr::R170,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"n","type":"number"}]}"#,
        "name,n\nAna,1\nTotal,1\n",
        "name,n\nAna,1\nTotalis,1\n",
    ),
};
/// Whether a row only repeats the headings: at least two cells, and every filled one equal to its heading; or right below
/// them to another name of its field.
pub(crate) fn repeats_header(row: &Row, context: &RuleContext<'_>) -> bool {
    if context.layout.other_header_rows.contains(&row.number) {
        return true;
    }
    let mut equal = 0;
    let headings = context.layout.headings.iter().enumerate();
    for (index, heading) in headings.take(row.len()).skip(row.first_column()) {
        let shown = row.shown(index);
        if shown.is_empty() || heading.pairing == Pairing::Ours {
            continue;
        }
        // Almost every row ends here, at its first filled cell.
        if !same_heading(shown, &heading.text) {
            return false;
        }
        equal += 1;
    }
    equal >= 2 || (equal == 1 && context.layout.headings.len() == 1)
}

/// Looks at the shape of a row.
pub(crate) fn check(at: &RecordContext<'_>, reporter: &mut Reporter<'_>) {
    let width = at.file.layout.headings.len();
    for index in width..at.row.len() {
        if at.row.summary(index).0 == CellSummary::Void {
            continue;
        }
        let cell = at.row.cell(index);
        if cell.is_blank() {
            continue;
        }
        let column = u32::try_from(index).unwrap_or(u32::MAX);
        reporter.add(&EXTRA_CELLS, None, || {
            Finding::new(&EXTRA_CELLS, Place::cell(at.row.number, column))
                .value(cell.shown)
                .with("last", letters(column))
        });
        break;
    }
}

/// Whether a row is left out because a person said so: it looks like none of the records.
pub(crate) fn left_out_by_choice(row: &Row, context: &RuleContext<'_>) -> Option<&'static Problem> {
    if context.decisions.0.is_empty() {
        return None;
    }
    let problem = looks_like_no_record(row, context)?;
    (left_out(problem, row, context) == Some(true)).then_some(problem)
}

/// Whether a row is asked about: it looks like none of the records, and nobody has said yet what to do with it.
pub(crate) fn question(row: &Row, context: &RuleContext<'_>) -> Option<&'static Problem> {
    let problem = looks_like_no_record(row, context)?;
    left_out(problem, row, context).is_none().then_some(problem)
}

/// Whether rows of a problem are asked about.
pub(crate) fn is_asked(problem: &Problem) -> bool {
    *problem == SAMPLE_ROW || *problem == TOTAL_ROW || *problem == FURTHER_HEADINGS
}

/// What is said of a row that is asked about, or was left out after the question.
pub(crate) fn about(problem: &'static Problem, row: &Row, context: &RuleContext<'_>) -> Finding {
    let finding = Finding::new(problem, Place::Row(row.number)).value(first_text(row).trim());
    if left_out(problem, row, context).is_some() {
        let outcome = ["It is left out, as you chose.", "Elle est écartée, comme vous l’avez choisi."];
        return finding.with("outcome", Detail::Phrase(outcome)).severity(Severity::Notice);
    }
    finding.fix(Grade::Ask, LEAVE_OUT, None)
}

/// The repair that takes such a row out; to keep it, the repair is switched off.
const LEAVE_OUT: &str = "leave-out";

/// What a person said of such a row: whether it is left out.
fn left_out(problem: &Problem, row: &Row, context: &RuleContext<'_>) -> Option<bool> {
    let text = first_text(row);
    if context.decisions.accepted(problem, "", text).is_some() {
        return Some(true);
    }
    context.decisions.kept(problem, "", text).then_some(false)
}

fn first_text(row: &Row) -> &str {
    let first = (row.first_column()..row.len()).find(|i| row.is_solid(*i) || !row.cell(*i).is_blank());
    first.map_or("", |index| row.cell(index).shown)
}

fn looks_like_no_record(row: &Row, context: &RuleContext<'_>) -> Option<&'static Problem> {
    if is_sample(row, context) {
        return Some(&SAMPLE_ROW);
    }
    if context.layout.hint_rows.contains(&row.number) {
        return Some(&FURTHER_HEADINGS);
    }
    is_total(row, context).then_some(&TOTAL_ROW)
}

/// Whether a row is one of those that stand in the template.
fn is_sample(row: &Row, context: &RuleContext<'_>) -> bool {
    let shown = |slot: usize| {
        let column = context.layout.slots.get(slot).and_then(|s| s.column);
        column.map_or("", |column| row.shown(column as usize))
    };
    let same = |sample: &std::collections::BTreeMap<usize, String>| {
        let text = |slot: usize| sample.get(&slot).map_or("", String::as_str);
        // Most rows end here, at their first text.
        let is = |slot: usize| shown(slot).len() >= text(slot).len() && shown(slot).trim() == text(slot);
        !sample.is_empty() && (0..context.definition.fields.len()).all(is)
    };
    context.definition.samples.iter().any(same)
}

/// Words that a total begins with, folded as headings are.
pub(crate) const TOTALS: &[&str] = &[
    "total",
    "totals",
    "totaux",
    "grand total",
    "sum",
    "subtotal",
    "sub total",
    "somme",
    "sous total",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "suma",
    "subtotale",
    "totale",
    "totaal",
];

/// Whether a row begins with a word for a total and lacks what records have.
fn is_total(row: &Row, context: &RuleContext<'_>) -> bool {
    is_called_total(first_text(row).trim()) && lacks_values(row, context)
}

/// Whether a text is a word for a total, or begins with one.
pub(super) fn is_called_total(text: &str) -> bool {
    // Most rows end here, by the first and the last letter that a total can have.
    let (first, last) = (text.bytes().next(), text.bytes().last());
    let at_start = first.is_some_and(|b| matches!(b.to_ascii_lowercase(), b't' | b'g' | b's' | b'z'));
    if !at_start && !last.is_some_and(|b| b.eq_ignore_ascii_case(&b'l')) {
        return false;
    }
    let begins = |word: &str| text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let starts = ["tot", "gra", "sum", "sub", "som", "sou", "ges", "zwi"].iter().any(|word| begins(word));
    let ends = text.len().checked_sub(6).and_then(|at| text.get(at..));
    let ends = ends.is_some_and(|end| end.eq_ignore_ascii_case(" total"));
    if text.len() > 80 || !(starts || ends) {
        return false;
    }
    let word = fold_heading(text);
    let general = ["total ", "totaux "].iter().any(|start| word.starts_with(start));
    ends || general || TOTALS.contains(&word.as_str())
}

/// Whether a row lacks a value that every record has, beside the one in whose place its first text stands; where no
/// other is needed, whether it holds numbers only beside that text.
fn lacks_values(row: &Row, context: &RuleContext<'_>) -> bool {
    let needed = context.definition.fields.iter().enumerate().filter(|(_, field)| field.required);
    let columns = needed.filter_map(|(slot, _)| context.layout.slots.get(slot)?.column);
    let first = (0..row.len()).find(|index| !row.cell(*index).is_blank());
    let others = columns.map(|column| column as usize).filter(|column| Some(*column) != first);
    let blank: Vec<bool> = others.map(|column| row.cell(column).is_blank()).collect();
    if !blank.is_empty() {
        return blank.contains(&true);
    }
    let number =
        |text: &str| text.chars().all(|c| !c.is_alphabetic()) && text.contains(|c: char| c.is_ascii_digit());
    let mut others = row.cells().filter(|cell| !cell.is_blank()).skip(1).peekable();
    others.peek().is_some() && others.all(|cell| number(cell.shown))
}

/// Makes the fingerprints of rows.
#[derive(Default)]
pub(crate) struct Prints {
    /// Stands between the texts: the delimiter of a text file, so that most lines are looked at as they are.
    pub(crate) separator: u8,
    joined: Vec<u8>,
}

impl Prints {
    /// The fingerprint of a row's texts. Rows of an outline are compared with rows that belong to the same row: the same
    /// step in two tasks is no repetition.
    pub(crate) fn of(&mut self, row: &Row, node: Option<&Node>) -> u64 {
        let mut hasher = fingerprints();
        node.map(|n| n.parent).hash(&mut hasher);
        match row.as_line(self.separator) {
            Some(line) if row.is_all_plain() => hasher.write(line.as_bytes()),
            line => {
                self.joined.clear();
                match line {
                    Some(line) => self.trim(line, row),
                    None => self.join((0..row.len()).map(|index| row.shown(index))),
                }
                hasher.write(&self.joined);
            }
        }
        hasher.finish()
    }

    /// The fingerprint of a row that is a line between such separators. In no other columns than these, which ascend, is
    /// anything odd.
    pub(crate) fn of_line(
        &mut self,
        lines: &Lines<'_>,
        line: usize,
        odd: impl Iterator<Item = usize>,
    ) -> u64 {
        let mut hasher = fingerprints();
        None::<u32>.hash(&mut hasher);
        self.joined.clear();
        let (text, mut from) = (lines.line(line).as_bytes(), 0);
        if lines.is_quoted(line) {
            self.join(lines.cells(line).map(|cell| cell.text));
            from = text.len();
        } else {
            for column in odd {
                let (place, _) = lines.written_place(line, column);
                self.joined.extend_from_slice(text.get(from..place.start).unwrap_or_default());
                self.joined.extend_from_slice(trimmed(lines.cell(line, column).text).as_bytes());
                from = place.end;
            }
        }
        if from == 0 {
            hasher.write(text);
        } else {
            self.joined.extend_from_slice(text.get(from..).unwrap_or_default());
            hasher.write(&self.joined);
        }
        hasher.finish()
    }

    /// The line of a row with its texts trimmed.
    fn trim(&mut self, line: &str, row: &Row) {
        let mut from = 0;
        for index in (0..row.len()).filter(|index| !row.is_plain(*index)) {
            let (start, end) = row.place(index);
            self.joined.extend_from_slice(line.as_bytes().get(from..start).unwrap_or_default());
            self.joined.extend_from_slice(trimmed(row.shown(index)).as_bytes());
            from = end;
        }
        self.joined.extend_from_slice(line.as_bytes().get(from..).unwrap_or_default());
    }

    /// The texts as they would stand in a line. A separator inside a text is marked by a byte that no text has.
    fn join<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        for (index, text) in texts.enumerate() {
            if index > 0 {
                self.joined.push(self.separator);
            }
            if text.is_empty() {
                continue;
            }
            let text = trimmed(text).as_bytes();
            if memchr(self.separator, text).is_none() {
                self.joined.extend_from_slice(text);
                continue;
            }
            for (part, text) in text.split(|b| *b == self.separator).enumerate() {
                if part > 0 {
                    self.joined.extend([0xff, self.separator]);
                }
                self.joined.extend_from_slice(text);
            }
        }
    }
}

fn trimmed(text: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_none_or(|b| (0x21..0x7f).contains(b));
    if solid(text.as_bytes().first()) && solid(text.as_bytes().last()) { text } else { text.trim() }
}

/// Remembers rows to find identical ones, by fingerprint and row number.
#[derive(Default)]
pub(crate) struct Identical {
    seen: FirstSeen,
}

impl Identical {
    /// Notes a row of which no key of the file says anything. False where another one is identical, which is left for
    /// [`Identical::record`] to say.
    pub(crate) fn note_new(&mut self, row: u32, print: u64) -> bool {
        let new = !self.seen.has(print);
        if new {
            self.seen.note(print, First { row, print: low_half(print) });
        }
        new
    }

    /// `kept` is what a key of the file says of the row: rows with different keys are not identical, so that most rows
    /// of a file with a key need not be remembered here.
    pub(crate) fn record(&mut self, row: &Row, print: u64, kept: Kept, reporter: &mut Reporter<'_>) {
        let this = First { row: row.number, print: low_half(print) };
        let first = match kept {
            Kept::First => return,
            Kept::Before(first) if first.print == this.print => Some(first),
            _ => self.seen.note(print, this),
        };
        if let Some(first) = first {
            reporter.add(&IDENTICAL_ROWS, None, || {
                Finding::new(&IDENTICAL_ROWS, Place::Row(row.number)).with("first", u64::from(first.row))
            });
        }
    }
}

/// Half of a fingerprint: enough to compare two rows that have the same key.
pub(crate) fn low_half(print: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "The half is what is wanted.")]
    let half = print as u32;
    half
}

/// Says how many rows are empty.
pub(crate) fn blank(count: u64, first: u32, reporter: &mut Reporter<'_>) {
    if count > 0 {
        reporter.add(&BLANK_ROWS, None, || {
            Finding::new(&BLANK_ROWS, Place::File)
                .with("count", Detail::Count(count))
                .with("first", u64::from(first))
        });
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&REPEATED_HEADER, &EXTRA_CELLS, &SAMPLE_ROW, &IDENTICAL_ROWS, &BLANK_ROWS, &TOTAL_ROW];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{BETWEEN, Marks};
    use proptest::prelude::*;

    fn print(row: &Row) -> u64 {
        let mut prints = Prints { separator: BETWEEN, joined: Vec::new() };
        prints.of(row, None)
    }

    proptest! {
        #[test]
        fn rows_have_the_same_print_when_their_trimmed_texts_are_the_same(
            rows in proptest::array::uniform2(proptest::collection::vec("[ab, \"\u{a0}\n]{0,2}", 1..3))
        ) {
            let [mut line, mut single] = [Row::new(), Row::new()];
            line.begin_line(1);
            rows[0].iter().for_each(|text| line.push_text(text, Marks::default()));
            rows[1].iter().for_each(|text| single.push_text(text, Marks::default()));
            let [one, other] = rows.map(|row| row.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>());
            prop_assert_eq!(print(&line) == print(&single), one == other, "{:?} {:?}", one, other);
        }
    }
}
