//! Checks a spreadsheet on the user's own machine before it is imported anywhere.
//!
//! # The pipeline
//!
//! ```text
//!             reading card (format, encoding, delimiter, sheet; the user may correct it)
//!                       │
//! bytes ─ sniff ─ rows ─┴─ header ─ survey ─ records ─┬─ rules ─ findings ─ report
//!         └──── read/ ────┘  header  survey │    ▲    │
//!                                        edits overlay└─ clean ─ cleaned CSV, change log, account of the rows
//!                           └──────────── walk ───────────────┘
//! ```
//!
//! 1. [`read::open`] finds out what a file is by its content and gives a [`read::Book`]: sheets whose rows can be
//!    pushed, any number of times.
//! 2. `header` chooses the sheet and the header row that fit a [`definition`] best and pairs headings with fields.
//! 3. `survey` looks at all rows once: what a column says about its own notation, and the tree that rows form.
//! 4. `walk` is one pass over the rows: each becomes a record in canonical text (`src/record/values.rs`), judged by
//!    the rules of the definition (`src/rules/`). `check` and `clean` are its two users, so both see exactly the same values.
//! 5. `batch` lets files look at each other's keys; then rows that depend on rows in error are skipped.
//! 6. `report` words what was found; `clean` and `product` write what comes out.
//!
//! A [`Job`] is the whole of it for one or more files: every door fills one in, and gets a [`Session`] that answers. A
//! rule is a line in a definition, a check is that rule at work, a problem is a kind of thing that can be wrong, a finding
//! is a problem at a place.
//!
//! # Invariants
//!
//! 1. JavaScript types exist only in `src/wasm/` and the browser's decoders (`src/read/browser_letters.rs`); the core does
//!    no input or output beyond the given `Read + Seek` and `Write`, and knows no clock and no path.
//! 2. Bad data is a finding. An error means that the table could not be read at all, or that a definition is wrong.
//! 3. Memory does not grow with the rows of a text file, except keys (16 bytes each), the state of each row and, where
//!    order is meaning, the tree (28 bytes a row). Workbooks are kept in a compact form while they are open; of
//!    a text file some places are kept at which its reading can begin again.
//! 4. The file is never changed; everything that is changed is in [`Edits`] and the change log and can be undone.
//! 5. Records on file = ready + in error + skipped; records read = written + left out. Always.
//! 6. What was not checked is said; *ready* means checked.
//! 7. Every code is in [`problems`], has all its texts, and its examples run. A retired code is never used again.
//! 8. Prose about a problem stands with the problem; systems stand in `www/imports/`, never here.

// A test fails by panicking.
#![cfg_attr(test, allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answers;
mod base;
mod batch;
mod check;
pub mod definition;
mod edits;
mod judge;
pub mod problem;
mod product;
pub mod read;
mod record;
mod result;
mod rules;
#[cfg(feature = "xlsx-out")]
mod sample;
mod scalar;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
mod second;
mod session;
pub mod table;
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub mod wasm;
mod wording;
pub mod xlsx_out;

pub use answers::draft::{Draft, DraftRemark};
pub use answers::overview::{Block, ColumnOverview, Overview};
pub use answers::preview::Preview;
pub use answers::profile::{ColumnProfile, Frequent};
pub use answers::suggestions::Suggestion;
pub use answers::window::{FoundCell, Mark, Window, WindowRow};
pub use answers::wrong_values::{WrongValue, WrongValues};
#[cfg(not(target_arch = "wasm32"))]
pub use base::limits::all as limits;
pub use base::whole::{Taken, Whole};
pub use base::{pulse, terminal};
pub use batch::Existing;
pub use check::acknowledged::Acknowledged;
pub use check::changes::{Account, Change, RowsInError};
pub use check::error::Error;
pub use check::file::{File, Filter, Input};
pub use check::forecast::{
    Effect, FieldForecast, Forecast, ForecastTogether, Held, IsMeant, OneOfThem, ThereCell, WhichIsMeant,
};
pub use check::seen::{Done, Seen};
pub use check::subject::Step;
pub use check::verdict::{Records, Verdict};
pub use check::went_in::WentIn;
#[cfg(not(target_arch = "wasm32"))]
pub use definition::builtin;
#[cfg(not(target_arch = "wasm32"))]
pub use definition::types::schema::type_schemas;
pub use definition::{DefinitionError, ImportDefinition, SettingValue, describe, guide};
pub use edits::{
    Acknowledgement, AddedRow, ColumnMapping, ColumnSource, Decision, Edits, MappedBy, Mapping, Meant, Move,
    TextEdit,
};
pub use problem::lang::{Lang, OwnTexts};
pub use product::change_csv::ChangeCsv;
pub use product::{Circumstances, Product, fingerprint, html_report, open_summary, summary_text};
pub use record::context::Settings;
pub use result::{AnswerOptions, Answered};
#[cfg(not(target_arch = "wasm32"))]
pub use rules::schema::rule_schema;
#[cfg(feature = "xlsx-out")]
pub use sample::Sample;
#[cfg(all(target_arch = "wasm32", feature = "xlsx-out"))]
pub use sample::wasm as sampler;
#[cfg(all(target_arch = "wasm32", feature = "second-reader"))]
pub use second::wasm as second_reader;
#[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
pub use second::{Difference, Instead, SecondOpinion, read_instead, second_opinion};
pub use session::{Job, JobSteps, Part, Parts, Piece, PreparedOutput, Session, There};
#[cfg(not(target_arch = "wasm32"))]
pub use wording::languages;
pub use wording::{Wording, problems};
