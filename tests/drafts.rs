//! A first definition from a sample file: what all cells say is taken over, what only some say is asked, and the file that
//! it was made from has no error under it.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::definition::RemarkClass;
use import_checker::{Draft, ImportDefinition, Input, Job, Lang};
use serde_json::json;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

fn draft(name: &str, bytes: &[u8]) -> Draft {
    let input = Input { name: name.to_owned(), ..Input::default() };
    let job = Job::new(Vec::new(), Lang::En).file(input, Cursor::new(bytes.to_vec()));
    job.open(&mut |_, _, _| ControlFlow::Continue(())).draft(0).unwrap()
}

/// The field that a column of these cells becomes, and the questions about it.
fn column(cells: &[&str]) -> (serde_json::Value, Vec<String>) {
    let rows: Vec<String> = cells.iter().enumerate().map(|(n, cell)| format!("\"{cell}\";r{n}\n")).collect();
    let draft = draft("one.csv", format!("a;b\n{}", rows.concat()).as_bytes());
    let asked = draft.remarks.iter().filter(|one| one.question && one.field == "a");
    let asked = asked.map(|one| one.said.get("en").to_owned()).collect();
    let mut field = draft.definition["fields"][0].clone();
    field.as_object_mut().unwrap().remove("name");
    (field, asked)
}

fn times<'t>(texts: &[&'t str], count: usize) -> Vec<&'t str> {
    texts.iter().copied().cycle().take(count).collect()
}

#[test]
fn a_type_is_taken_over_where_all_cells_are_of_it() {
    for (cells, expected) in [
        (&["1", "20", "-3"][..], json!({ "type": "integer" })),
        (&["1", "2.50", "-3"], json!({ "type": "number" })),
        (&["1,5", "2,25", "-3"], json!({ "type": "number", "decimalChar": "," })),
        (&["2025-03-14", "2024-02-29"], json!({ "type": "date" })),
        (&["14/03/2025", "01/02/2025"], json!({ "type": "date", "format": "%d/%m/%Y" })),
        (&["03/14/2025", "01/02/2025"], json!({ "type": "date", "format": "%m/%d/%Y" })),
        (
            &["2025-03-14 09:30", "2025-03-15 10:00"],
            json!({ "type": "datetime", "format": "%Y-%m-%d %H:%M" }),
        ),
        (&["09:30", "10:00"], json!({ "type": "time", "format": "%H:%M" })),
        (&["ana@example.com", "bo@example.org"], json!({ "format": "email" })),
        (&["oui", "non"], json!({ "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"] })),
        (&["007", "012"], json!({ "type": "string" })),
        (&["blue", "red"], json!({ "type": "string" })),
    ] {
        assert_eq!(column(&times(cells, 6)).0, expected, "{cells:?}");
    }
    // Too few cells say nothing.
    let (field, asked) = column(&["1", "2"]);
    assert_eq!(field, json!({ "type": "string" }));
    assert!(asked[0].starts_with("only 2 cells are filled"), "{asked:?}");
}

#[test]
fn what_the_cells_leave_open_is_asked_and_never_decided_by_a_majority() {
    let asked = |cells: &[&str], words: &str| {
        let (field, asked) = column(cells);
        assert!(asked.iter().any(|said| said.contains(words)), "{words}: {asked:?}");
        field
    };
    // Day and month may change places in all of them.
    assert_eq!(asked(&times(&["01/02/2025", "03/04/2025"], 6), "in two ways"), json!({ "type": "string" }));
    // One of twenty is no number.
    let mut most = times(&["1", "2"], 19);
    most.push("many");
    assert_eq!(
        asked(&most, "19 of 20 filled cells are a whole number, but not “many”"),
        json!({ "type": "string" })
    );
    asked(&times(&["1.234", "5.678"], 6), "one of decimals, or of thousands");
    let missing = asked(&times(&["1", "2", "NA"], 9), "does NA mean");
    assert_eq!(missing, json!({ "type": "integer", "missingValues": ["", "NA"] }));
    asked(&times(&["x"], 20), "is a value required");
    let different: Vec<String> = (1..=20).map(|n| format!("v{n}")).collect();
    asked(&different.iter().map(String::as_str).collect::<Vec<_>>(), "must they be");
    asked(&times(&["red", "green"], 60), "there are only green, red");
}

#[test]
fn a_draft_says_that_it_is_one_and_no_file_is_ready_by_it() {
    let rows = "name;n\n".to_owned() + &"x;1\n".repeat(6);
    let draft = draft("sample.csv", rows.as_bytes());
    let loaded = ImportDefinition::load(&draft.definition).unwrap();
    assert_eq!(loaded.name, "sample");
    assert!(loaded.remarks.iter().any(|r| r.place == "draft" && r.class == RemarkClass::NotRun));
    let mut done = draft.definition.clone();
    done.as_object_mut().unwrap().remove("draft");
    assert!(ImportDefinition::load(&done).unwrap().open_remarks().next().is_none());
}

/// Every good and every cleaned file of the repository is taken whole by the draft that is made of it.
#[test]
fn the_file_that_a_draft_is_made_of_has_no_error_under_it() {
    fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                files(&path, found);
            } else {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name == "good.csv" || name.ends_with(".cleaned.csv") {
                    found.push(path);
                }
            }
        }
    }
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut all);
    assert!(all.len() > 100, "{}", all.len());
    for path in all {
        let bytes = std::fs::read(&path).unwrap();
        // Headings alone are no sample.
        if bytes.iter().filter(|b| **b == b'\n').count() < 2 {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let definition = draft(&name, &bytes).definition;
        let loaded =
            ImportDefinition::load(&definition).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let job = Job::new(vec![Arc::new(loaded)], Lang::En);
        let input = Input { name, ..Input::default() };
        let session = job.file(input, Cursor::new(bytes)).check(&mut |_, _, _| ControlFlow::Continue(()));
        let report = session.files()[0].report(Lang::En);
        assert_ne!(report["verdict"], "ready", "{}", path.display());
        // Totals and the like are left to the rows; no cell is refused by the type that its column was given.
        let refused = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["severity"] == "error" && !f["field"].is_null());
        let refused: Vec<&str> = refused.map(|f| f["message"].as_str().unwrap()).collect();
        assert!(refused.is_empty(), "{}: {refused:#?}", path.display());
    }
}
