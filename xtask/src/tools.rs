//! Finds what the tasks need on this machine, and installs it where that is possible.

use crate::run::{cargo, command, output, path, run, run_quietly};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Once;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A program of the system: how it is called, which variable may name another one, and who ships it.
pub struct Tool {
    /// Names to look for on the path, the best first.
    pub names: &'static [&'static str],
    /// The environment variable that overrides the search.
    pub variable: &'static str,
    /// The Debian packages that bring it.
    pub packages: &'static [&'static str],
    /// What it is for.
    pub purpose: &'static str,
}

pub const CHROMIUM: Tool = Tool {
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "CHROMIUM",
    packages: &["chromium"],
    purpose: "tests in the browser",
};
pub const CHROMEDRIVER: Tool = Tool {
    names: &["chromedriver"],
    variable: "CHROMEDRIVER",
    packages: &["chromium-driver"],
    purpose: "tests of the WebAssembly",
};
pub const FIREFOX: Tool = Tool {
    names: &["firefox-esr", "firefox"],
    variable: "FIREFOX",
    packages: &["firefox-esr"],
    purpose: "tests in the browser",
};
pub const SOFFICE: Tool = Tool {
    names: &["soffice", "libreoffice"],
    variable: "SOFFICE",
    packages: &["libreoffice-calc"],
    purpose: "workbooks saved and read by another program",
};
const NODE: Tool = Tool {
    names: &["node", "nodejs"],
    variable: "NODE",
    packages: &["nodejs", "npm"],
    purpose: "bundling, minifying and tests of the page",
};
const PYTHON: Tool = Tool {
    names: &["python3"],
    variable: "PYTHON",
    packages: &["python3", "python3-venv"],
    purpose: "files read and written by other libraries",
};

/// Every tool, in the order of `cargo xtask` without a task.
const ALL: &[&Tool] = &[&NODE, &CHROMIUM, &CHROMEDRIVER, &FIREFOX, &SOFFICE, &PYTHON];

/// Python libraries that tests use as a second opinion.
const PYTHON_MODULES: &[&str] = &["openpyxl", "xlrd", "xlwt", "odfpy", "pyxlsb", "babel"];

impl Tool {
    /// Where it is, if it is on this machine.
    pub fn find(&self) -> Option<PathBuf> {
        if let Some(named) = env::var_os(self.variable).filter(|value| !value.is_empty()) {
            return Some(named.into());
        }
        let path = env::var_os("PATH")?;
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        self.names
            .iter()
            .find_map(|name| folders.iter().map(|dir| dir.join(name)).find(|file| file.is_file()))
    }

    /// Where it is, after installing Debian's package if that is possible here.
    pub fn need(&self) -> Result<PathBuf> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        self.install()?;
        self.find().with_context(|| format!("{} was installed but is not on the path", self.names[0]))
    }

    fn install(&self) -> Result<()> {
        if !can_install() {
            bail!("{}", self.advice());
        }
        println!("Installing {} ({})", self.packages.join(" "), self.purpose);
        static UPDATE: Once = Once::new();
        // An old list is not fatal: the installation itself says what is missing.
        UPDATE.call_once(|| drop(run_quietly(command("apt-get").args(["-qq", "update"]))));
        let install = ["-qq", "-y", "--no-install-recommends", "install"];
        let mut apt = command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(install).args(self.packages);
        run_quietly(&mut apt).with_context(|| self.advice())
    }

    fn advice(&self) -> String {
        let name = self.names[0];
        format!(
            "{name} is needed for {}: install it (on Debian: apt-get install {}) or name it in the variable {}",
            self.purpose,
            self.packages.join(" "),
            self.variable
        )
    }
}

