//! What a rule is made of: its entry in a definition, its kind, and the words that the kind takes.
//!
//! The kinds themselves stand in `rules/kinds/`; the loader is given their list and knows none of them.

use super::condition::{When, possible};
use super::names::Names;
use super::node::{Loaded, Node};
use super::value::Class;
use super::{Field, ImportDefinition, TranslatedText};
use crate::problem::lang::Lang;
use crate::problem::{Example, Problem, Severity};
use std::any::Any;
use std::fmt::Debug;
use std::sync::Arc;

/// One entry under `rules`: what is demanded, of which records, and how bad it is when it does not hold.
#[derive(Clone, Debug)]
pub struct RuleEntry {
    /// What is demanded.
    pub(crate) demand: Arc<dyn Demand>,
    /// What kind of rule it is.
    pub(crate) kind: &'static RuleKind,
    /// Where it stands in the definition: `rules[3]`.
    pub(crate) place: String,
    /// Of which records; of all when empty.
    pub when: When,
    /// How bad it is, when not as the problem says.
    pub severity: Option<Severity>,
    /// Why the system asks for it, in the customer's words.
    pub note: TranslatedText,
}

/// What a rule demands, as far as a definition knows it. How it looks at records is known in `rules/` only.
pub(crate) trait Demand: Debug + Send + Sync {
    /// The fields it names, and what it asks of each.
    fn fields(&self) -> Vec<RuleField>;
    /// What it demands, as a clause without conditions: `“a” and “b” are filled in`.
    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String;
    /// The rule itself, for those who know its type.
    fn as_any(&self) -> &dyn Any;
}

/// A field that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RuleField {
    /// The field.
    pub(crate) field: usize,
    /// What is asked of it.
    pub(crate) role: Role,
}

/// What a rule asks of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is filled.
    Filled,
    /// It is filled, or others are.
    FilledWithOthers,
    /// It is empty.
    Empty,
    /// It differs from this one.
    DiffersFrom(usize),
    /// It is looked at in the row that a row belongs to, too.
    OfParent,
    /// It is looked at.
    LookedAt,
}

impl Role {
    /// The same role for each of several fields.
    pub(crate) fn of(self, fields: &[usize]) -> Vec<RuleField> {
        fields.iter().map(|field| RuleField { field: *field, role: self }).collect()
    }
}

/// A kind of rule: everything about it that is not code of its own. Loading, the allowed words, the JSON Schema, the
/// documentation and the tests are made from it.
pub(crate) struct RuleKind {
    /// The word after `rule`.
    pub(crate) word: &'static str,
    /// Words of before that mean this kind, and what each of them presets.
    pub(crate) older: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    /// What it demands, in one sentence for the documentation.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "documentation is made natively"))]
    pub(crate) says: Said,
    /// The words it takes.
    pub(crate) params: &'static [Param],
    /// Sets of words of which at least one is given.
    pub(crate) any_of: &'static [&'static [&'static str]],
    /// Words of which at most one is given.
    pub(crate) at_most_one_of: &'static [&'static str],
    /// What it may find.
    pub(crate) problems: &'static [&'static Problem],
    /// Makes a rule of the words given.
    pub(crate) load: fn(&Args<'_>) -> Loaded<Arc<dyn Demand>>,
    /// A file that it finds something in, and one that it does not.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "documentation is made natively"))]
    pub(crate) example: Example,
}

/// A text of the documentation. A page does not show it, so a module does not carry it.
#[derive(Clone, Copy)]
pub(crate) struct Said(#[cfg(not(target_arch = "wasm32"))] pub(crate) &'static str);

impl Said {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn of(text: &'static str) -> Said {
        Said(text)
    }
    #[cfg(target_arch = "wasm32")]
    pub(crate) const fn of(_text: &'static str) -> Said {
        Said()
    }
}

/// One word that a kind of rule takes.
pub(crate) struct Param {
    pub(crate) word: &'static str,
    pub(crate) needed: bool,
    pub(crate) shape: Shape,
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "documentation is made natively"))]
    pub(crate) says: Said,
}

/// Which fields a rule can name: another would never meet it, or nonsense would be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fits {
    /// Any field.
    Any,
    /// One of numbers.
    Number,
    /// One of days.
    Day,
    /// One that can be compared with the field under this word.
    Like(&'static str),
    /// Any field, in a definition with an outline.
    InOutline,
}

