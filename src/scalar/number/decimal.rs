//! Arithmetic on numbers as text, without the surprises of binary fractions.
//!
//! All functions take the server's form (optional minus, digits, optional point and digits). On other text they do
//! something harmless: a caller that has not read the number first has no right to an answer.

use std::cmp::Ordering;
use std::fmt;

/// Compares two numbers of any length exactly.
#[must_use]
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    if let (Some(a), Some(b)) = (places(a), places(b))
        && a != b
    {
        return a.cmp(&b);
    }
    let (a, b) = (Parts::of(a), Parts::of(b));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.size(&b),
        (true, true) => b.size(&a),
    }
}

/// The places before the point of a number without sign and leading zeros; 0 for zero. More places, larger number: most
/// comparisons end here.
fn places(text: &str) -> Option<usize> {
    match text.as_bytes() {
        b"0" => Some(0),
        digits @ [b'1'..=b'9', ..] => Some(digits.iter().position(|b| *b == b'.').unwrap_or(digits.len())),
        _ => None,
    }
}

/// The number of decimals that matter: trailing zeros do not.
#[must_use]
pub(crate) fn decimals(text: &str) -> usize {
    Parts::of(text).decimals.len()
}

/// Whether nothing but zeros follows the point.
#[must_use]
pub(crate) fn is_whole(text: &str) -> bool {
    !text.as_bytes().contains(&b'.') || decimals(text) == 0
}

/// Rounds to at most `places` decimals, halves away from zero, as spreadsheets do. Shorter numbers stay as they are.
#[must_use]
pub(crate) fn round(text: &str, places: usize) -> String {
    let parts = Parts::of(text);
    let Some(next) = parts.decimals.as_bytes().get(places) else { return text.to_owned() };
    let up = *next >= b'5';
    let mut digits: Vec<u8> = parts.whole.bytes().chain(parts.decimals.bytes().take(places)).collect();
    if up && carry(&mut digits) {
        digits.insert(0, b'1');
    }
    place_point(parts.negative, &digits, places)
}

/// Moves the decimal point: `shift("12.5", -2)` is `0.125`. Nothing is rounded.
#[must_use]
pub(crate) fn shift(text: &str, by: i32) -> String {
    let parts = Parts::of(text);
    let mut digits: Vec<u8> = parts.whole.bytes().chain(parts.decimals.bytes()).collect();
    let places = i64::try_from(parts.decimals.len()).unwrap_or(0) - i64::from(by);
    if places < 0 {
        digits.resize(digits.len() + usize::try_from(-places).unwrap_or(0), b'0');
    }
    place_point(parts.negative, &digits, usize::try_from(places).unwrap_or(0))
}

/// A spreadsheet's number as it would show it: 15 digits, no exponent. Absent for what is not a number.
#[must_use]
pub(crate) fn from_f64(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let text = format!("{number:.14e}");
    let (mantissa, exponent) = text.split_once('e')?;
    Some(shift(mantissa, exponent.parse().ok()?))
}

/// Whether the text is just what [`from_f64`] gives for the number, found without making it: up to 15 digits in their
/// shortest form come back from a binary number as they were.
#[must_use]
pub(crate) fn says(text: &str, number: f64) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "1"));
    let count = whole.len() + if digits.len() > whole.len() { decimals.len() } else { 0 };
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let short = whole == "0" || !whole.starts_with('0');
    (1..=15).contains(&count)
        && !whole.is_empty()
        && short
        && plain(whole)
        && plain(decimals)
        && !decimals.is_empty()
        && !decimals.ends_with('0')
        && text != "-0"
        && text.parse() == Ok(number)
}

/// Hours with at most four decimals, from seconds: 27,000 is `7.5`.
#[must_use]
pub(crate) fn hours(seconds: f64) -> Option<String> {
    from_f64(seconds / 3600.0).map(|text| round(&text, 4))
}

