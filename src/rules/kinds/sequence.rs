//! `sequence`: the numbers of records that agree in some fields follow each other without a gap, in the order of the file.

use crate::base::seeded::Map;
use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Finding, Grade, Problem, Severity, texts};
use crate::record::context::{Group, RecordContext, Reporter, RuleContext};
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
    fn fields(&self) -> Vec<RuleField> {
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

    fn judge_group(&self, parts: &[&Group]) -> Vec<(usize, Vec<u32>)> {
        let mut expected = Some(self.start);
        let mut wrong = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if part.ends[0].zip(expected).is_some_and(|(number, expected)| number != expected) {
                wrong.push((at, part.rows.iter().take(1).copied().collect()));
            }
            expected = part.ends[1].and_then(|last| last.plus(self.step));
        }
        wrong
    }

    fn tell_group(
        &self,
        parts: &[(&str, &Group)],
        at: usize,
        rule: &RuleEntry,
        file: &RuleContext<'_>,
    ) -> Option<Finding> {
        let (_, own) = parts.get(at)?;
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        let expected = match before {
            Some((_, part)) => part.ends[1]?.plus(self.step)?,
            None => self.start,
        };
        let place = file.place(*own.rows.first()?, self.field);
        let mut finding = Finding::new(&NOT_THE_NEXT_NUMBER, place).value(&own.ends[0]?.to_string());
        finding.field = file.layout.slots.get(self.field).and_then(|slot| slot.field);
        let finding = finding.expected(expected.to_string());
        let finding = match before {
            Some((name, part)) => finding
                .with("before", format!("{} ({name})", part.rows.last()?))
                .with("order", Detail::Phrase(["after row {before}", "après la ligne {before}"])),
            None => finding.with("order", Detail::Phrase(["at the beginning", "au début"])),
        };
        let noted = rule.note.plain.is_empty();
        Some(if noted { finding } else { finding.with("note", Detail::Said(rule.note.clone())) })
    }

    fn binds(&self) -> bool {
        true
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Numbers { of: self, groups: Map::default() }))
    }
}

struct Numbers<'r> {
    of: &'r Sequence,
    groups: Map<u64, Group>,
}

impl Memory for Numbers<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let Sequence { field, by, start, step } = self.of;
        let Some(key) = group_key(by, at, values) else { return };
        let group = self.groups.entry(key).or_insert_with(|| Group {
            rule: 0,
            key,
            texts: Vec::new(),
            rows: Vec::new(),
            total: None,
            passed: None,
            ends: [None; 2],
        });
        let before = group.rows.last().copied();
        group.rows.push(at.row.number);
        let number = values.good(*field).and_then(|_| values.decimal(*field));
        let expected = match before {
            // Another file may hold what comes before it.
            None => Some(*start).filter(|_| !at.file.goes_on),
            Some(_) => group.ends[1].and_then(|last| last.plus(*step)),
        };
        if before.is_none() {
            group.ends[0] = number;
        }
        group.ends[1] = number;
        let (Some(expected), Some(number)) = (expected, number) else { return };
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

    fn finish(&mut self, _rule: &RuleEntry, file: &RuleContext<'_>, to: &mut Reporter<'_>) {
        // All rows of a file without `by` would be one family, and they go out in order anyway.
        if file.definition.limits.is_some() && !self.of.by.is_empty() {
            to.families.extend(self.groups.values().map(|group| (group.key, group.rows.clone())));
        }
        let groups = std::mem::take(&mut self.groups).into_values();
        if file.goes_on {
            return to.open_groups.extend(groups);
        }
        // Without one of them the numbers of the others have a gap.
        to.bound.extend(groups.map(|group| group.rows));
    }
}
