use super::*;
use proptest::prelude::*;

fn brief(reading: &NumberReading<'_>) -> String {
    match reading {
        NumberReading::Plain { text, leading_zeros, grouping_possible } => {
            let zeros = if *leading_zeros { " zeros" } else { "" };
            let grouping = if *grouping_possible { " grouping?" } else { "" };
            format!("plain {text}{zeros}{grouping}")
        }
        NumberReading::Converted { canonical, why } => format!("{why:?} {canonical}"),
        NumberReading::Ambiguous { decimal, thousands, mark } => {
            format!("{decimal} or {thousands} by {mark}")
        }
        NumberReading::Percent { points, ratio } => format!("{points}% {ratio}"),
        NumberReading::Hours { canonical } => format!("{canonical}h"),
        NumberReading::Scientific { canonical, digits_lost } => {
            format!(
                "{}{}",
                canonical.as_deref().unwrap_or("?"),
                if *digits_lost { " lost" } else { " exact" }
            )
        }
        NumberReading::Not => "not".to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(brief(&read(text)), *expected, "{text:?}");
    }
}

#[test]
fn the_servers_own_form() {
    check(&[
        ("0", "plain 0"),
        ("52.50", "plain 52.50"),
        ("-5", "plain -5"),
        (" 5 ", "plain 5"),
        ("007", "plain 007 zeros"),
        ("0.5", "plain 0.5"),
        ("00.5", "plain 00.5 zeros"),
        ("1.200", "plain 1.200 grouping?"),
        ("-120.000", "plain -120.000 grouping?"),
        ("0.200", "plain 0.200"),
        ("1200.000", "plain 1200.000"),
        ("12345678901234567890.123456", "plain 12345678901234567890.123456"),
    ]);
}

#[test]
fn other_notations_with_one_reading() {
    check(&[
        ("52,50", "DecimalComma 52.50"),
        ("0,200", "DecimalComma 0.200"),
        ("1234,567", "DecimalComma 1234.567"),
        ("-7,5", "DecimalComma -7.5"),
        ("1 200,50", "DecimalComma 1200.50"),
        ("1.200,50", "DecimalComma 1200.50"),
        ("1.200.300,5", "DecimalComma 1200300.5"),
        ("1 200,500", "DecimalComma 1200.500"),
        ("1\u{a0}200,50", "DecimalComma 1200.50"),
        ("1\u{202f}200", "Grouping 1200"),
        ("1'200.50", "Grouping 1200.50"),
        ("1’200", "Grouping 1200"),
        ("1,200.50", "Grouping 1200.50"),
        ("1,200,300", "Grouping 1200300"),
        ("1.200.300", "Grouping 1200300"),
        ("12,34,567", "Grouping 1234567"),
        ("1 200", "Grouping 1200"),
        ("€1200.5", "Currency 1200.5"),
        ("1 200,50 €", "Currency 1200.50"),
        ("$1,200.00", "Currency 1200.00"),
        ("CHF 1'200.50", "Currency 1200.50"),
        ("US$ 5", "Currency 5"),
        ("12 EUR", "Currency 12"),
        ("-€5", "Currency -5"),
        ("€-5", "Currency -5"),
        ("(€5)", "Currency -5"),
        ("5-", "Sign -5"),
        ("(5)", "Sign -5"),
        ("( 5.25 )", "Sign -5.25"),
        ("(0)", "Sign 0"),
        ("0.00-", "Sign 0.00"),
        ("−5", "Sign -5"),
        ("+5", "Sign 5"),
        (".5", "Digits 0.5"),
        ("-.5", "Digits -0.5"),
        ("5.", "Digits 5"),
        (",5", "DecimalComma 0.5"),
        ("５２", "Digits 52"),
        ("٥٢٫٥", "DecimalComma 52.5"),
        ("१२", "Digits 12"),
    ]);
}

#[test]
fn two_readings() {
    check(&[
        ("1,200", "1.200 or 1200 by ,"),
        ("-12,000", "-12.000 or -12000 by ,"),
        ("€1,200", "1.200 or 1200 by ,"),
        ("€1.200", "1.200 or 1200 by ."),
        ("1.200 €", "1.200 or 1200 by ."),
        ("(1,200)", "-1.200 or -1200 by ,"),
    ]);
}

#[test]
fn percentages_durations_and_exponents() {
    check(&[
        ("12%", "12% 0.12"),
        ("12,5 %", "12.5% 0.125"),
        ("-3 %", "-3% -0.03"),
        ("100 %", "100% 1"),
        ("7h30", "7.5h"),
        ("7 h 30", "7.5h"),
        ("7h30min", "7.5h"),
        ("7H", "7h"),
        ("7:30", "7.5h"),
        ("07:20", "7.3333h"),
        ("7:30:36", "7.51h"),
        ("100:00", "100h"),
        ("7,5 h", "7.5h"),
        ("7.5 hours", "7.5h"),
        ("1 heure", "1h"),
        ("90 min", "1.5h"),
        ("1.23457E+15", "1234570000000000 lost"),
        ("1,5e3", "1500 lost"),
        ("1.25E+2", "125 exact"),
        ("1E-3", "0.001 exact"),
        ("-1.5E1", "-15 exact"),
        ("1E+300", "? lost"),
    ]);
}

