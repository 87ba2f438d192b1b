//! The outcome of the check of one file.

use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::changes::ChangeLog;
use crate::check::prepared::Prepared;
use crate::check::record_notes::RecordNotes;
use crate::check::subject::Subject;
use crate::check::survey::Survey;
use crate::check::went_in::{AsSent, Sending};
use crate::definition::ImportDefinition;
use crate::edits::Edits;
use crate::problem::{Family, Finding, Findings, Place, Problem, Severity};
use crate::read::workbook::sheet_problems::{NO_RESULT, merged_area};
use crate::read::{Book, LOST_LETTER, ReadError, UNDECODABLE};
use crate::record::context::{Group, Reporter};
use crate::record::heading_problems::NEEDED_COLUMN_MISSING;
use crate::record::outline::{Cause, RowState};
use crate::record::outline_problems::of_cause;
use crate::rules::file::{ENDED_EARLY, LEFT_OUT_WITH_GROUP, NO_RECORDS};
use crate::rules::{RuleRun, rows};
use crate::scalar::text::REPLACEMENT_CHARACTER;
use std::collections::{BTreeMap, HashSet};

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
    /// How many of them are the headings again: skipped, and nobody's fault.
    repeated: u64,
    /// Records that a rule holds together, by their places in the order of the pass.
    bound: Vec<Vec<u32>>,
    /// Groups that are judged together with other files of the import.
    pub(crate) open_groups: Vec<Group>,
    /// The rows of groups that must not go out in two files, where the cleaned file may be divided.
    pub(crate) families: Vec<(u64, Vec<u32>)>,
    /// In how many files its records go out; one, unless its import takes less at a time.
    pub(crate) parts: u64,
    /// What each rule of the definition came to in this file, by its place.
    pub(crate) rule_runs: BTreeMap<usize, RuleRun>,
    /// Where another table may begin, until it is said.
    pub(crate) further_tables: Vec<Finding>,
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
    /// What becomes of each record in the next cleaned file; empty where nothing went in before.
    pub(crate) sending: Vec<Sending>,
    /// What was sent, once an answer to it was taken.
    pub(crate) as_sent: Option<Box<AsSent>>,
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

