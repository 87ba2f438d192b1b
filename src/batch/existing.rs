//! References that exist on the server already, as lists of texts by import.

use super::keys::{Key, hash};
use crate::base::limits::{LIMITS, Limits};
use crate::base::sorting;
use crate::definition::value::{Class, plain_number};
use crate::definition::{Field, ImportDefinition};
use crate::problem::Detail;
use crate::scalar::text::{fold, trim};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// References that exist on the server, by import.
///
/// ```
/// use import_checker::Existing;
/// let mut existing = Existing::default();
/// assert_eq!(existing.add("own/people", "Ada\nBob\n"), 2);
/// assert_eq!(existing.imports().collect::<Vec<_>>(), ["own/people"]);
/// assert!(Existing::takes("Ada\nBob\n"));
/// ```
#[derive(Debug, Default)]
pub struct Existing {
    lists: BTreeMap<String, Vec<Table>>,
}

/// The cells of one list, row by row: their texts one behind the other, where each ends, and how many cells there are at the
/// end of each row.
#[derive(Debug, Default)]
struct Table {
    texts: String,
    ends: Vec<u32>,
    rows: Vec<u32>,
}

impl Table {
    fn add(&mut self, cell: &str) {
        self.texts.push_str(cell);
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
    }

    fn end_row(&mut self) {
        self.rows.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
    }

    fn row(&self, row: usize) -> Range<usize> {
        let end = |row: usize| self.rows.get(row).map_or(0, |end| *end as usize);
        row.checked_sub(1).map_or(0, end)..end(row)
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        self.row(row).map(|at| self.text(at))
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let Range { start, end } = self.row(row);
        if start + column < end { self.text(start + column) } else { "" }
    }

    fn text(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        self.texts.get(at.checked_sub(1).map_or(0, end)..end(at)).unwrap_or_default()
    }
}

impl Existing {
    /// Adds references of an import: one per line, or all in one line with commas, semicolons or tabs between them. A
    /// list with headings may have further columns: the one of the reference is taken. Returns how many rows were added.
    pub fn add(&mut self, import: &str, text: &str) -> usize {
        let table = table(text);
        let count = table.rows.len();
        self.lists.entry(import.to_owned()).or_default().push(table);
        count
    }

    /// Whether a list is no longer than what can be kept of it beside the files.
    #[must_use]
    pub fn takes(text: &str) -> bool {
        let ends = text.bytes().filter(|byte| *byte == b'\n').count();
        let cells = text.bytes().filter(|byte| matches!(byte, b',' | b';' | b'\t')).count();
        // All in one line, each cell is a row.
        let rows = if ends > 1 { ends } else { cells };
        text.len() <= LIMITS.list_bytes && rows <= LIMITS.list_rows && ends + cells <= LIMITS.list_cells
    }

