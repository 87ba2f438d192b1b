//! A day with a time, a time of day, a length of time: read and written in the form of the standard or a pattern.

use super::date::pattern::{self, Moment};
use super::date::{self, DateReading, Order, Time};
use super::shape::ANY;
use super::text::trim;
use crate::table::Date;
use std::cmp::Ordering;
use std::fmt::Write;

/// The format that stands for the form of the standard.
pub(crate) const DEFAULT: &str = "default";

/// What a text says as a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MomentReading {
    /// One reading.
    One(Moment),
    /// Day and month could change places: the day first, the month first.
    Either(Moment, Moment),
    /// A day without a time.
    Day(Date),
    /// The shape of a date without a day behind it.
    NotReal,
    /// No moment.
    Not,
}

/// Two digits of the clock.
fn clock_part(text: &str, most: u32) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && *n <= most)
}

/// `09:30:00`, perhaps with a fraction and a zone: the form of the standard.
pub(crate) fn standard_time(text: &str) -> Option<Time> {
    let (clock, zone) = match text.strip_suffix('Z') {
        Some(clock) => (clock, Some(0)),
        None => match text.rfind(['+', '-']).and_then(|at| text.split_at_checked(at)) {
            Some((clock, offset)) => (clock, Some(offset_of(offset)?)),
            None => (text, None),
        },
    };
    let (clock, fraction) =
        clock.split_once('.').map_or((clock, None), |(clock, fraction)| (clock, Some(fraction)));
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let seconds = clock_part(hour, 23)? * 3600 + clock_part(minute, 59)? * 60 + clock_part(second, 59)?;
    let nanos = match fraction {
        None => 0,
        Some(digits) if (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<9}").parse().ok()?
        }
        Some(_) => return None,
    };
    parts.next().is_none().then_some(Time { seconds, nanos, zone })
}

/// `+02:00` in minutes.
fn offset_of(text: &str) -> Option<i16> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let zone = i16::try_from(clock_part(hours, 14)? * 60 + clock_part(minutes, 59)?).ok()?;
    Some(if text.starts_with('-') { -zone } else { zone })
}

/// A day, a `T` and a time: the form of the standard.
pub(crate) fn standard_date_time(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once('T')?;
    Some(Moment { date: Some(date::iso(day)?), time: Some(standard_time(time)?) })
}

/// The moment of a text that is right as it is in a format: `default`, `any` or a pattern.
pub(crate) fn read_as_is(text: &str, format: &str) -> Option<Moment> {
    match format {
        DEFAULT => standard_date_time(text),
        ANY => match read(text, None) {
            MomentReading::One(moment) => Some(moment),
            _ => None,
        },
        _ => pattern::read(text, format),
    }
}

/// The same for a time of day.
pub(crate) fn time_as_is(text: &str, format: &str) -> Option<Time> {
    match format {
        DEFAULT => standard_time(text),
        ANY => read_time(text),
        _ => pattern::read(text, format)?.time,
    }
}

/// Reads a moment in any notation. `order` is that of day and month, where the column leaves one.
pub(crate) fn read(text: &str, order: Option<Order>) -> MomentReading {
    let text = trim(text);
    if let Some(moment) = standard_date_time(text) {
        return MomentReading::One(moment);
    }
    match date::read_as(text, order) {
        DateReading::WithTime { day, month_first, time } => {
            let at = |date| Moment { date: Some(date), time: Some(time) };
            match month_first {
                Some(other) if other.date != day.date => MomentReading::Either(at(day.date), at(other.date)),
                _ => MomentReading::One(at(day.date)),
            }
        }
        DateReading::Iso(day) => MomentReading::Day(day),
        DateReading::Converted(written) => MomentReading::Day(written.date),
        DateReading::NotReal { .. } => MomentReading::NotReal,
        _ => MomentReading::Not,
    }
}

/// Reads a time of day in any notation.
pub(crate) fn read_time(text: &str) -> Option<Time> {
    let text = trim(text);
    standard_time(text).or_else(|| date::time(text))
}

