//! Office Open XML workbooks: the parts beside the sheets.

use super::collector::{Collector, Common};
use super::package::{Package, part_error};
use super::relations::{self, Relation};
use super::rich_text::{RichText, unescape};
use super::strings::Strings;
use super::xml::{Event, Xml};
use super::{SheetReader, Tab, problem, xlsx_sheet, xlsx_styles};
use crate::base::limits::LIMITS;
use crate::problem::Detail;
use crate::read::stopped::STOPPED;
use crate::read::{Progress, ReadError, Source};
use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::rc::Rc;

struct Xlsx<'s> {
    package: Package<'s>,
    tabs: Vec<Tab>,
    /// The part of each tab.
    parts: Vec<String>,
    common: Rc<Common>,
}

/// Opens a workbook: everything but the cells.
pub(super) fn open<'s>(
    source: Box<dyn Source + 's>,
    progress: Progress<'_>,
) -> Result<Box<dyn SheetReader + 's>, ReadError> {
    let mut package = Package::open(source)?;
    let book = workbook_part(&mut package)?;
    let relations = relations::of(&mut package, &book)?;
    let bytes = package.whole(&book)?;
    let (date_1904, sheets) = workbook(&bytes).map_err(|e| part_error(&e, &book))?;
    let mut common = Common { date_1904, ..Common::default() };
    let find = |kind: &str| relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    if let Some(part) = find("styles").filter(|p| package.has(p)) {
        common.styles = xlsx_styles::read(&package.whole(&part)?, &part)?;
    }
    if let Some(part) = find("sharedStrings").filter(|p| package.has(p)) {
        common.strings = shared_strings(&mut package, &part, progress)?;
    }
    let (tabs, parts) = tabs(&package, &sheets, &relations)?;
    Ok(Box::new(Xlsx { package, tabs, parts, common: Rc::new(common) }))
}

/// The part that lists the sheets.
pub(super) fn workbook_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let named = relations::of(package, "")?
        .into_iter()
        .find(|r| r.kind == "officeDocument" && package.has(&r.target))
        .map(|r| r.target);
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].into_iter().find(|name| package.has(name));
    named
        .or(usual.map(str::to_owned))
        .ok_or_else(|| ReadError::new(&problem::PART_MISSING).with("part", "xl/workbook.xml"))
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) hidden: bool,
}

fn workbook(bytes: &[u8]) -> io::Result<(bool, Vec<Listed>)> {
    let mut xml = Xml::new(bytes)?;
    let (mut date_1904, mut sheets) = (false, Vec::new());
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == b"workbookPr" => date_1904 |= tag.is(b"date1904"),
            Event::Start(tag) if tag.name == b"sheet" => sheets.push(Listed {
                name: tag.text(b"name").unwrap_or_default(),
                relation: tag.text(b"id").unwrap_or_default(),
                hidden: tag.raw(b"state").is_some_and(|s| s != b"visible"),
            }),
            Event::Eof => return Ok((date_1904, sheets)),
            _ => {}
        }
    }
}

/// Finds the part of each sheet. One that is missing or no table is refused, and the others live on.
pub(super) fn tabs(
    package: &Package<'_>,
    sheets: &[Listed],
    relations: &[Relation],
) -> Result<(Vec<Tab>, Vec<String>), ReadError> {
    if sheets.is_empty() {
        return Err(ReadError::new(&problem::NO_SHEETS));
    }
    if sheets.len() > LIMITS.sheets {
        return Err(ReadError::new(&problem::TOO_MANY_SHEETS)
            .with("count", sheets.len() as u64)
            .with("limit", LIMITS.sheets as u64));
    }
    let by_id: HashMap<&str, &Relation> = relations.iter().map(|r| (r.id.as_str(), r)).collect();
    // Thousands of sheets in a few bytes could name one large part.
    let mut named: HashSet<&str> = HashSet::new();
    let tab = |sheet: &Listed| {
        let relation = by_id.get(sheet.relation.as_str());
        let part = relation.map(|r| r.target.clone()).unwrap_or_default();
        let refused = match relation {
            Some(relation) if !package.has(&relation.target) => Some(&problem::SHEET_MISSING),
            None => Some(&problem::SHEET_MISSING),
            Some(relation) if relation.kind != "worksheet" => Some(&problem::NOT_CELLS),
            Some(relation) if !named.insert(&relation.target) => Some(&problem::SHEET_TWICE),
            Some(_) => None,
        };
        let refused = refused.map(|problem| {
            let kind = kind_name(relation.map_or("", |r| &r.kind));
            ReadError::new(problem).with("sheet", sheet.name.as_str()).with("kind", Detail::Phrase(kind))
        });
        (Tab { name: sheet.name.clone(), hidden: sheet.hidden, refused }, part)
    };
    Ok(sheets.iter().map(tab).unzip())
}

/// What a sheet is that is no table.
pub(super) fn kind_name(kind: &str) -> [&'static str; 2] {
    match kind {
        "chartsheet" => ["a chart", "un graphique"],
        "dialogsheet" => ["a dialog", "une boîte de dialogue"],
        _ => ["a macro sheet", "une feuille de macros"],
    }
}

fn shared_strings(
    package: &mut Package<'_>,
    part: &str,
    progress: Progress<'_>,
) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let size = package.size(part).max(1);
    let mut stopped = false;
    let result = read_strings(package.part(part)?, &mut strings, &mut |offset| {
        stopped |= progress(offset as f64 / size as f64).is_break();
        !stopped
    });
    match result {
        Ok(_) if stopped => Err(ReadError::new(&STOPPED)),
        Ok(true) => Ok(strings),
        Ok(false) => Err(ReadError::new(&problem::TOO_MANY_TEXTS)
            .with("count", LIMITS.strings as u64)
            .with("limit", (LIMITS.string_bytes >> 20) as u64)),
        Err(error) => Err(part_error(&error, part)),
    }
}

/// Reads the table of texts; false if it is beyond the limits. `go_on` hears now and then how far it is.
fn read_strings(
    reader: impl Read,
    strings: &mut Strings,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> io::Result<bool> {
    let mut xml = Xml::new(reader)?;
    let mut text = RichText::default();
    let mut room = String::new();
    loop {
        let before = strings.len();
        if let Some(whole) = xml.whole_text() {
            strings.push(unescape(whole, &mut room));
        } else {
            match xml.next()? {
                Event::Start(tag) if tag.name == b"si" => {
                    text.clear();
                    if tag.empty {
                        strings.push("");
                    }
                }
                Event::End(b"si") => {
                    strings.push(text.finish());
                    text.clear();
                }
                Event::Eof => return Ok(true),
                event => text.event(&event)?,
            }
        }
        let more = strings.len() > before;
        if more && strings.len().is_multiple_of(65_536) && !go_on(xml.offset()) {
            return Ok(true);
        }
        if strings.len() > LIMITS.strings || strings.bytes() + text.len() > LIMITS.string_bytes {
            return Ok(false);
        }
    }
}

impl SheetReader for Xlsx<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.tabs.clone()
    }
    fn common(&self) -> Rc<Common> {
        Rc::clone(&self.common)
    }
    fn read(&mut self, sheet: usize, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let Some(name) = self.parts.get(sheet) else { return Ok(()) };
        let part = self.package.part(name)?;
        xlsx_sheet::read(part, out).map_err(|e| part_error(&e, name))
    }
}
