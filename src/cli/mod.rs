//! Arguments in, files and exit code out. Exit 0: every file is ready; 1: any other verdict; 2: the command could not
//! run, or was stopped (130), or nobody reads what it prints any more (141). Which of 0 and 1 it is, each command says.

mod arguments;
mod check;
mod definition;
mod draft;
mod explain;
mod folder;
mod joined;
mod outputs;
mod own_process;
mod progress;
mod read;
mod result;
mod sample;
mod seen;
mod stop;
mod summary;
mod template;
mod write;

use clap::{Args, Parser, Subcommand};
use import_checker::definition::DefinitionError;
use import_checker::problem::Detail;
use import_checker::read::Wishes;
use import_checker::{File, ImportDefinition, Lang, Whole, Wording, languages, terminal};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

/// Checks a file before it is imported anywhere. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "import-checker", version)]
struct Arguments {
    /// Language of what is said: en or fr; de was translated by a machine, and nobody has read it yet.
    #[arg(long, global = true, value_name = "TAG", default_value = "en")]
    lang: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks files, together if there are several, and writes the cleaned ones.
    Check(Box<check::CheckArguments>),
    /// Takes what the receiving system answered to a cleaned file: its errors stand at the rows of your own file.
    Result(Box<result::ResultArguments>),
    /// Makes a first definition from a sample file, with what to ask whoever knows the import.
    Draft(draft::DraftArguments),
    /// Prints a file as it was read, or its reading card.
    Read(read::ReadArguments),
    /// Says what a code means, or lists all codes.
    Explain(explain::ExplainArguments),
    /// Lists the built-in imports.
    Imports,
    /// Writes the blank file of an import, with drop-downs and instructions.
    Template(template::TemplateArguments),
    /// Writes one page to print for whoever fills the file of an import in, as HTML.
    Guide(template::TemplateArguments),
    /// Makes a small file with the same findings and none of the values, to send to whoever helps.
    Sample(Box<sample::SampleArguments>),
    /// Shows a summary that was made for support.
    Summary(summary::SummaryArguments),
}

/// What the user decides about the reading.
#[derive(Args, Clone, Default)]
struct Reading {
    /// Sheet by name; "all", or "*" where a sheet is called that, checks every sheet that has the headings, each as a file
    /// of its own; "together" does so and writes one cleaned file with the rows of all of them.
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
        _ => Err(expected([
            "one character is expected, or the word tab",
            "il faut un caractère, ou le mot tab",
        ])),
    }
}

fn row(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        expected([
            "the number of a row is expected, 1 for the first",
            "il faut le numéro d’une ligne, 1 pour la première",
        ])
    })
}

fn decimal(text: &str) -> Result<char, String> {
    match text {
        "." | "point" => Ok('.'),
        "," | "comma" => Ok(','),
        _ => Err(expected(["“.” or “,” is expected", "il faut «\u{a0}.\u{a0}» ou «\u{a0},\u{a0}»"])),
    }
}

fn row_number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| expected(["the number of a row is expected", "il faut le numéro d’une ligne"]))
}

fn processes(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|number| (1..=256).contains(number));
    number.ok_or_else(|| expected(["a number from 1 to 256 is expected", "il faut un nombre de 1 à 256"]))
}

