//! What was found in a file so far: every finding counted, the first of each cause kept.

use super::{Finding, Problem, Severity};
use crate::base::sorting;
use std::collections::BTreeMap;

/// What findings have in common that are shown, counted and repaired together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) problem: &'static Problem,
    pub(crate) severity: Severity,
    /// Column index; absent when rows or the file are meant.
    pub(crate) column: Option<u32>,
    /// The definition's field, by index.
    pub(crate) field: Option<usize>,
}

impl Cause {
    pub(crate) fn of(finding: &Finding) -> Cause {
        let (problem, severity, field) = (finding.problem, finding.severity, finding.field);
        Cause { problem, severity, column: finding.place.column(), field }
    }

    /// Codes are a letter and three digits: compared as four bytes, which costs much less than as texts.
    fn key(&self) -> (Option<&'static [u8; 4]>, Option<u32>, Option<usize>, Severity) {
        (self.problem.code.as_bytes().first_chunk(), self.column, self.field, self.severity)
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Cause) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Cause {}
impl Ord for Cause {
    fn cmp(&self, other: &Cause) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}
impl PartialOrd for Cause {
    fn partial_cmp(&self, other: &Cause) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How often a cause was found, and how many of its findings are kept.
#[derive(Clone, Copy, Debug, Default)]
struct CauseCount {
    found: u64,
    kept: u64,
}

/// When so many times the limit of one cause are kept of all together, one of each further cause is kept.
const CAUSES_IN_FULL: u64 = 10;

/// Findings so far: every one counted, the first of each cause kept.
#[derive(Clone, Debug)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<Cause, CauseCount>,
    keep: u64,
}

impl Findings {
    /// Keeps at most `keep` findings of each problem, severity and column, and of a file with very many of these at least
    /// one of each.
    #[must_use]
    pub fn keeping(keep: u64) -> Findings {
        Findings { kept: Vec::new(), counts: BTreeMap::new(), keep }
    }

    /// Counts a finding of the problem's own severity and keeps it if there is room.
    pub fn add_with(&mut self, problem: &'static Problem, make: impl FnOnce() -> Finding) {
        self.add(make().severity(problem.severity));
    }

    /// Counts a finding. True if it is one of those to keep.
    pub(crate) fn has_room(&mut self, cause: Cause) -> bool {
        let most = self.room();
        let count = self.counts.entry(cause).or_default();
        count.found += 1;
        let room = count.kept < most;
        count.kept += u64::from(room);
        room
    }

    /// How many findings of a cause may be kept.
    fn room(&self) -> u64 {
        let full = self.kept.len() as u64 >= self.keep.saturating_mul(CAUSES_IN_FULL);
        if full { self.keep.min(1) } else { self.keep }
    }

    /// Keeps a finding that was counted.
    pub(crate) fn keep(&mut self, mut finding: Finding) {
        finding.shorten();
        self.kept.push(finding);
    }

    /// Counts findings of which none is kept.
    pub(crate) fn count_more(&mut self, cause: Cause, more: u64) {
        self.counts.entry(cause).or_default().found += more;
    }

    /// The exact number of findings of a code.
    pub(crate) fn count(&self, code: &str) -> u64 {
        self.counts.iter().filter(|(c, _)| c.problem.code == code).map(|(_, t)| t.found).sum()
    }

    /// The exact number of findings of a cause.
    pub(crate) fn of_cause(&self, cause: &Cause) -> u64 {
        self.counts.get(cause).map_or(0, |t| t.found)
    }

    /// The causes, each with the exact number of its findings.
    pub(crate) fn causes(&self) -> impl Iterator<Item = (&Cause, u64)> {
        self.counts.iter().map(|(cause, count)| (cause, count.found))
    }

    /// Counts a finding and keeps it if there is room.
    pub fn add(&mut self, finding: Finding) {
        if self.has_room(Cause::of(&finding)) {
            self.keep(finding);
        }
    }

