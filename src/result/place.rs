//! The places of an answer: the system counts the rows of the cleaned file, and the user looks at the one they chose.

use super::read;
use super::sentences::{Known, sum_up};
use super::words::is_well;
use super::{Read, Said, Well};
use crate::base::sorting;
use crate::check::changes::RowsInError;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::outgoing;
use crate::check::subject::Subject;
use crate::check::went_in::{self, Fingerprint, Sending, Sent, WentIn};
use crate::definition::Field;
use crate::problem::words::TranslatedText;
use crate::problem::{Detail, Finding, Place};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::{NONE, RowState};
use crate::rules::answer::{NAMES_NO_ROW, NOT_UNDERSTOOD, REFUSED, ROW_NOT_SENT};
use crate::scalar::text::{fold, trim, visible};
use crate::session::Session;
use crate::table::column_of;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Letters of a sentence that are shown.
const LONGEST: usize = 300;

/// The number of the first record where nothing else is known: the headings are row 1. A system that names row 1 or 0 may
/// count otherwise, or mean the headings or the whole.
const FIRST_ROW: u64 = 2;

/// How a file was sent, and how its receiver counts.
///
/// See [`Session::answer`].
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswerOptions {
    /// What the cleaned file did with rows in error.
    pub rows_in_error: RowsInError,
    /// The number that the system gives to the first record of the cleaned file; 2 where nothing else is known, since
    /// the headings are row 1.
    pub first_row: Option<u64>,
    /// Which of the records that go out the file held that is answered to: the first, from 0, and how many. All of them
    /// where nothing is said.
    pub part: Option<(u64, u64)>,
    /// That what earlier answers since the check did not name went in as well, as where each part of a file has an answer
    /// of its own.
    pub earlier_went_in: bool,
}

/// What came of an answer.
///
/// See [`Session::answer`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Records that the system refused.
    pub refused: u64,
    /// Records that were sent and are not named.
    pub others: u64,
    /// Things that were said of no record of the file that was sent.
    pub unplaced: u64,
    /// Things that were said and name no record.
    pub unnamed: u64,
    /// All that went in if those that are not named did, what went in before included. Absent where something that was
    /// said of a record, or all that was said, could not be placed: then nobody knows which records are meant.
    pub went_in: Option<WentIn>,
}

/// The place of one thing that was said.
struct Placed {
    /// Which of the things that were said.
    said: usize,
    record: usize,
    place: Place,
    field: Option<usize>,
    value: String,
    /// Where it is placed by what the record holds: how many such records went by before.
    nth: Option<usize>,
}

/// What the rows that were sent of one file have to do with the answer.
#[derive(Default)]
struct SentFile {
    placed: Vec<Placed>,
    /// The records that were sent.
    sent: Vec<(usize, Fingerprint)>,
}

/// What was said, and what of it has no place yet.
struct Open {
    said: Vec<Said>,
    well: Well,
    by_row: HashMap<u64, Vec<usize>>,
    by_cells: ByCells,
    columns: Columns,
    /// The number of the next record that was sent.
    next: u64,
    /// How many records went by, and which of them the answer is about.
    passed: u64,
    part: Option<(u64, u64)>,
}

