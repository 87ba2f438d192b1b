//! Every file that README, CONTRIBUTING, the pages under `docs/` and the head of `src/lib.rs` name is there.

// A test fails by panicking.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/sources.rs"]
mod sources;

use sources::rust_files;
use std::fs;
use std::path::{Path, PathBuf};

fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages = vec![root.join("README.md"), root.join("CONTRIBUTING.md"), root.join("src/lib.rs")];
    let docs = fs::read_dir(root.join("docs")).unwrap().flatten().map(|entry| entry.path());
    pages.extend(docs.filter(|path| path.extension().is_some_and(|e| e == "md")));
    pages
}

/// Texts between back quotes that are paths of the project.
fn paths(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let roots = ["src/", "www/", "tests/", "xtask/", "benches/", "examples/", "docs/", "fuzz/"];
    let is_path =
        |p: &&str| roots.iter().any(|root| p.starts_with(root)) && !p.contains(['<', '*', ' ', '…']);
    quoted
        .filter(is_path)
        .filter(|p| *p == p.trim() && !p.contains("SYSTEM") && !p.contains("NAME"))
        .collect()
}

#[test]
fn every_place_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut gone = Vec::new();
    let mut named = 0;
    for page in pages(root) {
        let text = fs::read_to_string(&page).unwrap();
        for path in paths(&text) {
            named += 1;
            if !root.join(path).exists() {
                gone.push(format!("{}: `{path}` is not there", page.strip_prefix(root).unwrap().display()));
            }
        }
    }
    assert!(named > 100, "only {named} places were found: the test no longer reads them");
    assert!(gone.is_empty(), "\n{}\n", gone.join("\n"));
}

/// A folder of `src/` that the map of the README does not name would be looked for in vain.
#[test]
fn the_map_names_every_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for folder in ["src", "www"] {
        for entry in fs::read_dir(root.join(folder)).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && !matches!(name.as_str(), "pkg" | "screenshots" | "demo") {
                assert!(
                    readme.contains(&format!("`{folder}/{name}/`")),
                    "README's map lacks {folder}/{name}/"
                );
            }
        }
    }
}

/// Words for what a file holds whose type is of something else: what a definition wants of it, or a piece of an XLS file.
const NAMESAKES: &[&str] = &["outline", "value", "record"];

/// All types that more than one file of the core knows, in small letters, each with its file.
fn types(folder: &Path) -> Vec<(String, PathBuf)> {
    let (mut all, mut files) = (Vec::new(), Vec::new());
    rust_files(folder, &mut files);
    for file in files {
        let code = fs::read_to_string(&file).unwrap();
        for kind in ["struct ", "enum ", "trait "] {
            let made = code.lines().filter_map(|line| line.split_once(kind));
            let made = made.filter(|(before, _)| before.starts_with("pub"));
            let name =
                |rest: &str| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
            all.extend(made.map(|(_, rest)| (name(rest), file.clone())));
        }
    }
    all
}

/// Whoever looks for a word of the vocabulary finds it where it is made.
#[test]
fn every_word_of_the_vocabulary_stands_in_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let vocabulary = fs::read_to_string(root.join("docs/vocabulary.md")).unwrap();
    let (words, _) = vocabulary.split_once("## Where do I find").unwrap();
    let types = types(&root.join("src"));
    let (mut seen, mut misplaced) = (0, Vec::new());
    for line in words.lines().filter(|line| line.starts_with("| ") && line.ends_with("` |")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let (word, file) = (cells[0].to_lowercase(), cells[2].trim_matches('`'));
        let code = fs::read_to_string(root.join(file)).unwrap().to_lowercase();
        let written = [word.clone(), word.replace(' ', "_"), word.replace(' ', "")];
        assert!(written.iter().any(|word| code.contains(word)), "{file} does not say “{word}”");
        // A type of that name is made in no other file.
        let name = word.replace(' ', "");
        let elsewhere = types.iter().find(|(made, at)| *made == name && !at.ends_with(file));
        let here = NAMESAKES.contains(&name.as_str())
            || types.iter().any(|(made, at)| *made == name && at.ends_with(file));
        if let (Some((_, at)), false) = (elsewhere, here) {
            misplaced.push(format!("{word}: {file}, but the type stands in {}", at.display()));
        }
        seen += 1;
    }
    assert!(seen > 40, "only {seen} words were found");
    assert!(types.len() > 300, "only {} types were found", types.len());
    assert!(misplaced.is_empty(), "{}", misplaced.join("\n"));
}

/// Names of types that said a picture and not the thing, or were those of many things, each with in how many files one may
/// still be made. A type is called by its noun in the field, and that stands in `docs/vocabulary.md`.
const GIVEN_UP: &[(&str, usize)] = &[
    ("lane", 0),
    ("glance", 0),
    ("sight", 0),
    ("shelf", 0),
    ("scene", 0),
    ("seat", 0),
    ("sink", 0),
    ("look", 0),
    ("told", 0),
    ("tally", 0),
    ("found", 0),
    ("sheet", 1),
    ("part", 1),
];

#[test]
fn names_that_were_given_up_do_not_come_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let mut made: Vec<(String, PathBuf)> = Vec::new();
    for file in files {
        let code = fs::read_to_string(&file).unwrap();
        for line in code.lines().map(|line| line.trim_start().trim_start_matches("pub ")) {
            let line = line.strip_prefix("pub(crate) ").or(line.strip_prefix("pub(super) ")).unwrap_or(line);
            let kinds = ["struct ", "enum ", "trait ", "type "];
            let name = kinds.iter().find_map(|kind| line.strip_prefix(kind));
            let name = name.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
            made.extend(name.map(|name| (name.to_lowercase(), file.clone())));
        }
    }
    assert!(made.len() > 500, "only {} types were found", made.len());
    for (name, most) in GIVEN_UP {
        let at: Vec<_> = made.iter().filter(|(other, _)| other == name).map(|(_, file)| file).collect();
        assert!(at.len() <= *most, "“{name}” says nothing of what it holds: {at:?}");
    }
    let pages = ["desk", "hands", "keeper", "recall", "takeaway", "decided", "later", "turn"];
    for folder in ["element", "engine", "worker", "model", "view", "stored", "pages"] {
        for page in pages {
            let file = root.join(format!("www/{folder}/{page}.js"));
            assert!(!file.exists(), "{} says nothing of what it holds", file.display());
        }
    }
}
