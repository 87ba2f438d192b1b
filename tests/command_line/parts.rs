//! A table in several files: months that come out as one, and a cleaned file in as many parts as the import takes.

use super::{folder, names_in, run_in};

const SALES: &str = r#"{"name": "shop/sales", "primaryKey": "id", "limits": {"rows": 3},
    "fields": [{"name": "id"}, {"name": "order"}, {"name": "share", "type": "number"}],
    "rules": [{"rule": "per-group", "by": ["order"], "sum": "share", "equals": 100}]}"#;

fn text(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn a_file_longer_than_its_import_takes_is_written_in_parts() {
    let rows = "id,order,share\n1,A,100\n2,B,60\n3,B,40\n4,C,70\n5,C,30.0\n6,D,100\n";
    let folder = folder("parts", &[("definition.json", SALES), ("sales.csv", rows)]);
    let check =
        ["check", "sales.csv", "--definition", "definition.json", "--out", "out", "--write", "cleaned,xlsx"];
    let (code, said, complaint) = run_in(&folder, &check);
    assert_eq!(code, 0, "{said}{complaint}");
    assert!(said.contains("takes 3 rows at a time") && said.contains("2 parts"), "{said}");
    let out = folder.join("out");
    let parts = [
        "sales.part-1-of-2.cleaned.csv",
        "sales.part-1-of-2.cleaned.xlsx",
        "sales.part-2-of-2.cleaned.csv",
        "sales.part-2-of-2.cleaned.xlsx",
    ];
    assert_eq!(names_in(&out), parts);
    assert_eq!(text(&out, parts[0]), "id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n");
    assert_eq!(text(&out, parts[2]), "id,order,share\r\n4,C,70\r\n5,C,30.0\r\n6,D,100\r\n");
    // Each is what the import takes, and so is each workbook: the second has the last three rows.
    for part in parts {
        let (code, said, complaint) = run_in(&out, &["check", part, "--definition", "../definition.json"]);
        assert!(code == 0 && said.contains("3 rows ready"), "{part}: {said}{complaint}");
    }
    // Nothing is written over; what an earlier check left does not stay beside what is new.
    assert_eq!(run_in(&folder, &check).0, 2);
    std::fs::write(folder.join("sales.csv"), "id,order,share\n1,A,100\n").unwrap();
    assert_eq!(run_in(&folder, &[&check[..], &["--force"]].concat()).0, 0);
    assert_eq!(names_in(&out), ["sales.cleaned.csv", "sales.cleaned.xlsx"]);
    // The answer to a part is placed at the rows of the whole file.
    std::fs::write(folder.join("sales.csv"), rows).unwrap();
    std::fs::write(folder.join("answer.csv"), "row,message\n3,refused\n").unwrap();
    let answer =
        ["result", "sales.csv", "--definition", "definition.json", "--answer", "answer.csv", "--part", "2"];
    let (_, said, complaint) = run_in(&folder, &answer);
    assert!(said.contains("Row 6") && said.contains("refused"), "{said}{complaint}");
    for none in ["0", "3"] {
        let (code, _, complaint) = run_in(&folder, &[&answer[..7], &[none]].concat());
        assert!(code == 2 && complaint.contains("2 parts"), "{none}: {complaint}");
    }
}

#[test]
fn months_are_checked_as_one_table_and_come_out_as_one() {
    let months = [
        ("1.csv", "id,order,share\n1,A,100\n2,B,60\n"),
        ("2.csv", "id,order,share\n3,B,40\n4,C,100\n"),
        ("3.csv", "id,order,share\n5,D,100\n"),
    ];
    let unlimited = SALES.replace(r#""limits": {"rows": 3},"#, "");
    let files = [&months[..], &[("definition.json", SALES), ("unlimited.json", unlimited.as_str())]].concat();
    let folder = folder("months", &files);
    let check = |definition: &str, out: &str| {
        let arguments = [
            "check",
            "1.csv",
            "2.csv",
            "3.csv",
            "--definition",
            definition,
            "--together",
            "year",
            "--out",
            out,
            "--write",
            "cleaned",
        ];
        run_in(&folder, &arguments)
    };
    let (code, said, complaint) = check("unlimited.json", "one");
    assert_eq!(code, 0, "{said}{complaint}");
    assert!(!said.contains("X900"), "{said}");
    assert_eq!(names_in(&folder.join("one")), ["year.cleaned.csv"]);
    assert_eq!(
        text(&folder, "one/year.cleaned.csv"),
        "id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n4,C,100\r\n5,D,100\r\n"
    );
    let (code, said, complaint) = check("definition.json", "parts");
    assert_eq!(code, 0, "{said}{complaint}");
    assert_eq!(
        names_in(&folder.join("parts")),
        ["year.part-1-of-2.cleaned.csv", "year.part-2-of-2.cleaned.csv"]
    );
    assert_eq!(
        text(&folder, "parts/year.part-1-of-2.cleaned.csv"),
        "id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n"
    );
    // As many as there are, without the option; groups are those of all of them all the same.
    let apart = [
        "check",
        "1.csv",
        "2.csv",
        "3.csv",
        "--definition",
        "unlimited.json",
        "--out",
        "apart",
        "--write",
        "cleaned",
    ];
    assert_eq!(run_in(&folder, &apart).0, 0);
    assert_eq!(names_in(&folder.join("apart")), ["1.cleaned.csv", "2.cleaned.csv", "3.cleaned.csv"]);
    // A month without its rows, or with other columns, is no part of one file.
    std::fs::write(folder.join("3.csv"), "id,order\n5,D\n").unwrap();
    let (code, said, complaint) = check("unlimited.json", "none");
    assert!(code == 1 || complaint.contains("other columns"), "{said}{complaint}");
    assert_eq!(names_in(&folder.join("none")), [""; 0]);
}

#[test]
fn a_family_over_the_limit_is_said_and_nothing_goes_out() {
    let rows = "id,order,share\n1,A,100\n2,B,25\n3,B,25\n4,B,25\n5,B,25\n";
    let folder = folder("family", &[("definition.json", SALES), ("sales.csv", rows)]);
    let check =
        ["check", "sales.csv", "--definition", "definition.json", "--out", "out", "--write", "cleaned"];
    let (code, said, complaint) = run_in(&folder, &check);
    assert_eq!(code, 1, "{said}{complaint}");
    assert!(said.contains("F870") && said.contains("Row 3: 4 rows from here on belong together"), "{said}");
    assert_eq!(names_in(&folder.join("out")), [""; 0]);
    // The others go out where the rows in error may stay behind.
    let (_, said, complaint) = run_in(&folder, &[&check[..], &["--rows-in-error", "drop"]].concat());
    assert_eq!(names_in(&folder.join("out")), ["sales.cleaned.csv"], "{said}{complaint}");
    assert_eq!(text(&folder, "out/sales.cleaned.csv"), "id,order,share\r\n1,A,100\r\n");
}

/// A definition without rules, whose import takes as much at a time as is said.
fn people(limits: &str) -> String {
    format!(
        r#"{{"name": "m/p", "limits": {limits}, "fields": [{{"name": "Name", "constraints": {{"required": true}}}},
            {{"name": "Age", "type": "integer"}}]}}"#
    )
}

