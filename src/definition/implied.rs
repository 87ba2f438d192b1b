//! Rules that a definition asks for in other words: text formats with a check digit, and the checks of Validata.

use super::TranslatedText;
use super::field::identifier;
use super::load::Log;
use super::names::Names;
use super::node::Node;
use super::remark::said;
use super::rule::{RuleEntry, RuleKind};
use crate::scalar::choice;
use serde_json::{Value as Json, json};

/// The rules behind the formats of fields, and those behind `custom_checks`. What cannot be translated is listed in
/// the remarks, so that no file is called ready on the strength of a check that did not run.
pub(super) fn rules(
    top: &Node<'_>,
    names: &Names<'_>,
    kinds: &[&'static RuleKind],
    log: &Log,
) -> Vec<RuleEntry> {
    let mut rules = Vec::new();
    let add = |place: &str, json: &Json| RuleEntry::load(&Node::at(place, json), names, kinds);
    let nodes = top.get("fields").and_then(|fields| fields.list().ok()).unwrap_or_default();
    for (field, of) in nodes.iter().zip(names.0) {
        let unique = field.get("constraints").and_then(|c| c.get("unique")).and_then(|n| n.bool().ok());
        if let (Some(true), Some(severity)) = (unique, of.lowered("unique")) {
            let unique = json!({ "rule": "unique", "fields": [of.name], "severity": severity.name() });
            rules.extend(log.or(add(&field.place, &unique).map(Some)));
        }
        if let Some(format) = identifier(field) {
            let Some(name) = field.get("name").and_then(|name| name.text().ok()) else { continue };
            let mut digit = json!({ "rule": "check-digit", "field": name, "format": format });
            if let Some(severity) = of.lowered("format") {
                digit["severity"] = json!(severity.name());
            }
            rules.extend(log.or(add(&field.place, &digit).map(Some)));
            if format == "nir" {
                let sensitive = json!({ "rule": "sensitive", "fields": [name] });
                rules.extend(log.or(add(&field.place, &sensitive).map(Some)));
            }
        }
    }
    for key in ["custom_checks", "custom-checks"] {
        let Some(checks) = top.get(key) else { continue };
        for check in log.or(checks.list()) {
            let name = check.get("name").and_then(|name| name.owned().ok()).unwrap_or_default();
            let rule = translated(&name, &check, names).and_then(|json| {
                let Some(json) = json else { return Ok(None) };
                add(&check.place, &json).map(Some).map_err(|mistake| mistake.reason)
            });
            match rule {
                Ok(Some(rule)) => {
                    // Whether there is such a number, only lists of numbers know that are not here.
                    if name == "phone-number-value" {
                        log.remarks.not_run(&check.place, &name, by_form_only(&name));
                    }
                    rules.push(rule);
                }
                Ok(None) => log.remarks.not_run(&check.place, &name, not_run(&name, None)),
                Err(reason) => log.remarks.not_run(&check.place, &name, not_run(&name, Some(&reason))),
            }
        }
    }
    rules
}

fn not_run(name: &str, reason: Option<&TranslatedText>) -> TranslatedText {
    let (english, french) = match reason {
        Some(reason) => (format!(": {}.", reason.get("en")), format!("\u{a0}: {}.", reason.get("fr"))),
        None => {
            ("; a rule may say the same.".to_owned(), "\u{a0}; une règle peut dire la même chose.".to_owned())
        }
    };
    said(
        format!("the check “{name}” is not run here{english}"),
        format!("la vérification «\u{a0}{name}\u{a0}» n’est pas exécutée ici{french}"),
    )
}

fn by_form_only(name: &str) -> TranslatedText {
    said(
        format!(
            "the check “{name}” runs differently here: the form of a number is looked at, not whether its country has such a number."
        ),
        format!(
            "la vérification «\u{a0}{name}\u{a0}» est exécutée autrement ici\u{a0}: la forme d’un numéro est regardée, non si son pays a un tel numéro."
        ),
    )
}

/// The parameters of a check, of which each is what the check needs or the reason why it is not run.
struct Params<'a>(Node<'a>, &'a Names<'a>);