fn write_time(time: Time) -> String {
    let Time { seconds, nanos, zone } = time;
    let mut text = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if nanos > 0 {
        let _ = write!(text, ".{}", format!("{nanos:09}").trim_end_matches('0'));
    }
    match zone {
        None => {}
        Some(0) => text.push('Z'),
        Some(zone) => {
            let sign = if zone < 0 { '-' } else { '+' };
            let _ = write!(text, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
        }
    }
    text
}

/// A moment in a format; absent where the format cannot hold it, or needs what is not known.
pub(crate) fn write(moment: &Moment, format: &str) -> Option<String> {
    match format {
        DEFAULT | ANY => Some(format!("{}T{}", moment.date?, write_time(moment.time?))),
        _ => pattern::write(moment, format),
    }
}

/// A time of day in a format.
pub(crate) fn write_time_in(time: Time, format: &str) -> Option<String> {
    match format {
        DEFAULT | ANY => Some(write_time(time)),
        _ => pattern::write(&Moment { date: None, time: Some(time) }, format),
    }
}

/// Compares two times; one with and one without a zone cannot be compared.
pub(crate) fn compare_times(a: Time, b: Time) -> Option<Ordering> {
    let at = |time: Time| i64::from(time.seconds) - i64::from(time.zone.unwrap_or(0)) * 60;
    (a.zone.is_some() == b.zone.is_some()).then(|| (at(a), a.nanos).cmp(&(at(b), b.nanos)))
}

/// Compares two moments; one with and one without a zone cannot be compared.
pub(crate) fn compare(a: &Moment, b: &Moment) -> Option<Ordering> {
    let (Some(day_a), Some(day_b)) = (a.date, b.date) else { return None };
    let midnight = Time { seconds: 0, nanos: 0, zone: None };
    let (time_a, time_b) = (a.time.unwrap_or(midnight), b.time.unwrap_or(midnight));
    if time_a.zone.is_some() != time_b.zone.is_some() {
        return None;
    }
    let at = |day: Date, time: Time| {
        date::day_number(day) * 86_400 + i64::from(time.seconds) - i64::from(time.zone.unwrap_or(0)) * 60
    };
    Some((at(day_a, time_a), time_a.nanos).cmp(&(at(day_b, time_b), time_b.nanos)))
}

/// One text for each moment, whatever its zone; absent where it is no whole moment.
pub(crate) fn key(moment: &Moment) -> Option<String> {
    let day = date::day_number(moment.date?) * 86_400;
    let time = moment.time.unwrap_or(Time { seconds: 0, nanos: 0, zone: None });
    Some(key_of(day, time))
}

/// One text for each time of day, whatever its zone.
pub(crate) fn time_key(time: Time) -> String {
    key_of(0, time)
}

/// Seconds, and billionths of one; those with a zone and those without one are never the same.
fn key_of(day: i64, time: Time) -> String {
    let seconds = day + i64::from(time.seconds) - i64::from(time.zone.unwrap_or(0)) * 60;
    format!("{seconds}.{:09}{}", time.nanos, if time.zone.is_some() { "Z" } else { "" })
}

/// A length of time: months and billionths of a second, which cannot be turned into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duration {
    months: i64,
    nanos: i128,
}

impl Duration {
    /// One text for each length: a day is 24 hours, a year twelve months.
    pub(crate) fn key(self) -> String {
        format!("{} {}", self.months, self.nanos)
    }
}

/// Reads `P1Y2M3DT4H5M6.7S`, perhaps behind a minus; weeks too where `weeks`.
fn duration_of(text: &str, weeks: bool) -> Option<Duration> {
    let negative = text.starts_with('-');
    let mut rest = text.strip_prefix('-').unwrap_or(text).strip_prefix('P')?;
    let (mut months, mut nanos) = (0i64, 0i128);
    // The parts that may still come, in their order; behind a T those of the clock.
    let mut order = "YMWD";
    let mut clock = false;
    let mut any = false;
    loop {
        if let Some(after) = rest.strip_prefix('T').filter(|after| !clock && !after.is_empty()) {
            (rest, order, clock) = (after, "HMS", true);
        }
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at_checked(end)?;
        let letter = after.chars().next()?;
        let at = order.find(letter)?;
        order = order.get(at + 1..)?;
        rest = after.get(1..)?;
        let (whole, fraction) =
            number.split_once('.').map_or((number, ""), |(whole, fraction)| (whole, fraction));
        let fraction_fits = !number.contains('.') || (letter == 'S' && (1..=9).contains(&fraction.len()));
        let count: i64 = whole.parse().ok().filter(|_| fraction_fits && whole.len() <= 12)?;
        let second = 1_000_000_000i128;
        match (letter, clock) {
            ('Y', _) => months += count * 12,
            ('M', false) => months += count,
            ('W', _) if weeks => nanos += i128::from(count) * 7 * 86_400 * second,
            ('D', _) => nanos += i128::from(count) * 86_400 * second,
            ('H', _) => nanos += i128::from(count) * 3600 * second,
            ('M', true) => nanos += i128::from(count) * 60 * second,
            ('S', _) => {
                nanos += i128::from(count) * second + format!("{fraction:0<9}").parse::<i128>().ok()?;
            }
            _ => return None,
        }
        any = true;
    }
    let sign = if negative { -1 } else { 1 };
    any.then_some(Duration { months: months * sign, nanos: nanos * i128::from(sign) })
}

/// The length of time of a text in the form of the standard.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    duration_of(text, false)
}

