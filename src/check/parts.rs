//! The cleaned file in parts, where a definition says how much its system takes at a time: what belongs together stays
//! together, and the order is that of the cleaned file.

use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::changes::RowsInError;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::file::File;
use crate::check::outgoing::{CleanedFile, columns};
use crate::check::subject::Subject;
use crate::check::went_in;
use crate::definition::{ImportDefinition, PartLimits};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Finding, Place};
use crate::read::Book;
use crate::record::context::Reporter;
use crate::record::outline::RowState;
use crate::rules::file::{CLEANED_IN_PARTS, TOO_MUCH_AT_A_TIME};
use crate::rules::uniqueness::hash_of;
use std::collections::HashSet;
use std::io;

/// The records of a cleaned file: how long each is, and which belong together.
#[derive(Default)]
pub(crate) struct Lengths {
    /// What stands before the first record.
    pub(crate) head: Vec<u8>,
    /// The bytes of each record.
    pub(crate) bytes: Vec<u64>,
    /// The row of each record in the user's file.
    rows: Vec<u32>,
    /// Families: what they have in common, and a record that is of it.
    families: Vec<((usize, u64), usize)>,
    /// By self-reference: the keys of records, and the keys that they name.
    targets: Vec<(u64, usize)>,
    sources: Vec<(u64, usize)>,
}

/// Records that go out together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The first of them.
    pub(crate) first: usize,
    pub(crate) records: u64,
    pub(crate) bytes: u64,
}

/// Which records go out in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) records: u64,
    /// With the head.
    pub(crate) bytes: u64,
    /// More than the import takes: a block that cannot be divided.
    pub(crate) over: bool,
}

/// Counts, and keeps nothing.
#[derive(Default)]
struct Nowhere;

impl io::Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lengths {
    /// Goes through the records that go out.
    pub(crate) fn of(
        book: &mut dyn Book,
        subject: &Subject<'_>,
        checked: &Checked,
        rows: Rows,
    ) -> Result<Lengths, Error> {
        let mut all = Lengths::default();
        CleanedFile::begin(subject, &columns(subject), &mut all.head)?.finish()?;
        let own = own_references(subject.definition);
        let nodes = checked.survey.tree.as_ref().map_or(&[][..], |tree| &tree.nodes);
        let mut nowhere = Nowhere;
        let mut file = CleanedFile::begin(subject, &columns(subject), &mut nowhere)?;
        let mut before = file.written();
        let mut places: Map<u32, usize> = Map::default();
        clean::each_outgoing(book, subject, checked, rows, &mut |_, (node, _), out| {
            let at = all.bytes.len();
            file.record(out)?;
            let end = file.written();
            all.bytes.push(end - before);
            before = end;
            all.rows.push(out.row.number);
            if !checked.families.is_empty() {
                places.insert(out.row.number, at);
            }
            if let Some(mut node) = node {
                // A row belongs to the root above it.
                while let Some(above) =
                    nodes.get(node as usize).map(|n| n.parent).filter(|above| *above < node)
                {
                    node = above;
                }
                all.families.push(((0, u64::from(node)), at));
            }
            for (index, (here, there)) in own.iter().enumerate() {
                let key = |slots: &[usize]| {
                    let texts = slots.iter().map(|slot| {
                        let text = out.text(*slot).unwrap_or_default();
                        subject.definition.fields.get(*slot).map_or(text.into(), |field| field.key(text))
                    });
                    let texts: Vec<_> = texts.collect();
                    let whole = texts.iter().all(|text| !text.is_empty());
                    whole.then(|| hash_of(texts.iter(), u32::try_from(index).unwrap_or(0)))
                };
                all.targets.extend(key(there).map(|key| (key, at)));
                all.sources.extend(key(here).map(|key| (key, at)));
            }
            Ok(())
        })?;
        for (key, rows) in &checked.families {
            let of = rows.iter().filter_map(|row| places.get(row));
            all.families.extend(of.map(|at| ((usize::MAX, *key), *at)));
        }
        Ok(all)
    }

