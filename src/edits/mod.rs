//! What the user decided about a file, as an overlay: the file itself is never changed.
//!
//! Undo is dropping an entry, which the page does (`www/model/entry.js`); a re-check is just another check. Addresses stay those of the file, whatever is moved.

pub(crate) mod mapping;

pub use mapping::{ColumnMapping, ColumnSource, MappedBy, Mapping};

use crate::base::limits::LIMITS;
use crate::read::{Book, ReadError};
use crate::table::{Marks, Row};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Added rows have numbers from here on, so that they never collide with a row of the file.
pub(crate) const ADDED: u32 = 0x8000_0000;

/// Everything the user decided about one file, in the order it was decided.
///
/// ```
/// use import_checker::{AddedRow, Decision, Edits, Move, TextEdit};
/// let edits = Edits {
///     texts: vec![TextEdit { row: 2, column: 0, text: "Ada".to_owned() }],
///     moved: vec![Move { row: 5, after: 2, code: None }],
///     added: vec![AddedRow { id: 0x8000_0000, after: 5, cells: vec!["Bob".to_owned()] }],
///     decisions: vec![Decision { code: "T210".to_owned(), field: None, value: None, choice: None, accept: false }],
///     ..Edits::default()
/// };
/// assert!(edits.deleted.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// Texts typed into cells; the last one for a cell counts.
    pub texts: Vec<TextEdit>,
    /// Rows left out, by row number.
    pub deleted: Vec<u32>,
    /// Rows put elsewhere; the last move of a row counts.
    pub moved: Vec<Move>,
    /// Rows that the file does not have.
    pub added: Vec<AddedRow>,
    /// Repairs taken or switched off.
    pub decisions: Vec<Decision>,
    /// Warnings that are known and stand.
    pub acknowledged: Vec<Acknowledgement>,
    /// Which of several records that the receiving system has under one key is meant.
    pub meant: Vec<Meant>,
    /// What repairs that look at several rows or files put in place; found out by the check, never stored.
    pub fills: Fills,
}

/// Texts put in place by a repair, by row number and slot of the layout.
pub(crate) type Fills = BTreeMap<(u32, usize), (String, &'static crate::problem::Problem)>;

/// A text typed into a cell.
///
/// A part of [`Edits`].
#[derive(Clone, Debug, PartialEq)]
pub struct TextEdit {
    /// Row number as in the file, or of an added row.
    pub row: u32,
    /// Column index, 0 for A.
    pub column: u32,
    /// The new text.
    pub text: String,
}

/// A row put elsewhere.
///
/// A part of [`Edits`].
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The row.
    pub row: u32,
    /// The row it now follows; 0 for "first".
    pub after: u32,
    /// The repair that moved it; absent when it was moved by hand.
    pub code: Option<String>,
}

/// A row that the file does not have.
///
/// A part of [`Edits`].
#[derive(Clone, Debug, PartialEq)]
pub struct AddedRow {
    /// Its number, [`ADDED`] or more.
    pub id: u32,
    /// The row it follows; 0 for "first".
    pub after: u32,
    /// Its texts from column A on.
    pub cells: Vec<String>,
}

/// A repair taken (an *ask* one) or switched off (a default one).
///
/// A part of [`Edits`].
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The problem's code or name.
    pub code: String,
    /// Only in this field, by its name; everywhere when absent.
    pub field: Option<String>,
    /// Only for cells that show this text; for all when absent.
    pub value: Option<String>,
    /// Which repair, where there are several.
    pub choice: Option<String>,
    /// `true` takes the repair, `false` switches it off.
    pub accept: bool,
}

/// A warning that a person knows of and lets stand. An error cannot be acknowledged.
///
/// A part of [`Edits`]; what of it was heard is told by [`File::acknowledged`].
///
/// [`File::acknowledged`]: crate::File::acknowledged
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The problem's code or name.
    pub code: String,
    /// Only in this column, by the name of its field or by its heading; everywhere when absent.
    pub column: Option<String>,
    /// Why it may stand.
    pub reason: String,
    /// Only as long as it is found no more often in a column than so; however often when absent.
    pub count: Option<u64>,
}

impl Acknowledgement {
    /// Bytes that a reason may have: it comes again with each column that has the warning.
    pub const LONGEST: usize = LIMITS.reason_bytes;
}

