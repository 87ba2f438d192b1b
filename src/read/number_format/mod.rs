//! What a spreadsheet shows for a number, from its format code.
//!
//! `0012` may be stored as 12, `14/03/2025` as 45730, `12 %` as 0.12: the format code decides, and it alone also
//! decides whether a number is a date. Where a code asks for something that is not known here, the answer is
//! [`CellFormat::Unknown`] and the plain number, never a guess.

mod digits;
mod moments;
mod parse;

use crate::table::{CellFormat, Kind};
use parse::{FormatPart, Section};

/// A format code, ready to be applied to numbers.
#[derive(Clone, Debug)]
pub(crate) struct NumberFormat {
    sections: Vec<Section>,
    /// What is true of numbers above zero.
    look: CellFormat,
    /// Numbers are shown as they are: no code, or `General`.
    plain: bool,
}

/// What became of a number under its format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Meaning {
    /// The value and its kind.
    pub(crate) kind: Kind,
    /// What the format means for this number.
    pub(crate) look: CellFormat,
    /// A date or time that does not exist, or that programs read differently.
    pub(crate) doubtful: bool,
}

impl NumberFormat {
    /// Reads a format code. Every text is accepted; one that makes no sense is shown plainly as `CellFormat::Unknown`.
    #[must_use]
    pub(crate) fn new(code: &str) -> NumberFormat {
        // Longer codes are no work of a spreadsheet's; the limit there is 255 characters.
        let sections = if code.len() > 1000 { vec![] } else { parse::sections(code) };
        let look = sections.first().map_or(CellFormat::Unknown, |s| s.look);
        NumberFormat { plain: look == CellFormat::General && sections.len() == 1, look, sections }
    }

    /// What the format means for numbers above zero.
    #[must_use]
    pub(crate) fn look(&self) -> CellFormat {
        self.look
    }

    /// Whether numbers are shown as they are.
    #[must_use]
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Appends what is shown for `number` to `out`, and says what the number means.
    pub(crate) fn show(&self, number: f64, date_1904: bool, out: &mut String) -> Meaning {
        let start = out.len();
        let Some((section, value)) = self.choose(number) else {
            return Self::unknown(number, out);
        };
        let meaning = match section.look {
            CellFormat::General => {
                wrap_general(section, value, out);
                Meaning { kind: Kind::Number(number), look: self.look, doubtful: false }
            }
            CellFormat::Text => {
                general(value, out);
                Meaning { kind: Kind::Number(number), look: CellFormat::Text, doubtful: false }
            }
            CellFormat::Moment => moments::show(section, number, date_1904, out),
            look => {
                if !digits::show(section, value, out) {
                    return Self::unknown(number, out);
                }
                Meaning { kind: Kind::Number(number), look, doubtful: false }
            }
        };
        if out[start..].trim().is_empty() {
            // The format hides the number. What is stored may not vanish with it.
            out.truncate(start);
            return Self::unknown(number, out);
        }
        meaning
    }

    fn unknown(number: f64, out: &mut String) -> Meaning {
        general(number, out);
        Meaning { kind: Kind::Number(number), look: CellFormat::Unknown, doubtful: false }
    }

    /// The section for a number, and the number as that section is to show it.
    fn choose(&self, number: f64) -> Option<(&Section, f64)> {
        let numeric = self.sections.len().min(3);
        let conditional = self.sections.iter().take(numeric).any(|s| s.condition.is_some());
        if conditional {
            return self.choose_by_condition(number);
        }
        let index = match numeric {
            0 => return None,
            1 => 0,
            2 => usize::from(number < 0.0),
            _ if number > 0.0 => 0,
            _ if number < 0.0 => 1,
            _ => 2,
        };
        let section = self.sections.get(index)?;
        Some((section, if index == 1 { number.abs() } else { number }))
    }

