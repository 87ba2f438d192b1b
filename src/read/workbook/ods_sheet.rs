//! The cells of an OpenDocument sheet.
//!
//! The file holds both the value and the text that was shown. Cells and rows may be repeated any number of times in
//! a few bytes: empty ones cost nothing here, others count against the limits.

use super::collector::{Collector, Value};
use super::iso::{iso_moment, show_iso};
use super::ods_styles::{NumberStyle, Styles};
use super::problem;
use super::xml::{Event, Tag, Xml, decode};
use crate::base::limits::LIMITS;
use crate::problem::{Finding, Place};
use crate::read::number_format;
use crate::table::{Address, CellFormat, Kind, Marks, Moment};
use std::io;
use std::ops::ControlFlow;

struct OdsSheetReader<'a, 'o, 'c> {
    styles: &'a Styles,
    out: &'o mut Collector<'c>,
    /// The row at hand, 1 for the first, and the next column.
    row: u32,
    column: u32,
    repeated: u32,
    next_column_style: u32,
    /// From which column on a default style applies.
    column_styles: Vec<(u32, String)>,
    row_style: String,
    filtered: bool,
    text: String,
}

/// The attributes of a cell.
#[derive(Default)]
struct Cell {
    repeated: u32,
    kind: String,
    value: Option<String>,
    style: Option<String>,
    formula: bool,
    error: bool,
    spans: (u32, u32),
}

/// Hands all cells up to the end of the sheet to `out`; false if it asked to stop before.
pub(super) fn read(xml: &mut Xml<'_>, styles: &Styles, out: &mut Collector<'_>) -> io::Result<bool> {
    let mut sheet = OdsSheetReader {
        styles,
        out,
        row: 0,
        column: 0,
        repeated: 1,
        next_column_style: 0,
        column_styles: Vec::new(),
        row_style: String::new(),
        filtered: false,
        text: String::new(),
    };
    loop {
        match xml.next()? {
            Event::Start(tag) => {
                let empty = tag.empty;
                match (tag.prefix, tag.name) {
                    (b"table", b"table-row") => {
                        sheet.begin_row(&tag);
                        if empty && sheet.end_row().is_break() {
                            return Ok(false);
                        }
                    }
                    (b"table", b"table-column") => sheet.column(&tag),
                    (b"table", b"table-cell" | b"covered-table-cell") => {
                        let name = tag.name.to_vec();
                        let cell = cell(&tag);
                        sheet.text.clear();
                        if !empty && !sheet.content(xml, &name)? {
                            return Ok(false);
                        }
                        sheet.cell(&cell);
                    }
                    // Shapes that float above the cells, and other things that are no cells.
                    (b"table", b"shapes" | b"table-source" | b"scenario") if !empty => {
                        let name = tag.name.to_vec();
                        skip(xml, &name, 1)?;
                    }
                    _ => {}
                }
            }
            Event::End(b"table-row") if sheet.end_row().is_break() => return Ok(false),
            Event::End(b"table") => {
                if sheet.filtered {
                    sheet.out.findings.add(Finding::new(&problem::FILTER, Place::File));
                }
                return Ok(true);
            }
            Event::Eof => return Err(io::Error::new(io::ErrorKind::InvalidData, "it ends within a sheet")),
            _ => {}
        }
    }
}

/// Steps behind the end of the element of this name that is open `depth` times.
pub(super) fn skip(xml: &mut Xml<'_>, name: &[u8], mut depth: u32) -> io::Result<()> {
    while depth > 0 {
        match xml.next()? {
            Event::Start(tag) if tag.name == name && !tag.empty => depth += 1,
            Event::End(end) if end == name => depth -= 1,
            Event::Eof => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "it ends within an element"));
            }
            _ => {}
        }
    }
    Ok(())
}

