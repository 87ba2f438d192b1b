//! The folders of `src/` are layers: a file may use its own folder and those below it, never one above.

// A test fails by panicking.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/sources.rs"]
mod sources;

use sources::rust_files;
use std::fs;
use std::path::Path;

/// From the bottom to the top. A new folder is entered where it belongs.
const LAYERS: &[&str] = &[
    "base",
    "table",
    "problem",
    "scalar",
    "definition",
    "read",
    "second",
    "edits",
    "record",
    "judge",
    "rules",
    "wording",
    "check",
    "xlsx_out",
    "batch",
    "session",
    "answers",
    "result",
    "product",
    "sample",
    "wasm",
];

/// The code of a file that is compiled into the product.
fn without_tests(path: &Path) -> String {
    let is_tests = |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs";
    if path.components().any(|c| is_tests(c.as_os_str())) || path.to_string_lossy().ends_with("_tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].to_owned()
}

/// The folders that a file names with `crate::`.
fn folders_named(code: &str) -> Vec<&str> {
    let code_lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = code_lines.flat_map(|line| line.split("crate::").skip(1));
    names.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn no_file_uses_a_layer_above_its_own() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut upwards = Vec::new();
    let mut seen = 0;
    for path in &files {
        let inside = path.strip_prefix(&src).unwrap();
        let own = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        if matches!(own.as_str(), "lib.rs" | "main.rs" | "cli") {
            continue;
        }
        let level = LAYERS.iter().position(|l| *l == own);
        let level = level.unwrap_or_else(|| panic!("src/{own} is in no layer: enter it in tests/layers.rs"));
        let code = without_tests(path);
        for used in folders_named(&code) {
            let Some(other) = LAYERS.iter().position(|l| *l == used) else {
                upwards.push(format!("{}: crate::{used} names no layer; name the folder", inside.display()));
                continue;
            };
            seen += 1;
            if other > level {
                upwards.push(format!("{}: crate::{used} lies above {own}", inside.display()));
            }
        }
    }
    upwards.sort();
    upwards.dedup();
    assert!(seen > 300, "only {seen} uses were found: the test no longer reads them");
    assert!(upwards.is_empty(), "\n{}\n", upwards.join("\n"));
}

#[test]
fn every_layer_is_a_folder() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for layer in LAYERS {
        assert!(src.join(layer).join("mod.rs").is_file(), "src/{layer} is no folder with a mod.rs");
    }
    for entry in fs::read_dir(&src).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let loose = name.ends_with(".rs") && name != "lib.rs" && name != "main.rs";
        assert!(!loose, "src/{name} lies in no layer");
    }
}
