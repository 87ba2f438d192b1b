//! Places in a text at which its reading can begin again.
//!
//! A grid asks for rows anywhere in a file, window after window, and must not wait for all the rows before them each
//! time. So places are noted while rows are read, where nothing that stands before has a say in what follows: where a
//! fresh decoder gives the same text, and a record begins not far behind. There are never many, whatever the size of the
//! file: when there would be, every other one is dropped, and those that follow are twice as far apart.

use super::encoding::CHUNK;

/// Checkpoints that are kept.
const MOST: usize = 512;

/// Text that is decoded only to be passed over, at most.
const FAR: u64 = 4 * CHUNK as u64;

/// Where reading can begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Checkpoint {
    /// Where in the source to begin decoding.
    pub(crate) source: u64,
    /// Bytes of the decoded text before the record.
    pub(crate) skip: usize,
    /// Rows before the record.
    pub(crate) number: u32,
    /// Lines before the record.
    pub(crate) line: u64,
}

/// The checkpoints of a text, in its order. They hold for one way to read it.
#[derive(Debug)]
pub(crate) struct Checkpoints {
    places: Vec<Checkpoint>,
    /// Bytes of the source between them, at least.
    distance: u64,
}

impl Checkpoints {
    pub(crate) fn new() -> Checkpoints {
        Checkpoints { places: Vec::new(), distance: CHUNK as u64 }
    }

    /// Notes that after `number` rows and `line` lines a record begins, `skip` bytes of text behind a place in the
    /// source. One that is too near to the last, or before it, changes nothing.
    pub(crate) fn note(&mut self, source: u64, skip: u64, number: u32, line: u64) {
        let last = self.places.last().map_or((0, 0), |last| (last.source, last.number));
        let Ok(short) = usize::try_from(skip) else { return };
        if skip > FAR || source < last.0.saturating_add(self.distance) || number <= last.1 {
            return;
        }
        if self.places.len() >= MOST {
            let mut keep = true;
            self.places.retain(|_| {
                keep = !keep;
                keep
            });
            self.distance = self.distance.saturating_mul(2);
        }
        self.places.push(Checkpoint { source, skip: short, number, line });
    }

    /// The last one from which row `first` and all behind it can be read.
    pub(crate) fn before(&self, first: u32) -> Option<Checkpoint> {
        let count = self.places.partition_point(|place| place.number < first);
        self.places.get(count.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests;
