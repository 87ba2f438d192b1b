//! A file's report: the verdict, the account of the rows, the findings in words, the reading card.
//!
//! It holds no clock and no path, so that the same input gives the same bytes.

mod lists;
mod rules;

use super::follows::follows;
use super::forecast;
use crate::base::json::text::JsonText;
use crate::base::json::{IntoJson, Json, object};
use crate::base::sorting;
use crate::check::acknowledged::Acknowledged;
use crate::check::file::File;
use crate::check::survey;
use crate::check::totals::Totals;
use crate::check::verdict::Verdict;
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::problem::{Cause, Detail, Finding, Grade, Place, short_name};
use crate::read::{Confidence, Decided};
use crate::record::layout::{Layout, Made, Pairing};
use crate::rules::file::{NOT_READ_WHOLE, SHEET_NOT_CHECKED};
use crate::rules::rule_of;
use crate::scalar::text::visible;
use crate::table::letters;
use crate::wording::{WHY_UNUSUAL, Wording};
use serde_json::Map;
use std::collections::BTreeMap;

impl File<'_> {
    /// Where help with the file's import is given: an e-mail or web address, as its definition says.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = r#"{"name": "own", "support": "help@example.com", "fields": [{"name": "name"}]}"#;
    /// let job = Job::new(vec![Arc::new(ImportDefinition::parse(definition)?)], Lang::En);
    /// let job = job.file(Input::default(), Cursor::new("name\nAna\n"));
    /// let session = job.check(&mut |_, _, _| ControlFlow::Continue(()));
    /// assert_eq!(session.files()[0].support(), Some("help@example.com"));
    /// # Ok::<(), import_checker::definition::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn support(&self) -> Option<&str> {
        let support = self.definition.as_deref()?.support.as_str();
        Some(support).filter(|support| !support.is_empty())
    }

    /// The report as JSON, in the shape of `report.schema.json`; `tests/outputs.rs` holds the two together.
    #[must_use]
    pub fn report(&self, lang: Lang) -> Json {
        let mut report = self.frame(lang);
        report["findings"] = self.findings(lang);
        report["changes"] = self.changes();
        report
    }

    /// The report as JSON text, with its findings apart: `put` is called with texts that are lists of so many. There may
    /// be thousands, and a page that makes objects of all of them at once could not answer meanwhile.
    #[must_use]
    pub fn report_in_parts(&self, lang: Lang, put: &mut dyn FnMut(&str)) -> String {
        let mut json = JsonText::default();
        if let Json::Object(frame) = self.frame(lang) {
            json.object(&frame, |json, name, value| match name {
                "changes" => self.put_changes(json),
                _ => json.value(value),
            });
        }
        self.findings_in_parts(lang, put);
        json.finish()
    }

    fn words(&self, lang: Lang) -> Wording<'_> {
        Wording { lang, layout: self.layout.as_ref(), definition: self.definition.as_deref() }
    }

    /// The report without its findings and changes.
    fn frame(&self, lang: Lang) -> Json {
        let words = self.words(lang);
        let records = self.records();
        let checked = self.checked.as_ref().filter(|_| self.unreadable.is_none());
        let mut counts: BTreeMap<&str, u64> = checked.map(|c| c.findings.counts()).unwrap_or_default();
        if let Some(error) = &self.unreadable {
            counts.insert(error.problem.code, 1);
        }
        let changes = self.changes.as_ref();
        let mut frame = object! {
            "name": &self.input.name,
            "import": self.definition.as_deref().map(|d| object! {
                "name": &d.name, "title": d.title.get(lang.tag()), "version": &d.version,
                "unofficial": d.unofficial, "score": self.layout.as_ref().map(|l| rounded(l.score)),
                "recommended": &d.dialect.recommended,
                "support": self.support(),
            }),
            "candidates": self.candidates.iter().map(|(d, score)| object! {
                "name": &d.name, "title": d.title.get(lang.tag()), "score": rounded(*score),
            }).collect::<Vec<_>>(),
            "verdict": self.verdict().name(),
            "records": object! {
                "onFile": records.on_file, "ready": records.ready, "inError": records.in_error,
                "skipped": records.skipped, "blank": records.blank,
            },
            "summary": self.summary(lang),
            "counts": counts,
            "groups": self.groups(&words),
            "findings": Vec::<Json>::new(),
            "notChecked": self.unchecked(&words),
            "definition": self.definition.as_deref().map(|d| object! {
                "name": &d.name, "version": &d.version, "remarks": remarks(d, lang.tag()),
                "today": self.today(d), "rules": self.rules(d),
            }),
            "changeCount": changes.map_or(0, |c| c.total),
            "changeCounts": changes.map(|c| c.counts.clone()),
            "changes": Vec::<Json>::new(),
            "mapping": self.mapping(),
            "reading": self.reading(&words),
            "subtotals": &self.subtotals,
            "columns": self.columns(lang),
            "rowCount": records.on_file,
        };
        let acknowledged = self.acknowledged();
        if !acknowledged.is_empty() {
            let known = acknowledged.iter().map(|one| known(one, &words));
            frame["acknowledged"] = known.collect::<Vec<_>>().into_json();
        }
        // Only where the import takes so much at a time.
        let limited = self.definition.as_ref().is_some_and(|definition| definition.limits.is_some());
        if let Some(checked) = checked.filter(|_| limited) {
            frame["parts"] = Json::from(checked.parts);
        }
        // Only for those who gave what is there.
        if let Some(forecast) = &self.forecast {
            frame["forecast"] = forecast::json(forecast, self.together.as_deref(), lang);
        }
        frame
    }

    /// The report for people, as text: the verdict, every finding that was kept, what was not checked.
    #[must_use]
    pub fn text_report(&self, lang: Lang) -> String {
        let words = self.words(lang);
        let import = self.definition.as_deref();
        let title = import.map(|d| d.title.get(lang.tag())).filter(|title| !title.is_empty());
        let title = title.or(import.map(|d| d.name.as_str())).unwrap_or_default();
        let first = [self.input.name.as_str(), title, self.verdict().name()];
        let mut text = format!("{}\n{}\n", in_one_line(first), self.summary(lang));
        let kept = self.checked.iter().filter(|_| self.unreadable.is_none()).flat_map(|c| c.findings.kept());
        let unreadable = self.unreadable.as_ref().map(crate::read::ReadError::finding);
        for finding in kept.chain(unreadable.as_ref()) {
            let (code, name) = (finding.problem.code, finding.problem.name);
            text += &format!("  {:7} {code} {name}: {}\n", finding.severity.name(), words.message(finding));
        }
        for sentence in self.forecast.iter().flat_map(|forecast| forecast::sentences(forecast, lang)) {
            text += &format!("  {sentence}\n");
        }
        for sentence in self.forecast.iter().flat_map(|forecast| forecast::questions(forecast, lang)) {
            text += &format!("  {sentence}\n");
        }
        for one in self.acknowledged() {
            text += &format!("  {}\n", acknowledged_sentence(&one, &words));
        }
        for line in self.unchecked(&words) {
            text += &format!("  not checked {}\n", line["message"].as_str().unwrap_or_default());
        }
        text
    }

    /// The day that rules were asked with, where one of them compares with it.
    fn today(&self, definition: &ImportDefinition) -> Option<String> {
        let asked = definition.rules.iter().any(|rule| rule_of(rule).is_some_and(|rule| rule.needs_today()));
        self.input.today.filter(|_| asked).map(|day| day.to_string())
    }

    fn sheet_name(&self) -> Option<&str> {
        let sheet = self.book.as_ref()?.sheets().get(self.layout.as_ref()?.sheet)?;
        (!sheet.name.is_empty()).then_some(sheet.name.as_str())
    }

    fn summary(&self, lang: Lang) -> String {
        if self.verdict() == Verdict::Unreadable {
            return lang.pick(["The file could not be read.", "Le fichier n’a pas pu être lu."]).to_owned();
        }
        Totals::of(self).sentence(lang)
    }

    fn unchecked(&self, words: &Wording<'_>) -> Vec<Json> {
        let whole = self.checked.as_ref().is_none_or(|c| c.complete);
        let broken = (!whole).then(|| Finding::new(&NOT_READ_WHOLE, Place::File));
        let all = self.not_checked.iter().chain(broken.as_ref());
        let field = |f: &Finding| f.field.zip(self.definition.as_deref()).and_then(|(i, d)| d.fields.get(i));
        all.map(|f| {
            object! {
                "code": f.problem.code, "name": f.problem.name, "message": words.message(f),
                "field": field(f).map(|field| &field.name), "columnName": words.column(f).as_deref(),
                "sheet": (f.problem.code == SHEET_NOT_CHECKED.code).then_some(&f.value),
            }
        })
        .collect()
    }

    /// Findings by cause: one group per problem, severity and column, each with its exact number.
    fn groups(&self, words: &Wording<'_>) -> Vec<Json> {
        let Some(checked) = &self.checked else { return Vec::new() };
        let mut groups: Vec<(u64, Vec<&Finding>)> = by_cause(checked.findings.kept())
            .into_iter()
            .map(|group| (checked.findings.of_cause(&Cause::of(group[0])), group))
            .collect();
        sorting::sort_by_key(&mut groups, |(count, group)| {
            (std::cmp::Reverse(group[0].severity), std::cmp::Reverse(*count))
        });
        let follows = follows(&groups);
        let mut all: Vec<Json> =
            groups.iter().map(|(count, group)| self.group(group, *count, words)).collect();
        for one in self.acknowledged() {
            if let Some(at) = groups.iter().position(|(_, group)| Cause::of(group[0]) == *one.cause) {
                all[at]["acknowledged"] = one.reason.into_json();
            }
        }
        for (at, bases) in follows.iter().enumerate().filter(|(_, bases)| !bases.is_empty()) {
            let named = |base: &usize| object! { "code": all[*base]["code"].clone(), "field": all[*base]["field"].clone() };
            all[at]["follows"] = bases.iter().map(named).collect::<Vec<_>>().into_json();
        }
        all
    }

    fn group(&self, group: &[&Finding], count: u64, words: &Wording<'_>) -> Json {
        let first = group[0];
        let prose = words.lang.prose(first.problem);
        let field = first.field.zip(self.definition.as_deref()).and_then(|(f, d)| d.fields.get(f));
        object! {
            "code": first.problem.code,
            "name": first.problem.name,
            "severity": first.severity.name(),
            "count": count,
            "shown": group.len(),
            "title": prose.title,
            "why": if first.is_unusual() { words.lang.pick(WHY_UNUSUAL) } else { prose.why },
            "remedy": prose.remedy,
            "field": field.map(|f| &f.name),
            "column": first.place.letters(),
            "columnName": words.column(first).as_deref(),
            "repair": repair(group),
        }
    }

    fn reading(&self, words: &Wording<'_>) -> Json {
        let Some(book) = &self.book else { return Json::Null };
        let mut card = Map::new();
        card.insert("format".to_owned(), Json::from(book.format().name()));
        let sheets: Vec<&str> = book.sheets().iter().map(|s| s.name.as_str()).collect();
        card.insert("sheets".to_owned(), Json::from(sheets));
        if let Some(layout) = &self.layout {
            card.insert("sheet".to_owned(), sheet_card(self, layout, words));
            card.insert("headerRow".to_owned(), header_card(self, layout, words));
        }
        if let Some(text) = book.text() {
            card.insert("encoding".to_owned(), decided(&text.encoding, words));
            card.insert("delimiter".to_owned(), decided(&text.delimiter, words));
        } else {
            card.insert("encoding".to_owned(), Json::Null);
            card.insert("delimiter".to_owned(), Json::Null);
        }
        if let Some(checked) = &self.checked {
            let (decimal, order) = survey::card(&checked.survey, &self.input.wishes);
            card.insert("decimal".to_owned(), decided(&decimal, words));
            card.insert("dateOrder".to_owned(), decided(&order, words));
            card.insert("complete".to_owned(), Json::from(checked.complete));
        }
        Json::Object(card)
    }

    /// Which column is which field, and who said so.
    fn mapping(&self) -> Vec<Json> {
        let Some((layout, definition)) = self.layout.as_ref().zip(self.definition.as_deref()) else {
            return Vec::new();
        };
        let by = self.input.mapping.by.name();
        let name = |field: usize| definition.fields.get(field).map(|f| &f.name);
        let mut entries = Vec::new();
        for heading in &layout.headings {
            let how = match heading.pairing {
                Pairing::Exact => "exact",
                Pairing::Alias | Pairing::Repeat => "alias",
                Pairing::Chosen => "near",
                Pairing::Mapped if layout.is_moved(heading.column) => "version",
                Pairing::LeftOut if layout.is_gone(heading.column) => "version",
                Pairing::Mapped | Pairing::Used | Pairing::LeftOut => by,
                _ => continue,
            };
            // What a column is used for stands at the fields that it fills.
            if heading.pairing != Pairing::Used {
                entries.push(object! {
                    "from": vec![short_name(&heading.text).into_owned()], "to": heading.field.and_then(name), "how": how,
                    "kind": if heading.pairing == Pairing::LeftOut { "left-out" } else { "column" },
                });
            }
        }
        for slot in &layout.slots {
            let Some(made) = &slot.made else { continue };
            let heading = |column: &u32| short_name(layout.heading(*column)).into_owned();
            let (kind, from) = match made {
                Made::Constant(_) => ("constant", Vec::new()),
                Made::Join(columns, _) => ("join", columns.iter().map(heading).collect()),
                Made::Part(column, ..) => ("split", vec![heading(column)]),
            };
            entries.push(object! { "from": from, "to": slot.field.and_then(name), "how": by, "kind": kind });
        }
        entries
    }

    fn columns(&self, lang: Lang) -> Vec<Json> {
        let Some(layout) = &self.layout else { return Vec::new() };
        let title =
            |d: &ImportDefinition, f: usize| d.fields.get(f).map(|f| f.title.get(lang.tag()).to_owned());
        layout
            .headings
            .iter()
            .map(|h| {
                let used = matches!(
                    h.pairing,
                    Pairing::Exact
                        | Pairing::Alias
                        | Pairing::Chosen
                        | Pairing::Mapped
                        | Pairing::Used
                        | Pairing::Repeat
                        | Pairing::Extra
                );
                let d = self.definition.as_deref();
                let name = h.field.filter(|_| used).zip(d).and_then(|(f, d)| d.fields.get(f));
                object! {
                    "letter": letters(h.column),
                    "heading": &*short_name(&h.text),
                    "field": name.map(|f| &f.name),
                    "title": h.field.zip(d).and_then(|(f, d)| title(d, f)),
                    "known": used,
                }
            })
            .collect()
    }
}

