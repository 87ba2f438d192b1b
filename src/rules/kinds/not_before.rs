//! `not-before`: one date is not before another.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Part, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Grade, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, against, shared};
use std::sync::Arc;

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

pub(crate) static NOT_BEFORE: RuleKind = RuleKind {
    word: "not-before",
    says: Said::of("The first date is not before the second."),
    params: &[
        needed("field", Shape::Field, "The later date."),
        needed("other", Shape::Field, "The earlier date."),
    ],
    any_of: &[],
    problems: &[&ENDS_BEFORE_START],
    load: NotBefore::load,
    example: Example::of(
        r#"{"fields":[{"name":"from","type":"date"},{"name":"to","type":"date"}],"rules":[{"rule":"not-before","field":"to","other":"from"}]}"#,
        "from,to\n2025-02-01,2025-01-01\n",
        "from,to\n2025-02-01,2025-02-01\n",
    ),
};

/// One date is not before the other.
#[derive(Debug)]
struct NotBefore {
    field: usize,
    other: usize,
}

impl NotBefore {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(NotBefore { field: args.field("field")?, other: args.field("other")? })
    }
}

impl Rule for NotBefore {
    fn fields(&self) -> Vec<Part> {
        Role::LookedAt.of(&[self.field, self.other])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        lang.say(
            ["{field} is not before {other}", "{field} n’est pas avant {other}"],
            &[("field", &names.quoted(self.field, lang)), ("other", &names.quoted(self.other, lang))],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let slots = (self.field, self.other);
        // Canonical dates sort as text.
        if let (Some(end), Some(start)) = (values.good(slots.0), values.good(slots.1))
            && end < start
        {
            to.add(&ENDS_BEFORE_START, rule.severity, || {
                against(&ENDS_BEFORE_START, slots, rule, at, values).expected(start)
            });
        }
    }
}
