//! The text between tags: its entities, its line ends, and where a long one may be cut.

use super::bad;
use std::io;

/// Where a long text may be cut: neither within a character nor within an entity nor between CR and LF.
pub(super) fn safe_cut(window: &[u8]) -> usize {
    let mut cut = window.len();
    while cut > 1 && window.get(cut - 1).is_some_and(|b| b & 0xc0 == 0x80) {
        cut -= 1;
    }
    if window.get(cut - 1).is_some_and(|b| b & 0xc0 == 0xc0 || *b == b'\r') {
        cut -= 1;
    }
    let tail = cut.saturating_sub(12);
    match window.get(tail..cut).and_then(|t| memchr::memrchr(b'&', t)) {
        Some(at) if !window.get(tail + at..cut).unwrap_or(&[]).contains(&b';') => tail + at,
        _ => cut,
    }
    .max(1)
}

/// Appends a text with its entities replaced and its line ends made one.
pub(in crate::read::workbook) fn decode(text: &[u8], out: &mut String) -> io::Result<()> {
    let text = std::str::from_utf8(text).map_err(|_| bad("it holds bytes that are no text"))?;
    if memchr::memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        out.push_str(text);
        return Ok(());
    }
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\r']) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = special.strip_prefix('\r') {
            out.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        let (name, after) = special
            .strip_prefix('&')
            .and_then(|s| s.split_once(';'))
            .ok_or_else(|| bad("it holds an “&” that begins nothing"))?;
        out.push(entity(name).ok_or_else(|| bad("it holds an “&” name that is not known"))?);
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// The same as a text of its own; absent where it makes no sense.
pub(super) fn decoded(value: &[u8]) -> Option<String> {
    let mut text = String::new();
    decode(value, &mut text).ok()?;
    Some(text)
}
