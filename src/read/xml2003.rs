//! XML Spreadsheet 2003, which programs write because it is simple and Excel opens it.

use super::markup::{Attributes, Token, Tokens};
use super::number_format::NumberFormat;
use super::tables::{Grid, Span, Tables, text_cell};
use super::{ReadError, too_much};
use crate::base::limits::LIMITS;
use crate::table::{Cell, CellFormat, Date, Marks, Moment, Row, Stored};
use std::collections::HashMap;
use std::io::Read;

/// Walks over the tags; true if the workbook was closed at its end.
pub(super) fn walk<R: Read>(mut tokens: Tokens<R>, tables: &mut dyn Tables) -> Result<bool, ReadError> {
    let mut reader = Reader::new();
    while let Some(token) = tokens.next()? {
        let stop = match token {
            Token::Open { name, attributes, empty } => {
                let mut stop = reader.open(&name, &attributes, tables)?;
                if empty {
                    stop |= reader.close(&name, tables)?;
                }
                stop
            }
            Token::Close(name) => reader.close(&name, tables)?,
            Token::Text(text) => {
                reader.text(&text);
                false
            }
        };
        if stop {
            return Ok(false);
        }
    }
    Ok(reader.ended)
}

struct Reader {
    styles: HashMap<String, NumberFormat>,
    style: String,
    /// Number of the next sheet.
    sheets: usize,
    grid: Grid,
    next_row: u32,
    row_style: Option<String>,
    in_row: bool,
    cell: Option<CellParts>,
    /// The text of the element at hand is wanted.
    listening: bool,
    heard: String,
    in_comment: bool,
    ended: bool,
}

struct CellParts {
    style: String,
    span: Span,
    formula: bool,
    kind: String,
    text: String,
}

impl Reader {
    fn new() -> Reader {
        Reader {
            styles: HashMap::new(),
            style: String::new(),
            sheets: 0,
            grid: Grid::after(0),
            next_row: 1,
            row_style: None,
            in_row: false,
            cell: None,
            listening: false,
            heard: String::new(),
            in_comment: false,
            ended: false,
        }
    }

