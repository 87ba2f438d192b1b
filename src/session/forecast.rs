//! What an import would do to what the receiving system has: the table of that is read as any file is, by the same
//! definition, and every file of the import is compared with it.

use super::{Job, Session};
use crate::check::clean::CleanError;
use crate::check::file::{File, Input};
use crate::check::forecast::{Forecast, ForecastEntry, Held, Identity, forecast};
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::read::{ReadError, Source};
use crate::record::context::Settings;
use crate::wording::Wording;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Why a table cannot be compared with.
#[derive(Debug)]
pub enum HeldError {
    /// It cannot be read.
    Unreadable(ReadError),
    /// Nothing in the definition tells the records of the import apart.
    NoKey,
    /// It has no headings of the import, or not the column that tells records apart.
    NoColumn,
    /// It is more than can be kept in memory.
    TooLarge,
}

impl HeldError {
    /// The reason, and what to do.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let phrase = match self {
            HeldError::Unreadable(error) => {
                return Wording { lang, layout: None, definition: None }.message(&error.finding());
            }
            HeldError::NoKey => [
                "Nothing in the definition tells the records of this import apart, so they cannot be compared. Give the definition a key.",
                "Rien dans la définition ne distingue les enregistrements de cet import, ils ne peuvent donc pas être comparés. Donnez une clé à la définition.",
            ],
            HeldError::NoColumn => [
                "This table lacks the column that tells the records of the import apart. Export it with that column and its heading.",
                "Il manque à ce tableau la colonne qui distingue les enregistrements de l’import. Exportez-le avec cette colonne et son en-tête.",
            ],
            HeldError::TooLarge => [
                "This table is too large to be compared with. Export fewer columns, or fewer records.",
                "Ce tableau est trop grand pour la comparaison. Exportez moins de colonnes, ou moins d’enregistrements.",
            ],
        };
        lang.pick(phrase).to_owned()
    }
}

impl std::fmt::Display for HeldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for HeldError {}

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
    ) -> Result<Held, HeldError> {
        let identity = Identity::of(definition).ok_or(HeldError::NoKey)?;
        let input = Input {
            name: name.to_owned(),
            import: Some(definition.name.clone()),
            settings: settings.clone(),
            ..Input::default()
        };
        let mut session = Job::new(vec![definition.clone()], lang)
            .file(input, source)
            .check(&mut |_, _, _| ControlFlow::Continue(()));
        let Some(file) = session.files.first_mut() else { return Err(HeldError::NoColumn) };
        if let Some(error) = file.unreadable.take() {
            return Err(HeldError::Unreadable(error));
        }
        let layout = file.layout.as_ref().ok_or(HeldError::NoColumn)?;
        if !identity.fields().iter().all(|field| layout.has(*field)) {
            return Err(HeldError::NoColumn);
        }
        let held =
            file.with_subject(lang, |book, subject, checked| Held::of(book, subject, checked, &identity));
        match held {
            Some(Ok(Some(held))) => Ok(held),
            Some(Ok(None)) => Err(HeldError::TooLarge),
            Some(Err(CleanError::Read(error))) => Err(HeldError::Unreadable(error)),
            Some(Err(_)) | None => Err(HeldError::NoColumn),
        }
    }
}

impl Session<'_> {
    /// Compares files of that import with what is there, once they are checked.
    pub fn compare_with(&mut self, held: Arc<Held>) {
        self.held.push(held);
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

    /// Compares the ready records with what is there of the file's import.
    pub(crate) fn compare_with(&mut self, held: &[Arc<Held>], lang: Lang) {
        self.forecast = self.differences(held, lang, &mut |_| Ok(())).and_then(Result::ok);
    }

    /// Hands over the differences between the ready records and what is there; absent where there is nothing to compare.
    pub(crate) fn differences(
        &mut self,
        held: &[Arc<Held>],
        lang: Lang,
        put: &mut dyn FnMut(&ForecastEntry<'_>) -> io::Result<()>,
    ) -> Option<Result<Forecast, CleanError>> {
        let import = &self.definition.as_ref()?.name;
        let held = held.iter().find(|held| held.import == *import)?;
        if self.checked.as_ref().is_none_or(|checked| checked.file_error) {
            return None;
        }
        self.with_subject(lang, |book, subject, checked| forecast(book, subject, checked, held, put))
    }
}
