//! Days and times in a pattern of `%` letters: `%d/%m/%Y %H:%M`.
//!
//! What is written in a pattern is read back as the same moment, or it is not written at all: a part that the pattern
//! needs and the moment lacks is never made up, and a part that it cannot hold is never dropped.

use super::{Date, Time, last_of_month};

/// The letters that a pattern may have behind `%` (or `%-`, for numbers without zeros before them).
const LETTERS: &str = "YymdebBjHIpMSfz%";

/// Two-digit years from here on belong to the last century, as in most programs that read such patterns.
const PIVOT: u16 = 69;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternFault {
    /// It has no `%` at all; perhaps this one was meant.
    NoLetters(Option<String>),
    /// A letter behind `%` that is not known.
    Unknown(char),
}

/// What a moment is made of, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: Option<Date>,
    pub(crate) time: Option<Time>,
}

/// One step of a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// This character.
    Is(char),
    /// A part of the moment; `true` without zeros before it.
    Part(char, bool),
}

fn steps(pattern: &str) -> impl Iterator<Item = Step> {
    let mut letters = pattern.strip_prefix("fmt:").unwrap_or(pattern).chars();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        if letter != '%' {
            return Some(Step::Is(letter));
        }
        let mut code = letters.next().unwrap_or('%');
        let unpadded = code == '-';
        if unpadded {
            code = letters.next().unwrap_or('-');
        }
        Some(if code == '%' && !unpadded { Step::Is('%') } else { Step::Part(code, unpadded) })
    })
}

fn has(pattern: &str, codes: &str) -> bool {
    steps(pattern).any(|step| matches!(step, Step::Part(code, _) if codes.contains(code)))
}

/// Whether a pattern has the day before the month, as numbers, and whether the year is before both.
pub(crate) fn order(pattern: &str) -> Option<(bool, bool)> {
    let place =
        |codes: &str| steps(pattern).position(|step| matches!(step, Step::Part(c, _) if codes.contains(c)));
    let (day, month, year) = (place("de")?, place("m")?, place("Yy")?);
    Some((day < month, year < day.min(month)))
}

/// Whether a text is a pattern.
pub(crate) fn check(pattern: &str) -> Result<(), PatternFault> {
    if !pattern.contains('%') {
        return Err(PatternFault::NoLetters(meant(pattern)));
    }
    match steps(pattern).find_map(|step| match step {
        Step::Part(code, unpadded)
            if !LETTERS.contains(code) || (unpadded && !"ymdejHIMS".contains(code)) =>
        {
            Some(code)
        }
        _ => None,
    }) {
        Some(code) => Err(PatternFault::Unknown(code)),
        None => Ok(()),
    }
}

/// `%Y-%m-%d` for `YYYY-MM-DD`, `%d/%m/%Y` for `jj/mm/aaaa`.
fn meant(pattern: &str) -> Option<String> {
    let lower = pattern.to_lowercase();
    let mut found = String::new();
    let mut rest = lower.as_str();
    let mut clock = false;
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let code = match (first, run) {
            ('y' | 'a', 4) => 'Y',
            ('y' | 'a', 2) => 'y',
            ('m', 1 | 2) if clock => 'M',
            ('m', 1 | 2) => 'm',
            ('d' | 'j', 1 | 2) => 'd',
            ('h', 1 | 2) => 'H',
            ('s', 1 | 2) => 'S',
            (c, _) if c.is_alphabetic() && c != 't' => return None,
            _ => '\0',
        };
        clock |= first == 'h';
        if code == '\0' {
            found.extend(std::iter::repeat_n(if first == 't' { 'T' } else { first }, run / first.len_utf8()));
        } else {
            found.push('%');
            found.push(code);
        }
        rest = rest.get(run..)?;
    }
    found.contains('%').then_some(found)
}

/// Whether the pattern says year, month and day.
pub(crate) fn has_day(pattern: &str) -> bool {
    has(pattern, "Yy") && (has(pattern, "j") || (has(pattern, "mbB") && has(pattern, "de")))
}

