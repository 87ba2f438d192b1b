//! `at-least`: so many of these fields are filled.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static TOO_FEW_VALUES: Problem = Problem {
    code: "B140",
    family: Family::Record,
    name: "too-few-values",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B140,
    fr: texts::fr::B140,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"rules":[{"rule":"at-least","count":2,"fields":["a","b","c"]}]}"#,
        "a,b,c\n1,,\n",
        "a,b,c\n1,2,\n",
    ),
};

pub(crate) static AT_LEAST: RuleKind = RuleKind {
    word: "at-least",
    older: &[],
    says: Said::of("So many of these fields are filled."),
    params: &[
        needed("count", Shape::Whole(1), "How many."),
        needed("fields", Shape::Fields(Fits::Any), "Of which fields."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&TOO_FEW_VALUES],
    load: AtLeast::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"rules":[{"rule":"at-least","count":2,"fields":["a","b","c"]}]}"#,
        "a,b,c\n1,,\n",
        "a,b,c\n1,2,\n",
    ),
};

/// So many of the fields are filled.
#[derive(Debug)]
struct AtLeast {
    count: usize,
    fields: Vec<usize>,
}

impl AtLeast {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let (count, fields) = (args.whole("count")?.unwrap_or(1), args.fields("fields")?);
        if count > fields.len() {
            return args.wrong("“count” is more than there are fields");
        }
        shared(AtLeast { count, fields })
    }
}

impl Rule for AtLeast {
    fn fields(&self) -> Vec<RuleField> {
        Role::FilledWithOthers.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Fill in at least {count} of {fields}",
                "Remplissez au moins {count} de ces colonnes\u{a0}: {fields}",
            ],
            &[("count", &self.count), ("fields", &names.all(&self.fields, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let filled: Vec<usize> = self.fields.iter().copied().filter(|slot| values.is_filled(*slot)).collect();
        if filled.len() >= self.count {
            return;
        }
        to.add(&TOO_FEW_VALUES, rule.severity, || {
            let open: Vec<usize> = self.fields.iter().copied().filter(|s| !values.is_filled(*s)).collect();
            let finding = Finding::new(&TOO_FEW_VALUES, Place::Row(at.row.number))
                .with("needed", self.count as u64)
                .with("fields", at.titles(&self.fields));
            let finding = at.some_of(finding, &open, self.count - filled.len());
            let finding = if filled.is_empty() {
                finding.with("filled", Detail::Phrase(["none is filled in", "aucune n’est renseignée"]))
            } else {
                finding.with("filled_count", filled.len() as u64).with("given", at.named(&filled)).with(
                    "filled",
                    Detail::Phrase(["only {given} {filled_count|is|are} filled in", "elle n’a que {given}"]),
                )
            };
            explained(finding, rule, at, values)
        });
    }
}
