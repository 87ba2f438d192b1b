//! How a text file protects a delimiter inside a cell.
//!
//! Nearly all files put the cell between quotation marks and double the marks inside. Some programs do otherwise, each
//! in its own way. Such a way is followed where it explains the whole sample: every mark has its partner, and every row
//! as many cells as the first. A file that no way explains is read as most programs do, and its faults are errors.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// A way to write quoted cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// `"a ""b"" c"`, as nearly all files have it.
    #[default]
    Doubled,
    /// `"a \"b\" c"`.
    Backslash,
    /// As doubled, with blanks before the opening mark: `"a", "b"`.
    AfterBlanks,
    /// `'a ''b'' c'`.
    Single,
    /// `"a "b" c","d"`: all cells are quoted, and only a mark before the end of the line or before a delimiter and the
    /// next opening mark closes.
    UndoubledEvery,
    /// `"a "b" c",d`: a mark before a delimiter or the end of the line closes.
    Undoubled,
    /// Each line of the table is one quoted cell.
    WholeLines,
}

/// What is wrong with a cell in the way of quoting at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// There is text between the closing mark and the next delimiter.
    AfterClosing,
    /// A mark stands in a cell that does not begin with one.
    Inside,
    /// The cell is never closed.
    Unclosed,
    /// A mark inside is not doubled, which this way of quoting allows.
    Undoubled,
}

/// One cell.
#[derive(Debug)]
pub(crate) struct CutCell {
    pub(crate) text: String,
    pub(crate) quoted: bool,
    /// Where it begins in the text, and where the delimiter or line end after it is.
    pub(crate) start: usize,
    end: usize,
    pub(crate) flaw: Option<Flaw>,
    /// Whether just what sets this way of quoting apart was met: an escape, a blank before the mark.
    peculiar: bool,
}

/// One record: its cells, and where the line end after it is.
#[derive(Debug)]
pub(crate) struct CutRecord {
    pub(crate) cells: Vec<CutCell>,
    pub(crate) end: usize,
}

impl Quoting {
    fn mark(self) -> u8 {
        if self == Quoting::Single { b'\'' } else { b'"' }
    }

    /// What the reading card says of it, in English and French.
    pub(crate) fn phrase(self) -> [&'static str; 2] {
        match self {
            Quoting::Doubled => ["marks inside are doubled", "les guillemets intérieurs sont doublés"],
            Quoting::Backslash => [
                "a backslash stands before marks inside a cell (\\\")",
                "une barre oblique inverse précède les guillemets intérieurs (\\\")",
            ],
            Quoting::AfterBlanks => {
                ["a space stands before the opening marks", "une espace précède les guillemets ouvrants"]
            }
            Quoting::Single => {
                ["apostrophes are used as quotation marks", "des apostrophes servent de guillemets"]
            }
            Quoting::UndoubledEvery | Quoting::Undoubled => {
                ["marks inside a cell are not doubled", "les guillemets intérieurs ne sont pas doublés"]
            }
            Quoting::WholeLines => [
                "each line stands in one quoted cell",
                "chaque ligne tient dans une seule cellule entre guillemets",
            ],
        }
    }

    /// Cuts the record at the start of `text`. Absent when its end is not in the text and the text goes on (`!ended`).
    pub(crate) fn record(self, text: &str, ended: bool, delimiter: u8) -> Option<CutRecord> {
        if self == Quoting::WholeLines {
            return whole_line(text, ended, delimiter);
        }
        let mut cells = Vec::new();
        let mut at = 0;
        loop {
            let cell = self.cell(text, at, ended, delimiter)?;
            let end = cell.end;
            cells.push(cell);
            if text.as_bytes().get(end) != Some(&delimiter) {
                return Some(CutRecord { cells, end });
            }
            at = end + 1;
        }
    }

