//! Several sheets of one workbook: one by one, and as one table.

use super::{names_in, run};
use serde_json::Value as Json;
use std::path::Path;

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
