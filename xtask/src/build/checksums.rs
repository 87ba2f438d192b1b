//! `SHA256SUMS`: lets whoever publishes the site, or looks at a published one, see that nothing was changed.

use super::{address, files};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The sum of one file.
pub fn of(file: &Path) -> Result<String> {
    Ok(format!("{:x}", Sha256::digest(fs::read(file)?)))
}

/// Writes the sums of all files of the folder, in the form that `sha256sum --check` reads.
pub fn write(folder: &Path) -> Result<()> {
    let mut sums = String::new();
    for file in files(folder)? {
        writeln!(sums, "{}  {}", of(&file)?, address(&file, folder))?;
    }
    Ok(fs::write(folder.join("SHA256SUMS"), sums)?)
}
