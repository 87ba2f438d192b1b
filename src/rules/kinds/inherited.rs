//! `inherited`: when empty, the value of the row it belongs to is used; said as a warning.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static INHERITED_VALUE: Problem = Problem {
    code: "B190",
    family: Family::Record,
    name: "inherited-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B190,
    fr: texts::fr::B190,
    example: Example::NONE,
};

pub(crate) static INHERITED: RuleKind = RuleKind {
    word: "inherited",
    older: &[],
    says: Said::of("When empty, the value of the row it belongs to is used."),
    params: &[needed("fields", Shape::Fields(Fits::InOutline), "The fields.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&INHERITED_VALUE],
    load: Inherited::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"name"},{"name":"root"},{"name":"city"}],"outline":{"kind":"kind","name":"name","root":"root","rows":{"order":{"parents":[]},"line":{"parents":["order"]}}},"rules":[{"rule":"inherited","fields":["city"],"when":{"kind":"line"}}]}"#,
        "kind,name,root,city\norder,A,A,Cork\nline,B,A,\n",
        "kind,name,root,city\norder,A,A,Cork\nline,B,A,Cork\n",
    ),
};

/// The fields that take a value from above.
#[derive(Debug)]
struct Inherited {
    fields: Vec<usize>,
}

impl Inherited {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Inherited { fields: args.fields("fields")? })
    }
}

impl Rule for Inherited {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "An empty cell under {fields} takes the value of the row it belongs to",
                "Une cellule vide sous {fields} prend la valeur de la ligne dont elle dépend",
            ],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let above = at.parent.map_or(0, |parent| parent.row);
        for slot in self.fields.iter().copied().filter(|slot| !values.is_filled(*slot)) {
            to.add(&INHERITED_VALUE, rule.severity, || {
                let finding = at.about(&INHERITED_VALUE, slot).with("above", u64::from(above));
                explained(finding, rule, at, values)
            });
        }
    }
}
