//! `draft`: a first definition from a sample file.

use super::{Failure, Reading, base_name, language, put_json, quietly, say, sheet_exists, source};
use clap::Args;
use import_checker::{Input, Job, Wording};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct DraftArguments {
    /// A file as the import takes it.
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

/// The definition goes to the standard output; what it is made from, and what is asked, beside it.
pub(super) fn run(arguments: &DraftArguments) -> Result<ExitCode, Failure> {
    let lang = language();
    let input =
        Input { name: base_name(&arguments.file), wishes: arguments.reading.wishes(), ..Input::default() };
    let job = Job::new(Vec::new(), lang).file(input, source(&arguments.file)?);
    let mut session = quietly(|| job.open(&mut |_, _, _| ControlFlow::Continue(())));
    sheet_exists(session.files(), arguments.reading.sheet.as_deref())?;
    let draft = match quietly(|| session.draft(0)) {
        Ok(draft) => draft,
        Err(error) => {
            say(&Wording { lang, layout: None, definition: None }.message(&error.finding()));
            return Ok(ExitCode::from(1));
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    put_json(&mut out, &draft.definition)?;
    out.flush()?;
    for one in &draft.remarks {
        let mark = if one.question { "?" } else { "·" };
        let field = if one.field.is_empty() { String::new() } else { format!("{}: ", one.field) };
        say(&format!("{mark} {field}{}", one.said.get(lang.tag())));
    }
    Ok(ExitCode::SUCCESS)
}
