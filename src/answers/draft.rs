//! A first definition from a sample file. What all cells of a column say is taken over, with how many cells say it; what
//! some of them say, or what a sample cannot say, is a question. Nothing is decided by a majority.

use crate::answers::card::sheet_and_header;
use crate::base::limits::LIMITS;
use crate::base::seeded::Map;
use crate::base::sorting;
use crate::definition::TranslatedText;
use crate::definition::remark::said;
use crate::read::ReadError;
use crate::record::heading_names::fold_heading;
use crate::scalar::contact::{is_email, is_web_address};
use crate::scalar::number::{self, NumberHint, NumberReading};
use crate::scalar::{check_digit, choice, moment, shape, text};
use crate::session::Session;
use serde_json::{Map as Object, Value as Json, json};
use std::ops::ControlFlow;

/// A first definition, with what it is made from and what only a person knows.
///
/// Given by [`Session::draft`].
#[derive(Clone, Debug)]
pub struct Draft {
    /// The definition. It says of itself that it is a draft, so that no file is ready by it.
    pub definition: Json,
    /// What was found, and what is asked, column by column.
    pub remarks: Vec<DraftRemark>,
}

/// What is said of a column of the sample, or of the sample as a whole.
///
/// Given by [`Session::draft`].
#[derive(Clone, Debug)]
pub struct DraftRemark {
    /// The field; empty for the sample as a whole.
    pub field: String,
    /// Somebody has to answer it.
    pub question: bool,
    /// The sentence: English, and French under `fr`.
    pub said: TranslatedText,
}

/// A type needs so many filled cells that all agree.
const ENOUGH: u64 = 5;
/// Being filled everywhere, or different everywhere, is worth a question from so many rows on.
const WORTH_ASKING: u64 = 20;
/// A list of values is worth a question if there are so few of them, in so many rows, each so often.
const LISTED: (usize, u64, u64) = (12, 50, 3);
/// An identifier with a check digit is taken for one if so many different ones are right.
const IDENTIFIERS: usize = 10;
/// What people write for nothing.
const NOTHING: [&str; 8] = ["NA", "N/A", "n/a", "na", "-", "null", "NULL", "#N/A"];
/// Words of headings whose values are codes although they look like numbers.
const CODES: [&str; 14] = [
    "code",
    "ref",
    "reference",
    "référence",
    "phone",
    "tel",
    "téléphone",
    "mobile",
    "fax",
    "zip",
    "postal",
    "postcode",
    "plz",
    "telefon",
];

