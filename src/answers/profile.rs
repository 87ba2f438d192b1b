//! What stands in each column: how much of it is filled, what occurs most, how long it is, what was found there.
//!
//! One pass over the rows; what is kept does not grow with them. Different texts are counted exactly as long as there
//! are not more than `LIMITS.profile_values` of them.

use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::subject::Subject;
use crate::check::walk::data_rows;
use crate::edits::Overlay;
use crate::problem::{Severity, short_name};
use crate::read::{Book, ReadError};
use crate::rules::uniqueness::hash_of;
use crate::session::Session;
use crate::table::{Row, letters};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Texts that are candidates for the most frequent ones.
const CANDIDATES: usize = 128;

/// A longer text is no candidate, in bytes.
const LONGEST_CANDIDATE: usize = 200;

/// The most frequent texts that are told.
const TOP: usize = 5;

/// What stands in one column.
///
/// Given by [`Session::profile`].
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnProfile {
    /// Column letters.
    pub letter: String,
    /// What stands over it.
    pub heading: String,
    /// Records with a text in it.
    pub filled: u64,
    /// Records without one.
    pub empty: u64,
    /// Different texts.
    pub distinct: u64,
    /// There are more different texts than were counted.
    pub more_distinct: bool,
    /// The texts that occur most, if any occurs twice; the first one most often.
    pub top: Vec<Frequent>,
    /// Characters of the shortest text.
    pub shortest: u64,
    /// Characters of the longest text.
    pub longest: u64,
    /// Errors found in the column.
    pub errors: u64,
    /// Warnings found in the column.
    pub warnings: u64,
}

/// A text and how often it occurs.
///
/// Given by [`Session::profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequent {
    /// The text.
    pub text: String,
    /// How often; at least so often where there are more different texts than are counted.
    pub count: u64,
}

impl IntoJson for ColumnProfile {
    fn into_json(self) -> Json {
        object! {
            "letter": self.letter, "heading": self.heading, "filled": self.filled, "empty": self.empty,
            "distinct": self.distinct, "moreDistinct": self.more_distinct, "top": self.top,
            "shortest": self.shortest, "longest": self.longest, "errors": self.errors,
            "warnings": self.warnings,
        }
    }
}

impl IntoJson for Frequent {
    fn into_json(self) -> Json {
        object! { "text": self.text, "count": self.count }
    }
}

impl Session<'_> {
    /// The profile of each column of a file, edits applied; empty when there is no table.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "city"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("city\nCork\nGalway\nCork\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let city = &session.profile(0)[0];
    /// assert_eq!((city.letter.as_str(), city.filled, city.distinct), ("A", 3, 2));
    /// assert_eq!((city.top[0].text.as_str(), city.top[0].count), ("Cork", 2));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn profile(&mut self, file: usize) -> Vec<ColumnProfile> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file).filter(|f| f.unreadable.is_none()) else {
            return Vec::new();
        };
        let made = file.with_subject(lang, profile);
        made.and_then(Result::ok).unwrap_or_default()
    }
}

fn profile(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
) -> Result<Vec<ColumnProfile>, ReadError> {
    let layout = subject.layout;
    let mut columns: Vec<(u32, Column)> =
        layout.headings.iter().map(|h| (h.column, Column::default())).collect();
    let context = subject.context(&checked.edits, Some(&checked.survey));
    let overlay = Overlay::new(&checked.edits);
    let mut records = 0;
    data_rows(book, &context, &overlay, &mut |row, _| {
        records += 1;
        columns.iter_mut().for_each(|(at, column)| column.note(row, *at));
        ControlFlow::Continue(())
    })?;
    let mut left = LIMITS.window_bytes;
    let told = columns.into_iter().map(|(at, column)| {
        let found = ColumnFindings::of(checked, at);
        // Here they are told whole, as long as there is room: other lists shorten them.
        let heading = layout.heading(at);
        let room = left.checked_sub(heading.len());
        left = room.unwrap_or(left);
        let heading = if room.is_some() { heading.into() } else { short_name(heading) };
        column.told(records, (letters(at), heading.into_owned()), found)
    });
    Ok(told.collect())
}

/// What was found in a column.
#[derive(Default)]
struct ColumnFindings {
    errors: u64,
    warnings: u64,
}

