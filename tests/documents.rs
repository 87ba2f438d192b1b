//! The problems document themselves: every text is there, every example holds.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used)] // A test fails by panicking.

mod support;

use import_checker::problem::{Problem, Prose};
use import_checker::problems;
use std::fs;
use std::path::Path;
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
        is_word(&said, problem.code) || said.contains(&quoted)
    };
    let without = problems::all().into_iter().filter(|problem| problem.example.bad.is_empty());
    let nowhere: Vec<&str> =
        without.filter(|problem| !is_named(problem)).map(|problem| problem.code).collect();
    assert!(nowhere.is_empty(), "neither an example nor a test: {nowhere:?}");
}
