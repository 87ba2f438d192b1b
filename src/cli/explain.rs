//! `explain`: what a code means; or everything that can be said of codes and imports, as data for pages.

use super::{Failure, language, no_code};
use clap::{Args, ValueEnum};
use import_checker::definition::{Field, Setting, SettingValue};
use import_checker::problem::{Problem, Prose};
use import_checker::{ImportDefinition, Input, Job, Lang, describe, languages, problems};
use serde_json::{Value as Json, json};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// Code or name of a problem, such as O720; without one, all are listed.
    code: Option<String>,
    /// `json` prints all problems and imports in both languages, for programs.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &ExplainArguments) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    let lang = language();
    match (&arguments.code, arguments.format) {
        (_, Format::Json) => writeln!(out, "{:#}", everything()?)?,
        (Some(code), Format::Text) => {
            let problem = problems::find(code);
            let problem = problem.ok_or_else(|| no_code(code))?;
            let Prose { title, why, remedy, .. } = lang.prose(problem);
            writeln!(out, "{} {}\n\n{title}\n\n{why}\n\n{remedy}", problem.code, problem.name)?;
        }
        (None, Format::Text) => {
            for problem in problems::all() {
                let level = problem.severity.name();
                writeln!(out, "{}\t{level}\t{}\t{}", problem.code, problem.name, lang.prose(problem).title)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn everything() -> Result<Json, Failure> {
    let problems: Vec<Json> = problems::all().into_iter().map(problem).collect();
    let definitions = import_checker::builtin::definitions()?;
    let imports: Vec<Json> = definitions.iter().map(|definition| import(definition)).collect();
    let built_in = |tag: &str| matches!(tag, "en" | "fr");
    let further = languages::all().into_iter().filter(|language| !built_in(&language.tag));
    let further: Vec<Json> = further
        .map(|one| {
            json!({ "tag": one.tag, "name": one.name, "checked": one.checked, "texts": languages::texts(&one.tag) })
        })
        .collect();
    let limits: serde_json::Map<String, Json> =
        import_checker::limits().into_iter().map(|(name, most)| (name.to_owned(), json!(most))).collect();
    Ok(json!({ "problems": problems, "imports": imports, "languages": further, "limits": limits }))
}

fn problem(problem: &Problem) -> Json {
    let words = |lang: Lang| {
        let Prose { title, message: template, why, remedy } = lang.prose(problem);
        let message = message(problem, lang);
        json!({ "title": title, "why": why, "remedy": remedy, "message": message, "template": template })
    };
    json!({
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity.name(),
        "repair": problem.repair.name(),
        "en": words(Lang::En),
        "fr": words(Lang::Fr),
        "definition": problem.example.definition,
        "bad": problem.example.bad,
        "good": problem.example.good,
    })
}

/// The sentence that the bad example gets; nothing where there is no example.
fn message(problem: &Problem, lang: Lang) -> Option<String> {
    let definition = ImportDefinition::parse(problem.example.definition).ok()?;
    let input = Input { name: "example.csv".to_owned(), ..Input::default() };
    let session = Job::new(vec![Arc::new(definition)], lang)
        .file(input, Cursor::new(problem.example.bad.as_bytes()))
        .check(&mut |_, _, _| ControlFlow::Continue(()));
    let report = session.files().first()?.report(lang);
    let found = report["findings"].as_array()?.iter().find(|finding| finding["code"] == problem.code)?;
    Some(found["message"].as_str()?.to_owned())
}

fn import(definition: &ImportDefinition) -> Json {
    json!({
        "name": definition.name,
        "version": definition.version,
        "unofficial": definition.unofficial,
        "support": definition.support,
        "en": described(definition, Lang::En),
        "fr": described(definition, Lang::Fr),
    })
}

fn described(definition: &ImportDefinition, lang: Lang) -> Json {
    let tag = lang.tag();
    let shown = definition.fields.iter().enumerate().filter(|(_, field)| field.in_template);
    let columns: Vec<Json> = shown.map(|(index, field)| column(definition, index, field, lang)).collect();
    let settings: Vec<Json> = definition.settings.iter().map(|one| setting(one, tag)).collect();
    let rules: Vec<String> =
        definition.rules.iter().map(|one| describe::rule(definition, one, lang)).collect();
    json!({
        "title": definition.title.get(tag),
        "description": definition.description.get(tag),
        "columns": columns,
        "settings": settings,
        "rules": rules,
        "notes": describe::notes(definition, lang),
    })
}

fn setting(setting: &Setting, tag: &str) -> Json {
    let default = match &setting.default {
        SettingValue::Bool(yes) => json!(yes),
        SettingValue::Text(text) => json!(text),
        SettingValue::List(list) => json!(list),
    };
    let (title, description) = (setting.title.get(tag), setting.description.get(tag));
    json!({ "name": setting.name, "title": title, "description": description, "default": default })
}

fn column(definition: &ImportDefinition, index: usize, field: &Field, lang: Lang) -> Json {
    json!({
        "name": field.name,
        "title": field.title.get(lang.tag()),
        "description": field.description.get(lang.tag()),
        "requirement": describe::requirement(definition, index, lang),
        "form": describe::form(field, lang),
        "allowed": describe::allowed(field),
        "example": field.example,
        "aliases": field.aliases,
    })
}
