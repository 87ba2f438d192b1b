//! What a rule is made of: its entry in a definition, its kind, and the words that the kind takes.
//!
//! The kinds themselves stand in `rules/kinds/`; the loader is given their list and knows none of them.

use super::condition::When;
use super::names::Names;
use super::node::{Loaded, Node};
use super::{ImportDefinition, TranslatedText};
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
    fn fields(&self) -> Vec<Part>;
    /// What it demands, as a clause without conditions: `“a” and “b” are filled in`.
    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String;
    /// The rule itself, for those who know its type.
    fn as_any(&self) -> &dyn Any;
}

/// A field that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
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
    pub(crate) fn of(self, fields: &[usize]) -> Vec<Part> {
        fields.iter().map(|field| Part { field: *field, role: self }).collect()
    }
}

/// A kind of rule: everything about it that is not code of its own. Loading, the allowed words, the JSON Schema, the
/// documentation and the tests are made from it.
pub(crate) struct RuleKind {
    /// The word after `rule`.
    pub(crate) word: &'static str,
    /// What it demands, in one sentence for the documentation.
    pub(crate) says: Said,
    /// The words it takes.
    pub(crate) params: &'static [Param],
    /// Sets of words of which at least one is given.
    pub(crate) any_of: &'static [&'static [&'static str]],
    /// What it may find.
    pub(crate) problems: &'static [&'static Problem],
    /// Makes a rule of the words given.
    pub(crate) load: fn(&Args<'_>) -> Loaded<Arc<dyn Demand>>,
    /// A file that it finds something in, and one that it does not.
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
    pub(crate) says: Said,
}

/// What a word of a rule holds.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// The name of a field.
    Field,
    /// The name of a field, or several.
    Fields,
    /// So many names of fields.
    FieldList(usize),
    /// A whole number, at least this.
    Whole(usize),
    /// A number.
    Number,
    /// A text.
    Text,
    /// True or false.
    YesNo,
    /// The names of fields of another import by the names of fields here.
    ByField,
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
}

impl Args<'_> {
    /// Complains about the entry as a whole.
    pub(crate) fn wrong<T>(&self, reason: &str) -> Loaded<T> {
        self.node.wrong(reason)
    }

    pub(crate) fn field(&self, word: &str) -> Loaded<usize> {
        self.names.find(&self.node.need(word)?)
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

    /// The empty text where the word is not given.
    pub(crate) fn text(&self, word: &str) -> Loaded<String> {
        self.node.text_or(word, "")
    }

    /// No where the word is not given.
    pub(crate) fn yes(&self, word: &str) -> Loaded<bool> {
        self.node.get(word).map_or(Ok(false), |n| n.bool())
    }

    pub(crate) fn by_field(&self, word: &str) -> Loaded<Vec<(usize, String)>> {
        by_field(&self.node.need(word)?, self.names)
    }

    fn check(&self, param: &Param) -> Loaded<()> {
        let Some(node) = self.node.get(param.word) else {
            return if param.needed { self.node.need(param.word).map(drop) } else { Ok(()) };
        };
        match param.shape {
            Shape::Field => self.names.find(&node).map(drop),
            Shape::Fields => self.names.list(&node).map(drop),
            Shape::FieldList(count) => {
                if self.names.list(&node)?.len() == count {
                    Ok(())
                } else {
                    node.wrong(format!("{count} fields are expected"))
                }
            }
            Shape::Whole(least) => {
                if node.whole()? >= least {
                    Ok(())
                } else {
                    node.wrong(format!("at least {least} is expected"))
                }
            }
            Shape::Number => number(&node).map(drop),
            Shape::Text => node.text().map(drop),
            Shape::YesNo => node.bool().map(drop),
            Shape::ByField => by_field(&node, self.names).map(drop),
        }
    }
}

fn number(node: &Node<'_>) -> Loaded<f64> {
    node.json.as_f64().map_or_else(|| node.wrong("a number is expected"), Ok)
}

fn by_field(node: &Node<'_>, names: &Names<'_>) -> Loaded<Vec<(usize, String)>> {
    let pair = |(here, there): (&str, Node<'_>)| Ok((names.named(&there, here)?, there.owned()?));
    node.entries()?.into_iter().map(pair).collect()
}

/// The words that every rule takes.
pub(crate) const COMMON: &[&str] = &["rule", "when", "severity", "note", "translations"];

impl RuleEntry {
    pub(super) fn load(node: &Node<'_>, names: &Names<'_>, kinds: &[&'static RuleKind]) -> Loaded<RuleEntry> {
        let name = node.need("rule")?;
        let word = name.text()?;
        let Some(kind) = kinds.iter().find(|kind| kind.word == word) else {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.word).collect();
            return name.wrong_word(format!("there is no rule “{word}”"), &words);
        };
        let own = kind.params.iter().map(|param| param.word);
        node.only(&COMMON.iter().copied().chain(own).collect::<Vec<_>>())?;
        let args = Args { node, names };
        for param in kind.params {
            args.check(param)?;
        }
        for words in kind.any_of {
            if !words.iter().any(|word| node.get(word).is_some()) {
                let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
                return node.wrong(format!("{} is missing", quoted.join(" or ")));
            }
        }
        Ok(RuleEntry {
            demand: (kind.load)(&args)?,
            when: node.if_there("when", |n| When::load(n, names))?.unwrap_or_default(),
            severity: node.if_there("severity", severity)?,
            note: node.words("note")?,
        })
    }

    /// The fields it names, and what it asks of each.
    pub(crate) fn parts(&self) -> Vec<Part> {
        self.demand.fields()
    }
}

impl ImportDefinition {
    /// What the rules name, rule by rule.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&RuleEntry, Part)> {
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
