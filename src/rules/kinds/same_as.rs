//! `same-as`: one field repeats another.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, against, shared};
use crate::scalar::text::fold;
use std::sync::Arc;

pub(crate) static DIFFERENT_NAME: Problem = Problem {
    code: "B160",
    name: "different-name",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A value must repeat another one of its row, and does not",
        message: "{at} is “{value}”, but must be the same as “{other}” ({othercell}): “{expected}”. {because} {note}",
        why: "The server finds the record by that name.",
        remedy: "Write both in exactly the same way.",
    },
    fr: Prose {
        title: "Une valeur doit en répéter une autre de la même ligne et ne le fait pas",
        message: "{at} vaut « {value} », mais doit être identique à « {other} » ({othercell}) : « {expected} ». {because} {note}",
        why: "Le serveur retrouve l’enregistrement par ce nom.",
        remedy: "Écrivez les deux exactement de la même façon.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"same-as","field":"b","other":"a"}]}"#,
        "a,b\nOne,one\n",
        "a,b\nOne,One\n",
    ),
};

pub(crate) static SAME_AS: RuleKind = RuleKind {
    word: "same-as",
    says: Said::of("The first field repeats the second."),
    params: &[
        needed("field", Shape::Field, "The field that repeats."),
        needed("other", Shape::Field, "The field that is repeated."),
    ],
    any_of: &[],
    problems: &[&DIFFERENT_NAME],
    load: SameAs::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"same-as","field":"b","other":"a"}]}"#,
        "a,b\nOne,one\n",
        "a,b\nOne,One\n",
    ),
};

/// One field repeats the other.
#[derive(Debug)]
struct SameAs {
    field: usize,
    other: usize,
}

impl SameAs {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(SameAs { field: args.field("field")?, other: args.field("other")? })
    }
}

impl Rule for SameAs {
    fn fields(&self) -> Vec<Part> {
        Role::LookedAt.of(&[self.field, self.other])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Write the same in {field} as in {other}",
                "Mettez la même valeur dans {field} que dans {other}",
            ],
            &[("field", &names.quoted(self.field, lang)), ("other", &names.quoted(self.other, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let (slot, other) = (self.field, self.other);
        let (text, wanted) = (values.text(slot), values.text(other));
        if !values.is_filled(slot) || !values.is_filled(other) || text == wanted {
            return;
        }
        let spelling_only = fold(text) == fold(wanted);
        let name = at.file.field_name(slot);
        if spelling_only && at.file.decisions.accepted(&DIFFERENT_NAME, name, text).is_some() {
            let wanted = wanted.to_owned();
            values.replace(slot, &wanted, &DIFFERENT_NAME);
            return;
        }
        to.add(&DIFFERENT_NAME, rule.severity, || {
            let finding = against(&DIFFERENT_NAME, (slot, other), rule, at, values).expected(wanted);
            if spelling_only { finding.fix(Grade::Ask, "", Some(wanted.to_owned())) } else { finding }
        });
    }
}
