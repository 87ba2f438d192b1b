//! A text file whose rows are cut otherwise than they were written is never ready.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::Lang;
use proptest::prelude::*;
use support::{check_text, cleaned, codes};

const PLAIN: &str = r#"{"fields":[{"name":"name"},{"name":"city"},{"name":"note"}]}"#;

/// The verdict, the codes, and the rows of the cleaned file.
fn outcome(definition: &str, text: &str) -> (String, Vec<String>, Vec<Vec<String>>) {
    let mut session = check_text(definition, text);
    let verdict = session.files()[0].verdict().name().to_owned();
    let codes = codes(&session);
    let bytes = cleaned(&mut session);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
    let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    (verdict, codes, rows)
}

#[test]
fn one_consistent_reading_is_followed_and_said() {
    let cases: [(&str, &str, &[&str]); 11] = [
        ("name,city,note\n\"A \\\"B\\\"\",\"Rue, 1\",x\n", "F440", &["A \"B\"", "Rue, 1", "x"]),
        ("\"name\", \"city\", \"note\"\n\"A\", \"Rue, 1\", \"\"\n", "F440", &["A", "Rue, 1", ""]),
        ("'name','city','note'\n'A','Rue, 1','it''s'\n", "F440", &["A", "Rue, 1", "it's"]),
        (
            "\"name\",\"city\",\"note\"\n\"The \"A\" B\",\"5\" x 7\"\",\"said \"hi\", so\"\n",
            "F440",
            &["The \"A\" B", "5\" x 7\"", "said \"hi\", so"],
        ),
        ("\"name,city,note\"\n\"A,\"\"Rue, 1\"\",x\"\n", "F440", &["A", "Rue, 1", "x"]),
        ("\"name;city;note\"\n\"A;Rue, 1;x\"\n", "F440", &["A", "Rue, 1", "x"]),
        ("ï»¿name,city,note\nA,B,x\n", "F450", &["A", "B", "x"]),
        ("ï»¿\"name\",city,note\nA,B,x\n", "F450", &["A", "B", "x"]),
        ("name,city,note\n------,------,----\nA,B,x\n\n(1 row affected)\n", "R310", &["A", "B", "x"]),
        ("| name | city | note |\n|---|---|---|\n| A | B | x |\n", "R310", &["A", "B", "x"]),
        ("name|city|note\n:---|:--:|---:\nA|B|x\n", "R310", &["A", "B", "x"]),
    ];
    for (text, code, expected) in cases {
        let (verdict, codes, rows) = outcome(PLAIN, text);
        assert_eq!(verdict, "ready", "{text} {codes:?}");
        assert!(codes.iter().any(|c| c == code), "{text} {codes:?}");
        assert_eq!(rows[1..], [expected.to_vec()], "{text}");
    }
}

/// A second table has other headings, or as many columns as the first one happens to have.
#[test]
fn a_second_table_below_is_never_ready() {
    let below = |rest: &str| format!("name,city,note\nAna,Cork,x\nBo,Lyon,y\n{rest}");
    let not_checked = |text: &str| {
        let session = check_text(PLAIN, text);
        let report = session.files()[0].report(Lang::En);
        let codes = report["notChecked"].as_array().unwrap().iter();
        let codes: Vec<String> = codes.map(|one| one["code"].as_str().unwrap().to_owned()).collect();
        (session.files()[0].verdict().name().to_owned(), codes)
    };
    let incomplete = ("incomplete".to_owned(), vec!["S570".to_owned()]);
    for table in [
        "\n\ncountry,capital,river\nFrance,Paris,Seine\n",
        ",,\n,,\nCode,Label,\nA,Alpha,\nB,Beta,\n",
        // One empty row is enough where all rows above reach further.
        "\ncountry,capital,\nFrance,Paris,\nSpain,Madrid,\n",
        ",,\nCode,Label,\nA,Alpha,\n",
    ] {
        assert_eq!(not_checked(&below(table)), incomplete, "{table:?}");
    }
    let ready = ("ready".to_owned(), Vec::new());
    for rows in [
        "\nCy,Rome,z\nDi,Nice,w\n",
        "\nCy,Rome,\nDi,Nice,w\n",
        "Cy,Rome,\n\nDi,Nice,\nEd,Oslo,\n",
        "\n\nCy,Rome 2,z\nDi,Nice,w\n",
        "\n\nCy,Rome,z\n",
        "\n\nname,city,note\nCy,Rome,z\n",
    ] {
        assert_eq!(not_checked(&below(rows)), ready, "{rows:?}");
    }
}

