//! Dates, as a spreadsheet stores them and as people write them.

use super::{CASE_CHANGED, Case, DATE_WRITTEN, Judge, Outcome, WRONG_SHAPE, bounded};
use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Finding, Problem};
use crate::read::workbook::sheet_problems::DOUBTFUL_DATE;
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::date::{
    self, AMBIGUOUS_DATE, DATE_AS_NUMBER, DATE_WITH_TIME, DateReading, INCOMPLETE_DATE,
};
use crate::scalar::date::{DAY_MOVED, HALF_SWAPPED};
use crate::scalar::date::{
    NO_SUCH_DAY, NOT_A_DATE, Notation, OTHER_DATE_NOTATION, Order, TWO_DIGIT_YEAR, Written,
};
use crate::scalar::moment::{self, MomentReading};
use crate::scalar::number::{ABOVE_MAXIMUM, BELOW_MINIMUM};
use crate::scalar::{shape, text};
use crate::table::{Date, Stored};

/// A day as an example of what is wanted, with a time where the pattern has one.
fn sample_in(day: Date, format: &str) -> String {
    let time = date::Time { seconds: 34_200, nanos: 0, zone: Some(0) };
    let moment = |time| date::pattern::Moment { date: Some(day), time };
    shape::date_in(day, format)
        .or_else(|| moment::write(&moment(Some(date::Time { zone: None, ..time })), format))
        .or_else(|| moment::write(&moment(Some(time)), format))
        .unwrap_or_else(|| day.to_string())
}

/// What the other cells of a column say of the order of day and month.
const TOLD: [[&str; 2]; 3] = [
    ["no other cell of the column tells which", "aucune autre cellule de la colonne ne le dit"],
    ["other cells of the column contradict each other", "les autres cellules de la colonne se contredisent"],
    [
        "other cells of the column have it the other way round than its format",
        "d’autres cellules de la colonne l’ont dans l’autre sens que son format",
    ],
];

/// What to do about days that are wanted with a time.
const CHOOSE_OR_ENTER: [&str; 2] = [
    "Choose the order for the whole column, or enter the dates as year, month, day with their time, such as {sample}.",
    "Choisissez l’ordre pour toute la colonne, ou saisissez les dates sous la forme année, mois, jour avec l’heure, par exemple {sample}.",
];

