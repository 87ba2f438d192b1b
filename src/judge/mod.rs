//! From a cell to a value of its field: canonical text, or what is wrong with it.
//!
//! What is applied without asking, what is applied with a warning and what waits for a person is decided by the
//! grade of each problem; a person's decisions are looked up here and nowhere else.

mod dates;
mod known;
mod listed;
mod numbers;
mod problems;
mod quick;
pub(crate) mod shape;
mod texts;

use crate::definition::{Field, FieldKind};
use crate::problem::{Finding, Grade, Problem, Severity};
use crate::record::context::{Reporter, RuleContext};
use crate::record::values::{Seen, State, Values};
use crate::scalar::date::Order;
use crate::scalar::text;
use crate::table::{Cell, CellSummary, Marks, Row, Stored};
pub(crate) use problems::*;
use quick::QuickJudge;
use std::borrow::Cow;

/// Said after a limit that is not itself allowed.
const EXCLUDED: [&str; 2] = [" ({limit} itself is not allowed)", " ({limit} exclu)"];

/// How the cells of a column are written, as far as one reading is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    /// The decimal mark, when the column (or the user) leaves one reading only.
    pub(crate) decimal: Option<char>,
    /// The order of day and month, likewise.
    pub(crate) order: Option<Order>,
}

/// A field of the definition, ready to judge the cells of its column.
pub(crate) struct Judge<'d> {
    slot: usize,
    field: Option<&'d Field>,
    column: Option<usize>,
    decimal: Option<char>,
    order: Option<Order>,
    allowed: Vec<String>,
    safe: Vec<(String, String)>,
    ask: Vec<(String, String)>,
    missing: &'d [String],
    quick: QuickJudge<'d>,
}

/// One cell on its way to a value.
pub(super) struct Case<'c, 'r> {
    pub(super) cell: Cell<'c>,
    pub(super) row: &'r Row,
    pub(super) context: &'r RuleContext<'r>,
    /// Nothing is odd about what is shown.
    plain: bool,
}

/// What a cell comes to.
pub(super) struct Outcome<'c> {
    pub(super) text: Cow<'c, str>,
    pub(super) state: State,
    pub(super) cause: Option<&'static Problem>,
}

impl<'c> Outcome<'c> {
    pub(super) fn good(text: impl Into<Cow<'c, str>>, cause: Option<&'static Problem>) -> Outcome<'c> {
        Outcome { text: text.into(), state: State::Good, cause }
    }
    pub(super) fn bad(text: impl Into<Cow<'c, str>>) -> Outcome<'c> {
        Outcome { text: text.into(), state: State::Bad, cause: None }
    }
}

