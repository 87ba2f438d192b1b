//! Who names whom: every reference is looked up, every shared key compared. Nothing is changed here; what is found
//! is a list of hits, few bytes each.

use super::existing::OnServer;
use super::keys::{Index, Keys, NOBODY};
use super::plan::{Link, Plan, Purpose};
use crate::definition::ImportDefinition;
use crate::session::File;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What is wrong with, or to be said of, one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The record it names does not exist.
    Missing,
    /// It names a record of another import.
    OtherLevel,
    /// The row it names has other values in the fields that should agree.
    Disagrees,
    /// The row it names is a group, so a further field is needed.
    NeedsMore,
    /// The record it names is spelled in another way.
    Spelled,
    /// Following the references leads back to it.
    Circle,
    /// Its key is used at a higher level.
    Taken,
    /// Its key differs from another by zeros at the start.
    Zeros,
}

/// The other side of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Other {
    /// There is none.
    Nobody,
    /// A record, by its number across all files.
    Record(u32),
    /// The list of an import, by index into the definitions of the session.
    Server(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) record: u32,
    pub(super) kind: Kind,
    /// The link, or for `Taken` and `Zeros` the shared key.
    pub(super) about: u32,
    pub(super) other: Other,
}

/// Why references could not be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// No file of that import is there.
    File,
    /// The file is there, but in error as a whole, or could not be read to its end.
    Part,
}

/// A link that was not checked: how many records it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unchecked {
    pub(super) file: usize,
    pub(super) link: usize,
    pub(super) count: u64,
    pub(super) lack: Lack,
}

/// The keys of all files, sorted and numbered.
pub(super) struct World<'a> {
    pub(super) keys: &'a Keys,
    pub(super) all: &'a [Arc<ImportDefinition>],
    pub(super) server: BTreeMap<String, OnServer>,
    /// By plan and shape.
    pub(super) indexes: Vec<Vec<Index>>,
    /// The number of each file's first record; one more for the end.
    pub(super) offsets: Vec<u32>,
    /// Place of each file in the order of loading: rank, import, name.
    pub(super) standing: Vec<u32>,
    /// By plan: files of it could not be read in full.
    partial: Vec<bool>,
    /// By group of shared keys: key, standing and record.
    pub(super) groups: BTreeMap<String, Vec<(u64, u32, u32)>>,
}

/// All that was found.
#[derive(Default)]
pub(super) struct Found {
    /// By file, in the order of the records.
    pub(super) hits: Vec<Vec<Hit>>,
    /// By file, link and record: the place in the index of the record it names.
    pub(super) places: Vec<Vec<Vec<u32>>>,
    pub(super) unchecked: Vec<Unchecked>,
    /// File, field, how many of its records exist on the server.
    pub(super) updates: Vec<(usize, usize, u64)>,
}

