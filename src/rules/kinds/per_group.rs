//! `per-group`: a sum or a count over records that agree in some fields is what it must be.

use crate::base::seeded::Map;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::definition::{Condition, ImportDefinition, When, describe};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Finding, Grade, Problem, Severity, texts};
use crate::record::context::{Group, RecordContext, Reporter, RuleContext};
use crate::record::values::{State, Values};
use crate::rules::uniqueness::group_key;
use crate::rules::{Memory, Rule, holds, shared};
use crate::scalar::number::{Decimal, from_f64};
use std::sync::Arc;

pub(crate) static WRONG_SUM_OF_GROUP: Problem = Problem {
    code: "B440",
    name: "wrong-sum-of-group",
    family: Family::Record,
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B440,
    fr: texts::fr::B440,
    example: EXAMPLE,
};

pub(crate) static WRONG_COUNT_OF_GROUP: Problem = Problem {
    code: "B450",
    name: "wrong-count-of-group",
    family: Family::Record,
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B450,
    fr: texts::fr::B450,
    example: Example::of(
        r#"{"fields":[{"name":"company"},{"name":"primary","type":"boolean"}],"rules":[{"rule":"per-group","by":["company"],"count":{"primary":true},"equals":1}]}"#,
        "company,primary\nAcme,false\nAcme,false\n",
        "company,primary\nAcme,true\nAcme,false\nBolt,true\n",
    ),
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"order"},{"name":"share","type":"number"}],"rules":[{"rule":"per-group","by":["order"],"sum":"share","equals":100}]}"#,
    "order,share\nA,60\nA,30\n",
    "order,share\nA,60\nA,40\nB,100\n",
);

pub(crate) static PER_GROUP: RuleKind = RuleKind {
    word: "per-group",
    older: &[],
    says: Said::of("A sum or a count over the records that agree in some fields is what it must be."),
    params: &[
        needed("by", Shape::Fields(Fits::Any), "The fields in which the records agree."),
        optional("sum", Shape::Field(Fits::Number), "The number that is added up; a blank one counts as 0."),
        optional(
            "count",
            Shape::Conditions,
            "`true` counts the records, conditions those that meet them. `when` says which records form groups.",
        ),
        optional("equals", Shape::Number, "What it must be."),
        optional("minimum", Shape::Number, "The least it may be."),
        optional("maximum", Shape::Number, "The most it may be."),
        optional("absolute", Shape::Number, "By how much it may differ; not at all when absent."),
    ],
    any_of: &[&["sum", "count"], &["equals", "minimum", "maximum"]],
    at_most_one_of: &["sum", "count"],
    problems: &[&WRONG_SUM_OF_GROUP, &WRONG_COUNT_OF_GROUP],
    load: PerGroup::load,
    example: EXAMPLE,
};

/// A sum or a count over records that agree.
#[derive(Debug)]
struct PerGroup {
    by: Vec<usize>,
    /// The field that is added up; without one records are counted.
    sum: Option<usize>,
    /// Which records are counted; all where nothing is said.
    counted: When,
    /// The two limits are one and the same.
    equals: bool,
    least: Option<Decimal>,
    most: Option<Decimal>,
    absolute: Decimal,
}

