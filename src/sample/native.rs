//! Samples on this machine: the checks are done where the sample is made.

use super::{Sample, Sampler};
use crate::check::error::Error;
use crate::check::file::{Filter, Input};
use crate::definition::SettingValue;
use crate::edits::{Edits, Mapping};
use crate::problem::Detail;
use crate::problem::lang::Lang;
use crate::record::context::Settings;
use crate::session::{Job, Session};
use crate::wording::Wording;
use std::io::Cursor;
use std::ops::ControlFlow;

/// So many of a list are named.
const LISTED: usize = 12;
/// Rows that are taken at a time.
const WINDOW: u64 = 500;

impl Session<'_> {
    /// A small file with the findings of one file that was checked and none of its values, drawn by a key: the same key
    /// gives the same sample. It was checked like the file, on its own.
    ///
    /// # Errors
    /// The file has no findings, or none could be kept without its values.
    pub fn sample(&mut self, file: usize, key: &[u8]) -> Result<Sample, Error> {
        let about = self.files().get(file).ok_or(Error::NothingToSample)?;
        let definition = about.definition.clone().ok_or(Error::NothingToSample)?;
        let report = about.report(Lang::En);
        let input = Input {
            name: about.input.name.clone(),
            import: Some(definition.name.clone()),
            edits: Edits { decisions: about.input.edits.decisions.clone(), ..Edits::default() },
            mapping: Mapping::default(),
            wishes: crate::read::Wishes {
                sheet: None,
                header_row: None,
                beside: Vec::new(),
                ..about.input.wishes.clone()
            },
            today: about.input.today,
            ..Input::default()
        };
        let settings = about.input.settings.clone();
        let mut sampler = Sampler::new(&definition, &report, key)?;
        let mut first = 0;
        loop {
            let window = self.window(file, &Filter::All, first, WINDOW);
            let taken = window.rows.into_iter().all(|row| row.cut || sampler.push(row.number, row.cells));
            first += WINDOW;
            if !taken || first >= window.total {
                break;
            }
        }
        loop {
            let bytes = sampler.candidate()?;
            let settings: Settings =
                settings.iter().map(|(name, answer)| (name.clone(), answer_of(&sampler, answer))).collect();
            let input = Input { settings: settings.clone(), ..input.clone() };
            let job = Job::new(vec![definition.clone()], Lang::En).file(input, Cursor::new(bytes));
            let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
            let report = session.files().first().map(|file| file.report(Lang::En)).unwrap_or_default();
            if !sampler.judge(&report) {
                let said = |(name, answer): (&String, &SettingValue)| match answer {
                    SettingValue::Bool(answer) => format!("{name}={answer}"),
                    SettingValue::Text(text) => format!("{name}={text}"),
                    SettingValue::List(all) => format!("{name}={}", all.join(",")),
                };
                let settings = settings.iter().map(said).collect();
                return Ok(Sample { settings, ..sampler.finish()? });
            }
        }
    }
}

impl Sample {
    /// What it shows, what it could not keep, and what had to stay, as sentences.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let words = Wording { lang, layout: None, definition: None };
        let shown = |all: &[String]| -> Detail {
            let more = all.len().saturating_sub(LISTED);
            let list = all.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
            Detail::from(if more > 0 { format!("{list}, +{more}") } else { list })
        };
        let mut said = vec![words.phrase(
            [
                "{rows} {rows|row shows|rows show} {same} {same|finding|findings} at the same cells with other values; it was checked again.",
                "{rows} {rows|ligne montre|lignes montrent} {same} {same|constat|constats} aux mêmes cellules avec d’autres valeurs\u{a0}; l’échantillon a été vérifié.",
            ],
            &[("rows", (self.origin.len() as u64).into()), ("same", (self.same as u64).into())],
        )];
        let lists = [
            (&self.lost, ["Not kept: {list}.", "Non conservé\u{a0}: {list}."]),
            (&self.added, ["Only in the sample: {list}.", "Seulement dans l’échantillon\u{a0}: {list}."]),
            (
                &self.kept,
                [
                    "These cells of the sample hold what they hold in your file: {list}. Look at them before you send it.",
                    "Ces cellules de l’échantillon contiennent ce qu’elles contiennent dans votre fichier\u{a0}: {list}. Regardez-les avant de l’envoyer.",
                ],
            ),
            (&self.settings, ["Check it with the settings {list}.", "Vérifiez-le avec les réglages {list}."]),
        ];
        let lists = lists.into_iter().filter(|(all, _)| !all.is_empty());
        // Whoever sends it has to look at each cell that holds what it held.
        let whole = |all: &[String]| Detail::from(all.join(", "));
        said.extend(lists.map(|(all, phrase)| {
            let list = if all == &self.kept { whole(all) } else { shown(all) };
            words.phrase(phrase, &[("list", list)])
        }));
        if self.dropped > 0 {
            let phrase = [
                "{count} {count|row was|rows were} left out because a word in {count|it|them} could not be changed.",
                "{count} {count|ligne a été écartée|lignes ont été écartées} parce qu’un mot n’a pas pu être changé.",
            ];
            said.push(words.phrase(phrase, &[("count", (self.dropped as u64).into())]));
        }
        if self.beyond {
            let phrase = [
                "Only the first rows of the file were looked at.",
                "Seules les premières lignes du fichier ont été regardées.",
            ];
            said.push(words.phrase(phrase, &[]));
        }
        if let Some(encoding) = self.encoding {
            let phrase = [
                "It is written in {encoding}, which your file is not.",
                "Il est écrit en {encoding}, ce que votre fichier n’est pas.",
            ];
            said.push(words.phrase(phrase, &[("encoding", encoding.into())]));
        }
        said
    }
}

/// The answer to a setting without the user's own words.
fn answer_of(sampler: &Sampler, answer: &SettingValue) -> SettingValue {
    match answer {
        SettingValue::Bool(answer) => SettingValue::Bool(*answer),
        SettingValue::Text(text) => SettingValue::Text(sampler.answer(text)),
        SettingValue::List(all) => SettingValue::List(all.iter().map(|text| sampler.answer(text)).collect()),
    }
}
