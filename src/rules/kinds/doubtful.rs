//! `doubtful`: a value above a bound, or exactly this one, is accepted but worth a look.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::number::from_f64;
use std::sync::Arc;

pub(crate) static DOUBTFUL_VALUE: Problem = Problem {
    code: "B240",
    family: Family::Record,
    name: "doubtful-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B240,
    fr: texts::fr::B240,
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"}],"rules":[{"rule":"doubtful","field":"h","above":100}]}"#,
        "h\n101\n",
        "h\n100\n",
    ),
};

pub(crate) static DOUBTFUL: RuleKind = RuleKind {
    word: "doubtful",
    older: &[],
    says: Said::of("A value above a bound, or exactly this one, is accepted but worth a look."),
    params: &[
        needed("field", Shape::Field(Fits::Number), "The field."),
        optional("above", Shape::Number, "Doubtful above this."),
        optional("equal", Shape::Number, "Doubtful when it is this."),
    ],
    any_of: &[&["above", "equal"]],
    at_most_one_of: &[],
    problems: &[&DOUBTFUL_VALUE],
    load: Doubtful::load,
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"}],"rules":[{"rule":"doubtful","field":"h","above":100}]}"#,
        "h\n101\n",
        "h\n100\n",
    ),
};

/// A value above a bound, or exactly this one, is worth a look.
#[derive(Debug)]
struct Doubtful {
    field: usize,
    above: Option<f64>,
    equal: Option<f64>,
}

impl Doubtful {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Doubtful {
            field: args.field("field")?,
            above: args.number("above")?,
            equal: args.number("equal")?,
        })
    }
}

impl Rule for Doubtful {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let number = |n: Option<f64>| n.and_then(from_f64).unwrap_or_default();
        let phrase = match (self.above, self.equal) {
            (Some(_), Some(_)) => [
                "Check {field} where it is above {above}, or {equal}",
                "Vérifiez {field} au-dessus de {above}, ou à {equal}",
            ],
            (Some(_), None) => {
                ["Check {field} where it is above {above}", "Vérifiez {field} au-dessus de {above}"]
            }
            _ => ["Check {field} where it is {equal}", "Vérifiez {field} à {equal}"],
        };
        lang.say(
            phrase,
            &[
                ("field", &names.quoted(self.field, lang)),
                ("above", &number(self.above)),
                ("equal", &number(self.equal)),
            ],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let odd =
            |n: f64| self.above.is_some_and(|a| n > a) || self.equal.is_some_and(|e| (n - e).abs() < 1e-9);
        if values.number(self.field).is_some_and(odd) {
            to.add(&DOUBTFUL_VALUE, rule.severity, || {
                explained(at.about(&DOUBTFUL_VALUE, self.field), rule, at, values)
            });
        }
    }
}
