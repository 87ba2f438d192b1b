//! What kind of file it is, by its content and never by its name.

use super::encoding::{Encoding, byte_order_mark};
use super::refusals as no;
use super::stopped;
use super::too_much;
use super::{Format, ReadError, Source, sniff_container};
use std::io::{Read, SeekFrom};

/// Bytes looked at from the start.
const HEAD: usize = 16 * 1024;

/// The kind of a file that can be read, or why it cannot.
pub(crate) fn sniff(source: &mut dyn Source) -> Result<Format, ReadError> {
    let size = source.seek(SeekFrom::End(0)).map_err(|e| stopped::failed(&e))?;
    too_much::check_size(size)?;
    let head = head(source, HEAD)?;
    if head.is_empty() {
        return Err(ReadError::new(&no::EMPTY_FILE));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return sniff_container::zip(source, size, &head);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return sniff_container::ole(source, size, &head);
    }
    if let Some(refusal) = by_magic(&head) {
        return Err(refusal);
    }
    let text = as_text(&head);
    if let Some(refusal) = by_text(&text) {
        return Err(refusal);
    }
    if let Some(format) = markup(&text)? {
        return Ok(format);
    }
    if is_binary(&text) {
        return Err(ReadError::new(&no::NOT_A_TABLE));
    }
    Ok(Format::Csv)
}

/// The first bytes of a source, which is left standing at its start.
pub(crate) fn head(source: &mut dyn Source, length: usize) -> Result<Vec<u8>, ReadError> {
    let mut head = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(|e| stopped::failed(&e))?;
    source.take(length as u64).read_to_end(&mut head).map_err(|e| stopped::failed(&e))?;
    source.seek(SeekFrom::Start(0)).map_err(|e| stopped::failed(&e))?;
    Ok(head)
}

