//! Pairs the headings of a row with the fields of a definition: by their names, by what a mapping says, by what the user
//! decided.
//!
//! What is paired here is judged in `rules/headings.rs`.

use crate::base::blank::shows_nothing;
use crate::base::limits::LIMITS;
use crate::base::sorting;
use crate::definition::ImportDefinition;
use crate::edits::{ColumnMapping, ColumnSource, Decisions, Mapping, mapping};
use crate::problem::short_name;
use crate::record::heading_names::{Names, fold_heading, without_hint};
use crate::record::heading_problems::{
    COLUMN_WITHOUT_HEADING, DUPLICATE_HEADING, MISSPELT_HEADING, UNKNOWN_COLUMN,
};
use crate::record::heading_rows::Above;
use crate::record::layout::{Heading, Layout, Made, Pairing, Slot};
use crate::record::own_columns;
use crate::table::{Row, column_of, letters};
use std::collections::{HashMap, HashSet};

/// The headings of further columns that are kept.
pub(super) struct Extra<'e> {
    as_written: HashSet<&'e str>,
    folded: HashSet<String>,
}

impl<'e> Extra<'e> {
    pub(super) fn of(headings: &'e [String]) -> Extra<'e> {
        Extra {
            as_written: headings.iter().map(String::as_str).collect(),
            folded: headings.iter().map(|heading| fold_heading(heading)).collect(),
        }
    }

    fn has(&self, heading: &str) -> bool {
        !self.folded.is_empty()
            && (self.as_written.contains(&*short_name(heading))
                || self.folded.contains(&fold_heading(heading)))
    }
}

/// Pairs the cells of a row with the fields of a definition.
#[must_use]
#[cfg(test)]
pub(crate) fn pair(
    row: &Row,
    sheet: usize,
    definition: &ImportDefinition,
    extra: &[String],
    decisions: &[crate::edits::Decision],
) -> Layout {
    let mapping = Mapping::default();
    let names = Names::new(definition, &mapping);
    paired((row, Above::NONE), sheet, &names, &Extra::of(extra), decisions, true)
}

/// As [`pair`]; near headings are looked for only if `near`. They are slow to find, and count for the score only after
/// a decision.
pub(super) fn paired(
    (row, above): (&Row, Above<'_>),
    sheet: usize,
    names: &Names<'_>,
    extra: &Extra<'_>,
    decisions: &[crate::edits::Decision],
    near: bool,
) -> Layout {
    let definition = names.definition;
    let decisions = Decisions(decisions);
    names.begin_row();
    let mut headings: Vec<Heading> =
        (0..row.len()).map(|i| heading(row, i, names, extra, &decisions, near)).collect();
    let over_two_rows = complete(&mut headings, above, names);
    settle_hints(&mut headings, names);
    apply(&mut headings, names);
    while headings.last().is_some_and(|h| h.pairing == Pairing::Empty) {
        headings.pop();
    }
    pair_namesakes(&mut headings, definition);
    settle_duplicates(&mut headings, definition, &decisions);
    settle_near(&mut headings, definition, &decisions);
    let slots = slots(&headings, names);
    let score = score(&headings, &slots, definition);
    let places = Places::of(&headings, names.mapping);
    let sources = names.mapping.columns.iter().flat_map(ColumnMapping::columns);
    let absent = sources.filter(|source| places.get(source).is_none()).map(ColumnSource::name).collect();
    Layout {
        sheet,
        header_row: row.number,
        headings,
        slots,
        absent,
        over_two_rows,
        score,
        ..Layout::default()
    }
}

/// Takes what the row above says for headings: those of cells that reach over both rows, and those of groups (`Billing`
/// over `City`). At least one column must have a name of its own, or it is the row below the headings. True where the
/// row above made a heading.
fn complete(headings: &mut [Heading], above: Above<'_>, names: &Names<'_>) -> bool {
    let column = |heading: &Heading| heading.column as usize;
    let grouped = |(heading, group): (&Heading, Option<&str>)| {
        let group = group.filter(|group| {
            heading.pairing != Pairing::Empty && group.len() + heading.text.len() <= LIMITS.heading_bytes
        })?;
        names.field(&format!("{group} {}", heading.text.trim())).map(|(field, _)| field)
    };
    let groups: Vec<Option<usize>> = headings.iter().zip(above.groups(headings.len())).map(grouped).collect();
    if groups.iter().all(Option::is_none) && headings.iter().all(|heading| heading.field.is_none()) {
        return false;
    }
    let mut made = false;
    for (heading, group) in headings.iter_mut().zip(groups) {
        let alone = Some(&*heading).filter(|heading| heading.pairing == Pairing::Empty);
        if let Some((text, (field, _))) = alone
            .and_then(|heading| above.heading(column(heading)))
            .and_then(|text| Some((text, names.field(text)?)))
        {
            *heading = Heading {
                column: heading.column,
                text: text.to_owned(),
                field: Some(field),
                pairing: Pairing::Alias,
            };
            made = true;
        } else if group.is_some() && group != heading.field {
            (heading.field, heading.pairing) = (group, Pairing::Alias);
            made = true;
        }
    }
    made
}

fn heading(
    row: &Row,
    index: usize,
    names: &Names<'_>,
    extra: &Extra<'_>,
    decisions: &Decisions<'_>,
    near: bool,
) -> Heading {
    let column = u32::try_from(index).unwrap_or(u32::MAX);
    let text = row.cell(index).shown.to_owned();
    let named = || decisions.accepted(&COLUMN_WITHOUT_HEADING, "", &letters(column));
    let (field, pairing) = if shows_nothing(&text) {
        let chosen = named().and_then(|name| names.field(name));
        chosen.map_or((None, Pairing::Empty), |(field, _)| (Some(field), Pairing::Chosen))
    } else if text.len() > LIMITS.heading_bytes {
        (None, Pairing::Unknown)
    } else if let Some((field, pairing)) = names.field(&text) {
        (Some(field), pairing)
    } else if own_columns::is_heading(&text) {
        (None, Pairing::Ours)
    } else if let Some(field) = names.repeated(&text) {
        (Some(field), Pairing::Repeat)
    } else if extra.has(&text) || decisions.accepted(&UNKNOWN_COLUMN, "", text.trim()).is_some() {
        (None, Pairing::Extra)
    } else if let Some(field) = near.then(|| names.near(&text)).flatten() {
        (None, Pairing::Near(field))
    } else if names.definition.keeps_columns() {
        (None, Pairing::Extra)
    } else {
        (None, Pairing::Unknown)
    };
    Heading { column, text, field, pairing }
}

/// A hint in brackets does not hide a heading (`Duration (h)`), as long as no other column has the name itself.
fn settle_hints(headings: &mut [Heading], names: &Names<'_>) {
    let taken: HashSet<usize> = headings.iter().filter_map(|heading| heading.field).collect();
    for heading in headings.iter_mut() {
        let open = matches!(heading.pairing, Pairing::Near(_) | Pairing::Unknown);
        let hinted = open && heading.text.len() <= LIMITS.heading_bytes;
        let bare = Some(heading.text.as_str()).filter(|_| hinted).and_then(without_hint);
        let field = bare.and_then(|bare| names.field(bare)).map(|(field, _)| field);
        if let Some(field) = field.filter(|field| !taken.contains(field)) {
            (heading.field, heading.pairing) = (Some(field), Pairing::Alias);
        }
    }
}

/// Where the columns stand that a mapping names: by their places, or by their headings to the letter, else folded.
#[derive(Default)]
struct Places {
    columns: HashMap<u32, usize>,
    written: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Places {
    fn of(headings: &[Heading], mapping: &Mapping) -> Places {
        let mut places = Places::default();
        if mapping.columns.is_empty() {
            return places;
        }
        for (at, heading) in headings.iter().enumerate() {
            places.columns.entry(heading.column).or_insert(at);
            places.written.entry(heading.text.clone()).or_insert(at);
            places.written.entry(short_name(&heading.text).into_owned()).or_insert(at);
            places.folded.entry(fold_heading(&heading.text)).or_insert(at);
        }
        places
    }

    fn get(&self, source: &ColumnSource) -> Option<usize> {
        match source {
            ColumnSource::Column(column) => self.columns.get(column).copied(),
            ColumnSource::Heading(text) => {
                let written = self.written.get(text);
                written.or_else(|| self.folded.get(&fold_heading(text))).copied()
            }
        }
    }
}

/// What a mapping says of the columns; it wins over what their headings say. A field that it fills is no longer that of the
/// column whose heading names it.
fn apply(headings: &mut [Heading], names: &Names<'_>) {
    let field = |name: &String| mapping::field_of(names.definition, name);
    let places = Places::of(headings, names.mapping);
    let mut filled: Vec<usize> = Vec::new();
    for column in &names.mapping.columns {
        let (pairing, to) = match column {
            ColumnMapping::Rename { from, to: Some(to) } => match (places.get(from), field(to)) {
                // A column that is not there fills nothing.
                (None, _) | (_, None) => continue,
                (_, Some(to)) => (Pairing::Mapped, Some(to)),
            },
            ColumnMapping::Rename { to: None, .. } => (Pairing::LeftOut, None),
            ColumnMapping::Constant { to, only_blank, .. } => {
                filled.extend(field(to).filter(|_| !only_blank));
                continue;
            }
            ColumnMapping::Join { to, .. } => {
                filled.extend(field(to));
                (Pairing::Used, None)
            }
            ColumnMapping::Split { to, .. } => {
                filled.extend(to.iter().filter_map(field));
                (Pairing::Used, None)
            }
        };
        for source in column.columns() {
            if let Some(at) = places.get(source) {
                headings[at].pairing = pairing;
                headings[at].field = to;
            }
        }
        filled.extend(to);
    }
    for heading in headings.iter_mut() {
        let by_name = matches!(heading.pairing, Pairing::Exact | Pairing::Alias | Pairing::Near(_));
        let field = match heading.pairing {
            Pairing::Near(field) => Some(field),
            _ => heading.field,
        };
        if by_name && field.is_some_and(|field| filled.contains(&field)) {
            (heading.pairing, heading.field) = (Pairing::Unknown, None);
        }
    }
}

/// The headings of each field, by their places.
fn of_fields(
    headings: &[Heading],
    definition: &ImportDefinition,
    counts: impl Fn(&Heading) -> bool,
) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); definition.fields.len()];
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| counts(heading)) {
        if let Some(of_field) = heading.field.and_then(|field| places.get_mut(field)) {
            of_field.push(at);
        }
    }
    places
}

