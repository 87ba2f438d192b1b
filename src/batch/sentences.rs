//! One hit into one finding: the place, the texts it names, the suggestions.

use super::all_keys::AllKeys;
use super::fetched_rows::Rows;
use super::fetched_rows::row_number;
use super::hits::{Hit, Kind, Other, Resolved};
use super::keys::Key;
use super::plan::{Link, Plan, Purpose};
use super::suggestions::{Suggestions, prefix};
use crate::check::file::File;
use crate::definition::remark::said;
use crate::definition::{ImportDefinition, SharedKey};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Finding, Grade, Place, Problem};
use crate::rules::across::demand;
use crate::rules::together::BLANK_MAY_BE_GENERATED;
use crate::table::letters;

/// A reference that can be made, and why none can.
const FREE: [&str; 2] = [
    "“{expected}” is free: “{stem}” and the next free letter.",
    "«\u{a0}{expected}\u{a0}» est libre\u{a0}: «\u{a0}{stem}\u{a0}» et la prochaine lettre libre.",
];
const NONE_FITS: [&str; 2] = [
    "None can be suggested: “{stem}” and a letter is longer than a reference may be.",
    "Aucune ne peut être proposée\u{a0}: «\u{a0}{stem}\u{a0}» suivi d’une lettre dépasse la longueur permise.",
];

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
    finding.with("other", Detail::Phrase(["{other_cell} of {other_file}", "{other_cell} dans {other_file}"]))
}

/// Words the findings of one file.
pub(super) struct SentenceWriter<'t, 's, 'w> {
    pub(super) all_keys: &'t AllKeys<'w>,
    pub(super) rows: &'t Rows,
    pub(super) files: &'t mut [File<'s>],
    pub(super) near: &'t mut Suggestions,
    pub(super) index: usize,
}