impl Session<'_> {
    /// Takes what the receiving system answered when the cleaned file of one file was sent: what it refused becomes
    /// errors at the rows and cells of the user's own file. `name` is that of the answer's file, or empty for a text.
    ///
    /// ```
    /// use import_checker::{AnswerOptions, ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = ImportDefinition::parse(r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
    /// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    /// let mut session = Job::new(vec![Arc::new(definition)], Lang::En)
    ///     .file(input, Cursor::new("name,age\nAda,36\nBob,x\nCy,40\n"))
    ///     .check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// // Bob was not sent, so row 3 of the cleaned file is row 4 of this one.
    /// let answered = session.answer(0, "", b"Row 3: Cy is there already", &AnswerOptions::default()).unwrap();
    /// assert_eq!((answered.refused, answered.others), (1, 1));
    /// let report = session.files()[0].report(Lang::En);
    /// assert!(report["findings"].as_array().unwrap().iter().any(|one| one["code"] == "A120" && one["row"] == 4));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// The answer cannot be understood, or there is no cleaned file that it could be about.
    pub fn answer(
        &mut self,
        file: usize,
        name: &str,
        answer: &[u8],
        options: &AnswerOptions,
    ) -> Result<Answered, Error> {
        self.answer_together(&[file], name, answer, options)
    }

    /// The same where the records of several files went out as one table, one file after the other.
    ///
    /// # Errors
    /// The answer cannot be understood, or there is no cleaned file that it could be about.
    pub fn answer_together(
        &mut self,
        files: &[usize],
        name: &str,
        answer: &[u8],
        options: &AnswerOptions,
    ) -> Result<Answered, Error> {
        let lang = self.lang;
        let mut open: Option<Open> = None;
        let mut looks = Vec::with_capacity(files.len());
        for index in files {
            let file = self.files.get_mut(*index).ok_or(Error::NothingSent)?;
            file.checked.iter_mut().for_each(Checked::exchange_sent);
            let look = file.with_subject(lang, |book, subject, checked| {
                let rows =
                    clean::rows_to_write(checked, sent_with(options)).map_err(|_| Error::NothingSent)?;
                let open = match &mut open {
                    Some(open) => open,
                    none => none.insert(Open::read(name, answer, subject, options)?),
                };
                open.look(book, subject, checked, rows)
            });
            file.checked.iter_mut().for_each(Checked::exchange_sent);
            looks.push(look.unwrap_or(Err(Error::NothingSent))?);
        }
        let Open { said, mut well, by_cells, .. } = open.ok_or(Error::NothingSent)?;
        by_cells.settle(&mut looks);
        let placed: BTreeSet<usize> =
            sorting::gathered(looks.iter().flat_map(|look| look.placed.iter().map(|one| one.said)));
        let mut lost: Vec<&Said> = Vec::new();
        lost.extend((0..).zip(&said).filter(|(index, _)| !placed.contains(index)).map(|(_, said)| said));
        let sent = looks.iter().map(|look| look.sent.len() as u64).sum();
        let refused = looks.iter().map(|look| look.refused().len() as u64).sum();
        // Whatever is not understood may be about a row that then did not go in.
        let first = options.first_row.unwrap_or(FIRST_ROW);
        let accounts = well.accounts(first, sent, refused, &said);
        let is_known = accounts
            && (said.is_empty()
                || (lost.iter().all(|said| said.is_remark())
                    && sum_up(
                        lost.iter().map(|said| &*said.message),
                        Known { sent, refused, sentences: placed.len() as u64 },
                    )));
        // That it went well is no news.
        lost.retain(|said| !(is_known || (said.is_remark() && is_well(&said.message))));
        let not_all = (!accounts).then(|| (well.named() + refused, sent));
        let unplaced = lost.iter().filter(|said| said.names_a_row()).count() as u64;
        let unnamed = lost.len() as u64 - unplaced + u64::from(not_all.is_some());
        let mut answered = Answered { unplaced, unnamed, ..Answered::default() };
        // Where nothing has a place, nobody knows what this is an answer to.
        let is_about_it = is_known || !placed.is_empty();
        let mut went_in = WentIn::default();
        for (at, (index, look)) in files.iter().zip(&looks).enumerate() {
            let file = self.files.get_mut(*index).ok_or(Error::NothingSent)?;
            let (Some(checked), Some(definition)) = (&mut file.checked, &file.definition) else {
                return Err(Error::NothingSent);
            };
            if is_about_it {
                settle(
                    checked,
                    look,
                    Others { earlier: options.earlier_went_in, known: is_known, well: placed.is_empty() },
                    &mut answered,
                    &mut went_in,
                );
            } else {
                answered.others += look.sent.len() as u64;
            }
            // What went in before is one list, whichever of these files it was of.
            if let Some(before) = file.input.went_in.as_ref().filter(|_| at == 0) {
                went_in.add_all(before);
            }
            let mut reporter = Reporter::new(&mut checked.findings, &definition.severities);
            tell(&mut reporter, &said, look);
            if at == 0 {
                tell_lost(&mut reporter, &lost, not_all);
            }
            checked.findings.sort();
            file.last_view = None;
            file.list_changes(lang, &mut |_, _| ControlFlow::Continue(()));
        }
        answered.went_in = Some(went_in).filter(|_| is_known);
        Ok(answered)
    }
}

/// What was done with rows in error. Whoever has an answer has sent a file, so they did not block it.
fn sent_with(options: &AnswerOptions) -> RowsInError {
    match options.rows_in_error {
        RowsInError::Include => RowsInError::Include,
        RowsInError::Drop | RowsInError::Block => RowsInError::Drop,
    }
}

