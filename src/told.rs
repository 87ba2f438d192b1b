//! Findings in the published shape: fields for programs, and a sentence for people.

use crate::finding::{Finding, Fix, Place};
use crate::session::File;
use crate::wording::{Lang, Wording};
use serde::Serialize;

/// A finding in the published shape.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told<'f> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    sheet: Option<&'f str>,
    row: Option<u32>,
    column: Option<String>,
    column_name: Option<String>,
    field: Option<&'f str>,
    cell: Option<String>,
    value: Option<&'f str>,
    expected: Option<String>,
    message: String,
    fix: Option<ToldFixes<'f>>,
}

/// The repairs of a finding, graded by the first.
#[derive(Serialize)]
struct ToldFixes<'f> {
    grade: &'static str,
    choices: Vec<ToldFix<'f>>,
}

#[derive(Serialize)]
struct ToldFix<'f> {
    grade: &'static str,
    choice: &'static str,
    text: Option<&'f str>,
}

impl File<'_> {
    /// Calls `put` with every finding that was kept, in the order of the report.
    pub(crate) fn each_finding(&self, lang: Lang, put: &mut dyn FnMut(&Told<'_>)) {
        let words = Wording { lang, layout: self.layout.as_ref(), definition: self.definition.as_deref() };
        let checked = self.checked.as_ref().filter(|_| self.unreadable.is_none());
        for finding in checked.into_iter().flat_map(|c| c.findings.kept()) {
            put(&self.told(finding, &words));
        }
        if let Some(error) = &self.unreadable {
            put(&self.told(&error.finding(), &words));
        }
    }

    fn told<'f>(&'f self, finding: &'f Finding, words: &Wording<'_>) -> Told<'f> {
        let place = finding.place;
        let field = finding.field.zip(self.definition.as_deref()).and_then(|(f, d)| d.fields.get(f));
        let cell = match place {
            Place::Cell(address) => Some(address.to_string()),
            _ => None,
        };
        let fix =
            |fix: &'f Fix| ToldFix { grade: fix.grade.name(), choice: fix.choice, text: fix.text.as_deref() };
        let expected = words.expected(finding);
        Told {
            code: finding.problem.code,
            name: finding.problem.name,
            severity: finding.severity.name(),
            sheet: self.sheet_name(),
            row: place.row(),
            column: place.letters(),
            column_name: words.column(finding),
            field: field.map(|f| f.name.as_str()),
            value: (cell.is_some() || !finding.value.is_empty()).then_some(finding.value.as_str()),
            cell,
            expected: (!expected.is_empty()).then_some(expected),
            message: words.message(finding),
            fix: finding.fixes.first().map(|first| ToldFixes {
                grade: first.grade.name(),
                choices: finding.fixes.iter().map(fix).collect(),
            }),
        }
    }
}
