//! Less JavaScript for what the WebAssembly asks of it. The generator ends each name with a hash of its own, which is
//! needed nowhere and cannot be compressed; half of the worker's text would be these names. And it can print any object
//! in the words of an error, while ours say what is wrong themselves: a plain text is enough.

use super::binary::{HEADER, IMPORTS, Input, push_number, push_section, push_text, sections};
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
    let mut renamed = HEADER.to_vec();
    for (kind, content) in sections(code)? {
        let content = if kind == IMPORTS { import_section(content, &mut names)? } else { content.to_vec() };
        push_section(&mut renamed, kind, &content);
    }
    Ok((renamed, names))
}

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
            push_text(&mut output, word);
        }
        output.push(kind);
        push_number(&mut output, input.number()?);
    }
    Ok(output)
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
}
