//! Records that a definition shows as right or wrong. They are read here and run in `session/examples.rs`.

use super::SettingValue;
use super::condition::setting_value;
use super::names::Names;
use super::node::{Loaded, Node};
use crate::scalar::date;
use crate::table::Date;
use std::collections::BTreeMap;

/// A record, or a few, that the definition says is right or wrong.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Where it stands, such as `examples.bad[1]`.
    pub(crate) place: String,
    /// The rule it belongs to; it is about the definition as a whole otherwise.
    pub(crate) rule: Option<usize>,
    /// It is right.
    pub(crate) good: bool,
    /// The texts of its rows by field.
    pub(crate) rows: Vec<BTreeMap<usize, String>>,
    /// The field in which something is found.
    pub(crate) at: Option<usize>,
    /// The code or name of what is found.
    pub(crate) finds: Option<String>,
    /// What is written for the first row, as far as it is said.
    pub(crate) becomes: BTreeMap<usize, String>,
    /// The day of the check.
    pub(crate) today: Option<Date>,
    /// Answers to the settings of the import; the others are as they are without an answer.
    pub(crate) settings: BTreeMap<String, SettingValue>,
}

type Row = BTreeMap<usize, String>;

/// What stands under `examples`: of the definition, and of each of its rules. A list there is none of ours: catalogues
/// name their example files so.
pub(super) fn examples(top: &Node<'_>, names: &Names<'_>) -> Loaded<Vec<Shown>> {
    let mut all = Vec::new();
    let known = top.get("settings").and_then(|list| list.list().ok()).unwrap_or_default();
    let declared: Vec<&str> = known.iter().filter_map(|one| one.json.get("name")?.as_str()).collect();
    let own = top.get("examples").filter(|node| node.json.is_object());
    let base = own.as_ref().and_then(|own| own.get("base")).map_or(Ok(Row::new()), |n| row(&n, names))?;
    if let Some(own) = &own {
        own.only(&["base", "good", "bad"])?;
        take(own, None, (&base, &declared), names, &mut all)?;
    }
    // What is no list is told elsewhere.
    let rules = top.get("rules").and_then(|list| list.list().ok()).unwrap_or_default();
    for (index, rule) in rules.iter().enumerate() {
        if let Some(of_rule) = rule.get("examples") {
            of_rule.only(&["good", "bad"])?;
            take(&of_rule, Some(index), (&base, &declared), names, &mut all)?;
        }
    }
    Ok(all)
}

fn take(
    node: &Node<'_>,
    rule: Option<usize>,
    given: (&Row, &[&str]),
    names: &Names<'_>,
    all: &mut Vec<Shown>,
) -> Loaded<()> {
    for (word, good) in [("good", true), ("bad", false)] {
        for one in node.get(word).map_or(Ok(Vec::new()), |n| n.list())? {
            all.push(shown(&one, (rule, good), given, names)?);
        }
    }
    Ok(())
}

fn shown(
    node: &Node<'_>,
    (rule, good): (Option<usize>, bool),
    (base, declared): (&Row, &[&str]),
    names: &Names<'_>,
) -> Loaded<Shown> {
    let over = |n: &Node<'_>| -> Loaded<Row> {
        let mut texts = base.clone();
        for (field, text) in row(n, names)? {
            texts.insert(field, text);
        }
        Ok(texts)
    };
    let mut one = Shown {
        place: node.place.clone(),
        rule,
        good,
        rows: Vec::new(),
        at: None,
        finds: None,
        becomes: Row::new(),
        today: None,
        settings: BTreeMap::new(),
    };
    // A record stands there as it is, where nothing else is said of it.
    let told = node.get("row").is_some_and(|n| n.json.is_object())
        || node.get("rows").is_some_and(|n| n.json.is_array());
    if !told {
        one.rows.push(over(node)?);
        return Ok(one);
    }
    node.only(if good {
        &["row", "rows", "becomes", "today", "settings"]
    } else {
        &["row", "rows", "at", "finds", "today", "settings"]
    })?;
    if let Some(row) = node.get("row") {
        one.rows.push(over(&row)?);
    }
    for row in node.get("rows").map_or(Ok(Vec::new()), |n| n.list())? {
        one.rows.push(over(&row)?);
    }
    one.at = node.if_there("at", |n| names.find(n))?;
    one.finds = node.if_there("finds", Node::owned)?;
    one.becomes = node.get("becomes").map_or(Ok(Row::new()), |n| row(&n, names))?;
    one.today = node.if_there("today", |n| {
        date::iso(n.text()?).map_or_else(|| n.wrong("a day such as 2025-03-14 is expected"), Ok)
    })?;
    for (name, value) in node.get("settings").map_or(Ok(Vec::new()), |n| n.entries())? {
        if !declared.contains(&name) {
            return value.wrong_word(
                [
                    format!("“{name}” is not a setting of this definition"),
                    format!("«\u{a0}{name}\u{a0}» n’est pas un réglage de cette définition"),
                ],
                declared,
            );
        }
        one.settings.insert(name.to_owned(), setting_value(&value)?);
    }
    Ok(one)
}

fn row(node: &Node<'_>, names: &Names<'_>) -> Loaded<Row> {
    let mut texts = Row::new();
    for (name, value) in node.entries()? {
        let text = if value.json.is_null() { String::new() } else { value.value_text()? };
        texts.insert(names.named(&value, name)?, text);
    }
    Ok(texts)
}