    /// Adds all of another collection; counts add up, the limit stays.
    pub fn absorb(&mut self, other: Findings) {
        for (cause, count) in &other.counts {
            self.count_more(*cause, count.found);
        }
        for finding in other.kept {
            let most = self.room();
            let count = self.counts.entry(Cause::of(&finding)).or_default();
            if count.kept < most {
                count.kept += 1;
                self.kept.push(finding);
            }
        }
    }

    /// Takes back the last findings of a row, those of some fields: kept ones go, counts fall.
    pub(crate) fn take_back(&mut self, row: u32, causes: &[Cause]) {
        for cause in causes {
            let Some(count) = self.counts.get_mut(cause) else { continue };
            count.found = count.found.saturating_sub(1);
            // The findings of the row at hand are the last ones.
            let own = self.kept.iter().rev().take_while(|f| f.place.row() == Some(row));
            let from_end = own.enumerate().find(|(_, f)| Cause::of(f) == *cause).map(|(at, _)| at + 1);
            if let Some(at) = from_end.and_then(|at| self.kept.len().checked_sub(at)) {
                self.kept.remove(at);
                count.kept = count.kept.saturating_sub(1);
            }
            if count.found == 0 {
                self.counts.remove(cause);
            }
        }
    }

    /// Drops all findings of some problems, their counts included.
    pub fn without(&mut self, dropped: &dyn Fn(&str) -> bool) {
        let stays = |problem: &Problem| !dropped(problem.code) && !dropped(problem.name);
        self.kept.retain(|f| stays(f.problem));
        self.counts.retain(|cause, _| stays(cause.problem));
    }

    /// Grades findings anew, as a definition asks for: by code or name; absent means "leave out".
    pub fn regrade(&mut self, severities: &BTreeMap<String, Option<Severity>>) {
        if severities.is_empty() {
            return;
        }
        self.without(&|name| severities.get(name) == Some(&None));
        let wanted = |problem: &Problem| {
            severities.get(problem.code).or_else(|| severities.get(problem.name)).copied().flatten()
        };
        for finding in &mut self.kept {
            finding.severity = wanted(finding.problem).unwrap_or(finding.severity);
        }
        for (mut cause, count) in std::mem::take(&mut self.counts) {
            cause.severity = wanted(cause.problem).unwrap_or(cause.severity);
            let sum = self.counts.entry(cause).or_default();
            sum.found += count.found;
            sum.kept += count.kept;
        }
    }

    /// Gives some of the kept findings another severity.
    pub(crate) fn regrade_some(&mut self, to: Severity, which: &dyn Fn(&Finding) -> bool) {
        for finding in self.kept.iter_mut().filter(|finding| which(finding)) {
            let before = self.counts.entry(Cause::of(finding)).or_default();
            (before.found, before.kept) = (before.found.saturating_sub(1), before.kept.saturating_sub(1));
            finding.severity = to;
            let now = self.counts.entry(Cause::of(finding)).or_default();
            (now.found, now.kept) = (now.found + 1, now.kept + 1);
        }
        self.counts.retain(|_, count| count.found > 0);
    }

    /// The exact number of findings of a severity.
    #[must_use]
    pub fn of_severity(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|(c, _)| c.severity == severity).map(|(_, t)| t.found).sum()
    }

