//! Files and rows that were here before are named before they are imported twice.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/mod.rs"]
mod support;

use import_checker::table::Date;
use import_checker::{Done, Error, Lang, RowsInError, Seen, Session};
use std::process::Command;
use support::{How, builtin, check};

fn day(day: u8) -> Date {
    Date::new(2025, 5, day).unwrap()
}

/// A built-in import's file, some of whose rows may be left out.
fn file(import: &str, name: &str, rows: impl Fn(usize) -> bool) -> Session<'static> {
    let path = format!("{}/tests/cases/{import}/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> =
        text.lines().enumerate().filter(|(at, _)| *at == 0 || rows(*at)).map(|(_, line)| line).collect();
    let how = How { import: Some(import.to_owned()), ..How::default() };
    check(name, (lines.join("\n") + "\n").into_bytes(), builtin(), &how)
}

/// Codes of what was seen before, with their rows.
fn said(session: &Session<'_>) -> Vec<(String, Option<u64>)> {
    let report = session.files()[0].report(Lang::En);
    let all = report["findings"].as_array().unwrap().iter();
    let seen = all.filter(|f| matches!(f["code"].as_str(), Some("A160" | "A170")));
    seen.map(|f| (f["code"].as_str().unwrap().to_owned(), f["row"].as_u64())).collect()
}

#[test]
fn rows_that_went_out_in_another_file_are_named_and_no_others() {
    for (import, name) in [
        ("gryzzly/projects", "sample.csv"),
        ("interpreter-intelligence/customers", "sample.csv"),
        ("gryzzly/time-entries", "sample.csv"),
    ] {
        let mut seen = Seen::new("key");
        let mut first = file(import, name, |at| at <= 2);
        first.note_seen(0, &mut seen, "first", Done::Checked, day(1), RowsInError::Block).unwrap();
        let mut whole = file(import, name, |_| true);
        whole.recognise(0, &seen, "whole", day(2)).unwrap();
        assert_eq!(said(&whole), [], "{import}: what was only checked is not imported");
        first.note_seen(0, &mut seen, "first", Done::Cleaned, day(2), RowsInError::Block).unwrap();
        let seen = Seen::parse(&seen.text()).unwrap();
        let ready = first.files()[0].records().ready;
        assert!(ready > 0, "{import}");
        let mut whole = file(import, name, |_| true);
        let before = whole.files()[0].records();
        whole.recognise(0, &seen, "whole", day(3)).unwrap();
        let rows: Vec<_> = said(&whole);
        assert_eq!(rows.len() as u64, ready, "{import}: {rows:?}");
        assert!(
            rows.iter().all(|(code, row)| code == "A170" && row.is_some_and(|row| row <= 3)),
            "{import}: {rows:?}"
        );
        assert_eq!(whole.files()[0].records(), before, "a remark changes no verdict");
        let text = whole.files()[0].text_report(Lang::En).replace('\u{a0}', " ");
        assert!(
            text.contains("went out in another file of this import on 2 May 2025. Leave the row out"),
            "{text}"
        );
        // Of another import nothing is said, and of this very file not row by row.
        let mut same = file(import, name, |at| at <= 2);
        same.recognise(0, &seen, "first", day(3)).unwrap();
        assert_eq!(said(&same), [("A160".to_owned(), None)]);
    }
}

