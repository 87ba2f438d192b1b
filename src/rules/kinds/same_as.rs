//! `same-as`: one field repeats another.

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

pub(crate) static DIFFERENT_NAME: Problem = Problem {
    code: "B160",
    family: Family::Record,
    name: "different-name",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::B160,
    fr: texts::fr::B160,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"same-as","field":"b","other":"a"}]}"#,
        "a,b\nOne,one\n",
        "a,b\nOne,One\n",
    ),
};

pub(crate) static SAME_AS: RuleKind = RuleKind {
    word: "same-as",
    older: &[],
    says: Said::of("The first field repeats the second."),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field that repeats."),
        needed("other", Shape::Field(Fits::Like("field")), "The field that is repeated."),
    ],
    any_of: &[],
    at_most_one_of: &[],
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
    fn fields(&self) -> Vec<RuleField> {
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
        if same_value(&at.file.definition.fields, (slot, other), values) == Some(true) {
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
