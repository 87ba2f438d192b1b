//! The language of data files: what an import accepts, as data.
//!
//! A definition is a [Table Schema](https://datapackage.org/standard/table-schema/) with a few more words: `aliases`,
//! `dialect`, `settings`, `outline`, `rules`. A plain Table Schema is a definition already. Unknown words are refused
//! inside our own parts; elsewhere each is a remark, so that public schemas are accepted as they are, and a file that is
//! checked with one is not *ready* unless the word only describes.
//!
//! ```
//! use import_checker::ImportDefinition;
//! let definition = ImportDefinition::parse(r#"{"name": "people", "primaryKey": "id", "fields": [{"name": "id"}]}"#)?;
//! assert_eq!((definition.name.as_str(), &definition.unique_keys), ("people", &vec![vec![0]]));
//! # Ok::<(), import_checker::DefinitionError>(())
//! ```

mod bounds;
#[cfg(not(target_arch = "wasm32"))]
pub mod builtin;
mod compare;
pub(crate) mod condition;
pub mod describe;
mod dialect;
pub(crate) mod examples;
mod field;
mod guide;
mod implied;
mod keys;
mod kind;
mod load;
pub(crate) mod names;
pub(crate) mod node;
mod parts;
mod pattern;
pub(crate) mod remark;
pub(crate) mod replaces;
pub(crate) mod rule;
mod setting;
mod steps;
mod surroundings;
pub(crate) mod types;
pub(crate) mod value;

pub use crate::problem::words::TranslatedText;
pub use crate::scalar::geo::PointForm;
pub use compare::NumberDialect;
pub use condition::{Condition, Listed, Range, Test, When};
pub use guide::guide;
pub use node::DefinitionError;
pub use remark::{Remark, RemarkClass};
pub use replaces::Replaced;
pub use rule::RuleEntry;

use crate::base::limits::LIMITS;
use crate::problem::Severity;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What one import accepts.
///
/// Read by [`ImportDefinition::parse`].
#[derive(Clone, Debug)]
pub struct ImportDefinition {
    /// Identifier, `system/import`.
    pub name: String,
    /// What people call it.
    pub title: TranslatedText,
    /// What it is for.
    pub description: TranslatedText,
    /// The system that imports, as people call it; empty where nobody said.
    pub system: String,
    /// Where help with the import is given: an e-mail or web address; empty where nobody said.
    pub support: String,
    /// Version of the definition.
    pub version: String,
    /// Not confirmed by the maker of the system.
    pub unofficial: bool,
    /// Place in the recommended order of loading, 1 for the first; 0 where there is none.
    pub rank: u32,
    /// Switches and lists that differ from one customer to the next.
    pub settings: Vec<Setting>,
    /// How the cleaned file is written.
    pub dialect: Dialect,
    /// The columns in the order of the template.
    pub fields: Vec<Field>,
    /// Combinations that may occur once, as field indices; the primary key is among them.
    pub unique_keys: Vec<Vec<usize>>,
    /// Values that must exist in another import's file, or in this one.
    pub foreign_keys: Vec<ForeignKey>,
    /// Keys that must be unique across several imports.
    pub shared_keys: Vec<SharedKey>,
    /// Rows form a tree by their order.
    pub outline: Option<Outline>,
    /// What must hold between values.
    pub rules: Vec<RuleEntry>,
    /// Texts that mean "empty", apart from the empty text.
    pub missing_values: Vec<String>,
    /// Rows of the template that are not data, as text by field.
    pub samples: Vec<BTreeMap<usize, String>>,
    /// Headings of older templates: version and headings in order.
    pub obsolete: Vec<(String, Vec<String>)>,
    /// Older templates whose files are moved over.
    pub replaces: Vec<Replaced>,
    /// Unknown columns are kept when this setting (a list of headings) names them.
    pub extra_columns: Option<String>,
    /// Severity by code, `None` for "off".
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Which columns a file must have, and which go out.
    pub fields_match: Option<FieldsMatch>,
    /// How much the system takes at a time; any amount where nothing is said.
    pub limits: Option<PartLimits>,
    /// Records that it shows as right or wrong.
    pub(crate) examples: Vec<examples::Shown>,
    /// What is to be said of the definition itself: words without effect, what cannot be checked here.
    pub remarks: Vec<Remark>,
}

