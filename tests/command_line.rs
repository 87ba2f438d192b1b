//! `read`: the table as it is, the reading card, and what a person may overrule.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

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
fn a_sheet_that_is_not_there_is_not_replaced_by_another() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading_workbooks/files/small.xls");
    assert_eq!(run("read", &book, &["--sheet", "Second"]).1, "5\r\n");
    for command in ["read", "check"] {
        let (code, out, said) = run(command, &book, &["--sheet", "Third"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(said.contains("there are: Data, Second"), "{said}");
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
