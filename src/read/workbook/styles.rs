//! The styles of cells of a workbook, whatever its format: how numbers are shown, and whether a style dresses its cells.

use super::dress::{Dress, Font};
use crate::base::limits::LIMITS;
use crate::read::number_format::{self, NumberFormat};
use std::collections::HashMap;
use std::rc::Rc;

/// A style of cells.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub(super) format: Rc<NumberFormat>,
    /// Its font, fill or border is not that of a plain cell.
    pub(super) dressed: bool,
}

/// Formats by number, what dresses cells, and styles that name them. The first style is that of a plain cell.
#[derive(Default)]
pub(super) struct Palette {
    codes: HashMap<u32, String>,
    formats: HashMap<u32, Rc<NumberFormat>>,
    pub(super) fonts: Vec<Font>,
    pub(super) fills: Vec<bool>,
    pub(super) borders: Vec<bool>,
    plain: Option<Worn>,
    pub(super) styles: Vec<Style>,
}

/// What a style wears: the number of its font, and whether it has a fill and borders.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Worn {
    pub(super) font: usize,
    pub(super) filled: bool,
    pub(super) bordered: bool,
}

impl Palette {
    /// The code of a format that the workbook defines.
    pub(super) fn code(&mut self, id: u32, code: String) {
        self.codes.insert(id, code);
    }

    /// The next style has this format and wears this.
    pub(super) fn style(&mut self, id: u32, worn: Worn) {
        let format = self.formats.entry(id).or_insert_with(|| {
            let builtin = u16::try_from(id).ok().and_then(number_format::builtin);
            let code = self.codes.get(&id).map(String::as_str).or(builtin);
            Rc::new(NumberFormat::new(code.unwrap_or("General")))
        });
        let format = Rc::clone(format);
        let plain = *self.plain.get_or_insert(worn);
        let dressed = self.dress(worn).differs(&self.dress(plain));
        self.styles.push(Style { format, dressed });
    }

    /// What a style wears that names its fill and its border by number, as the later formats do.
    pub(super) fn worn(&self, font: usize, fill: usize, border: usize) -> Worn {
        let is = |list: &[bool], at: usize| list.get(at).copied().unwrap_or_default();
        Worn { font, filled: is(&self.fills, fill), bordered: is(&self.borders, border) }
    }

    fn dress(&self, worn: Worn) -> Dress<'_> {
        Dress { font: self.fonts.get(worn.font), filled: worn.filled, bordered: worn.bordered }
    }

    /// Whether there are more than are read.
    pub(super) fn is_too_large(&self) -> bool {
        [self.styles.len(), self.fonts.len(), self.fills.len(), self.borders.len()]
            .into_iter()
            .any(|count| count > LIMITS.styles)
    }
}
