//! Golden cases: every file under `cases/` against the report and the cleaned file beside it.
//!
//! `UPDATE=1 cargo test --test cases` writes what is expected anew; the difference is for a person to read.

#![allow(clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::ImportDefinition;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::{How, builtin, check, cleaned};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap_or_else(|e| panic!("{e}")).path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn is_input(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let known = [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsb"].iter().any(|e| name.ends_with(e));
    known && ![".cleaned.csv", ".report.txt", ".expect.txt"].iter().any(|e| name.ends_with(e))
}

/// The definitions a case may belong to: the one in its own folder where there is one, else the built-in ones.
fn definitions(path: &Path) -> Vec<Arc<ImportDefinition>> {
    let own = path.with_file_name("definition.json");
    let Ok(text) = fs::read_to_string(&own) else { return builtin() };
    let definition = ImportDefinition::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", own.display()));
    vec![Arc::new(definition)]
}

/// `cases/<system>/<import>/name.csv` is checked as that import; `name.settings.json` says how.
fn how(path: &Path, root: &Path) -> How {
    let built_in = path.parent().filter(|p| !p.join("definition.json").exists());
    let import = built_in.and_then(|p| p.strip_prefix(root).ok());
    let mut how = How { import: import.map(|p| p.to_string_lossy().replace('\\', "/")), ..How::default() };
    let Ok(text) = fs::read_to_string(path.with_extension("settings.json")) else { return how };
    let json: serde_json::Value =
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    for (key, value) in json["settings"].as_object().into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        how.settings.push((key.clone(), text));
    }
    let list = |key: &str| -> Vec<String> {
        let items = json[key].as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|i| i.as_str()).map(str::to_owned).collect()
    };
    how.accept = list("accept");
    how.keep = list("keep");
    how.lang = import_checker::Lang::of(json["lang"].as_str().unwrap_or("en"));
    how
}

fn compare(path: &Path, found: &[u8], update: bool, faults: &mut Vec<String>) {
    if update {
        fs::write(path, found).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        return;
    }
    let expected = fs::read(path).unwrap_or_default();
    if expected != found {
        faults.push(format!(
            "{}\n--- expected\n{}--- found\n{}",
            path.display(),
            String::from_utf8_lossy(&expected),
            String::from_utf8_lossy(found)
        ));
    }
}

#[test]
fn every_case_gives_its_report_and_its_cleaned_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found = Vec::new();
    files(&root, &mut found);
    let inputs: Vec<PathBuf> = found.into_iter().filter(|p| is_input(p)).collect();
    assert!(inputs.len() > 30, "only {} cases were found", inputs.len());
    let update = std::env::var_os("UPDATE").is_some();
    let mut faults = Vec::new();
    for path in &inputs {
        let how = how(path, &root);
        let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut session = check(&name, bytes, definitions(path), &how);
        let report = session.files()[0].text_report(how.lang);
        compare(&path.with_extension("report.txt"), report.as_bytes(), update, &mut faults);
        compare(&path.with_extension("cleaned.csv"), &cleaned(&mut session), update, &mut faults);
    }
    assert!(faults.is_empty(), "{} of {} differ\n\n{}", faults.len(), inputs.len(), faults.join("\n\n"));
}
