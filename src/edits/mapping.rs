//! Which column of a file is which field, said by a person: headings under other names, columns left out, values that are the
//! same in every row, columns put together and taken apart, words that stand for other words.

use crate::base::json::weight;
use crate::base::limits::LIMITS;
use crate::definition::node::{Loaded, Node};
use crate::definition::{DefinitionError, ImportDefinition};
use std::collections::HashSet;

/// A column of a file.
///
/// ```
/// use import_checker::ColumnSource;
/// assert_eq!(ColumnSource::Column(2).name(), "#3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ColumnSource {
    /// By its heading, as it stands in the file.
    Heading(String),
    /// By its place, 0 for A: where a heading is empty or occurs twice.
    Column(u32),
}

impl ColumnSource {
    /// The heading, or the number of the column as people count.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            ColumnSource::Heading(heading) => heading.clone(),
            ColumnSource::Column(column) => format!("#{}", column + 1),
        }
    }
}

/// What becomes of one or several columns.
///
/// ```
/// use import_checker::{ColumnMapping, ColumnSource, Mapping};
/// let json = serde_json::json!({ "columns": [{ "from": "Kundenname", "to": "Customer Name" }] });
/// let from = ColumnSource::Heading("Kundenname".to_owned());
/// let rename = ColumnMapping::Rename { from, to: Some("Customer Name".to_owned()) };
/// assert_eq!(Mapping::read(&json)?.columns, [rename]);
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnMapping {
    /// A column is a field, or is left out.
    Rename {
        /// The column.
        from: ColumnSource,
        /// The field; absent when the column is left out.
        to: Option<String>,
    },
    /// A field has the same value in every row.
    Constant {
        /// The value.
        value: String,
        /// The field.
        to: String,
        /// Only where the file has nothing.
        only_blank: bool,
    },
    /// Columns are put together.
    Join {
        /// The columns, in this order; blank cells are passed over.
        from: Vec<ColumnSource>,
        /// What stands between them.
        with: String,
        /// The field.
        to: String,
    },
    /// A column is taken apart.
    Split {
        /// The column.
        from: ColumnSource,
        /// What stands between the parts.
        at: String,
        /// The fields, one for each part.
        to: Vec<String>,
    },
}

impl ColumnMapping {
    /// The fields that it fills.
    pub(crate) fn fields(&self) -> Vec<&str> {
        match self {
            ColumnMapping::Rename { to, .. } => to.iter().map(String::as_str).collect(),
            ColumnMapping::Constant { to, .. } | ColumnMapping::Join { to, .. } => vec![to],
            ColumnMapping::Split { to, .. } => to.iter().map(String::as_str).collect(),
        }
    }

    /// The columns that it takes.
    pub(crate) fn columns(&self) -> Vec<&ColumnSource> {
        match self {
            ColumnMapping::Rename { from, .. } | ColumnMapping::Split { from, .. } => vec![from],
            ColumnMapping::Join { from, .. } => from.iter().collect(),
            ColumnMapping::Constant { .. } => Vec::new(),
        }
    }
}

/// Who said it.
///
/// ```
/// use import_checker::{MappedBy, Mapping};
/// assert_eq!(Mapping::default().by, MappedBy::You);
/// assert_eq!(MappedBy::Host.name(), "host");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MappedBy {
    /// The person at the page or the command line.
    #[default]
    You,
    /// The same person at another time, for a file with the same headings.
    Remembered,
    /// The page that the check is a part of.
    Host,
}

impl MappedBy {
    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MappedBy::You => "you",
            MappedBy::Remembered => "remembered",
            MappedBy::Host => "host",
        }
    }
}

/// What a person says of the columns of a file.
///
/// Read by [`Mapping::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Column by column.
    pub columns: Vec<ColumnMapping>,
    /// By field: words of the file and the values they stand for.
    pub values: Vec<(String, Vec<(String, String)>)>,
    /// Who said it.
    pub by: MappedBy,
}

