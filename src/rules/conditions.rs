//! The conditions of all rules of a definition.
//!
//! Most say of which kind of row a rule is. So one look at the kind of a record strikes out the rules of all other kinds, and
//! what only those would ask is never asked. What the customer answered holds for a whole file, and is looked at once. A test
//! compares this with the simple way, which asks each rule by itself.

use super::{holds_one, is_answer};
use crate::base::remembered::Remembered;
use crate::definition::{Condition, Test, When};
use crate::record::context::{RecordContext, RuleContext};
use crate::record::values::Values;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rules by their places, and which of them apply to the record at hand.
#[derive(Default)]
pub(super) struct Conditions<'d> {
    groups: Vec<Group<'d>>,
    /// The state of the values for which that is known.
    state: u64,
}

/// As many rules as a word has bits.
const GROUP: usize = u64::BITS as usize;

/// The rules of one word: the lowest bit is that of the first.
#[derive(Default)]
struct Group<'d> {
    /// Those that apply to records of the file at all.
    rules: u64,
    /// What they ask. What most of them ask comes first.
    questions: Vec<Question<'d>>,
    /// Those that apply to the record at hand.
    apply: u64,
}

/// Something that some of the rules ask of a record.
struct Question<'d> {
    rules: u64,
    asked: Asked<'d>,
}

enum Asked<'d> {
    /// Which of these values a field has; each with the rules that it lets pass.
    Value(usize, BTreeMap<&'d str, u64>, Remembered<u64>),
    Other(&'d Condition),
}

impl<'d> Conditions<'d> {
    /// The conditions of rules, in the order of their places.
    pub(super) fn new(file: &RuleContext<'_>, rules: impl Iterator<Item = &'d When>) -> Conditions<'d> {
        let rules: Vec<&When> = rules.collect();
        let groups = rules.chunks(GROUP).map(|rules| Group::new(file, rules)).collect();
        Conditions { groups, state: 0 }
    }

    /// The next rule, from this place on, all conditions of which hold for the record.
    pub(super) fn next(&mut self, from: usize, at: &RecordContext<'_>, values: &Values) -> Option<usize> {
        // A repair may change what others ask.
        if self.state != values.state_number() {
            self.state = values.state_number();
            self.groups.iter_mut().for_each(|group| group.apply = group.applying(at, values));
        }
        let mut passed = from % GROUP;
        for (index, group) in self.groups.iter().enumerate().skip(from / GROUP) {
            let rest = group.apply >> passed << passed;
            if rest != 0 {
                return Some(index * GROUP + rest.trailing_zeros() as usize);
            }
            passed = 0;
        }
        None
    }
}

impl<'d> Group<'d> {
    fn new(file: &RuleContext<'_>, rules: &[&'d When]) -> Group<'d> {
        let mut group = Group::default();
        for (place, when) in rules.iter().enumerate() {
            let answered = |condition: &Condition| match condition {
                Condition::Setting(name, wanted) => is_answer(file, name, wanted),
                _ => true,
            };
            if when.0.iter().all(answered) {
                group.rules |= 1 << place;
                when.0.iter().for_each(|condition| group.ask(condition, 1 << place));
            }
        }
        group.questions.sort_by_key(|question| Reverse(question.rules.count_ones()));
        group
    }

    /// Takes in what one rule asks.
    fn ask(&mut self, condition: &'d Condition, rule: u64) {
        let asked = match condition {
            Condition::Setting(..) => return,
            Condition::Field(slot, Test::OneOf(_)) => {
                Asked::Value(*slot, BTreeMap::new(), Remembered::default())
            }
            other => Asked::Other(other),
        };
        let same = |known: &Question<'d>| match (&known.asked, &asked) {
            // Who asks twice asks two questions.
            (Asked::Value(known_slot, ..), Asked::Value(slot, ..)) => {
                known_slot == slot && known.rules & rule == 0
            }
            (Asked::Other(known), Asked::Other(other)) => known == other,
            _ => false,
        };
        let place = self.questions.iter().position(same);
        let place = place.unwrap_or_else(|| {
            self.questions.push(Question { rules: 0, asked });
            self.questions.len() - 1
        });
        let Some(question) = self.questions.get_mut(place) else { return };
        question.rules |= rule;
        if let (Asked::Value(_, values, _), Condition::Field(_, Test::OneOf(list))) =
            (&mut question.asked, condition)
        {
            for key in list.keys() {
                *values.entry(key).or_default() |= rule;
            }
        }
    }

    /// The rules that apply to a record.
    fn applying(&self, at: &RecordContext<'_>, values: &Values) -> u64 {
        let mut left = self.rules;
        for question in &self.questions {
            if left & question.rules != 0 {
                left &= !question.rules | question.passing(at, values);
            }
        }
        left
    }
}

