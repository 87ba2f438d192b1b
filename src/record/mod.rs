//! A row under its headings: which column is which field, the values of a row, the tree that rows form, and what a rule
//! is told about all of it.

pub(crate) mod context;
pub(crate) mod header;
pub(crate) mod heading_names;
pub(crate) mod heading_problems;
pub(crate) mod heading_rows;
pub(crate) mod layout;
pub(crate) mod outline;
pub(crate) mod outline_problems;
pub(crate) mod own_columns;
pub(crate) mod pairing;
pub(crate) mod values;
