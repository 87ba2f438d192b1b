//! Days with a time, times of day, years, months and lengths of time.

use super::{CASE_CHANGED, Case, DATE_WRITTEN, Judge, Outcome, WRONG_SHAPE, bounded};
use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Problem};
use crate::read::workbook::sheet_problems::DOUBTFUL_DATE;
use crate::record::context::Reporter;
use crate::record::values::State;
use crate::scalar::date::pattern::Moment;
use crate::scalar::date::{self, AMBIGUOUS_DATE, Time};
use crate::scalar::moment::{self, MomentReading};
use crate::scalar::number::{ABOVE_MAXIMUM, BELOW_MINIMUM};
use crate::scalar::{shape, text};
use crate::table::{Date, Stored};

const A_MOMENT: [&str; 2] = ["a date and time such as {sample}", "une date et une heure comme {sample}"];
const A_TIME: [&str; 2] = ["a time such as {sample}", "une heure comme {sample}"];
const A_YEAR: [&str; 2] = ["a year such as 2025", "une année comme 2025"];
const A_MONTH: [&str; 2] = ["a month such as 2025-03", "un mois comme 2025-03"];
const A_DURATION: [&str; 2] = [
    "a duration such as PT1H30M (1 h 30) or P14D (14 days)",
    "une durée comme PT1H30M (1 h 30) ou P14D (14 jours)",
];

/// The time of a spreadsheet's seconds since midnight, at a millisecond.
fn clock(seconds: f64) -> Option<Time> {
    let millis = (seconds * 1000.0).round();
    if !(0.0..86_400_000.0).contains(&millis) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "Within a day.")]
    let millis = millis as u32;
    Some(Time { seconds: millis / 1000, nanos: millis % 1000 * 1_000_000, zone: None })
}

/// An example of what is wanted: with a zone only where the format needs one.
fn sample(write: impl Fn(Time) -> Option<String>) -> String {
    let zoned = Time { seconds: 34_200, nanos: 0, zone: Some(0) };
    write(Time { zone: None, ..zoned }).or_else(|| write(zoned)).unwrap_or_default()
}

