//! Lines judged column by column: which of them are right as they are.
//!
//! It is the short look that single cells get, at one column after the other, and nothing is noted of cells that are
//! right. Whatever is not plainly right makes its line a doubtful one, of which a row is made; only the cells that are not
//! plainly right are judged again in it.

use super::Judge;
use crate::record::values::Seen;
use crate::table::Lines;

impl Judge<'_> {
    /// The value of a line where its cell is right as it is, which is its text; nothing where it is not plainly right.
    pub(crate) fn plain_text<'t>(&self, lines: &Lines<'t>, line: usize) -> Option<&'t str> {
        let Some(column) = self.column else { return Some("") };
        let cell = lines.cell(line, column);
        if cell.text.is_empty() {
            return Some("");
        }
        let is_right = self.country.is_none()
            && cell.is_plain()
            && self.quick.look(cell.text, &self.allowed, || None).is_some();
        is_right.then_some(cell.text)
    }
}

/// What was seen of some lines.
#[derive(Default)]
pub(crate) struct LinesSeen {
    doubtful: Vec<bool>,
    /// What was seen of the cells, one slot after the other; nothing of one that is not plainly right.
    seen: Vec<Option<Seen>>,
}

/// What was seen of the cells of one line.
#[derive(Clone, Copy)]
pub(crate) struct LineSeen<'s> {
    lines: &'s LinesSeen,
    line: usize,
}

impl LinesSeen {
    /// Looks at lines. `needed` tells of a slot whether a blank cell of it is to be told.
    pub(crate) fn look(&mut self, judges: &[Judge<'_>], lines: &Lines<'_>, needed: impl Fn(usize) -> bool) {
        let count = lines.len();
        self.doubtful.clear();
        self.doubtful.resize(count, false);
        self.seen.clear();
        self.seen.resize(count * judges.len(), None);
        let mut judged = vec![false; lines.width()];
        for judge in judges {
            judge
                .column
                .and_then(|column| judged.get_mut(column))
                .into_iter()
                .for_each(|judged| *judged = true);
        }
        for (column, judged) in judged.into_iter().enumerate() {
            if !judged {
                let cells = self.doubtful.iter_mut().zip(lines.column(column));
                cells.for_each(|(doubtful, cell)| *doubtful |= !cell.is_plain());
            }
        }
        for (judge, (slot, seen)) in judges.iter().zip(self.seen.chunks_exact_mut(count.max(1)).enumerate()) {
            let Some(column) = judge.column else { continue };
            let (needed, by_country) = (needed(slot), judge.country.is_some());
            for ((doubtful, seen), cell) in self.doubtful.iter_mut().zip(seen).zip(lines.column(column)) {
                *seen = match cell.text {
                    "" => {
                        *doubtful |= needed;
                        Some(Seen::Other)
                    }
                    _ if by_country || !cell.is_plain() => None,
                    text => judge.quick.look(text, &judge.allowed, || None),
                };
                *doubtful |= seen.is_none();
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

    /// What was seen of the cells of a line.
    pub(crate) fn of_line(&self, line: usize) -> LineSeen<'_> {
        LineSeen { lines: self, line }
    }

    /// What was seen of the cells of a slot, line by line.
    pub(crate) fn of_slot(&self, slot: usize) -> &[Option<Seen>] {
        let count = self.doubtful.len();
        self.seen.get(slot * count..(slot + 1) * count).unwrap_or_default()
    }
}

impl LineSeen<'_> {
    /// What was seen of the cell of a slot; nothing where it is not plainly right, or was not looked at.
    pub(super) fn of(self, slot: usize) -> Option<Seen> {
        self.lines.of_slot(slot).get(self.line).copied().flatten()
    }
}
