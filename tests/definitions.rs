//! The built-in definitions are sound, complete in both languages and agree with the published JSON Schema; a
//! mistake in a definition is refused with its place, the reason and the allowed words.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::Verdict;
use import_checker::definition::ImportDefinition;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use support::check_text;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/imports");

/// Every definition: its name by place, and its JSON.
fn definitions() -> Vec<(String, Json)> {
    let mut found = Vec::new();
    for system in folders(Path::new(FOLDER)) {
        for file in files(&system) {
            let name = file.strip_prefix(FOLDER).unwrap().with_extension("");
            found.push((name.to_str().unwrap().replace('\\', "/"), json(&file)));
        }
    }
    assert!(found.len() >= 2, "no definitions under {FOLDER}");
    found
}

fn folders(path: &Path) -> Vec<PathBuf> {
    entries(path).into_iter().filter(|p| p.is_dir()).collect()
}

fn files(path: &Path) -> Vec<PathBuf> {
    entries(path).into_iter().filter(|p| p.extension().is_some_and(|e| e == "json")).collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

fn json(path: &Path) -> Json {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

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

/// The part about rules is made from the list of their kinds: `UPDATE=1 cargo test --test definitions` writes it.
#[test]
fn the_published_schema_has_every_kind_of_rule() {
    let path = Path::new(FOLDER).join("import-definition.schema.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("    \"rule\": {").expect("the schema has a part about rules");
    let made =
        format!("{}    \"rule\": {}\n  }}\n}}\n", &text[..start], written(&import_checker::rule_schema(), 4));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, made).unwrap();
    } else {
        assert!(text == made, "run UPDATE=1 cargo test --test definitions and read the difference");
    }
}

/// JSON as the schema is written: what fits into a line stands in one.
fn written(json: &Json, indent: usize) -> String {
    let flat = flat(json);
    if flat.len() + indent <= 110 {
        return flat;
    }
    let inner = " ".repeat(indent + 2);
    let lines: Vec<String> = match json {
        Json::Object(map) => map
            .iter()
            .map(|(key, value)| format!("{inner}\"{key}\": {}", written(value, indent + 2)))
            .collect(),
        Json::Array(list) => {
            list.iter().map(|value| format!("{inner}{}", written(value, indent + 2))).collect()
        }
        _ => return flat,
    };
    let [open, close] = if json.is_object() { ["{", "}"] } else { ["[", "]"] };
    format!("{open}\n{}\n{}{close}", lines.join(",\n"), " ".repeat(indent))
}

