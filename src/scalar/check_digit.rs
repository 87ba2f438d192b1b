//! Identifiers with a check digit: companies, accounts, books, articles.

/// The names of the formats.
pub(crate) const FORMATS: &[&str] =
    &["siren", "siret", "iban", "bic", "vat", "gtin", "isbn", "issn", "luhn", "nir", "lei"];

/// What is wrong with an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The number or kind of its signs.
    Form,
    /// The check digit does not fit the others.
    Digit,
}

/// The identifier without the blanks, dots and dashes that people put between its groups, in capitals.
pub(crate) fn tidy(text: &str) -> String {
    let between = |c: &char| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}');
    text.chars().filter(between).flat_map(char::to_uppercase).collect()
}

/// What the format asks for, in words.
pub(crate) fn expected(format: &str) -> [&'static str; 2] {
    match format {
        "siren" => ["9 digits", "9 chiffres"],
        "siret" => ["14 digits", "14 chiffres"],
        "iban" => [
            "the letters of a country and as many signs as its accounts have",
            "les lettres d’un pays et autant de signes que ses comptes en ont",
        ],
        "bic" => ["8 or 11 letters and digits", "8 ou 11 lettres et chiffres"],
        "vat" => [
            "the letters of a country of the European Union and its digits",
            "les lettres d’un pays de l’Union européenne et ses chiffres",
        ],
        "gtin" => ["8, 12, 13 or 14 digits", "8, 12, 13 ou 14 chiffres"],
        "isbn" => ["10 or 13 digits", "10 ou 13 chiffres"],
        "issn" => ["8 digits", "8 chiffres"],
        "nir" => ["15 digits", "15 chiffres"],
        "lei" => ["20 letters and digits", "20 lettres et chiffres"],
        _ => ["at least 2 digits", "au moins 2 chiffres"],
    }
}

/// What is wrong with a tidy identifier; nothing if it is right. The account number within an IBAN is not judged.
pub(crate) fn fault(format: &str, text: &str) -> Option<Fault> {
    let all = |count: &[usize], test: fn(&u8) -> bool| {
        count.contains(&text.len()) && text.as_bytes().iter().all(test)
    };
    let (has_form, fits) = match format {
        "siren" => (all(&[9], u8::is_ascii_digit), luhn(text)),
        "siret" => (all(&[14], u8::is_ascii_digit), siret(text)),
        "iban" => (is_iban(text), iban(text)),
        "bic" => (["@@@@@@**", "@@@@@@*****"].iter().any(|shape| has_shape(text, shape)), true),
        "vat" => (is_vat(text), vat(text)),
        "gtin" => (all(&[8, 12, 13, 14], u8::is_ascii_digit), gtin(text)),
        "isbn" if text.len() == 13 => (
            all(&[13], u8::is_ascii_digit) && (text.starts_with("978") || text.starts_with("979")),
            gtin(text),
        ),
        "isbn" => (with_x(text, 10), mod_11(text)),
        "issn" => (with_x(text, 8), mod_11(text)),
        "nir" => nir(text),
        "lei" => (
            all(&[20], u8::is_ascii_alphanumeric) && text.as_bytes().iter().skip(18).all(u8::is_ascii_digit),
            mod_97(text, "") == 1,
        ),
        _ => (text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit()), luhn(text)),
    };
    match (has_form, fits) {
        (false, _) => Some(Fault::Form),
        (true, false) => Some(Fault::Digit),
        (true, true) => None,
    }
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.bytes().map(|b| u32::from(b.wrapping_sub(b'0')))
}

/// Every second digit from the right counts twice.
fn luhn(text: &str) -> bool {
    let doubled = digits(text).rev().enumerate().map(|(place, digit)| match digit * 2 {
        twice if place % 2 == 1 => twice / 10 + twice % 10,
        _ => digit,
    });
    doubled.fold(0, u32::wrapping_add) % 10 == 0
}

/// The establishments of La Poste have numbers whose digits add up to a multiple of five.
fn siret(text: &str) -> bool {
    let Some(siren) = text.get(..9) else { return false };
    luhn(siren) && (luhn(text) || (siren == "356000000" && digits(text).fold(0, u32::wrapping_add) % 5 == 0))
}

/// Every second digit from the right, but for the last, counts three times.
fn gtin(text: &str) -> bool {
    let weighed =
        digits(text).rev().enumerate().map(|(place, digit)| if place % 2 == 1 { 3 * digit } else { digit });
    weighed.fold(0, u32::wrapping_add) % 10 == 0
}

/// Digits, of which the last may be an X for ten.
fn with_x(text: &str, count: usize) -> bool {
    let digits = text.strip_suffix('X').unwrap_or(text);
    text.len() == count && digits.len() + 1 >= count && digits.bytes().all(|b| b.is_ascii_digit())
}

