//! Every text that is written, with formulas in every place where strangers write: a spreadsheet that opens it runs none.

use super::{folder, run_in};
use import_checker::read::{self, Wishes};
use import_checker::table::Marks;
use import_checker::{Held, ImportDefinition, Input, Job, Lang, Product, RowsInError, Settings};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// What the page is tried with as well.
fn payloads() -> (Vec<String>, Vec<String>) {
    let all: Json = serde_json::from_str(include_str!("../formulas.json")).unwrap();
    let list = |name: &str| -> Vec<String> {
        all[name].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let (fronts, formulas) = (list("fronts"), list("formulas"));
    let hidden = formulas.iter().flat_map(|one| fronts.iter().map(move |front| format!("{front}{one}")));
    (hidden.collect(), list("harmless"))
}

/// Whether a spreadsheet runs a cell, or something that takes away what nobody sees makes one of it that it runs.
fn is_live(cell: &str) -> bool {
    let nothing = |c: char| {
        c.is_whitespace() || c.is_control() || "\u{200b}\u{feff}\u{2060}\u{ad}\u{202e}\u{200e}".contains(c)
    };
    let shown = cell.trim_start_matches(nothing);
    let (formulas, _) = payloads();
    // Whatever other words stand in it.
    (shown.starts_with('=') && shown.len() > 1) || formulas.iter().any(|one| shown.starts_with(one.as_str()))
}

/// How a file that was written is looked at, by the end of its name: a new kind of file has to say.
const KINDS: &[(&str, Kind)] = &[
    ("cleaned.csv", Kind::Table),
    ("changes.csv", Kind::Table),
    ("differences.csv", Kind::Table),
    ("rejected.csv", Kind::Table),
    ("sample.csv", Kind::Table),
    ("report.json", Kind::Data),
    ("summary.json", Kind::Data),
    ("list.json", Kind::Data),
    ("seen.json", Kind::Data),
    ("report.html", Kind::Page),
    ("guide.html", Kind::Page),
    ("annotated.xlsx", Kind::Workbook),
    ("cleaned.xlsx", Kind::Workbook),
    ("blank.xlsx", Kind::Workbook),
    ("sample.xlsx", Kind::Workbook),
];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Opened in a spreadsheet.
    Table,
    /// Read by programs.
    Data,
    /// Shown by a browser.
    Page,
    /// Opened in a spreadsheet, which is told what is a text.
    Workbook,
}

/// Looks at a file that was written; the cells of a table.
fn looked_at(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let kind = KINDS.iter().find(|(end, _)| name.ends_with(end));
    let (_, kind) = kind.unwrap_or_else(|| panic!("{name} is of no known kind"));
    let bytes = std::fs::read(path).unwrap();
    match kind {
        Kind::Table => {
            let cells = cells(&bytes);
            for cell in &cells {
                assert!(!is_live(cell), "{name}: {cell:?} is run");
            }
            return cells;
        }
        Kind::Data => assert!(serde_json::from_slice::<Json>(&bytes).is_ok(), "{name}"),
        Kind::Page => {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("<img") && !text.contains("javascript:"), "{name}");
        }
        Kind::Workbook => {
            let texts = texts_of_a_workbook(path);
            assert!(kind == &Kind::Workbook && !texts.is_empty(), "{name}");
        }
    }
    Vec::new()
}

