//! `--out` and `--write`: the files made from a check.

use super::joined::{self, Joined};
use super::outputs::{Output, Outputs, State, part_of, parts_of};
use super::progress::Progress;
use super::stop::still_wanted;
use super::{Failure, failure, failure_at, language, named, refused, say};
use clap::ValueEnum;
use import_checker::{
    ChangeCsv, Error, File as Checked, Parts, Product as Made, RowsInError, Session, Verdict, fingerprint,
};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file made from a check, by the word that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Product {
    /// The cleaned rows as CSV.
    Cleaned,
    /// Every change in the cleaned file, as CSV.
    Changes,
    /// What the import would change of what --existing says is there, as CSV.
    Differences,
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
    pub(super) fn name(self) -> &'static str {
        self.made(false).name()
    }

    /// What the engine makes for it.
    fn made(self, with_values: bool) -> Made {
        match self {
            Product::Cleaned => Made::Cleaned,
            Product::Changes => Made::Changes,
            Product::Differences => Made::Differences,
            Product::Report => Made::Report,
            Product::Annotated => Made::Annotated,
            Product::Html => Made::Html,
            Product::Rejected => Made::Rejected,
            Product::Summary if with_values => Made::SummaryWithValues,
            Product::Summary => Made::Summary,
            Product::Xlsx => Made::Xlsx,
        }
    }

    /// How its file's name ends.
    fn ending(self) -> &'static str {
        match self {
            Product::Cleaned => "cleaned.csv",
            Product::Changes => "changes.csv",
            Product::Differences => "differences.csv",
            Product::Report => "report.json",
            Product::Annotated => "annotated.xlsx",
            Product::Html => "report.html",
            Product::Rejected => "rejected.csv",
            Product::Summary => "summary.json",
            Product::Xlsx => "cleaned.xlsx",
        }
    }
}

/// A file that was checked, as it lies on the disk.
pub(super) struct CheckedSource {
    pub(super) path: PathBuf,
    /// Its state before it was opened; absent when it could not be opened.
    pub(super) before: Option<State>,
    /// The sheet that was checked on its own.
    pub(super) sheet: Option<String>,
    /// What the name of the cleaned file begins with that the sheet has together with others.
    pub(super) joined: Option<String>,
}

/// What is written, and where.
pub(super) struct Order<'a> {
    pub(super) folder: &'a Path,
    pub(super) products: &'a [Product],
    pub(super) rows: RowsInError,
    pub(super) with_values: bool,
    /// What the files' names begin with, in the order of the session.
    pub(super) stems: &'a [String],
    /// The checked files, in the same order.
    pub(super) sources: &'a [CheckedSource],
}

/// Which cleaned rows were written.
#[derive(Default)]
pub(super) struct Written {
    /// The files, in the order of the session, whose cleaned rows are in a file now.
    pub(super) cleaned: HashSet<usize>,
    /// Cleaned rows that were asked for are in no file.
    pub(super) missing: bool,
}

impl Written {
    fn add(&mut self, files: &[usize], made: bool) {
        self.cleaned.extend(files.iter().filter(|_| made));
        self.missing |= !made;
    }
}

/// Writes all that was asked for, for every file of the session, among what is put in place together.
///
/// # Errors
/// A file cannot be written, or the person stopped.
pub(super) fn all(
    session: &mut Session<'_>,
    order: &Order<'_>,
    progress: &Progress,
    outputs: &mut Outputs,
) -> Result<Written, Failure> {
    std::fs::create_dir_all(order.folder).map_err(|e| refused(order.folder, &e))?;
    let mut written = Written::default();
    let mut joined: Option<(Joined, Vec<usize>)> = None;
    for index in 0..order.stems.len() {
        let stem = order.sources.get(index).and_then(|source| source.joined.as_deref());
        let stem = stem.filter(|_| order.wants(Product::Cleaned));
        let target = stem.map(|stem| target(order.folder, stem, Product::Cleaned));
        if joined.as_ref().map(|(joined, _)| &joined.target) != target.as_ref() {
            order.finish(session, joined.take(), outputs, &mut written)?;
            joined =
                target.map(|target| Joined::begin(&target)).transpose()?.map(|begun| (begun, Vec::new()));
        }
        if let Some((_, files)) = &mut joined {
            files.push(index);
        }
        let into = joined.as_mut().map(|(joined, _)| joined);
        order.write(session, index, (outputs, &mut written), progress, into)?;
    }
    order.finish(session, joined, outputs, &mut written)?;
    Ok(written)
}

