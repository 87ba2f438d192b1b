//! `default-applies`: when empty, the server fills in a default; said once per column.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::rules::once::{Counted, OncePerColumn};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static DEFAULT_APPLIES: Problem = Problem {
    code: "B290",
    name: "default-applies",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "The server fills in a default where the cell is empty",
        message: "“{column}” is empty in {count} {count|row|rows}. {note}",
        why: "The server chooses the value.",
        remedy: "Fill the cells in if you want another value.",
    },
    fr: Prose {
        title: "Le serveur met une valeur par défaut où la cellule est vide",
        message: "« {column} » est vide dans {count} {count|ligne|lignes}. {note}",
        why: "Le serveur choisit la valeur.",
        remedy: "Renseignez les cellules si vous voulez une autre valeur.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"default-applies","fields":["b"],"note":"Today is used."}]}"#,
        "a,b\n1,\n",
        "a,b\n1,2\n",
    ),
};

pub(crate) static SERVER_DEFAULT: RuleKind = RuleKind {
    word: "default-applies",
    says: Said::of("When empty, the server fills in a default; said once per column."),
    params: &[needed("fields", Shape::Fields, "The fields.")],
    any_of: &[],
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
    fn fields(&self) -> Vec<Part> {
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
