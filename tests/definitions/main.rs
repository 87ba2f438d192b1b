//! The built-in definitions are sound, complete in both languages and agree with the published JSON Schema; a
//! mistake in a definition is refused with its place, the reason and the allowed words.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod built_in;
mod examples;
mod mistakes;
mod schema;
mod slips;

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

fn published_schema() -> (boon::Schemas, boon::SchemaIndex) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let file = Path::new(FOLDER).join("import-definition.schema.json");
    compiler.add_resource("https://definition.invalid/schema", json(&file)).unwrap();
    let index = compiler.compile("https://definition.invalid/schema", &mut schemas).unwrap();
    (schemas, index)
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
