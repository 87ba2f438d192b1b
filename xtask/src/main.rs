//! The task runner: `cargo xtask` builds, serves and tests the project, and sets up what that needs.

mod answer_types;
mod attack;
mod bench;
mod build;
mod conformance;
mod fuzz;
mod headers;
mod mutants;
mod new_rule;
mod readers;
mod release;
mod run;
mod serve;
mod test;
mod tools;
mod wasm_tests;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  serve [--port N] [--quick]      build the site and serve it on this machine only
  build [--quick] [--page]        build the site into dist/, with checksums and a table of sizes
  reproduce [--page]              build twice and compare byte by byte; with --page all but the WebAssembly
  release [--repository URL]      build for publishing, and pack the folder with its checksum
  test [STEP...]                  run every check, or only the named steps:
                                  lint, native, deny, wasm, build, reproduce, js, e2e
  fuzz [TARGET...] [--seconds N]  search for input on which something does not hold, led by what it reaches
  fuzz-wasm [--seconds N]         damaged files through the WebAssembly that is shipped, within its memory
  attack [FOLDER...] [--native] [--browsers]
                                  hostile files, ours and those of folders, natively and in both browsers
  readers [FOLDER]                compare the readers with other ones, over files that are no part of the project
  conformance FOLDER              check schemas and their example files that are no part of the project
  mutants [--every N] [--from K] [FOLDER...]
                                  small faults put into the core, one of N; the native tests are to notice each
  screenshots                     make the pictures of the README anew
  bench [--quick] [--built] [CASE...]
                                  measure the product against its peers, or only the cases with these words
  new rule NAME                   begin a kind of rule: its file, with an example that fails, and its place in the list
  types                           the types of what the engine answers, for the page, made of the published schemas
  setup                           fetch what the other tasks need (they do it by themselves, too)

  --quick skips optimising and minifying: for trying things, not for publishing.
  --page takes the WebAssembly of the build before, and --module=NAME all of it but this module.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((task, rest)) = args.split_first() else {
        println!("{HELP}\n");
        tools::describe();
        return Ok(());
    };
    match task.as_str() {
        "build" => build::site(build::Options::from_args(rest)?).map(drop),
        "reproduce" => build::reproduce(rest),
        "release" => release::release(rest),
        "serve" => serve::serve(rest),
        "test" => test::steps(rest),
        "attack" => attack::attack(rest),
        "fuzz" => fuzz::fuzz(rest),
        "fuzz-wasm" => fuzz::wasm(rest),
        "readers" => readers::readers(rest),
        "conformance" => conformance::conformance(rest),
        "mutants" => mutants::mutants(rest),
        "bench" => bench::bench(rest),
        "new" => new_rule::new(rest),
        "types" => answer_types::write(),
        "setup" => tools::set_up_all(),
        "screenshots" => test::screenshots(),
        wasm_tests::RUNNER => wasm_tests::runner(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("there is no task `{other}`\n\n{HELP}"),
    }
}
