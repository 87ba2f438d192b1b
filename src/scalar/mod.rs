//! One value on its own: how it is read, what can be wrong with it, how it is repaired.

pub(crate) mod choice;
pub(crate) mod contact;
pub(crate) mod date;
pub(crate) mod number;
pub(crate) mod places;
pub(crate) mod shape;
pub(crate) mod text;

use crate::problem::Problem;

/// How many of the user's own cells are shown with a question.
const SHOWN: usize = 3;

/// All problems of single values, by family.
// The list of all problems takes them from here.
#[allow(dead_code)]
pub(crate) static PROBLEMS: &[&[&Problem]] = &[
    number::PROBLEMS,
    date::PROBLEMS,
    choice::PROBLEMS,
    text::PROBLEMS,
    contact::PROBLEMS,
    places::PROBLEMS,
];

#[cfg(test)]
mod tests;