/// Why the value of an option does not fit.
fn expected(reason: [&'static str; 2]) -> String {
    failure(reason, &[]).0
}

impl Reading {
    fn wishes(&self) -> Wishes {
        Wishes {
            sheet: self.sheet.clone(),
            beside: Vec::new(),
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
    matches!(sheet, "all" | "*" | TOGETHER)
}

/// All such sheets, and one cleaned file with the rows of all of them.
const TOGETHER: &str = "together";

/// A sheet that was asked for must be there, at least in one of the workbooks: another would not be what was meant.
fn sheet_exists(files: &[File<'_>], wanted: Option<&str>) -> Result<(), Failure> {
    let names: Vec<&str> = files.iter().flat_map(File::sheet_names).collect();
    match wanted.filter(|sheet| !names.is_empty() && !names.contains(sheet)) {
        Some(sheet) => Err(failure(
            [
                "There is no sheet “{name}”. Choose {names}.",
                "Il n’y a pas de feuille « {name} ». Choisissez {names}.",
            ],
            &[("name", sheet.into()), ("names", either(&names))],
        )),
        None => Ok(()),
    }
}

/// The command itself could not run; without a message where nobody listens any more.
#[derive(Debug)]
struct Failure(String);

/// The language in which the command speaks of itself: that of the messages it was asked for.
static LANGUAGE: OnceLock<Lang> = OnceLock::new();

/// The language of a tag, in which the command speaks from now on.
fn speak(tag: &str) -> Result<Lang, Failure> {
    let Some(lang) = languages::find(tag)? else {
        let tags: Vec<String> = languages::all().into_iter().map(|language| language.tag).collect();
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        return Err(failure(
            [
                "There are no texts for the language “{tag}”. Choose {tags}.",
                "Il n’y a pas de textes pour la langue « {tag} ». Choisissez {tags}.",
            ],
            &[("tag", tag.into()), ("tags", either(&tags))],
        ));
    };
    Ok(*LANGUAGE.get_or_init(|| lang))
}

fn language() -> Lang {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// What the command says where it cannot run: English and French, with the names that stand in braces. The last sentence
/// says what to do, as in every sentence about a finding.
fn failure(phrase: [&'static str; 2], names: &[(&'static str, Detail)]) -> Failure {
    Failure(Wording { lang: language(), layout: None, definition: None }.phrase(phrase, names))
}

/// The same about a file, whose path is shown whole.
fn failure_at(
    path: &std::path::Path,
    phrase: [&'static str; 2],
    names: &[(&'static str, Detail)],
) -> Failure {
    let Failure(message) = failure(phrase, names);
    named(path, message)
}

/// A definition with mistakes: one line for each.
fn unfit(path: &std::path::Path, error: &DefinitionError, lang: Lang) -> Failure {
    let lines = error.lines(lang.tag());
    let lines: Vec<String> = lines.iter().map(|line| format!("{}: {line}", path.display())).collect();
    Failure(lines.join("\n"))
}

/// Names to choose from.
fn either(names: &[&str]) -> Detail {
    Detail::Either(names.iter().map(|name| (*name).to_owned()).collect())
}

fn no_code(code: &str) -> Failure {
    failure(
        [
            "There is no code “{code}”. Look for it in the list of import-checker explain.",
            "Il n’y a pas de code « {code} ». Cherchez-le dans la liste de import-checker explain.",
        ],
        &[("code", code.into())],
    )
}

fn no_import(name: &str, known: &[Arc<ImportDefinition>]) -> Failure {
    let names: Vec<&str> = known.iter().map(|definition| definition.name.as_str()).collect();
    failure(
        [
            "There is no import “{name}”. Choose {names}.",
            "Il n’y a pas d’import « {name} ». Choisissez {names}.",
        ],
        &[("name", name.into()), ("names", either(&names))],
    )
}

impl Failure {
    /// The person asked to stop.
    fn stopped() -> Failure {
        failure(
            [
                "Stopped; nothing was written. Start the command again.",
                "Arrêté\u{a0}; rien n’a été écrit. Relancez la commande.",
            ],
            &[],
        )
    }
}

impl<E: std::fmt::Display + 'static> From<E> for Failure {
    fn from(error: E) -> Failure {
        let any: &dyn std::any::Any = &error;
        let unread = any.downcast_ref().is_some_and(is_unread);
        Failure(if unread { String::new() } else { error.to_string() })
    }
}

/// Whether whoever read what is printed has gone, such as `head`: there is nobody to say anything to.
fn is_unread(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

/// What the system says of a file, with what to do.
fn refused(path: &std::path::Path, error: &std::io::Error) -> Failure {
    use std::io::ErrorKind;
    let phrase = match error.kind() {
        ErrorKind::NotFound => [
            "There is no such file or folder. Look at the spelling of its path.",
            "Ce fichier ou ce dossier n’existe pas. Vérifiez l’orthographe de son chemin.",
        ],
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => [
            "The system does not allow it. Ask for the right to it, or choose another place.",
            "Le système ne l’autorise pas. Demandez-en le droit, ou choisissez un autre endroit.",
        ],
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => [
            "A file stands where a folder is needed. Choose another folder.",
            "Un fichier se trouve là où il faut un dossier. Choisissez un autre dossier.",
        ],
        ErrorKind::IsADirectory => [
            "A folder stands where a file is needed. Choose another name.",
            "Un dossier se trouve là où il faut un fichier. Choisissez un autre nom.",
        ],
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => [
            "There is no room left for it. Make room, or choose another place.",
            "Il n’y a plus de place. Libérez de l’espace, ou choisissez un autre endroit.",
        ],
        ErrorKind::InvalidFilename => [
            "The system takes no such name. Choose a shorter one without special signs.",
            "Le système n’accepte pas ce nom. Choisissez-en un plus court, sans signes particuliers.",
        ],
        _ => [
            "The system says: {error}. Try again, or choose another place.",
            "Le système dit\u{a0}: {error}. Réessayez, ou choisissez un autre endroit.",
        ],
    };
    failure_at(path, phrase, &[("error", error.to_string().into())])
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
    match arguments::parse().and_then(|arguments| done(arguments.command)) {
        Ok(code) => code,
        // As a program ends that a signal tells so.
        Err(Failure(message)) if message.is_empty() => ExitCode::from(141),
        Err(Failure(message)) => {
            say(&format!("import-checker: {message}"));
            ExitCode::from(if stop::go_on().is_break() { 130 } else { 2 })
        }
    }
}

impl Command {
    /// Whether it opens files that may ask for more memory than there is.
    fn opens_files(&self) -> bool {
        match self {
            // Each file of a folder has a process of its own.
            Command::Check(arguments) => !arguments.is_folder(),
            Command::Result(_)
            | Command::Sample(_)
            | Command::Draft(_)
            | Command::Read(_)
            | Command::Summary(_) => true,
            Command::Explain(_) | Command::Imports | Command::Template(_) | Command::Guide(_) => false,
        }
    }

    /// The folder it writes to.
    fn out_folder(&self) -> Option<&std::path::Path> {
        match self {
            Command::Check(arguments) => arguments.out_folder(),
            Command::Result(arguments) => arguments.out_folder(),
            Command::Sample(arguments) => arguments.out_folder(),
            _ => None,
        }
    }
}

fn done(command: Command) -> Result<ExitCode, Failure> {
    if command.opens_files()
        && let Some(ended) = own_process::run(command.out_folder())
    {
        return ended;
    }
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Result(arguments) => result::run(*arguments),
        Command::Draft(arguments) => draft::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Imports => imports(),
        Command::Template(arguments) => template::run(&arguments),
        Command::Guide(arguments) => template::guide(&arguments),
        Command::Sample(arguments) => sample::run(&arguments),
        Command::Summary(arguments) => summary::run(&arguments),
    }
}

/// Runs what turns a panic into an unreadable file; the message of the panic would only confuse.
fn quietly<T>(run: impl FnOnce() -> T) -> T {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}

/// What a file says that is read whole, such as a definition. A longer one is refused, whatever it is: a device without end
/// may bear its name.
fn whole(path: &std::path::Path, what: Whole) -> Result<Vec<u8>, Failure> {
    what.read(opened(path)?).map_err(|e| refused(path, &e))?.ok_or_else(|| too_long(path, what))
}

/// The same as text.
fn whole_text(path: &std::path::Path, what: Whole) -> Result<String, Failure> {
    String::from_utf8(whole(path, what)?).map_err(|_| {
        failure_at(
            path,
            [
                "This is no text in UTF-8. Save it as UTF-8.",
                "Ce n’est pas un texte en UTF-8. Enregistrez-le en UTF-8.",
            ],
            &[],
        )
    })
}

fn too_long(path: &std::path::Path, what: Whole) -> Failure {
    let most = Detail::Count(what.most() as u64 >> 20);
    failure_at(
        path,
        [
            "This file has more than {most} MB, and would be read whole. Give a shorter one.",
            "Ce fichier fait plus de {most}\u{a0}Mo, et serait lu en entier. Donnez-en un plus court.",
        ],
        &[("most", most)],
    )
}

/// Opens a file for reading; a folder or a missing file is a failure of the command.
fn opened(path: &std::path::Path) -> Result<std::fs::File, Failure> {
    let file = std::fs::File::open(path).map_err(|e| refused(path, &e))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(failure_at(
            path,
            ["This is a folder. Name a file in it.", "C’est un dossier. Nommez un fichier qu’il contient."],
            &[],
        ));
    }
    Ok(file)
}

/// Opens a table, which is read several times: a pipe can be read once, and a device may have no end.
fn source(path: &std::path::Path) -> Result<std::io::BufReader<std::fs::File>, Failure> {
    let file = opened(path)?;
    if file.metadata().is_ok_and(|m| !m.is_file()) {
        return Err(failure_at(
            path,
            [
                "This is a pipe or a device, and a table is read several times. Write it into a file, and name that.",
                "C’est un tube ou un périphérique, et une table est lue plusieurs fois. Écrivez-la dans un fichier, et nommez-le.",
            ],
            &[],
        ));
    }
    Ok(std::io::BufReader::with_capacity(1 << 16, file))
}
