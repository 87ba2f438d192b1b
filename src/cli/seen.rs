//! `--seen`: a file of one's own in which is kept, as fingerprints, what was checked and what went out.

use super::outputs::Outputs;
use super::write::CheckedSource;
use super::{Failure, language, named, refused, whole_text};
use import_checker::table::Date;
use import_checker::{Done, RowsInError, Seen, Session, Whole, fingerprint};
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
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
        let seen = if path.symlink_metadata().is_ok() {
            let text = whole_text(path, Whole::WentIn)?;
            Seen::parse(&text).map_err(|error| named(path, error.sentence(language())))?
        } else {
            Seen::new(&new_key())
        };
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

    /// Remembers what was done with each file now, in a list that takes the place of the one that was read.
    pub(super) fn note(
        mut self,
        session: &mut Session<'_>,
        done: &dyn Fn(usize) -> Done,
        (today, rows): (Date, RowsInError),
        outputs: &mut Outputs,
    ) -> Result<(), Failure> {
        for (index, print) in self.prints.iter().enumerate() {
            if let Some(print) = print {
                let noted = session.note_seen(index, &mut self.seen, print, done(index), today, rows);
                noted.map_err(|e| Failure(e.sentence(language())))?;
            }
        }
        let mut out = Outputs::begin(&self.path)?;
        out.write_all(self.seen.text().as_bytes()).map_err(|e| refused(&self.path, &e))?;
        outputs.keep(out)
    }
}

/// A key from chance.
fn new_key() -> String {
    (0..4).map(|_| format!("{:016x}", RandomState::new().build_hasher().finish())).collect()
}
