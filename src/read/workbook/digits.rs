//! Numbers as programs write them into workbooks: nearly all are a few digits, perhaps with a point.

use crate::base::short_number::short;

/// Powers of ten that a binary number holds exactly.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A whole number without a sign, as indexes are written; absent for any other text, and for more than nine digits.
#[inline]
pub(super) fn index(text: &[u8]) -> Option<u32> {
    leading(text).and_then(|(index, rest)| rest.is_empty().then_some(index))
}

/// The digits at the front, one to nine of them, and what follows.
#[inline]
pub(super) fn leading(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut rest) = (0, bytes);
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        number = number * 10 + u32::from(digit - b'0');
        rest = tail;
        if bytes.len() - rest.len() == 9 {
            break;
        }
    }
    (rest.len() < bytes.len()).then_some((number, rest))
}

/// The number of a text of at most 15 digits, perhaps with a minus before and a point inside; absent for any other text.
/// Digits and power of ten are both exact, and so the quotient is rounded once, as a full reading would do it (a test
/// compares the two).
pub(super) fn short_number(text: &[u8]) -> Option<f64> {
    let number = short(text).filter(|number| number.whole + number.decimals <= 15)?;
    let size = number.digits as f64 / POWERS.get(number.decimals)?;
    Some(if number.negative { -size } else { size })
}

/// Whether the digits of a broken number are what a spreadsheet shows: no exponent, no idle zeros, at most 15 digits.
pub(super) fn is_shown_so(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    digits.len() <= 16
        && digits.contains(&b'.')
        && digits.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        && digits.last().is_some_and(|b| (b'1'..=b'9').contains(b))
        && !digits.starts_with(b".")
        && (!digits.starts_with(b"0") || digits.starts_with(b"0."))
        && !digits.starts_with(b"0.0000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_full_reading_would_give(text in prop_oneof![
            any::<String>(), "-?[0-9]{1,17}", "-?[0-9]{0,9}\\.?[0-9]{0,9}", "-?0?\\.0{0,9}[0-9]{0,9}", any::<f64>().prop_map(|n| n.to_string()),
        ]) {
            if let Some(number) = short_number(text.as_bytes()) {
                let whole = text.parse::<f64>().map(f64::to_bits);
                prop_assert_eq!(Ok(number.to_bits()), whole, "{}", text);
            }
        }
    }

    #[test]
    fn usual_numbers_are_short() {
        for text in ["0", "-7", "12.5", "0.05", "999999999999999", "1234567.12345678"] {
            assert!(short_number(text.as_bytes()).is_some(), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1e5", "+5", "1.2.3", "1234567890123456", "inf"] {
            assert_eq!(short_number(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn digits_that_are_shown_as_written() {
        for plain in ["12.5", "-0.25", "1234567890.12345"] {
            assert!(is_shown_so(plain), "{plain}");
        }
        for other in ["1.50", "1e5", "007.5", ".5", "12", "0.1000000000000000055", "5."] {
            assert!(!is_shown_so(other), "{other}");
        }
    }
}
