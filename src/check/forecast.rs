//! What an import would do to what the receiving system has: every record of the cleaned file beside the one that has its
//! key. Nothing is known of what the system does with it but what its import says: it creates records and changes them.

use crate::base::blank::shows_nothing;
use crate::base::first_seen::wide_hash;
use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::outgoing::{self, OutgoingRecord};
use crate::check::subject::Subject;
use crate::check::went_in::Sending;
use crate::definition::ImportDefinition;
use crate::edits::Meant;
use crate::read::Book;
use crate::record::outline::RowState;
use crate::record::values::Values;
use crate::rules::uniqueness::is_folded;
use crate::scalar::text::trim;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;
use std::sync::Arc;

/// What would become of a record.
///
/// ```
/// use import_checker::Effect;
/// assert_eq!(Effect::OF_RECORDS.map(Effect::name), ["new", "changed", "emptied", "unchanged", "unclear"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The system has no record with its key.
    New,
    /// Some of its fields would say something else.
    Changed,
    /// At least one field that says something would be empty.
    Emptied,
    /// All that is compared is there already.
    Unchanged,
    /// The system has several records with its key: which one is meant is open.
    Unclear,
    /// The system has a record that the file has not; an import leaves it as it is.
    NotInFile,
}

impl Effect {
    /// What a record of the file may have.
    pub const OF_RECORDS: [Effect; 5] =
        [Effect::New, Effect::Changed, Effect::Emptied, Effect::Unchanged, Effect::Unclear];

    /// The word used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Effect::New => "new",
            Effect::Changed => "changed",
            Effect::Emptied => "emptied",
            Effect::Unchanged => "unchanged",
            Effect::Unclear => "unclear",
            Effect::NotInFile => "not-in-file",
        }
    }
}

/// How often a field would say something else.
///
/// See [`Held::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldForecast {
    /// Its name in the cleaned file.
    pub name: String,
    /// Records in which it would say something else, and not nothing.
    pub changed: u64,
    /// Records in which it would be empty and is not.
    pub emptied: u64,
}

/// What an import would do to what the receiving system has, in numbers.
///
/// Records that go out = new + changed + emptied + unchanged + unclear. Without those that went in already.
///
/// See [`Held::read`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Records that the system has.
    pub held: u64,
    /// Records of the file that it has not.
    pub new: u64,
    /// Records with fields that would say something else, none of them nothing.
    pub changed: u64,
    /// Records with a field that would be emptied.
    pub emptied: u64,
    /// Records of which all that is compared is there already.
    pub unchanged: u64,
    /// Records of whose key the system has several.
    pub unclear: u64,
    /// Records of the system that the file has not. Of files that go out as one table this stands at
    /// [`ForecastTogether::sum`], as it is no matter of one of them.
    pub not_in_file: u64,
    /// Records of the file that do not go out, and so are not compared.
    pub in_error: u64,
    /// Records of the file that went in already and stay out of its next cleaned file.
    pub went_in: u64,
    /// Records among the new ones without a key: nobody knows whether the system has them.
    pub without_key: u64,
    /// Fields with differences, in the order of the cleaned file.
    pub fields: Vec<FieldForecast>,
    /// Columns of the cleaned file that the table of what is there lacks: of these nothing is known.
    pub unknown: Vec<String>,
    /// Which of several records is meant, for the first of those that are unclear.
    pub questions: Vec<WhichIsMeant>,
    /// Which was said to be meant.
    pub meant: Vec<IsMeant>,
}

/// What the import of files that go out as one table would do to what the receiving system has.
///
/// Given by [`File::forecast_together`].
///
/// [`File::forecast_together`]: crate::File::forecast_together
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastTogether {
    /// How many files.
    pub files: u64,
    /// Those among them that are not compared, as nothing goes out of them: then nobody knows what none of them has.
    pub not_compared: u64,
    /// Over all of them. The questions and answers stand at the files.
    pub sum: Forecast,
}

/// Where the names of fields stand in a [`ForecastTogether`], by name.
#[derive(Default)]
pub(crate) struct NamesOfSum {
    fields: BTreeMap<String, usize>,
    unknown: BTreeSet<String>,
}