/// Fields of one name take the columns of that name from left to right.
fn pair_namesakes(headings: &mut [Heading], definition: &ImportDefinition) {
    let mut of_name: HashMap<&str, Vec<usize>> = HashMap::with_capacity(definition.fields.len());
    for (index, field) in definition.fields.iter().enumerate() {
        of_name.entry(&field.name).or_default().push(index);
    }
    if of_name.len() == definition.fields.len() {
        return;
    }
    let mut places = of_fields(headings, definition, |_| true);
    for (first, field) in definition.fields.iter().enumerate() {
        let mut columns = std::mem::take(&mut places[first]);
        sorting::sort(&mut columns);
        let namesakes = of_name.get(&*field.name).map_or(&[][..], |indices| indices);
        let later = namesakes.iter().skip_while(|other| **other <= first);
        for (column, other) in columns.into_iter().skip(1).zip(later) {
            headings[column].field = Some(*other);
            places[*other].push(column);
        }
    }
}

/// Of several columns with one name the first stands, unless the user chose another by its letter.
fn settle_duplicates(headings: &mut [Heading], definition: &ImportDefinition, decisions: &Decisions<'_>) {
    let named = |h: &Heading| matches!(h.pairing, Pairing::Exact | Pairing::Alias);
    for (places, field) in of_fields(headings, definition, named).into_iter().zip(&definition.fields) {
        if places.len() < 2 {
            continue;
        }
        let chosen = decisions.accepted(&DUPLICATE_HEADING, &field.name, "").and_then(column_of);
        let keep = chosen.filter(|c| places.iter().any(|at| headings[*at].column == *c));
        let keep = keep.or_else(|| places.first().map(|at| headings[*at].column));
        for at in places {
            if Some(headings[at].column) != keep {
                headings[at].pairing = Pairing::Duplicate;
            }
        }
    }
}

