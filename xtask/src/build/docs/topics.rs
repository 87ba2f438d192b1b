//! Pages on what can be done before and after a file is sent, each with example files that lie beside it.

use super::html::{Page, escape};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// A page in both languages, with its examples.
pub struct Topic {
    /// Its name, without an ending; the folder of its examples is called so, too.
    name: &'static str,
    /// Its title in English and in French.
    titles: [&'static str; 2],
    bodies: [&'static str; 2],
    /// The example files: name and text. `{name}` without its ending stands for the text in the page.
    examples: &'static [(&'static str, &'static str)],
}

/// All of them, in the order in which a file lives.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "forecast",
        titles: ["What an import would change", "Ce qu’un import changerait"],
        bodies: [include_str!("pages/forecast.en.html"), include_str!("pages/forecast.fr.html")],
        examples: &[
            ("customers.csv", include_str!("../../../../examples/forecast/customers.csv")),
            ("there.csv", include_str!("../../../../examples/forecast/there.csv")),
        ],
    },
    Topic {
        name: "answer",
        titles: ["When the server has answered", "Quand le serveur a répondu"],
        bodies: [include_str!("pages/answer.en.html"), include_str!("pages/answer.fr.html")],
        examples: &[
            ("customers.csv", include_str!("../../../../examples/answer/customers.csv")),
            ("answer.csv", include_str!("../../../../examples/answer/answer.csv")),
        ],
    },
];

impl Topic {
    /// The address of the page in the documentation of a language.
    pub fn file(&self) -> String {
        format!("{}.html", self.name)
    }

    /// Its title.
    pub fn title(&self, lang: &str) -> &'static str {
        self.titles[usize::from(lang == "fr")]
    }

    /// The page.
    pub fn page(&self, lang: &str) -> Page {
        let up = if lang == "fr" { "../" } else { "" };
        let mut body = self.bodies[usize::from(lang == "fr")].replace("{up}", up);
        for (name, text) in self.examples {
            body = body.replace(&format!("{{{}}}", name.trim_end_matches(".csv")), &escape(text));
        }
        Page::new(lang, &self.file(), self.title(lang), body)
    }

    /// Writes the files of the example beside the pages.
    pub fn write_examples(&self, docs: &Path) -> Result<()> {
        let folder = docs.join("examples").join(self.name);
        fs::create_dir_all(&folder)?;
        for (name, text) in self.examples {
            fs::write(folder.join(name), text)?;
        }
        Ok(())
    }
}
