//! Finds the sheet and the header row, and pairs headings with the fields of a definition.
//!
//! What is paired here is judged in `rules/headings.rs`.

use crate::base::blank::{is_invisible, shows_nothing};
use crate::base::limits::LIMITS;
use crate::base::near::Near;
use crate::base::sorting;
use crate::definition::ImportDefinition;
use crate::edits::{ColumnMapping, ColumnSource, Decisions, Mapping, mapping};
use crate::problem::short_name;
use crate::read::{SheetInfo, Wishes};
use crate::record::heading_problems::{
    COLUMN_WITHOUT_HEADING, DUPLICATE_HEADING, MISSPELT_HEADING, UNKNOWN_COLUMN,
};
use crate::record::heading_rows::{self, Above};
pub(crate) use crate::record::layout::{Heading, Layout, Made, Pairing, Slot};
use crate::record::own_columns;
use crate::table::{Row, column_of, letters};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// How many non-blank rows at the top may come before the header.
const LOOK_DOWN: usize = 30;

/// Where none of those rows has the headings of an import, one further down has them if it has at least this share of them:
/// the rows of data that are looked at then must not be taken for headings.
const CLEAR: f64 = 0.8;

/// Longer texts, in bytes, are no headings: comparing them with every name would take long.
const LONGEST: usize = 1_000;

/// Below this share of matched headings a row is not taken for the header of an import.
pub(crate) const KNOWN: f64 = 0.4;

/// A heading without what people change about it: case, brackets, underscores, blanks, a trailing mark, a stray delimiter.
#[must_use]
pub(crate) fn fold_heading(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '[' | ']' | '(' | ')' | '{' | '}' | '"' | ',' | ';' => {}
            c if is_invisible(c) => {}
            c if c.is_whitespace() || matches!(c, '_' | '-' | '\u{2010}'..='\u{2015}') => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.trim_end_matches([' ', '*', ':']).to_owned()
}

/// Whether two headings are the same once folded. Most texts that are compared differ within their first letters, which
/// is seen without folding: letters and digits outlast it.
pub(crate) fn same_heading(a: &str, b: &str) -> bool {
    fn lasting(text: &str) -> impl Iterator<Item = char> {
        text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric())
    }
    let lasts = |(a, b): &(u8, u8)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
    if a.bytes().zip(b.bytes()).take_while(lasts).any(|(a, b)| !a.eq_ignore_ascii_case(&b)) {
        return false;
    }
    a == b || (lasting(a).eq(lasting(b)) && fold_heading(a) == fold_heading(b))
}

/// The names of a definition, folded once.
pub(super) struct Names<'d> {
    pub(super) definition: &'d ImportDefinition,
    mapping: &'d Mapping,
    folded: Vec<Vec<String>>,
    /// The names by the number of their letters, in the order of the fields.
    by_length: HashMap<usize, Vec<(usize, usize)>>,
    /// Letters that the headings of a row may still be compared by.
    letters: Cell<usize>,
    /// The fields by their own names, and by any of their names: each cell of the first rows is looked up.
    own: HashMap<String, usize>,
    any: HashMap<String, usize>,
}

