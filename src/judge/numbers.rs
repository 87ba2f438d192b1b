//! Numbers, hours and what a spreadsheet's clock says.

use super::{Case, EXCLUDED, Judge, NUMBER_WRITTEN, Outcome, SHOWN_DIFFERS};
use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Grade};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::choice::NOT_IN_LIST;
use crate::scalar::number::{self, ABOVE_MAXIMUM, AMBIGUOUS_NUMBER, BELOW_MINIMUM, DIGITS_LOST, DURATION};
use crate::scalar::number::{
    NOT_A_NUMBER, NOT_WHOLE, NumberReading, OTHER_NUMBER_NOTATION, PERCENT, TOO_MANY_DECIMALS,
};
use crate::scalar::text;
use crate::table::{CellFormat, Stored};
use std::borrow::Cow;

impl Judge<'_> {
    pub(super) fn number<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Number(n) => self.stored_number(n, case, reporter),
            Stored::Duration(seconds) => self.clock(field, seconds, case, reporter),
            Stored::Moment(m) if m.date.is_none() => self.clock(field, m.seconds, case, reporter),
            Stored::Moment(_) | Stored::Bool(_) => self.refuse(&NOT_A_NUMBER, case, reporter, |f| f),
            _ => self.written_number(field, case, reporter),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        self.within_bounds(field, outcome, case, reporter)
    }

    /// A number cell is taken at a spreadsheet's 15 digits; a format that changes the meaning is warned about.
    fn stored_number<'c>(
        &self,
        number: f64,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if number::says(case.cell.shown, number) {
            return Outcome::good(case.cell.shown, None);
        }
        let Some(result) = number::from_f64(number) else {
            return self.refuse(&NOT_A_NUMBER, case, reporter, |f| f);
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
            None => self.refuse(&NOT_A_NUMBER, case, reporter, |f| f),
        }
    }

    #[inline(never)]
    fn written_number<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let shown = case.cell.shown;
        let reading = number::read(shown);
        if number::is_open(&reading) {
            reporter.leaned.insert(self.slot, ());
        }
        match number::settle(reading, shown, self.decimal) {
            NumberReading::Plain { text, .. } if text.len() == shown.len() => Outcome::good(shown, None),
            NumberReading::Plain { text, .. } => {
                self.convert(&text::TRIMMED, case, text.to_owned(), reporter, |f| f)
            }
            NumberReading::Converted { canonical, why } => {
                self.convert(&OTHER_NUMBER_NOTATION, case, canonical, reporter, |f| {
                    f.with("how", Detail::Phrase(why.phrase()))
                })
            }
            NumberReading::Ambiguous { decimal, thousands, .. } => {
                let choices = [("decimal", decimal.clone()), ("thousands", thousands.clone())];
                self.ask(&AMBIGUOUS_NUMBER, case, &choices, reporter, |f| {
                    f.with("decimal", decimal).with("thousands", thousands)
                })
            }
            NumberReading::Percent { points, ratio } => {
                let choices = [("points", points.clone()), ("ratio", ratio.clone())];
                self.ask(&PERCENT, case, &choices, reporter, |f| {
                    f.with("points", points).with("ratio", ratio)
                })
            }
            NumberReading::Hours { canonical } if field.kind == FieldKind::Hours => {
                let choices = [("", canonical.clone())];
                self.ask(&DURATION, case, &choices, reporter, |f| f.with("result", canonical))
            }
            NumberReading::Scientific { canonical: Some(result), digits_lost } => {
                if digits_lost {
                    reporter.add(&DIGITS_LOST, None, || self.finding(&DIGITS_LOST, case));
                    return Outcome::good(result, Some(&DIGITS_LOST));
                }
                self.convert(&OTHER_NUMBER_NOTATION, case, result, reporter, |f| {
                    f.with("how", Detail::Phrase(["with an exponent", "avec un exposant"]))
                })
            }
            _ => self.refuse(&NOT_A_NUMBER, case, reporter, |f| f),
        }
    }

    fn within_bounds<'c>(
        &self,
        field: &Field,
        mut outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if field.kind == FieldKind::Integer && !number::is_whole(&outcome.text) {
            return self.refuse(&NOT_WHOLE, case, reporter, |f| f);
        }
        if !self.allowed.is_empty() && !self.allowed.iter().any(|a| number::compare(a, &outcome.text).is_eq())
        {
            return self
                .refuse(&NOT_IN_LIST, case, reporter, |f| f.expected(Detail::Either(self.allowed.clone())));
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
            return self.refuse(problem, case, reporter, |f| {
                let finding = f.with("limit", limit.as_str());
                if excluded { finding.with("because", Detail::Phrase(EXCLUDED)) } else { finding }
            });
        }
        let most = field.decimals.map(|d| d as usize).filter(|d| number::decimals(&outcome.text) > *d);
        if let Some(most) = most {
            let rounded = number::round(&outcome.text, most);
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
            outcome.text = Cow::Borrowed("0");
        }
        outcome
    }
}
