//! Rows for a grid: any window of a view of the file, with the marks of its cells.
//!
//! Only the rows asked for are judged again, and for the rules of an outline the rows they belong to; what compares
//! records with each other is taken from the findings that were kept.

use crate::answers::needs::{Needs, column_to_settle};
use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::Filter;
use crate::check::forecast::{Beside, Effect, ThereCell};
use crate::check::retell::{self, Sentence};
use crate::check::subject::Subject;
use crate::check::verdict::Verdict;
use crate::check::walk::Walker;
use crate::edits::{ADDED, Overlay};
use crate::problem::{Finding, Findings, Severity, ends, shorten};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::{NONE, RowState};
use crate::record::values::Values;
use crate::rules::{no_record, rows};
use crate::session::Session;
use crate::table::Row;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is marked in a cell.
///
/// Given by [`Session::window`].
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Column index, 0 for A.
    pub column: u32,
    /// The worst severity, or `change`.
    pub severity: String,
    /// The codes.
    pub codes: Vec<String>,
    /// The sentences.
    pub messages: Vec<String>,
    /// How bad each sentence is.
    pub severities: Vec<&'static str>,
    /// What a person has to do about it.
    pub needs: Needs,
    /// The text that an open repair would put there; absent where none is offered, or several are.
    pub suggestion: Option<String>,
}

/// A cell whose text in the cleaned file differs from what the window shows, or that was typed into.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenCell {
    /// Column index, 0 for A.
    pub column: u32,
    /// What the file holds.
    pub before: String,
    /// What would be written now.
    pub after: String,
    /// A person typed into it.
    pub typed: bool,
}

/// One row of a window.
///
/// Given by [`Session::window`].
#[derive(Clone, Debug, PartialEq)]
pub struct WindowRow {
    /// Row number in the file.
    pub number: u32,
    /// `ready`, `error`, `skipped`.
    pub state: &'static str,
    /// The texts as the user sees them, edits applied.
    pub cells: Vec<String>,
    /// Marked cells, from left to right.
    pub marks: Vec<Mark>,
    /// Sentences about the row as a whole.
    pub messages: Vec<String>,
    /// How bad each of them is.
    pub severities: Vec<&'static str>,
    /// Cells that are written otherwise than they are in the file, from left to right.
    pub written: Vec<WrittenCell>,
    /// The texts are so long that only their ends are here. A window of this row alone has them whole.
    pub cut: bool,
    /// What would become of the record in what the receiving system has; absent where that is not known.
    pub effect: Option<Effect>,
    /// Cells that would say something else than what is there, from left to right.
    pub there: Vec<ThereCell>,
}

/// A part of a view.
///
/// Given by [`Session::window`].
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Rows in the view.
    pub total: u64,
    /// The rows asked for.
    pub rows: Vec<WindowRow>,
}

/// A marked cell.
///
/// Given by [`Session::next`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundCell {
    /// Row number in the file.
    pub row: u32,
    /// Column index, 0 for A.
    pub column: u32,
    /// Place of the row in the view.
    pub index: u64,
    /// Which of the cells to go through it is, the first being 1; absent where more was found than is listed.
    pub at: Option<u64>,
    /// How many cells there are to go through; absent where more was found than is listed.
    pub of: Option<u64>,
}

impl IntoJson for Mark {
    fn into_json(self) -> Json {
        object! {
            "column": self.column, "severity": self.severity, "codes": self.codes, "messages": self.messages,
            "severities": self.severities, "needs": self.needs.name(), "suggestion": self.suggestion,
        }
    }
}

impl IntoJson for WrittenCell {
    fn into_json(self) -> Json {
        object! { "column": self.column, "before": self.before, "after": self.after, "typed": self.typed }
    }
}

impl IntoJson for ThereCell {
    fn into_json(self) -> Json {
        object! { "column": self.column, "before": self.before, "after": self.after }
    }
}