fn can_install() -> bool {
    let apt = Path::new("/usr/bin/apt-get").is_file();
    apt && output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Prints what is here and what is missing.
pub fn describe() {
    println!("On this machine:");
    for tool in ALL {
        match tool.find() {
            Some(file) => println!("  found    {}", file.display()),
            None if can_install() => println!("  missing  {} (installed when first needed)", tool.names[0]),
            None => println!("  missing  {}", tool.advice()),
        }
    }
    let packages = if packages_are_current() { "found    " } else { "missing  " };
    println!("  {packages}JavaScript tools in node_modules (fetched when first needed)");
}

/// Everything at once, for those who want to go offline afterwards.
pub fn set_up_all() -> Result<()> {
    wasm_target()?;
    node_modules()?;
    for tool in ALL {
        println!("{}", tool.need()?.display());
    }
    python()?;
    Ok(())
}

/// The Rust that what is handed over is built with. Another one makes other bytes of the same source, so `release` takes no
/// other. It is not the channel of `rust-toolchain.toml`: rustup would fetch that version by name on every machine, also
/// where the same Rust is there as `stable`.
pub const RUST: &str = "1.95.0";

/// Fails unless the compiler is the one that releases are built with.
pub fn rust_of_releases() -> Result<()> {
    is_rust_of_releases(&output(command("rustc").arg("--version"))?)
}

fn is_rust_of_releases(said: &str) -> Result<()> {
    let here = said.split(' ').nth(1).unwrap_or_default();
    if here == RUST {
        return Ok(());
    }
    bail!(
        "releases are built with Rust {RUST}, and this is {here}: run `rustup toolchain install {RUST}`, then \
         `cargo +{RUST} xtask release`; or move RUST in xtask/src/tools.rs and say so in CHANGELOG.md"
    )
}

/// The standard library for WebAssembly, added with rustup when it is missing.
pub fn wasm_target() -> Result<()> {
    if target_is_installed(WASM_TARGET)? {
        return Ok(());
    }
    println!("Adding the Rust target {WASM_TARGET}");
    run(command("rustup").args(["target", "add", WASM_TARGET])).context(
        "the WebAssembly target is missing: install rustup, or add the target the way you installed Rust",
    )
}

fn target_is_installed(target: &str) -> Result<bool> {
    let folder = output(command("rustc").args(["--print", "target-libdir", "--target", target]))?;
    Ok(Path::new(folder.trim()).is_dir())
}

/// Node's executable.
pub fn node() -> Result<PathBuf> {
    NODE.need()
}

/// One of the JavaScript tools' executables.
pub fn npm_tool(name: &str) -> Result<PathBuf> {
    node_modules()?;
    Ok(path("node_modules/.bin").join(name))
}

/// The JavaScript tools, exactly as `package-lock.json` says.
pub fn node_modules() -> Result<()> {
    if packages_are_current() {
        return Ok(());
    }
    NODE.need()?;
    println!("Fetching the JavaScript tools (npm ci)");
    run_quietly(
        command("npm")
            .args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"])
            .env("PUPPETEER_SKIP_DOWNLOAD", "1"),
    )?;
    std::fs::copy(path("package-lock.json"), path(STAMP)).context("node_modules cannot be written")?;
    Ok(())
}

/// What only the benchmark needs, in a folder of its own, exactly as its lock file says.
pub fn peers() -> Result<()> {
    let folder = path("benches/browser");
    if folder.join("node_modules").is_dir() {
        return Ok(());
    }
    println!("Fetching the peers of the benchmark (npm ci)");
    run_quietly(command("npm").current_dir(&folder).args([
        "ci",
        "--ignore-scripts",
        "--no-fund",
        "--no-audit",
    ]))
}

/// A copy of the lock file that the packages were installed from.
const STAMP: &str = "node_modules/.installed-from.json";

fn packages_are_current() -> bool {
    let read = |file: &str| std::fs::read(path(file)).ok();
    read(STAMP).is_some() && read(STAMP) == read("package-lock.json")
}

/// A Python with the libraries that tests compare with, in a folder of its own.
pub fn python() -> Result<PathBuf> {
    let folder = path("target/tools/python");
    let python = folder.join("bin/python");
    let stamp = folder.join("modules.txt");
    let wanted = PYTHON_MODULES.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    let system = PYTHON.need()?;
    println!("Making a Python environment with {}", PYTHON_MODULES.join(", "));
    run_quietly(command(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run_quietly(command(&python).args(["-m", "pip", "install", "--quiet"]).args(PYTHON_MODULES))?;
    std::fs::write(stamp, wanted)?;
    Ok(python)
}

/// cargo-deny, compiled once into a folder of its own.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_tool("cargo-deny", CARGO_DENY)
}

const CARGO_DENY: &str = "0.20.2";

/// cargo-mutants, the same way.
pub fn cargo_mutants() -> Result<PathBuf> {
    cargo_tool("cargo-mutants", CARGO_MUTANTS)
}

const CARGO_MUTANTS: &str = "27.1.0";

fn cargo_tool(name: &str, version: &str) -> Result<PathBuf> {
    let folder = path("target/tools");
    let (program, stamp) = (folder.join("bin").join(name), folder.join(format!("{name}.version")));
    if program.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|found| found == version) {
        return Ok(program);
    }
    println!("Compiling {name} {version} (once; a few minutes)");
    let build = folder.join("build");
    let mut install = cargo();
    // It runs for a second; an optimised one takes minutes longer to compile.
    install.args(["install", "--quiet", "--debug", "--locked", "--force", "--version", version, name]);
    run(install.arg("--root").arg(&folder).arg("--target-dir").arg(&build))?;
    // What the compiler left is ten times the program.
    drop(std::fs::remove_dir_all(build));
    std::fs::write(stamp, version)?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_over_is_built_with_one_rust() {
        assert!(is_rust_of_releases(&format!("rustc {RUST} (59807616e 2026-04-14)")).is_ok());
        let said = is_rust_of_releases("rustc 1.88.0 (6b00bc388 2025-06-23)").unwrap_err().to_string();
        assert!(said.contains(RUST) && said.contains("this is 1.88.0"), "{said}");
    }
}
