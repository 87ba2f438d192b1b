//! The second reader takes over where ours refuses a workbook, or a sheet of one, or cannot tell the value of a cell.
//!
//! It reads only what was unpacked and taken apart before within the limits, and a sheet counts as read when it finds
//! something in exactly the cells that hold something. What it cannot know is said: a file that it read is never ready
//! without a person who looked. Of the older formats and of OpenDocument it is not even known whether cells are missing, since
//! neither reader knows every kind of record.

use super::found_in;
use super::shared::Shared;
use crate::problem::{Finding, Findings, Problem};
use crate::read::workbook::found_book;
use crate::read::workbook::{container_problems as container, sheet_problems as sheets};
use crate::read::{self, Book, Format, Progress, ReadError, SheetInfo, Source, TextReading, Wishes};
use crate::table::{Address, Row};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What our reader may refuse and another one may read all the same. Whatever is too much, has a password, is damaged as a
/// container or is no workbook stays refused.
static READ_TWICE: &[&Problem] = &[
    &container::PART_MISSING,
    &container::PART_UNREADABLE,
    &sheets::SHEET_UNREADABLE,
    &sheets::SHEET_MISSING,
    &sheets::ROWS_OUT_OF_ORDER,
];

fn may_be_read(error: &ReadError) -> bool {
    READ_TWICE.contains(&error.problem)
}

/// Opens a file as [`read::open_early`] does, and has the second reader read what ours does not.
pub(crate) fn open_early<'s>(
    mut source: Box<dyn Source + 's>,
    wishes: &Wishes,
    progress: Progress<'_>,
) -> Result<Box<dyn Book + 's>, ReadError> {
    if !is_container(source.as_mut()) {
        return read::open_early(source, wishes, progress);
    }
    let source = Shared::new(source);
    let view = Box::new(source.another());
    let ours = catch_unwind(AssertUnwindSafe(|| read::open_early(view, wishes, progress)));
    let own = match ours {
        Ok(Ok(book)) => Ok(book),
        Ok(Err(error)) if may_be_read(&error) => Err(error),
        Ok(Err(error)) => return Err(error),
        Err(fault) => match other_book(&source) {
            Some((format, other)) => return Ok(Box::new(TwoReaders::only(source, format, other))),
            None => resume_unwind(fault),
        },
    };
    let mut book = match own {
        Ok(own) => TwoReaders::new(source, own),
        Err(error) => {
            let (format, other) = other_book(&source).ok_or(error)?;
            return Ok(Box::new(TwoReaders::only(source, format, other)));
        }
    };
    let refused = |sheet: &SheetInfo| sheet.refused.as_ref().is_some_and(may_be_read);
    for at in 0..book.sheets().len() {
        if book.sheets().get(at).is_some_and(refused) {
            book.hand_over(at);
        }
    }
    Ok(Box::new(book))
}

fn is_container(source: &mut dyn Source) -> bool {
    let mut first = [0; 4];
    let read = source.read_exact(&mut first);
    source.rewind().is_ok() && read.is_ok() && (first.starts_with(b"PK") || first == *b"\xd0\xcf\x11\xe0")
}

/// A workbook with a second reader beside ours.
struct TwoReaders<'s> {
    source: Shared<'s>,
    format: Format,
    /// Absent where our reader refuses the whole.
    own: Option<Box<dyn Book + 's>>,
    other: Other,
    /// The sheets as they are once one is handed over; none before, so that their first rows are not held twice.
    handed: Vec<SheetInfo>,
    /// For each sheet the one of the second reader that stands for it.
    taken: Vec<Option<usize>>,
    /// Sheets that our reader could not read whole.
    broken: HashSet<usize>,
}

/// What the second reader makes of the workbook.
enum Other {
    NotAsked,
    Nothing,
    Book(Box<dyn Book>),
}

