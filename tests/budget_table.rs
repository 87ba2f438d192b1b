//! Which budget columns a task, a group, a subtask and every other row may fill, by budget type: each cell of the
//! table is broken once and has an innocent neighbour.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{ImportDefinition, Input, Job, Lang};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Planned time, amount, rate mode, rate.
type Budget = [&'static str; 4];

const HEADINGS: &str = "project name,resource type,resource name,task budget type,task time planned,budget amount,\
    task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";

/// Letters, by column: `-` not used, `o` optional, `M` mandatory, `X` must be empty, `2` two of three,
/// `R` mandatory when the mode is task, not used otherwise, `w` the same but only doubtful when it is empty, `r` the
/// same but inherited from the task above.
const TABLE: &[(&str, &str, &str)] = &[
    ("leaf", "none", "o---"),
    ("leaf", "detailed", "22-2"),
    ("leaf", "global", "oMMR"),
    ("leaf", "time", "ooMR"),
    ("group", "none", "o---"),
    ("group", "detailed", "XX-X"),
    ("group", "global", "oMMw"),
    ("group", "time", "ooMw"),
    ("subtask", "none", "o---"),
    ("subtask", "detailed", "22-2"),
    ("subtask", "global", "o-Mr"),
    ("subtask", "time", "ooMr"),
    ("project", "", "----"),
    ("purchase", "", "----"),
    ("discount", "", "----"),
];

/// A budget without any fault, so that a finding is about the cell that is tried.
fn sound(kind: &str, budget_type: &str) -> Budget {
    match (kind, budget_type) {
        ("leaf" | "subtask", "detailed") => ["10", "", "", "90"],
        ("leaf" | "group", "global") => ["", "100", "group", ""],
        ("subtask", "global") | ("leaf" | "group" | "subtask", "time") => ["", "", "group", ""],
        _ => ["", "", "", ""],
    }
}

/// The rows of one file, and the number of the row that is tried.
fn file(kind: &str, budget_type: &str, budget: Budget, above: Budget) -> (String, u32) {
    let task = |name: &str, cells: Budget| format!("A,task,{name},{budget_type},{},,,,\n", cells.join(","));
    let subtask = |cells: Budget| format!("A,subtask,S,{budget_type},{},,,,\n", cells.join(","));
    let own = budget.join(",");
    let (rows, row) = match kind {
        "leaf" => (format!("A,project,A,,,,,,,,,\n{}", task("T", budget)), 3),
        "group" => {
            // The subtask has the group's mode, so that only the tried cell is odd.
            let mut part = sound("subtask", budget_type);
            if !part[2].is_empty() && !budget[2].is_empty() {
                part[2..].copy_from_slice(&[budget[2], if budget[2] == "task" { "80" } else { "" }]);
            }
            let part = subtask(part);
            (format!("A,project,A,,,,,,,,,\n{}{part}", task("T", budget)), 3)
        }
        "subtask" => (format!("A,project,A,,,,,,,,,\n{}{}", task("T", above), subtask(budget)), 4),
        "project" => (format!("A,project,A,,{own},,,,\n"), 2),
        "purchase" => (format!("A,project,A,,,,,,,,,\nA,purchase,P,,{own},1,2,2025-03-14,\n"), 3),
        _ => (format!("A,project,A,,,,,,,,,\nA,discount,D,,{own},,,,5\n"), 3),
    };
    (format!("{HEADINGS}\n{rows}"), row)
}

/// What one cell of the table asks for: budgets to try, each with the severity and code it must give.
fn trials(letter: char, column: usize, sound: Budget) -> Vec<(Budget, Option<(&'static str, &'static str)>)> {
    let filled = if column == 2 { "group" } else { "7" };
    let with = |text: &'static str| {
        let mut budget = sound;
        budget[column] = text;
        budget
    };
    let rated = |mode: &'static str, rate: &'static str| [sound[0], sound[1], mode, rate];
    let alone = |text: &'static str| {
        let mut budget = [""; 4];
        budget[column] = text;
        budget
    };
    match letter {
        '-' => vec![(with(""), None), (with(filled), Some(("warning", "B130")))],
        'o' => vec![(with(""), None), (with(filled), None), (with("-1"), Some(("error", "V110")))],
        'M' => vec![(with(filled), None), (with(""), Some(("error", "B110")))],
        'X' => vec![
            (with(""), None),
            (with(filled), Some(("error", "B120"))),
            (with("0"), Some(("error", "B120"))),
        ],
        '2' => {
            let mut pair = alone(filled);
            pair[if column == 0 { 3 } else { 0 }] = "7";
            vec![(pair, None), (alone(filled), Some(("error", "B140"))), (alone(""), Some(("error", "B140")))]
        }
        'R' | 'r' | 'w' => vec![
            (rated("task", "90"), None),
            (rated("task", "0"), None),
            (rated("task", ""), Some(if letter == 'w' { ("warning", "B420") } else { ("error", "B110") })),
            (rated("group", ""), None),
            (rated("group", "90"), Some(("warning", "B130"))),
            (rated("contributor", "90"), Some(("warning", "B130"))),
        ],
        other => panic!("no such letter: {other}"),
    }
}

