//! What a rule is told about a record, and where what it finds goes.

use crate::definition::{ImportDefinition, SettingValue};
use crate::edits::{Decisions, Fills};
use crate::problem::{Cause, Detail, Finding, Findings, Place, Problem, Severity};
use crate::record::layout::Layout;
use crate::record::outline::{Node, Tree};
use crate::record::values::{State, Values};
use crate::scalar::number::Decimal;
use crate::scalar::text::trim;
use crate::table::{Date, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The answers to a definition's settings.
///
/// See [`SettingValue`].
pub type Settings = BTreeMap<String, SettingValue>;

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
    /// The day of the check, where the caller said it; the engine has no clock.
    pub(crate) today: Option<Date>,
    /// The records of other files stand in the same import: a group may go on there.
    pub(crate) goes_on: bool,
}

/// The records of a file that a rule judges together, as far as this file goes.
#[derive(Debug)]
pub(crate) struct Group {
    /// The rule, by its place in the definition.
    pub(crate) rule: usize,
    /// What the records have in common, as a fingerprint.
    pub(crate) key: u64,
    /// The same as texts.
    pub(crate) texts: Vec<String>,
    pub(crate) rows: Vec<u32>,
    /// What the records come to; nothing where a wrong value leaves that open.
    pub(crate) total: Option<Decimal>,
    /// The row with which it became too much.
    pub(crate) passed: Option<u32>,
    /// The numbers of the first and of the last record, where the records are numbered.
    pub(crate) ends: [Option<Decimal>; 2],
}

/// What is known of a record beside its values.
pub(crate) struct RecordContext<'a> {
    pub(crate) file: &'a RuleContext<'a>,
    pub(crate) row: &'a Row,
    pub(crate) node: Option<&'a Node>,
    pub(crate) parent: Option<&'a ParentValues>,
}

/// The values of a row that others belong to, as far as those look at them. One buffer, to be used again for another row.
#[derive(Debug, Default)]
pub(crate) struct ParentValues {
    pub(crate) row: u32,
    /// The last row that belongs to it, by index in the tree.
    pub(crate) last: u32,
    /// The texts, one after the other.
    texts: String,
    /// By slot: where its text ends, and whether it is wrong.
    kept: Vec<(usize, usize, bool)>,
}

impl ParentValues {
    /// Forgets the row it was of, and takes the values of some fields of another one.
    pub(crate) fn keep(&mut self, row: u32, last: u32, slots: &BTreeSet<usize>, values: &Values) {
        (self.row, self.last) = (row, last);
        self.texts.clear();
        self.kept.clear();
        for slot in slots.iter().copied() {
            self.texts.push_str(values.text(slot));
            self.kept.push((slot, self.texts.len(), values.state(slot) == State::Bad));
        }
    }

    /// The text of a field; empty also where nobody looks at it.
    pub(crate) fn text(&self, slot: usize) -> &str {
        let Some(place) = self.kept.iter().position(|(kept, ..)| *kept == slot) else { return "" };
        let end = |place: usize| self.kept.get(place).map_or(0, |(_, end, _)| *end);
        self.texts.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or("")
    }

    /// Whether the value of a field is wrong: nothing follows from it.
    pub(crate) fn is_wrong(&self, slot: usize) -> bool {
        self.kept.iter().any(|(kept, _, wrong)| *kept == slot && *wrong)
    }
}

