//! Checks a spreadsheet on the user's own machine before it is imported anywhere.

pub mod definition;
pub mod finding;
pub mod read;
pub mod table;
pub mod values;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