#[test]
fn a_file_says_when_it_was_checked_cleaned_and_sent_in_three_languages() {
    let mut seen = Seen::new("key");
    let session = || file("gryzzly/projects", "sample.csv", |_| true);
    session().note_seen(0, &mut seen, "sum", Done::Checked, day(1), RowsInError::Block).unwrap();
    let mut again = session();
    again.recognise(0, &seen, "sum", day(1)).unwrap();
    assert_eq!(said(&again), [], "checked a moment ago is no news");
    again.recognise(0, &seen, "sum", day(2)).unwrap();
    assert_eq!(said(&again), [("A160".to_owned(), None)]);
    session().note_seen(0, &mut seen, "sum", Done::Cleaned, day(3), RowsInError::Block).unwrap();
    session().note_seen(0, &mut seen, "sum", Done::Sent, day(4), RowsInError::Block).unwrap();
    let mut again = session();
    again.recognise(0, &seen, "sum", day(4)).unwrap();
    for (lang, words) in [
        (Lang::En, "checked on 3 May 2025, cleaned on 3 May 2025, sent on 4 May 2025. Look whether"),
        (Lang::Fr, "vérifié le 3 mai 2025, nettoyé le 3 mai 2025, envoyé le 4 mai 2025. Vérifiez s’il"),
    ] {
        let text = again.files()[0].text_report(lang).replace('\u{a0}', " ");
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn nothing_of_a_row_is_kept_and_without_the_key_none_is_found() {
    let mut seen = Seen::new("mine");
    file("gryzzly/projects", "sample.csv", |_| true)
        .note_seen(0, &mut seen, "sum", Done::Sent, day(1), RowsInError::Block)
        .unwrap();
    let text = seen.text();
    let path = format!("{}/tests/cases/gryzzly/projects/sample.csv", env!("CARGO_MANIFEST_DIR"));
    for word in std::fs::read_to_string(path).unwrap().split([',', '\n', ' ']).filter(|word| word.len() > 5) {
        assert!(!text.contains(word) || "projects".contains(word), "{word}");
    }
    assert!(!text.contains("sum"));
    let other = Seen::parse(&text.replace("\"mine\"", "\"other\"")).unwrap();
    let mut again = file("gryzzly/projects", "sample.csv", |_| true);
    again.recognise(0, &other, "sum", day(2)).unwrap();
    assert_eq!(said(&again), []);
}

#[test]
fn what_is_kept_is_bounded_and_the_oldest_goes_first() {
    let mut seen = Seen::new("key");
    let mut session = file("gryzzly/projects", "sample.csv", |_| true);
    for number in 0..250 {
        session
            .note_seen(0, &mut seen, &number.to_string(), Done::Checked, day(1), RowsInError::Block)
            .unwrap();
    }
    assert_eq!(seen.text().matches("\"file\"").count(), 200);
    for (number, known) in [("0", false), ("49", false), ("50", true), ("249", true)] {
        let mut again = file("gryzzly/projects", "sample.csv", |_| true);
        again.recognise(0, &seen, number, day(2)).unwrap();
        assert_eq!(!said(&again).is_empty(), known, "{number}");
    }
}

#[test]
fn what_is_no_such_list_is_refused() {
    for text in [
        "",
        "{}",
        r#"{"kind":"import-checker/went-in","records":[]}"#,
        r#"{"kind":"import-checker/seen","key":"","files":[]}"#,
        r#"{"kind":"import-checker/seen","key":"k","files":[{"file":"a","import":"b","rows":"12"}]}"#,
        r#"{"kind":"import-checker/seen","key":"k","files":[{"file":"a","import":"b","rows":"é123456789abcdef"}]}"#,
        r#"{"kind":"import-checker/seen","key":"k","files":[{"file":"a","import":"b","rows":"","sent":"tomorrow"}]}"#,
    ] {
        assert!(matches!(Seen::parse(text), Err(Error::NothingSeen)), "{text}");
    }
}

#[test]
fn the_example_of_the_documentation_names_the_row_that_comes_again() {
    let how = How { import: Some("interpreter-intelligence/customers".to_owned()), ..How::default() };
    let file = |month: &str| {
        let path = format!("{}/examples/seen/customers-{month}.csv", env!("CARGO_MANIFEST_DIR"));
        check("customers.csv", std::fs::read(path).unwrap(), builtin(), &how)
    };
    let mut seen = Seen::new("key");
    file("may").note_seen(0, &mut seen, "may", Done::Cleaned, day(1), RowsInError::Block).unwrap();
    let mut june = file("june");
    june.recognise(0, &seen, "june", day(2)).unwrap();
    assert_eq!(said(&june), [("A170".to_owned(), Some(2))]);
}

#[test]
fn the_command_line_keeps_a_list_in_a_file_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("seen.json");
    for (import, number) in [("gryzzly/projects", 1), ("interpreter-intelligence/customers", 2)] {
        let file = format!("{}/tests/cases/{import}/sample.csv", env!("CARGO_MANIFEST_DIR"));
        let run = |today: &str, more: &[&str]| {
            let out = Command::new(env!("CARGO_BIN_EXE_import-checker"))
                .args([
                    "check",
                    &file,
                    "--import",
                    import,
                    "--today",
                    today,
                    "--rows-in-error",
                    "drop",
                    "--seen",
                ])
                .arg(&list)
                .args(more)
                .output()
                .unwrap();
            assert!(matches!(out.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&out.stderr));
            String::from_utf8(out.stdout).unwrap().replace('\u{a0}', " ")
        };
        let out = folder.path().join(number.to_string());
        let out = out.to_str().unwrap();
        assert!(!run("2025-05-01", &[]).contains("A160"));
        assert!(run("2025-05-02", &["--out", out]).contains("checked on 1 May 2025. Look"));
        let said = run("2025-05-03", &[]);
        assert!(said.contains("checked on 2 May 2025, cleaned on 2 May 2025. Look"), "{said}");
        // Another file with a row of the same.
        let cleaned = format!("{out}/sample.cleaned.csv");
        let text = std::fs::read_to_string(&cleaned).unwrap();
        std::fs::write(&cleaned, text.lines().take(2).collect::<Vec<_>>().join("\n") + "\n").unwrap();
        let again = Command::new(env!("CARGO_BIN_EXE_import-checker"))
            .args(["check", &cleaned, "--import", import, "--today", "2025-05-04", "--seen"])
            .arg(&list)
            .output()
            .unwrap();
        let again = String::from_utf8(again.stdout).unwrap().replace('\u{a0}', " ");
        assert!(
            again.contains(
                "A170 row-seen-before: Row 2 went out in another file of this import on 2 May 2025."
            ),
            "{again}"
        );
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 3, "nothing half written stays: {left:?}");
    // What is something else is not written over.
    let other = folder.path().join("other.json");
    std::fs::write(&other, "{}").unwrap();
    let file = format!("{}/tests/cases/gryzzly/projects/sample.csv", env!("CARGO_MANIFEST_DIR"));
    let refused = Command::new(env!("CARGO_BIN_EXE_import-checker"))
        .args(["check", &file, "--seen"])
        .arg(&other)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no list of files that were seen before"));
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "{}");
}

