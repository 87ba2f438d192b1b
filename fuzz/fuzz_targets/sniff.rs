//! What a file is and how it is to be read: any bytes get one and the same answer, however they come in, and text that
//! is shown holds no letter that was put in for bytes without a meaning unless somebody is asked or told.
#![no_main]

use import_checker::read::{Confidence, Format, Wishes, open};
use import_checker_fuzz::{Drip, rows, steps};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;
use std::ops::ControlFlow;

fuzz_target!(|input: (Vec<u8>, &[u8])| {
    let (cuts, bytes) = input;
    let wishes = Wishes::default();
    let whole = rows(bytes, &wishes, &[]);
    assert_eq!(whole, rows(bytes, &wishes, &steps(&cuts)), "where the bytes are cut plays a part");
    let Ok((Format::Csv, _)) = whole else { return };
    let source = Drip::new(Cursor::new(bytes.to_vec()), &[]);
    let Ok(mut book) = open(Box::new(source), &wishes, &mut |_| ControlFlow::Continue(())) else { return };
    let mut replaced = false;
    let read = book.rows(0, &mut |row| {
        replaced |= row.cells().any(|cell| cell.shown.contains('\u{fffd}'));
        ControlFlow::Continue(())
    });
    let asked = book.text().is_some_and(|text| text.encoding.confidence == Confidence::Ask);
    let told = !book.findings(0).counts().is_empty();
    assert!(!replaced || asked || told || read.is_err(), "U+FFFD without a word");
});
