//! Files that are written: never over what was read, never over somebody else's, never half.

use super::{Failure, failure_at, refused};
use std::collections::HashSet;
use std::fs::Metadata;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;
use tempfile::{NamedTempFile, TempPath};

/// Refuses targets that are files that are read here, or files that exist, before anything is done.
///
/// # Errors
/// The command cannot run; nothing was written.
pub(super) fn refuse_taken(targets: &[PathBuf], inputs: &[PathBuf], force: bool) -> Result<(), Failure> {
    let read: HashSet<PathBuf> = inputs.iter().filter_map(|path| place(path)).collect();
    for target in targets {
        if place(target).is_some_and(|place| read.contains(&place)) {
            return Err(failure_at(
                target,
                [
                    "This file is read here, and would be written over. Choose another folder with --out.",
                    "Ce fichier est lu ici, et serait écrasé. Choisissez un autre dossier avec --out.",
                ],
                &[],
            ));
        }
    }
    let taken: Vec<&PathBuf> = targets.iter().filter(|path| path.symlink_metadata().is_ok()).collect();
    match taken.first() {
        Some(first) if !force => {
            let phrase = if taken.len() == 1 {
                [
                    "This file is there already. Choose another folder with --out, or replace it with --force.",
                    "Ce fichier existe déjà. Choisissez un autre dossier avec --out, ou remplacez-le avec --force.",
                ]
            } else {
                [
                    "This file and {more} more are there already. Choose another folder with --out, or replace them with --force.",
                    "Ce fichier et {more} {more|autre|autres} existent déjà. Choisissez un autre dossier avec --out, ou remplacez-les avec --force.",
                ]
            };
            Err(failure_at(first, phrase, &[("more", (taken.len() as u64 - 1).into())]))
        }
        _ => Ok(()),
    }
}

/// Refuses a file of its own, such as a list, that would be written where another one is.
///
/// # Errors
/// The command cannot run; nothing was written.
pub(super) fn refuse_twice(own: &[PathBuf], others: &[PathBuf]) -> Result<(), Failure> {
    let mut taken: HashSet<String> = others.iter().map(|path| in_any_case(&place_to_be(path))).collect();
    match own.iter().find(|path| !taken.insert(in_any_case(&place_to_be(path)))) {
        Some(twice) => Err(failure_at(
            twice,
            [
                "Two files would be written under this name. Give each a name of its own.",
                "Deux fichiers seraient écrits sous ce nom. Donnez à chacun son propre nom.",
            ],
            &[],
        )),
        None => Ok(()),
    }
}

/// Refuses a list that could not be written where it is to lie, before anything is done. The folder of the outputs, `out`,
/// need not be there yet.
///
/// # Errors
/// The command cannot run; nothing was written.
pub(super) fn refuse_unwritable(list: &Path, out: Option<&Path>) -> Result<(), Failure> {
    if list.is_dir() {
        return Err(refused(list, &ErrorKind::IsADirectory.into()));
    }
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let is_made_later = out.is_some_and(|out| !out.exists() && whole(list).parent() == Some(&*whole(out)));
    if !is_made_later {
        // What is begun here is thrown away.
        drop(Outputs::begin(&list.canonicalize().unwrap_or_else(|_| list.to_owned()))?);
    }
    Ok(())
}

/// Begins a list; its folder is made where it is not there yet.
pub(super) fn begin_list(list: &Path) -> Result<Output, Failure> {
    std::fs::create_dir_all(folder_of(list)).map_err(|e| refused(list, &e))?;
    Outputs::begin(list)
}

/// Links that are followed one after the other, which is more than systems follow.
const LINKS: u8 = 64;

/// Where a file will lie whose folders need not be there yet.
fn place_to_be(path: &Path) -> PathBuf {
    place_behind(path, LINKS)
}

/// The same, through so many links to what is not there yet: whatever is written through one lies where it leads.
fn place_behind(path: &Path, links: u8) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut place)) = there else { return whole };
    let mut rest = whole.strip_prefix(above).unwrap_or(Path::new("")).components();
    while let Some(part) = rest.next() {
        match part {
            Component::ParentDir => drop(place.pop()),
            Component::Normal(name) => place.push(name),
            _ => {}
        }
        if let (Some(left), Ok(target)) = (links.checked_sub(1), place.read_link()) {
            return place_behind(&folder_of(&place).join(target).join(rest.as_path()), left);
        }
    }
    place
}

/// Where a file lies, whatever its path says: its folder without links, and on file systems that do not tell case apart
/// the name as it is written there. Absent where even the folder is not there yet.
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?)))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What of a file on the disk must stay the same from the check to the end of the writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    length: u64,
    modified: Option<SystemTime>,
    identity: u64,
}

