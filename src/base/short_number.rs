//! Numbers as nearly all cells have them: a few digits, perhaps with a minus before and a point inside.

/// A number of at most 18 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    pub(crate) negative: bool,
    /// All digits as one number, without the point.
    pub(crate) digits: i64,
    /// Digits before the point, at least one.
    pub(crate) whole: usize,
    /// Digits behind it, at least one where there is a point.
    pub(crate) decimals: usize,
}

/// The most digits that fit.
const MOST: usize = 18;

/// Takes a short number apart; absent for every other text.
#[inline]
pub(crate) fn short(text: &[u8]) -> Option<Short> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    if digits.len() > MOST + 1 {
        return None;
    }
    let mut number: i64 = 0;
    let mut point = None;
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            // One digit too many is found out below.
            b'0'..=b'9' => number = number.wrapping_mul(10).wrapping_add(i64::from(byte - b'0')),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let whole = point.unwrap_or(digits.len());
    let decimals = point.map_or(0, |point| digits.len() - point - 1);
    let complete = whole > 0 && (point.is_none() || decimals > 0) && whole + decimals <= MOST;
    complete.then_some(Short { negative, digits: number, whole, decimals })
}
