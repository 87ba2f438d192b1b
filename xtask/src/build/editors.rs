//! What editors read about the tag: `web-types.json` for those of JetBrains and `vscode.html-custom-data.json` for Visual
//! Studio Code. Both say what the element's manifest says, in another order.

use super::{list, package, text};
use anyhow::Result;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

/// Writes both beside the manifest.
pub fn write(stage: &Path) -> Result<()> {
    let manifest: Json = serde_json::from_str(&fs::read_to_string(stage.join("custom-elements.json"))?)?;
    let element = &manifest["modules"][0]["declarations"][0];
    let web_types = web_types(element, &package::version()?);
    fs::write(stage.join("web-types.json"), format!("{web_types:#}\n"))?;
    fs::write(stage.join("vscode.html-custom-data.json"), format!("{:#}\n", vscode(element)))?;
    Ok(())
}

/// Name and description of each entry of a list.
fn told(element: &Json, key: &str) -> Vec<Json> {
    list(element, key)
        .map(|one| json!({ "name": one["name"], "description": text(one, "description") }))
        .collect()
}

fn web_types(element: &Json, version: &str) -> Json {
    let attribute = |one: &Json| {
        json!({
            "name": one["name"], "description": text(one, "description"), "value": { "type": one["type"]["text"] },
        })
    };
    let property = |one: &Json| {
        json!({
            "name": one["name"], "description": text(one, "description"), "type": one["type"]["text"],
        })
    };
    let fields = list(element, "members").filter(|one| one["kind"] == "field");
    json!({
        "name": "import-checker",
        "version": version,
        "description-markup": "markdown",
        "contributions": {
            "html": { "elements": [{
                "name": element["tagName"],
                "description": element["description"],
                "attributes": list(element, "attributes").map(attribute).collect::<Vec<_>>(),
                "slots": told(element, "slots"),
                "js": {
                    "properties": fields.map(property).collect::<Vec<_>>(),
                    "events": told(element, "events"),
                },
                "css": { "properties": told(element, "cssProperties"), "parts": told(element, "cssParts") },
            }] },
        },
    })
}

fn vscode(element: &Json) -> Json {
    let attribute = |one: &Json| {
        let mut said = json!({ "name": one["name"], "description": text(one, "description") });
        let kind = text(&one["type"], "text");
        // A word that stands there or does not, and words to choose from.
        if kind == "boolean" {
            said["valueSet"] = Json::from("v");
        } else if kind.starts_with('"') {
            let words = kind.split('|').map(|word| word.trim().trim_matches('"'));
            said["values"] = words.map(|word| json!({ "name": word })).collect();
        }
        said
    };
    json!({
        "version": 1.1,
        "tags": [{
            "name": element["tagName"],
            "description": element["description"],
            "attributes": list(element, "attributes").map(attribute).collect::<Vec<_>>(),
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element() -> Json {
        let manifest: Json = serde_json::from_str(include_str!("../../../www/custom-elements.json")).unwrap();
        manifest["modules"][0]["declarations"][0].clone()
    }

    fn one<'a>(all: &'a Json, name: &str) -> &'a Json {
        all.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()
    }

    #[test]
    fn editors_know_every_name_of_the_manifest() {
        let element = element();
        let tag = &web_types(&element, "1.2.3")["contributions"]["html"]["elements"][0];
        for (kind, said) in [
            ("attributes", &tag["attributes"]),
            ("events", &tag["js"]["events"]),
            ("slots", &tag["slots"]),
            ("cssParts", &tag["css"]["parts"]),
            ("cssProperties", &tag["css"]["properties"]),
            ("attributes", &vscode(&element)["tags"][0]["attributes"]),
        ] {
            let names = |all: &Json| -> Vec<Json> {
                all.as_array().unwrap().iter().map(|one| one["name"].clone()).collect()
            };
            assert_eq!(names(said), names(&element[kind]), "{kind}");
        }
        let properties = &tag["js"]["properties"];
        assert_eq!(one(properties, "severities")["type"], "object");
        assert!(
            properties.as_array().unwrap().iter().all(|one| one["name"] != "cleaned"),
            "a method is no property"
        );
    }

    #[test]
    fn an_editor_offers_the_words_of_an_attribute() {
        let all = vscode(&element());
        let attributes = &all["tags"][0]["attributes"];
        let words = &one(attributes, "rows-in-error")["values"];
        assert_eq!(*words, json!([{ "name": "block" }, { "name": "drop" }, { "name": "include" }]));
        assert_eq!(one(attributes, "required")["valueSet"], "v");
        assert!(one(attributes, "name").get("valueSet").is_none());
    }
}
