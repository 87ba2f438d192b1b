//! How files that follow an older template are moved over: which column is which field now, and which word is which value.

use super::load::Log;
use super::names::Names;
use super::node::{Loaded, Node};
use crate::base::limits::LIMITS;
use crate::scalar::text::fold;

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

impl Replaced {
    /// Refuses a template that another is called like, or of whose files nobody could tell which of two they follow.
    pub(super) fn apart_from(&self, others: &[Replaced], node: &Node<'_>) -> Loaded<()> {
        if others.iter().any(|other| other.version == self.version) {
            return node.need("version")?.wrong([
                "another older template is called so; give each version a name of its own",
                "un autre ancien modèle s’appelle ainsi\u{a0}; donnez à chaque version son propre nom",
            ]);
        }
        let Some(same) = others.iter().find(|other| other.wanted() == self.wanted()) else { return Ok(()) };
        if same.words() == self.words() {
            return Ok(());
        }
        node.need("columns")?.wrong([
            format!("these are the columns of version “{}”, with other values; no file could tell which of the two it follows. Name a heading that only one of them has", same.version),
            format!("ce sont les colonnes de la version «\u{a0}{}\u{a0}», avec d’autres valeurs\u{a0}; aucun fichier ne dirait lequel des deux il suit. Nommez un en-tête que seul l’un d’eux possède", same.version),
        ])
    }

    /// The headings by which its files are known, as headings are compared, each with its field.
    fn wanted(&self) -> Vec<(String, usize)> {
        let lasting = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let of = |(heading, field): &(String, Option<usize>)| Some((lasting(heading), (*field)?));
        let mut all: Vec<(String, usize)> = self.columns.iter().filter_map(of).collect();
        all.sort_unstable();
        all
    }

    /// What becomes of its words, by field.
    fn words(&self) -> Vec<(usize, String, &str)> {
        let mut all = Vec::new();
        for (field, words) in &self.values {
            all.extend(words.iter().map(|(word, value)| (*field, fold(word).into_owned(), value.as_str())));
        }
        all.sort_unstable();
        all
    }
}

/// One older template, or a list of them.
pub(super) fn replaces(top: &Node<'_>, names: &Names<'_>, log: &Log) -> Vec<Replaced> {
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

/// Reads one older template.
fn replaced(node: &Node<'_>, names: &Names<'_>) -> Loaded<Replaced> {
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
