//! A definition in words: what a column takes, when it must be filled, what the rules say. Templates are made from it.
//!
//! ```
//! use import_checker::{ImportDefinition, Lang, describe};
//! let definition = ImportDefinition::parse(r#"{"fields": [{"name": "a", "constraints": {"required": true}}]}"#)?;
//! assert_eq!(describe::requirement(&definition, 0, Lang::En), "Yes");
//! # Ok::<(), import_checker::DefinitionError>(())
//! ```

use crate::definition::names::Names;
use crate::definition::rule::{Role, RuleEntry};
use crate::definition::{
    Condition, Field, FieldKind, ImportDefinition, Letters, Setting, SettingValue, Test, TextFormat, When,
};
use crate::problem::Severity;
use crate::problem::lang::Lang;

/// When a column must be filled.
#[must_use]
pub fn requirement(definition: &ImportDefinition, field: usize, lang: Lang) -> String {
    let Some(own) = definition.fields.get(field) else { return String::new() };
    if own.required {
        let asked = own.missing != Severity::Error;
        let words = if asked { ["The form asks for it", "Le formulaire le demande"] } else { ["Yes", "Oui"] };
        return lang.pick(words).to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    for (rule, part) in definition.parts().filter(|(_, part)| part.field == field) {
        let words = match part.role {
            Role::Filled => ["Required", "Obligatoire"],
            Role::Empty => ["Must be empty", "Doit être vide"],
            Role::FilledWithOthers => ["Required with some others", "Obligatoire avec d’autres"],
            Role::DiffersFrom(_) | Role::OfParent | Role::LookedAt => continue,
        };
        said.push(format!("{}{}", lang.pick(words), when(definition, &rule.when, lang)));
    }
    if said.is_empty() {
        let column = own.required_column;
        let words =
            if column { ["No, but keep the column", "Non, mais gardez la colonne"] } else { ["No", "Non"] };
        return lang.pick(words).to_owned();
    }
    said.dedup();
    said.join(". ")
}

/// A rule as one sentence to a customer, with its conditions.
#[must_use]
pub fn rule(definition: &ImportDefinition, rule: &RuleEntry, lang: Lang) -> String {
    let demanded = rule.demand.sentence(&Names(&definition.fields), lang);
    format!("{demanded}{}.", when(definition, &rule.when, lang))
}

/// The conditions of a rule, as ` when … and …`; nothing if there are none.
#[must_use]
pub fn when(definition: &ImportDefinition, when: &When, lang: Lang) -> String {
    conditions(&definition.fields, &definition.settings, when, lang)
}

/// The same, where the definition is not known as a whole yet.
pub(crate) fn conditions(fields: &[Field], settings: &[Setting], when: &When, lang: Lang) -> String {
    let parts: Vec<String> = when.0.iter().map(|c| condition(fields, settings, c, lang)).collect();
    if parts.is_empty() {
        return String::new();
    }
    let and = lang.pick([" and ", " et "]);
    format!(" {} {}", lang.pick(["when", "quand"]), parts.join(and))
}

fn condition(fields: &[Field], settings: &[Setting], condition: &Condition, lang: Lang) -> String {
    let name = |field: &usize| fields.get(*field).map_or("", |f| f.name.as_str());
    match condition {
        Condition::Field(field, test) => format!("{} {}", lang.quoted(name(field)), tested(test, lang)),
        Condition::Parent(field, test) => {
            let of = lang.pick(["of the row it belongs to", "de la ligne dont elle dépend"]);
            format!("{} {of} {}", lang.quoted(name(field)), tested(test, lang))
        }
        Condition::Group(true) => {
            lang.pick(["other rows belong to it", "d’autres lignes en dépendent"]).to_owned()
        }
        Condition::Group(false) => lang.pick(["no rows belong to it", "aucune ligne n’en dépend"]).to_owned(),
        Condition::Setting(setting, value) => {
            let title = settings.iter().find(|s| s.name == *setting);
            let title = title.map_or(setting.as_str(), |s| s.title.get(lang.tag()));
            let answer = match value {
                SettingValue::Bool(true) => lang.pick(["yes", "oui"]).to_owned(),
                SettingValue::Bool(false) => lang.pick(["no", "non"]).to_owned(),
                SettingValue::Text(text) => text.clone(),
                SettingValue::List(list) => list.join(", "),
            };
            format!("{} {} {answer}", lang.quoted(title), lang.pick(["is", "est"]))
        }
    }
}

fn tested(test: &Test, lang: Lang) -> String {
    let or = lang.pick([" or ", " ou "]);
    match test {
        Test::OneOf(list) => format!("{} {}", lang.pick(["is", "est"]), list.shown.join(or)),
        Test::NoneOf(list) => format!("{} {}", lang.pick(["is not", "n’est pas"]), list.shown.join(or)),
        Test::Within(range) => {
            let end = |bound: &Option<(String, bool)>, words: [[&'static str; 2]; 2]| {
                bound
                    .as_ref()
                    .map(|(text, excluded)| format!("{} {text}", lang.pick(words[usize::from(*excluded)])))
            };
            let least = end(&range.least, [["at least", "au moins"], ["above", "plus de"]]);
            let most = end(&range.most, [["at most", "au plus"], ["below", "moins de"]]);
            let ends: Vec<String> = least.into_iter().chain(most).collect();
            format!("{} {}", lang.pick(["is", "est"]), ends.join(lang.pick([" and ", " et "])))
        }
        Test::Filled => lang.pick(["is filled in", "est rempli"]).to_owned(),
        Test::Blank => lang.pick(["is empty", "est vide"]).to_owned(),
    }
}

/// The only values a column takes, as they are written; empty where any is allowed.
#[must_use]
pub fn allowed(field: &Field) -> Vec<String> {
    match &field.kind {
        FieldKind::Boolean(yes, no) => vec![yes.clone(), no.clone()],
        _ => field.allowed.clone(),
    }
}

/// What a value looks like.
#[must_use]
pub fn form(field: &Field, lang: Lang) -> String {
    let mut said = vec![kind(&field.kind, lang)];
    if let Some(pattern) = &field.pattern
        && !pattern.words.plain.is_empty()
    {
        said.push(pattern.words.get(lang.tag()).to_owned());
    }
    if let Some(letters) = field.letters {
        let words = match letters {
            Letters::Upper => ["in capital letters", "en majuscules"],
            Letters::Lower => ["in small letters", "en minuscules"],
        };
        said.push(lang.pick(words).to_owned());
    }
    match field.length {
        (Some(least), Some(most)) if least > 1 => said.push(lang.say(
            ["{least} to {most} characters", "{least} à {most} caractères"],
            &[("least", &least), ("most", &most)],
        )),
        (_, Some(most)) => said
            .push(lang.say(["at most {most} characters", "{most} caractères au plus"], &[("most", &most)])),
        (Some(least), None) if least > 1 => said.push(
            lang.say(["at least {least} characters", "{least} caractères au moins"], &[("least", &least)]),
        ),
        _ => {}
    }
    said.extend(bounds(field, lang));
    if let Some(decimals) = field.decimals {
        said.push(lang.say(
            ["at most {decimals} decimals", "{decimals} décimales au plus"],
            &[("decimals", &decimals)],
        ));
    }
    said.retain(|s| !s.is_empty());
    said.join(", ")
}

fn bounds(field: &Field, lang: Lang) -> Vec<String> {
    let least =
        |strict: bool| lang.pick(if strict { ["above", "plus de"] } else { ["from", "à partir de"] });
    let most = |strict: bool| lang.pick(if strict { ["below", "moins de"] } else { ["up to", "jusqu’à"] });
    let (low, high) = &field.bounds;
    let low = low.as_ref().map(|b| format!("{} {b}", least(field.exclusive.0)));
    let high = high.as_ref().map(|b| format!("{} {b}", most(field.exclusive.1)));
    low.into_iter().chain(high).collect()
}

fn kind(kind: &FieldKind, lang: Lang) -> String {
    let words = match kind {
        FieldKind::Text(format) => text_format(*format),
        FieldKind::Uuid => ["identifier made by a computer (UUID)", "identifiant informatique (UUID)"],
        FieldKind::Number => ["number", "nombre"],
        FieldKind::Integer => ["whole number", "nombre entier"],
        FieldKind::Hours => ["hours as a number, 1.5 for 1 h 30", "heures en nombre, 1.5 pour 1 h 30"],
        FieldKind::Any => ["anything", "ce que vous voulez"],
        FieldKind::Binary => ["bytes in Base64", "octets en Base64"],
        FieldKind::Wkt => ["geometry as text (WKT)", "géométrie en texte (WKT)"],
        FieldKind::Interval(_) => ["start and end such as 2024/2025", "début et fin tels que 2024/2025"],
        FieldKind::Duration => ["duration such as PT1H30M", "durée telle que PT1H30M"],
        FieldKind::Object => ["JSON object", "objet JSON"],
        FieldKind::Array => ["JSON array", "tableau JSON"],
        FieldKind::List(delimiter) => {
            return lang.say(
                [
                    "several values with “{mark}” between them",
                    "plusieurs valeurs séparées par «\u{a0}{mark}\u{a0}»",
                ],
                &[("mark", delimiter)],
            );
        }
        FieldKind::GeoPoint(_) => ["longitude and latitude", "longitude et latitude"],
        FieldKind::GeoJson(false) => ["GeoJSON", "GeoJSON"],
        FieldKind::GeoJson(true) => ["TopoJSON", "TopoJSON"],
        FieldKind::Boolean(yes, no) => {
            return lang.say(["{yes} or {no}", "{yes} ou {no}"], &[("yes", yes), ("no", no)]);
        }
        FieldKind::Date(_) => ["date such as 2024-03-31", "date telle que 2024-03-31"],
        FieldKind::DateTime(_) => {
            ["date and time such as 2024-03-31 14:30", "date et heure telles que 2024-03-31 14:30"]
        }
        FieldKind::Time(_) => ["time such as 14:30", "heure telle que 14:30"],
        FieldKind::Year => ["year", "année"],
        FieldKind::YearMonth => ["month such as 2024-03", "mois tel que 2024-03"],
    };
    lang.pick(words).to_owned()
}

fn text_format(format: TextFormat) -> [&'static str; 2] {
    match format {
        TextFormat::Plain => ["text", "texte"],
        TextFormat::Reference => [
            "reference, as a text (zeros at the start count)",
            "référence, en texte (les zéros initiaux comptent)",
        ],
        TextFormat::Email => ["e-mail address", "adresse e-mail"],
        TextFormat::Url => ["web address", "adresse web"],
        TextFormat::Phone => ["telephone number, as a text", "numéro de téléphone, en texte"],
        TextFormat::Username => {
            ["name to log in with, without spaces", "identifiant de connexion, sans espace"]
        }
        TextFormat::Country => ["country", "pays"],
        TextFormat::State => ["state or county", "État ou département"],
        TextFormat::Postcode => ["postcode, as a text", "code postal, en texte"],
        TextFormat::TimeZone => ["time zone such as Europe/Paris", "fuseau horaire tel que Europe/Paris"],
        TextFormat::Currency => ["currency code such as EUR", "code de devise tel que EUR"],
    }
}

/// In which order columns and rows stand.
#[must_use]
pub fn order(definition: &ImportDefinition, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    if definition.dialect.fixed_order {
        let words = ["The columns stay in this order.", "Les colonnes restent dans cet ordre."];
        said.push(lang.pick(words).to_owned());
    }
    let Some(outline) = &definition.outline else { return said };
    let name = |level: usize| outline.levels.get(level).map_or("", |level| level.value.as_str());
    for level in &outline.levels {
        let parents: Vec<String> = level.parents.iter().map(|parent| lang.quoted(name(*parent))).collect();
        let words = if parents.is_empty() {
            [
                "A row {kind} stands above all rows that belong to it.",
                "Une ligne {kind} se place au-dessus de toutes les lignes qui en dépendent.",
            ]
        } else {
            [
                "A row {kind} stands below the row {parents} that it belongs to.",
                "Une ligne {kind} se place sous la ligne {parents} dont elle dépend.",
            ]
        };
        let or = parents.join(lang.pick([" or ", " ou "]));
        said.push(lang.say(words, &[("kind", &lang.quoted(&level.value)), ("parents", &or)]));
    }
    let root = definition.fields.get(outline.root).map_or("", |field| field.heading.as_str());
    let words = [
        "Every row repeats in {root} the name of the row that all of them belong to.",
        "Chaque ligne reprend dans {root} le nom de la ligne dont toutes dépendent.",
    ];
    said.push(lang.say(words, &[("root", &lang.quoted(root))]));
    said
}

/// The reasons that a definition gives for its rules, each once.
#[must_use]
pub fn notes(definition: &ImportDefinition, lang: Lang) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let own = definition.rules.iter().map(|r| &r.note).chain(definition.foreign_keys.iter().map(|k| &k.note));
    for note in own.map(|n| n.get(lang.tag())).filter(|n| !n.is_empty()) {
        if !notes.iter().any(|n| n == note) {
            notes.push(note.to_owned());
        }
    }
    notes
}
