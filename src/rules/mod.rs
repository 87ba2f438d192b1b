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
use crate::record::context::{RecordContext, Reporter, RuleContext, setting};
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
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &mut Values,
        reporter: &mut Reporter<'_>,
    ) {
        presence::mandatory(&self.required, context, at, values, reporter);
        for rule in &self.stateless {
            look(rule, context, at, values, reporter);
        }
    }

    /// Rules that compare records: only the first pass needs them. Returns what a key of the whole file says; `print` is
    /// the fingerprint of the row.
    pub(crate) fn compare(
        &mut self,
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &Values,
        print: u64,
        reporter: &mut Reporter<'_>,
    ) -> Kept {
        let mut kept = Kept::No;
        for unique in &mut self.unique {
            let found = unique.record(context, at, values, rows::low_half(print), reporter);
            if kept == Kept::No && unique.tells_rows_apart() {
                kept = found;
            }
        }
        for sum in &mut self.sums {
            sum.record(context, at, values, reporter);
        }
        self.once.record(context, at, values);
        kept
    }

    /// What can be said only when all records were seen.
    pub(crate) fn finish(&mut self, context: &RuleContext<'_>, reporter: &mut Reporter<'_>) {
        self.once.finish(context, reporter);
    }
}

/// Holds a record against one rule. A function of its own even when compiled: a browser is slow to compile large ones,
/// and many definitions have no such rule.
#[inline(never)]
fn look(
    rule: &Rule,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    if holds(&rule.when, context, at, values) {
        presence::check(rule, context, at, values, reporter);
        agreement::check(rule, context, at, values, reporter);
    }
}

/// Whether all conditions hold for a record. A condition on a wrong value does not hold.
pub(crate) fn holds(when: &When, context: &RuleContext<'_>, at: &RecordContext<'_>, values: &Values) -> bool {
    when.0.iter().all(|condition| match condition {
        Condition::Field(slot, test) => match test {
            Test::Filled => values.is_filled(*slot),
            Test::Blank => !values.is_filled(*slot),
            Test::OneOf(list) => values.good(*slot).is_some_and(|v| list.iter().any(|l| l == v)),
            Test::NoneOf(list) => values.good(*slot).is_none_or(|v| !list.iter().any(|l| l == v)),
        },
        Condition::Parent(slot, test) => {
            let Some(parent) = at.parent else { return false };
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
        Condition::Group(wanted) => at.node.is_some_and(|n| n.group == *wanted),
        Condition::Setting(name, wanted) => {
            setting(context.definition, context.settings, name).is_some_and(|answer| answer == wanted)
        }
    })
}

/// The conditions of a rule, as reasons that name the columns and values of the file.
pub(crate) fn because(
    rule: &Rule,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
) -> Detail {
    let reasons = rule.when.0.iter().filter_map(|condition| {
        Some(match condition {
            Condition::Field(slot, Test::Filled) => Reason::Filled(context.title(*slot)),
            Condition::Field(slot, Test::Blank) => Reason::Blank(context.title(*slot)),
            Condition::Field(slot, _) => {
                Reason::Is { column: context.title(*slot), value: values.text(*slot).to_owned() }
            }
            Condition::Parent(slot, _) => {
                let parent = at.parent?;
                let value = parent.texts.get(slot).cloned().unwrap_or_default();
                Reason::AboveIs { column: context.title(*slot), value, row: parent.row }
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
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
) -> Finding {
    let finding = finding.with("because", because(rule, context, at, values));
    if rule.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(rule.note.clone())) }
}
