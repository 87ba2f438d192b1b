//! Golden cases: every file under `cases/` against the report and the cleaned file beside it.
//!
//! `UPDATE=1 cargo test --test cases` writes what is expected anew; the difference is for a person to read.

#![allow(clippy::pedantic, clippy::panic)] // A test fails by panicking.

mod support;

use std::fs;
use std::path::Path;
use support::{check, cleaned, golden};

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
    let inputs = golden::inputs();
    assert!(inputs.len() > 30, "only {} cases were found", inputs.len());
    let update = std::env::var_os("UPDATE").is_some();
    let mut faults = Vec::new();
    for path in &inputs {
        let how = golden::how(path);
        let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut session = check(&name, bytes, golden::definitions(path), &how);
        let report = session.files()[0].text_report(how.lang);
        compare(&path.with_extension("report.txt"), report.as_bytes(), update, &mut faults);
        compare(&path.with_extension("cleaned.csv"), &cleaned(&mut session), update, &mut faults);
    }
    assert!(faults.is_empty(), "{} of {} differ\n\n{}", faults.len(), inputs.len(), faults.join("\n\n"));
}
