//! Walking through JSON with the place at hand, so that every complaint can name it.

use super::TranslatedText;
use super::remark::shortened;
use crate::problem::{ends, short_name};
use serde_json::{Map, Value as Json};
use std::fmt;

/// Words that are allowed in a place which a mistake names; a field may have thousands.
const MOST_ALLOWED: usize = 100;

/// A definition is wrong: where, why, and which words are allowed there. Never about data.
///
/// ```
/// use import_checker::ImportDefinition;
/// let error = ImportDefinition::parse(r#"{"fields": [{"name": "a", "type": "day"}]}"#).unwrap_err();
/// assert_eq!(error.place, "fields[0].type");
/// assert!(error.allowed.iter().any(|word| word == "date"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DefinitionError {
    /// The place, such as `fields[3].constraints.enum`.
    pub place: String,
    /// What is wrong there, in English, with translations by language tag.
    pub reason: TranslatedText,
    /// The words that are allowed there; empty when the reason says it all.
    pub allowed: Vec<String>,
    /// The other mistakes of the same definition, in the order of their places.
    pub others: Vec<DefinitionError>,
}

impl DefinitionError {
    /// A mistake at a place.
    #[must_use]
    pub fn new(place: impl Into<String>, reason: impl Into<Reason>) -> DefinitionError {
        let place: String = place.into();
        DefinitionError {
            place: ends(&place).into_owned(),
            reason: shortened(reason.into().0),
            allowed: Vec::new(),
            others: Vec::new(),
        }
    }

    /// All mistakes, this one first.
    pub fn all(&self) -> impl Iterator<Item = &DefinitionError> {
        std::iter::once(self)
            .chain(self.others.iter().flat_map(|other| std::iter::once(other).chain(&other.others)))
    }

    /// Several mistakes as one; absent when there are none.
    #[must_use]
    pub fn joined(mut mistakes: Vec<DefinitionError>) -> Option<DefinitionError> {
        if mistakes.is_empty() {
            return None;
        }
        let mut first = mistakes.remove(0);
        first.others.append(&mut mistakes);
        Some(first)
    }

    /// All mistakes as lines in a language.
    #[must_use]
    pub fn lines(&self, lang: &str) -> Vec<String> {
        self.all().map(|mistake| mistake.line(lang)).collect()
    }

    fn line(&self, lang: &str) -> String {
        let french = lang == "fr";
        let whole = if french { "la définition" } else { "the definition" };
        let place = if self.place.is_empty() { whole } else { &self.place };
        let mut line = format!("{place}{}: {}", if french { "\u{a0}" } else { "" }, self.reason.get(lang));
        if !self.allowed.is_empty() {
            line += if french { ". Possible ici\u{a0}: " } else { ". Allowed here: " };
            line += &self.allowed.join(", ");
        }
        line
    }
}

/// A sentence, in English alone or in English and French.
pub struct Reason(TranslatedText);

impl From<&str> for Reason {
    fn from(text: &str) -> Reason {
        Reason(TranslatedText { plain: text.to_owned(), ..TranslatedText::default() })
    }
}

impl From<String> for Reason {
    fn from(plain: String) -> Reason {
        Reason(TranslatedText { plain, ..TranslatedText::default() })
    }
}

impl From<TranslatedText> for Reason {
    fn from(text: TranslatedText) -> Reason {
        Reason(text)
    }
}

impl<T: Into<String>> From<[T; 2]> for Reason {
    fn from([english, french]: [T; 2]) -> Reason {
        Reason(super::remark::said(english, french))
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines("en").join("\n"))
    }
}

impl std::error::Error for DefinitionError {}

pub(crate) type Loaded<T> = Result<T, DefinitionError>;

/// A JSON value and the path that leads to it.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub(crate) place: String,
    pub(crate) json: &'a Json,
}

impl<'a> Node<'a> {
    /// The outermost value, with a name for messages.
    pub(crate) fn at(place: &str, json: &'a Json) -> Node<'a> {
        Node { place: place.to_owned(), json }
    }

    pub(crate) fn wrong<T>(&self, reason: impl Into<Reason>) -> Loaded<T> {
        Err(DefinitionError::new(self.place.clone(), reason))
    }

    pub(crate) fn wrong_word<T>(&self, reason: impl Into<Reason>, allowed: &[&str]) -> Loaded<T> {
        let more = allowed.get(MOST_ALLOWED).map(|_| "…".to_owned());
        let allowed = allowed.iter().take(MOST_ALLOWED).map(|word| short_name(word).into_owned());
        let allowed = allowed.chain(more).collect();
        Err(DefinitionError { allowed, ..DefinitionError::new(self.place.clone(), reason) })
    }

    /// The place of a part.
    pub(crate) fn within(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    pub(crate) fn object(&self) -> Loaded<&'a Map<String, Json>> {
        self.json
            .as_object()
            .map_or_else(|| self.wrong(["an object { … } is expected", "un objet { … } est attendu"]), Ok)
    }

    /// An object that may hold these words only.
    pub(crate) fn only(&self, allowed: &[&str]) -> Loaded<&'a Map<String, Json>> {
        let map = self.object()?;
        match map.keys().find(|k| !allowed.contains(&k.as_str())) {
            Some(key) => self.wrong_word(
                [
                    format!("“{key}” is not a word of this part"),
                    format!("«\u{a0}{key}\u{a0}» n’est pas un mot de cette partie"),
                ],
                allowed,
            ),
            None => Ok(map),
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        let json = self.json.as_object()?.get(key).filter(|v| !v.is_null())?;
        Some(Node { place: self.within(key), json })
    }

    pub(crate) fn need(&self, key: &str) -> Loaded<Node<'a>> {
        self.get(key).map_or_else(
            || self.wrong([format!("“{key}” is missing"), format!("«\u{a0}{key}\u{a0}» manque")]),
            Ok,
        )
    }

