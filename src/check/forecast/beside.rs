//! What a forecast says of each record, kept for those who look at the rows: the page's grid shows what is there beside
//! what would be.

use super::columns::{Column, columns, is_same};
use super::held::Held;
use super::identity::Identity;
use super::outcome::Effect;
use crate::check::subject::Subject;
use crate::record::values::Values;
use crate::scalar::text::trim;
use std::sync::Arc;

/// What would become of each record of a file, kept for those who look at its rows.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    held: Option<Arc<Held>>,
    /// By the place of the record; of those that do not go out there is none.
    effects: Vec<Option<(Effect, u32)>>,
    /// The places of what only the system has; of files that go out as one table they stand at the first.
    pub(crate) only_there: Vec<u32>,
}

/// A cell whose text would be another one than what is there.
///
/// ```
/// use import_checker::{Effect, Filter, ImportDefinition, Input, Job, Lang};
/// use std::{io::Cursor, ops::ControlFlow, sync::Arc};
///
/// let definition = r#"{"name": "own/people", "primaryKey": "id", "fields": [{"name": "id"}, {"name": "phone"}]}"#;
/// let job = Job::new(vec![Arc::new(ImportDefinition::parse(definition)?)], Lang::En);
/// let mut go_on = |_file, _step, _count| ControlFlow::Continue(());
/// let mut session = job.file(Input::default(), Cursor::new("id,phone\n1,556\n")).open(&mut go_on);
/// session.there("own/people", "there.csv", || Cursor::new("id,phone\n1,555\n"));
/// session.check(&mut go_on);
/// let row = &session.window(0, &Filter::All, 0, 1).rows[0];
/// assert_eq!((row.effect, row.there.len(), row.there[0].column), (Some(Effect::Changed), 1, 1));
/// # Ok::<(), import_checker::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThereCell {
    /// Column index, 0 for A.
    pub column: u32,
    /// What is there.
    pub before: String,
    /// What would be.
    pub after: String,
}

impl Beside {
    pub(crate) fn new(held: Arc<Held>, records: usize) -> Beside {
        Beside { held: Some(held), effects: vec![None; records], only_there: Vec::new() }
    }

    pub(crate) fn note(&mut self, record: usize, effect: Effect, place: Option<u32>) {
        if let Some(at) = self.effects.get_mut(record) {
            *at = Some((effect, place.unwrap_or(u32::MAX)));
        }
    }

    pub(crate) fn effect(&self, record: usize) -> Option<Effect> {
        self.effects.get(record).copied().flatten().map(|(effect, _)| effect)
    }

    /// The cells of a record that would say something else than what is there, from left to right.
    pub(crate) fn cells(&self, record: usize, subject: &Subject<'_>, values: &Values) -> Vec<ThereCell> {
        let Some(Some((Effect::Changed | Effect::Emptied, place))) = self.effects.get(record) else {
            return Vec::new();
        };
        let (Some(held), Some(identity)) = (&self.held, Identity::of(subject.definition)) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        for Column { slot, at, .. } in columns(subject, held, &identity.fields()).0 {
            let Some(column) = subject.layout.slots.get(slot).and_then(|slot| slot.column) else { continue };
            let (before, after) = (held.text(*place, at), trim(values.text(slot)));
            if !is_same(subject.definition, slot, before, after) {
                cells.push(ThereCell { column, before: before.to_owned(), after: after.to_owned() });
            }
        }
        cells.sort_unstable_by_key(|cell| cell.column);
        cells
    }
}
