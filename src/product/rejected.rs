//! The rows that stay behind, as they are in the user's file, with the reasons.

use crate::check::changes::Account;
use crate::check::checked::Checked;
use crate::check::error::Error;
use crate::check::outgoing::{self, as_plain_text};
use crate::check::retell::{RetoldRow, Sentence, each_row};
use crate::check::subject::Subject;
use crate::check::walk::data_rows;
use crate::edits::Overlay;
use crate::problem::Severity;
use crate::read::Book;
use crate::record::outline::RowState;
use crate::record::own_columns;
use crate::wording::Wording;
use std::io::Write;
use std::ops::ControlFlow;

/// Writes every row in error and every row skipped with it, complete however many there are.
pub(crate) fn rejected(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    out: &mut dyn Write,
) -> Result<Account, Error> {
    let stays = |index: usize| checked.states.get(index).is_none_or(|s| *s != RowState::Ready);
    let columns = width(book, subject, checked, &stays)?;
    let mut lines = outgoing::lines(&subject.definition.dialect, out)?;
    let headings = (0..columns).map(|c| subject.layout.heading(c));
    let ours = own_columns::headings(subject.lang);
    // People open this file in a spreadsheet, whatever the server wants of the cleaned one.
    lines.record(headings.chain(ours).map(as_plain_text))?;
    let words = subject.words();
    let mut account = Account { read: checked.states.len() as u64, ..Account::default() };
    each_row(book, subject, checked, &stays, &mut |told| {
        account.written += 1;
        let shown = (0..columns).map(|c| told.row.cell(c as usize).shown);
        let said = [number(told, &words), reasons(told.said).join(" ")];
        // A reason may be what a server said, or a definition.
        lines.record(shown.chain(said.iter().map(String::as_str)).map(as_plain_text))
    })?;
    lines.finish()?;
    account.left_out = account.read.saturating_sub(account.written);
    Ok(account)
}

/// The row's number in the user's file; words for a row that was added by hand.
pub(crate) fn number(told: &RetoldRow<'_>, words: &Wording<'_>) -> String {
    if told.row.number < crate::edits::ADDED {
        told.row.number.to_string()
    } else {
        words.row(told.row.number)
    }
}

/// Why a row stays behind: its errors, or what else is said of it where it has none.
fn reasons(said: &[Sentence]) -> Vec<&str> {
    let errors = said.iter().filter(|s| s.severity == Severity::Error);
    let errors: Vec<&str> = errors.map(|s| s.message.as_str()).collect();
    if errors.is_empty() { said.iter().map(|s| s.message.as_str()).collect() } else { errors }
}

/// How many columns of the user's table the wanted rows and the headings have.
pub(crate) fn width(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    wanted: &dyn Fn(usize) -> bool,
) -> Result<u32, Error> {
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let own = |h: &&crate::record::layout::Heading| !own_columns::is_heading(&h.text);
    let mut width = subject.layout.headings.iter().filter(own).map(|h| h.column + 1).max().unwrap_or(0);
    let mut index = 0;
    data_rows(book, &context, &overlay, &mut |row, _| {
        if wanted(index) {
            let filled = |i: &usize| {
                let column = u32::try_from(*i).unwrap_or(u32::MAX);
                !row.cell(*i).shown.is_empty() && !own_columns::is_heading(subject.layout.heading(column))
            };
            let last = (0..row.len()).rev().find(filled).map_or(0, |i| i + 1);
            width = width.max(u32::try_from(last).unwrap_or(u32::MAX));
        }
        index += 1;
        ControlFlow::Continue(())
    })?;
    Ok(width)
}
