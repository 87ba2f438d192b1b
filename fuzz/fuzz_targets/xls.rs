//! The records of an old binary workbook inside a sound container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};

fuzz_target!(|records: &[u8]| {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    let mut stream = container.create_stream("/Workbook").expect("the name is free");
    stream.write_all(records).expect("memory takes it");
    drop(stream);
    container.flush().expect("memory takes it");
    import_checker_fuzz::check(container.into_inner().into_inner(), None);
});
