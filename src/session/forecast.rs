//! What an import would do to what the receiving system has: the table of that is read as any file is, by the same
//! definition, and every file of the import is compared with it.

use super::{Job, Session};
use crate::base::whole::Whole;
use crate::batch;
use crate::check::changes::RowsInError;
use crate::check::error::Error;
use crate::check::file::{File, Input};
use crate::check::forecast::{
    Beside, Forecast, ForecastEntry, ForecastTogether, GoingOut, Hears, Held, Identity, NamesOfSum, forecast,
};
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::read::Source;
use crate::record::context::Settings;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a table of what is there is good for.
///
/// Given by [`Session::there`].
#[derive(Debug)]
pub struct There {
    /// References are looked for in it.
    pub is_list: bool,
    /// Why files cannot be compared with it.
    pub error: Option<Error>,
}

impl Held {
    /// Reads what the receiving system has of an import: an export of it as CSV or workbook, with headings that the import
    /// knows.
    ///
    /// ```
    /// use import_checker::{Held, ImportDefinition, Input, Job, Lang, Settings};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
    /// let definition = Arc::new(ImportDefinition::parse(definition)?);
    /// let there = Cursor::new("id,phone\n1,555\n2,556\n3,557\n");
    /// let held = Held::read(&definition, &Settings::new(), "export.csv", there, Lang::En).unwrap();
    /// let session = Job::new(vec![definition], Lang::En)
    ///     .held(Arc::new(held))
    ///     .unwrap()
    ///     .file(Input::default(), Cursor::new("id,phone\n1,555\n2,\n4,558\n"))
    ///     .check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let forecast = session.files()[0].forecast().unwrap();
    /// assert_eq!((forecast.new, forecast.emptied, forecast.unchanged, forecast.not_in_file), (1, 1, 1, 1));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// It cannot be read, or not compared with.
    pub fn read(
        definition: &Arc<ImportDefinition>,
        settings: &Settings,
        name: &str,
        source: impl Source,
        lang: Lang,
    ) -> Result<Held, Error> {
        Held::read_as(definition, settings, name, source, lang, None)
    }

    /// The same; `list` takes the table as text, whatever format it has.
    fn read_as(
        definition: &Arc<ImportDefinition>,
        settings: &Settings,
        name: &str,
        source: impl Source,
        lang: Lang,
        list: Option<&mut Vec<u8>>,
    ) -> Result<Held, Error> {
        let identity = Identity::of(definition).ok_or(Error::NoKey)?;
        let input = Input {
            name: name.to_owned(),
            import: Some(definition.name.clone()),
            settings: settings.clone(),
            ..Input::default()
        };
        let mut session = Job::new(vec![definition.clone()], lang)
            .file(input, source)
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let open_quote = session.has_open_quote(0);
        let Some(file) = session.files.first_mut() else { return Err(Error::NoColumn) };
        if let Some(error) = file.unreadable.take() {
            return Err(Error::Read(error));
        }
        let layout = file.layout.as_ref().ok_or(Error::NoColumn)?;
        if !identity.fields().iter().all(|field| layout.has(*field)) {
            return Err(Error::NoColumn);
        }
        // What is not seen of it would be called new.
        if open_quote || file.checked.as_ref().is_some_and(|checked| !checked.complete) {
            return Err(Error::NotWhole);
        }
        if let Some(list) = list {
            // What cannot be written is no list.
            let _ = session
                .clean(0, RowsInError::Include, list, &mut |_| (), &mut |_, _| ControlFlow::Continue(()));
        }
        let Some(file) = session.files.first_mut() else { return Err(Error::NoColumn) };
        if let Some(checked) = &mut file.checked {
            // The system has them, whatever is wrong with them, such as two of one key: what a cell says is what is compared.
            checked.all_ready();
        }
        let held =
            file.with_subject(lang, |book, subject, checked| Held::of(book, subject, checked, &identity));
        match held {
            Some(Ok(Some(held))) => Ok(held),
            Some(Ok(None)) => Err(Error::TooLargeToCompare),
            Some(Err(Error::Read(error))) => Err(Error::Read(error)),
            Some(Err(_)) | None => Err(Error::NoColumn),
        }
    }
}

