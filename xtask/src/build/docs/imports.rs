//! One page for each import: its columns, its rules, its blank file.

use super::html::{Page, colon, escape, table};
use super::{codes, families, list, relations, said, text};
use serde_json::Value as Json;

struct Words {
    template: &'static str,
    guide: &'static str,
    unofficial: &'static str,
    help: &'static str,
    columns: &'static str,
    heads: [&'static str; 4],
    or: &'static str,
    also: &'static str,
    example: &'static str,
    rules: &'static str,
    settings: &'static str,
    found: &'static str,
    embed: &'static str,
}

fn words(lang: &str) -> Words {
    match lang {
        "fr" => Words {
            template: "Télécharger un fichier vide à remplir (XLSX)",
            guide: "Une page à imprimer pour qui remplit le fichier : « À imprimer » sur la page d’accueil, ou",
            help: "Aide pour l’import\u{a0}:",
            unofficial: "Non officiel : cet import a été décrit d’après une documentation publique, et non par l’éditeur du système.",
            columns: "Colonnes",
            heads: ["Colonne", "À remplir", "Contenu", "Précisions"],
            or: "ou",
            also: "Aussi reconnue sous :",
            example: "Exemple :",
            rules: "Règles",
            settings: "Réglages",
            found: "Ce qui peut y être trouvé",
            embed: "Dans une page",
        },
        _ => Words {
            template: "Download a blank file to fill in (XLSX)",
            guide: "A page to print for whoever fills the file in: “To print” on the first page, or",
            help: "Help with the import:",
            unofficial: "Unofficial: this import was described from public documentation, not by the maker of the system.",
            columns: "Columns",
            heads: ["Column", "To fill in", "What it holds", "Details"],
            or: "or",
            also: "Also known as:",
            example: "Example:",
            rules: "Rules",
            settings: "Settings",
            found: "What may be found in it",
            embed: "In a page",
        },
    }
}

/// The page of an import.
pub fn page(import: &Json, definition: &Json, catalogue: &Json, lang: &str) -> Page {
    let (name, told, w) = (text(import, "name"), &import[lang], words(lang));
    let up = if lang == "en" { "../" } else { "../../" };
    let mut body = format!("<p>{}</p>\n", said(told, "description"));
    if import["unofficial"] == true {
        body.push_str(&format!("<p class=\"note\">{}</p>\n", w.unofficial));
    }
    let support = text(import, "support");
    if !support.is_empty() {
        body.push_str(&format!("<p>{} {}</p>\n", w.help, escape(support)));
    }
    let file = template(name, lang);
    body.push_str(&format!("<p><a href=\"{up}templates/{file}\" download>{}</a></p>\n", w.template));
    body.push_str(&format!(
        "<p>{} <code>import-checker guide {} --lang {lang} --out list.html</code></p>\n",
        w.guide,
        escape(name)
    ));
    let rows: Vec<Vec<String>> = list(told, "columns").map(|column| row(column, &w, lang)).collect();
    let columns = named(&table(w.columns, &w.heads, &rows));
    body.push_str(&format!("<h2>{}</h2>\n{columns}", w.columns));
    body.push_str(&bullets(
        w.rules,
        list(told, "notes").map(|note| escape(note.as_str().unwrap_or_default())),
    ));
    body.push_str(&bullets(w.settings, list(told, "settings").map(setting)));
    body.push_str(&found(definition, catalogue, &w, lang));
    body.push_str(&format!(
        "<h2>{}</h2>\n<pre tabindex=\"0\">&lt;import-checker import=\"{}\"&gt;&lt;/import-checker&gt;</pre>\n",
        w.embed,
        escape(name)
    ));
    Page::new(lang, &address(name), &title(import, lang), body)
}

/// A table of columns whose rows can be led to.
fn named(table: &str) -> String {
    let (head, rows) = table.split_once("<tbody>").unwrap_or((table, ""));
    let mut named = format!("{head}<tbody>");
    for (at, part) in rows.split("<tr>").enumerate() {
        if at > 0 {
            named.push_str(&format!("<tr id=\"field-{at}\">"));
        }
        named.push_str(part);
    }
    named
}

/// The codes that may come up in it, by family.
fn found(definition: &Json, catalogue: &Json, w: &Words, lang: &str) -> String {
    let mut body = String::new();
    for letter in families::letters() {
        let lines: String = families::of(catalogue, letter)
            .filter(|problem| relations::concerns(problem, definition))
            .map(|problem| {
                let to = codes::address(text(problem, "code"));
                format!("<li><a href=\"../{to}\">{}</a></li>\n", codes::name(problem, lang))
            })
            .collect();
        if !lines.is_empty() {
            body.push_str(&format!(
                "<h3>{}</h3>\n<ul class=\"codes\">\n{lines}</ul>\n",
                families::name(letter, lang)
            ));
        }
    }
    if body.is_empty() { body } else { format!("<h2>{}</h2>\n{body}", w.found) }
}

fn row(column: &Json, w: &Words, lang: &str) -> Vec<String> {
    let (name, heading) = (said(column, "name"), said(column, "title"));
    let heading = if heading == name { String::new() } else { format!("<br>{heading}") };
    let values: Vec<String> = list(column, "allowed").map(code).collect();
    let mut form = said(column, "form");
    if !values.is_empty() && !form.contains(&format!(" {} ", w.or)) {
        form = format!("{form}{}{}", colon(lang), values.join(", "));
    }
    let mut details = said(column, "description");
    if !text(column, "example").is_empty() {
        details.push_str(&format!("<br>{} {}", w.example, code(&column["example"])));
    }
    let aliases: Vec<String> = list(column, "aliases").map(code).collect();
    if !aliases.is_empty() {
        details.push_str(&format!("<br>{} {}", w.also, aliases.join(", ")));
    }
    vec![format!("<code>{name}</code>{heading}"), said(column, "requirement"), form, details]
}

fn setting(setting: &Json) -> String {
    let description = said(setting, "description");
    let colon = if description.is_empty() { "" } else { ": " };
    format!("<code>{}</code> {}{colon}{description}", said(setting, "name"), said(setting, "title"))
}

fn code(value: &Json) -> String {
    format!("<code>{}</code>", escape(value.as_str().unwrap_or_default()))
}

fn bullets(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.map(|line| format!("<li>{line}</li>\n")).collect();
    if lines.is_empty() { lines } else { format!("<h2>{title}</h2>\n<ul>\n{lines}</ul>\n") }
}

/// Its line in the contents.
pub fn line(import: &Json, lang: &str) -> String {
    format!("<li><a href=\"{}\">{}</a></li>\n", address(text(import, "name")), escape(&title(import, lang)))
}

/// Its system and title.
pub fn title(import: &Json, lang: &str) -> String {
    let system = text(import, "name").split('/').next().unwrap_or_default();
    let system: Vec<String> = system.split('-').map(capital).collect();
    format!("{}{}{}", system.join(" "), colon(lang), text(&import[lang], "title"))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where its page lies, as seen from the top of the site.
pub fn at(import: &Json) -> String {
    format!("docs/{}", address(text(import, "name")))
}

/// Where its page lies.
pub fn address(name: &str) -> String {
    format!("imports/{}.html", name.replace('/', "-"))
}

/// The name of the blank file.
pub fn template(name: &str, lang: &str) -> String {
    format!("{}.{lang}.xlsx", name.replace('/', "-"))
}
