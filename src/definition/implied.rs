//! Rules that a definition asks for in other words: text formats with a check digit, and the checks of Validata.

use super::names::Names;
use super::node::{Loaded, Node};
use super::rule::{RuleEntry, RuleKind};
use crate::scalar::check_digit;
use serde_json::{Value as Json, json};

/// The rules behind the formats of fields, and those behind `custom_checks`. What cannot be translated is listed in
/// `unchecked`, so that no file is called ready on the strength of a check that did not run.
pub(super) fn rules(
    top: &Node<'_>,
    names: &Names<'_>,
    kinds: &[&'static RuleKind],
    unchecked: &mut Vec<String>,
) -> Loaded<Vec<RuleEntry>> {
    let mut rules = Vec::new();
    let add = |place: &str, json: &Json| RuleEntry::load(&Node::at(place, json), names, kinds);
    for field in top.need("fields")?.list()? {
        let format = field.get("format").and_then(|format| format.text().ok()).unwrap_or_default();
        let is_text = field.get("type").is_none_or(|kind| kind.text() == Ok("string"));
        if is_text && check_digit::FORMATS.contains(&format) {
            let name = field.need("name")?.text()?;
            rules
                .push(add(&field.place, &json!({ "rule": "check-digit", "field": name, "format": format }))?);
            if format == "nir" {
                rules.push(add(&field.place, &json!({ "rule": "sensitive", "fields": [name] }))?);
            }
        }
    }
    for key in ["custom_checks", "custom-checks"] {
        let Some(checks) = top.get(key) else { continue };
        for check in checks.list()? {
            let name = check.get("name").and_then(|name| name.owned().ok()).unwrap_or_default();
            match translated(&name, &check).map(|json| add(&check.place, &json)) {
                Some(Ok(rule)) => rules.push(rule),
                Some(Err(error)) => unchecked.push(format!("{}: {error}", check.place)),
                None => unchecked.push(format!("{}: the check “{name}” cannot run here", check.place)),
            }
        }
    }
    Ok(rules)
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
            let fields: Vec<Json> = param("column").into_iter().chain(others).collect();
            json!({ "rule": "together", "fields": fields })
        }
        "sum-columns-value" | "sum-columns" => {
            known(&["column", "columns"])?;
            json!({ "rule": "sum", "result": param("column")?, "parts": param("columns")? })
        }
        "one-of-required" => {
            known(&["column", "column1", "column2"])?;
            let first = param("column1").or_else(|| param("column"))?;
            json!({ "rule": "at-least", "count": 1, "fields": [first, param("column2")?] })
        }
        _ => return None,
    })
}
