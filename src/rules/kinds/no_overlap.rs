//! `no-overlap`: periods with the same key do not overlap.

use crate::base::seeded::Map;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, HalfDays, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::definition::value::Value;
use crate::definition::{Field, ImportDefinition};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::across::{HalfDay, Member, Share};
use crate::rules::uniqueness::group_key;
use crate::rules::{Memory, Rule, explained, shared};
use crate::table::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) static OVERLAPPING_PERIODS: Problem = Problem {
    code: "B380",
    family: Family::Record,
    name: "overlapping-periods",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B380,
    fr: texts::fr::B380,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"who"},{"name":"from","type":"date"},{"name":"to","type":"date"}],"rules":[{"rule":"no-overlap","from":"from","to":"to","by":["who"]}]}"#,
    "who,from,to\nAna,2025-03-01,2025-03-04\nAna,2025-03-04,2025-03-06\n",
    "who,from,to\nAna,2025-03-01,2025-03-04\nAna,2025-03-05,2025-03-06\nBo,2025-03-02,\n",
);

pub(crate) static NO_OVERLAP: RuleKind = RuleKind {
    word: "no-overlap",
    older: &[],
    says: Said::of(
        "Periods of records that agree in some fields do not overlap; both ends belong to a period.",
    ),
    params: &[
        needed("from", Shape::Field(Fits::Day), "The first day."),
        needed("to", Shape::Field(Fits::Day), "The last day; without end where it is blank."),
        optional(
            "by",
            Shape::Fields(Fits::Any),
            "The fields in which the records agree; without them the whole file.",
        ),
        optional(
            "halfDays",
            Shape::HalfDays,
            "Half days: the fields that say with which half the first (`from`) and the last day (`to`) begins or ends, and their values for `morning` and `afternoon`. Whole days where they are blank.",
        ),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&OVERLAPPING_PERIODS],
    load: NoOverlap::load,
    example: EXAMPLE,
};

/// Periods of records that agree in some fields do not overlap.
#[derive(Debug)]
struct NoOverlap {
    from: usize,
    to: usize,
    by: Vec<usize>,
    halves: Option<HalfDays>,
}

impl NoOverlap {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(NoOverlap {
            from: args.field("from")?,
            to: args.field("to")?,
            by: args.fields("by")?,
            halves: args.half_days("halfDays")?,
        })
    }

    /// A half of a day as it is shown: its word stands with it where the day is not a whole one.
    fn shown(&self, (day, afternoon): HalfDay, is_end: bool, field: Option<&Field>) -> String {
        let day = field.map_or_else(|| day.to_string(), |f| f.written(&Value::Day(day)));
        match &self.halves {
            Some(halves) if afternoon != is_end => {
                format!("{day} {}", if afternoon { &halves.afternoon } else { &halves.morning })
            }
            _ => day,
        }
    }
}

impl Rule for NoOverlap {
    fn fields(&self) -> Vec<RuleField> {
        let halves = self.halves.iter().flat_map(|halves| halves.from.into_iter().chain(halves.to));
        let by: Vec<usize> = self.by.iter().copied().chain(halves).collect();
        let by = Role::LookedAt.of(&by);
        Role::LookedAt.of(&[self.from, self.to]).into_iter().chain(by).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = if self.by.is_empty() {
            [
                "Periods from {from} to {to} do not overlap",
                "Les périodes de {from} à {to} ne se chevauchent pas",
            ]
        } else {
            [
                "Periods from {from} to {to} with the same {by} do not overlap",
                "Les périodes de {from} à {to} ayant les mêmes {by} ne se chevauchent pas",
            ]
        };
        lang.say(
            phrase,
            &[
                ("from", &names.quoted(self.from, lang)),
                ("to", &names.quoted(self.to, lang)),
                ("by", &names.all(&self.by, lang)),
            ],
        )
    }

    fn member(&self, at: &RecordContext<'_>, values: &Values) -> Option<Member> {
        let (first, last) = self.days(at, values)?;
        let group = group_key(&self.by, at, values)?;
        Some(Member { problem: &OVERLAPPING_PERIODS, group, share: Share::Days(first, last) })
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Periods { of: self, groups: Map::default() }))
    }
}

/// The periods of each group that do not overlap: by first day, the last one and the row. A period that overlaps one of
/// them is told and not kept, so that what is kept stays apart and is found by one look.
struct Periods<'r> {
    of: &'r NoOverlap,
    groups: Map<u64, BTreeMap<HalfDay, (Option<HalfDay>, u32)>>,
}

fn day(slot: usize, at: &RecordContext<'_>, values: &Values) -> Option<Date> {
    match at.file.definition.fields.get(slot)?.value(values.good(slot)?)? {
        Value::Day(day) => Some(day),
        _ => None,
    }
}

/// The word for a half of a day; empty where the cell is blank, nothing where it is wrong.
fn half(slot: usize, values: &Values) -> Option<&str> {
    if values.is_filled(slot) { values.good(slot) } else { Some("") }
}

impl NoOverlap {
    /// The period of a record. A wrong end, or one before its start, is told by others.
    fn days(&self, at: &RecordContext<'_>, values: &Values) -> Option<(HalfDay, Option<HalfDay>)> {
        let first = day(self.from, at, values)?;
        let last = day(self.to, at, values);
        let is_wrong = match last {
            Some(last) => last < first,
            None => values.is_filled(self.to),
        };
        let half = |slot: Option<usize>| slot.map_or(Some(""), |slot| half(slot, values));
        let halves = self.halves.as_ref();
        let begins = half(halves.and_then(|h| h.from))?;
        let ends = half(halves.and_then(|h| h.to))?;
        let mut from = (first, halves.is_some_and(|h| h.afternoon == begins));
        let mut to = last.map(|last| (last, halves.is_none_or(|h| h.morning != ends)));
        // From an afternoon to the morning of the same day: nobody can mean it, so the whole day counts.
        if to.is_some_and(|to| to < from) {
            (from, to) = ((first, false), last.map(|last| (last, true)));
        }
        (!is_wrong).then_some((from, to))
    }
}

impl Memory for Periods<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let NoOverlap { from: slot, by, .. } = self.of;
        let of = self.of;
        let Some((first_day, last_day)) = self.of.days(at, values) else { return };
        let Some(key) = group_key(by, at, values) else { return };
        let group = self.groups.entry(key).or_default();
        let kept = match last_day {
            Some(last) => group.range(..=last).next_back(),
            None => group.iter().next_back(),
        };
        let hit = kept.filter(|(_, (last, _))| last.is_none_or(|last| last >= first_day));
        let Some((start, (end, first))) = hit else {
            group.insert(first_day, (last_day, at.row.number));
            return;
        };
        let (start, end, first) = (*start, *end, *first);
        to.add(&OVERLAPPING_PERIODS, rule.severity, || {
            let field = at.file.definition.fields.get(*slot);
            let shown = |day: HalfDay| of.shown(day, false, field);
            let open = |day: Option<HalfDay>| match day {
                Some(day) => Detail::Text(of.shown(day, true, field)),
                None => Detail::Phrase(["no end", "sans fin"]),
            };
            let same = if by.is_empty() {
                ["", ""]
            } else {
                [", which has the same {by}", ", avec la même valeur dans {by}"]
            };
            let finding = at
                .about(&OVERLAPPING_PERIODS, *slot)
                .with("start", shown(first_day))
                .with("end", open(last_day))
                .with("first", u64::from(first))
                .with("firststart", shown(start))
                .with("firstend", open(end))
                .with("by", at.titles(by))
                .with("same", Detail::Phrase(same));
            explained(finding, rule, at, values)
        });
    }
}
