//! References that lead round in a circle.

use super::all_keys::AllKeys;
use super::keys::NOBODY;
use super::resolve::{Hit, Kind, Other, Resolved};

/// Records whose references lead back to themselves.
pub(super) fn circles(all_keys: &AllKeys<'_>, found: &mut Resolved) {
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    for (plan_index, plan) in all_keys.keys.plans.iter().enumerate() {
        for (about, link) in plan.links.iter().enumerate().filter(|(_, l)| l.no_cycle) {
            let Some((_, shape)) = link.target else { continue };
            let index = &all_keys.indexes[plan_index][shape];
            let next = |number: u32| {
                let (file, record) = all_keys.spot(number);
                let place = *found.places.get(file)?.get(about)?.get(record as usize)?;
                if place == NOBODY { None } else { index.at(place).next() }
            };
            let numbers = all_keys.files_of(plan_index).flat_map(|f| all_keys.numbers(f));
            for number in on_circles(numbers, all_keys.total, &next) {
                let (file, record) = all_keys.spot(number);
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
