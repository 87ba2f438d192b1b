//! The files made from a check: complete, the same every time, and read back by this program and by others.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod support;

use import_checker::{Lang, Product, RowsInError, Session, open_summary, xlsx_out};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::programs::{folder, office, python, run};
use support::{How, builtin, check, check_text};

const PEOPLE: &str = r#"{"name":"own/people","version":"1","fields":[
    {"name":"id","format":"reference","constraints":{"unique":true,"required":true}},
    {"name":"age","type":"integer","constraints":{"minimum":0}},
    {"name":"joined","type":"date"},
    {"name":"note"}]}"#;

/// Faults of every kind, texts that look like formulas, a title row, a blank row.
const FAULTY: &str = "My people,,,\nid,age,joined,note\n007,12,2024-03-31,=1+1\n,x,soon,\"a \"\"quoted\"\", text\"\n\n007,-3,2024-02-30,@cmd\n9,40,2024-01-01,<b>é</b>\n";

fn product(session: &mut Session<'_>, what: &str) -> Vec<u8> {
    let mut out = Vec::new();
    session
        .product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out)
        .unwrap_or_else(|e| panic!("{what}: {e}"));
    out
}

fn text(session: &mut Session<'_>, what: &str) -> String {
    String::from_utf8(product(session, what)).unwrap()
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn report(session: &Session<'_>) -> Json {
    session.files()[0].report(Lang::En)
}

/// Codes by cell, apart from what is said of the file, sheet and header.
fn cells(session: &Session<'_>) -> BTreeSet<(String, String)> {
    let report = report(session);
    let found = report["findings"].as_array().unwrap().iter().filter(|f| !f["cell"].is_null());
    let found = found.filter(|f| !f["code"].as_str().unwrap().starts_with(['F', 'S']));
    found.map(|f| (f["cell"].as_str().unwrap().to_owned(), f["code"].as_str().unwrap().to_owned())).collect()
}

fn check_people(name: &str, bytes: Vec<u8>) -> Session<'static> {
    let definition = import_checker::ImportDefinition::parse(PEOPLE).unwrap();
    check(name, bytes, vec![std::sync::Arc::new(definition)], &How::default())
}

/// Thousands of faulty rows: more findings of one code than are kept.
fn many(rows: usize) -> String {
    let mut text = "id,age,joined,note\n".to_owned();
    for i in 0..rows {
        let id = i / 2;
        text +=
            &format!("{id},{},2024-01-01,n{i}\n", if i % 3 == 0 { "old".to_owned() } else { i.to_string() });
    }
    text
}

#[test]
fn rows_in_error_are_complete_and_each_has_its_reason() {
    let mut session = check_text(PEOPLE, &many(6_000));
    let rejected = records(&text(&mut session, "rejected"));
    let written = records(&text(&mut session, "cleaned"));
    let account = report(&session)["records"].clone();
    assert_eq!(rejected.len() as u64 - 1, account["inError"].as_u64().unwrap());
    assert_eq!(rejected.len() + written.len() - 2, 6_000);
    assert_eq!(rejected[0], ["id", "age", "joined", "note", "Row (import check)", "Errors (import check)"]);
    for row in &rejected[1..] {
        let number: usize = row[4].parse().unwrap();
        let i = number - 2;
        assert_eq!(row[0], (i / 2).to_string());
        assert_eq!(i.is_multiple_of(3), row[5].contains(&format!("B{number}")), "{row:?}");
        assert_eq!(i % 2 == 1, row[5].contains(&format!("A{number}")), "{row:?}");
    }
}

#[test]
fn rows_in_error_are_as_in_the_file_and_guarded() {
    let mut session = check_text(PEOPLE, FAULTY);
    let rejected = records(&text(&mut session, "rejected"));
    assert_eq!(rejected[1][..4], ["", "x", "soon", "a \"quoted\", text"]);
    assert_eq!(rejected[2][..5], ["007", "-3", "2024-02-30", "'@cmd", "6"]);
    // Dropped in again, our two columns are passed over.
    let again = check_text(PEOPLE, &text(&mut session, "rejected"));
    let codes =
        |s: &Session<'_>| report(s)["counts"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(!codes(&again).iter().any(|c| c == "S130"), "{:?}", codes(&again));
    assert_eq!(report(&again)["columns"][4]["known"], false);
}