impl IntoJson for WindowRow {
    fn into_json(self) -> Json {
        let mut row = object! {
            "number": self.number, "state": self.state, "cells": self.cells, "marks": self.marks,
            "messages": self.messages, "severities": self.severities, "written": self.written,
            "cut": self.cut.then_some(true),
        };
        // Only for those who gave what is there.
        if let Some(effect) = self.effect {
            row["effect"] = effect.name().into_json();
            row["there"] = self.there.into_json();
        }
        row
    }
}

impl IntoJson for Window {
    fn into_json(self) -> Json {
        object! { "total": self.total, "rows": self.rows }
    }
}

impl IntoJson for FoundCell {
    fn into_json(self) -> Json {
        object! {
            "row": self.row, "column": self.column, "index": self.index, "at": self.at, "of": self.of,
        }
    }
}

impl Session<'_> {
    /// `count` rows of a view from place `first` on.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang, Filter};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let window = session.window(0, &Filter::Errors, 0, 10);
    /// assert_eq!((window.total, window.rows[0].number, window.rows[0].state), (1, 3, "error"));
    /// assert_eq!((window.rows[0].marks[0].column, window.rows[0].marks[0].severity.as_str()), (1, "error"));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn window(&mut self, file: usize, filter: &Filter, first: u64, count: u64) -> Window {
        let lang = self.lang;
        let empty = Window { total: 0, rows: Vec::new() };
        let Some(file) = self.files.get_mut(file) else { return empty };
        if file.verdict() == Verdict::Unreadable {
            return empty;
        }
        let view = file.view(filter, lang);
        let beside = std::mem::take(&mut file.beside);
        let window = file.with_subject(lang, |book, subject, checked| {
            let from = usize::try_from(first).unwrap_or(usize::MAX).min(view.len());
            let to = from.saturating_add(usize::try_from(count).unwrap_or(0)).min(view.len());
            let rows = rows(book, subject, checked, &beside, view.get(from..to).unwrap_or(&[]));
            Window { total: view.len() as u64, rows }
        });
        file.beside = beside;
        window.unwrap_or(empty)
    }

    /// The next or the last cell of a view before or after a cell that waits for a person; round the end. Under a
    /// filter for other findings it is the next cell with one of those. `from` is a row's number and a column, 0 for A;
    /// `within` keeps to the cells of one column.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang, Filter};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let found = session.next(0, (1, 0), true, &Filter::All, None).unwrap();
    /// assert_eq!((found.row, found.column, found.at, found.of), (3, 1, Some(1), Some(1)));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn next(
        &mut self,
        file: usize,
        from: (u32, u32),
        forward: bool,
        filter: &Filter,
        within: Option<u32>,
    ) -> Option<FoundCell> {
        let lang = self.lang;
        let file = self.files.get_mut(file)?;
        let view = file.view(filter, lang);
        let checked = file.checked.as_ref()?;
        let place: HashMap<u32, u32> = (0..).zip(view.iter()).map(|(i, at)| (checked.rows[*at], i)).collect();
        let wanted = |f: &&Finding| match filter.rows() {
            Filter::Code { code } => f.problem.code == code,
            Filter::Column { column } => f.place.column() == Some(*column),
            Filter::Warnings => f.severity == Severity::Warning,
            _ => Needs::of(f) != Needs::Nothing,
        };
        let here = |column: u32| within.is_none_or(|wanted| wanted == column);
        let cells: BTreeSet<(u32, u32, u32)> =
            sorting::gathered(checked.findings.kept().iter().filter(wanted).filter_map(|f| {
                let (row, column) = (f.place.row()?, column_to_settle(f));
                here(column).then_some((*place.get(&row)?, column, row))
            }));
        let listed = !checked.findings.cut().any(|cause| match filter.rows() {
            Filter::Code { code } => cause.problem.code == code,
            _ => cause.severity > Severity::Notice && here(cause.column.unwrap_or(0)),
        });
        let start = (place.get(&from.0).copied().unwrap_or(0), from.1, from.0);
        let found = if forward {
            cells.iter().find(|cell| **cell > start).or(cells.first())
        } else {
            cells.iter().rev().find(|cell| **cell < start).or(cells.last())
        };
        found.map(|cell| FoundCell {
            row: cell.2,
            column: cell.1,
            index: u64::from(cell.0),
            at: listed.then(|| cells.iter().take_while(|other| *other <= cell).count() as u64),
            of: listed.then_some(cells.len() as u64),
        })
    }
}