/// What a word of a rule holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// The name of a field.
    Field(Fits),
    /// The name of a field, or several.
    Fields(Fits),
    /// So many names of fields, or more.
    FieldList(usize, Fits),
    /// A whole number, at least this.
    Whole(usize),
    /// A number.
    Number,
    /// A text.
    Text,
    /// True or false.
    YesNo,
    /// True or false, in a definition with an outline.
    YesNoInOutline,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A value of the field under this word.
    Value(&'static str),
    /// A number, or for days a duration such as `P1D`.
    Step,
    /// The names of fields of another import by the names of fields here.
    ByField,
    /// `true`, or conditions on fields of a record.
    Conditions,
    /// Lists of values of the second field, by values of the first.
    Values(&'static str, &'static str),
    /// Fields that say with which half of a day something begins or ends, and their words for the halves.
    HalfDays,
}

/// Fields that say with which half of a day a period begins or ends.
#[derive(Debug)]
pub(crate) struct HalfDays {
    pub(crate) from: Option<usize>,
    pub(crate) to: Option<usize>,
    pub(crate) morning: String,
    pub(crate) afternoon: String,
}

impl Shape {
    /// Whether it says something about rows that belong to others.
    pub(super) fn needs_outline(self) -> bool {
        matches!(self, Shape::Field(Fits::InOutline) | Shape::Fields(Fits::InOutline) | Shape::YesNoInOutline)
    }
}

pub(crate) const fn needed(word: &'static str, shape: Shape, says: &'static str) -> Param {
    Param { word, needed: true, shape, says: Said::of(says) }
}

pub(crate) const fn optional(word: &'static str, shape: Shape, says: &'static str) -> Param {
    Param { word, needed: false, shape, says: Said::of(says) }
}

/// The words of one entry, checked against those of its kind.
pub(crate) struct Args<'a> {
    node: &'a Node<'a>,
    names: &'a Names<'a>,
    word: &'a str,
    presets: &'static [(&'static str, &'static str)],
}