    /// How many megabytes, rows and cells that is, for a sentence.
    #[must_use]
    pub fn most() -> [(&'static str, Detail); 3] {
        let count = |most: usize| Detail::Count(most as u64);
        let Limits { list_bytes, list_rows, list_cells, .. } = LIMITS;
        [("bytes", count(list_bytes >> 20)), ("rows", count(list_rows)), ("cells", count(list_cells))]
    }

    /// The imports that lists were given for.
    pub fn imports(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}

fn table(text: &str) -> Table {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let most = [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(most.unwrap_or(b','));
    let mut reader = reader.from_reader(text.as_bytes());
    // Every text is read: rows may differ in length, and a text is UTF-8.
    let records = reader.records().filter_map(Result::ok);
    let mut all = Table::default();
    let mut width = usize::MAX;
    for record in records {
        // What stands beyond the headings belongs to none of them; a row may be thousands of times as wide.
        record.iter().take(width).for_each(|cell| all.add(trim(cell)));
        all.end_row();
        if all.rows.len() == 1 {
            width = record.len();
        }
    }
    if all.rows.len() != 1 {
        return all;
    }
    // In one line, each cell is a reference.
    let mut each = Table::default();
    for cell in all.cells(0).filter(|cell| !cell.is_empty()) {
        each.add(cell);
        each.end_row();
    }
    each
}

/// The lists as hashes.
#[derive(Debug, Default)]
pub(super) struct OnServer {
    exact: HashSet<Key>,
    folded: HashSet<Key>,
    /// A list has headings, and none of them is that of a column which tells the records apart: it says nothing of what
    /// exists.
    pub(super) lacks: bool,
}

impl OnServer {
    pub(super) fn has(&self, key: Key, is_folded: bool) -> bool {
        if is_folded { self.folded.contains(&key) } else { self.exact.contains(&key) }
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len()
    }
}

impl Existing {
    /// The lists by import; the definitions tell headings from references.
    pub(super) fn hashed(
        &self,
        definitions: &[std::sync::Arc<ImportDefinition>],
    ) -> BTreeMap<String, OnServer> {
        let hashed = self.lists.iter().map(|(import, tables)| {
            let definition = definitions.iter().find(|d| d.name == *import);
            let mut set = OnServer::default();
            // The list is of references: those that the key of the import has.
            let number = definition.and_then(|d| key(d)).is_some_and(|field| field.class() == Class::Number);
            for table in tables {
                let place = definition.map_or(Some((0, 0)), |d| header(d, table, definitions));
                let Some((skipped, column)) = place else {
                    set.lacks = true;
                    continue;
                };
                for text in (skipped..table.rows.len()).map(|row| table.cell(row, column)) {
                    if !text.is_empty() {
                        let text = plain_number(text).filter(|_| number).unwrap_or(text.into());
                        let text = text.as_ref();
                        set.exact.insert(hash(text, false));
                        set.folded.insert(hash(text, true));
                    }
                }
            }
            (import.clone(), set)
        });
        sorting::gathered(hashed)
    }
}

/// The field whose values tell the records of an import apart.
pub(super) fn key(definition: &ImportDefinition) -> Option<&Field> {
    let keys = definition.shared_keys.iter().map(|key| key.field);
    let mut keys = keys.chain(definition.unique_keys.iter().filter_map(|key| key.first().copied()));
    definition.fields.get(keys.next()?)
}

/// How many rows are headings, and in which column the references are; absent if there are headings or several columns,
/// and none of them is that of what tells the records apart or of what other imports name.
fn header(
    definition: &ImportDefinition,
    table: &Table,
    all: &[std::sync::Arc<ImportDefinition>],
) -> Option<(usize, usize)> {
    if table.rows.is_empty() {
        return Some((0, 0));
    }
    let named = |field: &Field| table.cells(0).position(|text| is_heading(field, text));
    let keys = definition.shared_keys.iter().map(|key| key.field);
    let keys = keys.chain(definition.unique_keys.iter().filter_map(|key| key.first().copied()));
    let links = all.iter().flat_map(|d| &d.foreign_keys).filter(|link| link.resource == definition.name);
    let links = links.filter_map(|link| definition.field(link.reference.last()?));
    match keys.chain(links).filter_map(|field| definition.fields.get(field)).find_map(named) {
        Some(column) => Some((1, column)),
        // Of several columns without a heading that is known, any could be the one.
        None if table.row(0).len() > 1 || definition.fields.iter().any(|field| named(field).is_some()) => {
            None
        }
        None => Some((0, 0)),
    }
}

fn is_heading(field: &Field, text: &str) -> bool {
    let text = fold(text);
    let titles = field.title.others.values().chain([&field.title.plain, &field.name, &field.heading]);
    titles.chain(&field.aliases).any(|heading| fold(heading) == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// How many of these references a list has.
    fn known(list: &str, references: &[&str]) -> usize {
        let definition = r#"{"name":"d","fields":[{"name":"name"},{"name":"id","format":"reference"}],
            "sharedKeys":[{"field":"id","group":"g"}]}"#;
        let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
        let mut existing = Existing::default();
        existing.add("d", list);
        let lists = existing.hashed(&[definition]);
        references.iter().filter(|r| lists.get("d").unwrap().has(hash(r, true), true)).count()
    }

    #[test]
    fn a_list_has_so_many_rows_and_cells() {
        assert!(Existing::takes(&"a\n".repeat(LIMITS.list_rows)));
        assert!(!Existing::takes(&"a\n".repeat(LIMITS.list_rows + 1)));
        assert!(Existing::takes(&"a,".repeat(LIMITS.list_rows)));
        assert!(!Existing::takes(&"a;".repeat(LIMITS.list_rows + 1)));
        assert!(!Existing::takes(&format!("{}\n\n", "\t".repeat(LIMITS.list_cells))));
    }

    #[test]
    fn lists_as_people_have_them() {
        for list in ["a1\na2", "ID\r\nA1\r\nA2\r\n", "a1, a2", "a1;a2", "\u{feff}id\n\"a1\"\n a2 \n\n"] {
            assert_eq!(known(list, &["a1", "a2"]), 2, "{list:?}");
        }
        let export = "name;id;town\nAna;a1;Cork\n\"Bo; and\nCo\";a2;Cork\n";
        assert_eq!(known(export, &["a1", "a2"]), 2);
        assert_eq!(known(export, &["id", "Ana", "Cork", ""]), 0, "neither headings nor other columns");
        assert_eq!(known("name;town\nAna;Cork\n", &["name", "Ana"]), 0, "a list without the column");
    }
}