fn cell(tag: &Tag<'_>) -> Cell {
    let mut cell = Cell { repeated: 1, spans: (1, 1), ..Cell::default() };
    let text = |value: &[u8]| {
        let mut out = String::new();
        decode(value, &mut out).ok().map(|()| out)
    };
    let number = |value: &[u8]| text(value).and_then(|t| t.trim().parse::<u64>().ok()).unwrap_or(1);
    let count = |value: &[u8]| u32::try_from(number(value)).unwrap_or(u32::MAX);
    for a in tag.attributes() {
        match (a.prefix, a.name) {
            (_, b"number-columns-repeated") => cell.repeated = count(a.value),
            (_, b"number-columns-spanned") => cell.spans.0 = count(a.value),
            (_, b"number-rows-spanned") => cell.spans.1 = count(a.value),
            (b"calcext", b"value-type") => cell.error = a.value == b"error",
            (_, b"value-type") => cell.kind = text(a.value).unwrap_or_default(),
            (_, b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value") => {
                cell.value = text(a.value);
            }
            (_, b"style-name") => cell.style = text(a.value),
            (_, b"formula") => cell.formula = true,
            _ => {}
        }
    }
    cell
}

impl OdsSheetReader<'_, '_, '_> {
    fn column(&mut self, tag: &Tag<'_>) {
        let repeated = tag.number::<u32>(b"number-columns-repeated").unwrap_or(1);
        let first = self.next_column_style;
        self.next_column_style = first.saturating_add(repeated);
        if tag.raw(b"visibility").is_some_and(|v| v != b"visible") {
            self.out.hidden_columns(first, self.next_column_style.saturating_sub(1));
        }
        if self.column_styles.len() < LIMITS.columns {
            self.column_styles.push((first, tag.text(b"default-cell-style-name").unwrap_or_default()));
        }
    }

    fn begin_row(&mut self, tag: &Tag<'_>) {
        let visibility = tag.raw(b"visibility").unwrap_or(b"visible");
        self.filtered |= visibility == b"filter";
        self.row = self.row.saturating_add(1);
        self.repeated =
            tag.number::<u64>(b"number-rows-repeated").map_or(1, |n| u32::try_from(n).unwrap_or(u32::MAX));
        self.row_style = tag.text(b"default-cell-style-name").unwrap_or_default();
        self.column = 0;
        self.out.begin_row(self.row, visibility != b"visible");
    }

    fn end_row(&mut self) -> ControlFlow<()> {
        let times = self.repeated.saturating_sub(1);
        if !self.out.is_fresh() && !self.out.may_repeat(times) {
            return ControlFlow::Break(());
        }
        self.out.end_row()?;
        if !self.out.is_fresh() {
            for _ in 1..self.repeated {
                self.out.repeat_row()?;
            }
        }
        self.row = self.row.saturating_add(times);
        ControlFlow::Continue(())
    }

    /// Collects the text of a cell up to its end tag; false if it is too long.
    fn content(&mut self, xml: &mut Xml<'_>, name: &[u8]) -> io::Result<bool> {
        let mut paragraphs = 0;
        let mut open = 0;
        loop {
            match xml.next()? {
                Event::End(end) if end == name => return Ok(true),
                Event::End(b"p" | b"h") => open -= 1,
                Event::Start(tag) => {
                    let (prefix, element, empty) = (tag.prefix, tag.name, tag.empty);
                    let aside = element == b"annotation"
                        || element == b"ruby-text"
                        || matches!(prefix, b"draw" | b"dr3d" | b"form" | b"chart" | b"table");
                    match element {
                        _ if aside && !empty => {
                            let element = element.to_vec();
                            skip(xml, &element, 1)?;
                        }
                        b"p" | b"h" => {
                            if paragraphs > 0 {
                                self.text.push('\n');
                            }
                            paragraphs += 1;
                            open += i32::from(!empty);
                        }
                        b"s" => {
                            // A number that no machine could count to is too large for the sheet, too.
                            let count = tag.number::<usize>(b"c").unwrap_or(1);
                            let count = count.min(LIMITS.sheet_cell_bytes + 1);
                            self.text.extend(std::iter::repeat_n(' ', count));
                        }
                        b"tab" => self.text.push('\t'),
                        b"line-break" => self.text.push('\n'),
                        _ => {}
                    }
                }
                Event::Text(text) if open > 0 => self.push_text(text)?,
                Event::Raw(text) if open > 0 => self.text.push_str(&String::from_utf8_lossy(text)),
                Event::Eof => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "it ends within a cell"));
                }
                _ => {}
            }
            if self.out.too_long(self.column, self.text.len()) {
                return Ok(false);
            }
        }
    }

    /// Appends a text; a run of blanks and line ends in it means one blank.
    fn push_text(&mut self, text: &[u8]) -> io::Result<()> {
        let mut decoded = String::new();
        decode(text, &mut decoded)?;
        for c in decoded.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) {
        let first = self.column;
        self.column = first.saturating_add(cell.repeated);
        if cell.spans.0 > 1 || cell.spans.1 > 1 {
            let corner = |row: u32, column: u32| Address { row, column }.to_string();
            let last = corner(
                self.row.saturating_add(cell.spans.1).saturating_sub(1),
                first.saturating_add(cell.spans.0).saturating_sub(1),
            );
            self.out.merged(self.row, first, &format!("{}:{last}", corner(self.row, first)));
        }
        let marks = if cell.formula { Marks::FORMULA } else { Marks::default() };
        let name = self.style_name(cell, first);
        let style = name.map(|name| self.styles.of(name)).unwrap_or_default();
        let dressed = name.is_some_and(|name| self.styles.is_dressed(name));
        let mut general = String::new();
        let Some((value, marks)) = self.value(cell, style, marks, &mut general) else { return };
        if dressed {
            self.out.dressed(first);
        }
        let text = std::mem::take(&mut self.text);
        let value = match value {
            StoredValue::Nothing => Value::NoResult,
            StoredValue::Error => Value::Error(&text),
            StoredValue::Cell(kind, look) if general.is_empty() => Value::Shown(kind, &text, look),
            StoredValue::Cell(kind, look) => Value::Shown(kind, &general, look),
        };
        let shown = if general.is_empty() { text.len() } else { general.len() };
        let repeated = if self.out.may_hold(cell.repeated, shown) { first..self.column } else { 0..0 };
        for column in repeated {
            if self.out.error.is_some() {
                break;
            }
            self.out.cell(column, value, None, marks);
        }
        self.text = text;
    }

    /// The style of a cell: its own, its row's or its column's.
    fn style_name<'n>(&'n self, cell: &'n Cell, column: u32) -> Option<&'n str> {
        let own = cell.style.as_deref().filter(|s| !s.is_empty());
        let row = Some(self.row_style.as_str()).filter(|s| !s.is_empty());
        let of_column = || {
            let after = self.column_styles.partition_point(|(first, _)| *first <= column);
            after.checked_sub(1).and_then(|i| self.column_styles.get(i)).map(|(_, style)| style.as_str())
        };
        own.or(row).or_else(of_column)
    }

    /// What a cell holds. Where the text shown is not in the file, `general` gets it.
    fn value(
        &self,
        cell: &Cell,
        style: NumberStyle,
        marks: Marks,
        general: &mut String,
    ) -> Option<(StoredValue, Marks)> {
        let shown = self.text.as_str();
        if cell.error || (cell.formula && shown.starts_with('#') && shown.ends_with(['!', '?', 'A'])) {
            if shown.is_empty() {
                return Some((StoredValue::Nothing, marks));
            }
            return Some((StoredValue::Error, marks));
        }
        let value = cell.value.as_deref();
        let found = match cell.kind.as_str() {
            "float" | "percentage" | "currency" => {
                number(cell, shown, style, value?.trim().parse().ok(), general)
            }
            "date" => moment(shown, value?, general),
            "time" => time(shown, value?, style, general),
            "boolean" => StoredValue::Cell(Kind::Bool(value? == "true"), CellFormat::General),
            _ if !shown.is_empty() => StoredValue::Cell(Kind::Text, text_look(style)),
            _ if value.is_some_and(|v| !v.is_empty()) => {
                general.push_str(value.unwrap_or(""));
                StoredValue::Cell(Kind::Text, text_look(style))
            }
            "" if cell.formula => StoredValue::Nothing,
            _ if cell.formula => StoredValue::Cell(Kind::Text, CellFormat::General),
            _ => return None,
        };
        let doubtful = matches!(
            (&found, cell.kind.as_str()),
            (StoredValue::Cell(Kind::Text, _), "float" | "date" | "time")
        );
        Some((found, if doubtful { marks.with(Marks::DOUBTFUL) } else { marks }))
    }
}

