//! The built-in definitions are sound, complete in both languages and agree with the published JSON Schema; a
//! mistake in a definition is refused with its place, the reason and the allowed words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::definition::ImportDefinition;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

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
        assert_eq!(loaded.ignored, Vec::<String>::new(), "{name}");
        assert_eq!(loaded.unchecked, Vec::<String>::new(), "{name}");
        assert!(
            loaded.unofficial && loaded.version == "unofficial-1",
            "{name} is not confirmed by its maker"
        );
    }
}
