//! What the receiving system answers to a cleaned file comes home: to the rows and cells of the file that was chosen, and
//! into a next cleaned file that holds only what has not gone in.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{
    AnswerOptions, Answered, Error, Input, Job, Lang, Product, RowsInError, Session, WentIn, builtin,
};
use serde_json::Value as Json;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

const CUSTOMERS: &str = "interpreter-intelligence/customers";
const PROJECTS: &str = "gryzzly/projects";
const TIME_ENTRIES: &str = "gryzzly/time-entries";

/// Rows of three customers, the second of which stays behind: its row is not sent.
const THREE: &str = "Customer Name,Email\nAda Ltd,ada@example.com\nBob Ltd,bob\nCy Ltd,cy@example.com\nDi Ltd,di@example.com\n";
/// Two projects with their tasks: the order of the rows says what belongs to what.
const TREE: &str = "project name,resource type,resource name,task budget type\nAlpha,project,Alpha,\nAlpha,task,Plan,none\n\
                    Alpha,task,Build,none\nBeta,project,Beta,\nBeta,task,Plan,none\n";

/// What could not be sent was left out.
const DROPPED: AnswerOptions =
    AnswerOptions { rows_in_error: RowsInError::Drop, first_row: None, part: None, earlier_went_in: false };

/// A definition that needs no more than the example's columns.
fn own(name: &str) -> String {
    format!(
        r#"{{"name":"{name}","fields":[{{"name":"Customer Name","constraints":{{"required":true,"unique":true}}}},{{"name":"Email","constraints":{{"pattern":"[^@]+@.*"}}}}]}}"#
    )
}

