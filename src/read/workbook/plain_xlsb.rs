//! The parts of a binary workbook of 2007 and later, as another reader is given them.

use super::package::{Package, part_error};
use super::plain_parts::{PlainParts, container, doubtful, too_many_cells, unpacked, whole};
use super::xlsb::{Records, kind, text};
use crate::base::limits::LIMITS;
use crate::read::{ReadError, Source};
use std::io;

/// Unpacks the parts that say something of cells. A sheet that cannot be taken apart is not among them.
pub(super) fn plain_parts(source: Box<dyn Source + '_>) -> Result<PlainParts, ReadError> {
    let mut package = Package::open(source)?;
    let (mut parts, mut held) = (Vec::new(), Vec::new());
    let mut left = LIMITS.second_unpacked_bytes;
    for name in package.names() {
        let lower = name.to_ascii_lowercase();
        let error = |error: io::Error| part_error(&error, &name);
        match lower.as_str() {
            "xl/workbook.bin" | "xl/sharedstrings.bin" => {
                let bytes = unpacked(&mut package, &name, &mut left)?;
                records(&bytes).map_err(error)?;
                parts.push((name, bytes));
            }
            // Without them every number has a format that is not known, and is taken for no more than that.
            "xl/styles.bin" => {
                let bytes = unpacked(&mut package, &name, &mut left)?;
                if records(&bytes).is_ok() {
                    parts.push((name, bytes));
                }
            }
            "xl/_rels/workbook.bin.rels" => {
                let bytes = unpacked(&mut package, &name, &mut left)?;
                whole(&bytes).map_err(error)?;
                parts.push((name, bytes));
            }
            _ if lower.starts_with("xl/worksheets/") && lower.ends_with(".bin") => {
                let bytes = unpacked(&mut package, &name, &mut left)?;
                if let Ok(cells) = cells(&bytes) {
                    held.push(cells);
                    parts.push((name, bytes));
                }
            }
            _ => {}
        }
    }
    Ok(PlainParts { container: container(&parts), held })
}

/// Takes a part apart to its end.
fn records(bytes: &[u8]) -> io::Result<()> {
    let mut records = Records::new(bytes);
    while records.next()?.is_some() {}
    Ok(())
}

/// The places of the cells of a sheet. A record that is shorter than what it should hold is an error: another reader takes
/// the rest from the record before.
fn cells(bytes: &[u8]) -> io::Result<Vec<(u32, u32)>> {
    let mut records = Records::new(bytes);
    let (mut held, mut row) = (Vec::new(), 0_u32);
    while let Some((kind, data)) = records.next()? {
        let number = |at: usize| data.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four));
        let enough = match kind {
            kind::ROW => data.len() >= 4,
            kind::RK | kind::SHARED => data.len() >= 12,
            kind::ERROR | kind::BOOL | kind::FORMULA_BOOL | kind::FORMULA_ERROR => data.len() >= 9,
            kind::REAL | kind::FORMULA_NUMBER => data.len() >= 16,
            kind::TEXT | kind::FORMULA_TEXT => text(data, 8).is_some(),
            kind::RICH_TEXT => text(data, 9).is_some(),
            _ => continue,
        };
        let Some(first) = number(0).filter(|_| enough) else {
            return Err(doubtful("a record is too short"));
        };
        if kind == kind::ROW {
            row = first.saturating_add(1);
            continue;
        }
        held.push((row, first));
        if held.len() as u64 > LIMITS.second_cells {
            return Err(too_many_cells());
        }
    }
    held.sort_unstable();
    Ok(held)
}