    /// The exact number of findings per code.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<&'static str, u64> {
        let mut counts = BTreeMap::new();
        for (cause, count) in &self.counts {
            *counts.entry(cause.problem.code).or_insert(0) += count.found;
        }
        counts
    }

    /// The findings that were kept.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// Looks at each finding that was kept, and may add to it. What it is about stays.
    pub(crate) fn each_kept(&mut self, look: &mut dyn FnMut(&mut Finding)) {
        self.kept.iter_mut().for_each(look);
    }

    /// The kept findings of a row, once they are sorted.
    pub(crate) fn of_row(&self, row: u32) -> &[Finding] {
        let start = self.kept.partition_point(|f| f.place.row() < Some(row));
        let end = self.kept.partition_point(|f| f.place.row() <= Some(row));
        self.kept.get(start..end).unwrap_or_default()
    }

    /// The causes of which more was found than is kept.
    pub(crate) fn cut(&self) -> impl Iterator<Item = &Cause> {
        self.counts.iter().filter(|(_, count)| count.found > count.kept).map(|(cause, _)| cause)
    }

    /// Sorts the kept findings by place, then code. Most lists are sorted as they come, row by row.
    pub fn sort(&mut self) {
        fn key(finding: &Finding) -> (Option<u32>, Option<u32>, &'static str) {
            (finding.place.row(), finding.place.column(), finding.problem.code)
        }
        if !self.kept.is_sorted_by_key(key) {
            sorting::sort_by(&mut self.kept, |a, b| key(a).cmp(&key(b)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;
    use crate::rules::rows::IDENTICAL_ROWS;

    /// Totals stay exact however few findings are kept, also when two collections become one or are graded anew.
    #[test]
    fn every_finding_counts_by_severity() {
        let some = |severity: Severity, count: u32| {
            let mut findings = Findings::keeping(2);
            for row in 0..count {
                findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(row)).severity(severity));
            }
            findings
        };
        let mut findings = some(Severity::Warning, 5);
        findings.absorb(some(Severity::Notice, 4));
        assert_eq!(findings.kept().len(), 4);
        assert_eq!(findings.of_severity(Severity::Warning), 5);
        assert_eq!(findings.of_severity(Severity::Notice), 4);
        findings.regrade(&BTreeMap::from_iter([("R150".to_owned(), Some(Severity::Error))]));
        assert_eq!(findings.of_severity(Severity::Error), 9);
        assert_eq!(findings.of_severity(Severity::Warning), 0);
    }

    #[test]
    fn a_code_is_cut_when_more_is_found_than_kept() {
        let mut findings = Findings::keeping(2);
        for row in [3, 1] {
            findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(row)));
        }
        findings.sort();
        assert_eq!(findings.cut().count(), 0);
        assert_eq!(findings.of_row(3).len(), 1);
        assert!(findings.of_row(2).is_empty());
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::Row(4)));
        assert_eq!(findings.cut().map(|cause| cause.problem.code).collect::<Vec<_>>(), ["R150"]);
    }

    /// A column with few findings is not hidden behind one with many, nor a warning behind errors.
    #[test]
    fn each_column_and_severity_is_a_cause_of_its_own() {
        let mut findings = Findings::keeping(2);
        for row in 1..9 {
            findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(row, 0)));
        }
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(9, 1)));
        findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(9, 0)).severity(Severity::Error));
        let counts: Vec<(Option<u32>, u64)> = findings.causes().map(|(c, n)| (c.column, n)).collect();
        assert_eq!(counts, [(Some(0), 8), (Some(0), 1), (Some(1), 1)]);
        assert_eq!(findings.kept().len(), 4);
        assert_eq!(findings.count("R150"), 10);
    }

    #[test]
    fn very_many_causes_keep_one_each() {
        let mut findings = Findings::keeping(2);
        for column in 0..100 {
            for row in 1..4 {
                findings.add(Finding::new(&IDENTICAL_ROWS, Place::cell(row, column)));
            }
        }
        assert_eq!(findings.kept().len(), 20 + 90);
        assert_eq!(findings.causes().map(|(_, n)| n).sum::<u64>(), 300);
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let mut findings = Findings::keeping(2);
        let cell = |row| Finding::new(&IDENTICAL_ROWS, Place::cell(row, 0));
        (1..4).for_each(|row| findings.add(cell(row)));
        findings.take_back(3, &[Cause::of(&cell(3))]);
        assert_eq!((findings.count("R150"), findings.kept().len(), findings.cut().count()), (2, 2, 0));
        findings.take_back(2, &[Cause::of(&cell(2))]);
        assert_eq!((findings.count("R150"), findings.kept().len()), (1, 1));
    }
}
