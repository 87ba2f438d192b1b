//! What strangers send: each class of attack that once went through, and its neighbours.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

#[path = "reading_workbooks/package.rs"]
#[allow(clippy::expect_used, dead_code, unreachable_pub)] // Not all of it is used here.
mod package;

use import_checker::read::Wishes;
use import_checker::{
    AnswerOptions, ImportDefinition, Input, Job, Lang, Product, RowsInError, Session, open_summary,
};
use package::{Package, Xlsx, xlsb_of, xlsb_text};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use support::{How, builtin, check};

fn projects() -> How {
    How { import: Some("gryzzly/projects".to_owned()), ..How::default() }
}

fn report(session: &Session<'_>) -> Json {
    session.files()[0].report(Lang::En)
}

fn count_of(report: &Json, severity: &str) -> usize {
    report["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == severity).count()
}

/// Ready means: no error anywhere, and every line of the file is accounted for.
fn is_honest(report: &Json) {
    let records = &report["records"];
    let n = |name: &str| records[name].as_u64().unwrap();
    assert_eq!(n("onFile"), n("ready") + n("inError") + n("skipped"));
    if report["verdict"] == "ready" {
        assert_eq!(count_of(report, "error"), 0, "ready with an error: {report:#}");
        assert_eq!(n("onFile"), n("ready"), "ready, and not all records are: {report:#}");
        assert_eq!(report["notChecked"].as_array().unwrap().len(), 0);
    }
}

const SMALL: &str = "project name,resource type,resource name,customer name\r\n\
    P,project,P,\"Ward, Ltd\"\r\nP,task,\"a \"\"b\"\"\",x\r\nQ,project,Q,\r\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_text_file_is_ready_with_an_error(
        at in 0..SMALL.len(),
        cut in 0_usize..3,
        put in prop_oneof![
            Just("\""), Just("\0"), Just("\n"), Just("\r"), Just(","), Just(";"), Just("\t"), Just("\u{b}"),
            Just("\u{85}"), Just("\u{2028}"), Just("\u{200b}"), Just("\u{1a}"), Just("\u{fffd}"), Just("'"),
            Just("\u{feff}"), Just("\\"), Just("\"\""), Just(""),
        ],
    ) {
        let mut bytes = SMALL.as_bytes().to_vec();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        is_honest(&report(&check("damaged.csv", bytes, builtin(), &projects())));
    }

    #[test]
    fn no_damaged_workbook_is_ready_with_an_error(
        name in prop_oneof![Just("table.xlsx"), Just("table.ods"), Just("table.xls")],
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
        let mut bytes = std::fs::read(path).unwrap();
        *at.get_mut(&mut bytes) = byte;
        is_honest(&report(&check(name, bytes, builtin(), &projects())));
    }

    /// In front of a formula stands whatever hides it; what comes out is none that was not one before.
    #[test]
    fn no_repair_makes_a_formula_of_a_text(
        front in "['\u{200b}\u{feff}\u{1}\u{a0}\t \u{b}\u{200e}\u{3000}]{0,3}",
        sign in prop_oneof![Just("="), Just("@"), Just("＝"), Just("＠")],
        rest in "[a-z]{2}\\(1\\)|[a-z]{2}\\|x!A0",
    ) {
        let cell = format!("{front}{sign}{rest}");
        let definition = r#"{"name":"own","fields":[{"name":"a"},{"name":"b","type":"string"}]}"#;
        let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let text = format!("a,b\nx,{quoted}\n{quoted},y\n");
        let mut session = check("f.csv", text.into_bytes(), vec![definition], &How::default());
        let mut cleaned = Vec::new();
        let mut go_on = |_, _| ControlFlow::Continue(());
        let done = session.clean(0, RowsInError::Include, &mut cleaned, &mut |_| (), &mut go_on);
        prop_assert!(done.is_ok());
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(cleaned.as_slice());
        for cleaned in table.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let live = |text: &str| text.starts_with(['=', '@', '＝', '＠']);
            prop_assert!(!live(&cleaned) || live(&cell), "{:?} became {:?}", cell, cleaned);
        }
    }
}

#[test]
fn what_a_spreadsheet_opens_is_guarded_and_numbers_are_not() {
    let definition = r#"{"name":"own","fields":[{"name":"a"},{"name":"n","type":"number"}],"dialect":{"guardFormulas":true}}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let text = "a,n,=1+1\n\"\t=cmd|x!A0\",-5,1\n=B1,x,@SUM(A1)\n+44 20 7946 0958,-5.50,z\n";
    let mut session = check("f.csv", text.into(), vec![definition], &How::default());
    for (what, guarded, plain) in [
        ("rejected", &["'=1+1", "'=B1", "'@SUM(A1)"][..], &["\n=", ",=", ",@"][..]),
        ("cleaned", &["'\t=cmd|x!A0", "+44 20 7946 0958", "-5"], &["\n\t=", "\"\t=", "'+44", "'-5"]),
    ] {
        let mut out = Vec::new();
        session.product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        for text in guarded {
            assert!(out.contains(text), "{text:?} in {what}: {out:?}");
        }
        for text in plain {
            assert!(!out.contains(text), "{text:?} in {what}: {out:?}");
        }
    }
}

