//! Rules that compare records, where several files are for one import: what a record adds to a group that may go on in
//! another file, and which records break the rule only when the files are seen together.

use crate::definition::rule::RuleEntry;
use crate::definition::{ImportDefinition, names::Names};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::RecordContext;
use crate::record::values::Values;
use crate::table::Date;
use std::collections::BTreeMap;

pub(crate) static RULE_BROKEN_ACROSS_FILES: Problem = Problem {
    code: "B430",
    family: Family::Record,
    name: "rule-broken-across-files",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B430,
    fr: texts::fr::B430,
    example: Example::NONE,
};

/// A record among those that a rule compares with each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    /// What is found where records of one file break the rule.
    pub(crate) problem: &'static Problem,
    /// What the records of the group have in common.
    pub(crate) group: u64,
    /// What is compared.
    pub(crate) share: Share,
}

/// A half of a day: its day, and whether it is the afternoon.
pub(crate) type HalfDay = (Date, bool);

/// What of a record is compared with the others of its group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Share {
    /// Nothing: a group has one record.
    Once,
    /// All have the same; its fingerprint.
    Same(u64),
    /// Together they come to no more than the maximum.
    Number {
        /// The record's number.
        number: f64,
        /// The rule's limit.
        maximum: f64,
    },
    /// From one half of a day to another, or without end: none overlap.
    Days(HalfDay, Option<HalfDay>),
}

/// A record of a group: its number across all files, its file, and what is compared.
pub(crate) type Placed = (u32, usize, Share);

/// The records of a group that break the rule though their own file alone does not show it, each with the record of
/// another file that it is compared with. `group` is in the order of the files and of their records.
pub(crate) fn broken(group: &[Placed]) -> Vec<(u32, u32)> {
    const ROUNDING: f64 = 1e-9;
    let Some((first, first_file, first_share)) = group.first().copied() else { return Vec::new() };
    let mut broken = Vec::new();
    let (mut before, mut own_first) = (None, first_share);
    let (mut sum, mut own_sum) = (0.0, 0.0);
    let mut periods: BTreeMap<HalfDay, (Option<HalfDay>, u32, usize)> = BTreeMap::new();
    for (number, file, share) in group.iter().copied() {
        let begins = before != Some(file);
        before = Some(file);
        if begins {
            (own_first, own_sum) = (share, 0.0);
        }
        let elsewhere = file != first_file;
        match share {
            Share::Once if begins && elsewhere => broken.push((number, first)),
            Share::Same(_) if elsewhere && share == own_first && share != first_share => {
                broken.push((number, first));
            }
            Share::Number { number: adds, maximum } => {
                (sum, own_sum) = (sum + adds, own_sum + adds);
                let passes = |sum: f64| sum > maximum + ROUNDING;
                if elsewhere && passes(sum) && !passes(own_sum) {
                    broken.push((number, first));
                }
            }
            Share::Days(from, to) => {
                // What is kept does not overlap, so that one look finds what does.
                let near = match to {
                    Some(to) => periods.range(..=to).next_back(),
                    None => periods.iter().next_back(),
                };
                match near.filter(|(_, (last, ..))| last.is_none_or(|last| last >= from)) {
                    Some((_, (_, other, theirs))) if *theirs != file => broken.push((number, *other)),
                    Some(_) => {}
                    None => {
                        periods.insert(from, (to, number, file));
                    }
                }
            }
            _ => {}
        }
    }
    broken
}

/// What a rule makes of a record that meets its conditions, where it compares records.
pub(crate) fn member(entry: &RuleEntry, at: &RecordContext<'_>, values: &Values) -> Option<Member> {
    let rule = super::rule_of(entry)?;
    if super::holds(&entry.when, at, values) { rule.member(at, values) } else { None }
}

/// What a rule demands, in a language of the engine.
pub(crate) fn demand(entry: &RuleEntry, definition: &ImportDefinition, lang: Lang) -> String {
    entry.demand.sentence(&Names(&definition.fields), lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(group: &[Placed]) -> Vec<u32> {
        broken(group).into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn what_one_file_shows_alone_is_not_told_again() {
        let once = |number, file| (number, file, Share::Once);
        assert_eq!(numbers(&[once(0, 0), once(1, 0)]), [0; 0], "one file");
        assert_eq!(numbers(&[once(0, 0), once(4, 1), once(5, 1), once(9, 2)]), [4, 9]);
        let same = |number, file, value| (number, file, Share::Same(value));
        assert_eq!(numbers(&[same(0, 0, 7), same(4, 1, 7)]), [0; 0]);
        assert_eq!(numbers(&[same(0, 0, 7), same(4, 1, 8), same(5, 1, 8), same(6, 1, 7)]), [4, 5]);
        let hours = |number, file, hours| (number, file, Share::Number { number: hours, maximum: 24.0 });
        assert_eq!(numbers(&[hours(0, 0, 20.0), hours(4, 1, 4.0)]), [0; 0], "the limit itself");
        assert_eq!(numbers(&[hours(0, 0, 20.0), hours(4, 1, 5.0), hours(5, 1, 20.0)]), [4]);
        let day = |day| Date::new(2025, 3, day);
        let days = |number, file, from, to: Option<u8>| {
            let to = to.and_then(day).map(|day| (day, true));
            (number, file, Share::Days((day(from).unwrap(), false), to))
        };
        assert_eq!(numbers(&[days(0, 0, 1, Some(4)), days(4, 1, 5, Some(6))]), [0; 0]);
        assert_eq!(numbers(&[days(0, 0, 1, Some(4)), days(4, 1, 4, Some(6)), days(5, 1, 6, None)]), [4]);
        assert_eq!(numbers(&[days(0, 0, 3, None), days(4, 1, 1, Some(2)), days(5, 1, 9, None)]), [5]);
    }
}
