//! What is written, and what never is: several files, folders, a stop halfway.

use super::{GOOD, folder, names_in, run_in};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn nothing_is_written_over_a_file_that_is_read() {
    let own = "project name,resource type,resource name\nKEEP,project,KEEP\n";
    for force in [&[][..], &["--force"]] {
        let folder = folder("inputs", &[("x.csv", GOOD), ("x.cleaned.csv", own)]);
        for out in [".", "../inputs", "./"] {
            let command = [&["check", "x.csv", "x.cleaned.csv", "--out", out], force].concat();
            let (code, printed, said) = run_in(&folder, &command);
            assert_eq!((code, printed.as_str()), (2, ""), "{said}");
            assert!(said.contains("x.cleaned.csv") && said.contains("--out"), "{said}");
            assert_eq!(names_in(&folder), ["x.cleaned.csv", "x.csv"]);
            assert_eq!(std::fs::read_to_string(folder.join("x.cleaned.csv")).unwrap(), own);
        }
    }
    // Lists and definitions are read as well.
    let list = "gryzzly/projects=x.changes.csv";
    let folder = folder("lists", &[("x.csv", GOOD), ("x.changes.csv", "A\n")]);
    let (code, _, said) = run_in(&folder, &["check", "x.csv", "--existing", list, "--out", ".", "--force"]);
    assert!(code == 2 && said.contains("x.changes.csv"), "{said}");
}

#[test]
fn a_file_that_is_there_is_replaced_when_asked_for_only() {
    let folder = folder("there", &[("x.csv", GOOD), ("x.report.json", "mine")]);
    let (code, printed, said) = run_in(&folder, &["check", "x.csv", "--out", "."]);
    assert!(code == 2 && printed.is_empty() && said.contains("--force"), "{said}");
    assert_eq!(names_in(&folder), ["x.csv", "x.report.json"]);
    let (code, ..) = run_in(&folder, &["check", "x.csv", "--out", ".", "--force"]);
    assert_eq!(code, 0);
    assert_eq!(names_in(&folder), ["x.changes.csv", "x.cleaned.csv", "x.csv", "x.report.json"]);
    assert!(std::fs::read_to_string(folder.join("x.report.json")).unwrap().starts_with('{'));
    let template = ["template", "gryzzly/projects", "--out", "x.csv"];
    assert_eq!(run_in(&folder, &template).0, 2);
    assert_eq!(std::fs::read_to_string(folder.join("x.csv")).unwrap(), GOOD);
}

/// One default everywhere: no cleaned file while rows are in error, unless the command says what becomes of them.
#[test]
fn rows_in_error_make_no_cleaned_file_unless_the_command_says_so() {
    let partly = format!("{GOOD}B,tusk,B\n");
    let folder =
        folder("partly", &[("x.csv", &partly), ("x.cleaned.csv", "older"), ("x.changes.csv", "older")]);
    let check =
        |more: &[&str]| run_in(&folder, &[&["check", "x.csv", "--out", ".", "--force"], more].concat());
    let cleaned = || std::fs::read_to_string(folder.join("x.cleaned.csv")).ok();
    for more in [&[][..], &["--rows-in-error", "block"]] {
        let (code, _, said) = check(more);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("x.csv: no cleaned file") && said.contains("--rows-in-error drop"), "{said}");
        assert_eq!(names_in(&folder), ["x.csv", "x.report.json"]);
    }
    let (code, _, said) = check(&["--rows-in-error", "drop"]);
    assert_eq!((code, said.as_str()), (1, ""));
    assert!(cleaned().is_some_and(|text| !text.contains("tusk")));
    let (code, _, said) = check(&["--rows-in-error", "include"]);
    assert_eq!((code, said.as_str()), (1, ""));
    assert!(cleaned().is_some_and(|text| text.contains("tusk")));
    // A row that is no record is no error: the file is ready, and so is the cleaned one.
    for printed in ["project name,resource type,resource name", "------,------,------", "(1 row affected),,"]
    {
        std::fs::write(folder.join("x.csv"), format!("{GOOD}{printed}\n")).unwrap();
        let (code, _, said) = check(&[]);
        assert_eq!((code, said.as_str()), (0, ""), "{printed}");
        assert_eq!(cleaned().unwrap_or_default().replace("\r\n", "\n"), GOOD, "{printed}");
    }
    // An error above the records is one of the whole file.
    std::fs::write(folder.join("x.csv"), GOOD.replacen("resource name", "resource name\0", 1)).unwrap();
    let (code, _, said) = check(&[]);
    assert!(code == 1 && said.contains("no cleaned file"), "{said}");
    assert_eq!(names_in(&folder), ["x.csv", "x.report.json"]);
    // What is wrong with the file as a whole is not made right by leaving rows out.
    std::fs::write(folder.join("x.csv"), "name,other\nA,B\n").unwrap();
    let (_, _, said) = check(&["--rows-in-error", "drop", "--import", "gryzzly/projects"]);
    assert!(said.contains("x.csv: no cleaned file") && !said.contains("--rows-in-error"), "{said}");
    assert_eq!(names_in(&folder), ["x.csv", "x.report.json"]);
}

