//! The golden cases on disk: which files there are, and how each is checked.

use super::{How, builtin};
use import_checker::ImportDefinition;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// Every file that is checked, in order.
pub(crate) fn inputs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(Path::new(FOLDER), &mut found);
    found.retain(|path| is_input(path));
    found
}

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
pub(crate) fn definitions(path: &Path) -> Vec<Arc<ImportDefinition>> {
    let own = path.with_file_name("definition.json");
    let Ok(text) = fs::read_to_string(&own) else { return builtin() };
    let definition = ImportDefinition::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", own.display()));
    vec![Arc::new(definition)]
}

/// `cases/<system>/<import>/name.csv` is checked as that import; `name.settings.json` says how.
pub(crate) fn how(path: &Path) -> How {
    let built_in = path.parent().filter(|p| !p.join("definition.json").exists());
    let import = built_in.and_then(|p| p.strip_prefix(FOLDER).ok());
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
