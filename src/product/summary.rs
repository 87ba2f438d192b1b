//! What support needs to see, without what the file says: codes, counts, positions, column names, the reading.
//!
//! It is made by copying named parts of the report, never by leaving parts out, so that what is added to the report
//! later stays at home.

use super::list;
use crate::answers::report::in_one_line;
use crate::base::json::{Json, object, shape, weight};
use crate::base::limits::LIMITS;
use crate::base::terminal;
use crate::check::file::File;
use crate::check::verdict::Records;
use crate::problem::lang::Lang;
use crate::problem::{Severity, short_name};
use crate::record::header::KNOWN;
use crate::record::layout::Pairing;
use crate::wording::problems;
use serde_json::Map;
use std::borrow::Cow;
use std::collections::HashMap;

/// Marks a summary, whatever its file is called.
const KIND: &str = "import-checker-summary";

/// The shape of this version.
const SHAPE: u64 = 1;

/// What a summary may hold, and nothing else.
const SCHEMA: &str = include_str!("../../www/summary.schema.json");

impl File<'_> {
    /// The summary of the report for support; the sentences and values of cells only when asked for.
    #[must_use]
    pub fn summary_for_support(&self, lang: Lang, with_values: bool) -> Json {
        let report = self.report(lang);
        let over = self.texts_over_columns();
        let may = |text: &str| over.get(&short_name(text.trim())).copied().unwrap_or(false);
        let heading = |text: &Json| text.as_str().filter(|text| may(text)).map_or(Json::Null, Json::from);
        let findings: Vec<Json> = list(&report, "findings")
            .iter()
            .map(|f| {
                let mut kept =
                    part(f, &["code", "name", "severity", "sheet", "row", "column", "field", "cell"]);
                kept.insert("columnName".to_owned(), heading(&f["columnName"]));
                if with_values {
                    kept.extend(part(f, &["value", "expected", "message"]));
                }
                Json::Object(kept)
            })
            .collect();
        let groups: Vec<Json> = list(&report, "groups")
            .iter()
            .map(|g| {
                let names = ["code", "name", "severity", "count", "shown", "field", "column"];
                let mut kept = part(g, &names);
                kept.insert("columnName".to_owned(), heading(&g["columnName"]));
                if g["acknowledged"].is_string() {
                    let reason = Some(g["acknowledged"].clone()).filter(|_| with_values);
                    kept.insert("acknowledged".to_owned(), reason.unwrap_or(Json::Null));
                }
                Json::Object(kept)
            })
            .collect();
        let columns: Vec<Json> = list(&report, "columns")
            .iter()
            .map(|c| {
                let mut kept = part(c, &["letter", "field", "known"]);
                kept.insert("heading".to_owned(), heading(&c["heading"]));
                Json::Object(kept)
            })
            .collect();
        let unchecked: Vec<Json> = list(&report, "notChecked")
            .iter()
            .map(|u| {
                Json::Object(part(
                    u,
                    if with_values { &["code", "name", "message"] } else { &["code", "name"] },
                ))
            })
            .collect();
        object! {
            "kind": KIND,
            "shape": SHAPE,
            "engine": env!("CARGO_PKG_VERSION"),
            "lang": lang.tag(),
            "withValues": with_values,
            "name": if with_values { report["name"].clone() } else { Json::Null },
            "fingerprint": self.fingerprint.as_ref(),
            "import": Json::Object(part(&report["import"], &["name", "version", "score"])),
            "verdict": report["verdict"].clone(),
            "records": report["records"].clone(),
            "counts": report["counts"].clone(),
            "changeCount": report["changeCount"].clone(),
            "changeCounts": report["changeCounts"].clone(),
            "groups": groups,
            "findings": findings,
            "notChecked": unchecked,
            "reading": reading(&report["reading"], with_values),
            "columns": columns,
        }
    }

    /// The texts over columns, as a report has them, and whether each may be shown. Where no heading row was found, the
    /// "headings" may be data.
    fn texts_over_columns(&self) -> HashMap<Cow<'_, str>, bool> {
        let mut over = HashMap::new();
        let Some(layout) = &self.layout else { return over };
        let known = |p: Pairing| !matches!(p, Pairing::Unknown | Pairing::Near(_) | Pairing::Empty);
        for heading in &layout.headings {
            let may = layout.score >= KNOWN || known(heading.pairing);
            over.entry(short_name(heading.text.trim())).or_insert(may);
        }
        for field in self.definition.iter().flat_map(|definition| &definition.fields) {
            over.entry(short_name(field.name.trim())).or_insert(true);
        }
        over
    }
}