impl State {
    /// The state of a file now; absent when it is gone.
    pub(super) fn of(path: &Path) -> Option<State> {
        let metadata = path.metadata().ok()?;
        Some(State {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(&metadata),
        })
    }
}

/// A file that was put in place of another has another number.
#[cfg(unix)]
pub(super) fn identity(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
pub(super) fn identity(_: &Metadata) -> u64 {
    0
}

/// Files that are written, each under a name of its own until all are complete. Those that were not put in place are
/// removed when this goes.
pub(super) struct Outputs {
    force: bool,
    made: Vec<(TempPath, PathBuf)>,
    /// A file of one's own that is written anew each time, and may be there.
    kept: Option<(TempPath, PathBuf)>,
    /// Targets for which there was nothing to write: what an earlier check left there does not stay.
    nothing: Vec<PathBuf>,
}

impl Outputs {
    pub(super) fn new(force: bool) -> Outputs {
        Outputs { force, made: Vec::new(), kept: None, nothing: Vec::new() }
    }

    /// Whether nothing is to be written, and nothing to go.
    pub(super) fn is_empty(&self) -> bool {
        self.made.is_empty() && self.kept.is_none() && self.nothing.is_empty()
    }

    /// Begins a file in the folder of its target.
    pub(super) fn begin(target: &Path) -> Result<Output, Failure> {
        let mut builder = tempfile::Builder::new();
        let prefix = unfinished(std::process::id());
        builder.prefix(&prefix);
        // As any other file that is made here, and not for its maker alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder_of(target)).map_err(|e| refused(target, &e))?;
        Ok(Output { file: BufWriter::new(file), target: target.to_owned() })
    }

    /// Takes a file that is complete.
    pub(super) fn take(&mut self, output: Output) -> Result<(), Failure> {
        self.made.push(complete(output)?);
        Ok(())
    }

    /// Takes the one file that may be there already, whatever else may not be replaced.
    pub(super) fn keep(&mut self, output: Output) -> Result<(), Failure> {
        self.kept = Some(complete(output)?);
        Ok(())
    }

    /// Takes a file that is complete in parts: each has the headings, which are its first bytes, and as many bytes as are
    /// said, the headings among them.
    pub(super) fn take_parts(&mut self, output: Output, head: u64, parts: &[u64]) -> Result<(), Failure> {
        let Output { file, target } = output;
        let file = file.into_inner().map_err(|e| refused(&target, e.error()))?;
        let mut file = BufReader::new(file.reopen().map_err(|e| refused(&target, &e))?);
        let mut headings = Vec::new();
        file.by_ref().take(head).read_to_end(&mut headings).map_err(|e| refused(&target, &e))?;
        for (at, bytes) in parts.iter().enumerate() {
            let own = part_of(&target, at + 1, parts.len());
            let mut out = Outputs::begin(&own)?;
            out.write_all(&headings).map_err(|e| refused(&own, &e))?;
            let rest = bytes.saturating_sub(head);
            std::io::copy(&mut file.by_ref().take(rest), &mut out).map_err(|e| refused(&own, &e))?;
            self.take(out)?;
        }
        // Whatever was counted otherwise than it was written goes nowhere.
        let rest = std::io::copy(&mut file, &mut std::io::sink()).map_err(|e| refused(&target, &e))?;
        if rest > 0 {
            return Err(refused(&target, &std::io::ErrorKind::InvalidData.into()));
        }
        self.nothing(&target);
        Ok(())
    }

    /// What an earlier check left of a file in parts does not stay, unless it is written anew.
    pub(super) fn no_other_parts(&mut self, target: &Path) {
        let made: HashSet<&PathBuf> = self.made.iter().map(|(_, made)| made).collect();
        let others: Vec<PathBuf> = parts_of(target).into_iter().filter(|part| !made.contains(part)).collect();
        self.nothing.extend(others);
    }

    /// There is nothing to write for this target.
    pub(super) fn nothing(&mut self, target: &Path) {
        self.nothing.push(target.to_owned());
    }

    /// Gives all files their names; none of them where two have the same, or one that is taken.
    pub(super) fn put_in_place(self) -> Result<(), Failure> {
        let mut targets = HashSet::new();
        for (_, target) in &self.made {
            if !targets.insert(in_any_case(target)) {
                return Err(failure_at(
                    target,
                    [
                        "Two files would be written under this name, as a part of one is called like the other, and nothing was written. Rename one of the checked files, or check them one by one, each with an --out of its own.",
                        "Deux fichiers seraient écrits sous ce nom, car une partie de l’un s’appelle comme l’autre, et rien n’a été écrit. Renommez l’un des fichiers vérifiés, ou vérifiez-les un par un, chacun avec son propre --out.",
                    ],
                    &[],
                ));
            }
        }
        let made: Vec<PathBuf> = self.made.iter().map(|(_, target)| target.clone()).collect();
        refuse_taken(&made, &[], self.force)?;
        // A name that the system does not take would show only when others are there already.
        for target in made.iter().chain(self.kept.iter().map(|(_, target)| target)) {
            match target.symlink_metadata() {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(target, &error)),
                _ => {}
            }
        }
        for (made, target) in self.made {
            let put = if self.force { made.persist(&target) } else { made.persist_noclobber(&target) };
            put.map_err(|e| refused(&target, &e.error))?;
        }
        if let Some((kept, target)) = self.kept {
            kept.persist(&target).map_err(|e| refused(&target, &e.error))?;
        }
        let stays = |path: &Path| targets.contains(&in_any_case(path)) || path.symlink_metadata().is_err();
        for target in self.nothing.iter().filter(|path| !stays(path)) {
            std::fs::remove_file(target).map_err(|e| refused(target, &e))?;
        }
        Ok(())
    }
}

