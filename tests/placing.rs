//! Rows that cannot be placed: whatever row of a good file is made unreadable, no other row is ready under another owner
//! than in the good file.

#![allow(clippy::pedantic, clippy::panic)] // A test fails by panicking.

mod support;

use import_checker::{ImportDefinition, Lang, RowsInError, Verdict};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};
use support::{How, builtin, check};

/// An import with an outline, and how rows of its kinds are written.
struct Import {
    name: &'static str,
    definitions: &'static LazyLock<Vec<Arc<ImportDefinition>>>,
    heading: &'static str,
    /// Kind, the rest of the row; the first declares a root, the second stands below a root and the last two below others.
    root: [&'static str; 2],
    owners: &'static [[&'static str; 2]],
    below: &'static [[&'static str; 2]],
}

static BUILTIN: LazyLock<Vec<Arc<ImportDefinition>>> = LazyLock::new(builtin);
static DEEP: LazyLock<Vec<Arc<ImportDefinition>>> = LazyLock::new(deep);

fn deep() -> Vec<Arc<ImportDefinition>> {
    let json = r#"{"name":"deep","fields":[
        {"name":"root","constraints":{"required":true}},
        {"name":"kind","constraints":{"required":true,"enum":["P","T","S","X","Y"]}},
        {"name":"name"}],
      "outline":{"kind":"kind","name":"name","root":"root","rows":{
        "P":{},"T":{"parents":["P"]},"S":{"parents":["T"]},
        "X":{"parents":["S","T"]},"Y":{"parents":["X","S","T","P"],"attached":true}}},
      "rules":[{"rule":"forbidden","fields":["name"],"when":{"@group":true,"name":"leaf"}}]}"#;
    vec![Arc::new(ImportDefinition::parse(json).unwrap_or_else(|e| panic!("{e}")))]
}

static IMPORTS: [Import; 2] = [
    Import {
        name: "gryzzly/projects",
        definitions: &BUILTIN,
        heading: "project name,resource type,resource name,task budget type,purchase paid cost,\
                  purchase resale price,purchase paid date,discount amount",
        root: ["project", "{root},,,,,"],
        owners: &[["task", "{n},none,,,,"]],
        below: &[
            ["subtask", "{n},none,,,,"],
            ["purchase", "{n},,0,250,2025-03-14,"],
            ["discount", "{n},,,,,100"],
        ],
    },
    Import {
        name: "deep",
        definitions: &DEEP,
        heading: "root,kind,name",
        root: ["P", "{root}"],
        owners: &[["T", "{n}"]],
        below: &[["S", "{n}"], ["X", "{n}"], ["Y", "{n}"]],
    },
];

/// A row: the root it names, its kind, the rest.
type Row = [String; 3];

fn written(import: &Import, rows: &[Row]) -> Vec<u8> {
    let mut text = format!("{}\n", import.heading);
    for [root, kind, rest] in rows {
        let _ = writeln!(text, "{root},{kind},{rest}");
    }
    text.into_bytes()
}

/// The rows of a file in which every row has its place: blocks of roots, in each owners and what stands below them.
fn good(import: &Import, shape: &[u8]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut root, mut open) = (String::new(), Vec::new());
    let mut row = |root: &str, [kind, rest]: [&str; 2], open: &mut Vec<String>| {
        let number = rows.len();
        let rest = rest.replace("{root}", root).replace("{n}", &format!("n{number}"));
        open.push(kind.to_owned());
        rows.push([root.to_owned(), kind.to_owned(), rest]);
    };
    for (at, step) in shape.iter().enumerate() {
        let below = import.below[usize::from(*step) % import.below.len()];
        // In both imports these need an owner that is not there yet at the beginning of a block.
        let needs = match below[0] {
            "subtask" | "S" => open.iter().any(|kind| kind == import.owners[0][0]),
            "X" => open.iter().any(|kind| kind == "S" || kind == "T"),
            _ => true,
        };
        match step % 8 {
            _ if at == 0 => {}
            0 => {}
            1 | 2 => {
                row(&root, import.owners[0], &mut open);
                continue;
            }
            _ if needs => {
                row(&root, below, &mut open);
                continue;
            }
            _ => {
                row(&root, import.owners[0], &mut open);
                continue;
            }
        }
        root = format!("Root {at} of all");
        open.clear();
        row(&root, import.root, &mut open);
    }
    rows
}

/// The owner of each row by the rules of the outline, found here without the engine: the nearest row above that its kind
/// may belong to.
fn owners(import: &Import, rows: &[Row]) -> BTreeMap<String, String> {
    let parents = |kind: &str| -> &[&str] {
        match (import.name, kind) {
            ("gryzzly/projects", "task") | ("deep", "T") => &["project", "P"],
            ("gryzzly/projects", "subtask") | ("deep", "S") => &["task", "T"],
            ("gryzzly/projects", "purchase" | "discount") => &["task", "project"],
            ("deep", "X") => &["S", "T"],
            ("deep", "Y") => &["X", "S", "T", "P"],
            _ => &[],
        }
    };
    let ends = |kind: &str| -> &[&str] {
        match kind {
            "project" => &["task", "subtask"],
            "P" => &["T", "S", "X"],
            "T" => &["S", "X"],
            "S" => &["X"],
            _ => &[],
        }
    };
    let mut open: BTreeMap<&str, String> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for [_, kind, rest] in rows {
        // The rest is unique; a root may be renamed, and a kind respelled.
        let label = rest.clone();
        let owner = parents(kind).iter().find_map(|p| open.get(p)).cloned().unwrap_or_default();
        for ended in ends(kind) {
            open.remove(ended);
        }
        open.insert(kind, label.clone());
        found.insert(label, owner);
    }
    found
}

