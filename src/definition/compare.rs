//! Whether a value of a field lies before another or is the same, for bounds and rules: values are compared, not spellings
//! (`1` and `1.0` are one number, `14/03/2025` and `2025-03-14` one day).

use super::{Field, FieldKind};
use crate::scalar::number::{self, NumberReading};
use crate::scalar::{moment, shape};
use std::cmp::Ordering;

/// How the numbers of a field are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberDialect {
    /// The decimal mark.
    pub decimal: char,
    /// What stands between groups of three digits, if anything may.
    pub group: Option<String>,
    /// Nothing stands around the number. If not, whatever is before the first and after the last digit is left there.
    pub bare: bool,
}

impl Default for NumberDialect {
    fn default() -> NumberDialect {
        NumberDialect { decimal: '.', group: None, bare: true }
    }
}

impl NumberDialect {
    /// Whether it is that of a field which says nothing.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.decimal == '.' && self.group.is_none() && self.bare
    }

    /// The number (optional minus, digits, optional point and digits) of a text that is right in this dialect.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<String> {
        let core = if self.bare { text } else { core(text)? };
        let (negative, digits) = core.strip_prefix('-').map_or((false, core), |rest| (true, rest));
        let (whole, decimals) = match digits.split_once(self.decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (digits, None),
        };
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let joined = match &self.group {
            Some(group) if whole.contains(group.as_str()) => {
                let mut groups = whole.split(group.as_str());
                let first = groups.next().is_some_and(|first| is_number(first) && first.len() <= 3);
                let rest = groups.all(|group| is_number(group) && group.len() == 3);
                (first && rest).then(|| whole.replace(group.as_str(), ""))?
            }
            _ => whole.to_owned(),
        };
        if !is_number(&joined) || decimals.is_some_and(|decimals| !is_number(decimals)) {
            return None;
        }
        let mut plain = if negative { format!("-{joined}") } else { joined };
        if let Some(decimals) = decimals {
            plain.push('.');
            plain.push_str(decimals);
        }
        Some(plain)
    }

    /// Writes a number in this dialect, without groups.
    #[must_use]
    pub fn write(&self, plain: &str) -> String {
        if self.decimal == '.' { plain.to_owned() } else { plain.replace('.', &self.decimal.to_string()) }
    }
}

/// From the first digit, with a minus directly before it, to the last.
fn core(text: &str) -> Option<&str> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let start = if text.get(..first)?.ends_with('-') { first - 1 } else { first };
    text.get(start..=last)
}

impl Field {
    /// The number of a text of this field, or of one in the form of the standard.
    pub(crate) fn plain_number(&self, text: &str) -> Option<String> {
        self.number.read(text).or_else(|| match number::read(text) {
            NumberReading::Plain { text, .. } => Some(text.to_owned()),
            NumberReading::Scientific { canonical, .. } => canonical,
            _ => None,
        })
    }

    /// Whether a text means yes: it is one of the field's words for yes or for no.
    #[must_use]
    pub fn truth(&self, text: &str) -> Option<bool> {
        self.truths.iter().position(|words| words.iter().any(|word| word == text)).map(|index| index == 0)
    }

    /// Compares two values of this field, each in the field's own form or that of the standard. Absent where they cannot be
    /// compared: texts have no order, a month is not a number of days.
    #[must_use]
    pub fn order(&self, a: &str, b: &str) -> Option<Ordering> {
        match &self.kind {
            FieldKind::Number | FieldKind::Integer | FieldKind::Hours => {
                Some(number::compare(&self.plain_number(a)?, &self.plain_number(b)?))
            }
            FieldKind::Date(format) => {
                let day = |text| shape::read_date(text, format).or_else(|| crate::scalar::date::iso(text));
                Some(day(a)?.cmp(&day(b)?))
            }
            FieldKind::DateTime(format) => {
                let at = |text| moment::read_as_is(text, format).or_else(|| moment::standard_date_time(text));
                moment::compare(&at(a)?, &at(b)?)
            }
            FieldKind::Time(format) => {
                let at = |text| moment::time_as_is(text, format).or_else(|| moment::standard_time(text));
                moment::compare_times(at(a)?, at(b)?)
            }
            FieldKind::Year => Some(shape::year(a)?.cmp(&shape::year(b)?)),
            FieldKind::YearMonth => Some(shape::month(a)?.cmp(&shape::month(b)?)),
            FieldKind::Duration => moment::compare_durations(moment::duration(a)?, moment::duration(b)?),
            FieldKind::Text(_)
            | FieldKind::Boolean(..)
            | FieldKind::Any
            | FieldKind::Uuid
            | FieldKind::Binary
            | FieldKind::Wkt
            | FieldKind::Interval(_)
            | FieldKind::Object
            | FieldKind::Array
            | FieldKind::List(_)
            | FieldKind::GeoPoint(_)
            | FieldKind::GeoJson(_) => None,
        }
    }

    /// Whether two texts of this field are one value.
    #[must_use]
    pub fn same(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        self.key(a) == self.key(b) || self.order(a, b) == Some(Ordering::Equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_their_dialect() {
        let german = NumberDialect { decimal: ',', group: Some(".".to_owned()), bare: true };
        for (text, plain) in
            [("1.234,5", "1234.5"), ("-1,5", "-1.5"), ("1234", "1234"), ("12.345.678", "12345678")]
        {
            assert_eq!(german.read(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["1.23", "1,2,3", ",5", "5,", "1234.567", "", "-", "x"] {
            assert_eq!(german.read(text), None, "{text}");
        }
        assert_eq!(german.write("-1234.5"), "-1234,5");
        let open = NumberDialect { bare: false, ..NumberDialect::default() };
        for (text, plain) in [("95%", "95"), ("EUR 95.5", "95.5"), ("(-3)", "-3")] {
            assert_eq!(open.read(text).as_deref(), Some(plain), "{text}");
        }
        assert_eq!(open.read("none"), None);
    }
}
