//! One pass over a file: rows in, judged records out. Check and clean are its two users, so both see the same values.

use crate::base::first_seen::First;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::survey::Survey;
use crate::definition::rule::Role;
use crate::definition::{Condition, ImportDefinition};
use crate::edits::Overlay;
use crate::judge::columns::{LineSeen, LinesSeen};
use crate::judge::{Judge, Notation};
use crate::problem::Problem;
use crate::read::{Book, ReadError};
use crate::record::context::{ParentValues, RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::rules::uniqueness::Kept;
use crate::rules::{Checks, no_record, order, rows};
use crate::table::{Lines, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What a row below the header turned out to be.
pub(crate) enum Seen<'a> {
    /// No record, for this reason: the headings again, say, or left out because a person said so.
    NoRecord(&'static Problem),
    /// A record: its values, its index in the tree, and what is known of the row it belongs to.
    Record { values: &'a Values, node: Option<u32>, parent: Option<&'a ParentValues> },
}

/// The judges, rules and open parents of one pass.
pub(crate) struct Walker<'a> {
    judges: Vec<Judge<'a>>,
    pub(crate) checks: Checks<'a>,
    identical: rows::Identical,
    prints: rows::Prints,
    values: Values,
    parents: Map<u32, ParentValues>,
    /// Parents whose rows have passed, to be used again.
    spare: Vec<ParentValues>,
    /// A parent whose last row was the one before.
    ended: Option<u32>,
    /// The fields of a parent that rules of its rows look at.
    wanted: BTreeSet<usize>,
    next_node: u32,
    /// Rules that compare records are looked at too.
    compare: bool,
}

impl<'a> Walker<'a> {
    pub(crate) fn new(context: &RuleContext<'a>, survey: &Survey, compare: bool) -> Walker<'a> {
        let notation = |slot: usize| {
            let evidence = survey.evidence.get(slot).and_then(Option::as_ref);
            evidence.map_or_else(Notation::default, |evidence| evidence.notation)
        };
        Walker {
            judges: Judge::each(context, notation),
            checks: Checks::new(context),
            identical: rows::Identical::default(),
            prints: rows::Prints::default(),
            values: Values::default(),
            parents: Map::default(),
            spare: Vec::new(),
            ended: None,
            wanted: parent_fields(context.definition),
            next_node: 0,
            compare,
        }
    }

    /// Says what separates the cells of the file at hand.
    pub(crate) fn cut_at(mut self, separator: u8) -> Walker<'a> {
        self.prints.separator = separator;
        self
    }

    /// Judges one row below the header that is not blank, in the order of the pass.
    pub(crate) fn row(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        reporter: &mut Reporter<'_>,
    ) -> Seen<'_> {
        self.row_seen(context, row, None, reporter)
    }

    /// The same of a row that was a line of which something was seen.
    pub(crate) fn row_seen(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        seen: Option<LineSeen<'_>>,
        reporter: &mut Reporter<'_>,
    ) -> Seen<'_> {
        if let Some(reason) = no_record::reason(row, context) {
            return Seen::NoRecord(reason);
        }
        let index = context.tree.map(|_| self.next_node);
        self.next_node += 1;
        let question = rows::question(row, context);
        if let Some(problem) = question {
            reporter.add(problem, None, || rows::about(problem, row, context));
        }
        // Until it is known whether the row is a record, nothing else is said of it.
        let asked = question.is_some() && reporter.error;
        if asked {
            let mut unheard = crate::problem::Findings::keeping(0);
            self.judge_seen(
                context,
                (row, seen),
                index,
                &mut Reporter::new(&mut unheard, reporter.severities),
            );
        } else {
            self.judge_seen(context, (row, seen), index, reporter);
        }
        let node = index.zip(context.tree).and_then(|(i, tree)| tree.nodes.get(i as usize));
        if self.compare && !asked {
            let parent = node.and_then(|n| self.parents.get(&n.parent));
            let at = RecordContext { file: context, row, node, parent };
            rows::check(&at, reporter);
            let print = self.prints.of(row, node);
            let kept = self.checks.compare(&at, &self.values, print, reporter);
            // A key that was filled in tells rows apart that are the same in the file.
            let kept = if context.fills.is_empty() { kept } else { Kept::No };
            self.identical.record(row, print, kept, reporter);
        }
        if let (Some(index), Some(node)) = (index, node) {
            self.keep_parent(index, node, row.number);
        }
        let parent = node.and_then(|n| self.parents.get(&n.parent));
        Seen::Record { values: &self.values, node: index, parent }
    }

    /// Whether lines of so many cells can be taken without a row made of each: nothing is asked of a record but its cells and
    /// its keys.
    pub(crate) fn takes_lines(&self, context: &RuleContext<'_>, width: usize) -> bool {
        let of_file = context.tree.is_none() && context.fills.is_empty();
        of_file && self.checks.are_plain() && self.judges.iter().all(|judge| judge.is_of_cell(width))
    }

    /// Looks at the cells of lines, and at the keys that they will be asked for.
    pub(crate) fn look_at(&mut self, context: &RuleContext<'_>, lines: &Lines<'_>, seen: &mut LinesSeen) {
        let needed = |slot: usize| self.checks.needs(slot) && context.layout.has(slot);
        seen.look(&self.judges, lines, needed, |slot| self.checks.is_of_key(slot));
        let column = |slot: usize| context.layout.slots.get(slot).and_then(|slot| slot.column);
        self.checks.look_ahead(context.definition, lines.len(), |line, slot| {
            column(slot).map_or("", |column| lines.cell(line, column as usize).text)
        });
    }

    /// Takes a line as the next record whose cells are right as they are, but perhaps for those of some columns, which are of
    /// no key and ascend. False where it must be looked at as a row, as another one is like it.
    pub(crate) fn line(&mut self, (lines, line): (&Lines<'_>, usize), row: u32, doubtful: &[usize]) -> bool {
        let print = self.prints.of_line(lines, line, doubtful.iter().copied());
        let first = First { row, print: rows::low_half(print) };
        match self.checks.note_new(line, first) {
            Some(has_key) => has_key || self.identical.note_new(row, print),
            None => false,
        }
    }

    /// Judges some cells of a line that was taken: those of these slots, which ascend. `row` holds nothing else.
    pub(crate) fn some_cells(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        slots: impl Iterator<Item = usize>,
        reporter: &mut Reporter<'_>,
    ) -> &Values {
        self.values.begin(row);
        reporter.begin_cells();
        Judge::some(&self.judges, slots, context, row, &mut self.values, reporter);
        let at = RecordContext { file: context, row, node: None, parent: None };
        self.checks.record(&at, &mut self.values, reporter);
        &self.values
    }

    /// Passes over a row whose values nobody asks for, in the order of the pass: it is judged only where rows below look
    /// at it. False when it is no record.
    pub(crate) fn pass_by(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        reporter: &mut Reporter<'_>,
    ) -> bool {
        if no_record::reason(row, context).is_some() {
            return false;
        }
        let index = self.next_node;
        self.next_node += 1;
        if let Some(node) = context.tree.and_then(|tree| tree.nodes.get(index as usize)) {
            if node.last > index {
                self.judge(context, row, Some(index), reporter);
            }
            self.keep_parent(index, node, row.number);
        }
        true
    }

    /// Judges one row on its own: its values, its place, and the rules that look at one record at a time.
    pub(crate) fn judge(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        index: Option<u32>,
        reporter: &mut Reporter<'_>,
    ) {
        self.judge_seen(context, (row, None), index, reporter);
    }

    fn judge_seen(
        &mut self,
        context: &RuleContext<'_>,
        (row, seen): (&Row, Option<LineSeen<'_>>),
        index: Option<u32>,
        reporter: &mut Reporter<'_>,
    ) {
        self.values.begin(row);
        reporter.begin_cells();
        Judge::all(&self.judges, context, row, seen, &mut self.values, reporter);
        for ((_, slot), (text, cause)) in context.fills.range((row.number, 0)..=(row.number, usize::MAX)) {
            self.values.replace(*slot, text, cause);
        }
        let node = index.zip(context.tree).and_then(|(i, tree)| tree.nodes.get(i as usize));
        let parent = node.and_then(|n| self.parents.get(&n.parent));
        let at = RecordContext { file: context, row, node, parent };
        order::check(&at, &mut self.values, reporter);
        self.checks.record(&at, &mut self.values, reporter);
    }

    /// The values of the record that was judged last.
    pub(crate) fn values(&self) -> &Values {
        &self.values
    }

    /// Takes a row as the parent of rows judged later on their own.
    pub(crate) fn remember(
        &mut self,
        context: &RuleContext<'_>,
        row: &Row,
        index: u32,
        severities: &BTreeMap<String, Option<crate::problem::Severity>>,
    ) {
        let mut unheard = crate::problem::Findings::keeping(0);
        self.judge(context, row, Some(index), &mut Reporter::new(&mut unheard, severities));
        self.keep(index, row.number, u32::MAX);
    }

    fn keep(&mut self, index: u32, row: u32, last: u32) {
        let mut parent = self.spare.pop().unwrap_or_default();
        parent.keep(row, last, &self.wanted, &self.values);
        self.parents.insert(index, parent);
    }

    /// Keeps the values that later rows look at, and forgets those that no later row belongs to.
    fn keep_parent(&mut self, index: u32, node: &crate::record::outline::Node, row: u32) {
        if node.last > index {
            self.keep(index, row, node.last);
        }
        // A parent is needed until the row after its last one.
        if let Some(ended) = self.ended.take() {
            self.spare.extend(self.parents.remove(&ended));
        }
        self.ended = self.parents.get(&node.parent).filter(|p| p.last == index).map(|_| node.parent);
    }
}

fn parent_fields(definition: &ImportDefinition) -> BTreeSet<usize> {
    let mut fields: BTreeSet<usize> =
        sorting::gathered(definition.outline.iter().flat_map(|o| [o.name, o.root]));
    for (_, part) in definition.parts().filter(|(_, part)| part.role == Role::OfParent) {
        fields.insert(part.field);
    }
    let conditions = definition.rules.iter().map(|rule| &rule.when);
    let conditions = conditions.chain(definition.foreign_keys.iter().map(|key| &key.when));
    for condition in conditions.flat_map(|when| &when.0) {
        if let Condition::Parent(field, _) = condition {
            fields.insert(*field);
        }
    }
    fields
}

/// Pushes every row below the header that is not blank, as edited.
pub(crate) fn data_rows(
    book: &mut dyn Book,
    context: &RuleContext<'_>,
    overlay: &Overlay,
    reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let header = context.layout.header_row;
    overlay.rows(book, context.layout.sheet, header, &mut |row, original| {
        if row.number <= header || row.is_blank() {
            return ControlFlow::Continue(());
        }
        reporter(row, original)
    })
}
