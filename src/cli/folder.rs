//! A whole folder: each of its files is checked on its own, in a process of its own, so that none can harm another.
//! One line of JSON for each, in the order of their names.

use super::check::CheckArguments;
use super::outputs::{called_as_a_part, remove_unfinished};
use super::progress::Progress;
use super::stop;
use super::write::stems;
use super::{Failure, base_name, failure, failure_at, own_process, refused, say};
use import_checker::problem::Detail;
use import_checker::terminal;
use serde_json::{Value as Json, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) fn run(arguments: &CheckArguments, folder: &Path) -> Result<ExitCode, Failure> {
    let files = files_in(folder)?;
    arguments.imports_are_here(&files)?;
    arguments.corrections_are_of_files(&files)?;
    let stems = stems(&files.iter().map(|path| base_name(path)).collect::<Vec<String>>());
    arguments.refuse_taken(&files, &stems)?;
    // Each process knows its own file alone, and would write over what another one made.
    let part = called_as_a_part(&stems).filter(|_| arguments.writes_cleaned_rows());
    if let Some(file) = part.and_then(|at| files.get(at)) {
        return Err(failure_at(
            file,
            [
                "A part of another file in this folder could have the name of this one. Rename it, or check it in a folder of its own.",
                "Une partie d’un autre fichier de ce dossier pourrait porter le nom de celui-ci. Renommez-le, ou vérifiez-le dans un dossier à part.",
            ],
            &[],
        ));
    }
    let program = std::env::current_exe()?;
    stop::end_at_ctrl_c();
    let progress = Progress::of(files.len() as u64);
    let next = AtomicUsize::new(0);
    let lines = Mutex::new(Lines {
        waiting: vec![None; files.len()],
        printed: 0,
        worst: 0,
        failed: None,
        unheard: vec![Vec::new(); files.len()],
    });
    std::thread::scope(|scope| {
        for _ in 0..arguments.jobs().min(files.len()) {
            scope.spawn(|| {
                while stop::go_on().is_continue() {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    let (Some(file), Some(stem)) = (files.get(index), stems.get(index)) else { break };
                    let checked = Command::new(&program)
                        .args(arguments.of_one_file(&files, file, stem))
                        .env(own_process::OWN, own_process::ALONE)
                        // Where memory ends while a trace is made, the process would wait for itself.
                        .env("RUST_BACKTRACE", "0")
                        .stdin(Stdio::null())
                        .stdout(Stdio::piped())
                        .stderr(Stdio::piped())
                        .spawn()
                        .and_then(|child| Ok((child.id(), child.wait_with_output()?)));
                    let mut unheard = Vec::new();
                    let line = match checked {
                        Ok((process, output)) => {
                            unheard = unheard_of(&output);
                            if output.status.code().is_none() {
                                arguments
                                    .out_folder()
                                    .into_iter()
                                    .for_each(|folder| remove_unfinished(folder, process));
                            }
                            lines_of(file, &output)
                        }
                        Err(error) if error.kind() == std::io::ErrorKind::OutOfMemory => {
                            vec![failed(file, None, &failure(NO_MEMORY, &[]).0)]
                        }
                        Err(error) => vec![failed(file, None, &error.to_string())],
                    };
                    progress.advance(base_name(file));
                    // A thread that panicked while it held the lines has no line of its own to lose.
                    lines.lock().unwrap_or_else(std::sync::PoisonError::into_inner).put(index, line, unheard);
                }
            });
        }
    });
    drop(progress);
    if stop::go_on().is_break() {
        return Err(failure(
            [
                "Stopped; the files that were checked before that are done. Start the command again for the others.",
                "Arrêté\u{a0}; les fichiers vérifiés avant sont faits. Relancez la commande pour les autres.",
            ],
            &[],
        ));
    }
    let lines = lines.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    // What is said to no file that it was given for is said to none.
    for (answer, given) in arguments.answers_to(&files) {
        let of = |at: &usize| lines.unheard.get(*at)?.iter().find(|line| line.starts_with(&answer));
        if given.iter().all(|at| of(at).is_some())
            && let Some(line) = given.first().and_then(of)
        {
            say(line);
        }
    }
    match lines.failed {
        Some(error) => Err(Failure(error.to_string())),
        None => Ok(ExitCode::from(lines.worst)),
    }
}

/// The files of a folder itself, by name; hidden ones are no business of a check.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| refused(folder, &e))? {
        let entry = entry.map_err(|e| refused(folder, &e))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    if files.is_empty() {
        return Err(failure_at(
            folder,
            [
                "There is no file in this folder. Choose another one.",
                "Il n’y a aucun fichier dans ce dossier. Choisissez-en un autre.",
            ],
            &[],
        ));
    }
    files.sort();
    Ok(files)
}

