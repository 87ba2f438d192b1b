//! `forbidden`: each of these fields is empty.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static FORBIDDEN_VALUE: Problem = Problem {
    code: "B120",
    family: Family::Record,
    name: "forbidden-value",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::B120,
    fr: texts::fr::B120,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"forbidden","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static FORBIDDEN: RuleKind = RuleKind {
    word: "forbidden",
    older: &[],
    says: Said::of("Each of these fields is empty; clearing is asked for."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields that must be empty.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&FORBIDDEN_VALUE],
    load: Forbidden::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"forbidden","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

/// The fields that are empty.
#[derive(Debug)]
struct Forbidden {
    fields: Vec<usize>,
}

impl Forbidden {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Forbidden { fields: args.fields("fields")? })
    }
}

impl Rule for Forbidden {
    fn fields(&self) -> Vec<RuleField> {
        Role::Empty.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["Do not fill in {fields}", "Ne remplissez pas {fields}"],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        for slot in self.fields.iter().copied() {
            if !values.is_filled(slot) {
                continue;
            }
            let (file, shown) = (at.file, values.text(slot));
            if file.decisions.accepted(&FORBIDDEN_VALUE, file.field_name(slot), shown).is_some() {
                values.replace(slot, "", &FORBIDDEN_VALUE);
                continue;
            }
            to.add(&FORBIDDEN_VALUE, rule.severity, || {
                let finding = at.about(&FORBIDDEN_VALUE, slot);
                explained(finding, rule, at, values).fix(Grade::Ask, "", Some(String::new()))
            });
        }
    }
}
