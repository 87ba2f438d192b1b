//! Faults of delimited text: quotes that do not pair up, line ends of several kinds, characters that cannot be.
//!
//! Readers of such files forgive all of these silently, and each forgives in its own way. Here the text is read as
//! most readers do, and every place where another reader may see something else is named.

use crate::base::limits::LIMITS;
use crate::problem::{Example, Family, Finding, Findings, Grade, Place, Problem, Severity, texts};
use crate::table::{Marks, Row};

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    CrLf,
    Lf,
    Cr,
}

/// A character that never belongs in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// The character of number 0.
    Nul,
    /// A byte order mark in the middle of the text.
    Mark,
    /// Bytes that mean nothing in the encoding.
    Undecodable,
    /// U+FFFD written in the file: a letter was lost before.
    Replacement,
}

/// The faults of a file, collected while its records are read.
pub(crate) struct Faults {
    findings: Findings,
    /// Rows that end in a lone carriage return; a fault only if other rows end otherwise.
    lone: Findings,
    /// Cells with a quote inside, or one that is not doubled: a habit of the file, or a slip where it is the only one.
    inside: Findings,
    undoubled: Findings,
    /// Faults of the record at hand, which may be read again once more of it has arrived.
    pending: Vec<Finding>,
    /// The first cell of the record at hand that goes over several lines.
    over_lines: Option<u32>,
    /// There are cells in quotes.
    quoted: bool,
    ends: [u64; 3],
    /// The last cell with an odd character, as each is named once.
    last_odd: Option<(Odd, Place)>,
}

impl Faults {
    pub(crate) fn new() -> Faults {
        Faults {
            findings: Findings::keeping(LIMITS.kept),
            lone: Findings::keeping(LIMITS.kept),
            inside: Findings::keeping(LIMITS.kept),
            undoubled: Findings::keeping(LIMITS.kept),
            pending: Vec::new(),
            over_lines: None,
            quoted: false,
            ends: [0; 3],
            last_odd: None,
        }
    }

    /// All findings, those about the file as a whole included.
    pub(crate) fn finish(mut self) -> Findings {
        let [crlf, lf, cr] = self.ends;
        if self.ends.iter().filter(|count| **count > 0).count() > 1 {
            let finding = Finding::new(&MIXED_LINE_ENDS, Place::File);
            self.findings.add(finding.with("crlf", crlf).with("lf", lf).with("cr", cr));
            if cr < crlf + lf {
                self.findings.absorb(self.lone);
            }
        }
        // What one row has is a slip, what several have is a habit of the program that wrote them.
        let inside = self.inside.kept();
        let alone = inside.iter().all(|f| f.place.row() == inside.first().and_then(|f| f.place.row()));
        let doubtful = self.quoted || inside.iter().any(|f| is_doubtful(&f.value));
        match inside.first() {
            Some(first) if alone && doubtful => self.findings.add(instead(first, &STRAY_QUOTE)),
            _ => self.findings.absorb(self.inside),
        }
        // One slip makes one such cell; what many have is said of the file as a whole.
        if let [only] = self.undoubled.kept() {
            self.findings.add(instead(only, &UNDOUBLED_QUOTE));
        }
        self.findings
    }

    /// The record at hand is complete; `breaks` are the line breaks in it.
    pub(crate) fn keep_record(&mut self, row: &Row, breaks: u64, delimiter: u8) {
        let over_lines = self.over_lines.take().filter(|_| breaks > 0);
        let loose = |f: &Finding| *f.problem == TEXT_AFTER_QUOTE || *f.problem == QUOTE_INSIDE;
        let swallowed =
            || (0..row.len()).find(|i| holds_rows(row.shown(*i), *i, row.len(), char::from(delimiter)));
        let joined = over_lines.and_then(|column| {
            let loose = self.pending.iter().any(loose).then_some(column);
            loose.or_else(|| u32::try_from(swallowed()?).ok())
        });
        if let Some(column) = joined {
            self.pending.retain(|f| !loose(f));
            let finding = Finding::new(&ROWS_JOINED, Place::cell(row.number, column));
            let finding = finding.with("line", row.line).with("last", row.line + breaks);
            self.pending.push(finding.value(row.cell(column as usize).shown));
        }
        self.quoted = self.quoted || row.cells().any(|cell| cell.marks.has(Marks::QUOTED));
        for finding in self.pending.drain(..) {
            let list = match finding.problem {
                p if *p == QUOTE_INSIDE => &mut self.inside,
                p if *p == UNDOUBLED_QUOTE => &mut self.undoubled,
                _ => &mut self.findings,
            };
            list.add(finding);
        }
    }