impl ColumnFindings {
    fn of(checked: &Checked, column: u32) -> ColumnFindings {
        let mut found = ColumnFindings::default();
        for (cause, count) in checked.findings.causes().filter(|(c, _)| c.column == Some(column)) {
            match cause.severity {
                Severity::Error => found.errors += count,
                Severity::Warning => found.warnings += count,
                Severity::Notice => {}
            }
        }
        found
    }
}

#[derive(Default)]
struct Column {
    filled: u64,
    /// How often each text was seen, by its hash; texts beyond the bound are not told apart.
    seen: HashMap<u64, u64>,
    more: bool,
    /// What may be among the most frequent: each text that makes up more than one in [`CANDIDATES`] rows is here at
    /// the end (the counters of Misra and Gries).
    candidates: HashMap<String, u64>,
    shortest: Option<u64>,
    longest: u64,
}

impl Column {
    fn note(&mut self, row: &Row, column: u32) {
        let text = row.cell(column as usize).shown;
        if text.trim().is_empty() {
            return;
        }
        self.filled += 1;
        let length = text.chars().count() as u64;
        self.shortest = Some(self.shortest.map_or(length, |s| s.min(length)));
        self.longest = self.longest.max(length);
        let hash = hash_of(std::iter::once(text), 0);
        let full = self.seen.len() >= LIMITS.profile_values;
        match self.seen.get_mut(&hash) {
            Some(count) => *count += 1,
            None if full => self.more = true,
            None => drop(self.seen.insert(hash, 1)),
        }
        if text.len() <= LONGEST_CANDIDATE {
            self.nominate(text);
        }
    }

    fn nominate(&mut self, text: &str) {
        if let Some(count) = self.candidates.get_mut(text) {
            *count += 1;
        } else if self.candidates.len() < CANDIDATES {
            self.candidates.insert(text.to_owned(), 1);
        } else {
            self.candidates.retain(|_, count| {
                *count -= 1;
                *count > 0
            });
        }
    }

    fn told(
        &self,
        records: u64,
        (letter, heading): (String, String),
        found: ColumnFindings,
    ) -> ColumnProfile {
        let exact = |text: &str| self.seen.get(&hash_of(std::iter::once(text), 0)).copied();
        let mut top: Vec<Frequent> = self
            .candidates
            .iter()
            .map(|(text, count)| Frequent { text: text.clone(), count: exact(text).unwrap_or(*count) })
            .filter(|frequent| frequent.count > 1)
            .collect();
        sorting::sort_by(&mut top, |a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        top.truncate(TOP);
        ColumnProfile {
            letter,
            heading,
            filled: self.filled,
            empty: records - self.filled,
            distinct: self.seen.len() as u64,
            more_distinct: self.more,
            top,
            shortest: self.shortest.unwrap_or(0),
            longest: self.longest,
            errors: found.errors,
            warnings: found.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Marks;

    fn column(texts: impl Iterator<Item = String>) -> ColumnProfile {
        let mut column = Column::default();
        let mut row = Row::new();
        let mut records = 0;
        for (number, text) in (2..).zip(texts) {
            row.clear(number, 0);
            row.push_text(&text, Marks::default());
            column.note(&row, 0);
            records += 1;
        }
        column.told(records, Default::default(), ColumnFindings::default())
    }

    #[test]
    fn few_different_texts_are_counted_exactly() {
        let texts = ["red", "", "blue", "red", "  ", "green", "red", "blue"];
        let told = column(texts.iter().map(|t| (*t).to_owned()));
        assert_eq!((told.filled, told.empty, told.distinct, told.more_distinct), (6, 2, 3, false));
        assert_eq!((told.shortest, told.longest), (3, 5));
        let top: Vec<(&str, u64)> = told.top.iter().map(|f| (f.text.as_str(), f.count)).collect();
        assert_eq!(top, [("red", 3), ("blue", 2)]);
    }

    #[test]
    fn a_frequent_text_is_found_among_more_than_can_be_told_apart() {
        let rows = 30_000;
        let texts = (0..rows).map(|i| if i % 20 == 7 { "often".to_owned() } else { format!("n{i}") });
        let told = column(texts);
        assert_eq!(told.distinct, LIMITS.profile_values as u64);
        assert!(told.more_distinct);
        assert_eq!(told.top, [Frequent { text: "often".to_owned(), count: rows / 20 }]);
    }
}
