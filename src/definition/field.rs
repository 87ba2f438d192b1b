//! From JSON to one field of a definition.

use super::bounds;
use super::kind;
use super::load::{Log, flag, texts, titled};
use super::node::{Loaded, Node};
use super::parts::{CONSTRAINTS, FIELD, ITEM, TOP};
use super::pattern;
use super::remark::{KnownWords, said};
use super::rule::severity;
use super::steps::Steps;
use super::types::Form;
use super::{Field, FieldKind, ImportDefinition, Letters, Pattern, TextFormat};
use crate::base::limits::LIMITS;
use crate::problem::Severity;
use crate::scalar::check_digit;
use serde_json::Value as Json;
use std::sync::Arc;

/// Deeper lists of lists are nobody's cells.
const DEEPEST: usize = 4;

/// A field, or an item of a list, at this depth of lists in lists.
pub(super) fn field(node: &Node<'_>, part: &KnownWords, log: &Log, depth: usize) -> Loaded<Field> {
    node.object()?;
    log.remarks.words(node, part, &[&CONSTRAINTS, &TOP]);
    log.translations(node);
    let name = node.need("name")?.text()?.to_owned();
    let constraints = node.get("constraints");
    if let Some(c) = &constraints {
        log.or(c.object().map(|_| ()));
        log.remarks.words(c, &CONSTRAINTS, &[&FIELD]);
        log.translations(c);
    }
    let constraint = |key: &str| constraints.as_ref().and_then(|c| c.get(key));
    let truth = |key: &str| log.or(constraint(key).map_or(Ok(false), |n| n.bool()));
    let length = |key: &str| log.or(constraint(key).map(|n| n.whole()).transpose());
    let number = log.or(kind::number_dialect(node));
    let truths = log.or(kind::truths(node));
    let kind = log.or_else(kind::kind(node, &truths, log), || FieldKind::Any);
    if let Some(schema) = constraint("jsonSchema") {
        let reason = said("a JSON Schema is not looked at.", "un JSON Schema n’est pas vérifié.");
        log.remarks.not_run(&schema.place, "jsonSchema", reason);
    }
    // A field that is left alone has its remark; one that takes anything has no order, as a text has none.
    let takes_anything = node.get("type").is_some_and(|n| n.json == "any");
    let ordered = if takes_anything { &FieldKind::Text(TextFormat::Plain) } else { &kind };
    let bound = |words: [&str; 2]| log.or(bounds::bound(ordered, &number, words.map(constraint)));
    let (low, high) = (bound(["minimum", "exclusiveMinimum"]), bound(["maximum", "exclusiveMaximum"]));
    let (allowed, labels) = log.or(listed(node, constraint("enum")));
    let severities = log.or(node.if_there("severity", |n| severities(n, &kind))).unwrap_or_default();
    let mut title = log.or(titled(node, "name"));
    if title.plain.is_empty() {
        title.plain.clone_from(&name);
    }
    let mut field = Field {
        heading: log.or(node.text_or("heading", &name)),
        pattern: log.or(pattern(node, constraint("pattern"), log)),
        identifier: identifier(node),
        title,
        description: log.or(node.words("description")),
        aliases: log.or(texts(node, "aliases")),
        required: truth("required"),
        required_column: truth("requiredColumn"),
        missing: severities
            .iter()
            .find(|(word, _)| word == "required")
            .map_or(Severity::Error, |(_, severity)| *severity),
        lowered: severities.into_iter().filter(|(_, severity)| *severity != Severity::Error).collect(),
        length: (length("minLength").or(length("minItems")), length("maxLength").or(length("maxItems"))),
        allowed,
        allowed_setting: log.or(node.if_there("allowedSetting", Node::owned)),
        synonyms: Vec::new(),
        bounds: (low.text, high.text),
        exclusive: (low.excluded, high.excluded),
        kind,
        decimals: log.or(node.if_there("decimals", Node::whole)).and_then(|n| u32::try_from(n).ok()),
        missing_values: log.or(node.get("missingValues").map(|_| texts(node, "missingValues")).transpose()),
        example: example(node),
        single_line: log.or(flag(node, "singleLine")),
        letters: None,
        country: None,
        generate_from: None,
        repeats: log.or(flag(node, "repeats")),
        in_template: log.or(node.get("inTemplate").map_or(Ok(true), |n| n.bool())),
        number,
        truths,
        items: None,
        unique_items: truth("uniqueItems"),
        name,
    };
    log.or(items_are_of_a_list(
        &field,
        constraint("minItems").or(constraint("maxItems")).or(constraint("uniqueItems")),
    ));
    field.letters = log.or(node.if_there("case", |n| letters(n, &field)));
    field.synonyms.extend(log.or(synonyms(node, "synonyms", true, &field)));
    field.synonyms.extend(log.or(synonyms(node, "askSynonyms", false, &field)));
    field.synonyms.extend(labels);
    field.items = log.or(items(node, &field.kind, log, depth));
    Ok(field)
}

