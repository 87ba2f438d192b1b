//! What a rule is told about a record, and where what it finds goes.

use crate::definition::{ImportDefinition, SettingValue};
use crate::edits::{Decisions, Fills};
use crate::problem::{Finding, Findings, Place, Problem, Severity};
use crate::record::header::Layout;
use crate::record::outline::{Node, Tree};
use crate::table::Row;
use litemap::LiteMap;

/// The answers to a definition's settings.
pub type Settings = LiteMap<String, SettingValue>;

/// The answer to a setting, or its default.
pub(crate) fn setting<'s>(
    definition: &'s ImportDefinition,
    settings: &'s Settings,
    name: &str,
) -> Option<&'s SettingValue> {
    let default = || definition.settings.iter().find(|s| s.name == name).map(|s| &s.default);
    settings.get(name).or_else(default)
}

/// What stays the same for all records of a file.
pub(crate) struct RuleContext<'a> {
    pub(crate) definition: &'a ImportDefinition,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
    pub(crate) decisions: Decisions<'a>,
    pub(crate) tree: Option<&'a Tree>,
    pub(crate) fills: &'a Fills,
}

/// What is known of a record beside its values.
pub(crate) struct RecordContext<'a> {
    pub(crate) row: &'a Row,
    pub(crate) node: Option<&'a Node>,
    pub(crate) parent: Option<&'a ParentValues>,
}

/// The values of a row that others belong to.
#[derive(Debug)]
pub(crate) struct ParentValues {
    pub(crate) row: u32,
    /// The last row that belongs to it, by index in the tree.
    pub(crate) last: u32,
    pub(crate) texts: LiteMap<usize, String>,
    /// Fields whose value is wrong there: nothing follows from them.
    pub(crate) wrong: Vec<usize>,
}

/// Where findings go while a record is looked at: counted, graded, and remembered as this record's fault.
pub(crate) struct Reporter<'a> {
    pub(crate) findings: &'a mut Findings,
    pub(crate) severities: &'a LiteMap<String, Option<Severity>>,
    /// The record has a finding of severity *error*.
    pub(crate) error: bool,
    /// The record has a finding of severity *warning*.
    pub(crate) warned: bool,
    /// Columns that records need and the file lacks: how many need it, and the first.
    pub(crate) lacking: LiteMap<usize, (u64, u32)>,
    /// Fields with a value that was read as its column was taken to mean it.
    pub(crate) leaned: LiteMap<usize, ()>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(
        findings: &'a mut Findings,
        severities: &'a LiteMap<String, Option<Severity>>,
    ) -> Reporter<'a> {
        Reporter {
            findings,
            severities,
            error: false,
            warned: false,
            lacking: LiteMap::new(),
            leaned: LiteMap::new(),
        }
    }

    /// Adds a finding; `make` is called only if it is kept.
    pub(crate) fn add(
        &mut self,
        problem: &'static Problem,
        severity: Option<Severity>,
        make: impl FnOnce() -> Finding,
    ) {
        if let Some(severity) = self.count(problem, severity) {
            self.findings.keep(make().severity(severity));
        }
    }

    /// Counts a finding; gives its severity if it is one of those to keep.
    fn count(&mut self, problem: &'static Problem, severity: Option<Severity>) -> Option<Severity> {
        let chosen = if self.severities.is_empty() {
            None
        } else {
            self.severities.get(problem.code).or_else(|| self.severities.get(problem.name))
        };
        let severity = match chosen {
            Some(None) => return None,
            Some(Some(severity)) => *severity,
            None => severity.unwrap_or(problem.severity),
        };
        self.error |= severity == Severity::Error;
        self.warned |= severity == Severity::Warning;
        self.findings.has_room(problem, severity).then_some(severity)
    }
}

impl RuleContext<'_> {
    /// The heading a person knows the field by.
    pub(crate) fn title(&self, slot: usize) -> String {
        let Some(at) = self.layout.slots.get(slot) else { return String::new() };
        match at.column {
            Some(column) => self.layout.heading(column).trim().to_owned(),
            None => at.name.clone(),
        }
    }

    /// The place of a value: its cell, or the row where the file has no such column.
    pub(crate) fn place(&self, row: u32, slot: usize) -> Place {
        match self.layout.slots.get(slot).and_then(|s| s.column) {
            Some(column) => Place::cell(row, column),
            None => Place::Row(row),
        }
    }

    /// A finding about a value, with what the user sees there.
    pub(crate) fn about(&self, problem: &'static Problem, row: &Row, slot: usize) -> Finding {
        let mut finding = Finding::new(problem, self.place(row.number, slot));
        finding.field = self.layout.slots.get(slot).and_then(|s| s.field);
        if let Some(column) = self.layout.slots.get(slot).and_then(|s| s.column) {
            row.cell(column as usize).shown.clone_into(&mut finding.value);
        }
        finding
    }

    pub(crate) fn field_name(&self, slot: usize) -> &str {
        self.layout.slots.get(slot).map_or("", |s| s.name.as_str())
    }
}
