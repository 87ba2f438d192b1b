//! Arguments in, files and exit code out. Exit 0: every file is ready; 1: any other verdict; 2: the command could not
//! run, or was stopped (130).

mod check;
mod explain;
mod folder;
mod outputs;
mod progress;
mod read;
mod summary;
mod template;
mod write;

use clap::{Args, Parser, Subcommand};
use import_checker::read::Wishes;
use import_checker::{File, terminal};
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
    /// Sheet by name; "all", or "*" where a sheet is called that, checks every sheet that has the headings, each as a file
    /// of its own.
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

    /// The same as options and their values, for another process.
    fn words(&self) -> Vec<(&'static str, String)> {
        let letter = |c: Option<char>| c.map(String::from);
        let all = [
            ("sheet", self.sheet.clone()),
            ("header-row", self.header_row.map(|row| row.to_string())),
            ("encoding", self.encoding.clone()),
            ("delimiter", letter(self.delimiter)),
            ("decimal", letter(self.decimal)),
            ("date-order", self.date_order.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Whether this stands for all sheets that have the headings of the import, in place of a sheet's name.
fn is_all(sheet: &str) -> bool {
    matches!(sheet, "all" | "*")
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
#[derive(Debug)]
struct Failure(String);

impl Failure {
    /// The person asked to stop.
    fn stopped() -> Failure {
        Failure("stopped; nothing was written".to_owned())
    }
}

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

fn named(path: &std::path::Path, error: impl std::fmt::Display) -> Failure {
    Failure(format!("{}: {error}", path.display()))
}

/// The base name with its extension. Whatever a terminal would obey is spelled out: names of files come from strangers.
fn base_name(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    terminal::line(&name).into_owned()
}

/// Says something beside the report; nothing more can be done if even that fails.
fn say(message: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{}", terminal::lines(message));
}

/// Puts values out as JSON.
fn put_json(out: &mut impl std::io::Write, json: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(json)?;
    writeln!(out, "{}", terminal::json(&text))?;
    Ok(())
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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // It quotes the arguments, which a shell may have made of the names of files.
            say(error.render().to_string().trim_end());
            return u8::try_from(error.exit_code()).map_or(ExitCode::from(2), ExitCode::from);
        }
        Err(help) => help.exit(),
    };
    let result = match arguments.command {
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
            say(&format!("import-checker: {message}"));
            ExitCode::from(if progress::go_on().is_break() { 130 } else { 2 })
        }
    }
}

/// Opens a file for reading; a folder or a missing file is a failure of the command.
fn source(path: &std::path::Path) -> Result<std::io::BufReader<std::fs::File>, Failure> {
    let file = std::fs::File::open(path).map_err(|e| named(path, e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(named(path, "is a folder"));
    }
    Ok(std::io::BufReader::with_capacity(1 << 16, file))
}
