//! What an import would do to what is there, as data and as a sentence.

use super::batch_report::extend;
use crate::base::json::{Json, object};
use crate::check::forecast::{FieldForecast, Forecast, ForecastTogether, IsMeant, OneOfThem, WhichIsMeant};
use crate::problem::Detail;
use crate::problem::lang::Lang;
use crate::scalar::text::visible;
use crate::wording::Wording;

/// Fields that the sentence names.
const NAMED: usize = 5;

/// Characters of a name that are shown.
const NAME: usize = 60;

/// Questions and answers that are told as sentences.
const TOLD: usize = 5;

/// For the report; `together` where the file goes out with others as one table.
pub(super) fn json(forecast: &Forecast, together: Option<&ForecastTogether>, lang: Lang) -> Json {
    let mut json = counts(forecast);
    let more = object! {
        "sentences": sentences(forecast, lang),
        "unknown": forecast.unknown.iter().map(|name| visible(name, NAME)).collect::<Vec<_>>(),
        "meantSentences": forecast.meant.len().min(TOLD),
        "questions": forecast.questions.iter().map(question).collect::<Vec<_>>(),
        "meant": forecast.meant.iter().map(|one| object! {
            "record": &one.record, "row": one.row, "of": one.of,
        }).collect::<Vec<_>>(),
    };
    extend(&mut json, more);
    if let Some(one) = together {
        let mut table = counts(&one.sum);
        let more = object! {
            "files": one.files,
            "notCompared": one.not_compared,
            "sentences": sentences_together(one, lang),
        };
        extend(&mut table, more);
        json["together"] = table;
    }
    json
}

fn counts(forecast: &Forecast) -> Json {
    object! {
        "held": forecast.held,
        "new": forecast.new,
        "changed": forecast.changed,
        "emptied": forecast.emptied,
        "unchanged": forecast.unchanged,
        "unclear": forecast.unclear,
        "notInFile": forecast.not_in_file,
        "inError": forecast.in_error,
        "wentIn": forecast.went_in,
        "withoutKey": forecast.without_key,
        "fields": forecast.fields.iter().map(|field| object! {
            "name": visible(&field.name, NAME), "changed": field.changed, "emptied": field.emptied,
        }).collect::<Vec<_>>(),
    }
}

/// Which of several records is meant. The name is whole, as an answer says it again.
fn question(question: &WhichIsMeant) -> Json {
    let shown = |text: &String| visible(text, NAME);
    let one = |one: &OneOfThem| {
        object! { "row": one.row, "print": &one.print, "texts": one.texts.iter().map(shown).collect::<Vec<_>>() }
    };
    object! {
        "row": question.row,
        "also": &question.also,
        "record": &question.record,
        "of": question.of,
        "fields": question.fields.iter().map(shown).collect::<Vec<_>>(),
        "here": question.here.iter().map(|text| text.as_ref().map(shown)).collect::<Vec<_>>(),
        "there": question.there.iter().map(one).collect::<Vec<_>>(),
    }
}

/// The questions for people who answer in words.
pub(super) fn questions(forecast: &Forecast, lang: Lang) -> Vec<String> {
    let words = Wording { lang, layout: None, definition: None };
    let one = |question: &WhichIsMeant| {
        let row = |one: &OneOfThem| {
            let says = |(name, text): (&String, &String)| {
                let details = [("name", visible(name, NAME).into()), ("value", visible(text, NAME).into())];
                words.phrase(["{name} “{value}”", "{name} «\u{a0}{value}\u{a0}»"], &details)
            };
            let says: Vec<String> = question.fields.iter().zip(&one.texts).map(says).collect();
            let row = words.phrase(["row {row}", "ligne {row}"], &[("row", one.row.to_string().into())]);
            if says.is_empty() { row } else { format!("{row} ({})", says.join(", ")) }
        };
        let rows: Vec<String> = question.there.iter().map(row).collect();
        let all: Vec<String> =
            std::iter::once(&question.row).chain(&question.also).map(|row| words.row_number(*row)).collect();
        let details = [
            ("record", visible(&question.record, NAME).into()),
            ("rows", Detail::All(all)),
            ("count", Detail::from(question.of)),
        ];
        let phrase = if question.also.is_empty() {
            [
                "“{record}”: {count} records there have this key. Say which one is meant:",
                "«\u{a0}{record}\u{a0}»\u{a0}: {count} enregistrements y ont cette clé. Dites lequel est visé\u{a0}:",
            ]
        } else {
            [
                "“{record}” (rows {rows}): {count} records there have this key. Say which one is meant:",
                "«\u{a0}{record}\u{a0}» (lignes {rows})\u{a0}: {count} enregistrements y ont cette clé. Dites lequel est visé\u{a0}:",
            ]
        };
        let asked = words.phrase(phrase, &details);
        format!("{asked} {}.", rows.join("; "))
    };
    forecast.questions.iter().take(TOLD).map(one).collect()
}

