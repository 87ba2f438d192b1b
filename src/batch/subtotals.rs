//! The account of each tree of rows in a file.

use crate::base::blank::shows_nothing;
use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::check::file::{File, Subtotal};
use crate::edits::Overlay;
use crate::problem::lang::Lang;
use crate::problem::short_name;
use crate::record::outline::{NONE, RowState};
use std::collections::{BTreeSet, HashMap};

impl IntoJson for Subtotal {
    fn into_json(self) -> Json {
        object! {
            "name": self.name, "row": self.row, "onFile": self.on_file, "ready": self.ready,
            "inError": self.in_error, "skipped": self.skipped,
        }
    }
}

impl File<'_> {
    /// Counts the records of each tree of rows, in definitions whose rows form trees. Done once states are settled.
    pub(crate) fn count_trees(&mut self, lang: Lang) {
        self.subtotals = self.trees();
        let numbers: BTreeSet<u32> = sorting::gathered(self.subtotals.iter().map(|s| s.row));
        if numbers.is_empty() {
            return;
        }
        let texts = self.with_subject(lang, |book, subject, checked| {
            let Some(outline) = &subject.definition.outline else { return HashMap::new() };
            let overlay = Overlay::new(&checked.edits);
            let mut texts: HashMap<u32, String> = HashMap::new();
            // What could not be read has no name.
            let _ = overlay.visit(book, subject.layout.sheet, &numbers, &mut |row, _| {
                let text =
                    super::suggestions::text_of(subject.layout, &checked.edits.fills, row, outline.root);
                texts.insert(row.number, short_name(&text).into_owned());
            });
            texts
        });
        let texts = texts.unwrap_or_default();
        for subtotal in &mut self.subtotals {
            let name = texts.get(&subtotal.row).filter(|name| !shows_nothing(name)).cloned();
            // Without a name it is named by its row.
            let row = || lang.say(["row {row}", "ligne {row}"], &[("row", &subtotal.row)]);
            subtotal.name = name.unwrap_or_else(row);
        }
    }

    fn trees(&self) -> Vec<Subtotal> {
        let Some(checked) = self.checked.as_ref().filter(|_| self.unreadable.is_none()) else {
            return Vec::new();
        };
        let Some(tree) = &checked.survey.tree else { return Vec::new() };
        // A row comes after the one it belongs to, so one pass finds every root.
        let mut root_of: Vec<u32> = Vec::with_capacity(tree.nodes.len());
        for (index, node) in (0_u32..).zip(&tree.nodes) {
            let above = if node.parent == NONE { None } else { root_of.get(node.parent as usize).copied() };
            root_of.push(above.unwrap_or(index));
        }
        let mut places: HashMap<u32, usize> = HashMap::new();
        let mut all: Vec<Subtotal> = Vec::new();
        for (state, node) in checked.states.iter().zip(&checked.nodes) {
            let Some(root) = root_of.get(*node as usize) else { continue };
            let Some(head) = tree.nodes.get(*root as usize) else { continue };
            let place = match places.get(root) {
                Some(place) => *place,
                None if all.len() < LIMITS.subtotals => {
                    all.push(Subtotal { row: head.row, ..Subtotal::default() });
                    places.insert(*root, all.len() - 1);
                    all.len() - 1
                }
                None => continue,
            };
            let line = &mut all[place];
            line.on_file += 1;
            match state {
                RowState::Ready => line.ready += 1,
                RowState::Error => line.in_error += 1,
                RowState::Skipped => line.skipped += 1,
            }
        }
        all
    }
}
