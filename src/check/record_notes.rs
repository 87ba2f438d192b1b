//! What is noted of each record while a file is checked.

use crate::check::changes::Change;
use crate::check::changes::ChangeLog;
use crate::check::differences::{RecordAndOriginal, deleted_rows, renamed_headings};
use crate::check::outgoing::columns;
use crate::check::prepared::{Order, Prepared, Preparing};
use crate::check::subject::{EachRecord, Noted, Subject};
use crate::check::walk::{Seen, Walker};
use crate::edits::{ADDED, Overlay};
use crate::judge::columns::LineSeen;
use crate::problem::lang::Lang;
use crate::problem::{Finding, Place, Problem, Severity};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::layout::Layout;
use crate::record::outline::RowState;
use crate::record::values::Values;
use crate::rules::rows;
use crate::rules::widths::Widths;
use crate::table::{Lines, Row};
use std::iter::repeat_n;
use std::ops::Range;

/// What became of a line some cells of which were judged.
pub(crate) struct JudgedLine {
    /// Its place among the lines that are noted with it.
    pub(crate) place: usize,
    pub(crate) ready: bool,
    pub(crate) warned: bool,
    pub(crate) changed: bool,
}

/// What is noted of each record on the way.
pub(crate) struct RecordNotes<'a, 'o> {
    pub(crate) states: Vec<RowState>,
    pub(crate) rows: Vec<u32>,
    pub(crate) nodes: Vec<u32>,
    pub(crate) warned: Vec<bool>,
    pub(crate) changed: Vec<bool>,
    pub(crate) changes: ChangeLog,
    pub(crate) extra: Extras,
    pub(crate) widths: Widths,
    overlay: &'a Overlay,
    layout: &'a Layout,
    lang: Lang,
    columns: Vec<usize>,
    preparing: Option<Preparing<'o>>,
    pub(crate) prepared: Option<Prepared>,
}

impl<'a, 'o> RecordNotes<'a, 'o> {
    pub(crate) fn new(
        subject: &Subject<'a>,
        overlay: &'a Overlay,
        order: Option<Order<'o>>,
        widths: Widths,
    ) -> RecordNotes<'a, 'o> {
        let columns = columns(subject);
        let mut changes = ChangeLog::default();
        let mut noted = |code: &str, make: &dyn Fn() -> Change| changes.add(code, make);
        renamed_headings(subject.layout, &columns, &mut noted);
        deleted_rows(subject.edits, subject.layout, subject.lang, &mut noted);
        RecordNotes {
            states: Vec::new(),
            rows: Vec::new(),
            nodes: Vec::new(),
            warned: Vec::new(),
            changed: Vec::new(),
            changes,
            extra: Extras::new(subject.layout),
            widths,
            overlay,
            layout: subject.layout,
            lang: subject.lang,
            preparing: order.and_then(|order| Preparing::begin(order, subject, &columns)),
            prepared: None,
            columns,
        }
    }

