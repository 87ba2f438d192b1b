//! The long lists of a report, in the published shape: findings and changes. There may be thousands of each, so they are
//! written down one after another.

use super::{File, Lang, Wording};
use crate::base::json::Json;
use crate::base::json::text::JsonText;
use crate::base::limits::LIMITS;
use crate::check::changes::Change;
use crate::problem::{Finding, Fix, Place, Problem, Severity, short_name};
use std::borrow::Cow;

/// Findings in one part of a report.
const PART: usize = 500;

/// How much of long texts a list may still tell. When it is used up only their ends are told, as of a text that is too long by
/// itself; the whole text is in the cell.
struct Room(usize);

impl Room {
    const NEW: Room = Room(LIMITS.listed_bytes);

    /// What is told of a text.
    fn of<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if text.len() <= LIMITS.name_bytes {
            return Cow::Borrowed(text);
        }
        let left = self.0.checked_sub(text.len());
        self.0 = left.unwrap_or(self.0);
        if left.is_some() { Cow::Borrowed(text) } else { short_name(text) }
    }
}

impl File<'_> {
    /// Calls `put` with the findings that were kept, in the order of the report, as JSON texts; each is a list of so many.
    pub(super) fn findings_in_parts(&self, lang: Lang, put: &mut dyn FnMut(&str)) {
        let checked = self.checked.as_ref().filter(|_| self.unreadable.is_none());
        let unreadable = self.unreadable.as_ref().map(crate::read::ReadError::finding);
        let kept = checked.map_or(&[][..], |c| c.findings.kept());
        let mut scribe = Scribe::new(self, lang);
        let parts = kept.chunks(PART).chain(unreadable.as_ref().map(std::slice::from_ref));
        parts.for_each(|part| put(scribe.part(part)));
    }

    /// All of them as values.
    pub(super) fn findings(&self, lang: Lang) -> Json {
        let mut all = Vec::new();
        self.findings_in_parts(lang, &mut |part| all.extend(read_back(part)));
        Json::Array(all)
    }

    /// Writes down the changes that were kept.
    pub(super) fn put_changes(&self, json: &mut JsonText) {
        let mut room = Room::NEW;
        let shown = self.changes.as_ref().map_or(&[][..], |changes| &changes.shown);
        json.list(shown, |json, change| put_change(json, change, &mut room));
    }

    /// The same as values.
    pub(super) fn changes(&self) -> Json {
        let mut json = JsonText::default();
        self.put_changes(&mut json);
        Json::Array(read_back(json.so_far()))
    }
}

/// A list that was written down, as values: so there is one description of its shape.
fn read_back(list: &str) -> Vec<Json> {
    match serde_json::from_str(list) {
        Ok(Json::Array(values)) => values,
        _ => Vec::new(),
    }
}

fn put_change(json: &mut JsonText, change: &Change, room: &mut Room) {
    json.raw("{\"row\":");
    json.number_or_null(Some(change.row));
    json.member(",\"column\":", Some(&change.column));
    json.member(",\"cell\":", Some(&change.cell));
    json.member(",\"field\":", Some(&change.field));
    json.member(",\"before\":", Some(&room.of(&change.before)));
    json.member(",\"after\":", Some(&room.of(&change.after)));
    json.member(",\"code\":", Some(&change.code));
    json.raw("}");
}

/// Writes findings down.
struct Scribe<'f> {
    file: &'f File<'f>,
    words: Wording<'f>,
    json: JsonText,
    /// For the values and the repairs of all of them.
    room: Room,
    /// Room for the words of one finding.
    said: String,
    /// What the findings of a problem have in common, up to the row.
    heads: Known<(*const Problem, Severity)>,
    /// What those of a column have in common, up to the cell.
    columns: Known<(Option<u32>, Option<usize>)>,
}

/// JSON that comes again and again, by what it is made of: there are few of it.
type Known<K> = Vec<(K, String)>;

