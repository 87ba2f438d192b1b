//! `--seen`: a file of one's own in which is kept, as fingerprints, what was checked and what went out.

use super::outputs::{Outputs, identity};
use super::write::CheckedSource;
use super::{Failure, language, named, refused, whole_text};
use import_checker::table::Date;
use import_checker::{Done, RowsInError, Seen, Session, Whole, fingerprint};
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What is known of earlier files, and the fingerprints of those that are checked now.
pub(super) struct SeenBefore {
    path: PathBuf,
    seen: Seen,
    prints: Vec<Option<String>>,
}

impl SeenBefore {
    /// Reads the list; one that is not there yet begins.
    ///
    /// # Errors
    /// It is no such list, or a file cannot be read.
    pub(super) fn open(path: &Path, sources: &[CheckedSource]) -> Result<SeenBefore, Failure> {
        let seen = if path.exists() { read(path)? } else { Seen::new(&new_key()) };
        let print = |source: &CheckedSource| -> Result<Option<String>, Failure> {
            if source.before.is_none() {
                return Ok(None);
            }
            let sum = File::open(&source.path).and_then(|mut file| fingerprint(&mut file));
            let sum = sum.map_err(|e| refused(&source.path, &e))?;
            // Each sheet is a file of its own.
            Ok(Some(format!("{sum} {}", source.sheet.as_deref().unwrap_or_default()).trim_end().to_owned()))
        };
        Ok(SeenBefore {
            path: path.to_owned(),
            seen,
            prints: sources.iter().map(print).collect::<Result<_, _>>()?,
        })
    }

    /// Says in the reports what was here before.
    pub(super) fn recognise(&self, session: &mut Session<'_>, today: Date) -> Result<(), Failure> {
        for (index, print) in self.prints.iter().enumerate() {
            if let Some(print) = print {
                session
                    .recognise(index, &self.seen, print, today)
                    .map_err(|e| Failure(e.sentence(language())))?;
            }
        }
        Ok(())
    }

    /// Remembers what was done with each file now, in a list that takes the place of the one that was read. The lock is to be
    /// kept until it has.
    pub(super) fn note(
        mut self,
        session: &mut Session<'_>,
        done: &dyn Fn(usize) -> Done,
        (today, rows): (Date, RowsInError),
        outputs: &mut Outputs,
    ) -> Result<Locked, Failure> {
        // Another check may have written it meanwhile: what it noted stays.
        let list = Locked::open(&self.path)?;
        self.seen = read(&list.target)?;
        for (index, print) in self.prints.iter().enumerate() {
            if let Some(print) = print {
                let noted = session.note_seen(index, &mut self.seen, print, done(index), today, rows);
                noted.map_err(|e| Failure(e.sentence(language())))?;
            }
        }
        list.replace(&self.seen.text(), outputs)?;
        Ok(list)
    }
}

/// Reads a list. An empty file becomes one.
fn read(path: &Path) -> Result<Seen, Failure> {
    let is_file = path.metadata().map_err(|e| refused(path, &e))?.is_file();
    let text = if is_file { whole_text(path, Whole::WentIn)? } else { String::from("no list") };
    if text.is_empty() {
        return Ok(Seen::new(&new_key()));
    }
    Seen::parse(&text).map_err(|error| named(path, error.sentence(language())))
}

/// The list while it is written anew: whoever else notes something waits for its turn, until this goes.
#[must_use]
pub(super) struct Locked {
    file: File,
    /// The file itself, where the path is a link to it.
    target: PathBuf,
}

impl Locked {
    /// Waits until nobody else writes the list; it is made where there is none.
    fn open(path: &Path) -> Result<Locked, Failure> {
        let refused = |e: &std::io::Error| refused(path, e);
        loop {
            let mut how = File::options();
            how.read(true);
            if !path.exists() {
                how.write(true).create(true);
            }
            let file = how.open(path).map_err(|e| refused(&e))?;
            match file.lock() {
                // A folder that knows no locks is one that several machines seldom write to at once.
                Err(e) if e.kind() != ErrorKind::Unsupported => return Err(refused(&e)),
                _ => {}
            }
            let target = path.canonicalize().map_err(|e| refused(&e))?;
            // Whoever had it before may have put another file in its place.
            let locked = file.metadata().map_err(|e| refused(&e))?;
            if target.metadata().is_ok_and(|now| identity(&now) == identity(&locked)) {
                return Ok(Locked { file, target });
            }
        }
    }

    /// The list that takes its place, whole or not at all, for those who could read the one before.
    fn replace(&self, text: &str, outputs: &mut Outputs) -> Result<(), Failure> {
        let Locked { file, target } = self;
        let rights = file.metadata().map_err(|e| refused(target, &e))?.permissions();
        let mut out = Outputs::begin(target)?;
        out.write_all(text.as_bytes()).map_err(|e| refused(target, &e))?;
        out.set_rights(rights).map_err(|e| refused(target, &e))?;
        outputs.keep(out)
    }
}

/// A key from chance.
fn new_key() -> String {
    (0..4).map(|_| format!("{:016x}", RandomState::new().build_hasher().finish())).collect()
}
