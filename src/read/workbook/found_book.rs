//! A workbook of cells that another reader found.

use super::collector::{Collector, Common, Value};
use super::found::{FORMATS, FoundSheet, FoundValue};
use super::styles::Style;
use super::{SheetReader, Tab, Workbook, problem};
use crate::read::number_format::NumberFormat;
use crate::read::{Book, Format, ReadError};
use crate::table::Marks;
use std::ops::ControlFlow;
use std::rc::Rc;

struct FoundBook {
    sheets: Vec<FoundSheet>,
    common: Rc<Common>,
}

/// The workbook of these sheets. A sheet in which two cells have the same place is refused: one of them would be lost.
pub(crate) fn book<'s>(
    mut sheets: Vec<FoundSheet>,
    date_1904: bool,
    format: Format,
) -> Result<Box<dyn Book + 's>, ReadError> {
    sheets.iter_mut().for_each(FoundSheet::put_in_order);
    let style = |code: &str| Style { format: Rc::new(NumberFormat::new(code)), dressed: false };
    let styles = FORMATS.into_iter().map(style).collect();
    let common = Rc::new(Common { styles, date_1904, ..Common::default() });
    let mut book = Workbook::new(format, Box::new(FoundBook { sheets, common }));
    book.look_at_heads(&mut |_| ControlFlow::Continue(()))?;
    Ok(Box::new(book))
}

impl SheetReader for FoundBook {
    fn tabs(&self) -> Vec<Tab> {
        let refused = |sheet: &FoundSheet| {
            let error = || ReadError::new(&problem::SHEET_UNREADABLE).with("sheet", sheet.name.as_str());
            sheet.cells.is_none().then(error)
        };
        let tab = |sheet: &FoundSheet| Tab {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            refused: refused(sheet),
        };
        self.sheets.iter().map(tab).collect()
    }

    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }

    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let cells = self.sheets.get(sheet).and_then(|sheet| sheet.cells.as_deref()).unwrap_or_default();
        for row in cells.chunk_by(|a, b| a.row == b.row) {
            let Some(first) = row.first() else { continue };
            out.begin_row(first.row, false);
            for cell in row {
                out.cell(cell.column, stored(&cell.value), cell.value.format(), Marks::default());
            }
            if out.end_row().is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// A value as it is stored.
fn stored(value: &FoundValue) -> Value<'_> {
    match value {
        FoundValue::Text(text) => Value::Text(text),
        FoundValue::Number(number) | FoundValue::Day(number) | FoundValue::Length(number) => {
            Value::Number(*number)
        }
        FoundValue::Bool(truth) => Value::Bool(*truth),
        FoundValue::Error(error) => Value::Error(error),
        FoundValue::Iso(text) => Value::Iso(text),
    }
}
