//! What the targets share: a whole check of one file, as the page and the command line do it.

use import_checker::{ImportDefinition, Input, Lang, RowsInError, Session, builtin};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

/// The built-in imports.
pub fn definitions() -> Vec<Arc<ImportDefinition>> {
    static LOADED: OnceLock<Vec<Arc<ImportDefinition>>> = OnceLock::new();
    LOADED.get_or_init(|| builtin::definitions().expect("the built-in definitions are sound")).clone()
}

/// Reads, checks and cleans a file; whatever it is, there is an answer. Returns the cleaned file, if there is one.
pub fn check(bytes: Vec<u8>, import: Option<&str>) -> Option<Vec<u8>> {
    let mut session = Session::new(definitions(), Lang::En);
    let input = Input { name: "file".to_owned(), import: import.map(str::to_owned), ..Input::default() };
    let mut go_on = |_, _| ControlFlow::Continue(());
    let file = session.open(input, Box::new(Cursor::new(bytes)), &mut go_on);
    session.check(&mut |_, _, _| ControlFlow::Continue(()));
    let mut cleaned = Vec::new();
    let account = session.clean(file, RowsInError::Drop, &mut cleaned, &mut |_| {}, &mut go_on).ok()?;
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
