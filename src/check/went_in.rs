//! Records that went in already: they are known by a fingerprint of what was sent, and stay out of the next cleaned file.
//!
//! A fingerprint tells nothing of the cells. It is of the record as the cleaned file has it, and with the records it
//! belongs to: a record that was changed since, or put under another one, has not gone in. Where the order of rows says
//! what belongs to what, a record is never sent without those it belongs to.

use crate::base::json::{Json, weight};
use crate::base::limits::LIMITS;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::outgoing::OutgoingRecord;
use crate::check::subject::Subject;
use crate::problem::{Finding, Place};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::{NONE, RowState};
#[cfg(not(target_arch = "wasm32"))]
use crate::rules::answer::STILL_REFUSED;
use crate::rules::answer::{NONE_WENT_IN, WENT_IN_ALREADY};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a list of such records says of itself.
const KIND: &str = "import-checker/went-in";

/// The fingerprint of one record.
pub(crate) type Fingerprint = [u8; 16];

/// Records that went in already, as fingerprints; equal ones are counted.
///
/// ```
/// use import_checker::WentIn;
///
/// let list = WentIn::parse(r#"{"kind": "import-checker/went-in", "records": ["00112233445566778899aabbccddeeff"]}"#)?;
/// assert_eq!(list.count(), 1);
/// assert_eq!(WentIn::parse(&list.text())?, list);
/// # Ok::<(), import_checker::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WentIn {
    records: BTreeMap<Fingerprint, u32>,
    /// Records that were refused, as they were sent. Only the command line has them in its list: a page knows which rows were
    /// refused, and asks.
    refused: BTreeSet<Fingerprint>,
}

/// Whether lists name what was refused as well.
const NAMES_REFUSED: bool = cfg!(not(target_arch = "wasm32"));

impl WentIn {
    /// Reads a list as [`WentIn::text`] wrote it.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(text: &str) -> Result<WentIn, Error> {
        if text.len() > LIMITS.went_in_bytes || !weight::is_within(text, LIMITS.json_bytes) {
            return Err(Error::NotAList);
        }
        let json: Json = serde_json::from_str(text).map_err(|_| Error::NotAList)?;
        if json["kind"] != KIND {
            return Err(Error::NotAList);
        }
        let mut list = WentIn::default();
        for record in json["records"].as_array().ok_or(Error::NotAList)? {
            list.add(record.as_str().and_then(fingerprint_of).ok_or(Error::NotAList)?);
        }
        if NAMES_REFUSED && let Some(refused) = json.get("refused") {
            for record in refused.as_array().ok_or(Error::NotAList)? {
                list.refused.insert(record.as_str().and_then(fingerprint_of).ok_or(Error::NotAList)?);
            }
        }
        Ok(list)
    }

    /// The list as JSON, for the next check of the same file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{{\n  \"kind\": \"{KIND}\",\n  \"records\": [");
        put_all(&mut text, self.records.iter().flat_map(|(print, count)| (0..*count).map(move |_| print)));
        if NAMES_REFUSED && !self.refused.is_empty() {
            text.push_str("\n  ],\n  \"refused\": [");
            put_all(&mut text, self.refused.iter());
        }
        text.push_str("\n  ]\n}\n");
        text
    }

    /// How many records it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.records.values().map(|count| u64::from(*count)).sum()
    }

    /// Takes what another list says went in, and what was refused: where each part of a file has its own answer. Of two lists
    /// of which one holds all of the other, as it does where it was written with it, the longer is both.
    ///
    /// ```
    /// use import_checker::WentIn;
    ///
    /// let list = |print| format!(r#"{{"kind": "import-checker/went-in", "records": ["{print}"]}}"#);
    /// let mut all = WentIn::parse(&list("00112233445566778899aabbccddeeff"))?;
    /// all.join(&WentIn::parse(&list("ffeeddccbbaa99887766554433221100"))?);
    /// assert_eq!(all.count(), 2);
    /// all.join(&all.clone());
    /// assert_eq!(all.count(), 2);
    /// # Ok::<(), import_checker::Error>(())
    /// ```
    pub fn join(&mut self, other: &WentIn) {
        if self.holds(other) {
            // All of it is here.
        } else if other.holds(self) {
            self.records.clone_from(&other.records);
        } else {
            self.add_all(other);
        }
        self.refused.extend(&other.refused);
    }

    /// Whether it has all records of another list.
    fn holds(&self, other: &WentIn) -> bool {
        other.records.iter().all(|(print, count)| self.records.get(print).is_some_and(|own| own >= count))
    }

    pub(crate) fn add_all(&mut self, others: &WentIn) {
        for (print, count) in &others.records {
            *self.records.entry(*print).or_insert(0) += count;
        }
    }

    /// Notes a record that was refused.
    pub(crate) fn refuse(&mut self, print: Fingerprint) {
        if NAMES_REFUSED {
            self.refused.insert(print);
        }
    }

    pub(crate) fn add(&mut self, print: Fingerprint) {
        *self.records.entry(print).or_insert(0) += 1;
    }
}