impl ForecastTogether {
    /// Adds what is said of one of the files; `known` goes from one of them to the next.
    pub(crate) fn add(&mut self, one: &Forecast, known: &mut NamesOfSum) {
        let sum = &mut self.sum;
        sum.held = one.held;
        let counts = [
            (&mut sum.new, one.new),
            (&mut sum.changed, one.changed),
            (&mut sum.emptied, one.emptied),
            (&mut sum.unchanged, one.unchanged),
            (&mut sum.unclear, one.unclear),
            (&mut sum.in_error, one.in_error),
            (&mut sum.went_in, one.went_in),
            (&mut sum.without_key, one.without_key),
        ];
        counts.into_iter().for_each(|(sum, count)| *sum += count);
        for field in &one.fields {
            let at = known.fields.get(&field.name).copied();
            match at.and_then(|at| sum.fields.get_mut(at)) {
                Some(known) => {
                    known.changed += field.changed;
                    known.emptied += field.emptied;
                }
                None => {
                    known.fields.insert(field.name.clone(), sum.fields.len());
                    sum.fields.push(field.clone());
                }
            }
        }
        let new = one.unknown.iter().filter(|name| known.unknown.insert((*name).clone()));
        sum.unknown.extend(new.cloned());
    }
}

/// What is asked at once of records that the system has several of.
const MOST_ASKED: usize = 20;
/// Records of the system that one question shows.
const MOST_CHOICES: usize = 10;
/// Fields in which they differ that are shown.
const MOST_FIELDS: usize = 12;

/// Which of several records of the system is meant, asked of a record of the file.
///
/// ```
/// use import_checker::{Edits, Held, ImportDefinition, Input, Job, Lang, Meant, Settings};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
/// let definition = Arc::new(ImportDefinition::parse(definition)?);
/// let there = Cursor::new("id,phone\n1,555\n1,556\n");
/// let held = Held::read(&definition, &Settings::new(), "export.csv", there, Lang::En).unwrap();
/// let held = Arc::new(held);
/// let forecast = |meant: Vec<Meant>| {
///     let input = Input { edits: Edits { meant, ..Edits::default() }, ..Input::default() };
///     let job = Job::new(vec![definition.clone()], Lang::En).held(held.clone()).unwrap();
///     let session = job.file(input, Cursor::new("id,phone\n1,556\n")).check(&mut |_, _, _| ControlFlow::Continue(()));
///     session.files()[0].forecast().unwrap().clone()
/// };
/// let asked = forecast(Vec::new());
/// let rows: Vec<u32> = asked.questions[0].there.iter().map(|one| one.row).collect();
/// assert_eq!((asked.unclear, &asked.questions[0].fields[0], rows), (1, &"phone".to_owned(), vec![2, 3]));
/// let answered = forecast(vec![Meant { record: "1".to_owned(), row: 3, print: None }]);
/// assert_eq!((answered.unclear, answered.unchanged, answered.not_in_file), (0, 1, 1));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhichIsMeant {
    /// The first row of the user's file with this key.
    pub row: u32,
    /// The next ones, for all of which the answer counts; 20 at most.
    pub also: Vec<u32>,
    /// What the record is known by.
    pub record: String,
    /// How many the system has.
    pub of: u64,
    /// The fields in which these differ.
    pub fields: Vec<String>,
    /// What the user's file says in each of them; nothing where it lacks the column.
    pub here: Vec<Option<String>>,
    /// The first of them.
    pub there: Vec<OneOfThem>,
}

/// A record of the system that may be meant.
///
/// A part of [`WhichIsMeant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfThem {
    /// Its row in the table of what is there.
    pub row: u32,
    /// A short fingerprint of what it says.
    pub print: String,
    /// Its texts in the fields that differ.
    pub texts: Vec<String>,
}

/// A question that was answered: which record of the system is meant.
///
/// See [`WhichIsMeant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IsMeant {
    /// What the record is known by.
    pub record: String,
    /// The row of the one that is meant, in the table of what is there.
    pub row: u32,
    /// How many have the key.
    pub of: u64,
}

/// One difference between the cleaned file and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForecastEntry<'a> {
    /// The row in the user's file; absent for what only the system has.
    pub(crate) row: Option<u32>,
    /// What the record is known by.
    pub(crate) record: &'a str,
    /// What would become of the record.
    pub(crate) effect: Effect,
    /// The field that differs; empty where the record as a whole is meant.
    pub(crate) field: &'a str,
    /// What is there.
    pub(crate) before: &'a str,
    /// What would be.
    pub(crate) after: &'a str,
}

