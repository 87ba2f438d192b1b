//! `forbidden`: each of these fields is empty.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static FORBIDDEN_VALUE: Problem = Problem {
    code: "B120",
    name: "forbidden-value",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A cell must be empty but is filled",
        message: "{at} must be empty, but holds “{value}”. {because} {note} Empty the cell.",
        why: "The server would refuse the record or count the value twice.",
        remedy: "Empty the cell, or use the button that empties all of them.",
    },
    fr: Prose {
        title: "Une cellule doit rester vide mais elle est remplie",
        message: "{at} doit rester vide, mais contient « {value} ». {because} {note} Videz la cellule.",
        why: "Le serveur refuserait l’enregistrement ou compterait la valeur deux fois.",
        remedy: "Videz la cellule, ou utilisez le bouton qui les vide toutes.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"forbidden","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static FORBIDDEN: RuleKind = RuleKind {
    word: "forbidden",
    says: Said::of("Each of these fields is empty; clearing is asked for."),
    params: &[needed("fields", Shape::Fields, "The fields that must be empty.")],
    any_of: &[],
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
    fn fields(&self) -> Vec<Part> {
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