#[test]
fn the_change_log_is_guarded() {
    let definition = r#"{"name":"own","fields":[{"name":"a"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let mut session = check("f.csv", "a\n\"=A1(\u{a0}x) \"\n".into(), vec![definition], &How::default());
    let mut out = Vec::new();
    session.product(0, Product::Changes, RowsInError::Drop, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("'=A1(") && !out.contains(",=A1"), "{out}");
}

fn summary() -> Json {
    let mut session = check("f.csv", "project name,resource type\nP,tusk\n".into(), builtin(), &projects());
    let mut out = Vec::new();
    session.product(0, Product::SummaryWithValues, RowsInError::Drop, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn a_summary_of_another_shape_is_refused_in_a_sentence() {
    assert!(open_summary(&summary().to_string(), Lang::En).is_ok());
    for (place, value) in [
        ("/records", json!(null)),
        ("/records/onFile", json!("5")),
        ("/records/onFile", json!(-1)),
        ("/verdict", json!("splendid")),
        ("/groups/0/code", json!("../../../admin/delete?id=7&x=")),
        ("/groups/0/severity", json!({})),
        ("/groups/0/count", json!([])),
        ("/findings/0", json!("text")),
        ("/findings/0/name", json!("T310 not-in-list")),
        ("/findings/0/row", json!("1")),
        ("/counts", json!({ "javascript:": 1 })),
        ("/columns", json!({})),
        ("/notChecked", json!(7)),
        ("/reading", json!([])),
        ("/name", json!("x".repeat(1_001))),
    ] {
        let mut changed = summary();
        *changed.pointer_mut(place).unwrap() = value;
        let refused = open_summary(&changed.to_string(), Lang::En).unwrap_err();
        assert!(refused.contains(place), "{place}: {refused}");
        assert!(open_summary(&changed.to_string(), Lang::Fr).unwrap_err().starts_with("Ce résumé"));
    }
}

#[test]
fn a_summary_brings_nothing_that_is_not_named_and_is_no_check() {
    let mut more = summary();
    more["href"] = json!("https://evil.invalid/");
    more["findings"][0]["onclick"] = json!("alert(1)");
    let opened = open_summary(&more.to_string(), Lang::En).unwrap();
    assert!(!opened.to_string().contains("evil") && !opened.to_string().contains("onclick"));
    assert!(opened["summary"].as_str().unwrap().starts_with("Not checked here"));
}

#[test]
fn the_published_schema_of_summaries_says_the_same() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/summary.schema.json");
    let published: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("https://summary.invalid/schema", published).unwrap();
    let schema = compiler.compile("https://summary.invalid/schema", &mut schemas).unwrap();
    let own = summary();
    assert!(schemas.validate(&own, schema).is_ok());
    // Each value in turn becomes something else: both must agree whether that is allowed.
    let mut places = Vec::new();
    places_of(&own, String::new(), &mut places);
    assert!(places.len() > 50);
    // A shape of the future is refused by its number, whatever the schema of today says.
    for place in places.into_iter().filter(|place| place != "/shape") {
        for value in [
            json!(null),
            json!("x"),
            json!("T310"),
            json!(3),
            json!(-1),
            json!(0.5),
            json!([]),
            json!({}),
            json!(true),
        ] {
            let mut changed = own.clone();
            *changed.pointer_mut(&place).unwrap() = value.clone();
            let ours = open_summary(&changed.to_string(), Lang::En).is_ok();
            assert_eq!(ours, schemas.validate(&changed, schema).is_ok(), "{place} = {value}");
        }
    }
}

fn places_of(value: &Json, path: String, places: &mut Vec<String>) {
    if !path.is_empty() {
        places.push(path.clone());
    }
    match value {
        Json::Object(members) => {
            members.iter().for_each(|(name, value)| places_of(value, format!("{path}/{name}"), places));
        }
        Json::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| places_of(value, format!("{path}/{i}"), places));
        }
        _ => {}
    }
}

/// Work, counted in beats of the pulse: one for each stretch of bytes, cells, or one search for a near text.
fn beats(run: impl FnOnce()) -> u64 {
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let own = std::rc::Rc::clone(&count);
    import_checker::pulse::listen(Box::new(move |_| own.set(own.get() + 1)));
    run();
    import_checker::pulse::listen(Box::new(|_| ()));
    count.get()
}

