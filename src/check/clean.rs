//! Records into the cleaned file, with an account of every row and every change.
//!
//! Every row that is changed is judged again, so the change log is complete without keeping it from the check.

use crate::check::changes::{Account, Change, RowsInError};
use crate::check::checked::Checked;
use crate::check::differences::{Changes, RecordAndOriginal, deleted_rows, renamed_headings};
use crate::check::error::Error;
use crate::check::outgoing::{CleanedFile, OutgoingRecord, columns, in_order};
use crate::check::subject::{Step, Steps, Subject};
use crate::check::walk::{Seen, Walker, data_rows};
use crate::edits::Overlay;
use crate::problem::Findings;
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::{NONE, RowState};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Which records a pass writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those that are ready.
    Ready,
    /// All of them; those in error as they are in the file.
    All,
}

/// Goes over all records again; `record` gets each one that is written, `change` each difference. Only records that
/// the check found to be changed are judged again: the others go out as they are.
pub(crate) fn pass(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    steps: Steps<'_>,
    record: &mut dyn FnMut(&OutgoingRecord<'_>) -> io::Result<()>,
    change: Changes<'_>,
) -> Result<Account, Error> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut walker = Walker::new(&context, &checked.survey, false);
    let mut unheard = Findings::keeping(0);
    let mut reporter = Reporter::new(&mut unheard, &subject.definition.severities);
    let columns = columns(subject);
    let layout = subject.layout;
    let same_columns = in_order(layout, &columns);
    let mut account = Account::default();
    let mut index = 0;
    let mut trouble = None;
    let mut noted = |code: &str, make: &dyn Fn() -> Change| {
        account.changes += 1;
        change(code, make);
    };
    renamed_headings(layout, &columns, &mut noted);
    deleted_rows(&checked.edits, layout, subject.lang, &mut noted);
    data_rows(book, &context, &overlay, &mut |row, original| {
        let state = checked.states.get(index).copied().unwrap_or(RowState::Error);
        let changed = checked.changed.get(index).copied().unwrap_or(true);
        index += 1;
        account.read += 1;
        let ready = state == RowState::Ready;
        let values = if ready && changed {
            match walker.row(&context, row, &mut reporter) {
                Seen::NoRecord(_) => None,
                Seen::Record { values, .. } => Some(Some(values)),
            }
        } else {
            walker.pass_by(&context, row, &mut reporter).then_some(None)
        };
        let goes = (ready || rows == Rows::All) && !checked.stays(index - 1, rows);
        let Some(values) = values.filter(|_| goes) else {
            account.left_out += 1;
            return steps(Step::Clean, account.read);
        };
        if changed || !ready {
            let line = RecordAndOriginal { row, original, overlay: &overlay, layout, lang: subject.lang };
            line.changes(&columns, values, &mut |code, make| {
                account.changes += 1;
                change(code, make);
            });
        }
        if let Err(error) = record(&OutgoingRecord { row, columns: &columns, layout, values, same_columns }) {
            trouble = Some(error);
            return ControlFlow::Break(());
        }
        account.written += 1;
        steps(Step::Clean, account.read)
    })?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(account),
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
    let account = pass(book, subject, checked, rows, steps, &mut |out| file.record(out), change)?;
    file.finish()?;
    Ok(account)
}
