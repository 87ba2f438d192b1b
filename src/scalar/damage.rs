//! What other programs make of values before a file comes here: error values, words for "empty", guards, shortened
//! numbers, dates made of codes, signs of web pages. All are told from the text, so that text files and workbooks get the
//! same guards.

use super::date;
use super::text::{fold, trim};
use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// Error values without a mark at their end. Those with one (`#REF!`, `#BEZUG!`, `#NAME?`) are told by their form, in
/// every language of spreadsheets.
const ERROR_VALUES: &[&str] = &[
    "#n/a",
    "#n/d",
    "#nv",
    "#n/b",
    "#i/t",
    "#н/д",
    "#yok",
    "#hiányzik",
    "#puuttuu",
    "#saknas",
    "#skärning",
    "#ogiltigt",
    "#referens",
    "#není_k_dispozici",
    "#getting_data",
    "#ref",
    "#div/0",
    "#value",
    "#name",
    "loading...",
    "loading…",
    "chargement...",
    "chargement…",
    "wird geladen...",
    "wird geladen…",
];

/// Words that programs of databases and tables write where there is no value, to the letter: a person may be called
/// Null, and `NA` is Namibia.
const EMPTY_WORDS: &[&str] = &[
    "NULL",
    "null",
    "(null)",
    "(NULL)",
    "<null>",
    "<NULL>",
    "[null]",
    "[NULL]",
    "\\N",
    "None",
    "nan",
    "NaN",
    "NAN",
    "-nan",
    "undefined",
    "nil",
    "NaT",
    "<NA>",
    "#NULL",
];

/// Whether a text deserves the long look. It may say yes of an innocent one, and never no of a damaged one.
pub(crate) fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return false };
    let by_start = match first {
        b'#' | b'=' | b'\'' | b'(' | b'[' | b'<' | b'\\' | b' ' => true,
        b'N' | b'n' | b'u' | b'-' => bytes.len() <= 9 && is_empty_word(text),
        b'L' | b'C' | b'W' => (text.ends_with("...") || text.ends_with('…')) && is_error_value(text),
        b'E' => text.starts_with("Err:"),
        _ => false,
    };
    by_start || has_marks(text)
}

/// A sign of web pages.
const MARKUP: u8 = 1;
/// What a shortened number has before its exponent.
const PLUS: u8 = 2;
/// What stands between the parts of a date that was made of a code.
const JOINT: u8 = 4;

/// What each byte may be a mark of.
static MARK_OF_BYTE: [u8; 256] = {
    let mut marks = [0; 256];
    marks[b'&' as usize] = MARKUP;
    marks[b'<' as usize] = MARKUP;
    marks[b'+' as usize] = PLUS;
    marks[b'-' as usize] = JOINT;
    marks[b'.' as usize] = JOINT;
    marks[b'/' as usize] = JOINT;
    marks
};

/// Texts of more bytes are no shortened numbers.
const SHORTENED: usize = 24;

/// Whether signs of web pages, a shortened number or a date made of a code show. One look at the bytes tells most texts
/// from these.
fn has_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() > SHORTENED {
        // Of a long text, only points at its end are taken away before it is held to be a date.
        return memchr2(b'&', b'<', bytes).is_some() || (text.ends_with('.') && is_turned_date(text));
    }
    let marks = bytes.iter().fold(0, |marks, byte| marks | MARK_OF_BYTE[usize::from(*byte)]);
    marks & MARKUP != 0
        || (marks & PLUS != 0 && is_shortened(text))
        || (marks & JOINT != 0 && is_turned_date(text))
}

/// Whether the text is what a spreadsheet shows instead of a value: `#N/A`, `#WERT!`, `Err:502`, `########`.
pub(crate) fn is_error_value(text: &str) -> bool {
    let text = trim(text);
    if text.len() > 40 {
        return false;
    }
    if let Some(number) = text.strip_prefix("Err:") {
        return number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(rest) = text.strip_prefix('#') else {
        // Those without the sign say that something is still being loaded.
        return text.ends_with(['.', '…']) && ERROR_VALUES.contains(&fold(text).as_ref());
    };
    if rest.len() >= 2 && rest.bytes().all(|b| b == b'#') {
        return true;
    }
    let named = rest.strip_suffix(['!', '?']).is_some_and(|name| {
        let letters = name.chars().filter(|c| c.is_uppercase()).count();
        letters >= 2 && name.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '0' | '_' | '¡' | '¿'))
    });
    named || ERROR_VALUES.contains(&fold(text).as_ref())
}

