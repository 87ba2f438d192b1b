//! One table in several files: checked together, and written in as many as the import takes at a time.

#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

mod support;

use import_checker::{
    AnswerOptions, Edits, Error, ImportDefinition, Input, Job, Lang, Part, Product, RowsInError, Session,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Files for one import, checked together.
fn together(definition: &str, files: &[(&str, &str)]) -> Session<'static> {
    let definition = ImportDefinition::parse(definition).unwrap_or_else(|e| panic!("{e}"));
    let name = definition.name.clone();
    let mut job = Job::new(vec![Arc::new(definition)], Lang::En);
    for (file, text) in files {
        let input = Input {
            name: (*file).to_owned(),
            import: Some(name.clone()),
            one_table: Some("year".to_owned()),
            edits: Edits::default(),
            ..Input::default()
        };
        job = job.file(input, Cursor::new(text.as_bytes().to_vec()));
    }
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn verdicts(session: &Session<'_>) -> Vec<&'static str> {
    session.files().iter().map(|file| file.verdict().name()).collect()
}

/// Code, row and sentence of every finding of a file.
fn said(session: &Session<'_>, file: usize) -> Vec<(String, String)> {
    let report = session.files()[file].report(Lang::En);
    let findings = report["findings"].as_array().unwrap();
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|f| (format!("{} {}", text(f, "code"), f["row"]), text(f, "message"))).collect()
}

fn codes(session: &Session<'_>, file: usize) -> Vec<String> {
    said(session, file).into_iter().map(|(code, _)| code).collect()
}

fn cleaned(session: &mut Session<'_>, file: usize, rows: RowsInError) -> Vec<u8> {
    let mut out = Vec::new();
    session.product(file, Product::Cleaned, rows, &mut out).unwrap();
    out
}

/// The texts of the parts, put together from the cleaned files as their places say.
fn parts(session: &mut Session<'_>, files: &[usize], rows: RowsInError) -> Vec<String> {
    let parts = session.parts(files, rows).unwrap();
    let whole: Vec<Vec<u8>> = (0..session.files().len())
        .map(|file| if files.contains(&file) { cleaned(session, file, rows) } else { Vec::new() })
        .collect();
    let head = usize::try_from(parts.head).unwrap();
    let text = |part: &Part| {
        let mut bytes = whole[files[0]][..head].to_vec();
        for piece in &part.pieces {
            let range = usize::try_from(piece.from).unwrap()..usize::try_from(piece.to).unwrap();
            bytes.extend(&whole[piece.file][range]);
        }
        assert_eq!(bytes.len() as u64, part.bytes);
        String::from_utf8(bytes).unwrap()
    };
    parts.parts.iter().map(text).collect()
}

const SHARES: &str = r#"{"name": "shares", "fields": [{"name": "order"}, {"name": "share", "type": "number"}],
    "rules": [{"rule": "per-group", "by": ["order"], "sum": "share", "equals": 100}]}"#;

#[test]
fn a_group_goes_on_in_the_next_file_of_its_import() {
    let january = ("january.csv", "order,share\nA,60\nB,100\n");
    let session = together(SHARES, &[january, ("february.csv", "order,share\nA,40\nC,100\n")]);
    assert_eq!(verdicts(&session), ["ready", "ready"], "{:?}", said(&session, 0));
    // Alone, each of them has too little.
    assert_eq!(verdicts(&together(SHARES, &[january])), ["errors"]);
    // Too little and too much are told in each file, with the rows of both, and both are in error.
    let session = together(SHARES, &[january, ("february.csv", "order,share\nA,50\nC,90\n")]);
    assert_eq!(verdicts(&session), ["errors", "errors"]);
    assert_eq!(
        (codes(&session, 0), codes(&session, 1)),
        (vec!["B440 2".into()], vec!["B440 2".into(), "B440 3".into()])
    );
    let told = &said(&session, 0)[0].1;
    assert!(told.contains("add up to 110") && told.contains("2 and 2 (february.csv)"), "{told}");
    assert_eq!(session.files()[0].records().ready, 1);
}

