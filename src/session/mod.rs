//! Files checked together: each is opened, recognised and checked on its own, then across files, then written.

use crate::base::pulse;
use crate::base::sorting;
use crate::batch::{self, Existing};
use crate::check::changes::ChangeLog;
use crate::check::changes::{Account, Change, RowsInError};
use crate::check::checked::Checked;
use crate::check::clean::{self, CleanError};
use crate::check::file::File;
use crate::check::file::Input;
use crate::check::other_sheets;
use crate::check::prepared::Order;
use crate::check::subject::{Step, Steps, Subject};
use crate::check::survey::Survey;
use crate::check::{self};
use crate::definition::remark::said;
use crate::definition::{ImportDefinition, SettingValue};
use crate::edits::{self, Decisions};
use crate::problem::lang::Lang;
use crate::problem::{Detail, Finding};
use crate::read::{self, Book, ReadError, Source};
use crate::record::header::{self, KNOWN, Layout};
use crate::record::outline::RowState;
use crate::rules::file::{EMPTY_FILE, MAPPING_REFUSED, NO_IMPORT, NO_SUCH_ROW, READER_DIED, READING_UNSURE};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How often repairs across files are looked for.
const REPAIR_ROUNDS: usize = 3;

/// Files checked together, and the imports they may belong to.
pub struct Session<'s> {
    pub(crate) definitions: Vec<Arc<ImportDefinition>>,
    pub(crate) files: Vec<File<'s>>,
    pub(crate) existing: Existing,
    pub(crate) lang: Lang,
    prepare: Option<(RowsInError, PreparedOutput<'s>)>,
    /// Files are looked at from end to end before the check, as the plain way would be.
    #[cfg(test)]
    pub(crate) whole_look: bool,
}

/// Gives the place for the cleaned file of one file, empty.
pub type PreparedOutput<'s> = Box<dyn FnMut(usize) -> Box<dyn Write + 's> + 's>;

