//! What must hold between values: the rules of a definition, made ready to look at records.
//!
//! Each kind of rule stands in a file of its own under `kinds/`. Beside it stand what is asked of every file and row
//! without a line in a definition, and what kinds share.

pub(crate) mod across;
pub(crate) mod answer;
mod conditions;
pub(crate) mod file;
pub(crate) mod headings;
pub(crate) mod kinds;
pub(crate) mod no_record;
mod once;
pub(crate) mod order;
pub(crate) mod reference;
pub(crate) mod rows;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod schema;
pub(crate) mod together;
pub(crate) mod uniqueness;
pub(crate) mod widths;

use crate::base::first_seen::First;
use crate::base::sorting;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Demand, Role, RuleEntry, RuleField};
use crate::definition::{Condition, Field, ImportDefinition, SettingValue, Test, When};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Finding, NamedCell, Problem, Reason};
use crate::record::context::{Group, RecordContext, Reporter, RuleContext, setting};
use crate::record::outline::NONE;
use crate::record::values::{State, Values};
use conditions::Conditions;
use std::any::Any;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use uniqueness::{Kept, Key, place_name};

/// A rule at work. Of `record`, `memory` and `batch` a kind has at least one; a rule without any finds nothing, which
/// the example of its kind brings to light.
pub(crate) trait Rule: Debug + Send + Sync {
    /// The fields it names, and what it asks of each.
    fn fields(&self) -> Vec<RuleField>;
    /// What it demands, as a clause without conditions: `“a” and “b” are filled in`.
    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String;
    /// Whether it compares with the day of the check.
    fn needs_today(&self) -> bool {
        false
    }
    /// Looks at one record that meets the conditions, and repairs what it may: both passes call it.
    fn record(
        &self,
        _rule: &RuleEntry,
        _at: &RecordContext<'_>,
        _values: &mut Values,
        _to: &mut Reporter<'_>,
    ) {
    }
    /// What it keeps of the records of a file, if it compares them.
    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        None
    }
    /// What a record adds to a group of records that it compares: the group may go on in another file of the import.
    fn member(&self, _at: &RecordContext<'_>, _values: &Values) -> Option<across::Member> {
        None
    }
    /// Judges a group whose records stand in several files, in the order of the files: the parts in which something is to
    /// be said, each with the rows that are in error by it.
    fn judge_group(&self, _parts: &[&Group]) -> Vec<(usize, Vec<u32>)> {
        Vec::new()
    }
    /// What is to be said in the file of one part, the others beside it with the names of their files.
    fn tell_group(
        &self,
        _parts: &[(&str, &Group)],
        _at: usize,
        _rule: &RuleEntry,
        _file: &RuleContext<'_>,
    ) -> Option<Finding> {
        None
    }
    /// Whether the records of a right group go out together or not at all.
    fn binds(&self) -> bool {
        false
    }
    /// What it looks up in another file, if it does.
    fn batch(&self) -> Option<AcrossFiles<'_>> {
        None
    }
}

/// What a rule keeps while the records of a file pass by. Only the first pass needs it.
pub(crate) trait Memory {
    /// Looks at one record that meets the conditions.
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>);
    /// Says what can be said only when all records were seen.
    fn finish(&mut self, _rule: &RuleEntry, _file: &RuleContext<'_>, _to: &mut Reporter<'_>) {}
}

/// A row of another file is looked up; when rows there make it a group, a further field is needed here.
pub(crate) struct AcrossFiles<'r> {
    /// The field that names the row.
    pub(crate) field: usize,
    /// The field that must then be filled.
    pub(crate) needs: usize,
    /// The import whose file has the outline.
    pub(crate) resource: &'r str,
    /// The fields here and there that identify the row.
    pub(crate) by: &'r [(usize, String)],
    /// The value of the kind field there.
    pub(crate) kind: &'r str,
}

