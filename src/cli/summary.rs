//! `summary`: what somebody sent to support, as a list of findings.

use super::{Failure, language, named, put_json, whole_text};
use clap::Args;
use import_checker::{Whole, open_summary, summary_text, terminal};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct SummaryArguments {
    /// Summary that was written by a check.
    file: PathBuf,
    /// Print it as JSON, in the shape of a report.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &SummaryArguments) -> Result<ExitCode, Failure> {
    let lang = language();
    let text = whole_text(&arguments.file, Whole::Summary)?;
    let report = open_summary(&text, lang).map_err(|reason| named(&arguments.file, reason))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if arguments.json {
        put_json(&mut out, &report)?;
    } else {
        out.write_all(terminal::lines(&summary_text(&report)).as_bytes())?;
    }
    out.flush()?;
    // What a stranger's file says of itself is no check: the program has done what was asked, and no more.
    Ok(ExitCode::SUCCESS)
}