impl<'s> Session<'s> {
    /// A session without files.
    #[must_use]
    pub fn new(definitions: Vec<Arc<ImportDefinition>>, lang: Lang) -> Session<'s> {
        Session {
            definitions,
            files: Vec::new(),
            existing: Existing::default(),
            lang,
            prepare: None,
            #[cfg(test)]
            whole_look: false,
        }
    }

    /// Opens a file and finds out which import it belongs to. A file that cannot be read stays in the session as
    /// unreadable. Returns its index.
    pub fn open(&mut self, input: Input, source: Box<dyn Source + 's>, steps: Steps<'_>) -> usize {
        pulse::sheet("");
        let mut progress = |share: f64| steps(Step::Open, per_mille(share));
        let _ = progress(0.0);
        let (book, unreadable) = match read::open_early(source, &input.wishes, &mut progress) {
            Ok(book) => (Some(book), None),
            Err(error) => (None, Some(error)),
        };
        self.add(input, book, unreadable)
    }

    /// Adds a file whose reader failed beyond repair.
    pub fn add_unreadable(&mut self, input: Input, error: ReadError) -> usize {
        self.add(input, None, Some(error))
    }

    fn add(
        &mut self,
        input: Input,
        book: Option<Box<dyn Book + 's>>,
        unreadable: Option<ReadError>,
    ) -> usize {
        let mut file = File {
            input,
            book,
            unreadable,
            definition: None,
            better: None,
            candidates: Vec::new(),
            layout: None,
            checked: None,
            not_checked: Vec::new(),
            changes: None,
            fingerprint: None,
            subtotals: Vec::new(),
            last_view: None,
        };
        file.recognise(&self.definitions);
        self.files.push(file);
        self.files.len() - 1
    }

    /// The imports that files may belong to.
    #[must_use]
    pub fn definitions(&self) -> &[Arc<ImportDefinition>] {
        &self.definitions
    }

    /// After a reader died in the middle of a check: files without a result are unreadable.
    pub fn fail_unchecked(&mut self) {
        for file in self.files.iter_mut().filter(|f| f.checked.is_none() || f.changes.is_none()) {
            file.unreadable.get_or_insert_with(read_error_of_a_crash);
        }
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[File<'s>] {
        &self.files
    }

    /// References that exist on the server, by import.
    pub fn existing(&mut self) -> &mut Existing {
        &mut self.existing
    }

    /// Checks every file on its own, then all of them together.
    pub fn check(&mut self, steps: &mut dyn FnMut(usize, Step, u64) -> ControlFlow<()>) {
        let mut keys = batch::Keys::new(&self.definitions, &self.files);
        for index in 0..self.files.len() {
            self.files[index].say_other_sheets(&mut |step, rows| steps(index, step, rows));
            self.look(index, &mut keys, steps);
        }
        // A reference that was made may be what another file was looking for, so a second round may find more.
        for _ in 0..REPAIR_ROUNDS {
            let fills = batch::repairs(&mut self.files, &keys, &self.existing, &self.definitions);
            if fills.iter().all(edits::Fills::is_empty) {
                break;
            }
            for (index, fills) in fills.into_iter().enumerate().filter(|(_, f)| !f.is_empty()) {
                self.files[index].input.edits.fills.extend(fills);
                self.look(index, &mut keys, steps);
            }
        }
        batch::check(&mut self.files, &keys, &self.existing, &self.definitions);
        for (index, file) in self.files.iter_mut().enumerate() {
            file.unsure();
            let mut own = |step, rows| steps(index, step, rows);
            file.count_trees(self.lang);
            file.list_changes(self.lang, &mut own);
        }
    }

    /// Checks one file on its own and takes its keys.
    fn look(
        &mut self,
        index: usize,
        keys: &mut batch::Keys,
        steps: &mut dyn FnMut(usize, Step, u64) -> ControlFlow<()>,
    ) {
        let Some(file) = self.files.get_mut(index) else { return };
        pulse::sheet("");
        let mut own = |step, rows| steps(index, step, rows);
        let _ = own(Step::Open, per_mille(1.0));
        let mut known = None;
        #[cfg(test)]
        if self.whole_look {
            known = file.subject(self.lang).map(|(book, subject)| check::whole_look(book, &subject));
        }
        loop {
            keys.forget(index);
            let mut output_of = self.prepare.as_mut().map(|(rows, output_of)| (*rows, output_of(index)));
            let order = output_of.as_mut().map(|(rows, out)| Order { rows: *rows, out: out.as_mut() });
            known = file.check(self.lang, known, order, &mut own, &mut |noted| keys.note(index, noted));
            if file.rethink(&self.definitions, &mut own) {
                known = None;
            } else if known.is_none() {
                break;
            }
        }
        if let Some(checked) = &file.checked {
            keys.complete(index, checked);
        }
    }

    /// Has the cleaned file of each file written along with the check, with rows in error as said.
    pub fn prepare(&mut self, rows_in_error: RowsInError, output_of: PreparedOutput<'s>) {
        self.prepare = Some((rows_in_error, output_of));
    }

    /// The account of the cleaned file that was written along with the check; absent where there is none, or where it
    /// is not what would be written now.
    #[must_use]
    pub fn prepared(&self, file: usize, rows_in_error: RowsInError) -> Option<Account> {
        let checked = self.files.get(file)?.checked.as_ref().filter(|c| !c.file_error)?;
        let ready = checked.count(RowState::Ready) == checked.states.len() as u64;
        let prepared = checked.prepared.filter(|p| ready || p.rows == rows_in_error)?;
        (ready || rows_in_error != RowsInError::Block).then_some(prepared.account)
    }

    /// Writes the cleaned file of one file. `change` is called with every difference, which is made when asked for.
    ///
    /// # Errors
    /// Nothing can be exported, or the output failed.
    pub fn clean(
        &mut self,
        file: usize,
        rows_in_error: RowsInError,
        out: &mut dyn Write,
        change: &mut dyn FnMut(&dyn Fn() -> Change),
        steps: Steps<'_>,
    ) -> Result<Account, CleanError> {
        let lang = self.lang;
        let Some(file) = self.files.get_mut(file) else { return Err(CleanError::Blocked) };
        file.with_subject(lang, |book, subject, checked| {
            clean::clean(book, subject, checked, rows_in_error, steps, out, &mut |_, make| change(make))
        })
        .unwrap_or(Err(CleanError::Blocked))
    }
}

fn per_mille(share: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A share of a thousand steps.
    let steps = (share.clamp(0.0, 1.0) * 1000.0) as u64;
    steps
}

/// What is said of a file in which a reader died.
#[must_use]
pub fn read_error_of_a_crash() -> ReadError {
    ReadError::new(&READER_DIED)
}

/// What is said of a file that the machine does not hand over.
#[must_use]
pub fn read_error_of_the_disk() -> ReadError {
    ReadError::new(&read::READ_FAILED)
}

