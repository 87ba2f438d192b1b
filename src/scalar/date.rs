//! Dates: from what people write to the server's form (`2025-03-14`), or the reason why not.
//!
//! Reading never guesses. Where day and month could change places the column may decide (`DateEvidence`), else a
//! person.

mod calendar;
mod clock;
mod evidence;
mod named;
mod names;
mod numeric;
pub(crate) mod pattern;
mod problems;

pub(crate) use calendar::{SerialDay, day_number, from_serial, last_of_month, plus_days};
pub(crate) use clock::time;
pub(crate) use evidence::{DateEvidence, Exchange, both, is_open, read_as, settle, written};
pub(crate) use problems::*;

use super::number::has_digit;
use super::text::trim;
use crate::table::Date;

/// What a text says as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateReading {
    /// Already in the server's form.
    Iso(Date),
    /// Another notation with one reading only.
    Converted(Written),
    /// Day and month could change places.
    Ambiguous {
        /// The reading with the day first.
        day_first: Written,
        /// The reading with the month first.
        month_first: Written,
    },
    /// A month without a day, or a day without a year.
    Partial {
        /// The year, if given.
        year: Option<u16>,
        /// The month, if given.
        month: Option<u8>,
        /// The day, if given.
        day: Option<u8>,
    },
    /// A date with a time of day.
    WithTime {
        /// The date; the day-first reading where there are two.
        day: Written,
        /// The month-first reading where there are two.
        month_first: Option<Written>,
        /// The time of day.
        time: Time,
    },
    /// A number that a spreadsheet may have stored for this date.
    Serial(Date),
    /// The shape of a date, but there is no such day.
    NotReal {
        /// The last day of the month meant, when the day is only too late in it.
        month_end: Option<Date>,
    },
    /// Not a date.
    Not,
}

/// A date and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The date.
    pub date: Date,
    /// The order of its parts.
    pub order: Order,
    /// The marks or words between them.
    pub notation: Notation,
    /// The year had two digits; the century is our assumption.
    pub short_year: bool,
}

impl Written {
    /// Whether a spreadsheet may have written it: the year first, and dashes.
    pub(crate) fn is_iso(self) -> bool {
        (self.order, self.notation) == (Order::YearMonthDay, Notation::Dashes)
    }
}

/// The order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `2025/03/14`.
    YearMonthDay,
    /// `14/03/2025`.
    DayMonthYear,
    /// `03/14/2025`.
    MonthDayYear,
    /// `03/03/2025`: day and month are the same.
    Either,
}

impl Order {
    /// The order in words: English, French.
    #[must_use]
    pub(crate) fn phrase(self) -> [&'static str; 2] {
        match self {
            Order::YearMonthDay => ["year, month, day", "année, mois, jour"],
            Order::DayMonthYear | Order::Either => ["day, month, year", "jour, mois, année"],
            Order::MonthDayYear => ["month, day, year", "mois, jour, année"],
        }
    }
}

/// How the parts of a date are held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `14/03/2025`.
    Slashes,
    /// `14.03.2025`.
    Points,
    /// `14-03-2025`; also `2025-3-14`, which lacks a zero.
    Dashes,
    /// `14 03 2025`.
    Blanks,
    /// `20250314`.
    Compact,
    /// `14 March 2025`.
    Named,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Seconds since midnight.
    pub seconds: u32,
    /// The part of a second, in billionths.
    pub nanos: u32,
    /// Minutes ahead of UTC, if a zone is given: elsewhere it may be another day.
    pub zone: Option<i16>,
}

/// Reads a text as a date. Meant for columns of dates: elsewhere eight digits are just a number.
#[must_use]
pub(crate) fn read(text: &str) -> DateReading {
    let text = trim(text);
    if let Some(date) = iso(text) {
        return DateReading::Iso(date);
    }
    if text.len() > 80 || !has_digit(text) {
        return DateReading::Not;
    }
    if let Some(reading) = date_alone(text) {
        return reading;
    }
    clock::split(text)
        .and_then(|(date, time)| with_time(date, time))
        .or_else(|| lone_number(text))
        .unwrap_or(DateReading::Not)
}

/// Whether a word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    names::month(word).is_some()
}

/// Whether a day is one that tables of our time hold, and that all spreadsheets read alike.
pub(crate) fn is_certain(date: Date) -> bool {
    (1900..=2100).contains(&date.year) && (date.year, date.month) >= (1900, 3)
}

/// The day after.
pub(crate) fn next_day(date: Date) -> Option<Date> {
    let Date { year, month, day } = date;
    Date::new(year, month, day + 1)
        .or_else(|| Date::new(year, month + 1, 1))
        .or_else(|| Date::new(year.checked_add(1)?, 1, 1))
}

/// Whether a time of day is what midnight elsewhere looks like: 22:00 or 23:00 to the second, or the last minute.
pub(crate) fn is_late(seconds: u32) -> bool {
    matches!(seconds, 79_200 | 82_800) || seconds >= 86_340
}

/// Whether a time with a zone may be of another day where the file is read.
pub(crate) fn moves_day(time: Time) -> bool {
    time.zone.is_some()
        && (time.seconds >= 72_000 || time.seconds >= 43_200 && time.seconds.is_multiple_of(1800))
}

/// The date, if the text is exactly `2025-03-14`.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = u16::from(two_digits(*y1, *y2)?) * 100 + u16::from(two_digits(*y3, *y4)?);
    Date::new(year, two_digits(*m1, *m2)?, two_digits(*d1, *d2)?)
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| tens * 10 + ones)
}

fn date_alone(text: &str) -> Option<DateReading> {
    numeric::read(text).or_else(|| named::read(text))
}

fn with_time(date: &str, time: Time) -> Option<DateReading> {
    match iso(date).map_or_else(|| date_alone(date), |date| Some(DateReading::Iso(date)))? {
        DateReading::Iso(date) => {
            let day =
                Written { date, order: Order::YearMonthDay, notation: Notation::Dashes, short_year: false };
            Some(DateReading::WithTime { day, month_first: None, time })
        }
        DateReading::Converted(day) => Some(DateReading::WithTime { day, month_first: None, time }),
        DateReading::Ambiguous { day_first, month_first } => {
            Some(DateReading::WithTime { day: day_first, month_first: Some(month_first), time })
        }
        not_real @ DateReading::NotReal { .. } => Some(not_real),
        _ => None,
    }
}

/// `2025` is a year; `45730` is what a spreadsheet stores for a day of our time.
fn lone_number(text: &str) -> Option<DateReading> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if whole.len() == 4 && whole == text {
        let year = text
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year) && text.bytes().all(|b| b.is_ascii_digit()))?;
        return Some(DateReading::Partial { year: Some(year), month: None, day: None });
    }
    let digits = whole.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let serial = text.parse().ok().filter(|n| digits && (20_000.0..80_000.0).contains(n))?;
    match from_serial(serial, false) {
        SerialDay::Day(date) => Some(DateReading::Serial(date)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