/// Whether the pattern says a time of day.
pub(crate) fn has_time(pattern: &str) -> bool {
    has(pattern, "HI")
}

/// The parts that were read so far.
#[derive(Default)]
struct Parts {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    day_of_year: Option<u16>,
    hour: Option<u32>,
    half: Option<bool>,
    minute: u32,
    second: u32,
    nanos: u32,
    zone: Option<i16>,
}

/// Reads a text written in a pattern, to the letter. A month or day that the pattern does not say is the first.
pub(crate) fn read(text: &str, pattern: &str) -> Option<Moment> {
    let mut parts = Parts::default();
    let mut rest = text;
    for step in steps(pattern) {
        rest = match step {
            Step::Is(letter) => rest.strip_prefix(letter)?,
            Step::Part(code, unpadded) => parts.take(code, unpadded, rest)?,
        };
    }
    if rest.is_empty() { parts.moment() } else { None }
}

/// Takes digits: as many as the widest number has, or where zeros are written exactly those.
fn digits(text: &str, most: usize, exactly: bool) -> Option<(u16, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let fits = if exactly { count == most } else { count > 0 };
    let (number, rest) = text.split_at_checked(count).filter(|_| fits)?;
    // A zero before the number belongs to the padded form.
    let plain = exactly || number.len() == 1 || !number.starts_with('0');
    Some((number.parse().ok().filter(|_| plain)?, rest))
}

impl Parts {
    fn take<'t>(&mut self, code: char, unpadded: bool, text: &'t str) -> Option<&'t str> {
        let two = || digits(text, 2, !unpadded);
        let within = |(number, rest): (u16, &'t str), least: u16, most: u16| {
            (least..=most).contains(&number).then_some((number, rest))
        };
        let small = |number: u16| u8::try_from(number).ok();
        let (number, rest) = match code {
            'Y' => digits(text, 4, true)?,
            'j' => within(digits(text, 3, !unpadded)?, 1, 366)?,
            'H' => within(two()?, 0, 23)?,
            'I' => within(two()?, 1, 12)?,
            'M' | 'S' => within(two()?, 0, 59)?,
            'e' => digits(text.strip_prefix(' ').unwrap_or(text), 2, false)?,
            'y' | 'm' | 'd' => two()?,
            'b' | 'B' => {
                let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
                let (word, rest) = text.split_at_checked(end)?;
                let is = |name: &&str| {
                    let name = if code == 'b' { name.get(..3).unwrap_or(name) } else { name };
                    word.eq_ignore_ascii_case(name)
                };
                self.month = small(u16::try_from(MONTHS.iter().position(is)?).ok()? + 1);
                return Some(rest);
            }
            'p' => {
                let (word, rest) = text.split_at_checked(2)?;
                self.half = Some(word.eq_ignore_ascii_case("pm"));
                return (self.half == Some(true) || word.eq_ignore_ascii_case("am")).then_some(rest);
            }
            'f' => {
                let count = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
                let (fraction, rest) = text.split_at_checked(count).filter(|_| count > 0)?;
                self.nanos = format!("{fraction:0<9}").parse().ok()?;
                return Some(rest);
            }
            'z' => {
                let (zone, rest) = super::clock::zone(text)?;
                self.zone = Some(zone);
                return Some(rest);
            }
            _ => return None,
        };
        match code {
            'Y' => self.year = Some(number),
            'y' => self.year = Some(number + if number < PIVOT { 2000 } else { 1900 }),
            'm' => self.month = small(number),
            'd' | 'e' => self.day = small(number),
            'j' => self.day_of_year = Some(number),
            'H' | 'I' => self.hour = Some(number.into()),
            'M' => self.minute = number.into(),
            _ => self.second = number.into(),
        }
        Some(rest)
    }

    fn moment(self) -> Option<Moment> {
        let date = match (self.year, self.day_of_year) {
            (Some(year), Some(number)) => Some(nth_day(year, number)?),
            (Some(year), None) => Some(Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1))?),
            // A day of no year, in one that has all of them.
            (None, _) if self.month.is_some() || self.day.is_some() => {
                Some(Date::new(2000, self.month.unwrap_or(1), self.day.unwrap_or(1))?)
            }
            (None, _) => None,
        };
        let time = match self.hour {
            None => None,
            Some(hour) => {
                let hour = self.half.map_or(hour, |afternoon| hour % 12 + if afternoon { 12 } else { 0 });
                let seconds = hour * 3600 + self.minute * 60 + self.second;
                Some(Time { seconds, nanos: self.nanos, zone: self.zone })
            }
        };
        Some(Moment { date, time })
    }
}

