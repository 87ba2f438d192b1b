//! Rows for a grid: any window of a view of the file, with the marks of its cells.
//!
//! Only the rows asked for are judged again, and for the rules of an outline the rows they belong to; what compares
//! records with each other is taken from the findings that were kept.

use crate::base::json::{IntoJson, Json, object};
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::Filter;
use crate::check::retell::{self, Sentence};
use crate::check::subject::Subject;
use crate::check::verdict::Verdict;
use crate::check::walk::Walker;
use crate::edits::Overlay;
use crate::problem::{Finding, Findings, Severity};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::NONE;
use crate::rules::{no_record, rows};
use crate::session::Session;
use crate::table::{Row, column_of};
use litemap::LiteMap;
use std::collections::{BTreeSet, HashMap};

/// What is marked in a cell.
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
}

/// One row of a window.
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
}

/// A part of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Rows in the view.
    pub total: u64,
    /// The rows asked for.
    pub rows: Vec<WindowRow>,
}

/// A marked cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundCell {
    /// Row number in the file.
    pub row: u32,
    /// Column index, 0 for A.
    pub column: u32,
    /// Place of the row in the view.
    pub index: u64,
}

impl IntoJson for Mark {
    fn into_json(self) -> Json {
        object! {
            "column": self.column, "severity": self.severity, "codes": self.codes, "messages": self.messages,
            "severities": self.severities,
        }
    }
}

impl IntoJson for WindowRow {
    fn into_json(self) -> Json {
        object! {
            "number": self.number, "state": self.state, "cells": self.cells, "marks": self.marks,
            "messages": self.messages, "severities": self.severities,
        }
    }
}

impl IntoJson for Window {
    fn into_json(self) -> Json {
        object! { "total": self.total, "rows": self.rows }
    }
}

impl IntoJson for FoundCell {
    fn into_json(self) -> Json {
        object! { "row": self.row, "column": self.column, "index": self.index }
    }
}

impl Session<'_> {
    /// `count` rows of a view from place `first` on.
    pub fn window(&mut self, file: usize, filter: &Filter, first: u64, count: u64) -> Window {
        let lang = self.lang;
        let empty = Window { total: 0, rows: Vec::new() };
        let Some(file) = self.files.get_mut(file) else { return empty };
        if file.verdict() == Verdict::Unreadable {
            return empty;
        }
        let view = file.view(filter, lang);
        let changes = std::mem::take(&mut file.changes);
        let window = file.with_subject(lang, |book, subject, checked| {
            let from = usize::try_from(first).unwrap_or(usize::MAX).min(view.len());
            let to = from.saturating_add(usize::try_from(count).unwrap_or(0)).min(view.len());
            let mut rows = rows(book, subject, checked, view.get(from..to).unwrap_or(&[]));
            if let Some(log) = &changes {
                mark_changes(&mut rows, &log.shown);
            }
            Window { total: view.len() as u64, rows }
        });
        file.changes = changes;
        window.unwrap_or(empty)
    }

    /// The next or the last marked cell of a view before or after a cell; round the end.
    pub fn next(
        &mut self,
        file: usize,
        from: (u32, u32),
        forward: bool,
        filter: &Filter,
    ) -> Option<FoundCell> {
        let lang = self.lang;
        let file = self.files.get_mut(file)?;
        let view = file.view(filter, lang);
        let checked = file.checked.as_ref()?;
        let place: HashMap<u32, u32> = (0..).zip(view.iter()).map(|(i, at)| (checked.rows[*at], i)).collect();
        let wanted = |f: &&Finding| match filter {
            Filter::Code { code } => f.problem.code == code,
            Filter::Column { column } => f.place.column() == Some(*column),
            Filter::Warnings => f.severity == Severity::Warning,
            Filter::Errors => f.severity == Severity::Error,
            _ => f.severity > Severity::Notice,
        };
        let cells = checked.findings.kept().iter().filter(wanted).filter_map(|f| {
            let row = f.place.row()?;
            Some((*place.get(&row)?, f.place.column().unwrap_or(0), row))
        });
        let here = (place.get(&from.0).copied().unwrap_or(0), from.1, from.0);
        let found = if forward {
            cells.min_by_key(|cell| (*cell <= here, *cell))
        } else {
            cells.max_by_key(|cell| (*cell < here, *cell))
        };
        found.map(|(index, column, row)| FoundCell { row, column, index: u64::from(index) })
    }
}

