//! Rules that a definition asks for in other words: text formats with a check digit, and the checks of Validata.

use super::TranslatedText;
use super::load::Log;
use super::names::Names;
use super::node::Node;
use super::remark::said;
use super::rule::{RuleEntry, RuleKind};
use crate::scalar::check_digit;
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
        let format = field.get("format").and_then(|format| format.text().ok()).unwrap_or_default();
        let is_text = field.get("type").is_none_or(|kind| kind.text().is_ok_and(|kind| kind == "string"));
        if is_text && check_digit::FORMATS.contains(&format) {
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
            match translated(&name, &check).map(|json| add(&check.place, &json)) {
                Some(Ok(rule)) => rules.push(rule),
                _ => log.remarks.not_run(&check.place, &name, not_run(&name)),
            }
        }
    }
    rules
}

fn not_run(name: &str) -> TranslatedText {
    said(
        format!("the check “{name}” is not run here; a rule may say the same."),
        format!(
            "la vérification «\u{a0}{name}\u{a0}» n’est pas exécutée ici\u{a0}; une règle peut dire la même chose."
        ),
    )
}

/// The rule that says the same as a check of Validata; nothing where there is none.
fn translated(name: &str, check: &Node<'_>) -> Option<Json> {
    let params = check.get("params")?;
    let known = |allowed: &[&str]| params.only(allowed).ok();
    let param = |key: &str| params.get(key).map(|node| node.json.clone());
    Some(match name {
        "french-siret-value" | "siret" => {
            known(&["column"])?;
            json!({ "rule": "check-digit", "field": param("column")?, "format": "siret" })
        }
        "french-siren-value" | "siren" => {
            known(&["column"])?;
            json!({ "rule": "check-digit", "field": param("column")?, "format": "siren" })
        }
        "compare-columns-value" | "compare-columns" => {
            known(&["column", "op", "column2"])?;
            let op = params.get("op")?.owned().ok()?;
            let op = if op == "==" { "=" } else { op.as_str() };
            json!({ "rule": "compare", "field": param("column")?, "op": op, "other": param("column2")? })
        }
        "cohesive-columns-value" | "cohesive-columns" => {
            known(&["column", "othercolumns"])?;
            let others = params.get("othercolumns")?.list().ok()?;
            let others = others.into_iter().map(|node| node.json.clone());
            let fields: Vec<Json> = std::iter::once(param("column")?).chain(others).collect();
            // One column alone hangs together with nothing.
            if fields.len() < 2 {
                return None;
            }
            json!({ "rule": "together", "fields": fields })
        }
        "sum-columns-value" | "sum-columns" => {
            known(&["column", "columns"])?;
            json!({ "rule": "sum", "result": param("column")?, "parts": param("columns")? })
        }
        "phone-number-value" => {
            known(&["column"])?;
            json!({ "rule": "form", "field": param("column")?, "form": "phone" })
        }
        "year-interval-value" => {
            known(&["column", "allow-year-only"])?;
            let alone = param("allow-year-only").is_some_and(|said| {
                said == true || said.as_str().is_some_and(|said| matches!(said, "yes" | "true"))
            });
            let form = if alone { "interval-or-one" } else { "interval" };
            json!({ "rule": "form", "field": param("column")?, "form": form })
        }
        "one-of-required" => {
            known(&["column", "column1", "column2"])?;
            let first = param("column1").or_else(|| param("column"))?;
            json!({ "rule": "at-least", "count": 1, "fields": [first, param("column2")?] })
        }
        _ => return None,
    })
}
