//! `docs/files.md` names every file of the engine and of the page, with the first sentence of its head.

// A test fails by panicking.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = "# Every file, and what is in it

Written by `UPDATE=1 cargo test --workspace --test every_file` from the heads of the files; the test fails where one has
none, or where this page is older than the files. [The vocabulary](vocabulary.md) tells the same by term and by question.
";

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            // Made by the build, or data.
            if !matches!(name.as_str(), "pkg" | "imports" | "demo" | "screenshots" | "node_modules") {
                files(&path, found);
            }
        } else if name.ends_with(".js") || (name.ends_with(".rs") && !name.ends_with("tests.rs")) {
            found.push(path);
        }
    }
}

/// The first paragraph of the comment that a file begins with.
fn head(text: &str, is_rust: bool) -> String {
    let lines: Vec<&str> = if is_rust {
        text.lines().map_while(|line| line.strip_prefix("//!")).collect()
    } else {
        let comment =
            text.strip_prefix("/**").and_then(|rest| rest.split_once("*/")).map_or("", |(inside, _)| inside);
        comment.lines().map(|line| line.trim_start().trim_start_matches('*')).collect()
    };
    let lines = lines.into_iter().map(str::trim).skip_while(|line| line.is_empty());
    let first: Vec<&str> = lines.take_while(|line| !line.is_empty() && !line.starts_with('@')).collect();
    first.join(" ").replace('|', "\\|")
}

#[test]
fn every_file_says_what_is_in_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&root.join("src"), &mut all);
    files(&root.join("www"), &mut all);
    let mut by_folder: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut silent = Vec::new();
    for path in all {
        let said = head(&fs::read_to_string(&path).unwrap(), path.extension().is_some_and(|e| e == "rs"));
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if said.len() < 10 {
            silent.push(path.clone());
        }
        let (folder, _) = path.rsplit_once('/').unwrap();
        by_folder.entry(folder.to_owned()).or_default().insert(path, said);
    }
    assert!(silent.is_empty(), "these files do not say what is in them: {silent:?}");
    let mut page = HEAD.to_owned();
    for (folder, files) in &by_folder {
        write!(page, "\n## `{folder}/`\n\n| File | What is in it |\n|---|---|\n").unwrap();
        files.iter().for_each(|(path, said)| writeln!(page, "| `{path}` | {said} |").unwrap());
    }
    let place = root.join("docs/files.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&place, &page).unwrap();
    }
    assert!(page.len() > 20_000, "hardly any file was found");
    let there = fs::read_to_string(&place).unwrap_or_default();
    assert_eq!(there, page, "`UPDATE=1 cargo test --workspace --test every_file` writes it");
}