/// Whether the text is a word that a program writes where there is no value.
pub(crate) fn is_empty_word(text: &str) -> bool {
    let text = trim(text);
    // Most texts begin otherwise.
    text.starts_with(['N', 'n', 'u', '-', '(', '<', '[', '\\', '#']) && EMPTY_WORDS.contains(&text)
}

/// The text inside `="…"`, which tells a spreadsheet to leave it alone.
pub(crate) fn unwrapped(text: &str) -> Option<Cow<'_, str>> {
    let text = trim(text);
    let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
    let rest = inner.replace("\"\"", "");
    (memchr(b'"', rest.as_bytes()).is_none()).then(|| match memchr(b'"', inner.as_bytes()) {
        Some(_) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(inner),
    })
}

/// Whether the text is a number as a spreadsheet shortens it: `1.23457E+15`, `1,23E+15`.
pub(crate) fn is_shortened(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(plus) = memchr(b'+', bytes).filter(|at| *at > 1 && bytes.len() <= SHORTENED) else {
        return false;
    };
    let (Some(mantissa), Some(exponent)) = (bytes.get(..plus - 1), bytes.get(plus + 1..)) else {
        return false;
    };
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let mut parts = mantissa.splitn(2, |b| matches!(b, b'.' | b','));
    matches!(bytes.get(plus - 1), Some(b'E' | b'e'))
        && exponent.len() == 2
        && digits(exponent)
        && parts.next().is_some_and(|whole| whole.len() == 1 && digits(whole))
        && parts.next().is_none_or(digits)
}

/// Months as spreadsheets shorten them in languages in which dates are not read here, unless they are words elsewhere.
const MORE_MONTHS: &[&str] = &[
    "gen", "giu", "lug", "ott", "mrt", "maj", "paź", "kwi", "cze", "wrz", "янв", "фев", "мар", "апр", "май",
    "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
];

/// Whether the text is a date as spreadsheets show what they made of a code: `02-févr`, `Mar-05`, `3-Mar`. In capitals
/// it is more likely a code still.
pub(crate) fn is_turned_date(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    if text.len() < 5 || text.len() > 16 || !text.chars().any(char::is_lowercase) {
        return false;
    }
    let Some((first, second)) = text.split_once(['-', '.', '/']) else { return false };
    let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let month = |part: &str| {
        let part = trim(part.trim_end_matches('.'));
        part.chars().count() >= 3 && (date::is_month(part) || MORE_MONTHS.contains(&fold(part).as_ref()))
    };
    (number(first) && month(second)) || (number(second) && second.len() == 2 && month(first))
}

