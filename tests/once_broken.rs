//! What a definition once lost without a word: values destroyed, rules that never ran, slips that nobody saw. Each line of the
//! table is a definition, a file, and what becomes of it today; before the language had its promises, it was something else.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::ImportDefinition;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn what_a_definition_once_lost_is_kept_or_told() {
    let table: Vec<Json> = serde_json::from_str(include_str!("standard/once_broken.json")).unwrap();
    let mut rows = BTreeSet::new();
    let mut wrong = Vec::new();
    for (line, one) in table.iter().enumerate() {
        let row = one["row"].as_u64().unwrap();
        let texts = |key: &str| one[key].as_array().cloned().unwrap_or_default();
        let mut fail = |said: String| wrong.push(format!("{row}, line {}: {said}", line + 2));
        match ImportDefinition::load(&one["definition"]) {
            Err(error) if one["refused"].is_array() => {
                for part in texts("refused") {
                    let part = part.as_str().unwrap();
                    if !error.to_string().contains(part) {
                        fail(format!("“{part}” is not in: {error}"));
                    }
                }
            }
            // A slip may be refused as well as it may keep files from being ready.
            Err(_) if one["not"] == "ready" => {}
            Err(error) => fail(format!("refused: {error}")),
            Ok(_) if one["refused"].is_array() => fail("accepted".to_owned()),
            Ok(definition) => {
                let how = support::How::default();
                let text = one["text"].as_str().unwrap();
                let definitions = vec![Arc::new(definition)];
                let mut session = support::check("file.csv", text.as_bytes().to_vec(), definitions, &how);
                let verdict = session.files()[0].verdict().name();
                let codes = support::codes(&session);
                if one["verdict"].as_str().is_some_and(|wanted| wanted != verdict) || one["not"] == verdict {
                    fail(format!("{verdict}: {codes:?}"));
                }
                let cleaned =
                    String::from_utf8(support::cleaned(&mut session)).unwrap().replace("\r\n", "\n");
                if one["cleaned"].as_str().is_some_and(|wanted| wanted != cleaned) {
                    fail(format!("{cleaned:?}: {codes:?}"));
                }
            }
        }
        rows.insert(row);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.into_iter().eq(1..=21), "each kind of fault has a line");
}