/// What a cell holds, before its text is put beside it.
enum StoredValue {
    Cell(Kind, CellFormat),
    Error,
    /// A formula without a result.
    Nothing,
}

fn text_look(style: NumberStyle) -> CellFormat {
    if style.look == CellFormat::Text { CellFormat::Text } else { CellFormat::General }
}

fn number(
    cell: &Cell,
    shown: &str,
    style: NumberStyle,
    value: Option<f64>,
    general: &mut String,
) -> StoredValue {
    let Some(value) = value.filter(|v| v.is_finite()) else {
        return StoredValue::Cell(Kind::Text, CellFormat::General);
    };
    let look = match cell.kind.as_str() {
        "percentage" => CellFormat::Percent,
        "currency" => CellFormat::Currency,
        _ if style.look == CellFormat::Moment => CellFormat::Plain,
        _ => style.look,
    };
    // A column too narrow for a number is saved as what it shows: crosses.
    let crosses = !shown.is_empty() && shown.bytes().all(|b| b == b'#');
    if shown.is_empty() || crosses {
        number_format::general(value, general);
        return StoredValue::Cell(Kind::Number(value), if crosses { CellFormat::Unknown } else { look });
    }
    StoredValue::Cell(Kind::Number(value), look)
}

fn moment(shown: &str, value: &str, general: &mut String) -> StoredValue {
    let moment = iso_moment(value);
    if shown.is_empty() || shown.starts_with("##") {
        match moment {
            Some(moment) => show_iso(moment, general),
            None => general.push_str(value),
        }
    }
    match moment {
        Some(moment) => StoredValue::Cell(Kind::Moment(moment), CellFormat::Moment),
        None => StoredValue::Cell(Kind::Text, CellFormat::Moment),
    }
}

