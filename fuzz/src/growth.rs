//! Files that grow: what is asked of each is that twice as many rows take about twice the work.
//!
//! For every problem that can be shown as text there are two, with its example's rows repeated as they are and each made
//! different; and one for each search that compares texts with each other, and for each scanner of odd files.
//! `benches/growth.rs` takes the time of the processor.

use crate::archive;
use crate::targets::xlsx_of;
use import_checker::{ImportDefinition, Input, Job, Lang, problems};
use std::fmt::Write;
use std::io::Cursor;
use std::ops::ControlFlow;

/// A file that can be had in any size.
pub struct Case {
    /// What grows.
    pub name: String,
    /// How large it is to begin with.
    pub size: usize,
    /// How large it may become: a table has so many columns and no more.
    pub most: usize,
    /// The files of that size, with the definitions that they are checked by.
    make: Box<dyn Fn(usize) -> Vec<WithDefinition>>,
}

/// The definition, and the bytes of the file.
type WithDefinition = (String, Vec<u8>);

impl Case {
    /// The work at a size, ready to be done.
    pub fn at(&self, size: usize) -> impl FnOnce() + use<> {
        let files = (self.make)(size);
        let definition =
            |text: &String| ImportDefinition::parse(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let definitions: Vec<_> =
            files.iter().map(|(text, _)| std::sync::Arc::new(definition(text))).collect();
        move || {
            let mut job = Job::new(definitions.clone(), Lang::En);
            for ((_, bytes), definition) in files.into_iter().zip(&definitions) {
                let input = Input {
                    name: definition.name.clone(),
                    import: Some(definition.name.clone()),
                    ..Input::default()
                };
                job = job.file(input, Cursor::new(bytes));
            }
            let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
            assert!(!session.files().is_empty());
        }
    }
}

fn case(name: &str, size: usize, make: impl Fn(usize) -> Vec<WithDefinition> + 'static) -> Case {
    Case { name: name.to_owned(), size, most: usize::MAX, make: Box::new(make) }
}

/// One whose columns grow.
fn wide(case: Case) -> Case {
    Case { most: 16_384, ..case }
}

/// All of them.
#[must_use]
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for problem in problems::all() {
        let example = &problem.example;
        if example.bad.is_empty() {
            continue;
        }
        for (words, different) in [("the same rows", false), ("different rows", true)] {
            let definition = if example.definition.is_empty() { ANY } else { example.definition };
            let (definition, text) = (named(definition), example.bad);
            let name = format!("{} {}: {words}", problem.code, problem.name);
            cases.push(case(&name, 1_000, move |rows| {
                vec![(definition.clone(), repeated(text, rows, different).into_bytes())]
            }));
        }
    }
    cases.extend(searches());
    cases.extend(scanners());
    cases
}

const ANY: &str = r#"{"fields":[{"name":"a"},{"name":"b"}]}"#;

/// A definition with a name.
fn named(definition: &str) -> String {
    let mut json: serde_json::Value = serde_json::from_str(definition).unwrap_or_default();
    if json["name"].is_null() {
        json["name"] = "own".into();
    }
    json.to_string()
}

/// A text whose lines below the first come again and again; each time with a number behind every cell with letters, if
/// they are to be different.
fn repeated(text: &str, rows: usize, different: bool) -> String {
    let (head, body) = text.split_once('\n').unwrap_or((text, "x\n"));
    let body: Vec<&str> = body.lines().collect();
    let mut out = format!("{head}\n");
    for n in 0..rows {
        let line = body.get(n % body.len().max(1)).copied().unwrap_or_default();
        let cells = line.split(',').map(|cell| {
            let plain =
                different && cell.starts_with(char::is_alphabetic) && cell.ends_with(char::is_alphabetic);
            if plain { format!("{cell}{n}") } else { cell.to_owned() }
        });
        out += &cells.collect::<Vec<String>>().join(",");
        out.push('\n');
    }
    out
}

