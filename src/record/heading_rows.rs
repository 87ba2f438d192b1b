//! Headings in more than one row: groups above, and below the names in another language, units, hints or numbers.

use crate::base::blank::shows_nothing;
use crate::definition::{Field, FieldKind};
use crate::record::heading_names::{Names, fold_heading, without_hint};
use crate::record::layout::Layout;
use crate::table::Row;

/// At most so many rows below the header are looked at.
const MOST: usize = 3;

/// Longer texts, in bytes, describe nothing.
const LONGEST: usize = 200;

/// What forms say of a column that must be filled, or need not; folded as headings are.
const NEEDED: &[&str] = &[
    "required",
    "mandatory",
    "compulsory",
    "optional",
    "conditional",
    "obligatoire",
    "requis",
    "requise",
    "facultatif",
    "facultative",
    "optionnel",
    "optionnelle",
    "pflicht",
    "pflichtfeld",
    "erforderlich",
    "freiwillig",
];

/// What programs and forms call the kinds of values; folded as headings are.
const KINDS: &[&str] = &[
    "text",
    "texte",
    "string",
    "char",
    "varchar",
    "nvarchar",
    "number",
    "numeric",
    "nombre",
    "numérique",
    "zahl",
    "integer",
    "int",
    "entier",
    "ganzzahl",
    "decimal",
    "décimal",
    "dezimal",
    "float",
    "double",
    "date",
    "datum",
    "datetime",
    "boolean",
    "bool",
    "booléen",
    "yes/no",
    "oui/non",
    "ja/nein",
];

/// Units of measure, money and time; folded as headings are.
const UNITS: &[&str] = &[
    "kg", "g", "mg", "t", "lb", "lbs", "oz", "m", "cm", "mm", "km", "in", "ft", "m2", "m²", "m3", "m³", "l",
    "ml", "h", "min", "s", "hours", "heures", "stunden", "minutes", "minuten", "days", "jours", "tage", "%",
    "€", "$", "£", "eur", "usd", "gbp", "chf", "in eur", "en eur", "en €", "in €", "k€", "°c", "kw", "kwh",
    "pcs", "pièces", "stück", "stk",
];

/// What an example begins with, in lower case.
const EXAMPLES: &[&str] = &[
    "e.g.",
    "eg.",
    "e. g.",
    "example:",
    "for example",
    "p. ex.",
    "p.ex.",
    "ex.",
    "ex :",
    "ex:",
    "exemple:",
    "exemple :",
    "par exemple",
    "z. b.",
    "z.b.",
    "beispiel:",
    "zum beispiel",
    "bsp.",
];

/// What examples begin with, and names as well: `Exemple 1`, `Beispielstraße`.
const PERHAPS_EXAMPLES: &[&str] = &["exemple", "beispiel"];

/// What a row below the header says of the columns.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// The names of their fields.
    Names,
    /// What can be nothing but a hint.
    Hints,
    /// What a row of data may hold as well: units, kinds, numbers.
    Maybe,
}

/// Finds the rows below the header that belong to it. `head` are the first rows of the sheet.
pub(super) fn find(head: &[Row], layout: &mut Layout, names: &Names<'_>) {
    let below =
        head.iter().filter(|row| row.number > layout.header_row).map(|row| (row, says(row, layout, names)));
    let below: Vec<(&Row, Option<Says>)> = below.take(MOST + 1).collect();
    // Where row after row is like this, or none follows, it is what the column holds.
    let end = below.iter().position(|(_, says)| says.is_none());
    let (mut other_names, mut hints) = (Vec::new(), Vec::new());
    for (row, says) in below.iter().take(end.unwrap_or(MOST)) {
        match says {
            Some(Says::Names) => other_names.push(row.number),
            Some(Says::Hints) => hints.push(row.number),
            Some(Says::Maybe) if end.is_some() => hints.push(row.number),
            _ => {}
        }
    }
    (layout.other_header_rows, layout.hint_rows) = (other_names, hints);
}

fn says(row: &Row, layout: &Layout, names: &Names<'_>) -> Option<Says> {
    let cells = (0..row.len()).map(|index| (index, row.cell(index).shown.trim()));
    let filled: Vec<(usize, &str)> = cells.filter(|(_, text)| !shows_nothing(text)).collect();
    let (_, first) = filled.first()?;
    if filled.iter().any(|(index, text)| *index >= layout.headings.len() || text.len() > LONGEST) {
        return None;
    }
    if begins(first, EXAMPLES) || begins(first, PERHAPS_EXAMPLES) {
        return Some(Says::Hints);
    }
    let slot_at = |index: usize| layout.headings.get(index).and_then(|heading| heading.field);
    let field_at = |index: usize| slot_at(index).and_then(|slot| names.definition.fields.get(slot));
    let all = |test: &dyn Fn(usize, &str) -> bool| filled.iter().all(|(index, text)| test(*index, text));
    if filled.len() >= 2 {
        if all(&|index, text| slot_at(index).is_some_and(|slot| names.is_of(slot, text))) {
            return Some(Says::Names);
        }
        if all(&|index, text| field_at(index).is_some_and(|field| describes(text, field))) {
            return Some(Says::Hints);
        }
    }
    let allowed = |index: usize, text: &str| {
        field_at(index).is_some_and(|field| {
            field.allowed.iter().any(|value| field.same(value, text)) || is_structure(&field.kind, text)
        })
    };
    if all(&|index, text| !allowed(index, text) && is_sure_hint(text)) {
        return Some(Says::Hints);
    }
    let alone = layout.headings.len() == 1;
    let counted = filled.len() == layout.headings.len()
        && filled.len() >= 3
        && all(&|index, text| is_number_of(index, text))
        && filled.iter().any(|(index, _)| field_at(*index).is_none_or(|field| !field.kind.is_number()));
    let hinted = !alone && all(&|index, text| !allowed(index, text) && (is_sure_hint(text) || is_hint(text)));
    (counted || hinted).then_some(Says::Maybe)
}