impl Open {
    /// Reads an answer. What it calls columns are those of this file, or of further ones that went out under the same headings.
    fn read(name: &str, answer: &[u8], subject: &Subject<'_>, how: &AnswerOptions) -> Result<Open, Error> {
        let columns = Columns::new(subject);
        let Read { said, well } = read::read(name, answer, &|heading| columns.named(heading).is_some())?;
        let next = how.first_row.unwrap_or(FIRST_ROW);
        let mut by_row: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut by_cells = ByCells::default();
        for (index, one) in said.iter().enumerate() {
            match one.row {
                Some(row) => by_row.entry(row).or_default().push(index),
                None => by_cells.add(index, one, &columns),
            }
        }
        Ok(Open { said, well, by_row, by_cells, columns, next, passed: 0, part: how.part })
    }

    /// Goes through what was sent of a file, and finds the record of each thing that was said of it.
    fn look(
        &mut self,
        book: &mut dyn Book,
        subject: &Subject<'_>,
        checked: &Checked,
        rows: Rows,
    ) -> Result<SentFile, Error> {
        let mut look = SentFile::default();
        went_in::outgoing(book, subject, checked, rows, &mut |sent| {
            let at = self.passed;
            self.passed += 1;
            if self.part.is_some_and(|(first, records)| at < first || at - first >= records) {
                return;
            }
            let mut mine = self.by_row.remove(&self.next).unwrap_or_default();
            self.next = self.next.saturating_add(1);
            // A row that held something else is another one: the system counts otherwise, or answers to another file.
            mine.retain(|index| {
                let mut cells = self.said.get(*index).into_iter().flat_map(|one| one.cells.iter());
                cells.all(|(name, text)| {
                    let column = self.columns.named(name).filter(|_| !text.is_empty());
                    column.is_none_or(|column| text_of(sent, column).is_some_and(|own| own == text))
                })
            });
            let numbered = mine.into_iter().map(|index| (index, None));
            for (index, nth) in numbered.chain(self.by_cells.of(sent)) {
                let column = self.said.get(index).and_then(|one| one.column.as_deref());
                let column = column.and_then(|name| self.columns.find(name));
                look.placed.push(Placed { nth, ..placed(index, sent, column) });
            }
            let columns = &self.columns;
            self.well.take(&|name| columns.named(name).and_then(|at| text_of(sent, at)).unwrap_or_default());
            look.sent.push((sent.record, sent.print));
        })
        .map_err(|_| Error::NothingSent)?;
        Ok(look)
    }
}

/// The columns of the cleaned file, from nought, by what an answer may call them.
struct Columns {
    count: usize,
    by_name: HashMap<String, usize>,
}

impl Columns {
    fn new(subject: &Subject<'_>) -> Columns {
        let all = outgoing::columns(subject);
        let mut by_name = HashMap::new();
        let mut name = |name: &str, column: usize| {
            let name = fold(name);
            if !name.is_empty() {
                by_name.entry(name.into_owned()).or_insert(column);
            }
        };
        let slots = || (0..).zip(&all).filter_map(|(at, slot)| Some((at, subject.layout.slots.get(*slot)?)));
        slots().for_each(|(at, one)| name(&one.name, at));
        // What the file itself calls a column goes before what others call another one.
        for (at, one) in slots() {
            if let Some(field) = one.field.and_then(|field| subject.definition.fields.get(field)) {
                let Field { title, name: own, heading, aliases, .. } = field;
                let titles = title.others.values().chain([&title.plain, own, heading]).chain(aliases);
                titles.for_each(|title| name(title, at));
            }
            one.column.into_iter().for_each(|column| name(subject.layout.heading(column), at));
        }
        Columns { count: all.len(), by_name }
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&*fold(name)).copied()
    }

    /// The column of a name, or of the letters of its place.
    fn find(&self, name: &str) -> Option<usize> {
        let lettered = || Some(column_of(&name.to_ascii_uppercase())? as usize);
        self.named(name).or_else(lettered).filter(|column| *column < self.count)
    }
}

/// What the cleaned file has in a column.
fn text_of<'o>(sent: &Sent<'_, 'o>, column: usize) -> Option<&'o str> {
    sent.out.text(*sent.out.columns.get(column)?).map(trim)
}

