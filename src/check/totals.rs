//! How many records there are and what became of them, in one sentence: of one file, or of all.

use crate::base::json::{Json, object};
use crate::check::file::File;
use crate::check::verdict::Records;
use crate::problem::Severity;
use crate::problem::lang::Lang;
use crate::wording::Wording;

/// The account of one file, or of several.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    records: Records,
    changes: u64,
    warnings: u64,
}

impl Totals {
    pub(crate) fn of(file: &File<'_>) -> Totals {
        let readable = file.checked.as_ref().filter(|_| file.unreadable.is_none());
        Totals {
            records: file.records(),
            changes: file.changes.as_ref().map_or(0, |c| c.total),
            warnings: readable.map_or(0, |c| c.findings.of_severity(Severity::Warning)),
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
    }

    pub(crate) fn json(&self) -> Json {
        let r = self.records;
        object! {
            "onFile": r.on_file, "ready": r.ready, "inError": r.in_error, "skipped": r.skipped,
            "changes": self.changes, "warnings": self.warnings,
        }
    }

    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let changes = counted(
            self.changes,
            lang,
            ["value corrected", "valeur corrigée"],
            ["values corrected", "valeurs corrigées"],
        );
        let warnings =
            counted(self.warnings, lang, ["warning", "avertissement"], ["warnings", "avertissements"]);
        let pause = lang.pick(["; ", " ; "]);
        format!("{}{pause}{changes}{pause}{warnings}.", self.records.parts(lang))
    }
}

impl Records {
    /// What became of the records, as a sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        format!("{}.", self.parts(lang))
    }

    fn parts(&self, lang: Lang) -> String {
        let n = |count: u64| number(count, lang);
        let many = |count, one, many| counted(count, lang, one, many);
        lang.say(
            [
                "{ready} of {records} ready; {wrong} with errors; {skipped} skipped",
                "{ready_records} sur {all} ; {wrong} en erreur ; {skipped_records}",
            ],
            &[
                ("ready", &n(self.ready)),
                ("all", &n(self.on_file)),
                ("wrong", &n(self.in_error)),
                ("skipped", &n(self.skipped)),
                ("records", &many(self.on_file, ["record", ""], ["records", ""])),
                (
                    "ready_records",
                    &many(self.ready, ["", "enregistrement prêt"], ["", "enregistrements prêts"]),
                ),
                ("skipped_records", &many(self.skipped, ["", "laissé de côté"], ["", "laissés de côté"])),
            ],
        )
    }
}

fn counted(count: u64, lang: Lang, one: [&'static str; 2], many: [&'static str; 2]) -> String {
    let noun = lang.pick(if lang.is_one(count) { one } else { many });
    format!("{} {noun}", number(count, lang))
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
        };
        let said = [0, 1, 2].map(|count| of(count).sentence(Lang::En));
        assert_eq!(
            said[0],
            "0 of 0 records ready; 0 with errors; 0 skipped; 0 values corrected; 0 warnings."
        );
        assert_eq!(said[1], "1 of 1 record ready; 0 with errors; 1 skipped; 1 value corrected; 1 warning.");
        assert_eq!(
            said[2],
            "2 of 2 records ready; 0 with errors; 2 skipped; 2 values corrected; 2 warnings."
        );
        let french = of(0).sentence(Lang::Fr);
        assert!(french.ends_with("0 laissé de côté ; 0 valeur corrigée ; 0 avertissement."), "{french}");
        let french = of(2).sentence(Lang::Fr);
        assert!(french.starts_with("2 enregistrements prêts sur 2 ; "), "{french}");
    }
}
