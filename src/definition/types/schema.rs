//! The parts of the JSON Schema of definitions that describe types and formats, made from their list.

use super::{Otherwise, TYPES, TypeKind};
use serde_json::{Value as Json, json};

/// The schemas of the words after `type` and `format`, and of which formats go with which type, by their names there.
///
/// ```
/// let schemas = import_checker::type_schemas();
/// assert_eq!(schemas["typeName"]["oneOf"][1]["const"], "number");
/// assert_eq!(schemas["formatName"]["anyOf"][1]["const"], "email");
/// assert_eq!(schemas["formatOfType"]["allOf"][0]["if"]["properties"]["type"]["const"], "string");
/// ```
#[must_use]
pub fn type_schemas() -> Json {
    let mut words: Vec<&str> = TYPES.iter().map(|kind| kind.word).collect();
    words.dedup();
    let usual = |word: &str| TYPES.iter().find(|kind| kind.word == word);
    let types: Vec<Json> = words
        .iter()
        .filter_map(|word| usual(word))
        .map(|kind| json!({ "const": kind.word, "description": kind.says.0 }))
        .collect();
    let mut formats = vec![json!({ "const": "default", "description": "As the type says." })];
    for (format, kind) in TYPES.iter().flat_map(|kind| kind.formats.iter().map(move |format| (format, kind)))
    {
        if *format != "default" && !formats.iter().any(|known| known["const"] == *format) {
            formats.push(json!({ "const": format, "description": said(format, kind) }));
        }
    }
    let of_type = |word: &&str| {
        let kinds = || TYPES.iter().filter(|kind| kind.word == *word);
        let formats: Vec<&str> = kinds().flat_map(|kind| kind.formats).copied().collect();
        let strict = kinds().all(|kind| kind.otherwise != Otherwise::Pattern);
        // A field that says no type is a text.
        let said = if *word == "string" { json!(["format"]) } else { json!(["type", "format"]) };
        strict.then(|| {
            json!({
                "if": { "properties": { "type": { "const": word } }, "required": said },
                "then": { "properties": { "format": { "enum": formats } } },
            })
        })
    };
    json!({
        "typeName": { "description": "The type of a value.", "oneOf": types },
        "formatName": { "description": "A closer type.", "anyOf": formats },
        "formatOfType": {
            "description": "Which formats go with a type.",
            "allOf": words.iter().filter_map(of_type).collect::<Vec<_>>(),
        },
    })
}

/// What a format means: of one among several of a type that are explained together, which of them it is.
fn said(format: &str, kind: &TypeKind) -> String {
    let word = kind.word;
    match format {
        "any" => format!("`{word}`, a day or time in any form: left as it is."),
        _ => format!("`{word}`: {}", kind.says.0),
    }
}