/// Files known by their first bytes: signature, problem, and what it is called.
type Signature = (&'static [u8], &'static crate::problem::Problem, [&'static str; 2]);

#[rustfmt::skip]
static SIGNATURES: &[Signature] = &[
    (b"%PDF-", &no::DOCUMENT, ["a PDF document", "un document PDF"]),
    (b"{\\rtf", &no::DOCUMENT, ["a text document (RTF)", "un document texte (RTF)"]),
    (b"%!PS", &no::DOCUMENT, ["a PostScript document", "un document PostScript"]),
    (b"\x1f\x8b", &no::COMPRESSED, ["a gzip archive", "une archive gzip"]),
    (b"BZh", &no::COMPRESSED, ["a bzip2 archive", "une archive bzip2"]),
    (b"\xfd7zXZ\0", &no::COMPRESSED, ["an xz archive", "une archive xz"]),
    (b"7z\xbc\xaf\x27\x1c", &no::COMPRESSED, ["a 7-Zip archive", "une archive 7-Zip"]),
    (b"Rar!\x1a\x07", &no::COMPRESSED, ["a RAR archive", "une archive RAR"]),
    (b"\x28\xb5\x2f\xfd", &no::COMPRESSED, ["a zstd archive", "une archive zstd"]),
    (b"\x04\x22\x4d\x18", &no::COMPRESSED, ["an LZ4 archive", "une archive LZ4"]),
    (b"\x89PNG\r\n\x1a\n", &no::PICTURE, ["a picture (PNG)", "une image (PNG)"]),
    (b"\xff\xd8\xff", &no::PICTURE, ["a picture (JPEG)", "une image (JPEG)"]),
    (b"GIF87a", &no::PICTURE, ["a picture (GIF)", "une image (GIF)"]),
    (b"GIF89a", &no::PICTURE, ["a picture (GIF)", "une image (GIF)"]),
    (b"II*\0", &no::PICTURE, ["a picture (TIFF)", "une image (TIFF)"]),
    (b"MM\0*", &no::PICTURE, ["a picture (TIFF)", "une image (TIFF)"]),
    (b"SQLite format 3\0", &no::DATABASE, ["an SQLite database", "une base de données SQLite"]),
    (b"\0\x01\0\0Standard ACE DB", &no::DATABASE, ["an Access database", "une base de données Access"]),
    (b"\0\x01\0\0Standard Jet DB", &no::DATABASE, ["an Access database", "une base de données Access"]),
    (b"PAR1", &no::DATABASE, ["a Parquet file", "un fichier Parquet"]),
    (b"ARROW1\0\0", &no::DATABASE, ["an Arrow file", "un fichier Arrow"]),
    (b"ORC\x03", &no::DATABASE, ["an ORC file", "un fichier ORC"]),
    (b"\x89HDF\r\n\x1a\n", &no::DATABASE, ["an HDF file", "un fichier HDF"]),
    (b"$FL2@(#)", &no::DATABASE, ["an SPSS file", "un fichier SPSS"]),
    (b"<stata_dta>", &no::DATABASE, ["a Stata file", "un fichier Stata"]),
    (b"\x09\x00\x04\x00", &no::OLD_WORKBOOK, ["an Excel 2 workbook", "un classeur Excel 2"]),
    (b"\x09\x00\x06\x00", &no::OLD_WORKBOOK, ["an Excel 2 workbook", "un classeur Excel 2"]),
    (b"\x09\x02\x04\x00", &no::OLD_WORKBOOK, ["an Excel 3 workbook", "un classeur Excel 3"]),
    (b"\x09\x02\x06\x00", &no::OLD_WORKBOOK, ["an Excel 3 workbook", "un classeur Excel 3"]),
    (b"\x09\x04\x06\x00", &no::OLD_WORKBOOK, ["an Excel 4 workbook", "un classeur Excel 4"]),
    (b"\x09\x08\x08\x00", &no::OLD_WORKBOOK, ["an Excel 5 workbook without its container", "un classeur Excel 5 sans son enveloppe"]),
    (b"\x09\x08\x10\x00", &no::OLD_WORKBOOK, ["an Excel 97 workbook without its container", "un classeur Excel 97 sans son enveloppe"]),
    (b"\0\0\x02\0\x06\x04\x06\0", &no::OLD_WORKBOOK, ["a Lotus 1-2-3 workbook", "un classeur Lotus 1-2-3"]),
    (b"\0\0\x1a\0", &no::OLD_WORKBOOK, ["a Lotus 1-2-3 workbook", "un classeur Lotus 1-2-3"]),
    (b"\0\0\x02\0\x01\x10", &no::OLD_WORKBOOK, ["a Quattro Pro workbook", "un classeur Quattro Pro"]),
    (b"\0\0\x02\0\x02\x51", &no::OLD_WORKBOOK, ["a Quattro Pro workbook", "un classeur Quattro Pro"]),
    (b"\xff\0\x02\0\x04\x04", &no::OLD_WORKBOOK, ["a Works spreadsheet", "un tableur Works"]),
    (b"MZ\x90\0", &no::NOT_A_TABLE, ["a program", "un programme"]),
    (b"\x7fELF", &no::NOT_A_TABLE, ["a program", "un programme"]),
    (b"\0asm", &no::NOT_A_TABLE, ["a program", "un programme"]),
    (b"ID3", &no::NOT_A_TABLE, ["a sound file", "un fichier son"]),
    (b"OggS", &no::NOT_A_TABLE, ["a sound file", "un fichier son"]),
];

fn by_magic(head: &[u8]) -> Option<ReadError> {
    let found = SIGNATURES.iter().find(|(magic, ..)| head.starts_with(magic));
    // Text may begin with the letters of these three; the bytes behind them never look like text.
    let binary = head.iter().take(512).filter(|b| **b < 9).count() > 4;
    if let Some((magic, problem, kind)) = found {
        let doubtful = matches!(*magic, b"ID3" | b"OggS" | b"PAR1" | b"BZh") && !binary;
        return (!doubtful).then(|| no::refuse(problem, *kind));
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
        || head.get(4..8) == Some(b"ftyp") && binary
        || head.starts_with(b"BM") && binary
    {
        return Some(no::refuse(&no::PICTURE, ["a picture or a film", "une image ou un film"]));
    }
    is_dbase(head).then(|| no::refuse(&no::DATABASE, ["a dBase table", "une table dBase"]))
}

/// A dBase header: version, date of the last change, and lengths that fit together.
fn is_dbase(head: &[u8]) -> bool {
    let Some(&[version, _, month, day, _, _, _, _, low, high, ..]) = head.first_chunk::<16>() else {
        return false;
    };
    let header = usize::from(u16::from_le_bytes([low, high]));
    let known = matches!(version, 0x02 | 0x03 | 0x30 | 0x31 | 0x43 | 0x63 | 0x83 | 0x8b | 0xcb | 0xf5 | 0xfb);
    known
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && header >= 33
        && head.iter().take(32).filter(|b| **b == 0).count() >= 8
        && head.get(header - 1).is_none_or(|end| *end == 0x0d || *end == 0)
}

/// The head as text, as far as that is known before the encoding is decided.
pub(crate) fn as_text(head: &[u8]) -> String {
    let (encoding, skip) = byte_order_mark(head)
        .or_else(|| wide(head).map(|encoding| (encoding, 0)))
        .unwrap_or((Encoding::Web(encoding_rs::WINDOWS_1252), 0));
    encoding.decode(head.get(skip..).unwrap_or_default())
}

/// UTF-16 or UTF-32 without a mark, by where the zero bytes stand.
pub(crate) fn wide(head: &[u8]) -> Option<Encoding> {
    let (quads, _) = head.as_chunks::<4>();
    if quads.len() >= 2 {
        let share = |fits: &dyn Fn(&[u8; 4]) -> bool| {
            quads.iter().filter(|q| fits(q)).count() * 10 >= quads.len() * 9
        };
        // Every code point is below 0x110000 and most are below 0x10000.
        if share(&|q| q[3] == 0 && q[2] == 0 && q[0] != 0) {
            return Some(Encoding::Utf32Le);
        }
        if share(&|q| q[0] == 0 && q[1] == 0 && q[3] != 0) {
            return Some(Encoding::Utf32Be);
        }
    }
    let (pairs, _) = head.as_chunks::<2>();
    let low = pairs.iter().filter(|p| p[0] != 0 && p[1] == 0).count();
    let high = pairs.iter().filter(|p| p[0] == 0 && p[1] != 0).count();
    let plain = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | b' '..=b'~');
    if pairs.iter().filter(|p| plain(p[0]) && plain(p[1])).count() * 2 > pairs.len() {
        return None;
    }
    // Delimiters, digits and line ends give zero bytes on one side, whatever the script of the text.
    let enough = |zeros: usize, others: usize| zeros >= 2 && zeros * 20 >= pairs.len() && others * 8 <= zeros;
    match (low, high) {
        _ if enough(low, high) => Some(Encoding::Web(encoding_rs::UTF_16LE)),
        _ if enough(high, low) => Some(Encoding::Web(encoding_rs::UTF_16BE)),
        _ => None,
    }
}

/// Kinds of text that are no table.
fn by_text(text: &str) -> Option<ReadError> {
    if is_sylk(text) {
        return Some(no::refuse(&no::OLD_WORKBOOK, ["a SYLK file", "un fichier SYLK"]));
    }
    let mut lines = text.lines();
    if lines.next() == Some("TABLE") && lines.next() == Some("0,1") {
        return Some(no::refuse(&no::OLD_WORKBOOK, ["a DIF file", "un fichier DIF"]));
    }
    let start = text.trim_start();
    let compact: String = start.chars().take(2000).filter(|c| !c.is_whitespace()).take(400).collect();
    let json = compact.starts_with("{\"") && compact.contains("\":")
        || compact.starts_with("[{\"") && compact.contains("\":")
        || compact.starts_with("[[") && compact.contains("],[")
        || matches!(compact.as_str(), "{}" | "[]");
    if json {
        return Some(no::refuse(&no::DATA_FILE, ["a JSON file", "un fichier JSON"]));
    }
    let lower: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    let mail = ["mime-version:", "from:", "return-path:", "received:"].iter().any(|s| lower.starts_with(s));
    if mail && lower.contains("content-type:") {
        return Some(if lower.contains("multipart/related") {
            no::refuse(&no::OLD_WORKBOOK, ["a web archive (MHTML)", "une archive web (MHTML)"])
        } else {
            no::refuse(&no::DOCUMENT, ["an e-mail", "un courriel"])
        });
    }
    None
}

/// A SYLK file. A table may begin with `ID;P…` too, so the following lines count as well.
fn is_sylk(text: &str) -> bool {
    let mut lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
    let known = |line: &str| {
        let tag = line.split(';').next().unwrap_or_default();
        matches!(tag, "B" | "C" | "F" | "P" | "O" | "NN" | "NE" | "NU" | "W" | "E" | "ID")
    };
    lines.next().is_some_and(|line| line == "ID" || line.starts_with("ID;P") || line.starts_with("ID;N"))
        && text.split(['\r', '\n']).filter(|line| !line.is_empty()).skip(1).take(6).all(known)
        && lines.next().is_some()
}

/// Web pages and XML, if they can be read as tables.
fn markup(text: &str) -> Result<Option<Format>, ReadError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return Ok(None);
    }
    let lower = start.to_ascii_lowercase();
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") && lower.contains("workbook") {
        // Excel's own web pages name that address too, but are web pages.
        if lower.starts_with("<?xml") && !lower.contains("<html") {
            return Ok(Some(Format::Xml2003));
        }
    }
    const TAGS: [&str; 14] = [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<meta",
        "<style",
        "<div",
        "<tr",
        "<center",
        "<font",
        "<title",
        "<!--",
        "<link",
    ];
    if TAGS.iter().any(|tag| lower.starts_with(tag)) || lower.contains("<html") || lower.contains("<table>") {
        return Ok(Some(Format::Html));
    }
    if lower.contains("office:document") && lower.contains("opendocument") {
        return Err(no::refuse(
            &no::OLD_WORKBOOK,
            ["a flat OpenDocument file", "un fichier OpenDocument à plat"],
        ));
    }
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Ok(Some(Format::Xml2003));
    }
    if lower.starts_with("<?xml") || lower.starts_with("<svg") {
        return Err(no::refuse(&no::DATA_FILE, ["an XML file", "un fichier XML"]));
    }
    Ok(None)
}

