//! `cargo xtask readers`: the readers against files that nobody here wrote, and against other readers.
//!
//! Not part of `test`: it takes a quarter of an hour, and needs a folder of files that is no part of the project.

use crate::run::{cargo, command, path, run};
use crate::tools;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the files lie if nothing else is said: `files/`, and `hostile.py`, which writes hostile ones.
const CORPUS: &str = "../shared/corpus";

/// Runs every comparison over the folder named, and says at the end which failed.
pub fn readers(args: &[String]) -> Result<()> {
    let corpus = args.first().map_or_else(|| path(CORPUS), PathBuf::from);
    let release = ["build", "--release", "--bin", "import-checker", "--example", "cells"];
    run(cargo().args(release))?;
    let python = tools::python()?;
    let script = |name: &str| -> Command {
        let mut script = command(&python);
        script.env("SOFFICE", tools::SOFFICE.find().unwrap_or_else(|| "soffice".into()));
        script.arg(path("tests/oracles").join(name));
        script
    };
    let (program, cells) = (path("target/release/import-checker"), path("target/release/examples/cells"));
    let mut steps = vec![("Short texts in many encodings", with(script("encodings.py"), &[&program]))];
    let files = corpus.join("files");
    if files.is_dir() {
        let hostile = hostile_files(&corpus, &python)?;
        let mut folders = vec![program.as_path(), files.as_path()];
        folders.extend(hostile.as_deref());
        steps.push(("Every file gets an answer", with(script("sweep.py"), &folders)));
        steps.push(("Stored values", with(script("cells.py"), &[&cells, &files])));
        let mut shown = with(script("cells.py"), &[&cells, &files]);
        shown.arg("--shown");
        steps.push(("Texts as shown", shown));
    } else {
        println!(
            "skipped: there is no folder {}; the comparisons with other readers need one",
            files.display()
        );
    }
    let mut failed = Vec::new();
    for (title, mut step) in steps {
        println!("\n==> {title}");
        if run(&mut step).is_err() {
            failed.push(title);
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("not as it should be: {}", failed.join(", ")) }
}

fn with(mut script: Command, paths: &[&Path]) -> Command {
    script.args(paths);
    script
}

/// Hostile files, written anew, where there is a program for it.
pub fn hostile_files(corpus: &Path, python: &Path) -> Result<Option<PathBuf>> {
    let writer = corpus.join("hostile.py");
    if !writer.is_file() {
        return Ok(None);
    }
    let folder = path("target/hostile");
    fs::create_dir_all(&folder)?;
    run(command(python).arg(writer).arg(&folder))?;
    Ok(Some(folder))
}
