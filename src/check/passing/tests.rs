//! Lines against rows: nothing that anybody sees may differ.

use crate::ImportDefinition;
use crate::RowsInError;
use crate::check::file::{Filter, Input};
use crate::edits::{Decision, Edits, TextEdit};
use crate::problem::lang::Lang;
use crate::read::{RECORD_BY_RECORD, Wishes};
use crate::session::Job;
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

thread_local! {
    /// Every line is made a row.
    pub(super) static ONE_BY_ONE: Cell<bool> = const { Cell::new(false) };
    /// How many lines were taken without.
    pub(super) static TAKEN: Cell<usize> = const { Cell::new(0) };
    /// In how many of these some cells were judged.
    pub(super) static JUDGED: Cell<usize> = const { Cell::new(0) };
}

const FIELDS: &str = r#"{"name":"id","constraints":{"required":true}},
    {"name":"name","constraints":{"maxLength":9}}, {"name":"mail","format":"email"}, {"name":"day","type":"date"},
    {"name":"price","type":"number","constraints":{"minimum":-4}}, {"name":"kind","constraints":{"required":true,"enum":["a","bé"]}},
    {"name":"code","format":"reference"}, {"name":"note"}"#;

const HEADINGS: [&str; 8] = ["id", "name", "mail", "day", "price", "kind", "code", "note"];

/// What is asked beside the fields.
const MORE: [&str; 5] = [
    "",
    r#","uniqueKeys":[["id"]]"#,
    r#","uniqueKeys":[["name","day"],["mail"]],"missingValues":["","-"]"#,
    r#","uniqueKeys":[["code"]]"#,
    r#","rules":[{"rule":"required","fields":["note"],"when":{"kind":"a"}}]"#,
];

/// A source that gives so many bytes at a time.
struct Drip(Cursor<Vec<u8>>, usize);

impl Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