impl SentenceWriter<'_, '_, '_> {
    fn text(&self, file: usize, record: u32, field: usize) -> String {
        self.rows.text(self.files, file, record, field)
    }

    pub(super) fn blank(&self, at: usize, made: &[String]) -> Option<Finding> {
        let blank = self.all_keys.keys.files[self.index].blanks.get(at)?;
        let file = &self.files[self.index];
        let text = made.get(at).filter(|t| !t.is_empty());
        let finding = about(file, &BLANK_MAY_BE_GENERATED, blank.record, blank.field);
        let finding = finding.with("stem", blank.stem.as_str());
        Some(match text {
            Some(text) => {
                let finding = finding.expected(text.as_str()).with("free", Detail::Phrase(FREE));
                finding.fix(Grade::Ask, "", Some(text.clone()))
            }
            None => finding.with("free", Detail::Phrase(NONE_FITS)),
        })
    }

    pub(super) fn hit(&mut self, hit: &Hit, problem: &'static Problem, found: &Resolved) -> Option<Finding> {
        let plan = self.all_keys.plan(self.index)?;
        if matches!(hit.kind, Kind::Taken | Kind::Combined | Kind::Opened | Kind::Zeros) {
            return self.shared(hit, problem, plan);
        }
        if hit.kind == Kind::Together {
            return self.together(hit, problem, plan);
        }
        let link = plan.links.get(hit.about as usize)?;
        let finding = self.start(hit, problem, link);
        Some(match hit.kind {
            Kind::Missing => self.missing(finding, hit, link),
            Kind::OtherLevel => self.other_level(finding, hit, link),
            Kind::Disagrees => self.disagrees(finding, hit, plan, link)?,
            Kind::NeedsMore => self.needs_more(hit, problem, plan, link)?,
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
        let Some(target) = link.target else {
            return finding.with("add", Detail::Phrase(ADD_ON_SERVER)).fix(Grade::Ask, "exists", None);
        };
        let parts: Vec<String> =
            link.parts.iter().map(|p| self.text(self.index, hit.record, p.field)).collect();
        let within = prefix(parts.iter().map(String::as_str));
        let value = finding.value.clone();
        let near = self.near.nearest(self.all_keys, self.files, target, within.clone(), &value);
        // A row that may not name itself, even by way of others, is not told to.
        let own = |number| self.all_keys.spot(number) == (self.index, hit.record);
        let near = near.filter(|(number, _)| !link.no_cycle || !own(*number));
        let finding = match near {
            Some((number, text)) => self.suggested(finding, number, text, target),
            None => self.available(finding, target, &within),
        };
        let finding = finding.fix(Grade::Ask, "exists", None);
        let finding = match parts.split_last() {
            Some((_, [])) | None => finding,
            Some((_, others)) => finding.with("of", Detail::All(others.to_vec())),
        };
        self.without(finding, target)
    }

    /// Which column of which file was looked through, and for which rows.
    fn searched(&self, finding: Finding, link: &Link) -> Finding {
        let Some((plan, shape)) = link.target else {
            return finding.with("there", Detail::Phrase(LISTED)).with("list", link.resource.as_str());
        };
        let owners: Vec<&File<'_>> = self.of_plan(plan);
        let field = self.all_keys.keys.plans[plan].shapes[shape].parts.last().map_or(0, |p| p.field);
        let names: Vec<String> = owners.iter().map(|f| f.input.name.clone()).collect();
        let own = names.len() == 1 && self.all_keys.keys.plan_of[self.index] == Some(plan);
        let entries = self.all_keys.indexes[plan][shape].entries.len();
        let column = owners.first().map_or(link.their_field.clone(), |f| heading(f, field));
        let finding = match (entries, link.parts.len()) {
            (0, _) => finding.with("none", Detail::Phrase(NOTHING_THERE)),
            (_, 1) => finding,
            _ => finding.with("within", Detail::Phrase(WITHIN)),
        };
        let (there, add) = if own { (OWN_COLUMN, ADD_HERE) } else { (COLUMN_OF_FILE, ADD_THERE) };
        finding
            .with("there", Detail::Phrase(there))
            .with("add", Detail::Phrase(add))
            .with("their_column", column)
            .with("any_file", Detail::Either(names.clone()))
            .with("their_file", Detail::All(names))
    }

    /// What can be named there: all of it, or the first few.
    fn available(&mut self, finding: Finding, target: (usize, usize), within: &str) -> Finding {
        let there = self.near.available(self.all_keys, self.files, target, within);
        let phrase = match (there.texts.len(), there.all) {
            (0, _) => return finding,
            (1, true) => ONLY_ONE,
            (_, true) => ONLY,
            _ => AMONG_OTHERS,
        };
        finding.with("values", Detail::All(there.texts)).with("available", Detail::Phrase(phrase))
    }

    /// The same as examples behind what to do: one of these, or such as these.
    fn such(&mut self, finding: Finding, target: (usize, usize), within: &str) -> Finding {
        let there = self.near.available(self.all_keys, self.files, target, within);
        let phrase = match (there.texts.len(), there.all) {
            (0, _) => return finding,
            (_, true) => EITHER,
            _ => SUCH_AS,
        };
        finding.with("values", Detail::Either(there.texts)).with("such", Detail::Phrase(phrase))
    }

    fn of_plan(&self, plan: usize) -> Vec<&File<'_>> {
        self.all_keys.files_of(plan).filter_map(|f| self.files.get(f)).collect()
    }

    fn suggested(&self, finding: Finding, number: u32, text: String, target: (usize, usize)) -> Finding {
        let field = self.all_keys.keys.plans[target.0].shapes[target.1].parts.last().map_or(0, |p| p.field);
        let spot = self.all_keys.spot(number);
        let bare = |t: &str| crate::scalar::text::fold(t.trim_start_matches('0')).into_owned();
        let whole = |t: &str| crate::scalar::text::fold(t).into_owned();
        let zeros = bare(&text) == bare(&finding.value) && whole(&text) != whole(&finding.value);
        let finding = finding.fix(Grade::Ask, "nearest", Some(text.clone())).expected(text);
        let finding = with_place(finding, self.files, self.index, spot, field);
        finding.with("near", Detail::Phrase(if zeros { NEAR_BUT_FOR_ZEROS } else { NEAR }))
    }

    /// Rows of the other file that have no reference yet: one of them may be meant.
    fn without(&self, finding: Finding, (plan, shape): (usize, usize)) -> Finding {
        let shape = &self.all_keys.keys.plans[plan].shapes[shape];
        let [only] = shape.parts.as_slice() else { return finding };
        let mut rows = Vec::new();
        let mut count = 0_u64;
        for file in self.all_keys.files_of(plan) {
            let blanks = self.all_keys.keys.files[file].blanks.iter().filter(|b| b.field == only.field);
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

    fn other_level(&mut self, finding: Finding, hit: &Hit, link: &Link) -> Finding {
        let wanted = self.all_keys.all.iter().find(|d| d.name == link.resource);
        let finding = match wanted {
            Some(d) => finding.with("wanted", Detail::Said(d.title.clone())),
            None => finding.with("wanted", link.resource.as_str()),
        };
        let finding = self.holder(finding, hit);
        match link.target {
            Some(target) => {
                let finding = self.without(finding, target);
                self.such(finding, target, "")
            }
            None => finding,
        }
    }

    /// The record that bears a shared key, or the list that names it.
    fn holder(&self, finding: Finding, hit: &Hit) -> Finding {
        let (plan, spot) = match hit.other {
            Other::Record(number) => {
                let spot = self.all_keys.spot(number);
                (self.all_keys.plan(spot.0).map(|p| &p.definition), Some((spot, number)))
            }
            Other::Server(index) => (self.all_keys.all.get(index as usize), None),
            Other::Nobody => (None, None),
        };
        let Some(definition) = plan else { return finding };
        let finding = finding.with("level", Detail::Said(definition.title.clone()));
        match spot {
            Some((spot, _)) => {
                let field = self.their_key(hit, definition, spot).map_or(0, |shared| shared.field);
                with_place(finding, self.files, self.index, spot, field)
            }
            None => finding.with("other", Detail::Phrase(SERVER_LIST)),
        }
    }

    /// The shared key of the other record that a hit is about: of the same group, with the same key where it has it.
    fn their_key<'d>(
        &self,
        hit: &Hit,
        definition: &'d ImportDefinition,
        (file, record): (usize, u32),
    ) -> Option<&'d SharedKey> {
        let plan = self.all_keys.plan(self.index)?;
        let group = match hit.kind {
            Kind::Taken | Kind::Combined | Kind::Opened | Kind::Zeros => {
                Some(&plan.definition.shared_keys.get(hit.about as usize)?.group)
            }
            // A link names a reference of whichever group its target shares.
            _ => None,
        };
        let own = self.all_keys.keys.files[self.index].shared.get(hit.about as usize);
        let own = own.and_then(|list| list.get(hit.record as usize)).copied();
        let lists = definition.shared_keys.iter().zip(&self.all_keys.keys.files[file].shared);
        let theirs = |list: &Vec<Key>| list.get(record as usize).filter(|key| **key != 0).copied();
        let in_group = lists
            .filter(|(key, list)| group.is_none_or(|group| key.group == *group) && theirs(list).is_some());
        let mut candidates: Vec<(&SharedKey, &Vec<Key>)> = in_group.collect();
        let same = candidates.iter().position(|(_, list)| own.is_some() && theirs(list) == own);
        (!candidates.is_empty()).then(|| candidates.swap_remove(same.unwrap_or(0)).0)
    }

    /// A rule that is broken together with a record of another file.
    fn together(&self, hit: &Hit, problem: &'static Problem, plan: &Plan) -> Option<Finding> {
        let rule = plan.definition.rules.get(hit.about as usize)?;
        let field = rule.demand.fields().first()?.field;
        let Other::Record(number) = hit.other else { return None };
        let mut finding = about(&self.files[self.index], problem, hit.record, field);
        finding.value = self.text(self.index, hit.record, field);
        let demanded = |lang| demand(rule, &plan.definition, lang);
        let demand = said(demanded(Lang::En), demanded(Lang::Fr));
        let finding = finding.with("rule", Detail::Said(demand));
        let finding = if rule.note.plain.is_empty() {
            finding
        } else {
            finding.with("note", Detail::Said(rule.note.clone()))
        };
        Some(with_place(finding, self.files, self.index, self.all_keys.spot(number), field))
    }

    fn shared(&self, hit: &Hit, problem: &'static Problem, plan: &Plan) -> Option<Finding> {
        let shared = plan.definition.shared_keys.get(hit.about as usize)?;
        let field = shared.field;
        let mut finding = about(&self.files[self.index], problem, hit.record, field);
        finding.value = self.text(self.index, hit.record, field);
        let finding = self.holder(finding, hit);
        let Other::Record(number) = hit.other else { return Some(finding) };
        if hit.kind == Kind::Combined {
            let file = &self.files[self.index];
            let headings = shared.fields().map(|field| heading(file, field)).collect();
            let values = shared.fields().map(|field| self.text(self.index, hit.record, field)).collect();
            return Some(
                finding
                    .with("fields", Detail::All(headings))
                    .with("values", Detail::All(values))
                    .with("first", Detail::Phrase(["{other}", "{other}"])),
            );
        }
        if hit.kind != Kind::Zeros {
            return Some(finding);
        }
        let (file, record) = self.all_keys.spot(number);
        let definition = &self.all_keys.plan(file)?.definition;
        let theirs = self.their_key(hit, definition, (file, record))?.field;
        let place = Detail::Phrase(["{other}", "{other}"]);
        Some(finding.expected(self.text(file, record, theirs)).with("first", place))
    }

    fn disagrees(&self, finding: Finding, hit: &Hit, plan: &Plan, link: &Link) -> Option<Finding> {
        let key = plan.links.get(link.identity?)?.field();
        let at = link.parts.iter().rposition(|p| p.field != key)?;
        let (target, shape) = link.target?;
        let theirs = self.all_keys.keys.plans.get(target)?.shapes.get(shape)?.parts.get(at)?.field;
        let field = link.parts.get(at)?.field;
        let Other::Record(number) = hit.other else { return None };
        let (file, record) = self.all_keys.spot(number);
        let mut about = about(&self.files[self.index], finding.problem, hit.record, field);
        about.value = self.text(self.index, hit.record, field);
        let about = noted(about, link)
            .with("key", self.text(self.index, hit.record, key))
            .with("keycell", cell_name(&self.files[self.index], hit.record, key))
            .with("theirs", self.text(file, record, theirs))
            .expected(self.text(file, record, theirs));
        Some(with_place(about, self.files, self.index, (file, record), theirs))
    }

    fn needs_more(
        &mut self,
        hit: &Hit,
        problem: &'static Problem,
        plan: &Plan,
        link: &Link,
    ) -> Option<Finding> {
        let Purpose::Needs(needs) = link.purpose else { return None };
        let Other::Record(number) = hit.other else { return None };
        let (target, shape) = link.target?;
        let theirs = self.all_keys.keys.plans.get(target)?.shapes.get(shape)?.parts.last()?.field;
        let finding = about(&self.files[self.index], problem, hit.record, needs);
        let finding = noted(finding, link).with("value", self.text(self.index, hit.record, link.field()));
        let finding = with_place(finding, self.files, self.index, self.all_keys.spot(number), theirs);
        // The rows of the group are those that a reference with this field would find.
        let further = |other: &&Link| other.field() == needs && other.parts.len() == link.parts.len() + 1;
        let Some(rows) = plan.links.iter().find(further).and_then(|further| further.target) else {
            return Some(finding);
        };
        let mut named: Vec<String> =
            link.parts.iter().map(|p| self.text(self.index, hit.record, p.field)).collect();
        named.push(String::new());
        Some(self.such(finding, rows, &prefix(named.iter().map(String::as_str))))
    }

    fn spelled(&self, finding: Finding, hit: &Hit, link: &Link) -> Option<Finding> {
        let Other::Record(number) = hit.other else { return None };
        let (plan, shape) = link.target?;
        let theirs = self.all_keys.keys.plans.get(plan)?.shapes.get(shape)?.parts.last()?.field;
        let (file, record) = self.all_keys.spot(number);
        let text = self.text(file, record, theirs);
        let finding = finding.expected(text.clone()).fix(Grade::Ask, "", Some(text));
        Some(with_place(finding, self.files, self.index, (file, record), theirs))
    }

    /// The first steps of the circle, by what names each row.
    fn circle(&self, finding: Finding, hit: &Hit, link: &Link, found: &Resolved) -> Finding {
        const SHOWN: usize = 6;
        let field = link.target.and_then(|(p, s)| self.all_keys.keys.plans[p].shapes[s].parts.last());
        let field = field.map_or(0, |p| p.field);
        let named = |file, record| {
            let text = self.text(file, record, field);
            format!("{text} ({})", cell_name(&self.files[file], record, field))
        };
        let mut path = vec![named(self.index, hit.record)];
        let mut at = (self.index, *hit);
        while let Other::Record(number) = at.1.other {
            let (file, record) = self.all_keys.spot(number);
            path.push(named(file, record));
            if (file, record) == (self.index, hit.record) || path.len() > SHOWN {
                break;
            }
            let same = |h: &&Hit| h.record == record && h.kind == Kind::Circle && h.about == hit.about;
            match found.hits[file].iter().find(same) {
                Some(next) => at = (file, *next),
                None => break,
            }
        }
        let itself = path.len() == 2 && path.first() == path.last();
        let (circle, which) = if itself { (NAMES_ITSELF, THIS_CELL) } else { (CIRCLE, ONE_OF_THEM) };
        if path.len() > SHOWN {
            path.push("…".to_owned());
        }
        let finding = finding.with("path", path.join(" → ")).with("circle", Detail::Phrase(circle));
        finding.with("which", Detail::Phrase(which))
    }
}

