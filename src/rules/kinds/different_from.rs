//! `different-from`: one field differs from another.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, against, same_value, shared};
use crate::scalar::text::fold;
use std::sync::Arc;

pub(crate) static SAME_VALUE: Problem = Problem {
    code: "B170",
    family: Family::Record,
    name: "same-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B170,
    fr: texts::fr::B170,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"different-from","field":"b","other":"a"}]}"#,
        "a,b\n1,1\n",
        "a,b\n1,2\n",
    ),
};

pub(crate) static DIFFERENT_FROM: RuleKind = RuleKind {
    word: "different-from",
    older: &[],
    says: Said::of("The first field differs from the second."),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field."),
        needed("other", Shape::Field(Fits::Any), "The field it differs from."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&SAME_VALUE],
    load: DifferentFrom::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"different-from","field":"b","other":"a"}]}"#,
        "a,b\n1,1\n",
        "a,b\n1,2\n",
    ),
};

/// One field differs from the other.
#[derive(Debug)]
struct DifferentFrom {
    field: usize,
    other: usize,
}

impl DifferentFrom {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(DifferentFrom { field: args.field("field")?, other: args.field("other")? })
    }
}

impl Rule for DifferentFrom {
    fn fields(&self) -> Vec<RuleField> {
        let differs = RuleField { field: self.field, role: Role::DiffersFrom(self.other) };
        vec![differs, RuleField { field: self.other, role: Role::LookedAt }]
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Write something else in {field} than in {other}",
                "Mettez dans {field} une autre valeur que dans {other}",
            ],
            &[("field", &names.quoted(self.field, lang)), ("other", &names.quoted(self.other, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let slots = (self.field, self.other);
        let (Some(a), Some(b)) = (values.good(slots.0), values.good(slots.1)) else { return };
        let same = same_value(&at.file.definition.fields, slots, values).unwrap_or(false);
        if same || fold(a) == fold(b) {
            to.add(&SAME_VALUE, rule.severity, || against(&SAME_VALUE, slots, rule, at, values));
        }
    }
}
