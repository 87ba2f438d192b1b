//! What must hold for any text: no panic, and what a reading gives is read again as itself.

use super::super::choice;
use super::super::contact::{Contact, email, is_phone, is_username, web_address};
use super::super::date::{self, DateEvidence, DateReading};
use super::super::number::{self, NumberEvidence, NumberReading};
use super::super::places::{self, Place};
use super::super::text::{self, Oddities};
use crate::table::Date;
use proptest::prelude::*;

fn is_plain(text: &str) -> bool {
    matches!(number::read(text), NumberReading::Plain { text: read, .. } if read == text)
}

fn number_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+−(]?[€$]?[0-9]{0,4}([., '\u{a0}][0-9]{0,4}){0,4}[)%€-]?",
        "[0-9]{1,3}([hH:][0-9]{1,2}){0,2}( ?min)?",
        "-?[0-9]{1,3}[.,]?[0-9]{0,8}[eE][-+]?[0-9]{1,3}",
        "[०-९٠-٩０-９.,٫ ]{1,8}",
    ]
}

fn date_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{1,4}[-/. ][0-9]{1,4}([-/. ][0-9]{1,4})?( [0-9]{1,2}[:h][0-9]{0,2})?",
        "([0-9]{1,4} ?){0,2}(mars|March|Dez\\.|mar\\.|août|1er|th)[ ,]*([0-9]{1,4} ?){0,2}",
        "[0-9]{4,9}(\\.[0-9]{1,3})?",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2}| ?[AaPp]\\.?[Mm]\\.?)?",
    ]
}

fn any_date() -> impl Strategy<Value = Date> {
    (1950u16..2050, 1u8..=12, 1u8..=28).prop_filter_map("a real day", |(y, m, d)| Date::new(y, m, d))
}

