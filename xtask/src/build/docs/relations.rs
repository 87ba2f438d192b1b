//! Which findings can come up in which import: what the example of a code asks for has to stand in the import's
//! definition, too.

use super::{list, text};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Words of a field that say nothing of what may be wrong with its values.
const SILENT: [&str; 9] =
    ["name", "title", "description", "translations", "example", "aliases", "type", "format", "constraints"];

/// What a definition asks of a file, as short names: rules, types, constraints, further words of fields.
pub fn features(definition: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rule in list(definition, "rules") {
        found.insert(format!("rule {}", text(rule, "rule")));
    }
    for field in list(definition, "fields") {
        let kind = text(field, "type");
        if !matches!(kind, "" | "string" | "any") {
            found.insert(format!("type {kind}"));
        }
        // The formats of days and times say how a value is written, and not what may be wrong with it.
        let format = text(field, "format");
        if matches!(kind, "" | "string") && !matches!(format, "" | "default") {
            found.insert(format!("format {format}"));
        }
        for constraint in field["constraints"].as_object().into_iter().flatten() {
            found.insert(format!("constraint {}", constraint.0));
        }
        for (word, _) in field.as_object().into_iter().flatten() {
            if !SILENT.contains(&word.as_str()) {
                found.insert(format!("word {word}"));
            }
        }
    }
    for word in ["outline", "foreignKeys", "uniqueKeys", "primaryKey", "sharedKeys"] {
        if !definition[word].is_null() {
            found.insert(format!("part {word}"));
        }
    }
    found
}

/// What the example of a code asks of its file; empty where any file may have the fault.
pub fn asked(problem: &Json) -> BTreeSet<String> {
    let definition: Json = serde_json::from_str(text(problem, "definition")).unwrap_or_default();
    features(&definition)
}

/// The kinds of rules that find a code.
pub fn rules(problem: &Json) -> Vec<String> {
    asked(problem).iter().filter_map(|one| one.strip_prefix("rule ")).map(str::to_owned).collect()
}

/// Whether a code may come up in an import, by something that the import itself asks.
pub fn concerns(problem: &Json, definition: &Json) -> bool {
    let asked = asked(problem);
    !asked.is_empty() && asked.is_subset(&features(definition))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_code_concerns_the_imports_that_ask_what_its_example_asks() {
        let problem = json!({ "definition": "{\"fields\":[{\"name\":\"a\",\"type\":\"date\"}],\"rules\":[{\"rule\":\"sum\"}]}" });
        let fields = json!([{ "name": "day", "type": "date" }]);
        assert!(concerns(
            &problem,
            &json!({ "fields": fields, "rules": [{ "rule": "sum" }, { "rule": "limit" }] })
        ));
        assert!(!concerns(&problem, &json!({ "fields": fields })));
        assert_eq!(rules(&problem), ["sum"]);
        // What may be wrong with any file is a matter of no import.
        assert!(!concerns(
            &json!({ "definition": "{\"fields\":[{\"name\":\"a\"}]}" }),
            &json!({ "fields": fields })
        ));
    }
}
