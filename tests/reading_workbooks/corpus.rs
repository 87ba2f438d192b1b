//! Workbooks that nobody here wrote, compared cell by cell with an independent reader.
//!
//! Those of the repository are compared always. Many more lie outside of the project: their folder is named by the
//! variable `CORPUS`, or found beside the project; a folder that was named must be there. The exceptions below are
//! known and explained, and may only become fewer.

use crate::open;
use import_checker::read::Format;
use import_checker::second_opinion;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Files in which the two readers differ, and why ours is right.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("tests__sheet_name_parsing.xls", "16-bit texts, which the other reader takes for 8-bit ones"),
    ("tests__testthat__sheets__mtcars.xls", "16-bit texts, which the other reader takes for 8-bit ones"),
    ("OOCalcTest.ods", "error cells, which the other reader takes for texts"),
    ("Ods__issue.407.ods", "error cells, which the other reader takes for texts"),
    ("XLSX__issue.4724.xlsx", "half of a character escaped: kept as written rather than replaced"),
    ("tests__files__unknown_value_type.ods", "a text of a type nobody knows, which the other reader drops"),
    ("richtext_example.xlsx", "blanks between runs, which the other reader drops"),
    ("formatted_inline_string.xlsx", "blanks between runs, which the other reader drops"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The other reader dies on these: it asks for more memory than there is.
const OTHER_DIES: &[&str] = &["maccentraleurope"];

/// Compares all workbooks of a folder: how many were read, cells compared, and what nobody has explained.
fn compare_all(folder: &Path) -> (usize, u64, Vec<String>) {
    let mut paths = Vec::new();
    files(folder, &mut paths);
    paths.sort();
    let (mut read, mut compared, mut unexplained) = (0, 0, Vec::new());
    for path in paths {
        let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        if bytes.len() > 3_000_000 || !(bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf")) {
            continue;
        }
        let Ok(mut book) = open(bytes.clone()) else { continue };
        if matches!(book.format(), Format::Csv | Format::Html | Format::Xml2003) {
            continue;
        }
        read += 1;
        if OTHER_DIES.iter().any(|part| name.contains(part)) {
            continue;
        }
        let opinion = second_opinion(book.as_mut(), &mut Cursor::new(bytes));
        compared += opinion.compared;
        let known = EXCEPTIONS.iter().any(|(file, _)| name.ends_with(file));
        if known == (opinion.different == 0) {
            let first: Vec<_> = opinion.cells.iter().take(3).collect();
            unexplained.push(format!("{name}: {} {first:?}", opinion.different));
        }
    }
    (read, compared, unexplained)
}

#[test]
fn the_workbooks_of_the_repository_are_read_as_an_independent_reader_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (read, compared, unexplained) = compare_all(&folder);
    assert!(read >= 3 && compared > 100, "only {read} workbooks with {compared} cells were found");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}

#[test]
fn the_same_cells_as_an_independent_reader_finds() {
    let named = std::env::var_os("CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/files");
    if named.is_none() && !beside.is_dir() {
        eprintln!("skipped: no folder of further workbooks was named");
        return;
    }
    let folder = named.unwrap_or(beside);
    assert!(folder.is_dir(), "there is no folder {}", folder.display());
    let (read, compared, unexplained) = compare_all(&folder);
    eprintln!("{read} workbooks, {compared} cells compared");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}
