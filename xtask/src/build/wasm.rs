//! From Rust to the WebAssembly that is shipped: cargo, wasm-bindgen, wasm-opt, and a look for left-over paths.

use super::{Options, flag, order, short};
use crate::run::{cargo, command, output, root, run, run_quietly};
use crate::tools;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// One WebAssembly module: the crate with some of its features.
pub struct Module {
    /// Its name in `pkg/`.
    pub name: &'static str,
    /// Cargo features to switch on.
    pub features: &'static [&'static str],
    /// Cargo's and wasm-opt's level: "3" for speed, "s" for size.
    pub level: &'static str,
    /// The largest allowed size in bytes, compressed with gzip and with brotli.
    pub gzip: usize,
    pub brotli: usize,
}

/// Everything that is compiled. A module with other features gets its own target folder, so that none rebuilds another.
///
/// The budgets are what is reached today with a little air, so that nothing grows unnoticed; the aim is 490 KB with gzip
/// and 400 KB with brotli. The guards of text files, the second edition of the language of definitions and the rules as
/// objects made the engine grow by half; a second opinion on encodings, comparisons across files, the server's answer and
/// the page to print made it grow by a tenth; rules over groups, examples in definitions, the draft of a definition and what
/// an import would change by a thirtieth, that on the page by a hundredth, sorting, half days and the reasons of checks that
/// are not run by another, and reasons for warnings, files of an older template, corrected rows, cleaned files in parts and
/// what went out before by a thirtieth more; the short way of lines with quotes, days with a time that take the order of others,
/// and types of values told in one list by a hundredth; reading an answer part by part, so that nothing in it passes that nobody
/// knows, lines of which only some cells are judged, and check digits in lists by a sixtieth more. Maps of the standard library in place of sorted lists cost half a hundredth
/// (6,135 bytes with gzip, on 30 November 2026), and are what a reader knows. What is left is mostly the engine's own code and texts: a tenth is the prose of the problems, and what is compiled
/// anew for every type (hash maps, lists that are collected) is the next that could go.
pub const MODULES: &[Module] = &[
    Module { name: "import_checker", features: &["engine"], level: "s", gzip: 1_160_000, brotli: 943_000 },
    // Loaded when somebody asks for a workbook or a sample; waiting for it matters more than its speed. The search for a sample
    // took an eighth: countries, currencies and time zones that may stay, check digits, and the words of totals.
    Module { name: "xlsx_out", features: &["xlsx-out"], level: "s", gzip: 606_500, brotli: 497_000 },
    // Loaded where the page wants files to be read a second time, after the engine. Most of it is calamine with the tables of
    // old character sets, and our own readers.
    Module {
        name: "second_reader",
        features: &["second-reader"],
        level: "s",
        gzip: 608_500,
        brotli: 486_000,
    },
];

/// A tab survives a module that may take at most 1 GiB; without a limit the file decides.
const MEMORY_LIMIT: &str = "-Clink-arg=--max-memory=1073741824";

/// Several bytes at once: every browser can since March 2023 (Safari 16.4 was the last). Searches for a byte are quicker
/// for it, and the module is smaller.
const SEVERAL_AT_ONCE: &str = "-Ctarget-feature=+simd128";

/// How large a function may be to be put into its callers, and one that is marked for it (`#[inline]`), in the
/// compiler's own units; by itself it takes 50 and 325. What is marked is mostly the standard library, which cannot know
/// that a module has to be loaded: at these the module is a twentieth smaller and no slower.
const INLINING: [&str; 2] = ["-Cllvm-args=-inline-threshold=10", "-Cllvm-args=-inlinehint-threshold=100"];

/// What every browser of the last years can do, and no more: the flags of rustc's own baseline, and the one above.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What wasm-opt is asked for beyond its level.
///
/// By itself it puts every function that has one caller into that caller, whatever its size. What comes out are
/// functions of fifty kilobytes, and a browser that finds a loop in one of them compiles all of it once more: that took
/// longer than checking a small file. Short ones are still put in.
const TUNING: &str = "--one-caller-inline-max-function-size=30";

/// The first pass keeps the names, since only functions with a name can be put in order.
const FIRST: &[&str] = &["--debuginfo"];

/// The second pass puts what the first one left in the order of the names, which say by then what looks alike: the
/// compressed module is smaller for it (`order.rs` says by how much).
const SECOND: &[&str] = &["--reorder-functions-by-name", "--strip-debug", "--strip-producers"];

