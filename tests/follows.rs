//! Which causes follow from which: a group names those that its findings rest on, and only where all of them do.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used)]

mod support;

use import_checker::Lang;
use serde_json::Value as Json;
use support::check_text;

/// `city` is needed where a kind is filled, whatever the kind is.
const SHOPS: &str = r#"{"name":"own/shops","fields":[
    {"name":"name","constraints":{"required":true}},
    {"name":"kind","constraints":{"enum":["shop","idea"]}},
    {"name":"city"},{"name":"amount","type":"number","constraints":{"maximum":100}}],
    "rules":[{"rule":"required","fields":["city"],"when":{"kind":{"filled":true}}}]}"#;

/// Each group with those that it follows from, by the names of their problems and fields.
fn follows(definition: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let session = check_text(definition, text);
    let report = session.files()[0].report(Lang::En);
    let word = |json: &Json| json.as_str().unwrap_or("-").to_owned();
    let groups = report["groups"].as_array().unwrap();
    let named = |one: &Json| {
        let same = |group: &&Json| group["code"] == one["code"] && group["field"] == one["field"];
        format!("{} {}", word(&groups.iter().find(same).unwrap()["name"]), word(&one["field"]))
    };
    let bases = |group: &Json| group["follows"].as_array().into_iter().flatten().map(named).collect();
    groups.iter().map(|group| (named(group), bases(group))).collect()
}

fn of(found: &[(String, Vec<String>)], group: &str) -> Vec<String> {
    found.iter().find(|(own, _)| own == group).unwrap_or_else(|| panic!("no {group}: {found:?}")).1.clone()
}

#[test]
fn a_value_that_is_needed_because_of_a_wrong_one_follows_from_it() {
    let found = follows(SHOPS, "name,kind,city,amount\nAna,shp,,1\nBo,idea,Cork,2\n");
    assert_eq!(of(&found, "missing-value city"), ["not-in-list kind"]);
    assert!(of(&found, "not-in-list kind").is_empty());
}

/// A single finding that stands on its own needs a person whatever is said of the others.
#[test]
fn where_one_finding_stands_on_its_own_the_group_does() {
    let found = follows(SHOPS, "name,kind,city,amount\nAna,shp,,1\nBo,idea,,2\n");
    assert!(of(&found, "missing-value city").is_empty());
}

/// Its cells may stand in other columns; what is asked about as a whole, such as a total, has no other finding at all.
#[test]
fn what_is_said_of_a_row_with_too_many_cells_follows_from_that() {
    let found = follows(SHOPS, "name,kind,city,amount\nAna,shop,Cork,60\nBo,Cork,shop,60,x\n");
    assert_eq!(of(&found, "not-in-list kind"), ["extra-cells -"]);
    assert_eq!(follows(SHOPS, "name,kind,city,amount\nAna,shop,Cork,60\nTotal,,,160\n").len(), 1);
}

/// A record that waits for another follows from what is wrong with that one, and is never what it waits for.
#[test]
fn a_record_that_waits_follows_from_the_one_in_error() {
    let people = r#"{"fields":[{"name":"id","format":"reference"},{"name":"name","constraints":{"maxLength":3}},
        {"name":"parent","format":"reference"}],
        "foreignKeys":[{"fields":["parent"],"reference":{"resource":"","fields":["id"]}}]}"#;
    let found = follows(people, "id,name,parent\n1,Long name,\n2,B,1\n");
    assert_eq!(of(&found, "left-out-with-other-record -"), ["too-long name"]);
    assert!(of(&found, "too-long name").is_empty());
}
