//! `unverifiable`: only the server can know whether these values exist; said once per column.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Role, RuleField, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::rules::once::{Counted, OncePerColumn};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static UNVERIFIABLE_VALUES: Problem = Problem {
    code: "B280",
    family: Family::Record,
    name: "unverifiable-values",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B280,
    fr: texts::fr::B280,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"unverifiable","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

pub(crate) static UNVERIFIABLE: RuleKind = RuleKind {
    word: "unverifiable",
    older: &[],
    says: Said::of("Only the server can know whether these values exist; said once per column."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&UNVERIFIABLE_VALUES],
    load: Unverifiable::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"unverifiable","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

/// The fields whose values only the server knows.
#[derive(Debug)]
struct Unverifiable {
    fields: Vec<usize>,
}

impl Unverifiable {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Unverifiable { fields: args.fields("fields")? })
    }
}

impl Rule for Unverifiable {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Only the server knows whether the values of {fields} exist",
                "Seul le serveur sait si les valeurs de {fields} existent",
            ],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(OncePerColumn::new(&UNVERIFIABLE_VALUES, &self.fields, Counted::Filled)))
    }
}
