//! The report as one page that needs nothing else: to read, to print, to pass on.

use super::list;
use crate::base::html::escape;
use crate::problem::Severity;
use crate::problem::lang::Lang;
use crate::wording::Wording;
use serde_json::Value as Json;
use std::fmt::Write;

const STYLE: &str = include_str!("report.css");

/// Makes the page from a report of the same language.
#[must_use]
pub fn html_report(report: &Json, lang: Lang) -> String {
    let mut page = Page { text: String::with_capacity(1 << 16), lang };
    page.head(report);
    page.records(report);
    page.unchecked(report);
    page.causes(report);
    page.findings(report);
    page.changes(report);
    page.reading(report);
    page.foot(report);
    page.text
}

struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    /// Adds text; writing into a `String` cannot fail.
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(text);
    }

    fn head(&mut self, report: &Json) {
        let lang = self.lang;
        let title = lang.pick(["Import check", "Contrôle d’import"]);
        let name = escaped(&report["name"]);
        let verdict = report["verdict"].as_str().unwrap_or_default();
        self.add(format_args!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}: {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p>{title}</p>\n\
             <h1>{name}</h1>\n",
            lang.tag()
        ));
        if let Some(import) = report["import"]["title"].as_str() {
            self.add(format_args!("<p>{}</p>\n", escape(import)));
        }
        self.add(format_args!(
            "<p class=\"verdict {verdict}\"><b>{}</b> {}</p>\n</header>\n<main>\n",
            verdict_words(verdict, lang),
            escaped(&report["summary"])
        ));
    }

    fn section(&mut self, title: [&'static str; 2]) {
        self.add(format_args!("<h2>{}</h2>\n", self.lang.pick(title)));
    }

    /// A table; `rows` are cells that are already escaped.
    fn table(
        &mut self,
        class: &str,
        headings: &[[&'static str; 2]],
        rows: impl Iterator<Item = Vec<String>>,
    ) {
        self.add(format_args!("<table class=\"{class}\">\n<thead><tr>"));
        for heading in headings {
            self.add(format_args!("<th scope=\"col\">{}</th>", self.lang.pick(*heading)));
        }
        self.text.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.text.push_str("<tr>");
            for cell in row {
                self.add(format_args!("<td>{cell}</td>"));
            }
            self.text.push_str("</tr>\n");
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    fn records(&mut self, report: &Json) {
        let records = &report["records"];
        let names = [
            ("onFile", ["In the file", "Dans le fichier"]),
            ("ready", ["Ready", "Prêts"]),
            ("inError", ["With errors", "Avec erreurs"]),
            ("skipped", ["Left out", "Écartées"]),
            ("blank", ["Empty rows", "Lignes vides"]),
        ];
        self.section(["Rows", "Lignes"]);
        self.text.push_str("<dl class=\"account\">\n");
        for (name, title) in names {
            let count = self.number(&records[name]);
            self.add(format_args!("<div><dt>{}</dt><dd>{count}</dd></div>\n", self.lang.pick(title)));
        }
        self.text.push_str("</dl>\n");
    }

    fn unchecked(&mut self, report: &Json) {
        let lines = list(report, "notChecked");
        if lines.is_empty() {
            return;
        }
        self.section(["Not checked", "Non contrôlé"]);
        self.text.push_str("<ul>\n");
        for line in lines {
            self.add(format_args!(
                "<li>{} <small>{}</small></li>\n",
                escaped(&line["message"]),
                escaped(&line["code"])
            ));
        }
        self.text.push_str("</ul>\n");
    }

    fn causes(&mut self, report: &Json) {
        let groups = list(report, "groups");
        if groups.is_empty() {
            return;
        }
        self.section(["What was found, by cause", "Ce qui a été trouvé, par cause"]);
        let headings = [
            ["Severity", "Gravité"],
            ["Column", "Colonne"],
            ["What is wrong", "Ce qui ne va pas"],
            ["Number", "Nombre"],
            ["Code", "Code"],
        ];
        let lang = self.lang;
        let rows: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                let what = format!(
                    "<b>{}</b><br>{} {}",
                    escaped(&group["title"]),
                    escaped(&group["why"]),
                    escaped(&group["remedy"])
                );
                vec![
                    severity(&group["severity"], lang),
                    column(group),
                    what,
                    self.number(&group["count"]),
                    escaped(&group["code"]),
                ]
            })
            .collect();
        self.table("causes", &headings, rows.into_iter());
    }

    fn findings(&mut self, report: &Json) {
        let findings = list(report, "findings");
        if findings.is_empty() {
            return;
        }
        self.section(["Every finding", "Tous les constats"]);
        let counts = report["counts"].as_object();
        let total: u64 = counts.into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum();
        let shown = findings.len() as u64;
        if shown < total {
            let (shown, total) = (self.count(shown), self.count(total));
            let phrase = [
                "{shown} of {total} shown: the first of each kind. The file of rows with errors has all.",
                "{shown} affichés sur {total} : les premiers de chaque sorte. Le fichier des lignes avec erreurs les a tous.",
            ];
            let words = self.lang.say(phrase, &[("shown", &shown), ("total", &total)]);
            self.add(format_args!("<p>{words}</p>\n"));
        }
        let headings = [
            ["Place", "Endroit"],
            ["Column", "Colonne"],
            ["In the cell", "Dans la cellule"],
            ["Severity", "Gravité"],
            ["What is wrong and what to do", "Ce qui ne va pas et que faire"],
            ["Code", "Code"],
        ];
        let lang = self.lang;
        let rows = findings.iter().map(|f| {
            vec![
                place(f),
                column(f),
                format!("<code>{}</code>", escaped(&f["value"])),
                severity(&f["severity"], lang),
                escaped(&f["message"]),
                escaped(&f["code"]),
            ]
        });
        self.table("findings", &headings, rows);
    }

    fn changes(&mut self, report: &Json) {
        let Some(counts) = report["changeCounts"].as_object().filter(|counts| !counts.is_empty()) else {
            return;
        };
        self.section(["Changes in the cleaned file", "Modifications dans le fichier nettoyé"]);
        let by_hand = self.lang.pick(["By hand", "À la main"]);
        let rows: Vec<Vec<String>> = counts
            .iter()
            .map(|(code, count)| {
                let title =
                    crate::wording::problems::find(code).map_or(by_hand, |p| self.lang.prose(p).title);
                vec![escape(title), self.number(count), escape(code)]
            })
            .collect();
        let headings = [["Why", "Pourquoi"], ["Number", "Nombre"], ["Code", "Code"]];
        self.table("changes", &headings, rows.into_iter());
    }

    fn reading(&mut self, report: &Json) {
        let card = &report["reading"];
        if !card.is_object() {
            return;
        }
        self.section(["How the file was read", "Comment le fichier a été lu"]);
        let lines = [
            ("sheet", ["Sheet", "Feuille"]),
            ("headerRow", ["Row of the headings", "Ligne des en-têtes"]),
            ("encoding", ["Character set", "Jeu de caractères"]),
            ("delimiter", ["Between the columns", "Entre les colonnes"]),
            ("decimal", ["Decimal mark", "Séparateur décimal"]),
            ("dateOrder", ["Order in dates", "Ordre dans les dates"]),
        ];
        self.text.push_str("<dl class=\"reading\">\n");
        let format = escaped(&card["format"]);
        self.add(format_args!(
            "<div><dt>{}</dt><dd>{format}</dd></div>\n",
            self.lang.pick(["Format", "Format"])
        ));
        for (name, title) in lines {
            let line = &card[name];
            let value = match &line["value"] {
                Json::String(text) if text == "\t" => "tab".to_owned(),
                Json::String(text) if text.is_empty() => continue,
                Json::Null => continue,
                other => escaped(other),
            };
            let (title, evidence) = (self.lang.pick(title), escaped(&line["evidence"]));
            self.add(format_args!("<div><dt>{title}</dt><dd>{value} <small>{evidence}</small></dd></div>\n"));
        }
        self.text.push_str("</dl>\n");
    }

    fn foot(&mut self, report: &Json) {
        let import = &report["import"];
        self.add(format_args!(
            "</main>\n<footer>Import Checker {} · {} {}</footer>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION"),
            escaped(&import["name"]),
            escaped(&import["version"])
        ));
    }

    fn count(&self, count: u64) -> String {
        Wording { lang: self.lang, layout: None, definition: None }.number(count)
    }

    fn number(&self, count: &Json) -> String {
        self.count(count.as_u64().unwrap_or(0))
    }
}

