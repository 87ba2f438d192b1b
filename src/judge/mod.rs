//! From a cell to a value of its field: canonical text, or what is wrong with it.
//!
//! What is applied without asking, what is applied with a warning and what waits for a person is decided by the
//! grade of each problem; a person's decisions are looked up here and nowhere else.

pub(crate) mod columns;
mod country;
mod dates;
mod guards;
mod known;
mod listed;
mod mapped;
mod moments;
mod numbers;
mod problems;
mod quick;
mod structures;
mod texts;
mod trial;

use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Finding, Grade, Problem, Severity};
use crate::record::context::{Reporter, RuleContext};
use crate::record::layout::Made;
use crate::record::values::{Seen, State, Values};
use crate::scalar::choice::{Choice, Listed, OTHER_NAME, SPELLING_OF_VALUE};
use crate::scalar::date::Order;
use crate::scalar::{damage, text};
use crate::table::{Cell, CellSummary, Marks, Row, Stored};
use columns::LineSeen;
use country::CountryOf;
pub(crate) use guards::PROBLEMS as GUARD_PROBLEMS;
pub(crate) use problems::*;
use quick::QuickJudge;
use std::borrow::Cow;
use std::rc::Rc;
pub(crate) use trial::{Trial, try_text, try_texts};

/// What is wanted instead of a value beyond a bound: a smallest or a greatest number, which may itself be excluded, and
/// the same of days and times.
const BOUNDS: [[[&str; 2]; 4]; 2] = [
    [
        ["{limit} or more", "au moins {limit}"],
        ["more than {limit}{such}", "plus de {limit}{such}"],
        ["{limit} or less", "au plus {limit}"],
        ["less than {limit}{such}", "moins de {limit}{such}"],
    ],
    [
        ["{limit} or later", "{limit} ou plus tard"],
        ["a value after {limit}", "une valeur après {limit}"],
        ["{limit} or earlier", "{limit} ou plus tôt"],
        ["a value before {limit}", "une valeur avant {limit}"],
    ],
];

/// Says the bound that a value is beyond; `such` is a value that keeps it.
fn bounded(finding: Finding, limit: String, excluded: bool, in_time: bool, such: Option<String>) -> Finding {
    let end = if *finding.problem == crate::scalar::number::BELOW_MINIMUM { 0 } else { 2 };
    let phrase = BOUNDS[usize::from(in_time)][end + usize::from(excluded)];
    let finding = finding.with("limit", limit).with("bound", Detail::Phrase(phrase));
    match such.filter(|_| excluded) {
        Some(such) => finding
            .with("such", Detail::Phrase([", for example {sample}", ", par exemple {sample}"]))
            .with("sample", such),
        None => finding,
    }
}

/// How the cells of a column are written, as far as one reading is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    /// The decimal mark, when the column (or the user) leaves one reading only.
    pub(crate) decimal: Option<char>,
    /// The order of day and month, likewise.
    pub(crate) order: Option<Order>,
    /// Every number with a mark has just three digits behind it, and nothing in the file tells what the mark means.
    pub(crate) open_groups: bool,
    /// Every code ends in `.0`.
    pub(crate) point_zero: bool,
    /// Some dates were probably read with day and month exchanged.
    pub(crate) half_swapped: bool,
    /// Nearly all times of day look like midnight elsewhere.
    pub(crate) late: bool,
    /// Dates that are not in the pattern of the field have day and month the other way round.
    pub(crate) off_pattern: bool,
    /// Some dates can only have the day first, others only the month.
    pub(crate) mixed: bool,
}

/// A field of the definition, ready to judge the cells of its column.
pub(crate) struct Judge<'d> {
    slot: usize,
    field: Option<&'d Field>,
    column: Option<usize>,
    notation: Notation,
    allowed: Listed,
    safe: Vec<(String, String)>,
    ask: Vec<(String, String)>,
    missing: &'d [String],
    quick: QuickJudge<'d>,
    made: Option<&'d Made>,
    words: &'d [(String, String)],
    country: Option<Rc<CountryOf<'d>>>,
}

/// One cell on its way to a value.
pub(super) struct Case<'c, 'r> {
    pub(super) cell: Cell<'c>,
    pub(super) row: &'r Row,
    pub(super) context: &'r RuleContext<'r>,
    /// Nothing is odd about what is shown.
    plain: bool,
    /// A person typed it, in no cell.
    typed: bool,
}