/// What a cell may be: how the field says so, what it is called, and which texts are so.
struct Kind {
    words: &'static [(&'static str, &'static str)],
    called: [&'static str; 2],
    fits: fn(&str) -> bool,
}

/// A day in a pattern.
macro_rules! day {
    ($pattern:literal) => {
        Kind {
            words: &[("type", "date"), ("format", $pattern)],
            called: [concat!("a date as ", $pattern), concat!("une date en ", $pattern)],
            fits: |text| shape::read_date(text, $pattern).is_some(),
        }
    };
}

/// A moment in a pattern.
macro_rules! moment {
    ($pattern:literal) => {
        Kind {
            words: &[("type", "datetime"), ("format", $pattern)],
            called: [concat!("a date and time as ", $pattern), concat!("une date et heure en ", $pattern)],
            fits: |text| moment::read_as_is(text, $pattern).is_some(),
        }
    };
}

/// An identifier with a check digit.
macro_rules! identifier {
    ($format:literal) => {
        Kind {
            words: &[("format", $format)],
            called: [
                concat!("an identifier of the kind ", $format),
                concat!("un identifiant de type ", $format),
            ],
            fits: |text| check_digit::fault($format, &check_digit::tidy(text)).is_none(),
        }
    };
}

/// The kinds, the narrowest first: of several that all cells are, the first is taken.
static KINDS: &[Kind] = &[
    Kind {
        words: &[("format", "uuid")],
        called: ["an identifier made by a computer", "un identifiant informatique"],
        fits: shape::is_uuid,
    },
    Kind {
        words: &[("format", "email")],
        called: ["an e-mail address", "une adresse e-mail"],
        fits: is_email,
    },
    Kind { words: &[("format", "uri")], called: ["a web address", "une adresse web"], fits: is_web_address },
    identifier!("siret"),
    identifier!("siren"),
    identifier!("iban"),
    identifier!("lei"),
    identifier!("isbn"),
    identifier!("gtin"),
    Kind { words: &[("type", "integer")], called: ["a whole number", "un nombre entier"], fits: is_whole },
    Kind {
        words: &[("type", "number")],
        called: ["a number with a decimal point", "un nombre à point décimal"],
        fits: is_number,
    },
    Kind {
        words: &[("type", "number"), ("decimalChar", ",")],
        called: ["a number with a decimal comma", "un nombre à virgule décimale"],
        fits: with_comma,
    },
    Kind {
        words: &[("type", "date")],
        called: ["a date as 2025-03-14", "une date comme 2025-03-14"],
        fits: |text| shape::read_date(text, "%Y-%m-%d").is_some(),
    },
    day!("%d/%m/%Y"),
    day!("%m/%d/%Y"),
    day!("%d.%m.%Y"),
    day!("%d-%m-%Y"),
    day!("%m-%d-%Y"),
    day!("%Y/%m/%d"),
    day!("%d/%m/%y"),
    day!("%m/%d/%y"),
    Kind {
        words: &[("type", "datetime")],
        called: ["a date and time as 2025-03-14T09:30:00", "une date et heure comme 2025-03-14T09:30:00"],
        fits: |text| moment::standard_date_time(text).is_some(),
    },
    moment!("%Y-%m-%d %H:%M:%S"),
    moment!("%Y-%m-%d %H:%M"),
    moment!("%d/%m/%Y %H:%M"),
    moment!("%m/%d/%Y %H:%M"),
    Kind {
        words: &[("type", "time")],
        called: ["a time as 09:30:00", "une heure comme 09:30:00"],
        fits: |text| moment::standard_time(text).is_some(),
    },
    Kind {
        words: &[("type", "time"), ("format", "%H:%M")],
        called: ["a time as 09:30", "une heure comme 09:30"],
        fits: |text| moment::time_as_is(text, "%H:%M").is_some(),
    },
    Kind {
        words: &[("type", "yearmonth")],
        called: ["a month as 2025-03", "un mois comme 2025-03"],
        fits: shape::is_month,
    },
    Kind {
        words: &[("type", "duration")],
        called: ["a duration as PT1H30M", "une durée comme PT1H30M"],
        fits: |text| moment::duration(text).is_some(),
    },
    Kind {
        words: &[("type", "object")],
        called: ["a JSON object", "un objet JSON"],
        fits: |text| text.starts_with('{') && serde_json::from_str::<Json>(text).is_ok_and(|j| j.is_object()),
    },
    Kind {
        words: &[("type", "array")],
        called: ["a JSON array", "un tableau JSON"],
        fits: |text| text.starts_with('[') && serde_json::from_str::<Json>(text).is_ok_and(|j| j.is_array()),
    },
];

/// A whole number; a code with zeros before it, or with more digits than a spreadsheet keeps, is none.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (1..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.len() == 1 || !digits.starts_with('0'))
}

fn is_number(text: &str) -> bool {
    is_whole(text) || matches!(number::read(text), NumberReading::Plain { leading_zeros: false, .. })
}

fn with_comma(text: &str) -> bool {
    let comma = |text: &str| {
        matches!(number::read(text), NumberReading::Converted { why: NumberHint::DecimalComma, .. })
    };
    is_whole(text) || comma(text)
}