impl<'a> World<'a> {
    pub(super) fn new(
        keys: &'a Keys,
        files: &[File<'_>],
        all: &'a [Arc<ImportDefinition>],
        server: BTreeMap<String, OnServer>,
    ) -> World<'a> {
        let mut offsets = vec![0_u32];
        for file in files {
            let count = file.checked.as_ref().map_or(0, |c| c.states.len());
            let last = offsets.last().copied().unwrap_or(0);
            offsets.push(last.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)));
        }
        let partial = |plan: usize| {
            let mut own = files.iter().zip(&keys.plan_of).filter(|(_, p)| **p == Some(plan));
            own.any(|(f, _)| f.checked.as_ref().is_none_or(|c| c.file_error || !c.complete))
        };
        let mut world = World {
            keys,
            all,
            server,
            indexes: Vec::new(),
            offsets,
            standing: standing(keys, files),
            partial: (0..keys.plans.len()).map(partial).collect(),
            groups: BTreeMap::new(),
        };
        world.indexes = (0..keys.plans.len()).map(|plan| world.indexes_of(plan)).collect();
        world.groups = world.shared();
        world
    }

    fn indexes_of(&self, plan: usize) -> Vec<Index> {
        let files = || (0..self.keys.files.len()).filter(|f| self.keys.plan_of[*f] == Some(plan));
        let index = |shape: usize| {
            let entries = files().flat_map(|file| {
                let list = self.keys.files[file].targets.get(shape).map_or(&[][..], |l| l);
                let first = self.offsets[file];
                (0_u32..).zip(list).filter(|(_, k)| **k != 0).map(move |(r, k)| (*k, first + r))
            });
            Index::new(entries.collect())
        };
        (0..self.keys.plans[plan].shapes.len()).map(index).collect()
    }

    /// All shared keys: by key, the highest level first.
    fn shared(&self) -> BTreeMap<String, Vec<(u64, u32, u32)>> {
        let mut groups: BTreeMap<String, Vec<(u64, u32, u32)>> = BTreeMap::new();
        for (file, keys) in self.keys.files.iter().enumerate() {
            let Some(plan) = self.plan(file) else { continue };
            for (shared, list) in plan.definition.shared_keys.iter().zip(&keys.shared) {
                let group = groups.entry(shared.group.clone()).or_default();
                let (standing, first) = (self.standing[file], self.offsets[file]);
                let entries = (0_u32..).zip(list).filter(|(_, k)| **k != 0);
                group.extend(entries.map(|(r, k)| (*k, standing, first + r)));
            }
        }
        groups.values_mut().for_each(|g| g.sort_unstable());
        groups
    }

    pub(super) fn plan(&self, file: usize) -> Option<&Plan> {
        self.keys.plans.get(self.keys.plan_of.get(file).copied().flatten()?)
    }

    /// The file and record of a number.
    pub(super) fn spot(&self, number: u32) -> (usize, u32) {
        let file = self.offsets.partition_point(|first| *first <= number).saturating_sub(1);
        (file, number - self.offsets.get(file).copied().unwrap_or(0))
    }

    pub(super) fn on_server(&self, import: &str, key: u64, folded: bool) -> bool {
        self.server.get(import).is_some_and(|list| list.has(key, folded))
    }

    /// The records of a group with this key.
    pub(super) fn holders(&self, group: &str, key: u64) -> &[(u64, u32, u32)] {
        let all = self.groups.get(group).map_or(&[][..], |g| g);
        let start = all.partition_point(|(k, ..)| *k < key);
        let rest = &all[start..];
        &rest[..rest.partition_point(|(k, ..)| *k == key)]
    }
}

/// Files in the order of loading; names decide between files of one import, never the order of dropping.
fn standing(keys: &Keys, files: &[File<'_>]) -> Vec<u32> {
    let rank = |file: &usize| {
        let definition = keys.plan_of[*file].map(|p| &keys.plans[p].definition);
        let rank = definition.map_or(0, |d| d.rank);
        let name = definition.map_or(String::new(), |d| d.name.clone());
        (if rank == 0 { u32::MAX } else { rank }, name, files[*file].input.name.clone(), *file)
    };
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_cached_key(rank);
    let mut standing = vec![0; files.len()];
    for (place, file) in (0_u32..).zip(order) {
        standing[file] = place;
    }
    standing
}

/// Looks everything up.
pub(super) fn resolve(world: &World<'_>, files: &[File<'_>]) -> Found {
    let mut found = Found { hits: vec![Vec::new(); files.len()], ..Found::default() };
    let taken = shared_keys(world, &mut found);
    for (file, input) in files.iter().enumerate() {
        let places = match world.plan(file) {
            Some(plan) => links(world, file, plan, input, &taken, &mut found),
            None => Vec::new(),
        };
        found.places.push(places);
    }
    circles(world, &mut found);
    found.hits.iter_mut().for_each(|h| h.sort_unstable());
    found
}

