//! The value of a text as a thing of its own, for keys and for fields that differ in kind: `1`, `1.0` and `01` are one
//! number, `14/03/2025` and `2025-03-14` one day.

use super::{Field, FieldKind, TextFormat};
use crate::scalar::date::Time;
use crate::scalar::date::pattern::Moment;
use crate::scalar::number::{self, Decimal, NumberReading};
use crate::scalar::places::country_code;
use crate::scalar::text::fold;
use crate::scalar::{date, geo, moment, shape};
use crate::table::Date;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What the values of a field can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Numbers, whole numbers and hours.
    Number,
    /// Days.
    Day,
    /// A day with a time.
    Moment,
    /// Times of a day.
    Time,
    /// Years.
    Year,
    /// Months of a year.
    Month,
    /// Yes or no.
    Truth,
    /// Texts: alike or not, without an order.
    Text,
}

impl Class {
    /// Whether one value of it comes before another.
    pub(crate) fn is_ordered(self) -> bool {
        !matches!(self, Class::Truth | Class::Text)
    }

    /// The name of such a value in a complaint about a definition.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Class::Number => "a number",
            Class::Day => "a day",
            Class::Moment => "a day with a time",
            Class::Time => "a time",
            Class::Year => "a year",
            Class::Month => "a month",
            Class::Truth => "yes or no",
            Class::Text => "a text",
        }
    }

    /// Whether values of the two can be compared: a day with a time stands for its day.
    pub(crate) fn fits(self, other: Class) -> bool {
        self == other || matches!((self, other), (Class::Day, Class::Moment) | (Class::Moment, Class::Day))
    }
}

/// A value in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A number without padding.
    Number(String),
    /// A day.
    Day(Date),
    /// A day with a time.
    Moment(Moment),
    /// A time of day.
    Time(Time),
    /// A text that sorts as its value does.
    Sorted(String),
    /// Yes or no.
    Truth(bool),
    /// A text.
    Text(String),
}

impl Value {
    /// Which of two values comes first; nothing where they cannot be compared.
    pub(crate) fn order(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => Some(number::compare(a, b)),
            (Value::Day(a), Value::Day(b)) => Some(a.cmp(b)),
            (Value::Day(a), Value::Moment(b)) => Some(a.cmp(&b.date?)),
            (Value::Moment(a), Value::Day(b)) => Some(a.date?.cmp(b)),
            (Value::Moment(a), Value::Moment(b)) => moment::compare(a, b),
            (Value::Time(a), Value::Time(b)) => moment::compare_times(*a, *b),
            (Value::Sorted(a), Value::Sorted(b)) => Some(a.cmp(b)),
            _ => (self == other).then_some(Ordering::Equal),
        }
    }
}

/// What is added to a value before another is compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A number.
    Number(Decimal, String),
    /// A stretch of days, by the calendar: 31 January and one month is the last of February.
    Days {
        years: i64,
        months: i64,
        days: i64,
        /// As the definition says it.
        text: String,
    },
}

impl Step {
    /// A number, or for days a duration of years, months, weeks and days: `P1D`, `-P2W`, `P1Y6M`.
    pub(crate) fn parse(text: &str, class: Class) -> Option<Step> {
        match class {
            Class::Number => Some(Step::Number(Decimal::parse(&plain_number(text)?)?, text.to_owned())),
            Class::Day => {
                let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
                let (mut years, mut months, mut days) = (0, 0, 0);
                let mut digits = String::new();
                let parts = rest.strip_prefix('P')?;
                for letter in parts.chars() {
                    if letter.is_ascii_digit() {
                        digits.push(letter);
                        continue;
                    }
                    let count =
                        sign * std::mem::take(&mut digits).parse::<i64>().ok().filter(|n| *n < 1_000_000)?;
                    match letter {
                        'Y' => years += count,
                        'M' => months += count,
                        'W' => days += 7 * count,
                        'D' => days += count,
                        _ => return None,
                    }
                }
                (digits.is_empty() && !parts.is_empty()).then(|| Step::Days {
                    years,
                    months,
                    days,
                    text: text.to_owned(),
                })
            }
            _ => None,
        }
    }

