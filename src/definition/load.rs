//! From JSON to a definition: every mistake with its place, the reason, and the allowed words; all of them at once.

use super::dialect::{dialect, fields_match};
use super::field::field;
use super::keys::{add_unique_columns, foreign_key, require_primary_key, shared_key, unique_keys};
use super::names::Names;
use super::node::{Loaded, Node};
use super::parts::{FIELD, TOP, TRANSLATION};
use super::remark::{Remarks, said};
use super::replaces::replaces;
use super::rule::{RuleEntry, RuleKind, severity};
use super::setting::{check_settings, setting};
use super::{DefinitionError, Dialect, Field, ImportDefinition, Level, Outline, PartLimits, TranslatedText};
use crate::base::limits::LIMITS;
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What was found while a definition is read.
#[derive(Default)]
pub(super) struct Log {
    pub(super) remarks: Remarks,
    mistakes: RefCell<Vec<DefinitionError>>,
}

impl Log {
    /// The part that was read, or nothing in its place when it is wrong.
    pub(super) fn or<T: Default>(&self, read: Loaded<T>) -> T {
        self.or_else(read, T::default)
    }

    pub(super) fn or_else<T>(&self, read: Loaded<T>, otherwise: impl FnOnce() -> T) -> T {
        read.unwrap_or_else(|mistake| {
            let mut mistakes = self.mistakes.borrow_mut();
            if mistakes.len() < LIMITS.remarks {
                mistakes.push(mistake);
            }
            otherwise()
        })
    }

    /// Every item of a list that can be read.
    pub(super) fn each<'a, T>(
        &self,
        node: &Node<'a>,
        key: &str,
        read: impl Fn(&Node<'a>) -> Loaded<T>,
    ) -> Vec<T> {
        let Some(list) = node.get(key) else { return Vec::new() };
        let items = self.or(list.list());
        items.iter().filter_map(|item| self.or(read(item).map(Some))).collect()
    }

    /// Text and translations, whose words are looked at as well.
    pub(super) fn translations(&self, node: &Node<'_>) {
        if let Some(translations) = node.get("translations") {
            for (_, texts) in self.or(translations.entries()) {
                self.or(texts.object().map(|_| ()));
                self.remarks.words(&texts, &TRANSLATION, &[]);
            }
        }
    }
}