impl Question<'_> {
    /// Those of its rules that a record lets pass.
    fn passing(&self, at: &RecordContext<'_>, values: &Values) -> u64 {
        match &self.asked {
            Asked::Value(slot, allowed, remembered) => {
                let field = at.file.definition.fields.get(*slot);
                let Some((field, text)) = field.zip(values.good(*slot)) else { return 0 };
                remembered.of(text, |text| {
                    let key = field.key(text);
                    allowed.get(&*key).copied().unwrap_or(0)
                })
            }
            Asked::Other(condition) if holds_one(condition, at, values) => self.rules,
            Asked::Other(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::file::Input;
    use crate::definition::ImportDefinition;
    use crate::problem::lang::Lang;
    use crate::session::Job;
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};
    use std::io::Cursor;
    use std::ops::ControlFlow;
    use std::sync::Arc;

    /// What may be asked of the kind, of the size, and of the customer; beside it whether that holds.
    type Ask<T> = (Json, fn(T) -> bool);

    fn of_kind() -> Vec<Ask<&'static str>> {
        vec![
            (json!("a"), |kind| kind == "a"),
            (json!(["a", "b"]), |kind| kind == "a" || kind == "b"),
            (json!(["c"]), |kind| kind == "c"),
            (json!({ "not": ["a", "c"] }), |kind| kind != "a" && kind != "c"),
            (json!({ "filled": false }), str::is_empty),
        ]
    }

    fn of_size() -> Vec<Ask<&'static str>> {
        vec![
            (json!("1"), |size| size.starts_with('1')),
            (json!(["2", "1.00"]), |size| size == "2" || size.starts_with('1')),
            (json!({ "not": "2" }), |size| size != "2"),
            (json!({ "filled": true }), |size| !size.is_empty()),
            (json!({ "minimum": 2 }), |size| size == "2"),
        ]
    }

    /// A rule: what it is, and what it asks by place in the lists above.
    type Drawn = (usize, Option<usize>, Option<usize>, Option<bool>);

    /// One word of the definition, whether it compares records, and whether it empties a wrong size.
    const RULES: [(&str, &str, bool, bool); 3] = [
        ("required", "note", false, false),
        ("unused", "size", false, true),
        ("unique", "note", true, false),
    ];

    fn rule((word, kind, size, answer): &Drawn) -> Json {
        let mut when = serde_json::Map::new();
        let mut ask = |name: &str, json: Option<Json>| json.map(|json| when.insert(name.to_owned(), json));
        ask("kind", kind.map(|at| of_kind()[at].0.clone()));
        ask("size", size.map(|at| of_size()[at].0.clone()));
        ask("@setting:s", answer.map(Json::Bool));
        let (word, field, ..) = RULES[*word];
        json!({ "rule": word, "fields": [field], "severity": "warning", "when": when })
    }

    fn holds((_, kind, size, answer): &Drawn, row: (&'static str, &'static str), answered: bool) -> bool {
        kind.is_none_or(|at| of_kind()[at].1(row.0))
            && size.is_none_or(|at| of_size()[at].1(row.1))
            && answer.is_none_or(|answer| answer == answered)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Each rule is asked of just the records for which its conditions hold, one after the other.
        #[test]
        fn as_each_rule_by_itself(
            drawn in proptest::collection::vec(
                (0..RULES.len(), proptest::option::of(0..5_usize), proptest::option::of(0..5_usize), any::<Option<bool>>()),
                1..90,
            ),
            rows in proptest::collection::vec(
                (proptest::sample::select(vec!["", "a", "b", "c"]), proptest::sample::select(vec!["", "1", "1.0", "2", "x"])),
                1..12,
            ),
            answered in any::<bool>(),
        ) {
            let definition = json!({
                "fields": [{ "name": "id" }, { "name": "kind" }, { "name": "size", "type": "number" }, { "name": "note" }],
                "settings": [{ "name": "s", "default": answered, "title": "s", "description": "s" }],
                "rules": drawn.iter().map(rule).collect::<Vec<Json>>(),
            });
            let definition = Arc::new(ImportDefinition::load(&definition).unwrap());
            let lines = rows.iter().enumerate().map(|(id, (kind, size))| format!("r{id},{kind},{size},\n"));
            let text = format!("id,kind,size,note\n{}", lines.collect::<String>());
            let input = Input { name: "rows.csv".to_owned(), ..Input::default() };
            let job = Job::new(vec![definition], Lang::En).file(input, Cursor::new(text.into_bytes()));
            let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
            let runs = &session.files()[0].checked.as_ref().unwrap().rule_runs;
            let mut expected = vec![0; drawn.len()];
            for (kind, mut size) in rows {
                for compares in [false, true] {
                    for (drawn, expected) in drawn.iter().zip(&mut expected) {
                        let (_, _, memory, empties) = RULES[drawn.0];
                        if memory == compares && holds(drawn, (kind, size), answered) {
                            *expected += 1;
                            size = if empties && size == "x" { "" } else { size };
                        }
                    }
                }
            }
            let looked: Vec<u64> = (0..drawn.len()).map(|index| runs[&index].looked).collect();
            prop_assert_eq!(looked, expected);
        }
    }
}