/// Whether a row may be a record although it begins as examples do: names begin so, too. Whether its other cells are values
/// of their fields, the rows themselves do not say.
pub(crate) fn may_be_record(row: &Row) -> bool {
    let first = (0..row.len()).map(|index| row.cell(index).shown.trim()).find(|text| !shows_nothing(text));
    first.is_some_and(|first| begins(first, PERHAPS_EXAMPLES) && !begins(first, EXAMPLES))
}

fn begins(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    words.iter().any(|start| lower.starts_with(start))
}

/// A value that is written in brackets, where the field takes such values: `[7.48,48.34]`.
fn is_structure(kind: &FieldKind, text: &str) -> bool {
    let takes =
        matches!(kind, FieldKind::Array | FieldKind::Object | FieldKind::GeoPoint(_) | FieldKind::GeoJson(_));
    takes && text.starts_with(['[', '{']) && serde_json::from_str::<serde_json::Value>(text).is_ok()
}

/// Whether a text names its column among other words (`FLD_NAME`), or is what the definition says of it.
fn describes(text: &str, field: &Field) -> bool {
    let said = field.description.others.values().chain([&field.description.plain]);
    let folded = format!(" {} ", fold_heading(text));
    let name = fold_heading(&field.heading);
    said.into_iter().any(|said| !said.is_empty() && said == text)
        || (folded.trim() != name && !name.is_empty() && folded.contains(&format!(" {name} ")))
}

/// Words of forms, the form of a date, or all of it in brackets.
fn is_sure_hint(text: &str) -> bool {
    let bracketed = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')]
        .iter()
        .any(|(open, close)| text.starts_with(*open) && text.ends_with(*close) && text.len() > 2);
    let bare = without_hint(text).unwrap_or(text);
    bracketed || NEEDED.contains(&fold_heading(bare).as_str()) || is_form_of_date(text)
}

fn is_hint(text: &str) -> bool {
    let word = fold_heading(without_hint(text).unwrap_or(text));
    KINDS.contains(&word.as_str()) || UNITS.contains(&word.as_str())
}

/// `dd/mm/yyyy`, `JJ.MM.AAAA`, `TT.MM.JJJJ`, `yyyy-mm-dd hh:mm`.
fn is_form_of_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let same = |part: &&str| {
        part.len() >= 2 && part.len() <= 4 && part.bytes().all(|b| Some(&b) == part.as_bytes().first())
    };
    let known = |part: &&str| part.bytes().all(|b| b"ymdjathsi".contains(&b));
    parts.len() >= 2 && parts.iter().all(|part| same(part) && known(part)) && lower.contains("mm")
}

/// `1`, `(1)`, `1.` or `A` over the first column, and so on.
fn is_number_of(index: usize, text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = u32::try_from(index).map(crate::table::letters);
    bare == (index + 1).to_string() || letters.is_ok_and(|letters| letters == bare)
}

/// What stands directly above the header, as far as it makes headings.
#[derive(Clone, Copy)]
pub(super) struct Above<'a>(Option<&'a Row>);

impl<'a> Above<'a> {
    /// Nothing.
    #[cfg(test)]
    pub(super) const NONE: Above<'static> = Above(None);

    /// The row right above one of these.
    pub(super) fn of(head: &'a [Row], place: usize) -> Above<'a> {
        let number = head.get(place).map_or(0, |row| row.number);
        let above = place.checked_sub(1).and_then(|above| head.get(above));
        Above(above.filter(|above| above.number + 1 == number))
    }

    fn text(self, index: usize) -> &'a str {
        self.0.filter(|row| index < row.len()).map_or("", |row| row.cell(index).shown.trim())
    }

    /// The text above a cell, as for a heading in a cell that reaches over both rows.
    pub(super) fn heading(self, index: usize) -> Option<&'a str> {
        Some(self.text(index)).filter(|text| !shows_nothing(text) && text.len() <= LONGEST)
    }

    /// Of each of the first columns the name of its group, which stands above the group's first column.
    pub(super) fn groups(self, columns: usize) -> impl Iterator<Item = Option<&'a str>> {
        (0..columns).scan(None, move |group, index| {
            let text = self.text(index);
            if !shows_nothing(text) {
                *group = Some(text);
            }
            Some(*group)
        })
    }
}
