//! `limit`: another system keeps less: greatest length and characters it refuses.

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
use crate::scalar::text::visible;
use std::sync::Arc;

pub(crate) static BEYOND_LIMIT: Problem = Problem {
    code: "B250",
    family: Family::Record,
    name: "beyond-limit",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::B250,
    fr: texts::fr::B250,
    example: Example::of(
        r#"{"fields":[{"name":"n"}],"rules":[{"rule":"limit","field":"n","maxLength":3}]}"#,
        "n\nabcd\n",
        "n\nabc\n",
    ),
};

pub(crate) static LIMIT: RuleKind = RuleKind {
    word: "limit",
    older: &[],
    says: Said::of("Another system keeps less: greatest length and characters it refuses."),
    params: &[
        needed("field", Shape::Field(Fits::Any), "The field."),
        optional("maxLength", Shape::Whole(0), "Greatest number of characters."),
        optional("characters", Shape::Text, "Characters that are not accepted there."),
    ],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&BEYOND_LIMIT],
    load: Limit::load,
    example: Example::of(
        r#"{"fields":[{"name":"n"}],"rules":[{"rule":"limit","field":"n","maxLength":3}]}"#,
        "n\nabcd\n",
        "n\nabc\n",
    ),
};

/// Another system keeps fewer characters.
#[derive(Debug)]
struct Limit {
    field: usize,
    max_length: Option<usize>,
    characters: Vec<char>,
}

impl Limit {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(Limit {
            field: args.field("field")?,
            max_length: args.whole("maxLength")?,
            characters: args.text("characters")?.chars().collect(),
        })
    }
}

impl Rule for Limit {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let phrase = match (self.max_length, self.characters.is_empty()) {
            (Some(_), true) => ["Keep {field} to {max} characters", "Limitez {field} à {max} caractères"],
            (Some(_), false) => [
                "Keep {field} to {max} characters, without {characters}",
                "Limitez {field} à {max} caractères, sans {characters}",
            ],
            (None, _) => ["Write {field} without {characters}", "Écrivez {field} sans {characters}"],
        };
        let characters: Vec<String> = self.characters.iter().map(char::to_string).collect();
        lang.say(
            phrase,
            &[
                ("field", &names.quoted(self.field, lang)),
                ("max", &self.max_length.unwrap_or(0)),
                ("characters", &characters.join(" ")),
            ],
        )
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        let Some(text) = values.good(self.field) else { return };
        // A text has at least as many bytes as characters, so that most are not counted.
        let length = || text.chars().count();
        let too_long = self.max_length.filter(|max| text.len() > *max && length() > *max);
        let refused = |c: &char| self.characters.contains(c);
        let wrong = if self.characters.is_empty() { None } else { text.chars().find(refused) };
        if too_long.is_none() && wrong.is_none() {
            return;
        }
        to.add(&BEYOND_LIMIT, rule.severity, || {
            let finding = at.about(&BEYOND_LIMIT, self.field);
            let finding = match (too_long, wrong) {
                (Some(max), _) => finding.with("length", length() as u64).with("max", max as u64).with(
                    "fault",
                    Detail::Phrase([
                        "has {length} characters; {max} are kept",
                        "compte {length} caractères\u{a0}; {max} sont gardés",
                    ]),
                ),
                (None, Some(c)) => finding.with("character", visible(&c.to_string(), 12)).with(
                    "fault",
                    Detail::Phrase([
                        "holds the character “{character}”, which is not accepted there",
                        "contient le caractère « {character} », qui n’y est pas accepté",
                    ]),
                ),
                (None, None) => finding,
            };
            explained(finding, rule, at, values)
        });
    }
}
