//! Numbers, hours and what a spreadsheet's clock says.

use super::{Case, DATE_FOR_NUMBER, Judge, NUMBER_WRITTEN, Outcome, SHOWN_DIFFERS, bounded};
use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Finding, Grade, Problem};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::choice::NOT_IN_LIST;
use crate::scalar::damage;
use crate::scalar::date::{self, DateReading};
use crate::scalar::number::{self, ABOVE_MAXIMUM, AMBIGUOUS_NUMBER, BELOW_MINIMUM, DIGITS_LOST};
use crate::scalar::number::{
    DURATION, NOT_A_NUMBER, NOT_WHOLE, NumberReading, OTHER_NUMBER_NOTATION, PERCENT, TOO_MANY_DECIMALS,
};
use crate::scalar::text;
use crate::table::{CellFormat, Date, Moment, Stored};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A number that the field takes, for a sentence.
fn sample(field: &Field) -> Option<String> {
    let beyond = |number: &str, bound: &Option<String>, strict: bool, wrong: Ordering| {
        bound.as_ref().is_some_and(|bound| {
            let order = number::compare(number, bound);
            order == wrong || (strict && order.is_eq())
        })
    };
    let samples = ["1200.50", "1200", "12.5", "12", "1", "0.5"].into_iter().filter(|number| {
        let decimals = number::decimals(number);
        (decimals == 0 || field.kind != FieldKind::Integer)
            && field.decimals.is_none_or(|most| decimals <= most as usize)
            && !beyond(number, &field.bounds.0, field.exclusive.0, Ordering::Less)
            && !beyond(number, &field.bounds.1, field.exclusive.1, Ordering::Greater)
    });
    let fits = |text: &String| field.pattern.as_ref().is_none_or(|pattern| pattern.matches(text));
    samples.map(|number| field.number.write(number)).find(fits)
}

/// A number near a bound that is itself excluded, if the field takes it.
fn beyond(field: &Field, limit: &str, above: bool) -> Option<String> {
    let whole = field.kind == FieldKind::Integer;
    let step = if whole { 1.0 } else { [1.0, 0.5][field.decimals.map_or(1, |most| usize::from(most > 0))] };
    let limit: f64 = limit.parse().ok()?;
    let number = number::from_f64(if above { limit + step } else { limit - step })?;
    let (low, high) = &field.bounds;
    let other = if above { high } else { low };
    let fits = |other: &String| {
        let order = number::compare(&number, other);
        if above { order.is_lt() } else { order.is_gt() }
    };
    other.as_ref().is_none_or(fits).then_some(number)
}

