//! Every record with everything that is said about it, however many findings there are.
//!
//! The check keeps the first findings of each problem. Where that is all of them, they are used; else the rows are
//! judged once more, and only one row's findings are in memory at a time.

use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::error::Error;
use crate::check::record_notes::{left_out_severity, no_record_finding};
use crate::check::subject::Subject;
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::Overlay;
use crate::problem::{Finding, Findings, Place, Problem, Severity};
use crate::read::Book;
use crate::record::context::{Reporter, RuleContext};
use crate::record::outline::{Cause, NONE, RowState};
use crate::record::outline_problems::{LEFT_OUT_WITH_BARRIER, LEFT_OUT_WITH_PARENT, of_cause};
use crate::rules::no_record::PRINTED_ROW;
use crate::rules::rows::{REPEATED_HEADER, SAMPLE_ROW, TOTAL_ROW};
use crate::rules::together::LEFT_OUT_WITH_OTHER_FILE;
use crate::table::Row;
use crate::wording::Wording;

use std::io;
use std::ops::ControlFlow;

/// One sentence about a row or one of its cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sentence {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    /// Column index; absent when the row as a whole is meant.
    pub(crate) column: Option<u32>,
    pub(crate) message: String,
}

/// A record and what is said about it.
pub(crate) struct RetoldRow<'a> {
    pub(crate) row: &'a Row,
    pub(crate) state: RowState,
    /// From left to right, each sentence once.
    pub(crate) said: &'a [Sentence],
}

