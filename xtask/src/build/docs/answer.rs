//! The page on what the receiving system answers, with its example files.

use super::html::{Page, escape};
use anyhow::Result;
use std::fs;
use std::path::Path;

const CUSTOMERS: &str = include_str!("../../../../examples/answer/customers.csv");
const ANSWER: &str = include_str!("../../../../examples/answer/answer.csv");

/// Its title.
pub fn title(lang: &str) -> &'static str {
    if lang == "fr" { "Quand le serveur a répondu" } else { "When the server has answered" }
}

/// The page.
pub fn page(lang: &str) -> Page {
    let (body, up) = match lang {
        "fr" => (include_str!("pages/answer.fr.html"), "../"),
        _ => (include_str!("pages/answer.en.html"), ""),
    };
    let parts = [("{customers}", escape(CUSTOMERS)), ("{answer}", escape(ANSWER)), ("{up}", up.to_owned())];
    let body = parts.iter().fold(body.to_owned(), |body, (place, text)| body.replace(place, text));
    Page::new(lang, "answer.html", title(lang), body)
}

/// Writes the files of the example beside the pages.
pub fn files(docs: &Path) -> Result<()> {
    let folder = docs.join("examples/answer");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("customers.csv"), CUSTOMERS)?;
    fs::write(folder.join("answer.csv"), ANSWER)?;
    Ok(())
}
