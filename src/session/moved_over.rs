//! Files that follow an older template: they are moved over where their definition says how.

use crate::base::seeded::Map;
use crate::base::sorting;
use crate::definition::ImportDefinition;
use crate::definition::replaces::Replaced;
use crate::edits::mapping::field_of;
use crate::edits::{ColumnMapping, ColumnSource, Mapping};
use crate::record::header::{Among, HeadingSearch};
use crate::record::heading_names::{fold_heading, is_heading_of_field, same_heading};
use crate::record::layout::{Heading, Layout, MovedOver, Slot};
use crate::scalar::text::fold;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Where the headings are: those of today's template, or else of the one older template that the file follows.
pub(super) fn find(search: &HeadingSearch<'_>, among: Among) -> Option<Layout> {
    let HeadingSearch { definition, mapping, .. } = *search;
    let plain = search.find(among)?;
    let older = |replaced: &Replaced| {
        let (merged, added) = merged(replaced, definition, mapping, &plain.headings, |_| true);
        let mut layout = HeadingSearch { mapping: &merged, ..*search }.find(among)?;
        // Nobody misses a column that is gone.
        let of_template = |at: &usize| replaced.columns.get(*at).filter(|(_, field)| field.is_none());
        let gone = added.columns.iter().filter_map(of_template).map(|(heading, _)| heading.as_str());
        let gone: BTreeSet<&str> = sorting::gathered(gone);
        layout.absent.retain(|name| !gone.contains(name.as_str()));
        let moved = moved(replaced, definition, added, &layout, &plain)?;
        layout.moved_over = Some(moved);
        let wanted = replaced.columns.iter().filter(|(_, field)| field.is_some()).count();
        (layout.score >= plain.score).then_some(Fit { layout, wanted })
    };
    let fits: Vec<Fit> = definition.replaces.iter().filter_map(older).collect();
    Some(the_one(fits).unwrap_or(plain))
}

/// An older template that a file may follow: what comes of it, and by how many headings its files are known.
struct Fit {
    layout: Layout,
    wanted: usize,
}

impl Fit {
    /// The one that knows more of the file's headings is the better one; then the one with more headings.
    fn compare(&self, other: &Fit) -> Ordering {
        self.layout.score.total_cmp(&other.layout.score).then(self.wanted.cmp(&other.wanted))
    }

    /// Whether the same comes of both: values from the same places, and the same words in any order.
    fn comes_to(&self, other: &Fit) -> bool {
        fn words(slot: &Slot) -> BTreeSet<(Cow<'_, str>, &str)> {
            sorting::gathered(slot.words.iter().map(|(word, value)| (fold(word), value.as_str())))
        }
        let (one, other) = (&self.layout, &other.layout);
        let same = |(a, b): (&Slot, &Slot)| a.column == b.column && a.made == b.made && words(a) == words(b);
        (one.sheet, one.header_row, one.slots.len()) == (other.sheet, other.header_row, other.slots.len())
            && one.slots.iter().zip(&other.slots).all(same)
    }
}

/// The best; none where another is as good and something else would come of it, as the order of a list is no reason.
fn the_one(mut fits: Vec<Fit>) -> Option<Layout> {
    sorting::sort_by(&mut fits, |a, b| b.compare(a));
    let mut best_first = fits.into_iter();
    let first = best_first.next()?;
    let mut as_good = best_first.take_while(|other| other.compare(&first).is_eq());
    as_good.all(|other| other.comes_to(&first)).then_some(first.layout)
}

/// What is said of the columns of a file that follows an older template: what somebody said of it comes first.
pub(super) fn mapping(definition: &ImportDefinition, layout: &Layout, said: &Mapping) -> Option<Mapping> {
    let version = &layout.moved_over.as_ref()?.version;
    let replaced = definition.replaces.iter().find(|one| one.version == *version)?;
    let there: BTreeSet<String> = sorting::gathered(layout.headings.iter().map(|h| fold_heading(&h.text)));
    let is_there = |heading: &str| there.contains(&fold_heading(heading));
    Some(merged(replaced, definition, said, &layout.headings, is_there).0)
}

/// What an older template adds to what somebody said, by places in its list of columns, and fields with other words.
#[derive(Default)]
struct Added {
    columns: Vec<usize>,
    /// Columns that stand for a field, of which somebody said something.
    said: Vec<usize>,
    /// The fields, each with the number of words that somebody said of it: those come first.
    fields: Vec<(usize, usize)>,
}

