//! Files checked together: who refers to whom.
use crate::definition::ImportDefinition;
use crate::record::Values;
use crate::session::File;
use crate::wording::Lang;
use std::sync::Arc;

/// References that exist on the server, by import.
#[derive(Debug, Default)]
pub struct Existing {}

pub(crate) struct Keys {}

impl Keys {
    pub(crate) fn new(_definitions: &[Arc<ImportDefinition>], _files: &[File<'_>]) -> Keys {
        Keys {}
    }
    pub(crate) fn note(&mut self, _file: usize, _row: u32, _values: &Values) {}
}

pub(crate) fn check(_files: &mut [File<'_>], _keys: &Keys, _existing: &Existing, _lang: Lang) {}

impl crate::session::Session<'_> {
    /// What is said of all files together.
    #[must_use]
    pub fn batch_report(&self, _lang: Lang) -> serde_json::Value {
        serde_json::Value::Null
    }
}