    fn choose_by_condition(&self, number: f64) -> Option<(&Section, f64)> {
        let fits = |section: &&Section| section.condition.is_some_and(|c| c.holds(number));
        let numeric = self.sections.iter().take(3);
        let fallback = || {
            let negative_at = 1;
            match self.sections.get(negative_at) {
                // `[>100]0;-0`: the second section without a condition of its own is the one for all others.
                Some(section) if section.condition.is_none() && self.sections.len() == 2 => Some(section),
                Some(section) if section.condition.is_none() && number < 0.0 => Some(section),
                _ => self.sections.get(2).or_else(|| self.sections.last()),
            }
        };
        let section = numeric.clone().find(fits).or_else(fallback)?;
        let only_negative = section.condition.is_some_and(parse::Condition::only_negative);
        Some((section, if only_negative { number.abs() } else { number }))
    }
}

fn wrap_general(section: &Section, number: f64, out: &mut String) {
    if section.parts.is_empty() {
        general(number, out);
    }
    for part in &section.parts {
        match part {
            FormatPart::Literal(text) => out.push_str(text),
            FormatPart::General => general(number, out),
            _ => {}
        }
    }
}

/// Appends a number as a cell without a format shows it: up to 15 digits, without an exponent where that is
/// readable. Whole numbers are given in full, because their digits may be a reference.
pub(crate) fn general(number: f64, out: &mut String) {
    use std::fmt::Write;
    let size = number.abs();
    let _ = if !number.is_finite() {
        write!(out, "#NUM!")
    } else if number == 0.0 {
        write!(out, "0")
    } else if number.fract() == 0.0 && size < 1e17 {
        write!(out, "{number}")
    } else {
        digits::fifteen(number, out);
        Ok(())
    };
}

