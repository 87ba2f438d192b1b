//! Serial numbers as dates, times and durations.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "days, seconds and parts of a second, each held within its bounds before"
)]

use super::parse::{FormatPart, Section};
use super::{Meaning, general};
use crate::table::{CellFormat, Date, Kind, Moment};
use std::fmt::Write;

const DAY: f64 = 86_400.0;
/// The serial number of 31 December 9999, the last day spreadsheets know.
const LAST: f64 = 2_958_465.0;

/// The day of a serial number in the system that begins in 1900. Day 60 is 29 February 1900, which never was.
fn date(serial: u32) -> Option<Date> {
    let since_1900 = match serial {
        0 | 60 => return None,
        1..60 => serial - 1,
        _ => serial - 2,
    };
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    let days = since_1900 + 693_901;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, month as u8, day as u8)
}

/// A serial number in whole days and milliseconds, in the system that begins in 1900.
fn split(serial: f64, date_1904: bool, steps: f64) -> Option<(u32, f64)> {
    let shifted = if date_1904 { serial + 1_462.0 } else { serial };
    let total = (shifted * DAY * steps).round();
    if !(serial >= 0.0 && (shifted < LAST + 1.0)) {
        return None;
    }
    let day = (total / (DAY * steps)).floor();
    Some((day as u32, (total - day * DAY * steps) / steps))
}

/// Appends a serial number as the section shows it.
pub(super) fn show(section: &Section, serial: f64, date_1904: bool, out: &mut String) -> Meaning {
    let meaning = |kind, doubtful| Meaning { kind, look: CellFormat::Moment, doubtful };
    if section.parts.iter().any(|p| matches!(p, FormatPart::Elapsed(..))) {
        return if elapsed(section, serial, out) {
            meaning(Kind::Duration((serial * DAY * 1000.0).round() / 1000.0), false)
        } else {
            impossible(serial, out)
        };
    }
    let steps = 10_f64.powi(subseconds(section).into());
    let (Some((day, seconds)), Some((true_day, true_seconds))) =
        (split(serial, date_1904, steps), split(serial, date_1904, 1000.0))
    else {
        return impossible(serial, out);
    };
    let halves = section.parts.iter().any(|p| matches!(p, FormatPart::Half(_)));
    let clock = Clock { day, date: date(day), seconds, steps, halves };
    let days_shown =
        section.parts.iter().any(|p| matches!(p, FormatPart::Moment(b'y' | b'm' | b'd' | b'e', _)));
    let start = out.len();
    if section.parts.iter().all(|part| clock.write(part, section.language, out)) {
        trim(out, start);
    } else {
        out.truncate(start);
        clock.iso(out);
    }
    let date_missing = date(true_day).is_none() || (date_1904 && serial < 1.0 && !days_shown);
    let moment = Moment { date: date(true_day).filter(|_| !date_missing), seconds: true_seconds };
    match (moment.date, days_shown) {
        // 29 February 1900 and the day before the first.
        (None, true) => meaning(Kind::Number(serial), true),
        (Some(_), true) => meaning(Kind::Moment(moment), true_day < 61 && !date_1904),
        (_, false) => meaning(Kind::Moment(moment), false),
    }
}

/// A number under a date format that is no date: spreadsheets fill the cell with crosses.
fn impossible(serial: f64, out: &mut String) -> Meaning {
    general(serial, out);
    Meaning { kind: Kind::Number(serial), look: CellFormat::Moment, doubtful: true }
}

fn trim(out: &mut String, start: usize) {
    let shown = out.get(start..).unwrap_or("");
    if shown.starts_with(' ') || shown.ends_with(' ') {
        let trimmed = shown.trim_matches(' ').to_owned();
        out.truncate(start);
        out.push_str(&trimmed);
    }
}

fn subseconds(section: &Section) -> u8 {
    section
        .parts
        .iter()
        .find_map(|p| if let FormatPart::Fraction(n) = p { Some((*n).min(3)) } else { None })
        .unwrap_or(0)
}

struct Clock {
    day: u32,
    date: Option<Date>,
    seconds: f64,
    /// Into how many parts a second is divided.
    steps: f64,
    /// Hours are counted twice from 12 to 11.
    halves: bool,
}

impl Clock {
    /// Day 0 is shown as "0 January 1900", day 60 as "29 February 1900".
    fn shown_day(&self) -> (u16, u8, u8) {
        match self.date {
            Some(date) => (date.year, date.month, date.day),
            None if self.day == 60 => (1900, 2, 29),
            None => (1900, 1, 0),
        }
    }

