//! Files checked together: what stands in no folder of `batches/`, and what holds for all of them.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod existing;
mod levels;
mod made_references;
mod one_import;
mod whole;

use import_checker::{ImportDefinition, Job, Lang, Product, RowsInError, Session, Verdict};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::OnceLock;
use support::{How, input};

/// All built-in definitions, read once.
fn builtin() -> Vec<Arc<ImportDefinition>> {
    static DEFINITIONS: OnceLock<Vec<Arc<ImportDefinition>>> = OnceLock::new();
    DEFINITIONS.get_or_init(support::builtin).clone()
}

/// A file's name, its bytes and how it is checked.
type Named = (String, Vec<u8>, How);

fn session(
    files: &[Named],
    definitions: Vec<Arc<ImportDefinition>>,
    existing: &[(&str, &str)],
    lang: Lang,
) -> Session<'static> {
    let mut job = Job::new(definitions, lang);
    for (import, list) in existing {
        job = job.existing(import, list);
    }
    for (name, bytes, how) in files {
        let input = input(name, job.definitions(), how);
        job = job.file(input, Cursor::new(bytes.clone()));
    }
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    for file in session.files() {
        let r = file.records();
        assert_eq!(r.on_file, r.ready + r.in_error + r.skipped, "{}", file.input.name);
        as_many_as_are_counted(&file.report(lang));
    }
    session
}

/// Where every finding of a kind is listed, there are as many as are counted.
fn as_many_as_are_counted(report: &Json) {
    let mut listed: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in report["findings"].as_array().into_iter().flatten() {
        *listed.entry(finding["code"].as_str().unwrap()).or_default() += 1;
    }
    for (code, count) in report["counts"].as_object().into_iter().flatten() {
        let list = listed.get(code.as_str()).copied().unwrap_or(0);
        assert!(list == count.as_u64().unwrap() || list >= 1_000, "{code}: {list} listed, {count} counted");
    }
}

/// Tables as texts, each for an import of the hierarchy of customers.
fn tables(tables: &[(&str, &str)], existing: &[(&str, &str)], accept: &[&str]) -> Session<'static> {
    let named = tables.iter().map(|(import, text)| {
        let how = How {
            import: Some(format!("interpreter-intelligence/{import}")),
            accept: accept.iter().map(|a| (*a).to_owned()).collect(),
            ..How::default()
        };
        (format!("{import}.csv"), text.as_bytes().to_vec(), how)
    });
    let existing: Vec<(String, &str)> =
        existing.iter().map(|(i, l)| (format!("interpreter-intelligence/{i}"), *l)).collect();
    let existing: Vec<(&str, &str)> = existing.iter().map(|(i, l)| (i.as_str(), *l)).collect();
    session(&named.collect::<Vec<_>>(), builtin(), &existing, Lang::En)
}

/// The findings of the batch in one file: `code place`, in order.
fn found(session: &Session<'_>, file: usize) -> Vec<String> {
    let report = session.files()[file].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let text = |f: &Json| {
        let cell = f["cell"].as_str().map(str::to_owned);
        let place = cell.or_else(|| f["row"].as_u64().map(|r| r.to_string())).unwrap_or_default();
        format!("{} {place}", f["code"].as_str().unwrap_or_default()).trim_end().to_owned()
    };
    let own = |t: &String| t.starts_with('X') || t.starts_with("B320") || t.starts_with('U');
    findings.iter().map(text).filter(own).collect()
}

fn message(session: &Session<'_>, file: usize, code: &str) -> String {
    let report = session.files()[file].report(Lang::En);
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let first = findings.iter().find(|f| f["code"] == code);
    first.and_then(|f| f["message"].as_str()).unwrap_or_default().to_owned()
}

fn unchecked(session: &Session<'_>, file: usize) -> usize {
    session.files()[file].report(Lang::En)["notChecked"].as_array().map_or(0, Vec::len)
}

fn cleaned(session: &mut Session<'_>, file: usize) -> String {
    let mut out = Vec::new();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    session.clean(file, RowsInError::Drop, &mut out, &mut |_| (), go_on).unwrap_or_else(|e| panic!("{e}"));
    String::from_utf8_lossy(&out).into_owned()
}

/// Two imports, of which one names the references of the other.
fn by_reference(longest: &str) -> Vec<Arc<ImportDefinition>> {
    let owners = r#"{"name":"own/owners","fields":[{"name":"ref","format":"reference","constraints":{"required":true}},{"name":"name"}],"primaryKey":"ref"}"#;
    let parts = format!(
        r#"{{"name":"own/parts","fields":[{{"name":"owner","format":"reference"}},{{"name":"part","format":"reference","generateFrom":"owner"{longest}}}],
            "sharedKeys":[{{"group":"parts","field":"part"}}],
            "foreignKeys":[{{"fields":"owner","reference":{{"resource":"own/owners","fields":"ref"}}}}]}}"#
    );
    [owners, parts.as_str()]
        .map(|text| Arc::new(ImportDefinition::parse(text).unwrap_or_else(|e| panic!("{e}"))))
        .into()
}

const CUSTOMERS: &str = "Customer Name,Accounting Reference,Parent Accounting Reference,Status,Contract Type,\
    Billing Address,Billing City,Billing Country\n";
const CLIENTS: &str = "Customer Accounting Reference,Client Name,Client Accounting Reference\n";
const LOCATIONS: &str = "Client Accounting Reference,Customer Accounting Reference,Location Accounting Reference,\
    Place Name,Street Address,City,Country\n";

fn customers(references: &[&str]) -> String {
    let row = |r: &&str| format!("Hospital {r},{r},,Active,Standard,1 Main Street,Dublin,Ireland\n");
    CUSTOMERS.to_owned() + &references.iter().map(row).collect::<String>()
}

/// Each is customer and own reference.
fn clients(rows: &[(&str, &str)]) -> String {
    let row = |(i, (customer, own)): (usize, &(&str, &str))| format!("{customer},Client {i},{own}\n");
    CLIENTS.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

/// Each is client, customer and own reference.
fn locations(rows: &[(&str, &str, &str)]) -> String {
    let row = |(i, (client, customer, own)): (usize, &(&str, &str, &str))| {
        format!("{client},{customer},{own},Place {i},1 High Street,Dublin,Ireland\n")
    };
    LOCATIONS.to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}
