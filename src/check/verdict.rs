//! What the check of a file came to, and how many of its records go where.

use crate::check::file::File;
use crate::record::outline::RowState;

/// What the check of a file came to, the worst first.
///
/// Given by [`File::verdict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It could not be read.
    Unreadable,
    /// It could be read, and has errors, or records that are left out because of an error, be it in another file.
    Errors,
    /// No error was found, but something was not checked.
    Incomplete,
    /// Everything was checked and every record is ready.
    Ready,
}

impl Verdict {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Unreadable => "unreadable",
            Verdict::Errors => "errors",
            Verdict::Incomplete => "incomplete",
            Verdict::Ready => "ready",
        }
    }
}

/// How many records there are, by what becomes of them. Always `on_file = ready + in_error + skipped`.
///
/// Given by [`File::records`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Rows below the header that are not blank.
    pub on_file: u64,
    /// Records that go into the cleaned file.
    pub ready: u64,
    /// Records with an error of their own.
    pub in_error: u64,
    /// Records left out without a fault of their own.
    pub skipped: u64,
    /// Blank rows between the others.
    pub blank: u64,
}

impl File<'_> {
    /// The verdict; meaningful after the check.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// assert_eq!(session.files()[0].verdict().name(), "errors");
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Some(checked) = self.checked.as_ref().filter(|_| self.unreadable.is_none()) else {
            return Verdict::Unreadable;
        };
        if checked.has_errors() {
            Verdict::Errors
        } else if !self.not_checked.is_empty() || !checked.complete {
            Verdict::Incomplete
        } else {
            Verdict::Ready
        }
    }

    /// The account of the records.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let records = session.files()[0].records();
    /// assert_eq!((records.on_file, records.ready, records.in_error, records.skipped), (2, 1, 1, 0));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn records(&self) -> Records {
        let Some(checked) = &self.checked else { return Records::default() };
        Records {
            on_file: checked.states.len() as u64,
            ready: checked.count(RowState::Ready),
            in_error: checked.count(RowState::Error),
            skipped: checked.count(RowState::Skipped),
            blank: checked.blank,
        }
    }
}