#[test]
fn what_no_reading_explains_is_an_error_where_it_stands() {
    let cases = [
        // Quotation marks.
        ("name,city,note\nA,\"B,x\nC,\"D\",y\nE,F,z\n", "F410", 2),
        ("name,city,note\nA,B,\"x\nC,D,y\nE,F,\"\nG,H,z\n", "F410", 2),
        ("name,city,note\nA,\"B\"C,x\nD,E,y\n", "F210", 2),
        ("name,city,note\nA,\"B\",x\nD,\"E \\\"F\\\" G\",y\nH,\"I \"\"J\"\"\",z\n", "F210", 3),
        ("\"name\",\"city\",\"note\"\n\"A\",\"B\"b\",\"x\"\n\"C\",\"D\",\"y\"\n", "F430", 2),
        ("name,city,note\nA,\"B\",x\nC,D\",y\n", "F420", 3),
        ("name,city,note\nA,B,\"x\n", "F200", 2),
        // Rows with other numbers of cells.
        ("name,city,note\nA,B,x\nRoe, C,D,\nE,F,\n", "R300", 3),
        ("name,city,note\nA,B,x\nC,D\nE,F,\n", "R300", 3),
        ("name,city,note\nA,B,x\nC,\nD,y\nE,F,\n", "R300", 3),
        ("name;city;note\nA;B;x\nC;D;;\nE;F;\n", "R300", 3),
    ];
    for (text, code, row) in cases {
        let session = check_text(PLAIN, text);
        let report = session.files()[0].report(Lang::En);
        let at = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == code);
        assert_eq!(session.files()[0].verdict().name(), "errors", "{text}");
        assert_eq!(at.map(|f| f["row"].as_u64()), Some(Some(row)), "{text} {:?}", codes(&session));
    }
}

#[test]
fn innocent_files_are_ready() {
    for text in [
        "name,city,note\nA,B,\nC,D,\n",
        "name,city,note\nA,B,x,\nC,D,y,\n",
        "name,city,note,\nA,B,x\nC,D,y\n",
        "name,city,note\nA\nC,D\nE\nF,G,y\n",
        "name,city,note\n\"5\"\" pipe\",B,x\n",
        "name,city,note\n5\" pipe,B,x\nC,D,y\n",
        "name,city,note\nצה\"ל,B,x\n",
        "name,city,note\n't Hooft,O'Neil,x\n",
        "name,city,note\n\"Rue 1\nLyon\",B,x\n",
        "name,city,note\nA,B,x\n\u{1a}",
        "name,city,note\nA,B,-\n-,-,-\n",
        "name,city,note\n,---,\nA,B,x\n",
    ] {
        let (verdict, codes, rows) = outcome(PLAIN, text);
        assert_eq!(verdict, "ready", "{text} {codes:?}");
        assert!(rows.len() > 1, "{text}");
    }
}

#[test]
fn a_column_without_a_heading_is_asked_about() {
    let text = "name,,note\nA,B,x\nC,D,y\n";
    let (verdict, codes, rows) = outcome(PLAIN, text);
    assert_eq!((verdict.as_str(), rows.len()), ("errors", 0), "{codes:?}");
    assert_eq!(codes.iter().filter(|code| *code == "S510").count(), 1);
    for (choice, expected) in [("S510=leave-out", vec!["A", "x"]), ("S510=city", vec!["A", "B", "x"])] {
        let definition = import_checker::ImportDefinition::parse(PLAIN).unwrap();
        let how = support::How { accept: vec![choice.to_owned()], ..support::How::default() };
        let mut session = support::check("file.csv", text.as_bytes().to_vec(), vec![definition.into()], &how);
        assert_eq!(session.files()[0].verdict().name(), "ready", "{choice}");
        let bytes = cleaned(&mut session);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.records().next().unwrap().unwrap().iter().collect::<Vec<_>>(), expected);
    }
}

