//! Values and combinations that may occur once.
//!
//! A key is remembered by a 64-bit hash and the row that had it first, about 16 bytes each; the odds of one false
//! match among a million keys are about 3 in 100 million.

use super::holds;
use crate::base::first_seen::{First, FirstSeen, fingerprints};
use crate::definition::{FieldKind, ImportDefinition, Rule};
use crate::problem::{Detail, Example, Grade, Place, Problem, Prose, Severity};
use crate::record::context::{RecordContext, Reporter, RuleContext};
use crate::record::values::Values;
use crate::scalar::text::fold;
use crate::table::{Address, letters};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

pub(crate) static DUPLICATE_VALUE: Problem = Problem {
    code: "U610",
    name: "duplicate-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A value that may appear once appears again",
        message: "{at}: “{value}” is already used in {first}. {note} Each value may appear once.",
        why: "The server would overwrite the first record, or refuse the second.",
        remedy: "Change one of the two, or remove the row that is there twice.",
    },
    fr: Prose {
        title: "Une valeur qui doit être unique apparaît deux fois",
        message: "{at} : « {value} » est déjà utilisé en {first}. {note} Chaque valeur ne peut apparaître qu’une fois.",
        why: "Le serveur écraserait le premier enregistrement ou refuserait le second.",
        remedy: "Changez l’une des deux valeurs, ou supprimez la ligne en double.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","constraints":{"unique":true}},{"name":"b"}]}"#,
        "id,b\n1,x\n1,y\n",
        "id,b\n1,x\n2,x\n",
    ),
};

pub(crate) static DUPLICATE_COMBINATION: Problem = Problem {
    code: "U620",
    name: "duplicate-combination",
    severity: Severity::Error,
    repair: Grade::None,
    en: Prose {
        title: "A combination that may appear once appears again",
        message: "{at}: the combination of {fields} ({values}) is already used in {first}. {note}",
        why: "The server tells records apart by this combination.",
        remedy: "Change one of the values, or remove the row that is there twice.",
    },
    fr: Prose {
        title: "Une combinaison qui doit être unique apparaît deux fois",
        message: "{at} : la combinaison de {fields} ({values}) est déjà utilisée en {first}. {note}",
        why: "Le serveur distingue les enregistrements par cette combinaison.",
        remedy: "Changez l’une des valeurs, ou supprimez la ligne en double.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"a"},{"name":"b"},{"name":"c"}],"uniqueKeys":[["a","b"]]}"#,
        "a,b,c\n1,x,1\n1,x,2\n",
        "a,b,c\n1,x,1\n1,y,1\n",
    ),
};

pub(crate) static NAME_USED_TWICE: Problem = Problem {
    code: "U630",
    name: "name-used-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Two rows in the same place have one name",
        message: "{at}: “{value}” is already the name in {first}, in the same place. {note}",
        why: "Other files find the row by its exact name, and would find two.",
        remedy: "Give one of them another name.",
    },
    fr: Prose {
        title: "Deux lignes au même endroit portent le même nom",
        message: "{at} : « {value} » est déjà le nom utilisé en {first}, au même endroit. {note}",
        why: "D’autres fichiers retrouvent la ligne par son nom exact, et en trouveraient deux.",
        remedy: "Donnez un autre nom à l’une des deux.",
    },
    example: Example::NONE,
};

pub(crate) static EQUAL_BUT_FOR_ZEROS: Problem = Problem {
    code: "U640",
    name: "equal-but-for-zeros",
    severity: Severity::Warning,
    repair: Grade::None,
    en: Prose {
        title: "Two references differ only by zeros at the start",
        message: "{at}: “{value}” and “{expected}” in {first} differ only by zeros at the start.",
        why: "A spreadsheet may have removed the zeros of one of them.",
        remedy: "Check which spelling is right.",
    },
    fr: Prose {
        title: "Deux références ne diffèrent que par des zéros initiaux",
        message: "{at} : « {value} » et « {expected} » en {first} ne diffèrent que par des zéros au début.",
        why: "Un tableur a peut-être supprimé les zéros de l’une d’elles.",
        remedy: "Vérifiez laquelle est juste.",
    },
    example: Example::of(
        r#"{"fields":[{"name":"id","format":"reference","constraints":{"unique":true}},{"name":"b"}]}"#,
        "id,b\n012,x\n12,y\n",
        "id,b\n012,x\n013,x\n",
    ),
};
/// One key: its fields, and the rows that had each of its values first.
pub(crate) struct Unique<'d> {
    rule: Option<&'d Rule>,
    fields: &'d [usize],
    /// Compared without regard to case and blanks, by field.
    folded: Vec<bool>,
    among_siblings: bool,
    seen: FirstSeen,
    /// References without leading zeros: first row, hash of the whole.
    bare: Option<HashMap<u64, (u32, String)>>,
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
    matches!(kind, FieldKind::Reference | FieldKind::Email | FieldKind::Username)
}