/// Which of several records that the receiving system has under one key is meant by one of the file.
///
/// A part of [`Edits`]; what was heard of it is told by [`Forecast::meant`].
///
/// [`Forecast::meant`]: crate::Forecast::meant
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// What the record is known by: its key, or its way from the root.
    pub record: String,
    /// The row of the one that is meant, in the table of what is there.
    pub row: u32,
    /// Only as long as that says what it did: its fingerprint; whatever it says when absent.
    pub print: Option<String>,
}

impl Decision {
    /// Whether it says something of a problem: what takes a repair that there is not says nothing.
    pub(crate) fn is_about(&self, problem: &crate::problem::Problem) -> bool {
        problem.is_named(&self.code) && (!self.accept || problem.takes(self.choice.as_deref().unwrap_or("")))
    }
}

/// The edits, arranged for a pass over the rows.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    texts: HashMap<u32, BTreeMap<u32, String>>,
    gone: BTreeSet<u32>,
    /// Rows that follow a row of the file (or another displaced row), in the order they were put there.
    followers: BTreeMap<u32, Vec<u32>>,
    moved: BTreeSet<u32>,
    after: BTreeMap<u32, u32>,
    added: BTreeMap<u32, Row>,
    codes: HashMap<u32, String>,
}

impl Overlay {
    pub(crate) fn new(edits: &Edits) -> Overlay {
        let mut overlay = Overlay { gone: edits.deleted.iter().copied().collect(), ..Overlay::default() };
        for edit in &edits.texts {
            overlay.texts.entry(edit.row).or_default().insert(edit.column, edit.text.clone());
        }
        let mut target: BTreeMap<u32, u32> = BTreeMap::new();
        let mut order: Vec<u32> = Vec::new();
        let moves = edits.moved.iter().map(|m| (m.row, m.after));
        let moves: Vec<(u32, u32)> = moves.chain(edits.added.iter().map(|a| (a.id, a.after))).collect();
        // The last move of a row is the one that counts.
        for (row, after) in moves.into_iter().rev() {
            if let Entry::Vacant(free) = target.entry(row) {
                free.insert(after);
                order.push(row);
            }
        }
        order.reverse();
        target.retain(|row, after| row != after);
        // A circle of moves would lose its rows; such a row stays where the file has it.
        for row in closing(&order, &target) {
            target.remove(&row);
        }
        overlay.moved = target.keys().copied().filter(|row| *row < ADDED).collect();
        for row in order {
            if let Some(after) = target.get(&row) {
                overlay.followers.entry(*after).or_default().push(row);
            }
        }
        overlay.after = target;
        let coded = edits.moved.iter().filter_map(|m| Some((m.row, m.code.clone()?)));
        overlay.codes = coded.collect();
        for added in &edits.added {
            let mut row = Row::new();
            row.clear(added.id, 0);
            added.cells.iter().for_each(|text| row.push_text(text, Marks::default()));
            overlay.added.insert(added.id, row);
        }
        overlay
    }

    pub(crate) fn typed(&self, row: u32, column: u32) -> Option<&str> {
        self.texts.get(&row)?.get(&column).map(String::as_str)
    }

    /// Whether somebody typed into a row of the file.
    pub(crate) fn has_texts(&self, row: u32) -> bool {
        self.texts.contains_key(&row)
    }

    /// Whether a row is somebody's: added, or typed into.
    pub(crate) fn is_by_hand(&self, row: u32) -> bool {
        row >= ADDED || self.has_texts(row)
    }

    /// The rows of the file that do not stand where the file has them: left out, or moved.
    pub(crate) fn elsewhere(&self) -> BTreeSet<u32> {
        self.gone.union(&self.moved).copied().collect()
    }

