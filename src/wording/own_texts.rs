//! Texts that a host hands in: a third language, or single texts of a built-in one said differently.
//!
//! One object holds all of them. Under a problem's code stand its `title`, `message`, `why` and `remedy`, with the
//! placeholders of the built-in ones; under `phrases` stand shorter phrases by their English text, placeholders
//! included. What is missing is taken from the built-in language; the page's own words, which may stand in the same
//! object, are passed over.

use crate::definition::node::{Loaded, Node};
use crate::problem::lang::Lang;
use crate::problem::lang::OwnTexts;
use crate::problem::{Problem, Prose};
use crate::wording::problems;
use serde_json::Value as Json;
use std::sync::{Mutex, PoisonError};

impl OwnTexts {
    fn read(tag: &str, json: &Json, text: String, known: &[&'static Problem]) -> Loaded<OwnTexts> {
        let base = Lang::of(tag);
        let node = Node::at("texts", json);
        let mut prose = Vec::new();
        for problem in known {
            if let Some(own) = node.get(problem.code) {
                prose.push((problem.code, merged(&own, base.prose(problem))?));
            }
        }
        let mut phrases = Vec::new();
        for (english, own) in node.get("phrases").map_or(Ok(Vec::new()), |phrases| phrases.entries())? {
            phrases.push((english.to_owned(), own.owned()?));
        }
        let (tag, french) = (primary(tag), base.is_french());
        Ok(OwnTexts { from: (text, known.len()), tag, french, prose, phrases })
    }
}

/// `pt` of `pt-BR`.
fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

/// Texts of a problem; those that the host left out are the built-in ones.
fn merged(own: &Node<'_>, built_in: &'static Prose) -> Loaded<Prose> {
    own.only(&["title", "message", "why", "remedy"])?;
    let text = |name, otherwise: &'static str| -> Loaded<&'static str> {
        Ok(own.if_there(name, Node::owned)?.map_or(otherwise, |text| &*text.leak()))
    };
    Ok(Prose {
        title: text("title", built_in.title)?,
        message: text("message", built_in.message)?,
        why: text("why", built_in.why)?,
        remedy: text("remedy", built_in.remedy)?,
    })
}

/// What was handed in so far. A host has one such object for each language, so they are kept as the built-in texts are:
/// a language stays a small value that is copied, however many places word something.
static KNOWN: Mutex<Vec<&'static OwnTexts>> = Mutex::new(Vec::new());

impl Lang {
    /// A language with texts of the host's own; without any, the built-in one.
    ///
    /// ```
    /// use import_checker::{Lang, problems};
    /// let texts = serde_json::json!({ "T220": { "title": "La fecha no existe" } });
    /// let lang = Lang::with_texts("es", &texts)?;
    /// assert_eq!(lang.prose(problems::find("T220").unwrap()).title, "La fecha no existe");
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// The object is not of the expected shape: place and reason.
    pub fn with_texts(tag: &str, json: &Json) -> Result<Lang, crate::definition::DefinitionError> {
        match json.as_object() {
            Some(texts) if !texts.is_empty() => {
                let text = serde_json::to_string(json).unwrap_or_default();
                Lang::own(tag, json, text, &problems::all())
            }
            _ => Ok(Lang::of(tag)),
        }
    }

    /// The same from a text of JSON, and without the texts of problems: for a module in which none occur, and in which
    /// they would only take room.
    ///
    /// # Errors
    /// The text is no JSON, or not of the expected shape: place and reason.
    pub fn with_phrases(tag: &str, text: &str) -> Result<Lang, crate::definition::DefinitionError> {
        let wrong = |e: serde_json::Error| crate::definition::DefinitionError::new("texts", e.to_string());
        let json = serde_json::from_str(text).map_err(wrong)?;
        Lang::own(tag, &json, text.to_owned(), &[])
    }

    fn own(tag: &str, json: &Json, text: String, problems: &[&'static Problem]) -> Loaded<Lang> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let same =
            |own: &&&OwnTexts| own.from.1 == problems.len() && own.from.0 == text && own.tag == primary(tag);
        if let Some(own) = known.iter().find(same) {
            return Ok(Lang::Own(own));
        }
        let own: &'static OwnTexts = Box::leak(Box::new(OwnTexts::read(tag, json, text, problems)?));
        known.push(own);
        Ok(Lang::Own(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_host_does_not_say_is_said_by_the_built_in_language() {
        let spanish =
            json!({ "T220": { "title": "La fecha no existe" }, "phrases": { "or": "o", "Row": "Fila" } });
        let problem = problems::find("T220").unwrap();
        let lang = Lang::with_texts("es-MX", &spanish).unwrap();
        assert_eq!(lang.tag(), "es");
        assert_eq!(lang.prose(problem).title, "La fecha no existe");
        assert_eq!(lang.prose(problem).remedy, problem.en.remedy);
        assert_eq!(lang.pick(["or", "ou"]), "o");
        assert_eq!(lang.pick(["and", "et"]), "and");
        assert!(!lang.is_one(0));
        let other = problems::find("T230").unwrap();
        assert_eq!(lang.prose(other).title, other.en.title);
    }

    #[test]
    fn single_texts_of_a_built_in_language_leave_the_others_in_it() {
        let lang = Lang::with_texts("fr-CA", &json!({ "T220": { "remedy": "Corrigez la date." } })).unwrap();
        let problem = problems::find("T220").unwrap();
        assert_eq!(lang.prose(problem).remedy, "Corrigez la date.");
        assert_eq!(lang.prose(problem).title, problem.fr.title);
        assert_eq!((lang.tag(), lang.pick(["or", "ou"]), lang.is_one(0)), ("fr", "ou", true));
    }

    #[test]
    fn the_same_texts_are_kept_once() {
        let texts = json!({ "phrases": { "and": "und" } });
        let (one, two) = (Lang::with_texts("de", &texts).unwrap(), Lang::with_texts("de", &texts).unwrap());
        let (Lang::Own(one), Lang::Own(two)) = (one, two) else { panic!("texts of the host's own") };
        assert!(std::ptr::eq(one, two));
    }

    #[test]
    fn words_of_the_page_are_passed_over_and_mistakes_are_named() {
        let page = json!({ "chooseFiles": "Dateien wählen", "times": { "one": "{count} Mal", "other": "{count} Mal" } });
        assert_eq!(Lang::with_texts("en", &page).unwrap().pick(["or", "ou"]), "or");
        assert_eq!(Lang::with_texts("en", &json!({})), Ok(Lang::En));
        let said = |texts: Json| Lang::with_texts("de", &texts).unwrap_err().to_string();
        assert!(said(json!({ "T220": { "titel": "x" } })).starts_with("texts.T220: “titel” is not a word"));
        assert_eq!(said(json!({ "T220": "x" })), "texts.T220: an object { … } is expected");
        assert_eq!(said(json!({ "phrases": { "or": 1 } })), "texts.phrases.or: a text is expected");
    }
}
