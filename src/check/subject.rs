//! What a check is given, and what it tells on the way.

use crate::check::survey::Survey;
use crate::definition::ImportDefinition;
use crate::edits::{Decisions, Edits};
use crate::problem::lang::Lang;
use crate::read::Wishes;
use crate::record::context::{RecordContext, RuleContext, Settings};
use crate::record::layout::Layout;
use crate::record::values::Values;
use crate::table::Date;
use crate::wording::Wording;
use std::ops::ControlFlow;

/// One file and everything that was decided about it.
pub(crate) struct Subject<'a> {
    pub(crate) definition: &'a ImportDefinition,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
    pub(crate) wishes: &'a Wishes,
    pub(crate) edits: &'a Edits,
    /// The import that fits the headings better than the chosen one.
    pub(crate) better: Option<&'a ImportDefinition>,
    pub(crate) lang: Lang,
    /// The day of the check, where the caller said it.
    pub(crate) today: Option<Date>,
    /// Other files are for the same import.
    pub(crate) goes_on: bool,
}

/// A record as it passes by, for those who compare files.
pub(crate) struct Noted<'a> {
    /// Its place in the order of the pass.
    pub(crate) record: u32,
    /// The row, its place in the tree, and what is known of the row it belongs to.
    pub(crate) at: RecordContext<'a>,
    pub(crate) values: &'a Values,
}

/// Called with each record that is checked, by those who collect something of all.
pub(crate) type EachRecord<'a> = &'a mut dyn FnMut(&Noted<'_>);

/// Called with a step and the rows done; `Break` ends the work.
pub(crate) type Steps<'a> = &'a mut dyn FnMut(Step, u64) -> ControlFlow<()>;

/// The steps of the work, for progress.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, Step};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\n"));
/// let mut steps = Vec::new();
/// let _session = job.check(&mut |_file, step: Step, _count| {
///     steps.push(step.name());
///     ControlFlow::Continue(())
/// });
/// assert!(steps.contains(&"open") && steps.contains(&"check"));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opening the file: what it is, how it is read.
    Open,
    /// The first look at all rows.
    Survey,
    /// The check.
    Check,
    /// Writing the cleaned file.
    Clean,
}

impl Step {
    /// The word used in messages to the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Open => "open",
            Step::Survey => "survey",
            Step::Check => "check",
            Step::Clean => "clean",
        }
    }
}

impl Subject<'_> {
    /// What sentences about the file are made with.
    pub(crate) fn words(&self) -> Wording<'_> {
        Wording { lang: self.lang, layout: Some(self.layout), definition: Some(self.definition) }
    }

    pub(crate) fn context<'s>(&'s self, edits: &'s Edits, survey: Option<&'s Survey>) -> RuleContext<'s> {
        RuleContext {
            definition: self.definition,
            layout: self.layout,
            settings: self.settings,
            decisions: Decisions(&edits.decisions),
            tree: survey.and_then(|s| s.tree.as_ref()),
            fills: &edits.fills,
            today: self.today,
            goes_on: self.goes_on,
        }
    }
}
