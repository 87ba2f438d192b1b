//! A binary workbook of Excel 5.0 to 2003 as another reader is given it: a container of our own with the records that say
//! something of cells, and no other.
//!
//! Another reader follows chains of sectors without asking whether they end, makes room for whatever a sheet says that it
//! spans, and takes formulas apart. So it gets neither the container nor such records.

use super::ole::{self, u16_at};
use super::plain_parts::{PlainParts, doubtful, too_many_cells};
use super::xls::{self, Record, kind, record};
use super::xls_sheet::{
    BOOL_OR_ERROR, FORMULA, FORMULAS, LABEL, LABEL_SST, MULTIPLE_RK, NUMBER, RICH_STRING, RK, STRING,
};
use super::{package::part_error, problem};
use crate::base::limits::LIMITS;
use crate::read::refusals;
use crate::read::{ReadError, Source};
use std::io;

/// Puts the workbook together anew. A sheet that leaves open what it says is not in it.
pub(super) fn plain_parts(mut source: Box<dyn Source + '_>) -> Result<PlainParts, ReadError> {
    let stream = xls::stream(ole::whole(&mut source)?)?;
    let unreadable = |error: io::Error| part_error(&error, "Workbook");
    let first = record(&stream, 0).filter(begins).ok_or_else(|| ReadError::new(&problem::NO_SHEETS))?;
    let unicode = u16_at(first.data, 0) != Some(0x0500);
    let (mut out, mut sheets) = (Vec::new(), Vec::new());
    put(&mut out, kind::BOF, first.data);
    let (mut at, mut continued) = (first.next, 0);
    let mut copies = false;
    while let Some(record) = record(&stream, at).filter(|record| record.kind != kind::EOF) {
        at = record.next;
        match record.kind {
            kind::FILE_PASS => return Err(ReadError::new(&refusals::PASSWORD)),
            kind::BOUND_SHEET => sheets.push(record.data),
            kind::CODE_PAGE | kind::DATE_MODE | kind::FORMAT | kind::XF | kind::SST => {
                put(&mut out, record.kind, record.data);
                copies = record.kind == kind::SST;
                continue;
            }
            kind::CONTINUE if copies => {
                put(&mut out, record.kind, record.data);
                continued += 1;
                if continued > LIMITS.continued_records {
                    return Err(unreadable(doubtful("its table of texts is in too many pieces")));
                }
                continue;
            }
            _ => {}
        }
        copies = false;
    }
    let (mut held, mut bodies, mut places) = (Vec::new(), Vec::new(), 0_u64);
    for data in sheets.into_iter().take(LIMITS.sheets) {
        // Charts and modules have no cells.
        let (Some(begin), Some(0)) = (ole::u32_at(data, 0), data.get(5)) else { continue };
        let Ok((body, cells)) = sheet(&stream, begin as usize, unicode) else { continue };
        places = places.saturating_add(span(&cells));
        if places > LIMITS.second_cells {
            return Err(unreadable(too_many_cells()));
        }
        let name = out.len() + 4;
        put(&mut out, kind::BOUND_SHEET, data);
        bodies.push((name, body));
        held.push(cells);
    }
    put(&mut out, kind::EOF, &[]);
    for (name, body) in bodies {
        let begin = u32::try_from(out.len()).unwrap_or(u32::MAX).to_le_bytes();
        if let Some(place) = out.get_mut(name..name + 4) {
            place.copy_from_slice(&begin);
        }
        out.extend(body);
    }
    Ok(PlainParts { container: container(out), held })
}

/// Whether a record begins a workbook or a sheet. Its kind may be damaged, if what it holds says so.
fn begins(record: &Record<'_>) -> bool {
    let known = matches!(
        (u16_at(record.data, 0), u16_at(record.data, 2)),
        (Some(0x0500 | 0x0600), Some(0x0005 | 0x0010))
    );
    record.kind == kind::BOF || (known && matches!(record.data.len(), 8 | 16))
}

