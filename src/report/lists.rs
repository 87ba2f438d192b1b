//! The long lists of a report, in the published shape: findings and changes. There may be thousands of each, so they are
//! written down one after another.

use super::{File, Lang, Wording};
use crate::clean::Change;
use crate::finding::{Finding, Fix, Place};
use crate::json::Json;
use crate::json::text::JsonText;
use crate::table::put_letters;

/// Findings in one part of a report.
const PART: usize = 500;

impl File<'_> {
    /// The findings that were kept, in the order of the report, as JSON texts; each is a list of so many.
    pub(super) fn findings_in_parts(&self, lang: Lang) -> Vec<String> {
        let checked = self.checked.as_ref().filter(|_| self.unreadable.is_none());
        let unreadable = self.unreadable.as_ref().map(crate::read::ReadError::finding);
        let kept = checked.map_or(&[][..], |c| c.findings.kept());
        let mut scribe = Scribe::new(self, lang);
        let parts = kept.chunks(PART).chain(unreadable.as_ref().map(std::slice::from_ref));
        parts.map(|part| scribe.part(part)).collect()
    }

    /// All of them as values.
    pub(super) fn findings(&self, lang: Lang) -> Json {
        let parts = self.findings_in_parts(lang);
        Json::Array(parts.iter().flat_map(|part| read_back(part)).collect())
    }

    /// Writes down the changes that were kept.
    pub(super) fn put_changes(&self, json: &mut JsonText) {
        json.list(self.changes.as_ref().map_or(&[], |changes| &changes.shown), put_change);
    }

    /// The same as values.
    pub(super) fn changes(&self) -> Json {
        let mut json = JsonText::default();
        self.put_changes(&mut json);
        Json::Array(read_back(&json.finish()))
    }
}

/// A list that was written down, as values: so there is one description of its shape.
fn read_back(list: &str) -> Vec<Json> {
    match serde_json::from_str(list) {
        Ok(Json::Array(values)) => values,
        _ => Vec::new(),
    }
}

fn put_change(json: &mut JsonText, change: &Change) {
    json.raw("{\"row\":");
    json.number_or_null(Some(change.row));
    for (name, text) in [
        (",\"column\":", &change.column),
        (",\"cell\":", &change.cell),
        (",\"field\":", &change.field),
        (",\"before\":", &change.before),
        (",\"after\":", &change.after),
        (",\"code\":", &change.code),
    ] {
        json.raw(name);
        json.text(text);
    }
    json.raw("}");
}

/// Writes findings down.
struct Scribe<'f> {
    file: &'f File<'f>,
    words: Wording<'f>,
    json: JsonText,
    /// Room for the words of one finding.
    said: String,
}

impl<'f> Scribe<'f> {
    fn new(file: &'f File<'f>, lang: Lang) -> Scribe<'f> {
        Scribe { file, words: file.words(lang), json: JsonText::default(), said: String::new() }
    }

    fn part(&mut self, findings: &[Finding]) -> String {
        for (index, finding) in findings.iter().enumerate() {
            self.json.raw(if index > 0 { "," } else { "[" });
            self.finding(finding);
        }
        self.json.raw("]");
        std::mem::take(&mut self.json).finish()
    }

    fn finding(&mut self, finding: &Finding) {
        let field = finding.field.zip(self.file.definition.as_deref()).and_then(|(f, d)| d.fields.get(f));
        self.member("{\"code\":", Some(finding.problem.code));
        self.member(",\"name\":", Some(finding.problem.name));
        self.member(",\"severity\":", Some(finding.severity.name()));
        self.member(",\"sheet\":", self.file.sheet_name());
        self.place(finding.place);
        self.member(",\"columnName\":", self.words.column(finding));
        self.member(",\"field\":", field.map(|f| f.name.as_str()));
        self.cell_and_value(finding);
        self.sentences(finding);
        self.fixes(&finding.fixes);
        self.json.raw("}");
    }

    fn place(&mut self, place: Place) {
        self.json.raw(",\"row\":");
        self.json.number_or_null(place.row());
        self.said.clear();
        place.column().into_iter().for_each(|column| put_letters(column, &mut self.said));
        self.said_member(",\"column\":", place.column().is_some());
    }

    fn cell_and_value(&mut self, finding: &Finding) {
        self.said.clear();
        let cell = if let Place::Cell(address) = finding.place { Some(address) } else { None };
        cell.into_iter().for_each(|address| address.put(&mut self.said));
        self.said_member(",\"cell\":", cell.is_some());
        let value = (cell.is_some() || !finding.value.is_empty()).then_some(finding.value.as_str());
        self.member(",\"value\":", value);
    }

    fn sentences(&mut self, finding: &Finding) {
        self.said.clear();
        self.words.put_expected(finding, &mut self.said);
        self.said_member(",\"expected\":", !self.said.is_empty());
        self.words.put_message(finding, &mut self.said);
        self.said_member(",\"message\":", true);
    }

    /// The repairs of a finding; nothing where there are none.
    fn fixes(&mut self, fixes: &[Fix]) {
        let Some(first) = fixes.first() else { return self.json.raw(",\"fix\":null") };
        self.member(",\"fix\":{\"grade\":", Some(first.grade.name()));
        self.json.raw(",\"choices\":[");
        for (index, fix) in fixes.iter().enumerate() {
            let start = if index > 0 { ",{\"grade\":" } else { "{\"grade\":" };
            self.member(start, Some(fix.grade.name()));
            self.member(",\"choice\":", Some(fix.choice));
            self.member(",\"text\":", fix.text.as_deref());
            self.json.raw("}");
        }
        self.json.raw("]}");
    }

    fn member(&mut self, name: &'static str, text: Option<&str>) {
        self.json.raw(name);
        self.json.text_or_null(text);
    }

    /// The same with what was said last, if it is there.
    fn said_member(&mut self, name: &'static str, there: bool) {
        self.json.raw(name);
        self.json.text_or_null(there.then_some(self.said.as_str()));
    }
}
