//! The one way from files to results: a door says what is wanted, and the job does it.

use super::{PreparedOutput, Session, caught};
use crate::check::changes::RowsInError;
use crate::check::error::Error;
use crate::check::file::Input;
use crate::check::forecast::Held;
use crate::check::subject::Step;
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::read::{READ_FAILED, ReadError, STOPPED, Source};
use crate::rules::file::READER_DIED;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Called with the file's place in the job, the step of the work, and how far it is: rows, or while a file is opened
/// thousandth parts of it. `Break` ends the work; what was not looked at by then is reported as not read.
///
/// Called by a [`Job`].
pub type JobSteps<'a> = &'a mut dyn FnMut(usize, Step, u64) -> ControlFlow<()>;

/// What is to be checked, and how. The command line, the browser and the tests all check files by this and by nothing
/// else.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, Verdict};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
/// let session = Job::new(vec![Arc::new(definition)], Lang::En)
///     .file(input, Cursor::new("name,age\nAda,36\n"))
///     .check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// assert_eq!(session.files()[0].verdict(), Verdict::Ready);
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
pub struct Job<'s> {
    session: Session<'s>,
    files: Vec<(Input, Given<'s>)>,
}

/// The bytes of a file, or why there are none.
type Given<'s> = Result<Box<dyn Source + 's>, ReadError>;

impl<'s> Job<'s> {
    /// A job without files: the imports that they may belong to, and the language of everything that is said.
    #[must_use]
    pub fn new(definitions: Vec<Arc<ImportDefinition>>, lang: Lang) -> Job<'s> {
        Job { session: Session::new(definitions, lang), files: Vec::new() }
    }

    /// The imports that files may belong to.
    #[must_use]
    pub fn definitions(&self) -> &[Arc<ImportDefinition>] {
        self.session.definitions()
    }

    /// References of an import that exist on the server already: a list with one per line, or a table with headings.
    #[must_use]
    pub fn existing(mut self, import: &str, list: &str) -> Job<'s> {
        self.session.existing.add(import, list);
        self
    }

    /// What the receiving system has of an import: files of that import are compared with it.
    ///
    /// # Errors
    /// There is another table of the import already.
    pub fn held(mut self, held: Arc<Held>) -> Result<Job<'s>, Error> {
        self.session.compare_with(held)?;
        Ok(self)
    }

    /// Has the cleaned file of each file written along with the check, with rows in error as said.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang, RowsInError};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\n"));
    /// let outputs = Box::new(|_file| -> Box<dyn std::io::Write> { Box::new(std::io::sink()) });
    /// let job = job.prepared(RowsInError::Drop, outputs);
    /// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// assert_eq!(session.prepared(0, RowsInError::Drop).unwrap().written, 1);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn prepared(mut self, rows_in_error: RowsInError, output_of: PreparedOutput<'s>) -> Job<'s> {
        self.session.prepare = Some((rows_in_error, output_of));
        self
    }

    /// One more file, checked together with the others.
    #[must_use]
    pub fn file(mut self, input: Input, source: impl Source + 's) -> Job<'s> {
        self.files.push((input, Ok(Box::new(source))));
        self
    }

    /// A file that the machine did not hand over: it has its place in the results, as unreadable.
    #[must_use]
    pub fn lost_file(mut self, input: Input) -> Job<'s> {
        self.files.push((input, Err(ReadError::new(&READ_FAILED))));
        self
    }

    /// Opens all files: finds out how each is read, and which import it belongs to. A file that cannot be read stays as
    /// unreadable, also where its reader panicked.
    #[must_use]
    pub fn open(self, steps: JobSteps<'_>) -> Session<'s> {
        let mut session = self.session;
        for (index, (input, source)) in self.files.into_iter().enumerate() {
            let kept = input.clone();
            let added = caught(|| {
                let opened = source.and_then(|source| match steps(index, Step::Open, 0) {
                    ControlFlow::Continue(()) => {
                        Session::book(source, &input.wishes, &mut |step, count| steps(index, step, count))
                    }
                    ControlFlow::Break(()) => Err(ReadError::new(&STOPPED)),
                });
                session.add(input, opened);
            });
            if added.is_none() {
                session.add(kept, Err(ReadError::new(&READER_DIED)));
            }
        }
        session
    }

    /// Opens all files and checks them, each on its own and then across files.
    #[must_use]
    pub fn check(self, steps: JobSteps<'_>) -> Session<'s> {
        let mut session = self.open(steps);
        session.check(steps);
        session
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::verdict::Verdict;
    use std::io::{Cursor, Read, Seek, SeekFrom};

    struct Dying;

    impl Read for Dying {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            panic!("as a reader with a fault would")
        }
    }

    impl Seek for Dying {
        fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }

    fn job() -> Job<'static> {
        let definition =
            ImportDefinition::parse(r#"{"name":"own/one","fields":[{"name":"a"},{"name":"b"}]}"#);
        Job::new(vec![Arc::new(definition.unwrap())], Lang::En)
    }

    fn input(name: &str) -> Input {
        Input { name: name.to_owned(), ..Input::default() }
    }

    fn unread(session: &Session<'_>, file: usize) -> Option<&'static str> {
        session.files()[file].unreadable.as_ref().map(|error| error.problem.code)
    }

    #[test]
    fn a_file_whose_reader_dies_is_unreadable_and_the_others_go_on() {
        let job = job().file(input("dying.csv"), Dying).lost_file(input("lost.csv"));
        let job = job.file(input("good.csv"), Cursor::new("a,b\n1,2\n"));
        let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
        assert_eq!(unread(&session, 0), Some("F830"));
        assert_eq!(unread(&session, 1), Some(READ_FAILED.code));
        assert_eq!(session.files()[2].verdict(), Verdict::Ready);
    }

    #[test]
    fn what_dies_in_the_middle_of_the_check_leaves_nothing_ready() {
        let mut session = job()
            .file(input("a.csv"), Cursor::new("a,b\n1,2\n"))
            .open(&mut |_, _, _| ControlFlow::Continue(()));
        session.check(&mut |_, step, _| {
            assert_ne!(step, Step::Check, "as a rule with a fault would");
            ControlFlow::Continue(())
        });
        assert_eq!(unread(&session, 0), Some(READER_DIED.code));
        assert_ne!(session.files()[0].verdict(), Verdict::Ready);
    }

    #[test]
    fn who_stops_while_files_are_opened_gets_them_as_not_read() {
        let job = job().file(input("a.csv"), Cursor::new("a,b\n1,2\n"));
        let session = job.check(&mut |_, _, _| ControlFlow::Break(()));
        assert_eq!(unread(&session, 0), Some(STOPPED.code));
    }
}