impl Seek for Drip {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// A place that others can look at.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file, and what is said about it.
#[derive(Clone, Debug)]
struct Given {
    bytes: Vec<u8>,
    piece: usize,
    definition: String,
    input: Input,
    mode: RowsInError,
    /// The cleaned file is written along with the check.
    prepared: bool,
}

/// Everything that the check of a file tells.
fn told(given: &Given, one_by_one: bool) -> (serde_json::Value, Vec<String>) {
    ONE_BY_ONE.set(one_by_one);
    RECORD_BY_RECORD.set(one_by_one);
    let definition = Arc::new(ImportDefinition::parse(&given.definition).unwrap());
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let source = Drip(Cursor::new(given.bytes.clone()), given.piece);
    let shared = Shared::default();
    let output_of = shared.clone();
    let place = Box::new(move |_| {
        output_of.0.borrow_mut().clear();
        Box::new(output_of.clone()) as Box<dyn Write>
    });
    let job = Job::new(vec![definition], Lang::En).file(given.input.clone(), source);
    let mut steps = Vec::new();
    let job = if given.prepared { job.prepared(given.mode, place) } else { job };
    let mut session = job.check(&mut |_, step, count| {
        steps.push((step, count));
        ControlFlow::Continue(())
    });
    let mut all = vec![format!("{steps:?}")];
    all.push(format!(
        "{:?} {:?}",
        session.prepared(0, given.mode),
        String::from_utf8_lossy(&shared.0.borrow())
    ));
    for mode in [RowsInError::Drop, RowsInError::Include, RowsInError::Block] {
        let (mut out, mut changes) = (Vec::new(), Vec::new());
        let account = session.clean(0, mode, &mut out, &mut |change| changes.push(change()), go_on).ok();
        all.push(format!("{account:?} {changes:?} {:?}", String::from_utf8_lossy(&out)));
    }
    for filter in [Filter::All, Filter::Errors, Filter::Warnings, Filter::Changed] {
        all.push(format!("{:?}", session.window(0, &filter, 0, 40)));
        all.push(format!("{:?}", session.window(0, &filter, 30, 20)));
    }
    let file = &session.files()[0];
    if let Some(checked) = &file.checked {
        all.push(format!("{:?} {:?} {:?}", checked.rows, checked.states, checked.survey));
        all.push(format!("{:?} {:?} {:?}", checked.changed, checked.warned, checked.nodes));
    }
    (file.report(Lang::En), all)
}

fn cell(column: usize) -> BoxedStrategy<String> {
    let usual: BoxedStrategy<String> = match column {
        0 => "[1-9][0-9]?|R[0-9]{2}".boxed(),
        1 => prop_oneof![4 => "[A-C][a-c]{1,3}", 1 => Just("Zoé".to_owned()), 1 => Just("Total".to_owned())]
            .boxed(),
        2 => "|[ab]{1,2}@[ab]{2}\\.org".boxed(),
        3 => "|2025-0[1-9]-[12][0-9]".boxed(),
        4 => "|[1-9][0-9]?|[1-9]\\.[0-9]{2}".boxed(),
        5 => "a|bé".boxed(),
        6 => "|0?[1-9][0-9]{2}".boxed(),
        _ => prop_oneof![3 => "|step [0-9]|[a-c]{1,3}", 1 => "[a-c ],[a-cé ]{1,2}"].boxed(),
    };
    let odd = prop_oneof![
        " [a-c]{0,2}",
        "[a-c]{0,2} ",
        "[=+@'-][a-c1]{0,2}",
        Just("Ã©".to_owned()),
        Just("漢字".to_owned()),
        Just("25/12/2024".to_owned()),
        Just("04/05/2025".to_owned()),
        Just("1,5".to_owned()),
        Just("1.200".to_owned()),
        Just("A".to_owned()),
        Just("-".to_owned()),
        Just("null".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{feff}x".to_owned()),
        Just("\u{fffd}".to_owned()),
        Just("a\"b".to_owned()),
        Just("a\nb".to_owned()),
        Just("#N/A".to_owned()),
        Just("\r".to_owned()),
        Just(HEADINGS[column].to_owned()),
        Just(String::new()),
    ];
    prop_oneof![60 => usual, 1 => odd].boxed()
}

/// The headings in an order that begins with another one.
fn turned_headings(turned: usize) -> [&'static str; 8] {
    let mut headings = HEADINGS;
    headings.rotate_left(turned);
    headings
}

/// A cell that is changed, warned about or refused.
fn wrong(column: usize) -> BoxedStrategy<String> {
    let own: BoxedStrategy<String> = match column {
        0 => "0[1-9]|1,000|null".boxed(),
        1 => "[A-C][a-c]{9,12}|[A-C]  [a-c]".boxed(),
        2 => "[ab] at b\\.org|[ab]@b|mailto:a@bb\\.org".boxed(),
        3 => "[0-3][0-9]/[01][0-9]/2025|[1-9]\\.[1-9]\\.25|2025-02-30".boxed(),
        4 => "[1-9],[0-9]{2}|-[5-9]|[1-9] [0-9]{3}|1\\.200|many".boxed(),
        5 => "A|BÉ|c|be".boxed(),
        6 => "[1-9][0-9]{2}\\.0|1\\.2E\\+5|2025-01-02".boxed(),
        _ => "&amp;|=[a-c]1|[a-c]\u{a0}[a-c]|[a-c], \t[a-c]".boxed(),
    };
    let blank = "[ \u{a0}\u{200b}]{1,2}";
    let outer = cell(column).prop_map(|text| format!(" {text}"));
    let inner = cell(column).prop_map(|text| format!("{text} "));
    prop_oneof![4 => own, 1 => blank, 1 => outer, 1 => inner].boxed()
}

/// A line of the file, mostly a row with all of its cells.
fn line(delimiter: char, turned: usize) -> BoxedStrategy<String> {
    let cells = (0..HEADINGS.len()).map(cell).collect::<Vec<_>>();
    // In some lines each cell has its own way to be wrong, or odd.
    let wrongs = (0..HEADINGS.len()).map(|column| prop_oneof![3 => cell(column), 1 => wrong(column)].boxed());
    let cells = prop_oneof![6 => cells, 1 => wrongs.collect::<Vec<_>>()];
    let row = (cells, proptest::bool::weighted(0.1)).prop_map(move |(cells, all_quoted)| {
        let written = |cell: &String| {
            let quoted = all_quoted || cell.contains([delimiter, '"', '\n', '\r']);
            if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let mut cells = cells.iter().map(written).collect::<Vec<_>>();
        cells.rotate_left(turned);
        cells.join(&delimiter.to_string())
    });
    let headings = turned_headings(turned).join(&delimiter.to_string());
    let odd = prop_oneof![
        Just(String::new()),
        Just(headings),
        Just("-----".to_owned()),
        Just("(2 rows affected)".to_owned()),
        Just(format!("Total{delimiter}{delimiter}4")),
        Just(delimiter.to_string().repeat(7)),
        Just("a\"b".to_owned()),
        Just("1".to_owned()),
        Just(delimiter.to_string().repeat(9) + "x"),
        Just("\u{1a}".to_owned()),
    ];
    prop_oneof![40 => row, 1 => odd].boxed()
}

/// The text in an encoding, or as UTF-8 where it has characters that are not in it.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "bom" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "utf-16" => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "windows-1252" => {
            let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
            if lost { text.as_bytes().to_vec() } else { bytes.into_owned() }
        }
        _ => text.as_bytes().to_vec(),
    }
}