    fn iso(&self, out: &mut String) {
        let (year, month, day) = self.shown_day();
        let _ = write!(out, "{year:04}-{month:02}-{day:02}");
        if self.seconds > 0.0 {
            let seconds = self.seconds as u32;
            let _ = write!(out, " {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
    }

    /// Appends one part; false if it needs names in a language that is not known here.
    fn write(&self, part: &FormatPart, language: u16, out: &mut String) -> bool {
        let (year, month, day) = self.shown_day();
        let seconds = self.seconds.floor() as u32;
        let half = matches!(part, FormatPart::Half(_));
        let _ = match part {
            FormatPart::Literal(text) => out.write_str(text),
            FormatPart::Half(words) => write!(out, "{}", words[usize::from(seconds >= 43_200)]),
            FormatPart::Fraction(width) => {
                let width = usize::from((*width).min(3));
                write!(out, ".{:0width$}", ((self.seconds - self.seconds.floor()) * self.steps).round())
            }
            FormatPart::Moment(b'y', 1..=2) => pad(out, u32::from(year) % 100, 2),
            FormatPart::Moment(b'y' | b'e', _) => {
                pad(out, u32::from(year) / 100, 2).and_then(|()| pad(out, u32::from(year) % 100, 2))
            }
            FormatPart::Moment(b'm', length @ 1..=2) => pad(out, month.into(), *length),
            FormatPart::Moment(b'd', length @ 1..=2) => pad(out, day.into(), *length),
            FormatPart::Moment(b'm', length) => return names::month(language, month, *length, out),
            FormatPart::Moment(b'd', length) => return names::weekday(language, self.day, *length, out),
            FormatPart::Moment(b'h', length) if self.halves => {
                pad(out, (seconds / 3600 + 11) % 12 + 1, *length)
            }
            FormatPart::Moment(b'h', length) => pad(out, seconds / 3600, *length),
            FormatPart::Moment(b'n', length) => pad(out, seconds / 60 % 60, *length),
            FormatPart::Moment(b's', length) => pad(out, seconds % 60, *length),
            FormatPart::Slash => write!(out, "/"),
            FormatPart::Comma => write!(out, ","),
            FormatPart::Point => write!(out, "."),
            _ => return half,
        };
        true
    }
}

/// Appends a number of up to two digits, with a leading zero if `length` asks for one.
fn pad(out: &mut String, number: u32, length: u8) -> std::fmt::Result {
    if number > 99 {
        return write!(out, "{number}");
    }
    if length > 1 || number > 9 {
        out.push(char::from(b'0' + (number / 10) as u8));
    }
    out.push(char::from(b'0' + (number % 10) as u8));
    Ok(())
}

/// Hours, minutes or seconds that do not stop at 24 or 60.
fn elapsed(section: &Section, serial: f64, out: &mut String) -> bool {
    let steps = 10_f64.powi(subseconds(section).into());
    let total = (serial.abs() * DAY * steps).round() / steps;
    if !total.is_finite() || total > 1e15 {
        return false;
    }
    if serial < 0.0 && total > 0.0 {
        out.push('-');
    }
    let whole = total.floor() as u64;
    for part in &section.parts {
        let _ = match part {
            FormatPart::Literal(text) => write!(out, "{text}"),
            FormatPart::Elapsed(letter, width) => {
                let unit = match letter {
                    b'h' => 3600,
                    b'm' => 60,
                    _ => 1,
                };
                write!(out, "{:0width$}", whole / unit, width = usize::from(*width).min(20))
            }
            FormatPart::Moment(b'h', length) => pad(out, (whole / 3600 % 24) as u32, *length),
            FormatPart::Moment(b'n' | b'm', length) => pad(out, (whole / 60 % 60) as u32, *length),
            FormatPart::Moment(b's', length) => pad(out, (whole % 60) as u32, *length),
            FormatPart::Fraction(width) => {
                let width = usize::from((*width).min(3));
                write!(out, ".{:0width$}", ((total - total.floor()) * steps).round())
            }
            FormatPart::Slash => write!(out, "/"),
            FormatPart::Point => write!(out, "."),
            _ => return false,
        };
    }
    true
}

/// Names of months and days in the languages that files here are written in.
mod names {
    const MONTHS: &[(u16, &str)] = &[
        (0x09, "January February March April May June July August September October November December"),
        (0x0c, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        (0x07, "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        (0x0a, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        (
            0x10,
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        ),
        (0x13, "januari februari maart april mei juni juli augustus september oktober november december"),
    ];
    const DAYS: &[(u16, &str)] = &[
        (0x09, "Saturday Sunday Monday Tuesday Wednesday Thursday Friday"),
        (0x0c, "samedi dimanche lundi mardi mercredi jeudi vendredi"),
        (0x07, "Samstag Sonntag Montag Dienstag Mittwoch Donnerstag Freitag"),
        (0x0a, "sábado domingo lunes martes miércoles jueves viernes"),
        (0x10, "sabato domenica lunedì martedì mercoledì giovedì venerdì"),
        (0x13, "zaterdag zondag maandag dinsdag woensdag donderdag vrijdag"),
    ];

    fn name(table: &[(u16, &'static str)], language: u16, index: usize) -> Option<&'static str> {
        let language = if language == 0 { 0x09 } else { language };
        table.iter().find(|(l, _)| *l == language)?.1.split(' ').nth(index)
    }

    /// Appends a name, whole, by its first letter, or shortened where the language shortens to three letters.
    fn push(name: Option<&str>, length: u8, language: u16, out: &mut String) -> bool {
        let Some(name) = name else { return false };
        let english = language == 0 || language == 0x09;
        match length {
            4 => out.push_str(name),
            5 => out.extend(name.chars().next()),
            _ if english => out.extend(name.chars().take(3)),
            // Other languages shorten by rules of their own.
            _ => return false,
        }
        true
    }
    pub(super) fn month(language: u16, month: u8, length: u8, out: &mut String) -> bool {
        push(name(MONTHS, language, usize::from(month.max(1)) - 1), length, language, out)
    }
    pub(super) fn weekday(language: u16, day: u32, length: u8, out: &mut String) -> bool {
        push(name(DAYS, language, day as usize % 7), length, language, out)
    }
}