/// Projects without a row of their own, each with a name that is long and like all others.
fn undeclared(rows: usize) -> String {
    let words =
        ["Support", "South", "Campaign", "Alpha", "Office", "Customer", "Website", "Hotel", "Marketing"];
    let name = |n: usize| {
        let word = |k: usize| words[(n / words.len().pow(k as u32) + k) % words.len()];
        format!("{} {} {} {} {n:05}", word(0), word(1), word(2), word(3))
    };
    let mut text = "project name,resource type,resource name,task budget type\n".to_owned();
    for n in 0..rows {
        text += &format!("{0},project,{0},\n", name(n));
    }
    for n in 0..rows {
        text += &format!("{}x,task,T,none\n", name(n).replace('S', "Z"));
    }
    text
}

#[test]
fn what_was_meant_is_looked_for_in_bounded_work() {
    let work = |rows| beats(|| drop(check("u.csv", undeclared(rows).into_bytes(), builtin(), &projects())));
    let (once, twice) = (work(400), work(800));
    assert!(twice * 2 < once * 5, "{once} beats for 400 rows, {twice} for 800");
}

#[test]
fn a_row_of_a_few_bytes_cannot_ask_for_gigabytes() {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"S\"><table:table-row><table:table-cell table:number-columns-repeated=\"2000\" \
         office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        "x".repeat(1_000_000)
    );
    let parts =
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()), ("content.xml", content)];
    let said = report(&check("c.ods", zip_of(&parts), builtin(), &projects()));
    assert_eq!(said["verdict"], "unreadable");
    let message = said["findings"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("row 1 would need 1908 MB") || message.contains("row 1 would need 1,908 MB"),
        "{message}"
    );
}

#[test]
fn findings_quote_the_ends_of_a_long_text_only() {
    let long = "x".repeat(100_000);
    let text = format!("project name,resource type,resource name,task budget type\nP,{long},P,{long}\n");
    let said = report(&check("d.csv", text.into_bytes(), builtin(), &projects()));
    assert!(said.to_string().len() < 60_000, "{} bytes", said.to_string().len());
    assert!(
        said["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["value"].as_str().is_some_and(|v| v.contains('…')))
    );
}

/// Long texts in many rows do not make a report as long as the file: from some point on only their ends are quoted, each beside
/// the cell that has the whole of it, and short ones are quoted whole to the last.
#[test]
fn a_report_quotes_so_much_of_long_texts_and_no_more() {
    let row = |n: usize| format!("P{n},{},{},none\n", "y".repeat(4_000), "x".repeat(4_000));
    let rows: String = (0..1_000).map(row).collect();
    let short: String = (0..400).map(|n| format!("Q,klingon {n},short,none\n")).collect();
    let head = "project name,resource type,resource name,task budget type\n";
    let said = report(&check("d.csv", format!("{head}{short}{rows}").into_bytes(), builtin(), &projects()));
    let bytes = said.to_string().len();
    assert!(bytes < 4_000_000, "{bytes} bytes");
    let findings = said["findings"].as_array().unwrap();
    let values: Vec<(&str, bool)> =
        findings.iter().filter_map(|f| Some((f["value"].as_str()?, f["cell"].is_string()))).collect();
    let of = |length: usize| values.iter().filter(|(value, _)| value.len() == length).count();
    assert!(of(4_000) > 200, "the first of them are whole");
    let ends: Vec<_> = values.iter().filter(|(value, _)| value.contains('…')).collect();
    assert!(ends.len() > 500 && ends.iter().all(|(value, in_cell)| value.len() < 300 && *in_cell));
    assert!(values.iter().all(|(value, _)| value.contains('…')
        || [4_000, 5].contains(&value.len())
        || value.starts_with("klingon ")));
}

/// The cells that merged ones make of nothing are counted over all tables of a file, which are read one after the other.
#[test]
fn a_thousand_tables_of_merged_cells_are_one_file() {
    let rows = "<Row><Cell ss:MergeAcross=\"16000\"><Data ss:Type=\"String\">x</Data></Cell></Row>".repeat(8);
    let sheet = format!("<Worksheet ss:Name=\"S\"><Table>{rows}</Table></Worksheet>").repeat(450);
    let xml = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{sheet}</Workbook>"
    );
    let table = format!("<table>{}</table>", "<tr><td colspan=\"16000\">x</td></tr>".repeat(8)).repeat(450);
    let page = format!("<html><body>{table}</body></html>");
    for (name, text) in [("many.xml", xml), ("many.html", page)] {
        let said = report(&check(name, text.into_bytes(), builtin(), &projects()));
        assert_eq!(
            (&said["verdict"], &said["findings"][0]["code"]),
            (&json!("unreadable"), &json!("S330")),
            "{name}"
        );
    }
}

