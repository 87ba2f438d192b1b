//! `unique`: a combination occurs once, in the file or among the rows of one parent.

use crate::definition::ImportDefinition;
use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{
    Args, Demand, Fits, Role, RuleEntry, RuleField, RuleKind, Said, Shape, needed, optional,
};
use crate::problem::Example;
use crate::problem::lang::Lang;
use crate::record::context::{RecordContext, Reporter};
use crate::record::outline::NONE;
use crate::record::values::Values;
use crate::rules::across::{Member, Share};
use crate::rules::uniqueness::{
    DUPLICATE_COMBINATION, DUPLICATE_VALUE, Key, NAME_USED_TWICE, key_of_record, problem_of,
};
use crate::rules::{Memory, Rule, shared};
use std::sync::Arc;

pub(crate) static UNIQUE: RuleKind = RuleKind {
    word: "unique",
    older: &[],
    says: Said::of("The combination occurs once, in the file or among the rows of one parent."),
    params: &[
        needed("fields", Shape::Fields(Fits::Any), "The fields that are compared together."),
        optional("amongSiblings", Shape::YesNoInOutline, "Only among rows that belong to the same row."),
        optional("folded", Shape::YesNo, "Without regard to capitals and blanks."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&DUPLICATE_VALUE, &DUPLICATE_COMBINATION, &NAME_USED_TWICE],
    load: Unique::load,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"rules":[{"rule":"unique","fields":["a","b"]}]}"#,
        "a,b,c\n1,x,1\n1,x,2\n",
        "a,b,c\n1,x,1\n1,y,1\n",
    ),
};

/// The combination occurs once, in the file or among the rows of one parent.
#[derive(Debug)]
struct Unique {
    fields: Vec<usize>,
    among_siblings: bool,
    folded: bool,
}

impl Unique {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Unique {
            fields: args.fields("fields")?,
            among_siblings: args.yes("amongSiblings")?,
            folded: args.yes("folded")?,
        })
    }
}

impl Rule for Unique {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&self.fields)
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = match (self.fields.len(), self.among_siblings) {
            (1, false) => {
                ["Use each value of {fields} once", "N’utilisez chaque valeur de {fields} qu’une fois"]
            }
            (1, true) => [
                "Use each value of {fields} once in the same place",
                "N’utilisez chaque valeur de {fields} qu’une fois au même endroit",
            ],
            (_, false) => [
                "Use each combination of {fields} once",
                "N’utilisez chaque combinaison de {fields} qu’une fois",
            ],
            (_, true) => [
                "Use each combination of {fields} once in the same place",
                "N’utilisez chaque combinaison de {fields} qu’une fois au même endroit",
            ],
        };
        lang.say(phrase, &[("fields", &names.all(&self.fields, lang))])
    }

    fn member(&self, at: &RecordContext<'_>, values: &Values) -> Option<Member> {
        // Rows below another row have their siblings in the same file.
        if self.among_siblings && at.node.is_some_and(|node| node.parent != NONE) {
            return None;
        }
        let group = key_of_record(&self.fields, self.folded, 0, at, values)?;
        Some(Member { problem: problem_of(self.among_siblings, &self.fields), group, share: Share::Once })
    }

    fn memory<'r>(&'r self, _definition: &'r ImportDefinition) -> Option<Box<dyn Memory + 'r>> {
        Some(Box::new(Combinations(Key::new(&self.fields, self.among_siblings, self.folded))))
    }
}

struct Combinations<'r>(Key<'r>);

impl Memory for Combinations<'_> {
    fn record(&mut self, rule: &RuleEntry, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        // The fingerprint of the row is asked of the keys of the file only.
        self.0.record(Some(rule), at, values, 0, to);
    }
}