/// A near heading is paired when its field has no column yet and the user agreed.
fn settle_near(headings: &mut [Heading], definition: &ImportDefinition, decisions: &Decisions<'_>) {
    let has = |h: &Heading| h.field.filter(|_| h.pairing != Pairing::Repeat);
    let mut taken: HashSet<usize> = headings.iter().filter_map(has).collect();
    for heading in headings.iter_mut() {
        let Pairing::Near(field) = heading.pairing else { continue };
        let name = definition.fields.get(field).map_or("", |f| f.name.as_str());
        if taken.contains(&field) {
            heading.pairing = if definition.keeps_columns() { Pairing::Extra } else { Pairing::Unknown };
        } else if decisions.accepted(&MISSPELT_HEADING, name, heading.text.trim()).is_some() {
            heading.pairing = Pairing::Chosen;
            heading.field = Some(field);
            taken.insert(field);
        }
    }
}

fn slots(headings: &[Heading], names: &Names<'_>) -> Vec<Slot> {
    let used = |p: Pairing| matches!(p, Pairing::Exact | Pairing::Alias | Pairing::Chosen | Pairing::Mapped);
    let places = of_fields(headings, names.definition, |h| used(h.pairing));
    let fields = names.definition.fields.iter().enumerate().zip(places);
    let mut slots: Vec<Slot> = fields
        .map(|((index, field), places)| {
            let column = places.first().map(|at| headings[*at].column);
            Slot::new(Some(index), column, field.heading.clone())
        })
        .collect();
    make(&mut slots, headings, names);
    for heading in headings {
        if matches!(heading.pairing, Pairing::Repeat | Pairing::Extra) {
            let name = heading.text.trim().to_owned();
            slots.push(Slot::new(heading.field, Some(heading.column), name));
        }
    }
    slots
}

