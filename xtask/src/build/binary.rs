//! The outer form of a WebAssembly module: sections, numbers, texts.

use anyhow::{Context, Result, bail};

/// How every module begins.
pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// Kinds of sections.
pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const CODE: u8 = 10;

/// The sections of a module: kind and content.
pub fn sections(code: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut rest = Input(code.strip_prefix(HEADER).context("it is no module")?);
    let mut sections = Vec::new();
    while !rest.0.is_empty() {
        let kind = rest.take(1)?[0];
        let length = rest.number()?;
        sections.push((kind, rest.take(length)?));
    }
    Ok(sections)
}

/// Bytes that are read from the front.
pub struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("it ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    /// Seven bits in each byte, the lowest first; the highest bit says that another follows.
    pub fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number does not end")
    }

    pub fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

pub fn push_number(output: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        output.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    output.push(number as u8);
}

pub fn push_text(output: &mut Vec<u8>, text: &str) {
    push_number(output, text.len());
    output.extend(text.as_bytes());
}

pub fn push_section(output: &mut Vec<u8>, kind: u8, content: &[u8]) {
    output.push(kind);
    push_number(output, content.len());
    output.extend(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_numbers_it_writes() -> Result<()> {
        for number in [0, 1, 127, 128, 300, 2_500_000] {
            let mut written = Vec::new();
            push_number(&mut written, number);
            assert_eq!(Input(&written).number()?, number);
        }
        Ok(())
    }
}