/// Takes the differences one after the other.
pub(crate) type Put<'a> = &'a mut dyn FnMut(&ForecastEntry<'_>) -> io::Result<()>;

/// What tells the records of an import apart.
pub(crate) enum Identity {
    /// These fields together.
    Fields(Vec<usize>),
    /// The way to the record from the root: kinds and names.
    Outline { kind: usize, name: usize, root: usize },
}

impl Identity {
    /// The key that other files know records by, else the first that is said to be unique; none where nothing is.
    pub(crate) fn of(definition: &ImportDefinition) -> Option<Identity> {
        if let Some(outline) = &definition.outline {
            return Some(Identity::Outline { kind: outline.kind, name: outline.name, root: outline.root });
        }
        let shared = definition.shared_keys.iter().find(|key| !key.implied);
        let shared = shared.map(|key| key.fields().collect());
        shared.or_else(|| definition.unique_keys.first().cloned()).map(Identity::Fields)
    }

    /// The fields that it is made of.
    pub(crate) fn fields(&self) -> Vec<usize> {
        match self {
            Identity::Fields(fields) => fields.clone(),
            Identity::Outline { kind, name, root } => vec![*kind, *name, *root],
        }
    }

    /// The key and the name of a record; absent where a part of it is blank.
    fn of_record(
        &self,
        definition: &ImportDefinition,
        out: &OutgoingRecord<'_>,
        parent: Option<&(u128, String)>,
    ) -> Option<(u128, String)> {
        let mut key = parent.map_or(String::new(), |(key, _)| format!("{key:x}"));
        let mut name = parent.map_or(String::new(), |(_, name)| name.clone());
        let mut take = |field: usize, named: bool| {
            let text = out.text(field).map(trim).filter(|text| !shows_nothing(text))?;
            let part = definition.fields.get(field).map_or(Cow::Borrowed(text), |own| own.key(text));
            key.push_str(&format!("\u{1f}{}:{part}", part.len()));
            if named {
                name.push_str(if name.is_empty() { "" } else { " / " });
                name.push_str(text);
            }
            Some(())
        };
        match self {
            Identity::Fields(fields) => fields.iter().try_for_each(|field| take(*field, true))?,
            Identity::Outline { kind, name, root } => {
                take(*kind, false)?;
                take(if parent.is_none() { *root } else { *name }, true)?;
            }
        }
        Some((wide_hash(&key), name))
    }
}

/// A record with what it is known by.
struct Keyed<'r, 'o> {
    /// Its place among all records.
    record: usize,
    /// It goes out.
    ready: bool,
    /// It went in already.
    went_in: bool,
    known: Option<&'r (u128, String)>,
    out: &'r OutgoingRecord<'o>,
}

/// Goes through all records of a file: those that are ready as they would go out, the others as they are. `sending` says which
/// of them went in already; to have these looked at, what was checked must not know it.
fn records(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    sending: &[Sending],
    identity: &Identity,
    look: &mut dyn FnMut(&Keyed<'_, '_>) -> io::Result<()>,
) -> Result<(), Error> {
    let mut known: BTreeMap<u32, (u128, String)> = BTreeMap::new();
    clean::each_outgoing(book, subject, checked, Rows::All, &mut |record, (node, parent), out| {
        let ready = checked.states.get(record) == Some(&RowState::Ready);
        let went_in = !matches!(sending.get(record), None | Some(Sending::Send));
        let above = parent.and_then(|parent| known.get(&parent));
        // Whose owner is not known is not known either.
        let lost = parent.is_some() && above.is_none();
        let found = if lost { None } else { identity.of_record(subject.definition, out, above) };
        look(&Keyed { record, ready, went_in, known: found.as_ref(), out })?;
        if let (Some(node), Some(found)) = (node, found) {
            known.insert(node, found);
        }
        Ok(())
    })
}

/// What the receiving system has of one import.
///
/// See [`Held::read`].
#[derive(Debug)]
pub struct Held {
    pub(crate) import: String,
    /// The names of the columns that are compared, as the cleaned file has them.
    columns: Vec<String>,
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
    fn with_key(&self, key: &u128) -> &[u32] {
        let all = self.twice.get(key).map(Vec::as_slice);
        all.or_else(|| self.places.get(key).map(std::slice::from_ref)).unwrap_or_default()
    }

    fn row(&self, place: u32) -> u32 {
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
    fn meant(&self, said: &[&Meant], places: &[u32]) -> Option<u32> {
        let is = |said: &Meant, place: u32| {
            self.row(place) == said.row && said.print.as_ref().is_none_or(|print| *print == self.print(place))
        };
        said.iter().rev().find_map(|said| places.iter().copied().find(|place| is(said, *place)))
    }

    /// Asks which of several records is meant.
    fn question(
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
    fn text(&self, place: u32, at: usize) -> &str {
        let index = place as usize * (self.columns.len() + 1) + at;
        let end = self.ends.get(index).map_or(0, |end| *end as usize);
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.texts.get(start..end).unwrap_or("")
    }
}

/// A column of the cleaned file and where what is there has it.
struct Column<'a> {
    slot: usize,
    at: usize,
    name: &'a str,
}

/// The columns that are compared, and the names of those of which nothing is known.
fn columns<'a>(subject: &Subject<'a>, held: &Held, own: &[usize]) -> (Vec<Column<'a>>, Vec<String>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for slot in outgoing::columns(subject).into_iter().filter(|slot| !own.contains(slot)) {
        let Some(name) = subject.layout.slots.get(slot).map(|slot| slot.name.as_str()) else { continue };
        match held.columns.iter().position(|column| column == name) {
            Some(at) => known.push(Column { slot, at: at + 1, name }),
            None => unknown.push(name.to_owned()),
        }
    }
    (known, unknown)
}

