//! `product`: a field is the product of two others.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed, optional};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::number::Decimal;
use std::sync::Arc;

pub(crate) static WRONG_PRODUCT: Problem = Problem {
    code: "B210",
    name: "wrong-product",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A total is not the product of its parts",
        message: "{at} is {value}, but {factors} make {expected}. {because} {note}",
        why: "The server keeps only two of the three and works out the third.",
        remedy: "Correct the one that is wrong, or empty one of the three.",
    },
    fr: Prose {
        title: "Un total n’est pas le produit de ses parties",
        message: "{at} vaut {value}, mais {factors} donnent {expected}. {because} {note}",
        why: "Le serveur n’en garde que deux et calcule la troisième.",
        remedy: "Corrigez la valeur fausse, ou videz l’une des trois.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"t"},{"name":"h","type":"number"},{"name":"r","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"product","result":"p","factors":["h","r"]}]}"#,
        "t,h,r,p\na,2,10,25\n",
        "t,h,r,p\na,2,10,20\nb,2,10,20.01\n",
    ),
};

pub(crate) static DERIVED_VALUE: Problem = Problem {
    code: "B220",
    name: "derived-value",
    severity: Severity::Notice,
    repair: Grade::None,
    en: Prose {
        title: "An empty value follows from two others",
        message: "{at} is empty; from {factors} it follows that it is {expected}. {note}",
        why: "The server works it out; the cleaned file leaves the cell empty.",
        remedy: "Nothing to do.",
    },
    fr: Prose {
        title: "Une valeur vide se déduit de deux autres",
        message: "{at} est vide ; d’après {factors}, elle vaut {expected}. {note}",
        why: "Le serveur la calcule ; le fichier nettoyé laisse la cellule vide.",
        remedy: "Rien à faire.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"},{"name":"r","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"product","result":"p","factors":["h","r"]}]}"#,
        "h,r,p\n2,10,\n",
        "h,r,p\n2,10,20\n2,,\n",
    ),
};

pub(crate) static PRODUCT: RuleKind = RuleKind {
    word: "product",
    says: Said::of("The result is the product of the two factors, within a tolerance."),
    params: &[
        needed("result", Shape::Field, "The product."),
        needed("factors", Shape::FieldList(2), "The two factors."),
        optional("absolute", Shape::Number, "How far the product may be off; 0.01 when absent."),
        optional("relative", Shape::Number, "How far it may be off, as a share of the result."),
    ],
    any_of: &[],
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
    factors: [usize; 2],
    absolute: f64,
    relative: f64,
}

impl Product {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let [a, b] = args.fields("factors")?[..] else { return args.wrong("two “factors” are expected") };
        shared(Product {
            result: args.field("result")?,
            factors: [a, b],
            absolute: args.number("absolute")?.unwrap_or(0.01),
            relative: args.number("relative")?.unwrap_or(0.0),
        })
    }
}

impl Rule for Product {
    fn fields(&self) -> Vec<Part> {
        Role::LookedAt.of(&[self.result, self.factors[0], self.factors[1]])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let [a, b] = self.factors.map(|slot| names.quoted(slot, lang));
        lang.say(
            ["{result} is {a} times {b}", "{result} vaut {a} fois {b}"],
            &[("result", &names.quoted(self.result, lang)), ("a", &a), ("b", &b)],
        )
    }

    /// All three given: they must fit. Two given: the third is said, not written.
    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let (result, factors) = (self.result, self.factors);
        let [a, b] = factors.map(|slot| values.decimal(slot));
        let total = values.decimal(result);
        let parts = |slots: [usize; 2]| {
            let part = |slot: usize| format!("{} ({})", at.title(slot), values.text(slot));
            Detail::All(slots.map(part).to_vec())
        };
        match (a, b, total) {
            (Some(a), Some(b), Some(_)) => {
                let (Some(made), Some(total)) = (a.times(b), values.number(result)) else { return };
                let Ok(made_number) = made.to_string().parse::<f64>() else { return };
                let allowed = self.absolute.max(total.abs() * self.relative) + 1e-9;
                if (made_number - total).abs() > allowed {
                    to.add(&WRONG_PRODUCT, rule.severity, || {
                        let finding = at.about(&WRONG_PRODUCT, result).with("factors", parts(factors));
                        explained(finding, rule, at, values).expected(made.to_string())
                    });
                }
            }
            (Some(a), Some(b), None) if !values.is_filled(result) => {
                derived(rule, result, parts(factors), a.times(b), at, to);
            }
            (Some(a), None, Some(total)) if !values.is_filled(factors[1]) => {
                derived(rule, factors[1], parts([result, factors[0]]), total.over(a), at, to);
            }
            (None, Some(b), Some(total)) if !values.is_filled(factors[0]) => {
                derived(rule, factors[0], parts([result, factors[1]]), total.over(b), at, to);
            }
            _ => {}
        }
    }
}

fn derived(
    rule: &RuleEntry,
    slot: usize,
    factors: Detail,
    value: Option<Decimal>,
    at: &RecordContext<'_>,
    to: &mut Reporter<'_>,
) {
    let Some(value) = value else { return };
    to.add(&DERIVED_VALUE, None, || {
        let finding = at.about(&DERIVED_VALUE, slot).with("factors", factors);
        finding.with("note", Detail::Said(rule.note.clone())).expected(value.to_string())
    });
}
