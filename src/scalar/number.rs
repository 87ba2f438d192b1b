//! Numbers: from what people write to the server's form (`-1200.5`), or the reason why not.
//!
//! What the marks between the digits can mean is found in `shape.rs`. Reading never guesses. Where two readings remain the column may decide (`NumberEvidence`), else a person.

mod decimal;
mod duration;
mod evidence;
mod problems;
mod shape;

pub(crate) use crate::base::short_number::{Short, short};
pub(crate) use decimal::{Decimal, compare, decimals, from_f64, hours, is_whole, round, says, shift};
#[cfg(test)]
pub(crate) use evidence::read_as;
pub(crate) use evidence::{NumberEvidence, doubted, is_open, settle};
pub(crate) use problems::*;
pub(super) use shape::{digit, has_digit};

use super::text::trim;
use shape::{Split, point_may_group, scan};

/// What a text says as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberReading<'a> {
    /// Already in the server's form: an optional minus, digits, optionally a point and digits.
    Plain {
        /// The number, without blanks around it.
        text: &'a str,
        /// It begins with zeros that mean nothing to a number but much to a code.
        leading_zeros: bool,
        /// `1.200`: in a column of decimal commas it means 1200.
        grouping_possible: bool,
    },
    /// Another notation with one reading only.
    Converted {
        /// The server's form.
        canonical: String,
        /// The most telling difference.
        why: NumberHint,
    },
    /// One mark before three digits: decimals or thousands.
    Ambiguous {
        /// The value if the mark is a decimal mark.
        decimal: String,
        /// The value if the mark separates thousands.
        thousands: String,
        /// The mark: `,` or `.`.
        mark: char,
    },
    /// A percentage.
    Percent {
        /// `12.5` of `12,5 %`.
        points: String,
        /// `0.125` of `12,5 %`.
        ratio: String,
    },
    /// A duration written with hours and minutes.
    Hours {
        /// Hours with at most four decimals.
        canonical: String,
    },
    /// A number with an exponent.
    Scientific {
        /// The number written out; absent when that is absurdly long.
        canonical: Option<String>,
        /// Zeros had to be filled in, so that digits may have been lost before the text was written.
        digits_lost: bool,
    },
    /// Not a number.
    Not,
}

/// How a converted number differs from the server's form; the most telling reason where there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberHint {
    /// `€ 12`, `12 EUR`.
    Currency,
    /// `52,50`.
    DecimalComma,
    /// `1 200`, `1'200`, `1,200,300`.
    Grouping,
    /// `+5`, `5-`, `(5)`, `−5`.
    Sign,
    /// `.5`, `5.`, or the digits of another script.
    Digits,
}

impl NumberHint {
    /// The reason in words: English, French.
    #[must_use]
    pub(crate) fn phrase(self) -> [&'static str; 2] {
        match self {
            NumberHint::Currency => ["with a currency sign", "avec un symbole monétaire"],
            NumberHint::DecimalComma => ["with a decimal comma", "avec une virgule décimale"],
            NumberHint::Grouping => ["with separated thousands", "avec un séparateur de milliers"],
            NumberHint::Sign => {
                ["with its sign in another place or form", "avec un signe placé ou écrit autrement"]
            }
            NumberHint::Digits => [
                "with other digits or an incomplete decimal part",
                "avec d’autres chiffres ou une partie décimale incomplète",
            ],
        }
    }
}

/// Reads a text as a number. Allocates only when something is converted.
#[must_use]
pub(crate) fn read(text: &str) -> NumberReading<'_> {
    let text = trim(text);
    if let Some(leading_zeros) = plain(text) {
        return NumberReading::Plain { text, leading_zeros, grouping_possible: point_may_group(text) };
    }
    if !has_digit(text) {
        return NumberReading::Not;
    }
    if let Some(canonical) = with_comma(text) {
        return NumberReading::Converted { canonical, why: NumberHint::DecimalComma };
    }
    if let Some(shape) = scan(text) {
        return converted(&shape);
    }
    if let Some(canonical) = duration::hours(text) {
        return NumberReading::Hours { canonical };
    }
    scientific(text).unwrap_or(NumberReading::Not)
}

/// `52,50`, as most are written that are not plain: at a summary what the shape would tell.
fn with_comma(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    // Three digits behind a mark may be a group.
    if decimals.len() == 3 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let mut canonical = String::with_capacity(text.len());
    canonical.push_str(whole);
    canonical.push('.');
    canonical.push_str(decimals);
    Some(canonical)
}

fn converted(shape: &shape::Shape<'_>) -> NumberReading<'static> {
    if shape.percent {
        let points = shape.canonical(shape.split);
        return NumberReading::Percent { ratio: shift(&points, -2), points };
    }
    if shape.split == Split::Either {
        return NumberReading::Ambiguous {
            decimal: shape.canonical(Split::Decimal),
            thousands: shape.canonical(Split::Whole),
            mark: shape.last_mark.unwrap_or(','),
        };
    }
    let why = match shape.last_mark {
        _ if shape.currency => NumberHint::Currency,
        Some(',' | '٫') if shape.split == Split::Decimal => NumberHint::DecimalComma,
        _ if shape.grouped => NumberHint::Grouping,
        _ if shape.odd_sign => NumberHint::Sign,
        _ => NumberHint::Digits,
    };
    NumberReading::Converted { canonical: shape.canonical(shape.split), why }
}

/// Whether the text is in the server's form, and if so whether it has leading zeros.
fn plain(text: &str) -> Option<bool> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let whole = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let (first, rest) = digits.split_at_checked(whole)?;
    let decimals_fit = match rest.split_first() {
        None => true,
        Some((b'.', decimals)) => !decimals.is_empty() && decimals.iter().all(u8::is_ascii_digit),
        Some(_) => false,
    };
    (whole > 0 && decimals_fit).then(|| whole > 1 && first.first() == Some(&b'0'))
}

/// `1.23457E+15`.
fn scientific(text: &str) -> Option<NumberReading<'static>> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let fits = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let exponent: i32 = if fits { exponent.parse().ok()? } else { return None };
    let shape =
        scan(mantissa).filter(|s| !s.currency && !s.percent && !s.grouped && !mantissa.ends_with(' '))?;
    let mantissa = shape.canonical(Split::Decimal);
    let filled = i32::try_from(decimals(&mantissa)).is_ok_and(|n| exponent > n);
    let canonical = (-60..=60).contains(&exponent).then(|| shift(&mantissa, exponent));
    Some(NumberReading::Scientific { canonical, digits_lost: filled })
}

#[cfg(test)]
mod tests;