/// What comes again with each finding and in each list is short, however long it is in the file: headings in all files that
/// are made of a check, and names of sheets of every format.
#[test]
fn long_headings_and_names_of_sheets_are_quoted_by_their_ends() {
    let long = "h".repeat(300_000);
    let mut text = format!("project name,resource type,resource name,{long},{long}2\n");
    (0..50).for_each(|n| text += &format!("P{n},no kind,P{n},x,y\n"));
    let mut session = check("long.csv", text.into_bytes(), builtin(), &projects());
    let short = |name: &Json| name.as_str().is_some_and(|name| name.contains('…') && name.len() <= 300);
    let said = report(&session);
    assert!(short(&said["columns"][3]["heading"]), "{}", said["columns"][3]);
    let named = |list: &str| said[list].as_array().unwrap().iter().any(|one| short(&one["columnName"]));
    assert!(named("findings") && named("groups"));
    for what in ["report", "html", "summary", "summary-with-values"] {
        let mut out = Vec::new();
        session.product(0, Product::of(what).unwrap(), RowsInError::Include, &mut out).unwrap();
        assert!(out.len() < 200_000, "{what}: {} bytes", out.len());
    }
    // Here they are whole: the columns that were asked for, the rows that stay behind.
    assert_eq!(session.profile(0)[3].heading, long);
    let mut rejected = Vec::new();
    session.product(0, Product::Rejected, RowsInError::Block, &mut rejected).unwrap();
    assert!(String::from_utf8(rejected).unwrap().lines().next().unwrap().contains(&format!(",{long},")));

    let named = format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(9));
    let rows = format!("{PROJECT}{}", named.repeat(50));
    let mut parts = Xlsx { rows: &rows, ..Xlsx::default() }.parts();
    parts[1].1 = parts[1].1.replace("\"Data\"", &format!("\"{long}\""));
    let xlsx = package::pack(&parts);
    let page =
        |table: &str, row: &str| format!("{table}{}{}", row.replace('x', "project name"), row.repeat(50));
    let table = page(
        &format!("<table:table table:name=\"{long}\">"),
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
    );
    let ods = package::ods("", &format!("{table}</table:table>"));
    let xml = page(
        &format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"{long}\"><Table>"
        ),
        "<Row><Cell><Data ss:Type=\"String\">x</Data></Cell></Row>",
    ) + "</Table></Worksheet></Workbook>";
    for (format, bytes) in [("xlsx", xlsx), ("ods", ods), ("xml", xml.into_bytes())] {
        let said = report(&check(&format!("long.{format}"), bytes, builtin(), &projects()));
        assert!(short(&said["reading"]["sheets"][0]), "{format}: {}", said["reading"]["sheets"][0]);
        assert!(said.to_string().len() < 200_000, "{format}: {} bytes", said.to_string().len());
        assert!(said["findings"].as_array().unwrap().len() > 10, "{format}");
    }
}

/// What a definition says comes again with every finding and in every mistake: names are short, and of long words the ends
/// are told.
#[test]
fn nothing_of_a_definition_is_told_at_any_length() {
    let long = "n".repeat(1_000_000);
    let mistakes = |definition: Json| ImportDefinition::parse(&definition.to_string()).unwrap_err();
    for (place, definition) in [
        ("fields[0].name", json!({ "fields": [{ "name": long }] })),
        ("fields[0].title", json!({ "fields": [{ "name": "a", "title": long }] })),
        ("fields[0].heading", json!({ "fields": [{ "name": "a", "heading": long }] })),
        (
            "fields[0].translations.fr.title",
            json!({ "fields": [{ "name": "a", "translations": { "fr": { "title": long } } }] }),
        ),
        (
            "fields[0].items.name",
            json!({ "fields": [{ "name": "a", "type": "list", "items": { "name": long } }] }),
        ),
        ("title", json!({ "title": long, "fields": [{ "name": "a" }] })),
        ("name", json!({ "name": long, "fields": [{ "name": "a" }] })),
        (
            "settings[0].name",
            json!({ "fields": [{ "name": "a" }], "settings": [{ "name": long, "default": true }] }),
        ),
    ] {
        let said = mistakes(definition);
        assert!(said.all().any(|one| one.place == place), "{place}: {said}");
        assert!(said.to_string().len() < 20_000, "{place}: {} bytes", said.to_string().len());
    }
    let kept = "k".repeat(1_000);
    assert!(
        ImportDefinition::parse(&json!({ "fields": [{ "name": kept, "title": kept }] }).to_string()).is_ok()
    );
    let said = mistakes(json!({ "fields": [{ "name": "a", "type": long }] })).to_string();
    assert!(said.contains("there is no type “nnn") && said.len() < 10_000, "{} bytes", said.len());

    // A file of many is refused before each of them is tried.
    let many = format!("[{}0]", "0,".repeat(1_000));
    let said = ImportDefinition::parse_all(&many).unwrap_err();
    assert!(said.to_string().contains("at most 1,000 definitions") && said.others.is_empty());
    let many = format!("[{}0]", "0,".repeat(999));
    assert_eq!(ImportDefinition::parse_all(&many).unwrap_err().all().count(), 1_000);

    // Each letter of a value may meet each part of a pattern.
    let pattern = json!({ "fields": [{ "name": "a", "constraints": { "pattern": "[a-z]*".repeat(700) } }] });
    let taken = ImportDefinition::parse(&pattern.to_string()).unwrap();
    assert!(taken.open_remarks().any(|one| one.reason.plain.contains("longer than 4,000 bytes")));
    let pattern = json!({ "fields": [{ "name": "a", "constraints": { "pattern": "(a{1,100}){1,100}" } }] });
    let taken = ImportDefinition::parse(&pattern.to_string()).unwrap();
    assert!(taken.open_remarks().any(|one| one.reason.plain.contains("more than 5,000 steps")));
    // And each letter of a long value each step of it.
    let pattern = json!({ "fields": [{ "name": "a", "constraints": { "pattern": "(a{1,9}b?)*" } }] });
    let taken = ImportDefinition::parse(&pattern.to_string()).unwrap();
    let pattern = taken.fields[0].pattern.as_ref().unwrap();
    assert!(pattern.matches(&"a".repeat(100_000)) && !pattern.matches(&"a".repeat(1_000_000)));

    // As many mistakes as there may be words.
    let words: serde_json::Map<String, Json> = (0..20_000).map(|n| (format!("w{n}"), json!(0))).collect();
    let mut named = words.clone();
    named.insert("name".to_owned(), json!("a"));
    let taken = ImportDefinition::parse(&json!({ "fields": [named] }).to_string()).unwrap();
    assert_eq!(taken.remarks.len(), 1_000);
    // None that bars a file from being ready is hidden behind those that only describe.
    let mut described: serde_json::Map<String, Json> =
        (0..5_000).map(|n| (format!("x-{n}"), json!(0))).collect();
    described.insert("name".to_owned(), json!("a"));
    described.insert("wrong-word".to_owned(), json!(0));
    let taken = ImportDefinition::parse(&json!({ "fields": [described] }).to_string()).unwrap();
    assert_eq!(taken.open_remarks().count(), 1);
    let references: Vec<Json> =
        (0..5_000).map(|n| json!({ "rule": "unique", "fields": [format!("no{n}")] })).collect();
    let fields: Vec<Json> = (0..5_000).map(|n| json!({ "name": format!("f{n}") })).collect();
    let said = mistakes(json!({ "fields": fields, "rules": references }));
    assert!(
        said.all().count() <= 1_001 && said.to_string().len() < 2_000_000,
        "{} mistakes",
        said.all().count()
    );
    let fields: Vec<Json> = (0..16_385).map(|n| json!({ "name": format!("f{n}") })).collect();
    assert!(mistakes(json!({ "fields": fields })).to_string().contains("16,384 columns"));
}

