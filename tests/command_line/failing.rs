//! A disk that fails while something beside the table is read: a sentence, and nothing half written.

use super::{folder, names_in, run_in};
use std::path::Path;
use std::process::Command;

const TABLE: &str = "id,name,age\n1,Ana,36\n2,Bob,x\n3,Cy,40\n4,Di,41\n";
const DEFINITION: &str = r#"{"name": "own/people", "primaryKey": "id",
    "fields": [{"name": "id"}, {"name": "name"}, {"name": "age", "type": "integer"}]}"#;

/// Each reading of what a command is given fails in turn, alone and with all that come after it. Of what stands beside the
/// table, the command ends with a sentence and writes nothing; whatever fails, what is written is what would be.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_reading_that_fails_beside_the_table_ends_the_command() {
    let there = "id,name,age\n1,Ana,35\n9,Eve,50\n";
    let folder = folder(
        "failing-readings",
        &[
            ("table.csv", TABLE),
            ("definition.json", DEFINITION),
            ("mapping.json", r#"{"columns": [{"from": "name", "to": "name"}]}"#),
            ("there.csv", there),
            ("answer.csv", "row,message\n2,is taken\n"),
            ("answer.json", r#"{"errors": [{"row": 2, "message": "is taken"}]}"#),
        ],
    );
    let own = ["--definition", "definition.json", "--rows-in-error", "drop"];
    // What later runs are given, made by the program itself.
    for line in [
        &["result", "table.csv", "--answer", "answer.csv", "--others-went-in", "list.json"][..],
        &["check", "table.csv", "--out", "first", "--write", "rejected,summary,xlsx", "--seen", "seen.json"],
    ] {
        let (code, _, said) = run_in(&folder, &[line, &own].concat());
        assert_eq!(code, 1, "{said}");
    }
    let rejected = std::fs::read_to_string(folder.join("first/table.rejected.csv")).unwrap();
    std::fs::write(folder.join("rows.csv"), rejected.replace(",x,", ",37,")).unwrap();
    std::fs::rename(folder.join("first/table.cleaned.xlsx"), folder.join("there.xlsx")).unwrap();
    let under = folder.join("failing_disk.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line/failing_disk.c");
    // What links Rust's programs is a compiler of C.
    let compiled =
        Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o"]).arg(&under).arg(source).status().unwrap();
    assert!(compiled.success());
    let seen = std::fs::read(folder.join("seen.json")).unwrap();
    let run = |line: &[&str], name: &str, at: u64, for_good: bool| {
        let out = folder.join("out");
        let _ = std::fs::remove_dir_all(&out);
        std::fs::create_dir(&out).unwrap();
        std::fs::write(folder.join("seen.json"), &seen).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(line).current_dir(&folder).env("LD_PRELOAD", &under);
        program.env("FAIL_NAME", format!("/{name}")).env("FAIL_AT", at.to_string());
        program.env("COUNT_TO", folder.join("count"));
        if for_good {
            program.env("FAIL_FOR_GOOD", "1");
        }
        let output = program.output().unwrap();
        let mut made: Vec<(String, Vec<u8>)> = names_in(&out)
            .into_iter()
            .map(|name| (name.clone(), std::fs::read(out.join(&name)).unwrap()))
            .collect();
        made.push(("seen.json".to_owned(), std::fs::read(folder.join("seen.json")).unwrap()));
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), made)
    };
    let check =
        &["check", "table.csv", "--definition", "definition.json", "--rows-in-error", "drop", "--out", "out"]
            [..];
    let result = &["result", "table.csv", "--definition", "definition.json", "--rows-in-error", "drop"][..];
    let all = ["--write", "cleaned,changes,differences,rejected,report,summary,xlsx"];
    let list = ["--others-went-in", "out/list.json", "--out", "out"];
    let existing = |file: &str| format!("--existing=own/people={file}");
    let (as_csv, as_book) = (existing("there.csv"), existing("there.xlsx"));
    let cases: [(&[&str], &[&str], &str); 13] = [
        (check, &[], "definition.json"),
        (check, &["--mapping", "mapping.json"], "mapping.json"),
        (check, &["--went-in", "list.json"], "list.json"),
        (check, &["--corrected", "rows.csv"], "rows.csv"),
        (check, &[&as_csv], "there.csv"),
        (check, &[&as_book], "there.xlsx"),
        (check, &["--seen", "seen.json"], "seen.json"),
        (result, &["--answer", "answer.csv"], "answer.csv"),
        (result, &["--answer", "answer.json"], "answer.json"),
        (&["summary", "first/table.summary.json"], &[], "first/table.summary.json"),
        // The table itself: its own readings have their test; here what else was given must not be lost with one.
        (check, &["--went-in", "list.json", "--corrected", "rows.csv", &as_csv], "table.csv"),
        (check, &["--seen", "seen.json"], "table.csv"),
        (result, &["--answer", "answer.csv"], "table.csv"),
    ];
    let mut told = 0;
    for (command, options, name) in cases {
        let more: &[&str] = match command.first() {
            Some(&"check") => &all,
            Some(&"result") => &list,
            _ => &[],
        };
        let line = [command, options, more].concat();
        let (code, said, whole) = run(&line, name, 0, false);
        assert!(matches!(code, Some(0 | 1)), "{line:?}: {said}");
        let readings: u64 = std::fs::read_to_string(folder.join("count")).unwrap().parse().unwrap();
        let step = usize::try_from(readings / 25).unwrap().max(1);
        for (at, for_good) in (1..=readings).step_by(step).flat_map(|at| [(at, false), (at, true)]) {
            let (failed, said, made) = run(&line, name, at, for_good);
            let place = format!(
                "{line:?}, reading {at} of {readings} of {name}, for good: {for_good}: {failed:?} {said}"
            );
            if failed == Some(2) {
                told += 1;
                assert!(
                    said.trim_end().ends_with('.')
                        && (name == "table.csv" || said.contains(name.rsplit('/').next().unwrap())),
                    "{place}"
                );
                assert!(made.len() == 1 && made[0].1 == seen, "{place}");
            } else if name == "table.csv" {
                // What goes out, and what went in, is what it is, or it is not there.
                for (file, bytes) in &made {
                    let goes_out = file.contains("cleaned.csv") || file == "list.json";
                    assert!(!goes_out || whole.contains(&(file.clone(), bytes.clone())), "{file}: {place}");
                }
            } else {
                assert!((failed, &made) == (code, &whole), "{place}");
            }
        }
    }
    assert!(told > 30, "{told} failures were told");
}
