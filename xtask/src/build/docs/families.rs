//! The families of codes: the letter that a code begins with, and what it stands for.

use super::text;
use serde_json::Value as Json;

/// Letter, name in English and in French, in the order in which a file is looked at.
const FAMILIES: [(&str, [&str; 2]); 11] = [
    ("F", ["File", "Fichier"]),
    ("S", ["Sheet and headings", "Feuille et en-têtes"]),
    ("R", ["Whole rows", "Lignes entières"]),
    ("T", ["Kind of value", "Nature de la valeur"]),
    ("V", ["Limits of a value", "Limites d’une valeur"]),
    ("C", ["Written otherwise", "Écrit autrement"]),
    ("B", ["Rules in a row", "Règles dans une ligne"]),
    ("U", ["Used twice", "En double"]),
    ("O", ["Order of rows", "Ordre des lignes"]),
    ("X", ["Other files", "Autres fichiers"]),
    ("A", ["The server’s answer", "Réponse du serveur"]),
];

/// The letter of a code.
pub fn letter(problem: &Json) -> &str {
    text(problem, "code").get(..1).unwrap_or_default()
}

/// The letters, in order.
pub fn letters() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(letter, _)| *letter)
}

/// What a letter stands for; the letter itself where nobody has named it.
pub fn name<'a>(letter: &'a str, lang: &str) -> &'a str {
    let found = FAMILIES.iter().find(|(own, _)| *own == letter);
    found.map_or(letter, |(_, [english, french])| if lang == "fr" { french } else { english })
}

/// The codes of a family.
pub fn of<'a>(catalogue: &'a Json, letter: &'a str) -> impl Iterator<Item = &'a Json> {
    super::list(catalogue, "problems").filter(move |problem| self::letter(problem) == letter)
}
