//! Warnings that somebody knows of and lets stand, with the reason: they are told as acknowledged wherever the file is told
//! of, and nothing but a warning can be.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use import_checker::{
    Acknowledgement, Edits, ImportDefinition, Input, Job, Lang, Product, RowsInError, Session, Verdict,
    builtin,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

const OWN: &str =
    r#"{"name":"own/people","fields":[{"name":"name"},{"name":"age","type":"integer"},{"name":"note"}]}"#;
/// Rows 2 and 3 are identical, which is a warning; “many” is no number, which is an error.
const PEOPLE: &str = "name,age,note\nAda,36,a\nAda,36,a\nBob,7,b\n";
const WRONG: &str = "name,age,note\nAda,36,a\nAda,36,a\nBob,many,b\n";
/// The same warning in a file of another import.
const HOURS: &str = "user email,entry date,description,duration,project,subtask,task\nana@acme.example,2025-02-22,Review,1.5,Website,,Design\nana@acme.example,2025-02-22,Review,1.5,Website,,Design\n";

fn known(code: &str, column: Option<&str>, count: Option<u64>) -> Acknowledgement {
    Acknowledgement {
        code: code.to_owned(),
        column: column.map(str::to_owned),
        reason: "They are <twins>.".to_owned(),
        count,
    }
}

