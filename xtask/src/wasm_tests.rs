//! The tests that run inside a browser's worker. cargo hands each test module to a runner; that runner is xtask itself,
//! which holds wasm-bindgen's as a library, so that its version is always the right one.

use crate::run::{cargo, run};
use crate::tools;
use anyhow::{Context, Result};

/// The hidden task under which cargo calls us back.
pub const RUNNER: &str = "wasm-test-runner";

/// Runs `tests/browser.rs` in headless Chromium.
pub fn run_tests() -> Result<()> {
    tools::wasm_target()?;
    tools::CHROMIUM.need()?;
    let driver = tools::CHROMEDRIVER.need()?;
    let myself = std::env::current_exe().context("xtask does not know where it is")?;
    let mut cargo = cargo();
    cargo.args(["test", "--target", "wasm32-unknown-unknown", "--test", "browser"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", format!("{} {RUNNER}", myself.display()));
    cargo.env("CHROMEDRIVER", driver).env("WASM_BINDGEN_USE_BROWSER", "1");
    // In seconds, for all tests together; unoptimised code on a busy machine takes its time.
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    run(&mut cargo)
}

/// What cargo calls with a test module and the words meant for it.
pub fn runner(args: &[String]) -> Result<()> {
    let arguments = std::iter::once("wasm-bindgen-test-runner").chain(args.iter().map(String::as_str));
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)
}
