//! The values of the standard: each type and format, what is right as it is, what is converted, asked about, refused.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::Lang;
use serde_json::{Value as Json, json};
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
