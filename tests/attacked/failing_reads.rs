//! Files whose reading fails in the middle.

use super::*;

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
