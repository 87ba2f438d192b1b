//! What the command says of the files: definitions, imports, columns, settings, repairs, lists.

use super::CheckArguments;
use crate::cli::stop;
use crate::cli::{
    Failure, base_name, either, failure, failure_at, language, named, no_code, no_import, opened, quietly,
    refused, say, source, unfit, whole_text,
};
use import_checker::definition::{ImportDefinition, RemarkClass};
use import_checker::problem::Detail;
use import_checker::{
    Acknowledgement, ColumnMapping, ColumnSource, Decision, Error, Existing, File, Held, Input, Job, Lang,
    Mapping, Meant, Session, Settings, WentIn, Whole,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn definitions(
    arguments: &CheckArguments,
    lang: Lang,
) -> Result<Vec<Arc<ImportDefinition>>, Failure> {
    let mut all = Vec::new();
    for path in &arguments.definition {
        let text = whole_text(path, Whole::Definition)?;
        let loaded = ImportDefinition::parse_all(&text).map_err(|e| unfit(path, &e, lang))?;
        for definition in &loaded {
            tell_remarks(path, definition, lang);
        }
        all.extend(loaded.into_iter().map(Arc::new));
    }
    let own: Vec<String> = all.iter().map(|d| d.name.clone()).collect();
    // With definitions of one's own and no other import named, only those are meant.
    let named: Vec<&str> = arguments.import.iter().map(|text| import_in(text)).collect();
    let wanted = |name: &str| own.is_empty() || named.contains(&name);
    let builtin = import_checker::builtin::definitions()?;
    all.extend(builtin.into_iter().filter(|d| !own.contains(&d.name) && wanted(&d.name)));
    Ok(all)
}

/// Says what has no effect in a definition or cannot be checked, before anything is said of a file.
fn tell_remarks(path: &Path, definition: &ImportDefinition, lang: Lang) {
    for remark in &definition.remarks {
        if remark.class.bars_ready() || remark.class == RemarkClass::Wrong {
            let (class, reason) = (remark.class.name(), remark.reason.get(lang.tag()));
            // Beside the report, which may be JSON.
            say(&format!("{}: {class}: {}: {reason}", path.display(), remark.place));
        }
    }
}

/// What is said of the columns, for all files or for one of them.
pub(super) struct Mappings<'a> {
    files: &'a [PathBuf],
    all: Mapping,
    of_file: Vec<(&'a str, Mapping)>,
}

impl<'a> Mappings<'a> {
    pub(super) fn new(arguments: &'a CheckArguments) -> Result<Mappings<'a>, Failure> {
        let mut mappings = Mappings { files: &arguments.files, all: Mapping::default(), of_file: Vec::new() };
        for text in &arguments.mapping {
            let (mapping, file) = mappings.place(text);
            let path = Path::new(file);
            let read = Mapping::parse(&whole_text(path, Whole::Mapping)?).map_err(|e| named(path, e))?;
            mapping.columns.extend(read.columns);
            mapping.values.extend(read.values);
        }
        for text in &arguments.map {
            let (mapping, pair) = mappings.place(text);
            let Some((from, to)) = pair.split_once('=').filter(|(_, to)| !to.contains('=')) else {
                return Err(failure(
                    [
                        "--map {text}: Write it as HEADING=FIELD; put a heading with an equals sign into a file for --mapping.",
                        "--map {text}\u{a0}: Écrivez-le sous la forme HEADING=FIELD\u{a0}; mettez un en-tête qui contient un signe égal dans un fichier pour --mapping.",
                    ],
                    &[("text", text.as_str().into())],
                ));
            };
            let from = match from.strip_prefix('#').map(str::parse::<u32>) {
                Some(Ok(number)) if number > 0 => ColumnSource::Column(number - 1),
                _ => ColumnSource::Heading(from.to_owned()),
            };
            mapping
                .columns
                .push(ColumnMapping::Rename { from, to: Some(to.to_owned()).filter(|to| !to.is_empty()) });
        }
        for text in &arguments.set {
            let (mapping, pair) = mappings.place(text);
            let Some((to, value)) = pair.split_once('=') else {
                return Err(write_as("--set", text, "FIELD=VALUE"));
            };
            let (value, to) = (value.to_owned(), to.to_owned());
            mapping.columns.push(ColumnMapping::Constant { value, to, only_blank: false });
        }
        Ok(mappings)
    }

    /// The mapping that a text is for, and the text without the file before it.
    fn place(&mut self, text: &'a str) -> (&mut Mapping, &'a str) {
        let (Some(file), rest) = about(self.files, text, ':') else { return (&mut self.all, text) };
        let at = self.of_file.iter().position(|(name, _)| *name == file).unwrap_or_else(|| {
            self.of_file.push((file, Mapping::default()));
            self.of_file.len() - 1
        });
        (&mut self.of_file[at].1, rest)
    }

    pub(super) fn of(&self, path: &Path) -> Mapping {
        let mut mapping = self.all.clone();
        for (_, own) in self.of_file.iter().filter(|(file, _)| is_named(path, file)) {
            mapping.columns.extend(own.columns.iter().cloned());
            mapping.values.extend(own.values.iter().cloned());
        }
        mapping
    }
}

/// The file of `files` that a text is about, and what it says: `FILE:REST` or `FILE=REST`, by the mark between the two.
/// Without a file it is about all of them.
pub(in crate::cli) fn about<'a>(files: &[PathBuf], text: &'a str, mark: char) -> (Option<&'a str>, &'a str) {
    let split = |(at, mark): (usize, &'a str)| (&text[..at], &text[at + mark.len()..]);
    let mut places = text.match_indices(mark).map(split);
    places
        .find(|(file, _)| files.iter().any(|path| is_named(path, file)))
        .map_or((None, text), |(file, rest)| (Some(file), rest))
}

/// The import in `FILE=IMPORT` or `IMPORT`.
fn import_in(text: &str) -> &str {
    text.rsplit_once('=').map_or(text, |(_, import)| import)
}

/// Which import each file is meant for, as far as the command says.
pub(super) struct Imports<'a> {
    all: Option<&'a str>,
    of_file: Vec<(&'a str, &'a str)>,
}

impl<'a> Imports<'a> {
    pub(super) fn new(
        arguments: &'a CheckArguments,
        known: &[Arc<ImportDefinition>],
    ) -> Result<Imports<'a>, Failure> {
        let mut imports = Imports { all: None, of_file: Vec::new() };
        for text in &arguments.import {
            let import = import_in(text);
            if !known.iter().any(|d| d.name == import) {
                return Err(no_import(import, known));
            }
            match text.rsplit_once('=') {
                None => imports.all = Some(import),
                Some((file, _)) if arguments.files.iter().any(|path| is_named(path, file)) => {
                    imports.of_file.push((file, import));
                }
                Some((file, _)) => {
                    return Err(not_here(text, file));
                }
            }
        }
        Ok(imports)
    }

    pub(super) fn of(&self, path: &Path) -> Option<String> {
        let own = self.of_file.iter().find(|(file, _)| is_named(path, file)).map(|(_, import)| *import);
        own.or(self.all).map(str::to_owned)
    }
}