#[test]
fn one_file_that_cannot_be_opened_does_not_end_the_batch() {
    let folder = folder("gone", &[("x.csv", GOOD)]);
    let (code, printed, said) = run_in(&folder, &["check", "gone.csv", "x.csv", "--out", "made"]);
    assert_eq!(code, 1, "{printed}{said}");
    assert!(
        said.contains("gone.csv") && printed.contains("F110") && printed.contains("x.csv · Projects · ready")
    );
    assert!(folder.join("made/x.cleaned.csv").is_file() && !folder.join("made/gone.cleaned.csv").exists());
    let (code, printed, said) = run_in(&folder, &["check", "gone.csv"]);
    assert!(code == 2 && printed.is_empty() && said.contains("gone.csv"), "{printed}{said}");
}

#[test]
fn a_folder_is_checked_file_by_file() {
    let folder = folder(
        "morning",
        &[("b.csv", GOOD), ("a.csv", "project name,resource type\nP,tusk\n"), ("c.pdf", "%PDF-1.7\n")],
    );
    let before = names_in(&folder);
    for jobs in ["1", "3"] {
        let made = format!("made-{jobs}");
        let outside = folder.join("..").join(&made);
        let _ = std::fs::remove_dir_all(&outside);
        let out = outside.to_str().unwrap();
        let (code, printed, said) = run_in(&folder, &["check", ".", "--jobs", jobs, "--out", out]);
        assert_eq!((code, said.as_str()), (1, ""), "{printed}");
        let lines: Vec<Json> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let told = |line: &Json| {
            let name =
                Path::new(line["file"].as_str().unwrap()).file_name().unwrap().to_str().unwrap().to_owned();
            (name, line["exit"].as_i64().unwrap(), line["verdict"].as_str().unwrap().to_owned())
        };
        let told: Vec<(String, i64, String)> = lines.iter().map(told).collect();
        let expected = [("a.csv", 1, "errors"), ("b.csv", 0, "ready"), ("c.pdf", 1, "unreadable")];
        assert_eq!(told, expected.map(|(name, exit, verdict)| (name.to_owned(), exit, verdict.to_owned())));
        assert_eq!(lines[1]["records"]["ready"], 1);
        assert!(outside.join("b.cleaned.csv").is_file());
    }
    assert_eq!(names_in(&folder), before);
    let (code, _, said) = run_in(&folder, &["check", "./nothing-here"]);
    assert!(code == 2 && !said.is_empty());
}