fn rows(book: &mut dyn Book, subject: &Subject<'_>, checked: &Checked, wanted: &[usize]) -> Vec<WindowRow> {
    let overlay = Overlay::new(&checked.edits);
    let tree = checked.survey.tree.as_ref();
    let parent = |index: &usize| {
        let node = tree?.nodes.get(*checked.nodes.get(*index)? as usize)?;
        (node.parent != NONE).then_some(node.parent)
    };
    let parents: BTreeSet<u32> = sorting::gathered(wanted.iter().filter_map(parent));
    let parent_rows = parents.iter().filter_map(|i| tree?.nodes.get(*i as usize)).map(|n| n.row);
    let numbers: BTreeSet<u32> =
        sorting::gathered(wanted.iter().filter_map(|i| checked.rows.get(*i).copied()).chain(parent_rows));
    let sheet = subject.layout.sheet;
    let Ok(fetched) = overlay.fetch(book, sheet, &numbers) else { return Vec::new() };
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let mut walker = Walker::new(&context, &checked.survey, false);
    for index in parents {
        let row = tree.and_then(|t| t.nodes.get(index as usize)).and_then(|n| fetched.get(&n.row));
        if let Some(row) = row {
            walker.remember(&context, row, index, &subject.definition.severities);
        }
    }
    let words = subject.words();
    let general = retell::general(subject, checked);
    wanted
        .iter()
        .filter_map(|index| {
            let row = fetched.get(checked.rows.get(*index)?)?;
            let mut findings = Findings::keeping(200);
            let mut reporter = Reporter::new(&mut findings, &subject.definition.severities);
            // Headings that come again and rulers are no records, so nothing is said of their cells.
            if let Some(problem) = rows::question(row, &context) {
                reporter.add(problem, None, || rows::about(problem, row, &context));
            } else if no_record::reason(row, &context).is_none() {
                walker.judge(&context, row, checked.nodes.get(*index).copied(), &mut reporter);
            }
            // What compares records is not found again here.
            let all = findings.kept().iter().chain(checked.findings.of_row(row.number));
            let mut said = Vec::new();
            all.for_each(|finding| retell::tell(finding, &words, &mut said));
            retell::beyond(subject, checked, row, &words, &mut said);
            let state = checked.states[*index];
            retell::explain(&mut said, state, &general);
            Some(window_row(row, state.name(), said))
        })
        .collect()
}

/// A row with the marks that what is said leaves in it.
pub(crate) fn window_row(row: &Row, state: &'static str, said: Vec<Sentence>) -> WindowRow {
    let mut marks: LiteMap<u32, (Severity, Mark)> = LiteMap::new();
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
        cells: row.cells().map(|c| c.shown.to_owned()).collect(),
        marks: marks.into_iter().map(mark).collect(),
        messages,
        severities,
    }
}

impl Mark {
    fn blank(column: u32) -> Mark {
        let (severity, codes) = (String::new(), Vec::new());
        Mark { column, severity, codes, messages: Vec::new(), severities: Vec::new() }
    }
}

/// Cells that are changed and have no worse mark.
fn mark_changes(rows: &mut [WindowRow], changes: &[crate::check::changes::Change]) {
    for row in rows {
        for change in changes.iter().filter(|c| c.row == row.number) {
            let Some(column) = column_of(&change.column) else { continue };
            if row.marks.iter().any(|m| m.column == column) {
                continue;
            }
            row.marks.push(Mark {
                column,
                severity: "change".to_owned(),
                codes: vec![change.code.clone()],
                messages: vec![format!("{} → {}", change.before, change.after)],
                severities: vec!["change"],
            });
        }
    }
}
