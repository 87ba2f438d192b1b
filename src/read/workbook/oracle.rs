//! Workbooks as the calamine library reads them.

use super::collector::{Collector, Common, Value};
use super::{SheetReader, Tab, problem};
use crate::read::number_format::NumberFormat;
use crate::read::refusals;
use crate::read::{Format, ReadError, Source};
use crate::table::Marks;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible};
use std::io::BufReader;
use std::rc::Rc;

type Bytes<'s> = BufReader<Box<dyn Source + 's>>;

enum Kind<'s> {
    Xlsx(calamine::Xlsx<Bytes<'s>>),
    Xlsb(calamine::Xlsb<Bytes<'s>>),
    Xls(calamine::Xls<Bytes<'s>>),
    Ods(calamine::Ods<Bytes<'s>>),
}

struct Calamine<'s> {
    kind: Kind<'s>,
    tabs: Vec<Tab>,
    common: Rc<Common>,
}

fn unreadable(error: &impl std::fmt::Display) -> ReadError {
    let reason = error.to_string();
    let problem = if reason.to_lowercase().contains("password") {
        &refusals::PASSWORD
    } else {
        &problem::PART_UNREADABLE
    };
    ReadError::new(problem).with("part", "").with("reason", reason)
}

pub(super) fn open<'s>(
    source: Box<dyn Source + 's>,
    format: Format,
) -> Result<Box<dyn SheetReader + 's>, ReadError> {
    let source = BufReader::with_capacity(1 << 18, source);
    let mut common = Common::default();
    // A date is shown in the ISO form: the format that the cell has is not known here.
    for code in ["General", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "[h]:mm:ss"] {
        common.formats.push(Rc::new(NumberFormat::new(code)));
    }
    let (kind, sheets) = match format {
        Format::Xlsb => {
            let book = calamine::Xlsb::new(source).map_err(|e| unreadable(&e))?;
            let sheets = book.sheets_metadata().to_vec();
            common.date_1904 = book.has_1904_epoch();
            (Kind::Xlsb(book), sheets)
        }
        Format::Xls => {
            let book = calamine::Xls::new(source).map_err(|e| unreadable(&e))?;
            let sheets = book.sheets_metadata().to_vec();
            common.date_1904 = book.has_1904_epoch();
            (Kind::Xls(book), sheets)
        }
        Format::Ods => {
            let book = calamine::Ods::new(source).map_err(|e| unreadable(&e))?;
            let sheets = book.sheets_metadata().to_vec();
            (Kind::Ods(book), sheets)
        }
        _ => {
            let book = calamine::Xlsx::new(source).map_err(|e| unreadable(&e))?;
            let sheets = book.sheets_metadata().to_vec();
            common.date_1904 = book.has_1904_epoch();
            (Kind::Xlsx(book), sheets)
        }
    };
    let tabs = sheets.iter().map(tab).collect();
    Ok(Box::new(Calamine { kind, tabs, common: Rc::new(common) }))
}

fn tab(sheet: &calamine::Sheet) -> Tab {
    let refused = (sheet.typ != SheetType::WorkSheet)
        .then(|| ReadError::new(&problem::NOT_CELLS).with("sheet", sheet.name.as_str()));
    Tab { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible, refused }
}

/// Puts cells that come in order together as rows.
struct Rows<'o, 'c> {
    out: &'o mut Collector<'c>,
    row: Option<u32>,
}

impl Rows<'_, '_> {
    fn cell(&mut self, (row, column): (u32, u32), value: Value<'_>, style: Option<u32>) -> bool {
        if self.row != Some(row) {
            if self.row.is_some() && self.out.end_row().is_break() {
                return false;
            }
            self.out.begin_row(row.saturating_add(1), false);
            self.row = Some(row);
        }
        self.out.cell(column, value, style, Marks::default());
        true
    }
    fn data(&mut self, at: (u32, u32), data: &Data) -> bool {
        let (value, style) = match data {
            Data::Empty => return true,
            Data::Int(n) => (Value::Number(*n as f64), None),
            Data::Float(n) => (Value::Number(*n), None),
            Data::String(text) => (Value::Text(text), None),
            Data::Bool(truth) => (Value::Bool(*truth), None),
            Data::DateTime(date) => (Value::Number(date.as_f64()), Some(style(date))),
            Data::DateTimeIso(text) | Data::DurationIso(text) => (Value::Iso(text), None),
            Data::Error(error) => return self.cell(at, Value::Error(&error.to_string()), None),
        };
        self.cell(at, value, style)
    }
    fn data_ref(&mut self, at: (u32, u32), data: &DataRef<'_>) -> bool {
        let (value, style) = match data {
            DataRef::Empty => return true,
            DataRef::Int(n) => (Value::Number(*n as f64), None),
            DataRef::Float(n) => (Value::Number(*n), None),
            DataRef::String(text) => (Value::Text(text), None),
            DataRef::SharedString(text) => (Value::Text(text), None),
            DataRef::Bool(truth) => (Value::Bool(*truth), None),
            DataRef::DateTime(date) => (Value::Number(date.as_f64()), Some(style(date))),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (Value::Iso(text), None),
            DataRef::Error(error) => return self.cell(at, Value::Error(&error.to_string()), None),
        };
        self.cell(at, value, style)
    }
}

fn style(date: &calamine::ExcelDateTime) -> u32 {
    if date.is_duration() {
        3
    } else if date.as_f64().fract() == 0.0 {
        2
    } else {
        1
    }
}

impl SheetReader for Calamine<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.tabs.clone()
    }
    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let Some(name) = self.tabs.get(sheet).map(|t| t.name.clone()) else { return Ok(()) };
        let mut rows = Rows { out, row: None };
        match &mut self.kind {
            Kind::Xlsx(book) => {
                let mut reader = book.worksheet_cells_reader(&name).map_err(|e| unreadable(&e))?;
                while let Some(cell) = reader.next_cell().map_err(|e| unreadable(&e))? {
                    if !rows.data_ref(cell.get_position(), cell.get_value()) {
                        return Ok(());
                    }
                }
            }
            Kind::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(&name).map_err(|e| unreadable(&e))?;
                while let Some(cell) = reader.next_cell().map_err(|e| unreadable(&e))? {
                    if !rows.data_ref(cell.get_position(), cell.get_value()) {
                        return Ok(());
                    }
                }
            }
            Kind::Xls(book) => dense(&book.worksheet_range(&name).map_err(|e| unreadable(&e))?, &mut rows),
            Kind::Ods(book) => dense(&book.worksheet_range(&name).map_err(|e| unreadable(&e))?, &mut rows),
        }
        let _ = out.end_row();
        Ok(())
    }
}

fn dense(range: &calamine::Range<Data>, rows: &mut Rows<'_, '_>) {
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, column, data) in range.used_cells() {
        if !rows.data((top + row as u32, left + column as u32), data) {
            return;
        }
    }
}
