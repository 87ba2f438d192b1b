//! What each rule of the definition came to in a file.

use crate::base::json::{Json, object};
use crate::check::file::File;
use crate::definition::ImportDefinition;
use crate::definition::rule::RuleEntry;
use crate::rules::{RuleRun, rule_of};

impl File<'_> {
    /// Each rule in the order of the definition; none where the file could not be read.
    pub(super) fn rules(&self, definition: &ImportDefinition) -> Vec<Json> {
        let Some(checked) = &self.checked else { return Vec::new() };
        let rules = definition.rules.iter().enumerate();
        rules
            .map(|(index, entry)| {
                let run = checked.rule_runs.get(&index);
                let count = |of: fn(&RuleRun) -> u64| run.map(of);
                object! {
                    "place": &entry.place, "rule": entry.kind.word, "state": self.state(entry, run),
                    "looked": count(|run| run.looked), "found": count(|run| run.found),
                    "open": count(|run| run.open),
                }
            })
            .collect()
    }

    fn state(&self, entry: &RuleEntry, run: Option<&RuleRun>) -> &'static str {
        let asks_day = rule_of(entry).is_some_and(crate::rules::Rule::needs_today);
        match run {
            _ if asks_day && self.input.today.is_none() => "not-run",
            None => "other-files",
            Some(run) if run.looked == 0 => "never-applied",
            Some(_) => "ran",
        }
    }
}
