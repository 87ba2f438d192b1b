//! Rules compare values, not spellings; a rule that could never fire is refused when the definition loads.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::{ImportDefinition, Lang};
use support::{check_text, cleaned, codes};

/// The codes found in a file with these columns and rules.
fn found(fields: &str, rest: &str, text: &str) -> Vec<String> {
    codes(&check_text(&format!(r#"{{"fields":[{fields}],{rest}}}"#), text))
}

const NUMBERS: &str = r#"{"name":"a","type":"number"},{"name":"b","type":"number"}"#;

#[test]
fn one_number_in_two_spellings_is_one_key() {
    let key = r#""primaryKey":"a""#;
    for other in ["1.0", "01", "1.00"] {
        let text = format!("a,b\n1,1\n{other},2\n");
        assert!(found(NUMBERS, key, &text).contains(&"U610".to_owned()), "{other}");
    }
    assert!(!found(NUMBERS, key, "a,b\n1,1\n1.1,2\n").contains(&"U610".to_owned()));
    let rule = r#""rules":[{"rule":"unique","fields":["a"]}]"#;
    assert!(found(NUMBERS, rule, "a,b\n1,1\n1.0,2\n").contains(&"U610".to_owned()));
}

#[test]
fn one_day_in_the_form_of_the_field_is_one_key() {
    let fields = r#"{"name":"a","type":"date","format":"%d/%m/%Y"},{"name":"b"}"#;
    let text = "a,b\n14/03/2025,1\n2025-03-14,2\n";
    assert!(found(fields, r#""primaryKey":"a""#, text).contains(&"U610".to_owned()));
}

#[test]
fn one_number_in_two_spellings_is_found_by_a_reference() {
    let key = r#""foreignKeys":[{"fields":"b","reference":{"resource":"","fields":"a"}}]"#;
    let codes = found(NUMBERS, key, "a,b\n1,\n2,1.0\n");
    assert!(!codes.contains(&"X810".to_owned()), "{codes:?}");
    assert!(found(NUMBERS, key, "a,b\n1,\n2,3\n").contains(&"X810".to_owned()));
}

#[test]
fn one_number_in_two_spellings_repeats_and_does_not_differ() {
    let same = r#""rules":[{"rule":"same-as","field":"b","other":"a"}]"#;
    let different = r#""rules":[{"rule":"different-from","field":"b","other":"a"}]"#;
    assert_eq!(found(NUMBERS, same, "a,b\n1,1.0\n"), Vec::<String>::new());
    assert_eq!(found(NUMBERS, same, "a,b\n1,2\n"), ["B160"]);
    assert_eq!(found(NUMBERS, different, "a,b\n1,1.0\n"), ["B170"]);
}

#[test]
fn a_condition_holds_for_the_value_in_any_spelling() {
    let truth = r#"{"name":"a","type":"boolean","trueValues":["oui"],"falseValues":["non"]},{"name":"b"}"#;
    let needs = |when: &str| format!(r#""rules":[{{"rule":"required","fields":["b"],"when":{when}}}]"#);
    for when in [r#"{"a":true}"#, r#"{"a":"oui"}"#, r#"{"a":[true]}"#, r#"{"a":{"not":false}}"#] {
        assert_eq!(found(truth, &needs(when), "a,b\noui,\n"), ["B110"], "{when}");
        assert_eq!(found(truth, &needs(when), "a,b\nnon,\n"), Vec::<String>::new(), "{when}");
    }
    for when in [r#"{"a":1}"#, r#"{"a":"1.0"}"#] {
        assert_eq!(found(NUMBERS, &needs(when), "a,b\n01,\n"), ["B110"], "{when}");
    }
}

#[test]
fn a_condition_compares_with_bounds() {
    let above =
        |bound: &str| format!(r#""rules":[{{"rule":"required","fields":["b"],"when":{{"a":{bound}}}}}]"#);
    for (bound, met, not) in [
        (r#"{"exclusiveMinimum":9}"#, "10", "9"),
        (r#"{"minimum":9}"#, "9.0", "8.9"),
        (r#"{"maximum":"-1"}"#, "-10", "0"),
        (r#"{"minimum":1,"exclusiveMaximum":2}"#, "1.99", "2"),
    ] {
        assert_eq!(found(NUMBERS, &above(bound), &format!("a,b\n{met},\n")), ["B110"], "{bound}");
        assert_eq!(
            found(NUMBERS, &above(bound), &format!("a,b\n{not},\n,1\n")),
            Vec::<String>::new(),
            "{bound}"
        );
    }
    let day = r#"{"name":"a","type":"date","format":"%d/%m/%Y"},{"name":"b"}"#;
    let since = above(r#"{"minimum":"2025-02-01"}"#);
    assert_eq!(found(day, &since, "a,b\n01/02/2025,\n"), ["B110"]);
    assert_eq!(found(day, &since, "a,b\n31/01/2025,\n"), Vec::<String>::new());
}

#[test]
fn not_before_compares_days_and_numbers_by_their_order() {
    let rule = r#""rules":[{"rule":"not-before","field":"b","other":"a"}]"#;
    let days =
        r#"{"name":"a","type":"date","format":"%d/%m/%Y"},{"name":"b","type":"date","format":"%d/%m/%Y"}"#;
    assert_eq!(found(days, rule, "a,b\n02/01/2025,01/02/2025\n"), Vec::<String>::new());
    assert_eq!(found(days, rule, "a,b\n01/02/2025,02/01/2025\n"), ["B200"]);
    assert_eq!(found(NUMBERS, rule, "a,b\n9,10\n"), Vec::<String>::new());
    assert_eq!(found(NUMBERS, rule, "a,b\n10,9\n"), ["B200"]);
}

#[test]
fn compare_knows_every_comparison_and_adds_a_step() {
    for (op, below, same, above) in [
        ("<", true, false, false),
        ("<=", true, true, false),
        ("=", false, true, false),
        ("!=", true, false, true),
        (">=", false, true, true),
        (">", false, false, true),
    ] {
        let rule = format!(r#""rules":[{{"rule":"compare","field":"b","op":"{op}","other":"a"}}]"#);
        for (value, met) in [("9", below), ("10.0", same), ("100", above)] {
            let codes = found(NUMBERS, &rule, &format!("a,b\n10,{value}\n"));
            assert_eq!(codes.is_empty(), met, "{value} {op} 10: {codes:?}");
        }
    }
    let step = r#""rules":[{"rule":"compare","field":"b","op":"=","other":"a","plus":0.2}]"#;
    assert_eq!(found(NUMBERS, step, "a,b\n0.1,0.3\n1,\n"), Vec::<String>::new());
    let days = r#"{"name":"a","type":"date"},{"name":"b","type":"date"}"#;
    let month = r#""rules":[{"rule":"compare","field":"b","op":"<=","other":"a","plus":"P1M"}]"#;
    assert_eq!(found(days, month, "a,b\n2025-01-31,2025-02-28\n"), Vec::<String>::new());
    assert_eq!(found(days, month, "a,b\n2025-01-31,2025-03-01\n"), ["B330"]);
    let constant = r#""rules":[{"rule":"compare","field":"a","op":">","value":0}]"#;
    assert_eq!(found(NUMBERS, constant, "a,b\n0,1\n1,1\n"), ["B330"]);
    let begins = r#""rules":[{"rule":"compare","field":"b","op":"begins-with","other":"a"}]"#;
    let texts = r#"{"name":"a"},{"name":"b"}"#;
    assert_eq!(found(texts, begins, "a,b\nFR,FR-75\n"), Vec::<String>::new());
    assert_eq!(found(texts, begins, "a,b\nFR,DE-75\n"), ["B330"]);
}

#[test]
fn a_product_of_three_is_one_too() {
    let fields = r#"{"name":"p","type":"number"},{"name":"a","type":"number"},{"name":"b","type":"number"},{"name":"c","type":"number"}"#;
    let rule = r#""rules":[{"rule":"product","result":"p","factors":["a","b","c"]}]"#;
    assert_eq!(found(fields, rule, "p,a,b,c\n24,2,3,4\n"), Vec::<String>::new());
    assert_eq!(found(fields, rule, "p,a,b,c\n25,2,3,4\n"), ["B210"]);
    assert_eq!(found(fields, rule, "p,a,b,c\n24,2,,4\n"), ["B220"]);
}

#[test]
fn capitals_and_blanks_do_not_make_a_value_another_one() {
    let fields = r#"{"name":"a"},{"name":"b"}"#;
    let rule = r#""rules":[{"rule":"unique","fields":["a"],"folded":true}]"#;
    assert_eq!(found(fields, rule, "a,b\nAB1,1\nab 1,2\n"), ["U610"]);
    assert_eq!(found(fields, rule, "a,b\nAB1,1\nAB2,2\n"), Vec::<String>::new());
}

/// Rules and conditions that could never fire, or would find nonsense, and what they are refused with.
#[test]
fn what_can_never_hold_is_refused_when_the_definition_loads() {
    let listed = r#"{"name":"a","constraints":{"enum":["x","y"]}},{"name":"n","type":"number"},{"name":"d","type":"date"}"#;
    let rule = |rule: &str| format!(r#""rules":[{rule}]"#);
    let needs = |when: &str| rule(&format!(r#"{{"rule":"required","fields":["n"],"when":{when}}}"#));
    let cases = [
        (needs(r#"{"a":"z"}"#), "rules[0].when.a: “z” is no value of “a”. Allowed here: x, y"),
        (needs(r#"{"n":"few"}"#), "rules[0].when.n: “few” is no value of “n”, which is a number"),
        (
            needs(r#"{"a":{"minimum":1}}"#),
            "rules[0].when.a.minimum: “1” cannot be compared with “a”, which is a text",
        ),
        (
            needs(r#"{"d":{"minimum":"soon"}}"#),
            "rules[0].when.d.minimum: “soon” cannot be compared with “d”, which is a day",
        ),
        (
            needs(r#"{"@setting:s":"yes"}"#),
            "rules[0].when.@setting:s: the setting “s” is answered by true or false",
        ),
        (
            needs(r#"{"@parent:a":"x"}"#),
            "rules[0].when.@parent:a: the definition has no “outline”, so that no row belongs to another",
        ),
        (
            needs(r#"{"@group":true}"#),
            "rules[0].when.@group: the definition has no “outline”, so that no row belongs to another",
        ),
        (
            rule(r#"{"rule":"same-as-parent","field":"a"}"#),
            "rules[0].field: the definition has no “outline”, so that no row belongs to another",
        ),
        (
            rule(r#"{"rule":"unique","fields":["a"],"amongSiblings":true}"#),
            "rules[0].amongSiblings: the definition has no “outline”, so that no row belongs to another",
        ),
        (
            rule(r#"{"rule":"not-before","field":"a","other":"a"}"#),
            "rules[0].field: “a” is a text, which has no “>=”",
        ),
        (
            rule(r#"{"rule":"not-before","field":"d","other":"n"}"#),
            "rules[0].other: “n” is a number; a day is expected here",
        ),
        (
            rule(r#"{"rule":"sum-limit","field":"a","by":["d"],"maximum":1}"#),
            "rules[0].field: “a” is a text; a number is expected here",
        ),
        (
            rule(r#"{"rule":"product","result":"n","factors":["n","a"]}"#),
            "rules[0].factors[1]: “a” is a text; a number is expected here",
        ),
        (
            rule(r#"{"rule":"compare","field":"n","op":">","other":"n","value":1}"#),
            "rules[0]: only one is possible: “other” or “value”",
        ),
        (
            rule(r#"{"rule":"compare","field":"d","op":">","other":"d","plus":"1 day"}"#),
            "rules[0].plus: a number is expected, or for days a duration such as P1D",
        ),
        (
            rule(r#"{"rule":"allowed","field":"n","by":"a","values":{"z":[1]}}"#),
            "rules[0].values.z: “z” is no value of “a”. Allowed here: x, y",
        ),
    ];
    for (part, expected) in cases {
        let text = format!(r#"{{"settings":[{{"name":"s","default":false}}],"fields":[{listed}],{part}}}"#);
        let error = ImportDefinition::parse(&text).err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some(expected), "{part}");
    }
}

/// A spelling that a list of possible values knows is offered, and taken once it is accepted.
#[test]
fn a_value_that_is_possible_in_another_spelling_is_offered() {
    let definition = r#"{"fields":[{"name":"c"},{"name":"s"}],"rules":[
        {"rule":"allowed","field":"s","by":"c","values":{"US":["CA"]},"otherwise":"none"}]}"#;
    let mut session = check_text(definition, "c,s\nUS,ca\nFR,x\nUS,CA\n");
    assert_eq!(codes(&session), ["B370", "B370"]);
    let text = String::from_utf8(cleaned(&mut session)).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), ["c,s", "US,CA"]);
}

#[test]
fn a_text_format_with_a_check_digit_is_judged_and_its_groups_are_joined() {
    let definition = r#"{"fields":[{"name":"id","format":"siret"},{"name":"b"}]}"#;
    let mut session = check_text(definition, "id,b\n732 829 320 00074,1\n73282932000075,2\n7328,3\n,4\n");
    assert_eq!(codes(&session), ["B410", "B390", "B400"]);
    let text = String::from_utf8(cleaned(&mut session)).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), ["id,b", "73282932000074,1", ",4"]);
}

/// The checks of Validata become rules; those that nothing here can say are listed as not checked.
#[test]
fn the_checks_of_validata_run_or_are_named() {
    let definition = r#"{"fields":[{"name":"id"},{"name":"a","type":"number"},{"name":"b","type":"number"},{"name":"c","type":"number"},{"name":"d"}],
        "custom_checks":[
            {"name":"french-siret-value","params":{"column":"id"}},
            {"name":"compare-columns-value","params":{"column":"a","op":">=","column2":"b"}},
            {"name":"cohesive-columns-value","params":{"column":"b","othercolumns":["c"]}},
            {"name":"sum-columns-value","params":{"column":"a","columns":["b","c"]}},
            {"name":"one-of-required","params":{"column1":"id","column2":"d"}},
            {"name":"opening-hours-value","params":{"column":"d"}},
            {"name":"french-siren-value","params":{"column":"nobody"}},
            {"name":"compare-columns-value","params":{"column":"id","op":">","column2":"d"}},
            {"name":"cohesive-columns-value","params":{"othercolumns":["b","c"]}},
            {"name":"cohesive-columns-value","params":{"column":"b","othercolumns":[]}}
        ]}"#;
    let session =
        check_text(definition, "id,a,b,c,d\n73282932000075,3,1,2,x\n,3,2,1,x\n,1,2,,x\n,5,2,2,x\n,3,2,1,\n");
    let mut codes = codes(&session);
    codes.dedup();
    for code in ["B390", "B330", "B150", "B340", "B140"] {
        assert!(codes.contains(&code.to_owned()), "{code} is not among {codes:?}");
    }
    let loaded = ImportDefinition::parse(definition).unwrap();
    let places: Vec<&str> = loaded.remarks.iter().map(|remark| remark.place.as_str()).collect();
    assert_eq!(places, [5, 6, 7, 8, 9].map(|index| format!("custom_checks[{index}]")));
    assert!(loaded.remarks.iter().all(|remark| remark.class.bars_ready()));
}

/// The sentences about a file with these columns and rules.
fn told(fields: &str, rest: &str, text: &str) -> String {
    let session = check_text(&format!(r#"{{"fields":[{fields}]{rest}}}"#), text);
    let report = session.files()[0].report(Lang::En);
    let messages =
        report["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap().to_owned());
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_shown_as_right_is_a_value_and_inside_the_bounds() {
    let pattern = r#"{"name":"a","constraints":{"pattern":"[A-Z]*"}},{"name":"b"}"#;
    let said = told(pattern, "", "a,b\nx1,1\n");
    assert!(said.contains("“x1”") && !said.contains("“”"), "{said}");
    let day = r#"{"name":"a","type":"date","constraints":{"exclusiveMinimum":"2030-01-01"}},{"name":"b"}"#;
    let said = told(day, "", "a,b\nsoon,1\n");
    assert!(said.contains("2030-01-02") && !said.contains("2030-01-01"), "{said}");
}

#[test]
fn a_column_that_only_is_asked_for_is_said_whatever_asks_for_it() {
    let asked = r#"{"name":"a"},{"name":"b","severity":{"required":"warning"},"constraints":{"requiredColumn":true}}"#;
    assert_eq!(codes(&check_text(&format!(r#"{{"fields":[{asked}]}}"#), "a\n1\n")), ["S550"]);
    // Of several rules the strictest one counts, in whatever order they stand.
    let rule = |severity: &str, when: &str| {
        format!(r#"{{"rule":"required","fields":["b"],"severity":"{severity}","when":{{"a":"{when}"}}}}"#)
    };
    let fields = r#"{"name":"a"},{"name":"b"}"#;
    for rules in [[rule("warning", "1"), rule("error", "2")], [rule("error", "2"), rule("warning", "1")]] {
        let found = found(fields, &format!(r#""rules":[{}]"#, rules.join(",")), "a\n1\n2\n");
        assert!(found.contains(&"S125".to_owned()) && !found.contains(&"S550".to_owned()), "{found:?}");
    }
}

/// The records that go out, and the codes that are found.
fn outcome(fields: &str, rest: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let mut session = check_text(&format!(r#"{{"fields":[{fields}],{rest}}}"#), text);
    // Rows that are the same are told beside.
    let codes = codes(&session).into_iter().filter(|code| code != "R150").collect();
    let lines = String::from_utf8(cleaned(&mut session)).unwrap();
    (codes, lines.lines().skip(1).map(str::to_owned).collect())
}

#[test]
fn a_sum_over_a_group_is_exact_and_binds_its_rows() {
    let fields = r#"{"name":"o"},{"name":"s","type":"number"},{"name":"n","constraints":{"maxLength":3}}"#;
    let equals = r#""rules":[{"rule":"per-group","by":["o"],"sum":"s","equals":1}]"#;
    // Three tenths are one tenth and two tenths; a blank counts as nothing.
    let (codes, out) = outcome(fields, equals, "o,s,n\nA,0.1,\nA,0.2,\nA,0.7,\nA,,\nB,1,\n");
    assert_eq!((codes.len(), out.len()), (0, 5), "{codes:?}");
    let (codes, out) = outcome(fields, equals, "o,s,n\nA,0.1,\nB,1,\nA,0.2,\n");
    assert_eq!((codes, out), (vec!["B440".to_owned()], vec!["B,1,".to_owned()]));
    // A row in error counts with its value, and the others wait for it.
    let (codes, out) = outcome(fields, equals, "o,s,n\nA,0.4,long\nA,0.6,\nB,1,\n");
    assert_eq!((codes, out), (vec!["V320".to_owned(), "B470".to_owned()], vec!["B,1,".to_owned()]));
    // A wrong value leaves its group open: it has its own error, and the others wait.
    let (codes, out) = outcome(fields, equals, "o,s,n\nA,many,\nA,0.6,\n");
    assert!(!codes.contains(&"B440".to_owned()) && out.is_empty(), "{codes:?} {out:?}");
    // Within a tolerance, and between two limits.
    let near = r#""rules":[{"rule":"per-group","by":["o"],"sum":"s","equals":100,"absolute":0.01}]"#;
    assert_eq!(outcome(fields, near, "o,s,n\nA,33.33,\nA,33.33,\nA,33.33,\n").0, Vec::<String>::new());
    let between = r#""rules":[{"rule":"per-group","by":["o"],"sum":"s","minimum":1,"maximum":2}]"#;
    for (sum, right) in [("0.9", false), ("1", true), ("2", true), ("2.1", false)] {
        let (codes, _) = outcome(fields, between, &format!("o,s,n\nA,{sum},\n"));
        assert_eq!(codes.is_empty(), right, "{sum}: {codes:?}");
    }
}

#[test]
fn a_count_over_a_group_finds_none_and_too_many() {
    let fields = r#"{"name":"c"},{"name":"p","type":"boolean"}"#;
    let one = r#""rules":[{"rule":"per-group","by":["c"],"count":{"p":true},"equals":1}]"#;
    let (codes, out) = outcome(fields, one, "c,p\nA,true\nA,false\nB,false\nC,true\nC,True\n");
    assert_eq!(codes, ["B450", "B450"]);
    assert_eq!(out, ["A,true", "A,false"]);
    // `when` says which rows form groups.
    let some = r#""rules":[{"rule":"per-group","by":["c"],"count":true,"maximum":1,"when":{"p":true}}]"#;
    assert_eq!(outcome(fields, some, "c,p\nA,true\nA,false\nA,false\n").0, Vec::<String>::new());
    let (codes, out) = outcome(fields, some, "c,p\nA,true\nA,false\nA,true\n");
    assert_eq!((codes, out), (vec!["B450".to_owned()], vec!["A,false".to_owned()]));
    let said = told(fields, &format!(",{one}"), "c,p\nAcme,false\nAcme,false\n");
    assert!(said.contains("Acme") && said.contains("exactly 1") && said.contains("rows 2 and 3"), "{said}");
}

#[test]
fn numbers_of_a_group_follow_each_other() {
    let fields = r#"{"name":"i"},{"name":"l","type":"integer"}"#;
    let rule = r#""rules":[{"rule":"sequence","field":"l","by":["i"]}]"#;
    assert_eq!(outcome(fields, rule, "i,l\nA,1\nB,1\nA,2\nA,03\n").0, Vec::<String>::new());
    // One gap is one finding; the rest of the group waits.
    let (codes, out) = outcome(fields, rule, "i,l\nA,1\nA,2\nA,4\nA,5\nB,1\n");
    assert_eq!(codes.iter().filter(|code| *code == "B460").count(), 1, "{codes:?}");
    assert_eq!(out, ["B,1"]);
    // A blank or wrong number leaves the next one open.
    assert_eq!(outcome(fields, rule, "i,l\nA,1\nA,\nA,7\nA,8\n").0, Vec::<String>::new());
    let steps = r#""rules":[{"rule":"sequence","field":"l","start":10,"step":10}]"#;
    assert_eq!(outcome(fields, steps, "i,l\nA,10\nB,20\n").0, Vec::<String>::new());
    assert_eq!(outcome(fields, steps, "i,l\nA,20\nB,30\n").0[0], "B460");
}

#[test]
fn a_rule_compares_with_the_day_that_the_caller_says() {
    use import_checker::{Input, Job, Verdict, table::Date};
    let definition = r#"{"fields":[{"name":"d","type":"date"},{"name":"b"}],"rules":[
        {"rule":"compare","field":"d","op":"<=","value":"@today","plus":"P1D"}]}"#;
    let definition = std::sync::Arc::new(ImportDefinition::parse(definition).unwrap());
    let check = |today: Option<Date>, text: &'static str| {
        let input = Input { name: "a.csv".to_owned(), today, ..Input::default() };
        Job::new(vec![definition.clone()], Lang::En)
            .file(input, std::io::Cursor::new(text))
            .check(&mut |_, _, _| std::ops::ControlFlow::Continue(()))
    };
    let day = Date::new(2025, 3, 14);
    let session = check(day, "d,b\n2025-03-15,1\n");
    assert_eq!(session.files()[0].verdict(), Verdict::Ready);
    assert_eq!(session.files()[0].report(Lang::En)["definition"]["today"], "2025-03-14");
    let session = check(day, "d,b\n2025-03-16,1\n");
    let report = session.files()[0].report(Lang::En);
    let said = report["findings"][0]["message"].as_str().unwrap();
    assert!(said.contains("today (2025-03-14) plus 1 day, which is 2025-03-15"), "{said}");
    // Nobody said what day it is: the rule did not run, and the file is not ready.
    let session = check(None, "d,b\n2025-03-16,1\n");
    assert_eq!(session.files()[0].verdict(), Verdict::Incomplete);
    assert_eq!(session.files()[0].report(Lang::En)["notChecked"][0]["code"], "B480");
    let refused = |kind: &str| {
        let text = format!(
            r#"{{"fields":[{{"name":"d","type":"{kind}"}},{{"name":"b"}}],"rules":[{{"rule":"compare","field":"d","op":"<=","value":"@today"}}]}}"#
        );
        ImportDefinition::parse(&text).err().map(|e| e.to_string())
    };
    assert!(refused("number").is_some() && refused("datetime").is_none());
}

#[test]
fn halves_of_days_do_not_overlap() {
    let fields = r#"{"name":"who"},{"name":"from","type":"date"},{"name":"starts","constraints":{"enum":["am","pm"]}},
        {"name":"to","type":"date"},{"name":"ends","constraints":{"enum":["am","pm"]}}"#;
    let rest = |half: &str| {
        format!(r#""rules":[{{"rule":"no-overlap","from":"from","to":"to","by":["who"],"halfDays":{half}}}]"#)
    };
    let halves = rest(r#"{"from":"starts","to":"ends","morning":"am","afternoon":"pm"}"#);
    let leave = |rows: &str| found(fields, &halves, &format!("who,from,starts,to,ends\n{rows}"));
    assert_eq!(leave("Ana,2025-03-03,am,2025-03-04,am\nAna,2025-03-04,pm,2025-03-05,pm\n"), [""; 0]);
    assert_eq!(leave("Ana,2025-03-04,pm,2025-03-05,\nAna,2025-03-03,,2025-03-04,am\n"), [""; 0]);
    assert_eq!(leave("Ana,2025-03-03,am,2025-03-04,pm\nAna,2025-03-04,pm,2025-03-05,pm\n").len(), 1);
    assert_eq!(
        leave("Ana,2025-03-03,am,2025-03-04,\nAna,2025-03-04,pm,2025-03-05,pm\n").len(),
        1,
        "blank: whole"
    );
    assert_eq!(leave("Ana,2025-03-04,pm,2025-03-04,am\nAna,2025-03-04,am,2025-03-04,am\n").len(), 1);
    let said = told(
        fields,
        &format!(",{halves}"),
        "who,from,starts,to,ends\nAna,2025-03-03,am,2025-03-04,am\nAna,2025-03-04,am,2025-03-04,\n",
    );
    assert!(said.contains("2025-03-04 am"), "{said}");
    // Of a day that is taken whole no half is named.
    assert!(!said.contains("2025-03-03 am") && !said.contains("2025-03-04 pm"), "{said}");
    for (half, mistake) in [
        (r#"{"morning":"am","afternoon":"pm"}"#, "“from” is missing"),
        (r#"{"from":"starts","morning":"am"}"#, "“afternoon” is missing"),
        (r#"{"from":"starts","morning":"am","afternoon":"noon"}"#, "noon"),
        (r#"{"from":"starts","morning":"am","afternoon":"am"}"#, "another value"),
    ] {
        let json = format!(r#"{{"fields":[{fields}],{}}}"#, rest(half));
        let refused = ImportDefinition::parse(&json).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains(mistake), "{refused}");
    }
}

#[test]
fn what_would_fit_the_value_is_named_where_it_is_one_to_three() {
    let fields = r#"{"name":"country"},{"name":"city"}"#;
    let lists =
        r#"{"FR":["Lyon"],"IE":["Cork"],"GB":["Bath","Cork"],"US":["Bath","Cork"],"CA":["Bath","Cork"]}"#;
    let rest = format!(r#","rules":[{{"rule":"allowed","field":"city","by":"country","values":{lists}}}]"#);
    let of = |city: &str| told(fields, &rest, &format!("country,city\nFR,{city}\n"));
    for (city, named) in
        [("Oslo", "Correct A2, or"), ("Bath", "Correct A2 to GB, US or CA, or"), ("Cork", "Correct A2, or")]
    {
        assert!(of(city).contains(named), "{}", of(city));
    }
}

#[test]
fn zeros_at_the_start_are_told_of_references_alone() {
    let key = r#""primaryKey":"a""#;
    let text = "a,b\n007,1\n7,2\n";
    assert_eq!(found(r#"{"name":"a","format":"reference"},{"name":"b"}"#, key, text), ["U640"]);
    assert_eq!(found(r#"{"name":"a"},{"name":"b"}"#, key, text), [""; 0]);
    let both = r#""primaryKey":["a","b"]"#;
    assert_eq!(
        found(r#"{"name":"a","format":"reference"},{"name":"b"}"#, both, "a,b\n007,1\n7,1\n"),
        [""; 0]
    );
}
