//! Less JavaScript for what the WebAssembly asks of it. The generator ends each name with a hash of its own, which is
//! needed nowhere and cannot be compressed; half of the worker's text would be these names. And it can print any object
//! in the words of an error, while ours say what is wrong themselves: a plain text is enough.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Renames the imports in `NAME_bg.wasm` and in `NAME.js` alike.
pub fn imports(name: &str, pkg: &Path) -> Result<()> {
    let (module, glue) = (pkg.join(format!("{name}_bg.wasm")), pkg.join(format!("{name}.js")));
    let mut text = fs::read_to_string(&glue)?;
    let (code, names) = rename(&fs::read(&module)?).context("the module's imports cannot be renamed")?;
    for (long, short) in &names {
        let (declared, now) = (format!(" {long}: function("), format!(" {short}: function("));
        if !text.contains(&declared) {
            bail!("{} does not declare {long}", glue.display());
        }
        text = text.replace(&declared, &now);
    }
    fs::write(&glue, text.replace("= debugString(arg1);", "= String(arg1);"))?;
    Ok(fs::write(&module, code)?)
}

/// The module with short names, and which name became which.
fn rename(code: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let mut names = BTreeMap::new();
    let (header, rest) = code.split_at_checked(8).context("too short")?;
    let mut renamed = header.to_vec();
    let mut rest = Input(rest);
    while !rest.0.is_empty() {
        let kind = rest.take(1)?[0];
        let length = rest.number()?;
        let content = rest.take(length)?;
        let content = if kind == IMPORTS { import_section(content, &mut names)? } else { content.to_vec() };
        renamed.push(kind);
        push_number(&mut renamed, content.len());
        renamed.extend(content);
    }
    Ok((renamed, names))
}

const IMPORTS: u8 = 2;

fn import_section(content: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut input = Input(content);
    let count = input.number()?;
    let mut output = Vec::new();
    push_number(&mut output, count);
    for _ in 0..count {
        let from = input.name()?;
        let name = input.name()?.to_owned();
        let kind = input.take(1)?[0];
        if kind != 0 {
            bail!("{name} is not a function");
        }
        let next = format!("i{}", names.len());
        let short = names.entry(name).or_insert(next);
        for word in [from, short] {
            push_number(&mut output, word.len());
            output.extend(word.as_bytes());
        }
        output.push(kind);
        push_number(&mut output, input.number()?);
    }
    Ok(output)
}

/// Bytes that are read from the front.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("it ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    /// Seven bits in each byte, the lowest first; the highest bit says that another follows.
    fn number(&mut self) -> Result<usize> {
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

    fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

fn push_number(output: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        output.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    output.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_imports_and_leaves_the_rest() -> Result<()> {
        let head = b"\0asm\x01\0\0\0";
        let types = [1, 4, 1, 0x60, 0, 0];
        let before = [&head[..], &types, &[2, 12, 1, 1, b'm', 6], b"long_1", &[0, 0]].concat();
        let after = [&head[..], &types, &[2, 8, 1, 1, b'm', 2], b"i0", &[0, 0]].concat();
        let (code, names) = rename(&before)?;
        assert_eq!(code, after);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), [("long_1".to_owned(), "i0".to_owned())]);
        Ok(())
    }

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
