//! Which row had a key first, in little memory and time.

use foldhash::SharedSeed;
use foldhash::quality::{FoldHasher, SeedableRandomState};
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::OnceLock;

/// What only this run knows. Two hashers of 64 bits each, and what each of them multiplies with, are from chance: with
/// numbers that are known, texts could be written that meet whatever the first number is.
struct Secret {
    first: (u64, SharedSeed),
    second: (u64, SharedSeed),
}

fn secret() -> &'static Secret {
    static SECRET: OnceLock<Secret> = OnceLock::new();
    SECRET.get_or_init(|| Secret {
        first: (chance(), SharedSeed::from_u64(chance())),
        second: (chance(), SharedSeed::from_u64(chance())),
    })
}

/// Makes the fingerprints by which a file is compared with itself: what meets is an error or a question. Another on every
/// run: with 64 bits two keys do not meet by chance, and whoever writes a file cannot know which ones would. Nothing that
/// is told may depend on their order.
pub(crate) fn fingerprints() -> impl Hasher {
    seeded().build_hasher()
}

/// The fingerprint of a text where a match is taken for the text itself, twice as wide: a reference exists if it meets
/// one. Another on every run as well.
pub(crate) fn wide_hash(text: &str) -> u128 {
    let half = |(own, shared): &'static (u64, SharedSeed)| {
        let mut hasher = FoldHasher::with_seed(*own, shared);
        text.hash(&mut hasher);
        u128::from(hasher.finish())
    };
    let Secret { first, second } = secret();
    half(first) << 64 | half(second)
}

/// What makes hashers that only this run knows, for maps as well.
pub(super) fn seeded() -> SeedableRandomState {
    let (own, shared) = &secret().first;
    SeedableRandomState::with_seed(*own, shared)
}

/// Bits that nobody knows before the run.
#[cfg(not(target_arch = "wasm32"))]
fn chance() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}

/// The same in a browser, where the standard library has no source of chance.
#[cfg(target_arch = "wasm32")]
fn chance() -> u64 {
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
    /// Whether a row with this key was noted.
    pub(crate) fn has(&self, fingerprint: u64) -> bool {
        self.0.get(part_of(fingerprint)).is_some_and(|part| part.has(fingerprint))
    }

    /// Brings the place of a key near. Who asks for many keys soon does this for all of them first: the memory then looks
    /// for all places at once, where it would otherwise be waited for each time.
    pub(crate) fn bring_near(&self, fingerprint: u64) {
        let part = self.0.get(part_of(fingerprint));
        let place = part.and_then(|part| part.places.get(part.start_of(fingerprint)));
        std::hint::black_box(place.map(|place| place.0));
    }

    /// The first row of this key; absent when this row is it, which is noted.
    pub(crate) fn note(&mut self, fingerprint: u64, this: First) -> Option<First> {
        self.0.get_mut(part_of(fingerprint))?.note(fingerprint, this)
    }
}

/// The part of a key, by bits that a part does not look at.
fn part_of(fingerprint: u64) -> usize {
    usize::try_from((fingerprint >> 40) % PARTS).unwrap_or(0)
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
    fn has(&self, fingerprint: u64) -> bool {
        let fingerprint = fingerprint.max(1);
        self.places.get(self.place_of(fingerprint)).is_some_and(|place| place.0 == fingerprint)
    }

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

    /// The place that a key names: the lower half of the fingerprint as a share of all places, whatever their number.
    fn start_of(&self, fingerprint: u64) -> usize {
        usize::try_from(((fingerprint & 0xffff_ffff) * self.places.len() as u64) >> 32).unwrap_or(0)
    }

    /// Where a key stands, or would stand.
    fn place_of(&self, fingerprint: u64) -> usize {
        let start = self.start_of(fingerprint);
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

    proptest! {
        #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

        /// Texts that were made to meet by a hasher whose numbers are known meet by none of this run.
        #[test]
        fn texts_forged_for_known_numbers_do_not_meet(seed in any::<u64>(), salt in "[a-z]{4}") {
            let known = SharedSeed::from_u64(seed);
            let low = |text: &str| {
                let mut hasher = FoldHasher::with_seed(seed, &known);
                text.hash(&mut hasher);
                hasher.finish() as u32 >> 8
            };
            // Of so many texts dozens of pairs meet in these 24 bits.
            let texts: Vec<String> = (0..40_000_u32).map(|n| format!("{salt}-{n}")).collect();
            let mut first: HashMap<u32, &str> = HashMap::new();
            let forged: Vec<(&str, &str)> = texts.iter()
                .filter_map(|text| first.insert(low(text), text).map(|other| (other, text.as_str())))
                .collect();
            prop_assert!(forged.len() > 10, "{} pairs", forged.len());
            let narrow = |text: &str| {
                let mut hasher = fingerprints();
                text.hash(&mut hasher);
                hasher.finish()
            };
            let again = |print: &dyn Fn(&str) -> u32| forged.iter().filter(|(a, b)| print(a) == print(b)).count();
            // In the same bits at most one meets by chance.
            prop_assert!(again(&|text| narrow(text) as u32 >> 8) <= 1);
            prop_assert!(again(&|text| wide_hash(text) as u32 >> 8) <= 1);
            prop_assert!(forged.iter().all(|(a, b)| narrow(a) != narrow(b) && wide_hash(a) != wide_hash(b)));
        }
    }

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

        /// With the numbers of the library, which everybody knows, the fingerprint would be another.
        #[test]
        fn nobody_knows_a_fingerprint_beforehand(key in ".{0,40}") {
            let mut hasher = fingerprints();
            key.hash(&mut hasher);
            let own = hasher.finish();
            for seed in [0, secret().first.0] {
                let mut known = FoldHasher::with_seed(seed, SharedSeed::global_fixed());
                key.hash(&mut known);
                prop_assert_ne!(own, known.finish());
            }
        }

        /// Each half of a wide fingerprint tells texts apart by itself, and knows nothing of the other.
        #[test]
        fn both_halves_tell_texts_apart(a in "[a-z]{1,30}", b in "[a-z]{1,30}") {
            prop_assume!(a != b);
            let halves = |text: &str| (wide_hash(text) >> 64, wide_hash(text) & u128::from(u64::MAX));
            let ((a1, a2), (b1, b2)) = (halves(&a), halves(&b));
            prop_assert!(a1 != b1 && a2 != b2 && a1 != a2);
            prop_assert_eq!(wide_hash(&a), wide_hash(&a.clone()));
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
