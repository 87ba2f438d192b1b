//! `sensitive`: other people can read this column; said once per column.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Role, RuleField, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::rules::once::{Counted, OncePerColumn};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static SENSITIVE_COLUMN: Problem = Problem {
    code: "B300",
    family: Family::Record,
    name: "sensitive-column",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B300,
    fr: texts::fr::B300,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"sensitive","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

pub(crate) static SENSITIVE: RuleKind = RuleKind {
    word: "sensitive",
    older: &[],
    says: Said::of("Other people can read this column; said once per column."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&SENSITIVE_COLUMN],
    load: Sensitive::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"sensitive","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

/// The fields that others read.
#[derive(Debug)]
struct Sensitive {
    fields: Vec<usize>,
}

impl Sensitive {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Sensitive { fields: args.fields("fields")? })
    }
}

impl Rule for Sensitive {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["Others can read {fields}", "D’autres personnes peuvent lire {fields}"],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(OncePerColumn::new(&SENSITIVE_COLUMN, &self.fields, Counted::Filled)))
    }
}
