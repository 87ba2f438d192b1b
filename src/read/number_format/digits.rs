//! Numbers under a format made of digits: rounding, thousands, percent, exponents, fractions, fixed characters.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "digits and places are counted in hundreds, and a number was asked for its size before"
)]

use super::parse::{FormatPart, Section};
use crate::table::CellFormat;

/// A number as a spreadsheet counts: at most 15 decimal digits and the place of the point.
struct Decimal {
    negative: bool,
    /// Digits without leading zeros; none for zero.
    digits: Vec<u8>,
    /// How many digits stand before the point; may be negative or beyond the digits.
    point: i32,
}

impl Decimal {
    fn new(number: f64) -> Option<Decimal> {
        if !number.is_finite() {
            return None;
        }
        if number.fract() == 0.0 && number.abs() < 1e15 {
            return Some(Decimal::whole(number));
        }
        let text = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { exponent.parse::<i32>().ok()? + 1 };
        Some(Decimal { negative: number < 0.0, digits, point })
    }

    fn whole(number: f64) -> Decimal {
        let mut rest = number.abs() as u64;
        let mut digits = Vec::with_capacity(16);
        while rest > 0 {
            digits.push((rest % 10) as u8);
            rest /= 10;
        }
        digits.reverse();
        let point = digits.len() as i32;
        Decimal { negative: number < 0.0, digits, point }
    }

    /// Rounds half away from zero to `decimals` digits after the point.
    fn round(&mut self, decimals: i32) {
        let keep = self.point + decimals;
        if keep < 0 {
            self.digits.clear();
        }
        let Ok(keep) = usize::try_from(keep) else { return };
        let Some(&next) = self.digits.get(keep) else { return };
        self.digits.truncate(keep);
        if next >= 5 {
            self.increase();
        }
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
    }

    fn increase(&mut self) {
        while let Some(last) = self.digits.pop() {
            if last < 9 {
                self.digits.push(last + 1);
                return;
            }
        }
        self.digits.push(1);
        self.point += 1;
    }

    /// The digits before and after the point. Bounded: a double has at most 309 before it.
    fn split(&self) -> (Vec<u8>, Vec<u8>) {
        let length = self.digits.len() as i32;
        let whole = (0..self.point.clamp(0, 400))
            .map(|i| self.digits.get(i as usize).copied().unwrap_or(0))
            .collect();
        let fraction = (self.point.max(-400)..length.max(self.point))
            .map(|i| usize::try_from(i).ok().and_then(|i| self.digits.get(i)).copied().unwrap_or(0))
            .collect();
        if self.digits.is_empty() { (Vec::new(), Vec::new()) } else { (whole, fraction) }
    }
}

/// Appends a number that is not whole, or very large, with up to 15 digits.
pub(super) fn fifteen(number: f64, out: &mut String) {
    let Some(decimal) = Decimal::new(number) else { return };
    if decimal.negative {
        out.push('-');
    }
    let digit = |d: &u8| char::from(b'0' + d);
    if (-8..=17).contains(&decimal.point) {
        let (whole, fraction) = decimal.split();
        if whole.is_empty() {
            out.push('0');
        }
        out.extend(whole.iter().map(digit));
        if !fraction.is_empty() {
            out.push('.');
            out.extend(fraction.iter().map(digit));
        }
        return;
    }
    out.extend(decimal.digits.iter().take(1).map(digit));
    if decimal.digits.len() > 1 {
        out.push('.');
        out.extend(decimal.digits.iter().skip(1).map(digit));
    }
    let exponent = decimal.point - 1;
    let sign = if exponent < 0 { '-' } else { '+' };
    out.push_str(&format!("E{sign}{:02}", exponent.abs()));
}

/// Appends `number` as the section shows it; false where the section asks for something unknown.
pub(super) fn show(section: &Section, number: f64, out: &mut String) -> bool {
    let parts = section.parts.as_slice();
    if parts.contains(&FormatPart::Slash) {
        return fraction(parts, number, out);
    }
    let shape = Shape::new(parts);
    let percent = parts.iter().filter(|p| **p == FormatPart::Percent).count() as i32;
    let Some(mut decimal) = Decimal::new(number) else { return false };
    if !decimal.digits.is_empty() {
        decimal.point += 2 * percent - 3 * shape.scale;
    }
    let exponent = shape.exponent(&mut decimal);
    decimal.round(shape.decimals);
    let (whole, fraction) = decimal.split();
    let zero = whole.iter().chain(&fraction).all(|d| *d == 0);
    if decimal.negative && (!zero || section.look == CellFormat::Mask && shape.places == 0) {
        out.push('-');
    }
    let start = out.len();
    shape.write(parts, &whole, &fraction, exponent, out);
    trim_from(out, start);
    true
}