    fn cell(self, text: &str, start: usize, ended: bool, delimiter: u8) -> Option<CutCell> {
        let bytes = text.as_bytes();
        let mut open = start;
        if self == Quoting::AfterBlanks {
            while bytes.get(open) == Some(&b' ') {
                open += 1;
            }
        }
        if open == bytes.len() && !ended {
            return None;
        }
        let mut cell =
            CutCell { text: String::new(), quoted: false, start, end: start, flaw: None, peculiar: false };
        let mut bare = start;
        if bytes.get(open) == Some(&self.mark()) {
            cell.quoted = true;
            cell.peculiar = open > start;
            bare = self.quoted(text, open + 1, ended, delimiter, &mut cell)?;
        }
        let rest = text.get(bare..).unwrap_or_default();
        let found = memchr3(delimiter, b'\n', b'\r', rest.as_bytes()).or(ended.then_some(rest.len()))?;
        let outside = rest.get(..found).unwrap_or_default();
        cell.end = bare + found;
        let blank = self == Quoting::AfterBlanks && outside.bytes().all(|b| b == b' ');
        if cell.quoted && (blank || outside.is_empty()) {
            return Some(cell);
        }
        if cell.quoted {
            cell.flaw.get_or_insert(Flaw::AfterClosing);
        } else if self != Quoting::Single && memchr(b'"', outside.as_bytes()).is_some() {
            cell.flaw = Some(Flaw::Inside);
        }
        cell.text.push_str(outside);
        Some(cell)
    }

    /// Reads from behind an opening mark to behind the closing one.
    fn quoted(
        self,
        text: &str,
        mut at: usize,
        ended: bool,
        delimiter: u8,
        cell: &mut CutCell,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let mark = self.mark();
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let found =
                if self == Quoting::Backslash { memchr2(mark, b'\\', rest) } else { memchr(mark, rest) };
            let Some(length) = found else {
                cell.text.push_str(text.get(at..).unwrap_or_default());
                cell.flaw = Some(Flaw::Unclosed);
                return ended.then_some(bytes.len());
            };
            cell.text.push_str(text.get(at..at + length).unwrap_or_default());
            at += length + 1;
            let next = bytes.get(at).copied();
            if next.is_none() && !ended {
                return None;
            }
            if bytes.get(at - 1) == Some(&b'\\') {
                if next == Some(mark) || next == Some(b'\\') {
                    cell.text.push(char::from(next.unwrap_or_default()));
                    cell.peculiar |= next == Some(mark);
                    at += 1;
                } else {
                    cell.text.push('\\');
                }
                continue;
            }
            let goes_on = match self {
                Quoting::UndoubledEvery => !self.closes(bytes, at, ended, delimiter)?,
                Quoting::Undoubled => !next.is_none_or(|b| b == delimiter || b == b'\n' || b == b'\r'),
                Quoting::Backslash => false,
                _ if next == Some(mark) => {
                    at += 1;
                    true
                }
                _ => false,
            };
            if !goes_on {
                return Some(at);
            }
            cell.text.push(char::from(mark));
            if matches!(self, Quoting::UndoubledEvery | Quoting::Undoubled) {
                cell.flaw = Some(Flaw::Undoubled);
                cell.peculiar = true;
            }
        }
    }

    /// Whether a mark before `at` closes where all cells are quoted. Absent when the next characters decide that.
    fn closes(self, bytes: &[u8], at: usize, ended: bool, delimiter: u8) -> Option<bool> {
        let opens = |at: usize, or_ends: bool| match bytes.get(at) {
            Some(b) => Some(*b == self.mark() || or_ends && (*b == b'\n' || *b == b'\r')),
            None if ended => Some(or_ends),
            None => None,
        };
        match bytes.get(at) {
            None => Some(true),
            Some(b) if *b == delimiter => opens(at + 1, false),
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => opens(at + 2, true),
            Some(b'\n' | b'\r') => opens(at + 1, true),
            Some(_) => Some(false),
        }
    }

    /// What this way makes of a sample: absent unless all is explained, and what is peculiar to it is met.
    fn fits(self, sample: &str, whole: bool, delimiter: u8) -> bool {
        let mut width = None;
        let (mut peculiar, mut quoted, mut filled, mut lines) = (0, 0, 0, 0);
        let explained = each_record(self, sample, whole, delimiter, |record| {
            lines += 1;
            for (index, cell) in record.cells.iter().enumerate() {
                peculiar += usize::from(cell.peculiar);
                quoted += usize::from(cell.quoted);
                filled += usize::from(!cell.text.is_empty() && !is_number(&cell.text));
                let odd = match self {
                    Quoting::AfterBlanks => cell.quoted && index > 0 && !cell.peculiar,
                    Quoting::UndoubledEvery => !cell.quoted,
                    _ => false,
                };
                // Two marks side by side may be a doubled one: then nobody knows which way is meant.
                let twice = cell.flaw == Some(Flaw::Undoubled) && cell.text.contains("\"\"");
                if odd || twice || !matches!(cell.flaw, None | Some(Flaw::Undoubled)) {
                    return false;
                }
            }
            record.cells.len() == *width.get_or_insert(record.cells.len())
        });
        let table = width.is_some_and(|width| width > 1) && explained;
        table
            && match self {
                Quoting::Doubled => true,
                Quoting::Single => quoted * 2 > filled,
                // One such line may be a slip; a table has it from its headings on.
                Quoting::WholeLines => peculiar >= 2 && peculiar * 2 >= lines,
                _ => peculiar > 0,
            }
    }
}

