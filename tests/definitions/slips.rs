//! Words that are misspelt, said twice or without effect bar a file from being ready.

use super::*;

#[test]
fn a_public_table_schema_is_a_definition_and_says_what_it_passed_over() {
    let text = r#"{
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            { "name": "id", "type": "integer", "constraints": { "required": true, "minimum": 1 } },
            { "name": "shape", "type": "geojson", "bareNumber": true, "unit": "m" },
            { "name": "code", "type": "string", "constraints": { "pattern": "(?=x)x", "jsonSchema": {} } }
        ],
        "fieldsMatch": ["subset"],
        "primaryKey": "id",
        "missingValues": ["", { "value": "-", "label": "none" }]
    }"#;
    let loaded = ImportDefinition::parse(text).unwrap();
    assert_eq!(loaded.missing_values, ["", "-"]);
    assert_eq!(loaded.unique_keys, [[0]]);
    let remarks: Vec<_> = loaded.remarks.iter().map(|r| (r.place.as_str(), r.class.name())).collect();
    let expected = [
        ("fields[1].unit", "unknown"),
        ("fields[2].constraints.jsonSchema", "not-run"),
        ("fields[2].constraints.pattern", "not-run"),
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn references_say_which_rows_count_and_columns_how_they_are_filled() {
    let text = r#"{
        "fields": [{ "name": "owner" }, { "name": "key", "generateFrom": "owner" }, { "name": "old", "inTemplate": false }],
        "foreignKeys": [{
            "fields": ["owner", "key"],
            "reference": { "resource": "s/other", "fields": ["@parent:name", "name"], "where": { "kind": ["a", "b"], "live": true } }
        }]
    }"#;
    let loaded = ImportDefinition::parse(text).unwrap();
    let key = &loaded.foreign_keys[0];
    assert_eq!(key.reference, ["@parent:name", "name"]);
    let filter = [("kind", vec!["a", "b"]), ("live", vec!["true"])];
    assert_eq!(key.filter, filter.map(|(f, v)| (f.to_owned(), v.into_iter().map(str::to_owned).collect())));
    assert_eq!(loaded.fields[1].generate_from, Some(0));
    let shown: Vec<bool> = loaded.fields.iter().map(|f| f.in_template).collect();
    assert_eq!(shown, [true, true, false]);
}

/// A slip in any word of any built-in definition is refused, or remarked on, and the good record is not ready. Names that the
/// definition makes up itself (of fields, settings, languages, listed values) are no words of the language.
#[test]
fn no_slip_in_a_word_of_a_definition_goes_unseen() {
    for (name, json) in definitions() {
        let mut words = Vec::new();
        places(&json, &mut Vec::new(), &mut words);
        let good = good_file(&json);
        assert_eq!(verdict(ImportDefinition::load(&json).unwrap(), &good), "ready", "{name}");
        assert!(words.len() > 100, "{name}: {}", words.len());
        for place in words {
            let mut slipped = json.clone();
            let (word, parents) = place.split_last().unwrap();
            let mut at = &mut slipped;
            for step in parents {
                at = match step.parse::<usize>() {
                    Ok(index) if at.is_array() => &mut at[index],
                    _ => &mut at[step.as_str()],
                };
            }
            let map = at.as_object_mut().unwrap();
            let value = map.shift_remove(word).unwrap();
            map.insert(format!("{word}e"), value);
            if let Ok(loaded) = ImportDefinition::load(&slipped) {
                let at = place.join(".");
                assert!(loaded.open_remarks().next().is_some(), "{name}: {at}");
                assert_ne!(verdict(loaded, &good), "ready", "{name}: {at}");
            }
        }
    }
}

/// The path of every word, those left aside that the definition makes up.
fn places(json: &Json, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    const OWN: [&str; 7] = ["translations", "synonyms", "askSynonyms", "when", "where", "by", "rows"];
    let items: Vec<(String, &Json, bool)> = match json {
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), value, true)).collect(),
        Json::Array(list) => {
            list.iter().enumerate().map(|(i, value)| (i.to_string(), value, false)).collect()
        }
        _ => return,
    };
    let own = path.last().is_some_and(|last| OWN.contains(&last.as_str()) || last == "severities")
        || path.iter().any(|step| step == "samples");
    for (key, value, is_word) in items {
        path.push(key);
        if is_word && !own {
            found.push(path.clone());
        }
        places(value, path, found);
        path.pop();
    }
}