#[test]
fn a_right_group_goes_out_from_all_files_or_from_none() {
    let definition = SHARES.replace(
        r#"{"name": "order"}"#,
        r#"{"name": "order"}, {"name": "note", "constraints": {"maxLength": 3}}"#,
    );
    let session = together(
        &definition,
        &[("a.csv", "order,note,share\nA,x,60\n"), ("b.csv", "order,note,share\nA,too long,40\nB,y,100\n")],
    );
    assert_eq!(verdicts(&session), ["errors", "errors"]);
    assert_eq!(codes(&session, 0), ["B470 2"]);
    assert!(said(&session, 0)[0].1.contains("row 2 of b.csv"), "{:?}", said(&session, 0));
    assert_eq!((session.files()[0].records().skipped, session.files()[1].records().ready), (1, 1));
}

#[test]
fn a_count_over_two_files_and_numbers_that_go_on() {
    let primary = r#"{"name": "people", "fields": [{"name": "company"}, {"name": "primary", "type": "boolean"}],
        "rules": [{"rule": "per-group", "by": ["company"], "count": {"primary": true}, "equals": 1}]}"#;
    let first = ("a.csv", "company,primary\nAcme,false\n");
    let session = together(primary, &[first, ("b.csv", "company,primary\nAcme,true\n")]);
    assert_eq!(verdicts(&session), ["ready", "ready"]);
    let session = together(primary, &[first, ("b.csv", "company,primary\nAcme,false\n")]);
    assert_eq!(
        (codes(&session, 0), codes(&session, 1)),
        (vec!["B450 2".to_owned()], vec!["B450 2".to_owned()])
    );
    let numbered = r#"{"name": "lines", "fields": [{"name": "invoice"}, {"name": "line", "type": "integer"}],
        "rules": [{"rule": "sequence", "field": "line", "by": ["invoice"]}]}"#;
    let first = ("a.csv", "invoice,line\nI,1\nI,2\n");
    let session = together(numbered, &[first, ("b.csv", "invoice,line\nI,3\nJ,1\n")]);
    assert_eq!(verdicts(&session), ["ready", "ready"], "{:?}", said(&session, 1));
    let session = together(numbered, &[first, ("b.csv", "invoice,line\nI,1\nJ,2\n")]);
    assert_eq!(
        (codes(&session, 0), codes(&session, 1)),
        (Vec::<String>::new(), vec!["B460 2".into(), "B460 3".into()])
    );
    assert!(said(&session, 1)[0].1.contains("after row 3 (a.csv) comes 3"), "{:?}", said(&session, 1));
}

#[test]
fn what_is_longer_than_the_import_takes_goes_out_in_parts() {
    let definition = r#"{"name": "people", "limits": {"rows": 2}, "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#;
    let text = "name,age\nAda,36\nBob,40.0\nCleo,many\nDan,4\nEve,5\nFay,6\n";
    let mut session = together(definition, &[("people.csv", text)]);
    let drop = parts(&mut session, &[0], RowsInError::Drop);
    assert_eq!(
        drop,
        ["name,age\r\nAda,36\r\nBob,40\r\n", "name,age\r\nDan,4\r\nEve,5\r\n", "name,age\r\nFay,6\r\n"]
    );
    assert_eq!(parts(&mut session, &[0], RowsInError::Include).len(), 3);
    assert!(matches!(session.parts(&[0], RowsInError::Block), Err(Error::Blocked)));
    let report = session.files()[0].report(Lang::En);
    assert_eq!(report["parts"], 3);
    let told = said(&session, 0);
    let notice = told.iter().find(|(code, _)| code.starts_with("F860")).unwrap();
    assert!(notice.1.contains("takes 2 rows at a time") && notice.1.contains("in 3 parts"), "{}", notice.1);
    // As many as it takes: nothing is said.
    let session = together(definition, &[("people.csv", "name,age\nAda,36\nBob,40\n")]);
    assert_eq!((codes(&session, 0).len(), &session.files()[0].report(Lang::En)["parts"]), (0, &1.into()));
    let unlimited = together(SHARES, &[("a.csv", "order,share\nA,100\n")]);
    assert_eq!(unlimited.files()[0].report(Lang::En).get("parts"), None);
}

