//! The first page of the report, which prints on one sheet of A4: how many rows are ready, how good each column is, and
//! what is wrong most often.

use super::{Page, column, escape, escaped, list};
use crate::answers::overview::{Block, ColumnOverview, Overview};
use serde_json::Value as Json;

/// Columns that fit on the page; those with most to decide come first where there are more.
const COLUMNS: usize = 18;

/// Causes that fit on it.
const CAUSES: usize = 8;

/// Parts of the strip of rows: each is as bad as its worst row.
const STRIP: usize = 240;

impl Page {
    pub(super) fn first_page(&mut self, report: &Json, overview: &Overview) {
        self.rows(report, overview);
        self.columns(report, overview);
        self.top_causes(report);
        self.provenance(report);
    }

    /// One bar of all rows, and below it where the bad ones are.
    fn rows(&mut self, report: &Json, overview: &Overview) {
        let records = &report["records"];
        let parts = [
            ("ready", "ready", ["ready", "prêtes"]),
            ("inError", "error", ["with errors", "avec erreurs"]),
            ("skipped", "wait", ["waiting or left out", "en attente ou écartées"]),
        ];
        self.section(["Rows", "Lignes"]);
        let shares = parts.map(|(name, class, _)| (class, records[name].as_u64().unwrap_or(0)));
        self.bar(&shares, "bar rows");
        self.text.push_str("<ul class=\"legend\">\n");
        for (name, class, title) in parts {
            if records[name].as_u64().unwrap_or(0) > 0 {
                let (count, title) = (self.number(&records[name]), self.lang.pick(title));
                self.add(format_args!("<li><i class=\"{class}\"></i>{title} <b>{count}</b></li>\n"));
            }
        }
        let (all, title) =
            (self.number(&records["onFile"]), self.lang.pick(["in the file", "dans le fichier"]));
        self.add(format_args!("<li class=\"all\">{title} <b>{all}</b></li>\n</ul>\n"));
        self.strip(&overview.blocks);
    }