/// A warning that was acknowledged.
fn known(one: &Acknowledged<'_>, words: &Wording<'_>) -> Json {
    object! {
        "code": one.problem.code, "name": one.problem.name, "field": one.field,
        "column": one.column.map(letters), "count": one.count, "reason": one.reason,
        "sentence": acknowledged_sentence(one, words),
    }
}

/// The same for people.
fn acknowledged_sentence(one: &Acknowledged<'_>, words: &Wording<'_>) -> String {
    let heading = one
        .column
        .zip(words.layout)
        .map(|(column, layout)| short_name(layout.heading(column)).trim().to_owned());
    let column = heading.filter(|heading| !heading.is_empty()).or(one.field.map(str::to_owned));
    let phrase = match &column {
        Some(_) => [
            "Acknowledged: {title} ({column}, {count}). Reason: {reason}",
            "Pris en compte\u{a0}: {title} ({column}, {count}). Raison\u{a0}: {reason}",
        ],
        None => [
            "Acknowledged: {title} ({count}). Reason: {reason}",
            "Pris en compte\u{a0}: {title} ({count}). Raison\u{a0}: {reason}",
        ],
    };
    let details: [(&'static str, Detail); 4] = [
        ("title", words.lang.prose(one.problem).title.into()),
        ("column", column.unwrap_or_default().into()),
        ("count", one.count.into()),
        ("reason", visible(one.reason, REASON).into()),
    ];
    words.phrase(phrase, &details)
}

/// Characters of a reason that a sentence quotes.
const REASON: usize = 500;

/// What is to be said of a definition: words without effect, what cannot be checked.
pub(crate) fn remarks(definition: &ImportDefinition, lang: &str) -> Vec<Json> {
    definition
        .remarks
        .iter()
        .map(|remark| {
            object! {
                "class": remark.class.name(), "place": &remark.place, "word": &remark.word,
                "reason": remark.reason.get(lang), "near": remark.near.as_ref(),
            }
        })
        .collect()
}

/// The findings of each cause.
pub(crate) fn by_cause(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut groups: BTreeMap<Cause, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry(Cause::of(finding)).or_default().push(finding);
    }
    groups.into_values().collect()
}

fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

/// The repair a group offers: its choices, each with samples.
fn repair(group: &[&Finding]) -> Json {
    let Some(first) = group.iter().find_map(|f| f.fixes.first()) else {
        return object! { "grade": Grade::None.name(), "choices": Vec::<Json>::new() };
    };
    let mut names: Vec<&str> = Vec::new();
    for fix in group.iter().flat_map(|f| &f.fixes) {
        if !names.contains(&fix.choice) {
            names.push(fix.choice);
        }
    }
    let choices: Vec<Json> = names
        .iter()
        .map(|name| {
            let with: Vec<(&&Finding, &crate::problem::Fix)> =
                group.iter().filter_map(|f| Some((f, f.fixes.iter().find(|x| x.choice == *name)?))).collect();
            let sample: Vec<Json> = with
                .iter()
                .take(3)
                .map(|(f, fix)| object! { "cell": cell(f), "before": &f.value, "after": fix.text.as_ref() })
                .collect();
            object! { "choice": *name, "count": with.len(), "sample": sample }
        })
        .collect();
    object! { "grade": first.grade.name(), "choices": choices }
}

fn cell(finding: &Finding) -> Option<String> {
    match finding.place {
        Place::Cell(address) => Some(address.to_string()),
        other => other.row().map(|r| r.to_string()),
    }
}

