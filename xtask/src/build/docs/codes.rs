//! One page for each code, and its line in the contents.

use super::html::{Page, colon, escape};
use super::{families, imports, list, relations, said, text};
use serde_json::Value as Json;

struct Words {
    why: &'static str,
    remedy: &'static str,
    repair: &'static str,
    bad: &'static str,
    message: &'static str,
    good: &'static str,
    definition: &'static str,
    comes_up: &'static str,
    anywhere: &'static str,
    rule: &'static str,
    findings: &'static str,
    note: &'static str,
}

fn words(lang: &str) -> Words {
    match lang {
        "fr" => Words {
            why: "Pourquoi c’est important",
            remedy: "Que faire",
            repair: "Correction",
            bad: "Exemple qui le montre",
            message: "Ce qui en est dit :",
            good: "Le même, sans le problème",
            definition: "La définition de cet exemple",
            comes_up: "Où cela arrive",
            anywhere: "Dans tout fichier, quel que soit l’import.",
            rule: "Règle :",
            findings: "Constats",
            note: "Chaque exemple est vérifié à chaque version.",
        },
        _ => Words {
            why: "Why it matters",
            remedy: "What to do",
            repair: "Repair",
            bad: "An example that has it",
            message: "What is said of it:",
            good: "The same without it",
            definition: "The definition of this example",
            comes_up: "Where it comes up",
            anywhere: "In any file, whatever the import.",
            rule: "Rule:",
            findings: "Findings",
            note: "Every example is run with every version.",
        },
    }
}

/// How bad it is, in words.
fn severity(name: &str, lang: &str) -> &'static str {
    match (name, lang) {
        ("error", "fr") => "Erreur",
        ("warning", "fr") => "Avertissement",
        (_, "fr") => "Remarque",
        ("error", _) => "Error",
        ("warning", _) => "Warning",
        _ => "Notice",
    }
}

fn repair(grade: &str, lang: &str) -> &'static str {
    match (grade, lang) {
        ("safe", "fr") => "Corrigé automatiquement : le sens ne peut pas changer. La correction est listée.",
        ("unambiguous", "fr") => {
            "Corrigé automatiquement, car une seule lecture est possible. Vous êtes averti et pouvez y renoncer."
        }
        ("ask", "fr") => "Proposée ; rien n’est changé sans votre accord.",
        (_, "fr") => "À corriger à la main.",
        ("safe", _) => "Done by itself: the meaning cannot change. The change is listed.",
        ("unambiguous", _) => {
            "Done by itself, since only one reading is possible. You are told, and can switch it off."
        }
        ("ask", _) => "Offered; nothing is changed until you agree.",
        _ => "To be done by hand.",
    }
}

/// The page of a problem.
pub fn page(problem: &Json, catalogue: &Json, definitions: &[Json], lang: &str) -> Page {
    let (code, prose, w) = (text(problem, "code"), &problem[lang], words(lang));
    let level = text(problem, "severity");
    let mut body = format!(
        "<p><span class=\"level {level}\">{}</span> <code>{}</code></p>\n<h2>{}</h2>\n<p>{}</p>\n<h2>{}</h2>\n<p>{}</p>\n\
         <h2>{}</h2>\n<p>{}</p>\n",
        severity(level, lang),
        said(problem, "name"),
        w.why,
        said(prose, "why"),
        w.remedy,
        said(prose, "remedy"),
        w.repair,
        repair(text(problem, "repair"), lang),
    );
    if !text(problem, "definition").is_empty() {
        body.push_str(&examples(problem, said(prose, "message"), &w));
    }
    body.push_str(&comes_up(problem, catalogue, definitions, lang));
    let letter = families::letter(problem);
    body.push_str(&beside(problem, &families::of(catalogue, letter).collect::<Vec<_>>(), lang));
    Page::new(lang, &address(code), &format!("{code}{}{}", colon(lang), text(prose, "title")), body).below(&[
        ("index.html#codes".to_owned(), w.findings),
        (format!("index.html#family-{letter}"), families::name(letter, lang)),
    ])
}

/// The imports that ask what its example asks, and the rules that find it.
fn comes_up(problem: &Json, catalogue: &Json, definitions: &[Json], lang: &str) -> String {
    let w = words(lang);
    let up = if lang == "en" { "../" } else { "../../" };
    let mut body = format!("<h2>{}</h2>\n", w.comes_up);
    if relations::asked(problem).is_empty() {
        return body + &format!("<p>{}</p>\n", w.anywhere);
    }
    let links: String = list(catalogue, "imports")
        .zip(definitions)
        .filter(|(_, definition)| relations::concerns(problem, definition))
        .map(|(import, _)| {
            let to = imports::address(text(import, "name"));
            format!("<li><a href=\"../{to}\">{}</a></li>\n", escape(&imports::title(import, lang)))
        })
        .collect();
    if !links.is_empty() {
        body.push_str(&format!("<ul class=\"pills\">\n{links}</ul>\n"));
    }
    for rule in relations::rules(problem) {
        body.push_str(&format!(
            "<p>{} <a href=\"{up}definition.html#rule-{rule}\"><code>{rule}</code></a></p>\n",
            w.rule
        ));
    }
    body
}

/// The ways to the codes before and after it in its family.
fn beside(problem: &Json, family: &[&Json], lang: &str) -> String {
    let Some(at) = family.iter().position(|one| one["code"] == problem["code"]) else { return String::new() };
    let link = |one: Option<&&Json>, rel: &str| {
        one.map_or_else(String::new, |one| {
            let code = text(one, "code");
            format!("<a rel=\"{rel}\" href=\"{code}.html\">{}</a>", name(one, lang))
        })
    };
    let before = link(at.checked_sub(1).and_then(|at| family.get(at)), "prev");
    let after = link(family.get(at + 1), "next");
    format!("<p class=\"beside\">{before}{after}</p>\n")
}

/// Its code and title in one.
pub fn name(problem: &Json, lang: &str) -> String {
    format!("<code>{}</code> {}", text(problem, "code"), said(&problem[lang], "title"))
}

fn examples(problem: &Json, message: String, w: &Words) -> String {
    let definition: Json = serde_json::from_str(text(problem, "definition")).unwrap_or_default();
    format!(
        "<h2>{}</h2>\n{}<p>{} {message}</p>\n<h2>{}</h2>\n{}<details><summary>{}</summary>\n<pre tabindex=\"0\">{}</pre></details>\n\
         <p class=\"note\">{}</p>\n",
        w.bad,
        file(text(problem, "bad"), w.bad),
        w.message,
        w.good,
        file(text(problem, "good"), w.good),
        w.definition,
        escape(&format!("{definition:#}")),
        w.note
    )
}

/// A text file as it is; what cannot be seen is named.
fn file(content: &str, label: &str) -> String {
    let seen = escape(content).replace('\t', "<i>⇥</i>\t").replace('\u{a0}', "<i>⍽</i>");
    format!("<pre tabindex=\"0\" role=\"region\" aria-label=\"{label}\">{seen}</pre>\n")
}

/// Its line in the contents.
pub fn line(problem: &Json, lang: &str) -> String {
    let code = text(problem, "code");
    format!("<li><a href=\"{}\">{}</a></li>\n", address(code), name(problem, lang))
}

/// Where its page lies.
pub fn address(code: &str) -> String {
    format!("codes/{code}.html")
}