fn noted(finding: Finding, link: &Link) -> Finding {
    if link.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(link.note.clone())) }
}

const NAMES_ITSELF: [&str; 2] = ["the row names itself", "la ligne se désigne elle-même"];
const CIRCLE: [&str; 2] = [
    "by way of others, the row names itself: {path}",
    "en passant par d’autres, la ligne se désigne elle-même\u{a0}: {path}",
];
const THIS_CELL: [&str; 2] = ["{cell}", "{cell}"];
const ONE_OF_THEM: [&str; 2] = ["“{column}” in one of these rows", "« {column} » dans une de ces lignes"];
const ADD_HERE: [&str; 2] = ["add a row for it to this file", "ajoutez une ligne pour elle dans ce fichier"];
const ADD_THERE: [&str; 2] =
    ["add a row for it to {any_file}", "ajoutez une ligne pour elle dans {any_file}"];
const ADD_ON_SERVER: [&str; 2] = ["create it {in_system} first", "créez-la d’abord {in_system}"];
const ONLY_ONE: [&str; 2] = [" There is only {values}.", " Il n’y a que {values}."];
const ONLY: [&str; 2] = [" There are only {values}.", " Il n’y a que {values}."];
const AMONG_OTHERS: [&str; 2] = [" There are, among others, {values}.", " Il y a, entre autres, {values}."];
const EITHER: [&str; 2] = [" ({values})", " ({values})"];
const SUCH_AS: [&str; 2] = [", such as {values}", ", par exemple {values}"];
const LISTED: [&str; 2] = ["the list of what exists {in_system}", "la liste de ce qui existe {in_system}"];
const OWN_COLUMN: [&str; 2] =
    ["“{their_column}” of this file", "la colonne « {their_column} » de ce fichier"];
const COLUMN_OF_FILE: [&str; 2] =
    ["“{their_column}” of {their_file}", "la colonne « {their_column} » du fichier {their_file}"];
const NOTHING_THERE: [&str; 2] = [" There is no value in it yet.", " Elle ne contient encore aucune valeur."];
const WITHIN: [&str; 2] = [" under {of}", " sous {of}"];
const NEAR: [&str; 2] =
    ["Did you mean “{expected}” ({other})?", "Vouliez-vous dire « {expected} » ({other})\u{a0}?"];
const NEAR_BUT_FOR_ZEROS: [&str; 2] = [
    "Did you mean “{expected}” ({other})? A spreadsheet may have removed zeros at the start.",
    "Vouliez-vous dire « {expected} » ({other})\u{a0}? Un tableur a pu supprimer des zéros au début.",
];
const WITHOUT: [&str; 2] = [
    "{blank_count|Row|Rows} {blank_rows} of {blank_file} {blank_count|has|have} no reference yet.",
    "{blank_count|La ligne|Les lignes} {blank_rows} du fichier {blank_file} {blank_count|n’a|n’ont} pas encore de référence.",
];
const SERVER_LIST: [&str; 2] = ["the list of “{level}” {in_system}", "la liste de « {level} » {in_system}"];