/// A file is named by its path as it was given, or by its last part.
pub(in crate::cli) fn is_named(path: &Path, name: &str) -> bool {
    path == Path::new(name) || base_name(path) == name
}

pub(super) fn decisions(arguments: &CheckArguments) -> Vec<Decision> {
    let accepted = arguments.accept.iter().map(|text| {
        let (code, choice) = text.split_once('=').map_or((text.as_str(), None), |(c, x)| (c, Some(x)));
        (code, choice, true)
    });
    let kept = arguments.keep.iter().map(|code| (code.as_str(), None, false));
    accepted
        .chain(kept)
        .map(|(code, choice, accept)| Decision {
            code: code.to_owned(),
            field: None,
            value: None,
            choice: choice.map(str::to_owned),
            accept,
        })
        .collect()
}

/// The warnings that may stand.
pub(super) fn acknowledged(arguments: &CheckArguments) -> Result<Vec<Acknowledgement>, Failure> {
    let one = |text: &String| {
        let said = text.split_once('=').filter(|(_, reason)| reason.chars().any(char::is_alphanumeric));
        let Some((about, reason)) = said else {
            return Err(write_as("--acknowledge", text, "CODE[:COLUMN]=REASON"));
        };
        let (code, column) =
            about.split_once(':').map_or((about, None), |(code, column)| (code, Some(column)));
        import_checker::problems::find(code).ok_or_else(|| no_code(code))?;
        if reason.len() > Acknowledgement::LONGEST {
            return Err(failure(
                [
                    "--acknowledge {about}: The reason is longer than {most} bytes. Give a shorter one.",
                    "--acknowledge {about}\u{a0}: La raison dépasse {most} octets. Donnez-en une plus courte.",
                ],
                &[("about", about.into()), ("most", (Acknowledgement::LONGEST as u64).into())],
            ));
        }
        let (code, column, reason) = (code.to_owned(), column.map(str::to_owned), reason.trim().to_owned());
        Ok(Acknowledgement { code, column, reason, count: None })
    };
    arguments.acknowledge.iter().map(one).collect()
}