/// Keys used twice across files; the answer is the records that are at fault.
fn shared_keys(world: &World<'_>, found: &mut Found) -> HashSet<u32> {
    let mut taken = HashSet::new();
    for group in world.groups.values() {
        let mut holder: Option<(u64, u32)> = None;
        for (key, _, number) in group {
            let Some((_, first)) = holder.filter(|(k, _)| k == key) else {
                holder = Some((*key, *number));
                continue;
            };
            let (file, record) = world.spot(*number);
            // Twice in one file is told by the file's own keys.
            if world.spot(first).0 != file {
                taken.insert(*number);
                let about = shared_index(world, file, *key, record);
                let hit = Hit { record, kind: Kind::Taken, about, other: Other::Record(first) };
                found.hits[file].push(hit);
            }
        }
    }
    for file in 0..world.keys.files.len() {
        taken_on_server(world, file, &mut taken, found);
        zeros(world, file, found);
    }
    taken
}

/// Which of the shared keys of a file a record's key is.
fn shared_index(world: &World<'_>, file: usize, key: u64, record: u32) -> u32 {
    let lists = &world.keys.files[file].shared;
    let at = lists.iter().position(|l| l.get(record as usize) == Some(&key));
    at.and_then(|i| u32::try_from(i).ok()).unwrap_or(0)
}

/// On its own level a reference of the server means an update, on another level a duplicate.
fn taken_on_server(world: &World<'_>, file: usize, taken: &mut HashSet<u32>, found: &mut Found) {
    let Some(plan) = world.plan(file) else { return };
    if world.server.is_empty() {
        return;
    }
    for (about, shared) in (0_u32..).zip(&plan.definition.shared_keys) {
        let in_group = |d: &ImportDefinition| d.shared_keys.iter().any(|s| s.group == shared.group);
        let others: Vec<(u32, &OnServer)> = (0_u32..)
            .zip(world.all)
            .filter(|(_, d)| d.name != plan.definition.name && in_group(d))
            .filter_map(|(i, d)| Some((i, world.server.get(&d.name)?)))
            .collect();
        let mut updates = 0;
        let Some(list) = world.keys.files[file].shared.get(about as usize) else { continue };
        for (record, key) in (0_u32..).zip(list).filter(|(_, k)| **k != 0) {
            updates += u64::from(world.on_server(&plan.definition.name, *key, true));
            if let Some((index, _)) = others.iter().find(|(_, list)| list.has(*key, true))
                && taken.insert(world.offsets[file] + record)
            {
                let hit = Hit { record, kind: Kind::Taken, about, other: Other::Server(*index) };
                found.hits[file].push(hit);
            }
        }
        if updates > 0 {
            found.updates.push((file, shared.field, updates));
        }
    }
}

/// References of two files that differ by zeros at the start only; told at the lower level.
fn zeros(world: &World<'_>, file: usize, found: &mut Found) {
    let Some(plan) = world.plan(file) else { return };
    for (about, shared) in (0_u32..).zip(&plan.definition.shared_keys) {
        for (core, record) in &world.keys.files[file].bare[about as usize] {
            let holders = world.holders(&shared.group, *core);
            let Some((_, standing, number)) = holders.iter().find(|h| world.spot(h.2).0 != file) else {
                continue;
            };
            let (other, their_record) = world.spot(*number);
            let here = world.offsets[file] + record;
            if *standing < world.standing[file] {
                let other = Other::Record(*number);
                found.hits[file].push(Hit { record: *record, kind: Kind::Zeros, about, other });
            } else {
                let about = shared_index(world, other, *core, their_record);
                let hit = Hit { record: their_record, kind: Kind::Zeros, about, other: Other::Record(here) };
                found.hits[other].push(hit);
            }
        }
    }
}

