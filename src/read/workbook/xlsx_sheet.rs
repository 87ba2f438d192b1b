//! The cells of an Office Open XML sheet, in one pass from its first byte to its last.
//!
//! Nothing is kept but the row at hand. What stands behind the cells (merged areas, filter) is reported at the end.

use super::collector::{Collector, Value};
use super::digits;
use super::problem;
use super::rich_text::{RichText, unescape};
use super::xml::{self, Event, Front, Tag, WholeCell, Xml, decode};
use crate::problem::{Finding, Place};
use crate::table::Marks;
use std::io::{self, Read};

/// The type that a cell's `t` names.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Type {
    /// A number, or in careless files a text.
    #[default]
    None,
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Iso,
}

/// The cell at hand.
#[derive(Default)]
struct Open {
    column: u32,
    /// The row that the cell says it is in; 0 if it says nothing.
    row: u32,
    style: Option<u32>,
    kind: Type,
    formula: bool,
    has_value: bool,
}

struct XlsxSheetReader<'o, 'c> {
    out: &'o mut Collector<'c>,
    row: u32,
    /// The row's number was written, not counted.
    numbered: bool,
    hidden: bool,
    next_column: u32,
    /// How the cell in the next column begins.
    front: Front,
    cell: Open,
    /// What stands in `<v>`, and in `<is>`.
    value: String,
    inline: RichText,
    room: String,
}

/// Hands all cells of a sheet to `out`.
pub(super) fn read(part: impl Read, out: &mut Collector<'_>) -> io::Result<()> {
    let mut xml = Xml::new(part)?;
    let mut sheet = XlsxSheetReader {
        out,
        row: 0,
        numbered: false,
        hidden: false,
        next_column: 0,
        front: Front::default(),
        cell: Open::default(),
        value: String::new(),
        inline: RichText::default(),
        room: String::new(),
    };
    let mut open = false;
    loop {
        while let Some(cell) = xml.whole_cell(&sheet.front) {
            sheet.whole_cell(&cell);
        }
        let go_on = match xml.next()? {
            Event::Start(tag) => match tag.name {
                b"c" => {
                    sheet.begin_cell(&tag);
                    if tag.empty { sheet.end_cell() } else { sheet.cell(&mut xml)? }
                }
                b"row" => sheet.begin_row(&tag),
                b"sheetData" => {
                    open = !tag.empty;
                    true
                }
                _ => sheet.aside(&tag),
            },
            Event::End(b"row") => sheet.out.end_row().is_continue(),
            Event::End(b"sheetData") => {
                open = false;
                true
            }
            Event::Eof if open => return Err(cut_off("it ends within its rows")),
            Event::Eof => false,
            _ => true,
        };
        if !go_on {
            return Ok(());
        }
    }
}

