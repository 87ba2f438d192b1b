//! The change log as CSV: a heading and one line per change.

use crate::clean::Change;
use crate::lines::Lines;
use crate::problems;
use std::io::{self, Write};

const HEADINGS: [&str; 8] = ["row", "column", "cell", "field", "before", "after", "code", "name"];

/// Writes changes as they come; the first failure is told at the end.
pub struct ChangeCsv<'o> {
    out: Lines<'o>,
    failed: io::Result<()>,
}

impl<'o> ChangeCsv<'o> {
    /// Starts with the headings.
    pub fn begin(out: &'o mut dyn Write) -> ChangeCsv<'o> {
        let mut out = Lines::new(out, b',', "\n");
        let failed = out.record(HEADINGS.iter());
        ChangeCsv { out, failed }
    }

    /// Writes one change.
    pub fn add(&mut self, change: &Change) {
        if self.failed.is_err() {
            return;
        }
        let name = problems::find(&change.code).map_or("by-hand", |p| p.name);
        let row = change.row.to_string();
        let texts =
            [&row, &change.column, &change.cell, &change.field, &change.before, &change.after, &change.code];
        self.failed = self.out.record(texts.into_iter().map(String::as_str).chain([name]));
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// The output failed, now or before.
    pub fn finish(self) -> io::Result<()> {
        self.failed?;
        self.out.finish()
    }
}