    /// How many rows from one to before another, a later one, do not stand there any more.
    pub(crate) fn elsewhere_between(&self, first: u32, end: u32) -> u32 {
        let count = self.gone.range(first..end).count() + self.moved.range(first..end).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The row that a moved row of the file now follows.
    pub(crate) fn moved_after(&self, row: u32) -> Option<u32> {
        if !self.moved.contains(&row) {
            return None;
        }
        self.after.get(&row).copied()
    }

    /// The code of the repair that moved a row.
    pub(crate) fn moved_by(&self, row: u32) -> Option<&str> {
        self.codes.get(&row).map(String::as_str)
    }

    /// Pushes the rows of a sheet as edited: typed texts in place, deleted rows left out, moved and added rows where
    /// they were put. Rows up to and including `header` are passed as they are.
    pub(crate) fn rows(
        &self,
        book: &mut dyn Book,
        sheet: usize,
        header: u32,
        reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        if self.is_empty() {
            return book.rows(sheet, &mut |row| reporter(row, None));
        }
        let displaced = self.displaced(book, sheet, header)?;
        let mut scratch = Row::new();
        let mut first = true;
        let mut stopped = false;
        let mut delivered = BTreeSet::new();
        book.rows(sheet, &mut |row| {
            if row.number > header && first {
                first = false;
                if self.follow(0, &displaced, &mut delivered, reporter).is_break() {
                    stopped = true;
                    return ControlFlow::Break(());
                }
            }
            let moved = row.number > header && self.moved.contains(&row.number);
            let flow = if moved {
                ControlFlow::Continue(())
            } else {
                self.one(row, &mut scratch, reporter)
                    .and_then_continue(|| self.follow(row.number, &displaced, &mut delivered, reporter))
            };
            stopped |= flow.is_break();
            flow
        })?;
        if !stopped {
            self.rest(first, &displaced, &mut delivered, reporter);
        }
        Ok(())
    }

    /// Whether the rows are those of the file, in its order.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.is_empty()
            && self.gone.is_empty()
            && self.moved.is_empty()
            && self.followers.is_empty()
            && self.added.is_empty()
    }

    /// Rows whose new neighbour does not exist (any more) come last rather than being lost.
    fn rest(
        &self,
        nothing_read: bool,
        displaced: &BTreeMap<u32, Row>,
        delivered: &mut BTreeSet<u32>,
        reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
    ) {
        if nothing_read && self.follow(0, displaced, delivered, reporter).is_break() {
            return;
        }
        let left: Vec<u32> = displaced.keys().copied().filter(|row| !delivered.contains(row)).collect();
        let mut scratch = Row::new();
        for number in left {
            if delivered.contains(&number) {
                continue;
            }
            delivered.insert(number);
            let flow = match displaced.get(&number) {
                Some(row) => self.one(row, &mut scratch, reporter),
                None => ControlFlow::Continue(()),
            };
            if flow.is_break() || self.follow(number, displaced, delivered, reporter).is_break() {
                return;
            }
        }
    }

