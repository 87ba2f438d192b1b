//! What comes from others: their notices, the same as a bill of materials, and with which tools all of it was built.

use crate::run::{cargo, command, output, path};
use crate::tools;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The target that is shipped in the site.
const TARGET: &str = "wasm32-unknown-unknown";

/// A library of the page's scripts, in `node_modules`; what only old browsers load is made of it.
const SCRIPT: &str = "fflate";

/// A package that is compiled into what is shipped.
struct Part {
    /// The kind of its registry, as addresses of packages name it.
    registry: &'static str,
    name: String,
    version: String,
    license: String,
    repository: String,
    /// The sum of the package in the registry, as the lock file has it, in hexadecimal digits: SHA-256 or SHA-512.
    checksum: String,
    /// Licences and notices in the package, as they stand there.
    texts: Vec<String>,
}

/// Writes `THIRD-PARTY.md`, `sbom.cdx.json` and `BUILD.json`.
pub fn write(stage: &Path, version: &str) -> Result<()> {
    let mut parts = parts()?;
    parts.push(script()?);
    fs::write(stage.join("THIRD-PARTY.md"), third_party(&parts))?;
    fs::write(stage.join("sbom.cdx.json"), format!("{:#}\n", bill(&parts, version)))?;
    fs::write(stage.join("BUILD.json"), format!("{:#}\n", tools(version)?))?;
    Ok(())
}

/// All packages that the library is made of, from the lock file: not those that only tests or build scripts use.
fn parts() -> Result<Vec<Part>> {
    let arguments = ["metadata", "--format-version=1", "--locked", "--filter-platform", TARGET];
    let metadata: Json = serde_json::from_str(&output(cargo().args(arguments))?)?;
    let packages: BTreeMap<&str, &Json> =
        super::list(&metadata, "packages").map(|package| (super::text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Json> =
        super::list(&metadata["resolve"], "nodes").map(|node| (super::text(node, "id"), node)).collect();
    let is_own = |package: &Json| package["source"].is_null();
    let root = packages.iter().find(|(_, package)| package["name"] == "import-checker" && is_own(package));
    let mut open: Vec<&str> = vec![root.context("the lock file does not name the project")?.0];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        for dependency in super::list(node, "deps") {
            let shipped = super::list(dependency, "dep_kinds").any(|kind| kind["kind"].is_null());
            let id = super::text(dependency, "pkg");
            // A macro runs while the project is compiled, and stays there.
            let is_macro = packages.get(id).is_some_and(|package| {
                super::list(package, "targets").any(|t| super::list(t, "kind").any(|k| k == "proc-macro"))
            });
            if shipped && !is_macro {
                open.push(id);
            }
        }
    }
    let checksums = checksums()?;
    let mut parts: Vec<Part> = Vec::new();
    for package in seen.iter().filter_map(|id| packages.get(id)).filter(|package| !is_own(package)) {
        let text = |key: &str| super::text(package, key).to_owned();
        let key = (text("name"), text("version"));
        parts.push(Part {
            registry: "cargo",
            checksum: checksums.get(&key).cloned().unwrap_or_default(),
            name: key.0,
            version: key.1,
            license: text("license"),
            repository: text("repository"),
            texts: texts(Path::new(super::text(package, "manifest_path")))?,
        });
    }
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(parts)
}

/// The library of the page's scripts, once the JavaScript tools are there; a build without its licence ends.
fn script() -> Result<Part> {
    let manifest = path("node_modules").join(SCRIPT).join("package.json");
    let package: Json = serde_json::from_str(&fs::read_to_string(&manifest)?)?;
    let lock: Json = serde_json::from_str(&fs::read_to_string(path("package-lock.json"))?)?;
    let sum = super::text(&lock["packages"][format!("node_modules/{SCRIPT}")], "integrity");
    let sum =
        sum.strip_prefix("sha512-").context("the lock file has no sum of the library of the scripts")?;
    let text = |key: &str| super::text(&package, key).to_owned();
    let texts = texts(&manifest)?;
    if texts.is_empty() || text("license").is_empty() {
        bail!("{SCRIPT} brings no text of its licence");
    }
    Ok(Part {
        registry: "npm",
        name: text("name"),
        version: text("version"),
        license: text("license"),
        repository: text("repository"),
        checksum: STANDARD.decode(sum)?.iter().map(|byte| format!("{byte:02x}")).collect(),
        texts,
    })
}

/// Name, version and checksum of everything in `Cargo.lock`.
fn checksums() -> Result<BTreeMap<(String, String), String>> {
    let lock = fs::read_to_string(path("Cargo.lock"))?;
    let value = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
    };
    let blocks = lock.split("[[package]]");
    Ok(blocks.map(|b| ((value(b, "name"), value(b, "version")), value(b, "checksum"))).collect())
}

