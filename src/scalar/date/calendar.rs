//! Days counted and counted back, in the proleptic Gregorian calendar.

use crate::table::Date;

/// Days since 1970-01-01; negative before.
#[must_use]
pub(crate) fn day_number(date: Date) -> i64 {
    // Years begin in March here, so that the leap day is the last of its year.
    let (month, day) = (i64::from(date.month), i64::from(date.day));
    let year = i64::from(date.year) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day with that number; absent outside the years 1 to 9999.
#[must_use]
pub(crate) fn from_day_number(number: i64) -> Option<Date> {
    let shifted = number.checked_add(719_468)?;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The day `days` after `date`, or before it when negative.
#[must_use]
pub(crate) fn plus_days(date: Date, days: i64) -> Option<Date> {
    from_day_number(day_number(date).checked_add(days)?)
}

/// The last day of a month; absent when there is no such month.
#[must_use]
pub(crate) fn last_of_month(year: u16, month: u8) -> Option<Date> {
    (28..=31).rev().find_map(|day| Date::new(year, month, day))
}

/// How certain the day behind a spreadsheet's serial number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SerialDay {
    /// The day.
    Day(Date),
    /// Before March 1900, where spreadsheet programs disagree by a day.
    Doubtful(Date),
    /// Excel's 1900-02-29, a day that never was.
    NeverWas,
    /// No day: below one (a time of day), or out of range.
    None,
}

/// The day of a serial number. `from_1904` is the workbook's own setting.
#[must_use]
pub(crate) fn from_serial(serial: f64, from_1904: bool) -> SerialDay {
    if !(0.0..3_000_000.0).contains(&serial) {
        return SerialDay::None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range makes it exact")]
    let days = serial.floor() as i64;
    // 24,107 days separate 1904-01-01 from 1970-01-01, 25,569 separate 1899-12-30.
    let found = |offset: i64| from_day_number(days - offset);
    match (from_1904, days) {
        (true, _) => found(24_107).map_or(SerialDay::None, SerialDay::Day),
        (false, 0) => SerialDay::None,
        (false, 1..=59) => found(25_568).map_or(SerialDay::None, SerialDay::Doubtful),
        (false, 60) => SerialDay::NeverWas,
        (false, _) => found(25_569).map_or(SerialDay::None, SerialDay::Day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_day_agrees_with_jiff() {
        let mut day = jiff::civil::Date::MIN.max(jiff::civil::date(1, 1, 1));
        let epoch = jiff::civil::date(1970, 1, 1);
        loop {
            let (year, month, day_of_month) = (day.year() as u16, day.month() as u8, day.day() as u8);
            let ours = Date::new(year, month, day_of_month).unwrap();
            let number = i64::from(epoch.until(day).unwrap().get_days());
            assert_eq!(day_number(ours), number, "{day}");
            assert_eq!(from_day_number(number), Some(ours), "{day}");
            // Every day near ours, a scattered sample elsewhere.
            let step = if (1890..2110).contains(&year) { 1 } else { 97 };
            let Ok(next) = day.checked_add(jiff::Span::new().days(step)) else { break };
            day = next;
        }
    }

    #[test]
    fn out_of_range_is_no_day() {
        let (first, last) = (Date::new(1, 1, 1).unwrap(), Date::new(9999, 12, 31).unwrap());
        assert_eq!(plus_days(first, -1), None);
        assert_eq!(plus_days(last, 1), None);
        assert_eq!(from_day_number(i64::MAX), None);
        assert_eq!(plus_days(first, 3_652_058), Some(last));
    }

    #[test]
    fn ends_of_months() {
        for (year, month, day) in [(2024, 2, 29), (2023, 2, 28), (2025, 4, 30), (2025, 12, 31)] {
            assert_eq!(last_of_month(year, month), Date::new(year, month, day));
        }
        assert_eq!(last_of_month(2025, 13), None);
        assert_eq!(last_of_month(0, 1), None);
    }

    #[test]
    fn serial_numbers() {
        let date = |y, m, d| Date::new(y, m, d).unwrap();
        for (serial, from_1904, expected) in [
            (45730.0, false, SerialDay::Day(date(2025, 3, 14))),
            (45730.75, false, SerialDay::Day(date(2025, 3, 14))),
            (44268.0, true, SerialDay::Day(date(2025, 3, 14))),
            (61.0, false, SerialDay::Day(date(1900, 3, 1))),
            (60.0, false, SerialDay::NeverWas),
            (59.0, false, SerialDay::Doubtful(date(1900, 2, 28))),
            (1.0, false, SerialDay::Doubtful(date(1900, 1, 1))),
            (0.5, false, SerialDay::None),
            (0.0, true, SerialDay::Day(date(1904, 1, 1))),
            (60.0, true, SerialDay::Day(date(1904, 3, 1))),
            (2_958_465.0, false, SerialDay::Day(date(9999, 12, 31))),
            (2_958_466.0, false, SerialDay::None),
            (-1.0, false, SerialDay::None),
            (f64::NAN, false, SerialDay::None),
        ] {
            assert_eq!(from_serial(serial, from_1904), expected, "{serial} {from_1904}");
        }
    }
}
