//! What was found for texts that come again and again in a column.

use super::first_seen::fingerprints;
use std::cell::RefCell;
use std::hash::Hasher;

/// As many texts are remembered at most; a further one may take the place of another.
const PLACES: usize = 64;

/// Longer texts, in bytes, seldom come again.
const LONGEST: usize = 48;

/// What was found for texts lately. Only what depends on nothing but the text can be remembered so.
#[derive(Debug)]
pub(crate) struct Remembered<V>(RefCell<Places<V>>);

#[derive(Debug)]
struct Places<V> {
    all: Vec<Option<(String, V)>>,
    /// The place of the last text: often the next one is the same.
    last: usize,
}

impl<V> Default for Remembered<V> {
    fn default() -> Remembered<V> {
        Remembered(RefCell::new(Places { all: Vec::new(), last: 0 }))
    }
}

impl<V: Copy> Places<V> {
    fn at(&self, place: usize, text: &str) -> Option<V> {
        let (known, found) = self.all.get(place)?.as_ref()?;
        (known == text).then_some(*found)
    }
}

impl<V: Copy> Remembered<V> {
    /// What `find` says of the text; it is asked only if that is not remembered.
    pub(crate) fn of(&self, text: &str, find: impl FnOnce(&str) -> V) -> V {
        if text.len() > LONGEST {
            return find(text);
        }
        let places = self.0.borrow();
        if let Some(found) = places.at(places.last, text) {
            return found;
        }
        let mut hasher = fingerprints();
        hasher.write(text.as_bytes());
        let place = usize::try_from(hasher.finish() % PLACES as u64).unwrap_or(0);
        let known = places.at(place, text);
        // What is asked may ask itself.
        drop(places);
        let found = known.unwrap_or_else(|| find(text));
        let mut places = self.0.borrow_mut();
        places.last = place;
        if known.is_some() {
            return found;
        }
        if places.all.is_empty() {
            places.all.resize_with(PLACES, || None);
        }
        match places.all.get_mut(place) {
            Some(Some((known, before))) => {
                known.clear();
                known.push_str(text);
                *before = found;
            }
            Some(free) => *free = Some((text.to_owned(), found)),
            None => {}
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_remembered_is_what_would_be_found(texts in proptest::collection::vec("[ab]{0,9}|[ab]{47,50}", 0..300)) {
            let remembered = Remembered::default();
            for text in &texts {
                let number = |text: &str| text.bytes().fold(1_u64, |sum, b| sum.wrapping_mul(3) + u64::from(b));
                prop_assert_eq!(remembered.of(text, number), number(text));
            }
        }
    }

    #[test]
    fn a_text_that_comes_again_is_not_looked_at_again() {
        let (remembered, mut asked) = (Remembered::default(), 0);
        for _ in 0..5 {
            remembered.of("France", |_| asked += 1);
        }
        assert_eq!(asked, 1);
    }
}
