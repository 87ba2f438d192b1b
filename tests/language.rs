//! The language of definitions keeps its promises: what is right in the declared dialect stays as it is, nothing that
//! a definition asks for is passed over in silence, and no slip in a word switches a check off unseen.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::{ImportDefinition, Lang};
use support::{check_text, cleaned, codes};

/// What a check of one column came to.
#[derive(Debug, PartialEq)]
struct Outcome {
    verdict: String,
    /// The cells of the first column in the cleaned file.
    written: Vec<String>,
    codes: Vec<String>,
}

/// Checks a column `a` of these cells. `field` completes `{"name": "a", …}`.
fn column(field: &str, cells: &[&str]) -> Outcome {
    table(&format!(r#"{{"fields": [{{"name": "a", {field}}}, {{"name": "z"}}]}}"#), cells)
}

/// Checks a table with the columns `a` and `z`.
fn table(definition: &str, cells: &[&str]) -> Outcome {
    let mut text = String::from("a,z\n");
    for cell in cells {
        text += &format!("\"{}\",x\n", cell.replace('"', "\"\""));
    }
    let mut session = check_text(definition, &text);
    let verdict = session.files()[0].verdict().name().to_owned();
    let codes = codes(&session);
    let out = cleaned(&mut session);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&out[..]);
    let written = reader.records().map(|r| r.unwrap().get(0).unwrap_or_default().to_owned()).collect();
    Outcome { verdict, written, codes }
}

/// The cell is right as it is: ready, not changed, nothing said.
fn as_is(field: &str, cell: &str) {
    let found = column(field, &[cell]);
    let expected = Outcome { verdict: "ready".to_owned(), written: vec![cell.to_owned()], codes: vec![] };
    assert_eq!(found, expected, "{field}: {cell}");
}

/// The cell is written otherwise, without a question.
fn becomes(field: &str, cell: &str, written: &str) {
    let found = column(field, &[cell]);
    assert_eq!(
        (found.verdict.as_str(), &found.written[..]),
        ("ready", &[written.to_owned()][..]),
        "{field}: {cell}: {found:?}"
    );
    let again = column(field, &[written]);
    assert_eq!(
        again.written,
        [written],
        "{field}: what was written for {cell} is not right as it is: {again:?}"
    );
    assert!(again.codes.is_empty(), "{field}: {written}: {again:?}");
}

/// The cell is an error, or a question.
fn refuses(field: &str, cell: &str) {
    let found = column(field, &[cell]);
    assert_eq!(found.verdict, "errors", "{field}: {cell}: {found:?}");
}

/// What a definition is refused with.
fn mistake(definition: &str) -> String {
    ImportDefinition::parse(definition).err().map(|e| e.to_string()).unwrap_or_default()
}

// Each test that follows stands for one way in which a definition used to be misunderstood.

#[test]
fn a_date_format_without_percent_letters_is_refused_with_the_right_one() {
    let said = mistake(r#"{"fields":[{"name":"a","type":"date","format":"YYYY-MM-DD"}]}"#);
    assert!(said.starts_with("fields[0].format") && said.contains("%Y-%m-%d"), "{said}");
    let said = mistake(r#"{"fields":[{"name":"a","type":"date","format":"dd/mm/yyyy"}]}"#);
    assert!(said.contains("%d/%m/%Y"), "{said}");
}

#[test]
fn no_date_pattern_destroys_a_value() {
    for (format, cell) in [
        ("%d/%b/%Y", "14/Mar/2025"),
        ("fmt:%d/%m/%Y", "14/03/2025"),
        ("%j/%Y", "073/2025"),
        ("%-d/%-m/%Y", "4/3/2025"),
        ("%d %B %Y", "14 March 2025"),
        ("%e/%m/%y", " 4/03/25"),
    ] {
        let field = format!(r#""type": "date", "format": "{format}""#);
        as_is(&field, cell);
    }
    becomes(r#""type":"date","format":"%d/%b/%Y""#, "2025-03-14", "14/Mar/2025");
    becomes(r#""type":"date","format":"%d/%b/%Y""#, "14 mars 2025", "14/Mar/2025");
    becomes(r#""type":"date","format":"fmt:%d/%m/%Y""#, "2025-03-14", "14/03/2025");
    // A letter nobody knows: the column is left alone, and the file is not ready.
    let found = column(r#""type":"date","format":"%Q/%Y""#, &["14/03/2025", " x "]);
    assert_eq!(
        (found.verdict.as_str(), &found.written[..]),
        ("incomplete", &["14/03/2025".to_owned(), " x ".to_owned()][..])
    );
}

#[test]
fn a_date_pattern_with_a_time_keeps_the_time() {
    as_is(r#""type":"datetime","format":"%Y-%m-%d %H:%M""#, "2025-03-14 09:30");
    becomes(r#""type":"datetime","format":"%Y-%m-%d %H:%M""#, "2025-03-14T09:30:00", "2025-03-14 09:30");
}

#[test]
fn patterns_lengths_and_lists_hold_for_every_type() {
    refuses(r#""type":"integer","constraints":{"pattern":"[0-9]{4}"}"#, "12");
    as_is(r#""type":"integer","constraints":{"pattern":"[0-9]{4}"}"#, "1200");
    refuses(r#""type":"integer","constraints":{"maxLength":2}"#, "120");
    refuses(r#""type":"number","constraints":{"minLength":4}"#, "1.5");
    refuses(r#""type":"date","constraints":{"enum":["2025-03-14"]}"#, "2025-03-15");
    as_is(r#""type":"date","constraints":{"enum":["2025-03-14"]}"#, "2025-03-14");
    becomes(r#""type":"date","constraints":{"enum":["2025-03-14"]}"#, "14/03/2025", "2025-03-14");
    refuses(r#""type":"date","constraints":{"pattern":"2024-.*"}"#, "2025-03-14");
    refuses(r#""type":"boolean","constraints":{"enum":["true"]}"#, "false");
    refuses(r#""type":"year","constraints":{"minimum":2000}"#, "1999");
    as_is(r#""type":"year","constraints":{"minimum":2000}"#, "2000");
    refuses(r#""type":"time","constraints":{"maximum":"12:00:00"}"#, "13:00:00");
    refuses(r#""type":"datetime","constraints":{"minimum":"2025-01-01T00:00:00Z"}"#, "2024-12-31T23:59:59Z");
    as_is(
        r#""type":"datetime","constraints":{"minimum":"2025-01-01T00:00:00Z"}"#,
        "2025-01-01T00:59:59+00:30",
    );
}

#[test]
fn every_listed_word_for_yes_and_no_stays() {
    let field = r#""type":"boolean","trueValues":["true","True","oui"],"falseValues":["non","0"]"#;
    for cell in ["true", "True", "oui", "non", "0"] {
        as_is(field, cell);
    }
    becomes(field, "OUI", "true");
    becomes(field, "yes", "true");
    becomes(field, "faux", "non");
    let field = r#""type":"boolean","trueValues":["0"],"falseValues":["1"]"#;
    as_is(field, "0");
    as_is(field, "1");
    refuses(field, "maybe");
    for cell in ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"] {
        as_is(r#""type":"boolean""#, cell);
    }
}

#[test]
fn numbers_keep_the_declared_dialect() {
    let comma = r#""type":"number","decimalChar":",""#;
    as_is(comma, "1,5");
    becomes(comma, "1.5", "1,5");
    becomes(comma, "1 234,56", "1234,56");
    refuses(comma, "1.234");
    let groups = r#""type":"number","decimalChar":",","groupChar":".""#;
    as_is(groups, "1.234,5");
    as_is(groups, "1.234");
    becomes(groups, "1,234.5", "1234,5");
    refuses(r#""type":"number","decimalChar":",","groupChar":".","constraints":{"maximum":1000}"#, "1.234");
    let open = r#""type":"number","bareNumber":false"#;
    as_is(open, "95%");
    as_is(open, "EUR 95");
    refuses(open, "none");
    refuses(r#""type":"number","bareNumber":false,"constraints":{"maximum":90}"#, "95%");
    as_is(r#""type":"integer","bareNumber":false"#, "95%");
    as_is(r#""type":"integer","groupChar":",""#, "1,000");
}

#[test]
fn a_whole_number_has_no_decimals() {
    becomes(r#""type":"integer""#, "1.0", "1");
    becomes(r#""type":"integer""#, "-3.00", "-3");
    becomes(r#""type":"integer""#, "1e3", "1000");
    as_is(r#""type":"integer""#, "007");
    refuses(r#""type":"integer""#, "1.5");
}

#[test]
fn the_fields_match_word_decides_which_columns_go_out() {
    let definition =
        |word: &str| format!(r#"{{"fields": [{{"name": "a"}}, {{"name": "b"}}], "fieldsMatch": "{word}"}}"#);
    let check = |word: &str, text: &str| {
        let mut session = check_text(&definition(word), text);
        (session.files()[0].verdict().name().to_owned(), String::from_utf8(cleaned(&mut session)).unwrap())
    };
    assert_eq!(check("subset", "a,b,c\n1,2,3\n").1, "a,b,c\r\n1,2,3\r\n", "further columns are kept");
    assert_eq!(check("partial", "a,c\n1,3\n").1, "a,c\r\n1,3\r\n");
    assert_eq!(check("superset", "b,c\n2,3\n").1, "b\r\n2\r\n", "further columns are dropped");
    assert_eq!(check("exact", "b,a\n2,1\n").1, "a,b\r\n1,2\r\n", "the order is restored");
    assert_eq!(check("equal", "b\n2\n").1, "a,b\r\n,2\r\n", "missing columns are written");
    let said = mistake(&definition("some"));
    assert!(said.starts_with("fieldsMatch") && said.contains("superset"), "{said}");
}

#[test]
fn a_word_that_nobody_knows_bars_ready() {
    for definition in [
        r#"{"fields":[{"name":"a","constraints":{"requird":true}},{"name":"z"}]}"#,
        r#"{"fields":[{"name":"a"},{"name":"z"}],"requierd":["a"]}"#,
        r#"{"fields":[{"name":"a","enum":["x"]},{"name":"z"}]}"#,
        r#"{"fields":[{"name":"a","contraints":{"enum":["x"]}},{"name":"z"}]}"#,
    ] {
        let found = table(definition, &["x"]);
        assert_eq!(found.verdict, "incomplete", "{definition}");
    }
    for definition in [
        r#"{"fields":[{"name":"a","x-unit":"m"},{"name":"z","_note":"n"}],"created":"2024-01-01"}"#,
        r#"{"fields":[{"name":"a","unit":"m"},{"name":"z"}],"ignored":["fields.unit"]}"#,
    ] {
        let found = table(definition, &["x"]);
        assert_eq!(found.verdict, "ready", "{definition}");
    }
}

#[test]
fn a_synonym_stands_for_a_listed_value() {
    let said = mistake(r#"{"fields":[{"name":"a","synonyms":{"x":"zz"},"constraints":{"enum":["a","b"]}}]}"#);
    assert!(said.starts_with("fields[0].synonyms.x") && said.contains("Allowed here: a, b"), "{said}");
}

#[test]
fn slips_in_lists_of_codes_aliases_and_truth_values_are_told() {
    let said = mistake(r#"{"fields":[{"name":"a"}],"severities":{"Z999":"off"}}"#);
    assert!(said.starts_with("severities.Z999"), "{said}");
    let said = mistake(r#"{"fields":[{"name":"a","aliases":["x"]},{"name":"b","aliases":["X"]}]}"#);
    assert!(said.starts_with("fields[1].aliases[0]"), "{said}");
    let said =
        mistake(r#"{"fields":[{"name":"a","type":"boolean","trueValues":["x"],"falseValues":["x"]}]}"#);
    assert!(said.starts_with("fields[0].falseValues[0]"), "{said}");
}

#[test]
fn moments_are_judged_by_their_standard_and_repaired() {
    let moment = r#""type":"datetime""#;
    for cell in ["2025-03-14T09:30:00", "2025-03-14T09:30:00Z", "2025-03-14T09:30:00.25+02:00"] {
        as_is(moment, cell);
    }
    becomes(moment, "2025-03-14T09:30:00+2:00", "2025-03-14T09:30:00+02:00");
    becomes(moment, "2025-03-14 09:30", "2025-03-14T09:30:00");
    becomes(moment, "14/03/2025 9h30", "2025-03-14T09:30:00");
    for cell in ["2025-03-14T09:30:00-", "2025-03-14T24:00:00", "2025-02-30T09:30:00", "2025-03-14"] {
        refuses(moment, cell);
    }
    let time = r#""type":"time""#;
    as_is(time, "09:30:00");
    as_is(time, "09:30:00.5Z");
    for cell in ["09:30", "9:30", "9h30", "9:30 am"] {
        becomes(time, cell, "09:30:00");
    }
    becomes(time, "9:30 pm", "21:30:00");
    refuses(time, "24:00:00");
    let binary = r#""type":"string","format":"binary""#;
    as_is(binary, "aGVsbG8=");
    refuses(binary, "aGVsbG8");
    refuses(binary, "not base64!");
}

#[test]
fn addresses_identifiers_years_and_months_take_what_their_standards_take() {
    let uri = r#""type":"string","format":"uri""#;
    for cell in ["ftp://example.org/x", "mailto:a@example.org", "urn:isbn:0451450523", "https://example.org/"]
    {
        as_is(uri, cell);
    }
    refuses(uri, "example");
    let uuid = r#""type":"string","format":"uuid""#;
    as_is(uuid, "123e4567-e89b-12d3-a456-426614174000");
    for cell in [
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567e89b12d3a456426614174000",
    ] {
        becomes(uuid, cell, "123e4567-e89b-12d3-a456-426614174000");
    }
    becomes(r#""type":"year""#, "2025.0", "2025");
    as_is(r#""type":"year""#, "12025");
    refuses(r#""type":"year""#, "25");
    for cell in ["2025-3", "03/2025", "mars 2025", "March 2025"] {
        becomes(r#""type":"yearmonth""#, cell, "2025-03");
    }
    refuses(r#""type":"yearmonth""#, "03-04");
}

#[test]
fn every_table_schema_loads() {
    for definition in [
        r#"{"fields":[{"name":"a","type":"geojson","example":{"type":"Point","coordinates":[1,2]}}]}"#,
        r#"{"fields":[{"name":"a","example":["x","y"]}]}"#,
        r#"{"fields":[{"name":"a"}],"primaryKey":[]}"#,
        r#"{"fields":[{"name":"a"}],"primaryKey":""}"#,
        r#"{"fields":[{"name":"a"},{"name":"a"}]}"#,
    ] {
        assert_eq!(mistake(definition), "", "{definition}");
    }
    let mut session =
        check_text(r#"{"fields":[{"name":"a"},{"name":"a","type":"integer"}]}"#, "a,a\nx,1\ny,z\n");
    assert_eq!(codes(&session), ["T110"], "columns of one name are paired from left to right");
    assert_eq!(String::from_utf8(cleaned(&mut session)).unwrap(), "a,a\r\nx,1\r\n");
}

#[test]
fn missing_texts_are_compared_without_blanks_and_labels_stand_for_values() {
    let found = table(
        r#"{"fields":[{"name":"a","type":"number"},{"name":"z"}],"missingValues":["","NA"]}"#,
        &[" NA ", "1"],
    );
    assert_eq!((found.verdict.as_str(), found.codes.len()), ("ready", 0), "{found:?}");
    let field = r#""type":"integer","categories":[{"value":0,"label":"apple"},{"value":1,"label":"pear"}]"#;
    as_is(field, "0");
    becomes(field, "apple", "0");
    refuses(field, "plum");
    refuses(field, "2");
}

#[test]
fn letters_of_every_script_are_letters_in_a_pattern() {
    let field = r#""constraints":{"pattern":"^\\w+( \\w+)*\\/[ \\w]+$"}"#;
    as_is(field, "Libertés publiques et pouvoirs de police/Police municipale");
    refuses(field, "Libertés/");
    let field = r#""constraints":{"pattern":"(?i)école"}"#;
    as_is(field, "ÉCOLE");
    as_is(r#""constraints":{"pattern":"[^\\w]\\–"}"#, ";–");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let said = mistake(
        r#"{"fields":[{"name":"a","type":"text"},{"name":"b","constraints":{"required":"yes","minLength":"x"}}],
            "rules":[{"rule":"requird","fields":["a"]}],"dialect":{"order":"strict"}}"#,
    );
    for place in [
        "fields[0].type",
        "fields[1].constraints.required",
        "fields[1].constraints.minLength",
        "rules[0].rule",
        "dialect.order",
    ] {
        assert!(said.contains(place), "{place} is not in:\n{said}");
    }
}

#[test]
fn every_report_speaks_of_the_definition_in_both_languages() {
    let session = check_text(r#"{"fields":[{"name":"a","contraints":{}},{"name":"z"}]}"#, "a,z\n1,2\n");
    for (lang, word) in
        [(Lang::En, "Did you mean “constraints”?"), (Lang::Fr, "Vouliez-vous dire «\u{a0}constraints\u{a0}»")]
    {
        let report = session.files()[0].report(lang);
        let message = report["notChecked"][0]["message"].as_str().unwrap();
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn spans_structures_and_lists_are_judged() {
    let duration = r#""type":"duration""#;
    as_is(duration, "P1Y2M3DT4H5M6.7S");
    becomes(duration, "P2W", "P14D");
    refuses(duration, "1:30");
    refuses(r#""type":"duration","constraints":{"maximum":"PT2H"}"#, "PT3H");
    as_is(r#""type":"object""#, "{\"a\": [1, 2]}");
    refuses(r#""type":"object""#, "[1]");
    refuses(r#""type":"object","constraints":{"maxLength":1}"#, "{\"a\": 1, \"b\": 2}");
    as_is(r#""type":"array","items":{"type":"integer"}"#, "[1, 2]");
    refuses(r#""type":"array","arrayItem":{"type":"integer"}"#, "[1, \"x\"]");
    refuses(r#""type":"array","items":{"type":"string"}"#, "a, b");
    // What has a check digit where it stands alone has one in a list.
    for (format, good, bad) in [
        ("iban", "FR7630006000011234567890189", "FR7630006000011234567890188"),
        ("isbn", "9783161484100", "9783161484101"),
        ("siren", "732829320", "73282932"),
        ("luhn", "79927398713", "79927398710"),
    ] {
        let list =
            format!(r#""type":"list","delimiter":";","items":{{"type":"string","format":"{format}"}}"#);
        as_is(&list, good);
        as_is(&list, &format!("{good};{good}"));
        refuses(&list, bad);
        refuses(&list, &format!("{good};{bad}"));
        let array = format!(r#""type":"array","items":{{"format":"{format}"}}"#);
        as_is(&array, &format!("[\"{good}\"]"));
        refuses(&array, &format!("[\"{bad}\"]"));
    }
    let list = r#""type":"list","delimiter":";","items":{"type":"date"}"#;
    as_is(list, "2025-03-14;2025-03-15");
    becomes(list, " 2025-03-14 ; 2025-03-15;", "2025-03-14;2025-03-15");
    becomes(list, "14/03/2025;2025-03-15", "2025-03-14;2025-03-15");
    refuses(list, "2025-03-14;soon");
    refuses(list, "2025-03-14, 2025-03-15");
    as_is(r#""type":"list","itemType":"integer""#, "1,2,3");
    refuses(r#""type":"list","constraints":{"uniqueItems":true}"#, "a,b,a");
    refuses(r#""type":"list","constraints":{"minItems":2}"#, "a");
    as_is(r#""type":"geopoint""#, "2.35, 48.85");
    becomes(r#""type":"geopoint""#, "2,35; 48,85", "2.35, 48.85");
    refuses(r#""type":"geopoint""#, "48.85, 102.35");
    as_is(r#""type":"geopoint","format":"array""#, "[2.35, 48.85]");
    as_is(r#""type":"geojson""#, "{\"type\": \"Point\", \"coordinates\": [2.35, 48.85]}");
    refuses(r#""type":"geojson""#, "{\"type\": \"Dot\"}");
    as_is(r#""type":"string","format":"wkt""#, "POINT (2.35 48.85)");
    refuses(r#""type":"string","format":"wkt""#, "POINT (2.35");
    as_is(r#""type":"string","format":"interval""#, "2024/2025");
    refuses(r#""type":"string","format":"interval""#, "2025/2024");
    as_is(r#""type":"any""#, " as it is ");
}

#[test]
fn dates_without_a_day_are_cut_only_when_asked() {
    let year = r#""type":"date","format":"%Y""#;
    as_is(year, "2025");
    refuses(year, "2025-03-14");
    as_is(r#""type":"date","format":"%Y-%m""#, "2025-03");
    let any = r#""type":"date","format":"any""#;
    as_is(any, "14 March 2025");
    as_is(any, "2025-03-14");
    refuses(any, "04/05/2025");
}

#[test]
fn an_example_that_its_field_refuses_is_told_and_bars_nothing() {
    let text = r#"{"fields":[{"name":"a","type":"date","example":"soon"},{"name":"z"}]}"#;
    let loaded = ImportDefinition::parse(text).unwrap();
    let told: Vec<_> = loaded.remarks.iter().map(|r| (r.place.as_str(), r.class.name())).collect();
    assert_eq!(told, [("fields[0].example", "wrong")]);
    assert_eq!(table(text, &["2025-03-14"]).verdict, "ready");
}

#[test]
fn several_definitions_come_as_a_list_or_a_data_package() {
    let package = r#"{"name":"shop","resources":[
        {"name":"orders","path":"orders.csv","schema":{"fields":[{"name":"id"}],"primaryKey":"id"}},
        {"name":"lines","schema":{"fields":[{"name":"order"}],
            "foreignKeys":[{"fields":"order","reference":{"resource":"orders","fields":"id"}}]}}]}"#;
    let all = ImportDefinition::parse_all(package).unwrap();
    let names: Vec<&str> = all.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["orders", "lines"]);
    assert_eq!(all[1].foreign_keys[0].resource, "orders");
    let list = ImportDefinition::parse_all(
        r#"[{"name":"x","fields":[{"name":"a"}]},{"name":"y","fields":[{"name":"b"}]}]"#,
    );
    assert_eq!(list.unwrap().len(), 2);
    let said = ImportDefinition::parse_all(r#"[{"fields":[{"name":"a","type":"x"}]},{"fields":[]}]"#);
    let said = said.unwrap_err().to_string();
    assert!(said.contains("[0].fields[0].type") && said.contains("[1].fields"), "{said}");
    // What refers to a name must find one.
    let twice = r#"[{"name":"x","fields":[{"name":"a"}]},{"name":"x","fields":[{"name":"b"}]}]"#;
    let said = ImportDefinition::parse_all(twice).unwrap_err().to_string();
    assert!(said.starts_with("[1].name: another definition has this name"), "{said}");
}

/// A broken constraint that is no error is told, and the value goes out as it is.
#[test]
fn a_constraint_can_be_less_than_an_error() {
    for (field, cell) in [
        (r#""constraints":{"maxLength":2},"severity":{"maxLength":"warning"}"#, "abc"),
        (r#""constraints":{"minLength":4},"severity":{"minLength":"warning"}"#, "abc"),
        (r#""constraints":{"pattern":"x+"},"severity":{"pattern":"warning"}"#, "abc"),
        (r#""constraints":{"enum":["red","green"]},"severity":{"enum":"warning"}"#, "blue"),
        (
            r#""type":"date","constraints":{"enum":["2025-01-01"]},"severity":{"enum":"warning"}"#,
            "2025-01-02",
        ),
        (r#""type":"number","constraints":{"enum":["1","2"]},"severity":{"enum":"warning"}"#, "3"),
        (r#""type":"number","constraints":{"maximum":5},"severity":{"maximum":"warning"}"#, "9"),
        (r#""type":"number","constraints":{"exclusiveMinimum":5},"severity":"warning""#, "5"),
        (r#""type":"date","constraints":{"minimum":"2025-01-01"},"severity":"warning""#, "2024-01-01"),
        (r#""type":"year","constraints":{"maximum":"2025"},"severity":"warning""#, "2026"),
        (r#""format":"email","severity":{"format":"warning"}"#, "nobody"),
        (r#""format":"uuid","severity":{"format":"warning"}"#, "nobody"),
        (r#""format":"siren","severity":{"format":"warning"}"#, "123456789"),
        (r#""type":"list","constraints":{"maxItems":1},"severity":{"maxItems":"warning"}"#, "a,b"),
        (r#""type":"list","constraints":{"uniqueItems":true},"severity":{"uniqueItems":"warning"}"#, "a,a"),
    ] {
        let lowered = column(field, &[cell]);
        assert_eq!(lowered.verdict, "ready", "{field}");
        assert_eq!(lowered.written, [cell], "{field}");
        assert_eq!(lowered.codes.len(), 1, "{field}: {:?}", lowered.codes);
        let (before, _) = field.split_once(r#","severity""#).unwrap();
        assert_eq!(column(before, &[cell]).verdict, "errors", "{before}");
    }
    // What is not so bad hides nothing that is.
    let both = r#""format":"email","constraints":{"maxLength":3},"severity":{"maxLength":"warning"}"#;
    let told = column(both, &["nobody"]);
    assert_eq!((told.verdict.as_str(), told.codes.len()), ("errors", 2), "{:?}", told.codes);
    let unique = r#""constraints":{"unique":true},"severity":{"unique":"warning"}"#;
    assert_eq!(column(unique, &["a", "a"]).verdict, "ready");
    assert_eq!(column(unique, &["a", "a"]).written, ["a", "a"]);
    assert!(
        mistake(r#"{"fields":[{"name":"a","type":"number","severity":{"format":"warning"}}]}"#)
            .starts_with("fields[0].severity.format: only the format of a text")
    );
    assert!(mistake(r#"{"fields":[{"name":"a","severity":{"maxlength":"warning"}}]}"#).contains("maxLength"));
}

#[test]
fn the_way_to_the_upload_is_a_word_of_the_language() {
    let definition = r#"{"fields":[{"name":"a"}],"upload":["Settings","Import"],
        "translations":{"fr":{"upload":["Réglages","Importer"],"system":"Système"}}}"#;
    let loaded = import_checker::ImportDefinition::parse(definition).unwrap();
    assert!(loaded.remarks.is_empty(), "{:?}", loaded.remarks);
    assert!(mistake(r#"{"fields":[{"name":"a"}],"upload":{"menu":"Settings"}}"#).starts_with("upload: "));
}

/// The places of examples that say otherwise than the definition does.
fn contradictions(definition: &str) -> Vec<String> {
    let loaded = ImportDefinition::parse(definition).unwrap_or_else(|e| panic!("{e}"));
    loaded.run_examples().into_iter().map(|remark| remark.place).collect()
}

#[test]
fn examples_of_a_definition_are_run() {
    let definition = |examples: &str, of_rule: &str| {
        format!(
            r#"{{"fields":[{{"name":"kind","constraints":{{"enum":["line","group"]}}}},{{"name":"amount","type":"number"}},{{"name":"day","type":"date"}}],
            "rules":[{{"rule":"required","fields":["amount"],"when":{{"kind":"line"}},"examples":{of_rule}}},
                     {{"rule":"compare","field":"day","op":"<=","value":"@today"}}],
            "examples":{examples}}}"#
        )
    };
    let whole = r#"{"base":{"kind":"line","amount":10},
        "good":[{},{"amount":0},{"kind":"group","amount":null},{"row":{"amount":"1,5"},"becomes":{"amount":"1.5"}},
                {"row":{"day":"2025-03-14"},"today":"2025-03-14"}],
        "bad":[{"row":{"kind":"lien"},"at":"kind","finds":"not-in-list"},{"amount":"ten"},
               {"row":{"day":"2025-03-15"},"today":"2025-03-14","finds":"B330"}]}"#;
    let of_rule = r#"{"good":[{"kind":"group","amount":""}],"bad":[{"amount":""}]}"#;
    assert_eq!(contradictions(&definition(whole, of_rule)), Vec::<String>::new());
    // Each of these says what is not so.
    let wrong = r#"{"base":{"kind":"line","amount":10},
        "good":[{"amount":"ten"},{"row":{"amount":"1,5"},"becomes":{"amount":"1,5"}}],
        "bad":[{},{"row":{"kind":"lien"},"at":"amount"},{"row":{"kind":"lien"},"finds":"missing-value"}]}"#;
    // An example of a rule is about that rule alone: a wrong kind does not break it.
    let of_rule = r#"{"good":[{"amount":""}],"bad":[{"kind":"lien"}]}"#;
    let expected = [
        "examples.good[0]",
        "examples.good[1]",
        "examples.bad[0]",
        "examples.bad[1]",
        "examples.bad[2]",
        "rules[0].examples.good[0]",
        "rules[0].examples.bad[0]",
    ];
    assert_eq!(contradictions(&definition(wrong, of_rule)), expected);
    let refused = mistake(&definition(r#"{"bad":[{"kidn":"x"}]}"#, "{}"));
    assert!(refused.starts_with("examples.bad[0].kidn: there is no field “kidn”"), "{refused}");
    // A list of example files is none of ours.
    assert_eq!(
        contradictions(r#"{"fields":[{"name":"a"}],"examples":[{"path":"a.csv"}]}"#),
        Vec::<String>::new()
    );
}

/// A reference into another package cannot be followed here: the definition loads, and no file is ready by it.
#[test]
fn an_example_may_answer_the_settings_of_the_import() {
    let definition = |settings: &str| {
        format!(
            r#"{{"fields":[{{"name":"a"}},{{"name":"b"}}],"settings":[{{"name":"strict","default":false}}],"rules":[
            {{"rule":"required","fields":["a"],"when":{{"@setting:strict":true}},
              "examples":{{"good":[{{"row":{{"b":"x"}},"settings":{{"strict":false}}}}],
                           "bad":[{{"row":{{"b":"x"}},"settings":{settings}}}]}}}}]}}"#
        )
    };
    assert_eq!(contradictions(&definition(r#"{"strict":true}"#)), [""; 0]);
    assert_eq!(contradictions(&definition(r#"{"strict":false}"#)).len(), 1);
    let unknown = mistake(&definition(r#"{"strikt":true}"#));
    assert!(unknown.contains("rules[0].examples.bad[0].settings.strikt"), "{unknown}");
    assert!(unknown.contains("strict"), "{unknown}");
}

#[test]
fn a_reference_into_another_package_is_not_checked() {
    for word in ["package", "datapackage"] {
        let definition = format!(
            r#"{{"fields":[{{"name":"a"}},{{"name":"z"}}],"foreignKeys":[{{"fields":"a","reference":{{"{word}":"other.json","resource":"people","fields":"id"}}}}]}}"#
        );
        assert_eq!(table(&definition, &["x"]).verdict, "incomplete", "{word}");
        // Empty, it is this one.
        let here = definition.replace("other.json", "").replace("people", "").replace(r#""id""#, r#""a""#);
        assert_eq!(table(&here, &["x"]).verdict, "ready", "{word}");
    }
}

/// Of each rule the report says whether it ran, of how many records, what it found and what it could not decide.
#[test]
fn the_report_says_what_became_of_each_rule() {
    let definition = r#"{"fields":[
        {"name":"kind","constraints":{"enum":["a","b","c"]}},
        {"name":"from","type":"date"},{"name":"to","type":"date"},{"name":"id","format":"siren"}],
        "rules":[
            {"rule":"required","fields":["to"],"when":{"kind":"a"}},
            {"rule":"required","fields":["to"],"when":{"kind":"c"}},
            {"rule":"compare","field":"to","op":">=","other":"from"},
            {"rule":"compare","field":"to","op":"<=","value":"@today"},
            {"rule":"unique","fields":["id"]}]}"#;
    let text = "kind,from,to,id\na,2025-01-01,2025-02-01,732829320\na,2025-01-01,,\nb,2025-03-01,2025-02-02,\n\
                b,then,2025-02-03,\n";
    let session = check_text(definition, text);
    let report = session.files()[0].report(Lang::En);
    let rules = report["definition"]["rules"].as_array().unwrap();
    let told: Vec<String> = rules
        .iter()
        .map(|r| {
            let text = |key: &str| r[key].as_str().unwrap().to_owned();
            format!(
                "{} {} {} {} {} {}",
                text("place"),
                text("rule"),
                text("state"),
                r["looked"],
                r["found"],
                r["open"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "rules[0] required ran 2 1 0",
            "rules[1] required never-applied 0 0 0",
            "rules[2] compare ran 4 1 1",
            "rules[3] compare not-run 4 0 0",
            "rules[4] unique ran 4 0 0",
            "fields[3] check-digit ran 4 0 0",
        ]
    );
}
