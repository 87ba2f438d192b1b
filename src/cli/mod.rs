//! Arguments in, files and exit code out. Exit 0: every file is ready; 1: any other verdict; 2: the command could not
//! run.

mod check;
mod explain;
mod read;
mod summary;
mod template;
mod write;

use clap::{Args, Parser, Subcommand};
use import_checker::File;
use import_checker::read::Wishes;
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks a file before it is imported anywhere. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "import-checker", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks files, together if there are several, and writes the cleaned ones.
    Check(Box<check::CheckArguments>),
    /// Prints a file as it was read, or its reading card.
    Read(read::ReadArguments),
    /// Says what a code means, or lists all codes.
    Explain(explain::ExplainArguments),
    /// Lists the built-in imports.
    Imports,
    /// Writes the blank file of an import, with drop-downs and instructions.
    Template(template::TemplateArguments),
    /// Shows a summary that was made for support.
    Summary(summary::SummaryArguments),
}

/// What the user decides about the reading.
#[derive(Args, Clone, Default)]
struct Reading {
    /// Sheet by name.
    #[arg(long)]
    sheet: Option<String>,
    /// Row of the headings, 1 for the first.
    #[arg(long, value_name = "ROW", value_parser = row)]
    header_row: Option<u32>,
    /// Character set, such as windows-1252.
    #[arg(long)]
    encoding: Option<String>,
    /// Character between the columns; "tab" for a tab.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
    /// Decimal mark, "." or ",".
    #[arg(long, value_parser = decimal)]
    decimal: Option<char>,
    /// Order of day, month and year: dmy, mdy or ymd.
    #[arg(long, value_parser = ["dmy", "mdy", "ymd"])]
    date_order: Option<String>,
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (text, letters.next(), letters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(c), None) => Ok(c),
        _ => Err("one character is expected, or the word tab".to_owned()),
    }
}

fn row(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "the number of a row is expected, 1 for the first".to_owned())
}

fn decimal(text: &str) -> Result<char, String> {
    match text {
        "." | "point" => Ok('.'),
        "," | "comma" => Ok(','),
        _ => Err("“.” or “,” is expected".to_owned()),
    }
}

impl Reading {
    fn wishes(&self) -> Wishes {
        Wishes {
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            decimal: self.decimal,
            date_order: self.date_order.clone(),
        }
    }
}

/// A sheet that was asked for must be there, at least in one of the workbooks: another would not be what was meant.
fn sheet_exists(files: &[File<'_>], wanted: Option<&str>) -> Result<(), Failure> {
    let names: Vec<&str> = files.iter().flat_map(File::sheet_names).collect();
    match wanted.filter(|sheet| !names.is_empty() && !names.contains(sheet)) {
        Some(sheet) => Err(Failure(format!("there is no sheet “{sheet}”; there are: {}", names.join(", ")))),
        None => Ok(()),
    }
}

/// The command itself could not run.
struct Failure(String);

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

fn named(path: &std::path::Path, error: impl std::fmt::Display) -> Failure {
    Failure(format!("{}: {error}", path.display()))
}

/// The base name with its extension.
fn base_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

fn imports() -> Result<ExitCode, Failure> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    for definition in import_checker::builtin::definitions()? {
        let label = if definition.unofficial { " (unofficial)" } else { "" };
        writeln!(out, "{}\t{}{label}", definition.name, definition.title.plain)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the command.
pub(crate) fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Imports => imports(),
        Command::Template(arguments) => template::run(&arguments),
        Command::Summary(arguments) => summary::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(Failure(message)) => {
            use std::io::Write;
            // Nothing more can be done if even this fails.
            let _ = writeln!(std::io::stderr(), "import-checker: {message}");
            ExitCode::from(2)
        }
    }
}

/// Opens a file for reading; a folder or a missing file is a failure of the command.
fn source(path: &PathBuf) -> Result<std::io::BufReader<std::fs::File>, Failure> {
    let file = std::fs::File::open(path).map_err(|e| named(path, e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(named(path, "is a folder"));
    }
    Ok(std::io::BufReader::with_capacity(1 << 16, file))
}
