//! `result`: what the receiving system answered when the cleaned file was sent.

use super::check::{CheckArguments, Then, is_named, run_then};
use super::outputs::Outputs;
use super::write::{CheckedSource, Product};
use super::{Failure, base_name, failure, language, named, opened, refused, say};
use clap::Args;
use import_checker::problem::Detail;
use import_checker::{AnswerOptions, Answered, Error, Lang, RowsInError, Session, Whole, Wording};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct ResultArguments {
    #[command(flatten)]
    check: CheckArguments,
    /// What the system answered: a table with the columns “row” and “message”, the rows with a column of errors, JSON,
    /// or a text with sentences such as “Row 3: …”. The files are checked as they were when they were sent.
    #[arg(long, value_name = "[FILE=]ANSWER", required = true)]
    answer: Vec<String>,
    /// Number that the system gives to the first row below the headings, where it is not 2.
    #[arg(long, value_name = "N", value_parser = super::row_number)]
    first_row: Option<u64>,
    /// The part that the system answers to, where the cleaned file was written in parts: 1 for the first.
    #[arg(long, value_name = "N", value_parser = super::row_number)]
    part: Option<u64>,
    /// Says that the rows which the answer does not name went in, and lists them for `check --went-in`.
    #[arg(long, value_name = "LIST")]
    others_went_in: Option<PathBuf>,
}

/// What may be made of a file once its answer is known.
const AFTERWARDS: [Product; 5] =
    [Product::Report, Product::Rejected, Product::Annotated, Product::Html, Product::Summary];

impl ResultArguments {
    /// Where files are written, if any are.
    pub(super) fn out_folder(&self) -> Option<&Path> {
        self.check.out_folder()
    }
}

pub(super) fn run(mut arguments: ResultArguments) -> Result<ExitCode, Failure> {
    let lang = language();
    let check = &mut arguments.check;
    if check.files.iter().any(|path| path.is_dir()) {
        return Err(failure(
            [
                "An answer is about one file, and this is a folder. Name the file.",
                "Une réponse concerne un seul fichier, et ceci est un dossier. Nommez le fichier.",
            ],
            &[],
        ));
    }
    if let Some(product) = check.write.iter().find(|product| !AFTERWARDS.contains(product)) {
        return Err(failure(
            [
                "“{product}” is made by check. Correct the rows, then check the file with --went-in.",
                "«\u{a0}{product}\u{a0}» vient de check. Corrigez les lignes, puis vérifiez le fichier avec --went-in.",
            ],
            &[("product", product.name().into())],
        ));
    }
    if check.write.is_empty() && check.out.is_some() {
        check.write = vec![Product::Report, Product::Rejected];
    }
    let given: Vec<(Option<&str>, PathBuf)> =
        arguments.answer.iter().map(|text| file_of(text, &arguments.check)).collect();
    if given.len() > 1 && arguments.others_went_in.is_some() {
        return Err(failure(
            [
                "--others-went-in lists the rows of one file. Give one answer at a time with it.",
                "--others-went-in liste les lignes d’un seul fichier. Donnez une réponse à la fois avec cette option.",
            ],
            &[],
        ));
    }
    let options = AnswerOptions {
        rows_in_error: RowsInError::of(&arguments.check.rows_in_error).unwrap_or_default(),
        first_row: arguments.first_row,
        part: None,
    };
    let (list, part) = (arguments.others_went_in.as_deref(), arguments.part);
    let then = Then {
        inputs: given.iter().map(|(_, path)| path.clone()).collect(),
        targets: list.map(Path::to_owned).into_iter().collect(),
        sent: true,
        work: Some(Box::new(|session, sources, outputs| {
            for (file, path) in &given {
                let files = places(sources, *file)?;
                let bytes = Whole::Answer.read(opened(path)?).map_err(|e| refused(path, &e))?;
                let bytes = bytes.ok_or_else(|| named(path, Error::AnswerTooLong.sentence(lang)))?;
                let options = AnswerOptions { part: part_of(session, &files, part, &options)?, ..options };
                let answered = session.answer_together(&files, &base_name(path), &bytes, &options);
                let answered = answered.map_err(|error| named(path, error.sentence(lang)))?;
                let of = |at: &usize| sources.get(*at).zip(session.files().get(*at));
                let parts: Vec<_> = files.iter().filter_map(of).collect();
                let name = match parts.as_slice() {
                    [(_, file)] => file.input.name.clone(),
                    [(first, _), rest @ ..] if rest.iter().all(|(other, _)| other.path == first.path) => {
                        base_name(&first.path)
                    }
                    all => all.first().and_then(|(first, _)| first.joined.clone()).unwrap_or_default(),
                };
                say(&told(&name, &answered, lang));
                if let Some(list) = list {
                    write_list(&answered, list, outputs)?;
                }
            }
            Ok(())
        })),
        ..Then::default()
    };
    run_then(&arguments.check, then)
}