/// What would become of each record of a file, kept for those who look at its rows.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    held: Option<Arc<Held>>,
    /// By the place of the record; of those that do not go out there is none.
    effects: Vec<Option<(Effect, u32)>>,
    /// The places of what only the system has; of files that go out as one table they stand at the first.
    pub(crate) only_there: Vec<u32>,
}

/// A cell whose text would be another one than what is there.
///
/// ```
/// use import_checker::{Effect, Filter, ImportDefinition, Input, Job, Lang};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
/// let job = Job::new(vec![Arc::new(ImportDefinition::parse(definition)?)], Lang::En);
/// let mut go_on = |_file, _step, _count| ControlFlow::Continue(());
/// let mut session = job.file(Input::default(), Cursor::new("id,phone\n1,556\n")).open(&mut go_on);
/// session.there("own/people", "there.csv", || Cursor::new("id,phone\n1,555\n"));
/// session.check(&mut go_on);
/// let row = &session.window(0, &Filter::All, 0, 1).rows[0];
/// assert_eq!((row.effect, row.there.len(), row.there[0].column), (Some(Effect::Changed), 1, 1));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThereCell {
    /// Column index, 0 for A.
    pub column: u32,
    /// What is there.
    pub before: String,
    /// What would be.
    pub after: String,
}

impl Beside {
    pub(crate) fn new(held: Arc<Held>, records: usize) -> Beside {
        Beside { held: Some(held), effects: vec![None; records], only_there: Vec::new() }
    }

    pub(crate) fn note(&mut self, record: usize, effect: Effect, place: Option<u32>) {
        if let Some(at) = self.effects.get_mut(record) {
            *at = Some((effect, place.unwrap_or(u32::MAX)));
        }
    }

    pub(crate) fn effect(&self, record: usize) -> Option<Effect> {
        self.effects.get(record).copied().flatten().map(|(effect, _)| effect)
    }

    /// The cells of a record that would say something else than what is there, from left to right.
    pub(crate) fn cells(&self, record: usize, subject: &Subject<'_>, values: &Values) -> Vec<ThereCell> {
        let Some(Some((Effect::Changed | Effect::Emptied, place))) = self.effects.get(record) else {
            return Vec::new();
        };
        let (Some(held), Some(identity)) = (&self.held, Identity::of(subject.definition)) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        for Column { slot, at, .. } in columns(subject, held, &identity.fields()).0 {
            let Some(column) = subject.layout.slots.get(slot).and_then(|slot| slot.column) else { continue };
            let (before, after) = (held.text(*place, at), trim(values.text(slot)));
            if !is_same(subject.definition, slot, before, after) {
                cells.push(ThereCell { column, before: before.to_owned(), after: after.to_owned() });
            }
        }
        cells.sort_unstable_by_key(|cell| cell.column);
        cells
    }
}

