//! From hits to findings: states and counts for all of them, words and places for those that are kept.

use super::all_keys::AllKeys;
use super::existing::key;
use super::fetched_rows::{fetch, row_number};
use super::fill::made;
use super::hits::{Hit, Kind, Lack, Other, Resolved};
use super::keys::Keys;
use super::plan::Plan;
use super::sentences::{SentenceWriter, heading};
use super::suggestions::{NAMED, Suggestions};
use crate::base::limits::LIMITS;
use crate::check::file::File;
use crate::definition::ImportDefinition;
use crate::problem::{Cause, Detail, Finding, Place, Problem, Severity};
use crate::record::outline::RowState;
use crate::record::outline_problems::ROOT_DECLARED_TWICE;
use crate::rules::across::RULE_BROKEN_ACROSS_FILES;
use crate::rules::kinds::group_needs::GROUP_NEEDS_FURTHER_FIELD;
use crate::rules::reference::{
    CIRCULAR_REFERENCE, REFERENCE_NOT_FOUND, REFERENCE_OF_OTHER_LEVEL, REFERENCE_SPELLED_DIFFERENTLY,
    REFERENCES_DISAGREE,
};
use crate::rules::together::{
    BLANK_MAY_BE_GENERATED, DUPLICATE_ACROSS_FILES, EXISTS_ON_SERVER, LIST_WITHOUT_COLUMN,
    OTHER_FILE_MISSING, SAME_IMPORT_TWICE,
};
use crate::rules::uniqueness::{DUPLICATE_COMBINATION, EQUAL_BUT_FOR_ZEROS};
use std::collections::{BTreeMap, BTreeSet};

/// The severity of a problem under a definition; nothing where the definition switches it off.
pub(super) fn graded(
    definition: &ImportDefinition,
    problem: &'static Problem,
    own: Option<Severity>,
) -> Option<Severity> {
    let severities = &definition.severities;
    match severities.get(problem.code).or_else(|| severities.get(problem.name)) {
        Some(chosen) => *chosen,
        None => Some(own.unwrap_or(problem.severity)),
    }
}

fn problem_of(kind: Kind) -> &'static Problem {
    match kind {
        Kind::Missing => &REFERENCE_NOT_FOUND,
        Kind::OtherLevel => &REFERENCE_OF_OTHER_LEVEL,
        Kind::Disagrees => &REFERENCES_DISAGREE,
        Kind::NeedsMore => &GROUP_NEEDS_FURTHER_FIELD,
        Kind::Spelled => &REFERENCE_SPELLED_DIFFERENTLY,
        Kind::Circle => &CIRCULAR_REFERENCE,
        Kind::Taken => &DUPLICATE_ACROSS_FILES,
        Kind::Combined => &DUPLICATE_COMBINATION,
        Kind::Opened => &ROOT_DECLARED_TWICE,
        Kind::Together => &RULE_BROKEN_ACROSS_FILES,
        Kind::Zeros => &EQUAL_BUT_FOR_ZEROS,
    }
}

/// What is to be said of a record.
#[derive(Clone, Copy)]
enum ToTell {
    Hit(Hit),
    /// A blank value, by its place in the list.
    Blank(usize),
}

/// Findings of one file that will be worded, and the rest as numbers.
#[derive(Default)]
struct Draft {
    kept: Vec<(ToTell, Cause)>,
    counts: BTreeMap<Cause, u64>,
}

impl Draft {
    fn add(
        &mut self,
        file: &mut File<'_>,
        record: u32,
        (said, field): (ToTell, Option<usize>),
        problem: &'static Problem,
        severity: Severity,
    ) {
        let Some(checked) = &mut file.checked else { return };
        let index = record as usize;
        if severity == Severity::Error
            && let Some(state) = checked.states.get_mut(index)
        {
            *state = RowState::Error;
        }
        if severity == Severity::Warning
            && let Some(warned) = checked.warned.get_mut(index)
        {
            *warned = true;
        }
        let column = field.and_then(|f| file.layout.as_ref()?.slots.get(f)?.column);
        let cause = Cause { problem, severity, column, field };
        let count = self.counts.entry(cause).or_insert(0);
        *count += 1;
        if *count <= LIMITS.kept {
            self.kept.push((said, cause));
        } else {
            checked.say_later(index, field, problem, severity);
        }
    }
}

/// Puts everything that was found into the files: states, counts, findings.
pub(super) fn tell(all_keys: &AllKeys<'_>, found: &Resolved, files: &mut [File<'_>]) {
    let made = made(all_keys);
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, file) in files.iter_mut().enumerate() {
        drafts.push(draft(all_keys, found, index, file));
    }
    let wanted = wanted(all_keys, files, &drafts);
    let rows = fetch(all_keys, files, &wanted);
    let mut near = Suggestions::new();
    for (index, draft) in drafts.iter().enumerate() {
        let mut findings = Vec::new();
        for (said, cause) in &draft.kept {
            let mut teller =
                SentenceWriter { all_keys, rows: &rows, files: &mut *files, near: &mut near, index };
            let finding = match said {
                ToTell::Hit(hit) => teller.hit(hit, cause.problem, found),
                ToTell::Blank(at) => teller.blank(*at, &made[index]),
            };
            findings.extend(finding.map(|f| (*cause, f.severity(cause.severity))));
        }
        put(&mut files[index], draft, findings);
    }
}