    pub(crate) fn text(&self) -> Loaded<&'a str> {
        self.json.as_str().map_or_else(|| self.wrong(["a text is expected", "un texte est attendu"]), Ok)
    }

    pub(crate) fn owned(&self) -> Loaded<String> {
        self.text().map(str::to_owned)
    }

    /// A text, or a number or yes/no taken as text: enumerations of numbers are written either way.
    pub(crate) fn scalar(&self) -> Loaded<String> {
        match self.json {
            Json::String(s) => Ok(s.clone()),
            Json::Number(n) => Ok(n.to_string()),
            Json::Bool(b) => Ok(b.to_string()),
            _ => self.wrong(["a text or a number is expected", "un texte ou un nombre est attendu"]),
        }
    }

    /// A value as a cell would hold it: a text, or anything else as JSON.
    pub(crate) fn value_text(&self) -> Loaded<String> {
        match self.json {
            Json::Object(_) | Json::Array(_) => Ok(self.json.to_string()),
            _ => self.scalar(),
        }
    }

    pub(crate) fn bool(&self) -> Loaded<bool> {
        self.json
            .as_bool()
            .map_or_else(|| self.wrong(["true or false is expected", "true ou false est attendu"]), Ok)
    }

    pub(crate) fn whole(&self) -> Loaded<usize> {
        let number = self.json.as_u64().and_then(|n| usize::try_from(n).ok());
        number.map_or_else(|| self.wrong(["a whole number is expected", "un nombre entier est attendu"]), Ok)
    }

    pub(crate) fn list(&self) -> Loaded<Vec<Node<'a>>> {
        let Some(items) = self.json.as_array() else {
            return self.wrong(["a list [ … ] is expected", "une liste [ … ] est attendue"]);
        };
        Ok(items
            .iter()
            .enumerate()
            .map(|(i, json)| Node { place: format!("{}[{i}]", self.place), json })
            .collect())
    }

    /// Every item of a list.
    pub(crate) fn each<T>(&self, read: impl Fn(&Node<'a>) -> Loaded<T>) -> Loaded<Vec<T>> {
        let mut all = Vec::new();
        for item in self.list()? {
            all.push(read(&item)?);
        }
        Ok(all)
    }

    /// Every item of the list `key`; none if it is not there.
    pub(crate) fn each_of<T>(&self, key: &str, read: impl Fn(&Node<'a>) -> Loaded<T>) -> Loaded<Vec<T>> {
        self.get(key).map_or(Ok(Vec::new()), |list| list.each(read))
    }

    /// The part `key`, if it is there.
    pub(crate) fn if_there<T>(&self, key: &str, read: impl Fn(&Node<'a>) -> Loaded<T>) -> Loaded<Option<T>> {
        self.get(key).map(|node| read(&node)).transpose()
    }

    /// The text `key`, or another if it is not there.
    pub(crate) fn text_or(&self, key: &str, default: &str) -> Loaded<String> {
        self.get(key).map_or(Ok(default.to_owned()), |node| node.owned())
    }

    /// A list, or one value that stands for a list of one.
    pub(crate) fn list_or_one(&self) -> Loaded<Vec<Node<'a>>> {
        if self.json.is_array() { self.list() } else { Ok(vec![self.clone()]) }
    }

    pub(crate) fn entries(&self) -> Loaded<Vec<(&'a str, Node<'a>)>> {
        Ok(self
            .object()?
            .iter()
            .map(|(key, json)| (key.as_str(), Node { place: self.within(key), json }))
            .collect())
    }

    /// The text `key` with its translations from `translations.<lang>.<key>` beside it.
    pub(crate) fn words(&self, key: &str) -> Loaded<TranslatedText> {
        let mut words = TranslatedText::default();
        if let Some(node) = self.get(key) {
            node.text()?.clone_into(&mut words.plain);
        }
        if let Some(translations) = self.get("translations") {
            for (lang, node) in translations.entries()? {
                if let Some(text) = node.get(key) {
                    words.others.insert(lang.to_owned(), text.text()?.to_owned());
                }
            }
        }
        Ok(words)
    }
}
