//! Values and combinations that may occur once, and their duplicates.
//!
//! A key is remembered by a 64-bit fingerprint, another on every run, and the row that had it first, about 16 bytes
//! each; the odds of one false match among a million keys are about 3 in 100 million, and a match is an error.

use crate::base::first_seen::{First, FirstSeen, fingerprints};
use crate::base::seeded::Map;
use crate::definition::rule::RuleEntry;
use crate::definition::{FieldKind, ImportDefinition, TextFormat};
use crate::problem::{Detail, Example, Family, Grade, Place, Problem, Severity, texts};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::scalar::text::fold;
use crate::table::{Address, letters};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

pub(crate) static DUPLICATE_VALUE: Problem = Problem {
    code: "U610",
    family: Family::Twice,
    name: "duplicate-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::U610,
    fr: texts::fr::U610,
    example: Example::of(
        r#"{"fields":[{"name":"id","constraints":{"unique":true}},{"name":"b"}]}"#,
        "id,b\n1,x\n1,y\n",
        "id,b\n1,x\n2,x\n",
    ),
};

pub(crate) static DUPLICATE_COMBINATION: Problem = Problem {
    code: "U620",
    family: Family::Twice,
    name: "duplicate-combination",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::U620,
    fr: texts::fr::U620,
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"uniqueKeys":[["a","b"]]}"#,
        "a,b,c\n1,x,1\n1,x,2\n",
        "a,b,c\n1,x,1\n1,y,1\n",
    ),
};

pub(crate) static NAME_USED_TWICE: Problem = Problem {
    code: "U630",
    family: Family::Twice,
    name: "name-used-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::U630,
    fr: texts::fr::U630,
    example: Example::NONE,
};

pub(crate) static EQUAL_BUT_FOR_ZEROS: Problem = Problem {
    code: "U640",
    family: Family::Twice,
    name: "equal-but-for-zeros",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::U640,
    fr: texts::fr::U640,
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference","constraints":{"unique":true}},{"name":"b"}]}"#,
        "id,b\n012,x\n12,y\n",
        "id,b\n012,x\n013,x\n",
    ),
};

const FOLDED: [&str; 2] =
    [" Capitals and spaces do not count.", " Les majuscules et les espaces ne comptent pas."];

/// One key: its fields, and the rows that had each of its values first.
pub(crate) struct Key<'d> {
    fields: &'d [usize],
    /// All of them compared without regard to case and blanks.
    folded: bool,
    among_siblings: bool,
    seen: FirstSeen,
    /// References without leading zeros: first row, hash of the whole.
    bare: Option<Map<u64, (u32, String)>>,
}

/// What a key says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The record has no such key.
    No,
    /// It is the first with this key.
    First,
    /// Another record had this key before.
    Before(First),
}

/// Whether two spellings of such a value are one.
pub(crate) fn is_folded(kind: &FieldKind) -> bool {
    kind.type_kind().folds
}

pub(crate) fn compared(text: &str, folded: bool) -> Cow<'_, str> {
    if folded { fold(text) } else { Cow::Borrowed(text) }
}

pub(crate) fn hash_of(parts: impl Iterator<Item = impl AsRef<str>>, seed: u32) -> u64 {
    let mut hasher = fingerprints();
    seed.hash(&mut hasher);
    for part in parts {
        part.as_ref().hash(&mut hasher);
    }
    hasher.finish()
}

/// The value of a slot as it is compared: one text for each value, whatever its spelling.
pub(crate) fn key_of<'v>(slot: usize, definition: &ImportDefinition, values: &'v Values) -> Cow<'v, str> {
    let text = values.text(slot);
    match definition.fields.get(slot) {
        // A wrong value is a key too, as it is written.
        Some(field) if values.good(slot).is_some() => field.key(text),
        Some(field) => compared(text, is_folded(&field.kind)),
        None => Cow::Borrowed(text),
    }
}

/// A text without regard to capitals, width, composed accents and blanks.
fn without_blanks(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// What records that agree in these fields have in common; nothing where one of them is blank or wrong.
pub(crate) fn group_key(fields: &[usize], at: &RecordContext<'_>, values: &Values) -> Option<u64> {
    fields
        .iter()
        .all(|slot| values.good(*slot).is_some())
        .then(|| hash_of(fields.iter().map(|slot| key_of(*slot, at.file.definition, values)), 0))
}

/// The fingerprint of a combination of values. One with an empty part identifies nothing, as in a database.
pub(crate) fn key_of_record(
    fields: &[usize],
    folded: bool,
    seed: u32,
    at: &RecordContext<'_>,
    values: &Values,
) -> Option<u64> {
    let parts = fields.iter().map(|slot| {
        let key = key_of(*slot, at.file.definition, values);
        if folded { Cow::Owned(without_blanks(&key)) } else { key }
    });
    fields.iter().all(|slot| values.is_filled(*slot)).then(|| hash_of(parts, seed))
}

/// What a combination is that occurs twice.
pub(crate) fn problem_of(among_siblings: bool, fields: &[usize]) -> &'static Problem {
    match (among_siblings, fields.len()) {
        (true, _) => &NAME_USED_TWICE,
        (false, 1) => &DUPLICATE_VALUE,
        (false, _) => &DUPLICATE_COMBINATION,
    }
}

