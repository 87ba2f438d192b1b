//! `read`: the table exactly as it was read, or the reading card.

use super::{Failure, Reading, base_name, sheet_exists, source};
use clap::Args;
use import_checker::{Input, Lang, Session};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct ReadArguments {
    /// File to read.
    file: PathBuf,
    /// Print the reading card instead of the table.
    #[arg(long)]
    card: bool,
    /// Language of the messages.
    #[arg(long, default_value = "en")]
    lang: String,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &ReadArguments) -> Result<ExitCode, Failure> {
    let lang = Lang::of(&arguments.lang);
    let input =
        Input { name: base_name(&arguments.file), wishes: arguments.reading.wishes(), ..Input::default() };
    let mut session = Session::new(import_checker::builtin::definitions()?, lang);
    session.open(input, Box::new(source(&arguments.file)?), &mut |_, _| ControlFlow::Continue(()));
    sheet_exists(session.files(), arguments.reading.sheet.as_deref())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if arguments.card {
        let card = session.card(0, lang);
        serde_json::to_writer_pretty(&mut out, &card)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(if card["error"].is_null() { ExitCode::SUCCESS } else { ExitCode::from(1) });
    }
    match session.table(0, &mut out) {
        Ok(()) => {
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Err(message) => {
            out.flush()?;
            writeln!(io::stderr(), "{}", message.sentence(lang))?;
            Ok(ExitCode::from(1))
        }
    }
}
