//! The table of contents of a packed workbook, which may say anything about the parts behind it.

use arbitrary::{Arbitrary, Unstructured};

const NAMES: [&str; 8] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "content.xml",
    "mimetype",
];

/// A part, and what is claimed of it where that is not the truth.
#[derive(Arbitrary, Debug)]
struct Part<'a> {
    name: u8,
    method: u8,
    flags: u16,
    packed: Option<u32>,
    size: Option<u32>,
    checksum: Option<u32>,
    place: Option<u32>,
    extra: &'a [u8],
    bytes: &'a [u8],
}

#[derive(Arbitrary, Debug)]
struct Package<'a> {
    before: &'a [u8],
    parts: Vec<Part<'a>>,
    count: Option<u16>,
    length: Option<u32>,
    offset: Option<u32>,
    behind: &'a [u8],
}

/// What the two descriptions of a part have in common.
fn common(part: &Part<'_>) -> Vec<u8> {
    let size = u32::try_from(part.bytes.len()).unwrap_or(u32::MAX);
    let mut sum = flate2::Crc::new();
    sum.update(part.bytes);
    let method = [0_u16, 8, 8, 12][usize::from(part.method % 4)];
    let [low, high] = part.flags.to_le_bytes();
    let mut common = vec![20, 0, low, high];
    common.extend(method.to_le_bytes());
    common.extend([0; 4]);
    common.extend(part.checksum.unwrap_or(sum.sum()).to_le_bytes());
    common.extend(part.packed.unwrap_or(size).to_le_bytes());
    common.extend(part.size.unwrap_or(size).to_le_bytes());
    common.extend(u16::try_from(NAMES[usize::from(part.name % 8)].len()).unwrap_or(0).to_le_bytes());
    common
}

fn write(package: &Package<'_>) -> Vec<u8> {
    let (mut out, mut directory) = (package.before.to_vec(), Vec::new());
    for part in &package.parts {
        let name = NAMES[usize::from(part.name % 8)].as_bytes();
        let extra = &part.extra[..part.extra.len().min(64)];
        let place = part.place.unwrap_or(u32::try_from(out.len() - package.before.len()).unwrap_or(0));
        directory.extend([b"PK\x01\x02\x14\0", common(part).as_slice()].concat());
        directory.extend([u8::try_from(extra.len()).unwrap_or(0), 0]);
        directory.extend([0; 10]);
        directory.extend(place.to_le_bytes());
        directory.extend([name, extra].concat());
        out.extend([b"PK\x03\x04", common(part).as_slice(), &[0, 0], name, part.bytes].concat());
    }
    let count = package.count.unwrap_or(u16::try_from(package.parts.len()).unwrap_or(u16::MAX));
    let length = package.length.unwrap_or(u32::try_from(directory.len()).unwrap_or(0));
    let offset = package.offset.unwrap_or(u32::try_from(out.len() - package.before.len()).unwrap_or(0));
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), offset.to_le_bytes()].concat());
    out.extend([0, 0]);
    out.extend(package.behind);
    out
}

/// Makes a package of the bytes and checks it.
pub(super) fn container(bytes: &[u8]) {
    if let Ok(package) = Package::arbitrary_take_rest(Unstructured::new(bytes)) {
        super::answered(write(&package));
    }
}
