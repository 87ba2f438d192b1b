//! What the targets share: a whole check of one file, as the page and the command line do it.

use import_checker::read::{Format, ReadError, Wishes, open};
use import_checker::{ImportDefinition, Input, Lang, RowsInError, Session, Verdict, builtin};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// The built-in imports.
pub fn definitions() -> Vec<Arc<ImportDefinition>> {
    static LOADED: OnceLock<Vec<Arc<ImportDefinition>>> = OnceLock::new();
    LOADED.get_or_init(|| builtin::definitions().expect("the built-in definitions are sound")).clone()
}

/// Reads and checks a file; whatever it is, there is an answer, and it is honest.
pub fn checked(bytes: Vec<u8>, import: Option<&str>) -> Option<Session<'static>> {
    let mut session = Session::new(definitions(), Lang::En);
    let input = Input { name: "file".to_owned(), import: import.map(str::to_owned), ..Input::default() };
    session.open(input, Box::new(Cursor::new(bytes)), &mut |_, _| ControlFlow::Continue(()));
    session.check(&mut |_, _, _| ControlFlow::Continue(()));
    is_honest(&session);
    Some(session)
}

/// Every record is accounted for, and a file is ready only if no error was found and all of it was checked.
pub fn is_honest(session: &Session<'_>) {
    for file in session.files() {
        let records = file.records();
        assert_eq!(records.on_file, records.ready + records.in_error + records.skipped);
        if file.verdict() == Verdict::Ready {
            let report = file.report(Lang::En);
            let all = report["findings"].as_array().expect("a report has findings");
            assert!(all.iter().all(|finding| finding["severity"] != "error"), "ready with an error: {report:#}");
            assert_eq!(report["notChecked"].as_array().map(Vec::len), Some(0));
        }
    }
}

/// Reads, checks and cleans a file. Returns the cleaned file, if there is one.
pub fn check(bytes: Vec<u8>, import: Option<&str>) -> Option<Vec<u8>> {
    let mut session = checked(bytes, import)?;
    let mut go_on = |_, _| ControlFlow::Continue(());
    let mut cleaned = Vec::new();
    let account = session.clean(0, RowsInError::Drop, &mut cleaned, &mut |_| {}, &mut go_on).ok()?;
    assert_eq!(account.read, account.written + account.left_out, "a row is neither written nor left out");
    Some(cleaned)
}

/// Files packed into an archive without compression, so that the fuzzer's bytes reach the reader as they are.
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
    pub fn new(source: Cursor<Vec<u8>>, steps: &[usize]) -> Drip {
        Drip { source, steps: steps.to_vec(), next: 0 }
    }
}

impl Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let step = self.steps.get(self.next).copied().unwrap_or(usize::MAX);
        self.next = (self.next + 1) % self.steps.len().max(1);
        let length = buffer.len().min(step);
        self.source.read(&mut buffer[..length])
    }
}

impl Seek for Drip {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

/// A few lengths of pieces, none of them zero.
pub fn steps(bytes: &[u8]) -> Vec<usize> {
    bytes.iter().take(4).map(|byte| usize::from(*byte) + 1).collect()
}

/// The format and all shown texts of the first sheet, or what was refused.
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
