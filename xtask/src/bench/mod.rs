//! `cargo xtask bench`: the product against its peers, in workers of a headless browser, on generated files.

mod data;
mod xlsx;

use crate::build::{self, Options};
use crate::run::{command, path, run};
use crate::tools;
use anyhow::{Context, Result, bail};
use data::Dirt;
use serde_json::{Value as Json, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Wrong or odd cells in a usual file, in thousandths.
const USUAL: Dirt = Dirt(30);

/// Generates, builds, runs and prints. `--quick` takes smaller files and one round.
pub fn bench(args: &[String]) -> Result<()> {
    let mut quick = false;
    let mut built = false;
    let mut data_only = false;
    for arg in args {
        match arg.as_str() {
            "--quick" => quick = true,
            "--built" => built = true,
            "--data" => data_only = true,
            other => bail!("`bench` does not know `{other}`; it takes --quick, --built and --data"),
        }
    }
    let folder = path("target/bench");
    fs::create_dir_all(&folder)?;
    let cases = cases(&folder, quick)?;
    if data_only {
        println!("{}", folder.display());
        return Ok(());
    }
    if !built {
        build::site(Options::default())?;
    }
    tools::node_modules()?;
    let settings = folder.join("settings.json");
    let all = json!({
        "chromium": tools::CHROMIUM.need()?, "folder": folder, "site": path("target/site"), "cases": cases,
        "out": path("benches/RESULTS.md"), "preface": preface(quick),
    });
    fs::write(&settings, serde_json::to_string_pretty(&all)?)?;
    run(command(tools::node()?).arg(path("benches/browser/run.mjs")).arg(&settings))
}

fn preface(quick: bool) -> String {
    let text = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let processors = text("/proc/cpuinfo");
    let model = processors.lines().find_map(|l| l.strip_prefix("model name")?.split_once(": ").map(|p| p.1));
    let count = processors.lines().filter(|l| l.starts_with("processor")).count();
    let today = crate::run::output(command("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default();
    format!(
        "# Results of `cargo xtask bench{}`\n\nWritten by that command on {}, {count} × {}. CPU time is that of the whole browser, which holds when\nthe machine is busy; wall time does not.",
        if quick { " --quick" } else { "" },
        today.trim(),
        model.unwrap_or("unknown processor"),
    )
}

/// The files and who runs on them.
fn cases(folder: &Path, quick: bool) -> Result<Vec<Json>> {
    let text = ["product", "papa-ajv", "udsv-hand"];
    let book = ["product", "sheetjs-ajv", "read-excel-ajv"];
    let mut cases = Vec::new();
    let mut case = |file: PathBuf, label: String, contenders: &[&str], rounds: u32| {
        cases.push(json!({
            "file": file, "label": label, "contenders": contenders, "rounds": rounds,
        }));
    };
    let rounds = if quick { 1 } else { 3 };
    let lengths: &[u64] = if quick { &[10_000, 100_000] } else { &[1_000, 10_000, 100_000, 1_000_000] };
    for rows in lengths {
        case(orders(folder, *rows, USUAL)?, format!("CSV, {rows} rows"), &text, rounds);
    }
    for (dirt, words) in [
        (Dirt(0), "nothing wrong"),
        (Dirt::EVERY_ROW, "one cell wrong in every row"),
        (Dirt(1000), "every cell wrong or odd"),
    ] {
        case(orders(folder, 100_000, dirt)?, format!("CSV, 100000 rows, {words}"), &["product"], rounds);
    }
    let lengths: &[u64] = &[10_000, 100_000];
    for rows in lengths {
        case(workbook(folder, *rows)?, format!("XLSX, {rows} rows"), &book, rounds);
    }
    if !quick {
        // Every peer fails on it, after a long time.
        case(workbook(folder, 1_000_000)?, "XLSX, 1000000 rows".to_owned(), &["product"], 1);
    }
    Ok(cases)
}

fn orders(folder: &Path, rows: u64, dirt: Dirt) -> Result<PathBuf> {
    made(folder.join(format!("orders-{rows}-{}.csv", dirt.0)), |out| data::orders(rows, dirt, out))
}

fn workbook(folder: &Path, rows: u64) -> Result<PathBuf> {
    made(folder.join(format!("orders-{rows}.xlsx")), |out| xlsx::orders(rows, USUAL, out))
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