impl<'a> Params<'a> {
    fn need(&self, word: &str) -> Result<Node<'a>, TranslatedText> {
        self.0.need(word).map_err(|mistake| mistake.reason)
    }

    /// The name of a field, which there must be.
    fn column(&self, word: &str) -> Result<String, TranslatedText> {
        self.field(&self.need(word)?)
    }

    fn field(&self, node: &Node<'_>) -> Result<String, TranslatedText> {
        let name = node.text().map_err(|mistake| mistake.reason)?;
        let fields = || self.1.0.iter().map(|field| field.name.as_str());
        if fields().any(|field| field == name) {
            return Ok(name.to_owned());
        }
        let near = choice::near(name, fields());
        let hint = near.map_or_else(Default::default, |near| {
            [format!("; the nearest is “{near}”"), format!("\u{a0}; le plus proche est «\u{a0}{near}\u{a0}»")]
        });
        Err(said(
            format!("there is no field “{name}”{}", hint[0]),
            format!("il n’y a pas de champ «\u{a0}{name}\u{a0}»{}", hint[1]),
        ))
    }

    /// Names of fields, at least one.
    fn columns(&self, word: &str) -> Result<Vec<String>, TranslatedText> {
        let list = self.need(word)?.list().map_err(|mistake| mistake.reason)?;
        if list.is_empty() {
            return Err(said(
                format!("“{word}” names no field"),
                format!("«\u{a0}{word}\u{a0}» ne nomme aucun champ"),
            ));
        }
        list.iter().map(|node| self.field(node)).collect()
    }
}

/// The rule that says the same as a check of Validata; nothing where its name is not known, and the reason where it
/// lacks what it needs or says what is not understood.
fn translated(name: &str, check: &Node<'_>, names: &Names<'_>) -> Result<Option<Json>, TranslatedText> {
    let words: &[&str] = match name {
        "french-siret-value" | "siret" | "french-siren-value" | "siren" | "phone-number-value" => &["column"],
        "compare-columns-value" | "compare-columns" => &["column", "op", "column2"],
        "cohesive-columns-value" | "cohesive-columns" => &["column", "othercolumns"],
        "sum-columns-value" | "sum-columns" => &["column", "columns"],
        "year-interval-value" => &["column", "allow-year-only"],
        "one-of-required" => &["column", "column1", "column2"],
        _ => return Ok(None),
    };
    let params = check.need("params").and_then(|params| params.only(words).map(|_| params.clone()));
    let params = Params(params.map_err(|mistake| mistake.reason)?, names);
    Ok(Some(match name {
        "french-siret-value" | "siret" => {
            json!({ "rule": "check-digit", "field": params.column("column")?, "format": "siret" })
        }
        "french-siren-value" | "siren" => {
            json!({ "rule": "check-digit", "field": params.column("column")?, "format": "siren" })
        }
        "compare-columns-value" | "compare-columns" => {
            let op = params.need("op")?.owned().map_err(|mistake| mistake.reason)?;
            let op = if op == "==" { "=" } else { op.as_str() };
            let (field, other) = (params.column("column")?, params.column("column2")?);
            json!({ "rule": "compare", "field": field, "op": op, "other": other })
        }
        "cohesive-columns-value" | "cohesive-columns" => {
            let column = params.column("column")?;
            let mut fields = params.columns("othercolumns")?;
            fields.retain(|other| *other != column);
            if fields.is_empty() {
                return Err(said(
                    "“othercolumns” names no other field",
                    "«\u{a0}othercolumns\u{a0}» ne nomme aucun autre champ",
                ));
            }
            fields.insert(0, column);
            json!({ "rule": "together", "fields": fields })
        }
        "sum-columns-value" | "sum-columns" => {
            json!({ "rule": "sum", "result": params.column("column")?, "parts": params.columns("columns")? })
        }
        "phone-number-value" => {
            json!({ "rule": "form", "field": params.column("column")?, "form": "french-phone" })
        }
        "year-interval-value" => {
            let alone = match params.0.get("allow-year-only") {
                None => false,
                Some(node) => {
                    match node.json.as_str().map_or_else(|| node.json.to_string(), str::to_owned).as_str() {
                        "true" | "yes" => true,
                        "false" | "no" | "" => false,
                        other => {
                            return Err(said(
                                format!("“allow-year-only” is true or false, not {other}"),
                                format!("«\u{a0}allow-year-only\u{a0}» est true ou false, non {other}"),
                            ));
                        }
                    }
                }
            };
            let form = if alone { "interval-or-one" } else { "interval" };
            json!({ "rule": "form", "field": params.column("column")?, "form": form })
        }
        _ => {
            // An older version calls the first of them as other checks do.
            let first = if params.0.get("column1").is_some() { "column1" } else { "column" };
            if first == "column1" && params.0.get("column").is_some() {
                return Err(said(
                    "“column” and “column1” say the same; take one out",
                    "«\u{a0}column\u{a0}» et «\u{a0}column1\u{a0}» disent la même chose\u{a0}; retirez-en un",
                ));
            }
            let fields = [params.column(first)?, params.column("column2")?];
            json!({ "rule": "at-least", "count": 1, "fields": fields })
        }
    }))
}
