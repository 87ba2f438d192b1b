//! `product`: a field is the product of two others.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::number::Decimal;
use std::sync::Arc;

pub(crate) static WRONG_PRODUCT: Problem = Problem {
    code: "B210",
    family: Family::Record,
    name: "wrong-product",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B210,
    fr: texts::fr::B210,
    example: Example::of(
        r#"{"fields":[{"name":"t"},{"name":"h","type":"number"},{"name":"r","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"product","result":"p","factors":["h","r"]}]}"#,
        "t,h,r,p\na,2,10,25\n",
        "t,h,r,p\na,2,10,20\nb,2,10,20.01\n",
    ),
};

pub(crate) static DERIVED_VALUE: Problem = Problem {
    code: "B220",
    family: Family::Record,
    name: "derived-value",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::B220,
    fr: texts::fr::B220,
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"},{"name":"r","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"product","result":"p","factors":["h","r"]}]}"#,
        "h,r,p\n2,10,\n",
        "h,r,p\n2,10,20\n2,,\n",
    ),
};

pub(crate) static PRODUCT: RuleKind = RuleKind {
    word: "product",
    older: &[],
    says: Said::of("The result is the product of the factors, within a tolerance."),
    params: &[
        needed("result", Shape::Field(Fits::Number), "The product."),
        needed("factors", Shape::FieldList(2, Fits::Number), "The factors, two or more."),
        optional("absolute", Shape::Number, "How far the product may be off; 0.01 when absent."),
        optional("relative", Shape::Number, "How far it may be off, as a share of the result."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&WRONG_PRODUCT, &DERIVED_VALUE],
    load: Product::load,
    example: Example::of(
        r#"{"fields":[{"name":"t"},{"name":"h","type":"number"},{"name":"r","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"product","result":"p","factors":["h","r"]}]}"#,
        "t,h,r,p\na,2,10,25\n",
        "t,h,r,p\na,2,10,20\nb,2,10,20.01\n",
    ),
};

/// The result is the product of the factors, within an absolute or relative tolerance.
#[derive(Debug)]
struct Product {
    result: usize,
    factors: Vec<usize>,
    absolute: f64,
    relative: f64,
}

impl Product {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Product {
            result: args.field("result")?,
            factors: args.fields("factors")?,
            absolute: args.number("absolute")?.unwrap_or(0.01),
            relative: args.number("relative")?.unwrap_or(0.0),
        })
    }
}

impl Rule for Product {
    fn fields(&self) -> Vec<RuleField> {
        let factors = Role::LookedAt.of(&self.factors);
        Role::LookedAt.of(&[self.result]).into_iter().chain(factors).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let factors: Vec<String> = self.factors.iter().map(|slot| names.quoted(*slot, lang)).collect();
        lang.say(
            ["{result} is {factors}", "{result} est {factors}"],
            &[
                ("result", &names.quoted(self.result, lang)),
                ("factors", &factors.join(lang.pick([" times ", " fois "]))),
            ],
        )
    }

    /// All given: they must fit. One blank: it is said, not written. Two blank: nothing follows.
    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let (result, factors) = (self.result, self.factors.as_slice());
        let all = std::iter::once(result).chain(factors.iter().copied());
        let mut blank = all.filter(|slot| !values.is_filled(*slot));
        let lacking = blank.next();
        if blank.next().is_some() {
            return;
        }
        let given: Vec<usize> = factors.iter().copied().filter(|slot| Some(*slot) != lacking).collect();
        let numbers: Option<Vec<Decimal>> = given.iter().map(|slot| values.decimal(*slot)).collect();
        let made = numbers.and_then(|all| all.into_iter().map(Some).reduce(|a, b| a?.times(b?))).flatten();
        let Some(made) = made else { return };
        match lacking {
            Some(slot) if slot == result => derived(rule, (slot, Some(made)), &given, at, values, to),
            Some(slot) => {
                let Some(total) = values.decimal(result) else { return };
                let from: Vec<usize> = std::iter::once(result).chain(given).collect();
                derived(rule, (slot, total.over(made)), &from, at, values, to);
            }
            None => {
                let (Some(total), Ok(number)) = (values.number(result), made.to_string().parse::<f64>())
                else {
                    return;
                };
                let allowed = self.absolute.max(total.abs() * self.relative) + 1e-9;
                if (number - total).abs() > allowed {
                    to.add(&WRONG_PRODUCT, rule.severity, || {
                        let all: Vec<usize> =
                            std::iter::once(result).chain(factors.iter().copied()).collect();
                        let finding = at
                            .about(&WRONG_PRODUCT, result)
                            .with("factors", at.with_values(factors))
                            .with("cells", at.one_of(all.iter().copied()))
                            .expected(at.as_in(&all, values, &made.to_string()));
                        explained(finding, rule, at, values)
                    });
                }
            }
        }
    }
}

/// Says a value that follows from others; the server works it out, so it is not written.
pub(crate) fn derived(
    rule: &RuleEntry,
    (slot, value): (usize, Option<Decimal>),
    from: &[usize],
    at: &RecordContext<'_>,
    values: &Values,
    to: &mut Reporter<'_>,
) {
    let Some(value) = value else { return };
    to.add(&DERIVED_VALUE, None, || {
        let finding = at.about(&DERIVED_VALUE, slot).with("factors", at.with_values(from));
        let value = at.as_in(from, values, &value.to_string());
        finding.with("note", Detail::Said(rule.note.clone())).expected(value)
    });
}
