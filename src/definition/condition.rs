//! The conditions of a rule: of which records it is asked.

use super::SettingValue;
use super::names::Names;
use super::node::{Loaded, Node};

/// Conditions that must all hold; no conditions hold always.
#[derive(Clone, Debug, Default)]
pub struct When(pub Vec<Condition>);

/// One condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// About a field of the record itself.
    Field(usize, Test),
    /// About a field of the row it belongs to (`@parent:FIELD`).
    Parent(usize, Test),
    /// Whether rows belong to it that make it a group (`@group`).
    Group(bool),
    /// What the customer answered (`@setting:NAME`).
    Setting(String, SettingValue),
}

/// What is asked of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is one of these.
    OneOf(Vec<String>),
    /// It is none of these.
    NoneOf(Vec<String>),
    /// It is filled.
    Filled,
    /// It is empty.
    Blank,
}

impl When {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>) -> Loaded<When> {
        let conditions: Loaded<Vec<Condition>> = node
            .entries()?
            .into_iter()
            .map(|(key, value)| {
                if key == "@group" {
                    Ok(Condition::Group(value.bool()?))
                } else if let Some(field) = key.strip_prefix("@parent:") {
                    Ok(Condition::Parent(names.named(&value, field)?, Test::load(&value)?))
                } else if let Some(setting) = key.strip_prefix("@setting:") {
                    Ok(Condition::Setting(setting.to_owned(), setting_value(&value)?))
                } else if key.starts_with('@') {
                    value.wrong_word(
                        format!("“{key}” is not a condition"),
                        &["@group", "@parent:FIELD", "@setting:NAME"],
                    )
                } else {
                    Ok(Condition::Field(names.named(&value, key)?, Test::load(&value)?))
                }
            })
            .collect();
        Ok(When(conditions?))
    }
}

impl Test {
    fn load(node: &Node<'_>) -> Loaded<Test> {
        if node.json.is_object() {
            let map = node.only(&["filled", "not"])?;
            if let Some(not) = node.get("not") {
                return Ok(Test::NoneOf(texts(&not)?));
            }
            return match map.get("filled").and_then(serde_json::Value::as_bool) {
                Some(true) => Ok(Test::Filled),
                Some(false) => Ok(Test::Blank),
                None => node
                    .wrong("{ \"filled\": true }, { \"filled\": false } or { \"not\": [ … ] } is expected"),
            };
        }
        Ok(Test::OneOf(texts(node)?))
    }
}

fn texts(node: &Node<'_>) -> Loaded<Vec<String>> {
    node.list_or_one()?.iter().map(Node::scalar).collect()
}

pub(super) fn setting_value(node: &Node<'_>) -> Loaded<SettingValue> {
    if let Ok(yes) = node.bool() {
        return Ok(SettingValue::Bool(yes));
    }
    if let Ok(text) = node.text() {
        return Ok(SettingValue::Text(text.to_owned()));
    }
    if node.json.is_array() {
        return Ok(SettingValue::List(texts(node)?));
    }
    node.wrong("true, false, a text or a list of texts is expected")
}
