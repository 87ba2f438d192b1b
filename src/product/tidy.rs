//! The cleaned rows as a workbook, in the order of the template.

use super::cells::day_number;
use super::marked::Put;
use crate::check::changes::Account;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::outgoing;
use crate::check::subject::Subject;
use crate::definition::value::Class;
use crate::definition::{FieldKind, TextFormat};
use crate::read::Book;
use crate::scalar::date::iso;
use crate::xlsx_out::pieces::{Content, Line, MOST_COLUMNS, MOST_ROWS, Piece, Sheet, tab_name};
use std::ops::ControlFlow;

/// Hands over the cleaned rows, or a part of them: from which one, and how many.
pub(crate) fn tidy(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    (rows, part): (Rows, Option<(u64, u64)>),
    put: Put<'_>,
) -> Result<Account, Error> {
    let slots = outgoing::columns(subject);
    let definition = subject.definition;
    let kind = |slot: &usize| {
        let field = subject.layout.slots.get(*slot).and_then(|s| s.field);
        field.and_then(|f| definition.fields.get(f)).map_or(&FieldKind::Text(TextFormat::Plain), |f| &f.kind)
    };
    let kinds: Vec<&FieldKind> = slots.iter().map(kind).collect();
    let names: Vec<&str> =
        slots.iter().filter_map(|s| subject.layout.slots.get(*s)).map(|s| s.name.as_str()).collect();
    let (first, records) = part.unwrap_or((0, u64::MAX));
    let last = (checked.states.len() as u64).min(records) + 1;
    if names.len() > MOST_COLUMNS as usize || last > u64::from(MOST_ROWS) {
        return Err(Error::TooLarge);
    }
    let texts =
        kinds.iter().enumerate().filter(|(_, k)| is_text(k)).filter_map(|(i, _)| u32::try_from(i).ok());
    put(Piece::Sheet(Sheet {
        name: tab_name(definition.title.get(subject.lang.tag()), "Import"),
        header: 1,
        widths: names
            .iter()
            .map(|n| u16::try_from(n.chars().count() + 4).unwrap_or(40).clamp(10, 40))
            .collect(),
        ours: MOST_COLUMNS,
        filter: false,
        texts: texts.collect(),
        wraps: Vec::new(),
        property: Some(("import-checker".to_owned(), format!("{} {}", definition.name, definition.version))),
    }))?;
    put(Piece::Line(Line {
        row: 1,
        cells: names.iter().map(|n| Content::text(n)).collect(),
        ..Line::default()
    }))?;
    let (mut row, mut index) = (1, 0);
    let mut record = |out: &outgoing::OutgoingRecord<'_>| {
        index += 1;
        if index <= first || index - first > records {
            return Ok(());
        }
        row += 1;
        let cells = out.texts().zip(&kinds).map(|(text, kind)| value(text, kind)).collect();
        put(Piece::Line(Line { row, cells, ..Line::default() }))
    };
    let mut go_on = |_, _| ControlFlow::Continue(());
    clean::pass(book, subject, checked, rows, &mut go_on, &mut record, &mut |_, _| ())
}

/// Whether the values of a column are texts, even where they look like numbers.
pub(crate) fn is_text(kind: &FieldKind) -> bool {
    match kind.type_kind().class {
        Class::Month | Class::Truth | Class::Text => true,
        Class::Number | Class::Year | Class::Day | Class::Moment | Class::Time => false,
    }
}

/// A canonical text as a cell. What would lose a digit as a number stays a text.
fn value(text: &str, kind: &FieldKind) -> Content {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let number = || text.parse::<f64>().ok().filter(|n| n.is_finite() && digits <= 15);
    match kind.type_kind().class {
        Class::Number | Class::Year => number().map_or_else(|| Content::text(text), Content::Number),
        Class::Day => match iso(text).and_then(day_number) {
            // Other spellings stay texts, since the server asked for them.
            Some(n) => Content::Formatted { n: f64::from(n), f: "yyyy-mm-dd".to_owned() },
            None => Content::text(text),
        },
        Class::Moment | Class::Time | Class::Month | Class::Truth | Class::Text => Content::text(text),
    }
}