/// Calls with every record of the sample that is not a blank line, until one is refused. True if none was.
fn each_record(
    quoting: Quoting,
    sample: &str,
    whole: bool,
    delimiter: u8,
    mut see: impl FnMut(&CutRecord) -> bool,
) -> bool {
    let mut at = 0;
    while let Some(rest) = sample.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(['\n', '\r']) {
            at += 1;
            continue;
        }
        let Some(record) = quoting.record(rest, whole, delimiter) else { return true };
        if !see(&record) {
            return false;
        }
        at += record.end;
    }
    true
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b' '))
}

/// A line that stands in one quoted cell, cut; any other line as it is.
fn whole_line(text: &str, ended: bool, delimiter: u8) -> Option<CutRecord> {
    let mut line = Quoting::Doubled.record(text, ended, delimiter)?;
    let wrapped = line.cells.len() == 1 && line.cells.iter().all(|cell| cell.quoted && cell.flaw.is_none());
    let Some(cell) = line.cells.first().filter(|_| wrapped) else { return Some(line) };
    let inner = Quoting::Doubled.record(&cell.text, true, delimiter)?;
    let all = inner.end == cell.text.len();
    line.cells = inner.cells;
    for cell in &mut line.cells {
        cell.start = 0;
        if !all {
            cell.flaw.get_or_insert(Flaw::AfterClosing);
        }
    }
    if let Some(first) = line.cells.first_mut() {
        first.peculiar = true;
    }
    Some(line)
}

/// The lines of a sample without the marks around them, if its first line stands in one quoted cell.
pub(crate) fn unwrapped(sample: &str, whole: bool) -> Option<String> {
    // No text has this character, so that the line is not cut.
    const NOTHING: u8 = 0;
    let first = sample.trim_start_matches(['\n', '\r']);
    let mut text = String::new();
    if !first.starts_with('"') {
        return None;
    }
    each_record(Quoting::Doubled, sample, whole, NOTHING, |record| {
        if let Some(cell) = record.cells.first() {
            text.push_str(&cell.text);
            text.push('\n');
        }
        true
    });
    Some(text)
}

/// Whether each line of a sample is a quoted cell that holds a row of several cells.
pub(crate) fn is_whole_lines(sample: &str, whole: bool, delimiter: char) -> bool {
    u8::try_from(delimiter).is_ok_and(|delimiter| Quoting::WholeLines.fits(sample, whole, delimiter))
}

/// The way of quoting that explains a sample; doubled marks where none or several do.
pub(crate) fn decide(sample: &str, whole: bool, delimiter: char) -> Quoting {
    let Ok(delimiter) = u8::try_from(delimiter) else { return Quoting::Doubled };
    let marks = memchr_iter(b'"', sample.as_bytes());
    if marks.clone().next().is_none() {
        let opens = |at: usize| at == 0 || is_edge(sample.as_bytes().get(at - 1), delimiter);
        let single = memchr_iter(b'\'', sample.as_bytes()).any(opens);
        let fits = single && Quoting::Single.fits(sample, whole, delimiter);
        return if fits { Quoting::Single } else { Quoting::Doubled };
    }
    let ordinary = marks.into_iter().all(|at| is_ordinary(sample.as_bytes(), at, delimiter));
    if ordinary || flawless(sample, whole, delimiter) {
        return Quoting::Doubled;
    }
    let ways = [Quoting::Backslash, Quoting::AfterBlanks, Quoting::UndoubledEvery, Quoting::Undoubled];
    ways.into_iter().find(|way| way.fits(sample, whole, delimiter)).unwrap_or_default()
}

