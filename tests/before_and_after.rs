//! The whole way on the command line: what an import would do, the cleaned file, the server's refusal, its correction, and a
//! file of what was refused. The files are those of the documentation.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const IMPORT: &str = "interpreter-intelligence/customers";

fn run(folder: &Path, words: &[&str]) -> (i32, serde_json::Value, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_import-checker")).current_dir(folder).args(words).output().unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), report, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/before-and-after");
    for file in fs::read_dir(examples).unwrap().flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    folder
}

#[test]
fn customers_are_compared_cleaned_refused_corrected_and_the_rest_goes_out() {
    let folder = folder("before-and-after");
    let there = format!("{IMPORT}=there.csv");
    let check = |file: &str, more: &[&str]| {
        let words = [&["check", file, "--import", IMPORT, "--existing", &there, "--format", "json"], more];
        run(&folder, &words.concat())
    };
    // Before: what the import would do.
    let (_, report, said) = check("customers.xlsx", &["--out", "sent", "--write", "cleaned,differences"]);
    let forecast = &report["files"][0]["forecast"];
    let counts = ["new", "changed", "emptied", "unchanged", "notInFile", "inError"];
    let counted = counts.map(|one| forecast[one].as_u64().unwrap());
    assert_eq!(counted, [12, 30, 3, 15, 2, 0], "{forecast} {said}");
    let fields: Vec<_> = forecast["fields"].as_array().unwrap().iter().collect();
    assert!(fields.iter().any(|one| one["name"] == "Phone" && one["emptied"] == 3), "{fields:?}");
    let differences = fs::read_to_string(folder.join("sent/customers.differences.csv")).unwrap();
    assert_eq!(differences.lines().filter(|line| line.contains(",emptied,Phone,")).count(), 3);
    let sent = fs::read_to_string(folder.join("sent/customers.cleaned.csv")).unwrap();
    assert_eq!(sent.lines().count(), 61);

    // After: the server takes all but two.
    let answered =
        ["result", "customers.xlsx", "--import", IMPORT, "--answer", "answer.csv", "--out", "answered"];
    let (code, report, said) =
        run(&folder, &[&answered[..], &["--others-went-in", "went-in.json", "--format", "json"]].concat());
    assert_eq!(code, 1, "{said}");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let refused: Vec<&str> =
        findings.iter().filter(|one| one["code"] == "A120").filter_map(|one| one["cell"].as_str()).collect();
    assert_eq!(refused, ["L9", "H31"], "at the cells of the workbook");

    // The two are corrected where the rows in error were written, and go back to the rows of the workbook.
    let rejected = fs::read_to_string(folder.join("answered/customers.rejected.csv")).unwrap();
    let mended =
        rejected.replace("billing@birch-hospital", "orders@birch-hospital").replace("61602", "61604");
    fs::write(folder.join("mended.csv"), mended).unwrap();
    let again =
        ["--corrected", "mended.csv", "--went-in", "went-in.json", "--out", "mended", "--write", "cleaned"];
    let (code, _, said) = check("customers.xlsx", &again);
    let next = fs::read_to_string(folder.join("mended/customers.cleaned.csv")).unwrap();
    let rows: Vec<&str> = next.lines().collect();
    assert_eq!((code, rows.len()), (0, 3), "the headings and just these two: {next} {said}");
    assert!(rows[1].contains("orders@birch-hospital") && rows[2].contains("61604"), "{next}");

    // Or in a copy that a spreadsheet saved as text.
    let rejected = fs::read_to_string(folder.join("sent/customers.cleaned.csv")).unwrap();
    let corrected: Vec<String> = rejected
        .lines()
        .enumerate()
        .map(|(at, line)| match at + 1 {
            9 => line.replace("billing@birch-hospital", "orders@birch-hospital"),
            31 => line.replace("61602", "61604"),
            _ => line.to_owned(),
        })
        .collect();
    fs::write(folder.join("corrected.csv"), corrected.join("\r\n")).unwrap();
    let (_, report, said) =
        check("corrected.csv", &["--went-in", "went-in.json", "--out", "next", "--write", "cleaned"]);
    let next = fs::read_to_string(folder.join("next/corrected.cleaned.csv")).unwrap();
    let rows: Vec<&str> = next.lines().collect();
    assert_eq!(rows.len(), 3, "the headings and just these two: {next} {said}");
    assert!(rows[1].contains("orders@birch-hospital") && rows[2].contains("61604"), "{next}");
    let forecast = &report["files"][0]["forecast"];
    assert_eq!((&forecast["wentIn"], &forecast["notInFile"]), (&58.into(), &2.into()), "{forecast}");
}