impl Demand for Box<dyn Rule> {
    fn fields(&self) -> Vec<RuleField> {
        (**self).fields()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        (**self).sentence(names, lang)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A rule as a definition keeps it: shared, since definitions are cloned.
#[cfg(feature = "engine")]
#[expect(clippy::unnecessary_wraps, reason = "what ends the loading of a rule; it may fail before")]
pub(crate) fn shared(rule: impl Rule + 'static) -> Loaded<Arc<dyn Demand>> {
    let rule: Box<dyn Rule> = Box::new(rule);
    Ok(Arc::new(rule))
}

/// A rule as a module keeps it that explains rules and applies none. The code that looks at records is not asked for
/// then, and so not carried.
#[cfg(not(feature = "engine"))]
#[expect(clippy::unnecessary_wraps, reason = "what ends the loading of a rule; it may fail before")]
pub(crate) fn shared(rule: impl Rule + 'static) -> Loaded<Arc<dyn Demand>> {
    Ok(Arc::new(Stated(rule)))
}

/// A rule as far as it can be explained.
#[cfg(not(feature = "engine"))]
#[derive(Debug)]
struct Stated<R>(R);

#[cfg(not(feature = "engine"))]
impl<R: Rule + 'static> Demand for Stated<R> {
    fn fields(&self) -> Vec<RuleField> {
        self.0.fields()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        self.0.sentence(names, lang)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The rule of an entry; `None` for what `shared` did not make.
pub(crate) fn rule_of(entry: &RuleEntry) -> Option<&dyn Rule> {
    entry.demand.as_any().downcast_ref::<Box<dyn Rule>>().map(Box::as_ref)
}

/// What one rule came to in a file.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RuleRun {
    /// Records that it was asked of: all, or those that met its conditions.
    pub(crate) looked: u64,
    /// Findings.
    pub(crate) found: u64,
    /// Records in which a wrong value left it undecided.
    pub(crate) open: u64,
}

impl RuleRun {
    /// Notes one record: how many findings it gave, and whether a value that the rule names is wrong.
    fn note(&mut self, found: u64, is_wrong: bool) {
        self.looked += 1;
        self.found += found;
        self.open += u64::from(found == 0 && is_wrong);
    }
}

/// A rule of the definition, by its place among all, and what it came to so far.
struct Running<'d, R> {
    index: usize,
    entry: &'d RuleEntry,
    rule: R,
    /// The fields of the record that it names.
    fields: Vec<usize>,
    run: RuleRun,
}

impl<R> Running<'_, R> {
    /// Asks the rule of a record that meets its conditions, and notes what came of it.
    fn look<V: Borrow<Values>>(
        &mut self,
        mut values: V,
        to: &mut Reporter<'_>,
        ask: impl FnOnce(&mut R, &RuleEntry, &mut V, &mut Reporter<'_>),
    ) {
        let before = to.added;
        ask(&mut self.rule, self.entry, &mut values, to);
        let is_wrong = to.error && self.is_wrong(values.borrow());
        self.run.note(to.added - before, is_wrong);
    }

    fn is_wrong(&self, values: &Values) -> bool {
        self.fields.iter().any(|slot| values.state(*slot) == State::Bad)
    }
}

/// The rules of a definition at work on one file. Some remember what they saw.
pub(crate) struct Checks<'d> {
    /// Fields that every record must fill.
    required: Vec<usize>,
    keys: Vec<Key<'d>>,
    /// The fingerprints of the records that were looked at ahead: of each its keys, one after the other.
    prints: Vec<Option<u64>>,
    /// Those of the rules below, one after the other.
    conditions: Conditions<'d>,
    /// Rules that look at one record at a time.
    single: Vec<Running<'d, &'d dyn Rule>>,
    /// Rules that compare records.
    memories: Vec<Running<'d, Box<dyn Memory + 'd>>>,
}