impl Judge<'_> {
    /// The two readings of a date in words, or as they would be written where no day is known.
    pub(super) fn either(&self, finding: Finding, days: [Option<Date>; 2], written: [String; 2]) -> Finding {
        let [a, b] = days;
        let [day_first, month_first] = written;
        let told = if self.notation.mixed { 1 } else { usize::from(self.notation.off_pattern) * 2 };
        let finding = finding
            .with("told", Detail::Phrase(TOLD[told]))
            .with("day_first", a.map_or(Detail::Text(day_first), Detail::Day))
            .with("month_first", b.map_or(Detail::Text(month_first), Detail::Day));
        let item = self.field.and_then(|field| field.items.as_ref()?.fields.first());
        match item.or(self.field).map(|field| &field.kind) {
            Some(FieldKind::DateTime(_)) => finding
                .with("remedy", Detail::Phrase(CHOOSE_OR_ENTER))
                .with("sample", super::moments::moment_sample(moment::DEFAULT)),
            _ => finding,
        }
    }

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
        let outcome = self.doubtful_day(format, outcome, case, reporter);
        if outcome.state != State::Good {
            return outcome;
        }
        self.within_days(format, field, outcome, case, reporter)
    }

    /// Says that a day is hardly meant, and asks where the column tells that day and month were exchanged.
    fn doubtful_day<'c>(
        &self,
        format: &str,
        outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let Some(day) = shape::read_date(&outcome.text, format) else { return outcome };
        let outcome = match self.exchanged(day, case).map(|other| shape::write_date(other, format)) {
            Some(other) => self.ask_which(other, outcome, case, reporter),
            None => outcome,
        };
        if !date::is_certain(day) {
            reporter.add(&DOUBTFUL_DATE, None, || self.finding(&DOUBTFUL_DATE, case));
        }
        outcome
    }

    /// The two days of a text in the pattern of the field, day first and month first, where the column raises that doubt.
    pub(super) fn both(&self, shown: &str, day: Date) -> Option<[Date; 2]> {
        date::both(text::trim(shown), day).filter(|_| self.notation.off_pattern)
    }

    /// Takes the one of two texts, day first and month first, that a person chose for all dates, or asks for this one.
    pub(super) fn one_of_both<'c>(
        &self,
        days: [Date; 2],
        texts: [String; 2],
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let [day_first, month_first] = texts;
        let (text, order) = match self.notation.order {
            Some(order @ Order::DayMonthYear) => (day_first, order),
            Some(order @ Order::MonthDayYear) => (month_first, order),
            _ => {
                let choices = [("day-first", day_first.clone()), ("month-first", month_first.clone())];
                return self.ask(&AMBIGUOUS_DATE, case, &choices, reporter, |f| {
                    self.either(f, days.map(Some), [day_first, month_first])
                });
            }
        };
        if text == case.cell.shown {
            return Outcome::good(text, None);
        }
        self.convert(&OTHER_DATE_NOTATION, case, text, reporter, |f| {
            f.with("order", Detail::Phrase(order.phrase()))
        })
    }

    /// The other day of a cell in a column of which a spreadsheet probably exchanged day and month, where this is one that it
    /// understood.
    pub(super) fn exchanged(&self, day: Date, case: &Case<'_, '_>) -> Option<Date> {
        let understood = || {
            let written = || text::trim(case.cell.shown).get(..10).and_then(date::iso);
            matches!(case.cell.stored, Stored::Moment(_)) || written().is_some()
        };
        let other = Date::new(day.year, day.day, day.month).filter(|other| *other != day);
        other.filter(|_| self.notation.half_swapped && understood())
    }

    /// Asks whether day and month of a value were exchanged.
    pub(super) fn ask_which<'c>(
        &self,
        other: String,
        outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        // How it would be written is said of the day that is chosen.
        reporter.take_back(case.row.number, reporter.cell.and_then(|(_, field)| field));
        let text = outcome.text.into_owned();
        let choices = [("exchange", other.clone()), ("keep", text.clone())];
        self.ask(&HALF_SWAPPED, case, &choices, reporter, |f| f.with("other", other).with("result", text))
    }

    /// Asks for the day where a time shows that it may be another one.
    fn either_day<'c>(
        &self,
        day: Date,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let written = shape::write_date(day, format);
        let next = date::next_day(day).map_or_else(|| written.clone(), |day| shape::write_date(day, format));
        let choices = [("next-day", next.clone()), ("as-written", written.clone())];
        self.ask(&DAY_MOVED, case, &choices, reporter, |f| f.with("next", next).with("result", written))
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
        let (word, excluded) = if *problem == BELOW_MINIMUM {
            ("minimum", field.exclusive.0)
        } else {
            ("maximum", field.exclusive.1)
        };
        let refused = self.broken(word, problem, case, reporter, |f| {
            bounded(f, shape::write_date(limit, format), excluded, true, None)
        });
        refused.unwrap_or(outcome)
    }

    fn date_cell<'c>(
        &self,
        day: Date,
        seconds: f64,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "Below 86,400.")]
        if self.notation.late && date::is_late(seconds as u32) {
            return self.either_day(day, format, case, reporter);
        }
        let Some(result) = Self::whole_day(day, format) else {
            return self.cut_date(day, format, case, reporter);
        };
        if seconds > 0.0 {
            return self.convert(&DATE_WITH_TIME, case, result, reporter, |f| f);
        }
        if result == case.cell.shown {
            return Outcome::good(result, None);
        }
        self.convert(&DATE_WRITTEN, case, result, reporter, |f| f)
    }

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
        if format != "%Y-%m-%d"
            && let Some(day) = shape::read_date(shown, format)
        {
            return match self.both(shown, day) {
                Some(days) => {
                    let texts = days.map(|day| shape::write_date(day, format));
                    self.one_of_both(days, texts, case, reporter)
                }
                None => Outcome::good(shown, None),
            };
        }
        let reading = date::read(shown);
        // A pattern may have no place for the day, or ask for a time that nobody has said.
        let (first, second) = match date::settle(reading, self.notation.order) {
            DateReading::Iso(day) | DateReading::Serial(day) => (Some(day), None),
            DateReading::Converted(written) => (Some(written.date), None),
            DateReading::Ambiguous { day_first, month_first } => {
                (Some(day_first.date), Some(month_first.date))
            }
            DateReading::WithTime { day, month_first, .. } => {
                (Some(day.date), month_first.map(|other| other.date))
            }
            _ => (None, None),
        };
        if let Some(day) = first
            && [Some(day), second].into_iter().flatten().any(|day| !Self::holds(format, day))
        {
            return self.unwritable(day, format, case, reporter);
        }
        let say = |day: Date| shape::write_date(day, format);
        if date::is_open(&reading) {
            reporter.leaned.insert(self.slot);
        }
        match date::settle(reading, self.notation.order) {
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
            DateReading::WithTime { day, month_first: None, time }
                if date::moves_day(time) || self.notation.late && date::is_late(time.seconds) =>
            {
                self.either_day(day.date, format, case, reporter)
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

    /// Whether a pattern says all of a day.
    fn holds(format: &str, day: Date) -> bool {
        matches!(format, shape::ANY | "%Y-%m-%d") || Self::whole_day(day, format).is_some()
    }

    /// A day in a pattern that says all of it.
    fn whole_day(day: Date, format: &str) -> Option<String> {
        let whole = matches!(format, shape::ANY | "%Y-%m-%d") || date::pattern::has_day(format);
        shape::date_in(day, format).filter(|_| whole)
    }

    /// A day that the pattern cannot hold: with a time of its own it may.
    fn unwritable<'c>(
        &self,
        day: Date,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if let MomentReading::One(moment) = moment::read(case.cell.shown, self.notation.order)
            && date::pattern::has_time(format)
            && let Some(text) = moment::write(&moment, format)
        {
            return self.convert(&CASE_CHANGED, case, text, reporter, |f| f);
        }
        self.cut_date(day, format, case, reporter)
    }

    /// A whole day where a year or a month is wanted is cut only when a person says so.
    fn cut_date<'c>(
        &self,
        day: Date,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let choices: Vec<(&'static str, String)> =
            shape::date_in(day, format).map(|cut| ("", cut)).into_iter().collect();
        let sample = Date::new(2025, 3, 14).map(|day| sample_in(day, format)).unwrap_or_default();
        self.ask(&WRONG_SHAPE, case, &choices, reporter, |f| {
            f.with("sample", sample)
                .expected(Detail::Phrase(["a value such as {sample}", "une valeur comme {sample}"]))
        })
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
            let bounds = self.field.map(|field| &field.bounds);
            let bound = |text: Option<&Option<String>>| text.and_then(Option::as_deref).and_then(date::iso);
            let (above, below) = self.field.map_or((false, false), |field| field.exclusive);
            let inside = |day: Date, excluded: bool, days: i64| {
                if excluded { date::plus_days(day, days) } else { Some(day) }
            };
            let low = bound(bounds.map(|b| &b.0)).and_then(|day| inside(day, above, 1));
            let high = bound(bounds.map(|b| &b.1)).and_then(|day| inside(day, below, -1));
            let day = Date::new(2025, 3, 14);
            let day = low.filter(|low| day.is_some_and(|day| day < *low)).or(day);
            let day = high.filter(|high| day.is_some_and(|day| day > *high)).or(day);
            f.with("sample", day.map(|day| sample_in(day, format)).unwrap_or_default())
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
        let words = [Some(days.0), Some(days.1)];
        self.ask(problem, case, &choices, reporter, |f| self.either(f, words, [day_first, month_first]))
    }
}
