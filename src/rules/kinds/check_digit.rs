//! `check-digit`: an identifier has the form and the check digit of its kind. Text formats such as `siret` ask for it, too.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::check_digit::{FORMATS, Fault, expected, fault, tidy};
use std::sync::Arc;

pub(crate) static WRONG_CHECK_DIGIT: Problem = Problem {
    code: "B390",
    name: "wrong-check-digit",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A check digit does not fit",
        message: "{at} is “{value}”, which is not a valid {format}: its check digit does not fit. A digit is probably wrong, or two are interchanged. {because} {note} Compare it with where it comes from.",
        why: "The server refuses it, or takes it for another one.",
        remedy: "Compare the number with the document it comes from.",
    },
    fr: Prose {
        title: "La clé de contrôle ne correspond pas",
        message: "{at} vaut « {value} », qui n’est pas un {format} valide : la clé de contrôle ne correspond pas. Un chiffre est sans doute faux, ou deux sont inversés. {because} {note} Comparez-le avec sa source.",
        why: "Le serveur le refuse, ou le prend pour un autre.",
        remedy: "Comparez le numéro avec le document dont il vient.",
    },
    example: EXAMPLE,
};

pub(crate) static WRONG_IDENTIFIER: Problem = Problem {
    code: "B400",
    name: "wrong-identifier",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "An identifier has another form than its kind",
        message: "{at} is “{value}”, which is not a {format}: {form} are expected, and {found} were found. {because} {note} Complete or correct it.",
        why: "The server refuses it.",
        remedy: "Write the whole identifier; a spreadsheet may have removed zeros at its start.",
    },
    fr: Prose {
        title: "Un identifiant n’a pas la forme attendue",
        message: "{at} vaut « {value} », qui n’est pas un {format} : il faut {form}, et il y en a {found}. {because} {note} Complétez ou corrigez-le.",
        why: "Le serveur le refuse.",
        remedy: "Écrivez l’identifiant entier ; un tableur a peut-être supprimé des zéros initiaux.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"siren"},{"name":"b"}]}"#,
        "id,b\n73282932,x\n",
        "id,b\n732829320,x\n",
    ),
};

pub(crate) static SEPARATORS_IN_IDENTIFIER: Problem = Problem {
    code: "B410",
    name: "separators-in-identifier",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: Prose {
        title: "An identifier is written in groups",
        message: "{at} is written “{value}”; the cleaned file has “{expected}”. {note}",
        why: "Blanks, dots and dashes are no part of it.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Un identifiant est écrit par groupes",
        message: "{at} est écrit « {value} » ; le fichier nettoyé porte « {expected} ». {note}",
        why: "Les espaces, points et tirets n’en font pas partie.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"siren"},{"name":"b"}]}"#,
        "id,b\n732 829 320,x\n",
        "id,b\n732829320,x\n",
    ),
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"id"},{"name":"b"}],"rules":[{"rule":"check-digit","field":"id","format":"siret"}]}"#,
    "id,b\n73282932000075,x\n",
    "id,b\n73282932000074,x\n35600000049837,y\n,z\n",
);

pub(crate) static CHECK_DIGIT: RuleKind = RuleKind {
    word: "check-digit",
    older: &[],
    says: Said::of(
        "An identifier has the form and the check digit of its kind; a text format of that name says the same.",
    ),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field."),
        needed("format", Shape::Choice(FORMATS), "The kind of identifier."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&WRONG_CHECK_DIGIT, &WRONG_IDENTIFIER, &SEPARATORS_IN_IDENTIFIER],
    load: CheckDigit::load,
    example: EXAMPLE,
};

/// An identifier has the form and the check digit of its kind.
#[derive(Debug)]
struct CheckDigit {
    field: usize,
    format: String,
}

impl CheckDigit {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(CheckDigit { field: args.field("field")?, format: args.text("format")? })
    }

    /// The name as people write it.
    fn name(&self) -> String {
        match self.format.as_str() {
            "luhn" => "number with a check digit".to_owned(),
            other => other.to_uppercase(),
        }
    }
}

impl Rule for CheckDigit {
    fn fields(&self) -> Vec<Part> {
        Role::LookedAt.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["{field} is a valid {format}", "{field} est un {format} valide"],
            &[("field", &names.quoted(self.field, lang)), ("format", &self.name())],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let Some(text) = values.good(self.field) else { return };
        let tidy = tidy(text);
        match fault(&self.format, &tidy) {
            None if text == tidy => {}
            None => {
                to.add(&SEPARATORS_IN_IDENTIFIER, None, || {
                    let finding = at.about(&SEPARATORS_IN_IDENTIFIER, self.field).expected(tidy.as_str());
                    explained(finding, rule, at, values).fix(Grade::Safe, "", Some(tidy.clone()))
                });
                values.replace(self.field, &tidy, &SEPARATORS_IN_IDENTIFIER);
            }
            Some(Fault::Digit) => to.add(&WRONG_CHECK_DIGIT, rule.severity, || {
                explained(
                    at.about(&WRONG_CHECK_DIGIT, self.field).with("format", self.name()),
                    rule,
                    at,
                    values,
                )
            }),
            Some(Fault::Form) => to.add(&WRONG_IDENTIFIER, rule.severity, || {
                let finding = at
                    .about(&WRONG_IDENTIFIER, self.field)
                    .with("format", self.name())
                    .with("form", Detail::Phrase(expected(&self.format)))
                    .with("found", tidy.chars().count() as u64);
                explained(finding, rule, at, values)
            }),
        }
    }
}