/// Adds what is worded; the rest of each cause is counted where its first findings are.
fn put(file: &mut File<'_>, draft: &Draft, findings: Vec<(Cause, Finding)>) {
    let Some(checked) = &mut file.checked else { return };
    let mut told: BTreeMap<Cause, (Cause, u64)> = BTreeMap::new();
    for (cause, finding) in findings {
        let counted = told.entry(cause).or_insert((Cause::of(&finding), 0));
        counted.1 += 1;
        checked.findings.add(finding);
    }
    for (cause, count) in &draft.counts {
        let (told_as, told) = told.get(cause).copied().unwrap_or((*cause, 0));
        checked.findings.count_more(told_as, count.saturating_sub(told));
    }
}

fn draft(all_keys: &AllKeys<'_>, found: &Resolved, index: usize, file: &mut File<'_>) -> Draft {
    let mut draft = Draft::default();
    let Some(plan) = all_keys.plan(index) else { return draft };
    let definition = &plan.definition;
    for hit in &found.hits[index] {
        let problem = problem_of(hit.kind);
        let own = match hit.kind {
            Kind::Taken | Kind::Combined | Kind::Opened | Kind::Zeros | Kind::Spelled => None,
            Kind::Together => match broken_rule(all_keys, index, hit.about) {
                Some(severity) => Some(severity),
                None => continue,
            },
            _ => plan.links.get(hit.about as usize).and_then(|l| l.severity),
        };
        if let Some(severity) = graded(definition, problem, own) {
            let said = (ToTell::Hit(*hit), field_of(hit, plan));
            draft.add(file, hit.record, said, problem, severity);
        }
    }
    if let Some(severity) = graded(definition, &BLANK_MAY_BE_GENERATED, None) {
        for (at, blank) in all_keys.keys.files[index].blanks.iter().enumerate() {
            let said = (ToTell::Blank(at), Some(blank.field));
            draft.add(file, blank.record, said, &BLANK_MAY_BE_GENERATED, severity);
        }
    }
    draft
}

/// How bad it is to break a rule of a file's definition; nothing where that is switched off.
fn broken_rule(all_keys: &AllKeys<'_>, file: usize, rule: u32) -> Option<Severity> {
    let definition = &all_keys.plan(file)?.definition;
    let problem = all_keys.keys.files.get(file)?.members.get(rule as usize)?.problem?;
    graded(definition, problem, definition.rules.get(rule as usize)?.severity)
}

/// The field that a hit is about, where its words would name one of this row's cells.
fn field_of(hit: &Hit, plan: &Plan) -> Option<usize> {
    match hit.kind {
        Kind::Taken | Kind::Combined | Kind::Opened | Kind::Zeros => {
            Some(plan.definition.shared_keys.get(hit.about as usize)?.field)
        }
        Kind::Disagrees | Kind::NeedsMore => None,
        Kind::Together => Some(plan.definition.rules.get(hit.about as usize)?.demand.fields().first()?.field),
        _ => Some(plan.links.get(hit.about as usize)?.field()),
    }
}

/// The rows whose texts the kept findings name.
fn wanted(all_keys: &AllKeys<'_>, files: &[File<'_>], drafts: &[Draft]) -> Vec<BTreeSet<u32>> {
    let mut wanted: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); files.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for (said, ..) in &draft.kept {
            match said {
                ToTell::Hit(hit) => {
                    wanted[index].extend(row_number(&files[index], hit.record));
                    if let Other::Record(number) = hit.other {
                        let (file, record) = all_keys.spot(number);
                        wanted[file].extend(row_number(&files[file], record));
                    }
                }
                ToTell::Blank(at) => {
                    let blank = all_keys.keys.files[index].blanks.get(*at);
                    wanted[index].extend(blank.and_then(|b| row_number(&files[index], b.record)));
                }
            }
        }
    }
    wanted
}

const NO_FILE: [&str; 2] =
    ["No file for “{import}” is among the files.", "Aucun fichier pour « {import} » n’est présent."];
const NO_READABLE_FILE: [&str; 2] =
    ["No file that could be read is for “{import}”.", "Aucun fichier lisible n’est destiné à « {import} »."];
const LIST_LACKS: [&str; 2] = [
    "The list of what exists of “{import}” has no column “{wanted}”.",
    "La liste de ce qui existe pour «\u{a0}{import}\u{a0}» n’a pas de colonne «\u{a0}{wanted}\u{a0}».",
];
const PART_OF_FILE: [&str; 2] = [
    "The file for “{import}” could not be used as a whole.",
    "Le fichier pour « {import} » n’est pas utilisable en entier.",
];

