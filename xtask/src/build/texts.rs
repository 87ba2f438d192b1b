//! `texts/en.json` and `texts/fr.json`: every text that exists, in the shape in which a host hands in its own. Whoever
//! translates starts from a copy. A language that only the command line has built in, such as `texts/de.json`, has the
//! sentences about findings; the page's own words are English beside it.

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
    for (lang, texts) in
        list(catalogue, "languages").filter_map(|one| Some((one["tag"].as_str()?, &one["texts"])))
    {
        fs::write(folder.join(format!("{lang}.json")), format!("{texts:#}\n"))?;
    }
    Ok(())
}

/// The texts of `locales/`, in their order.
fn words_of_the_page(stage: &Path, lang: &str) -> Result<Map<String, Json>> {
    let script = r#"
        const [folder, lang] = process.argv.slice(1);
        const page = (await import(`${folder}/${lang}.js`)).default;
        const { REPORT } = await import(`${folder}/report.js`);
        const { MORE } = await import(`${folder}/deferred.js`);
        console.log(JSON.stringify({ ...page, ...REPORT[lang], ...MORE[lang] }));
    "#;
    let mut node = command(tools::node()?);
    node.args(["--input-type=module", "--eval", script]).arg(stage.join("locales")).arg(lang);
    serde_json::from_str(&output(&mut node)?).context("the texts of the page are no JSON")
}

/// All phrases of the engine, by their English text.
fn phrases() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let sources = files(&path("src"))?;
    for file in sources.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        found.extend(super::phrases::of_source(&fs::read_to_string(file)?));
    }
    Ok(found)
}
