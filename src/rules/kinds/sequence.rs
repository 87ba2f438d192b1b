//! `sequence`: the numbers of records that agree in some fields follow each other without a gap, in the order of the file.

use crate::base::seeded::Map;
use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Part, Role, RuleEntry, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::rules::uniqueness::group_key;
use crate::rules::{Memory, Rule, explained, shared};
use crate::scalar::number::{Decimal, from_f64};
use std::sync::Arc;

pub(crate) static NOT_THE_NEXT_NUMBER: Problem = Problem {
    code: "B460",
    name: "not-the-next-number",
    family: Family::Record,
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::B460,
    fr: texts::fr::B460,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"invoice"},{"name":"line","type":"integer"}],"rules":[{"rule":"sequence","field":"line","by":["invoice"]}]}"#,
    "invoice,line\nA,1\nA,2\nA,4\n",
    "invoice,line\nA,1\nB,1\nA,2\nA,3\n",
);

pub(crate) static SEQUENCE: RuleKind = RuleKind {
    word: "sequence",
    older: &[],
    says: Said::of(
        "The numbers of records that agree in some fields follow each other without a gap, in the order of the file.",
    ),
    params: &[
        needed("field", Shape::Field(Fits::Number), "The number."),
        optional(
            "by",
            Shape::Fields(Fits::Any),
            "The fields in which the records agree; without them the whole file.",
        ),
        optional("start", Shape::Number, "The first number; 1 when absent."),
        optional("step", Shape::Number, "From one number to the next; 1 when absent."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&NOT_THE_NEXT_NUMBER],
    load: Sequence::load,
    example: EXAMPLE,
};

/// The numbers of records that agree follow each other.
#[derive(Debug)]
struct Sequence {
    field: usize,
    by: Vec<usize>,
    start: Decimal,
    step: Decimal,
}

impl Sequence {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        let number = |word: &str| -> Loaded<Decimal> {
            let text = from_f64(args.number(word)?.unwrap_or(1.0)).unwrap_or_default();
            Decimal::parse(&text).map_or_else(|| args.wrong_at(word, "the number is too large"), Ok)
        };
        let (start, step) = (number("start")?, number("step")?);
        if step.is_zero() {
            return args.wrong_at("step", "numbers that follow each other differ");
        }
        shared(Sequence { field: args.field("field")?, by: args.fields("by")?, start, step })
    }
}

impl Rule for Sequence {
    fn fields(&self) -> Vec<Part> {
        let by = Role::LookedAt.of(&self.by);
        Role::LookedAt.of(&[self.field]).into_iter().chain(by).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = if self.by.is_empty() {
            [
                "Number {field} from {start} on in steps of {step}, without a gap",
                "Numérotez {field} à partir de {start} par pas de {step}, sans lacune",
            ]
        } else {
            [
                "Number {field} from {start} on in steps of {step} for the same {by}, without a gap",
                "Numérotez {field} à partir de {start} par pas de {step} pour les mêmes {by}, sans lacune",
            ]
        };
        lang.say(
            phrase,
            &[
                ("field", &names.quoted(self.field, lang)),
                ("by", &names.all(&self.by, lang)),
                ("start", &self.start),
                ("step", &self.step),
            ],
        )
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Numbers { of: self, groups: Map::default() }))
    }
}

struct Numbers<'r> {
    of: &'r Sequence,
    groups: Map<u64, Group>,
}

/// Records that agree.
#[derive(Default)]
struct Group {
    /// The number of the last record; nothing where it has none that can be gone on from.
    last: Option<Decimal>,
    rows: Vec<u32>,
}

impl Memory for Numbers<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let Sequence { field, by, start, step } = self.of;
        let Some(key) = group_key(by, at, values) else { return };
        let group = self.groups.entry(key).or_default();
        let before = group.rows.last().copied();
        group.rows.push(at.row.number);
        let expected = match before {
            None => Some(*start),
            Some(_) => group.last.and_then(|last| last.plus(*step)),
        };
        group.last = values.good(*field).and_then(|_| values.decimal(*field));
        let (Some(expected), Some(number)) = (expected, group.last) else { return };
        if number == expected {
            return;
        }
        to.add(&NOT_THE_NEXT_NUMBER, rule.severity, || {
            let finding = at.about(&NOT_THE_NEXT_NUMBER, *field).expected(expected.to_string());
            let finding = match before {
                Some(row) => finding
                    .with("before", at.cell_in(row, *field))
                    .with("order", Detail::Phrase(["after {before}", "après {before}"])),
                None => finding.with("order", Detail::Phrase(["at the beginning", "au début"])),
            };
            explained(finding, rule, at, values)
        });
    }

    fn finish(&mut self, _rule: &RuleEntry, _file: &RuleContext<'_>, to: &mut Reporter<'_>) {
        // Without one of them the numbers of the others have a gap.
        to.bound.extend(std::mem::take(&mut self.groups).into_values().map(|group| group.rows));
    }
}