/// How much a system takes at a time, of rows and of bytes, as the cleaned file has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartLimits {
    /// Records below the headings.
    pub rows: Option<u64>,
    /// Bytes of the CSV, the headings among them.
    pub bytes: Option<u64>,
    /// What is longer goes out in several files; otherwise it is an error.
    pub split: bool,
}

/// How the columns of a file must match the fields of the definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldsMatch {
    /// All of them, in their order.
    Exact,
    /// All of them, in any order.
    Equal,
    /// All of them; further columns are kept.
    Subset,
    /// None but these.
    Superset,
    /// Some of these; further columns are kept.
    Partial,
}

/// Something the customer says once, such as which package they have.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Identifier.
    pub name: String,
    /// The question in words.
    pub title: TranslatedText,
    /// Help.
    pub description: TranslatedText,
    /// The answer when nobody gave one; its type is the setting's type (yes/no, text, or list of texts).
    pub default: SettingValue,
}

/// The answer to a setting.
///
/// ```
/// use import_checker::{ImportDefinition, SettingValue, Settings};
/// let definition = ImportDefinition::parse(
///     r#"{"settings": [{"name": "large", "title": "Large?", "default": false}], "fields": [{"name": "a"}]}"#,
/// )?;
/// assert_eq!(definition.settings[0].default, SettingValue::Bool(false));
/// let mut answers = Settings::new();
/// answers.insert("large".to_owned(), SettingValue::Bool(true));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum SettingValue {
    /// Yes or no.
    Bool(bool),
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// How the cleaned file is written.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// Delimiter, a comma by default.
    pub delimiter: char,
    /// Line end, CRLF by default.
    pub line_terminator: String,
    /// Byte order mark at the start.
    pub bom: bool,
    /// Write every column of the definition, not only those the file had.
    pub all_columns: bool,
    /// The order of the columns matters to the server.
    pub fixed_order: bool,
    /// Put an apostrophe before texts that a spreadsheet would run as a formula.
    pub guard_formulas: bool,
    /// What is recommended for download: `csv` or `xlsx`.
    pub recommended: String,
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect {
            delimiter: ',',
            line_terminator: "\r\n".to_owned(),
            bom: false,
            all_columns: false,
            fixed_order: false,
            guard_formulas: false,
            recommended: "csv".to_owned(),
        }
    }
}

/// One column.
#[derive(Clone, Debug)]
pub struct Field {
    /// By which rules and other imports name it.
    pub name: String,
    /// The heading as the server wants it; the name where nothing else is said.
    pub heading: String,
    /// What people call it; the name where nothing else is said.
    pub title: TranslatedText,
    /// Help.
    pub description: TranslatedText,
    /// Other headings it is known under.
    pub aliases: Vec<String>,
    /// What a value must be.
    pub kind: FieldKind,
    /// Must be filled in every row.
    pub required: bool,
    /// How bad it is where a needed value or its column is missing; an error unless said otherwise.
    pub missing: Severity,
    /// Constraints that are broken without harm, and how bad that is: the value is told, and stays as it is.
    pub lowered: Vec<(String, Severity)>,
    /// The column must exist in the file although not every row fills it.
    pub required_column: bool,
    /// Least and greatest number of characters.
    pub length: (Option<usize>, Option<usize>),
    /// A pattern the whole value must match, and how to say it in words.
    pub pattern: Option<Pattern>,
    /// The kind of identifier with a check digit that its format names; a rule asks for it where a value stands alone.
    pub identifier: Option<&'static str>,
    /// The only allowed values; empty when any is allowed.
    pub allowed: Vec<String>,
    /// A setting (list) that replaces `allowed`; an empty list allows anything.
    pub allowed_setting: Option<String>,
    /// Other words for allowed values: word, value, and whether the meaning is certain.
    pub synonyms: Vec<(String, String, bool)>,
    /// Smallest and greatest value, as canonical text.
    pub bounds: (Option<String>, Option<String>),
    /// The bounds themselves are excluded.
    pub exclusive: (bool, bool),
    /// Most decimals a number may have.
    pub decimals: Option<u32>,
    /// Texts that mean "empty" in this column.
    pub missing_values: Option<Vec<String>>,
    /// An example of a good value.
    pub example: String,
    /// Line breaks inside the text become a blank.
    pub single_line: bool,
    /// The letters that its texts are written in.
    pub letters: Option<Letters>,
    /// The field that holds the country, for states and postcodes.
    pub country: Option<usize>,
    /// The field whose value starts a generated one: the value and the next free letter.
    pub generate_from: Option<usize>,
    /// The column stands in the blank template; others are only recognised and passed on.
    pub in_template: bool,
    /// Heading patterns for repeated columns share this name's rules (`Language 2`).
    pub repeats: bool,
    /// How its numbers are written.
    pub number: NumberDialect,
    /// The texts that mean yes, and those that mean no; the first of each is written for other words.
    pub truths: [Vec<String>; 2],
    /// What each item of a list or array must be: a definition of one field.
    pub items: Option<std::sync::Arc<ImportDefinition>>,
    /// No item of a list or array occurs twice.
    pub unique_items: bool,
}

