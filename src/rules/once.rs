//! What is said once per column, however many rows it concerns.

use super::Memory;
use crate::definition::rule::RuleEntry;
use crate::problem::{Detail, Finding, Place, Problem};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;

/// Which cells are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Filled,
    Blank,
}

/// Counts the cells of each field, and says the count at the end.
pub(crate) struct OncePerColumn {
    problem: &'static Problem,
    counted: Counted,
    /// The fields, and how many of their cells were counted.
    counts: Vec<(usize, u64)>,
}

impl OncePerColumn {
    pub(crate) fn new(problem: &'static Problem, fields: &[usize], counted: Counted) -> OncePerColumn {
        let mut fields = fields.to_vec();
        fields.sort_unstable();
        fields.dedup();
        OncePerColumn { problem, counted, counts: fields.into_iter().map(|field| (field, 0)).collect() }
    }
}

impl Memory for OncePerColumn {
    fn record(
        &mut self,
        _rule: &RuleEntry,
        _at: &RecordContext<'_>,
        values: &Values,
        _to: &mut Reporter<'_>,
    ) {
        for (slot, count) in &mut self.counts {
            let filled = if values.is_filled(*slot) { Counted::Filled } else { Counted::Blank };
            *count += u64::from(filled == self.counted);
        }
    }

    fn finish(&mut self, rule: &RuleEntry, file: &RuleContext<'_>, to: &mut Reporter<'_>) {
        for (slot, count) in self.counts.iter().copied().filter(|(_, count)| *count > 0) {
            to.add(self.problem, rule.severity, || {
                let column = file.layout.slots.get(slot).and_then(|s| s.column);
                let place = column.map_or(Place::File, Place::Column);
                Finding::new(self.problem, place)
                    .field(slot)
                    .with("column", file.title(slot))
                    .with("count", count)
                    .with("note", Detail::Said(rule.note.clone()))
            });
        }
    }
}
