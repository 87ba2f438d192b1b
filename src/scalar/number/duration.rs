//! Durations people write where hours are asked for: `7h30`, `7:30`, `90 min`.

use super::decimal;
use super::shape::{Split, scan};
use crate::scalar::text::trim;

const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours", "heure", "heures", "std", "stunden"];
const MINUTES: &[&str] = &["m", "mn", "min", "mins", "minute", "minutes"];

/// The duration in hours as text with at most four decimals.
pub(super) fn hours(text: &str) -> Option<String> {
    let text = trim(text);
    let end = text.find(|c: char| c == ':' || c.is_ascii_alphabetic())?;
    let (amount, rest) = text.split_at_checked(end)?;
    if let Some(rest) = rest.strip_prefix(':') {
        return clock(amount, rest);
    }
    let unit_end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (unit, after) = rest.split_at_checked(unit_end)?;
    let after = trim(after.strip_prefix('.').unwrap_or(after));
    let is = |units: &[&str]| units.iter().any(|u| u.eq_ignore_ascii_case(unit));
    if is(HOURS) && !after.is_empty() {
        return whole_hours(amount, minutes_after(after)?);
    }
    let amount = positive(amount)?;
    if is(HOURS) {
        return Some(decimal::round(&amount, 4));
    }
    let seconds =
        if is(MINUTES) && after.is_empty() { amount.parse::<f64>().ok()? * 60.0 } else { return None };
    decimal::hours(seconds)
}

/// `7:30` and `7:30:15`.
fn clock(hours: &str, rest: &str) -> Option<String> {
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    if minutes.len() != 2 || seconds.len() != 2 {
        return None;
    }
    whole_hours(hours, sixty(minutes)? * 60 + sixty(seconds)?)
}

/// What follows `7h`: `30`, `30min`.
fn minutes_after(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (minutes, unit) = text.split_at_checked(end)?;
    let unit = trim(unit);
    let known = unit.is_empty() || MINUTES.iter().any(|u| u.eq_ignore_ascii_case(unit));
    sixty(minutes).filter(|_| known).map(|m| m * 60)
}

fn whole_hours(hours: &str, seconds: u32) -> Option<String> {
    let hours = trim(hours);
    let plain = (1..=6).contains(&hours.len()) && hours.bytes().all(|b| b.is_ascii_digit());
    let hours: u32 = if plain { hours.parse().ok()? } else { return None };
    decimal::hours(f64::from(hours) * 3600.0 + f64::from(seconds))
}

/// A minute or a second.
fn sixty(text: &str) -> Option<u32> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| plain && *n < 60)
}

fn positive(text: &str) -> Option<String> {
    let shape =
        scan(text).filter(|s| !s.negative && !s.currency && !s.percent && s.split != Split::Either)?;
    Some(shape.canonical(shape.split))
}
