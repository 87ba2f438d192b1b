//! `summary`: what somebody sent to support, as a list of findings.

use super::{Failure, named};
use clap::Args;
use import_checker::{Lang, open_summary, summary_text};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct SummaryArguments {
    /// Summary that was written by a check.
    file: PathBuf,
    /// Language of the messages.
    #[arg(long, default_value = "en")]
    lang: String,
    /// Print it as JSON, in the shape of a report.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &SummaryArguments) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(&arguments.file).map_err(|e| named(&arguments.file, e))?;
    let report =
        open_summary(&text, Lang::of(&arguments.lang)).map_err(|reason| named(&arguments.file, reason))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        out.write_all(summary_text(&report).as_bytes())?;
    }
    out.flush()?;
    Ok(if report["verdict"] == "ready" { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
