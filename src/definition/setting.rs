//! Settings: what the user is asked about the import, and the answers as JSON or text.

use super::condition::setting_value;
use super::load::titled;
use super::node::{Loaded, Node};
use super::{Condition, ImportDefinition, Setting, SettingValue};
use serde_json::Value as Json;

pub(super) fn setting(node: &Node<'_>) -> Loaded<Setting> {
    node.only(&["name", "title", "description", "default", "translations"])?;
    Ok(Setting {
        name: node.need("name")?.text()?.to_owned(),
        title: titled(node, "name")?,
        description: node.words("description")?,
        default: setting_value(&node.need("default")?)?,
    })
}

/// Every setting that is named anywhere must exist.
pub(super) fn check_settings(top: &Node<'_>, definition: &ImportDefinition) -> Loaded<()> {
    let known: Vec<&str> = definition.settings.iter().map(|s| s.name.as_str()).collect();
    let in_rules = definition.rules.iter().flat_map(|r| &r.when.0).filter_map(|c| match c {
        Condition::Setting(name, _) => Some(name.as_str()),
        _ => None,
    });
    let in_fields = definition.fields.iter().filter_map(|f| f.allowed_setting.as_deref());
    for name in in_rules.chain(in_fields).chain(definition.extra_columns.as_deref()) {
        if !known.contains(&name) {
            let settings = Node { place: "settings".to_owned(), json: top.json };
            return settings.wrong_word(
                [
                    format!("the setting “{name}” is used but not declared"),
                    format!("le réglage «\u{a0}{name}\u{a0}» est utilisé mais n’est pas déclaré"),
                ],
                &known,
            );
        }
    }
    Ok(())
}

impl SettingValue {
    /// Takes over an answer given as JSON, in the type of the default.
    #[must_use]
    pub fn like(&self, json: &Json) -> Option<SettingValue> {
        match (self, json) {
            (SettingValue::Bool(_), Json::Bool(yes)) => Some(SettingValue::Bool(*yes)),
            (SettingValue::List(_), Json::Array(items)) => {
                Some(SettingValue::List(items.iter().filter_map(|i| i.as_str()).map(str::to_owned).collect()))
            }
            (_, Json::String(text)) => self.parse(text),
            _ => None,
        }
    }

    /// Reads an answer given as text, in the type of the default.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<SettingValue> {
        Some(match self {
            SettingValue::Bool(_) => match text.trim().to_lowercase().as_str() {
                "true" | "yes" | "on" | "1" | "oui" => SettingValue::Bool(true),
                "false" | "no" | "off" | "0" | "non" => SettingValue::Bool(false),
                _ => return None,
            },
            SettingValue::Text(_) => SettingValue::Text(text.to_owned()),
            SettingValue::List(_) => SettingValue::List(
                text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect(),
            ),
        })
    }
}