    /// Puts the records of a further file behind these; false where its columns are others.
    pub(crate) fn append(&mut self, file: usize, mut next: Lengths) -> bool {
        let from = self.bytes.len();
        if from == 0 && self.head.is_empty() {
            self.head = std::mem::take(&mut next.head);
        } else if self.head != next.head {
            return false;
        }
        self.bytes.append(&mut next.bytes);
        self.rows.append(&mut next.rows);
        let behind = |(key, at): (u64, usize)| (key, at + from);
        // A row of an outline belongs to rows of its own file.
        let family = |((of, key), at)| ((if of == usize::MAX { of } else { file }, key), from + at);
        self.families.extend(next.families.into_iter().map(family));
        self.targets.extend(next.targets.into_iter().map(behind));
        self.sources.extend(next.sources.into_iter().map(behind));
        true
    }

    /// What must stay in one file, in order.
    fn blocks(&self) -> Vec<Block> {
        // How many families go on behind a record.
        let mut begin = vec![0_u32; self.bytes.len() + 1];
        let mut end = vec![0_u32; self.bytes.len() + 1];
        let mut hold = |first: usize, last: usize| {
            if first < last && last < self.bytes.len() {
                begin[first] += 1;
                end[last] += 1;
            }
        };
        let mut families = self.families.clone();
        sorting::sort(&mut families);
        for family in families.chunk_by(|a, b| a.0 == b.0) {
            if let (Some((_, first)), Some((_, last))) = (family.first(), family.last()) {
                hold(*first, *last);
            }
        }
        // Whoever is named comes first, or in the same file.
        let mut firsts: Map<u64, usize> = Map::default();
        for (key, at) in &self.targets {
            firsts.entry(*key).or_insert(*at);
        }
        for (key, at) in &self.sources {
            if let Some(named) = firsts.get(key).filter(|named| **named > *at) {
                hold(*at, *named);
            }
        }
        let mut blocks: Vec<Block> = Vec::new();
        let mut open = 0_u32;
        for (at, bytes) in self.bytes.iter().enumerate() {
            let goes_on = open > 0;
            open = open + begin[at] - end[at];
            match blocks.last_mut().filter(|_| goes_on) {
                Some(block) => {
                    block.records += 1;
                    block.bytes += bytes;
                }
                None => blocks.push(Block { first: at, records: 1, bytes: *bytes }),
            }
        }
        blocks
    }

    /// The files that they go out in: as few as possible.
    pub(crate) fn runs(&self, limits: Option<&PartLimits>) -> Vec<Run> {
        let head = self.head.len() as u64;
        let (most_rows, most_bytes) = limits.map_or((u64::MAX, u64::MAX), |limits| {
            (limits.rows.unwrap_or(u64::MAX), limits.bytes.unwrap_or(u64::MAX))
        });
        let fits = |records: u64, bytes: u64| records <= most_rows && bytes <= most_bytes;
        let mut runs: Vec<Run> = Vec::new();
        for block in self.blocks() {
            match runs.last_mut().filter(|run| fits(run.records + block.records, run.bytes + block.bytes)) {
                Some(run) => {
                    run.records += block.records;
                    run.bytes += block.bytes;
                }
                None => runs.push(Run {
                    first: block.first,
                    records: block.records,
                    bytes: head + block.bytes,
                    over: !fits(block.records, head + block.bytes),
                }),
            }
        }
        runs
    }
}

/// The fields of references into the file itself, and those that they lead to.
fn own_references(definition: &ImportDefinition) -> Vec<(Vec<usize>, Vec<usize>)> {
    let own = definition
        .foreign_keys
        .iter()
        .filter(|key| key.resource.is_empty() || key.resource == definition.name);
    let there = |name: &String| definition.fields.iter().position(|field| field.name == *name);
    let pairs =
        own.map(|key| (key.fields.clone(), key.reference.iter().filter_map(there).collect::<Vec<_>>()));
    // A field of the row above stands in the same block of the outline.
    pairs.filter(|(here, there)| here.len() == there.len()).collect()
}

