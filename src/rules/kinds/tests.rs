//! What every kind of rule must bring along, held for the whole list.

use super::KINDS;
use crate::check::file::Input;
use crate::definition::ImportDefinition;
use crate::definition::rule::{Param, RuleKind, Shape};
use crate::edits::{Decision, Edits};
use crate::problem::lang::Lang;
use crate::session::Job;
use serde_json::{Value as Json, json};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

fn definition(kind: &RuleKind) -> ImportDefinition {
    ImportDefinition::parse(kind.example.definition).unwrap_or_else(|e| panic!("{}: {e}", kind.word))
}

/// The codes that are found in a text file judged by the example's definition.
fn codes(kind: &RuleKind, text: &str) -> Vec<String> {
    codes_once_decided(kind, text, Vec::new())
}

fn codes_once_decided(kind: &RuleKind, text: &str, decisions: Vec<Decision>) -> Vec<String> {
    let edits = Edits { decisions, ..Edits::default() };
    let input = Input { name: "example.csv".to_owned(), edits, ..Input::default() };
    let job = Job::new(vec![Arc::new(definition(kind))], Lang::En).file(input, Cursor::new(text.as_bytes()));
    let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    let reports = session.files().iter().map(|file| file.report(Lang::En));
    let codes = reports.flat_map(|report| {
        let findings = report["findings"].as_array().cloned().unwrap_or_default();
        findings.into_iter().map(|finding| finding["code"].as_str().unwrap_or("").to_owned())
    });
    codes.collect()
}

/// The first rule of the example's definition that is of this kind.
fn example_rule(kind: &RuleKind) -> (Json, usize) {
    let json: Json = serde_json::from_str(kind.example.definition).unwrap();
    let index = json["rules"].as_array().unwrap().iter().position(|rule| rule["rule"] == kind.word);
    let index = index.unwrap_or_else(|| panic!("the example of “{}” has no such rule", kind.word));
    (json, index)
}

/// A kind that was forgotten somewhere finds nothing.
#[test]
fn the_bad_example_of_each_kind_is_found_and_the_good_one_passes() {
    for kind in KINDS {
        example_rule(kind);
        let own = |code: &String| kind.problems.iter().any(|problem| problem.code == code);
        let bad = codes(kind, kind.example.bad);
        assert!(bad.iter().any(own), "“{}” finds nothing in its bad example, only {bad:?}", kind.word);
        let good = codes(kind, kind.example.good);
        assert!(!good.iter().any(own), "“{}” finds {good:?} in its good example", kind.word);
    }
}

/// What a person decides of one column is decided of no other.
#[test]
fn a_repair_that_is_accepted_in_one_column_is_taken_there_alone() {
    let mut repairs = 0;
    for kind in KINDS {
        let fields: Vec<String> = definition(kind).fields.iter().map(|field| field.name.clone()).collect();
        let bad = kind.example.bad;
        let before = codes(kind, bad);
        for problem in kind.problems {
            let after = |field: Option<&str>| {
                let (code, field) = (problem.code.to_owned(), field.map(str::to_owned));
                let decision = Decision { code, field, value: None, choice: None, accept: true };
                codes_once_decided(kind, bad, vec![decision])
            };
            let everywhere = after(None);
            if everywhere == before {
                continue;
            }
            repairs += 1;
            let there = fields.iter().filter(|field| after(Some(field)) == everywhere).count();
            let elsewhere = fields.iter().filter(|field| after(Some(field)) == before).count();
            assert_eq!((there, elsewhere), (1, fields.len() - 1), "“{}” {}", kind.word, problem.code);
            assert_eq!(after(Some("no such field")), before, "“{}” {}", kind.word, problem.code);
        }
    }
    assert!(repairs >= 4, "the examples show repairs of {repairs} kinds only");
}

fn refusal(json: &Json) -> String {
    ImportDefinition::load(json).err().map_or_else(|| "loaded".to_owned(), |e| e.to_string())
}

