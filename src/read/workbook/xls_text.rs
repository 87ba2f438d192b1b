//! Texts in the records of binary workbooks: bytes in a code page, or characters of 8 or 16 bits.

use super::ole::{u16_at, u32_at};
use super::xls::{Record, Version, kind, record};
use crate::read::codepages::PAGES;
use crate::read::encoding::Encoding;

/// The meaning of a Windows, Macintosh or DOS code page number.
pub(super) fn code_page(number: u16) -> Option<Encoding> {
    let known = match number {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        367 | 1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 | 0x8000 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        _ => {
            let alias = if number == 10029 { "maccentraleurope".to_owned() } else { format!("cp{number}") };
            let page = PAGES.iter().find(|page| page.aliases.contains(&alias.as_str()))?;
            return Some(Encoding::Table(page));
        }
    };
    Some(Encoding::Web(known))
}

/// Bytes in the workbook's code page.
pub(super) fn bytes(text: &[u8], version: Version) -> String {
    if text.is_ascii() {
        return String::from_utf8_lossy(text).into_owned();
    }
    version.code_page.decode(text)
}

/// `count` characters of 16 or 8 bits; fewer where the bytes end before.
pub(super) fn characters(data: &[u8], count: usize, wide: bool) -> String {
    if wide {
        let units: Vec<u16> = (0..count).map_while(|i| u16_at(data, 2 * i)).collect();
        String::from_utf16_lossy(&units)
    } else {
        data.iter().take(count).map(|b| char::from(*b)).collect()
    }
}

/// A text with its length in 16 bits and a byte that says how wide its characters are.
pub(super) fn unicode(data: &[u8]) -> Option<String> {
    let mut pieces = Pieces::one(data);
    pieces.rich_text()
}

/// The bytes of a record and of the records that continue it.
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn one(data: &'a [u8]) -> Pieces<'a> {
        Pieces { pieces: vec![data], piece: 0, at: 0 }
    }

    /// Gathers a record and its continuations, and says where the next record begins.
    pub(super) fn gather(stream: &'a [u8], first: &Record<'a>) -> (Pieces<'a>, usize) {
        let mut pieces = vec![first.data];
        let mut next = first.next;
        while let Some(more) = record(stream, next).filter(|r| r.kind == kind::CONTINUE) {
            pieces.push(more.data);
            next = more.next;
        }
        (Pieces { pieces, piece: 0, at: 0 }, next)
    }

    fn rest(&mut self) -> &'a [u8] {
        loop {
            let Some(piece) = self.pieces.get(self.piece) else { return &[] };
            let rest = piece.get(self.at..).unwrap_or(&[]);
            if !rest.is_empty() {
                return rest;
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    /// Steps over bytes, across pieces.
    pub(super) fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let step = self.rest().len().min(count);
            if step == 0 {
                return;
            }
            self.at += step;
            count -= step;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        u32_at(&bytes, 0)
    }

    /// A text with runs and readings, which are left out.
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.text(count, flags & 1 == 1);
        self.skip(runs.saturating_mul(4).saturating_add(extra));
        Some(text)
    }

    /// Characters. Where they go on in the next piece, a byte says anew how wide they are.
    fn text(&mut self, mut count: usize, mut wide: bool) -> String {
        let mut units: Vec<u16> = Vec::with_capacity(count.min(32_768));
        loop {
            let piece = self.piece;
            let rest = self.pieces.get(piece).and_then(|p| p.get(self.at..)).unwrap_or(&[]);
            let size = if wide { 2 } else { 1 };
            let here = count.min(rest.len() / size);
            let part = rest.get(..here * size).unwrap_or(&[]);
            if wide {
                units.extend(part.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])));
            } else {
                units.extend(part.iter().map(|b| u16::from(*b)));
            }
            self.at += part.len();
            count -= here;
            if count == 0 {
                return String::from_utf16_lossy(&units);
            }
            // The next piece that has anything in it begins with the width of what follows.
            self.piece += 1;
            self.at = 0;
            match self.byte() {
                Some(flags) => wide = flags & 1 == 1,
                None => return String::from_utf16_lossy(&units),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_another_width_and_over_an_empty_piece() {
        let pieces =
            vec![&b"\x04\x00\x00ab"[..], &b""[..], &b"\x01\xe9\x00\xac\x20"[..], &b"\x01\x00\x00z"[..]];
        let mut pieces = Pieces { pieces, piece: 0, at: 0 };
        assert_eq!(pieces.rich_text().as_deref(), Some("abé€"));
        assert_eq!(pieces.rich_text().as_deref(), Some("z"));
        assert_eq!(pieces.rich_text(), None);
    }
}