fn put_all<'p>(text: &mut String, prints: impl Iterator<Item = &'p Fingerprint>) {
    for (place, print) in prints.enumerate() {
        text.push_str(if place == 0 { "\n    \"" } else { ",\n    \"" });
        for byte in print {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text.push('"');
    }
}

fn fingerprint_of(text: &str) -> Option<Fingerprint> {
    let mut print = Fingerprint::default();
    if text.len() != 2 * print.len() {
        return None;
    }
    for (at, byte) in print.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(print)
}

/// What was sent, as it was before the first answer to it, and what answers have said of it since.
#[derive(Debug, Default)]
pub(crate) struct AsSent {
    states: Vec<RowState>,
    sending: Vec<Sending>,
    /// Records that an answer refused.
    pub(crate) refused: BTreeSet<usize>,
    /// Those that answers were about.
    pub(crate) answered: BTreeMap<usize, Fingerprint>,
}

/// What becomes of a record in the next cleaned file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sending {
    /// It goes out as always.
    Send,
    /// It went in, and goes out once more because a record in error belongs to it.
    WithError,
    /// It went in.
    Not,
}

impl Checked {
    /// What was sent, kept from the first answer on.
    pub(crate) fn as_sent(&mut self) -> &mut AsSent {
        let (states, sending) = (&self.states, &self.sending);
        self.as_sent.get_or_insert_with(|| {
            Box::new(AsSent { states: states.clone(), sending: sending.clone(), ..AsSent::default() })
        })
    }

    /// Has the records be what they were when they were sent, or again what they are now.
    pub(crate) fn exchange_sent(&mut self) {
        if let Some(sent) = &mut self.as_sent {
            std::mem::swap(&mut self.states, &mut sent.states);
            std::mem::swap(&mut self.sending, &mut sent.sending);
        }
    }

    /// Whether a record that could go out stays behind because it went in already.
    pub(crate) fn stays(&self, record: usize, rows: Rows) -> bool {
        match self.sending.get(record) {
            Some(Sending::Not) => true,
            Some(Sending::WithError) => rows == Rows::Ready,
            Some(Sending::Send) | None => false,
        }
    }
}

/// A record as it would go out.
pub(crate) struct Sent<'r, 'o> {
    /// Its place among all records.
    pub(crate) record: usize,
    pub(crate) print: Fingerprint,
    pub(crate) out: &'r OutgoingRecord<'o>,
}

/// Goes through the records that go out, in their order.
pub(crate) fn outgoing(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    rows: Rows,
    look: &mut dyn FnMut(&Sent<'_, '_>),
) -> Result<(), Error> {
    let mut known: BTreeMap<u32, Fingerprint> = BTreeMap::new();
    clean::each_outgoing(book, subject, checked, rows, &mut |record, (node, parent), out| {
        let print = print(out, parent.and_then(|parent| known.get(&parent)));
        if let Some(node) = node {
            known.insert(node, print);
        }
        look(&Sent { record, print, out });
        Ok(())
    })
}

