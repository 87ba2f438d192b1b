//! The part of an Office Open XML workbook that describes the styles of its cells.

use super::dress::{Font, is_black, unless_black};
use super::package::part_error;
use super::problem;
use super::styles::{Palette, Style};
use super::xml::{Event, Tag, Xml};
use crate::base::limits::LIMITS;
use crate::read::ReadError;
use std::io;

/// The lists that the part is made of; other lists, such as those of conditional formats, are passed over.
#[derive(Clone, Copy, PartialEq)]
enum List {
    None,
    Formats,
    Fonts,
    Fills,
    Borders,
    Styles,
}

const LISTS: [(&[u8], List); 5] = [
    (b"numFmts", List::Formats),
    (b"fonts", List::Fonts),
    (b"fills", List::Fills),
    (b"borders", List::Borders),
    (b"cellXfs", List::Styles),
];

fn list(name: &[u8]) -> Option<List> {
    LISTS.iter().find(|(known, _)| *known == name).map(|(_, list)| *list)
}

/// Every cell style.
pub(super) fn read(bytes: &[u8], part: &str) -> Result<Vec<Style>, ReadError> {
    let error = |e: io::Error| part_error(&e, part);
    let mut xml = Xml::new(bytes).map_err(error)?;
    let mut palette = Palette::default();
    let mut within = List::None;
    loop {
        match xml.next().map_err(error)? {
            Event::Start(tag) => match list(tag.name) {
                Some(list) if !tag.empty => within = list,
                Some(_) => {}
                None => palette.element(within, &tag),
            },
            Event::End(name) if list(name) == Some(within) => within = List::None,
            Event::Eof => return Ok(palette.styles),
            _ => {}
        }
        if palette.is_too_large() {
            return Err(ReadError::new(&problem::TOO_MANY_STYLES).with("limit", LIMITS.styles as u64));
        }
    }
}

impl Palette {
    /// Takes an element of a list.
    fn element(&mut self, list: List, tag: &Tag<'_>) {
        match (list, tag.name) {
            (List::Formats, b"numFmt") => {
                if let (Some(id), Some(code)) = (tag.number(b"numFmtId"), tag.text(b"formatCode")) {
                    self.code(id, code);
                }
            }
            (List::Fonts, b"font") => self.fonts.push(Font::default()),
            (List::Fonts, _) => self.font_property(tag),
            (List::Fills, b"fill") => self.fills.push(false),
            (List::Fills, b"gradientFill") => self.fill(true),
            // The second fill of every workbook is a grey that no cell has unless it says so.
            (List::Fills, b"patternFill") => {
                self.fill(tag.raw(b"patternType").is_some_and(|kind| kind != b"none"));
            }
            (List::Borders, b"border") => self.borders.push(false),
            (List::Borders, _) if tag.raw(b"style").is_some_and(|style| style != b"none") => {
                if let Some(border) = self.borders.last_mut() {
                    *border = true;
                }
            }
            (List::Styles, b"xf") => {
                let number = |name: &[u8]| tag.number(name).unwrap_or(0);
                let worn = self.worn(number(b"fontId"), number(b"fillId"), number(b"borderId"));
                self.style(tag.number(b"numFmtId").unwrap_or(0), worn);
            }
            _ => {}
        }
    }

    fn fill(&mut self, filled: bool) {
        if let Some(fill) = self.fills.last_mut() {
            *fill = filled;
        }
    }

    fn font_property(&mut self, tag: &Tag<'_>) {
        let Some(font) = self.fonts.last_mut() else { return };
        let value = tag.raw(b"val");
        let yes = !matches!(value, Some(b"0" | b"false" | b"none"));
        match tag.name {
            b"name" => font.name = tag.text(b"val"),
            b"sz" => font.size = tag.number::<f64>(b"val").map(|size| size.to_string()),
            b"b" => font.bold = yes,
            b"i" => font.italic = yes,
            b"u" | b"strike" => font.lined |= yes,
            b"color" => font.colour = colour(tag),
            _ => {}
        }
    }
}

/// A colour, unless it is that of plain text.
fn colour(tag: &Tag<'_>) -> Option<String> {
    if let Some(rgb) = tag.text(b"rgb") {
        return unless_black(&rgb);
    }
    if let Some(theme) = tag.text(b"theme") {
        let tint = tag.text(b"tint").unwrap_or_default();
        return (theme != "1" || !tint.is_empty()).then(|| format!("theme {theme} {tint}"));
    }
    tag.number(b"indexed").filter(|index| !is_black(*index)).map(|index| index.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which styles are dressed, for fonts, fills, borders and styles as XML.
    fn dressed(fonts: &str, fills: &str, borders: &str, styles: &str) -> Vec<bool> {
        let xml = format!(
            "<styleSheet><fonts>{fonts}</fonts><fills>{fills}</fills><borders>{borders}</borders>\
             <cellStyleXfs><xf fontId='1'/></cellStyleXfs><cellXfs>{styles}</cellXfs>\
             <dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>"
        );
        read(xml.as_bytes(), "styles.xml").unwrap().iter().map(|style| style.dressed).collect()
    }

    #[test]
    fn fonts_that_can_be_told_from_the_plain_one() {
        let plain = "<font><sz val='11'/><color theme='1'/><name val='Calibri'/></font>";
        for (other, expected) in [
            ("<font><b/><sz val='11'/><name val='Calibri'/></font>", true),
            ("<font><sz val='14'/><name val='Calibri'/></font>", true),
            ("<font><sz val='11'/><name val='Arial'/></font>", true),
            ("<font><sz val='11'/><color rgb='FFFF0000'/><name val='Calibri'/></font>", true),
            ("<font><sz val='11'/><color theme='1' tint='0.5'/></font>", true),
            ("<font><u/></font>", true),
            ("<font><strike/></font>", true),
            // What some programs write for a cell that nobody touched.
            ("<font><sz val='11.0'/><color rgb='FF000000'/><name val='Calibri'/></font>", false),
            ("<font><color indexed='64'/><name val='Calibri'/><scheme val='minor'/></font>", false),
            ("<font><b val='0'/><i val='false'/><u val='none'/><color auto='1'/></font>", false),
        ] {
            let found = dressed(&format!("{plain}{other}"), "", "", "<xf fontId='0'/><xf fontId='1'/>");
            assert_eq!(found, [false, expected], "{other}");
        }
    }

    #[test]
    fn fills_and_borders() {
        let fills = "<fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill>\
                     <fill><patternFill patternType='solid'><fgColor rgb='FFFFFF00'/></patternFill></fill>\
                     <fill><gradientFill/></fill>";
        let borders = "<border><left/><right style='none'/></border><border><left style='thin'/></border>";
        let styles = "<xf/><xf fillId='0' borderId='0'/><xf fillId='2'/><xf fillId='3'/><xf borderId='1'/>\
                      <xf fillId='9' borderId='9' fontId='9'/>";
        assert_eq!(dressed("", fills, borders, styles), [false, false, true, true, true, false]);
        // Where every cell has the fill, it says nothing.
        assert_eq!(dressed("", fills, borders, "<xf fillId='2'/><xf fillId='2'/>"), [false, false]);
    }
}
