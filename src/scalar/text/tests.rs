use super::*;
use proptest::prelude::*;

#[test]
fn blanks_of_all_kinds_are_trimmed() {
    for (text, expected) in [
        ("a", "a"),
        (" a ", "a"),
        ("\u{a0}a\u{202f}", "a"),
        ("\u{feff}a\u{200b}", "a"),
        ("\ta\r\n", "a"),
        ("a b", "a b"),
        ("é ", "é"),
        ("", ""),
        ("   ", ""),
        ("\u{200b}\u{a0}", ""),
        ("\u{3000}名前", "名前"),
        ("\0a", "\0a"),
    ] {
        assert_eq!(trim(text), expected, "{text:?}");
    }
}

#[test]
fn oddities_and_innocent_neighbours() {
    let none = Oddities::default();
    for (text, expected) in [
        ("plain text, with 'quotes' & \"more\" – é ü", none),
        ("日本語 текст", none),
        ("", none),
        (" a", Oddities::OUTER_BLANKS),
        ("a  b", Oddities::INNER_RUNS),
        ("é  b", Oddities::INNER_RUNS),
        ("a\u{a0}b", Oddities::OTHER_BLANKS),
        ("a\nb", Oddities::LINE_BREAKS),
        ("a\tb", Oddities::TABS),
        ("a\0b", Oddities::CONTROLS),
        ("a\u{7f}b", Oddities::CONTROLS),
        ("a\u{200b}b", Oddities::INVISIBLE),
        ("a\u{202e}b", Oddities::INVISIBLE),
        ("M\u{fffd}ller", Oddities::REPLACEMENT),
        ("l’été", Oddities::CURLY_QUOTES),
        ("“a”", Oddities::CURLY_QUOTES),
        ("'0123", Oddities::APOSTROPHE),
        ("'t Hooft", none),
        ("'1990s'", none),
        ("=A1", Oddities::FORMULA),
        ("a\u{ad}b", Oddities::INVISIBLE),
    ] {
        let found = Oddities(oddities(text).0 & !Oddities::MAYBE_MOJIBAKE.0);
        assert_eq!(found, expected, "{text:?}");
    }
    assert!(oddities("MÃ¼ller").has(Oddities::MAYBE_MOJIBAKE));
    assert!(oddities("dâ€™abord").has(Oddities::MAYBE_MOJIBAKE));
    assert!(!oddities("Muller").any(Oddities::MAYBE_MOJIBAKE));
    assert!(repair_mojibake("Dvořák").is_none());
}

#[test]
fn formulas_but_not_numbers_or_phones() {
    for text in [
        "=1+1",
        "＝1+1",
        "=A1",
        "=cmd|' /C calc'!A0",
        "+A1",
        "-A1+B2",
        "@SUM(A1)",
        "@_xlfn.SUM(A1)",
        "+SUM(1)",
        "-cmd|'x'!A0",
        "- cmd|'x'!A0",
        "- SUM(A1)",
        "+1*cmd|2!A",
    ] {
        assert!(is_formula_like(text), "{text}");
    }
    for text in [
        "-5",
        "+5",
        "-12,50",
        "-12,50 EUR",
        "- 5 €",
        "+33 6 12 34 56 78",
        "+1 (555) 010-0100",
        "-",
        "--",
        "- - -",
        "+",
        "=",
        "@",
        "@ 5",
        "a=b",
        "5-3",
        "",
        "-1.5E+10",
        "-12 %",
        "- item",
        "-- title --",
        "+44.20.7946.0958",
        "+1 555 0100/12",
    ] {
        assert!(!is_formula_like(text), "{text}");
    }
}

#[test]
fn what_is_odd_can_be_taken_away() {
    let all = Oddities(u16::MAX);
    for (text, what, expected) in [
        (" a  b ", Oddities::OUTER_BLANKS, "a  b"),
        (" a  b ", all, "a b"),
        ("a\u{a0}b", Oddities::OTHER_BLANKS, "a b"),
        ("a\u{a0}b", Oddities::LINE_BREAKS, "a\u{a0}b"),
        ("a\r\nb\nc", Oddities::LINE_BREAKS, "a b c"),
        ("a\tb", Oddities::TABS, "a b"),
        ("a\0\u{200b}b", all, "ab"),
        ("l’“été”", Oddities::CURLY_QUOTES, "l'\"été\""),
        ("'0123", Oddities::APOSTROPHE, "0123"),
        ("'0123", Oddities::OUTER_BLANKS, "'0123"),
        ("a \u{a0} b", all, "a b"),
        ("a \u{200b}", all, "a"),
        ("\0 a", all, "a"),
        ("M\u{fffd}ller", all, "M\u{fffd}ller"),
        ("=A1", all, "=A1"),
    ] {
        assert_eq!(without(text, what), expected, "{text:?}");
    }
    assert!(matches!(without("Société, l'été", all), Cow::Borrowed(_)));
}

