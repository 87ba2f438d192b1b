//! What strangers send: each class of attack that once went through, and its neighbours.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod failing_reads;
mod formulas;
mod lengths;
mod summaries;
mod work;

#[path = "../reading_workbooks/package.rs"]
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

fn summary() -> Json {
    let mut session = check("f.csv", "project name,resource type\nP,tusk\n".into(), builtin(), &projects());
    let mut out = Vec::new();
    session.product(0, Product::SummaryWithValues, RowsInError::Drop, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

const PROJECT: &str = "<row><c t=\"inlineStr\"><is><t>project name</t></is></c><c t=\"inlineStr\"><is>\
    <t>resource type</t></is></c><c t=\"inlineStr\"><is><t>resource name</t></is></c></row>\
    <row><c t=\"inlineStr\"><is><t>P</t></is></c><c t=\"inlineStr\"><is><t>project</t></is></c>\
    <c t=\"inlineStr\"><is><t>P</t></is></c></row>";

fn zip_of(parts: &[(&str, String)]) -> Vec<u8> {
    parts.iter().fold(Package::default(), |zip, (name, text)| zip.add(name, text.as_bytes())).finish()
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