fn cut_off(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

impl XlsxSheetReader<'_, '_> {
    /// Begins a row; false if reading ends here.
    fn begin_row(&mut self, tag: &Tag<'_>) -> bool {
        let number = tag.raw(b"r").map(row_number);
        self.numbered = number.is_some();
        self.row = number.unwrap_or(self.row.saturating_add(1));
        self.hidden = tag.is(b"hidden");
        self.next_column = 0;
        self.front.row(self.row);
        self.out.begin_row(self.row, self.hidden);
        !(tag.empty && self.out.end_row().is_break())
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        let mut said = WholeCell::default();
        for attribute in tag.attributes() {
            match attribute.name {
                b"r" => said.place = Some(attribute.value),
                b"s" => said.style = Some(attribute.value),
                b"t" => said.kind = Some(attribute.value),
                _ => {}
            }
        }
        self.open_cell(&said);
    }

    fn open_cell(&mut self, said: &WholeCell<'_>) {
        let mut cell = Open { column: self.next_column, ..Open::default() };
        if let Some(address) = said.place {
            (cell.column, cell.row) = place(address);
        }
        cell.style = said.style.and_then(index);
        cell.kind = said.kind.map_or(Type::None, kind);
        if cell.kind == Type::Inline {
            self.inline.clear();
        }
        let expected = cell.column == self.next_column;
        self.next_column = cell.column.saturating_add(1);
        if expected {
            self.front.step(self.next_column);
        } else {
            self.front.column(self.next_column);
        }
        self.cell = cell;
    }

    fn whole_cell(&mut self, cell: &WholeCell<'_>) {
        self.open_cell(cell);
        self.cell.has_value = true;
        match cell.value {
            xml::Value::Text(text) => self.hand_on(text),
            xml::Value::Index(index) => {
                self.in_its_row();
                self.shared(index, Marks::default());
            }
        }
    }

    /// Looks at the row that a cell with something in it says it is in.
    fn in_its_row(&mut self) {
        let row = self.cell.row;
        if row != 0 && row != self.row {
            self.other_row(row);
        }
    }

    fn shared(&mut self, index: u32, marks: Marks) {
        let Open { column, style, .. } = self.cell;
        if self.out.has_string(index) {
            self.out.cell(column, Value::Shared(index), style, marks);
        } else {
            self.out.lost(column, &index.to_string());
        }
    }

    /// A cell names a row that is not the one it stands in. It counts where rows have no numbers of their own.
    fn other_row(&mut self, row: u32) {
        if self.out.is_fresh() && !self.numbered {
            self.row = row;
            self.front.row(row);
            self.front.column(self.next_column);
            self.out.begin_row(row, self.hidden);
        } else {
            self.out.refuse_row(row);
        }
    }

    /// Reads from behind `<c>` to `</c>`; false if the sheet ends before.
    fn cell(&mut self, xml: &mut Xml<'_>) -> io::Result<bool> {
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"v" if !tag.empty => {
                        self.value.clear();
                        self.cell.has_value = true;
                        if !self.text(xml)? {
                            return Ok(false);
                        }
                    }
                    b"f" => self.cell.formula = true,
                    b"is" if !tag.empty => {
                        self.inline.clear();
                        self.cell.has_value = true;
                        if !self.inline(xml)? {
                            return Ok(false);
                        }
                    }
                    _ => {}
                },
                Event::End(b"c") => return Ok(self.end_cell()),
                Event::Eof => {
                    return Err(cut_off("it ends within a cell"));
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, xml: &mut Xml<'_>) -> io::Result<bool> {
        loop {
            match xml.next()? {
                Event::Text(text) => decode(text, &mut self.value)?,
                Event::Raw(text) => self.value.push_str(&String::from_utf8_lossy(text)),
                Event::End(b"v") => return Ok(true),
                Event::Eof => {
                    return Err(cut_off("it ends within a cell"));
                }
                _ => {}
            }
            if self.out.too_long(self.cell.column, self.value.len()) {
                return Ok(false);
            }
        }
    }

    fn inline(&mut self, xml: &mut Xml<'_>) -> io::Result<bool> {
        loop {
            match xml.next()? {
                Event::End(b"is") => return Ok(true),
                Event::Eof => {
                    return Err(cut_off("it ends within a cell"));
                }
                event => self.inline.event(&event)?,
            }
            if self.out.too_long(self.cell.column, self.inline.len()) {
                return Ok(false);
            }
        }
    }

    /// Hands the cell on; there is always more to read after it.
    fn end_cell(&mut self) -> bool {
        let value = std::mem::take(&mut self.value);
        self.hand_on(&value);
        self.value = value;
        true
    }

    fn hand_on(&mut self, value: &str) {
        let Open { column, style, kind, formula, has_value, .. } = self.cell;
        let marks = if formula { Marks::FORMULA } else { Marks::default() };
        let empty = !has_value || (value.is_empty() && !matches!(kind, Type::Inline | Type::Text));
        if !empty || formula {
            self.in_its_row();
        }
        if kind == Type::Inline && has_value {
            let text = self.inline.finish();
            return self.out.cell(column, Value::Text(text), style, marks);
        }
        if empty {
            if formula {
                self.out.cell(column, Value::NoResult, style, marks);
            }
            return;
        }
        let trimmed = value.trim_ascii();
        let read = match kind {
            Type::Shared => match index(trimmed.as_bytes()) {
                Some(index) => return self.shared(index, marks),
                None => return self.out.lost(column, trimmed),
            },
            Type::Text | Type::Inline => Value::Text(unescape(value, &mut self.room)),
            Type::Bool => match trimmed {
                "1" | "true" | "TRUE" => Value::Bool(true),
                "0" | "false" | "FALSE" => Value::Bool(false),
                _ => return self.out.lost(column, trimmed),
            },
            Type::Error => Value::Error(trimmed),
            Type::Iso => Value::Iso(trimmed),
            Type::None | Type::Number => match number(trimmed) {
                Some(number) => number,
                None if kind == Type::None => Value::Text(value),
                None => return self.out.lost(column, trimmed),
            },
        };
        self.out.cell(column, read, style, marks);
    }

    /// What stands before and behind the rows; there is always more to read after it.
    fn aside(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name {
            b"col" => self.column(tag),
            b"mergeCell" => self.merged(tag),
            b"autoFilter" => self.out.findings.add(Finding::new(&problem::FILTER, Place::File)),
            _ => {}
        }
        true
    }

    fn column(&mut self, tag: &Tag<'_>) {
        if !tag.is(b"hidden") {
            return;
        }
        let (Some(first), Some(last)) = (tag.number::<u32>(b"min"), tag.number::<u32>(b"max")) else {
            return;
        };
        self.out.hidden_columns(first.saturating_sub(1), last.saturating_sub(1));
    }

    fn merged(&mut self, tag: &Tag<'_>) {
        let Some(range) = tag.text(b"ref") else { return };
        let (column, row) = place(range.split(':').next().unwrap_or("").as_bytes());
        self.out.merged(row, column, &range);
    }
}

fn kind(name: &[u8]) -> Type {
    match name {
        b"s" => Type::Shared,
        b"str" => Type::Text,
        b"inlineStr" | b"is" => Type::Inline,
        b"b" => Type::Bool,
        b"e" => Type::Error,
        b"d" => Type::Iso,
        b"n" => Type::Number,
        _ => Type::None,
    }
}

/// A number of the workbook's own counting.
#[inline]
fn index(digits: &[u8]) -> Option<u32> {
    digits::index(digits).or_else(|| std::str::from_utf8(digits).ok()?.parse().ok())
}

/// A row's number; one that is no number counts as row 0, which no sheet has.
fn row_number(digits: &[u8]) -> u32 {
    std::str::from_utf8(digits).ok().and_then(|d| d.trim().parse().ok()).unwrap_or(0)
}

/// The column and row of `C17`. What is no such address comes out beyond every sheet's last column.
fn place(address: &[u8]) -> (u32, u32) {
    let mut column: u32 = 0;
    let mut row: u32 = 0;
    for &byte in address {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let digit = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.saturating_mul(26).saturating_add(digit);
            }
            b'0'..=b'9' => row = row.saturating_mul(10).saturating_add(u32::from(byte - b'0')),
            b'$' => {}
            _ => return (u32::MAX, 0),
        }
    }
    (column.wrapping_sub(1), row)
}

