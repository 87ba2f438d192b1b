//! Warnings that a person knows of and lets stand, with the reason. Nothing but a warning can be acknowledged: what an
//! acknowledgement says of an error or of a notice is not heard.

use crate::check::file::File;
use crate::edits::Acknowledgement;
use crate::problem::{Cause, Problem, Severity};
use crate::scalar::text::trim;

/// A warning that was acknowledged, as it was found.
///
/// Given by [`File::acknowledged`].
#[derive(Clone, Debug, PartialEq)]
pub struct Acknowledged<'f> {
    pub(crate) cause: &'f Cause,
    /// The problem.
    pub problem: &'static Problem,
    /// The field by its name; absent where the warning is about no field.
    pub field: Option<&'f str>,
    /// Column index, 0 for A; absent where rows or the file are meant.
    pub column: Option<u32>,
    /// How often it was found.
    pub count: u64,
    /// Why it stands.
    pub reason: &'f str,
}

impl Acknowledgement {
    /// Whether it is heard for a cause that was found so often.
    fn is_about(&self, cause: &Cause, count: u64, field: Option<&str>, heading: Option<&str>) -> bool {
        let here = |column: &String| [field, heading].contains(&Some(trim(column)));
        cause.severity == Severity::Warning
            && cause.problem.is_named(&self.code)
            && self.column.as_ref().is_none_or(here)
            && self.count.is_none_or(|most| count <= most)
    }
}

impl File<'_> {
    /// The warnings that were acknowledged, each with the reason that was given last.
    ///
    /// ```
    /// use import_checker::{Acknowledgement, Edits, ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}]}"#)?;
    /// let known = Acknowledgement { code: "R150".to_owned(), reason: "Twins.".to_owned(), ..Acknowledgement::default() };
    /// let edits = Edits { acknowledged: vec![known], ..Edits::default() };
    /// let session = Job::new(vec![Arc::new(definition)], Lang::En)
    ///     .file(Input { edits, ..Input::default() }, Cursor::new("name\nAda\nAda\n"))
    ///     .check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let acknowledged = session.files()[0].acknowledged();
    /// assert_eq!((acknowledged[0].problem.code, acknowledged[0].count, acknowledged[0].reason), ("R150", 1, "Twins."));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn acknowledged(&self) -> Vec<Acknowledged<'_>> {
        let said = &self.input.edits.acknowledged;
        let mut heard = Vec::new();
        let checked = self.checked.as_ref().filter(|_| !said.is_empty() && self.unreadable.is_none());
        for (cause, count) in checked.into_iter().flat_map(|checked| checked.findings.causes()) {
            let (problem, column) = (cause.problem, cause.column);
            let field = cause.field.and_then(|field| self.field_name(field));
            let heading = column.and_then(|column| Some(trim(self.layout.as_ref()?.heading(column))));
            if let Some(last) = said.iter().rev().find(|one| one.is_about(cause, count, field, heading)) {
                heard.push(Acknowledged { cause, problem, field, column, count, reason: &last.reason });
            }
        }
        heard
    }

    /// What was said of no warning that this file has: of an error, of what is not found, or found more often than was said.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn not_acknowledged(&self) -> Vec<&Acknowledgement> {
        let heard = self.acknowledged();
        let layout = self.layout.as_ref();
        let is_heard = |one: &&Acknowledgement| {
            heard.iter().any(|warning| {
                let heading = warning.column.zip(layout).map(|(column, layout)| trim(layout.heading(column)));
                let here = |column: &String| [warning.field, heading].contains(&Some(trim(column)));
                warning.problem.is_named(&one.code) && one.column.as_ref().is_none_or(here)
            })
        };
        self.input.edits.acknowledged.iter().filter(|one| !is_heard(one)).collect()
    }

    fn field_name(&self, field: usize) -> Option<&str> {
        Some(self.definition.as_deref()?.fields.get(field)?.name.as_str())
    }
}