/// The rows that others make groups, apart from roots: what hangs on a row makes none of it.
fn groups(import: &Import, rows: &[Row]) -> BTreeSet<String> {
    let owners = owners(import, rows);
    let hangs = |kind: &str| matches!(kind, "purchase" | "discount" | "Y");
    let made = rows.iter().filter(|[_, kind, _]| !hangs(kind)).map(|[_, _, rest]| owners[rest].clone());
    let roots: BTreeSet<&String> =
        rows.iter().filter(|[_, kind, _]| kind == import.root[0]).map(|[_, _, rest]| rest).collect();
    made.filter(|owner| !owner.is_empty() && !roots.contains(owner)).collect()
}

/// What a person does to a cell.
fn spoiled(text: &str, how: u8) -> String {
    match how % 6 {
        0 => String::new(),
        1 => format!("{text}x"),
        2 => text.chars().rev().collect(),
        3 => "?".to_owned(),
        4 => text.to_uppercase(),
        _ => text.chars().skip(1).collect(),
    }
}

proptest! {
    // `PROPTEST_CASES=1000` makes 2,000 files of it.
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn no_row_is_ready_under_another_owner(
        shape in proptest::collection::vec(any::<u8>(), 2..14),
        which in any::<prop::sample::Index>(),
        how in any::<u8>(),
        column in 0..2_usize,
    ) {
        for import in &IMPORTS {
            let rows = good(import, &shape);
            let asked = How { import: Some(import.name.to_owned()), ..How::default() };
            let session = check("good.csv", written(import, &rows), import.definitions.to_vec(), &asked);
            prop_assert_eq!(session.files()[0].verdict(), Verdict::Ready, "{}", session.files()[0].text_report(Lang::En));

            let mut broken = rows.clone();
            let at = which.index(rows.len());
            broken[at][column] = spoiled(&broken[at][column], how);
            let bytes = written(import, &broken);
            let mut session = check("broken.csv", bytes, import.definitions.to_vec(), &asked);
            let report = session.files()[0].text_report(Lang::En);
            let records = session.files()[0].records();
            prop_assert_eq!(records.on_file, records.ready + records.in_error + records.skipped);
            let mut out = Vec::new();
            let mut go_on = |_, _| ControlFlow::Continue(());
            if session.clean(0, RowsInError::Drop, &mut out, &mut |_| {}, &mut go_on).is_err() {
                continue;
            }
            let mut kept: Vec<Row> = Vec::new();
            for record in csv::Reader::from_reader(&out[..]).records() {
                let record = record.unwrap_or_else(|e| panic!("{e}"));
                let cells: Vec<&str> = record.iter().collect();
                kept.push([cells[0].to_owned(), cells[1].to_owned(), cells[2..].join(",")]);
            }
            let (before, made) = (owners(import, &rows), groups(import, &rows));
            // No group goes out as a leaf, and no leaf as a group. A row that plainly names another root is no doubt of it.
            let other_root = column == 0 && matches!(how % 6, 2 | 3);
            let left: BTreeSet<String> = kept.iter().map(|[_, _, rest]| rest.clone()).collect();
            let expected: BTreeSet<String> = made.intersection(&left).cloned().collect();
            prop_assert!(other_root || groups(import, &kept) == expected, "{:?}\n{}", expected, report);
            for (row, owner) in owners(import, &kept) {
                prop_assert_eq!(before.get(&row), Some(&owner), "{}\n{}", row, report);
            }
            // One fault is one error, unless it is the declaration itself that is lost.
            if session.files()[0].verdict() == Verdict::Errors && column == 1 {
                prop_assert_eq!(records.in_error, 1, "{}", report);
            }
        }
    }
}

/// A row whose root is misspelt takes the rows below it along, and with them what may have been a group.
#[test]
fn a_row_that_loses_its_own_to_a_barrier_does_not_go_out_as_a_leaf() {
    let import = &IMPORTS[0];
    let asked = How { import: Some(import.name.to_owned()), ..How::default() };
    let head = format!("{}\nAlpha,project,Alpha,,,,,\n", import.heading);
    let ready = |rows: &str| {
        let text = format!("{head}{rows}").into_bytes();
        let session = check("file.csv", text, import.definitions.to_vec(), &asked);
        session.files()[0].records().ready
    };
    let task = "Alpha,task,Design,none,,,,\n";
    let offer = "ALPHA,discount,Offer,,,,,100\n";
    let subtask = "Alpha,subtask,Wires,none,,,,\n";
    assert_eq!(ready(&format!("{task}{offer}{subtask}")), 1, "only the project");
    assert_eq!(
        ready(&format!("{task}{subtask}{offer}{subtask}")),
        3,
        "one subtask above it settles what it is"
    );
    assert_eq!(ready(&format!("{task}{offer}Alpha,task,Build,none,,,,\n")), 3, "nothing is taken along");
}
