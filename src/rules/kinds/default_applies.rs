//! `default-applies`: when empty, the server fills in a default; said once per column.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Role, RuleField, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::rules::once::{Counted, OncePerColumn};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static DEFAULT_APPLIES: Problem = Problem {
    code: "B290",
    family: Family::Record,
    name: "default-applies",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B290,
    fr: texts::fr::B290,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"default-applies","fields":["b"],"note":"Today is used."}]}"#,
        "a,b\n1,\n",
        "a,b\n1,2\n",
    ),
};

pub(crate) static SERVER_DEFAULT: RuleKind = RuleKind {
    word: "default-applies",
    older: &[],
    says: Said::of("When empty, the server fills in a default; said once per column."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&DEFAULT_APPLIES],
    load: DefaultApplies::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"default-applies","fields":["b"],"note":"Today is used."}]}"#,
        "a,b\n1,\n",
        "a,b\n1,2\n",
    ),
};

/// The fields that the server fills in.
#[derive(Debug)]
struct DefaultApplies {
    fields: Vec<usize>,
}

impl DefaultApplies {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(DefaultApplies { fields: args.fields("fields")? })
    }
}

impl Rule for DefaultApplies {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "The server fills in empty cells of {fields}",
                "Le serveur remplit les cellules vides de {fields}",
            ],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(OncePerColumn::new(&DEFAULT_APPLIES, &self.fields, Counted::Blank)))
    }
}
