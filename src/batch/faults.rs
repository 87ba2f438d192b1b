//! From hits to findings: states and counts for all of them, words and places for those that are kept.

use super::fill::{made, row_number};
use super::keys::Keys;
use super::near::{Near, prefix};
use super::plan::{Link, Plan};
use super::resolve::{Found, Hit, Kind, Lack, Other, World};
use crate::check::KEPT;
use crate::definition::ImportDefinition;
use crate::edits::Overlay;
use crate::finding::{Detail, Finding, Grade, Place, Problem, Severity};
use crate::outline::RowState;
use crate::rules::reference::{
    CIRCULAR_REFERENCE, GROUP_NEEDS_FURTHER_FIELD, REFERENCE_NOT_FOUND, REFERENCE_OF_OTHER_LEVEL,
    REFERENCE_SPELLED_DIFFERENTLY, REFERENCES_DISAGREE,
};
use crate::rules::together::{
    BLANK_MAY_BE_GENERATED, DUPLICATE_ACROSS_FILES, EXISTS_ON_SERVER, OTHER_FILE_MISSING, SAME_IMPORT_TWICE,
};
use crate::rules::uniqueness::EQUAL_BUT_FOR_ZEROS;
use crate::session::File;
use crate::table::{Row, letters};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows that were read again, by file and number.
pub(super) struct Rows(pub(super) Vec<HashMap<u32, Row>>);

/// Reads certain rows of each file again. Rows that cannot be read are left out: their messages name no text.
pub(super) fn fetch(files: &mut [File<'_>], wanted: &[BTreeSet<u32>]) -> Rows {
    let fetched = files.iter_mut().zip(wanted).map(|(file, numbers)| {
        let (Some(checked), Some(layout)) = (&file.checked, &file.layout) else { return HashMap::new() };
        if numbers.is_empty() {
            return HashMap::new();
        }
        let overlay = Overlay::new(&checked.edits);
        let sheet = layout.sheet;
        match file.book.as_deref_mut() {
            Some(book) => overlay.fetch(book, sheet, numbers).unwrap_or_default(),
            None => HashMap::new(),
        }
    });
    Rows(fetched.collect())
}

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
        Kind::Zeros => &EQUAL_BUT_FOR_ZEROS,
    }
}

/// What is to be said of a record.
#[derive(Clone, Copy)]
enum Said {
    Hit(Hit),
    /// A blank value, by its place in the list.
    Blank(usize),
}

/// Findings of one file that will be worded, and the rest as numbers.
#[derive(Default)]
struct Draft {
    kept: Vec<(Said, &'static Problem, Severity)>,
    counts: BTreeMap<&'static str, (u64, &'static Problem)>,
}

impl Draft {
    fn add(
        &mut self,
        file: &mut File<'_>,
        record: u32,
        said: Said,
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
        let before = checked.findings.counts().get(problem.code).copied().unwrap_or(0);
        let (count, _) = self.counts.entry(problem.code).or_insert((0, problem));
        *count += 1;
        if before + *count <= KEPT {
            self.kept.push((said, problem, severity));
        } else {
            checked.say_later(index, problem, severity);
        }
    }
}

/// Puts everything that was found into the files: states, counts, findings.
pub(super) fn tell(world: &World<'_>, found: &Found, files: &mut [File<'_>]) {
    let made = made(world);
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, file) in files.iter_mut().enumerate() {
        drafts.push(draft(world, found, index, file));
    }
    let wanted = wanted(world, files, &drafts);
    let rows = fetch(files, &wanted);
    let mut near = Near::new();
    for (index, draft) in drafts.iter().enumerate() {
        let mut findings = Vec::new();
        for (said, problem, severity) in &draft.kept {
            let mut teller = Teller { world, rows: &rows, files: &mut *files, near: &mut near, index };
            let finding = match said {
                Said::Hit(hit) => teller.hit(hit, problem, found),
                Said::Blank(at) => teller.blank(*at, &made[index]),
            };
            findings.extend(finding.map(|f| f.severity(*severity)));
        }
        put(&mut files[index], draft, findings);
    }
}

