//! What can be said of rules only when the whole definition is known: settings and outlines that they need.

use super::condition::{Condition, When};
use super::node::{Loaded, Node};
use super::{ImportDefinition, SettingValue};

/// Refuses conditions and rules that could never fire: an answer that the setting cannot have, a parent where rows have
/// none.
pub(super) fn check(top: &Node<'_>, definition: &ImportDefinition) -> Loaded<()> {
    for (key, node) in top.each_of("rules", |node| Ok(node.clone()))?.iter().enumerate() {
        let Some(entry) = definition.rules.get(key) else { continue };
        conditions(node, &entry.when, definition)?;
        if definition.outline.is_some() {
            continue;
        }
        for param in entry.kind.params.iter().filter(|param| param.shape.needs_outline()) {
            if let Some(given) =
                node.get(param.word).filter(|given| given.json != &serde_json::Value::Bool(false))
            {
                return given.wrong("the definition has no “outline”, so that no row belongs to another");
            }
        }
    }
    for (index, node) in top.each_of("foreignKeys", |node| Ok(node.clone()))?.iter().enumerate() {
        if let Some(key) = definition.foreign_keys.get(index) {
            conditions(node, &key.when, definition)?;
        }
    }
    Ok(())
}

fn conditions(node: &Node<'_>, when: &When, definition: &ImportDefinition) -> Loaded<()> {
    let Some(node) = node.get("when") else { return Ok(()) };
    for (condition, (_, value)) in when.0.iter().zip(node.entries()?) {
        match condition {
            Condition::Parent(..) | Condition::Group(_) if definition.outline.is_none() => {
                return value.wrong("the definition has no “outline”, so that no row belongs to another");
            }
            Condition::Setting(name, wanted) => {
                let setting = definition.settings.iter().find(|s| s.name == *name);
                let expected = match (setting.map(|s| &s.default), wanted) {
                    (Some(SettingValue::Bool(_)), SettingValue::Text(_) | SettingValue::List(_)) => {
                        "true or false"
                    }
                    (Some(SettingValue::Text(_)), SettingValue::Bool(_) | SettingValue::List(_)) => "a text",
                    (Some(SettingValue::List(_)), SettingValue::Bool(_) | SettingValue::Text(_)) => {
                        "a list of texts"
                    }
                    _ => continue,
                };
                return value.wrong(format!("the setting “{name}” is answered by {expected}"));
            }
            _ => {}
        }
    }
    Ok(())
}
