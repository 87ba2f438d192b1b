//! Several columns for one field: where the cells of one of them fit and those of the others do not, it is the one.

use crate::definition::ImportDefinition;
use crate::edits::{Decision, Decisions};
use crate::judge::{Notation, try_texts};
use crate::read::SheetInfo;
use crate::record::header::{Layout, Pairing};
use crate::record::heading_problems::DUPLICATE_HEADING;
use crate::record::values::State;
use crate::table::letters;

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