/// A long text of words, another one for each number, all of nearly the same letters.
fn name_of(n: usize) -> String {
    let words =
        ["Support", "South", "Campaign", "Alpha", "Office", "Customer", "Website", "Hotel", "Marketing"];
    let word =
        |k: u32| words.get((n / words.len().pow(k) + k as usize) % words.len()).copied().unwrap_or_default();
    format!("{} {} {} {} {n:05}", word(0), word(1), word(2), word(3))
}

/// Everything that compares a text with many others.
fn searches() -> Vec<Case> {
    const TREE: &str = r#"{"name":"own","fields":[{"name":"project"},{"name":"kind","constraints":{"enum":["project","task"]}},{"name":"name"}],
        "outline":{"kind":"kind","root":"project","name":"name","rows":{"project":{},"task":{"parents":["project"]}}}}"#;
    vec![
        case("search: the row that a row belongs to", 400, |n| {
            let mut text = "project,kind,name\n".to_owned();
            for i in 0..n {
                let _ = writeln!(text, "{0},project,{0}", name_of(i));
            }
            for i in 0..n {
                let _ = writeln!(text, "{}x,task,T", name_of(i).replace('S', "Z"));
            }
            vec![(TREE.to_owned(), text.into_bytes())]
        }),
        case("search: a value of a long list", 300, |n| {
            let list: Vec<String> = (0..n).map(name_of).collect();
            let definition = serde_json::json!({ "name": "own", "fields": [{ "name": "a", "constraints": { "enum": list } }, { "name": "b" }] });
            let rows: String = (0..n).map(|i| format!("{}x,y\n", name_of(i).replace('S', "Z"))).collect();
            vec![(definition.to_string(), format!("a,b\n{rows}").into_bytes())]
        }),
        case("search: a reference into another file", 300, |n| {
            let there = r#"{"name":"there","fields":[{"name":"id","format":"reference","constraints":{"unique":true}},{"name":"b"}]}"#;
            let here = r#"{"name":"here","fields":[{"name":"c"},{"name":"of"}],"foreignKeys":[{"fields":"of","reference":{"resource":"there","fields":"id"}}]}"#;
            let ids: String = (0..n).map(|i| format!("{},x\n", name_of(i))).collect();
            let of: String = (0..n).map(|i| format!("x,{}x\n", name_of(i).replace('S', "Z"))).collect();
            vec![
                (there.to_owned(), format!("id,b\n{ids}").into_bytes()),
                (here.to_owned(), format!("c,of\n{of}").into_bytes()),
            ]
        }),
        wide(case("search: the field that a heading means", 100, |n| {
            let fields: Vec<_> = (0..n).map(|i| serde_json::json!({ "name": name_of(i) })).collect();
            let headings: Vec<String> = (0..n).map(|i| name_of(i).replace('S', "Z") + "x").collect();
            let cells = vec!["1"; n].join(",");
            let definition = serde_json::json!({ "name": "own", "fields": fields });
            vec![(definition.to_string(), format!("{}\n{cells}\n{cells}\n", headings.join(",")).into_bytes())]
        })),
        wide(case("search: the columns of as many fields", 200, |n| {
            let fields: Vec<_> = (0..n).map(|i| serde_json::json!({ "name": name_of(i) })).collect();
            let headings: Vec<String> = (0..n).map(name_of).collect();
            let cells = vec!["1"; n].join(",");
            let definition = serde_json::json!({ "name": "own", "fields": fields });
            vec![(definition.to_string(), format!("{}\n{cells}\n{cells}\n", headings.join(",")).into_bytes())]
        })),
        wide(case("search: the columns of an older template", 200, |n| {
            let fields: Vec<_> = (0..n).map(|i| serde_json::json!({ "name": name_of(i) })).collect();
            let old = |i: usize| name_of(i) + " before";
            let columns: serde_json::Map<String, serde_json::Value> =
                (0..n).map(|i| (old(i), name_of(i).into())).collect();
            let headings: Vec<String> = (0..n).map(old).collect();
            let cells = vec!["1"; n].join(",");
            let definition = serde_json::json!({ "name": "own", "fields": fields, "replaces": { "version": "1", "columns": columns } });
            vec![(definition.to_string(), format!("{}\n{cells}\n{cells}\n", headings.join(",")).into_bytes())]
        })),
        case("search: the parts that a file goes out in", 1_000, |n| {
            const PARTS: &str = r#"{"name":"own","limits":{"rows":2},"fields":[{"name":"id"},{"name":"of"}],
                "foreignKeys":[{"fields":["of"],"reference":{"resource":"","fields":["id"]}}]}"#;
            let rows: String = (0..n).map(|i| format!("{i},{}\n", i.saturating_sub(1))).collect();
            vec![(PARTS.to_owned(), format!("id,of\n{rows}").into_bytes())]
        }),
        case("search: groups within groups, the innermost in error", 1_000, |n| {
            const DEEP: &str = r#"{"name":"own","fields":[{"name":"project"},{"name":"kind"},{"name":"size","type":"integer"}],
                "outline":{"kind":"kind","root":"project","name":"project","rows":{"project":{},"task":{"parents":["task","project"]}}}}"#;
            let text = format!("project,kind,size\nA,project,1\n{}A,task,x\n", "A,task,1\n".repeat(n));
            vec![(DEEP.to_owned(), text.into_bytes())]
        }),
    ]
}

