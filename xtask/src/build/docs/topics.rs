//! Pages on what can be done before and after a file is sent, each with example files that lie beside it.

use super::html::{Page, escape};
use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

/// A page in both languages, with its examples.
pub struct Topic {
    /// Its name, without an ending; the folder of its examples is called so, too.
    name: &'static str,
    /// Its title in English and in French.
    titles: [&'static str; 2],
    bodies: [&'static str; 2],
    /// The example files: name and bytes. `{name}` without its ending stands for the text of a table in the page, and as
    /// the address of a picture for the picture.
    examples: &'static [(&'static str, &'static [u8])],
}

/// All of them, in the order in which a file lives.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "guide",
        titles: ["A list to hand around", "Une liste à faire circuler"],
        bodies: [include_str!("pages/guide.en.html"), include_str!("pages/guide.fr.html")],
        examples: &[
            ("definition.json", include_bytes!("../../../../examples/guide/definition.json")),
            ("guide.png", include_bytes!("../../../../examples/guide/guide.png")),
        ],
    },
    Topic {
        name: "before-and-after",
        titles: ["Before and after the import", "Avant et après l’import"],
        bodies: [
            include_str!("pages/before-and-after.en.html"),
            include_str!("pages/before-and-after.fr.html"),
        ],
        examples: &[
            ("customers.xlsx", include_bytes!("../../../../examples/before-and-after/customers.xlsx")),
            ("there.csv", include_bytes!("../../../../examples/before-and-after/there.csv")),
            ("answer.csv", include_bytes!("../../../../examples/before-and-after/answer.csv")),
            ("compared.png", include_bytes!("../../../../examples/before-and-after/compared.png")),
            ("cell.png", include_bytes!("../../../../examples/before-and-after/cell.png")),
            ("refused.png", include_bytes!("../../../../examples/before-and-after/refused.png")),
        ],
    },
    Topic {
        name: "forecast",
        titles: ["What an import would change", "Ce qu’un import changerait"],
        bodies: [include_str!("pages/forecast.en.html"), include_str!("pages/forecast.fr.html")],
        examples: &[
            ("customers.csv", include_bytes!("../../../../examples/forecast/customers.csv")),
            ("there.csv", include_bytes!("../../../../examples/forecast/there.csv")),
            ("twice.csv", include_bytes!("../../../../examples/forecast/twice.csv")),
            ("meant.png", include_bytes!("../../../../examples/forecast/meant.png")),
        ],
    },
    Topic {
        name: "older-template",
        titles: ["Files of an older template", "Fichiers d’un ancien modèle"],
        bodies: [include_str!("pages/older-template.en.html"), include_str!("pages/older-template.fr.html")],
        examples: &[
            ("members.csv", include_bytes!("../../../../examples/older-template/members.csv")),
            ("members.json", include_bytes!("../../../../examples/older-template/members.json")),
        ],
    },
    Topic {
        name: "acknowledged",
        titles: ["Warnings that may stand", "Avertissements qui peuvent rester"],
        bodies: [include_str!("pages/acknowledged.en.html"), include_str!("pages/acknowledged.fr.html")],
        examples: &[("customers.csv", include_bytes!("../../../../examples/acknowledged/customers.csv"))],
    },
    Topic {
        name: "corrected",
        titles: ["Corrected rows go back in", "Les lignes corrigées reprennent leur place"],
        bodies: [include_str!("pages/corrected.en.html"), include_str!("pages/corrected.fr.html")],
        examples: &[
            ("customers.csv", include_bytes!("../../../../examples/corrected/customers.csv")),
            ("corrected.csv", include_bytes!("../../../../examples/corrected/corrected.csv")),
        ],
    },
    Topic {
        name: "parts",
        titles: ["One table in several files", "Une table en plusieurs fichiers"],
        bodies: [include_str!("pages/parts.en.html"), include_str!("pages/parts.fr.html")],
        examples: &[
            ("definition.json", include_bytes!("../../../../examples/parts/definition.json")),
            ("january.csv", include_bytes!("../../../../examples/parts/january.csv")),
            ("february.csv", include_bytes!("../../../../examples/parts/february.csv")),
            ("there.csv", include_bytes!("../../../../examples/parts/there.csv")),
        ],
    },
    Topic {
        name: "answer",
        titles: ["When the server has answered", "Quand le serveur a répondu"],
        bodies: [include_str!("pages/answer.en.html"), include_str!("pages/answer.fr.html")],
        examples: &[
            ("customers.csv", include_bytes!("../../../../examples/answer/customers.csv")),
            ("answer.csv", include_bytes!("../../../../examples/answer/answer.csv")),
        ],
    },
    Topic {
        name: "seen",
        titles: ["This file again", "Encore ce fichier"],
        bodies: [include_str!("pages/seen.en.html"), include_str!("pages/seen.fr.html")],
        examples: &[
            ("customers-may.csv", include_bytes!("../../../../examples/seen/customers-may.csv")),
            ("customers-june.csv", include_bytes!("../../../../examples/seen/customers-june.csv")),
        ],
    },
    Topic {
        name: "sample",
        titles: ["A sample for support", "Un échantillon pour l’assistance"],
        bodies: [include_str!("pages/sample.en.html"), include_str!("pages/sample.fr.html")],
        examples: &[("customers.csv", include_bytes!("../../../../examples/sample/customers.csv"))],
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
        for (name, bytes) in self.examples {
            let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
            let said = match ending {
                "csv" => escape(&String::from_utf8_lossy(bytes)),
                // The policy of the site lets no picture come from a server.
                "png" => format!("data:image/png;base64,{}", STANDARD.encode(bytes)),
                _ => continue,
            };
            body = body.replace(&format!("{{{stem}}}"), &said);
        }
        Page::new(lang, &self.file(), self.title(lang), body)
    }

    /// Writes the files of the example beside the pages.
    pub fn write_examples(&self, docs: &Path) -> Result<()> {
        let folder = docs.join("examples").join(self.name);
        fs::create_dir_all(&folder)?;
        for (name, bytes) in self.examples.iter().filter(|(name, _)| !name.ends_with(".png")) {
            fs::write(folder.join(name), bytes)?;
        }
        Ok(())
    }
}
