//! What a packed workbook is refused for, each beside its innocent neighbour.

use crate::open;
use crate::package::{Package, Xlsx, container, ods, pack};
use import_checker::read::{self, Wishes};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

const ROWS: &str = "<row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c></row>";

fn sample() -> Xlsx<'static> {
    Xlsx { rows: ROWS, ..Xlsx::default() }
}

/// The code that a file is refused with, as a whole or for its first sheet; "read" where it is not.
fn refusal(bytes: Vec<u8>) -> &'static str {
    let mut book = match open(bytes) {
        Ok(book) => book,
        Err(error) => return error.problem.code,
    };
    if let Some(error) = &book.sheets()[0].refused {
        return error.problem.code;
    }
    match book.rows(0, &mut |_| ControlFlow::Continue(())) {
        Ok(_) if book.complete(0) => "read",
        Ok(_) => "incomplete",
        Err(error) => error.problem.code,
    }
}

/// The sample with one of its parts written otherwise.
fn with(part: &str, text: &str) -> Vec<u8> {
    let mut parts = sample().parts();
    parts.iter_mut().filter(|(name, _)| *name == part).for_each(|(_, old)| text.clone_into(old));
    pack(&parts)
}

fn sheets(count: usize) -> String {
    let sheet = |i: usize| format!("<sheet name=\"S{i}\" sheetId=\"{i}\" r:id=\"r1\"/>");
    format!("<workbook><sheets>{}</sheets></workbook>", (1..=count).map(sheet).collect::<String>())
}

/// The sample, whose list of parts says that there are so many.
fn counted(count: u16) -> Vec<u8> {
    let mut bytes = sample().build();
    let end = bytes.len() - 22;
    bytes[end + 8..end + 10].copy_from_slice(&count.to_le_bytes());
    bytes[end + 10..end + 12].copy_from_slice(&count.to_le_bytes());
    bytes
}

/// The sample with a part that is not where the list of parts says.
fn elsewhere() -> Vec<u8> {
    let mut bytes = sample().build();
    let name = b"xl/workbook.xml";
    let at = bytes.windows(name.len()).position(|bytes| bytes == name).unwrap();
    bytes[at - 30..at - 26].copy_from_slice(b"PK??");
    bytes
}

