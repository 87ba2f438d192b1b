//! `cargo xtask fuzz`: a short run of every fuzz target. Not part of `test`: what it finds differs from run to run.

use crate::run::{command, output, path, run};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;

/// Long enough to fall over something obvious, short enough for a break.
const SECONDS: u32 = 60;

/// A file of more bytes than this makes slow runs, not new paths.
const LONGEST: u32 = 64 * 1024;

/// Runs the named targets, or all of them, one after the other.
pub fn fuzz(args: &[String]) -> Result<()> {
    let known = targets()?;
    let (mut seconds, mut chosen) = (SECONDS, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--seconds" {
            let number = args.next().context("--seconds needs a number")?;
            seconds = number.parse().with_context(|| format!("`{number}` is no number of seconds"))?;
        } else if known.contains(arg) {
            chosen.push(arg.clone());
        } else {
            bail!("there is no fuzz target `{arg}`; the targets are {}", known.join(", "));
        }
    }
    if output(command("rustup").args(["run", "nightly", "rustc", "--version"])).is_err() {
        println!("Nothing was fuzzed: that needs a nightly compiler (rustup toolchain install nightly).");
        return Ok(());
    }
    let tool = tools::cargo_fuzz()?;
    for target in if chosen.is_empty() { known } else { chosen } {
        println!("\n==> {target}, {seconds} s");
        let corpus = path("fuzz/corpus").join(&target);
        fs::create_dir_all(&corpus)?;
        let mut fuzz = command(&tool);
        // cargo-fuzz calls cargo itself, and must not be given the stable one that runs us.
        fuzz.env_remove("CARGO").env("RUSTUP_TOOLCHAIN", "nightly");
        fuzz.args(["run", &target]).arg(&corpus).args(seeds(&target));
        fuzz.args(["--", &format!("-max_total_time={seconds}"), &format!("-max_len={LONGEST}")]);
        run(fuzz.args(["-timeout=10", "-rss_limit_mb=2048", "-verbosity=0"]))?;
    }
    Ok(())
}

/// The targets are the files.
fn targets() -> Result<Vec<String>> {
    let files = fs::read_dir(path("fuzz/fuzz_targets"))?.flatten();
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}

/// What the fuzzer starts from: the definitions, or the files of the tests.
fn seeds(target: &str) -> Option<std::path::PathBuf> {
    let folder = path(match target {
        "definition" => "www/imports",
        _ => "tests/cases",
    });
    folder.is_dir().then_some(folder)
}