/// What is known under a key, which is made when it is not.
fn known<K: PartialEq>(known: &mut Known<K>, key: K, make: impl FnOnce() -> String) -> &str {
    let at = known.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
        known.push((key, make()));
        known.len() - 1
    });
    known.get(at).map_or("", |(_, json)| json)
}

impl<'f> Scribe<'f> {
    fn new(file: &'f File<'f>, lang: Lang) -> Scribe<'f> {
        let (json, said) = (JsonText::default(), String::new());
        let words = file.words(lang);
        Scribe { file, words, json, room: Room::NEW, said, heads: Vec::new(), columns: Vec::new() }
    }

    fn part(&mut self, findings: &[Finding]) -> &str {
        self.json.clear();
        for (index, finding) in findings.iter().enumerate() {
            self.json.raw(if index > 0 { "," } else { "[" });
            self.finding(finding);
        }
        self.json.raw("]");
        self.json.so_far()
    }

    fn finding(&mut self, finding: &Finding) {
        let (file, words) = (self.file, &self.words);
        let head = (std::ptr::from_ref(finding.problem), finding.severity);
        self.json.raw(known(&mut self.heads, head, || file.head(finding)));
        self.json.number_or_null(finding.place.row());
        let column = (finding.place.column(), finding.field);
        self.json.raw(known(&mut self.columns, column, || file.column(finding, words)));
        self.cell_and_value(finding);
        self.sentences(finding);
        self.json.raw(",\"fix\":");
        put_fixes(&mut self.json, &finding.fixes, &mut self.room);
        self.json.raw("}");
    }

    fn cell_and_value(&mut self, finding: &Finding) {
        self.said.clear();
        let cell = if let Place::Cell(address) = finding.place { Some(address) } else { None };
        cell.into_iter().for_each(|address| address.put(&mut self.said));
        self.json.text_or_null(cell.map(|_| self.said.as_str()));
        self.json.raw(",\"value\":");
        let value = (cell.is_some() || !finding.value.is_empty()).then_some(finding.value.as_str());
        self.json.text_or_null(value.map(|value| self.room.of(value)).as_deref());
    }

    fn sentences(&mut self, finding: &Finding) {
        self.said.clear();
        self.words.put_expected(finding, &mut self.said);
        self.json.raw(",\"expected\":");
        self.json.text_or_null(Some(self.said.as_str()).filter(|words| !words.is_empty()));
        self.words.put_message(finding, &mut self.said);
        self.json.raw(",\"message\":");
        self.json.text(&self.said);
    }
}

impl File<'_> {
    fn head(&self, finding: &Finding) -> String {
        let mut json = JsonText::default();
        json.member("{\"code\":", Some(finding.problem.code));
        json.member(",\"name\":", Some(finding.problem.name));
        json.member(",\"severity\":", Some(finding.severity.name()));
        json.member(",\"sheet\":", self.sheet_name());
        json.raw(",\"row\":");
        json.finish()
    }

    fn column(&self, finding: &Finding, words: &Wording<'_>) -> String {
        let field = finding.field.zip(self.definition.as_deref()).and_then(|(f, d)| d.fields.get(f));
        let mut json = JsonText::default();
        json.member(",\"column\":", finding.place.letters().as_deref());
        json.member(",\"columnName\":", words.column(finding).as_deref());
        json.member(",\"field\":", field.map(|f| f.name.as_str()));
        json.raw(",\"cell\":");
        json.finish()
    }
}

/// The repairs of a finding; nothing where there are none.
fn put_fixes(json: &mut JsonText, fixes: &[Fix], room: &mut Room) {
    let Some(first) = fixes.first() else { return json.raw("null") };
    json.member("{\"grade\":", Some(first.grade.name()));
    json.raw(",\"choices\":");
    json.list(fixes, |json, fix| {
        json.member("{\"grade\":", Some(fix.grade.name()));
        json.member(",\"choice\":", Some(fix.choice));
        json.member(",\"text\":", fix.text.as_deref().map(|text| room.of(text)).as_deref());
        json.raw("}");
    });
    json.raw("}");
}
