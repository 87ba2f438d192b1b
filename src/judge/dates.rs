//! Dates, as a spreadsheet stores them and as people write them.

use super::{Case, DATE_WRITTEN, EXCLUDED, Judge, Outcome};
use crate::definition::Field;
use crate::problem::{Detail, Problem};
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::date::{
    self, AMBIGUOUS_DATE, DATE_AS_NUMBER, DATE_WITH_TIME, DateReading, INCOMPLETE_DATE,
};
use crate::scalar::date::{
    NO_SUCH_DAY, NOT_A_DATE, Notation, OTHER_DATE_NOTATION, Order, TWO_DIGIT_YEAR, Written,
};
use crate::scalar::number::{ABOVE_MAXIMUM, BELOW_MINIMUM};
use crate::scalar::{shape, text};
use crate::table::{Date, Stored};

impl Judge<'_> {
    pub(super) fn date<'c>(
        &self,
        format: &str,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Moment(moment) => match moment.date {
                Some(day) => self.date_cell(day, moment.seconds, format, case, reporter),
                None => self.no_date(&NOT_A_DATE, format, case, reporter),
            },
            _ => self.written_date(format, case, reporter),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        self.within_days(format, field, outcome, case, reporter)
    }

    fn within_days<'c>(
        &self,
        format: &str,
        field: &Field,
        outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let bound = |text: &Option<String>| text.as_deref().and_then(date::iso);
        let (low, high) = (bound(&field.bounds.0), bound(&field.bounds.1));
        if low.is_none() && high.is_none() {
            return outcome;
        }
        let Some(day) = shape::read_date(&outcome.text, format) else { return outcome };
        let low = low.filter(|low| day < *low || (field.exclusive.0 && day == *low));
        let high = high.filter(|high| day > *high || (field.exclusive.1 && day == *high));
        let crossed = low.map(|l| (&BELOW_MINIMUM, l)).or(high.map(|h| (&ABOVE_MAXIMUM, h)));
        let Some((problem, limit)) = crossed else { return outcome };
        self.refuse(problem, case, reporter, |f| {
            let finding = f.with("limit", shape::write_date(limit, format));
            if day == limit { finding.with("because", Detail::Phrase(EXCLUDED)) } else { finding }
        })
    }

    fn date_cell<'c>(
        &self,
        day: Date,
        seconds: f64,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let result = shape::write_date(day, format);
        if seconds > 0.0 {
            return self.convert(&DATE_WITH_TIME, case, result, reporter, |f| f);
        }
        if result == case.cell.shown {
            return Outcome::good(result, None);
        }
        self.convert(&DATE_WRITTEN, case, result, reporter, |f| f)
    }

    #[inline(never)]
    fn written_date<'c>(
        &self,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let shown = case.cell.shown;
        if format == "%Y-%m-%d" && shown.len() == 10 && date::iso(shown).is_some() {
            return Outcome::good(shown, None);
        }
        if format != "%Y-%m-%d" && shape::read_date(shown, format).is_some() {
            return Outcome::good(shown, None);
        }
        let say = |day: Date| shape::write_date(day, format);
        let reading = date::read(shown);
        if date::is_open(&reading) {
            reporter.leaned.insert(self.slot, ());
        }
        match date::settle(reading, self.order) {
            DateReading::Iso(day) if say(day) == shown => Outcome::good(shown, None),
            DateReading::Iso(day) if text::trim(shown).len() != shown.len() => {
                self.convert(&text::TRIMMED, case, say(day), reporter, |f| f)
            }
            DateReading::Iso(date) => {
                let (order, notation) = (Order::YearMonthDay, Notation::Dashes);
                let written = Written { date, order, notation, short_year: false };
                self.converted_date(written, format, case, reporter)
            }
            DateReading::Converted(written) => self.converted_date(written, format, case, reporter),
            DateReading::Ambiguous { day_first, month_first } => {
                self.either_date(&AMBIGUOUS_DATE, (day_first.date, month_first.date), format, case, reporter)
            }
            DateReading::WithTime { day, month_first: Some(other), .. } => {
                self.either_date(&AMBIGUOUS_DATE, (day.date, other.date), format, case, reporter)
            }
            DateReading::WithTime { day, month_first: None, .. } => {
                self.convert(&DATE_WITH_TIME, case, say(day.date), reporter, |f| f)
            }
            DateReading::Serial(day) => {
                let text = say(day);
                self.ask(&DATE_AS_NUMBER, case, &[("", text.clone())], reporter, |f| f.with("result", text))
            }
            DateReading::Partial { .. } => self.no_date(&INCOMPLETE_DATE, format, case, reporter),
            DateReading::NotReal { .. } => self.no_date(&NO_SUCH_DAY, format, case, reporter),
            DateReading::Not => self.no_date(&NOT_A_DATE, format, case, reporter),
        }
    }

    /// Refuses what is no date, and shows a day in the form of the field.
    fn no_date<'c>(
        &self,
        problem: &'static Problem,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        self.refuse(problem, case, reporter, |f| {
            let sample = Date::new(2025, 3, 14).map(|day| shape::write_date(day, format));
            f.with("sample", sample.unwrap_or_default())
        })
    }

    fn converted_date<'c>(
        &self,
        written: Written,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let problem = if written.short_year { &TWO_DIGIT_YEAR } else { &OTHER_DATE_NOTATION };
        self.convert(problem, case, shape::write_date(written.date, format), reporter, |f| {
            f.with("order", Detail::Phrase(written.order.phrase()))
        })
    }

    fn either_date<'c>(
        &self,
        problem: &'static Problem,
        days: (Date, Date),
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let (day_first, month_first) = (shape::write_date(days.0, format), shape::write_date(days.1, format));
        let choices = [("day-first", day_first.clone()), ("month-first", month_first.clone())];
        self.ask(problem, case, &choices, reporter, |f| {
            f.with("day_first", day_first).with("month_first", month_first)
        })
    }
}
