//! `read`: the table as it is, the reading card, and what a person may overrule.

use super::{file, run};
use serde_json::Value as Json;
use std::path::Path;

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

#[test]
fn the_order_that_was_said_reaches_days_with_a_time() {
    let definition = file(
        "moments.json",
        br#"{"name":"own/moments","fields":[{"name":"who"},{"name":"at","type":"datetime"}]}"#,
    );
    let path = file("moments.csv", b"who,at\nx,03/04/2025 10:00\nx,05/06/2025 11:30\n");
    let definition = definition.to_str().unwrap();
    let check = |order: &[&str]| run("check", &path, &[&["--definition", definition], order].concat());
    let (code, out, _) = check(&[]);
    assert!(code == 1 && out.matches("ambiguous-date").count() == 2, "{out}");
    for order in ["dmy", "mdy"] {
        let (code, out, _) = check(&["--date-order", order]);
        assert!(code == 0 && !out.contains("ambiguous-date"), "{order}: {out}");
    }
}
