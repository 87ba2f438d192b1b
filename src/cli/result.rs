//! `result`: what the receiving system answered when the cleaned file was sent.

use super::check::{CheckArguments, Then, about, is_named, run_then};
use super::outputs::{Outputs, begin_list};
use super::write::{CheckedSource, Product};
use super::{Failure, base_name, failure, failure_at, language, named, opened, refused, say};
use clap::Args;
use import_checker::problem::Detail;
use import_checker::{AnswerOptions, Answered, Error, Lang, RowsInError, Session, Whole, Wording};
use std::collections::BTreeSet;
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
    if given.len() > 1 && arguments.part.is_some() {
        return Err(failure(
            [
                "--part says to which part one answer is. Give one answer at a time with it.",
                "--part dit à quelle partie est une réponse. Donnez une réponse à la fois avec cette option.",
            ],
            &[],
        ));
    }
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
        ..AnswerOptions::default()
    };
    let (list, part) = (arguments.others_went_in.as_deref(), arguments.part);
    let then = Then {
        inputs: given.iter().map(|(_, path)| path.clone()).collect(),
        targets: list.map(Path::to_owned).into_iter().collect(),
        sent: true,
        work: Some(Box::new(|session, sources, outputs| {
            let mut before = BTreeSet::new();
            for (file, path) in &given {
                let files = places(sources, *file)?;
                if !files.iter().all(|file| before.insert(*file)) {
                    return Err(second_answer(path));
                }
                let bytes = Whole::Answer.read(opened(path)?).map_err(|e| refused(path, &e))?;
                let bytes = bytes.ok_or_else(|| named(path, Error::AnswerTooLong.sentence(lang)))?;
                if arguments.check.files.iter().any(|file| holds(file, &bytes)) {
                    return Err(named(path, Error::SentFile.sentence(lang)));
                }
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

/// A further answer to the same cleaned file. What the first one refused would not be there to count.
fn second_answer(path: &Path) -> Failure {
    failure_at(
        path,
        [
            "There is an answer to this cleaned file already. Give one at a time; check takes their lists together, with several --went-in.",
            "Il y a déjà une réponse à ce fichier nettoyé. Donnez-en une à la fois\u{a0}; check prend leurs listes ensemble, avec plusieurs --went-in.",
        ],
        &[],
    )
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_length =
        path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_length && std::fs::read(path).is_ok_and(|own| own == bytes)
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
        None if parts.parts.is_empty() => Err(failure(
            [
                "No row of this file goes out, so it has no parts. Correct the rows first, or leave --part out.",
                "Aucune ligne de ce fichier ne sort, il n’a donc pas de parties. Corrigez d’abord les lignes, ou retirez --part.",
            ],
            &[],
        )),
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
    let (file, answer) = about(&check.files, text, '=');
    (file, PathBuf::from(answer))
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
    let Answered { refused, others, unplaced, unnamed, went_in, .. } = answered;
    let words = Wording { lang, layout: None, definition: None };
    let counts: Vec<(&'static str, Detail)> =
        vec![("refused", (*refused).into()), ("others", (*others).into()), ("unplaced", (*unplaced).into())];
    let colon = words.phrase([":", "\u{a0}:"], &[]);
    if *refused == 0 && *unplaced == 0 && went_in.is_none() {
        let nothing = [
            "Nothing of this answer has a place in the file, so nobody knows which of its rows went in. Give a table with the columns “row” and “message”, or name the rows in the text: “Row 3: …”.",
            "Rien dans cette réponse n’a de place dans le fichier, et on ne sait donc pas lesquelles de ses lignes ont été importées. Donnez un tableau avec les colonnes «\u{a0}ligne\u{a0}» et «\u{a0}message\u{a0}», ou nommez les lignes dans le texte\u{a0}: «\u{a0}Ligne 3\u{a0}: …\u{a0}».",
        ];
        return format!("{name}{colon} {}", words.phrase(nothing, &counts));
    }
    let sent = [
        "{refused} refused, {others} other {others|row was|rows were} sent.",
        "{refused} {refused|refusée|refusées}, {others} {others|autre ligne envoyée|autres lignes envoyées}.",
    ];
    let mut line = format!("{name}{colon} {}", words.phrase(sent, &counts));
    if *unplaced > 0 {
        let elsewhere = [
            "{unplaced} {unplaced|is|are} about no row that was sent. Look at A140. Where the server counts the first row below the headings as 1, say so with --first-row 1.",
            "{unplaced} {unplaced|ne concerne|ne concernent} aucune ligne envoyée. Regardez A140. Si le serveur compte 1 pour la première ligne sous les en-têtes, dites-le avec --first-row 1.",
        ];
        line.push(' ');
        line.push_str(&words.phrase(elsewhere, &counts));
    } else if *unnamed > 0 && went_in.is_none() {
        let unnamed = [
            "What names no row, or is not understood, may be about any of them. Look at A130 and A190.",
            "Ce qui ne nomme pas de ligne, ou n’est pas compris, peut concerner n’importe laquelle. Regardez A130 et A190.",
        ];
        line.push(' ');
        line.push_str(&words.phrase(unnamed, &counts));
    }
    line
}

fn write_list(answered: &Answered, target: &Path, outputs: &mut Outputs) -> Result<(), Failure> {
    let Some(went_in) = &answered.went_in else {
        let Failure(sentence) = failure(
            [
                "No list was written: not all that the answer says has a place in the file, so nobody knows which rows went in. Give the answer to this very file, with the number of each row.",
                "Aucune liste n’a été écrite\u{a0}: tout ce que dit la réponse n’a pas de place dans le fichier, et on ne sait donc pas quelles lignes ont été importées. Donnez la réponse à ce fichier même, avec le numéro de chaque ligne.",
            ],
            &[],
        );
        say(&format!("{}: {sentence}", base_name(target)));
        outputs.nothing(target);
        return Ok(());
    };
    let mut out = begin_list(target)?;
    out.write_all(went_in.text().as_bytes()).map_err(|e| refused(target, &e))?;
    outputs.take(out)
}
