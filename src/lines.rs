//! Rows out as delimited text: quoted where needed and nowhere else.
//!
//! Writes what the `csv` crate writes (a test compares them), and lines that are ready as they are.

use memchr::memchr3;
use std::io::{self, Write};

/// Bytes collected before they are handed on.
const FULL: usize = 1 << 16;

/// Writes records line by line.
pub(crate) struct Lines<'o> {
    out: &'o mut dyn Write,
    buffer: Vec<u8>,
    delimiter: u8,
    terminator: String,
}

impl<'o> Lines<'o> {
    pub(crate) fn new(out: &'o mut dyn Write, delimiter: u8, terminator: &str) -> Lines<'o> {
        let terminator = if terminator.is_empty() { "\n" } else { terminator }.to_owned();
        Lines { out, buffer: Vec::with_capacity(FULL + FULL / 4), delimiter, terminator }
    }

    /// Writes one record.
    pub(crate) fn record(&mut self, texts: impl Iterator<Item = impl AsRef<str>>) -> io::Result<()> {
        let start = self.buffer.len();
        for (index, text) in texts.enumerate() {
            if index > 0 {
                self.buffer.push(self.delimiter);
            }
            self.field(text.as_ref());
        }
        self.end_record(start)
    }

    /// Writes one record; the cells that are said to be ready go out as they are.
    pub(crate) fn mixed<'t>(&mut self, cells: impl Iterator<Item = (&'t str, bool)>) -> io::Result<()> {
        let start = self.buffer.len();
        for (index, (text, ready)) in cells.enumerate() {
            if index > 0 {
                self.buffer.push(self.delimiter);
            }
            if ready {
                self.buffer.extend_from_slice(text.as_bytes());
            } else {
                self.field(text);
            }
        }
        self.end_record(start)
    }

    fn end_record(&mut self, start: usize) -> io::Result<()> {
        // A line with nothing in it would be no record at all.
        if self.buffer.len() == start {
            self.buffer.extend_from_slice(b"\"\"");
        }
        self.end()
    }

    /// Writes a record that is a line already.
    pub(crate) fn line(&mut self, line: &str) -> io::Result<()> {
        self.buffer.extend_from_slice(line.as_bytes());
        self.end()
    }

    fn field(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if memchr3(self.delimiter, b'"', b'\n', bytes).is_none() && !bytes.contains(&b'\r') {
            self.buffer.extend_from_slice(bytes);
            return;
        }
        self.buffer.push(b'"');
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.buffer.extend_from_slice(b"\"\"");
            }
            self.buffer.extend_from_slice(part.as_bytes());
        }
        self.buffer.push(b'"');
    }

    fn end(&mut self) -> io::Result<()> {
        match self.terminator.as_bytes() {
            [only] => self.buffer.push(*only),
            terminator => self.buffer.extend_from_slice(terminator),
        }
        if self.buffer.len() >= FULL { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Hands on what is left.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> bool {
        !text.contains([',', ';', '"', '\r', '\n'])
    }

    proptest! {
        #[test]
        fn cells_that_are_ready_need_no_look(
            rows in proptest::collection::vec(proptest::collection::vec("[a;,\" é]{0,3}", 1..4), 0..5)
        ) {
            let (mut quick, mut simple) = (Vec::new(), Vec::new());
            let (mut ours, mut theirs) =
                (Lines::new(&mut quick, b',', "\n"), Lines::new(&mut simple, b',', "\n"));
            for row in &rows {
                ours.mixed(row.iter().map(|text| (text.as_str(), plain(text)))).unwrap();
                theirs.record(row.iter()).unwrap();
            }
            ours.finish().unwrap();
            theirs.finish().unwrap();
            prop_assert_eq!(quick, simple);
        }

        #[test]
        fn the_csv_crate_writes_the_same(
            rows in proptest::collection::vec(
                proptest::collection::vec("[a;,\"\r\n é]{0,4}", 1..4), 0..5),
            delimiter in prop_oneof![Just(b','), Just(b';')],
        ) {
            let mut ours = Vec::new();
            let mut lines = Lines::new(&mut ours, delimiter, "\n");
            let mut theirs =
                csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for row in &rows {
                lines.record(row.iter()).unwrap();
                theirs.write_record(row).unwrap();
            }
            lines.finish().unwrap();
            prop_assert_eq!(ours, theirs.into_inner().unwrap());
        }
    }
}