impl Judge<'_> {
    /// A text that is right as it is, or with the blanks around it taken away; else what `read` makes of it.
    fn as_is_or<'c>(
        &self,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
        is_right: impl Fn(&str) -> bool,
        otherwise: impl FnOnce(&mut Reporter<'_>) -> Outcome<'c>,
    ) -> Outcome<'c> {
        let shown = case.cell.shown;
        if is_right(shown) {
            return Outcome::good(shown, None);
        }
        let trimmed = text::trim(shown);
        if trimmed.len() != shown.len() && is_right(trimmed) {
            return self.convert(&text::TRIMMED, case, trimmed.to_owned(), reporter, |f| f);
        }
        otherwise(reporter)
    }

    pub(super) fn date_time<'c>(
        &self,
        format: &str,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let mut outcome = match case.cell.stored {
            Stored::Moment(stored) => {
                let known = stored.date.zip(clock(stored.seconds));
                let written = known.and_then(|(day, time)| {
                    moment::write(&Moment { date: Some(day), time: Some(time) }, format)
                });
                match written {
                    Some(text) => self.cell_written(text, case, reporter),
                    None => self.no_moment(format, case, reporter),
                }
            }
            Stored::Number(_) | Stored::Duration(_) | Stored::Bool(_) => {
                self.no_moment(format, case, reporter)
            }
            _ => self.as_is_or(
                case,
                reporter,
                |text| {
                    let read = moment::read_as_is(text, format);
                    read.is_some_and(|at| at.date.is_none_or(|day| self.both(text, day).is_none()))
                },
                |reporter| self.written_moment(format, case, reporter),
            ),
        };
        if outcome.state != State::Good {
            return outcome;
        }
        if let Some(Moment { date: Some(day), time }) = moment::read_as_is(&outcome.text, format) {
            let at = |date| moment::write(&Moment { date: Some(date), time }, format);
            if let Some(other) = self.exchanged(day, case).and_then(at) {
                outcome = self.ask_which(other, outcome, case, reporter);
            }
            // Of the cells of workbooks it is told when they are read.
            if !matches!(case.cell.stored, Stored::Moment(_)) && !date::is_certain(day) {
                reporter.add(&DOUBTFUL_DATE, None, || self.finding(&DOUBTFUL_DATE, case));
            }
        }
        self.between(field, outcome, case, reporter)
    }

    fn written_moment<'c>(
        &self,
        format: &str,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let midnight = |day: Date| {
            let time = Time { seconds: 0, nanos: 0, zone: None };
            moment::write(&Moment { date: Some(day), time: Some(time) }, format)
        };
        let shown = text::trim(case.cell.shown);
        let reading = date::read(shown);
        if date::is_open(&reading) {
            reporter.leaned.insert(self.slot);
        }
        if self.notation.off_pattern
            && let Some(Moment { date: Some(day), time }) = moment::read_as_is(shown, format)
            && let Some(days) = self.both(shown, day)
        {
            let at = |date| moment::write(&Moment { date: Some(date), time }, format).unwrap_or_default();
            return self.one_of_both(days, days.map(at), case, reporter);
        }
        match moment::read(shown, self.notation.order) {
            MomentReading::One(found) => match moment::write(&found, format) {
                Some(text) => {
                    let (problem, order) = said_of(date::settle(reading, self.notation.order));
                    self.convert(problem, case, text, reporter, |f| {
                        f.with("order", Detail::Phrase(order.phrase()))
                    })
                }
                // A zone is never invented or dropped, nor is a second.
                None => self.no_moment(format, case, reporter),
            },
            MomentReading::Either(day_first, month_first) => {
                let words = [&day_first, &month_first].map(|moment| moment.date);
                let (Some(a), Some(b)) =
                    (moment::write(&day_first, format), moment::write(&month_first, format))
                else {
                    return self.no_moment(format, case, reporter);
                };
                let choices = [("day-first", a.clone()), ("month-first", b.clone())];
                self.ask(&AMBIGUOUS_DATE, case, &choices, reporter, |f| self.either(f, words, [a, b]))
            }
            // A time nobody has said is made up only when a person says so.
            MomentReading::Day(day) => {
                let choices: Vec<(&'static str, String)> =
                    midnight(day).map(|text| ("", text)).into_iter().collect();
                self.ask(&WRONG_SHAPE, case, &choices, reporter, |f| {
                    f.with("sample", moment_sample(format)).expected(Detail::Phrase(A_MOMENT))
                })
            }
            MomentReading::NotReal => {
                self.refuse(&date::NO_SUCH_DAY, case, reporter, |f| f.with("sample", moment_sample(format)))
            }
            MomentReading::Not => self.no_moment(format, case, reporter),
        }
    }

    fn no_moment<'c>(&self, format: &str, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        self.refuse(&WRONG_SHAPE, case, reporter, |f| {
            f.with("sample", moment_sample(format)).expected(Detail::Phrase(A_MOMENT))
        })
    }

    pub(super) fn time<'c>(
        &self,
        format: &str,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let no_time = |reporter: &mut Reporter<'_>| {
            let sample = sample(|time| moment::write_time_in(time, format));
            self.refuse(&WRONG_SHAPE, case, reporter, |f| {
                f.with("sample", sample).expected(Detail::Phrase(A_TIME))
            })
        };
        let stored = match case.cell.stored {
            Stored::Moment(stored) if stored.date.is_none() => Some(clock(stored.seconds)),
            Stored::Duration(seconds) => Some(clock(seconds)),
            Stored::Moment(_) | Stored::Number(_) | Stored::Bool(_) => Some(None),
            _ => None,
        };
        let outcome = match stored {
            Some(time) => match time.and_then(|time| moment::write_time_in(time, format)) {
                Some(text) => self.cell_written(text, case, reporter),
                None => no_time(reporter),
            },
            None => self.as_is_or(
                case,
                reporter,
                |text| moment::time_as_is(text, format).is_some(),
                |reporter| match moment::read_time(case.cell.shown)
                    .and_then(|t| moment::write_time_in(t, format))
                {
                    Some(text) => self.convert(&CASE_CHANGED, case, text, reporter, |f| f),
                    None => no_time(reporter),
                },
            ),
        };
        self.between(field, outcome, case, reporter)
    }

    /// A cell that a spreadsheet keeps as a day or time.
    fn cell_written<'c>(
        &self,
        text: String,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if text == case.cell.shown {
            return Outcome::good(case.cell.shown, None);
        }
        self.convert(&DATE_WRITTEN, case, text, reporter, |f| f)
    }

    /// Years, months and lengths of time.
    pub(super) fn span<'c>(
        &self,
        field: &Field,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        let outcome = match case.cell.stored {
            Stored::Moment(stored) => {
                let day = stored.date.filter(|day| day.day == 1 && stored.seconds == 0.0);
                let text = match field.kind {
                    FieldKind::Year => day.filter(|day| day.month == 1).map(|day| format!("{:04}", day.year)),
                    FieldKind::YearMonth => day.map(|day| format!("{:04}-{:02}", day.year, day.month)),
                    _ if stored.date.is_none() => moment::duration_of_seconds(stored.seconds),
                    _ => None,
                };
                match text {
                    Some(text) => self.cell_written(text, case, reporter),
                    None => self.wrong_shape(expected(&field.kind), None, case, reporter),
                }
            }
            Stored::Duration(seconds) => {
                match moment::duration_of_seconds(seconds).filter(|_| field.kind == FieldKind::Duration) {
                    Some(text) => self.cell_written(text, case, reporter),
                    None => self.wrong_shape(expected(&field.kind), None, case, reporter),
                }
            }
            _ => self.as_is_or(
                case,
                reporter,
                |text| match field.kind {
                    FieldKind::Year => shape::is_year(text),
                    FieldKind::YearMonth => shape::is_month(text),
                    _ => moment::duration(text).is_some(),
                },
                |reporter| self.other_span(field, case, reporter),
            ),
        };
        self.between(field, outcome, case, reporter)
    }

    fn other_span<'c>(&self, field: &Field, case: &Case<'c, '_>, reporter: &mut Reporter<'_>) -> Outcome<'c> {
        let shown = text::trim(case.cell.shown);
        let meant = match field.kind {
            FieldKind::Year => shape::year_meant(shown),
            FieldKind::YearMonth => shape::month_meant(shown),
            _ => moment::duration_meant(shown),
        };
        if let Some(text) = meant {
            return self.convert(&CASE_CHANGED, case, text, reporter, |f| f);
        }
        let two_digits = shown.len() == 2 && shown.bytes().all(|b| b.is_ascii_digit());
        match field.kind {
            // Which century is for a person to say; most mean a year of ours.
            FieldKind::Year if two_digits => {
                let choices = [("20", format!("20{shown}")), ("19", format!("19{shown}"))];
                self.ask(&WRONG_SHAPE, case, &choices, reporter, |f| f.expected(Detail::Phrase(A_YEAR)))
            }
            FieldKind::Duration => match clock_pair(shown) {
                Some((hours, minutes)) => {
                    let choices = [
                        ("hours", format!("PT{hours}H{minutes}M")),
                        ("minutes", format!("PT{hours}M{minutes}S")),
                    ];
                    self.ask(&WRONG_SHAPE, case, &choices, reporter, |f| {
                        f.expected(Detail::Phrase(A_DURATION))
                    })
                }
                None => self.wrong_shape(A_DURATION, None, case, reporter),
            },
            ref kind => self.wrong_shape(expected(kind), None, case, reporter),
        }
    }

    /// Smallest and largest values of whatever has an order.
    fn between<'c>(
        &self,
        field: &Field,
        outcome: Outcome<'c>,
        case: &Case<'c, '_>,
        reporter: &mut Reporter<'_>,
    ) -> Outcome<'c> {
        if outcome.state != State::Good {
            return outcome;
        }
        let crosses = |bound: &Option<String>, excluded: bool, low: bool| -> Option<String> {
            let bound = bound.as_ref()?;
            let order = field.order(&outcome.text, bound)?;
            let beyond = if low { order.is_lt() } else { order.is_gt() };
            (beyond || (excluded && order.is_eq())).then(|| bound.clone())
        };
        let low = crosses(&field.bounds.0, field.exclusive.0, true).map(|limit| (&BELOW_MINIMUM, limit));
        let high = || crosses(&field.bounds.1, field.exclusive.1, false).map(|limit| (&ABOVE_MAXIMUM, limit));
        let crossed: Option<(&'static Problem, String)> = low.or_else(high);
        let Some((problem, limit)) = crossed else { return outcome };
        let (low, high) = field.exclusive;
        let (word, excluded) = if *problem == BELOW_MINIMUM { ("minimum", low) } else { ("maximum", high) };
        let refused = self.broken(word, problem, case, reporter, |f| {
            bounded(f, limit, excluded, field.kind != FieldKind::Duration, None)
        });
        refused.unwrap_or(outcome)
    }
}

/// What is said of a day that is written in another way than needed: nothing where only its marks change.
fn said_of(reading: date::DateReading) -> (&'static Problem, date::Order) {
    match date::written(&reading) {
        Some(day) if day.short_year => (&date::TWO_DIGIT_YEAR, day.order),
        Some(day) if !day.is_iso() => (&date::OTHER_DATE_NOTATION, day.order),
        _ => (&CASE_CHANGED, date::Order::YearMonthDay),
    }
}

pub(super) fn moment_sample(format: &str) -> String {
    let date = Date::new(2025, 3, 14);
    sample(|time| moment::write(&Moment { date, time: Some(time) }, format))
}

/// `1` and `30` of `1:30`.
fn clock_pair(text: &str) -> Option<(u32, u32)> {
    let (first, second) = text.split_once(':')?;
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let pair = (first.parse().ok()?, second.parse().ok()?);
    (digits(first, 4) && digits(second, 2) && pair.1 < 60).then_some(pair)
}

fn expected(kind: &FieldKind) -> [&'static str; 2] {
    match kind {
        FieldKind::Year => A_YEAR,
        FieldKind::YearMonth => A_MONTH,
        _ => A_DURATION,
    }
}
