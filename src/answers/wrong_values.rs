//! The different texts that have a problem in one column, each with its number of cells and what is offered for it.

use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::check::retell;
use crate::problem::{Cause, Finding};
use crate::session::Session;
use std::collections::HashMap;

/// Different texts that are told of a column.
const MOST: usize = 200;

/// A text that has a problem, and how many cells hold it.
///
/// Given by [`Session::wrong_values`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// What the user sees in the cells.
    pub text: String,
    /// Exactly how many cells hold it.
    pub count: u64,
    /// What the open repair would write; absent where none is offered, or several are.
    pub suggestion: Option<String>,
}

/// The texts that have a problem in a column.
///
/// Given by [`Session::wrong_values`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrongValues {
    /// The most frequent one first.
    pub values: Vec<WrongValue>,
    /// How many different texts there are besides those.
    pub more: u64,
    /// How many cells have the problem.
    pub cells: u64,
}

impl IntoJson for WrongValue {
    fn into_json(self) -> Json {
        object! { "text": self.text, "count": self.count, "suggestion": self.suggestion }
    }
}

impl IntoJson for WrongValues {
    fn into_json(self) -> Json {
        object! { "values": self.values, "more": self.more, "cells": self.cells }
    }
}

impl Session<'_> {
    /// The texts that have a problem (by its code) in a column (0 is A) of a file (by its place in the job). Where the
    /// problem was found more often than it is listed, every row is judged once more, so the counts are exact all the
    /// same. Empty where there is no such problem, column or file.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new("name,age\nAda,many\nBob,many\n"));
    /// let mut session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let wrong = session.wrong_values(0, "T110", 1);
    /// assert_eq!((wrong.values[0].text.as_str(), wrong.values[0].count, wrong.cells), ("many", 2, 2));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn wrong_values(&mut self, file: usize, code: &str, column: u32) -> WrongValues {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file).filter(|f| f.unreadable.is_none()) else {
            return WrongValues::default();
        };
        let told = file.with_subject(lang, |book, subject, checked| {
            let mut counted = Counted::default();
            let wanted = |f: &Finding| f.problem.code == code && f.place.column() == Some(column);
            let cause = |cause: &Cause| cause.problem.code == code && cause.column == Some(column);
            if checked.findings.cut().any(cause) {
                retell::each_finding(book, subject, checked, &wanted, &mut |f| counted.add(f));
            } else {
                checked.findings.kept().iter().filter(|f| wanted(f)).for_each(|f| counted.add(f));
            }
            // What a reader found and did not keep is known by its number only.
            let of_cause = checked.findings.causes().filter(|(one, _)| cause(one));
            let cells = of_cause.map(|(_, count)| count).sum::<u64>().max(counted.cells);
            WrongValues { cells, ..counted.told() }
        });
        told.unwrap_or_default()
    }
}

#[derive(Default)]
struct Counted {
    texts: HashMap<String, (u64, Option<String>)>,
    cells: u64,
    /// Cells whose texts are not told apart.
    beyond: u64,
}

impl Counted {
    fn add(&mut self, finding: &Finding) {
        self.cells += 1;
        let mut open = finding.open_repairs();
        let only = open.next().filter(|_| open.next().is_none()).and_then(|fix| fix.text.as_ref());
        if let Some((count, suggestion)) = self.texts.get_mut(&finding.value) {
            *count += 1;
            // Where not every cell is told in full, one of them says what is offered.
            if suggestion.is_none() {
                *suggestion = only.cloned();
            }
        } else if self.texts.len() < LIMITS.wrong_values {
            self.texts.insert(finding.value.clone(), (1, only.cloned()));
        } else {
            self.beyond += 1;
        }
    }

    fn told(self) -> WrongValues {
        let different = self.texts.len() as u64 + self.beyond;
        let mut values: Vec<WrongValue> = self
            .texts
            .into_iter()
            .map(|(text, (count, suggestion))| WrongValue { text, count, suggestion })
            .collect();
        sorting::sort_by(&mut values, |a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        values.truncate(MOST);
        WrongValues { more: different - values.len() as u64, values, cells: self.cells }
    }
}
