//! `at-most`: so many of these fields are filled, at most.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static TOO_MANY_VALUES: Problem = Problem {
    code: "B350",
    family: Family::Record,
    name: "too-many-values",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B350,
    fr: texts::fr::B350,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"debit","type":"number"},{"name":"credit","type":"number"},{"name":"text"}],"rules":[{"rule":"at-most","count":1,"fields":["debit","credit"]}]}"#,
    "debit,credit,text\n5,7,a\n",
    "debit,credit,text\n5,,a\n,,b\n",
);

pub(crate) static AT_MOST: RuleKind = RuleKind {
    word: "at-most",
    older: &[],
    says: Said::of("So many of these fields are filled, at most."),
    params: &[
        needed("count", Shape::Whole(1), "How many."),
        needed("fields", Shape::FieldList(2, Fits::Any), "Of which fields."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&TOO_MANY_VALUES],
    load: AtMost::load,
    example: EXAMPLE,
};

/// So many of the fields are filled, at most.
#[derive(Debug)]
struct AtMost {
    count: usize,
    fields: Vec<usize>,
}

impl AtMost {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let (count, fields) = (args.whole("count")?.unwrap_or(1), args.fields("fields")?);
        if count >= fields.len() {
            return args.wrong("“count” is not less than there are fields");
        }
        shared(AtMost { count, fields })
    }
}

impl Rule for AtMost {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Fill in at most {count} of {fields}",
                "Remplissez au plus {count} de ces colonnes\u{a0}: {fields}",
            ],
            &[("count", &self.count), ("fields", &names.all(&self.fields, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let filled: Vec<usize> = self.fields.iter().copied().filter(|slot| values.is_filled(*slot)).collect();
        if filled.len() <= self.count {
            return;
        }
        to.add(&TOO_MANY_VALUES, rule.severity, || {
            let finding = Finding::new(&TOO_MANY_VALUES, Place::Row(at.row.number))
                .with("filled", at.named(&filled))
                .with("fields", at.titles(&self.fields))
                .with("count", self.count as u64);
            let finding = at.some_of(finding, &filled, filled.len() - self.count);
            explained(finding, rule, at, values)
        });
    }
}
