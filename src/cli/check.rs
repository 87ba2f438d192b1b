//! `check`: files in, report and cleaned files out.

mod given;
mod job;
mod of_folder;

pub(super) use given::{about, is_named};

use super::outputs::{Outputs, refuse_taken, refuse_twice, refuse_unwritable};
use super::progress::Progress;
use super::seen::SeenBefore;
use super::stop::{self, still_wanted};
use super::write::{self, CheckedSource, Order, Product, Written, joined_targets, stems, targets};
use super::{
    Failure, Reading, base_name, definition, expected, failure, folder, is_all, language, processes,
    put_json, quietly, sheet_exists,
};
use clap::{Args, ValueEnum};
use given::{compare, definitions, tell_unheard};
use import_checker::table::Date;
use import_checker::{Done, File, Lang, RowsInError, Session, Verdict, Wording, terminal};
use job::{job, with_sheet};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Files to check; several are checked together. Or one folder, whose files are checked each on its own.
    /// Without any, a definition of your own is looked at by itself: its rules, and whether its examples hold.
    #[arg(required_unless_present = "definition")]
    pub(super) files: Vec<PathBuf>,
    /// How many files of a folder are checked at a time, each in a process of its own.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = processes)]
    jobs: u16,
    /// Import the files are meant for, or that one of them is; found out by the headings when absent.
    #[arg(long, value_name = "[FILE=]IMPORT")]
    import: Vec<String>,
    /// A definition of your own, as a JSON file.
    #[arg(long, value_name = "FILE")]
    definition: Vec<PathBuf>,
    /// Refuses a definition that has words nobody knows, or asks for what cannot be checked here.
    #[arg(long)]
    strict: bool,
    /// A column under another heading: 'Kundenname=Customer Name'; 'Notes=' leaves one out, '#3=Phone' takes the third.
    #[arg(long, value_name = "[FILE:]HEADING=FIELD")]
    map: Vec<String>,
    /// The same value in every row: 'Country=France'.
    #[arg(long, value_name = "[FILE:]FIELD=VALUE")]
    set: Vec<String>,
    /// Which column is which, as a JSON file: {"columns": […], "values": {…}}.
    #[arg(long, value_name = "[FILE:]JSON")]
    mapping: Vec<String>,
    /// Answer to a setting of the import.
    #[arg(long, value_name = "NAME=VALUE")]
    setting: Vec<String>,
    /// Takes a suggestion that waits for an answer, by code, with a choice where there are several.
    #[arg(long, value_name = "CODE[=CHOICE]")]
    accept: Vec<String>,
    /// Leaves the values as they are that are changed without asking, by code.
    #[arg(long, value_name = "CODE")]
    keep: Vec<String>,
    /// Lets a warning stand, with the reason, which goes into the report and the change log. An error cannot be acknowledged.
    #[arg(long, value_name = "CODE[:COLUMN]=REASON")]
    acknowledge: Vec<String>,
    /// The day that rules compare with, such as 2025-03-14; the one of this machine when absent.
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<Date>,
    /// What exists of an import in the receiving system already: a list of references, or a table with headings.
    /// A file is compared with a table of its own import.
    #[arg(long, value_name = "IMPORT=FILE")]
    existing: Vec<String>,
    /// Which of several records that one key has in a table of `--existing` is meant: the key, and its row there.
    #[arg(long, value_name = "[FILE:]KEY=ROW", requires = "existing")]
    meant: Vec<String>,
    /// Rows that went in already, as `result` lists them: they stay out of the cleaned file. Several lists are one.
    #[arg(long, value_name = "LIST")]
    went_in: Vec<PathBuf>,
    /// Rows in error as `--write rejected` wrote them, corrected elsewhere: they take their places again.
    #[arg(long, value_name = "[FILE=]ROWS")]
    corrected: Vec<String>,
    /// A file of your own in which fingerprints are kept of what was checked and went out: a file, and rows, that come
    /// again are named. It is made where there is none.
    #[arg(long, value_name = "LIST")]
    seen: Option<PathBuf>,
    /// What becomes of rows in error: no cleaned file while there are any, one without them, or one with them as they are.
    #[arg(long, value_name = "WHAT", default_value = "block", value_parser = ["block", "drop", "include"])]
    pub(super) rows_in_error: String,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Folder for the cleaned files, the changes and the reports.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Which of them.
    /// The cleaned file, the changes and the report when nothing is said; of `result` the report and the rows with errors.
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',', requires = "out")]
    pub(super) write: Vec<Product>,
    /// Checks all files as one table, such as the months of a year, and writes one cleaned CSV of this name.
    #[arg(long, value_name = "NAME", conflicts_with = "stem", value_parser = name_of_table)]
    together: Option<String>,
    /// Replaces files in that folder. Files that are read are never written over.
    #[arg(long, requires = "out")]
    force: bool,
    /// What the names of the written files begin with; said to the processes that check the files of a folder.
    #[arg(long, hide = true, requires = "out")]
    stem: Option<String>,
    /// The summary for support says what stands in the cells, too.
    #[arg(long)]
    with_values: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What is done between the check and the writing, with the files it reads and writes.