fn flat(json: &Json) -> String {
    match json {
        Json::Object(map) => {
            let parts: Vec<String> =
                map.iter().map(|(key, value)| format!("\"{key}\": {}", flat(value))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
        Json::Array(list) => format!("[{}]", list.iter().map(flat).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[test]
fn every_definition_agrees_with_the_published_schema() {
    let (schemas, schema) = published_schema();
    for (name, json) in definitions() {
        schemas.validate(&json, schema).unwrap_or_else(|e| panic!("{name}: {e:#}"));
    }
}

fn published_schema() -> (boon::Schemas, boon::SchemaIndex) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let file = Path::new(FOLDER).join("import-definition.schema.json");
    compiler.add_resource("https://definition.invalid/schema", json(&file)).unwrap();
    let index = compiler.compile("https://definition.invalid/schema", &mut schemas).unwrap();
    (schemas, index)
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

const A: &str = r#""fields": [{ "name": "a" }, { "name": "b" }]"#;

/// The text in the place of `…` completes a definition with the fields a and b; what it is refused with.
const MISTAKES: &[(&str, &str)] = &[
    (
        r#""rules": [{ "rule": "requird", "fields": ["a"] }]"#,
        "rules[0].rule: there is no rule “requird”. Allowed here: required, forbidden, unused, at-least, at-most, \
      together, allowed, same-as, different-from, same-as-parent, inherited, compare, not-before, sum, product, \
      not-zero, doubtful, limit, check-digit, form, unique, same-within, no-overlap, sum-limit, per-group, sequence, unavailable, unverifiable, default-applies, sensitive, group-needs",
    ),
    (r#""rules": [{ "fields": ["a"] }]"#, "rules[0]: “rule” is missing"),
    (
        r#""support": "javascript:alert(1)""#,
        "support: an e-mail address or a web address is expected, such as help@example.com",
    ),
    (
        r#""support": "call us""#,
        "support: an e-mail address or a web address is expected, such as help@example.com",
    ),
    (r#""rules": { "rule": "required" }"#, "rules: a list [ … ] is expected"),
    (
        r#""rules": [{ "rule": "required", "fields": ["c"] }]"#,
        "rules[0].fields[0]: there is no field “c”. Allowed here: a, b",
    ),
    (r#""rules": [{ "rule": "required", "fields": [] }]"#, "rules[0].fields: at least one field is expected"),
    (r#""rules": [{ "rule": "required" }]"#, "rules[0]: “fields” is missing"),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "if": {} }]"#,
        "rules[0]: “if” is not a word of this part. Allowed here: rule, when, severity, note, translations, examples, fields",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "severity": "fatal" }]"#,
        "rules[0].severity: “fatal” is not a severity. Allowed here: error, warning, notice",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "c": "x" } }]"#,
        "rules[0].when.c: there is no field “c”. Allowed here: a, b",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@child": true } }]"#,
        "rules[0].when.@child: “@child” is not a condition. Allowed here: @group, @parent:FIELD, @setting:NAME",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@group": "yes" } }]"#,
        "rules[0].when.@group: true or false is expected",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "b": { "empty": true } } }]"#,
        "rules[0].when.b: “empty” is not a word of this part. Allowed here: filled, not, minimum, \
      exclusiveMinimum, maximum, exclusiveMaximum",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "b": {} } }]"#,
        "rules[0].when.b: { \"filled\": true }, { \"filled\": false }, { \"not\": [ … ] } or bounds such as \
      { \"minimum\": 1 } are expected",
    ),
    (
        r#""rules": [{ "rule": "required", "fields": ["a"], "when": { "@setting:x": true } }]"#,
        "settings: the setting “x” is used but not declared",
    ),
    (
        r#""rules": [{ "rule": "at-least", "count": 3, "fields": ["a", "b"] }]"#,
        "rules[0]: “count” is more than there are fields",
    ),
    (
        r#""rules": [{ "rule": "at-least", "count": "two", "fields": ["a", "b"] }]"#,
        "rules[0].count: a whole number is expected",
    ),
    (
        r#""rules": [{ "rule": "product", "result": "a", "factors": ["b"] }]"#,
        "rules[0].result: “a” is a text; a number is expected here",
    ),
    (
        r#""rules": [{ "rule": "doubtful", "field": "a" }]"#,
        "rules[0].field: “a” is a text; a number is expected here",
    ),
    (
        r#""rules": [{ "rule": "sum-limit", "field": "a", "by": ["b"] }]"#,
        "rules[0].field: “a” is a text; a number is expected here",
    ),
    (
        r#""settings": [{ "name": "s", "kind": "bool", "default": true }]"#,
        "settings[0]: “kind” is not a word of this part. Allowed here: name, title, description, default, translations",
    ),
    (r#""settings": [{ "name": "s" }]"#, "settings[0]: “default” is missing"),
    (
        r#""settings": [{ "name": "s", "default": 3 }]"#,
        "settings[0].default: true, false, a text or a list of texts is expected",
    ),
    (r#""dialect": { "delimiter": ",,"  }"#, "dialect.delimiter: one character is expected"),
    (
        r#""dialect": { "order": "strict" }"#,
        "dialect.order: “strict” is not possible. Allowed here: free, fixed",
    ),
    (
        r#""dialect": { "quote": "'" }"#,
        "dialect: “quote” is not a word of this part. Allowed here: delimiter, lineTerminator, bom, columns, order, \
      guardFormulas, recommended",
    ),
    (r#""primaryKey": "c""#, "primaryKey: there is no field “c”. Allowed here: a, b"),
    (
        r#""foreignKeys": [{ "fields": ["a", "b"], "reference": { "resource": "r", "fields": "a" } }]"#,
        "foreignKeys[0].reference.fields: as many fields are expected here as in “fields”",
    ),
    (
        r#""foreignKeys": [{ "fields": "a", "to": {}, "reference": { "fields": "a" } }]"#,
        "foreignKeys[0]: “to” is not a word of this part. Allowed here: fields, reference, severity, when, noCycle, \
      note, skips, translations",
    ),
    (r#""sharedKeys": [{ "field": "a" }]"#, "sharedKeys[0]: “group” is missing"),
    (
        r#""outline": { "kind": "a", "name": "b", "root": "b", "rows": { "x": { "parents": ["y"] } } }"#,
        "outline.rows.x.parents[0]: this kind of row is not declared under “rows”. Allowed here: x",
    ),
    (
        r#""severities": { "V310": "loud" }"#,
        "severities.V310: “loud” is not a severity. Allowed here: error, warning, notice",
    ),
    (r#""samples": [{ "c": "x" }]"#, "samples[0].c: there is no field “c”"),
    (r#""extraColumns": "tags""#, "settings: the setting “tags” is used but not declared"),
];

/// Whole definitions that are refused.
const REFUSED: &[(&str, &str)] = &[
    (
        r#"{ "fields": [{ "name": "a", "type": "integer", "constraints": { "minimum": "few" } }] }"#,
        "fields[0].constraints.minimum: a number is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "date", "constraints": { "maximum": "today" } }] }"#,
        "fields[0].constraints.maximum: a date such as 2025-03-14 is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "number", "constraints": { "minimum": 1, "exclusiveMinimum": 2 } }] }"#,
        "fields[0].constraints.exclusiveMinimum: only one of the two bounds of this end can hold",
    ),
    ("[]", "the definition: an object { … } is expected"),
    ("{}", "the definition: “fields” is missing"),
    (r#"{ "fields": [] }"#, "fields: at least one field is expected"),
    (r#"{ "fields": [{ "title": "A" }] }"#, "fields[0]: “name” is missing"),
    (
        r#"{ "fields": [{ "name": "a", "type": "text" }] }"#,
        "fields[0].type: there is no type “text”. Allowed here: string, number, integer, boolean, date, datetime, time, \
      year, yearmonth, any, duration, object, array, list, geopoint, geojson",
    ),
    (
        r#"{ "fields": [{ "name": "a", "constraints": { "minimum": 3 } }] }"#,
        "fields[0].constraints.minimum: a text has no smallest or greatest value; did you mean minLength or maxLength?",
    ),
    (
        r#"{ "fields": [{ "name": "a", "type": "integer", "constraints": { "enum": [1, "two"] } }] }"#,
        "fields[0].constraints.enum[1]: the field itself refuses “two”: the value is not a number",
    ),
    (
        r#"{ "fields": [{ "name": "a", "categories": ["x"], "constraints": { "enum": ["y"] } }] }"#,
        "fields[0].constraints.enum[0]: “y” is not among the categories",
    ),
    (
        r#"{ "fields": [{ "name": "a" }], "fieldsMatch": "equal", "dialect": { "columns": "present" } }"#,
        "fieldsMatch: “equal” contradicts what “dialect” says of columns and order",
    ),
    (
        r#"{ "fields": [{ "name": "a", "constraints": { "required": "yes" } }] }"#,
        "fields[0].constraints.required: true or false is expected",
    ),
    (
        r#"{ "fields": [{ "name": "a", "country": "land" }] }"#,
        "fields[0].country: there is no field “land”. Allowed here: a",
    ),
    (
        r#"{ "fields": [{ "name": "a", "allowedSetting": "list" }] }"#,
        "settings: the setting “list” is used but not declared",
    ),
    (
        "{ \"fields\": [\n  { \"name\": \"a\" ]",
        "line 2, column 17: this is not JSON: \
      expected `,` or `}` at line 2 column 17",
    ),
];

#[test]
fn mistakes_are_refused_with_place_reason_and_allowed_words() {
    let parts = MISTAKES.iter().map(|(part, error)| (format!("{{ {A}, {part} }}"), *error));
    let whole = REFUSED.iter().map(|(text, error)| ((*text).to_owned(), *error));
    for (text, expected) in parts.chain(whole) {
        let error = ImportDefinition::parse(&text).err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some(expected), "{text}");
    }
}

/// The schema knows no field names and no settings; whatever can be said without them it refuses as well.
#[test]
fn the_published_schema_refuses_the_same_mistakes() {
    let (schemas, schema) = published_schema();
    let by_name_only = [
        "there is no field",
        "is used but not declared",
        "as many fields",
        "more than there are",
        "not declared under",
    ];
    for (part, error) in MISTAKES {
        let json: Json = serde_json::from_str(&format!("{{ {A}, {part} }}")).unwrap();
        let refused = schemas.validate(&json, schema).is_err();
        assert_eq!(refused, !by_name_only.iter().any(|words| error.contains(words)), "{part}: {error}");
    }
}

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

/// The record that a definition shows as good, as a file.
fn good_file(json: &Json) -> String {
    let base = json["examples"]["base"].as_object().unwrap();
    let line = |cells: Vec<String>| {
        let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(",")
    };
    let fields = json["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap());
    let headings = fields.clone().map(str::to_owned).collect();
    let cells = fields.map(|name| base.get(name).map_or("", |cell| cell.as_str().unwrap()).to_owned());
    format!("{}\n{}\n", line(headings), line(cells.collect()))
}

/// What becomes of a file whose references are said to exist.
fn verdict(definition: ImportDefinition, text: &str) -> &'static str {
    let how = support::How { accept: vec!["X860=exists".to_owned()], ..support::How::default() };
    let definitions = vec![std::sync::Arc::new(definition)];
    support::check("file.csv", text.as_bytes().to_vec(), definitions, &how).files()[0].verdict().name()
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
