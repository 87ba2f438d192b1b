//! Reading a definition: what can be seen in it alone, then its own values tried as a file's would be.

use crate::base::json::weight;
use crate::base::limits::LIMITS;
use crate::definition::node::Node;
use crate::definition::remark::said;
#[cfg(not(target_arch = "wasm32"))]
use crate::definition::remark::shortened;
use crate::definition::{DefinitionError, FieldKind, ImportDefinition, Remark, RemarkClass, TextFormat};
use crate::judge::{Trial, try_text};
#[cfg(not(target_arch = "wasm32"))]
use crate::problem::{ends, short_name};
use crate::record::values::State;
use crate::rules::kinds::KINDS;
use crate::wording::problems;
use serde_json::Value as Json;
use std::collections::HashSet;

impl ImportDefinition {
    /// Reads a definition from parsed JSON. What has no effect in it, and what cannot be checked here, is in its `remarks`.
    ///
    /// # Errors
    /// Something in it is wrong: all mistakes at once, each with its place, the reason and the allowed words.
    pub fn load(json: &Json) -> Result<ImportDefinition, DefinitionError> {
        let (loaded, mut mistakes) = ImportDefinition::of_json(json, KINDS);
        let loaded = match loaded {
            Some(mut loaded) => {
                mistakes.extend(unknown_codes(json));
                // Values are tried by fields that are right themselves. The module that writes workbooks is given what the
                // engine has read before, and does without the code that judges values.
                if mistakes.is_empty() && cfg!(feature = "engine") {
                    mistakes.extend(wrong_values(json, &loaded));
                    mistakes.extend(wrong_words(&loaded));
                    let wrong = wrong_examples(&loaded);
                    loaded.remarks.extend(wrong);
                }
                Some(loaded)
            }
            None => None,
        };
        match (DefinitionError::joined(mistakes), loaded) {
            (None, Some(loaded)) => Ok(loaded),
            (Some(mistakes), _) => Err(mistakes),
            (None, None) => {
                Err(DefinitionError::new("", ["this is no definition", "ceci n’est pas une définition"]))
            }
        }
    }

    /// Reads a definition from JSON text.
    ///
    /// # Errors
    /// The text is not JSON, or something in it is wrong.
    ///
    /// # Examples
    /// ```
    /// use import_checker::ImportDefinition;
    /// let people = ImportDefinition::parse(r#"{ "fields": [{ "name": "born", "type": "date" }] }"#)?;
    /// assert_eq!(people.fields[0].name, "born");
    /// let wrong = ImportDefinition::parse(r#"{ "fields": [{ "name": "born", "type": "day" }] }"#);
    /// assert!(wrong.unwrap_err().to_string().starts_with("fields[0].type: there is no type “day”"));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn parse(text: &str) -> Result<ImportDefinition, DefinitionError> {
        let mut loaded = ImportDefinition::load(&json_of(text)?)?;
        note_repeated(text, [("", &mut loaded)]);
        Ok(loaded)
    }
}

impl ImportDefinition {
    /// Reads one definition or several: a Table Schema, a list of them, or a Data Package, whose resources are definitions by
    /// their names and refer to each other by them.
    ///
    /// # Errors
    /// The text is not JSON, or something in one of them is wrong.
    pub fn parse_all(text: &str) -> Result<Vec<ImportDefinition>, DefinitionError> {
        let mut loaded = ImportDefinition::load_parts(&json_of(text)?)?;
        note_repeated(text, loaded.iter_mut().map(|(place, one)| (place.as_str(), one)));
        Ok(loaded.into_iter().map(|(_, one)| one).collect())
    }

    /// The same from parsed JSON.
    ///
    /// # Errors
    /// Something in one of them is wrong; the place begins with the definition where there are several.
    pub fn load_all(json: &Json) -> Result<Vec<ImportDefinition>, DefinitionError> {
        Ok(ImportDefinition::load_parts(json)?.into_iter().map(|(_, one)| one).collect())
    }