    /// Cells in quotes were read in which nothing is wrong.
    pub(crate) fn note_quoted(&mut self) {
        self.quoted = true;
    }

    /// The record at hand will be read again.
    pub(crate) fn forget_record(&mut self) {
        self.pending.clear();
        self.over_lines = None;
    }

    /// The cell that will be pushed next goes over several lines.
    pub(crate) fn goes_over_lines(&mut self, row: &Row) {
        let column = u32::try_from(row.len()).unwrap_or(u32::MAX);
        self.over_lines.get_or_insert(column);
    }

    /// A quote that is not doubled inside a quoted cell, in a file that seems to do so throughout.
    pub(crate) fn undoubled(&mut self, row: &Row, text: &str) {
        self.pending.push(at_next_cell(&UNDOUBLED_QUOTE, row).with("line", row.line).value(text));
    }

    /// So many rows end in the same way, none of them in a lone carriage return.
    pub(crate) fn line_ends(&mut self, end: LineEnd, count: usize) {
        if let Some(known) = self.ends.get_mut(end as usize) {
            *known += count as u64;
        }
    }

    pub(crate) fn line_end(&mut self, end: LineEnd, row: u32) {
        if let Some(count) = self.ends.get_mut(end as usize) {
            *count += 1;
        }
        if end == LineEnd::Cr {
            self.lone.add_with(&LONE_RETURN, || Finding::new(&LONE_RETURN, Place::Row(row)));
        }
    }

    /// Text between a closing quote and the next delimiter, in the cell that will be pushed next.
    pub(crate) fn text_after_quote(&mut self, row: &Row, text: &str) {
        self.pending.push(at_next_cell(&TEXT_AFTER_QUOTE, row).with("line", row.line).value(text));
    }

    /// A quote in a cell that does not begin with one.
    pub(crate) fn quote_inside(&mut self, row: &Row, text: &str) {
        // A text that a spreadsheet is told to leave alone: looked at with the values.
        if text.starts_with("=\"") && text.len() > 2 && text.ends_with('"') {
            return;
        }
        self.pending.push(at_next_cell(&QUOTE_INSIDE, row).with("line", row.line).value(text));
    }

    /// A quote that opens on `line` at character `position` and is never closed.
    pub(crate) fn unterminated(&mut self, row: &Row, line: u64, position: u64, breaks: u64) {
        let finding = at_next_cell(&UNTERMINATED, row);
        self.pending.push(finding.with("line", line).with("position", position).with("lines", breaks));
    }

    pub(crate) fn many_breaks(&mut self, row: &Row, breaks: u64) {
        self.pending.push(at_next_cell(&MANY_BREAKS, row).with("line", row.line).with("lines", breaks));
    }

    /// An odd character in column `column` of a row that was read.
    pub(crate) fn odd(&mut self, odd: Odd, column: u32, row: &Row) {
        let problem = match odd {
            Odd::Nul => &NUL,
            Odd::Mark => &MARK_INSIDE,
            Odd::Undecodable => &UNDECODABLE,
            Odd::Replacement => &LOST_LETTER,
        };
        let place = Place::cell(row.number, column);
        if self.last_odd.replace((odd, place)) == Some((odd, place)) {
            return;
        }
        self.findings.add_with(problem, || {
            Finding::new(problem, place).with("line", row.line).value(row.cell(column as usize).shown)
        });
    }
}

/// Another problem at the place of a finding.
fn instead(found: &Finding, problem: &'static Problem) -> Finding {
    let finding = Finding::new(problem, found.place).value(&found.value);
    Finding { details: found.details.clone(), ..finding }
}

