//! `required`: each of these fields is filled. What every record must fill stands with the field.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Finding, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static MISSING_VALUE: Problem = Problem {
    code: "B110",
    name: "missing-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B110,
    fr: texts::fr::B110,
    example: Example::of(
        r#"{"fields":[{"name":"name","constraints":{"required":true}},{"name":"city"}]}"#,
        "name,city\nAna,Cork\n,Galway\n",
        "name,city\nAna,Cork\n",
    ),
};

pub(crate) static REQUIRED: RuleKind = RuleKind {
    word: "required",
    older: &[],
    says: Said::of("Each of these fields is filled."),
    params: &[needed("fields", Shape::Fields(Fits::Any), "The fields that must be filled.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&MISSING_VALUE],
    load: Required::load,
    example: Example::of(
        r#"{"fields":[{"name":"kind"},{"name":"city"}],"rules":[{"rule":"required","fields":["city"],"when":{"kind":"shop"}}]}"#,
        "kind,city\nshop,\n",
        "kind,city\nshop,Cork\nidea,\n",
    ),
};

/// The fields that are filled.
#[derive(Debug)]
struct Required {
    fields: Vec<usize>,
}

impl Required {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Required { fields: args.fields("fields")? })
    }
}

impl Rule for Required {
    fn fields(&self) -> Vec<Part> {
        Role::Filled.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(["Fill in {fields}", "Remplissez {fields}"], &[("fields", &names.all(&self.fields, lang))])
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        for slot in self.fields.iter().copied().filter(|slot| !values.is_filled(*slot)) {
            if !at.file.layout.has(slot) && rule.severity.is_none() {
                to.lacking.entry(slot).or_insert((0, at.row.number)).0 += 1;
            }
            to.add(&MISSING_VALUE, rule.severity, || {
                let finding = at.about(&MISSING_VALUE, slot).with("column", at.title(slot));
                with_example(explained(finding, rule, at, values), at.file, slot)
            });
        }
    }
}

/// Fields that every record fills. A column that is not there at all is told once, not row by row.
pub(crate) fn mandatory(required: &[usize], at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
    for slot in required.iter().copied() {
        if !values.is_filled(slot) && at.file.layout.has(slot) {
            to.add(&MISSING_VALUE, None, || {
                let finding = at.about(&MISSING_VALUE, slot).with("column", at.title(slot));
                with_example(finding, at.file, slot)
            });
        }
    }
}

/// What a needed value looks like, said at the end of the sentence.
fn with_example(finding: Finding, file: &RuleContext<'_>, slot: usize) -> Finding {
    let field = file.layout.slots.get(slot).and_then(|s| s.field).and_then(|f| file.definition.fields.get(f));
    match field.map(|f| f.example.as_str()) {
        Some(example) if !example.is_empty() => {
            let phrase = Detail::Phrase([", for example “{sample}”", ", par exemple « {sample} »"]);
            finding.with("sample", example).with("example", phrase).expected(example)
        }
        _ => finding,
    }
}
