//! Which styles dress a cell: a font, a fill or a border that a plain cell of the workbook does not have.

/// What a font says that can be seen. What it does not say is as in a plain cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Font {
    pub(super) name: Option<String>,
    /// As the format writes it.
    pub(super) size: Option<String>,
    /// Absent for black, and where the program chooses.
    pub(super) colour: Option<String>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) lined: bool,
}

impl Font {
    fn differs(&self, plain: &Font) -> bool {
        let other = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        other(&self.name, &plain.name)
            || other(&self.size, &plain.size)
            || self.colour != plain.colour
            || (self.bold, self.italic, self.lined) != (plain.bold, plain.italic, plain.lined)
    }
}

/// How a style dresses its cells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dress<'a> {
    pub(super) font: Option<&'a Font>,
    pub(super) filled: bool,
    pub(super) bordered: bool,
}

impl Dress<'_> {
    /// Whether it shows beside a plain cell.
    pub(super) fn differs(&self, plain: &Dress<'_>) -> bool {
        let font = self.font.zip(plain.font).is_some_and(|(font, plain)| font.differs(plain));
        font || (self.filled && !plain.filled) || (self.bordered && !plain.bordered)
    }
}

/// From this weight on a font is bold, in the binary formats.
pub(super) const BOLD: u16 = 600;

/// A colour, unless it is black: `FF000000`, `#000000`.
pub(super) fn unless_black(colour: &str) -> Option<String> {
    let black = colour.ends_with("000000");
    (!black).then(|| colour.to_ascii_lowercase())
}

/// Whether a number of the old palette stands for black: its own, its copy, and that of the system's text.
pub(super) fn is_black(index: u16) -> bool {
    matches!(index, 0 | 8 | 64)
}
