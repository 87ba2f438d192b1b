//! The documentation: static pages made from what the engine, the element's manifest and the schema of definitions say
//! of themselves, so that none of it can grow old.

mod codes;
mod definition;
mod element;
mod families;
mod frame;
mod html;
mod imports;
mod limits;
mod measured;
mod relations;
mod topics;

use super::{Options, list, text, texts};
use crate::headers;
use crate::run::{cargo, output, run_quietly};
use anyhow::{Context, Result};
use frame::Frame;
use html::{Page, escape};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::Command;
use topics::TOPICS;

/// The languages of the pages for people who have a file; those for owners of a page are in English.
const LANGUAGES: [&str; 2] = ["en", "fr"];

/// The pages for owners of a page, as seen from `docs/`.
const OWNERS: [(&str, &str); 9] = [
    ("embed.html", "Embed it in ten lines"),
    ("element.html", "The element: attributes, properties, events, parts"),
    ("definition.html", "The language of definitions"),
    ("../define.html", "Write a definition, and try it"),
    ("../demo/", "A page with an upload form"),
    ("formulas.html", "Formulas in text files"),
    ("limits.html", "What hostile files meet: limits, and what is said at them"),
    ("safari.html", "Check list for Safari"),
    ("measured.html", "How fast it is, and beside what"),
];

/// Writes all pages into `docs/` of the site.
pub fn write(stage: &Path, options: Options) -> Result<()> {
    let kept = options.folder("docs");
    let reuse = (options.page || options.quick) && !options.again;
    let catalogue = catalogue(&kept, reuse)?;
    texts::write(&catalogue, stage)?;
    let read = |name: &str| -> Result<Json> {
        serde_json::from_str(&fs::read_to_string(stage.join(name))?)
            .with_context(|| format!("{name} is no JSON"))
    };
    let mut pages = vec![
        Page::english("embed.html", "Embed it", embedding()),
        Page::english(
            "formulas.html",
            "Formulas in text files",
            include_str!("pages/formulas.html").to_owned(),
        ),
        Page::english("safari.html", "Check list for Safari", include_str!("pages/safari.html").to_owned()),
        limits::page(&catalogue["limits"])?,
        element::page(&read("custom-elements.json")?),
        definition::page(&read("imports/import-definition.schema.json")?, &catalogue),
    ];
    let definitions = list(&catalogue, "imports")
        .map(|import| read(&format!("imports/{}.json", text(import, "name"))))
        .collect::<Result<Vec<Json>>>()?;
    pages.extend(measured::page());
    for lang in LANGUAGES {
        pages.push(index(&catalogue, lang));
        pages.extend(TOPICS.iter().map(|topic| topic.page(lang)));
        pages.extend(
            list(&catalogue, "problems").map(|problem| codes::page(problem, &catalogue, &definitions, lang)),
        );
        let described = list(&catalogue, "imports").zip(&definitions);
        pages.extend(described.map(|(import, own)| imports::page(import, own, &catalogue, lang)));
    }
    for topic in TOPICS {
        topic.write_examples(&stage.join("docs"))?;
    }
    fs::write(stage.join("llms.txt"), summary(&catalogue))?;
    fs::write(stage.join("docs-index.js"), frame::index(&catalogue))?;
    fs::remove_file(stage.join("docs-index.d.ts"))?;
    let frame = Frame { catalogue: &catalogue };
    for page in pages {
        let file = stage.join("docs").join(&page.path);
        fs::create_dir_all(file.parent().unwrap_or(stage))?;
        fs::write(file, page.html(&frame))?;
    }
    super::copy(&templates(&catalogue, &kept, reuse)?, &stage.join("docs/templates"))
}

/// `llms.txt`: what there is, and where, in the form that language models are given a site in.
fn summary(catalogue: &Json) -> String {
    let owners = OWNERS.iter().map(|(to, said)| match to.strip_prefix("../") {
        Some(page) => (page.to_owned(), *said),
        None => (format!("docs/{to}"), *said),
    });
    let data = [
        ("custom-elements.json".to_owned(), "The element's manifest"),
        ("import-checker.d.ts".to_owned(), "Its types"),
        ("node.d.ts".to_owned(), "The types for Node"),
        ("imports/import-definition.schema.json".to_owned(), "The JSON Schema of definitions"),
        ("report.schema.json".to_owned(), "The JSON Schema of reports"),
    ];
    let line = |(to, said): (String, &str)| format!("- [{said}]({to})\n");
    let pages: String = owners.map(line).collect();
    let data: String = data.map(line).concat();
    let imports: String = list(catalogue, "imports")
        .map(|one| format!("- [{}]({})\n", text(one, "name"), imports::at(one)))
        .collect();
    format!(
        "# Import Checker\n\n> A custom element (`<import-checker>`) that checks and cleans a spreadsheet before it is imported, on \
         the user's own machine: a form gets the cleaned file, or nothing.\n\n## Documentation\n\n{pages}\n## Data\n\n{data}\n\
         ## Imports that are built in\n\n{imports}"
    )
}

