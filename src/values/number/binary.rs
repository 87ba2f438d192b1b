//! The binary number nearest to a text of decimal digits: what `str::parse` gives.
//!
//! The standard library reads with a table of powers of five, ten kilobytes that nothing compresses, to be quick with
//! long numbers, too. Nearly all that a file holds are short, and for the others there is long division.

/// As many digits as can matter: what lies halfway between two neighbours has at most 767.
const MOST: usize = 800;

/// A power of ten that is far beyond the largest and the smallest number.
const FAR: i32 = 100_000_000;

/// The number of a text; absent where `str::parse` finds none.
pub(crate) fn float(text: &str) -> Option<f64> {
    let (negative, size) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let size = if size.iter().any(u8::is_ascii_digit) { written(size)? } else { named(size)? };
    Some(if negative { -size } else { size })
}

fn named(text: &[u8]) -> Option<f64> {
    let is = |name: &[u8]| text.eq_ignore_ascii_case(name);
    if is(b"nan") {
        return Some(f64::NAN);
    }
    (is(b"inf") || is(b"infinity")).then_some(f64::INFINITY)
}

/// Digits, perhaps with a point, perhaps with an exponent.
fn written(text: &[u8]) -> Option<f64> {
    let end = text.iter().position(|b| matches!(b, b'e' | b'E'));
    let (digits, power) = text.split_at(end.unwrap_or(text.len()));
    let mut power = if power.is_empty() { 0 } else { exponent(power.get(1..)?)? };
    // Whole is what the first digits say together; only of few it says all.
    let (mut whole, mut count, mut more) = (0_u64, 0, false);
    let (mut point, mut any) = (false, false);
    for byte in digits {
        match byte {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                let counts = *byte > b'0' || count > 0;
                let room = count < MOST;
                if counts && room {
                    whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                    count += 1;
                }
                more |= !room && *byte > b'0';
                power += i32::from(counts && !room) - i32::from(point);
            }
            _ => return None,
        }
    }
    if count <= 15 && power.abs() <= 22 {
        // Both are exact, and what comes of them is rounded once.
        #[allow(clippy::cast_precision_loss)] // 15 digits are below 2^53.
        let (whole, tens) = (whole as f64, (0..power.abs()).fold(1.0, |tens, _| tens * 10.0));
        return any.then(|| if power < 0 { whole / tens } else { whole * tens });
    }
    let digits = digits.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0');
    let digits: Vec<u8> = digits.skip_while(|digit| *digit == 0).take(MOST).collect();
    any.then(|| nearest(&digits, power, more))
}

/// An exponent; one that is out of every reach is any such.
fn exponent(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        all => (1, all),
    };
    let digit =
        |number: i32, byte: &u8| byte.is_ascii_digit().then(|| FAR.min(number * 10 + i32::from(byte - b'0')));
    let number = digits.iter().try_fold(0, digit).filter(|_| !digits.is_empty())?;
    Some(sign * number)
}

/// The number nearest to these digits with so many zeros after them; `more` if it is a little larger.
fn nearest(digits: &[u8], power: i32, more: bool) -> f64 {
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if digits.is_empty() || length.saturating_add(power) < -330 {
        return 0.0;
    }
    if length.saturating_add(power) > 330 {
        return f64::INFINITY;
    }
    let mut number = Big::default();
    for nine in digits.chunks(NINE) {
        number.times(POWERS[nine.len()], nine.iter().fold(0, |part, digit| part * 10 + u32::from(*digit)));
    }
    in_nines(power, |tens| number.times(tens, 0));
    // At least 66 bits are left after the division: those of the result, and enough to round it by.
    let shift = (66 + power.unsigned_abs() * u32::from(power < 0) * 10 / 3).saturating_sub(number.bits()) + 2;
    number.shift(shift);
    let mut rest = more;
    in_nines(-power, |tens| rest |= number.divide(tens));
    rounded(&number, shift, rest)
}