impl Field {
    /// How bad it is that a constraint is broken, where that is less than an error.
    pub(crate) fn lowered(&self, constraint: &str) -> Option<Severity> {
        self.lowered.iter().find(|(word, _)| word == constraint).map(|(_, severity)| *severity)
    }
}

/// A pattern with its meaning in words.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern, matched against the whole value.
    pub regex: regex_lite::Regex,
    /// The same as steps, where it is simple.
    pub(crate) steps: Option<steps::Steps>,
    /// What it asks for, in words a customer understands.
    pub words: TranslatedText,
}

impl Pattern {
    /// Whether the whole value matches. One of more bytes than any cell of a spreadsheet has does not, unless the pattern is
    /// simple: it would be compared for seconds.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        let by_engine = || value.len() <= LIMITS.pattern_value_bytes && self.regex.is_match(value);
        self.steps.as_ref().map_or_else(by_engine, |steps| steps.match_whole(value))
    }

    /// Whether a value is matched step by step.
    pub(crate) fn is_simple(&self) -> bool {
        self.steps.is_some()
    }

    /// A short value that matches, where the pattern is simple.
    pub(crate) fn example(&self) -> Option<String> {
        self.steps.as_ref()?.example()
    }
}

/// What a value must be. What is the same of all fields of a kind is told in `types/`.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// A text: letters, length and pattern are looked at before its format.
    Text(TextFormat),
    /// Anything at all, left as it is to the letter.
    Any,
    /// A universally unique identifier.
    Uuid,
    /// Bytes in Base64.
    Binary,
    /// A geometry as well-known text.
    Wkt,
    /// `start/end`: years, months or days; one alone counts if so.
    Interval(bool),
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// Decimal hours.
    Hours,
    /// Yes or no, with the two texts to write.
    Boolean(String, String),
    /// A day, with the format to write (`%Y-%m-%d`, or `any`).
    Date(String),
    /// A day and a time, with the format to write (`default`, `any` or a pattern).
    DateTime(String),
    /// A time of day, with the format to write, likewise.
    Time(String),
    /// A year.
    Year,
    /// A month of a year.
    YearMonth,
    /// A length of time: `P1Y2M3DT4H5M6S`.
    Duration,
    /// A JSON object.
    Object,
    /// A JSON array.
    Array,
    /// Several values with a delimiter between them.
    List(String),
    /// A point on the earth.
    GeoPoint(PointForm),
    /// GeoJSON, or TopoJSON if so.
    GeoJson(bool),
}

