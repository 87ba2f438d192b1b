use super::*;

#[test]
fn compared_as_numbers_not_as_text() {
    use Ordering::{Equal, Greater, Less};
    for (a, b, expected) in [
        ("1", "2", Less),
        ("10", "9", Greater),
        ("1.10", "1.1", Equal),
        ("007", "7", Equal),
        ("-1", "0", Less),
        ("-2", "-1", Less),
        ("-0", "0", Equal),
        ("0.05", "0.5", Less),
        ("99999999999999999999999999999999999999999.1", "99999999999999999999999999999999999999999.2", Less),
        ("10000", "10000.0001", Less),
    ] {
        assert_eq!(compare(a, b), expected, "{a} {b}");
        assert_eq!(compare(b, a), expected.reverse(), "{b} {a}");
    }
}

#[test]
fn decimals_that_matter() {
    for (text, expected) in [("1", 0), ("1.0", 0), ("1.50", 1), ("-0.125", 3), ("1200.00", 0)] {
        assert_eq!(decimals(text), expected, "{text}");
        assert_eq!(is_whole(text), expected == 0, "{text}");
    }
}

#[test]
fn rounded_half_away_from_zero() {
    for (text, places, expected) in [
        ("1.005", 2, "1.01"),
        ("1.004", 2, "1"),
        ("1.014", 2, "1.01"),
        ("-1.005", 2, "-1.01"),
        ("9.999", 2, "10"),
        ("0.999", 2, "1"),
        ("0.5", 0, "1"),
        ("0.4", 0, "0"),
        ("-0.4", 0, "0"),
        ("1.50", 2, "1.50"),
        ("12", 2, "12"),
        ("7.333333", 4, "7.3333"),
        ("100.004", 2, "100"),
    ] {
        assert_eq!(round(text, places), expected, "{text} {places}");
    }
}

#[test]
fn the_point_moves() {
    for (text, by, expected) in [
        ("12.5", -2, "0.125"),
        ("12", -2, "0.12"),
        ("100", -2, "1"),
        ("5", -2, "0.05"),
        ("1.23457", 15, "1234570000000000"),
        ("1.5", 1, "15"),
        ("-1.5", 2, "-150"),
        ("0", 5, "0"),
        ("0.001", 2, "0.1"),
        ("-0", -3, "0"),
    ] {
        assert_eq!(shift(text, by), expected, "{text} {by}");
    }
}

#[test]
fn spreadsheet_numbers_without_binary_dust() {
    for (number, expected) in [
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (52.5, "52.5"),
        (-0.0, "0"),
        (45730.0, "45730"),
        (1.0 / 3.0, "0.333333333333333"),
        (1e-7, "0.0000001"),
        (-1200.50, "-1200.5"),
        (9_007_199_254_740_993.0, "9007199254740990"),
        (999_999_999_999_999.9, "1000000000000000"),
        (4.35 * 100.0, "435"),
    ] {
        assert_eq!(from_f64(number).as_deref(), Some(expected), "{number}");
    }
    assert_eq!(from_f64(f64::NAN), None);
    assert_eq!(from_f64(f64::INFINITY), None);
}

#[test]
fn hours_of_a_time_cell() {
    for (seconds, expected) in
        [(27000.0, "7.5"), (26400.0, "7.3333"), (90000.0, "25"), (0.0, "0"), (1.0, "0.0003")]
    {
        assert_eq!(hours(seconds).as_deref(), Some(expected), "{seconds}");
    }
}

#[test]
fn sums_and_products_are_exact() {
    let number = |text| Decimal::parse(text).unwrap_or_default();
    assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
    assert_eq!(number("7.5").times(number("90")), Some(number("675")));
    assert_eq!(number("-7.3333").times(number("3")).map(|n| n.to_string()).as_deref(), Some("-21.9999"));
    assert_eq!(number("1").over(number("3")).map(|n| n.to_string()).as_deref(), Some("0.333333333"));
    assert_eq!(number("-2").over(number("3")).map(|n| n.to_string()).as_deref(), Some("-0.666666667"));
    assert_eq!(number("1").over(number("0")), None);
    assert_eq!(number("2").minus(number("2.005")).map(|n| n.size().to_string()).as_deref(), Some("0.005"));
    assert_eq!(
        Decimal::parse("999999999999999999.999999999").map(|n| n.to_string()).as_deref(),
        Some("999999999999999999.999999999")
    );
    assert_eq!(Decimal::parse("9999999999999999999"), None);
    assert_eq!(number("100000000").times(number("1000000000")), Some(number("100000000000000000")));
    assert_eq!(number("999999999999999999").times(number("999999999999999999")), None);
}