    /// The definitions, each with the place that what is said of it begins with.
    fn load_parts(json: &Json) -> Result<Vec<(String, ImportDefinition)>, DefinitionError> {
        if json.as_array().or(json["resources"].as_array()).is_some_and(|all| all.len() > LIMITS.definitions)
        {
            return Err(DefinitionError::new(
                "",
                [
                    "a file holds at most 1,000 definitions; divide it",
                    "un fichier contient au plus 1\u{202f}000 définitions\u{a0}; divisez-le",
                ],
            ));
        }
        let parts: Vec<(String, Json)> = match json {
            Json::Array(list) => {
                list.iter().enumerate().map(|(i, one)| (format!("[{i}]."), one.clone())).collect()
            }
            Json::Object(package)
                if !package.contains_key("fields")
                    && package.get("resources").is_some_and(Json::is_array) =>
            {
                resources(package)?
            }
            one => return ImportDefinition::load(one).map(|one| vec![(String::new(), one)]),
        };
        let mut loaded = Vec::new();
        let mut mistakes = Vec::new();
        let mut names = HashSet::new();
        for (place, json) in &parts {
            if mistakes.len() > LIMITS.remarks {
                break;
            }
            // They refer to each other by their names.
            if json["name"].as_str().is_some_and(|name| !names.insert(name)) {
                let reason = ["another definition has this name", "une autre définition porte ce nom"];
                mistakes.push(DefinitionError::new(format!("{place}name"), reason));
            }
            match ImportDefinition::load(json) {
                Ok(mut one) => {
                    one.remarks.iter_mut().for_each(|remark| remark.place.insert_str(0, place));
                    loaded.push((place.clone(), one));
                }
                Err(error) => mistakes.extend(error.all().map(|one| DefinitionError {
                    place: format!("{place}{}", one.place),
                    others: Vec::new(),
                    ..one.clone()
                })),
            }
        }
        if mistakes.is_empty() && loaded.is_empty() {
            return Err(DefinitionError::new("", ["there is no table in it", "il ne contient aucune table"]));
        }
        DefinitionError::joined(mistakes).map_or(Ok(loaded), Err)
    }
}

/// The tables of a Data Package, each with the name of its resource.
fn resources(package: &serde_json::Map<String, Json>) -> Result<Vec<(String, Json)>, DefinitionError> {
    let mut found = Vec::new();
    for (index, resource) in package["resources"].as_array().into_iter().flatten().enumerate() {
        let place = format!("resources[{index}].schema.");
        let Some(schema) = resource.get("schema") else { continue };
        let Some(fields) = schema.as_object() else {
            return Err(DefinitionError::new(
                place.trim_end_matches('.').to_owned(),
                [
                    "a schema in a file of its own cannot be fetched; put it here",
                    "un schéma placé dans un autre fichier ne peut pas être cherché\u{a0}; mettez-le ici",
                ],
            ));
        };
        let mut definition = fields.clone();
        for word in ["name", "title", "description"] {
            if let Some(value) = resource.get(word) {
                definition.entry(word).or_insert_with(|| value.clone());
            }
        }
        // The dialect of a resource says how its own file is written; ours, how the cleaned one is. Both know the delimiter.
        found.push((place, Json::Object(definition)));
    }
    Ok(found)
}

fn json_of(text: &str) -> Result<Json, DefinitionError> {
    if text.len() > LIMITS.definition_bytes || !weight::is_within(text, LIMITS.json_bytes) {
        return Err(DefinitionError::new(
            "",
            [
                "it is larger than a definition may be, which is 16 MB; leave long lists out of it",
                "elle est plus grande qu’une définition ne peut l’être, soit 16\u{a0}Mo\u{a0}; retirez-en les longues listes",
            ],
        ));
    }
    serde_json::from_str(text).map_err(|e| {
        DefinitionError::new(
            format!("line {}, column {}", e.line(), e.column()),
            [format!("this is not JSON: {e}"), format!("ceci n’est pas du JSON\u{a0}: {e}")],
        )
    })
}

/// Says of every definition which words of it are there twice: the first of them has no effect. What stands beside all of
/// them is said of each.
#[cfg(not(target_arch = "wasm32"))]
fn note_repeated<'d>(text: &str, loaded: impl IntoIterator<Item = (&'d str, &'d mut ImportDefinition)>) {
    const DESCRIBES: [&str; 4] = ["title", "description", "example", "examples"];
    let repeated = crate::base::json::repeated::repeated(text);
    if repeated.is_empty() {
        return;
    }
    for (of, definition) in loaded {
        let own = of.trim_end_matches("schema.");
        for place in &repeated {
            let beside = !place.starts_with(['[']) && !place.starts_with("resources[");
            if !beside && !place.starts_with(own) {
                continue;
            }
            let word = place.rsplit('.').next().unwrap_or(place);
            let class =
                if DESCRIBES.contains(&word) { RemarkClass::Descriptive } else { RemarkClass::NotRun };
            let reason = said(
                format!("“{word}” is here twice, and only the last one counts."),
                format!("«\u{a0}{word}\u{a0}» est ici deux fois, et seul le dernier compte."),
            );
            let (place, word) = (ends(place).into_owned(), short_name(word).into_owned());
            definition.remarks.push(Remark { class, place, word, reason: shortened(reason), near: None });
        }
    }
}