/// A number as XML writes it. Most are a few plain digits, which are also what is shown.
fn number(text: &str) -> Option<Value<'_>> {
    let value = digits::short_number(text.as_bytes()).or_else(|| long_number(text))?;
    Some(if digits::is_shown_so(text) { Value::Digits(value, text) } else { Value::Number(value) })
}

/// "inf" and "nan" are words for Rust, not numbers of a workbook.
fn long_number(text: &str) -> Option<f64> {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::super::collector::Common;
    use super::*;
    use crate::table::Row;
    use proptest::prelude::*;
    use std::ops::ControlFlow;
    use std::rc::Rc;

    #[test]
    fn addresses() {
        assert_eq!(place(b"A1"), (0, 1));
        assert_eq!(place(b"XFD1048576"), (16383, 1_048_576));
        assert_eq!(place(b"7"), (u32::MAX, 7));
        assert_eq!(place(b"ZZZZZZZZZZ99999999999999"), (u32::MAX - 1, u32::MAX));
    }

    #[test]
    fn words_are_no_numbers() {
        assert!(number("inf").is_none() && number("nan").is_none() && number("abc").is_none());
    }

    /// Gives out one byte at a time, so that hardly any cell is whole in the window.
    struct Drops<'a>(&'a [u8]);
    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.0.read(out.get_mut(..1).unwrap_or_default())
        }
    }

    fn rows(sheet: impl Read) -> String {
        let mut common = Common::default();
        ["one", "", " two"].iter().for_each(|text| common.strings.push(text));
        let mut rows = String::new();
        let mut reporter = |row: &Row| {
            rows += &format!("{} {:?}\n", row.number, row.cells().collect::<Vec<_>>());
            ControlFlow::Continue(())
        };
        let mut out = Collector::new(Rc::new(common), false, &mut reporter);
        let read = read(sheet, &mut out).map_err(|e| e.to_string());
        let told = format!("{read:?} {:?} {:?} {:?}", out.findings.kept(), out.counts, out.error);
        rows + &told
    }

    proptest! {
        #[test]
        fn whole_cells_are_read_as_those_in_pieces(cells in proptest::collection::vec(
            "<c( r=\"[A-D][12]\")?( s=\"[0-9x]\")?( t=\"(s|str|b|e|n|d|inlineStr|x)\")?( cm=\"1\")?(/>|>(<f>1</f>)?<v>\
             (-?[0-9]{1,17}(\\.[0-9]{1,9})?(E[0-9])?|[0-3]|TRUE|[a-z &;]{0,3}|_x000D_|é)</v>(</c>| </c>))", 0..12)
        ) {
            let sheet = format!("<x><sheetData><row r=\"1\">{}</row></sheetData></x>", cells.concat());
            prop_assert_eq!(rows(sheet.as_bytes()), rows(Drops(sheet.as_bytes())), "{}", sheet);
        }
    }
}