fn given() -> impl Strategy<Value = Given> {
    let delimiter = prop_oneof![4 => Just(','), 1 => Just(';'), 1 => Just('\t')];
    let ends = prop_oneof![4 => Just(["\n"; 2]), 3 => Just(["\r\n"; 2]), 1 => Just(["\n", "\r\n"]), 1 => Just(["\n", "\r"])];
    let encoding =
        prop_oneof![5 => Just(""), 1 => Just("bom"), 1 => Just("utf-16"), 2 => Just("windows-1252")];
    let piece = prop_oneof![3 => Just(usize::MAX), 1 => 1..400_usize];
    let mode = prop_oneof![Just(RowsInError::Drop), Just(RowsInError::Include), Just(RowsInError::Block)];
    let edit = proptest::option::weighted(0.1, (2..40_u32, 0..8_u32, "[ab1]{0,2}"));
    // With columns in another order than that of the import, lines are taken only where nothing is written along.
    let turned = prop_oneof![4 => Just(0), 1 => 1..HEADINGS.len()];
    let lines = (delimiter, turned).prop_flat_map(|(delimiter, turned)| {
        let lines = proptest::collection::vec(line(delimiter, turned), 0..90);
        (Just(delimiter), Just(turned), lines)
    });
    let file = (lines, ends, encoding, proptest::bool::weighted(0.8));
    (file, 0..MORE.len(), prop_oneof!["\n", "\r\n"], piece, mode, edit, proptest::bool::weighted(0.1)).prop_map(
        |(((delimiter, turned, lines), ends, encoding, ended), more, terminator, piece, mode, edit, decided)| {
            let mut text = turned_headings(turned).join(&delimiter.to_string());
            for (index, line) in lines.iter().enumerate() {
                text += ends[usize::from(index % 7 == 3)];
                text += line;
            }
            text += if ended { ends[0] } else { "" };
            let terminator = terminator.replace('\r', "\\r").replace('\n', "\\n");
            let definition = format!(
                r#"{{"name":"own/lines","dialect":{{"lineTerminator":"{terminator}"}},"fields":[{FIELDS}]{}}}"#,
                MORE[more]
            );
            let edits = edit.map(|(row, column, text)| TextEdit { row, column, text });
            let decision =
                Decision { code: "V110".to_owned(), field: None, value: None, accept: false, choice: None };
            let edits = Edits {
                texts: edits.into_iter().collect(),
                decisions: if decided { vec![decision] } else { Vec::new() },
                ..Edits::default()
            };
            let wishes = Wishes { delimiter: Some(delimiter), ..Wishes::default() };
            let input = Input { name: "file.csv".to_owned(), edits, wishes, ..Input::default() };
            Given { bytes: encoded(&text, encoding), piece, definition, input, mode, prepared: turned == 0 }
        },
    )
}

#[test]
fn lines_tell_what_rows_tell() {
    let taken = Cell::new((0, 0, 0));
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let compared = runner.run(&given(), |given| {
        TAKEN.set(0);
        JUDGED.set(0);
        let by_lines = told(&given, false);
        let (lines, judged, files) = taken.get();
        taken.set((lines + TAKEN.get(), judged + JUDGED.get(), files + usize::from(TAKEN.get() > 0)));
        prop_assert_eq!(by_lines, told(&given, true));
        Ok(())
    });
    compared.unwrap();
    // Not only rows were compared.
    let (lines, judged, files) = taken.get();
    let said = format!("{lines} lines, {judged} of them judged in part, of {files} files");
    assert!(lines > 2_000 && judged > 500 && files > 100, "{said}");
}
