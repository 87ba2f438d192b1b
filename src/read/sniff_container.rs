//! What is in a zip or OLE2 container, by the names inside; their content is for the reader of workbooks.

use super::refusals as no;
use super::{Format, ReadError, Source, stopped};
use crate::base::limits::LIMITS;
use std::io::{self, Read, SeekFrom};

fn read_at(source: &mut dyn Source, at: u64, length: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let mut read = || -> io::Result<()> {
        source.seek(SeekFrom::Start(at))?;
        source.take(length).read_to_end(&mut bytes)?;
        source.seek(SeekFrom::Start(0))?;
        Ok(())
    };
    read().map_err(|e| stopped::failed(&e))?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|b| u64::from_le_bytes(*b))
}

/// The kind of a zip file.
pub(crate) fn zip(source: &mut dyn Source, size: u64, head: &[u8]) -> Result<Format, ReadError> {
    let Some(names) = zip_names(source, size)? else { return Err(ReadError::new(&no::CUT_OFF)) };
    let names: Vec<String> = names.iter().map(|n| n.to_ascii_lowercase().replace('\\', "/")).collect();
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name.trim_start_matches('/')));
    let mimetype = first_entry(head);
    if mimetype.contains("opendocument.spreadsheet") {
        return Ok(Format::Ods);
    }
    if mimetype.contains("opendocument") || mimetype.contains("epub") {
        return Err(no::refuse(
            &no::DOCUMENT,
            ["an OpenDocument text or presentation", "un document OpenDocument"],
        ));
    }
    if any(&|n| n.starts_with("xl/") && n.ends_with(".bin") && n.contains("workbook")) {
        return Ok(Format::Xlsb);
    }
    if any(&|n| n.starts_with("xl/") || n.ends_with("workbook.xml")) {
        return Ok(Format::Xlsx);
    }
    if any(&|n| n.ends_with(".iwa") || n == "index.zip") {
        return Err(no::refuse(&no::NUMBERS, ["an Apple document", "un document Apple"]));
    }
    if any(&|n| n.starts_with("word/") || n.starts_with("ppt/") || n.starts_with("visio/")) {
        return Err(no::refuse(&no::DOCUMENT, ["an Office text or presentation", "un document Office"]));
    }
    if any(&|n| n == "content.xml") {
        return Ok(Format::Ods);
    }
    if any(&|n| n == "[content_types].xml") {
        return Ok(Format::Xlsx);
    }
    Err(no::refuse(&no::COMPRESSED, ["a ZIP archive", "une archive ZIP"]))
}

/// The content of the first entry if it is stored as it is, as OpenDocument does with its kind.
fn first_entry(head: &[u8]) -> String {
    let entry = || {
        let name = usize::from(u16_at(head, 26)?);
        let extra = usize::from(u16_at(head, 28)?);
        let start = 30 + name + extra;
        (head.get(30..30 + name)? == b"mimetype").then(|| head.get(start..(start + 100).min(head.len())))?
    };
    String::from_utf8_lossy(entry().unwrap_or_default()).into_owned()
}

/// The names in the directory at the end of a zip file; absent when there is none.
fn zip_names(source: &mut dyn Source, size: u64) -> Result<Option<Vec<String>>, ReadError> {
    let tail_start = size.saturating_sub(66_000);
    let tail = read_at(source, tail_start, 66_000)?;
    let Some(end) = tail.windows(4).rposition(|w| w == b"PK\x05\x06") else { return Ok(None) };
    let (Some(length), Some(offset)) = (u32_at(&tail, end + 12), u32_at(&tail, end + 16)) else {
        return Ok(None);
    };
    let mut place = (u64::from(offset), u64::from(length));
    if offset == u32::MAX || length == u32::MAX {
        let wide = end.checked_sub(20).and_then(|at| u64_at(&tail, at + 8));
        let record = read_at(source, wide.unwrap_or(0), 56)?;
        place = (u64_at(&record, 48).unwrap_or(0), u64_at(&record, 40).unwrap_or(0));
    }
    let mut names = entry_names(&read_at(source, place.0, place.1.min(LIMITS.directory_bytes))?);
    if names.is_empty() {
        // Something stands before the zip, so all offsets are short by the same amount.
        let start = (tail_start + end as u64).saturating_sub(place.1);
        names = entry_names(&read_at(source, start, place.1.min(LIMITS.directory_bytes))?);
    }
    Ok(Some(names))
}