#[test]
fn a_row_skipped_with_another_says_which() {
    let mut how = How { import: Some("gryzzly/projects".to_owned()), ..How::default() };
    how.lang = Lang::Fr;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/gryzzly/projects");
    let mut skipped = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".csv") || name.ends_with(".cleaned.csv") {
            continue;
        }
        let mut session = check(&name, std::fs::read(&path).unwrap(), builtin(), &how);
        let account = report(&session)["records"].clone();
        let expected = account["inError"].as_u64().unwrap() + account["skipped"].as_u64().unwrap();
        let rejected = records(&text(&mut session, "rejected"));
        assert_eq!(rejected.len() as u64 - 1, expected, "{name}");
        for row in &rejected[1..] {
            assert!(!row.last().unwrap().is_empty(), "{name}: {row:?}");
        }
        skipped += account["skipped"].as_u64().unwrap();
    }
    assert!(skipped > 0);
}

#[test]
fn a_summary_holds_no_value_unless_asked() {
    let secret = FAULTY.replace("soon", "Zanzibar").replace("@cmd", "Zanzibar").replace('x', "Zanzibar");
    let mut session = check_text(PEOPLE, &secret);
    session.set_fingerprint(0, "ab".repeat(32));
    let plain = text(&mut session, "summary");
    for word in ["Zanzibar", "007", "quoted", "2024", "file.csv"] {
        assert!(!plain.contains(word), "{word} in {plain}");
    }
    assert!(text(&mut session, "summary-with-values").contains("Zanzibar"));
    let opened = open_summary(&plain, Lang::Fr).unwrap();
    let original = report(&session);
    assert_eq!(opened["counts"], original["counts"]);
    assert_eq!(opened["records"], original["records"]);
    let places = |r: &Json| -> Vec<(Json, Json)> {
        r["findings"].as_array().unwrap().iter().map(|f| (f["code"].clone(), f["cell"].clone())).collect()
    };
    assert_eq!(places(&opened), places(&original));
    assert!(opened["findings"].as_array().unwrap().iter().all(|f| f["message"].is_string()));
    assert_eq!(opened["name"], "Résumé abababab");
    assert!(open_summary("{\"kind\":\"other\"}", Lang::En).is_err());
    assert!(open_summary("nonsense", Lang::En).is_err());
}

#[test]
fn headings_of_a_file_without_headings_stay_at_home() {
    let mut session = check_text(PEOPLE, "Zanzibar,17,2024-01-01,secret\n8,18,2024-01-01,other\n");
    let summary = text(&mut session, "summary");
    assert!(!summary.contains("Zanzibar") && !summary.contains("secret"), "{summary}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let made = || {
        let mut session = check_text(PEOPLE, FAULTY);
        ["rejected", "html", "summary", "report", "annotated", "xlsx"].map(|what| product(&mut session, what))
    };
    assert_eq!(made(), made());
    let definition = builtin().remove(0);
    let template = || xlsx_out::template(&definition, Lang::En).unwrap();
    assert_eq!(template(), template());
    let core = unzipped(&template(), "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
}

#[test]
fn the_page_for_printing_is_in_both_languages_and_holds_everything() {
    for (lang, words) in [(Lang::En, "By hand|Every finding"), (Lang::Fr, "À la main|Tous les constats")] {
        let definition = import_checker::ImportDefinition::parse(PEOPLE).unwrap();
        let how = How { lang, ..How::default() };
        let mut session =
            check("f.csv", FAULTY.as_bytes().to_vec(), vec![std::sync::Arc::new(definition)], &how);
        let page = text(&mut session, "html");
        assert!(page.contains(words.split('|').next_back().unwrap()), "{page}");
        let report = session.files()[0].report(lang);
        for finding in report["findings"].as_array().unwrap() {
            assert!(page.contains(finding["code"].as_str().unwrap()));
        }
        assert!(!page.contains("<script") && !page.contains("<b>é</b>") && !page.contains("http://"));
    }
}

#[test]
fn reports_agree_with_the_published_schema() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/report.schema.json");
    let published: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("https://report.invalid/schema", published.clone()).unwrap();
    let schema = compiler.compile("https://report.invalid/schema", &mut schemas).unwrap();
    let known = published["$defs"]["report"]["properties"].as_object().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut reports = vec![report(&check_text(PEOPLE, FAULTY)), report(&check_text(PEOPLE, ""))];
    for path in case_files(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        reports.push(report(&check(&name, std::fs::read(&path).unwrap(), builtin(), &How::default())));
    }
    for report in reports {
        let name = report["name"].clone();
        schemas.validate(&report, schema).unwrap_or_else(|e| panic!("{name}: {e:#}"));
        for part in report.as_object().unwrap().keys() {
            assert!(known.contains_key(part), "{part} is missing in report.schema.json");
        }
        assert!(schemas.validate(&serde_json::json!({ "files": [report] }), schema).is_ok());
    }
}

fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(case_files(&path));
        } else if path.to_str().is_some_and(|p| p.ends_with(".csv") && !p.ends_with(".cleaned.csv")) {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_marked_workbook_dropped_in_again_gives_the_same_findings() {
    let mut session = check_text(PEOPLE, FAULTY);
    let workbook = product(&mut session, "annotated");
    let mut again = check_people("people.annotated.xlsx", workbook);
    assert_eq!(cells(&again), cells(&session));
    assert_eq!(report(&again)["reading"]["headerRow"]["value"], 2);
    assert_eq!(report(&again)["counts"]["S190"], Json::Null, "our own sheet is not worth a word");
    assert_eq!(product(&mut again, "cleaned"), product(&mut session, "cleaned"));
    let once_more = product(&mut again, "annotated");
    assert_eq!(cells(&check_people("x.xlsx", once_more)), cells(&session));
}

#[test]
fn a_marked_workbook_holds_accepted_repairs() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"amount","type":"number"},{"name":"note"}]}"#;
    let text = "name,amount,note\nAna,\"1,200\",R&amp;D\nBo,x,A&amp;B\nCy,5,\n";
    let run = |accept: &[&str]| {
        let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
        let definition = import_checker::ImportDefinition::parse(definition).unwrap();
        let mut session =
            check("f.csv", text.as_bytes().to_vec(), vec![std::sync::Arc::new(definition)], &how);
        let workbook = product(&mut session, "annotated");
        (unzipped(&workbook, "xl/sharedStrings.xml"), unzipped(&workbook, "xl/comments1.xml"))
    };
    let (strings, notes) = run(&["T130=thousands", "V420"]);
    for held in ["<t>1200</t>", "<t>R&amp;D</t>", "<t>A&amp;B</t>"] {
        assert!(strings.contains(held), "{held}: {strings}");
    }
    assert!(notes.contains("1,200 → 1200") && notes.contains("R&amp;amp;D → R&amp;D"), "{notes}");
    let (strings, _) = run(&[]);
    assert!(strings.contains("<t>1,200</t>") && strings.contains("R&amp;amp;D"), "{strings}");
}

#[test]
fn rows_of_the_findings_sheet_are_as_high_as_their_sentences() {
    let long = "a word that nobody expects here, ".repeat(12);
    let mut session = check_text(PEOPLE, &format!("id,age,joined,note\n1,\"{long}\",2024-01-01,n\n"));
    let sheet = unzipped(&product(&mut session, "annotated"), "xl/worksheets/sheet2.xml");
    // By row: its height in points, absent where it is as high as a row is by itself.
    let heights: Vec<Option<f64>> = sheet
        .split("<row ")
        .skip(1)
        .map(|row| {
            let (head, _) = row.split_once('>').unwrap();
            let (_, rest) = head.split_once(" ht=\"")?;
            rest.split_once('"').and_then(|(height, _)| height.parse().ok())
        })
        .collect();
    let highest = heights.iter().flatten().copied().fold(0.0, f64::max);
    // The sentence is longer than a line of its column: two lines of fifteen points at least, and no more than a row can have.
    assert!((30.0..=409.0).contains(&highest), "{heights:?}");
    assert!(heights[..2].iter().all(Option::is_none), "titles run on beside their cell: {heights:?}");
}