fn placed(said: usize, sent: &Sent<'_, '_>, column: Option<usize>) -> Placed {
    let row = sent.out.row;
    let slot = column.and_then(|column| sent.out.columns.get(column));
    let slot = slot.and_then(|slot| sent.out.layout.slots.get(*slot));
    let column = slot.and_then(|slot| slot.column);
    Placed {
        said,
        record: sent.record,
        place: column.map_or(Place::Row(row.number), |column| Place::cell(row.number, column)),
        field: slot.and_then(|slot| slot.field),
        value: column.map_or(String::new(), |column| row.cell(column as usize).shown.to_owned()),
        nth: None,
    }
}

/// Things that name a record by what it held: by the columns they name, and the texts in them.
#[derive(Default)]
struct ByCells {
    sets: Vec<(Vec<usize>, ByTexts)>,
}

/// The things that name the same texts, by their place in the answer.
type ByTexts = HashMap<Vec<String>, Things>;

/// Things that name the same texts, and how many records have these.
#[derive(Default)]
struct Things {
    said: Vec<usize>,
    records: usize,
}

/// An answer of one kind names the same columns every time; what names others again and again is not placed.
const MOST_SETS: usize = 16;

impl ByCells {
    fn add(&mut self, index: usize, said: &Said, columns: &Columns) {
        let cells = said.cells.iter().filter_map(|(name, text)| Some((columns.named(name)?, text.clone())));
        let cells: BTreeMap<usize, String> = cells.collect();
        if cells.values().all(String::is_empty) {
            return;
        }
        let (named, texts): (Vec<usize>, Vec<String>) = cells.into_iter().unzip();
        let at = self.sets.iter().position(|(own, _)| *own == named);
        if at.is_none() && self.sets.len() < MOST_SETS {
            self.sets.push((named, HashMap::new()));
        }
        let last = self.sets.len().saturating_sub(1);
        if let Some((own, things)) = self.sets.get_mut(at.unwrap_or(last))
            && own.len() == texts.len()
        {
            things.entry(texts).or_default().said.push(index);
        }
    }

    /// What may have been said of a record, and how many went by that are equal to it in all that is named.
    fn of(&mut self, sent: &Sent<'_, '_>) -> Vec<(usize, Option<usize>)> {
        let mut found = Vec::new();
        for (columns, things) in self.sets.iter_mut().filter(|(_, things)| !things.is_empty()) {
            let text = |column: &usize| text_of(sent, *column).unwrap_or_default().to_owned();
            let texts: Vec<String> = columns.iter().map(text).collect();
            let Some(Things { said, records }) = things.get_mut(&texts) else { continue };
            let nth = *records;
            *records += 1;
            // All of it where no other record is like it, and otherwise one thing of each.
            let one = nth..nth.saturating_add(if nth == 0 { said.len() } else { 1 }).min(said.len()).max(nth);
            found.extend(said.get(one).unwrap_or_default().iter().map(|index| (*index, Some(nth))));
        }
        found
    }

    /// Of records that are equal in all that is named, nobody knows which is meant, unless each is named.
    fn settle(self, looks: &mut [SentFile]) {
        let all = self.sets.into_iter().flat_map(|(_, things)| things.into_values());
        let mut meant: HashMap<usize, usize> = HashMap::new();
        for Things { said, records } in all {
            let each = said.len() == records;
            let is_placed = records == 1 || each;
            meant.extend(
                (0..).zip(said).filter(|_| is_placed).map(|(nth, index)| (index, if each { nth } else { 0 })),
            );
        }
        for look in looks {
            look.placed.retain(|one| one.nth.is_none_or(|nth| meant.get(&one.said) == Some(&nth)));
        }
    }
}

impl SentFile {
    /// The records that were refused.
    fn refused(&self) -> BTreeSet<usize> {
        sorting::gathered(self.placed.iter().map(|one| one.record))
    }
}

/// What becomes of the records that an answer does not name.
#[derive(Clone, Copy)]
struct Others {
    /// Those of earlier answers went in as well.
    earlier: bool,
    /// All that it says was understood.
    known: bool,
    /// It refuses nothing.
    well: bool,
}

