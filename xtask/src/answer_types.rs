//! `cargo xtask types`: the types of what the engine answers, for the page's modules, made of the published JSON Schemas.

use crate::run::{command, output, path};
use crate::tools;
use anyhow::{Result, bail};
use std::fs;
use std::path::PathBuf;

/// The schemas, by the name that their files and those of their types have.
const SCHEMAS: [&str; 2] = ["report", "calls"];

/// Writes the types anew.
pub fn write() -> Result<()> {
    for name in SCHEMAS {
        fs::write(types_of(name), made(name)?)?;
    }
    Ok(())
}

/// Fails where a schema says something else than its types.
pub fn are_those_of_the_schemas() -> Result<()> {
    for name in SCHEMAS {
        if fs::read_to_string(types_of(name)).unwrap_or_default() != made(name)? {
            bail!(
                "www/model/{name}.types.d.ts is not made of www/{name}.schema.json as it is now; run `cargo xtask types`"
            );
        }
    }
    Ok(())
}

fn types_of(name: &str) -> PathBuf {
    path("www/model").join(format!("{name}.types.d.ts"))
}

/// The types of one schema.
fn made(name: &str) -> Result<String> {
    let banner = format!("/** Made of `{name}.schema.json` by `cargo xtask types`. */");
    output(
        command(tools::npm_tool("json2ts")?)
            .args(["--unreachableDefinitions", "--additionalProperties=false", "--style.printWidth=120"])
            .arg("--bannerComment")
            .arg(banner)
            .arg("--input")
            .arg(path("www").join(format!("{name}.schema.json"))),
    )
}
