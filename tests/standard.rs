//! The values of the standard: each type and format, what is right as it is, what is converted, asked about, refused.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::{ImportDefinition, Lang};
use serde_json::{Value as Json, json};
use std::cmp::Ordering;
use support::{check_text, cleaned, codes};

/// What a cell came to: the word of the table, and what is written.
fn outcome(field: &Json, cell: &str) -> (String, String) {
    let mut field = field.clone();
    field["name"] = json!("a");
    let mut session = check_text(
        &json!({ "fields": [field, { "name": "z" }] }).to_string(),
        &format!("a,z\n\"{}\",x\n", cell.replace('"', "\"\"")),
    );
    let report = session.files()[0].report(Lang::En);
    let out = cleaned(&mut session);
    let written = csv::Reader::from_reader(&out[..])
        .records()
        .next()
        .map(|record| record.unwrap().get(0).unwrap_or_default().to_owned());
    let groups = report["groups"].as_array().unwrap();
    let asks = groups.iter().any(|g| {
        g["repair"]["grade"] == "ask" && g["repair"]["choices"].as_array().is_some_and(|c| !c.is_empty())
    });
    let word = match (report["verdict"].as_str().unwrap(), &written) {
        ("ready", Some(written)) if written != cell && !written.is_empty() => "converted",
        ("ready", _) => "as-is",
        ("errors", _) if asks => "ask",
        ("errors", _) => "refused",
        (other, _) => other,
    };
    (word.to_owned(), written.unwrap_or_default())
}

/// Whether a field that must be filled misses the cell.
fn is_missing(field: &Json, cell: &str) -> bool {
    let mut required = field.clone();
    required["constraints"]["required"] = json!(true);
    outcome(field, cell).0 != "refused" && outcome(&required, cell).0 == "refused"
}

