//! *Ready* means that everything was looked at: sheets, rows and columns that are easily passed over.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{Filter, ImportDefinition, Lang, Session, Verdict};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::collections::BTreeSet;
use support::{How, check, check_text, cleaned, codes};

const NAMES: &str = r#"{"fields":[{"name":"name"},{"name":"city"}]}"#;

/// Writes lines of cells from the top of a sheet on.
fn fill(sheet: &mut Worksheet, top: u32, lines: &[&[&str]]) {
    for (row, line) in (top..).zip(lines) {
        for (column, text) in (0..).zip(*line) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

/// Checks a workbook that is made sheet by sheet.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Session<'static> {
    let mut book = Workbook::new();
    for (name, lines) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        fill(sheet, 0, lines);
    }
    checked(book, NAMES)
}

fn checked(mut book: Workbook, definition: &str) -> Session<'static> {
    let bytes = book.save_to_buffer().unwrap();
    let definition = ImportDefinition::parse(definition).unwrap();
    check("file.xlsx", bytes, vec![definition.into()], &How::default())
}

fn verdict(session: &Session<'_>) -> Verdict {
    session.files()[0].verdict()
}

#[test]
fn sheets_with_the_same_headings_are_not_checked() {
    const NORTH: &[&[&str]] = &[&["name", "city"], &["Ana", "Cork"]];
    const SOUTH: &[&[&str]] = &[&["Regional list"], &["City", "Name"], &["Lyon", "Bo"], &[], &["Nice", "Cy"]];
    const OTHER: &[&[&str]] = &[&["colour", "size"], &["red", "5"]];
    const VOID: &[&[&str]] = &[&["name", "city"]];

    let session = workbook(&[("North", NORTH), ("South", SOUTH)]);
    assert_eq!(verdict(&session), Verdict::Incomplete);
    let report = session.files()[0].report(Lang::En);
    let said = report["notChecked"][0]["message"].as_str().unwrap();
    assert!(said.contains("“South”") && said.contains("2 rows"), "{said}");

    assert_eq!(report["notChecked"][0]["sheet"], "South");
    assert!(!codes(&session).contains(&"S190".to_owned()), "one of them speaks");
    assert_eq!(session.files()[0].sheets_to_check(), ["North", "South"]);

    for innocent in [("Colours", OTHER), ("Template", VOID), ("How to fill it in", SOUTH)] {
        assert_eq!(verdict(&workbook(&[("North", NORTH), innocent])), Verdict::Ready, "{}", innocent.0);
    }
}

#[test]
fn a_row_that_shows_nothing_is_blank() {
    let nothing =
        ["", " ", "\u{a0}", "\u{200b}", "\u{2800}", "\u{1}", "\u{feff}\u{2060}", "\u{3000}", "\u{e0041}"];
    for sign in nothing {
        let session = check_text(NAMES, &format!("name,city\nAna,Cork\n{sign},{sign}\nBo,Lyon\n"));
        let records = session.files()[0].records();
        assert_eq!((records.on_file, records.ready, records.blank), (2, 2, 1), "{sign:?}");
        let session =
            workbook(&[("A", &[&["name", "city"], &["Ana", "Cork"], &[sign, sign], &["Bo", "Lyon"]])]);
        let records = session.files()[0].records();
        assert_eq!((records.on_file, records.ready), (2, 2), "{sign:?} in a workbook");
    }
    let session = check_text(NAMES, "name,city\nAna,Cork\n-,.\n");
    assert_eq!(session.files()[0].records().on_file, 2);
}

#[test]
fn a_needed_cell_that_shows_nothing_is_empty() {
    let definition = r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"}]}"#;
    for sign in ["\u{200b}", "\u{2800}", "\u{1}", "\u{a0}"] {
        let session = check_text(definition, &format!("name,city\n{sign},Cork\n"));
        assert_eq!(codes(&session), ["B110"], "{sign:?}");
    }
}

#[test]
fn a_merged_title_is_a_notice_and_merged_records_are_not() {
    let definition = NAMES.replacen('{', r#"{"severities":{"merged-cells":"error"},"#, 1);
    let title = |row: u32| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, 1, &[&["name", "city"], &["Ana", "Cork"], &["Bo", "Lyon"]]);
        sheet.merge_range(row, 0, row, 1, "All our customers", &Format::new()).unwrap();
        checked(book, &definition)
    };
    assert_eq!(verdict(&title(0)), Verdict::Ready);
    assert_eq!(verdict(&title(3)), Verdict::Errors);
}