impl<'d> Checks<'d> {
    pub(crate) fn new(file: &RuleContext<'d>) -> Checks<'d> {
        let definition = file.definition;
        let required = definition.fields.iter().enumerate().filter(|(_, field)| field.required);
        let mut checks = Checks {
            required: required.map(|(slot, _)| slot).collect(),
            keys: definition.unique_keys.iter().map(|k| Key::of_definition(k, definition)).collect(),
            prints: Vec::new(),
            conditions: Conditions::default(),
            single: Vec::new(),
            memories: Vec::new(),
        };
        for (index, entry) in definition.rules.iter().enumerate() {
            let Some(rule) = rule_of(entry) else { continue };
            let own = rule.fields().into_iter().filter(|part| part.role != Role::OfParent);
            let fields = own.map(|part| part.field).collect();
            let run = RuleRun::default();
            match rule.memory(definition) {
                Some(rule) => checks.memories.push(Running { index, entry, rule, fields, run }),
                // What needs another file is looked at in the batch.
                None if rule.batch().is_some() => {}
                None => checks.single.push(Running { index, entry, rule, fields, run }),
            }
        }
        let single = checks.single.iter().map(|rule| &rule.entry.when);
        let memories = checks.memories.iter().map(|rule| &rule.entry.when);
        checks.conditions = Conditions::new(file, single.chain(memories));
        checks
    }

    /// Rules that look at one record at a time. They repair what they may, so both passes run them.
    pub(crate) fn record(&mut self, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        kinds::required::mandatory(&self.required, at, values, to);
        let mut from = 0;
        while let Some(place) = self.conditions.next(from, at, values) {
            let Some(rule) = self.single.get_mut(place) else { break };
            rule.look(&mut *values, to, |rule, entry, values, to| rule.record(entry, at, values, to));
            from = place + 1;
        }
    }

    /// Rules that compare records: only the first pass needs them. Returns what a key of the whole file says; `print` is
    /// the fingerprint of the row.
    pub(crate) fn compare(
        &mut self,
        at: &RecordContext<'_>,
        values: &Values,
        print: u64,
        to: &mut Reporter<'_>,
    ) -> Kept {
        let mut kept = Kept::No;
        for key in &mut self.keys {
            let found = key.record(None, at, values, rows::low_half(print), to);
            if kept == Kept::No {
                kept = found;
            }
        }
        let before = self.single.len();
        let mut from = before;
        while let Some(place) = self.conditions.next(from, at, values) {
            let Some(rule) = self.memories.get_mut(place - before) else { break };
            rule.look(values, to, |rule, entry, values, to| rule.record(entry, at, values, to));
            from = place + 1;
        }
        kept
    }

    /// Whether nothing but needed fields and keys of the values themselves is asked of a record.
    pub(crate) fn are_plain(&self) -> bool {
        self.single.is_empty() && self.memories.is_empty() && self.keys.iter().all(Key::is_of_values)
    }

    /// Whether every record must fill a field.
    pub(crate) fn needs(&self, slot: usize) -> bool {
        self.required.contains(&slot)
    }

    /// Whether a field is part of a key.
    pub(crate) fn is_of_key(&self, slot: usize) -> bool {
        self.keys.iter().any(|key| key.has_field(slot))
    }

    /// Looks ahead at the keys of so many records, by the texts of their values: what will be asked of them is brought near.
    pub(crate) fn look_ahead<'t>(
        &mut self,
        definition: &ImportDefinition,
        records: usize,
        text: impl Fn(usize, usize) -> &'t str,
    ) {
        self.prints.clear();
        for record in 0..records {
            for key in &self.keys {
                let print = key.of_texts(definition, |slot| text(record, slot));
                print.into_iter().for_each(|print| key.bring_near(print));
                self.prints.push(print);
            }
        }
    }

    /// Notes the keys of a record that was looked at ahead and whose values are good or blank; tells whether it has any.
    /// Absent where another record had one of them before: then none is noted.
    pub(crate) fn note_new(&mut self, record: usize, this: First) -> Option<bool> {
        let from = record * self.keys.len();
        let prints = self.prints.get(from..from + self.keys.len()).unwrap_or_default();
        let mut known = self.keys.iter().zip(prints);
        if known.any(|(key, print)| print.is_some_and(|print| key.has(print))) {
            return None;
        }
        for (key, print) in self.keys.iter_mut().zip(prints) {
            print.iter().for_each(|print| key.note_new(*print, this));
        }
        Some(prints.iter().any(Option::is_some))
    }

    /// What can be said only when all records were seen.
    pub(crate) fn finish(&mut self, file: &RuleContext<'_>, to: &mut Reporter<'_>) {
        for rule in &mut self.memories {
            let before = to.added;
            let open = to.open_groups.len();
            rule.rule.finish(rule.entry, file, to);
            to.open_groups.iter_mut().skip(open).for_each(|group| group.rule = rule.index);
            rule.run.found += to.added - before;
        }
    }

    /// What each rule came to, by its place in the definition; absent for those that look into other files.
    pub(crate) fn runs(&self) -> BTreeMap<usize, RuleRun> {
        let single = self.single.iter().map(|rule| (rule.index, rule.run));
        sorting::gathered(single.chain(self.memories.iter().map(|rule| (rule.index, rule.run))))
    }
}

