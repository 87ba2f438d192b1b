//! How files that follow an older template are moved over: which column is which field now, and which word is which value.

use super::names::Names;
use super::node::{Loaded, Node};
use crate::base::limits::LIMITS;

/// An older template that a definition takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What people call it: a number or a day.
    pub version: String,
    /// Its headings that are no longer written so, each with the field it stands for; none where the column is gone. A file
    /// follows the older template if it has all of those that stand for a field.
    pub columns: Vec<(String, Option<usize>)>,
    /// By field: words of the older template, and the values they stand for.
    pub values: Vec<(usize, Vec<(String, String)>)>,
}

/// Reads one older template.
pub(super) fn replaced(node: &Node<'_>, names: &Names<'_>) -> Loaded<Replaced> {
    node.only(&["version", "columns", "values"])?;
    let columns = node.need("columns")?;
    let mut moved: Vec<(String, Option<usize>)> = Vec::new();
    for (heading, to) in columns.entries()? {
        if heading.trim().is_empty() || heading.len() > LIMITS.definition_name_bytes {
            return to.wrong([
                "a heading of the older template is expected",
                "il faut un en-tête de l’ancien modèle",
            ]);
        }
        let field = if to.json.is_null() { None } else { Some(names.find(&to)?) };
        if field.is_some() && moved.iter().any(|(_, other)| *other == field) {
            return to.wrong(["this field has a column already", "ce champ a déjà une colonne"]);
        }
        moved.push((heading.to_owned(), field));
    }
    if !moved.iter().any(|(heading, field)| field.is_some() && !is_known(names, heading)) {
        return columns.wrong([
            "a heading that only the older template has is expected, or its files cannot be known; name one with its field",
            "il faut un en-tête que seul l’ancien modèle possède, sinon ses fichiers ne peuvent pas être reconnus\u{a0}; nommez-en un avec son champ",
        ]);
    }
    let mut values = Vec::new();
    if let Some(fields) = node.get("values") {
        for (field, words) in fields.entries()? {
            let pair = |(word, value): (&str, Node<'_>)| Ok((word.trim().to_owned(), value.scalar()?));
            let pairs: Loaded<Vec<(String, String)>> = words.entries()?.into_iter().map(pair).collect();
            values.push((names.named(&words, field)?, pairs?));
        }
    }
    Ok(Replaced { version: node.need("version")?.scalar()?, columns: moved, values })
}

/// Whether a heading is one of today's.
fn is_known(names: &Names<'_>, heading: &str) -> bool {
    let folded = |text: &str| text.trim().to_lowercase();
    let heading = folded(heading);
    names.0.iter().any(|field| {
        [&field.name, &field.heading].into_iter().chain(&field.aliases).any(|name| folded(name) == heading)
    })
}
