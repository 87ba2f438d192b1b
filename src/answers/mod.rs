//! What the page and the command line ask of a session: the report, the reading card, rows, views, columns.

mod batch_report;
pub(crate) mod card;
pub(crate) mod draft;
mod follows;
mod forecast;
pub(crate) mod needs;
pub(crate) mod overview;
pub(crate) mod preview;
pub(crate) mod profile;
pub(crate) mod report;
#[cfg(any(test, all(target_arch = "wasm32", feature = "engine")))]
pub(crate) mod request;
pub(crate) mod suggestions;
pub(crate) mod view;
pub(crate) mod window;
pub(crate) mod wrong_values;