/// The records of a part: the first of them among all that go out, and how many.
fn part_of(
    session: &mut Session<'_>,
    files: &[usize],
    part: Option<u64>,
    options: &AnswerOptions,
) -> Result<Option<(u64, u64)>, Failure> {
    let Some(part) = part else { return Ok(None) };
    let sent_with = match options.rows_in_error {
        RowsInError::Block => RowsInError::Drop,
        rows => rows,
    };
    let parts = session.parts(files, sent_with).map_err(|error| Failure(error.sentence(language())))?;
    let at = usize::try_from(part).ok().and_then(|part| part.checked_sub(1)).unwrap_or(usize::MAX);
    let before = parts.parts.iter().take(at).map(|part| part.records).sum();
    match parts.parts.get(at) {
        Some(part) => Ok(Some((before, part.records))),
        None => Err(failure(
            [
                "There is no such part: the cleaned file is written in {count} {count|part|parts}. Give one of them with --part.",
                "Cette partie n’existe pas\u{a0}: le fichier nettoyé est écrit en {count} {count|partie|parties}. Donnez-en une avec --part.",
            ],
            &[("count", (parts.parts.len() as u64).into())],
        )),
    }
}

/// The checked file in `FILE=ANSWER`, and the path of the answer.
fn file_of<'a>(text: &'a str, check: &CheckArguments) -> (Option<&'a str>, PathBuf) {
    let named = text.split_once('=').filter(|(file, _)| check.files.iter().any(|path| is_named(path, file)));
    named.map_or((None, PathBuf::from(text)), |(file, answer)| (Some(file), PathBuf::from(answer)))
}

/// The places of what an answer is about: one file, or all files or sheets whose rows went out as one file with it.
fn places(sources: &[CheckedSource], file: Option<&str>) -> Result<Vec<usize>, Failure> {
    let is = |source: &CheckedSource| file.is_none_or(|file| is_named(&source.path, file));
    let first = sources.iter().find(|source| is(source));
    let table = first.and_then(|first| first.joined.as_ref());
    let goes_along = |source: &CheckedSource| table.is_some() && source.joined.as_ref() == table;
    let all = sources.iter().enumerate();
    let found: Vec<(usize, &CheckedSource)> =
        all.filter(|(_, source)| is(source) || goes_along(source)).collect();
    let one = found.len() == 1 || (!found.is_empty() && found.iter().all(|(_, source)| goes_along(source)));
    if one {
        return Ok(found.into_iter().map(|(index, _)| index).collect());
    }
    Err(failure(
        [
            "Several files are checked here. Name the one that was answered with --answer FILE=ANSWER.",
            "Plusieurs fichiers sont vérifiés ici. Nommez avec --answer FILE=ANSWER celui dont c’est la réponse.",
        ],
        &[],
    ))
}

/// What came of the answer, in one line.
fn told(name: &str, answered: &Answered, lang: Lang) -> String {
    let Answered { refused, others, unplaced, .. } = answered;
    let words = Wording { lang, layout: None, definition: None };
    let counts: Vec<(&'static str, Detail)> =
        vec![("refused", (*refused).into()), ("others", (*others).into()), ("unplaced", (*unplaced).into())];
    let colon = words.phrase([":", "\u{a0}:"], &[]);
    let sent = [
        "{refused} refused, {others} other {others|row was|rows were} sent.",
        "{refused} {refused|refusée|refusées}, {others} {others|autre ligne envoyée|autres lignes envoyées}.",
    ];
    let mut line = format!("{name}{colon} {}", words.phrase(sent, &counts));
    if *unplaced > 0 {
        let elsewhere = [
            "{unplaced} {unplaced|is|are} about no row that was sent. Look at A140 and --first-row.",
            "{unplaced} {unplaced|ne concerne|ne concernent} aucune ligne envoyée. Regardez A140 et --first-row.",
        ];
        line.push(' ');
        line.push_str(&words.phrase(elsewhere, &counts));
    }
    line
}

fn write_list(answered: &Answered, target: &Path, outputs: &mut Outputs) -> Result<(), Failure> {
    let Some(went_in) = &answered.went_in else {
        let Failure(sentence) = failure(
            [
                "No list was written: the answer names rows that were not sent, so nobody knows which rows went in. Give the answer to this very file.",
                "Aucune liste n’a été écrite\u{a0}: la réponse nomme des lignes qui n’ont pas été envoyées, et on ne sait donc pas lesquelles ont été importées. Donnez la réponse à ce fichier même.",
            ],
            &[],
        );
        say(&format!("{}: {sentence}", base_name(target)));
        outputs.nothing(target);
        return Ok(());
    };
    let mut out = Outputs::begin(target)?;
    out.write_all(went_in.text().as_bytes()).map_err(|e| refused(target, &e))?;
    outputs.take(out)
}
