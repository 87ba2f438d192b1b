//! Which causes follow from which: whoever settles the others first may have these settled as well.
//!
//! A finding follows from another where it rests on that cell or row: a rule that applies because of a value that is itself
//! to be decided, a record that waits for one in error, a value in a row that has too many, or in a column of which something
//! is asked.

use crate::answers::needs::Needs;
use crate::base::sorting;
use crate::problem::{Detail, Family, Finding, Reason};
use crate::rules::together::LEFT_OUT_WITH_OTHER_FILE;
use crate::table::Address;

/// Causes that are named at most.
const MOST: usize = 8;

/// Stands for the row of what is said of a column, and for the column of what is said of a row.
const WHOLE: u32 = 0;

/// The findings of each cause with their exact number.
type Causes<'a> = [(u64, Vec<&'a Finding>)];

/// For each cause the causes that it follows from, by their places in the list. None where one of its findings stands on its
/// own, or where not all of them are known.
pub(crate) fn follows(causes: &Causes<'_>) -> Vec<Vec<usize>> {
    let places = Places::of(causes);
    let mut follows: Vec<Vec<usize>> = (0..causes.len()).map(|own| places.bases(own)).collect();
    // What follows from itself round a circle follows from nothing: each rests on what was known to lead to an end before.
    let mut ends: Vec<bool> = follows.iter().map(Vec::is_empty).collect();
    let mut more = true;
    while std::mem::take(&mut more) {
        for at in 0..ends.len() {
            if !ends[at] && follows[at].iter().any(|base| ends[*base]) {
                follows[at].retain(|base| ends[*base]);
                (ends[at], more) = (true, true);
            }
        }
    }
    follows.iter_mut().zip(ends).filter(|(_, ends)| !ends).for_each(|(bases, _)| bases.clear());
    follows
}

/// Row, column from 1 on, cause; sorted.
type Sorted = Vec<(u32, u32, u32)>;

/// What waits for a person, by place.
struct Places<'a> {
    causes: &'a Causes<'a>,
    open: Sorted,
    /// Those of them that are about whole rows.
    rows: Sorted,
}

impl<'a> Places<'a> {
    fn of(causes: &'a Causes<'a>) -> Places<'a> {
        let (mut open, mut rows) = (Vec::new(), Vec::new());
        for (number, (_, findings)) in (0_u32..).zip(causes) {
            for finding in findings.iter().filter(|f| Needs::of(f) != Needs::Nothing) {
                let place = finding.place;
                let at = (place.row().unwrap_or(WHOLE), place.column().map_or(WHOLE, |c| c + 1), number);
                open.push(at);
                if finding.problem.family == Family::Row {
                    rows.push(at);
                }
            }
        }
        sorting::sort(&mut open);
        sorting::sort(&mut rows);
        Places { causes, open, rows }
    }

    /// The causes that all findings of a cause rest on.
    fn bases(&self, own: usize) -> Vec<usize> {
        let (count, findings) = &self.causes[own];
        let mut bases = Vec::new();
        let known = *count == findings.len() as u64;
        for finding in findings.iter().take_while(|_| known) {
            let found = self.of_finding(finding, own);
            if found.is_empty() {
                return found;
            }
            bases.extend(found);
            sorting::sort(&mut bases);
            bases.dedup();
            bases.truncate(MOST);
        }
        bases
    }

    fn of_finding(&self, finding: &Finding, own: usize) -> Vec<usize> {
        let (row, column) = (finding.place.row(), finding.place.column());
        let mut found = Vec::new();
        for (name, detail) in &finding.details {
            match detail {
                // What made the rule apply may not be so.
                Detail::Because(reasons) => {
                    for cell in reasons.iter().filter_map(address) {
                        find(&self.open, cell.row, Some(cell.column), &mut found);
                    }
                }
                // The record that this one belongs to.
                Detail::Count(of) if *name == "cause" => {
                    find(&self.open, u32::try_from(*of).unwrap_or(WHOLE), None, &mut found);
                }
                Detail::Text(of) if *name == "other" && *finding.problem == LEFT_OUT_WITH_OTHER_FILE => {
                    if let Some(cell) = Address::read(of) {
                        find(&self.open, cell.row, None, &mut found);
                    }
                }
                _ => {}
            }
        }
        let family = finding.problem.family;
        if family != Family::Row && !family.is_of_file() {
            // Its cells may stand in other columns.
            row.into_iter().for_each(|row| find(&self.rows, row, None, &mut found));
            column.into_iter().for_each(|column| find(&self.open, WHOLE, Some(column), &mut found));
        }
        found.retain(|cause| *cause != own);
        found
    }
}

/// Adds the causes in a row or, if a column is said, in one of its cells.
fn find(places: &Sorted, row: u32, column: Option<u32>, found: &mut Vec<usize>) {
    let column = column.map(|column| column + 1);
    let from = places.partition_point(|one| (one.0, one.1) < (row, column.unwrap_or(WHOLE)));
    let there = places[from..].iter().take_while(|one| one.0 == row && column.is_none_or(|c| c == one.1));
    found.extend(there.take(MOST + 1).map(|one| one.2 as usize));
}

/// The cell that a reason names.
fn address(reason: &Reason) -> Option<Address> {
    match reason {
        Reason::Is { cell, .. } | Reason::Filled(cell) => Address::read(&cell.address),
        Reason::HasRows | Reason::HasNoRows => None,
    }
}