/// One link of one file at work.
struct Lookup<'w> {
    world: &'w World<'w>,
    file: usize,
    plan: &'w Plan,
    link: &'w Link,
    about: u32,
    keys: &'w [u64],
    named: &'w [u32],
    /// What the links before this one found.
    places: &'w [Vec<u32>],
    taken: &'w HashSet<u32>,
    /// The group of shared keys that the link's target belongs to.
    group: Option<&'w str>,
    /// Records whose value the user says exists: all, or those with these keys.
    accepted: Accepted,
}

/// Which values the user says exist on the server.
struct Accepted {
    all: bool,
    keys: HashSet<u64>,
}

fn links(
    world: &World<'_>,
    file: usize,
    plan: &Plan,
    input: &File<'_>,
    taken: &HashSet<u32>,
    found: &mut Found,
) -> Vec<Vec<u32>> {
    let keys = &world.keys.files[file];
    let mut failed: Vec<u64> = Vec::new();
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); plan.links.len()];
    let mut lacking: Vec<bool> = vec![false; plan.links.len()];
    let mut order: Vec<usize> = (0..plan.links.len()).collect();
    order.sort_by_key(|l| plan.links[*l].parts.len());
    for index in order {
        let link = &plan.links[index];
        let Some(list) = keys.sources.get(index) else { continue };
        failed.resize(list.len(), 0);
        let lookup = Lookup {
            world,
            file,
            plan,
            link,
            about: u32::try_from(index).unwrap_or(u32::MAX),
            keys: list,
            named: keys.named.get(index).map_or(&[][..], |l| l),
            places: &places,
            taken,
            group: group(world, link),
            accepted: accepted(plan, link, input),
        };
        let bits = |links: &[usize]| links.iter().filter(|l| **l < 64).fold(0_u64, |b, l| b | 1 << l);
        let covered = bits(&link.covers);
        let own = bits(&[index]);
        let mut unchecked = 0;
        let mut found_at = Vec::new();
        for record in 0..list.len() {
            if list[record] == 0 || failed[record] & covered != 0 {
                continue;
            }
            match lookup.record(record) {
                Outcome::At(place) => set(&mut found_at, record, place),
                Outcome::Fine => {}
                Outcome::Unchecked => unchecked += 1,
                Outcome::Hit(hit, place) => {
                    let softer = matches!(hit.kind, Kind::Spelled | Kind::NeedsMore);
                    failed[record] |= if softer { 0 } else { own };
                    found.hits[file].push(hit);
                    if let Some(place) = place {
                        set(&mut found_at, record, place);
                    }
                }
            }
        }
        places[index] = found_at;
        lacking[index] = unchecked > 0;
        let told = link.covers.iter().any(|c| lacking[*c] && plan.links[*c].resource == link.resource);
        if unchecked > 0 && !told && link.purpose == Purpose::Exists {
            let lack = if link.target.is_none() { Lack::File } else { Lack::Part };
            found.unchecked.push(Unchecked { file, link: index, count: unchecked, lack });
        }
    }
    places
}

fn set(list: &mut Vec<u32>, record: usize, place: u32) {
    list.resize(record, NOBODY);
    list.push(place);
}

/// The group of shared keys in which the target of a link has its keys.
fn group<'w>(world: &'w World<'_>, link: &Link) -> Option<&'w str> {
    let there = world.all.iter().find(|d| d.name == link.resource)?;
    let [only] = link.parts.as_slice() else { return None };
    let field = there.field(&link.their_field).filter(|_| only.folded)?;
    there.shared_keys.iter().find(|s| s.field == field).map(|s| s.group.as_str())
}

fn accepted(plan: &Plan, link: &Link, input: &File<'_>) -> Accepted {
    let mut accepted = Accepted { all: false, keys: HashSet::new() };
    let problem = &crate::rules::reference::REFERENCE_NOT_FOUND;
    let field = plan.definition.fields.get(link.field()).map_or("", |f| f.name.as_str());
    for decision in &input.input.edits.decisions {
        let about = (decision.code == problem.code || decision.code == problem.name)
            && decision.field.as_deref().is_none_or(|f| f == field);
        if !about || decision.choice.as_deref() != Some("exists") {
            continue;
        }
        match (&decision.value, link.parts.as_slice()) {
            (None, _) => accepted.all = decision.accept,
            (Some(value), [only]) => {
                let key = super::keys::hash(value, only.folded);
                if decision.accept {
                    accepted.keys.insert(key)
                } else {
                    accepted.keys.remove(&key)
                };
            }
            _ => {}
        }
    }
    accepted
}