pub(crate) fn compared<'a>(text: &'a str, folded: bool) -> Cow<'a, str> {
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

impl<'d> Unique<'d> {
    pub(crate) fn key(fields: &'d [usize], definition: &ImportDefinition) -> Unique<'d> {
        let kind = |f: &usize| definition.fields.get(*f).map(|f| &f.kind);
        let folded: Vec<bool> = fields.iter().map(|f| kind(f).is_some_and(is_folded)).collect();
        let reference = fields.len() == 1 && fields.iter().any(|f| kind(f) == Some(&FieldKind::Reference));
        Unique {
            rule: None,
            fields,
            folded,
            among_siblings: false,
            seen: FirstSeen::default(),
            bare: reference.then(HashMap::new),
        }
    }

    pub(crate) fn rule(
        rule: &'d Rule,
        fields: &'d [usize],
        among_siblings: bool,
        definition: &ImportDefinition,
    ) -> Unique<'d> {
        Unique { rule: Some(rule), among_siblings, bare: None, ..Unique::key(fields, definition) }
    }

    pub(crate) fn record(
        &mut self,
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &Values,
        print: u32,
        reporter: &mut Reporter<'_>,
    ) -> Kept {
        // A key with an empty part identifies nothing, as in a database.
        if !self.fields.iter().all(|slot| values.is_filled(*slot)) {
            return Kept::No;
        }
        if self.rule.is_some_and(|rule| !holds(&rule.when, context, at, values)) {
            return Kept::No;
        }
        let seed = if self.among_siblings { at.node.map_or(0, |n| n.parent) } else { 0 };
        let parts = self.fields.iter().zip(&self.folded).map(|(s, f)| compared(values.text(*s), *f));
        let key = hash_of(parts, seed);
        match self.seen.note(key, First { row: at.row.number, print }) {
            Some(first) => {
                self.repeated(first.row, context, at, values, reporter);
                Kept::Before(first)
            }
            None => {
                self.zeros(context, at, values, reporter);
                Kept::First
            }
        }
    }

    /// Whether rows with different keys are told apart by this key alone: it is asked of all rows of the file alike.
    pub(crate) fn tells_rows_apart(&self) -> bool {
        self.rule.is_none() && !self.among_siblings
    }

    fn repeated(
        &self,
        first: u32,
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &Values,
        reporter: &mut Reporter<'_>,
    ) {
        let problem = match (self.among_siblings, self.fields.len()) {
            (true, _) => &NAME_USED_TWICE,
            (false, 1) => &DUPLICATE_VALUE,
            (false, _) => &DUPLICATE_COMBINATION,
        };
        let Some(slot) = self.fields.last() else { return };
        reporter.add(problem, self.rule.and_then(|r| r.severity), || {
            let finding = context
                .about(problem, at.row, *slot)
                .with("first", place_name(context, *slot, first))
                .with("fields", Detail::All(self.fields.iter().map(|s| context.title(*s)).collect()))
                .with(
                    "values",
                    Detail::All(self.fields.iter().map(|s| values.text(*s).to_owned()).collect()),
                );
            match self.rule {
                Some(rule) => finding.with("note", Detail::Said(rule.note.clone())),
                None => finding,
            }
        });
    }

    fn zeros(
        &mut self,
        context: &RuleContext<'_>,
        at: &RecordContext<'_>,
        values: &Values,
        reporter: &mut Reporter<'_>,
    ) {
        let (Some(bare), Some(slot)) = (&mut self.bare, self.fields.last()) else { return };
        let text = values.text(*slot);
        let core = text.trim_start_matches('0');
        if core.is_empty() || !core.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let key = hash_of(std::iter::once(fold(core)), 0);
        match bare.get(&key) {
            Some((first, other)) => reporter.add(&EQUAL_BUT_FOR_ZEROS, None, || {
                let finding = context.about(&EQUAL_BUT_FOR_ZEROS, at.row, *slot).expected(other.as_str());
                finding.with("first", place_name(context, *slot, *first))
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