/// Whether the only quote in the cells of a file is more likely a slip than meant: an odd number of them, none behind a
/// number (inches, seconds) or inside a Hebrew abbreviation.
fn is_doubtful(text: &str) -> bool {
    let mut before = None;
    let mut count = 0;
    for c in text.chars() {
        let hebrew = before.is_some_and(|b| ('\u{5d0}'..='\u{5ea}').contains(&b));
        if c == '"' {
            if before.is_some_and(char::is_numeric) || hebrew {
                return false;
            }
            count += 1;
        }
        before = Some(c);
    }
    count % 2 == 1
}

/// Whether a cell over several lines holds the end of its row, whole rows, and the start of another up to the same
/// column: what stands between two quotes when one was forgotten in each of two rows.
fn holds_rows(text: &str, column: usize, width: usize, delimiter: char) -> bool {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let whole = width.saturating_sub(1);
    let count = |line: &str| line.matches(delimiter).count();
    let first = lines.next().map_or(0, count);
    let last = if column == 0 { Some("") } else { lines.next_back() };
    let ends = last.is_some_and(|last| count(last) == column && (column == 0 || last.ends_with(delimiter)));
    let closed = column > 0 || text.ends_with(['\n', '\r']);
    whole > 0 && ends && closed && first + column == whole && lines.all(|line| count(line) == whole)
}

fn at_next_cell(problem: &'static Problem, row: &Row) -> Finding {
    let column = u32::try_from(row.len()).unwrap_or(u32::MAX);
    Finding::new(problem, Place::cell(row.number, column))
}

/// A quote without its partner.
pub(crate) static UNTERMINATED: Problem = Problem {
    code: "F200",
    family: Family::File,
    name: "quote-not-closed",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F200,
    fr: texts::fr::F200,
    example: Example::of("", "name,city\nAnn,\"Bath\nBob,Bonn\n", "name,city\nAnn,\"Bath\"\nBob,Bonn\n"),
};

/// `"a"b`.
pub(crate) static TEXT_AFTER_QUOTE: Problem = Problem {
    code: "F210",
    family: Family::File,
    name: "text-after-closing-quote",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F210,
    fr: texts::fr::F210,
    example: Example::of("", "name,note\nAnn,\"Bath\" north\n", "name,note\nAnn,\"Bath \"\"north\"\"\"\n"),
};

/// `5" pipe`.
pub(crate) static QUOTE_INSIDE: Problem = Problem {
    code: "F220",
    family: Family::File,
    name: "quote-in-unquoted-cell",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F220,
    fr: texts::fr::F220,
    example: Example::of("", "name,size\npipe,5\" wide\n", "name,size\npipe,\"5\"\" wide\"\n"),
};

/// A quoted cell over very many lines.
pub(crate) static MANY_BREAKS: Problem = Problem {
    code: "F230",
    family: Family::File,
    name: "many-lines-in-one-cell",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::F230,
    fr: texts::fr::F230,
    example: Example::of(
        "",
        "name,note\nAnn,\"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\"\n",
        "name,note\nAnn,\"1\n2\n3\"\n",
    ),
};

/// A carriage return without a line feed among other line ends.
pub(crate) static LONE_RETURN: Problem = Problem {
    code: "F240",
    family: Family::File,
    name: "lone-carriage-return",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::F240,
    fr: texts::fr::F240,
    example: Example::of(
        "",
        "name,city\nAnn,Bath\rBob,Bonn\nCid,Cork\n",
        "name,city\nAnn,Bath\nBob,Bonn\nCid,Cork\n",
    ),
};

/// Rows end in different ways.
pub(crate) static MIXED_LINE_ENDS: Problem = Problem {
    code: "F250",
    family: Family::File,
    name: "mixed-line-ends",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::F250,
    fr: texts::fr::F250,
    example: Example::of("", "name,city\r\nAnn,Bath\nBob,Bonn\r\n", "name,city\r\nAnn,Bath\r\nBob,Bonn\r\n"),
};

