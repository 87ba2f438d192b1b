//! Which row had a key first, in little memory and time.

use foldhash::quality::FixedState;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

/// Makes the fingerprints of keys. The same on every run: nobody gains by a collision in their own file, and with 64
/// bits none happens by chance.
pub(crate) fn fingerprints() -> impl Hasher {
    FixedState::default().build_hasher()
}

/// Fingerprints are spread well already.
#[derive(Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = (self.0 << 8) | u64::from(*b));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// What was noted with the first row of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct First {
    /// Its number.
    pub(crate) row: u32,
    /// A part of the fingerprint of the whole row.
    pub(crate) print: u32,
}

type Part = HashMap<u64, First, BuildHasherDefault<AsItIs>>;

/// The first row of each key, 16 bytes a key. In parts that grow by themselves, so that growing never needs a second
/// table of full size.
pub(crate) struct FirstSeen(Vec<Part>);

const PARTS: u64 = 64;

impl Default for FirstSeen {
    fn default() -> FirstSeen {
        FirstSeen((0..PARTS).map(|_| Part::default()).collect())
    }
}

impl FirstSeen {
    /// The first row of this key; absent when this row is it, which is noted.
    pub(crate) fn note(&mut self, fingerprint: u64, this: First) -> Option<First> {
        // Bits that a table of this size does not look at.
        let part = usize::try_from((fingerprint >> 40) % PARTS).unwrap_or(0);
        match self.0.get_mut(part)?.entry(fingerprint) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(this);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::hash::Hash;

    proptest! {
        #[test]
        fn as_a_plain_map_would_tell(keys in proptest::collection::vec("[ab]{0,4}", 0..200)) {
            let (mut seen, mut plain) = (FirstSeen::default(), HashMap::new());
            for (row, key) in (0_u32..).zip(&keys) {
                let known = plain.get(key).copied();
                plain.entry(key).or_insert(row);
                let mut hasher = fingerprints();
                key.hash(&mut hasher);
                let found = seen.note(hasher.finish(), First { row, print: row });
                prop_assert_eq!(found.map(|f| (f.row, f.print)), known.map(|row| (row, row)));
            }
        }
    }
}