    /// The moved rows of the file and the added rows, kept apart: their number is bounded by the edits.
    fn displaced(
        &self,
        book: &mut dyn Book,
        sheet: usize,
        header: u32,
    ) -> Result<BTreeMap<u32, Row>, ReadError> {
        let mut displaced = self.added.clone();
        if self.moved.is_empty() {
            return Ok(displaced);
        }
        let last = self.moved.last().copied().unwrap_or(0);
        book.rows(sheet, &mut |row| {
            if row.number > header && self.moved.contains(&row.number) {
                displaced.insert(row.number, row.clone());
            }
            if row.number >= last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(displaced)
    }

    /// Pushes certain rows by their numbers, as edited and as in the file where that differs, wherever they were put and in
    /// no order. Rows near each other are read in one go. None is kept here: a row may be as long as a file.
    pub(crate) fn visit(
        &self,
        book: &mut dyn Book,
        sheet: usize,
        numbers: &BTreeSet<u32>,
        visitor: &mut dyn FnMut(&Row, Option<&Row>),
    ) -> Result<(), ReadError> {
        const NEAR: u32 = 4_096;
        let mut scratch = Row::new();
        let mut push = |row: &Row| {
            let _ = self.one(row, &mut scratch, &mut |edited, original| {
                visitor(edited, original);
                ControlFlow::Continue(())
            });
        };
        self.added.values().filter(|row| numbers.contains(&row.number)).for_each(&mut push);
        let mut rest: Vec<u32> = numbers.iter().copied().filter(|n| *n < ADDED).rev().collect();
        while let Some(first) = rest.pop() {
            let mut last = first;
            while let Some(next) = rest.last().copied().filter(|n| *n - last < NEAR) {
                last = next;
                rest.pop();
            }
            book.rows_from(sheet, first, &mut |row| {
                if numbers.contains(&row.number) {
                    push(row);
                }
                if row.number >= last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
        }
        Ok(())
    }

    /// Pushes one row of the file as edited, unless it was deleted or put elsewhere.
    pub(crate) fn edited(
        &self,
        row: &Row,
        reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.moved.contains(&row.number) {
            return ControlFlow::Continue(());
        }
        self.one(row, &mut Row::new(), reporter)
    }

    fn one(
        &self,
        row: &Row,
        scratch: &mut Row,
        reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.gone.contains(&row.number) {
            return ControlFlow::Continue(());
        }
        let Some(texts) = self.texts.get(&row.number) else { return reporter(row, None) };
        scratch.clone_from(row);
        for (column, text) in texts {
            scratch.set_text(*column as usize, text);
        }
        reporter(scratch, Some(row))
    }

    fn follow(
        &self,
        number: u32,
        displaced: &BTreeMap<u32, Row>,
        delivered: &mut BTreeSet<u32>,
        reporter: &mut dyn FnMut(&Row, Option<&Row>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut scratch = Row::new();
        // A stack instead of recursion: a chain of moves may be as long as the edits.
        let mut open: Vec<u32> = self.followers.get(&number).into_iter().flatten().rev().copied().collect();
        while let Some(next) = open.pop() {
            if !delivered.insert(next) {
                continue;
            }
            if let Some(row) = displaced.get(&next) {
                self.one(row, &mut scratch, reporter)?;
            }
            open.extend(self.followers.get(&next).into_iter().flatten().rev());
        }
        ControlFlow::Continue(())
    }
}

/// A row of each circle of moves, the one at which the first of `order` that leads there comes upon it. Each step is
/// walked once: a chain of moves may be as long as the edits.
fn closing(order: &[u32], target: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut walked_from: BTreeMap<u32, u32> = BTreeMap::new();
    let mut closing = Vec::new();
    for row in order {
        let mut at = *row;
        while let (Some(next), Entry::Vacant(free)) = (target.get(&at), walked_from.entry(at)) {
            free.insert(*row);
            at = *next;
        }
        // Where an earlier walk came by, that one has seen what follows.
        if walked_from.get(&at) == Some(row) {
            closing.push(at);
        }
    }
    closing
}

trait AndThenContinue {
    fn and_then_continue(self, next: impl FnOnce() -> ControlFlow<()>) -> ControlFlow<()>;
}

impl AndThenContinue for ControlFlow<()> {
    fn and_then_continue(self, next: impl FnOnce() -> ControlFlow<()>) -> ControlFlow<()> {
        match self {
            ControlFlow::Continue(()) => next(),
            stop @ ControlFlow::Break(()) => stop,
        }
    }
}

/// The decisions of a file, asked by problem and field.
#[derive(Debug, Default)]
pub(crate) struct Decisions<'e>(pub(crate) &'e [Decision]);

impl<'e> Decisions<'e> {
    /// The last decision about this problem in this field (and, where given, for this text).
    pub(crate) fn about(
        &self,
        problem: &crate::problem::Problem,
        field: &str,
        value: &str,
    ) -> Option<&'e Decision> {
        self.each_about(problem, field, value).next()
    }

    fn each_about(
        &self,
        problem: &crate::problem::Problem,
        field: &str,
        value: &str,
    ) -> impl Iterator<Item = &'e Decision> {
        self.0.iter().rev().filter(move |d| {
            d.is_about(problem)
                && d.field.as_deref().is_none_or(|f| f == field)
                && d.value.as_deref().is_none_or(|v| v == value)
        })
    }

    /// Whether this choice of a repair was taken, be it that a later one was taken for what it left.
    pub(crate) fn took(
        &self,
        problem: &crate::problem::Problem,
        field: &str,
        value: &str,
        choice: &str,
    ) -> bool {
        let taken = self.each_about(problem, field, value).take_while(|d| d.accept);
        taken.map(|d| d.choice.as_deref().unwrap_or("")).any(|c| c.is_empty() || c == choice)
    }

    /// Whether the repair was taken, and with which choice (empty: the only one).
    pub(crate) fn accepted(
        &self,
        problem: &crate::problem::Problem,
        field: &str,
        value: &str,
    ) -> Option<&'e str> {
        self.about(problem, field, value).filter(|d| d.accept).map(|d| d.choice.as_deref().unwrap_or(""))
    }

    /// Whether the repair was taken, in whichever field: for repairs that concern the rows as a whole.
    pub(crate) fn taken(&self, problem: &crate::problem::Problem) -> bool {
        let last = self.0.iter().rev().find(|d| d.is_about(problem));
        last.is_some_and(|d| d.accept)
    }

    /// Whether the default repair was switched off.
    pub(crate) fn kept(&self, problem: &crate::problem::Problem, field: &str, value: &str) -> bool {
        self.about(problem, field, value).is_some_and(|d| !d.accept)
    }
}