/// Where findings go while a record is looked at: counted, graded, and remembered as this record's fault.
pub(crate) struct Reporter<'a> {
    pub(crate) findings: &'a mut Findings,
    pub(crate) severities: &'a BTreeMap<String, Option<Severity>>,
    /// The record has a finding of severity *error*.
    pub(crate) error: bool,
    /// The record has a finding of severity *warning*.
    pub(crate) warned: bool,
    /// How many findings were added.
    pub(crate) added: u64,
    /// What is being judged is no worse than this, as the definition says.
    pub(crate) at_most: Option<Severity>,
    /// Rows that a rule over several rows puts in error once all of them were seen.
    pub(crate) condemned: Vec<u32>,
    /// Rows that a rule holds together: without one of them it would not hold for the others.
    pub(crate) bound: Vec<Vec<u32>>,
    /// Groups that are judged once the other files of the import were seen.
    pub(crate) open_groups: Vec<Group>,
    /// The rows of groups that must not go out in two files, where the cleaned file may be divided.
    pub(crate) families: Vec<(u64, Vec<u32>)>,
    /// The column and the field of the cell that is being judged: what is found is about it.
    pub(crate) cell: Option<(Option<u32>, Option<usize>)>,
    /// What was found in the cells of this record: a rule may find that a cell is not used.
    in_cells: Vec<Cause>,
    /// Whether an error or a warning was found elsewhere in the record.
    elsewhere: [bool; 2],
    /// Columns that records need and the file lacks: how many need it, the first, and how bad it is.
    pub(crate) lacking: BTreeMap<usize, (u64, u32, Severity)>,
    /// Fields with a value that was read as its column was taken to mean it.
    pub(crate) leaned: BTreeSet<usize>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(
        findings: &'a mut Findings,
        severities: &'a BTreeMap<String, Option<Severity>>,
    ) -> Reporter<'a> {
        Reporter {
            findings,
            severities,
            error: false,
            warned: false,
            added: 0,
            at_most: None,
            condemned: Vec::new(),
            bound: Vec::new(),
            open_groups: Vec::new(),
            families: Vec::new(),
            cell: None,
            in_cells: Vec::new(),
            elsewhere: [false; 2],
            lacking: BTreeMap::new(),
            leaned: BTreeSet::new(),
        }
    }

    /// Adds a finding. In the judgement of a cell `make` is called only if it is kept; elsewhere its place is needed to
    /// count it.
    pub(crate) fn add(
        &mut self,
        problem: &'static Problem,
        severity: Option<Severity>,
        make: impl FnOnce() -> Finding,
    ) {
        let Some(severity) = self.grade(problem, severity) else { return };
        self.added += 1;
        match self.cell {
            Some((column, field)) => {
                let cause = Cause { problem, severity, column, field };
                self.in_cells.push(cause);
                self.put(cause, make);
            }
            None => self.findings.add(make().severity(severity)),
        }
    }

    /// The severity that findings of a problem have, unless they say otherwise; absent where they are left out.
    pub(crate) fn severity_of(&self, problem: &'static Problem) -> Option<Severity> {
        let chosen = self.severities.get(problem.code).or_else(|| self.severities.get(problem.name));
        chosen.copied().unwrap_or(Some(problem.severity))
    }

    /// Adds a finding about a column whose words cost something to find; `make` is called only if it is kept.
    pub(crate) fn add_in(
        &mut self,
        problem: &'static Problem,
        (column, field): (Option<u32>, Option<usize>),
        make: impl FnOnce() -> Finding,
    ) {
        if let Some(severity) = self.grade(problem, None) {
            self.put(Cause { problem, severity, column, field }, make);
        }
    }

    /// The cells of the next record are judged.
    pub(crate) fn begin_cells(&mut self) {
        self.in_cells.clear();
        self.elsewhere = [self.error, self.warned];
    }

    /// Takes back what was found in the cell of a field: nobody uses what stands in it.
    pub(crate) fn take_back(&mut self, row: u32, field: Option<usize>) {
        let (gone, stay): (Vec<Cause>, Vec<Cause>) =
            std::mem::take(&mut self.in_cells).into_iter().partition(|cause| cause.field == field);
        self.findings.take_back(row, &gone);
        self.in_cells = stay;
        let found = |severity| self.in_cells.iter().any(|cause| cause.severity == severity);
        let (error, warned) = (found(Severity::Error), found(Severity::Warning));
        self.error = self.elsewhere[0] || error;
        self.warned = self.elsewhere[1] || warned;
    }

    fn put(&mut self, cause: Cause, make: impl FnOnce() -> Finding) {
        if self.findings.has_room(cause) {
            let finding = make().severity(cause.severity);
            self.findings.keep(if self.at_most.is_some() { finding.unusual() } else { finding });
        }
    }

    /// How bad it is; nothing where it is switched off.
    fn grade(&mut self, problem: &'static Problem, severity: Option<Severity>) -> Option<Severity> {
        let chosen = if self.severities.is_empty() {
            None
        } else {
            self.severities.get(problem.code).or_else(|| self.severities.get(problem.name))
        };
        let severity = match chosen {
            Some(None) => return None,
            Some(Some(severity)) => *severity,
            None => {
                let own = severity.unwrap_or(problem.severity);
                self.at_most.map_or(own, |most| own.min(most))
            }
        };
        let found = [severity == Severity::Error, severity == Severity::Warning];
        self.error |= found[0];
        self.warned |= found[1];
        if self.cell.is_none() {
            self.elsewhere = [self.elsewhere[0] || found[0], self.elsewhere[1] || found[1]];
        }
        Some(severity)
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

    /// The column and the field of a slot, as findings about it are counted.
    pub(crate) fn column_of(&self, slot: usize) -> (Option<u32>, Option<usize>) {
        self.layout.slots.get(slot).map_or((None, None), |s| (s.column, s.field))
    }

    pub(crate) fn field_name(&self, slot: usize) -> &str {
        self.layout.slots.get(slot).map_or("", |s| s.name.as_str())
    }
}