impl Mapping {
    /// Nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.values.is_empty()
    }

    /// Reads a mapping from JSON: `{"columns": […], "values": {…}}`, or a template that has one under `mapping`.
    ///
    /// # Errors
    /// It has another shape: the place, the reason and the allowed words.
    ///
    /// # Examples
    /// ```
    /// use import_checker::Mapping;
    /// let json = serde_json::json!({ "columns": [{ "from": "Kundenname", "to": "Customer Name" }] });
    /// assert_eq!(Mapping::read(&json)?.columns.len(), 1);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn read(json: &serde_json::Value) -> Result<Mapping, DefinitionError> {
        let node = Node::at("mapping", json);
        match node.get("mapping") {
            Some(inner) => {
                node.only(&["definition", "version", "headings", "mapping"])?;
                Mapping::of(&Node::at("mapping", inner.json))
            }
            None => Mapping::of(&node),
        }
    }

    /// The same from JSON text.
    ///
    /// # Errors
    /// It is no JSON, is longer than anybody would say, or has another shape.
    pub fn parse(text: &str) -> Result<Mapping, DefinitionError> {
        if text.len() > LIMITS.mapping_bytes || !weight::is_within(text, LIMITS.json_bytes) {
            return Err(DefinitionError::new(
                "mapping",
                [
                    "it is larger than a mapping may be, which is 16 MB; leave words out of it",
                    "elle est plus grande qu’une correspondance ne peut l’être, soit 16\u{a0}Mo\u{a0}; retirez-en des mots",
                ],
            ));
        }
        let json = serde_json::from_str(text).map_err(|e| {
            let reason = [format!("this is not JSON: {e}"), format!("ceci n’est pas du JSON\u{a0}: {e}")];
            DefinitionError::new("mapping", reason)
        })?;
        Mapping::read(&json)
    }

    pub(crate) fn of(node: &Node<'_>) -> Loaded<Mapping> {
        node.only(&["columns", "values", "by"])?;
        let mut values = Vec::new();
        if let Some(fields) = node.get("values") {
            for (field, words) in fields.entries()? {
                let mut pairs = Vec::new();
                for (word, value) in words.entries()? {
                    let stands_for = bounded(&value, value.scalar()?, LIMITS.mapped_value_bytes)?;
                    pairs.push((word.trim().to_owned(), stands_for));
                }
                values.push((field.to_owned(), pairs));
            }
        }
        let by = match node.get("by") {
            None => MappedBy::You,
            Some(by) => match by.text()? {
                "you" => MappedBy::You,
                "remembered" => MappedBy::Remembered,
                "host" => MappedBy::Host,
                _ => {
                    return by
                        .wrong_word(["this is nobody", "ce n’est personne"], &["you", "remembered", "host"]);
                }
            },
        };
        Ok(Mapping { columns: node.each_of("columns", column)?, values, by })
    }

    /// Whether it can be applied to files of an import: fields that exist, each filled once.
    pub(crate) fn check(&self, definition: &ImportDefinition) -> Loaded<()> {
        let names: Vec<&str> = definition.fields.iter().map(|f| f.name.as_str()).collect();
        let known = |place: String, field: &str| -> Loaded<()> {
            if field_of(definition, field).is_some() {
                return Ok(());
            }
            Node { place, json: &serde_json::Value::Null }.wrong_word(
                [
                    format!("there is no field “{field}”"),
                    format!("il n’y a pas de champ «\u{a0}{field}\u{a0}»"),
                ],
                &names,
            )
        };
        let mut taken: Vec<usize> = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let place = || format!("mapping.columns[{index}].to");
            let blanks_only = matches!(column, ColumnMapping::Constant { only_blank: true, .. });
            for field in column.fields() {
                known(place(), field)?;
                let Some(at) = field_of(definition, field).filter(|_| !blanks_only) else { continue };
                if taken.contains(&at) {
                    return Err(DefinitionError::new(
                        place(),
                        [
                            format!("the field “{field}” is filled already"),
                            format!("le champ «\u{a0}{field}\u{a0}» est déjà rempli"),
                        ],
                    ));
                }
                taken.push(at);
            }
        }
        for (field, _) in &self.values {
            known(format!("mapping.values.{field}"), field)?;
        }
        Ok(())
    }
}

/// A field by its name, its heading or its title, as a person would write it.
pub(crate) fn field_of(definition: &ImportDefinition, name: &str) -> Option<usize> {
    let fields = || definition.fields.iter();
    fields().position(|f| f.name == name).or_else(|| fields().position(|f| f.heading == name))
}

fn source(node: &Node<'_>) -> Loaded<ColumnSource> {
    if node.json.is_object() {
        node.only(&["column"])?;
        let column = node.need("column")?;
        let number = column.whole()?;
        return match u32::try_from(number).ok().and_then(|number| number.checked_sub(1)) {
            Some(index) => Ok(ColumnSource::Column(index)),
            None => column.wrong(["columns are counted from 1", "les colonnes se comptent à partir de 1"]),
        };
    }
    Ok(ColumnSource::Heading(node.owned()?))
}