    /// The value and the step together; nothing where that is out of range.
    pub(crate) fn after(&self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Step::Number(step, _), Value::Number(number)) => {
                Some(Value::Number(Decimal::parse(number)?.plus(*step)?.to_string()))
            }
            (Step::Days { years, months, days, .. }, Value::Day(day)) => {
                let month = i64::from(day.year) * 12 + i64::from(day.month) - 1 + years * 12 + months;
                let year = u16::try_from(month.div_euclid(12)).ok()?;
                let month = u8::try_from(month.rem_euclid(12) + 1).ok()?;
                let last = date::last_of_month(year, month)?;
                let day = if day.day < last.day { Date::new(year, month, day.day)? } else { last };
                Some(Value::Day(date::plus_days(day, *days)?))
            }
            _ => None,
        }
    }

    /// The step in words, and the number in them: `plus {n} days`.
    pub(crate) fn phrase(&self) -> ([&'static str; 2], String) {
        let (years, months, days, text) = match self {
            Step::Number(_, text) => {
                return match text.strip_prefix('-') {
                    Some(size) => (["minus {n}", "moins {n}"], size.to_owned()),
                    None => (["plus {n}", "plus {n}"], text.clone()),
                };
            }
            Step::Days { years, months, days, text } => (*years, *months, *days, text),
        };
        let phrases: [[&'static str; 2]; 4] = match (years, months, days) {
            (0, 0, _) => [
                ["plus {n} day", "plus {n} jour"],
                ["plus {n} days", "plus {n} jours"],
                ["minus {n} day", "moins {n} jour"],
                ["minus {n} days", "moins {n} jours"],
            ],
            (0, _, 0) => [
                ["plus {n} month", "plus {n} mois"],
                ["plus {n} months", "plus {n} mois"],
                ["minus {n} month", "moins {n} mois"],
                ["minus {n} months", "moins {n} mois"],
            ],
            (_, 0, 0) => [
                ["plus {n} year", "plus {n} an"],
                ["plus {n} years", "plus {n} ans"],
                ["minus {n} year", "moins {n} an"],
                ["minus {n} years", "moins {n} ans"],
            ],
            _ => return (["plus {n}", "plus {n}"], text.clone()),
        };
        let count = years + months + days;
        let index = usize::from(count.abs() != 1) + if count < 0 { 2 } else { 0 };
        (phrases[index], count.abs().to_string())
    }
}

impl Field {
    /// A value in the form of this field.
    pub(crate) fn written(&self, value: &Value) -> String {
        match (value, &self.kind) {
            (Value::Day(day), FieldKind::Date(format)) => shape::write_date(*day, format),
            (Value::Day(day), _) => day.to_string(),
            (Value::Number(text), _) => self.number.write(text),
            (Value::Sorted(text) | Value::Text(text), _) => text.clone(),
            (Value::Moment(moment), FieldKind::DateTime(format)) => {
                moment::write(moment, format).unwrap_or_default()
            }
            (Value::Moment(moment), _) => moment::write(moment, moment::DEFAULT).unwrap_or_default(),
            (Value::Time(time), FieldKind::Time(format)) => {
                moment::write_time_in(*time, format).unwrap_or_default()
            }
            (Value::Time(time), _) => moment::write_time_in(*time, moment::DEFAULT).unwrap_or_default(),
            (Value::Truth(yes), FieldKind::Boolean(on, off)) => if *yes { on } else { off }.clone(),
            (Value::Truth(yes), _) => yes.to_string(),
        }
    }

    /// What its values can be compared with.
    pub(crate) fn class(&self) -> Class {
        self.kind.type_kind().class
    }

    /// The value of a text in the form of this field, or of one as definitions write it (`1.5`, `2025-03-14`, `true`).
    pub(crate) fn value(&self, text: &str) -> Option<Value> {
        Some(match &self.kind {
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => {
                Value::Number(self.unpadded(text)?.into_owned())
            }
            FieldKind::Boolean(..) => Value::Truth(self.truth(text).or(match text {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            })?),
            FieldKind::Date(format) => {
                Value::Day(shape::read_date(text, format).or_else(|| date::iso(text))?)
            }
            FieldKind::DateTime(format) => {
                Value::Moment(moment::read_as_is(text, format).or_else(|| moment::standard_date_time(text))?)
            }
            FieldKind::Time(format) => {
                Value::Time(moment::time_as_is(text, format).or_else(|| moment::standard_time(text))?)
            }
            FieldKind::Year if shape::is_year(text) => Value::Sorted(text.to_owned()),
            FieldKind::YearMonth if shape::is_month(text) => Value::Sorted(text.to_owned()),
            FieldKind::Year | FieldKind::YearMonth => return None,
            FieldKind::Text(_)
            | FieldKind::Any
            | FieldKind::Uuid
            | FieldKind::Binary
            | FieldKind::Wkt
            | FieldKind::Interval(_)
            | FieldKind::Duration
            | FieldKind::Object
            | FieldKind::Array
            | FieldKind::List(_)
            | FieldKind::GeoPoint(_)
            | FieldKind::GeoJson(_) => Value::Text(self.key(text).into_owned()),
        })
    }

    /// One text for each value, whatever its spelling: the form in which keys and lists of values are compared.
    pub(crate) fn key<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.kind {
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => {
                self.unpadded(text).unwrap_or(Cow::Borrowed(text))
            }
            kind if kind.type_kind().folds => fold(text),
            // A country is one country under all its names.
            FieldKind::Text(TextFormat::Country) => {
                country_code(text).map_or(Cow::Borrowed(text), Cow::Borrowed)
            }
            FieldKind::Boolean(..) => match self.value(text) {
                Some(Value::Truth(is)) => Cow::Borrowed(if is { "true" } else { "false" }),
                _ => Cow::Borrowed(text),
            },
            FieldKind::Date(format) if format != "%Y-%m-%d" => match self.value(text) {
                Some(Value::Day(day)) => Cow::Owned(day.to_string()),
                _ => Cow::Borrowed(text),
            },
            _ => self.inner_key(text).map_or(Cow::Borrowed(text), Cow::Owned),
        }
    }

    /// The key of a value with parts inside; absent where its spelling is its value, or where it cannot be read.
    fn inner_key(&self, text: &str) -> Option<String> {
        match &self.kind {
            FieldKind::DateTime(format) => {
                let moment = moment::read_as_is(text, format).or_else(|| moment::standard_date_time(text))?;
                moment::key(&moment)
            }
            FieldKind::Time(format) => {
                moment::time_as_is(text, format).or_else(|| moment::standard_time(text)).map(moment::time_key)
            }
            FieldKind::Duration => moment::duration(text).map(moment::Duration::key),
            FieldKind::Year => shape::year(text).map(|year| year.to_string()),
            FieldKind::Uuid => Some(text.to_ascii_lowercase()),
            FieldKind::Object | FieldKind::Array | FieldKind::GeoJson(_) => geo::json_key(text),
            FieldKind::GeoPoint(form) => geo::point_key(text, *form),
            FieldKind::List(delimiter) => {
                let item = self.items.as_ref()?.fields.first()?;
                Some(
                    text.split(delimiter.as_str())
                        .map(|part| item.key(part))
                        .collect::<Vec<_>>()
                        .join(delimiter),
                )
            }
            FieldKind::Text(_)
            | FieldKind::Any
            | FieldKind::Binary
            | FieldKind::Wkt
            | FieldKind::Interval(_)
            | FieldKind::Number
            | FieldKind::Integer
            | FieldKind::Hours
            | FieldKind::Boolean(..)
            | FieldKind::Date(_)
            | FieldKind::YearMonth => None,
        }
    }

    /// A number of this field without padding: no zeros before it, none after the point.
    fn unpadded<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        if self.number.is_default() {
            return plain_number(text);
        }
        Some(Cow::Owned(number::shift(&self.plain_number(text)?, 0)))
    }
}

