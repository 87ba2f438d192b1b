//! What knows nothing of tables: sorting, searching, signs of life, delimited text, JSON.

pub(crate) mod delimited;
pub(crate) mod first_seen;
pub(crate) mod json;
pub mod pulse;
pub(crate) mod search;
pub(crate) mod short_number;
pub(crate) mod sorting;