fn put(file: &mut File<'_>, draft: &Draft, findings: Vec<Finding>) {
    let Some(checked) = &mut file.checked else { return };
    let mut told: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in findings {
        *told.entry(finding.problem.code).or_insert(0) += 1;
        checked.findings.add(finding);
    }
    for (code, (count, problem)) in &draft.counts {
        for _ in told.get(code).copied().unwrap_or(0)..*count {
            // Beyond what is kept: only the count is taken.
            checked.findings.add_with(problem, || Finding::new(problem, Place::File));
        }
    }
}

fn draft(world: &World<'_>, found: &Found, index: usize, file: &mut File<'_>) -> Draft {
    let mut draft = Draft::default();
    let Some(plan) = world.plan(index) else { return draft };
    let definition = &plan.definition;
    for hit in &found.hits[index] {
        let problem = problem_of(hit.kind);
        let own = match hit.kind {
            Kind::Taken | Kind::Zeros | Kind::Spelled => None,
            _ => plan.links.get(hit.about as usize).and_then(|l| l.severity),
        };
        if let Some(severity) = graded(definition, problem, own) {
            draft.add(file, hit.record, Said::Hit(*hit), problem, severity);
        }
    }
    if let Some(severity) = graded(definition, &BLANK_MAY_BE_GENERATED, None) {
        for (at, blank) in world.keys.files[index].blanks.iter().enumerate() {
            draft.add(file, blank.record, Said::Blank(at), &BLANK_MAY_BE_GENERATED, severity);
        }
    }
    draft
}

/// The rows whose texts the kept findings name.
fn wanted(world: &World<'_>, files: &[File<'_>], drafts: &[Draft]) -> Vec<BTreeSet<u32>> {
    let mut wanted: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); files.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for (said, ..) in &draft.kept {
            match said {
                Said::Hit(hit) => {
                    wanted[index].extend(row_number(&files[index], hit.record));
                    if let Other::Record(number) = hit.other {
                        let (file, record) = world.spot(number);
                        wanted[file].extend(row_number(&files[file], record));
                    }
                }
                Said::Blank(at) => {
                    let blank = world.keys.files[index].blanks.get(*at);
                    wanted[index].extend(blank.and_then(|b| row_number(&files[index], b.record)));
                }
            }
        }
    }
    wanted
}

/// The heading of a field in a file, or its name where the file has no such column.
pub(super) fn heading(file: &File<'_>, field: usize) -> String {
    let Some(slot) = file.layout.as_ref().and_then(|l| l.slots.get(field)) else { return String::new() };
    let heading = slot.column.zip(file.layout.as_ref()).map(|(c, l)| l.heading(c).trim().to_owned());
    heading.filter(|h| !h.is_empty()).unwrap_or_else(|| slot.name.clone())
}

/// `B7`, or the row where there is no column.
fn cell_name(file: &File<'_>, record: u32, field: usize) -> String {
    let row = row_number(file, record).unwrap_or(0);
    match file.layout.as_ref().and_then(|l| l.slots.get(field)).and_then(|s| s.column) {
        Some(column) => format!("{}{row}", letters(column)),
        None => row.to_string(),
    }
}

/// The place of a record's value in its own file.
pub(super) fn about(file: &File<'_>, problem: &'static Problem, record: u32, field: usize) -> Finding {
    let row = row_number(file, record).unwrap_or(0);
    let column = file.layout.as_ref().and_then(|l| l.slots.get(field)).and_then(|s| s.column);
    let place = column.map_or(Place::Row(row), |c| Place::cell(row, c));
    Finding::new(problem, place).field(field)
}

/// Names another record: `B7` in the same file, `B7 of customers.xlsx` elsewhere.
pub(super) fn with_place(
    finding: Finding,
    files: &[File<'_>],
    here: usize,
    (file, record): (usize, u32),
    field: usize,
) -> Finding {
    let Some(owner) = files.get(file) else { return finding };
    let cell = cell_name(owner, record, field);
    if file == here {
        return finding.with("other", cell);
    }
    let finding = finding.with("other_cell", cell).with("other_file", owner.input.name.as_str());
    finding.with("other", Detail::Phrase(["{other_cell} of {other_file}", "{other_cell} de {other_file}"]))
}

/// Words the findings of one file.
struct Teller<'t, 's, 'w> {
    world: &'t World<'w>,
    rows: &'t Rows,
    files: &'t mut [File<'s>],
    near: &'t mut Near,
    index: usize,
}

