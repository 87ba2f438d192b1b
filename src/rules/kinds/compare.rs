//! `compare`: a value stands in an order to another of its row, or to a constant.

use crate::definition::Field;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, TODAY, needed, optional,
};
use crate::definition::value::{Class, Step, Value};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Finding, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use crate::scalar::text::fold;
use crate::table::Date;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

pub(crate) static ENDS_BEFORE_START: Problem = Problem {
    code: "B200",
    family: Family::Record,
    name: "ends-before-start",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B200,
    fr: texts::fr::B200,
    example: Example::of(
        r#"{"fields":[{"name":"from","type":"date"},{"name":"to","type":"date"}],"rules":[{"rule":"not-before","field":"to","other":"from"}]}"#,
        "from,to\n2025-02-01,2025-01-01\n",
        "from,to\n2025-02-01,2025-02-01\n",
    ),
};

pub(crate) static NOT_IN_ORDER: Problem = Problem {
    code: "B330",
    family: Family::Record,
    name: "not-in-order",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::B330,
    fr: texts::fr::B330,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"start","type":"date"},{"name":"end","type":"date"}],"rules":[{"rule":"compare","field":"end","op":">=","other":"start","plus":"P1D"}]}"#,
    "start,end\n2025-03-01,2025-03-01\n",
    "start,end\n2025-03-01,2025-03-02\n2025-03-01,\n",
);

const OPS: &[&str] = &["<", "<=", "=", "!=", ">=", ">", "begins-with"];

pub(crate) static COMPARE: RuleKind = RuleKind {
    word: "compare",
    older: &[("not-before", &[("op", ">=")])],
    says: Said::of(
        "A value stands in an order to another of its row, or to a constant; `not-before` is `>=`.",
    ),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field that is compared."),
        needed("op", Shape::Choice(OPS), "How it compares."),
        optional("other", Shape::Field(Fits::Like("field")), "The field it is compared with."),
        optional(
            "value",
            Shape::Value("field"),
            "The constant it is compared with; `@today` is the day of the check, which the caller says.",
        ),
        optional(
            "plus",
            Shape::Step,
            "Added to the other value first: a number, or for days a duration such as `P1D`.",
        ),
    ],
    any_of: &[&["other", "value"]],
    at_most_one_of: &["other", "value"],
    problems: &[&ENDS_BEFORE_START, &NOT_IN_ORDER],
    load: Compare::load,
    example: EXAMPLE,
};

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Op {
    Below,
    AtMost,
    Same,
    Different,
    AtLeast,
    Above,
    BeginsWith,
}

const ALL: [Op; 7] = [Op::Below, Op::AtMost, Op::Same, Op::Different, Op::AtLeast, Op::Above, Op::BeginsWith];

impl Op {
    fn is_met(self, order: Ordering) -> bool {
        match self {
            Op::Below => order.is_lt(),
            Op::AtMost => order.is_le(),
            Op::Same | Op::BeginsWith => order.is_eq(),
            Op::Different => order.is_ne(),
            Op::AtLeast => order.is_ge(),
            Op::Above => order.is_gt(),
        }
    }

    /// Numbers are more or less, days are before or after.
    fn phrase(self, class: Class) -> [&'static str; 2] {
        let number = class == Class::Number;
        match self {
            Op::Below if number => ["must be less than", "doit être inférieure à"],
            Op::AtMost if number => ["must be at most", "doit être au plus égale à"],
            Op::AtLeast if number => ["must be at least", "doit être au moins égale à"],
            Op::Above if number => ["must be more than", "doit être supérieure à"],
            Op::Below => ["must be before", "doit être avant"],
            Op::AtMost => ["must not be after", "ne doit pas être après"],
            Op::AtLeast => ["must not be before", "ne doit pas être avant"],
            Op::Above => ["must be after", "doit être après"],
            Op::Same => ["must be the same as", "doit être la même que"],
            Op::Different => ["must differ from", "doit être différente de"],
            Op::BeginsWith => ["must begin like", "doit commencer comme"],
        }
    }
}

