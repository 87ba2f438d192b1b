//! OpenDocument spreadsheets: one part with all sheets, read once from end to end when the workbook is opened.
//!
//! That first pass finds the sheets and their first rows; a sheet is then read by going straight to its place.

use super::collector::{Collector, Common};
use super::ods_styles::Styles;
use super::package::{Package, part_error};
use super::xml::{Event, Tag, Xml};
use super::{Head, HeadRoom, SheetReader, Tab, head, ods_sheet, problem};
use crate::base::limits::LIMITS;
use crate::base::search;
use crate::read::refusals::{self, refuse};
use crate::read::{ReadError, Source};
use std::io::{self, Read};
use std::rc::Rc;

const CONTENT: &str = "content.xml";

/// Where a sheet's rows begin.
struct Table {
    tab: Tab,
    offset: u64,
}

struct Ods<'s> {
    package: Package<'s>,
    content: Option<Vec<u8>>,
    tables: Vec<Table>,
    heads: Vec<Head>,
    styles: Styles,
    common: Rc<Common>,
}

/// Opens a workbook and finds its sheets and their first rows.
pub(super) fn open<'s>(source: Box<dyn Source + 's>) -> Result<Box<dyn SheetReader + 's>, ReadError> {
    let mut package = Package::open(source)?;
    if is_encrypted(&mut package)? {
        return Err(refuse(
            &refusals::PASSWORD,
            ["a workbook with a password", "un classeur avec mot de passe"],
        ));
    }
    let mut styles = Styles::default();
    if package.has("styles.xml") {
        let part = package.part("styles.xml")?;
        list(part, &mut styles, &mut Vec::new()).map_err(|e| part_error(&e, "styles.xml"))?;
    }
    let content =
        if package.size(CONTENT) <= LIMITS.kept_part_bytes { Some(package.whole(CONTENT)?) } else { None };
    let mut ods = Ods {
        package,
        content,
        tables: Vec::new(),
        heads: Vec::new(),
        styles,
        common: Rc::new(Common::default()),
    };
    ods.list()?;
    Ok(Box::new(ods))
}

/// The list of all parts.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Each encrypted part is listed as such; the list itself never is.
pub(super) fn is_encrypted(package: &mut Package<'_>) -> Result<bool, ReadError> {
    if !package.has(MANIFEST) {
        return Ok(false);
    }
    let bytes = package.whole(MANIFEST)?;
    Ok(search::find(&bytes, b"encryption-data").is_some())
}

/// Sheets and their first rows, as the first pass finds them.
type Listed = (Table, Head);

/// Reads a part from end to end: styles on the way, sheets where there are any.
fn list(part: impl Read, styles: &mut Styles, found: &mut Vec<Listed>) -> io::Result<()> {
    let mut xml = Xml::new(part)?;
    let mut room = HeadRoom::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.prefix == b"table" && tag.name == b"table" => {
                if found.is_empty() {
                    styles.settle();
                }
                let tab = tab(&tag, styles);
                let empty = tag.empty;
                let offset = xml.offset();
                let head = if empty { Head::default() } else { table_head(&mut xml, styles, &mut room)? };
                found.push((Table { tab, offset }, head));
                if found.len() > LIMITS.sheets {
                    return Ok(());
                }
            }
            Event::Start(tag) => styles.start(&tag),
            Event::Text(text) => styles.text(text),
            Event::End(name) => styles.end(name),
            Event::Raw(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

fn tab(tag: &Tag<'_>, styles: &Styles) -> Tab {
    let style = tag.text(b"style-name").unwrap_or_default();
    Tab { name: tag.text(b"name").unwrap_or_default(), hidden: styles.hides_table(&style), refused: None }
}

/// The first rows of the sheet at hand. Whatever is wrong with it is this sheet's own affair.
fn table_head(xml: &mut Xml<'_>, styles: &Styles, room: &mut HeadRoom) -> io::Result<Head> {
    let mut whole = Ok(true);
    let head = head(room, Rc::new(Common::default()), |out| {
        whole = ods_sheet::read(xml, styles, out);
        Ok(())
    });
    if !whole? {
        ods_sheet::skip(xml, b"table", 1)?;
    }
    Ok(head)
}

impl Ods<'_> {
    fn list(&mut self) -> Result<(), ReadError> {
        let mut found = Vec::new();
        let result = match &self.content {
            Some(content) => list(content.as_slice(), &mut self.styles, &mut found),
            None => list(self.package.part(CONTENT)?, &mut self.styles, &mut found),
        };
        // What was found before the damage can still be offered; reading on will meet the damage again.
        if found.is_empty() {
            result.map_err(|e| part_error(&e, CONTENT))?;
            return Err(ReadError::new(&problem::NO_SHEETS));
        }
        if found.len() > LIMITS.sheets {
            return Err(ReadError::new(&problem::TOO_MANY_SHEETS)
                .with("count", found.len() as u64)
                .with("limit", LIMITS.sheets as u64));
        }
        (self.tables, self.heads) = found.into_iter().unzip();
        Ok(())
    }
}

impl SheetReader for Ods<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.tables.iter().map(|table| table.tab.clone()).collect()
    }
    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }
    fn heads(&mut self) -> Option<Vec<Head>> {
        Some(std::mem::take(&mut self.heads))
    }
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let Some(table) = self.tables.get(sheet) else { return Ok(()) };
        let error = |e: io::Error| part_error(&e, CONTENT);
        if let Some(content) = &self.content {
            let rest = content.get(usize::try_from(table.offset).unwrap_or(usize::MAX)..).unwrap_or(&[]);
            let mut xml = Xml::continued(rest).map_err(error)?;
            ods_sheet::read(&mut xml, &self.styles, out).map_err(error)?;
            return Ok(());
        }
        let mut part = self.package.part(CONTENT)?;
        io::copy(&mut part.by_ref().take(table.offset), &mut io::sink()).map_err(error)?;
        let mut xml = Xml::continued(part).map_err(error)?;
        if ods_sheet::read(&mut xml, &self.styles, out).map_err(error)? {
            xml.finish().map_err(error)?;
        }
        Ok(())
    }
}
