//! The built-in definitions are sound, and complete in both languages.

use super::*;

#[test]
fn every_definition_loads_and_nothing_in_it_is_passed_over() {
    for (name, json) in definitions() {
        let loaded = ImportDefinition::load(&json).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(loaded.name, name, "the name follows the place of the file");
        assert_eq!(loaded.remarks, [], "{name}");
        assert!(
            loaded.unofficial && loaded.version == "unofficial-1",
            "{name} is not confirmed by its maker"
        );
    }
}

#[test]
fn the_catalogue_lists_every_definition_under_its_own_title() {
    let catalogue = json(&Path::new(FOLDER).join("index.json"));
    let mut listed = Vec::new();
    for system in catalogue["systems"].as_array().unwrap() {
        for import in system["imports"].as_array().unwrap() {
            let texts = (import["title"].clone(), import["translations"]["fr"]["title"].clone());
            listed.push((import["name"].as_str().unwrap().to_owned(), system["title"].clone(), texts));
        }
    }
    listed.sort_by(|a, b| a.0.cmp(&b.0));
    let found: Vec<_> = definitions()
        .into_iter()
        .map(|(name, json)| {
            let texts = (json["title"].clone(), json["translations"]["fr"]["title"].clone());
            (name, json["system"].clone(), texts)
        })
        .collect();
    assert_eq!(listed, found);
}

/// Every English text has its French one beside it, and the other way round.
#[test]
fn every_text_is_there_in_french() {
    for (name, json) in definitions() {
        let mut missing = Vec::new();
        untranslated(&json, &name, &mut missing);
        assert_eq!(missing, Vec::<String>::new());
        for part in ["title", "description"] {
            assert!(json[part].is_string(), "{name} has no {part}");
            let fields = json["fields"].as_array().unwrap().iter();
            for entry in fields.chain(json["settings"].as_array().into_iter().flatten()) {
                assert!(entry[part].is_string(), "{name}: {} has no {part}", entry["name"]);
            }
        }
        for rule in json["rules"].as_array().unwrap() {
            assert!(rule["note"].is_string(), "{name}: a rule without a reason: {rule}");
        }
    }
}

fn untranslated(json: &Json, place: &str, missing: &mut Vec<String>) {
    if let Some(list) = json.as_array() {
        for (index, item) in list.iter().enumerate() {
            untranslated(item, &format!("{place}[{index}]"), missing);
        }
    }
    let Some(map) = json.as_object() else { return };
    for part in ["title", "description", "note", "patternWords"] {
        let french = map.get("translations").and_then(|t| t.get("fr")).and_then(|t| t.get(part));
        let filled = |text: Option<&Json>| text.and_then(Json::as_str).is_some_and(|t| !t.trim().is_empty());
        if filled(map.get(part)) != filled(french) {
            missing.push(format!("{place}.{part}"));
        }
    }
    for (key, value) in
        map.iter().filter(|(key, _)| !["translations", "samples", "examples"].contains(&key.as_str()))
    {
        untranslated(value, &format!("{place}.{key}"), missing);
    }
}

/// Names, aliases and titles are compared without capitals, brackets, underscores and repeated blanks.
#[test]
fn no_heading_means_two_columns() {
    for (name, json) in definitions() {
        let mut owners = std::collections::BTreeMap::new();
        for field in json["fields"].as_array().unwrap() {
            let own = field["name"].as_str().unwrap();
            let aliases = field["aliases"].as_array().into_iter().flatten().map(|a| a.as_str().unwrap());
            let titles =
                [&field["title"], &field["translations"]["fr"]["title"]].map(|t| t.as_str().unwrap());
            for heading in std::iter::once(own).chain(aliases).chain(titles) {
                let other = owners.insert(heading.to_lowercase().replace('_', " "), own);
                assert!(other.is_none_or(|o| o == own), "{name}: “{heading}” is {other:?} and {own}");
            }
        }
    }
}

#[test]
fn examples_and_synonyms_are_values_that_the_column_takes() {
    for (name, json) in definitions() {
        let loaded = ImportDefinition::load(&json).unwrap();
        for field in &loaded.fields {
            assert!(!field.example.is_empty() || field.name == "description", "{name}: {}", field.name);
            let length = field.example.chars().count();
            assert!(field.length.1.is_none_or(|most| length <= most), "{name}: {}", field.name);
            if let Some(pattern) = &field.pattern {
                assert!(pattern.regex.is_match(&field.example), "{name}: {}", field.example);
            }
            if field.allowed.is_empty() {
                continue;
            }
            assert!(field.allowed.contains(&field.example), "{name}: {}", field.example);
            for (word, value, _) in &field.synonyms {
                assert!(field.allowed.contains(value), "{name}: “{word}” stands for “{value}”");
            }
        }
    }
}

/// References lead to fields that exist in the other definition.
#[test]
fn references_between_definitions_lead_somewhere() {
    let all = definitions();
    let has = |resource: &str, field: &str| {
        let json = all.iter().find(|(name, _)| name == resource).map(|(_, json)| json);
        let json = json.unwrap_or_else(|| panic!("there is no import {resource}"));
        let fields = json["fields"].as_array().unwrap();
        fields.iter().any(|f| f["name"] == field.trim_start_matches("@parent:"))
    };
    for (name, json) in &all {
        let loaded = ImportDefinition::load(json).unwrap();
        for key in &loaded.foreign_keys {
            let resource = if key.resource.is_empty() { name } else { &key.resource };
            for field in key.reference.iter().chain(key.filter.iter().map(|(field, _)| field)) {
                assert!(has(resource, field), "{name}: no field “{field}” in {resource}");
            }
        }
    }
}
