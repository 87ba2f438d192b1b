//! The texts of problems, from one file for each language and family, as constants of the program.
//!
//! A translator edits `src/problem/texts/LANGUAGE/FAMILY.json`; nothing of these files is read when the program runs. A
//! text that is missing in one of the built-in languages, or that no other language has, fails here and names its file.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "src/problem/texts";
const LANGUAGES: [&str; 2] = ["en", "fr"];
const PARTS: [&str; 4] = ["title", "message", "why", "remedy"];

/// Texts by the code of their problem.
type Texts = BTreeMap<String, Map<String, Value>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut generated = String::new();
    let mut codes: Option<Vec<String>> = None;
    for language in LANGUAGES {
        let texts = read(language)?;
        let own: Vec<String> = texts.keys().cloned().collect();
        let first = codes.get_or_insert_with(|| own.clone());
        let differs = |code: &&String| !first.contains(code) || !own.contains(code);
        let different: Vec<&String> = first.iter().chain(&own).filter(differs).collect();
        if !different.is_empty() {
            return Err(format!("{FOLDER}: {different:?} is not in every one of {LANGUAGES:?}").into());
        }
        write_module(language, &texts, &mut generated)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), generated)?;
    Ok(())
}

/// All texts of a language.
fn read(language: &str) -> Result<Texts, Box<dyn Error>> {
    let mut all = Texts::new();
    for entry in fs::read_dir(Path::new(FOLDER).join(language))? {
        let path = entry?.path();
        let at = path.display();
        let json = fs::read_to_string(&path)?;
        let texts: Texts = serde_json::from_str(&json).map_err(|e| format!("{at}: {e}"))?;
        let family = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        for (code, parts) in texts {
            // The library keeps the last of two entries of one name and says nothing.
            if json.matches(&format!("\"{code}\"")).count() != 1 {
                return Err(format!("{at}: {code} stands there more than once").into());
            }
            if !code.starts_with(&family) {
                return Err(format!("{at}: {code} is of another family").into());
            }
            let known = |name: &String| PARTS.contains(&name.as_str()) && parts[name].is_string();
            if parts.len() != PARTS.len() || !parts.keys().all(known) {
                return Err(format!("{at}: {code} has other texts than {PARTS:?}").into());
            }
            all.insert(code, parts);
        }
    }
    Ok(all)
}

fn write_module(language: &str, texts: &Texts, out: &mut String) -> Result<(), std::fmt::Error> {
    writeln!(out, "pub(crate) mod {language} {{")?;
    writeln!(out, "    use crate::problem::Prose;")?;
    for (code, parts) in texts {
        write!(out, "    pub(crate) const {code}: Prose = Prose {{ ")?;
        for name in PARTS {
            write!(out, "{name}: {:?}, ", parts[name].as_str().unwrap_or_default())?;
        }
        writeln!(out, "}};")?;
    }
    writeln!(out, "}}")
}
