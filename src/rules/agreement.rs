//! Values that must agree: with another value of the row, with the row it belongs to, with a sum or a product.

use super::uniqueness::{compared, is_folded};
use super::{explained, holds};
use crate::definition::{Demand, Rule};
use crate::problem::{Detail, Example, Finding, Grade, Place, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::{State, Values};
use crate::scalar::number::{Decimal, from_f64};
use crate::scalar::text::fold;
use std::collections::HashMap;

pub(crate) static DIFFERENT_NAME: Problem = Problem {
    code: "B160",
    name: "different-name",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A value must repeat another one of its row, and does not",
        message: "{at} is “{value}”, but must be the same as “{other}” ({othercell}): “{expected}”. {because} {note}",
        why: "The server finds the record by that name.",
        remedy: "Write both in exactly the same way.",
    },
    fr: Prose {
        title: "Une valeur doit en répéter une autre de la même ligne et ne le fait pas",
        message: "{at} vaut « {value} », mais doit être identique à « {other} » ({othercell}) : « {expected} ». {because} {note}",
        why: "Le serveur retrouve l’enregistrement par ce nom.",
        remedy: "Écrivez les deux exactement de la même façon.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"same-as","field":"b","other":"a"}]}"#,
        "a,b\nOne,one\n",
        "a,b\nOne,One\n",
    ),
};

pub(crate) static SAME_VALUE: Problem = Problem {
    code: "B170",
    name: "same-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "Two values of a row must differ",
        message: "{at} is “{value}”, the same as “{other}” ({othercell}). {because} {note} Use another one.",
        why: "The server could not tell the two apart.",
        remedy: "Give one of them another value.",
    },
    fr: Prose {
        title: "Deux valeurs d’une ligne doivent être différentes",
        message: "{at} vaut « {value} », comme « {other} » ({othercell}). {because} {note} Utilisez une autre valeur.",
        why: "Le serveur ne pourrait pas les distinguer.",
        remedy: "Donnez une autre valeur à l’une des deux.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"different-from","field":"b","other":"a"}]}"#,
        "a,b\n1,1\n",
        "a,b\n1,2\n",
    ),
};

pub(crate) static DIFFERS_FROM_ABOVE: Problem = Problem {
    code: "B180",
    name: "differs-from-above",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: Prose {
        title: "A value must be the same as in the row it belongs to",
        message: "{at} is {found}, but the row it belongs to (row {above}) has “{expected}”. {because} {note} Use “{expected}” here too.",
        why: "A row and the rows that belong to it must agree.",
        remedy: "Copy the value from the row it belongs to, or move the row.",
    },
    fr: Prose {
        title: "Une valeur doit être la même que dans la ligne dont elle dépend",
        message: "{at} est {found}, mais la ligne dont elle dépend (ligne {above}) porte « {expected} ». {because} {note} Mettez « {expected} » ici aussi.",
        why: "Une ligne et celles qui en dépendent doivent concorder.",
        remedy: "Recopiez la valeur de la ligne dont elle dépend, ou déplacez la ligne.",
    },
    example: Example::NONE,
};

pub(crate) static ENDS_BEFORE_START: Problem = Problem {
    code: "B200",
    name: "ends-before-start",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "An end comes before its start",
        message: "{at} ({value}) is before “{other}” ({othercell}: {expected}). {note}",
        why: "The server refuses a period that ends before it begins.",
        remedy: "Correct one of the two dates.",
    },
    fr: Prose {
        title: "Une fin précède son début",
        message: "{at} ({value}) est avant « {other} » ({othercell} : {expected}). {note}",
        why: "Le serveur refuse une période qui finit avant de commencer.",
        remedy: "Corrigez l’une des deux dates.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"from","type":"date"},{"name":"to","type":"date"}],"rules":[{"rule":"not-before","field":"to","other":"from"}]}"#,
        "from,to\n2025-02-01,2025-01-01\n",
        "from,to\n2025-02-01,2025-02-01\n",
    ),
};

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

pub(crate) static ZERO_VALUE: Problem = Problem {
    code: "B230",
    name: "zero-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A zero contradicts another value",
        message: "{at} is 0, but “{other}” ({othercell}) is {otherval}: both cannot be right. {because} {note}",
        why: "Nothing can be worked out from a zero.",
        remedy: "Enter a value above 0, or empty the cell.",
    },
    fr: Prose {
        title: "Un zéro contredit une autre valeur",
        message: "{at} vaut 0, mais « {other} » ({othercell}) vaut {otherval} : les deux ne peuvent pas être justes. {because} {note}",
        why: "On ne peut rien calculer à partir d’un zéro.",
        remedy: "Entrez une valeur supérieure à 0, ou videz la cellule.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"},{"name":"p","type":"number"}],"rules":[{"rule":"not-zero","field":"h","other":"p"}]}"#,
        "h,p\n0,5\n",
        "h,p\n0,0\n1,5\n",
    ),
};

