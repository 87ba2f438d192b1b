//! What is quoted of long texts, headings and definitions.

use super::*;

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
