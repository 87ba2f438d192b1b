//! Dates written with digits alone: `14/03/2025`, `2025.3.14`, `14-3-25`, `20250314`.

use super::calendar::last_of_month;
use super::{DateReading, Notation, Order, Written, two_digits};
use crate::scalar::number::digit;
use crate::table::Date;

/// Two-digit years from here on belong to the last century. Some spreadsheets turn at 30, which is soon; others at 69,
/// which makes a birth in 1961 a plan for 2061.
const PIVOT: u16 = 50;

/// One group of digits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) value: u16,
    pub(super) width: usize,
}

impl Group {
    /// Reads one to four digits.
    pub(super) fn of(text: &str) -> Option<Group> {
        let mut group = Group::default();
        for c in text.chars() {
            group.value = group.value.checked_mul(10)?.checked_add(u16::from(digit(c)?))?;
            group.width += 1;
        }
        (1..=4).contains(&group.width).then_some(group)
    }

    pub(super) fn small(self) -> Option<u8> {
        u8::try_from(self.value).ok().filter(|_| self.width <= 2)
    }

    /// The year meant, and whether its century was supplied by us.
    pub(super) fn year(self) -> Option<(u16, bool)> {
        match self.width {
            4 => Some((self.value, false)),
            2 => Some((self.value + if self.value < PIVOT { 2000 } else { 1900 }, true)),
            _ => None,
        }
    }
}

/// Reads a date of digits; absent when the text has another shape.
pub(super) fn read(text: &str) -> Option<DateReading> {
    usual(text).or_else(|| any(text))
}

/// `14/03/2025`, as most are written: at a first look what `any` would find.
fn usual(text: &str) -> Option<DateReading> {
    let [d1, d2, mark @ (b'/' | b'.' | b'-'), m1, m2, other, y1, y2, y3, y4] = text.as_bytes() else {
        return None;
    };
    let group = |value: u16, width: usize| Group { value, width };
    let (first, second) = (two_digits(*d1, *d2)?.into(), two_digits(*m1, *m2)?.into());
    let year = u16::from(two_digits(*y1, *y2)?) * 100 + u16::from(two_digits(*y3, *y4)?);
    let (_, notation) = separator_of(char::from(*mark)).filter(|_| mark == other)?;
    three(group(first, 2), group(second, 2), group(year, 4), notation)
}

fn any(text: &str) -> Option<DateReading> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text);
    }
    let (mark, notation) = separator(text)?;
    let mut groups = text.split(|c| separator_of(c) == Some((mark, notation))).map(str::trim);
    let (first, second, third) = (Group::of(groups.next()?)?, groups.next()?, groups.next());
    let second = Group::of(second)?;
    match third {
        None => year_and_month(first, second, mark),
        Some(third) if groups.next().is_none() => three(first, second, Group::of(third)?, notation),
        Some(_) => None,
    }
}

fn three(first: Group, second: Group, third: Group, notation: Notation) -> Option<DateReading> {
    let middle = second.small()?;
    if first.width == 4 {
        return Some(known((first.value, false), middle, third.small()?, Order::YearMonthDay, notation));
    }
    // Only a year can be the first of `99-03-14`.
    if first.width == 2 && first.value > 31 && third.width == 2 && third.value <= 31 {
        return Some(known(first.year()?, middle, third.small()?, Order::YearMonthDay, notation));
    }
    let (year, short_year) = third.year()?;
    let start = first.small()?;
    let written = |date, order| Written { date, order, notation, short_year };
    let day_first = Date::new(year, middle, start);
    let month_first = Date::new(year, start, middle);
    Some(match (day_first, month_first) {
        (Some(a), Some(b)) if a == b => DateReading::Converted(written(a, Order::Either)),
        (Some(a), Some(b)) => DateReading::Ambiguous {
            day_first: written(a, Order::DayMonthYear),
            month_first: written(b, Order::MonthDayYear),
        },
        (Some(a), None) => DateReading::Converted(written(a, Order::DayMonthYear)),
        (None, Some(b)) => DateReading::Converted(written(b, Order::MonthDayYear)),
        (None, None) => {
            DateReading::NotReal { month_end: end(year, middle, start).or(end(year, start, middle)) }
        }
    })
}

/// A date whose order is known: real, or a day too late in its month.
pub(super) fn known(
    (year, short_year): (u16, bool),
    month: u8,
    day: u8,
    order: Order,
    notation: Notation,
) -> DateReading {
    match Date::new(year, month, day) {
        Some(date) => DateReading::Converted(Written { date, order, notation, short_year }),
        None => DateReading::NotReal { month_end: end(year, month, day) },
    }
}

/// The last day of the month, if the day is one that some month has.
fn end(year: u16, month: u8, day: u8) -> Option<Date> {
    last_of_month(year, month).filter(|_| (29..=31).contains(&day))
}

/// `2025-03` or `03/2025`.
fn year_and_month(first: Group, second: Group, mark: char) -> Option<DateReading> {
    let (year, month) = match (first.width, second.width) {
        (4, 1 | 2) => (first, second),
        (1 | 2, 4) => (second, first),
        _ => return None,
    };
    // `1999.5` is a number, `12 2025` anything.
    let date_like = mark != ' ' && (mark != '.' || month.width == 2);
    let month = month.small().filter(|month| (1..=12).contains(month) && date_like)?;
    Some(DateReading::Partial { year: Some(year.value), month: Some(month), day: None })
}

/// `20250314`, but not any number of eight digits.
fn compact(text: &str) -> Option<DateReading> {
    let part = |range| text.get(range).and_then(Group::of);
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    let date =
        Date::new(year.value, month.small()?, day.small()?).filter(|d| (1900..2200).contains(&d.year))?;
    let written =
        Written { date, order: Order::YearMonthDay, notation: Notation::Compact, short_year: false };
    Some(DateReading::Converted(written))
}

/// The mark between the groups: the first that is neither a digit nor a blank, else a blank.
fn separator(text: &str) -> Option<(char, Notation)> {
    let mut marks = text.chars().filter(|c| digit(*c).is_none());
    let first = marks.clone().next()?;
    separator_of(marks.find(|c| !c.is_whitespace()).unwrap_or(first))
}

fn separator_of(c: char) -> Option<(char, Notation)> {
    match c {
        '/' | '／' => Some(('/', Notation::Slashes)),
        '.' | '．' => Some(('.', Notation::Points)),
        '-' | '‐' | '‑' | '–' | '−' | '－' => Some(('-', Notation::Dashes)),
        c if c.is_whitespace() => Some((' ', Notation::Blanks)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_glance_finds_what_the_look_finds(text in "[0-3][0-9][/.-][0-3][0-9][/.-][012][09][0-9]{2}") {
            if let Some(found) = usual(&text) {
                prop_assert_eq!(super::any(&text), Some(found));
            }
        }
    }
}