/// How much goes out of a file, or of several as one table, and in which files.
pub(crate) struct Measured {
    limits: PartLimits,
    records: u64,
    bytes: u64,
    runs: Vec<Run>,
    /// What of it an import does not take, each with its rows.
    over: Vec<(Run, RowsOfFiles)>,
}

/// Files, each with rows of it.
type RowsOfFiles = Vec<(usize, Vec<u32>)>;

impl Measured {
    /// `starts`: the files, each with the place of its first record.
    fn new(all: &Lengths, starts: &[(usize, usize)], limits: PartLimits) -> Measured {
        let runs = all.runs(Some(&limits));
        let rows = |run: &Run| {
            let end = run.first + usize::try_from(run.records).unwrap_or(usize::MAX);
            let of_file = |(at, (index, start)): (usize, &(usize, usize))| {
                let behind = starts.get(at + 1).map_or(all.bytes.len(), |(_, next)| *next);
                let rows = all.rows.get(run.first.max(*start)..end.min(behind)).unwrap_or_default();
                (!rows.is_empty()).then(|| (*index, rows.to_vec()))
            };
            starts.iter().enumerate().filter_map(of_file).collect()
        };
        Measured {
            limits,
            records: all.bytes.len() as u64,
            bytes: runs.iter().map(|run| run.bytes).sum(),
            over: runs.iter().filter(|run| run.over).map(|run| (*run, rows(run))).collect(),
            runs,
        }
    }

    /// Why it cannot go out at all, where that is so.
    fn refusal(&self) -> Option<[&'static str; 2]> {
        if self.limits.split {
            (self.runs.len() > LIMITS.cleaned_parts).then_some(MANY)
        } else {
            (self.runs.len() > 1 || !self.over.is_empty()).then_some(WHOLE)
        }
    }

    /// In how many files it goes out, where it can.
    fn parts(&self) -> Option<usize> {
        (self.refusal().is_none() && self.over.is_empty()).then_some(self.runs.len())
    }

