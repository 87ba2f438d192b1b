//! How often the rows of a file are gone through. A pass begins with what the first rows say of the columns and of the
//! encoding; where the rest of the rows says otherwise, the pass was for nothing and is done again with what is known
//! by then. That happens here and nowhere else.
//!
//! It ends: a pass that is given what all rows say of the columns does not ask for another, and a file is read otherwise
//! once, after all of its letters were looked at.

use super::{Session, per_mille};
use crate::base::pulse;
use crate::batch::Keys;
use crate::check::checked::Checked;
use crate::check::file::File;
use crate::check::prepared::Order;
use crate::check::subject::{EachRecord, Step, Steps};
use crate::check::survey::Survey;
use crate::check::{self, Pass};
use crate::definition::ImportDefinition;
use crate::problem::lang::Lang;
use crate::read::ReadError;
use crate::rules::file::EMPTY_FILE;
use std::sync::Arc;

impl Session<'_> {
    /// Checks one file on its own, by as many passes as it takes, and notes the keys of its records.
    pub(super) fn check_alone(&mut self, index: usize, keys: &mut Keys, steps: Steps<'_>) {
        let Some(file) = self.files.get_mut(index) else { return };
        pulse::sheet("");
        let _ = steps(Step::Open, per_mille(1.0));
        let mut known = None;
        #[cfg(test)]
        if self.whole_look {
            known = file.subject(self.lang).map(|(book, subject)| check::whole_look(book, &subject));
        }
        loop {
            // What an earlier pass left of the file counts no more.
            keys.forget(index);
            let mut output_of = self.prepare.as_mut().map(|(rows, output_of)| (*rows, output_of(index)));
            let order = output_of.as_mut().map(|(rows, out)| Order { rows: *rows, out: out.as_mut() });
            let about = (self.definitions.as_slice(), self.lang);
            let collects = keys.collects(index);
            let each: EachRecord<'_> = &mut |noted| keys.note(index, noted);
            match file.pass(about, known, order, steps, collects.then_some(each)) {
                Pass::Done(()) => break,
                Pass::Again(survey) => known = survey,
            }
        }
        if let Some(checked) = &file.checked {
            keys.complete(index, checked);
        }
    }
}

impl File<'_> {
    /// Goes through the rows once: checks them on their own, and tells each record to `each`.
    fn pass(
        &mut self,
        (definitions, lang): (&[Arc<ImportDefinition>], Lang),
        known: Option<Box<Survey>>,
        order: Option<Order<'_>>,
        steps: Steps<'_>,
        each: Option<EachRecord<'_>>,
    ) -> Pass<()> {
        let pass = match self.check(lang, known, order, steps, each) {
            Some(Pass::Done(checked)) => {
                self.checked = Some(checked);
                Pass::Done(())
            }
            Some(Pass::Again(survey)) => Pass::Again(survey),
            None => Pass::Done(()),
        };
        if self.rethink(definitions, steps) { Pass::Again(None) } else { pass }
    }

    /// Checks the file on its own; nothing where it cannot be read as a table of one of the imports.
    fn check(
        &mut self,
        lang: Lang,
        known: Option<Box<Survey>>,
        order: Option<Order<'_>>,
        steps: Steps<'_>,
        each: Option<EachRecord<'_>>,
    ) -> Option<Pass<Checked>> {
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
        Some(check::check(book, &subject, known.map(|survey| *survey), order, steps, each))
    }

    /// Whether the rows showed that the file is to be read otherwise.
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
}
