//! The values of the standard: each type and format, what is right as it is, what is converted, asked about, refused.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::Lang;
use serde_json::{Value as Json, json};
use support::{check_text, cleaned};

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
