//! The report as one page that needs nothing else: to read, to print, to pass on. What stands on top prints on one sheet;
//! all details are folded below it.

mod first_page;

use super::list;
use super::marked::REASON;
use crate::answers::overview::Overview;
use crate::base::html::escape;
use crate::problem::Severity;
use crate::problem::lang::Lang;
use crate::wording::Wording;
use serde_json::Value as Json;
use std::fmt::Write;

/// Acknowledged warnings that are told on top; all of them stand with their causes.
const MOST_KNOWN: usize = 5;

const STYLE: &str = include_str!("report.css");

/// What the page says besides the report.
///
/// Taken by [`html_report`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances<'a> {
    /// When it was made, as the reader is to read it; a report has no clock of its own.
    pub date: Option<&'a str>,
    /// The fingerprint of the file.
    pub fingerprint: Option<&'a str>,
}

/// Makes the page from a report of the same language and from its file at a glance.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, Circumstances, html_report};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\n"));
/// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// let (overview, report) = (session.overview(0), session.files()[0].report(Lang::En));
/// let about = Circumstances { date: Some("1 May 2025"), fingerprint: None };
/// let page = html_report(&report, &overview, about, Lang::En);
/// assert!(page.starts_with("<!doctype html>") && page.contains("1 May 2025"));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[must_use]
pub fn html_report(report: &Json, overview: &Overview, about: Circumstances<'_>, lang: Lang) -> String {
    let fingerprint = about.fingerprint.map(str::to_owned);
    let mut page = Page { text: String::with_capacity(1 << 16), lang, fingerprint };
    page.head(report, about.date);
    page.first_page(report, overview);
    page.text.push_str("</article>\n<section class=\"details\">\n");
    page.section(["Details", "Détails"]);
    let hint = [
        "Folded here, and left out of print unless they are opened.",
        "Repliés ici, et imprimés seulement s’ils sont ouverts.",
    ];
    page.add(format_args!("<p class=\"quiet\">{}</p>\n", lang.pick(hint)));
    page.unchecked(report);
    page.causes(report);
    page.findings(report);
    page.changes(report);
    page.reading(report);
    page.records(report);
    page.text.push_str("</section>\n</main>\n</body>\n</html>\n");
    page.text
}

struct Page {
    text: String,
    lang: Lang,
    fingerprint: Option<String>,
}

