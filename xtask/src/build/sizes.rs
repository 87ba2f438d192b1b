//! What travels to a visitor, and the budgets that fail the build.

use super::bundle::scripts;
use super::compressed::Coding;
use super::wasm::Module;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

/// What an element that nobody touches has a page load: 42 kB, with gzip as with brotli.
const UNTOUCHED: usize = 42_000;

/// All JavaScript that the first page loads, compressed with gzip file by file, in bytes; the worker's search for a
/// sample, workers that elements share, what recommends the format, parts that are left out, codes that do not exist, and
/// the map and the groups of the rows that are shown are among it.
const PAGE_JAVASCRIPT: usize = 81 * 1024;

/// What comes once the engine is there, and nothing that a check needs waits for, in bytes: it shows rows as cards, asks
/// which column is which, shows what a server knows and what an import would do to that, takes its answer, checks all sheets
/// as one table, sorts, fills and leaves out columns, leads from cause to cause by arrows, offers a sample, knows again what
/// went out, takes reasons for warnings,
/// puts corrected rows back, tries what the browser keeps (saved work step by step), asks which of several
/// records is meant, has one tab stop for what belongs together, and holds the dialogs and the look for small places.
const LATER_JAVASCRIPT: usize = 47 * 1024 + 512;

/// What takes the modules apart in a browser from before 2023, in bytes: loaded by no other.
const OLD_BROWSERS: usize = 3_000;

/// What has files read a second time, beside the module that does it, loaded only where a page wants that; what it asks for in
/// browsers from before 2023 is named in it.
const SECOND_JAVASCRIPT: usize = 2_300;

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
            let mut line = Line::of(&name, dist)?;
            line.budget = Some(Budget { gzip: module.gzip, brotli: module.brotli });
            lines.push(line);
        }
        // The same as text, which is what a page loads: a strict policy lets it load scripts only.
        for module in modules {
            lines.push(Line::of(&format!("pkg/{}_wasm_inline.js", module.name), dist)?);
        }
        lines.push(Line::of("inline.js", dist)?);
        let mut untouched = Line::empty("An element nobody touches");
        for address in loaded(dist, vec!["import-checker.js".to_owned()], Import::Static)? {
            untouched.add(&Line::of(&address, dist)?);
        }
        untouched.budget = Some(Budget { gzip: UNTOUCHED, brotli: UNTOUCHED });
        let mut page = Line::empty("JavaScript of the page");
        let mut later = Line::empty("JavaScript that comes later");
        let mut data = Line::empty("Definitions as modules");
        let page_scripts = fs::read_to_string(dist.join("index.html"))?;
        let scripts = scripts(&page_scripts).iter().map(|&script| script.to_owned()).collect();
        for address in loaded(dist, scripts, Import::Any)? {
            let sum = match kind(&address) {
                Kind::Page => &mut page,
                Kind::Later => &mut later,
                Kind::Data => &mut data,
                Kind::Other => continue,
            };
            sum.add(&Line::of(&address, dist)?);
        }
        page.budget = Some(Budget { gzip: PAGE_JAVASCRIPT, brotli: PAGE_JAVASCRIPT });
        let mut second = Line::of("second-reader.js", dist)?;
        second.budget = Some(Budget { gzip: SECOND_JAVASCRIPT, brotli: SECOND_JAVASCRIPT });
        later.budget = Some(Budget { gzip: LATER_JAVASCRIPT, brotli: LATER_JAVASCRIPT });
        let mut old = Line::of("pkg/inflate.js", dist)?;
        old.budget = Some(Budget { gzip: OLD_BROWSERS, brotli: OLD_BROWSERS });
        lines.extend([untouched, page, later, second, old, data]);
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
        // The engine, the writer of workbooks, the second reader and what only old browsers load have lines of their own.
        _ if address.ends_with("_inline.js") || address == "pkg/inflate.js" => Kind::Other,
        _ if ["pkg/xlsx_out", "pkg/second_reader"].iter().any(|start| address.starts_with(start)) => {
            Kind::Other
        }
        _ => Kind::Page,
    }
}

/// How a module names another: where it stands, or when it is called for, too.
#[derive(Clone, Copy, PartialEq)]
enum Import {
    Static,
    Any,
}

/// The modules that some modules load: those themselves, and those that they name.
fn loaded(dist: &Path, mut open: Vec<String>, how: Import) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    while let Some(address) = open.pop() {
        let text =
            fs::read_to_string(dist.join(&address)).with_context(|| format!("{address} is missing"))?;
        // The worker's text is one script; what it quotes is not loaded.
        if found.insert(address.clone())
            && kind(&address) == Kind::Page
            && !address.ends_with("worker_text.js")
        {
            let modules = named(&text, how).filter(|word| word.ends_with(".js") && dist.join(word).is_file());
            open.extend(modules.map(str::to_owned));
        }
    }
    Ok(found)
}

/// The addresses beside a module that its text names.
fn named(text: &str, how: Import) -> impl Iterator<Item = &str> {
    let mut before = "";
    text.split(['"', '\'']).filter_map(move |word| {
        let before = std::mem::replace(&mut before, word).trim_end();
        let wanted = how == Import::Any || before.ends_with("from") || before.ends_with("import");
        word.strip_prefix("./").filter(|_| wanted)
    })
}

impl Line {
    fn empty(name: &str) -> Line {
        Line { name: name.to_owned(), raw: 0, gzip: 0, brotli: 0, budget: None }
    }

    fn of(name: &str, dist: &Path) -> Result<Line> {
        let file = dist.join(name);
        let raw = usize::try_from(fs::metadata(&file).with_context(|| format!("{name} is missing"))?.len())?;
        let (gzip, brotli) = (Coding::Gzip.size(&file)?, Coding::Brotli.size(&file)?);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_imported_where_it_stands_and_what_later() {
        let text = "import{a}from\"./code-1.js\";import './code-2.js';export * from \"./b.js\";const c=()=>import(\"./later.js\"),d=\"./e.js\";";
        let of = |how| named(text, how).collect::<Vec<_>>();
        assert_eq!(of(Import::Static), ["code-1.js", "code-2.js", "b.js"]);
        assert_eq!(of(Import::Any), ["code-1.js", "code-2.js", "b.js", "later.js", "e.js"]);
    }
}
