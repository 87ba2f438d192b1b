//! `check-digit`: an identifier has the form and the check digit of its kind. Text formats such as `siret` ask for it, too.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared, softened};
use crate::scalar::check_digit::{FORMATS, Fault, expected, fault, tidy};
use std::sync::Arc;

pub(crate) static WRONG_CHECK_DIGIT: Problem = Problem {
    code: "B390",
    family: Family::Record,
    name: "wrong-check-digit",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B390,
    fr: texts::fr::B390,
    example: EXAMPLE,
};

pub(crate) static WRONG_IDENTIFIER: Problem = Problem {
    code: "B400",
    family: Family::Record,
    name: "wrong-identifier",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B400,
    fr: texts::fr::B400,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"siren"},{"name":"b"}]}"#,
        "id,b\n73282932,x\n",
        "id,b\n732829320,x\n",
    ),
};

pub(crate) static SEPARATORS_IN_IDENTIFIER: Problem = Problem {
    code: "B410",
    family: Family::Record,
    name: "separators-in-identifier",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::B410,
    fr: texts::fr::B410,
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
    fn fields(&self) -> Vec<RuleField> {
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
                let finding = at.about(&WRONG_CHECK_DIGIT, self.field).with("format", self.name());
                softened(explained(finding, rule, at, values), Some(rule))
            }),
            Some(Fault::Form) => to.add(&WRONG_IDENTIFIER, rule.severity, || {
                let finding = at
                    .about(&WRONG_IDENTIFIER, self.field)
                    .with("format", self.name())
                    .with("form", Detail::Phrase(expected(&self.format)))
                    .with("found", tidy.chars().count() as u64);
                softened(explained(finding, rule, at, values), Some(rule))
            }),
        }
    }
}
