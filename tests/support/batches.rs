//! The golden batches on disk: each folder under `batches/` holds files that are checked together.

use import_checker::{Decision, Edits, Input, Job, Lang, Session, builtin};
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The folders of all batches, in order.
pub(crate) fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/batches");
    entries(&root).iter().flat_map(|system| entries(system)).collect()
}

/// All batches, checked.
pub(crate) fn sessions() -> Vec<Session<'static>> {
    folders().iter().map(|folder| session(folder)).collect()
}

/// The files of a folder, checked together in the order of their names, which is not that of loading.
pub(crate) fn session(folder: &Path) -> Session<'static> {
    let mut job = Job::new(builtin::definitions().unwrap(), Lang::En);
    let said = said(folder);
    for (import, list) in said["existing"].as_object().into_iter().flatten() {
        job = job.existing(import, list.as_str().unwrap());
    }
    for path in entries(folder).iter().filter(|p| p.extension().is_some_and(|e| e == "csv")) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let edits = Edits { decisions: decisions(&said), ..Edits::default() };
        job = job.file(Input { name, edits, ..Input::default() }, Cursor::new(fs::read(path).unwrap()));
    }
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// What the user says of a folder's files: lists of what exists on the server, and repairs that are taken.
fn said(folder: &Path) -> serde_json::Value {
    fs::read_to_string(folder.join("said.json"))
        .map_or(serde_json::Value::Null, |t| serde_json::from_str(&t).unwrap())
}

fn decisions(said: &serde_json::Value) -> Vec<Decision> {
    let accepted = said["accept"].as_array().into_iter().flatten().filter_map(|code| code.as_str());
    let decision =
        |code: &str| Decision { code: code.to_owned(), field: None, value: None, choice: None, accept: true };
    accepted.map(decision).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}