/// What the cells of a column showed.
struct Column {
    name: String,
    filled: u64,
    blank: u64,
    /// How many cells are of each kind.
    fits: Vec<u64>,
    /// A text that is not of that kind.
    misfits: Vec<String>,
    /// How often each text occurs, as long as there are not too many.
    texts: Map<String, u64>,
    more: bool,
    longest: usize,
    /// What stands for nothing.
    nothing: Vec<String>,
    /// A number whose mark may be one of decimals or of thousands.
    open_mark: Option<String>,
}

impl Column {
    fn new(name: String) -> Column {
        Column {
            name,
            filled: 0,
            blank: 0,
            fits: vec![0; KINDS.len()],
            misfits: vec![String::new(); KINDS.len()],
            texts: Map::default(),
            more: false,
            longest: 0,
            nothing: Vec::new(),
            open_mark: None,
        }
    }

    fn note(&mut self, shown: &str) {
        let text = text::trim(shown);
        if text.is_empty() {
            self.blank += 1;
            return;
        }
        if NOTHING.contains(&text) {
            if !self.nothing.iter().any(|known| known == text) {
                self.nothing.push(text.to_owned());
            }
            self.blank += 1;
            return;
        }
        self.filled += 1;
        self.longest = self.longest.max(text.chars().count());
        for (index, kind) in KINDS.iter().enumerate() {
            // A kind that most cells are not is not asked any more.
            if self.fits[index] * 2 + 10 < self.filled {
                continue;
            }
            if (kind.fits)(text) {
                self.fits[index] += 1;
            } else if self.misfits[index].is_empty() {
                self.misfits[index] = text::visible(text, 40);
            }
        }
        let open = matches!(
            number::read(text),
            NumberReading::Ambiguous { .. } | NumberReading::Plain { grouping_possible: true, .. }
        );
        if open && self.open_mark.is_none() {
            self.open_mark = Some(text.to_owned());
        }
        let room = self.texts.len() < LIMITS.draft_values;
        match self.texts.get_mut(text) {
            Some(count) => *count += 1,
            None if room => drop(self.texts.insert(text.to_owned(), 1)),
            None => self.more = true,
        }
    }

    /// Words that a definition may list, as they are written, in their order.
    fn values(&self) -> Vec<String> {
        let mut values: Vec<String> = self.texts.keys().cloned().collect();
        sorting::sort(&mut values);
        values
    }

