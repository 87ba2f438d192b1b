//! Rows in error that were corrected elsewhere take their places again, and are checked with the others.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{Error, ImportDefinition, Input, Job, Lang, Product, RowsInError, Session, builtin};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const CUSTOMERS: &str = "own/customers";
/// A definition that needs no more than the columns of the example.
const OWN: &str = r#"{"name":"own/customers","fields":[{"name":"Customer Name","constraints":{"required":true}},{"name":"Email","constraints":{"pattern":"[^@]+@.*"}}]}"#;
const PROJECTS: &str = "gryzzly/projects";

/// Rows 3 and 5 are in error.
const PEOPLE: &str =
    "Customer Name,Email\nAda Ltd,ada@example.com\nBob Ltd,bob\nCy Ltd,cy@example.com\nDi Ltd,di\n";
/// The second task has no budget type that is known; the order of the rows says what belongs to what.
const TREE: &str = "project name,resource type,resource name,task budget type\nAlpha,project,Alpha,\nAlpha,task,Plan,sometimes\n\
                    Beta,project,Beta,\nBeta,task,Plan,none\n";

fn checked(import: &str, table: &str, edits: import_checker::Edits) -> Session<'static> {
    let input =
        Input { name: "table.csv".to_owned(), import: Some(import.to_owned()), edits, ..Input::default() };
    let mut definitions = builtin::definitions().unwrap();
    definitions.push(Arc::new(ImportDefinition::parse(OWN).unwrap()));
    Job::new(definitions, Lang::En)
        .file(input, Cursor::new(table.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn made(session: &mut Session<'_>, product: Product, rows: RowsInError) -> String {
    let mut out = Vec::new();
    session.product(0, product, rows, &mut out).unwrap();
    String::from_utf8(out).unwrap().trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn taken(import: &str, table: &str, rows: &str) -> Result<Vec<(u32, u32, String)>, Error> {
    let mut session = checked(import, table, import_checker::Edits::default());
    let texts = session.corrected(0, "rows.csv", rows.as_bytes())?;
    Ok(texts.into_iter().map(|one| (one.row, one.column, one.text)).collect())
}

#[test]
fn rows_as_they_were_written_change_nothing_and_what_was_corrected_takes_its_place() {
    for (import, table, wrong, right) in [
        (CUSTOMERS, PEOPLE, "Bob Ltd,bob,", "Bob Ltd,bob@example.com,"),
        (PROJECTS, TREE, "sometimes,", "none,"),
    ] {
        let mut session = checked(import, table, import_checker::Edits::default());
        let rejected = made(&mut session, Product::Rejected, RowsInError::Drop);
        assert!(rejected.contains(wrong), "{rejected}");
        assert_eq!(session.corrected(0, "rows.csv", rejected.as_bytes()).unwrap(), []);
        let texts = session.corrected(0, "rows.csv", rejected.replace(wrong, right).as_bytes()).unwrap();
        assert_eq!(texts.len(), 1);
        assert_eq!(texts[0].row, 3);
        let mut again = checked(import, table, import_checker::Edits { texts, ..Default::default() });
        let cleaned = made(&mut again, Product::Cleaned, RowsInError::Include);
        let corrected = right.trim_end_matches(',');
        assert!(cleaned.lines().nth(2).unwrap().ends_with(corrected), "{cleaned}");
        assert_eq!(cleaned.lines().count(), table.lines().count(), "{cleaned}");
    }
}

/// The rows in error were written with what was typed before, and what was corrected is compared with that.
#[test]
fn what_was_typed_before_stays_unless_it_was_corrected() {
    for (import, table, column) in [(CUSTOMERS, PEOPLE, 1), (PROJECTS, TREE, 3)] {
        let typed = import_checker::TextEdit { row: 3, column, text: "typed".to_owned() };
        let edits = import_checker::Edits { texts: vec![typed], ..Default::default() };
        let mut session = checked(import, table, edits);
        let rejected = made(&mut session, Product::Rejected, RowsInError::Drop);
        assert!(rejected.contains(",typed,"), "{rejected}");
        assert_eq!(session.corrected(0, "rows.csv", rejected.as_bytes()).unwrap(), []);
        let back = rejected.replace(",typed,", ",other,");
        let texts = session.corrected(0, "rows.csv", back.as_bytes()).unwrap();
        assert_eq!(texts.iter().map(|one| (one.row, one.text.as_str())).collect::<Vec<_>>(), [(3, "other")]);
    }
}

#[test]
fn columns_are_known_by_their_headings_and_formulas_come_back_as_they_were() {
    let rows = "Row (import check),Email,Customer Name\n5,di@example.com,Di Ltd\n";
    assert_eq!(taken(CUSTOMERS, PEOPLE, rows).unwrap(), vec![(5, 1, "di@example.com".to_owned())]);
    let french = "Customer Name;Email;Ligne (contrôle d’import)\nDi Ltd;di@example.com;5\n";
    assert_eq!(taken(CUSTOMERS, PEOPLE, french).unwrap(), vec![(5, 1, "di@example.com".to_owned())]);
    let formula = "Customer Name,Email\n=1+1,bob\n";
    let back = "Customer Name,Email,Row (import check)\n'=1+1,'=2+2,2\n";
    assert_eq!(taken(CUSTOMERS, formula, back).unwrap(), vec![(2, 1, "=2+2".to_owned())]);
}

#[test]
fn what_does_not_fit_is_refused_as_a_whole() {
    let head = "Customer Name,Email,Row (import check)\n";
    for (rows, error) in [
        ("Customer Name,Email\nBob Ltd,bob@example.com\n".to_owned(), Error::NoRowNumbers),
        (format!("{head}Bob Ltd,b@example.com,three\n"), Error::NoRowNumber("three".to_owned())),
        (format!("{head}Bob Ltd,b@example.com,3\nBob Ltd,c@example.com,3\n"), Error::RowTwice(3)),
        (format!("{head}Bob Ltd,b@example.com,3\nEve Ltd,e@example.com,9\n"), Error::NoSuchRow(9)),
        (format!("{head}Customer Name,Email,1\n"), Error::NoSuchRow(1)),
        (
            "Customer Name,Mail,Row (import check)\nBob Ltd,b@example.com,3\n".to_owned(),
            Error::NoSuchColumn("Mail".to_owned()),
        ),
    ] {
        let refused = taken(CUSTOMERS, PEOPLE, &rows).unwrap_err();
        assert_eq!(format!("{refused:?}"), format!("{error:?}"), "{rows}");
    }
}

#[test]
fn the_command_takes_them_and_leaves_no_file_where_they_do_not_fit() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("corrected");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("people.csv"), PEOPLE).unwrap();
    std::fs::write(folder.join("own.json"), OWN).unwrap();
    let run = |more: &[&str]| {
        let all = ["check", "people.csv", "--definition", "own.json"].iter().chain(more);
        Command::new(env!("CARGO_BIN_EXE_import-checker")).args(all).current_dir(&folder).output().unwrap()
    };
    run(&["--out", "first", "--write", "rejected"]);
    let rows = std::fs::read_to_string(folder.join("first/people.rejected.csv")).unwrap();
    let rows = rows.replace(",bob,", ",bob@example.com,").replace(",di,", ",di@example.com,");
    std::fs::write(folder.join("rows.csv"), rows).unwrap();
    let done = run(&["--corrected", "people.csv=rows.csv", "--out", "next"]);
    assert_ne!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    let cleaned = std::fs::read_to_string(folder.join("next/people.cleaned.csv")).unwrap();
    let order: Vec<&str> = cleaned.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(order, ["Ada Ltd", "Bob Ltd", "Cy Ltd", "Di Ltd"]);
    assert!(cleaned.contains("bob@example.com") && cleaned.contains("di@example.com"), "{cleaned}");
    std::fs::write(folder.join("rows.csv"), "Customer Name,Row (import check)\nEve Ltd,9\n").unwrap();
    let refused = run(&["--corrected", "rows.csv", "--out", "not"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no row 9 of data"));
    assert!(!Path::new(&folder.join("not")).exists());
}

/// The example of the documentation says what its page says.
#[test]
fn the_example_of_the_documentation_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/corrected");
    let run = |more: &[&str]| {
        let all = ["check", "customers.csv"].iter().chain(more);
        let output =
            Command::new(env!("CARGO_BIN_EXE_import-checker")).args(all).current_dir(&folder).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(run(&[]).contains("2 of 4 rows ready; 2 with errors"));
    let corrected = run(&["--corrected", "corrected.csv"]);
    assert!(corrected.contains("4 of 4 rows ready; 2 values changed"), "{corrected}");
}