/// Digits at a time: as many as a part of a number holds.
const NINE: usize = 9;
const POWERS: [u32; NINE + 1] =
    [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// A power of ten as a product.
fn in_nines(power: i32, mut tens: impl FnMut(u32)) {
    let mut left = usize::try_from(power).unwrap_or(0);
    while left > 0 {
        let some = left.min(NINE);
        tens(POWERS[some]);
        left -= some;
    }
}

/// The number without its last so many bits, rounded to the nearest, and to the even one of two.
fn rounded(number: &Big, shift: u32, rest: bool) -> f64 {
    let bits = number.bits();
    // The power of two of the highest bit, counted from that of the smallest normal number.
    let power = i64::from(bits) - 1 - i64::from(shift) + 1022;
    let kept = (53 + power.min(0)).max(0);
    if power > 2045 || 53 + power < 0 {
        return if power > 2045 { f64::INFINITY } else { 0.0 };
    }
    let dropped = bits - u32::try_from(kept).unwrap_or(0);
    let mut result = number.above(dropped);
    let half = number.bit(dropped - 1);
    if half && (rest || number.any_below(dropped - 1) || result & 1 == 1) {
        result += 1;
    }
    // The highest bit of a normal number is not stored: it adds one to the exponent, as a carry does.
    f64::from_bits((u64::try_from(power).unwrap_or(0) << 52) + result)
}

/// A whole number of any size; the lowest part first, no empty part at the end.
#[derive(Default)]
struct Big(Vec<u32>);

impl Big {
    fn times(&mut self, by: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(by);
            *part = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Whether something is left over.
    fn divide(&mut self, by: u32) -> bool {
        let mut rest = 0;
        for part in self.0.iter_mut().rev() {
            rest = (rest << 32) | u64::from(*part);
            *part = low(rest / u64::from(by));
            rest %= u64::from(by);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest > 0
    }

    fn shift(&mut self, by: u32) {
        self.times(1 << (by % 32), 0);
        let whole = usize::try_from(by / 32).unwrap_or(0);
        self.0.splice(0..0, std::iter::repeat_n(0, whole));
    }

    fn bits(&self) -> u32 {
        let parts = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        parts * 32 - self.0.last().map_or(0, |part| part.leading_zeros())
    }

    fn bit(&self, at: u32) -> bool {
        (self.part(at / 32) >> (at % 32)) & 1 == 1
    }

    fn any_below(&self, end: u32) -> bool {
        let whole = usize::try_from(end / 32).unwrap_or(0);
        let last = self.part(end / 32) & ((1 << (end % 32)) - 1);
        last > 0 || self.0.iter().take(whole).any(|part| *part > 0)
    }

    /// What stands from a bit on; at most 53 bits.
    fn above(&self, first: u32) -> u64 {
        let part = |after: u32| u128::from(self.part(first / 32 + after));
        let three = (part(2) << 64) | (part(1) << 32) | part(0);
        #[allow(clippy::cast_possible_truncation)] // 53 bits are left.
        let found = (three >> (first % 32)) as u64;
        found
    }

    fn part(&self, at: u32) -> u32 {
        usize::try_from(at).ok().and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }
}

/// The lower half.
fn low(number: u64) -> u32 {
    #[allow(clippy::cast_possible_truncation)] // That is what is meant.
    let low = number as u32;
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(text: &str) -> Result<(), TestCaseError> {
        let theirs = text.parse::<f64>().ok();
        prop_assert_eq!(float(text).map(f64::to_bits), theirs.map(f64::to_bits), "{}", text);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn every_text(text in prop_oneof![
            any::<String>(), "[-+]?[0-9]{0,25}\\.?[0-9]{0,25}([eE][-+]?[0-9]{0,4})?", "[-+.eE0-9infatyINFATY]{0,6}",
            "[0-9]{1,20}e-?[0-9]{1,3}", "0\\.0{0,330}[0-9]{1,40}", "[0-9]{700,900}(\\.[0-9]{0,300})?(e-[0-9]{1,4})?",
        ]) {
            same(&text)?;
        }

        #[test]
        fn every_number(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            same(&number.to_string())?;
            same(&format!("{number:e}"))?;
            same(&format!("{number:.17e}"))?;
        }

        #[test]
        fn halfway_and_just_beside(bits in any::<u64>(), digit in "[0-9]?") {
            // Rounds one way or the other by the last digit of hundreds.
            let (low, exponent) = (f64::from_bits(bits & !(1 << 63)), (bits >> 52) & 0x7ff);
            prop_assume!(low.is_finite() && exponent < 0x7fe);
            let text = halfway(low);
            same(&text)?;
            let (whole, power) = text.split_once('e').unwrap();
            same(&format!("{whole}{digit}1e{}", power.parse::<i32>().unwrap() - 1 - digit.len() as i32))?;
        }
    }

    /// The digits of what lies halfway to the next number, exactly: an odd number of halves of the last bit.
    fn halfway(number: f64) -> String {
        let bits = number.to_bits();
        let (field, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
        let (whole, power) =
            if field == 0 { (fraction, -1074) } else { (fraction | (1 << 52), field - 1075) };
        let mut big = Big(vec![low(whole * 2 + 1), low((whole * 2 + 1) >> 32)]);
        (0..power - 1).for_each(|_| big.times(2, 0));
        // A half is five tenths.
        (power - 1..0).for_each(|_| big.times(5, 0));
        let mut digits = Vec::new();
        while !big.0.is_empty() {
            let before = Big(big.0.clone());
            big.divide(10);
            let mut tens = Big(big.0.clone());
            tens.times(10, 0);
            digits.push(char::from(b'0' + low(u64::from(before.part(0).wrapping_sub(tens.part(0)))) as u8));
        }
        format!("{}e{}", digits.iter().rev().collect::<String>(), (power - 1).min(0))
    }

    #[test]
    fn the_edges() {
        for text in [
            "",
            ".",
            "-",
            "+.",
            "e5",
            "1e",
            "1e+",
            "0",
            "-0",
            ".5",
            "5.",
            "1.e1",
            "infinity",
            "-INF",
            "NaN",
            "nanx",
            "1e400",
            "1e-400",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "4.9e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740992.9999999999999999",
            "0.1000000000000000055511151231257827",
            "1_0",
            "١",
        ] {
            same(text).unwrap();
        }
    }
}
