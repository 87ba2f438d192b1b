//! `required`: each of these fields is filled. What every record must fill stands with the field.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Finding, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

pub(crate) static MISSING_VALUE: Problem = Problem {
    code: "B110",
    family: Family::Record,
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

pub(crate) static VALUE_ASKED_FOR: Problem = Problem {
    code: "B420",
    family: Family::Record,
    name: "value-asked-for",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B420,
    fr: texts::fr::B420,
    example: Example::of(
        r#"{"fields":[{"name":"name","constraints":{"required":true},"severity":{"required":"warning"}},{"name":"city"}]}"#,
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
    problems: &[&MISSING_VALUE, &VALUE_ASKED_FOR],
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
    fn fields(&self) -> Vec<RuleField> {
        Role::Filled.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(["Fill in {fields}", "Remplissez {fields}"], &[("fields", &names.all(&self.fields, lang))])
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let severity = rule.severity.unwrap_or(Severity::Error);
        for slot in self.fields.iter().copied().filter(|slot| !values.is_filled(*slot)) {
            if !at.file.layout.has(slot) {
                // A column that the template does not have is never missed.
                if at.file.definition.fields.get(slot).is_some_and(|field| !field.in_template) {
                    continue;
                }
                let lacking = to.lacking.entry(slot).or_insert((0, at.row.number, severity));
                lacking.0 += 1;
                lacking.2 = lacking.2.max(severity);
                if severity != Severity::Error {
                    continue;
                }
            }
            missing(severity, slot, at, to, |finding| explained(finding, rule, at, values));
        }
    }
}

/// Fields that every record fills. A column that is not there at all is told once, not row by row.
pub(crate) fn mandatory(required: &[usize], at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
    for slot in required.iter().copied() {
        if !values.is_filled(slot) && at.file.layout.has(slot) {
            let severity = at.file.definition.fields.get(slot).map_or(Severity::Error, |field| field.missing);
            missing(severity, slot, at, to, |finding| finding);
        }
    }
}

/// A value that is needed, or that is only asked for, is not there.
fn missing(
    severity: Severity,
    slot: usize,
    at: &RecordContext<'_>,
    to: &mut Reporter<'_>,
    explain: impl Fn(Finding) -> Finding,
) {
    let problem = if severity == Severity::Error { &MISSING_VALUE } else { &VALUE_ASKED_FOR };
    to.add(problem, Some(severity), || {
        with_example(explain(at.about(problem, slot).with("column", at.title(slot))), at.file, slot)
    });
}

/// What a needed value looks like, said at the end of the sentence: that of another row where it points to one.
fn with_example(finding: Finding, file: &RuleContext<'_>, slot: usize) -> Finding {
    let index = file.layout.slots.get(slot).and_then(|s| s.field);
    let Some((index, field)) = index.and_then(|i| Some((i, file.definition.fields.get(i)?))) else {
        return finding;
    };
    if let Some(key) = pointed_to(file, index) {
        let phrase = [
            " with the “{key}” of the row it belongs to, in the other file",
            " avec «\u{a0}{key}\u{a0}» de la ligne dont elle dépend, dans l’autre fichier",
        ];
        return finding.with("key", key).with("example", Detail::Phrase(phrase));
    }
    if field.example.is_empty() {
        return finding;
    }
    let phrase = Detail::Phrase([", for example “{sample}”", ", par exemple «\u{a0}{sample}\u{a0}»"]);
    let example = field.example.as_str();
    finding.with("sample", example).with("example", phrase).expected(example)
}

/// The field of another import that a field's values are looked for in.
fn pointed_to<'d>(file: &RuleContext<'d>, index: usize) -> Option<&'d str> {
    let keys = file.definition.foreign_keys.iter().filter(|key| !key.resource.is_empty());
    let mut pairs = keys.flat_map(|key| key.fields.iter().zip(&key.reference));
    let (_, name) = pairs.find(|(own, name)| **own == index && !name.starts_with('@'))?;
    Some(name)
}
