//! A file at a glance: how many rows of each kind, how bad each column and each block of rows is.

use crate::answers::needs::Needs;
use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::file::Filter;
use crate::check::subject::Subject;
use crate::check::walk::data_rows;
use crate::edits::Overlay;
use crate::read::Book;
use crate::record::outline::RowState;
use crate::session::Session;
use crate::table::column_of;
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

/// Blocks of rows that are told at most.
const MOST_BLOCKS: usize = 2_000;

/// A file at a glance.
///
/// Given by [`Session::overview`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Records that the cleaned file has otherwise than the file.
    pub changed: u64,
    /// Records that a person typed into, or added.
    pub by_hand: u64,
    /// Each column of the file.
    pub columns: Vec<ColumnOverview>,
    /// The columns' counts are exact; else some problem was found more often than it is listed.
    pub exact: bool,
    /// How bad each block of rows is, from above: its worst row.
    pub blocks: Vec<Block>,
}

/// The cells of a column.
///
/// Given by [`Session::overview`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnOverview {
    /// Column index, 0 for A.
    pub column: u32,
    /// Cells with a text; absent where there are too many to count.
    pub filled: Option<u64>,
    /// Cells that a person has to fill in.
    pub errors: u64,
    /// Cells for which a suggestion is ready.
    pub questions: u64,
    /// Cells that are written otherwise.
    pub changed: u64,
    /// Cells that a person typed into.
    pub by_hand: u64,
}

/// The worst row of a block.
///
/// Given by [`Session::overview`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// As in the file.
    #[default]
    Plain,
    /// Something is written otherwise.
    Changed,
    /// A person typed into it.
    ByHand,
    /// It waits for another row.
    Waiting,
    /// A suggestion is ready for all that is wrong.
    Question,
    /// It has an error.
    Error,
}

impl IntoJson for ColumnOverview {
    fn into_json(self) -> Json {
        object! {
            "column": self.column, "filled": self.filled, "errors": self.errors, "questions": self.questions,
            "changed": self.changed, "byHand": self.by_hand,
        }
    }
}

impl IntoJson for Overview {
    fn into_json(self) -> Json {
        object! {
            "changed": self.changed, "byHand": self.by_hand, "columns": self.columns, "exact": self.exact,
            "blocks": letters(&self.blocks),
        }
    }
}

/// One letter for each, so that thousands of blocks are one short text.
pub(crate) fn letters(blocks: &[Block]) -> String {
    let letter = |block: &Block| match block {
        Block::Plain => '.',
        Block::Changed => 'c',
        Block::ByHand => 'h',
        Block::Waiting => 'w',
        Block::Question => 'q',
        Block::Error => 'e',
    };
    blocks.iter().map(letter).collect()
}

impl Session<'_> {
    /// A file at a glance, by its place in the job; empty when there is no table.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let overview = session.overview(0);
    /// assert_eq!((overview.columns[1].filled, overview.columns[1].errors), (Some(2), 1));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn overview(&mut self, file: usize) -> Overview {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file).filter(|f| f.unreadable.is_none()) else {
            return Overview::default();
        };
        let changes = std::mem::take(&mut file.changes);
        let overview = file.with_subject(lang, |book, subject, checked| {
            let mut overview = of_rows(checked);
            overview.columns = columns(subject, checked);
            if let Some(log) = &changes {
                for change in log.shown.iter().filter(|change| change.code != "by-hand") {
                    let column = column_of(&change.column);
                    if let Some(one) = overview.columns.iter_mut().find(|one| Some(one.column) == column) {
                        one.changed += 1;
                    }
                }
            }
            let listed = changes.as_ref().is_none_or(|log| log.shown.len() as u64 == log.total);
            overview.exact = listed && checked.findings.cut().next().is_none();
            count_filled(book, subject, checked, &mut overview.columns);
            overview
        });
        file.changes = changes;
        overview.unwrap_or_default()
    }

    /// How bad each block of the rows is that a filter shows, in the order in which it shows them; at most 2,000 blocks.
    ///
    /// ```
    /// use import_checker::{Block, Filter, ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new("name,age\nAda,36\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// assert_eq!(session.blocks(0, &Filter::All), [Block::Plain, Block::Error]);
    /// assert_eq!(session.blocks(0, &Filter::Errors), [Block::Error]);
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn blocks(&mut self, file: usize, filter: &Filter) -> Vec<Block> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file).filter(|f| f.unreadable.is_none()) else {
            return Vec::new();
        };
        let view = file.view(filter, lang);
        file.checked.as_ref().map(|checked| Rows::of(checked).blocks(&view)).unwrap_or_default()
    }
}