#[test]
fn bytes_are_those_that_are_written() {
    let definition = r#"{"name": "people", "dialect": {"bom": true}, "limits": {"bytes": 30}, "fields": [{"name": "name"}]}"#;
    let mut session = together(definition, &[("people.csv", "name\nÉmile\n  Zoë  \n\"a,b\"\nx\n")]);
    let all = parts(&mut session, &[0], RowsInError::Block);
    assert!(all.iter().all(|part| part.len() <= 30 && part.starts_with("\u{feff}name\r\n")), "{all:?}");
    assert_eq!(all.len(), 2, "{all:?}");
    // One record that is longer cannot be divided.
    let session =
        together(definition, &[("people.csv", "name\nshort\nlonger than thirty bytes altogether\n")]);
    assert_eq!((verdicts(&session), codes(&session, 0)), (vec!["errors"], vec!["F870 3".to_owned()]));
    assert_eq!(session.files()[0].records().ready, 1);
}

#[test]
fn families_stay_together() {
    // A group of a rule, and a record with a later one that it names.
    let definition = r#"{"name": "orders", "primaryKey": "id", "limits": {"rows": 3},
        "fields": [{"name": "id"}, {"name": "under"}, {"name": "order"}, {"name": "share", "type": "number"}],
        "foreignKeys": [{"fields": "under", "reference": {"resource": "", "fields": "id"}}],
        "rules": [{"rule": "per-group", "by": ["order"], "sum": "share", "equals": 100}]}"#;
    let text = "id,under,order,share\n1,,A,100\n2,,B,100\n3,,C,60\n4,,C,40\n5,7,D,100\n6,,E,100\n7,1,F,100\n8,,G,100\n";
    let mut session = together(definition, &[("orders.csv", text)]);
    let ids = |part: &String| {
        part.lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect::<String>()
    };
    let all: Vec<String> = parts(&mut session, &[0], RowsInError::Block).iter().map(ids).collect();
    assert_eq!(all, ["12", "34", "567", "8"], "{:?}", said(&session, 0));
    // The blocks of an outline.
    let definition = r#"{"name": "tasks", "limits": {"rows": 3},
        "fields": [{"name": "project"}, {"name": "kind"}, {"name": "name"}],
        "outline": {"kind": "kind", "name": "name", "root": "project", "rows": {
            "project": {}, "task": {"parents": ["project"]}, "subtask": {"parents": ["task"], "attached": true}}}}"#;
    let text = "project,kind,name\nP,project,P\nP,task,a\nQ,project,Q\nQ,task,b\nR,project,R\nS,project,S\nS,task,c\nS,subtask,d\n";
    let mut session = together(definition, &[("tasks.csv", text)]);
    let roots = |part: &String| {
        part.lines().skip(1).map(|l| l.split(',').next().unwrap().to_owned()).collect::<String>()
    };
    let all: Vec<String> = parts(&mut session, &[0], RowsInError::Block).iter().map(roots).collect();
    assert_eq!(all, ["PP", "QQR", "SSS"], "{:?}", said(&session, 0));
    // A family that is larger than the limit is an error, and the others go out.
    let session = together(&definition.replace(r#""rows": 3"#, r#""rows": 2"#), &[("tasks.csv", text)]);
    assert_eq!(
        (verdicts(&session), codes(&session, 0)),
        (vec!["errors"], vec!["F860 null".into(), "F870 7".into(), "O770 9".to_owned()])
    );
    let told = said(&session, 0);
    assert!(
        told[0].1.contains("Without rows in error, the file has 5 rows and is cleaned in 3 parts"),
        "{told:?}"
    );
    assert!(told[1].1.contains("3 rows from here on belong together"), "{told:?}");
    assert_eq!(session.files()[0].records().ready, 5);
}

#[test]
fn what_must_not_be_divided_is_an_error_and_says_so_whatever_its_severity() {
    let definition = r#"{"name": "people", "limits": {"rows": 1, "split": false}, "severities": {"F870": "off"}, "fields": [{"name": "name"}, {"name": "age"}]}"#;
    let mut session = together(definition, &[("people.csv", "name,age\nAda,1\nBob,2\n")]);
    assert_eq!((verdicts(&session), codes(&session, 0)), (vec!["errors"], vec!["F870 null".to_owned()]));
    assert!(matches!(session.parts(&[0], RowsInError::Drop), Err(Error::Blocked)));
}

/// With rows in error a file may be longer than an import takes; nothing in it has to belong together for that.
#[test]
fn a_file_that_must_not_be_divided_says_so_with_rows_in_error_as_well() {
    let definition = r#"{"name": "own/p", "limits": {"rows": 3, "split": false}, "fields": [{"name": "id"}, {"name": "n", "type": "integer"}]}"#;
    let mut session = together(definition, &[("a.csv", "id,n\na,1\nb,2\nc,3\nd,x\ne,y\n")]);
    let refused = session.parts(&[0], RowsInError::Include).unwrap_err();
    assert!(matches!(refused, Error::Undividable), "{refused:?}");
    assert!(refused.sentence(Lang::En).contains("may not be divided"));
    assert_eq!(session.parts(&[0], RowsInError::Drop).unwrap().parts.len(), 1);
}

#[test]
fn several_files_come_out_as_one_table_and_in_parts() {
    let definition = SHARES.replace(r#""name": "shares","#, r#""name": "shares", "limits": {"rows": 3},"#);
    let files = [
        ("1.csv", "order,share\nA,100\nB,60\n"),
        ("2.csv", "order,share\nB,40\nC,100\n"),
        ("3.csv", "order,share\nD,100\n"),
    ];
    let mut session = together(&definition, &files);
    assert_eq!(verdicts(&session), ["ready", "ready", "ready"]);
    assert_eq!(
        parts(&mut session, &[0, 1, 2], RowsInError::Block),
        ["order,share\r\nA,100\r\nB,60\r\nB,40\r\n", "order,share\r\nC,100\r\nD,100\r\n"]
    );
    let one = together(SHARES, &files);
    let mut one = one;
    assert_eq!(parts(&mut one, &[0, 1, 2], RowsInError::Block).len(), 1);
    // A key that occurs twice in all of them.
    let keyed = r#"{"name": "people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "age"}]}"#;
    let session = together(keyed, &[("a.csv", "id,age\n1,2\n"), ("b.csv", "id,age\n1,3\n")]);
    assert_eq!(verdicts(&session), ["ready", "errors"], "{:?}", said(&session, 0));
    // Other columns are no one table.
    let mut session = together(keyed, &[("a.csv", "id,age\n1,2\n"), ("b.csv", "id\n3\n")]);
    assert!(matches!(session.parts(&[0, 1], RowsInError::Block), Err(Error::OtherColumns)));
}

#[test]
fn an_answer_to_a_part_says_at_the_own_rows() {
    let definition =
        r#"{"name": "people", "limits": {"rows": 2}, "fields": [{"name": "name"}, {"name": "age"}]}"#;
    let mut session = together(definition, &[("people.csv", "name,age\nAda,1\nBob,2\nCleo,3\nDan,4\n")]);
    let options = AnswerOptions { part: Some((2, 2)), ..AnswerOptions::default() };
    let answered = session.answer(0, "", b"Row 3: Dan is there already", &options).unwrap();
    assert_eq!((answered.refused, answered.others), (1, 1));
    assert_eq!(
        codes(&session, 0).iter().filter(|code| code.starts_with("A120")).collect::<Vec<_>>(),
        ["A120 5"]
    );
}

#[test]
fn limits_that_make_no_sense_are_refused() {
    for (limits, reason) in [
        ("{}", "limits: “rows” or “bytes” is missing"),
        (r#"{"rows": 0}"#, "limits.rows: a number above 0 is expected"),
        (r#"{"rows": "many"}"#, "limits.rows: a whole number is expected"),
        (r#"{"rows": 2, "splitt": true}"#, "“splitt” is not a word of this part"),
        ("500", "limits: an object { … } is expected"),
    ] {
        let definition = format!(r#"{{"limits": {limits}, "fields": [{{"name": "a"}}]}}"#);
        let error = ImportDefinition::parse(&definition).unwrap_err().to_string();
        assert!(error.contains(reason), "{limits}: {error}");
    }
}

/// Files that go out as one table are counted as one, before anything is written, with what stays out left out.
#[test]
fn files_of_one_table_say_together_in_how_many_parts_they_go_out() {
    let limited =
        r#"{"name":"own/p","limits":{"rows":4},"fields":[{"name":"name"},{"name":"age","type":"integer"}]}"#;
    let (three, three_more) = ("name,age\nA,1\nB,2\nC,3\n", "name,age\nD,1\nE,2\nF,3\n");
    let session = together(limited, &[("a.csv", three), ("b.csv", three_more)]);
    let (first, second) = (said(&session, 0), said(&session, 1));
    assert!(
        first.iter().any(|(code, text)| code == "F860 null"
            && text.contains("have 6 rows together and are cleaned in 2 parts")),
        "{first:?}"
    );
    assert!(!second.iter().any(|(code, _)| code.starts_with("F860")), "{second:?}");
    assert_eq!(verdicts(&session), ["ready", "ready"]);
    // None is longer than the import takes: nothing is said.
    let session = together(limited, &[("a.csv", "name,age\nA,1\n"), ("b.csv", three_more)]);
    assert!(!codes(&session, 0).iter().any(|code| code.starts_with("F860")));
    // A row in error stays out.
    let session = together(limited, &[("a.csv", three), ("b.csv", "name,age\nD,1\nE,2\nF,x\n")]);
    let text = said(&session, 0);
    assert!(
        text.iter()
            .any(|(_, text)| text.contains("Without rows in error, the files of this table have 5 rows"))
    );
    let undivided = limited.replace("\"rows\":4", "\"rows\":4,\"split\":false");
    let session = together(&undivided, &[("a.csv", three), ("b.csv", three_more)]);
    assert_eq!(verdicts(&session), ["errors", "errors"]);
    assert!(codes(&session, 1).contains(&"F870 null".to_owned()), "{:?}", codes(&session, 1));
    // A group over both files that is larger than a part goes out from neither.
    let grouped = r#"{"name":"own/g","limits":{"rows":3},"fields":[{"name":"order"},{"name":"share","type":"number"}],
        "rules":[{"rule":"per-group","by":["order"],"sum":"share","equals":100}]}"#;
    let files = [("a.csv", "order,share\nB,100\nA,25\nA,25\n"), ("b.csv", "order,share\nA,25\nA,25\n")];
    let session = together(grouped, &files);
    let of = |file: usize| said(&session, file).into_iter().find(|(code, _)| code.starts_with("F870"));
    assert!(
        of(0).is_some_and(|(_, text)| text.contains("4 rows of the files of this table belong together"))
    );
    assert!(of(1).is_some());
    assert_eq!(session.files()[0].records().ready, 1);
}

/// A system that takes one row at a time would get as many files as there are rows.
#[test]
fn no_file_goes_out_in_more_parts_than_anybody_imports() {
    let definition = r#"{"name": "one", "limits": {"rows": 1}, "fields": [{"name": "id"}]}"#;
    let table = |rows: u32| "id\n".to_owned() + &(0..rows).map(|n| format!("{n}\n")).collect::<String>();
    let mut session = together(definition, &[("few.csv", &table(10_000))]);
    assert_eq!(verdicts(&session), ["ready"]);
    let parts = session.parts(&[0], RowsInError::Block).unwrap().parts;
    let whole = cleaned(&mut session, 0, RowsInError::Block);
    let last = &parts[9_999].pieces[0];
    assert_eq!((parts.len(), &whole[last.from as usize..last.to as usize]), (10_000, &b"9999\r\n"[..]));
    let mut session = together(definition, &[("many.csv", &table(10_001))]);
    assert_eq!(verdicts(&session), ["errors"]);
    assert!(said(&session, 0).iter().any(|(_, message)| message.contains("more than 10,000 files")));
    assert!(session.parts(&[0], RowsInError::Drop).is_err());
    // Two files, each with fewer, go out as one table with more.
    let halves = [table(6_000), table(6_000)];
    let mut session = together(definition, &[("a.csv", &halves[0]), ("b.csv", &halves[1])]);
    assert!(matches!(session.parts(&[0, 1], RowsInError::Drop), Err(Error::TooManyParts)));
}

/// Checks a file again after an answer that refused these lines of its cleaned file and took the others.
fn after_an_answer(definition: &str, text: &str, refused: &[u8], one_table: bool) -> Session<'static> {
    let mut sent = together(&unlimited(definition), &[("people.csv", text)]);
    let answered = sent.answer(0, "", refused, &AnswerOptions::default()).unwrap();
    let input = Input {
        name: "people.csv".to_owned(),
        went_in: answered.went_in,
        one_table: one_table.then(|| "year".to_owned()),
        ..Input::default()
    };
    let job = Job::new(vec![Arc::new(ImportDefinition::parse(definition).unwrap())], Lang::En);
    let mut job = job.file(input, Cursor::new(text.to_owned()));
    if one_table {
        let input = Input { one_table: Some("year".to_owned()), ..Input::default() };
        job = job.file(input, Cursor::new("id,n\nz,9\n"));
    }
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

/// The definition without its limits.
fn unlimited(definition: &str) -> String {
    let mut json: serde_json::Value = serde_json::from_str(definition).unwrap();
    json.as_object_mut().unwrap().remove("limits");
    json.to_string()
}

/// What went in already does not go out again, so it is not counted either.
#[test]
fn what_went_in_does_not_count_among_what_goes_out() {
    let whole = r#"{"name":"own/p","limits":{"rows":3,"split":false},"fields":[{"name":"id"},{"name":"n"}]}"#;
    let four = "id,n\na,1\nb,2\nc,3\nd,4\n";
    let mut session = after_an_answer(whole, four, b"Row 3: no\nRow 4: no\nRow 5: no", false);
    assert_eq!(verdicts(&session), ["ready"], "{:?}", said(&session, 0));
    assert_eq!(parts(&mut session, &[0], RowsInError::Block), ["id,n\r\nb,2\r\nc,3\r\nd,4\r\n"]);
    let divided = r#"{"name":"own/p","limits":{"rows":2},"fields":[{"name":"id"},{"name":"n"}]}"#;
    let five = "id,n\na,1\nb,2\nc,3\nd,4\ne,5\n";
    let told = |session: &Session<'_>| {
        let f860 = said(session, 0).into_iter().filter(|(code, _)| code.starts_with("F860"));
        f860.map(|(_, text)| text).collect::<String>()
    };
    let mut session = after_an_answer(divided, five, b"Row 3: no\nRow 4: no\nRow 5: no\nRow 6: no", false);
    let text = told(&session);
    assert!(
        text.contains("Without the rows that stay out, the file has 4 rows and is cleaned in 2 parts"),
        "{text}"
    );
    assert_eq!(parts(&mut session, &[0], RowsInError::Block).len(), 2);
    assert_eq!(codes(&session, 0).iter().filter(|code| code.starts_with("A110")).count(), 1);
    // What is left goes out as it is.
    let session = after_an_answer(divided, five, b"Row 3: no\nRow 4: no", false);
    assert_eq!(told(&session), "");
    // Together with another file it counts as little.
    let session = after_an_answer(divided, five, b"Row 3: no\nRow 4: no\nRow 5: no", true);
    let text = told(&session);
    assert!(
        text.contains("Without the rows that stay out, the files of this table have 4 rows together"),
        "{text}"
    );
}

/// A heading that is repeated is no row, and none in error.
#[test]
fn rows_in_error_are_named_only_where_there_are_some() {
    let definition =
        r#"{"name":"own/p","limits":{"rows":2},"fields":[{"name":"id"},{"name":"n","type":"integer"}]}"#;
    let told = |files: &[(&str, &str)]| {
        let session = together(definition, files);
        said(&session, 0)
            .into_iter()
            .filter(|(code, _)| code.starts_with("F860"))
            .map(|(_, text)| text)
            .collect()
    };
    let alone = |text| -> String { told(&[("a.csv", text)]) };
    let repeated = alone("id,n\na,1\nid,n\nb,2\nc,3\n");
    assert!(repeated.contains("time. The file has 3 rows"), "{repeated}");
    let wrong = alone("id,n\na,1\nb,2\nc,3\nd,x\n");
    assert!(wrong.contains("Without rows in error, the file has 3 rows"), "{wrong}");
    let table: String = told(&[("a.csv", "id,n\na,1\nid,n\nb,2\n"), ("b.csv", "id,n\nc,3\n")]);
    assert!(table.contains("time. The files of this table have 3 rows together"), "{table}");
}

/// What goes out is counted: rows in error as well where they are to go out as they are.
#[test]
fn rows_in_error_that_go_out_are_counted() {
    let people =
        r#"{"name":"own/p","limits":{"rows":2},"fields":[{"name":"id"},{"name":"n","type":"integer"}]}"#;
    let shares = SHARES.replace(r#""name": "shares","#, r#""name": "shares", "limits": {"bytes": 33},"#);
    let with = |definition: &str, files: &[&str], rows_in_error: RowsInError, one_table: bool| {
        let mut job = Job::new(vec![Arc::new(ImportDefinition::parse(definition).unwrap())], Lang::En);
        for text in files {
            let one_table = one_table.then(|| "year".to_owned());
            let input = Input { name: "p.csv".to_owned(), rows_in_error, one_table, ..Input::default() };
            job = job.file(input, Cursor::new((*text).to_owned()));
        }
        job.check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let told = |session: &Session<'_>| {
        let f860 = said(session, 0).into_iter().filter(|(code, _)| code.starts_with("F860"));
        f860.map(|(_, text)| text).collect::<String>()
    };
    let order = "order,share\nA,100\nB,x\nC,100\nD,100\n";
    for (definition, text, ready, all) in [
        (people, "id,n\na,1\nb,x\nc,3\nd,y\ne,z\n", 1, 3),
        (people, "id,n\na,1\nb,x\nc,3\nd,4\ne,5\n", 2, 3),
        (&shares, order, 2, 2),
    ] {
        for (rows, count) in [(RowsInError::Drop, ready), (RowsInError::Include, all)] {
            let mut session = with(definition, &[text], rows, false);
            let written = parts(&mut session, &[0], rows).len();
            assert_eq!(written, count, "{text}");
            assert_eq!(session.files()[0].report(Lang::En)["parts"], count);
            let sentence = told(&session);
            let phrase = format!("in {count} parts");
            assert_eq!(sentence.contains(&phrase), count > 1, "{sentence}");
            assert_eq!(sentence.contains("Without rows in error"), count > 1 && rows == RowsInError::Drop);
        }
    }
    // As one table.
    let files = ["id,n\na,1\nb,x\n", "id,n\nc,3\n"];
    assert_eq!(told(&with(people, &files, RowsInError::Drop, true)), "");
    let sentence = told(&with(people, &files, RowsInError::Include, true));
    assert!(sentence.contains("have 3 rows together and are cleaned in 2 parts"), "{sentence}");
}

/// Nothing is called ready that the writing refuses: with rows in error that go out as they are, what they make too large is
/// an error at once. What goes out without them is counted all the same.
#[test]
fn with_rows_in_error_that_go_out_what_is_too_large_is_an_error_at_once() {
    let with = |definition: &str, files: &[&str], rows_in_error: RowsInError, one_table: bool| {
        let mut job = Job::new(vec![Arc::new(ImportDefinition::parse(definition).unwrap())], Lang::En);
        for text in files {
            let one_table = one_table.then(|| "year".to_owned());
            let input = Input { name: "p.csv".to_owned(), rows_in_error, one_table, ..Input::default() };
            job = job.file(input, Cursor::new((*text).to_owned()));
        }
        job.check(&mut |_, _, _| ControlFlow::Continue(()))
    };
    let too_much = |session: &Session<'_>, file: usize| -> Vec<String> {
        codes(session, file).into_iter().filter(|code| code.starts_with("F870")).collect()
    };
    let ready = |session: &Session<'_>| -> Vec<u64> {
        session.files().iter().map(|file| file.records().ready).collect()
    };
    let refused = |session: &mut Session<'_>, files: &[usize]| {
        let told = session.parts(files, RowsInError::Include);
        matches!(told, Err(Error::TooMuchAtATime | Error::Undividable | Error::Blocked))
    };
    // A row alone, in error itself: the others are as ready as they were.
    let shares = SHARES.replace(r#""name": "shares","#, r#""name": "shares", "limits": {"bytes": 33},"#);
    let long = "order,share\nA,100\nB,what is no number at all\nC,100\nD,100\nE,100\n";
    let mut session = with(&shares, &[long], RowsInError::Include, false);
    assert_eq!((too_much(&session, 0), ready(&session)), (vec!["F870 3".to_owned()], vec![4]));
    assert_eq!(session.files()[0].report(Lang::En)["parts"], 2);
    assert!(refused(&mut session, &[0]));
    assert_eq!(session.parts(&[0], RowsInError::Drop).unwrap().parts.len(), 2);
    for rows in [RowsInError::Drop, RowsInError::Block] {
        assert_eq!(too_much(&with(&shares, &[long], rows, false), 0), [""; 0]);
    }
    // A family that one of its rows makes too large, by its rows and by a block of an outline.
    let tasks = r#"{"name": "tasks", "limits": {"rows": 3}, "fields": [{"name": "project"}, {"name": "kind"}, {"name": "name"},
        {"name": "hours", "type": "number"}],
        "outline": {"kind": "kind", "name": "name", "root": "project", "rows": {"project": {}, "task": {"parents": ["project"]}}}}"#;
    let head = "project,kind,name,hours\n";
    let text = format!("{head}P,project,P,\nP,task,a,1\nP,task,b,x\nP,task,c,2\nQ,project,Q,\n");
    let mut session = with(tasks, &[&text], RowsInError::Include, false);
    assert_eq!(
        (too_much(&session, 0), ready(&session)),
        (vec!["F870 2".to_owned()], vec![1]),
        "{:?}",
        said(&session, 0)
    );
    assert_eq!(verdicts(&session), ["errors"]);
    assert!(refused(&mut session, &[0]));
    let session = with(tasks, &[&text], RowsInError::Drop, false);
    assert_eq!((too_much(&session, 0).len(), ready(&session)), (0, vec![4]));
    // One that is small enough goes out, and nothing is said.
    let small = format!("{head}P,project,P,\nP,task,a,1\nP,task,b,x\nQ,project,Q,\n");
    let mut session = with(tasks, &[&small], RowsInError::Include, false);
    assert_eq!((too_much(&session, 0).len(), parts(&mut session, &[0], RowsInError::Include).len()), (0, 2));
    // Over the files of a table.
    let keyed = r#"{"name":"own/g","limits":{"rows":3},"fields":[{"name":"order"},{"name":"note","constraints":{"maxLength":3}},
        {"name":"share","type":"number"}],"rules":[{"rule":"per-group","by":["order"],"sum":"share","equals":100}]}"#;
    let files = ["order,note,share\nB,,100\nA,,25\nA,,25\n", "order,note,share\nA,too long,25\nA,,25\n"];
    let mut session = with(keyed, &files, RowsInError::Include, true);
    assert_eq!((too_much(&session, 0).len(), too_much(&session, 1).len()), (1, 1), "{:?}", said(&session, 0));
    assert_eq!(ready(&session), [1, 0]);
    assert!(refused(&mut session, &[0, 1]));
    // The whole, where it may not be divided.
    let whole = r#"{"name":"own/p","limits":{"rows":2,"split":false},"fields":[{"name":"id"},{"name":"n","type":"integer"}]}"#;
    let text = "id,n\na,1\nb,x\nc,3\n";
    let mut session = with(whole, &[text], RowsInError::Include, false);
    assert_eq!(too_much(&session, 0), ["F870 null"]);
    assert!(refused(&mut session, &[0]));
    let session = with(whole, &[text], RowsInError::Drop, false);
    assert_eq!((too_much(&session, 0).len(), ready(&session)), (0, vec![2]));
}

/// Where something cannot go out, the rest is counted all the same.
#[test]
fn what_is_left_of_a_file_is_counted_as_well() {
    let definition = r#"{"name":"own/p","limits":{"bytes":20},"fields":[{"name":"id"},{"name":"n"}]}"#;
    let text = "id,n\na,1\nb,longer than an import takes\nc,2\nd,3\ne,4\n";
    let mut session = together(definition, &[("p.csv", text)]);
    let told = said(&session, 0);
    assert!(told.iter().any(|(code, _)| code == "F870 3"), "{told:?}");
    let sentence = told.iter().find(|(code, _)| code.starts_with("F860")).map(|(_, text)| text.as_str());
    assert!(
        sentence.is_some_and(
            |text| text.contains("Without rows in error, the file has 4 rows and is cleaned in 2 parts")
        ),
        "{told:?}"
    );
    assert_eq!(session.files()[0].report(Lang::En)["parts"], 2);
    assert_eq!(parts(&mut session, &[0], RowsInError::Drop).len(), 2);
}
