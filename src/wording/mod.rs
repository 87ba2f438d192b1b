//! Findings into sentences, in the language asked for.

#[cfg(not(target_arch = "wasm32"))]
pub mod languages;
pub(crate) mod own_texts;
pub mod problems;

use crate::definition::ImportDefinition;
use crate::definition::rule::{Role, RuleField};
use crate::edits::ADDED;
use crate::problem::lang::{Lang, fill};
use crate::problem::{Detail, Finding, NamedCell, Place, Problem, Prose, Reason, short_name};
use crate::record::layout::Layout;
use crate::scalar::text::{put_visible, visible};
use crate::table::{Address, Date, put_letters};
use std::borrow::Cow;

/// Facts that are the number of a row or a line, which no spreadsheet or editor groups.
const ROW_NUMBERS: [&str; 11] =
    ["first", "above", "later", "header", "line", "last", "cause", "row", "rootrow", "number", "position"];

/// What a constraint finds that the definition says is no error.
const UNUSUAL: [&str; 2] = [
    "{at} holds “{value}”. {title}{unusual}. This is unusual here but not wrong, and the value goes out as it is. Check it, and correct it if it is a slip.",
    "{at} contient «\u{a0}{value}\u{a0}». {title}{unusual}. C’est inhabituel ici mais pas faux, et la valeur est gardée telle quelle. Vérifiez-la, et corrigez-la si c’est une erreur de saisie.",
];

/// Why it matters.
pub(crate) const WHY_UNUSUAL: [&str; 2] = [
    "The definition takes such a value for unusual: it is kept, but often a slip.",
    "La définition tient une telle valeur pour inhabituelle\u{a0}: elle est gardée, mais c’est souvent une erreur de saisie.",
];

const MONTHS: [[&str; 2]; 12] = [
    ["January", "janvier"],
    ["February", "février"],
    ["March", "mars"],
    ["April", "avril"],
    ["May", "mai"],
    ["June", "juin"],
    ["July", "juillet"],
    ["August", "août"],
    ["September", "septembre"],
    ["October", "octobre"],
    ["November", "novembre"],
    ["December", "décembre"],
];

