//! What an import would do to what the receiving system has: every record of the cleaned file beside the one that has its
//! key. Nothing is known of what the system does with it but what its import says: it creates records and changes them.

mod beside;
mod columns;
mod held;
mod identity;
mod outcome;

pub(crate) use beside::Beside;
pub use beside::ThereCell;
pub use held::Held;
pub(crate) use identity::Identity;
pub use outcome::{Effect, FieldForecast, Forecast, ForecastTogether, IsMeant, OneOfThem, WhichIsMeant};
pub(crate) use outcome::{ForecastEntry, NamesOfSum, Put};

use crate::base::blank::shows_nothing;
use crate::base::seeded::Map;
use crate::check::checked::Checked;
use crate::check::clean::Rows;
use crate::check::error::Error;
use crate::check::subject::Subject;
use crate::check::went_in::Sending;
use crate::definition::ImportDefinition;
use crate::edits::Meant;
use crate::read::Book;
use crate::scalar::text::trim;
use columns::{Column, columns, is_same};
use identity::{Keyed, records};
use std::collections::BTreeMap;
use std::io;

/// What is asked at once of records that the system has several of.
const MOST_ASKED: usize = 20;

/// Which records of a file are compared.
pub(crate) struct GoingOut<'g> {
    pub(crate) checked: &'g Checked,
    /// Which of them went in already; to have these looked at, what was checked must not know it.
    pub(crate) sending: &'g [Sending],
    /// Which go out.
    pub(crate) rows: Rows,
}

/// Who hears of a comparison.
pub(crate) struct Hears<'h> {
    /// What becomes of the record of this place, and the place of the one that is there.
    pub(crate) note: &'h mut dyn FnMut(usize, Effect, Option<u32>),
    /// Each difference.
    pub(crate) put: Put<'h>,
}

/// Compares the records that go out with what is there. `met`: the records there, of which those are marked that the file has.
pub(crate) fn forecast(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    going_out: &GoingOut<'_>,
    (held, met): (&Held, &mut [bool]),
    hears: &mut Hears<'_>,
) -> Result<Forecast, Error> {
    let Some(identity) = Identity::of(subject.definition) else {
        return Ok(Forecast { held: held.count(), ..Forecast::default() });
    };
    let mut comparison = Comparison::new(subject, held, &identity);
    records(book, subject, going_out.checked, going_out.sending, &identity, &mut |one| {
        let places = one.known.map_or(&[][..], |(key, _)| held.with_key(key));
        let meant = comparison.meant(one, places);
        mark(met, meant.as_ref().map_or(places, std::slice::from_ref));
        if one.went_in {
            comparison.all.went_in += 1;
        } else if one.ready || going_out.rows != Rows::Ready {
            let (effect, place) = comparison.compare(one, places, meant, hears.put)?;
            (hears.note)(one.record, effect, place);
        } else {
            comparison.all.in_error += 1;
        }
        Ok(())
    })?;
    let mut all = comparison.all;
    all.fields.retain(|field| field.changed + field.emptied > 0);
    Ok(all)
}

/// Marks the records there of one key. All of them are marked at once, so that the first tells whether they are.
fn mark(met: &mut [bool], places: &[u32]) {
    if places.first().is_none_or(|first| met.get(*first as usize) != Some(&false)) {
        return;
    }
    for place in places {
        if let Some(met) = met.get_mut(*place as usize) {
            *met = true;
        }
    }
}

/// What is compared with what, and what came out so far.
struct Comparison<'c> {
    held: &'c Held,
    definition: &'c ImportDefinition,
    columns: Vec<Column<'c>>,
    /// Which record is meant, as a person said. Some keys are compared without regard to capitals, and the row says which
    /// record it is.
    said: BTreeMap<String, Vec<&'c Meant>>,
    /// The record that is meant of a key, by the first record there that has it. Looked for once: as many rows, of which
    /// all but one are in error, may have the key as there are records of it.
    chosen: Map<u32, Option<u32>>,
    /// Where the question about a key stands, by the same.
    asked: Map<u32, usize>,
    all: Forecast,
}