pub(crate) static DOUBTFUL_VALUE: Problem = Problem {
    code: "B240",
    name: "doubtful-value",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A value is possible but unusual",
        message: "{at} is {value}. {note} Please check it.",
        why: "Such values are often slips.",
        remedy: "Correct the value, or leave it if it is right.",
    },
    fr: Prose {
        title: "Une valeur est possible mais inhabituelle",
        message: "{at} vaut {value}. {note} Vérifiez-la.",
        why: "De telles valeurs sont souvent des erreurs de saisie.",
        remedy: "Corrigez la valeur, ou laissez-la si elle est juste.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"h","type":"number"}],"rules":[{"rule":"doubtful","field":"h","above":100}]}"#,
        "h\n101\n",
        "h\n100\n",
    ),
};

pub(crate) static BEYOND_LIMIT: Problem = Problem {
    code: "B250",
    name: "beyond-limit",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "A value does not fit into a system it is passed on to",
        message: "{at} {fault}. {note} Shorten or change it if it is passed on.",
        why: "The record is accepted here, but fails when it is passed on.",
        remedy: "Shorten the value or remove the characters.",
    },
    fr: Prose {
        title: "Une valeur dépasse les limites d’un système auquel elle est transmise",
        message: "{at} {fault}. {note} Raccourcissez-la ou changez-la si elle est transmise.",
        why: "L’enregistrement est accepté ici, mais échoue à la transmission.",
        remedy: "Raccourcissez la valeur ou retirez les caractères.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"n"}],"rules":[{"rule":"limit","field":"n","maxLength":3}]}"#,
        "n\nabcd\n",
        "n\nabc\n",
    ),
};

pub(crate) static SUM_TOO_HIGH: Problem = Problem {
    code: "B260",
    name: "sum-too-high",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Values that belong together add up to more than is possible",
        message: "{at}: with this row, the sum for {by} is {sum}; more than {maximum} is unlikely. {note}",
        why: "One of the rows is probably a repetition or a slip.",
        remedy: "Look at the rows with the same {fields}.",
    },
    fr: Prose {
        title: "Des valeurs liées dépassent ensemble ce qui est possible",
        message: "{at} : avec cette ligne, la somme pour {by} est {sum} ; plus de {maximum} est peu probable. {note}",
        why: "Une des lignes est sans doute une répétition ou une erreur.",
        remedy: "Regardez les lignes ayant les mêmes {fields}.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"who"},{"name":"h","type":"number"}],"rules":[{"rule":"sum-limit","field":"h","by":["who"],"maximum":24}]}"#,
        "who,h\nAna,20\nAna,5\n",
        "who,h\nAna,20\nBo,5\n",
    ),
};
/// Looks at one record under one rule of this family; rules of other families pass.
pub(crate) fn check(
    rule: &Rule,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    match &rule.demand {
        Demand::SameAs(slot, other) => same_as(rule, *slot, *other, context, at, values, reporter),
        Demand::DifferentFrom(slot, other) => {
            different_from(rule, (*slot, *other), context, at, values, reporter);
        }
        Demand::SameAsParent(slot) => same_as_parent(rule, *slot, context, at, values, reporter),
        Demand::NotBefore(slot, other) => not_before(rule, (*slot, *other), context, at, values, reporter),
        Demand::Product { result, factors, absolute, relative } => {
            product(rule, *result, *factors, (*absolute, *relative), context, at, values, reporter);
        }
        Demand::NotZero(slot, other) => not_zero(rule, (*slot, *other), context, at, values, reporter),
        Demand::Doubtful { field, above, equal } => {
            let odd = values
                .number(*field)
                .is_some_and(|n| above.is_some_and(|a| n > a) || equal.is_some_and(|e| (n - e).abs() < 1e-9));
            if odd {
                reporter.add(&DOUBTFUL_VALUE, rule.severity, || {
                    explained(context.about(&DOUBTFUL_VALUE, at.row, *field), rule, context, at, values)
                });
            }
        }
        Demand::Limit { field, max_length, characters } => {
            limit(rule, *field, *max_length, characters, context, at, values, reporter);
        }
        _ => {}
    }
}

/// A finding that also names the cell it is compared with.
fn against(
    problem: &'static Problem,
    slots: (usize, usize),
    rule: &Rule,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
) -> Finding {
    let (slot, other) = slots;
    let cell = match context.place(at.row.number, other) {
        Place::Cell(address) => address.to_string(),
        _ => String::new(),
    };
    let finding = context
        .about(problem, at.row, slot)
        .with("other", context.title(other))
        .with("othercell", cell)
        .with("otherval", values.text(other));
    explained(finding, rule, context, at, values)
}

