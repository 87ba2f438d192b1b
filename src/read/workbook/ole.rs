//! The file system within a file that older workbooks live in.
//!
//! Sectors are chained by tables that a damaged or hostile file can point anywhere, so every chain may be no longer
//! than the file and may pass no sector twice.

use super::{failed, problem};
use crate::base::limits::LIMITS;
use crate::read::{ReadError, Source};
use std::collections::HashSet;
use std::io::{Read, SeekFrom};

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const LAST_SECTOR: u32 = 0xffff_fffa;

/// A stream as the directory lists it.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

/// An opened file system.
pub(super) struct Ole {
    bytes: Vec<u8>,
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    mini_cutoff: u64,
    entries: Vec<Entry>,
}

fn damaged() -> ReadError {
    ReadError::new(&problem::PACKAGE_DAMAGED)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The whole file, within the limit for files that are held in memory.
pub(super) fn whole(source: &mut dyn Source) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(|e| failed(&e))?;
    source.take(LIMITS.old_workbook_bytes + 1).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > LIMITS.old_workbook_bytes {
        return Err(ReadError::new(&problem::FILE_TOO_LARGE).with("limit", LIMITS.old_workbook_bytes >> 20));
    }
    Ok(bytes)
}

/// Whether the bytes begin such a file system.
pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

impl Ole {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Ole, ReadError> {
        Ole::parse(bytes).ok_or_else(damaged)
    }

    fn parse(bytes: Vec<u8>) -> Option<Ole> {
        let shift = u16_at(&bytes, 30).filter(|shift| (7..=16).contains(shift))?;
        let mut ole = Ole {
            sector: 1 << shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            mini_cutoff: u64::from(u32_at(&bytes, 56)?),
            entries: Vec::new(),
            bytes,
        };
        ole.read_fat()?;
        let directory = ole.chain(u32_at(&ole.bytes, 48)?, u64::MAX)?;
        ole.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let mini_fat = ole.chain(u32_at(&ole.bytes, 60)?, u64::MAX)?;
        ole.mini_fat = numbers(&mini_fat).collect();
        let (start, size) = ole.entries.first().map(|root| (root.start, root.size))?;
        ole.mini = ole.chain(start, size)?;
        Some(ole)
    }

    /// The bytes of a sector; fewer where the file was cut off within it.
    fn sector(&self, number: u32) -> Option<&[u8]> {
        let start = (number as usize + 1).checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    /// Reads the table that chains sectors; its own sectors are listed in the header and in a chain of lists.
    fn read_fat(&mut self) -> Option<()> {
        let mut own: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(&self.bytes, 68)?;
        let mut seen = HashSet::new();
        while next < LAST_SECTOR && seen.insert(next) {
            let Some(list) = self.sector(next) else { break };
            let mut list: Vec<u32> = numbers(list).collect();
            next = list.pop().unwrap_or(LAST_SECTOR);
            own.append(&mut list);
        }
        let mut seen = HashSet::new();
        for number in own.into_iter().filter(|n| *n < LAST_SECTOR) {
            if !seen.insert(number) {
                return None;
            }
            // A list may name sectors that a truncated file no longer has; nothing can be in them.
            let Some(sector) = self.sector(number) else { continue };
            let mut entries: Vec<u32> = numbers(sector).collect();
            self.fat.append(&mut entries);
        }
        Some(())
    }

    /// The bytes of a chain of sectors, up to `size`.
    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = start;
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..=most {
            if next >= LAST_SECTOR || out.len() as u64 >= size {
                out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
                return Some(out);
            }
            out.extend_from_slice(self.sector(next)?);
            next = self.fat.get(next as usize).copied().unwrap_or(LAST_SECTOR);
        }
        None
    }

    fn mini_chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.mini.len() / 64 + 1 {
            if next >= LAST_SECTOR || out.len() as u64 >= size {
                out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
                return Some(out);
            }
            let at = (next as usize).checked_mul(64)?;
            out.extend_from_slice(self.mini.get(at..(at + 64).min(self.mini.len()))?);
            next = self.mini_fat.get(next as usize).copied().unwrap_or(LAST_SECTOR);
        }
        None
    }

    /// The bytes of a stream at the top of the file system; absent if there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let entry = self.top().find(|e| e.kind == 2 && e.name.eq_ignore_ascii_case(name))?;
        let bytes = if entry.size < self.mini_cutoff {
            self.mini_chain(entry.start, entry.size)
        } else {
            self.chain(entry.start, entry.size)
        };
        Some(bytes.ok_or_else(damaged))
    }

    /// The entries directly below the root; all of them if the tree below it is broken.
    fn top(&self) -> impl Iterator<Item = &Entry> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut open: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        while let Some(number) = open.pop() {
            if !seen.insert(number) {
                continue;
            }
            if let Some(entry) = self.entries.get(number as usize) {
                open.extend([entry.left, entry.right]);
                found.push(entry);
            }
        }
        if found.is_empty() {
            found = self.entries.iter().collect();
        }
        found.into_iter()
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|c| c.try_into().ok().map(u32::from_le_bytes))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?.saturating_sub(2)).min(62);
    let units: Vec<u16> = (0..length / 2).filter_map(|i| u16_at(bytes, 2 * i)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        kind: *bytes.get(66)?,
        left: u32_at(bytes, 68)?,
        right: u32_at(bytes, 72)?,
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        size: u64::from(u32_at(bytes, 120)?),
    })
}
