use super::*;
use crate::problem::Prose;
use std::collections::BTreeSet;

/// The fields that a template names, words after a count left aside.
fn fields(template: &str) -> BTreeSet<&str> {
    let parts = template.split('{').skip(1).filter_map(|part| part.split('}').next());
    parts.filter_map(|field| field.split('|').next()).collect()
}

#[test]
fn both_languages_say_the_same() {
    for problem in PROBLEMS.iter().copied().flatten() {
        assert_eq!(fields(problem.en.message), fields(problem.fr.message), "{}", problem.code);
        for Prose { title, message, why, remedy } in [&problem.en, &problem.fr] {
            for text in [title, message, why, remedy] {
                assert!(text.len() > 10 && !text.contains("  "), "{}: {text:?}", problem.code);
            }
            assert!(!title.ends_with('.') && !title.contains('{'), "{}: {title:?}", problem.code);
        }
    }
}

#[test]
fn codes_and_names_are_used_once() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for problem in PROBLEMS.iter().copied().flatten() {
        assert!(codes.insert(problem.code) && names.insert(problem.name), "{}", problem.code);
    }
}

mod examples;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