/// The kind of identifier that the format of a text names.
pub(super) fn identifier(node: &Node<'_>) -> Option<&'static str> {
    let format = node.get("format")?.text().ok()?;
    let is_text = node.get("type").is_none_or(|kind| kind.text().is_ok_and(|kind| kind == "string"));
    check_digit::FORMATS.iter().copied().find(|one| is_text && *one == format)
}

/// The letters of a text whose values no list says.
fn letters(node: &Node<'_>, field: &Field) -> Loaded<Letters> {
    if !field.kind.is_text() {
        return node.wrong(["only a text has letters", "seul un texte a des lettres"]);
    }
    if !field.allowed.is_empty() {
        return node.wrong([
            "the listed values say in which letters they are written",
            "les valeurs de la liste disent en quelles lettres elles s’écrivent",
        ]);
    }
    match node.text()? {
        "upper" => Ok(Letters::Upper),
        "lower" => Ok(Letters::Lower),
        other => node.wrong_word(
            [
                format!("“{other}” is neither “upper” nor “lower”"),
                format!("«\u{a0}{other}\u{a0}» n’est ni «\u{a0}upper\u{a0}» ni «\u{a0}lower\u{a0}»"),
            ],
            &["upper", "lower"],
        ),
    }
}

/// What a field may call less bad than an error. Bounds that exclude go with those that do not, numbers of items with
/// lengths.
const GRADED: &[&str] = &[
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "pattern",
    "enum",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "format",
];

/// How bad it is where constraints are broken: one word for all of them, or `{"required": "warning"}`.
fn severities(node: &Node<'_>, kind: &FieldKind) -> Loaded<Vec<(String, Severity)>> {
    let one_name = |word: &str| {
        match word {
            "minItems" => "minLength",
            "maxItems" => "maxLength",
            "exclusiveMinimum" => "minimum",
            "exclusiveMaximum" => "maximum",
            other => other,
        }
        .to_owned()
    };
    if !node.json.is_object() {
        let severity = severity(node)?;
        let constraints = GRADED.iter().filter(|word| **word != "format");
        return Ok(constraints.map(|word| (one_name(word), severity)).collect());
    }
    node.only(GRADED)?;
    let mut all = Vec::new();
    for (word, one) in node.entries()? {
        if word == "format" && !has_format(kind) {
            return one.wrong([
                "only the format of a text can be less bad than an error; other types are not understood without it",
                "seul le format d’un texte peut être moins grave qu’une erreur\u{a0}; les autres types ne se comprennent pas sans lui",
            ]);
        }
        all.push((one_name(word), severity(&one)?));
    }
    Ok(all)
}

/// Whether the field is a text whose format can be wrong while the text is still one.
fn has_format(kind: &FieldKind) -> bool {
    match kind.type_kind().form {
        Form::Text | Form::Strict => true,
        Form::Read | Form::Items | Form::Keys => false,
    }
}

fn items_are_of_a_list(field: &Field, constraint: Option<Node<'_>>) -> Loaded<()> {
    match constraint {
        Some(node) if !field.kind.has_items() => node
            .wrong(["only a list or an array has items", "seuls une liste ou un tableau ont des éléments"]),
        _ => Ok(()),
    }
}

/// What each item must be: a definition of one field.
fn items(
    node: &Node<'_>,
    kind: &FieldKind,
    log: &Log,
    depth: usize,
) -> Loaded<Option<Arc<ImportDefinition>>> {
    let given = node.get("items").or_else(|| node.get("arrayItem"));
    let item_type = node.get("itemType");
    if !kind.has_items() {
        // Other programs let it stand beside any type, where it means nothing.
        if let Some(word) = given.or(item_type) {
            let reason = said(
                "only a list or an array has items; this has no effect.",
                "seuls une liste ou un tableau ont des éléments\u{a0}; ceci n’a pas d’effet.",
            );
            log.remarks.descriptive(&word.place, reason);
        }
        return Ok(None);
    }
    if depth >= DEEPEST {
        return node.wrong(["lists of lists are too deep", "les listes de listes sont trop profondes"]);
    }
    let mut json = match &given {
        Some(given) => Json::Object(given.object()?.clone()),
        None => match &item_type {
            Some(item_type) => serde_json::json!({ "type": item_type.text()? }),
            None => return Ok(None),
        },
    };
    if let Some(map) = json.as_object_mut() {
        map.entry("name").or_insert_with(|| Json::from("item"));
    }
    let place = given.or(item_type).map_or_else(String::new, |n| n.place);
    let item = field(&Node { place, json: &json }, &ITEM, log, depth + 1)?;
    Ok(Some(Arc::new(ImportDefinition::of_field(item))))
}

/// A text that may stand for a value: word, value, and whether the meaning is certain.
type Synonym = (String, String, bool);

/// The values of `enum` or `categories`, and the labels of categories, which certainly stand for their values.
fn listed(node: &Node<'_>, list: Option<Node<'_>>) -> Loaded<(Vec<String>, Vec<Synonym>)> {
    let categories = texts(node, "categories")?;
    let mut labels = Vec::new();
    for category in node.get("categories").map_or(Ok(Vec::new()), |n| n.list())? {
        if let (Some(value), Some(label)) = (category.get("value"), category.get("label")) {
            labels.push((label.scalar()?, value.scalar()?, true));
        }
    }
    let mut allowed = match list {
        Some(list) => {
            let allowed = list.each(Node::value_text)?;
            for (index, value) in allowed.iter().enumerate() {
                if !categories.is_empty() && !categories.contains(value) {
                    let item = list.list()?.get(index).cloned().unwrap_or_else(|| list.clone());
                    return item.wrong([
                        format!("“{value}” is not among the categories"),
                        format!("«\u{a0}{value}\u{a0}» n’est pas parmi les catégories"),
                    ]);
                }
            }
            allowed
        }
        None => categories,
    };
    allowed.dedup();
    Ok((allowed, labels))
}

/// The example as text; an object or a list as JSON, of several the first.
fn example(node: &Node<'_>) -> String {
    let first = node.get("examples").and_then(|list| list.json.as_array().and_then(|list| list.first()));
    let text = |json: &Json| match json {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    node.get("example").map(|n| n.json).or(first).map(text).unwrap_or_default()
}

fn synonyms(node: &Node<'_>, key: &str, certain: bool, field: &Field) -> Loaded<Vec<Synonym>> {
    let Some(map) = node.get(key) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (word, value) in map.entries()? {
        let text = value.scalar()?;
        // A list from a setting is not known here.
        let listed =
            field.allowed_setting.is_some() || field.allowed.is_empty() || field.allowed.contains(&text);
        if !listed {
            let allowed: Vec<&str> = field.allowed.iter().map(String::as_str).collect();
            return value.wrong_word(
                [
                    format!("“{text}” is not in the list"),
                    format!("«\u{a0}{text}\u{a0}» n’est pas dans la liste"),
                ],
                &allowed,
            );
        }
        found.push((word.to_owned(), text, certain));
    }
    Ok(found)
}

/// The pattern holds for the whole value. One that our linear-time engine cannot run is remarked on.
fn pattern(node: &Node<'_>, pattern: Option<Node<'_>>, log: &Log) -> Loaded<Option<Pattern>> {
    let Some(pattern) = pattern else { return Ok(None) };
    let text = pattern.text()?;
    let not_run = |reason| {
        log.remarks.not_run(&pattern.place, text, reason);
        Ok(None)
    };
    if text.len() > LIMITS.pattern_bytes {
        return not_run(said(
            "This pattern is longer than 4,000 bytes, and is not looked at.",
            "Ce modèle fait plus de 4\u{202f}000 octets, et n’est pas vérifié.",
        ));
    }
    let translated = match pattern::translate(text) {
        Ok(translated) => translated,
        Err(reason) => return not_run(reason),
    };
    match regex_lite::Regex::new(&translated) {
        Ok(regex) => {
            let constraints = node.need("constraints")?;
            let mut words = constraints.words("patternWords")?;
            if words.plain.is_empty() {
                words = node.words("patternWords")?;
            }
            Ok(Some(Pattern { regex, steps: Steps::of(text), words }))
        }
        Err(error) => not_run(said(
            format!("This pattern is not looked at: {error}."),
            format!("Ce modèle n’est pas vérifié\u{a0}: {error}."),
        )),
    }
}
