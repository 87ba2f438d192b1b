//! The phrases of the engine, as they stand in its source in pairs: `["English", "French"]`.

use std::collections::BTreeMap;

/// The pairs of a file of Rust, by their English text. Its tests are passed over.
pub(crate) fn of_source(source: &str) -> BTreeMap<String, String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.split('[').filter_map(pair).filter(|(english, french)| is_phrase(english, french)).collect()
}

/// Two texts up to the closing bracket.
fn pair(source: &str) -> Option<(String, String)> {
    let (first, rest) = literal(source)?;
    let (second, rest) = literal(rest.trim_start().strip_prefix(',')?)?;
    let rest = rest.trim_start();
    rest.strip_prefix(',').unwrap_or(rest).trim_start().starts_with(']').then_some((first, second))
}

/// A text at the start of the source, and what follows it.
fn literal(source: &str) -> Option<(String, &str)> {
    let source = source.trim_start().strip_prefix('"')?;
    let end = source.match_indices('"').map(|(at, _)| at).find(|at| !source[..*at].ends_with('\\'))?;
    let (text, rest) = source.split_at_checked(end)?;
    let text = text.replace("\\u{a0}", "\u{a0}").replace("\\u{202f}", "\u{202f}");
    Some((text.replace("\\\"", "\"").replace("\\\\", "\\"), rest.strip_prefix('"')?))
}

/// Words of definitions and names of files stand in pairs as well, but both of a kind: they are no sentences. Nor are
/// shapes such as `A99 XXXX`.
fn is_phrase(english: &str, french: &str) -> bool {
    let shape = english.contains(char::is_uppercase) && !english.contains(char::is_lowercase);
    let sentence = !french.is_ascii() || english.contains([' ', '{', '“', ':']) || capital(english);
    !english.is_empty() && sentence && !shape || matches!(english, "and" | "or" | "row" | "deleted" | "empty")
}

fn capital(text: &str) -> bool {
    text.len() > 2
        && text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(|c| c.is_lowercase() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::{is_phrase, of_source, pair};

    #[test]
    fn finds_pairs_of_texts() {
        let said = |source| pair(source).map(|(one, two)| format!("{one}|{two}"));
        assert_eq!(said("\"or\", \"ou\"]").as_deref(), Some("or|ou"));
        assert_eq!(said("\n  \"{a} is\",\n  \"{a} vaut\",\n]").as_deref(), Some("{a} is|{a} vaut"));
        assert_eq!(said("\"a\", \"b\", \"c\"]"), None);
        assert_eq!(said("0]"), None);
        assert!(is_phrase("Row", "Ligne") && is_phrase("{yes} or {no}", "{yes} ou {no}"));
        assert!(!is_phrase("minimum", "exclusiveMinimum") && !is_phrase("A99 XXXX", "A9A XXXX"));
        let quoted = of_source(r#"[" a \"b\"", " c \"d\""]"#);
        assert_eq!(quoted.get(" a \"b\"").map(String::as_str), Some(" c \"d\""));
    }
}
