//! What a field may be called in a heading, however it is spelt: in other case, with brackets, a hint, a number, a mistake.

use crate::base::blank::is_invisible;
use crate::base::limits::LIMITS;
use crate::base::near::Near;
use crate::definition::ImportDefinition;
use crate::edits::Mapping;
use crate::record::layout::Pairing;
use std::cell::Cell;
use std::collections::HashMap;

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
    pub(super) mapping: &'d Mapping,
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
    pub(super) fn new(definition: &'d ImportDefinition, mapping: &'d Mapping) -> Names<'d> {
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

    /// The headings of a row are looked up: they may be compared by so many letters, and no more.
    pub(super) fn begin_row(&self) {
        self.letters.set(LIMITS.heading_letters);
    }

    /// The field a heading names: its own name wins over another field's alias.
    pub(super) fn field(&self, heading: &str) -> Option<(usize, Pairing)> {
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
    pub(super) fn repeated(&self, heading: &str) -> Option<usize> {
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
    pub(super) fn near(&self, heading: &str) -> Option<usize> {
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

/// Whether a text is one of the names that a field has in headings.
pub(crate) fn is_heading_of_field(definition: &ImportDefinition, field: usize, text: &str) -> bool {
    let Some(field) = definition.fields.get(field) else { return false };
    let titles = std::iter::once(&field.title.plain).chain(field.title.others.values());
    [&field.heading, &field.name]
        .into_iter()
        .chain(&field.aliases)
        .chain(titles)
        .any(|name| same_heading(name, text))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

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
            names.begin_row();
            let distance = |name: &String| {
                let allowed = (name.len() / 5).clamp(1, 3);
                (name.len() > 3).then(|| Near::new(&heading, allowed)?.distance(name)).flatten()
            };
            let found = fields.iter().enumerate().filter_map(|(i, name)| Some((distance(name)?, i)));
            prop_assert_eq!(names.near(&heading), found.min().map(|(_, i)| i));
        }
    }

    /// Shorter names are looked at first, and yet the definition's order decides.
    #[test]
    fn of_two_that_are_as_near_the_first_counts() {
        let fields = r#"{"fields": [{"name": "aaaab"}, {"name": "aaaa"}]}"#;
        let definition = ImportDefinition::parse(fields).unwrap();
        let mapping = Mapping::default();
        let names = Names::new(&definition, &mapping);
        names.begin_row();
        assert_eq!(names.near("aaab"), Some(0));
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
        names.begin_row();
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
}
