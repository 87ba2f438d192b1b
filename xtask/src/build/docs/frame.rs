//! What stands around every page: the search, the way to the other pages, the contents of this one.

use super::html::escape;
use super::{OWNERS, codes, families, imports, list};
use serde_json::Value as Json;
use std::fmt::Write;

/// What a page shows beside its content.
pub struct Frame<'a> {
    pub catalogue: &'a Json,
}

struct Words {
    search: &'static str,
    imports: &'static str,
    findings: &'static str,
    owners: &'static str,
    here: &'static str,
    all: &'static str,
    contents: &'static str,
}

fn words(lang: &str) -> Words {
    match lang {
        "fr" => Words {
            search: "Code, champ ou mot",
            imports: "Imports",
            findings: "Constats",
            owners: "Pour votre page (en anglais)",
            here: "Sur cette page",
            all: "Toute la documentation",
            contents: "Sommaire",
        },
        _ => Words {
            search: "Search code, field, word",
            imports: "Imports",
            findings: "Findings",
            owners: "For your page",
            here: "On this page",
            all: "All documentation",
            contents: "Contents",
        },
    }
}

impl Frame<'_> {
    /// The side navigation of a page that lies at `path` under `docs/`; `up` leads there from it.
    pub fn side(&self, path: &str, lang: &str, up: &str) -> String {
        let w = words(lang);
        let own = if lang == "fr" { "fr/" } else { "" };
        let mut nav = format!(
            "<aside class=\"docs-side\">\n<div role=\"search\"><label class=\"hidden\" for=\"docs-search\">{}</label>\
             <input id=\"docs-search\" type=\"search\" autocomplete=\"off\" placeholder=\"{}\" data-up=\"{up}\" hidden>\
             <p id=\"docs-said\" class=\"hidden\" role=\"status\"></p><ul id=\"docs-found\"></ul></div>\n\
             <details class=\"docs-contents\" open><summary>{}</summary>\n<nav aria-label=\"{}\">\n<p>{}</p>\n<ul>\n",
            w.search, w.search, w.contents, w.all, w.imports
        );
        let line = |to: &str, said: &str, lang: &str| {
            let here = if to == path { " aria-current=\"page\"" } else { "" };
            let lang = if lang.is_empty() { String::new() } else { format!(" lang=\"{lang}\"") };
            format!("<li><a href=\"{up}{to}\"{here}{lang}>{said}</a></li>\n")
        };
        for import in list(self.catalogue, "imports") {
            let to = format!("{own}{}", imports::address(super::text(import, "name")));
            nav.push_str(&line(&to, &escape(&imports::title(import, lang)), ""));
        }
        let _ = write!(nav, "</ul>\n<p>{}</p>\n<ul>\n", w.findings);
        for letter in families::letters() {
            let problems: Vec<&Json> = families::of(self.catalogue, letter).collect();
            let name = families::name(letter, lang);
            let _ = write!(
                nav,
                "<li><a href=\"{up}{own}index.html#family-{letter}\">{name} <span class=\"note\">{}</span></a>",
                problems.len()
            );
            // The family of this page stands open.
            if path.starts_with(&format!("{own}codes/{letter}")) {
                nav.push_str("<ul>\n");
                for problem in problems {
                    let to = format!("{own}{}", codes::address(super::text(problem, "code")));
                    nav.push_str(&line(&to, &codes::name(problem, lang), ""));
                }
                nav.push_str("</ul>");
            }
            nav.push_str("</li>\n");
        }
        let _ = write!(nav, "</ul>\n<p>{}</p>\n<ul>\n", w.owners);
        for (to, said) in OWNERS {
            nav.push_str(&line(to, said, if lang == "en" { "" } else { "en" }));
        }
        nav.push_str("</ul>\n</nav></details>\n</aside>\n");
        nav
    }
}

/// The body with a name for each of its headings, and the list of them; nothing to list where there are few.
pub fn contents(body: &str, lang: &str) -> (String, String) {
    let mut parts = body.split("<h2").enumerate();
    let mut named = parts.next().map_or("", |(_, first)| first).to_owned();
    let mut lines = String::new();
    let mut count = 0;
    for (at, part) in parts {
        let given = part.strip_prefix(" id=\"").and_then(|rest| rest.split('"').next());
        let id = given.map_or_else(|| format!("part-{at}"), str::to_owned);
        let title = part.split_once('>').and_then(|(_, rest)| rest.split("</h2>").next()).unwrap_or_default();
        named.push_str("<h2");
        if given.is_none() {
            let _ = write!(named, " id=\"{id}\"");
        }
        named.push_str(part);
        let _ = writeln!(lines, "<li><a href=\"#{id}\">{title}</a></li>");
        count += 1;
    }
    if count < 3 {
        return (named, String::new());
    }
    let here = words(lang).here;
    (
        named,
        format!(
            "<nav class=\"docs-here\" aria-label=\"{here}\">\n<p>{here}</p>\n<ul>\n{lines}</ul>\n</nav>\n"
        ),
    )
}

/// What the search knows, as a module: for each language the title, the address and further words of every place.
pub fn index(catalogue: &Json) -> String {
    let of = |lang: &str| -> Vec<[String; 3]> {
        let own = if lang == "fr" { "fr/" } else { "" };
        let mut all: Vec<[String; 3]> = Vec::new();
        for problem in list(catalogue, "problems") {
            let title = format!("{} {}", super::text(problem, "code"), super::text(&problem[lang], "title"));
            let to = format!("{own}{}", codes::address(super::text(problem, "code")));
            all.push([title, to, super::text(problem, "name").to_owned()]);
        }
        for import in list(catalogue, "imports") {
            let (title, to) = (
                imports::title(import, lang),
                format!("{own}{}", imports::address(super::text(import, "name"))),
            );
            for (at, column) in list(&import[lang], "columns").enumerate() {
                let aliases = list(column, "aliases").filter_map(Json::as_str).collect::<Vec<_>>().join(" ");
                let words = format!("{} {aliases}", super::text(column, "name"));
                all.push([
                    format!("{title} › {}", super::text(column, "title")),
                    format!("{to}#field-{}", at + 1),
                    words,
                ]);
            }
            all.push([title, to, super::text(import, "name").to_owned()]);
        }
        all.extend(OWNERS.iter().map(|(to, said)| [(*said).to_owned(), (*to).to_owned(), String::new()]));
        all
    };
    format!("export default {};\n", serde_json::json!({ "en": of("en"), "fr": of("fr") }))
}

#[cfg(test)]
mod tests {
    use super::contents;

    #[test]
    fn headings_get_names_and_are_listed() {
        let (body, list) = contents("<p>a</p><h2>One</h2><h2 id=\"two\">Two</h2><h2>Three</h2>", "en");
        assert_eq!(
            body,
            "<p>a</p><h2 id=\"part-1\">One</h2><h2 id=\"two\">Two</h2><h2 id=\"part-3\">Three</h2>"
        );
        assert!(
            list.contains("<a href=\"#two\">Two</a>") && list.contains("<a href=\"#part-3\">Three</a>"),
            "{list}"
        );
        assert_eq!(contents("<h2>One</h2>", "en").1, "");
    }
}