/// A page hands over objects, and nothing else that is read in a module was written by hand.
#[cfg(target_arch = "wasm32")]
fn note_repeated<'d>(_: &str, _: impl IntoIterator<Item = (&'d str, &'d mut ImportDefinition)>) {}

/// A severity of a problem that does not exist changes nothing.
fn unknown_codes(json: &Json) -> Vec<DefinitionError> {
    let Some(severities) = Node::at("", json).get("severities") else { return Vec::new() };
    let Some(map) = severities.json.as_object() else { return Vec::new() };
    let known = |code: &str| problems::all().iter().any(|p| p.code == code || p.name == code);
    map.keys()
        .filter(|code| !known(code))
        .map(|code| {
            DefinitionError::new(
                severities.within(code),
                [
                    format!("there is no problem “{code}”"),
                    format!("il n’y a pas de problème «\u{a0}{code}\u{a0}»"),
                ],
            )
        })
        .collect()
}

/// A text tried as a value of a field for which any value is allowed.
fn tried(definition: &ImportDefinition, field: usize, text: &str) -> Trial {
    let mut alone = definition.fields[field].clone();
    alone.allowed = Vec::new();
    alone.allowed_setting = None;
    alone.country = None;
    try_text(&ImportDefinition::of_field(alone), 0, text)
}

/// Values of a list that the field itself would refuse can never be met.
fn wrong_values(json: &Json, definition: &ImportDefinition) -> Vec<DefinitionError> {
    let fields = Node::at("", json).get("fields").and_then(|fields| fields.list().ok()).unwrap_or_default();
    let mut wrong = Vec::new();
    for (index, (field, node)) in definition.fields.iter().zip(fields).enumerate() {
        let text = field.kind.is_text() && field.length == (None, None) && field.pattern.is_none();
        if text && matches!(field.kind, FieldKind::Text(TextFormat::Plain | TextFormat::Reference)) {
            continue;
        }
        let list = node.get("constraints").and_then(|c| c.get("enum")).or_else(|| node.get("categories"));
        let places = list.and_then(|list| list.list().ok()).unwrap_or_default();
        for (value, place) in field.allowed.iter().zip(&places) {
            let trial = tried(definition, index, value);
            let missing = trial.state == State::Blank;
            if trial.state == State::Bad && !missing {
                wrong.push(refused(place.place.clone(), value, &trial));
            }
        }
    }
    wrong
}

/// Words of an older template that stand for what the field of today would refuse.
fn wrong_words(definition: &ImportDefinition) -> Vec<DefinitionError> {
    let mut wrong = Vec::new();
    for (index, replaced) in definition.replaces.iter().enumerate() {
        for (field, words) in &replaced.values {
            let Some(own) = definition.fields.get(*field) else { continue };
            let mut alone = own.clone();
            (alone.allowed_setting, alone.country) = (None, None);
            let alone = ImportDefinition::of_field(alone);
            for (word, value) in words {
                let trial = try_text(&alone, 0, value);
                if trial.state == State::Bad {
                    wrong.push(refused(
                        format!("replaces[{index}].values.{}.{word}", own.name),
                        value,
                        &trial,
                    ));
                }
            }
        }
    }
    wrong
}

/// A value that its own field refuses.
fn refused(place: String, value: &str, trial: &Trial) -> DefinitionError {
    DefinitionError::new(
        place,
        [
            format!("the field itself refuses “{value}”: {}", english(trial)),
            format!("le champ lui-même refuse «\u{a0}{value}\u{a0}»\u{a0}: {}", french(trial)),
        ],
    )
}

fn english(trial: &Trial) -> String {
    trial.problem.map_or_else(String::new, |problem| small(problem.en.title))
}

fn french(trial: &Trial) -> String {
    trial.problem.map_or_else(String::new, |problem| small(problem.fr.title))
}

/// A title inside a sentence.
fn small(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Examples that their own field would refuse. They are not shown to anybody; a file is checked all the same.
fn wrong_examples(definition: &ImportDefinition) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, field) in definition.fields.iter().enumerate().filter(|(_, field)| !field.example.is_empty())
    {
        let trial = try_text(definition, index, &field.example);
        if trial.state != State::Bad {
            continue;
        }
        remarks.push(Remark {
            class: RemarkClass::Wrong,
            place: format!("fields[{index}].example"),
            word: field.example.clone(),
            reason: said(
                format!("the field itself refuses its example: {}.", english(&trial)),
                format!("le champ lui-même refuse son exemple\u{a0}: {}.", french(&trial)),
            ),
            near: None,
        });
    }
    remarks
}