fn rows(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    beside: &Beside,
    wanted: &[usize],
) -> Vec<WindowRow> {
    let overlay = Overlay::new(&checked.edits);
    let tree = checked.survey.tree.as_ref();
    let parent = |index: &usize| {
        let node = tree?.nodes.get(*checked.nodes.get(*index)? as usize)?;
        (node.parent != NONE).then_some(node.parent)
    };
    let parents: BTreeSet<u32> = sorting::gathered(wanted.iter().filter_map(parent));
    let sheet = subject.layout.sheet;
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let mut walker = Walker::new(&context, &checked.survey, false);
    let by_row = |i: &u32| Some((tree?.nodes.get(*i as usize)?.row, *i));
    let parents: BTreeMap<u32, u32> = parents.iter().filter_map(by_row).collect();
    let remembered =
        overlay.visit(book, sheet, &sorting::gathered(parents.keys().copied()), &mut |row, _| {
            if let Some(index) = parents.get(&row.number) {
                walker.remember(&context, row, *index, &subject.definition.severities);
            }
        });
    let index_of: HashMap<u32, usize> =
        wanted.iter().filter_map(|index| Some((*checked.rows.get(*index)?, *index))).collect();
    let words = subject.words();
    let general = retell::general(subject, checked);
    let mut made: HashMap<u32, WindowRow> = HashMap::with_capacity(wanted.len());
    // One row alone is told whole.
    let mut left = if wanted.len() > 1 { LIMITS.window_bytes } else { usize::MAX };
    // Each row is told and let go: a hundred of them may be as long as a hundred files.
    let read =
        overlay.visit(book, sheet, &sorting::gathered(index_of.keys().copied()), &mut |row, original| {
            let Some(index) = index_of.get(&row.number) else { return };
            let mut findings = Findings::keeping(200);
            let mut reporter = Reporter::new(&mut findings, &subject.definition.severities);
            // Headings that come again and rulers are no records, so nothing is said of their cells.
            let question = rows::question(row, &context);
            let is_record = question.is_none() && no_record::reason(row, &context).is_none();
            if let Some(problem) = question {
                reporter.add(problem, None, || rows::about(problem, row, &context));
            } else if is_record {
                walker.judge(&context, row, checked.nodes.get(*index).copied(), &mut reporter);
            }
            // What compares records is not found again here.
            let all = findings.kept().iter().chain(checked.findings.of_row(row.number));
            let mut said = Vec::new();
            all.clone().for_each(|finding| retell::tell(finding, &words, &mut said));
            retell::beyond(subject, checked, row, &words, &mut said);
            let state = checked.states.get(*index).copied().unwrap_or(RowState::Error);
            retell::explain(&mut said, state, &general);
            let room = left.checked_sub(row.text().len());
            left = room.unwrap_or(left);
            let mut shown = window_row(row, state.name(), said, room.is_none());
            add_offers(&mut shown, all);
            if is_record {
                add_written(&mut shown, row, original, (subject, &overlay), walker.values());
                shown.effect = beside.effect(*index);
                shown.there = beside.cells(*index, subject, walker.values());
            }
            if shown.cut {
                shown.shorten();
            }
            made.insert(row.number, shown);
        });
    if remembered.and(read).is_err() {
        return Vec::new();
    }
    wanted.iter().filter_map(|index| made.remove(checked.rows.get(*index)?)).collect()
}

