//! `same-as-parent`: the field repeats that of the row it belongs to.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::{State, Values};
use crate::rules::kinds::required::MISSING_VALUE;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static DIFFERS_FROM_ABOVE: Problem = Problem {
    code: "B180",
    family: Family::Record,
    name: "differs-from-above",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::B180,
    fr: texts::fr::B180,
    example: Example::NONE,
};

pub(crate) static SAME_AS_PARENT: RuleKind = RuleKind {
    word: "same-as-parent",
    older: &[],
    says: Said::of("The field repeats that of the row it belongs to."),
    params: &[needed("field", Shape::Field(Fits::InOutline), "The field.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&DIFFERS_FROM_ABOVE],
    load: SameAsParent::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"name"},{"name":"root"},{"name":"city"}],"outline":{"kind":"kind","name":"name","root":"root","rows":{"order":{"parents":[]},"line":{"parents":["order"]}}},"rules":[{"rule":"same-as-parent","field":"city"}]}"#,
        "kind,name,root,city\norder,A,A,Cork\nline,B,A,Galway\n",
        "kind,name,root,city\norder,A,A,Cork\nline,B,A,Cork\n",
    ),
};

/// The field repeats that of the row it belongs to.
#[derive(Debug)]
struct SameAsParent {
    field: usize,
}

impl SameAsParent {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(SameAsParent { field: args.field("field")? })
    }
}

impl Rule for SameAsParent {
    fn fields(&self) -> Vec<RuleField> {
        Role::OfParent.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Write the same in {field} as in the row it belongs to",
                "Mettez dans {field} la même valeur que dans la ligne dont elle dépend",
            ],
            &[("field", &names.quoted(self.field, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let slot = self.field;
        let Some(parent) = at.parent else { return };
        let wanted = parent.text(slot);
        if parent.is_wrong(slot) && !values.is_filled(slot) {
            // Whatever is meant above, here it is missing.
            to.add(&MISSING_VALUE, rule.severity, || {
                let finding = at.about(&MISSING_VALUE, slot).with("column", at.file.title(slot));
                explained(finding, rule, at, values)
            });
            return;
        }
        if wanted.is_empty()
            || parent.is_wrong(slot)
            || values.state(slot) == State::Bad
            || values.text(slot) == wanted
            || at
                .file
                .definition
                .fields
                .get(slot)
                .is_some_and(|f| values.is_filled(slot) && f.same(values.text(slot), wanted))
        {
            return;
        }
        let name = at.file.field_name(slot);
        if at.file.decisions.accepted(&DIFFERS_FROM_ABOVE, name, values.text(slot)).is_some() {
            values.replace(slot, wanted, &DIFFERS_FROM_ABOVE);
            return;
        }
        to.add(&DIFFERS_FROM_ABOVE, rule.severity, || {
            let found = if values.is_filled(slot) {
                Detail::Phrase(["“{value}”", "« {value} »"])
            } else {
                Detail::Phrase(["empty", "vide"])
            };
            let finding = at
                .about(&DIFFERS_FROM_ABOVE, slot)
                .with("found", found)
                .with("above", u64::from(parent.row))
                .expected(wanted);
            explained(finding, rule, at, values).fix(Grade::Ask, "", Some(wanted.to_owned()))
        });
    }
}
