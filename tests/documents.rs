//! The problems document themselves: every text is there, every example holds.

#![allow(clippy::pedantic, clippy::panic, clippy::unwrap_used)] // A test fails by panicking.

mod support;

use import_checker::problem::{Problem, Prose};
use import_checker::problems;
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