fn checked(import: &str, table: &str, went_in: Option<WentIn>) -> Session<'static> {
    let mut definitions = builtin::definitions().unwrap();
    if import == "own/customers" {
        definitions =
            vec![std::sync::Arc::new(import_checker::ImportDefinition::parse(&own(import)).unwrap())];
    }
    let input =
        Input { name: "table.csv".to_owned(), import: Some(import.to_owned()), went_in, ..Input::default() };
    Job::new(definitions, Lang::En)
        .file(input, Cursor::new(table.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn cleaned(session: &mut Session<'_>) -> String {
    let mut out = Vec::new();
    session.product(0, Product::Cleaned, RowsInError::Drop, &mut out).unwrap();
    String::from_utf8(out).unwrap().replace("\r\n", "\n")
}

fn answered(session: &mut Session<'_>, answer: &str) -> Answered {
    session.answer(0, "answer", answer.as_bytes(), &DROPPED).unwrap()
}

/// Code, row and column of what was said after an answer.
fn said(session: &Session<'_>) -> Vec<(String, Option<u64>, Option<String>)> {
    let report = session.files()[0].report(Lang::En);
    let all = report["findings"].as_array().unwrap().iter();
    let all = all.filter(|one| one["code"].as_str().unwrap().starts_with('A'));
    all.map(|one| {
        (
            one["code"].as_str().unwrap().to_owned(),
            one["row"].as_u64(),
            one["column"].as_str().map(str::to_owned),
        )
    })
    .collect()
}

fn at(code: &str, row: u64, column: &str) -> (String, Option<u64>, Option<String>) {
    (code.to_owned(), Some(row), Some(column.to_owned()).filter(|column| !column.is_empty()))
}

#[test]
fn a_row_of_the_cleaned_file_is_found_in_the_file_that_was_chosen() {
    // Bob stays behind, so Cy is row 3 of the cleaned file and row 4 of this one.
    for answer in [
        "row,field,message\n3,Email,is taken\n",
        "Row 3, column “Email”: is taken",
        r#"{"errors": {"3": {"Email": ["is taken"]}}}"#,
        "B3: is taken",
    ] {
        let mut session = checked("own/customers", THREE, None);
        let outcome = answered(&mut session, answer);
        assert_eq!((outcome.refused, outcome.others, outcome.unplaced), (1, 2, 0), "{answer}");
        assert_eq!(said(&session), [at("A120", 4, "B")], "{answer}");
        assert_eq!(session.files()[0].records().in_error, 2);
        let mut rejected = Vec::new();
        session.product(0, Product::Rejected, RowsInError::Drop, &mut rejected).unwrap();
        let rejected = String::from_utf8(rejected).unwrap();
        assert!(
            rejected.contains("Cy Ltd") && rejected.contains("is taken") && !rejected.contains("Di Ltd"),
            "{rejected}"
        );
    }
}

#[test]
fn rows_that_come_back_are_found_by_what_they_hold() {
    let two = "Customer Name,Email,ERROR\nDi Ltd,di@example.com,is taken\nAda Ltd,ada@example.com,\n";
    let mut session = checked("own/customers", THREE, None);
    let outcome = answered(&mut session, &format!("{two}Cy Ltd,cy@example.com,\n"));
    assert_eq!(
        (said(&session), outcome.went_in.map(|list| list.count())),
        (vec![at("A120", 5, "")], Some(2))
    );
    // What became of a row that does not come back, nobody knows.
    let mut session = checked("own/customers", THREE, None);
    let outcome = answered(&mut session, two);
    assert_eq!(said(&session), [("A190".to_owned(), None, None), at("A120", 5, "")]);
    assert_eq!(outcome.went_in, None);
}

/// The records of a table with rows that are equal, or equal in a column; which of them a list says went in.
fn went_in_of(table: &str, answer: &str) -> (u64, Option<u64>) {
    let definition = r#"{"name":"own/people","fields":[{"name":"name"},{"name":"email"},{"name":"town"}]}"#;
    let definition = std::sync::Arc::new(import_checker::ImportDefinition::parse(definition).unwrap());
    let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    let mut session = Job::new(vec![definition], Lang::En)
        .file(input, Cursor::new(table.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let before = cleaned(&mut session);
    let outcome = answered(&mut session, answer);
    if outcome.went_in.is_none() {
        // Nothing stays behind that may not have gone in.
        let left = cleaned(&mut session).lines().count() as u64;
        assert_eq!(left + outcome.refused, before.lines().count() as u64, "{answer}");
    }
    (outcome.refused, outcome.went_in.map(|list| list.count()))
}

#[test]
fn where_several_records_hold_what_comes_back_each_is_meant_or_nobody_knows_which() {
    let equal = "name,email,town\nAda,a@x.org,Cork\nAda,a@x.org,Cork\nBob,b@x.org,Rome\nCy,c@x.org,Bonn\n";
    let twice = "name,email,town\nBob,b@x.org,Rome\nBob,c@x.org,Cork\nAda,a@x.org,Bonn\n";
    for (table, answer, expected) in [
        (equal, "name,email,town,error\nAda,a@x.org,Cork,dup\nAda,a@x.org,Cork,dup\n", (2, Some(2))),
        (equal, "name,email,town,error\nAda,a@x.org,Cork,dup\n", (0, None)),
        (equal, "name,email,town,error\nBob,b@x.org,Rome,dup\n", (1, Some(3))),
        (twice, "name,town,error\nBob,Rome,bad\n", (1, Some(2))),
        (twice, r#"{"errors":[{"record":{"name":"Bob"},"message":"bad"}]}"#, (0, None)),
        (
            twice,
            r#"{"errors":[{"record":{"name":"Bob"},"message":"bad"},{"record":{"name":"Bob"},"message":"worse"}]}"#,
            (2, Some(1)),
        ),
        (
            twice,
            r#"{"errors":[{"record":{"name":"Ada"},"message":"bad"},{"record":{"name":"Ada"},"message":"worse"}]}"#,
            (1, Some(2)),
        ),
        (
            twice,
            r#"{"errors":[{"record":{"name":"Bob"},"message":"bad"},{"record":{"name":"Ada"},"message":"bad"}]}"#,
            (1, None),
        ),
    ] {
        assert_eq!(went_in_of(table, answer), expected, "{answer}");
    }
}

/// A list that was written with another holds it: given both, equal rows count as often as they went in.
#[test]
fn lists_of_which_one_holds_the_other_are_one() {
    let prints = [
        "00112233445566778899aabbccddeeff",
        "ffeeddccbbaa99887766554433221100",
        "0123456789abcdef0123456789abcdef",
    ];
    let list = |which: &[usize]| {
        let records: Vec<String> = which.iter().map(|at| format!("\"{}\"", prints[*at])).collect();
        WentIn::parse(&format!(r#"{{"kind":"import-checker/went-in","records":[{}]}}"#, records.join(",")))
            .unwrap()
    };
    for (first, second, together) in [
        (&[0, 0][..], &[0, 0][..], 2),
        (&[0], &[0, 0, 1], 3),
        (&[0, 0, 1], &[0], 3),
        (&[0], &[1], 2),
        (&[0, 1], &[0, 2], 4),
        (&[], &[1], 1),
    ] {
        let mut all = list(first);
        all.join(&list(second));
        assert_eq!(all.count(), together, "{first:?} {second:?}");
    }
}

/// A list of what went in is made only where all that an answer says is understood, and accounts for the rows.
#[test]
fn an_answer_with_one_part_that_is_not_known_makes_no_list() {
    let table = "name,email,town\nAda,a@x.org,Cork\nBob,b@x.org,Rome\nCy,c@x.org,Bonn\n";
    for well in [
        r#"{"success":true}"#,
        r#"{"success":true,"importId":4711,"code":200,"createdAt":"2025-03-14","file":"people.csv","errors":[]}"#,
        r#"{"status":"ok","message":"3 rows imported","errors":[],"warnings":[]}"#,
        r#"{"success":true,"data":{"total":3,"imported":3,"failed":0}}"#,
        r#"{"success":true,"created":[{"id":1},{"id":2},{"id":3}]}"#,
        r#"{"rows":3,"imported":3,"errors":[]}"#,
        r#"{"results":[{"status":"created"},{"status":"created"},{"status":"updated"}]}"#,
        r#"[{"row":2,"status":"ok"},{"row":3,"status":"ok"},{"row":4,"status":"ok","message":"with number 7"}]"#,
        "row,status\n2,ok\n3,ok\n4,ok\n",
        "row,imported,error\n2,yes,\n3,yes,\n4,yes,\n",
        "name,email,town,error\nAda,a@x.org,Cork,\nBob,b@x.org,Rome,\nCy,c@x.org,Bonn,\n",
        "row,errors\n2,0\n3,0\n4,0\n",
        "No errors found.",
        "Aucune erreur trouvée.",
        "Il n’y a pas d’erreur.",
        "Es wurden keine Fehler gefunden.",
        "Der Import war erfolgreich.",
        "3 records processed, 0 errors",
        "3 rows added; 0 updated; 0 errors",
        "Total rows: 3, errors: 0",
    ] {
        assert_eq!(went_in_of(table, well), (0, Some(3)), "{well}");
    }
    for unknown in [
        r#"{"success":true,"duplicates":2}"#,
        r#"{"success":true,"pending":2}"#,
        r#"{"success":true,"count":2}"#,
        r#"{"success":true,"dryRun":true}"#,
        r#"{"success":true,"committed":false}"#,
        r#"{"success":true,"imported":false}"#,
        r#"{"success":true,"stored":0}"#,
        r#"{"success":true,"data":{"imported":2}}"#,
        r#"{"success":true,"preview":{"imported":3}}"#,
        r#"{"success":true,"created":[{"id":1},{"id":2}]}"#,
        r#"{"success":true,"queued":["Bob"]}"#,
        r#"{"success":true,"note":"Bob was skipped"}"#,
        r#"{"success":true,"message":"Imported 1 of 3"}"#,
        r#"{"status":"ok","message":"1 row was skipped"}"#,
        r#"{"status":"completed","message":"Completed with errors"}"#,
        r#"{"status":"ok","message":"It will be imported later"}"#,
        r#"{"status":200,"inserted":"1/3"}"#,
        r#"{"success":true,"errorId":"E17"}"#,
        r#"{"results":[{"status":"created"},{"status":"created"}]}"#,
        r#"{"results":[{"status":"created"},{"status":"failed"},{"status":"created"}]}"#,
        r#"{"results":[{"status":"failed"},{"status":"failed"},{"status":"failed"}]}"#,
        r#"[{"row":2,"status":"ok"},{"row":3,"status":"ok"}]"#,
        r#"{"result":{"status":"ok"},"message":"We will tell you"}"#,
        "row,status\n2,ok\n3,ok\n",
        "row,status\n2,ok\n3,ok\n4,none\n",
        "row,message\n2,\n3,\n4,\n",
        "row,message\n3,\n",
        "row,error\n3,\n",
        "Rows: 3. Imported: 2. Rejected: 1.",
        "Zeilen: 2 importiert, 1 abgelehnt",
        "Enregistrements : 3, erreurs : 1",
        "The import was received. You will get a mail.",
        "3 rows received",
        "No rows were not imported",
    ] {
        assert_eq!(went_in_of(table, unknown).1, None, "{unknown}");
    }
    // Beside a row that is refused.
    for (answer, list) in [
        (r#"{"errors":[{"row":3,"message":"bad"}]}"#, Some(2)),
        (r#"{"errors":[{"row":3,"message":"bad"}],"imported":2,"failed":1}"#, Some(2)),
        (r#"{"errors":[{"row":3,"message":"bad"}],"imported":1,"failed":1}"#, None),
        (r#"{"errors":[{"row":3,"message":"bad"}],"imported":0}"#, None),
        (r#"{"errors":[{"row":3,"message":"bad"}],"rolledBack":true}"#, None),
        (r#"{"errors":[{"row":3,"message":"bad. All other rows were rejected."}]}"#, None),
        (
            r#"{"rows":[{"row":2,"status":"ok"},{"row":3,"status":"ok","errors":["bad"]},{"row":4,"status":"ok"}]}"#,
            Some(2),
        ),
        (
            r#"{"rows":[{"row":2,"imported":true,"status":"ok"},{"row":3,"status":"ok","imported":false}]}"#,
            None,
        ),
        ("row,status,error\n2,ok,\n3,ok,bad\n4,ok,\n", Some(2)),
        ("row,status,error\n2,ok,\n3,failed,bad\n", None),
        ("row,imported,error\n2,yes,\n3,no,\n4,yes,\n", Some(2)),
        ("row,valid,message\n2,true,\n3,false,\n4,true,\n", Some(2)),
        ("row,field,error\n3,email,\n", Some(2)),
        ("Row 3: bad", Some(2)),
        ("Row 3: bad. All others were rejected.", None),
        ("Row 3: bad; the other rows were not imported", None),
        ("Row 3: bad. Nothing was imported.", None),
        ("Ligne 3 : refusée. Les autres lignes ont été annulées.", None),
        ("Zeile 3: falsch. Die übrigen Zeilen wurden abgelehnt.", None),
    ] {
        assert_eq!(went_in_of(table, answer), (1, list), "{answer}");
    }
}

#[test]
fn the_next_cleaned_file_holds_what_has_not_gone_in() {
    let mut session = checked("own/customers", THREE, None);
    let list = answered(&mut session, "Row 3: is taken").went_in.unwrap();
    assert_eq!(list.count(), 2);
    assert_eq!(WentIn::parse(&list.text()).ok(), Some(list.clone()));
    // The row that was refused is corrected, the one that was not sent as well, one is new, and they are in another order.
    let corrected = "Customer Name,Email\nEd Ltd,ed@example.com\nDi Ltd,di@example.com\nBob Ltd,bob@example.com\nCy Ltd,cy2@example.com\nAda Ltd,ada@example.com\n";
    let mut next = checked("own/customers", corrected, Some(list.clone()));
    assert_eq!(
        cleaned(&mut next),
        "Customer Name,Email\nEd Ltd,ed@example.com\nBob Ltd,bob@example.com\nCy Ltd,cy2@example.com\n"
    );
    assert_eq!(said(&next), [("A110".to_owned(), None, None)]);
    // A second answer is about the rows of that file, and adds to the list.
    let outcome = answered(&mut next, "Row 4: still taken");
    assert_eq!(said(&next).last(), Some(&at("A120", 5, "")));
    assert_eq!(outcome.went_in.unwrap().count(), 4);
    // A record that was changed after it went in is to be sent again.
    let mut changed = checked("own/customers", &corrected.replace("ada@", "ada2@"), Some(list));
    assert!(cleaned(&mut changed).contains("ada2@example.com"));
}

#[test]
fn of_rows_that_are_equal_as_many_are_left_out_as_went_in() {
    let entry = "ana@acme.example,2025-01-05,Review,0.25,Web,,Design\n";
    let table = format!("user email,entry date,description,duration,project,subtask,task\n{entry}{entry}");
    let mut session = checked(TIME_ENTRIES, &table, None);
    let list = answered(&mut session, "Row 3: twice the same").went_in.unwrap();
    assert_eq!(list.count(), 1);
    let text = cleaned(&mut checked(TIME_ENTRIES, &table, Some(list)));
    assert_eq!(text.lines().count(), 2, "{text}");
    // A column of the cleaned file that is called as an error may be is no error.
    let answer = format!(
        "user email,entry date,description,duration,project,subtask,task,error\n{},\n",
        entry.trim_end()
    );
    assert_eq!(answered(&mut checked(TIME_ENTRIES, &table, None), &answer).refused, 0);
}

#[test]
fn where_order_has_meaning_a_row_is_never_sent_without_those_it_belongs_to() {
    let mut session = checked(PROJECTS, TREE, None);
    assert!(cleaned(&mut session).starts_with("project name,resource type,resource name,task budget type\n"));
    let list = answered(&mut session, "Row 4: no budget").went_in.unwrap();
    assert_eq!(said(&session), [at("A120", 4, "")]);
    let mut next = checked(PROJECTS, TREE, Some(list));
    let text = cleaned(&mut next);
    let names: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(names, ["Alpha", "Build"]);
    // What belongs to a row that was refused cannot have gone in.
    let mut session = checked(PROJECTS, TREE, None);
    let list = answered(&mut session, "Row 5: unknown project").went_in.unwrap();
    let text = cleaned(&mut checked(PROJECTS, TREE, Some(list)));
    let names: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(names, ["Beta", "Plan"]);
}

#[test]
fn nothing_is_claimed_of_an_answer_that_belongs_elsewhere() {
    for answer in [
        "Row 99: is taken",
        "Customer Name,Email,error\nZed Ltd,z@example.com,is taken\n",
        "row,Customer Name,Email,error\n3,Di Ltd,di@example.com,is taken\n",
    ] {
        let mut session = checked("own/customers", THREE, None);
        let outcome = answered(&mut session, answer);
        assert_eq!((outcome.unplaced, outcome.went_in), (1, None), "{answer}");
        assert_eq!(said(&session), [("A140".to_owned(), None, None)], "{answer}");
        assert_ne!(session.files()[0].verdict().name(), "ready");
    }
    // Which row is meant, nobody knows: nothing went in for certain.
    for answer in [
        "row,message\n\"3, 4\",is taken\n",
        "row,message\n#3,is taken\n",
        "row,message\nrow 3,is taken\n",
        "row,message\n3-4,is taken\n",
        "row,message\n\"1,003\",is taken\n",
        "row,message\n-1,is taken\n",
        "row,message\n3.5,is taken\n",
        "row,message\n99999999999999999999,is taken\n",
        r#"{"errors":[{"row":"3, 4","message":"is taken"}]}"#,
        r#"{"errors":[{"row":[3,4],"message":"is taken"}]}"#,
        r#"{"errors":[{"row":"Row 3","message":"is taken"}]}"#,
        r#"{"errors":{"rows 4-5":"is taken"}}"#,
        r#"{"errors":{"rows 4-5":["is taken"]}}"#,
        r#"{"rows 4-5":["is taken"]}"#,
    ] {
        let mut session = checked("own/customers", THREE, None);
        let outcome = answered(&mut session, answer);
        assert_eq!((outcome.refused, outcome.unplaced, outcome.went_in), (0, 1, None), "{answer}");
        assert_eq!(said(&session), [("A140".to_owned(), None, None)], "{answer}");
    }
    let mut session = checked("own/customers", THREE, None);
    answered(&mut session, "The import is late.");
    assert_eq!(said(&session), [("A130".to_owned(), None, None)]);
    // A list of another file leaves nothing out, and says so.
    let list =
        WentIn::parse(r#"{"kind":"import-checker/went-in","records":["00112233445566778899aabbccddeeff"]}"#)
            .unwrap();
    let session = checked("own/customers", THREE, Some(list));
    assert_eq!(said(&session), [("A150".to_owned(), None, None)]);
    for wrong in [
        "",
        "{}",
        r#"{"kind":"import-checker/went-in"}"#,
        r#"{"kind":"import-checker/went-in","records":["xyz"]}"#,
    ] {
        assert!(WentIn::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_server_that_counts_otherwise_is_understood() {
    let placed = |answer: &str, first_row| {
        let mut session = checked("own/customers", THREE, None);
        let options = AnswerOptions { first_row, ..DROPPED };
        session.answer(0, "", answer.as_bytes(), &options).unwrap();
        said(&session).into_iter().filter_map(|(_, row, _)| row).collect::<Vec<u64>>()
    };
    assert_eq!(placed("Row 2: x\nRow 3: x", None), [2, 4]);
    // Row 1 may be the headings, or the first of all, and row 0 the whole: nothing is moved by them.
    assert_eq!(placed("Row 1: x\nRow 2: x", None), [2]);
    assert_eq!(placed("Row 0: x\nRow 2: x", None), [2]);
    assert_eq!(placed("Row 1: x\nRow 2: x", Some(1)), [2, 4]);
    assert_eq!(placed("Row 0: x\nRow 2: x", Some(0)), [2, 5]);
    assert_eq!(placed("Row 2: x", Some(1)), [4]);
}

#[test]
fn an_answer_to_the_built_in_imports() {
    for (import, table, answer, row) in [
        (PROJECTS, TREE, "row;message\n6;Beta is closed\n", 6),
        (
            TIME_ENTRIES,
            include_str!("cases/gryzzly/time-entries/more-than-a-day.csv"),
            "Ligne 3 : déjà saisi",
            3,
        ),
    ] {
        let mut session = checked(import, table, None);
        let outcome = answered(&mut session, answer);
        assert_eq!(outcome.refused, 1, "{import}");
        assert_eq!(said(&session), [at("A120", row, "")], "{import}");
        // Who checks it again as it is hears of it, at its row.
        let next = checked(import, table, outcome.went_in);
        assert_eq!(said(&next).last(), Some(&at("A180", row, "")), "{import}");
    }
}

/// Where all were refused nothing went in, and yet they would go out again; parts are counted before that is said.
#[test]
fn a_list_of_refused_rows_alone_is_heard_where_the_import_has_limits() {
    let definition = r#"{"name": "own/limited", "limits": {"rows": 5}, "fields": [{"name": "name"}]}"#;
    let checked = |went_in| {
        let definition = std::sync::Arc::new(import_checker::ImportDefinition::parse(definition).unwrap());
        Job::new(vec![definition], Lang::En)
            .file(
                Input { name: "table.csv".to_owned(), went_in, ..Input::default() },
                Cursor::new(b"name\nAda\nBo\n".to_vec()),
            )
            .check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let outcome = answered(&mut checked(None), "row;message\n2;no\n3;no\n");
    let next = checked(outcome.went_in);
    assert_eq!(said(&next), [at("A180", 2, ""), at("A180", 3, "")]);
}

/// What is no answer, or one that nobody can place, says nothing of how the rows fared; one that says so itself does.
#[test]
fn where_nothing_of_an_answer_has_a_place_nobody_knows_what_went_in() {
    const OTHERS: &str =
        r#"{"name":"own/things","primaryKey":"id","fields":[{"name":"id"},{"name":"state"}]}"#;
    let things = |table: &str| {
        let definition = std::sync::Arc::new(import_checker::ImportDefinition::parse(OTHERS).unwrap());
        Job::new(vec![definition], Lang::En)
            .file(
                Input { name: "things.csv".to_owned(), ..Input::default() },
                Cursor::new(table.as_bytes().to_vec()),
            )
            .check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let both = || [checked("own/customers", THREE, None), things("id,state\nx,row 2 of 3\ny,new\nz,old\n")];
    for answer in [
        // In another language, of the whole file, cut short, or of nothing that is here.
        "Fila 3: ya existe",
        "The import is late.",
        "Two rows failed.",
        "2 errors",
        "3 of 4 rows imported",
        "2 rows imported, 0 errors",
        "Row 99: is taken",
        r#"{"status":"failed"}"#,
        r#"{"success":false,"errors":[]}"#,
        r#"{"errors":2}"#,
        r#"{"status":"ok","imported":2}"#,
        r#"{"status":"ok","imported":3,"failed":1}"#,
        r#"{"errors":["the name is taken"]}"#,
        "status,message\nfailed,the name is taken\n",
        "Row 1 003: is taken",
        "Row 1,003: is taken",
        "Row 99999999999999999999: is taken",
    ] {
        for mut session in both() {
            let before = cleaned(&mut session);
            let outcome = answered(&mut session, answer);
            assert_eq!((outcome.refused, outcome.others, &outcome.went_in), (0, 3, &None), "{answer}");
            assert_eq!(outcome.unplaced + outcome.unnamed, 1, "{answer}");
            // What remains to be sent is what it was.
            assert_eq!(cleaned(&mut session), before, "{answer}");
        }
    }
    for answer in [
        "",
        "Fila;Mensaje\n3;see row 2\n",
        "a;b\n1;2\n",
        r#"{"errores":[{"fila":3}]}"#,
        // Which of two rows it is, nobody knows.
        r#"{"errors":[{"row":3,"row":4,"message":"is taken"}]}"#,
        "{\"row\":3,\"message\":\"is taken\"}\n{\"row\":4,\"message\":\"a\",\"message\":\"b\"}",
    ] {
        for mut session in both() {
            let told = session.answer(0, "answer", answer.as_bytes(), &DROPPED);
            assert!(matches!(told, Err(Error::NothingUnderstood)), "{answer}: {told:?}");
        }
    }
    // The file itself, and the cleaned one.
    for (mut session, file) in both().into_iter().zip([THREE, "id,state\nx,row 2 of 3\ny,new\nz,old\n"]) {
        let out = cleaned(&mut session);
        for answer in [file, &out, &out.replace(',', ";")] {
            let told = session.answer(0, "answer.csv", answer.as_bytes(), &DROPPED);
            assert!(matches!(told, Err(Error::SentFile)), "{answer}: {told:?}");
        }
    }
    for answer in [
        "0 errors",
        "All rows imported.",
        "3 rows imported, 0 errors",
        "Import successful\n3 of 3 rows imported\n0 errors\n",
        "Toutes les lignes ont été importées",
        r#"{"errors":[]}"#,
        r#"{"status":"ok","imported":3,"failed":0}"#,
        r#"{"created":2,"updated":1,"errors":0}"#,
        "row,message\n",
        "row,status\n2,created\n3,updated\n4,created\n",
    ] {
        for mut session in both() {
            let outcome = answered(&mut session, answer);
            assert_eq!((outcome.refused, outcome.unplaced, outcome.unnamed), (0, 0, 0), "{answer}");
            assert_eq!(outcome.went_in.map(|list| list.count()), Some(3), "{answer}");
            assert_eq!(said(&session), [], "{answer}");
        }
    }
    // Beside rows that are named, a word about the whole is no more than that; an error in the list may be any row's.
    for (answer, known) in [
        ("1 error\nRow 3: is taken", true),
        ("2 errors\nRow 3: is taken", false),
        (r#"{"message":"1 row failed","errors":[{"row":3,"message":"is taken"}]}"#, true),
        (r#"{"errors":[{"row":3,"message":"is taken"},{"message":"the name is taken"}]}"#, false),
        ("row,message\n3,is taken\n,the name is taken\n", false),
        ("Row 3: is taken\n5: is taken", false),
    ] {
        for mut session in both() {
            let outcome = answered(&mut session, answer);
            assert_eq!((outcome.refused, outcome.went_in.is_some()), (1, known), "{answer}");
        }
    }
}

/// A row of the server is no row of the file, however large its number is.
#[test]
fn a_row_that_was_not_sent_has_the_number_that_the_answer_gives_it() {
    for number in ["99", "2147483648", "3000000000", "4294967296", "18446744073709551615"] {
        let mut session = checked("own/customers", THREE, None);
        answered(&mut session, &format!("row,message\n{number},is taken\n"));
        let report = session.files()[0].report(Lang::En);
        let told = report["findings"].as_array().unwrap().iter().find(|one| one["code"] == "A140").unwrap();
        let told = told["message"].as_str().unwrap();
        assert!(told.contains(&format!("about row {number},")) && !told.contains("(new)"), "{told}");
    }
}

/// Each part has an answer of its own, and a person may paste what was refused one after the other: rows are counted as they
/// were sent, whatever was refused before.
#[test]
fn answers_that_come_one_after_the_other_are_about_what_was_sent() {
    let five =
        "Customer Name,Email\nA,a@x.example\nB,b@x.example\nC,c@x.example\nD,d@x.example\nE,e@x.example\n";
    let tree = format!("{TREE}Gamma,project,Gamma,\n");
    for (import, table) in [("own/customers", five), (PROJECTS, &*tree)] {
        let mut session = checked(import, table, None);
        answered(&mut session, "Row 3: is taken");
        let outcome = answered(&mut session, "Row 5: is taken");
        let rows: Vec<Option<u64>> = said(&session).into_iter().map(|(_, row, _)| row).collect();
        assert_eq!(rows, [Some(3), Some(5)], "{import}");
        // What the first refused did not go in either.
        let list = outcome.went_in.unwrap();
        let text = cleaned(&mut checked(import, table, Some(list)));
        let sent = if import == PROJECTS {
            "Alpha,project,Alpha,\nAlpha,task,Plan,none\nBeta,project,Beta,\nBeta,task,Plan,none\n"
        } else {
            "B,b@x.example\nD,d@x.example\n"
        };
        assert_eq!(text.split_once('\n').unwrap().1, sent, "{import}");
        // In parts, where the others of the first went in as well, or nobody said so.
        for (earlier_went_in, count) in [(true, 3), (false, 2)] {
            let mut session = checked("own/customers", five, None);
            let part = |part, earlier_went_in| AnswerOptions { part: Some(part), earlier_went_in, ..DROPPED };
            let first = session.answer(0, "", b"Row 3: is taken", &part((0, 2), false)).unwrap();
            assert_eq!((first.others, first.went_in.unwrap().count()), (1, 1));
            let second = session.answer(0, "", b"Row 2: is taken", &part((2, 3), earlier_went_in)).unwrap();
            assert_eq!((second.others, second.went_in.unwrap().count()), (2, count));
            let rows: Vec<Option<u64>> = said(&session).into_iter().map(|(_, row, _)| row).collect();
            assert_eq!(rows, [Some(3), Some(4)]);
        }
    }
}

/// Parts that an answer may have which say nothing that is not known: all in one are understood.
const WELL_PARTS: &[&str] = &[
    r#""success":true"#,
    r#""status":"ok""#,
    r#""imported":3"#,
    r#""failed":0"#,
    r#""errors":[]"#,
    r#""message":"3 rows imported, 0 errors""#,
    r#""total":3"#,
    r#""importId":"a7f""#,
    r#""duplicates":0"#,
    r#""warnings":[]"#,
    r#""data":{"created":2,"updated":1}"#,
    r#""rows":[{"row":2,"status":"created"},{"row":3,"status":"updated"},{"row":4,"ok":true}]"#,
];
/// Parts of which nobody knows what they say of the rows, or that say something else.
const OTHER_PARTS: &[&str] = &[
    r#""duplicates":2"#,
    r#""message":"Imported 1 of 2""#,
    r#""message":"1 row was skipped""#,
    r#""message":"Bob was skipped""#,
    r#""message":"Une ligne a été ignorée""#,
    r#""message":"Eine Zeile wurde übersprungen""#,
    r#""message":"Completed with errors""#,
    r#""note":"Bob is there already""#,
    r#""hint":"see the log""#,
    r#""state":"partial""#,
    r#""outcome":"queued""#,
    r#""success":false"#,
    r#""valid":false"#,
    r#""committed":false"#,
    r#""rolledBack":true"#,
    r#""written":0"#,
    r#""inserted":"1/2""#,
    r#""imported":1"#,
    r#""failed":1"#,
    r#""failed":[{"index":0,"cause":"dup"}]"#,
    r#""skipped":[3]"#,
    r#""leftovers":[3,4]"#,
    r#""leftovers":[{"row":3}]"#,
    r#""leftovers":{"Bob":"is taken"}"#,
    r#""pending":["Bob"]"#,
    r#""warnings":["Row 3 was left out"]"#,
    r#""warnings":2"#,
    r#""rows":[{"row":2,"status":"ok","message":"but the mail is bad"}]"#,
    r#""rows":[{"row":2,"status":"queued"}]"#,
    r#""rows":[{"row":2,"status":"ok"}]"#,
    r#""rows":[{"row":2}]"#,
    r#""rows":[{"row":9,"status":"ok"}]"#,
    r#""data":{"lost":1}"#,
    r#""import":"failed""#,
    r#""code":500"#,
];

/// What is believed of an answer is what all its parts say, whichever they are and wherever the part stands that is not
/// understood.
#[test]
fn one_part_that_is_not_understood_and_no_row_counts_as_gone_in() {
    let list = |parts: &[&str]| {
        let answer = format!("{{{}}}", parts.join(","));
        let mut session = checked("own/customers", THREE, None);
        let before = cleaned(&mut session);
        let outcome = session.answer(0, "answer", answer.as_bytes(), &DROPPED);
        let went_in = outcome.ok().and_then(|outcome| outcome.went_in).map(|list| list.count());
        (answer, went_in, cleaned(&mut session) == before)
    };
    let name = |part: &&str| part.split(':').next().unwrap().to_owned();
    for own in WELL_PARTS {
        for further in WELL_PARTS.iter().filter(|one| name(one) != name(own)) {
            let said = [name(own), name(further)].contains(&"\"success\"".to_owned());
            let success = (!said).then_some(r#""success":true"#);
            let (answer, went_in, _) = list(&success.into_iter().chain([*own, *further]).collect::<Vec<_>>());
            assert_eq!(went_in, Some(3), "{answer}");
        }
        for other in OTHER_PARTS.iter().filter(|one| name(one) != name(own)) {
            for parts in [[*own, *other], [*other, *own]] {
                let (answer, went_in, _) = list(&parts);
                assert_eq!(went_in, None, "{answer}");
            }
        }
    }
    // Beside a row that is refused, too, unless it says just that.
    let of_one = |other: &&&str| other.contains("1 row was skipped") || other.contains("\"failed\":1");
    for other in OTHER_PARTS.iter().filter(|other| !of_one(other)) {
        let (answer, went_in, _) = list(&[r#""problems":[{"row":3,"message":"is taken"}]"#, other]);
        assert_eq!(went_in, None, "{answer}");
        let mut session = checked("own/customers", THREE, None);
        if session.answer(0, "", answer.as_bytes(), &DROPPED).is_ok() {
            let text = cleaned(&mut session);
            assert!(text.contains("Ada Ltd"), "{answer}: {text}");
        }
    }
}

/// A table that lists rows says of each what became of it, and of all.
#[test]
fn a_row_that_is_listed_without_a_word_has_not_gone_in() {
    for answer in [
        "row,message\n2,\n3,\n4,\n",
        "row,message\n3,\n",
        "row,imported,error\n2,no,\n3,yes,\n4,yes,\n",
        "row,valid,error\n2,false,\n3,true,\n4,true,\n",
        "ligne;importé;erreur\n2;non;\n3;oui;\n4;oui;\n",
        "Zeile;importiert;Fehler\n2;nein;\n3;ja;\n4;ja;\n",
        "row,status\n2,none\n3,ok\n4,ok\n",
        "row,status\n2,queued\n3,ok\n4,ok\n",
        "row,status\n2,ok\n3,\n4,ok\n",
        "row,status\n2,ok\n3,ok\n",
        "row,status\n2,ok\n3,ok\n9,ok\n",
        "row,code,status\n3,E1,\n",
        "row,field,message\n3,email,\n",
        "row,status,message\n2,Created,but the mail is bad\n3,Created,\n4,Created,\n",
        "row,status,remark\n2,ok,held back\n3,ok,\n4,ok,\n",
        "row,status,errors\n2,ok,1\n3,ok,0\n4,ok,0\n",
        "Customer Name,Email,ERROR\nZed Ltd,z@example.com,\nYan Ltd,y@example.com,\nXi Ltd,x@example.com,\n",
        "Customer Name,Email,ERROR\nAda Ltd,ada@example.com,\nCy Ltd,cy@example.com,is taken\n",
    ] {
        let mut session = checked("own/customers", THREE, None);
        let outcome = answered(&mut session, answer);
        assert!(
            outcome.went_in.as_ref().is_none_or(|list| list.count() < 3 && outcome.refused > 0),
            "{answer}: {outcome:?}"
        );
        let told = said(&session);
        assert!(!told.is_empty(), "{answer}");
    }
    // Said of each row in words, or by a column of counts.
    for (answer, refused) in [
        ("row,imported,error\n2,yes,\n3,no,is taken\n4,yes,\n", 1),
        ("row,valid,error\n2,true,\n3,false,\n4,true,\n", 1),
        ("row,errors\n2,0\n3,0\n4,0\n", 0),
        (
            "Customer Name,Email,ERROR\nAda Ltd,ada@example.com,\nDi Ltd,di@example.com,\nCy Ltd,cy@example.com,is taken\n",
            1,
        ),
    ] {
        let mut session = checked("own/customers", THREE, None);
        let outcome = answered(&mut session, answer);
        let count = outcome.went_in.as_ref().map(WentIn::count);
        assert_eq!((outcome.refused, count), (refused, Some(3 - refused)), "{answer}: {:?}", said(&session));
    }
}

/// A sentence about one row may be about all others as well.
#[test]
fn what_is_said_of_the_others_behind_a_row_is_heard() {
    for rest in [
        "bad. All others were rejected",
        "bad; the rest was not imported",
        "bad. The import was aborted.",
        "bad, nothing was imported",
        "en double. Les autres lignes ont été rejetées",
        "en double. L’importation a été interrompue",
        "doppelt. Alle anderen wurden abgelehnt",
        "doppelt, der Vorgang wurde abgebrochen",
    ] {
        for answer in [
            format!("Row 3: {rest}"),
            format!("Ligne 3 : {rest}"),
            format!("Zeile 3: {rest}"),
            format!("row;message\n3;\"{rest}\"\n"),
            format!(r#"{{"errors":[{{"row":3,"message":"{rest}"}}]}}"#),
        ] {
            let mut session = checked("own/customers", THREE, None);
            let outcome = answered(&mut session, &answer);
            assert_eq!((outcome.refused, &outcome.went_in), (1, &None), "{answer}");
            assert!(cleaned(&mut session).contains("Ada Ltd"), "{answer}");
        }
    }
}

/// Rows that came back, and are equal in all that is named: which is meant, nobody knows, unless each is.
#[test]
fn of_rows_that_are_alike_none_is_refused_for_another() {
    let alike = r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "email"}]}"#;
    let people = |table: &str| {
        let definition = std::sync::Arc::new(import_checker::ImportDefinition::parse(alike).unwrap());
        Job::new(vec![definition], Lang::En)
            .file(
                Input { name: "people.csv".to_owned(), ..Input::default() },
                Cursor::new(table.as_bytes().to_vec()),
            )
            .check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let twice = "name,email\nAda,a@x.example\nAda,a@x.example\nBob,b@x.example\n";
    let partly = "name,email\nBob,b@x.example\nBob,c@x.example\nCy,d@x.example\n";
    for (table, answer, refused, count) in [
        (twice, "name,email,ERROR\nAda,a@x.example,dup\nAda,a@x.example,dup\nBob,b@x.example,\n", 2, Some(1)),
        (twice, "name,email,ERROR\nAda,a@x.example,dup\n", 0, None),
        (twice, "name,email,ERROR\nAda,a@x.example,dup\nAda,a@x.example,\nBob,b@x.example,\n", 0, None),
        (partly, "name,ERROR\nBob,bad\n", 0, None),
        (partly, "name,ERROR\nBob,bad\nBob,bad\n", 2, Some(1)),
        (partly, r#"{"errors":[{"record":{"name":"Bob"},"message":"bad"}]}"#, 0, None),
        (partly, r#"{"errors":[{"record":{"name":"Cy"},"message":"bad"}]}"#, 1, Some(2)),
        (partly, "name,ERROR\nCy,bad\nCy,too long\n", 1, Some(2)),
    ] {
        let mut session = people(table);
        let outcome = answered(&mut session, answer);
        let went_in = outcome.went_in.map(|list| list.count());
        assert_eq!((outcome.refused, went_in), (refused, count), "{answer}: {:?}", said(&session));
        assert_eq!(said(&session).iter().any(|(code, ..)| code == "A140"), count.is_none(), "{answer}");
    }
}

/// Lists that hold one another, or the same one twice, say of each record once that it went in.
#[test]
fn lists_that_overlap_count_no_record_twice() {
    let entry = "ana@acme.example,2025-01-05,Review,0.25,Web,,Design\n";
    let head = "user email,entry date,description,duration,project,subtask,task\n";
    let other = "ana@acme.example,2025-01-06,Review,0.25,Web,,Design\n";
    let table = format!("{head}{entry}{other}{entry}");
    let first = answered(&mut checked(TIME_ENTRIES, &table, None), "Row 4: twice the same").went_in.unwrap();
    let second = answered(&mut checked(TIME_ENTRIES, &table, Some(first.clone())), "Row 2: is late");
    for lists in [vec![&first, &first], vec![&first, second.went_in.as_ref().unwrap()]] {
        let mut joined = WentIn::default();
        lists.iter().for_each(|list| joined.join(list));
        let text = cleaned(&mut checked(TIME_ENTRIES, &table, Some(joined)));
        assert_eq!(text.matches("2025-01-05").count(), 1, "{text}");
    }
}

/// That all went well, as servers and people write it.
#[test]
fn plain_words_for_all_went_in_are_understood() {
    for answer in [
        "No errors found.",
        "0 errors found",
        "0 errors found in 3 rows",
        "3 records processed, 0 errors",
        "3 rows added; 0 updated; 0 errors",
        "The import was successful.",
        "Aucune erreur trouvée.",
        "Aucune erreur n’a été trouvée.",
        "Il n’y a pas d’erreur.",
        "L’importation a réussi.",
        "3 lignes traitées, 0 erreur",
        "Es wurden keine Fehler gefunden.",
        "Der Import war erfolgreich.",
        "3 Zeilen verarbeitet, 0 Fehler",
        "Alle Datensätze wurden erfolgreich importiert.",
    ] {
        let outcome = answered(&mut checked("own/customers", THREE, None), answer);
        assert_eq!(outcome.went_in.map(|list| list.count()), Some(3), "{answer}");
    }
    for answer in [
        "2 records processed, 0 errors",
        "Der Import war nicht erfolgreich.",
        "Die Zeilen wurden nicht importiert.",
        "L’importation n’a pas réussi.",
        "Les lignes n’ont pas été importées.",
        "No rows were processed successfully.",
        "Keine Zeile wurde importiert.",
        "Aucune ligne n’a été importée.",
    ] {
        let outcome = answered(&mut checked("own/customers", THREE, None), answer);
        assert_eq!(outcome.went_in, None, "{answer}");
    }
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    let output = program.args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("own.json"), own("own/customers")).unwrap();
    std::fs::write(folder.join("customers.csv"), THREE).unwrap();
    folder
}

#[test]
fn the_command_takes_an_answer_and_the_next_check_a_list() {
    let folder = folder("result");
    std::fs::write(folder.join("answer.csv"), "row,field,message\n3,Email,is taken\n").unwrap();
    let with = ["--definition", "own.json", "--out", "out"];
    let command = |words: &[&str]| run(&folder, &[words, &with].concat());
    let (code, out, complaint) = command(&[
        "result",
        "customers.csv",
        "--answer",
        "answer.csv",
        "--others-went-in",
        "went-in.json",
        "--format",
        "json",
    ]);
    assert_eq!(code, 1);
    assert_eq!(complaint, "customers.csv: 1 refused, 2 other rows were sent.\n");
    let report: Json = serde_json::from_str(&out).unwrap();
    assert_eq!(report["files"][0]["counts"]["A120"], 1);
    assert!(
        folder.join("out/customers.rejected.csv").is_file()
            && folder.join("out/customers.report.json").is_file()
    );
    assert!(!folder.join("out/customers.cleaned.csv").exists());
    // As it is, the refused row would go out once more.
    let again = ["check", "customers.csv", "--went-in", "went-in.json", "--rows-in-error", "drop", "--force"];
    let (_, out, _) = command(&again);
    assert!(out.contains("A180 refused-as-it-is: Row 4 is as it was when the server refused it"), "{out}");
    std::fs::write(folder.join("customers.csv"), THREE.replace("cy@", "cy2@")).unwrap();
    let (code, out, _) = command(&[
        "check",
        "customers.csv",
        "--went-in",
        "went-in.json",
        "--rows-in-error",
        "drop",
        "--force",
        "--lang",
        "fr",
    ]);
    assert_eq!(code, 1, "Bob still has no address");
    assert!(!out.contains("A180"), "{out}");
    assert!(out.contains("A110") && out.contains("2 lignes sur 4 ont déjà été importées"), "{out}");
    let cleaned = std::fs::read_to_string(folder.join("out/customers.cleaned.csv")).unwrap();
    assert_eq!(cleaned, "Customer Name,Email\r\nCy Ltd,cy2@example.com\r\n");
}

#[test]
fn the_command_says_what_it_does_not_take() {
    let folder = folder("result-refused");
    std::fs::write(folder.join("nothing.json"), r#"{"imported": 3}"#).unwrap();
    std::fs::write(folder.join("other.txt"), "Row 99: is taken").unwrap();
    let command = |words: &[&str]| {
        run(&folder, &[&["result", "customers.csv", "--definition", "own.json"], words].concat())
    };
    let (code, _, complaint) = command(&["--answer", "nothing.json"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("Nothing in this answer could be understood"), "{complaint}");
    let (code, _, complaint) = command(&["--answer", "other.txt", "--out", "out", "--write", "cleaned"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("--went-in"), "{complaint}");
    let (code, out, complaint) = command(&["--answer", "other.txt", "--others-went-in", "list.json"]);
    assert_eq!(code, 1);
    assert!(out.contains("A140") && complaint.contains("nobody knows which rows went in"), "{complaint}");
    assert!(!folder.join("list.json").exists());
    // An answer that nobody can place, and the file itself.
    std::fs::write(folder.join("spanish.txt"), "Fila 3: ya existe").unwrap();
    let (code, _, complaint) = command(&["--answer", "spanish.txt", "--others-went-in", "list.json"]);
    assert_eq!(code, 1);
    assert!(
        complaint.contains("Nothing of this answer has a place in the file")
            && complaint.contains("No list was written"),
        "{complaint}"
    );
    let (code, _, complaint) = command(&["--answer", "customers.csv", "--others-went-in", "list.json"]);
    assert!(code == 2 && complaint.contains("This is the file as it was sent"), "{complaint}");
    // So is one whose own columns are called as an answer's may be.
    std::fs::write(folder.join("described.csv"), "Customer Name,Description\nAda,likes row 3\n").unwrap();
    let own = ["result", "described.csv", "--definition", "own.json", "--answer", "described.csv"];
    let (code, _, complaint) = run(&folder, &own);
    assert!(code == 2 && complaint.contains("This is the file as it was sent"), "{complaint}");
    // Two answers to one file, of which the second would be counted without what the first refused.
    std::fs::write(folder.join("one.txt"), "Row 3: is taken").unwrap();
    let two = ["--answer", "one.txt", "--answer", "one.txt"];
    let (code, _, complaint) = command(&two);
    assert!(
        code == 2 && complaint.contains("There is an answer to this cleaned file already"),
        "{complaint}"
    );
    let (code, _, complaint) = command(&[&two[..], &["--part", "1"]].concat());
    assert!(code == 2 && complaint.contains("to which part one answer is"), "{complaint}");
    assert!(!folder.join("list.json").exists());
}

#[test]
fn a_list_may_lie_in_a_folder_that_is_not_there_yet_and_several_lists_are_one() {
    let folder = folder("result-lists");
    let command = |words: &[&str]| run(&folder, &[words, &["--definition", "own.json"]].concat());
    let five = "Customer Name,Email\nA,a@x.example\nB,b@x.example\nC,c@x.example\nD,d@x.example\n";
    std::fs::write(folder.join("customers.csv"), five).unwrap();
    let limited = own("own/customers").replace(r#""fields""#, r#""limits":{"rows":2},"fields""#);
    std::fs::write(folder.join("own.json"), limited).unwrap();
    std::fs::write(folder.join("first.txt"), "Row 3: is taken").unwrap();
    std::fs::write(folder.join("second.txt"), "Row 2: is taken").unwrap();
    for (part, answer, list) in [("1", "first.txt", "out/1.json"), ("2", "second.txt", "out/2.json")] {
        let words = ["result", "customers.csv", "--answer", answer, "--part", part, "--others-went-in", list];
        let out = ["--out", "out", "--write", "report", "--force"];
        let (code, said, complaint) = command(&[&words[..], &out].concat());
        assert_eq!(code, 1, "{said}{complaint}");
        assert!(folder.join(list).is_file(), "{complaint}");
    }
    let went_in = ["--went-in", "out/1.json", "--went-in", "out/2.json"];
    let (code, said, complaint) =
        command(&[&["check", "customers.csv", "--out", "next", "--write", "cleaned"][..], &went_in].concat());
    assert_eq!(code, 0, "{said}{complaint}");
    let cleaned = std::fs::read_to_string(folder.join("next/customers.cleaned.csv")).unwrap();
    assert_eq!(cleaned, "Customer Name,Email\r\nB,b@x.example\r\nC,c@x.example\r\n");
    // What is refused of both is heard.
    assert_eq!(said.matches("A180").count(), 2, "{said}");
    // A list that could not be written is refused before anything is done, and nothing is made.
    std::fs::write(folder.join("taken"), "").unwrap();
    for list in ["taken/list.json", "out", "gone/list.json"] {
        let words =
            ["result", "customers.csv", "--answer", "first.txt", "--part", "1", "--others-went-in", list];
        let (code, said, complaint) = command(&words);
        assert!(code == 2 && said.is_empty() && complaint.contains(list), "{list}: {said}{complaint}");
    }
}

#[test]
fn the_customers_of_the_example_in_the_documentation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/answer");
    let table = std::fs::read_to_string(folder.join("customers.csv")).unwrap();
    let mut session = checked(CUSTOMERS, &table, None);
    let outcome = answered(&mut session, &std::fs::read_to_string(folder.join("answer.csv")).unwrap());
    assert_eq!((outcome.refused, outcome.unplaced), (2, 0));
    // As its page says: row 3 stayed behind, so row 3 of the cleaned file is row 4 of this one.
    let rows: Vec<Option<u64>> =
        said(&session).into_iter().filter(|(code, ..)| code == "A120").map(|(_, row, _)| row).collect();
    assert_eq!(rows, [Some(4), Some(5)]);
}

/// What began as JSON and cannot be read says nothing of how the rows fared.
#[test]
fn an_answer_that_is_cut_off_or_nested_beyond_reading_is_refused() {
    let deep = "[".repeat(10_000);
    for answer in [deep.as_str(), "[{}", r#"{"errors": [{"message": "an address is wrong""#] {
        let mut session = checked("own/customers", THREE, None);
        let told = session.answer(0, "answer", answer.as_bytes(), &DROPPED);
        assert!(matches!(told, Err(Error::NothingUnderstood)), "{}", &answer[..10.min(answer.len())]);
    }
    // A line of a log may begin so, too.
    let mut session = checked("own/customers", THREE, None);
    assert_eq!(answered(&mut session, "[12:30] Row 3: Cy Ltd is there already").refused, 1);
}
