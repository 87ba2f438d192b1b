//! Other sheets of a workbook with the same headings: records that nobody has looked at.

use crate::check::file::File;
use crate::problem::{Finding, Place};
use crate::read::{SheetInfo, Wishes};
use crate::record::header::{self, Layout};
use crate::record::own_columns;
use crate::rules::file::{SHEET_NOT_CHECKED, is_instructions};
use std::ops::ControlFlow;

/// Sheets that are named one by one.
const NAMED: usize = 50;

/// So many of a hundred columns that are known here must be known there as well.
const ALIKE: usize = 80;

impl File<'_> {
    /// Sheets that could be checked as well, each with its number of rows. Whoever has chosen a sheet means that one.
    pub(crate) fn say_other_sheets(&mut self) {
        if self.input.wishes.sheet.is_some() || self.checked.is_none() {
            return;
        }
        let alike = self.sheets_alike();
        let Some(book) = self.book.as_mut() else { return };
        for (sheet, layout) in alike.into_iter().take(NAMED) {
            let mut rows = 0_u64;
            let counted = book.rows(sheet, &mut |row| {
                rows += u64::from(row.number > layout.header_row && !row.is_blank());
                ControlFlow::Continue(())
            });
            // A sheet that cannot be read to its end is said all the same.
            if rows > 0 || counted.is_err() {
                let name = book.sheets().get(sheet).map_or("", |info| info.name.as_str());
                let finding = Finding::new(&SHEET_NOT_CHECKED, Place::File);
                self.not_checked.push(finding.with("sheet", name).with("count", rows));
            }
        }
    }

    /// The other sheets whose headings are those of the sheet that was checked, with the places of their columns.
    fn sheets_alike(&self) -> Vec<(usize, Layout)> {
        let (Some(book), Some(own), Some(definition)) = (&self.book, &self.layout, &self.definition) else {
            return Vec::new();
        };
        let open = |sheet: &SheetInfo| {
            sheet.refused.is_none() && !own_columns::is_sheet(sheet) && !is_instructions(&sheet.name)
        };
        let found = book.sheets().iter().enumerate().filter(|(at, sheet)| *at != own.sheet && open(sheet));
        let found = found.filter_map(|(at, sheet)| {
            let one = std::slice::from_ref(sheet);
            let edits = &self.input.edits.decisions;
            let layout = header::find(one, definition, &Wishes::default(), &[], edits, &self.input.mapping)?;
            same_columns(own, &layout).then_some((at, layout))
        });
        found.collect()
    }
}

/// Whether most fields that one sheet has columns for have columns on the other.
fn same_columns(own: &Layout, other: &Layout) -> bool {
    let fields = |layout: &Layout| -> Vec<usize> {
        layout.slots.iter().filter(|slot| slot.column.is_some()).filter_map(|slot| slot.field).collect()
    };
    let (own, other) = (fields(own), fields(other));
    let shared = own.iter().filter(|field| other.contains(field)).count();
    shared > 0 && shared * 100 >= own.len() * ALIKE
}
