//! What the receiving system has of an import, kept as short as it can be: found by key, and asked for its texts. Where it
//! has several records of one key, the question which is meant is made here.

use super::columns::Column;
use super::identity::{Identity, records};
use super::outcome::{Effect, ForecastEntry, OneOfThem, Put, WhichIsMeant};
use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::check::checked::Checked;
use crate::check::error::Error;
use crate::check::outgoing::{self, OutgoingRecord};
use crate::check::subject::Subject;
use crate::edits::Meant;
use crate::read::Book;
use crate::scalar::text::trim;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io;

/// Records of the system that one question shows.
const MOST_CHOICES: usize = 10;
/// Fields in which they differ that are shown.
const MOST_FIELDS: usize = 12;

/// What the receiving system has of one import.
///
/// See [`Held::read`].
#[derive(Debug)]
pub struct Held {
    pub(crate) import: String,
    /// The names of the columns that are compared, as the cleaned file has them.
    pub(super) columns: Vec<String>,
    /// The place of the first record of each key.
    places: Map<u128, u32>,
    /// The places of all records of the keys that several have.
    twice: Map<u128, Vec<u32>>,
    /// The row of each record in its table.
    rows: Vec<u32>,
    /// The name of each record and its texts, column after column, one behind the other.
    texts: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    count: u64,
}

impl Held {
    /// Whether it has columns beyond those that tell records apart: without any there is nothing to compare.
    #[must_use]
    pub fn compares(&self) -> bool {
        !self.columns.is_empty()
    }

    /// How many records there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Takes the records of a table, or `None` where they are more than can be kept.
    pub(crate) fn of(
        book: &mut dyn Book,
        subject: &Subject<'_>,
        checked: &Checked,
        identity: &Identity,
    ) -> Result<Option<Held>, Error> {
        let own = identity.fields();
        let slots: Vec<usize> = outgoing::columns(subject)
            .into_iter()
            .filter(|slot| !own.contains(slot) && subject.layout.has(*slot))
            .collect();
        let name = |slot: &usize| subject.layout.slots.get(*slot).map_or(String::new(), |s| s.name.clone());
        let mut held = Held {
            import: subject.definition.name.clone(),
            columns: slots.iter().map(name).collect(),
            places: Map::default(),
            twice: Map::default(),
            rows: Vec::new(),
            texts: String::new(),
            ends: Vec::new(),
            count: 0,
        };
        let mut fits = true;
        records(book, subject, checked, &[], identity, &mut |one| {
            held.count += 1;
            let Some((key, name)) = one.known else { return Ok(()) };
            let place = u32::try_from(held.rows.len()).unwrap_or(u32::MAX);
            let first = *held.places.entry(*key).or_insert(place);
            if first != place {
                held.twice.entry(*key).or_insert_with(|| vec![first]).push(place);
            }
            held.rows.push(one.out.row.number);
            let texts = slots.iter().map(|slot| one.out.text(*slot).map_or("", trim));
            for text in std::iter::once(name.as_str()).chain(texts) {
                held.texts.push_str(text);
                held.ends.push(u32::try_from(held.texts.len()).unwrap_or(u32::MAX));
            }
            fits = held.texts.len() + 4 * (held.ends.len() + held.rows.len()) <= LIMITS.held_bytes;
            if fits { Ok(()) } else { Err(io::ErrorKind::OutOfMemory.into()) }
        })
        .or_else(|error| if fits { Err(error) } else { Ok(()) })?;
        Ok(fits.then_some(held))
    }

    /// Its records, none of which was met in a file so far.
    pub(crate) fn unmet(&self) -> Vec<bool> {
        vec![false; self.rows.len()]
    }

    /// Hands over the records that no file has.
    pub(crate) fn put_only_there(&self, places: &[u32], put: Put<'_>) -> io::Result<()> {
        places.iter().try_for_each(|place| {
            let (record, effect) = (self.text(*place, 0), Effect::NotInFile);
            put(&ForecastEntry { row: None, record, effect, field: "", before: "", after: "" })
        })
    }

    /// The places of the records that have a key.
    pub(super) fn with_key(&self, key: &u128) -> &[u32] {
        let all = self.twice.get(key).map(Vec::as_slice);
        all.or_else(|| self.places.get(key).map(std::slice::from_ref)).unwrap_or_default()
    }

    pub(super) fn row(&self, place: u32) -> u32 {
        self.rows.get(place as usize).copied().unwrap_or(0)
    }

    /// A short fingerprint of a record, by which an answer is known to be about it in another table as well.
    fn print(&self, place: u32) -> String {
        let mut sum = Sha256::new();
        for at in 0..=self.columns.len() {
            let text = self.text(place, at);
            sum.update((text.len() as u64).to_le_bytes());
            sum.update(text);
        }
        let mut print = String::new();
        for byte in sum.finalize().iter().take(8) {
            let _ = write!(print, "{byte:02x}");
        }
        print
    }

    /// Which of several records is meant, where that was said of a record of this name.
    pub(super) fn meant(&self, said: &[&Meant], places: &[u32]) -> Option<u32> {
        let is = |said: &Meant, place: u32| {
            self.row(place) == said.row && said.print.as_ref().is_none_or(|print| *print == self.print(place))
        };
        said.iter().rev().find_map(|said| places.iter().copied().find(|place| is(said, *place)))
    }

    /// Asks which of several records is meant.
    pub(super) fn question(
        &self,
        known: &[Column<'_>],
        name: &str,
        out: &OutgoingRecord<'_>,
        places: &[u32],
    ) -> WhichIsMeant {
        let shown = places.get(..MOST_CHOICES).unwrap_or(places);
        let first = places.first().copied().unwrap_or(0);
        let differs = |at: &usize| places.iter().any(|place| self.text(*place, *at) != self.text(first, *at));
        let fields: Vec<usize> = (1..=self.columns.len()).filter(differs).take(MOST_FIELDS).collect();
        let one = |place: &u32| OneOfThem {
            row: self.row(*place),
            print: self.print(*place),
            texts: fields.iter().map(|at| self.text(*place, *at).to_owned()).collect(),
        };
        let here = |at: &usize| {
            let slot = known.iter().find(|column| column.at == *at)?.slot;
            Some(out.text(slot).map_or("", trim).to_owned())
        };
        WhichIsMeant {
            row: out.row.number,
            also: Vec::new(),
            record: name.to_owned(),
            of: places.len() as u64,
            fields: fields.iter().filter_map(|at| self.columns.get(at - 1).cloned()).collect(),
            here: fields.iter().map(here).collect(),
            there: shown.iter().map(one).collect(),
        }
    }

    /// A text of a record: 0 is its name, then its columns.
    pub(super) fn text(&self, place: u32, at: usize) -> &str {
        let index = place as usize * (self.columns.len() + 1) + at;
        let end = self.ends.get(index).map_or(0, |end| *end as usize);
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.texts.get(start..end).unwrap_or("")
    }
}
