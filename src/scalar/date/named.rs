//! Dates with the name of a month: `14 mars 2025`, `March 14th, 2025`, `14-Mar-25`.

use super::numeric::{Group, known};
use super::{DateReading, Notation, Order, names};

/// A date has few words; more is prose.
const PARTS: usize = 6;

/// Reads a date with a month's name; absent when the text has another shape.
pub(super) fn read(text: &str) -> Option<DateReading> {
    if text.len() > 60 || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut found = NamedDate::default();
    let parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '–')).flat_map(apart);
    for (i, part) in parts.filter(|part| !part.is_empty()).enumerate() {
        if i > PARTS {
            return None;
        }
        found.take(part)?;
    }
    found.date()
}

/// `14Mar2025` is three parts, `14th` is two.
fn apart(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first_is_digit = rest.chars().next()?.is_numeric();
        let end = rest.find(|c: char| c.is_numeric() != first_is_digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(part)
    })
}

#[derive(Default)]
struct NamedDate {
    month: Option<u8>,
    maybe_tuesday: bool,
    /// Numbers read before the month's name was met.
    before: usize,
    numbers: [Option<Group>; 2],
}

impl NamedDate {
    fn take(&mut self, part: &str) -> Option<()> {
        if let Some(group) = Group::of(part) {
            let free = self.numbers.iter_mut().find(|slot| slot.is_none())?;
            *free = Some(group);
            self.before += usize::from(self.month.is_none());
            return Some(());
        }
        if let Some(month) = names::month(part) {
            // "mar." is a Tuesday in French before it is a month: "mar. 14 avril".
            if self.month.is_some() && !(self.maybe_tuesday && self.before == 0) {
                return None;
            }
            self.maybe_tuesday = part.eq_ignore_ascii_case("mar");
            self.before = self.numbers.iter().flatten().count();
            self.month = Some(month);
            return Some(());
        }
        let filler = ["de", "del", "of", "the", "le", "er", "st", "nd", "rd", "th", "den", "am"];
        let known = filler.iter().any(|word| word.eq_ignore_ascii_case(part)) || names::is_weekday(part);
        known.then_some(())
    }

    fn date(&self) -> Option<DateReading> {
        let month = self.month?;
        match self.numbers {
            [Some(a), Some(b)] => self.complete(month, a, b),
            [Some(a), None] if a.width == 4 => {
                Some(DateReading::Partial { year: Some(a.value), month: Some(month), day: None })
            }
            [Some(a), None] => Some(DateReading::Partial { year: None, month: Some(month), day: a.small() }),
            _ => None,
        }
    }

    fn complete(&self, month: u8, a: Group, b: Group) -> Option<DateReading> {
        let year_first = a.width == 4;
        let (year, day) = if year_first { (a, b) } else { (b, a) };
        let order = match (year_first, self.before) {
            (true, _) => Order::YearMonthDay,
            (false, 0) => Order::MonthDayYear,
            (false, _) => Order::DayMonthYear,
        };
        Some(known(year.year()?, month, day.small()?, order, Notation::Named))
    }
}
