//! The time of day that may stand behind a date.

use super::Time;
use crate::scalar::text::trim;

/// Splits a text into what may be a date and the time of day behind it.
pub(super) fn split(text: &str) -> Option<(&str, Time)> {
    // A time has a colon, or an h between digits; the date ends at the blank or the T before it.
    let mark = text.find(':').or_else(|| hour_mark(text))?;
    let before = text.get(..mark)?;
    let hour_at = before.rfind(|c: char| !c.is_ascii_digit()).and_then(|at| {
        let c = before.get(at..)?.chars().next()?;
        (matches!(c, 'T' | 't') || c.is_whitespace()).then_some((at, at + c.len_utf8()))
    })?;
    let (date, clock) = (text.get(..hour_at.0)?, text.get(hour_at.1..)?);
    let date = trim(date);
    let date = date.strip_suffix(['à', ',']).or_else(|| date.strip_suffix("at")).unwrap_or(date);
    Some((trim(date), time(trim(clock))?))
}

/// The place of the h in `14h30`.
fn hour_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    text.char_indices().find(|(at, c)| matches!(c, 'h' | 'H') && digit(at.checked_sub(1))).map(|(at, _)| at)
}

fn time(text: &str) -> Option<Time> {
    let (text, zoned) = without_zone(text);
    let (text, half) = without_half(text);
    let (hours, rest) = text.split_once([':', 'h', 'H'])?;
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "0"));
    let (seconds, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes, seconds) = (number(hours, 24)?, number(minutes, 59)?, number(seconds, 59)?);
    let digits = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
    let hours = match half {
        None => hours,
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(afternoon) => hours % 12 + if afternoon { 12 } else { 0 },
    };
    let seconds = hours * 3600 + minutes * 60 + seconds;
    (digits && seconds < 86_400).then_some(Time { seconds, zoned })
}

fn number(text: &str, limit: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && *n <= limit)
}

/// Takes `Z` or `+02:00` away.
fn without_zone(text: &str) -> (&str, bool) {
    if let Some(rest) = text.strip_suffix(['Z', 'z']).or_else(|| text.strip_suffix(" UTC")) {
        return (trim(rest), true);
    }
    let offset = text.rfind(['+', '-', '−']).and_then(|at| text.split_at_checked(at));
    match offset {
        Some((rest, zone))
            if zone.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':') && zone.len() <= 8 =>
        {
            (trim(rest), true)
        }
        _ => (text, false),
    }
}

/// Takes `AM` or `PM` away; true for the afternoon.
fn without_half(text: &str) -> (&str, Option<bool>) {
    let lower = text.to_ascii_lowercase();
    for (mark, afternoon) in [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)] {
        if lower.ends_with(mark) {
            return (trim(text.get(..text.len() - mark.len()).unwrap_or("")), Some(afternoon));
        }
    }
    (text, None)
}
