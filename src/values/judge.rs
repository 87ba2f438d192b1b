//! From a cell to a value of its field: canonical text, or what is wrong with it.
//!
//! What is applied without asking, what is applied with a warning and what waits for a person is decided by the
//! grade of each problem; a person's decisions are looked up here and nowhere else.

mod problems;

use super::choice::{self, Choice, NOT_IN_LIST, NOT_YES_OR_NO, OTHER_NAME, SPELLING_OF_VALUE};
use super::date::{self, AMBIGUOUS_DATE, DATE_AS_NUMBER, DATE_WITH_TIME, DateReading, INCOMPLETE_DATE};
use super::date::{NO_SUCH_DAY, NOT_A_DATE, OTHER_DATE_NOTATION, Order, TWO_DIGIT_YEAR, Written};
use super::number::{self, ABOVE_MAXIMUM, AMBIGUOUS_NUMBER, BELOW_MINIMUM, DIGITS_LOST, DURATION};
use super::number::{
    NOT_A_NUMBER, NOT_WHOLE, NumberReading, OTHER_NUMBER_NOTATION, PERCENT, TOO_MANY_DECIMALS,
};
use super::shape;
use super::text::{self, Oddities, PATTERN_NOT_MATCHED, TOO_LONG, TOO_SHORT, oddities};
use crate::definition::{Field, FieldKind};
use crate::finding::{Detail, Finding, Grade, Problem, Severity};
use crate::record::{State, Values};
use crate::rules::{Scene, Sink};
use crate::survey::Evidence;
use crate::table::{Cell, Date, Look, Marks, Row, Stored};
pub(crate) use problems::*;
use std::borrow::Cow;

/// Said after a limit that is not itself allowed.
const EXCLUDED: [&str; 2] = [" ({limit} itself is not allowed)", " ({limit} exclu)"];

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
}

/// One cell on its way to a value.
pub(super) struct Case<'c, 'r> {
    pub(super) cell: Cell<'c>,
    pub(super) row: &'r Row,
    pub(super) scene: &'r Scene<'r>,
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
    pub(crate) fn new(scene: &Scene<'d>, slot: usize, evidence: Option<&Evidence>) -> Judge<'d> {
        let at = scene.layout.slots.get(slot);
        let field = at.and_then(|s| s.field).and_then(|f| scene.definition.fields.get(f));
        let split = |certain: bool| -> Vec<(String, String)> {
            let wanted = field.into_iter().flat_map(|f| &f.synonyms).filter(|(_, _, c)| *c == certain);
            wanted.map(|(word, value, _)| (word.clone(), value.clone())).collect()
        };
        let from_setting = field
            .and_then(|f| f.allowed_setting.as_ref())
            .and_then(|name| crate::rules::setting(scene.definition, scene.settings, name));
        let allowed = match from_setting {
            Some(crate::definition::SettingValue::List(list)) => list.clone(),
            _ => field.map(|f| f.allowed.clone()).unwrap_or_default(),
        };
        let missing =
            field.and_then(|f| f.missing_values.as_ref()).unwrap_or(&scene.definition.missing_values);
        Judge {
            slot,
            field,
            column: at.and_then(|s| s.column).map(|c| c as usize),
            decimal: evidence.and_then(|e| e.decimal),
            order: evidence.and_then(|e| e.order),
            allowed,
            safe: split(true),
            ask: split(false),
            missing,
        }
    }

    /// Judges the cell of this field in a row and appends the value.
    pub(crate) fn value(&self, scene: &Scene<'_>, row: &Row, values: &mut Values, sink: &mut Sink<'_>) {
        let cell = self.column.map_or(Cell::EMPTY, |c| row.cell(c));
        if cell.is_blank() && !cell.marks.has(Marks::NO_RESULT) {
            let cause = (!cell.shown.is_empty()).then_some(&text::TRIMMED);
            values.push("", State::Blank, cause);
            return;
        }
        let case = Case { cell, row, scene };
        let outcome = self.judge(&case, sink);
        values.push_of(row, &outcome.text, outcome.state, outcome.cause);
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

    fn free_text<'c>(&self, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let (text, cause) = self.tidy(case, false, sink);
        Outcome::good(text, cause)
    }

    /// Takes away what nobody meant to write, each kind with its own finding; the last one is the cause.
    fn tidy<'c>(
        &self,
        case: &Case<'c, '_>,
        one_line: bool,
        sink: &mut Sink<'_>,
    ) -> (Cow<'c, str>, Option<&'static Problem>) {
        let found = oddities(case.cell.shown);
        let mut text = Cow::Borrowed(case.cell.shown);
        let mut cause = None;
        if found.is_empty() {
            return (text, cause);
        }
        for (oddity, problem) in text::REMOVABLE {
            let asked_for = *oddity != Oddities::LINE_BREAKS || one_line;
            if !found.any(*oddity) || !asked_for {
                continue;
            }
            if case.scene.decisions.kept(problem, self.name(case), case.cell.shown) {
                continue;
            }
            let cleaned = text::without(&text, *oddity).into_owned();
            if cleaned == text {
                continue;
            }
            sink.add(problem, None, || {
                let finding = self.finding(problem, case).with("result", text::visible(&cleaned, 60));
                finding.fix(problem.repair, "", Some(cleaned.clone()))
            });
            cause = Some(*problem);
            text = Cow::Owned(cleaned);
        }
        self.damage(case, found, &mut text, &mut cause, sink);
        (text, cause)
    }

