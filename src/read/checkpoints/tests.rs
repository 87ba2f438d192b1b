//! What is read from the middle is what is read from the top, and no more than that is read.

use super::super::guess::HowMuch;
use super::super::text::{self, TextBook};
use super::super::{Book, Wishes};
use super::*;
use crate::table::{Marks, Row};
use proptest::prelude::*;
use std::cell::Cell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

/// A source that gives out as many bytes at a time as a list says, over and over, and counts them.
struct Short<'a> {
    inner: Cursor<Vec<u8>>,
    steps: Vec<usize>,
    next: usize,
    given: &'a Cell<usize>,
}

impl Read for Short<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.next += 1;
        let step = self.steps[self.next % self.steps.len()].clamp(1, buffer.len());
        let count = self.inner.read(&mut buffer[..step])?;
        self.given.set(self.given.get() + count);
        Ok(count)
    }
}

impl Seek for Short<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

fn book<'a>(bytes: &[u8], steps: &[usize], wishes: &Wishes, given: &'a Cell<usize>) -> Option<TextBook<'a>> {
    let source = Short { inner: Cursor::new(bytes.to_vec()), steps: steps.to_vec(), next: 0, given };
    text::open(Box::new(source), wishes, HowMuch::Early, &mut |_| ControlFlow::Continue(())).ok()
}

type Line = (u32, u64, Vec<(String, Marks)>);

/// The rows that `read` pushes, and why it ended.
fn rows(
    read: impl FnOnce(&mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), super::super::ReadError>,
) -> (Vec<Line>, Option<&'static str>) {
    let mut rows = Vec::new();
    let result = read(&mut |row| {
        let cells = row.cells().map(|cell| (cell.shown.to_owned(), cell.marks));
        rows.push((row.number, row.line, cells.collect()));
        ControlFlow::Continue(())
    });
    (rows, result.err().map(|e| e.problem.name))
}

/// Every encoding is decoded in a way of its own: those that are passed, those with a rest, with a table, with letters
/// that only their own decoder knows, and those whose bytes depend on others far away.
const ENCODINGS: [&str; 15] = [
    "",
    "utf-8",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "windows-1252",
    "ibm850",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-jp",
    "euc-kr",
    "iso-2022-jp",
    "iso-2022-kr",
];

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf-32le" => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        "utf-32be" => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        other => match encoding_rs::Encoding::for_label(other.as_bytes()) {
            Some(web) => web.encode(text).0.into_owned(),
            None => text.as_bytes().to_vec(),
        },
    }
}

/// Pieces of a file, from what is ordinary to what no program should write.
fn piece() -> impl Strategy<Value = String> {
    let odd = ["\0", "\u{feff}", "\u{fffd}", "\u{1b}", "\u{e}", "\u{f}", "\u{1b}$B"];
    let usual = [
        "a",
        "12",
        "é",
        "日本",
        "한국",
        "𝄞",
        ";",
        ",",
        ",",
        "\t",
        "\"\"",
        "\",\"",
        "\"",
        "\"x\r\ny\"",
        "x\"y",
    ];
    let ends = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"];
    prop_oneof![
        8 => prop::sample::select(usual.to_vec()),
        1 => prop::sample::select(odd.to_vec()),
        5 => prop::sample::select(ends.to_vec()),
    ]
    .prop_map(str::to_owned)
}

