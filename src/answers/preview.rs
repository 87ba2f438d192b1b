//! The first rows of a file with their findings, before the rest of it is read.
//!
//! They are judged as if there were no other rows, so what rows far below will say of them is missing, and the page
//! shows them as provisional.

use crate::answers::window::{WindowRow, window_row};
use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::check::retell;
use crate::check::survey::Survey;
use crate::check::walk::{Seen, Walker};
use crate::edits::Overlay;
use crate::problem::{Finding, Findings, Severity, short_name};
use crate::record::context::Reporter;
use crate::session::Session;
use std::ops::ControlFlow;

/// Rows that a preview shows at most: what a tall screen has room for. More would hold up the page that draws them.
const ROWS: usize = 20;

/// The first rows of a file.
///
/// Given by [`Session::preview`].
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<WindowRow>,
}

impl IntoJson for Preview {
    fn into_json(self) -> Json {
        object! { "headings": self.headings, "rows": self.rows }
    }
}

impl Session<'_> {
    /// The first rows of a file that was opened, checked on their own. Absent when its headings fit no import.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let mut session = job.open(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let preview = session.preview(0).unwrap();
    /// assert_eq!(preview.headings, ["name", "age"]);
    /// assert_eq!(preview.rows[1].marks[0].codes, ["T110"]);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn preview(&mut self, file: usize) -> Option<Preview> {
        let lang = self.lang;
        let (book, subject) = self.files.get_mut(file)?.subject(lang)?;
        let head = &book.sheets().get(subject.layout.sheet)?.head;
        let survey = Survey::of_head(head, subject.definition, subject.layout, subject.wishes);
        // In a file for another import, what its cells lack for this one is beside the point.
        let fits = subject.better.is_none();
        let whole = head.len() < LIMITS.head_rows;
        let context = subject.context(subject.edits, Some(&survey));
        let overlay = Overlay::new(subject.edits);
        // Rows of an outline are compared with those beside them, which only the whole tree tells.
        let mut walker = Walker::new(&context, &survey, subject.definition.outline.is_none());
        let words = subject.words();
        let column = |slot: usize| subject.layout.slots.get(slot).and_then(|slot| slot.column);
        let mut rows = Vec::new();
        let mut left = LIMITS.window_bytes;
        for row in head.iter().filter(|r| r.number > subject.layout.header_row && !r.is_blank()).take(ROWS) {
            let _ = overlay.edited(row, &mut |row, _| {
                let mut findings = Findings::keeping(50);
                let mut reporter = Reporter::new(&mut findings, &subject.definition.severities);
                let seen = walker.row(&context, row, &mut reporter);
                if matches!(seen, Seen::Record { .. }) {
                    let leaned: Vec<u32> =
                        reporter.leaned.iter().copied().chain(survey.doubtful()).filter_map(column).collect();
                    // How a value is read that leans on its column may change with the rows below.
                    let open =
                        |finding: &Finding| finding.place.column().is_some_and(|c| leaned.contains(&c));
                    let settled =
                        || findings.kept().iter().filter(|finding| fits && (whole || !open(finding)));
                    let error = settled().any(|finding| finding.severity == Severity::Error);
                    let state = if error { "error" } else { "ready" };
                    let mut said = Vec::new();
                    settled().for_each(|finding| retell::tell(finding, &words, &mut said));
                    let room = left.checked_sub(row.text().len());
                    left = room.unwrap_or(left);
                    rows.push(window_row(row, state, said, room.is_none()));
                }
                ControlFlow::Continue(())
            });
        }
        let headings = subject.layout.headings.iter().map(|h| short_name(&h.text).into_owned()).collect();
        (!rows.is_empty()).then_some(Preview { headings, rows })
    }
}
