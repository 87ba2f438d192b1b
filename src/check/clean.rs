//! Records into the cleaned file, with an account of every row and every change.
//!
//! How a line is written, with which delimiter and which line end, is in `outgoing.rs`. Every row that is changed is judged again, so the change log is complete without keeping it from the check.

use crate::check::changes::{Account, Change, RowsInError};
use crate::check::checked::Checked;
use crate::check::differences::{Changes, RecordAndOriginal, deleted_rows, renamed_headings};
use crate::check::error::Error;
use crate::check::outgoing::{CleanedFile, OutgoingRecord, columns, in_order};
use crate::check::subject::{Step, Steps, Subject};
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::Overlay;
use crate::problem::Findings;
use crate::problem::lang::Lang;
use crate::read::{Book, LineReporter, WantedLines};
use crate::record::context::{Reporter, RuleContext};
use crate::record::outline::{NONE, RowState};
use crate::table::{Lines, Row};
use std::io::{self, Write};
use std::ops::{ControlFlow, Range};

/// Which records a pass writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those that are ready.
    Ready,
    /// All of them; those in error as they are in the file.
    All,
}

/// Where the records of a pass go.
pub(crate) trait Outgoing {
    /// Takes a record.
    fn record(&mut self, record: &OutgoingRecord<'_>) -> io::Result<()>;
    /// Whether records that are lines of so many cells, with such delimiters, may be taken by [`Outgoing::lines`].
    fn takes_lines(&self, _width: usize, _columns: usize, _delimiter: u8) -> bool {
        false
    }
    /// Takes records as the lines of the file that they are, each of which ends in so many bytes.
    fn lines(&mut self, _lines: &str, _ending: usize) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl<F: FnMut(&OutgoingRecord<'_>) -> io::Result<()>> Outgoing for F {
    fn record(&mut self, record: &OutgoingRecord<'_>) -> io::Result<()> {
        self(record)
    }
}

impl Outgoing for CleanedFile<'_> {
    fn record(&mut self, record: &OutgoingRecord<'_>) -> io::Result<()> {
        CleanedFile::record(self, record)
    }
    fn takes_lines(&self, width: usize, columns: usize, delimiter: u8) -> bool {
        CleanedFile::takes_lines(self, width, columns, delimiter)
    }
    fn lines(&mut self, lines: &str, ending: usize) -> io::Result<()> {
        CleanedFile::lines(self, lines, ending)
    }
}

/// Goes over all records again; `out` gets each one that is written, `change` each difference. Only records that the check
/// found to be changed are judged again: the others go out as they are.
pub(crate) fn pass(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    steps: Steps<'_>,
    out: &mut dyn Outgoing,
    change: Changes<'_>,
) -> Result<Account, Error> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let columns = columns(subject);
    let layout = subject.layout;
    let mut account = Account::default();
    let mut noted = |code: &str, make: &dyn Fn() -> Change| {
        account.changes += 1;
        change(code, make);
    };
    renamed_headings(layout, &columns, &mut noted);
    deleted_rows(&checked.edits, layout, subject.lang, &mut noted);
    let delimiter = book.text().and_then(|text| u8::try_from(text.delimiter.value).ok());
    let width = layout.headings.len();
    let same_columns = in_order(layout, &columns);
    let as_lines = same_columns && context.tree.is_none() && overlay.is_empty();
    let as_lines =
        as_lines && delimiter.is_some_and(|delimiter| out.takes_lines(width, columns.len(), delimiter));
    let mut records = Cleaning {
        context: &context,
        overlay: &overlay,
        lang: subject.lang,
        columns: &columns,
        same_columns,
        checked,
        rows,
        walker,
        reporter,
        steps,
        out,
        change,
        account,
        trouble: None,
        of_line: Row::new(),
    };
    if as_lines {
        let wanted = WantedLines { width, above: layout.header_row };
        book.rows_or_lines(layout.sheet, wanted, &mut records)?;
    } else {
        data_rows(book, &context, &overlay, &mut |row, original| records.row(row, original))?;
    }
    match records.trouble {
        Some(error) => Err(error.into()),
        None => Ok(records.account),
    }
}

/// Records on their way out.
struct Cleaning<'p, 'a> {
    context: &'p RuleContext<'a>,
    overlay: &'p Overlay,
    lang: Lang,
    columns: &'p [usize],
    same_columns: bool,
    checked: &'p Checked,
    rows: Rows,
    walker: Walker<'a>,
    reporter: Reporter<'p>,
    steps: Steps<'p>,
    out: &'p mut dyn Outgoing,
    change: Changes<'p>,
    account: Account,
    trouble: Option<io::Error>,
    /// The row that is made of a line.
    of_line: Row,
}

