//! A definition as one page to print, for whoever fills the file in: columns, what is needed when, what is allowed,
//! examples, order. It says what the template says, for people who have no spreadsheet before them.

use crate::base::html::escape;
use crate::definition::{Field, ImportDefinition, describe};
use crate::problem::lang::Lang;
use std::fmt::{Arguments, Write};

const STYLE: &str = include_str!("guide.css");

/// Values of a list that are printed; more would be a book.
const MOST_ALLOWED: usize = 200;

/// The page as HTML, which needs nothing else: no script, no request.
///
/// ```
/// use import_checker::{ImportDefinition, Lang, guide};
///
/// let definition = ImportDefinition::parse(r#"{"title": "People", "fields": [{"name": "name", "constraints": {"required": true}}]}"#)?;
/// let page = guide(&definition, Lang::En);
/// assert!(page.starts_with("<!doctype html>") && page.contains("<h1>People</h1>"));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[must_use]
pub fn guide(definition: &ImportDefinition, lang: Lang) -> String {
    let mut page = Page { text: String::new(), lang };
    page.head(definition);
    page.columns(definition);
    page.lists(definition);
    page.examples(definition);
    page.rules(definition);
    page.text.push_str("</main>\n</body>\n</html>\n");
    page.text
}

struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    /// Adds text; writing into a `String` cannot fail.
    fn add(&mut self, text: Arguments<'_>) {
        let _ = self.text.write_fmt(text);
    }

    fn head(&mut self, definition: &ImportDefinition) {
        let lang = self.lang;
        let title = escape(definition.title.get(lang.tag()));
        self.add(format_args!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p>{}</p>\n<h1>{title}</h1>\n",
            lang.tag(),
            lang.pick(["How the file is filled in", "Comment remplir le fichier"])
        ));
        let about = [&definition.name, &definition.version].map(|part| escape(part)).join(" ");
        self.add(format_args!("<p class=\"about\">{}</p>\n", about.trim()));
        if definition.unofficial {
            let words = ["This description is unofficial.", "Cette description n’est pas officielle."];
            self.add(format_args!("<p>{}</p>\n", lang.pick(words)));
        }
        let description = definition.description.get(lang.tag());
        if !description.is_empty() {
            self.add(format_args!("<p>{}</p>\n", escape(description)));
        }
        if !definition.support.is_empty() {
            let words = ["Help with the import: {address}", "Aide pour l’import\u{a0}: {address}"];
            let said = lang.say(words, &[("address", &definition.support)]);
            self.add(format_args!("<p>{}</p>\n", escape(&said)));
        }
        let how = [
            "One row for each entry, below one row of headings. Write the headings exactly as they stand here.",
            "Une ligne par entrée, sous une ligne d’en-têtes. Écrivez les en-têtes exactement comme ici.",
        ];
        self.add(format_args!("<p>{}</p>\n</header>\n<main>\n", lang.pick(how)));
    }

    fn section(&mut self, title: [&'static str; 2]) {
        self.add(format_args!("<h2>{}</h2>\n", self.lang.pick(title)));
    }

    /// The beginning of a table.
    fn table(&mut self, headings: &[&str]) {
        self.text.push_str("<table>\n<thead><tr>");
        for heading in headings {
            self.add(format_args!("<th scope=\"col\">{}</th>", escape(heading)));
        }
        self.text.push_str("</tr></thead>\n<tbody>\n");
    }

    fn columns(&mut self, definition: &ImportDefinition) {
        let lang = self.lang;
        self.section(["Columns", "Colonnes"]);
        let headings = [
            ["Heading", "En-tête"],
            ["To fill in", "À remplir"],
            ["What it holds", "Contenu"],
            ["Example", "Exemple"],
        ];
        self.table(&headings.map(|heading| lang.pick(heading)));
        for (index, field) in in_file(definition) {
            let title = Some(field.title.get(lang.tag()))
                .filter(|title| *title != field.heading && !title.is_empty());
            let title = title.map_or(String::new(), |title| format!("<br><small>{}</small>", escape(title)));
            let mut holds = vec![describe::form(field, lang)];
            let allowed = describe::allowed(field);
            if is_short(&allowed) {
                holds.push(format!("{} {}", lang.pick(["one of:", "au choix :"]), allowed.join(", ")));
            } else if !allowed.is_empty() {
                holds.push(
                    lang.pick(["one of the list below", "une des valeurs de la liste ci-dessous"]).to_owned(),
                );
            }
            holds.push(field.description.get(lang.tag()).to_owned());
            holds.retain(|part| !part.is_empty());
            let holds: Vec<String> = holds.iter().map(|part| escape(part)).collect();
            self.add(format_args!(
                "<tr><th scope=\"row\">{}{title}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                escape(&field.heading),
                escape(&describe::requirement(definition, index, lang)),
                holds.join("<br>"),
                escape(&field.example)
            ));
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    /// Lists that are too long for a cell.
    fn lists(&mut self, definition: &ImportDefinition) {
        let lang = self.lang;
        for (_, field) in in_file(definition) {
            let allowed = describe::allowed(field);
            if allowed.is_empty() || is_short(&allowed) {
                continue;
            }
            let title = lang.say(
                ["Values of {column}", "Valeurs de {column}"],
                &[("column", &lang.quoted(&field.heading))],
            );
            self.add(format_args!("<h2>{}</h2>\n<ul class=\"values\">\n", escape(&title)));
            for value in allowed.iter().take(MOST_ALLOWED) {
                self.add(format_args!("<li>{}</li>\n", escape(value)));
            }
            self.text.push_str("</ul>\n");
            if let Some(more) = allowed.len().checked_sub(MOST_ALLOWED).filter(|more| *more > 0) {
                let words =
                    ["and {more} more, which the template lists", "et {more} autres, que liste le modèle"];
                self.add(format_args!("<p>{}</p>\n", lang.say(words, &[("more", &more)])));
            }
        }
    }

    /// Rows that are right, turned so that they fit on a page.
    fn examples(&mut self, definition: &ImportDefinition) {
        if definition.samples.is_empty() {
            return;
        }
        let lang = self.lang;
        self.section(["Rows that are right", "Des lignes justes"]);
        let numbers: Vec<String> = (1..=definition.samples.len())
            .map(|number| lang.say(["Row {number}", "Ligne {number}"], &[("number", &number)]))
            .collect();
        let headings: Vec<&str> = [lang.pick(["Heading", "En-tête"])]
            .into_iter()
            .chain(numbers.iter().map(String::as_str))
            .collect();
        self.table(&headings);
        for (index, field) in in_file(definition) {
            let texts: Vec<&str> =
                definition.samples.iter().map(|row| row.get(&index).map_or("", String::as_str)).collect();
            if texts.iter().all(|text| text.is_empty()) {
                continue;
            }
            self.add(format_args!("<tr><th scope=\"row\">{}</th>", escape(&field.heading)));
            texts.iter().for_each(|text| self.add(format_args!("<td>{}</td>", escape(text))));
            self.text.push_str("</tr>\n");
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    fn rules(&mut self, definition: &ImportDefinition) {
        let lang = self.lang;
        let order = describe::order(definition, lang);
        if !order.is_empty() {
            self.section(["Order", "Ordre"]);
            self.items(&order);
        }
        let rules: Vec<String> =
            definition.rules.iter().map(|rule| describe::rule(definition, rule, lang)).collect();
        if !rules.is_empty() {
            self.section(["Rules", "Règles"]);
            self.items(&rules);
        }
        let notes = describe::notes(definition, lang);
        if !notes.is_empty() {
            self.section(["Why", "Pourquoi"]);
            self.items(&notes);
        }
    }

    fn items(&mut self, items: &[String]) {
        self.text.push_str("<ul>\n");
        let mut said: Vec<&String> = Vec::new();
        for item in items {
            if !said.contains(&item) {
                said.push(item);
                self.add(format_args!("<li>{}</li>\n", escape(item)));
            }
        }
        self.text.push_str("</ul>\n");
    }
}

/// The fields that have a column in the blank file, with their places in the definition.
fn in_file(definition: &ImportDefinition) -> impl Iterator<Item = (usize, &Field)> {
    definition.fields.iter().enumerate().filter(|(_, field)| field.in_template)
}

/// Whether a list stands in a cell of the table.
fn is_short(allowed: &[String]) -> bool {
    !allowed.is_empty() && allowed.iter().map(|value| value.chars().count() + 2).sum::<usize>() <= 120
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_cannot_break_out_of_the_page() {
        let definition =
            r#"{"title": "<script>1</script>", "fields": [{"name": "a&b", "example": "\"><img src=x>"}]}"#;
        let page = guide(&ImportDefinition::parse(definition).unwrap(), Lang::Fr);
        assert!(!page.contains("<script") && !page.contains("<img") && page.contains("a&amp;b"), "{page}");
        assert!(page.contains("<html lang=\"fr\">"));
    }

    #[test]
    fn a_list_that_is_too_long_for_a_cell_stands_below() {
        let values: Vec<String> = (0..250).map(|number| format!("\"value {number}\"")).collect();
        let definition =
            format!(r#"{{"fields": [{{"name": "a", "constraints": {{"enum": [{}]}}}}]}}"#, values.join(","));
        let page = guide(&ImportDefinition::parse(&definition).unwrap(), Lang::En);
        assert!(page.contains("<li>value 199</li>") && !page.contains("<li>value 200</li>"));
        assert!(page.contains("and 50 more"), "{page}");
    }
}
