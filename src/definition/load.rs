//! From JSON to a definition: every mistake with its place, the reason, and the allowed words; all of them at once.

use super::condition::{When, setting_value};
use super::field::field;
use super::names::Names;
use super::node::{Loaded, Node};
use super::parts::{FIELD, TOP, TRANSLATION};
use super::remark::{Remarks, said};
use super::replaces::{Replaced, replaced};
use super::rule::{RuleEntry, RuleKind, severity};
use super::{
    DefinitionError, Dialect, Field, FieldsMatch, ForeignKey, ImportDefinition, Level, Outline, PartLimits,
    Setting, SettingValue, SharedKey, TranslatedText,
};
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
    fn each<'a, T>(&self, node: &Node<'a>, key: &str, read: impl Fn(&Node<'a>) -> Loaded<T>) -> Vec<T> {
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
    for (index, node) in nodes.iter().enumerate() {
        let unique = node.get("constraints").and_then(|c| c.get("unique"));
        let unique = log.or(unique.map_or(Ok(false), |n| n.bool()));
        // One that is only asked for is a rule.
        let strict = names.0.get(index).is_none_or(|field| field.lowered("unique").is_none());
        if unique && strict && !unique_keys.contains(&vec![index]) {
            unique_keys.push(vec![index]);
        }
    }
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

/// Which columns must be there, and which go out. What it says of columns and order must not contradict the dialect.
fn fields_match(top: &Node<'_>, dialect: &mut Dialect) -> Loaded<Option<FieldsMatch>> {
    const WORDS: &[(&str, FieldsMatch)] = &[
        ("exact", FieldsMatch::Exact),
        ("equal", FieldsMatch::Equal),
        ("subset", FieldsMatch::Subset),
        ("superset", FieldsMatch::Superset),
        ("partial", FieldsMatch::Partial),
    ];
    let Some(node) = top.get("fieldsMatch") else { return Ok(None) };
    // The standard writes it as a list of one word, people as a word.
    let list = node.list_or_one()?;
    let [word] = &list[..] else { return node.wrong(["one word is expected", "un seul mot est attendu"]) };
    let text = word.text()?;
    let Some((_, found)) = WORDS.iter().find(|(name, _)| *name == text) else {
        let names: Vec<&str> = WORDS.iter().map(|(name, _)| *name).collect();
        return word.wrong_word(
            [format!("“{text}” is not possible"), format!("«\u{a0}{text}\u{a0}» n’est pas possible")],
            &names,
        );
    };
    let all = matches!(found, FieldsMatch::Exact | FieldsMatch::Equal | FieldsMatch::Subset);
    let fixed = *found == FieldsMatch::Exact;
    let said = |key: &str| {
        top.get("dialect").and_then(|d| d.get(key)).and_then(|n| n.json.as_str().map(str::to_owned))
    };
    if said("columns").is_some_and(|word| (word == "all") != all)
        || said("order").is_some_and(|word| (word == "fixed") != fixed)
    {
        return node.wrong([
            format!("“{text}” contradicts what “dialect” says of columns and order"),
            format!("«\u{a0}{text}\u{a0}» contredit ce que «\u{a0}dialect\u{a0}» dit des colonnes et de leur ordre"),
        ]);
    }
    dialect.all_columns = all;
    dialect.fixed_order = fixed;
    Ok(Some(*found))
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

/// Every setting that is named anywhere must exist.
fn check_settings(top: &Node<'_>, definition: &ImportDefinition) -> Loaded<()> {
    let known: Vec<&str> = definition.settings.iter().map(|s| s.name.as_str()).collect();
    let in_rules = definition.rules.iter().flat_map(|r| &r.when.0).filter_map(|c| match c {
        super::Condition::Setting(name, _) => Some(name.as_str()),
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

/// A row without its primary key cannot be told from another, so all of it must be filled in.
fn require_primary_key(top: &Node<'_>, fields: &mut [Field]) -> Loaded<()> {
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

fn unique_keys(top: &Node<'_>, names: &Names<'_>, log: &Log) -> Vec<Vec<usize>> {
    let mut keys = Vec::new();
    if let Some(primary) = top.get("primaryKey").filter(is_named) {
        // What is wrong with it was told when its fields were looked for.
        keys.extend(names.list(&primary).ok());
    }
    keys.extend(log.each(top, "uniqueKeys", |key| names.list(key)));
    keys.dedup();
    keys
}

fn foreign_key(node: &Node<'_>, names: &Names<'_>) -> Loaded<ForeignKey> {
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

fn shared_key(node: &Node<'_>, names: &Names<'_>) -> Loaded<SharedKey> {
    node.only(&["field", "group"])?;
    let (field, group) = (names.find(&node.need("field")?)?, node.need("group")?.owned()?);
    Ok(SharedKey { field, with: Vec::new(), group, implied: false, roots: false })
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

fn setting(node: &Node<'_>) -> Loaded<Setting> {
    node.only(&["name", "title", "description", "default", "translations"])?;
    Ok(Setting {
        name: node.need("name")?.text()?.to_owned(),
        title: titled(node, "name")?,
        description: node.words("description")?,
        default: setting_value(&node.need("default")?)?,
    })
}

fn dialect(top: &Node<'_>) -> Loaded<Dialect> {
    let mut dialect = Dialect::default();
    let Some(node) = top.get("dialect") else { return Ok(dialect) };
    node.only(&["delimiter", "lineTerminator", "bom", "columns", "order", "guardFormulas", "recommended"])?;
    if let Some(n) = node.get("delimiter") {
        let mut letters = n.text()?.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if !matches!(c, '"' | '\r' | '\n') => dialect.delimiter = c,
            _ => return n.wrong(["one character is expected", "un seul caractère est attendu"]),
        }
    }
    dialect.line_terminator = node.text_or("lineTerminator", "\r\n")?;
    dialect.bom = flag(&node, "bom")?;
    dialect.guard_formulas = flag(&node, "guardFormulas")?;
    dialect.all_columns = one_of(&node, "columns", &["present", "all"])? == 1;
    dialect.fixed_order = one_of(&node, "order", &["free", "fixed"])? == 1;
    dialect.recommended = ["csv", "xlsx"][one_of(&node, "recommended", &["csv", "xlsx"])?].to_owned();
    Ok(dialect)
}

/// The index of the word that was chosen; 0 when none was.
fn one_of(node: &Node<'_>, key: &str, words: &[&str]) -> Loaded<usize> {
    let Some(n) = node.get(key) else { return Ok(0) };
    let text = n.text()?;
    match words.iter().position(|w| *w == text) {
        Some(index) => Ok(index),
        None => n.wrong_word(
            [format!("“{text}” is not possible"), format!("«\u{a0}{text}\u{a0}» n’est pas possible")],
            words,
        ),
    }
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

/// One older template, or a list of them.
fn replaces(top: &Node<'_>, names: &Names<'_>, log: &Log) -> Vec<Replaced> {
    let all = log.or(top.get("replaces").map_or(Ok(Vec::new()), |node| node.list_or_one()));
    if let Some(further) = all.get(LIMITS.older_templates) {
        let most = LIMITS.older_templates;
        log.or(further.wrong::<()>([
            format!("a definition may take the place of {most} older templates; leave the oldest out"),
            format!("une définition peut remplacer {most} anciens modèles\u{a0}; retirez les plus anciens"),
        ]));
        return Vec::new();
    }
    let mut taken: Vec<Replaced> = Vec::new();
    for node in &all {
        let one = replaced(node, names).and_then(|one| one.apart_from(&taken, node).map(|()| Some(one)));
        taken.extend(log.or(one));
    }
    taken
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
