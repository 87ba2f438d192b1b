//! What a visitor has to load, and the budgets that fail the build.

use super::bundle::scripts;
use super::wasm::Module;
use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

/// All JavaScript that the first page loads, compressed with gzip file by file: 73 KiB.
const PAGE_JAVASCRIPT: usize = 73 * 1024;

/// What comes once the engine is there, and nothing that a check needs waits for: 12 KiB.
const LATER_JAVASCRIPT: usize = 12 * 1024;

/// The sizes of the WebAssembly and of the page's JavaScript.
pub struct Table {
    lines: Vec<Line>,
}

struct Line {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    budget: Option<Budget>,
}

struct Budget {
    gzip: usize,
    brotli: usize,
}

impl Table {
    /// Measures a finished site.
    pub fn measure(dist: &Path, modules: &[Module]) -> Result<Table> {
        let mut lines = Vec::new();
        for module in modules {
            let name = format!("pkg/{}_bg.wasm", module.name);
            let mut line = Line::of(&name, &fs::read(dist.join(&name))?)?;
            line.budget = Some(Budget { gzip: module.gzip, brotli: module.brotli });
            lines.push(line);
        }
        let mut page = Line::empty("JavaScript of the page");
        let mut later = Line::empty("JavaScript that comes later");
        let mut data = Line::empty("Definitions as modules");
        for address in loaded(dist)? {
            let sum = match kind(&address) {
                Kind::Page => &mut page,
                Kind::Later => &mut later,
                Kind::Data => &mut data,
                Kind::Other => continue,
            };
            sum.add(&Line::of(&address, &fs::read(dist.join(&address))?)?);
        }
        page.budget = Some(Budget { gzip: PAGE_JAVASCRIPT, brotli: PAGE_JAVASCRIPT });
        later.budget = Some(Budget { gzip: LATER_JAVASCRIPT, brotli: LATER_JAVASCRIPT });
        lines.extend([page, later, data]);
        Ok(Table { lines })
    }

    /// Fails with every line that is over its budget.
    pub fn apply_budgets(&self) -> Result<()> {
        let over: Vec<&str> =
            self.lines.iter().filter(|line| line.is_over()).map(|line| line.name.as_str()).collect();
        if over.is_empty() { Ok(()) } else { bail!("too large: {}", over.join(", ")) }
    }
}

#[derive(PartialEq)]
enum Kind {
    Page,
    Later,
    Data,
    Other,
}

fn kind(address: &str) -> Kind {
    match address {
        "imports/index.js" => Kind::Data,
        "deferred.js" => Kind::Later,
        // The writer of workbooks is fetched when somebody asks for one.
        _ if address.ends_with("_inline.js") || address.starts_with("pkg/xlsx_out") => Kind::Other,
        _ => Kind::Page,
    }
}

/// The modules that the first page loads: those it names, and those that they name.
fn loaded(dist: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let page = fs::read_to_string(dist.join("index.html"))?;
    let mut open: Vec<String> = scripts(&page).iter().map(|&script| script.to_owned()).collect();
    while let Some(address) = open.pop() {
        let text =
            fs::read_to_string(dist.join(&address)).with_context(|| format!("{address} is missing"))?;
        // The worker's text is one script; what it quotes is not loaded.
        if found.insert(address.clone())
            && kind(&address) == Kind::Page
            && !address.ends_with("worker_text.js")
        {
            let named = text.split(['"', '\'']).filter_map(|word| word.strip_prefix("./"));
            let modules = named.filter(|word| word.ends_with(".js") && dist.join(word).is_file());
            open.extend(modules.map(str::to_owned));
        }
    }
    Ok(found)
}

impl Line {
    fn empty(name: &str) -> Line {
        Line { name: name.to_owned(), raw: 0, gzip: 0, brotli: 0, budget: None }
    }

    fn of(name: &str, bytes: &[u8]) -> Result<Line> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &brotli::enc::BrotliEncoderParams::default())?;
        let (raw, gzip, brotli) = (bytes.len(), gzip.finish()?.len(), brotli.len());
        Ok(Line { name: name.to_owned(), raw, gzip, brotli, budget: None })
    }

    fn add(&mut self, other: &Line) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    fn is_over(&self) -> bool {
        self.budget.as_ref().is_some_and(|budget| self.gzip > budget.gzip || self.brotli > budget.brotli)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<32} {:>10} {:>10} {:>10}   allowed (gzip, brotli)",
            "bytes", "raw", "gzip", "brotli"
        )?;
        for Line { name, raw, gzip, brotli, budget } in &self.lines {
            let allowed = budget.as_ref().map(|b| format!("{}, {}", b.gzip, b.brotli)).unwrap_or_default();
            let line = format!("{name:<32} {raw:>10} {gzip:>10} {brotli:>10}   {allowed}");
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