fn mod_11(text: &str) -> bool {
    let value = |b: u8| if b == b'X' { 10 } else { u32::from(b.wrapping_sub(b'0')) };
    text.bytes()
        .rev()
        .zip(1..)
        .fold(0_u32, |sum, (b, weight)| sum.wrapping_add(value(b).wrapping_mul(weight)))
        % 11
        == 0
}

/// The rest of a number in which letters stand for 10 to 35, divided by 97.
fn mod_97(text: &str, then: &str) -> u32 {
    text.chars().chain(then.chars()).fold(0, |rest, c| match c.to_digit(36) {
        Some(value) if value > 9 => (rest * 100 + value) % 97,
        Some(value) => (rest * 10 + value) % 97,
        None => rest,
    })
}

/// `#` is a digit, `@` a letter, `*` either; other signs stand for themselves.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(b, sign)| match sign {
            b'#' => b.is_ascii_digit(),
            b'@' => b.is_ascii_uppercase(),
            b'*' => b.is_ascii_digit() || b.is_ascii_uppercase(),
            other => b == other,
        })
}

/// The lengths of account numbers, by country.
const IBAN: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 \
    EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 \
    KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 \
    PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

fn is_iban(text: &str) -> bool {
    let Some((country, rest)) = text.split_at_checked(2) else { return false };
    let length = IBAN.split(' ').find_map(|entry| entry.strip_prefix(country)?.parse::<usize>().ok());
    length == Some(text.len())
        && rest.bytes().take(2).all(|b| b.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// The first four signs are counted after the others.
fn iban(text: &str) -> bool {
    let Some((first, rest)) = text.split_at_checked(4) else { return false };
    mod_97(rest, first) == 1 && !["00", "01", "99"].iter().any(|key| first.ends_with(key))
}

/// The shapes of numbers for the value added tax, by country.
const VAT: &[(&str, &[&str])] = &[
    ("AT", &["U########"]),
    ("BE", &["##########"]),
    ("BG", &["#########", "##########"]),
    ("CY", &["########@"]),
    ("CZ", &["########", "#########", "##########"]),
    ("DE", &["#########"]),
    ("DK", &["########"]),
    ("EE", &["#########"]),
    ("EL", &["#########"]),
    ("ES", &["*#######*"]),
    ("FI", &["########"]),
    ("FR", &["**#########"]),
    ("HR", &["###########"]),
    ("HU", &["########"]),
    ("IE", &["#*#####@", "#######@@"]),
    ("IT", &["###########"]),
    ("LT", &["#########", "############"]),
    ("LU", &["########"]),
    ("LV", &["###########"]),
    ("MT", &["########"]),
    ("NL", &["#########B##"]),
    ("PL", &["##########"]),
    ("PT", &["#########"]),
    ("RO", &["##", "###", "####", "#####", "######", "#######", "########", "#########", "##########"]),
    ("SE", &["############"]),
    ("SI", &["########"]),
    ("SK", &["##########"]),
    ("XI", &["#########", "############", "GD###", "HA###"]),
];

fn is_vat(text: &str) -> bool {
    let Some((country, rest)) = text.split_at_checked(2) else { return false };
    let shapes = VAT.iter().find(|(own, _)| *own == country).map_or(&[][..], |(_, shapes)| shapes);
    shapes.iter().any(|shape| has_shape(rest, shape))
}

/// The check digits of six countries; those of the others are not looked at.
fn vat(text: &str) -> bool {
    let Some((country, rest)) = text.split_at_checked(2) else { return false };
    let number = |from: usize, to: usize| rest.get(from..to).and_then(|part| part.parse::<u32>().ok());
    match country {
        "BE" => number(0, 8).zip(number(8, 10)).is_some_and(|(body, key)| 97 - body % 97 == key),
        "DE" => {
            let rest = digits(rest).take(8).fold(10, |product, digit| match (digit + product) % 10 {
                0 => 20 % 11,
                sum => 2 * sum % 11,
            });
            number(8, 9) == Some((11 - rest) % 10)
        }
        // Newer keys have letters; their rule is another one.
        "FR" => number(0, 2)
            .is_none_or(|key| number(2, 11).is_some_and(|siren| (12 + 3 * (siren % 97)) % 97 == key)),
        "IT" => luhn(rest),
        "LU" => number(0, 6).zip(number(6, 8)).is_some_and(|(body, key)| body % 89 == key),
        "PT" => {
            let sum =
                digits(rest).take(8).zip((2..=9).rev()).fold(0, |sum, (digit, weight)| sum + digit * weight);
            let key = 11 - sum % 11;
            number(8, 9) == Some(if key > 9 { 0 } else { key })
        }
        _ => true,
    }
}

/// Thirteen digits and a key; the departments of Corsica have a letter.
fn nir(text: &str) -> (bool, bool) {
    let (Some(body), Some(key)) = (text.get(..13), text.get(13..)) else { return (false, false) };
    let body = body.replacen("2A", "19", 1).replacen("2B", "18", 1);
    let corsica = text.get(5..7).is_some_and(|d| matches!(d, "2A" | "2B"));
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    let form = text.len() == 15
        && (plain || (corsica && body.bytes().chain(key.bytes()).all(|b| b.is_ascii_digit())));
    let fits =
        body.parse::<u64>().ok().zip(key.parse::<u64>().ok()).is_some_and(|(n, key)| 97 - n % 97 == key);
    (form, fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_and_wrong_identifiers_of_each_format() {
        for (format, right, wrong) in [
            ("siren", &["732829320", "356000000"][..], &["123456789"][..]),
            ("siret", &["73282932000074", "35600000049837"], &["73282932000075", "35600000049838"]),
            ("iban", &["GB82WEST12345698765432", "DE89370400440532013000"], &["GB83WEST12345698765432"]),
            (
                "vat",
                &[
                    "FR40303265045",
                    "DE136695976",
                    "IT00743110157",
                    "LU15027442",
                    "PT501964843",
                    "BE0428759497",
                    "ATU00000000",
                ],
                &[
                    "FR41303265045",
                    "DE136695978",
                    "IT00743110158",
                    "LU15027443",
                    "PT501964842",
                    "BE0431150351",
                ],
            ),
            ("gtin", &["4006381333931", "96385074"], &["4006381333932"]),
            ("isbn", &["0306406152", "9780306406157", "080442957X"], &["0306406153", "9780306406158"]),
            ("issn", &["03785955", "2434561X"], &["03785954"]),
            ("luhn", &["79927398713"], &["79927398710"]),
            ("lei", &["213800WSGIIZCXF1P572"], &["213800WSGIIZCXF1P573"]),
        ] {
            for text in right {
                assert_eq!(fault(format, text), None, "{format} {text}");
            }
            for text in wrong {
                assert_eq!(fault(format, text), Some(Fault::Digit), "{format} {text}");
            }
        }
        for (format, text) in [
            ("siren", "12345678"),
            ("siret", "7328293200007X"),
            ("iban", "GB82WEST1234569876543"),
            ("iban", "ZZ82WEST12345698765432"),
            ("bic", "DEUTDEF"),
            ("bic", "DEUT1EFF"),
            ("vat", "FR123"),
            ("vat", "US123456789"),
            ("gtin", "123"),
            ("isbn", "97X0306406157"),
            ("issn", "0378595"),
            ("luhn", "x"),
            ("luhn", ""),
            ("nir", ""),
            ("lei", "é"),
            ("iban", "é€"),
            ("nir", "é€é€é€é€"),
        ] {
            assert_eq!(fault(format, text), Some(Fault::Form), "{format} {text}");
        }
        assert_eq!(fault("bic", "DEUTDEFF"), None);
        assert_eq!(fault("iban", "GB00HLFX11016111455365"), Some(Fault::Digit));
    }

    /// A digit that is changed is noticed, whichever it is.
    #[test]
    fn one_wrong_digit_is_always_noticed() {
        for (format, right) in [
            ("siren", "732829320"),
            ("iban", "DE89370400440532013000"),
            ("gtin", "4006381333931"),
            ("isbn", "0306406152"),
            ("lei", "213800WSGIIZCXF1P572"),
        ] {
            for place in 0..right.len() {
                let own = right.as_bytes()[place];
                for digit in (b'0'..=b'9').filter(|digit| own.is_ascii_digit() && *digit != own) {
                    let mut text = right.as_bytes().to_vec();
                    text[place] = digit;
                    let text = String::from_utf8(text).unwrap();
                    assert!(fault(format, &text).is_some(), "{format} {text}");
                }
            }
        }
    }

    #[test]
    fn the_key_of_a_social_security_number_goes_by_97() {
        let body = 2_690_549_588_157_u64;
        let text = format!("{body}{:02}", 97 - body % 97);
        assert_eq!(fault("nir", &text), None);
        let corsica = 2_690_519_588_157_u64;
        let key = 97 - corsica % 97;
        assert_eq!(fault("nir", &format!("269052A588157{key:02}")), None);
        assert_eq!(fault("nir", &format!("{body}00")), Some(Fault::Digit));
    }

    #[test]
    fn what_stands_between_groups_goes() {
        assert_eq!(tidy("gb82 WEST-1234.5698"), "GB82WEST12345698");
        assert_eq!(tidy("732\u{a0}829\u{202f}320"), "732829320");
    }
}