impl Teller<'_, '_, '_> {
    fn text(&self, file: usize, record: u32, field: usize) -> String {
        self.rows.text(self.files, file, record, field)
    }

    fn blank(&self, at: usize, made: &[String]) -> Option<Finding> {
        let blank = self.world.keys.files[self.index].blanks.get(at)?;
        let file = &self.files[self.index];
        let text = made.get(at).filter(|t| !t.is_empty());
        let finding = about(file, &BLANK_MAY_BE_GENERATED, blank.record, blank.field);
        let finding = finding.with("stem", blank.stem.as_str());
        Some(match text {
            Some(text) => finding.expected(text.as_str()).fix(Grade::Ask, "", Some(text.clone())),
            None => finding,
        })
    }

    fn hit(&mut self, hit: &Hit, problem: &'static Problem, found: &Found) -> Option<Finding> {
        let plan = self.world.plan(self.index)?;
        if matches!(hit.kind, Kind::Taken | Kind::Zeros) {
            return self.shared(hit, problem, plan);
        }
        let link = plan.links.get(hit.about as usize)?;
        let finding = self.start(hit, problem, link);
        Some(match hit.kind {
            Kind::Missing => self.missing(finding, hit, link),
            Kind::OtherLevel => self.other_level(finding, hit, link),
            Kind::Disagrees => self.disagrees(finding, hit, plan, link)?,
            Kind::NeedsMore => self.needs_more(hit, problem, link)?,
            Kind::Spelled => self.spelled(finding, hit, link)?,
            _ => self.circle(finding, hit, link, found),
        })
    }

    /// The place, the value and the definition's own reason.
    fn start(&self, hit: &Hit, problem: &'static Problem, link: &Link) -> Finding {
        let mut finding = about(&self.files[self.index], problem, hit.record, link.field());
        finding.value = self.text(self.index, hit.record, link.field());
        noted(finding, link)
    }

    fn missing(&mut self, finding: Finding, hit: &Hit, link: &Link) -> Finding {
        let finding = self.searched(finding, link);
        let Some(target) = link.target else { return finding.fix(Grade::Ask, "exists", None) };
        let parts: Vec<String> =
            link.parts.iter().map(|p| self.text(self.index, hit.record, p.field)).collect();
        let within = prefix(parts.iter().map(String::as_str));
        let value = finding.value.clone();
        let near = self.near.nearest(self.world, self.files, target, within, &value);
        let finding = match near {
            Some((number, text)) => self.suggested(finding, number, text, target),
            None => finding,
        };
        let finding = finding.fix(Grade::Ask, "exists", None);
        let finding = match parts.split_last() {
            Some((_, [])) | None => finding,
            Some((_, others)) => finding.with("of", Detail::All(others.to_vec())),
        };
        self.without(finding, target)
    }

    /// Which column of which file was searched, and how many values it has.
    fn searched(&self, finding: Finding, link: &Link) -> Finding {
        let Some((plan, shape)) = link.target else {
            return finding.with("there", Detail::Phrase(LISTED)).with("list", link.resource.as_str());
        };
        let owners: Vec<&File<'_>> = self.of_plan(plan);
        let field = self.world.keys.plans[plan].shapes[shape].parts.last().map_or(0, |p| p.field);
        let names: Vec<String> = owners.iter().map(|f| f.input.name.clone()).collect();
        let own = names.len() == 1 && self.world.keys.plan_of[self.index] == Some(plan);
        let count = self.world.indexes[plan][shape].entries.len() as u64;
        let column = owners.first().map_or(link.their_field.clone(), |f| heading(f, field));
        let several = link.parts.len() > 1;
        finding
            .with("there", Detail::Phrase(if own { OWN_COLUMN } else { COLUMN_OF_FILE }))
            .with("their_column", column)
            .with("their_file", Detail::All(names))
            .with("searched_count", count)
            .with("searched", Detail::Phrase(if several { SEARCHED_WITHIN } else { SEARCHED }))
    }

    fn of_plan(&self, plan: usize) -> Vec<&File<'_>> {
        let own = self.files.iter().zip(&self.world.keys.plan_of).filter(|(_, p)| **p == Some(plan));
        own.map(|(f, _)| f).collect()
    }

    fn suggested(&self, finding: Finding, number: u32, text: String, target: (usize, usize)) -> Finding {
        let field = self.world.keys.plans[target.0].shapes[target.1].parts.last().map_or(0, |p| p.field);
        let spot = self.world.spot(number);
        let bare = |t: &str| crate::values::text::fold(t.trim_start_matches('0')).into_owned();
        let whole = |t: &str| crate::values::text::fold(t).into_owned();
        let zeros = bare(&text) == bare(&finding.value) && whole(&text) != whole(&finding.value);
        let finding = finding.fix(Grade::Ask, "nearest", Some(text.clone())).expected(text);
        let finding = with_place(finding, self.files, self.index, spot, field);
        finding.with("near", Detail::Phrase(if zeros { NEAR_BUT_FOR_ZEROS } else { NEAR }))
    }

    /// Rows of the other file that have no reference yet: one of them may be meant.
    fn without(&self, finding: Finding, (plan, shape): (usize, usize)) -> Finding {
        let shape = &self.world.keys.plans[plan].shapes[shape];
        let [only] = shape.parts.as_slice() else { return finding };
        let files = (0..self.files.len()).filter(|f| self.world.keys.plan_of[*f] == Some(plan));
        let mut rows = Vec::new();
        let mut count = 0_u64;
        for file in files {
            let blanks = self.world.keys.files[file].blanks.iter().filter(|b| b.field == only.field);
            for blank in blanks {
                count += 1;
                if rows.len() < 5 {
                    rows.extend(row_number(&self.files[file], blank.record).map(|r| r.to_string()));
                }
            }
        }
        if rows.is_empty() {
            return finding;
        }
        if count > rows.len() as u64 {
            rows.push("…".to_owned());
        }
        let owners = self.of_plan(plan).iter().map(|f| f.input.name.clone()).collect();
        finding
            .with("blank_rows", Detail::All(rows))
            .with("blank_count", count)
            .with("blank_file", Detail::All(owners))
            .with("without", Detail::Phrase(WITHOUT))
    }

    fn other_level(&self, finding: Finding, hit: &Hit, link: &Link) -> Finding {
        let wanted = self.world.all.iter().find(|d| d.name == link.resource);
        let finding = match wanted {
            Some(d) => finding.with("wanted", Detail::Said(d.title.clone())),
            None => finding.with("wanted", link.resource.as_str()),
        };
        let finding = self.holder(finding, hit);
        match link.target {
            Some(target) => self.without(finding, target),
            None => finding,
        }
    }

    /// The record that bears a shared key, or the list that names it.
    fn holder(&self, finding: Finding, hit: &Hit) -> Finding {
        let (plan, spot) = match hit.other {
            Other::Record(number) => {
                let spot = self.world.spot(number);
                (self.world.plan(spot.0).map(|p| &p.definition), Some((spot, number)))
            }
            Other::Server(index) => (self.world.all.get(index as usize), None),
            Other::Nobody => (None, None),
        };
        let Some(definition) = plan else { return finding };
        let finding = finding.with("level", Detail::Said(definition.title.clone()));
        match spot {
            Some((spot, _)) => {
                let lists = &self.world.keys.files[spot.0].shared;
                let at = lists.iter().position(|l| l.get(spot.1 as usize).is_some_and(|k| *k != 0));
                let field = at.and_then(|a| definition.shared_keys.get(a)).map_or(0, |s| s.field);
                with_place(finding, self.files, self.index, spot, field)
            }
            None => finding.with("other", Detail::Phrase(SERVER_LIST)),
        }
    }

    fn shared(&self, hit: &Hit, problem: &'static Problem, plan: &Plan) -> Option<Finding> {
        let field = plan.definition.shared_keys.get(hit.about as usize)?.field;
        let mut finding = about(&self.files[self.index], problem, hit.record, field);
        finding.value = self.text(self.index, hit.record, field);
        let finding = self.holder(finding, hit);
        let Other::Record(number) = hit.other else { return Some(finding) };
        if hit.kind != Kind::Zeros {
            return Some(finding);
        }
        let (file, record) = self.world.spot(number);
        let theirs = self.world.plan(file)?.definition.shared_keys.first()?.field;
        let place = Detail::Phrase(["{other}", "{other}"]);
        Some(finding.expected(self.text(file, record, theirs)).with("first", place))
    }

    fn disagrees(&self, finding: Finding, hit: &Hit, plan: &Plan, link: &Link) -> Option<Finding> {
        let key = plan.links.get(link.identity?)?.field();
        let at = link.parts.iter().rposition(|p| p.field != key)?;
        let (target, shape) = link.target?;
        let theirs = self.world.keys.plans.get(target)?.shapes.get(shape)?.parts.get(at)?.field;
        let field = link.parts.get(at)?.field;
        let Other::Record(number) = hit.other else { return None };
        let (file, record) = self.world.spot(number);
        let mut about = about(&self.files[self.index], finding.problem, hit.record, field);
        about.value = self.text(self.index, hit.record, field);
        let about = noted(about, link)
            .with("key", self.text(self.index, hit.record, key))
            .with("theirs", self.text(file, record, theirs))
            .expected(self.text(file, record, theirs));
        Some(with_place(about, self.files, self.index, (file, record), theirs))
    }

    fn needs_more(&self, hit: &Hit, problem: &'static Problem, link: &Link) -> Option<Finding> {
        let super::plan::Purpose::Needs(needs) = link.purpose else { return None };
        let Other::Record(number) = hit.other else { return None };
        let (plan, shape) = link.target?;
        let theirs = self.world.keys.plans.get(plan)?.shapes.get(shape)?.parts.last()?.field;
        let finding = about(&self.files[self.index], problem, hit.record, needs);
        let finding = noted(finding, link).with("value", self.text(self.index, hit.record, link.field()));
        Some(with_place(finding, self.files, self.index, self.world.spot(number), theirs))
    }

    fn spelled(&self, finding: Finding, hit: &Hit, link: &Link) -> Option<Finding> {
        let Other::Record(number) = hit.other else { return None };
        let (plan, shape) = link.target?;
        let theirs = self.world.keys.plans.get(plan)?.shapes.get(shape)?.parts.last()?.field;
        let (file, record) = self.world.spot(number);
        let text = self.text(file, record, theirs);
        let finding = finding.expected(text.clone()).fix(Grade::Ask, "", Some(text));
        Some(with_place(finding, self.files, self.index, (file, record), theirs))
    }

    /// The first steps of the circle, by what names each row.
    fn circle(&self, finding: Finding, hit: &Hit, link: &Link, found: &Found) -> Finding {
        const SHOWN: usize = 6;
        let field = link.target.and_then(|(p, s)| self.world.keys.plans[p].shapes[s].parts.last());
        let field = field.map_or(0, |p| p.field);
        let mut path = vec![self.text(self.index, hit.record, field)];
        let mut at = (self.index, *hit);
        while let Other::Record(number) = at.1.other {
            let (file, record) = self.world.spot(number);
            path.push(self.text(file, record, field));
            if (file, record) == (self.index, hit.record) || path.len() > SHOWN {
                break;
            }
            let same = |h: &&Hit| h.record == record && h.kind == Kind::Circle && h.about == hit.about;
            match found.hits[file].iter().find(same) {
                Some(next) => at = (file, *next),
                None => break,
            }
        }
        path.retain(|t| !t.is_empty());
        if path.len() > SHOWN {
            path.push("…".to_owned());
        }
        finding.with("path", path.join(" → "))
    }
}

