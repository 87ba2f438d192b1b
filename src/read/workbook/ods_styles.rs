//! What the styles of an OpenDocument spreadsheet say about numbers, and which sheets they hide.

use super::dress::{Dress, Font, unless_black};
use super::xml::Tag;
use crate::table::CellFormat;
use std::collections::{HashMap, HashSet};

/// How a style of numbers shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct NumberStyle {
    pub(super) look: CellFormat,
    /// Hours go on beyond 24.
    pub(super) elapsed: bool,
}

/// A style of cells: what it says itself.
#[derive(Default)]
struct CellStyle {
    number: Option<String>,
    parent: Option<String>,
    font: Option<String>,
    size: Option<String>,
    /// Empty for black.
    colour: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    underlined: Option<bool>,
    struck: Option<bool>,
    filled: Option<bool>,
    bordered: Option<bool>,
}

/// Styles by name.
#[derive(Default)]
pub(super) struct Styles {
    numbers: HashMap<String, NumberStyle>,
    /// The style of cells that says what all others leave open has no name.
    cells: HashMap<String, CellStyle>,
    /// The styles of cells that differ from plain ones.
    dressed: HashSet<String>,
    hidden_tables: HashSet<String>,
    /// The style at hand: its name and what was found in it so far.
    number: Option<(String, NumberStyle)>,
    style: String,
    of_cells: bool,
    in_text: bool,
}