#[test]
fn every_value_of_the_standard_comes_to_what_is_stated() {
    let table: Json = serde_json::from_str(include_str!("standard/values.json")).unwrap();
    let (mut rows, mut wrong) = (0, Vec::new());
    for entry in table.as_array().unwrap() {
        let field = &entry["field"];
        for row in entry["rows"].as_array().unwrap() {
            rows += 1;
            let text = |at: usize| row[at].as_str().unwrap_or_default();
            let (cell, expected) = (text(0), text(1));
            if expected == "missing" {
                if !is_missing(field, cell) {
                    wrong.push(format!("{field} “{cell}” is not missing"));
                }
                continue;
            }
            let (word, written) = outcome(field, cell);
            if word != expected || (word == "converted" && written != text(2)) {
                wrong
                    .push(format!("{field} “{cell}”: {word} “{written}”, expected {expected} “{}”", text(2)));
            }
            // What was written is right as it is.
            if word == "converted" && outcome(field, &written) != ("as-is".to_owned(), written.clone()) {
                wrong.push(format!("{field} “{cell}”: written “{written}” is not right as it is"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {rows}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A table of cases beside this file.
macro_rules! cases {
    ($name:literal) => {
        serde_json::from_str::<Json>(include_str!(concat!("standard/", $name, ".json"))).unwrap()
    };
}

/// A table of a column `a` with these cells and a filled column beside it; without cells, of the other column alone.
fn table(cells: Option<&Json>) -> String {
    let Some(cells) = cells.and_then(Json::as_array) else { return "z\nx\n".to_owned() };
    let mut text = "a,z\n".to_owned();
    for cell in cells {
        text += &format!("\"{}\",x\n", cell.as_str().unwrap().replace('"', "\"\""));
    }
    text
}

/// A definition of a column `a` and one beside it.
fn of_field(field: &Json) -> String {
    let mut field = field.clone();
    field["name"] = json!("a");
    json!({ "fields": [field, { "name": "z" }] }).to_string()
}

fn verdict(definition: &str, text: &str) -> &'static str {
    check_text(definition, text).files()[0].verdict().name()
}

/// What is to be said of a definition, but for what is there for people to read.
fn remarks(definition: &str, text: &str) -> Vec<String> {
    let report = check_text(definition, text).files()[0].report(Lang::En);
    let remarks = report["definition"]["remarks"].as_array().cloned().unwrap_or_default();
    let words = |r: &Json| format!("{} {}", r["class"].as_str().unwrap(), r["place"].as_str().unwrap());
    let quiet = |r: &&Json| !["descriptive", "named"].contains(&r["class"].as_str().unwrap());
    let mut words: Vec<String> = remarks.iter().filter(quiet).map(words).collect();
    words.sort();
    words
}

/// Each constraint on each type runs, is refused with its place, or is said not to run; none is passed over.
#[test]
fn every_constraint_of_every_type_runs_or_is_said_not_to() {
    let mut wrong = Vec::new();
    let types = cases!("constraints");
    for entry in types.as_array().unwrap() {
        for (word, case) in entry["constraints"].as_object().unwrap() {
            let with = |value: &Json| {
                let mut field = entry["field"].clone();
                field["constraints"] = json!({ word.as_str(): value });
                of_field(&field)
            };
            let name = format!("{} {word}", entry["field"]["type"]);
            match case.as_str() {
                Some("refused") => {
                    let value = if word == "uniqueItems" { json!(true) } else { json!(2) };
                    let said = ImportDefinition::parse(&with(&value)).err().map(|e| e.to_string());
                    if !said.as_ref().is_some_and(|said| said.contains(&format!("constraints.{word}"))) {
                        wrong.push(format!("{name} is not refused: {said:?}"));
                    }
                }
                Some(_) => {
                    if verdict(&with(&json!({})), &table(Some(&json!(["{}"])))) == "ready" {
                        wrong.push(format!("{name} is passed over"));
                    }
                }
                None => {
                    let bad = with(case.get(3).unwrap_or(&case[0]));
                    if verdict(&with(&case[0]), &table(Some(&case[1]))) != "ready" {
                        wrong.push(format!("{name}: {} is good", case[1]));
                    }
                    if verdict(&bad, &table(Some(&case[2]))) == "ready" {
                        wrong.push(format!("{name}: {} is bad", case[2]));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values are compared, not spellings: for order, and as a key of the file.
#[test]
fn values_of_one_type_are_equal_in_order_or_not_to_be_compared() {
    let mut wrong = Vec::new();
    for entry in cases!("equal").as_array().unwrap() {
        let definition = ImportDefinition::parse(&of_field(&entry["field"])).unwrap();
        let field = &definition.fields[0];
        let mut unique = entry["field"].clone();
        unique["constraints"] = json!({ "unique": true });
        for pair in entry["pairs"].as_array().unwrap() {
            let [a, b] = [0, 1].map(|at: usize| pair[at].as_str().unwrap());
            let word = |a: &str, b: &str| match (field.same(a, b), field.order(a, b)) {
                (true, None | Some(Ordering::Equal)) => "equal",
                (false, Some(Ordering::Less)) => "less",
                (false, Some(Ordering::Greater)) => "greater",
                (false, None) => "not",
                _ => "neither",
            };
            let turned = match pair[2].as_str().unwrap() {
                "less" => "greater",
                "greater" => "less",
                other => other,
            };
            if word(a, b) != pair[2] || word(b, a) != turned {
                wrong.push(format!("{} {pair}: {}, {}", entry["field"], word(a, b), word(b, a)));
            }
            let text = table(Some(&json!([a, b])));
            let found = verdict(&of_field(&unique), &text);
            if (found == "ready") == (pair[2] == "equal") {
                wrong.push(format!("{} {pair} as a key: {found}", entry["field"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Definitions that are refused, that are odd but right, and that say what nobody understands.
#[test]
fn definitions_are_refused_taken_or_remarked_on() {
    let mut wrong = Vec::new();
    for entry in cases!("definitions").as_array().unwrap() {
        let definition = entry["definition"].to_string();
        let places = |key: &str| -> Vec<String> {
            entry[key].as_array().into_iter().flatten().map(|p| p.as_str().unwrap().to_owned()).collect()
        };
        // A package holds several; the check takes them apart.
        let said = match entry["definition"]["resources"][0]["schema"].as_object() {
            Some(schema) => ImportDefinition::parse(&json!(schema).to_string()).err(),
            None => ImportDefinition::parse(&definition).err(),
        };
        let said = said.map(|e| e.to_string());
        match (&said, entry.get("refused")) {
            (Some(said), Some(_)) => {
                let missing: Vec<String> =
                    places("refused").into_iter().filter(|p| !said.contains(p)).collect();
                if !missing.is_empty() {
                    wrong.push(format!("{}: {missing:?} is not in: {said}", entry["says"]));
                }
            }
            (Some(said), None) => wrong.push(format!("{} is refused: {said}", entry["says"])),
            (None, Some(_)) => wrong.push(format!("{} is taken", entry["says"])),
            (None, None) if entry["definition"].get("resources").is_some() => {}
            (None, None) => {
                let found = remarks(&definition, "a\n1\n");
                let mut expected = places("remarks");
                expected.sort();
                if found != expected {
                    wrong.push(format!("{}: {found:?}, expected {expected:?}", entry["says"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Small schemas in the shapes that are found in public, each with a file that holds and one that does not.
#[test]
fn schemas_of_public_shapes_judge_their_files() {
    for entry in cases!("shapes").as_array().unwrap() {
        let mut definition = entry.get("more").cloned().unwrap_or(json!({}));
        definition["fields"] = entry["fields"].clone();
        let [valid, invalid] =
            ["valid", "invalid"].map(|word| verdict(&definition.to_string(), entry[word].as_str().unwrap()));
        let expected = if entry["incomplete"] == true { "incomplete" } else { "ready" };
        assert_eq!(valid, expected, "{}", entry["shape"]);
        assert!(["errors", "incomplete"].contains(&invalid), "{}: {invalid}", entry["shape"]);
    }
}

/// Where the outcome is not that of the standard, the difference has a number and is shown.
#[test]
fn every_difference_from_the_standard_is_as_stated() {
    let mut wrong = Vec::new();
    let mut rows = |field: &Json, rows: &Json, number: &Json| {
        for row in rows.as_array().into_iter().flatten() {
            let [cell, expected] = [0, 1].map(|at: usize| row[at].as_str().unwrap());
            let (word, written) = outcome(field, cell);
            let right = match expected {
                "missing" => is_missing(field, cell),
                "converted" => word == expected && written == row[2].as_str().unwrap(),
                _ => word == expected,
            };
            if !right {
                wrong.push(format!("{number}: {field} “{cell}”: {word} “{written}”, expected {row}"));
            }
        }
    };
    let differences = cases!("differences");
    for (index, entry) in differences.as_array().unwrap().iter().enumerate() {
        assert_eq!(entry["number"], index + 1);
        rows(&entry["field"], &entry["rows"], &entry["number"]);
        let standard = &entry["as_the_standard"];
        rows(&standard["field"], &standard["rows"], &entry["number"]);
        if let Some(text) = entry["table"].as_str() {
            assert_eq!(verdict(&of_field(&entry["field"]), text), entry["verdict"], "{}", entry["number"]);
        }
        if let Some(count) = entry["findings"].as_u64() {
            let text = table(Some(&json!([entry["rows"][0][0]])));
            let found = codes(&check_text(&of_field(&entry["field"]), &text));
            assert_eq!(found.len() as u64, count, "{}: {found:?}", entry["number"]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every word of the language that has an effect is shown with what passes and what does not; the reference prints it.
#[test]
fn every_word_with_an_effect_has_a_good_and_a_bad_example() {
    // These say how a definition is called, how a column is shown, or how a file is written.
    const DESCRIBING: &[&str] = &[
        "$schema",
        "name",
        "title",
        "description",
        "version",
        "unofficial",
        "system",
        "support",
        "upload",
        "rank",
        "translations",
        "dialect",
        "fields",
        "sharedKeys",
        "obsolete",
        "extraColumns",
        "ignored",
        "example",
        "examples",
        "custom-checks",
        "field.name",
        "field.title",
        "field.description",
        "field.translations",
        "field.constraints",
        "field.example",
        "field.examples",
        "field.singleLine",
        "field.repeats",
        "field.inTemplate",
        "field.generateFrom",
        "field.rdfType",
        "field.categoriesOrdered",
        "field.patternWords",
        "constraints.translations",
    ];
    let schema: Json =
        serde_json::from_str(include_str!("../www/imports/import-definition.schema.json")).unwrap();
    let words: Json = serde_json::from_str(include_str!("standard/words.json")).unwrap();
    let shown = |word: &str| words.as_array().unwrap().iter().any(|entry| entry["word"] == word);
    let parts = [
        ("", &schema["properties"]),
        ("field.", &schema["$defs"]["field"]["properties"]),
        ("constraints.", &schema["$defs"]["field"]["properties"]["constraints"]["properties"]),
    ];
    let mut without = Vec::new();
    for (before, part) in parts {
        let names = part.as_object().unwrap_or_else(|| panic!("“{before}” has no words")).keys();
        without.extend(
            names
                .map(|name| format!("{before}{name}"))
                .filter(|word| !DESCRIBING.contains(&word.as_str()) && !shown(word)),
        );
    }
    assert!(without.is_empty(), "{without:?}");
    assert!(words.as_array().unwrap().iter().filter(|entry| entry["word"] == "when").count() >= 6);
    for entry in words.as_array().unwrap() {
        let verdict = |definition: &Json, text: &Json| {
            let session = check_text(&definition.to_string(), text.as_str().unwrap());
            let found = codes(&session);
            (session.files()[0].verdict().name(), found)
        };
        let bad = entry.get("badDefinition").unwrap_or(&entry["definition"]);
        let (good, _) = verdict(&entry["definition"], &entry["good"]);
        assert_eq!(good, "ready", "good: {entry}");
        // A doubt is a warning and leaves a file ready.
        let (bad, found) = verdict(bad, &entry["bad"]);
        assert!(bad != "ready" || !found.is_empty(), "bad: {entry}");
    }
}