/// What is needed to name the places of a file.
///
/// ```
/// use import_checker::problem::{Finding, Place};
/// use import_checker::{Lang, Wording, problems};
/// let finding = Finding::new(problems::find("T220").unwrap(), Place::cell(3, 1)).value("30/02/2025");
/// let words = Wording { lang: Lang::En, layout: None, definition: None };
/// assert!(words.message(&finding).contains("30/02/2025"));
/// ```
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
    /// The heading a person knows the finding's column by; of a very long one its beginning and its end.
    #[must_use]
    pub fn column(&self, finding: &Finding) -> Option<Cow<'a, str>> {
        let heading = finding.place.column().zip(self.layout).map(|(c, l)| l.heading(c).trim());
        let title = || {
            let field = finding.field.zip(self.definition).and_then(|(f, d)| d.fields.get(f));
            field.map(|f| f.name.as_str())
        };
        heading.filter(|h| !h.is_empty()).or_else(title).map(short_name)
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
        let own = self.lang.prose(finding.problem).message;
        let template = if finding.is_unusual() { self.lang.pick(UNUSUAL) } else { own };
        self.fill(template, finding, 0, message);
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
            family: crate::problem::Family::File,
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

    /// The place as a sentence begins with it: French has an article before a row and a column.
    fn put_subject(&self, finding: &Finding, out: &mut String) {
        let article = match finding.place {
            Place::Row(_) | Place::Column(_) if out.is_empty() => self.lang.pick(["", "La "]),
            _ => "",
        };
        let place = self.place(finding);
        out.push_str(article);
        match place.chars().next().filter(|_| !article.is_empty()) {
            Some(first) => {
                out.extend(first.to_lowercase());
                out.push_str(place.get(first.len_utf8()..).unwrap_or_default());
            }
            None => out.push_str(&place),
        }
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
        // Of a heading, the blanks around it may be all that is said.
        let is_heading = finding.place.row().zip(self.layout).is_some_and(|(row, l)| row == l.header_row);
        let whole = Some(finding.value.as_str()).filter(|_| is_heading);
        let title = self.column(finding).map(|title| match whole {
            Some(whole) if whole.trim() == title => Cow::Borrowed(whole),
            _ => title,
        });
        if let Some(title) = title.filter(|_| of_column) {
            out.push_str(if finding.place == Place::File { "" } else { ", " });
            self.lang.put_quoted(out, &|out| put_visible(&title, 60, out));
        }
    }

    pub(crate) fn row(&self, row: u32) -> String {
        match row.checked_sub(ADDED) {
            Some(added) => format!("{} {}", self.lang.pick(["New row", "Nouvelle ligne"]), added + 1),
            None => format!("{} {row}", self.lang.pick(["Row", "Ligne"])),
        }
    }

    /// The number of a row as a spreadsheet shows it; a row that the user has added has one of its own.
    pub(crate) fn row_number(&self, row: u32) -> String {
        match row.checked_sub(ADDED) {
            Some(added) => self.lang.say(["{n} (new)", "{n} (nouvelle)"], &[("n", &(added + 1))]),
            None => row.to_string(),
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
            "at" => self.put_subject(finding, out),
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
            (Some(Detail::Count(number)), ..) if ROW_NUMBERS.contains(&key) => {
                out.push_str(&self.row_number(u32::try_from(*number).unwrap_or(u32::MAX)));
            }
            (Some(detail), ..) if depth < 3 => self.put_detail(detail, finding, depth + 1, out),
            (Some(_), ..) => {}
            (None, "cell", Place::Cell(address)) => self.put_cell(address, out),
            (None, "row", place) => place.row().into_iter().for_each(|row| out.push_str(&row.to_string())),
            (None, "column", _) => put_visible(&self.column(finding).unwrap_or_default(), 60, out),
            (None, "value", _) => put_visible(&finding.value, 60, out),
            (None, "expected", _) => self.put_expected(finding, out),
            (None, "title", _) => out.push_str(self.lang.prose(finding.problem).title),
            (None, "remedy", _) => out.push_str(self.lang.prose(finding.problem).remedy),
            (None, "system" | "in_system", _) => out.push_str(&self.system(key == "in_system")),
            (None, "or_empty", Place::Cell(_)) if self.may_be_empty(finding) => {
                out.push_str(self.lang.pick([", or empty the cell", ", ou videz la cellule"]));
            }
            _ => {}
        }
    }

    fn put_detail(&self, detail: &Detail, finding: &Finding, depth: u8, out: &mut String) {
        match detail {
            Detail::Text(text) => put_visible(text, 80, out),
            Detail::Count(count) => out.push_str(&self.number(*count)),
            Detail::Amount(amount) => out.push_str(&self.amount(amount)),
            Detail::Phrase(phrase) => self.fill(self.lang.pick(*phrase), finding, depth, out),
            Detail::Either(items) => put_list(items, self.lang.pick(["or", "ou"]), out),
            Detail::All(items) => put_list(items, self.lang.pick(["and", "et"]), out),
            Detail::Said(words) => out.push_str(words.get(self.lang.tag())),
            Detail::Because(reasons) => out.push_str(&self.because(reasons)),
            Detail::Day(day) => out.push_str(&self.day(*day)),
        }
    }

    /// The system that imports, or the place where what it holds is.
    fn system(&self, inside: bool) -> String {
        let name = self.definition.map_or("", |definition| definition.system.as_str());
        let phrase = match (name.is_empty(), inside) {
            (true, false) => ["the server", "le serveur"],
            (true, true) => ["on the server", "sur le serveur"],
            (false, false) => ["{name}", "{name}"],
            (false, true) => ["in {name}", "dans {name}"],
        };
        self.lang.say(phrase, &[("name", &name)])
    }

    /// Whether the cell of a finding may be empty, whatever stands in the others.
    fn may_be_empty(&self, finding: &Finding) -> bool {
        let (Some(slot), Some(definition)) = (finding.field, self.definition) else { return false };
        let asked = |part: RuleField| {
            part.field == slot && matches!(part.role, Role::Filled | Role::FilledWithOthers | Role::OfParent)
        };
        definition.fields.get(slot).is_some_and(|field| !field.required)
            && !definition.parts().any(|(_, part)| asked(part))
    }

    /// Digits in groups of three.
    #[must_use]
    pub fn number(&self, count: u64) -> String {
        let digits = count.to_string();
        let mark = self.group_mark();
        let mut text = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(c);
        }
        text
    }

    /// A number with its decimal mark as it is: the digits before it in groups, unless groups have the same mark.
    fn amount(&self, amount: &str) -> String {
        let (whole, decimals) = amount.split_at(amount.find(['.', ',']).unwrap_or(amount.len()));
        match whole.parse() {
            Ok(whole) if !decimals.starts_with(self.group_mark()) => {
                format!("{}{decimals}", self.number(whole))
            }
            _ => amount.to_owned(),
        }
    }

    fn group_mark(&self) -> &'static str {
        self.lang.pick([",", "\u{202f}"])
    }

    /// A day with the name of its month, so that nobody takes one for the other.
    fn day(&self, day: Date) -> String {
        let month =
            MONTHS.get(usize::from(day.month).wrapping_sub(1)).map_or("", |names| self.lang.pick(*names));
        let form = match day.day {
            1 => ["{day}\u{a0}{month}\u{a0}{year}", "{day}er\u{a0}{month}\u{a0}{year}"],
            _ => ["{day}\u{a0}{month}\u{a0}{year}", "{day}\u{a0}{month}\u{a0}{year}"],
        };
        self.lang.say(form, &[("day", &day.day), ("month", &month), ("year", &day.year)])
    }

    fn because(&self, reasons: &[Reason]) -> String {
        if reasons.is_empty() {
            return String::new();
        }
        let all: Vec<String> = reasons.iter().map(|reason| self.reason(reason)).collect();
        let why = Self::joined(&all, self.lang.pick(["and", "et"]));
        self.lang
            .say(["This rule applies because {why}.", "Cette règle s’applique, car {why}."], &[("why", &why)])
    }

    fn reason(&self, reason: &Reason) -> String {
        let held = |phrase, cell: &NamedCell, value: &str| {
            let column = self.lang.quoted(&visible(&cell.column, 40));
            let value = self.lang.quoted(&visible(value, 40));
            self.lang.say(phrase, &[("column", &column), ("cell", &cell.address), ("value", &value)])
        };
        match reason {
            Reason::Is { cell, value } if value.is_empty() => {
                held(["{column} ({cell}) is empty", "{column} ({cell}) est vide"], cell, value)
            }
            Reason::Is { cell, value } => {
                held(["{column} ({cell}) is {value}", "{column} ({cell}) contient {value}"], cell, value)
            }
            Reason::Filled(cell) => {
                held(["{column} ({cell}) is filled in", "{column} ({cell}) est renseignée"], cell, "")
            }
            Reason::HasRows => self
                .lang
                .pick(["the rows below it belong to it", "les lignes du dessous en dépendent"])
                .to_owned(),
            Reason::HasNoRows => {
                self.lang.pick(["no rows belong to it", "aucune ligne n’en dépend"]).to_owned()
            }
        }
    }

    fn joined(items: &[String], word: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A finding may lack every fact that its sentence names: no name of one ever reaches a reader, in no text.
    #[test]
    fn no_placeholder_reaches_a_reader() {
        for problem in problems::all() {
            for (lang, prose) in [(Lang::En, &problem.en), (Lang::Fr, &problem.fr)] {
                for text in [prose.title, prose.why, prose.remedy] {
                    assert!(!text.contains(['{', '}']), "{}: {text}", problem.code);
                }
                let words = Wording { lang, layout: None, definition: None };
                for place in [Place::File, Place::Column(1), Place::Row(2), Place::cell(2, 1)] {
                    let message = words.message(&Finding::new(problem, place));
                    assert!(!message.contains(['{', '}']), "{}: {message}", problem.code);
                    assert!(!message.is_empty(), "{} at {place:?}", problem.code);
                }
            }
        }
    }
}
