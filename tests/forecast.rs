//! What an import would do to what the receiving system has.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{
    Edits, Effect, Error, Filter, Forecast, Held, ImportDefinition, Input, Job, Lang, Meant, Product,
    RowsInError, Session, Settings, builtin,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const PEOPLE: &str = r#"{"name":"own/people","primaryKey":"id","fields":[{"name":"id"},{"name":"name"},
    {"name":"phone"},{"name":"age","type":"integer"},{"name":"born","type":"date"}]}"#;

fn own(definition: &str) -> Arc<ImportDefinition> {
    Arc::new(ImportDefinition::parse(definition).unwrap())
}

fn held(definition: &Arc<ImportDefinition>, there: &str) -> Result<Held, Error> {
    Held::read(definition, &Settings::new(), "there.csv", Cursor::new(there.to_owned()), Lang::En)
}

fn compared(definition: &Arc<ImportDefinition>, there: &str, file: &str) -> Session<'static> {
    let input = Input { name: "f.csv".to_owned(), import: Some(definition.name.clone()), ..Input::default() };
    Job::new(vec![definition.clone()], Lang::En)
        .held(Arc::new(held(definition, there).unwrap()))
        .unwrap()
        .file(input, Cursor::new(file.to_owned()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn forecast(definition: &Arc<ImportDefinition>, there: &str, file: &str) -> Forecast {
    compared(definition, there, file).files()[0].forecast().unwrap().clone()
}

fn differences(session: &mut Session<'_>) -> String {
    let mut out = Vec::new();
    session.product(0, Product::Differences, RowsInError::Drop, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const THERE: &str = "id,name,phone,age,born\n1,Ana,555,40,2001-02-03\n2,Bo,556,41,2001-02-04\n3,Cy,557,42,2001-02-05\n4,Di,558,,\n";

#[test]
fn every_record_is_new_changed_emptied_or_unchanged_and_what_is_not_in_the_file_is_said() {
    let file = "id,name,phone,age,born\n1,Ana,555,40,2001-02-03\n2,Bob,556,41,2001-02-04\n3,Cyd,,42,2001-02-05\n5,Eve,559,,\n";
    let mut session = compared(&own(PEOPLE), THERE, file);
    let found = session.files()[0].forecast().unwrap().clone();
    let counts = (found.held, found.new, found.changed, found.emptied, found.unchanged, found.not_in_file);
    assert_eq!(counts, (4, 1, 1, 1, 1, 1));
    let fields: Vec<_> = found.fields.iter().map(|f| (f.name.as_str(), f.changed, f.emptied)).collect();
    assert_eq!(fields, [("name", 2, 0), ("phone", 0, 1)]);
    assert_eq!(
        differences(&mut session),
        "row,record,effect,field,before,after\n3,2,changed,name,Bo,Bob\n4,3,changed,name,Cy,Cyd\n\
         4,3,emptied,phone,557,\n5,5,new,,,\n,4,not-in-file,,,\n"
    );
    let report = session.files()[0].report(Lang::En);
    assert_eq!(report["forecast"]["emptied"], 1);
    let text = session.files()[0].text_report(Lang::En);
    assert!(
        text.contains("1 new, 1 changed, 1 would lose a value, 1 unchanged, 1 there that the file has not"),
        "{text}"
    );
}

/// The system writes its exports as it likes.
#[test]
fn a_value_is_the_same_however_it_is_written() {
    let there = "Id;Age;Born;Name;Phone\n1;040;03/02/2001;Ana ;555\n3;42;25/02/2001;Cy;557\n";
    let file = "id,name,phone,age,born\n1,Ana,555,40,2001-02-03\n3,Cy,557,42,25.02.2001\n";
    let found = forecast(&own(PEOPLE), there, file);
    assert_eq!((found.unchanged, found.changed, found.new), (2, 0, 0), "{found:?}");
}

#[test]
fn a_column_that_is_missing_there_is_not_known_and_one_missing_here_is_not_touched() {
    let found = forecast(&own(PEOPLE), "id,name\n1,Ana\n", "id,name,phone\n1,Ana,555\n");
    assert_eq!((found.unchanged, found.unknown.as_slice()), (1, &["phone".to_owned()][..]));
    let found = forecast(&own(PEOPLE), "id,name,phone\n1,Ana,555\n", "id,name\n1,Ana\n");
    assert_eq!((found.unchanged, found.emptied, found.unknown.len()), (1, 0, 0));
}

#[test]
fn two_records_with_one_key_leave_open_which_is_meant() {
    let found = forecast(&own(PEOPLE), "id,name\n1,Ana\n1,Bo\n2,Cy\n", "id,name\n1,Ana\n2,Cy\n");
    assert_eq!((found.held, found.unclear, found.unchanged, found.not_in_file), (3, 1, 1, 0));
}

fn answered(definition: &Arc<ImportDefinition>, there: &str, file: &str, meant: Meant) -> Session<'static> {
    let edits = Edits { meant: vec![meant], ..Edits::default() };
    let import = Some(definition.name.clone());
    let input = Input { name: "f.csv".to_owned(), import, edits, ..Input::default() };
    Job::new(vec![definition.clone()], Lang::En)
        .held(Arc::new(held(definition, there).unwrap()))
        .unwrap()
        .file(input, Cursor::new(file.to_owned()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn meant(record: &str, row: u32, print: Option<&str>) -> Meant {
    Meant { record: record.to_owned(), row, print: print.map(str::to_owned) }
}

/// A person says which, and the forecast of that row follows: what would change is seen at its cells.
#[test]
fn which_of_two_records_is_meant_is_asked_and_the_answer_is_followed() {
    let all = builtin::definitions().unwrap();
    let projects = all.into_iter().find(|d| d.name == "gryzzly/projects").unwrap();
    let head = "project name,resource type,resource name,task budget type,task time planned,budget amount,project start date\n";
    let trees = (
        format!(
            "{head}Alpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,10,100,\nAlpha,task,Design,detailed,20,100,\n"
        ),
        format!("{head}Alpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,20,100,\n"),
    );
    let people = ("id,name,phone\n1,Ana,555\n1,Bo,556\n2,Cy,557\n", "id,name,phone\n1,Ana,556\n2,Cy,557\n");
    for (definition, there, file, record, field, rows) in [
        (own(PEOPLE), people.0, people.1, "1", "name", [2, 3]),
        (projects, trees.0.as_str(), trees.1.as_str(), "Alpha / Design", "task time planned", [3, 4]),
    ] {
        let asked = forecast(&definition, there, file);
        let question = &asked.questions[0];
        assert_eq!((asked.unclear, asked.questions.len(), asked.meant.len()), (1, 1, 0), "{asked:?}");
        assert_eq!((question.record.as_str(), question.of, question.fields[0].as_str()), (record, 2, field));
        assert_eq!(question.there.iter().map(|one| one.row).collect::<Vec<_>>(), rows);
        assert_ne!(question.there[0].texts, question.there[1].texts);
        let effects: Vec<(u64, u64, u64, u64)> = question
            .there
            .iter()
            .map(|one| {
                let session = answered(&definition, there, file, meant(record, one.row, Some(&one.print)));
                let found = session.files()[0].forecast().unwrap().clone();
                assert_eq!((found.unclear, found.questions.len()), (0, 0));
                assert_eq!((found.meant[0].row, found.meant[0].of), (one.row, 2));
                let report = session.files()[0].report(Lang::En);
                assert_eq!(report["forecast"]["meant"][0]["record"], record);
                let said = report["forecast"]["sentences"].as_array().unwrap().last().unwrap();
                assert_eq!(report["forecast"]["meantSentences"], 1);
                assert!(said.as_str().unwrap().contains(&format!("row {}", one.row)), "{said}");
                (found.changed, found.unchanged, found.emptied, found.not_in_file)
            })
            .collect();
        // The other one is a record that the file has not.
        assert!(effects.iter().all(|(changed, unchanged, emptied, other)| {
            (changed + unchanged + emptied, *other) == (2, 1)
        }));
        // What is about another row, another record, or says something else by now, answers nothing.
        for wrong in [meant(record, 9, None), meant("9", rows[0], None), meant(record, rows[0], Some("00"))] {
            let found = answered(&definition, there, file, wrong);
            let found = found.files()[0].forecast().unwrap();
            assert_eq!((found.unclear, found.meant.len()), (1, 0));
        }
    }
    let mut session = answered(&own(PEOPLE), people.0, people.1, meant("1", 3, None));
    let row = &session.window(0, &Filter::All, 0, 1).rows[0];
    let cells: Vec<_> = row.there.iter().map(|c| (c.column, c.before.as_str(), c.after.as_str())).collect();
    assert_eq!((row.effect, cells), (Some(Effect::Changed), vec![(1, "Bo", "Ana")]));
    assert!(differences(&mut session).contains("2,1,changed,name,Bo,Ana\n"));
    let (mut asked, mut french) = (compared(&own(PEOPLE), people.0, people.1), String::new());
    assert!(differences(&mut asked).contains("2,1,unclear,,,\n"));
    for (lang, wanted) in [
        (
            Lang::En,
            "“1”: 2 records there have this key. Say which one is meant: row 2 (name “Ana”, phone “555”); row 3",
        ),
        (Lang::Fr, "2 enregistrements y ont cette clé. Dites lequel est visé"),
    ] {
        french = asked.files()[0].text_report(lang);
        assert!(french.contains(wanted), "{french}");
    }
    assert!(french.contains("ligne 2"));
}

/// The most that one question shows, and as many as are asked at once.
#[test]
fn of_many_records_with_one_key_the_first_are_shown_and_each_can_be_meant() {
    let same: String = (0..30).map(|at| format!("1,N{at}\n")).collect();
    let many: String = (2..40).map(|id| format!("{id},A\n{id},B\n")).collect();
    let there = format!("id,name\n{same}{many}");
    let file: String = (1..40).map(|id| format!("{id},A\n")).collect();
    let file = format!("id,name\n{file}");
    let found = forecast(&own(PEOPLE), &there, &file);
    assert_eq!((found.unclear, found.questions.len()), (39, 20));
    assert_eq!((found.questions[0].of, found.questions[0].there.len()), (30, 10));
    let session = answered(&own(PEOPLE), &there, &file, meant("1", 31, None));
    let found = session.files()[0].forecast().unwrap();
    assert_eq!((found.unclear, found.changed, found.not_in_file), (38, 1, 29));
}

/// A system that has two records of one key is read like any other: a day is the same day however it is written, also where
/// the check of a file would find the second one wrong.
#[test]
fn what_is_wrong_with_a_record_there_changes_nothing_of_its_values() {
    let there = "id,name,born\n1,Ana,25/02/2001\n1,Bo,26/02/2001\n2,,27/02/2001\n";
    let strict =
        own(&PEOPLE.replace(r#"{"name":"name"}"#, r#"{"name":"name","constraints":{"required":true}}"#));
    let file = "id,name,born\n1,Bo,2001-02-26\n2,Cy,2001-02-27\n";
    let session = answered(&strict, there, file, meant("1", 3, None));
    let found = session.files()[0].forecast().unwrap();
    assert_eq!((found.unchanged, found.changed), (1, 1), "{found:?}");
    assert_eq!(found.fields.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["name"]);
}

/// Records that are alike in all that is compared can be told apart by their rows only.
#[test]
fn records_that_say_the_same_are_asked_as_well() {
    let found = forecast(&own(PEOPLE), "id,name\n1,Ana\n1,Ana\n", "id,name\n1,Ana\n");
    assert_eq!((found.unclear, found.questions[0].fields.len(), found.questions[0].there.len()), (1, 0, 2));
}

#[test]
fn the_command_line_says_which_is_meant_and_names_what_was_not_asked() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/forecast");
    let there = format!("interpreter-intelligence/customers={}", examples.join("twice.csv").display());
    let run = |more: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.arg("check").arg(examples.join("customers.csv")).args(["--existing", &there]).args(more);
        let output = program.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (_, said, _) = run(&[]);
    assert!(
        said.contains("“1002”: 2 records there have this key. Say which one is meant: row 2 ("),
        "{said}"
    );
    let (_, said, complaint) = run(&["--meant", "1002=3"]);
    assert_eq!(complaint, "");
    assert!(said.contains("“1002” is row 3 of the table of what is there, one of 2 with this key"), "{said}");
    assert!(!said.contains("Say which one"), "{said}");
    let (_, said, complaint) = run(&["--meant", "1002=9"]);
    assert!(
        said.contains("Say which one") && complaint.contains("--meant 1002=9: No question"),
        "{complaint}"
    );
    let (_, _, complaint) = run(&["--meant", "7777=3"]);
    assert!(complaint.contains("--meant 7777=3: No question"), "no file has this key: {complaint}");
    let (code, said, complaint) = run(&["--meant", "1002=2", "--meant", "1002=3"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(complaint.contains("several answers for “1002”"), "{complaint}");
    for wrong in ["1002", "1002=", "1002=x"] {
        let (code, said, complaint) = run(&["--meant", wrong]);
        assert_eq!((code, said.as_str()), (2, ""));
        assert!(complaint.contains("Write it as KEY=ROW"), "{complaint}");
    }
}

/// An answer counts for a record in error as well: it says which of those there is in the file.
#[test]
fn which_is_meant_is_heard_of_a_record_in_error() {
    let there = "id,name\n1,Ana\n1,Anna\n1,Anne\n";
    let mut session = answered(&own(PEOPLE), there, "id,name,age\n1,Ana,x\n", meant("1", 4, None));
    let found = session.files()[0].forecast().unwrap();
    let heard: Vec<_> = found.meant.iter().map(|one| (one.record.as_str(), one.row, one.of)).collect();
    assert_eq!((heard, found.in_error, found.not_in_file), (vec![("1", 4, 3)], 1, 2));
    assert_eq!(differences(&mut session).matches("not-in-file").count(), 2);
}

/// Where a key is compared without regard to capitals, so is what is said of it; the row says which record is meant.
#[test]
fn an_answer_names_the_record_in_any_case() {
    let folded = own(
        r#"{"name":"own/parts","primaryKey":"part","fields":[{"name":"part","format":"reference"},{"name":"note"}]}"#,
    );
    let session =
        answered(&folded, "part,note\nab 1,x\nAB 1,y\n", "part,note\nab 1,y\n", meant("AB 1", 3, None));
    let found = session.files()[0].forecast().unwrap();
    assert_eq!((found.unclear, found.unchanged, found.meant.len()), (0, 1, 1), "{found:?}");
    // Where it is not, the row belongs to the other record.
    let session = answered(&own(PEOPLE), "id,name\na,x\na,y\nA,z\n", "id,name\na,y\n", meant("A", 4, None));
    assert_eq!(session.files()[0].forecast().unwrap().unclear, 1);
}

/// Only what goes out can do something.
#[test]
fn rows_in_error_do_nothing() {
    let found = forecast(&own(PEOPLE), THERE, "id,name,age\n1,Ana,x\n2,Bo,41\n");
    assert_eq!((found.unchanged, found.new + found.changed + found.emptied), (1, 0), "{found:?}");
    assert_eq!((found.in_error, found.not_in_file), (1, 2), "a record in error is in the file all the same");
}

#[test]
fn what_cannot_be_compared_with_says_why() {
    let keyless = own(r#"{"name":"own/keyless","fields":[{"name":"a"}]}"#);
    assert!(matches!(held(&keyless, "a\n1\n"), Err(Error::NoKey)));
    assert!(matches!(held(&own(PEOPLE), "name,phone\nAna,5\n"), Err(Error::NoColumn)));
    assert!(matches!(held(&own(PEOPLE), ""), Err(Error::Read(_) | Error::NoColumn)));
    assert!(!held(&own(PEOPLE), "id\n1\n2\n").unwrap().compares());
}

/// What rows belong to is part of what they are: a task of that name in another project is another task.
#[test]
fn rows_of_a_tree_are_known_by_their_way_from_the_root() {
    let all = builtin::definitions().unwrap();
    let definition = all.into_iter().find(|d| d.name == "gryzzly/projects").unwrap();
    let head = "project name,resource type,resource name,task budget type,task time planned,budget amount,project start date\n";
    let there = format!(
        "{head}Alpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,10,100,\nBeta,project,Beta,,,,2025-01-01\nBeta,task,Build,detailed,10,100,\n"
    );
    let file = format!(
        "{head}Alpha,project,Alpha,,,,2025-02-01\nAlpha,task,Design,detailed,10,100,\nBeta,project,Beta,,,,2025-01-01\nBeta,task,Design,detailed,10,100,\n"
    );
    let mut session = compared(&definition, &there, &file);
    let lines = differences(&mut session);
    assert!(lines.contains("2,Alpha,changed,project start date,2025-01-01,2025-02-01\n"), "{lines}");
    assert!(
        lines.contains("5,Beta / Design,new,,,\n") && lines.contains(",Beta / Build,not-in-file,,,\n"),
        "{lines}"
    );
    assert!(!lines.contains("Alpha / Design"), "{lines}");
}

/// The example of the documentation gives what its page says.
#[test]
fn the_example_says_what_its_page_says() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/forecast");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forecast");
    let _ = std::fs::remove_dir_all(&folder);
    let there = format!("interpreter-intelligence/customers={}", examples.join("there.csv").display());
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.arg("check").arg(examples.join("customers.csv")).args(["--existing", &there, "--format", "json"]);
    let output = program.arg("--out").arg(&folder).args(["--write", "cleaned,differences"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = &report["files"][0]["forecast"];
    for one in ["new", "changed", "emptied", "unchanged", "notInFile"] {
        assert_eq!(counts[one], 1, "{one}: {counts}");
    }
    let written = std::fs::read_to_string(folder.join("customers.differences.csv")).unwrap();
    assert_eq!(written.lines().count(), 6, "{written}");
}

/// A list of references is no table: nothing is compared, and nothing is said of that.
#[test]
fn a_list_is_compared_with_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forecast-list");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("list.csv"), "Accounting Reference\n1001\n1002\n").unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/forecast");
    let list = format!("interpreter-intelligence/customers={}", folder.join("list.csv").display());
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.arg("check").arg(examples.join("customers.csv")).args(["--existing", &list, "--format", "json"]);
    let output = program.output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["files"][0].get("forecast").is_none() && output.stderr.is_empty());
}

/// A spreadsheet opens the differences, too.
#[test]
fn differences_hold_no_formula() {
    let mut session = compared(&own(PEOPLE), "id,name\n1,=1+1\n", "id,name\n1,Ana\n");
    assert!(differences(&mut session).contains("2,1,changed,name,'=1+1,Ana\n"));
}

/// A grid shows it: which rows, what becomes of each, and the cells that would say something else.
#[test]
fn rows_say_what_becomes_of_them_and_which_cells_differ() {
    let file = "id,name,phone,age,born\n1,Ana,555,40,2001-02-03\n2,Bob,556,041,2001-02-04\n3,Cyd,,42,2001-02-05\n5,Eve,559,x,\n6,Flo,1,,\n";
    let mut session = compared(&own(PEOPLE), THERE, file);
    let all = session.window(0, &Filter::All, 0, 10);
    let effects: Vec<_> = all.rows.iter().map(|row| row.effect.map(Effect::name)).collect();
    assert_eq!(effects, [Some("unchanged"), Some("changed"), Some("emptied"), None, Some("new")]);
    let cells = |row: usize| {
        let there = all.rows[row].there.iter();
        there.map(|cell| (cell.column, cell.before.as_str(), cell.after.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(cells(1), [(1, "Bo", "Bob")]);
    assert_eq!(cells(2), [(1, "Cy", "Cyd"), (2, "557", "")]);
    assert!(cells(0).is_empty() && cells(4).is_empty());
    let by_effect = session.window(0, &Filter::ByEffect { rows: Box::new(Filter::All) }, 0, 10);
    let order: Vec<u32> = by_effect.rows.iter().map(|row| row.number).collect();
    assert_eq!(order, [4, 3, 6, 2, 5], "what would be lost first, what does not go out last");
    let new = Filter::ByEffect { rows: Box::new(Filter::Effect { effect: Effect::New }) };
    assert_eq!(session.window(0, &new, 0, 10).rows.iter().map(|row| row.number).collect::<Vec<_>>(), [6]);
    let numbers = |session: &mut Session<'_>, effect| {
        let window = session.window(0, &Filter::Effect { effect }, 0, 10);
        (window.total, window.rows.iter().map(|row| row.number).collect::<Vec<_>>())
    };
    assert_eq!(numbers(&mut session, Effect::Emptied), (1, vec![4]));
    assert_eq!(numbers(&mut session, Effect::New), (1, vec![6]));
    assert_eq!(numbers(&mut session, Effect::Unclear), (0, vec![]));
}

const FAMILY: &str = r#"{"name":"own/staff","primaryKey":"id","fields":[{"name":"id"},{"name":"person"}],
    "foreignKeys":[{"fields":["person"],"reference":{"resource":"own/people","fields":["id"]}}]}"#;

/// A table of what is there is a list of references as well, whatever format it has.
#[test]
fn a_table_of_what_is_there_is_a_list_too() {
    let mut go_on = |_, _, _| ControlFlow::Continue(());
    // The same table in the character set of an older machine is no text that a list could be.
    let latin = b"id;name\n1;Zo\xeb\n2;Bo\n".to_vec();
    for table in [b"id,name\n1,Ana\n2,Bo\n".to_vec(), latin] {
        let input = Input { import: Some("own/staff".to_owned()), ..Input::default() };
        let mut session = Job::new(vec![own(PEOPLE), own(FAMILY)], Lang::En)
            .file(input, Cursor::new("id,person\n7,1\n8,3\n"))
            .open(&mut go_on);
        let there = session.there("own/people", "there.csv", || Cursor::new(table.clone()));
        assert!(there.is_list && there.error.is_none(), "{there:?}");
        session.check(&mut go_on);
        assert_eq!(session.files()[0].records().in_error, 1, "3 is not there");
        assert!(session.files()[0].forecast().is_none(), "nothing was said of its own import");
    }
}

#[test]
fn a_table_that_is_none_says_why() {
    let mut go_on = |_, _, _| ControlFlow::Continue(());
    let mut asked = |bytes: &'static [u8]| {
        let input = Input { import: Some("own/people".to_owned()), ..Input::default() };
        let mut session = Job::new(vec![own(PEOPLE)], Lang::En)
            .file(input, Cursor::new("id,name\n1,Ana\n"))
            .open(&mut go_on);
        let there = session.there("own/people", "there", || Cursor::new(bytes));
        (there.is_list, there.error.map(|error| error.sentence(Lang::En)).unwrap_or_default())
    };
    assert!(matches!(asked(b"%PDF-1.7 \0"), (false, said) if !said.is_empty()));
    assert!(matches!(asked(b"name,phone\nAna,5\n"), (true, said) if said.contains("lacks the column")));
}

/// Records of a second table would be called new, and nobody would know why.
#[test]
fn a_second_table_of_one_import_is_refused() {
    let mut go_on = |_, _, _| ControlFlow::Continue(());
    let people = own(PEOPLE);
    let input = || Input { import: Some("own/people".to_owned()), ..Input::default() };
    let file = || Cursor::new("id,name\n1,Ana\n2,Bo\n");
    let job = || Job::new(vec![people.clone()], Lang::En).file(input(), file());
    let mut session = job().open(&mut go_on);
    let first = session.there("own/people", "first.csv", || Cursor::new("id,name\n1,Ana\n"));
    let second = session.there("own/people", "second.csv", || Cursor::new("id,name\n2,Bo\n"));
    assert!(first.error.is_none());
    assert!(matches!(second.error, Some(Error::SecondTable)), "{second:?}");
    let table = |text| Arc::new(held(&people, text).unwrap());
    let job = job().held(table("id,name\n1,Ana\n")).unwrap();
    assert!(matches!(job.held(table("id,name\n2,Bo\n")), Err(Error::SecondTable)));
}

#[test]
fn the_command_line_takes_one_table_of_an_import() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (definition, file) = (place("d.json", PEOPLE), place("f.csv", "id,name\n1,Ana\n2,Bo\n"));
    let (first, second) = (place("a.csv", "id,name\n1,Ana\n"), place("b.csv", "id,name\n2,Bo\n"));
    let list = place("list.csv", "id\n7\n");
    let out = folder.path().join("out");
    let run = |tables: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(["check", &file, "--definition", &definition, "--out"]).arg(&out);
        for table in tables {
            program.args(["--existing", &format!("own/people={table}")]);
        }
        let output = program.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, complaint) = run(&[&first, &second]);
    assert_eq!(code, 2);
    assert!(
        complaint.contains("b.csv") && complaint.contains("Give all of its records in one table"),
        "{complaint}"
    );
    assert!(!out.exists() || std::fs::read_dir(&out).unwrap().next().is_none(), "nothing is written");
    // A list of references beside it is none that could be compared with.
    assert_eq!(run(&[&first, &list]).0, 0);
}

/// Files of one table, or each of its own, compared with what is there.
fn several(
    definition: &Arc<ImportDefinition>,
    there: &str,
    files: &[&str],
    table: Option<&str>,
) -> Session<'static> {
    let mut job = Job::new(vec![definition.clone()], Lang::En)
        .held(Arc::new(held(definition, there).unwrap()))
        .unwrap();
    for (at, file) in files.iter().enumerate() {
        let input = Input {
            name: format!("{at}.csv"),
            import: Some(definition.name.clone()),
            one_table: table.map(str::to_owned),
            ..Input::default()
        };
        job = job.file(input, Cursor::new((*file).to_owned()));
    }
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn differences_of(session: &mut Session<'_>, file: usize) -> String {
    let mut out = Vec::new();
    session.product(file, Product::Differences, RowsInError::Drop, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the other file has is not missing; the sum over all of them is the table's.
#[test]
fn files_that_are_one_table_are_compared_as_one() {
    let all = builtin::definitions().unwrap();
    let projects = all.into_iter().find(|d| d.name == "gryzzly/projects").unwrap();
    let head = "project name,resource type,resource name,task budget type,task time planned,budget amount,project start date\n";
    let tree = |name: &str, hours: u32| {
        format!("{name},project,{name},,,,2025-01-01\n{name},task,Design,detailed,{hours},100,\n")
    };
    let trees_there = format!("{head}{}{}{}", tree("Alpha", 10), tree("Beta", 10), tree("Gamma", 10));
    let trees =
        [format!("{head}{}", tree("Alpha", 20)), format!("{head}{}{}", tree("Beta", 10), tree("New", 5))];
    let people = [
        "id,name,phone,age,born\n1,Ana,,40,2001-02-03\n5,Eve,1,,\n",
        "id,name,phone,age,born\n2,Bo,556,41,2001-02-04\n3,Cyd,557,42,2001-02-05\n",
    ];
    // held, new, changed, emptied, unchanged, and what no file has.
    for (definition, there, files, sum, apart, missing) in [
        (own(PEOPLE), THERE, people, (4, 1, 1, 1, 1, 1), [3, 2], "\n,4,not-in-file,,,\n"),
        (
            projects,
            trees_there.as_str(),
            [trees[0].as_str(), trees[1].as_str()],
            (6, 2, 1, 0, 3, 2),
            [4, 4],
            "\n,Gamma / Design,not-in-file,,,\n",
        ),
    ] {
        let mut session = several(&definition, there, &files, Some("year"));
        let together = session.files()[0].forecast_together().unwrap().clone();
        let found = &together.sum;
        let counts =
            (found.held, found.new, found.changed, found.emptied, found.unchanged, found.not_in_file);
        assert_eq!((counts, together.files, together.not_compared), (sum, 2, 0));
        assert_eq!(session.files()[1].forecast_together(), Some(&together));
        assert!(session.files().iter().all(|file| file.forecast().unwrap().not_in_file == 0));
        // Each file still tells of its own rows.
        let own_rows: u64 = session.files().iter().map(|file| file.forecast().unwrap().changed).sum();
        assert_eq!(own_rows, sum.2);
        let (first, second) = (differences_of(&mut session, 0), differences_of(&mut session, 1));
        assert!(first.ends_with(missing), "{first}");
        assert_eq!(first.matches("not-in-file").count() as u64, sum.5);
        assert!(!second.contains("not-in-file"), "{second}");
        let report = session.files()[1].report(Lang::En);
        assert_eq!(report["forecast"]["together"]["notInFile"], sum.5);
        let said = report["forecast"]["together"]["sentences"][0].as_str().unwrap();
        assert!(said.starts_with("The 2 files of this table together, beside the"), "{said}");
        assert!(said.ends_with(&format!("{} there that none of the files has.", sum.5)), "{said}");
        assert_eq!(session.batch_text(Lang::En).matches(said).count(), 1);
        assert!(session.batch_text(Lang::Fr).contains("qu’aucun des fichiers n’a"));
        let mut page = Vec::new();
        session.product(1, Product::Html, RowsInError::Drop, &mut page).unwrap();
        assert!(String::from_utf8(page).unwrap().contains("The 2 files of this table together"));
        // Apart, each is a file of its own.
        let mut session = several(&definition, there, &files, None);
        assert_eq!([0, 1].map(|file| session.files()[file].forecast().unwrap().not_in_file), apart);
        assert_eq!(session.files()[0].forecast_together(), None);
        assert_eq!(differences_of(&mut session, 1).matches("not-in-file").count() as u64, apart[1]);
    }
}

/// Of a file that cannot be read, or goes out with nothing, nobody knows what it would have.
#[test]
fn what_none_of_the_files_has_is_not_told_where_one_is_not_compared() {
    let (first, broken) = ("id,name\n1,Ana\n", "\u{0}\u{1}\u{2}");
    let session = several(&own(PEOPLE), THERE, &[first, broken], Some("year"));
    let together = session.files()[0].forecast_together().unwrap();
    assert_eq!((together.files, together.not_compared, together.sum.not_in_file), (2, 1, 0));
    let report = session.files()[0].report(Lang::En);
    let said = report["forecast"]["together"]["sentences"][1].as_str().unwrap();
    assert_eq!(
        said,
        "1 of the files is not compared, so nobody knows what none of them has. Correct it first."
    );
    assert_eq!(report["forecast"]["sentences"].to_string().matches("that the file has not").count(), 0);
    // The other one is of another import: it is none of these.
    let teams = own(r#"{"name":"own/teams","fields":[{"name":"team"},{"name":"lead"}]}"#);
    let input = |import: &str| Input {
        import: Some(import.to_owned()),
        one_table: Some("year".to_owned()),
        ..Input::default()
    };
    let session = Job::new(vec![own(PEOPLE), teams], Lang::En)
        .held(Arc::new(held(&own(PEOPLE), THERE).unwrap()))
        .unwrap()
        .file(input("own/people"), Cursor::new(first))
        .file(input("own/teams"), Cursor::new("team,lead\nA,1\n"))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    assert_eq!(session.files()[0].forecast().unwrap().not_in_file, 3);
    assert_eq!(session.files()[0].forecast_together(), None);
}

/// Rows in error that go out as they are are compared as they are.
#[test]
fn rows_in_error_that_go_out_are_compared() {
    let file = "id,name,age\n1,Ana,x\n2,Bo,41\n";
    let input = Input { rows_in_error: RowsInError::Include, ..Input::default() };
    let session = Job::new(vec![own(PEOPLE)], Lang::En)
        .held(Arc::new(held(&own(PEOPLE), THERE).unwrap()))
        .unwrap()
        .file(input, Cursor::new(file))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let found = session.files()[0].forecast().unwrap();
    assert_eq!((found.changed, found.unchanged, found.in_error, found.not_in_file), (1, 1, 0, 2));
}

/// A key that many rows have is asked about once, with all of these rows; the answer counts for all of them.
#[test]
fn one_key_is_one_question_whatever_rows_have_it() {
    let shown = |session: &Session<'_>| {
        let report = session.files()[0].report(Lang::En);
        (session.files()[0].text_report(Lang::En), report["forecast"]["questions"].clone())
    };
    let include = |definition: &Arc<ImportDefinition>, there: &str, file: String, meant: Vec<Meant>| {
        let input = Input {
            rows_in_error: RowsInError::Include,
            edits: Edits { meant, ..Edits::default() },
            ..Input::default()
        };
        Job::new(vec![definition.clone()], Lang::En)
            .held(Arc::new(held(definition, there).unwrap()))
            .unwrap()
            .file(input, Cursor::new(file))
            .check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let tree = own(
        r#"{"name": "own/tasks", "fields": [{"name": "project"}, {"name": "kind"}, {"name": "name"}, {"name": "hours"}],
        "outline": {"kind": "kind", "name": "name", "root": "project", "rows": {"project": {}, "task": {"parents": ["project"]}}}}"#,
    );
    let head = "project,kind,name,hours\n";
    let (people, tasks) = ("id,name\n1,Ana\n1,Bo\n", format!("{head}A,project,A,\nA,task,a,1\nA,task,a,2\n"));
    for (definition, there, file, first, also) in [
        (&own(PEOPLE), people, "id,name\n1,Bo\n2,Cy\n1,Ana\n1,Di\n".to_owned(), 2, [4, 5]),
        (&tree, &*tasks, format!("{head}A,project,A,\nA,task,a,1\nA,task,a,2\nA,task,a,3\n"), 3, [4, 5]),
    ] {
        let session = include(definition, there, file.clone(), Vec::new());
        let (text, questions) = shown(&session);
        assert_eq!(questions.as_array().unwrap().len(), 1, "{questions}");
        assert_eq!((&questions[0]["row"], &questions[0]["also"]), (&first.into(), &also.to_vec().into()));
        assert_eq!(text.matches("Say which one is meant").count(), 1, "{text}");
        assert!(text.contains(&format!("(rows {first}, {} and {})", also[0], also[1])), "{text}");
        assert_eq!(session.files()[0].forecast().unwrap().unclear, 3);
        let record = questions[0]["record"].as_str().unwrap();
        let row = u32::try_from(questions[0]["there"][1]["row"].as_u64().unwrap()).unwrap();
        let session = include(definition, there, file, vec![meant(record, row, None)]);
        assert_eq!(session.files()[0].forecast().unwrap().unclear, 0);
    }
    // Of very many rows the first are named.
    let many = "id,name\n".to_owned() + &"1,Bo\n".repeat(100);
    let session = include(&own(PEOPLE), people, many, Vec::new());
    assert_eq!(shown(&session).1[0]["also"].as_array().unwrap().len(), 20);
}

/// Differences from nothing are none, and the reason is told as it is.
#[test]
fn without_a_table_there_are_no_differences() {
    let definition = own(PEOPLE);
    let mut session = Job::new(vec![definition], Lang::En)
        .file(Input::default(), Cursor::new("id,name\n1,Ana\n"))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let why = session.product(0, Product::Differences, RowsInError::Drop, &mut Vec::new()).unwrap_err();
    assert!(
        why.contains("There is no table of what is there that this import could be compared with"),
        "{why}"
    );
}

/// One answer may be about one of several files.
#[test]
fn the_command_line_says_of_which_file_an_answer_is() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let definition = place("d.json", PEOPLE);
    let there = place("there.csv", "id,name\n1,Ana\n1,Bo\n7,Cy\n7,Di\n");
    let (first, second) = (place("a.csv", "id,name\n1,Bo\n"), place("b.csv", "id,name\n7,Cy\n"));
    let run = |more: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(["check", &first, &second, "--definition", &definition, "--format", "json"]);
        program.args(["--existing", &format!("own/people={there}")]).args(more);
        let output = program.output().unwrap();
        let report = serde_json::from_slice(&output.stdout).unwrap_or(serde_json::Value::Null);
        (report, String::from_utf8(output.stderr).unwrap())
    };
    let counts = |report: &serde_json::Value| {
        [0, 1].map(|at| {
            let of = &report["files"][at]["forecast"];
            (of["unclear"].as_u64().unwrap(), of["unchanged"].as_u64().unwrap())
        })
    };
    assert_eq!(counts(&run(&[]).0), [(1, 0), (1, 0)]);
    let (report, complaint) = run(&["--meant", "a.csv:1=3", "--meant", "7=4"]);
    assert_eq!((counts(&report), complaint.as_str()), ([(0, 1), (0, 1)], ""));
    // Of another file it says nothing, and that is said.
    let (report, complaint) = run(&["--meant", "b.csv:1=3"]);
    assert_eq!(counts(&report), [(1, 0), (1, 0)]);
    assert!(complaint.contains("--meant 1=3: No question"), "{complaint}");
    // An answer for one of the files comes before the one for all.
    let (report, complaint) = run(&["--meant", "1=2", "--meant", "a.csv:1=3"]);
    assert_eq!(counts(&report)[0], (0, 1), "{complaint}");
    let (report, complaint) = run(&["--meant", "a.csv:1=2", "--meant", "a.csv:1=3"]);
    assert!(report.is_null() && complaint.contains("several answers for “1”"), "{complaint}");
    // The only file may be named as well, and another name is no file's.
    for (answer, said) in [("a.csv:1=3", ""), ("c.csv:1=3", "--meant c.csv:1=3: No question")] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(["check", &first, "--definition", &definition, "--meant", answer]);
        let output = program.args(["--existing", &format!("own/people={there}")]).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(complaint.starts_with(said) && complaint.is_empty() == said.is_empty(), "{complaint}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.contains("Say which one is meant"), !said.is_empty(), "{text}");
    }
    // One table of both.
    let out = folder.path().join("out");
    let together = [
        "--meant",
        "a.csv:1=3",
        "--together",
        "all",
        "--write",
        "cleaned,differences",
        "--out",
        out.to_str().unwrap(),
    ];
    let (report, _) = run(&together);
    let sum = &report["files"][0]["forecast"]["together"];
    assert_eq!(
        (sum["unclear"].as_u64(), sum["unchanged"].as_u64(), sum["notInFile"].as_u64()),
        (Some(1), Some(1), Some(1))
    );
    let written = std::fs::read_to_string(out.join("a.differences.csv")).unwrap();
    assert!(written.contains("\n,1,not-in-file,,,\n"), "{written}");
    assert!(!std::fs::read_to_string(out.join("b.differences.csv")).unwrap().contains("not-in-file"));
}

/// The months of the documentation give what their page says.
#[test]
fn the_months_say_together_what_their_page_says() {
    let example = |name: &str| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/parts").join(name).to_str().unwrap().to_owned()
    };
    let folder = tempfile::tempdir().unwrap();
    let (definition, there) = (example("definition.json"), format!("shop/sales={}", example("there.csv")));
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.args(["check", &example("january.csv"), &example("february.csv"), "--definition", &definition]);
    program.args(["--together", "sales", "--existing", &there, "--write", "cleaned,differences", "--out"]);
    let output = program.arg(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("The 2 files of this table together, beside the 5 records that are there: 4 new, 2 changed, 2 unchanged, 1 there that none of the files has."), "{said}");
    let written = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(written("january.differences.csv").ends_with("\n,9,not-in-file,,,\n"));
    assert!(!written("february.differences.csv").contains("not-in-file"));
}