    /// The kinds that all cells are.
    fn certain(&self) -> Vec<&'static Kind> {
        let all = KINDS.iter().zip(&self.fits).filter(|(_, fits)| **fits == self.filled);
        all.map(|(kind, _)| kind).filter(|kind| self.is_convincing(kind)).collect()
    }

    fn is_convincing(&self, kind: &Kind) -> bool {
        let word = |name: &str| kind.words.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let identifier = word("format").is_some_and(|format| check_digit::FORMATS.contains(&format));
        let number = matches!(word("type"), Some("integer" | "number"));
        let heading = fold_heading(&self.name);
        let code = heading.split(|c: char| !c.is_alphanumeric()).any(|word| CODES.contains(&word));
        !((identifier && self.texts.len() < IDENTIFIERS) || (number && code))
    }

    fn field(&self, remarks: &mut Vec<DraftRemark>) -> Json {
        let mut field = Object::new();
        field.insert("name".to_owned(), json!(self.name));
        let mut tell = |question: bool, said: TranslatedText| {
            remarks.push(DraftRemark { field: self.name.clone(), question, said });
        };
        if self.filled < ENOUGH {
            field.insert("type".to_owned(), json!("string"));
            tell(
                true,
                said(
                    format!("only {} cells are filled: which type has this column?", self.filled),
                    format!(
                        "seules {} cellules sont remplies\u{a0}: quel est le type de cette colonne\u{a0}?",
                        self.filled
                    ),
                ),
            );
            return Json::Object(field);
        }
        let count = self.filled;
        let kinds = self.certain();
        // Of two kinds that all cells are, one may only be a wider reading of the other; days and months may not.
        let days: Vec<&&Kind> = kinds.iter().filter(|kind| kind.words.len() > 1 && is_time(kind)).collect();
        if let [one, other, ..] = days.as_slice() {
            let words = |lang: usize| format!("{} / {}", one.called[lang], other.called[lang]);
            field.insert("type".to_owned(), json!("string"));
            tell(
                true,
                said(
                    format!(
                        "all {count} filled cells can be read in two ways: {}. Which is right?",
                        words(0)
                    ),
                    format!(
                        "les {count} cellules remplies se lisent de deux façons\u{a0}: {}. Laquelle est la bonne\u{a0}?",
                        words(1)
                    ),
                ),
            );
        } else if let Some(truths) = self.truths() {
            field.insert("type".to_owned(), json!("boolean"));
            field.insert("trueValues".to_owned(), json!(truths.0));
            field.insert("falseValues".to_owned(), json!(truths.1));
            tell(
                false,
                said(
                    format!("yes or no: {count} of {count} filled cells"),
                    format!("oui ou non\u{a0}: {count} cellules remplies sur {count}"),
                ),
            );
        } else if let Some(kind) = kinds.first() {
            for (word, value) in kind.words {
                field.insert((*word).to_owned(), json!(value));
            }
            tell(
                false,
                said(
                    format!("{}: {count} of {count} filled cells", kind.called[0]),
                    format!("{}\u{a0}: {count} cellules remplies sur {count}", kind.called[1]),
                ),
            );
            let number = kind.words.iter().any(|(_, value)| *value == "number");
            if let Some(open) = self.open_mark.as_ref().filter(|_| number) {
                tell(
                    true,
                    said(
                        format!("is the mark in “{open}” one of decimals, or of thousands?"),
                        format!(
                            "le signe dans «\u{a0}{open}\u{a0}» sépare-t-il les décimales ou les milliers\u{a0}?"
                        ),
                    ),
                );
            }
            if !self.nothing.is_empty() {
                field.insert(
                    "missingValues".to_owned(),
                    json!(
                        std::iter::once("")
                            .chain(self.nothing.iter().map(String::as_str))
                            .collect::<Vec<_>>()
                    ),
                );
                let words = self.nothing.join(", ");
                tell(
                    true,
                    said(
                        format!("does {words} mean that there is no value?"),
                        format!("est-ce que {words} veut dire qu’il n’y a pas de valeur\u{a0}?"),
                    ),
                );
            }
        } else {
            field.insert("type".to_owned(), json!("string"));
            self.nearly(&mut tell);
        }
        self.ask(&mut tell);
        Json::Object(field)
    }

    /// Two words for yes and no.
    fn truths(&self) -> Option<(Vec<String>, Vec<String>)> {
        if self.more || self.texts.len() != 2 {
            return None;
        }
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for text in self.values() {
            if is_whole(&text) {
                return None;
            }
            if choice::yes_or_no(&text)? { yes.push(text) } else { no.push(text) }
        }
        (yes.len() == 1 && no.len() == 1).then_some((yes, no))
    }

    /// A kind that all cells but a few are.
    fn nearly(&self, tell: &mut dyn FnMut(bool, TranslatedText)) {
        let near = KINDS.iter().enumerate().rev().filter(|(_, kind)| self.is_convincing(kind));
        let best = near
            .max_by_key(|(index, _)| self.fits[*index])
            .filter(|(index, _)| self.fits[*index] * 20 >= self.filled * 19);
        let Some((index, kind)) = best else { return };
        let (fits, count, misfit) = (self.fits[index], self.filled, &self.misfits[index]);
        if fits < count {
            tell(
                true,
                said(
                    format!(
                        "{fits} of {count} filled cells are {}, but not “{misfit}”. Is it a mistake?",
                        kind.called[0]
                    ),
                    format!(
                        "{fits} cellules remplies sur {count} sont {}, mais pas «\u{a0}{misfit}\u{a0}». Est-ce une erreur\u{a0}?",
                        kind.called[1]
                    ),
                ),
            );
        }
    }

    /// What a sample cannot say: whether it is always so.
    fn ask(&self, tell: &mut dyn FnMut(bool, TranslatedText)) {
        let count = self.filled;
        if self.blank == 0 && count >= WORTH_ASKING {
            tell(
                true,
                said(
                    format!("all {count} rows are filled: is a value required?"),
                    format!("les {count} lignes sont remplies\u{a0}: une valeur est-elle obligatoire\u{a0}?"),
                ),
            );
        }
        if !self.more && self.texts.len() as u64 == count && count >= WORTH_ASKING {
            tell(
                true,
                said(
                    format!("all {count} values are different: must they be?"),
                    format!("les {count} valeurs sont toutes différentes\u{a0}: doivent-elles l’être\u{a0}?"),
                ),
            );
        }
        let (few, rows, often) = LISTED;
        if !self.more && self.texts.len() <= few && count >= rows && self.texts.values().all(|n| *n >= often)
        {
            let values = self.values().join(", ");
            tell(
                true,
                said(
                    format!("there are only {values}: are other values possible?"),
                    format!("il n’y a que {values}\u{a0}: d’autres valeurs sont-elles possibles\u{a0}?"),
                ),
            );
        }
    }
}

