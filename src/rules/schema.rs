//! The part of the JSON Schema of definitions that describes rules, made from the list of their kinds.

use super::kinds::KINDS;
use crate::definition::rule::{RuleKind, Shape};
use serde_json::{Map, Value as Json, json};

/// The schema of one entry under `rules`: one branch for each kind of rule.
///
/// ```
/// let schema = import_checker::rule_schema();
/// assert_eq!(schema["oneOf"][0]["properties"]["rule"]["const"], "required");
/// ```
#[must_use]
pub fn rule_schema() -> Json {
    let words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
    let branches: Vec<Json> = KINDS.iter().map(|kind| branch(kind)).collect();
    json!({
        "type": "object",
        "required": ["rule"],
        "properties": { "rule": { "description": "The name of the rule.", "enum": words } },
        "oneOf": branches,
    })
}

fn branch(kind: &RuleKind) -> Json {
    let mut properties = Map::new();
    properties.insert("rule".to_owned(), json!({ "const": kind.word }));
    for param in kind.params {
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
    let needed = kind.params.iter().filter(|param| param.needed).map(|param| param.word);
    let mut branch = json!({
        "description": kind.says.0,
        "type": "object",
        "properties": properties,
        "required": std::iter::once("rule").chain(needed).collect::<Vec<_>>(),
        "additionalProperties": false,
    });
    let example: Json = serde_json::from_str(kind.example.definition).unwrap_or_default();
    let rules = example["rules"].as_array().into_iter().flatten();
    let examples: Vec<&Json> = rules.filter(|rule| rule["rule"] == kind.word).collect();
    if let Some(map) = branch.as_object_mut() {
        map.insert("examples".to_owned(), json!(examples));
    }
    if let (Some(words), Some(map)) = (kind.any_of.first(), branch.as_object_mut()) {
        let each: Vec<Json> = words.iter().map(|word| json!({ "required": [word] })).collect();
        map.insert("anyOf".to_owned(), json!(each));
    }
    branch
}

fn shape(shape: Shape) -> Json {
    match shape {
        Shape::Field => json!({ "$ref": "#/$defs/fieldName" }),
        Shape::Fields => json!({ "$ref": "#/$defs/names" }),
        Shape::FieldList(count) => json!({
            "type": "array", "items": { "$ref": "#/$defs/fieldName" }, "minItems": count, "maxItems": count,
        }),
        Shape::Whole(least) => json!({ "type": "integer", "minimum": least }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Text => json!({ "type": "string" }),
        Shape::YesNo => json!({ "type": "boolean" }),
        Shape::ByField => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    }
}