#[test]
fn blank_columns_between_the_others_are_told() {
    for text in
        ["name,,city\nAna,,Cork\n", ",name,city\n,Ana,Cork\n", "name,\u{a0},\u{200b},city\nAna, ,,Cork\n"]
    {
        let mut session = check_text(NAMES, text);
        assert!(codes(&session).contains(&"S530".to_owned()), "{text:?}");
        assert_eq!(verdict(&session), Verdict::Ready);
        assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n");
    }
    assert!(!codes(&check_text(NAMES, "name,city,,\nAna,Cork,,\n")).contains(&"S530".to_owned()));
}

#[test]
fn a_country_is_one_country_under_all_its_names() {
    let definition = r#"{"fields":[{"name":"country","format":"country"},{"name":"state"}],
        "rules":[{"rule":"required","fields":["state"],"when":{"country":"US"}}]}"#;
    for name in ["US", "USA", "United States", "États-Unis", "etats-unis", "U.S.A."] {
        let session = check_text(definition, &format!("country,state\n{name},\n"));
        assert!(codes(&session).contains(&"B110".to_owned()), "{name}");
    }
    assert!(!codes(&check_text(definition, "country,state\nFrance,\n")).contains(&"B110".to_owned()));
}

#[test]
fn a_number_that_became_a_date_is_called_so() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"hours","type":"number"}]}"#;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, &[&["name", "hours"], &["Ana"]]);
    sheet.write_number_with_format(1, 1, 45784.0, &Format::new().set_num_format("d.m")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let run = |accept: &[&str]| {
        let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
        check("file.xlsx", bytes.clone(), vec![ImportDefinition::parse(definition).unwrap().into()], &how)
    };
    assert!(codes(&run(&[])).contains(&"T840".to_owned()));
    assert_eq!(cleaned(&mut run(&["T840"])), b"name,hours\r\nAna,7.5\r\n");
}

#[test]
fn a_dash_is_emptied_where_no_value_is_needed() {
    let definition = r#"{"fields":[{"name":"kind"},{"name":"hours","type":"number"}],
        "rules":[{"rule":"unused","silent":true,"fields":["hours"],"when":{"kind":"free"}}]}"#;
    let mut session = check_text(definition, "kind,hours\nfree,-\nfree,5\nfree,\n");
    assert_eq!((codes(&session), verdict(&session)), (vec!["B130".to_owned()], Verdict::Ready));
    assert_eq!(cleaned(&mut session), b"kind,hours\r\nfree,\r\nfree,5\r\nfree,\r\n");
    for wrong in ["paid,-", "free,7x", "free,1;200"] {
        assert_eq!(
            verdict(&check_text(definition, &format!("kind,hours\n{wrong}\n"))),
            Verdict::Errors,
            "{wrong}"
        );
    }
}

#[test]
fn minus_nothing_is_tidied_and_told() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"amount","type":"number"}]}"#;
    let mut session = check_text(definition, "name,amount\nAna,-0\n");
    assert_eq!(codes(&session), ["C170"]);
    assert_eq!(cleaned(&mut session), b"name,amount\r\nAna,0\r\n");
}

#[test]
fn a_hint_in_brackets_does_not_hide_a_heading() {
    for heading in ["City (town)", "city [where?]", "CITY (text)*"] {
        let mut session = check_text(NAMES, &format!("name,{heading}\nAna,Cork\n"));
        assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n", "{heading}");
    }
    // A column that has the name itself comes first, and of two with hints nobody knows which is meant.
    let mut session = check_text(NAMES, "name,city,city (birth)\nAna,Cork,Lyon\n");
    assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n");
    let session = check_text(NAMES, "name,city (home),city (birth)\nAna,Cork,Lyon\n");
    assert_eq!(verdict(&session), Verdict::Errors);
    assert!(codes(&session).contains(&"S140".to_owned()));
}

