//! Which budget columns a task, a group, a subtask and every other row may fill, by budget type: each cell of the
//! table is broken once and has an innocent neighbour.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

/// Planned time, amount, rate mode, rate.
type Budget = [&'static str; 4];

const HEADINGS: &str = "project name,resource type,resource name,task budget type,task time planned,budget amount,\
    task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";

/// Letters, by column: `-` not used, `o` optional, `M` mandatory, `X` must be empty, `2` two of three,
/// `R` mandatory when the mode is task, not used otherwise, `r` the same but inherited from the task above.
const TABLE: &[(&str, &str, &str)] = &[
    ("leaf", "none", "----"),
    ("leaf", "detailed", "22-2"),
    ("leaf", "global", "oMMR"),
    ("leaf", "time", "ooMR"),
    ("group", "none", "----"),
    ("group", "detailed", "XX-X"),
    ("group", "global", "oMMR"),
    ("group", "time", "ooMR"),
    ("subtask", "none", "----"),
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
            let part = subtask(sound("subtask", budget_type));
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
        'o' => vec![(with(""), None), (with(filled), None), (with("-1"), Some(("error", "V420")))],
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
        'R' | 'r' => vec![
            (rated("task", "90"), None),
            (rated("task", "0"), None),
            (rated("task", ""), Some(("error", "B110"))),
            (rated("group", ""), None),
            (rated("group", "90"), Some(("warning", "B130"))),
            (rated("contributor", "90"), Some(("warning", "B130"))),
        ],
        other => panic!("no such letter: {other}"),
    }
}

#[test]
fn every_cell_of_the_budget_table_holds() {
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
                wrong.extend(tried(kind, budget_type, column, budget, above, expected, inherits));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The complaint when a file gives other findings than expected.
fn tried(
    kind: &str,
    budget_type: &str,
    column: usize,
    budget: Budget,
    mut above: Budget,
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
    let found = support::faults("gryzzly/projects", &text);
    (found != wanted).then(|| format!("{kind} {budget_type} {budget:?}: wanted {wanted:?}, found {found:?}"))
}