impl<'d> Key<'d> {
    pub(crate) fn new(fields: &'d [usize], among_siblings: bool, folded: bool) -> Key<'d> {
        Key { fields, folded, among_siblings, seen: FirstSeen::default(), bare: None }
    }

    /// A key of the definition itself: references that differ by leading zeros are told, too.
    pub(crate) fn of_definition(fields: &'d [usize], definition: &ImportDefinition) -> Key<'d> {
        let kind = |f: &usize| definition.fields.get(*f).map(|f| &f.kind);
        let reference = fields.len() == 1
            && fields.iter().any(|f| kind(f) == Some(&FieldKind::Text(TextFormat::Reference)));
        Key { bare: reference.then(Map::default), ..Key::new(fields, false, false) }
    }

    /// Whether a record's own values are all that it depends on.
    pub(crate) fn is_of_values(&self) -> bool {
        !self.among_siblings && self.bare.is_none()
    }

    /// Whether a field is part of it.
    pub(crate) fn has_field(&self, slot: usize) -> bool {
        self.fields.contains(&slot)
    }

    /// The fingerprint of good values by their texts, blank ones empty; absent where one of them is blank.
    pub(crate) fn of_texts<'t>(
        &self,
        definition: &ImportDefinition,
        text: impl Fn(usize) -> &'t str,
    ) -> Option<u64> {
        let parts = self.fields.iter().map(|slot| {
            let key = definition
                .fields
                .get(*slot)
                .map_or(Cow::Borrowed(text(*slot)), |field| field.key(text(*slot)));
            if self.folded { Cow::Owned(without_blanks(&key)) } else { key }
        });
        self.fields.iter().all(|slot| !text(*slot).is_empty()).then(|| hash_of(parts, 0))
    }

    /// Whether a record with this fingerprint was noted.
    pub(crate) fn has(&self, fingerprint: u64) -> bool {
        self.seen.has(fingerprint)
    }

    /// Brings near what will be asked of a fingerprint.
    pub(crate) fn bring_near(&self, fingerprint: u64) {
        self.seen.bring_near(fingerprint);
    }

    /// Notes the first record with a fingerprint.
    pub(crate) fn note_new(&mut self, fingerprint: u64, this: First) {
        self.seen.note(fingerprint, this);
    }

    /// Notes a record; `rule` is the rule that asks for the key, if it is not one of the definition itself.
    pub(crate) fn record(
        &mut self,
        rule: Option<&RuleEntry>,
        at: &RecordContext<'_>,
        values: &Values,
        print: u32,
        to: &mut Reporter<'_>,
    ) -> Kept {
        let seed = if self.among_siblings { at.node.map_or(0, |n| n.parent) } else { 0 };
        let Some(key) = key_of_record(self.fields, self.folded, seed, at, values) else { return Kept::No };
        match self.seen.note(key, First { row: at.row.number, print }) {
            Some(first) => {
                self.repeated(rule, first.row, at, values, to);
                Kept::Before(first)
            }
            None => {
                self.zeros(at, values, to);
                Kept::First
            }
        }
    }

    fn repeated(
        &self,
        rule: Option<&RuleEntry>,
        first: u32,
        at: &RecordContext<'_>,
        values: &Values,
        to: &mut Reporter<'_>,
    ) {
        let problem = problem_of(self.among_siblings, self.fields);
        let Some(slot) = self.fields.last() else { return };
        to.add(problem, rule.and_then(|r| r.severity), || {
            let finding = at
                .about(problem, *slot)
                .with("first", place_name(at.file, *slot, first))
                .with("fields", at.titles(self.fields))
                .with(
                    "values",
                    Detail::All(self.fields.iter().map(|s| values.text(*s).to_owned()).collect()),
                );
            let finding = if self.fields.iter().any(|slot| self.is_folded(*slot, at, values)) {
                finding.with("folded", Detail::Phrase(FOLDED))
            } else {
                finding
            };
            let finding = crate::rules::softened(finding, rule.filter(|_| self.fields.len() == 1));
            match rule {
                Some(rule) => finding.with("note", Detail::Said(rule.note.clone())),
                None => finding,
            }
        });
    }

    /// Whether another spelling of this value, in capitals or spaces, would be the same one.
    fn is_folded(&self, slot: usize, at: &RecordContext<'_>, values: &Values) -> bool {
        let field = at.file.definition.fields.get(slot);
        (self.folded || field.is_some_and(|field| is_folded(&field.kind)))
            && values.text(slot).contains(char::is_alphabetic)
    }

    fn zeros(&mut self, at: &RecordContext<'_>, values: &Values, to: &mut Reporter<'_>) {
        let (Some(bare), Some(slot)) = (&mut self.bare, self.fields.last()) else { return };
        let text = values.text(*slot);
        let core = text.trim_start_matches('0');
        if core.is_empty() || !core.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let key = hash_of(std::iter::once(fold(core)), 0);
        match bare.get(&key) {
            Some((first, other)) => to.add(&EQUAL_BUT_FOR_ZEROS, None, || {
                let finding = at.about(&EQUAL_BUT_FOR_ZEROS, *slot).expected(other.as_str());
                finding.with("first", place_name(at.file, *slot, *first))
            }),
            None => {
                bare.insert(key, (at.row.number, text.to_owned()));
            }
        }
    }
}

/// `B7`, or the row where there is no column.
pub(crate) fn place_name(context: &RuleContext<'_>, slot: usize, row: u32) -> String {
    match context.place(row, slot) {
        Place::Cell(Address { row, column }) => format!("{}{row}", letters(column)),
        _ => row.to_string(),
    }
}

/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&DUPLICATE_VALUE, &DUPLICATE_COMBINATION, &NAME_USED_TWICE, &EQUAL_BUT_FOR_ZEROS];