    /// That it is too much. Whatever a definition makes of the severity, nothing goes out that the import would refuse.
    fn too_much(&self, place: Place, what: [&'static str; 2], (records, bytes): (u64, u64)) -> Finding {
        let finding = Finding::new(&TOO_MUCH_AT_A_TIME, place).with("what", Detail::Phrase(what));
        limited(finding, self.limits, records, bytes)
    }

    /// That it goes out in so many parts.
    fn in_parts(&self, what: [&'static str; 2]) -> Finding {
        let finding = Finding::new(&CLEANED_IN_PARTS, Place::File).with("what", Detail::Phrase(what));
        limited(finding.with("parts", self.runs.len() as u64), self.limits, self.records, self.bytes)
    }
}

impl File<'_> {
    /// The records that the cleaned file will have, as far as anybody said what becomes of rows in error.
    pub(crate) fn going_out(&self) -> Rows {
        if self.input.rows_in_error == RowsInError::Include { Rows::All } else { Rows::Ready }
    }

    /// Measures these records; nothing where the import has no limits, or there is no cleaned file.
    fn measured(&mut self, rows: Rows, lang: Lang) -> Option<Measured> {
        let limits = self.definition.as_ref()?.limits?;
        if self.checked.as_ref()?.file_error {
            return None;
        }
        // A file that cannot be read a second time has no cleaned file either.
        let lengths =
            self.with_subject(lang, |book, subject, checked| Lengths::of(book, subject, checked, rows))?;
        Some(Measured::new(&lengths.ok()?, &[(0, 0)], limits))
    }

    /// Says what the import does not take of the records that go out. True where a record that was ready is not any more.
    fn refuse_what_is_too_much(&mut self, measured: &Measured) -> bool {
        let Some(checked) = self.checked.as_mut() else { return false };
        checked.parts = measured.parts().map_or(1, |parts| parts as u64);
        if let Some(what) = measured.refusal() {
            let all = (measured.records, measured.bytes);
            checked.findings.add(measured.too_much(Place::File, what, all));
            checked.file_error = true;
        }
        let mut condemned = HashSet::new();
        for (run, rows) in measured.over.iter().filter(|_| measured.limits.split) {
            let rows = rows.iter().flat_map(|(_, rows)| rows);
            let what = if run.records > 1 { BLOCK } else { RECORD };
            let place = Place::Row(rows.clone().next().copied().unwrap_or(0));
            checked.findings.add(measured.too_much(place, what, (run.records, run.bytes)));
            condemned.extend(rows.copied());
        }
        checked.condemn(&condemned);
        checked.file_error || !condemned.is_empty()
    }

    /// Says in how many parts the cleaned file goes out; `alone` where it does not go out with others as one table.
    fn say_parts(&mut self, measured: &Measured, alone: bool) {
        let rows = self.going_out();
        let (Some(parts), Some(definition), Some(checked)) =
            (measured.parts(), self.definition.as_deref(), self.checked.as_mut())
        else {
            return;
        };
        checked.parts = parts as u64;
        if alone && parts > 1 {
            let finding = measured.in_parts(match Without::of(checked, rows) {
                Without::Nothing => OF_FILE,
                Without::Errors => OF_READY,
                Without::WentIn => OF_REST,
            });
            Reporter::new(&mut checked.findings, &definition.severities)
                .add(&CLEANED_IN_PARTS, None, || finding);
        }
    }
}

/// Measures files that go out as one table; nothing where they cannot, as is said where it is written.
fn measured_table(files: &mut [File<'_>], table: &[usize], lang: Lang) -> Option<Measured> {
    let definition = files.get(*table.first()?)?.definition.clone()?;
    let limits = definition.limits?;
    let mut all = Lengths::default();
    let mut starts = Vec::new();
    for index in table {
        let file = files.get_mut(*index)?;
        let fits = file.definition.as_ref().is_some_and(|own| own.name == definition.name);
        if !fits || file.checked.as_ref()?.file_error {
            return None;
        }
        let rows = file.going_out();
        let lengths =
            file.with_subject(lang, |book, subject, checked| Lengths::of(book, subject, checked, rows));
        starts.push((*index, all.bytes.len()));
        if !all.append(*index, lengths?.ok()?) {
            return None;
        }
    }
    Some(Measured::new(&all, &starts, limits))
}

/// Says what the import does not take of files that go out as one table. True where a record that was ready is not any more.
fn refuse_what_is_too_much_together(files: &mut [File<'_>], table: &[usize], measured: &Measured) -> bool {
    if let Some(what) = measured.refusal().filter(|_| !measured.limits.split) {
        for index in table {
            let checked = files.get_mut(*index).and_then(|file| file.checked.as_mut());
            let (Some(checked), all) = (checked, (measured.records, measured.bytes)) else { continue };
            checked.findings.add(measured.too_much(Place::File, what, all));
            checked.file_error = true;
        }
        return true;
    }
    for (run, rows) in &measured.over {
        for (index, rows) in rows {
            let checked = files.get_mut(*index).and_then(|file| file.checked.as_mut());
            let (Some(checked), Some(first)) = (checked, rows.first()) else { continue };
            let finding = measured.too_much(Place::Row(*first), ACROSS, (run.records, run.bytes));
            checked.findings.add(finding);
            checked.condemn(&rows.iter().copied().collect());
        }
    }
    !measured.over.is_empty()
}

/// Says of files that go out as one table, at the first of them, in how many parts it does.
fn say_parts_together(files: &mut [File<'_>], table: &[usize], measured: &Measured) {
    if measured.parts().is_none_or(|parts| parts < 2) {
        return;
    }
    let without = |file: &File<'_>| Some(Without::of(file.checked.as_ref()?, file.going_out()));
    let all = table.iter().filter_map(|index| without(files.get(*index)?));
    let finding = measured.in_parts(match all.max().unwrap_or(Without::Nothing) {
        Without::Nothing => OF_TABLE,
        Without::Errors => OF_READY_TABLE,
        Without::WentIn => OF_REST_TABLE,
    });
    let Some(file) = table.first().and_then(|first| files.get_mut(*first)) else { return };
    if let (Some(definition), Some(checked)) = (file.definition.as_deref(), file.checked.as_mut()) {
        Reporter::new(&mut checked.findings, &definition.severities).add(&CLEANED_IN_PARTS, None, || finding);
    }
}

/// Says what the imports of files do not take, and in how many parts the rest goes out. `skip` leaves out what depends on a
/// record that was ready before. `tables`: the files that go out as one.
pub(crate) fn say_in_parts(
    files: &mut [File<'_>],
    tables: &[Vec<usize>],
    lang: Lang,
    skip: impl FnOnce(&mut [File<'_>]),
) {
    let is_limited = |file: &File<'_>| file.definition.as_ref().is_some_and(|own| own.limits.is_some());
    if !files.iter().any(is_limited) {
        return;
    }
    // What went in already does not count.
    let mark = |files: &mut [File<'_>]| {
        let mut left = went_in::Left::default();
        let limited = files.iter_mut().filter(|file| is_limited(file));
        limited.for_each(|file| file.mark_what_went_in(lang, &mut left));
    };
    mark(files);
    // Of what goes out, so that nothing is called ready that the writing would refuse.
    let mut alone: Vec<Option<Measured>> =
        files.iter_mut().map(|file| file.measured(file.going_out(), lang)).collect();
    let mut over = false;
    for (file, measured) in files.iter_mut().zip(&alone) {
        over |= measured.as_ref().is_some_and(|measured| file.refuse_what_is_too_much(measured));
    }
    let mut together: Vec<Option<Measured>> =
        tables.iter().map(|table| measured_table(files, table, lang)).collect();
    for (table, measured) in tables.iter().zip(&together) {
        let refused = |measured: &Measured| refuse_what_is_too_much_together(files, table, measured);
        over |= measured.as_ref().is_some_and(refused);
    }
    if over {
        skip(files);
        mark(files);
    }
    for (index, (file, measured)) in files.iter_mut().zip(&mut alone).enumerate() {
        // What goes out is less now.
        if over {
            *measured = file.measured(file.going_out(), lang);
        }
        let alone = tables.iter().all(|table| !table.contains(&index));
        match measured {
            // Nothing goes out with its rows in error. How much does without them is known all the same.
            Some(all) if all.parts().is_none() && file.going_out() == Rows::All => {
                let ready = file.measured(Rows::Ready, lang).and_then(|ready| ready.parts());
                if let (Some(parts), Some(checked)) = (ready, file.checked.as_mut()) {
                    checked.parts = parts as u64;
                }
            }
            measured => measured.iter().for_each(|measured| file.say_parts(measured, alone)),
        }
    }
    for (table, measured) in tables.iter().zip(&mut together) {
        if over {
            *measured = measured_table(files, table, lang);
        }
        measured.iter().for_each(|measured| say_parts_together(files, table, measured));
    }
}

/// What is not among the records that go out in parts, and has to be said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Without {
    /// A repeated heading at most: nobody takes that for a row.
    Nothing,
    /// Rows in error, and what is left out with them.
    Errors,
    /// Rows that went in already, perhaps rows in error as well.
    WentIn,
}

impl Without {
    /// `rows`: which are to go out.
    fn of(checked: &Checked, rows: Rows) -> Without {
        let left_out = || rows == Rows::Ready && checked.count(RowState::Error) + checked.left_out() > 0;
        if (0..checked.states.len()).any(|record| checked.stays(record, rows)) {
            Without::WentIn
        } else if left_out() {
            Without::Errors
        } else {
            Without::Nothing
        }
    }
}

/// Says what the import takes at a time, and how much there is.
fn limited(finding: Finding, limits: PartLimits, records: u64, bytes: u64) -> Finding {
    let limit = match (limits.rows, limits.bytes) {
        (Some(_), Some(_)) => [
            "{most_rows} {most_rows|row|rows} and {most_bytes} bytes",
            "{most_rows} {most_rows|ligne|lignes} et {most_bytes} octets",
        ],
        (Some(_), None) => ["{most_rows} {most_rows|row|rows}", "{most_rows} {most_rows|ligne|lignes}"],
        (None, _) => ["{most_bytes} bytes", "{most_bytes} octets"],
    };
    finding
        .with("most_rows", limits.rows.unwrap_or(0))
        .with("most_bytes", limits.bytes.unwrap_or(0))
        .with("records", records)
        .with("size", bytes)
        .with("limit", Detail::Phrase(limit))
}

const OF_FILE: [&str; 2] = [
    "The file has {records} {records|row|rows} and is cleaned in {parts} parts.",
    "Le fichier compte {records} {records|ligne|lignes} et est nettoyé en {parts} parties.",
];
const OF_READY: [&str; 2] = [
    "Without rows in error, the file has {records} {records|row|rows} and is cleaned in {parts} parts.",
    "Sans les lignes en erreur, le fichier compte {records} {records|ligne|lignes} et est nettoyé en {parts} parties.",
];
const OF_TABLE: [&str; 2] = [
    "The files of this table have {records} {records|row|rows} together and are cleaned in {parts} parts.",
    "Les fichiers de ce tableau comptent ensemble {records} {records|ligne|lignes} et sont nettoyés en {parts} parties.",
];
const OF_READY_TABLE: [&str; 2] = [
    "Without rows in error, the files of this table have {records} {records|row|rows} together and are cleaned in {parts} parts.",
    "Sans les lignes en erreur, les fichiers de ce tableau comptent ensemble {records} {records|ligne|lignes} et sont nettoyés en {parts} parties.",
];
const OF_REST: [&str; 2] = [
    "Without the rows that stay out, the file has {records} {records|row|rows} and is cleaned in {parts} parts.",
    "Sans les lignes laissées de côté, le fichier compte {records} {records|ligne|lignes} et est nettoyé en {parts} parties.",
];
const OF_REST_TABLE: [&str; 2] = [
    "Without the rows that stay out, the files of this table have {records} {records|row|rows} together and are cleaned in {parts} parts.",
    "Sans les lignes laissées de côté, les fichiers de ce tableau comptent ensemble {records} {records|ligne|lignes} et sont nettoyés en {parts} parties.",
];
const ACROSS: [&str; 2] = [
    "{at}: {records} rows of the files of this table belong together, and have {size} bytes.",
    "{at}\u{a0}: {records} lignes des fichiers de ce tableau vont ensemble, et font {size} octets.",
];
const WHOLE: [&str; 2] = [
    "The cleaned file would have {records} {records|row|rows} and {size} bytes, and may not be divided.",
    "Le fichier nettoyé aurait {records} {records|ligne|lignes} et {size} octets, et ne peut pas être divisé.",
];
const MANY: [&str; 2] = [
    "The cleaned file would go out in more than 10,000 files.",
    "Le fichier nettoyé sortirait en plus de 10\u{202f}000 fichiers.",
];
const BLOCK: [&str; 2] = [
    "{at}: {records} rows from here on belong together, and have {size} bytes.",
    "{at}\u{a0}: {records} lignes à partir d’ici vont ensemble, et font {size} octets.",
];
const RECORD: [&str; 2] = ["{at} alone has {size} bytes.", "{at} fait à elle seule {size} octets."];
