//! Texts of a certain shape: years, months, times, identifiers, and dates in a format of the definition's own.

use crate::table::Date;

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

pub(crate) fn is_year(text: &str) -> bool {
    digits(text.strip_prefix('-').unwrap_or(text), 4)
}

pub(crate) fn is_month(text: &str) -> bool {
    text.split_once('-').is_some_and(|(year, month)| {
        digits(year, 4) && digits(month, 2) && month.parse::<u8>().is_ok_and(|m| (1..=12).contains(&m))
    })
}

pub(crate) fn is_time(text: &str) -> bool {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let mut parts = text.split(':');
    let within = |part: Option<&str>, most: u8| {
        part.is_some_and(|p| digits(p, 2) && p.parse::<u8>().is_ok_and(|n| n <= most))
    };
    let hours_and_minutes = within(parts.next(), 23) && within(parts.next(), 59);
    let seconds = parts.next();
    let whole_seconds = seconds.map(|s| s.split_once('.').map_or(s, |(whole, _)| whole));
    hours_and_minutes && (seconds.is_none() || within(whole_seconds, 59)) && parts.next().is_none()
}

pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', ' ']) else { return false };
    let zone = time.rfind(['+', '-']).map_or(time, |at| &time[..at]);
    read_date(day, "%Y-%m-%d").is_some() && is_time(zone)
}

pub(crate) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A day in a format of `%Y`, `%y`, `%m`, `%d` and other characters.
pub(crate) fn write_date(day: Date, format: &str) -> String {
    let mut text = String::with_capacity(format.len() + 4);
    let two = |text: &mut String, number: u16| {
        let digit = |number: u16| char::from(b'0' + (number % 10) as u8);
        text.push(digit(number / 10));
        text.push(digit(number));
    };
    let mut letters = format.chars();
    while let Some(c) = letters.next() {
        match (c, if c == '%' { letters.next() } else { None }) {
            ('%', Some('Y')) => {
                two(&mut text, day.year / 100);
                two(&mut text, day.year);
            }
            ('%', Some('y')) => two(&mut text, day.year),
            ('%', Some('m')) => two(&mut text, day.month.into()),
            ('%', Some('d')) => two(&mut text, day.day.into()),
            ('%', Some(other)) => text.push(other),
            (other, _) => text.push(other),
        }
    }
    text
}

/// Reads a day written in such a format, to the letter.
pub(crate) fn read_date(text: &str, format: &str) -> Option<Date> {
    let mut rest = text;
    let (mut year, mut month, mut day) = (0u16, 0u8, 0u8);
    let mut letters = format.chars();
    while let Some(c) = letters.next() {
        let code = if c == '%' { letters.next() } else { None };
        let width = match code {
            Some('Y') => 4,
            Some('y' | 'm' | 'd') => 2,
            _ => {
                rest = rest.strip_prefix(code.unwrap_or(c))?;
                continue;
            }
        };
        let number = rest.get(..width).filter(|n| digits(n, width))?;
        match code {
            Some('Y') => year = number.parse().ok()?,
            Some('y') => year = 2000 + number.parse::<u16>().ok()?,
            Some('m') => month = number.parse().ok()?,
            _ => day = number.parse().ok()?,
        }
        rest = rest.get(width..)?;
    }
    if rest.is_empty() { Date::new(year, month, day) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_other_formats() {
        for (text, format) in
            [("14/03/2025", "%d/%m/%Y"), ("2025-03-14", "%Y-%m-%d"), ("03.14.25", "%m.%d.%y")]
        {
            let day = read_date(text, format);
            assert_eq!(day, Date::new(2025, 3, 14), "{text}");
            assert_eq!(day.map(|d| write_date(d, format)).as_deref(), Some(text));
        }
        assert_eq!(read_date("14/03/2025 ", "%d/%m/%Y"), None);
        assert_eq!(read_date("é4/03/2025", "%d/%m/%Y"), None);
    }

    #[test]
    fn times_and_identifiers() {
        assert!(is_time("09:30") && is_time("23:59:59.5") && !is_time("24:00") && !is_time("9h"));
        assert!(is_date_time("2025-03-14T09:30:00Z") && !is_date_time("2025-03-14"));
        assert!(is_uuid("123e4567-e89b-12d3-a456-426614174000") && !is_uuid("123e4567"));
        assert!(is_month("2025-12") && !is_month("2025-13") && is_year("2025") && !is_year("25"));
    }
}
