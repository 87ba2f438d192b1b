//! `sum`: a field is the sum of others.

use super::product::{DERIVED_VALUE, derived};
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
use crate::scalar::number::{Decimal, from_f64};
use std::sync::Arc;

pub(crate) static WRONG_SUM: Problem = Problem {
    code: "B340",
    family: Family::Record,
    name: "wrong-sum",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B340,
    fr: texts::fr::B340,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"total","type":"number"},{"name":"net","type":"number"},{"name":"vat","type":"number"},{"name":"fee","type":"number"}],"rules":[{"rule":"sum","result":"total","parts":["net","vat","fee"]}]}"#,
    "total,net,vat,fee\n10,3,4,2\n",
    "total,net,vat,fee\n9,3,4,2\n0.3,0.1,0.2,0\n9,,,2\n",
);

pub(crate) static SUM: RuleKind = RuleKind {
    word: "sum",
    older: &[],
    says: Said::of("The result is the sum of the parts, exactly or within a tolerance."),
    params: &[
        needed("result", Shape::Field(Fits::Number), "The sum."),
        needed("parts", Shape::FieldList(2, Fits::Number), "The fields that are added up."),
        optional("absolute", Shape::Number, "How far the sum may be off; 0 when absent."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&WRONG_SUM, &DERIVED_VALUE],
    load: Sum::load,
    example: EXAMPLE,
};

/// The result is the sum of the parts.
#[derive(Debug)]
struct Sum {
    result: usize,
    parts: Vec<usize>,
    absolute: Decimal,
}

impl Sum {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let absolute = args.number("absolute")?.and_then(from_f64).and_then(|text| Decimal::parse(&text));
        shared(Sum {
            result: args.field("result")?,
            parts: args.fields("parts")?,
            absolute: absolute.unwrap_or_default().size(),
        })
    }
}

impl Rule for Sum {
    fn fields(&self) -> Vec<RuleField> {
        let parts = Role::LookedAt.of(&self.parts);
        Role::LookedAt.of(&[self.result]).into_iter().chain(parts).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["{result} is the sum of {parts}", "{result} est la somme de {parts}"],
            &[("result", &names.quoted(self.result, lang)), ("parts", &names.all(&self.parts, lang))],
        )
    }

    /// All given: they must fit. One blank: it is said, not written. Two blank: nothing follows.
    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let all: Vec<usize> = std::iter::once(self.result).chain(self.parts.iter().copied()).collect();
        let mut blank = all.iter().copied().filter(|slot| !values.is_filled(*slot));
        let lacking = blank.next();
        if blank.next().is_some() {
            return;
        }
        let given: Vec<usize> = self.parts.iter().copied().filter(|slot| Some(*slot) != lacking).collect();
        let mut made = Decimal::default();
        for slot in &given {
            let Some(sum) = values.decimal(*slot).and_then(|part| made.plus(part)) else { return };
            made = sum;
        }
        match lacking {
            Some(slot) if slot == self.result => {
                derived(rule, (slot, Some(made)), &given, at, values, to);
            }
            Some(slot) => {
                let Some(total) = values.decimal(self.result) else { return };
                let from: Vec<usize> = std::iter::once(self.result).chain(given).collect();
                derived(rule, (slot, total.minus(made)), &from, at, values, to);
            }
            None => {
                let Some(total) = values.decimal(self.result) else { return };
                let off = total.minus(made).map(Decimal::size);
                if off.is_none_or(|off| off > self.absolute) {
                    to.add(&WRONG_SUM, rule.severity, || {
                        let finding = at
                            .about(&WRONG_SUM, self.result)
                            .with("parts", at.with_values(&self.parts))
                            .with("cells", at.one_of(all.iter().copied()))
                            .expected(at.as_in(&all, values, &made.to_string()));
                        explained(finding, rule, at, values)
                    });
                }
            }
        }
    }
}