#[test]
fn two_columns_for_one_field_are_both_named() {
    let definition = r#"{"fields":[{"name":"user","aliases":["email"]},{"name":"city"}]}"#;
    let session = check_text(definition, "User,city,Email\nAna,Cork,a@b.example\n");
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().unwrap();
    let said = findings.iter().find(|f| f["code"] == "S140").unwrap()["message"].as_str().unwrap();
    assert!(said.contains("“Email”, and column A, “User”, are both taken for “user”"), "{said}");
}

const ASKED: &str = r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"},
    {"name":"type","constraints":{"required":true},"severity":{"required":"warning"}}]}"#;

#[test]
fn what_only_a_form_asks_for_is_a_warning() {
    let mut session = check_text(ASKED, "name,city,type\nAna,Cork,\n");
    assert_eq!((codes(&session), verdict(&session)), (vec!["B420".to_owned()], Verdict::Ready));
    assert_eq!(cleaned(&mut session), b"name,city,type\r\nAna,Cork,\r\n");
    let mut session = check_text(ASKED, "name,city\nAna,Cork\nBo,Lyon\n");
    assert_eq!((codes(&session), verdict(&session)), (vec!["S550".to_owned()], Verdict::Ready));
    assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\nBo,Lyon\r\n");
    let strict = ASKED.replacen('{', r#"{"severities":{"value-asked-for":"error"},"#, 1);
    assert_eq!(verdict(&check_text(&strict, "name,city,type\nAna,Cork,\n")), Verdict::Errors);
    assert_eq!(codes(&check_text(ASKED, "city,type\nCork,x\n")), ["S120"]);
}

#[test]
fn a_rule_that_only_asks_tells_a_missing_column_once() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"state"}],
        "rules":[{"rule":"required","fields":["state"],"when":{"city":"Cork"},"severity":"warning"}]}"#;
    let session = check_text(definition, "name,city\nAna,Cork\nBo,Cork\n");
    assert_eq!((codes(&session), verdict(&session)), (vec!["S550".to_owned()], Verdict::Ready));
    assert!(codes(&check_text(definition, "name,city\nAna,Lyon\n")).is_empty());
}

#[test]
fn a_column_that_the_template_does_not_have_is_never_missed() {
    let definition = r#"{"dialect":{"columns":"all"},"fields":[{"name":"name"},{"name":"city"},
        {"name":"type","constraints":{"required":true},"inTemplate":false},{"name":"state","inTemplate":false}],
        "rules":[{"rule":"required","fields":["state"],"when":{"city":"Cork"}}]}"#;
    let mut session = check_text(definition, "name,city\nAna,Cork\n");
    assert!(codes(&session).is_empty() && verdict(&session) == Verdict::Ready, "{:?}", codes(&session));
    assert_eq!(cleaned(&mut session), b"name,city\r\nAna,Cork\r\n");
    // Where it is there, it is judged.
    assert_eq!(codes(&check_text(definition, "name,city,type\nAna,Lyon,\n")), ["B110"]);
}

#[test]
fn an_older_template_is_known_by_most_of_its_headings() {
    let definition = r#"{"fields":[{"name":"name"},{"name":"mail"},{"name":"site"},{"name":"unit"}],
        "obsolete":[{"version":"2","fields":["name","mail","telephone","fax","desk"]}]}"#;
    let told = |heading: &str| {
        let session = check_text(definition, &format!("{heading}\n1,2,3,4,5\n"));
        let report = session.files()[0].report(Lang::En);
        let findings = report["findings"].as_array().unwrap();
        let found = findings.iter().find(|f| f["code"] == "F750");
        found.map(|f| f["message"].as_str().unwrap().to_owned())
    };
    for heading in ["name,mail,telephone,fax,desk", "desk,FAX,mail,name,Telephone", "name,mail,telephone,fax"]
    {
        let told = told(heading).unwrap_or_default();
        assert!(
            told.contains("older template (2)") && told.contains("New: site and unit"),
            "{heading}: {told}"
        );
        assert!(told.contains("No longer there: "), "{heading}: {told}");
    }
    for heading in ["name,mail,site,unit", "unit,site,mail,name", "name,mail", "name,mail,site,telephone,fax"]
    {
        assert_eq!(told(heading), None, "{heading}");
    }
}

