//! What a stranger may send, in many broken forms: the targets, and what must hold of every answer.
//!
//! [`targets::TARGETS`] lists them. Each takes any bytes, makes of them what it is about (a file, a sheet inside a sound
//! workbook, a definition, two files) and panics when something does not hold. They run in three ways: over the kept
//! files of `seeds/` and damaged copies of them in every test run, with memory counted (`tests/seeds.rs`); led by what
//! they reach, for as long as somebody likes (`cargo xtask fuzz`); and as WebAssembly (`cargo xtask fuzz-wasm`).

// What does not hold is told by a panic.
#![allow(clippy::expect_used, clippy::panic)]

pub mod damage;
pub mod growth;
pub mod targets;

pub use targets::xlsx_of;

use import_checker::read::{Format, ReadError, Wishes, open};
use import_checker::{ImportDefinition, Input, Job, Lang, RowsInError, Session, Verdict, builtin};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// The built-in imports.
#[must_use]
pub fn definitions() -> Vec<Arc<ImportDefinition>> {
    static LOADED: OnceLock<Vec<Arc<ImportDefinition>>> = OnceLock::new();
    LOADED.get_or_init(|| builtin::definitions().expect("the built-in definitions are sound")).clone()
}

/// Reads and checks a file; whatever it is, there is an answer, and it is honest.
#[must_use]
pub fn checked(bytes: Vec<u8>, import: Option<&str>) -> Session<'static> {
    let input = Input { name: "file".to_owned(), import: import.map(str::to_owned), ..Input::default() };
    let job = Job::new(definitions(), Lang::En).file(input, Cursor::new(bytes.clone()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    is_honest(&session);
    accounts_for_every_row(&session, &bytes);
    session
}

/// Every record is accounted for, and a file is ready only if no error was found and all of it was checked.
pub fn is_honest(session: &Session<'_>) {
    for file in session.files() {
        let records = file.records();
        assert_eq!(records.on_file, records.ready + records.in_error + records.skipped);
        if file.verdict() == Verdict::Ready {
            let report = file.report(Lang::En);
            let all = report["findings"].as_array().expect("a report has findings");
            assert!(
                all.iter().all(|finding| finding["severity"] != "error"),
                "ready with an error: {report:#}"
            );
            assert_eq!(report["notChecked"].as_array().map(Vec::len), Some(0));
            let told = rows_without_record(&report);
            assert_eq!(records.on_file, records.ready + told, "ready, and not all records are: {report:#}");
        }
    }
}

/// Findings about rows that are no records: repeated headings, and what programs print between the records. They count as
/// rows that were left out.
const NO_RECORDS: [&str; 2] = ["R110", "R310"];

fn rows_without_record(report: &serde_json::Value) -> u64 {
    NO_RECORDS.iter().filter_map(|code| report["counts"][*code].as_u64()).sum()
}

/// Of a file that is ready, every row below the headings that shows something is a record or was told of.
fn accounts_for_every_row(session: &Session<'_>, bytes: &[u8]) {
    let Some(file) = session.files().first().filter(|file| file.verdict() == Verdict::Ready) else { return };
    let report = file.report(Lang::En);
    let header = report["reading"]["headerRow"]["value"].as_u64().expect("the headings have a place");
    let mut go_on = |_| ControlFlow::Continue(());
    let opened = open(Box::new(Cursor::new(bytes.to_vec())), &Wishes::default(), &mut go_on);
    let Ok(mut book) = opened else { panic!("ready, and cannot be read: {report:#}") };
    let chosen = report["reading"]["sheet"]["value"].as_str().unwrap_or_default();
    let sheet = book.sheets().iter().position(|sheet| sheet.name == chosen).unwrap_or(0);
    let mut rows = 0_u64;
    let read = book.rows(sheet, &mut |row| {
        rows += u64::from(u64::from(row.number) > header && !row.is_blank());
        ControlFlow::Continue(())
    });
    assert!(read.is_ok(), "ready, and cannot be read to its end");
    assert_eq!(rows, file.records().on_file, "rows that nobody speaks of: {report:#}");
}

/// Reads, checks and cleans a file. Returns the cleaned file, if there is one.
#[must_use]
pub fn cleaned(bytes: Vec<u8>, import: Option<&str>) -> Option<Vec<u8>> {
    let mut session = checked(bytes, import);
    let mut go_on = |_, _| ControlFlow::Continue(());
    let mut cleaned = Vec::new();
    let account = session.clean(0, RowsInError::Drop, &mut cleaned, &mut |_| {}, &mut go_on).ok()?;
    assert_eq!(account.read, account.written + account.left_out, "a row is neither written nor left out");
    Some(cleaned)
}

/// Files packed into an archive without compression, so that the bytes of a target reach the reader as they are.
#[must_use]
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, stored).expect("a name is accepted");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// A source that hands out its bytes in pieces of the given lengths, over and over; all at once without any.
pub struct Drip {
    source: Cursor<Vec<u8>>,
    steps: Vec<usize>,
    next: usize,
}

impl Drip {
    /// A source over `source` that hands out at most `steps[0]` bytes at the first call, and so on.
    #[must_use]
    pub fn new(source: Cursor<Vec<u8>>, steps: &[usize]) -> Drip {
        Drip { source, steps: steps.to_vec(), next: 0 }
    }
}

impl Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let step = self.steps.get(self.next).copied().unwrap_or(usize::MAX);
        self.next = (self.next + 1) % self.steps.len().max(1);
        let length = buffer.len().min(step);
        self.source.read(buffer.get_mut(..length).unwrap_or_default())
    }
}

impl Seek for Drip {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

/// A few lengths of pieces, none of them zero.
#[must_use]
pub fn steps(bytes: &[u8]) -> Vec<usize> {
    bytes.iter().take(4).map(|byte| usize::from(*byte) + 1).collect()
}

/// The format and all shown texts of the first sheet, or the name of what was refused.
///
/// # Errors
/// The file is refused.
pub fn rows(
    bytes: &[u8],
    wishes: &Wishes,
    steps: &[usize],
) -> Result<(Format, Vec<Vec<String>>), &'static str> {
    let source = Drip::new(Cursor::new(bytes.to_vec()), steps);
    let refused = |error: ReadError| error.problem.name;
    let mut book = open(Box::new(source), wishes, &mut |_| ControlFlow::Continue(())).map_err(refused)?;
    let mut rows = Vec::new();
    let read = book.rows(0, &mut |row| {
        rows.push(row.cells().map(|cell| cell.shown.to_owned()).collect());
        ControlFlow::Continue(())
    });
    read.map_err(refused)?;
    Ok((book.format(), rows))
}
