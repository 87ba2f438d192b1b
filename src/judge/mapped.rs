//! Values that a mapping makes: the same in every row, columns put together or taken apart, words in the place of others.

use super::{Case, Judge, MAPPED, MOVED_OVER, NOT_SPLIT, Notation};
use crate::problem::{Finding, Place};
use crate::record::context::{Reporter, RuleContext};
use crate::record::layout::Made;
use crate::record::values::{State, Values};
use crate::scalar::text;
use crate::table::{Marks, Row};

impl Judge<'_> {
    /// Makes the value of a row and judges it as if it stood in a cell.
    pub(super) fn make(
        &self,
        made: &Made,
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        let found = made.of_row(row);
        // Said once for all parts, at the cell that has them.
        if let (None, Made::Part(column, mark, 0, count)) = (&found, made) {
            reporter.add(&NOT_SPLIT, None, || {
                Finding::new(&NOT_SPLIT, Place::cell(row.number, *column))
                    .value(text::trim(row.cell(*column as usize).shown))
                    .with("count", *count as u64)
                    .with("mark", mark.as_str())
            });
        }
        // What a blank cell shows, where a constant stands in for it.
        let shown = self.column.map_or("", |column| row.cell(column).shown);
        match found {
            None => values.push_cell(row, (shown, ""), State::Bad, None),
            Some(text) if text.is_empty() => values.push_cell(row, (shown, ""), State::Blank, None),
            Some(text) => {
                let typed = matches!(made, Made::Constant(_));
                // What a spreadsheet shows of a day or a number is no text that somebody wrote as the rest of the column.
                if made.is_of_texts(row) || self.notation == Notation::default() {
                    self.judge_instead(shown, (&text, typed), context, row, values, reporter);
                } else {
                    let judge = Judge::new(context, self.slot, Notation::default());
                    judge.judge_instead(shown, (&text, typed), context, row, values, reporter);
                }
            }
        }
    }

    /// Judges a text that stands for what the file shows; `typed` where a person wrote it.
    pub(super) fn judge_instead(
        &self,
        shown: &str,
        (text, typed): (&str, bool),
        context: &RuleContext<'_>,
        row: &Row,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        let mut alone = Row::new();
        alone.clear(row.number, 0);
        alone.push_text(text, Marks::default());
        let case = Case { cell: alone.cell(0), row, context, plain: alone.is_plain(0), typed };
        reporter.cell = Some(context.column_of(self.slot));
        let outcome = self.judge(&case, reporter);
        reporter.cell = None;
        let word = self.place_of_word(shown);
        let of_older =
            |at| context.layout.moved_over.as_ref().is_some_and(|moved| moved.has_word(self.slot, at));
        let mapped_by = if word.is_some_and(of_older) { &MOVED_OVER } else { &MAPPED };
        let cause = if outcome.state == State::Bad { None } else { outcome.cause.or(Some(mapped_by)) };
        values.push_cell(row, (shown, &outcome.text), outcome.state, cause);
        if let Some(plain) = &outcome.plain {
            values.say_plain(plain);
        }
    }
}
