//! What the styles of an OpenDocument spreadsheet say about numbers, and which sheets they hide.

use super::xml::Tag;
use crate::table::Look;
use std::collections::{HashMap, HashSet};

/// How a style of numbers shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct NumberStyle {
    pub(super) look: Look,
    /// Hours go on beyond 24.
    pub(super) elapsed: bool,
}

/// Styles by name.
#[derive(Default)]
pub(super) struct Styles {
    numbers: HashMap<String, NumberStyle>,
    /// The style of numbers and the parent of each cell style.
    cells: HashMap<String, (Option<String>, Option<String>)>,
    hidden_tables: HashSet<String>,
    /// The style at hand: its name and what was found in it so far.
    number: Option<(String, NumberStyle)>,
    style: String,
    in_text: bool,
}

impl Styles {
    /// Takes a start tag outside of the sheets.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match (tag.prefix, tag.name) {
            (b"style", b"style") => self.begin_style(tag),
            (b"style", b"table-properties") if tag.raw(b"display") == Some(b"false") => {
                self.hidden_tables.insert(self.style.clone());
            }
            (b"number", name) => self.number(name, tag),
            _ => {}
        }
    }

    fn begin_style(&mut self, tag: &Tag<'_>) {
        self.style = tag.text(b"name").unwrap_or_default();
        if tag.raw(b"family") == Some(b"table-cell") {
            let links = (tag.text(b"data-style-name"), tag.text(b"parent-style-name"));
            self.cells.insert(self.style.clone(), links);
        }
    }

    fn number(&mut self, name: &[u8], tag: &Tag<'_>) {
        let begin = match name {
            b"number-style" => Some(Look::Plain),
            b"percentage-style" => Some(Look::Percent),
            b"currency-style" => Some(Look::Currency),
            b"date-style" | b"time-style" => Some(Look::Moment),
            b"text-style" => Some(Look::Text),
            b"boolean-style" => Some(Look::General),
            _ => None,
        };
        if let Some(look) = begin {
            let elapsed = tag.raw(b"truncate-on-overflow") == Some(b"false");
            self.number = Some((tag.text(b"name").unwrap_or_default(), NumberStyle { look, elapsed }));
            return;
        }
        self.in_text = name == b"text" && !tag.empty;
        let Some((_, style)) = &mut self.number else { return };
        if style.look != Look::Plain {
            return;
        }
        style.look = match name {
            b"scientific-number" => Look::Scientific,
            b"fraction" => Look::Scaled,
            b"embedded-text" => Look::Mask,
            b"number" if tag.raw(b"display-factor").is_some_and(|f| f != b"1") => Look::Scaled,
            b"number" if tag.number::<u32>(b"min-integer-digits").is_some_and(|digits| digits > 1) => {
                Look::Mask
            }
            _ => Look::Plain,
        };
    }

    /// Takes a text outside of the sheets: fixed characters of a style are one.
    pub(super) fn text(&mut self, text: &[u8]) {
        if let (true, Some((_, style))) = (self.in_text, &mut self.number)
            && style.look == Look::Plain
            && text.iter().any(|b| !b" -+()\xc2\xa0".contains(b))
        {
            style.look = Look::Mask;
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
        let mut name = cell;
        for _ in 0..20 {
            match self.cells.get(name) {
                Some((Some(number), _)) => return self.numbers.get(number).copied().unwrap_or_default(),
                Some((None, Some(parent))) => name = parent,
                _ => break,
            }
        }
        NumberStyle::default()
    }
}
