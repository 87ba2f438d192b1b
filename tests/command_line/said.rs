//! What the command says: of choices, of what keeps it from running, to a terminal and to a pipe.

use super::{GOOD, file, folder, run, run_in};
use serde_json::Value as Json;
use std::path::Path;
use std::process::Command;

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
    let words: Json = serde_json::from_str(include_str!("../words.json")).unwrap();
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

/// What somebody at a terminal sees while a command works: how far it is, on one line, which is gone in the end.
#[cfg(unix)]
fn at_a_terminal(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    use std::io::Read;
    let terminal = nix::pty::openpty(None, None).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
    program.args(arguments).current_dir(folder).env("TERM", "xterm").env_remove("NO_COLOR");
    program.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped()).stderr(terminal.slave);
    let child = program.spawn().unwrap();
    // Only the process holds the other end now, so that the reading ends with it.
    drop(program);
    let mut shown = Vec::new();
    let mut screen = std::fs::File::from(terminal.master);
    let reading = std::thread::spawn(move || {
        // Where the last who holds it goes, some systems call it an error.
        let _ = screen.read_to_end(&mut shown);
        shown
    });
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&reading.join().unwrap()).into_owned();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), shown)
}

#[cfg(unix)]
#[test]
fn somebody_at_a_terminal_sees_how_far_it_is() {
    let mut rows = "project name,resource type,resource name\n".to_owned();
    (0..150_000).for_each(|n| rows += &format!("P{n:06},project,P{n:06}\n"));
    let name = "large\u{1b}[2J.csv";
    let folder = folder("terminal", &[(name, &rows), ("small.csv", GOOD)]);
    let one = ["check", name, "--import", "gryzzly/projects", "--out", "out", "--force", "--format", "json"];
    let (code, out, shown) = at_a_terminal(&folder, &one);
    assert_eq!(code, Some(0), "{shown}");
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "what it prints is not touched by it");
    for words in ["checking row ", "writing row ", "large"] {
        assert!(shown.contains(words), "{words}: {shown:?}");
    }
    assert!(!shown.contains("\u{1b}[2J") && !shown.contains('\u{1e}'), "nothing raw: {shown:?}");
    // The line is drawn anew in its place, and taken away in the end.
    let last = shown.rfind("row ").unwrap();
    assert!(shown[last..].contains("\u{1b}[2K"), "{shown:?}");
    assert!(shown.lines().count() < 5, "{shown:?}");
    // Of a folder, how many files are done.
    let (_, _, shown) =
        at_a_terminal(&folder, &["check", ".", "--import", "gryzzly/projects", "--format", "json"]);
    assert!(shown.contains("/2 "), "{shown:?}");
    // Where there is no terminal, nothing of it is said.
    let (_, _, said) = run_in(&folder, &one);
    assert_eq!(said, "");
}
