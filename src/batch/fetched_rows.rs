//! Rows that are read again, for the texts that findings across files name.

use super::all_keys::AllKeys;
use super::keys::NOBODY;
use super::suggestions::text_of;
use crate::base::limits::LIMITS;
use crate::check::file::File;
use crate::edits::Overlay;
use std::collections::{BTreeSet, HashMap};

/// The texts of rows that were read again.
pub(super) struct Rows(Vec<FileTexts>);

/// Of each row only what its definition knows: there may be many rows, and one may be as long as a file.
#[derive(Default)]
struct FileTexts {
    /// The fields that are kept, in order.
    fields: Vec<usize>,
    /// By the number of the row: the texts of these fields.
    rows: HashMap<u32, Vec<String>>,
}

/// Reads certain rows of each file again. What cannot be read, or is more than all messages may quote, is left out: their
/// messages name no text.
pub(super) fn fetch(all_keys: &AllKeys<'_>, files: &mut [File<'_>], wanted: &[BTreeSet<u32>]) -> Rows {
    let mut left = LIMITS.fetched_bytes;
    let fetched = files.iter_mut().zip(wanted).enumerate().map(|(index, (file, numbers))| {
        let mut texts = FileTexts { fields: known(all_keys, index), ..FileTexts::default() };
        let (Some(checked), Some(layout)) = (&file.checked, &file.layout) else { return texts };
        let Some(book) = file.book.as_deref_mut().filter(|_| !numbers.is_empty()) else { return texts };
        let FileTexts { fields, rows } = &mut texts;
        let _ = Overlay::new(&checked.edits).visit(book, layout.sheet, numbers, &mut |row, _| {
            let bytes: usize = fields.iter().map(|field| length_of(layout, row, *field)).sum();
            if let Some(rest) = left.checked_sub(bytes) {
                left = rest;
                let text = |field: &usize| text_of(layout, &checked.edits.fills, row, *field);
                rows.insert(row.number, fields.iter().map(text).collect());
            }
        });
        texts
    });
    Rows(fetched.collect())
}

/// The fields of a file's definition.
fn known(all_keys: &AllKeys<'_>, file: usize) -> Vec<usize> {
    all_keys.plan(file).map_or(Vec::new(), |plan| (0..plan.definition.fields.len()).collect())
}

/// Bytes of a field's cell.
fn length_of(layout: &crate::record::layout::Layout, row: &crate::table::Row, field: usize) -> usize {
    let column = layout.slots.get(field).and_then(|slot| slot.column);
    column.map_or(0, |column| row.cell(column as usize).shown.len())
}

pub(super) fn row_number(file: &File<'_>, record: u32) -> Option<u32> {
    if record == NOBODY {
        return None;
    }
    file.checked.as_ref()?.rows.get(record as usize).copied()
}

impl Rows {
    /// The text of a record's field, if it is one that compares files, as far as its row was fetched.
    pub(super) fn text(&self, files: &[File<'_>], file: usize, record: u32, field: usize) -> String {
        let text = || {
            let FileTexts { fields, rows } = self.0.get(file)?;
            let texts = rows.get(&row_number(files.get(file)?, record)?)?;
            texts.get(fields.binary_search(&field).ok()?).cloned()
        };
        text().unwrap_or_default()
    }
}
