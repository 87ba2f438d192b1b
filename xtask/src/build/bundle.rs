//! The page's modules joined and minified: a third smaller, and a handful of requests instead of dozens. Only modules
//! that somebody may load by their address keep it: those that an HTML page names, and those listed as `PUBLIC`. All of
//! them lie at the top of the folder; what lies deeper in it goes into them.

use super::{address, copy, files, flag, minify};
use crate::run::run_quietly;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules for pages of others, beside those that our own pages name.
const PUBLIC: &[&str] = &["import-checker.js", "element.js", "worker.js", "deferred.js", "second-reader.js"];

/// Modules that get all they need in one file, which is smaller than the same cut up to be shared: the first page, and
/// those that share nothing large with it.
const ALONE: &[&str] = &["page.js", "history.js", "deferred.js", "second-reader.js"];

/// Replaces the scripts and style sheets in `dist`, a copy of `stage`, by what a visitor should load.
pub fn write(stage: &Path, dist: &Path) -> Result<()> {
    let (alone, together): (Vec<PathBuf>, Vec<PathBuf>) =
        entries(stage)?.into_iter().partition(|entry| ALONE.contains(&address(entry, stage).as_str()));
    for file in files(dist)? {
        let address = address(&file, dist);
        let built = ["pkg/", "imports/", "node"].iter().any(|start| address.starts_with(start));
        if !built && file.extension().is_some_and(|kind| kind == "js") {
            fs::remove_file(&file)?;
        }
    }
    let alone = alone.into_iter().map(|entry| (vec![entry], false));
    for (entries, cut) in std::iter::once((together, true)).chain(alone) {
        let mut esbuild = esbuild(stage, stage)?;
        // Without its own way of leaving out spaces, which takes a word to other bundlers with it; terser does the same.
        esbuild.args(["--bundle", "--format=esm", "--minify-whitespace=false"]);
        // What a host's page loads at first is small; the rest comes when somebody is near.
        esbuild.args(cut.then_some("--splitting"));
        // Loaded by their own address, some of them only when needed. The bundler names them as seen from its output
        // folder, which therefore is the one they lie in.
        esbuild.args(
            ["pkg/*", "imports/*", "deferred.js", "second-reader.js"]
                .map(|path| format!("--external:{}", stage.join(path).display())),
        );
        esbuild.args(["--entry-names=bundled/[name]", "--chunk-names=bundled/code-[hash]"]);
        run_quietly(esbuild.args(&entries))?;
    }
    let bundled = stage.join("bundled");
    copy(&bundled, dist)?;
    fs::remove_dir_all(bundled)?;
    let apart = files(stage)?.into_iter().filter(|file| stands_alone(&address(file, stage)));
    run_quietly(
        self::esbuild(stage, dist)?.arg("--allow-overwrite").arg(flag("--outbase", stage)).args(apart),
    )?;
    let small = files(dist)?.into_iter().filter(|file| !is_whole(&address(file, dist)));
    minify::modules(small.filter(|file| file.extension().is_some_and(|kind| kind == "js")))?;
    drop_empty_folders(dist)
}

/// Neither joined with others nor large and already minified.
fn stands_alone(address: &str) -> bool {
    address.ends_with(".css")
        || (address.starts_with("pkg/") && address.ends_with(".js") && !is_whole(address))
}

/// One large value, of which nothing is to be left out.
fn is_whole(address: &str) -> bool {
    let text = address.ends_with("_inline.js") || address.ends_with("worker_text.js");
    text || address.starts_with("imports/") || address.starts_with("node")
}

fn esbuild(stage: &Path, out: &Path) -> Result<std::process::Command> {
    let mut esbuild = minify::esbuild(stage)?;
    esbuild.arg("--minify").arg(flag("--outdir", out));
    Ok(esbuild)
}

fn entries(stage: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut entries: BTreeSet<PathBuf> = PUBLIC.iter().map(|name| stage.join(name)).collect();
    for page in files(stage)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "html")) {
        let folder = page.parent().context("a file is in a folder")?;
        for script in scripts(&fs::read_to_string(page)?) {
            let file = folder.join(script);
            entries
                .insert(file.canonicalize().with_context(|| format!("{} names {script}", page.display()))?);
        }
    }
    Ok(entries)
}

/// What the `src` of every script element says.
pub fn scripts(html: &str) -> Vec<&str> {
    let elements = html.split("<script").skip(1).filter_map(|rest| rest.split('>').next());
    elements.filter_map(|element| element.split("src=\"").nth(1)?.split('"').next()).collect()
}

fn drop_empty_folders(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            drop_empty_folders(&path)?;
            // Refuses a folder that still has something in it, which is what is wanted.
            drop(fs::remove_dir(&path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn finds_the_scripts_of_a_page() {
        let html = "<script type=\"module\" src=\"page.js\"></script><script>x</script><script src=\"../a.js\" async>";
        assert_eq!(scripts(html), ["page.js", "../a.js"]);
    }
}