    /// Damage by other programs: said always, repaired when a person agrees.
    fn damage<'c>(
        &self,
        case: &Case<'c, '_>,
        found: Oddities,
        text: &mut Cow<'c, str>,
        cause: &mut Option<&'static Problem>,
        sink: &mut Sink<'_>,
    ) {
        if found.has(Oddities::REPLACEMENT) {
            let problem = &text::REPLACEMENT_CHARACTER;
            sink.add(problem, None, || self.finding(problem, case));
        }
        let typed = matches!(case.cell.stored, Stored::Text(_));
        if found.has(Oddities::FORMULA) && typed {
            sink.add(&text::FORMULA_LIKE, None, || self.finding(&text::FORMULA_LIKE, case));
        }
        let mut offer = |problem: &'static Problem, repaired: String| {
            if case.scene.decisions.accepted(problem, self.name(case), case.cell.shown).is_some() {
                *text = Cow::Owned(repaired);
                *cause = Some(problem);
                return;
            }
            sink.add(problem, None, || {
                let finding = self.finding(problem, case).with("result", text::visible(&repaired, 60));
                finding.fix(Grade::Ask, "", Some(repaired.clone()))
            });
        };
        let mojibake = found.has(Oddities::MAYBE_MOJIBAKE).then(|| text::repair_mojibake(case.cell.shown));
        if let Some(repaired) = mojibake.flatten() {
            offer(&text::MOJIBAKE, text::trim(&repaired).to_owned());
        } else if found.has(Oddities::CURLY_QUOTES) {
            let straight = text::without(text::trim(case.cell.shown), Oddities::CURLY_QUOTES).into_owned();
            offer(&text::CURLY_QUOTES, straight);
        }
    }

    fn text_kind<'c>(&self, field: &'d Field, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        if matches!(case.cell.stored, Stored::Moment(_) | Stored::Duration(_)) && self.allowed.is_empty() {
            sink.add(&DATE_IN_TEXT, None, || self.finding(&DATE_IN_TEXT, case));
        }
        if case.cell.look == Look::Scientific && case.cell.shown.contains(['E', 'e']) {
            sink.add(&DIGITS_LOST, None, || self.finding(&DIGITS_LOST, case));
        }
        let one_line = field.single_line || field.kind != FieldKind::Text || !self.allowed.is_empty();
        let (text, cause) = self.tidy(case, one_line, sink);
        if text.is_empty() {
            return Outcome { text, state: State::Blank, cause };
        }
        if !self.allowed.is_empty() {
            return self.choice(case, &text, cause, sink);
        }
        if let FieldKind::Boolean(yes, no) = &field.kind {
            return self.boolean(case, &text, (yes, no), cause, sink);
        }
        let Some(outcome) = self.length_and_pattern(field, case, &text, sink) else {
            return shape::judge(self, field, case, text, cause, sink);
        };
        outcome
    }

    fn length_and_pattern<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        text: &str,
        sink: &mut Sink<'_>,
    ) -> Option<Outcome<'c>> {
        let length = || text.chars().count();
        let long = field.length.1.filter(|max| text.len() > *max && length() > *max);
        let short = field.length.0.filter(|min| text.len() < min.saturating_mul(4) && length() < *min);
        if let Some((problem, limit)) = long.map(|l| (&TOO_LONG, l)).or(short.map(|l| (&TOO_SHORT, l))) {
            return Some(self.refuse(problem, case, sink, |f| {
                f.with("length", length() as u64).with("limit", limit as u64)
            }));
        }
        let pattern = field.pattern.as_ref().filter(|p| !p.matches(text))?;
        Some(self.refuse(&PATTERN_NOT_MATCHED, case, sink, |f| {
            if pattern.words.plain.is_empty() {
                let sample =
                    (!field.example.is_empty()).then(|| f.clone().with("sample", field.example.as_str()));
                match sample {
                    Some(f) => f.expected(Detail::Phrase([
                        "a form such as “{sample}”",
                        "une forme comme « {sample} »",
                    ])),
                    None => f.expected(Detail::Phrase(["another form", "une autre forme"])),
                }
            } else {
                f.expected(Detail::Said(pattern.words.clone()))
            }
        }))
    }

    fn choice<'c>(
        &self,
        case: &Case<'c, '_>,
        text: &str,
        cause: Option<&'static Problem>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        let expected = || Detail::Either(self.allowed.iter().take(12).cloned().collect());
        match choice::find(text, &self.allowed, &self.safe, &self.ask) {
            Choice::Exact(value) => Outcome::good(value.to_owned(), cause),
            Choice::Spelling(value) | Choice::Safe(value) => {
                self.convert(&SPELLING_OF_VALUE, case, value.to_owned(), sink, |f| f)
            }
            Choice::Ask(value) => self.ask(&OTHER_NAME, case, &[("", value.to_owned())], sink, |f| {
                f.with("result", value).expected(expected())
            }),
            Choice::None => self.mapped(case, text, sink, |f| f.expected(expected())),
        }
    }

    /// A wrong value: the user may have said what it stands for wherever it appears. The near miss is looked for
    /// only when it is shown or taken.
    fn mapped<'c>(
        &self,
        case: &Case<'c, '_>,
        text: &str,
        sink: &mut Sink<'_>,
        details: impl FnOnce(Finding) -> Finding,
    ) -> Outcome<'c> {
        let near = || choice::near(text, self.allowed.iter().map(String::as_str));
        let chosen = case.scene.decisions.accepted(&NOT_IN_LIST, self.name(case), case.cell.shown);
        let listed = |choice: &str| self.allowed.iter().map(String::as_str).find(|value| *value == choice);
        if let Some(value) = chosen.and_then(|c| if c.is_empty() { near() } else { listed(c) }) {
            return Outcome::good(value.to_owned(), Some(&NOT_IN_LIST));
        }
        self.refuse(&NOT_IN_LIST, case, sink, |finding| {
            let finding = details(finding);
            let Some(value) = near() else { return finding };
            let hint = Detail::Phrase([" Did you mean “{near}”?", " Vouliez-vous dire « {near} » ?"]);
            finding.with("near", value).with("hint", hint).fix(Grade::Ask, "", Some(value.to_owned()))
        })
    }

    fn boolean<'c>(
        &self,
        case: &Case<'c, '_>,
        text: &str,
        pair: (&str, &str),
        cause: Option<&'static Problem>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        let exact = [pair.0, pair.1].into_iter().find(|v| *v == text);
        if let Some(value) = exact {
            return Outcome::good(value.to_owned(), cause);
        }
        let words: Vec<String> = vec![pair.0.to_owned(), pair.1.to_owned()];
        let alike = words.iter().position(|w| choice::alike(text, w));
        match alike.map(|i| i == 0).or_else(|| choice::yes_or_no(text)) {
            Some(yes) => {
                let value = if yes { pair.0 } else { pair.1 };
                self.convert(&SPELLING_OF_VALUE, case, value.to_owned(), sink, |f| f)
            }
            None => self.refuse(&NOT_YES_OR_NO, case, sink, |f| f.expected(Detail::Either(words))),
        }
    }

    fn number<'c>(&self, field: &Field, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Number(n) => self.stored_number(n, case, sink),
            Stored::Duration(seconds) => self.clock(field, seconds, case, sink),
            Stored::Moment(m) if m.date.is_none() => self.clock(field, m.seconds, case, sink),
            Stored::Moment(_) | Stored::Bool(_) => self.refuse(&NOT_A_NUMBER, case, sink, |f| f),
            _ => self.written_number(field, case, sink),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        self.within_bounds(field, outcome, case, sink)
    }

    /// A number cell is taken at a spreadsheet's 15 digits; a format that changes the meaning is warned about.
    fn stored_number<'c>(&self, number: f64, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let Some(result) = number::from_f64(number) else {
            return self.refuse(&NOT_A_NUMBER, case, sink, |f| f);
        };
        if result == case.cell.shown {
            return Outcome::good(result, None);
        }
        let same = match number::read(case.cell.shown) {
            NumberReading::Plain { text, .. } => number::compare(text, &result).is_eq(),
            NumberReading::Converted { canonical, .. } => number::compare(&canonical, &result).is_eq(),
            NumberReading::Ambiguous { decimal, thousands, .. } => decimal == result || thousands == result,
            // A long number in a narrow or General cell is shown shortened; nothing is rounded by the user.
            _ => matches!(case.cell.look, Look::General | Look::Unknown),
        };
        let problem = if same { &NUMBER_WRITTEN } else { &SHOWN_DIFFERS };
        sink.add(problem, None, || self.finding(problem, case).with("result", result.as_str()));
        Outcome::good(result, Some(problem))
    }

    /// A time of day or a duration: decimal hours where hours are wanted.
    fn clock<'c>(
        &self,
        field: &Field,
        seconds: f64,
        case: &Case<'c, '_>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        match number::hours(seconds).filter(|_| field.kind == FieldKind::Hours) {
            Some(hours) => {
                self.ask(&DURATION, case, &[("", hours.clone())], sink, |f| f.with("result", hours))
            }
            None => self.refuse(&NOT_A_NUMBER, case, sink, |f| f),
        }
    }

    fn written_number<'c>(&self, field: &Field, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let shown = case.cell.shown;
        match number::read_as(shown, self.decimal) {
            NumberReading::Plain { text, .. } if text.len() == shown.len() => Outcome::good(shown, None),
            NumberReading::Plain { text, .. } => {
                self.convert(&text::TRIMMED, case, text.to_owned(), sink, |f| f)
            }
            NumberReading::Converted { canonical, why } => {
                self.convert(&OTHER_NUMBER_NOTATION, case, canonical, sink, |f| {
                    f.with("how", Detail::Phrase(why.phrase()))
                })
            }
            NumberReading::Ambiguous { decimal, thousands, .. } => {
                let choices = [("decimal", decimal.clone()), ("thousands", thousands.clone())];
                self.ask(&AMBIGUOUS_NUMBER, case, &choices, sink, |f| {
                    f.with("decimal", decimal).with("thousands", thousands)
                })
            }
            NumberReading::Percent { points, ratio } => {
                let choices = [("points", points.clone()), ("ratio", ratio.clone())];
                self.ask(&PERCENT, case, &choices, sink, |f| f.with("points", points).with("ratio", ratio))
            }
            NumberReading::Hours { canonical } if field.kind == FieldKind::Hours => {
                let choices = [("", canonical.clone())];
                self.ask(&DURATION, case, &choices, sink, |f| f.with("result", canonical))
            }
            NumberReading::Scientific { canonical: Some(result), digits_lost } => {
                if digits_lost {
                    sink.add(&DIGITS_LOST, None, || self.finding(&DIGITS_LOST, case));
                    return Outcome::good(result, Some(&DIGITS_LOST));
                }
                self.convert(&OTHER_NUMBER_NOTATION, case, result, sink, |f| {
                    f.with("how", Detail::Phrase(["with an exponent", "avec un exposant"]))
                })
            }
            _ => self.refuse(&NOT_A_NUMBER, case, sink, |f| f),
        }
    }

    fn within_bounds<'c>(
        &self,
        field: &Field,
        mut outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        if field.kind == FieldKind::Integer && !number::is_whole(&outcome.text) {
            return self.refuse(&NOT_WHOLE, case, sink, |f| f);
        }
        if !self.allowed.is_empty() && !self.allowed.iter().any(|a| number::compare(a, &outcome.text).is_eq())
        {
            let expected = Detail::Either(self.allowed.clone());
            return self.refuse(&NOT_IN_LIST, case, sink, |f| f.expected(expected));
        }
        let low = field.bounds.0.as_ref().filter(|b| {
            let order = number::compare(&outcome.text, b);
            order.is_lt() || (field.exclusive.0 && order.is_eq())
        });
        let high = field.bounds.1.as_ref().filter(|b| {
            let order = number::compare(&outcome.text, b);
            order.is_gt() || (field.exclusive.1 && order.is_eq())
        });
        if let Some((problem, limit)) = low.map(|l| (&BELOW_MINIMUM, l)).or(high.map(|l| (&ABOVE_MAXIMUM, l)))
        {
            let excluded = number::compare(&outcome.text, limit).is_eq();
            return self.refuse(problem, case, sink, |f| {
                let finding = f.with("limit", limit.as_str());
                if excluded { finding.with("because", Detail::Phrase(EXCLUDED)) } else { finding }
            });
        }
        let most = field.decimals.map(|d| d as usize).filter(|d| number::decimals(&outcome.text) > *d);
        if let Some(most) = most {
            let rounded = number::round(&outcome.text, most);
            if case.scene.decisions.accepted(&TOO_MANY_DECIMALS, self.name(case), case.cell.shown).is_some() {
                return Outcome::good(rounded, Some(&TOO_MANY_DECIMALS));
            }
            sink.add(&TOO_MANY_DECIMALS, None, || {
                let finding = self.finding(&TOO_MANY_DECIMALS, case).with("limit", most as u64);
                finding.with("result", rounded.as_str()).fix(Grade::Ask, "", Some(rounded.clone()))
            });
        }
        if outcome.text.len() > 1 && outcome.text.starts_with("-0") && outcome.text.parse() == Ok(0.0_f64) {
            outcome.text = Cow::Borrowed("0");
        }
        outcome
    }

    fn date<'c>(&self, format: &str, field: &Field, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Moment(moment) => match moment.date {
                Some(day) => self.date_cell(day, moment.seconds, format, case, sink),
                None => self.refuse(&NOT_A_DATE, case, sink, |f| f),
            },
            _ => self.written_date(format, case, sink),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        // Canonical dates sort as text; bounds are written the same way.
        let low = field.bounds.0.as_ref().filter(|b| outcome.text.as_ref() < b.as_str());
        let high = field.bounds.1.as_ref().filter(|b| outcome.text.as_ref() > b.as_str());
        match low.map(|l| (&BELOW_MINIMUM, l)).or(high.map(|l| (&ABOVE_MAXIMUM, l))) {
            Some((problem, limit)) => self.refuse(problem, case, sink, |f| f.with("limit", limit.as_str())),
            None => outcome,
        }
    }

    fn date_cell<'c>(
        &self,
        day: Date,
        seconds: f64,
        format: &str,
        case: &Case<'c, '_>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        let result = shape::write_date(day, format);
        if seconds > 0.0 {
            return self.convert(&DATE_WITH_TIME, case, result, sink, |f| f);
        }
        if result == case.cell.shown {
            return Outcome::good(result, None);
        }
        self.convert(&DATE_WRITTEN, case, result, sink, |f| f)
    }

    fn written_date<'c>(&self, format: &str, case: &Case<'c, '_>, sink: &mut Sink<'_>) -> Outcome<'c> {
        let shown = case.cell.shown;
        if format == "%Y-%m-%d" && shown.len() == 10 && date::iso(shown).is_some() {
            return Outcome::good(shown, None);
        }
        if format != "%Y-%m-%d" && shape::read_date(shown, format).is_some() {
            return Outcome::good(shown, None);
        }
        let say = |day: Date| shape::write_date(day, format);
        match date::read_as(shown, self.order) {
            DateReading::Iso(day) if say(day) == shown => Outcome::good(shown, None),
            DateReading::Iso(day) if text::trim(shown).len() != shown.len() => {
                self.convert(&text::TRIMMED, case, say(day), sink, |f| f)
            }
            DateReading::Iso(day) => self.converted_date(&OTHER_DATE_NOTATION, day, None, format, case, sink),
            DateReading::Converted(w) => {
                let problem = if w.short_year { &TWO_DIGIT_YEAR } else { &OTHER_DATE_NOTATION };
                self.converted_date(problem, w.date, Some(w), format, case, sink)
            }
            DateReading::Ambiguous { day_first, month_first } => {
                self.either_date(&AMBIGUOUS_DATE, (day_first.date, month_first.date), format, case, sink)
            }
            DateReading::WithTime { day, month_first: Some(other), .. } => {
                self.either_date(&AMBIGUOUS_DATE, (day.date, other.date), format, case, sink)
            }
            DateReading::WithTime { day, month_first: None, .. } => {
                self.convert(&DATE_WITH_TIME, case, say(day.date), sink, |f| f)
            }
            DateReading::Serial(day) => {
                let text = say(day);
                self.ask(&DATE_AS_NUMBER, case, &[("", text.clone())], sink, |f| f.with("result", text))
            }
            DateReading::Partial { .. } => self.refuse(&INCOMPLETE_DATE, case, sink, |f| f),
            DateReading::NotReal { .. } => self.refuse(&NO_SUCH_DAY, case, sink, |f| f),
            DateReading::Not => self.refuse(&NOT_A_DATE, case, sink, |f| f),
        }
    }

    fn converted_date<'c>(
        &self,
        problem: &'static Problem,
        day: Date,
        written: Option<Written>,
        format: &str,
        case: &Case<'c, '_>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        let order = written.map_or(Order::YearMonthDay, |w| w.order);
        self.convert(problem, case, shape::write_date(day, format), sink, |f| {
            f.with("order", Detail::Phrase(order.phrase()))
        })
    }

    fn either_date<'c>(
        &self,
        problem: &'static Problem,
        days: (Date, Date),
        format: &str,
        case: &Case<'c, '_>,
        sink: &mut Sink<'_>,
    ) -> Outcome<'c> {
        let (day_first, month_first) = (shape::write_date(days.0, format), shape::write_date(days.1, format));
        let choices = [("day-first", day_first.clone()), ("month-first", month_first.clone())];
        self.ask(problem, case, &choices, sink, |f| {
            f.with("day_first", day_first).with("month_first", month_first)
        })
    }
}
