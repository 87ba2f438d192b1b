//! Every reference of a file is looked up.

use super::all_keys::AllKeys;
use super::hits::{Hit, Kind, Lack, Other, Resolved, Unchecked};
use super::keys::{Index, Key, NOBODY};
use super::plan::{Link, Plan, Purpose};
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::check::file::File;
use crate::definition::ImportDefinition;
use crate::edits::Decisions;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::Hash;

/// One link of one file at work.
struct Lookup<'w> {
    all_keys: &'w AllKeys<'w>,
    file: usize,
    plan: &'w Plan,
    link: &'w Link,
    about: u32,
    keys: &'w [Key],
    named: &'w [u32],
    /// What the links before this one found.
    places: &'w [Vec<u32>],
    taken: &'w HashSet<u32>,
    /// The group of shared keys that the link's target belongs to.
    group: Option<&'w str>,
    /// Records whose value the user says exists: all, or those with these keys.
    accepted: Accepted,
    /// Whether all records with one key belong to another level, and whether all spell it otherwise: many may name a key
    /// that many bear, and it is looked at once.
    all_taken: RefCell<Map<u32, bool>>,
    all_differ: RefCell<Map<(u32, u32), bool>>,
}

/// Which values the user says exist on the server.
struct Accepted {
    all: bool,
    keys: HashSet<Key>,
}

