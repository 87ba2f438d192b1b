//! What calamine finds stored in the parts of an XLSX workbook.

use crate::base::limits::LIMITS;
use crate::read::workbook::found::{FoundCell, FoundSheet, FoundValue};
use crate::read::workbook::plain_parts::PlainParts;
use calamine::{DataRef, Reader, SheetType, SheetVisible, XlsxError};
use std::io::Cursor;

/// Whether days are counted from 1904, and the sheets.
pub(super) fn found(parts: PlainParts) -> Option<(bool, Vec<FoundSheet>)> {
    let PlainParts { container, held } = parts;
    let mut book = calamine::Xlsx::new(Cursor::new(container)).ok()?;
    let mut left = LIMITS.second_cells;
    let listed = book.sheets_metadata().to_vec();
    let tables = listed.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let mut sheets = Vec::new();
    for sheet in tables.take(LIMITS.sheets) {
        let cells = cells(&mut book, &sheet.name, &mut left).ok().flatten();
        // Cells that hold something, and only these: none was passed over.
        let all = |cells: &Vec<FoundCell>| {
            let mut places: Vec<_> = cells.iter().map(|cell| (cell.row, cell.column)).collect();
            places.sort_unstable();
            held.contains(&places)
        };
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(FoundSheet { name: sheet.name, hidden, cells: cells.filter(all) });
    }
    Some((book.has_1904_epoch(), sheets))
}

/// The cells of a sheet that show something; nothing where there are too many, or letters were lost.
fn cells(
    book: &mut calamine::Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    left: &mut u64,
) -> Result<Option<Vec<FoundCell>>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let Some(rest) = left.checked_sub(1) else { return Ok(None) };
        *left = rest;
        let (row, column) = cell.get_position();
        let Some(value) = value(cell.get_value()) else { continue };
        if matches!(&value, FoundValue::Text(text) | FoundValue::Iso(text) if text.contains('\u{fffd}')) {
            return Ok(None);
        }
        cells.push(FoundCell { row: row.saturating_add(1), column, value });
    }
    Ok(Some(cells))
}

/// What a cell stores; nothing where it shows nothing.
fn value(data: &DataRef<'_>) -> Option<FoundValue> {
    let text = |text: &str| Some(FoundValue::Text(text.to_owned())).filter(|_| !text.trim_ascii().is_empty());
    match data {
        DataRef::Empty => None,
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Int(number) => Some(FoundValue::Number(*number as f64)),
        DataRef::Float(number) => Some(FoundValue::Number(*number)),
        DataRef::DateTime(moment) if moment.is_duration() => Some(FoundValue::Length(moment.as_f64())),
        DataRef::DateTime(moment) => Some(FoundValue::Day(moment.as_f64())),
        DataRef::Bool(truth) => Some(FoundValue::Bool(*truth)),
        DataRef::Error(error) => Some(FoundValue::Error(error.to_string())),
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => Some(FoundValue::Iso(iso.clone())),
    }
}
