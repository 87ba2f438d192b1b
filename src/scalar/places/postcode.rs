//! Shapes of postcodes. `9` stands for a digit, `A` for a letter, `X` for either.

use super::super::text::is_blank;
use super::Place;

struct Shapes {
    country: &'static str,
    shapes: &'static [&'static str],
    sample: &'static str,
    /// Characters behind the blank; 0 where there is no blank.
    inward: usize,
}

const KNOWN: &[Shapes] = &[
    Shapes { country: "US", shapes: &["99999", "99999-9999"], sample: "02134", inward: 0 },
    Shapes { country: "CA", shapes: &["A9A 9A9"], sample: "K1A 0B1", inward: 3 },
    Shapes {
        country: "GB",
        shapes: &["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"],
        sample: "SW1A 1AA",
        inward: 3,
    },
    Shapes { country: "IE", shapes: &["A99 XXXX", "A9A XXXX"], sample: "D02 AF30", inward: 4 },
];

/// Judges a postcode by the country's two-letter code.
#[must_use]
pub(crate) fn postcode(country_code: &str, text: &str) -> Place {
    let Some(known) = KNOWN.iter().find(|known| known.country == country_code) else {
        return Place::NotJudged;
    };
    let fits = |text: &str| {
        known.shapes.iter().any(|shape| has_shape(text, shape)) && letters_fit(country_code, text)
    };
    if fits(text) {
        return Place::Good;
    }
    let normal = normal(text, known.inward);
    if fits(&normal) {
        return Place::Spelling(normal);
    }
    // Spreadsheets take a zero at the start away.
    let zero = format!("0{normal}");
    if country_code == "US" && fits(&zero) { Place::Suggestion(zero) } else { Place::Unknown }
}

/// A postcode of the country, as an example.
#[must_use]
pub(crate) fn postcode_sample(country_code: &str) -> Option<&'static str> {
    KNOWN.iter().find(|known| known.country == country_code).map(|known| known.sample)
}

/// Upper case, with one blank where the country has it.
fn normal(text: &str, inward: usize) -> String {
    let keep_hyphen = inward == 0;
    let kept = text.chars().filter(|c| !is_blank(*c) && (keep_hyphen || !matches!(c, '-' | '.')));
    let mut normal: String = kept.map(|c| c.to_ascii_uppercase()).collect();
    if inward == 0 && normal.len() == 9 && normal.bytes().all(|b| b.is_ascii_digit()) {
        normal.insert(5, '-');
    } else if inward > 0 && normal.is_ascii() && normal.len() > inward {
        normal.insert(normal.len() - inward, ' ');
    }
    normal
}

fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(b, wanted)| match wanted {
            b'9' => b.is_ascii_digit(),
            b'A' => b.is_ascii_uppercase(),
            b'X' => b.is_ascii_digit() || b.is_ascii_uppercase(),
            mark => b == mark,
        })
}

/// Letters that the country leaves out because they are easily misread.
fn letters_fit(country_code: &str, text: &str) -> bool {
    match country_code {
        "CA" => !text.contains(['D', 'F', 'I', 'O', 'Q', 'U']) && !text.starts_with(['W', 'Z']),
        "GB" => {
            !text.rsplit(' ').next().is_some_and(|inward| inward.contains(['C', 'I', 'K', 'M', 'O', 'V']))
        }
        "IE" => text
            .get(1..3)
            .is_some_and(|key| key.bytes().all(|b| b.is_ascii_digit()) || text.starts_with("D6W")),
        _ => true,
    }
}
