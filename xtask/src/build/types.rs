//! `www/model/report.d.ts`: the shapes of a report as types, made from `www/report.schema.json`, so that the page, the
//! package for Node and the published schema cannot say different things.

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

const HEAD: &str = "/**\n * The shapes of a report. Made from `report.schema.json`: `UPDATE=1 cargo test -p xtask types` writes them anew.\n */\n";

/// One declaration for each definition of the schema, in its order.
///
/// # Errors
/// The schema says something that has no type here.
pub fn declarations(schema: &Json) -> Result<String> {
    let definitions = schema["$defs"].as_object().context("the schema has no definitions")?;
    let mut text = HEAD.to_owned();
    for (name, part) in definitions {
        let said = comment(part, "");
        let name = capital(name);
        let declared = if part["properties"].is_object() {
            format!("export interface {name} {}", type_of(part, "").with_context(|| name.clone())?)
        } else {
            format!("export type {name} = {};", type_of(part, "").with_context(|| name.clone())?)
        };
        text += &format!("\n{said}{declared}\n");
    }
    Ok(text)
}

/// What may stand there; `indent` is that of the line it begins in.
fn type_of(part: &Json, indent: &str) -> Result<String> {
    if let Some(to) = part["$ref"].as_str() {
        return Ok(capital(to.rsplit('/').next().unwrap_or_default()));
    }
    if let Some(values) = part["enum"].as_array() {
        return Ok(joined(values.iter().map(Json::to_string)));
    }
    if let Some(parts) = part["oneOf"].as_array() {
        let types: Result<Vec<String>> = parts.iter().map(|one| type_of(one, indent)).collect();
        return Ok(joined(types?.into_iter()));
    }
    match &part["type"] {
        Json::String(name) => one_type(name, part, indent),
        Json::Array(names) => {
            let types: Result<Vec<String>> =
                names.iter().map(|name| one_type(name.as_str().unwrap_or_default(), part, indent)).collect();
            Ok(joined(types?.into_iter()))
        }
        _ => bail!("no type for {part}"),
    }
}

fn one_type(name: &str, part: &Json, indent: &str) -> Result<String> {
    Ok(match name {
        "string" | "boolean" | "null" => name.to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" => {
            let item = type_of(&part["items"], indent)?;
            if item.contains(" | ") && !item.ends_with('}') {
                format!("({item})[]")
            } else {
                format!("{item}[]")
            }
        }
        "object" if part["properties"].is_object() => members(part, indent)?,
        "object" => format!("Record<string, {}>", type_of(&part["additionalProperties"], indent)?),
        other => bail!("no type for {other}"),
    })
}

fn members(part: &Json, indent: &str) -> Result<String> {
    let required: Vec<&str> =
        part["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let inner = format!("{indent}  ");
    let mut text = "{\n".to_owned();
    for (name, member) in part["properties"].as_object().into_iter().flatten() {
        let mark = if required.contains(&name.as_str()) { "" } else { "?" };
        let kind = type_of(member, &inner).with_context(|| name.clone())?;
        text += &format!("{}{inner}{name}{mark}: {kind};\n", comment(member, &inner));
    }
    Ok(text + indent + "}")
}

fn joined(types: impl Iterator<Item = String>) -> String {
    types.collect::<Vec<_>>().join(" | ")
}

fn comment(part: &Json, indent: &str) -> String {
    part["description"].as_str().map(|said| format!("{indent}/** {said} */\n")).unwrap_or_default()
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::declarations;
    use crate::run::path;
    use anyhow::Result;
    use serde_json::json;
    use std::fs;

    #[test]
    fn types_of_reports_are_those_of_the_schema() -> Result<()> {
        let schema = fs::read_to_string(path("www/report.schema.json"))?;
        let made = declarations(&serde_json::from_str(&schema)?)?;
        let file = path("www/model/report.d.ts");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &made)?;
        }
        assert_eq!(fs::read_to_string(file)?, made, "UPDATE=1 cargo test -p xtask types");
        Ok(())
    }

    #[test]
    fn every_shape_of_a_schema_has_its_type() -> Result<()> {
        let schema = json!({ "$defs": {
            "part": { "description": "A part.", "type": "object", "required": ["a"], "properties": {
                "a": { "enum": ["x", "y"] }, "b": { "type": "array", "items": { "type": ["string", "null"] } },
                "c": { "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/count" }] },
                "d": { "type": "object", "additionalProperties": { "type": "boolean" } } } },
            "count": { "type": "integer" },
        } });
        let made = declarations(&schema)?;
        let shape = "/** A part. */\nexport interface Part {\n  a: \"x\" | \"y\";\n  b?: (string | null)[];\n  \
            c?: null | Count;\n  d?: Record<string, boolean>;\n}\n";
        assert!(made.contains(shape) && made.contains("export type Count = number;\n"), "{made}");
        assert!(declarations(&json!({ "$defs": { "odd": { "not": {} } } })).is_err());
        Ok(())
    }
}