fn checked(
    import: Option<&str>,
    table: &str,
    acknowledged: Vec<Acknowledgement>,
    lang: Lang,
) -> Session<'static> {
    let edits = Edits { acknowledged, ..Edits::default() };
    let import = import.map(str::to_owned);
    let input = Input { name: "table.csv".to_owned(), import, edits, ..Input::default() };
    let mut definitions = builtin::definitions().unwrap();
    definitions.push(Arc::new(ImportDefinition::parse(OWN).unwrap()));
    Job::new(definitions, lang)
        .file(input, Cursor::new(table.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn made(session: &mut Session<'_>, product: Product) -> String {
    let mut out = Vec::new();
    session.product(0, product, RowsInError::Drop, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The warning that a table has, with the number of its findings.
fn warning(import: Option<&str>, table: &str) -> (String, u64) {
    let session = checked(import, table, Vec::new(), Lang::En);
    let report = session.files()[0].report(Lang::En);
    let group = report["groups"].as_array().unwrap().iter().find(|one| one["severity"] == "warning");
    let group = group.unwrap_or_else(|| panic!("{report}"));
    (group["code"].as_str().unwrap().to_owned(), group["count"].as_u64().unwrap())
}

/// It comes again with each column that has the warning, so it has an end.
#[test]
fn a_reason_without_end_is_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("long-reason");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("people.csv"), PEOPLE).unwrap();
    std::fs::write(folder.join("own.json"), OWN).unwrap();
    for (bytes, code) in [(Acknowledgement::LONGEST, 0), (Acknowledgement::LONGEST + 1, 2)] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(["check", "people.csv", "--definition", "own.json", "--acknowledge"]);
        let output =
            program.arg(format!("R150={}", "r".repeat(bytes))).current_dir(&folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(
            said.contains("The reason is longer than 2000 bytes.") || said.contains("2,000 bytes"),
            code == 2,
            "{said}"
        );
    }
}

#[test]
fn a_reason_is_told_by_verdict_report_page_and_change_log() {
    for (import, table) in [(Some("own/people"), PEOPLE), (Some("gryzzly/time-entries"), HOURS)] {
        let (code, count) = warning(import, table);
        let before = checked(import, table, Vec::new(), Lang::En);
        let mut session = checked(import, table, vec![known(&code, None, None)], Lang::En);
        let file = &session.files()[0];
        let (report, plain) = (file.report(Lang::En), before.files()[0].report(Lang::En));
        assert_eq!(file.verdict(), before.files()[0].verdict());
        assert_eq!(report["counts"], plain["counts"], "nothing is counted otherwise");
        assert!(plain["acknowledged"].is_null() && plain["groups"][0]["acknowledged"].is_null());
        let said = report["summary"].as_str().unwrap();
        assert!(said.ends_with(&format!("{count} of them acknowledged.")), "{said}");
        let one = &report["acknowledged"][0];
        assert_eq!(
            (one["code"].as_str(), one["count"].as_u64()),
            (Some(code.as_str()), Some(count)),
            "{one}"
        );
        let group =
            report["groups"].as_array().unwrap().iter().find(|one| one["code"] == code.as_str()).unwrap();
        assert_eq!(group["acknowledged"], "They are <twins>.", "{group}");
        assert!(file.text_report(Lang::En).contains("Acknowledged: "));
        let french = file.report(Lang::Fr);
        assert!(french["acknowledged"][0]["sentence"].as_str().unwrap().starts_with("Pris en compte"));
        let page = made(&mut session, Product::Html);
        assert_eq!(page.matches("They are &lt;twins&gt;.").count(), 2, "on top, and with its cause");
        // The marked workbook has it with the cause; what support gets has it where values are wanted.
        let book = made(&mut session, Product::AnnotatedPieces);
        assert_eq!(book.matches("Acknowledged: They are <twins>.").count(), 1, "{book}");
        for (values, reason) in
            [(true, "They are <twins>."), (false, "for a reason that the summary leaves out")]
        {
            let summary = session.files()[0].summary_for_support(Lang::En, values).to_string();
            assert_eq!(summary.contains("twins"), values);
            let opened = import_checker::open_summary(&summary, Lang::En).unwrap();
            let group = opened["groups"].as_array().unwrap().iter().find(|one| one["code"] == code.as_str());
            assert_eq!(group.unwrap()["acknowledged"], reason, "{opened}");
        }
        let log = made(&mut session, Product::Changes);
        let line = log.lines().last().unwrap();
        assert!(
            line.ends_with("They are <twins>.,acknowledged,acknowledged") && line.contains(&code),
            "{line}"
        );
    }
}

#[test]
fn nothing_but_a_warning_can_be_acknowledged() {
    let (code, _) = warning(None, PEOPLE);
    let all = checked(None, WRONG, Vec::new(), Lang::En);
    let errors: Vec<String> = all.files()[0].report(Lang::En)["groups"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["severity"] != "warning")
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect();
    assert!(!errors.is_empty());
    for error in &errors {
        let acknowledged = vec![known(error, None, None), known(error, Some("age"), Some(9))];
        let session = checked(None, WRONG, acknowledged, Lang::En);
        let file = &session.files()[0];
        assert_eq!((file.verdict(), file.acknowledged().len()), (Verdict::Errors, 0));
        assert_eq!(file.not_acknowledged().len(), 2);
        assert!(!file.report(Lang::En).to_string().contains("twins"), "{error}");
    }
    // A warning that the definition makes an error is one.
    let strict = OWN.replace(
        "{\"name\":\"own/people\"",
        &format!("{{\"name\":\"own/strict\",\"severities\":{{\"{code}\":\"error\"}}"),
    );
    let edits = Edits { acknowledged: vec![known(&code, None, None)], ..Edits::default() };
    let session = Job::new(vec![Arc::new(ImportDefinition::parse(&strict).unwrap())], Lang::En)
        .file(Input { edits, ..Input::default() }, Cursor::new(PEOPLE.as_bytes().to_vec()))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    assert_eq!((session.files()[0].verdict(), session.files()[0].acknowledged().len()), (Verdict::Errors, 0));
}

#[test]
fn it_holds_for_its_column_and_for_no_more_than_were_seen() {
    let definition = r#"{"fields":[{"name":"a","constraints":{"maxLength":3}},{"name":"b","constraints":{"maxLength":3}}],"severities":{"V320":"warning"}}"#;
    let definition = ImportDefinition::parse(definition).unwrap();
    let definition = Arc::new(definition);
    let heard = |acknowledged: Vec<Acknowledgement>| {
        let edits = Edits { acknowledged, ..Edits::default() };
        let session = Job::new(vec![Arc::clone(&definition)], Lang::En)
            .file(Input { edits, ..Input::default() }, Cursor::new("a,b\nlong1,long2\nlong3,x\n"))
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let mut heard: Vec<(u32, u64)> =
            session.files()[0].acknowledged().iter().map(|one| (one.column.unwrap(), one.count)).collect();
        heard.sort_unstable();
        heard
    };
    let code = "V320";
    assert_eq!(heard(vec![known(code, None, None)]), [(0, 2), (1, 1)]);
    assert_eq!(heard(vec![known(code, Some("b"), None)]), [(1, 1)]);
    assert_eq!(heard(vec![known(code, None, Some(1))]), [(1, 1)], "of the other there are more");
    assert_eq!(heard(vec![known(code, Some("a"), Some(1))]), []);
    assert_eq!(heard(vec![known(code, Some("c"), None)]), []);
}

#[test]
fn the_command_takes_reasons_and_names_what_it_did_not_hear() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("acknowledged");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("people.csv", PEOPLE), ("wrong.csv", WRONG), ("own.json", OWN)] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let (code, _) = warning(None, PEOPLE);
    let run = |file: &str, about: &str, more: &[&str]| {
        let words = ["check", file, "--definition", "own.json", "--acknowledge", about];
        let output = Command::new(env!("CARGO_BIN_EXE_import-checker"))
            .args(words.iter().chain(more))
            .current_dir(&folder)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (exit, out, said) =
        run("people.csv", &format!("{code}=They are twins."), &["--out", "out", "--write", "changes,html"]);
    assert_eq!((exit, said.as_str()), (0, ""), "{out}");
    assert!(out.contains("Acknowledged: ") && out.contains("1 of them acknowledged."), "{out}");
    let log = std::fs::read_to_string(folder.join("out/people.changes.csv")).unwrap();
    assert!(log.ends_with("They are twins.,acknowledged,acknowledged\n"), "{log}");
    assert!(
        std::fs::read_to_string(folder.join("out/people.report.html")).unwrap().contains("They are twins.")
    );

    let (exit, out, said) = run("wrong.csv", "T110:age=It is so.", &[]);
    assert_eq!(exit, 1, "{out}");
    assert!(said.contains("--acknowledge T110:age: There is no such warning"), "{said}");
    // A notice is neither, and the sentence is true of it as well.
    assert!(said.contains("Only a warning can be acknowledged, and an error has to be corrected."), "{said}");
    for (about, complaint) in [
        (code.clone(), "Write it as CODE[:COLUMN]=REASON"),
        (format!("{code}= "), "Write it as CODE[:COLUMN]=REASON"),
        ("Q999=why".to_owned(), "Q999"),
    ] {
        let (exit, out, said) = run("people.csv", &about, &[]);
        assert_eq!((exit, out.as_str()), (2, ""));
        assert!(said.contains(complaint), "{said}");
    }
}

/// The example of the documentation says what its page says.
#[test]
fn the_example_of_the_documentation_holds() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/acknowledged/customers.csv");
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("acknowledged-example");
    let _ = std::fs::remove_dir_all(&out);
    let output = Command::new(env!("CARGO_BIN_EXE_import-checker"))
        .arg("check")
        .arg(file)
        .args(["--acknowledge", "U610:Customer Name=A hospital with two houses.", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("4 warnings; 1 of them acknowledged."), "{said}");
    let log = std::fs::read_to_string(out.join("customers.changes.csv")).unwrap();
    assert!(log.lines().last().unwrap().contains("A hospital with two houses."), "{log}");
}
