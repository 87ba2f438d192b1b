//! `read`: the table as it is, the reading card, and what a person may overrule.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of this name and content.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Exit code, output and complaint of a command.
fn run(command: &str, path: &Path, options: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    let output = program.arg(command).arg(path).args(options).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn card(path: &Path, options: &[&str]) -> Json {
    let (_, out, _) = run("read", path, &[&["--card"], options].concat());
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_table_is_printed_as_it_was_read() {
    let path = file("table.txt", b"name;sum\r\n\r\n Zo\xeb ;0,50\r\n\"a;\"\"b\"\"\"; \r\n");
    let (code, out, _) = run("read", &path, &[]);
    assert_eq!((code, out.as_str()), (0, "name,sum\r\n\r\n Zoë ,\"0,50\"\r\n\"a;\"\"b\"\"\", \r\n"));
}

#[test]
fn the_card_says_how_and_why() {
    let path = file("card.csv", "name;born;sum\nZoë;31.12.2024;1,5\nBob;13.01.2025;2,25\n".as_bytes());
    let card = card(&path, &[]);
    for (part, value) in [("encoding", "utf-8"), ("delimiter", ";"), ("decimal", ","), ("dateOrder", "dmy")] {
        assert_eq!(card[part]["value"], value, "{part}");
        assert_eq!(card[part]["confidence"], "sure", "{part}");
        assert!(card[part]["evidence"].as_str().unwrap().len() > 9, "{part}");
    }
    assert_eq!(
        (&card["format"], &card["headerRow"], &card["complete"]),
        (&"csv".into(), &1.into(), &true.into())
    );
    assert_eq!(card["flags"], Json::Array(vec![]));
}

#[test]
fn what_a_person_says_wins() {
    let path = file("wishes.csv", b"a;b,c\n1;caf\x82,02/03/2024\n");
    let options = [
        "--encoding",
        "ibm850",
        "--delimiter",
        ",",
        "--decimal",
        ",",
        "--date-order",
        "mdy",
        "--header-row",
        "2",
    ];
    let card = card(&path, &options);
    let values = ["encoding", "delimiter", "decimal", "dateOrder"].map(|part| card[part]["value"].clone());
    assert_eq!(values, ["ibm850", ",", ",", "mdy"]);
    assert_eq!(card["headerRow"], 2);
    let (_, out, _) = run("read", &path, &options);
    assert_eq!(out, "a;b,c\r\n1;café,02/03/2024\r\n");
    let (code, out, _) = run("check", &path, &[&options[..], &["--format", "json"]].concat());
    let report: Json = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["files"][0]["reading"]["encoding"]["value"]), (1, &"ibm850".into()));
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_is_expected() {
    let path = file("asked.csv", b"name,sum\n1,2\n");
    for command in ["read", "check"] {
        for (option, value, exit, expected) in [
            ("--delimiter", "ab", 2, "one character is expected, or the word tab"),
            ("--decimal", "x", 2, "“.” or “,” is expected"),
            ("--date-order", "day", 2, "Choose dmy, mdy or ymd."),
            ("--header-row", "0", 2, "the number of a row is expected, 1 for the first"),
            ("--header-row", "first", 2, "the number of a row is expected, 1 for the first"),
            ("--encoding", "runes", 1, "no encoding named runes. Use a name such as utf-8"),
            ("--delimiter", "\"", 1, "Use a comma, a semicolon, a tab"),
        ] {
            let (code, out, said) = run(command, &path, &[option, value]);
            assert_eq!(code, exit, "{command} {option} {value}: {out}{said}");
            assert!((out + &said).contains(expected), "{command} {option} {value}: {said}");
        }
    }
    let (code, out, _) = run("check", &path, &["--header-row", "3", "--import", "gryzzly/projects"]);
    assert!(code == 1 && out.contains("Row 3 cannot be the row of headings"), "{out}");
}

#[test]
fn a_question_shows_the_users_own_words_under_each_answer() {
    let days = "name,day\nAnn,03/04/2025\nBob,05/06/2025\nCyn,07/08/2025\nDee,01/02/2025\n";
    let sums = "name;sum\nAnn;1,200\nBob;3,400\n";
    for (name, bytes, part, answers, sample) in [
        ("days.csv", days.as_bytes(), "dateOrder", ["dmy", "mdy"], "03/04/2025 → 2025-04-03"),
        ("sums.csv", sums.as_bytes(), "decimal", [".", ","], "1,200 → 1200"),
    ] {
        let card = card(&file(name, bytes), &[]);
        assert_eq!(card[part]["confidence"], "ask", "{name}");
        let others = card[part]["others"].as_array().unwrap();
        assert_eq!(others.iter().map(|o| o["value"].as_str().unwrap()).collect::<Vec<_>>(), answers);
        assert_eq!(others[0]["samples"][0], sample);
        assert!(
            others.iter().all(|o| (2..=3).contains(&o["samples"].as_array().unwrap().len())),
            "{others:?}"
        );
    }
}

#[test]
fn a_sheet_that_is_not_there_is_not_replaced_by_another() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading_workbooks/files/small.xls");
    assert_eq!(run("read", &book, &["--sheet", "Second"]).1, "5\r\n");
    for command in ["read", "check"] {
        let (code, out, said) = run(command, &book, &["--sheet", "Third"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(said.contains("Choose Data or Second."), "{said}");
    }
    assert_eq!(card(&book, &["--sheet", "Second"])["sheet"], "Second");
}

#[test]
fn a_refusal_has_a_name_and_says_what_to_do() {
    let path = file("letter.csv", b"%PDF-1.7\n");
    let (code, out, said) = run("read", &path, &[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(said.contains("save it as .xlsx or CSV"), "{said}");
    let card = card(&path, &[]);
    assert_eq!((&card["complete"], &card["flags"][0]["code"]), (&false.into(), &"F060".into()));
    assert_eq!(card["error"]["name"], "document-not-table");
}

#[test]
fn lists_of_what_exists_may_be_of_any_kind() {
    let clients = "Customer Accounting Reference,Client Name,Client Accounting Reference\nCé-7,Ward,C7a\n";
    let clients = file("clients-of-the-server.csv", clients.as_bytes());
    let book = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/interpreter-intelligence/clients/template-filled-in.xlsx");
    for (list, known) in [
        (file("list-utf8.txt", "Cé-7\nC8\n".as_bytes()), true),
        (file("list-windows.csv", b"Accounting Reference;Customer Name\nC\xe9-7;Caf\xe9\n"), true),
        (book, false),
    ] {
        let said = format!("interpreter-intelligence/customers={}", list.display());
        let (code, out, complaint) = run("check", &clients, &["--existing", &said]);
        assert_eq!((code, complaint.as_str()), (i32::from(!known), ""), "{out}");
        assert_eq!(out.contains("X810"), !known, "{out}");
    }
    let lost = format!("interpreter-intelligence/customers={}", file("list.pdf", b"%PDF-1.7\0").display());
    let (code, out, complaint) = run("check", &clients, &["--existing", &lost]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(complaint.contains("list.pdf"), "{complaint}");
}

#[test]
fn a_second_reader_says_whether_it_finds_the_same() {
    let good = file("twice.csv", b"name;city\nAna;Cork\n\nBo;\"a;b\"\n");
    let (code, out, err) = run("read", &good, &["--second-opinion"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "6 cells compared, 0 differ\n", ""));
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/table.xlsx");
    let (code, out, _) = run("read", &book, &["--second-opinion", "--lang", "fr"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.ends_with("cellules comparées, 0 différentes\n"), "{out}");
    let text = file("twice.html", b"<table><tr><td>name<tr><td>Ana</table>");
    for (lang, said) in [
        ("en", "not compared: no second reader knows this format\n0 cells compared, 0 differ\n"),
        (
            "de",
            "nicht verglichen: kein zweiter Leser kennt dieses Format\n0 Zellen verglichen, 0 weichen ab\n",
        ),
    ] {
        let (code, out, _) = run("read", &text, &["--second-opinion", "--lang", lang]);
        assert_eq!((code, out.as_str()), (1, said), "{lang}");
    }
}

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Runs the command in a folder; its names are those of the folder.
fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    let output = program.args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const GOOD: &str = "project name,resource type,resource name\nA,project,A\n";

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

/// What the system refuses is said in words, with what to do.
#[test]
fn what_the_system_refuses_is_said_in_words() {
    let folder = folder("refused", &[("x.csv", GOOD), ("taken", "a file")]);
    let long = "n".repeat(300);
    for (arguments, said) in [
        (&["check", "x.csv", "--out", "taken"][..], "taken: A file stands where a folder is needed."),
        (&["check", "x.csv", "--out", "taken/in"], "taken/in: A file stands where a folder is needed."),
        (&["check", "gone.csv"], "gone.csv: There is no such file or folder."),
        (&["check", "x.csv", "--definition", "gone.json"], "gone.json: There is no such file or folder."),
        (&["template", "gryzzly/projects", "--out", "gone/t.xlsx"], "There is no such file or folder."),
        (&["summary", "taken/s.json"], "A file stands where a folder is needed."),
        (&["check", "x.csv", "--out", &long], "The system takes no such name."),
    ] {
        let (code, _, complaint) = run_in(&folder, arguments);
        assert!(code == 2 && complaint.contains(said), "{arguments:?}: {complaint}");
        assert!(!complaint.contains("os error"), "{arguments:?}: {complaint}");
    }
    let (_, _, french) = run_in(&folder, &["check", "x.csv", "--out", "taken", "--lang", "fr"]);
    assert!(french.contains("Un fichier se trouve là où il faut un dossier."), "{french}");
    assert_eq!(std::fs::read_to_string(folder.join("taken")).unwrap(), "a file");
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

#[cfg(unix)]
#[test]
fn no_name_and_no_text_steers_the_terminal() {
    let name = "\u{1b}]0;pwned\u{7}\u{1b}[2Jready\u{202e}vsc.\nfine.csv";
    let text =
        "project name,resource type,resource name,x\u{1b}[31m\u{9b}2J\nA,project,\u{1b}[8mA,\u{202e}b\n";
    let folder = folder("steering", &[(name, text), ("t.summary.json", "")]);
    let summary =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile.summary.json"))
            .unwrap();
    std::fs::write(folder.join("t.summary.json"), summary).unwrap();
    for arguments in [
        &["check", name][..],
        &["check", name, "--lang", "fr"],
        &["check", name, "t.summary.json"],
        &["check", name, "--format", "json"],
        &["check", "."],
        &["check", "\u{1b}[2Jgone.csv"],
        &["check", "--\u{1b}[2J", name],
        &["check", name, "--definition", name],
        &["read", name, "--card"],
        &["read", "\u{1b}[2Jgone.csv"],
        &["summary", "t.summary.json"],
        &["summary", name],
        &["explain", "\u{1b}[2J"],
    ] {
        let (_, printed, said) = run_in(&folder, arguments);
        let raw = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!(printed.clone() + &said).contains(raw), "{arguments:?}: {printed:?} {said:?}");
        assert!(!printed.contains("\nfine"), "a name has a line of its own: {printed:?}");
    }
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

#[test]
fn all_sheets_with_the_headings_are_checked_one_by_one() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheets");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[[&str; 2]]); 3] = [
        ("North", &[["name", "city"], ["Ana", "Cork"]]),
        ("So..uth", &[["City", "Name"], ["Lyon", "Bo"]]),
        ("Colours", &[["colour", "size"], ["red", "5"]]),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (at, row) in (0..).zip(rows) {
            sheet.write_row(at, 0, *row).unwrap();
        }
    }
    let path = folder.join("staff.xlsx");
    book.save(&path).unwrap();
    let definition = folder.join("definition.json");
    std::fs::write(&definition, r#"{"fields":[{"name":"name"},{"name":"city"}]}"#).unwrap();
    let out = folder.join("out");
    let (definition, out_name) = (definition.to_str().unwrap(), out.to_str().unwrap());
    let options = ["--definition", definition, "--sheet", "all", "--out", out_name, "--format", "json"];
    let (code, said, complaint) = run("check", &path, &options);
    let answer: Json = serde_json::from_str(&said).unwrap();
    let files: Vec<&Json> = answer["files"].as_array().unwrap().iter().collect();
    assert_eq!(code, 0, "{complaint}");
    assert_eq!(files.len(), 2);
    assert_eq!(files[1]["name"], "staff.xlsx [So..uth]");
    assert_eq!(files[1]["reading"]["sheet"]["value"], "So..uth");
    let cleaned = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(cleaned("staff.North.cleaned.csv"), "name,city\r\nAna,Cork\r\n");
    assert_eq!(cleaned("staff.So..uth.cleaned.csv"), "name,city\r\nBo,Lyon\r\n");
    // Written once, they are not written over.
    assert_eq!(run("check", &path, &options).0, 2);
}

#[test]
fn a_sheet_that_is_called_all_is_that_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, town) in [("North", "Cork"), ("all", "Lyon")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, ["name", "city"]).unwrap();
        sheet.write_row(1, 0, ["Ana", town]).unwrap();
    }
    let path = folder.path().join("staff.xlsx");
    book.save(&path).unwrap();
    let definition = folder.path().join("definition.json");
    std::fs::write(&definition, r#"{"fields":[{"name":"name"},{"name":"city"}]}"#).unwrap();
    let sheets = |wanted: &str| {
        let options = ["--definition", definition.to_str().unwrap(), "--sheet", wanted, "--format", "json"];
        let (_, said, _) = run("check", &path, &options);
        let answer: Json = serde_json::from_str(&said).unwrap();
        let files = answer["files"].as_array().unwrap().clone();
        files.iter().map(|f| f["reading"]["sheet"]["value"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sheets("all"), r#""all""#);
    assert_eq!(sheets("*"), r#""North" "all""#);
}

/// A choice that there is not is never taken for another one.
#[test]
fn a_choice_that_there_is_not_is_refused_with_those_there_are() {
    let definition = file("choices.json", br#"{"fields":[{"name":"name"},{"name":"day","type":"date"}]}"#);
    let check = |table: &[u8], options: &[&str]| {
        let path = file("choices.csv", table);
        run("check", &path, &[&["--definition", definition.to_str().unwrap()], options].concat())
    };
    let below = b"name,day\n(text),dd/mm/yyyy\nParis,2025-03-14\n";
    let days = b"name,day\nParis,04-06-2025\n";
    let cases: [(&[u8], &str, &str); 7] = [
        (below, "S580=keep", "Write --accept S580=leave-out or --keep S580."),
        (
            below,
            "second-heading-row=zzz",
            "Write --accept second-heading-row=leave-out or --keep second-heading-row.",
        ),
        (days, "T240=zzz", "Write --accept T240=day-first or --accept T240=month-first."),
        (days, "T240", "Write --accept T240=day-first or --accept T240=month-first."),
        (days, "T240=", "Write --accept T240=day-first or --accept T240=month-first."),
        (days, "T710=zzz", "Write --accept T710=empty or --accept T710=text."),
        (days, "B160=zzz", "Write --accept B160."),
    ];
    for (table, choice, write) in cases {
        let (code, out, said) = check(table, &["--accept", choice]);
        assert_eq!((code, out.as_str()), (2, ""), "{choice}");
        assert!(said.contains(write), "{choice}: {said}");
    }
    for (table, option, choice) in [
        (&below[..], "--accept", "S580"),
        (below, "--accept", "S580=leave-out"),
        (days, "--accept", "T240=day-first"),
    ] {
        assert_eq!(check(table, &[option, choice]).0, 0, "{choice}");
    }
}

/// What keeps the command from running is said as everything else is: in the language asked for, and with what to do.
#[test]
fn a_command_that_cannot_run_says_what_to_do() {
    let words: Json = serde_json::from_str(include_str!("words.json")).unwrap();
    let path = file("cannot.csv", b"a,b\n1,2\n");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cannot-folder");
    std::fs::create_dir_all(&folder).unwrap();
    let options: [&[&str]; 28] = [
        &["--import", "nobody/nothing"],
        &["--import", "other.csv=gryzzly/projects"],
        &["--import", "gryzzly/projects", "--setting", "a"],
        &["--import", "gryzzly/projects", "--setting", "nothing=1"],
        &["--import", "gryzzly/projects", "--setting", "budget-package=perhaps"],
        &["--set", "Country"],
        &["--map", "a=b=c"],
        &["--existing", "a"],
        &["--existing", "nobody/nothing=x.csv"],
        &["--accept", "T000"],
        &["--accept", "T240=zzz"],
        &["--accept", "T240"],
        &["--accept", "T110=x"],
        &["--keep", "T110=x"],
        &["--nothing"],
        &["--exsting", "a"],
        &["--strict", "--strict"],
        &["--jobs"],
        &["--jobs", "0"],
        &["--jobs", "many"],
        &["--out"],
        &["--write", "cleaned"],
        &["--write", "nothing", "--out", "x"],
        &["--date-order", "myd"],
        &["--delimiter", "ab"],
        &["--decimal", "x"],
        &["--header-row", "0"],
        &["--encoding"],
    ];
    let mut said = Vec::new();
    let table = path.to_str().unwrap();
    let other = file("cannot-too.csv", b"a,b\n1,2\n");
    for lang in ["en", "fr", "de"] {
        for options in options {
            said.push((lang, run("check", &path, &[&["--lang", lang], options].concat())));
        }
        said.push((lang, run("check", &folder, &["--lang", lang])));
        said.push((lang, run("read", &folder, &["--lang", lang])));
        said.push((lang, run("template", Path::new("nobody/nothing"), &["--out", "x.xlsx", "--lang", lang])));
        said.push((lang, run("guide", Path::new("nobody/nothing"), &["--out", "x.html", "--lang", lang])));
        let result = |path: &Path, options: &[&str]| {
            run("result", path, &[&["--lang", lang, "--answer", table], options].concat())
        };
        said.push((lang, result(&folder, &[])));
        said.push((lang, result(&path, &["--out", "cannot-folder", "--write", "cleaned"])));
        said.push((lang, result(&path, &["--answer", table, "--others-went-in", "x.json"])));
        said.push((lang, result(&path, &[other.to_str().unwrap()])));
        said.push((lang, run("check", &path, &["--went-in", table, "--lang", lang])));
        said.push((lang, run("result", &path, &["--lang", lang, "--answer", table, "--first-row", "two"])));
        said.push((lang, run("read", &path, &["--card", "--second-opinion", "--lang", lang])));
        said.push((lang, run("read", &path, &[table, "--lang", lang])));
        said.push((lang, run("chek", &path, &["--lang", lang])));
    }
    for (lang, (code, out, message)) in said {
        assert_eq!((code, out.as_str()), (2, ""), "{lang}: {message}");
        let verbs: Vec<&str> = words[lang]["imperatives"].as_str().unwrap().split(' ').collect();
        let text = message.trim_end();
        let last = text.rsplit(['.', '?']).find(|part| !part.is_empty()).unwrap();
        let begins = |part: &str| verbs.iter().any(|verb| part.trim_start().starts_with(verb));
        assert!(text.ends_with('.') && (begins(last) || last.split(": ").any(begins)), "{lang}: {message}");
    }
    let (code, _, message) = run("check", &path, &["--lang", "xx"]);
    assert_eq!(code, 2);
    assert!(message.contains("Choose de, en or fr."), "{message}");
}

/// The line by which the language says that memory has ended may be the name of a file.
#[test]
fn a_file_that_is_called_like_the_end_of_memory_is_a_file() {
    let name = "memory allocation of 9 bytes failed.csv";
    let folder = folder("memory-by-name", &[(name, "project name,resource type,resource name\nP,tusk,x\n")]);
    for path in [name, "."] {
        let (code, out, said) = run_in(
            &folder,
            &["check", path, "--import", "gryzzly/projects", "--out", "out", "--force", "--format", "json"],
        );
        assert_eq!(code, 1, "{said}");
        assert!(!(out + &said).contains("too little memory"), "{said}");
    }
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

/// Whatever bears the name of a file that is read whole, a device without end among it: it is refused after as many bytes as
/// such a file may have.
#[cfg(unix)]
#[test]
fn no_file_beside_the_table_is_read_without_end() {
    let path = file("beside.csv", b"project name,resource type,resource name\nP,project,P\n");
    let endless = "/dev/zero";
    let mapping = "--mapping=/dev/zero";
    let limited = |command: &str, path: &Path, options: &[&str]| {
        let line = "ulimit -v 1500000 && exec \"$0\" \"$@\"";
        let mut program = Command::new("sh");
        program.args(["-c", line, env!("CARGO_BIN_EXE_import-checker"), command]).arg(path).args(options);
        let output = program.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (command, path, options, said) in [
        ("check", Path::new("/dev/urandom"), &["--import", "gryzzly/projects"][..], "a pipe or a device"),
        ("read", Path::new(endless), &[], "a pipe or a device"),
        ("check", &path, &["--definition", endless], "16 MB"),
        ("check", &path, &["--import", "gryzzly/projects", mapping], "16 MB"),
        ("check", &path, &["--import", "gryzzly/projects", "--went-in", endless], "96 MB"),
        (
            "check",
            &path,
            &["--import", "gryzzly/projects", "--existing", "gryzzly/projects=/dev/zero"],
            "/dev/zero",
        ),
        ("result", &path, &["--import", "gryzzly/projects", "--answer", endless], "64 MB"),
        ("summary", Path::new(endless), &[], "32 MB"),
        ("template", Path::new("--definition=/dev/zero"), &["--out", "never.xlsx"], "16 MB"),
        ("guide", Path::new("--definition=/dev/zero"), &["--out", "never.html"], "16 MB"),
    ] {
        let (code, complaint) = limited(command, path, options);
        assert_eq!(code, Some(2), "{command} {options:?}: {complaint}");
        assert!(
            complaint.contains(said) && complaint.trim_end().ends_with('.'),
            "{command} {options:?}: {complaint}"
        );
    }
}

/// Lists and answers are bounded by what they become as well: a short text can be a large table.
#[cfg(unix)]
#[test]
fn what_becomes_large_beside_the_table_is_refused_in_a_sentence() {
    let path = file("beside-too.csv", b"project name,resource type,resource name\nP,project,P\n");
    let deep = file("values.json", format!("[{}0]", "0,".repeat(16_000_000)).as_bytes());
    let rows = file("rows.csv", "a\n".repeat(5_000_001).as_bytes());
    let existing = format!("gryzzly/projects={}", rows.display());
    let deep = deep.to_str().unwrap();
    for (command, options, said) in [
        ("result", &["--answer", deep][..], "This answer is too long"),
        ("check", &["--existing", &existing], "5,000,000 rows"),
        ("check", &["--definition", deep], "16 MB"),
    ] {
        let (code, _, complaint) =
            run(command, &path, &[&["--import", "gryzzly/projects"], options].concat());
        assert_eq!(code, 2, "{command} {options:?}: {complaint}");
        assert!(complaint.contains(said), "{command} {options:?}: {complaint}");
    }
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

/// Whoever reads the first lines only, such as `head`, is told nothing of the rest.
#[cfg(unix)]
#[test]
fn an_output_that_nobody_reads_to_its_end_ends_quietly() {
    let rows = "some text,another text\n".repeat(20_000);
    let path = file("long.csv", format!("a,b\n{rows}").as_bytes());
    let program = env!("CARGO_BIN_EXE_import-checker");
    for arguments in
        ["read \"$1\"", "check \"$1\" --import gryzzly/projects --format json", "explain --format json"]
    {
        let line = format!("\"$0\" {arguments} | head -c 1");
        let output = Command::new("sh").args(["-c", &line, program]).arg(&path).output().unwrap();
        assert_eq!(
            (output.stdout.len(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (1, ""),
            "{arguments}"
        );
    }
}

/// At each limit from far too little to enough: every file has its line, which says what to do where nothing is known, and
/// what stands in the folder is whole.
#[cfg(unix)]
#[test]
fn a_machine_with_too_little_memory_leaves_nothing_half_done() {
    let mut rows = "project name,resource type,resource name\n".to_owned();
    (0..100_000).for_each(|n| rows += &format!("Project {n:05},project,Project {n:05}\n"));
    let folder = folder("little-memory", &[("large.csv", &rows), ("small.csv", GOOD)]);
    let run = |kilobytes: u32| {
        let out = folder.join("../little-memory-made");
        let _ = std::fs::remove_dir_all(&out);
        let program = env!("CARGO_BIN_EXE_import-checker");
        let line = format!(
            "ulimit -v {kilobytes} && exec \"$0\" check . --jobs 1 --import gryzzly/projects --out \"$1\""
        );
        let output = Command::new("sh")
            .args(["-c", &line, program])
            .arg(&out)
            .current_dir(&folder)
            .env("RUST_BACKTRACE", "0")
            .output()
            .unwrap();
        let lines: Vec<Json> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        (lines, out)
    };
    let (whole, out) = run(4_000_000);
    let verdicts = |lines: &[Json]| lines.iter().map(|line| line["verdict"].clone()).collect::<Vec<Json>>();
    assert_eq!(verdicts(&whole), ["ready", "ready"]);
    let names = names_in(&out);
    let expected: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(out.join(name)).unwrap()).collect();
    let (mut told, mut kilobytes) = (0, 50_000);
    loop {
        let (lines, out) = run(kilobytes);
        // With less the program that begins one for each file does not begin itself.
        if lines.len() == 2 {
            for line in lines.iter().filter(|line| line["verdict"] != "ready") {
                told += 1;
                assert_eq!(line["verdict"], "unreadable");
                assert!(line["message"].as_str().unwrap().contains("Divide the file"), "{line}");
            }
            let made = if out.is_dir() { names_in(&out) } else { Vec::new() };
            for name in made {
                let place = names.iter().position(|known| *known == name);
                let place = place.unwrap_or_else(|| panic!("{name} was left behind at {kilobytes} kB"));
                let bytes = std::fs::read(out.join(&name)).unwrap();
                // The report of a file that could not be read says so.
                let report: Json = serde_json::from_slice(&bytes).unwrap_or_default();
                let whole = bytes == expected[place] || report["verdict"] == "unreadable";
                assert!(whole, "{name} is not whole");
            }
            if verdicts(&lines) == verdicts(&whole) {
                break;
            }
        }
        kilobytes += 3_000;
    }
    assert!(told > 0, "memory was never too little");
}

/// The same of one file, and of several that are checked together: the command says the cause, and never leaves it to the
/// line of the language.
#[cfg(unix)]
#[test]
fn one_file_that_memory_does_not_hold_is_told_with_its_cause() {
    let mut rows = "project name,resource type,resource name\n".to_owned();
    (0..4_000).for_each(|n| rows += &format!("Project {n:05},project,Project {n:05}\n"));
    let folder = folder("memory-of-one", &[("large.csv", &rows), ("small.csv", GOOD)]);
    for command in
        ["check large.csv --out made", "check large.csv small.csv --out made", "read large.csv --card"]
    {
        let import = if command.starts_with("check") { "--import gryzzly/projects" } else { "" };
        let run = |kilobytes: u32| {
            let _ = std::fs::remove_dir_all(folder.join("made"));
            let line = format!("ulimit -v {kilobytes} && exec \"$0\" {command} {import}");
            let output = Command::new("sh")
                .args(["-c", &line, env!("CARGO_BIN_EXE_import-checker")])
                .current_dir(&folder)
                .env("RUST_BACKTRACE", "0")
                .output()
                .unwrap();
            (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let (enough, _) = run(4_000_000);
        assert!(matches!(enough, Some(0 | 1)), "{command}");
        let (mut told, mut kilobytes) = (0, 20_000);
        loop {
            let (code, said) = run(kilobytes);
            let made = if folder.join("made").is_dir() { names_in(&folder.join("made")) } else { Vec::new() };
            // Less than what the program itself needs tells nothing of the file; it depends on the moment whether a thread
            // can still begin, and the system has the last word then.
            let own = ["alternative stack", "TLS destructor"];
            if code.is_none() && own.iter().any(|words| said.contains(words)) {
                assert!(made.is_empty(), "{made:?} at {kilobytes} kB");
            } else if code == Some(2) {
                told += 1;
                assert!(
                    said.contains("too little memory for this file") && said.contains("Divide"),
                    "{said}"
                );
                assert!(made.is_empty(), "{made:?} at {kilobytes} kB");
            } else if told > 0 {
                assert!(matches!(code, Some(0 | 1)), "{code:?}: {said}");
                assert!(!said.contains("memory allocation"), "{said}");
                if code == enough {
                    break;
                }
            }
            assert!(kilobytes < 1_000_000, "it never had enough");
            kilobytes += 1_000;
        }
        assert!(told > 0, "memory was never too little");
    }
}

/// A workbook of staff in a new folder, its definition, and what a check with `--sheet together` says and writes.
fn together(
    sheets: &[(&str, &[&[&str]])],
    definition: &str,
    options: &[&str],
) -> (i32, Json, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (at, row) in (0..).zip(*rows) {
            sheet.write_row(at, 0, row.iter().copied()).unwrap();
        }
    }
    let path = folder.path().join("staff.xlsx");
    book.save(&path).unwrap();
    let rules = folder.path().join("definition.json");
    std::fs::write(&rules, definition).unwrap();
    let out = folder.path().join("out");
    let (rules, out) = (rules.to_str().unwrap(), out.to_str().unwrap());
    let all = ["--definition", rules, "--sheet", "together", "--out", out, "--format", "json"];
    let (code, said, complaint) = run("check", &path, &[&all[..], options].concat());
    let said = serde_json::from_str(&said).unwrap_or_else(|_| Json::String(complaint.clone()));
    (code, said, folder)
}

const STAFF: &str =
    r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"age","type":"integer"}],"primaryKey":"name"}"#;

#[test]
fn sheets_are_checked_together_and_cleaned_into_one_file() {
    let sheets: [(&str, &[&[&str]]); 4] = [
        ("North", &[&["name", "city", "age"], &["Ana", "Cork", "30"]]),
        (
            "So..uth",
            &[
                &["Staff of the south"],
                &["Age", "City", "Name"],
                &["31", "Lyon", "Bo"],
                &["32", "Nice", "Cy"],
            ],
        ),
        ("Colours", &[&["colour", "size"], &["red", "5"]]),
        ("East", &[&["name", "city", "age"], &["Di", "a\nb, c", "33"]]),
    ];
    let (code, said, folder) = together(&sheets, STAFF, &[]);
    assert_eq!(code, 0, "{said}");
    let out = folder.path().join("out");
    let cleaned = std::fs::read_to_string(out.join("staff.cleaned.csv")).unwrap();
    assert!(
        cleaned.starts_with("name,city,age\r\nAna,Cork,30\r\nBo,Lyon,31\r\nCy,Nice,32\r\nDi,"),
        "{cleaned}"
    );
    assert_eq!(cleaned.matches("name,city,age").count(), 1);
    let names = names_in(&out);
    assert!(
        !names.iter().any(|name| name.ends_with(".cleaned.csv") && name != "staff.cleaned.csv"),
        "{names:?}"
    );
    assert!(names.contains(&"staff.So..uth.changes.csv".to_owned()), "{names:?}");
    // Sheets with other headings are left out and said; those that are one table are not said to be left out.
    let codes = |file: &Json| -> Vec<String> {
        let findings = file["findings"].as_array().unwrap().iter();
        findings.map(|f| format!("{} {}", f["code"], f["message"])).collect()
    };
    for file in said["files"].as_array().unwrap() {
        let codes = codes(file);
        assert!(!codes.iter().any(|code| code.contains("X900")), "{codes:?}");
        let left = codes.iter().find(|code| code.contains("S190")).unwrap();
        assert!(left.contains("Colours") && !left.contains("East."), "{left}");
    }
    assert_eq!(said["files"][1]["name"], "staff.xlsx [So..uth]");
}

/// What a system answers to the one file that several sheets went out as is said at the sheets' own rows and cells.
#[test]
fn an_answer_to_sheets_that_went_out_together_is_traced_back_to_them() {
    let north: &[&[&str]] =
        &[&["name", "city", "age"], &["Ana", "Cork", "30"], &["Bad", "Cork", "x"], &["Bo", "Cork", "31"]];
    // Its columns stand in another order, and a title above them.
    let south: &[&[&str]] =
        &[&["Staff of the south"], &["Age", "City", "Name"], &["32", "Lyon", "Cy"], &["33", "Nice", "Di"]];
    let sheets = [("North", north), ("South", south)];
    let (_, _, folder) = together(&sheets, STAFF, &["--rows-in-error", "drop"]);
    let cleaned = std::fs::read_to_string(folder.path().join("out/staff.cleaned.csv")).unwrap();
    assert_eq!(cleaned, "name,city,age\r\nAna,Cork,30\r\nBo,Cork,31\r\nCy,Lyon,32\r\nDi,Nice,33\r\n");
    let book = folder.path().join("staff.xlsx");
    let rules = folder.path().join("definition.json");
    let list = folder.path().join("went-in.txt");
    let answered = |answer: &str, more: &[&str]| {
        let path = folder.path().join("answer.csv");
        std::fs::write(&path, answer).unwrap();
        let given = [
            "--definition",
            rules.to_str().unwrap(),
            "--sheet",
            "together",
            "--answer",
            path.to_str().unwrap(),
        ];
        let (code, said, complaint) =
            run("result", &book, &[&given[..], &["--format", "json"], more].concat());
        let said: Json = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{complaint}"));
        let found: Vec<String> = said["files"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|file| file["findings"].as_array().unwrap())
            .filter(|finding| finding["code"].as_str().unwrap().starts_with('A'))
            .map(|finding| {
                let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
                format!("{} {} {} {}", text("code"), text("sheet"), text("cell"), finding["row"])
            })
            .collect();
        (code, found, complaint)
    };
    // Row 3 is Bo, of row 4 because the row before was left out; row 5 is Di, whose age stands in the first column.
    let (code, found, said) = answered("row,column,message\n3,name,taken\n5,age,too old\n", &[]);
    assert_eq!(
        (code, found),
        (1, vec!["A120 North A4 4".to_owned(), "A120 South A4 4".to_owned()]),
        "{said}"
    );
    assert!(said.contains("staff.xlsx: 2 refused, 2 other rows were sent."), "{said}");
    // Rows with a column of errors: they are found by what they held, whatever their number.
    let (_, found, said) = answered("name,city,age,error\nCy,Lyon,32,no such city\n", &[]);
    assert_eq!(found, ["A120 South  3"], "{said}");
    // What is about no row that was sent is said once, and nobody knows then which rows went in.
    let listed = ["--others-went-in", list.to_str().unwrap()];
    let (_, found, said) = answered("row,message\n99,taken\n", &listed);
    assert_eq!(found, ["A140 North  null"], "{said}");
    assert!(said.contains("0 refused, 4 other rows were sent. 1 is about no row that was sent."), "{said}");
    assert!(!list.exists());
    // The list is one for all sheets: what was refused goes out in the next file, and nothing else.
    let (_, _, said) = answered("row,message\n4,taken\n", &listed);
    assert!(list.exists(), "{said}");
    let more = ["--rows-in-error", "drop", "--went-in", list.to_str().unwrap(), "--force"];
    let given = [
        "--definition",
        rules.to_str().unwrap(),
        "--sheet",
        "together",
        "--out",
        folder.path().to_str().unwrap(),
    ];
    let (_, _, said) = run("check", &book, &[&given[..], &more].concat());
    let again =
        std::fs::read_to_string(folder.path().join("staff.cleaned.csv")).unwrap_or_else(|_| panic!("{said}"));
    assert_eq!(again, "name,city,age\r\nCy,Lyon,32\r\n");
}

/// The rows of a sheet belong to rows above them on that sheet: what stands below the last row of the sheet before belongs
/// to nobody, though its rows go out above.
#[test]
fn the_outline_begins_anew_on_each_sheet() {
    const HEADINGS: &[&str] =
        &["project name", "resource type", "resource name", "task budget type", "discount amount"];
    let project: &[&str] = &["Alpha", "project", "Alpha"];
    let task: &[&str] = &["Alpha", "task", "Design", "none"];
    let subtask: &[&str] = &["Alpha", "subtask", "Sketches", "none"];
    let discount: &[&str] = &["Alpha", "discount", "Offer", "", "100"];
    let beta: &[&str] = &["Beta", "project", "Beta"];
    let other: &[&str] = &["Beta", "task", "Build", "none"];
    let import = ["--import", "gryzzly/projects", "--rows-in-error", "drop"];
    let written = |second: &[&[&str]]| {
        let rows = [&[HEADINGS][..], second].concat();
        let first: &[&[&str]] = &[HEADINGS, project, task];
        let (code, said, folder) = together(&[("One", first), ("Two", &rows)], STAFF, &import);
        let errors: Vec<String> = said["files"]
            .as_array()
            .unwrap_or_else(|| panic!("{said}"))
            .iter()
            .flat_map(|file| file["findings"].as_array().unwrap())
            .filter(|finding| finding["severity"] == "error")
            .map(|finding| format!("{} {}", finding["sheet"].as_str().unwrap(), finding["row"]))
            .collect();
        let cleaned =
            std::fs::read_to_string(folder.path().join("out/staff.cleaned.csv")).unwrap_or_default();
        let names: Vec<String> =
            cleaned.lines().skip(1).filter_map(|line| line.split(',').nth(2).map(str::to_owned)).collect();
        (code, errors, names)
    };
    let (code, errors, names) = written(&[beta, other]);
    assert_eq!(
        (code, errors.len(), names),
        (0, 0, ["Alpha", "Design", "Beta", "Build"].map(str::to_owned).to_vec())
    );
    for orphan in [subtask, discount, task] {
        let (code, errors, names) = written(&[orphan, beta, other]);
        assert_eq!((code, errors.first().map(String::as_str)), (1, Some("Two 2")), "{orphan:?}: {errors:?}");
        assert_eq!(names, ["Alpha", "Design", "Beta", "Build"], "{orphan:?}: {errors:?}");
    }
    // A project of both sheets is one too many: whose rows the server would add to which is not clear.
    let (code, errors, _) = written(&[project, task]);
    assert!(code == 1 && errors.contains(&"Two 2".to_owned()), "{errors:?}");
}

#[test]
fn over_the_seam_of_sheets_nothing_occurs_twice_and_half_of_them_is_no_file() {
    let sheets: [(&str, &[&[&str]]); 2] = [
        ("North", &[&["name", "city", "age"], &["Ana", "Cork", "30"], &["Bo", "Cork", "30"]]),
        ("South", &[&["name", "city", "age"], &["Ana", "Lyon", "31"]]),
    ];
    let (code, said, folder) = together(&sheets, STAFF, &[]);
    assert_eq!(code, 1);
    let findings =
        said["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
    let twice: Vec<String> = findings
        .filter(|f| f["severity"] == "error")
        .map(|f| format!("{} {}", f["sheet"].as_str().unwrap(), f["cell"].as_str().unwrap_or_default()))
        .collect();
    assert!(twice.contains(&"South A2".to_owned()), "{said}");
    assert!(!folder.path().join("out/staff.cleaned.csv").exists());
    let (_, _, folder) = together(&sheets, STAFF, &["--rows-in-error", "drop"]);
    let cleaned = std::fs::read_to_string(folder.path().join("out/staff.cleaned.csv")).unwrap();
    assert_eq!(cleaned.matches("Ana").count() + twice.len(), 2, "{cleaned}");
    // Columns that only one of the sheets has would shift the others.
    let kept = r#"{"fieldsMatch":"subset","fields":[{"name":"name"},{"name":"city"}]}"#;
    let sheets: [(&str, &[&[&str]]); 2] = [
        ("North", &[&["name", "city", "age"], &["Ana", "Cork", "30"]]),
        ("South", &[&["name", "city"], &["Bo", "Lyon"]]),
    ];
    let (_, said, folder) = together(&sheets, kept, &[]);
    assert!(!folder.path().join("out/staff.cleaned.csv").exists(), "{said}");
}
