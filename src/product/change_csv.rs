//! The change log as CSV: a heading and one line per change.

use crate::check::acknowledged::Acknowledged;
use crate::check::changes::Change;
use crate::check::outgoing::as_plain_text;
use crate::table::letters;
use crate::wording::problems;
use std::borrow::Cow;
use std::io::{self, Write};

const HEADINGS: [&str; 8] = ["row", "column", "cell", "field", "before", "after", "code", "name"];

/// Stands where a change has its code.
const ACKNOWLEDGED: &str = "acknowledged";

/// A text on its way out, as bytes.
struct Cell<'t>(Cow<'t, str>);

impl AsRef<[u8]> for Cell<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Writes changes as they come; the first failure is told at the end.
///
/// ```
/// use import_checker::{Change, ChangeCsv};
/// let change = Change {
///     row: 2,
///     column: "A".to_owned(),
///     cell: "A2".to_owned(),
///     field: "name".to_owned(),
///     before: "Ada ".to_owned(),
///     after: "Ada".to_owned(),
///     code: "by-hand".to_owned(),
/// };
/// let mut out = Vec::new();
/// let mut log = ChangeCsv::begin(&mut out);
/// log.add(&change);
/// log.finish()?;
/// assert!(out.ends_with(b"2,A,A2,name,Ada ,Ada,by-hand,by-hand\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ChangeCsv<W: Write> {
    out: csv::Writer<W>,
    failed: csv::Result<()>,
}

impl<W: Write> ChangeCsv<W> {
    /// Starts with the headings.
    pub fn begin(out: W) -> ChangeCsv<W> {
        let mut out = csv::Writer::from_writer(out);
        let failed = out.write_record(HEADINGS);
        ChangeCsv { out, failed }
    }

    /// Writes one change.
    pub fn add(&mut self, change: &Change) {
        let name = problems::find(&change.code).map_or("by-hand", |p| p.name);
        let Change { column, cell, field, before, after, code, .. } = change;
        self.line([&change.row.to_string(), column, cell, field, before, after, code], name);
    }

    /// Writes a warning that was acknowledged, with the reason in the place of what is new.
    pub fn acknowledge(&mut self, one: &Acknowledged<'_>) {
        let column = one.column.map(letters).unwrap_or_default();
        let what = format!("{} {}", one.problem.code, one.problem.name);
        let field = one.field.unwrap_or_default();
        self.line(["", &column, "", field, &what, one.reason, ACKNOWLEDGED], ACKNOWLEDGED);
    }

    fn line(&mut self, texts: [&str; 7], name: &str) {
        if self.failed.is_ok() {
            let cells = texts.into_iter().map(as_plain_text).chain([name.into()]).map(Cell);
            self.failed = self.out.write_record(cells);
        }
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// The output failed, now or before.
    pub fn finish(mut self) -> io::Result<()> {
        self.failed.map_err(io::Error::other)?;
        self.out.flush()
    }
}