/// Adds the cells of a record that are written otherwise than they are in the file, and marks those that have no worse
/// mark.
fn add_written(
    shown: &mut WindowRow,
    row: &Row,
    original: Option<&Row>,
    (subject, overlay): (&Subject<'_>, &Overlay),
    values: &Values,
) {
    let slots = subject.layout.slots.iter().enumerate();
    for (column, slot) in slots.filter_map(|(slot, place)| Some((place.column?, slot))) {
        let typed = row.number >= ADDED || overlay.typed(row.number, column).is_some();
        let text = row.cell(column as usize).shown;
        let before = original.map_or(text, |row| row.cell(column as usize).shown);
        let after = values.text(slot);
        if !typed && before == after {
            continue;
        }
        shown.written.push(WrittenCell {
            column,
            before: if row.number >= ADDED { String::new() } else { before.to_owned() },
            after: after.to_owned(),
            typed,
        });
        if before != after && !shown.marks.iter().any(|mark| mark.column == column) {
            let cause = values.cause(slot).filter(|_| !typed);
            shown.marks.push(Mark {
                column,
                severity: "change".to_owned(),
                codes: vec![cause.map_or("by-hand", |problem| problem.code).to_owned()],
                messages: vec![format!("{before} → {after}")],
                severities: vec!["change"],
                needs: Needs::Nothing,
                suggestion: None,
            });
        }
    }
    sorting::sort_by_key(&mut shown.written, |cell| cell.column);
    sorting::sort_by_key(&mut shown.marks, |mark| mark.column);
}

/// Adds to each marked cell what a person has to do about it, and the one text that an open repair would put there.
fn add_offers<'f>(shown: &mut WindowRow, findings: impl Iterator<Item = &'f Finding>) {
    let mut suggested: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for finding in findings {
        let Some(column) = finding.place.column() else { continue };
        let Some(mark) = shown.marks.iter_mut().find(|mark| mark.column == column) else { continue };
        mark.needs = mark.needs.max(Needs::of(finding));
        let texts = suggested.entry(column).or_default();
        for text in finding.open_repairs().filter_map(|fix| fix.text.as_deref()) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    for mark in &mut shown.marks {
        if let Some([only]) = suggested.get(&mark.column).map(Vec::as_slice) {
            mark.suggestion = Some((*only).to_owned());
        }
    }
}

/// A row with the marks that what is said leaves in it.
pub(crate) fn window_row(row: &Row, state: &'static str, said: Vec<Sentence>, cut: bool) -> WindowRow {
    let mut marks: BTreeMap<u32, (Severity, Mark)> = BTreeMap::new();
    let (mut messages, mut severities) = (Vec::new(), Vec::new());
    for Sentence { severity, code, column, message } in said {
        let Some(column) = column else {
            if !messages.contains(&message) {
                messages.push(message);
                severities.push(severity.name());
            }
            continue;
        };
        let (worst, mark) = marks.entry(column).or_insert((Severity::Notice, Mark::blank(column)));
        if mark.messages.contains(&message) {
            continue;
        }
        *worst = (*worst).max(severity);
        mark.codes.push(code.to_owned());
        mark.messages.push(message);
        mark.severities.push(severity.name());
    }
    let mark =
        |(_, (worst, mark)): (u32, (Severity, Mark))| Mark { severity: worst.name().to_owned(), ..mark };
    WindowRow {
        number: row.number,
        state,
        cells: row.cells().map(|c| if cut { ends_of(c.shown) } else { c.shown.to_owned() }).collect(),
        marks: marks.into_iter().map(mark).collect(),
        messages,
        severities,
        written: Vec::new(),
        cut,
        effect: None,
        there: Vec::new(),
    }
}

/// A text as it is or, if it is long, its beginning and its end.
fn ends_of(text: &str) -> String {
    ends(text).into_owned()
}

impl WindowRow {
    /// Takes the middle out of what was added since the cells were shortened.
    fn shorten(&mut self) {
        for cell in &mut self.written {
            shorten(&mut cell.before);
            shorten(&mut cell.after);
        }
        for cell in &mut self.there {
            shorten(&mut cell.before);
            shorten(&mut cell.after);
        }
        for mark in &mut self.marks {
            mark.messages.iter_mut().for_each(shorten);
            mark.suggestion.iter_mut().for_each(shorten);
        }
    }
}

impl Mark {
    fn blank(column: u32) -> Mark {
        Mark {
            column,
            severity: String::new(),
            codes: Vec::new(),
            messages: Vec::new(),
            severities: Vec::new(),
            needs: Needs::Nothing,
            suggestion: None,
        }
    }
}