/// A file under its own name until it is put in place.
fn complete(output: Output) -> Result<(TempPath, PathBuf), Failure> {
    let Output { file, target } = output;
    let file = file.into_inner().map_err(|e| refused(&target, e.error()))?;
    // On the disk before its name is there: a machine that stops now leaves no empty file under it.
    file.as_file().sync_data().map_err(|e| refused(&target, &e))?;
    Ok((file.into_temp_path(), target))
}

/// A path as folders have it that do not tell case apart.
fn in_any_case(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// The name of a part: `customers.part-2-of-3.cleaned.csv`.
pub(super) fn part_of(target: &Path, part: usize, parts: usize) -> PathBuf {
    let (name, ending) = named(target);
    // As many digits as the last one has, so that a list of files is in order.
    let width = parts.to_string().len();
    folder_of(target).join(format!("{name}.part-{part:0width$}-of-{parts}.{ending}"))
}

/// The parts of a file that are there.
pub(super) fn parts_of(target: &Path) -> Vec<PathBuf> {
    let (name, ending) = named(target);
    let is_part = |path: &Path| {
        let middle = path.file_name().and_then(|own| {
            own.to_str()?
                .strip_prefix(&name)?
                .strip_prefix(".part-")?
                .strip_suffix(&ending)?
                .strip_suffix('.')
        });
        middle.is_some_and(is_one_of)
    };
    let entries = std::fs::read_dir(folder_of(target)).into_iter().flatten().flatten();
    entries.map(|entry| folder_of(target).join(entry.file_name())).filter(|path| is_part(path)).collect()
}

/// Whether this says which part of how many: `2-of-3`.
fn is_one_of(text: &str) -> bool {
    text.split_once("-of-").is_some_and(|(part, parts)| {
        [part, parts].iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// A file that is called as a part of another would be, by what the names of their files begin with.
pub(super) fn called_as_a_part(stems: &[String]) -> Option<usize> {
    let all: HashSet<String> = stems.iter().map(|stem| stem.to_lowercase()).collect();
    stems.iter().position(|stem| {
        let stem = stem.to_lowercase();
        stem.rsplit_once(".part-").is_some_and(|(whole, part)| is_one_of(part) && all.contains(whole))
    })
}

/// The name of a file that is made, and how it ends: `cleaned.csv`.
fn named(target: &Path) -> (String, String) {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let at = name.rfind('.').and_then(|dot| name.get(..dot)?.rfind('.')).unwrap_or(0);
    let (stem, ending) = name.split_at(at);
    (stem.to_owned(), ending.trim_start_matches('.').to_owned())
}

/// What the names of files begin with that a process has not finished.
fn unfinished(process: u32) -> String {
    format!(".import-checker-{process}-")
}

/// Removes what a process left behind in a folder that was ended before it could do so itself.
pub(super) fn remove_unfinished(folder: &Path, process: u32) {
    let prefix = unfinished(process);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            // Whoever removed it meanwhile did the same.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// One file while it is written.
pub(super) struct Output {
    file: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Output {
    /// Gives it the rights of the file that it takes the place of.
    pub(super) fn set_rights(&self, rights: std::fs::Permissions) -> std::io::Result<()> {
        self.file.get_ref().as_file().set_permissions(rights)
    }

    /// How many bytes of it are on the disk.
    pub(super) fn length(&self) -> Option<u64> {
        self.file.get_ref().as_file().metadata().ok().map(|metadata| metadata.len())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
