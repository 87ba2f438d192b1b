//! `texts/en.json` and `texts/fr.json`: every text that exists, in the shape in which a host hands in its own. Whoever
//! translates starts from a copy.

use super::{files, list, text};
use crate::run::{command, output, path};
use crate::tools;
use anyhow::{Context, Result};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes both files from what the program says of its codes, the page's words, and the phrases in the source.
pub fn write(catalogue: &Json, stage: &Path) -> Result<()> {
    let folder = stage.join("texts");
    fs::create_dir_all(&folder)?;
    let phrases = phrases()?;
    for lang in ["en", "fr"] {
        let mut all = words_of_the_page(stage, lang)?;
        for problem in list(catalogue, "problems") {
            let prose = &problem[lang];
            let texts = json!({
                "title": prose["title"], "message": prose["template"], "why": prose["why"], "remedy": prose["remedy"],
            });
            all.insert(text(problem, "code").to_owned(), texts);
        }
        let said = phrases.iter().map(|(english, french)| {
            (english.clone(), Json::from(if lang == "fr" { french.as_str() } else { english }))
        });
        all.insert("phrases".to_owned(), Json::Object(said.collect()));
        fs::write(folder.join(format!("{lang}.json")), format!("{:#}\n", Json::Object(all)))?;
    }
    Ok(())
}

/// The texts of `locales/`, in their order.
fn words_of_the_page(stage: &Path, lang: &str) -> Result<Map<String, Json>> {
    let script = r#"
        const [folder, lang] = process.argv.slice(1);
        const page = (await import(`${folder}/${lang}.js`)).default;
        const { DEFERRED } = await import(`${folder}/deferred.js`);
        console.log(JSON.stringify({ ...page, ...DEFERRED[lang] }));
    "#;
    let mut node = command(tools::node()?);
    node.args(["--input-type=module", "--eval", script]).arg(stage.join("locales")).arg(lang);
    serde_json::from_str(&output(&mut node)?).context("the texts of the page are no JSON")
}

/// Phrases of the engine stand in its source in pairs, `["English", "French"]`.
fn phrases() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let sources = files(&path("src"))?;
    for file in sources.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        let source = fs::read_to_string(file)?;
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        found.extend(code.split('[').filter_map(pair).filter(|(english, french)| is_phrase(english, french)));
    }
    Ok(found)
}

/// Two texts up to the closing bracket.
fn pair(source: &str) -> Option<(String, String)> {
    let (first, rest) = literal(source)?;
    let (second, rest) = literal(rest.trim_start().strip_prefix(',')?)?;
    let rest = rest.trim_start();
    rest.strip_prefix(',').unwrap_or(rest).trim_start().starts_with(']').then_some((first, second))
}

/// A text at the start of the source, and what follows it.
fn literal(source: &str) -> Option<(String, &str)> {
    let source = source.trim_start().strip_prefix('"')?;
    let end = source.match_indices('"').map(|(at, _)| at).find(|at| !source[..*at].ends_with('\\'))?;
    let (text, rest) = source.split_at_checked(end)?;
    let text = text.replace("\\u{a0}", "\u{a0}").replace("\\u{202f}", "\u{202f}");
    Some((text, rest.strip_prefix('"')?))
}

/// Words of definitions and names of files stand in pairs as well, but both of a kind: they are no sentences.
fn is_phrase(english: &str, french: &str) -> bool {
    !english.is_empty() && (!french.is_ascii() || english.contains([' ', '{', '“', ':']) || capital(english))
        || matches!(english, "and" | "or" | "row" | "deleted" | "empty")
}

fn capital(text: &str) -> bool {
    text.len() > 2
        && text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(|c| c.is_lowercase() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::{is_phrase, pair};

    #[test]
    fn finds_pairs_of_texts() {
        let said = |source| pair(source).map(|(one, two)| format!("{one}|{two}"));
        assert_eq!(said("\"or\", \"ou\"]").as_deref(), Some("or|ou"));
        assert_eq!(said("\n  \"{a} is\",\n  \"{a} vaut\",\n]").as_deref(), Some("{a} is|{a} vaut"));
        assert_eq!(said("\"a\", \"b\", \"c\"]"), None);
        assert_eq!(said("0]"), None);
        assert!(is_phrase("Row", "Ligne") && is_phrase("{yes} or {no}", "{yes} ou {no}"));
        assert!(!is_phrase("minimum", "exclusiveMinimum"));
    }
}