/// What a value is compared with.
#[derive(Debug)]
enum With {
    Field(usize),
    Constant(String, Value),
    /// The day of the check.
    Today,
}

/// A value stands in an order to another.
#[derive(Debug)]
struct Compare {
    field: usize,
    op: Op,
    with: With,
    plus: Option<Step>,
    class: Class,
    /// Asked for as `not-before`: an end and a start.
    period: bool,
}

impl Compare {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let field = args.field("field")?;
        let definition = args.definition(field)?;
        let class = definition.class();
        let word = args.text("op")?;
        let op = OPS.iter().position(|known| *known == word).and_then(|index| ALL.get(index).copied());
        let Some(op) = op else { return args.wrong_at("op", "a comparison is expected") };
        let fits = match op {
            Op::Same | Op::Different => true,
            Op::BeginsWith => class == Class::Text,
            _ => class.is_ordered(),
        };
        if !fits {
            let reason = format!("“{}” is {}, which has no “{word}”", definition.name, class.name());
            return args.wrong_at("field", &reason);
        }
        // A day is added to the day of the check, also where a day with a time is compared with it.
        let today = args.has("value") && args.value("value", field)? == TODAY;
        let of_step = if today { Class::Day } else { class };
        let plus = match args.scalar("plus")? {
            text if text.is_empty() => None,
            text => match Step::parse(&text, of_step) {
                Some(step) if today || args.has("other") => Some(step),
                Some(_) => {
                    return args.wrong_at("plus", "it is added to “other”; with “value” write the sum");
                }
                None => {
                    return args.wrong_at("plus", "a number is expected, or for days a duration such as P1D");
                }
            },
        };
        let with = if args.has("other") {
            With::Field(args.field("other")?)
        } else if today {
            With::Today
        } else {
            let text = args.value("value", field)?;
            match definition.value(&text) {
                Some(value) => With::Constant(text, value),
                None => return args.wrong_at("value", "a value of the field is expected"),
            }
        };
        shared(Compare { field, op, with, plus, class, period: args.word() == "not-before" })
    }

    /// The text and the value it is compared with, if there are any.
    fn wanted<'v>(
        &'v self,
        fields: &'v [Field],
        today: Option<Date>,
        values: &'v Values,
    ) -> Option<(Cow<'v, str>, Value)> {
        match &self.with {
            With::Constant(text, value) => Some((Cow::Borrowed(text.as_str()), value.clone())),
            With::Today => {
                let day = Value::Day(today?);
                let text = fields.get(self.field)?.written(&day);
                let value = match &self.plus {
                    Some(step) => step.after(&day)?,
                    None => day,
                };
                Some((Cow::Owned(text), value))
            }
            With::Field(other) => {
                let text = values.good(*other)?;
                let value = fields.get(*other)?.value(text)?;
                let value = match &self.plus {
                    Some(step) => step.after(&value)?,
                    None => value,
                };
                Some((Cow::Borrowed(text), value))
            }
        }
    }

    fn finding(
        &self,
        (text, expected): (&str, String),
        rule: &RuleEntry,
        at: &RecordContext<'_>,
        values: &Values,
    ) -> Finding {
        let problem = if self.period { &ENDS_BEFORE_START } else { &NOT_IN_ORDER };
        let mut finding = at.about(problem, self.field).expected(expected);
        finding = finding.with("relation", Detail::Phrase(self.op.phrase(self.class)));
        let (reference, action) = match &self.with {
            With::Constant(..) => (["{limit}", "{limit}"], ["{cell}", "{cell}"]),
            With::Today if self.plus.is_some() => (
                [
                    "today ({limit}) {step}, which is {expected}",
                    "aujourd’hui ({limit}) {step}, soit {expected}",
                ],
                ["{cell}", "{cell}"],
            ),
            With::Today => (["today ({limit})", "aujourd’hui ({limit})"], ["{cell}", "{cell}"]),
            With::Field(other) => {
                finding = finding.with("other", at.title(*other)).with("othercell", at.cell_name(*other));
                let reference = if self.plus.is_some() {
                    [
                        "“{other}” ({othercell}: {limit}) {step}, which is {expected}",
                        "« {other} » ({othercell}\u{a0}: {limit}) {step}, soit {expected}",
                    ]
                } else {
                    ["“{other}” ({othercell}: {limit})", "« {other} » ({othercell}\u{a0}: {limit})"]
                };
                (reference, ["{cell} or {othercell}", "{cell} ou {othercell}"])
            }
        };
        if let Some(step) = &self.plus {
            let (phrase, count) = step.phrase();
            finding = finding.with("step", Detail::Phrase(phrase)).with("n", count);
        }
        let shown = match &self.with {
            With::Field(other) => at.shown(*other),
            With::Constant(..) | With::Today => text,
        };
        let finding = finding
            .with("limit", shown)
            .with("reference", Detail::Phrase(reference))
            .with("action", Detail::Phrase(action));
        explained(finding, rule, at, values)
    }
}