/// The code of a built-in format, which files name by number only.
#[must_use]
pub(crate) fn builtin(id: u16) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => "\"$\"#,##0_);\\(\"$\"#,##0\\)",
        6 => "\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)",
        7 => "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)",
        8 => "\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        // The order of day and month depends on the machine that shows it; ISO is the same everywhere.
        14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 | 55 => "h:mm",
        21 | 33 | 56 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        34 | 35 => "h:mm:ss",
        37 => "#,##0_);\\(#,##0\\)",
        38 => "#,##0_);[Red]\\(#,##0\\)",
        39 => "#,##0.00_);\\(#,##0.00\\)",
        40 => "#,##0.00_);[Red]\\(#,##0.00\\)",
        41 => "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
        42 => "_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)",
        44 => "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> String {
        let mut out = String::new();
        NumberFormat::new(code).show(number, false, &mut out);
        out
    }

    #[test]
    fn numbers_as_spreadsheets_show_them() {
        for (code, number, expected) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1e-9, "0.000000001"),
            ("0", 0.5, "1"),
            ("0.00", 2.675, "2.68"),
            ("0.00", -0.001, "0.00"),
            ("#,##0.00", 1_234_567.891, "1,234,567.89"),
            ("00000", 12.0, "00012"),
            ("000-00-0000", 123_456_789.0, "123-45-6789"),
            ("(000) 000-0000", 5_551_234_567.0, "(555) 123-4567"),
            ("# ##0", 1234.0, "1 234"),
            ("0.0%", 0.125, "12.5%"),
            ("0.00E+00", 123_456.0, "1.23E+05"),
            ("0.00E+00", 9.999e9, "1.00E+10"),
            ("##0.0E+0", 12_345.0, "12.3E+3"),
            ("# ?/?", 1.5, "1 1/2"),
            ("# ?/?", 999_999.9, "999999 8/9"),
            ("# ??/??", 0.3333, "1/3"),
            ("0.0##", 1.25, "1.25"),
            ("#,##0;(#,##0)", -1234.0, "(1,234)"),
            ("0;-0;\"zero\"", 0.0, "zero"),
            ("_(* #,##0.00_);_(* \\(#,##0.00\\)", 12.0, "12.00"),
            ("[Red]0", 5.0, "5"),
            ("0.0,,\"M\"", 1_500_000.0, "1.5M"),
            ("[>=1000]0,\"k\";0", 2500.0, "3k"),
            ("[>=1000]0,\"k\";0", 25.0, "25"),
            ("[<100]\"low\" 0;\"high\" 0", 150.0, "high 150"),
            ("#,##0.00 [$€-40C]", 12.5, "12.50 €"),
            ("\"Q\"0", 3.0, "Q3"),
            ("@", 12.0, "12"),
        ] {
            assert_eq!(shown(code, number), expected, "{code} {number}");
        }
    }

    #[test]
    fn dates_and_times_as_spreadsheets_show_them() {
        for (code, number, expected) in [
            ("yyyy-mm-dd", 45_730.0, "2025-03-14"),
            ("d-mmm-yy", 45_730.0, "14-Mar-25"),
            ("dddd, d mmmm yyyy", 45_730.0, "Friday, 14 March 2025"),
            ("[$-407]mmmm", 45_730.0, "März"),
            ("[$-41F]mmmm", 45_730.0, "2025-03-14"),
            ("[$-F800]dddd, mmmm dd", 45_730.0, "2025-03-14"),
            ("[$-411]ggge\"年\"m\"月\"", 45_730.0, "2025-03-14"),
            ("h:mm AM/PM", 0.0, "12:00 AM"),
            ("h:mm AM/PM", 0.75, "6:00 PM"),
            ("hh:mm:ss", 0.999_999_99, "00:00:00"),
            ("m/d/yy h:mm", 45_730.5, "3/14/25 12:00"),
            ("mm:ss.0", 0.000_01, "00:00.9"),
            ("[h]:mm", 1.5, "36:00"),
            ("[mm]:ss", 0.5, "720:00"),
            ("[ss]", 0.5, "43200"),
            ("yyyy-mm-dd", 2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(shown(code, number), expected, "{code} {number}");
        }
    }

    #[test]
    fn what_a_code_means() {
        for (code, expected) in [
            ("", CellFormat::General),
            ("General", CellFormat::General),
            ("@", CellFormat::Text),
            ("0.00", CellFormat::Plain),
            ("#,##0", CellFormat::Plain),
            ("0%", CellFormat::Percent),
            ("0.0E+0", CellFormat::Scientific),
            ("0.00000E+00", CellFormat::Scientific),
            ("$#,##0", CellFormat::Currency),
            ("00", CellFormat::Mask),
            ("0\" kg\"", CellFormat::Mask),
            ("0,", CellFormat::Scaled),
            ("[<1]0.00;0", CellFormat::Scaled),
            ("yyyy", CellFormat::Moment),
            ("[h]:mm", CellFormat::Moment),
            ("\"day\" d", CellFormat::Moment),
            ("\"day\" 0", CellFormat::Mask),
            ("[Red]General", CellFormat::General),
            ("[Fish]0", CellFormat::Unknown),
            ("0 x", CellFormat::Unknown),
            ("[", CellFormat::Unknown),
        ] {
            assert_eq!(NumberFormat::new(code).look(), expected, "{code}");
        }
    }

    #[test]
    fn every_built_in_code_is_understood() {
        for code in (0..=60).filter_map(builtin) {
            assert_ne!(NumberFormat::new(code).look(), CellFormat::Unknown, "{code}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_code_and_no_number_panics(code in "[0#?.,;@%/\"\\\\_*\\[\\]$<>=hmsydeEAPGa \\-+()é€-]{0,24}", number: f64) {
            shown(&code, number);
        }

        #[test]
        fn whole_days_agree_with_a_calendar_library(serial in 61_u32..2_958_465) {
            let day = jiff::civil::date(1899, 12, 30) + jiff::Span::new().days(serial);
            proptest::prop_assert_eq!(shown("yyyy-mm-dd", serial.into()), day.to_string());
        }
    }
}