fn part(json: &Json, names: &[&str]) -> Map<String, Json> {
    names.iter().map(|name| ((*name).to_owned(), json[*name].clone())).collect()
}

/// The reading card without samples and evidence, which quote the file.
fn reading(card: &Json, with_values: bool) -> Json {
    let Some(card) = card.as_object() else { return Json::Null };
    let lines = card.iter().map(|(name, line)| {
        let kept = match line {
            Json::Object(_) if with_values => line.clone(),
            Json::Object(_) => Json::Object(part(line, &["value", "confidence"])),
            Json::Array(_) if name != "sheets" => Json::Null,
            other => other.clone(),
        };
        (name.clone(), kept)
    });
    Json::Object(lines.collect())
}

/// Opens a summary as a report, in the language of whoever reads it.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, open_summary};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(input, Cursor::new("name,age\nAda,36\n"));
/// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// let summary = session.files()[0].summary_for_support(Lang::En, false).to_string();
/// let report = open_summary(&summary, Lang::Fr).unwrap();
/// assert_eq!(report["verdict"], "ready");
/// assert!(open_summary("{}", Lang::En).is_err());
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
///
/// # Errors
/// A sentence that says why it is none.
pub fn open_summary(text: &str, lang: Lang) -> Result<Json, String> {
    let not_ours = lang.pick([
        "This file is not a summary of an import check.",
        "Ce fichier n’est pas un résumé de vérification d’import.",
    ]);
    let newer = lang.pick([
        "This summary was made by a newer version. Reload the page, or update the program.",
        "Ce résumé vient d’une version plus récente. Rechargez la page ou mettez le programme à jour.",
    ]);
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LIMITS.summary_bytes || !weight::is_within(text, LIMITS.summary_json_bytes) {
        return Err(lang
            .pick([
                "This is more than a summary holds, and was not opened. Ask for the file again.",
                "C’est plus que ne contient un résumé, et il n’a pas été ouvert. Redemandez le fichier.",
            ])
            .to_owned());
    }
    let mut json: Json = serde_json::from_str(text).map_err(|_| not_ours.to_owned())?;
    if json["kind"] != KIND {
        return Err(not_ours.to_owned());
    }
    if json["shape"].as_u64().is_none_or(|shape| shape > SHAPE) {
        return Err(newer.to_owned());
    }
    let schema: Json = serde_json::from_str(SCHEMA).map_err(|_| not_ours.to_owned())?;
    if let Err(place) = shape::accept(&schema, &mut json) {
        let phrase = [
            "This summary was changed or damaged: {place} is not what a check writes there. Ask for the file again.",
            "Ce résumé a été modifié ou abîmé\u{a0}: {place} n’est pas ce qu’une vérification y écrit. Redemandez le fichier.",
        ];
        return Err(lang.say(phrase, &[("place", &terminal::line(&place))]));
    }
    for name in ["findings", "groups", "notChecked"] {
        for entry in json[name].as_array_mut().into_iter().flatten() {
            put_prose(entry, lang);
        }
    }
    fill_up(&mut json, lang);
    Ok(json)
}

