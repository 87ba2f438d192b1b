//! Every kind of rule, each in a file of its own: its word, its parameters, its problems, the work. The texts of the
//! problems are in `src/problem/texts/`.
//!
//! `KINDS` is the one list. What is loaded, which words are allowed, the JSON Schema, the documentation and the tests
//! are made from it.

use crate::definition::rule::RuleKind;

pub(crate) mod allowed;
pub(crate) mod at_least;
pub(crate) mod at_most;
pub(crate) mod check_digit;
pub(crate) mod compare;
pub(crate) mod default_applies;
pub(crate) mod different_from;
pub(crate) mod doubtful;
pub(crate) mod forbidden;
pub(crate) mod form;
pub(crate) mod group_needs;
pub(crate) mod inherited;
pub(crate) mod limit;
pub(crate) mod no_overlap;
pub(crate) mod not_zero;
pub(crate) mod per_group;
pub(crate) mod product;
pub(crate) mod required;
pub(crate) mod same_as;
pub(crate) mod same_as_parent;
pub(crate) mod same_within;
pub(crate) mod sensitive;
pub(crate) mod sequence;
pub(crate) mod sum;
pub(crate) mod sum_limit;
pub(crate) mod together;
pub(crate) mod unavailable;
pub(crate) mod unique;
pub(crate) mod unused;
pub(crate) mod unverifiable;

/// The kinds in the order in which they are explained.
pub(crate) static KINDS: &[&RuleKind] = &[
    &required::REQUIRED,
    &forbidden::FORBIDDEN,
    &unused::UNUSED,
    &at_least::AT_LEAST,
    &at_most::AT_MOST,
    &together::TOGETHER,
    &allowed::ALLOWED,
    &same_as::SAME_AS,
    &different_from::DIFFERENT_FROM,
    &same_as_parent::SAME_AS_PARENT,
    &inherited::INHERITED,
    &compare::COMPARE,
    &sum::SUM,
    &product::PRODUCT,
    &not_zero::NOT_ZERO,
    &doubtful::DOUBTFUL,
    &limit::LIMIT,
    &check_digit::CHECK_DIGIT,
    &form::FORM,
    &unique::UNIQUE,
    &same_within::SAME_WITHIN,
    &no_overlap::NO_OVERLAP,
    &sum_limit::SUM_LIMIT,
    &per_group::PER_GROUP,
    &sequence::SEQUENCE,
    &unavailable::UNAVAILABLE,
    &unverifiable::UNVERIFIABLE,
    &default_applies::SERVER_DEFAULT,
    &sensitive::SENSITIVE,
    &group_needs::GROUP_NEEDS,
];

#[cfg(test)]
mod tests;
