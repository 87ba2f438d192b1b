//! `read`: the table exactly as it was read, or the reading card.

use super::{
    Failure, Reading, base_name, is_unread, language, own_process, put_json, quietly, say, sheet_exists,
    source,
};
use clap::Args;
use import_checker::problem::Detail;
use import_checker::{Error, Input, Job, Lang, SecondOpinion, Wording, read, second_opinion, terminal};
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

#[derive(Args)]
pub(super) struct ReadArguments {
    /// File to read.
    file: PathBuf,
    /// Print the reading card instead of the table.
    #[arg(long)]
    card: bool,
    /// Read the file a second time with another reader, and list the cells in which the two differ.
    #[arg(long, conflicts_with = "card")]
    second_opinion: bool,
    /// Ask it in this process; said to the one in which it may die.
    #[arg(long, hide = true, requires = "second_opinion")]
    here: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &ReadArguments) -> Result<ExitCode, Failure> {
    let lang = language();
    if arguments.second_opinion && !arguments.here {
        return in_its_own_process(arguments, lang);
    }
    quietly(|| run_here(arguments, lang))
}

/// The second reader takes on trust what a file says of itself, and may ask for more memory than there is. That ends the
/// process it is in, which therefore is not this one.
fn in_its_own_process(arguments: &ReadArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let mut process = Command::new(std::env::current_exe()?);
    process.env(own_process::OWN, own_process::ALONE);
    process.args(["read", "--second-opinion", "--here", "--lang", lang.tag()]);
    for (name, value) in arguments.reading.words() {
        process.arg(format!("--{name}={value}"));
    }
    let output = process.arg("--").arg(&arguments.file).stdin(Stdio::null()).output()?;
    let code = output.status.code().and_then(|code| u8::try_from(code).ok());
    if let Some(code) = code.filter(|code| matches!(code, 0..=2 | 130)) {
        io::stderr().write_all(&output.stderr)?;
        io::stdout().write_all(&output.stdout)?;
        return Ok(ExitCode::from(code));
    }
    let mut opinion = SecondOpinion::default();
    opinion.not_compared.push((String::new(), SecondOpinion::CANNOT));
    tell(&opinion, lang, &mut io::stdout().lock())?;
    Ok(ExitCode::from(1))
}

fn run_here(arguments: &ReadArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let input =
        Input { name: base_name(&arguments.file), wishes: arguments.reading.wishes(), ..Input::default() };
    let job = Job::new(import_checker::builtin::definitions()?, lang).file(input, source(&arguments.file)?);
    let mut session = job.open(&mut |_, _, _| ControlFlow::Continue(()));
    sheet_exists(session.files(), arguments.reading.sheet.as_deref())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if arguments.card {
        let card = session.card(0, lang);
        put_json(&mut out, &card)?;
        out.flush()?;
        session.doubts(0, lang).iter().for_each(|doubt| say(doubt));
        return Ok(if card["error"].is_null() { ExitCode::SUCCESS } else { ExitCode::from(1) });
    }
    if arguments.second_opinion {
        let agrees = tell_second_opinion(arguments, lang, &mut out)?;
        out.flush()?;
        return Ok(if agrees { ExitCode::SUCCESS } else { ExitCode::from(1) });
    }
    // For a file or another program the table as it is; for a person what a terminal can show.
    let table = if io::stdout().is_terminal() {
        session.table(0, &mut Shown { out: &mut out, rest: Vec::new() })
    } else {
        session.table(0, &mut out)
    };
    out.flush()?;
    session.doubts(0, lang).iter().for_each(|doubt| say(doubt));
    match table {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Error::Write(error)) if is_unread(&error) => Err(error.into()),
        Err(message) => {
            say(&message.sentence(lang));
            Ok(ExitCode::from(1))
        }
    }
}

/// One line per cell that differs, then what was compared. True when everything was, and nothing differs.
fn tell_second_opinion(arguments: &ReadArguments, lang: Lang, out: &mut dyn Write) -> Result<bool, Failure> {
    let words = Wording { lang, layout: None, definition: None };
    let wishes = arguments.reading.wishes();
    let opened = read::open(Box::new(source(&arguments.file)?), &wishes, &mut |_| ControlFlow::Continue(()));
    let mut book = match opened {
        Ok(book) => book,
        Err(error) => {
            say(&words.message(&error.finding()));
            return Ok(false);
        }
    };
    let opinion = second_opinion(book.as_mut(), &mut source(&arguments.file)?);
    tell(&opinion, lang, out)?;
    Ok(opinion.agrees())
}

fn tell(opinion: &SecondOpinion, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let words = Wording { lang, layout: None, definition: None };
    for cell in &opinion.cells {
        let place =
            if cell.sheet.is_empty() { cell.cell.clone() } else { format!("{}!{}", cell.sheet, cell.cell) };
        writeln!(out, "{place}\t{}\t{}", cell.ours.escape_debug(), cell.theirs.escape_debug())?;
    }
    for (sheet, why) in &opinion.not_compared {
        let what = if sheet.is_empty() { String::new() } else { format!("{sheet}: ") };
        let facts = [("what", Detail::Text(format!("{what}{}", words.phrase(*why, &[]))))];
        writeln!(out, "{}", words.phrase(["not compared: {what}", "non comparé\u{a0}: {what}"], &facts))?;
    }
    let facts = [("compared", opinion.compared.into()), ("different", opinion.different.into())];
    let counts = [
        "{compared} cells compared, {different} differ",
        "{compared} cellules comparées, {different} différentes",
    ];
    writeln!(out, "{}", words.phrase(counts, &facts))?;
    Ok(())
}

/// Lines of text on their way to a terminal. The end of a table is the end of a line.
struct Shown<W: Write> {
    out: W,
    /// A line that is not over yet.
    rest: Vec<u8>,
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let whole = self.rest.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let lines: Vec<u8> = self.rest.drain(..whole).collect();
        let text = String::from_utf8_lossy(&lines).replace("\r\n", "\n");
        self.out.write_all(terminal::lines(&text).as_bytes())?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