/// The texts of a code stand in the engine, not in the summary.
fn put_prose(entry: &mut Json, lang: Lang) {
    let problem = entry["code"].as_str().and_then(problems::find);
    let Some(entry) = entry.as_object_mut() else { return };
    let name = entry.get("name").cloned().unwrap_or(Json::Null);
    let prose = problem.map(|p| lang.prose(p));
    let title = prose.map_or(name, |p| Json::from(p.title));
    if !entry.get("message").is_some_and(Json::is_string) {
        let place = entry.get("cell").and_then(Json::as_str).or(entry.get("column").and_then(Json::as_str));
        let message = match (place, title.as_str()) {
            (Some(place), Some(title)) => Json::from(format!("{place}: {title}.")),
            _ => title.clone(),
        };
        entry.insert("message".to_owned(), message);
    }
    entry.insert("title".to_owned(), title);
    if entry.get("acknowledged").is_some_and(Json::is_null) {
        let kept =
            ["for a reason that the summary leaves out", "pour une raison que le résumé ne contient pas"];
        entry.insert("acknowledged".to_owned(), Json::from(lang.pick(kept)));
    }
    entry.insert("why".to_owned(), Json::from(prose.map_or("", |p| p.why)));
    entry.insert("remedy".to_owned(), Json::from(prose.map_or("", |p| p.remedy)));
    entry
        .entry("severity")
        .or_insert_with(|| Json::from(problem.map_or(Severity::Notice, |p| p.severity).name()));
    entry.entry("value").or_insert(Json::Null);
    entry.entry("repair").or_insert_with(|| object! { "grade": "none", "choices": Vec::<Json>::new() });
}

/// What a report has and a summary leaves out.
fn fill_up(json: &mut Json, lang: Lang) {
    let fingerprint: String = json["fingerprint"].as_str().unwrap_or("").chars().take(8).collect();
    let name = match json["name"].as_str() {
        Some(name) => name.to_owned(),
        None => format!("{} {fingerprint}", lang.pick(["Summary", "Résumé"])).trim_end().to_owned(),
    };
    // Whoever reads it must not take a stranger's word for a check.
    let only_said = lang.pick([
        "Not checked here; this is what the summary says:",
        "Rien n’a été vérifié ici\u{a0}; voici ce que dit le résumé\u{a0}:",
    ]);
    let summary = format!("{only_said} {}", records(&json["records"]).sentence(lang));
    let columns = json["columns"].as_array_mut().into_iter().flatten();
    for column in columns.filter_map(Json::as_object_mut) {
        column.entry("title").or_insert(Json::Null);
    }
    json["name"] = Json::from(name);
    json["summary"] = Json::from(summary);
    json["candidates"] = Json::Array(Vec::new());
    json["changes"] = Json::Array(Vec::new());
    json["rowCount"] = json["records"]["onFile"].clone();
    if let Some(import) = json["import"].as_object_mut() {
        let title = import.get("name").cloned().unwrap_or(Json::Null);
        import.entry("title").or_insert(title);
    }
}

fn records(json: &Json) -> Records {
    let n = |name: &str| json[name].as_u64().unwrap_or(0);
    Records {
        on_file: n("onFile"),
        ready: n("ready"),
        in_error: n("inError"),
        skipped: n("skipped"),
        blank: n("blank"),
    }
}

/// A report as lines of text, for a summary that was opened.
///
/// ```
/// use import_checker::{ImportDefinition, Input, Job, Lang, open_summary, summary_text};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = ImportDefinition::parse(r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#)?;
/// let job = Job::new(vec![Arc::new(definition)], Lang::En).file(Input::default(), Cursor::new("name,age\nAda,36\n"));
/// let session = job.check(&mut |_file, _step, _count| ControlFlow::Continue(()));
/// let summary = session.files()[0].summary_for_support(Lang::En, false).to_string();
/// let report = open_summary(&summary, Lang::En).unwrap();
/// assert!(summary_text(&report).contains(" · ready\n"));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[must_use]
pub fn summary_text(report: &Json) -> String {
    // A line stays a line, whatever stands in it.
    let text = |json: &Json| terminal::line(json.as_str().unwrap_or_default()).into_owned();
    let import = text(&report["import"]["name"]);
    let (name, verdict) = (text(&report["name"]), text(&report["verdict"]));
    let mut lines = format!("{}\n{}\n", in_one_line([&name, &import, &verdict]), text(&report["summary"]));
    for finding in list(report, "findings") {
        let (severity, code, name) = (&finding["severity"], &finding["code"], &finding["name"]);
        lines +=
            &format!("  {:7} {} {}: {}\n", text(severity), text(code), text(name), text(&finding["message"]));
    }
    for line in list(report, "notChecked") {
        lines += &format!("  not checked {}\n", text(&line["message"]));
    }
    lines
}
