//! What was measured, as tables: in the README and on a page of the site, both made from the same file.

use super::RESULTS;
use crate::run::path;
use anyhow::{Context, Result};
use serde_json::Value as Json;
use std::fs;

/// Between these lines the README holds the table.
const START: &str = "<!-- measured: this table is written by `cargo xtask bench` -->\n";
const END: &str = "<!-- /measured -->\n";

/// A table with its title; the columns from the given one on hold numbers.
pub struct Table {
    pub title: &'static str,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// What was measured last; absent before anything was.
pub fn measured() -> Option<Json> {
    serde_json::from_str(&fs::read_to_string(path(RESULTS)).ok()?).ok()
}

/// Writes the table into the README.
pub fn readme() -> Result<()> {
    let file = path("README.md");
    let text = fs::read_to_string(&file)?;
    let all = measured().context("nothing was measured")?;
    Ok(fs::write(&file, with_table(&text, &all).context("the README has no place for the table")?)?)
}

fn with_table(readme: &str, all: &Json) -> Option<String> {
    let (before, rest) = readme.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}{}\n\n{}\n{END}{after}", circumstances(all), markdown(&musts(all))))
}

fn markdown(table: &Table) -> String {
    let line = |cells: Vec<&str>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![line(table.heads.clone()), format!("|{}", "---|".repeat(table.heads.len()))];
    lines.extend(table.rows.iter().map(|row| line(row.iter().map(String::as_str).collect())));
    lines.join("\n")
}

/// On which machine, with which browsers, when.
pub fn circumstances(all: &Json) -> String {
    let machine = &all["machine"];
    let mut days: Vec<&str> = records(all).filter_map(|record| record["date"].as_str()).collect();
    days.sort_unstable();
    let days = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!("on {first}"),
        (Some(first), Some(last)) => format!("from {first} to {last}"),
        _ => "never".to_owned(),
    };
    let browsers: Vec<&str> =
        machine["browsers"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let cores = machine["cores"].as_u64().unwrap_or(1);
    let load = machine["load"].as_u64().filter(|load| *load > cores);
    let busy =
        load.map(|load| format!(" The machine was busy with other work: {load} tasks for {cores} cores."));
    format!(
        "Measured {days}: {cores} × {}, {} GB, {}.{} CPU time is that of the whole browser, the median of the runs, and \
         holds on a busy machine; times on the clock are the best of the runs, and do not.",
        machine["processor"].as_str().unwrap_or_default(),
        machine["memory"],
        browsers.join(", "),
        busy.unwrap_or_default(),
    )
}

/// Who measures columns of one kind.
const COLUMNS: &str = "columns";

/// Whether a record is of a visit of the page.
fn is_page(record: &Json) -> bool {
    record["who"].as_str().unwrap_or_default().starts_with("page")
}

fn records(all: &Json) -> impl Iterator<Item = &Json> {
    all["records"].as_array().into_iter().flatten()
}

fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What must be reached, beside what was.
pub fn musts(all: &Json) -> Table {
    let row = |one: &Json| {
        let holds = if one["holds"] == true { "yes" } else { "**no**" };
        let mut cells: Vec<String> =
            ["what", "must", "aim", "measured"].iter().map(|key| text(&one[key])).collect();
        cells.push(holds.to_owned());
        cells
    };
    let rows = all["musts"].as_array().into_iter().flatten().map(row).collect();
    Table { title: "What must be reached", heads: vec!["what", "must", "aim", "measured", "holds"], rows }
}

/// All contenders on the same files.
pub fn side_by_side(all: &Json) -> Table {
    let worker = |record: &&Json| !is_page(record) && record["who"] != COLUMNS;
    let row = |record: &Json| {
        let ours = records(all).find(|one| one["who"] == "product" && one["label"] == record["label"]);
        let ratio = record["cpu"].as_f64().zip(ours.and_then(|one| one["cpu"].as_f64()));
        let ratio = ratio
            .filter(|_| !text(&record["who"]).starts_with("product"))
            .map(|(theirs, ours)| format!("{:.1} ×", theirs / ours));
        let figures = ["cpu", "ms", "memory", "wasm", "wrong"].iter().map(|key| text(&record[key]));
        let mut cells = vec![text(&record["label"]), text(&record["who"])];
        cells.extend(figures);
        cells.push(if record["failed"].is_null() { ratio.unwrap_or_default() } else { "failed".to_owned() });
        cells
    };
    let heads =
        vec!["file", "who", "CPU ms", "ms", "peak MB", "wasm MB", "rows in error", "CPU against ours"];
    Table { title: "Side by side, in a worker", heads, rows: records(all).filter(worker).map(row).collect() }
}

/// How the product's time and memory grow with the length of a file and with what is wrong in it.
pub fn growth(all: &Json) -> Table {
    let mut ours: Vec<&Json> = records(all).filter(|record| record["who"] == "product").collect();
    ours.sort_by_key(|record| (text(&record["label"]).starts_with("XLSX"), record["rows"].as_u64()));
    let row = |record: &&Json| {
        let each = |key: &str| {
            let per_row =
                record[key].as_f64().zip(record["rows"].as_f64()).map(|(sum, rows)| sum * 1000.0 / rows);
            per_row.map(|micros| format!("{micros:.1}")).unwrap_or_default()
        };
        let mut cells: Vec<String> =
            ["label", "cpu", "ms", "memory", "wasm"].iter().map(|key| text(&record[key])).collect();
        cells.push(each("cpu"));
        cells
    };
    let heads = vec!["file", "CPU ms", "ms", "peak MB", "wasm MB", "CPU µs per row"];
    Table { title: "Growth", heads, rows: ours.iter().map(row).collect() }
}

/// What a user of the page sees, from the choice of the file on.
pub fn in_the_page(all: &Json) -> Table {
    let page = |record: &&Json| is_page(record) && record["bytes"].is_null();
    let row = |record: &Json| {
        ["label", "who", "first", "ms", "stall", "task"].iter().map(|key| text(&record[key])).collect()
    };
    let heads =
        vec!["file", "browser", "first rows, ms", "verdict, ms", "longest stall, ms", "longest task, CPU ms"];
    Table {
        title: "In the page, first file of a fresh tab",
        heads,
        rows: records(all).filter(page).map(row).collect(),
    }
}

/// What a cell costs by the kind of its column.
pub fn by_kind(all: &Json) -> Table {
    let row = |record: &Json| ["label", "ns", "wrong"].iter().map(|key| text(&record[key])).collect();
    let rows = records(all).filter(|record| record["who"] == COLUMNS).map(row).collect();
    let heads = vec!["20,000 rows of ten columns of one kind", "ns per cell, on the clock", "rows in error"];
    Table { title: "A cell by the kind of its column", heads, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_readme_tells_what_was_measured_last() {
        let readme = fs::read_to_string(path("README.md")).expect("there is one");
        let all = measured().expect("something was measured");
        assert!(with_table(&readme, &all).as_deref() == Some(&readme), "`cargo xtask bench` writes it");
    }

    #[test]
    fn a_contender_is_compared_with_the_product_on_the_same_file() {
        let all = json!({ "records": [
            { "label": "a", "who": "product", "cpu": 10 }, { "label": "b", "who": "product", "cpu": 99 },
            { "label": "a", "who": "peer", "cpu": 45 }, { "label": "b", "who": "peer", "failed": "too long" },
        ] });
        let last: Vec<_> =
            side_by_side(&all).rows.into_iter().filter_map(|row| row.last().cloned()).collect();
        assert_eq!(last, ["", "", "4.5 ×", "failed"]);
    }
}