/// Which of several records is meant, each for all files or for one of them.
pub(super) struct Meanings<'a> {
    all: Vec<(Option<&'a str>, Meant)>,
}

impl<'a> Meanings<'a> {
    pub(super) fn new(arguments: &'a CheckArguments) -> Result<Meanings<'a>, Failure> {
        let one = |text: &'a String| {
            let (file, rest) = about(&arguments.files, text, ':');
            let said = rest.rsplit_once('=').and_then(|(record, row)| Some((record, row.parse().ok()?)));
            let (record, row) = said.ok_or_else(|| write_as("--meant", text, "KEY=ROW"))?;
            Ok((file, Meant { record: record.trim().to_owned(), row, print: None }))
        };
        let all = Meanings { all: arguments.meant.iter().map(one).collect::<Result<_, Failure>>()? };
        // A key may be one of several imports, each with its own table.
        let imports: BTreeSet<&str> =
            arguments.existing.iter().filter_map(|text| Some(text.split_once('=')?.0)).collect();
        for path in &arguments.files {
            let of_file = all.of(path);
            let answers = |one: &&Meant| of_file.iter().filter(|other| other.record == one.record).count();
            if let Some(twice) = of_file.iter().find(|one| answers(one) > imports.len()) {
                return Err(failure(
                    [
                        "--meant: There are several answers for “{record}”. Give one.",
                        "--meant\u{a0}: Il y a plusieurs réponses pour «\u{a0}{record}\u{a0}». Donnez-en une.",
                    ],
                    &[("record", twice.record.as_str().into())],
                ));
            }
        }
        Ok(all)
    }

    /// What is said of the records of a file. What is said of all files does not count where the file has an answer of its
    /// own.
    pub(super) fn of(&self, path: &Path) -> Vec<Meant> {
        let own = || self.all.iter().filter(|(file, _)| file.is_some_and(|file| is_named(path, file)));
        let is_own = |meant: &Meant| own().any(|(_, own)| own.record == meant.record);
        let shared = self.all.iter().filter(|(file, meant)| file.is_none() && !is_own(meant));
        shared.chain(own()).map(|(_, meant)| meant.clone()).collect()
    }
}

