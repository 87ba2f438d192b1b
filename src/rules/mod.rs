//! What must hold between values: the rules of a definition, made ready to look at records.
//!
//! Each family stands in a file of its own: what it is about, its problems with all their texts, the work.

pub(crate) mod agreement;
pub(crate) mod file;
pub(crate) mod headings;
pub(crate) mod order;
pub(crate) mod presence;
pub(crate) mod reference;
pub(crate) mod rows;
pub(crate) mod together;
pub(crate) mod uniqueness;

use crate::definition::{Condition, Demand, ImportDefinition, Rule, SettingValue, Test, When};
use crate::edits::Decisions;
use crate::finding::{Detail, Finding, Findings, Place, Problem, Reason, Severity};
use crate::header::Layout;
use crate::outline::{Node, Tree};
use crate::record::Values;
use crate::table::Row;
use litemap::LiteMap;
use uniqueness::Kept;

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
pub(crate) struct Scene<'a> {
    pub(crate) definition: &'a ImportDefinition,
    pub(crate) layout: &'a Layout,
    pub(crate) settings: &'a Settings,
    pub(crate) decisions: Decisions<'a>,
    pub(crate) tree: Option<&'a Tree>,
    pub(crate) fills: &'a crate::edits::Fills,
}

/// What is known of a record beside its values.
pub(crate) struct Seat<'a> {
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
pub(crate) struct Sink<'a> {
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

