//! Cells as they go into a workbook: texts stay texts, numbers numbers, dates dates.

use crate::table::{Cell, CellFormat, Date, Moment, Stored};
use crate::xlsx_out::pieces::Content;

/// The same value as in the user's file. Formats are not kept, but what they mean is.
pub(crate) fn content(cell: &Cell<'_>) -> Content {
    match cell.stored {
        Stored::Empty => Content::text(cell.shown),
        Stored::Text(_) | Stored::Error(_) => Content::text(cell.shown),
        Stored::Bool(yes) => Content::Bool(yes),
        Stored::Number(n) if n.is_finite() => number(n, cell),
        Stored::Moment(moment) => serial(moment).unwrap_or_else(|| Content::text(cell.shown)),
        Stored::Duration(seconds) if seconds.is_finite() && seconds >= 0.0 => {
            Content::Formatted { n: seconds / 86_400.0, f: "[h]:mm:ss".to_owned() }
        }
        Stored::Number(_) | Stored::Duration(_) => Content::text(cell.shown),
    }
}

fn number(n: f64, cell: &Cell<'_>) -> Content {
    let formatted = |f: String| Content::Formatted { n, f };
    match cell.look {
        // Zeros and dashes that only the format shows are part of what the user sees.
        CellFormat::Mask => Content::text(cell.shown),
        CellFormat::Text => formatted("@".to_owned()),
        CellFormat::Plain => match digits(cell.shown).as_str() {
            "0" if n.fract() == 0.0 => Content::Number(n),
            digits => formatted(digits.to_owned()),
        },
        CellFormat::Currency => formatted(digits(cell.shown)),
        CellFormat::Percent => formatted(digits(cell.shown) + "%"),
        CellFormat::Scientific => formatted("0.00E+00".to_owned()),
        CellFormat::General | CellFormat::Scaled | CellFormat::Moment | CellFormat::Unknown => {
            Content::Number(n)
        }
    }
}

/// A format with as many decimals as are shown.
fn digits(shown: &str) -> String {
    let decimals = shown
        .rsplit_once('.')
        .map_or(0, |(_, tail)| tail.bytes().take_while(u8::is_ascii_digit).count().min(15));
    let whole = if shown.contains(',') { "#,##0" } else { "0" };
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(decimals)) }
}

/// A date or time as a spreadsheet counts it. Days before March 1900 cannot be counted without doubt.
fn serial(moment: Moment) -> Option<Content> {
    let time = moment.seconds / 86_400.0;
    let Some(date) = moment.date else {
        return Some(Content::Formatted { n: time, f: "hh:mm:ss".to_owned() });
    };
    let day = day_number(date)?;
    let f = if moment.seconds == 0.0 { "yyyy-mm-dd" } else { "yyyy-mm-dd hh:mm:ss" };
    Some(Content::Formatted { n: f64::from(day) + time, f: f.to_owned() })
}

/// Days since the end of 1899, as spreadsheets count them from March 1900 on.
pub(crate) fn day_number(date: Date) -> Option<u32> {
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    // Counting years from March puts the leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i64::from(date.day);
    u32::try_from(days - 693_900).ok().filter(|day| *day >= 61)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Marks;

    #[test]
    fn days_as_spreadsheets_count_them() {
        let day = |y, m, d| Date::new(y, m, d).and_then(day_number);
        assert_eq!(day(1900, 3, 1), Some(61));
        assert_eq!(day(2000, 1, 1), Some(36_526));
        assert_eq!(day(2024, 2, 29), Some(45_351));
        assert_eq!(day(9999, 12, 31), Some(2_958_465));
        assert_eq!(day(1900, 2, 28), None);
    }

    #[test]
    fn numbers_keep_what_they_mean() {
        let cell =
            |n, shown, look| content(&Cell { stored: Stored::Number(n), shown, look, marks: Marks(0) });
        assert_eq!(cell(12.0, "0012", CellFormat::Mask), Content::Text("0012".to_owned()));
        assert_eq!(
            cell(1234.5, "1,234.50", CellFormat::Plain),
            Content::Formatted { n: 1234.5, f: "#,##0.00".to_owned() }
        );
        assert_eq!(
            cell(0.125, "12.5%", CellFormat::Percent),
            Content::Formatted { n: 0.125, f: "0.0%".to_owned() }
        );
        assert_eq!(cell(3.0, "3", CellFormat::General), Content::Number(3.0));
    }
}