    /// A line for each block of rows, the worse the longer.
    fn strip(&mut self, blocks: &[Block]) {
        let size = blocks.len().div_ceil(STRIP).max(1);
        if blocks.iter().all(|block| *block == Block::Plain) {
            return;
        }
        let count = blocks.len().div_ceil(size);
        self.add(format_args!(
            "<svg class=\"strip\" viewBox=\"0 0 {count} 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        ));
        for (at, part) in blocks.chunks(size).enumerate() {
            let (class, height) = match part.iter().max().copied().unwrap_or_default() {
                Block::Error => ("error", 12),
                Block::Question => ("ask", 8),
                Block::Waiting => ("wait", 4),
                Block::ByHand => ("hand", 4),
                Block::Changed => ("change", 2),
                Block::Plain => continue,
            };
            let top = 12 - height;
            self.add(format_args!(
                "<rect class=\"{class}\" x=\"{at}\" y=\"{top}\" width=\"1\" height=\"{height}\"/>"
            ));
        }
        self.text.push_str("</svg>\n");
    }

    /// A bar of parts, each as wide as its share.
    fn bar(&mut self, parts: &[(&str, u64)], class: &str) {
        self.add(format_args!("<span class=\"{class}\">"));
        for (class, count) in parts.iter().filter(|(_, count)| *count > 0) {
            self.add(format_args!("<i class=\"{class}\" style=\"flex-grow:{count}\"></i>"));
        }
        self.text.push_str("</span>\n");
    }

    /// One line for each column: what is to decide in it, what was changed, what is as it was, what is empty.
    fn columns(&mut self, report: &Json, overview: &Overview) {
        let columns = list(report, "columns");
        let rows = report["records"]["onFile"].as_u64().unwrap_or(0);
        if columns.is_empty() || rows == 0 {
            return;
        }
        let none = ColumnOverview::default();
        let counts: Vec<&ColumnOverview> = (0..columns.len())
            .map(|at| overview.columns.iter().find(|one| one.column as usize == at).unwrap_or(&none))
            .collect();
        let waiting = |at: &usize| counts.get(*at).map_or(0, |one| one.errors + one.questions);
        let mut shown: Vec<usize> = (0..columns.len()).collect();
        if shown.len() > COLUMNS {
            shown.sort_by_key(|at| std::cmp::Reverse(waiting(at)));
            shown.truncate(COLUMNS);
            shown.sort_unstable();
        }
        self.section(["Columns", "Colonnes"]);
        let headings = [
            ["", ""],
            ["Your column", "Votre colonne"],
            ["Field", "Champ"],
            ["All rows", "Toutes les lignes"],
            ["to decide", "à décider"],
            ["changed", "modifiées"],
        ];
        self.open_table("columns", &headings);
        for at in &shown {
            let (Some(one), Some(own)) = (counts.get(*at), columns.get(*at)) else { continue };
            let left_out = self.lang.pick(["left out", "écartée"]);
            let field = if own["title"].is_string() { escaped(&own["title"]) } else { left_out.to_owned() };
            self.add(format_args!(
                "<tr><td>{}</td><th scope=\"row\">{}</th><td>{field}</td><td>",
                escaped(&own["letter"]),
                escaped(&own["heading"])
            ));
            self.bar(&parts_of(one, rows), "bar");
            let (waiting, changed) = (self.dash(waiting(at)), self.dash(one.changed));
            self.add(format_args!(
                "</td><td class=\"number\">{waiting}</td><td class=\"number\">{changed}</td></tr>\n"
            ));
        }
        self.text.push_str("</tbody>\n</table>\n");
        self.more(
            columns.len().saturating_sub(shown.len()),
            ["{count} more columns have less to decide.", "{count} autres colonnes ont moins à décider."],
        );
        self.text.push_str("<ul class=\"legend\">\n");
        let legend = [
            ("error", ["to fill in", "à renseigner"]),
            ("ask", ["suggestion ready", "proposition prête"]),
            ("change", ["changed", "modifiée"]),
            ("hand", ["by hand", "à la main"]),
            ("plain", ["as it was", "telle quelle"]),
            ("empty", ["empty", "vide"]),
        ];
        for (class, title) in legend {
            self.add(format_args!("<li><i class=\"{class}\"></i>{}</li>\n", self.lang.pick(title)));
        }
        self.text.push_str("</ul>\n");
        if !overview.exact {
            let words = self.lang.pick([
                "Some counts are at least so many: very frequent problems are not listed one by one.",
                "Certains nombres sont des minimums\u{a0}: les problèmes très fréquents ne sont pas relevés un par un.",
            ]);
            self.add(format_args!("<p class=\"quiet\">{words}</p>\n"));
        }
    }

    /// A number, or a dash for none.
    fn dash(&self, count: u64) -> String {
        if count == 0 { "–".to_owned() } else { self.count(count) }
    }

    /// What is wrong most often, each with its share of the most frequent one.
    fn top_causes(&mut self, report: &Json) {
        let groups = list(report, "groups");
        let mut worst: Vec<&Json> = groups.iter().filter(|group| waits(group)).collect();
        worst.sort_by_key(|group| std::cmp::Reverse(group["count"].as_u64().unwrap_or(0)));
        let most = worst.first().map_or(0, |group| group["count"].as_u64().unwrap_or(0));
        if most == 0 {
            return;
        }
        self.section(["Most frequent causes", "Causes les plus fréquentes"]);
        self.open_table("top", &[["Cause", "Cause"], ["", ""], ["Number", "Nombre"]]);
        for group in worst.iter().take(CAUSES) {
            let count = group["count"].as_u64().unwrap_or(0);
            let class = if asks(group) { "ask" } else { "error" };
            self.add(format_args!(
                "<tr><th scope=\"row\"><i class=\"{class}\"></i>{} <span class=\"quiet\">{} {}</span></th><td>",
                escaped(&group["title"]),
                escaped(&group["column"]),
                column(group)
            ));
            self.bar(&[(class, count), ("empty", most - count)], "bar");
            self.add(format_args!("</td><td class=\"number\">{}</td></tr>\n", self.count(count)));
        }
        self.text.push_str("</tbody>\n</table>\n");
        self.more(
            worst.len().saturating_sub(CAUSES),
            ["and {count} more causes", "et {count} autres causes"],
        );
    }

    /// How many are not shown, if any.
    fn more(&mut self, count: usize, phrase: [&'static str; 2]) {
        if count > 0 {
            let words = self.lang.say(phrase, &[("count", &self.count(count as u64))]);
            self.add(format_args!("<p class=\"quiet\">{words}</p>\n"));
        }
    }

    /// How the file was read, what was not checked, by which rules.
    fn provenance(&mut self, report: &Json) {
        let card = &report["reading"];
        let names = ["sheet", "encoding", "delimiter", "decimal", "dateOrder"];
        let values = names.iter().filter_map(|name| Some((*name, card[*name]["value"].as_str()?)));
        let read: Vec<String> = std::iter::once(("format", card["format"].as_str().unwrap_or_default()))
            .chain(values)
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| self.read_as(name, text))
            .collect();
        self.text.push_str("<footer class=\"provenance\">\n");
        if card.is_object() {
            let title = self.lang.pick(["Read as", "Lu comme"]);
            self.add(format_args!("<p><b>{title}</b> {}</p>\n", read.join(" · ")));
        }
        let unchecked = list(report, "notChecked").len();
        if unchecked > 0 {
            let count = self.count(unchecked as u64);
            let words = self.lang.say(
                ["Not checked: {count}, see below", "Non vérifié\u{a0}: {count}, voir plus bas"],
                &[("count", &count)],
            );
            self.add(format_args!("<p><b>{words}</b></p>\n"));
        }
        let import = &report["import"];
        let device =
            self.lang.pick(["checked on the user’s own device", "vérifié sur l’appareil de l’utilisateur"]);
        let print = match &self.fingerprint {
            Some(sum) => {
                format!(" · {} <code>{}</code>", self.lang.pick(["fingerprint", "empreinte"]), escape(sum))
            }
            None => String::new(),
        };
        self.add(format_args!(
            "<p>{} {} {} · Import Checker {} · {device}{print}</p>\n</footer>\n",
            self.lang.pick(["Rules:", "Règles\u{a0}:"]),
            escaped(&import["name"]),
            escaped(&import["version"]),
            env!("CARGO_PKG_VERSION"),
        ));
    }
}

impl Page {
    /// One fact of how the file was read, in words.
    fn read_as(&self, name: &str, value: &str) -> String {
        let words = match (name, value) {
            ("format" | "encoding", _) => return escape(&value.to_uppercase()),
            ("delimiter", ",") => ["comma", "virgule"],
            ("delimiter", ";") => ["semicolon", "point-virgule"],
            ("delimiter", "\t") => ["tab", "tabulation"],
            ("decimal", ",") => ["decimal comma", "virgule décimale"],
            ("decimal", ".") => ["decimal point", "point décimal"],
            ("dateOrder", "dmy") => ["day/month/year", "jour/mois/année"],
            ("dateOrder", "mdy") => ["month/day/year", "mois/jour/année"],
            ("dateOrder", "ymd") => ["year-month-day", "année-mois-jour"],
            _ => return escape(value),
        };
        self.lang.pick(words).to_owned()
    }
}

/// A group that waits for a person.
pub(super) fn waits(group: &Json) -> bool {
    group["severity"] == "error"
        || (asks(group) && group["severity"] != "notice" && group["acknowledged"].is_null())
}

/// A group for which a suggestion is ready.
fn asks(group: &Json) -> bool {
    group["repair"]["grade"] == "ask"
}

/// The cells of a column by what became of them. Where filled cells are not counted, the rest is as it was.
fn parts_of(one: &ColumnOverview, rows: u64) -> [(&'static str, u64); 6] {
    let told = one.errors + one.questions + one.changed + one.by_hand;
    let filled = one.filled.unwrap_or(rows).min(rows);
    let plain = filled.saturating_sub(told);
    let empty = rows.saturating_sub(told + plain);
    [
        ("error", one.errors),
        ("ask", one.questions),
        ("change", one.changed),
        ("hand", one.by_hand),
        ("plain", plain),
        ("empty", empty),
    ]
}
