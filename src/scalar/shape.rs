//! Texts of a certain shape: years, months, identifiers, encoded bytes, geometries as text, and dates in a format of the
//! definition's own.

use super::date::{self, DateReading, pattern};
use super::text::{is_blank, trim};
use crate::table::Date;

/// The format of dates in which any notation with one reading stays as it is.
pub(crate) const ANY: &str = "any";

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// Four or more digits, perhaps behind a minus; more than four do not begin with a zero.
pub(crate) fn is_year(text: &str) -> bool {
    let year = text.strip_prefix('-').unwrap_or(text);
    year.len() >= 4
        && year.len() <= 18
        && year.bytes().all(|b| b.is_ascii_digit())
        && (year.len() == 4 || !year.starts_with('0'))
}

/// The number of a year.
pub(crate) fn year(text: &str) -> Option<i64> {
    is_year(text).then(|| text.parse().ok()).flatten()
}

pub(crate) fn is_month(text: &str) -> bool {
    month(text).is_some()
}

/// Year and month of `2025-03`.
pub(crate) fn month(text: &str) -> Option<(i64, u8)> {
    let (year_text, month) = text.rsplit_once('-')?;
    let month = month.parse().ok().filter(|m| digits(month, 2) && (1..=12).contains(m))?;
    Some((year(year_text)?, month))
}

/// `2025-03` for `2025-3`, `03/2025`, `mars 2025`: a month that is written in another way with one reading.
pub(crate) fn month_meant(text: &str) -> Option<String> {
    match date::read(text) {
        DateReading::Partial { year: Some(year), month: Some(month), day: None } => {
            Some(format!("{year:04}-{month:02}"))
        }
        _ => None,
    }
}

/// `2025` for `2025.0`.
pub(crate) fn year_meant(text: &str) -> Option<String> {
    let (whole, decimals) = trim(text).split_once(['.', ','])?;
    let zeros = !decimals.is_empty() && decimals.bytes().all(|b| b == b'0');
    (zeros && is_year(whole)).then(|| whole.to_owned())
}

pub(crate) fn is_uuid(text: &str) -> bool {
    let mut groups = text.split('-');
    let hexadecimal =
        |group: &str, length: usize| group.len() == length && group.bytes().all(|b| b.is_ascii_hexdigit());
    [8, 4, 4, 4, 12].iter().all(|length| groups.next().is_some_and(|group| hexadecimal(group, *length)))
        && groups.next().is_none()
}

/// The usual form of an identifier in braces, behind `urn:uuid:` or without dashes. Case is kept.
pub(crate) fn uuid_meant(text: &str) -> Option<String> {
    let text = trim(text);
    let bare = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or(text);
    let bare = match bare.get(..9) {
        Some(start) if start.eq_ignore_ascii_case("urn:uuid:") => bare.get(9..)?,
        _ => bare,
    };
    if is_uuid(bare) {
        return Some(bare.to_owned());
    }
    if bare.len() != 32 || !bare.is_ascii() {
        return None;
    }
    let part = |from, to| bare.get(from..to);
    let dashed = [part(0, 8)?, part(8, 12)?, part(12, 16)?, part(16, 20)?, part(20, 32)?].join("-");
    is_uuid(&dashed).then_some(dashed)
}

/// `scheme:rest` without blanks; `http` and `https` with a host.
pub(crate) fn is_uri(text: &str) -> bool {
    super::contact::is_plain_web_address(text) || is_any_uri(text)
}

fn is_any_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let letters = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && letters;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    // `htp://` is a slip and no scheme.
    let slip =
        !web && rest.starts_with("//") && scheme.len() <= 6 && scheme.to_ascii_lowercase().starts_with("ht");
    named
        && !slip
        && !rest.is_empty()
        && !super::text::hides_something(text)
        && (!web || super::contact::is_web_address(text))
}

/// Base64 with its padding.
pub(crate) fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let letters = body.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_'));
    letters && text.len().is_multiple_of(4) && text.len() - body.len() <= 2
}

/// The same bytes without blanks and line ends.
pub(crate) fn base64_meant(text: &str) -> Option<String> {
    let joined: String = text.chars().filter(|c| !is_blank(*c) && !c.is_whitespace()).collect();
    is_base64(&joined).then_some(joined)
}

