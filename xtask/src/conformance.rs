//! `cargo xtask conformance`: a folder of Table Schemas that nobody here wrote, with their example files.
//!
//! Not part of `test`: the folder is no part of the project. A schema is any JSON file with `fields` (or a Data Package);
//! an example lies beside it and has `invalid` or `valid` in its name.

use crate::run::{cargo, path, run};
use anyhow::{Result, bail};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What was counted.
#[derive(Default)]
struct Account {
    schemas: u32,
    loaded: u32,
    refused: Vec<String>,
    /// Verdicts of example files: word in the name, verdict, how many.
    verdicts: BTreeMap<(&'static str, String), u32>,
    /// Why files that are valid are not ready.
    causes: BTreeMap<String, u32>,
    disagree: Vec<String>,
}

/// Checks every example by the schema beside it and prints what agrees.
pub fn conformance(args: &[String]) -> Result<()> {
    let Some(folder) = args.first() else { bail!("a folder of schemas is expected") };
    run(cargo().args(["build", "--release", "--bin", "import-checker"]))?;
    let program = path("target/release/import-checker");
    let mut files = Vec::new();
    all_files(Path::new(folder), &mut files)?;
    let mut account = Account::default();
    for schema in files.iter().filter(|file| is_schema(file)) {
        account.schemas += 1;
        let beside = files.iter().filter(|file| file.parent() == schema.parent());
        let examples: Vec<&PathBuf> = beside.filter(|file| word_of(file).is_some()).collect();
        one(&program, schema, &examples, &mut account)?;
    }
    print(&account);
    if account.disagree.is_empty() { Ok(()) } else { bail!("{} examples disagree", account.disagree.len()) }
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all_files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}

fn is_schema(file: &Path) -> bool {
    let json = || fs::read_to_string(file).ok().and_then(|text| serde_json::from_str::<Json>(&text).ok());
    file.extension().is_some_and(|e| e == "json")
        && json().is_some_and(|json| json["fields"].is_array() || json["resources"][0]["schema"].is_object())
}

/// `invalid` or `valid`, as the name of a table says.
fn word_of(file: &Path) -> Option<&'static str> {
    let name = file.file_name()?.to_str()?.to_lowercase();
    let table = [".csv", ".tsv", ".xlsx", ".xls", ".ods"].iter().any(|end| name.ends_with(end));
    let word = if name.contains("invalid") {
        "invalid"
    } else if name.contains("valid") {
        "valid"
    } else {
        return None;
    };
    table.then_some(word)
}

fn one(program: &Path, schema: &Path, examples: &[&PathBuf], account: &mut Account) -> Result<()> {
    // A table that is empty but for nothing tells whether the schema loads.
    let nothing = std::env::temp_dir().join(format!("import-checker-{}.csv", std::process::id()));
    fs::write(&nothing, "a\n1\n")?;
    let loads = report(program, schema, &nothing)?;
    let Ok(_) = loads else {
        account.refused.extend(loads.err());
        return Ok(());
    };
    account.loaded += 1;
    for example in examples {
        let Some(word) = word_of(example) else { continue };
        let Ok(report) = report(program, schema, example)? else { continue };
        let file = &report["files"][0];
        let verdict = file["verdict"].as_str().unwrap_or("none").to_owned();
        let agrees = match word {
            "valid" => verdict != "errors" && verdict != "unreadable",
            _ => verdict != "ready",
        };
        if !agrees {
            account.disagree.push(format!(
                "{}: {word}, but {verdict}: {}",
                example.display(),
                file["counts"]
            ));
        }
        for cause in file["notChecked"].as_array().into_iter().flatten() {
            let cause = cause["message"].as_str().unwrap_or_default().chars().take(120).collect();
            *account.causes.entry(cause).or_default() += 1;
        }
        *account.verdicts.entry((word, verdict)).or_default() += 1;
    }
    Ok(())
}

/// The report of a file, or why the definition was refused.
fn report(program: &Path, schema: &Path, file: &Path) -> Result<Result<Json, String>> {
    let output = Command::new(program)
        .args(["check", "--format", "json", "--definition"])
        .arg(schema)
        .arg(file)
        .output()?;
    if output.status.code() == Some(2) {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(Ok(serde_json::from_slice(&output.stdout)?))
}

fn print(account: &Account) {
    println!("schemas: {}, loaded: {}", account.schemas, account.loaded);
    for refused in &account.refused {
        println!("  refused: {refused}");
    }
    for ((word, verdict), count) in &account.verdicts {
        println!("  {word} files that are {verdict}: {count}");
    }
    for (cause, count) in &account.causes {
        println!("  not checked, {count} times: {cause}");
    }
    for line in &account.disagree {
        println!("  disagrees: {line}");
    }
}
