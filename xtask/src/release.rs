//! `cargo xtask release`: the folder that is handed over, its checksums, and the same as an archive.

use crate::build;
use crate::run::path;
use crate::tools;
use anyhow::{Context, Result, bail};
use flate2::{Compression, GzBuilder};
use std::fs::{self, File};
use std::path::Path;

/// Builds the site for publishing and packs it. The same source gives the same archive. With `--repository URL` the package
/// says where it was built from, which npm compares with the place that vouches for it.
pub fn release(args: &[String]) -> Result<()> {
    let repository = match args {
        [] => None,
        [name, url] if name == "--repository" && url.starts_with("https://") => Some(url.as_str()),
        _ => bail!("`release` takes --repository and an address that begins with https://"),
    };
    tools::rust_of_releases()?;
    let version = build::version()?;
    is_told_of(&fs::read_to_string(path("CHANGELOG.md"))?, &version)?;
    match repository {
        Some(url) => build::name_repository(url),
        None => {
            println!("The package names no repository (--repository URL): npm then refuses to vouch for it.")
        }
    }
    let dist = build::site(build::Options::default())?;
    let name = format!("import-checker-{version}");
    let folder = path("target/release-files");
    fs::create_dir_all(&folder)?;
    let archive = folder.join(format!("{name}.tar.gz"));
    pack(&dist, &name, &archive)?;
    let sums = build::sum_of(&archive)?;
    fs::write(folder.join(format!("{name}.tar.gz.sha256")), format!("{sums}  {name}.tar.gz\n"))?;
    println!("{}\n{sums}", archive.display());
    Ok(())
}

/// A version that is handed over has an entry of its own.
fn is_told_of(changelog: &str, version: &str) -> Result<()> {
    if changelog.lines().any(|line| line.starts_with(&format!("## [{version}]"))) {
        return Ok(());
    }
    bail!("CHANGELOG.md has no entry for {version}: write what a customer should know")
}

/// Packs a folder under a name, in the order of its files, without owners and times.
fn pack(folder: &Path, name: &str, archive: &Path) -> Result<()> {
    let file = File::create(archive).with_context(|| format!("cannot write {}", archive.display()))?;
    let mut tar = tar::Builder::new(GzBuilder::new().mtime(0).write(file, Compression::best()));
    for file in build::files(folder)? {
        let bytes = fs::read(&file)?;
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        let place = Path::new(name).join(file.strip_prefix(folder)?);
        tar.append_data(&mut header, place, bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_has_an_entry() {
        let changelog = fs::read_to_string(path("CHANGELOG.md")).unwrap();
        is_told_of(&changelog, &build::version().unwrap()).unwrap();
        assert!(is_told_of(&changelog, "99.0.0").is_err());
    }

    #[test]
    fn the_same_files_give_the_same_archive() {
        let folder = path("target/test-pack");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in/deep")).unwrap();
        fs::write(folder.join("in/deep/a.txt"), "a").unwrap();
        fs::write(folder.join("in/b.txt"), "b").unwrap();
        let packed = |name: &str| {
            pack(&folder.join("in"), "x-1", &folder.join(name)).unwrap();
            fs::read(folder.join(name)).unwrap()
        };
        assert_eq!(packed("one"), packed("two"));
    }
}