/// A mapping with what an older template adds to it: columns that are gone only where the file has them, and words of which
/// nobody said what they stand for, for fields that no other column fills than the older template's own.
fn merged(
    replaced: &Replaced,
    definition: &ImportDefinition,
    said: &Mapping,
    headings: &[Heading],
    is_there: impl Fn(&str) -> bool,
) -> (Mapping, Added) {
    let (mut mapping, mut added) = (said.clone(), Added::default());
    let is = |name: &str, field: usize| field_of(definition, name) == Some(field);
    let name = |field: usize| definition.fields.get(field).map(|field| field.name.clone());
    let is_heading = |source: &ColumnSource, heading: &str| match source {
        ColumnSource::Heading(text) => same_heading(text, heading),
        ColumnSource::Column(column) => {
            headings.iter().any(|h| h.column == *column && same_heading(&h.text, heading))
        }
    };
    let fills = |column: &&ColumnMapping, field: usize| column.fields().iter().any(|name| is(name, field));
    // What stands in for blank cells leaves the column as it is.
    let blanks_only =
        |column: &&ColumnMapping| matches!(column, ColumnMapping::Constant { only_blank: true, .. });
    let whole = || said.columns.iter().filter(|column| !blanks_only(column));
    for (at, (heading, field)) in replaced.columns.iter().enumerate() {
        let is_said = whole().any(|column| {
            column.columns().iter().any(|source| is_heading(source, heading))
                || field.is_some_and(|field| fills(&column, field))
        });
        if is_said && field.is_some() {
            added.said.push(at);
        }
        if is_said || (field.is_none() && !is_there(heading)) {
            continue;
        }
        added.columns.push(at);
        let from = ColumnSource::Heading(heading.clone());
        mapping.columns.push(ColumnMapping::Rename { from, to: field.and_then(name) });
    }
    for (field, words) in &replaced.values {
        let older = replaced.columns.iter().find(|(_, to)| *to == Some(*field)).map(|(heading, _)| heading);
        // Which column has the words: the older template's own, or one that is called as it was and is.
        let has_words = |column: &ColumnMapping| match (column, older) {
            (ColumnMapping::Rename { from, .. }, Some(older)) => is_heading(from, older),
            (ColumnMapping::Rename { from, .. }, None) => headings
                .iter()
                .any(|h| is_heading(from, &h.text) && is_heading_of_field(definition, *field, &h.text)),
            _ => false,
        };
        if !whole().filter(|column| fills(column, *field)).all(has_words) {
            continue;
        }
        let Some(name) = name(*field) else { continue };
        let at = mapping.values.iter().position(|(name, _)| is(name, *field)).unwrap_or_else(|| {
            mapping.values.push((name, Vec::new()));
            mapping.values.len() - 1
        });
        let own = &mut mapping.values[at].1;
        let first = own.len();
        let known: BTreeSet<String> = sorting::gathered(own.iter().map(|(word, _)| word.to_lowercase()));
        own.extend(words.iter().filter(|(word, _)| !known.contains(&word.to_lowercase())).cloned());
        if own.len() > first {
            added.fields.push((*field, first));
        }
    }
    (mapping, added)
}

/// What is moved over in a file: nothing where it lacks a heading of the older template that stands for a field, or has one
/// of today's for it.
fn moved(
    replaced: &Replaced,
    definition: &ImportDefinition,
    added: Added,
    layout: &Layout,
    plain: &Layout,
) -> Option<MovedOver> {
    let mut moved = MovedOver { version: replaced.version.clone(), ..MovedOver::default() };
    let mut today = Vec::new();
    // Looked up, as there may be thousands of both.
    let mut by_text: Map<String, Vec<&Heading>> = Map::default();
    for heading in &layout.headings {
        by_text.entry(fold_heading(&heading.text)).or_default().push(heading);
    }
    let alike = |heading: &str| by_text.get(&fold_heading(heading)).map_or(&[][..], Vec::as_slice);
    // The file has all headings of the older template, whatever somebody said of some of them.
    let is_there = |heading: &str| alike(heading).iter().any(|h| same_heading(&h.text, heading));
    if replaced.columns.iter().any(|(heading, field)| field.is_some() && !is_there(heading)) {
        return None;
    }
    let here = |heading: &str, field: Option<usize>| {
        let is = |h: &&&Heading| same_heading(&h.text, heading) && (field.is_none() || h.field == field);
        alike(heading).iter().find(is).map(|h| h.column)
    };
    for (heading, field) in added.columns.iter().filter_map(|at| replaced.columns.get(*at)) {
        let column = here(heading, *field);
        match field {
            Some(field) => {
                moved.columns.push(column?);
                today.extend(plain.slots.get(*field).and_then(|slot| slot.column));
            }
            None => moved.gone.extend(column),
        }
    }
    for (heading, field) in added.said.iter().filter_map(|at| replaced.columns.get(*at)) {
        let Some(column) = here(heading, *field) else { continue };
        moved.said.push(column);
        // The heading that the field has today is beside it, so the file is none of that template.
        let is_todays = |h: &&Heading| {
            h.column != column && field.is_some_and(|field| is_heading_of_field(definition, field, &h.text))
        };
        today.extend(layout.headings.iter().find(is_todays).map(|h| h.column));
    }
    // One heading of today may have meant another field then.
    let columns: BTreeSet<u32> = sorting::gathered(moved.columns.iter().chain(&moved.said).copied());
    if columns.is_empty() || today.iter().any(|column| !columns.contains(column)) {
        return None;
    }
    moved.fields = added.fields;
    moved.fields.retain(|(field, _)| layout.has(*field));
    // Where somebody said all of it, nothing is moved over.
    let is_more = !(moved.columns.is_empty() && moved.gone.is_empty() && moved.fields.is_empty());
    is_more.then_some(moved)
}