impl<'s> TwoReaders<'s> {
    fn new(source: Shared<'s>, own: Box<dyn Book + 's>) -> TwoReaders<'s> {
        let taken = vec![None; own.sheets().len()];
        let (handed, broken) = (Vec::new(), HashSet::new());
        let format = own.format();
        TwoReaders { source, format, own: Some(own), other: Other::NotAsked, handed, taken, broken }
    }

    fn only(source: Shared<'s>, format: Format, other: Box<dyn Book>) -> TwoReaders<'s> {
        let taken = (0..other.sheets().len()).map(Some).collect();
        let (handed, broken) = (Vec::new(), HashSet::new());
        TwoReaders { source, format, own: None, other: Other::Book(other), handed, taken, broken }
    }

    /// Has a sheet read by the second reader; whether it can.
    fn hand_over(&mut self, sheet: usize) -> bool {
        if matches!(self.other, Other::NotAsked) {
            self.other = other_book(&self.source).map_or(Other::Nothing, |(_, book)| Other::Book(book));
        }
        if self.handed.is_empty() {
            self.handed = self.sheets().to_vec();
        }
        let (Other::Book(other), Some(info)) = (&self.other, self.handed.get_mut(sheet)) else {
            return false;
        };
        let mut same = other.sheets().iter().enumerate().filter(|(_, theirs)| theirs.name == info.name);
        let (Some((at, theirs)), None) = (same.next(), same.next()) else { return false };
        if theirs.refused.is_some() {
            return false;
        }
        info.head.clone_from(&theirs.head);
        info.refused = None;
        if let Some(taken) = self.taken.get_mut(sheet) {
            *taken = Some(at);
        }
        true
    }

    fn reader(&self, sheet: usize) -> Option<(&dyn Book, usize)> {
        match (self.taken.get(sheet)?, &self.other, &self.own) {
            (Some(at), Other::Book(other), _) => Some((other.as_ref(), *at)),
            (None, _, Some(own)) => Some((own.as_ref(), sheet)),
            _ => None,
        }
    }
}

impl Book for TwoReaders<'_> {
    fn format(&self) -> Format {
        self.format
    }
    fn text(&self) -> Option<&TextReading> {
        None
    }
    fn sheets(&self) -> &[SheetInfo] {
        match (&self.own, &self.other) {
            _ if !self.handed.is_empty() => &self.handed,
            (Some(own), _) => own.sheets(),
            (None, Other::Book(other)) => other.sheets(),
            (None, _) => &[],
        }
    }
    fn rows(
        &mut self,
        sheet: usize,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        self.rows_from(sheet, 0, reporter)
    }
    fn rows_from(
        &mut self,
        sheet: usize,
        first: u32,
        reporter: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let own = match (self.taken.get(sheet), &mut self.other, &mut self.own) {
            (Some(Some(at)), Other::Book(other), _) => return other.rows_from(*at, first, reporter),
            (Some(None), _, Some(own)) => own,
            _ => return Ok(()),
        };
        let mut ended = true;
        let mut each = |row: &Row| {
            let go_on = reporter(row);
            ended &= go_on.is_continue();
            go_on
        };
        let read =
            if first == 0 { own.rows(sheet, &mut each) } else { own.rows_from(sheet, first, &mut each) };
        let broken = match &read {
            Ok(()) => ended && !own.complete(sheet),
            Err(error) => may_be_read(error),
        };
        if broken {
            self.broken.insert(sheet);
        }
        read
    }
    fn rethink(&mut self, _: &Wishes, _: Progress<'_>) -> Result<bool, ReadError> {
        let mut otherwise = false;
        for sheet in std::mem::take(&mut self.broken) {
            otherwise |= self.hand_over(sheet);
        }
        Ok(otherwise)
    }
    fn findings(&self, sheet: usize) -> Findings {
        self.reader(sheet).map_or_else(|| Findings::keeping(0), |(book, at)| book.findings(at))
    }
    fn dressed(&self, sheet: usize) -> &[Address] {
        self.reader(sheet).map_or(&[], |(book, at)| book.dressed(at))
    }
    fn complete(&self, sheet: usize) -> bool {
        self.reader(sheet).is_some_and(|(book, at)| book.complete(at))
    }
    fn doubts(&self, sheet: usize) -> Vec<Finding> {
        let taken = self.taken.get(sheet).is_some_and(Option::is_some);
        let name = self.sheets().get(sheet).filter(|_| taken).map(|sheet| sheet.name.as_str());
        let doubt = |name| sheets::read_by_second(name, self.format != Format::Xlsx);
        name.map(doubt).into_iter().collect()
    }
}

/// The kind of the workbook, and what the second reader finds in it; nothing where it finds none.
fn other_book(source: &Shared<'_>) -> Option<(Format, Box<dyn Book>)> {
    let (format, date_1904, sheets) = found_in(&mut || source.another())?;
    let book = found_book::book(sheets, date_1904, format).ok()?;
    book.sheets().iter().any(|sheet| sheet.refused.is_none()).then_some((format, book))
}