impl Args<'_> {
    /// Complains about the entry as a whole.
    pub(crate) fn wrong<T>(&self, reason: &str) -> Loaded<T> {
        self.node.wrong(reason)
    }

    /// Complains about one of its words.
    pub(crate) fn wrong_at<T>(&self, word: &str, reason: &str) -> Loaded<T> {
        self.node.get(word).as_ref().unwrap_or(self.node).wrong(reason)
    }

    /// The name of the rule as the definition says it.
    pub(crate) fn word(&self) -> &str {
        self.word
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.node.get(word).is_some()
    }

    pub(crate) fn field(&self, word: &str) -> Loaded<usize> {
        self.names.find(&self.node.need(word)?)
    }

    /// The definition of a field.
    pub(crate) fn definition(&self, field: usize) -> Loaded<&Field> {
        self.names.0.get(field).map_or_else(|| self.node.wrong("there is no such field"), Ok)
    }

    /// None where the word is not given.
    pub(crate) fn fields(&self, word: &str) -> Loaded<Vec<usize>> {
        self.node.get(word).map_or(Ok(Vec::new()), |n| self.names.list(&n))
    }

    pub(crate) fn whole(&self, word: &str) -> Loaded<Option<usize>> {
        self.node.if_there(word, Node::whole)
    }

    pub(crate) fn number(&self, word: &str) -> Loaded<Option<f64>> {
        self.node.if_there(word, number)
    }

    /// The empty text, or what the name of the rule presets, where the word is not given.
    pub(crate) fn text(&self, word: &str) -> Loaded<String> {
        let preset = self.presets.iter().find(|(preset, _)| *preset == word).map_or("", |(_, value)| *value);
        self.node.text_or(word, preset)
    }

    /// A text or a number as text; the empty text where the word is not given.
    pub(crate) fn scalar(&self, word: &str) -> Loaded<String> {
        self.node.get(word).map_or(Ok(String::new()), |n| n.scalar())
    }

    /// No where the word is not given.
    pub(crate) fn yes(&self, word: &str) -> Loaded<bool> {
        self.node.get(word).map_or(Ok(false), |n| n.bool())
    }

    /// Conditions on fields of a record; none where the word is not given or says `true`.
    pub(crate) fn conditions(&self, word: &str) -> Loaded<When> {
        let Some(node) = self.node.get(word).filter(|node| node.json != &serde_json::Value::Bool(true))
        else {
            return Ok(When::default());
        };
        for (key, value) in node.entries()? {
            if key.starts_with('@') {
                return value.wrong("only fields of the records themselves are looked at here");
            }
        }
        When::load(&node, self.names)
    }

    /// A value of a field, as the definition says it, or the day of the check.
    pub(crate) fn value(&self, word: &str, field: usize) -> Loaded<String> {
        let day = matches!(self.definition(field)?.class(), Class::Day | Class::Moment);
        if day && self.node.need(word)?.json == TODAY {
            return Ok(TODAY.to_owned());
        }
        possible(&self.node.need(word)?, self.definition(field)?)
    }

    pub(crate) fn by_field(&self, word: &str) -> Loaded<Vec<(usize, String)>> {
        by_field(&self.node.need(word)?, self.names)
    }

    /// Lists of values of one field by values of another, each as the definition says it.
    pub(crate) fn values(&self, word: &str, by: usize, field: usize) -> Loaded<Vec<(String, Vec<String>)>> {
        let (by, field) = (self.definition(by)?, self.definition(field)?);
        let mut lists = Vec::new();
        for (key, list) in self.node.need(word)?.entries()? {
            let json = serde_json::Value::String(key.to_owned());
            let key = possible(&Node { place: list.place.clone(), json: &json }, by)?;
            lists.push((key, list.each(|item| possible(item, field))?));
        }
        Ok(lists)
    }

    /// Halves of days; both words are values of each of the fields.
    pub(crate) fn half_days(&self, word: &str) -> Loaded<Option<HalfDays>> {
        let Some(node) = self.node.get(word) else { return Ok(None) };
        node.entries()?;
        node.only(&["from", "to", "morning", "afternoon"])?;
        let (morning, afternoon) = (node.need("morning")?, node.need("afternoon")?);
        let field = |word: &str| node.if_there(word, |n| self.names.find(n));
        let mut half = HalfDays {
            from: field("from")?,
            to: field("to")?,
            morning: morning.scalar()?,
            afternoon: afternoon.scalar()?,
        };
        if half.from.or(half.to).is_none() {
            node.need("from")?;
        }
        for slot in half.from.into_iter().chain(half.to) {
            half.morning = possible(&morning, self.definition(slot)?)?;
            half.afternoon = possible(&afternoon, self.definition(slot)?)?;
        }
        if half.morning == half.afternoon {
            return afternoon.wrong("another value than that of the morning is expected");
        }
        Ok(Some(half))
    }

    fn check(&self, param: &Param) -> Loaded<()> {
        let Some(node) = self.node.get(param.word) else {
            let preset = self.presets.iter().any(|(word, _)| *word == param.word);
            return if param.needed && !preset { self.node.need(param.word).map(drop) } else { Ok(()) };
        };
        match param.shape {
            Shape::Field(fits) => self.fits(&node, self.names.find(&node)?, fits),
            Shape::Fields(fits) => self.all_fit(&node, 1, fits),
            Shape::FieldList(least, fits) => self.all_fit(&node, least, fits),
            Shape::Whole(least) => {
                if node.whole()? >= least {
                    Ok(())
                } else {
                    node.wrong(format!("at least {least} is expected"))
                }
            }
            Shape::Number => number(&node).map(drop),
            Shape::Text => node.text().map(drop),
            Shape::YesNo | Shape::YesNoInOutline => node.bool().map(drop),
            Shape::Choice(words) => {
                let word = node.text()?;
                if words.contains(&word) {
                    Ok(())
                } else {
                    node.wrong_word(format!("“{word}” is not possible"), words)
                }
            }
            Shape::Value(like) => self.value(param.word, self.field(like)?).map(drop),
            Shape::Step => node.scalar().map(drop),
            Shape::ByField => by_field(&node, self.names).map(drop),
            Shape::Conditions => self.conditions(param.word).map(drop),
            Shape::HalfDays => self.half_days(param.word).map(drop),
            Shape::Values(by, field) => {
                self.values(param.word, self.field(by)?, self.field(field)?).map(drop)
            }
        }
    }

    fn all_fit(&self, node: &Node<'_>, least: usize, fits: Fits) -> Loaded<()> {
        let fields = self.names.list(node)?;
        if fields.len() < least {
            return node.wrong(format!("at least {least} fields are expected"));
        }
        for (field, item) in fields.into_iter().zip(node.list_or_one()?) {
            self.fits(&item, field, fits)?;
        }
        Ok(())
    }

    fn fits(&self, node: &Node<'_>, field: usize, fits: Fits) -> Loaded<()> {
        let field = self.definition(field)?;
        let class = field.class();
        let expected = match fits {
            Fits::Any | Fits::InOutline => return Ok(()),
            Fits::Number if class == Class::Number => return Ok(()),
            Fits::Day if class == Class::Day => return Ok(()),
            Fits::Like(word) => {
                let other = self.definition(self.field(word)?)?;
                if class.fits(other.class()) {
                    return Ok(());
                }
                other.class().name()
            }
            Fits::Number => Class::Number.name(),
            Fits::Day => Class::Day.name(),
        };
        node.wrong(format!("“{}” is {}; {expected} is expected here", field.name, class.name()))
    }
}

