//! Runs what a definition shows as right or wrong: whoever writes it sees at once what it really does. A check of a file
//! does not run them.

use super::Job;
use crate::check::changes::RowsInError;
use crate::check::file::Input;
use crate::definition::examples::Shown;
use crate::definition::remark::said;
use crate::definition::{ImportDefinition, Remark, RemarkClass, TranslatedText};
use crate::problem::lang::Lang;
use crate::problem::{Finding, Severity};
use crate::read::Wishes;
use crate::wording::Wording;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

impl ImportDefinition {
    /// How many examples the definition has of its own.
    #[must_use]
    pub fn example_count(&self) -> usize {
        self.examples.len()
    }

    /// Runs the examples of the definition. Each remark is one that says otherwise than the definition does.
    ///
    /// ```
    /// use import_checker::ImportDefinition;
    /// let people = ImportDefinition::parse(
    ///     r#"{"fields": [{"name": "age", "type": "integer"}, {"name": "city"}],
    ///         "examples": {"good": [{"age": 36}], "bad": [{"age": "few"}, {"age": 40}]}}"#,
    /// )?;
    /// let remarks = people.run_examples();
    /// assert_eq!(remarks.len(), 1);
    /// assert_eq!(remarks[0].place, "examples.bad[1]");
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn run_examples(&self) -> Vec<Remark> {
        let wrong = self.examples.iter().filter_map(|one| Some((one, self.contradiction(one)?)));
        wrong
            .map(|(one, reason)| Remark {
                class: RemarkClass::Wrong,
                place: one.place.clone(),
                word: if one.good { "good" } else { "bad" }.to_owned(),
                reason,
                near: None,
            })
            .collect()
    }

    /// What an example comes to, where that is not what it says.
    fn contradiction(&self, one: &Shown) -> Option<TranslatedText> {
        let mut alone = self.clone();
        let rule = one.rule.and_then(|index| self.rules.get(index));
        // An example of a rule is about this rule and no other.
        if let Some(rule) = rule {
            alone.rules = vec![rule.clone()];
        }
        let alone = Arc::new(alone);
        let wishes = Wishes { header_row: Some(1), delimiter: Some(','), ..Wishes::default() };
        let input = Input {
            name: "example.csv".to_owned(),
            wishes,
            today: one.today,
            settings: one.settings.clone(),
            ..Input::default()
        };
        let mut session = Job::new(vec![alone.clone()], Lang::En)
            .file(input, Cursor::new(table(self, one)))
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let checked = session.files().first()?.checked.as_ref();
        let findings: Vec<&Finding> = checked.into_iter().flat_map(|c| c.findings.kept()).collect();
        let layout = session.files().first().and_then(|file| file.layout.as_ref());
        let told = |finding: &Finding, lang: Lang| {
            Wording { lang, layout, definition: Some(&alone) }.message(finding)
        };
        let of_rule = |finding: &Finding| {
            rule.is_none_or(|rule| {
                rule.kind.problems.iter().any(|problem| problem.code == finding.problem.code)
            })
        };
        if one.good {
            let least = if rule.is_some() { Severity::Notice } else { Severity::Error };
            let found = findings.iter().find(|f| f.severity >= least && of_rule(f));
            return match found {
                Some(found) => Some(said(
                    format!("it is called right, but: {}", told(found, Lang::En)),
                    format!("il est dit juste, mais\u{a0}: {}", told(found, Lang::Fr)),
                )),
                None => {
                    let out = cleaned(&mut session);
                    not_written(self, one, out.as_deref())
                }
            };
        }
        let named = |f: &Finding| {
            one.finds.as_ref().is_none_or(|name| f.problem.is_named(name))
                && one.at.is_none_or(|at| f.field == Some(at))
                && (one.finds.is_some() || f.severity >= Severity::Warning)
        };
        if findings.iter().any(|f| named(f) && of_rule(f)) {
            return None;
        }
        Some(match findings.first() {
            None => said(
                "it is called wrong, but nothing is found in it.",
                "il est dit faux, mais rien n’y est trouvé.",
            ),
            Some(other) => said(
                format!("it is called wrong, and something else is found in it: {}", told(other, Lang::En)),
                format!("il est dit faux, et autre chose y est trouvé\u{a0}: {}", told(other, Lang::Fr)),
            ),
        })
    }
}

/// The rows of an example as a text file with all columns of the definition.
fn table(definition: &ImportDefinition, one: &Shown) -> Vec<u8> {
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let quoted: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        text += &quoted.join(",");
        text += "\r\n";
    };
    line(&mut definition.fields.iter().map(|field| field.heading.as_str()));
    for row in &one.rows {
        line(&mut (0..definition.fields.len()).map(|field| row.get(&field).map_or("", String::as_str)));
    }
    text.into_bytes()
}

/// The first record that goes out, by field.
fn cleaned(session: &mut super::Session<'_>) -> Option<Vec<(usize, String)>> {
    let mut out = Vec::new();
    session.clean(0, RowsInError::Drop, &mut out, &mut |_| (), &mut |_, _| ControlFlow::Continue(())).ok()?;
    let file = session.files().first()?;
    let definition = file.definition.clone()?;
    let layout = file.layout.as_ref()?;
    let mut written = Vec::new();
    let delimiter = u8::try_from(definition.dialect.delimiter).unwrap_or(b',');
    let text = out.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&out);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text);
    let headings = reader.headers().ok()?.clone();
    let first = reader.records().next()?.ok()?;
    for (heading, cell) in headings.iter().zip(&first) {
        let slot = definition.fields.iter().position(|field| field.heading == *heading);
        written.extend(slot.filter(|slot| layout.slots.len() > *slot).map(|slot| (slot, cell.to_owned())));
    }
    Some(written)
}

/// What is written otherwise than an example says.
fn not_written(
    definition: &ImportDefinition,
    one: &Shown,
    written: Option<&[(usize, String)]>,
) -> Option<TranslatedText> {
    let at = |field: usize| written?.iter().find(|(slot, _)| *slot == field).map(|(_, text)| text.clone());
    let wrong = one.becomes.iter().find(|(field, text)| at(**field).as_deref() != Some(text.as_str()));
    let (field, wanted) = wrong?;
    let name = definition.fields.get(*field).map_or("", |field| field.name.as_str());
    let found = at(*field).unwrap_or_default();
    Some(said(
        format!("“{name}” becomes “{found}”, and not “{wanted}”."),
        format!("«\u{a0}{name}\u{a0}» devient «\u{a0}{found}\u{a0}», et non «\u{a0}{wanted}\u{a0}»."),
    ))
}
