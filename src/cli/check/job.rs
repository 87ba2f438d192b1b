//! From the command's words to the job: each file with what was said of it, and with `--sheet all` each of its sheets.

use super::CheckArguments;
use super::given::{
    Corrections, Imports, Mappings, Meanings, acknowledged, decisions, existing, settings, went_in,
};
use crate::cli::outputs::State;
use crate::cli::stop;
use crate::cli::write::CheckedSource;
use crate::cli::{Failure, TOGETHER, base_name, is_all, quietly, say, source};
use import_checker::definition::ImportDefinition;
use import_checker::{Edits, File, Input, Job, Lang, terminal};
use std::path::Path;
use std::sync::Arc;

/// What is to be checked. A file that the machine does not hand over is unreadable, and the others go on; only if none is
/// handed over, the command fails.
pub(super) fn job(
    definitions: Vec<Arc<ImportDefinition>>,
    lang: Lang,
    arguments: &CheckArguments,
) -> Result<(Job<'static>, Vec<CheckedSource>), Failure> {
    let edits =
        Edits { decisions: decisions(arguments), acknowledged: acknowledged(arguments)?, ..Edits::default() };
    let meanings = Meanings::new(arguments)?;
    let settings = settings(arguments, &definitions)?;
    let imports = Imports::new(arguments, &definitions)?;
    let mappings = Mappings::new(arguments)?;
    let lists = arguments.went_in.iter().map(|path| went_in(path)).collect::<Result<Vec<_>, _>>()?;
    let went_in = lists.into_iter().reduce(|mut all, list| {
        all.join(&list);
        all
    });
    let corrections = Corrections::new(arguments)?;
    let mut job = Job::new(definitions, lang);
    for text in &arguments.existing {
        let (import, list) = existing(text, job.definitions())?;
        job = job.existing(&import, &list);
    }
    let mut sources = Vec::with_capacity(arguments.files.len());
    let mut failed = Vec::new();
    let stems = arguments.stems();
    for (at, path) in arguments.files.iter().enumerate() {
        let input = Input {
            name: base_name(path),
            import: imports.of(path),
            wishes: arguments.reading.wishes(),
            edits: Edits { meant: meanings.of(path), ..edits.clone() },
            mapping: mappings.of(path),
            settings: settings.clone(),
            one_table: arguments.together.clone(),
            today: Some(arguments.day()),
            second_reader: false,
            cells_may_lack: false,
            went_in: went_in.clone(),
            rows_in_error: arguments.rows(),
        };
        let before = State::of(path);
        for (sheet, mut input) in by_sheet(job.definitions(), input, path) {
            corrections.add(job.definitions(), &mut input, path)?;
            let opened = source(path);
            let before = before.clone().filter(|_| opened.is_ok());
            let own = || input.one_table.is_some().then(|| stems.get(at).cloned().unwrap_or_default());
            let joined = arguments.together.as_deref().map(in_a_folder).or_else(own);
            sources.push(CheckedSource { path: path.clone(), before, sheet, joined });
            job = match opened {
                Ok(file) => job.file(input, file),
                Err(failure) => {
                    failed.push(failure);
                    job.lost_file(input)
                }
            };
        }
    }
    if failed.len() == sources.len()
        && let Some(failure) = failed.pop()
    {
        return Err(failure);
    }
    failed.iter().for_each(|Failure(message)| say(message));
    Ok((job, sources))
}

/// What is checked of a file: the file, or with `--sheet all` and `together` each sheet that has the headings. A sheet that
/// is called so is that sheet, and `--sheet '*'`, which no sheet can be called, is each of them all the same.
fn by_sheet(
    definitions: &[Arc<ImportDefinition>],
    mut input: Input,
    path: &Path,
) -> Vec<(Option<String>, Input)> {
    let wanted = input.wishes.sheet.take();
    if !wanted.as_deref().is_some_and(is_all) {
        input.wishes.sheet = wanted;
        return vec![(None, input)];
    }
    let Ok(file) = source(path) else { return vec![(None, input)] };
    let look = Job::new(definitions.to_vec(), Lang::En).file(input.clone(), file);
    let look = quietly(|| look.open(&mut |_, _, _| stop::go_on()));
    if look.files().iter().flat_map(File::sheet_names).any(|name| Some(name) == wanted.as_deref()) {
        input.wishes.sheet = wanted;
        return vec![(None, input)];
    }
    let sheets: Vec<&str> = look.files().iter().flat_map(File::sheets_to_check).collect();
    if sheets.is_empty() {
        return vec![(None, input)];
    }
    let together = wanted.as_deref() == Some(TOGETHER);
    let one = |sheet: &&str| {
        let mut input =
            Input { name: format!("{} [{}]", input.name, terminal::line(sheet)), ..input.clone() };
        let whole = together.then(|| path.to_string_lossy().into_owned());
        input.one_table = input.one_table.or(whole);
        input.wishes.beside =
            sheets.iter().filter(|other| *other != sheet).map(|s| (*s).to_owned()).collect();
        input.wishes.sheet = Some((*sheet).to_owned());
        (Some((*sheet).to_owned()), input)
    };
    sheets.iter().map(one).collect()
}

/// The name of a file with that of one of its sheets before the ending. What a folder's name may not hold is a dash.
pub(super) fn with_sheet(name: &str, sheet: &str) -> String {
    let sheet = in_a_folder(sheet);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "sheet"));
    format!("{stem}.{sheet}.{ending}")
}

/// A name as a folder may hold it.
pub(super) fn in_a_folder(name: &str) -> String {
    let safe = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    name.chars().map(safe).collect()
}
