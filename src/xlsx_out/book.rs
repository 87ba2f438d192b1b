//! Pieces into a workbook.

use super::properties;
use crate::xlsx_out::pieces::{Content, Kind, Line, MOST_ROWS, Mark, Piece, Sheet};
use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatUnderline, Note, Url, Workbook, Worksheet, XlsxError,
};
use std::collections::HashMap;
use std::io;

/// Notes slow a spreadsheet down; the first ones are enough, the sentences stand beside every row.
const MOST_NOTES: u32 = 2_000;

/// A spreadsheet refuses more links than this on one sheet.
const MOST_LINKS: u32 = 60_000;

/// The height of a line of text, in points, and the most lines of a row: a spreadsheet has no higher ones.
const LINE_HEIGHT: f64 = 15.0;
const MOST_LINES: usize = 27;

/// A workbook that grows by pieces.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    last: Vec<u32>,
    formats: HashMap<(Option<Kind>, bool, String), Format>,
    notes: u32,
    links: u32,
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
}

impl Default for Book {
    fn default() -> Book {
        Book::new()
    }
}

impl Book {
    /// An empty workbook.
    #[must_use]
    pub fn new() -> Book {
        Book {
            workbook: Workbook::new(),
            sheets: Vec::new(),
            last: Vec::new(),
            formats: HashMap::new(),
            notes: 0,
            links: 0,
            rest: Vec::new(),
        }
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// It goes beyond what a workbook can hold.
    pub fn add(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Sheet(sheet) => self.sheet(sheet),
            Piece::Line(line) => self.line(&line),
        }
        .map_err(io::Error::other)
    }

    fn sheet(&mut self, sheet: Sheet) -> Result<(), XlsxError> {
        if let Some((kind, value)) = &sheet.property {
            self.workbook.set_properties(&properties(kind, value)?);
        }
        let worksheet = self.workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        for (column, width) in (0_u16..).zip(&sheet.widths) {
            worksheet.set_column_width(column, *width)?;
        }
        let text = Format::new().set_num_format("@");
        for column in sheet.texts.iter().filter_map(|c| u16::try_from(*c).ok()) {
            worksheet.set_column_format(column, &text)?;
        }
        worksheet.set_freeze_panes(sheet.header, 0)?;
        self.last.push(sheet.header);
        self.sheets.push(sheet);
        Ok(())
    }

    fn line(&mut self, line: &Line) -> Result<(), XlsxError> {
        let Some(sheet) = self.sheets.get(line.sheet) else { return Ok(()) };
        let heading = line.row == sheet.header;
        let row = line.row.saturating_sub(1);
        // What stands above the headings runs on beside its cell.
        let breaks = |column: u32| line.row > sheet.header && !line.title && sheet.wraps.contains(&column);
        let lines = (0..).zip(&line.cells).zip(&sheet.widths).map(|((column, cell), width)| match cell {
            Content::Text(text) if breaks(column) => lines_of(text, usize::from(*width)),
            _ => 1,
        });
        // Not every program finds out how high a row is by itself.
        let lines = lines.max().unwrap_or(1);
        if lines > 1 {
            let height = f64::from(u32::try_from(lines.min(MOST_LINES)).unwrap_or(1)) * LINE_HEIGHT;
            self.workbook.worksheet_from_index(line.sheet)?.set_row_height(row, height)?;
        }
        if let Some(last) = self.last.get_mut(line.sheet) {
            *last = (*last).max(line.row);
        }
        for (column, cell) in (0_u16..).zip(&line.cells) {
            let mark = line.marks.iter().find(|m| m.column == u32::from(column));
            let ours = sheet.ours <= u32::from(column);
            let text = sheet.texts.contains(&u32::from(column));
            let worksheet = self.workbook.worksheet_from_index(line.sheet)?;
            if line.title {
                worksheet.write_string_with_format(row, column, plain(cell), &title_format())?;
                continue;
            }
            if heading {
                worksheet.write_string_with_format(row, column, plain(cell), &heading_format(ours))?;
                continue;
            }
            let style = CellStyle { mark: mark.map(|m| m.kind), text, wraps: breaks(u32::from(column)) };
            let format = format_of(&mut self.formats, style, cell);
            let link = matches!(cell, Content::Link { .. });
            self.links += u32::from(link);
            write(worksheet, (row, column), cell, format, link && self.links > MOST_LINKS)?;
            if let Some(mark) = mark.filter(|_| self.notes < MOST_NOTES) {
                self.notes += 1;
                worksheet.insert_note(row, column, &note(mark))?;
            }
        }
        Ok(())
    }

    /// The finished file.
    ///
    /// # Errors
    /// It goes beyond what a workbook can hold.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.filters().map_err(io::Error::other)?;
        self.workbook.save_to_buffer().map_err(io::Error::other)
    }

    fn filters(&mut self) -> Result<(), XlsxError> {
        for (index, (sheet, last)) in self.sheets.iter().zip(&self.last).enumerate() {
            let columns = u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX);
            let header = sheet.header.saturating_sub(1);
            let worksheet = self.workbook.worksheet_from_index(index)?;
            if sheet.filter && columns > 0 && *last <= MOST_ROWS {
                // On paper all columns stand beside each other, below the headings that come again.
                worksheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, header)?;
                worksheet.autofilter(header, 0, last.saturating_sub(1).max(header), columns - 1)?;
            }
        }
        Ok(())
    }
}