/// `P14D` for `P2W`.
pub(crate) fn duration_meant(text: &str) -> Option<String> {
    let text = trim(text).to_ascii_uppercase();
    if duration(&text).is_some() {
        return Some(text);
    }
    let (sign, weeks) = match text.strip_prefix("-P") {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('P')?),
    };
    let count: u64 = weeks.strip_suffix('W')?.parse().ok()?;
    Some(format!("{sign}P{}D", count.checked_mul(7)?))
}

/// `PT1H30M` for the seconds of a spreadsheet's duration.
pub(crate) fn duration_of_seconds(seconds: f64) -> Option<String> {
    if !seconds.is_finite() || seconds.abs() > 1e12 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "Within the range just tested.")]
    let whole = seconds.round() as i64;
    let sign = if whole < 0 { "-" } else { "" };
    let (hours, minutes, seconds) = (whole.abs() / 3600, whole.abs() / 60 % 60, whole.abs() % 60);
    let mut text = format!("{sign}PT");
    for (count, letter) in [(hours, 'H'), (minutes, 'M'), (seconds, 'S')] {
        if count > 0 {
            let _ = write!(text, "{count}{letter}");
        }
    }
    Some(if whole == 0 { "PT0S".to_owned() } else { text })
}

/// Compares two lengths of time of one kind; a month and thirty days cannot be compared.
pub(crate) fn compare_durations(a: Duration, b: Duration) -> Option<Ordering> {
    match (a.months.cmp(&b.months), a.nanos.cmp(&b.nanos)) {
        (months, Ordering::Equal) => Some(months),
        (Ordering::Equal, nanos) => Some(nanos),
        (months, nanos) if months == nanos => Some(months),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for good in ["09:30:00", "23:59:59.5", "09:30:00Z", "09:30:00.123456789-05:00"] {
            assert!(standard_time(good).is_some(), "{good}");
            assert_eq!(write_time(standard_time(good).unwrap()), good);
        }
        for bad in ["24:00:00", "09:30", "9:30:00", "09:30:00+2:00", "09:30:00-", "09:30:60", "09:30:00."] {
            assert!(standard_time(bad).is_none(), "{bad}");
        }
        for (text, expected) in [
            ("9h30", "09:30:00"),
            ("9:30 pm", "21:30:00"),
            ("12:05 AM", "00:05:00"),
            ("09:30:00+2:00", "09:30:00+02:00"),
            ("9:30Z", "09:30:00Z"),
        ] {
            assert_eq!(write_time(read_time(text).unwrap()), expected, "{text}");
        }
        assert_eq!(read_time("09:30:00-"), None);
        assert_eq!(read_time("24:00:00"), None);
    }

    #[test]
    fn moments() {
        let written = |text: &str| match read(text, None) {
            MomentReading::One(moment) => write(&moment, DEFAULT),
            _ => None,
        };
        assert_eq!(written("2025-03-14 09:30").as_deref(), Some("2025-03-14T09:30:00"));
        assert_eq!(written("14/03/2025 9h30").as_deref(), Some("2025-03-14T09:30:00"));
        assert_eq!(written("2025-03-14T09:30:00+2:00").as_deref(), Some("2025-03-14T09:30:00+02:00"));
        assert!(matches!(read("04/05/2025 09:30", None), MomentReading::Either(..)));
        assert!(matches!(read("2025-03-14", None), MomentReading::Day(_)));
        let order =
            |a: &str, b: &str| compare(&standard_date_time(a).unwrap(), &standard_date_time(b).unwrap());
        assert_eq!(order("2025-03-14T09:30:00Z", "2025-03-14T11:30:00+02:00"), Some(Ordering::Equal));
        assert_eq!(order("2025-03-14T00:30:00+02:00", "2025-03-13T23:00:00Z"), Some(Ordering::Less));
        assert_eq!(order("2025-03-14T09:30:00Z", "2025-03-14T09:30:00"), None);
    }

    #[test]
    fn lengths_of_time() {
        for good in ["P1Y2M3DT4H5M6.7S", "PT1H", "-P1M", "P0D"] {
            assert!(duration(good).is_some(), "{good}");
        }
        for bad in ["", "P", "PT", "1H", "P1H", "PT1D", "P1M1Y", "P1.5D", "P2W", "P1DT", "PT1HT1M"] {
            assert!(duration(bad).is_none(), "{bad}");
        }
        assert_eq!(duration_meant("P2W").as_deref(), Some("P14D"));
        assert_eq!(duration_of_seconds(5400.0).as_deref(), Some("PT1H30M"));
        let order = |a: &str, b: &str| compare_durations(duration(a).unwrap(), duration(b).unwrap());
        assert_eq!(order("PT60M", "PT1H"), Some(Ordering::Equal));
        assert_eq!(order("P1M", "P30D"), None);
        assert_eq!(order("P1Y", "P13M"), Some(Ordering::Less));
    }
}