#[test]
fn every_case_keeps_its_findings_in_a_marked_workbook() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for path in case_files(&folder) {
        let how = How { import: import_of(&path), ..How::default() };
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut session = check(&name, std::fs::read(&path).unwrap(), builtin(), &how);
        let mut workbook = Vec::new();
        if session.product(0, Product::Annotated, RowsInError::Drop, &mut workbook).is_err() {
            continue;
        }
        let again = check("again.xlsx", workbook, builtin(), &how);
        assert_eq!(cells(&again), cells(&session), "{}", path.display());
        assert_eq!(report(&again)["records"], report(&session)["records"], "{}", path.display());
    }
}

fn import_of(path: &Path) -> Option<String> {
    let import = path.parent()?;
    let system = import.parent()?;
    Some(format!("{}/{}", system.file_name()?.to_str()?, import.file_name()?.to_str()?))
}

#[test]
fn the_pieces_for_the_writer_give_the_same_workbook() {
    use std::io::Write;
    let mut session = check_text(PEOPLE, FAULTY);
    for what in ["annotated", "xlsx"] {
        let pieces = product(&mut session, &format!("{what}-pieces"));
        let mut book = xlsx_out::Book::new();
        for part in pieces.chunks(7) {
            book.write_all(part).unwrap();
        }
        assert_eq!(book.finish().unwrap(), product(&mut session, what), "{what}");
    }
}

#[test]
fn a_large_file_gives_only_the_rows_with_findings() {
    let mut text = "id,age,joined,note\n".to_owned();
    for i in 0..50_001 {
        text += &format!("{i},{},2024-01-01,n\n", if i % 20_000 == 1 { "old" } else { "3" });
    }
    let mut session = check_text(PEOPLE, &text);
    let again = check_people("large.xlsx", product(&mut session, "annotated"));
    assert_eq!(report(&again)["records"]["onFile"], 3);
    assert_eq!(cells(&again).len(), 3);
}

#[test]
fn a_text_that_no_cell_can_hold_is_said() {
    let mut session = check_text(PEOPLE, &format!("id,age,joined,note\n1,x,,{}\n", "é".repeat(40_000)));
    let said = session.product(0, Product::Annotated, RowsInError::Drop, &mut Vec::new()).unwrap_err();
    assert!(said.contains("CSV"), "{said}");
    assert!(text(&mut session, "rejected").contains(&"é".repeat(40_000)));
}

#[test]
fn a_template_passes_its_own_check_but_for_the_records() {
    for definition in builtin() {
        for lang in [Lang::En, Lang::Fr] {
            let file = xlsx_out::template(&definition, lang).unwrap();
            let how = How { lang, ..How::default() };
            let session = check("template.xlsx", file, builtin(), &how);
            let report = report(&session);
            assert_eq!(report["import"]["name"], definition.name.as_str(), "found by its headings");
            let errors: Vec<&Json> =
                report["findings"].as_array().unwrap().iter().filter(|f| f["severity"] != "notice").collect();
            assert!(errors.len() == 1 && errors[0]["code"] == "F770", "{}: {errors:?}", definition.name);
            let belongs = definition.fields.iter().filter(|f| f.in_template);
            let names: Vec<&str> = belongs.map(|f| f.name.as_str()).collect();
            let columns = report["columns"].as_array().unwrap();
            assert_eq!(columns.iter().map(|c| c["heading"].as_str().unwrap()).collect::<Vec<_>>(), names);
        }
    }
}

#[test]
fn the_instructions_of_a_template_state_the_order() {
    let definition = builtin().into_iter().find(|definition| definition.outline.is_some()).unwrap();
    let file = xlsx_out::template(&definition, Lang::En).unwrap();
    let table = unzipped(&file, "xl/sharedStrings.xml");
    for line in ["row “subtask” stands below the row “task”", "repeats in “project name”"] {
        assert!(table.contains(line), "{line}: {table}");
    }
    for other in definition.fields.iter().filter(|f| !f.in_template) {
        assert!(
            !table.contains(&format!("<t>{}</t>", other.heading)),
            "{} does not belong in it",
            other.heading
        );
    }
}

// What other programs make of our workbooks.

/// Saves a file anew with LibreOffice.
fn resaved(office: &Path, file: &Path, folder: &Path) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("resaved");
    let convert = ["--headless", "--convert-to", "xlsx", "--outdir"];
    run(Command::new(office).arg(profile).args(convert).arg(&out).arg(file));
    std::fs::read(out.join(file.file_name().unwrap())).unwrap()
}