/// Refuses to write what was made of a file that is no longer what was checked.
///
/// # Errors
/// It was changed meanwhile; then nothing is written.
pub(super) fn unchanged(sources: &[CheckedSource]) -> Result<(), Failure> {
    for source in sources {
        if source.before.is_some() && State::of(&source.path) != source.before {
            return Err(failure_at(
                &source.path,
                [
                    "The file was changed while it was checked, and nothing was written. Check it again.",
                    "Le fichier a été modifié pendant sa vérification, et rien n’a été écrit. Vérifiez-le de nouveau.",
                ],
                &[],
            ));
        }
    }
    Ok(())
}

/// Where the products of a file go.
pub(super) fn targets(folder: &Path, stem: &str, products: &[Product]) -> Vec<PathBuf> {
    let mut all: Vec<Product> = products.to_vec();
    // Takes the place of a workbook that cannot be made.
    if products.contains(&Product::Annotated) {
        all.push(Product::Rejected);
    }
    all.sort_unstable();
    all.dedup();
    let own = all.iter().map(|product| target(folder, stem, *product));
    // An earlier check may have written it in parts.
    let in_parts = |product: &&Product| matches!(product, Product::Cleaned | Product::Xlsx);
    let parts = all.iter().filter(in_parts).flat_map(|product| parts_of(&target(folder, stem, *product)));
    own.chain(parts).collect()
}