fn put(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend(u16::try_from(data.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend(data);
}

/// How many cells the rectangle around all cells has.
fn span(cells: &[(u32, u32)]) -> u64 {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return 0 };
    let left = cells.iter().map(|(_, column)| *column).min().unwrap_or(0);
    let right = cells.iter().map(|(_, column)| *column).max().unwrap_or(0);
    u64::from(last.0 - first.0 + 1) * u64::from(right - left + 1)
}

/// The places of the cells of a sheet: row 1 is the first, column 0 is A.
type Places = Vec<(u32, u32)>;

/// The records of a sheet's cells, and their places. What can be understood in two ways is an error: a text that ends
/// before its letters do, or that goes on in a further record, and a sheet that ends within a record.
fn sheet(stream: &[u8], begin: usize, unicode: bool) -> io::Result<(Vec<u8>, Places)> {
    let first = record(stream, begin).filter(begins).ok_or_else(|| doubtful("a sheet does not begin"))?;
    let (mut out, mut held) = (Vec::new(), Vec::new());
    put(&mut out, kind::BOF, first.data);
    let (mut at, mut depth, mut is_text) = (first.next, 0_u32, false);
    loop {
        let Some(record) = record(stream, at) else {
            if at == stream.len() {
                break;
            }
            return Err(doubtful("it ends within a record"));
        };
        at = record.next;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth == 0 => break,
            kind::EOF => depth -= 1,
            // What lies deeper belongs to a chart on the sheet.
            _ if depth > 0 => {}
            kind::CONTINUE if is_text => return Err(doubtful("a text goes on in another record")),
            _ => cell(&record, unicode, &mut out, &mut held)?,
        }
        is_text = matches!(record.kind, LABEL | RICH_STRING | STRING);
        if held.len() as u64 > LIMITS.second_cells {
            return Err(too_many_cells());
        }
    }
    put(&mut out, kind::EOF, &[]);
    held.sort_unstable();
    Ok((out, held))
}

/// Takes a record over, if it is one of a cell.
fn cell(record: &Record<'_>, unicode: bool, out: &mut Vec<u8>, held: &mut Places) -> io::Result<()> {
    let data = record.data;
    let place = || Some((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?)));
    let short = || doubtful("a record is too short");
    let whole = |behind: usize| {
        let letters = u16_at(data, behind).map(usize::from);
        let wide = unicode && data.get(behind + 2).is_some_and(|flags| flags & 1 == 1);
        let needed = letters.map(|letters| letters << u32::from(wide));
        needed.is_some_and(|needed| behind + 2 + usize::from(unicode) + needed <= data.len())
    };
    match record.kind {
        NUMBER | RK | LABEL_SST | BOOL_OR_ERROR => put(out, record.kind, data),
        LABEL | RICH_STRING if whole(6) => put(out, record.kind, data),
        STRING if whole(0) => {
            put(out, record.kind, data);
            return Ok(());
        }
        LABEL | RICH_STRING | STRING => return Err(short()),
        MULTIPLE_RK => {
            put(out, record.kind, data);
            let (row, column) = place().ok_or_else(short)?;
            held.extend((column..).zip(0..data.len().saturating_sub(6) / 6).map(|(column, _)| (row, column)));
            return Ok(());
        }
        FORMULA => {
            // With its result, and without what it is made of.
            let result = data.get(..20).ok_or_else(short)?;
            put(out, record.kind, &[result, &[0, 0]].concat());
        }
        // What the other reader does not know is missing then, and shows.
        kind if FORMULAS.contains(&kind) => {}
        _ => return Ok(()),
    }
    held.push(place().ok_or_else(short)?);
    Ok(())
}

/// Bytes of a sector of the container.
const SECTOR: usize = 4096;

/// A container whose only stream is the workbook.
fn container(mut workbook: Vec<u8>) -> Vec<u8> {
    const LAST: u32 = 0xffff_fffe;
    const TABLE: u32 = 0xffff_fffd;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // A shorter one would have to lie in sectors of another size.
    workbook.resize(workbook.len().max(SECTOR), 0);
    let count = workbook.len().div_ceil(SECTOR);
    let tables = (count + 2).div_ceil(SECTOR / 4 - 1);
    let first = tables + 1;
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.resize(24, 0);
    out.extend([0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0, 0, 0, 0, 0]);
    out.resize(40, 0);
    for n in [1, number(tables), number(tables), 0, 4096, LAST, 0, LAST, 0] {
        out.extend(n.to_le_bytes());
    }
    (0..109).for_each(|n| out.extend(if n < tables { number(n) } else { u32::MAX }.to_le_bytes()));
    out.resize(SECTOR, 0);
    let chain = (first + 1..first + count).map(number).chain([LAST]);
    let table = std::iter::repeat_n(TABLE, tables).chain([LAST]).chain(chain);
    out.extend(table.flat_map(u32::to_le_bytes));
    out.resize(SECTOR * (tables + 1), 0xff);
    for (name, kind, child, start, size) in
        [("Root Entry", 5, 1, 0, 0), ("Workbook", 2, u32::MAX, number(first), workbook.len())]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend([u8::try_from(name.len() * 2 + 2).unwrap_or(0), 0, kind, 1]);
        [u32::MAX, u32::MAX, child].iter().for_each(|n| entry.extend(n.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        out.extend(entry);
    }
    out.resize(SECTOR * (first + 1), 0);
    out.extend(workbook);
    out.resize(SECTOR * (first + 1 + count), 0);
    out
}
