//! `inherited`: when empty, the value of the row it belongs to is used; said as a warning.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static INHERITED_VALUE: Problem = Problem {
    code: "B190",
    name: "inherited-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "An empty value will be taken from the row above it",
        message: "{at} is empty, so the value of row {above} will be used. {because} {note}",
        why: "The server takes the value from the row this one belongs to.",
        remedy: "Nothing to do if that is what you want; otherwise fill the cell in.",
    },
    fr: Prose {
        title: "Une valeur vide sera reprise de la ligne dont elle dépend",
        message: "{at} est vide : la valeur de la ligne {above} sera utilisée. {because} {note}",
        why: "Le serveur reprend la valeur de la ligne à laquelle celle-ci appartient.",
        remedy: "Rien à faire si c’est voulu ; sinon renseignez la cellule.",
    },
    example: Example::NONE,
};

pub(crate) static INHERITED: RuleKind = RuleKind {
    word: "inherited",
    says: Said::of("When empty, the value of the row it belongs to is used."),
    params: &[needed("fields", Shape::Fields, "The fields.")],
    any_of: &[],
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
    fn fields(&self) -> Vec<Part> {
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