impl Rule for Compare {
    fn needs_today(&self) -> bool {
        matches!(self.with, With::Today)
    }

    fn fields(&self) -> Vec<RuleField> {
        match self.with {
            With::Field(other) => Role::LookedAt.of(&[self.field, other]),
            With::Constant(..) | With::Today => Role::LookedAt.of(&[self.field]),
        }
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let other = match &self.with {
            With::Field(other) => names.quoted(*other, lang),
            With::Constant(text, _) => text.clone(),
            With::Today => lang.pick(["today", "aujourd’hui"]).to_owned(),
        };
        let step = self.plus.as_ref().map(|step| {
            let (phrase, count) = step.phrase();
            format!(" {}", lang.say(phrase, &[("n", &count)]))
        });
        lang.say(
            ["{field} {relation} {other}{step}", "{field}\u{a0}: la valeur {relation} {other}{step}"],
            &[
                ("field", &names.quoted(self.field, lang)),
                ("relation", &lang.pick(self.op.phrase(self.class))),
                ("other", &other),
                ("step", &step.unwrap_or_default()),
            ],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let fields = &at.file.definition.fields;
        let Some(field) = fields.get(self.field) else { return };
        let Some(text) = values.good(self.field) else { return };
        let Some((wanted, limit)) = self.wanted(fields, at.file.today, values) else { return };
        let Some(value) = field.value(text) else { return };
        let met = match (self.op, &value, &limit) {
            (Op::BeginsWith, Value::Text(value), Value::Text(limit)) => value.starts_with(limit.as_str()),
            (Op::Same, Value::Text(value), Value::Text(limit)) => value == limit,
            (Op::Different, Value::Text(value), Value::Text(limit)) => value != limit,
            (Op::Same | Op::Different, Value::Truth(value), Value::Truth(limit)) => {
                (value == limit) == (self.op == Op::Same)
            }
            // What cannot be compared, such as a moment with a zone and one without, is left open.
            _ => value.order(&limit).is_none_or(|order| self.op.is_met(order)),
        };
        if met {
            return;
        }
        let problem = if self.period { &ENDS_BEFORE_START } else { &NOT_IN_ORDER };
        let spelling_only = self.op == Op::Same && self.class == Class::Text && fold(text) == fold(&wanted);
        if spelling_only
            && at.file.decisions.accepted(problem, at.file.field_name(self.field), text).is_some()
        {
            let wanted = wanted.into_owned();
            values.replace(self.field, &wanted, problem);
            return;
        }
        to.add(problem, rule.severity, || {
            let expected = if self.plus.is_some() { field.written(&limit) } else { wanted.to_string() };
            let finding = self.finding((&wanted, expected), rule, at, values);
            if spelling_only { finding.fix(Grade::Ask, "", Some(wanted.to_string())) } else { finding }
        });
    }
}
