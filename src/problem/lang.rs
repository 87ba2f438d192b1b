//! The languages of the engine, and the filling of templates.

use crate::problem::{Problem, Prose, Severity};
use memchr::memchr;
use std::fmt::Display;

/// A language of the engine.
///
/// ```
/// use import_checker::{Lang, problems};
/// let problem = problems::find("T220").unwrap();
/// assert_eq!((Lang::of("fr-CA").tag(), Lang::of("xx").tag()), ("fr", "en"));
/// assert_ne!(Lang::Fr.prose(problem).title, Lang::En.prose(problem).title);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Another one, or one of these with single texts said differently: see [`Lang::with_texts`].
    Own(&'static OwnTexts),
}

impl Lang {
    /// The language of a tag such as `fr-CA`; English for what is not known.
    #[must_use]
    pub fn of(tag: &str) -> Lang {
        if tag.to_ascii_lowercase().starts_with("fr") { Lang::Fr } else { Lang::En }
    }
    /// The tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Own(own) => &own.tag,
        }
    }
    /// The texts of a problem.
    #[must_use]
    pub fn prose(self, problem: &Problem) -> &Prose {
        let built_in = if self.is_french() { &problem.fr } else { &problem.en };
        match self {
            Lang::Own(own) => own.prose(problem).unwrap_or(built_in),
            _ => built_in,
        }
    }
    /// The phrase in this language, of English and French.
    pub(crate) fn pick(self, phrase: [&'static str; 2]) -> &'static str {
        let [english, french] = phrase;
        let built_in = if self.is_french() { french } else { english };
        match self {
            Lang::Own(own) => own.phrase(english).unwrap_or(built_in),
            _ => built_in,
        }
    }
    /// The word for a severity.
    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        self.pick(match severity {
            Severity::Error => ["Error", "Erreur"],
            Severity::Warning => ["Warning", "Avertissement"],
            Severity::Notice => ["Notice", "Remarque"],
        })
    }
    /// The phrase in this language with its `{names}` filled in.
    pub(crate) fn say(self, phrase: [&'static str; 2], values: &[(&str, &dyn Display)]) -> String {
        let mut said = String::new();
        fill(self.pick(phrase), &mut said, &|name, text| {
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                text.push_str(&value.to_string());
            }
        });
        said
    }
    pub(crate) fn quoted(self, text: &str) -> String {
        let mut quoted = String::new();
        self.put_quoted(&mut quoted, &|out| out.push_str(text));
        quoted
    }
    /// Appends what `put` appends, in quotation marks.
    pub(crate) fn put_quoted(self, out: &mut String, put: &dyn Fn(&mut String)) {
        fill(self.pick(["“{text}”", "« {text} »"]), out, &|name, out| {
            if name == "text" {
                put(out);
            }
        });
    }
    /// French counts 0 as one.
    pub(crate) fn is_one(self, count: u64) -> bool {
        count == 1 || (count == 0 && self.is_french())
    }
    pub(crate) fn is_french(self) -> bool {
        match self {
            Lang::En => false,
            Lang::Fr => true,
            Lang::Own(own) => own.french,
        }
    }
}

/// A language whose texts win over those of a built-in one.
///
/// Made by [`Lang::with_texts`].
#[derive(Debug, PartialEq, Eq)]
pub struct OwnTexts {
    /// What was read, and for how many problems: so it is known again.
    pub(crate) from: (String, usize),
    /// The primary part of the tag, as definitions name their translations.
    pub(crate) tag: String,
    /// Whether the texts that are not here are the French ones; else they are the English ones.
    pub(crate) french: bool,
    /// By code. Lists, since a map of its own would cost a page more than looking through one.
    pub(crate) prose: Vec<(&'static str, Prose)>,
    /// By their English text.
    pub(crate) phrases: Vec<(String, String)>,
}

impl OwnTexts {
    pub(crate) fn prose(&self, problem: &Problem) -> Option<&Prose> {
        self.prose.iter().find(|(code, _)| *code == problem.code).map(|(_, prose)| prose)
    }
    pub(crate) fn phrase(&self, english: &str) -> Option<&str> {
        self.phrases.iter().find(|(known, _)| known == english).map(|(_, own)| own.as_str())
    }
}

/// Appends a template with what `put` writes in the place of each `{name}`.
pub(crate) fn fill(template: &str, out: &mut String, put: &dyn Fn(&str, &mut String)) {
    let mut rest = template;
    while let Some((before, after)) = split_at_mark(rest, b'{') {
        out.push_str(before);
        // An example of JSON has braces of its own; names begin with a small letter.
        let named = after.starts_with(|c: char| c.is_ascii_lowercase());
        let Some((name, tail)) = split_at_mark(after, b'}').filter(|_| named) else {
            out.push('{');
            rest = after;
            continue;
        };
        put(name, out);
        rest = tail;
    }
    out.push_str(rest);
}

/// What stands before and after the first such mark.
fn split_at_mark(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = memchr(mark, text.as_bytes())?;
    text.get(..at).zip(text.get(at + 1..))
}
