//! What an import would do to what is there, as data and as a sentence.

use crate::base::json::{Json, object};
use crate::check::forecast::{FieldForecast, Forecast, IsMeant, OneOfThem, WhichIsMeant};
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

/// For the report.
pub(super) fn json(forecast: &Forecast, lang: Lang) -> Json {
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
        "sentences": sentences(forecast, lang),
        "unknown": forecast.unknown.iter().map(|name| visible(name, NAME)).collect::<Vec<_>>(),
        "meantSentences": forecast.meant.len().min(TOLD),
        "questions": forecast.questions.iter().map(question).collect::<Vec<_>>(),
        "meant": forecast.meant.iter().map(|one| object! {
            "record": &one.record, "row": one.row, "of": one.of,
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
        let details =
            [("record", visible(&question.record, NAME).into()), ("count", Detail::from(question.of))];
        let asked = words.phrase(
            [
                "“{record}”: {count} records there have this key. Say which one is meant:",
                "«\u{a0}{record}\u{a0}»\u{a0}: {count} enregistrements y ont cette clé. Dites lequel est visé\u{a0}:",
            ],
            &details,
        );
        format!("{asked} {}.", rows.join("; "))
    };
    forecast.questions.iter().take(TOLD).map(one).collect()
}

/// For people: what is none is not said.
pub(super) fn sentences(forecast: &Forecast, lang: Lang) -> Vec<String> {
    let words = Wording { lang, layout: None, definition: None };
    let say = |phrase: [&'static str; 2], count: u64| words.phrase(phrase, &[("count", Detail::from(count))]);
    let quoted = |name: &str| {
        words.phrase(["“{name}”", "«\u{a0}{name}\u{a0}»"], &[("name", visible(name, NAME).into())])
    };
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
        (
            forecast.not_in_file,
            [
                "{count} there that the file has not",
                "{count} qui y {count|est|sont} et que le fichier n’a pas",
            ],
        ),
    ];
    let counted: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, phrase)| say(phrase, count))
        .collect();
    let beside = [
        "Beside the {count} {count|record that is|records that are} there:",
        "À côté {count|du|des} {count} {count|enregistrement qui y est|enregistrements qui y sont}\u{a0}:",
    ];
    let mut all = vec![format!("{} {}.", say(beside, forecast.held), counted.join(", "))];
    if forecast.without_key > 0 {
        all.push(say(
            [
                "{count} of the new ones {count|has|have} no key, so nobody knows whether {count|it is|they are} there. Fill the key in.",
                "{count} {count|des nouveaux n’a|des nouveaux n’ont} pas de clé, et on ne sait pas {count|s’il y est|s’ils y sont}. Remplissez la clé.",
            ],
            forecast.without_key,
        ));
    }
    if !forecast.fields.is_empty() {
        let mut fields: Vec<_> = forecast.fields.iter().collect();
        fields.sort_by_key(|field| std::cmp::Reverse(field.changed + field.emptied));
        let one = |field: &&FieldForecast| {
            let mut text = format!("{} {}", quoted(&field.name), field.changed + field.emptied);
            if field.emptied > 0 {
                text +=
                    &format!(" ({})", say(["{count} emptied", "{count} {count|vidé|vidés}"], field.emptied));
            }
            text
        };
        let named: Vec<String> = fields.iter().take(NAMED).map(one).collect();
        let more = if fields.len() > NAMED { ", …" } else { "" };
        let title = lang.pick(["Values that differ:", "Valeurs différentes\u{a0}:"]);
        all.push(format!("{title} {}{more}.", named.join(", ")));
    }
    if !forecast.unknown.is_empty() {
        let names: Vec<String> = forecast.unknown.iter().take(NAMED).map(|name| quoted(name)).collect();
        let more = if forecast.unknown.len() > NAMED { ", …" } else { "" };
        let title = lang.pick([
            "The table of what is there lacks columns, of which nothing is known:",
            "Il manque au tableau de ce qui est là des colonnes, dont on ne sait rien\u{a0}:",
        ]);
        all.push(format!("{title} {}{more}.", names.join(", ")));
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
