//! The reference of definitions, from their JSON Schema.

use super::html::{Page, rich, table};
use super::{codes, list, relations, text};
use serde_json::{Map, Value as Json};

/// The page.
pub fn page(schema: &Json, catalogue: &Json) -> Page {
    let mut body = String::from(
        "<p>A definition is a <a href=\"https://datapackage.org/standard/table-schema/\">Table Schema</a> with a few more \
         words; a plain Table Schema is one already. <a href=\"../define.html\">Write one here</a> and try it, or let your \
         editor complete it: begin with <code>\"$schema\": \"import-definition.schema.json\"</code> and put \
         <a href=\"../imports/import-definition.schema.json\">that file</a> beside it.</p>\n",
    );
    body.push_str(&section("definition", "The definition", schema));
    for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
        body.push_str(&if name == "rule" { rules(part, catalogue) } else { section(name, name, part) });
    }
    body.push_str(&shown());
    Page::english("definition.html", "The language of definitions", body)
}

/// Words with what passes and what does not. A test runs them.
const WORDS: &str = include_str!("../../../../tests/standard/words.json");

/// Every word that has an effect, with a definition, rows that pass and rows that do not.
fn shown() -> String {
    let words: Json = serde_json::from_str(WORDS).unwrap_or_default();
    let code = |text: &str| format!("<pre><code>{}</code></pre>", super::escape(text.trim_end()));
    let rows: Vec<Vec<String>> = words
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            let bad = match entry.get("badDefinition") {
                Some(definition) => code(&definition.to_string()),
                None => code(text(entry, "bad")),
            };
            let word = format!("<code>{}</code>", text(entry, "word"));
            let word = if text(entry, "says").is_empty() {
                word
            } else {
                format!("{word}<br>{}", text(entry, "says"))
            };
            vec![word, code(&entry["definition"].to_string()), code(text(entry, "good")), bad]
        })
        .collect();
    format!(
        "<h2 id=\"shown\">Word by word</h2>\n<p>What passes under each word, and what does not. Conditions (<code>when</code>) \
         are shown at the end.</p>\n{}",
        table("shown", &["Word", "Definition", "Passes", "Does not"], &rows)
    )
}

fn section(id: &str, title: &str, part: &Json) -> String {
    let mut body = format!("<h2 id=\"{id}\">{title}</h2>\n<p>{}</p>\n", rich(text(part, "description")));
    match part["properties"].as_object() {
        Some(properties) => {
            let mut rows = Vec::new();
            push(properties, &part["required"], "", &mut rows);
            body.push_str(&table(title, &["Word", "Value", "Meaning"], &rows));
        }
        None => match words(part) {
            Some(rows) => body.push_str(&table(title, &["Word", "Meaning"], &rows)),
            None => body.push_str(&format!("<p>{}</p>\n", kind(part))),
        },
    }
    body
}

/// The words that may stand there with what each means, where a part is a list of such words.
fn words(part: &Json) -> Option<Vec<Vec<String>>> {
    let choices = part["oneOf"].as_array().or_else(|| part["anyOf"].as_array())?;
    let row = |choice: &Json| {
        let said = choice["description"].as_str()?;
        Some(vec![kind(choice.get("const").map(|_| choice)?), rich(said)])
    };
    choices.iter().map(row).collect()
}

/// The words of an object; those of an object inside it follow, with its name before them.
fn push(properties: &Map<String, Json>, required: &Json, before: &str, rows: &mut Vec<Vec<String>>) {
    for (name, part) in properties {
        let needed = required.as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let star = if needed { " <b>needed</b>" } else { "" };
        let said = rich(text(part, "description"));
        rows.push(vec![format!("<code>{before}{name}</code>{star}"), kind(part), said]);
        if let Some(inner) = part["properties"].as_object() {
            push(inner, &part["required"], &format!("{before}{name}."), rows);
        }
    }
}

/// What a value may be, in words.
fn kind(part: &Json) -> String {
    if let Some(name) = part["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        return format!("<a href=\"#{name}\">{name}</a>");
    }
    if let Some(only) = part.get("const") {
        return format!("<code>{}</code>", super::escape(&only.to_string()));
    }
    if part["enum"].is_array() {
        let words: Vec<String> = list(part, "enum").map(|one| rich(&format!("`{}`", plain(one)))).collect();
        return words.join(", ");
    }
    for key in ["anyOf", "oneOf"] {
        if part[key].is_array() {
            return list(part, key).map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    match (&part["type"], &part["additionalProperties"]) {
        (Json::String(name), _) if name == "array" => format!("list of {}", kind(&part["items"])),
        (Json::String(name), inner @ Json::Object(_)) if name == "object" => {
            format!("by name: {}", kind(inner))
        }
        (Json::String(name), _) => name.clone(),
        (Json::Array(names), _) => names.iter().map(plain).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One word of a rule: what it holds, and what it means.
fn word(name: &str, one: &Json, required: &Json) -> String {
    let needed = required.as_array().is_some_and(|all| all.iter().any(|word| word == name));
    let star = if needed { " <b>needed</b>" } else { "" };
    format!("<code>{name}</code>{star}: {}. {}", kind(one), rich(text(one, "description")))
}

/// Each rule with the words it takes.
fn rules(part: &Json, catalogue: &Json) -> String {
    let common = ["rule", "when", "severity", "note", "translations"];
    let row = |rule: &Json| {
        let own = rule["properties"].as_object().into_iter().flatten();
        let own = own.filter(|(name, _)| !common.contains(&name.as_str()));
        let words: Vec<String> = own.map(|(name, one)| word(name, one, &rule["required"])).collect();
        let name = plain(&rule["properties"]["rule"]["const"]);
        let example = list(rule, "examples").next().map(|one| rich(&format!("`{one}`"))).unwrap_or_default();
        let found: Vec<String> = list(catalogue, "problems")
            .filter(|problem| relations::rules(problem).contains(&name))
            .map(|problem| {
                let code = text(problem, "code");
                format!("<a href=\"{}\"><code>{code}</code></a>", codes::address(code))
            })
            .collect();
        let name = format!("<span id=\"rule-{name}\"><code>{name}</code></span><br>{}", found.join(" "));
        vec![name, words.join("<br>"), rich(text(rule, "description")), example]
    };
    let rows: Vec<Vec<String>> = list(part, "oneOf").map(row).collect();
    format!(
        "<h2 id=\"rule\">rule</h2>\n<p>What must hold. Every rule also takes <code>when</code> (<a href=\"#when\">conditions</a>), \
         <code>severity</code>, <code>note</code> (why, in the customer's words) and <code>translations</code>.</p>\n{}",
        table("rule", &["Rule", "Words", "Meaning", "For example"], &rows)
    )
}
