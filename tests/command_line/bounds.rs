//! What is larger than it may be, and machines with too little memory.

use super::{GOOD, file, folder, names_in, run, run_in};
use serde_json::Value as Json;
use std::path::Path;
use std::process::Command;

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

/// Each of the first allocations fails in turn, and then every so many-th, alone and with all that come after it: what is said
/// names the cause, and what stands in the folder is whole. The program itself is run, with an allocator that fails laid under it.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn an_allocation_that_fails_is_told_wherever_it_is() {
    let folder = folder(
        "failing-allocations",
        &[("table.csv", "project name,resource type,resource name\nA,project,A\nB,tusk,B\nC,project,=C\n")],
    );
    let under = folder.join("no_more_memory.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line/no_more_memory.c");
    // What links Rust's programs is a compiler of C.
    let compiled =
        Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o"]).arg(&under).arg(source).status().unwrap();
    assert!(compiled.success());
    let out = folder.join("made");
    let run = |at: u64, for_good: bool| {
        let _ = std::fs::remove_dir_all(&out);
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args([
            "check",
            "table.csv",
            "--import",
            "gryzzly/projects",
            "--rows-in-error",
            "drop",
            "--out",
            "made",
        ]);
        program.args(["--write", "cleaned,rejected,changes,report,html,annotated"]).current_dir(&folder);
        program.env("LD_PRELOAD", &under).env("FAIL_AT", at.to_string()).env("RUST_BACKTRACE", "0");
        if for_good {
            program.env("FAIL_FOR_GOOD", "1");
        }
        let output = program.output().unwrap();
        let names = if out.is_dir() { names_in(&out) } else { Vec::new() };
        let made: Vec<(String, Vec<u8>)> =
            names.into_iter().map(|name| (name.clone(), std::fs::read(out.join(&name)).unwrap())).collect();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), made)
    };
    let (code, said, whole) = run(0, false);
    assert_eq!((code, whole.len()), (Some(1), 6), "{said}");
    let (mut told, mut at) = (0, 1);
    loop {
        let mut ended = 0;
        for for_good in [false, true] {
            let (code, said, made) = run(at, for_good);
            let place = format!("allocation {at}, for good: {for_good}, {code:?}: {said}");
            assert!(made.iter().all(|file| whole.contains(file)), "a file is not whole: {place}");
            if code == Some(1) {
                assert_eq!(made.len(), whole.len(), "{place}");
                ended += 1;
            } else {
                assert_eq!(code, Some(2), "{place}");
                assert!(
                    said.contains("too little memory for this file") && said.contains("Divide"),
                    "{place}"
                );
                assert!(made.is_empty(), "{place}");
                told += 1;
            }
        }
        if ended == 2 && at > 1_000 {
            break;
        }
        at += (at / 12).max(1);
    }
    assert!(told > 100, "{told} failures were told");
}
