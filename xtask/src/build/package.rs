//! What makes `dist/` a package as well: its manifest, the entry for Node, and the element in a single file.

use super::{flag, minify};
use crate::run::{path, run_quietly};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Where the package says that its source is; nobody but its publisher knows.
static REPOSITORY: OnceLock<String> = OnceLock::new();

/// Has the package name its repository. npm vouches for where a package was built only if the two agree.
pub fn name_repository(url: &str) {
    // There is one release in a run.
    let _ = REPOSITORY.set(url.trim_end_matches('/').to_owned());
}

/// The fields of the manifest that lead to a repository.
fn with_repository(manifest: &mut Value, url: &str) {
    let page = url.trim_end_matches(".git");
    manifest["repository"] = json!({ "type": "git", "url": format!("git+{page}.git") });
    manifest["homepage"] = json!(format!("{page}#readme"));
    manifest["bugs"] = json!({ "url": format!("{page}/issues") });
}

/// The manifest with the version of the crate, and the texts that travel with every copy. The package has a README of its
/// own, `www/README.md`.
pub fn describe(stage: &Path) -> Result<()> {
    let file = stage.join("package.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    manifest["version"] = Value::from(version()?);
    if let Some(url) = REPOSITORY.get() {
        with_repository(&mut manifest, url);
    }
    fs::write(file, format!("{manifest:#}\n"))?;
    for name in ["CHANGELOG.md", "SECURITY.md", "LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(path(name), stage.join(name)).with_context(|| format!("{name} is missing"))?;
    }
    Ok(())
}

/// What the project's own `Cargo.toml` says.
pub fn version() -> Result<String> {
    let text = fs::read_to_string(path("Cargo.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    Ok(line.and_then(|rest| rest.split('"').next()).context("Cargo.toml has no version")?.to_owned())
}

/// `node/index.js` as one module. The engine reads files through a reader that only browsers have; ours takes its place.
pub fn node(stage: &Path) -> Result<()> {
    let (entry, reader) = (stage.join("node/index.js"), stage.join("node/blob.js"));
    let bundle = stage.join("node/bundle.js");
    let mut esbuild = minify::esbuild(stage)?;
    esbuild.args(["--bundle", "--platform=node", "--format=esm", "--external:../imports/*"]);
    esbuild.arg(&entry).arg(format!("--inject:{}", reader.display()));
    run_quietly(esbuild.arg(flag("--outfile", &bundle)))?;
    fs::rename(bundle, entry)?;
    Ok(fs::remove_file(reader)?)
}

/// `inline.js`: the element with all it may ever need in one file, for pages that can keep but one.
pub fn inline(stage: &Path, dist: &Path) -> Result<()> {
    let mut esbuild = minify::esbuild(stage)?;
    esbuild.args(["--bundle", "--format=esm", "--minify"]).arg(stage.join("import-checker.js"));
    run_quietly(esbuild.arg(flag("--outfile", &dist.join("inline.js"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_names_its_repository_can_be_vouched_for() {
        let text = fs::read_to_string(path("www/package.json")).unwrap();
        let mut manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["publishConfig"], json!({ "access": "public", "provenance": true }));
        for url in ["https://git.example.com/team/checker", "https://git.example.com/team/checker.git"] {
            with_repository(&mut manifest, url);
            assert_eq!(manifest["repository"]["url"], "git+https://git.example.com/team/checker.git");
            assert_eq!(manifest["bugs"]["url"], "https://git.example.com/team/checker/issues");
        }
    }
}