/// The definition, if it is one, and all mistakes in it.
pub(super) fn definition(
    json: &Json,
    kinds: &[&'static RuleKind],
) -> (Option<ImportDefinition>, Vec<DefinitionError>) {
    let mut log = Log::default();
    let loaded = match read(json, kinds, &mut log) {
        Ok(loaded) => Some(loaded),
        Err(mistake) => {
            log.mistakes.borrow_mut().push(mistake);
            None
        }
    };
    let remarks = log.remarks.take();
    let loaded = loaded.map(|loaded| ImportDefinition { remarks, ..loaded });
    (loaded, log.mistakes.into_inner())
}

fn read(json: &Json, kinds: &[&'static RuleKind], log: &mut Log) -> Loaded<ImportDefinition> {
    let top = Node::at("", json);
    top.object()?;
    log.remarks.named = top.each_of("ignored", Node::owned)?;
    let log = &*log;
    log.remarks.words(&top, &TOP, &[&FIELD]);
    log.translations(&top);
    long_names(&top, log);
    for part in ["settings", "rules", "foreignKeys"] {
        for item in top.get(part).and_then(|list| list.list().ok()).unwrap_or_default() {
            log.translations(&item);
        }
    }
    let nodes = top.need("fields")?.list()?;
    if nodes.len() > LIMITS.columns {
        return top.need("fields")?.wrong([
            "a table has at most 16,384 columns; leave fields out",
            "une table a au plus 16\u{202f}384 colonnes\u{a0}; retirez des champs",
        ]);
    }
    let mut fields = Vec::new();
    for node in &nodes {
        fields.push(field(node, &FIELD, log, 0)?);
    }
    log.or(upload(&top));
    if log.or(flag(&top, "draft")) {
        log.remarks.not_run(
            "draft",
            "draft",
            said(
                "this definition is a draft: answer its questions, and take “draft” out.",
                "cette définition est une ébauche\u{a0}: répondez à ses questions, et retirez «\u{a0}draft\u{a0}».",
            ),
        );
    }
    if top.get("examples").is_some_and(|node| !node.json.is_object()) {
        let reason = said("lists of examples have no effect.", "les listes d’exemples n’ont pas d’effet.");
        log.remarks.descriptive("examples", reason);
    }
    if fields.is_empty() {
        return top
            .need("fields")?
            .wrong(["at least one field is expected", "au moins un champ est attendu"]);
    }
    link_fields(&nodes, &mut fields, log);
    log.or(require_primary_key(&top, &mut fields));
    log.or(one_owner(&nodes, &fields));
    let names = Names(&fields);
    let mut unique_keys = unique_keys(&top, &names, log);
    add_unique_columns(&nodes, &names, &mut unique_keys, log);
    let mut rules = log.each(&top, "rules", |n| RuleEntry::load(n, &names, kinds));
    rules.extend(super::implied::rules(&top, &names, kinds, log));
    let settings = log.each(&top, "settings", setting);
    let mut dialect = log.or(dialect(&top));
    let fields_match = log.or(fields_match(&top, &mut dialect));
    let loaded = ImportDefinition {
        name: log.or(top.text_or("name", "definition")),
        title: log.or(titled(&top, "name")),
        description: log.or(top.words("description")),
        system: log.or(top.text_or("system", "")),
        support: log.or(top.get("support").map_or(Ok(String::new()), |n| support(&n))),
        version: log.or(top.get("version").map_or(Ok(String::new()), |n| n.scalar())),
        unofficial: log.or(flag(&top, "unofficial")),
        rank: u32::try_from(log.or(top.get("rank").map_or(Ok(0), |n| n.whole()))).unwrap_or(0),
        dialect,
        unique_keys,
        foreign_keys: log.each(&top, "foreignKeys", |n| foreign_key(n, &names)),
        shared_keys: log.each(&top, "sharedKeys", |n| shared_key(n, &names)),
        outline: log.or(top.if_there("outline", |n| outline(n, &names))),
        missing_values: log.or(texts(&top, "missingValues")),
        samples: log.each(&top, "samples", |n| sample(n, &names)),
        obsolete: log.each(&top, "obsolete", obsolete),
        replaces: replaces(&top, &names, log),
        extra_columns: log.or(top.if_there("extraColumns", Node::owned)),
        severities: log.or(severities(&top)),
        examples: log.or(super::examples::examples(&top, &names)),
        limits: log.or(top.if_there("limits", part_limits)),
        settings,
        rules,
        fields,
        fields_match,
        remarks: Vec::new(),
    };
    log.or(check_settings(&top, &loaded));
    log.or(super::surroundings::check(&top, &loaded));
    Ok(loaded)
}

/// Names and titles come again in every list and with every finding.
fn long_names(node: &Node<'_>, log: &Log) {
    let texts = |node: &Node<'_>| {
        for word in ["name", "title", "heading"] {
            let text = node.get(word).filter(|text| {
                text.json.as_str().is_some_and(|text| text.len() > LIMITS.definition_name_bytes)
            });
            log.or(text.map_or(Ok(()), |text| {
                text.wrong([
                    "this is longer than 1,000 bytes; put what it explains into “description”",
                    "ceci dépasse 1\u{202f}000 octets\u{a0}; mettez l’explication dans «\u{a0}description\u{a0}»",
                ])
            }));
        }
    };
    texts(node);
    for (_, translated) in node.get("translations").and_then(|all| all.entries().ok()).unwrap_or_default() {
        texts(&translated);
    }
    for part in ["fields", "settings", "rules", "items", "arrayItem"] {
        let Some(part) = node.get(part) else { continue };
        part.list_or_one().unwrap_or_default().iter().for_each(|item| long_names(item, log));
    }
}

/// A heading that means two columns would silently mean the first of them.
fn one_owner(nodes: &[Node<'_>], fields: &[Field]) -> Loaded<()> {
    let folded = |text: &str| text.trim().to_lowercase();
    for (index, field) in fields.iter().enumerate() {
        for (at, alias) in field.aliases.iter().enumerate() {
            let alias_folded = folded(alias);
            let other = fields.iter().enumerate().find(|(other, f)| {
                let named = *other != index
                    && (folded(&f.name) == alias_folded || folded(&f.heading) == alias_folded);
                named || (*other < index && f.aliases.iter().any(|a| folded(a) == alias_folded))
            });
            let node =
                nodes.get(index).and_then(|n| n.get("aliases")).and_then(|n| n.list().ok()?.get(at).cloned());
            if let (Some((_, other)), Some(node)) = (other, node) {
                return node.wrong([
                    format!("“{alias}” is a heading of the field “{}”, too", other.name),
                    format!(
                        "«\u{a0}{alias}\u{a0}» est aussi un en-tête du champ «\u{a0}{}\u{a0}»",
                        other.name
                    ),
                ]);
            }
        }
    }
    Ok(())
}

pub(super) fn texts(node: &Node<'_>, key: &str) -> Loaded<Vec<String>> {
    node.each_of(key, |n| {
        // Table Schema allows { "value": …, "label": … } for missing values and categories.
        n.get("value").unwrap_or_else(|| n.clone()).scalar()
    })
}

/// The way through the menus of the system to its upload, in words; a page shows it, and nothing here does.
fn upload(top: &Node<'_>) -> Loaded<()> {
    let translations = top.get("translations").and_then(|all| all.entries().ok()).unwrap_or_default();
    for node in std::iter::once(top).chain(translations.iter().map(|(_, texts)| texts)) {
        node.each_of("upload", |step| step.text().map(drop))?;
    }
    Ok(())
}

/// An address that may be made a link.
fn support(node: &Node<'_>) -> Loaded<String> {
    // Not the judge of addresses in files: a module that only writes workbooks reads definitions, too.
    let text = node.text()?;
    let web = ["https://", "http://"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
    let mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !name.contains(':') && host.contains('.'));
    if (web || mail) && !text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Ok(text.to_owned());
    }
    node.wrong([
        "an e-mail address or a web address is expected, such as help@example.com",
        "une adresse e-mail ou web est attendue, par exemple aide@example.com",
    ])
}

pub(super) fn flag(node: &Node<'_>, key: &str) -> Loaded<bool> {
    node.get(key).map_or(Ok(false), |n| n.bool())
}

/// The title, or where there is none the name.
pub(super) fn titled(node: &Node<'_>, name: &str) -> Loaded<TranslatedText> {
    let mut words = node.words("title")?;
    if words.plain.is_empty() {
        words.plain = node.text_or(name, "")?;
    }
    Ok(words)
}

impl ImportDefinition {
    /// A definition of one field alone.
    pub(crate) fn of_field(field: Field) -> ImportDefinition {
        ImportDefinition {
            name: field.name.clone(),
            title: TranslatedText::default(),
            description: TranslatedText::default(),
            system: String::new(),
            support: String::new(),
            version: String::new(),
            unofficial: false,
            rank: 0,
            settings: Vec::new(),
            dialect: Dialect::default(),
            fields: vec![field],
            unique_keys: Vec::new(),
            foreign_keys: Vec::new(),
            shared_keys: Vec::new(),
            outline: None,
            rules: Vec::new(),
            missing_values: Vec::new(),
            samples: Vec::new(),
            obsolete: Vec::new(),
            replaces: Vec::new(),
            extra_columns: None,
            severities: BTreeMap::new(),
            fields_match: None,
            limits: None,
            examples: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// Fields that name other fields, once all of them are known.
fn link_fields(nodes: &[Node<'_>], fields: &mut [Field], log: &Log) {
    for (index, node) in nodes.iter().enumerate() {
        let names = Names(fields);
        let country = log.or(node.if_there("country", |n| names.find(n)));
        let generate_from = log.or(node.if_there("generateFrom", |n| names.find(n)));
        if let Some(field) = fields.get_mut(index) {
            field.country = country;
            field.generate_from = generate_from;
        }
    }
}

fn outline(node: &Node<'_>, names: &Names<'_>) -> Loaded<Outline> {
    node.only(&["kind", "name", "root", "rows"])?;
    let rows = node.need("rows")?.entries()?;
    let values: Vec<&str> = rows.iter().map(|(value, _)| *value).collect();
    let mut levels = Vec::new();
    for (value, row) in &rows {
        row.only(&["parents", "attached"])?;
        let mut parents = Vec::new();
        for parent in row.get("parents").map_or(Ok(Vec::new()), |n| n.list())? {
            match values.iter().position(|v| Ok(*v) == parent.text()) {
                Some(index) => parents.push(index),
                None => {
                    return parent.wrong_word(
                        [
                            "this kind of row is not declared under “rows”",
                            "cette sorte de ligne n’est pas déclarée sous «\u{a0}rows\u{a0}»",
                        ],
                        &values,
                    );
                }
            }
        }
        levels.push(Level { value: (*value).to_owned(), parents, attached: flag(row, "attached")? });
    }
    let field = |key: &str| names.find(&node.need(key)?);
    Ok(Outline { kind: field("kind")?, name: field("name")?, root: field("root")?, levels })
}

fn part_limits(node: &Node<'_>) -> Loaded<PartLimits> {
    node.only(&["rows", "bytes", "split"])?;
    let most = |key| {
        node.if_there(key, |n| match n.whole()? {
            0 => n.wrong(["a number above 0 is expected", "un nombre supérieur à 0 est attendu"]),
            most => Ok(most as u64),
        })
    };
    let (rows, bytes) = (most("rows")?, most("bytes")?);
    if rows.is_none() && bytes.is_none() {
        return node
            .wrong(["“rows” or “bytes” is missing", "«\u{a0}rows\u{a0}» ou «\u{a0}bytes\u{a0}» manque"]);
    }
    Ok(PartLimits { rows, bytes, split: node.get("split").map_or(Ok(true), |n| n.bool())? })
}

fn sample(node: &Node<'_>, names: &Names<'_>) -> Loaded<BTreeMap<usize, String>> {
    let mut row = BTreeMap::new();
    for (name, value) in node.entries()? {
        let index = names.0.iter().position(|f| f.name == name);
        let Some(index) = index else {
            return value.wrong([
                format!("there is no field “{name}”"),
                format!("il n’y a pas de champ «\u{a0}{name}\u{a0}»"),
            ]);
        };
        row.insert(index, value.scalar()?);
    }
    Ok(row)
}

fn obsolete(node: &Node<'_>) -> Loaded<(String, Vec<String>)> {
    node.only(&["version", "fields"])?;
    Ok((node.need("version")?.scalar()?, texts(node, "fields")?))
}

fn severities(top: &Node<'_>) -> Loaded<BTreeMap<String, Option<crate::problem::Severity>>> {
    let mut severities = BTreeMap::new();
    let Some(map) = top.get("severities") else { return Ok(severities) };
    for (code, node) in map.entries()? {
        let level = if node.text()? == "off" { None } else { Some(severity(&node)?) };
        severities.insert(code.to_owned(), level);
    }
    Ok(severities)
}