/// A line of the reading card.
pub(crate) fn decided<T: IntoJson + Clone>(line: &Decided<T>, words: &Wording<'_>) -> Json {
    let others: Vec<Json> = line
        .others
        .iter()
        .map(|(value, samples)| object! { "value": value.clone(), "samples": samples })
        .collect();
    object! {
        "value": line.value.clone(),
        "confidence": line.confidence.name(),
        "evidence": words.phrase(line.evidence, &line.details),
        "others": others,
    }
}

fn sheet_card(file: &File<'_>, layout: &Layout, words: &Wording<'_>) -> Json {
    let sheets = file.book.as_ref().map_or(&[][..], |b| b.sheets());
    let name = sheets.get(layout.sheet).map_or(String::new(), |s| s.name.clone());
    let mut line = if file.input.wishes.sheet.is_some() {
        Decided::new(name, Confidence::Sure, ["you chose it", "vous l’avez choisie"])
    } else if sheets.len() <= 1 {
        Decided::new(name, Confidence::Sure, ["there is only one", "il n’y en a qu’une"])
    } else {
        Decided::new(
            name,
            Confidence::Likely,
            ["its headings fit best ({share} %)", "ses en-têtes conviennent le mieux ({share} %)"],
        )
        .with("share", format!("{:.0}", layout.score * 100.0))
    };
    line.others = sheets
        .iter()
        .enumerate()
        .filter(|(i, s)| *i != layout.sheet && s.refused.is_none())
        .map(|(_, s)| (s.name.clone(), Vec::new()))
        .collect();
    decided(&line, words)
}

fn header_card(file: &File<'_>, layout: &Layout, words: &Wording<'_>) -> Json {
    let known = layout.headings.iter().filter(|h| h.field.is_some()).count() as u64;
    let line = if file.input.wishes.header_row.is_some() {
        Decided::new(layout.header_row, Confidence::Sure, ["you chose it", "vous l’avez choisie"])
    } else {
        let confidence = match layout.score {
            s if s >= 0.8 => Confidence::Sure,
            s if s >= crate::record::header::KNOWN => Confidence::Likely,
            _ => Confidence::Ask,
        };
        Decided::new(
            layout.header_row,
            confidence,
            ["{known} of its {all} headings are known", "{known} de ses {all} en-têtes sont connus"],
        )
        .with("known", known)
        .with("all", layout.headings.len() as u64)
    };
    decided(&line, words)
}

/// What is there of some texts, as one line.
pub(crate) fn in_one_line(texts: [&str; 3]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
