//! `cargo xtask fuzz`: a search for input on which something does not hold, led by what it reaches in the code; and
//! `cargo xtask fuzz-wasm`: damaged files through the WebAssembly that is shipped. Neither is part of `test`: what they find
//! differs from run to run. What must hold, and the kept seeds, are in `fuzz/`; the tests run those every time.
//!
//! The search is that of libFuzzer, and the compiler's marks of what was reached are those that it needs. Both are had
//! without a nightly compiler: nothing of ours is unsafe, so that what only a nightly adds (a watch over addresses) would
//! look at libraries alone.

use crate::run::{cargo, command, output, path, run};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// Long enough to fall over something obvious, short enough for a break.
const SECONDS: u32 = 60;

/// A file of more bytes than this makes slow runs, not new paths.
const LONGEST: u32 = 64 * 1024;

/// Seconds and megabytes that one input may take.
const LIMITS: [&str; 2] = ["-timeout=10", "-rss_limit_mb=1024"];

/// What marks the places that were reached, and the numbers that were compared.
const MARKS: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
    "-Ccodegen-units=1",
];

/// Runs the named targets, or all of them, one after the other.
pub fn fuzz(args: &[String]) -> Result<()> {
    let known = targets()?;
    let (seconds, chosen) = wishes(args)?;
    if let Some(odd) = chosen.iter().find(|target| !known.contains(target)) {
        bail!("there is no fuzz target `{odd}`; the targets are {}", known.join(", "));
    }
    let program = build()?;
    for target in if chosen.is_empty() { known } else { chosen } {
        println!("\n==> {target}, {seconds} s");
        let corpus = path("target/fuzz/corpus").join(&target);
        let found = path("target/fuzz/found").join(&target);
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&found)?;
        let mut fuzz = command(&program);
        fuzz.env("FUZZ_TARGET", &target);
        fuzz.arg(&corpus).arg(path("fuzz/seeds").join(&target)).args(LIMITS);
        fuzz.args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")]);
        fuzz.arg(format!("-artifact_prefix={}/", found.display()));
        run(fuzz.args(["-verbosity=0", "-print_final_stats=1"]))?;
    }
    Ok(())
}

/// Damaged copies of the seeds through the engine in Node, in a process that has a gigabyte for JavaScript; the engine's own
/// memory ends at one by itself.
pub fn wasm(args: &[String]) -> Result<()> {
    let (seconds, chosen) = wishes(args)?;
    if let Some(odd) = chosen.first() {
        bail!("`fuzz-wasm` does not know `{odd}`; it takes --seconds");
    }
    if !path("dist/node.js").is_file() {
        bail!("there is no package yet; `cargo xtask build` makes it");
    }
    let mut node = command(tools::node()?);
    node.arg("--max-old-space-size=1024").arg(path("fuzz/wasm.mjs")).arg(path("dist/node.js"));
    run(node.arg(path("fuzz/seeds")).arg(seconds.to_string()))
}

fn wishes(args: &[String]) -> Result<(u32, Vec<String>)> {
    let (mut seconds, mut chosen) = (SECONDS, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--seconds" {
            let number = args.next().context("--seconds needs a number")?;
            seconds = number.parse().with_context(|| format!("`{number}` is no number of seconds"))?;
        } else {
            chosen.push(arg.clone());
        }
    }
    Ok((seconds, chosen))
}

/// The targets are those that have seeds; a test of the targets holds the two together.
fn targets() -> Result<Vec<String>> {
    let folders = fs::read_dir(path("fuzz/seeds"))?.flatten();
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// Compiles the one program for all targets. With a target of its own, so that what runs while compiling has no marks.
fn build() -> Result<PathBuf> {
    let said = output(command("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let folder = path("target/fuzz");
    let mut cargo = cargo();
    cargo.args([
        "build",
        "--release",
        "--package",
        "import-checker-fuzz",
        "--features",
        "libfuzzer",
        "--bin",
        "fuzz",
    ]);
    cargo.args(["--target", host, "--target-dir"]).arg(&folder);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", MARKS.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(folder.join(host).join("release/fuzz"))
}