impl RecordContext<'_> {
    /// The heading a person knows the field by.
    pub(crate) fn title(&self, slot: usize) -> String {
        self.file.title(slot)
    }

    /// The headings of several fields.
    pub(crate) fn titles(&self, slots: &[usize]) -> Detail {
        Detail::All(slots.iter().map(|slot| self.title(*slot)).collect())
    }

    /// What stands in the cell of a field, as the file has it.
    pub(crate) fn shown(&self, slot: usize) -> &str {
        let column = self.file.layout.slots.get(slot).and_then(|s| s.column);
        column.map_or("", |column| trim(self.row.cell(column as usize).shown))
    }

    /// Fields with the cells and the values that a number was worked out from: `price (C7 = 2,50)`.
    pub(crate) fn with_values(&self, slots: &[usize]) -> Detail {
        let part = |slot: &usize| {
            format!("{} ({} = {})", self.title(*slot), self.cell_name(*slot), self.shown(*slot))
        };
        Detail::All(slots.iter().map(part).collect())
    }

    /// Cells of which one is to be corrected: `B7, C7 or D7`.
    pub(crate) fn one_of(&self, slots: impl Iterator<Item = usize>) -> Detail {
        Detail::Either(slots.map(|slot| self.cell_name(slot)).collect())
    }

    /// A number that was worked out from others, with the decimal mark that their cells have.
    pub(crate) fn as_in(&self, slots: &[usize], values: &Values, number: &str) -> String {
        let comma = |slot: &usize| {
            let decimals = values.plain_number(*slot).and_then(|plain| plain.split_once('.'));
            let shown = self.shown(*slot).rsplit_once(',');
            decimals.zip(shown).is_some_and(|((_, plain), (_, shown))| shown.starts_with(plain))
        };
        // As many decimals as they have: 2500.50 beside 2500.00.
        let decimals = |text: &str| text.rsplit_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len());
        let plain = |slot: &usize| values.plain_number(*slot).map_or(0, decimals);
        let (own, most) = (decimals(number), slots.iter().map(plain).max().unwrap_or(0));
        let point = if own == 0 && most > 0 { "." } else { "" };
        let number = format!("{number}{point}{}", "0".repeat(most.saturating_sub(own)));
        if slots.iter().any(comma) { number.replace('.', ",") } else { number }
    }

    /// Fields with their cells: `price (C7) and hours (D7)`.
    pub(crate) fn named(&self, slots: &[usize]) -> Detail {
        let named = |slot: &usize| format!("{} ({})", self.title(*slot), self.cell_name(*slot));
        Detail::All(slots.iter().map(named).collect())
    }

    /// `B7`, or the heading where the file has no such column.
    pub(crate) fn cell_name(&self, slot: usize) -> String {
        self.cell_in(self.row.number, slot)
    }

    /// The same in another row.
    pub(crate) fn cell_in(&self, row: u32, slot: usize) -> String {
        match self.file.place(row, slot) {
            Place::Cell(address) => address.to_string(),
            _ => self.title(slot),
        }
    }

    /// As many of these cells as are to be filled or emptied, for a sentence: `B7 or C7`.
    pub(crate) fn some_of(&self, finding: Finding, slots: &[usize], count: usize) -> Finding {
        let cells: Vec<String> = slots.iter().map(|slot| self.cell_name(*slot)).collect();
        if count == 1 {
            return finding.with("cells", Detail::Either(cells));
        }
        if count >= cells.len() {
            return finding.with("cells", Detail::All(cells));
        }
        finding
            .with("how_many", count as u64)
            .with("among", Detail::All(cells))
            .with("cells", Detail::Phrase(["{how_many} of {among}", "{how_many} cellules parmi {among}"]))
    }

    /// A finding about a value, with what the user sees there.
    pub(crate) fn about(&self, problem: &'static Problem, slot: usize) -> Finding {
        self.file.about(problem, self.row, slot)
    }
}
