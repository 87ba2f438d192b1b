//! What tells the records of an import apart: their key, or in a tree the way to them, and a name to show.

use crate::base::blank::shows_nothing;
use crate::base::first_seen::wide_hash;
use crate::check::checked::Checked;
use crate::check::clean::{self, Rows};
use crate::check::error::Error;
use crate::check::outgoing::OutgoingRecord;
use crate::check::subject::Subject;
use crate::check::went_in::Sending;
use crate::definition::ImportDefinition;
use crate::read::Book;
use crate::record::outline::RowState;
use crate::scalar::text::trim;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// What tells the records of an import apart.
pub(crate) enum Identity {
    /// These fields together.
    Fields(Vec<usize>),
    /// The way to the record from the root: kinds and names.
    Outline { kind: usize, name: usize, root: usize },
}

impl Identity {
    /// The key that other files know records by, else the first that is said to be unique; none where nothing is.
    pub(crate) fn of(definition: &ImportDefinition) -> Option<Identity> {
        if let Some(outline) = &definition.outline {
            return Some(Identity::Outline { kind: outline.kind, name: outline.name, root: outline.root });
        }
        let shared = definition.shared_keys.iter().find(|key| !key.implied);
        let shared = shared.map(|key| key.fields().collect());
        shared.or_else(|| definition.unique_keys.first().cloned()).map(Identity::Fields)
    }

    /// The fields that it is made of.
    pub(crate) fn fields(&self) -> Vec<usize> {
        match self {
            Identity::Fields(fields) => fields.clone(),
            Identity::Outline { kind, name, root } => vec![*kind, *name, *root],
        }
    }

    /// The key and the name of a record; absent where a part of it is blank.
    fn of_record(
        &self,
        definition: &ImportDefinition,
        out: &OutgoingRecord<'_>,
        parent: Option<&(u128, String)>,
    ) -> Option<(u128, String)> {
        let mut key = parent.map_or(String::new(), |(key, _)| format!("{key:x}"));
        let mut name = parent.map_or(String::new(), |(_, name)| name.clone());
        let mut take = |field: usize, named: bool| {
            let text = out.text(field).map(trim).filter(|text| !shows_nothing(text))?;
            let part = definition.fields.get(field).map_or(Cow::Borrowed(text), |own| own.key(text));
            key.push_str(&format!("\u{1f}{}:{part}", part.len()));
            if named {
                name.push_str(if name.is_empty() { "" } else { " / " });
                name.push_str(text);
            }
            Some(())
        };
        match self {
            Identity::Fields(fields) => fields.iter().try_for_each(|field| take(*field, true))?,
            Identity::Outline { kind, name, root } => {
                take(*kind, false)?;
                take(if parent.is_none() { *root } else { *name }, true)?;
            }
        }
        Some((wide_hash(&key), name))
    }
}

/// A record with what it is known by.
pub(super) struct Keyed<'r, 'o> {
    /// Its place among all records.
    pub(super) record: usize,
    /// It goes out.
    pub(super) ready: bool,
    /// It went in already.
    pub(super) went_in: bool,
    pub(super) known: Option<&'r (u128, String)>,
    pub(super) out: &'r OutgoingRecord<'o>,
}

/// Goes through all records of a file: those that are ready as they would go out, the others as they are. `sending` says which
/// of them went in already; to have these looked at, what was checked must not know it.
pub(super) fn records(
    book: &mut dyn Book,
    subject: &Subject<'_>,
    checked: &Checked,
    sending: &[Sending],
    identity: &Identity,
    look: &mut dyn FnMut(&Keyed<'_, '_>) -> io::Result<()>,
) -> Result<(), Error> {
    let mut known: BTreeMap<u32, (u128, String)> = BTreeMap::new();
    clean::each_outgoing(book, subject, checked, Rows::All, &mut |record, (node, parent), out| {
        let ready = checked.states.get(record) == Some(&RowState::Ready);
        let went_in = !matches!(sending.get(record), None | Some(Sending::Send));
        let above = parent.and_then(|parent| known.get(&parent));
        // Whose owner is not known is not known either.
        let lost = parent.is_some() && above.is_none();
        let found = if lost { None } else { identity.of_record(subject.definition, out, above) };
        look(&Keyed { record, ready, went_in, known: found.as_ref(), out })?;
        if let (Some(node), Some(found)) = (node, found) {
            known.insert(node, found);
        }
        Ok(())
    })
}
