//! References that exist on the server already, as lists of texts by import.

use super::keys::hash;
use crate::definition::ImportDefinition;
use crate::sorting;
use crate::values::text::{fold, trim};
use std::collections::{BTreeMap, HashSet};

/// References that exist on the server, by import.
#[derive(Debug, Default)]
pub struct Existing {
    lists: BTreeMap<String, Vec<String>>,
}

impl Existing {
    /// Adds references of an import: one per line, or all in one line with commas, semicolons or tabs between them.
    /// A first line that is a heading of the import is passed over. Returns how many there are now.
    pub fn add(&mut self, import: &str, text: &str) -> usize {
        let list = self.lists.entry(import.to_owned()).or_default();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        match lines.as_slice() {
            [only] => list.extend(only.split([',', ';', '\t']).map(bare).filter(|t| !t.is_empty())),
            many => list.extend(many.iter().map(|line| bare(line)).filter(|t| !t.is_empty())),
        }
        list.len()
    }

    /// The imports that lists were given for.
    pub fn imports(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}

/// A line of a list without the blanks, quotes and delimiters around it.
fn bare(line: &str) -> String {
    let text = trim(line).trim_end_matches([',', ';', '\t']);
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
    trim(&inner.map_or(text.to_owned(), |t| t.replace("\"\"", "\""))).to_owned()
}

/// The lists as hashes.
#[derive(Debug, Default)]
pub(super) struct OnServer {
    exact: HashSet<u64>,
    folded: HashSet<u64>,
}

impl OnServer {
    pub(super) fn has(&self, key: u64, is_folded: bool) -> bool {
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
        let hashed = self.lists.iter().map(|(import, list)| {
            let definition = definitions.iter().find(|d| d.name == *import);
            let is_heading = |text: &String| definition.is_some_and(|d| is_heading(d, text));
            let skipped = usize::from(list.first().is_some_and(is_heading));
            let mut set = OnServer::default();
            for text in list.iter().skip(skipped) {
                set.exact.insert(hash(text, false));
                set.folded.insert(hash(text, true));
            }
            (import.clone(), set)
        });
        sorting::gathered(hashed)
    }
}

fn is_heading(definition: &ImportDefinition, text: &str) -> bool {
    let text = fold(text);
    definition.fields.iter().any(|f| {
        let titles = f.title.others.values().chain([&f.title.plain, &f.name]);
        titles.chain(&f.aliases).any(|heading| fold(heading) == text)
    })
}
