//! The files, and who runs on them.

use super::data::{self, Dirt};
use super::{Wishes, xlsx};
use crate::run::path;
use anyhow::{Context, Result};
use serde_json::{Value as Json, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Wrong or odd cells in a usual file, in thousandths.
const USUAL: Dirt = Dirt(30);

const TEXT: &[&str] = &["product", "papa-ajv", "udsv-hand"];
/// The longest of them: beside it what the bytes alone cost, and the peer as most people use it.
const LONG_TEXT: &[&str] = &["product", "papa-ajv", "papa-documented", "udsv-hand", "floor"];
const BOOK: &[&str] = &["product", "sheetjs-ajv", "read-excel-ajv"];
const ALONE: &[&str] = &["product"];
const BOTH: &[&str] = &["chromium", "firefox"];
const CHROMIUM: &[&str] = &["chromium"];

/// One file, or several, and what is done with it.
struct Case {
    label: String,
    kind: Kind,
    rows: u64,
    dirt: Dirt,
    /// How many files of the kind, checked together.
    files: u64,
    contenders: &'static [&'static str],
    pages: &'static [&'static str],
    rounds: u32,
    further: Further,
}

/// What is done with a case besides.
#[derive(Clone, Copy, PartialEq)]
enum Further {
    Nothing,
    /// The product runs in a worker of Firefox as well.
    InFirefox,
    /// The page is visited on a machine of a sixth of the speed, and what a visit sends is counted.
    Slowly,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Csv,
    Xlsx,
    /// The built-in import with a tree.
    Projects,
    /// The built-in import with the most columns.
    Customers,
}

/// Everything that is to be measured, the files of it written.
pub(super) fn cases(folder: &Path, wishes: &Wishes) -> Result<Vec<Json>> {
    let chosen = all(wishes.quick).into_iter();
    let chosen = chosen
        .filter(|case| wishes.only.is_empty() || wishes.only.iter().any(|word| case.label.contains(word)));
    chosen.map(|case| case.ready(folder)).collect()
}

/// From the quick to the long, so that a run that is broken off has measured most.
fn all(quick: bool) -> Vec<Case> {
    let rounds = if quick { 1 } else { 3 };
    let case = |kind: Kind, rows: u64, contenders, pages| {
        let name = if kind == Kind::Xlsx { "XLSX" } else { "CSV" };
        let label = format!("{name}, {} rows", short(rows));
        Case {
            label,
            kind,
            rows,
            dirt: USUAL,
            files: 1,
            contenders,
            pages,
            rounds,
            further: Further::Nothing,
        }
    };
    let mut cases = vec![
        case(Kind::Csv, 10_000, TEXT, BOTH),
        case(Kind::Xlsx, 10_000, BOOK, BOTH),
        case(Kind::Csv, 100_000, TEXT, BOTH),
        case(Kind::Xlsx, 100_000, BOOK, BOTH),
    ];
    for (dirt, words) in [
        (Dirt(0), "nothing wrong"),
        (Dirt::EVERY_ROW, "one cell wrong in every row"),
        (Dirt(1000), "every cell wrong or odd"),
    ] {
        let plain = case(Kind::Csv, 100_000, ALONE, &[]);
        cases.push(Case { label: format!("{}, {words}", plain.label), dirt, ..plain });
    }
    if !quick {
        cases.push(case(Kind::Csv, 1_000, TEXT, CHROMIUM));
        cases.push(case(Kind::Xlsx, 1_000, BOOK, &[]));
        let five = case(Kind::Csv, 200_000, ALONE, &[]);
        cases.push(Case { label: format!("five files: {}", five.label), files: 5, ..five });
        let projects = case(Kind::Projects, 100_000, ALONE, &[]);
        cases.push(Case { label: "CSV, 100k projects of three rows".to_owned(), ..projects });
        let customers = case(Kind::Customers, 50_000, ALONE, &[]);
        cases.push(Case { label: "CSV, 50k customers".to_owned(), dirt: Dirt(0), ..customers });
        let few = case(Kind::Customers, 1_000, &[], CHROMIUM);
        let label = "CSV, 1k customers, some of them wrong".to_owned();
        cases.push(Case { label, further: Further::Slowly, ..few });
        // What a cell costs by the kind of its column; it makes its tables itself.
        let columns = case(Kind::Csv, 1_000, &["columns"], &[]);
        cases.push(Case { label: "columns by their kind".to_owned(), rounds: 1, ..columns });
        // Every peer fails on it, after a long time.
        cases.push(case(Kind::Xlsx, 1_000_000, ALONE, BOTH));
        let longest = case(Kind::Csv, 1_000_000, LONG_TEXT, BOTH);
        cases.push(Case { further: Further::InFirefox, ..longest });
    }
    cases
}

fn short(rows: u64) -> String {
    match rows {
        1_000_000.. => format!("{}M", rows / 1_000_000),
        _ => format!("{}k", rows / 1000),
    }
}

impl Case {
    /// The case as the measuring script reads it.
    fn ready(&self, folder: &Path) -> Result<Json> {
        let definition = match self.kind {
            Kind::Projects => "www/imports/gryzzly/projects.json",
            Kind::Customers => "www/imports/interpreter-intelligence/customers.json",
            Kind::Csv | Kind::Xlsx => "benches/orders.json",
        };
        let definition: Json = serde_json::from_str(&fs::read_to_string(path(definition))?)?;
        let files = vec![self.file(folder)?; usize::try_from(self.files)?];
        // The page has what is built in, and recognises it.
        let built_in = matches!(self.kind, Kind::Projects | Kind::Customers);
        Ok(json!({
            "given": if built_in { Json::Null } else { definition.clone() },
            "firefox": self.further == Further::InFirefox, "slow": self.further == Further::Slowly,
            "sent": self.further == Further::Slowly, "label": self.label, "files": files, "definitions": vec![definition; files.len()],
            "contenders": self.contenders, "pages": self.pages, "rounds": self.rounds,
            // A short one is over before the rest of the machine gets in between, if it is tried often enough; in a long
            // one that lasts, but not at the same moment each time.
            "visits": if self.rows <= 10_000 { self.rounds * 2 } else { self.rounds.max(3) },
        }))
    }

    fn file(&self, folder: &Path) -> Result<PathBuf> {
        let (rows, dirt) = (self.rows, self.dirt);
        match self.kind {
            Kind::Csv => made(folder.join(format!("orders-{rows}-{}.csv", dirt.0)), |out| {
                data::orders(rows, dirt, out)
            }),
            Kind::Projects => {
                made(folder.join(format!("projects-{rows}.csv")), |out| data::projects(rows, out))
            }
            Kind::Customers => made(folder.join(format!("customers-{rows}-{}.csv", dirt.0)), |out| {
                data::customers(rows, dirt, out)
            }),
            Kind::Xlsx => {
                made(folder.join(format!("orders-{rows}.xlsx")), |out| xlsx::orders(rows, dirt, out))
            }
        }
    }
}

/// A file, written unless it is there; under another name until it is whole.
fn made(file: PathBuf, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<PathBuf> {
    if file.is_file() {
        return Ok(file);
    }
    println!("Writing {}", file.display());
    let unfinished = file.with_extension("part");
    let mut out = BufWriter::new(File::create(&unfinished).context("cannot write bench data")?);
    write(&mut out)?;
    out.flush()?;
    fs::rename(unfinished, &file)?;
    Ok(file)
}