/// Whoever was shown the ends of a heading names it by them.
#[test]
fn a_mapping_takes_a_long_heading_by_its_ends() {
    let text = format!("{},resource type,resource name\nP,project,P\n", "h".repeat(5_000));
    let ends = report(&check("long.csv", text.clone().into_bytes(), builtin(), &projects()))["columns"][0]["heading"]
        .as_str()
        .unwrap()
        .to_owned();
    let mapping = json!({ "columns": [{ "from": ends, "to": "project name" }] });
    let input = Input {
        import: projects().import,
        mapping: import_checker::Mapping::read(&mapping).unwrap(),
        ..Input::default()
    };
    let job = Job::new(builtin(), Lang::En).file(input, std::io::Cursor::new(text));
    let said = report(&job.check(&mut |_, _, _| ControlFlow::Continue(())));
    assert_eq!((&said["verdict"], &said["columns"][0]["field"]), (&json!("ready"), &json!("project name")));
}

const PROJECT: &str = "<row><c t=\"inlineStr\"><is><t>project name</t></is></c><c t=\"inlineStr\"><is>\
    <t>resource type</t></is></c><c t=\"inlineStr\"><is><t>resource name</t></is></c></row>\
    <row><c t=\"inlineStr\"><is><t>P</t></is></c><c t=\"inlineStr\"><is><t>project</t></is></c>\
    <c t=\"inlineStr\"><is><t>P</t></is></c></row>";

fn zip_of(parts: &[(&str, String)]) -> Vec<u8> {
    parts.iter().fold(Package::default(), |zip, (name, text)| zip.add(name, text.as_bytes())).finish()
}

#[test]
fn two_sheets_of_one_part_are_read_once() {
    let mut parts = Xlsx { rows: PROJECT, ..Xlsx::default() }.parts();
    let book = &mut parts.iter_mut().find(|(name, _)| *name == "xl/workbook.xml").unwrap().1;
    *book = book.replace("</sheets>", "<sheet name=\"Again\" sheetId=\"2\" r:id=\"r1\"/></sheets>");
    let zip = zip_of(&parts);
    for (sheet, verdict) in [("Data", "ready"), ("Again", "unreadable")] {
        let wishes = Wishes { sheet: Some(sheet.to_owned()), ..Wishes::default() };
        let import = Some("gryzzly/projects".to_owned());
        let input = Input { name: "two.xlsx".to_owned(), import, wishes, ..Input::default() };
        let job = Job::new(builtin(), Lang::En).file(input, std::io::Cursor::new(zip.clone()));
        let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        assert_eq!(report(&session)["verdict"], verdict, "{sheet}");
    }
}