/// A number in the server's form without padding: no zeros before it, none after the point.
pub(crate) fn plain_number(text: &str) -> Option<Cow<'_, str>> {
    let digits = text.as_bytes();
    // Most numbers of a file are so.
    if digits.iter().all(u8::is_ascii_digit)
        && (digits.len() == 1 || digits.first().is_some_and(|d| *d != b'0'))
    {
        return Some(Cow::Borrowed(text));
    }
    match number::read(text) {
        NumberReading::Plain { text, .. } => Some(Cow::Owned(number::shift(text, 0))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::ImportDefinition;

    fn field(words: &str) -> Field {
        let text = format!(r#"{{"fields":[{{"name":"a",{words}}}]}}"#);
        ImportDefinition::parse(&text).unwrap().fields.remove(0)
    }

    #[test]
    fn spellings_of_one_value_are_the_same() {
        for (words, same, different) in [
            (r#""type":"number""#, &["1", "1.0", "01", "1.00"][..], &["1.1", "-1", "10"][..]),
            (r#""type":"integer""#, &["0", "-0", "00"], &["1"]),
            (r#""type":"date","format":"%d/%m/%Y""#, &["14/03/2025", "2025-03-14"], &["13/04/2025"]),
            (
                r#""type":"boolean","trueValues":["oui"],"falseValues":["non"]"#,
                &["oui", "true"],
                &["non", "false"],
            ),
            (r#""type":"string","format":"email""#, &["A@b.c", "a@B.c"], &["a@b.d"]),
            (r#""type":"string""#, &["1"], &["1.0", "01"]),
        ] {
            let field = field(words);
            for text in same {
                assert!(field.same(same[0], text), "{words}: {} {text}", same[0]);
                assert_eq!(field.key(same[0]), field.key(text), "{words}");
            }
            for text in different {
                assert!(!field.same(same[0], text), "{words}: {} {text}", same[0]);
            }
        }
    }

    #[test]
    fn values_are_ordered_as_what_they_mean() {
        for (words, ascending) in [
            (r#""type":"number""#, &["-10", "-9.5", "0", "9", "10"][..]),
            (r#""type":"date","format":"%d/%m/%Y""#, &["02/01/2025", "01/02/2025", "2025-02-02"]),
            (r#""type":"datetime""#, &["2025-02-01T09:30:00", "2025-02-01T10:00:00", "2025-02-02T00:00:00"]),
            (r#""type":"yearmonth""#, &["2024-12", "2025-01"]),
        ] {
            let field = field(words);
            for pair in ascending.windows(2) {
                let [a, b] = [field.value(pair[0]).unwrap(), field.value(pair[1]).unwrap()];
                assert_eq!(a.order(&b), Some(Ordering::Less), "{pair:?}");
                assert_eq!(b.order(&a), Some(Ordering::Greater), "{pair:?}");
            }
        }
    }

    #[test]
    fn a_step_goes_by_the_calendar_and_by_exact_decimals() {
        let day = |text: &str| Value::Day(date::iso(text).unwrap());
        for (step, from, to) in [
            ("P1D", "2024-02-28", "2024-02-29"),
            ("P1M", "2025-01-31", "2025-02-28"),
            ("P1Y", "2024-02-29", "2025-02-28"),
            ("-P2W", "2025-01-01", "2024-12-18"),
            ("P1Y2M3D", "2025-01-01", "2026-03-04"),
        ] {
            let step = Step::parse(step, Class::Day).unwrap();
            assert_eq!(step.after(&day(from)), Some(day(to)), "{step:?}");
        }
        for text in ["", "P", "P1", "1D", "P1H", "PT1H", "P-1D", "P99999999D"] {
            assert_eq!(Step::parse(text, Class::Day), None, "{text}");
        }
        let tenth = Step::parse("0.1", Class::Number).unwrap();
        assert_eq!(tenth.after(&Value::Number("0.2".to_owned())), Some(Value::Number("0.3".to_owned())));
        assert_eq!(Step::parse("P1D", Class::Day).unwrap().phrase().0[0], "plus {n} day");
        assert_eq!(
            Step::parse("-P2M", Class::Day).unwrap().phrase(),
            (["minus {n} months", "moins {n} mois"], "2".to_owned())
        );
        assert_eq!(Step::parse("P1D", Class::Text), None);
    }
}
