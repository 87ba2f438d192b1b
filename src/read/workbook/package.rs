//! The packed folder that a workbook is: its table of contents, and its parts one at a time.
//!
//! Only what workbooks need: parts stored as they are or deflated. The table of contents is read with budgets before
//! anything is unpacked, and every part is read to its end, where its length and checksum must agree.

use super::{failed, problem};
use crate::base::limits::LIMITS;
use crate::base::pulse;
use crate::base::search;
use crate::read::refusals;
use crate::read::{ReadError, Source};
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Take};

/// A part as the table of contents describes it.
#[derive(Clone, Debug)]
struct Member {
    name: String,
    method: u16,
    encrypted: bool,
    checksum: u32,
    packed: u64,
    size: u64,
    header: u64,
}

/// A packed workbook.
pub(super) struct Package<'s> {
    source: Box<dyn Source + 's>,
    members: Vec<Member>,
    /// Names in lower case, because programs disagree about case.
    by_name: HashMap<String, usize>,
    twice: Vec<String>,
}

const TAIL: u64 = 65_557;

fn damaged() -> ReadError {
    ReadError::new(&problem::PACKAGE_DAMAGED)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// Where the table of contents is.
struct Directory {
    count: u64,
    length: u64,
    offset: u64,
    /// Bytes before the package itself, which offsets do not count.
    before: u64,
}

impl<'s> Package<'s> {
    /// Reads the table of contents.
    pub(super) fn open(mut source: Box<dyn Source + 's>) -> Result<Package<'s>, ReadError> {
        let directory = find_directory(&mut source)?;
        if directory.count > LIMITS.members as u64 {
            return Err(ReadError::new(&problem::TOO_MANY_MEMBERS)
                .with("count", directory.count)
                .with("limit", LIMITS.members as u64));
        }
        let mut bytes = Vec::new();
        source.seek(SeekFrom::Start(directory.offset + directory.before)).map_err(|e| failed(&e))?;
        source.by_ref().take(directory.length).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
        let mut package = Package { source, members: Vec::new(), by_name: HashMap::new(), twice: Vec::new() };
        let mut rest = bytes.as_slice();
        for _ in 0..directory.count {
            let (mut member, length) = member(rest).ok_or_else(damaged)?;
            member.header += directory.before;
            rest = rest.get(length..).unwrap_or(&[]);
            package.add(member);
        }
        Ok(package)
    }

    fn add(&mut self, member: Member) {
        let key = member.name.to_lowercase();
        if self.by_name.insert(key, self.members.len()).is_some() {
            self.twice.push(member.name.clone());
        }
        self.members.push(member);
    }

    /// Whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&name.to_lowercase())
    }

    /// The names of all parts.
    #[cfg(any(not(target_arch = "wasm32"), feature = "second-reader"))]
    pub(super) fn names(&self) -> Vec<String> {
        self.members.iter().map(|member| member.name.clone()).collect()
    }

    /// Bytes of a part, as declared.
    pub(super) fn size(&self, name: &str) -> u64 {
        self.by_name.get(&name.to_lowercase()).and_then(|i| self.members.get(*i)).map_or(0, |m| m.size)
    }

    /// A part to be read from its beginning.
    pub(super) fn part(&mut self, name: &str) -> Result<PackagePart<'_>, ReadError> {
        let missing = || ReadError::new(&problem::PART_MISSING).with("part", name);
        let index = self.by_name.get(&name.to_lowercase()).copied().ok_or_else(missing)?;
        let member = self.members.get(index).ok_or_else(missing)?;
        if self.twice.contains(&member.name) {
            return Err(ReadError::new(&problem::MEMBER_TWICE).with("part", name));
        }
        if member.encrypted {
            return Err(ReadError::new(&refusals::PASSWORD));
        }
        if member.size > LIMITS.unpacked_bytes {
            return Err(too_large(name, LIMITS.unpacked_bytes));
        }
        if member.size > LIMITS.dense_bytes && member.size / LIMITS.ratio > member.packed {
            return Err(too_large(name, LIMITS.dense_bytes));
        }
        let mut header = [0; 30];
        let start = self.source.seek(SeekFrom::Start(member.header));
        start.and_then(|_| self.source.read_exact(&mut header)).map_err(|_| damaged())?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(damaged());
        }
        let skip =
            u16_at(&header, 26).zip(u16_at(&header, 28)).map_or(0, |(n, e)| i64::from(n) + i64::from(e));
        self.source.seek(SeekFrom::Current(skip)).map_err(|e| failed(&e))?;
        let packed: &mut dyn Read = &mut self.source;
        let packed = BufReader::with_capacity(64 << 10, packed.take(member.packed));
        let inflate = match member.method {
            0 => Inflate::Stored(packed),
            8 => Inflate::Deflated(Box::new(DeflateDecoder::new(packed))),
            _ => {
                return Err(ReadError::new(&problem::PART_UNREADABLE)
                    .with("part", name)
                    .with("reason", "it is packed in a way that spreadsheets do not use"));
            }
        };
        Ok(PackagePart {
            inflate,
            checksum: Crc::new(),
            size: member.size,
            expected: member.checksum,
            done: false,
        })
    }

    /// A small part, whole.
    pub(super) fn whole(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        if self.size(name) > LIMITS.part_bytes {
            return Err(too_large(name, LIMITS.part_bytes));
        }
        let mut bytes = Vec::new();
        self.part(name)?.read_to_end(&mut bytes).map_err(|e| part_error(&e, name))?;
        Ok(bytes)
    }
}

