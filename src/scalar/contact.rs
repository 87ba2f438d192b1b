//! Ways to reach somebody: e-mail address, telephone number, web address, user name. Shapes only: whether somebody
//! answers there is not known here.

mod problems;

pub(crate) use problems::*;

use super::number::digit;
use super::text::{hides_something, is_blank, is_invisible, trim};

/// What a text says as an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Contact {
    /// It has the right shape.
    Good,
    /// It has not, but this was probably meant.
    Near(String),
    /// There are several in one cell.
    Several,
    /// It has another shape.
    Not,
}

/// The longest address that mail systems carry.
const LONGEST_EMAIL: usize = 254;

/// Judges an e-mail address by the rule that browsers use, with one condition more: the domain has a point.
#[must_use]
pub(crate) fn email(text: &str) -> Contact {
    if is_email(text) {
        return Contact::Good;
    }
    // What `email_meant` takes for the sign.
    if !text.contains(['@', '(', '[']) {
        return Contact::Not;
    }
    let parts = text.split([',', ';', ' ', '\n', '/']).map(bare).filter(|part| !part.is_empty());
    if parts.filter(|part| is_email(part)).take(2).count() == 2 {
        return Contact::Several;
    }
    email_meant(text).map_or(Contact::Not, Contact::Near)
}

/// Which bytes may stand before the sign of an e-mail address.
static IN_NAME: [bool; 256] = {
    let mut all = [false; 256];
    let (mut byte, mut at) = (0, 0);
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        let letter = byte as u8;
        all[byte] = letter.is_ascii_alphanumeric();
        byte += 1;
    }
    let signs = b".!#$%&'*+/=?^_`{|}~-";
    while at < signs.len() {
        all[signs[at] as usize] = true;
        at += 1;
    }
    all
};

pub(crate) fn is_email(text: &str) -> bool {
    let length = text.bytes().take_while(|b| IN_NAME[usize::from(*b)]).count();
    let domain = text.as_bytes().get(length..).and_then(|rest| rest.strip_prefix(b"@"));
    text.len() <= LONGEST_EMAIL && length > 0 && domain.is_some_and(is_domain)
}

/// Labels of letters, digits and inner hyphens with points between them, at least two.
fn is_domain(domain: &[u8]) -> bool {
    let (mut points, mut label, mut digits, mut before) = (0, 0, true, b'.');
    for byte in domain {
        match byte {
            b'.' if label > 0 && before != b'-' => (points, label, digits) = (points + 1, 0, true),
            b'-' if label > 0 => (label, digits) = (label + 1, false),
            _ if byte.is_ascii_alphanumeric() => {
                label += 1;
                digits &= byte.is_ascii_digit();
            }
            _ => return false,
        }
        if label > 63 {
            return false;
        }
        before = *byte;
    }
    points > 0 && label > 1 && before != b'-' && !digits
}

/// The address without what is often around it.
fn bare(text: &str) -> &str {
    let text = trim(text);
    let text =
        text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(inner, _)| inner);
    let start = text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let text = if start { text.get(7..).unwrap_or("") } else { text };
    text.trim_matches(|c: char| {
        is_blank(c) || matches!(c, ',' | ';' | '.' | '<' | '>' | '"' | '\'' | '(' | ')' | ':')
    })
}

fn email_meant(text: &str) -> Option<String> {
    let bare = bare(text);
    let without_blanks: String = bare.chars().filter(|c| !is_blank(*c) && !is_invisible(*c)).collect();
    let one_at = without_blanks.replace("@@", "@").replace("(at)", "@").replace("[at]", "@");
    let points = one_at.replace("..", ".");
    let domain_commas =
        points.split_once('@').map(|(name, domain)| format!("{name}@{}", domain.replace([',', ';'], ".")));
    let candidates = [Some(bare.to_owned()), Some(without_blanks), Some(points), domain_commas];
    candidates.into_iter().flatten().find(|candidate| is_email(candidate))
}

/// Whether the text can be a telephone number: 7 to 15 digits, with the marks people put between them and perhaps an
/// extension.
#[must_use]
pub(crate) fn is_phone(text: &str) -> bool {
    is_plain_phone(text) || is_any_phone(text)
}

/// Digits with single blanks, points or hyphens between them, perhaps behind a plus: as most numbers are written. It is seen
/// at a third of the price.
fn is_plain_phone(text: &str) -> bool {
    let (mut digits, mut between) = (0, true);
    for byte in text.strip_prefix('+').unwrap_or(text).bytes() {
        match byte {
            b'0'..=b'9' => (digits, between) = (digits + 1, false),
            b' ' | b'.' | b'-' if !between => between = true,
            _ => return false,
        }
    }
    !between && (7..=15).contains(&digits)
}

fn is_any_phone(text: &str) -> bool {
    let main = trim(without_extension(text));
    let digits = main.chars().filter(|c| digit(*c).is_some()).count();
    let mut plus_allowed = true;
    let marks_fit = main.chars().all(|c| {
        let plus = matches!(c, '+' | '＋');
        let fits = digit(c).is_some() || is_blank(c) || is_phone_mark(c) || (plus && plus_allowed);
        plus_allowed &= c == '(' || is_blank(c);
        fits
    });
    (7..=15).contains(&digits) && marks_fit && brackets_match(main)
}

