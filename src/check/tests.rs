//! The quick ways of the check against the plain ones.

use super::*;
use crate::ImportDefinition;
use crate::Lang;
use crate::check::file::Input;
use crate::check::subject::Subject;
use crate::session::{Job, Session};
use crate::{Account, RowsInError};
use proptest::prelude::*;
use std::cell::RefCell;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

const DEFINITION: &str = r#"{"name":"own/days","fields":[
    {"name":"id","constraints":{"unique":true,"required":true}},
    {"name":"day","type":"date"},
    {"name":"price","type":"number"},
    {"name":"kind","constraints":{"enum":["a","b"]}}]}"#;

fn session(text: &str) -> Session<'static> {
    job(text.as_bytes().to_vec()).open(&mut |_, _, _| ControlFlow::Continue(()))
}

fn job(bytes: Vec<u8>) -> Job<'static> {
    let definition = Arc::new(ImportDefinition::parse(DEFINITION).unwrap());
    let input = Input { name: "file.csv".to_owned(), ..Input::default() };
    Job::new(vec![definition], Lang::En).file(input, Cursor::new(bytes))
}

/// The report, with or without a look at all rows before the check.
fn report(text: &str, whole_look: bool) -> serde_json::Value {
    let mut session = session(text);
    session.whole_look = whole_look;
    session.check(&mut |_, _, _| ControlFlow::Continue(()));
    session.files()[0].report(Lang::En)
}

/// A place that others can look at.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A cleaned file, if there is one.
type Cleaned = Option<(Account, Vec<u8>)>;

/// The cleaned file written along with the check, and the one written after it.
fn prepared(text: &str, rows: RowsInError) -> (Cleaned, Cleaned) {
    let shared = Shared::default();
    let output_of = shared.clone();
    let place = Box::new(move |_| {
        output_of.0.borrow_mut().clear();
        Box::new(output_of.clone()) as Box<dyn Write>
    });
    let job = job(text.as_bytes().to_vec()).prepared(rows, place);
    let mut session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let early = session.prepared(0, rows).map(|account| (account, shared.0.borrow().clone()));
    let mut out = Vec::new();
    let later = session.clean(0, rows, &mut out, &mut |_| (), &mut |_, _| ControlFlow::Continue(()));
    (early, later.ok().map(|account| (account, out)))
}

fn table(rows: &[(usize, String, String, String)]) -> String {
    let line =
        |(id, day, price, kind): &(usize, String, String, String)| format!("{id};{day};{price};{kind}\n");
    format!("id;day;price;kind\n{}", rows.iter().map(line).collect::<String>())
}

fn row() -> impl Strategy<Value = (usize, String, String, String)> {
    let day = prop_oneof![
        6 => Just("2025-03-14"), 3 => Just("04/05/2025"), 2 => Just("25/12/2025"), 1 => Just("12/25/2025"),
        1 => Just("soon"), 1 => Just(" 2025-03-14")
    ];
    let price = prop_oneof![
        6 => Just("12"), 3 => Just("1,200"), 3 => Just("1.200"), 2 => Just("12,5"), 1 => Just("12.5"), 1 => Just("x")
    ];
    let kind = prop_oneof![8 => Just("a"), 2 => Just("B"), 1 => Just("c")];
    (0_usize..400, day, price, kind).prop_map(|(i, d, p, k)| (i, d.to_owned(), p.to_owned(), k.to_owned()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The first hundred rows are of one kind, so that what they say is often wrong of the rest.
    #[test]
    fn what_first_rows_say_is_borne_out(first in row(), rest in proptest::collection::vec(row(), 0..40)) {
        let rows: Vec<_> = std::iter::repeat_n(first, 110).chain(rest).collect();
        let text = table(&rows);
        prop_assert_eq!(report(&text, false), report(&text, true));
    }

    #[test]
    fn what_is_written_along_is_what_is_written_later(rows in proptest::collection::vec(row(), 0..40)) {
        for mode in [RowsInError::Drop, RowsInError::Include, RowsInError::Block] {
            let (early, later) = prepared(&table(&rows), mode);
            if rows.is_empty() || early.is_some() {
                prop_assert_eq!(early, later);
            } else {
                // Only where nothing may be written is nothing ready.
                prop_assert_eq!(later, None);
            }
        }
    }
}

/// A file that begins with more plain letters than are looked at before the check begins.
#[test]
fn a_late_letter_in_another_encoding() {
    let reading = |last: &[u8]| {
        let mut bytes = b"id,day,price,kind\n".to_vec();
        (1..90_000).for_each(|id| bytes.extend(format!("{id},2025-01-01,1,a\n").into_bytes()));
        bytes.extend([b"90000,2025-01-01,1,", last, b"\n"].concat());
        let session = job(bytes).check(&mut |_, _, _| ControlFlow::Continue(()));
        let report = session.files()[0].report(Lang::En);
        let wrong = report["findings"].as_array().unwrap().iter().find(|f| f["cell"] == "D90001").unwrap();
        (report["reading"]["encoding"].clone(), report["records"]["onFile"].clone(), wrong["value"].clone())
    };
    let (encoding, records, value) = reading(b"caf\xe9");
    assert_eq!(encoding["value"], "windows-1252");
    assert_eq!((records, value), (90_000.into(), "café".into()));
    let (encoding, records, value) = reading("café".as_bytes());
    assert_eq!((&encoding["value"], &encoding["confidence"]), (&"utf-8".into(), &"sure".into()));
    assert_eq!(encoding["evidence"], "all letters of the file are valid in it");
    assert_eq!((records, value), (90_000.into(), "café".into()));
}

#[test]
fn a_late_date_that_contradicts_the_first_rows() {
    let rows = |last: &str| {
        let mut text = "id;day;price;kind\n1;25/12/2025;;a\n2;04/05/2025;;a\n".to_owned();
        (3..300).for_each(|id| text += &format!("{id};2025-01-01;;a\n"));
        text + &format!("300;{last};;a\n")
    };
    let codes = |text: &str| report(text, false)["groups"].to_string();
    assert!(codes(&rows("12/25/2025")).contains("ambiguous-date"));
    assert!(!codes(&rows("26/12/2025")).contains("ambiguous-date"));
}

/// The look at all rows that the check does without.
pub(crate) fn whole_look(book: &mut dyn Book, subject: &Subject<'_>) -> Box<Survey> {
    let mut edits = subject.edits.clone();
    Box::new(surveyed(book, subject, &mut edits, &mut |_, _| ControlFlow::Continue(())).unwrap())
}

/// A page takes a report as texts, and the findings of a long list in parts; together they are the report.
#[test]
fn the_parts_of_a_report_are_all_of_it() {
    let rows: String = (0..1200).map(|row| format!("{row},2025-01-01,x{row},c\n")).collect();
    let mut session =
        session(&format!("id,day,price,kind\n{rows}1200, 2025-01-01,“1”,é\n1201, 2025-01-01,1,a\n"));
    session.check(&mut |_, _, _| ControlFlow::Continue(()));
    let file = &session.files()[0];
    let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    let mut parts = Vec::new();
    let frame = file.report_in_parts(Lang::En, &mut |part| parts.push(read(part)));
    assert!(parts.len() > 2, "{} parts", parts.len());
    let mut together = read(&frame);
    together["findings"] = parts.iter().flat_map(|part| part.as_array().unwrap().clone()).collect();
    assert_eq!(together["changes"][0]["before"], " 2025-01-01");
    assert_eq!(together, file.report(Lang::En));
}