fn noted(finding: Finding, link: &Link) -> Finding {
    if link.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(link.note.clone())) }
}

const LISTED: [&str; 2] =
    ["the list of what exists on the server", "la liste de ce qui existe sur le serveur"];
const OWN_COLUMN: [&str; 2] =
    ["“{their_column}” of this file", "la colonne « {their_column} » de ce fichier"];
const COLUMN_OF_FILE: [&str; 2] =
    ["“{their_column}” of {their_file}", "la colonne « {their_column} » de {their_file}"];
const SEARCHED: [&str; 2] = [
    "{searched_count} {searched_count|value was|values were} searched.",
    "{searched_count} {searched_count|valeur a été examinée|valeurs ont été examinées}.",
];
const SEARCHED_WITHIN: [&str; 2] =
    ["Only rows of {of} were searched.", "Seules les lignes de {of} ont été examinées."];
const NEAR: [&str; 2] = ["Is “{expected}” meant ({other})?", "S’agit-il de « {expected} » ({other}) ?"];
const NEAR_BUT_FOR_ZEROS: [&str; 2] = [
    "Is “{expected}” meant ({other})? Only zeros at the start differ, which a spreadsheet may have removed.",
    "S’agit-il de « {expected} » ({other}) ? Seuls des zéros initiaux diffèrent, qu’un tableur a pu supprimer.",
];
const WITHOUT: [&str; 2] = [
    "{blank_count|Row|Rows} {blank_rows} of {blank_file} {blank_count|has|have} no reference yet.",
    "{blank_count|La ligne|Les lignes} {blank_rows} de {blank_file} {blank_count|n’a|n’ont} pas encore de référence.",
];
const SERVER_LIST: [&str; 2] =
    ["the list of “{level}” on the server", "la liste de « {level} » sur le serveur"];