/// The character of number 0.
pub(crate) static NUL: Problem = Problem {
    code: "F260",
    family: Family::File,
    name: "nul-character",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F260,
    fr: texts::fr::F260,
    example: Example::of("", "name,city\nAnn,Ba\0th\n", "name,city\nAnn,Bath\n"),
};

/// A byte order mark in the middle.
pub(crate) static MARK_INSIDE: Problem = Problem {
    code: "F270",
    family: Family::File,
    name: "file-mark-inside",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::F270,
    fr: texts::fr::F270,
    example: Example::of(
        "",
        "name,city\nAnn,Bath\n\u{feff}Bob,Bonn\n",
        "\u{feff}name,city\nAnn,Bath\nBob,Bonn\n",
    ),
};

/// Bytes that mean nothing in the encoding.
pub(crate) static UNDECODABLE: Problem = Problem {
    code: "F280",
    family: Family::File,
    name: "letters-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F280,
    fr: texts::fr::F280,
    example: Example::NONE,
};

/// U+FFFD written in the file.
pub(crate) static LOST_LETTER: Problem = Problem {
    code: "F290",
    family: Family::File,
    name: "letter-already-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::F290,
    fr: texts::fr::F290,
    example: Example::of("", "name,city\nAnn,M\u{fffd}nster\n", "name,city\nAnn,Münster\n"),
};

/// Rows in one cell: they show in it, or text behind its closing quote gives them away.
pub(crate) static ROWS_JOINED: Problem = Problem {
    code: "F410",
    family: Family::File,
    name: "rows-joined-by-quote",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F410,
    fr: texts::fr::F410,
    example: Example::of(
        "",
        "name,note\nAnn,\"first\nBob,\"second\"\n",
        "name,note\nAnn,\"first\"\nBob,\"second\"\n",
    ),
};

/// The only row of a file with a quote inside a cell, where that is not likely meant.
pub(crate) static STRAY_QUOTE: Problem = Problem {
    code: "F420",
    family: Family::File,
    name: "stray-quote",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F420,
    fr: texts::fr::F420,
    example: Example::of(
        "",
        "name,city\nAnn,\"Bath\"\nBob,Bonn\"\n",
        "name,city\nAnn,\"Bath\"\nBob,\"Bonn\"\n",
    ),
};

/// The only quoted cell of a file with a quote that is not doubled.
pub(crate) static UNDOUBLED_QUOTE: Problem = Problem {
    code: "F430",
    family: Family::File,
    name: "quote-not-doubled",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F430,
    fr: texts::fr::F430,
    example: Example::of(
        "",
        "name,city\n\"Ann\",\"Ba\"th\"\n\"Bob\",\"Bonn\"\n",
        "name,city\n\"Ann\",\"Bath\"\n\"Bob\",\"Bonn\"\n",
    ),
};

/// The file quotes its cells in another way than most.
pub(crate) static OTHER_QUOTING: Problem = Problem {
    code: "F440",
    family: Family::File,
    name: "other-quoting",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::F440,
    fr: texts::fr::F440,
    example: Example::of(
        "",
        "name,note\n\"Ann\",\"said \\\"yes\\\", then left\"\n",
        "name,note\n\"Ann\",\"said \"\"yes\"\", then left\"\n",
    ),
};

/// A byte order mark that was turned into letters.
pub(crate) static MARK_AS_TEXT: Problem = Problem {
    code: "F450",
    family: Family::File,
    name: "file-mark-as-letters",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::F450,
    fr: texts::fr::F450,
    example: Example::of("", "ï»¿name,city\nAnn,Bath\n", "\u{feff}name,city\nAnn,Bath\n"),
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &UNTERMINATED,
    &TEXT_AFTER_QUOTE,
    &QUOTE_INSIDE,
    &MANY_BREAKS,
    &LONE_RETURN,
    &MIXED_LINE_ENDS,
    &NUL,
    &MARK_INSIDE,
    &UNDECODABLE,
    &LOST_LETTER,
    &ROWS_JOINED,
    &STRAY_QUOTE,
    &UNDOUBLED_QUOTE,
    &OTHER_QUOTING,
    &MARK_AS_TEXT,
];
