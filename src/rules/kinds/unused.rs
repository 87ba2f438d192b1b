//! `unused`: the server does not use these fields here; they are emptied unless kept.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static UNUSED_VALUE: Problem = Problem {
    code: "B130",
    name: "unused-value",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: Prose {
        title: "A value is not used in this kind of row",
        message: "{at} holds “{value}”, which is not used here. {because} {note} {outcome}",
        why: "The server ignores the value, or stores it where you do not expect it.",
        remedy: "Nothing to do if the value may go; otherwise choose to keep it.",
    },
    fr: Prose {
        title: "Une valeur n’est pas utilisée dans ce type de ligne",
        message: "{at} contient « {value} », qui n’est pas utilisé ici. {because} {note} {outcome}",
        why: "Le serveur ignore la valeur, ou la range ailleurs que prévu.",
        remedy: "Rien à faire si la valeur peut disparaître ; sinon choisissez de la garder.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unused","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static UNUSED: RuleKind = RuleKind {
    word: "unused",
    says: Said::of("The server does not use these fields here; they are emptied unless kept."),
    params: &[needed("fields", Shape::Fields, "The fields that are not used.")],
    any_of: &[],
    problems: &[&UNUSED_VALUE],
    load: Unused::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unused","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

/// The fields that are not used.
#[derive(Debug)]
struct Unused {
    fields: Vec<usize>,
}

impl Unused {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Unused { fields: args.fields("fields")? })
    }
}

impl Rule for Unused {
    fn fields(&self) -> Vec<Part> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["The server does not use {fields}", "Le serveur n’utilise pas {fields}"],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        for slot in self.fields.iter().copied() {
            if !values.is_filled(slot) {
                continue;
            }
            let keep = at.file.decisions.kept(&UNUSED_VALUE, at.file.field_name(slot), values.text(slot));
            to.add(&UNUSED_VALUE, rule.severity, || {
                let outcome = if keep {
                    ["It is kept, as you chose.", "Elle est gardée, comme vous l’avez choisi."]
                } else {
                    [
                        "The cleaned file leaves this cell empty.",
                        "Le fichier nettoyé laisse cette cellule vide.",
                    ]
                };
                let finding = at.about(&UNUSED_VALUE, slot).with("outcome", Detail::Phrase(outcome));
                let finding = explained(finding, rule, at, values);
                if keep { finding } else { finding.fix(Grade::Unambiguous, "", Some(String::new())) }
            });
            if !keep {
                values.replace(slot, "", &UNUSED_VALUE);
            }
        }
    }
}