const FOUR: &str = "Name,Age\nA1,1\nA2,2\nA3,3\nA4,4\n";

#[test]
fn a_part_with_the_name_of_another_file_takes_nothing_away() {
    let (two, nine) = (people(r#"{"rows": 2}"#), people(r#"{"rows": 9}"#));
    let files = [
        ("two.json", two.as_str()),
        ("nine.json", nine.as_str()),
        ("x.csv", FOUR),
        ("x.part-1-of-2.csv", "Name,Age\nZ1,1\nZ2,2\n"),
    ];
    let folder = folder("part-with-a-name", &files);
    let check = |definition: &str, more: &[&str]| {
        let files = ["check", "x.csv", "x.part-1-of-2.csv", "--definition", definition, "--write", "cleaned"];
        run_in(&folder, &[&files[..], more].concat())
    };
    for more in [&["--out", "with", "--force"][..], &["--out", "without"]] {
        let (code, said, complaint) = check("two.json", more);
        assert!(
            code == 2 && complaint.contains("Two files would be written under this name"),
            "{said}{complaint}"
        );
        assert_eq!(names_in(&folder.join(more[1])), [""; 0], "neither of them, and no other file");
    }
    // In a folder, where each is checked by a process of its own, neither.
    std::fs::create_dir(folder.join("months")).unwrap();
    for name in ["x.csv", "x.part-1-of-2.csv"] {
        std::fs::copy(folder.join(name), folder.join("months").join(name)).unwrap();
    }
    let check_folder = |more: &[&str]| {
        run_in(&folder, &[&["check", "months", "--definition", "two.json"][..], more].concat())
    };
    let (code, said, complaint) = check_folder(&["--out", "of-a-folder", "--force"]);
    assert!(
        code == 2 && complaint.contains("x.part-1-of-2.csv: A part of another file"),
        "{said}{complaint}"
    );
    assert!(!folder.join("of-a-folder").exists());
    assert_eq!(check_folder(&["--out", "reports", "--write", "report"]).0, 0);
    assert_eq!(check_folder(&[]).0, 0);
    // What is written now is nothing that an earlier check left.
    let both = ["x.cleaned.csv", "x.part-1-of-2.cleaned.csv"];
    for more in [&["--out", "nine"][..], &["--out", "nine", "--force"]] {
        let (code, said, complaint) = check("nine.json", more);
        assert_eq!(code, 0, "{said}{complaint}");
        assert_eq!(names_in(&folder.join("nine")), both);
    }
    assert_eq!(text(&folder.join("nine"), both[1]), "Name,Age\r\nZ1,1\r\nZ2,2\r\n");
}

#[test]
fn a_cleaned_file_that_was_asked_for_and_is_not_there_is_no_success() {
    let (whole, free) = (people(r#"{"rows": 4, "split": false}"#), people(r#"{"rows": 9}"#));
    let files = [
        ("whole.json", whole.as_str()),
        ("free.json", free.as_str()),
        ("x.csv", FOUR),
        ("z.csv", "Age,Name\n1,C1\n2,C2\n"),
        ("n.csv", "Name\nC1\n"),
    ];
    let folder = folder("asked-for", &files);
    for (definition, other, code, names) in [
        ("whole.json", "z.csv", 1, &[][..]),
        ("free.json", "n.csv", 1, &[]),
        ("free.json", "z.csv", 0, &["all.cleaned.csv"]),
    ] {
        let out = format!("{definition}-{other}");
        let check =
            ["check", "x.csv", other, "--definition", definition, "--together", "all", "--write", "cleaned"];
        let (ended, said, complaint) = run_in(&folder, &[&check[..], &["--out", &out]].concat());
        assert_eq!(ended, code, "{said}{complaint}");
        assert!(said.contains("rows ready"), "{said}");
        assert_eq!(names_in(&folder.join(&out)), names, "{complaint}");
    }
}

#[test]
fn a_workbook_longer_than_the_import_takes_is_said_and_the_others_go_out() {
    let (long, short) = (people(r#"{"bytes": 2000}"#), people(r#"{"bytes": 30}"#));
    let roomy = people(r#"{"bytes": 100000}"#);
    let files = [("2000.json", long.as_str()), ("30.json", short.as_str()), ("100000.json", roomy.as_str())];
    let folder = folder("long-workbook", &files);
    std::fs::create_dir(folder.join("months")).unwrap();
    std::fs::write(folder.join("months/x.csv"), FOUR).unwrap();
    let check = |file: &str, definition: &str, more: &[&str]| {
        let check =
            ["check", file, "--definition", definition, "--out", "out", "--write", "xlsx,cleaned,report"];
        run_in(&folder, &[&check[..], more].concat())
    };
    let (code, said, complaint) = check("months/x.csv", "100000.json", &[]);
    assert_eq!(code, 0, "{said}{complaint}");
    assert_eq!(names_in(&folder.join("out")), ["x.cleaned.csv", "x.cleaned.xlsx", "x.report.json"]);
    for (definition, most, names) in [
        ("2000.json", "2,000", &["x.cleaned.csv", "x.report.json"][..]),
        ("30.json", "30", &["x.part-1-of-2.cleaned.csv", "x.part-2-of-2.cleaned.csv", "x.report.json"]),
    ] {
        let (code, said, complaint) = check("months/x.csv", definition, &["--force"]);
        assert_eq!(code, 1, "{said}{complaint}");
        assert!(said.contains("4 of 4 rows ready"), "{said}");
        let why = format!("bytes, and this import takes {most} at a time. Choose a CSV instead.");
        assert!(complaint.contains(&why), "{complaint}");
        assert_eq!(names_in(&folder.join("out")), names, "the workbook of the earlier check does not stay");
        // Of a folder the line of such a file says why.
        let (code, said, complaint) = check("months", definition, &["--force"]);
        assert!(code == 1 && said.contains(&why), "{said}{complaint}");
    }
}

/// A name that would be hidden, or none, or a folder's, is refused before anything is done.
#[test]
fn a_table_has_a_name_that_a_folder_shows() {
    let free = people(r#"{"rows": 9}"#);
    let folder =
        folder("named", &[("free.json", free.as_str()), ("x.csv", FOUR), ("answer.txt", "Row 3: no")]);
    for name in ["", " ", ".", "..", ".hidden", " .hidden", "../up"] {
        for command in [&["check", "x.csv"][..], &["result", "x.csv", "--answer", "answer.txt"]] {
            let together = format!("--together={name}");
            let rest = ["--definition", "free.json", "--out", "out", together.as_str()];
            let (code, said, complaint) = run_in(&folder, &[command, &rest].concat());
            assert!(code == 2 && said.is_empty(), "{name:?}: {said}");
            assert!(complaint.contains("a name for the file is expected"), "{name:?}: {complaint}");
        }
    }
    assert_eq!(names_in(&folder), ["answer.txt", "free.json", "x.csv"]);
}

/// Where no row goes out there is no part to choose.
#[test]
fn a_file_of_which_nothing_goes_out_has_no_parts() {
    let two = people(r#"{"rows": 2}"#);
    let files = [("two.json", two.as_str()), ("x.csv", "Name,Age\nA,x\nB,y\n"), ("answer.txt", "Row 3: no")];
    let folder = folder("no-parts", &files);
    let result = ["result", "x.csv", "--definition", "two.json", "--answer", "answer.txt", "--part", "1"];
    let (code, _, complaint) = run_in(&folder, &result);
    assert!(
        code == 2 && complaint.contains("No row of this file goes out, so it has no parts."),
        "{complaint}"
    );
}

/// A family that only a row in error makes too large is told by the check, whatever becomes of such rows when it is written.
#[test]
fn a_family_over_the_limit_is_said_of_rows_in_error_that_go_out() {
    let rows = "id,order,share\n1,A,100\n2,B,25\n3,B,25\n4,B,x\n5,B,25\n";
    let folder = folder("family-with-errors", &[("definition.json", SALES), ("sales.csv", rows)]);
    let check = ["check", "sales.csv", "--definition", "definition.json"];
    for (what, told) in [("include", true), ("drop", false)] {
        let (code, said, _) = run_in(&folder, &[&check[..], &["--rows-in-error", what]].concat());
        assert_eq!((code, said.contains("F870")), (1, told), "{said}");
    }
    let write = ["--rows-in-error", "include", "--out", "out", "--write", "cleaned"];
    let (code, said, complaint) = run_in(&folder, &[&check[..], &write].concat());
    assert_eq!(code, 1, "{said}{complaint}");
    assert!(
        said.contains("1 of 5 rows ready") && names_in(&folder.join("out")).is_empty(),
        "{said}{complaint}"
    );
}

/// What the page of the documentation says of its files.
#[test]
fn the_example_of_the_documentation_does_what_it_says() {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/examples/parts/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let files =
        ["definition.json", "january.csv", "february.csv", "answer.csv"].map(|name| (name, read(name)));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder("parts-of-the-documentation", &files);
    let page = std::fs::read_to_string(format!(
        "{}/xtask/src/build/docs/pages/parts.en.html",
        env!("CARGO_MANIFEST_DIR")
    ));
    let page = page.unwrap().replace("\n", "\r\n");
    let command =
        page.lines().find_map(|line| line.split_once("import-checker check ")?.1.strip_suffix("</pre>"));
    let arguments: Vec<&str> = ["check"].into_iter().chain(command.unwrap().split(' ')).collect();
    let (code, said, complaint) = run_in(&folder, &arguments);
    assert_eq!(code, 0, "{said}{complaint}");
    for name in ["sales.part-1-of-2.cleaned.csv", "sales.part-2-of-2.cleaned.csv"] {
        let shown =
            page.split_once(&format!("aria-label=\"{name}\">")).unwrap().1.split_once("</pre>").unwrap().0;
        assert_eq!(text(&folder.join("cleaned"), name), format!("{shown}\r\n"));
    } // The answer to the second part is at the row of the file that it came from, and of no other.
    let command =
        page.lines().find_map(|line| line.split_once("import-checker result ")?.1.strip_suffix("</pre>"));
    let arguments: Vec<&str> = ["result"].into_iter().chain(command.unwrap().split(' ')).collect();
    let (code, said, complaint) = run_in(&folder, &arguments);
    assert_eq!(code, 1, "{said}{complaint}");
    assert!(complaint.contains("sales: 1 refused, 2 other rows were sent."), "{complaint}");
    let (january, february) = said.split_once("february.csv").unwrap();
    assert!(february.contains("Row 4") && february.contains("This order is closed."), "{said}");
    assert!(!january.contains("This order is closed."), "{said}");
    // Without a part it is one to all of them: row 3 of the whole is in January, whichever file is named with it.
    let whole = arguments.iter().filter(|word| !["--part", "2"].contains(word)).copied();
    for answer in ["answer.csv", "january.csv=answer.csv", "february.csv=answer.csv"] {
        let arguments: Vec<&str> = whole
            .clone()
            .map(|word| if word == "answer.csv" { answer } else { word })
            .chain(["--force"])
            .collect();
        let (_, said, complaint) = run_in(&folder, &arguments);
        let (january, february) = said.split_once("february.csv").unwrap();
        assert!(january.contains("Row 3") && january.contains("This order is closed."), "{said}{complaint}");
        assert!(!february.contains("This order is closed."), "{said}");
    }
}
