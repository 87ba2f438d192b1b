//! What is read whole, beside the files that are checked: never more of it than its kind may have, whatever its source holds.

use super::limits::LIMITS;
use std::io::{self, Read, Write};

/// A kind of file that is read whole.
///
/// Read by [`Whole::read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// A definition, or several.
    Definition,
    /// Which column is which.
    Mapping,
    /// What exists in the receiving system.
    List,
    /// Records that went in.
    WentIn,
    /// What the receiving system answers.
    Answer,
    /// A summary for support.
    Summary,
}

impl Whole {
    /// How many bytes it may have.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Whole::Definition => LIMITS.definition_bytes,
            Whole::Mapping => LIMITS.mapping_bytes,
            Whole::List => LIMITS.list_bytes,
            Whole::WentIn => LIMITS.went_in_bytes,
            Whole::Answer => LIMITS.answer_bytes,
            Whole::Summary => LIMITS.summary_bytes,
        }
    }

    /// Reads it; `None` where there is more of it.
    ///
    /// ```
    /// use import_checker::Whole;
    /// assert_eq!(Whole::Mapping.read(&b"{}"[..]).unwrap().unwrap(), b"{}");
    /// assert_eq!(Whole::Mapping.read(std::io::repeat(b' ')).unwrap(), None);
    /// ```
    ///
    /// # Errors
    /// Its source fails.
    pub fn read(self, source: impl Read) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        source.take(self.most() as u64 + 1).read_to_end(&mut bytes)?;
        Ok(Some(bytes).filter(|bytes| bytes.len() <= self.most()))
    }

    /// Takes it from somebody who writes it.
    ///
    /// ```
    /// use import_checker::Whole;
    /// use std::io::Write;
    /// let mut taken = Whole::Mapping.taken();
    /// taken.write_all(b"{}")?;
    /// assert_eq!(taken.bytes, b"{}");
    /// assert!(taken.write_all(&vec![b' '; Whole::Mapping.most()]).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn taken(self) -> Taken {
        Taken { bytes: Vec::new(), most: self.most() }
    }
}

/// What is written, up to as much as there may be; more is an error.
///
/// Given by [`Whole::taken`].
#[derive(Debug)]
pub struct Taken {
    /// What was written.
    pub bytes: Vec<u8>,
    most: usize,
}

impl Write for Taken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_taken_than_there_may_be() {
        let mut taken = Taken { bytes: Vec::new(), most: 3 };
        assert_eq!(taken.write(b"ab").unwrap(), 2);
        assert_eq!(taken.write(b"cd").unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(taken.bytes, b"ab");
    }
}