/// Says of an answer that no file had the question.
fn tell_not_asked(session: &Session<'_>) {
    let heard = |file: &File<'_>, one: &Meant| {
        let all = || file.forecast().into_iter().flat_map(|forecast| &forecast.meant);
        all().any(|heard| heard.record.to_lowercase() == one.record.to_lowercase() && heard.row == one.row)
    };
    let mut told: Vec<&Meant> = Vec::new();
    for one in session.files().iter().flat_map(|file| &file.input.edits.meant) {
        let given = |file: &&File<'_>| file.input.edits.meant.contains(one);
        if told.contains(&one) || session.files().iter().filter(given).any(|file| heard(file, one)) {
            continue;
        }
        told.push(one);
        let Failure(sentence) = failure(
            [
                "--meant {record}={row}: No question of the comparison is about this key and this row, so this says nothing. Take the key and the row from the report.",
                "--meant {record}={row}\u{a0}: Aucune question de la comparaison ne porte sur cette clé et cette ligne, cela ne dit donc rien. Prenez la clé et la ligne du rapport.",
            ],
            &[("record", one.record.as_str().into()), ("row", one.row.to_string().into())],
        );
        say(&sentence);
    }
}

/// Says of what was to be acknowledged and is no warning of any of the files.
pub(super) fn tell_unheard(session: &Session<'_>) {
    tell_not_asked(session);
    let Some((first, others)) = session.files().split_first() else { return };
    let unheard = |one: &&Acknowledgement| others.iter().all(|file| file.not_acknowledged().contains(one));
    for one in first.not_acknowledged().into_iter().filter(unheard) {
        let about = one.column.iter().fold(one.code.clone(), |code, column| format!("{code}:{column}"));
        let Failure(sentence) = failure(
            [
                "--acknowledge {about}: There is no such warning, so nothing was acknowledged. Only a warning can be acknowledged, and an error has to be corrected.",
                "--acknowledge {about}\u{a0}: Il n’y a pas cet avertissement, et rien n’a été pris en compte. Seul un avertissement peut être pris en compte, et une erreur doit être corrigée.",
            ],
            &[("about", about.into())],
        );
        say(&sentence);
    }
}

pub(super) fn settings(
    arguments: &CheckArguments,
    definitions: &[Arc<ImportDefinition>],
) -> Result<Settings, Failure> {
    let mut settings = Settings::new();
    for text in &arguments.setting {
        let Some((name, value)) = text.split_once('=') else {
            return Err(write_as("--setting", text, "NAME=VALUE"));
        };
        let declared = definitions.iter().flat_map(|d| &d.settings);
        let Some(setting) = declared.clone().find(|s| s.name == name) else {
            let names: Vec<&str> = declared.map(|s| s.name.as_str()).collect();
            return Err(failure(
                [
                    "There is no setting “{name}”. Choose {names}.",
                    "Il n’y a pas de réglage « {name} ». Choisissez {names}.",
                ],
                &[("name", name.into()), ("names", either(&names))],
            ));
        };
        let Some(answer) = setting.default.parse(value) else {
            return Err(write_as("--setting", text, &format!("{name}=true|false")));
        };
        settings.insert(name.to_owned(), answer);
    }
    for text in &arguments.accept {
        let (code, choice) = text.split_once('=').unwrap_or((text, ""));
        let problem = import_checker::problems::find(code).ok_or_else(|| no_code(code))?;
        if !problem.takes(choice) {
            return Err(no_choice(text, code, problem.choices().unwrap_or_default()));
        }
    }
    for text in &arguments.keep {
        let (code, rest) =
            text.split_once('=').map_or((text.as_str(), None), |(code, rest)| (code, Some(rest)));
        import_checker::problems::find(code).ok_or_else(|| no_code(code))?;
        if rest.is_some() {
            return Err(write_as("--keep", text, code));
        }
    }
    Ok(settings)
}

/// A repair that there is not, or one of several without its name.
fn no_choice(text: &str, code: &str, choices: &[&str]) -> Failure {
    let named = choices.iter().filter(|name| !name.is_empty()).map(|name| format!("--accept {code}={name}"));
    let mut written: Vec<String> = named.collect();
    match choices {
        [] => written.push(format!("--accept {code}")),
        // What is left out is kept by switching that off.
        ["leave-out"] => written.push(format!("--keep {code}")),
        _ => {}
    }
    failure(
        [
            "--accept {text}: There is no such choice. Write {choices}.",
            "--accept {text}\u{a0}: Ce choix n’existe pas. Écrivez {choices}.",
        ],
        &[("text", text.into()), ("choices", Detail::Either(written))],
    )
}

