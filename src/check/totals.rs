//! How many records there are and what became of them, in one sentence: of one file, or of all.

use crate::base::json::{Json, object};
use crate::check::file::File;
use crate::check::verdict::Records;
use crate::problem::Severity;
use crate::problem::lang::Lang;
use crate::wording::Wording;
use std::fmt::Display;

/// The account of one file, or of several.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    records: Records,
    changes: u64,
    warnings: u64,
    acknowledged: u64,
}

impl Totals {
    pub(crate) fn of(file: &File<'_>) -> Totals {
        let readable = file.checked.as_ref().filter(|_| file.unreadable.is_none());
        Totals {
            records: file.records(),
            changes: file.changes.as_ref().map_or(0, |c| c.total),
            warnings: readable.map_or(0, |c| c.findings.of_severity(Severity::Warning)),
            acknowledged: file.acknowledged().iter().map(|one| one.count).sum(),
        }
    }

    pub(crate) fn add(&mut self, other: Totals) {
        self.records.on_file += other.records.on_file;
        self.records.ready += other.records.ready;
        self.records.in_error += other.records.in_error;
        self.records.skipped += other.records.skipped;
        self.records.blank += other.records.blank;
        self.changes += other.changes;
        self.warnings += other.warnings;
        self.acknowledged += other.acknowledged;
    }

    pub(crate) fn json(&self) -> Json {
        let r = self.records;
        object! {
            "onFile": r.on_file, "ready": r.ready, "inError": r.in_error, "skipped": r.skipped,
            "changes": self.changes, "warnings": self.warnings,
        }
    }

    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let changed = [["value changed", "valeur modifiée"], ["values changed", "valeurs modifiées"]];
        let warnings = [["warning", "avertissement"], ["warnings", "avertissements"]];
        let mut parts = self.records.parts(lang);
        parts.extend(counted(self.changes, lang, changed));
        parts.extend(counted(self.warnings, lang, warnings));
        if self.acknowledged > 0 {
            let count = number(self.acknowledged, lang);
            let known = ["{count} of them acknowledged", "dont {count} pris en compte"];
            parts.push(lang.say(known, &[("count", &count)]));
        }
        joined(&parts, lang)
    }
}

impl Records {
    /// What became of the records, as a sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        joined(&self.parts(lang), lang)
    }

    /// How many are ready, and whatever else there is any of.
    fn parts(&self, lang: Lang) -> Vec<String> {
        // English counts the rows there are, French those that are ready.
        let one = lang.is_one(if lang.is_french() { self.ready } else { self.on_file });
        let phrase = if one {
            ["{ready} of {all} row ready", "{ready} ligne prête sur {all}"]
        } else {
            ["{ready} of {all} rows ready", "{ready} lignes prêtes sur {all}"]
        };
        let counts = [("ready", &number(self.ready, lang)), ("all", &number(self.on_file, lang))];
        let mut parts = vec![lang.say(phrase, &counts.map(|(name, count)| (name, count as &dyn Display)))];
        parts.extend(counted(self.in_error, lang, [["with errors", "avec erreurs"]; 2]));
        parts.extend(counted(self.skipped, lang, [["left out", "écartée"], ["left out", "écartées"]]));
        parts
    }
}

fn joined(parts: &[String], lang: Lang) -> String {
    format!("{}.", parts.join(lang.pick(["; ", "\u{a0}; "])))
}

/// A count with the noun for one and for many; nothing where there is none.
fn counted(count: u64, lang: Lang, [one, many]: [[&'static str; 2]; 2]) -> Option<String> {
    let noun = lang.pick(if lang.is_one(count) { one } else { many });
    (count > 0).then(|| format!("{} {noun}", number(count, lang)))
}

fn number(count: u64, lang: Lang) -> String {
    Wording { lang, layout: None, definition: None }.number(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        let of = |count| Totals {
            records: Records { on_file: count, ready: count, skipped: count, ..Records::default() },
            changes: count,
            warnings: count,
            acknowledged: count,
        };
        let said = [0, 1, 2].map(|count| of(count).sentence(Lang::En));
        assert_eq!(said[0], "0 of 0 rows ready.");
        assert_eq!(
            said[1],
            "1 of 1 row ready; 1 left out; 1 value changed; 1 warning; 1 of them acknowledged."
        );
        assert_eq!(
            said[2],
            "2 of 2 rows ready; 2 left out; 2 values changed; 2 warnings; 2 of them acknowledged."
        );
        assert_eq!(of(0).sentence(Lang::Fr), "0 ligne prête sur 0.");
        let french = of(2_000).sentence(Lang::Fr);
        assert!(french.starts_with("2\u{202f}000 lignes prêtes sur 2\u{202f}000\u{a0}; "), "{french}");
    }
}
