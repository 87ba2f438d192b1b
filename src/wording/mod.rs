//! Findings into sentences, in the language asked for.

pub(crate) mod own_texts;
pub mod problems;

use crate::definition::ImportDefinition;
use crate::edits::ADDED;
use crate::problem::lang::{Lang, fill};
use crate::problem::{Detail, Finding, Place, Problem, Prose, Reason};
use crate::record::header::Layout;
use crate::scalar::text::{put_visible, visible};
use crate::table::{Address, put_letters};
use std::fmt::Display;

/// What is needed to name the places of a file.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The language.
    pub lang: Lang,
    /// The headings of the file.
    pub layout: Option<&'a Layout>,
    /// The definition, for titles of columns the file does not have.
    pub definition: Option<&'a ImportDefinition>,
}

impl<'a> Wording<'a> {
    /// The heading a person knows the finding's column by.
    #[must_use]
    pub fn column(&self, finding: &Finding) -> Option<&'a str> {
        let heading = finding.place.column().zip(self.layout).map(|(c, l)| l.heading(c).trim());
        let title = || {
            let field = finding.field.zip(self.definition).and_then(|(f, d)| d.fields.get(f));
            field.map(|f| f.name.as_str())
        };
        heading.filter(|h| !h.is_empty()).or_else(title)
    }

    /// The sentences of a finding.
    #[must_use]
    pub fn message(&self, finding: &Finding) -> String {
        let mut message = String::new();
        self.put_message(finding, &mut message);
        message
    }

    /// Puts the sentences of a finding in the place of a text.
    pub(crate) fn put_message(&self, finding: &Finding, message: &mut String) {
        message.clear();
        self.fill(self.lang.prose(finding.problem).message, finding, 0, message);
        tidy(message);
    }

    /// A finding whose details are not at hand: where, what stands there, what is wrong, what to do.
    pub(crate) fn in_short(&self, finding: &Finding) -> String {
        let prose = self.lang.prose(finding.problem);
        let value = visible(&finding.value, 60);
        let held = if value.is_empty() { String::new() } else { format!(" ({})", self.lang.quoted(&value)) };
        let colon = self.lang.pick([":", "\u{a0}:"]);
        format!("{}{held}{colon} {}. {}", self.place(finding), prose.title, prose.remedy)
    }

    /// A phrase that may name details, such as the evidence of a reading.
    #[must_use]
    pub fn phrase(&self, phrase: [&'static str; 2], details: &[(&'static str, Detail)]) -> String {
        static NOTHING: Problem = Problem {
            code: "",
            name: "",
            severity: crate::problem::Severity::Notice,
            repair: crate::problem::Grade::None,
            en: Prose { title: "", message: "", why: "", remedy: "" },
            fr: Prose { title: "", message: "", why: "", remedy: "" },
            example: crate::problem::Example::NONE,
        };
        let mut finding = Finding::new(&NOTHING, Place::File);
        finding.details = details.to_vec();
        let mut text = String::new();
        self.fill(self.lang.pick(phrase), &finding, 0, &mut text);
        tidy(&mut text);
        text
    }

    /// Appends what was expected, in words; nothing when nothing is said.
    pub(crate) fn put_expected(&self, finding: &Finding, out: &mut String) {
        if let Some(expected) = &finding.expected {
            self.put_detail(expected, finding, 0, out);
        }
    }

    fn place(&self, finding: &Finding) -> String {
        let mut text = String::new();
        self.put_place(finding, &mut text);
        text
    }

    fn put_place(&self, finding: &Finding, out: &mut String) {
        match finding.place {
            Place::File => {}
            Place::Row(row) => out.push_str(&self.row(row)),
            Place::Column(column) => {
                out.push_str(self.lang.pick(["Column", "Colonne"]));
                out.push(' ');
                put_letters(column, out);
            }
            Place::Cell(address) => self.put_cell(address, out),
        }
        let of_column = finding.field.is_some() || !matches!(finding.place, Place::Row(_));
        if let Some(title) = self.column(finding).filter(|_| of_column) {
            out.push_str(if finding.place == Place::File { "" } else { ", " });
            self.lang.put_quoted(out, &|out| put_visible(title, 60, out));
        }
    }

    pub(crate) fn row(&self, row: u32) -> String {
        match row.checked_sub(ADDED) {
            Some(added) => format!("{} {}", self.lang.pick(["New row", "Nouvelle ligne"]), added + 1),
            None => format!("{} {row}", self.lang.pick(["Row", "Ligne"])),
        }
    }

    fn put_cell(&self, address: Address, out: &mut String) {
        if address.row < ADDED {
            return address.put(out);
        }
        out.push_str(&format!("{} ({})", self.row(address.row), crate::table::letters(address.column)));
    }

    /// Fills a template. Details may hold phrases that name details in turn; three levels are enough.
    fn fill(&self, template: &str, finding: &Finding, depth: u8, out: &mut String) {
        fill(template, out, &|name, out| match name {
            "at" => self.put_place(finding, out),
            _ => self.put_name(name, finding, depth, out),
        });
    }

    fn put_name(&self, name: &str, finding: &Finding, depth: u8, out: &mut String) {
        let mut parts = name.split('|');
        let key = parts.next().unwrap_or("");
        let detail = finding.details.iter().find(|(name, _)| *name == key).map(|(_, detail)| detail);
        if let (Some(one), Some(many)) = (parts.next(), parts.next()) {
            let count = match detail {
                Some(Detail::Count(n)) => *n,
                Some(Detail::Text(t)) => t.parse().unwrap_or(2),
                _ => 2,
            };
            return out.push_str(if self.lang.is_one(count) { one } else { many });
        }
        match (detail, key, finding.place) {
            (Some(detail), ..) if depth < 3 => self.put_detail(detail, finding, depth + 1, out),
            (Some(_), ..) => {}
            (None, "cell", Place::Cell(address)) => self.put_cell(address, out),
            (None, "row", place) => place.row().into_iter().for_each(|row| out.push_str(&row.to_string())),
            (None, "column", _) => out.push_str(self.column(finding).unwrap_or_default()),
            (None, "value", _) => put_visible(&finding.value, 60, out),
            (None, "expected", _) => self.put_expected(finding, out),
            _ => {}
        }
    }

    fn put_detail(&self, detail: &Detail, finding: &Finding, depth: u8, out: &mut String) {
        match detail {
            Detail::Text(text) => put_visible(text, 80, out),
            Detail::Count(count) => out.push_str(&self.number(*count)),
            Detail::Phrase(phrase) => self.fill(self.lang.pick(*phrase), finding, depth, out),
            Detail::Either(items) => put_list(items, self.lang.pick(["or", "ou"]), out),
            Detail::All(items) => put_list(items, self.lang.pick(["and", "et"]), out),
            Detail::Said(words) => out.push_str(words.get(self.lang.tag())),
            Detail::Because(reasons) => out.push_str(&self.because(reasons)),
        }
    }

    /// Digits in groups of three from 10,000 on.
    #[must_use]
    pub fn number(&self, count: u64) -> String {
        let digits = count.to_string();
        if digits.len() < 5 {
            return digits;
        }
        let mark = self.lang.pick([",", "\u{202f}"]);
        let mut text = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(c);
        }
        text
    }

    fn because(&self, reasons: &[Reason]) -> String {
        if reasons.is_empty() {
            return String::new();
        }
        let all: Vec<String> = reasons.iter().map(|reason| self.reason(reason)).collect();
        let why = self.joined(&all, self.lang.pick(["and", "et"]));
        self.lang.say(["This is because {why}.", "C’est parce que {why}."], &[("why", &why)])
    }

    fn reason(&self, reason: &Reason) -> String {
        let q = |text: &str| self.lang.quoted(&visible(text, 40));
        let say = |phrase, values: &[(&str, &dyn Display)]| self.lang.say(phrase, values);
        match reason {
            Reason::Is { column, value } => say(
                ["{column} is {value}", "{column} vaut {value}"],
                &[("column", &q(column)), ("value", &q(value))],
            ),
            Reason::Filled(column) => {
                say(["{column} is filled in", "{column} est renseignée"], &[("column", &q(column))])
            }
            Reason::Blank(column) => {
                say(["{column} is empty", "{column} est vide"], &[("column", &q(column))])
            }
            Reason::HasRows => {
                say(["the rows below it belong to it", "les lignes du dessous en dépendent"], &[])
            }
            Reason::HasNoRows => say(["no rows belong to it", "aucune ligne n’en dépend"], &[]),
            Reason::AboveIs { column, value, row } if value.is_empty() => say(
                ["{column} is empty in row {row}", "{column} est vide en ligne {row}"],
                &[("column", &q(column)), ("row", row)],
            ),
            Reason::AboveIs { column, value, row } => say(
                ["{column} is {value} in row {row}", "{column} vaut {value} en ligne {row}"],
                &[("column", &q(column)), ("value", &q(value)), ("row", row)],
            ),
        }
    }

    fn joined(&self, items: &[String], word: &str) -> String {
        match items.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, others)) => format!("{} {word} {last}", others.join(", ")),
        }
    }
}

/// Appends texts as "a, b or c".
fn put_list(items: &[String], word: &str, out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 && index + 1 == items.len() {
            [" ", word, " "].iter().for_each(|part| out.push_str(part));
        } else if index > 0 {
            out.push_str(", ");
        }
        put_visible(item, 60, out);
    }
}

/// Takes out blanks left by empty parts of a template.
fn tidy(text: &mut String) {
    let bytes = text.as_bytes();
    let stray = |pair: &[u8]| matches!(pair, [b' ', b' ' | b'.' | b',']);
    let ends_well = bytes.last().is_none_or(u8::is_ascii_graphic);
    if bytes.first() != Some(&b' ') && ends_well && !bytes.windows(2).any(stray) {
        return;
    }
    let mut tidy = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c == ' ' && (tidy.is_empty() || tidy.ends_with(' ')) {
            continue;
        }
        // The point of `.xlsx` belongs to what follows.
        let ends = letters.peek().is_none_or(|next| next.is_whitespace());
        if matches!(c, '.' | ',') && ends && tidy.ends_with(' ') {
            tidy.pop();
        }
        tidy.push(c);
    }
    tidy.truncate(tidy.trim_end().len());
    *text = tidy;
}