impl Checked {
    pub(crate) fn new(
        book: &dyn Book,
        subject: &Subject<'_>,
        (survey, edits): (Survey, Edits),
        mut findings: Findings,
        (notes, broken): (RecordNotes<'_, '_>, Vec<u32>),
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
        // A title that is merged over several columns does no harm to the table below it.
        noticed.regrade_some(Severity::Notice, &|finding| {
            merged_area(finding).is_some_and(|(_, last)| last.row < subject.layout.header_row)
        });
        let errors = noticed.of_severity(Severity::Error);
        let faulty: HashSet<u32> = errors_at(&noticed).chain(broken).collect();
        let located = noticed.kept().iter().filter(|f| f.severity == Severity::Error).count() as u64;
        findings.absorb(noticed);
        let repeated = notes.states.iter().filter(|s| **s == RowState::Skipped).count() as u64;
        let mut checked = Checked {
            findings,
            repeated,
            bound: Vec::new(),
            open_groups: Vec::new(),
            families: Vec::new(),
            parts: 1,
            states: notes.states,
            rows: notes.rows,
            nodes: notes.nodes,
            warned: notes.warned,
            changed: notes.changed,
            changes: None,
            prepared: notes.prepared.filter(|_| failure.is_none()),
            sending: Vec::new(),
            as_sent: None,
            blank: survey.blank(subject.layout, &edits),
            survey,
            file_error: false,
            rule_runs: BTreeMap::new(),
            further_tables: Vec::new(),
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

    /// Notes the rows that rules hold together, so that none of them goes out without the others.
    pub(crate) fn bind(&mut self, rows: Vec<Vec<u32>>) {
        if rows.is_empty() {
            return;
        }
        let places: Map<u32, u32> = self.rows.iter().copied().zip(0..).collect();
        let groups = rows.into_iter().filter(|rows| rows.len() > 1);
        self.bound =
            groups.map(|rows| rows.iter().filter_map(|row| places.get(row).copied()).collect()).collect();
    }

    /// Skips the records that a rule holds together with one that does not go out.
    fn skip_bound(&mut self, definition: &ImportDefinition) {
        let mut reporter = Reporter::new(&mut self.findings, &definition.severities);
        for group in &self.bound {
            let state = |record: &u32| self.states.get(*record as usize).copied();
            let out = group.iter().find(|record| state(record).is_some_and(|s| s != RowState::Ready));
            let Some(cause) = out.and_then(|record| self.rows.get(*record as usize)).copied() else {
                continue;
            };
            for record in group {
                let (Some(state @ RowState::Ready), Some(row)) =
                    (self.states.get_mut(*record as usize), self.rows.get(*record as usize))
                else {
                    continue;
                };
                *state = RowState::Skipped;
                reporter.add(&LEFT_OUT_WITH_GROUP, None, || {
                    Finding::new(&LEFT_OUT_WITH_GROUP, Place::Row(*row)).with("cause", u64::from(cause))
                });
            }
        }
    }

    /// Records in rows in which errors were found that no judge of the row alone finds.
    pub(crate) fn condemn(&mut self, rows: &HashSet<u32>) {
        if rows.is_empty() {
            return;
        }
        for (state, _) in self.states.iter_mut().zip(&self.rows).filter(|(_, row)| rows.contains(row)) {
            *state = RowState::Error;
        }
    }

    /// Findings about the whole file, and what follows from them.
    fn whole_file(&mut self, subject: &Subject<'_>, failure: Option<&ReadError>) {
        let mut reporter = Reporter::new(&mut self.findings, &subject.definition.severities);
        rows::blank(self.blank, self.survey.first_blank(), &mut reporter);
        if let Some(error) = failure {
            reporter.findings.add(error.finding());
            let last = self.rows.last().copied().unwrap_or(subject.layout.header_row);
            reporter.add(&ENDED_EARLY, None, || {
                Finding::new(&ENDED_EARLY, Place::File).with("row", u64::from(last))
            });
        } else if self.states.len() as u64 == self.repeated {
            reporter.add(&NO_RECORDS, None, || {
                Finding::new(&NO_RECORDS, Place::File).with("header", u64::from(subject.layout.header_row))
            });
        }
        // What is wrong in the headings is wrong in every record.
        let header = subject.layout.header_row;
        let above =
            |f: &Finding| f.severity == Severity::Error && f.place.row().is_some_and(|row| row <= header);
        self.file_error = self.findings.kept().iter().any(|f| is_about_file(f) || above(f));
        // In a file for another import, what its columns and cells lack for this one is beside the point.
        if subject.better.is_some() {
            self.findings.without(&|word| word.starts_with(|c: char| c.is_ascii_uppercase() && c != 'F'));
        }
    }

    /// Skips the rows that depend on rows in error. Done once all rows in error are known, other files included.
    pub(crate) fn skip_dependents(&mut self, definition: &ImportDefinition) {
        self.skip_bound(definition);
        let (Some(outline), Some(tree)) = (&definition.outline, &self.survey.tree) else { return };
        let mut by_node = vec![RowState::Ready; tree.nodes.len()];
        for (state, node) in self.states.iter().zip(&self.nodes) {
            if let Some(slot) = by_node.get_mut(*node as usize) {
                *slot = *state;
            }
        }
        let causes = tree.skip(&mut by_node, outline);
        for (index, node) in self.nodes.iter().enumerate() {
            if let Some(state) = by_node.get(*node as usize) {
                self.states[index] = *state;
            }
        }
        let mut skipped: Vec<(u32, Cause)> = causes.into_iter().collect();
        sorting::sort(&mut skipped);
        let mut reporter = Reporter::new(&mut self.findings, &definition.severities);
        for (row, cause) in skipped {
            let problem = of_cause(cause);
            reporter.add(problem, None, || {
                Finding::new(problem, Place::Row(row)).with("cause", u64::from(cause.row))
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
        (self.count(RowState::Ready) == ready && self.sending.is_empty()).then_some(log)
    }

    /// Has every record taken for ready, to be looked at with its values whatever was found wrong with it.
    pub(crate) fn all_ready(&mut self) {
        self.states.fill(RowState::Ready);
        self.changed.fill(true);
    }

    /// Whether a record goes into the cleaned file otherwise than it is in the file.
    pub(crate) fn is_changed(&self, record: usize) -> bool {
        self.changed.get(record) == Some(&true) && self.states.get(record) == Some(&RowState::Ready)
    }

    /// RecordNotes a finding that is counted but not kept, so that its row does not stay behind without a reason.
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

    /// How many records are skipped because of an error, their own file's or another's.
    pub(crate) fn left_out(&self) -> u64 {
        self.count(RowState::Skipped).saturating_sub(self.repeated)
    }

    /// Whether there is an error anywhere, also above the records and in the headings, or a record that is skipped because
    /// of one: nobody may take the file for ready. A row that is no record and left out is none.
    pub(crate) fn has_errors(&self) -> bool {
        let found = self.findings.of_severity(Severity::Error) > 0;
        self.file_error || found || self.count(RowState::Error) > 0 || self.left_out() > 0
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
    // A column that only some rows need is an error of those rows.
    let family = finding.problem.family;
    let of_file = family.is_of_file() && *finding.problem != NEEDED_COLUMN_MISSING;
    finding.severity == Severity::Error && of_file && (whole || family == Family::Headings)
}
