//! The reference of the element, from its manifest.

use super::html::{Page, rich, table};
use super::{list, said, text};
use serde_json::Value as Json;

/// Sections: title, key in the manifest, prefix of each name.
const SECTIONS: [(&str, &str); 8] = [
    ("Attributes", "attributes"),
    ("Properties and methods", "members"),
    ("Events", "events"),
    ("Slot", "slots"),
    ("States", "cssStates"),
    ("Parts", "cssParts"),
    ("Custom properties", "cssProperties"),
    ("Functions of the module", "functions"),
];

/// The page.
pub fn page(manifest: &Json) -> Page {
    let module = &manifest["modules"][0];
    let element = &module["declarations"][0];
    let mut body = format!("<p>{}</p>\n", rich(text(element, "description")));
    for (title, key) in SECTIONS {
        let mut entries: Vec<&Json> = list(element, key).collect();
        if key == "functions" {
            entries = list(module, "declarations").filter(|one| one["kind"] == "function").collect();
        }
        let rows: Vec<Vec<String>> = entries.into_iter().map(row).collect();
        if !rows.is_empty() {
            body.push_str(&format!(
                "<h2>{title}</h2>\n{}",
                table(title, &["Name", "Type", "Meaning"], &rows)
            ));
        }
    }
    body.push_str(
        "<p>Events bubble and cross shadow roots; <code>import-checker-file</code> can be cancelled. A state is both a \
         value of the attribute <code>status</code> and a custom state: <code>import-checker:state(ready)</code>.</p>\n",
    );
    Page::english("element.html", "The element", body)
}

fn row(entry: &Json) -> Vec<String> {
    let name = text(entry, "name");
    let name = match (name, text(entry, "kind")) {
        ("", _) => "(default)".to_owned(),
        (_, "method" | "function") => format!("<code>{name}()</code>"),
        _ => format!("<code>{name}</code>"),
    };
    let kind = said(&entry["type"], "text");
    let kind = if kind.is_empty() { said(&entry["return"]["type"], "text") } else { kind };
    let kind = if kind.is_empty() { kind } else { format!("<code>{kind}</code>") };
    vec![name, kind, rich(text(entry, "description"))]
}
