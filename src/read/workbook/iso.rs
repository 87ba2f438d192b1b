//! Dates and times as ISO 8601 writes them, which is how some workbooks store them.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of a day")]

use crate::table::{Date, Moment};

/// `2025-03-14`, `2025-03-14T10:00:00.5`, `10:00:00`; absent for anything else.
pub(super) fn iso_moment(text: &str) -> Option<Moment> {
    let text = text.trim().trim_end_matches('Z');
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (Some(day), Some(time)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let date = match day.filter(|d| !d.is_empty()) {
        None => None,
        Some(day) => {
            let mut parts = day.split('-');
            let (year, month, of_month) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() || year.len() != 4 {
                return None;
            }
            Some(Date::new(year.parse().ok()?, month.parse().ok()?, of_month.parse().ok()?)?)
        }
    };
    let seconds = match time {
        None => 0.0,
        Some(time) => iso_time(time)?,
    };
    (date.is_some() || time.is_some()).then_some(Moment { date, seconds })
}

fn iso_time(time: &str) -> Option<f64> {
    let mut parts = time.split(':');
    let hours: u32 = parts.next()?.parse().ok()?;
    let minutes: u32 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next().map_or(Some(0.0), |s| s.parse().ok())?;
    let good = hours < 24 && minutes < 60 && (0.0..60.0).contains(&seconds) && parts.next().is_none();
    good.then(|| f64::from(hours * 3600 + minutes * 60) + (seconds * 1000.0).round() / 1000.0)
}

/// Appends a moment as ISO writes it, with a blank before the time.
pub(super) fn show_iso(moment: Moment, out: &mut String) {
    use std::fmt::Write;
    if let Some(date) = moment.date {
        let _ = write!(out, "{date}");
    }
    if moment.date.is_none() || moment.seconds > 0.0 {
        let whole = moment.seconds.floor() as u32;
        let gap = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{gap}{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
        let thousandths = ((moment.seconds - moment.seconds.floor()) * 1000.0).round() as u32;
        if thousandths > 0 {
            let _ = write!(out, ".{thousandths:03}");
        }
    }
}
