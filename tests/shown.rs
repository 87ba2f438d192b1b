//! Problems that a definition and a text do not show by themselves: each is found in its file, and not in the innocent
//! neighbour of that file.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

#[allow(unreachable_pub, missing_docs, dead_code)]
#[path = "reading_workbooks/package.rs"]
mod package;

use import_checker::{ImportDefinition, Input, Job, Lang, Mapping};
use package::Xlsx;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What else is said of the file, its bytes with the problem, and its neighbour, of which nothing else is said.
struct Shown {
    code: &'static str,
    definitions: Vec<String>,
    said: fn(&mut Input),
    bad: Vec<u8>,
    good: Vec<u8>,
}

const PEOPLE: &str = r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "city"}]}"#;
const GOOD: &[u8] = b"name,city\nAna,Cork\n";

/// A file of people.
fn refused(code: &'static str, bad: &[u8]) -> Shown {
    under(PEOPLE, code, bad, GOOD)
}

fn said(code: &'static str, bad: &[u8], said: fn(&mut Input)) -> Shown {
    Shown { said, ..refused(code, bad) }
}

fn under(definition: &str, code: &'static str, bad: &[u8], good: &[u8]) -> Shown {
    let definitions = vec![definition.to_owned()];
    Shown { code, definitions, said: |_| (), bad: bad.to_vec(), good: good.to_vec() }
}

fn left_out(heading: &str) -> Mapping {
    Mapping::read(&serde_json::json!({ "columns": [{ "from": heading, "to": null }] })).unwrap()
}

/// A field of this type, and a second one.
fn typed(kind: &str) -> String {
    format!(r#"{{"fields": [{{"name": "at", "type": "{kind}"}}, {{"name": "city"}}]}}"#)
}

/// A sheet whose second row has this cell; style 1 has the format.
fn cell(format: &str, cell: &str) -> Vec<u8> {
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let rows = format!("<row>{}{}</row><row>{cell}{}</row>", text("at"), text("city"), text("Cork"));
    Xlsx { rows: &rows, formats: &[format], ..Xlsx::default() }.build()
}

/// A workbook with these rows on its sheets.
fn sheets(of: &[&str]) -> Vec<u8> {
    let first = Xlsx { rows: of[0], ..Xlsx::default() };
    let mut parts = first.parts();
    let (listed, related) = (parts[1].1.clone(), parts[2].1.clone());
    for i in 2..=of.len() {
        let sheet = format!("<sheet name=\"S{i}\" sheetId=\"{i}\" r:id=\"s{i}\"/></sheets>");
        parts[1].1 = parts[1].1.replace("</sheets>", &sheet);
        let relation = related.split_inclusive("/>").next().unwrap();
        let relation = relation.rsplit_once("<Relationship ").unwrap().1;
        let relation = relation.replace("r1", &format!("s{i}")).replace("sheet1", &format!("sheet{i}"));
        parts[2].1 =
            parts[2].1.replace("</Relationships>", &format!("<Relationship {relation}</Relationships>"));
    }
    assert!(of.len() == 1 || listed != parts[1].1);
    let mut package = package::Package::default();
    for (name, text) in parts {
        package = package.add(name, text.as_bytes());
    }
    for (i, rows) in of.iter().enumerate().skip(1) {
        let name = format!("xl/worksheets/sheet{}.xml", i + 1);
        package =
            package.add(&name, format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes());
    }
    package.finish()
}

const TABLE: &str = "<row><c t='inlineStr'><is><t>name</t></is></c><c t='inlineStr'><is><t>city</t></is></c></row>\
                     <row><c t='inlineStr'><is><t>Ana</t></is></c><c t='inlineStr'><is><t>Cork</t></is></c></row>";

/// A row of so many megabytes below the headings.
fn row_of_megabytes(count: usize) -> Vec<u8> {
    let fields = format!("{},", "x".repeat((1 << 20) / 4 - 1)).repeat(4 * count);
    format!("name,city\nAna,Cork\n{fields}\n").into_bytes()
}

/// UTF-16, little end first.
fn utf16(text: &str, behind: &[u16]) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16()).chain(behind.iter().copied());
    units.flat_map(u16::to_le_bytes).collect()
}

const TREE: &str = r#"{"name": "tree", "fields": [{"name": "kind"}, {"name": "name"}, {"name": "root"}, {"name": "of"}, {"name": "part"}],
    "outline": {"kind": "kind", "name": "name", "root": "root",
                "rows": {"order": {"parents": []}, "line": {"parents": ["order"]}}},
    "rules": [{"rule": "unique", "fields": ["name"], "amongSiblings": true},
              {"rule": "group-needs", "field": "of", "needs": "part", "resource": "tree", "by": {"of": "name"}, "kind": "order"}]}"#;