/// Whether the text can be a telephone number in France: ten digits after a nought, a short number (`115`, `3949`,
/// `118 712`), or one of another country. Which numbers there are is not known here.
#[must_use]
pub(crate) fn is_french_phone(text: &str) -> bool {
    let main = trim(without_extension(text));
    let digits: String = main.chars().filter_map(digit).map(|digit| char::from(b'0' + digit)).collect();
    let national = |rest: &str| rest.len() == 9 && !rest.starts_with('0');
    let short = match digits.len() {
        3 => digits.starts_with('1'),
        4 => digits.starts_with('3') || digits.starts_with("10"),
        6 => digits.starts_with("118") || digits.starts_with("116"),
        _ => false,
    };
    if short {
        return main.chars().all(|c| digit(c).is_some() || is_blank(c) || matches!(c, '.' | '-'));
    }
    let abroad = if main.contains(['+', '＋']) { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    is_phone(text)
        && match abroad {
            // The nought of numbers dialled at home is often left in brackets.
            Some(abroad) => match abroad.strip_prefix("33") {
                Some(rest) => national(rest.strip_prefix('0').unwrap_or(rest)),
                None => abroad.starts_with(|c| matches!(c, '1'..='9')),
            },
            None => digits.strip_prefix('0').is_none_or(national),
        }
}

/// The number before an extension; everything when there is none.
fn without_extension(text: &str) -> &str {
    let start = text.find(|c: char| c.is_ascii_alphabetic() || c == '#');
    let Some((main, extension)) = start.and_then(|start| text.split_at_checked(start)) else { return text };
    let mark = extension.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = extension.len() - mark.len();
    let known = ["ext.", "ext", "x", "#", "poste"].iter().any(|word| word.eq_ignore_ascii_case(trim(mark)));
    if known && (1..=6).contains(&digits) { main } else { text }
}

fn is_phone_mark(c: char) -> bool {
    matches!(c, '(' | ')' | '-' | '.' | '/' | '‐' | '‑' | '–' | '\u{202c}' | '\u{202d}')
}

fn brackets_match(text: &str) -> bool {
    let (open, close) = (text.matches('(').count(), text.matches(')').count());
    open == close && open <= 1 && text.find('(') <= text.find(')')
}

/// Judges an address: a scheme and what follows it, without blanks; on the web a domain. Without a scheme the web is meant.
#[must_use]
pub(crate) fn web_address(text: &str) -> Contact {
    if super::shape::is_uri(text) {
        return Contact::Good;
    }
    let bare = trim(text);
    let repaired = match bare.split_once("://") {
        None => format!("https://{}", bare.trim_start_matches('/')),
        Some((scheme, rest)) if scheme.len() <= 6 && scheme.to_ascii_lowercase().starts_with("ht") => {
            format!("https://{rest}")
        }
        Some(_) => return Contact::Not,
    };
    if is_web_address(&repaired) && !bare.contains('@') { Contact::Near(repaired) } else { Contact::Not }
}

/// `https://example.org/page`: a host without a port, and behind it what is drawn of ASCII. Most addresses are of this form,
/// and it is seen at a third of the price.
pub(super) fn is_plain_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.unwrap_or_default().as_bytes();
    let host = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host);
    is_domain(host) && path.iter().all(u8::is_ascii_graphic)
}

pub(crate) fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host_and_port = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (host, port) = host_and_port.rsplit_once(':').unwrap_or((host_and_port, "80"));
    let port_fits = (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
    // Domains in other scripts are written as they are; only their parts are looked at.
    let host_fits =
        if host.is_ascii() { is_domain(host.as_bytes()) || is_v4(host) } else { host.contains('.') };
    known && port_fits && host_fits && !hides_something(text)
}

fn is_v4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok()
}

