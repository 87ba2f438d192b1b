//! Lines judged column by column: which of them are right as they are.
//!
//! It is the short look that single cells get, at one column after the other, and nothing is noted of cells that are
//! right. Whatever is not plainly right makes its line a doubtful one, which is read and judged as a row.

use super::Judge;
use crate::record::values::Seen;
use crate::table::Lines;

/// What was seen of some lines.
#[derive(Default)]
pub(crate) struct LinesSeen {
    doubtful: Vec<bool>,
    /// What was seen of the cells, one slot after the other.
    seen: Vec<Seen>,
}

impl LinesSeen {
    /// Looks at lines. `needed` tells of a slot whether a blank cell of it is to be told.
    pub(crate) fn look(&mut self, judges: &[Judge<'_>], lines: &Lines<'_>, needed: impl Fn(usize) -> bool) {
        let count = lines.len();
        self.doubtful.clear();
        self.doubtful.resize(count, false);
        self.seen.clear();
        self.seen.resize(count * judges.len(), Seen::Other);
        for column in 0..lines.width() {
            if !judges.iter().any(|judge| judge.column == Some(column)) {
                self.column(lines, column, 0, |_| Some(Seen::Other));
            }
        }
        for (slot, judge) in judges.iter().enumerate() {
            let Some(column) = judge.column else { continue };
            let (needed, by_country) = (needed(slot), judge.country.is_some());
            self.column(lines, column, slot, |text| match text {
                "" => (!needed).then_some(Seen::Other),
                _ if by_country => None,
                text => judge.quick.look(text, &judge.allowed, || None),
            });
        }
    }

    /// Looks at the cells of a column: a line is doubtful where one is not plain, or nothing is seen of its text.
    #[inline]
    fn column(
        &mut self,
        lines: &Lines<'_>,
        column: usize,
        slot: usize,
        look: impl Fn(&str) -> Option<Seen>,
    ) {
        let seen = self.seen.chunks_exact_mut(lines.len().max(1)).nth(slot).unwrap_or_default();
        for ((line, doubtful), seen) in self.doubtful.iter_mut().enumerate().zip(seen) {
            if *doubtful {
                continue;
            }
            match lines.plain_cell(line, column).and_then(&look) {
                Some(found) => *seen = found,
                None => *doubtful = true,
            }
        }
    }

    /// Says that a line is not to be taken as it is.
    pub(crate) fn doubt(&mut self, line: usize) {
        self.doubtful.get_mut(line).into_iter().for_each(|doubtful| *doubtful = true);
    }

    /// Whether a line is right as it is, as far as its cells tell.
    pub(crate) fn is_right(&self, line: usize) -> bool {
        self.doubtful.get(line) == Some(&false)
    }

    /// What was seen of the cells of a slot, line by line.
    pub(crate) fn of_slot(&self, slot: usize) -> &[Seen] {
        self.seen.chunks_exact(self.doubtful.len().max(1)).nth(slot).unwrap_or_default()
    }
}
