//! `unused`: the server does not use these fields here. A value is kept, with a warning; one that its column does not
//! accept is emptied.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::{State, Values};
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static UNUSED_VALUE: Problem = Problem {
    code: "B130",
    family: Family::Record,
    name: "unused-value",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::B130,
    fr: texts::fr::B130,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"amount"}],"rules":[{"rule":"unused","fields":["amount"],"when":{"kind":"note"}}]}"#,
        "kind,amount\nnote,5\n",
        "kind,amount\nnote,\nsale,5\n",
    ),
};

pub(crate) static UNUSED: RuleKind = RuleKind {
    word: "unused",
    older: &[],
    says: Said::of(
        "The server does not use these fields here: a value is kept with a warning, a wrong one is emptied.",
    ),
    params: &[
        needed("fields", Shape::Fields(Fits::Any), "The fields that are not used."),
        optional(
            "silent",
            Shape::YesNo,
            "Values are usual here and judged as elsewhere; only a dash or a word is emptied.",
        ),
    ],
    any_of: &[],
    at_most_one_of: &[],
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
    /// Values are usual here: only what says that there is none is emptied.
    silent: bool,
}

impl Unused {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Unused { fields: args.fields("fields")?, silent: args.yes("silent")? })
    }
}

impl Rule for Unused {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let sentence = if self.silent {
            [
                "{fields} may be filled; a dash or a word is emptied",
                "{fields}\u{a0}: facultatif\u{a0}; un tiret ou un mot est vidé",
            ]
        } else {
            ["The server does not use {fields}", "Le serveur n’utilise pas {fields}"]
        };
        lang.say(sentence, &[("fields", &names.all(&self.fields, lang))])
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        for slot in self.fields.iter().copied() {
            if !values.is_filled(slot) {
                continue;
            }
            let wrong = values.state(slot) == State::Bad;
            // A dash or a word says that there is no value; a number out of bounds is a mistake.
            let says_none = wrong && !values.text(slot).contains(|c: char| c.is_ascii_digit());
            if self.silent && !says_none {
                continue;
            }
            let name = at.file.field_name(slot);
            if wrong {
                // What stands in a cell that is not used never puts its row in error.
                to.take_back(at.row.number, at.file.column_of(slot).1);
            } else if at.file.decisions.accepted(&UNUSED_VALUE, name, values.text(slot)).is_some() {
                values.replace(slot, "", &UNUSED_VALUE);
                continue;
            }
            to.add(&UNUSED_VALUE, rule.severity, || {
                let outcome = if wrong {
                    [
                        "It is no value of this column, so the cleaned file leaves the cell empty.",
                        "Ce n’est pas une valeur de cette colonne\u{a0}: le fichier nettoyé laisse la cellule vide.",
                    ]
                } else {
                    ["It is kept.", "La valeur est gardée."]
                };
                let finding = at.about(&UNUSED_VALUE, slot).with("outcome", Detail::Phrase(outcome));
                let finding = explained(finding, rule, at, values);
                if wrong { finding } else { finding.fix(Grade::Ask, "", Some(String::new())) }
            });
            if wrong {
                values.replace(slot, "", &UNUSED_VALUE);
            }
        }
    }
}
