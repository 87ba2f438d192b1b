//! Golden batches: the files of each folder under `batches/` are checked together, against the report beside them.
//!
//! `UPDATE=1 cargo test --test batches` writes what is expected anew; the difference is for a person to read.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use import_checker::{Input, Job, Lang, builtin};
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use support::batches;

#[test]
fn every_batch_gives_its_report() {
    let batches = batches::folders();
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

/// The reports of a folder's files.
fn report(folder: &Path) -> String {
    batches::session(folder).files().iter().map(|file| file.text_report(Lang::En)).collect()
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