/// The text without the signs of web pages that stand in it: `Smith &amp; Sons`, `Floor 1<br>Floor 2`. Absent where
/// there are none.
pub(crate) fn without_markup(text: &str) -> Option<String> {
    memchr2(b'&', b'<', text.as_bytes())?;
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(at) = memchr2(b'&', b'<', rest.as_bytes()) {
        let (before, sign) = rest.split_at_checked(at)?;
        out.push_str(before);
        let end = sign.bytes().take(12).position(|b| b == b';' || b == b'>').and_then(|end| sign.get(..=end));
        match end.and_then(|sign| Some((sign, meaning(sign)?))) {
            Some((known, meaning)) => {
                out.push_str(&meaning);
                rest = sign.get(known.len()..).unwrap_or_default();
                found = true;
            }
            None => {
                out.push_str(sign.get(..1).unwrap_or_default());
                rest = sign.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    found.then(|| trim(&out).to_owned())
}

/// Signs of web pages by name, and the letters that they stand for. Of a letter's own sign only the first may be a capital.
const NAMED: &str = "amp& lt< gt> quot\" apos' eacuteé egraveè ecircê eumlë agraveà acircâ aacuteá aumlä aringå \
    aeligæ ccedilç iacuteí icircî iumlï ntildeñ oacuteó ocircô oumlö oslashø oeligœ uacuteú ugraveù ucircû uumlü szligß \
    euro€ ndash– mdash— lsquo‘ rsquo’ ldquo“ rdquo” laquo« raquo» hellip… copy© reg® trade™ deg° pound£";

/// Tags that stand where a line ends, and such that only say how a text looks.
const TAGS: [&str; 12] = ["br", "p", "div", "li", "td", "tr", "b", "i", "u", "em", "span", "strong"];

/// What a sign of web pages stands for, which may be nothing; absent where it is none.
fn meaning(sign: &str) -> Option<String> {
    if let Some(tag) = sign.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        let name = tag.trim_matches(['/', ' ']);
        let at = TAGS.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        return Some(if at < 6 { " " } else { "" }.to_owned());
    }
    let name = sign.strip_prefix('&')?.strip_suffix(';')?;
    if name == "nbsp" {
        return Some(" ".to_owned());
    }
    let Some(number) = name.strip_prefix('#') else {
        let of = |name: &str| {
            let mut known = NAMED.split_ascii_whitespace().filter_map(|entry| {
                entry
                    .strip_prefix(name)?
                    .chars()
                    .next()
                    .filter(|letter| entry.len() == name.len() + letter.len_utf8())
            });
            known.next()
        };
        let capital = |c: char| c.to_uppercase().next().filter(|c| c.is_uppercase());
        return of(name).or_else(|| of(&name.to_ascii_lowercase()).and_then(capital)).map(String::from);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?).filter(|c| !c.is_control()).map(String::from)
}

/// The digits of `1001.0`, as programs write whole numbers that they keep as decimal ones.
pub(crate) fn without_point_zero(text: &str) -> Option<&str> {
    let digits = trim(text).strip_suffix(".0")?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_seen_as_by_a_look_for_each(
            text in "[&<+.a1-]{0,5}|[a-c]{0,30}[&<+.-]{0,2}|[0-9],[0-9]{0,25}E\\+[0-9]{2}|[0-9]{1,2}-(Mar|févr|x)\\.{0,30}"
        ) {
            let each = memchr2(b'&', b'<', text.as_bytes()).is_some() || is_shortened(&text) || is_turned_date(&text);
            prop_assert_eq!(has_marks(&text), each, "{:?}", text);
        }
    }

    #[test]
    fn error_values_of_all_languages() {
        for text in [
            "#N/A",
            "#REF!",
            "#VALEUR!",
            "#WERT!",
            "#BEZUG!",
            "#ERROR!",
            "Loading...",
            "########",
            "#¡VALOR!",
            "#¿NOMBRE?",
            "#DIV/0!",
            "#NOM?",
            "#ЗНАЧ!",
            "#DĚLENÍ_NULOU!",
            "Err:502",
            " #NV ",
            "#NÚM!",
        ] {
            assert!(is_error_value(text) && is_suspect(text), "{text}");
        }
        for text in ["#1", "#5!", "# 12", "#", "#Wow!", "Errand", "Loading", "C#", "#team"] {
            assert!(!is_error_value(text), "{text}");
        }
    }

    #[test]
    fn words_for_empty() {
        for text in ["NULL", "\\N", "(null)", "None", "nan", "undefined"] {
            assert!(is_empty_word(text) && is_suspect(text), "{text}");
        }
        for text in ["NA", "Null", "none", "Nan Goldin", "N", "Nancy"] {
            assert!(!is_empty_word(text), "{text}");
        }
    }

    #[test]
    fn shortened_numbers_and_turned_dates() {
        for text in ["1.23457E+15", "1,23E+15", "5E+11"] {
            assert!(is_shortened(text) && is_suspect(text), "{text}");
        }
        for text in ["2E5", "A+B", "12E+15", "1E+5", "+33 1"] {
            assert!(!is_shortened(text), "{text}");
        }
        for text in [
            "02-févr",
            "Mar-05",
            "3-Mar",
            "01-mars",
            "05-janv",
            "4-Apr",
            "mars-05",
            "7.Mai",
            "05. Mrz",
            "05/mar",
            "01-gen",
            "5-mrt",
            "paź.25",
            "05.мар",
        ] {
            assert!(is_turned_date(text) && is_suspect(text), "{text}");
        }
        for text in ["3-MAR", "A-12", "PO-1", "12-ab", "march", "05-2024", "Mark-12", "set-12", "05/ab"] {
            assert!(!is_turned_date(text), "{text}");
        }
    }

    #[test]
    fn guards_are_taken_off() {
        for (text, expected) in [
            ("=\"0612\"", Some("0612")),
            ("=\"O\"\"Neil\"", Some("O\"Neil")),
            ("=A1", None),
            ("=\"a\"&\"b\"", None),
        ] {
            assert_eq!(unwrapped(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn signs_of_web_pages() {
        for (text, expected) in [
            ("Smith &amp; Sons", Some("Smith & Sons")),
            ("1<br>2", Some("1 2")),
            ("O&#39;Neil", Some("O'Neil")),
            ("&Eacute;cole", Some("École")),
            ("5&euro; &ndash; &nbsp;x", Some("5€ –  x")),
            ("<b>Floor</b> 1<BR />2", Some("Floor 1 2")),
            ("<p>x</p>", Some("x")),
            ("x &unknown; y", None),
            ("a <c> b", None),
            ("&n;", None),
            ("A & B; C", None),
            ("x < y > z", None),
            ("R&D", None),
        ] {
            assert_eq!(without_markup(text).as_deref(), expected, "{text}");
        }
    }
}
