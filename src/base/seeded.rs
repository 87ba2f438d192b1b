//! Maps that are looked into for every row.

use super::first_seen::seeded;
use foldhash::quality::SeedableRandomState;
use std::hash::BuildHasher;

/// A map whose keys are hashed several times quicker than in the standard library's, with a seed of the run: whoever
/// writes a file cannot know which keys would meet.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, Seeded>;

/// Makes the hashers of such maps.
#[derive(Clone, Debug)]
pub(crate) struct Seeded(SeedableRandomState);

impl Default for Seeded {
    fn default() -> Seeded {
        Seeded(seeded())
    }
}

impl BuildHasher for Seeded {
    type Hasher = <SeedableRandomState as BuildHasher>::Hasher;

    fn build_hasher(&self) -> Self::Hasher {
        self.0.build_hasher()
    }
}