#[test]
fn a_long_comment_is_searched_once() {
    // One byte after another that may begin its end, in an encoding that comes in small pieces.
    let work = |length: usize| {
        let rows = format!("<!--{}-->{PROJECT}", "- ".repeat(length));
        let mut parts = Xlsx { rows: &rows, ..Xlsx::default() }.parts();
        let sheet = &mut parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap().1;
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let zip =
            parts.iter().fold(Package::default(), |zip, (name, text)| match name.ends_with("sheet1.xml") {
                true => zip.add(name, &wide),
                false => zip.add(name, text.as_bytes()),
            });
        let said = report(&check("comment.xlsx", zip.finish(), builtin(), &projects()));
        assert_eq!(said["records"]["ready"], 1, "{said:#}");
    };
    // Without a clock: what is quadratic here does not come to an end while a test waits.
    work(1_000_000);
}

/// The cell of each odd character is found without counting the line again. Without a clock, as above.
#[test]
fn odd_characters_in_one_line_are_placed_in_one_look() {
    for odd in ["\u{fffd}", "\0"] {
        let cell = odd.repeat(800_000);
        let text = format!("project name,resource type,resource name\nP,{cell},{cell},{cell},{cell}\n");
        let said = report(&check("odd.csv", text.into_bytes(), builtin(), &projects()));
        let cells: Vec<&Json> = said["findings"].as_array().unwrap().iter().map(|one| &one["cell"]).collect();
        for cell in ["B2", "C2", "D2"] {
            assert!(said["verdict"] == "unreadable" || cells.contains(&&json!(cell)), "{cell}: {cells:?}");
        }
    }
}

#[test]
fn a_part_that_holds_next_to_nothing_is_known_by_what_was_read() {
    let blanks = " ".repeat(120 << 20);
    let mut parts = Xlsx { rows: PROJECT, behind: &blanks, ..Xlsx::default() }.parts();
    let (name, sheet) = parts.pop().unwrap();
    let mut package =
        parts.iter().fold(Package::default(), |zip, (name, text)| zip.add(name, text.as_bytes()));
    package.add_as(name, sheet.as_bytes(), sheet.len() as u32, None);
    let mut bytes = package.finish();
    // The packed length in the table of contents becomes a lie, so that the ratio looks innocent.
    let place = search(&bytes, b"PK\x01\x02", name.as_bytes());
    bytes[place + 20..place + 24].copy_from_slice(&(100_u32 << 20).to_le_bytes());
    let said = report(&check("lie.xlsx", bytes, builtin(), &projects())).to_string();
    assert!(said.contains("unpacks-too-large") || said.contains("64 MB"), "{said}");
}

/// Where the entry of a part begins in the table of contents.
fn search(bytes: &[u8], mark: &[u8], name: &[u8]) -> usize {
    let starts = |at: &usize| bytes[*at..].starts_with(mark) && bytes[at + 46..].starts_with(name);
    (0..bytes.len() - 46).rev().find(starts).unwrap()
}

/// One file of each kind, small enough to be damaged in many ways.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let file = |name: &str| std::fs::read(tests.join(name)).unwrap();
    let html = "<html><body><table><tr><th>project name</th><th>resource type</th><th>resource name</th></tr>\
        <tr><td colspan=\"1\">P</td><td>project</td><td>P</td></tr><tr><td rowspan=2>P</td><td>task</td><td>T</td></tr>\
        </table></body></html>";
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"String\">project name</Data></Cell>\
        <Cell><Data ss:Type=\"String\">resource type</Data></Cell><Cell><Data ss:Type=\"String\">resource name</Data></Cell></Row>\
        <Row ss:Index=\"3\"><Cell><Data ss:Type=\"String\">P</Data></Cell><Cell ss:MergeAcross=\"0\"><Data ss:Type=\"String\">project</Data></Cell>\
        <Cell ss:Index=\"3\"><Data ss:Type=\"String\">P</Data></Cell></Row></Table></Worksheet></Workbook>";
    vec![
        ("table.html", html.into()),
        ("table.xml", xml.into()),
        ("table.csv", SMALL.into()),
        ("table.xlsx", file("formats/table.xlsx")),
        ("table.ods", file("formats/table.ods")),
        ("table.xls", file("formats/table.xls")),
        ("table.xlsb", binary_workbook()),
        ("utf-16.txt", SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("flat.xlsx", zip_of(&Xlsx { rows: PROJECT, ..Xlsx::default() }.parts())),
    ]
}

/// A binary workbook of 2007 with headings and a project.
fn binary_workbook() -> Vec<u8> {
    let text = |text: &str| (6, xlsb_text(text));
    let headings = ["project name", "resource type", "resource name"].map(text);
    let row = ["P", "project", "P"].map(text);
    xlsb_of(&[&headings, &row], "General", &[])
}