fn too_large(name: &str, limit: u64) -> ReadError {
    ReadError::new(&problem::UNPACKS_TOO_LARGE).with("part", name).with("limit", limit >> 20)
}

/// An error met while a part was read, as the user is told of it.
pub(super) fn part_error(error: &io::Error, name: &str) -> ReadError {
    match error.kind() {
        ErrorKind::InvalidData if error.to_string() == CHECKSUM => {
            ReadError::new(&problem::WRONG_CHECKSUM).with("part", name)
        }
        ErrorKind::InvalidData if error.to_string() == TOO_DENSE => too_large(name, LIMITS.dense_bytes),
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
            ReadError::new(&problem::PART_UNREADABLE).with("part", name).with("reason", error.to_string())
        }
        _ => failed(error),
    }
}

/// Finds the end record, which lies at most a comment's length before the end of the file.
fn find_directory(source: &mut Box<dyn Source + '_>) -> Result<Directory, ReadError> {
    let size = source.seek(SeekFrom::End(0)).map_err(|e| failed(&e))?;
    let start = size.saturating_sub(TAIL);
    let mut tail = Vec::new();
    source.seek(SeekFrom::Start(start)).map_err(|e| failed(&e))?;
    source.by_ref().take(TAIL).read_to_end(&mut tail).map_err(|e| failed(&e))?;
    let mut end = tail.len();
    while let Some(at) = search::rfind(tail.get(..end).unwrap_or(&[]), b"PK\x05\x06") {
        if let Some(directory) = end_record(&tail, at, start, source) {
            return Ok(directory);
        }
        end = at;
    }
    Err(damaged())
}

fn end_record(tail: &[u8], at: usize, start: u64, source: &mut Box<dyn Source + '_>) -> Option<Directory> {
    let record = tail.get(at..)?;
    let (count, length, offset) = (u16_at(record, 10)?, u32_at(record, 12)?, u32_at(record, 16)?);
    let place = start + at as u64;
    if count == u16::MAX || length == u32::MAX || offset == u32::MAX {
        let locator = tail.get(at.checked_sub(20)?..at)?;
        if locator.starts_with(b"PK\x06\x07") {
            return large_record(u64_at(locator, 8)?, source);
        }
    }
    let (length, offset) = (u64::from(length), u64::from(offset));
    if length > LIMITS.part_bytes {
        return None;
    }
    let before = place.checked_sub(length)?.checked_sub(offset)?;
    Some(Directory { count: count.into(), length, offset, before })
}

