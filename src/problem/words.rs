//! A text of a definition with its translations.

use std::collections::BTreeMap;

/// A text with translations by language tag. The plain text is English.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TranslatedText {
    /// The text as it stands in the definition.
    pub plain: String,
    /// Translations by language tag.
    pub others: BTreeMap<String, String>,
}

impl TranslatedText {
    /// The text in a language, or the plain one.
    #[must_use]
    pub fn get(&self, lang: &str) -> &str {
        self.others.get(lang).unwrap_or(&self.plain)
    }
}
