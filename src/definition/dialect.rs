//! How the cleaned file is written: delimiter, line ends, and which columns in which order; and which columns a file must have.

use super::load::flag;
use super::node::{Loaded, Node};
use super::{Dialect, FieldsMatch};

pub(super) fn dialect(top: &Node<'_>) -> Loaded<Dialect> {
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

/// Which columns must be there, and which go out. What it says of columns and order must not contradict the dialect.
pub(super) fn fields_match(top: &Node<'_>, dialect: &mut Dialect) -> Loaded<Option<FieldsMatch>> {
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