/// How bad the rows are.
fn of_rows(checked: &Checked) -> Overview {
    let rows = Rows::of(checked);
    let all: Vec<usize> = (0..checked.rows.len()).collect();
    Overview {
        changed: all.iter().map(|at| u64::from(checked.is_changed(*at))).sum(),
        by_hand: checked.rows.iter().map(|row| u64::from(rows.overlay.is_by_hand(*row))).sum(),
        blocks: rows.blocks(&all),
        ..Overview::default()
    }
}

/// What decides how bad a row is.
struct Rows<'a> {
    checked: &'a Checked,
    overlay: Overlay,
    /// Rows with a cell for which a suggestion is ready.
    asked: HashSet<u32>,
    /// Rows with a cell that a person has to fill in.
    told: HashSet<u32>,
}

impl Rows<'_> {
    fn of(checked: &Checked) -> Rows<'_> {
        let with = |needs: Needs| {
            let found = checked.findings.kept().iter().filter(|f| Needs::of(f) == needs);
            found.filter_map(|f| f.place.row()).collect()
        };
        let overlay = Overlay::new(&checked.edits);
        Rows { checked, overlay, asked: with(Needs::Answer), told: with(Needs::Value) }
    }

    /// A row by its place in the pass.
    fn block(&self, at: usize) -> Block {
        let Some(row) = self.checked.rows.get(at) else {
            return Block::Plain;
        };
        match self.checked.states.get(at) {
            Some(RowState::Error) if self.asked.contains(row) && !self.told.contains(row) => Block::Question,
            Some(RowState::Error) => Block::Error,
            Some(RowState::Skipped) => Block::Waiting,
            _ if self.asked.contains(row) => Block::Question,
            _ if self.overlay.is_by_hand(*row) => Block::ByHand,
            _ if self.checked.is_changed(at) => Block::Changed,
            _ => Block::Plain,
        }
    }

    /// The worst row of each block of those at some places.
    fn blocks(&self, places: &[usize]) -> Vec<Block> {
        let size = places.len().div_ceil(MOST_BLOCKS).max(1);
        let worst = |block: &[usize]| block.iter().map(|at| self.block(*at)).max().unwrap_or_default();
        places.chunks(size).map(worst).collect()
    }
}

/// The cells of each column by what a person has to do about them: each cell is counted once, by its worst finding.
fn columns(subject: &Subject<'_>, checked: &Checked) -> Vec<ColumnOverview> {
    let mut cells: BTreeMap<(u32, u32), Needs> = BTreeMap::new();
    let mut found: Vec<((u32, u32), Needs)> = checked
        .findings
        .kept()
        .iter()
        .filter_map(|f| Some(((f.place.column()?, f.place.row()?), Needs::of(f))))
        .filter(|(_, needs)| *needs != Needs::Nothing)
        .collect();
    // In order, so that each goes to the end of the list.
    sorting::sort(&mut found);
    for (cell, needs) in found {
        cells.insert(cell, needs);
    }
    let headings = subject.layout.headings.iter();
    let mut columns: Vec<ColumnOverview> =
        headings.map(|h| ColumnOverview { column: h.column, ..ColumnOverview::default() }).collect();
    let mut count = |column: u32, add: &dyn Fn(&mut ColumnOverview)| {
        if let Some(one) = columns.iter_mut().find(|one| one.column == column) {
            add(one);
        }
    };
    for ((column, _), needs) in &cells {
        count(*column, &|one| match needs {
            Needs::Value => one.errors += 1,
            _ => one.questions += 1,
        });
    }
    // What was typed into a row that was deleted since is gone with it.
    let present: HashSet<u32> = checked.rows.iter().copied().collect();
    let texts = checked.edits.texts.iter().filter(|edit| present.contains(&edit.row));
    let typed: HashSet<(u32, u32)> = texts.map(|edit| (edit.column, edit.row)).collect();
    for (column, _) in typed {
        count(column, &|one| one.by_hand += 1);
    }
    columns
}

fn count_filled(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    columns: &mut [ColumnOverview],
) {
    if checked.rows.len() > LIMITS.overview_records {
        return;
    }
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut filled = vec![0_u64; columns.len()];
    let read = data_rows(book, &context, &overlay, &mut |row, _| {
        for (one, count) in columns.iter().zip(&mut filled) {
            *count += u64::from(!row.cell(one.column as usize).is_blank());
        }
        ControlFlow::Continue(())
    });
    // What could not be read a second time is not counted.
    if read.is_ok() {
        columns.iter_mut().zip(filled).for_each(|(one, count)| one.filled = Some(count));
    }
}