/// Blanks at the ends are there for alignment only.
fn trim_from(out: &mut String, start: usize) {
    let trimmed = out.get(start..).unwrap_or("").trim_matches(' ').to_owned();
    out.truncate(start);
    out.push_str(&trimmed);
}

/// What a section of digits asks for.
struct Shape {
    /// Digit places before the point, and where the point and the exponent stand.
    places: usize,
    point: usize,
    exponent_at: usize,
    scientific: bool,
    decimals: i32,
    thousands: bool,
    /// How many times to divide by a thousand.
    scale: i32,
    /// Least number of digits before the point.
    zeros: usize,
}

impl Shape {
    fn new(parts: &[FormatPart]) -> Shape {
        let is_digit = |p: &FormatPart| matches!(p, FormatPart::Digit(_));
        let exponent_at =
            parts.iter().position(|p| matches!(p, FormatPart::Exponent(_))).unwrap_or(parts.len());
        let mantissa = parts.get(..exponent_at).unwrap_or(parts);
        let point = mantissa.iter().position(|p| *p == FormatPart::Point).unwrap_or(exponent_at);
        let before = parts.get(..point).unwrap_or(parts);
        let after = mantissa.get(point..).unwrap_or(&[]);
        let first = before.iter().position(is_digit);
        let last = before.iter().rposition(is_digit);
        let thousands = match (first, last) {
            (Some(first), Some(last)) => {
                before.get(first..last).is_some_and(|p| p.contains(&FormatPart::Comma))
            }
            _ => false,
        };
        let trailing = |parts: &[FormatPart]| {
            let from = parts.iter().rposition(is_digit).map_or(parts.len(), |i| i + 1);
            parts.iter().skip(from).take_while(|p| **p == FormatPart::Comma).count() as i32
        };
        let first_zero = before.iter().position(|p| *p == FormatPart::Digit(b'0'));
        Shape {
            places: before.iter().filter(|p| is_digit(p)).count(),
            point,
            exponent_at,
            scientific: exponent_at < parts.len(),
            decimals: after.iter().filter(|p| is_digit(p)).count() as i32,
            thousands,
            scale: trailing(before) + trailing(after),
            zeros: first_zero
                .map_or(0, |z| before.get(z..).unwrap_or(&[]).iter().filter(|p| is_digit(p)).count()),
        }
    }

    /// Moves the point so that the mantissa fits its places; the exponent that makes up for it.
    fn exponent(&self, decimal: &mut Decimal) -> i32 {
        let places = self.places.max(1) as i32;
        let steps =
            |point: i32| if places == 1 { point - 1 } else { (point - 1).div_euclid(places) * places };
        if decimal.digits.is_empty() || !self.scientific {
            return 0;
        }
        let mut exponent = steps(decimal.point);
        // Rounding may carry into one more digit, and then the exponent grows.
        let mut rounded =
            Decimal { negative: false, digits: decimal.digits.clone(), point: decimal.point - exponent };
        rounded.round(self.decimals);
        if rounded.point > places {
            exponent = steps(decimal.point + 1);
        }
        decimal.point -= exponent;
        exponent
    }

    fn write(&self, parts: &[FormatPart], whole: &[u8], fraction: &[u8], exponent: i32, out: &mut String) {
        let mut place = 0;
        let mut decimal_place = 0;
        for (i, part) in parts.iter().enumerate() {
            match part {
                FormatPart::Literal(text) => out.push_str(text),
                FormatPart::Percent => out.push('%'),
                FormatPart::Point => out.push('.'),
                FormatPart::Digit(digit) if i < self.point => {
                    self.whole(*digit, place, whole, out);
                    place += 1;
                }
                FormatPart::Digit(digit) if i < self.exponent_at => {
                    fraction_digit(*digit, decimal_place, fraction, out);
                    decimal_place += 1;
                }
                FormatPart::Exponent(plus) => {
                    let width = parts.iter().skip(i).filter(|p| matches!(p, FormatPart::Digit(_))).count();
                    let sign = if exponent < 0 {
                        "-"
                    } else if *plus {
                        "+"
                    } else {
                        ""
                    };
                    out.push_str(&format!("E{sign}{:0width$}", exponent.abs()));
                }
                _ => {}
            }
        }
    }