/// What a cell comes to.
pub(super) struct Outcome<'c> {
    pub(super) text: Cow<'c, str>,
    pub(super) state: State,
    pub(super) cause: Option<&'static Problem>,
    /// A number as arithmetic reads it, where the text is in another dialect.
    pub(super) plain: Option<String>,
}

impl<'c> Outcome<'c> {
    pub(super) fn good(text: impl Into<Cow<'c, str>>, cause: Option<&'static Problem>) -> Outcome<'c> {
        Outcome { text: text.into(), state: State::Good, cause, plain: None }
    }
    pub(super) fn bad(text: impl Into<Cow<'c, str>>) -> Outcome<'c> {
        Outcome { text: text.into(), state: State::Bad, cause: None, plain: None }
    }
    pub(super) fn blank(text: impl Into<Cow<'c, str>>, cause: Option<&'static Problem>) -> Outcome<'c> {
        Outcome { text: text.into(), state: State::Blank, cause, plain: None }
    }
}

impl<'d> Judge<'d> {
    pub(crate) fn new(context: &RuleContext<'d>, slot: usize, notation: Notation) -> Judge<'d> {
        Judge::beside(&[], context, slot, notation)
    }

    /// The judges of all columns of a file; `notation` says how the cells of a slot are written.
    pub(crate) fn each(context: &RuleContext<'d>, notation: impl Fn(usize) -> Notation) -> Vec<Judge<'d>> {
        let mut judges = Vec::with_capacity(context.layout.slots.len());
        for slot in 0..context.layout.slots.len() {
            judges.push(Judge::beside(&judges, context, slot, notation(slot)));
        }
        judges
    }

    fn beside(known: &[Judge<'d>], context: &RuleContext<'d>, slot: usize, notation: Notation) -> Judge<'d> {
        let mut judge = Judge::alone(context, slot, notation);
        judge.country = judge.field.and_then(|field| CountryOf::new(field, context, known));
        judge
    }

    /// One that knows nothing of the country of a row.
    fn alone(context: &RuleContext<'d>, slot: usize, notation: Notation) -> Judge<'d> {
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
        let allowed = Listed::new(allowed);
        let missing =
            field.and_then(|f| f.missing_values.as_ref()).unwrap_or(&context.definition.missing_values);
        let words = at.map_or(&[][..], |slot| slot.words.as_slice());
        // Words of a mapping, and what only the whole column shows, are looked for in every cell.
        let quick =
            if words.is_empty() && !notation.point_zero && !notation.half_swapped && !notation.off_pattern {
                QuickJudge::new(field, missing, &allowed)
            } else {
                QuickJudge::never()
            };
        Judge {
            slot,
            field,
            column: at.and_then(|s| s.column).map(|c| c as usize),
            notation,
            allowed,
            safe: split(true),
            ask: split(false),
            missing,
            quick,
            made: at.and_then(|slot| slot.made.as_ref()),
            words,
            country: None,
        }
    }

    /// The code of the country by which the value of a row is judged, where it is known.
    fn country(&self, context: &RuleContext<'_>, row: &Row) -> Option<&'static str> {
        self.country.as_ref()?.code(context, row)
    }

    /// Whether the value is that of a cell, or nothing where the file has no such column.
    pub(crate) fn is_of_cell(&self, width: usize) -> bool {
        self.made.is_none() && self.column.is_none_or(|column| column < width)
    }

    /// Judges the cells of some fields in a row and appends their values. Of a row that was a line, `seen` is what was seen of
    /// its cells.
    pub(crate) fn all(
        judges: &[Judge<'_>],
        context: &RuleContext<'_>,
        row: &Row,
        seen: Option<LineSeen<'_>>,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        let Some(seen) = seen else {
            return judges.iter().for_each(|judge| judge.value(context, row, values, reporter));
        };
        for judge in judges {
            match judge.column.and_then(|column| Some((column, seen.of(judge.slot)?))) {
                Some((column, seen)) => match row.summary(column) {
                    (CellSummary::Void, _) => values.push_nothing(),
                    (_, place) => values.push_shown(place, seen),
                },
                None => judge.value(context, row, values, reporter),
            }
        }
    }

    /// Judges some cells of a row that was a line, the values of all other slots being right as they stand there: nobody asks
    /// for more than that. `slots` ascend.
    pub(crate) fn some(
        judges: &[Judge<'_>],
        slots: impl Iterator<Item = usize>,
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        for judge in slots.filter_map(|slot| judges.get(slot)) {
            values.pass_over(judge.slot);
            judge.look_closely(context, row, values, reporter);
        }
        values.pass_over(judges.len());
    }

    #[inline]
    fn value(&self, context: &RuleContext<'_>, row: &Row, values: &mut Values, reporter: &mut Reporter<'_>) {
        let Some(column) = self.column else {
            return match self.made {
                Some(made) => self.make(made, context, row, values, reporter),
                None => values.push_nothing(),
            };
        };
        let (summary, place) = row.summary(column);
        match summary {
            CellSummary::Void if self.made.is_some() => {}
            CellSummary::Void => return values.push_nothing(),
            CellSummary::Text if self.quick.is_open() && !damage::is_suspect(row.part(place)) => {
                return values.push_shown(place, Seen::Other);
            }
            CellSummary::Text | CellSummary::Number => {
                let country = || self.country(context, row);
                if let Some(seen) = self.quick.look(row.part(place), &self.allowed, country) {
                    return values
                        .push_shown(place, if summary == CellSummary::Text { seen } else { Seen::Other });
                }
            }
            CellSummary::Other => {}
        }
        self.look_closely(context, row, values, reporter);
    }

    /// The whole way, which the cells take that are not plainly right.
    fn look_closely(
        &self,
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        let cell = self.column.map_or(Cell::EMPTY, |c| row.cell(c));
        let plain = self.column.is_some_and(|c| row.is_plain(c));
        let blank = (!plain || cell.shown.is_empty()) && cell.is_blank() && !cell.marks.has(Marks::NO_RESULT);
        if blank && let Some(made) = self.made {
            return self.make(made, context, row, values, reporter);
        }
        if let Some((_, value)) = self.place_of_word(cell.shown).and_then(|at| self.words.get(at)) {
            return self.judge_instead(cell.shown, (value, true), context, row, values, reporter);
        }
        if blank {
            let cause = (!cell.shown.is_empty()).then_some(&text::TRIMMED);
            values.push_cell(row, (cell.shown, ""), State::Blank, cause);
            return;
        }
        let case = Case { cell, row, context, plain, typed: false };
        reporter.cell = Some(context.column_of(self.slot));
        let outcome = self.judge(&case, reporter);
        reporter.cell = None;
        values.push_cell(row, (cell.shown, &outcome.text), outcome.state, outcome.cause);
        if let Some(plain) = &outcome.plain {
            values.say_plain(plain);
        }
    }

    /// The place of a word among those that others stand for; in another case it is the same word, unless that one is named
    /// itself.
    fn place_of_word(&self, shown: &str) -> Option<usize> {
        if self.words.is_empty() {
            return None;
        }
        let shown = text::trim(shown);
        let lower = shown.to_lowercase();
        let exact = self.words.iter().position(|(word, _)| word == shown);
        exact.or_else(|| self.words.iter().position(|(word, _)| word.to_lowercase() == lower))
    }

    fn judge<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let cell = case.cell;
        if cell.marks.has(Marks::NO_RESULT) && !matches!(cell.stored, Stored::Error(_)) {
            reporter.add(&NO_RESULT, None, || self.finding(&NO_RESULT, case));
            return Outcome::bad(cell.shown);
        }
        let trimmed = text::trim(cell.shown);
        if self.field.is_some() && self.missing.iter().any(|m| text::trim(m) == trimmed) {
            return Outcome::blank(cell.shown, None);
        }
        // A field of any kind takes everything as it is.
        let untouched = self.field.is_some_and(|field| field.kind == FieldKind::Any);
        if !untouched && let Some(outcome) = self.guard(case, reporter) {
            return outcome;
        }
        let Some(field) = self.field else { return self.free_text(case, reporter) };
        // Each a function of its own when compiled, too: a browser compiles once more only what a file needs.
        match field.kind {
            FieldKind::Text(format) => self.text_kind(format, field, case, reporter),
            _ => self.typed(field, case, reporter),
        }
    }

    /// Values that are more than their text: read by their type, then held to what is asked of the text that is written.
    fn typed<'c>(&self, field: &'d Field, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let outcome = match self.labelled(case, reporter) {
            Some(outcome) => outcome,
            None => match &field.kind {
                FieldKind::Any => Outcome::good(case.cell.shown, None),
                FieldKind::Number | FieldKind::Integer | FieldKind::Hours => {
                    self.number(field, case, reporter)
                }
                FieldKind::Date(format) => self.date(format, field, case, reporter),
                FieldKind::DateTime(format) => self.date_time(format, field, case, reporter),
                FieldKind::Time(format) => self.time(format, field, case, reporter),
                FieldKind::Year | FieldKind::YearMonth | FieldKind::Duration => {
                    self.span(field, case, reporter)
                }
                FieldKind::Uuid | FieldKind::Binary | FieldKind::Wkt | FieldKind::Interval(_) => {
                    let shown = Cow::Borrowed(case.cell.shown);
                    self.softly("format", shown, None, reporter, |_, reporter| {
                        self.structure(field, case, reporter)
                    })
                }
                FieldKind::Boolean(..)
                | FieldKind::Object
                | FieldKind::Array
                | FieldKind::List(_)
                | FieldKind::GeoPoint(_)
                | FieldKind::GeoJson(_) => self.structure(field, case, reporter),
                FieldKind::Text(format) => self.text_kind(*format, field, case, reporter),
            },
        };
        if outcome.state != State::Good {
            return outcome;
        }
        if !field.kind.is_number()
            && !self.allowed.is_empty()
            && !self.allowed.iter().any(|value| field.same(value, &outcome.text))
        {
            let Outcome { text, cause, .. } = outcome;
            return self.softly("enum", text, cause, reporter, |text, reporter| {
                self.mapped(case, &text, reporter, |f| {
                    f.expected(Detail::Either(self.allowed.iter().take(12).cloned().collect()))
                })
            });
        }
        match self.length_and_pattern(field, case, &outcome.text, reporter) {
            Some(refused) => refused,
            None => outcome,
        }
    }

    /// Another name for a value of a list, said by the definition.
    fn labelled<'c>(&self, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Option<Outcome<'c>> {
        if self.safe.is_empty() && self.ask.is_empty() {
            return None;
        }
        let shown = text::trim(case.cell.shown);
        match crate::scalar::choice::named(shown, &self.safe, &self.ask) {
            Choice::Safe(value) => {
                Some(self.convert(&SPELLING_OF_VALUE, case, value.to_owned(), reporter, |f| f))
            }
            Choice::Ask(value) => {
                Some(
                    self.ask(&OTHER_NAME, case, &[("", value.to_owned())], reporter, |f| {
                        f.with("result", value)
                    }),
                )
            }
            _ => None,
        }
    }

    /// A value without the form it needs; `meant` is what it probably stands for, which a person decides.
    pub(super) fn wrong_shape<'c>(
        &self,
        expected: [&'static str; 2],
        meant: Option<String>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let choices: Vec<(&'static str, String)> = meant.into_iter().map(|text| ("", text)).collect();
        self.ask(&WRONG_SHAPE, case, &choices, reporter, |f| f.expected(Detail::Phrase(expected)))
    }

    pub(super) fn finding(&self, problem: &'static Problem, case: &Case<'_, '_>) -> Finding {
        let mut finding = case.context.about(problem, case.row, self.slot);
        if self.column.is_none() || case.typed {
            // Made by a mapping: no cell shows it.
            case.cell.shown.clone_into(&mut finding.value);
        }
        finding
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
        if case.typed && problem.repair == Grade::Safe {
            // It comes from the mapping, however it is written there.
            return Outcome::good(result, None);
        }
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
            // Of several, one must be named.
            let only = chosen.is_empty() && choices.len() == 1;
            let taken = choices.iter().find(|(name, _)| *name == chosen || only);
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

    /// How bad it is that a constraint of the field is broken, where that is less than an error.
    pub(super) fn lowered(&self, constraint: &str) -> Option<Severity> {
        self.field.and_then(|field| field.lowered(constraint))
    }

    /// A broken constraint: the value is refused, or told and kept where the definition says that it is not so bad.
    pub(super) fn broken<'c>(
        &self,
        constraint: &str,
        problem: &'static Problem,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Option<Outcome<'c>> {
        let severity = self.lowered(constraint);
        reporter.add(problem, severity, || {
            let finding = details(self.finding(problem, case));
            if severity.is_some() { finding.unusual() } else { finding }
        });
        severity.is_none().then(|| Outcome::bad(case.cell.shown))
    }

    /// Judges a text by one constraint; where that is not so bad, the text is kept whatever is found.
    pub(super) fn softly<'c>(
        &self,
        constraint: &str,
        text: Cow<'c, str>,
        cause: Option<&'static Problem>,
        reporter: &mut Reporter<'_>,
        judge: impl FnOnce(Cow<'c, str>, &mut Reporter<'_>) -> Outcome<'c>,
    ) -> Outcome<'c> {
        let Some(severity) = self.lowered(constraint) else { return judge(text, reporter) };
        let kept = text.clone();
        reporter.at_most = Some(severity);
        let outcome = judge(text, reporter);
        reporter.at_most = None;
        if outcome.state == State::Bad { Outcome::good(kept, cause) } else { outcome }
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