impl Session<'_> {
    /// Compares files of that import with what is there, once they are checked.
    ///
    /// # Errors
    /// There is another table of the import already.
    pub fn compare_with(&mut self, held: Arc<Held>) -> Result<(), Error> {
        if self.held.iter().any(|other| other.import == held.import) {
            return Err(Error::SecondTable);
        }
        self.held.push(held);
        Ok(())
    }

    /// Takes a table of what the receiving system has of an import, before the check: references are looked for in it, as
    /// in a list, and files of the import are compared with it. Answers whether it is such a list, and why it cannot be
    /// compared with. Where no file is of the import, nothing is compared.
    ///
    /// ```
    /// use import_checker::{ImportDefinition, Input, Job, Lang};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
    /// let job = Job::new(vec![Arc::new(ImportDefinition::parse(definition)?)], Lang::En);
    /// let mut go_on = |_file, _step, _count| ControlFlow::Continue(());
    /// let mut session = job.file(Input::default(), Cursor::new("id,phone\n1,\n2,556\n")).open(&mut go_on);
    /// let there = session.there("own/people", "there.csv", || Cursor::new("id,phone\n1,555\n"));
    /// assert!(there.is_list && there.error.is_none());
    /// session.check(&mut go_on);
    /// let forecast = session.files()[0].forecast().unwrap();
    /// assert_eq!((forecast.new, forecast.emptied), (1, 1));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    pub fn there<S: Source>(&mut self, import: &str, name: &str, source: impl Fn() -> S) -> There {
        let lang = self.lang;
        // What cannot be read, or is longer than a list may be, is looked at as a table below.
        let text = Whole::List.read(source()).ok().flatten().and_then(|text| String::from_utf8(text).ok());
        let text = text.filter(|text| !text.contains('\0'));
        let mut is_list = text.is_some();
        if let Some(text) = text {
            self.existing.add(import, &text);
        }
        let Some(definition) = self.definitions.iter().find(|one| one.name == import).cloned() else {
            return There { is_list, error: None };
        };
        let of_import = |file: &&File<'_>| file.definition.as_ref().is_some_and(|own| own.name == import);
        let file = self.files.iter().find(of_import);
        if file.is_none() && is_list {
            return There { is_list, error: None };
        }
        let settings = file.map(|file| file.input.settings.clone()).unwrap_or_default();
        let compared = file.is_some();
        let mut list = Vec::new();
        let wanted = (!is_list).then_some(&mut list);
        let held = Held::read_as(&definition, &settings, name, source(), lang, wanted);
        if let Some(text) = String::from_utf8(list).ok().filter(|text| !text.is_empty()) {
            self.existing.add(import, &text);
            is_list = true;
        }
        let taken = held.and_then(|held| if compared { self.compare_with(Arc::new(held)) } else { Ok(()) });
        There { is_list, error: taken.err() }
    }
}