#[derive(Default)]
pub(super) struct Then<'t> {
    pub(super) inputs: Vec<PathBuf>,
    pub(super) targets: Vec<PathBuf>,
    pub(super) work: Option<Work<'t>>,
    /// Nothing else is wanted: no report is printed, and the verdict is not told.
    pub(super) only: bool,
    /// The files were sent.
    pub(super) sent: bool,
}

type Work<'t> = Box<dyn FnOnce(&mut Session<'_>, &[CheckedSource], &mut Outputs) -> Result<(), Failure> + 't>;

pub(super) fn run(arguments: &CheckArguments) -> Result<ExitCode, Failure> {
    // An answer to such a table needs no folder; writing one does.
    if arguments.together.is_some() && arguments.out.is_none() {
        return Err(failure(
            [
                "“{arg}” is missing. Add it, or look the command up with --help.",
                "«\u{a0}{arg}\u{a0}» manque. Ajoutez-le, ou cherchez la commande avec --help.",
            ],
            &[("arg", "--out <DIR>".into())],
        ));
    }
    if let [folder] = arguments.files.as_slice()
        && arguments.is_folder()
    {
        if arguments.seen.is_some() {
            return Err(failure(
                [
                    "--seen is kept file by file, and this is a folder. Name its files.",
                    "--seen se tient fichier par fichier, et ceci est un dossier. Nommez ses fichiers.",
                ],
                &[],
            ));
        }
        return folder::run(arguments, folder);
    }
    run_then(arguments, Then::default())
}

