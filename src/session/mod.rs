//! Files checked together: each is opened, recognised and checked on its own, then across files, then written.

mod examples;
mod fill_down;
mod forecast;
mod job;
mod moved_over;
mod parts;
mod passes;
mod recognise;

pub use forecast::There;
pub use job::{Job, JobSteps};
pub use parts::{Part, Parts, Piece};

use crate::base::pulse;
use crate::batch::{self, Existing};
use crate::check::changes::{Account, Change, ChangeLog, RowsInError};
use crate::check::checked::Checked;
use crate::check::clean;
use crate::check::error::Error;
use crate::check::file::{File, Input};
use crate::check::forecast::{Beside, Held};
use crate::check::outgoing::OutgoingRecord;
use crate::check::seen::{self, Done, Seen};
use crate::check::subject::{Step, Steps, Subject};
use crate::check::went_in;
use crate::definition::ImportDefinition;
use crate::edits::{self, Decisions};
use crate::problem::lang::Lang;
#[cfg(target_arch = "wasm32")]
use crate::read::open_early;
use crate::read::{Book, ReadError, Source, Wishes};
use crate::record::context::Reporter;
use crate::record::outline::RowState;
use crate::rules::file::READER_DIED;
#[cfg(not(target_arch = "wasm32"))]
use crate::second::open_early;
use crate::table::Date;
use std::io::Write;
use std::sync::Arc;

/// How often repairs across files are looked for.
const REPAIR_ROUNDS: usize = 3;

/// Files checked together, and the imports they may belong to.
///
/// Made by a [`Job`].
pub struct Session<'s> {
    pub(crate) definitions: Vec<Arc<ImportDefinition>>,
    pub(crate) files: Vec<File<'s>>,
    pub(crate) existing: Existing,
    pub(crate) lang: Lang,
    /// What the receiving system has, by import.
    pub(crate) held: Vec<Arc<Held>>,
    prepare: Option<(RowsInError, PreparedOutput<'s>)>,
    /// When the next report is made; the engine has no clock.
    pub(crate) date: Option<String>,
    /// Which records the next workbook of cleaned rows holds: the first, and how many.
    pub(crate) part: Option<(u64, u64)>,
    /// Files are looked at from end to end before the check, as the plain way would be.
    #[cfg(test)]
    pub(crate) whole_look: bool,
}

/// Gives the place for the cleaned file of one file, empty.
///
/// Taken by [`Job::prepared`].
pub type PreparedOutput<'s> = Box<dyn FnMut(usize) -> Box<dyn Write + 's> + 's>;