/// A table that is read in many pieces, of each kind that is read forwards.
fn long_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let row = |n: usize| format!("Project {n},project,Project {n}\n");
    let csv =
        format!("project name,resource type,resource name\n{}", (0..5_000).map(row).collect::<String>());
    let cells = |n: usize| {
        let cell = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
        let name = format!("Project {n} {:x}", n * 2_654_435_761 % 4_294_967_296);
        format!("<row>{}</row>", [&name, "project", &name].map(cell).concat())
    };
    let rows: String = (0..3_000).map(cells).collect();
    let heading = "<row><c t=\"str\"><v>project name</v></c><c t=\"str\"><v>resource type</v></c><c t=\"str\"><v>resource name</v></c></row>";
    let rows = heading.to_owned() + &rows;
    vec![("long.csv", csv.into()), ("long.xlsx", zip_of(&Xlsx { rows: &rows, ..Xlsx::default() }.parts()))]
}

/// A source that fails at one reading, or from there on.
struct Failing {
    source: std::io::Cursor<Vec<u8>>,
    /// Readings so far, of all copies of the count.
    count: std::rc::Rc<std::cell::Cell<u64>>,
    at: u64,
    for_good: bool,
}

impl std::io::Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let now = self.count.get();
        self.count.set(now + 1);
        if now == self.at || (self.for_good && now > self.at) {
            return Err(std::io::Error::other("the disk is gone"));
        }
        self.source.read(buffer)
    }
}

impl std::io::Seek for Failing {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.source.seek(to)
    }
}

/// What is made of a file whose reading fails.
const MADE: [&str; 5] = ["cleaned", "rejected", "changes", "annotated", "xlsx"];

/// Checks a file whose reading fails at one place and makes files of it: what was said, each file that was made, and how often
/// was read.
fn with_a_failure(name: &str, bytes: &[u8], at: u64, for_good: bool) -> (Json, Vec<Option<Vec<u8>>>, u64) {
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let source = Failing {
        source: std::io::Cursor::new(bytes.to_vec()),
        count: std::rc::Rc::clone(&count),
        at,
        for_good,
    };
    let input = Input { name: name.to_owned(), import: projects().import, ..Input::default() };
    let mut session =
        Job::new(builtin(), Lang::En).file(input, source).check(&mut |_, _, _| ControlFlow::Continue(()));
    let said = report(&session);
    let made = MADE.map(|what| {
        let mut out = Vec::new();
        session.product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out).is_ok().then_some(out)
    });
    (said, made.to_vec(), count.get())
}

/// At each reading in turn, and for every kind of file: the verdict and the files that are made are those of the whole file, or
/// there are none.
#[test]
fn a_reading_that_fails_loses_no_row_silently() {
    let mut failures = 0;
    for (name, bytes) in seeds().into_iter().chain(long_seeds()) {
        let (sound, whole, readings) = with_a_failure(name, &bytes, u64::MAX, false);
        assert!(readings > 0 && sound["verdict"] != "unreadable", "{name}: {sound}");
        // Of a long file, so many places.
        let step = if bytes.len() > 50_000 { usize::try_from(readings / 12).unwrap().max(1) } else { 1 };
        for (at, for_good) in (0..readings).step_by(step).flat_map(|at| [(at, false), (at, true)]) {
            let (said, made, _) = with_a_failure(name, &bytes, at, for_good);
            is_honest(&said);
            let place = format!("{name}, reading {at} of {readings}, for good: {for_good}");
            if said["verdict"] == "unreadable" {
                failures += 1;
                let message = said["findings"][0]["message"].as_str().unwrap();
                assert!(message.matches('.').count() >= 2, "{place}: {message}");
            } else if said["verdict"] == "ready" {
                assert_eq!(said["records"], sound["records"], "{place}");
            }
            for ((what, made), whole) in MADE.iter().zip(made).zip(&whole) {
                // What goes out is the same whatever happened; what tells of a check tells of this one.
                let must_be_same = matches!(*what, "cleaned" | "xlsx") || said == sound;
                assert!(made.is_none() || !must_be_same || made == *whole, "{place}: {what} is another file");
            }
        }
    }
    assert!(failures > 20, "only {failures} failures were told");
}

/// A row of an answer that is not seen would be taken for one that went in: an answer that is not whole is none.
#[test]
fn an_answer_that_is_not_whole_lets_nothing_go_in() {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |n: &str, text: &str| format!("<row>{}{}</row>", cell(n), cell(text));
    let rows = row("row", "message") + &row("3", "is taken");
    let cut = format!("{rows}<row><c t=\"inlineStr\"><is><t>4</t></is></c><c");
    let book = |rows: &str| zip_of(&Xlsx { rows, ..Xlsx::default() }.parts());
    let quote = "row,message\n2,\"is taken\n3,is too long\n4,is unknown\n";
    for (name, answer, whole) in [
        ("whole.csv", quote.replace('"', "").into_bytes(), true),
        ("quote.csv", quote.as_bytes().to_vec(), false),
        ("whole.xlsx", book(&rows), true),
        ("cut.xlsx", book(&cut), false),
    ] {
        let mut session = check("p.csv", SMALL.into(), builtin(), &projects());
        let options = AnswerOptions { rows_in_error: RowsInError::Include, ..AnswerOptions::default() };
        let answered = session.answer(0, name, &answer, &options);
        let list = answered.as_ref().ok().and_then(|answered| answered.went_in.as_ref());
        assert_eq!(list.is_some(), whole, "{name}: {answered:?}");
    }
}