fn number(node: &Node<'_>) -> Loaded<f64> {
    node.json.as_f64().map_or_else(|| node.wrong("a number is expected"), Ok)
}

fn by_field(node: &Node<'_>, names: &Names<'_>) -> Loaded<Vec<(usize, String)>> {
    let pair = |(here, there): (&str, Node<'_>)| Ok((names.named(&there, here)?, there.owned()?));
    node.entries()?.into_iter().map(pair).collect()
}

/// Stands for the day of the check, which the caller says.
pub(crate) const TODAY: &str = "@today";

/// The words that every rule takes.
pub(crate) const COMMON: &[&str] = &["rule", "when", "severity", "note", "translations", "examples"];

impl RuleEntry {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>, kinds: &[&'static RuleKind]) -> Loaded<RuleEntry> {
        let name = node.need("rule")?;
        let word = name.text()?;
        let found = kinds.iter().find_map(|kind| Some((*kind, kind.presets(word)?)));
        let Some((kind, presets)) = found else {
            let words: Vec<&str> = kinds.iter().flat_map(|kind| kind.words()).collect();
            return name.wrong_word(format!("there is no rule “{word}”"), &words);
        };
        let own = kind.params.iter().map(|param| param.word);
        let own = own.filter(|own| !presets.iter().any(|(preset, _)| preset == own));
        node.only(&COMMON.iter().copied().chain(own).collect::<Vec<_>>())?;
        let args = Args { node, names, word, presets };
        for param in kind.params {
            args.check(param)?;
        }
        for words in kind.any_of {
            if !words.iter().any(|word| args.has(word)) {
                return node.wrong(format!("{} is missing", quoted(words)));
            }
        }
        if kind.at_most_one_of.iter().filter(|word| args.has(word)).count() > 1 {
            return node.wrong(format!("only one is possible: {}", quoted(kind.at_most_one_of)));
        }
        Ok(RuleEntry {
            demand: (kind.load)(&args)?,
            kind,
            place: node.place.clone(),
            when: node.if_there("when", |n| When::load(n, names))?.unwrap_or_default(),
            severity: node.if_there("severity", severity)?,
            note: node.words("note")?,
        })
    }

    /// The fields it names, and what it asks of each.
    pub(crate) fn parts(&self) -> Vec<RuleField> {
        self.demand.fields()
    }
}

fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(" or ")
}

impl RuleKind {
    /// Its word, and those of before.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.word).chain(self.older.iter().map(|(word, _)| *word))
    }

    /// What one of its words presets; nothing where it is a word of another kind.
    fn presets(&self, word: &str) -> Option<&'static [(&'static str, &'static str)]> {
        if word == self.word {
            return Some(&[]);
        }
        self.older.iter().find(|(older, _)| *older == word).map(|(_, presets)| *presets)
    }
}

impl Debug for RuleKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word)
    }
}

impl ImportDefinition {
    /// What the rules name, rule by rule.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&RuleEntry, RuleField)> {
        self.rules.iter().flat_map(|rule| rule.parts().into_iter().map(move |part| (rule, part)))
    }
}

pub(super) fn severity(node: &Node<'_>) -> Loaded<Severity> {
    let name = node.text()?;
    match Severity::of(name) {
        Some(severity) => Ok(severity),
        None => node.wrong_word(format!("“{name}” is not a severity"), &["error", "warning", "notice"]),
    }
}