#[test]
fn compared_without_regard_to_form() {
    for (a, b) in [
        ("Alpha", " alpha "),
        ("Société", "SOCIÉTÉ"),
        ("Socie\u{301}te\u{301}", "société"),
        ("E\u{301}te\u{301}", "été"),
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("12\u{a0}34", "12 34"),
        ("a\u{200b}b", "ab"),
        ("Vie\u{323}\u{302}t", "Việt"),
        ("и\u{306}", "Й"),
    ] {
        assert_eq!(fold(a), fold(b), "{a:?} {b:?}");
    }
    for (a, b) in [("01234", "1234"), ("été", "ete"), ("a b", "ab"), ("a-b", "a b")] {
        assert_ne!(fold(a), fold(b), "{a:?} {b:?}");
    }
    assert!(matches!(fold(" wholly plain "), Cow::Borrowed("wholly plain")));
    assert_eq!(fold("x\u{331}\u{20d2}"), "x\u{331}\u{20d2}");
}

#[test]
fn shown_with_nothing_hidden() {
    for (text, max, expected) in [
        ("plain text", 20, "plain text"),
        (" a  b ", 20, "␣a␣␣b␣"),
        ("a\u{a0}b", 20, "a‹U+00A0›b"),
        ("a\u{200b}b", 20, "a‹U+200B›b"),
        ("a\r\nb\tc", 20, "a↵b⇥c"),
        ("a\0", 20, "a‹U+0000›"),
        ("été", 20, "été"),
        ("abcdefghij", 10, "abcdefghij"),
        ("abcdefghijk", 10, "abcde…ghijk"),
        ("ééééééé", 3, "éé…é"),
        ("abc", 0, "…"),
        ("", 5, ""),
        ("ab cd ef", 6, "ab … ef"),
    ] {
        assert_eq!(visible(text, max), expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn the_usual_blanks_are_trimmed_as_all_are(text in "[ \u{a0}\u{202f}\u{200b}\taÂ \u{80}]{0,8}") {
        prop_assert_eq!(trim(&text), text.trim_matches(|c| is_blank(c) || is_invisible(c)));
    }
}

proptest! {
    #[test]
    fn what_hides_is_told_as_letter_by_letter(text in "[a~!é\u{a0} \u{7f}\t\u{200b}日]{0,5}") {
        let hidden = |c: char| is_blank(c) || c.is_control() || is_invisible(c);
        prop_assert_eq!(hides_something(&text), text.chars().any(hidden));
    }
}

#[test]
fn letters_of_east_asia_are_plain_and_signs_beside_them_are_looked_at() {
    for text in ["東京都千代田区1", "カタカナー", "ひらがな 人々", "한국어 이름", "漢字 (A-1)", "北京市"]
    {
        assert!(is_plain(text.as_bytes()), "{text}");
    }
    for text in [
        "\u{3000}名前",
        "名前\u{3000}",
        "か\u{3099}",
        "ᄒ\u{1160}",
        "\u{3164}",
        "名\u{200b}前",
        "１２",
        "名前 ",
        "é名",
        "=名",
    ] {
        assert!(!is_plain(text.as_bytes()), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    /// What nobody looks at a second time is what the long look finds nothing in.
    #[test]
    fn what_is_plain_has_no_oddity(
        text in "[a1 '=+@é\u{a0}Ã©\u{3000}\u{3164}\u{3099}、か々名ー한\u{1100}\u{1160}１＝\u{200b}\u{fe00}\u{2028}я😀\u{1b000}]{0,5}",
    ) {
        let found = oddities(&text);
        let nothing = found.is_empty() || (found == Oddities::MAYBE_MOJIBAKE && repair_mojibake(&text).is_none());
        prop_assert!(!is_plain(text.as_bytes()) || nothing, "{:?}", text);
    }
}
