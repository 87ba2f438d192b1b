//! Values that must exist in another file.
use crate::finding::Problem;
/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[];