fn nth_day(year: u16, number: u16) -> Option<Date> {
    let mut left = number;
    for month in 1..=12 {
        let last = last_of_month(year, month)?;
        if left <= last.day.into() {
            return Date::new(year, month, u8::try_from(left).ok()?);
        }
        left -= u16::from(last.day);
    }
    None
}

fn day_of_year(day: Date) -> u16 {
    let before =
        (1..day.month).filter_map(|month| last_of_month(day.year, month)).map(|last| u16::from(last.day));
    before.sum::<u16>() + u16::from(day.day)
}

/// The moment in a pattern; absent where the pattern needs what is not known, or cannot hold what is.
pub(crate) fn write(moment: &Moment, pattern: &str) -> Option<String> {
    use std::fmt::Write;
    let mut text = String::with_capacity(pattern.len() + 8);
    for step in steps(pattern) {
        let (code, unpadded) = match step {
            Step::Is(letter) => {
                text.push(letter);
                continue;
            }
            Step::Part(code, unpadded) => (code, unpadded),
        };
        let day = || moment.date;
        let time = || moment.time;
        let (number, width) = match code {
            'Y' => (u32::from(day()?.year), 4),
            'y' => (u32::from(short_year(day()?.year)?), 2),
            'm' => (u32::from(day()?.month), 2),
            'd' => (u32::from(day()?.day), 2),
            'j' => (u32::from(day_of_year(day()?)), 3),
            'H' => (time()?.seconds / 3600, 2),
            'I' => ((time()?.seconds / 3600 + 11) % 12 + 1, 2),
            'M' => (time()?.seconds / 60 % 60, 2),
            'S' => (time()?.seconds % 60, 2),
            'e' => {
                write!(text, "{:>2}", day()?.day).ok()?;
                continue;
            }
            'b' | 'B' => {
                let name = *MONTHS.get(usize::from(day()?.month).checked_sub(1)?)?;
                text.push_str(if code == 'b' { name.get(..3)? } else { name });
                continue;
            }
            'p' => {
                text.push_str(if time()?.seconds < 43_200 { "AM" } else { "PM" });
                continue;
            }
            'f' => {
                write!(text, "{:06}", time()?.nanos / 1000).ok()?;
                continue;
            }
            'z' => {
                let zone = time()?.zone?;
                let sign = if zone < 0 { '-' } else { '+' };
                write!(text, "{sign}{:02}{:02}", zone.abs() / 60, zone.abs() % 60).ok()?;
                continue;
            }
            _ => return None,
        };
        let width = if unpadded { 1 } else { width };
        write!(text, "{number:0width$}").ok()?;
    }
    holds(moment, pattern).then_some(text)
}

fn short_year(year: u16) -> Option<u16> {
    (1900 + PIVOT..2000 + PIVOT).contains(&year).then_some(year % 100)
}

