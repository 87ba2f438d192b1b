//! The same source gives the same bytes: built once more in other folders, and compared file by file.

use super::{Options, site};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Builds twice, the second time from nothing and elsewhere, and fails with every file that differs. With `--page` both
/// take the WebAssembly of the build before, which alone takes minutes.
pub fn reproduce(args: &[String]) -> Result<()> {
    let first = Options::from_args(args)?;
    let again = site(Options { again: true, ..first })?;
    let different = differences(&sums(&site(first)?)?, &sums(&again)?);
    if !different.is_empty() {
        bail!(
            "built twice, these files differ:\n{}\nThe second build is in {}",
            different.join("\n"),
            again.display()
        );
    }
    println!("Built twice, every file has the same bytes.");
    Ok(fs::remove_dir_all(again)?)
}

/// What stands in `SHA256SUMS`: sums by name.
fn sums(dist: &Path) -> Result<BTreeMap<String, String>> {
    let text = fs::read_to_string(dist.join("SHA256SUMS"))?;
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    Ok(lines.map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect())
}

/// Files of one folder that the other lacks, or has with other bytes.
fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::differences;
    use std::collections::BTreeMap;

    #[test]
    fn names_what_differs_and_what_is_missing() {
        let of = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
            files.iter().map(|(name, sum)| ((*name).to_owned(), (*sum).to_owned())).collect()
        };
        let one = of(&[("a.js", "1"), ("b.js", "2"), ("c.js", "3")]);
        assert_eq!(
            differences(&one, &of(&[("a.js", "1"), ("b.js", "9"), ("d.js", "3")])),
            ["b.js", "c.js", "d.js"]
        );
        assert!(differences(&one, &one).is_empty());
    }
}
