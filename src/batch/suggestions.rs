//! What somebody may have meant: values of another file that are almost the one that was not found.

use super::all_keys::AllKeys;
use super::keys::skeleton;
use super::plan::Shape;
use crate::base::limits::LIMITS;
use crate::base::near::Near;
use crate::check::file::File;
use crate::check::walk::data_rows;
use crate::edits::{Fills, Overlay};
use crate::problem::lang::Lang;
use crate::record::layout::Layout;
use crate::record::outline::NONE;
use crate::scalar::text::{fold, trim};
use crate::table::Row;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// One value that can be named.
struct Item {
    number: u32,
    /// What must be the same: the other fields of the key.
    prefix: String,
    text: String,
}

/// The values of one shape, as texts. Loaded only when something was not found.
#[derive(Default)]
pub(super) struct Texts {
    items: Vec<Item>,
    by_skeleton: HashMap<(String, String), Option<usize>>,
    /// The texts that one with these other fields and these digits may be near to, folded, with their items.
    by_digits: HashMap<(String, Digits), Vec<(String, usize)>>,
    /// The first different texts with these other fields.
    first: HashMap<String, Vec<usize>>,
}

/// Most texts that a sentence names where it says what there is.
pub(super) const NAMED: usize = 6;

/// Plan, shape, the other fields, and the text that was not found.
type Asked = (usize, usize, String, String);

/// The texts that were needed, and how much more may be compared.
pub(super) struct Suggestions {
    loaded: HashMap<(usize, usize), Texts>,
    answers: HashMap<Asked, Option<(u32, String)>>,
    pairs: usize,
}

/// Values that can be named: all there are, or the first ones.
pub(super) struct Available {
    pub(super) texts: Vec<String>,
    pub(super) all: bool,
}

/// What a person reads in a value's cell, or what a repair puts there.
pub(super) fn text_of(layout: &Layout, fills: &Fills, row: &Row, slot: usize) -> String {
    if let Some((text, _)) = fills.get(&(row.number, slot)) {
        return text.clone();
    }
    let column = layout.slots.get(slot).and_then(|s| s.column);
    column.map_or(String::new(), |c| trim(row.cell(c as usize).shown).to_owned())
}

/// Joins the fields of a key that must be the same.
pub(super) fn prefix<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut all: Vec<String> = texts.map(|t| fold(t).into_owned()).collect();
    all.pop();
    all.join("\u{1f}")
}

impl Suggestions {
    pub(super) fn new() -> Suggestions {
        Suggestions { loaded: HashMap::new(), answers: HashMap::new(), pairs: LIMITS.near_pairs }
    }