fn cells(bytes: &[u8]) -> Vec<String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut table = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    table.records().flat_map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What stands in the sheets of a workbook, none of it as a formula.
fn texts_of_a_workbook(path: &Path) -> Vec<String> {
    let source = Box::new(std::fs::File::open(path).unwrap());
    let mut book = read::open(source, &Wishes::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let mut texts = Vec::new();
    for sheet in 0..book.sheets().len() {
        let read = book.rows(sheet, &mut |row| {
            for cell in row.cells() {
                let is_formula = cell.marks.has(Marks::FORMULA) || cell.marks.has(Marks::NO_RESULT);
                assert!(!is_formula, "{}: {:?}", path.display(), cell.shown);
                texts.push(cell.shown.to_owned());
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
    }
    texts
}

const HEAD: &str = "id,=1+1,text,n,\"=cmd|' /C calc'!A0\"\n";

fn definition(more: &str) -> String {
    format!(
        r#"{{"name": "own/people", "title": "=1+1", "primaryKey": "id", "dialect": {{"guardFormulas": true}}, {more}
            "fields": [{{"name": "id"}}, {{"name": "=1+1"}}, {{"name": "text"}}, {{"name": "n", "type": "integer"}}]}}"#
    )
}

/// A table with each payload in every column; of every fifth row, the number is none.
fn table(first: usize, texts: &[String], turn: usize) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut all = HEAD.to_owned();
    for (at, text) in texts.iter().enumerate() {
        let other = &texts[(at + turn) % texts.len()];
        let id = if at % 7 == 0 { format!("{text} {at}") } else { format!("{}", first + at) };
        let number = if at % 5 == 0 { other.clone() } else { at.to_string() };
        let line = [id.as_str(), text, other, &number, "x"].map(quoted).join(",");
        all.push_str(&(line + "\n"));
    }
    all
}

/// All that the command can write is written, and looked at by what opens it.
#[test]
fn nothing_that_is_written_is_run_by_a_spreadsheet() {
    let (live, harmless) = payloads();
    let mut texts: Vec<String> = live.iter().chain(&harmless).cloned().collect();
    // A warning, which is acknowledged for a reason.
    texts.push("Smith &amp; Sons".to_owned());
    let (before, after) = (table(1, &texts, 3), table(1, &texts, 11));
    let message = live[5].replace('"', "\"\"");
    let answer = format!("row,message\n3,\"{message}\"\n4,=1+1\n5,\"\t@SUM(A1)\"\n");
    let folder = folder(
        "formulas",
        &[
            ("definition.json", &definition("")),
            ("parts.json", &definition(r#""limits": {"rows": 30},"#)),
            ("=t.csv", &after),
            ("there.csv", &before),
            ("answer.csv", &answer),
            ("=1.csv", &table(1, &texts, 1).replace("\"x\"", "\"\"")),
            ("=2.csv", &table(1_000, &live, 1)),
        ],
    );
    let run = |line: &[&str], more: &[&str]| {
        let (code, printed, said) = run_in(&folder, &[line, more].concat());
        assert!(code == 0 || code == 1, "{line:?}: {said}{printed}");
    };
    let products = values_of(&folder, "check", "--write").join(",");
    let drop = ["--rows-in-error", "drop"];
    let known = [
        "--acknowledge",
        "V420==cmd|' /C calc'!A0",
        "--seen",
        "seen.json",
        "--existing",
        "own/people=there.csv",
    ];
    let all = ["check", "=t.csv", "--definition", "definition.json", "--out", "all", "--write", &products];
    run(&all, &[&drop[..], &known].concat());
    let joined =
        ["check", "=1.csv", "=2.csv", "--definition", "parts.json", "--out", "joined", "--together", "=all"];
    run(&joined, &[&drop[..], &["--write", "cleaned,changes,xlsx"]].concat());
    let result =
        ["result", "=t.csv", "--definition", "definition.json", "--answer", "answer.csv", "--out", "result"];
    run(
        &result,
        &[&drop[..], &["--others-went-in", "list.json", "--write", "rejected,report,annotated,html,summary"]]
            .concat(),
    );
    for sample in ["t.sample.csv", "other.sample.csv"] {
        run(
            &["sample", "=t.csv", "--definition", "definition.json", "--key", sample, "--output", sample],
            &[],
        );
    }
    run(
        &[
            "sample",
            "all/=t.cleaned.xlsx",
            "--definition",
            "definition.json",
            "--key",
            "k",
            "--output",
            "t.sample.xlsx",
        ],
        &[],
    );
    run(&["template", "--definition", "definition.json", "--out", "blank.xlsx"], &[]);
    run(&["guide", "--definition", "definition.json", "--out", "guide.html"], &[]);
    let given = ["definition.json", "parts.json", "=t.csv", "there.csv", "answer.csv", "=1.csv", "=2.csv"];
    let mut made = BTreeSet::new();
    for place in ["all", "joined", "result", ""] {
        for name in super::names_in(&folder.join(place)).iter().filter(|name| !given.contains(&name.as_str()))
        {
            let path = folder.join(place).join(name);
            if path.is_dir() {
                continue;
            }
            let cells = looked_at(&path);
            let (end, kind) = KINDS.iter().find(|(end, _)| name.ends_with(end)).unwrap();
            let guarded = cells.iter().filter(|cell| cell.strip_prefix('\'').is_some_and(is_live)).count();
            assert!(
                *kind != Kind::Table || guarded > 5,
                "{place}/{name}: {guarded} of {} cells are guarded",
                cells.len()
            );
            // What is no formula is what it was.
            if *end == "cleaned.csv" && place == "all" {
                assert!(harmless.iter().filter(|text| cells.contains(text)).count() > 5, "{name}");
            }
            made.insert(*end);
        }
    }
    assert_eq!(made, KINDS.iter().map(|(end, _)| *end).collect(), "a kind of file was not made");
    let changes = cells(&std::fs::read(folder.join("all/=t.changes.csv")).unwrap());
    assert!(changes.iter().any(|cell| cell == "acknowledged"), "the reason is there");
    let reasons = cells(&std::fs::read(folder.join("result/=t.rejected.csv")).unwrap());
    assert!(
        reasons.iter().any(|cell| cell.contains("cmd|") || cell.contains("=1+1")),
        "what the server said is there"
    );
}

/// The words that an option takes.
fn values_of(folder: &Path, command: &str, option: &str) -> Vec<String> {
    let (_, help, _) = run_in(folder, &[command, "--help"]);
    let about = help.split(&format!("{option} <")).nth(1).unwrap();
    let values = about.split("Possible values:").nth(1).unwrap();
    let lines = values.lines().skip(1).map(str::trim).take_while(|line| !line.is_empty());
    let lines = lines.filter_map(|line| line.strip_prefix("- "));
    lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

/// Options that name a file, a folder or what a file is called; a new one has to be said here, and what it writes be looked
/// at above.
#[test]
fn every_option_that_names_a_file_is_known() {
    let writes = [
        "check --out",
        "check --seen",
        "check --together",
        "guide --out",
        "result --others-went-in",
        "result --out",
        "result --seen",
        "result --together",
        "sample --out",
        "sample --output",
        "sample --seen",
        "sample --together",
        "template --out",
    ];
    let reads = ["--definition", "--went-in", "--existing", "--mapping", "--corrected", "--answer"];
    // What of their words names a file that is read already.
    let says = ["--import", "--map", "--meant", "--set"];
    let folder = folder("options", &[]);
    let (_, help, _) = run_in(&folder, &["--help"]);
    let commands = help.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"check") && commands.contains(&"sample"), "{commands:?}");
    let mut found = BTreeSet::new();
    for command in commands.into_iter().filter(|command| *command != "help") {
        let (_, help, _) = run_in(&folder, &[command, "--help"]);
        for line in help.lines().map(str::trim_start).filter(|line| line.starts_with("--")) {
            let Some((option, value)) = line.split_once(' ') else { continue };
            let names_a_file = ["FILE", "DIR", "LIST", "NAME>", "JSON", "ROWS", "ANSWER"];
            if names_a_file.iter().any(|word| value.split_whitespace().next().unwrap().contains(word))
                && !reads.contains(&option)
                && !says.contains(&option)
            {
                found.insert(format!("{command} {option}"));
            }
        }
    }
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, writes);
}

/// The same of the engine, whoever asks it: each of its products is of one of these kinds.
#[test]
fn every_product_of_the_engine_is_guarded() {
    let (live, _) = payloads();
    let own = Arc::new(ImportDefinition::parse(&definition("")).unwrap());
    let there = table(1, &live, 3);
    let held = Held::read(&own, &Settings::new(), "there.csv", Cursor::new(there), Lang::En).unwrap();
    let input = Input { name: "=t.csv".to_owned(), ..Input::default() };
    let mut session = Job::new(vec![own], Lang::En)
        .held(Arc::new(held))
        .unwrap()
        .file(input, Cursor::new(table(1, &live, 11)))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    for product in Product::ALL {
        let mut out = Vec::new();
        session.product(0, *product, RowsInError::Drop, &mut out).unwrap();
        match product.name() {
            "cleaned" | "changes" | "differences" | "rejected" => {
                let cells = cells(&out);
                let guarded =
                    cells.iter().filter(|cell| cell.strip_prefix('\'').is_some_and(is_live)).count();
                assert!(
                    guarded > 10 && !cells.iter().any(|cell| is_live(cell)),
                    "{}: {guarded}",
                    product.name()
                );
            }
            "report" | "summary" | "summary-with-values" => {
                assert!(serde_json::from_slice::<Json>(&out).is_ok(), "{}", product.name());
            }
            "html" => assert!(out.starts_with(b"<!DOCTYPE html>") || out.starts_with(b"<!doctype html>")),
            "annotated" | "xlsx" => assert!(out.starts_with(b"PK")),
            // For the writer, which is given texts as texts and knows no formula.
            "annotated-pieces" | "xlsx-pieces" => {
                let lines = String::from_utf8(out).unwrap();
                assert!(lines.lines().all(|line| serde_json::from_str::<Json>(line).is_ok()));
                assert!(!lines.contains("\"formula\""), "{}", product.name());
            }
            other => panic!("{other} is of no kind that is looked at"),
        }
    }
}