/// Looks up every reference of a file, those with the fewest fields first; the answer is where each was found.
pub(super) fn links(
    all_keys: &AllKeys<'_>,
    file: usize,
    plan: &Plan,
    input: &File<'_>,
    taken: &HashSet<u32>,
    found: &mut Resolved,
) -> Vec<Vec<u32>> {
    let keys = &all_keys.keys.files[file];
    let records = keys.sources.first().map_or(0, Vec::len);
    let mut failed = vec![0_u64; records];
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); plan.links.len()];
    let mut lacking = vec![false; plan.links.len()];
    let mut order: Vec<usize> = (0..plan.links.len()).collect();
    sorting::sort_by_key(&mut order, |l| plan.links[*l].parts.len());
    for index in order {
        let link = &plan.links[index];
        let Some(list) = keys.sources.get(index) else { continue };
        let lookup = Lookup {
            all_keys,
            file,
            plan,
            link,
            about: u32::try_from(index).unwrap_or(u32::MAX),
            keys: list,
            named: keys.named.get(index).map_or(&[][..], |l| l),
            places: &places,
            taken,
            group: group(all_keys, link),
            accepted: accepted(plan, link, input, all_keys.repairing),
            all_taken: RefCell::default(),
            all_differ: RefCell::default(),
        };
        let (found_at, unchecked) = lookup.all(&mut failed, bits(&[index]), &mut found.hits[file]);
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

/// Links as bits; beyond the 64th a failure is told once more rather than kept apart.
fn bits(links: &[usize]) -> u64 {
    links.iter().filter(|l| **l < 64).fold(0, |bits, l| bits | 1 << l)
}

fn set(list: &mut Vec<u32>, record: usize, place: u32) {
    list.resize(record, NOBODY);
    list.push(place);
}

/// The group of shared keys in which the target of a link has its keys.
fn group<'w>(all_keys: &'w AllKeys<'_>, link: &Link) -> Option<&'w str> {
    let there = all_keys.all.iter().find(|d| d.name == link.resource)?;
    let [only] = link.parts.as_slice() else { return None };
    let field = there.field(&link.their_field).filter(|_| only.folded)?;
    there.shared_keys.iter().find(|s| s.field == field).map(|s| s.group.as_str())
}

/// While repairs are looked for, what exists elsewhere is only what no repair was taken for.
fn accepted(plan: &Plan, link: &Link, input: &File<'_>, repairing: bool) -> Accepted {
    let mut accepted = Accepted { all: false, keys: HashSet::new() };
    let problem = &crate::rules::reference::REFERENCE_NOT_FOUND;
    let field = plan.definition.fields.get(link.field()).map_or("", |f| f.name.as_str());
    let decisions = &input.input.edits.decisions;
    let corrected = repairing && Decisions(decisions).took(problem, field, "", "nearest");
    for decision in decisions {
        let about = decision.is_about(problem) && decision.field.as_deref().is_none_or(|f| f == field);
        if !about || decision.choice.as_deref() != Some("exists") {
            continue;
        }
        match (&decision.value, link.parts.as_slice()) {
            (None, _) => accepted.all = decision.accept && !corrected,
            (Some(value), [only]) => {
                let key = super::keys::hash_of_part(crate::scalar::text::trim(value), only);
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

/// What was found out before, or is now.
fn known<K: Eq + Hash>(before: &RefCell<Map<K, bool>>, key: K, find_out: impl FnOnce() -> bool) -> bool {
    *before.borrow_mut().entry(key).or_insert_with(find_out)
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
    /// Looks up every record where no shorter link failed. Answers with the places and how many were not checked.
    fn all(&self, failed: &mut [u64], own: u64, hits: &mut Vec<Hit>) -> (Vec<u32>, u64) {
        let covered = bits(&self.link.covers);
        let (mut places, mut unchecked) = (Vec::new(), 0);
        for (record, failed) in failed.iter_mut().enumerate() {
            if self.keys.get(record).is_none_or(|key| *key == 0) || *failed & covered != 0 {
                continue;
            }
            match self.record(record) {
                Outcome::At(place) => set(&mut places, record, place),
                Outcome::Fine => {}
                Outcome::Unchecked => unchecked += 1,
                Outcome::Hit(hit, place) => {
                    let softer = matches!(hit.kind, Kind::Spelled | Kind::NeedsMore);
                    *failed |= if softer { 0 } else { own };
                    hits.push(hit);
                    if let Some(place) = place {
                        set(&mut places, record, place);
                    }
                }
            }
        }
        (places, unchecked)
    }

    fn record(&self, record: usize) -> Outcome {
        let key = self.keys[record];
        let index = self.link.target.map(|(plan, shape)| &self.all_keys.indexes[plan][shape]);
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
            && known(&self.all_taken, place, || index.at(place).all(|number| self.taken.contains(&number)))
            && let Some(other) = self.of_other_level(self.keys[record])
        {
            return Outcome::Hit(self.hit(record, Kind::OtherLevel, other), None);
        }
        let Some(spelled) = self.named.get(record) else { return Outcome::At(place) };
        let differs = |number: u32| {
            let (file, theirs) = self.all_keys.spot(number);
            let list = self.link.target.and_then(|(_, s)| self.all_keys.keys.files[file].spelled.get(s));
            list.and_then(|l| l.get(theirs as usize)).is_some_and(|s| s != spelled)
        };
        match index.at(place).next() {
            Some(first)
                if differs(first)
                    && known(&self.all_differ, (place, *spelled), || index.at(place).all(differs)) =>
            {
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
        if self.accepted.all || self.accepted.keys.contains(&key) {
            return Outcome::Fine;
        }
        let listed = self.all_keys.server.get(&self.link.resource).is_some_and(|l| l.len() > 0);
        let known = match self.link.target {
            None => listed && self.link.parts.len() == 1,
            Some((plan, _)) => !self.all_keys.partial[plan],
        };
        // What a higher level bears cannot be a reference of this level, whether or not its own file is here. What a
        // lower level bears may be its own mistake.
        let other = self.of_other_level(key).filter(|other| known || self.is_above(*other));
        if let Some(other) = other {
            return Outcome::Hit(self.hit(record, Kind::OtherLevel, other), None);
        }
        if !known {
            return Outcome::Unchecked;
        }
        Outcome::Hit(
            match self.identified(record) {
                Some(holder) => self.hit(record, Kind::Disagrees, Other::Record(holder)),
                None => self.hit(record, Kind::Missing, Other::Nobody),
            },
            None,
        )
    }

    /// Whether another import stands above the one that is named, in the order of loading.
    fn is_above(&self, other: Other) -> bool {
        let rank = |d: Option<&std::sync::Arc<ImportDefinition>>| d.map_or(0, |d| d.rank);
        let wanted = rank(self.all_keys.all.iter().find(|d| d.name == self.link.resource));
        let theirs = rank(match other {
            Other::Record(number) => self.all_keys.plan(self.all_keys.spot(number).0).map(|p| &p.definition),
            Other::Server(index) => self.all_keys.all.get(index as usize),
            Other::Nobody => None,
        });
        theirs > 0 && theirs < wanted
    }

    /// The one row that the identifying field finds, whose other fields are not those named here.
    fn identified(&self, record: usize) -> Option<u32> {
        let single = self.link.identity?;
        let place = *self.places.get(single)?.get(record)?;
        let (plan, shape) = self.plan.links.get(single)?.target?;
        if place == NOBODY { None } else { self.all_keys.indexes[plan][shape].at(place).next() }
    }

    /// A value on the list counts as found; of several fields, the rest cannot be known.
    fn is_on_server(&self, record: usize) -> bool {
        let all_keys = self.all_keys;
        if let [only] = self.link.parts.as_slice() {
            return all_keys.on_server(&self.link.resource, self.keys[record], only.folded);
        }
        self.link.covers.iter().any(|cover| {
            let link = &self.plan.links[*cover];
            let list = &all_keys.keys.files[self.file].sources[*cover];
            let key = list.get(record).copied().unwrap_or(0);
            let [only] = link.parts.as_slice() else { return false };
            let nowhere = link.target.is_none_or(|(p, s)| all_keys.indexes[p][s].find(key).is_none());
            key != 0
                && nowhere
                && link.resource == self.link.resource
                && all_keys.on_server(&link.resource, key, only.folded)
        })
    }

    /// Another import to which the key belongs.
    fn of_other_level(&self, key: Key) -> Option<Other> {
        let group = self.group?;
        let elsewhere = |number: u32| {
            let (file, _) = self.all_keys.spot(number);
            self.all_keys.plan(file).is_some_and(|p| p.definition.name != self.link.resource)
        };
        let found = self.all_keys.holders(group, key).iter().find(|h| elsewhere(h.2));
        if let Some(holder) = found {
            return Some(Other::Record(holder.2));
        }
        let in_group = |d: &ImportDefinition| d.shared_keys.iter().any(|s| s.group == group);
        let mut others = (0_u32..).zip(self.all_keys.all);
        others
            .find(|(_, d)| {
                d.name != self.link.resource && in_group(d) && self.all_keys.on_server(&d.name, key, true)
            })
            .map(|(i, _)| Other::Server(i))
    }
}