/// The end record of packages beyond 4 GiB or 65,535 parts.
fn large_record(place: u64, source: &mut Box<dyn Source + '_>) -> Option<Directory> {
    let mut record = [0; 56];
    source.seek(SeekFrom::Start(place)).ok()?;
    source.read_exact(&mut record).ok()?;
    if !record.starts_with(b"PK\x06\x06") {
        return None;
    }
    let (count, length, offset) = (u64_at(&record, 32)?, u64_at(&record, 40)?, u64_at(&record, 48)?);
    (length <= LIMITS.part_bytes).then_some(Directory { count, length, offset, before: 0 })
}

/// One entry of the table of contents, and its length.
fn member(bytes: &[u8]) -> Option<(Member, usize)> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let field = |at| u16_at(bytes, at).map(usize::from);
    let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
    let text = bytes.get(46..46 + name)?;
    let extra_bytes = bytes.get(46 + name..46 + name + extra)?;
    let mut member = Member {
        name: String::from_utf8_lossy(text).replace('\\', "/"),
        method: u16_at(bytes, 10)?,
        encrypted: u16_at(bytes, 8)? & 1 == 1,
        checksum: u32_at(bytes, 16)?,
        packed: u32_at(bytes, 20)?.into(),
        size: u32_at(bytes, 24)?.into(),
        header: u32_at(bytes, 42)?.into(),
    };
    large_member(&mut member, extra_bytes);
    Some((member, 46 + name + extra + comment))
}

/// Takes the lengths that do not fit into 32 bits from the extra field.
fn large_member(member: &mut Member, mut extra: &[u8]) {
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let field = extra.get(4..4 + usize::from(length)).unwrap_or(&[]);
        if id == 1 {
            let wide = [&mut member.size, &mut member.packed, &mut member.header];
            let mut at = 0;
            for value in wide.into_iter().filter(|v| **v == u64::from(u32::MAX)) {
                *value = u64_at(field, at).unwrap_or(*value);
                at += 8;
            }
        }
        extra = extra.get(4 + usize::from(length)..).unwrap_or(&[]);
    }
}

type Packed<'a> = BufReader<Take<&'a mut dyn Read>>;

enum Inflate<'a> {
    Stored(Packed<'a>),
    Deflated(Box<DeflateDecoder<Packed<'a>>>),
}

/// The bytes of a part. Its end is an error unless length and checksum are as declared.
pub(super) struct PackagePart<'a> {
    inflate: Inflate<'a>,
    checksum: Crc,
    size: u64,
    expected: u32,
    done: bool,
}

const CHECKSUM: &str = "its checksum is wrong";
const TOO_DENSE: &str = "it holds next to nothing, at great length";

impl PackagePart<'_> {
    fn read_some(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match &mut self.inflate {
            Inflate::Stored(reader) => reader.read(out),
            Inflate::Deflated(reader) => {
                let count = reader.read(out)?;
                // The packed bytes ran out before the part said that it was over.
                if count == 0 && !out.is_empty() && reader.get_mut().fill_buf()?.is_empty() {
                    return Ok(0);
                }
                Ok(count)
            }
        }
    }
}

impl Read for PackagePart<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.done || out.is_empty() {
            return Ok(0);
        }
        let wrong = || io::Error::new(ErrorKind::InvalidData, CHECKSUM);
        pulse::beat();
        if let Inflate::Deflated(reader) = &self.inflate
            && reader.total_out() > LIMITS.dense_bytes
            && reader.total_out() / LIMITS.ratio > reader.total_in()
        {
            // What the table of contents says of the packed length may be a lie.
            return Err(io::Error::new(ErrorKind::InvalidData, TOO_DENSE));
        }
        let count = self.read_some(out).map_err(|e| match e.kind() {
            ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof => wrong(),
            _ => e,
        })?;
        self.checksum.update(out.get(..count).unwrap_or(&[]));
        if u64::from(self.checksum.amount()) > self.size & u64::from(u32::MAX)
            && u32::try_from(self.size).is_ok()
        {
            return Err(wrong());
        }
        if count == 0 {
            self.done = true;
            if self.checksum.sum() != self.expected || u64::from(self.checksum.amount()) != self.size {
                return Err(wrong());
            }
        }
        Ok(count)
    }
}
