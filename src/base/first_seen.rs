//! Which row had a key first, in little memory and time.

use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;

/// Makes the fingerprints of keys. Another on every run: with 64 bits two keys do not meet by chance, and whoever writes
/// a file cannot know which ones would, and so cannot forge a reference that "exists". Nothing that is told may depend
/// on their order.
pub(crate) fn fingerprints() -> impl Hasher {
    seeded().build_hasher()
}

/// What makes hashers with the seed of this run.
pub(super) fn seeded() -> FixedState {
    static SEED: OnceLock<u64> = OnceLock::new();
    FixedState::with_seed(*SEED.get_or_init(seed))
}

/// Bits that nobody knows before the run.
#[cfg(not(target_arch = "wasm32"))]
fn seed() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}

/// The same in a browser, where the standard library has no source of chance.
#[cfg(target_arch = "wasm32")]
fn seed() -> u64 {
    js_sys::Math::random().to_bits() ^ js_sys::Math::random().to_bits().rotate_left(32)
}

/// What was noted with the first row of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct First {
    /// Its number.
    pub(crate) row: u32,
    /// A part of the fingerprint of the whole row.
    pub(crate) print: u32,
}

/// The first row of each key, 16 bytes a key and half as much in air. In parts that grow by themselves, so that growing
/// never needs a second table of full size.
pub(crate) struct FirstSeen(Vec<Table>);

const PARTS: u64 = 64;

impl Default for FirstSeen {
    fn default() -> FirstSeen {
        FirstSeen((0..PARTS).map(|_| Table::default()).collect())
    }
}

impl FirstSeen {
    /// The first row of this key; absent when this row is it, which is noted.
    pub(crate) fn note(&mut self, fingerprint: u64, this: First) -> Option<First> {
        // Bits that a part does not look at.
        let part = usize::try_from((fingerprint >> 40) % PARTS).unwrap_or(0);
        self.0.get_mut(part)?.note(fingerprint, this)
    }
}

/// A table without links or tags: a key stands at the place that its fingerprint names or, if that is taken, at the next
/// free one. Nothing is ever taken out of it, and one look at the memory finds nearly every key as long as a quarter of
/// the places is free.
#[derive(Default)]
struct Table {
    /// A fingerprint of 0 means: free.
    places: Vec<(u64, First)>,
    taken: usize,
}

const FREE: (u64, First) = (0, First { row: 0, print: 0 });

impl Table {
    fn note(&mut self, fingerprint: u64, this: First) -> Option<First> {
        let fingerprint = fingerprint.max(1);
        if (self.taken + 1) * 4 > self.places.len() * 3 {
            self.grow();
        }
        let at = self.place_of(fingerprint);
        let place = self.places.get_mut(at)?;
        if place.0 == fingerprint {
            return Some(place.1);
        }
        *place = (fingerprint, this);
        self.taken += 1;
        None
    }

    /// Where a key stands, or would stand.
    fn place_of(&self, fingerprint: u64) -> usize {
        // The lower half of the fingerprint as a share of all places, whatever their number.
        let share = ((fingerprint & 0xffff_ffff) * self.places.len() as u64) >> 32;
        let start = usize::try_from(share).unwrap_or(0);
        let free = |place: &(u64, First)| place.0 == fingerprint || place.0 == 0;
        let behind = self.places.get(start..).and_then(|rest| rest.iter().position(free));
        behind.map_or_else(|| self.places.iter().position(free).unwrap_or(0), |at| start + at)
    }

    fn grow(&mut self) {
        let more = (self.places.len() + self.places.len() / 2).max(16);
        let before = std::mem::replace(&mut self.places, vec![FREE; more]);
        for old in before.into_iter().filter(|place| place.0 != 0) {
            let at = self.place_of(old.0);
            self.places.get_mut(at).into_iter().for_each(|place| *place = old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;
    use std::hash::Hash;

    proptest! {
        /// Fingerprints that want the same places, and 0 among them.
        #[test]
        fn crowded_places(keys in proptest::collection::vec(prop_oneof![0_u64..40, 0xffff_fff0_u64..0xffff_ffff], 0..200)) {
            let (mut seen, mut plain) = (FirstSeen::default(), HashMap::new());
            for (row, key) in (1_u32..).zip(keys) {
                let known = plain.get(&key.max(1)).copied();
                plain.entry(key.max(1)).or_insert(row);
                prop_assert_eq!(seen.note(key, First { row, print: 0 }).map(|f| f.row), known);
            }
        }

        #[test]
        fn nobody_knows_a_fingerprint_beforehand(key in ".{0,9}") {
            let known = FixedState::default().hash_one(&key);
            let mut hasher = fingerprints();
            key.hash(&mut hasher);
            prop_assert_ne!(hasher.finish(), known);
        }

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
