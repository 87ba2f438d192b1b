//! What the engine says of a file is what the published schema declares: no more, no less, and nothing in other forms.

#![allow(clippy::panic, clippy::unwrap_used)] // A test fails by panicking.

mod support;

use import_checker::{ImportDefinition, Lang, Session};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::{How, builtin, check, check_text, input};

const PEOPLE: &str = r#"{"name":"own/people","version":"1","fields":[
    {"name":"id","format":"reference","constraints":{"unique":true,"required":true}},
    {"name":"age","type":"integer","constraints":{"minimum":0}},
    {"name":"joined","type":"date"},
    {"name":"note"}]}"#;

const FAULTY: &str = "My people,,,\nid,age,joined,note\n007,12,2024-03-31,=1+1\n,x,soon,\"a \"\"quoted\"\", text\"\n\n007,-3,2024-02-30,@cmd\n9,40,2024-01-01,<b>é</b>\n";

/// What is declared and sent, though none of the files here has it sent; with the test that does.
const ELSEWHERE: [&str; 1] = [
    // Only a program can write it; `tests/reading_workbooks/` does.
    "/$defs/reading/properties/format = \"xlsb\"",
];

#[test]
fn reports_agree_with_the_published_schema() {
    let published = published();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("https://report.invalid/schema", published.clone()).unwrap();
    let schema = compiler.compile("https://report.invalid/schema", &mut schemas).unwrap();
    let mut seen = Seen { schema: &published, marks: BTreeSet::new() };
    for report in reports() {
        let name = report["name"].clone();
        schemas.validate(&report, schema).unwrap_or_else(|e| panic!("{name}: {e:#}"));
        seen.look("/$defs/report", &report);
        assert!(schemas.validate(&json!({ "files": [report] }), schema).is_ok());
    }
    let declared = declared(&published);
    let never: Vec<&String> =
        declared.difference(&seen.marks).filter(|mark| !ELSEWHERE.contains(&mark.as_str())).collect();
    assert!(never.is_empty(), "declared, and never sent: {never:#?}");
    let excused = ELSEWHERE.iter().filter(|mark| seen.marks.contains(**mark) || !declared.contains(**mark));
    assert_eq!(excused.count(), 0, "no longer an exception");
}

fn published() -> Json {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/report.schema.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Reports of all cases, and of files of every form and fate.
fn reports() -> Vec<Json> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let report = |session: Session<'_>| session.files()[0].report(Lang::En);
    let people =
        |name: &str, bytes: &[u8]| report(check(name, bytes.to_vec(), definitions(), &How::default()));
    let html = "<html><table><tr><td>id</td><td>age</td></tr><tr><td>1</td><td>2</td></tr></table></html>";
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table><Row><Cell><Data \
        ss:Type=\"String\">id</Data></Cell></Row></Table></Worksheet></Workbook>";
    let many: String = (0..1_200).map(|row| format!("{row},old,2024-01-01,n\n")).collect();
    let mut reports = vec![
        report(check_text(PEOPLE, FAULTY)),
        report(check_text(PEOPLE, "")),
        report(check_text(PEOPLE, &format!("id,age,joined,note\n{many}"))),
        people("people.xls", html.as_bytes()),
        people("people.xml", xml.as_bytes()),
        people("people.xlsx", b"PK\x03\x04 and then nothing"),
        report(crashed()),
    ];
    for path in files(&tests.join("cases")).into_iter().chain(files(&tests.join("formats"))) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        reports.push(report(check(&name, std::fs::read(&path).unwrap(), builtin(), &How::default())));
    }
    reports
}

fn definitions() -> Vec<Arc<ImportDefinition>> {
    vec![Arc::new(ImportDefinition::parse(PEOPLE).unwrap())]
}

/// A file whose reader died in the middle of the check.
fn crashed() -> Session<'static> {
    let mut session = Session::new(definitions(), Lang::En);
    let file = Box::new(Cursor::new(FAULTY.as_bytes().to_vec()));
    session.open(input("people.csv", &definitions(), &How::default()), file, &mut |_, _| {
        ControlFlow::Continue(())
    });
    session.fail_unchecked();
    session
}

/// The tables under a folder, but for those that the tests compare others with.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
            continue;
        }
        let name = path.to_str().unwrap();
        let table = [".csv", ".xlsx", ".xls", ".ods"].iter().any(|end| name.ends_with(end));
        if table && !name.ends_with(".cleaned.csv") {
            found.push(path);
        }
    }
    found
}

/// What was seen of a schema: its members, and of each place the kinds and the words.
struct Seen<'s> {
    schema: &'s Json,
    marks: BTreeSet<String>,
}

impl Seen<'_> {
    /// Follows a value through the part of the schema that stands at a place.
    fn look(&mut self, place: &str, value: &Json) {
        let place = resolved(self.schema, place);
        let part = self.schema.pointer(&place).unwrap();
        if let Some(parts) = part["oneOf"].as_array() {
            // Every choice of the schema is one between nothing and something.
            let null = value.is_null();
            let at = parts.iter().position(|one| (one["type"] == "null") == null).unwrap();
            self.marks.insert(format!("{place}/oneOf/{at}"));
            return self.look(&format!("{place}/oneOf/{at}"), value);
        }
        if part["enum"].is_array() {
            self.marks.insert(format!("{place} = {value}"));
        } else {
            let whole = kind(value) == "integer" && !kinds(part).contains(&"integer");
            self.marks.insert(format!("{place}: {}", if whole { "number" } else { kind(value) }));
        }
        for (name, member) in value.as_object().into_iter().flatten() {
            let own = format!("{place}/properties/{name}");
            let rest = format!("{place}/additionalProperties");
            let next = if self.schema.pointer(&own).is_some() { own } else { rest };
            assert!(self.schema.pointer(&next).is_some(), "{name} is not declared at {place}");
            self.marks.insert(next.clone());
            self.look(&next, member);
        }
        for item in value.as_array().into_iter().flatten() {
            self.look(&format!("{place}/items"), item);
        }
    }
}

/// The place that a reference leads to, or the place itself.
fn resolved(schema: &Json, place: &str) -> String {
    let mut place = place.to_owned();
    while let Some(to) = schema.pointer(&place).and_then(|part| part["$ref"].as_str()) {
        place = to.trim_start_matches('#').to_owned();
    }
    place
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

fn kinds(part: &Json) -> Vec<&str> {
    match &part["type"] {
        Json::String(kind) => vec![kind],
        Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// All that a report may hold by the schema.
fn declared(schema: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in schema["$defs"].as_object().unwrap().keys() {
        declare(schema, &format!("/$defs/{name}"), &mut found);
    }
    found
}

fn declare(schema: &Json, place: &str, found: &mut BTreeSet<String>) {
    let part = schema.pointer(place).unwrap();
    found.extend(kinds(part).iter().map(|kind| format!("{place}: {kind}")));
    found.extend(part["enum"].as_array().into_iter().flatten().map(|word| format!("{place} = {word}")));
    for at in 0..part["oneOf"].as_array().map_or(0, Vec::len) {
        found.insert(format!("{place}/oneOf/{at}"));
        declare(schema, &format!("{place}/oneOf/{at}"), found);
    }
    let members = part["properties"].as_object().into_iter().flatten();
    let mut next: Vec<String> = members.map(|(name, _)| format!("{place}/properties/{name}")).collect();
    next.extend(part["additionalProperties"].is_object().then(|| format!("{place}/additionalProperties")));
    found.extend(next.iter().cloned());
    next.extend(part["items"].is_object().then(|| format!("{place}/items")));
    next.iter().for_each(|place| declare(schema, place, found));
}