/// References that could not be looked up, updates, and two files of one import.
pub(super) fn whole_files(all_keys: &AllKeys<'_>, found: &Resolved, keys: &Keys, files: &mut [File<'_>]) {
    let unreadable = files.iter().any(|f| f.definition.is_none() || f.unreadable.is_some());
    for unchecked in &found.unchecked {
        let Some(link) = all_keys.plan(unchecked.file).and_then(|p| p.links.get(unchecked.link)) else {
            continue;
        };
        let file = &mut files[unchecked.file];
        let name = all_keys.plan(unchecked.file).and_then(|p| p.definition.fields.get(link.field()));
        let name = name.map_or("", |f| f.name.as_str());
        let decisions = crate::edits::Decisions(&file.input.edits.decisions);
        if decisions.accepted(&OTHER_FILE_MISSING, name, "").is_some() {
            continue;
        }
        let other = all_keys.all.iter().find(|d| d.name == link.resource);
        let given = all_keys.server.get(&link.resource).is_some_and(|list| list.lacks);
        let import = other.map_or(Detail::Text(link.resource.clone()), |d| Detail::Said(d.title.clone()));
        let lack = match unchecked.lack {
            Lack::Part => PART_OF_FILE,
            Lack::File if given => LIST_LACKS,
            Lack::File if unreadable => NO_READABLE_FILE,
            Lack::File => NO_FILE,
        };
        let finding = Finding::new(&OTHER_FILE_MISSING, Place::File)
            .field(link.field())
            .with("column", heading(file, link.field()))
            .with("count", unchecked.count)
            .with("import", import)
            .with("wanted", other.and_then(|d| key(d)).map_or("", |field| field.heading.as_str()).to_owned())
            .with("lack", Detail::Phrase(lack));
        file.not_checked.push(finding);
    }
    for index in 0..files.len() {
        lists_without_column(all_keys, files, index);
    }
    for (index, field, count) in &found.updates {
        let column = heading(&files[*index], *field);
        let finding = Finding::new(&EXISTS_ON_SERVER, Place::File).field(*field);
        add_whole(all_keys, files, *index, finding.with("count", *count).with("column", column));
    }
    for index in 0..files.len() {
        let Some(place) = keys.plan_of[index] else { continue };
        // Sheets of one table are what they are on purpose.
        let table = files[index].input.one_table.as_ref();
        let of_table = |other: &usize| table.is_some() && files[*other].input.one_table.as_ref() == table;
        let others = all_keys.files_of(place).filter(|f| *f != index && !of_table(f));
        let mut names: Vec<String> = others.map(|f| files[f].input.name.clone()).collect();
        if names.len() > NAMED {
            names.truncate(NAMED);
            names.push("…".to_owned());
        }
        let Some(plan) = all_keys.plan(index).filter(|_| !names.is_empty()) else { continue };
        let finding = Finding::new(&SAME_IMPORT_TWICE, Place::File)
            .with("files", Detail::All(names))
            .with("import", Detail::Said(plan.definition.title.clone()));
        add_whole(all_keys, files, index, finding);
    }
}

/// Lists of what exists that cannot be used, of the imports with which a file shares references.
fn lists_without_column(all_keys: &AllKeys<'_>, files: &mut [File<'_>], index: usize) {
    let Some(plan) = all_keys.plan(index) else { return };
    let mut told = Vec::new();
    for shared in plan.definition.shared_keys.iter().filter(|shared| !shared.implied) {
        let name = plan.definition.fields.get(shared.field).map_or("", |field| field.name.as_str());
        let decisions = crate::edits::Decisions(&files[index].input.edits.decisions);
        if decisions.accepted(&LIST_WITHOUT_COLUMN, name, "").is_some() {
            continue;
        }
        for other in all_keys.all {
            let shares = other.shared_keys.iter().any(|key| key.group == shared.group);
            if !shares || !all_keys.server.get(&other.name).is_some_and(|list| list.lacks) {
                continue;
            }
            let wanted = key(other).map_or("", |field| field.heading.as_str()).to_owned();
            told.push(
                Finding::new(&LIST_WITHOUT_COLUMN, Place::File)
                    .field(shared.field)
                    .with("column", heading(&files[index], shared.field))
                    .with("wanted", wanted)
                    .with("import", Detail::Said(other.title.clone())),
            );
        }
    }
    files[index].not_checked.extend(told);
}

fn add_whole(all_keys: &AllKeys<'_>, files: &mut [File<'_>], index: usize, finding: Finding) {
    let severity = all_keys.plan(index).and_then(|p| graded(&p.definition, finding.problem, None));
    if let (Some(severity), Some(checked)) = (severity, &mut files[index].checked) {
        checked.findings.add(finding.severity(severity));
    }
}