const NO_FILE: [&str; 2] =
    ["No file for “{import}” is among the files.", "Aucun fichier pour « {import} » n’est présent."];
const PART_OF_FILE: [&str; 2] = [
    "The file for “{import}” could not be used as a whole.",
    "Le fichier pour « {import} » n’est pas utilisable en entier.",
];

/// References that could not be looked up, updates, and two files of one import.
pub(super) fn whole_files(world: &World<'_>, found: &Found, keys: &Keys, files: &mut [File<'_>]) {
    for unchecked in &found.unchecked {
        let Some(link) = world.plan(unchecked.file).and_then(|p| p.links.get(unchecked.link)) else {
            continue;
        };
        let file = &mut files[unchecked.file];
        let name = world.plan(unchecked.file).and_then(|p| p.definition.fields.get(link.field()));
        let name = name.map_or("", |f| f.name.as_str());
        let decisions = crate::edits::Decisions(&file.input.edits.decisions);
        if decisions.accepted(&OTHER_FILE_MISSING, name, "").is_some() {
            continue;
        }
        let import = world.all.iter().find(|d| d.name == link.resource);
        let import = import.map_or(Detail::Text(link.resource.clone()), |d| Detail::Said(d.title.clone()));
        let lack = if unchecked.lack == Lack::File { NO_FILE } else { PART_OF_FILE };
        let finding = Finding::new(&OTHER_FILE_MISSING, Place::File)
            .field(link.field())
            .with("column", heading(file, link.field()))
            .with("count", unchecked.count)
            .with("import", import)
            .with("lack", Detail::Phrase(lack));
        file.not_checked.push(finding);
    }
    for (index, field, count) in &found.updates {
        let column = heading(&files[*index], *field);
        let finding = Finding::new(&EXISTS_ON_SERVER, Place::File).field(*field);
        add_whole(world, files, *index, finding.with("count", *count).with("column", column));
    }
    for (index, plan) in keys.plan_of.iter().enumerate() {
        let same = |(other, p): &(usize, &Option<usize>)| *other != index && plan.is_some() && *p == plan;
        let others = keys.plan_of.iter().enumerate().filter(same);
        let names: Vec<String> = others.map(|(f, _)| files[f].input.name.clone()).collect();
        let Some(plan) = world.plan(index).filter(|_| !names.is_empty()) else { continue };
        let finding = Finding::new(&SAME_IMPORT_TWICE, Place::File)
            .with("files", Detail::All(names))
            .with("import", Detail::Said(plan.definition.title.clone()));
        add_whole(world, files, index, finding);
    }
}

fn add_whole(world: &World<'_>, files: &mut [File<'_>], index: usize, finding: Finding) {
    let severity = world.plan(index).and_then(|p| graded(&p.definition, finding.problem, None));
    if let (Some(severity), Some(checked)) = (severity, &mut files[index].checked) {
        checked.findings.add(finding.severity(severity));
    }
}
