//! `check FOLDER`: what the command's words say of each of its files, and the command that checks one of them.

use super::CheckArguments;
use super::given::{about, is_named, not_here, not_one_file};
use crate::cli::outputs::refuse_taken;
use crate::cli::{Failure, language};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

impl CheckArguments {
    /// Whether a whole folder is checked, each file on its own.
    pub(in crate::cli) fn is_folder(&self) -> bool {
        matches!(self.files.as_slice(), [folder] if folder.is_dir())
    }

    /// How many files are checked at a time.
    pub(in crate::cli) fn jobs(&self) -> usize {
        usize::from(self.jobs)
    }

    /// Refuses the outputs for the files of a folder if one is taken.
    pub(in crate::cli) fn refuse_taken(&self, files: &[PathBuf], stems: &[String]) -> Result<(), Failure> {
        let Some(folder) = &self.out else { return Ok(()) };
        refuse_taken(&self.targets(folder, stems), &self.inputs(files), self.force)
    }

    /// Refuses corrected rows that are of no certain file of a folder.
    pub(in crate::cli) fn corrections_are_of_files(&self, files: &[PathBuf]) -> Result<(), Failure> {
        let is_open = |text: &String| about(files, text, '=').0.is_none();
        if self.corrected.iter().any(is_open) { Err(not_one_file()) } else { Ok(()) }
    }

    /// What the check of a file says of answers for which it has no question, and of which files it is said: `--meant 7=3`,
    /// `--acknowledge D120`.
    pub(in crate::cli) fn answers_to<'a>(&'a self, files: &'a [PathBuf]) -> Vec<(String, Vec<usize>)> {
        let meant = self.meant.iter().map(|text| {
            let (file, rest) = about(files, text, ':');
            let of =
                |at: &usize| file.is_none_or(|file| files.get(*at).is_some_and(|path| is_named(path, file)));
            let (record, row) = rest.rsplit_once('=').unwrap_or((rest, ""));
            (format!("--meant {}={}:", record.trim(), row.trim()), (0..files.len()).filter(of).collect())
        });
        let known = self.acknowledge.iter().map(|text| {
            let code = text.split_once('=').map_or(text.as_str(), |(about, _)| about);
            (format!("--acknowledge {code}:"), (0..files.len()).collect())
        });
        meant.chain(known).collect()
    }

    /// Refuses an import for a file that is not among these.
    pub(in crate::cli) fn imports_are_here(&self, files: &[PathBuf]) -> Result<(), Failure> {
        let named = self.import.iter().filter_map(|text| text.rsplit_once('=').map(|(file, _)| (text, file)));
        for (text, file) in named {
            if !files.iter().any(|path| is_named(path, file)) {
                return Err(not_here(text, file));
            }
        }
        Ok(())
    }

    /// The command that checks one of the files of a folder as this one says, with its report as JSON.
    pub(in crate::cli) fn of_one_file(&self, files: &[PathBuf], file: &Path, stem: &str) -> Vec<OsString> {
        let mut all: Vec<OsString> = vec!["check".into(), "--format".into(), "json".into()];
        let mut put = |name: &str, value: OsString| {
            // In one word, so that a value may begin with a dash.
            let mut word = OsString::from(format!("--{name}="));
            word.push(value);
            all.push(word);
        };
        for import in &self.import {
            match import.rsplit_once('=') {
                Some((own, import)) if is_named(file, own) => put("import", import.into()),
                Some(_) => {}
                None => put("import", import.into()),
            }
        }
        self.definition.iter().for_each(|path| put("definition", path.into()));
        let lists = [
            ("setting", &self.setting),
            ("accept", &self.accept),
            ("keep", &self.keep),
            ("acknowledge", &self.acknowledge),
            ("existing", &self.existing),
        ];
        self.went_in.iter().for_each(|path| put("went-in", path.into()));
        for (name, values) in lists {
            values.iter().for_each(|value| put(name, value.into()));
        }
        let of_files = [
            ("meant", &self.meant, ':'),
            ("map", &self.map, ':'),
            ("set", &self.set, ':'),
            ("mapping", &self.mapping, ':'),
            ("corrected", &self.corrected, '='),
        ];
        for (name, values, mark) in of_files {
            let own = |text: &String| {
                let (of, rest) = about(files, text, mark);
                of.is_none_or(|of| is_named(file, of)).then(|| rest.to_owned())
            };
            values.iter().filter_map(own).for_each(|value| put(name, value.into()));
        }
        put("today", self.day().to_string().into());
        put("rows-in-error", self.rows_in_error.as_str().into());
        put("lang", language().tag().into());
        if let Some(out) = &self.out {
            put("out", out.into());
            put("stem", stem.into());
            let names: Vec<&str> = self.products().iter().map(|product| product.name()).collect();
            put("write", names.join(",").into());
        }
        self.reading.words().into_iter().for_each(|(name, value)| put(name, value.into()));
        let flags = [(self.force, "--force"), (self.with_values, "--with-values"), (self.strict, "--strict")];
        all.extend(flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| OsString::from(flag)));
        all.extend(["--".into(), file.into()]);
        all
    }
}
