//! Records through the rules into a report: what is wrong, what is ready, what was not checked.

pub(crate) mod acknowledged;
pub(crate) mod changes;
pub(crate) mod checked;
pub(crate) mod clean;
mod definitions;
pub(crate) mod differences;
pub(crate) mod error;
pub(crate) mod file;
pub(crate) mod fitting_columns;
pub(crate) mod forecast;
mod further_tables;
pub(crate) mod other_sheets;
pub(crate) mod outgoing;
mod outlining;
pub(crate) mod parts;
mod passing;
pub(crate) mod prepared;
pub(crate) mod record_notes;
pub(crate) mod retell;
pub(crate) mod seen;
pub(crate) mod subject;
pub(crate) mod survey;
pub(crate) mod totals;
pub(crate) mod verdict;
pub(crate) mod walk;
pub(crate) mod went_in;

use crate::base::limits::LIMITS;
use crate::check::checked::Checked;
use crate::check::further_tables::FurtherTables;
use crate::check::passing::{Passing, PassingLines};
use crate::check::prepared::Order;
use crate::check::record_notes::RecordNotes;
use crate::check::subject::EachRecord;
use crate::check::subject::Step;
use crate::check::subject::Steps;
use crate::check::subject::Subject;
use crate::check::survey::Survey;
use crate::check::walk::Walker;
use crate::edits::{Decisions, Edits, Overlay};
use crate::problem::Findings;
use crate::read::{Book, ReadError};
use crate::record::context::Reporter;
use crate::record::outline_problems::{BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT};
use crate::rules::file as file_rules;
use crate::rules::headings;
use crate::rules::widths::{HeaderRow, Widths};
use crate::table::BETWEEN;

/// Looks at all rows, and again once for each accepted repair that moves rows.
fn surveyed(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    edits: &mut Edits,
    steps: Steps<'_>,
) -> Result<Survey, ReadError> {
    let mut look = |book: &mut dyn Book, edits: &Edits| {
        let context = subject.context(edits, None);
        let overlay = Overlay::new(edits);
        outlining::look(book, &context, &overlay, subject.wishes, &mut |rows| steps(Step::Survey, rows))
    };
    let mut found = look(book, edits)?;
    for problem in [&BLOCK_INTERRUPTED, &CHILD_BEFORE_PARENT] {
        let accepted = Decisions(&edits.decisions).taken(problem);
        let moves = match &found.tree {
            Some(tree) if accepted && problem == &BLOCK_INTERRUPTED => tree.regroup(),
            Some(tree) if accepted => tree.below_parents(),
            _ => continue,
        };
        if !moves.is_empty() {
            edits.moved.extend(moves);
            found = look(book, edits)?;
        }
    }
    Ok(found)
}

/// What one pass over the rows of a file came to.
pub(crate) enum Pass<T> {
    /// It holds.
    Done(T),
    /// It began with what turned out to be wrong: it is to be done again, with what all rows say of the columns, where
    /// that is known.
    Again(Option<Box<Survey>>),
}