/// A value that a parameter cannot hold, and what it is refused with.
fn misfit(param: &Param) -> (Json, &'static str) {
    match param.shape {
        Shape::Field(_) => (json!("no such field"), "there is no field “no such field”"),
        Shape::Fields(_) | Shape::FieldList(..) => (json!([]), "at least one field is expected"),
        Shape::Whole(_) => (json!("two"), "a whole number is expected"),
        Shape::Number => (json!("two"), "a number is expected"),
        Shape::Text => (json!(2), "a text is expected"),
        Shape::YesNo | Shape::YesNoInOutline => (json!("yes"), "true or false is expected"),
        Shape::Choice(_) => (json!("maybe"), "“maybe” is not possible"),
        Shape::Value(_) | Shape::Step => (json!([]), "a text or a number is expected"),
        Shape::ByField | Shape::Values(..) | Shape::Conditions | Shape::HalfDays => {
            (json!([]), "an object { … } is expected")
        }
    }
}

#[test]
fn each_kind_refuses_missing_wrong_and_unknown_words_with_their_place() {
    for kind in KINDS {
        let (json, index) = example_rule(kind);
        let with = |change: &dyn Fn(&mut serde_json::Map<String, Json>)| {
            let mut json = json.clone();
            change(json["rules"][index].as_object_mut().unwrap());
            refusal(&json)
        };
        assert_eq!(with(&|_| ()), "loaded", "{}", kind.word);
        for param in kind.params {
            if param.needed {
                let said = with(&|rule| drop(rule.remove(param.word)));
                assert_eq!(said, format!("rules[{index}]: “{}” is missing", param.word), "{}", kind.word);
            }
            let (value, expected) = misfit(param);
            let said = with(&|rule| drop(rule.insert(param.word.to_owned(), value.clone())));
            let place = format!("rules[{index}].{}: {expected}", param.word);
            assert!(said.starts_with(&place), "{}: {said}", kind.word);
        }
        for words in kind.any_of {
            let said = with(&|rule| words.iter().for_each(|word| drop(rule.remove(*word))));
            let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
            assert_eq!(said, format!("rules[{index}]: {} is missing", quoted.join(" or ")), "{}", kind.word);
        }
        let said = with(&|rule| drop(rule.insert("whenn".to_owned(), json!({}))));
        let words: Vec<&str> = kind.params.iter().map(|param| param.word).collect();
        assert!(said.starts_with(&format!("rules[{index}]: “whenn” is not a word")), "{said}");
        assert!(said.ends_with(&words.join(", ")), "{said}");
    }
}

#[test]
fn each_kind_is_one_sentence_in_both_languages_that_names_its_fields() {
    for kind in KINDS {
        let definition = definition(kind);
        let (_, index) = example_rule(kind);
        let entry = &definition.rules[index];
        let [english, french] =
            [Lang::En, Lang::Fr].map(|lang| crate::definition::describe::rule(&definition, entry, lang));
        assert_ne!(english, french);
        assert!(!english.contains(['{', '}']) && !french.contains(['{', '}']), "{english} {french}");
        let named = entry.parts().into_iter().map(|part| definition.fields[part.field].name.as_str());
        let named: Vec<&str> = named.collect();
        assert!(!named.is_empty(), "{}", kind.word);
        assert!(named.iter().any(|name| english.contains(&format!("“{name}”"))), "{english}");
    }
}

#[test]
fn each_word_is_there_once_and_explained() {
    let mut words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
    words.sort_unstable();
    let count = words.len();
    words.dedup();
    assert_eq!(words.len(), count);
    for kind in KINDS {
        assert!(kind.says.0.ends_with('.'), "{}", kind.word);
        assert!(kind.params.iter().all(|param| param.says.0.ends_with('.')), "{}", kind.word);
        assert!(!kind.problems.is_empty(), "{}", kind.word);
    }
}

/// Each kind stands in a file of its own, named by its word.
#[test]
fn every_file_of_the_folder_is_a_kind_in_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/kinds");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned())
        .filter(|name| name != "mod" && name != "tests")
        .collect();
    files.sort();
    let mut words: Vec<String> = KINDS.iter().map(|kind| kind.word.replace('-', "_")).collect();
    words.sort();
    assert_eq!(files, words);
}
