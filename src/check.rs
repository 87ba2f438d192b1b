//! Records through the rules into a report: what is wrong, what is ready, what was not checked.

use crate::definition::ImportDefinition;
use crate::edits::{Decisions, Edits, Overlay};
use crate::finding::{Finding, Findings, Place, Problem, Severity};
use crate::header::Layout;
use crate::notes::Notes;
use crate::outline::RowState;
use crate::prepared::{Order, Prepared};
use crate::read::workbook::sheet_problems::NO_RESULT;
use crate::read::{Book, LOST_LETTER, ReadError, UNDECODABLE, Wishes};
use crate::record::Values;
use crate::rules::file::{self, ENDED_EARLY, NO_RECORDS};
use crate::rules::order::{BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT, LEFT_OUT_WITH_PARENT};
use crate::rules::rows;
use crate::rules::{Scene, Seat, Settings, Sink, headings};
use crate::session::ChangeLog;
use crate::sorting;
use crate::survey::{self, Survey};
use crate::table::BETWEEN;
use crate::values::text::REPLACEMENT_CHARACTER;
use crate::walk::Walker;
use crate::wording::{Lang, Wording};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// How many findings of each problem are kept with their place.
pub(crate) const KEPT: u64 = 1_000;

/// One file and everything that was decided about it.
pub(crate) struct Subject<'a> {
    pub(crate) definition: &'a ImportDefinition,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
    pub(crate) wishes: &'a Wishes,
    pub(crate) edits: &'a Edits,
    /// The import that fits the headings better than the chosen one.
    pub(crate) better: Option<&'a ImportDefinition>,
    pub(crate) lang: Lang,
}

/// A record as it passes by, for those who compare files.
pub(crate) struct Noted<'a> {
    /// Its place in the order of the pass.
    pub(crate) record: u32,
    pub(crate) scene: &'a Scene<'a>,
    /// The row and its place in the tree; the values of its parent are not known here.
    pub(crate) seat: Seat<'a>,
    pub(crate) values: &'a Values,
}

/// Called with a step and the rows done; `Break` ends the work.
pub(crate) type Steps<'a> = &'a mut dyn FnMut(Step, u64) -> ControlFlow<()>;

/// The steps of the work, for progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opening the file: what it is, how it is read.
    Open,
    /// The first look at all rows.
    Survey,
    /// The check.
    Check,
    /// Writing the cleaned file.
    Clean,
}

impl Step {
    /// The word used in messages to the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Open => "open",
            Step::Survey => "survey",
            Step::Check => "check",
            Step::Clean => "clean",
        }
    }
}

/// A finding across files that is counted but not kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beyond {
    pub(crate) row: u32,
    /// The field it is about; absent when the row as a whole is meant.
    pub(crate) field: Option<usize>,
    pub(crate) problem: &'static Problem,
    pub(crate) severity: Severity,
}

/// What the check of one file came to.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) findings: Findings,
    /// What becomes of each record, in the order of the pass.
    pub(crate) states: Vec<RowState>,
    /// The row numbers of the records, in the order of the pass.
    pub(crate) rows: Vec<u32>,
    /// Whether each record has a warning.
    pub(crate) warned: Vec<bool>,
    /// Whether the cleaned file has each ready record otherwise than the file.
    pub(crate) changed: Vec<bool>,
    /// The changes of the records that were ready after the check of this file on its own, and their number.
    changes: Option<(ChangeLog, u64)>,
    /// The cleaned file that was written along with the check, unless something found later has overtaken it.
    pub(crate) prepared: Option<Prepared>,
    /// Index in the tree of each record; absent for repeated headings.
    pub(crate) nodes: Vec<u32>,
    pub(crate) survey: Survey,
    pub(crate) blank: u64,
    /// The file as a whole is in error: nothing can be exported.
    pub(crate) file_error: bool,
    /// All of the sheet was read.
    pub(crate) complete: bool,
    /// The edits of the user with the moves that accepted repairs add.
    pub(crate) edits: Edits,
    /// Findings across files beyond those that are kept: row, problem, severity. Not even a judge of the row alone
    /// would find them again.
    pub(crate) beyond: Vec<Beyond>,
}

impl Subject<'_> {
    /// What sentences about the file are made with.
    pub(crate) fn words(&self) -> Wording<'_> {
        Wording { lang: self.lang, layout: Some(self.layout), definition: Some(self.definition) }
    }

    pub(crate) fn scene<'s>(&'s self, edits: &'s Edits, survey: Option<&'s Survey>) -> Scene<'s> {
        Scene {
            definition: self.definition,
            layout: self.layout,
            settings: self.settings,
            decisions: Decisions(&edits.decisions),
            tree: survey.and_then(|s| s.tree.as_ref()),
            fills: &edits.fills,
        }
    }
}