impl<'s> Session<'s> {
    /// A session without files.
    fn new(definitions: Vec<Arc<ImportDefinition>>, lang: Lang) -> Session<'s> {
        Session {
            definitions,
            files: Vec::new(),
            existing: Existing::default(),
            lang,
            held: Vec::new(),
            prepare: None,
            date: None,
            part: None,
            #[cfg(test)]
            whole_look: false,
        }
    }

    /// Opens a file, which is then read any number of times.
    fn book(
        source: Box<dyn Source + 's>,
        wishes: &Wishes,
        steps: Steps<'_>,
    ) -> Result<Box<dyn Book + 's>, ReadError> {
        pulse::sheet("");
        open_early(source, wishes, &mut |share| steps(Step::Open, per_mille(share)))
    }

    /// Adds a file and finds out which import it belongs to. One that cannot be read stays as unreadable.
    fn add(&mut self, input: Input, opened: Result<Box<dyn Book + 's>, ReadError>) {
        let (book, unreadable) = match opened {
            Ok(book) => (Some(book), None),
            Err(error) => (None, Some(error)),
        };
        let mut file = File {
            input,
            book,
            unreadable,
            definition: None,
            better: None,
            candidates: Vec::new(),
            layout: None,
            checked: None,
            not_checked: Vec::new(),
            changes: None,
            fingerprint: None,
            subtotals: Vec::new(),
            forecast: None,
            together: None,
            beside: Beside::default(),
            last_view: None,
            goes_on: false,
        };
        file.recognise(&self.definitions);
        self.files.push(file);
    }

    /// The imports that files may belong to.
    #[must_use]
    pub fn definitions(&self) -> &[Arc<ImportDefinition>] {
        &self.definitions
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[File<'s>] {
        &self.files
    }

    /// Checks every file on its own, then all of them together. Files that are not checked when something panics are
    /// unreadable.
    pub fn check(&mut self, steps: JobSteps<'_>) {
        if caught(|| self.check_all(steps)).is_some() {
            return;
        }
        for file in self.files.iter_mut().filter(|f| f.checked.is_none() || f.changes.is_none()) {
            file.unreadable.get_or_insert_with(|| ReadError::new(&READER_DIED));
        }
    }

    fn check_all(&mut self, steps: JobSteps<'_>) {
        let mut keys = batch::Keys::new(&self.definitions, &self.files);
        for (index, file) in self.files.iter_mut().enumerate() {
            file.goes_on = keys.has_several(index);
        }
        for index in 0..self.files.len() {
            self.files[index].say_other_sheets(&mut |step, rows| steps(index, step, rows));
            self.check_alone(index, &mut keys, &mut |step, rows| steps(index, step, rows));
            let fills = self.files[index].filled_down(self.lang);
            if !fills.is_empty() {
                self.files[index].input.edits.fills.extend(fills);
                self.check_alone(index, &mut keys, &mut |step, rows| steps(index, step, rows));
            }
        }
        // A reference that was made may be what another file was looking for, so a second round may find more.
        for _ in 0..REPAIR_ROUNDS {
            let fills = batch::repairs(&mut self.files, &keys, &self.existing, &self.definitions);
            if fills.iter().all(edits::Fills::is_empty) {
                break;
            }
            for (index, fills) in fills.into_iter().enumerate().filter(|(_, f)| !f.is_empty()) {
                self.files[index].input.edits.fills.extend(fills);
                self.check_alone(index, &mut keys, &mut |step, rows| steps(index, step, rows));
            }
        }
        batch::check(&mut self.files, &keys, &self.existing, &self.definitions, self.lang);
        let mut left = went_in::Left::default();
        for (index, file) in self.files.iter_mut().enumerate() {
            file.note_doubts();
            file.say_further_tables();
            file.say_rows_above();
            file.offer_fill_down(self.lang);
            file.count_trees(self.lang);
            file.leave_out_what_went_in(self.lang, &mut left);
            #[cfg(not(target_arch = "wasm32"))]
            file.say_what_is_still_refused(self.lang);
            file.list_changes(self.lang, &mut |step, rows| steps(index, step, rows));
        }
        forecast::compare(&mut self.files, &self.held, self.lang);
    }

    /// Says in the report of a checked file whether it, or rows of it, were here before; `today` is the day of the check.
    ///
    /// ```
    /// use import_checker::{Done, ImportDefinition, Input, Job, Lang, RowsInError, Seen, table::Date};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = Arc::new(ImportDefinition::parse(r#"{"name": "own", "fields": [{"name": "name"}]}"#)?);
    /// let check = |text: &str| {
    ///     let job = Job::new(vec![definition.clone()], Lang::En).file(Input::default(), Cursor::new(text.to_owned()));
    ///     job.check(&mut |_file, _step, _count| ControlFlow::Continue(()))
    /// };
    /// let (mut seen, may, june) = (Seen::new("key"), Date::new(2025, 5, 2).unwrap(), Date::new(2025, 6, 2).unwrap());
    /// check("name\nAna\n").note_seen(0, &mut seen, "sum of May", Done::Sent, may, RowsInError::Block).unwrap();
    /// let mut session = check("name\nAna\nBo\n");
    /// session.recognise(0, &seen, "sum of June", june).unwrap();
    /// assert_eq!(session.files()[0].report(Lang::En)["findings"][0]["row"], 2);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// The file cannot be read a second time.
    pub fn recognise(
        &mut self,
        file: usize,
        seen: &Seen,
        fingerprint: &str,
        today: Date,
    ) -> Result<(), Error> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file) else { return Ok(()) };
        let found = file.with_subject(lang, |book, subject, checked| {
            let found = seen::recognised(book, subject, checked, seen, (fingerprint, today));
            (found, subject.definition.severities.clone())
        });
        let (Some((found, severities)), Some(checked)) = (found, &mut file.checked) else { return Ok(()) };
        seen::tell(&mut Reporter::new(&mut checked.findings, &severities), found?);
        checked.findings.sort();
        Ok(())
    }

    /// Remembers what was done with a checked file on a day: of a file that went out, its rows as well, rows in error
    /// among them if they were included.
    ///
    /// # Errors
    /// The file cannot be read a second time.
    pub fn note_seen(
        &mut self,
        file: usize,
        seen: &mut Seen,
        fingerprint: &str,
        what: Done,
        day: Date,
        rows_in_error: RowsInError,
    ) -> Result<(), Error> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file) else { return Ok(()) };
        file.with_subject(lang, |book, subject, checked| {
            seen::note(book, subject, checked, seen, (fingerprint, what, day), rows_in_error)
        })
        .unwrap_or(Ok(()))
    }

    /// The account of the cleaned file that was written along with the check; absent where there is none, or where it
    /// is not what would be written now.
    #[must_use]
    pub fn prepared(&self, file: usize, rows_in_error: RowsInError) -> Option<Account> {
        let checked = self.files.get(file)?.checked.as_ref().filter(|c| !c.file_error)?;
        let ready = checked.count(RowState::Ready) == checked.states.len() as u64;
        let prepared = checked.prepared.filter(|p| ready || p.rows == rows_in_error)?;
        let goes_out = (ready && !checked.has_errors()) || rows_in_error != RowsInError::Block;
        goes_out.then_some(prepared.account)
    }

    /// Writes the cleaned file of one file. `change` is called with every difference, which is made when asked for.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang, RowsInError};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda , 36\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let (mut out, mut changes) = (Vec::new(), Vec::new());
    /// let mut go_on = |_step, _count| ControlFlow::Continue(());
    /// let account = session.clean(0, RowsInError::Drop, &mut out, &mut |change| changes.push(change()), &mut go_on).unwrap();
    /// assert_eq!(out, b"name,age\r\nAda,36\r\n");
    /// assert_eq!((account.read, account.written, account.left_out), (2, 1, 1));
    /// assert_eq!((changes[0].cell.as_str(), changes[0].before.as_str(), changes[0].after.as_str()), ("A2", "Ada ", "Ada"));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// Nothing can be exported, or the output failed.
    pub fn clean(
        &mut self,
        file: usize,
        rows_in_error: RowsInError,
        out: &mut dyn Write,
        change: &mut dyn FnMut(&dyn Fn() -> Change),
        steps: Steps<'_>,
    ) -> Result<Account, Error> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file) else { return Err(Error::Blocked) };
        file.with_subject(lang, |book, subject, checked| {
            clean::clean(book, subject, checked, rows_in_error, steps, out, &mut |_, make| change(make))
        })
        .unwrap_or(Err(Error::Blocked))
    }
}