impl<'c> Comparison<'c> {
    fn new(subject: &Subject<'c>, held: &'c Held, identity: &Identity) -> Comparison<'c> {
        let (columns, unknown) = columns(subject, held, &identity.fields());
        let field =
            |column: &Column<'_>| FieldForecast { name: column.name.to_owned(), ..Default::default() };
        let fields = columns.iter().map(field).collect();
        let mut said: BTreeMap<String, Vec<&Meant>> = BTreeMap::new();
        for one in &subject.edits.meant {
            said.entry(one.record.to_lowercase()).or_default().push(one);
        }
        Comparison {
            held,
            definition: subject.definition,
            columns,
            said,
            chosen: Map::default(),
            asked: Map::default(),
            all: Forecast { held: held.count(), unknown, fields, ..Forecast::default() },
        }
    }

    /// Which of several records there is meant, where somebody said it. The answer was heard whether the record goes out or
    /// not: the one that is meant is in the file.
    fn meant(&mut self, one: &Keyed<'_, '_>, places: &[u32]) -> Option<u32> {
        let ([first, _, ..], Some((_, name))) = (places, one.known) else { return None };
        *self.chosen.entry(*first).or_insert_with(|| {
            let place = self.said.get(&name.to_lowercase()).and_then(|said| self.held.meant(said, places))?;
            let (row, of) = (self.held.row(place), places.len() as u64);
            self.all.meant.push(IsMeant { record: name.clone(), row, of });
            Some(place)
        })
    }

    /// What becomes of a record that goes out, and the place of the one it is compared with.
    fn compare(
        &mut self,
        one: &Keyed<'_, '_>,
        places: &[u32],
        meant: Option<u32>,
        put: Put<'_>,
    ) -> io::Result<(Effect, Option<u32>)> {
        let name = one.known.map_or("", |(_, name)| name.as_str());
        let (count, effect) = match (places, meant) {
            ([only], _) => return self.fields(one, name, *only, put),
            (_, Some(place)) => return self.fields(one, name, place, put),
            ([], None) => {
                self.all.without_key += u64::from(one.known.is_none());
                (&mut self.all.new, Effect::New)
            }
            (several, None) => {
                self.ask(one, name, several);
                (&mut self.all.unclear, Effect::Unclear)
            }
        };
        *count += 1;
        let row = Some(one.out.row.number);
        put(&ForecastEntry { row, record: name, effect, field: "", before: "", after: "" })?;
        Ok((effect, None))
    }

    /// Asks which of several records is meant, once for all rows that have the key.
    fn ask(&mut self, one: &Keyed<'_, '_>, name: &str, several: &[u32]) {
        let next = self.all.questions.len();
        let at = several.first().map_or(next, |first| *self.asked.entry(*first).or_insert(next));
        if let Some(known) = self.all.questions.get_mut(at) {
            if known.also.len() < MOST_ASKED {
                known.also.push(one.out.row.number);
            }
        } else if next < MOST_ASKED {
            self.all.questions.push(self.held.question(&self.columns, name, one.out, several));
        }
    }

    /// Compares field by field.
    fn fields(
        &mut self,
        one: &Keyed<'_, '_>,
        name: &str,
        place: u32,
        put: Put<'_>,
    ) -> io::Result<(Effect, Option<u32>)> {
        let row = Some(one.out.row.number);
        let (mut changed, mut emptied) = (false, false);
        for (column, field) in self.columns.iter().zip(&mut self.all.fields) {
            let (before, after) =
                (self.held.text(place, column.at), one.out.text(column.slot).map_or("", trim));
            if is_same(self.definition, column.slot, before, after) {
                continue;
            }
            let effect = if shows_nothing(after) { Effect::Emptied } else { Effect::Changed };
            match effect {
                Effect::Emptied => (emptied, field.emptied) = (true, field.emptied + 1),
                _ => (changed, field.changed) = (true, field.changed + 1),
            }
            put(&ForecastEntry { row, record: name, effect, field: column.name, before, after })?;
        }
        let (effect, count) = match (emptied, changed) {
            (true, _) => (Effect::Emptied, &mut self.all.emptied),
            (false, true) => (Effect::Changed, &mut self.all.changed),
            (false, false) => (Effect::Unchanged, &mut self.all.unchanged),
        };
        *count += 1;
        Ok((effect, Some(place)))
    }
}
