//! Golden batches: the files of each folder under `batches/` are checked together, against the report beside them.
//!
//! `UPDATE=1 cargo test --test batches` writes what is expected anew; the difference is for a person to read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{Decision, Edits, Input, Job, Lang, builtin};
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[test]
fn every_batch_gives_its_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/batches");
    let batches: Vec<PathBuf> = entries(&root).iter().flat_map(|system| entries(system)).collect();
    assert!(batches.len() > 10, "only {} batches were found", batches.len());
    let mut faults = Vec::new();
    for folder in &batches {
        let (found, path) = (report(folder), folder.join("report.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, found).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != found {
            faults.push(format!("{} differs; found:\n{found}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), batches.len(), faults.join("\n"));
}

/// The reports of a folder's files, checked together in the order of their names, which is not that of loading.
fn report(folder: &Path) -> String {
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
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    session.files().iter().map(|file| file.text_report(Lang::En)).collect()
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

/// A reference that many records point to is not a duplicate.
#[test]
fn many_clients_of_one_customer_are_no_duplicates() {
    let customers = "Customer Name,Accounting Reference,Status,Contract Type,Billing Address,Billing City,\
        Billing Country\nCity Hospital,1234,Active,Standard,1 Main Street,Dublin,Ireland\n";
    let mut clients = "Customer Accounting Reference,Client Name,Client Accounting Reference\n".to_owned();
    for number in 0..50_000 {
        clients.push_str(&format!("1234,Client {number},c-{number}\n"));
    }
    let mut job = Job::new(builtin::definitions().unwrap(), Lang::En);
    for (name, text) in [("clients.csv", clients.as_str()), ("customers.csv", customers)] {
        let input = Input { name: name.to_owned(), ..Input::default() };
        job = job.file(input, Cursor::new(text.as_bytes()));
    }
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let ready: Vec<u64> = session.files().iter().map(|file| file.records().ready).collect();
    assert_eq!(ready, [50_000, 1]);
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}
