//! Rows out as delimited text: quoted where needed and nowhere else.
//!
//! Writes what the `csv` crate writes (a test compares them), and lines that are ready as they are.

use memchr::memchr3;
use std::io::{self, Write};

/// Bytes collected before they are handed on.
const FULL: usize = 1 << 16;

/// Writes records line by line.
pub(crate) struct DelimitedWriter<'o> {
    out: &'o mut dyn Write,
    buffer: Vec<u8>,
    delimiter: u8,
    terminator: String,
    /// Bytes that were handed on.
    handed_on: u64,
}

impl<'o> DelimitedWriter<'o> {
    pub(crate) fn new(out: &'o mut dyn Write, delimiter: u8, terminator: &str) -> DelimitedWriter<'o> {
        let terminator = if terminator.is_empty() { "\n" } else { terminator }.to_owned();
        let buffer = Vec::with_capacity(FULL + FULL / 4);
        DelimitedWriter { out, buffer, delimiter, terminator, handed_on: 0 }
    }

    /// How many bytes its records have so far.
    pub(crate) fn written(&self) -> u64 {
        self.handed_on + self.buffer.len() as u64
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

    /// Writes a record that is a line already, with empty cells after it, but for some cells, in their order: the place of
    /// each in the line, the text that is written there, and whether that text is ready as it is.
    pub(crate) fn patched<'t>(
        &mut self,
        line: &str,
        missing: usize,
        cells: impl Iterator<Item = ((usize, usize), &'t str, bool)>,
    ) -> io::Result<()> {
        let first = self.buffer.len();
        let mut from = 0;
        for ((start, end), text, ready) in cells {
            self.buffer.extend_from_slice(line.as_bytes().get(from..start).unwrap_or_default());
            if ready {
                self.buffer.extend_from_slice(text.as_bytes());
            } else {
                self.field(text);
            }
            from = end;
        }
        self.buffer.extend_from_slice(line.as_bytes().get(from..).unwrap_or_default());
        self.end_line(first, missing)
    }

    fn end_line(&mut self, start: usize, missing: usize) -> io::Result<()> {
        self.buffer.extend(std::iter::repeat_n(self.delimiter, missing));
        self.end_record(start)
    }

    fn end_record(&mut self, start: usize) -> io::Result<()> {
        // A line with nothing in it would be no record at all.
        if self.buffer.len() == start {
            self.buffer.extend_from_slice(b"\"\"");
        }
        self.end()
    }

    /// Writes a record that is a line already, with so many empty cells after it.
    pub(crate) fn line(&mut self, line: &str, missing: usize) -> io::Result<()> {
        let start = self.buffer.len();
        self.buffer.extend_from_slice(line.as_bytes());
        self.end_line(start, missing)
    }

    /// Writes records that are lines already, none of them without a byte: `ending` bytes end each of them.
    pub(crate) fn lines(&mut self, lines: &str, ending: usize) -> io::Result<()> {
        let bytes = lines.as_bytes();
        let as_written = self.terminator.len() == ending && lines.ends_with(&self.terminator);
        if as_written {
            self.buffer.extend_from_slice(bytes);
        } else {
            for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                self.buffer.extend_from_slice(line.get(..line.len() - ending).unwrap_or_default());
                self.buffer.extend_from_slice(self.terminator.as_bytes());
            }
        }
        if self.buffer.len() >= FULL { self.hand_on() } else { Ok(()) }
    }

    fn field(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return;
        }
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
        self.handed_on += self.buffer.len() as u64;
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> bool {
        !text.contains([',', ';', '"', '\r', '\n'])
    }

    proptest! {
        #[test]
        fn a_patched_line_is_the_record_with_other_cells(
            cells in proptest::collection::vec(("[a; é]{0,3}", proptest::option::of("[a;,\" é]{0,3}")), 1..4),
            missing in 0..3_usize,
        ) {
            let line = cells.iter().map(|(old, _)| old.as_str()).collect::<Vec<_>>().join(",");
            let mut start = 0;
            let places = cells.iter().map(|(old, _)| {
                start += old.len() + 1;
                (start - old.len() - 1, start - 1)
            });
            let patches = places.collect::<Vec<_>>();
            let patches = patches.iter().zip(&cells);
            let patches = patches.filter_map(|(at, (_, new))| new.as_ref().map(|n| (*at, n.as_str(), plain(n))));
            let (mut quick, mut simple) = (Vec::new(), Vec::new());
            let mut ours = DelimitedWriter::new(&mut quick, b',', "\n");
            ours.patched(&line, missing, patches).unwrap();
            ours.finish().unwrap();
            let mut theirs = DelimitedWriter::new(&mut simple, b',', "\n");
            let nothing = String::new();
            let texts = cells.iter().map(|(old, new)| new.as_ref().unwrap_or(old));
            theirs.record(texts.chain(std::iter::repeat_n(&nothing, missing))).unwrap();
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
            let mut lines = DelimitedWriter::new(&mut ours, delimiter, "\n");
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