    /// The one value of a shape that is nearest to a text: its record and spelling.
    pub(super) fn nearest(
        &mut self,
        all_keys: &AllKeys<'_>,
        files: &mut [File<'_>],
        target: (usize, usize),
        prefix: String,
        text: &str,
    ) -> Option<(u32, String)> {
        let asked = (target.0, target.1, prefix, text.to_owned());
        if let Some(known) = self.answers.get(&asked) {
            return known.clone();
        }
        let mut pairs = self.pairs;
        let found = self.texts(all_keys, files, target).nearest(&asked.2, text, &mut pairs);
        let found = found.map(|item| (item.number, item.text.clone()));
        self.pairs = pairs;
        self.answers.insert(asked, found.clone());
        found
    }

    /// The values of a shape with these other fields, as many as a sentence names.
    pub(super) fn available(
        &mut self,
        all_keys: &AllKeys<'_>,
        files: &mut [File<'_>],
        target: (usize, usize),
        prefix: &str,
    ) -> Available {
        let texts = self.texts(all_keys, files, target);
        let first = texts.first.get(prefix).map_or(&[][..], |first| first);
        let text = |index: &usize| texts.items.get(*index).map(|item| item.text.clone());
        Available { texts: first.iter().take(NAMED).filter_map(text).collect(), all: first.len() <= NAMED }
    }

    fn texts(
        &mut self,
        all_keys: &AllKeys<'_>,
        files: &mut [File<'_>],
        target: (usize, usize),
    ) -> &mut Texts {
        self.loaded.entry(target).or_insert_with(|| Texts::load(all_keys, files, target.0, target.1))
    }
}

impl Texts {
    fn load(all_keys: &AllKeys<'_>, files: &mut [File<'_>], plan: usize, shape: usize) -> Texts {
        let mut texts = Texts::default();
        let Some(wanted) = all_keys.keys.plans.get(plan).and_then(|p| p.shapes.get(shape)) else {
            return texts;
        };
        for index in all_keys.files_of(plan) {
            if let Some(file) = files.get_mut(index) {
                texts.add(all_keys, index, file, wanted, shape);
            }
        }
        for (index, item) in texts.items.iter().enumerate() {
            let key = (item.prefix.clone(), skeleton(&item.text));
            let slot = texts.by_skeleton.entry(key).or_insert(Some(index));
            // Two that look alike are no suggestion, unless they are one value.
            if slot.is_some_and(|other| texts.items[other].text != item.text) {
                *slot = None;
            }
            let first = texts.first.entry(item.prefix.clone()).or_default();
            if first.len() <= NAMED && first.iter().all(|other| texts.items[*other].text != item.text) {
                first.push(index);
            }
            let folded = fold(&item.text).into_owned();
            let key = (item.prefix.clone(), digits_of(&folded));
            texts.by_digits.entry(key).or_default().push((folded, index));
        }
        texts
    }

    fn add(&mut self, all_keys: &AllKeys<'_>, index: usize, file: &mut File<'_>, shape: &Shape, at: usize) {
        let keys = all_keys.keys.files[index].targets.get(at).map_or(&[][..], |l| l);
        let first = all_keys.offsets[index];
        let rows = own_texts(file, shape);
        let nodes = file.checked.as_ref().map_or(&[][..], |c| &c.nodes);
        let tree = file.checked.as_ref().and_then(|c| c.survey.tree.as_ref());
        let above = |record: usize| {
            let node = tree?.nodes.get(*nodes.get(record)? as usize)?;
            let parent = (node.parent != NONE).then_some(node.parent)?;
            nodes.iter().position(|n| *n == parent)
        };
        let mut above_known: HashMap<u32, Option<usize>> = HashMap::new();
        for (record, texts) in rows.iter().enumerate().filter(|(r, _)| keys.get(*r).is_some_and(|k| *k != 0))
        {
            let node =
                nodes.get(record).and_then(|n| tree?.nodes.get(*n as usize)).map_or(NONE, |n| n.parent);
            let parts = shape.parts.iter().zip(texts).enumerate().map(|(position, (part, text))| {
                if !part.of_parent {
                    return text.as_str();
                }
                let parent = *above_known.entry(node).or_insert_with(|| above(record));
                parent.and_then(|p| rows.get(p)).map_or("", |r| r[position].as_str())
            });
            let parts: Vec<&str> = parts.collect();
            let text = parts.last().map_or(String::new(), |t| (*t).to_owned());
            let number = first + u32::try_from(record).unwrap_or(0);
            self.items.push(Item { number, prefix: prefix(parts.into_iter()), text });
        }
    }

    fn nearest(&self, prefix: &str, text: &str, pairs: &mut usize) -> Option<&Item> {
        let key = (prefix.to_owned(), skeleton(text));
        if let Some(found) = self.by_skeleton.get(&key) {
            return found.and_then(|i| self.items.get(i));
        }
        let wanted = fold(text);
        let length = wanted.chars().count();
        // Short references are all alike; a suggestion would be a guess.
        let most = match length {
            0..4 => return None,
            4..8 => 1,
            _ => 2,
        };
        // Another number is another record, however near it is.
        let key = (prefix.to_owned(), digits_of(&wanted));
        let alike = self.by_digits.get(&key)?;
        *pairs = pairs.checked_sub(alike.len())?;
        let mut search = Near::new(&wanted, most)?;
        let mut best: Option<(usize, &Item)> = None;
        for (theirs, index) in alike {
            let Some((distance, item)) = search.distance(theirs).zip(self.items.get(*index)) else {
                continue;
            };
            if best.is_some_and(|(d, other)| d == distance && other.text != item.text) {
                return None;
            }
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, item));
            }
        }
        best.map(|(_, item)| item)
    }
}

/// How often each digit occurs.
type Digits = [u8; 10];

fn digits_of(text: &str) -> Digits {
    let mut counts = [0_u8; 10];
    for digit in text.bytes().filter(u8::is_ascii_digit) {
        let count = &mut counts[usize::from(digit - b'0')];
        *count = count.saturating_add(1);
    }
    counts
}

/// The texts of a shape's fields, by record.
fn own_texts(file: &mut File<'_>, shape: &Shape) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    file.with_subject(Lang::En, |book, subject, checked| {
        let context = subject.context(&checked.edits, Some(&checked.survey));
        let overlay = Overlay::new(&checked.edits);
        // What could not be read a second time is not suggested.
        let _ = data_rows(book, &context, &overlay, &mut |row, _| {
            let fills = &checked.edits.fills;
            let texts = shape.parts.iter().map(|p| text_of(subject.layout, fills, row, p.field));
            rows.push(texts.collect());
            ControlFlow::Continue(())
        });
    });
    rows
}