    /// Writes what belongs to one place before the point; the first place takes all digits beyond the places.
    fn whole(&self, digit: u8, place: usize, whole: &[u8], out: &mut String) {
        let from_right = self.places - place;
        if place == 0 {
            let extra = whole.len().saturating_sub(self.places);
            for (i, d) in whole.iter().take(extra).enumerate() {
                out.push(char::from(b'0' + d));
                self.comma(whole.len() - i, out);
            }
        }
        match whole.len().checked_sub(from_right).and_then(|i| whole.get(i)) {
            Some(d) => out.push(char::from(b'0' + d)),
            None if digit == b'0' || from_right <= self.zeros => out.push('0'),
            None if digit == b'?' => {
                out.push(' ');
                return;
            }
            None => return,
        }
        self.comma(from_right, out);
    }

    fn comma(&self, from_right: usize, out: &mut String) {
        if self.thousands && from_right > 1 && (from_right - 1).is_multiple_of(3) {
            out.push(',');
        }
    }
}

fn fraction_digit(digit: u8, place: usize, fraction: &[u8], out: &mut String) {
    match fraction.get(place) {
        Some(d) => out.push(char::from(b'0' + d)),
        None if digit == b'0' => out.push('0'),
        None if digit == b'?' => out.push(' '),
        None => {}
    }
}

/// `# ?/?`, `# ??/100`, `?/8`.
fn fraction(parts: &[FormatPart], number: f64, out: &mut String) -> bool {
    let Some(slash) = parts.iter().position(|p| *p == FormatPart::Slash) else { return false };
    let (before, after) = (parts.get(..slash).unwrap_or(&[]), parts.get(slash + 1..).unwrap_or(&[]));
    let below = after.iter().take_while(|p| matches!(p, FormatPart::Digit(_) | FormatPart::Literal(_)));
    let mut fixed = 0_u64;
    let mut width = 0_u32;
    for part in below {
        match part {
            FormatPart::Digit(b'0') if fixed > 0 => fixed = fixed.saturating_mul(10),
            FormatPart::Digit(_) => width += 1,
            FormatPart::Literal(text) => match text.trim().parse::<u64>() {
                Ok(n) if n > 0 => fixed = n,
                _ if text.trim().is_empty() => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    let whole_part = before.iter().any(|p| matches!(p, FormatPart::Literal(text) if text.contains(' ')));
    let size = number.abs();
    if size >= 1e15 || (fixed == 0 && width == 0) {
        return false;
    }
    let whole = if whole_part { size.floor() } else { 0.0 };
    let (mut top, bottom) = match fixed {
        0 => nearest(size - whole, 10_u64.pow(width.min(7)) - 1),
        n => (((size - whole) * n as f64).round() as u64, n),
    };
    let mut whole = whole as u64;
    if whole_part && top == bottom {
        (whole, top) = (whole + 1, 0);
    }
    let sign = if number < 0.0 && (whole > 0 || top > 0) { "-" } else { "" };
    out.push_str(&match (whole_part, top) {
        (true, 0) => format!("{sign}{whole}"),
        (true, _) if whole > 0 => format!("{sign}{whole} {top}/{bottom}"),
        _ => format!("{sign}{top}/{bottom}"),
    });
    true
}

/// The fraction nearest to a number, with a denominator up to `most`.
fn nearest(number: f64, most: u64) -> (u64, u64) {
    if most < 1_000 {
        let error = |bottom: &u64| {
            let bottom = *bottom as f64;
            ((number * bottom).round() / bottom - number).abs()
        };
        let bottom = (1..=most).min_by(|a, b| error(a).total_cmp(&error(b))).unwrap_or(1);
        return ((number * bottom as f64).round() as u64, bottom);
    }
    let (mut previous, mut current) = ((0.0, 1.0), (1.0, 0.0));
    let mut rest = number;
    let mut best = (number.round() as u64, 1);
    for _ in 0..40 {
        let step = rest.floor();
        let next: (f64, f64) = (step * current.0 + previous.0, step * current.1 + previous.1);
        if next.1 > most as f64 {
            break;
        }
        best = (next.0 as u64, next.1 as u64);
        (previous, current) = (current, next);
        if rest - step < 1e-11 {
            break;
        }
        rest = 1.0 / (rest - step);
    }
    best
}
