//! From JSON to a definition: every mistake with its place, the reason, and the allowed words.

use super::bounds;
use super::node::{Loaded, Node};
use super::rule::{Names, Rule, When, setting_value, severity};
use super::steps::Steps;
use super::{
    Dialect, Field, FieldKind, ForeignKey, ImportDefinition, Level, Outline, Pattern, Setting, SettingValue,
    SharedKey, TranslatedText,
};
use litemap::LiteMap;
use serde_json::Value as Json;

/// The words of a definition and of a field. Others are passed over and listed.
const TOP: &[&str] = &[
    "$schema",
    "name",
    "title",
    "description",
    "version",
    "unofficial",
    "system",
    "rank",
    "translations",
    "settings",
    "dialect",
    "fields",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
    "sharedKeys",
    "missingValues",
    "outline",
    "rules",
    "samples",
    "obsolete",
    "extraColumns",
    "severities",
];
const FIELD: &[&str] = &[
    "name",
    "heading",
    "title",
    "description",
    "translations",
    "type",
    "format",
    "constraints",
    "aliases",
    "synonyms",
    "askSynonyms",
    "missingValues",
    "example",
    "allowedSetting",
    "decimals",
    "singleLine",
    "country",
    "repeats",
    "inTemplate",
    "generateFrom",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "rdfType",
    "categories",
];
const CONSTRAINTS: &[&str] = &[
    "required",
    "unique",
    "minLength",
    "maxLength",
    "pattern",
    "enum",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "requiredColumn",
    "patternWords",
    "translations",
];
const TYPES: &[&str] = &[
    "string",
    "number",
    "integer",
    "boolean",
    "date",
    "datetime",
    "time",
    "year",
    "yearmonth",
    "any",
    "duration",
    "object",
    "array",
    "list",
    "geopoint",
    "geojson",
];
const TEXT_FORMATS: &[&str] = &[
    "default",
    "email",
    "uri",
    "uuid",
    "binary",
    "reference",
    "phone",
    "username",
    "country",
    "state",
    "postcode",
    "time-zone",
    "currency",
];

pub(super) fn definition(json: &Json) -> Loaded<ImportDefinition> {
    let top = Node::at("", json);
    let mut ignored: Vec<String> =
        top.object()?.keys().filter(|k| !TOP.contains(&k.as_str())).cloned().collect();
    let mut unchecked = Vec::new();
    let mut fields = Vec::new();
    let nodes = top.need("fields")?.list()?;
    for node in &nodes {
        fields.push(field(node, &mut ignored, &mut unchecked)?);
    }
    if fields.is_empty() {
        return top.need("fields")?.wrong("at least one field is expected");
    }
    link_fields(&nodes, &mut fields)?;
    require_primary_key(&top, &mut fields)?;
    let names = Names(&fields);
    let mut unique_keys = unique_keys(&top, &names)?;
    for (index, node) in nodes.iter().enumerate() {
        let unique = node.get("constraints").and_then(|c| c.get("unique")).map_or(Ok(false), |n| n.bool())?;
        if unique && !unique_keys.contains(&vec![index]) {
            unique_keys.push(vec![index]);
        }
    }
    let rules = top.each_of("rules", |n| Rule::load(n, &names))?;
    let settings = top.each_of("settings", setting)?;
    let loaded = ImportDefinition {
        name: top.text_or("name", "definition")?,
        title: titled(&top, "name")?,
        description: top.words("description")?,
        version: top.get("version").map_or(Ok(String::new()), |n| n.scalar())?,
        unofficial: flag(&top, "unofficial")?,
        rank: u32::try_from(top.get("rank").map_or(Ok(0), |n| n.whole())?).unwrap_or(0),
        dialect: dialect(&top)?,
        unique_keys,
        foreign_keys: top.each_of("foreignKeys", |n| foreign_key(n, &names))?,
        shared_keys: top.each_of("sharedKeys", |n| shared_key(n, &names))?,
        outline: top.if_there("outline", |n| outline(n, &names))?,
        missing_values: texts(&top, "missingValues")?,
        samples: top.each_of("samples", |n| sample(n, &names))?,
        obsolete: top.each_of("obsolete", obsolete)?,
        extra_columns: top.if_there("extraColumns", Node::owned)?,
        severities: severities(&top)?,
        settings,
        rules,
        fields,
        ignored,
        unchecked,
    };
    check_settings(&top, &loaded)?;
    Ok(loaded)
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
            return settings.wrong_word(format!("the setting “{name}” is used but not declared"), &known);
        }
    }
    Ok(())
}

fn texts(node: &Node<'_>, key: &str) -> Loaded<Vec<String>> {
    node.each_of(key, |n| {
        // Table Schema allows { "value": …, "label": … } for missing values and categories.
        n.get("value").unwrap_or_else(|| n.clone()).scalar()
    })
}

fn flag(node: &Node<'_>, key: &str) -> Loaded<bool> {
    node.get(key).map_or(Ok(false), |n| n.bool())
}

