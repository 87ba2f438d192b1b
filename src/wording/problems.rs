//! The one list of every problem. Pages, tests and reports are made from it.
//!
//! ```
//! use import_checker::problems;
//! assert!(problems::all().iter().all(|problem| problems::find(problem.code) == Some(*problem)));
//! ```

use crate::base::sorting;
use crate::problem::Problem;
use std::sync::OnceLock;

/// Every problem, in the order of the codes.
#[must_use]
pub fn all() -> Vec<&'static Problem> {
    let families: &[&[&Problem]] = &[
        crate::rules::file::PROBLEMS,
        crate::record::heading_problems::PROBLEMS,
        crate::record::outline_problems::PROBLEMS,
        crate::rules::reference::PROBLEMS,
        crate::rules::rows::PROBLEMS,
        crate::judge::GUARD_PROBLEMS,
        crate::rules::no_record::PROBLEMS,
        crate::rules::widths::PROBLEMS,
        crate::rules::together::PROBLEMS,
        crate::rules::uniqueness::PROBLEMS,
        crate::judge::PROBLEMS,
        crate::rules::answer::PROBLEMS,
    ];
    let kinds = crate::rules::kinds::KINDS.iter().map(|kind| &kind.problems);
    let all = families.iter().chain(crate::scalar::PROBLEMS).chain(crate::read::PROBLEMS).chain(kinds);
    let mut all: Vec<&'static Problem> = all.flat_map(|family| family.iter().copied()).collect();
    sorting::sort_by_key(&mut all, |p| p.code);
    // Two kinds may find the same.
    all.dedup_by_key(|p| p.name);
    all
}

/// A problem by its code or name.
#[must_use]
pub fn find(code: &str) -> Option<&'static Problem> {
    static ALL: OnceLock<Vec<&'static Problem>> = OnceLock::new();
    ALL.get_or_init(all).iter().copied().find(|problem| problem.is_named(code))
}
