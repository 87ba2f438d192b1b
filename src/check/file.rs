//! One file of a check: what the user says about it, how it is read, what was found.

use crate::check::changes::{ChangeLog, RowsInError};
use crate::check::checked::Checked;
use crate::check::forecast::{Beside, Effect, Forecast, ForecastTogether};
use crate::check::went_in::WentIn;
use crate::definition::ImportDefinition;
use crate::edits::{Edits, Mapping};
use crate::problem::Finding;
use crate::read::{Book, ReadError, Wishes};
use crate::record::context::Settings;
use crate::record::layout::Layout;
use crate::table::Date;
use std::sync::Arc;

/// What the user says about a file.
///
/// ```
/// use import_checker::{Edits, Input, TextEdit};
/// let typed = TextEdit { row: 2, column: 0, text: "Ada".to_owned() };
/// let edits = Edits { texts: vec![typed], ..Edits::default() };
/// let input = Input { name: "people.csv".to_owned(), edits, ..Input::default() };
/// assert_eq!((input.import, input.edits.texts.len()), (None, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The file's name with its extension.
    pub name: String,
    /// The import it is meant for; found out when absent.
    pub import: Option<String>,
    /// What the user decided about the reading.
    pub wishes: Wishes,
    /// What the user changed.
    pub edits: Edits,
    /// Which column is which, as somebody said.
    pub mapping: Mapping,
    /// Answers to the settings of the import.
    pub settings: Settings,
    /// Sheets of one workbook whose records go out as one table, one after the other: the same text for each of them.
    pub one_table: Option<String>,
    /// The day of the check, for rules that compare with it; the engine has no clock.
    pub today: Option<Date>,
    /// The bytes are those that the second reader wrote in place of a workbook that ours refused.
    pub second_reader: bool,
    /// Those bytes may lack cells that the workbook has.
    pub cells_may_lack: bool,
    /// What of the file went in already, and stays out of its next cleaned file.
    pub went_in: Option<WentIn>,
    /// What becomes of rows in error, as far as it is known: what goes out is counted by it.
    pub rows_in_error: RowsInError,
}

/// One file of a session.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, Verdict};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\nBob,many\n"));
/// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// let file = &session.files()[0];
/// assert_eq!((file.verdict(), file.records().in_error), (Verdict::Errors, 1));
/// assert_eq!(file.report(Lang::En)["findings"][0]["cell"], "B3");
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
pub struct File<'s> {
    /// What the user says about it.
    pub input: Input,
    pub(crate) book: Option<Box<dyn Book + 's>>,
    pub(crate) unreadable: Option<ReadError>,
    pub(crate) definition: Option<Arc<ImportDefinition>>,
    pub(crate) better: Option<Arc<ImportDefinition>>,
    /// Imports by how well the headings fit, the best first.
    pub(crate) candidates: Vec<(Arc<ImportDefinition>, f64)>,
    pub(crate) layout: Option<Layout>,
    pub(crate) checked: Option<Checked>,
    /// What could not be checked and could still be supplied or confirmed, as findings.
    pub(crate) not_checked: Vec<Finding>,
    pub(crate) changes: Option<ChangeLog>,
    /// The SHA-256 of the file, when somebody asked for it.
    pub(crate) fingerprint: Option<String>,
    /// The account of each tree of rows.
    pub(crate) subtotals: Vec<Subtotal>,
    /// What the import would do to what is there, where that was given.
    pub(crate) forecast: Option<Forecast>,
    /// The same for all files that go out as one table with this one.
    pub(crate) together: Option<Arc<ForecastTogether>>,
    /// The same of each record.
    pub(crate) beside: Beside,
    /// The view that was asked for last.
    pub(crate) last_view: Option<(Filter, View)>,
    /// Other files are for the same import, so that a group of records may go on there.
    pub(crate) goes_on: bool,
}

/// Which rows a view shows.
///
/// Rows are shown through it by [`Session::window`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Filter {
    /// All rows.
    #[default]
    All,
    /// Rows with errors of their own.
    Errors,
    /// Rows without a fault of their own that cannot go without one that has.
    Waiting,
    /// Rows that a person typed into, or added.
    ByHand,
    /// Rows with warnings.
    Warnings,
    /// Rows that the cleaned file changes.
    Changed,
    /// Rows with one problem.
    Code {
        /// Its code.
        code: String,
    },
    /// Rows with a finding in one column.
    Column {
        /// Column index, 0 for A.
        column: u32,
    },
    /// Rows of which the same would become in what the receiving system has.
    Effect {
        /// What that is.
        effect: Effect,
    },
    /// Rows that show a text in one column.
    Value {
        /// Column index, 0 for A.
        column: u32,
        /// The text; empty for cells without one.
        text: String,
    },
    /// The rows of another view, in the order of what the file holds in one column: numbers by their size and before
    /// texts, texts regardless of case, and cells without a text last. Equal ones keep the order of the file.
    Sorted {
        /// Which rows.
        rows: Box<Filter>,
        /// Column index, 0 for A.
        column: u32,
        /// The largest first; cells without a text are last all the same.
        descending: bool,
    },
    /// The rows of another view, in the order of what would become of the same in what the receiving system has: what would
    /// lose a value first, then what would change, what is unclear, what is new, what stays; and last the rows that do not
    /// go out. Equal ones keep the order of the file.
    ByEffect {
        /// Which rows.
        rows: Box<Filter>,
    },
}

impl Filter {
    /// Which rows are shown, whatever their order is.
    pub(crate) fn rows(&self) -> &Filter {
        match self {
            Filter::Sorted { rows, .. } | Filter::ByEffect { rows } => rows,
            _ => self,
        }
    }
}

/// The places of the records that a filter lets through.
pub(crate) type View = Arc<Vec<usize>>;

/// The account of one tree of rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subtotal {
    pub(crate) name: String,
    pub(crate) row: u32,
    pub(crate) on_file: u64,
    pub(crate) ready: u64,
    pub(crate) in_error: u64,
    pub(crate) skipped: u64,
}