enum Outcome {
    /// The record is there, at this place of the index.
    At(u32),
    Fine,
    Unchecked,
    /// Something is to be said; the record it names may be there all the same.
    Hit(Hit, Option<u32>),
}

impl Lookup<'_> {
    fn record(&self, record: usize) -> Outcome {
        let key = self.keys[record];
        let index = self.link.target.map(|(plan, shape)| &self.world.indexes[plan][shape]);
        let place = index.and_then(|i| i.find(key));
        match (self.link.purpose, place.zip(index)) {
            (Purpose::Needs(_), None) => Outcome::Fine,
            (Purpose::Needs(_), Some((place, index))) => {
                let other = index.at(place).next().map_or(Other::Nobody, Other::Record);
                Outcome::Hit(self.hit(record, Kind::NeedsMore, other), None)
            }
            (Purpose::Exists, Some((place, index))) => self.there(record, place, index),
            (Purpose::Exists, None) => self.not_there(record),
        }
    }

    fn hit(&self, record: usize, kind: Kind, other: Other) -> Hit {
        Hit { record: u32::try_from(record).unwrap_or(u32::MAX), kind, about: self.about, other }
    }

    fn there(&self, record: usize, place: u32, index: &Index) -> Outcome {
        // A key that belongs to another level is that level's, though a row in error bears it here too.
        if !self.taken.is_empty()
            && self.group.is_some()
            && index.at(place).all(|number| self.taken.contains(&number))
            && let Some(other) = self.of_other_level(self.keys[record])
        {
            return Outcome::Hit(self.hit(record, Kind::OtherLevel, other), None);
        }
        let Some(spelled) = self.named.get(record) else { return Outcome::At(place) };
        let differs = |number: u32| {
            let (file, theirs) = self.world.spot(number);
            let list = self.link.target.and_then(|(_, s)| self.world.keys.files[file].spelled.get(s));
            list.and_then(|l| l.get(theirs as usize)).is_some_and(|s| s != spelled)
        };
        match index.at(place).next() {
            Some(first) if index.at(place).all(differs) => {
                Outcome::Hit(self.hit(record, Kind::Spelled, Other::Record(first)), Some(place))
            }
            _ => Outcome::At(place),
        }
    }

    fn not_there(&self, record: usize) -> Outcome {
        let key = self.keys[record];
        if self.is_on_server(record) {
            return Outcome::Fine;
        }
        let listed = self.world.server.get(&self.link.resource).is_some_and(|l| l.len() > 0);
        match self.link.target {
            None if !listed || self.link.parts.len() > 1 => return Outcome::Unchecked,
            Some((plan, _)) if self.world.partial[plan] => return Outcome::Unchecked,
            _ => {}
        }
        if self.accepted.all || self.accepted.keys.contains(&key) {
            return Outcome::Fine;
        }
        if let Some(holder) = self.identified(record) {
            return Outcome::Hit(self.hit(record, Kind::Disagrees, Other::Record(holder)), None);
        }
        match self.of_other_level(key) {
            Some(other) => Outcome::Hit(self.hit(record, Kind::OtherLevel, other), None),
            None => Outcome::Hit(self.hit(record, Kind::Missing, Other::Nobody), None),
        }
    }

    /// The one row that the identifying field finds, whose other fields are not those named here.
    fn identified(&self, record: usize) -> Option<u32> {
        let single = self.link.identity?;
        let place = *self.places.get(single)?.get(record)?;
        let (plan, shape) = self.plan.links.get(single)?.target?;
        if place == NOBODY { None } else { self.world.indexes[plan][shape].at(place).next() }
    }

    /// A value on the list counts as found; of several fields, the rest cannot be known.
    fn is_on_server(&self, record: usize) -> bool {
        let world = self.world;
        if let [only] = self.link.parts.as_slice() {
            return world.on_server(&self.link.resource, self.keys[record], only.folded);
        }
        self.link.covers.iter().any(|cover| {
            let link = &self.plan.links[*cover];
            let list = &world.keys.files[self.file].sources[*cover];
            let key = list.get(record).copied().unwrap_or(0);
            let [only] = link.parts.as_slice() else { return false };
            let nowhere = link.target.is_none_or(|(p, s)| world.indexes[p][s].find(key).is_none());
            key != 0
                && nowhere
                && link.resource == self.link.resource
                && world.on_server(&link.resource, key, only.folded)
        })
    }

    /// Another import to which the key belongs.
    fn of_other_level(&self, key: u64) -> Option<Other> {
        let group = self.group?;
        let elsewhere = |number: u32| {
            let (file, _) = self.world.spot(number);
            self.world.plan(file).is_some_and(|p| p.definition.name != self.link.resource)
        };
        let found = self.world.holders(group, key).iter().find(|h| elsewhere(h.2));
        if let Some(holder) = found {
            return Some(Other::Record(holder.2));
        }
        let in_group = |d: &ImportDefinition| d.shared_keys.iter().any(|s| s.group == group);
        let mut others = (0_u32..).zip(self.world.all);
        others
            .find(|(_, d)| {
                d.name != self.link.resource && in_group(d) && self.world.on_server(&d.name, key, true)
            })
            .map(|(i, _)| Other::Server(i))
    }
}