fn same_as(
    rule: &Rule,
    slot: usize,
    other: usize,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    let (text, wanted) = (values.text(slot), values.text(other));
    if !values.is_filled(slot) || !values.is_filled(other) || text == wanted {
        return;
    }
    let spelling_only = fold(text) == fold(wanted);
    let accepted = context.decisions.accepted(&DIFFERENT_NAME, context.field_name(slot), text).is_some();
    if accepted && spelling_only {
        let wanted = wanted.to_owned();
        values.replace(slot, &wanted, &DIFFERENT_NAME);
        return;
    }
    reporter.add(&DIFFERENT_NAME, rule.severity, || {
        let finding = against(&DIFFERENT_NAME, (slot, other), rule, context, at, values).expected(wanted);
        if spelling_only { finding.fix(Grade::Ask, "", Some(wanted.to_owned())) } else { finding }
    });
}

fn different_from(
    rule: &Rule,
    slots: (usize, usize),
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    if let (Some(a), Some(b)) = (values.good(slots.0), values.good(slots.1))
        && fold(a) == fold(b)
    {
        reporter.add(&SAME_VALUE, rule.severity, || against(&SAME_VALUE, slots, rule, context, at, values));
    }
}

fn same_as_parent(
    rule: &Rule,
    slot: usize,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &mut Values,
    reporter: &mut Reporter<'_>,
) {
    let Some(parent) = at.parent else { return };
    let wanted = parent.texts.get(&slot).map_or("", String::as_str);
    if wanted.is_empty()
        || parent.wrong.contains(&slot)
        || values.state(slot) == State::Bad
        || values.text(slot) == wanted
    {
        return;
    }
    if context.decisions.accepted(&DIFFERS_FROM_ABOVE, context.field_name(slot), values.text(slot)).is_some()
    {
        values.replace(slot, wanted, &DIFFERS_FROM_ABOVE);
        return;
    }
    reporter.add(&DIFFERS_FROM_ABOVE, rule.severity, || {
        let found = if values.is_filled(slot) {
            Detail::Phrase(["“{value}”", "« {value} »"])
        } else {
            Detail::Phrase(["empty", "vide"])
        };
        let finding = context
            .about(&DIFFERS_FROM_ABOVE, at.row, slot)
            .with("found", found)
            .with("above", u64::from(parent.row))
            .expected(wanted);
        explained(finding, rule, context, at, values).fix(Grade::Ask, "", Some(wanted.to_owned()))
    });
}

fn not_before(
    rule: &Rule,
    slots: (usize, usize),
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    // Canonical dates sort as text.
    if let (Some(end), Some(start)) = (values.good(slots.0), values.good(slots.1))
        && end < start
    {
        reporter.add(&ENDS_BEFORE_START, rule.severity, || {
            against(&ENDS_BEFORE_START, slots, rule, context, at, values).expected(start)
        });
    }
}

/// All three given: they must fit. Two given: the third is said, not written.
#[allow(clippy::too_many_arguments)] // The shape shared by all rules of the family, plus the rule's own numbers.
fn product(
    rule: &Rule,
    result: usize,
    factors: [usize; 2],
    tolerance: (f64, f64),
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let [a, b] = factors.map(|slot| values.decimal(slot));
    let total = values.decimal(result);
    let parts = |slots: [usize; 2]| {
        let part = |slot: usize| format!("{} ({})", context.title(slot), values.text(slot));
        Detail::All(slots.map(part).to_vec())
    };
    match (a, b, total) {
        (Some(a), Some(b), Some(_)) => {
            let (Some(made), Some(total)) = (a.times(b), values.number(result)) else { return };
            let Ok(made_number) = made.to_string().parse::<f64>() else { return };
            let allowed = tolerance.0.max(total.abs() * tolerance.1) + 1e-9;
            if (made_number - total).abs() > allowed {
                reporter.add(&WRONG_PRODUCT, rule.severity, || {
                    let finding =
                        context.about(&WRONG_PRODUCT, at.row, result).with("factors", parts(factors));
                    explained(finding, rule, context, at, values).expected(made.to_string())
                });
            }
        }
        (Some(a), Some(b), None) if !values.is_filled(result) => {
            derived(rule, result, parts(factors), a.times(b), context, at, reporter);
        }
        (Some(a), None, Some(total)) if !values.is_filled(factors[1]) => {
            derived(rule, factors[1], parts([result, factors[0]]), total.over(a), context, at, reporter);
        }
        (None, Some(b), Some(total)) if !values.is_filled(factors[0]) => {
            derived(rule, factors[0], parts([result, factors[1]]), total.over(b), context, at, reporter);
        }
        _ => {}
    }
}

