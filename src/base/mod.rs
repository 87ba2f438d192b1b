//! What knows nothing of tables: sorting, searching, signs of life, delimited text, JSON, terminals.

pub(crate) mod blank;
pub(crate) mod delimited;
pub(crate) mod first_seen;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod limits;
pub(crate) mod near;
pub mod pulse;
pub(crate) mod remembered;
pub(crate) mod search;
pub(crate) mod seeded;
pub(crate) mod short_number;
pub(crate) mod sorting;
pub mod terminal;
pub(crate) mod whole;
#[cfg(any(not(target_arch = "wasm32"), feature = "engine", feature = "second-reader"))]
pub(crate) mod zip;