impl Cleaning<'_, '_> {
    /// Takes the next row that is not blank.
    fn row(&mut self, row: &Row, original: Option<&Row>) -> ControlFlow<()> {
        let index = usize::try_from(self.account.read).unwrap_or(usize::MAX);
        let state = self.checked.states.get(index).copied().unwrap_or(RowState::Error);
        let changed = self.checked.changed.get(index).copied().unwrap_or(true);
        self.account.read += 1;
        let ready = state == RowState::Ready;
        let values = if ready && changed {
            match self.walker.row(self.context, row, &mut self.reporter) {
                Seen::NoRecord(_) => None,
                Seen::Record { values, .. } => Some(Some(values)),
            }
        } else {
            self.walker.pass_by(self.context, row, &mut self.reporter).then_some(None)
        };
        let goes = (ready || self.rows == Rows::All) && !self.checked.stays(index, self.rows);
        let Some(values) = values.filter(|_| goes) else {
            self.account.left_out += 1;
            return (self.steps)(Step::Clean, self.account.read);
        };
        let (columns, layout) = (self.columns, self.context.layout);
        if changed || !ready {
            let line = RecordAndOriginal { row, original, overlay: self.overlay, layout, lang: self.lang };
            line.changes(columns, values, &mut |code, make| {
                self.account.changes += 1;
                (self.change)(code, make);
            });
        }
        let record = OutgoingRecord { row, columns, layout, values, same_columns: self.same_columns };
        let written = self.out.record(&record);
        self.written(written, 1)?;
        (self.steps)(Step::Clean, self.account.read)
    }

    /// Notes that so many records were written, if they were.
    fn written(&mut self, written: io::Result<()>, count: u64) -> ControlFlow<()> {
        if let Err(error) = written {
            self.trouble = Some(error);
            return ControlFlow::Break(());
        }
        self.account.written += count;
        ControlFlow::Continue(())
    }

    /// Whether a line is the next record, and goes out as it is.
    fn is_untouched(&self, lines: &Lines<'_>, line: usize, index: usize) -> bool {
        self.checked.states.get(index) == Some(&RowState::Ready)
            && self.checked.changed.get(index) == Some(&false)
            && !self.checked.stays(index, self.rows)
            // A blank line is none of the records.
            && !lines.cell(line, 0).text.is_empty()
            && lines.cell(line, 0).is_plain()
    }
}

impl LineReporter for Cleaning<'_, '_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        if row.number <= self.context.layout.header_row || row.is_blank() {
            return ControlFlow::Continue(());
        }
        Cleaning::row(self, row, None)
    }

    fn look_ahead(&mut self, _: &Lines<'_>) {}

    fn lines(&mut self, lines: &Lines<'_>, which: Range<usize>, (row, line): (u32, u64)) -> ControlFlow<()> {
        let mut rest = which.clone();
        while !rest.is_empty() {
            let record = usize::try_from(self.account.read).unwrap_or(usize::MAX);
            let untouched = |at: &usize| self.is_untouched(lines, *at, record + (*at - rest.start));
            let count = rest.clone().take_while(untouched).count();
            let run = rest.start..rest.start + count;
            rest.start = run.end;
            if count > 0 {
                let (text, ending) = lines.run(run);
                let written = self.out.lines(text, ending);
                self.written(written, count as u64)?;
                for _ in 0..count {
                    self.account.read += 1;
                    (self.steps)(Step::Clean, self.account.read)?;
                }
            } else if let Some(at) = rest.next() {
                let behind = at - which.start;
                let mut made = std::mem::take(&mut self.of_line);
                made.clear(row + u32::try_from(behind).unwrap_or(0), line + behind as u64);
                made.push_found(lines, at);
                let flow = LineReporter::row(self, &made);
                self.of_line = made;
                flow?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// Called with the place of a record among all, its node in the tree and the node it belongs to, where there is a tree.
pub(crate) type EachOutgoing<'a> =
    &'a mut dyn FnMut(usize, (Option<u32>, Option<u32>), &OutgoingRecord<'_>) -> io::Result<()>;

/// Goes through the records that go out, in their order, to look at them.
pub(crate) fn each_outgoing(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    look: EachOutgoing<'_>,
) -> Result<(), Error> {
    let nodes = checked.survey.tree.as_ref().map_or(&[][..], |tree| &tree.nodes);
    let mut record = 0;
    let mut each = |out: &OutgoingRecord<'_>| {
        while checked.rows.get(record).is_some_and(|row| *row != out.row.number) {
            record += 1;
        }
        let node = checked.nodes.get(record).copied().filter(|node| *node != NONE);
        let parent = node.and_then(|node| nodes.get(node as usize)).map(|node| node.parent);
        let parent = parent.filter(|parent| *parent != NONE && Some(*parent) != node);
        record += 1;
        look(record - 1, (node, parent), out)
    };
    let mut steps = |_, _| ControlFlow::Continue(());
    pass(book, subject, checked, rows, &mut steps, &mut each, &mut |_, _| ())?;
    Ok(())
}

/// Which records go out; none where the file or an error in it blocks all.
pub(crate) fn rows_to_write(checked: &Checked, rows_in_error: RowsInError) -> Result<Rows, Error> {
    let faulty = checked.has_errors();
    if checked.file_error || (rows_in_error == RowsInError::Block && faulty) {
        return Err(Error::Blocked);
    }
    Ok(if rows_in_error == RowsInError::Include { Rows::All } else { Rows::Ready })
}

/// Writes the cleaned file.
pub(crate) fn clean(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows_in_error: RowsInError,
    steps: Steps<'_>,
    out: &mut dyn Write,
    change: Changes<'_>,
) -> Result<Account, Error> {
    let rows = rows_to_write(checked, rows_in_error)?;
    let mut file = CleanedFile::begin(subject, &columns(subject), out)?;
    let account = pass(book, subject, checked, rows, steps, &mut file, change)?;
    file.finish()?;
    Ok(account)
}
