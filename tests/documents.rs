//! The problems document themselves: every text is there, every example holds.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used)] // A test fails by panicking.

mod support;

use import_checker::problem::{Problem, Prose};
use import_checker::{ImportDefinition, Input, Job, Lang, Mapping, problems};
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use support::{check_text, codes};

#[test]
fn codes_and_names_are_used_once_and_have_their_form() {
    let all = problems::all();
    assert!(all.len() > 80, "only {} problems", all.len());
    for (index, problem) in all.iter().enumerate() {
        let Problem { code, name, family, .. } = problem;
        let number = code.strip_prefix(family.letter()).unwrap_or("");
        assert!(
            number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()),
            "{code}: the letter of its family, three digits"
        );
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()), "{name}");
        for other in &all[index + 1..] {
            assert_ne!(*code, other.code, "{name} and {} share a code", other.name);
            assert_ne!(*name, other.name, "{code} and {} share a name", other.code);
        }
    }
}

/// The build refuses what is missing in one language; here what no problem uses, and what stands in the code.
#[test]
fn texts_stand_in_their_files_and_belong_to_a_problem() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/problem/texts/en");
    let mut codes: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let texts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        codes.extend(texts.keys().cloned());
    }
    codes.sort();
    let known: Vec<&str> = problems::all().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, known);
}