impl PerGroup {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let number = |word: &str| -> Loaded<Option<Decimal>> {
            let Some(number) = args.number(word)? else { return Ok(None) };
            match from_f64(number).and_then(|text| Decimal::parse(&text)) {
                Some(number) => Ok(Some(number)),
                None => args.wrong_at(word, "the number is too large"),
            }
        };
        let (equals, least, most) = (number("equals")?, number("minimum")?, number("maximum")?);
        if equals.is_some() && (least.is_some() || most.is_some()) {
            return args.wrong_at("equals", "beside “minimum” or “maximum” nothing is left for “equals”");
        }
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            return args.wrong_at("minimum", "it is more than “maximum”, so that no group could be right");
        }
        let sum = if args.has("sum") { Some(args.field("sum")?) } else { None };
        shared(PerGroup {
            by: args.fields("by")?,
            sum,
            counted: args.conditions("count")?,
            equals: equals.is_some(),
            least: equals.or(least),
            most: equals.or(most),
            absolute: number("absolute")?.unwrap_or_default().size(),
        })
    }

    /// What the records must come to, in words with `{least}` and `{most}`.
    fn wanted(&self) -> [&'static str; 2] {
        match (self.equals, self.least, self.most) {
            (true, ..) => ["exactly {least}", "exactement {least}"],
            (_, Some(_), Some(_)) => ["from {least} to {most}", "de {least} à {most}"],
            (_, Some(_), None) => ["at least {least}", "au moins {least}"],
            _ => ["at most {most}", "au plus {most}"],
        }
    }

    fn is_too_much(&self, total: Decimal) -> bool {
        self.most.and_then(|most| most.plus(self.absolute)).is_some_and(|most| total > most)
    }

    fn is_too_little(&self, total: Decimal) -> bool {
        self.least.and_then(|least| least.minus(self.absolute)).is_some_and(|least| total < least)
    }

    /// What a record adds; nothing where a wrong value leaves that open.
    fn adds(&self, at: &RecordContext<'_>, values: &Values) -> Option<Decimal> {
        match self.sum {
            Some(slot) if values.state(slot) == State::Blank => Some(Decimal::default()),
            Some(slot) => values.good(slot).and_then(|_| values.decimal(slot)),
            None if holds(&self.counted, at, values) => Decimal::parse("1"),
            None => Some(Decimal::default()),
        }
    }
}

impl Rule for PerGroup {
    fn fields(&self) -> Vec<RuleField> {
        let counted = self.counted.0.iter().filter_map(|condition| match condition {
            Condition::Field(slot, _) => Some(*slot),
            _ => None,
        });
        let all: Vec<usize> = self.sum.into_iter().chain(self.by.iter().copied()).chain(counted).collect();
        Role::LookedAt.of(&all)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        let (least, most) = (number(self.least), number(self.most));
        let wanted = lang.say(self.wanted(), &[("least", &least), ("most", &most)]);
        let counted = describe::conditions(names.0, &[], &self.counted, lang);
        let phrase = match (self.sum, counted.is_empty()) {
            (Some(_), _) => [
                "The sum of {sum} for the same {by} is {wanted}",
                "La somme de {sum} pour les mêmes {by} est de {wanted}",
            ],
            (None, true) => [
                "The number of rows with the same {by} is {wanted}",
                "Le nombre de lignes ayant les mêmes {by} est de {wanted}",
            ],
            (None, false) => [
                "Of the rows with the same {by}, {wanted} are there {counted}",
                "Parmi les lignes ayant les mêmes {by}, il y en a {wanted} {counted}",
            ],
        };
        let sum = self.sum.map(|slot| names.quoted(slot, lang)).unwrap_or_default();
        lang.say(
            phrase,
            &[("sum", &sum), ("by", &names.all(&self.by, lang)), ("wanted", &wanted), ("counted", &counted)],
        )
    }

    fn judge_group(&self, parts: &[&Group]) -> Vec<(usize, Vec<u32>)> {
        let totals = parts.iter().map(|part| part.total);
        let total = totals.reduce(|sum, adds| sum.zip(adds).and_then(|(sum, adds)| sum.plus(adds))).flatten();
        let wrong = total.is_some_and(|total| self.is_wrong(total));
        let parts = parts.iter().enumerate().filter(|_| wrong);
        parts.map(|(at, part)| (at, part.rows.clone())).collect()
    }

    fn tell_group(
        &self,
        parts: &[(&str, &Group)],
        at: usize,
        rule: &RuleEntry,
        file: &RuleContext<'_>,
    ) -> Option<Finding> {
        let (_, own) = parts.get(at)?;
        let mut total = Decimal::default();
        let mut rows = Vec::new();
        for (index, (name, part)) in parts.iter().enumerate() {
            total = total.plus(part.total?)?;
            let named = |row: &u32| if index == at { row.to_string() } else { format!("{row} ({name})") };
            rows.extend(part.rows.iter().map(named));
        }
        Some(self.finding((own, rows), total, rule, file))
    }

