//! Which field a column that nobody knows may be: by its heading, and by how many of its cells the field would take.

use crate::base::json::{IntoJson, Json, object};
use crate::base::sorting;
use crate::judge::{Notation, try_texts};
use crate::problem::short_name;
use crate::record::heading_names::fold_heading;
use crate::record::layout::{Layout, Pairing};
use crate::record::values::State;
use crate::session::Session;
use crate::table::letters;

/// Cells of a column that are tried, and as many are shown.
const TRIED: usize = 60;
const SHOWN: usize = 3;

/// Below this likeness of the names a pair is offered only if the cells speak for it.
const ALIKE: f64 = 0.5;

/// Longer cells say no more, in bytes.
const LONGEST: usize = 300;

/// A column and a field that may belong together.
///
/// Given by [`Session::suggestions`].
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Column index, 0 for A.
    pub column: u32,
    /// Its heading.
    pub heading: String,
    /// The field, by its name.
    pub field: String,
    /// How alike heading and names of the field are, 0 to 1.
    pub likeness: f64,
    /// The share of filled cells among the first rows that the field would take, 0 to 1.
    pub fits: f64,
    /// The first filled cells.
    pub samples: Vec<String>,
}

impl IntoJson for Suggestion {
    fn into_json(self) -> Json {
        let rounded = |share: f64| (share * 100.0).round() / 100.0;
        object! {
            "letter": letters(self.column), "column": self.column, "heading": self.heading, "field": self.field,
            "likeness": rounded(self.likeness), "fits": rounded(self.fits), "samples": self.samples,
        }
    }
}

impl Session<'_> {
    /// The columns of a file that no field was found for, each with the fields without a column that it may be; the most
    /// likely first. Only the first rows are looked at.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "quantity", "type": "integer"}]}"#)?;
    /// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,quantities sold\nnuts,36\n"));
    /// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let suggestion = &session.suggestions(0)[0];
    /// assert_eq!((suggestion.heading.as_str(), suggestion.field.as_str()), ("quantities sold", "quantity"));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn suggestions(&self, file: usize) -> Vec<Suggestion> {
        let Some(file) = self.files.get(file) else { return Vec::new() };
        let (Some(book), Some(layout), Some(definition)) = (&file.book, &file.layout, &file.definition)
        else {
            return Vec::new();
        };
        let Some(sheet) = book.sheets().get(layout.sheet) else { return Vec::new() };
        let mut found = Vec::new();
        for heading in
            layout.headings.iter().filter(|h| matches!(h.pairing, Pairing::Unknown | Pairing::Near(_)))
        {
            let cells: Vec<&str> = sheet
                .head
                .iter()
                .filter(|row| row.number > layout.header_row)
                .map(|row| row.cell(heading.column as usize).shown)
                .filter(|text| !text.trim().is_empty() && text.len() <= LONGEST)
                .take(TRIED)
                .collect();
            for field in free(layout, definition.fields.len()) {
                let Some(wanted) = definition.fields.get(field) else { continue };
                let names = [&wanted.heading, &wanted.name, &wanted.title.plain].into_iter();
                let names = names.chain(&wanted.aliases).chain(wanted.title.others.values());
                let likeness = names.map(|name| alike(&heading.text, name)).fold(0.0, f64::max);
                let trials = try_texts(definition, field, Notation::default(), cells.iter().copied());
                let good = trials.iter().filter(|trial| trial.state == State::Good).count();
                let fits = if cells.is_empty() { 0.0 } else { good as f64 / cells.len() as f64 };
                // Any text fits a text: that says nothing.
                let telling =
                    !wanted.kind.is_text() || !wanted.allowed.is_empty() || wanted.pattern.is_some();
                if likeness >= ALIKE || (telling && fits >= 0.9) {
                    found.push(Suggestion {
                        column: heading.column,
                        heading: short_name(&heading.text).into_owned(),
                        field: wanted.name.clone(),
                        likeness,
                        fits,
                        samples: cells.iter().take(SHOWN).map(|cell| (*cell).to_owned()).collect(),
                    });
                }
            }
        }
        sorting::sort_by(&mut found, |a, b| {
            let alike = |s: &Suggestion| if s.likeness >= ALIKE { s.likeness } else { 0.0 };
            (a.column.cmp(&b.column)).then(alike(b).total_cmp(&alike(a))).then(b.fits.total_cmp(&a.fits))
        });
        found
    }
}

/// The fields that have no column and no other source.
fn free(layout: &Layout, fields: usize) -> impl Iterator<Item = usize> {
    (0..fields).filter(|field| !layout.has(*field))
}

/// How alike two headings are: the share of letters that stay.
fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (fold_heading(a), fold_heading(b));
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 || longest > 200 {
        return 0.0;
    }
    // A word of one inside the other is much, too: “client name” and “name”.
    let shorter = if a.len() < b.len() { &a } else { &b };
    let inside =
        shorter.chars().count() >= 3 && (a.split(' ').any(|w| w == b) || b.split(' ').any(|w| w == a));
    let letters = 1.0 - strsim::osa_distance(&a, &b) as f64 / longest as f64;
    if inside { letters.max(0.6) } else { letters }
}
