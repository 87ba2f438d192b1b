//! The records that built-in definitions show as right and wrong, run.

use super::*;

/// What can only be seen in another file, or in a column of which there are several, cannot be shown by one record.
const NOT_TO_BE_SHOWN: &[(&str, &str, &[&str])] = &[
    ("gryzzly/time-entries", "group-needs", &["good", "bad"]),
    ("interpreter-intelligence/contacts", "together", &["bad"]),
];

#[test]
fn every_rule_of_a_built_in_definition_is_shown_by_records_that_are_run() {
    for (name, json) in definitions() {
        let definition = ImportDefinition::parse(&json.to_string()).unwrap();
        assert_eq!(definition.run_examples(), [], "{name}");
        for (index, rule) in json["rules"].as_array().unwrap().iter().enumerate() {
            for kind in ["good", "bad"] {
                let excused = NOT_TO_BE_SHOWN
                    .iter()
                    .any(|(of, word, kinds)| *of == name && rule["rule"] == *word && kinds.contains(&kind));
                let shown = rule["examples"][kind].as_array().is_some_and(|list| !list.is_empty());
                assert!(shown != excused, "{name}: rules[{index}] ({}): {kind}", rule["rule"]);
            }
        }
        let examples = &json["examples"];
        assert!(examples["good"].as_array().is_some_and(|list| !list.is_empty()), "{name}: a good record");
        let bad = examples["bad"].as_array().unwrap();
        for field in json["fields"].as_array().unwrap() {
            for (word, finds) in [
                ("required", &["missing-value", "value-asked-for"][..]),
                ("pattern", &["pattern-not-matched"]),
                ("enum", &["not-in-list"]),
            ] {
                let asked = field["constraints"].get(word).is_some_and(|value| *value != Json::Bool(false));
                let shown = bad.iter().any(|one| {
                    one["at"] == field["name"] && finds.iter().any(|found| one["finds"] == *found)
                });
                assert!(!asked || shown, "{name}: {word} of {}", field["name"]);
            }
        }
    }
}

#[test]
fn a_built_in_rule_that_is_switched_off_is_missed_by_its_examples() {
    for (name, json) in definitions() {
        for index in 0..json["rules"].as_array().unwrap().len() {
            let mut changed = json.clone();
            changed["examples"] = serde_json::json!({ "base": json["examples"]["base"] });
            if changed["rules"][index]["examples"]["bad"].is_null() {
                continue;
            }
            // One that finds nothing: it speaks of a field that its own condition says is empty.
            let field = changed["fields"][0]["name"].as_str().unwrap().to_owned();
            let rule = &mut changed["rules"][index];
            let examples = rule["examples"].take();
            for other in changed["rules"].as_array_mut().unwrap() {
                other.as_object_mut().unwrap().remove("examples");
            }
            changed["rules"][index] = serde_json::json!({
                "rule": "unused", "fields": [field], "when": { field.clone(): { "filled": false } },
                "examples": examples,
            });
            let definition = ImportDefinition::parse(&changed.to_string()).unwrap();
            let told = definition.run_examples();
            let place = format!("rules[{index}].examples.bad");
            assert!(told.iter().any(|remark| remark.place.starts_with(&place)), "{name}: {place}");
        }
    }
}
