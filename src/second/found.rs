//! What calamine finds stored in the plain parts of a workbook.

use crate::base::limits::LIMITS;
use crate::read::Format;
use crate::read::workbook::found::{FoundCell, FoundSheet, FoundValue};
use crate::read::workbook::plain_parts::PlainParts;
use calamine::{Data, Ods, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use std::io::Cursor;

/// The bytes that it is given.
type Bytes = Cursor<Vec<u8>>;

/// Takes every cell of every sheet. The readers of the two formats do the same and have no trait in common.
macro_rules! by_cells {
    ($book:ident, $looked:ident) => {
        for sheet in tables(&$book) {
            $looked.sheet(sheet, |name, take| {
                let mut reader = $book.worksheet_cells_reader(name).ok()?;
                while let Some(cell) = reader.next_cell().ok()? {
                    take(cell.get_position(), cell.get_value().clone().into())?;
                }
                Some(())
            });
        }
    };
}

/// Whether days are counted from 1904, and the sheets.
pub(super) fn found(parts: PlainParts, format: Format) -> Option<(bool, Vec<FoundSheet>)> {
    let PlainParts { container, held } = parts;
    let bytes = Cursor::new(container);
    let mut looked = Looked { held, sheets: Vec::new(), left: LIMITS.second_cells, blank_too: true };
    let date_1904 = match format {
        Format::Xls => {
            let mut book = Xls::new(bytes).ok()?;
            looked.by_range(&mut book);
            book.has_1904_epoch()
        }
        Format::Ods => {
            let mut book = Ods::new(bytes).ok()?;
            looked.by_range(&mut book);
            false
        }
        Format::Xlsb => {
            let mut book = Xlsb::new(bytes).ok()?;
            by_cells!(book, looked);
            book.has_1904_epoch()
        }
        _ => {
            looked.blank_too = false;
            let mut book = Xlsx::new(bytes).ok()?;
            by_cells!(book, looked);
            book.has_1904_epoch()
        }
    };
    Some((date_1904, looked.sheets))
}

/// The sheets that have cells.
fn tables<R: Reader<Bytes>>(book: &R) -> Vec<Sheet> {
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.take(LIMITS.sheets).cloned().collect()
}

/// Takes a cell of a sheet, if there may be more: its row and column from nought, and what it stores.
type Take<'t> = &'t mut dyn FnMut((u32, u32), Data) -> Option<()>;

/// What was found so far.
struct Looked {
    /// The places of cells that hold something, by sheet, in no order.
    held: Vec<Vec<(u32, u32)>>,
    sheets: Vec<FoundSheet>,
    /// Cells that may still be taken.
    left: u64,
    /// A cell that stores what shows nothing is one of those that hold something.
    blank_too: bool,
}

impl Looked {
    fn by_range<R: Reader<Bytes>>(&mut self, book: &mut R) {
        for sheet in tables(book) {
            self.sheet(sheet, |name, take| {
                let range = book.worksheet_range(name).ok()?;
                let (top, left) = range.start().unwrap_or((0, 0));
                range.used_cells().try_for_each(|(row, column, data)| {
                    let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
                    take((top.checked_add(row)?, left.checked_add(column)?), data.clone())
                })
            });
        }
    }

    /// Takes a sheet, whose cells `read` hands over. It counts as read if there is something in exactly the cells that hold
    /// something, and no letters were lost.
    fn sheet(&mut self, sheet: Sheet, read: impl FnOnce(&str, Take<'_>) -> Option<()>) {
        let (mut cells, mut places) = (Vec::new(), Vec::new());
        let (left, blank_too) = (&mut self.left, self.blank_too);
        let mut take = |(row, column): (u32, u32), data: Data| {
            *left = left.checked_sub(1)?;
            let row = row.saturating_add(1);
            let holds = !matches!(data, Data::Empty);
            let value = value(data);
            if matches!(&value, Some(FoundValue::Text(text) | FoundValue::Iso(text)) if text.contains('\u{fffd}'))
            {
                return None;
            }
            if value.is_some() || (holds && blank_too) {
                places.push((row, column));
            }
            cells.extend(value.map(|value| FoundCell { row, column, value }));
            Some(())
        };
        let whole = read(&sheet.name, &mut take).is_some();
        places.sort_unstable();
        let cells = Some(cells).filter(|_| whole && self.held.contains(&places));
        let hidden = sheet.visible != SheetVisible::Visible;
        self.sheets.push(FoundSheet { name: sheet.name, hidden, cells });
    }
}

/// What a cell stores; nothing where it shows nothing.
fn value(data: Data) -> Option<FoundValue> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) if text.trim_ascii().is_empty() => return None,
        Data::String(text) => FoundValue::Text(text),
        Data::Int(number) => FoundValue::Number(number as f64),
        Data::Float(number) => FoundValue::Number(number),
        Data::DateTime(moment) if moment.is_duration() => FoundValue::Length(moment.as_f64()),
        Data::DateTime(moment) => FoundValue::Day(moment.as_f64()),
        Data::Bool(truth) => FoundValue::Bool(truth),
        Data::Error(error) => FoundValue::Error(error.to_string()),
        Data::DateTimeIso(iso) | Data::DurationIso(iso) => FoundValue::Iso(iso),
    })
}
