//! The cleaned file, read again by Python and by LibreOffice, holds what the grid showed: each cell as it stood there,
//! or as the change log says.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod support;

use import_checker::{Filter, Lang, RowsInError, Session};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{check, golden, programs};

type Table = Vec<Vec<String>>;

/// Every text file of the golden cases: its name, and the session after the check.
fn sessions() -> Vec<(String, Session<'static>)> {
    let text_files = golden::inputs().into_iter().filter(|path| path.extension().is_some_and(|e| e == "csv"));
    let checked = text_files.enumerate().map(|(index, path)| {
        let name = file_name(&path);
        let bytes = std::fs::read(&path).unwrap();
        let session = check(&name, bytes, golden::definitions(&path), &golden::how(&path));
        (format!("{index}-{name}"), session)
    });
    checked.collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The cleaned file, and what the grid and the change log say it holds, without regard to the order of rows.
fn cleaned(session: &mut Session<'_>) -> Option<(Vec<u8>, Table)> {
    let (mut bytes, mut changes) = (Vec::new(), BTreeMap::new());
    session
        .clean(
            0,
            RowsInError::Drop,
            &mut bytes,
            &mut |change| {
                let change = change();
                changes.insert((change.row, change.field), change.after);
            },
            &mut |_, _| ControlFlow::Continue(()),
        )
        .ok()?;
    let header = csv::Reader::from_reader(bytes.as_slice()).headers().ok()?.clone();
    let report = session.files()[0].report(Lang::En);
    let column = |field: &str| {
        report["columns"].as_array()?.iter().position(|c| c["field"] == field || c["heading"] == field)
    };
    let columns: Vec<(String, Option<usize>)> =
        header.iter().map(|field| (field.to_owned(), column(field))).collect();
    let shown = session.window(0, &Filter::All, 0, 1_000_000);
    let mut table: Table = shown
        .rows
        .iter()
        .filter(|row| row.state == "ready")
        .map(|row| {
            let cell = |(field, column): &(String, Option<usize>)| {
                let seen = || column.and_then(|c| row.cells.get(c)).cloned().unwrap_or_default();
                changes.get(&(row.number, field.clone())).cloned().unwrap_or_else(seen)
            };
            columns.iter().map(cell).collect()
        })
        .collect();
    table.sort();
    Some((bytes, table))
}

/// The rows below the headings, in the order of their texts.
fn records(mut table: Table) -> Table {
    table.remove(0);
    table.sort();
    table
}

fn written(folder: &Path) -> Vec<(String, PathBuf, Table)> {
    let mut files = Vec::new();
    for (name, mut session) in sessions() {
        let Some((bytes, table)) = cleaned(&mut session).filter(|(bytes, _)| !bytes.is_empty()) else {
            continue;
        };
        let path = folder.join(&name);
        std::fs::write(&path, bytes).unwrap();
        files.push((name, path, table));
    }
    assert!(files.len() > 50, "only {} cases have a cleaned file", files.len());
    files
}

#[test]
fn read_again_by_python() {
    let Some(python) = programs::python("csv") else { return };
    let folder = programs::folder("read-again-by-python");
    let script = "import csv,json,sys\nfor p in sys.argv[1:]:\n print(json.dumps(list(csv.reader(open(p, encoding='utf-8', newline='')))))";
    let files = written(&folder);
    let paths = files.iter().map(|(_, path, _)| path);
    let said = programs::run(Command::new(python).args(["-c", script]).args(paths));
    assert_eq!(said.lines().count(), files.len());
    for ((name, _, expected), line) in files.iter().zip(said.lines()) {
        assert_eq!(records(serde_json::from_str(line).unwrap()), *expected, "{name}");
    }
}

#[test]
fn read_again_by_libreoffice() {
    let Some(office) = programs::office() else { return };
    let folder = programs::folder("read-again-by-libreoffice");
    let files = written(&folder);
    // Comma, quotation mark, UTF-8, from line 1, every column as text: as a person imports a file without changing it.
    let texts: Vec<String> = (1..=200).map(|column| format!("{column}/2")).collect();
    let mut convert = Command::new(office);
    convert.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    convert.arg("--headless").arg(format!("--infilter=CSV:44,34,76,1,{}", texts.join("/")));
    convert.args(["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir"]);
    let out = folder.join("out");
    programs::run(convert.arg(&out).args(files.iter().map(|(_, path, _)| path)));
    for (name, _, expected) in &files {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(out.join(name)).unwrap();
        let table = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(records(table), *expected, "{name}");
    }
}