/// What becomes of the records, counted for people: what is none is not said. `not_in_file` says what only the system has.
fn counted(forecast: &Forecast, not_in_file: [&'static str; 2], lang: Lang) -> String {
    let words = Wording { lang, layout: None, definition: None };
    let counts: [(u64, [&'static str; 2]); 8] = [
        (forecast.new, ["{count} new", "{count} {count|nouveau|nouveaux}"]),
        (forecast.changed, ["{count} changed", "{count} {count|modifié|modifiés}"]),
        (forecast.emptied, ["{count} would lose a value", "{count} {count|perdrait|perdraient} une valeur"]),
        (forecast.unchanged, ["{count} unchanged", "{count} {count|inchangé|inchangés}"]),
        (
            forecast.unclear,
            [
                "{count} with a key that several records there have",
                "{count} dont la clé y désigne plusieurs enregistrements",
            ],
        ),
        (forecast.in_error, ["{count} in error", "{count} en erreur"]),
        (forecast.went_in, ["{count} that went in already", "{count} déjà {count|importé|importés}"]),
        (forecast.not_in_file, not_in_file),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> =
        some.map(|(count, phrase)| words.phrase(phrase, &[("count", Detail::from(count))])).collect();
    counted.join(", ")
}

/// The fields in which values differ.
fn differing(forecast: &Forecast, lang: Lang) -> Option<String> {
    if forecast.fields.is_empty() {
        return None;
    }
    let words = Wording { lang, layout: None, definition: None };
    let mut fields: Vec<_> = forecast.fields.iter().collect();
    fields.sort_by_key(|field| std::cmp::Reverse(field.changed + field.emptied));
    let one = |field: &&FieldForecast| {
        let mut text = format!("{} {}", quoted(&field.name, lang), field.changed + field.emptied);
        if field.emptied > 0 {
            let phrase = ["{count} emptied", "{count} {count|vidé|vidés}"];
            let emptied = words.phrase(phrase, &[("count", Detail::from(field.emptied))]);
            text += &format!(" ({emptied})");
        }
        text
    };
    let named: Vec<String> = fields.iter().take(NAMED).map(one).collect();
    let end = if fields.len() > NAMED { ", …" } else { "." };
    let title = lang.pick(["Values that differ:", "Valeurs différentes\u{a0}:"]);
    Some(format!("{title} {}{end}", named.join(", ")))
}

fn quoted(name: &str, lang: Lang) -> String {
    let words = Wording { lang, layout: None, definition: None };
    words.phrase(["“{name}”", "«\u{a0}{name}\u{a0}»"], &[("name", visible(name, NAME).into())])
}

/// For people: what the files do that go out as one table.
pub(super) fn sentences_together(together: &ForecastTogether, lang: Lang) -> Vec<String> {
    let words = Wording { lang, layout: None, definition: None };
    let details = [("files", together.files.into()), ("count", Detail::from(together.sum.held))];
    let beside = words.phrase(
        [
            "The {files} files of this table together, beside the {count} {count|record that is|records that are} there:",
            "Les {files} fichiers de ce tableau ensemble, à côté {count|du|des} {count} {count|enregistrement qui y est|enregistrements qui y sont}\u{a0}:",
        ],
        &details,
    );
    let none_has = [
        "{count} there that none of the files has",
        "{count} qui y {count|est|sont} et qu’aucun des fichiers n’a",
    ];
    let mut all = vec![format!("{beside} {}.", counted(&together.sum, none_has, lang))];
    if together.not_compared > 0 {
        all.push(words.phrase(
            [
                "{count} of the files {count|is|are} not compared, so nobody knows what none of them has. Correct {count|it|them} first.",
                "{count} des fichiers {count|n’est pas comparé|ne sont pas comparés}, et on ne sait pas ce qu’aucun d’eux n’a. {count|Corrigez-le|Corrigez-les} d’abord.",
            ],
            &[("count", Detail::from(together.not_compared))],
        ));
    }
    all.extend(differing(&together.sum, lang));
    all
}

/// For people: what is none is not said.
pub(super) fn sentences(forecast: &Forecast, lang: Lang) -> Vec<String> {
    let words = Wording { lang, layout: None, definition: None };
    let say = |phrase: [&'static str; 2], count: u64| words.phrase(phrase, &[("count", Detail::from(count))]);
    let not_in_file =
        ["{count} there that the file has not", "{count} qui y {count|est|sont} et que le fichier n’a pas"];
    let beside = [
        "Beside the {count} {count|record that is|records that are} there:",
        "À côté {count|du|des} {count} {count|enregistrement qui y est|enregistrements qui y sont}\u{a0}:",
    ];
    let mut all = vec![format!("{} {}.", say(beside, forecast.held), counted(forecast, not_in_file, lang))];
    if forecast.without_key > 0 {
        all.push(say(
            [
                "{count} of the new ones {count|has|have} no key, so nobody knows whether {count|it is|they are} there. Fill the key in.",
                "{count} {count|des nouveaux n’a|des nouveaux n’ont} pas de clé, et on ne sait pas {count|s’il y est|s’ils y sont}. Remplissez la clé.",
            ],
            forecast.without_key,
        ));
    }
    all.extend(differing(forecast, lang));
    if !forecast.unknown.is_empty() {
        let names: Vec<String> = forecast.unknown.iter().take(NAMED).map(|name| quoted(name, lang)).collect();
        let end = if forecast.unknown.len() > NAMED { ", …" } else { "." };
        let title = lang.pick([
            "The table of what is there lacks columns, of which nothing is known:",
            "Il manque au tableau de ce qui est là des colonnes, dont on ne sait rien\u{a0}:",
        ]);
        all.push(format!("{title} {}{end}", names.join(", ")));
    }
    let told = |one: &IsMeant| {
        let details = [
            ("record", visible(&one.record, NAME).into()),
            ("row", one.row.to_string().into()),
            ("count", Detail::from(one.of)),
        ];
        words.phrase(
            [
                "“{record}” is row {row} of the table of what is there, one of {count} with this key, as was said.",
                "«\u{a0}{record}\u{a0}» est la ligne {row} du tableau de ce qui est là, une des {count} qui ont cette clé, comme il a été dit.",
            ],
            &details,
        )
    };
    all.extend(forecast.meant.iter().take(TOLD).map(told));
    all
}
