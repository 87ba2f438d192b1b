//! Checks a spreadsheet on the user's own machine before it is imported anywhere.

mod batch;
#[cfg(not(target_arch = "wasm32"))]
pub mod builtin;
mod card;
mod check;
mod clean;
pub mod definition;
pub mod describe;
mod edits;
pub mod finding;
pub mod header;
mod outline;
pub mod pieces;
pub mod problems;
mod product;
pub mod read;
mod record;
mod report;
mod rules;
mod session;
mod survey;
pub mod table;
pub mod values;
mod walk;
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub mod wasm;
mod window;
mod wording;
mod words;
#[cfg(feature = "xlsx-out")]
pub mod xlsx_out;

pub use batch::Existing;
pub use card::TableError;
pub use check::Step;
pub use clean::{Account, Change, CleanError, RowsInError};
pub use definition::{DefinitionError, ImportDefinition, SettingValue};
pub use edits::{AddedRow, Decision, Edits, Move, TextEdit};
pub use product::{SUMMARY_KIND, fingerprint, html_report, is_summary, open_summary, summary_text};
pub use report::{CHANGE_HEADINGS, Records, Verdict, write_change};
pub use rules::Settings;
pub use session::{File, Input, Session, read_error_of_a_crash};
pub use window::{Filter, Found, Mark, Window, WindowRow};
pub use wording::{Lang, Wording};
