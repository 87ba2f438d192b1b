//! `same-within`: records that agree in some fields agree in another one, too.

use crate::base::seeded::Map;
use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::across::{Member, Share};
use crate::rules::uniqueness::group_key;
use crate::rules::{Memory, Rule, explained, shared};
use std::sync::Arc;

pub(crate) static DIFFERS_WITHIN: Problem = Problem {
    code: "B360",
    family: Family::Record,
    name: "differs-within",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B360,
    fr: texts::fr::B360,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"id"},{"name":"name"},{"name":"n"}],"rules":[{"rule":"same-within","field":"name","by":["id"]}]}"#,
    "id,name,n\n7,Acme,1\n7,Acme SA,2\n",
    "id,name,n\n7,Acme,1\n8,Acme SA,2\n7,,3\n",
);

pub(crate) static SAME_WITHIN: RuleKind = RuleKind {
    word: "same-within",
    older: &[],
    says: Said::of("Records that agree in some fields have the same value in another one."),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field with the same value."),
        optional(
            "by",
            Shape::Fields(Fits::Any),
            "The fields in which the records agree; without them the whole file.",
        ),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&DIFFERS_WITHIN],
    load: SameWithin::load,
    example: EXAMPLE,
};

/// Records that agree in some fields have the same value in another one.
#[derive(Debug)]
struct SameWithin {
    field: usize,
    by: Vec<usize>,
}

impl SameWithin {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(SameWithin { field: args.field("field")?, by: args.fields("by")? })
    }
}

impl Rule for SameWithin {
    fn fields(&self) -> Vec<RuleField> {
        let by = Role::LookedAt.of(&self.by);
        Role::LookedAt.of(&[self.field]).into_iter().chain(by).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = if self.by.is_empty() {
            [
                "Write the same in {field} in all rows",
                "Mettez la même valeur dans {field} à toutes les lignes",
            ]
        } else {
            [
                "Write the same in {field} in all rows with the same {by}",
                "Mettez la même valeur dans {field} à toutes les lignes ayant les mêmes {by}",
            ]
        };
        lang.say(phrase, &[("field", &names.quoted(self.field, lang)), ("by", &names.all(&self.by, lang))])
    }

    fn member(&self, at: &RecordContext<'_>, values: &Values) -> Option<Member> {
        values.good(self.field)?;
        let group = group_key(&self.by, at, values)?;
        let share = Share::Same(group_key(&[self.field], at, values)?);
        Some(Member { problem: &DIFFERS_WITHIN, group, share })
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Firsts { of: self, seen: Map::default() }))
    }
}

/// The first row of each group, and its value.
struct Firsts<'r> {
    of: &'r SameWithin,
    seen: Map<u64, (u32, String)>,
}

impl Memory for Firsts<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let SameWithin { field: slot, by } = self.of;
        let (Some(text), Some(field)) = (values.good(*slot), at.file.definition.fields.get(*slot)) else {
            return;
        };
        let Some(key) = group_key(by, at, values) else { return };
        let (first, expected) = self.seen.entry(key).or_insert_with(|| (at.row.number, text.to_owned()));
        if field.same(expected, text) {
            return;
        }
        to.add(&DIFFERS_WITHIN, rule.severity, || {
            let finding = at
                .about(&DIFFERS_WITHIN, *slot)
                .with("first", u64::from(*first))
                .with("firstcell", at.cell_in(*first, *slot))
                .with("by", at.titles(by))
                .expected(expected.as_str());
            explained(finding, rule, at, values)
        });
    }
}
