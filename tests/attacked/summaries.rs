//! Summaries that were not made by us.

use super::*;

#[test]
fn a_summary_of_another_shape_is_refused_in_a_sentence() {
    assert!(open_summary(&summary().to_string(), Lang::En).is_ok());
    for (place, value) in [
        ("/records", json!(null)),
        ("/records/onFile", json!("5")),
        ("/records/onFile", json!(-1)),
        ("/verdict", json!("splendid")),
        ("/groups/0/code", json!("../../../admin/delete?id=7&x=")),
        ("/groups/0/severity", json!({})),
        ("/groups/0/count", json!([])),
        ("/findings/0", json!("text")),
        ("/findings/0/name", json!("T310 not-in-list")),
        ("/findings/0/row", json!("1")),
        ("/counts", json!({ "javascript:": 1 })),
        ("/columns", json!({})),
        ("/notChecked", json!(7)),
        ("/reading", json!([])),
        ("/name", json!("x".repeat(1_001))),
    ] {
        let mut changed = summary();
        *changed.pointer_mut(place).unwrap() = value;
        let refused = open_summary(&changed.to_string(), Lang::En).unwrap_err();
        assert!(refused.contains(place), "{place}: {refused}");
        assert!(open_summary(&changed.to_string(), Lang::Fr).unwrap_err().starts_with("Ce résumé"));
    }
}

#[test]
fn a_summary_brings_nothing_that_is_not_named_and_is_no_check() {
    let mut more = summary();
    more["href"] = json!("https://evil.invalid/");
    more["findings"][0]["onclick"] = json!("alert(1)");
    let opened = open_summary(&more.to_string(), Lang::En).unwrap();
    assert!(!opened.to_string().contains("evil") && !opened.to_string().contains("onclick"));
    assert!(opened["summary"].as_str().unwrap().starts_with("Not checked here"));
}

#[test]
fn the_published_schema_of_summaries_says_the_same() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/summary.schema.json");
    let published: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    compiler.add_resource("https://summary.invalid/schema", published).unwrap();
    let schema = compiler.compile("https://summary.invalid/schema", &mut schemas).unwrap();
    let own = summary();
    assert!(schemas.validate(&own, schema).is_ok());
    // Each value in turn becomes something else: both must agree whether that is allowed.
    let mut places = Vec::new();
    places_of(&own, String::new(), &mut places);
    assert!(places.len() > 50);
    // A shape of the future is refused by its number, whatever the schema of today says.
    for place in places.into_iter().filter(|place| place != "/shape") {
        for value in [
            json!(null),
            json!("x"),
            json!("T310"),
            json!(3),
            json!(-1),
            json!(0.5),
            json!([]),
            json!({}),
            json!(true),
        ] {
            let mut changed = own.clone();
            *changed.pointer_mut(&place).unwrap() = value.clone();
            let ours = open_summary(&changed.to_string(), Lang::En).is_ok();
            assert_eq!(ours, schemas.validate(&changed, schema).is_ok(), "{place} = {value}");
        }
    }
}

fn places_of(value: &Json, path: String, places: &mut Vec<String>) {
    if !path.is_empty() {
        places.push(path.clone());
    }
    match value {
        Json::Object(members) => {
            members.iter().for_each(|(name, value)| places_of(value, format!("{path}/{name}"), places));
        }
        Json::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| places_of(value, format!("{path}/{i}"), places));
        }
        _ => {}
    }
}