/// Well-known text of a geometry: a keyword, brackets that match, numbers in pairs, triples or fours.
pub(crate) fn is_wkt(text: &str) -> bool {
    const KEYWORDS: [&str; 16] = [
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
        "CIRCULARSTRING",
        "COMPOUNDCURVE",
        "CURVEPOLYGON",
        "MULTICURVE",
        "MULTISURFACE",
        "CURVE",
        "POLYHEDRALSURFACE",
        "TIN",
        "TRIANGLE",
    ];
    // `SRID=4326;` may stand before it.
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("SRID=")) => rest,
        _ => text,
    };
    let mut words: Vec<String> = vec![String::new()];
    let mut depth = 0usize;
    let mut numbers = 0;
    let mut body = false;
    // What stands between two marks: words, or one position.
    let part = |part: &str, depth: usize| -> bool {
        let pieces: Vec<&str> = part.split_whitespace().collect();
        let number = |piece: &&str| piece.parse::<f64>().is_ok_and(f64::is_finite);
        let word = |piece: &&str| {
            let upper = piece.to_ascii_uppercase();
            KEYWORDS.contains(&upper.as_str()) || matches!(upper.as_str(), "Z" | "M" | "ZM" | "EMPTY")
        };
        let position = depth > 0 && (2..=4).contains(&pieces.len()) && pieces.iter().all(number);
        pieces.is_empty() || position || pieces.iter().all(word)
    };
    let starts =
        text.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("").to_ascii_uppercase();
    if !KEYWORDS.contains(&starts.as_str()) {
        return false;
    }
    for c in text.chars() {
        let last = words.last_mut();
        match c {
            '(' | ')' | ',' => {
                let done = last.map(std::mem::take).unwrap_or_default();
                if !part(&done, depth) || (body && depth == 0) {
                    return false;
                }
                numbers += usize::from(done.chars().any(|c| c.is_ascii_digit()));
                match c {
                    '(' => depth += 1,
                    ')' if depth == 0 => return false,
                    ')' => {
                        depth -= 1;
                        body |= depth == 0;
                    }
                    _ if depth == 0 => return false,
                    _ => {}
                }
            }
            c => {
                if let Some(last) = last {
                    last.push(c);
                }
            }
        }
    }
    let rest = words.pop().unwrap_or_default();
    let empty = rest.to_ascii_uppercase().split_whitespace().last() == Some("EMPTY");
    let inner_empty = text.to_ascii_uppercase().contains("EMPTY");
    depth == 0
        && part(&rest, 0)
        && if body { trim(&rest).is_empty() && (numbers > 0 || inner_empty) } else { empty }
}

/// `start/end`: years, months or days, the start before the end. One alone counts where `single`.
pub(crate) fn is_interval(text: &str, single: bool) -> bool {
    let moment = |part: &str| -> Option<(u8, (i64, u8, u8))> {
        if let Some(day) = date::iso(part) {
            return Some((3, (day.year.into(), day.month, day.day)));
        }
        if let Some((year, month)) = month(part) {
            return Some((2, (year, month, 0)));
        }
        Some((1, (year(part)?, 0, 0)))
    };
    match text.split_once('/') {
        Some((start, end)) => match (moment(start), moment(end)) {
            (Some((a, start)), Some((b, end))) => a == b && start < end,
            _ => false,
        },
        None => single && moment(text).is_some(),
    }
}

/// The texts of a day in a format: a pattern, or the form of the standard where any notation may stand. Absent where the
/// format cannot hold the day.
pub(crate) fn date_in(day: Date, format: &str) -> Option<String> {
    match format {
        ANY | "%Y-%m-%d" => Some(day.to_string()),
        _ => pattern::write(&pattern::Moment { date: Some(day), time: None }, format),
    }
}

/// A day as it is shown in a message: in the format of the field where that can hold it.
pub(crate) fn write_date(day: Date, format: &str) -> String {
    date_in(day, format).unwrap_or_else(|| day.to_string())
}

/// Reads a day written in a format, to the letter; in the format `any` whatever has one reading. A month or year alone
/// is its first day.
pub(crate) fn read_date(text: &str, format: &str) -> Option<Date> {
    match format {
        "%Y-%m-%d" => date::iso(text),
        ANY => match date::read(text) {
            DateReading::Iso(day) => Some(day),
            DateReading::Converted(written) if !written.short_year => Some(written.date),
            _ => None,
        },
        _ => pattern::read(text, format)?.date,
    }
}