impl Page {
    /// Adds text; writing into a `String` cannot fail.
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(text);
    }

    fn head(&mut self, report: &Json, date: Option<&str>) {
        let lang = self.lang;
        let title = lang.pick(["Import check", "Vérification d’import"]);
        let name = escaped(&report["name"]);
        let verdict = report["verdict"].as_str().unwrap_or_default();
        self.add(format_args!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}: {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<article class=\"sheet\">\n\
             <header>\n<div>\n<p class=\"quiet\">{title}{}</p>\n<h1>{name}</h1>\n",
            lang.tag(),
            date.map(|date| format!(" · {}", escape(date))).unwrap_or_default()
        ));
        let import = report["import"]["title"].as_str().map(escape);
        let rows = self.lang.say(
            ["{count} rows", "{count} lignes"],
            &[("count", &self.number(&report["records"]["onFile"]))],
        );
        let parts: Vec<String> = import.into_iter().chain([rows]).collect();
        self.add(format_args!(
            "<p>{}</p>\n</div>\n<div class=\"verdict {verdict}\"><b>{}</b>",
            parts.join(" · "),
            verdict_words(verdict, lang)
        ));
        let waiting = list(report, "groups").iter().filter(|group| first_page::waits(group)).count() as u64;
        if waiting > 0 {
            let (count, words) = (self.count(waiting), lang.pick(["to decide", "à décider"]));
            self.add(format_args!("<span><strong>{count}</strong> {words}</span>"));
        }
        self.add(format_args!("</div>\n</header>\n<p class=\"quiet\">{}</p>\n", escaped(&report["summary"])));
        let known = list(report, "acknowledged").iter().map(|one| &one["sentence"]);
        let together = list(&report["forecast"]["together"], "sentences");
        let compared = list(&report["forecast"], "sentences").iter().chain(together);
        for sentence in compared.chain(known.take(MOST_KNOWN)) {
            self.add(format_args!("<p class=\"quiet\">{}</p>\n", escaped(sentence)));
        }
        if let Some(address) = report["import"]["support"].as_str() {
            let words = ["Help with the import: {address}", "Aide pour l’import\u{a0}: {address}"];
            let said = lang.say(words, &[("address", &address)]);
            self.add(format_args!("<p class=\"quiet\">{}</p>\n", escape(&said)));
        }
    }

    fn section(&mut self, title: [&'static str; 2]) {
        self.add(format_args!("<h2>{}</h2>\n", self.lang.pick(title)));
    }

    /// A part that is folded until somebody opens it.
    fn fold(&mut self, title: [&'static str; 2], count: Option<u64>) {
        let count = count.map(|count| format!(" <span class=\"quiet\">{}</span>", self.count(count)));
        self.add(format_args!(
            "<details>\n<summary><h3>{}</h3>{}</summary>\n",
            self.lang.pick(title),
            count.unwrap_or_default()
        ));
    }

    fn unfold(&mut self) {
        self.text.push_str("</details>\n");
    }

    /// The headings of a table, and the start of its rows.
    fn open_table(&mut self, class: &str, headings: &[[&'static str; 2]]) {
        self.add(format_args!("<table class=\"{class}\">\n<thead><tr>"));
        for heading in headings {
            match self.lang.pick(*heading) {
                // A heading without a word would be told as one.
                "" => self.text.push_str("<td></td>"),
                words => self.add(format_args!("<th scope=\"col\">{words}</th>")),
            }
        }
        self.text.push_str("</tr></thead>\n<tbody>\n");
    }

    /// A table; `rows` are cells that are already escaped.
    fn table(
        &mut self,
        class: &str,
        headings: &[[&'static str; 2]],
        rows: impl Iterator<Item = Vec<String>>,
    ) {
        self.open_table(class, headings);
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
        self.fold(["Rows", "Lignes"], None);
        self.text.push_str("<dl class=\"account\">\n");
        for (name, title) in names {
            let count = self.number(&records[name]);
            self.add(format_args!("<div><dt>{}</dt><dd>{count}</dd></div>\n", self.lang.pick(title)));
        }
        self.text.push_str("</dl>\n");
        self.unfold();
    }

    fn unchecked(&mut self, report: &Json) {
        let lines = list(report, "notChecked");
        if lines.is_empty() {
            return;
        }
        self.fold(["Not checked", "Non vérifié"], Some(lines.len() as u64));
        self.text.push_str("<ul>\n");
        for line in lines {
            self.add(format_args!(
                "<li>{} <small>{}</small></li>\n",
                escaped(&line["message"]),
                escaped(&line["code"])
            ));
        }
        self.text.push_str("</ul>\n");
        self.unfold();
    }

    fn causes(&mut self, report: &Json) {
        let groups = list(report, "groups");
        if groups.is_empty() {
            return;
        }
        self.fold(["What was found, by cause", "Ce qui a été trouvé, par cause"], Some(groups.len() as u64));
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
                ) + &known(group, lang);
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
        self.unfold();
    }

    fn findings(&mut self, report: &Json) {
        let findings = list(report, "findings");
        if findings.is_empty() {
            return;
        }
        self.fold(["Every finding", "Tous les constats"], None);
        let counts = report["counts"].as_object();
        let total: u64 = counts.into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum();
        let shown = findings.len() as u64;
        if shown < total {
            let (shown, total) = (self.count(shown), self.count(total));
            let phrase = [
                "{shown} of {total} shown: the first of each kind. The file of rows with errors has all.",
                "{shown} affichés sur {total}\u{a0}: les premiers de chaque sorte. Le fichier des lignes avec erreurs les a tous.",
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
        self.unfold();
    }

    fn changes(&mut self, report: &Json) {
        let Some(counts) = report["changeCounts"].as_object().filter(|counts| !counts.is_empty()) else {
            return;
        };
        self.fold(
            ["Changes in the cleaned file", "Modifications dans le fichier nettoyé"],
            report["changeCount"].as_u64(),
        );
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
        self.unfold();
    }

    fn reading(&mut self, report: &Json) {
        let card = &report["reading"];
        if !card.is_object() {
            return;
        }
        self.fold(["How the file was read", "Comment le fichier a été lu"], None);
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
        self.unfold();
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
        "ready" => ["Ready to import", "Prêt pour l’import"],
        "errors" => ["Not ready yet", "Pas encore prêt"],
        "incomplete" => ["Not everything could be checked", "Tout n’a pas pu être vérifié"],
        _ => ["The file cannot be read", "Le fichier ne peut pas être lu"],
    })
}

/// The word beside the colour.
fn severity(severity: &Json, lang: Lang) -> String {
    let name = severity.as_str().unwrap_or_default();
    let word = lang.severity(Severity::of(name).unwrap_or(Severity::Notice));
    format!("<span class=\"severity {}\">{word}</span>", escape(name))
}

/// Why a warning stands, where somebody has acknowledged it.
fn known(group: &Json, lang: Lang) -> String {
    let Some(reason) = group["acknowledged"].as_str() else { return String::new() };
    format!("<br><b>{}</b>", escape(&lang.say(REASON, &[("reason", &reason)])))
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
        let about = Circumstances { date: Some("<3 mai>"), fingerprint: Some("<i>") };
        let page = html_report(&report, &Overview::default(), about, Lang::Fr);
        assert!(
            !page.contains("<script")
                && !page.contains("<img")
                && page.contains("A2 &amp; more")
                && page.contains("&lt;3 mai&gt;")
                && page.contains("&lt;i&gt;"),
            "{page}"
        );
        assert!(page.contains("<html lang=\"fr\">") && page.contains("Tous les constats"));
    }
}
