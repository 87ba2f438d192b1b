//! The languages of the command line beyond those that a page has built in.
//!
//! Each is a folder of `src/problem/texts/` with the files of `en/` translated, the phrases of the source in
//! `phrases.json`, and its name in `language.json`: a translator adds files, and no code. A page takes the same texts as
//! one file of a build, `texts/de.json`, in its property `texts`.
//!
//! All of them are given by [`all`].

use crate::definition::DefinitionError;
use crate::problem::lang::Lang;
use include_dir::{Dir, include_dir};
use serde_json::{Map, Value as Json};

static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/problem/texts");

/// A language that texts are there for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its tag, such as `de`.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// Whether somebody who speaks it has read the texts. If not, a machine translated them.
    pub checked: bool,
}

/// All languages, in the order of their tags.
///
/// ```
/// let tags: Vec<String> = import_checker::languages::all().into_iter().map(|language| language.tag).collect();
/// assert_eq!(tags, ["de", "en", "fr"]);
/// ```
#[must_use]
pub fn all() -> Vec<Language> {
    let built_in = [("en", "English"), ("fr", "français")];
    let mut all: Vec<Language> = built_in
        .map(|(tag, name)| Language { tag: tag.to_owned(), name: name.to_owned(), checked: true })
        .into();
    for folder in TEXTS.dirs() {
        let tag = folder.path().to_string_lossy().into_owned();
        let Some(about) = file(folder, "language.json") else { continue };
        let name = about["name"].as_str().unwrap_or(&tag).to_owned();
        all.push(Language { tag, name, checked: about["checked"].as_bool().unwrap_or(false) });
    }
    all.sort_by(|a, b| a.tag.cmp(&b.tag));
    all
}

/// The language of a tag such as `de-CH`; nothing where no texts are there for it.
///
/// # Errors
/// A file of the language is not of the expected shape: place and reason.
///
/// ```
/// use import_checker::languages;
/// assert_eq!(languages::find("de-CH").unwrap().unwrap().tag(), "de");
/// assert_eq!(languages::find("xx").unwrap(), None);
/// ```
pub fn find(tag: &str) -> Result<Option<Lang>, DefinitionError> {
    let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    if matches!(primary.as_str(), "en" | "fr") {
        return Ok(Some(Lang::of(&primary)));
    }
    match texts(&primary) {
        Some(texts) => Lang::with_texts(&primary, &texts).map(Some),
        None => Ok(None),
    }
}

/// The texts of a language that is not built in, in the shape in which a page hands in its own: by code, and the phrases
/// by their English text.
#[must_use]
pub fn texts(tag: &str) -> Option<Json> {
    let folder = TEXTS.get_dir(tag)?;
    file(folder, "language.json")?;
    let mut all = Map::new();
    let mut names: Vec<_> = folder.files().filter_map(|file| file.path().file_name()?.to_str()).collect();
    names.sort_unstable();
    for name in names {
        match (name, file(folder, name)?) {
            ("language.json", _) => {}
            ("phrases.json", phrases) => drop(all.insert("phrases".to_owned(), phrases)),
            (_, Json::Object(family)) => all.extend(family),
            _ => return None,
        }
    }
    Some(Json::Object(all))
}

fn file(folder: &Dir<'_>, name: &str) -> Option<Json> {
    serde_json::from_slice(folder.get_file(folder.path().join(name))?.contents()).ok()
}
