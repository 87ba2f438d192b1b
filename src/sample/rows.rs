//! Which rows a sample has: those with findings, what they may be compared with, and a few without a fault.

use super::words::folded;
use super::{Codes, Phase, Sampler};
use std::collections::{BTreeMap, BTreeSet};

/// Rows shown for each problem of a column.
const OF_EACH: usize = 3;
/// Rows of a sample.
const MOST_ROWS: usize = 200;
/// Rounds in which rows are added that a finding may need.
const ROUNDS_OF_ROWS: u32 = 6;

impl Sampler {
    /// The first rows of each problem in each column, those with the same value there, and three rows without a fault.
    pub(super) fn choose(&mut self) {
        let mut shown: BTreeMap<(Option<u32>, &str), usize> = BTreeMap::new();
        let mut chosen = BTreeSet::new();
        for (number, codes) in &self.found {
            let Some(at) = self.at.get(number).copied() else { continue };
            for (column, code) in codes {
                let count = shown.entry((*column, code)).or_insert(0);
                if *count >= OF_EACH || chosen.len() >= MOST_ROWS / 2 {
                    continue;
                }
                *count += 1;
                chosen.insert(at);
            }
        }
        let good = (0..self.rows.len()).filter(|at| !self.found.contains_key(&self.rows[*at].number)).take(3);
        let all: BTreeSet<usize> = chosen.iter().copied().chain(good).collect();
        self.chosen = all;
        for at in chosen {
            for beside in self.with_the_same(at) {
                self.add(beside, at);
            }
        }
    }

    /// Rows that a row may be compared with: the first and the next that say the same in a column with a finding.
    pub(super) fn with_the_same(&self, at: usize) -> Vec<usize> {
        let Some(row) = self.rows.get(at) else { return Vec::new() };
        let mut all = Vec::new();
        for column in self.found.get(&row.number).into_iter().flatten().filter_map(|(column, _)| *column) {
            let text = |at: usize| {
                self.rows.get(at).and_then(|row| row.cells.get(column as usize)).map(|text| folded(text))
            };
            let own = text(at).filter(|text| !text.is_empty());
            if own.is_none() {
                continue;
            }
            all.extend((0..at).find(|other| text(*other) == own));
            all.extend((at + 1..self.rows.len()).find(|other| text(*other) == own));
        }
        all
    }

    pub(super) fn add(&mut self, at: usize, sake: usize) -> bool {
        if at >= self.rows.len() || self.chosen.len() >= MOST_ROWS || self.chosen.contains(&at) {
            return false;
        }
        self.beside.entry(at).or_default().insert(sake);
        self.chosen.insert(at)
    }

    pub(super) fn judge_rows(&mut self, round: u32) {
        let differ: Vec<usize> = self.chosen.iter().copied().filter(|at| !self.is_as_in_file(*at)).collect();
        let columns: Vec<u32> = differ.iter().flat_map(|at| self.difference(*at)).collect();
        let mut grew = self.written.other_form(columns.into_iter());
        if round < ROUNDS_OF_ROWS {
            for at in &differ {
                let reach = 1_usize << round;
                let near = (1..=reach).flat_map(|far| [at.checked_sub(far), Some(at + far)]).flatten();
                for beside in self.with_the_same(*at).into_iter().chain(near) {
                    grew |= self.add(beside, *at);
                }
            }
        }
        if grew && round < 2 * ROUNDS_OF_ROWS {
            self.phase = Phase::Rows(round + 1);
            return;
        }
        // What was added in vain goes.
        let vain: BTreeSet<usize> = differ.into_iter().collect();
        let useless: Vec<usize> =
            self.beside.iter().filter(|(_, sakes)| sakes.is_subset(&vain)).map(|(at, _)| *at).collect();
        useless.iter().for_each(|at| {
            self.chosen.remove(at);
        });
        self.phase = Phase::RowsKnown;
    }

    /// The columns in which a row says other things than in the file.
    pub(super) fn difference(&self, at: usize) -> Vec<u32> {
        let (expected, none) = (self.expected(at), Codes::new());
        let got = self.last.get(&at).unwrap_or(&none);
        let other = expected.symmetric_difference(got).filter(|(_, code)| !self.cut.contains(code));
        other.filter_map(|(column, _)| *column).collect()
    }
}
