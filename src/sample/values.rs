//! Which values a sample has: others than the file, of which the same is said.

use super::words::{self, Way, folded};
use super::{Codes, Phase, Sampler};
use std::collections::BTreeSet;

/// Rounds in which values are drawn.
const ROUNDS_OF_VALUES: u32 = 90;
/// Values that had to stay, of which each is tried once more by itself, in these ways.
const MOST_RELEASED: usize = 60;
const RELEASED: [Way; 4] = [Way::Shape(1), Way::CheckDigit, Way::Near(0), Way::ShortStay(2)];

impl Sampler {
    pub(super) fn judge_values(&mut self, round: u32) {
        let none = Codes::new();
        let mut anew: BTreeSet<String> = self.survivors().into_iter().map(|(_, class)| class).collect();
        let mut stuck = Vec::new();
        for at in &self.chosen {
            let Some(row) = self.rows.get(*at) else { continue };
            let (wanted, got) = (self.base.get(at).unwrap_or(&none), self.last.get(at).unwrap_or(&none));
            for (column, _) in wanted.symmetric_difference(got) {
                let cell = column.and_then(|column| row.cells.get(column as usize));
                let is_known = |text: &&String| matches!(self.ways.get(&folded(text)), Some(Way::Known(_)));
                let cells: Vec<&String> = match cell {
                    // That nothing stands there may depend on another word of the row.
                    Some(text) if text.trim().is_empty() => row.cells.iter().filter(is_known).collect(),
                    Some(text) => vec![text],
                    None => row.cells.iter().collect(),
                };
                for text in cells.into_iter().filter(|text| !text.trim().is_empty()) {
                    let class = folded(text);
                    match self.ways.get(&class) {
                        Some(Way::DigitsStay) => stuck.push((*at, class)),
                        Some(Way::GivenUp) => {}
                        _ => {
                            anew.insert(class);
                        }
                    }
                }
            }
        }
        let mut moved = false;
        for class in anew {
            let way = self.ways.get(&class).copied().unwrap_or(Way::Shape(0));
            moved |= way < Way::DigitsStay;
            let next = self.next_way(&class, way);
            self.ways.insert(class, next);
        }
        for (at, class) in stuck {
            moved = true;
            let times = self.pinned.entry(at).or_insert(0);
            *times += 1;
            match *times {
                // What it is compared with may have to stay as well: in its row, then in those that share a value with it.
                1 => self.pin(at),
                2 => {
                    let all: Vec<usize> =
                        self.chosen.iter().copied().filter(|other| self.share(at, *other)).collect();
                    all.into_iter().for_each(|other| self.pin(other));
                }
                _ => {
                    self.ways.insert(class, Way::GivenUp);
                }
            }
        }
        if moved && round < ROUNDS_OF_VALUES {
            self.phase = Phase::Values(round + 1);
            return;
        }
        let told: BTreeSet<usize> = self.survivors().into_iter().map(|(at, _)| at).collect();
        if told.is_empty() {
            let texts = self.chosen.iter().filter_map(|at| self.rows.get(*at)).flat_map(|row| &row.cells);
            let held: BTreeSet<String> =
                texts.filter(|text| self.stays(text)).map(|text| folded(text)).collect();
            let ways = |class: String| RELEASED.into_iter().rev().map(move |way| (class.clone(), way));
            self.held = held.into_iter().take(MOST_RELEASED).flat_map(ways).collect();
            self.wrong = self.others();
            self.release();
            return;
        }
        // A word that no other can stand for does not go out.
        self.dropped += told.len();
        self.chosen.retain(|at| !told.contains(at));
        self.phase = if self.chosen.is_empty() { Phase::Done } else { Phase::Values(ROUNDS_OF_VALUES) };
    }

    /// The next way that gives another text than this one.
    pub(super) fn next_way(&self, text: &str, way: Way) -> Way {
        let now = self.names.other(text, way);
        let mut next = way.next();
        while next < Way::DigitsStay {
            let other = self.names.other(text, next);
            if other.is_some() && other != now {
                break;
            }
            next = next.next();
        }
        next
    }

    /// Tries the next value that may not have to stay.
    pub(super) fn release(&mut self) {
        self.phase = Phase::Release;
        match self.held.last() {
            Some((class, way)) => {
                let before = self.ways.insert(class.clone(), *way);
                self.before = before.unwrap_or(Way::Shape(0));
            }
            None => self.phase = Phase::Done,
        }
    }

    pub(super) fn judge_release(&mut self) {
        let others = self.others();
        let better = others.is_subset(&self.wrong) && self.survivors().is_empty();
        let Some((class, way)) = self.held.pop() else {
            self.phase = Phase::Done;
            return;
        };
        if better {
            self.wrong = others;
            self.held.retain(|(other, _)| *other != class);
        } else {
            self.ways.insert(class.clone(), self.before);
            // The last check is to be one of the sample as it is.
            if self.held.is_empty() && way != self.before {
                self.held.push((class, self.before));
            }
        }
        self.release();
    }

    /// Has the numbers of a row stay.
    pub(super) fn pin(&mut self, at: usize) {
        let numbers =
            |text: &&String| text.chars().any(|c| c.is_ascii_digit()) && words::words(text).next().is_none();
        let texts = self.rows.get(at).into_iter().flat_map(|row| &row.cells).filter(numbers);
        for class in texts.map(|text| folded(text)) {
            let way = self.ways.entry(class).or_insert(Way::Shape(0));
            *way = (*way).max(Way::DigitsStay);
        }
    }

    /// Whether two rows have the same in a column.
    pub(super) fn share(&self, one: usize, other: usize) -> bool {
        let Some((one, other)) = self.rows.get(one).zip(self.rows.get(other)) else { return false };
        let own = |text: &String| !text.trim().is_empty() && !self.names.is_of_definition(text);
        one.cells.iter().zip(&other.cells).any(|(one, other)| own(one) && folded(one) == folded(other))
    }
}
