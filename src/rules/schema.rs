//! The part of the JSON Schema of definitions that describes rules, made from the list of their kinds.

use super::kinds::KINDS;
use crate::definition::rule::{Param, RuleKind, Shape};
use serde_json::{Map, Value as Json, json};

/// The schema of one entry under `rules`: one branch for each kind of rule.
///
/// ```
/// let schema = import_checker::rule_schema();
/// assert_eq!(schema["oneOf"][0]["properties"]["rule"]["const"], "required");
/// ```
#[must_use]
pub fn rule_schema() -> Json {
    let words: Vec<&str> = KINDS.iter().flat_map(|kind| kind.words()).collect();
    let mut branches: Vec<Json> = Vec::new();
    for kind in KINDS {
        branches.push(branch(kind, kind.word, &[]));
        branches.extend(kind.older.iter().map(|(word, presets)| branch(kind, word, presets)));
    }
    json!({
        "type": "object",
        "required": ["rule"],
        "properties": { "rule": { "description": "The name of the rule.", "enum": words } },
        "oneOf": branches,
    })
}

fn branch(kind: &RuleKind, word: &str, presets: &[(&str, &str)]) -> Json {
    let mut properties = Map::new();
    properties.insert("rule".to_owned(), json!({ "const": word }));
    let preset = |param: &&Param| presets.iter().any(|(word, _)| *word == param.word);
    for param in kind.params.iter().filter(|param| !preset(param)) {
        let mut value = shape(param.shape);
        if let Some(map) = value.as_object_mut() {
            map.insert("description".to_owned(), json!(param.says.0));
        }
        properties.insert(param.word.to_owned(), value);
    }
    let note =
        json!({ "description": "Why the system asks for it, in the customer's words.", "type": "string" });
    properties.insert("when".to_owned(), json!({ "$ref": "#/$defs/when" }));
    properties.insert("severity".to_owned(), json!({ "$ref": "#/$defs/severity" }));
    properties.insert("note".to_owned(), note);
    properties.insert("translations".to_owned(), json!({ "$ref": "#/$defs/translations" }));
    properties.insert("examples".to_owned(), json!({ "$ref": "#/$defs/examples" }));
    let needed = kind.params.iter().filter(|param| param.needed && !preset(param)).map(|param| param.word);
    let mut branch = json!({
        "description": kind.says.0,
        "type": "object",
        "properties": properties,
        "required": std::iter::once("rule").chain(needed).collect::<Vec<_>>(),
        "additionalProperties": false,
    });
    let example: Json = serde_json::from_str(kind.example.definition).unwrap_or_default();
    let rules = example["rules"].as_array().into_iter().flatten();
    let examples: Vec<&Json> = rules.filter(|rule| rule["rule"] == word).collect();
    if let Some(map) = branch.as_object_mut().filter(|_| !examples.is_empty()) {
        map.insert("examples".to_owned(), json!(examples));
    }
    let sets: Vec<Json> = kind
        .any_of
        .iter()
        .map(|words| json!(words.iter().map(|word| json!({ "required": [word] })).collect::<Vec<_>>()))
        .collect();
    match (sets.as_slice(), branch.as_object_mut()) {
        ([], _) | (_, None) => {}
        ([one], Some(map)) => drop(map.insert("anyOf".to_owned(), one.clone())),
        (_, Some(map)) => {
            let all: Vec<Json> = sets.iter().map(|words| json!({ "anyOf": words })).collect();
            map.insert("allOf".to_owned(), json!(all));
        }
    }
    branch
}

fn shape(shape: Shape) -> Json {
    match shape {
        Shape::Field(_) => json!({ "$ref": "#/$defs/fieldName" }),
        Shape::Fields(_) => json!({ "$ref": "#/$defs/names" }),
        Shape::FieldList(least, _) => json!({
            "type": "array", "items": { "$ref": "#/$defs/fieldName" }, "minItems": least,
        }),
        Shape::Whole(least) => json!({ "type": "integer", "minimum": least }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Text => json!({ "type": "string" }),
        Shape::YesNo | Shape::YesNoInOutline => json!({ "type": "boolean" }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Value(_) => json!({ "$ref": "#/$defs/scalar" }),
        Shape::Step => json!({ "type": ["number", "string"] }),
        Shape::ByField => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::HalfDays => json!({
            "type": "object",
            "properties": {
                "from": { "type": "string" },
                "to": { "type": "string" },
                "morning": { "type": ["string", "boolean", "number"] },
                "afternoon": { "type": ["string", "boolean", "number"] },
            },
            "required": ["morning", "afternoon"],
            "anyOf": [{ "required": ["from"] }, { "required": ["to"] }],
            "additionalProperties": false,
        }),
        Shape::Conditions => json!({ "anyOf": [{ "const": true }, { "$ref": "#/$defs/when" }] }),
        Shape::Values(..) => json!({
            "type": "object",
            "additionalProperties": { "type": "array", "items": { "$ref": "#/$defs/scalar" } },
        }),
    }
}
