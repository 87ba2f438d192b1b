//! Where the reading begins, and where it could begin again.

use super::super::ReadError;
use super::Records;
use std::io::Read;

impl<R: Read> Records<'_, R> {
    /// Leaves out text at the start.
    pub(super) fn pass_over(&mut self, bytes: usize) -> Result<(), ReadError> {
        while self.buffer.len() < bytes && !self.ended {
            self.fill()?;
        }
        self.at = bytes.min(self.buffer.len());
        let until = self.at as u64;
        while self.odd.front().is_some_and(|place| *place < until) {
            self.odd.pop_front();
        }
        while self.stream.take_bad(until).is_some() {}
        Ok(())
    }

    /// Offers the start of the record at hand as a checkpoint, before more text is read.
    pub(super) fn note_start(&mut self) {
        // The text that is held came after this place, which the stream has left behind meanwhile.
        if let Some((source, text)) = self.clean
            && let Some(skip) = self.base.checked_sub(text)
        {
            self.checkpoints.note(self.source + source, skip, self.number, self.line);
        }
        self.clean = self.stream.clean();
    }
}
