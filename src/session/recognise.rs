//! Which import a file belongs to, on which sheet and under which header row; and what is doubtful about that.

use super::moved_over;
use crate::base::{pulse, sorting};
use crate::check::file::File;
use crate::check::fitting_columns::{by_cells, settle_examples};
use crate::check::other_sheets;
use crate::definition::remark::said;
use crate::definition::{ImportDefinition, SettingValue, describe};
use crate::edits::Decision;
use crate::problem::lang::Lang;
use crate::problem::{Detail, Finding, Place};
use crate::read::workbook::sheet_problems::read_by_second;
use crate::read::{self, ReadError, SheetInfo};
use crate::record::context::setting;
use crate::record::header::{Among, HeadingSearch, KNOWN};
use crate::record::layout::Layout;
use crate::rules::file::{
    DAY_NOT_GIVEN, MAPPING_REFUSED, NO_IMPORT, NO_SUCH_ROW, NOT_CHECKABLE, READING_UNSURE,
};
use crate::rules::rule_of;
use std::collections::BTreeMap;
use std::sync::Arc;

impl File<'_> {
    /// Chooses the import, the sheet and the header row.
    pub(super) fn recognise(&mut self, definitions: &[Arc<ImportDefinition>]) {
        let Some(book) = &self.book else { return };
        let sheets = book.sheets();
        let each = |among: Among| -> Vec<(Arc<ImportDefinition>, Layout)> {
            let found = definitions.iter().filter_map(|one| {
                pulse::beat();
                let (definition, extra) = (one.as_ref(), self.extra_columns(one));
                let edits = &self.input.edits.decisions;
                let mapping = &self.input.mapping;
                let wishes = &self.input.wishes;
                let search =
                    HeadingSearch { sheets, definition, wishes, extra: &extra, decisions: edits, mapping };
                let layout = moved_over::find(&search, among)?;
                Some((Arc::clone(one), layout))
            });
            found.collect()
        };
        let mut found = each(Among::Top);
        if found.iter().all(|(_, layout)| layout.score < KNOWN) {
            let clear = each(Among::FarDown);
            let better = |(definition, _): &(Arc<ImportDefinition>, Layout)| {
                !clear.iter().any(|(other, _)| Arc::ptr_eq(definition, other))
            };
            found.retain(better);
            found.extend(clear);
        }
        sorting::sort_by(&mut found, |a, b| b.1.score.total_cmp(&a.1.score));
        self.candidates = found.iter().map(|(d, l)| (Arc::clone(d), l.score)).collect();
        let chosen = match &self.input.import {
            Some(name) => found.iter().position(|(d, _)| d.name == *name),
            None => (!found.is_empty()).then_some(0),
        };
        let Some(chosen) = chosen else { return };
        let score = found[chosen].1.score;
        if let Some((best, layout)) = found.first()
            && chosen != 0
            && score < 0.8
            && layout.score > score + 0.1
            && layout.score >= KNOWN
        {
            self.better = Some(Arc::clone(best));
        }
        if let Some((definition, layout)) = found.get_mut(chosen) {
            let more = moved_over::mapping(definition, layout, &self.input.mapping);
            self.input.mapping = more.unwrap_or_else(|| std::mem::take(&mut self.input.mapping));
            self.settle_by_cells(definition, layout);
            if let Some(sheet) = sheets.get(layout.sheet) {
                settle_examples(sheet, definition, layout);
            }
            layout.alike = other_sheets::alike(sheets, layout, definition, &self.input);
            let beside = |name: &str| self.input.wishes.beside.iter().any(|beside| beside == name);
            layout.beside = (0..sheets.len()).filter(|at| beside(&sheets[*at].name)).collect();
        }
        self.tie(&found.iter().map(|(d, l)| (d, l.score)).collect::<Vec<_>>());
        let (definition, layout) = found.swap_remove(chosen);
        if let Err(mistake) = self.input.mapping.check(&definition) {
            let what = said(mistake.lines("en").join(" "), mistake.lines("fr").join(" "));
            self.unreadable = Some(ReadError::new(&MAPPING_REFUSED).with("what", Detail::Said(what)));
            return;
        }
        self.definition = Some(definition);
        self.layout = Some(layout);
    }

    /// Of several columns for one field the one is taken whose cells fit.
    fn settle_by_cells(&self, definition: &ImportDefinition, layout: &mut Layout) {
        let sheets = self.book.as_ref().map_or(&[][..], |book| book.sheets());
        let Some(sheet) = sheets.get(layout.sheet) else { return };
        let decisions = &self.input.edits.decisions;
        let settled = by_cells(sheet, definition, layout, decisions);
        if settled.is_empty() {
            return;
        }
        let (fields, more): (Vec<usize>, Vec<Decision>) = settled.into_iter().unzip();
        let decisions: Vec<Decision> = decisions.iter().cloned().chain(more).collect();
        let search = HeadingSearch {
            sheets,
            definition,
            wishes: &self.input.wishes,
            extra: &self.extra_columns(definition),
            decisions: &decisions,
            mapping: &self.input.mapping,
        };
        let again = search.find(Among::Top);
        if let Some(again) = again.filter(|again| again.sheet == layout.sheet) {
            let moved_over = layout.moved_over.take();
            *layout = again;
            layout.moved_over = moved_over;
            layout.by_cells = fields;
        }
    }

    /// Two imports fit the headings equally well and nobody said which: that is a question.
    fn tie(&mut self, found: &[(&Arc<ImportDefinition>, f64)]) {
        if let (None, [(first, a), (second, b), ..]) = (&self.input.import, found)
            && *a >= KNOWN
            && a - b < 0.02
        {
            let finding = Finding::new(&READING_UNSURE, Place::File)
                .with("first", first.title.plain.as_str())
                .with("second", second.title.plain.as_str())
                .with(
                    "question",
                    Detail::Phrase([
                        "is the file for “{first}” or for “{second}”",
                        "le fichier est-il destiné à « {first} » ou à « {second} »",
                    ]),
                );
            self.not_checked.push(finding);
        }
    }

    fn extra_columns(&self, definition: &ImportDefinition) -> Vec<String> {
        let answer = definition
            .extra_columns
            .as_ref()
            .and_then(|name| setting(definition, &self.input.settings, name));
        match answer {
            Some(SettingValue::List(list)) => list.clone(),
            _ => Vec::new(),
        }
    }

    /// Why no import was found.
    pub(super) fn without_header(&self) -> ReadError {
        let rows = || self.book.iter().flat_map(|book| book.sheets()).flat_map(|sheet| &sheet.head);
        match self.input.wishes.header_row {
            Some(wanted) if rows().all(|row| row.number != wanted) => {
                ReadError::new(&NO_SUCH_ROW).with("row", u64::from(wanted))
            }
            _ => ReadError::new(&NO_IMPORT),
        }
    }

    /// Readings that somebody should confirm, and patterns that cannot be looked at.
    pub(super) fn note_doubts(&mut self) {
        if self.checked.is_none() {
            return;
        }
        let text = self.book.as_ref().and_then(|b| b.text());
        let doubts = text.into_iter().flat_map(|t| {
            [
                (t.encoding.confidence, ["which character set is it", "quel est le jeu de caractères"]),
                (
                    t.delimiter.confidence,
                    ["which character separates the columns", "quel caractère sépare les colonnes"],
                ),
            ]
        });
        let asked = doubts
            .filter(|(confidence, _)| *confidence == read::Confidence::Ask)
            .map(|(_, q)| Finding::new(&READING_UNSURE, Place::File).with("question", Detail::Phrase(q)));
        let asked: Vec<Finding> = asked.collect();
        self.not_checked.extend(asked);
        if let (Some(book), Some(layout)) = (&self.book, &self.layout) {
            self.not_checked.extend(book.doubts(layout.sheet));
            let sheet = book.sheets().get(layout.sheet).filter(|_| self.input.second_reader);
            let doubt = |sheet: &SheetInfo| read_by_second(&sheet.name, self.input.cells_may_lack);
            self.not_checked.extend(sheet.map(doubt));
        }
        if let (Some(definition), Some(layout)) = (&self.definition, &self.layout) {
            self.not_checked.extend(namesakes(definition, layout));
        }
        if let Some(definition) = &self.definition {
            let open = definition.open_remarks().map(|remark| {
                Finding::new(&NOT_CHECKABLE, Place::File)
                    .with("where", remark.place.as_str())
                    .with("what", Detail::Said(remark.reason.clone()))
            });
            self.not_checked.extend(open);
            let waiting = definition.rules.iter().filter(|rule| {
                self.input.today.is_none() && rule_of(rule).is_some_and(|rule| rule.needs_today())
            });
            self.not_checked.extend(waiting.map(|rule| {
                let demanded = |lang| describe::rule(definition, rule, lang);
                Finding::new(&DAY_NOT_GIVEN, Place::File)
                    .with("rule", Detail::Said(said(demanded(Lang::En), demanded(Lang::Fr))))
            }));
        }
    }
}

/// Fields that share their name with one before them, and have no column beside its own: what they say of it is not checked.
fn namesakes<'d>(definition: &'d ImportDefinition, layout: &'d Layout) -> impl Iterator<Item = Finding> {
    let column = |index: usize| layout.slots.get(index).and_then(|slot| slot.column);
    let mut named = BTreeMap::new();
    definition.fields.iter().enumerate().filter_map(move |(index, field)| {
        let first = *named.entry(field.name.as_str()).or_insert(index);
        if first == index || column(index).is_some() || column(first).is_none() {
            return None;
        }
        let what = said(
            format!("“{}” is the name of two fields, and the file has one column of that name.", field.name),
            format!(
                "«\u{a0}{}\u{a0}» est le nom de deux champs, et le fichier a une seule colonne de ce nom.",
                field.name
            ),
        );
        let place = format!("fields[{index}].name");
        Some(Finding::new(&NOT_CHECKABLE, Place::File).with("where", place).with("what", Detail::Said(what)))
    })
}
