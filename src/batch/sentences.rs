//! One hit into one finding: the place, the texts it names, the suggestions.

use super::all_keys::AllKeys;
use super::fetched_rows::Rows;
use super::fetched_rows::row_number;
use super::hits::{Hit, Kind, Other, Resolved};
use super::keys::Key;
use super::plan::{Link, Plan, Purpose};
use super::suggestions::{Suggestions, prefix};
use crate::check::file::File;
use crate::problem::{Detail, Finding, Grade, Place, Problem};
use crate::rules::together::BLANK_MAY_BE_GENERATED;
use crate::table::letters;

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
            Some(text) => finding.expected(text.as_str()).fix(Grade::Ask, "", Some(text.clone())),
            None => finding,
        })
    }

    pub(super) fn hit(&mut self, hit: &Hit, problem: &'static Problem, found: &Resolved) -> Option<Finding> {
        let plan = self.all_keys.plan(self.index)?;
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
        let near = self.near.nearest(self.all_keys, self.files, target, within, &value);
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
        finding
            .with("there", Detail::Phrase(if own { OWN_COLUMN } else { COLUMN_OF_FILE }))
            .with("their_column", column)
            .with("their_file", Detail::All(names))
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

    fn other_level(&self, finding: Finding, hit: &Hit, link: &Link) -> Finding {
        let wanted = self.all_keys.all.iter().find(|d| d.name == link.resource);
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
                let lists = &self.all_keys.keys.files[spot.0].shared;
                let own = self.all_keys.keys.files[self.index].shared.get(hit.about as usize);
                let own = own.and_then(|list| list.get(hit.record as usize));
                let theirs = |list: &Vec<Key>| list.get(spot.1 as usize).filter(|key| **key != 0).copied();
                let same = lists.iter().position(|list| own.is_some() && theirs(list) == own.copied());
                let at = same.or_else(|| lists.iter().position(|list| theirs(list).is_some()));
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
        let (file, record) = self.all_keys.spot(number);
        let theirs = self.all_keys.plan(file)?.definition.shared_keys.first()?.field;
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

    fn needs_more(&self, hit: &Hit, problem: &'static Problem, link: &Link) -> Option<Finding> {
        let Purpose::Needs(needs) = link.purpose else { return None };
        let Other::Record(number) = hit.other else { return None };
        let (plan, shape) = link.target?;
        let theirs = self.all_keys.keys.plans.get(plan)?.shapes.get(shape)?.parts.last()?.field;
        let finding = about(&self.files[self.index], problem, hit.record, needs);
        let finding = noted(finding, link).with("value", self.text(self.index, hit.record, link.field()));
        Some(with_place(finding, self.files, self.index, self.all_keys.spot(number), theirs))
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
        let circle = if path.len() == 2 && path.first() == path.last() { NAMES_ITSELF } else { CIRCLE };
        if path.len() > SHOWN {
            path.push("…".to_owned());
        }
        finding.with("path", path.join(" → ")).with("circle", Detail::Phrase(circle))
    }
}

fn noted(finding: Finding, link: &Link) -> Finding {
    if link.note.plain.is_empty() { finding } else { finding.with("note", Detail::Said(link.note.clone())) }
}

const NAMES_ITSELF: [&str; 2] = ["the row names itself", "la ligne se désigne elle-même"];
const CIRCLE: [&str; 2] = [
    "from here “{column}” leads back to this row: {path}",
    "à partir d’ici, « {column} » ramène à cette ligne\u{a0}: {path}",
];
const LISTED: [&str; 2] = ["the list of what exists {in_system}", "la liste de ce qui existe {in_system}"];
const OWN_COLUMN: [&str; 2] =
    ["“{their_column}” of this file", "la colonne « {their_column} » de ce fichier"];
const COLUMN_OF_FILE: [&str; 2] =
    ["“{their_column}” of {their_file}", "la colonne « {their_column} » de {their_file}"];
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
    "{blank_count|La ligne|Les lignes} {blank_rows} de {blank_file} {blank_count|n’a|n’ont} pas encore de référence.",
];
const SERVER_LIST: [&str; 2] = ["the list of “{level}” {in_system}", "la liste de « {level} » {in_system}"];