#[cfg(test)]
mod tests {
    use super::super::contact::is_plain_web_address;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_plain_web_address_is_one(text in "https?:/{1,3}[a-c1é.:-]{0,6}(\\.(org|fr))?[/?#]?[a-z é\u{a0}\u{200b}:/?#]{0,6}|.{0,12}") {
            prop_assert!(!is_plain_web_address(&text) || is_any_uri(&text), "{}", text);
        }
    }

    #[test]
    fn plain_web_addresses() {
        for text in ["https://example.org", "http://a-b.example.org/x?y=1#z", "https://example.org?x"] {
            assert!(is_plain_web_address(text) && is_any_uri(text), "{text}");
        }
        for text in [
            "https://example.org:80/",
            "https://example.org/a b",
            "ftp://example.org",
            "https://é.org",
            "https://",
        ] {
            assert!(!is_plain_web_address(text), "{text}");
        }
    }

    #[test]
    fn dates_in_other_formats() {
        for (text, format) in
            [("14/03/2025", "%d/%m/%Y"), ("2025-03-14", "%Y-%m-%d"), ("03.14.25", "%m.%d.%y")]
        {
            let day = read_date(text, format);
            assert_eq!(day, Date::new(2025, 3, 14), "{text}");
            assert_eq!(day.map(|d| write_date(d, format)).as_deref(), Some(text));
        }
        assert_eq!(read_date("14/03/2025 ", "%d/%m/%Y"), None);
        assert_eq!(read_date("é4/03/2025", "%d/%m/%Y"), None);
        assert_eq!(read_date("14 mars 2025", ANY), Date::new(2025, 3, 14));
        assert_eq!(read_date("04/05/2025", ANY), None);
    }

    #[test]
    fn years_and_months() {
        assert!(is_month("2025-12") && !is_month("2025-13") && is_year("2025") && !is_year("25"));
        assert!(is_year("-0044") && is_year("12025") && !is_year("02025"));
        assert_eq!(month_meant("03/2025").as_deref(), Some("2025-03"));
        assert_eq!(month_meant("03-04"), None);
        assert_eq!(year_meant("2025.0").as_deref(), Some("2025"));
        assert_eq!(year_meant("2025.5"), None);
    }

    #[test]
    fn identifiers_and_bytes() {
        assert!(is_uuid("123e4567-e89b-12d3-a456-426614174000") && !is_uuid("123e4567"));
        assert_eq!(uuid_meant("123e4567"), None);
        assert!(is_base64("aGVsbG8=") && is_base64("") && !is_base64("aGVsbG8") && !is_base64("a==="));
        assert_eq!(base64_meant("aGVs\r\nbG8=").as_deref(), Some("aGVsbG8="));
        assert!(
            is_uri("urn:x:y")
                && is_uri("mailto:a@b.c")
                && !is_uri("http:")
                && !is_uri("a b:c")
                && !is_uri("x")
        );
    }

    #[test]
    fn geometries_and_intervals() {
        for good in [
            "POINT (30 10)",
            "point z(1 2 3)",
            "SRID=4326;POLYGON ((30 10, 40 40, 20 40, 30 10))",
            "POINT EMPTY",
            "GEOMETRYCOLLECTION (POINT (40 10), LINESTRING (10 10, 20 20))",
            "MULTIPOINT (10 40, 40 30)",
        ] {
            assert!(is_wkt(good), "{good}");
        }
        for bad in [
            "POINT",
            "POINT (30)",
            "POINT (a b)",
            "POINT (30 10",
            "DOT (1 2)",
            "",
            "POINT ()",
            "POINT (1 2))",
            "(1 2)",
            "POINT (1 2) x",
        ] {
            assert!(!is_wkt(bad), "{bad}");
        }
        assert!(is_interval("2024/2025", false) && is_interval("2024-01/2024-03", false));
        assert!(
            !is_interval("2025/2024", false)
                && !is_interval("2024/2024-03", false)
                && !is_interval("2024", false)
        );
        assert!(is_interval("2024", true));
    }
}