/// An option that is written in another form than needed.
fn write_as(option: &'static str, text: &str, form: &str) -> Failure {
    failure(
        ["{option} {text}: Write it as {form}.", "{option} {text}\u{a0}: Écrivez-le sous la forme {form}."],
        &[("option", option.into()), ("text", text.into()), ("form", form.into())],
    )
}

/// An import for a file that is not among these.
pub(super) fn not_here(text: &str, file: &str) -> Failure {
    failure(
        [
            "--import {text}: “{file}” is not checked here. Name one of the files that are.",
            "--import {text}\u{a0}: « {file} » n’est pas vérifié ici. Nommez un des fichiers qui le sont.",
        ],
        &[("text", text.into()), ("file", file.into())],
    )
}

/// A list of what exists on the server, and of which import.
pub(super) fn existing(
    text: &str,
    definitions: &[Arc<ImportDefinition>],
) -> Result<(String, String), Failure> {
    let Some((import, file)) = text.split_once('=') else {
        return Err(write_as("--existing", text, "IMPORT=FILE"));
    };
    if !definitions.iter().any(|definition| definition.name == import) {
        return Err(no_import(import, definitions));
    }
    Ok((import.to_owned(), list(Path::new(file))?))
}

/// Compares the files with what is there of their imports, where the list is a table that says more than which records
/// there are. A table that cannot be compared with stays a list; the reason is said where it is no list either.
pub(super) fn compare(arguments: &CheckArguments, session: &mut Session<'_>) -> Result<(), Failure> {
    let lang = language();
    let settings = settings(arguments, session.definitions())?;
    for (import, file) in arguments.existing.iter().filter_map(|text| text.split_once('=')) {
        let is = |definition: &&Arc<ImportDefinition>| definition.name == import;
        let checked = session.files().iter().filter_map(File::definition).any(|own| own.name == import);
        let Some(definition) = session.definitions().iter().find(is).filter(|_| checked) else { continue };
        let path = Path::new(file);
        // A pipe was read to its end for the list, and is none that could be compared with.
        if !path.is_file() {
            let Failure(sentence) = failure_at(
                path,
                [
                    "This list comes out of a pipe and is read once: references are looked up in it, and nothing is compared with it. Write it into a file, and name that, to compare.",
                    "Cette liste sort d’un tube et n’est lue qu’une fois\u{a0}: les références y sont cherchées, et rien ne lui est comparé. Écrivez-la dans un fichier, et nommez-le, pour comparer.",
                ],
                &[],
            );
            say(&sentence);
            continue;
        }
        let opened = source(path)?;
        match quietly(|| Held::read(definition, &settings, &base_name(path), opened, lang)) {
            Ok(held) if held.compares() => {
                session.compare_with(Arc::new(held)).map_err(|error| named(path, error.sentence(lang)))?;
            }
            Ok(_) | Err(Error::NoColumn | Error::NoKey) => {}
            // As a list it was read a moment ago: nobody knows what it says.
            Err(error @ (Error::Read(_) | Error::NotWhole)) => {
                return Err(named(path, error.sentence(lang)));
            }
            Err(error) => say(&format!("{}: {}", path.display(), error.sentence(lang))),
        }
    }
    Ok(())
}