/// A check of many rows that has begun to write, in a new folder: the process, the folder and the file that is checked.
#[cfg(unix)]
fn writing(name: &str) -> (std::process::Child, PathBuf, PathBuf) {
    let mut rows = "project name,resource type,resource name\n".to_owned();
    (0..150_000).for_each(|n| rows += &format!("P{n:06},project,P{n:06}\n"));
    let folder = folder(name, &[("large.csv", &rows)]);
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.args([
        "check",
        "large.csv",
        "--import",
        "gryzzly/projects",
        "--out",
        "out",
        "--write",
        "cleaned,changes,report",
    ]);
    program.current_dir(&folder).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = program.spawn().unwrap();
    let out = folder.join("out");
    let begun = || out.is_dir() && names_in(&out).iter().any(|name| name.starts_with(".import-checker-"));
    for _ in 0..6_000 {
        if begun() {
            return (child, out, folder.join("large.csv"));
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nothing was written within a minute: {:?}", child.wait_with_output());
}

/// Who stops it while files are written finds nothing of them, under no name.
#[cfg(unix)]
#[test]
fn stopped_while_it_writes_it_leaves_nothing() {
    let (child, out, _) = writing("stopped");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("Stopped; nothing was written. Start the command again."), "{said}");
    assert_eq!(names_in(&out), Vec::<String>::new());
}

/// A file that becomes another one between its check and the end of the writing: what was written is of neither.
#[cfg(unix)]
#[test]
fn a_file_that_changes_while_it_is_written_fails() {
    let (child, out, source) = writing("changed");
    let mut more = std::fs::OpenOptions::new().append(true).open(source).unwrap();
    std::io::Write::write_all(&mut more, b"Q,project,Q\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("was changed while it was checked, and nothing was written. Check it again."),
        "{said}"
    );
    assert_eq!(names_in(&out), Vec::<String>::new());
}

/// A marked workbook that cannot be made is said, and the rows in error are there in its place.
#[test]
fn rows_in_error_come_in_place_of_a_marked_workbook_that_cannot_be_made() {
    let long = format!("project name,resource type,resource name\nP,tusk,{}\n", "x".repeat(40_000));
    let folder = folder(
        "marked",
        &[("long.csv", &long), ("short.csv", "project name,resource type,resource name\nP,tusk,x\n")],
    );
    let (_, _, said) = run_in(
        &folder,
        &[
            "check",
            "long.csv",
            "short.csv",
            "--import",
            "gryzzly/projects",
            "--out",
            "out",
            "--write",
            "annotated",
        ],
    );
    assert!(
        said.contains(
            "long.csv: annotated.xlsx: This is more than a workbook can hold. Take the rows with errors"
        ),
        "{said}"
    );
    assert_eq!(names_in(&folder.join("out")), ["long.rejected.csv", "short.annotated.xlsx"]);
    let rejected = std::fs::read_to_string(folder.join("out/long.rejected.csv")).unwrap();
    assert!(rejected.contains("tusk"), "{rejected}");
}

/// In a folder, too, an answer may be about one of the files, and one that none of them hears is said to be none.
#[test]
fn an_answer_for_one_file_of_a_folder_is_for_that_file() {
    let definition = r#"{"name": "own/p", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "name"}]}"#;
    let files = [
        ("d.json", definition),
        ("there.csv", "id,name\n1,Ana\n1,Bo\n7,Cy\n7,Di\n"),
        ("rows.csv", "Row,id,name,Problems\n2,1,Bo,\n"),
    ];
    let folder = folder("answers-in-a-folder", &files);
    std::fs::create_dir(folder.join("in")).unwrap();
    std::fs::write(folder.join("in/a.csv"), "id,called\n1,Bo\n").unwrap();
    std::fs::write(folder.join("in/b.csv"), "id,named\n7,Cy\n").unwrap();
    let run = |more: &[&str]| {
        let check =
            ["check", "in", "--definition", "d.json", "--existing", "own/p=there.csv", "--out", "out"];
        let maps = ["--map", "a.csv:called=name", "--map", "in/b.csv:named=name", "--force"];
        let write = ["--write", "report"];
        let (code, said, complaint) = run_in(&folder, &[&check[..], &write, &maps, more].concat());
        let of = |name: &str| {
            let text = std::fs::read_to_string(folder.join(format!("out/{name}.report.json"))).unwrap();
            let report: serde_json::Value = serde_json::from_str(&text).unwrap();
            let forecast = &report["forecast"];
            (forecast["unclear"].as_u64().unwrap(), forecast["unchanged"].as_u64().unwrap())
        };
        assert_eq!(code, 0, "{said}{complaint}");
        ((of("a"), of("b")), complaint)
    };
    assert_eq!(run(&[]).0, ((1, 0), (1, 0)));
    let (counts, complaint) = run(&["--meant", "a.csv:1=3", "--meant", "7=4"]);
    assert_eq!((counts, complaint.as_str()), (((0, 1), (0, 1)), ""));
    // Neither of the file that is named, nor of any.
    for (answer, told) in [("b.csv:1=3", "--meant 1=3: No question"), ("8=3", "--meant 8=3: No question")] {
        let (counts, complaint) = run(&["--meant", answer]);
        assert_eq!(counts, ((1, 0), (1, 0)));
        assert!(complaint.starts_with(told) && complaint.matches("--meant").count() == 1, "{complaint}");
    }
    // Corrected rows are of one file.
    let corrected = ["check", "in", "--definition", "d.json", "--corrected", "rows.csv"];
    let (code, _, complaint) = run_in(&folder, &corrected);
    assert!(code == 2 && complaint.contains("--corrected FILE=ROWS"), "{complaint}");
}

/// A list that is kept or made is never put where another file of the same command is, whatever its path says, and nothing is
/// written where the list cannot be.
#[test]
fn no_list_takes_the_place_of_another_file_that_is_written() {
    let answer = ("answer.csv", "row,message\n2,is taken\n");
    let check = ["check", "x.csv", "--out", "out"];
    let result = ["result", "x.csv", "--answer", "answer.csv", "--out", "out"];
    for force in [&[][..], &["--force"]] {
        for line in [
            [&check[..], &["--seen", "out/x.cleaned.csv"]].concat(),
            [&check[..], &["--seen", "./out/X.Report.JSON"]].concat(),
            [&check[..], &["--seen", "gone/../out/x.changes.csv"]].concat(),
            [&result[..], &["--others-went-in", "out/x.report.json"]].concat(),
            [&result[..], &["--others-went-in", "list.json", "--seen", "list.json"]].concat(),
        ] {
            let folder = folder("twice", &[("x.csv", GOOD), answer]);
            let (code, printed, said) = run_in(&folder, &[&line[..], force].concat());
            assert_eq!((code, printed.as_str()), (2, ""), "{line:?}: {said}");
            assert!(said.contains("Two files would be written under this name."), "{line:?}: {said}");
            assert_eq!(names_in(&folder), ["answer.csv", "x.csv"], "{line:?}");
        }
        for line in [
            [&check[..], &["--seen", "gone/seen.json"]].concat(),
            [&result[..], &["--others-went-in", "gone/list.json"]].concat(),
        ] {
            let folder = folder("no-place", &[("x.csv", GOOD), answer]);
            let (code, _, said) = run_in(&folder, &[&line[..], force].concat());
            assert!(code == 2 && said.contains("gone"), "{line:?}: {said}");
            let made = if folder.join("out").is_dir() { names_in(&folder.join("out")) } else { Vec::new() };
            assert!(made.is_empty(), "{line:?}: {made:?}");
        }
    }
    // A name that the system does not take is found before anything has its name.
    let folder = super::folder("long-name", &[("x.csv", GOOD), ("y.csv", &GOOD.replace('A', "B"))]);
    let long = "n".repeat(300);
    let (code, _, said) = run_in(&folder, &["check", "x.csv", "y.csv", "--out", "out", "--together", &long]);
    assert!(code == 2 && said.contains("takes no such name"), "{said}");
    assert!(names_in(&folder.join("out")).is_empty(), "{:?}", names_in(&folder.join("out")));
    // A list that is read is replaced by itself only, and a mapping whose name has a colon is read.
    let folder = super::folder("read-too", &[("x.csv", GOOD), ("a:x.changes.csv", "{}"), ("a", "")]);
    let (code, _, said) =
        run_in(&folder, &["check", "x.csv", "--mapping", "a:x.changes.csv", "--out", ".", "--force"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(std::fs::read_to_string(folder.join("a:x.changes.csv")).unwrap(), "{}");
}

/// A link to a file that is not there yet is a way to write that file.
#[cfg(unix)]
#[test]
fn no_list_takes_the_place_of_another_file_through_a_link() {
    use std::os::unix::fs::symlink;
    for force in [&[][..], &["--force"]] {
        for (link, to, list) in [
            ("link", "out/x.cleaned.csv", "link"),
            ("link", "./out/../out/x.report.json", "link"),
            ("folder", "out", "folder/x.changes.csv"),
            ("folder", "out", "gone/../folder/x.changes.csv"),
        ] {
            let folder = folder("linked", &[("x.csv", GOOD)]);
            symlink(to, folder.join(link)).unwrap();
            symlink(link, folder.join("other-link")).unwrap();
            for list in [list.to_owned(), list.replace(link, "other-link")] {
                let line = [&["check", "x.csv", "--out", "out", "--seen", &list], force].concat();
                let (code, printed, said) = run_in(&folder, &line);
                assert_eq!((code, printed.as_str()), (2, ""), "{line:?}: {said}");
                assert!(said.contains("Two files would be written under this name."), "{line:?}: {said}");
                assert!(!folder.join("out").exists(), "{line:?}");
            }
        }
    }
    // A link in a circle leads nowhere, and one to a place of its own is as good as that place.
    let folder = folder("linked", &[("x.csv", GOOD)]);
    symlink("circle", folder.join("circle")).unwrap();
    symlink("list.json", folder.join("link")).unwrap();
    assert_eq!(run_in(&folder, &["check", "x.csv", "--out", "out", "--seen", "circle"]).0, 2);
    let (code, _, said) = run_in(&folder, &["check", "x.csv", "--out", "out", "--seen", "link", "--force"]);
    assert!(code == 0 && folder.join("list.json").is_file(), "{said}");
}

/// What was made of a file that was changed meanwhile is not written, a list no more than a cleaned file.
#[cfg(unix)]
#[test]
fn no_list_is_made_of_a_file_that_was_changed_meanwhile() {
    let rows: String = (0..60_000).map(|n| format!("P{n},project,P{n}\n")).collect();
    let table = format!("project name,resource type,resource name\n{rows}");
    let folder = folder("changed-list", &[("x.csv", &table), ("answer.csv", "row,message\n2,is taken\n")]);
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.args(["result", "x.csv", "--import", "gryzzly/projects", "--answer", "answer.csv"]);
    program.args(["--others-went-in", "list.json"]).current_dir(&folder).stderr(std::process::Stdio::piped());
    let mut child = program.stdout(std::process::Stdio::null()).spawn().unwrap();
    // Touched all the while, whenever it is read.
    let file = std::fs::File::options().append(true).open(folder.join("x.csv")).unwrap();
    while child.try_wait().unwrap().is_none() {
        file.set_modified(std::time::SystemTime::now()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("was changed while it was checked"), "{said}");
    assert_eq!(names_in(&folder), ["answer.csv", "x.csv"]);
}