/// Pieces as they come from the engine: one JSON object on each line.
impl io::Write for Book {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let rest = std::mem::take(&mut self.rest);
        let mut start = 0;
        while let Some(end) = rest.get(start..).and_then(|r| r.iter().position(|b| *b == b'\n')) {
            let line = rest.get(start..start + end).unwrap_or(&[]);
            self.add(serde_json::from_slice(line)?)?;
            start += end + 1;
        }
        self.rest = rest.get(start..).unwrap_or(&[]).to_vec();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Texts are always written as texts, so that nothing in them is ever run as a formula.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Content,
    format: Option<&Format>,
    unlinked: bool,
) -> Result<(), XlsxError> {
    match (cell, format) {
        (Content::Empty(()), Some(format)) => sheet.write_blank(row, column, format)?,
        (Content::Empty(()), None) => sheet,
        (Content::Bool(yes), Some(format)) => sheet.write_boolean_with_format(row, column, *yes, format)?,
        (Content::Bool(yes), None) => sheet.write_boolean(row, column, *yes)?,
        (Content::Number(n) | Content::Formatted { n, .. }, Some(format)) => {
            sheet.write_number_with_format(row, column, *n, format)?
        }
        (Content::Number(n) | Content::Formatted { n, .. }, None) => sheet.write_number(row, column, *n)?,
        (Content::Text(text), Some(format)) => sheet.write_string_with_format(row, column, text, format)?,
        (Content::Text(text), None) => sheet.write_string(row, column, text)?,
        (Content::Link { t, .. }, _) if unlinked => sheet.write_string(row, column, t)?,
        (Content::Link { t, to }, _) => {
            let link = Url::new(format!("internal:{to}")).set_text(t);
            sheet.write_url_with_format(row, column, link, &link_format())?
        }
    };
    Ok(())
}

fn plain(cell: &Content) -> String {
    match cell {
        Content::Text(text) | Content::Link { t: text, .. } => text.clone(),
        Content::Number(n) | Content::Formatted { n, .. } => n.to_string(),
        Content::Bool(yes) => yes.to_string(),
        Content::Empty(()) => String::new(),
    }
}

/// The user's headings, and ours in another shade.
pub(super) fn heading_format(ours: bool) -> Format {
    let fill = if ours { 0xD9E2F3 } else { 0xE7E9ED };
    Format::new().set_bold().set_background_color(Color::RGB(fill)).set_border_bottom(FormatBorder::Thin)
}

/// A name that leads to its cell, beside the first line of its sentence.
fn link_format() -> Format {
    Format::new().set_hyperlink().set_align(FormatAlign::Top)
}

/// A title over the rows below it.
fn title_format() -> Format {
    Format::new().set_bold().set_background_color(Color::RGB(0xE2F2EF))
}

/// How many lines a text takes in a column of so many characters.
fn lines_of(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.chars().count().div_ceil(width.max(1)).max(1)).sum()
}

/// How a cell looks besides what it holds.
#[derive(Clone, Copy)]
struct CellStyle {
    mark: Option<Kind>,
    /// It is a text, whatever is typed into it.
    text: bool,
    /// Its text is broken into lines.
    wraps: bool,
}

fn format_of<'f>(
    formats: &'f mut HashMap<(Option<Kind>, bool, String), Format>,
    CellStyle { mark, text, wraps }: CellStyle,
    cell: &Content,
) -> Option<&'f Format> {
    let code = match cell {
        Content::Formatted { f, .. } => f.as_str(),
        Content::Text(_) if text => "@",
        _ => "",
    };
    if mark.is_none() && code.is_empty() && !wraps {
        return None;
    }
    let make = || {
        let format = if code.is_empty() { Format::new() } else { Format::new().set_num_format(code) };
        let format = if wraps { format.set_text_wrap().set_align(FormatAlign::Top) } else { format };
        match mark {
            Some(Kind::Error) => {
                let red =
                    format.set_background_color(Color::RGB(0xFFC7CE)).set_font_color(Color::RGB(0x9C0006));
                red.set_bold()
            }
            Some(Kind::Warning) => {
                let amber = format.set_background_color(Color::RGB(0xFFEB9C));
                amber.set_underline(FormatUnderline::Single)
            }
            Some(Kind::Change) => format.set_background_color(Color::RGB(0xE2EFDA)),
            None => format,
        }
    };
    Some(formats.entry((mark, wraps, code.to_owned())).or_insert_with(make))
}

fn note(mark: &Mark) -> Note {
    let lines = mark.text.chars().count() / 38 + mark.text.lines().count() + 1;
    let height = u32::try_from(lines * 18).unwrap_or(400).clamp(60, 400);
    Note::new(&mark.text)
        .add_author_prefix(false)
        .set_author("Import Checker")
        .set_width(300)
        .set_height(height)
}