proptest! {
    /// A number said without making its text is said as it would be.
    #[test]
    fn what_a_text_says_is_what_would_be_made(
        text in prop_oneof!["-?[0-9]{1,16}", "-?[0-9]{0,9}\\.[0-9]{0,9}", "-?0?\\.?0{0,3}[0-9]{0,3}"],
        other in any::<f64>(),
    ) {
        for number in [text.parse().unwrap_or(0.0), other] {
            if number::says(&text, number) {
                prop_assert_eq!(number::from_f64(number), Some(text.clone()));
            }
        }
        if let Some(made) = number::from_f64(text.parse().unwrap_or(0.0)) {
            let same = made.parse() == Ok(text.parse().unwrap_or(0.0));
            prop_assert!(number::says(&made, made.parse().unwrap()) || !same || made.len() > 15, "{made}");
        }
    }

    /// What its bytes say of a text is never better than what the whole look finds.
    #[test]
    fn plain_by_its_bytes_is_plain(
        text in prop_oneof![any::<String>(), "[-=+@' a-c0-9éÃ©ſ\u{a0}\t]{0,6}", "[-+][-+ 0-9().,/é*!]{0,5}"]
    ) {
        if text::is_plain(text.as_bytes()) {
            let found = text::oddities(&text);
            let accents = found == Oddities::MAYBE_MOJIBAKE && text::repair_mojibake(&text).is_none();
            prop_assert!(found.is_empty() || accents, "{text:?}");
            prop_assert!(text.is_empty() || text.chars().any(|c| c != ' '));
        }
    }

    #[test]
    fn numbers_are_read_again_as_themselves(text in number_text()) {
        match number::read(&text) {
            NumberReading::Plain { text, .. } => prop_assert!(is_plain(text)),
            NumberReading::Converted { canonical, .. } | NumberReading::Hours { canonical } => {
                prop_assert!(is_plain(&canonical), "{canonical}");
            }
            NumberReading::Ambiguous { decimal, thousands, .. } => {
                prop_assert!(is_plain(&decimal) && is_plain(&thousands), "{decimal} {thousands}");
            }
            NumberReading::Percent { points, ratio } => prop_assert!(is_plain(&points) && is_plain(&ratio)),
            NumberReading::Scientific { canonical, .. } => prop_assert!(canonical.is_none_or(|c| is_plain(&c))),
            NumberReading::Not => {}
        }
        let mut evidence = NumberEvidence::default();
        evidence.note(&text);
        prop_assert!(evidence.decimal_comma + evidence.decimal_point + evidence.ambiguous <= 1);
        // In a column that has decided nothing stays ambiguous.
        let decided = number::read_as(&text, Some(','));
        prop_assert!(!matches!(decided, NumberReading::Ambiguous { .. }), "{decided:?}");
    }

    #[test]
    fn arithmetic_takes_any_text(a in number_text(), b in number_text(), places in 0usize..12, by in -70i32..70) {
        let _ = (number::compare(&a, &b), number::decimals(&a), number::Decimal::parse(&a));
        if is_plain(&a) {
            let (rounded, shifted) = (number::round(&a, places), number::shift(&a, by));
            prop_assert!(is_plain(&rounded) && number::decimals(&rounded) <= places, "{rounded}");
            prop_assert!(is_plain(&shifted), "{shifted}");
            prop_assert!(number::compare(&number::shift(&shifted, -by), &a).is_eq());
        }
    }

    #[test]
    fn comparing_agrees_with_whole_numbers(a in -10_000_000i64..10_000_000, b in -10_000_000i64..10_000_000) {
        let text = |n: i64| number::shift(&n.to_string(), -3);
        prop_assert_eq!(number::compare(&text(a), &text(b)), a.cmp(&b));
        let rounded = (a.abs() + 5) / 10 * a.signum();
        prop_assert_eq!(number::round(&text(a), 2), number::shift(&rounded.to_string(), -2));
    }

    #[test]
    fn cells_of_spreadsheets_are_written_plainly(number in any::<f64>()) {
        match number::from_f64(number) {
            None => prop_assert!(!number.is_finite()),
            Some(text) => {
                prop_assert!(is_plain(&text), "{text}");
                let back: f64 = text.parse().unwrap_or(f64::NAN);
                prop_assert!((back - number).abs() <= number.abs() * 1e-14, "{text}");
            }
        }
    }

    #[test]
    fn dates_are_read_again_as_themselves(text in date_text()) {
        let iso = |day: Date| date::read(&day.to_string()) == DateReading::Iso(day);
        match date::read(&text) {
            DateReading::Iso(day) | DateReading::Serial(day) => prop_assert!(iso(day)),
            DateReading::Converted(w) => prop_assert!(iso(w.date)),
            DateReading::Ambiguous { day_first, month_first } => {
                prop_assert!(iso(day_first.date) && iso(month_first.date) && day_first.date != month_first.date);
            }
            DateReading::WithTime { day, time, .. } => prop_assert!(iso(day.date) && time.seconds < 86_400),
            DateReading::Partial { .. } | DateReading::NotReal { .. } | DateReading::Not => {}
        }
        let mut evidence = DateEvidence::default();
        evidence.note(&text);
        prop_assert!(evidence.day_only + evidence.month_only + evidence.ambiguous + evidence.iso <= 1);
        let decided = date::read_as(&text, Some(date::Order::DayMonthYear));
        prop_assert!(!matches!(decided, DateReading::Ambiguous { .. }), "{decided:?}");
    }

    #[test]
    fn every_notation_of_a_day_means_that_day(day in any_date()) {
        let Date { year, month, day: d } = day;
        for text in [
            format!("{year}/{month}/{d}"),
            format!("{d}.{month}.{year}"),
            format!("{d:02}/{month:02}/{:02}", year % 100),
            format!("{year}{month:02}{d:02}"),
        ] {
            let read = match date::read_as(&text, Some(date::Order::DayMonthYear)) {
                DateReading::Converted(w) => Some(w.date),
                _ => None,
            };
            // Where the "day" cannot be one the other order is the only reading.
            prop_assert!(read == Some(day), "{text}: {read:?}");
        }
    }

    #[test]
    fn tidied_text_is_tidy(text in "\\PC{0,20}|[ \t\u{a0}a\u{200b}\n'=é\0]{0,12}") {
        let trimmed = text::trim(&text);
        prop_assert_eq!(text::trim(trimmed), trimmed);
        let folded = text::fold(&text).into_owned();
        prop_assert_eq!(text::fold(&folded).into_owned(), folded.clone());
        let what = Oddities::OUTER_BLANKS.with(Oddities::INNER_RUNS).with(Oddities::OTHER_BLANKS)
            .with(Oddities::LINE_BREAKS).with(Oddities::TABS).with(Oddities::CONTROLS).with(Oddities::INVISIBLE);
        let clean = text::without(&text, what).into_owned();
        prop_assert!(!text::oddities(&clean).any(what), "{clean:?}");
        prop_assert_eq!(text::without(&clean, what).into_owned(), clean.clone());
    }

    #[test]
    fn what_is_shown_hides_nothing(text in any::<String>(), max in 0usize..40) {
        let shown = text::visible(&text, max);
        let hidden = |c: char| c.is_control() || text::is_invisible(c) || (text::is_blank(c) && c != ' ');
        prop_assert!(!shown.chars().any(hidden), "{shown:?}");
        prop_assert!(shown.chars().count() <= 10 * (max + 1));
    }

    #[test]
    fn misread_letters_are_found_again(word in "[a-zÀ-ÿ]{1,12}") {
        let misread: String = word.bytes().map(|b| encoding_rs::WINDOWS_1252.decode(&[b]).0.into_owned()).collect();
        // A capital before a damaged capital may pass for a word before a closing quote.
        if !word.is_ascii() && !word.chars().any(|c| c.is_uppercase()) {
            prop_assert_eq!(text::repair_mojibake(&misread), Some(word.clone()));
        }
        if word.is_ascii() {
            prop_assert_eq!(text::repair_mojibake(&misread), None);
        }
    }

    #[test]
    fn suggestions_are_good(text in "\\PC{0,16}|[a-zA-Z.@, <>:/]{0,20}|[A-Z0-9 -]{0,9}|(GMT|UTC)[+-]?[0-9:]{0,5}") {
        let _ = (is_phone(&text), is_username(&text), choice::yes_or_no(&text), text::repair_mojibake(&text));
        if let Contact::Near(meant) = email(&text) {
            prop_assert_eq!(email(&meant), Contact::Good);
        }
        if let Contact::Near(meant) = web_address(&text) {
            prop_assert_eq!(web_address(&meant), Contact::Good);
        }
        let judges: [fn(&str) -> Place; 9] = [
            places::country, places::time_zone, places::currency,
            |t| places::state("US", t), |t| places::state("CA", t),
            |t| places::postcode("US", t), |t| places::postcode("CA", t),
            |t| places::postcode("GB", t), |t| places::postcode("IE", t),
        ];
        for judge in judges {
            if let Place::Spelling(meant) | Place::Suggestion(meant) = judge(&text) {
                prop_assert_eq!(judge(&meant), Place::Good, "{} of {:?}", meant, text);
            }
        }
        let _ = (places::near_country(&text), places::near_time_zone(&text), places::near_state("US", &text));
    }
}
