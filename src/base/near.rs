//! Texts that are almost another one: what somebody may have meant.
//!
//! Whoever looks for one compares with every text there is, for every wrong value. So a comparison costs no more than
//! the letters of the texts times the few mistakes that are allowed, most are settled by lengths and letters alone, and
//! each search has a budget, counted in letters: what is beyond it is not suggested.

use crate::base::limits::LIMITS;
use crate::base::pulse;

/// Longer texts are no slips of the hand.
const LONGEST: usize = 256;

/// A search for the texts that are near to one, all of them folded.
pub(crate) struct Near {
    wanted: Vec<char>,
    letters: Letters,
    most: usize,
    left: usize,
    other: Vec<char>,
    /// The last three lines of the table of distances.
    lines: [Vec<usize>; 3],
}

/// How often letters occur, by their last bits.
type Letters = [u16; 32];

fn letters_of(text: &[char]) -> Letters {
    let mut counts = [0_u16; 32];
    for c in text {
        counts[(u32::from(*c) % 32) as usize] += 1;
    }
    counts
}

impl Near {
    /// A search for texts with at most so many mistakes: letters missing, added, changed, or two of them in the wrong
    /// order. Absent for a text so long that nothing is looked for.
    pub(crate) fn new(wanted: &str, most: usize) -> Option<Near> {
        if wanted.len() > LONGEST * 4 {
            return None;
        }
        let wanted: Vec<char> = wanted.chars().collect();
        if wanted.len() > LONGEST {
            return None;
        }
        pulse::beat();
        let letters = letters_of(&wanted);
        Some(Near {
            wanted,
            letters,
            most,
            left: LIMITS.near_letters,
            other: Vec::new(),
            lines: Default::default(),
        })
    }

    /// The number of mistakes between the texts; absent if there are more than allowed, or the budget is spent.
    pub(crate) fn distance(&mut self, other: &str) -> Option<usize> {
        let longest = self.wanted.len() + self.most;
        // A letter has four bytes at most, and one at least.
        if other.len() > longest * 4 || other.len() + self.most < self.wanted.len() {
            self.left = self.left.checked_sub(1)?;
            return None;
        }
        self.other.clear();
        self.other.extend(other.chars());
        self.spend(self.other.len())?;
        if self.other.len().abs_diff(self.wanted.len()) > self.most {
            return None;
        }
        // A mistake changes two counts at most.
        let theirs = letters_of(&self.other);
        let differ: usize = self.letters.iter().zip(theirs).map(|(a, b)| usize::from(a.abs_diff(b))).sum();
        if differ > 2 * self.most {
            return None;
        }
        self.spend(self.wanted.len() * (2 * self.most + 1))?;
        self.compare()
    }

    /// Letters that it may still look at.
    pub(crate) fn left(&self) -> usize {
        self.left
    }

    fn spend(&mut self, letters: usize) -> Option<()> {
        self.left = self.left.checked_sub(letters)?;
        Some(())
    }

    /// The distance of optimal string alignment, only so far from the diagonal as mistakes are allowed.
    fn compare(&mut self) -> Option<usize> {
        let (a, b, most) = (&self.wanted, &self.other, self.most);
        let too_many = most + 1;
        let [two_above, above, line] = &mut self.lines;
        for line in [&mut *two_above, &mut *above, &mut *line] {
            line.clear();
            line.resize(b.len() + 2, too_many);
        }
        for (j, place) in above.iter_mut().enumerate().take(most + 1) {
            *place = j;
        }
        for i in 1..=a.len() {
            let (first, last) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
            line[first - 1] = if first == 1 { i.min(too_many) } else { too_many };
            let mut least = line[first - 1];
            for j in first..=last {
                let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut mistakes = changed.min(above[j] + 1).min(line[j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    mistakes = mistakes.min(two_above[j - 2] + 1);
                }
                line[j] = mistakes.min(too_many);
                least = least.min(line[j]);
            }
            line[last + 1] = too_many;
            if least > most {
                return None;
            }
            std::mem::swap(two_above, above);
            std::mem::swap(above, line);
        }
        above.get(b.len()).copied().filter(|mistakes| *mistakes <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_distance_is_that_of_the_library(a in "[abé]{0,9}", b in "[abé]{0,9}", most in 0_usize..4) {
            let whole = strsim::osa_distance(&a, &b);
            let found = Near::new(&a, most).unwrap().distance(&b);
            prop_assert_eq!(found, (whole <= most).then_some(whole), "{} {}", a, b);
        }

        #[test]
        fn a_slip_in_a_long_text_is_found(text in "[a-z ]{20,60}", at in 0_usize..19, c in "[a-z]") {
            let mut other = text.clone();
            other.replace_range(at..=at, &c);
            let whole = strsim::osa_distance(&text, &other);
            prop_assert_eq!(Near::new(&text, 2).unwrap().distance(&other), Some(whole));
        }
    }

    /// The letters that a search among so many texts looks at.
    fn letters_looked_at(count: usize, text: impl Fn(usize) -> String) -> usize {
        let mut near = Near::new(&text(0), 3).unwrap();
        for n in 0..count {
            let _ = near.distance(&text(n));
        }
        LIMITS.near_letters - near.left
    }

    #[test]
    fn a_search_is_bounded_whatever_the_texts_are() {
        // All of the same letters, so that only the comparison itself tells them apart.
        let same_letters = |n: usize| {
            let mut letters: Vec<char> = ('a'..='z').cycle().take(200).collect();
            letters.rotate_left(n % 200);
            letters.into_iter().collect::<String>()
        };
        assert!(letters_looked_at(1_000_000, same_letters) <= LIMITS.near_letters);
        let (once, twice) = (letters_looked_at(100, same_letters), letters_looked_at(200, same_letters));
        assert!(twice * 2 < once * 5, "{once} letters for 100 texts, {twice} for 200");
        assert!(Near::new(&"x".repeat(LONGEST + 1), 3).is_none());
        // Long texts beside a short one cost next to nothing.
        let long = |n: usize| if n == 0 { "short".to_owned() } else { "x".repeat(100_000) };
        assert!(letters_looked_at(1_000, long) < 2_000);
    }
}