fn flawless(sample: &str, whole: bool, delimiter: u8) -> bool {
    each_record(Quoting::Doubled, sample, whole, delimiter, |record| {
        record.cells.iter().all(|cell| cell.flaw.is_none())
    })
}

fn is_edge(byte: Option<&u8>, delimiter: u8) -> bool {
    byte.is_none_or(|b| *b == delimiter || *b == b'\n' || *b == b'\r')
}

/// Whether a mark stands where doubled quoting has marks: at an edge of a cell or beside another one, and not behind a
/// backslash.
fn is_ordinary(bytes: &[u8], at: usize, delimiter: u8) -> bool {
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let after = bytes.get(at + 1);
    before != Some(&b'\\')
        && (is_edge(before, delimiter)
            || is_edge(after, delimiter)
            || before == Some(&b'"')
            || after == Some(&b'"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, delimiter: char) -> Vec<String> {
        let quoting = match unwrapped(text, true) {
            Some(_) if is_whole_lines(text, true, delimiter) => Quoting::WholeLines,
            _ => decide(text, true, delimiter),
        };
        let mut lines = Vec::new();
        each_record(quoting, text, true, u8::try_from(delimiter).unwrap_or(b','), |record| {
            let texts: Vec<&str> = record.cells.iter().map(|cell| cell.text.as_str()).collect();
            lines.push(texts.join("|"));
            true
        });
        lines.insert(0, format!("{quoting:?}"));
        lines
    }

    #[test]
    fn ways_of_quoting() {
        let cases: [(&str, &[&str]); 12] = [
            ("a,b\n\"x \"\"y\"\" z\",\"1,2\"\n", &["Doubled", "a|b", "x \"y\" z|1,2"]),
            ("a,b\n\"x \\\"y\\\" z\",\"C:\\\\d\"\n", &["Backslash", "a|b", "x \"y\" z|C:\\d"]),
            ("\"a\", \"b\"\n\"1,2\", \"\"\n", &["AfterBlanks", "a|b", "1,2|"]),
            ("'a','b'\n'1,2','it''s'\n", &["Single", "a|b", "1,2|it's"]),
            ("a,b\n't Hooft,O'Neil\n", &["Doubled", "a|b", "'t Hooft|O'Neil"]),
            ("a,b\n'012,'034\n", &["Doubled", "a|b", "'012|'034"]),
            (
                "\"a\",\"b\"\n\"The \"Big\" One\",\"x\"\n\"5\" x 7\"\",\"said \"hi\", left\"\n",
                &["UndoubledEvery", "a|b", "The \"Big\" One|x", "5\" x 7\"|said \"hi\", left"],
            ),
            ("a,b\n1,\"The \"Big\" One\"\n", &["Undoubled", "a|b", "1|The \"Big\" One"]),
            ("\"a,b\"\n\"1,\"\"2,3\"\"\"\n\"4,5\"\n", &["WholeLines", "a|b", "1|2,3", "4|5"]),
            // One explanation too many, or too few.
            ("a,b\n\"x \"\"y\"\"\",\"the \"big\" one\"\n", &["Doubled", "a|b", "x \"y\"|the big\" one\""]),
            ("a,b\n1,\"x\n2,\"y\"\n", &["Doubled", "a|b", "1|x\n2,y\""]),
            ("a,b\n\"1,2\",\n", &["Doubled", "a|b", "1,2|"]),
        ];
        for (text, expected) in cases {
            assert_eq!(cells(text, ','), expected, "{text}");
        }
    }

    /// However little of a text is at hand, no record is cut that more of it would cut otherwise.
    #[test]
    fn a_record_waits_for_its_end() {
        let text = "\"a \"b\" c\",\"d\"\r\n\"e\",\"f\"\n";
        let ways = [
            Quoting::Backslash,
            Quoting::AfterBlanks,
            Quoting::Single,
            Quoting::UndoubledEvery,
            Quoting::Undoubled,
            Quoting::WholeLines,
        ];
        for way in ways {
            let all = way.record(text, true, b',').map(|record| record.end);
            for length in 0..text.len() {
                let part = text.get(..length).unwrap_or_default();
                let cut = way.record(part, false, b',').map(|record| record.end);
                assert!(cut.is_none() || cut == all, "{way:?} {part:?}");
            }
        }
    }
}
