//! What other cells, or a person, say of the order of day and month reaches every kind of value that has two readings: days,
//! days with a time, several of them in a cell, those that a mapping makes; in text files as in workbooks.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, unreachable_pub)]
#[path = "reading_workbooks/package.rs"]
mod package;
mod support;

use import_checker::{Decision, ImportDefinition, Input, Job, Lang, Mapping, Session};
use package::Xlsx;
use serde_json::{Value as Json, json};
use std::io::Cursor;
use std::ops::ControlFlow;
use support::{cleaned, codes};

/// What a person says of the file.
#[derive(Clone, Copy, Default)]
struct Said<'s> {
    order: Option<&'s str>,
    decimal: Option<char>,
    accept: Option<(&'s str, &'s str)>,
    mapping: Option<&'s Json>,
}

fn checked(field: &str, name: &str, bytes: Vec<u8>, said: Said<'_>) -> Session<'static> {
    let definition = format!(r#"{{"name":"own/two","fields":[{{"name":"who"}},{{"name":"at",{field}}}]}}"#);
    let definition = ImportDefinition::parse(&definition).unwrap_or_else(|e| panic!("{e}"));
    let mut input = Input { name: name.to_owned(), import: Some("own/two".to_owned()), ..Input::default() };
    input.wishes.date_order = said.order.map(str::to_owned);
    input.wishes.decimal = said.decimal;
    input.mapping = said.mapping.map(|mapping| Mapping::read(mapping).unwrap()).unwrap_or_default();
    if let Some((code, choice)) = said.accept {
        let (code, choice) = (code.to_owned(), Some(choice.to_owned()));
        input.edits.decisions.push(Decision {
            code,
            field: Some("at".to_owned()),
            value: None,
            choice,
            accept: true,
        });
    }
    let job = Job::new(vec![definition.into()], Lang::En).file(input, Cursor::new(bytes));
    job.check(&mut |_, _, _| ControlFlow::Continue(()))
}

fn text(cells: &[&str]) -> Vec<u8> {
    let lines = cells.iter().map(|cell| format!("x,\"{}\"\n", cell.replace('"', "\"\"")));
    format!("who,at\n{}", lines.collect::<String>()).into_bytes()
}

/// Texts as inline strings, numbers as days with a time.
fn workbook(cells: &[&str]) -> Vec<u8> {
    let head = "<row r='1'><c r='A1' t='inlineStr'><is><t>who</t></is></c><c r='B1' t='inlineStr'><is><t>at</t></is></c></row>";
    let rows = (2..).zip(cells).map(|(row, cell)| {
        let at = match cell.parse::<f64>() {
            Ok(number) => format!("<c r='B{row}' s='1'><v>{number}</v></c>"),
            Err(_) => format!("<c r='B{row}' t='inlineStr'><is><t>{cell}</t></is></c>"),
        };
        format!("<row r='{row}'><c r='A{row}' t='inlineStr'><is><t>x</t></is></c>{at}</row>")
    });
    let rows = head.to_owned() + &rows.collect::<String>();
    Xlsx { rows: &rows, formats: &["dd/mm/yyyy hh:mm"], ..Xlsx::default() }.build()
}

/// The second column of the cleaned file, whose rows in error are left out.
fn written(session: &mut Session<'_>) -> Vec<String> {
    let bytes = cleaned(session);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.records().map(|record| record.unwrap()[1].to_owned()).collect()
}

const MOMENT: &str = r#""type":"datetime""#;
const OPEN: [&str; 3] = ["03/04/2025 10:00", "05/06/2025 11:30", "07/08/2025 9h15"];
const DAY_FIRST: [&str; 3] = ["2025-04-03T10:00:00", "2025-06-05T11:30:00", "2025-08-07T09:15:00"];
const MONTH_FIRST: [&str; 3] = ["2025-03-04T10:00:00", "2025-05-06T11:30:00", "2025-07-08T09:15:00"];

#[test]
fn another_row_tells_the_order_of_days_with_a_time() {
    for (last, expected) in [("14/03/2025 08:00", DAY_FIRST), ("03/14/2025 08:00", MONTH_FIRST)] {
        let cells = [&OPEN[..], &[last]].concat();
        for (name, bytes) in [("file.csv", text(&cells)), ("file.xlsx", workbook(&cells))] {
            let mut session = checked(MOMENT, name, bytes, Said::default());
            assert!(
                !codes(&session).iter().any(|code| code == "T240"),
                "{name} {last}: {:?}",
                codes(&session)
            );
            assert_eq!(written(&mut session), [&expected[..], &["2025-03-14T08:00:00"]].concat(), "{name}");
        }
    }
}

#[test]
fn while_nothing_tells_it_is_one_question_which_the_reading_answers() {
    for (name, bytes) in [("file.csv", text(&OPEN)), ("file.xlsx", workbook(&OPEN))] {
        let session = checked(MOMENT, name, bytes.clone(), Said::default());
        let report = session.files()[0].report(Lang::En);
        let groups = report["groups"].as_array().unwrap().iter().filter(|group| group["severity"] == "error");
        let groups: Vec<_> = groups.map(|group| (&group["code"], &group["count"])).collect();
        assert_eq!(groups, [(&json!("T240"), &json!(3))], "{name}");
        let order = &report["reading"]["dateOrder"];
        assert_eq!(
            (&order["confidence"], &order["others"][0]["value"]),
            (&json!("ask"), &json!("dmy")),
            "{name}"
        );
        assert_eq!(order["others"][1]["samples"][0], "03/04/2025 10:00 → 2025-03-04", "{name}");
        for (order, choice, expected) in
            [("dmy", "day-first", DAY_FIRST), ("mdy", "month-first", MONTH_FIRST)]
        {
            let said = Said { order: Some(order), ..Said::default() };
            let mut session = checked(MOMENT, name, bytes.clone(), said);
            assert_eq!(session.files()[0].report(Lang::En)["reading"]["dateOrder"]["confidence"], "sure");
            assert_eq!(written(&mut session), expected, "{name} {order}");
            let said = Said { accept: Some(("T240", choice)), ..Said::default() };
            assert_eq!(written(&mut checked(MOMENT, name, bytes.clone(), said)), expected, "{name} {choice}");
        }
    }
}

/// The check begins with the first rows; whatever a later one says of the column counts for all.
#[test]
fn a_late_row_counts_for_the_first_ones() {
    let standard = vec!["2025-01-02T08:00:00"; 300];
    let asks = |first: &str, last: &str| {
        let cells = [&[first, "04/05/2025 10:00"], &standard[..], &[last]].concat();
        let session = checked(MOMENT, "file.csv", text(&cells), Said::default());
        codes(&session).iter().filter(|code| *code == "T240").count()
    };
    assert_eq!(asks("25/12/2025 10:00", "12/26/2025 10:00"), 1);
    assert_eq!(asks("25/12/2025 10:00", "26/12/2025 10:00"), 0);
    assert_eq!(asks("2025-01-02T08:00:00", "26/12/2025 10:00"), 0);
    assert_eq!(asks("2025-01-02T08:00:00", "2025-01-02T08:00:00"), 1);
    // A day without its time leans on the column, too: it is one then, of which the time is asked for.
    let cells = [&["04/05/2025"], &standard[..], &["26/12/2025 10:00"]].concat();
    let session = checked(MOMENT, "file.csv", text(&cells), Said::default());
    let report = session.files()[0].report(Lang::En);
    let of_day = report["findings"].as_array().unwrap().iter().find(|f| f["cell"] == "B2").unwrap();
    assert_eq!(of_day["fix"]["choices"][0]["text"], "2025-05-04T00:00:00", "{of_day}");
}

/// What is written as the pattern of the field wants it is not open, whatever the order in other files.
#[test]
fn a_pattern_leaves_nothing_open() {
    for (field, cells) in [
        (r#""type":"date","format":"%d/%m/%Y""#, ["03/04/2025", "05/06/2025"]),
        (r#""type":"datetime","format":"%d/%m/%Y %H:%M""#, ["03/04/2025 10:00", "05/06/2025 11:30"]),
        (r#""type":"datetime","format":"%m/%d/%Y %H:%M""#, ["03/04/2025 10:00", "05/06/2025 11:30"]),
    ] {
        let mut session = checked(field, "file.csv", text(&cells), Said::default());
        let report = session.files()[0].report(Lang::En);
        assert_eq!(report["reading"]["dateOrder"]["confidence"], "sure", "{field}: {}", report["reading"]);
        assert_eq!(written(&mut session), cells, "{field}");
    }
    // In another notation than the pattern's a cell is open again, and another row tells.
    let field = r#""type":"datetime","format":"%d/%m/%Y %H:%M""#;
    let open = ["03.04.2025 10:00", "05/06/2025 11:30"];
    assert_eq!(codes(&checked(field, "file.csv", text(&open), Said::default())), ["T240"]);
    let told = ["03.04.2025 10:00", "14/06/2025 11:30"];
    let mut session = checked(field, "file.csv", text(&told), Said::default());
    assert_eq!(written(&mut session), ["03/04/2025 10:00", "14/06/2025 11:30"]);
}

/// A spreadsheet of another country understood some cells with day and month exchanged, and left the others as texts.
#[test]
fn days_with_a_time_that_were_half_exchanged_are_asked_about() {
    let left = ["13/03/2025 10:00", "14/03/2025 10:00", "15/03/2025 10:00", "16/03/2025 10:00"];
    // 3 September 2025, 10:00.
    let book = workbook(&[&["45903.4166666667"], &left[..]].concat());
    let texts = text(&[&["2025-09-03T10:00:00"], &left[..]].concat());
    for (name, bytes) in [("file.xlsx", book), ("file.csv", texts)] {
        let session = checked(MOMENT, name, bytes.clone(), Said::default());
        assert_eq!(codes(&session).iter().filter(|code| *code == "T750").count(), 1, "{name}");
        for (choice, expected) in [("exchange", "2025-03-09T10:00:00"), ("keep", "2025-09-03T10:00:00")] {
            let said = Said { accept: Some(("T750", choice)), ..Said::default() };
            assert_eq!(written(&mut checked(MOMENT, name, bytes.clone(), said))[0], expected, "{name}");
        }
    }
    // A day above the twelfth that was understood shows that nothing was exchanged.
    let innocent = text(&[&["2025-09-03T10:00:00", "2025-10-13T10:00:00"], &left[..]].concat());
    assert!(!codes(&checked(MOMENT, "file.csv", innocent, Said::default())).contains(&"T750".to_owned()));
    // The hours around midnight are no sign of another zone where the time is kept.
    let late = text(&["2025-03-10T23:00:00", "2025-06-10T22:00:00"]);
    assert_eq!(codes(&checked(MOMENT, "file.csv", late, Said::default())), Vec::<String>::new());
}

/// Days that a program wrote with a time of nought were understood as well.
#[test]
fn days_with_midnight_behind_them_count_as_understood() {
    let left = ["13/03/2025", "14/03/2025", "15/03/2025", "16/03/2025"];
    let cells = |first: &'static str| text(&[&[first], &left[..]].concat());
    let day = r#""type":"date""#;
    let session = checked(day, "file.csv", cells("2025-09-03 00:00:00"), Said::default());
    assert!(codes(&session).contains(&"T750".to_owned()));
    let session = checked(day, "file.csv", cells("2025-09-13 00:00:00"), Said::default());
    assert!(!codes(&session).contains(&"T750".to_owned()));
}

#[test]
fn several_values_in_a_cell_are_read_as_their_column_is_written() {
    let days = r#""type":"list","delimiter":";","itemType":"date""#;
    let open = ["03/04/2025; 05/06/2025", "07/08/2025"];
    assert_eq!(written(&mut checked(days, "file.csv", text(&open), Said::default())), Vec::<String>::new());
    let expected = ["2025-04-03;2025-06-05", "2025-08-07"];
    let told = [&open[..], &["1/2/2025;14/03/2025"]].concat();
    let mut session = checked(days, "file.csv", text(&told), Said::default());
    assert_eq!(written(&mut session), [&expected[..], &["2025-02-01;2025-03-14"]].concat());
    let said = Said { order: Some("dmy"), ..Said::default() };
    assert_eq!(written(&mut checked(days, "file.csv", text(&open), said)), expected);
    let moments = r#""type":"array","arrayItem":{"type":"datetime"}"#;
    let cells = [r#"["03/04/2025 10:00"]"#, r#"["14/03/2025 10:00"]"#];
    let mut session = checked(moments, "file.csv", text(&cells), Said::default());
    assert_eq!(written(&mut session), [r#"["2025-04-03T10:00:00"]"#, r#"["2025-03-14T10:00:00"]"#]);
    // Numbers have their mark from the other cells in the same way.
    let numbers = r#""type":"list","delimiter":";","itemType":"number""#;
    let mut session = checked(numbers, "file.csv", text(&["1.500;2,5", "3.250"]), Said::default());
    assert_eq!(written(&mut session), ["1500;2.5", "3250"]);
    let said = Said { decimal: Some('.'), ..Said::default() };
    assert_eq!(written(&mut checked(numbers, "file.csv", text(&["1,500", "3.25"]), said)), ["1500", "3.25"]);
}

/// A value that a mapping puts together says something of its column, and is told by it.
#[test]
fn values_that_a_mapping_makes_are_read_as_the_others() {
    let joined = |days: [&str; 2]| {
        let lines = days.map(|day| format!("x,{day},10:00\n")).concat();
        format!("who,day,hour\n{lines}").into_bytes()
    };
    let mapping = json!({ "columns": [{ "join": ["day", "hour"], "with": " ", "to": "at" }] });
    let said = Said { mapping: Some(&mapping), ..Said::default() };
    let column = |session: &mut Session<'_>| {
        let bytes = cleaned(session);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let at = reader.headers().unwrap().iter().position(|heading| heading == "at").unwrap();
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect::<Vec<_>>()
    };
    let mut session = checked(MOMENT, "file.csv", joined(["03/04/2025", "14/03/2025"]), said);
    assert_eq!(column(&mut session), ["2025-04-03T10:00:00", "2025-03-14T10:00:00"], "{:?}", codes(&session));
    let open = joined(["03/04/2025", "05/06/2025"]);
    assert_eq!(codes(&checked(MOMENT, "file.csv", open.clone(), said)), ["T240", "T240"]);
    let mut session = checked(MOMENT, "file.csv", open, Said { order: Some("mdy"), ..said });
    assert_eq!(column(&mut session), ["2025-03-04T10:00:00", "2025-05-06T10:00:00"]);
}

/// A column of times has one reading; what is beside it does not change that.
#[test]
fn times_beside_open_days_stay_as_they_are() {
    let session =
        checked(r#""type":"time""#, "file.csv", text(&["03:04", "05:06:07", "9h30"]), Said::default());
    let report = session.files()[0].report(Lang::En);
    assert_eq!(report["reading"]["dateOrder"]["confidence"], "sure");
    assert!(!codes(&session).contains(&"T240".to_owned()));
}

/// Days in the pattern of the field are doubtful where the others of the column have day and month the other way round.
#[test]
fn a_pattern_that_the_column_contradicts_is_asked_about() {
    let others = ["25/06/2025", "26/06/2025", "13/01/2025", "14/01/2025"];
    for (time, kind) in [("", "date"), (" 10:00", "datetime")] {
        let clock = if time.is_empty() { "" } else { " %H:%M" };
        let field = |pattern: &str| format!(r#""type":"{kind}","format":"{pattern}{clock}""#);
        let cells: Vec<String> =
            ["03/04/2025", "05/05/2025"].iter().chain(&others).map(|c| format!("{c}{time}")).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let month_first = field("%m/%d/%Y");
        let mut session = checked(&month_first, "file.csv", text(&cells), Said::default());
        let found = codes(&session);
        assert_eq!(found.iter().filter(|code| *code == "T240").count(), 1, "{kind}: {found:?}");
        assert_eq!(found.iter().filter(|code| *code == "T230").count(), 4, "{kind}: {found:?}");
        let report = session.files()[0].report(Lang::En);
        let asked = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == "T240").unwrap();
        let message = asked["message"].as_str().unwrap();
        assert!(message.contains("the other way round than its format"), "{message}");
        assert_eq!(written(&mut session)[0], format!("05/05/2025{time}"), "{kind}");
        for (choice, order, expected) in
            [("day-first", "dmy", "04/03/2025"), ("month-first", "mdy", "03/04/2025")]
        {
            let said = Said { accept: Some(("T240", choice)), ..Said::default() };
            let mut session = checked(&month_first, "file.csv", text(&cells), said);
            assert_eq!(written(&mut session)[0], format!("{expected}{time}"), "{kind} {choice}");
            let said = Said { order: Some(order), ..Said::default() };
            let mut session = checked(&month_first, "file.csv", text(&cells), said);
            assert_eq!(written(&mut session)[0], format!("{expected}{time}"), "{kind} {order}");
            let warned = codes(&session).iter().filter(|code| *code == "T230").count();
            assert_eq!(warned, if order == "dmy" { 5 } else { 4 }, "{kind} {order}");
        }
        // The other way round, and with the year before both.
        for (pattern, cells) in
            [("%d/%m/%Y", ["03/04/2025", "06/25/2025"]), ("%Y-%d-%m", ["2025-03-04", "2025-06-25"])]
        {
            let cells = cells.map(|cell| format!("{cell}{time}"));
            let session =
                checked(&field(pattern), "file.csv", text(&[&cells[0], &cells[1]]), Said::default());
            assert!(codes(&session).contains(&"T240".to_owned()), "{kind} {pattern}: {:?}", codes(&session));
            let session = checked(
                &field(pattern),
                "file.csv",
                text(&[&cells[0], &cells[0].replace("03", "07")]),
                Said::default(),
            );
            assert_eq!(codes(&session), Vec::<String>::new(), "{kind} {pattern}");
        }
    }
    // A row far below says it as well.
    let far = [&["03/04/2025"], &["05/05/2025"; 300][..], &["25/06/2025"]].concat();
    let field = r#""type":"date","format":"%m/%d/%Y""#;
    assert!(codes(&checked(field, "file.csv", text(&far), Said::default())).contains(&"T240".to_owned()));
}

/// What is exchanged is said of the day that goes out, once.
#[test]
fn an_exchanged_day_has_no_other_sentence() {
    let cells = [
        "2025-04-03 10:00:00",
        "2025-06-05 11:00:00",
        "25/06/2025 10:00",
        "13/01/2025 10:00",
        "14/02/2025 12:00",
    ];
    for accept in [None, Some(("T750", "exchange"))] {
        let session = checked(MOMENT, "file.csv", text(&cells), Said { accept, ..Said::default() });
        let found = codes(&session);
        assert!(!found.contains(&"C180".to_owned()), "{accept:?}: {found:?}");
        assert_eq!(found.iter().filter(|code| *code == "T750").count(), if accept.is_none() { 2 } else { 0 });
    }
    let days = ["2025-04-03 10:00:00", "2025-06-05 11:00:00", "25/06/2025", "13/01/2025", "14/02/2025"];
    let said = Said { accept: Some(("T750", "exchange")), ..Said::default() };
    let mut session = checked(r#""type":"date""#, "file.csv", text(&days), said);
    assert!(!codes(&session).contains(&"T250".to_owned()), "{:?}", codes(&session));
    assert_eq!(written(&mut session)[..2], ["2025-03-04", "2025-05-06"]);
}

/// One reading that is left is applied with a warning, whatever kind of value it is.
#[test]
fn a_reading_that_the_column_tells_is_a_warning() {
    let list = r#""type":"list","delimiter":";","itemType":"date""#;
    let moments = r#""type":"array","arrayItem":{"type":"datetime"}"#;
    for (field, cells, expected) in [
        (MOMENT, ["03/04/2025 10:00", "25/06/2025 11:00"], ["T230", "T230"]),
        (MOMENT, ["13/04/25 10:00", "2025-03-14 9:30"], ["T260", "C180"]),
        (list, ["03/04/2025;2025-01-02", "25/06/25;26/06/2025"], ["T230", "T260"]),
        (list, ["2025-03-14 ; 2025-03-15", "2025-03-14;2025-03-14 10:00"], ["C180", "T250"]),
        (moments, [r#"["03/04/2025 10:00"]"#, r#"["25/06/2025 10:00"]"#], ["T230", "T230"]),
    ] {
        let session = checked(field, "file.csv", text(&cells), Said::default());
        assert_eq!(codes(&session), expected, "{field} {cells:?}");
    }
}

#[test]
fn questions_about_several_days_in_a_cell_are_heard() {
    let days = r#""type":"list","delimiter":";","itemType":"date""#;
    let open = ["03/04/2025;2025-01-31", "05/06/2025"];
    let session = checked(days, "file.csv", text(&open), Said::default());
    assert_eq!(codes(&session), ["T240", "T240"]);
    let said = Said { accept: Some(("T240", "day-first")), ..Said::default() };
    assert_eq!(
        written(&mut checked(days, "file.csv", text(&open), said)),
        ["2025-04-03;2025-01-31", "2025-06-05"]
    );
    // Beside an item that is wrong there is nothing to choose.
    let session = checked(days, "file.csv", text(&["03/04/2025;soon"]), said);
    assert_eq!(codes(&session), ["T520"]);
    let halves = ["2025-04-03", "2025-06-05;2025-01-02", "25/06/2025", "13/01/2025;14/02/2025"];
    let session = checked(days, "file.csv", text(&halves), Said::default());
    assert_eq!(codes(&session).iter().filter(|code| *code == "T750").count(), 2, "{:?}", codes(&session));
    for (choice, expected) in [
        ("exchange", ["2025-03-04", "2025-05-06;2025-02-01"]),
        ("keep", ["2025-04-03", "2025-06-05;2025-01-02"]),
    ] {
        let said = Said { accept: Some(("T750", choice)), ..Said::default() };
        assert_eq!(written(&mut checked(days, "file.csv", text(&halves), said))[..2], expected, "{choice}");
    }
}

/// The sentence says what the other cells say, and advises what is taken.
#[test]
fn the_question_tells_what_the_column_says() {
    let first = |field: &str, cells: &[&str]| {
        let report = checked(field, "file.csv", text(cells), Said::default()).files()[0].report(Lang::En);
        report["findings"][0]["message"].as_str().unwrap().to_owned()
    };
    let message = first(MOMENT, &["03/04/2025 10:00", "25/06/2025 10:00", "06/25/2025 10:00"]);
    assert!(message.contains("other cells of the column contradict each other"), "{message}");
    let message = first(MOMENT, &["03/04/2025 10:00"]);
    assert!(message.contains("no other cell of the column tells which"), "{message}");
    let advice = message.rsplit_once("such as ").unwrap().1.trim_end_matches('.');
    assert_eq!(codes(&checked(MOMENT, "file.csv", text(&[advice]), Said::default())), Vec::<String>::new());
}

/// A joined value is asked about as one of a column, and what a person typed has the marks of the definition.
#[test]
fn values_of_a_mapping_are_asked_about_and_those_typed_are_taken() {
    let lines = ["2025-04-03", "2025-05-03", "25/04/2025", "26/04/2025", "27/04/2025"];
    let file = format!("who,day,hour\n{}", lines.map(|day| format!("x,{day},10:00\n")).concat()).into_bytes();
    let mapping = json!({ "columns": [{ "join": ["day", "hour"], "with": " ", "to": "at" }] });
    let said = Said { mapping: Some(&mapping), ..Said::default() };
    let found = codes(&checked(MOMENT, "file.csv", file.clone(), said));
    assert_eq!(found.iter().filter(|code| *code == "T750").count(), 2, "{found:?}");
    let found =
        codes(&checked(MOMENT, "file.csv", file, Said { accept: Some(("T750", "exchange")), ..said }));
    assert!(!found.iter().any(|code| code == "T750" || code == "C180"), "{found:?}");

    let number = r#""type":"number"},{"name":"other","type":"number""#;
    let mapping = json!({ "columns": [{ "value": "1.234", "to": "at" }] });
    let said = Said { mapping: Some(&mapping), ..Said::default() };
    let mut session = checked(number, "file.csv", b"who,other\nx,\"2,5\"\n".to_vec(), said);
    let bytes = cleaned(&mut session);
    assert!(String::from_utf8_lossy(&bytes).contains("1.234"), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(codes(&session), ["T120"], "of the other column");

    // Nothing is said of a cell that is not in it.
    let mapping = json!({ "columns": [], "values": { "at": { "soon": "2025-04-03 10:00" } } });
    let said = Said { mapping: Some(&mapping), ..Said::default() };
    let mut session = checked(MOMENT, "file.csv", text(&["soon"]), said);
    assert_eq!(codes(&session), Vec::<String>::new());
    assert_eq!(written(&mut session), ["2025-04-03T10:00:00"]);
    assert_eq!(session.files()[0].report(Lang::En)["changes"][0]["code"], "C190");
}