/// Hands over the wanted records, by their place in the pass, in the order of the pass.
pub(crate) fn each_row(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    wanted: &dyn Fn(usize) -> bool,
    each: &mut dyn FnMut(&RetoldRow<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let words = subject.words();
    let mut judged = checked.findings.cut().next().is_some().then(|| Again::new(&context, subject, checked));
    let general = general(subject, checked);
    let (mut index, mut failed) = (0, None);
    data_rows(book, &context, &overlay, &mut |row, _| {
        let at = index;
        index += 1;
        let wanted = wanted(at);
        let mut said: Vec<Sentence> = Vec::new();
        if let Some(again) = &mut judged {
            let own = again.row(&context, row, wanted);
            own.kept().iter().for_each(|f| tell(f, &words, &mut said));
        }
        if !wanted {
            return ControlFlow::Continue(());
        }
        checked.findings.of_row(row.number).iter().for_each(|f| tell(f, &words, &mut said));
        beyond(subject, checked, row, &words, &mut said);
        sorting::sort_by_key(&mut said, |s| (s.column.is_none(), s.column, s.code));
        let state = checked.states.get(at).copied().unwrap_or(RowState::Error);
        explain(&mut said, state, &general);
        match each(&RetoldRow { row, state, said: &said }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// The rows with a finding of a kind, however many there are: every row is judged once more.
pub(crate) fn rows_with(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    wanted: &dyn Fn(&Finding) -> bool,
) -> Vec<u32> {
    let mut found = Vec::new();
    each_finding(book, subject, checked, wanted, &mut |f| found.extend(f.place.row()));
    found
}

/// Hands over every finding of a kind, row by row, however many there are. Every row is judged once more; what no judge
/// of a row finds again, across files or by the reader, comes from where it is kept.
pub(crate) fn each_finding(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    wanted: &dyn Fn(&Finding) -> bool,
    each: &mut dyn FnMut(&Finding),
) {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut again = Again::new(&context, subject, checked);
    // A row that cannot be read a second time is not shown.
    let _ = data_rows(book, &context, &overlay, &mut |row, _| {
        let own = again.row(&context, row, true);
        let is_own = |f: &Finding| own.kept().iter().any(|o| o.problem == f.problem && o.place == f.place);
        let kept = checked.findings.of_row(row.number).iter().filter(|f| !is_own(f));
        own.kept().iter().chain(kept).filter(|f| wanted(f)).for_each(&mut *each);
        across_files(subject, checked, row).filter(wanted).for_each(|f| each(&f));
        ControlFlow::Continue(())
    });
}

/// What was found across files about a row and not kept: the cell and what stands in it.
fn across_files<'a>(
    subject: &'a Subject<'_>,
    checked: &'a Checked,
    row: &'a Row,
) -> impl Iterator<Item = Finding> + 'a {
    let start = checked.beyond.partition_point(|one| one.row < row.number);
    let own = checked.beyond.iter().skip(start).take_while(|one| one.row == row.number);
    own.map(|one| {
        let slot = one.field.and_then(|field| subject.layout.slots.get(field));
        let column = slot.and_then(|slot| slot.column);
        let place = column.map_or(Place::Row(row.number), |c| Place::cell(row.number, c));
        let mut finding = Finding::new(one.problem, place).severity(one.severity);
        finding.field = one.field;
        finding.value = column.map_or(String::new(), |c| row.cell(c as usize).shown.to_owned());
        finding
    })
}

/// The sentences about what was found across files and not kept. Only what the other file says of it is not told again.
pub(crate) fn beyond(
    subject: &Subject<'_>,
    checked: &Checked,
    row: &Row,
    words: &Wording<'_>,
    said: &mut Vec<Sentence>,
) {
    said.extend(across_files(subject, checked, row).map(|finding| Sentence {
        severity: finding.severity,
        code: finding.problem.code,
        column: finding.place.column(),
        message: words.in_short(&finding),
    }));
}

/// Adds the sentence of a finding, once.
pub(crate) fn tell(finding: &Finding, words: &Wording<'_>, said: &mut Vec<Sentence>) {
    let one = Sentence {
        severity: finding.severity,
        code: finding.problem.code,
        column: finding.place.column(),
        message: words.message(finding),
    };
    if !said.contains(&one) {
        said.push(one);
    }
}

/// What is said of a row in error that has no sentence of its own: what is wrong with the whole file, or which
/// problems were found more often than they are listed.
pub(crate) fn general(subject: &Subject<'_>, checked: &Checked) -> Vec<Sentence> {
    let words = subject.words();
    let whole = |f: &&Finding| f.severity == Severity::Error && f.place.row().is_none();
    let mut said = Vec::new();
    checked.findings.kept().iter().filter(whole).for_each(|f| tell(f, &words, &mut said));
    if !said.is_empty() {
        return said;
    }
    for cause in checked.findings.cut().filter(|cause| cause.severity == Severity::Error) {
        let message = words.lang.prose(cause.problem).title.to_owned();
        let code = cause.problem.code;
        if !said.iter().any(|s: &Sentence| s.code == code) {
            said.push(Sentence { severity: Severity::Error, code, column: None, message });
        }
    }
    said
}

/// A row that stays behind never goes without a reason.
pub(crate) fn explain(said: &mut Vec<Sentence>, state: RowState, general: &[Sentence]) {
    let reason = |s: &Sentence| {
        s.severity == Severity::Error
            || [
                &LEFT_OUT_WITH_PARENT,
                &LEFT_OUT_WITH_BARRIER,
                &LEFT_OUT_WITH_OTHER_FILE,
                &REPEATED_HEADER,
                &PRINTED_ROW,
                &SAMPLE_ROW,
                &TOTAL_ROW,
            ]
            .iter()
            .any(|p| p.code == s.code)
    };
    if state != RowState::Ready && !said.iter().any(reason) {
        said.extend_from_slice(general);
    }
}

/// The rows judged once more, rules that compare records included.
struct Again<'a> {
    walker: Walker<'a>,
    subject: &'a Subject<'a>,
    /// The row each skipped row is skipped for.
    causes: Map<u32, Cause>,
}

impl<'a> Again<'a> {
    fn new(context: &RuleContext<'a>, subject: &'a Subject<'a>, checked: &'a Checked) -> Again<'a> {
        Again {
            walker: Walker::new(context, &checked.survey, true),
            subject,
            causes: causes(subject, checked),
        }
    }

    fn row(&mut self, context: &RuleContext<'_>, row: &Row, wanted: bool) -> Findings {
        let mut own = Findings::keeping(if wanted { u64::MAX } else { 0 });
        let mut reporter = Reporter::new(&mut own, &self.subject.definition.severities);
        let simple =
            |problem: &'static Problem, make: &dyn Fn(Finding) -> Finding, reporter: &mut Reporter<'_>| {
                reporter.add(problem, None, || make(Finding::new(problem, Place::Row(row.number))));
            };
        if let Seen::NoRecord(reason) = self.walker.row(context, row, &mut reporter) {
            let severity = left_out_severity(reason);
            reporter.add(reason, severity, || no_record_finding(reason, row, context));
        }
        if let Some(cause) = self.causes.get(&row.number) {
            simple(of_cause(*cause), &|f| f.with("cause", u64::from(cause.row)), &mut reporter);
        }
        own
    }
}

/// Finds out again for which row each skipped one is skipped.
fn causes(subject: &Subject<'_>, checked: &Checked) -> Map<u32, Cause> {
    let (Some(outline), Some(tree)) = (&subject.definition.outline, &checked.survey.tree) else {
        return Map::default();
    };
    let mut states = vec![RowState::Ready; tree.nodes.len()];
    for (state, node) in checked.states.iter().zip(&checked.nodes) {
        if *node != NONE
            && *state == RowState::Error
            && let Some(slot) = states.get_mut(*node as usize)
        {
            *slot = RowState::Error;
        }
    }
    tree.skip(&mut states, outline)
}