/// The title, or where there is none the name.
fn titled(node: &Node<'_>, name: &str) -> Loaded<TranslatedText> {
    let mut words = node.words("title")?;
    if words.plain.is_empty() {
        words.plain = node.text_or(name, "")?;
    }
    Ok(words)
}

fn field(node: &Node<'_>, ignored: &mut Vec<String>, unchecked: &mut Vec<String>) -> Loaded<Field> {
    let unknown = node.object()?.keys().filter(|k| !FIELD.contains(&k.as_str()));
    ignored.extend(unknown.map(|k| format!("{}.{k}", node.place)));
    let name = node.need("name")?.text()?.to_owned();
    let rules = node.get("constraints");
    if let Some(c) = &rules {
        let unknown = c.object()?.keys().filter(|k| !CONSTRAINTS.contains(&k.as_str()));
        ignored.extend(unknown.map(|k| format!("{}.{k}", c.place)));
    }
    let constraint = |key: &str| rules.as_ref().and_then(|c| c.get(key));
    let length = |key: &str| constraint(key).map(|n| n.whole()).transpose();
    let kind = kind(node, unchecked)?;
    let mut bound = |words: [&str; 2]| bounds::bound(&kind, words.map(constraint), unchecked);
    let (low, high) = (bound(["minimum", "exclusiveMinimum"])?, bound(["maximum", "exclusiveMaximum"])?);
    let mut allowed = match constraint("enum") {
        Some(list) => list.each(Node::scalar)?,
        None => texts(node, "categories")?,
    };
    allowed.dedup();
    let mut title = titled(node, "name")?;
    if title.plain.is_empty() {
        title.plain.clone_from(&name);
    }
    Ok(Field {
        heading: node.text_or("heading", &name)?,
        pattern: pattern(node, constraint("pattern"), unchecked)?,
        title,
        description: node.words("description")?,
        aliases: texts(node, "aliases")?,
        required: constraint("required").map_or(Ok(false), |n| n.bool())?,
        required_column: constraint("requiredColumn").map_or(Ok(false), |n| n.bool())?,
        length: (length("minLength")?, length("maxLength")?),
        allowed,
        allowed_setting: node.if_there("allowedSetting", Node::owned)?,
        synonyms: [synonyms(node, "synonyms", true)?, synonyms(node, "askSynonyms", false)?].concat(),
        bounds: (low.text, high.text),
        exclusive: (low.excluded, high.excluded),
        kind,
        decimals: node.if_there("decimals", Node::whole)?.and_then(|n| u32::try_from(n).ok()),
        missing_values: node.get("missingValues").map(|_| texts(node, "missingValues")).transpose()?,
        example: node.get("example").map_or(Ok(String::new()), |n| n.scalar())?,
        single_line: flag(node, "singleLine")?,
        country: None,
        generate_from: None,
        repeats: flag(node, "repeats")?,
        in_template: node.get("inTemplate").map_or(Ok(true), |n| n.bool())?,
        name,
    })
}

fn synonyms(node: &Node<'_>, key: &str, certain: bool) -> Loaded<Vec<(String, String, bool)>> {
    let Some(map) = node.get(key) else { return Ok(Vec::new()) };
    map.entries()?.into_iter().map(|(word, value)| Ok((word.to_owned(), value.scalar()?, certain))).collect()
}