fn unzipped(file: &[u8], part: &str) -> String {
    // Tests run beside each other.
    let folder = folder(&format!("unzipped-{}", std::thread::current().name().unwrap_or("test")));
    std::fs::write(folder.join("file.xlsx"), file).unwrap();
    let script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())";
    run(Command::new("python3").args(["-c", script]).arg(folder.join("file.xlsx")).arg(part))
}

const REPAIR: &str = r#"
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
told = {
    "sheets": book.sheetnames, "freeze": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
    "notes": {c.coordinate: c.comment.text for r in sheet.iter_rows() for c in r if c.comment},
    "kinds": {c.coordinate: c.data_type for r in sheet.iter_rows() for c in r if c.value is not None},
    "links": [c.hyperlink.location for r in book.worksheets[1].iter_rows() for c in r if c.hyperlink],
    "fills": {c.coordinate: c.fill.start_color.rgb for r in sheet.iter_rows() for c in r if c.fill.fill_type},
    "properties": {p.name: p.value for p in book.custom_doc_props.props},
}
for cell, value in json.loads(sys.argv[2]).items():
    sheet[cell] = value
book.save(sys.argv[3])
print(json.dumps(told))
"#;

#[test]
fn repaired_in_another_program_the_findings_are_gone() {
    let Some(python) = python("openpyxl") else { return };
    let mut session = check_text(PEOPLE, FAULTY);
    let folder = folder("repaired");
    let (file, repaired) = (folder.join("marked.xlsx"), folder.join("repaired.xlsx"));
    std::fs::write(&file, product(&mut session, "annotated")).unwrap();
    let repairs = serde_json::json!({
        "A4": "5", "B4": 30, "C4": "2024-05-01", "A6": "8", "B6": 3, "C6": "2024-02-29"
    });
    let told =
        run(Command::new(&python).args(["-c", REPAIR]).arg(&file).arg(repairs.to_string()).arg(&repaired));
    let told: Json = serde_json::from_str(&told).unwrap();
    assert_eq!(told["sheets"], serde_json::json!(["Data", "Errors"]));
    assert_eq!(told["freeze"], "A3");
    assert_eq!(told["filter"], "A2:F7");
    assert_eq!(told["kinds"]["D3"], "s", "a text that looks like a formula stays a text");
    assert_eq!(told["properties"]["import-checker"], "annotated");
    for (cell, _) in cells(&session).iter().filter(|(_, code)| !code.starts_with('C')) {
        assert!(told["notes"][cell].is_string() || told["fills"][cell].is_null(), "{cell}: {told}");
        let link = format!("'Data'!{cell}");
        assert!(told["links"].as_array().unwrap().iter().any(|l| *l == link.as_str()), "{link}: {told}");
    }
    assert!(told["notes"].as_object().unwrap().len() >= 4, "{told}");
    let again = check_people("repaired.xlsx", std::fs::read(&repaired).unwrap());
    assert_eq!(report(&again)["verdict"], "ready", "{:?}", cells(&again));
    assert_eq!(report(&again)["records"]["onFile"], 4);
    let Some(office) = office() else { return };
    let again = check_people("resaved.xlsx", resaved(&office, &repaired, &folder));
    assert_eq!(report(&again)["verdict"], "ready", "{:?}", cells(&again));
    let untouched = check_people("resaved.xlsx", resaved(&office, &file, &folder));
    assert_eq!(cells(&untouched), cells(&session), "opened and saved, nothing changes");
}

const FILL: &str = r#"
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
columns = {c.value: c.column for c in sheet[1]}
assert all(c.comment for c in sheet[1]), "every heading has a note"
assert sheet.max_row == 1, "headings only"
assert len(book["Instructions"]["A1"].value) > 0
lists = {str(r): v.formula1 for v in sheet.data_validations.dataValidation for r in v.sqref.ranges}
for row, record in enumerate(json.loads(sys.argv[2]), 2):
    for name, value in record.items():
        sheet.cell(row, columns[name]).value = value
book.save(sys.argv[3])
print(json.dumps(lists))
"#;

