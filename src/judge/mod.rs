//! From a cell to a value of its field: canonical text, or what is wrong with it.
//!
//! What is applied without asking, what is applied with a warning and what waits for a person is decided by the
//! grade of each problem; a person's decisions are looked up here and nowhere else.

mod dates;
mod known;
mod lane;
mod listed;
mod numbers;
mod problems;
pub(crate) mod shape;
mod texts;

use crate::definition::{Field, FieldKind};
use crate::problem::{Finding, Grade, Problem, Severity};
use crate::record::context::{Scene, Sink};
use crate::record::values::{Seen, State, Values};
use crate::scalar::date::Order;
use crate::scalar::text;
use crate::table::{Cell, Glance, Marks, Row, Stored};
use lane::Lane;
pub(crate) use problems::*;
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
    lane: Lane<'d>,
}

/// One cell on its way to a value.
pub(super) struct Case<'c, 'r> {
    pub(super) cell: Cell<'c>,
    pub(super) row: &'r Row,
    pub(super) scene: &'r Scene<'r>,
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
    pub(crate) fn new(scene: &Scene<'d>, slot: usize, notation: Notation) -> Judge<'d> {
        let at = scene.layout.slots.get(slot);
        let field = at.and_then(|s| s.field).and_then(|f| scene.definition.fields.get(f));
        let split = |certain: bool| -> Vec<(String, String)> {
            let wanted = field.into_iter().flat_map(|f| &f.synonyms).filter(|(_, _, c)| *c == certain);
            wanted.map(|(word, value, _)| (word.clone(), value.clone())).collect()
        };
        let from_setting = field
            .and_then(|f| f.allowed_setting.as_ref())
            .and_then(|name| crate::record::context::setting(scene.definition, scene.settings, name));
        let allowed = match from_setting {
            Some(crate::definition::SettingValue::List(list)) => list.clone(),
            _ => field.map(|f| f.allowed.clone()).unwrap_or_default(),
        };
        let missing =
            field.and_then(|f| f.missing_values.as_ref()).unwrap_or(&scene.definition.missing_values);
        let lane = Lane::new(field, missing, &allowed);
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
            lane,
        }
    }

    /// Judges the cells of some fields in a row and appends their values.
    pub(crate) fn all(
        judges: &[Judge<'_>],
        scene: &Scene<'_>,
        row: &Row,
        values: &mut Values,
        sink: &mut Sink<'_>,
    ) {
        for judge in judges {
            judge.value(scene, row, values, sink);
        }
    }

    #[inline]
    fn value(&self, scene: &Scene<'_>, row: &Row, values: &mut Values, sink: &mut Sink<'_>) {
        let Some(column) = self.column else { return values.push_nothing() };
        let (glance, place) = row.glance(column);
        match glance {
            Glance::Void => return values.push_nothing(),
            Glance::Text if self.lane.is_open() => return values.push_shown(place, Seen::Other),
            Glance::Text | Glance::Number => {
                if let Some(seen) = self.lane.look(row.part(place), &self.allowed) {
                    return values.push_shown(place, if glance == Glance::Text { seen } else { Seen::Other });
                }
            }
            Glance::Other => {}
        }
        self.look_closely(scene, row, values, sink);
    }

    /// The whole way, which the cells take that are not plainly right. A function of its own even when compiled: the short
    /// look must not pay for its many variables.
    #[inline(never)]
    fn look_closely(&self, scene: &Scene<'_>, row: &Row, values: &mut Values, sink: &mut Sink<'_>) {
        let cell = self.column.map_or(Cell::EMPTY, |c| row.cell(c));
        let plain = self.column.is_some_and(|c| row.is_plain(c));
        if (!plain || cell.shown.is_empty()) && cell.is_blank() && !cell.marks.has(Marks::NO_RESULT) {
            let cause = (!cell.shown.is_empty()).then_some(&text::TRIMMED);
            values.push_cell(row, (cell.shown, ""), State::Blank, cause);
            return;
        }
        let case = Case { cell, row, scene, plain };
        let outcome = self.judge(&case, sink);
        values.push_cell(row, (cell.shown, &outcome.text), outcome.state, outcome.cause);
    }

    fn judge<'c>(&self, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let cell = case.cell;
        if let Stored::Error(_) = cell.stored {
            sink.add(&ERROR_VALUE, None, || self.finding(&ERROR_VALUE, case));
            return Outcome::bad(cell.shown);
        }
        if cell.marks.has(Marks::NO_RESULT) {
            sink.add(&NO_RESULT, None, || self.finding(&NO_RESULT, case));
            return Outcome::bad(cell.shown);
        }
        let Some(field) = self.field else { return self.free_text(case, sink) };
        if self.missing.iter().any(|m| m == cell.shown) {
            return Outcome { text: cell.shown.into(), state: State::Blank, cause: None };
        }
        // Each a function of its own when compiled, too: a browser compiles once more only what a file needs.
        match &field.kind {
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => self.number(field, case, sink),
            FieldKind::Date(format) => self.date(format, field, case, sink),
            _ => self.text_kind(field, case, sink),
        }
    }

    pub(super) fn finding(&self, problem: &'static Problem, case: &Case<'_, '_>) -> Finding {
        case.scene.about(problem, case.row, self.slot)
    }

    pub(super) fn name<'s>(&self, case: &Case<'_, 's>) -> &'s str {
        case.scene.field_name(self.slot)
    }

    /// A repair that is applied unless the user switched it off.
    pub(super) fn convert<'c>(
        &self,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        result: String,
        sink: &mut Sink<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        let kept = case.scene.decisions.kept(problem, self.name(case), case.cell.shown);
        let make = |grade| {
            let finding = details(self.finding(problem, case)).with("result", result.as_str());
            finding.fix(grade, "", Some(result.clone()))
        };
        if !kept {
            sink.add(problem, None, || make(problem.repair));
            return Outcome::good(result, Some(problem));
        }
        if problem.repair == Grade::Safe {
            return Outcome::good(case.cell.shown, None);
        }
        // Left as it is, the server would refuse it.
        sink.add(problem, Some(Severity::Error), || make(problem.repair));
        Outcome::bad(case.cell.shown)
    }

    /// A repair that waits for a person. `choices` are the names and texts to choose from.
    pub(super) fn ask<'c>(
        &self,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        choices: &[(&'static str, String)],
        sink: &mut Sink<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        if let Some(chosen) = case.scene.decisions.accepted(problem, self.name(case), case.cell.shown) {
            let taken = choices.iter().find(|(name, _)| *name == chosen || chosen.is_empty());
            if let Some((_, text)) = taken {
                return Outcome::good(text.clone(), Some(problem));
            }
        }
        sink.add(problem, None, || {
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
        sink: &mut Sink<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        sink.add(problem, None, || details(self.finding(problem, case)));
        Outcome::bad(case.cell.shown)
    }
}
