//! `cargo xtask new rule NAME`: the file of a new kind of rule, entered in the list, with an example that fails until the
//! rule does something, and with texts to be worded.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

const KINDS: &str = "src/rules/kinds";
const TEXTS: &str = "src/problem/texts";

pub fn new(args: &[String]) -> Result<()> {
    let [what, name] = args else { bail!("cargo xtask new rule NAME") };
    ensure!(what == "rule", "only rules are made: cargo xtask new rule NAME");
    let letters = name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    ensure!(letters && !name.starts_with('-') && !name.ends_with('-'), "a name is such as no-overlap");
    let file = name.replace('-', "_");
    let path = Path::new(KINDS).join(format!("{file}.rs"));
    ensure!(!path.exists(), "{} is there already", path.display());
    let camel: String = name.split('-').map(capitalised).collect();
    let code = free_code()?;
    let filled = TEMPLATE
        .replace("NEW_NAME", &file.to_uppercase())
        .replace("NewName", &camel)
        .replace("new-name", name)
        .replace("CODE", &code);
    fs::write(&path, filled)?;
    enter(&file)?;
    for (language, texts) in texts() {
        enter_texts(language, &code, texts)?;
    }
    println!("{} is written and entered in {KINDS}/mod.rs.", path.display());
    println!("The texts of {code} are begun in {TEXTS}: en/B.json, fr/B.json, de/B.json.");
    println!("Now: cargo test --lib kinds, which names what is missing. CONTRIBUTING.md tells the way.");
    Ok(())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The next free code of the family B, in tens.
fn free_code() -> Result<String> {
    let mut greatest = 0;
    let mut folders = vec![Path::new("src").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path)?;
                let codes = text.split("code: \"B").skip(1).filter_map(|rest| rest.get(..3)?.parse().ok());
                greatest = codes.fold(greatest, u32::max);
            }
        }
    }
    Ok(format!("B{}", greatest / 10 * 10 + 10))
}

/// Enters the file in the list of modules and the kind in the list of kinds.
fn enter(file: &str) -> Result<()> {
    let path = Path::new(KINDS).join("mod.rs");
    let text = fs::read_to_string(&path)?;
    let first = text.find("pub(crate) mod ").context("the modules are not where they were")?;
    let mut text = text;
    text.insert_str(first, &format!("pub(crate) mod {file};\n"));
    let start = text.find("KINDS: &[&RuleKind] = &[").context("the list is not where it was")?;
    let end = text[start..].find("\n];").context("the list has no end")? + start;
    text.insert_str(end, &format!("\n    &{file}::{},", file.to_uppercase()));
    fs::write(&path, text)?;
    Ok(())
}

/// What the texts of the problem are made of, in each language.
fn texts() -> [(&'static str, Value); 3] {
    let english = json!({
        "title": "What is wrong, without a place",
        "message": "{at} is “{value}”, what is wrong with it. {because} {note} Correct it.",
        "why": "What the server would do.",
        "remedy": "What to do in one’s own tool.",
    });
    let french = json!({
        "title": "Ce qui ne va pas, sans le lieu",
        "message": "{at} contient « {value} », ce qui ne va pas. {because} {note} Corrigez cette cellule.",
        "why": "Ce que ferait le serveur.",
        "remedy": "Ce qu’il faut faire dans son propre outil.",
    });
    // German is translated by a machine, by whoever writes the rule.
    let german = json!({
        "title": "Was falsch ist, ohne den Ort",
        "message": "{at} ist „{value}“, was daran falsch ist. {because} {note} Korrigieren Sie die Zelle.",
        "why": "Was der Server täte.",
        "remedy": "Was im eigenen Programm zu tun ist.",
    });
    [("en", english), ("fr", french), ("de", german)]
}

fn enter_texts(language: &str, code: &str, texts: Value) -> Result<()> {
    let path = Path::new(TEXTS).join(language).join("B.json");
    let mut all: Map<String, Value> = serde_json::from_str(&fs::read_to_string(&path)?)?;
    all.insert(code.to_owned(), texts);
    fs::write(&path, serde_json::to_string_pretty(&all)? + "\n")?;
    Ok(())
}

const TEMPLATE: &str = r##"//! `new-name`: what must hold, in one sentence.

use crate::definition::names::Names;
use crate::definition::node::Loaded;
use crate::definition::rule::{Args, Demand, Fits, RuleField, Role, RuleEntry, RuleKind, Said, Shape, needed};
use crate::problem::lang::Lang;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter};
use crate::record::values::Values;
use crate::rules::{Rule, explained, shared};
use std::sync::Arc;

static FOUND: Problem = Problem {
    code: "CODE",
    name: "new-name-found",
    family: Family::Record,
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::CODE,
    fr: texts::fr::CODE,
    example: EXAMPLE,
};

const EXAMPLE: Example = Example::of(
    r#"{"fields":[{"name":"a"},{"name":"b"}],"rules":[{"rule":"new-name","field":"a"}]}"#,
    "a,b\nbad,x\n",
    "a,b\ngood,x\n",
);

pub(crate) static NEW_NAME: RuleKind = RuleKind {
    word: "new-name",
    older: &[],
    says: Said::of("What must hold, in one sentence."),
    params: &[needed("field", Shape::Field(Fits::Any), "The field.")],
    any_of: &[],
    at_most_one_of: &[],
    problems: &[&FOUND],
    load: NewName::load,
    example: EXAMPLE,
};

/// What must hold.
#[derive(Debug)]
struct NewName {
    field: usize,
}

impl NewName {
    fn load(args: &Args<'_>) -> Loaded<Arc<dyn Demand>> {
        shared(NewName { field: args.field("field")? })
    }
}

impl Rule for NewName {
    fn fields(&self) -> Vec<RuleField> {
        Role::LookedAt.of(&[self.field])
    }

    fn sentence(&self, names: &Names<'_>, lang: Lang) -> String {
        let field = names.quoted(self.field, lang);
        lang.say(["What must hold for {field}", "Ce qui doit valoir pour {field}"], &[("field", &field)])
    }

    fn record(&self, rule: &RuleEntry, at: &RecordContext<'_>, values: &mut Values, to: &mut Reporter<'_>) {
        // Until the condition is written, nothing is found and the test of the kinds fails.
        let is_wrong = false;
        if is_wrong {
            to.add(&FOUND, rule.severity, || explained(at.about(&FOUND, self.field), rule, at, values));
        }
    }
}
"##;