#[test]
fn each_sentence_in_the_grid_has_its_own_severity() {
    let definition =
        r#"{"fields":[{"name":"name","constraints":{"unique":true}},{"name":"amount","type":"number"}]}"#;
    let mut text = "name,amount\n".to_owned();
    (0..1_600).for_each(|row| text += &format!("Ana,{row}\n"));
    text += " Ana ,x\n";
    let mut session = check_text(definition, &text);
    let window = session.window(0, &Filter::All, 1_300, 1);
    let row = &window.rows[0];
    let marks = row.marks.iter().flat_map(|mark| &mark.severities);
    assert!(marks.chain(&row.severities).any(|severity| *severity == "error"), "beyond those kept: {row:?}");
    assert_eq!(row.messages.len(), row.severities.len());
    let window = session.window(0, &Filter::All, 1_600, 1);
    let row = &window.rows[0];
    let mark = row.marks.iter().find(|mark| mark.column == 1).unwrap();
    assert_eq!((mark.severity.as_str(), &mark.severities[..]), ("error", &["error"][..]));
    let mut session = check_text(definition, "name,amount\nAna,1\n Ana ,2\n");
    let mark = session.window(0, &Filter::All, 1, 1).rows.remove(0).marks.remove(0);
    assert_eq!(mark.severity, "error");
    let severities: BTreeSet<&str> = mark.severities.iter().copied().collect();
    assert_eq!(severities, BTreeSet::from(["error", "notice"]), "there already, and tidied: {mark:?}");
}

#[test]
fn of_two_columns_for_one_field_the_cells_decide() {
    let definition = r#"{"fields":[{"name":"user","format":"email","aliases":["email"]},{"name":"hours","type":"number","format":"hours"}]}"#;
    let mut session = check_text(
        definition,
        "User,Email,Hours (h),Hours (decimal)\nAna R,ana@a.example,01:41:00,1.68\nBo,bo@a.example,01:30:00,1.5\n",
    );
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().unwrap();
    let told: Vec<&str> =
        findings.iter().filter(|f| f["code"] == "S140").map(|f| f["message"].as_str().unwrap()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("The cells of column B fit") && told[1].contains("column D fit"), "{told:?}");
    assert_eq!(verdict(&session), Verdict::Ready);
    assert_eq!(cleaned(&mut session), b"user,hours\r\nana@a.example,1.68\r\nbo@a.example,1.5\r\n");
    // Where both fit, or none does, nobody knows.
    for row in ["a@a.example,b@a.example", "Ana,Bo"] {
        let session = check_text(definition, &format!("User,Email,Hours\n{row},1\n"));
        assert_eq!(verdict(&session), Verdict::Errors, "{row}");
    }
}

#[test]
fn what_has_no_name_is_named_by_its_row() {
    let definition = r#"{"fields":[{"name":"kind"},{"name":"name"},{"name":"root"}],
        "outline":{"kind":"kind","name":"name","root":"root",
            "rows":{"top":{},"part":{"parents":["top"]},"cost":{"parents":["part","top"],"attached":true}}}}"#;
    let session = check_text(definition, "kind,name,root\ntop,A,A\npart,,A\ncost,x,A\n");
    let report = session.files()[0].report(Lang::En);
    let findings = report["findings"].as_array().unwrap();
    let told = findings.iter().find(|f| f["code"] == "O770").unwrap()["message"].as_str().unwrap();
    assert!(told.contains("row 3") && !told.contains("“”"), "{told}");
}

