//! `cargo xtask attack`: hostile files, natively and in both browsers, within the limits that the README states.
//!
//! Not part of `test`: it takes minutes, and the folders named are no part of the project. What the project writes itself
//! (`tests/oracles/attacks.py`) is attacked with in any case.

use crate::readers::hostile_files;
use crate::run::{cargo, command, path, run};
use crate::tools;
use anyhow::{Result, bail};
use std::env::join_paths;
use std::fs;
use std::path::PathBuf;

/// Runs every file of the project's own attacks, and of the folders named, through all commands and both browsers. A folder
/// with a `hostile.py` has it write its files.
pub fn attack(args: &[String]) -> Result<()> {
    let native = !args.iter().any(|arg| arg == "--browsers");
    let browsers = !args.iter().any(|arg| arg == "--native");
    if let Some(odd) =
        args.iter().find(|arg| arg.starts_with("--") && !["--browsers", "--native"].contains(&arg.as_str()))
    {
        bail!("`attack` does not know `{odd}`; it takes --native, --browsers and folders");
    }
    let python = tools::python()?;
    let own = path("target/attacks");
    fs::create_dir_all(&own)?;
    run(command(&python).arg(path("tests/oracles/attacks.py")).arg(&own))?;
    let mut folders = vec![own];
    for folder in args.iter().filter(|arg| !arg.starts_with("--")).map(PathBuf::from) {
        let folder = fs::canonicalize(&folder)?;
        folders.push(hostile_files(&folder, &python)?.unwrap_or(folder));
    }
    let mut failed = Vec::new();
    if native {
        println!("\n==> Natively: every command, every file that is made");
        run(cargo().args(["build", "--release", "--bin", "import-checker"]))?;
        let mut sweep = command(&python);
        sweep.arg(path("tests/oracles/sweep.py")).arg("--outputs");
        sweep.arg(path("target/release/import-checker")).args(&folders);
        if run(&mut sweep).is_err() {
            failed.push("natively");
        }
    }
    if browsers {
        println!("\n==> In Chromium and in Firefox: a check, the first rows, then the next good file");
        let mut node = crate::test::node()?;
        node.env("CORPUS", join_paths(&folders)?);
        let tests = ["--test", "--test-reporter=spec", "tests/e2e/corpus.test.mjs"];
        if run(node.args(tests)).is_err() {
            failed.push("in a browser");
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("not within the limits: {}", failed.join(", ")) }
}
