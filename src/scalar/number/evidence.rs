//! What a whole column says about its decimal mark, for the cells that do not say it themselves.

#[cfg(test)]
use super::read;
use super::shape::{Split, point_may_group, scan};
use super::{NumberHint, NumberReading, plain};
use crate::scalar::SHOWN;

/// Counts over the cells of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberEvidence {
    /// Cells that can only have a decimal comma: `52,50`, `1.200,50`.
    pub decimal_comma: u64,
    /// Cells that can only have a decimal point: `52.50`, `1,200.50`.
    pub decimal_point: u64,
    /// Cells that leave both readings: `1,200`, `1.200`.
    pub ambiguous: u64,
    /// The first cells that leave both readings.
    pub open: Vec<String>,
}

impl NumberEvidence {
    /// Takes one cell into account. Whole numbers and other texts are passed over quickly.
    pub(crate) fn note(&mut self, text: &str) {
        if !text.bytes().any(|b| matches!(b, b',' | b'.')) {
            return;
        }
        let decimal = match plain(text) {
            Some(_) if point_may_group(text) => None,
            Some(_) => Some('.'),
            None => match scan(text).map(|shape| (shape.split, shape.last_mark)) {
                Some((Split::Decimal, Some(mark @ (',' | '.')))) => Some(mark),
                Some((Split::Whole, Some(','))) => Some('.'),
                Some((Split::Whole, Some('.'))) => Some(','),
                Some((Split::Either, _)) => None,
                _ => return,
            },
        };
        self.count(decimal, text);
    }

    fn count(&mut self, decimal: Option<char>, text: &str) {
        match decimal {
            Some(',') => self.decimal_comma += 1,
            Some(_) => self.decimal_point += 1,
            None => {
                self.ambiguous += 1;
                if self.open.len() < SHOWN {
                    self.open.push(text.to_owned());
                }
            }
        }
    }

    /// Adds what another part of the column said.
    pub(crate) fn absorb(&mut self, other: NumberEvidence) {
        self.decimal_comma += other.decimal_comma;
        self.decimal_point += other.decimal_point;
        self.ambiguous += other.ambiguous;
        self.open.extend(other.open);
        self.open.truncate(SHOWN);
    }

    /// The decimal mark, when the column leaves one reading only.
    #[must_use]
    pub(crate) fn decide(&self) -> Option<char> {
        match (self.decimal_comma > 0, self.decimal_point > 0) {
            (true, false) => Some(','),
            (false, true) => Some('.'),
            _ => None,
        }
    }

    /// The cells that are shown with a question, each with the number that it is under this decimal mark.
    #[must_use]
    pub(crate) fn shown_as(&self, decimal: char) -> Vec<String> {
        let number = |text: &String| {
            let kept = text.chars().filter(|c| *c == decimal || !matches!(c, ',' | '.'));
            let number: String = kept.map(|c| if c == decimal { '.' } else { c }).collect();
            format!("{text} → {number}")
        };
        self.open.iter().map(number).collect()
    }

    #[cfg(test)]
    /// Whether cells of the column contradict each other.
    #[must_use]
    pub(crate) fn is_mixed(&self) -> bool {
        self.decimal_comma > 0 && self.decimal_point > 0
    }
}

#[cfg(test)]
/// Reads a number in a column whose decimal mark is known: what is ambiguous alone has one reading here.
#[must_use]
pub(crate) fn read_as(text: &str, decimal_mark: Option<char>) -> NumberReading<'_> {
    settle(read(text), text, decimal_mark)
}

/// Whether the reading of a number depends on what its column says.
#[must_use]
pub(crate) fn is_open(reading: &NumberReading<'_>) -> bool {
    matches!(reading, NumberReading::Plain { grouping_possible: true, .. } | NumberReading::Ambiguous { .. })
}

/// The reading of a text in a column whose decimal mark is known.
#[must_use]
pub(crate) fn settle<'a>(
    reading: NumberReading<'a>,
    text: &str,
    decimal_mark: Option<char>,
) -> NumberReading<'a> {
    match (reading, decimal_mark) {
        (NumberReading::Plain { text, grouping_possible: true, .. }, Some(',')) => {
            NumberReading::Converted { canonical: text.replace('.', ""), why: NumberHint::Grouping }
        }
        (NumberReading::Ambiguous { decimal, mark, .. }, Some(known)) if mark == known => {
            let why = match scan(text) {
                _ if mark == ',' => NumberHint::DecimalComma,
                Some(shape) if shape.currency => NumberHint::Currency,
                Some(shape) if shape.odd_sign => NumberHint::Sign,
                _ => NumberHint::Digits,
            };
            NumberReading::Converted { canonical: decimal, why }
        }
        (NumberReading::Ambiguous { thousands, .. }, Some(_)) => {
            NumberReading::Converted { canonical: thousands, why: NumberHint::Grouping }
        }
        (reading, _) => reading,
    }
}