/// Records that fill a template, by import: the good examples among the cases.
fn examples() -> BTreeMap<&'static str, Json> {
    BTreeMap::from([
        (
            "gryzzly/projects",
            serde_json::json!([
                { "project name": "Apollo", "resource type": "project", "resource name": "Apollo", "project code": "0042" },
                { "project name": "Apollo", "resource type": "task", "resource name": "Design", "task budget type": "none" }
            ]),
        ),
        ("interpreter-intelligence/customers", serde_json::json!([])),
    ])
}

#[test]
fn a_template_filled_in_by_other_programs_is_ready() {
    let Some(python) = python("openpyxl") else { return };
    let all = builtin();
    for (import, rows) in examples() {
        let Some(definition) = all.iter().find(|d| d.name == import) else { continue };
        let rows = if rows.as_array().unwrap().is_empty() { example_of(definition) } else { rows };
        let folder = folder(&format!("filled-{}", import.replace('/', "-")));
        let (file, filled) = (folder.join("template.xlsx"), folder.join("filled.xlsx"));
        std::fs::write(&file, xlsx_out::template(definition, Lang::En).unwrap()).unwrap();
        let lists =
            run(Command::new(&python).args(["-c", FILL]).arg(&file).arg(rows.to_string()).arg(&filled));
        let enums = definition.fields.iter().filter(|f| !f.allowed.is_empty()).count();
        let lists: Json = serde_json::from_str(&lists).unwrap();
        assert!(lists.as_object().unwrap().len() >= enums, "{import}: {lists}");
        let how = How { import: Some(import.to_owned()), ..How::default() };
        let mut versions = vec![std::fs::read(&filled).unwrap()];
        versions.extend(office().map(|office| resaved(&office, &filled, &folder)));
        for file in versions {
            let session = check("filled.xlsx", file, builtin(), &how);
            let report = report(&session);
            let errors: Vec<&Json> =
                report["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "error").collect();
            assert!(errors.is_empty(), "{import}: {errors:?}");
            assert!(report["counts"]["S400"].is_null(), "{import}: nobody formatted a record");
            assert_eq!(report["records"]["ready"], rows.as_array().unwrap().len(), "{import}");
        }
    }
}

/// One record of the examples that the definition itself gives, without those that name another record.
fn example_of(definition: &import_checker::ImportDefinition) -> Json {
    let names_another = |i: usize| definition.foreign_keys.iter().any(|k| k.fields.contains(&i));
    let fields = definition.fields.iter().enumerate();
    let fields = fields.filter(|(i, f)| !f.example.is_empty() && !names_another(*i));
    Json::Array(vec![fields.map(|(_, f)| (f.name.clone(), Json::from(f.example.clone()))).collect()])
}

#[test]
fn help_with_an_import_is_said_with_the_result() {
    let definition = |support: &str| {
        let text = format!(r#"{{"name":"own/one"{support},"fields":[{{"name":"a"}},{{"name":"b"}}]}}"#);
        std::sync::Arc::new(import_checker::ImportDefinition::parse(&text).unwrap())
    };
    for address in ["help@example.com", "https://help.example.com/import"] {
        let definition = definition(&format!(r#","support":"{address}""#));
        let said = format!("Help with the import: {address}");
        assert!(import_checker::guide(&definition, Lang::En).contains(&said));
        let mut session = check("file.csv", b"a,b\n1,2\n".to_vec(), vec![definition], &How::default());
        assert_eq!(report(&session)["import"]["support"], address);
        assert!(text(&mut session, "html").contains(&said));
    }
    let mut session = check("file.csv", b"a,b\n1,2\n".to_vec(), vec![definition("")], &How::default());
    assert!(report(&session)["import"]["support"].is_null());
    assert!(!text(&mut session, "html").contains("Help with"));
    // The systems that are built in say where it is, who may import, and from how many records on it is worth it.
    for definition in builtin() {
        assert!(!definition.support.is_empty(), "{}", definition.name);
        for (lang, words) in
            [("en", ["administrators", "100 records"]), ("fr", ["administrateurs", "100 fiches"])]
        {
            let description = definition.description.get(lang);
            assert!(
                words.iter().any(|word| description.contains(word)),
                "{}: {description}",
                definition.name
            );
        }
    }
}