impl<'d> Names<'d> {
    fn new(definition: &'d ImportDefinition, mapping: &'d Mapping) -> Names<'d> {
        let folded: Vec<Vec<String>> = definition
            .fields
            .iter()
            .map(|f| {
                let titles = std::iter::once(&f.title.plain).chain(f.title.others.values());
                let mut names: Vec<String> = [&f.heading, &f.name]
                    .into_iter()
                    .chain(&f.aliases)
                    .chain(titles)
                    .map(|n| fold_heading(n))
                    .collect();
                names.dedup();
                names
            })
            .collect();
        let (mut own, mut any) = (HashMap::new(), HashMap::new());
        let mut by_length: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for (index, names) in folded.iter().enumerate() {
            names.iter().take(1).for_each(|name| _ = own.entry(name.clone()).or_insert(index));
            names.iter().for_each(|name| _ = any.entry(name.clone()).or_insert(index));
            for (at, name) in names.iter().enumerate() {
                by_length.entry(name.chars().count()).or_default().push((index, at));
            }
        }
        Names { definition, mapping, folded, by_length, letters: Cell::new(0), own, any }
    }

    /// The field a heading names: its own name wins over another field's alias.
    fn field(&self, heading: &str) -> Option<(usize, Pairing)> {
        let folded = fold_heading(heading);
        if folded.is_empty() {
            return None;
        }
        let index = *self.own.get(&*folded).or_else(|| self.any.get(&*folded))?;
        let exact = self.definition.fields.get(index).is_some_and(|f| f.heading == heading);
        Some((index, if exact { Pairing::Exact } else { Pairing::Alias }))
    }

    /// Whether a text is one of the names of a field.
    pub(super) fn is_of(&self, field: usize, text: &str) -> bool {
        self.folded.get(field).is_some_and(|names| names.contains(&fold_heading(text)))
    }

    /// The field that `Language 2` repeats.
    fn repeated(&self, heading: &str) -> Option<usize> {
        let folded = fold_heading(heading);
        let base = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        if base.len() == folded.len() {
            return None;
        }
        let base = base.trim_end();
        let index = *self.any.get(base)?;
        self.definition.fields.get(index).filter(|f| f.repeats).map(|_| index)
    }

    /// The field whose name is nearest to a heading; of several the first. Absent once the headings of the row were
    /// compared by more letters than is allowed.
    fn near(&self, heading: &str) -> Option<usize> {
        let folded = fold_heading(heading);
        let length = folded.chars().count();
        let mut best: Option<(usize, usize, usize)> = None;
        // Of each length, as many mistakes as a name so long may have.
        for letters in length.saturating_sub(3).max(4)..=length + 3 {
            let allowed = (letters / 5).clamp(1, 3);
            let Some(names) = self.by_length.get(&letters).filter(|_| length.abs_diff(letters) <= allowed)
            else {
                continue;
            };
            let Some(mut search) = Near::new(&folded, allowed) else { continue };
            for (field, at) in names {
                let Some(name) = self.folded.get(*field).and_then(|names| names.get(*at)) else { continue };
                let before = search.left();
                let distance = search.distance(name);
                self.letters.set(self.letters.get().checked_sub(before - search.left())?);
                let Some(distance) = distance else { continue };
                if best.is_none_or(|best| (distance, *field, *at) < best) {
                    best = Some((distance, *field, *at));
                }
            }
        }
        best.map(|(_, field, _)| field)
    }
}

/// Whether a text is the heading of a field, in whatever spelling.
pub(crate) fn is_heading_of(definition: &ImportDefinition, text: &str) -> bool {
    Names::new(definition, &Mapping::default()).field(text).is_some()
}

/// The headings of further columns that are kept.
struct Extra<'e> {
    as_written: HashSet<&'e str>,
    folded: HashSet<String>,
}