/// A list as text. A workbook, or a text in another character set, is read as any other file is.
fn list(path: &Path) -> Result<String, Failure> {
    let too_long = || {
        failure_at(
            path,
            [
                "This list is longer than can be kept beside the files: {bytes} MB, {rows} rows, {cells} cells. Leave out the columns that tell no records apart.",
                "Cette liste est plus longue que ce qui peut être gardé à côté des fichiers\u{a0}: {bytes}\u{a0}Mo, {rows} lignes, {cells} cellules. Retirez les colonnes qui ne distinguent pas les enregistrements.",
            ],
            &Existing::most(),
        )
    };
    let bytes = Whole::List.read(opened(path)?).map_err(|e| refused(path, &e))?;
    let text = match bytes.map(String::from_utf8) {
        Some(Ok(text)) if !text.contains('\0') => text,
        // Whether a workbook is too long, what is in it says.
        _ => {
            let input = Input { name: base_name(path), ..Input::default() };
            let job = Job::new(Vec::new(), Lang::En).file(input, source(path)?);
            let mut reader = job.open(&mut |_, _, _| stop::go_on());
            let mut table = Whole::List.taken();
            match reader.table(0, &mut table) {
                Ok(()) => {}
                Err(Error::Write(_)) => return Err(too_long()),
                Err(message) => return Err(named(path, message.sentence(language()))),
            }
            String::from_utf8_lossy(&table.bytes).into_owned()
        }
    };
    if Existing::takes(&text) { Ok(text) } else { Err(too_long()) }
}

pub(super) fn went_in(path: &Path) -> Result<WentIn, Failure> {
    let text = whole_text(path, Whole::WentIn)?;
    WentIn::parse(&text).map_err(|_| {
        failure_at(
            path,
            [
                "This is no list of rows that went in. Give one that was written with --others-went-in.",
                "Ce n’est pas une liste de lignes importées. Donnez-en une qui a été écrite avec --others-went-in.",
            ],
            &[],
        )
    })
}

/// Corrected rows, of which nobody knows to which file they belong.
pub(super) fn not_one_file() -> Failure {
    failure(
        [
            "Several files or sheets are checked here. Check one sheet at a time with --corrected, and name its file with --corrected FILE=ROWS.",
            "Plusieurs fichiers ou feuilles sont vérifiés ici. Vérifiez une feuille à la fois avec --corrected, et nommez son fichier avec --corrected FILE=ROWS.",
        ],
        &[],
    )
}

/// Rows in error that were corrected elsewhere, of one file or of the only one.
pub(super) struct Corrections<'a> {
    given: Vec<(Option<&'a str>, PathBuf)>,
}

impl<'a> Corrections<'a> {
    pub(super) fn new(arguments: &'a CheckArguments) -> Result<Corrections<'a>, Failure> {
        let of_file = |text: &'a String| {
            let (file, rows) = about(&arguments.files, text, '=');
            (file, PathBuf::from(rows))
        };
        let given: Vec<_> = arguments.corrected.iter().map(of_file).collect();
        let open = given.iter().any(|(file, _)| file.is_none());
        let sheets = arguments.reading.sheet.as_deref().is_some_and(crate::cli::is_all);
        if !given.is_empty() && (sheets || (open && arguments.files.len() > 1)) {
            return Err(not_one_file());
        }
        Ok(Corrections { given })
    }

    /// Puts what was corrected into a file that is to be checked.
    pub(super) fn add(
        &self,
        definitions: &[Arc<ImportDefinition>],
        input: &mut Input,
        path: &Path,
    ) -> Result<(), Failure> {
        for (file, rows) in &self.given {
            if !file.is_none_or(|file| is_named(path, file)) {
                continue;
            }
            let unfit = |error: &Error| named(rows, error.sentence(language()));
            let bytes = Whole::Answer.read(opened(rows)?).map_err(|e| refused(rows, &e))?;
            let bytes = bytes.ok_or_else(|| unfit(&Error::CorrectedTooLong))?;
            let mut session = Job::new(definitions.to_vec(), language())
                .file(input.clone(), source(path)?)
                .open(&mut |_, _, _| std::ops::ControlFlow::Continue(()));
            let texts = session.corrected(0, &base_name(rows), &bytes).map_err(|error| unfit(&error))?;
            input.edits.texts.extend(texts);
        }
        Ok(())
    }
}