impl Styles {
    /// Takes a start tag outside of the sheets.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match (tag.prefix, tag.name) {
            (b"style", b"style" | b"default-style") => self.begin_style(tag),
            (b"style", b"text-properties" | b"table-cell-properties") if self.of_cells => self.dress(tag),
            (b"style", b"table-properties") if tag.raw(b"display") == Some(b"false") => {
                self.hidden_tables.insert(self.style.clone());
            }
            (b"number", name) => self.number(name, tag),
            _ => {}
        }
    }

    fn begin_style(&mut self, tag: &Tag<'_>) {
        self.style = tag.text(b"name").unwrap_or_default();
        self.of_cells = tag.raw(b"family") == Some(b"table-cell");
        if self.of_cells {
            let (number, parent) = (tag.text(b"data-style-name"), tag.text(b"parent-style-name"));
            self.cells.insert(self.style.clone(), CellStyle { number, parent, ..CellStyle::default() });
        }
    }

    /// Takes what the style at hand says of fonts, fills and borders.
    fn dress(&mut self, tag: &Tag<'_>) {
        let Some(style) = self.cells.get_mut(&self.style) else { return };
        for attribute in tag.attributes() {
            let value = || String::from_utf8_lossy(attribute.value).into_owned();
            let is = |plain: &[u8]| Some(attribute.value != plain);
            match attribute.name {
                b"font-name" => style.font = Some(value()),
                b"font-size" => style.size = Some(value()),
                b"color" => style.colour = Some(unless_black(&value()).unwrap_or_default()),
                b"use-window-font-color" if attribute.value == b"true" => style.colour = Some(String::new()),
                b"font-weight" => style.bold = is(b"normal"),
                b"font-style" => style.italic = is(b"normal"),
                b"text-underline-style" => style.underlined = is(b"none"),
                b"text-line-through-style" => style.struck = is(b"none"),
                b"background-color" => style.filled = is(b"transparent"),
                b"border" => style.bordered = is(b"none"),
                b"border-left" | b"border-right" | b"border-top" | b"border-bottom" => {
                    style.bordered = Some(style.bordered == Some(true) || attribute.value != b"none");
                }
                _ => {}
            }
        }
    }

    /// Finds the styles that dress a cell, once all are known.
    pub(super) fn settle(&mut self) {
        let plain = self.font("Default");
        let plain = Dress { font: Some(&plain.0), filled: plain.1, bordered: plain.2 };
        let differs = |name: &String| {
            let (font, filled, bordered) = self.font(name);
            Dress { font: Some(&font), filled, bordered }.differs(&plain)
        };
        let dressed = self.cells.keys().filter(|name| differs(name)).cloned().collect();
        self.dressed = dressed;
    }

    /// Whether a style dresses its cells.
    pub(super) fn is_dressed(&self, cell: &str) -> bool {
        !self.dressed.is_empty() && self.dressed.contains(cell)
    }

    /// The font of a style, whether it has a fill, and whether it has borders.
    fn font(&self, cell: &str) -> (Font, bool, bool) {
        let line: Vec<&CellStyle> = self.line(cell).chain(self.cells.get("")).collect();
        let text = |of: fn(&CellStyle) -> &Option<String>| line.iter().find_map(|style| of(style).clone());
        let says =
            |of: fn(&CellStyle) -> Option<bool>| line.iter().find_map(|style| of(style)).unwrap_or(false);
        let font = Font {
            name: text(|s| &s.font),
            size: text(|s| &s.size),
            colour: text(|s| &s.colour).filter(|colour| !colour.is_empty()),
            bold: says(|s| s.bold),
            italic: says(|s| s.italic),
            lined: says(|s| s.underlined) || says(|s| s.struck),
        };
        (font, says(|s| s.filled), says(|s| s.bordered))
    }

    /// A style of cells, its parent, and so on.
    fn line(&self, cell: &str) -> impl Iterator<Item = &CellStyle> {
        let parent = |style: &&CellStyle| style.parent.as_deref().and_then(|parent| self.cells.get(parent));
        std::iter::successors(self.cells.get(cell), parent).take(20)
    }

    fn number(&mut self, name: &[u8], tag: &Tag<'_>) {
        let begin = match name {
            b"number-style" => Some(CellFormat::Plain),
            b"percentage-style" => Some(CellFormat::Percent),
            b"currency-style" => Some(CellFormat::Currency),
            b"date-style" | b"time-style" => Some(CellFormat::Moment),
            b"text-style" => Some(CellFormat::Text),
            b"boolean-style" => Some(CellFormat::General),
            _ => None,
        };
        if let Some(look) = begin {
            let elapsed = tag.raw(b"truncate-on-overflow") == Some(b"false");
            self.number = Some((tag.text(b"name").unwrap_or_default(), NumberStyle { look, elapsed }));
            return;
        }
        self.in_text = name == b"text" && !tag.empty;
        let Some((_, style)) = &mut self.number else { return };
        if style.look != CellFormat::Plain {
            return;
        }
        style.look = match name {
            b"scientific-number" => CellFormat::Scientific,
            b"fraction" => CellFormat::Scaled,
            b"embedded-text" => CellFormat::Mask,
            b"number" if tag.raw(b"display-factor").is_some_and(|f| f != b"1") => CellFormat::Scaled,
            b"number" if tag.number::<u32>(b"min-integer-digits").is_some_and(|digits| digits > 1) => {
                CellFormat::Mask
            }
            _ => CellFormat::Plain,
        };
    }

    /// Takes a text outside of the sheets: fixed characters of a style are one.
    pub(super) fn text(&mut self, text: &[u8]) {
        if let (true, Some((_, style))) = (self.in_text, &mut self.number)
            && style.look == CellFormat::Plain
            && text.iter().any(|b| !b" -+()\xc2\xa0".contains(b))
        {
            style.look = CellFormat::Mask;
        }
    }

    /// Takes an end tag outside of the sheets.
    pub(super) fn end(&mut self, name: &[u8]) {
        match name {
            b"number-style" | b"percentage-style" | b"currency-style" | b"date-style" | b"time-style"
            | b"text-style" | b"boolean-style" => {
                self.numbers.extend(self.number.take());
            }
            b"text" => self.in_text = false,
            _ => {}
        }
    }

    /// Whether sheets of this style are hidden.
    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }

    /// How cells of this style show numbers; its parents are asked where it says nothing itself.
    pub(super) fn of(&self, cell: &str) -> NumberStyle {
        let number = self.line(cell).find_map(|style| style.number.as_ref());
        number.and_then(|number| self.numbers.get(number)).copied().unwrap_or_default()
    }
}