/// Records whose references lead back to themselves.
fn circles(world: &World<'_>, found: &mut Found) {
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    for (plan_index, plan) in world.keys.plans.iter().enumerate() {
        for (about, link) in plan.links.iter().enumerate().filter(|(_, l)| l.no_cycle) {
            let Some((_, shape)) = link.target else { continue };
            let index = &world.indexes[plan_index][shape];
            let next = |number: u32| {
                let (file, record) = world.spot(number);
                let place = *found.places.get(file)?.get(about)?.get(record as usize)?;
                if place == NOBODY { None } else { index.at(place).next() }
            };
            let files = (0..world.keys.files.len()).filter(|f| world.keys.plan_of[*f] == Some(plan_index));
            let numbers = files.flat_map(|f| world.offsets[f]..world.offsets[f + 1]);
            for number in on_circles(numbers, world.offsets.last().copied().unwrap_or(0), &next) {
                let (file, record) = world.spot(number);
                let about = u32::try_from(about).unwrap_or(u32::MAX);
                let other = next(number).map_or(Other::Nobody, Other::Record);
                hits.push((file, Hit { record, kind: Kind::Circle, about, other }));
            }
        }
    }
    hits.into_iter().for_each(|(file, hit)| found.hits[file].push(hit));
}

/// The numbers from which `next` leads back to themselves. Each is visited once.
fn on_circles(numbers: impl Iterator<Item = u32>, end: u32, next: &impl Fn(u32) -> Option<u32>) -> Vec<u32> {
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![0_u8; end as usize];
    let mut found = Vec::new();
    for start in numbers {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(number) = at.filter(|n| state.get(*n as usize) == Some(&0)) {
            state[number as usize] = OPEN;
            path.push(number);
            at = next(number);
        }
        let back = at.filter(|n| state.get(*n as usize) == Some(&OPEN));
        if let Some(from) = back.and_then(|n| path.iter().position(|p| *p == n)) {
            found.extend_from_slice(&path[from..]);
        }
        for number in path {
            state[number as usize] = DONE;
        }
    }
    found
}
