//! Rows that are read again, for the texts that findings across files name.

use super::keys::NOBODY;
use crate::check::file::File;
use crate::edits::Overlay;
use crate::table::Row;
use std::collections::{BTreeSet, HashMap};

/// Rows that were read again, by file and number.
pub(super) struct Rows(pub(super) Vec<HashMap<u32, Row>>);

/// Reads certain rows of each file again. Rows that cannot be read are left out: their messages name no text.
pub(super) fn fetch(files: &mut [File<'_>], wanted: &[BTreeSet<u32>]) -> Rows {
    let fetched = files.iter_mut().zip(wanted).map(|(file, numbers)| {
        let (Some(checked), Some(layout)) = (&file.checked, &file.layout) else { return HashMap::new() };
        if numbers.is_empty() {
            return HashMap::new();
        }
        let overlay = Overlay::new(&checked.edits);
        let sheet = layout.sheet;
        match file.book.as_deref_mut() {
            Some(book) => overlay.fetch(book, sheet, numbers).unwrap_or_default(),
            None => HashMap::new(),
        }
    });
    Rows(fetched.collect())
}

pub(super) fn row_number(file: &File<'_>, record: u32) -> Option<u32> {
    if record == NOBODY {
        return None;
    }
    file.checked.as_ref()?.rows.get(record as usize).copied()
}

impl Rows {
    /// The text of a record's field, as far as its row was fetched.
    pub(super) fn text(&self, files: &[File<'_>], file: usize, record: u32, field: usize) -> String {
        let text = || {
            let owner = files.get(file)?;
            let row = self.0.get(file)?.get(&row_number(owner, record)?)?;
            let checked = owner.checked.as_ref()?;
            Some(super::suggestions::text_of(owner.layout.as_ref()?, &checked.edits.fills, row, field))
        };
        text().unwrap_or_default()
    }
}