fn entry_names(directory: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while directory.get(at..at + 4) == Some(b"PK\x01\x02") {
        let lengths = [28, 30, 32].map(|i| usize::from(u16_at(directory, at + i).unwrap_or(0)));
        let Some(name) = directory.get(at + 46..at + 46 + lengths[0]) else { break };
        names.push(String::from_utf8_lossy(name).into_owned());
        at += 46 + lengths.iter().sum::<usize>();
    }
    names
}

/// The kind of an OLE2 file.
pub(crate) fn ole(source: &mut dyn Source, size: u64, head: &[u8]) -> Result<Format, ReadError> {
    let names = ole_names(source, size, head)?.unwrap_or_default();
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(ReadError::new(&no::PASSWORD));
    }
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    if has("WordDocument") || has("PowerPoint Document") || has("VisioDocument") {
        return Err(no::refuse(&no::DOCUMENT, ["an Office text or presentation", "un document Office"]));
    }
    if names.iter().any(|n| n.starts_with("__properties_version")) {
        return Err(no::refuse(&no::DOCUMENT, ["an Outlook message", "un message Outlook"]));
    }
    if has("MatOST") || has("SPELLING") {
        return Err(no::refuse(&no::OLD_WORKBOOK, ["a Works document", "un document Works"]));
    }
    // The directory is damaged or lies further than it says: the reader of workbooks will tell.
    if names.is_empty() { Ok(Format::Xls) } else { Err(ReadError::new(&no::NOT_A_TABLE)) }
}

/// Names of the streams and storages at the top level; absent when the directory cannot be followed.
fn ole_names(source: &mut dyn Source, size: u64, head: &[u8]) -> Result<Option<Vec<String>>, ReadError> {
    let shift = u16_at(head, 30).unwrap_or(9);
    let sector = if shift == 12 { 4096u64 } else { 512 };
    let place = |index: u32| (u64::from(index) + 1) * sector;
    let mut directory = Vec::new();
    let mut next = u32_at(head, 48).unwrap_or(u32::MAX);
    while next < 0xffff_fff0 && place(next) < size && (directory.len() as u64) < LIMITS.directory_bytes {
        directory.extend(read_at(source, place(next), sector)?);
        // Sector numbers of the allocation table stand in the header; its own continuation matters only to files
        // of more than 7 MB, whose directory is at the start or found by the reader of workbooks.
        let per_sector = u32::try_from(sector / 4).unwrap_or(128);
        let table = (next / per_sector) as usize;
        if table >= 109 {
            break;
        }
        let Some(table) = u32_at(head, 76 + 4 * table) else { break };
        let entry = read_at(source, place(table).saturating_add(u64::from(next % per_sector) * 4), 4)?;
        next = u32_at(&entry, 0).unwrap_or(u32::MAX);
    }
    Ok(top_level(&directory))
}

/// Follows the tree of the root's children, each looked at once.
fn top_level(directory: &[u8]) -> Option<Vec<String>> {
    let entry = |index: u32| directory.get(index as usize * 128..)?.get(..128);
    let mut names = Vec::new();
    let mut seen = vec![false; directory.len() / 128];
    let mut open = vec![u32_at(entry(0)?, 76)?];
    while let Some(index) = open.pop() {
        let Some(bytes) = entry(index) else { continue };
        match seen.get_mut(index as usize) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
        let (units, _) = bytes.get(..length)?.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|u| u16::from_le_bytes(*u)).collect();
        names.push(String::from_utf16_lossy(&units));
        open.push(u32_at(bytes, 68)?);
        open.push(u32_at(bytes, 72)?);
    }
    Some(names)
}
