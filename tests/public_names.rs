//! Every name that the library gives away has an example that runs: its own, or the one of what gives or takes it.

// A test fails by panicking.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/sources.rs"]
mod sources;

use sources::rust_files;
use std::fs;
use std::path::Path;

/// What is said of an item: `Session::window`, `Session`, or a module by the name of its file.
struct Described {
    folder: String,
    name: String,
    text: String,
}

fn identifier(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The type of `impl<'s> Session<'s> {`.
fn implemented(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("impl")?;
    let rest = if rest.starts_with('<') { rest.split_once("> ")?.1 } else { rest.trim_start() };
    Some(identifier(rest.split_once(" for ").map_or(rest, |(_, of)| of)))
}

/// The name that a line declares for everybody.
fn declared(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let words = ["fn ", "struct ", "enum ", "trait ", "type ", "const fn ", "const ", "static "];
    words.iter().find_map(|word| rest.strip_prefix(word)).map(identifier)
}

fn describe(file: &Path, src: &Path, all: &mut Vec<Described>) {
    let code = fs::read_to_string(file).unwrap();
    let inside = file.strip_prefix(src).unwrap();
    let folder = inside.iter().next().unwrap().to_string_lossy().into_owned();
    let stem = match file.file_stem().unwrap().to_str().unwrap() {
        "mod" => inside.parent().unwrap().file_name().unwrap(),
        _ => file.file_stem().unwrap(),
    };
    let mut put = |name: String, text: String| all.push(Described { folder: folder.clone(), name, text });
    let top: Vec<&str> = code.lines().map_while(|line| line.strip_prefix("//!")).collect();
    put(stem.to_string_lossy().into_owned(), top.join("\n"));
    let (mut text, mut of) = (String::new(), "");
    for line in code.lines() {
        if let Some(said) = line.trim_start().strip_prefix("///") {
            text += said;
            text.push('\n');
        } else if let Some(name) = declared(line) {
            let name = if line.starts_with("pub") { name.to_owned() } else { format!("{of}::{name}") };
            put(name, std::mem::take(&mut text));
        } else if !line.trim_start().starts_with("#[") {
            text.clear();
            of = implemented(line).unwrap_or(of);
        }
    }
}

/// The names that `lib.rs` exports natively, each with the folder that it comes from.
fn exported(lib: &str) -> Vec<(String, String)> {
    let code: Vec<&str> = lib.lines().filter(|line| !line.starts_with("//")).collect();
    let mut names = Vec::new();
    for item in code.join("\n").split(';') {
        // What only a browser has is tried there.
        if item.contains("#[cfg(all(target_arch = \"wasm32\"") {
            continue;
        }
        if let Some((_, name)) = item.rsplit_once("pub mod ") {
            names.push((identifier(name).to_owned(), identifier(name).to_owned()));
        } else if let Some((_, path)) = item.rsplit_once("pub use ") {
            let (folder, rest) = path.split_once("::").expect("a path in a folder of ours");
            let list = rest.rsplit("::").next().unwrap().trim_matches(['{', '}', '\n', ' ']);
            let list = list.split(',').map(|name| identifier(name.trim())).filter(|name| !name.is_empty());
            names.extend(list.map(|name| (folder.to_owned(), name.to_owned())));
        }
    }
    names
}

/// The names between `[` and `]` of a description.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("[`").skip(1).filter_map(|rest| rest.split_once("`]")).map(|(name, _)| name)
}

#[test]
fn every_name_has_an_example_or_says_where_it_is() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut all = Vec::new();
    files.iter().for_each(|file| describe(file, &src, &mut all));
    let runs = |text: &str| text.contains("```\n");
    let names = exported(&fs::read_to_string(src.join("lib.rs")).unwrap());
    assert!(names.len() > 80, "only {} names were found", names.len());
    let mut without = Vec::new();
    for (folder, name) in names {
        let mut own = all.iter().filter(|one| one.folder == folder && one.name == name).peekable();
        assert!(own.peek().is_some(), "{folder}: {name} is not found");
        let shown = |link: &str| all.iter().any(|one| one.name == link && runs(&one.text));
        if !own.any(|one| runs(&one.text) || links(&one.text).any(shown)) {
            without.push(name);
        }
    }
    assert!(without.is_empty(), "neither an example nor a link to one: {}", without.join(", "));
}
