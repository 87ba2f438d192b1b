//! `cargo xtask test`: every check, the quick ones first.

use crate::answer_types;
use crate::build;
use crate::run::{cargo, command, path, run, run_quietly};
use crate::{tools, wasm_tests};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

struct Step {
    name: &'static str,
    title: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "lint", title: "Format and lints", run: lint },
    Step { name: "native", title: "Tests on this machine", run: native },
    Step { name: "deny", title: "Licences and sources of dependencies", run: deny },
    Step { name: "wasm", title: "Tests in a browser's worker", run: wasm_tests::run_tests },
    Step { name: "build", title: "The site, within its budgets", run: site },
    Step {
        name: "reproduce",
        title: "Built twice, the same bytes (all but the WebAssembly)",
        run: reproduce,
    },
    Step { name: "js", title: "Types of the page's modules", run: types },
    Step { name: "e2e", title: "The page in Chromium and Firefox", run: end_to_end },
];

/// Runs the named steps, or all; stops at the first that fails.
pub fn steps(names: &[String]) -> Result<()> {
    if let Some(name) = names.iter().find(|name| !STEPS.iter().any(|step| step.name == name.as_str())) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no step `{name}`; the steps are {}", known.join(", "));
    }
    let chosen = STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name));
    for step in chosen {
        println!("\n==> {} ({})", step.title, step.name);
        let start = Instant::now();
        (step.run)()?;
        println!("==> {}: good, after {} s", step.name, start.elapsed().as_secs());
    }
    Ok(())
}

fn lint() -> Result<()> {
    tools::wasm_target()?;
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let wasm = ["--target", "wasm32-unknown-unknown", "--lib", "--test", "browser"];
    run(cargo().args(["clippy", "--quiet"]).args(wasm).args(["--", "-D", "warnings"]))
}

fn native() -> Result<()> {
    let mut cargo = cargo();
    // Other programs open what we write. Where one is missing, the tests that need it say so and pass over it.
    if let Ok(python) = tools::python() {
        cargo.env("PYTHON", python);
    }
    if let Ok(office) = tools::SOFFICE.need() {
        cargo.env("SOFFICE", office);
    }
    run(cargo.args(["test", "--workspace"]))
}

fn deny() -> Result<()> {
    let deny = tools::cargo_deny()?;
    run(command(&deny).args(["--log-level", "error", "check", "bans", "licenses", "sources"]))?;
    // The list of known faults lies elsewhere, and a test must not depend on that.
    if let Err(error) = run_quietly(command(&deny).args(["--log-level", "error", "fetch", "db"])) {
        println!("Not checked for known faults: their list could not be fetched. {error:#}");
        return Ok(());
    }
    run(command(&deny).args(["--log-level", "error", "check", "--disable-fetch", "advisories"]))
}

fn site() -> Result<()> {
    build::site(build::Options::default()).map(drop)
}

/// Compiling the engine a second time takes minutes; `cargo xtask reproduce` does it.
fn reproduce() -> Result<()> {
    build::reproduce(&["--page".to_owned()])
}

fn types() -> Result<()> {
    answer_types::are_those_of_the_schemas()?;
    let tsc = tools::npm_tool("tsc")?;
    run(&mut command(&tsc))?;
    run(command(&tsc).args(["--project", "tests/e2e"]))
}

fn end_to_end() -> Result<()> {
    let tests = std::fs::read_dir(path("tests/e2e"))?.flatten().map(|entry| entry.path());
    let mut tests: Vec<_> = tests.filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    tests.sort();
    // One file at a time: browsers that compete for two cores make time limits meaningless.
    run(node()?.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(tests))
}

/// The pictures of the README, from the page as it is now.
pub fn screenshots() -> Result<()> {
    site()?;
    run(node()?.arg("tests/e2e/screenshots.mjs"))
}

/// Node, told where the browsers and xtask are, with a site to look at.
pub fn node() -> Result<Command> {
    tools::node_modules()?;
    let mut node = command(tools::node()?);
    node.env("CHROMIUM", tools::CHROMIUM.need()?).env("FIREFOX", tools::FIREFOX.need()?);
    node.env("XTASK", std::env::current_exe()?);
    node.env("PYTHON", tools::python()?);
    if !path("dist/index.html").is_file() {
        site()?;
    }
    Ok(node)
}
