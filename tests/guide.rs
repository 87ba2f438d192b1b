//! The page to print for whoever fills a file in says what the definition says, and what the template says.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::pedantic, clippy::unwrap_used, clippy::panic)]

use import_checker::{ImportDefinition, Lang, builtin, describe, guide};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

fn definition(name: &str) -> Arc<ImportDefinition> {
    builtin::definitions().unwrap().into_iter().find(|one| one.name == name).unwrap()
}

/// A text as it stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[test]
fn every_column_stands_there_with_what_it_needs_in_both_languages() {
    for name in ["gryzzly/projects", "interpreter-intelligence/customers"] {
        let definition = definition(name);
        for lang in [Lang::En, Lang::Fr] {
            let page = guide(&definition, lang);
            let columns = definition.fields.iter().enumerate().filter(|(_, field)| field.in_template);
            let mut seen = 0;
            for (index, field) in columns {
                seen += 1;
                assert!(
                    page.contains(&format!("<th scope=\"row\">{}", escaped(&field.heading))),
                    "{name}: {}",
                    field.heading
                );
                assert!(
                    page.contains(&escaped(&describe::requirement(&definition, index, lang))),
                    "{name}: {}",
                    field.heading
                );
                assert!(page.contains(&escaped(&describe::form(field, lang))), "{name}: {}", field.heading);
                assert!(page.contains(&escaped(&field.example)), "{name}: {}", field.heading);
            }
            assert!(seen > 5, "{name} has columns");
            for sentence in describe::order(&definition, lang) {
                assert!(page.contains(&escaped(&sentence)), "{name}: {sentence}");
            }
            assert!(page.contains(&format!("<html lang=\"{}\">", lang.tag())));
            assert!(!page.contains("http:") && !page.contains("src="), "{name}: it asks for nothing");
        }
    }
    assert!(guide(&definition("gryzzly/projects"), Lang::En).contains("<h2>Order</h2>"));
    let customers = guide(&definition("interpreter-intelligence/customers"), Lang::Fr);
    assert!(
        customers.contains("<h2>Des lignes justes</h2>") && customers.contains("Sample Hospital"),
        "{customers}"
    );
}

#[test]
fn the_command_writes_it_once() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let run = |words: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        let output = program.arg("guide").args(words).current_dir(&folder).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(&["gryzzly/time-entries", "--out", "list.html", "--lang", "fr"]), (0, String::new()));
    let page = std::fs::read_to_string(folder.join("list.html")).unwrap();
    assert_eq!(page, guide(&definition("gryzzly/time-entries"), Lang::Fr));
    let (code, complaint) = run(&["gryzzly/projects", "--out", "list.html"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("--force"), "{complaint}");
    std::fs::write(folder.join("own.json"), r#"{"title": "People", "fields": [{"name": "name"}]}"#).unwrap();
    assert_eq!(run(&["--definition", "own.json", "--out", "own.html"]).0, 0);
    assert!(std::fs::read_to_string(folder.join("own.html")).unwrap().contains("<h1>People</h1>"));
    assert_eq!(run(&["no/such", "--out", "other.html"]).0, 2);
}

/// The example of the documentation makes the page that is shown there, in every language of the command line.
#[test]
fn the_example_of_the_documentation_makes_its_page() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/guide/definition.json");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide-example");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let run = |words: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_import-checker"));
        program.args(words).arg("--definition").arg(&file).current_dir(&folder).output().unwrap()
    };
    // Its own rows are right.
    let checked = run(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    for (lang, title, needed, allowed) in [
        ("en", "Volunteers", ">Yes<", "one of: Kitchen, Stage, Gate, First aid"),
        ("fr", "Bénévoles", ">Oui<", "Kitchen, Stage, Gate, First aid"),
        ("de", "Volunteers", ">Ja<", "Kitchen, Stage, Gate, First aid"),
    ] {
        let page = format!("{lang}.html");
        let done = run(&["guide", "--out", &page, "--lang", lang]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        let page = std::fs::read_to_string(folder.join(page)).unwrap();
        for part in [title, needed, allowed, "festival@example.org", "Alan Turing", "<html lang=\""] {
            assert!(page.contains(part), "{lang}: {part}: {page}");
        }
    }
}
