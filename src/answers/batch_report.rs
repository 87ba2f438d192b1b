//! What is said of all files together: the account of each, the sum, the order in which to load them.

use super::forecast;
use crate::base::json::{Json, object};
use crate::base::sorting;
use crate::check::file::File;
use crate::check::forecast::ForecastTogether;
use crate::check::totals::Totals;
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::session::Session;
use std::sync::Arc;

impl Session<'_> {
    /// What is said of all files together: the account of each, the sum, and the order in which to load them.
    #[must_use]
    pub fn batch_report(&self, lang: Lang) -> Json {
        let mut total = Totals::default();
        let mut unreadable = 0;
        let mut files = Vec::new();
        for file in &self.files {
            let line = Totals::of(file);
            total.add(line);
            unreadable += u64::from(file.unreadable.is_some());
            let import = file.definition.as_deref();
            let mut entry = object! {
                "name": &file.input.name,
                "import": import.map(|d| &d.name),
                "title": import.map(|d| d.title.get(lang.tag())),
                "verdict": file.verdict().name(),
                "message": if file.unreadable.is_some() { unread(lang).to_owned() } else { line.sentence(lang) },
            };
            extend(&mut entry, line.json());
            files.push(entry);
        }
        let mut message = total.sentence(lang);
        if unreadable > 0 {
            message = format!("{message} {}", unread_files(unreadable, lang));
        }
        object! {
            "files": files,
            "total": total.json(),
            "message": message,
            "order": self.order(lang),
            "orderMessage": self.order_message(lang),
        }
    }

    /// The imports of the files that have a place in the order of loading, the first one first.
    fn ranked(&self) -> Vec<&Arc<ImportDefinition>> {
        let mut all: Vec<&Arc<ImportDefinition>> =
            self.files.iter().filter_map(|f| f.definition.as_ref()).filter(|d| d.rank > 0).collect();
        sorting::sort_by(&mut all, |a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
        all.dedup_by(|a, b| a.name == b.name);
        all
    }

    fn order(&self, lang: Lang) -> Vec<Json> {
        let entry = |d: &&Arc<ImportDefinition>| {
            let own = |f: &&File<'_>| f.definition.as_ref().is_some_and(|x| x.name == d.name);
            let names: Vec<&str> = self.files.iter().filter(own).map(|f| f.input.name.as_str()).collect();
            object! { "import": &d.name, "title": d.title.get(lang.tag()), "files": names }
        };
        self.ranked().iter().map(entry).collect()
    }

    fn order_message(&self, lang: Lang) -> String {
        let titles: Vec<&str> = self.ranked().iter().map(|d| d.title.get(lang.tag())).collect();
        if titles.len() < 2 {
            return String::new();
        }
        let all = titles.join(", ");
        let phrase =
            ["Load the files in this order: {all}.", "Importez les fichiers dans cet ordre\u{a0}: {all}."];
        lang.say(phrase, &[("all", &all)])
    }

    /// What is said of files that go out as one table, table by table.
    fn forecasts_together(&self) -> impl Iterator<Item = &ForecastTogether> {
        let all = || self.files.iter().filter_map(|file| file.together.as_ref());
        let is_first = move |at: usize, one: &Arc<ForecastTogether>| {
            !all().take(at).any(|before| Arc::ptr_eq(before, one))
        };
        all().enumerate().filter(move |(at, one)| is_first(*at, one)).map(|(_, one)| one.as_ref())
    }

    /// The account of all files as text; empty for a single one.
    #[must_use]
    pub fn batch_text(&self, lang: Lang) -> String {
        if self.files.len() < 2 {
            return String::new();
        }
        let report = self.batch_report(lang);
        let title = lang.pick(["All files together", "Tous les fichiers ensemble"]);
        let colon = lang.pick([":", "\u{a0}:"]);
        let mut text = format!("{title}\n");
        for file in report["files"].as_array().into_iter().flatten() {
            text += &format!("  {}{colon} {}\n", said(file, "name"), said(file, "message"));
        }
        for sentence in self.forecasts_together().flat_map(|one| forecast::sentences_together(one, lang)) {
            text += &format!("  {sentence}\n");
        }
        for key in ["message", "orderMessage"] {
            if !said(&report, key).is_empty() {
                text += &format!("{}\n", said(&report, key));
            }
        }
        text
    }
}

fn said<'j>(json: &'j Json, key: &str) -> &'j str {
    json[key].as_str().unwrap_or_default()
}

pub(super) fn extend(entry: &mut Json, more: Json) {
    if let (Json::Object(entry), Json::Object(more)) = (entry, more) {
        entry.extend(more);
    }
}

fn unread(lang: Lang) -> &'static str {
    lang.pick(["The file could not be read.", "Le fichier n’a pas pu être lu."])
}

fn unread_files(count: u64, lang: Lang) -> String {
    let phrase = if count == 1 {
        ["1 file could not be read.", "1 fichier n’a pas pu être lu."]
    } else {
        ["{count} files could not be read.", "{count} fichiers n’ont pas pu être lus."]
    };
    lang.say(phrase, &[("count", &count)])
}
