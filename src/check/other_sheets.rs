//! Other sheets of a workbook with the same headings: records that nobody has looked at.

use crate::base::pulse;
use crate::check::file::{File, Input};
use crate::check::subject::{Step, Steps};
use crate::definition::ImportDefinition;
use crate::problem::{Finding, Place};
use crate::read::{SheetInfo, Wishes};
use crate::record::header::{Among, HeadingSearch};
use crate::record::layout::Layout;
use crate::record::own_columns;
use crate::rules::file::{SHEET_NOT_CHECKED, is_instructions};

/// So many of a hundred columns that are known here must be known there as well.
const ALIKE: usize = 80;

impl File<'_> {
    /// Says which sheets could be checked as well, each with its number of rows. Before the check: a workbook keeps the
    /// rows of the sheet that was read last.
    pub(crate) fn say_other_sheets(&mut self, steps: Steps<'_>) {
        let (Some(book), Some(layout)) = (self.book.as_mut(), &self.layout) else { return };
        for (sheet, header_row) in &layout.alike {
            let name = book.sheets().get(*sheet).map_or(String::new(), |info| info.name.clone());
            pulse::sheet(&name);
            let mut rows = 0_u64;
            let counted = book.rows(*sheet, &mut |row| {
                rows += u64::from(row.number > *header_row && !row.is_blank());
                steps(Step::Survey, rows)
            });
            // A sheet that cannot be read to its end is said all the same.
            if rows > 0 || counted.is_err() {
                let mut finding = Finding::new(&SHEET_NOT_CHECKED, Place::File);
                finding.value = name.as_str().into();
                self.not_checked.push(finding.with("sheet", name).with("count", rows));
            }
        }
    }

    /// The sheets that the import's headings stand on, in the order of the workbook: the one that is checked, and those
    /// that could be checked as well. Empty where no import was recognised, or the sheet has no name.
    ///
    /// # Examples
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields":[{"name":"name"}]}"#)?;
    /// let job = Job::new(vec![definition.into()], Lang::En).file(Input::default(), Cursor::new("name\nAna\n"));
    /// let session = job.open(&mut |_, _, _| ControlFlow::Continue(()));
    /// assert!(session.files()[0].sheets_to_check().is_empty());
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn sheets_to_check(&self) -> Vec<&str> {
        let (Some(book), Some(layout)) = (&self.book, &self.layout) else { return Vec::new() };
        let ours = |at: &usize| *at == layout.sheet || layout.alike.iter().any(|(other, _)| other == at);
        let sheets = book.sheets().iter().enumerate().filter(|(at, _)| ours(at));
        sheets.map(|(_, sheet)| sheet.name.as_str()).filter(|name| !name.is_empty()).collect()
    }
}

/// The other sheets whose headings are those of the sheet that is checked, each with the row that they stand in.
/// Whoever has chosen a sheet means that one.
pub(crate) fn alike(
    sheets: &[SheetInfo],
    own: &Layout,
    definition: &ImportDefinition,
    input: &Input,
) -> Vec<(usize, u32)> {
    if input.wishes.sheet.is_some() {
        return Vec::new();
    }
    let open = |sheet: &SheetInfo| {
        sheet.refused.is_none() && !own_columns::is_sheet(sheet) && !is_instructions(&sheet.name)
    };
    let others = sheets.iter().enumerate().filter(|(at, sheet)| *at != own.sheet && open(sheet));
    let found = others.filter_map(|(at, sheet)| {
        let search = HeadingSearch {
            sheets: std::slice::from_ref(sheet),
            definition,
            wishes: &Wishes::default(),
            extra: &[],
            decisions: &input.edits.decisions,
            mapping: &input.mapping,
        };
        let layout = search.find(Among::Top)?;
        same_columns(own, &layout).then_some((at, layout.header_row))
    });
    found.collect()
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