fn shown() -> Vec<Shown> {
    let both = |other: &str| vec![PEOPLE.to_owned(), other.to_owned()];
    let orders =
        r#"{"name": "own/orders", "fields": [{"name": "number"}, {"name": "amount"}, {"name": "currency"}]}"#;
    let tagged = r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "city"}], "extraColumns": "tags",
        "settings": [{"name": "tags", "default": ["note"], "title": "Tags"}]}"#;
    let cut = TABLE.replace(
        "<row><c t='inlineStr'><is><t>Ana",
        "<row><c t='inlineStr'><is><t>Bo</t></is></c></row><row><c r='",
    );
    let date = |format: &str| cell(format, "<c s='1'><v>45730</v></c>");
    let shown_as = |format: &str, cell_text: &str| cell(format, &format!("<c s='1'>{cell_text}</c>"));
    vec![
        refused("F010", b""),
        refused("F070", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        refused("F080", b"SQLite format 3\0\x10\0\x01\x01"),
        said("F850", GOOD, |input| input.wishes.header_row = Some(9)),
        said("F310", GOOD, |input| input.wishes.delimiter = Some('"')),
        said("S410", b"name,city,note\nAna,Cork,x\n", |input| input.mapping = left_out("note")),
        under(
            r#"{"fields": [{"name": "name", "constraints": {"longest": 9}}]}"#,
            "F810",
            b"name\nAna\n",
            b"",
        ),
        refused("F710", b"name,city\nAna,K\xf6ln\nZo\xeb,M\xfcnchen\nJos\xe9,Orl\xe9ans\n"),
        under(&typed("time"), "C180", b"at,city\n9:30,Cork\n", b"at,city\n09:30:00,Cork\n"),
        under(&typed("date"), "C160", &date("d/m/yyyy"), &date("yyyy-mm-dd")),
        refused("F170", &row_of_megabytes(65)),
        Shown {
            bad: utf16("name,city\nAna,Cor", &[0xd800, u16::from(b'k'), u16::from(b'\n')]),
            ..under(PEOPLE, "F280", b"", &utf16("name,city\nAna,Cork\n", &[]))
        },
        Shown {
            definitions: both(orders),
            ..said("F740", b"number,amount,currency\n1,2,EUR\n", |input| {
                input.import = Some("own/people".to_owned())
            })
        },
        under(PEOPLE, "F780", &sheets(&[""]), &sheets(&[TABLE])),
        under(PEOPLE, "F790", &sheets(&[&cut]), &sheets(&[TABLE])),
        under(PEOPLE, "F820", &sheets(&[&cut]), &sheets(&[TABLE])),
        under(tagged, "S180", b"name,city,note\nAna,Cork,x\n", GOOD),
        under(PEOPLE, "S540", &sheets(&[TABLE, TABLE]), &sheets(&[TABLE, ""])),
        under(
            &typed("string"),
            "T620",
            &cell("0", "<c><f>1+1</f></c>"),
            &cell("0", "<c><f>1+1</f><v>2</v></c>"),
        ),
        under(&typed("number"), "T650", &shown_as("0", "<v>1234.5</v>"), &shown_as("0.0", "<v>1234.5</v>")),
        under(
            TREE,
            "U630",
            b"kind,name,root,of,part\norder,A,A,,\nline,B,A,A,x\nline,B,A,A,y\n",
            b"kind,name,root,of,part\norder,A,A,,\nline,B,A,A,x\nline,C,A,A,y\n",
        ),
        under(
            TREE,
            "X890",
            b"kind,name,root,of,part\norder,A,A,,\nline,B,A,A,\n",
            b"kind,name,root,of,part\norder,A,A,,\nline,B,A,A,x\n",
        ),
    ]
}

/// The codes of what is found in a file, and of what was not checked.
fn found(definitions: &[String], bytes: &[u8], said: fn(&mut Input)) -> Vec<String> {
    let read = |text: &String| Arc::new(ImportDefinition::parse(text).unwrap());
    let mut input = Input { name: "people".to_owned(), ..Input::default() };
    said(&mut input);
    let job = Job::new(definitions.iter().map(read).collect(), Lang::En);
    let session = job.file(input, Cursor::new(bytes)).check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files()[0].report(Lang::En);
    let all = ["findings", "notChecked"].iter().flat_map(|list| report[list].as_array().unwrap().clone());
    all.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_a_text_alone_does_not_show_is_shown_with_what_else_is_said() {
    let mut wrong = Vec::new();
    for Shown { code, definitions, said, bad, good } in shown() {
        let (with, without) = (found(&definitions, &bad, said), found(&definitions, &good, |_| ()));
        if !with.iter().any(|found| found == code) || without.iter().any(|found| found == code) {
            wrong.push(format!("{code}: {with:?}, and without it {without:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_any_import_a_file_is_not_checked() {
    assert_eq!(found(&[], GOOD, |_| ()), ["F840"]);
    assert!(found(&[PEOPLE.to_owned()], GOOD, |_| ()).is_empty());
}