/// Looks at all rows, and again once for each accepted repair that moves rows.
fn surveyed(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    edits: &mut Edits,
    steps: Steps<'_>,
) -> Result<Survey, ReadError> {
    let mut look = |book: &mut dyn Book, edits: &Edits| {
        let scene = subject.scene(edits, None);
        let overlay = Overlay::new(edits);
        survey::survey(book, &scene, &overlay, subject.wishes, &mut |rows| steps(Step::Survey, rows))
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

/// Checks one file on its own. What columns say about their notation comes from `known` or is taken from the first
/// rows; an error is what all rows say where a value leaned on a first row that they do not bear out: the file must be
/// checked again with it.
pub(crate) fn check(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    known: Option<Survey>,
    order: Option<Order<'_>>,
    steps: Steps<'_>,
    each: &mut dyn FnMut(&Noted<'_>),
) -> Result<Checked, Box<Survey>> {
    let mut edits = subject.edits.clone();
    let first = look(book, subject, known, &mut edits, steps);
    let mut findings = Findings::keeping(KEPT);
    let scene = subject.scene(&edits, Some(&first.survey));
    let mut sink = Sink::new(&mut findings, &subject.definition.severities);
    file::belongs(subject.layout, subject.definition, subject.better, subject.lang.tag(), &mut sink);
    file::converted(book, &scene, &mut sink);
    let separator = book.text().and_then(|text| u8::try_from(text.delimiter.value).ok()).unwrap_or(BETWEEN);
    let mut walker = Walker::new(&scene, &first.survey, true).cut_at(separator);
    let overlay = Overlay::new(&edits);
    let mut notes = Notes::new(subject, &overlay, order);
    let mut seen = first.assumed.then(|| Survey::new(subject.definition, subject.layout));
    let mut failure = first.failure;
    if failure.is_none() {
        let header = subject.layout.header_row;
        let walked = overlay.rows(book, subject.layout.sheet, header, &mut |row, original| {
            let wanted = row.number > header && !row.is_blank();
            let record = wanted && notes.row(&scene, &mut walker, (row, original), &mut sink, each);
            if let Some(seen) = &mut seen {
                seen.take(subject.layout, row, record.then(|| walker.values()));
            }
            if !wanted {
                return ControlFlow::Continue(());
            }
            steps(Step::Check, notes.states.len() as u64)
        });
        failure = walked.err();
    }
    if let Some(seen) = &mut seen {
        seen.decide(subject.wishes);
        if !sink.leaned.keys().all(|slot| seen.agrees(&first.survey, *slot)) {
            return Err(Box::new(std::mem::take(seen)));
        }
    }
    file::formatted(book, subject.layout, &mut sink);
    walker.checks.finish(&scene, &mut sink);
    let survey = seen.as_ref().unwrap_or(&first.survey);
    headings::check(&scene, survey.titles, &mut sink);
    headings::lacking(&scene, &mut sink);
    headings::extra_columns(&notes.extra.samples, &mut sink);
    survey::zeros_lost(survey, &scene, &mut sink);
    let notes = notes.end();
    let survey = seen.unwrap_or(first.survey);
    Ok(Checked::new(book, subject, (survey, edits), findings, notes, failure.as_ref()))
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

impl Checked {
    fn new(
        book: &dyn Book,
        subject: &Subject<'_>,
        (survey, edits): (Survey, Edits),
        mut findings: Findings,
        notes: Notes<'_, '_>,
        failure: Option<&ReadError>,
    ) -> Checked {
        let mut noticed = book.findings(subject.layout.sheet);
        // The judge says the same of every cell that is used, and more.
        noticed.without(&|code| code == NO_RESULT.code || code == LOST_LETTER.code);
        // A letter that the reader could not read is not one that another program lost.
        if noticed.count(UNDECODABLE.code) > 0 {
            findings.without(&|code| code == REPLACEMENT_CHARACTER.code);
        }
        noticed.regrade(&subject.definition.severities);
        let errors = noticed.of_severity(Severity::Error);
        let faulty: HashSet<u32> = errors_at(&noticed).collect();
        let located = noticed.kept().iter().filter(|f| f.severity == Severity::Error).count() as u64;
        findings.absorb(noticed);
        let mut checked = Checked {
            findings,
            states: notes.states,
            rows: notes.rows,
            nodes: notes.nodes,
            warned: notes.warned,
            changed: notes.changed,
            changes: None,
            prepared: notes.prepared.filter(|_| failure.is_none()),
            blank: survey.blank(subject.layout, &edits),
            survey,
            file_error: false,
            complete: failure.is_none() && book.complete(subject.layout.sheet),
            edits,
            beyond: Vec::new(),
        };
        checked.whole_file(subject, failure);
        checked.changes = Some((notes.changes, checked.count(RowState::Ready)));
        checked.condemn(&faulty);
        // Where some errors were only counted, nobody knows which records are good.
        checked.file_error |= errors > located;
        checked
    }

    /// Records in rows in which the reader found errors.
    fn condemn(&mut self, rows: &HashSet<u32>) {
        if rows.is_empty() {
            return;
        }
        for (state, _) in self.states.iter_mut().zip(&self.rows).filter(|(_, row)| rows.contains(row)) {
            *state = RowState::Error;
        }
    }

    /// Findings about the whole file, and what follows from them.
    fn whole_file(&mut self, subject: &Subject<'_>, failure: Option<&ReadError>) {
        let mut sink = Sink::new(&mut self.findings, &subject.definition.severities);
        rows::blank(self.blank, self.survey.first_gap, &mut sink);
        if let Some(error) = failure {
            sink.findings.add(error.finding());
            let last = self.rows.last().copied().unwrap_or(subject.layout.header_row);
            sink.add(&ENDED_EARLY, None, || {
                Finding::new(&ENDED_EARLY, Place::File).with("row", u64::from(last))
            });
        } else if self.states.is_empty() {
            sink.add(&NO_RECORDS, None, || {
                Finding::new(&NO_RECORDS, Place::File).with("header", u64::from(subject.layout.header_row))
            });
        }
        self.file_error = self.findings.kept().iter().any(is_about_file);
        // In a file for another import, what its columns and cells lack for this one is beside the point.
        if subject.better.is_some() {
            self.findings.without(&|word| word.starts_with(|c: char| c.is_ascii_uppercase() && c != 'F'));
        }
    }

    /// Skips the rows that depend on rows in error. Done once all rows in error are known, other files included.
    pub(crate) fn skip_dependents(&mut self, definition: &ImportDefinition) {
        let (Some(outline), Some(tree)) = (&definition.outline, &self.survey.tree) else { return };
        let mut by_node = vec![RowState::Ready; tree.nodes.len()];
        for (state, node) in self.states.iter().zip(&self.nodes) {
            if let Some(slot) = by_node.get_mut(*node as usize) {
                *slot = *state;
            }
        }
        let causes: HashMap<u32, u32> = tree.skip(&mut by_node, outline);
        for (index, node) in self.nodes.iter().enumerate() {
            if let Some(state) = by_node.get(*node as usize) {
                self.states[index] = *state;
            }
        }
        let mut skipped: Vec<(u32, u32)> = causes.into_iter().collect();
        sorting::sort(&mut skipped);
        let mut sink = Sink::new(&mut self.findings, &definition.severities);
        for (row, cause) in skipped {
            sink.add(&LEFT_OUT_WITH_PARENT, None, || {
                Finding::new(&LEFT_OUT_WITH_PARENT, Place::Row(row)).with("cause", u64::from(cause))
            });
        }
    }

    /// When the file as a whole is in error, so is every record.
    pub(crate) fn settle(&mut self) {
        if self.file_error {
            self.states.fill(RowState::Error);
        }
        sorting::sort_by_key(&mut self.beyond, |one| (one.row, one.problem.code));
        self.findings.sort();
    }

    /// The changes that the check listed, if just the records that were ready then are ready now. No record that was
    /// not ready becomes so, hence their number tells.
    pub(crate) fn changes_if_settled(&mut self) -> Option<ChangeLog> {
        let (log, ready) = self.changes.take()?;
        (self.count(RowState::Ready) == ready).then_some(log)
    }

    /// Whether a record goes into the cleaned file otherwise than it is in the file.
    pub(crate) fn is_changed(&self, record: usize) -> bool {
        self.changed.get(record) == Some(&true) && self.states.get(record) == Some(&RowState::Ready)
    }

    /// Notes a finding that is counted but not kept, so that its row does not stay behind without a reason.
    pub(crate) fn say_later(
        &mut self,
        record: usize,
        field: Option<usize>,
        problem: &'static Problem,
        severity: Severity,
    ) {
        if let Some(row) = self.rows.get(record) {
            self.beyond.push(Beyond { row: *row, field, problem, severity });
        }
    }

    /// Whether the file may hold more records than are known. One without any row was read in full all the same.
    pub(crate) fn is_partial(&self) -> bool {
        let spoilt = |f: &Finding| is_about_file(f) && *f.problem != NO_RECORDS;
        !self.complete
            || (self.file_error && (!self.states.is_empty() || self.findings.kept().iter().any(spoilt)))
    }

    /// How many records are in a state.
    pub(crate) fn count(&self, state: RowState) -> u64 {
        self.states.iter().filter(|s| **s == state).count() as u64
    }
}

/// The rows of the errors that are kept.
fn errors_at(findings: &Findings) -> impl Iterator<Item = u32> {
    findings.kept().iter().filter(|f| f.severity == Severity::Error).filter_map(|f| f.place.row())
}

/// An error of the file, sheet or header: nothing in the file can be relied on until it is mended.
pub(crate) fn is_about_file(finding: &Finding) -> bool {
    let whole = matches!(finding.place, Place::File | Place::Column(_));
    let family = finding.problem.code.starts_with(['F', 'S']);
    finding.severity == Severity::Error && family && (whole || finding.problem.code.starts_with("S1"))
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

#[cfg(test)]
pub(crate) use tests::whole_look;
