//! A workbook of cells that another reader found: what they store is known, and what they display is not.

use super::collector::{Collector, Common, Value};
use super::styles::Style;
use super::{SheetReader, Tab, Workbook, problem};
use crate::read::number_format::NumberFormat;
use crate::read::{Book, Format, ReadError};
use crate::table::Marks;
use std::ops::ControlFlow;
use std::rc::Rc;

/// A sheet as another reader found it.
pub(crate) struct FoundSheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    /// Its cells in any order; absent where they could not be read.
    pub(crate) cells: Option<Vec<FoundCell>>,
}

/// A cell of it: row 1 is the first, column 0 is A.
pub(crate) struct FoundCell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) value: FoundValue,
}

/// What a cell stores.
pub(crate) enum FoundValue {
    Text(String),
    /// A number whose format is not known.
    Number(f64),
    /// Days since the workbook's first day, under a format of dates or times.
    Day(f64),
    /// Days under a format of durations.
    Length(f64),
    Bool(bool),
    /// An error value in the spreadsheet's spelling.
    Error(String),
    /// A date as text: `2025-03-14T10:00:00`.
    Iso(String),
}

/// The formats under which values are shown, by their place in the list of styles.
const FORMATS: [&str; 5] =
    [NO_FORMAT, "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"];

/// No format says this, so that a number under it counts as one whose display is not known.
const NO_FORMAT: &str = "[";

struct Found {
    sheets: Vec<FoundSheet>,
    common: Rc<Common>,
}

/// The workbook of these sheets. A sheet in which two cells have the same place is refused: one of them would be lost.
pub(crate) fn book<'s>(
    mut sheets: Vec<FoundSheet>,
    date_1904: bool,
) -> Result<Box<dyn Book + 's>, ReadError> {
    for sheet in &mut sheets {
        let Some(cells) = &mut sheet.cells else { continue };
        let place = |cell: &FoundCell| (cell.row, cell.column);
        cells.sort_by_key(place);
        if cells.windows(2).any(|pair| place(&pair[0]) == place(&pair[1])) {
            sheet.cells = None;
        }
    }
    let style = |code: &str| Style { format: Rc::new(NumberFormat::new(code)), dressed: false };
    let styles = FORMATS.into_iter().map(style).collect();
    let common = Rc::new(Common { styles, date_1904, ..Common::default() });
    let mut book = Workbook::new(Format::Xlsx, Box::new(Found { sheets, common }));
    book.look_at_heads(&mut |_| ControlFlow::Continue(()))?;
    Ok(Box::new(book))
}

impl SheetReader for Found {
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
                let (value, style) = shown(&cell.value);
                out.cell(cell.column, value, style, Marks::default());
            }
            if out.end_row().is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// A value, and the place of the format under which it is shown.
fn shown(value: &FoundValue) -> (Value<'_>, Option<u32>) {
    match value {
        FoundValue::Text(text) => (Value::Text(text), None),
        FoundValue::Number(number) => (Value::Number(*number), Some(0)),
        FoundValue::Day(days) if days.fract() == 0.0 => (Value::Number(*days), Some(1)),
        FoundValue::Day(days) if *days >= 1.0 => (Value::Number(*days), Some(2)),
        FoundValue::Day(days) => (Value::Number(*days), Some(3)),
        FoundValue::Length(days) => (Value::Number(*days), Some(4)),
        FoundValue::Bool(truth) => (Value::Bool(*truth), None),
        FoundValue::Error(error) => (Value::Error(error), None),
        FoundValue::Iso(text) => (Value::Iso(text), None),
    }
}