fn per_mille(share: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "A share of a thousand steps."
    )]
    let steps = (share.clamp(0.0, 1.0) * 1000.0) as u64;
    steps
}

/// Runs what may panic on a stranger's file; nothing if it did. In a browser a panic ends the worker instead, and the
/// page starts another.
fn caught<T>(run: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).ok()
}

impl File<'_> {
    pub(crate) fn with_subject<T>(
        &mut self,
        lang: Lang,
        run: impl FnOnce(&mut dyn Book, &Subject<'_>, &Checked) -> T,
    ) -> Option<T> {
        let checked = self.checked.take()?;
        let result = self.subject(lang).map(|(book, subject)| run(book, &subject, &checked));
        self.checked = Some(checked);
        result
    }

    pub(crate) fn subject(&mut self, lang: Lang) -> Option<(&mut dyn Book, Subject<'_>)> {
        let book = self.book.as_deref_mut()?;
        let subject = Subject {
            definition: self.definition.as_deref()?,
            layout: self.layout.as_ref()?,
            settings: &self.input.settings,
            wishes: &self.input.wishes,
            edits: &self.input.edits,
            better: self.better.as_deref(),
            lang,
            today: self.input.today,
            goes_on: self.goes_on,
        };
        Some((book, subject))
    }

    /// Says which rows would go out just as they were when they were refused, where a list says what was.
    #[cfg(not(target_arch = "wasm32"))]
    fn say_what_is_still_refused(&mut self, lang: Lang) {
        let Some(list) = self.input.went_in.take() else { return };
        let found = self.with_subject(lang, |book, subject, checked| {
            (went_in::still_refused(book, subject, checked, &list), subject.definition.severities.clone())
        });
        self.input.went_in = Some(list);
        let (Some((Ok(rows), severities)), Some(checked)) = (found, &mut self.checked) else { return };
        went_in::tell_refused(&mut Reporter::new(&mut checked.findings, &severities), &rows);
        checked.findings.sort();
    }

    /// Has what went in already stay out of the cleaned file, where a list says what that is, and says so.
    fn leave_out_what_went_in(&mut self, lang: Lang, left: &mut went_in::Left) {
        self.mark_what_went_in(lang, left);
        let listed = self.input.went_in.as_ref().is_some_and(|list| list.count() > 0);
        let (Some(definition), Some(checked)) = (&self.definition, &mut self.checked) else { return };
        if listed {
            let mut reporter = Reporter::new(&mut checked.findings, &definition.severities);
            went_in::tell(&mut reporter, &checked.sending);
            checked.findings.sort();
        }
    }

    /// Marks what went in already, where a list says what that is: by the records that are ready now.
    pub(crate) fn mark_what_went_in(&mut self, lang: Lang, left: &mut went_in::Left) {
        let Some(list) = self.input.went_in.take_if(|list| list.count() > 0) else { return };
        if let Some(checked) = &mut self.checked {
            checked.sending.clear();
        }
        let left = left.of(&list);
        let marked =
            self.with_subject(lang, |book, subject, checked| went_in::mark(book, subject, checked, left));
        self.input.went_in = Some(list);
        match (marked, &mut self.checked) {
            (Some(Ok(sending)), Some(checked)) => checked.sending = sending,
            // What went in must not go out again because one reading failed.
            (Some(Err(error)), _) => {
                self.unreadable = Some(match error {
                    Error::Read(error) => error,
                    _ => ReadError::new(&READER_DIED),
                });
                self.checked = None;
            }
            _ => {}
        }
    }

    /// Lists what the cleaned file changes. The check has done so, unless rows that were ready then are not any more:
    /// then the rows are gone through once more.
    pub(crate) fn list_changes(&mut self, lang: Lang, steps: Steps<'_>) {
        let mut log = ChangeLog::default();
        if let Some(checked) = self.checked.as_mut().filter(|c| !c.file_error) {
            match checked.changes_if_settled() {
                Some(settled) => log = settled,
                None => {
                    checked.prepared = None;
                    let _ = self.with_subject(lang, |book, subject, checked| {
                        let rows = clean::Rows::Ready;
                        let mut add = |code: &str, make: &dyn Fn() -> Change| log.add(code, make);
                        let mut nowhere = |_: &OutgoingRecord<'_>| Ok(());
                        clean::pass(book, subject, checked, rows, steps, &mut nowhere, &mut add)
                    });
                }
            }
        }
        self.changes = Some(log);
    }

    /// The names of the sheets; empty where there are none to choose from.
    #[must_use]
    pub fn sheet_names(&self) -> Vec<&str> {
        let names = self.book.iter().flat_map(|book| book.sheets()).map(|sheet| sheet.name.as_str());
        names.filter(|name| !name.is_empty()).collect()
    }

    /// Whether the user took a repair of this problem.
    #[must_use]
    pub fn accepted(&self, code: &str) -> bool {
        crate::wording::problems::find(code).is_some_and(|p| Decisions(&self.input.edits.decisions).taken(p))
    }
}
