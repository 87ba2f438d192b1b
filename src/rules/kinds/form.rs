//! `form`: a value has the form of its kind, beside whatever its own format asks for.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::judge::WRONG_SHAPE;
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::{contact, shape};
use std::sync::Arc;

const FORMS: &[&str] = &["phone", "french-phone", "interval", "interval-or-one"];

pub(crate) static FORM: RuleKind = RuleKind {
    word: "form",
    older: &[],
    says: Said::of(
        "A value has the form of its kind; a text format of that name says the same, and this beside another format.",
    ),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field."),
        needed(
            "form",
            Shape::Choice(FORMS),
            "The form; `interval-or-one` also takes a year, month or day alone, and `french-phone` what France dials: numbers of ten digits, short ones and those of other countries.",
        ),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&WRONG_SHAPE],
    load: Form::load,
    example: Example::of(
        r#"{"fields":[{"name":"years"},{"name":"b"}],"rules":[{"rule":"form","field":"years","form":"interval"}]}"#,
        "years,b\n2024-2025,x\n",
        "years,b\n2024/2025,x\n,y\n",
    ),
};

/// A value has a form.
#[derive(Debug)]
struct Form {
    field: usize,
    form: String,
}

impl Form {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Form { field: args.field("field")?, form: args.text("form")? })
    }

    fn fits(&self, text: &str) -> bool {
        match self.form.as_str() {
            "phone" => contact::is_phone(text),
            "french-phone" => contact::is_french_phone(text),
            form => shape::is_interval(text, form != "interval"),
        }
    }

    fn expected(&self) -> [&'static str; 2] {
        match self.form.as_str() {
            "phone" => ["a phone number", "un numéro de téléphone"],
            "french-phone" => [
                "a phone number such as 01 99 00 27 37 or +33 1 99 00 27 37",
                "un numéro de téléphone tel que 01 99 00 27 37 ou +33 1 99 00 27 37",
            ],
            "interval" => ["start and end such as 2024/2025", "début et fin tels que 2024/2025"],
            _ => ["2025, or start and end such as 2024/2025", "2025, ou début et fin tels que 2024/2025"],
        }
    }
}

impl Rule for Form {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["{field} is written as {form}", "{field} s’écrit ainsi\u{a0}: {form}"],
            &[("field", &names.quoted(self.field, lang)), ("form", &lang.pick(self.expected()))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let Some(text) = values.good(self.field).filter(|text| !self.fits(text)) else { return };
        to.add(&WRONG_SHAPE, rule.severity, || {
            let finding = at.about(&WRONG_SHAPE, self.field).value(text);
            explained(finding.expected(Detail::Phrase(self.expected())), rule, at, values)
        });
    }
}