/// Files in a folder of their own, and the command line there: what it says and what is kept in `seen.json` then.
fn kept(files: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let definition = r#"{"name": "m/p", "fields": [{"name": "Name", "constraints": {"required": true}},
        {"name": "Age", "type": "integer"}]}"#;
    std::fs::write(folder.path().join("definition.json"), definition).unwrap();
    let further = ["--definition", "definition.json", "--out", "out", "--seen", "seen.json"];
    let done = Command::new(env!("CARGO_BIN_EXE_import-checker"))
        .current_dir(folder.path())
        .arg("check")
        .args(arguments)
        .args(further)
        .output()
        .unwrap();
    let kept = std::fs::read_to_string(folder.path().join("seen.json")).unwrap();
    (done.status.code(), serde_json::from_str(&kept).unwrap())
}

/// How many rows of a file are kept that went out: each is 16 digits.
fn rows(file: &serde_json::Value) -> usize {
    file["rows"].as_str().unwrap().len() / 16
}

#[test]
fn a_file_of_which_nothing_was_written_is_only_checked() {
    let (good, bad) = ("Name,Age\nA1,1\nA2,2\n", "Name,Age\nB1,1\nBad,x\n");
    let (code, list) = kept(&[("good.csv", good), ("bad.csv", bad)], &["good.csv", "bad.csv"]);
    assert_eq!(code, Some(1));
    let (good_file, bad_file) = (&list["files"][0], &list["files"][1]);
    assert!(good_file["cleaned"].is_string() && rows(good_file) == 2, "{list}");
    assert!(
        bad_file["checked"].is_string() && bad_file["cleaned"].is_null() && rows(bad_file) == 0,
        "{list}"
    );
    // Together there is one cleaned file of both, or none of either.
    let other = "Name\nC1\n";
    let (_, list) = kept(&[("a.csv", good), ("b.csv", other)], &["a.csv", "b.csv", "--together", "all"]);
    assert!((0..2).all(|at| list["files"][at]["cleaned"].is_null()), "{list}");
    let (_, list) =
        kept(&[("a.csv", good), ("b.csv", "Name,Age\nC1,1\n")], &["a.csv", "b.csv", "--together", "all"]);
    assert_eq!([rows(&list["files"][0]), rows(&list["files"][1])], [2, 1], "{list}");
    // A workbook of the rows is a cleaned file, too; a report is none.
    for (product, cleaned) in [("xlsx", true), ("report", false)] {
        let (_, list) = kept(&[("a.csv", good)], &["a.csv", "--write", product]);
        assert_eq!(list["files"][0]["cleaned"].is_string(), cleaned, "{product}: {list}");
    }
}

/// The folder of the outputs is made by the run, and the list may lie in it.
#[test]
fn a_list_begins_in_the_folder_that_the_outputs_make() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("e.csv"), "a,b\n1,2\n").unwrap();
    std::fs::write(
        folder.path().join("d.json"),
        r#"{"name": "own", "fields": [{"name": "a"}, {"name": "b"}]}"#,
    )
    .unwrap();
    for (out, list, code) in [("z", "z/seen.json", 0), ("y/", "./y/seen.json", 0), ("x", "w/seen.json", 2)] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.current_dir(folder.path()).args([
            "check",
            "e.csv",
            "--definition",
            "d.json",
            "--out",
            out,
            "--seen",
            list,
        ]);
        let done = program.output().unwrap();
        assert_eq!(done.status.code(), Some(code), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(folder.path().join(list).exists(), code == 0, "{list}");
    }
}

