//! Records of delimited text: the same rows as the csv crate reads, however the bytes come in.
#![no_main]

use import_checker::read::{Format, Wishes};
use import_checker_fuzz::{rows, steps};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, Vec<u8>, &str)| {
    let delimiter = [',', ';', '\t', '|'][usize::from(input.0 % 4)];
    // A head that leaves no doubt about what the file is.
    let text = format!("a{delimiter}b\n{}", input.2);
    let wishes =
        Wishes { delimiter: Some(delimiter), encoding: Some("utf-8".to_owned()), ..Wishes::default() };
    let whole = rows(text.as_bytes(), &wishes, &[]);
    let cut = rows(text.as_bytes(), &wishes, &steps(&input.1));
    assert_eq!(whole, cut, "where the bytes are cut plays a part");
    let Ok((Format::Csv, ours)) = whole else { return };
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter as u8);
    let mut reader = reader.from_reader(text.as_bytes());
    let theirs: Vec<Vec<String>> =
        reader.records().map_while(Result::ok).map(|r| r.iter().map(str::to_owned).collect()).collect();
    assert_eq!(ours, theirs);
});