#[test]
fn a_container_that_cannot_be_trusted_is_refused_for_what_is_wrong_with_it() {
    let styles =
        |count: usize| format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(count));
    let book = "<?xml version=\"1.0\"?>";
    let twice = || {
        let parts = sample().parts();
        let package =
            parts.iter().fold(Package::default(), |package, (name, text)| package.add(name, text.as_bytes()));
        package.add("XL/workbook.xml", book.as_bytes()).finish()
    };
    let spoiled = || {
        let mut package = Package::default();
        for (name, text) in sample().parts() {
            let checksum = (name == "xl/workbook.xml").then_some(7);
            package.add_as(name, text.as_bytes(), text.len() as u32, checksum);
        }
        package.finish()
    };
    let half = || {
        let whole = sample().build();
        whole[..whole.len() / 2].to_vec()
    };
    let text = format!("<si><t>{}</t></si>", "x".repeat(30_000));
    let texts = |count: usize| {
        let all = format!("<sst>{}</sst>", text.repeat(count));
        let parts = sample().parts();
        let fold = |mut package: Package, (name, text): &(&str, String)| {
            let large = *name == "xl/sharedStrings.xml";
            if large {
                package.add_unpacked(name, all.as_bytes());
            } else {
                package.add_as(name, text.as_bytes(), text.len() as u32, None);
            }
            package
        };
        parts.iter().fold(Package::default(), fold).finish()
    };
    let table = |name: usize| {
        format!(
            "<table:table table:name='S{name}'><table:table-row><table:table-cell office:value-type='string'>\
             <text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let tables = |count: usize| ods("", &(0..count).map(table).collect::<String>());
    let mut wrong = Vec::new();
    let parts = u16::try_from(sample().parts().len()).unwrap();
    for (what, bad, good, code) in [
        ("cut in half", half(), sample().build(), "F190"),
        ("a part elsewhere", elsewhere(), sample().build(), "F510"),
        ("parts", counted(20_001), counted(parts), "F520"),
        ("a part twice", twice(), sample().build(), "F540"),
        ("a checksum", spoiled(), sample().build(), "F550"),
        ("texts", texts(9_000), texts(2), "F560"),
        ("styles", with("xl/styles.xml", &styles(1_000_001)), with("xl/styles.xml", &styles(2)), "F570"),
        ("sheets", with("xl/workbook.xml", &sheets(5_001)), with("xl/workbook.xml", &sheets(1)), "F610"),
        ("tables", tables(5_001), tables(1), "F610"),
        ("no sheet", with("xl/workbook.xml", &sheets(0)), with("xl/workbook.xml", &sheets(1)), "F620"),
        ("no table", tables(0), tables(1), "F620"),
    ] {
        if (refusal(bad.clone()), refusal(good.clone())) != (code, "read") {
            wrong.push(format!("{what}: {} and {}", refusal(bad), refusal(good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_sheets_of_the_same_cells_are_read_once() {
    let book = open(with("xl/workbook.xml", &sheets(2))).unwrap();
    let refused = |sheet: usize| book.sheets()[sheet].refused.as_ref().map(|error| error.problem.code);
    assert_eq!((refused(0), refused(1)), (None, Some("S440")));
}

/// A file of so many bytes, zeros but for its beginning and its end; a read ends in this error where there is one.
struct Long {
    begins: Vec<u8>,
    ends: Vec<u8>,
    size: u64,
    at: u64,
    error: Option<io::ErrorKind>,
}

impl Read for Long {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if let Some(kind) = self.error {
            return Err(kind.into());
        }
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let count = out.len().min(left);
        for (i, byte) in out[..count].iter_mut().enumerate() {
            let at = self.at + i as u64;
            let behind = at.checked_sub(self.size.saturating_sub(self.ends.len() as u64));
            let end = behind.and_then(|at| self.ends.get(usize::try_from(at).ok()?));
            let begin = || self.begins.get(usize::try_from(at).ok()?);
            *byte = end.or_else(begin).copied().unwrap_or(0);
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Long {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.size.saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

fn long(begins: &[u8], ends: Vec<u8>, size: u64, error: Option<io::ErrorKind>) -> &'static str {
    let source = Long { begins: begins.to_vec(), ends, size, at: 0, error };
    let book = read::open(Box::new(source), &Wishes::default(), &mut |_| ControlFlow::Continue(()));
    book.err().map_or("read", |error| error.problem.code)
}

#[test]
fn a_workbook_of_gigabytes_is_refused_before_it_is_read() {
    let packed = b"PK\x03\x04";
    // A workbook of Excel 97 that begins and ends, and is not so small that it would be kept among the small ones.
    let begins_and_ends = [9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0, 10, 0, 0, 0];
    let old = &container(&[begins_and_ends.as_slice(), &[0; 5_000]].concat());
    assert_eq!(long(packed, sample().build(), (1 << 30) + 1, None), "F500");
    assert_eq!(long(packed, sample().build(), 1 << 20, None), "read");
    assert_eq!(long(old, Vec::new(), (256 << 20) + 1, None), "F500");
    assert_eq!(long(old, Vec::new(), old.len() as u64, None), "F620", "it has no sheet");
}

#[test]
fn too_little_memory_is_told_from_a_file_that_cannot_be_read() {
    let begins = b"name\nAna\n";
    assert_eq!(long(begins, Vec::new(), 9, Some(io::ErrorKind::OutOfMemory)), "F320");
    assert_eq!(long(begins, Vec::new(), 9, Some(io::ErrorKind::PermissionDenied)), "F110");
    let good =
        read::open(Box::new(Cursor::new(begins)), &Wishes::default(), &mut |_| ControlFlow::Continue(()));
    assert!(good.is_ok());
}
