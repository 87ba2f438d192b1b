//! Walking through JSON with the place at hand, so that every complaint can name it.

use super::TranslatedText;
use serde_json::{Map, Value as Json};
use std::fmt;

/// A definition is wrong: where, why, and which words are allowed there. Never about data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionError {
    /// The place, such as `fields[3].constraints.enum`.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
    /// The words that are allowed there; empty when the reason says it all.
    pub allowed: Vec<String>,
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "the definition" } else { &self.place };
        write!(f, "{place}: {}", self.reason)?;
        if !self.allowed.is_empty() {
            write!(f, ". Allowed here: {}", self.allowed.join(", "))?;
        }
        Ok(())
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

    pub(crate) fn wrong<T>(&self, reason: impl Into<String>) -> Loaded<T> {
        Err(DefinitionError { place: self.place.clone(), reason: reason.into(), allowed: Vec::new() })
    }

    pub(crate) fn wrong_word<T>(&self, reason: impl Into<String>, allowed: &[&str]) -> Loaded<T> {
        let allowed = allowed.iter().map(|w| (*w).to_owned()).collect();
        Err(DefinitionError { place: self.place.clone(), reason: reason.into(), allowed })
    }

    pub(crate) fn object(&self) -> Loaded<&'a Map<String, Json>> {
        self.json.as_object().map_or_else(|| self.wrong("an object { … } is expected"), Ok)
    }

    /// An object that may hold these words only.
    pub(crate) fn only(&self, allowed: &[&str]) -> Loaded<&'a Map<String, Json>> {
        let map = self.object()?;
        match map.keys().find(|k| !allowed.contains(&k.as_str())) {
            Some(key) => self.wrong_word(format!("“{key}” is not a word of this part"), allowed),
            None => Ok(map),
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        let json = self.json.as_object()?.get(key).filter(|v| !v.is_null())?;
        let place = if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) };
        Some(Node { place, json })
    }

    pub(crate) fn need(&self, key: &str) -> Loaded<Node<'a>> {
        self.get(key).map_or_else(|| self.wrong(format!("“{key}” is missing")), Ok)
    }

    pub(crate) fn text(&self) -> Loaded<&'a str> {
        self.json.as_str().map_or_else(|| self.wrong("a text is expected"), Ok)
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
            _ => self.wrong("a text or a number is expected"),
        }
    }

    pub(crate) fn bool(&self) -> Loaded<bool> {
        self.json.as_bool().map_or_else(|| self.wrong("true or false is expected"), Ok)
    }

    pub(crate) fn whole(&self) -> Loaded<usize> {
        let number = self.json.as_u64().and_then(|n| usize::try_from(n).ok());
        number.map_or_else(|| self.wrong("a whole number is expected"), Ok)
    }

    pub(crate) fn list(&self) -> Loaded<Vec<Node<'a>>> {
        let Some(items) = self.json.as_array() else { return self.wrong("a list [ … ] is expected") };
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
            .map(|(key, json)| (key.as_str(), Node { place: format!("{}.{key}", self.place), json }))
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