impl<'d> Judge<'d> {
    pub(crate) fn new(context: &RuleContext<'d>, slot: usize, notation: Notation) -> Judge<'d> {
        let at = context.layout.slots.get(slot);
        let field = at.and_then(|s| s.field).and_then(|f| context.definition.fields.get(f));
        let split = |certain: bool| -> Vec<(String, String)> {
            let wanted = field.into_iter().flat_map(|f| &f.synonyms).filter(|(_, _, c)| *c == certain);
            wanted.map(|(word, value, _)| (word.clone(), value.clone())).collect()
        };
        let from_setting = field
            .and_then(|f| f.allowed_setting.as_ref())
            .and_then(|name| crate::record::context::setting(context.definition, context.settings, name));
        let allowed = match from_setting {
            Some(crate::definition::SettingValue::List(list)) => list.clone(),
            _ => field.map(|f| f.allowed.clone()).unwrap_or_default(),
        };
        let missing =
            field.and_then(|f| f.missing_values.as_ref()).unwrap_or(&context.definition.missing_values);
        let quick = QuickJudge::new(field, missing, &allowed);
        Judge {
            slot,
            field,
            column: at.and_then(|s| s.column).map(|c| c as usize),
            decimal: notation.decimal,
            order: notation.order,
            allowed,
            safe: split(true),
            ask: split(false),
            missing,
            quick,
        }
    }

    /// Judges the cells of some fields in a row and appends their values.
    pub(crate) fn all(
        judges: &[Judge<'_>],
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        for judge in judges {
            judge.value(context, row, values, reporter);
        }
    }

    #[inline]
    fn value(&self, context: &RuleContext<'_>, row: &Row, values: &mut Values, reporter: &mut Reporter<'_>) {
        let Some(column) = self.column else { return values.push_nothing() };
        let (summary, place) = row.summary(column);
        match summary {
            CellSummary::Void => return values.push_nothing(),
            CellSummary::Text if self.quick.is_open() => return values.push_shown(place, Seen::Other),
            CellSummary::Text | CellSummary::Number => {
                if let Some(seen) = self.quick.look(row.part(place), &self.allowed) {
                    return values
                        .push_shown(place, if summary == CellSummary::Text { seen } else { Seen::Other });
                }
            }
            CellSummary::Other => {}
        }
        self.look_closely(context, row, values, reporter);
    }

    /// The whole way, which the cells take that are not plainly right. A function of its own even when compiled: the short
    /// look must not pay for its many variables.
    #[inline(never)]
    fn look_closely(
        &self,
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        let cell = self.column.map_or(Cell::EMPTY, |c| row.cell(c));
        let plain = self.column.is_some_and(|c| row.is_plain(c));
        if (!plain || cell.shown.is_empty()) && cell.is_blank() && !cell.marks.has(Marks::NO_RESULT) {
            let cause = (!cell.shown.is_empty()).then_some(&text::TRIMMED);
            values.push_cell(row, (cell.shown, ""), State::Blank, cause);
            return;
        }
        let case = Case { cell, row, context, plain };
        let outcome = self.judge(&case, reporter);
        values.push_cell(row, (cell.shown, &outcome.text), outcome.state, outcome.cause);
    }

    fn judge<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let cell = case.cell;
        if let Stored::Error(_) = cell.stored {
            reporter.add(&ERROR_VALUE, None, || self.finding(&ERROR_VALUE, case));
            return Outcome::bad(cell.shown);
        }
        if cell.marks.has(Marks::NO_RESULT) {
            reporter.add(&NO_RESULT, None, || self.finding(&NO_RESULT, case));
            return Outcome::bad(cell.shown);
        }
        let Some(field) = self.field else { return self.free_text(case, reporter) };
        if self.missing.iter().any(|m| m == cell.shown) {
            return Outcome { text: cell.shown.into(), state: State::Blank, cause: None };
        }
        // Each a function of its own when compiled, too: a browser compiles once more only what a file needs.
        match &field.kind {
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => self.number(field, case, reporter),
            FieldKind::Date(format) => self.date(format, field, case, reporter),
            _ => self.text_kind(field, case, reporter),
        }
    }

    pub(super) fn finding(&self, problem: &'static Problem, case: &Case<'_, '_>) -> Finding {
        case.context.about(problem, case.row, self.slot)
    }

    pub(super) fn name<'s>(&self, case: &Case<'_, 's>) -> &'s str {
        case.context.field_name(self.slot)
    }

    /// A repair that is applied unless the user switched it off.
    pub(super) fn convert<'c>(
        &self,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        result: String,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        let kept = case.context.decisions.kept(problem, self.name(case), case.cell.shown);
        let make = |grade| {
            let finding = details(self.finding(problem, case)).with("result", result.as_str());
            finding.fix(grade, "", Some(result.clone()))
        };
        if !kept {
            reporter.add(problem, None, || make(problem.repair));
            return Outcome::good(result, Some(problem));
        }
        if problem.repair == Grade::Safe {
            return Outcome::good(case.cell.shown, None);
        }
        // Left as it is, the server would refuse it.
        reporter.add(problem, Some(Severity::Error), || make(problem.repair));
        Outcome::bad(case.cell.shown)
    }

    /// A repair that waits for a person. `choices` are the names and texts to choose from.
    pub(super) fn ask<'c>(
        &self,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        choices: &[(&'static str, String)],
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        if let Some(chosen) = case.context.decisions.accepted(problem, self.name(case), case.cell.shown) {
            let taken = choices.iter().find(|(name, _)| *name == chosen || chosen.is_empty());
            if let Some((_, text)) = taken {
                return Outcome::good(text.clone(), Some(problem));
            }
        }
        reporter.add(problem, None, || {
            let mut finding = details(self.finding(problem, case));
            for (name, text) in choices {
                finding = finding.fix(Grade::Ask, name, Some(text.clone()));
            }
            finding
        });
        Outcome::bad(case.cell.shown)
    }

    pub(super) fn refuse<'c>(
        &self,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        reporter.add(problem, None, || details(self.finding(problem, case)));
        Outcome::bad(case.cell.shown)
    }
}
