//! Every type of values, with its formats: its word, what it says, how its values are compared, an example. How its cells are
//! judged stands in `src/judge/`, where the compiler asks for each.
//!
//! `TYPES` is the one list. What is loaded, which words are allowed, the JSON Schema, the documentation, the completion and
//! the tests are made from it.

mod numbers;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod schema;
mod structures;
#[cfg(test)]
mod tests;
mod texts;
mod times;

use super::load::Log;
use super::node::{Loaded, Node};
use super::rule::Said;
use super::value::Class;
use super::{FieldKind, TextFormat};
use crate::problem::Example;

/// A type, or some formats of one: everything about it that is not the judging of its cells.
pub(crate) struct TypeKind {
    /// The word after `type`.
    pub(crate) word: &'static str,
    /// The words after `format` that mean it; `default` is meant where a field says none.
    pub(crate) formats: &'static [&'static str],
    /// What becomes of a format that no type of this word has.
    pub(crate) otherwise: Otherwise,
    /// What a value is, in one sentence for the documentation.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "documentation is made natively"))]
    pub(crate) says: Said,
    /// What its values can be compared with.
    pub(crate) class: Class,
    /// What a value is made of.
    pub(crate) form: Form,
    /// Whether values in other letters, or with other blanks around and between their words, are one.
    pub(crate) folds: bool,
    /// Whether a value that looks like a number is none: zeros at its start count.
    pub(crate) zeros: bool,
    /// Makes the kind of a field from its words.
    pub(crate) load: fn(&Given<'_>) -> Loaded<FieldKind>,
    /// Values that are refused, and others that pass as they are; nothing is refused where any text is a value.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the examples"))]
    pub(crate) example: Example,
    /// The code of what is found in the bad example; empty where any text is a value.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the examples"))]
    pub(crate) finds: &'static str,
}

/// What a value is made of: which constraints mean something to it, and when they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A text: letters, length and pattern are looked at before its form.
    Text,
    /// A text of a strict form, which comes first; it is still a text where that is wrong.
    Strict,
    /// Something that is read, and means nothing where it cannot be.
    Read,
    /// Several values, which its length counts.
    Items,
    /// Values by name, which its length counts.
    Keys,
}

/// What becomes of a format that is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Otherwise {
    /// It is told, and the values are judged by the type alone.
    Alone,
    /// It is told, and the values are texts, or are left alone where only a format says what they are.
    Told,
    /// It is the pattern of a day or time, such as `%d/%m/%Y`.
    Pattern,
}

/// What a definition says of the values of a field.
pub(crate) struct Given<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) format: &'a str,
    pub(super) truths: &'a [Vec<String>; 2],
    pub(super) log: &'a Log,
}

/// The types in the order in which they are explained; of each word the one with the format `default` is the first.
pub(crate) static TYPES: &[&TypeKind] = &[
    &texts::TEXT,
    &texts::EMAIL,
    &texts::URL,
    &texts::UUID,
    &texts::BINARY,
    &texts::REFERENCE,
    &texts::PHONE,
    &texts::USERNAME,
    &texts::COUNTRY,
    &texts::STATE,
    &texts::POSTCODE,
    &texts::TIME_ZONE,
    &texts::CURRENCY,
    &texts::WKT,
    &texts::INTERVAL,
    &texts::CHECK_DIGIT,
    &numbers::NUMBER,
    &numbers::HOURS,
    &numbers::INTEGER,
    &numbers::BOOLEAN,
    &times::DATE,
    &times::DATE_TIME,
    &times::TIME,
    &times::YEAR,
    &times::YEAR_MONTH,
    &texts::ANY,
    &times::DURATION,
    &structures::OBJECT,
    &structures::ARRAY,
    &structures::LIST,
    &structures::GEO_POINT,
    &structures::GEO_JSON,
    &structures::TOPO_JSON,
];

impl FieldKind {
    /// What is the same of all fields of this kind.
    pub(crate) fn type_kind(&self) -> &'static TypeKind {
        match self {
            FieldKind::Text(format) => format.type_kind(),
            FieldKind::Any => &texts::ANY,
            FieldKind::Uuid => &texts::UUID,
            FieldKind::Binary => &texts::BINARY,
            FieldKind::Wkt => &texts::WKT,
            FieldKind::Interval(_) => &texts::INTERVAL,
            FieldKind::Number => &numbers::NUMBER,
            FieldKind::Integer => &numbers::INTEGER,
            FieldKind::Hours => &numbers::HOURS,
            FieldKind::Boolean(..) => &numbers::BOOLEAN,
            FieldKind::Date(_) => &times::DATE,
            FieldKind::DateTime(_) => &times::DATE_TIME,
            FieldKind::Time(_) => &times::TIME,
            FieldKind::Year => &times::YEAR,
            FieldKind::YearMonth => &times::YEAR_MONTH,
            FieldKind::Duration => &times::DURATION,
            FieldKind::Object => &structures::OBJECT,
            FieldKind::Array => &structures::ARRAY,
            FieldKind::List(_) => &structures::LIST,
            FieldKind::GeoPoint(_) => &structures::GEO_POINT,
            FieldKind::GeoJson(false) => &structures::GEO_JSON,
            FieldKind::GeoJson(true) => &structures::TOPO_JSON,
        }
    }

    /// A text whose form matters; length and pattern are looked at before it.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, FieldKind::Text(_))
    }

    /// Whether its values are numbers.
    pub(crate) fn is_number(&self) -> bool {
        self.type_kind().class == Class::Number
    }

    /// Whether it holds several values, each of which can have a type of its own.
    pub(crate) fn has_items(&self) -> bool {
        self.type_kind().form == Form::Items
    }
}

impl TextFormat {
    fn type_kind(self) -> &'static TypeKind {
        match self {
            TextFormat::Plain => &texts::TEXT,
            TextFormat::Reference => &texts::REFERENCE,
            TextFormat::Email => &texts::EMAIL,
            TextFormat::Url => &texts::URL,
            TextFormat::Phone => &texts::PHONE,
            TextFormat::Username => &texts::USERNAME,
            TextFormat::Country => &texts::COUNTRY,
            TextFormat::State => &texts::STATE,
            TextFormat::Postcode => &texts::POSTCODE,
            TextFormat::TimeZone => &texts::TIME_ZONE,
            TextFormat::Currency => &texts::CURRENCY,
        }
    }
}