    fn open(
        &mut self,
        name: &str,
        attributes: &Attributes,
        tables: &mut dyn Tables,
    ) -> Result<bool, ReadError> {
        match name {
            "style" => self.style = attributes.get("id").unwrap_or_default().to_owned(),
            "numberformat" => {
                let code = code_of(attributes.get("format").unwrap_or_default());
                self.styles.insert(self.style.clone(), NumberFormat::new(code));
            }
            "worksheet" => {
                tables.table(attributes.get("name").unwrap_or_default().to_owned())?;
                self.sheets += 1;
                self.grid = Grid::after(self.grid.all_cells());
                self.next_row = 1;
            }
            "row" => return self.begin_row(attributes, tables),
            "cell" if self.in_row => self.begin_cell(attributes)?,
            "comment" => self.in_comment = true,
            "data" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attributes.get("type").unwrap_or("String").to_owned();
                    self.listen();
                }
            }
            "visible" => self.listen(),
            _ => {}
        }
        Ok(false)
    }

    fn close(&mut self, name: &str, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        match name {
            "data" if !self.in_comment => {
                self.listening = false;
                if let Some(cell) = &mut self.cell {
                    cell.text = std::mem::take(&mut self.heard);
                }
            }
            "visible" => {
                self.listening = false;
                if self.heard.trim() != "SheetVisible" {
                    tables.hide(self.sheets.saturating_sub(1));
                }
            }
            "comment" => self.in_comment = false,
            "cell" => self.end_cell()?,
            "row" => return self.end_row(tables),
            "workbook" => self.ended = true,
            _ => {}
        }
        Ok(false)
    }

    fn listen(&mut self) {
        self.listening = true;
        self.heard.clear();
    }

    fn text(&mut self, text: &str) {
        if self.listening && self.heard.len() <= LIMITS.row_bytes {
            self.heard.push_str(text);
        }
    }

    fn begin_row(&mut self, attributes: &Attributes, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        let stop = self.end_row(tables)?;
        let index = attributes.number("index").and_then(|index| u32::try_from(index).ok());
        // Rows never go back, whatever the file says: a number stands for one row.
        let number = index.unwrap_or(self.next_row).max(self.next_row);
        let span = attributes.number("span").and_then(|span| u32::try_from(span).ok()).unwrap_or(0);
        self.next_row = number.saturating_add(1).saturating_add(span);
        if number > LIMITS.rows {
            return Err(too_much::too_many_rows());
        }
        self.grid.begin(number, attributes.get("hidden") == Some("1"));
        self.row_style = attributes.get("styleid").map(str::to_owned);
        self.in_row = true;
        Ok(stop)
    }

    fn begin_cell(&mut self, attributes: &Attributes) -> Result<(), ReadError> {
        self.end_cell()?;
        if let Some(index) = attributes.number("index") {
            self.grid.pad(index.saturating_sub(1))?;
        }
        let more = |name: &str| attributes.number(name).unwrap_or(0).saturating_add(1);
        let style = attributes.get("styleid").map(str::to_owned).or_else(|| self.row_style.clone());
        self.cell = Some(CellParts {
            style: style.unwrap_or_else(|| "Default".to_owned()),
            span: Span { columns: more("mergeacross"), rows: more("mergedown") },
            formula: attributes.get("formula").is_some(),
            kind: String::new(),
            text: String::new(),
        });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        self.listening = false;
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let mut marks = if cell.formula { Marks::FORMULA } else { Marks::default() };
        if cell.formula && cell.kind.is_empty() {
            marks = marks.with(Marks::NO_RESULT);
        }
        self.push_value(&cell, marks)
    }

    fn push_value(&mut self, cell: &CellParts, marks: Marks) -> Result<(), ReadError> {
        let text = cell.text.as_str();
        let trimmed = text.trim();
        let shown_as = |stored, shown| Cell { stored, shown, look: CellFormat::General, marks };
        let serial = match cell.kind.as_str() {
            "Number" => trimmed.parse().ok().filter(|n: &f64| n.is_finite()),
            "DateTime" => moment(trimmed).map(|(_, serial)| serial),
            _ => None,
        };
        let content = match (cell.kind.as_str(), serial) {
            ("Number" | "DateTime", Some(number)) => return self.push_number(cell, number, marks),
            ("Boolean", _) if trimmed == "1" => shown_as(Stored::Bool(true), "TRUE"),
            ("Boolean", _) if trimmed == "0" => shown_as(Stored::Bool(false), "FALSE"),
            ("Error", _) => shown_as(Stored::Error(trimmed), trimmed),
            _ => Cell { marks, ..text_cell(text) },
        };
        self.grid.push(content, cell.span)
    }

    /// A number under its format, or a moment, which is known whatever the format does.
    fn push_number(&mut self, cell: &CellParts, number: f64, marks: Marks) -> Result<(), ReadError> {
        let mut shown = String::new();
        let general = NumberFormat::new("General");
        let format = self.styles.get(&cell.style).unwrap_or(&general);
        let meaning = format.show(number, false, &mut shown);
        let mut row = Row::new();
        row.clear(0, 0);
        row.push_kind(meaning.kind, &shown, meaning.look, marks);
        let mut content = row.cell(0);
        if let Some((moment, _)) = moment(cell.text.trim()).filter(|_| cell.kind == "DateTime") {
            content.stored = Stored::Moment(moment);
            if content.look != CellFormat::Moment {
                content = Cell { shown: cell.text.trim(), look: CellFormat::Moment, ..content };
            }
        } else if meaning.doubtful {
            content.marks = marks.with(Marks::DOUBTFUL);
        }
        self.grid.push(content, cell.span)
    }

    fn end_row(&mut self, tables: &mut dyn Tables) -> Result<bool, ReadError> {
        self.end_cell()?;
        if !std::mem::take(&mut self.in_row) || !self.grid.finish() {
            return Ok(false);
        }
        Ok(tables.row(self.sheets.saturating_sub(1), &self.grid)?.is_break())
    }
}

/// Formats that the file names in words.
fn code_of(format: &str) -> &str {
    match format {
        "General Date" => "dd/mm/yyyy hh:mm",
        "Short Date" => "dd/mm/yyyy",
        "Medium Date" => "d-mmm-yy",
        "Long Date" => "d mmmm yyyy",
        "Short Time" => "h:mm",
        "Medium Time" => "h:mm AM/PM",
        "Long Time" => "h:mm:ss",
        "Fixed" => "0.00",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "Yes/No" => "\"Yes\";\"Yes\";\"No\"",
        "True/False" => "\"True\";\"True\";\"False\"",
        "On/Off" => "\"On\";\"On\";\"Off\"",
        "" => "General",
        other => other,
    }
}

/// A moment as the file writes it, `2024-03-14T08:30:00.000`, and its serial number.
fn moment(text: &str) -> Option<(Moment, f64)> {
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let mut parts = date.splitn(3, '-');
    let date =
        Date::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)?;
    let mut parts = time.trim_end_matches('Z').splitn(3, ':').map(|part| part.parse::<f64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().flatten().unwrap_or(0.0));
    let seconds = hours * 3600.0 + minutes * 60.0 + seconds;
    if !(0.0..86_400.0).contains(&seconds) {
        return None;
    }
    let serial = days(date) - days(Date { year: 1899, month: 12, day: 30 });
    // The day before the first one of the calendar stands for no day at all.
    let day = (date != Date { year: 1899, month: 12, day: 31 }).then_some(date);
    Some((Moment { date: day, seconds }, serial as f64 + seconds / 86_400.0))
}

/// Days since a fixed day long ago.
fn days(date: Date) -> i64 {
    let (month, year) = (i64::from(date.month), i64::from(date.year) - i64::from(date.month <= 2));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day);
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year
}
