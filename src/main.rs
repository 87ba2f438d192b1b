//! The command line: the same engine, the same codes, the same report as in the page.

// A test fails by panicking.
#![cfg_attr(test, allow(clippy::unwrap_used))]

// The only place of the project that talks to a terminal.
#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// The page has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
