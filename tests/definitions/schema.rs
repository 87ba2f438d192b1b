//! The published JSON Schema.

use super::*;

/// The parts about types and rules are made from the lists of their kinds: `UPDATE=1 cargo test --test definitions` writes
/// them.
#[test]
fn the_published_schema_has_every_type_and_every_kind_of_rule() {
    let path = Path::new(FOLDER).join("import-definition.schema.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("    \"typeName\": {").expect("the schema has a part about types");
    let mut parts = import_checker::type_schemas();
    parts["rule"] = import_checker::rule_schema();
    let parts = parts.as_object().unwrap().iter();
    let parts: Vec<String> =
        parts.map(|(name, part)| format!("    \"{name}\": {}", written(part, 4))).collect();
    let made = format!("{}{}\n  }}\n}}\n", &text[..start], parts.join(",\n"));
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