/// Whether nothing of the moment is lost in the pattern. A day cut to its month or year is for the caller to ask about.
fn holds(moment: &Moment, pattern: &str) -> bool {
    let Some(time) = moment.time else { return true };
    if !has_time(pattern) {
        return true;
    }
    (time.zone.is_none() || has(pattern, "z"))
        && (time.seconds.is_multiple_of(60) || has(pattern, "S"))
        && (time.nanos == 0 || (has(pattern, "f") && time.nanos.is_multiple_of(1000)))
        && (has(pattern, "H") || has(pattern, "p"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::date::calendar::from_day_number;

    const PATTERNS: [&str; 14] = [
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d.%m.%y",
        "%d/%b/%Y",
        "%B %d, %Y",
        "%j/%Y",
        "%Y%m%d",
        "%-d/%-m/%Y",
        "%e/%m/%Y",
        "fmt:%d/%m/%Y",
        "100%% %Y-%m-%d",
        "%Y%j",
        "%-d %B %Y",
        "%m/%d/%Y",
    ];

    /// What was written is read as the same day, and no letter stands there that the pattern does not have.
    #[test]
    fn what_is_written_is_read_back() {
        for pattern in PATTERNS {
            assert_eq!(check(pattern), Ok(()), "{pattern}");
            // A day in 31 of every three years or so, so that all months and ends are met.
            for number in (0..400).map(|n| 3 + n * 71) {
                let date = from_day_number(number).unwrap();
                let moment = Moment { date: Some(date), time: None };
                let text = write(&moment, pattern).unwrap();
                assert_eq!(read(&text, pattern), Some(moment), "{pattern}: {text}");
                let names = pattern.contains("%b") || pattern.contains("%B");
                assert!(names || !text.contains(|c: char| c.is_alphabetic()), "{pattern}: {text}");
            }
        }
    }

    #[test]
    fn nothing_is_made_up_and_nothing_is_dropped() {
        let date = Date::new(2025, 3, 14);
        let time = |seconds, zone| Some(Time { seconds, nanos: 0, zone });
        let written = |date, time, pattern| write(&Moment { date, time }, pattern);
        assert_eq!(written(date, None, "%Y-%m-%d %H:%M"), None);
        assert_eq!(written(date, time(34_215, None), "%Y-%m-%d %H:%M"), None);
        assert_eq!(written(date, time(34_200, None), "%Y-%m-%d %H:%M").as_deref(), Some("2025-03-14 09:30"));
        assert_eq!(written(date, time(34_200, None), "%H:%M%z"), None);
        assert_eq!(written(date, time(34_200, Some(-300)), "%H:%M%z").as_deref(), Some("09:30-0500"));
        assert_eq!(written(date, time(34_200, Some(0)), "%H:%M"), None);
        assert_eq!(written(date, time(77_400, None), "%I:%M %p").as_deref(), Some("09:30 PM"));
        assert_eq!(written(Date::new(1968, 1, 1), None, "%d/%m/%y"), None);
        assert_eq!(written(Date::new(1969, 1, 1), None, "%d/%m/%y").as_deref(), Some("01/01/69"));
    }

    #[test]
    fn what_is_no_pattern() {
        let meant = |text: &str| check(text);
        assert_eq!(meant("YYYY-MM-DD"), Err(PatternFault::NoLetters(Some("%Y-%m-%d".to_owned()))));
        assert_eq!(meant("jj/mm/aaaa"), Err(PatternFault::NoLetters(Some("%d/%m/%Y".to_owned()))));
        assert_eq!(
            meant("yyyy-mm-ddThh:mm:ss"),
            Err(PatternFault::NoLetters(Some("%Y-%m-%dT%H:%M:%S".to_owned())))
        );
        assert_eq!(meant("iso"), Err(PatternFault::NoLetters(None)));
        assert_eq!(meant("%Q/%Y"), Err(PatternFault::Unknown('Q')));
        assert_eq!(meant("%Y-%"), Ok(()));
    }

    #[test]
    fn months_and_years_alone() {
        assert_eq!(read("2025", "%Y").unwrap().date, Date::new(2025, 1, 1));
        assert_eq!(read("03/2025", "%m/%Y").unwrap().date, Date::new(2025, 3, 1));
        assert_eq!(read("3/2025", "%m/%Y"), None);
        assert_eq!(read("366/2025", "%j/%Y"), None);
        assert!(!has_day("%Y-%m") && has_day("%j/%y") && has_time("%H:%M"));
    }
}