#[test]
fn a_value_that_is_said_once_is_filled_down_when_a_person_agrees() {
    let definition = r#"{"fields":[{"name":"user","constraints":{"required":true}},
        {"name":"day","type":"date","constraints":{"required":true}},{"name":"what"}]}"#;
    let run = |text: &str, accept: &[&str]| {
        let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
        let definition = ImportDefinition::parse(definition).unwrap();
        check("file.csv", text.as_bytes().to_vec(), vec![definition.into()], &how)
    };
    let text = "user,day,what\nAna,14/03/2025,x\n,,y\n,15/03/2025,z\nBo,16/03/2025,x\n,17/03/2025,y\n";
    let session = run(text, &[]);
    let report = session.files()[0].report(Lang::En);
    let group = &report["groups"].as_array().unwrap().iter().find(|g| g["field"] == "user").unwrap();
    assert_eq!((&group["repair"]["choices"][0]["choice"], &group["count"]), (&"above".into(), &3.into()));
    assert_eq!(verdict(&session), Verdict::Errors);
    let mut session = run(text, &["B110=above"]);
    assert_eq!(verdict(&session), Verdict::Ready);
    let expected = b"user,day,what\r\nAna,2025-03-14,x\r\nAna,2025-03-14,y\r\nAna,2025-03-15,z\r\n\
        Bo,2025-03-16,x\r\nBo,2025-03-17,y\r\n";
    assert_eq!(cleaned(&mut session), expected);
    // One blank among many is a slip, and what tells rows apart is never copied.
    let many: String = (0..9).map(|row| format!("A{row},14/03/2025,x\n")).collect();
    let report = run(&format!("user,day,what\n{many},14/03/2025,y\n"), &[]).files()[0].report(Lang::En);
    assert_eq!(report["groups"][0]["repair"]["choices"], serde_json::json!([]));
    let unique = definition.replacen("required\":true", "required\":true,\"unique\":true", 1);
    assert!(!check_text(&unique, text).files()[0].report(Lang::En)["groups"].to_string().contains("above"));
}

#[test]
fn merged_cells_are_filled_down_within_their_range() {
    let definition = r#"{"fields":[{"name":"user","constraints":{"required":true}},{"name":"what"}]}"#;
    let run = |accept: &[&str]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, 0, &[&["user", "what"], &["", "a"], &["", "b"], &["", "c"], &["Bo", "d"]]);
        sheet.merge_range(1, 0, 2, 0, "Ana", &Format::new()).unwrap();
        let how = How { accept: accept.iter().map(|a| (*a).to_owned()).collect(), ..How::default() };
        let definition = ImportDefinition::parse(definition).unwrap();
        check("file.xlsx", book.save_to_buffer().unwrap(), vec![definition.into()], &how)
    };
    assert!(run(&[]).files()[0].report(Lang::En)["groups"].to_string().contains("above"));
    let mut session = run(&["B110=above"]);
    assert_eq!(verdict(&session), Verdict::Errors, "the third row is not within the range");
    assert_eq!(cleaned(&mut session), b"user,what\r\nAna,a\r\nAna,b\r\nBo,d\r\n");
}

#[test]
fn a_value_that_occurs_once_occurs_once_in_all_files_of_an_import() {
    let definition = r#"{"name":"x/people","fields":[{"name":"name","constraints":{"unique":true}},
        {"name":"number","type":"integer","constraints":{"unique":true}}]}"#;
    let definitions = vec![std::sync::Arc::new(ImportDefinition::parse(definition).unwrap())];
    let run = |first: &str, second: &str| {
        let mut job = import_checker::Job::new(definitions.clone(), Lang::En);
        for (name, text) in [("a.csv", first), ("b.csv", second)] {
            let input = support::input(name, &definitions, &How::default());
            job = job.file(input, std::io::Cursor::new(text.as_bytes().to_vec()));
        }
        let session = job.check(&mut |_, _, _| std::ops::ControlFlow::Continue(()));
        let verdicts = session.files().iter().map(|file| file.verdict());
        (verdicts.collect::<Vec<_>>(), session.files()[1].report(Lang::En)["findings"].to_string())
    };
    const GOOD: &str = "name,number\nAna,1\nBo,2\n";
    for other in ["name,number\nAna,3\n", "name,number\nCy,01\n", "name,number\nCy,3\nBo,4\n"] {
        let (verdicts, said) = run(GOOD, other);
        assert_eq!(verdicts, [Verdict::Ready, Verdict::Errors], "{other}");
        assert!(said.contains("X830") && said.contains("of a.csv"), "{said}");
    }
    // In another case it is another name, as within one file.
    assert_eq!(run(GOOD, "name,number\nANA,3\n").0, [Verdict::Ready; 2]);
}

/// The severity of each code.
fn graded(session: &Session<'_>) -> BTreeSet<(String, String)> {
    let report = session.files()[0].report(Lang::En);
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap().to_owned();
    report["findings"].as_array().unwrap().iter().map(|f| (text(f, "code"), text(f, "severity"))).collect()
}

