//! Workbooks that nobody here wrote, compared cell by cell with an independent reader.
//!
//! The files lie outside of the project; without them the test says so and passes. The exceptions below are known
//! and explained, and may only become fewer.

use crate::open;
use calamine::{Data, Reader};
use import_checker::read::{Book, Format};
use import_checker::table::{Cell, Moment, Stored};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
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

type Cells = BTreeMap<(u32, u32), String>;

/// The cells of every sheet as the other reader gives them.
type Sheets = BTreeMap<String, Vec<((u32, u32), Data)>>;

fn ours(book: &mut dyn Book, sheet: usize) -> Option<Cells> {
    let mut cells = Cells::new();
    book.rows(sheet, &mut |row| {
        for (i, cell) in row.cells().enumerate() {
            if let Some(text) = our_text(&cell) {
                cells.insert((row.number, i as u32), text);
            }
        }
        ControlFlow::Continue(())
    })
    .ok()?;
    Some(cells)
}

/// A value as both readers can say it.
fn our_text(cell: &Cell<'_>) -> Option<String> {
    Some(match cell.stored {
        Stored::Empty => return None,
        Stored::Text(text) => return text_of(text),
        Stored::Number(n) => number_of(n),
        Stored::Moment(moment) => moment_of(moment),
        Stored::Duration(seconds) => number_of(seconds / 86_400.0),
        Stored::Bool(truth) => truth.to_string(),
        Stored::Error(_) => "error".to_owned(),
    })
}

fn text_of(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn number_of(number: f64) -> String {
    format!("{number:.9e}")
}

/// Days since 1900 and the share of the day, as the other reader has it, to the second.
fn moment_of(moment: Moment) -> String {
    let days = moment.date.map_or(0, |date| {
        let (mut y, m) = (i64::from(date.year), i64::from(date.month));
        y -= i64::from(m <= 2);
        let shifted = (m + 9) % 12;
        y * 365 + y / 4 - y / 100 + y / 400 + (153 * shifted + 2) / 5 + i64::from(date.day) - 1 - 693_899
    });
    format!("{:.0}s", days as f64 * 86_400.0 + moment.seconds)
}

fn theirs(data: &Data, is_1904: bool) -> Option<Vec<String>> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => vec![text_of(text)?],
        Data::Int(n) => both(*n as f64, is_1904),
        Data::Float(n) => both(*n, is_1904),
        Data::DateTime(date) => both(date.as_f64(), is_1904),
        Data::Bool(truth) => vec![truth.to_string()],
        Data::Error(_) => vec!["error".to_owned()],
        Data::DateTimeIso(_) | Data::DurationIso(_) => vec![],
    })
}

/// Whether a number is a date is ours to decide, by its format: either is the same stored value.
fn both(number: f64, is_1904: bool) -> Vec<String> {
    let shift = if is_1904 && number >= 1.0 { 1462.0 } else { 0.0 };
    let days = number + shift;
    let whole = if (1.0..60.0).contains(&days) { days + 1.0 } else { days };
    vec![number_of(number), format!("{:.0}s", whole * 86_400.0)]
}

/// Sheets by name, or absent where the other reader gives up.
fn oracle(bytes: &[u8], format: Format) -> Option<(bool, Sheets)> {
    let source = Cursor::new(bytes.to_vec());
    fn sheets<R: Reader<Cursor<Vec<u8>>>>(mut book: R) -> Sheets {
        let names: Vec<String> = book.sheet_names();
        let mut all = BTreeMap::new();
        for name in names {
            let Ok(range) = book.worksheet_range(&name) else { continue };
            let (top, left) = range.start().unwrap_or((0, 0));
            let cells = range
                .used_cells()
                .map(|(r, c, data)| ((top + r as u32 + 1, left + c as u32), data.clone()))
                .collect();
            all.insert(name, cells);
        }
        all
    }
    match format {
        Format::Xlsx => calamine::Xlsx::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b))),
        Format::Xlsb => calamine::Xlsb::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b))),
        Format::Xls => calamine::Xls::new(source).ok().map(|b| (b.has_1904_epoch(), sheets(b))),
        Format::Ods => calamine::Ods::new(source).ok().map(|b| (false, sheets(b))),
        _ => None,
    }
}

/// Cells that differ, at most three of them spelled out.
fn differences(book: &mut dyn Book, bytes: &[u8]) -> (usize, Vec<String>) {
    let Some((is_1904, sheets)) = oracle(bytes, book.format()) else { return (0, vec![]) };
    let names: Vec<String> = book.sheets().iter().map(|s| s.name.clone()).collect();
    let (mut compared, mut found) = (0, Vec::new());
    for (i, name) in names.iter().enumerate() {
        let (Some(cells), Some(other)) = (ours(book, i), sheets.get(name)) else { continue };
        for (at, data) in other {
            let Some(expected) = theirs(data, is_1904) else { continue };
            compared += 1;
            let got = cells.get(at).cloned().unwrap_or_default();
            if !expected.is_empty() && !expected.contains(&got) {
                found.push(format!("{name} {at:?}: {got:?} is not {expected:?}"));
            }
        }
        if other.len() < cells.len() {
            let known: std::collections::BTreeSet<_> = other.iter().map(|(at, _)| *at).collect();
            found.extend(
                cells
                    .iter()
                    .filter(|(at, _)| !known.contains(at))
                    .map(|(at, text)| format!("{name} {at:?}: {text:?} is ours alone")),
            );
        }
    }
    (compared, found)
}

/// The other reader dies on these: it asks for more memory than there is.
const OTHER_DIES: &[&str] = &["maccentraleurope"];

#[test]
fn the_same_cells_as_an_independent_reader_finds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/files");
    if !folder.is_dir() {
        eprintln!("skipped: there is no folder {}", folder.display());
        return;
    }
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    paths.sort();
    let (mut read, mut compared, mut unexplained) = (0, 0, Vec::new());
    for path in paths {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
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
        let result =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| differences(book.as_mut(), &bytes)));
        let Ok((cells, found)) = result else { continue };
        compared += cells;
        let known = EXCEPTIONS.iter().any(|(file, _)| name.ends_with(file));
        if known == found.is_empty() {
            unexplained.push(format!(
                "{name}: {} {:?}",
                found.len(),
                found.iter().take(3).collect::<Vec<_>>()
            ));
        }
    }
    eprintln!("{read} workbooks, {compared} cells compared");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}