#[test]
fn all_rows_that_went_out_are_kept_and_no_others() {
    let files = [("e.csv", "Name,Age\nA1,1\nBad,x\n")];
    for (what, expected) in [("block", 0), ("drop", 1), ("include", 2)] {
        let (_, list) = kept(&files, &["e.csv", "--rows-in-error", what]);
        assert_eq!(rows(&list["files"][0]), expected, "{what}: {list}");
    }
}

/// Runs at the same time wait for each other: what each noted stays.
/// A list that could not be written is no reason to check a long file first: nothing is begun.
#[test]
fn a_list_that_cannot_be_kept_is_told_before_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    place("d.json", r#"{"name":"own/people","fields":[{"name":"name"},{"name":"town"}]}"#);
    place("f.csv", "name,town\nAna,Bern\n");
    place("other.json", "{}");
    for list in ["gone/seen.json", "other.json"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.current_dir(folder.path()).args(["check", "f.csv", "--definition", "d.json", "--out", "out"]);
        let output = program.args(["--seen", list]).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains(list) && output.stdout.is_empty(), "{complaint}");
        assert!(!folder.path().join("out").exists(), "{list}");
    }
}

#[test]
fn checks_at_the_same_time_keep_each_others_notes() {
    const AT_ONCE: usize = 6;
    let folder = tempfile::tempdir().unwrap();
    let definition = r#"{"name": "m/p", "fields": [{"name": "Name"}, {"name": "Age", "type": "integer"}]}"#;
    std::fs::write(folder.path().join("definition.json"), definition).unwrap();
    let runs: Vec<_> = (0..AT_ONCE)
        .map(|at| {
            std::fs::write(folder.path().join(format!("{at}.csv")), format!("Name,Age\nA{at},{at}\n"))
                .unwrap();
            Command::new(env!("CARGO_BIN_EXE_import-checker"))
                .current_dir(folder.path())
                .args([
                    "check",
                    &format!("{at}.csv"),
                    "--definition",
                    "definition.json",
                    "--seen",
                    "seen.json",
                ])
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    let kept = std::fs::read_to_string(folder.path().join("seen.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["files"].as_array().unwrap().len(), AT_ONCE, "{kept}");
}

/// A list that others may read or not stays so, and a link to one stays a link, also where nothing lies there yet.
#[cfg(unix)]
#[test]
fn the_list_keeps_its_rights_and_a_link_to_it_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::write(
        place("definition.json"),
        r#"{"name": "m/p", "fields": [{"name": "Name"}, {"name": "Age"}]}"#,
    )
    .unwrap();
    std::fs::create_dir(place("far")).unwrap();
    symlink("far/list.json", place("link.json")).unwrap();
    let run = |file: &str, text: &str| {
        std::fs::write(place(file), text).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_import-checker"))
            .current_dir(folder.path())
            .args(["check", file, "--definition", "definition.json", "--seen", "link.json"])
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run("a.csv", "Name,Age\nAna,1\n");
    assert!(place("link.json").symlink_metadata().unwrap().is_symlink());
    std::fs::set_permissions(place("far/list.json"), PermissionsExt::from_mode(0o640)).unwrap();
    run("b.csv", "Name,Age\nBo,1\n");
    assert!(place("link.json").symlink_metadata().unwrap().is_symlink());
    assert_eq!(place("far/list.json").metadata().unwrap().permissions().mode() & 0o777, 0o640);
    let kept = std::fs::read_to_string(place("far/list.json")).unwrap();
    assert_eq!(kept.matches("\"checked\":\"").count(), 2, "{kept}");
    assert_eq!(std::fs::read_dir(place("far")).unwrap().count(), 1, "nothing half written stays");
}

/// Of a file with more rows than are remembered, the file and its first rows are; what was known before goes, and not all of it.
#[test]
fn a_long_file_is_remembered_as_well() {
    let definition = r#"{"name": "long", "fields": [{"name": "id"}]}"#;
    let rows: String = (0..200_001).map(|n| format!("{n}\n")).collect();
    let mut long = support::check_text(definition, &format!("id\n{rows}"));
    let mut seen = Seen::new("key");
    long.note_seen(0, &mut seen, "long", Done::Cleaned, day(1), RowsInError::Block).unwrap();
    long.recognise(0, &seen, "long", day(2)).unwrap();
    assert_eq!(said(&long), [("A160".to_owned(), None)]);
    let mut other = support::check_text(definition, "id\n7\nnew\n");
    other.recognise(0, &seen, "other", day(2)).unwrap();
    assert_eq!(said(&other), [("A170".to_owned(), Some(2))]);
}
