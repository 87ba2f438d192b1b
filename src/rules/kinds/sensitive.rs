//! `sensitive`: other people can read this column; said once per column.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::rules::once::{Counted, OncePerColumn};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static SENSITIVE_COLUMN: Problem = Problem {
    code: "B300",
    name: "sensitive-column",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "Other people can read this column",
        message: "“{column}” is filled in {count} {count|row|rows} and may be read by others. {note}",
        why: "Personal details should not stand where others read them.",
        remedy: "Look through the column before the upload.",
    },
    fr: Prose {
        title: "D’autres personnes peuvent lire cette colonne",
        message: "« {column} » est renseignée dans {count} {count|ligne|lignes} et peut être lue par d’autres. {note}",
        why: "Des données personnelles ne doivent pas s’y trouver.",
        remedy: "Relisez la colonne avant l’envoi.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"sensitive","fields":["b"]}]}"#,
        "a,b\n1,2\n",
        "a,b\n1,\n",
    ),
};

pub(crate) static SENSITIVE: RuleKind = RuleKind {
    word: "sensitive",
    says: Said::of("Other people can read this column; said once per column."),
    params: &[needed("fields", Shape::Fields, "The fields.")],
    any_of: &[],
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
    fn fields(&self) -> Vec<Part> {
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
