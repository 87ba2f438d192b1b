//! Several columns for one field: where the cells of one of them fit and those of the others do not, it is the one.

use crate::definition::ImportDefinition;
use crate::definition::value::Class;
use crate::edits::{Decision, Decisions};
use crate::judge::{Notation, try_texts};
use crate::read::SheetInfo;
use crate::record::heading_problems::DUPLICATE_HEADING;
use crate::record::heading_rows::may_be_record;
use crate::record::layout::{Layout, Pairing};
use crate::record::values::State;
use crate::table::{Row, letters};

/// Rows that are looked at.
const ROWS: usize = 50;

/// The fields that the cells decide, each with the choice of its column.
pub(crate) fn by_cells(
    sheet: &SheetInfo,
    definition: &ImportDefinition,
    layout: &Layout,
    decisions: &[Decision],
) -> Vec<(usize, Decision)> {
    let doubtful = layout.headings.iter().filter(|heading| heading.pairing == Pairing::Duplicate);
    let mut fields: Vec<usize> = doubtful.filter_map(|heading| heading.field).collect();
    fields.dedup();
    let found = fields.into_iter().filter_map(|index| {
        let field = definition.fields.get(index)?;
        if Decisions(decisions).accepted(&DUPLICATE_HEADING, &field.name, "").is_some() {
            return None;
        }
        let column = fitting(sheet, definition, layout, index)?;
        let decision = Decision {
            code: DUPLICATE_HEADING.code.to_owned(),
            field: Some(field.name.clone()),
            value: None,
            choice: Some(letters(column)),
            accept: true,
        };
        Some((index, decision))
    });
    found.collect()
}

/// Takes back what was taken for an example below the headings, and of which all cells that are more than texts are values
/// of their fields: a place may be called Exemple.
pub(crate) fn settle_examples(sheet: &SheetInfo, definition: &ImportDefinition, layout: &mut Layout) {
    let rows = sheet.head.iter().filter(|row| layout.hint_rows.contains(&row.number) && may_be_record(row));
    let records: Vec<u32> = rows.filter(|row| fits(row, definition, layout)).map(|row| row.number).collect();
    layout.hint_rows.retain(|row| !records.contains(row));
}

fn fits(row: &Row, definition: &ImportDefinition, layout: &Layout) -> bool {
    let typed = layout.headings.iter().filter_map(|heading| {
        let index = heading.field?;
        let field = definition.fields.get(index)?;
        let cell = row.cell(heading.column as usize);
        let typed = field.class() != Class::Text || !field.allowed.is_empty();
        (typed && !cell.is_blank()).then_some((index, cell.shown))
    });
    let mut tried = typed
        .flat_map(|(index, text)| try_texts(definition, index, Notation::default(), std::iter::once(text)))
        .peekable();
    tried.peek().is_some() && tried.all(|trial| trial.state == State::Good)
}

/// The one column whose cells are all values of the field, where most cells of every other are none.
fn fitting(sheet: &SheetInfo, definition: &ImportDefinition, layout: &Layout, field: usize) -> Option<u32> {
    let named = |pairing| matches!(pairing, Pairing::Exact | Pairing::Alias | Pairing::Duplicate);
    let columns =
        layout.headings.iter().filter(|heading| heading.field == Some(field) && named(heading.pairing));
    let mut best = None;
    for column in columns.map(|heading| heading.column) {
        let below = sheet.head.iter().filter(|row| row.number > layout.header_row);
        let cells = below.map(|row| row.cell(column as usize)).filter(|cell| !cell.is_blank());
        let texts = cells.map(|cell| cell.shown).take(ROWS);
        let tried = try_texts(definition, field, Notation::default(), texts);
        let wrong = tried.iter().filter(|trial| trial.state == State::Bad).count();
        if wrong == 0 && !tried.is_empty() {
            if best.is_some() {
                return None;
            }
            best = Some(column);
        } else if wrong * 2 < tried.len() {
            return None;
        }
    }
    best
}
