//! `not-zero`: a field is not 0 while another is above 0.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, against, shared};
use crate::scalar::number::Decimal;
use std::sync::Arc;

pub(crate) static ZERO_VALUE: Problem = Problem {
    code: "B230",
    family: Family::Record,
    name: "zero-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B230,
    fr: texts::fr::B230,
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"not-zero","field":"h","other":"p"}]}"#,
        "h,p\n0,5\n",
        "h,p\n0,0\n1,5\n",
    ),
};

pub(crate) static NOT_ZERO: RuleKind = RuleKind {
    word: "not-zero",
    older: &[],
    says: Said::of("The field is not 0 while the other is above 0."),
    params: &[
        needed("field", Shape::Field(Fits::Number), "The field that is not 0."),
        needed("other", Shape::Field(Fits::Number), "The field that is above 0."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&ZERO_VALUE],
    load: NotZero::load,
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"not-zero","field":"h","other":"p"}]}"#,
        "h,p\n0,5\n",
        "h,p\n0,0\n1,5\n",
    ),
};

/// One field is not 0 while the other is above 0.
#[derive(Debug)]
struct NotZero {
    field: usize,
    other: usize,
}

impl NotZero {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(NotZero { field: args.field("field")?, other: args.field("other")? })
    }
}

impl Rule for NotZero {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field, self.other])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "{field} is not 0 where {other} is above 0",
                "{field} n’est pas 0 quand {other} est supérieur à 0",
            ],
            &[("field", &names.quoted(self.field, lang)), ("other", &names.quoted(self.other, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let slots = (self.field, self.other);
        let zero = values.decimal(slots.0).is_some_and(Decimal::is_zero);
        if zero && values.number(slots.1).is_some_and(|n| n > 0.0) {
            to.add(&ZERO_VALUE, rule.severity, || against(&ZERO_VALUE, slots, rule, at, values));
        }
    }
}
