//! What a value must be, from the words `type` and `format` and those that say how it is written.

use super::compare::NumberDialect;
use super::load::{Log, flag, texts};
use super::node::{Loaded, Node};
use super::remark::said;
use super::{FieldKind, PointForm};
use crate::scalar::date::pattern::{self, PatternFault};
use crate::scalar::{check_digit, choice, moment, shape};

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

/// The formats of texts: the one list of their words, and of what each makes of a field. Identifiers with check digits have a
/// rule behind them that judges their form (`scalar/check_digit.rs`), and are texts otherwise.
static TEXT_FORMATS: &[(&str, FieldKind)] = &[
    ("default", FieldKind::Text),
    ("email", FieldKind::Email),
    ("uri", FieldKind::Url),
    ("uuid", FieldKind::Uuid),
    ("binary", FieldKind::Binary),
    ("reference", FieldKind::Reference),
    ("phone", FieldKind::Phone),
    ("username", FieldKind::Username),
    ("country", FieldKind::Country),
    ("state", FieldKind::State),
    ("postcode", FieldKind::Postcode),
    ("time-zone", FieldKind::TimeZone),
    ("currency", FieldKind::Currency),
    ("wkt", FieldKind::Wkt),
    ("interval", FieldKind::Interval(false)),
];

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
pub(super) fn kind(node: &Node<'_>, [yes, no]: &[Vec<String>; 2], log: &Log) -> Loaded<FieldKind> {
    let format = node.get("format").map_or(Ok("default"), |n| n.text())?;
    let format = if format.is_empty() { "default" } else { format };
    let name = match node.get("type") {
        Some(n) => n.text()?,
        None => "string",
    };
    let first = |words: &[String]| words.first().cloned().unwrap_or_default();
    Ok(match name {
        "string" => return text_kind(node, format, log),
        "any" => FieldKind::Any,
        "number" if format == "hours" => FieldKind::Hours,
        "number" => FieldKind::Number,
        "integer" => FieldKind::Integer,
        "boolean" => FieldKind::Boolean(first(yes), first(no)),
        "date" => match format {
            "default" => FieldKind::Date("%Y-%m-%d".to_owned()),
            shape::ANY => FieldKind::Date(shape::ANY.to_owned()),
            _ => moments(node, format, log, FieldKind::Date)?,
        },
        "datetime" => match format {
            moment::DEFAULT | shape::ANY => FieldKind::DateTime(format.to_owned()),
            _ => moments(node, format, log, FieldKind::DateTime)?,
        },
        "time" => match format {
            moment::DEFAULT | shape::ANY => FieldKind::Time(format.to_owned()),
            _ => moments(node, format, log, FieldKind::Time)?,
        },
        "year" => FieldKind::Year,
        "yearmonth" => FieldKind::YearMonth,
        "duration" => FieldKind::Duration,
        "object" => FieldKind::Object,
        "array" => FieldKind::Array,
        "list" => {
            let delimiter = node.text_or("delimiter", ",")?;
            if delimiter.is_empty() {
                return node
                    .need("delimiter")?
                    .wrong(["a delimiter is expected", "un séparateur est attendu"]);
            }
            FieldKind::List(delimiter)
        }
        "geopoint" => match format {
            "default" => FieldKind::GeoPoint(PointForm::Text),
            "array" => FieldKind::GeoPoint(PointForm::Array),
            "object" => FieldKind::GeoPoint(PointForm::Object),
            other => return unknown_format(node, other, &["default", "array", "object"], log),
        },
        "geojson" => match format {
            "default" => FieldKind::GeoJson(false),
            "topojson" => FieldKind::GeoJson(true),
            other => return unknown_format(node, other, &["default", "topojson"], log),
        },
        other => {
            return node.need("type")?.wrong_word(
                [
                    format!("there is no type “{other}”"),
                    format!("il n’y a pas de type «\u{a0}{other}\u{a0}»"),
                ],
                TYPES,
            );
        }
    })
}

/// A day or time in a pattern.
fn moments(node: &Node<'_>, format: &str, log: &Log, kind: fn(String) -> FieldKind) -> Loaded<FieldKind> {
    let place = node.need("format")?;
    match pattern::check(format) {
        Ok(()) => Ok(kind(format.strip_prefix("fmt:").unwrap_or(format).to_owned())),
        Err(PatternFault::NoLetters(meant)) => {
            let (hint, indice) = match meant {
                Some(meant) => {
                    (format!("; did you mean {meant}?"), format!("\u{a0}; vouliez-vous dire {meant}\u{a0}?"))
                }
                None => (String::new(), String::new()),
            };
            place.wrong([
                format!("“{format}” has no %-letters{hint}"),
                format!("«\u{a0}{format}\u{a0}» n’a pas de lettres précédées de %{indice}"),
            ])
        }
        Err(PatternFault::Unknown(letter)) => {
            let reason = said(
                format!(
                    "“%{letter}” is not a part of a date that is known here; the column is left as it is."
                ),
                format!(
                    "«\u{a0}%{letter}\u{a0}» n’est pas une partie de date connue ici\u{a0}; la colonne est laissée telle quelle."
                ),
            );
            log.remarks.not_run(&place.place, format, reason);
            Ok(FieldKind::Any)
        }
    }
}

fn unknown_format(node: &Node<'_>, format: &str, known: &[&str], log: &Log) -> Loaded<FieldKind> {
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
    Ok(FieldKind::Any)
}

fn text_kind(node: &Node<'_>, format: &str, log: &Log) -> Loaded<FieldKind> {
    let known = TEXT_FORMATS.iter().find(|(word, _)| *word == format);
    Ok(match known {
        Some((_, FieldKind::Interval(_))) => FieldKind::Interval(flag(node, "single")?),
        Some((_, kind)) => kind.clone(),
        None if check_digit::FORMATS.contains(&format) => FieldKind::Text,
        None => {
            let words = TEXT_FORMATS.iter().map(|(word, _)| *word);
            let all: Vec<&str> = words.chain(check_digit::FORMATS.iter().copied()).collect();
            return unknown_format(node, format, &all, log).map(|_| FieldKind::Text);
        }
    })
}
