//! `unavailable`: these fields, or the whole row, cannot be used; said as a warning.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static UNAVAILABLE_VALUE: Problem = Problem {
    code: "B270",
    family: Family::Record,
    name: "unavailable-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B270,
    fr: texts::fr::B270,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unavailable","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nsale,5\n",
    ),
};

pub(crate) static UNAVAILABLE: RuleKind = RuleKind {
    word: "unavailable",
    older: &[],
    says: Said::of("These fields, or without fields the whole row, cannot be used; said as a warning."),
    params: &[optional("fields", Shape::Fields(Fits::Any), "The fields; without them the whole row.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&UNAVAILABLE_VALUE],
    load: Unavailable::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unavailable","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nsale,5\n",
    ),
};

/// The fields, or the whole row where there are none, cannot be used.
#[derive(Debug)]
struct Unavailable {
    fields: Vec<usize>,
}

impl Unavailable {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Unavailable { fields: args.fields("fields")? })
    }
}

impl Rule for Unavailable {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = if self.fields.is_empty() {
            ["Such rows cannot be used", "De telles lignes ne peuvent pas être utilisées"]
        } else {
            ["Do not use {fields}", "N’utilisez pas {fields}"]
        };
        lang.say(phrase, &[("fields", &names.all(&self.fields, lang))])
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        if self.fields.is_empty() {
            to.add(&UNAVAILABLE_VALUE, rule.severity, || {
                let finding = Finding::new(&UNAVAILABLE_VALUE, Place::Row(at.row.number));
                explained(finding, rule, at, values)
            });
        }
        for slot in self.fields.iter().copied().filter(|slot| values.is_filled(*slot)) {
            to.add(&UNAVAILABLE_VALUE, rule.severity, || {
                explained(at.about(&UNAVAILABLE_VALUE, slot), rule, at, values)
            });
        }
    }
}
