//! What the loader has to say of a definition that it takes: words without effect, and what cannot be checked here.

use super::TranslatedText;
use super::node::Node;
use crate::base::limits::LIMITS;
use crate::problem::{ends, short_name, shorten};
use crate::scalar::choice;
use std::cell::RefCell;

/// What a remark means for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkClass {
    /// A word that describes and has no effect: nothing is lost.
    Descriptive,
    /// A word without effect that the definition's own `ignored` names: its author has seen it.
    Named,
    /// Understood, but it cannot be done here: what it asks for is not checked.
    NotRun,
    /// A word that nobody knows: perhaps a slip, so that what it asks for is not checked.
    Unknown,
    /// An example or another text that contradicts the definition itself; nothing is checked by it.
    Wrong,
}

impl RemarkClass {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RemarkClass::Descriptive => "descriptive",
            RemarkClass::Named => "named",
            RemarkClass::NotRun => "not-run",
            RemarkClass::Unknown => "unknown",
            RemarkClass::Wrong => "wrong",
        }
    }

    /// Whether a file can be *ready* although the definition has such a remark.
    #[must_use]
    pub fn bars_ready(self) -> bool {
        matches!(self, RemarkClass::NotRun | RemarkClass::Unknown)
    }
}

/// One thing to say of a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it means for the verdict.
    pub class: RemarkClass,
    /// The place, such as `fields[3].constraints.pattern`.
    pub place: String,
    /// The word at that place.
    pub word: String,
    /// A sentence: English, and French under `fr`.
    pub reason: TranslatedText,
    /// The nearest word that is known.
    pub near: Option<String>,
}

/// A text in English and French.
#[must_use]
pub(crate) fn said(english: impl Into<String>, french: impl Into<String>) -> TranslatedText {
    let mut text = TranslatedText { plain: english.into(), ..TranslatedText::default() };
    text.others.insert("fr".to_owned(), french.into());
    text
}

/// A sentence that quotes a definition, of which nobody knows how long its words are.
pub(crate) fn shortened(mut text: TranslatedText) -> TranslatedText {
    shorten(&mut text.plain);
    text.others.iter_mut().for_each(|(_, text)| shorten(text));
    text
}

/// Words of Data Packages and of catalogues that describe and have no effect.
pub(super) const DESCRIPTIVE: &[&str] = &[
    "created",
    "updated",
    "lastModified",
    "homepage",
    "path",
    "image",
    "licenses",
    "sources",
    "contributors",
    "contributor",
    "author",
    "contact",
    "keywords",
    "uri",
    "countryCode",
    "resources",
    "references",
    "profile",
    "id",
    "status",
    "comment",
    "importance",
    "profiles",
    "floatNumber",
];

/// The parts of a definition whose words are known, and how they are called.
pub(super) struct KnownWords {
    pub(super) words: &'static [&'static str],
    pub(super) called: [&'static str; 2],
}

/// The remarks while a definition is read.
#[derive(Default)]
pub(super) struct Remarks {
    list: RefCell<Vec<Remark>>,
    /// Places whose words the author has named as being without effect.
    pub(super) named: Vec<String>,
}

impl Remarks {
    pub(super) fn take(self) -> Vec<Remark> {
        self.list.into_inner()
    }

    fn add(&self, class: RemarkClass, place: &str, word: &str, reason: TranslatedText, near: Option<&str>) {
        let mut list = self.list.borrow_mut();
        // Of each class, so that what bars a file from being ready is never hidden behind what only describes.
        if list.iter().filter(|remark| remark.class == class).count() >= LIMITS.remarks {
            return;
        }
        list.push(Remark {
            class,
            place: ends(place).into_owned(),
            word: short_name(word).into_owned(),
            reason: shortened(reason),
            near: near.map(str::to_owned),
        });
    }

    /// Something that is understood and cannot be done here.
    pub(super) fn not_run(&self, place: &str, word: &str, reason: TranslatedText) {
        self.add(RemarkClass::NotRun, place, word, reason, None);
    }

    /// Something that describes and has no effect.
    pub(super) fn descriptive(&self, place: &str, reason: TranslatedText) {
        let word = place.rsplit('.').next().unwrap_or(place);
        self.add(RemarkClass::Descriptive, place, word, reason, None);
    }

    /// Looks at every word of a part. `elsewhere` are parts in which a word may have been meant to stand.
    pub(super) fn words(&self, node: &Node<'_>, part: &KnownWords, elsewhere: &[&KnownWords]) {
        let Some(map) = node.json.as_object() else { return };
        for word in map.keys().filter(|word| !part.words.contains(&word.as_str())) {
            self.word(&node.within(word), word, part, elsewhere);
        }
    }

    fn word(&self, place: &str, word: &str, part: &KnownWords, elsewhere: &[&KnownWords]) {
        if word.starts_with("x-") || word.starts_with('_') || DESCRIPTIVE.contains(&word) {
            let reason = said(
                format!("“{word}” describes and has no effect."),
                format!("«\u{a0}{word}\u{a0}» décrit et n’a pas d’effet."),
            );
            return self.add(RemarkClass::Descriptive, place, word, reason, None);
        }
        if self.named.iter().any(|named| named == place || *named == without_numbers(place)) {
            let reason = said(
                format!("“{word}” has no effect; the definition says so itself."),
                format!("«\u{a0}{word}\u{a0}» n’a pas d’effet\u{a0}; la définition le dit elle-même."),
            );
            return self.add(RemarkClass::Named, place, word, reason, None);
        }
        let [english, french] = part.called;
        let other = elsewhere.iter().find(|other| other.words.contains(&word));
        let near = choice::near(word, part.words.iter().copied());
        let (hint, indice) = match (other, near) {
            (Some(other), _) => {
                let [there, la] = other.called;
                (format!(" It is a word of {there}."), format!(" C’est un mot {la}."))
            }
            (None, Some(near)) => (
                format!(" Did you mean “{near}”?"),
                format!(" Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?"),
            ),
            (None, None) => (String::new(), String::new()),
        };
        let reason = said(
            format!("“{word}” is not a word of {english} and has no effect.{hint}"),
            format!("«\u{a0}{word}\u{a0}» n’est pas un mot {french} et n’a pas d’effet.{indice}"),
        );
        self.add(RemarkClass::Unknown, place, word, reason, near.filter(|_| other.is_none()));
    }
}

/// `fields.unit` for `fields[3].unit`.
fn without_numbers(place: &str) -> String {
    let mut inside = false;
    place
        .chars()
        .filter(|c| {
            inside |= *c == '[';
            let kept = !inside;
            inside &= *c != ']';
            kept
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_without_numbers() {
        assert_eq!(without_numbers("fields[13].constraints.enum[2]"), "fields.constraints.enum");
    }
}
