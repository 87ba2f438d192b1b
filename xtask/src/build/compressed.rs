//! What travels: beside each text, script and module of the site stands the same with gzip and with brotli, so that a
//! host only has to hand them over, and the tightest form costs no visitor any time.

use super::{Options, checksums, files};
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A way to compress, in the words of HTTP.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Coding {
    Brotli,
    Gzip,
}

/// The tightest first.
pub const CODINGS: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

impl Coding {
    /// What `Accept-Encoding` and `Content-Encoding` call it.
    pub fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }

    /// What the name of the file ends with.
    fn ending(self) -> &'static str {
        match self {
            Coding::Brotli => ".br",
            Coding::Gzip => ".gz",
        }
    }

    /// The compressed form of a file, where it would stand.
    pub fn beside(self, file: &Path) -> PathBuf {
        let mut name = OsString::from(file);
        name.push(self.ending());
        name.into()
    }

    fn compress(self, bytes: &[u8]) -> Result<Vec<u8>> {
        match self {
            Coding::Brotli => {
                let mut out = Vec::new();
                let params = brotli::enc::BrotliEncoderParams::default();
                brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
                Ok(out)
            }
            Coding::Gzip => {
                let mut out = GzEncoder::new(Vec::new(), Compression::best());
                out.write_all(bytes)?;
                Ok(out.finish()?)
            }
        }
    }

    /// How many bytes of a file travel: those that stand beside it, or would.
    pub fn size(self, file: &Path) -> Result<usize> {
        let beside = self.beside(file);
        if beside.is_file() {
            return Ok(usize::try_from(fs::metadata(beside)?.len())?);
        }
        Ok(self.compress(&fs::read(file)?)?.len())
    }
}

/// Smaller files fit into one packet as they are.
const SMALLEST: usize = 1024;

/// What is text, or WebAssembly. All else (pictures, workbooks) is compressed by its own format.
fn is_wanted(file: &Path) -> bool {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    matches!(kind, "html" | "js" | "css" | "json" | "wasm" | "svg")
}

/// Writes the compressed forms into a finished site. To compress to the utmost takes a minute, and most files are those
/// of the build before: what was compressed then is taken again, by the sum of its content.
pub fn write(dist: &Path, options: Options) -> Result<()> {
    let kept = options.folder("compressed");
    fs::create_dir_all(&kept)?;
    let wanted: Vec<PathBuf> = files(dist)?.into_iter().filter(|file| is_wanted(file)).collect();
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<PathBuf>> {
        let mut used = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = wanted.get(at) else { break };
            let bytes = fs::read(file)?;
            if bytes.len() < SMALLEST {
                continue;
            }
            let sum = checksums::of(file)?;
            for coding in CODINGS {
                let before = kept.join(format!("{sum}{}", coding.ending()));
                if !before.is_file() {
                    // Under its name only when it is whole, and two files of one content do not meet.
                    let unfinished = kept.join(format!("{sum}{}.{at}.part", coding.ending()));
                    fs::write(&unfinished, coding.compress(&bytes)?)?;
                    fs::rename(unfinished, &before)?;
                }
                let target = coding.beside(file);
                fs::copy(&before, &target).with_context(|| format!("cannot write {}", target.display()))?;
                used.push(before);
            }
        }
        Ok(used)
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let used: Vec<PathBuf> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let ended = workers.into_iter().map(|worker| worker.join().ok().context("a thread stopped")?);
        ended.collect::<Result<Vec<_>>>()
    })?
    .concat();
    for old in files(&kept)?.into_iter().filter(|file| !used.contains(file)) {
        fs::remove_file(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::path;
    use std::io::Read;

    #[test]
    fn every_text_has_both_forms_with_the_same_content() {
        let folder = path("target/test-compressed");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("deep")).unwrap();
        let text = "the same again and again, ".repeat(1000);
        fs::write(folder.join("deep/page.html"), &text).unwrap();
        fs::write(folder.join("picture.png"), &text).unwrap();
        fs::write(folder.join("short.js"), "export {}").unwrap();
        write(&folder, Options { again: true, ..Options::default() }).unwrap();

        let page = folder.join("deep/page.html");
        let mut gzip = String::new();
        let packed = fs::File::open(Coding::Gzip.beside(&page)).unwrap();
        flate2::read::GzDecoder::new(packed).read_to_string(&mut gzip).unwrap();
        assert_eq!(gzip, text);
        let mut brotli = Vec::new();
        let packed = fs::read(Coding::Brotli.beside(&page)).unwrap();
        brotli::BrotliDecompress(&mut &*packed, &mut brotli).unwrap();
        assert_eq!(brotli, text.as_bytes());
        assert_eq!(Coding::Brotli.size(&page).unwrap(), packed.len());
        assert_eq!(files(&folder).unwrap().len(), 5, "a picture and a short file stay alone");
    }
}