/// The bytes of a file, a few of them damaged.
fn file() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let starts =
        prop::sample::select(vec!["", "", "\u{feff}", "sep=;\r\n", "\u{feff}sep=,\n", "\n", "a,b\n"]);
    let text = proptest::collection::vec(piece(), 0..120);
    let damage = proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4);
    (prop::sample::select(ENCODINGS.to_vec()), starts, text, damage).prop_map(
        |(encoding, start, text, damage)| {
            let mut bytes = encode(&format!("{start}{}", text.concat()), encoding);
            for (at, byte) in damage {
                let length = bytes.len().max(1);
                bytes.get_mut(at % length).into_iter().for_each(|place| *place = byte);
            }
            (encoding, bytes)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn rows_from_the_middle_are_those_from_the_top(
        (encoding, bytes) in file(),
        delimiter in prop::sample::select(vec![None, Some(','), Some(';'), Some('\t')]),
        steps in proptest::collection::vec(1_usize..40, 1..4),
        distance in 1_u64..60,
    ) {
        let encoding = (!encoding.is_empty()).then(|| encoding.to_owned());
        let wishes = Wishes { encoding, delimiter, ..Wishes::default() };
        let given = Cell::new(0);
        let Some(mut book) = book(&bytes, &steps, &wishes, &given) else { return Ok(()) };
        book.checkpoints.distance = distance;
        let mut whole = rows(|reporter| book.rows(0, reporter));
        if book.rethink(&wishes, &mut |_| ControlFlow::Continue(())).unwrap() {
            prop_assert!(book.checkpoints.places.is_empty());
            book.checkpoints.distance = distance;
            whole = rows(|reporter| book.rows(0, reporter));
        }
        let found = (format!("{:?}", book.findings(0)), book.complete(0));
        let last = whole.0.last().map_or(0, |row| row.0);
        for first in (0..=last + 1).rev() {
            let expected: Vec<Line> = whole.0.iter().filter(|row| row.0 >= first).cloned().collect();
            let read = rows(|reporter| book.rows_from(0, first, reporter));
            prop_assert_eq!(read, (expected, whole.1), "from row {}", first);
        }
        prop_assert_eq!(found, (format!("{:?}", book.findings(0)), book.complete(0)));
    }
}

/// Rows that are told apart, with letters that most encodings have and a record over two lines now and then.
fn table(count: u32) -> String {
    let row = |i| if i % 7 == 3 { format!("{i},\"Éa\n日\",x\r\n") } else { format!("{i},Éa,日\r\n") };
    (1..=count).map(row).collect()
}

#[test]
fn what_stands_before_is_not_read_again() {
    for encoding in ENCODINGS {
        let bytes = encode(&table(3_000), encoding);
        let wishes =
            Wishes { encoding: Some(encoding.to_owned()).filter(|e| !e.is_empty()), ..Wishes::default() };
        let given = Cell::new(0);
        let mut book = book(&bytes, &[100], &wishes, &given).unwrap();
        book.checkpoints.distance = 500;
        let whole = rows(|reporter| book.rows(0, reporter));
        assert_eq!((whole.0.len(), whole.1), (3_000, None), "{encoding}");
        let stateful = encoding.starts_with("iso-2022");
        assert_eq!(book.checkpoints.places.is_empty(), stateful, "{encoding}");
        for first in [1, 2, 700, 1_501, 2_990] {
            given.set(0);
            let mut read = None;
            let stop = &mut |row: &Row| {
                read = Some(row.number);
                ControlFlow::Break(())
            };
            book.rows_from(0, first, stop).unwrap();
            assert_eq!(read, Some(first), "{encoding}");
            assert!(stateful || given.get() < 2_000, "{encoding}: {} bytes for row {first}", given.get());
        }
    }
}

/// What was noted on the way to the letter that is not UTF-8 was noted of another reading.
#[test]
fn another_reading_has_checkpoints_of_its_own() {
    let mut bytes = encode(&"1,plain,nothing but plain words here\n".repeat(40_000), "");
    bytes.extend(b"2,caf\xe9,\n");
    let (wishes, given) = (Wishes::default(), Cell::new(0));
    let mut book = book(&bytes, &[CHUNK], &wishes, &given).unwrap();
    assert_eq!(rows(|reporter| book.rows(0, reporter)).1, Some("file-not-readable"));
    assert!(!book.checkpoints.places.is_empty());
    assert!(book.rethink(&wishes, &mut |_| ControlFlow::Continue(())).unwrap());
    assert!(book.checkpoints.places.is_empty());
    let whole = rows(|reporter| book.rows(0, reporter));
    assert!(!book.checkpoints.places.is_empty());
    let last = rows(|reporter| book.rows_from(0, 40_001, reporter));
    assert_eq!((last.0.as_slice(), last.1), (&whole.0[40_000..], None));
}

#[test]
fn there_are_never_many_and_they_stay_even() {
    let mut checkpoints = Checkpoints::new();
    checkpoints.distance = 10;
    for number in 1..100_000 {
        checkpoints.note(u64::from(number) * 3, 5, number, 0);
        checkpoints.note(u64::from(number) * 3 + 1_000, 5, 1, 0);
        assert!(checkpoints.places.len() <= MOST);
    }
    let places = &checkpoints.places;
    assert!(places.len() >= MOST / 2, "{}", places.len());
    let gaps = |of: &dyn Fn(&[Checkpoint]) -> u64| places.windows(2).map(of).max().unwrap();
    assert!(gaps(&|pair| pair[1].source - pair[0].source) <= 2 * checkpoints.distance);
    for first in [0, 1, 2, 77, 50_000, 200_000] {
        let before = checkpoints.before(first).map_or(0, |place| place.number);
        let next =
            places.iter().map(|place| place.number).find(|number| *number > before).unwrap_or(u32::MAX);
        assert!(before < first.max(1) && first <= next, "{before} {first} {next}");
    }
}
