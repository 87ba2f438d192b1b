//! Records through the rules into a report: what is wrong, what is ready, what was not checked.

use crate::clean::{self, Change, Line};
use crate::definition::ImportDefinition;
use crate::edits::{Decisions, Edits, Overlay};
use crate::finding::{Finding, Findings, Place, Problem, Severity};
use crate::header::Layout;
use crate::outline::RowState;
use crate::read::{Book, ReadError, Wishes};
use crate::record::Values;
use crate::rules::file::{self, ENDED_EARLY, NO_RECORDS};
use crate::rules::order::{BLOCK_INTERRUPTED, CHILD_BEFORE_PARENT, LEFT_OUT_WITH_PARENT};
use crate::rules::rows::{self, REPEATED_HEADER};
use crate::rules::{Scene, Seat, Settings, Sink, headings};
use crate::session::ChangeLog;
use crate::survey::{self, Survey};
use crate::walk::{Seen, Walker, data_rows};
use crate::wording::Lang;
use std::collections::HashMap;
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
    pub(crate) beyond: Vec<(u32, &'static Problem, Severity)>,
}

impl Subject<'_> {
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

/// Checks one file on its own.
pub(crate) fn check(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    steps: Steps<'_>,
    each: &mut dyn FnMut(&Noted<'_>),
) -> Checked {
    let mut edits = subject.edits.clone();
    let (survey, mut failure) = match surveyed(book, subject, &mut edits, steps) {
        Ok(survey) => (survey, None),
        Err(error) => (Survey { last_row: subject.layout.header_row, ..Survey::default() }, Some(error)),
    };
    let mut findings = Findings::keeping(KEPT);
    let mut states = Vec::new();
    let mut numbers = Vec::new();
    let mut nodes = Vec::new();
    let mut warned = Vec::new();
    let mut changed = Vec::new();
    let mut changes = ChangeLog::default();
    {
        let scene = subject.scene(&edits, Some(&survey));
        let mut sink = Sink::new(&mut findings, &subject.definition.severities);
        file::belongs(subject.layout, subject.definition, subject.better, subject.lang.tag(), &mut sink);
        headings::check(&scene, survey.titles, &mut sink);
        file::converted(book, &scene, &mut sink);
        let mut walker = Walker::new(&scene, &survey, true);
        let overlay = Overlay::new(&edits);
        let mut extra = Extras::new(subject.layout);
        let columns = clean::columns(subject);
        let mut noted = |code: &str, make: &dyn Fn() -> Change| changes.add(code, make);
        clean::renamed_headings(subject.layout, &columns, &mut noted);
        clean::deleted_rows(&edits, subject.layout, subject.lang, &mut noted);
        if failure.is_none() {
            let walked = data_rows(book, &scene, &overlay, &mut |row, original| {
                sink.error = false;
                sink.warned = false;
                let before = changes.total;
                let state = match walker.row(&scene, row, &mut sink) {
                    Seen::Header => {
                        sink.add(&REPEATED_HEADER, None, || {
                            Finding::new(&REPEATED_HEADER, Place::Row(row.number))
                        });
                        nodes.push(crate::outline::NONE);
                        RowState::Skipped
                    }
                    Seen::Record { values, node } => {
                        extra.note(values);
                        let nodes_of = scene.tree.zip(node).and_then(|(t, n)| t.nodes.get(n as usize));
                        let seat = Seat { row, node: nodes_of, parent: None };
                        let record = u32::try_from(states.len()).unwrap_or(u32::MAX);
                        each(&Noted { record, scene: &scene, seat, values });
                        nodes.push(node.unwrap_or(crate::outline::NONE));
                        if sink.error {
                            RowState::Error
                        } else {
                            let (layout, lang) = (subject.layout, subject.lang);
                            let line = Line { row, original, overlay: &overlay, layout, lang };
                            let mut add = |code: &str, make: &dyn Fn() -> Change| changes.add(code, make);
                            line.changes(&columns, Some(values), &mut add);
                            RowState::Ready
                        }
                    }
                };
                states.push(state);
                numbers.push(row.number);
                warned.push(sink.warned);
                changed.push(changes.total > before);
                steps(Step::Check, states.len() as u64)
            });
            failure = walked.err();
        }
        walker.checks.finish(&scene, &mut sink);
        headings::lacking(&scene, &mut sink);
        headings::extra_columns(&extra.samples, &mut sink);
        survey::zeros_lost(&survey, &scene, &mut sink);
    }
    let blank = survey.blank(subject.layout, &edits);
    let complete = failure.is_none() && book.complete(subject.layout.sheet);
    let mut noticed = book.findings(subject.layout.sheet);
    // The judge says the same of every cell that is used, and more.
    noticed.without(|code| code == "T800");
    noticed.regrade(&subject.definition.severities);
    findings.absorb(noticed);
    let mut checked = Checked {
        findings,
        states,
        rows: numbers,
        nodes,
        warned,
        changed,
        changes: None,
        survey,
        blank,
        file_error: false,
        complete,
        edits,
        beyond: Vec::new(),
    };
    checked.whole_file(subject, failure.as_ref());
    checked.changes = Some((changes, checked.count(RowState::Ready)));
    checked
}

impl Checked {
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
            self.findings.without(|word| word.starts_with(|c: char| c.is_ascii_uppercase() && c != 'F'));
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
        skipped.sort_unstable();
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
        self.beyond.sort_by_key(|(row, problem, _)| (*row, problem.code));
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
    pub(crate) fn say_later(&mut self, record: usize, problem: &'static Problem, severity: Severity) {
        if let Some(row) = self.rows.get(record) {
            self.beyond.push((*row, problem, severity));
        }
    }

    /// How many records are in a state.
    pub(crate) fn count(&self, state: RowState) -> u64 {
        self.states.iter().filter(|s| **s == state).count() as u64
    }
}

/// An error of the file, sheet or header: nothing in the file can be relied on until it is mended.
pub(crate) fn is_about_file(finding: &Finding) -> bool {
    let whole = matches!(finding.place, Place::File | Place::Column(_));
    let family = finding.problem.code.starts_with(['F', 'S']);
    finding.severity == Severity::Error && family && (whole || finding.problem.code.starts_with("S1"))
}

/// A few different values of each extra column, to be compared with those on the server.
struct Extras {
    slots: Vec<usize>,
    samples: Vec<(String, Vec<String>)>,
}

impl Extras {
    fn new(layout: &Layout) -> Extras {
        let is_extra = |(_, slot): &(usize, &crate::header::Slot)| slot.field.is_none();
        let (slots, samples) = layout
            .slots
            .iter()
            .enumerate()
            .filter(is_extra)
            .map(|(i, s)| (i, (s.name.clone(), vec![])))
            .unzip();
        Extras { slots, samples }
    }

    fn note(&mut self, values: &crate::record::Values) {
        for (slot, (_, samples)) in self.slots.iter().zip(&mut self.samples) {
            let text = values.text(*slot);
            if samples.len() < 20 && !text.is_empty() && !samples.iter().any(|s| s == text) {
                samples.push(text.to_owned());
            }
        }
    }
}