/// Everything that reads what is odd in one place.
fn scanners() -> Vec<Case> {
    let csv = |name: &str, size: usize, piece: &'static str| {
        case(&format!("scan: {name}"), size, move |n| {
            vec![(named(ANY), format!("a,b\nx,{}\ny,z\n", piece.repeat(n)).into_bytes())]
        })
    };
    let sheet = |name: &str, size: usize, before: &'static str, piece: &'static str, after: &'static str| {
        case(&format!("scan: {name}"), size, move |n| {
            let row = "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>";
            let rows = format!("{row}{before}{}{after}{row}", piece.repeat(n));
            vec![(named(ANY), xlsx_of(&rows, ""))]
        })
    };
    vec![
        csv("odd characters in a line", 50_000, "a\u{301}\u{200b}"),
        csv("letters that cannot be read in a line", 200_000, "\u{fffd}"),
        csv("letters that cannot be read in many cells of a line", 10_000, "\u{fffd},"),
        csv("characters number 0 in a line", 200_000, "a\0"),
        csv("quotation marks in a cell", 50_000, "a\"b "),
        csv("signs that another program misread", 50_000, "Ã©"),
        case("scan: quotes that open in every line", 5_000, |n| {
            vec![(named(ANY), format!("a,b\n{}", "x,\"y\n".repeat(n)).into_bytes())]
        }),
        case("scan: quoted cells of many lines", 5_000, |n| {
            vec![(named(ANY), format!("a,b\nx,\"{}\"\n", "y\n".repeat(n)).into_bytes())]
        }),
        sheet("a long comment", 100_000, "<!--", "- ", "-->"),
        sheet("a tag with many attributes", 20_000, "<row", " q='x'", "></row>"),
        sheet("quoted text in XML", 100_000, "<![CDATA[", "]] ", "]]>"),
        sheet("many entities", 50_000, "<row><c t=\"str\"><v>", "&amp;&#x41;", "</v></c></row>"),
        sheet(
            "merged cells",
            2_000,
            "</sheetData><mergeCells>",
            "<mergeCell ref=\"A1:B9\"/>",
            "</mergeCells><sheetData>",
        ),
        case("scan: tables within tables", 500, |n| {
            let page = format!(
                "<html><body><table><tr><td>a</td><td>b</td></tr>{}</table></body></html>",
                "<tr><td><table><tr><td>x".repeat(n)
            );
            vec![(named(ANY), page.into_bytes())]
        }),
        case("scan: cells that reach down", 500, |n| {
            let page = format!(
                "<html><body><table><tr><td>a</td><td>b</td></tr>{}</table></body></html>",
                "<tr><td rowspan=9>x</td><td>y</td></tr>".repeat(n)
            );
            vec![(named(ANY), page.into_bytes())]
        }),
        case("scan: members of a packed file", 500, |n| {
            let names: Vec<String> = (0..n).map(|i| format!("xl/other{i}.xml")).collect();
            let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
            vec![(named(ANY), archive(&members))]
        }),
    ]
}