#[test]
fn not_numbers() {
    for text in [
        "",
        "-",
        "+",
        ".",
        ",",
        "()",
        "€",
        "%",
        "abc",
        "12 34",
        "1,20,0",
        "1.2.3",
        "14.03.2025",
        "2025-03-14",
        "14/03/2025",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "1 2",
        "1,200.300,5",
        "1.200,300.5",
        "1'200 300",
        "--5",
        "-5-",
        "(-5)",
        "€5€",
        "5%%",
        "12A",
        "A12",
        "0x1F",
        "7:75",
        "7h75",
        "7h30x",
        "-7:30",
        "1e",
        "e5",
        "1e5e5",
        "1e+",
        "12 apples",
        "n/a",
        "NaN",
        "inf",
        "Infinity",
        "1 200,50,3",
        "0 200",
        "1,2,3",
        "€ € 5",
        "1_000",
        "½",
        "5 -5",
        "1:2:3:4",
        "7h30 €",
        "7 j",
        "1:5",
        "123abc",
        "1 200.50.3",
        "1200 300",
        "1٫2٫3",
    ] {
        assert_eq!(read(text), NumberReading::Not, "{text:?}");
    }
}

#[test]
fn the_column_decides() {
    let evidence = |cells: &[&str]| {
        let mut evidence = NumberEvidence::default();
        cells.iter().for_each(|cell| evidence.note(cell));
        evidence
    };
    for (cells, expected) in [
        (&["52,50", "1,200", "7", "x,y"] as &[&str], Some(',')),
        (&["52.50", "1,200"], Some('.')),
        (&["1.200,50"], Some(',')),
        (&["1,200,300"], Some('.')),
        (&["1.200.300"], Some(',')),
        (&["1,200", "1.200", "€1.500"], None),
        (&["52,50", "52.50"], None),
        (&["1 200", "14.03.2025", "a.b", "7", ""], None),
        (&["€ 12,5"], Some(',')),
    ] {
        assert_eq!(evidence(cells).decide(), expected, "{cells:?}");
    }
    let both = evidence(&["52,50", "0,5", "52.50", "1,200", "1.200", "€9.000"]);
    assert_eq!((both.decimal_comma, both.decimal_point, both.ambiguous), (2, 1, 3));
    assert_eq!(both.shown_as(','), ["1,200 → 1.200", "1.200 → 1200", "€9.000 → €9000"]);
    assert_eq!(both.shown_as('.'), ["1,200 → 1200", "1.200 → 1.200", "€9.000 → €9.000"]);
    assert!(both.is_mixed());
}

#[test]
fn evidence_of_two_halves_adds_up() {
    let (mut first, mut second) = (NumberEvidence::default(), NumberEvidence::default());
    first.note("1,200");
    second.note("3,5");
    first.absorb(second);
    assert_eq!(
        (first.decimal_comma, first.ambiguous, first.open.as_slice()),
        (1, 1, &["1,200".to_owned()][..])
    );
    assert_eq!(first.decide(), Some(','));
}

#[test]
fn read_in_a_column_that_decided() {
    for (text, mark, expected) in [
        ("1,200", Some(','), "DecimalComma 1.200"),
        ("1,200", Some('.'), "Grouping 1200"),
        ("1.200", Some(','), "Grouping 1200"),
        ("1.200", Some('.'), "plain 1.200 grouping?"),
        ("1.200", None, "plain 1.200 grouping?"),
        ("€1.200", Some('.'), "Currency 1.200"),
        ("€1.200", Some(','), "Grouping 1200"),
        ("52.50", Some(','), "plain 52.50"),
        ("1200", Some(','), "plain 1200"),
    ] {
        assert_eq!(brief(&read_as(text, mark)), expected, "{text} {mark:?}");
    }
}

proptest! {
    #[test]
    fn the_glance_at_a_comma_sees_its_shape(text in "[0-9]{0,4},{0,2}[0-9.]{0,4}") {
        if let Some(canonical) = with_comma(&text) {
            let found = NumberReading::Converted { canonical, why: NumberHint::DecimalComma };
            prop_assert_eq!(scan(&text).map(|shape| converted(&shape)), Some(found));
        }
    }

    #[test]
    fn without_a_digit_there_is_no_number(text in "[-+(]?[a-z:,.eE €$%]{0,6}") {
        if !has_digit(&text) {
            prop_assert!(scan(&text).is_none() && duration::hours(&text).is_none() && scientific(&text).is_none());
        }
    }
}
