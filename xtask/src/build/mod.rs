//! The site: WebAssembly, generated modules and everything under `www/`, in a folder ready for any static host.
//!
//! `target/site` holds the readable form (the page's modules as written, the generated ones beside them); `dist/` is
//! made from it. Every path in the page is therefore the same before and after.

mod binary;
mod bundle;
mod checksums;
mod compressed;
mod docs;
mod editors;
mod minify;
mod modules;
mod notices;
mod order;
mod package;
mod phrases;
mod reproduce;
mod short;
mod sizes;
mod texts;
mod wasm;

pub use checksums::of as sum_of;
pub use compressed::{CODINGS, Coding};
pub use package::{name_repository, version};
pub use reproduce::reproduce;

use crate::run::path;
use crate::tools;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};

/// How to build.
#[derive(Clone, Copy, Default)]
pub struct Options {
    /// Skip what only matters for publishing.
    pub quick: bool,
    /// Take the WebAssembly of the build before: only the page has changed.
    pub page: bool,
    /// Take all WebAssembly but this module of the build before.
    pub module: Option<&'static str>,
    /// Build beside the usual folders, taking nothing from an earlier build: to compare.
    pub again: bool,
}

impl Options {
    /// From the words after the task.
    pub fn from_args(args: &[String]) -> Result<Options> {
        let mut options = Options::default();
        for arg in args {
            match arg.as_str() {
                "--quick" => options.quick = true,
                "--page" => options.page = true,
                other => {
                    let named = other.strip_prefix("--module=");
                    let module = wasm::MODULES.iter().find(|module| named == Some(module.name));
                    let known: Vec<&str> = wasm::MODULES.iter().map(|module| module.name).collect();
                    let Some(module) = module else {
                        bail!(
                            "`build` does not know `{other}`; it takes --quick, --page and --module= with one of {}",
                            known.join(", ")
                        );
                    };
                    (options.page, options.module) = (true, Some(module.name));
                }
            }
        }
        Ok(options)
    }

    /// Where something that is made stands: `wasm`, `site`, `docs`.
    fn folder(self, name: &str) -> PathBuf {
        path(if self.again { "target/again" } else { "target" }).join(name)
    }

    /// The finished site.
    fn dist(self) -> PathBuf {
        if self.again { self.folder("dist") } else { path("dist") }
    }
}

/// Builds the site and returns its folder.
pub fn site(options: Options) -> Result<PathBuf> {
    tools::wasm_target()?;
    tools::node_modules()?;
    let (stage, dist) = (options.folder("site"), options.dist());
    empty(&stage)?;
    copy(&path("www"), &stage)?;
    // Pictures for the README only.
    fs::remove_dir_all(stage.join("screenshots"))?;
    copy(&engine(options)?, &stage.join("pkg"))?;
    modules::imports(&stage.join("imports"))?;
    modules::styles(&stage, options)?;
    modules::locales(&stage)?;
    modules::worker_text(&stage, options)?;
    modules::inflate(&stage)?;
    package::describe(&stage)?;
    editors::write(&stage)?;
    package::node(&stage)?;
    notices::write(&stage, &version()?)?;
    // Asking the program means compiling it; for trying things, its last words will do.
    docs::write(&stage, options)?;
    empty(&dist)?;
    copy(&stage, &dist)?;
    if !options.quick {
        bundle::write(&stage, &dist)?;
    }
    package::inline(&stage, &dist)?;
    if !options.quick {
        compressed::write(&dist, options)?;
    }
    let table = sizes::Table::measure(&dist, wasm::MODULES)?;
    println!("\n{table}");
    fs::write(dist.join("SIZES.txt"), table.to_string())?;
    checksums::write(&dist)?;
    if options.quick || options.page {
        println!("Not a build for publishing, so the budgets were not applied.");
    } else {
        table.apply_budgets()?;
    }
    Ok(dist)
}

/// The folder with the finished WebAssembly and its JavaScript.
fn engine(options: Options) -> Result<PathBuf> {
    let before = path("target/wasm/pkg");
    let taken = options.page && before.is_dir();
    if taken && options.module.is_none() {
        return Ok(before);
    }
    let pkg = options.folder("wasm/pkg");
    if !taken {
        empty(&pkg)?;
    }
    let wanted = wasm::MODULES.iter().filter(|module| !taken || options.module == Some(module.name));
    // The longest part of each is done by one processor alone.
    let made = std::thread::scope(|scope| {
        let one = |module: &'static wasm::Module| {
            println!("Compiling {}.wasm", module.name);
            wasm::build(module, &pkg, options)
        };
        let running: Vec<_> = wanted.map(|module| (module, scope.spawn(move || one(module)))).collect();
        running.into_iter().map(|(module, thread)| (module, thread.join())).collect::<Vec<_>>()
    });
    for (module, code) in made {
        let code = code.map_err(|_| anyhow!("{}.wasm: its build gave way", module.name))??;
        modules::inline_wasm(module.name, &code, &pkg)?;
    }
    Ok(pkg)
}

/// The entries of a list.
fn list<'a>(json: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> {
    json[key].as_array().into_iter().flatten()
}

/// A text; nothing where there is none.
fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key].as_str().unwrap_or_default()
}

/// `--name=path`, as the JavaScript tools want it.
fn flag(name: &str, value: &Path) -> String {
    format!("{name}={}", value.display())
}

/// All files under a folder, in order of name.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let entry = entry?.path();
            if entry.is_dir() { folders.push(entry) } else { found.push(entry) }
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let target = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(&file, &target).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// A file's path as an address within the site.
fn address(file: &Path, folder: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/")
}
