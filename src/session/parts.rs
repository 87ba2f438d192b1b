//! In which files the cleaned records go out: one file after the other as one table, and no more in one file than the
//! import takes at a time.

use super::Session;
use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::check::changes::RowsInError;
use crate::check::checked::Checked;
use crate::check::clean;
use crate::check::error::Error;
use crate::check::parts::Lengths;

/// In which files cleaned records go out.
///
/// Given by [`Session::parts`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The bytes that each cleaned file has before its first record: the headings.
    pub head: u64,
    /// The bytes that one file may have, where the import says so.
    pub most: Option<u64>,
    /// The files, in the order in which they are imported.
    pub parts: Vec<Part>,
}

/// One file that goes out: the headings, then these pieces.
///
/// Given by [`Session::parts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Records.
    pub records: u64,
    /// Bytes as CSV, the headings among them.
    pub bytes: u64,
    /// Where its records stand.
    pub pieces: Vec<Piece>,
}

/// Records of one cleaned file, one after the other.
///
/// Given by [`Session::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The file of the session.
    pub file: usize,
    /// The first of them among the records of that cleaned file, from 0.
    pub first: u64,
    /// How many.
    pub records: u64,
    /// Their first byte in that cleaned file.
    pub from: u64,
    /// The byte behind their last.
    pub to: u64,
}

impl Session<'_> {
    /// Says in which files the cleaned records of some files go out, as one table in this order. What belongs together (a
    /// block of an outline, a group of a rule, a record and a later one that it names) stays in one file; else as few files
    /// are made as the limits of the import allow.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang, RowsInError};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"limits": {"rows": 2}, "fields": [{"name": "name"}, {"name": "age"}]}"#)?;
    /// let text = "name,age\nAda,36\nBob,40\nCleo,9\n";
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new(text));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let parts = session.parts(&[0], RowsInError::Block).unwrap();
    /// assert_eq!(parts.parts.iter().map(|part| part.records).collect::<Vec<_>>(), [2, 1]);
    /// assert_eq!((parts.head, parts.parts[1].pieces[0].from), (10, 26));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// There is no cleaned file; files have other columns than the first; what belongs together, or must not be
    /// divided, is more than the import takes at a time; there would be too many files.
    pub fn parts(&mut self, files: &[usize], rows: RowsInError) -> Result<Parts, Error> {
        let lang = self.lang;
        let mut all = Lengths::default();
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut definition = None;
        for file in files {
            let Some(own) = self.files.get_mut(*file) else { return Err(Error::Blocked) };
            let first = definition.get_or_insert_with(|| own.definition.clone());
            if first.as_ref().map(|d| &d.name) != own.definition.as_ref().map(|d| &d.name) {
                return Err(Error::OtherColumns);
            }
            let lengths = own.with_subject(lang, |book, subject, checked| {
                Lengths::of(book, subject, checked, clean::rows_to_write(checked, rows)?)
            });
            starts.push((*file, all.bytes.len()));
            if !all.append(*file, lengths.unwrap_or(Err(Error::Blocked))?) {
                return Err(Error::OtherColumns);
            }
        }
        let limits = definition.flatten().and_then(|definition| definition.limits);
        let runs = all.runs(limits.as_ref());
        let over = runs.iter().any(|run| run.over);
        if limits.is_some_and(|limits| !limits.split) && (over || runs.len() > 1) {
            return Err(Error::Undividable);
        }
        if over {
            return Err(Error::TooMuchAtATime);
        }
        if runs.len() > LIMITS.cleaned_parts {
            return Err(Error::TooManyParts);
        }
        let head = all.head.len() as u64;
        // What stands before each record, so that no part counts what the others have counted.
        let mut before = Vec::with_capacity(all.bytes.len() + 1);
        before.push(0_u64);
        before.extend(all.bytes.iter().scan(0, |sum, bytes| {
            *sum += bytes;
            Some(*sum)
        }));
        let between =
            |from: usize, to: usize| before.get(to).zip(before.get(from)).map_or(0, |(to, from)| to - from);
        let parts = runs.iter().map(|run| {
            let end = run.first + usize::try_from(run.records).unwrap_or(usize::MAX);
            let mut pieces = Vec::new();
            for (at, (file, start)) in starts.iter().enumerate() {
                let behind = starts.get(at + 1).map_or(all.bytes.len(), |(_, next)| *next);
                let (from, to) = (run.first.max(*start), end.min(behind));
                if from < to {
                    let before = head + between(*start, from);
                    pieces.push(Piece {
                        file: *file,
                        first: (from - start) as u64,
                        records: (to - from) as u64,
                        from: before,
                        to: before + between(from, to),
                    });
                }
            }
            Part { records: run.records, bytes: run.bytes, pieces }
        });
        Ok(Parts { head, most: limits.and_then(|limits| limits.bytes), parts: parts.collect() })
    }

    /// The same of what was sent, where answers to it were taken since: the parts are those that were answered to.
    ///
    /// ```
    /// use import_checker::{AnswerOptions, ImportDefinition, Input, Job, Lang, RowsInError};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"limits": {"rows": 2}, "fields": [{"name": "name"}, {"name": "age"}]}"#)?;
    /// let text = "name,age\nAda,36\nBob,40\nCleo,9\n";
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new(text));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let first = AnswerOptions { part: Some((0, 2)), ..AnswerOptions::default() };
    /// session.answer(0, "", b"Row 2: Ada is there already", &first).unwrap();
    /// let parts = session.parts_sent(&[0], RowsInError::Drop).unwrap().parts;
    /// assert_eq!(parts.iter().map(|part| part.records).collect::<Vec<_>>(), [2, 1]);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// As of [`Session::parts`].
    pub fn parts_sent(&mut self, files: &[usize], rows: RowsInError) -> Result<Parts, Error> {
        let exchange = |session: &mut Self| {
            session
                .files
                .iter_mut()
                .filter_map(|file| file.checked.as_mut())
                .for_each(Checked::exchange_sent);
        };
        exchange(self);
        let parts = self.parts(files, rows);
        exchange(self);
        parts
    }

    /// Has the next workbook of cleaned rows hold only these records: the first of them, from 0, and how many.
    pub fn set_part(&mut self, part: Option<(u64, u64)>) {
        self.part = part;
    }
}

impl IntoJson for Parts {
    fn into_json(self) -> Json {
        let piece = |piece: &Piece| {
            object! {
                "file": piece.file, "first": piece.first, "records": piece.records, "from": piece.from, "to": piece.to,
            }
        };
        let part = |part: &Part| {
            let pieces: Vec<Json> = part.pieces.iter().map(piece).collect();
            object! { "records": part.records, "bytes": part.bytes, "pieces": pieces }
        };
        let parts: Vec<Json> = self.parts.iter().map(part).collect();
        object! { "head": self.head, "most": self.most, "parts": parts }
    }
}