impl File<'_> {
    /// Chooses the import, the sheet and the header row.
    fn recognise(&mut self, definitions: &[Arc<ImportDefinition>]) {
        let Some(book) = &self.book else { return };
        let sheets = book.sheets();
        let mut found: Vec<(Arc<ImportDefinition>, Layout)> = definitions
            .iter()
            .filter_map(|definition| {
                pulse::beat();
                let extra = self.extra_columns(definition);
                let edits = &self.input.edits.decisions;
                let mapping = &self.input.mapping;
                let layout = header::find(sheets, definition, &self.input.wishes, &extra, edits, mapping)?;
                Some((Arc::clone(definition), layout))
            })
            .collect();
        sorting::sort_by(&mut found, |a, b| b.1.score.total_cmp(&a.1.score));
        self.candidates = found.iter().map(|(d, l)| (Arc::clone(d), l.score)).collect();
        let chosen = match &self.input.import {
            Some(name) => found.iter().position(|(d, _)| d.name == *name),
            None => (!found.is_empty()).then_some(0),
        };
        let Some(chosen) = chosen else { return };
        let score = found[chosen].1.score;
        if let Some((best, layout)) = found.first()
            && chosen != 0
            && score < 0.8
            && layout.score > score + 0.1
            && layout.score >= KNOWN
        {
            self.better = Some(Arc::clone(best));
        }
        if let Some((definition, layout)) = found.get_mut(chosen) {
            layout.alike = other_sheets::alike(sheets, layout, definition, &self.input);
        }
        self.tie(&found.iter().map(|(d, l)| (d, l.score)).collect::<Vec<_>>());
        let (definition, layout) = found.swap_remove(chosen);
        if let Err(mistake) = self.input.mapping.check(&definition) {
            let what = said(mistake.lines("en").join(" "), mistake.lines("fr").join(" "));
            self.unreadable = Some(ReadError::new(&MAPPING_REFUSED).with("what", Detail::Said(what)));
            return;
        }
        self.definition = Some(definition);
        self.layout = Some(layout);
    }

    /// Two imports fit the headings equally well and nobody said which: that is a question.
    fn tie(&mut self, found: &[(&Arc<ImportDefinition>, f64)]) {
        if let (None, [(first, a), (second, b), ..]) = (&self.input.import, found)
            && *a >= KNOWN
            && a - b < 0.02
        {
            let finding = Finding::new(&READING_UNSURE, crate::problem::Place::File)
                .with("first", first.title.plain.as_str())
                .with("second", second.title.plain.as_str())
                .with(
                    "question",
                    crate::problem::Detail::Phrase([
                        "is the file for “{first}” or for “{second}”",
                        "le fichier est-il destiné à « {first} » ou à « {second} »",
                    ]),
                );
            self.not_checked.push(finding);
        }
    }

    fn extra_columns(&self, definition: &ImportDefinition) -> Vec<String> {
        let answer = definition
            .extra_columns
            .as_ref()
            .and_then(|name| crate::record::context::setting(definition, &self.input.settings, name));
        match answer {
            Some(SettingValue::List(list)) => list.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn with_subject<T>(
        &mut self,
        lang: Lang,
        run: impl FnOnce(&mut dyn Book, &Subject<'_>, &Checked) -> T,
    ) -> Option<T> {
        let checked = self.checked.take()?;
        let result = self.subject(lang).map(|(book, subject)| run(book, &subject, &checked));
        self.checked = Some(checked);
        result
    }

    pub(crate) fn subject(&mut self, lang: Lang) -> Option<(&mut dyn Book, Subject<'_>)> {
        let book = self.book.as_deref_mut()?;
        let subject = Subject {
            definition: self.definition.as_deref()?,
            layout: self.layout.as_ref()?,
            settings: &self.input.settings,
            wishes: &self.input.wishes,
            edits: &self.input.edits,
            better: self.better.as_deref(),
            lang,
        };
        Some((book, subject))
    }

    /// Whether the rows showed that the file is to be read otherwise: then the check is to be done again.
    fn rethink(&mut self, definitions: &[Arc<ImportDefinition>], steps: Steps<'_>) -> bool {
        let Some(book) = &mut self.book else { return false };
        match book.rethink(&self.input.wishes, &mut |share| steps(Step::Open, per_mille(share))) {
            Ok(false) => return false,
            Ok(true) => {}
            Err(error) => {
                self.unreadable = Some(error);
                self.checked = None;
                return false;
            }
        }
        (self.definition, self.layout, self.better, self.checked) = (None, None, None, None);
        self.not_checked.clear();
        self.recognise(definitions);
        true
    }

    /// Checks the file on its own. A survey that comes back has to be known before: then the check is to be done again.
    fn check(
        &mut self,
        lang: Lang,
        known: Option<Box<Survey>>,
        order: Option<Order<'_>>,
        steps: Steps<'_>,
        each: &mut dyn FnMut(&check::subject::Noted<'_>),
    ) -> Option<Box<Survey>> {
        if self.book.as_ref().is_some_and(|b| b.sheets().iter().all(|s| s.head.is_empty())) {
            let refused = self.book.as_ref().and_then(|b| b.sheets().iter().find_map(|s| s.refused.clone()));
            self.unreadable = Some(refused.unwrap_or_else(|| ReadError::new(&EMPTY_FILE)));
        }
        if self.unreadable.is_some() {
            return None;
        }
        self.last_view = None;
        let Some((book, subject)) = self.subject(lang) else {
            self.unreadable = Some(self.without_header());
            return None;
        };
        match check::check(book, &subject, known.map(|survey| *survey), order, steps, each) {
            Ok(checked) => self.checked = Some(checked),
            Err(survey) => return Some(survey),
        }
        None
    }

    /// Why no import was found.
    fn without_header(&self) -> ReadError {
        let rows = || self.book.iter().flat_map(|book| book.sheets()).flat_map(|sheet| &sheet.head);
        match self.input.wishes.header_row {
            Some(wanted) if rows().all(|row| row.number != wanted) => {
                ReadError::new(&NO_SUCH_ROW).with("row", u64::from(wanted))
            }
            _ => ReadError::new(&NO_IMPORT),
        }
    }

    /// Readings that somebody should confirm, and patterns that cannot be looked at.
    fn unsure(&mut self) {
        if self.checked.is_none() {
            return;
        }
        let text = self.book.as_ref().and_then(|b| b.text());
        let doubts = text.into_iter().flat_map(|t| {
            [
                (t.encoding.confidence, ["which character set is it", "quel est le jeu de caractères"]),
                (
                    t.delimiter.confidence,
                    ["which character separates the columns", "quel caractère sépare les colonnes"],
                ),
            ]
        });
        let asked = doubts.filter(|(confidence, _)| *confidence == read::Confidence::Ask).map(|(_, q)| {
            Finding::new(&READING_UNSURE, crate::problem::Place::File)
                .with("question", crate::problem::Detail::Phrase(q))
        });
        let asked: Vec<Finding> = asked.collect();
        self.not_checked.extend(asked);
        if let Some(definition) = &self.definition {
            let open = definition.open_remarks().map(|remark| {
                Finding::new(&crate::rules::file::NOT_CHECKABLE, crate::problem::Place::File)
                    .with("where", remark.place.as_str())
                    .with("what", crate::problem::Detail::Said(remark.reason.clone()))
            });
            self.not_checked.extend(open);
        }
    }

    /// Lists what the cleaned file changes. The check has done so, unless rows that were ready then are not any more:
    /// then the rows are gone through once more.
    fn list_changes(&mut self, lang: Lang, steps: Steps<'_>) {
        let mut log = ChangeLog::default();
        if let Some(checked) = self.checked.as_mut().filter(|c| !c.file_error) {
            match checked.changes_if_settled() {
                Some(settled) => log = settled,
                None => {
                    checked.prepared = None;
                    let _ = self.with_subject(lang, |book, subject, checked| {
                        let rows = clean::Rows::Ready;
                        let mut add = |code: &str, make: &dyn Fn() -> Change| log.add(code, make);
                        clean::pass(book, subject, checked, rows, steps, &mut |_| Ok(()), &mut add)
                    });
                }
            }
        }
        self.changes = Some(log);
    }

    /// The names of the sheets; empty where there are none to choose from.
    #[must_use]
    pub fn sheet_names(&self) -> Vec<&str> {
        let names = self.book.iter().flat_map(|book| book.sheets()).map(|sheet| sheet.name.as_str());
        names.filter(|name| !name.is_empty()).collect()
    }

    /// Whether the user took a repair of this problem.
    #[must_use]
    pub fn accepted(&self, code: &str) -> bool {
        crate::wording::problems::find(code).is_some_and(|p| Decisions(&self.input.edits.decisions).taken(p))
    }
}
