//! `together`: all of these fields are filled, or none.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static INCOMPLETE_SET: Problem = Problem {
    code: "B150",
    family: Family::Record,
    name: "incomplete-set",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B150,
    fr: texts::fr::B150,
    example: Example::of(
        r#"{"fields":[{"name":"x"},{"name":"y"}],"rules":[{"rule":"together","fields":["x","y"]}]}"#,
        "x,y\n1,\n",
        "x,y\n1,2\n,\n3,4\n",
    ),
};

pub(crate) static TOGETHER: RuleKind = RuleKind {
    word: "together",
    older: &[],
    says: Said::of("All of these fields are filled, or none."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields that belong together.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&INCOMPLETE_SET],
    load: Together::load,
    example: Example::of(
        r#"{"fields":[{"name":"x"},{"name":"y"}],"rules":[{"rule":"together","fields":["x","y"]}]}"#,
        "x,y\n1,\n",
        "x,y\n1,2\n,\n3,4\n",
    ),
};

/// The fields that belong together.
#[derive(Debug)]
struct Together {
    fields: Vec<usize>,
}

impl Together {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Together { fields: args.fields("fields")? })
    }
}

impl Rule for Together {
    fn fields(&self) -> Vec<RuleField> {
        Role::FilledWithOthers.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["Fill in all of {fields} or none", "Remplissez toutes ces colonnes ou aucune\u{a0}: {fields}"],
            &[("fields", &names.all(&self.fields, lang))],
        )
    }

    /// Repeated columns (`Language 2`, `Rating 2`) belong together by their number.
    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        incomplete(&self.fields, rule, at, values, to);
        let repeats = |field: &usize| at.file.definition.fields.get(*field).is_some_and(|f| f.repeats);
        if self.fields.iter().any(repeats) {
            for set in at.file.layout.repeats(&self.fields).values() {
                incomplete(set, rule, at, values, to);
            }
        }
    }
}

fn incomplete(
    slots: &[usize],
    rule: &RuleEntry,
    at: &RecordContext<'_>,
    values: &Values,
    to: &mut Reporter<'_>,
) {
    if !slots.iter().any(|slot| values.is_filled(*slot)) {
        return;
    }
    // What every record must fill is told for the field.
    let told = |slot: usize| at.file.definition.fields.get(slot).is_some_and(|f| f.required);
    for slot in slots.iter().copied().filter(|slot| !values.is_filled(*slot) && !told(*slot)) {
        to.add(&INCOMPLETE_SET, rule.severity, || {
            let filled = slots.iter().filter(|slot| values.is_filled(**slot));
            let finding = at
                .about(&INCOMPLETE_SET, slot)
                .with("fields", at.titles(slots))
                .with("cells", Detail::All(filled.map(|slot| at.cell_name(*slot)).collect()));
            explained(finding, rule, at, values)
        });
    }
}