fn verdict_words(verdict: &str, lang: Lang) -> &'static str {
    lang.pick(match verdict {
        "ready" => ["Ready.", "Prêt."],
        "errors" => ["Not ready yet: there are errors.", "Pas encore prêt : il y a des erreurs."],
        "incomplete" => ["Not everything could be checked.", "Tout n’a pas pu être contrôlé."],
        _ => ["The file cannot be read.", "Le fichier ne peut pas être lu."],
    })
}

/// The word beside the colour.
fn severity(severity: &Json, lang: Lang) -> String {
    let name = severity.as_str().unwrap_or_default();
    let word = lang.severity(Severity::of(name).unwrap_or(Severity::Notice));
    format!("<span class=\"severity {}\">{word}</span>", escape(name))
}

fn place(finding: &Json) -> String {
    ["cell", "row", "column"]
        .iter()
        .map(|name| escaped(&finding[*name]))
        .find(|t| !t.is_empty())
        .unwrap_or_default()
}

fn column(entry: &Json) -> String {
    escaped(if entry["columnName"].is_null() { &entry["field"] } else { &entry["columnName"] })
}

fn escaped(json: &Json) -> String {
    match json {
        Json::String(text) => escape(text),
        Json::Null => String::new(),
        other => escape(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cell_cannot_break_out_of_the_page() {
        let report = json!({
            "name": "<script>alert(1)</script>.csv", "verdict": "errors",
            "findings": [{ "code": "V500", "severity": "error", "cell": "A2", "value": "\"><img src=x>\u{0}",
                "message": "A2 & more", "columnName": "<b>" }],
        });
        let page = html_report(&report, Lang::Fr);
        assert!(
            !page.contains("<script") && !page.contains("<img") && page.contains("A2 &amp; more"),
            "{page}"
        );
        assert!(page.contains("<html lang=\"fr\">") && page.contains("Tous les constats"));
    }
}