/// How to embed the element, with the headers as each host is told them.
fn embedding() -> String {
    let mut page = include_str!("pages/embed.html").to_owned();
    for (place, block) in
        [("{nginx}", headers::nginx()), ("{apache}", headers::apache()), ("{lines}", headers::lines())]
    {
        page = page.replace(place, escape(&block).trim_end());
    }
    page
}

/// Our own program, compiled if need be.
fn program(arguments: &[&str]) -> Command {
    let mut cargo = cargo();
    cargo.args(["run", "--quiet", "--bin", "import-checker", "--"]).args(arguments);
    cargo
}

/// What the program itself says of codes and imports.
fn catalogue(folder: &Path, reuse: bool) -> Result<Json> {
    let kept = folder.join("catalogue.json");
    // One that was kept by an older program says less.
    let says_all = |text: String| limits::names().all(|name| text.contains(&format!("\"{name}\":")));
    let is_whole = || fs::read_to_string(&kept).is_ok_and(says_all);
    if !(reuse && is_whole()) {
        println!("Asking the program what its codes mean");
        let text = output(&mut program(&["explain", "--format", "json"]))?;
        fs::create_dir_all(folder)?;
        fs::write(&kept, text)?;
    }
    serde_json::from_str(&fs::read_to_string(kept)?).context("the catalogue is no JSON")
}

/// The blank file of each import, in each language.
fn templates(catalogue: &Json, kept: &Path, reuse: bool) -> Result<std::path::PathBuf> {
    let folder = kept.join("templates");
    if reuse && folder.is_dir() {
        return Ok(folder);
    }
    super::empty(&folder)?;
    for name in list(catalogue, "imports").map(|import| text(import, "name")) {
        for lang in LANGUAGES {
            let mut program = program(&["template", name, "--lang", lang, "--out"]);
            run_quietly(program.arg(folder.join(imports::template(name, lang))))?;
        }
    }
    Ok(folder)
}

/// The first page: where to find what.
fn index(catalogue: &Json, lang: &str) -> Page {
    let words = match lang {
        "fr" => [
            "Documentation",
            "Pour qui a un fichier",
            "Imports",
            "Constats",
            "Pour qui a une page",
            "en anglais",
        ],
        _ => ["Documentation", "If you have a file", "Imports", "Findings", "If you have a page", ""],
    };
    let [title, file, imports, codes, page, english] = words;
    let up = if lang == "en" { "" } else { "../" };
    let note = if english.is_empty() { String::new() } else { format!(" ({english})") };
    let owners: String = OWNERS
        .iter()
        .map(|(to, said)| format!("<li lang=\"en\"><a href=\"{up}{to}\">{said}</a></li>\n"))
        .collect();
    let described: String = list(catalogue, "imports").map(|one| imports::line(one, lang)).collect();
    let explained: String = families::letters()
        .map(|letter| {
            let lines: String = families::of(catalogue, letter).map(|one| codes::line(one, lang)).collect();
            format!(
                "<h3 id=\"family-{letter}\">{}</h3>\n<ul class=\"codes\">\n{lines}</ul>\n",
                families::name(letter, lang)
            )
        })
        .collect();
    let topics: String = TOPICS
        .iter()
        .map(|topic| format!("<li><a href=\"{}\">{}</a></li>\n", topic.file(), topic.title(lang)))
        .collect();
    let body = format!(
        "<h2>{file}</h2>\n<ul>\n{topics}</ul>\n<h3>{imports}</h3>\n<ul>\n{described}</ul>\n<h2>{page}{note}</h2>\n<ul>\n{owners}</ul>\n\
         <h2 id=\"codes\">{codes}</h2>\n{explained}"
    );
    Page::new(lang, "index.html", title, body)
}

/// A text, ready for a page.
fn said(json: &Json, key: &str) -> String {
    escape(text(json, key))
}