impl Judge<'_> {
    pub(super) fn number<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Number(n) => self.stored_number(field, n, case, reporter),
            Stored::Duration(seconds) => self.clock(field, seconds, case, reporter),
            Stored::Moment(m) if m.date.is_none() => self.clock(field, m.seconds, case, reporter),
            Stored::Moment(Moment { date: Some(day), .. }) => self.day_for_number(day, case, reporter),
            Stored::Moment(_) | Stored::Bool(_) => self.no_number(field, case, reporter),
            _ => self.written_number(field, case, reporter),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        let mut outcome = self.whole(field, outcome, case, reporter);
        if !field.number.is_default() {
            outcome.plain = field.number.read(&outcome.text);
        }
        self.within_bounds(field, outcome, case, reporter)
    }

    /// Refuses what is no number, and shows one that the field takes.
    fn no_number<'c>(&self, field: &Field, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        self.refuse(&NOT_A_NUMBER, case, reporter, |f| match sample(field) {
            Some(sample) => f
                .with("sample", sample)
                .with("such", Detail::Phrase([", such as {sample}", ", par exemple {sample}"])),
            None => f,
        })
    }

    /// A number that a spreadsheet took for a date: what is shown may still be what was typed.
    fn day_for_number<'c>(&self, day: Date, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let say = |finding: Finding| finding.with("date", day.to_string());
        match number::read(case.cell.shown) {
            NumberReading::Plain { text, .. } => {
                self.ask(&DATE_FOR_NUMBER, case, &[("", text.to_owned())], reporter, say)
            }
            _ => self.refuse(&DATE_FOR_NUMBER, case, reporter, say),
        }
    }

    /// A whole number is written without decimals that are zero.
    fn whole<'c>(
        &self,
        field: &Field,
        outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if field.kind != FieldKind::Integer || !field.number.bare {
            return outcome;
        }
        let Some((whole, decimals)) = outcome.text.split_once(field.number.decimal) else { return outcome };
        if whole.is_empty() || !decimals.bytes().all(|b| b == b'0') {
            return outcome;
        }
        let whole = whole.to_owned();
        if outcome.cause.is_some() {
            return Outcome::good(whole, outcome.cause);
        }
        self.convert(&NUMBER_WRITTEN, case, whole, reporter, |f| f)
    }

    /// A number cell is taken at a spreadsheet's 15 digits; a format that changes the meaning is warned about.
    fn stored_number<'c>(
        &self,
        field: &Field,
        number: f64,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let plain = field.number.is_default();
        if plain && number::says(case.cell.shown, number) {
            return Outcome::good(case.cell.shown, None);
        }
        if !plain && field.number.read(case.cell.shown).is_some_and(|shown| shown.parse() == Ok(number)) {
            return Outcome::good(case.cell.shown, None);
        }
        let Some(result) = number::from_f64(number) else {
            return self.no_number(field, case, reporter);
        };
        if result == case.cell.shown {
            return Outcome::good(result, None);
        }
        let same = match number::read(case.cell.shown) {
            NumberReading::Plain { text, .. } => number::compare(text, &result).is_eq(),
            NumberReading::Converted { canonical, .. } => number::compare(&canonical, &result).is_eq(),
            NumberReading::Ambiguous { decimal, thousands, .. } => decimal == result || thousands == result,
            // A long number in a narrow or General cell is shown shortened; nothing is rounded by the user.
            _ => matches!(case.cell.look, CellFormat::General | CellFormat::Unknown),
        };
        let problem = if same { &NUMBER_WRITTEN } else { &SHOWN_DIFFERS };
        let result = field.number.write(&result);
        reporter.add(problem, None, || self.finding(problem, case).with("result", result.as_str()));
        Outcome::good(result, Some(problem))
    }

    /// A time of day or a duration: decimal hours where hours are wanted.
    fn clock<'c>(
        &self,
        field: &Field,
        seconds: f64,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        match number::hours(seconds).filter(|_| field.kind == FieldKind::Hours) {
            Some(hours) => {
                self.ask(&DURATION, case, &[("", hours.clone())], reporter, |f| f.with("result", hours))
            }
            None => self.no_number(field, case, reporter),
        }
    }

    fn written_number<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let shown = case.cell.shown;
        let dialect = &field.number;
        let say = |number: String| if dialect.is_default() { number } else { dialect.write(&number) };
        if !dialect.is_default() && dialect.read(shown).is_some() {
            return Outcome::good(shown, None);
        }
        let mut reading = number::read(shown);
        if dialect.decimal != '.'
            && let NumberReading::Plain { text, grouping_possible: true, .. } = &reading
        {
            // In a column of decimal commas a point may group as well.
            let (decimal, thousands) = ((*text).to_owned(), text.replace('.', ""));
            reading = NumberReading::Ambiguous { decimal, thousands, mark: '.' };
        }
        if number::is_open(&reading) {
            reporter.leaned.insert(self.slot);
        }
        // A person writes a number as the definition does, whatever mark the cells have.
        let notation = if case.typed { super::Notation::default() } else { self.notation };
        let doubted = notation.open_groups && notation.decimal.is_none();
        let reading = if doubted { number::doubted(reading) } else { reading };
        match number::settle(reading, shown, notation.decimal) {
            NumberReading::Plain { text, .. } if dialect.decimal != '.' && text.contains('.') => self
                .convert(&OTHER_NUMBER_NOTATION, case, say(text.to_owned()), reporter, |f| {
                    f.with("how", Detail::Phrase(["with a decimal point", "avec un point décimal"]))
                }),
            NumberReading::Plain { text, .. } if text.len() == shown.len() => Outcome::good(shown, None),
            NumberReading::Plain { text, .. } => {
                self.convert(&text::TRIMMED, case, say(text.to_owned()), reporter, |f| f)
            }
            NumberReading::Converted { canonical, why } => {
                self.convert(&OTHER_NUMBER_NOTATION, case, say(canonical), reporter, |f| {
                    f.with("how", Detail::Phrase(why.phrase()))
                })
            }
            NumberReading::Ambiguous { decimal, thousands, .. } => {
                let (decimal, thousands) = (say(decimal), say(thousands));
                let choices = [("decimal", decimal.clone()), ("thousands", thousands.clone())];
                self.ask(&AMBIGUOUS_NUMBER, case, &choices, reporter, |f| {
                    let short = decimal.trim_end_matches('0').trim_end_matches(dialect.decimal);
                    f.with("decimal", short).with("thousands", thousands)
                })
            }
            NumberReading::Percent { points, ratio } => {
                // What the column does not take cannot be meant.
                let fits = |number: &String| {
                    outside(field, number).is_none()
                        && (field.kind != FieldKind::Integer || number::is_whole(number))
                };
                let mut choices = vec![("points", points), ("ratio", ratio)];
                if choices.iter().any(|(_, number)| fits(number)) {
                    choices.retain(|(_, number)| fits(number));
                }
                let choices: Vec<_> = choices.into_iter().map(|(name, number)| (name, say(number))).collect();
                self.ask(&PERCENT, case, &choices, reporter, |f| {
                    let answers = choices.iter().map(|(_, text)| text.clone()).collect();
                    let which = match choices.len() {
                        1 => ["{answers}", "{answers}"],
                        _ => ["{answers}, whichever is meant", "{answers}, selon le sens voulu"],
                    };
                    f.with("answers", Detail::Either(answers)).with("which", Detail::Phrase(which))
                })
            }
            NumberReading::Hours { canonical } if field.kind == FieldKind::Hours => {
                let canonical = say(canonical);
                let choices = [("", canonical.clone())];
                self.ask(&DURATION, case, &choices, reporter, |f| f.with("result", canonical))
            }
            NumberReading::Scientific { canonical: Some(result), digits_lost } => {
                if digits_lost {
                    reporter.add(&DIGITS_LOST, None, || self.finding(&DIGITS_LOST, case));
                    return Outcome::good(say(result), Some(&DIGITS_LOST));
                }
                self.convert(&OTHER_NUMBER_NOTATION, case, say(result), reporter, |f| {
                    f.with("how", Detail::Phrase(["with an exponent", "avec un exposant"]))
                })
            }
            _ => {
                let day = match date::read(shown) {
                    DateReading::Iso(day) => Some(day.to_string()),
                    DateReading::Converted(_)
                    | DateReading::Ambiguous { .. }
                    | DateReading::WithTime { .. } => Some(shown.to_owned()),
                    _ => damage::is_turned_date(text::trim(shown)).then(|| shown.to_owned()),
                };
                match day {
                    Some(day) => self.refuse(&DATE_FOR_NUMBER, case, reporter, |f| f.with("date", day)),
                    None => self.no_number(field, case, reporter),
                }
            }
        }
    }

    fn within_bounds<'c>(
        &self,
        field: &Field,
        mut outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        // What arithmetic reads: the text itself, but for a dialect of its own.
        let number = match &outcome.plain {
            Some(plain) => plain.clone(),
            None => outcome.text.to_string(),
        };
        if field.kind == FieldKind::Integer && !number::is_whole(&number) {
            return self.refuse(&NOT_WHOLE, case, reporter, |f| f);
        }
        let listed = self.allowed.is_empty() || self.allowed.iter().any(|a| field.same(a, &outcome.text));
        if !listed
            && let Some(refused) = self.broken("enum", &NOT_IN_LIST, case, reporter, |f| {
                f.expected(Detail::Either(self.allowed.iter().take(100).cloned().collect()))
            })
        {
            return refused;
        }
        if let Some((problem, limit)) = outside(field, &number) {
            let below = *problem == BELOW_MINIMUM;
            let excluded = if below { field.exclusive.0 } else { field.exclusive.1 };
            let word = if below { "minimum" } else { "maximum" };
            let refused = self.broken(word, problem, case, reporter, |f| {
                let such = beyond(field, limit, below).map(|such| field.number.write(&such));
                bounded(f, field.number.write(limit), excluded, false, such)
            });
            if let Some(refused) = refused {
                return refused;
            }
        }
        let most = field.decimals.map(|d| d as usize).filter(|d| number::decimals(&number) > *d);
        if let Some(most) = most {
            let rounded = field.number.write(&number::round(&number, most));
            if case.context.decisions.accepted(&TOO_MANY_DECIMALS, self.name(case), case.cell.shown).is_some()
            {
                return Outcome::good(rounded, Some(&TOO_MANY_DECIMALS));
            }
            reporter.add(&TOO_MANY_DECIMALS, None, || {
                let finding = self.finding(&TOO_MANY_DECIMALS, case).with("limit", most as u64);
                finding.with("result", rounded.as_str()).fix(Grade::Ask, "", Some(rounded.clone()))
            });
        }
        if outcome.text.len() > 1 && outcome.text.starts_with("-0") && outcome.text.parse() == Ok(0.0_f64) {
            if outcome.cause.is_none() {
                reporter
                    .add(&NUMBER_WRITTEN, None, || self.finding(&NUMBER_WRITTEN, case).with("result", "0"));
                outcome.cause = Some(&NUMBER_WRITTEN);
            }
            outcome.text = Cow::Borrowed("0");
        }
        outcome
    }
}

/// The bound of a field that a number does not keep, with the problem that this is.
fn outside<'f>(field: &'f Field, number: &str) -> Option<(&'static Problem, &'f String)> {
    let low = field.bounds.0.as_ref().filter(|bound| {
        let order = number::compare(number, bound);
        order.is_lt() || (field.exclusive.0 && order.is_eq())
    });
    let high = field.bounds.1.as_ref().filter(|bound| {
        let order = number::compare(number, bound);
        order.is_gt() || (field.exclusive.1 && order.is_eq())
    });
    low.map(|limit| (&BELOW_MINIMUM, limit)).or(high.map(|limit| (&ABOVE_MAXIMUM, limit)))
}