fn placeholders(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.split('|').next().unwrap_or("").to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_text_is_there_in_both_languages() {
    for problem in problems::all() {
        let texts = |p: &Prose| [p.title, p.message, p.why, p.remedy];
        for (en, fr) in texts(&problem.en).into_iter().zip(texts(&problem.fr)) {
            assert!(!en.is_empty() && !fr.is_empty(), "{} lacks a text", problem.code);
            let only_names = en.split(['{', '}']).step_by(2).all(|part| !part.contains(char::is_alphabetic));
            assert!(en != fr || only_names, "{}: not translated: {en}", problem.code);
            assert_eq!(placeholders(en), placeholders(fr), "{}: {en} / {fr}", problem.code);
            let apart = fr.contains("« ") || fr.contains(" »");
            assert!(!apart, "{}: no-break spaces (U+00A0) inside « »: {fr}", problem.code);
        }
        for word in ["regex", "null", "schema", "foreign key"] {
            let said = texts(&problem.en).concat().to_lowercase();
            assert!(!said.contains(word), "{}: “{word}” is no word for customers", problem.code);
        }
    }
}

#[test]
fn every_bad_example_has_its_problem_once_and_every_good_one_has_not() {
    let mut shown = 0;
    for problem in problems::all() {
        let example = &problem.example;
        if example.definition.is_empty() {
            continue;
        }
        shown += 1;
        let count = |text: &str| {
            let found = codes(&check_text(example.definition, text));
            (found.iter().filter(|c| *c == problem.code).count(), found)
        };
        let (bad, found) = count(example.bad);
        assert_eq!(bad, 1, "{} {}: the bad example gives {found:?}", problem.code, problem.name);
        let (good, found) = count(example.good);
        assert_eq!(good, 0, "{} {}: the good example gives {found:?}", problem.code, problem.name);
    }
    assert!(shown > 40, "only {shown} problems have an example");
}

/// A problem that a definition and a text do not show by themselves: what else is said of the file, its bytes with the problem,
/// and its innocent neighbour, which is read with nothing else said.
struct Shown {
    code: &'static str,
    definition: &'static str,
    said: fn(&mut Input),
    bad: &'static [u8],
    good: &'static [u8],
}

const PEOPLE: &str = r#"{"name": "own/people", "fields": [{"name": "name"}, {"name": "city"}]}"#;
const GOOD: &[u8] = b"name,city\nAna,Cork\n";

const fn refused(code: &'static str, bad: &'static [u8]) -> Shown {
    Shown { code, definition: PEOPLE, said: |_| (), bad, good: GOOD }
}

const SHOWN: &[Shown] = &[
    refused("F010", b""),
    refused("F070", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    refused("F080", b"SQLite format 3\0\x10\0\x01\x01"),
    Shown { said: |input| input.wishes.header_row = Some(9), ..refused("F850", GOOD) },
    Shown { said: |input| input.wishes.delimiter = Some('"'), ..refused("F310", GOOD) },
    Shown {
        said: |input| input.mapping = left_out("note"),
        ..refused("S410", b"name,city,note\nAna,Cork,x\n")
    },
    Shown {
        code: "F810",
        definition: r#"{"fields": [{"name": "name", "constraints": {"longest": 9}}]}"#,
        said: |_| (),
        bad: b"name\nAna\n",
        good: b"",
    },
    refused("F710", b"name,city\nAna,K\xf6ln\nZo\xeb,M\xfcnchen\nJos\xe9,Orl\xe9ans\n"),
    Shown {
        code: "C180",
        definition: r#"{"fields": [{"name": "at", "type": "time"}, {"name": "city"}]}"#,
        said: |_| (),
        bad: b"at,city\n9:30,Cork\n",
        good: b"at,city\n09:30:00,Cork\n",
    },
];

fn left_out(heading: &str) -> Mapping {
    Mapping::read(&serde_json::json!({ "columns": [{ "from": heading, "to": null }] })).unwrap()
}

#[test]
fn what_a_text_alone_does_not_show_is_shown_with_what_else_is_said() {
    let mut wrong = Vec::new();
    for Shown { code, definition, said, bad, good } in SHOWN {
        let found = |bytes: &'static [u8], said: fn(&mut Input)| {
            let definition = Arc::new(ImportDefinition::parse(definition).unwrap());
            let mut input = Input { name: "people.csv".to_owned(), ..Input::default() };
            said(&mut input);
            let job = Job::new(vec![definition], Lang::En).file(input, Cursor::new(bytes));
            let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
            let report = session.files()[0].report(Lang::En);
            let all =
                ["findings", "notChecked"].iter().flat_map(|list| report[list].as_array().unwrap().clone());
            all.map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let (with, without) = (found(bad, *said), found(good, |_| ()));
        if !with.iter().any(|found| found == code) || without.iter().any(|found| found == code) {
            wrong.push(format!("{code}: {with:?}, and without it {without:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Problems without an example that no test names either. The list may only become shorter.
const NAMED_NOWHERE: &[&str] = &[
    "C160", "F170", "F280", "F320", "F500", "F510", "F520", "F540", "F550", "F560", "F570", "F610", "F620",
    "F740", "F780", "F790", "F820", "F830", "F840", "S180", "S440", "S540", "T620", "T650", "U630", "X890",
];

/// What the tests say: their own files, and the tests that stand beside the code.
fn tests_say(folder: &Path, beside_code: bool, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let inside_tests = !beside_code || path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() {
            tests_say(&path, !inside_tests, all);
        } else if path.ends_with("words.json") || path.ends_with("documents.rs") {
            // It lists the problems; this file names those that are missing.
        } else if path.extension().is_some_and(|e| e == "rs" || e == "json" || e == "mjs") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let from = if inside_tests { Some(0) } else { text.find("#[cfg(test)]\nmod tests") };
            all.push_str(from.map_or("", |from| &text[from..]));
        }
    }
}

/// Whether a code stands there by itself, and not in some longer number.
fn is_word(said: &str, code: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    said.match_indices(code)
        .any(|(at, _)| apart(said[..at].chars().next_back()) && apart(said[at + code.len()..].chars().next()))
}

#[test]
fn a_problem_without_an_example_is_named_by_another_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = String::new();
    tests_say(&root.join("tests"), false, &mut said);
    tests_say(&root.join("fuzz"), false, &mut said);
    tests_say(&root.join("src"), true, &mut said);
    let is_named = |problem: &Problem| {
        let quoted = format!("\"{}\"", problem.name);
        is_word(&said, problem.code) || said.contains(&quoted) || SHOWN.iter().any(|s| s.code == problem.code)
    };
    let without = problems::all().into_iter().filter(|problem| problem.example.bad.is_empty());
    let nowhere: Vec<&str> =
        without.filter(|problem| !is_named(problem)).map(|problem| problem.code).collect();
    assert_eq!(nowhere, NAMED_NOWHERE);
}