/// Notes what was refused of a file, counts, and lists what went in.
fn settle(
    checked: &mut Checked,
    look: &SentFile,
    others: Others,
    answered: &mut Answered,
    went_in: &mut WentIn,
) {
    let named = look.refused();
    answered.refused += named.len() as u64;
    let sent = checked.as_sent();
    sent.refused.extend(&named);
    if !others.earlier {
        sent.answered.clear();
    }
    let told = look.sent.iter().filter(|(record, _)| others.known || named.contains(record));
    sent.answered.extend(told.copied());
    let (refused, about) = (std::mem::take(&mut sent.refused), std::mem::take(&mut sent.answered));
    for record in &named {
        if let Some(state) = checked.states.get_mut(*record) {
            *state = RowState::Error;
        }
    }
    answered.others += look.sent.iter().filter(|(record, _)| !refused.contains(record)).count() as u64;
    let below = below(checked, &refused);
    // Before the next check nothing that may have gone in is written again.
    checked.sending.resize(checked.states.len(), Sending::Send);
    for (record, print) in &about {
        if refused.contains(record) {
            went_in.refuse(*print);
            continue;
        }
        if let Some(sending) = checked.sending.get_mut(*record).filter(|_| !others.well) {
            *sending = Sending::Not;
        }
        // What belongs to a row that was refused cannot have gone in.
        if !below.contains(record) {
            went_in.add(*print);
        }
    }
    let sent = checked.as_sent();
    (sent.refused, sent.answered) = (refused, about);
}

/// The records that belong to one of these.
fn below(checked: &Checked, records: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Some(tree) = checked.survey.tree.as_ref().filter(|_| !records.is_empty()) else { return found };
    let node_of = |record: usize| checked.nodes.get(record).copied().filter(|node| *node != NONE);
    let mut nodes: BTreeSet<u32> = sorting::gathered(records.iter().filter_map(|record| node_of(*record)));
    // What a row belongs to stands above it.
    for (index, node) in (0_u32..).zip(&tree.nodes) {
        if node.parent < index && nodes.contains(&node.parent) {
            nodes.insert(index);
        }
    }
    found.extend(
        (0..checked.nodes.len()).filter(|record| node_of(*record).is_some_and(|node| nodes.contains(&node))),
    );
    found
}

/// A sentence of the system.
fn sentence(one: &Said) -> Detail {
    let plain = visible(&one.message, LONGEST);
    Detail::Said(TranslatedText { plain, ..TranslatedText::default() })
}

/// Says each thing at its place.
fn tell(reporter: &mut Reporter<'_>, said: &[Said], look: &SentFile) {
    for one in &look.placed {
        let Some(said) = said.get(one.said) else { continue };
        reporter.add(&REFUSED, None, || {
            let finding = Finding::new(&REFUSED, one.place).value(&one.value).with("said", sentence(said));
            match one.field {
                Some(field) => finding.field(field),
                None => finding,
            }
        });
    }
}

/// Says what has no place, or was not understood; `not_all` are the rows that are named where those are not all.
fn tell_lost(reporter: &mut Reporter<'_>, lost: &[&Said], not_all: Option<(u64, u64)>) {
    for said in lost {
        let problem = match said {
            Said { unclear: true, .. } => &NOT_UNDERSTOOD,
            _ if said.names_a_row() => &ROW_NOT_SENT,
            _ => &NAMES_NO_ROW,
        };
        reporter.add(problem, None, || {
            let finding = Finding::new(problem, Place::File).with("said", sentence(said));
            match said.row {
                _ if said.unclear => {
                    finding.with("what", Detail::Phrase(["“{said}”", "«\u{a0}{said}\u{a0}»"]))
                }
                // The system's number, and no row of the user's file.
                Some(row) => finding
                    .with("number", Detail::Text(row.to_string()))
                    .with("what", Detail::Phrase(["row {number}", "de la ligne {number}"])),
                None if said.of_unread_row => finding.with(
                    "what",
                    Detail::Phrase([
                        "a row whose number cannot be read",
                        "d’une ligne dont le numéro ne se lit pas",
                    ]),
                ),
                None => finding.with(
                    "what",
                    Detail::Phrase([
                        "a row with other values, or with those of several rows",
                        "d’une ligne qui a d’autres valeurs, ou celles de plusieurs lignes",
                    ]),
                ),
            }
        });
    }
    if let Some((named, sent)) = not_all {
        reporter.add(&NOT_UNDERSTOOD, None, || {
            let what = [
                "it says what became of {named} {named|row|rows}, and {sent} {sent|was|were} sent",
                "elle dit ce que {named|est devenue|sont devenues} {named} {named|ligne|lignes}, et {sent} {sent|a été envoyée|ont été envoyées}",
            ];
            let finding = Finding::new(&NOT_UNDERSTOOD, Place::File).with("what", Detail::Phrase(what));
            finding.with("named", named).with("sent", sent)
        });
    }
}