/// Checks one file on its own. What columns say about their notation comes from `known` or is taken from the first
/// rows; where a value leaned on a first row that the others do not bear out, the pass is to be done again.
pub(crate) fn check(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    known: Option<Survey>,
    order: Option<Order<'_>>,
    steps: Steps<'_>,
    each: Option<EachRecord<'_>>,
) -> Pass<Checked> {
    let mut edits = subject.edits.clone();
    let first = look(book, subject, known, &mut edits, steps);
    let mut findings = Findings::keeping(LIMITS.kept);
    let context = subject.context(&edits, Some(&first.survey));
    let mut reporter = Reporter::new(&mut findings, &subject.definition.severities);
    file_rules::belongs(
        subject.layout,
        subject.definition,
        subject.better,
        subject.lang.tag(),
        &mut reporter,
    );
    file_rules::converted(book, &context, &mut reporter);
    let separator = book.text().and_then(|text| u8::try_from(text.delimiter.value).ok()).unwrap_or(BETWEEN);
    let mut walker = Walker::new(&context, &first.survey, true).cut_at(separator);
    let overlay = Overlay::new(&edits);
    let widths = Widths::new(&context, header_row(book, subject));
    let mut notes = RecordNotes::new(subject, &overlay, order, widths);
    let mut seen =
        first.assumed.then(|| Survey::new(subject.definition, subject.layout).with_edits(&overlay));
    let mut further = FurtherTables::default();
    let mut failure = first.failure;
    if failure.is_none() {
        let sheet = subject.layout.sheet;
        let mut passing = Passing {
            context: &context,
            overlay: &overlay,
            walker: &mut walker,
            notes: &mut notes,
            reporter: &mut reporter,
            survey: seen.as_mut(),
            further: &mut further,
            each: each.map(|each| each as EachRecord<'_>),
            steps,
        };
        let walked = match PassingLines::new(&mut passing, separator) {
            Ok(mut lines) => book.rows_or_lines(sheet, lines.wanted(), &mut lines),
            Err(passing) => {
                let header = subject.layout.header_row;
                overlay.rows(book, sheet, header, &mut |row, original| passing.row(row, original))
            }
        };
        failure = walked.err();
    }
    if let Some(seen) = &mut seen {
        seen.decide(subject.wishes);
        let agrees = reporter.leaned.iter().all(|slot| seen.agrees(&first.survey, *slot));
        if !agrees || seen.doubts_otherwise(&first.survey) {
            return Pass::Again(Some(Box::new(std::mem::take(seen))));
        }
    }
    file_rules::formatted(book, subject.layout, &mut reporter);
    walker.checks.finish(&context, &mut reporter);
    let rule_runs = walker.checks.runs();
    // It borrows what is handed on below.
    drop(walker);
    let survey = seen.as_ref().unwrap_or(&first.survey);
    headings::check(&context, survey.titles, &mut reporter);
    let mut faulty = notes.widths.finish(&context, &notes.rows, &mut reporter);
    faulty.append(&mut reporter.condemned);
    let bound = std::mem::take(&mut reporter.bound);
    let groups = (std::mem::take(&mut reporter.open_groups), std::mem::take(&mut reporter.families));
    headings::lacking(&context, &mut reporter);
    headings::extra_columns(&notes.extra.samples, &mut reporter);
    survey::zeros_lost(survey, &context, &mut reporter);
    let notes = notes.end();
    let survey = seen.unwrap_or(first.survey);
    let looked = (survey, edits);
    let mut checked = Checked::new(book, subject, looked, findings, (notes, faulty), failure.as_ref());
    checked.bind(bound);
    (checked.open_groups, checked.families) = groups;
    checked.rule_runs = rule_runs;
    checked.further_tables = further.finish();
    Pass::Done(checked)
}

/// The header row of a text file.
fn header_row(book: &dyn Book, subject: &Subject<'_>) -> Option<HeaderRow> {
    book.text()?;
    let head = &book.sheets().get(subject.layout.sheet)?.head;
    let at = |number: u32| head.iter().find(|row| row.number == number);
    let number = subject.layout.header_row;
    let above = at(number.saturating_sub(1)).filter(|row| row.len() == 1);
    Some(HeaderRow { cells: at(number)?.len(), above: above.map(|row| row.cell(0).shown.to_owned()) })
}

/// What is known of the columns and the tree before the rows are judged.
struct FirstLook {
    survey: Survey,
    /// Only the first rows were looked at.
    assumed: bool,
    failure: Option<ReadError>,
}

/// A tree of rows needs a look at all of them; otherwise the first rows will do.
fn look(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    known: Option<Survey>,
    edits: &mut Edits,
    steps: Steps<'_>,
) -> FirstLook {
    let (definition, layout) = (subject.definition, subject.layout);
    if let Some(survey) = known {
        return FirstLook { survey, assumed: false, failure: None };
    }
    if definition.outline.is_none() {
        let head = book.sheets().get(layout.sheet).map_or(&[][..], |sheet| &sheet.head);
        let survey = Survey::of_head(head, definition, layout, subject.wishes);
        return FirstLook { survey, assumed: true, failure: None };
    }
    match surveyed(book, subject, edits, steps) {
        Ok(survey) => FirstLook { survey, assumed: false, failure: None },
        Err(error) => {
            FirstLook { survey: Survey::new(definition, layout), assumed: false, failure: Some(error) }
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::whole_look;