/// Checks files, does something with the session, and writes.
pub(super) fn run_then(arguments: &CheckArguments, then: Then<'_>) -> Result<ExitCode, Failure> {
    let lang = language();
    stop::end_at_ctrl_c();
    let definitions = definitions(arguments, lang)?;
    let open = definitions.iter().any(|definition| definition.open_remarks().next().is_some());
    if arguments.strict && open {
        return Err(failure(
            [
                "The definition has parts without effect. Correct them, or leave --strict out.",
                "La définition a des parties sans effet. Corrigez-les, ou retirez --strict.",
            ],
            &[],
        ));
    }
    if arguments.files.is_empty() {
        return definition::run(&definitions);
    }
    let (job, sources) = job(definitions, lang, arguments)?;
    let stems = arguments.stems_of(&sources);
    let mut wanted = match &arguments.out {
        Some(folder) if sources.iter().any(|source| source.joined.is_some()) => {
            joined_targets(folder, &stems, &sources, arguments.products())
        }
        Some(folder) => arguments.targets(folder, &stems),
        None => Vec::new(),
    };
    let inputs: Vec<PathBuf> = arguments.inputs(&arguments.files).into_iter().chain(then.inputs).collect();
    let own: Vec<PathBuf> = then.targets.iter().chain(&arguments.seen).cloned().collect();
    refuse_twice(&own, &wanted)?;
    wanted.extend(then.targets);
    refuse_taken(arguments.seen.as_slice(), &inputs, true)?;
    refuse_taken(&wanted, &inputs, arguments.force)?;
    own.iter().try_for_each(|list| refuse_unwritable(list, arguments.out_folder()))?;
    // What would refuse the list after a long check is told before it.
    let seen = arguments.seen.as_deref().map(|path| SeenBefore::open(path, &sources)).transpose()?;
    let names: Vec<String> = sources.iter().map(|source| base_name(&source.path)).collect();
    let progress = Progress::begin();
    let mut steps =
        |file: usize, step, count| progress.step(names.get(file).map_or("", String::as_str), step, count);
    let mut session = quietly(|| job.open(&mut steps));
    still_wanted()?;
    compare(arguments, &mut session)?;
    sheet_exists(session.files(), arguments.reading.sheet.as_deref().filter(|sheet| !is_all(sheet)))?;
    quietly(|| session.check(&mut steps));
    still_wanted()?;
    if let Some(seen) = &seen {
        seen.recognise(&mut session, arguments.day())?;
    }
    let mut outputs = Outputs::new(arguments.force);
    if let Some(work) = then.work {
        work(&mut session, &sources, &mut outputs)?;
    }
    let rows = arguments.rows();
    let mut written = Written::default();
    if let Some(folder) = &arguments.out {
        let order = Order {
            folder,
            products: arguments.products(),
            rows,
            with_values: arguments.with_values,
            stems: &stems,
            sources: &sources,
        };
        written = write::all(&mut session, &order, &progress, &mut outputs)?;
    }
    let mut lock = None;
    if let Some(seen) = seen {
        let done = |file: usize| match (then.sent, written.cleaned.contains(&file)) {
            (true, _) => Done::Sent,
            (false, true) => Done::Cleaned,
            (false, false) => Done::Checked,
        };
        lock = Some(seen.note(&mut session, &done, (arguments.day(), rows), &mut outputs)?);
    }
    // All of it or nothing.
    if !outputs.is_empty() {
        write::unchanged(&sources)?;
        still_wanted()?;
        outputs.put_in_place()?;
    }
    drop(lock);
    drop(progress);
    if then.only {
        return Ok(ExitCode::SUCCESS);
    }
    tell_unheard(&session);
    print(&session, arguments.format, lang)?;
    let ready = session.files().iter().all(|f| f.verdict() == Verdict::Ready);
    // What was asked for is there, too: why it is not was said.
    Ok(if ready && !written.missing { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A day such as `2025-03-14`.
fn day(text: &str) -> Result<Date, String> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let mut next = || parts.next().flatten();
    let day = next()
        .zip(next())
        .zip(next())
        .and_then(|((year, month), day)| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?));
    day.filter(|day| day.to_string() == text)
        .ok_or_else(|| expected(["a day such as 2025-03-14 is expected", "il faut un jour comme 2025-03-14"]))
}

/// The name of a file that several go out as.
fn name_of_table(text: &str) -> Result<String, String> {
    if text.trim().is_empty() || text.trim_start().starts_with('.') {
        return Err(expected([
            "a name for the file is expected, such as year, which begins with no dot",
            "il faut un nom pour le fichier, par exemple annee, qui ne commence pas par un point",
        ]));
    }
    Ok(text.to_owned())
}

impl CheckArguments {
    /// The day of the check: the one that was said, or that of this machine.
    fn day(&self) -> Date {
        self.today.unwrap_or_else(|| {
            let now = jiff::Zoned::now().date();
            let parts = (u16::try_from(now.year()), u8::try_from(now.month()), u8::try_from(now.day()));
            let (Ok(year), Ok(month), Ok(day)) = parts else { return Date { year: 1, month: 1, day: 1 } };
            Date { year, month, day }
        })
    }

    /// What becomes of rows in error.
    fn rows(&self) -> RowsInError {
        RowsInError::of(&self.rows_in_error).unwrap_or_default()
    }

    /// What is written to the folder.
    fn products(&self) -> &[Product] {
        if self.write.is_empty() {
            &[Product::Cleaned, Product::Changes, Product::Report]
        } else {
            &self.write
        }
    }

    /// All files that are read; `files` are those that are checked.
    fn inputs(&self, files: &[PathBuf]) -> Vec<PathBuf> {
        let lists = self.existing.iter().filter_map(|text| text.split_once('=')).map(|(_, file)| file.into());
        let of_files = |texts: &[String], mark: char| -> Vec<PathBuf> {
            texts.iter().map(|text| PathBuf::from(about(files, text, mark).1)).collect()
        };
        let given = files.iter().chain(&self.definition).chain(&self.went_in).cloned().chain(lists);
        given.chain(of_files(&self.mapping, ':')).chain(of_files(&self.corrected, '=')).collect()
    }

    /// What the names of the written files begin with, by checked file.
    fn stems(&self) -> Vec<String> {
        match &self.stem {
            Some(stem) => vec![stem.clone()],
            None => stems(&self.files.iter().map(|path| base_name(path)).collect::<Vec<String>>()),
        }
    }

    /// The same when the files are open, and it is known which of their sheets are checked.
    fn stems_of(&self, sources: &[CheckedSource]) -> Vec<String> {
        if sources.iter().all(|source| source.sheet.is_none()) {
            return self.stems();
        }
        let name = |source: &CheckedSource| {
            let name = self.stem.clone().map_or(base_name(&source.path), |stem| format!("{stem}.sheet"));
            match &source.sheet {
                Some(sheet) => with_sheet(&name, sheet),
                None => name,
            }
        };
        stems(&sources.iter().map(name).collect::<Vec<String>>())
    }

    /// All files that may be written.
    fn targets(&self, folder: &Path, stems: &[String]) -> Vec<PathBuf> {
        stems.iter().flat_map(|stem| targets(folder, stem, self.products())).collect()
    }

    /// Where files are written, if any are.
    pub(super) fn out_folder(&self) -> Option<&Path> {
        self.out.as_deref()
    }

    /// Whether cleaned rows are written, which may come out in parts.
    pub(super) fn writes_cleaned_rows(&self) -> bool {
        let cleaned = |product: &Product| matches!(product, Product::Cleaned | Product::Xlsx);
        self.out.is_some() && self.products().iter().any(cleaned)
    }
}

/// Where help with the imports is given, once for each address.
fn support(session: &Session<'_>, lang: Lang) -> String {
    let addresses: BTreeSet<&str> = session.files().iter().filter_map(File::support).collect();
    let words = ["Help with the import: {address}", "Aide pour l’import\u{a0}: {address}"];
    let line = |address: &str| {
        let wording = Wording { lang, layout: None, definition: None };
        wording.phrase(words, &[("address", address.into())]) + "\n"
    };
    addresses.into_iter().map(line).collect()
}

fn print(session: &Session<'_>, format: Format, lang: Lang) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Json => {
            let reports: Vec<Json> = session.files().iter().map(|f| f.report(lang)).collect();
            put_json(&mut out, &json!({ "files": reports, "batch": session.batch_report(lang) }))?;
        }
        Format::Text => {
            for file in session.files() {
                out.write_all(terminal::lines(&file.text_report(lang)).as_bytes())?;
            }
            out.write_all(terminal::lines(&session.batch_text(lang)).as_bytes())?;
            out.write_all(terminal::lines(&support(session, lang)).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(())
}