    /// Judges a row and notes what became of it. False when it is no record.
    pub(crate) fn row(
        &mut self,
        context: &RuleContext<'_>,
        walker: &mut Walker<'_>,
        (row, original, seen): (&Row, Option<&Row>, Option<LineSeen<'_>>),
        reporter: &mut Reporter<'_>,
        each: Option<EachRecord<'_>>,
    ) -> bool {
        reporter.error = false;
        reporter.warned = false;
        let before = self.changes.total;
        let state = match walker.row_seen(context, row, seen, reporter) {
            Seen::NoRecord(reason) => {
                let severity = left_out_severity(reason);
                reporter.add(reason, severity, || no_record_finding(reason, row, context));
                self.nodes.push(crate::record::outline::NONE);
                RowState::Skipped
            }
            Seen::Record { values, node, parent } => {
                self.extra.note(values);
                if original.is_none() && row.number < ADDED {
                    self.widths.note(row, self.states.len());
                }
                let nodes_of = context.tree.zip(node).and_then(|(t, n)| t.nodes.get(n as usize));
                let at = RecordContext { file: context, row, node: nodes_of, parent };
                let record = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
                if let Some(each) = each {
                    each(&Noted { record, at, values });
                }
                self.nodes.push(node.unwrap_or(crate::record::outline::NONE));
                self.record((row, original), values, !reporter.error)
            }
        };
        self.states.push(state);
        self.rows.push(row.number);
        self.warned.push(reporter.warned);
        self.changed.push(self.changes.total > before);
        state != RowState::Skipped
    }

    /// Whether lines of so many cells can be noted without a row made of each.
    pub(crate) fn takes_lines(&self, width: usize, delimiter: u8) -> bool {
        let takes = |preparing: &Preparing<'_>| preparing.takes_lines(width, self.columns.len(), delimiter);
        self.extra.samples.is_empty() && self.widths.take_lines() && self.preparing.as_ref().is_none_or(takes)
    }

    /// Notes lines that are records, one after the other: how many cells they have, the row number of the first, and how many
    /// cells each of them reaches over at least. They are right as they are, but perhaps for those that were judged.
    pub(crate) fn lines(
        &mut self,
        (width, reach): (usize, usize),
        count: usize,
        first: u32,
        judged: &[JudgedLine],
    ) {
        let before = self.states.len();
        let records = self.states.len()..self.states.len() + count;
        self.widths.note_alike(width, records, reach < width);
        self.states.extend(repeat_n(RowState::Ready, count));
        self.rows.extend((first..).take(count));
        self.nodes.extend(repeat_n(crate::record::outline::NONE, count));
        self.warned.extend(repeat_n(false, count));
        self.changed.extend(repeat_n(false, count));
        for JudgedLine { place, ready, warned, changed } in judged {
            let at = before + place;
            let state = if *ready { RowState::Ready } else { RowState::Error };
            self.states.get_mut(at).into_iter().for_each(|to| *to = state);
            self.warned.get_mut(at).into_iter().for_each(|to| *to = *warned);
            self.changed.get_mut(at).into_iter().for_each(|to| *to = *changed);
        }
    }

    /// Writes lines that go out as they are.
    pub(crate) fn write_lines(&mut self, lines: &Lines<'_>, which: Range<usize>) {
        if let Some(preparing) = self.preparing.as_mut().filter(|_| !which.is_empty()) {
            let (text, ending) = lines.run(which.clone());
            preparing.lines(text, ending, which.len());
        }
    }

    /// Writes a line some cells of which were judged; `row` holds nothing but these. Tells whether anything in it is changed.
    pub(crate) fn write_line(
        &mut self,
        line: (&Lines<'_>, usize),
        row: &Row,
        values: &Values,
        ready: bool,
    ) -> bool {
        let changed = ready && self.note_changes((row, None), values);
        if let Some(preparing) = &mut self.preparing {
            preparing.line(line, &self.columns, ready, changed.then_some(values));
        }
        changed
    }

    /// Lists what differs in a record from the file, if anything does.
    fn note_changes(&mut self, (row, original): (&Row, Option<&Row>), values: &Values) -> bool {
        let line =
            RecordAndOriginal { row, original, overlay: self.overlay, layout: self.layout, lang: self.lang };
        let changes = &mut self.changes;
        let before = changes.total;
        if !values.touched().is_empty() || line.is_edited() {
            line.changes(&self.columns, Some(values), &mut |code, make| changes.add(code, make));
        }
        changes.total > before
    }

    fn record(&mut self, (row, original): (&Row, Option<&Row>), values: &Values, ready: bool) -> RowState {
        let changed = ready && self.note_changes((row, original), values);
        if let Some(preparing) = &mut self.preparing {
            let (overlay, layout, lang) = (self.overlay, self.layout, self.lang);
            let line = RecordAndOriginal { row, original, overlay, layout, lang };
            preparing.record(&line, &self.columns, ready, changed.then_some(values));
        }
        if ready { RowState::Ready } else { RowState::Error }
    }

    pub(crate) fn end(mut self) -> RecordNotes<'a, 'o> {
        let (read, changes) = (self.states.len() as u64, self.changes.total);
        self.prepared = self.preparing.take().and_then(|preparing| preparing.end(read, changes));
        self
    }
}

/// A finding about a row that is no record.
pub(crate) fn no_record_finding(reason: &'static Problem, row: &Row, context: &RuleContext<'_>) -> Finding {
    if rows::is_asked(reason) {
        return rows::about(reason, row, context);
    }
    Finding::new(reason, Place::Row(row.number)).value(row.shown(0))
}

/// How bad it is that a row is no record, where the problem does not say: what a person left out is good to know.
pub(crate) fn left_out_severity(reason: &'static Problem) -> Option<Severity> {
    rows::is_asked(reason).then_some(Severity::Notice)
}

/// A few different values of each extra column, to be compared with those on the server.
pub(crate) struct Extras {
    slots: Vec<usize>,
    pub(crate) samples: Vec<(String, Vec<String>)>,
}

impl Extras {
    fn new(layout: &Layout) -> Extras {
        let is_extra = |(_, slot): &(usize, &crate::record::layout::Slot)| slot.field.is_none();
        let (slots, samples) = layout
            .slots
            .iter()
            .enumerate()
            .filter(is_extra)
            .map(|(i, s)| (i, (s.name.clone(), vec![])))
            .unzip();
        Extras { slots, samples }
    }

    fn note(&mut self, values: &crate::record::values::Values) {
        for (slot, (_, samples)) in self.slots.iter().zip(&mut self.samples) {
            let text = values.text(*slot);
            if samples.len() < 20 && !text.is_empty() && !samples.iter().any(|s| s == text) {
                samples.push(text.to_owned());
            }
        }
    }
}