impl<'e> Extra<'e> {
    fn of(headings: &'e [String]) -> Extra<'e> {
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
fn paired(
    (row, above): (&Row, Above<'_>),
    sheet: usize,
    names: &Names<'_>,
    extra: &Extra<'_>,
    decisions: &[crate::edits::Decision],
    near: bool,
) -> Layout {
    let definition = names.definition;
    let decisions = Decisions(decisions);
    names.letters.set(LIMITS.heading_letters);
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
        by_cells: Vec::new(),
        alike: Vec::new(),
        beside: Vec::new(),
        over_two_rows,
        repeated: Vec::new(),
        further: Vec::new(),
        moved_over: None,
        score,
    }
}

/// Takes what the row above says for headings: those of cells that reach over both rows, and those of groups (`Billing`
/// over `City`). At least one column must have a name of its own, or it is the row below the headings. True where the
/// row above made a heading.
fn complete(headings: &mut [Heading], above: Above<'_>, names: &Names<'_>) -> bool {
    let column = |heading: &Heading| heading.column as usize;
    let grouped = |(heading, group): (&Heading, Option<&str>)| {
        let group = group.filter(|group| {
            heading.pairing != Pairing::Empty && group.len() + heading.text.len() <= LONGEST
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
    } else if text.len() > LONGEST {
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
        let hinted = open && heading.text.len() <= LONGEST;
        let bare = Some(heading.text.as_str()).filter(|_| hinted).and_then(without_hint);
        let field = bare.and_then(|bare| names.field(bare)).map(|(field, _)| field);
        if let Some(field) = field.filter(|field| !taken.contains(field)) {
            (heading.field, heading.pairing) = (Some(field), Pairing::Alias);
        }
    }
}

/// A heading without what stands in brackets at its end; absent if nothing does, or nothing stands before.
pub(super) fn without_hint(heading: &str) -> Option<&str> {
    let text = heading.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':'));
    let open = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let bare = text.get(..text.rfind(open)?)?.trim();
    (!bare.is_empty()).then_some(bare)
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

/// Finds the sheet and row that fit a definition best, within the user's wishes, among the rows at the top.
#[must_use]
pub(crate) fn find(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
) -> Option<Layout> {
    find_in(sheets, definition, wishes, extra, decisions, mapping, false)
}

/// The same among the rows below those, as far as they are kept; only what is clearly a header counts. For files in which no
/// import has its headings at the top.
pub(crate) fn find_far_down(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
) -> Option<Layout> {
    let found = || find_in(sheets, definition, wishes, extra, decisions, mapping, true);
    wishes.header_row.is_none().then(found).flatten()
}

fn find_in(
    sheets: &[SheetInfo],
    definition: &ImportDefinition,
    wishes: &Wishes,
    extra: &[String],
    decisions: &[crate::edits::Decision],
    mapping: &Mapping,
    look_far_down: bool,
) -> Option<Layout> {
    let names = Names::new(definition, mapping);
    let extra = &Extra::of(extra);
    let mut best: Option<(f64, Layout, (&Row, Above<'_>))> = None;
    for (index, sheet) in sheets.iter().enumerate() {
        let named = wishes.sheet.as_ref().is_none_or(|name| *name == sheet.name);
        let ours = wishes.sheet.is_none() && own_columns::is_sheet(sheet);
        if sheet.refused.is_some() || !named || ours {
            continue;
        }
        for (depth, row) in sheet.head.iter().enumerate() {
            let (chosen, far_down) = (wishes.header_row.is_some(), depth >= LOOK_DOWN);
            if !chosen && far_down != look_far_down {
                continue;
            }
            if wishes.header_row.is_some_and(|wanted| wanted != row.number) {
                continue;
            }
            let row = (row, Above::of(&sheet.head, depth));
            let layout = paired(row, index, &names, extra, decisions, !decisions.is_empty());
            // Hidden sheets, later sheets and later rows must be better, not as good.
            let rank = layout.score - if sheet.hidden { 0.05 } else { 0.0 };
            let matched = layout.headings.iter().filter(|h| h.field.is_some()).count();
            // One matching word in a title row is chance; a header has at least two, or all it needs.
            let likely = matched >= 2 || layout.score >= 0.99;
            if look_far_down && !(matched >= 2 && layout.score >= CLEAR) {
                continue;
            }
            let rank = if likely { rank } else { rank - 1.0 };
            if best.as_ref().is_none_or(|(r, ..)| rank > *r) {
                best = Some((rank, layout, row));
            }
        }
    }
    best.map(|(_, layout, row)| {
        let mut layout = paired(row, layout.sheet, &names, extra, decisions, true);
        let head = sheets.get(layout.sheet).map_or(&[][..], |sheet| &sheet.head);
        heading_rows::find(head, &mut layout, &names);
        layout
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Marks;
    use proptest::prelude::*;

    fn row(number: u32, texts: &[&str]) -> Row {
        let mut row = Row::new();
        row.clear(number, 0);
        texts.iter().for_each(|t| row.push_text(t, Marks::default()));
        row
    }

    fn definition() -> ImportDefinition {
        ImportDefinition::parse(
            r#"{"fields": [{"name": "first name", "aliases": ["prénom"]}, {"name": "city"},
                {"name": "language", "repeats": true}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn headings_far_down_are_found_where_they_are_clear() {
        let d = definition();
        let sheet = |filled: u32, headings: &[&str]| {
            let mut head: Vec<Row> = (1..=filled).map(|n| row(n, &["Note", "city of the year"])).collect();
            head.push(row(filled + 1, headings));
            head.push(row(filled + 2, &["Ada", "Cork"]));
            SheetInfo { name: String::new(), hidden: false, head, refused: None }
        };
        let found = |sheet: SheetInfo| {
            let (wishes, mapping, sheets) = (Wishes::default(), Mapping::default(), [sheet]);
            let top = find(&sheets, &d, &wishes, &[], &[], &mapping).filter(|layout| layout.score >= KNOWN);
            let below = || find_far_down(&sheets, &d, &wishes, &[], &[], &mapping);
            top.or_else(below).map(|layout| layout.header_row)
        };
        for filled in [0, 3, 29, 30, 45, 90] {
            assert_eq!(found(sheet(filled, &["First name", "City"])), Some(filled + 1), "{filled}");
        }
        // A row with one name among others is a row.
        assert_eq!(found(sheet(45, &["First name", "City", "Phone", "Remark"])), None);
        // Headings at the top win over a row that says the same further down.
        let mut twice = sheet(60, &["First name", "City"]);
        twice.head.insert(0, row(1, &["first name", "city"]));
        assert_eq!(found(twice), Some(1));
    }

    #[test]
    fn of_sheets_with_the_same_headings_the_first_is_taken_whatever_stands_above_them() {
        let sheet = |titles: u32, hidden: bool, headings: &[&str]| {
            let mut head: Vec<Row> = (1..=titles).map(|n| row(n, &["Plan of the year"])).collect();
            head.push(row(titles + 1, headings));
            SheetInfo { name: String::new(), hidden, head, refused: None }
        };
        let chosen = |sheets: [SheetInfo; 2]| {
            let found = find(&sheets, &definition(), &Wishes::default(), &[], &[], &Mapping::default());
            found.map(|layout| (layout.sheet, layout.header_row))
        };
        let all = ["First name", "City"];
        assert_eq!(chosen([sheet(3, false, &all), sheet(0, false, &all)]), Some((0, 4)));
        // One that fits better is taken all the same, and one that is seen before one that is hidden.
        assert_eq!(chosen([sheet(0, false, &["City", "Phone"]), sheet(3, false, &all)]), Some((1, 4)));
        assert_eq!(chosen([sheet(0, true, &all), sheet(3, false, &all)]), Some((1, 4)));
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

    proptest! {
        /// What is looked up by lengths is what comparing with every name finds.
        #[test]
        fn the_nearest_field_is_the_first_of_the_nearest(
            fields in proptest::collection::vec("[ab]{3,6}|[ab]{10,12}|[ab]{15,17}", 1..9),
            heading in "[ab]{3,18}",
        ) {
            // No two fields have one name.
            prop_assume!(fields.iter().collect::<HashSet<_>>().len() == fields.len());
            let json: Vec<_> = fields.iter().enumerate().map(|(i, name)| {
                serde_json::json!({ "name": format!("unlike the others {i}"), "aliases": [name] })
            }).collect();
            let definition = ImportDefinition::parse(&serde_json::json!({ "fields": json }).to_string()).unwrap();
            let mapping = Mapping::default();
            let names = Names::new(&definition, &mapping);
            names.letters.set(LIMITS.heading_letters);
            let distance = |name: &String| {
                let allowed = (name.len() / 5).clamp(1, 3);
                (name.len() > 3).then(|| Near::new(&heading, allowed)?.distance(name)).flatten()
            };
            let found = fields.iter().enumerate().filter_map(|(i, name)| Some((distance(name)?, i)));
            prop_assert_eq!(names.near(&heading), found.min().map(|(_, i)| i));
        }
    }

    #[test]
    fn the_headings_of_a_row_are_compared_by_so_many_letters_and_no_more() {
        let fields: Vec<_> = (0..3_000)
            .map(|i| serde_json::json!({ "name": format!("support of the southern office {i:05}") }))
            .collect();
        let definition =
            ImportDefinition::parse(&serde_json::json!({ "fields": fields }).to_string()).unwrap();
        let mapping = Mapping::default();
        let names = Names::new(&definition, &mapping);
        names.letters.set(LIMITS.heading_letters);
        let looked_up = |count: usize| {
            (0..count)
                .filter(|i| names.near(&format!("suport of the southern office {i:05}")).is_some())
                .count()
        };
        // Of a hundred all are found, by a part of what is allowed; of very many those at the end are not looked for.
        assert_eq!(looked_up(100), 100);
        let left = names.letters.get();
        assert!(left > LIMITS.heading_letters / 2, "{left}");
        assert!(looked_up(3_000) < 3_000);
    }

    #[test]
    fn the_header_below_a_title() {
        let sheet = SheetInfo {
            name: String::new(),
            hidden: false,
            head: vec![row(1, &["My city list"]), row(3, &["Prénom", "City"]), row(4, &["Ana", "Cork"])],
            refused: None,
        };
        let layout = find(&[sheet], &definition(), &Wishes::default(), &[], &[], &Mapping::default())
            .map(|l| l.header_row);
        assert_eq!(layout, Some(3));
    }
}
