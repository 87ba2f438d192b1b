//! What a value must be, from the words `type` and `format` and those that say how it is written.

use super::FieldKind;
use super::compare::NumberDialect;
use super::load::{Log, texts};
use super::node::{Loaded, Node};
use super::remark::said;
use super::types::{Form, Given, Otherwise, TYPES};
use crate::scalar::choice;

/// The words for yes and no of a field that does not say them.
const YES: [&str; 4] = ["true", "True", "TRUE", "1"];
const NO: [&str; 4] = ["false", "False", "FALSE", "0"];

/// The words for yes and for no.
pub(super) fn truths(node: &Node<'_>) -> Loaded<[Vec<String>; 2]> {
    let said = |key: &str, otherwise: [&str; 4]| -> Loaded<Vec<String>> {
        let list = texts(node, key)?;
        Ok(if list.is_empty() { otherwise.map(str::to_owned).to_vec() } else { list })
    };
    let (yes, mut no) = (said("trueValues", YES)?, said("falseValues", NO)?);
    match node.get("falseValues") {
        Some(list) => {
            for (word, item) in no.iter().zip(list.list()?) {
                if yes.contains(word) {
                    return item.wrong([
                        format!("“{word}” cannot mean both yes and no"),
                        format!("«\u{a0}{word}\u{a0}» ne peut pas vouloir dire à la fois oui et non"),
                    ]);
                }
            }
        }
        // What the definition says wins over what it does not say.
        None => no.retain(|word| !yes.contains(word)),
    }
    let mut yes = yes;
    if node.get("trueValues").is_none() {
        yes.retain(|word| !no.contains(word));
    }
    Ok([yes, no])
}

/// How numbers are written.
pub(super) fn number_dialect(node: &Node<'_>) -> Loaded<NumberDialect> {
    let mut dialect = NumberDialect::default();
    let usable = |c: char| !c.is_ascii_digit() && !matches!(c, '-' | '"' | '\r' | '\n');
    if let Some(n) = node.get("decimalChar") {
        let mut letters = n.text()?.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if usable(c) => dialect.decimal = c,
            _ => {
                return n.wrong([
                    "one character is expected, such as a comma",
                    "un seul caractère est attendu, par exemple une virgule",
                ]);
            }
        }
    }
    if let Some(n) = node.get("groupChar") {
        let group = n.text()?;
        if !group.chars().all(usable) || group == dialect.decimal.to_string() {
            return n.wrong([
                "a character that is neither a digit nor the decimal mark is expected",
                "un caractère autre qu’un chiffre ou le signe décimal est attendu",
            ]);
        }
        dialect.group = Some(group.to_owned()).filter(|group| !group.is_empty());
    }
    dialect.bare = node.get("bareNumber").map_or(Ok(true), |n| n.bool())?;
    Ok(dialect)
}

/// What a value must be. What cannot be judged here is left alone, and remarked on.
pub(super) fn kind(node: &Node<'_>, truths: &[Vec<String>; 2], log: &Log) -> Loaded<FieldKind> {
    let format = node.get("format").map_or(Ok("default"), |n| n.text())?;
    let format = if format.is_empty() { "default" } else { format };
    let name = match node.get("type") {
        Some(n) => n.text()?,
        None => "string",
    };
    let given = Given { node, format, truths, log };
    let of_type = || TYPES.iter().filter(|kind| kind.word == name);
    if let Some(kind) = of_type().find(|kind| kind.formats.contains(&format)) {
        return (kind.load)(&given);
    }
    let Some(usual) = of_type().next() else {
        let mut words: Vec<&str> = TYPES.iter().map(|kind| kind.word).collect();
        words.dedup();
        return node.need("type")?.wrong_word(
            [format!("there is no type “{name}”"), format!("il n’y a pas de type «\u{a0}{name}\u{a0}»")],
            &words,
        );
    };
    if usual.otherwise == Otherwise::Pattern {
        return (usual.load)(&given);
    }
    let known: Vec<&str> = of_type().flat_map(|kind| kind.formats).copied().collect();
    unknown_format(node, format, &known, log)?;
    // A text is one whatever its format.
    let is_known = usual.otherwise == Otherwise::Alone || usual.form == Form::Text;
    if is_known { (usual.load)(&given) } else { Ok(FieldKind::Any) }
}

fn unknown_format(node: &Node<'_>, format: &str, known: &[&str], log: &Log) -> Loaded<()> {
    let near = choice::near(format, known.iter().copied());
    let (hint, indice) = near.map_or((String::new(), String::new()), |near| {
        (format!(" Did you mean “{near}”?"), format!(" Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?"))
    });
    let reason = said(
        format!("there is no format “{format}” of this type; the values are not judged by it.{hint}"),
        format!(
            "ce type n’a pas de format «\u{a0}{format}\u{a0}»\u{a0}; les valeurs ne sont pas jugées d’après lui.{indice}"
        ),
    );
    log.remarks.not_run(&node.need("format")?.place, format, reason);
    Ok(())
}