/// Fields that name other fields, once all of them are known.
fn link_fields(nodes: &[Node<'_>], fields: &mut [Field]) -> Loaded<()> {
    for (index, node) in nodes.iter().enumerate() {
        let names = Names(fields);
        let country = node.if_there("country", |n| names.find(n))?;
        let generate_from = node.if_there("generateFrom", |n| names.find(n))?;
        if let Some(field) = fields.get_mut(index) {
            field.country = country;
            field.generate_from = generate_from;
        }
    }
    Ok(())
}

fn kind(node: &Node<'_>, unchecked: &mut Vec<String>) -> Loaded<FieldKind> {
    let format = node.get("format").map_or(Ok("default"), |n| n.text())?;
    let name = match node.get("type") {
        Some(n) => n.text()?,
        None => "string",
    };
    Ok(match name {
        "string" | "any" => return text_kind(node, format),
        "number" if format == "hours" => FieldKind::Hours,
        "number" => FieldKind::Number,
        "integer" => FieldKind::Integer,
        "boolean" => {
            let first = |key: &str, default: &str| -> Loaded<String> {
                Ok(texts(node, key)?.into_iter().next().unwrap_or_else(|| default.to_owned()))
            };
            FieldKind::Boolean(first("trueValues", "true")?, first("falseValues", "false")?)
        }
        "date" => FieldKind::Date(match format {
            "default" | "any" => "%Y-%m-%d".to_owned(),
            other => other.to_owned(),
        }),
        "datetime" => FieldKind::DateTime,
        "time" => FieldKind::Time,
        "year" => FieldKind::Year,
        "yearmonth" => FieldKind::YearMonth,
        other if TYPES.contains(&other) => {
            unchecked.push(format!("{}.type: {other}", node.place));
            FieldKind::Text
        }
        other => {
            return node.need("type")?.wrong_word(format!("there is no type “{other}”"), TYPES);
        }
    })
}

fn text_kind(node: &Node<'_>, format: &str) -> Loaded<FieldKind> {
    Ok(match format {
        "default" | "binary" => FieldKind::Text,
        "reference" => FieldKind::Reference,
        "email" => FieldKind::Email,
        "uri" => FieldKind::Url,
        "uuid" => FieldKind::Uuid,
        "phone" => FieldKind::Phone,
        "username" => FieldKind::Username,
        "country" => FieldKind::Country,
        "state" => FieldKind::State,
        "postcode" => FieldKind::Postcode,
        "time-zone" => FieldKind::TimeZone,
        "currency" => FieldKind::Currency,
        other => {
            return node
                .need("format")?
                .wrong_word(format!("there is no text format “{other}”"), TEXT_FORMATS);
        }
    })
}

/// The pattern holds for the whole value. One that our linear-time engine cannot run is reported as not checked.
fn pattern(
    node: &Node<'_>,
    pattern: Option<Node<'_>>,
    unchecked: &mut Vec<String>,
) -> Loaded<Option<Pattern>> {
    let Some(pattern) = pattern else { return Ok(None) };
    let steps = Steps::of(pattern.text()?);
    match regex_lite::Regex::new(&format!("^(?:{})$", pattern.text()?)) {
        Ok(regex) => {
            let constraints = node.need("constraints")?;
            let mut words = constraints.words("patternWords")?;
            if words.plain.is_empty() {
                words = node.words("patternWords")?;
            }
            Ok(Some(Pattern { regex, steps, words }))
        }
        Err(error) => {
            unchecked.push(format!("{}: {error}", pattern.place));
            Ok(None)
        }
    }
}

/// A row without its primary key cannot be told from another, so all of it must be filled in.
fn require_primary_key(top: &Node<'_>, fields: &mut [Field]) -> Loaded<()> {
    let Some(primary) = top.get("primaryKey") else { return Ok(()) };
    for index in Names(fields).list(&primary)? {
        if let Some(field) = fields.get_mut(index) {
            field.required = true;
        }
    }
    Ok(())
}

fn unique_keys(top: &Node<'_>, names: &Names<'_>) -> Loaded<Vec<Vec<usize>>> {
    let mut keys = Vec::new();
    if let Some(primary) = top.get("primaryKey") {
        keys.push(names.list(&primary)?);
    }
    if let Some(list) = top.get("uniqueKeys") {
        for key in list.list()? {
            keys.push(names.list(&key)?);
        }
    }
    keys.dedup();
    Ok(keys)
}

fn foreign_key(node: &Node<'_>, names: &Names<'_>) -> Loaded<ForeignKey> {
    const WORDS: &[&str] =
        &["fields", "reference", "severity", "when", "noCycle", "note", "skips", "translations"];
    node.only(WORDS)?;
    let reference = node.need("reference")?;
    reference.only(&["resource", "fields", "where"])?;
    let fields = names.list(&node.need("fields")?)?;
    let there: Vec<String> =
        reference.need("fields")?.list_or_one()?.iter().map(Node::scalar).collect::<Loaded<_>>()?;
    if there.len() != fields.len() {
        return reference.need("fields")?.wrong("as many fields are expected here as in “fields”");
    }
    Ok(ForeignKey {
        fields,
        resource: reference.text_or("resource", "")?,
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
    Ok(SharedKey { field: names.find(&node.need("field")?)?, group: node.need("group")?.text()?.to_owned() })
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
                None => return parent.wrong_word("this kind of row is not declared under “rows”", &values),
            }
        }
        levels.push(Level { value: (*value).to_owned(), parents, attached: flag(row, "attached")? });
    }
    let field = |key: &str| names.find(&node.need(key)?);
    Ok(Outline { kind: field("kind")?, name: field("name")?, root: field("root")?, levels })
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
            _ => return n.wrong("one character is expected"),
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
        None => n.wrong_word(format!("“{text}” is not possible"), words),
    }
}

fn sample(node: &Node<'_>, names: &Names<'_>) -> Loaded<LiteMap<usize, String>> {
    let mut row = LiteMap::new();
    for (name, value) in node.entries()? {
        let index = names.0.iter().position(|f| f.name == name);
        let Some(index) = index else { return value.wrong(format!("there is no field “{name}”")) };
        row.insert(index, value.scalar()?);
    }
    Ok(row)
}

fn obsolete(node: &Node<'_>) -> Loaded<(String, Vec<String>)> {
    node.only(&["version", "fields"])?;
    Ok((node.need("version")?.scalar()?, texts(node, "fields")?))
}

fn severities(top: &Node<'_>) -> Loaded<LiteMap<String, Option<crate::problem::Severity>>> {
    let mut severities = LiteMap::new();
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
