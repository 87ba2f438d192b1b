//! What tells records apart: keys that may not come twice, references to other files, and keys that several files share.

use super::condition::When;
use super::load::{Log, flag};
use super::names::Names;
use super::node::{Loaded, Node};
use super::rule::severity;
use super::{Field, ForeignKey, SharedKey};

/// A row without its primary key cannot be told from another, so all of it must be filled in.
pub(super) fn require_primary_key(top: &Node<'_>, fields: &mut [Field]) -> Loaded<()> {
    let Some(primary) = top.get("primaryKey").filter(is_named) else { return Ok(()) };
    for index in Names(fields).list(&primary)? {
        if let Some(field) = fields.get_mut(index) {
            field.required = true;
        }
    }
    Ok(())
}

/// A key of no field is none: some programs write an empty text or list.
fn is_named(key: &Node<'_>) -> bool {
    key.json.as_str() != Some("") && key.json.as_array().is_none_or(|list| !list.is_empty())
}

pub(super) fn unique_keys(top: &Node<'_>, names: &Names<'_>, log: &Log) -> Vec<Vec<usize>> {
    let mut keys = Vec::new();
    if let Some(primary) = top.get("primaryKey").filter(is_named) {
        // What is wrong with it was told when its fields were looked for.
        keys.extend(names.list(&primary).ok());
    }
    keys.extend(log.each(top, "uniqueKeys", |key| names.list(key)));
    keys.dedup();
    keys
}

/// Columns of which the constraints say that no value may come twice.
pub(super) fn add_unique_columns(
    nodes: &[Node<'_>],
    names: &Names<'_>,
    keys: &mut Vec<Vec<usize>>,
    log: &Log,
) {
    for (index, node) in nodes.iter().enumerate() {
        let unique = node.get("constraints").and_then(|c| c.get("unique"));
        let unique = log.or(unique.map_or(Ok(false), |n| n.bool()));
        // One that is only asked for is a rule.
        let strict = names.0.get(index).is_none_or(|field| field.lowered("unique").is_none());
        if unique && strict && !keys.contains(&vec![index]) {
            keys.push(vec![index]);
        }
    }
}

pub(super) fn foreign_key(node: &Node<'_>, names: &Names<'_>) -> Loaded<ForeignKey> {
    const WORDS: &[&str] =
        &["fields", "reference", "severity", "when", "noCycle", "note", "skips", "translations"];
    node.only(WORDS)?;
    let reference = node.need("reference")?;
    reference.only(&["resource", "fields", "where", "package", "datapackage"])?;
    // Nothing is fetched from another package: as long as nobody gives a file of that name, the reference is not checked.
    let package = match reference.text_or("package", "")? {
        text if text.is_empty() => reference.text_or("datapackage", "")?,
        text => text,
    };
    let resource = reference.text_or("resource", "")?;
    let fields = names.list(&node.need("fields")?)?;
    let there: Vec<String> =
        reference.need("fields")?.list_or_one()?.iter().map(Node::scalar).collect::<Loaded<_>>()?;
    if there.len() != fields.len() {
        return reference.need("fields")?.wrong([
            "as many fields are expected here as in “fields”",
            "il faut ici autant de champs que dans «\u{a0}fields\u{a0}»",
        ]);
    }
    Ok(ForeignKey {
        fields,
        resource: if package.is_empty() { resource } else { format!("{package}/{resource}") },
        reference: there,
        filter: reference.get("where").map_or(Ok(Vec::new()), |n| filter(&n))?,
        severity: node.if_there("severity", |n| severity(n))?,
        when: node.if_there("when", |n| When::load(n, names))?.unwrap_or_default(),
        no_cycle: flag(node, "noCycle")?,
        note: node.words("note")?,
        skips: node.get("skips").map_or(Ok(true), |n| n.bool())?,
    })
}

/// Which rows of the other file count: field name there, allowed values.
fn filter(node: &Node<'_>) -> Loaded<Vec<(String, Vec<String>)>> {
    let values = |n: &Node<'_>| n.list_or_one()?.iter().map(Node::scalar).collect::<Loaded<Vec<_>>>();
    node.entries()?.into_iter().map(|(name, n)| Ok((name.to_owned(), values(&n)?))).collect()
}

pub(super) fn shared_key(node: &Node<'_>, names: &Names<'_>) -> Loaded<SharedKey> {
    node.only(&["field", "group"])?;
    let (field, group) = (names.find(&node.need("field")?)?, node.need("group")?.owned()?);
    Ok(SharedKey { field, with: Vec::new(), group, implied: false, roots: false })
}