fn column(node: &Node<'_>) -> Loaded<ColumnMapping> {
    let map = node.object()?;
    if map.contains_key("from") {
        node.only(&["from", "to"])?;
        // `null` says that the column is left out; without the word it is a slip.
        if !map.contains_key("to") {
            node.need("to")?;
        }
        return Ok(ColumnMapping::Rename {
            from: source(&node.need("from")?)?,
            to: node.get("to").map(|to| to.owned()).transpose()?,
        });
    }
    if map.contains_key("value") {
        node.only(&["value", "to", "only"])?;
        let only_blank = match node.get("only") {
            None => false,
            Some(only) if only.text()? == "blank" => true,
            Some(only) => {
                return only.wrong_word(["this is not possible", "ce n’est pas possible"], &["blank"]);
            }
        };
        let (value, to) = (node.need("value")?, node.need("to")?.owned()?);
        let value = bounded(&value, value.scalar()?, LIMITS.mapped_value_bytes)?;
        return Ok(ColumnMapping::Constant { value, to, only_blank });
    }
    if map.contains_key("join") {
        node.only(&["join", "with", "to"])?;
        let join = node.need("join")?;
        let from = join.each(source)?;
        if from.len() < 2 {
            return join.wrong(["two columns or more are expected", "il faut au moins deux colonnes"]);
        }
        let all: HashSet<&ColumnSource> = from.iter().collect();
        if all.len() < from.len() {
            return join.wrong(["a column stands here twice", "une colonne s’y trouve deux fois"]);
        }
        let with = node.text_or("with", " ")?;
        return Ok(ColumnMapping::Join {
            from,
            with: bounded(node, with, LIMITS.mapped_mark_bytes)?,
            to: node.need("to")?.owned()?,
        });
    }
    if map.contains_key("split") {
        node.only(&["split", "at", "to"])?;
        let (at, to) = (node.need("at")?, node.need("to")?);
        if at.text()?.is_empty() {
            return at.wrong(["a mark is expected", "un signe est attendu"]);
        }
        let fields = to.each(Node::owned)?;
        if fields.len() < 2 {
            return to.wrong(["two fields or more are expected", "il faut au moins deux champs"]);
        }
        return Ok(ColumnMapping::Split { from: source(&node.need("split")?)?, at: at.owned()?, to: fields });
    }
    node.wrong_word(
        ["what becomes of the column is missing", "ce que devient la colonne manque"],
        &["from", "value", "join", "split"],
    )
}

/// A text that comes again in every row, so that a long one would make a file of any size.
fn bounded(node: &Node<'_>, text: String, most: usize) -> Loaded<String> {
    if text.len() <= most {
        return Ok(text);
    }
    let [en, fr] =
        ["bytes at most, as it comes again in every row", "octets au plus, puisqu’il revient à chaque ligne"];
    node.wrong([format!("{most} {en}"), format!("{most} {fr}")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_mapping_is_read() {
        let mapping = Mapping::read(&json!({
            "columns": [
                { "from": "Kundenname", "to": "name" },
                { "from": { "column": 3 }, "to": "phone" },
                { "from": "Notiz", "to": null },
                { "value": "FR", "to": "country", "only": "blank" },
                { "join": ["a", "b"], "to": "street" },
                { "split": "period", "at": "/", "to": ["start", "end"] },
            ],
            "values": { "status": { "en cours": "open" } },
        }))
        .unwrap();
        assert_eq!(mapping.columns.len(), 6);
        assert_eq!(mapping.columns[1].columns(), [&ColumnSource::Column(2)]);
        assert_eq!(mapping.values, [("status".to_owned(), vec![("en cours".to_owned(), "open".to_owned())])]);
        let template = json!({ "definition": "x", "headings": ["a"], "mapping": { "columns": [] } });
        assert!(Mapping::read(&template).unwrap().is_empty());
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (json, expected) in [
            (json!({ "columns": [{ "from": "a" }] }), "mapping.columns[0]: “to” is missing"),
            (json!({ "columns": [{ "to": "a" }] }), "mapping.columns[0]: what becomes"),
            (
                json!({ "columns": [{ "from": { "column": 0 }, "to": "a" }] }),
                "mapping.columns[0].from.column: columns",
            ),
            (
                json!({ "columns": [{ "split": "a", "at": "/", "to": ["x"] }] }),
                "mapping.columns[0].to: two fields",
            ),
            (json!({ "colums": [] }), "mapping: “colums” is not a word"),
            // What comes again in every row makes files of any size.
            (
                json!({ "columns": [{ "value": "x".repeat(200_000), "to": "a" }] }),
                "mapping.columns[0].value: 131068 bytes at most",
            ),
            (
                json!({ "columns": [{ "join": ["a", "b"], "with": "x".repeat(101), "to": "a" }] }),
                "mapping.columns[0]: 100 bytes at most",
            ),
            (
                json!({ "columns": [{ "join": ["a", "b", "a"], "to": "a" }] }),
                "mapping.columns[0].join: a column stands here twice",
            ),
        ] {
            let said = Mapping::read(&json).unwrap_err().to_string();
            assert!(said.starts_with(expected), "{said}");
        }
        let definition = ImportDefinition::parse(r#"{"fields":[{"name":"a"},{"name":"b"}]}"#).unwrap();
        let check = |json: serde_json::Value| {
            let mapping = Mapping::read(&json!({ "columns": json })).unwrap();
            mapping.check(&definition).err().map(|e| e.to_string()).unwrap_or_default()
        };
        assert_eq!(check(json!([{ "from": "x", "to": "a" }, { "from": "y", "to": null }])), "");
        assert!(
            check(json!([{ "from": "x", "to": "c" }])).contains("there is no field “c”. Allowed here: a, b")
        );
        assert!(
            check(json!([{ "from": "x", "to": "a" }, { "value": "1", "to": "a" }]))
                .contains("filled already")
        );
        assert_eq!(
            check(json!([{ "from": "x", "to": "a" }, { "value": "1", "to": "a", "only": "blank" }])),
            ""
        );
    }
}
