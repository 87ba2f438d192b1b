//! Lines judged column by column: which of them are right as they are.
//!
//! It is the short look that single cells get, at one column after the other, and nothing is noted of cells that are
//! right. Whatever is not plainly right makes its line a doubtful one, and only the cells that are not plainly right are judged
//! again. For that, a row is made of the whole line only where the doubt is about more than these cells.

use super::Judge;
use crate::base::blank::shows_nothing;
use crate::record::values::Seen;
use crate::table::Lines;
use std::ops::BitOrAssign;

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

/// What about a line is not plainly right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    /// Nothing.
    Nothing,
    /// Some cells, which can be judged without the others.
    Cells,
    /// More than that.
    Line,
}

impl BitOrAssign for Doubt {
    fn bitor_assign(&mut self, other: Doubt) {
        *self = (*self).max(other);
    }
}

/// What was seen of some lines.
#[derive(Default)]
pub(crate) struct LinesSeen {
    doubts: Vec<Doubt>,
    /// The columns of the slots.
    columns: Vec<Option<usize>>,
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
    /// Looks at lines. `needed` tells of a slot whether a blank cell of it is to be told, `is_of_key` whether more than the
    /// cell itself depends on it.
    pub(crate) fn look(
        &mut self,
        judges: &[Judge<'_>],
        lines: &Lines<'_>,
        needed: impl Fn(usize) -> bool,
        is_of_key: impl Fn(usize) -> bool,
    ) {
        let count = lines.len();
        self.doubts.clear();
        self.doubts.resize(count, Doubt::Nothing);
        self.columns.clear();
        self.columns.extend(judges.iter().map(|judge| judge.column));
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
                let cells = self.doubts.iter_mut().zip(lines.column(column));
                cells.filter(|(_, cell)| !cell.is_plain()).for_each(|(doubt, _)| *doubt = Doubt::Line);
            }
        }
        for (judge, (slot, seen)) in judges.iter().zip(self.seen.chunks_exact_mut(count.max(1)).enumerate()) {
            let Some(column) = judge.column else { continue };
            let (needed, by_country) = (needed(slot), judge.country.is_some());
            // What a row begins with tells whether it is a record at all.
            let (first, alone) = (column == 0, !by_country && !is_of_key(slot));
            for ((doubt, seen), cell) in self.doubts.iter_mut().zip(seen).zip(lines.column(column)) {
                let plain = cell.is_plain();
                *seen = match cell.text {
                    "" => {
                        *doubt |= if needed { Doubt::Line } else { Doubt::Nothing };
                        Some(Seen::Other)
                    }
                    _ if by_country || !plain => None,
                    text => judge.quick.look(text, &judge.allowed, || None),
                };
                if seen.is_none() {
                    let alone = alone && (plain || !first && !shows_nothing(cell.text));
                    *doubt |= if alone { Doubt::Cells } else { Doubt::Line };
                }
            }
        }
    }

    /// Says that a line is to be looked at as a whole.
    pub(crate) fn doubt(&mut self, line: usize) {
        self.doubts.get_mut(line).into_iter().for_each(|doubt| *doubt = Doubt::Line);
    }

    /// What about a line is doubtful, as far as its cells tell.
    pub(crate) fn doubt_about(&self, line: usize) -> Doubt {
        self.doubts.get(line).copied().unwrap_or(Doubt::Line)
    }

    /// The cells of a line that are not plainly right: slot and column.
    pub(crate) fn doubtful_cells(&self, line: usize) -> impl Iterator<Item = (usize, usize)> {
        let seen = self.seen.get(line..).unwrap_or_default().iter().step_by(self.doubts.len().max(1));
        let doubtful = self.columns.iter().zip(seen).enumerate().filter(|(_, (_, seen))| seen.is_none());
        doubtful.filter_map(|(slot, (column, _))| Some((slot, (*column)?)))
    }

    /// What was seen of the cells of a line.
    pub(crate) fn of_line(&self, line: usize) -> LineSeen<'_> {
        LineSeen { lines: self, line }
    }

    /// What was seen of the cells of a slot, line by line.
    pub(crate) fn of_slot(&self, slot: usize) -> &[Option<Seen>] {
        let count = self.doubts.len();
        self.seen.get(slot * count..(slot + 1) * count).unwrap_or_default()
    }
}

impl LineSeen<'_> {
    /// What was seen of the cell of a slot; nothing where it is not plainly right, or was not looked at.
    pub(super) fn of(self, slot: usize) -> Option<Seen> {
        self.lines.of_slot(slot).get(self.line).copied().flatten()
    }
}