/// Whether the text can be a name to log in with: no blanks, nothing invisible.
#[must_use]
pub(crate) fn is_username(text: &str) -> bool {
    !text.is_empty() && !hides_something(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rule as it is said, label by label.
    fn is_domain_by_labels(domain: &str) -> bool {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let last = domain.rsplit('.').next().unwrap_or("");
        domain.contains('.')
            && domain.split('.').all(label)
            && last.len() >= 2
            && !last.bytes().all(|b| b.is_ascii_digit())
    }

    proptest! {
        #[test]
        fn a_domain_is_told_as_by_its_labels(domain in "([a1é.-]{0,6}|[a-]{60,66})([.][a1-]{0,3}){0,2}") {
            prop_assert_eq!(is_domain(domain.as_bytes()), is_domain_by_labels(&domain), "{}", domain);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_plain_number_is_a_number(text in "[+]?[0-9 .+()/x-]{5,22}|[+]?([0-9]{1,4}[ .-]){1,6}[0-9]{1,4}") {
            prop_assert!(!is_plain_phone(&text) || is_any_phone(&text), "{}", text);
        }
    }

    #[test]
    fn plain_numbers() {
        for text in ["+33 1 23 45 67 89", "01.23.45.67.89", "555-123-4567", "1234567"] {
            assert!(is_plain_phone(text) && is_any_phone(text), "{text}");
        }
        for text in
            ["", "+", "123456", "1234567890123456", "1234567-", "12345--67", "+ 1234567", "(01) 1234567"]
        {
            assert!(!is_plain_phone(text), "{text}");
        }
    }

    fn near(text: &str) -> Contact {
        Contact::Near(text.to_owned())
    }

    #[test]
    fn email_addresses() {
        for text in [
            "ana@acme.fr",
            "a.b+c@sub.example.org",
            "o'brien@example.ie",
            "x@y-z.co",
            "1@2.org",
            "A_B@EXAMPLE.COM",
            "a/b@example.org",
        ] {
            assert_eq!(email(text), Contact::Good, "{text}");
        }
        for (text, meant) in [
            ("mailto:ana@acme.fr", "ana@acme.fr"),
            ("MAILTO: ana@acme.fr", "ana@acme.fr"),
            ("ana@acme.fr,", "ana@acme.fr"),
            ("ana@acme.fr.", "ana@acme.fr"),
            ("<ana@acme.fr>", "ana@acme.fr"),
            ("Ana Ruiz <ana@acme.fr>", "ana@acme.fr"),
            ("ana @acme.fr", "ana@acme.fr"),
            ("ana@acme. fr", "ana@acme.fr"),
            ("ana@@acme.fr", "ana@acme.fr"),
            ("ana@acme,fr", "ana@acme.fr"),
            ("ana@acme..fr", "ana@acme.fr"),
            ("ana(at)acme.fr", "ana@acme.fr"),
            ("ana@acme.fr;", "ana@acme.fr"),
        ] {
            assert_eq!(email(text), near(meant), "{text}");
        }
        for text in
            ["ana@acme.fr, bob@acme.fr", "a@b.org;c@d.org", "a@b.org c@d.org", "A <a@b.org>; B <c@d.org>"]
        {
            assert_eq!(email(text), Contact::Several, "{text}");
        }
        for text in [
            "",
            "ana",
            "@acme.fr",
            "ana@",
            "ana@acme",
            "ana@-acme.fr",
            "ana@acme.f",
            "aña@acme.fr",
            "a@b@c.org",
            "n/a",
        ] {
            assert_eq!(email(text), Contact::Not, "{text}");
        }
    }

    #[test]
    fn phone_numbers() {
        for text in [
            "+1 555 0100",
            "+353 1 555 0100",
            "(01) 555-0100",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "0612345678",
            "+33612345678",
            "(+33) 6 12 34 56 78",
            "+1 (555) 010-0100",
            "+1 (555) 010-0100 ext. 12",
            "555-010-0100 x123",
            "1/555/0100",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "",
            "12345",
            "n/a",
            "555-CALL-NOW",
            "1234567890123456",
            "06 12 34 56 78 / 06 12 34 56 79",
            "1+2345678",
            "+1 555 0100 (mobile)",
            ")555(0100",
            "((555)) 0100",
            "2025-13",
            "+",
            "a@b.org",
            "555 0100 x",
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn french_phone_numbers() {
        for text in [
            "01 99 00 27 37",
            "0478868230",
            "+33 1 99 00 27 37",
            "+33 (0)1 99 00 27 37",
            "0033199002737",
            "478868230",
            "115",
            "39 49",
            "118 712",
            "+49 30 123456",
            "01.99.00.27.37",
        ] {
            assert!(is_french_phone(text), "{text}");
        }
        for text in [
            "0000000000",
            "0123456789123",
            "+3347886",
            "+0123456789",
            "012345678",
            "215",
            "4949",
            "1+15",
            "",
            "12",
        ] {
            assert!(!is_french_phone(text), "{text}");
        }
    }

    #[test]
    fn web_addresses() {
        for text in [
            "https://city.org",
            "http://city.org/a?b=c#d",
            "HTTPS://City.org:8443/",
            "https://192.168.1.1/x",
            "https://münchen.de",
            "ftp://city.org",
            "mailto:jo@city.org",
        ] {
            assert_eq!(web_address(text), Contact::Good, "{text}");
        }
        for (text, meant) in [
            ("city.org", "https://city.org"),
            ("www.city.org/x", "https://www.city.org/x"),
            ("//city.org", "https://city.org"),
            ("htp://city.org", "https://city.org"),
            (" https://city.org ", "https://city.org"),
        ] {
            assert_eq!(web_address(text), near(meant), "{text}");
        }
        for text in ["", "city", "https://", "https://city", "a b.org", "jo@city.org", "n/a", "12.5"] {
            assert_eq!(web_address(text), Contact::Not, "{text}");
        }
    }

    #[test]
    fn user_names() {
        assert!(is_username("jdoe") && is_username("j.doe@x") && is_username("é"));
        assert!(
            !is_username("j doe")
                && !is_username("")
                && !is_username("j\u{a0}doe")
                && !is_username("j\u{200b}")
        );
    }
}
