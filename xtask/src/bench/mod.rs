//! `cargo xtask bench`: the product against its peers, in workers of a headless browser, on generated files; and the
//! product's own page. What was measured is kept in `benches/results.json`, from which the README and the site tell it.

mod cases;
mod data;
pub mod publish;
mod xlsx;

use crate::build::{self, Options};
use crate::run::{command, output, path, run};
use crate::tools;
use anyhow::{Result, bail};
use serde_json::{Value as Json, json};
use std::fs;

/// What was measured last.
pub const RESULTS: &str = "benches/results.json";

/// How to measure.
#[derive(Default)]
struct Wishes {
    quick: bool,
    built: bool,
    data: bool,
    /// Only cases with one of these words in their name.
    only: Vec<String>,
}

impl Wishes {
    fn from_args(args: &[String]) -> Result<Wishes> {
        let mut wishes = Wishes::default();
        for arg in args {
            match arg.as_str() {
                "--quick" => wishes.quick = true,
                "--built" => wishes.built = true,
                "--data" => wishes.data = true,
                other if other.starts_with('-') => {
                    bail!(
                        "`bench` does not know `{other}`; it takes --quick, --built, --data and words of cases"
                    )
                }
                word => wishes.only.push(word.to_owned()),
            }
        }
        Ok(wishes)
    }
}

/// Generates, builds, measures, prints, and writes down what was measured. `--quick` takes smaller files and one round,
/// and publishes nothing.
pub fn bench(args: &[String]) -> Result<()> {
    let wishes = Wishes::from_args(args)?;
    let folder = path("target/bench");
    fs::create_dir_all(&folder)?;
    let cases = cases::cases(&folder, &wishes)?;
    if wishes.data {
        println!("{}", folder.display());
        return Ok(());
    }
    if !wishes.built {
        build::site(Options::default())?;
    }
    tools::node_modules()?;
    tools::peers()?;
    let results = if wishes.quick { folder.join("quick.json") } else { path(RESULTS) };
    let settings = folder.join("settings.json");
    let (chromium, firefox) = (tools::CHROMIUM.need()?, tools::FIREFOX.need()?);
    let all = json!({
        "chromium": chromium, "folder": folder, "site": path("target/site"), "dist": path("dist"),
        "out": results, "machine": machine(), "date": today(), "cases": cases,
    });
    fs::write(&settings, serde_json::to_string_pretty(&all)?)?;
    let mut node = command(tools::node()?);
    node.env("CHROMIUM", chromium).env("FIREFOX", firefox).env("XTASK", std::env::current_exe()?);
    run(node.arg(path("benches/browser/run.mjs")).arg(&settings))?;
    if wishes.quick { Ok(()) } else { publish::readme() }
}

fn today() -> String {
    output(command("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default().trim().to_owned()
}

fn machine() -> Json {
    let text = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let processors = text("/proc/cpuinfo");
    let model = processors.lines().find_map(|l| l.strip_prefix("model name")?.split_once(": ").map(|p| p.1));
    let count = processors.lines().filter(|l| l.starts_with("processor")).count();
    let memory = text("/proc/meminfo");
    let kilobytes = memory
        .lines()
        .find_map(|l| l.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse::<u64>().ok());
    json!({
        "processor": model.unwrap_or("unknown processor"), "cores": count,
        "memory": kilobytes.map(|kb| kb.div_ceil(1024 * 1024)),
    })
}
