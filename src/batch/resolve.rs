//! Who names whom: every reference is looked up, every shared key compared. Nothing is changed here; what is found
//! is a list of hits, few bytes each.

use super::all_keys::AllKeys;
use super::circles::circles;
use super::groups::groups;
use super::hits::Resolved;
use super::links::links;
use super::shared::shared_keys;
use crate::base::sorting;
use crate::check::file::File;

/// Looks everything up.
pub(super) fn resolve(all_keys: &AllKeys<'_>, files: &[File<'_>]) -> Resolved {
    let mut found = Resolved { hits: vec![Vec::new(); files.len()], ..Resolved::default() };
    let taken = shared_keys(all_keys, &mut found);
    for (file, input) in files.iter().enumerate() {
        let places = match all_keys.plan(file) {
            Some(plan) => links(all_keys, file, plan, input, &taken, &mut found),
            None => Vec::new(),
        };
        found.places.push(places);
    }
    circles(all_keys, &mut found);
    groups(all_keys, &mut found);
    found.hits.iter_mut().for_each(|h| sorting::sort(h));
    found
}