fn time(shown: &str, value: &str, style: NumberStyle, general: &mut String) -> StoredValue {
    let Some(seconds) = duration(value) else {
        if shown.is_empty() {
            general.push_str(value);
        }
        return StoredValue::Cell(Kind::Text, CellFormat::Moment);
    };
    let within_a_day = (0.0..86_400.0).contains(&seconds);
    if shown.is_empty() || shown.starts_with("##") {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole seconds of a length of time"
        )]
        let whole = seconds.abs() as u64;
        let sign = if seconds < 0.0 { "-" } else { "" };
        *general = format!("{sign}{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    }
    if style.elapsed || !within_a_day {
        StoredValue::Cell(Kind::Duration(seconds), CellFormat::Moment)
    } else {
        StoredValue::Cell(Kind::Moment(Moment { date: None, seconds }), CellFormat::Moment)
    }
}

/// The seconds of `PT12H30M15.5S`.
fn duration(text: &str) -> Option<f64> {
    let (sign, rest) = match text.trim().strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.trim()),
    };
    let (days, time) = rest.strip_prefix('P')?.split_once('T')?;
    let mut seconds = match days.strip_suffix('D') {
        Some(days) => days.parse::<f64>().ok()? * 86_400.0,
        None if days.is_empty() => 0.0,
        None => return None,
    };
    let mut number = String::new();
    for c in time.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => {
                number.push(if c == ',' { '.' } else { c });
                continue;
            }
        };
        seconds += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    (number.is_empty() && seconds.is_finite()).then(|| sign * (seconds * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations() {
        assert_eq!(duration("PT12H30M15.5S"), Some(45_015.5));
        assert_eq!(duration("-PT01H00M00S"), Some(-3600.0));
        assert_eq!(duration("P1DT0H0M0S"), Some(86_400.0));
        assert_eq!(duration("PT1e400S"), None);
        assert_eq!(duration("12:30"), None);
    }
}
