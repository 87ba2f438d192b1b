//! Languages beyond the built-in ones: folders of `src/problem/texts/`, complete and with the facts of the built-in texts.
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "../xtask/src/build/phrases.rs"]
mod phrases;

use import_checker::{Lang, languages, problems};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::check_text;

/// The facts that a text names in braces.
fn facts(text: &str) -> BTreeSet<&str> {
    let named = text.split('{').skip(1).filter_map(|rest| rest.split(['}', '|']).next());
    named
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect()
}

/// What is said in pairs in the source, English and French, by the English text.
fn said_in_pairs() -> BTreeMap<String, String> {
    fn collect(folder: &Path, all: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, all);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                all.extend(phrases::of_source(&std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    let mut all = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    assert!(all.len() > 300, "only {} phrases were found", all.len());
    all
}

/// The languages that are folders.
fn further() -> Vec<(String, Json)> {
    let tags = languages::all().into_iter().map(|language| language.tag);
    let further: Vec<_> = tags.filter_map(|tag| languages::texts(&tag).map(|texts| (tag, texts))).collect();
    assert!(!further.is_empty());
    further
}

#[test]
fn every_language_has_every_text_of_every_problem_with_the_same_facts() {
    let mut wrong = Vec::new();
    for (tag, texts) in further() {
        for problem in problems::all() {
            let own = &texts[problem.code];
            for (part, english) in [
                ("title", problem.en.title),
                ("message", problem.en.message),
                ("why", problem.en.why),
                ("remedy", problem.en.remedy),
            ] {
                match own[part].as_str().filter(|text| !text.is_empty()) {
                    None => wrong.push(format!("{tag} {} {part}: missing", problem.code)),
                    Some(text) if facts(text) != facts(english) => {
                        wrong.push(format!(
                            "{tag} {} {part}: {:?} and not {:?}",
                            problem.code,
                            facts(text),
                            facts(english)
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
        let codes: BTreeSet<&str> = problems::all().iter().map(|problem| problem.code).collect();
        let unknown = texts
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| *key != "phrases" && !codes.contains(key.as_str()));
        wrong.extend(unknown.map(|code| format!("{tag} {code}: no such problem")));
    }
    for problem in problems::all() {
        for (part, english, french) in [
            ("message", problem.en.message, problem.fr.message),
            ("remedy", problem.en.remedy, problem.fr.remedy),
        ] {
            if facts(english) != facts(french) {
                wrong.push(format!(
                    "fr {} {part}: {:?} and not {:?}",
                    problem.code,
                    facts(french),
                    facts(english)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where somebody who speaks a language answers for it, nothing is missing. One that a machine translated may be a few
/// phrases behind the code, which are then said in English; none names other facts.
#[test]
fn every_language_has_the_phrases_with_the_same_facts() {
    let said = said_in_pairs();
    let all = languages::all();
    let mut wrong = Vec::new();
    for (tag, texts) in further() {
        let own = texts["phrases"].as_object().unwrap();
        let mut behind = Vec::new();
        for english in said.keys() {
            match own.get(english).and_then(Json::as_str) {
                None => behind.push(format!("{tag}: “{english}” is missing")),
                Some(text) if facts(text) != facts(english) => {
                    wrong.push(format!("{tag}: “{english}”: “{text}”"))
                }
                Some(_) => {}
            }
        }
        behind.extend(
            own.keys()
                .filter(|key| !said.contains_key(*key))
                .map(|key| format!("{tag}: “{key}” is not said")),
        );
        let checked = all.iter().any(|language| language.tag == tag && language.checked);
        if checked || behind.len() * 20 > said.len() {
            wrong.extend(behind);
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A sentence is of one language from its place to what to do. What a definition says stays as it is where it has no
/// translation.
#[test]
fn a_sentence_in_a_language_of_files_is_in_that_language() {
    let definition = r#"{"fields":[{"name":"n","type":"number","constraints":{"minimum":1}},{"name":"d","type":"date"}],
        "rules":[{"rule":"required","fields":["d"],"when":{"n":"2"},"note":"Two need a day."}]}"#;
    let german = languages::find("de-AT").unwrap().unwrap();
    let session = check_text(definition, "n,d\n0,2025-01-01\n2,\n");
    let report = session.files()[0].report(german);
    let sentences: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
    assert_eq!(
        sentences,
        [
            "A2, „n“ enthält 0, was hier nicht möglich ist. Geben Sie 1 oder mehr ein, oder leeren Sie die Zelle.",
            "B3, „d“ ist leer. Diese Regel gilt, denn „n“ (A3) ist „2“. Two need a day. Füllen Sie die Zelle aus.",
        ]
    );
    assert_eq!(report["summary"], "0 von 2 Zeilen fertig; 2 mit Fehlern.");
    assert_eq!(languages::find("fr-CA"), Ok(Some(Lang::Fr)));
    assert_eq!(languages::find("xx"), Ok(None));
}
