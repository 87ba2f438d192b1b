//! The conditions of a rule: of which records it is asked.

use super::names::Names;
use super::node::{Loaded, Node};
use super::value::Value;
use super::{Field, SettingValue};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Conditions that must all hold; no conditions hold always.
#[derive(Clone, Debug, Default)]
pub struct When(pub Vec<Condition>);

/// One condition.
#[derive(Clone, Debug, PartialEq)]
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

/// What is asked of a value. A blank or wrong value meets none but `Filled`, `Blank` and `NoneOf`.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is one of these.
    OneOf(Listed),
    /// It is none of these.
    NoneOf(Listed),
    /// It is filled.
    Filled,
    /// It is empty.
    Blank,
    /// It lies within these bounds.
    Within(Range),
}

/// Values that are listed in a definition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// As the definition says them.
    pub shown: Vec<String>,
    /// As they are compared: one text for each value, whatever its spelling.
    keys: BTreeSet<String>,
}

impl Listed {
    /// Whether a text of the field is one of the values.
    pub(crate) fn has(&self, field: &Field, text: &str) -> bool {
        self.keys.contains(&*field.key(text))
    }

    /// The values as they are compared.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    fn load(node: &Node<'_>, field: &Field) -> Loaded<Listed> {
        let mut listed = Listed::default();
        for item in node.list_or_one()? {
            let text = possible(&item, field)?;
            listed.keys.insert(field.key(&text).into_owned());
            listed.shown.push(text);
        }
        Ok(listed)
    }
}

/// The text of a value that the field can have; another would switch the condition off without a sound.
pub(super) fn possible(node: &Node<'_>, field: &Field) -> Loaded<String> {
    let text = match (node.json.as_bool(), &field.kind) {
        (Some(yes), super::FieldKind::Boolean(on, off)) => if yes { on } else { off }.clone(),
        _ => node.scalar()?,
    };
    if field.value(&text).is_none() {
        let (name, class) = (&field.name, field.class().name());
        return node.wrong(format!("“{text}” is no value of “{name}”, which is {class}"));
    }
    let listed = !field.allowed.is_empty() && field.allowed_setting.is_none();
    if listed && !field.allowed.iter().any(|allowed| field.same(allowed, &text)) {
        let allowed: Vec<&str> = field.allowed.iter().map(String::as_str).collect();
        return node.wrong_word(format!("“{text}” is no value of “{}”", field.name), &allowed);
    }
    Ok(text)
}

/// Bounds of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The least value as the definition says it, and whether it is itself outside.
    pub least: Option<(String, bool)>,
    /// The greatest value, likewise.
    pub most: Option<(String, bool)>,
    values: [Option<Value>; 2],
}

impl Range {
    /// Whether a text of the field lies within the bounds; not if it cannot be compared.
    pub(crate) fn has(&self, field: &Field, text: &str) -> bool {
        let Some(value) = field.value(text) else { return false };
        let [least, most] = &self.values;
        let meets = |bound: &Option<Value>, said: &Option<(String, bool)>, beyond: Ordering| {
            let (Some(bound), Some((_, excluded))) = (bound, said) else { return true };
            match value.order(bound) {
                Some(Ordering::Equal) => !excluded,
                Some(order) => order == beyond,
                None => false,
            }
        };
        meets(least, &self.least, Ordering::Greater) && meets(most, &self.most, Ordering::Less)
    }

    fn load(node: &Node<'_>, field: &Field) -> Loaded<Range> {
        let ends = [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")];
        let mut said = [None, None];
        let mut values = [None, None];
        for (index, (included, excluded)) in ends.into_iter().enumerate() {
            let bound = match (node.get(included), node.get(excluded)) {
                (Some(_), Some(node)) => {
                    return node.wrong("only one of the two bounds of this end can hold");
                }
                (Some(bound), None) => (bound, false),
                (None, Some(bound)) => (bound, true),
                (None, None) => continue,
            };
            let text = bound.0.scalar()?;
            let value = field.value(&text).filter(|_| field.class().is_ordered());
            if value.is_none() {
                let (name, class) = (&field.name, field.class().name());
                return bound.0.wrong(format!("“{text}” cannot be compared with “{name}”, which is {class}"));
            }
            if let (Some(said), Some(own)) = (said.get_mut(index), values.get_mut(index)) {
                *said = Some((text, bound.1));
                *own = value;
            }
        }
        let [least, most] = said;
        Ok(Range { least, most, values })
    }
}

impl When {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>) -> Loaded<When> {
        let conditions: Loaded<Vec<Condition>> = node
            .entries()?
            .into_iter()
            .map(|(key, value)| {
                if key == "@group" {
                    Ok(Condition::Group(value.bool()?))
                } else if let Some(name) = key.strip_prefix("@parent:") {
                    let field = names.named(&value, name)?;
                    Ok(Condition::Parent(field, Test::load(&value, names, field)?))
                } else if let Some(setting) = key.strip_prefix("@setting:") {
                    Ok(Condition::Setting(setting.to_owned(), setting_value(&value)?))
                } else if key.starts_with('@') {
                    value.wrong_word(
                        format!("“{key}” is not a condition"),
                        &["@group", "@parent:FIELD", "@setting:NAME"],
                    )
                } else {
                    let field = names.named(&value, key)?;
                    Ok(Condition::Field(field, Test::load(&value, names, field)?))
                }
            })
            .collect();
        Ok(When(conditions?))
    }
}

impl Test {
    fn load(node: &Node<'_>, names: &Names<'_>, field: usize) -> Loaded<Test> {
        const BOUNDS: [&str; 4] = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
        let Some(field) = names.0.get(field) else { return node.wrong("there is no such field") };
        if !node.json.is_object() {
            return Ok(Test::OneOf(Listed::load(node, field)?));
        }
        let map = node.only(&["filled", "not", BOUNDS[0], BOUNDS[1], BOUNDS[2], BOUNDS[3]])?;
        let bounds = BOUNDS.iter().any(|word| map.contains_key(*word));
        if usize::from(bounds) + ["filled", "not"].iter().filter(|word| map.contains_key(**word)).count() > 1
        {
            return node.wrong("“filled”, “not” and bounds exclude each other: write two rules");
        }
        if bounds {
            return Ok(Test::Within(Range::load(node, field)?));
        }
        if let Some(not) = node.get("not") {
            return Ok(Test::NoneOf(Listed::load(&not, field)?));
        }
        match map.get("filled").and_then(serde_json::Value::as_bool) {
            Some(true) => Ok(Test::Filled),
            Some(false) => Ok(Test::Blank),
            None => node.wrong(
                "{ \"filled\": true }, { \"filled\": false }, { \"not\": [ … ] } or bounds such as { \"minimum\": 1 } \
                 are expected",
            ),
        }
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