/// The fingerprint of a record. A column without a value may come and go.
fn print(out: &OutgoingRecord<'_>, parent: Option<&Fingerprint>) -> Fingerprint {
    let mut sum = Sha256::new();
    sum.update(parent.map_or(&[][..], |print| &print[..]));
    let names =
        out.columns.iter().map(|slot| out.layout.slots.get(*slot).map_or("", |slot| slot.name.as_str()));
    for (name, text) in names.zip(out.texts()).filter(|(_, text)| !text.is_empty()) {
        for part in [name, text] {
            sum.update((part.len() as u64).to_le_bytes());
            sum.update(part.as_bytes());
        }
    }
    let mut print = Fingerprint::default();
    print.iter_mut().zip(sum.finalize()).for_each(|(to, from)| *to = from);
    print
}

/// What of each list is not found yet: several files may have one, and each record of it went in once.
#[derive(Default)]
pub(crate) struct Left(Vec<(WentIn, BTreeMap<Fingerprint, u32>)>);

impl Left {
    pub(crate) fn of(&mut self, list: &WentIn) -> &mut BTreeMap<Fingerprint, u32> {
        let at = self.0.iter().position(|(own, _)| own == list).unwrap_or_else(|| {
            self.0.push((list.clone(), list.records.clone()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

/// Which records of the file stay out of its next cleaned file. They are taken from what is `left` of the list.
pub(crate) fn mark(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    left: &mut BTreeMap<Fingerprint, u32>,
) -> Result<Vec<Sending>, Error> {
    let mut sending = vec![Sending::Send; checked.states.len()];
    outgoing(book, subject, checked, Rows::All, &mut |sent| {
        let count = left.get_mut(&sent.print).filter(|count| **count > 0);
        if let (Some(count), Some(sending)) = (count, sending.get_mut(sent.record)) {
            *count -= 1;
            *sending = Sending::Not;
        }
    })?;
    with_parents(checked, &mut sending);
    Ok(sending)
}

/// The rows of records that would go out just as they were when they were refused.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn still_refused(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    list: &WentIn,
) -> Result<Vec<u32>, Error> {
    let mut rows = Vec::new();
    if list.refused.is_empty() {
        return Ok(rows);
    }
    outgoing(book, subject, checked, Rows::Ready, &mut |sent| {
        if list.refused.contains(&sent.print) {
            rows.push(sent.out.row.number);
        }
    })?;
    Ok(rows)
}

/// Says so, at each of these rows.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn tell_refused(reporter: &mut Reporter<'_>, rows: &[u32]) {
    for row in rows {
        reporter.add(&STILL_REFUSED, None, || Finding::new(&STILL_REFUSED, Place::Row(*row)));
    }
}

/// Sends the records again that others belong to which have not gone in.
fn with_parents(checked: &Checked, sending: &mut [Sending]) {
    let Some(tree) = &checked.survey.tree else { return };
    let records: BTreeMap<u32, usize> =
        checked.nodes.iter().enumerate().map(|(record, node)| (*node, record)).collect();
    for record in 0..sending.len() {
        if sending[record] != Sending::Send {
            continue;
        }
        let ready = checked.states.get(record) == Some(&RowState::Ready);
        let node = |node: u32| tree.nodes.get(node as usize);
        let mut own = checked.nodes.get(record).copied().unwrap_or(NONE);
        // What a row belongs to stands above it.
        while let Some(parent) = node(own).map(|node| node.parent).filter(|parent| *parent < own) {
            if let Some(sending) = records.get(&parent).and_then(|record| sending.get_mut(*record)) {
                match sending {
                    Sending::Send => {}
                    _ if ready => *sending = Sending::Send,
                    _ => *sending = Sending::WithError,
                }
            }
            own = parent;
        }
    }
}

/// Says how many records stay out.
pub(crate) fn tell(reporter: &mut Reporter<'_>, sending: &[Sending]) {
    let out = sending.iter().filter(|one| **one != Sending::Send).count() as u64;
    let (problem, all) = (if out > 0 { &WENT_IN_ALREADY } else { &NONE_WENT_IN }, sending.len() as u64);
    reporter.add(problem, None, || Finding::new(problem, Place::File).with("count", out).with("all", all));
}