/// Compares what goes out of the files with what is there of their imports.
pub(super) fn compare(files: &mut [File<'_>], held: &[Arc<Held>], lang: Lang) {
    for file in files.iter_mut() {
        (file.forecast, file.together, file.beside) = (None, None, Beside::default());
    }
    let tables = batch::tables(files);
    for held in held {
        let of_import = |index: &usize| {
            files.get(*index).and_then(|file| Some(file.definition.as_ref()?.name == held.import))
        };
        let in_table = |index: &usize| tables.iter().any(|table| table.contains(index));
        let alone = (0..files.len()).filter(|index| !in_table(index));
        let alone = alone.filter(|index| of_import(index) == Some(true)).map(|index| (vec![index], 0));
        // A file of which nobody knows what it is may be of any import.
        let together = tables.iter().map(|table| {
            let own = table.iter().copied().filter(|index| of_import(index) == Some(true)).collect();
            (own, table.iter().filter(|index| of_import(index).is_none()).count())
        });
        let all: Vec<(Vec<usize>, usize)> = alone.chain(together).collect();
        for (own, unknown) in all {
            compare_as_one(files, &own, unknown, held, lang);
        }
    }
}

/// Compares files that go out as one table, or one file; `unknown` more may belong to them.
fn compare_as_one(files: &mut [File<'_>], own: &[usize], unknown: usize, held: &Arc<Held>, lang: Lang) {
    let mut met = held.unmet();
    let mut together =
        ForecastTogether { files: (own.len() + unknown) as u64, ..ForecastTogether::default() };
    let (mut first, mut known) = (None, NamesOfSum::default());
    for index in own {
        let Some(file) = files.get_mut(*index) else { continue };
        let records = file.checked.as_ref().map_or(0, |checked| checked.states.len());
        let mut beside = Beside::new(Arc::clone(held), records);
        let made = file.compared(
            (held, &mut met),
            lang,
            &mut Hears {
                note: &mut |record, effect, place| beside.note(record, effect, place),
                put: &mut |_| Ok(()),
            },
        );
        file.forecast = made.and_then(Result::ok);
        file.beside = beside;
        match &file.forecast {
            Some(forecast) => {
                together.add(forecast, &mut known);
                first = first.or(Some(*index));
            }
            None => together.not_compared += 1,
        }
    }
    together.not_compared += unknown as u64;
    let Some(first) = first.and_then(|first| files.get_mut(first)) else { return };
    if together.not_compared == 0 {
        let places = (0_u32..).zip(&met).filter(|(_, met)| !**met).map(|(place, _)| place);
        first.beside.only_there = places.collect();
        together.sum.not_in_file = first.beside.only_there.len() as u64;
    }
    if together.files < 2 {
        if let Some(forecast) = &mut first.forecast {
            forecast.not_in_file = together.sum.not_in_file;
        }
        return;
    }
    let together = Arc::new(together);
    for index in own {
        if let Some(file) = files.get_mut(*index).filter(|file| file.forecast.is_some()) {
            file.together = Some(Arc::clone(&together));
        }
    }
}

impl File<'_> {
    /// The definition of the import that the file is meant for, once it is known.
    #[must_use]
    pub fn definition(&self) -> Option<&ImportDefinition> {
        self.definition.as_deref()
    }

    /// What the import of the ready records would do to what the receiving system has; absent where a table of that was
    /// not given, or nothing would go out.
    #[must_use]
    pub fn forecast(&self) -> Option<&Forecast> {
        self.forecast.as_ref()
    }

    /// The same for all files that go out as one table with this one; absent where it goes out alone.
    ///
    /// ```
    /// use import_checker::{Held, ImportDefinition, Input, Job, Lang, Settings};
    /// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
    ///
    /// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
    /// let definition = Arc::new(ImportDefinition::parse(definition)?);
    /// let there = Cursor::new("id,phone\n1,555\n2,556\n3,557\n");
    /// let held = Held::read(&definition, &Settings::new(), "export.csv", there, Lang::En).unwrap();
    /// let input = || Input { one_table: Some("year".to_owned()), ..Input::default() };
    /// let session = Job::new(vec![definition], Lang::En)
    ///     .held(Arc::new(held))
    ///     .unwrap()
    ///     .file(input(), Cursor::new("id,phone\n1,555\n"))
    ///     .file(input(), Cursor::new("id,phone\n2,550\n"))
    ///     .check(&mut |_file, _step, _count| ControlFlow::Continue(()));
    /// let together = session.files()[1].forecast_together().unwrap();
    /// assert_eq!((together.files, together.sum.changed, together.sum.not_in_file), (2, 1, 1));
    /// # Ok::<(), import_checker::DefinitionError>(())
    /// ```
    #[must_use]
    pub fn forecast_together(&self) -> Option<&ForecastTogether> {
        self.together.as_deref()
    }

    /// What is there of the file's import.
    pub(crate) fn held_of<'h>(&self, held: &'h [Arc<Held>]) -> Option<&'h Arc<Held>> {
        let import = &self.definition.as_ref()?.name;
        held.iter().find(|held| held.import == *import)
    }

    /// Hands over the differences between the ready records and what is there; absent where there is nothing to compare.
    pub(crate) fn differences(
        &mut self,
        held: &[Arc<Held>],
        lang: Lang,
        put: &mut dyn FnMut(&ForecastEntry<'_>) -> io::Result<()>,
    ) -> Option<Result<Forecast, Error>> {
        let held = self.held_of(held)?;
        let mut hears = Hears { note: &mut |_, _, _| {}, put: &mut *put };
        let mut made = self.compared((held, &mut held.unmet()), lang, &mut hears)?;
        if made.is_ok()
            && let Err(error) = held.put_only_there(&self.beside.only_there, put)
        {
            made = Err(error.into());
        }
        Some(made)
    }

    fn compared(
        &mut self,
        held: (&Held, &mut [bool]),
        lang: Lang,
        hears: &mut Hears<'_>,
    ) -> Option<Result<Forecast, Error>> {
        let checked = self.checked.as_mut().filter(|checked| !checked.file_error)?;
        // What went in already is looked at as well: the system has it.
        let sending = std::mem::take(&mut checked.sending);
        let rows = self.going_out();
        let made = self.with_subject(lang, |book, subject, checked| {
            forecast(book, subject, &GoingOut { checked, sending: &sending, rows }, held, hears)
        });
        if let Some(checked) = &mut self.checked {
            checked.sending = sending;
        }
        made
    }
}
