//! `sample`: a small file with the faults of another and none of its values, for whoever helps.

use super::check::{CheckArguments, Then, run_then};
use super::outputs::Outputs;
use super::{Failure, base_name, failure, language, refused, say};
use clap::Args;
use import_checker::{Lang, Sample, Wording};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct SampleArguments {
    #[command(flatten)]
    check: CheckArguments,
    /// Words that only you know: the same ones give the same sample, and nobody finds the values without them.
    #[arg(long, value_name = "WORDS")]
    key: String,
    /// Where the sample is written: a CSV for a text file, an XLSX for a workbook.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

impl SampleArguments {
    /// Where files are written.
    pub(super) fn out_folder(&self) -> Option<&Path> {
        self.output.parent().filter(|folder| !folder.as_os_str().is_empty())
    }
}

pub(super) fn run(arguments: &SampleArguments) -> Result<ExitCode, Failure> {
    let lang = language();
    let SampleArguments { check, key, output } = arguments;
    let one_file = matches!(check.files.as_slice(), [path] if !path.is_dir());
    if !one_file || check.out.is_some() {
        return Err(failure(
            [
                "A sample is made of one file, and is the only thing that is written. Name one file, and leave --out out.",
                "Un échantillon se fait à partir d’un seul fichier, et rien d’autre n’est écrit. Nommez un fichier, et retirez --out.",
            ],
            &[],
        ));
    }
    if key.trim().is_empty() {
        return Err(failure(
            [
                "With an empty --key anybody finds the values of the sample. Give words that only you know.",
                "Avec une --key vide, n’importe qui retrouve les valeurs de l’échantillon. Donnez des mots que vous seul connaissez.",
            ],
            &[],
        ));
    }
    let then = Then {
        targets: vec![output.clone()],
        only: true,
        work: Some(Box::new(move |session, _, outputs| {
            let sample = session.sample(0, key.as_bytes()).map_err(|error| Failure(error.sentence(lang)))?;
            write(&sample, output, outputs)?;
            let sentences = sample.sentences(lang).join(" ");
            let colon = Wording { lang, layout: None, definition: None }.phrase([":", "\u{a0}:"], &[]);
            say(&format!("{}{colon} {sentences}", base_name(output)));
            named_otherwise(&sample, output, lang);
            Ok(())
        })),
        ..Then::default()
    };
    run_then(check, then)
}

fn write(sample: &Sample, target: &Path, outputs: &mut Outputs) -> Result<(), Failure> {
    let mut out = Outputs::begin(target)?;
    out.write_all(&sample.bytes).map_err(|e| refused(target, &e))?;
    outputs.take(out)
}

/// A file under another ending than what it is would be opened by nothing.
fn named_otherwise(sample: &Sample, target: &Path, lang: Lang) {
    let ending = target.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let text = matches!(ending.as_deref(), Some("csv" | "tsv" | "txt"));
    if ending.as_deref() != Some(sample.ending) && !(text && sample.ending == "csv") {
        let phrase = [
            "The sample is a file of the kind “{ending}”. Give it that ending before you send it.",
            "L’échantillon est un fichier de type « {ending} ». Donnez-lui cette extension avant de l’envoyer.",
        ];
        let wording = Wording { lang, layout: None, definition: None };
        say(&wording.phrase(phrase, &[("ending", sample.ending.into())]));
    }
}