/// A number without its sign and without zeros that do not matter.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    decimals: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Parts<'a> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
        // There is only one zero.
        Parts { negative: negative && !(whole.is_empty() && decimals.is_empty()), whole, decimals }
    }

    fn size(&self, other: &Parts<'_>) -> Ordering {
        let whole = self.whole.len().cmp(&other.whole.len()).then_with(|| self.whole.cmp(other.whole));
        whole.then_with(|| self.decimals.cmp(other.decimals))
    }
}

/// Adds one to the last digit; true when a new leading digit is due.
fn carry(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}

/// The shortest text of the digits with `places` of them behind the point.
fn place_point(negative: bool, digits: &[u8], places: usize) -> String {
    let (whole, rest) = digits.split_at(digits.len().saturating_sub(places));
    let mut text = String::with_capacity(digits.len().max(places) + 3);
    text.extend(negative.then_some('-'));
    text.extend(whole.iter().skip_while(|d| **d == b'0').map(|d| char::from(*d)));
    if text.len() == usize::from(negative) {
        text.push('0');
    }
    if places > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', places.saturating_sub(rest.len())));
        text.extend(rest.iter().map(|d| char::from(*d)));
        let end = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(end);
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// An exact number with at most 18 digits before and 9 behind the point, for sums and products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Decimal {
    billionths: i128,
}

/// Decimals kept.
const PLACES: usize = 9;
const ONE: i128 = 1_000_000_000;

impl Decimal {
    /// The number, if it is in range. Further decimals are rounded.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Decimal> {
        let rounded = round(text, PLACES);
        let parts = Parts::of(&rounded);
        if parts.whole.len() > 18 {
            return None;
        }
        let whole: i128 = if parts.whole.is_empty() { 0 } else { parts.whole.parse().ok()? };
        let mut rest: i128 = if parts.decimals.is_empty() { 0 } else { parts.decimals.parse().ok()? };
        for _ in parts.decimals.len()..PLACES {
            rest *= 10;
        }
        let billionths = whole * ONE + rest;
        Some(Decimal { billionths: if parts.negative { -billionths } else { billionths } })
    }

    /// The number in billionths; absent where it has more digits than that.
    pub(crate) fn exactly(text: &str) -> Option<i64> {
        let number = Decimal::parse(text).filter(|_| decimals(text) <= PLACES)?;
        i64::try_from(number.billionths).ok()
    }

    /// The sum, if it is in range.
    #[must_use]
    pub(crate) fn plus(self, other: Decimal) -> Option<Decimal> {
        self.billionths.checked_add(other.billionths).map(|billionths| Decimal { billionths })
    }

    /// The difference, if it is in range.
    #[must_use]
    pub(crate) fn minus(self, other: Decimal) -> Option<Decimal> {
        self.billionths.checked_sub(other.billionths).map(|billionths| Decimal { billionths })
    }

    /// The product to nine decimals, halves away from zero, if it is in range.
    #[must_use]
    pub(crate) fn times(self, other: Decimal) -> Option<Decimal> {
        let product = self.billionths.checked_mul(other.billionths)?;
        Some(Decimal { billionths: divide(product, ONE)? })
    }

    /// The quotient to nine decimals, halves away from zero; absent when the divisor is zero.
    #[must_use]
    pub(crate) fn over(self, other: Decimal) -> Option<Decimal> {
        let scaled = self.billionths.checked_mul(ONE)?;
        Some(Decimal { billionths: divide(scaled, other.billionths)? })
    }

    /// The number without its sign.
    #[must_use]
    pub(crate) fn size(self) -> Decimal {
        Decimal { billionths: self.billionths.saturating_abs() }
    }

    /// Whether it is zero.
    #[must_use]
    pub(crate) fn is_zero(self) -> bool {
        self.billionths == 0
    }
}

/// Division with halves away from zero.
fn divide(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    let rest = a.checked_rem(b)?;
    let away = i128::from(rest.unsigned_abs() >= b.unsigned_abs() - rest.unsigned_abs());
    Some(if (a < 0) == (b < 0) { quotient + away } else { quotient - away })
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.billionths.unsigned_abs().to_string();
        f.write_str(&place_point(self.billionths < 0, digits.as_bytes(), PLACES))
    }
}

#[cfg(test)]
#[path = "decimal_tests.rs"]
mod tests;
