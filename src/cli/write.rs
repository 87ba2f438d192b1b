//! `--out` and `--write`: the files made from a check.

use super::{Failure, named};
use clap::ValueEnum;
use import_checker::{ChangeCsv, RowsInError, Session, fingerprint};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file made from a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Product {
    /// The cleaned rows as CSV.
    Cleaned,
    /// Every change in the cleaned file, as CSV.
    Changes,
    /// The report as JSON.
    Report,
    /// The table with marked cells and sentences, as XLSX.
    Annotated,
    /// The report as one page for reading and printing.
    Html,
    /// The rows in error with the reasons, as CSV.
    Rejected,
    /// What support needs to see, without what the cells say.
    Summary,
    /// The cleaned rows as XLSX.
    Xlsx,
}

impl Product {
    fn name(self) -> &'static str {
        self.ending().0
    }

    /// Its name in the engine, and how its file's name ends.
    fn ending(self) -> (&'static str, &'static str) {
        match self {
            Product::Cleaned => ("cleaned", "cleaned.csv"),
            Product::Changes => ("changes", "changes.csv"),
            Product::Report => ("report", "report.json"),
            Product::Annotated => ("annotated", "annotated.xlsx"),
            Product::Html => ("html", "report.html"),
            Product::Rejected => ("rejected", "rejected.csv"),
            Product::Summary => ("summary", "summary.json"),
            Product::Xlsx => ("xlsx", "cleaned.xlsx"),
        }
    }
}

/// What is written, and where.
pub(super) struct Order<'a> {
    pub(super) folder: &'a Path,
    pub(super) products: &'a [Product],
    pub(super) rows: RowsInError,
    pub(super) with_values: bool,
    /// The checked files, in the order of the session.
    pub(super) sources: &'a [PathBuf],
}

/// Writes all that was asked for, for every file of the session.
pub(super) fn all(session: &mut Session<'_>, order: &Order<'_>) -> Result<(), Failure> {
    std::fs::create_dir_all(order.folder).map_err(|e| named(order.folder, e))?;
    for (index, stem) in stems(session).iter().enumerate() {
        let path = |product: Product| order.folder.join(format!("{stem}.{}", product.ending().1));
        let (cleaned, changes) = (order.wants(Product::Cleaned), order.wants(Product::Changes));
        // Both come from one look at the rows.
        if cleaned || changes {
            let cleaned = cleaned.then(|| path(Product::Cleaned));
            let changes = changes.then(|| path(Product::Changes));
            write_cleaned(session, index, order.rows, cleaned.as_deref(), changes.as_deref())?;
        }
        let others = order.products.iter().filter(|p| !matches!(p, Product::Cleaned | Product::Changes));
        for product in others {
            write_product(session, index, *product, order, &path(*product))?;
        }
    }
    Ok(())
}

impl Order<'_> {
    fn wants(&self, product: Product) -> bool {
        self.products.contains(&product)
    }
}

/// Writes one file. Where there is nothing to write, an older one does not stay, and the reason is said.
fn write_product(
    session: &mut Session<'_>,
    index: usize,
    product: Product,
    order: &Order<'_>,
    path: &Path,
) -> Result<(), Failure> {
    let mut what = product.name();
    if product == Product::Summary {
        if let Some(source) = order.sources.get(index) {
            let sum = File::open(source).and_then(|mut file| fingerprint(&mut file));
            session.set_fingerprint(index, sum.map_err(|e| named(source, e))?);
        }
        what = if order.with_values { "summary-with-values" } else { what };
    }
    let mut out = io::BufWriter::new(File::create(path).map_err(|e| named(path, e))?);
    let result = session.product(index, what, order.rows, &mut out);
    out.flush().map_err(|e| named(path, e))?;
    let Err(reason) = result else { return Ok(()) };
    drop(out);
    std::fs::remove_file(path).map_err(|e| named(path, e))?;
    let name = session.files().get(index).map_or("", |f| f.input.name.as_str());
    let _ = writeln!(io::stderr(), "{name}: {}: {reason}", product.ending().1);
    // A marked workbook that cannot be made is replaced by the plain rows.
    if product == Product::Annotated && !order.wants(Product::Rejected) {
        let ending = Product::Rejected.ending().1;
        let instead = path.to_string_lossy().replace(Product::Annotated.ending().1, ending);
        return write_product(session, index, Product::Rejected, order, Path::new(&instead));
    }
    Ok(())
}

/// Writes the cleaned file and its changes; an old cleaned file of a file that is blocked now does not stay.
fn write_cleaned(
    session: &mut Session<'_>,
    index: usize,
    rows: RowsInError,
    cleaned_path: Option<&Path>,
    changes_path: Option<&Path>,
) -> Result<(), Failure> {
    let mut cleaned = writer(cleaned_path)?;
    let mut changes = ChangeCsv::begin(writer(changes_path)?);
    let result =
        session.clean(index, rows, &mut cleaned, &mut |change| changes.add(&change()), &mut |_, _| {
            ControlFlow::Continue(())
        });
    let there = |path: Option<&Path>, error: io::Error| match path {
        Some(path) => named(path, error),
        None => Failure(error.to_string()),
    };
    cleaned.flush().map_err(|e| there(cleaned_path, e))?;
    changes.finish().map_err(|e| there(changes_path, e))?;
    match (result, cleaned_path) {
        (Err(import_checker::CleanError::Write(error)), path) => Err(there(path, error)),
        (Err(_), Some(path)) => std::fs::remove_file(path).map_err(|e| named(path, e)),
        _ => Ok(()),
    }
}

fn writer(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    Ok(match path {
        Some(path) => Box::new(io::BufWriter::new(File::create(path).map_err(|e| named(path, e))?)),
        None => Box::new(io::sink()),
    })
}

/// `<stem>` of each file; two equal ones keep their extension.
fn stems(session: &Session<'_>) -> Vec<String> {
    let stem = |name: &str| {
        Path::new(name).file_stem().map_or(name.to_owned(), |s| s.to_string_lossy().into_owned())
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in session.files() {
        *counts.entry(stem(&file.input.name)).or_insert(0) += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let names = session.files().iter().map(|file| {
        let stem = stem(&file.input.name);
        let name = if counts.get(&stem) == Some(&1) { stem } else { file.input.name.clone() };
        let again = taken.entry(name.clone()).or_insert(0);
        *again += 1;
        if *again > 1 { format!("{name}-{again}") } else { name }
    });
    names.collect()
}
