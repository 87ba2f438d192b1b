//! Scripts made as small as a visitor should load them.

use super::flag;
use crate::run::{command, run_quietly};
use crate::tools;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The bundler, told what every call has in common. It works in the folder of its input: names and comments in what it
/// writes are made from the paths that lead there.
pub fn esbuild(folder: &Path) -> Result<Command> {
    let mut esbuild = command(tools::npm_tool("esbuild")?);
    esbuild.current_dir(folder);
    esbuild.args(["--charset=utf8", "--legal-comments=none", "--log-level=warning", "--target=es2022"]);
    Ok(esbuild)
}

/// Makes finished modules smaller still, in their place: what the bundler minified shrinks by another fiftieth.
pub fn modules(files: impl IntoIterator<Item = PathBuf>) -> Result<()> {
    files.into_iter().try_for_each(|file| shrink(&file, "--module"))
}

/// The same for a classic script.
pub fn script(file: &Path) -> Result<()> {
    shrink(file, "--toplevel")
}

/// Arrow functions in place of functions that need no `this` of their own, and the short forms of `String(…)` and the
/// like: nobody here replaces what the language brings.
const OPTIONS: &str = "passes=4,unsafe,unsafe_arrows,keep_fargs=false";

fn shrink(file: &Path, kind: &str) -> Result<()> {
    let mut terser = command(tools::npm_tool("terser")?);
    terser.arg(file).args([
        kind,
        "--ecma",
        "2022",
        "--compress",
        OPTIONS,
        "--mangle",
        "--comments",
        "/@vite-ignore/",
    ]);
    run_quietly(terser.arg(flag("--output", file)))
}