fn derived(
    rule: &Rule,
    slot: usize,
    factors: Detail,
    value: Option<Decimal>,
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    reporter: &mut Reporter<'_>,
) {
    let Some(value) = value else { return };
    reporter.add(&DERIVED_VALUE, None, || {
        let finding = context.about(&DERIVED_VALUE, at.row, slot).with("factors", factors);
        finding.with("note", Detail::Said(rule.note.clone())).expected(value.to_string())
    });
}

fn not_zero(
    rule: &Rule,
    slots: (usize, usize),
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let zero = values.decimal(slots.0).is_some_and(Decimal::is_zero);
    if zero && values.number(slots.1).is_some_and(|n| n > 0.0) {
        reporter.add(&ZERO_VALUE, rule.severity, || against(&ZERO_VALUE, slots, rule, context, at, values));
    }
}

#[allow(clippy::too_many_arguments)] // The shape shared by all rules of the family, plus the rule's own numbers.
fn limit(
    rule: &Rule,
    slot: usize,
    max_length: Option<usize>,
    characters: &[char],
    context: &RuleContext<'_>,
    at: &RecordContext<'_>,
    values: &Values,
    reporter: &mut Reporter<'_>,
) {
    let Some(text) = values.good(slot) else { return };
    let length = text.chars().count();
    let too_long = max_length.filter(|max| length > *max);
    let wrong = text.chars().find(|c| characters.contains(c));
    if too_long.is_none() && wrong.is_none() {
        return;
    }
    reporter.add(&BEYOND_LIMIT, rule.severity, || {
        let finding = context.about(&BEYOND_LIMIT, at.row, slot);
        let finding = match (too_long, wrong) {
            (Some(max), _) => finding.with("length", length as u64).with("max", max as u64).with(
                "fault",
                Detail::Phrase([
                    "has {length} characters; {max} are kept",
                    "compte {length} caractères ; {max} sont gardés",
                ]),
            ),
            (None, Some(c)) => {
                finding.with("character", crate::scalar::text::visible(&c.to_string(), 12)).with(
                    "fault",
                    Detail::Phrase([
                        "holds the character “{character}”, which is not accepted there",
                        "contient le caractère « {character} », qui n’y est pas accepté",
                    ]),
                )
            }
            (None, None) => finding,
        };
        explained(finding, rule, context, at, values)
    });
}

/// Sums of a field over records that agree in other fields.
pub(crate) struct Sum<'d> {
    rule: &'d Rule,
    field: usize,
    by: &'d [usize],
    maximum: f64,
    sums: HashMap<Vec<String>, f64>,
}

impl<'d> Sum<'d> {
    pub(crate) fn new(rule: &'d Rule, field: usize, by: &'d [usize], maximum: f64) -> Sum<'d> {
        Sum { rule, field, by, maximum, sums: HashMap::new() }
    }

    pub(crate) fn record(
        &mut self,
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &Values,
        reporter: &mut Reporter<'_>,
    ) {
        let Some(number) = values.number(self.field) else { return };
        let key: Option<Vec<String>> = self.by.iter().map(|s| values.good(*s).map(str::to_owned)).collect();
        let Some(key) = key else { return };
        if !holds(&self.rule.when, context, at, values) {
            return;
        }
        // One person may write an address in capitals and in small letters.
        let folded = |s: usize| context.definition.fields.get(s).is_some_and(|f| is_folded(&f.kind));
        let spelling = self.by.iter().zip(&key).map(|(s, text)| compared(text, folded(*s)).into_owned());
        let sum = self.sums.entry(spelling.collect()).or_insert(0.0);
        *sum += number;
        let sum = *sum;
        if sum <= self.maximum + 1e-9 {
            return;
        }
        reporter.add(&SUM_TOO_HIGH, self.rule.severity, || {
            let finding = context
                .about(&SUM_TOO_HIGH, at.row, self.field)
                .with("by", Detail::All(key))
                .with("fields", Detail::All(self.by.iter().map(|s| context.title(*s)).collect()))
                .with("sum", from_f64(sum).unwrap_or_default())
                .with("maximum", from_f64(self.maximum).unwrap_or_default());
            explained(finding, self.rule, context, at, values)
        });
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &DIFFERENT_NAME,
    &SAME_VALUE,
    &DIFFERS_FROM_ABOVE,
    &ENDS_BEFORE_START,
    &WRONG_PRODUCT,
    &DERIVED_VALUE,
    &ZERO_VALUE,
    &DOUBTFUL_VALUE,
    &BEYOND_LIMIT,
    &SUM_TOO_HIGH,
];