/// The same where the cleaned rows of some sheets go into one file.
pub(super) fn joined_targets(
    folder: &Path,
    stems: &[String],
    sources: &[CheckedSource],
    products: &[Product],
) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for (stem, source) in stems.iter().zip(sources) {
        let own = |product: &&Product| source.joined.is_none() || **product != Product::Cleaned;
        let own: Vec<Product> = products.iter().filter(own).copied().collect();
        all.extend(targets(folder, stem, &own));
        if let Some(joined) = source.joined.as_deref().filter(|_| products.contains(&Product::Cleaned)) {
            all.push(target(folder, joined, Product::Cleaned));
            all.extend(parts_of(&target(folder, joined, Product::Cleaned)));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn target(folder: &Path, stem: &str, product: Product) -> PathBuf {
    folder.join(format!("{stem}.{}", product.ending()))
}

impl Order<'_> {
    /// Ends a cleaned file of several tables.
    fn finish(
        &self,
        session: &mut Session<'_>,
        joined: Option<(Joined, Vec<usize>)>,
        outputs: &mut Outputs,
        written: &mut Written,
    ) -> Result<(), Failure> {
        let Some((joined, files)) = joined else { return Ok(()) };
        let parts = joined.is_whole().then(|| self.parts(session, &files, &joined.target)).flatten();
        written.add(&files, parts.is_some());
        joined.finish(parts.as_ref(), outputs)
    }

    /// In which files the cleaned rows go out; nothing, and the reason is said, where they cannot.
    fn parts(&self, session: &mut Session<'_>, files: &[usize], target: &Path) -> Option<Parts> {
        let limits =
            |file: &Checked<'_>| file.definition().is_some_and(|definition| definition.limits.is_some());
        if !files.iter().any(|file| session.files().get(*file).is_some_and(limits)) {
            return Some(Parts::default());
        }
        match session.parts(files, self.rows) {
            Ok(parts) => Some(parts),
            Err(reason) => {
                let Failure(said) = named(target, reason.sentence(language()));
                say(&said);
                None
            }
        }
    }

    fn wants(&self, product: Product) -> bool {
        self.products.contains(&product)
    }

    fn target(&self, index: usize, product: Product) -> PathBuf {
        target(self.folder, self.stems.get(index).map_or("", String::as_str), product)
    }

    fn write(
        &self,
        session: &mut Session<'_>,
        index: usize,
        (outputs, written): (&mut Outputs, &mut Written),
        progress: &Progress,
        joined: Option<&mut Joined>,
    ) -> Result<(), Failure> {
        // Both come from one look at the rows.
        if self.wants(Product::Cleaned) || self.wants(Product::Changes) {
            let alone = joined.is_none();
            let made = self.write_cleaned(session, index, outputs, progress, joined)?;
            if alone && self.wants(Product::Cleaned) {
                written.add(&[index], made);
            }
        }
        for product in self.products.iter().filter(|p| !matches!(p, Product::Cleaned | Product::Changes)) {
            still_wanted()?;
            let name = session.files().get(index).map_or("", |f| f.input.name.as_str());
            progress.say(format!("{name}: writing {}", product.ending()));
            let made = self.write_product(session, index, *product, outputs)?;
            if *product == Product::Xlsx {
                written.add(&[index], made);
            }
        }
        Ok(())
    }

    /// Writes one file, and tells whether it did. Where there is nothing to write, an older one does not stay, and the
    /// reason is said.
    fn write_product(
        &self,
        session: &mut Session<'_>,
        index: usize,
        product: Product,
        outputs: &mut Outputs,
    ) -> Result<bool, Failure> {
        let what = product.made(self.with_values);
        if what.tells_fingerprint() {
            let source = self.sources.get(index).filter(|source| source.before.is_some());
            if let Some(CheckedSource { path, .. }) = source {
                let sum = File::open(path).and_then(|mut file| fingerprint(&mut file));
                session.set_fingerprint(index, sum.map_err(|e| refused(path, &e))?);
            }
        }
        if product == Product::Xlsx {
            return self.write_workbooks(session, index, outputs);
        }
        let target = self.target(index, product);
        let mut out = Outputs::begin(&target)?;
        let result = session.product(index, what, self.rows, &mut out);
        out.flush().map_err(|e| refused(&target, &e))?;
        let Err(reason) = result else { return outputs.take(out).map(|()| true) };
        drop(out);
        outputs.nothing(&target);
        let name = session.files().get(index).map_or("", |f| f.input.name.as_str());
        say(&format!("{name}: {}: {reason}", product.ending()));
        // A marked workbook that cannot be made is replaced by the plain rows.
        if product == Product::Annotated && !self.wants(Product::Rejected) {
            return self.write_product(session, index, Product::Rejected, outputs);
        }
        Ok(false)
    }

    /// Writes the cleaned rows as a workbook, or as several where the import takes less at a time, and tells whether it
    /// did. Where one of them cannot be made there is none, older ones do not stay, and the reason is said.
    fn write_workbooks(
        &self,
        session: &mut Session<'_>,
        index: usize,
        outputs: &mut Outputs,
    ) -> Result<bool, Failure> {
        let target = self.target(index, Product::Xlsx);
        let made = match self.parts(session, &[index], &target) {
            Some(parts) => self.workbooks(session, index, &parts)?,
            None => Vec::new(),
        };
        let written = !made.is_empty();
        if made.len() != 1 {
            outputs.nothing(&target);
        }
        made.into_iter().try_for_each(|out| outputs.take(out))?;
        outputs.no_other_parts(&target);
        Ok(written)
    }

    /// The workbooks of cleaned rows, complete; none, and the reason is said, where one of them cannot be made.
    fn workbooks(
        &self,
        session: &mut Session<'_>,
        index: usize,
        parts: &Parts,
    ) -> Result<Vec<Output>, Failure> {
        let target = self.target(index, Product::Xlsx);
        let name = session.files().get(index).map_or(String::new(), |f| f.input.name.clone());
        let count = parts.parts.len().max(1);
        let mut all = Vec::with_capacity(count);
        let mut first = 0;
        for at in 0..count {
            let mut own = target.clone();
            if let Some(part) = parts.parts.get(at).filter(|_| count > 1) {
                own = part_of(&target, at + 1, count);
                session.set_part(Some((first, part.records)));
                first += part.records;
            }
            let mut out = Outputs::begin(&own)?;
            let made = session.product(index, Made::Xlsx, self.rows, &mut out);
            out.flush().map_err(|e| refused(&own, &e))?;
            if let Err(reason) = made {
                say(&format!("{name}: {}: {reason}", Product::Xlsx.ending()));
                return Ok(Vec::new());
            }
            // Only when it is packed is it known how long a workbook is.
            let length = out.length().ok_or_else(|| refused(&own, &io::ErrorKind::InvalidData.into()))?;
            if let Some(most) = parts.most.filter(|most| length > *most) {
                let Failure(why) = failure(
                    [
                        "no workbook of the cleaned rows: it, or a part of it, has {bytes} bytes, and this import takes {most} at a time. Choose a CSV instead.",
                        "pas de classeur des lignes nettoyées\u{a0}: lui-même, ou une de ses parties, a {bytes} octets, et cet import en accepte {most} à la fois. Choisissez plutôt un CSV.",
                    ],
                    &[("bytes", length.into()), ("most", most.into())],
                );
                say(&format!("{name}: {why}"));
                return Ok(Vec::new());
            }
            all.push(out);
        }
        Ok(all)
    }

    /// Writes the cleaned file and its changes, and tells whether there is that cleaned file. Of a file that is blocked
    /// there is neither, older ones do not stay, and the reason is said.
    fn write_cleaned(
        &self,
        session: &mut Session<'_>,
        index: usize,
        outputs: &mut Outputs,
        progress: &Progress,
        mut joined: Option<&mut Joined>,
    ) -> Result<bool, Failure> {
        let name = session.files().get(index).map_or(String::new(), |f| f.input.name.clone());
        let alone = joined.is_none();
        let own = |product: Product| self.wants(product) && (product != Product::Cleaned || alone);
        let begin =
            |product: Product| own(product).then(|| Outputs::begin(&self.target(index, product))).transpose();
        let (mut cleaned, mut changes) = (begin(Product::Cleaned)?, begin(Product::Changes)?);
        let mut nowhere = io::sink();
        let mut nowhere_else = io::sink();
        let mut table = joined.as_deref_mut().map(Joined::table);
        let changes_out: &mut dyn Write = match &mut changes {
            Some(out) => out,
            None => &mut nowhere,
        };
        let cleaned_out: &mut dyn Write = match (&mut cleaned, &mut table) {
            (Some(out), _) => out,
            (None, Some(table)) => table,
            (None, None) => &mut nowhere_else,
        };
        let mut log = ChangeCsv::begin(changes_out);
        let result = session.clean(
            index,
            self.rows,
            cleaned_out,
            &mut |change| log.add(&change()),
            &mut |step, rows| progress.step(&name, step, rows),
        );
        let file = session.files().get(index);
        file.into_iter().flat_map(Checked::acknowledged).for_each(|one| log.acknowledge(&one));
        still_wanted()?;
        let differs = table.is_some_and(|table| table.differs);
        if differs {
            let Failure(why) = failure(
                [
                    "no cleaned file for all together: this one has other columns than the first. Check sheets one by one with --sheet all, and files without --together.",
                    "pas de fichier nettoyé pour l’ensemble\u{a0}: celui-ci a d’autres colonnes que le premier. Vérifiez les feuilles une par une avec --sheet all, et les fichiers sans --together.",
                ],
                &[],
            );
            say(&format!("{name}: {why}"));
        }
        if let Some(joined) = joined.filter(|_| result.is_err()) {
            joined.spoil();
        }
        log.finish().map_err(|e| refused(&self.target(index, Product::Changes), &e))?;
        match result {
            Ok(_) => {
                let target = self.target(index, Product::Cleaned);
                let mut made = false;
                if let Some(cleaned) = cleaned {
                    let parts = self.parts(session, &[index], &target);
                    made = parts.is_some();
                    match parts {
                        Some(parts) => joined::take(cleaned, &parts, outputs)?,
                        None => outputs.nothing(&target),
                    }
                    outputs.no_other_parts(&target);
                }
                changes.into_iter().try_for_each(|made| outputs.take(made))?;
                Ok(made)
            }
            Err(Error::Write(_)) if differs => Ok(false),
            Err(Error::Write(error)) => Err(refused(&self.target(index, Product::Cleaned), &error)),
            Err(reason) => {
                drop((cleaned, changes));
                for product in [Product::Cleaned, Product::Changes].into_iter().filter(|p| own(*p)) {
                    outputs.nothing(&self.target(index, product));
                    outputs.no_other_parts(&self.target(index, product));
                }
                let unreadable =
                    session.files().get(index).is_none_or(|f| f.verdict() == Verdict::Unreadable);
                if !unreadable {
                    let why = match (&reason, self.rows) {
                        (Error::Blocked, RowsInError::Block) => [
                            "no cleaned file: the file, or rows in it, have errors. Correct them, or leave such rows out with --rows-in-error drop.",
                            "pas de fichier nettoyé\u{a0}: le fichier, ou des lignes du fichier, ont des erreurs. Corrigez-les, ou écartez ces lignes avec --rows-in-error drop.",
                        ],
                        (Error::Blocked, _) => [
                            "no cleaned file: the file as a whole has errors. Correct them first.",
                            "pas de fichier nettoyé\u{a0}: le fichier entier a des erreurs. Corrigez-les d’abord.",
                        ],
                        (Error::TooLarge, _) => [
                            "no cleaned file: this is more than a workbook can hold. Choose a CSV instead.",
                            "pas de fichier nettoyé\u{a0}: c’est plus qu’un classeur ne peut contenir. Choisissez plutôt un CSV.",
                        ],
                        _ => [
                            "no cleaned file: the file could not be read a second time. Check it again.",
                            "pas de fichier nettoyé\u{a0}: le fichier n’a pas pu être lu une seconde fois. Vérifiez-le de nouveau.",
                        ],
                    };
                    let Failure(why) = failure(why, &[]);
                    say(&format!("{name}: {why}"));
                }
                Ok(false)
            }
        }
    }
}

/// What the names of the outputs begin with: the name of each file without its ending, and with it where two are equal;
/// numbered where that is not enough. No two are equal in any letter case, since some folders do not tell case apart.
pub(super) fn stems(names: &[String]) -> Vec<String> {
    let stem = |name: &str| {
        Path::new(name).file_stem().map_or(name.to_owned(), |s| s.to_string_lossy().into_owned())
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in names {
        *counts.entry(stem(name).to_lowercase()).or_insert(0) += 1;
    }
    let mut taken: HashSet<String> = HashSet::new();
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        let alone = counts.get(&stem(name).to_lowercase()) == Some(&1);
        let first = if alone { stem(name) } else { name.clone() };
        let numbered = (2..).map(|n: u32| format!("{first}-{n}"));
        let free = std::iter::once(first.clone()).chain(numbered).find(|n| taken.insert(n.to_lowercase()));
        all.push(free.unwrap_or(first));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn no_two_files_are_written_under_one_name() {
        for (names, expected) in [
            (&["a.csv", "b.csv"][..], &["a", "b"][..]),
            (&["a.csv", "a.xlsx"], &["a.csv", "a.xlsx"]),
            (&["a.csv", "A.CSV", "a.csv"], &["a.csv", "A.CSV-2", "a.csv-3"]),
            (&["a.csv", "a.csv", "a.csv-2"], &["a.csv", "a.csv-2", "a.csv-2-2"]),
        ] {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            assert_eq!(stems(&names), expected, "{names:?}");
        }
    }
}