/// What a text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// Any text.
    Plain,
    /// A reference: judged by what is shown, compared without regard to case and blanks.
    Reference,
    /// An e-mail address.
    Email,
    /// An address `scheme:rest`; on the web with a host.
    Url,
    /// A telephone number.
    Phone,
    /// A name to log in with: no blanks.
    Username,
    /// A country, as ISO code or name.
    Country,
    /// A state or county; codes for the countries that have them.
    State,
    /// A postcode, judged by its country.
    Postcode,
    /// An IANA time zone.
    TimeZone,
    /// An ISO 4217 currency.
    Currency,
}

/// Capital or small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// `AB`.
    Upper,
    /// `ab`.
    Lower,
}

impl Letters {
    /// The text in these letters.
    pub(crate) fn of(self, text: &str) -> String {
        match self {
            Letters::Upper => text.to_uppercase(),
            Letters::Lower => text.to_lowercase(),
        }
    }
}

/// A value that must exist elsewhere.
#[derive(Clone, Debug)]
pub struct ForeignKey {
    /// The fields here.
    pub fields: Vec<usize>,
    /// The import whose file holds them; empty for this file.
    pub resource: String,
    /// The fields there, by name; `@parent:NAME` is a field of the row above it that it belongs to.
    pub reference: Vec<String>,
    /// Only rows there that hold one of these values: field name there, values.
    pub filter: Vec<(String, Vec<String>)>,
    /// How bad it is when it is not there.
    pub severity: Option<Severity>,
    /// Only for records that meet this.
    pub when: When,
    /// Rows that point to each other in a circle are an error.
    pub no_cycle: bool,
    /// Why the system asks for it, in the customer's words.
    pub note: TranslatedText,
    /// Records whose target is in error are skipped.
    pub skips: bool,
}

/// A key that may occur once in all imports that share it.
#[derive(Clone, Debug)]
pub struct SharedKey {
    /// The field here.
    pub field: usize,
    /// Further fields, before it, where the values occur once in combination.
    pub with: Vec<usize>,
    /// The name that the imports share.
    pub group: String,
    /// Nobody wrote it: the values occur once, also where several files are for this import.
    pub implied: bool,
    /// Only rows count that open a block of the outline, as roots of it.
    pub roots: bool,
}

impl SharedKey {
    /// All its fields, in their order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = usize> {
        self.with.iter().copied().chain(std::iter::once(self.field))
    }
}

/// Rows form a tree by their order: a row belongs to the nearest row above it that may have it.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The field that says what kind of row it is.
    pub kind: usize,
    /// The field that names the row.
    pub name: usize,
    /// The field in which every row repeats the name of its root.
    pub root: usize,
    /// The kinds of row.
    pub levels: Vec<Level>,
}

/// One kind of row of an outline.
#[derive(Clone, Debug)]
pub struct Level {
    /// The value of the kind field.
    pub value: String,
    /// The kinds it may belong to, as indices into the levels, the nearest first; empty for roots.
    pub parents: Vec<usize>,
    /// It hangs on its parent without making it a group.
    pub attached: bool,
}

impl ImportDefinition {
    /// Reads a definition from parsed JSON, with all mistakes that can be seen in it alone; `kinds` are the rules it may ask
    /// for.
    pub(crate) fn of_json(
        json: &Json,
        kinds: &[&'static rule::RuleKind],
    ) -> (Option<ImportDefinition>, Vec<DefinitionError>) {
        load::definition(json, kinds)
    }

    /// What bars a file from being *ready*: words that nobody knows and what cannot be checked here.
    pub fn open_remarks(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| remark.class.bars_ready())
    }

    /// Whether columns that no field describes go into the cleaned file.
    #[must_use]
    pub fn keeps_columns(&self) -> bool {
        matches!(self.fields_match, Some(FieldsMatch::Subset | FieldsMatch::Partial))
    }

    /// The index of a field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.name == name)
    }

    /// Whether no file can do without the field's column. One that the template does not have is never missed.
    #[must_use]
    pub fn is_mandatory(&self, field: usize) -> bool {
        let needs = |f: &Field| (f.required || f.required_column) && f.missing == Severity::Error;
        self.fields.get(field).is_some_and(|f| f.in_template && needs(f))
    }
}