fn is_time(kind: &Kind) -> bool {
    kind.words.iter().any(|(_, value)| matches!(*value, "date" | "datetime"))
}

impl Session<'_> {
    /// A first definition from a file: names and types of its columns, and what to ask whoever knows the import.
    ///
    /// ```
    /// use import_checker::{Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow};
    ///
    /// let rows = "name,born\nAda,1815-12-10\nBo,1990-01-02\nCy,1991-02-03\nDi,1992-03-04\nEd,1993-04-05\n";
    /// let input = Input { name: "people.csv".to_owned(), ..Input::default() };
    /// let mut session = Job::new(Vec::new(), Lang::En)
    ///     .file(input, Cursor::new(rows))
    ///     .open(&mut |_, _, _| ControlFlow::Continue(()));
    /// let draft = session.draft(0).unwrap();
    /// assert_eq!(draft.definition["fields"][1]["type"], "date");
    /// ```
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft(&mut self, file: usize) -> Result<Draft, ReadError> {
        let header = self.files.get(file).map_or(1, |file| sheet_and_header(file).1.value);
        let name = self.files.get(file).map_or("", |file| file.input.name.as_str());
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let mut columns: Vec<Option<Column>> = Vec::new();
        self.whole_rows(file, &mut |row| {
            if row.number == header {
                columns = row
                    .cells()
                    .map(|cell| {
                        Some(text::trim(cell.shown))
                            .filter(|t| !t.is_empty())
                            .map(|t| Column::new(t.to_owned()))
                    })
                    .collect();
            } else if row.number > header {
                for (index, column) in columns.iter_mut().enumerate() {
                    if let Some(column) = column {
                        column.note(row.cell(index).shown);
                    }
                }
            }
            ControlFlow::Continue(())
        })?;
        let mut remarks = vec![DraftRemark {
            field: String::new(),
            question: true,
            said: said(
                "did the receiving system make this file? A file of a customer does not say how the system wants dates and numbers.",
                "le système destinataire a-t-il produit ce fichier\u{a0}? Un fichier de client ne dit pas comment le système veut les dates et les nombres.",
            ),
        }];
        let fields: Vec<Json> = columns.iter().flatten().map(|column| column.field(&mut remarks)).collect();
        let definition = json!({ "name": name, "version": "1", "draft": true, "fields": fields });
        Ok(Draft { definition, remarks })
    }
}