/// What went in does not go out once more because one reading failed: then nothing goes out.
#[test]
fn a_reading_that_fails_sends_nothing_a_second_time() {
    let rows: String = (0..4_000).map(|n| format!("P{n},project,P{n}\n")).collect();
    let bytes = format!("project name,resource type,resource name\n{rows}").into_bytes();
    let mut session = check("p.csv", bytes.clone(), builtin(), &projects());
    let list = session.answer(0, "", b"Row 2: is taken", &AnswerOptions::default()).unwrap().went_in.unwrap();
    assert_eq!(list.count(), 3_999);
    let run = |at: u64, for_good: bool| {
        let count = std::rc::Rc::new(std::cell::Cell::new(0));
        let source = Failing {
            source: std::io::Cursor::new(bytes.clone()),
            count: std::rc::Rc::clone(&count),
            at,
            for_good,
        };
        let input = Input { import: projects().import, went_in: Some(list.clone()), ..Input::default() };
        let job = Job::new(builtin(), Lang::En).file(input, source);
        let mut session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        let mut out = Vec::new();
        let made = session.product(0, Product::Cleaned, RowsInError::Drop, &mut out).is_ok().then_some(out);
        (made, count.get())
    };
    let (whole, readings) = run(u64::MAX, false);
    let whole = whole.unwrap();
    assert_eq!(
        whole.iter().filter(|byte| **byte == b'\n').count(),
        2,
        "the headings and the row that was refused"
    );
    for (at, for_good) in (0..readings).flat_map(|at| [(at, false), (at, true)]) {
        let (made, _) = run(at, for_good);
        assert!(made.is_none_or(|made| made == whole), "reading {at} of {readings}, for good: {for_good}");
    }
}

/// A table of what is there that is not whole is not compared with: what is missing in it would be called new.
#[test]
fn a_table_that_is_not_whole_is_not_compared_with() {
    let definition = r#"{"name":"own","primaryKey":"id","fields":[{"name":"id"},{"name":"name"}]}"#;
    let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
    let read = |there: &str| {
        let there = std::io::Cursor::new(there.to_owned());
        import_checker::Held::read(
            &definition,
            &import_checker::Settings::new(),
            "there.csv",
            there,
            Lang::En,
        )
    };
    assert_eq!(read("id,name\n1,Ana\n2,Bob\n3,Cy\n").unwrap().count(), 3);
    let refused = read("id,name\n1,\"Ana\n2,Bob\n3,Cy\n");
    assert!(matches!(refused, Err(import_checker::Error::NotWhole)), "{refused:?}");
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// The same bytes with a few of them changed, repeated or gone.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(12)).min(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = dice.below(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, again));
            }
            3 => bytes[at] ^= 1 << dice.below(8),
            _ => {
                let odd = [&b"\""[..], b"\0", b"<", b"999999999", b"\r", b"\xff\xfe", b"&#x0;", b"-1"]
                    [dice.below(8)];
                drop(bytes.splice(at..at, odd.iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn damaged_files_of_every_kind_get_an_honest_answer_and_all_outputs_are_made() {
    let mut dice = Dice(16);
    let mut answered = 0;
    for (name, bytes) in seeds() {
        for _ in 0..40 {
            let mut session = check(name, damaged(&bytes, &mut dice), builtin(), &projects());
            is_honest(&report(&session));
            for what in ["cleaned", "changes", "rejected", "annotated", "xlsx", "report", "html", "summary"] {
                let mut out = Vec::new();
                if session.product(0, Product::of(what).unwrap(), RowsInError::Drop, &mut out).is_ok() {
                    answered += usize::from(!out.is_empty());
                }
            }
        }
    }
    assert!(answered > 600, "only {answered} outputs were made");
}

#[test]
fn a_damaged_summary_or_definition_is_taken_or_refused() {
    let mut dice = Dice(17);
    let summary = summary().to_string();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/imports/gryzzly/projects.json");
    let definition = std::fs::read(path).unwrap();
    for _ in 0..300 {
        let text = String::from_utf8_lossy(&damaged(summary.as_bytes(), &mut dice)).into_owned();
        if let Ok(opened) = open_summary(&text, Lang::En) {
            assert!(opened["records"]["onFile"].is_u64() && opened["verdict"].is_string());
        }
        let text = String::from_utf8_lossy(&damaged(&definition, &mut dice)).into_owned();
        let _ = ImportDefinition::parse(&text);
    }
}