/// Who reads JSON keeps the last of two members of one name. Whatever the first of them asks for is not checked.
#[test]
fn words_that_are_said_twice_bar_a_file_from_being_ready() {
    let remarks = |text: &str| -> Vec<Vec<(String, bool)>> {
        let loaded = ImportDefinition::parse_all(text).unwrap();
        let told = |d: &ImportDefinition| {
            d.remarks.iter().map(|r| (r.place.clone(), r.class.bars_ready())).collect::<Vec<_>>()
        };
        loaded.iter().map(told).collect()
    };
    let bars = |place: &str| vec![(place.to_owned(), true)];
    let twice = r#"{"name":"a","constraints":{"required":true},"constraints":{}}"#;
    assert_eq!(
        remarks(&format!(r#"{{"fields":[{{"name":"b"}},{twice}]}}"#)),
        [bars("fields[1].constraints")]
    );
    // As one definition, in a list, and in a package; beside the tables of a package it concerns all of them.
    let one = format!(r#"{{"fields":[{twice}]}}"#);
    assert_eq!(ImportDefinition::parse(&one).unwrap().remarks.len(), 1);
    assert_eq!(
        remarks(&format!(r#"[{{"fields":[{{"name":"b"}}]}},{one}]"#)),
        [vec![], bars("[1].fields[0].constraints")]
    );
    let good = r#"{"fields":[{"name":"b"}]}"#;
    let package =
        format!(r#"{{"resources":[{{"name":"x","schema":{one}}},{{"name":"y","schema":{good}}}]}}"#);
    assert_eq!(remarks(&package), [bars("resources[0].schema.fields[0].constraints"), vec![]]);
    let package = format!(
        r#"{{"resources":[],"resources":[{{"name":"x","schema":{good}}},{{"name":"y","schema":{good}}}]}}"#
    );
    assert_eq!(remarks(&package), [bars("resources"), bars("resources")]);
    // What only describes loses nothing.
    let example = r#"{"fields":[{"name":"a","example":"x","example":"y"}]}"#;
    assert_eq!(remarks(example), [vec![("fields[0].example".to_owned(), false)]]);
    // The same name in different objects, and the same text as a value, are no repetition.
    assert_eq!(remarks(r#"{"fields":[{"name":"name","title":"name"},{"name":"title"}]}"#), [vec![]]);
}

/// Two fields of one name are two columns of that name, from left to right. Where the file has one, nobody knows which it is.
#[test]
fn a_column_for_two_fields_of_its_name_bars_a_file_from_being_ready() {
    let definition = r#"{"fields":[{"name":"n","type":"integer"},{"name":"k"},{"name":"n","type":"integer","constraints":{"minimum":5}}]}"#;
    let verdict = |text: &str| check_text(definition, text).files()[0].verdict();
    assert_eq!(verdict("n,k\n3,x\n"), Verdict::Incomplete);
    assert_eq!(verdict("k,n\nx,7\n"), Verdict::Incomplete);
    assert_eq!(verdict("n,k,n\n3,x,7\n"), Verdict::Ready);
    assert_eq!(verdict("n,k,n\n3,x,3\n"), Verdict::Errors);
    assert_eq!(verdict("k\nx\n"), Verdict::Ready);
}

/// A check that is not run says why, and the column that may be meant.
#[test]
fn a_check_that_is_not_run_says_why() {
    let reasons = |column: &str| {
        let text = format!(
            r#"{{"fields":[{{"name":"siret"}},{{"name":"other"}}],"custom_checks":[{{"name":"french-siret-value","params":{{"column":"{column}"}}}}]}}"#
        );
        let mut remarks = ImportDefinition::parse(&text).unwrap().remarks;
        let reason = remarks.remove(0).reason;
        [reason.get("en").to_owned(), reason.get("fr").to_owned()]
    };
    assert_eq!(
        reasons("sirets"),
        [
            "the check “french-siret-value” is not run here: there is no field “sirets”; the nearest is “siret”.",
            "la vérification «\u{a0}french-siret-value\u{a0}» n’est pas exécutée ici\u{a0}: il n’y a pas de champ «\u{a0}sirets\u{a0}»\u{a0}; le plus proche est «\u{a0}siret\u{a0}».",
        ]
    );
    assert!(reasons("zz")[0].ends_with("there is no field “zz”."), "{:?}", reasons("zz"));
}
