//! The cleaned file in parts, where a definition says how much its system takes at a time: what belongs together stays
//! together, and the order is that of the cleaned file.

use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::file::File;
use crate::check::outgoing::{CleanedFile, columns};
use crate::check::subject::Subject;
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

impl File<'_> {
    /// Says in how many parts the cleaned file goes out, or that it cannot be divided; of one that goes out with others
    /// as one table only the latter. True where a record that was ready is not any more.
    pub(crate) fn say_parts(&mut self, alone: bool, lang: Lang) -> bool {
        let Some(limits) = self.definition.as_ref().and_then(|definition| definition.limits) else {
            return false;
        };
        if self.checked.as_ref().is_none_or(|checked| checked.file_error) {
            return false;
        }
        let found = self.with_subject(lang, |book, subject, checked| {
            let lengths = Lengths::of(book, subject, checked, Rows::Ready)?;
            let runs = lengths.runs(Some(&limits));
            let over = runs.iter().filter(|run| run.over || (!limits.split && runs.len() > 1));
            let rows = |run: &Run| {
                let end = run.first + usize::try_from(run.records).unwrap_or(usize::MAX);
                lengths.rows.get(run.first..end).unwrap_or_default().to_vec()
            };
            let over: Vec<(Run, Vec<u32>)> = over.map(|run| (*run, rows(run))).collect();
            Ok::<_, Error>((lengths.bytes.len() as u64, runs, over))
        });
        // A file that cannot be read a second time has no cleaned file either.
        let (Some(Ok((records, runs, over))), Some(definition), Some(checked)) =
            (found, self.definition.as_deref(), self.checked.as_mut())
        else {
            return false;
        };
        let bytes: u64 = runs.iter().map(|run| run.bytes).sum();
        let mut condemned = HashSet::new();
        // Whatever a definition makes of the severity, nothing goes out that the import would refuse.
        let mut refuse = |place, what, records, bytes| {
            let finding = Finding::new(&TOO_MUCH_AT_A_TIME, place).with("what", Detail::Phrase(what));
            checked.findings.add(limited(finding, limits, records, bytes));
        };
        let many = limits.split && runs.len() > LIMITS.cleaned_parts;
        if many || (!limits.split && !over.is_empty()) {
            refuse(Place::File, if many { MANY } else { WHOLE }, records, bytes);
            checked.file_error = true;
        } else {
            for (run, rows) in over {
                let what = if rows.len() > 1 { BLOCK } else { RECORD };
                refuse(Place::Row(rows.first().copied().unwrap_or(0)), what, run.records, run.bytes);
                condemned.extend(rows);
            }
            checked.condemn(&condemned);
        }
        if runs.len() > 1 && condemned.is_empty() && !checked.file_error {
            checked.parts = runs.len() as u64;
            if alone {
                let what = match Without::of(checked) {
                    Without::Nothing => OF_FILE,
                    Without::Errors => OF_READY,
                    Without::WentIn => OF_REST,
                };
                let finding = in_parts(what, runs.len(), limits, records, bytes);
                Reporter::new(&mut checked.findings, &definition.severities).add(
                    &CLEANED_IN_PARTS,
                    None,
                    || finding,
                );
            }
        }
        checked.findings.sort();
        checked.file_error || !condemned.is_empty()
    }
}

/// Says of files that go out as one table in how many parts it does, or that it cannot be divided. True where a record that
/// was ready is not any more.
pub(crate) fn say_parts_of_table(files: &mut [File<'_>], table: &[usize], lang: Lang) -> bool {
    let definition = table.first().and_then(|first| files.get(*first)?.definition.clone());
    let Some((definition, limits)) = definition.and_then(|own| Some((own.clone(), own.limits?))) else {
        return false;
    };
    let mut all = Lengths::default();
    let mut starts = Vec::new();
    let mut without = Without::Nothing;
    for index in table {
        let Some(file) = files.get_mut(*index) else { return false };
        let fits = file.definition.as_ref().is_some_and(|own| own.name == definition.name);
        if !fits || file.checked.as_ref().is_none_or(|checked| checked.file_error) {
            return false;
        }
        let lengths = file.with_subject(lang, |book, subject, checked| {
            without = without.max(Without::of(checked));
            Lengths::of(book, subject, checked, Rows::Ready)
        });
        starts.push((*index, all.bytes.len()));
        // What cannot be one table has no parts: why is said where it is written.
        let Some(Ok(lengths)) = lengths else { return false };
        if !all.append(*index, lengths) {
            return false;
        }
    }
    let runs = all.runs(Some(&limits));
    if runs.len() < 2 && runs.iter().all(|run| !run.over) {
        return false;
    }
    let records = all.bytes.len() as u64;
    let bytes: u64 = runs.iter().map(|run| run.bytes).sum();
    if !limits.split {
        for index in table {
            let Some(checked) = files.get_mut(*index).and_then(|file| file.checked.as_mut()) else {
                continue;
            };
            let finding = Finding::new(&TOO_MUCH_AT_A_TIME, Place::File);
            checked.findings.add(limited(
                finding.with("what", Detail::Phrase(WHOLE)),
                limits,
                records,
                bytes,
            ));
            checked.file_error = true;
        }
        return true;
    }
    let mut over = false;
    for run in runs.iter().filter(|run| run.over) {
        over = true;
        let end = run.first + usize::try_from(run.records).unwrap_or(usize::MAX);
        for (at, (index, start)) in starts.iter().enumerate() {
            let behind = starts.get(at + 1).map_or(all.bytes.len(), |(_, next)| *next);
            let (from, to) = (run.first.max(*start), end.min(behind));
            let rows = all.rows.get(from..to).unwrap_or_default();
            let checked = files.get_mut(*index).and_then(|file| file.checked.as_mut());
            let (Some(checked), Some(first)) = (checked, rows.first()) else { continue };
            let finding =
                Finding::new(&TOO_MUCH_AT_A_TIME, Place::Row(*first)).with("what", Detail::Phrase(ACROSS));
            checked.findings.add(limited(finding, limits, run.records, run.bytes));
            checked.condemn(&rows.iter().copied().collect());
        }
    }
    if over {
        return true;
    }
    let first = table.first().and_then(|first| files.get_mut(*first)?.checked.as_mut());
    if let Some(checked) = first {
        let what = match without {
            Without::Nothing => OF_TABLE,
            Without::Errors => OF_READY_TABLE,
            Without::WentIn => OF_REST_TABLE,
        };
        let finding = in_parts(what, runs.len(), limits, records, bytes);
        Reporter::new(&mut checked.findings, &definition.severities).add(&CLEANED_IN_PARTS, None, || finding);
    }
    false
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
    fn of(checked: &Checked) -> Without {
        if (0..checked.states.len()).any(|record| checked.stays(record, Rows::Ready)) {
            Without::WentIn
        } else if checked.count(RowState::Error) + checked.left_out() > 0 {
            Without::Errors
        } else {
            Without::Nothing
        }
    }
}

/// That records go out in parts.
fn in_parts(what: [&'static str; 2], parts: usize, limits: PartLimits, records: u64, bytes: u64) -> Finding {
    let finding = Finding::new(&CLEANED_IN_PARTS, Place::File).with("what", Detail::Phrase(what));
    limited(finding.with("parts", parts as u64), limits, records, bytes)
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
