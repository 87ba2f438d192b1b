//! `sum-limit`: the sum of a field over records that agree in others does not pass a limit.

use crate::base::seeded::Map;
use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed,
};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::across::{Member, Share};
use crate::rules::uniqueness::group_key;
use crate::rules::{Memory, Rule, explained, shared};
use crate::scalar::number::from_f64;
use std::sync::Arc;

pub(crate) static SUM_TOO_HIGH: Problem = Problem {
    code: "B260",
    family: Family::Record,
    name: "sum-too-high",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B260,
    fr: texts::fr::B260,
    example: Example::of(
        r#"{"fields":[{"name":"who"},{"name":"h","type":"number"}],"rules":[{"rule":"sum-limit","field":"h","by":["who"],"maximum":24}]}"#,
        "who,h\nAna,20\nAna,5\n",
        "who,h\nAna,20\nBo,5\n",
    ),
};

pub(crate) static SUM_LIMIT: RuleKind = RuleKind {
    word: "sum-limit",
    older: &[],
    says: Said::of("The sum of a field over records that agree in others does not pass a limit."),
    params: &[
        needed("field", Shape::Field(Fits::Number), "The number that is summed."),
        needed("by", Shape::Fields(Fits::Any), "The fields in which the records agree."),
        needed("maximum", Shape::Number, "The limit."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&SUM_TOO_HIGH],
    load: SumLimit::load,
    example: Example::of(
        r#"{"fields":[{"name":"who"},{"name":"h","type":"number"}],"rules":[{"rule":"sum-limit","field":"h","by":["who"],"maximum":24}]}"#,
        "who,h\nAna,20\nAna,5\n",
        "who,h\nAna,20\nBo,5\n",
    ),
};

/// The sum over records that agree does not pass a limit.
#[derive(Debug)]
struct SumLimit {
    field: usize,
    by: Vec<usize>,
    maximum: f64,
}

impl SumLimit {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(SumLimit {
            field: args.field("field")?,
            by: args.fields("by")?,
            maximum: args.number("maximum")?.unwrap_or_default(),
        })
    }
}

impl Rule for SumLimit {
    fn fields(&self) -> Vec<RuleField> {
        let by = Role::LookedAt.of(&self.by);
        Role::LookedAt.of(&[self.field]).into_iter().chain(by).collect()
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            [
                "Keep the sum of {field} for the same {by} at {maximum} or below",
                "Gardez la somme de {field} pour les mêmes {by} à {maximum} au plus",
            ],
            &[
                ("field", &names.quoted(self.field, lang)),
                ("by", &names.all(&self.by, lang)),
                ("maximum", &from_f64(self.maximum).unwrap_or_default()),
            ],
        )
    }

    fn member(&self, at: &RecordContext<'_>, values: &Values) -> Option<Member> {
        let number = values.number(self.field)?;
        let group = group_key(&self.by, at, values)?;
        let share = Share::Number { number, maximum: self.maximum };
        Some(Member { problem: &SUM_TOO_HIGH, group, share })
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Sums { of: self, sums: Map::default() }))
    }
}

struct Sums<'r> {
    of: &'r SumLimit,
    /// By group: the sum so far, and the row where it began.
    sums: Map<u64, (f64, u32)>,
}

impl Memory for Sums<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let SumLimit { field, by, maximum } = self.of;
        let Some(number) = values.number(*field) else { return };
        let key: Option<Vec<String>> = by.iter().map(|s| values.good(*s).map(str::to_owned)).collect();
        let Some(key) = key else { return };
        // One person may write an address in capitals and in small letters.
        let Some(group) = group_key(by, at, values) else { return };
        let (sum, first) = self.sums.entry(group).or_insert((0.0, at.row.number));
        *sum += number;
        let (sum, first) = (*sum, *first);
        if sum <= maximum + 1e-9 {
            return;
        }
        let amount = |number: f64| {
            let plain = from_f64(number).unwrap_or_default();
            // A limit in whole numbers stays one.
            #[expect(clippy::float_cmp, reason = "the very number of the definition, handed through")]
            let whole = number == *maximum && !plain.contains('.');
            Detail::Amount(if whole { plain } else { at.as_in(&[*field], values, &plain) })
        };
        to.add(&SUM_TOO_HIGH, rule.severity, || {
            let finding = at
                .about(&SUM_TOO_HIGH, *field)
                .with("by", Detail::All(key))
                .with("fields", at.titles(by))
                .with("first", u64::from(first))
                .with("sum", amount(sum))
                .with("maximum", amount(*maximum));
            explained(finding, rule, at, values)
        });
    }
}