/// Whether all conditions hold for a record. A condition on a wrong value does not hold.
pub(crate) fn holds(when: &When, at: &RecordContext<'_>, values: &Values) -> bool {
    when.0.iter().all(|condition| holds_one(condition, at, values))
}

fn holds_one(condition: &Condition, at: &RecordContext<'_>, values: &Values) -> bool {
    match condition {
        Condition::Field(slot, test) => match test {
            Test::Filled => values.is_filled(*slot),
            Test::Blank => !values.is_filled(*slot),
            _ => {
                let Some(field) = at.file.definition.fields.get(*slot) else { return false };
                meets(test, field, values.good(*slot))
            }
        },
        Condition::Parent(slot, test) => {
            let Some(parent) = at.parent else { return false };
            if parent.is_wrong(*slot) {
                return *test == Test::Filled;
            }
            let text = parent.text(*slot);
            let Some(field) = at.file.definition.fields.get(*slot) else { return false };
            meets(test, field, Some(text).filter(|text| !text.is_empty()))
        }
        // Where a row that cannot be placed leaves it open, neither holds.
        Condition::Group(wanted) => at.node.is_some_and(|n| n.group == *wanted && n.barrier == NONE),
        Condition::Setting(name, wanted) => is_answer(at.file, name, wanted),
    }
}

/// Whether the customer answered so.
fn is_answer(file: &RuleContext<'_>, name: &str, wanted: &SettingValue) -> bool {
    setting(file.definition, file.settings, name).is_some_and(|answer| answer == wanted)
}

/// Whether a value meets what is asked of it; a blank one, or one that is wrong, is none of anything.
fn meets(test: &Test, field: &Field, value: Option<&str>) -> bool {
    match test {
        Test::Filled => value.is_some(),
        Test::Blank => value.is_none(),
        Test::OneOf(list) => value.is_some_and(|text| list.has(field, text)),
        Test::NoneOf(list) => value.is_none_or(|text| !list.has(field, text)),
        Test::Within(range) => value.is_some_and(|text| range.has(field, text)),
    }
}

/// Whether two slots of a record hold one value; nothing where they cannot be compared.
pub(crate) fn same_value(fields: &[Field], slots: (usize, usize), values: &Values) -> Option<bool> {
    let (a, b) = (fields.get(slots.0)?, fields.get(slots.1)?);
    let (a, b) = (a.value(values.good(slots.0)?)?, b.value(values.good(slots.1)?)?);
    a.order(&b).map(std::cmp::Ordering::is_eq)
}

/// The conditions of a rule, as reasons that name the cells and values of the file.
fn because(rule: &RuleEntry, at: &RecordContext<'_>, values: &Values) -> Detail {
    let named = |slot, row| NamedCell { column: at.title(slot), address: place_name(at.file, slot, row) };
    let reasons = rule.when.0.iter().filter_map(|condition| {
        Some(match condition {
            Condition::Field(slot, Test::Filled) => Reason::Filled(named(*slot, at.row.number)),
            Condition::Field(slot, _) => {
                Reason::Is { cell: named(*slot, at.row.number), value: values.text(*slot).to_owned() }
            }
            Condition::Parent(slot, _) => {
                let parent = at.parent?;
                let value = parent.text(*slot).to_owned();
                Reason::Is { cell: named(*slot, parent.row), value }
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
    rule: &RuleEntry,
    at: &RecordContext<'_>,
    values: &Values,
) -> Finding {
    let finding = finding.with("because", because(rule, at, values));
    if rule.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(rule.note.clone())) }
}

/// What a constraint finds that is no error for its definition; whoever writes a rule says in a note what it means.
fn softened(finding: Finding, rule: Option<&RuleEntry>) -> Finding {
    let lowered = |rule: &RuleEntry| rule.severity.is_some_and(|own| own < finding.problem.severity);
    let soft = rule.is_some_and(|rule| rule.note.plain.is_empty() && lowered(rule));
    if soft { finding.unusual() } else { finding }
}

/// A finding that also names the cell it is compared with.
pub(crate) fn against(
    problem: &'static Problem,
    slots: (usize, usize),
    rule: &RuleEntry,
    at: &RecordContext<'_>,
    values: &Values,
) -> Finding {
    let (slot, other) = slots;
    let finding = at
        .about(problem, slot)
        .with("other", at.title(other))
        .with("othercell", at.cell_name(other))
        .with("otherval", values.text(other));
    explained(finding, rule, at, values)
}