/// Compares the records that go out with what is there, and hands over what becomes of each, and each difference. `rows`:
/// which go out. `met`: the records there, of which those are marked that the file has.
pub(crate) fn forecast(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    (checked, sending, rows): (&Checked, &[Sending], Rows),
    (held, met): (&Held, &mut [bool]),
    note: &mut dyn FnMut(usize, Effect, Option<u32>),
    put: Put<'_>,
) -> Result<Forecast, Error> {
    let mut all = Forecast { held: held.count, ..Forecast::default() };
    let Some(identity) = Identity::of(subject.definition) else { return Ok(all) };
    let own = identity.fields();
    let (columns, unknown) = columns(subject, held, &own);
    all.unknown = unknown;
    all.fields = columns
        .iter()
        .map(|c| FieldForecast { name: c.name.to_owned(), ..FieldForecast::default() })
        .collect();
    let mut chosen: Map<u32, Option<u32>> = Map::default();
    // Where the question about a key stands, by the first record there that has it.
    let mut asked: Map<u32, usize> = Map::default();
    // Some keys are compared without regard to capitals, and the row says which record it is.
    let mut said: BTreeMap<String, Vec<&Meant>> = BTreeMap::new();
    for one in &subject.edits.meant {
        said.entry(one.record.to_lowercase()).or_default().push(one);
    }
    records(book, subject, checked, sending, &identity, &mut |one| {
        let row = Some(one.out.row.number);
        let whole = |record, effect| ForecastEntry { row, record, effect, field: "", before: "", after: "" };
        let places = one.known.map_or(&[][..], |(key, _)| held.with_key(key));
        // Looked for once: as many rows, of which all but one are in error, may have the key as there are records of it.
        let meant = match (places, one.known) {
            ([first, _, ..], Some((_, name))) => *chosen.entry(*first).or_insert_with(|| {
                let place = said.get(&name.to_lowercase()).and_then(|said| held.meant(said, places))?;
                // The answer was heard whether the record goes out or not: the one that is meant is in the file.
                let (row, of) = (held.row(place), places.len() as u64);
                all.meant.push(IsMeant { record: name.clone(), row, of });
                Some(place)
            }),
            _ => None,
        };
        let here = meant.as_ref().map_or(places, std::slice::from_ref);
        if here.first().is_some_and(|first| met.get(*first as usize) == Some(&false)) {
            for place in here {
                if let Some(met) = met.get_mut(*place as usize) {
                    *met = true;
                }
            }
        }
        if one.went_in {
            all.went_in += 1;
            return Ok(());
        }
        if !one.ready && rows == Rows::Ready {
            all.in_error += 1;
            return Ok(());
        }
        let Some((_, name)) = one.known else {
            all.new += 1;
            all.without_key += 1;
            note(one.record, Effect::New, None);
            return put(&whole("", Effect::New));
        };
        let place = match (places, meant) {
            ([], _) => {
                all.new += 1;
                note(one.record, Effect::New, None);
                return put(&whole(name, Effect::New));
            }
            ([only], _) => *only,
            (_, Some(place)) => place,
            (several, None) => {
                all.unclear += 1;
                let next = all.questions.len();
                let at = several.first().map_or(next, |first| *asked.entry(*first).or_insert(next));
                if let Some(known) = all.questions.get_mut(at) {
                    if known.also.len() < MOST_ASKED {
                        known.also.push(one.out.row.number);
                    }
                } else if next < MOST_ASKED {
                    all.questions.push(held.question(&columns, name, one.out, several));
                }
                note(one.record, Effect::Unclear, None);
                return put(&whole(name, Effect::Unclear));
            }
        };
        let (mut changed, mut emptied) = (false, false);
        for (column, field) in columns.iter().zip(&mut all.fields) {
            let (before, after) = (held.text(place, column.at), one.out.text(column.slot).map_or("", trim));
            if is_same(subject.definition, column.slot, before, after) {
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
            (true, _) => (Effect::Emptied, &mut all.emptied),
            (false, true) => (Effect::Changed, &mut all.changed),
            (false, false) => (Effect::Unchanged, &mut all.unchanged),
        };
        *count += 1;
        note(one.record, effect, Some(place));
        Ok(())
    })?;
    all.fields.retain(|field| field.changed + field.emptied > 0);
    Ok(all)
}

/// Whether two texts of a column are one value, whatever their spelling.
fn is_same(definition: &ImportDefinition, slot: usize, before: &str, after: &str) -> bool {
    if before == after || (shows_nothing(before) && shows_nothing(after)) {
        return true;
    }
    let Some(field) = definition.fields.get(slot).filter(|_| !shows_nothing(before) && !shows_nothing(after))
    else {
        return false;
    };
    // Some keys are compared without regard to capitals; what a field shows is another matter.
    !is_folded(&field.kind) && field.key(before) == field.key(after)
}