/// A way to spoil a file in one place.
#[derive(Clone, Copy, Debug)]
enum Slip {
    AddQuote,
    RemoveQuote,
    DoubleQuote,
    AddDelimiter,
    RemoveDelimiter,
    AddLineBreak,
}

const SLIPS: [Slip; 6] = [
    Slip::AddQuote,
    Slip::RemoveQuote,
    Slip::DoubleQuote,
    Slip::AddDelimiter,
    Slip::RemoveDelimiter,
    Slip::AddLineBreak,
];

fn spoil(good: &str, delimiter: char, slip: Slip, place: usize) -> Option<String> {
    let wanted = |c: char| match slip {
        Slip::AddQuote | Slip::AddDelimiter | Slip::AddLineBreak => true,
        Slip::RemoveQuote | Slip::DoubleQuote => c == '"',
        Slip::RemoveDelimiter => c == delimiter,
    };
    let places: Vec<usize> = good.char_indices().filter(|(_, c)| wanted(*c)).map(|(at, _)| at).collect();
    let at = *places.get(place % places.len().max(1))?;
    let mut bad = good.to_owned();
    match slip {
        Slip::AddQuote | Slip::DoubleQuote => bad.insert(at, '"'),
        Slip::AddDelimiter => bad.insert(at, delimiter),
        Slip::AddLineBreak => bad.insert(at, '\n'),
        Slip::RemoveQuote | Slip::RemoveDelimiter => {
            bad.remove(at);
        }
    }
    Some(bad)
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
struct Written {
    delimiter: char,
    every: bool,
}

fn write(rows: &[Vec<String>], how: Written) -> String {
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().map(|cell| {
            if how.every || cell.contains([how.delimiter, '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        });
        let cells: Vec<String> = cells.collect();
        text.push_str(&cells.join(&how.delimiter.to_string()));
        text.push('\n');
    }
    text
}

/// A cell without what a slip may put into it or take from it.
fn bare(rows: &[Vec<String>], delimiter: char) -> Vec<Vec<String>> {
    let cell = |text: &String| text.replace(['"', delimiter, '\n', ' '], "");
    let bare = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<String>>());
    // A row of nothing but marks was a blank one.
    bare.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        5 => "[a-zé][a-z0-9é]{0,5}",
        2 => Just(String::new()),
        1 => "[a-z]{1,3}, [a-z]{1,3}",
        1 => "[a-z]{1,3} \"[a-z]{1,3}\"",
        1 => "[,;]{1,2}[a-z]{1,2}",
        1 => "[a-z]{1,3}\n[a-z]{1,3}",
        1 => "[0-9]\" [a-z]{1,3}",
    ];
    (2..5_usize).prop_flat_map(move |width| {
        proptest::collection::vec(proptest::collection::vec(cell.clone(), width), 1..8)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]
    #[test]
    fn a_slip_leaves_the_records_as_meant_or_the_file_is_not_ready(
        rows in table(), slip in 0..6_usize, place in 0..400_usize,
        delimiter in prop::sample::select(vec![',', ';']), every in any::<bool>(),
    ) {
        let how = Written { delimiter, every };
        let names: Vec<String> = ["name", "city", "note", "code"].iter().map(|n| (*n).to_owned()).collect();
        let width = rows[0].len();
        let fields: Vec<String> = names[..width].iter().map(|n| format!("{{\"name\":\"{n}\"}}")).collect();
        let definition = format!("{{\"fields\":[{}]}}", fields.join(","));
        let mut all = vec![names[..width].to_vec()];
        all.extend(rows);
        let good = write(&all, how);
        let (verdict, codes, meant) = outcome(&definition, &good);
        let Some(bad) = spoil(&good, delimiter, SLIPS[slip], place) else { return Ok(()) };
        // A file of blank rows only has nothing to lose.
        prop_assume!(verdict == "ready");
        let (verdict, found, read) = outcome(&definition, &bad);
        prop_assert!(
            verdict != "ready" || bare(&read, delimiter) == bare(&meant, delimiter),
            "{bad:?} from {good:?}\n{codes:?} {found:?}\n{read:?}"
        );
    }
}