/// Builds one module into `pkg` and returns the finished code.
pub fn build(module: &Module, pkg: &Path, options: Options) -> Result<Vec<u8>> {
    let compiled = compile(module, options)?;
    let folder = options.folder("wasm").join(module.name);
    let generated = folder.join("generated");
    let mut arguments = vec!["wasm-bindgen".to_owned(), compiled.display().to_string()];
    arguments.extend(["--target", "web", "--out-name", module.name].map(str::to_owned));
    arguments.extend(["--out-dir".to_owned(), generated.display().to_string()]);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)?;
    super::copy(&generated, pkg)?;
    let file = pkg.join(format!("{}_bg.wasm", module.name));
    if !options.quick {
        optimise(module, &file, &folder)?;
        short::imports(module.name, pkg)?;
    }
    let code = fs::read(&file)?;
    refuse_paths(module, &code)?;
    Ok(code)
}

fn compile(module: &Module, options: Options) -> Result<PathBuf> {
    let target = options.folder("wasm").join(module.name).join(if options.quick { "quick" } else { "full" });
    let mut cargo = cargo();
    cargo.args([
        "build",
        "--quiet",
        "--lib",
        "--profile",
        "wasm",
        "--target",
        "wasm32-unknown-unknown",
        "--target-dir",
    ]);
    cargo.arg(&target).args(["--no-default-features", "--features", &module.features.join(",")]);
    cargo.env("CARGO_PROFILE_WASM_OPT_LEVEL", if options.quick { "1" } else { module.level });
    if options.quick {
        cargo.env("CARGO_PROFILE_WASM_LTO", "off").env("CARGO_PROFILE_WASM_CODEGEN_UNITS", "16");
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", compiler_flags()?.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(target.join("wasm32-unknown-unknown/wasm/import_checker.wasm"))
}

/// Folders of this machine and what they are called in the module instead.
fn machine_paths() -> Result<Vec<(PathBuf, &'static str)>> {
    let home = PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/home".into()));
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    let mut paths = vec![(home, "/home"), (cargo_home.clone(), "/cargo")];
    // The registry's own folder name tells where the crates came from, so it is cut, too.
    for registry in fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten().flatten() {
        paths.push((registry.path(), "/crates"));
    }
    paths.push((PathBuf::from(sysroot.trim()), "/rust"));
    paths.push((root().to_owned(), "."));
    Ok(paths)
}

fn compiler_flags() -> Result<Vec<String>> {
    let mut flags = vec![MEMORY_LIMIT.to_owned(), SEVERAL_AT_ONCE.to_owned()];
    flags.extend(INLINING.map(str::to_owned));
    // The compiler takes the last prefix that fits, so the narrower ones stand later.
    for (from, to) in machine_paths()? {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    Ok(flags)
}

/// wasm-opt, unless the same code was optimised before in this folder.
fn optimise(module: &Module, file: &Path, folder: &Path) -> Result<()> {
    let code = Sha256::digest(fs::read(file)?);
    let order = Sha256::digest(include_str!("order.rs"));
    let key = format!("{code:x} {order:x} {} {FEATURES:?} {TUNING} {FIRST:?} {SECOND:?}", module.level);
    let (kept, kept_key) = (folder.join("optimised.wasm"), folder.join("optimised.key"));
    if fs::read_to_string(&kept_key).ok().as_deref() != Some(&key) {
        pass(module, file, &kept, FIRST)?;
        fs::write(&kept, order::name_by_likeness(&fs::read(&kept)?)?)?;
        pass(module, &kept, &kept, SECOND)?;
        fs::write(&kept_key, key)?;
    }
    fs::copy(&kept, file).context("the optimised module cannot be copied")?;
    Ok(())
}

fn pass(module: &Module, from: &Path, to: &Path, more: &[&str]) -> Result<()> {
    let mut tool = command(tools::npm_tool("wasm-opt")?);
    tool.arg(from).arg(format!("-O{}", module.level)).args(FEATURES).arg(TUNING).args(more);
    run_quietly(tool.arg(flag("--output", to)))
}

/// A module tells nobody where it was built.
fn refuse_paths(module: &Module, code: &[u8]) -> Result<()> {
    let own = machine_paths()?.into_iter().map(|(path, _)| path.display().to_string());
    let usual = ["/home/", "/root/", "/Users/", "/registry/src/"].map(str::to_owned);
    for needle in own.chain(usual).filter(|needle| needle.len() > 4) {
        if let Some(at) = memchr::memmem::find(code, needle.as_bytes()) {
            let end = code.len().min(at + 120);
            let text = String::from_utf8_lossy(&code[at..end]).into_owned();
            bail!("{}.wasm names a path of this machine: {text:?}", module.name);
        }
    }
    Ok(())
}