    fn binds(&self) -> bool {
        self.least.is_some()
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Groups { of: self, groups: Map::default() }))
    }
}

struct Groups<'r> {
    of: &'r PerGroup,
    groups: Map<u64, Group>,
}

/// So many rows of a group are named.
const NAMED: usize = 8;

impl Memory for Groups<'_> {
    fn record(&mut self, _rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, _to: &mut Reporter<'_>) {
        let of = self.of;
        let Some(key) = group_key(&of.by, at, values) else { return };
        let group = self.groups.entry(key).or_insert_with(|| Group {
            rule: 0,
            key,
            texts: of.by.iter().map(|slot| values.text(*slot).to_owned()).collect(),
            rows: Vec::new(),
            total: Some(Decimal::default()),
            passed: None,
            ends: [None; 2],
        });
        group.rows.push(at.row.number);
        group.total = group.total.zip(of.adds(at, values)).and_then(|(total, adds)| total.plus(adds));
        let too_much = group.total.is_some_and(|total| of.is_too_much(total));
        group.passed = if too_much { group.passed.or(Some(at.row.number)) } else { None };
    }

    fn finish(&mut self, rule: &RuleEntry, file: &RuleContext<'_>, to: &mut Reporter<'_>) {
        let of = self.of;
        let mut groups: Vec<Group> = std::mem::take(&mut self.groups).into_values().collect();
        crate::base::sorting::sort_by_key(&mut groups, |group| group.rows.first().copied());
        if file.definition.limits.is_some() {
            to.families.extend(groups.iter().map(|group| (group.key, group.rows.clone())));
        }
        if file.goes_on {
            return to.open_groups.append(&mut groups);
        }
        for group in groups {
            if let Some(total) = group.total.filter(|total| of.is_wrong(*total)) {
                let before = std::mem::take(&mut to.error);
                to.add(of.problem(), rule.severity, || {
                    let rows = group.rows.iter().map(u32::to_string).collect();
                    of.finding((&group, rows), total, rule, file)
                });
                if to.error {
                    to.condemned.extend(&group.rows);
                }
                to.error |= before;
            } else if of.binds() {
                // Without one of them the others would come to something else.
                to.bound.push(group.rows);
            }
        }
    }
}

impl PerGroup {
    fn problem(&self) -> &'static Problem {
        if self.sum.is_some() { &WRONG_SUM_OF_GROUP } else { &WRONG_COUNT_OF_GROUP }
    }

    fn is_wrong(&self, total: Decimal) -> bool {
        self.is_too_much(total) || self.is_too_little(total)
    }

    /// What is wrong with a group, told in the file that `group` is of; `rows` are all of its records, by name.
    fn finding(
        &self,
        (group, mut rows): (&Group, Vec<String>),
        total: Decimal,
        rule: &RuleEntry,
        file: &RuleContext<'_>,
    ) -> Finding {
        let slot = self.sum.or(self.by.first().copied()).unwrap_or(0);
        let row = group.passed.or(group.rows.first().copied()).unwrap_or(0);
        let mut finding = Finding::new(self.problem(), file.place(row, slot));
        finding.field = file.layout.slots.get(slot).and_then(|s| s.field);
        let count = rows.len() as u64;
        if rows.len() > NAMED {
            rows.truncate(NAMED);
            rows.push("…".to_owned());
        }
        let written = |number: Option<Decimal>| {
            let field = self.sum.and_then(|slot| file.definition.fields.get(slot));
            number.map(|n| field.map_or_else(|| n.to_string(), |f| f.number.write(&n.to_string())))
        };
        let finding = finding
            .with("count", count)
            .with("by", Detail::All(group.texts.clone()))
            .with("fields", Detail::All(self.by.iter().map(|slot| file.title(*slot)).collect()))
            .with("rows", Detail::All(rows))
            .with("sum", written(Some(total)).unwrap_or_default())
            .with("least", written(self.least).unwrap_or_default())
            .with("most", written(self.most).unwrap_or_default())
            .with("wanted", Detail::Phrase(self.wanted()));
        if rule.note.plain.is_empty() {
            finding
        } else {
            finding.with("note", Detail::Said(rule.note.clone()))
        }
    }
}