#[test]
fn what_is_hidden_or_filtered_is_a_warning() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, &[&["name", "city"], &["Ana", "Cork"], &["Bo", "Lyon"]]);
    sheet.set_row_hidden(2).unwrap().set_column_hidden(1).unwrap().autofilter(0, 0, 2, 1).unwrap();
    let graded = graded(&checked(book, NAMES));
    for code in ["S230", "S240", "S250"] {
        assert!(graded.contains(&(code.to_owned(), "warning".to_owned())), "{code}: {graded:?}");
    }
}

#[test]
fn a_line_break_in_a_name_is_a_warning() {
    let definition = r#"{"fields":[{"name":"name","singleLine":true},{"name":"city"}]}"#;
    for text in ["name,city\n\"An\na\",Cork\n", "name,city\r\n\"An\r\na\",Cork\r\n"] {
        let mut session = check_text(definition, text);
        assert!(graded(&session).contains(&("V240".to_owned(), "warning".to_owned())), "{text:?}");
        assert_eq!(cleaned(&mut session), b"name,city\r\nAn a,Cork\r\n");
    }
}

#[test]
fn sheets_that_explain_the_others_are_known_by_their_names() {
    const LIST: &[&[&str]] = &[&["name", "city"], &["Ana", "Cork"]];
    const TOLD: &[&[&str]] = &[&["Fill in one row for each person."], &["name", "The name in full"]];
    let names = [
        "How to",
        "HOW-TO fill in",
        "Read me",
        "Instructions",
        "Mode d\u{2019}emploi",
        "Comment remplir",
        "Anleitung",
    ];
    for name in names {
        let session = workbook(&[(name, TOLD), ("List", LIST)]);
        assert!(codes(&session).contains(&"S390".to_owned()), "{name}: {:?}", codes(&session));
        assert_eq!(verdict(&session), Verdict::Ready, "{name}");
    }
}

#[test]
fn rare_line_breaks_are_joined_and_told_where_a_text_may_have_lines() {
    for rare in ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'] {
        let mut session = check_text(NAMES, &format!("name,city\nAn{rare}a,\"Co\nrk\"\n"));
        assert!(graded(&session).contains(&("V240".to_owned(), "warning".to_owned())), "{rare:?}");
        assert_eq!(cleaned(&mut session), b"name,city\r\nAn a,\"Co\nrk\"\r\n", "{rare:?}");
    }
    assert_eq!(codes(&check_text(NAMES, "name,city\nAna,\"Co\nrk\"\n")), [""; 0], "lines may stay");
}

#[test]
fn a_word_for_a_total_in_the_place_of_a_needed_value_is_asked_about() {
    let definition = r#"{"fields":[{"name":"reference","constraints":{"required":true}},{"name":"city"},{"name":"n","type":"number"}]}"#;
    for row in ["Totaal,,6", "Summe,,6", "Total general,,6", "Sous-total,,6", "R-1 Total,,6"] {
        let session = check_text(definition, &format!("reference,city,n\nR-1,Cork,6\n{row}\n"));
        assert!(codes(&session).contains(&"R170".to_owned()), "{row}");
    }
    for innocent in ["Total,Lyon,6", "Totaalbouw,,6", "Summe,,"] {
        let session = check_text(definition, &format!("reference,city,n\nR-1,Cork,6\n{innocent}\n"));
        assert_eq!(verdict(&session), Verdict::Ready, "{innocent}");
    }
}

/// A value of a list is right as the list has it, whatever stands at its end or in it.
#[test]
fn a_listed_value_is_left_as_it_is() {
    let definition = "{\"fields\":[{\"name\":\"e\",\"constraints\":{\"enum\":[\"Min \",\"a\u{a0}b\",\" x\",\"y\"]}},{\"name\":\"n\"}]}";
    let mut session = check_text(definition, "e,n\nMin ,1\na\u{a0}b,2\n x,3\ny,4\n");
    assert_eq!(support::codes(&session), [""; 0]);
    assert_eq!(cleaned(&mut session), "e,n\r\nMin ,1\r\na\u{a0}b,2\r\n x,3\r\ny,4\r\n".as_bytes());
    // Others are still tidied, and become the value that is meant.
    let mut session = check_text(definition, "e,n\nMin,1\ny ,2\n");
    assert_eq!(verdict(&session), Verdict::Ready);
    assert_eq!(cleaned(&mut session), b"e,n\r\nMin ,1\r\ny,2\r\n");
}
