//! The parts of a workbook that another reader needs, unpacked within the limits, and which cells they hold.
//!
//! Another reader has no budget of its own, and takes on trust what a file says of itself. It is given nothing but what was
//! taken apart here before, tag by tag or record by record; what it finds is held against the cells that were seen on the
//! way, so that it can leave out none of those.

use super::package::{Package, part_error};
use super::xml::{Event, Tag, Xml};
use super::{plain_ods, plain_xls, plain_xlsb, problem};
use crate::base::limits::LIMITS;
use crate::base::zip;
use crate::read::{Format, ReadError, Source};
use crate::table::Address;
use std::io::{self, ErrorKind, Read};

/// What another reader is given.
pub(crate) struct PlainParts {
    /// The parts in a container that packs nothing.
    pub(crate) container: Vec<u8>,
    /// For each sheet, in no order, the places of its cells that hold something: row 1 is the first, column 0 is A. Of XLSX
    /// only cells that show something count.
    pub(crate) held: Vec<Vec<(u32, u32)>>,
}

/// Unpacks them.
///
/// # Errors
/// It is no workbook, asks for more than the limits allow, or holds a part that leaves open what it says.
pub(crate) fn plain_parts(source: Box<dyn Source + '_>, format: Format) -> Result<PlainParts, ReadError> {
    match format {
        Format::Xls => plain_xls::plain_parts(source),
        Format::Xlsb => plain_xlsb::plain_parts(source),
        Format::Ods => plain_ods::plain_parts(source),
        _ => of_xlsx(source),
    }
}

/// A part, within what is left of the limit for all of them.
pub(super) fn unpacked(package: &mut Package<'_>, name: &str, left: &mut u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = package.part(name)?.take(*left + 1).read_to_end(&mut bytes);
    read.map_err(|error| part_error(&error, name))?;
    *left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
        ReadError::new(&problem::UNPACKS_TOO_LARGE)
            .with("part", name)
            .with("limit", LIMITS.second_unpacked_bytes >> 20)
    })?;
    Ok(bytes)
}

fn of_xlsx(source: Box<dyn Source + '_>) -> Result<PlainParts, ReadError> {
    let mut package = Package::open(source)?;
    let (mut parts, mut held) = (Vec::new(), Vec::new());
    let (mut left, mut tables) = (LIMITS.second_unpacked_bytes, 0);
    for name in package.names() {
        let lower = name.to_ascii_lowercase();
        if !(lower.ends_with(".xml") || lower.ends_with(".rels")) {
            continue;
        }
        let bytes = unpacked(&mut package, &name, &mut left)?;
        let outer = outermost(&bytes).unwrap_or_default();
        let seen = match outer.as_slice() {
            b"worksheet" => cells(&bytes).map(|cells| held.push(cells)),
            b"sst" => {
                tables += 1;
                texts(&bytes)
            }
            b"workbook" | b"Relationships" => whole(&bytes),
            // Without it every number has a format that is not known, and is taken for no more than that.
            b"styleSheet" if whole(&bytes).is_ok() => Ok(()),
            _ => continue,
        };
        seen.map_err(|error| part_error(&error, &name))?;
        parts.push((name, bytes));
    }
    if tables > 1 {
        return Err(part_error(&doubtful("there are two tables of texts"), "xl/sharedStrings.xml"));
    }
    Ok(PlainParts { container: container(&parts), held })
}

/// The container of these parts.
pub(super) fn container(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let members: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip::stored(&members)
}

pub(super) fn doubtful(reason: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason)
}

pub(super) fn too_many_cells() -> io::Error {
    doubtful("there are too many cells to be read by another reader")
}

/// The local name of the outermost element.
fn outermost(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new(bytes)?;
    loop {
        match xml.next()? {
            Event::Start(tag) => return Ok(tag.name.to_vec()),
            Event::Eof => return Ok(Vec::new()),
            _ => {}
        }
    }
}

/// Takes a part apart to its end.
pub(super) fn whole(bytes: &[u8]) -> io::Result<()> {
    let mut xml = Xml::new(bytes)?;
    while !matches!(xml.next()?, Event::Eof) {}
    Ok(())
}

/// The same of the table of texts, which may not promise more texts than it has: room is made for what it promises.
fn texts(bytes: &[u8]) -> io::Result<()> {
    let mut xml = Xml::new(bytes)?;
    let (mut promised, mut count) = (0_u64, 0_u64);
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == b"sst" && tag.raw(b"uniqueCount").is_some() => {
                promised = tag.number(b"uniqueCount").ok_or_else(|| doubtful("a count is no number"))?;
            }
            Event::Start(tag) if tag.name == b"si" => count += 1,
            Event::Eof if promised > count.saturating_add(1_000) => {
                return Err(doubtful("it has fewer texts than it says"));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A cell being looked at.
#[derive(Default)]
struct Seen {
    place: (u32, u32),
    shared: bool,
    formula: bool,
    /// Within `<v>`, or within `<t>` of `<is>`.
    inside: bool,
    text: Vec<u8>,
}

/// The places of the cells of a sheet that hold something visible. What can be understood in two ways is an error: a cell
/// that names another row than the one it stands in, a text named by something that is no number, a formula without result.
fn cells(bytes: &[u8]) -> io::Result<Vec<(u32, u32)>> {
    let mut xml = Xml::new(bytes)?;
    let mut held = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut cell: Option<Seen> = None;
    loop {
        match (xml.next()?, &mut cell) {
            (Event::Start(tag), _) if tag.name == b"row" => {
                row = match tag.raw(b"r") {
                    Some(_) => tag.number(b"r").ok_or_else(|| doubtful("a row has no number"))?,
                    None => row.saturating_add(1),
                };
                column = 0;
            }
            (Event::Start(tag), _) if tag.name == b"c" => {
                let place = place(&tag, row, column)?;
                column = place.1.saturating_add(1);
                let seen = Seen { place, shared: tag.raw(b"t") == Some(b"s"), ..Seen::default() };
                cell = Some(seen).filter(|_| !tag.empty);
            }
            (Event::Start(tag), Some(cell)) => match tag.name {
                b"v" | b"t" => cell.inside = !tag.empty,
                b"f" => cell.formula = true,
                _ => {}
            },
            (Event::End(b"v" | b"t"), Some(cell)) => cell.inside = false,
            (Event::Text(text) | Event::Raw(text), Some(cell)) if cell.inside => cell.text.extend(text),
            (Event::End(b"c"), Some(seen)) => {
                let text = seen.text.trim_ascii();
                if seen.shared && !seen.text.iter().all(u8::is_ascii_digit) {
                    return Err(doubtful("a cell names a text by something that is no number"));
                }
                if seen.formula && text.is_empty() {
                    return Err(doubtful("a formula has no result"));
                }
                if !text.is_empty() {
                    held.push(seen.place);
                }
                if held.len() as u64 > LIMITS.second_cells {
                    return Err(too_many_cells());
                }
                cell = None;
            }
            (Event::Eof, _) => break,
            _ => {}
        }
    }
    held.sort_unstable();
    Ok(held)
}

/// Where a cell stands: where it says, or behind the one before.
fn place(tag: &Tag<'_>, row: u32, column: u32) -> io::Result<(u32, u32)> {
    let Some(name) = tag.text(b"r") else { return Ok((row, column)) };
    let address = Address::read(&name).ok_or_else(|| doubtful("a cell has no place"))?;
    if address.row == row { Ok((row, address.column)) } else { Err(doubtful("a cell stands in another row")) }
}
