//! `allowed`: the values of a field depend on another one.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, against, shared};
use crate::scalar::text::fold;
use std::sync::Arc;

pub(crate) static NOT_POSSIBLE_HERE: Problem = Problem {
    code: "B370",
    family: Family::Record,
    name: "not-possible-here",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::B370,
    fr: texts::fr::B370,
    example: EXAMPLE,
};

/// How many values of the other field are named beside which this one would be possible.
const MOST_NAMED: usize = 3;

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"country"},{"name":"state"}],"rules":[{"rule":"allowed","field":"state","by":"country","values":{"US":["CA","NY"],"CA":["ON","QC"]}}]}"#,
    "country,state\nUS,QC\n",
    "country,state\nUS,CA\nFR,Bretagne\nUS,\n",
);

pub(crate) static ALLOWED: RuleKind = RuleKind {
    word: "allowed",
    older: &[],
    says: Said::of("The values of a field depend on the value of another one."),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field whose values are listed."),
        needed("by", Shape::Field(Fits::Any), "The field they depend on."),
        needed(
            "values",
            Shape::Values("by", "field"),
            "By each value of that field, the values that are possible.",
        ),
        optional(
            "otherwise",
            Shape::Choice(&["any", "none"]),
            "What is possible where it has another value; any when absent.",
        ),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&NOT_POSSIBLE_HERE],
    load: Allowed::load,
    example: EXAMPLE,
};

/// The values of a field depend on another one.
#[derive(Debug)]
struct Allowed {
    field: usize,
    by: usize,
    lists: Vec<(String, Vec<String>)>,
    /// Nothing is possible beside a value that is not listed.
    closed: bool,
}

impl Allowed {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let (field, by) = (args.field("field")?, args.field("by")?);
        let lists = args.values("values", by, field)?;
        shared(Allowed { field, by, lists, closed: args.text("otherwise")? == "none" })
    }
}

impl Rule for Allowed {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field, self.by])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let or = lang.pick([" or ", " ou "]);
        let each = self.lists.iter().map(|(key, list)| format!("{key}: {}", list.join(or)));
        lang.say(
            [
                "What is possible in {field} depends on {by} ({lists})",
                "Les valeurs possibles de {field} dépendent de {by} ({lists})",
            ],
            &[
                ("field", &names.quoted(self.field, lang)),
                ("by", &names.quoted(self.by, lang)),
                ("lists", &each.collect::<Vec<_>>().join("; ")),
            ],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let fields = &at.file.definition.fields;
        let (Some(field), Some(by)) = (fields.get(self.field), fields.get(self.by)) else { return };
        let (Some(text), Some(key)) = (values.good(self.field), values.good(self.by)) else { return };
        let list = self.lists.iter().find(|(own, _)| by.same(own, key)).map(|(_, list)| list.as_slice());
        let list = match list {
            Some(list) => list,
            None if self.closed => &[],
            None => return,
        };
        if list.iter().any(|possible| field.same(possible, text)) {
            return;
        }
        let spelled = list.iter().find(|possible| fold(possible) == fold(text));
        let name = at.file.field_name(self.field);
        if let Some(spelled) = spelled
            && at.file.decisions.accepted(&NOT_POSSIBLE_HERE, name, text).is_some()
        {
            values.replace(self.field, spelled, &NOT_POSSIBLE_HERE);
            return;
        }
        to.add(&NOT_POSSIBLE_HERE, rule.severity, || {
            let finding = against(&NOT_POSSIBLE_HERE, (self.field, self.by), rule, at, values);
            let choose = if list.is_empty() {
                ["leave it empty", "laissez-la vide"]
            } else {
                ["enter {list}", "saisissez {list}"]
            };
            let beside = |(key, list): &(String, Vec<String>)| {
                list.iter().any(|possible| field.same(possible, text)).then(|| key.clone())
            };
            let fitting: Vec<String> = self.lists.iter().filter_map(beside).take(MOST_NAMED + 1).collect();
            let to = if fitting.is_empty() || fitting.len() > MOST_NAMED {
                ["", ""]
            } else {
                [" to {fitting}", " en {fitting}"]
            };
            let finding = finding
                .with("list", Detail::Either(list.to_vec()))
                .with("choose", Detail::Phrase(choose))
                .with("fitting", Detail::Either(fitting))
                .with("to", Detail::Phrase(to));
            match spelled {
                Some(spelled) => {
                    finding.expected(spelled.as_str()).fix(Grade::Ask, "", Some(spelled.clone()))
                }
                None => finding,
            }
        });
    }
}