/// The licences and notices that lie beside a manifest.
fn texts(manifest: &Path) -> Result<Vec<String>> {
    let folder = manifest.parent().context("a manifest lies in a folder")?;
    let mut files: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let is_notice = |file: &&std::path::PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        file.is_file()
            && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|n| name.starts_with(n))
    };
    let read = |file: &std::path::PathBuf| {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim().to_owned())
    };
    files.iter().filter(is_notice).map(read).collect()
}

fn third_party(parts: &[Part]) -> String {
    let mut page = "# What comes from others\n\nThe engine is compiled from this project and from the packages below. \
        The page's JavaScript is the project's own, but for fflate, which only browsers from before 2023 load. The engine also holds the standard library of Rust, by the Rust \
        project's developers, under MIT or Apache-2.0.\n\n| Package | Version | Licence | Source |\n|---|---|---|---|\n"
        .to_owned();
    for part in parts {
        let Part { name, version, license, repository, .. } = part;
        let _ = writeln!(page, "| {name} | {version} | {license} | {repository} |");
    }
    // Most packages have the same text of one licence; each stands here once.
    let mut by_text: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts {
        part.texts.iter().for_each(|text| by_text.entry(text).or_default().push(&part.name));
    }
    let mut texts: Vec<(&str, Vec<&str>)> = by_text.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(b.0)));
    for (text, names) in texts {
        let _ = write!(page, "\n## {}\n\n```text\n{}\n```\n", names.join(", "), text.replace("```", "'''"));
    }
    page
}

/// The bill of materials, in the form of CycloneDX.
fn bill(parts: &[Part], version: &str) -> Json {
    let component = |part: &Part| {
        let Part { registry, name, version, license, repository, checksum, .. } = part;
        let address = format!("pkg:{registry}/{name}@{version}");
        let mut component = json!({
            "type": "library", "bom-ref": address, "name": name, "version": version, "purl": address,
            "licenses": [{ "expression": license.replace('/', " OR ") }],
        });
        if !checksum.is_empty() {
            component["hashes"] =
                json!([{ "alg": format!("SHA-{}", checksum.len() * 4), "content": checksum }]);
        }
        if !repository.is_empty() {
            component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
        }
        component
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "import-checker", "name": "import-checker", "version": version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": parts.iter().map(component).collect::<Vec<Json>>(),
    })
}

/// What somebody needs to build the same bytes: no date and no path, which would differ.
fn tools(version: &str) -> Result<Json> {
    let said = |program: &str, argument: &str| -> Result<String> {
        Ok(output(command(program).arg(argument))?.trim().to_owned())
    };
    let of_node = |name: &str| -> Result<String> {
        let text = fs::read_to_string(path("node_modules").join(name).join("package.json"))?;
        Ok(super::text(&serde_json::from_str(&text)?, "version").to_owned())
    };
    let sum = |file: &str| -> Result<String> { Ok(format!("{:x}", Sha256::digest(fs::read(path(file))?))) };
    let generator =
        checksums()?.into_keys().find(|(name, _)| name == "wasm-bindgen").map(|(_, version)| version);
    Ok(json!({
        "version": version,
        "target": TARGET,
        "rustc": said("rustc", "--version")?,
        "rustOfReleases": tools::RUST,
        "cargo": said("cargo", "--version")?,
        "wasmBindgen": generator,
        "binaryen": of_node("binaryen")?,
        "esbuild": of_node("esbuild")?,
        "terser": of_node("terser")?,
        "Cargo.lock": sum("Cargo.lock")?,
        "package-lock.json": sum("package-lock.json")?,
        "command": "cargo xtask build",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_brings_its_licence() {
        let parts = parts().unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        for shipped in ["encoding_rs", "serde_json", "wasm-bindgen", "rust_xlsxwriter", "memchr"] {
            assert!(names.contains(&shipped), "{shipped} is not among {names:?}");
        }
        for elsewhere in ["proptest", "clap", "serde_derive", "anyhow"] {
            assert!(!names.contains(&elsewhere), "{elsewhere} is not shipped in the site");
        }
        for part in &parts {
            assert!(!part.license.is_empty() && part.checksum.len() == 64, "{} {}", part.name, part.license);
            assert!(!part.texts.is_empty(), "{} {} brings no text of its licence", part.name, part.version);
        }
        let page = third_party(&parts);
        assert!(names.iter().all(|name| page.contains(&format!("| {name} |"))));
        let bill = bill(&parts, "1.2.3");
        assert_eq!(bill["components"].as_array().unwrap().len(), parts.len());
    }
}