impl<'a> Sink<'a> {
    pub(crate) fn new(
        findings: &'a mut Findings,
        severities: &'a LiteMap<String, Option<Severity>>,
    ) -> Sink<'a> {
        Sink {
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

impl Scene<'_> {
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

/// The rules of a definition at work on one file. Some remember what they saw.
pub(crate) struct Checks<'d> {
    /// Fields that every record must fill.
    required: Vec<usize>,
    stateless: Vec<&'d Rule>,
    unique: Vec<uniqueness::Unique<'d>>,
    sums: Vec<agreement::Sum<'d>>,
    once: presence::Once<'d>,
}

impl<'d> Checks<'d> {
    pub(crate) fn new(definition: &'d ImportDefinition) -> Checks<'d> {
        let required = definition.fields.iter().enumerate().filter(|(_, field)| field.required);
        let mut checks = Checks {
            required: required.map(|(slot, _)| slot).collect(),
            stateless: Vec::new(),
            unique: definition.unique_keys.iter().map(|k| uniqueness::Unique::key(k, definition)).collect(),
            sums: Vec::new(),
            once: presence::Once::default(),
        };
        for rule in &definition.rules {
            match &rule.demand {
                Demand::Unique { fields, among_siblings } => {
                    checks.unique.push(uniqueness::Unique::rule(rule, fields, *among_siblings, definition));
                }
                Demand::SumLimit { field, by, maximum } => {
                    checks.sums.push(agreement::Sum::new(rule, *field, by, *maximum));
                }
                Demand::Unverifiable(_) | Demand::DefaultApplies(_) | Demand::Sensitive(_) => {
                    checks.once.rules.push(rule);
                }
                // Needs the other file: looked at in the batch.
                Demand::GroupNeeds { .. } => {}
                _ => checks.stateless.push(rule),
            }
        }
        checks
    }

    /// Rules that look at one record at a time. They repair what they may, so both passes run them.
    pub(crate) fn record(
        &self,
        scene: &Scene<'_>,
        seat: &Seat<'_>,
        values: &mut Values,
        sink: &mut Sink<'_>,
    ) {
        presence::mandatory(&self.required, scene, seat, values, sink);
        for rule in &self.stateless {
            look(rule, scene, seat, values, sink);
        }
    }

    /// Rules that compare records: only the first pass needs them. Returns what a key of the whole file says; `print` is
    /// the fingerprint of the row.
    pub(crate) fn compare(
        &mut self,
        scene: &Scene<'_>,
        seat: &Seat<'_>,
        values: &Values,
        print: u64,
        sink: &mut Sink<'_>,
    ) -> Kept {
        let mut kept = Kept::No;
        for unique in &mut self.unique {
            let found = unique.record(scene, seat, values, rows::low_half(print), sink);
            if kept == Kept::No && unique.tells_rows_apart() {
                kept = found;
            }
        }
        for sum in &mut self.sums {
            sum.record(scene, seat, values, sink);
        }
        self.once.record(scene, seat, values);
        kept
    }

    /// What can be said only when all records were seen.
    pub(crate) fn finish(&mut self, scene: &Scene<'_>, sink: &mut Sink<'_>) {
        self.once.finish(scene, sink);
    }
}

/// Holds a record against one rule. A function of its own even when compiled: a browser is slow to compile large ones,
/// and many definitions have no such rule.
#[inline(never)]
fn look(rule: &Rule, scene: &Scene<'_>, seat: &Seat<'_>, values: &mut Values, sink: &mut Sink<'_>) {
    if holds(&rule.when, scene, seat, values) {
        presence::check(rule, scene, seat, values, sink);
        agreement::check(rule, scene, seat, values, sink);
    }
}

/// Whether all conditions hold for a record. A condition on a wrong value does not hold.
pub(crate) fn holds(when: &When, scene: &Scene<'_>, seat: &Seat<'_>, values: &Values) -> bool {
    when.0.iter().all(|condition| match condition {
        Condition::Field(slot, test) => match test {
            Test::Filled => values.is_filled(*slot),
            Test::Blank => !values.is_filled(*slot),
            Test::OneOf(list) => values.good(*slot).is_some_and(|v| list.iter().any(|l| l == v)),
            Test::NoneOf(list) => values.good(*slot).is_none_or(|v| !list.iter().any(|l| l == v)),
        },
        Condition::Parent(slot, test) => {
            let Some(parent) = seat.parent else { return false };
            if parent.wrong.contains(slot) {
                return *test == Test::Filled;
            }
            let text = parent.texts.get(slot).map_or("", String::as_str);
            match test {
                Test::Filled => !text.is_empty(),
                Test::Blank => text.is_empty(),
                Test::OneOf(list) => list.iter().any(|l| l == text),
                Test::NoneOf(list) => !list.iter().any(|l| l == text),
            }
        }
        Condition::Group(wanted) => seat.node.is_some_and(|n| n.group == *wanted),
        Condition::Setting(name, wanted) => {
            setting(scene.definition, scene.settings, name).is_some_and(|answer| answer == wanted)
        }
    })
}

/// The conditions of a rule, as reasons that name the columns and values of the file.
pub(crate) fn because(rule: &Rule, scene: &Scene<'_>, seat: &Seat<'_>, values: &Values) -> Detail {
    let reasons = rule.when.0.iter().filter_map(|condition| {
        Some(match condition {
            Condition::Field(slot, Test::Filled) => Reason::Filled(scene.title(*slot)),
            Condition::Field(slot, Test::Blank) => Reason::Blank(scene.title(*slot)),
            Condition::Field(slot, _) => {
                Reason::Is { column: scene.title(*slot), value: values.text(*slot).to_owned() }
            }
            Condition::Parent(slot, _) => {
                let parent = seat.parent?;
                let value = parent.texts.get(slot).cloned().unwrap_or_default();
                Reason::AboveIs { column: scene.title(*slot), value, row: parent.row }
            }
            Condition::Group(true) => Reason::HasRows,
            Condition::Group(false) => Reason::HasNoRows,
            Condition::Setting(..) => return None,
        })
    });
    Detail::Because(reasons.collect())
}

/// Adds what every finding of a rule says: the conditions and the definition's own reason.
pub(crate) fn explained(
    finding: Finding,
    rule: &Rule,
    scene: &Scene<'_>,
    seat: &Seat<'_>,
    values: &Values,
) -> Finding {
    let finding = finding.with("because", because(rule, scene, seat, values));
    if rule.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(rule.note.clone())) }
}