/// Whether the head is neither text nor a kind that is known by name.
fn is_binary(text: &str) -> bool {
    let controls = text.chars().filter(|c| matches!(c, '\0'..='\x08' | '\x0b' | '\x10'..='\x1a')).count();
    // A few stray ones in a small file are faults of cells, which are named one by one.
    controls >= 8 && controls * 10 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn name(bytes: &[u8]) -> &'static str {
        match sniff(&mut Cursor::new(bytes.to_vec())) {
            Ok(format) => format.name(),
            Err(error) => error.problem.name,
        }
    }

    #[test]
    fn kinds_by_content() {
        for (bytes, expected) in [
            (&b""[..], "empty-file"),
            (b"a,b\n1,2\n", "csv"),
            (b"ID;Name\n1;Ann\n", "csv"),
            (b"ID;Price\nC;4\n1;2\n", "csv"),
            (b"ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"a\"\nE\n", "old-workbook"),
            (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n", "old-workbook"),
            (b"%PDF-1.7\n", "document-not-table"),
            (b"\x1f\x8b\x08\0", "compressed-file"),
            (b"\x09\0\x04\0\x02\0\x10\0", "old-workbook"),
            (b"{\"a\": [1, 2]}", "data-not-table"),
            (b"[name],[city]\n1,2\n", "csv"),
            (b"  <table><tr><td>1</td></tr></table>", "html"),
            (b"<b>x</b>,y\n1,2\n", "csv"),
            (b"<?xml version=\"1.0\"?><a/>", "data-not-table"),
            (b"BMW,Audi\n1,2\n", "csv"),
            (b"a\0,\0b\0\n\0", "csv"),
            (b"MM,DD\n1,2\n", "csv"),
        ] {
            assert_eq!(name(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(
            name(&(0..=255).cycle().map(|b: u8| b.wrapping_mul(37) % 9).take(999).collect::<Vec<_>>()),
            "not-a-table"
        );
    }
}
