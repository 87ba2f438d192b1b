//! One cleaned file with the rows of several sheets or files.

use super::Failure;
use super::outputs::{Output, Outputs};
use import_checker::Parts;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A cleaned file that takes one table after the other; the headings stand there once.
pub(super) struct Joined {
    pub(super) target: PathBuf,
    /// Absent once a table could not be taken: then there is no such file.
    out: Option<Output>,
    /// The headings of the first table, as they are written.
    headings: Vec<u8>,
    tables: usize,
}

impl Joined {
    pub(super) fn begin(target: &Path) -> Result<Joined, Failure> {
        let out = Some(Outputs::begin(target)?);
        Ok(Joined { target: target.to_owned(), out, headings: Vec::new(), tables: 0 })
    }

    /// Where the next table goes.
    pub(super) fn table(&mut self) -> Table<'_> {
        self.tables += 1;
        Table { first: self.tables == 1, joined: self, seen: 0, line: Line::default(), differs: false }
    }

    /// Whether all tables were taken so far.
    pub(super) fn is_whole(&self) -> bool {
        self.out.is_some()
    }

    /// Half of the tables would be none of them.
    pub(super) fn spoil(&mut self) {
        self.out = None;
    }

    /// Takes what was written, in parts where there are several.
    pub(super) fn finish(self, parts: Option<&Parts>, outputs: &mut Outputs) -> Result<(), Failure> {
        match (self.out, parts) {
            (Some(out), Some(parts)) => take(out, parts, outputs)?,
            _ => outputs.nothing(&self.target),
        }
        outputs.no_other_parts(&self.target);
        Ok(())
    }
}

/// Takes a cleaned file, in parts where there are several.
pub(super) fn take(out: Output, parts: &Parts, outputs: &mut Outputs) -> Result<(), Failure> {
    if parts.parts.len() < 2 {
        return outputs.take(out);
    }
    let lengths: Vec<u64> = parts.parts.iter().map(|part| part.bytes).collect();
    outputs.take_parts(out, parts.head, &lengths)
}

/// The place of one table in a joined file.
pub(super) struct Table<'j> {
    joined: &'j mut Joined,
    first: bool,
    /// Bytes of the headings that went by.
    seen: usize,
    line: Line,
    /// Its headings are not those of the first table.
    pub(super) differs: bool,
}

impl Write for Table<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let rest = if self.first {
            let headings = bytes.iter().take_while(|byte| self.line.takes(**byte)).count();
            self.joined.headings.extend(bytes.iter().take(headings));
            bytes
        } else {
            let wanted = self.joined.headings.get(self.seen..).unwrap_or_default();
            let (headings, rest) = bytes.split_at(wanted.len().min(bytes.len()));
            if !wanted.starts_with(headings) {
                self.differs = true;
                return Err(io::Error::other("other columns"));
            }
            self.seen += headings.len();
            rest
        };
        if let Some(out) = &mut self.joined.out {
            out.write_all(rest)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.joined.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// The first line of a table, as its bytes go by: a line break between quotation marks does not end it.
#[derive(Default)]
struct Line {
    quoted: bool,
    returned: bool,
    ended: bool,
}

impl Line {
    /// Whether a byte still belongs to the line.
    fn takes(&mut self, byte: u8) -> bool {
        if self.ended || (self.returned && byte != b'\n') {
            self.ended = true;
            return false;
        }
        self.quoted ^= byte == b'"';
        self.returned = byte == b'\r' && !self.quoted;
        self.ended = byte == b'\n' && !self.quoted;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn the_headings_are_the_first_line() {
        for (text, length) in
            [("a,b\r\n1,2\r\n", 5), ("a,b\n1,2\n", 4), ("a,b\r1,2\r", 4), ("\"a\n\",b\n1,2\n", 7), ("a", 1)]
        {
            let mut line = Line::default();
            assert_eq!(text.bytes().take_while(|byte| line.takes(*byte)).count(), length, "{text:?}");
        }
    }
}