/// Puts what a mapping makes into its slots.
fn make(slots: &mut [Slot], headings: &[Heading], names: &Names<'_>) {
    let places = Places::of(headings, names.mapping);
    let column_of = |source: &ColumnSource| places.get(source).map(|at| headings[at].column);
    let mut put = |name: &String, made: Made| {
        if let Some(slot) = mapping::field_of(names.definition, name).and_then(|index| slots.get_mut(index)) {
            slot.made = Some(made);
        }
    };
    for column in &names.mapping.columns {
        match column {
            ColumnMapping::Rename { .. } => {}
            ColumnMapping::Constant { value, to, .. } => put(to, Made::Constant(value.clone())),
            ColumnMapping::Join { from, with, to } => {
                let columns: Option<Vec<u32>> = from.iter().map(column_of).collect();
                if let Some(columns) = columns {
                    put(to, Made::Join(columns, with.clone()));
                }
            }
            ColumnMapping::Split { from, at, to } => {
                let Some(column) = column_of(from) else { continue };
                for (part, name) in to.iter().enumerate() {
                    put(name, Made::Part(column, at.clone(), part, to.len()));
                }
            }
        }
    }
    for (name, words) in &names.mapping.values {
        if let Some(slot) = mapping::field_of(names.definition, name).and_then(|index| slots.get_mut(index)) {
            slot.words.clone_from(words);
        }
    }
}

fn score(headings: &[Heading], slots: &[Slot], definition: &ImportDefinition) -> f64 {
    let counts = |h: &&Heading| !matches!(h.pairing, Pairing::Empty | Pairing::Ours | Pairing::LeftOut);
    let named = headings.iter().filter(counts).count();
    let known = |h: &&Heading| h.field.is_some() || matches!(h.pairing, Pairing::Extra | Pairing::Used);
    let matched = headings.iter().filter(known).count();
    let made = |index: usize| slots.get(index).is_some_and(|slot| slot.made.is_some());
    let named_fields: HashSet<usize> = headings.iter().filter_map(|h| h.field).collect();
    let has = |index: usize| made(index) || named_fields.contains(&index);
    let missing = (0..definition.fields.len()).filter(|i| definition.is_mandatory(*i) && !has(*i)).count();
    if named + missing == 0 {
        return 0.0;
    }
    matched as f64 / (named + missing) as f64
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::table::Marks;

    pub(in crate::record) fn row(number: u32, texts: &[&str]) -> Row {
        let mut row = Row::new();
        row.clear(number, 0);
        texts.iter().for_each(|t| row.push_text(t, Marks::default()));
        row
    }

    pub(in crate::record) fn definition() -> ImportDefinition {
        ImportDefinition::parse(
            r#"{"fields": [{"name": "first name", "aliases": ["prénom"]}, {"name": "city"},
                {"name": "language", "repeats": true}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn headings_in_other_spellings() {
        let d = definition();
        let layout = pair(&row(1, &["[First_Name] *", "CITY", "Language 2", "Citty"]), 0, &d, &[], &[]);
        let found: Vec<Pairing> = layout.headings.iter().map(|h| h.pairing).collect();
        assert_eq!(found, [Pairing::Alias, Pairing::Alias, Pairing::Repeat, Pairing::Unknown]);
        assert_eq!(layout.slots.len(), 4);
    }

    #[test]
    fn columns_that_we_added_count_for_nothing() {
        let d = definition();
        let ours = ["first name", "city", "Row (import check)", "Erreurs (contrôle d’import)"];
        let (with, without) =
            (pair(&row(1, &ours), 0, &d, &[], &[]), pair(&row(1, &ours[..2]), 0, &d, &[], &[]));
        assert_eq!(with.headings[3].pairing, Pairing::Ours);
        assert!((with.score - without.score).abs() < 1e-9);
    }

    #[test]
    fn a_near_heading_is_asked_about_when_its_field_is_free() {
        let d = definition();
        let layout = pair(&row(1, &["first nmae", "city"]), 0, &d, &[], &[]);
        assert_eq!(layout.headings[0].pairing, Pairing::Near(0));
        assert!(!layout.has(0) && layout.has(1));
    }
}