#[test]
fn every_cell_of_the_budget_table_holds() {
    let definition = projects();
    let mut wrong = Vec::new();
    for (kind, budget_type, letters) in TABLE {
        for (column, letter) in letters.chars().enumerate() {
            for (budget, expected) in trials(letter, column, sound(kind, budget_type)) {
                // The rate mode of the task above is that of the subtask, so that only the tried cell is odd.
                let mut above = sound("group", budget_type);
                if *kind == "subtask" && !above[2].is_empty() {
                    above[2] = if budget[2].is_empty() { above[2] } else { budget[2] };
                }
                let inherits = letter == 'r' && budget[2] == "task";
                wrong.extend(tried(
                    &definition,
                    (kind, budget_type),
                    column,
                    (budget, above),
                    expected,
                    inherits,
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The complaint when a file gives other findings than expected.
fn tried(
    definition: &Arc<ImportDefinition>,
    (kind, budget_type): (&str, &str),
    column: usize,
    (budget, mut above): (Budget, Budget),
    expected: Option<(&str, &str)>,
    inherits: bool,
) -> Option<String> {
    if inherits {
        above[2] = "group";
    }
    let (text, row) = file(kind, budget_type, budget, above);
    let letter = ["E", "F", "G", "H"][column];
    let mut wanted: Vec<String> = expected
        .map(|(severity, code)| match code {
            "B140" => format!("{row} {severity} {code}"),
            _ => format!("{letter}{row} {severity} {code}"),
        })
        .into_iter()
        .collect();
    if inherits {
        wanted.insert(0, format!("G{row} warning B180"));
    }
    let found = faults(definition, &text);
    (found != wanted).then(|| format!("{kind} {budget_type} {budget:?}: wanted {wanted:?}, found {found:?}"))
}

fn projects() -> Arc<ImportDefinition> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/imports/gryzzly/projects.json");
    Arc::new(ImportDefinition::parse(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// The errors and warnings of a file as `cell severity code`, the row number in place of the cell for whole rows.
fn faults(definition: &Arc<ImportDefinition>, text: &str) -> Vec<String> {
    let input =
        Input { name: "table.csv".to_owned(), import: Some(definition.name.clone()), ..Input::default() };
    let job = Job::new(vec![Arc::clone(definition)], Lang::En).file(input, Cursor::new(text.as_bytes()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().unwrap().iter();
    let serious = findings.filter(|f| f["severity"] != "notice");
    serious
        .map(|f| {
            let place = f["cell"].as_str().map_or_else(|| f["row"].to_string(), str::to_owned);
            format!("{place} {} {}", f["severity"].as_str().unwrap(), f["code"].as_str().unwrap())
        })
        .collect()
}

/// Mode and rate of the group, mode and rate of its subtask, and what is said about the subtask's rate.
const INHERITANCE: &[([&str; 2], [&str; 2], &[&str])] = &[
    (["task", "95"], ["task", ""], &["H4 warning B190"]),
    (["task", "95"], ["task", "80"], &[]),
    (["task", "0"], ["task", ""], &["H4 warning B190"]),
    (["task", ""], ["task", ""], &["H3 warning B420", "H4 error B110"]),
    (["group", ""], ["task", ""], &["G4 warning B180", "H4 error B110"]),
    (["group", ""], ["task", "80"], &["G4 warning B180"]),
    (["task", "95"], ["group", ""], &["G4 warning B180"]),
    (["task", "95"], ["group", "80"], &["G4 warning B180", "H4 warning B130"]),
];

#[test]
fn a_subtask_takes_the_rate_of_its_group_when_both_name_the_task() {
    let definition = projects();
    for (budget_type, amount) in [("global", "100"), ("time", "")] {
        for (above, own, expected) in INHERITANCE {
            let above = ["", amount, above[0], above[1]];
            let (text, _) = file("subtask", budget_type, ["", "", own[0], own[1]], above);
            assert_eq!(faults(&definition, &text), *expected, "{budget_type} {above:?} {own:?}");
        }
    }
}