pub(super) const NO_MEMORY: [&str; 2] = [
    "This machine has too little memory for this file, and nothing is known of it. Divide the file, and check the parts; or close other programs and check it again.",
    "Cet ordinateur n’a pas assez de mémoire pour ce fichier, et rien n’en est connu. Partagez le fichier et vérifiez les parties ; ou fermez d’autres programmes et vérifiez-le de nouveau.",
];

pub(super) const ENDED: [&str; 2] = [
    "The check of this file was ended from outside ({status}), and nothing is known of it. Check it again on its own.",
    "La vérification de ce fichier a été arrêtée de l’extérieur ({status}), et rien n’en est connu. Vérifiez-le de nouveau, seul.",
];

/// Lines that are printed in the order of the files, each as soon as those before it are there.
struct Lines {
    waiting: Vec<Option<Vec<Json>>>,
    printed: usize,
    worst: u8,
    failed: Option<std::io::Error>,
    /// By file: what was said of answers for which it has no question.
    unheard: Vec<Vec<String>>,
}

impl Lines {
    fn put(&mut self, index: usize, lines: Vec<Json>, unheard: Vec<String>) {
        if let Some(place) = self.unheard.get_mut(index) {
            *place = unheard;
        }
        if lines.iter().any(|line| line["exit"] != 0) {
            self.worst = 1;
        }
        if let Some(place) = self.waiting.get_mut(index) {
            *place = Some(lines);
        }
        let mut out = std::io::stdout().lock();
        while let Some(lines) = self.waiting.get_mut(self.printed).and_then(Option::take) {
            self.printed += 1;
            for line in lines {
                let written =
                    writeln!(out, "{}", terminal::json(&line.to_string())).and_then(|()| out.flush());
                self.failed = self.failed.take().or(written.err());
            }
        }
    }
}

/// What the check of a file says of answers for which it has no question.
fn unheard_of(output: &Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter(|line| line.starts_with("--")).map(str::to_owned).collect()
}

/// What is said of a file whose process has ended: one line, or one for each sheet that was checked.
fn lines_of(file: &Path, output: &Output) -> Vec<Json> {
    let answer: Json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let reports = answer["files"].as_array().filter(|reports| !reports.is_empty());
    let Some(reports) = reports.filter(|_| matches!(output.status.code(), Some(0 | 1))) else {
        let said = String::from_utf8_lossy(&output.stderr);
        let lacks_memory =
            !own_process::has_ended_by_itself(output.status) && said.lines().any(own_process::lacks_memory);
        let said = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let said = if lacks_memory {
            failure(NO_MEMORY, &[]).0
        } else if output.status.code().is_none() {
            failure(ENDED, &[("status", Detail::from(output.status.to_string()))]).0
        } else {
            said.to_owned()
        };
        return vec![failed(file, output.status.code(), &said)];
    };
    // Of a file that is ready and whose cleaned file is missing all the same, the reason is what was said last.
    let ready = reports.iter().all(|report| report["verdict"] == "ready");
    let said = String::from_utf8_lossy(&output.stderr);
    let missing = said.lines().rfind(|line| !line.trim().is_empty()).filter(|_| ready);
    let missing = missing.filter(|_| output.status.code() == Some(1)).map(Json::from);
    let line = |report: &Json| {
        let mut line = json!({
            "file": file.to_string_lossy(),
            "exit": output.status.code(),
            "verdict": report["verdict"],
            "import": report["import"]["name"],
            "records": report["records"],
            "counts": report["counts"],
            "notChecked": report["notChecked"].as_array().map_or(0, Vec::len),
            "message": missing.as_ref().or(reason(report)).unwrap_or(&report["summary"]),
        });
        if reports.len() > 1 {
            line["sheet"] = report["reading"]["sheet"]["value"].clone();
        }
        line
    };
    reports.iter().map(line).collect()
}

/// Why a file could not be read.
fn reason(report: &Json) -> Option<&Json> {
    let errors = report["findings"].as_array()?.iter().filter(|finding| finding["severity"] == "error");
    errors.filter(|_| report["verdict"] == "unreadable").map(|finding| &finding["message"]).next()
}

/// A file whose check did not come to an end: nothing is known of it.
fn failed(file: &Path, exit: Option<i32>, why: &str) -> Json {
    json!({ "file": file.to_string_lossy(), "exit": exit, "verdict": "unreadable", "message": why })
}
