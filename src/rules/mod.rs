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

use crate::definition::{Condition, Demand, ImportDefinition, Rule, Test, When};
use crate::problem::{Detail, Finding, Reason};
use crate::record::context::{Scene, Seat, Sink, setting};
use crate::record::values::Values;
use uniqueness::Kept;

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
